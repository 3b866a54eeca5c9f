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
