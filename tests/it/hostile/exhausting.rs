//! Small files that take much memory or time: a generator for each, and what the program says. The
//! sizes are scaled so that each fault shows in an unoptimized program as well.

use std::io::Write as _;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::{Run, checked, run};

fn star(leaves: usize) -> String {
    let node = |id: usize| format!("{{\"id\":\"n{id}\"}}");
    let nodes: Vec<_> = (0..=leaves).map(node).collect();
    let edge = |leaf: usize| {
        let kind = ["hostility", "cooperation"][leaf % 2];
        format!("{{\"source\":\"n0\",\"target\":\"n{leaf}\",\"kind\":\"{kind}\"}}")
    };
    let edges: Vec<_> = (1..=leaves).map(edge).collect();
    let (nodes, edges) = (nodes.join(","), edges.join(","));
    format!("{{\"nodes\":[{nodes}],\"edges\":[{edges}]}}")
}

#[test]
fn a_hub_with_many_leaves_is_analyzed() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("star.json"), star(5_000)).unwrap();
    let run = run(folder.path(), &["analyze", "star.json"], 200);
    assert!(run.stdout.contains("5,001 actors"), "{}", run.stderr);
}

#[test]
fn short_lines_cost_nothing_for_the_columns_that_they_do_not_have() {
    let columns: Vec<_> = (0..8_000).map(|at| format!("c{at}")).collect();
    let table = format!(
        "source,target,{}\n{}",
        columns.join(","),
        "a,b\n".repeat(8_000)
    );
    let run = checked("wide.csv", table, 120);
    assert!(run.stdout.contains("8000 relations"), "{}", run.stdout);
}

#[test]
fn short_lines_of_a_matrix_cost_nothing_for_the_cells_that_they_do_not_have() {
    let names: Vec<_> = (0..30_000).map(|at| format!("c{at}")).collect();
    let table = format!(",{}\n{}", names.join(","), names.join("\n"));
    let run = checked("matrix.csv", table, 120);
    assert!(run.stdout.contains("30000 actors"), "{}", run.stdout);
}

#[test]
fn what_a_line_of_many_ties_says_once_is_not_copied_without_end() {
    let many = |count: usize, one: &str| vec![one.to_owned(); count];
    let names = |prefix: &str, mark: &str| {
        (0..100)
            .map(|at| format!("{prefix}{at}"))
            .collect::<Vec<_>>()
            .join(mark)
    };
    let header: Vec<_> = (0..20_000).map(|at| format!("c{at}")).collect();
    let header = header.join(",");
    let ones = many(20_000, "1").join(",");
    let pairs = format!(
        "source,target,{header}\n{},{},{ones}\n",
        names("a", ";"),
        names("b", ";")
    );
    let years: Vec<_> = (1000..4000).map(|year| year.to_string()).collect();
    let line = format!("a,b,{}\n", many(3_000, "1").join(","));
    let years = format!("source,target,{}\n{}", years.join(","), line.repeat(100));
    let kinds = "ally,war,alliance,conflict,friend,enemy,hostile,rival,dispute,treaty";
    let line = format!("a,b,{},{ones}\n", many(10, "1").join(","));
    let kinds = format!("source,target,{kinds},{header}\n{}", line.repeat(30));
    let values: Vec<_> = (0..3_000).map(|at| format!("c{at}=1")).collect();
    let dot = format!(
        "graph{{ {{ {} }} -- {{ {} }} [{}] }}",
        names("a", " "),
        names("b", " "),
        values.join(",")
    );
    for (name, file) in [
        ("pairs.csv", pairs),
        ("years.csv", years),
        ("kinds.csv", kinds),
        ("pairs.dot", dot),
    ] {
        let run = checked(name, file, 700);
        let words = "not all defaults, values, claims or ties are read";
        assert!(run.stdout.contains(words), "{name}: {:.400}", run.stdout);
    }
}

#[test]
fn a_header_of_equal_columns_takes_linear_time() {
    let table = format!("source,target{}\na,b\n", ",x".repeat(100_000));
    let run = checked("equal.csv", table, 200);
    assert!(run.stdout.contains("a second column is called `x`"));
    assert!(run.stdout.len() < 4_000_000);
}

/// A JSON text is read in 200 MB and 12 times its size, or refused; in MB.
fn allowed_mb(text: &str) -> u64 {
    200 + 12 * text.len() as u64 / 1_000_000
}

#[test]
fn very_many_attributes_are_refused_in_words_in_every_dialect() {
    let keys: Vec<_> = (0..500_000).map(|at| format!("\"{at:x}\":0")).collect();
    // One record has all of them, or each of many has some of its own.
    let all = keys.join(",");
    let some = |record: &str| {
        let records = keys.chunks(5_000);
        let records = records.map(|keys| record.replace('@', &keys.join(",")));
        records.collect::<Vec<_>>().join(",")
    };
    let edge = r#"{"source":"a","target":"a",@}"#;
    for (name, around, record) in [
        (
            "node.json",
            r#"{"nodes":[#],"links":[]}"#,
            r#"{"id":"a",@}"#,
        ),
        ("edge.json", r#"{"nodes":[{"id":"a"}],"links":[#]}"#, edge),
        (
            "own.json",
            r#"{"format":"frenemy/1","nodes":[#],"edges":[]}"#,
            r#"{"id":"a",@}"#,
        ),
        (
            "cyto.json",
            r#"{"elements":{"nodes":[#],"edges":[]}}"#,
            r#"{"data":{"id":"a",@}}"#,
        ),
        (
            "jgf.json",
            r#"{"graph":{"nodes":[#],"edges":[]}}"#,
            r#"{"id":"a","metadata":{@}}"#,
        ),
        (
            "cx2.json",
            r#"[{"CXVersion":"2.0"},{"nodes":[#]},{"status":[{"success":true}]}]"#,
            r#"{"id":1,"v":{@}}"#,
        ),
        (
            "vis.json",
            r#"{"nodes":[{"id":"a"}],"edges":[#]}"#,
            r#"{"from":"a","to":"a",@}"#,
        ),
    ] {
        for records in [record.replace('@', &all), some(record)] {
            let text = around.replace('#', &records);
            let run = checked(name, &text, allowed_mb(&text));
            let words = "more than 100000 different names of attributes";
            assert!(
                run.stdout.contains(words),
                "{name}: {} {:.300}",
                run.stderr,
                run.stdout
            );
            assert!(!run.stdout.contains("has no `source`"), "{name}");
        }
    }
}

#[test]
fn wide_records_of_few_keys_altogether_are_read() {
    let keys: Vec<_> = (0..40_000).map(|at| format!("\"k{at}\":{at}")).collect();
    let keys = keys.join(",");
    let nodes: Vec<_> = (0..100)
        .map(|at| format!("{{\"id\":\"{at}\",{keys}}}"))
        .collect();
    let text = format!(
        r#"{{"nodes":[{}],"links":[{{"source":"0","target":"1"}}]}}"#,
        nodes.join(",")
    );
    let run = checked("wide.json", &text, allowed_mb(&text));
    assert!(
        run.stdout.contains("100 actors, 1 relation"),
        "{:.300}",
        run.stdout
    );
}

#[test]
fn long_lists_that_nobody_reads_are_read_within_their_memory_or_refused_before() {
    let list = |item: &str, count: usize| vec![item; count].join(",");
    let own = |list: &str| {
        format!(r#"{{"format":"frenemy/1","nodes":[{{"id":"a"}}],"edges":[],"x":{list}}}"#)
    };
    let aliases = |list: &str| format!(r#"{{"nodes":[{{"id":"a","aliases":{list}}}],"edges":[]}}"#);
    // The longer an item, the more its text allows.
    for (item, is_much) in [
        ("0", true),
        ("true", false),
        ("\"\"", true),
        ("\"a\"", true),
        ("[]", true),
        ("{}", true),
    ] {
        for (count, is_refused) in [(4_000_000, is_much), (200_000, false)] {
            let list = format!("[{}]", list(item, count));
            for text in [own(&list), aliases(&list)] {
                let run = checked("list.json", &text, allowed_mb(&text));
                let is_said = run.stdout.contains(" MB of memory");
                assert_eq!(is_said, is_refused, "{item}: {:.300}", run.stdout);
            }
        }
    }
}

#[test]
fn small_records_of_every_shape_are_read_within_their_memory_or_refused() {
    let list = |item: &str, count: usize| format!("[{}]", vec![item; count].join(","));
    let members = |count: usize, member: &dyn Fn(usize) -> String| {
        let members: Vec<_> = (0..count).map(member).collect();
        format!("{{{}}}", members.join(","))
    };
    let neighbours = |at: usize| format!("\"{at}\":[\"{}\"]", at + 1);
    let pair = list(r#"["a","b"]"#, 600_000);
    let around = list(r#""a""#, 2_000_000);
    let names: Vec<_> = (0..3_000).map(|at| format!("\"c{at}\":[\"1\"]")).collect();
    let ends = |prefix: &str| {
        let ends: Vec<_> = (0..100).map(|at| format!("\"{prefix}{at}\"")).collect();
        ends.join(",")
    };
    let shapes = [
        ("neighbours", members(300_000, &neighbours)),
        ("pairs", format!(r#"{{"nodes":["a","b"],"edges":{pair}}}"#)),
        (
            "table",
            format!(r#"{{"columns":["source","target"],"data":{pair}}}"#),
        ),
        ("matrix", list(&list("1", 1_200), 1_200)),
        ("sources", list(r#"{"type":"book","title":"One"}"#, 300_000)),
        (
            "story",
            format!(
                r#"{{"format":"frenemy/1","nodes":[{{"id":"a"}}],"edges":[],
                "story":[{{"camera":{{"around":{around}}}}}]}}"#
            ),
        ),
        (
            "owners",
            format!(
                r#"{{"id":"o","schema":"Ownership","properties":{{"owner":[{}],"asset":[{}],{}}}}}"#,
                ends("a"),
                ends("b"),
                names.join(",")
            ),
        ),
    ];
    for (shape, text) in shapes {
        let run = checked("shape.json", &text, allowed_mb(&text));
        let is_refused = run.stdout.contains(" MB of memory");
        let is_cut = run.stdout.contains("not all defaults");
        let is_read = run.stdout.contains("no issues") || run.stdout.contains(" relations");
        assert!(
            is_refused || is_cut || is_read,
            "{shape}: {:.300}",
            run.stdout
        );
    }
}

#[test]
fn an_object_of_very_many_keys_that_is_kept_as_it_is_is_held_once() {
    let keys: Vec<_> = (0..1_000_000).map(|at| format!("\"{at:x}\":0")).collect();
    let keys = keys.join(",");
    let text = format!(r#"{{"format":"frenemy/1","nodes":[],"edges":[],"x":{{{keys}}}}}"#);
    // Twice would be 88 MB more.
    checked("kept.json", &text, allowed_mb(&text) - 70);
}

#[test]
fn a_long_key_is_not_repeated_in_every_issue() {
    let key = "k".repeat(500_000);
    let halves = vec!["\"\\ud800\""; 5_000].join(",");
    let file = format!("{{\"nodes\":[],\"edges\":[],\"{key}\":[{halves}]}}");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("key.json"), file).unwrap();
    let run = run(folder.path(), &["check", "--json", "key.json"], 150);
    assert!(
        run.stdout
            .contains("4000 more issues of this kind are not listed")
    );
    assert!(run.stdout.len() < 4_000_000, "{}", run.stdout.len());
}

#[test]
fn a_long_key_is_not_repeated_in_every_message() {
    let key = "k".repeat(200_000);
    let twice = format!("{{\"{key}\":1,\"{key}\":2}}");
    let file = format!(
        "{{\"nodes\":[{}],\"edges\":[]}}",
        vec![twice; 100].join(",")
    );
    let run = checked("keys.json", file, 700);
    assert!(run.stdout.contains("is repeated"), "{}", run.stdout.len());
    assert!(run.stdout.len() < 100_000, "{}", run.stdout.len());
}

#[test]
fn quotes_that_are_not_in_the_text_are_cut_in_messages() {
    let claim = |at: usize| {
        let quote = format!("{at} {}", "word ".repeat(4_000));
        format!(r#"{{"reference":"r","quote":"{quote}"}}"#)
    };
    let claims: Vec<_> = (0..200).map(claim).collect();
    let file = format!(
        r#"{{"format":"frenemy/1","nodes":[{{"id":"a"}},{{"id":"b"}}],
            "edges":[{{"source":"a","target":"b","claims":[{}]}}],
            "references":[{{"id":"r","text":"texts/r.txt"}}]}}"#,
        claims.join(",")
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("texts")).unwrap();
    std::fs::write(folder.path().join("texts/r.txt"), "Nothing of the kind.").unwrap();
    std::fs::write(folder.path().join("q.json"), file).unwrap();
    for arguments in [&["check", "--quotes"][..], &["check", "--quotes", "--json"]] {
        let run = run(folder.path(), &[arguments, &["q.json"]].concat(), 200);
        assert!(
            run.stdout
                .contains("is not in the text, and nothing similar is")
        );
        assert!(run.stdout.len() < 500_000, "{}", run.stdout.len());
    }
}

#[test]
fn a_name_of_megabytes_is_cut() {
    let name = "n".repeat(3_000_000);
    let table = format!("source,target,sign\n{name},b,1\n{name},c,-1\n");
    let run = checked("names.csv", table, 150);
    assert!(
        run.stdout.contains("3 actors, 2 relations"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("only the first 2000"), "{}", run.stdout);
    assert!(run.stdout.len() < 10_000);
}

#[test]
fn many_sources_of_one_title_take_linear_time() {
    let citation = |at: usize| format!("{{\"title\":\"One\",\"url\":\"https://a.example/{at}\"}}");
    let citations: Vec<_> = (0..40_000).map(citation).collect();
    let citations = citations.join(",");
    let file = format!(
        "{{\"nodes\":[{{\"id\":\"a\"}},{{\"id\":\"b\"}}],\
         \"edges\":[{{\"source\":\"a\",\"target\":\"b\",\"citations\":[{citations}]}}]}}"
    );
    let run = checked("cited.json", file, 250);
    assert!(run.stdout.contains("40000 references"), "{}", run.stdout);
}

#[test]
fn a_matrix_of_more_ties_than_fit_is_refused_with_what_they_may_need() {
    let size = 1_350;
    let row = "1 ".repeat(size) + "\n";
    let file = format!("dl n={size}\ndata:\n{}", row.repeat(size));
    let run = checked("matrix.dl", file, 600);
    let words = "would need more than 718 MB of memory";
    assert!(run.stdout.contains(words), "{}", run.stdout);
}

#[test]
fn announced_vertices_cost_nothing() {
    for file in [
        "*Vertices 1000000\n".repeat(100),
        "*Vertices 1000000\n*Edges\n1 2 1\n".to_owned(),
    ] {
        let run = checked("many.net", file, 100);
        assert!(
            run.stdout.contains("1000000 vertices are announced"),
            "{}",
            run.stdout
        );
    }
}

#[test]
fn json_that_would_fill_the_memory_is_refused_or_read_within_it() {
    for part in ["{},", "[],", "0,"] {
        let items = part.repeat(3_000_000);
        let file = format!("{{\"nodes\":[{{\"id\":\"a\"}}],\"edges\":[{items}0]}}");
        let run = checked("many.json", file, 200);
        let is_counted = run.stdout.contains("more issues of this kind");
        let is_refused = run.stdout.contains(" MB of memory");
        assert!(
            is_counted || is_refused,
            "{}",
            &run.stdout[..run.stdout.len().min(500)]
        );
    }
}

#[test]
fn a_picture_that_unpacks_to_far_more_than_its_size_is_refused() {
    let run = checked("bomb.png", png(&b"{},".repeat(40_000_000)), 300);
    assert!(run.stdout.contains("cannot be unpacked"), "{}", run.stdout);
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&b"{},".repeat(40_000_000)).unwrap();
    let packed = BASE64_STANDARD.encode(packed.finish().unwrap());
    let svg = format!(
        "<svg><metadata id=\"frenemy\" data-encoding=\"zlib-base64\">{packed}</metadata></svg>"
    );
    let run = checked("bomb.svg", svg, 300);
    assert!(run.stdout.contains("cannot be unpacked"), "{}", run.stdout);
}

/// A picture of one pixel with this text in the chunk of the program.
fn png(text: &[u8]) -> Vec<u8> {
    let packed = |bytes: &[u8]| {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    };
    let mut picture = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |kind: &[u8], data: &[u8]| {
        let body = [kind, data].concat();
        let mut sum = flate2::Crc::new();
        sum.update(&body);
        picture.extend((data.len() as u32).to_be_bytes());
        picture.extend(body);
        picture.extend(sum.sum().to_be_bytes());
    };
    chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    chunk(
        b"iTXt",
        &[b"frenemy\0\x01\0\0\0".as_slice(), &packed(text)].concat(),
    );
    chunk(b"IDAT", &packed(&[0, 0]));
    chunk(b"IEND", &[]);
    picture
}

#[test]
fn a_short_quote_of_many_places_is_looked_for_once() {
    let claims = vec!["{\"reference\":\"r\",\"quote\":\"ab\"}"; 4_000].join(",");
    let file = format!(
        "{{\"format\":\"frenemy/1\",\"references\":[{{\"id\":\"r\",\"text\":\"texts/r.txt\"}}],\
         \"nodes\":[{{\"id\":\"a\"}},{{\"id\":\"b\"}}],\
         \"edges\":[{{\"source\":\"a\",\"target\":\"b\",\"claims\":[{claims}]}}]}}"
    );
    let run = quoted(&file, &"ab ".repeat(700_000), 200);
    let listed = run.stdout.matches("occurs 700000 times").count();
    assert_eq!(listed, 1_000, "{}", run.stderr);
    assert!(
        run.stdout.contains(": 3,000 more quotes like these"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_long_word_in_a_quote_is_only_found_unchanged() {
    let word = "w".repeat(1_000_000);
    let file = format!(
        "{{\"format\":\"frenemy/1\",\"references\":[{{\"id\":\"r\",\"text\":\"texts/r.txt\"}}],\
         \"nodes\":[{{\"id\":\"a\"}},{{\"id\":\"b\"}}],\"edges\":[{{\"source\":\"a\",\"target\":\"b\",\
         \"claims\":[{{\"reference\":\"r\",\"quote\":\"{word}x\"}}]}}]}}"
    );
    quoted(&file, &"w".repeat(2_000_000), 300);
}

/// Checks the quotes of a file with this saved text.
fn quoted(file: &str, text: &str, max_mb: u64) -> Run {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("net.json"), file).unwrap();
    std::fs::create_dir(folder.path().join("texts")).unwrap();
    std::fs::write(folder.path().join("texts/r.txt"), text).unwrap();
    run(folder.path(), &["check", "--quotes", "net.json"], max_mb)
}

#[test]
fn json_of_many_small_lists_takes_linear_time() {
    let members = |value: &str| {
        let members: Vec<_> = (0..20_000).map(|at| format!("\"k{at}\":{value}")).collect();
        format!("{{{}}}", members.join(","))
    };
    for value in ["[[1,1],[1,2]]", "{\"a\":1,\"b\":2}", "[\"a\",\"b\"]"] {
        let run = checked("lists.json", members(value), 200);
        let said = run.stdout + &run.stderr;
        assert!(said.contains("without a list of relations"), "{said}");
    }
}

/// A tie with this many different attributes, each one written by the format.
fn attributes(count: usize, one: impl Fn(usize) -> String) -> String {
    let all: Vec<String> = (0..count).map(one).collect();
    all.join(",")
}

#[test]
fn a_tie_of_many_attributes_takes_linear_time() {
    const MANY: usize = 90_000;
    let dot = attributes(MANY, |at| format!("x{at}=1"));
    let json = attributes(MANY, |at| format!("\"x{at}\":1"));
    let repeated = vec!["x=1"; MANY].join(",");
    let files = [
        ("wide.dot", format!("graph {{ a -- b [{dot}] }}")),
        ("equal.dot", format!("graph {{ a -- b [{repeated}] }}")),
        (
            "wide.json",
            format!(
                "{{\"nodes\":[{{\"id\":\"a\"}},{{\"id\":\"b\"}}],\
                 \"links\":[{{\"source\":\"a\",\"target\":\"b\",{json}}}]}}"
            ),
        ),
    ];
    for (name, file) in files {
        let run = checked(name, file, 900);
        assert!(run.stdout.contains("1 relation"), "{name}: {}", run.stdout);
    }
}
