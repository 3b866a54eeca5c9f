//! The forms in which event data come: packed, in folders, in archives, broken, and made to harm.

use std::fs;
use std::io::{Cursor, Write as _};

use super::tables::gdelt;
use super::{all_words, imported, refused, run};

fn rows(count: usize) -> String {
    gdelt(&vec![("20180605", "USA", "RUS", 1, "1.0", 1); count])
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        archive
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn files_in_every_form_are_read_together() {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("all/2018");
    fs::create_dir_all(&below).unwrap();
    let part = rows(2);
    fs::write(below.join("1.CSV"), &part).unwrap();
    // Two members in one file are both read.
    fs::write(
        below.join("2.gz"),
        [gz(part.as_bytes()), gz(part.as_bytes())].concat(),
    )
    .unwrap();
    let packed = ruzstd::encoding::compress_to_vec(
        part.as_bytes(),
        ruzstd::encoding::CompressionLevel::Fastest,
    );
    fs::write(below.join("3.zst"), packed).unwrap();
    let entries = [
        ("a.CSV", part.as_bytes()),
        ("b.CSV", part.as_bytes()),
        ("readme.txt", b"words"),
    ];
    fs::write(below.join("4.zip"), zip(&entries)).unwrap();
    fs::write(below.join("README"), "words about the files").unwrap();
    let (document, said) = imported(folder.path(), &["all"]);
    assert_eq!(
        all_words(&document),
        ["Russia cooperation United States 2018-06 weight 12"]
    );
    for name in ["4.zip/readme.txt", "README"] {
        assert!(
            said.contains(&format!("{name}: its first line has")),
            "{said}"
        );
    }
    let (document, _) = imported(
        folder.path(),
        &["all/2018/?.gz", "all/*/1.*", "--min-count", "1"],
    );
    assert_eq!(
        all_words(&document),
        ["Russia cooperation United States 2018-06 weight 6"]
    );
}

#[test]
fn broken_rows_are_counted_and_the_first_ten_of_each_kind_are_listed() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = rows(5);
    for _ in 0..14 {
        text.push_str("only\tfour\tfields\there\n");
    }
    text.push_str(&gdelt(&[("20180632", "USA", "RUS", 1, "1.0", 1)]));
    text.push_str(&gdelt(&[("20180602", "USA", "RUS", 1, "x", 1)]));
    text.push_str(&rows(1));
    fs::write(folder.path().join("a.CSV"), text).unwrap();
    let (document, said) = imported(folder.path(), &["a.CSV"]);
    assert_eq!(
        all_words(&document),
        ["Russia cooperation United States 2018-06 weight 6"]
    );
    assert_eq!(said.matches("4 fields instead of 61").count(), 10, "{said}");
    assert!(said.contains("a.CSV:6: 4 fields instead of 61"), "{said}");
    assert!(
        said.contains("4 more rows with a wrong number of fields"),
        "{said}"
    );
    assert!(
        said.contains("a.CSV:20: without a valid date: 1 | 20180632"),
        "{said}"
    );
    assert!(
        said.contains("a.CSV:21: with a number that cannot be read"),
        "{said}"
    );
    let counts = "Of 22 rows, 6 events count; dropped are 14 with a wrong number of fields, 1 without \
                  a valid date, 1 with a number that cannot be read.";
    assert!(said.contains(counts), "{said}");
}

#[test]
fn a_file_that_breaks_off_gives_the_rows_before() {
    let folder = tempfile::tempdir().unwrap();
    let packed = gz(rows(3_000).as_bytes());
    fs::write(folder.path().join("a.gz"), &packed[..packed.len() - 20]).unwrap();
    let (document, said) = imported(folder.path(), &["a.gz"]);
    assert_eq!(document.relations.len(), 1);
    let words = super::description(&document);
    assert!(
        words.contains("1 file was not read, or not to its end."),
        "{words}"
    );
    assert!(
        said.contains("a.gz: the file is broken after line"),
        "{said}"
    );
    fs::write(folder.path().join("b.zip"), b"PK\x03\x04 nothing").unwrap();
    assert!(refused(folder.path(), &["b.zip"], 1).contains("the archive is broken"));
    fs::write(folder.path().join("c.CSV"), b"").unwrap();
    assert!(refused(folder.path(), &["c.CSV"], 1).contains("c.CSV: the file is empty"));
}

#[test]
fn letters_that_are_not_utf_8_and_stray_quotes_end_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut bytes = rows(5).into_bytes();
    let row = gdelt(&[("20180605", "USA", "R\u{1}S", 1, "1.0", 1)]);
    bytes.extend(row.bytes().map(|byte| if byte == 1 { 0xfc } else { byte }));
    bytes.extend(rows(1).into_bytes());
    fs::write(folder.path().join("a.CSV"), bytes).unwrap();
    let (document, _) = imported(folder.path(), &["a.CSV", "--min-count", "1"]);
    let expected = [
        "Russia cooperation United States 2018-06 weight 6",
        "RüS cooperation United States 2018-06 weight 1",
    ];
    let mut words = all_words(&document);
    words.sort();
    let mut expected = expected.map(str::to_owned).to_vec();
    expected.sort();
    assert_eq!(words, expected);
    // A quote that is never closed makes one long row, and not a hang.
    let head = "id,type_of_violence,side_a,side_b,date_start\n1,1,a,b,2015-03-04\n";
    let text = format!(
        "{head}2,1,\"open,b,2015-03-04\n{}",
        "3,1,a,b,2015-03-05\n".repeat(200_000)
    );
    fs::write(folder.path().join("b.csv"), text).unwrap();
    let output = run(folder.path(), &["b.csv", "-o", "b.json"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(
        said.contains(
            "b.csv:3: the row has more than 1048576 bytes, or a quote in it is not closed"
        ),
        "{said}"
    );
}
