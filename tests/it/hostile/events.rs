//! Event data that are made to harm: little memory and time for each.

use std::fs;
use std::io::Write as _;

use super::run;

/// A row of GDELT 2.0 between these countries.
fn row(source: &str, target: &str) -> String {
    let mut cells = vec![String::new(); 61];
    for (at, value) in [
        (1, "20180605"),
        (7, source),
        (17, target),
        (29, "1"),
        (60, "https://a.org"),
    ] {
        value.clone_into(&mut cells[at]);
    }
    cells.join("\t") + "\n"
}

#[test]
fn event_data_that_unpack_to_far_more_than_their_size_are_cut_off() {
    let folder = tempfile::tempdir().unwrap();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed
        .write_all(row("USA", "RUS").repeat(9).as_bytes())
        .unwrap();
    for _ in 0..400 {
        packed.write_all(&vec![b'\n'; 1 << 20]).unwrap();
    }
    fs::write(folder.path().join("bomb.gz"), packed.finish().unwrap()).unwrap();
    let said = run(folder.path(), &["events", "bomb.gz", "-o", "net.json"], 300).stderr;
    assert!(
        said.contains("it unpacks to more than 100 times its size"),
        "{said:.500}"
    );
    assert!(said.contains("Of 9 rows, 9 events count"), "{said:.500}");
}

#[test]
fn many_actors_and_open_quotes_take_memory_and_time_in_proportion() {
    let folder = tempfile::tempdir().unwrap();
    let rows = (0..60_000).map(|at| row(&format!("A{at}"), &format!("B{at}")));
    fs::write(folder.path().join("many.tsv"), rows.collect::<String>()).unwrap();
    let arguments = [
        "events", "many.tsv", "-o", "net.json", "--by", "day", "--memory", "1M",
    ];
    let said = run(folder.path(), &arguments, 300).stderr;
    assert!(said.contains("60,000 events count"), "{said:.500}");
    let head = "id,type_of_violence,side_a,side_b,date_start\n";
    let rows = "1,1,a,b,2015-03-04\n".repeat(400_000);
    let open = format!("{head}1,1,\"a,b,2015-03-04\n{rows}");
    fs::write(folder.path().join("open.csv"), open).unwrap();
    let said = run(
        folder.path(),
        &["events", "open.csv", "-o", "net.json"],
        300,
    )
    .stderr;
    assert!(
        said.contains("or a quote in it is not closed"),
        "{said:.500}"
    );
    // An archive announces more files than it has bytes.
    let mut zip = b"PK\x05\x06\0\0\0\0\xff\xff\xff\xff".to_vec();
    zip.extend([0xff; 8]);
    zip.extend([0, 0]);
    fs::write(folder.path().join("a.zip"), zip).unwrap();
    let said = run(folder.path(), &["events", "a.zip", "-o", "net.json"], 300).stderr;
    assert!(said.contains("the archive is broken"), "{said:.500}");
}

#[test]
fn an_archive_of_many_files_takes_linear_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("many.zip");
    let mut archive = zip::ZipWriter::new(fs::File::create(path).unwrap());
    for number in 0..6_000 {
        let name = format!("{number}.tsv");
        archive
            .start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        archive.write_all(row("USA", "RUS").as_bytes()).unwrap();
    }
    archive.finish().unwrap();
    let arguments = ["events", "many.zip", "-o", "net.json"];
    let said = run(folder.path(), &arguments, 300).stderr;
    assert!(
        said.contains("Of 6,000 rows, 6,000 events count"),
        "{said:.500}"
    );
}

#[test]
fn long_lines_and_wide_headers_take_little_memory() {
    let folder = tempfile::tempdir().unwrap();
    let head = "id,type_of_violence,side_a,side_b,date_start";
    let first = "1,1,a,b,2015-03-04";
    let wide = format!(
        "{head}{}\n{first}{}\n",
        ",x".repeat(100_000),
        ",y".repeat(100_000)
    );
    let long = format!("{head}\n{first},{}\n{first}\n", "y".repeat(30_000_000));
    let line = "a".repeat(30_000_000);
    let tabs = "a\t".repeat(10_000_000);
    for (name, file, words) in [
        ("wide.csv", wide, "1 event counts"),
        ("long.csv", long, "1 event counts"),
        ("line.csv", line, "its first line has 1 columns"),
        ("tabs.csv", tabs, "columns and is not one of"),
    ] {
        fs::write(folder.path().join(name), file).unwrap();
        let said = run(folder.path(), &["events", name, "-o", "net.json"], 250).stderr;
        assert!(said.contains(words), "{name}: {said:.500}");
    }
}

/// A query without its comments, texts and names.
fn bare(query: &str, has_escapes: bool) -> String {
    let (mut bare, mut quote) = (String::new(), None);
    let mut is_escaped = false;
    for line in query.lines() {
        if quote.is_none() && line.trim_start().starts_with("--") {
            continue;
        }
        for letter in line.chars() {
            if std::mem::take(&mut is_escaped) {
                continue;
            }
            match quote {
                Some('\'' | '"') if has_escapes && letter == '\\' => is_escaped = true,
                Some(open) if letter == open => quote = None,
                None if "'\"`".contains(letter) => quote = Some(letter),
                None => bare.push(letter),
                Some(_) => {}
            }
        }
        bare.push('\n');
    }
    assert_eq!(quote, None, "{query}");
    bare
}

#[test]
fn names_of_columns_files_and_actors_stay_names_in_a_query() {
    let folder = tempfile::tempdir().unwrap();
    let columns = [
        "x; DROP TABLE evil; --",
        "x' DROP evil '",
        "x\" DROP evil \"",
        "x` DROP evil `",
        "DROP\\",
        "x\nDROP evil\n.shell evil",
        "${env:DROP}",
        "{quad}DROP",
        "x*/ DROP evil /*",
    ];
    let quoted: Vec<_> = columns
        .iter()
        .map(|name| format!("\"{}\"", name.replace('"', "\"\"")))
        .collect();
    let table = format!("{}\n{}1\n", quoted.join(","), "1,".repeat(8));
    let file = "it's; DROP evil; --.csv";
    fs::write(folder.path().join(file), table).unwrap();
    let roles =
        "source=column 1,target=column 5,date=column 6,sign=column 8,id=column 4,title=column 3";
    for dialect in ["duckdb", "spark", "bigquery"] {
        let arguments = [
            "events",
            file,
            "--sql",
            dialect,
            "--columns",
            roles,
            "--only",
            "a\nDROP evil\n.shell evil",
            "--without",
            "a'; DROP evil; --",
        ];
        let said = run(folder.path(), &arguments, 200);
        assert!(said.stdout.contains("SELECT"), "{dialect}: {}", said.stderr);
        let bare = bare(&said.stdout, dialect != "duckdb");
        assert!(
            !bare.contains("DROP") && !bare.contains(".shell"),
            "{dialect}: {bare}"
        );
        let lines = said.stdout.lines();
        let forged = lines.filter(|line| line.starts_with("DROP") || line.starts_with('.'));
        assert_eq!(forged.count(), 0, "{dialect}: {}", said.stdout);
    }
}
