//! Files that say something once for very many actors or ties, or very often for one: a generator
//! for each, and what the program says.

use super::{Run, checked};

/// Says that not all was read, because it is too much.
const TOO_MUCH: &str = "the file says them once for very many actors or ties";

/// Says that one name is there too often.
const TOO_OFTEN: &str = "has an attribute of one name too often";

fn graphml(body: &str) -> String {
    format!("<graphml><graph edgedefault=\"undirected\">{body}</graph></graphml>")
}

fn gexf(body: &str) -> String {
    format!("<gexf><graph>{body}</graph></gexf>")
}

fn many(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

/// Checks files, each of which says this.
fn all_say(files: &[(&str, String)], words: &str) {
    for (name, file) in files {
        let Run { stdout, stderr } = checked(name, file, 700);
        assert!(stdout.contains(words), "{name}: {stderr}{stdout:.500}");
        assert!(stdout.len() < 4_000_000, "{name}");
    }
}

#[test]
fn defaults_of_many_records_take_bounded_memory() {
    let nodes = many(4_000, |at| format!("<node id=\"n{at}\"/>"));
    let keys = |domain: &str, count: usize, value: &str| {
        many(count, |at| {
            format!(
                "<key id=\"k{at}\" for=\"{domain}\" attr.name=\"k{at}\"><default>{value}</default></key>"
            )
        })
    };
    let long = "d".repeat(500_000);
    // Many short values take as much memory, and much longer.
    let value = "d".repeat(1_000);
    let edges = "<edge source=\"n0\" target=\"n1\"/>".repeat(4_000);
    let attributes = |class: &str, count: usize, value: &str| {
        let attributes = many(count, |at| {
            format!(
                "<attribute id=\"k{at}\" title=\"k{at}\"><default>{value}</default></attribute>"
            )
        });
        format!("<attributes class=\"{class}\">{attributes}</attributes>")
    };
    let declared = |value: &str| {
        let declared = many(200, |at| {
            format!("\"k{at}\":{{\"a\":\"a{at}\",\"v\":\"{value}\"}},")
        });
        let nodes = many(4_000, |at| format!("{{\"id\":{at}}},"));
        format!(
            "[{{\"CXVersion\":\"2.0\"}},{{\"attributeDeclarations\":[{{\"nodes\":{{{declared}\"z\":{{}}}}}}]}},\
             {{\"nodes\":[{nodes}{{\"id\":\"last\"}}]}}]"
        )
    };
    let dot = format!(
        "digraph{{node[{}] {}}}",
        many(200, |at| format!("k{at}={value},")),
        many(4_000, |at| format!("n{at};"))
    );
    all_say(
        &[
            (
                "nodes.graphml",
                graphml(&(keys("node", 2_000, "d") + &nodes)),
            ),
            ("long.graphml", graphml(&(keys("all", 1, &long) + &nodes))),
            (
                "edges.graphml",
                graphml(&(keys("edge", 200, &value) + &nodes + &edges)),
            ),
            (
                "nodes.gexf",
                gexf(&(attributes("node", 200, &value) + &nodes)),
            ),
            ("long.gexf", gexf(&(attributes("node", 1, &long) + &nodes))),
            (
                "edges.gexf",
                gexf(&(attributes("edge", 200, &value) + &nodes + &edges)),
            ),
            ("nodes.cx2", declared(&value)),
            ("nodes.dot", dot),
        ],
        TOO_MUCH,
    );
}

#[test]
fn ties_and_claims_of_two_lists_take_bounded_memory() {
    let names = |letter: char, count: usize| many(count, |at| format!("{letter}{at} "));
    let listed = |count: usize| many(count, |at| format!("\"n{at}\",")) + "\"last\"";
    let dot = format!(
        "graph{{{{{}}}--{{{}}}}}",
        names('a', 5_000),
        names('b', 5_000)
    );
    let cx = format!(
        "[{{\"numberVerification\":[]}},{{\"nodes\":[{{\"@id\":1}},{{\"@id\":2}}]}},{{\"edges\":[{{\"@id\":\"n1\",\"s\":1,\"t\":2}}]}},\
         {{\"edgeCitations\":[{{\"po\":[{0}],\"citations\":[{0}]}}]}}]",
        listed(3_000)
    );
    let values = format!(
        "[{{\"numberVerification\":[]}},{{\"nodes\":[{}{{\"@id\":\"x\"}}]}},{{\"nodeAttributes\":[{{\"po\":[{}],\"n\":\"k\",\"v\":\"{}\"}}]}}]",
        many(10_000, |at| format!("{{\"@id\":\"n{at}\"}},")),
        listed(10_000),
        "v".repeat(100_000)
    );
    let ftm = format!(
        "{{\"id\":\"x\",\"schema\":\"Ownership\",\"properties\":{{\"owner\":[{0}],\"asset\":[{0}]}}}}\n\
         {{\"id\":\"n1\",\"schema\":\"Person\",\"properties\":{{}}}}\n",
        listed(3_000)
    );
    all_say(
        &[
            ("pairs.dot", dot),
            ("claims.cx", cx),
            ("values.cx", values),
            ("pairs.ftm.json", ftm),
        ],
        TOO_MUCH,
    );
}

#[test]
fn many_attributes_of_one_record_take_linear_time() {
    let same = |count: usize| "<data key=\"k\">v</data>".repeat(count);
    let different = many(60_000, |at| format!("<data key=\"k{at}\">v</data>"));
    let edge =
        |data: &str| format!("<node id=\"a\"/><edge source=\"a\" target=\"a\">{data}</edge>");
    let node = |data: &str| format!("<node id=\"a\">{data}</node>");
    let values = "<attvalue for=\"k\" value=\"v\"/>".repeat(60_000);
    let series = many(30_000, |at| {
        format!("<attvalue for=\"k{at}\" value=\"v\" start=\"2000\"/>")
    });
    let attributes = many(60_000, |at| format!(" a{at}=\"v\""));
    let dot = format!("graph{{a[{}]}}", "k=v ".repeat(60_000));
    let gml = format!("graph [ node [ id 1 {} ] ]", "k 1 ".repeat(60_000));
    let extra = format!("graph [ {} node [ id 1 ] ]", "k 1 ".repeat(60_000));
    let nested = format!(
        "graph [ node [ id 1 x [ {} ] ] ]",
        many(60_000, |at| format!("k{at} 1 "))
    );
    let members = many(60_000, |at| format!("<node id=\"n{at}\"/>"));
    for (name, file) in [
        ("same.graphml", graphml(&node(&same(60_000)))),
        ("edge.graphml", graphml(&edge(&same(60_000)))),
        ("different.graphml", graphml(&node(&different))),
        (
            "attributes.graphml",
            graphml(&format!("<node id=\"a\"{attributes}/>")),
        ),
        (
            "graph.graphml",
            graphml(&(same(60_000) + "<node id=\"a\"/>")),
        ),
        (
            "members.graphml",
            graphml(&node(&format!("<graph>{members}</graph>"))),
        ),
        ("values.gexf", gexf(&node(&values))),
        ("series.gexf", gexf(&node(&series))),
        ("same.dot", dot),
        ("same.gml", gml),
        ("extra.gml", extra),
        ("nested.gml", nested),
    ] {
        let run = checked(name, file, 300);
        assert!(
            run.stdout.contains(" 1 actor,") || run.stdout.contains(" 60001 actors,"),
            "{name}: {:.500}",
            run.stdout
        );
    }
}

#[test]
fn a_name_that_one_actor_has_again_and_again_is_not_made_without_end() {
    let data = "<data key=\"k\">v</data>".repeat(300_000);
    let file = graphml(&format!("<node id=\"a\">{data}</node>"));
    all_say(&[("same.graphml", file)], TOO_OFTEN);
}

#[test]
fn a_long_name_of_an_attribute_is_not_written_with_each_actor() {
    let name = "n".repeat(500_000);
    let nodes = many(20_000, |at| {
        format!("<node id=\"n{at}\"><data key=\"k\">v</data></node>")
    });
    let key = format!("<key id=\"k\" for=\"node\" attr.name=\"{name}\" attr.type=\"int\"/>");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("net.graphml"), graphml(&(key + &nodes))).unwrap();
    let run = super::run(
        folder.path(),
        &["convert", "net.graphml", "-o", "net.json"],
        300,
    );
    assert!(run.stderr.contains("wrote net.json"), "{}", run.stderr);
    let written = std::fs::metadata(folder.path().join("net.json"))
        .unwrap()
        .len();
    assert!(written < 50_000_000, "{written}");
}

#[test]
fn nodes_without_ids_are_numbered_in_linear_time() {
    let gml = many(40_000, |at| format!("node [ id {} ] ", 40_000 + at));
    let gml = format!("graph [ {gml}{} ]", "node [ ] ".repeat(40_000));
    let nodes = many(40_000, |at| format!("<node id=\"{}\"/>", 40_000 + at));
    let graphml = graphml(&(nodes + &"<node/>".repeat(40_000)));
    all_say(
        &[("ids.gml", gml), ("ids.graphml", graphml)],
        " 80000 actors,",
    );
}

#[test]
fn the_members_of_the_two_ends_are_not_in_the_id_of_every_relation() {
    let label = |letter: &str| letter.repeat(1_900);
    let file = format!(
        "*Vertices 2\n1 \"{}\"\n2 \"{}\"\n*Edges\n{}",
        label("a"),
        label("b"),
        "1 2 1\n".repeat(150_000)
    );
    let run = checked("long.net", file, 400);
    assert!(
        run.stdout.contains("150000 relations"),
        "{:.500}",
        run.stdout
    );
}

#[test]
fn references_to_characters_without_an_end_take_linear_time() {
    let file = graphml(&format!("<node id=\"a\" t=\"{}\"/>", "&".repeat(1_000_000)));
    all_say(&[("ends.graphml", file)], " 1 actor,");
}

#[test]
fn entities_are_never_expanded_and_no_other_file_is_read() {
    let laughs = many(9, |at| {
        format!(
            "<!ENTITY l{} \"{}\">",
            at + 1,
            format!("&l{at};").repeat(10)
        )
    });
    let head = format!(
        "<!DOCTYPE g [<!ENTITY l0 \"lol\">{laughs}<!ENTITY e SYSTEM \"secret.txt\">\
         <!ENTITY % p SYSTEM \"secret.txt\"> %p;]>"
    );
    let body = graphml("<node id=\"a\"><data key=\"k\">&l9;&e;</data></node><node id=\"&l9;\"/>");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("secret.txt"), "the secret").unwrap();
    std::fs::write(folder.path().join("net.graphml"), head + &body).unwrap();
    let arguments = ["convert", "net.graphml", "-o", "net.json"];
    let run = super::run(folder.path(), &arguments, 100);
    assert!(run.stderr.contains("are not expanded"), "{}", run.stderr);
    let written = std::fs::read_to_string(folder.path().join("net.json")).unwrap();
    assert!(
        written.contains("&l9;&e;") && !written.contains("secret"),
        "{written}"
    );
}

#[test]
fn entries_with_one_key_and_values_of_many_pieces_take_bounded_time() {
    let entries = "@article{k, title={T}}\n".repeat(20_000);
    let strings = many(3_000, |at| format!("@string{{s{at} = {{x}}}}\n"));
    let run = checked("keys.bib", strings + &entries, 200);
    assert!(
        run.stdout.contains("20000 references"),
        "{:.500}",
        run.stdout
    );
    let empty = many(40, |at| format!("@string{{s{} = s{at} # s{at}}}\n", at + 1));
    let empty = format!("@string{{s0 = \"\" # \"\"}}\n{empty}@article{{k, title = s40}}");
    let quotes = format!("@article{{k, title=\"{}\"}}", "\"#\"".repeat(200_000));
    let months = format!("@article{{k, title={}jan}}", "jan#".repeat(200_000));
    let files = [
        ("empty.bib", empty),
        ("quotes.bib", quotes),
        ("months.bib", months),
    ];
    all_say(&files, "pieces joined by `#`");
}
