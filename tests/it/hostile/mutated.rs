//! Damaged files: small files of every format, changed at random, are read and written again in
//! every format without a panic.
//!
//! `FRENEMY_MUTATIONS=50000` makes so many changes of each file, `FRENEMY_MUTATIONS=100..200` those
//! of these numbers, and both limit what one may cost. A failure names the file and the number of
//! the change, and keeps the damaged file for a test.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::ops::{ControlFlow, Range};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use frenemy::events::{self, EventPlan};
use frenemy::file::writers::WRITERS;
use frenemy::file::{codebook, proposals, read, texts};
use zip::write::SimpleFileOptions;

use super::memory_mb;
use crate::data::{fixture, shared};

/// The variable that says how many changes are made to each file.
const COUNT: &str = "FRENEMY_MUTATIONS";

/// Changes of each file if it does not say.
const DEFAULT_COUNT: u64 = 12;

/// What reading a damaged file, and writing it in every format, may cost.
const MAX_TIME: Duration = Duration::from_secs(5);
const MAX_MEMORY_MB: u64 = 1_000;

/// The largest file that is changed.
const MAX_BYTES: u64 = 40_000;

/// Words that readers are likely to stumble over.
const WORDS: &[&str] = &[
    "0",
    "-1",
    "1e999",
    "-0.0",
    "NaN",
    "inf",
    "4294967296",
    "18446744073709551616",
    "99999999999999999999",
    "\"",
    "'",
    "\\",
    "\\\"",
    "\\u0000",
    "\\ud800",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "</",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&amp;",
    "&#0;",
    "&#x110000;",
    ",",
    ";",
    ":",
    "=",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\n\n",
    " ",
    "*",
    "*Vertices 3\n",
    "*Edges\n",
    "#",
    "%",
    "%%",
    "@",
    "@string{a=a}",
    "|",
    "null",
    "true",
    "{}",
    "[]",
    "\u{feff}",
    "\u{2028}",
    "\u{202e}",
    "\u{301}",
    "é",
    "漢",
    "😀",
    "1914-13-45",
    "-9999",
    "2000/..",
    "1900~?",
    "ER  - \n",
    "TY  - JOUR\n",
    "data:\n",
    "n=5",
    "labels:\n",
    "..",
    "../",
    "file:///",
    "obj",
    "endstream",
    "/Kids",
];

/// Numbers without a pattern, the same at each run.
struct Numbers(u64);

impl Numbers {
    /// The numbers of one change of one file.
    fn of(name: &str, change: u64) -> Self {
        let name = name.bytes().fold(7_u64, |sum, byte| {
            sum.wrapping_mul(31).wrapping_add(u64::from(byte))
        });
        Self(name ^ change.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// The next number below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }

    /// A short range of bytes.
    fn range(&mut self, length: usize) -> Range<usize> {
        let start = self.below(length + 1);
        let longest = [1, 4, 16, 64, 1_024][self.below(5)];
        start..length.min(start + self.below(longest + 1))
    }
}

/// The bytes with one to four changes.
fn damaged(bytes: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=numbers.below(4) {
        change(&mut bytes, numbers);
    }
    bytes
}

fn change(bytes: &mut Vec<u8>, numbers: &mut Numbers) {
    let range = numbers.range(bytes.len());
    let place = numbers.below(bytes.len() + 1);
    let copy = bytes[range.clone()].to_vec();
    let word = WORDS[numbers.below(WORDS.len())].as_bytes().to_vec();
    match numbers.below(10) {
        0 => {
            if let Some(byte) = bytes.get_mut(place) {
                *byte ^= 1 << numbers.below(8);
            }
        }
        1 => drop(bytes.drain(range)),
        2 => drop(bytes.splice(range, word)),
        3 | 4 => drop(bytes.splice(place..place, word)),
        5 => drop(bytes.splice(place..place, copy)),
        6 => {
            let times = [2, 10, 300][numbers.below(3)];
            drop(bytes.splice(place..place, copy.repeat(times)));
        }
        7 => {
            let end = bytes.len().min(place + copy.len());
            drop(bytes.splice(place..end, copy));
        }
        8 => drop(replace_number(bytes, place, &word)),
        _ if numbers.below(4) == 0 => bytes.truncate(place),
        _ => {
            let repeated = word.repeat(numbers.below(2_000));
            drop(bytes.splice(place..place, repeated));
        }
    }
}

/// Puts a word in the place of the next number.
fn replace_number(bytes: &mut Vec<u8>, from: usize, word: &[u8]) -> Option<()> {
    let start = from + bytes[from..].iter().position(u8::is_ascii_digit)?;
    let length = bytes[start..]
        .iter()
        .take_while(|byte| byte.is_ascii_digit());
    let end = start + length.count();
    drop(bytes.splice(start..end, word.iter().copied()));
    Some(())
}

/// The file with changes; those of an archive are in one of its parts, so that it can be unpacked.
fn damaged_file(bytes: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    if bytes.starts_with(b"PK") && numbers.below(8) > 0 {
        return damaged_archive(bytes, numbers);
    }
    damaged(bytes, numbers)
}

fn damaged_archive(bytes: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let chosen = numbers.below(archive.len());
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if at == chosen {
            content = damaged(&content, numbers);
        }
        out.start_file(part.name(), SimpleFileOptions::default())
            .unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// A document of one part that text is taken from.
fn text_document(name: &str, content: &str) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    out.start_file(name, SimpleFileOptions::default()).unwrap();
    out.write_all(content.as_bytes()).unwrap();
    out.finish().unwrap().into_inner()
}

/// Files that text is taken from.
fn documents() -> Vec<(String, Vec<u8>)> {
    let word = "<w:document xmlns:w=\"w\"><w:body><w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Title</w:t></w:r></w:p>\
                <w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t><w:tab/></w:r></w:p></w:tc></w:tr></w:tbl>\
                <w:p><w:r><w:t xml:space=\"preserve\">Alba fought Borea. </w:t><w:br/></w:r></w:p></w:body></w:document>";
    let open = "<office:document-content><office:body><office:text><text:h text:outline-level=\"1\">Title</text:h>\
                <text:p>Alba<text:s text:c=\"3\"/>fought<text:tab/>Borea.<text:note><text:note-body><text:p>note</text:p></text:note-body></text:note></text:p>\
                <text:list><text:list-item><text:p>item</text:p></text:list-item></text:list></office:text></office:body></office:document-content>";
    let page = "<!DOCTYPE html><html><head><title>Title</title><meta name=\"author\" content=\"Smith\">\
                <meta property=\"article:published_time\" content=\"2020-01-02\"><script type=\"application/ld+json\">{\"@type\":\"NewsArticle\"}</script></head>\
                <body><article><h1>Title</h1><p>Alba fought Borea, says <a href=\"https://a.example/\">one</a>.</p>\
                <ul><li>one<li>two</ul><table><tr><td>cell</table><pre>as\n it is</pre></article></body></html>";
    vec![
        (
            "text.docx".to_owned(),
            text_document("word/document.xml", word),
        ),
        ("text.odt".to_owned(), text_document("content.xml", open)),
        ("text.html".to_owned(), page.as_bytes().to_vec()),
    ]
}

/// Rows of sets of event data, plain and packed; a file of proposals, and a codebook.
fn rows(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for preset in ["gdelt2", "icews", "ucdp-ged", "cow-mid"] {
        let arguments = [
            "sample", "--events", "12", "--preset", preset, "--seed", "5", "-o", preset,
        ];
        super::run(folder, &arguments, 1_000);
        let path = folder.join(format!("{preset}/{preset}-00001.csv"));
        files.push((format!("{preset}.csv"), fs::read(path).unwrap()));
    }
    let plain = files[0].1.clone();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(&plain).unwrap();
    files.push(("rows.csv.gz".to_owned(), packed.finish().unwrap()));
    let level = ruzstd::encoding::CompressionLevel::Fastest;
    let packed = ruzstd::encoding::compress_to_vec(&*plain, level);
    files.push(("rows.csv.zst".to_owned(), packed));
    let text = String::from_utf8(plain).unwrap();
    files.push(("rows.zip".to_owned(), text_document("rows.csv", &text)));
    let proposals = "{\"text\":\"texts/a.txt\",\"quote\":\"Alba fought Borea\",\
                     \"from\":\"Alba\",\"to\":\"Borea\",\"kind\":\"hostility\"}\n";
    let codebook = "kind,type,rule,example,counter-example\nhostility,war,They fight.,\"a, b\",\n";
    for (name, text) in [("proposals.jsonl", proposals), ("codebook.csv", codebook)] {
        files.push((name.to_owned(), text.as_bytes().to_vec()));
    }
    files
}

/// Pictures that keep a network.
fn pictures(folder: &Path) -> Vec<(String, Vec<u8>)> {
    fs::copy(fixture("formats/native.json"), folder.join("net.json")).unwrap();
    let endings: &[&str] = if cfg!(feature = "pdf") {
        &["svg", "png", "pdf"]
    } else {
        &["svg", "png"]
    };
    let picture = |ending: &&str| {
        let name = format!("picture.{ending}");
        super::run(folder, &["export", "net.json", "-o", &name], 1_000);
        let bytes = fs::read(folder.join(&name)).unwrap();
        (name, bytes)
    };
    endings.iter().map(picture).collect()
}

/// A small file of every format of the repository, and one of each collection beside it.
fn files() -> Vec<(String, Vec<u8>)> {
    let in_folder = |folder: &Path| {
        let paths = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = paths.map(|entry| entry.path()).collect();
        paths.sort();
        paths
    };
    let mut paths = in_folder(&fixture("formats"));
    let collections = shared("data").map(|data| in_folder(&data));
    for folder in collections.unwrap_or_default() {
        let smallest = in_folder(&folder).into_iter().filter_map(|path| {
            let about = fs::metadata(&path).ok()?;
            let is_text = path.extension().is_some_and(|ending| ending == "md");
            (about.is_file() && !is_text).then_some((about.len(), path))
        });
        paths.extend(smallest.min().map(|(_, path)| path));
    }
    let small = paths
        .iter()
        .filter(|path| fs::metadata(path).is_ok_and(|about| about.len() < MAX_BYTES));
    let file = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, fs::read(path).unwrap())
    };
    small.map(file).collect()
}

/// Reads a file as a network and as a text, and writes the network in every format.
fn read_and_write(name: &str, bytes: &[u8], folder: &Path) {
    if let Ok(opened) = read(bytes, name) {
        let actors = &opened.document.actors;
        for relation in opened.document.relations.iter() {
            let ends = [&relation.source, &relation.target];
            assert!(ends.iter().all(|end| actors.get(end).is_some()));
        }
        for writer in WRITERS {
            // Some refuse a network that they have no place for.
            let _ = writer.write(&opened.document);
        }
    }
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    let _ = texts::read_chosen(&path);
    let _ = proposals::read(bytes);
    let _ = codebook::read_csv(bytes);
    let plan = EventPlan::default();
    let _ = events::import(&[path], &plan, &|_| ControlFlow::Continue(()));
    let _ = events::import_aggregated(bytes, &plan);
}

/// The numbers of the changes of each file, and whether somebody chose them.
fn numbers() -> (Range<u64>, bool) {
    let number = |text: &str| text.parse::<u64>().unwrap();
    match std::env::var(COUNT) {
        Err(_) => (0..DEFAULT_COUNT, false),
        Ok(chosen) => match chosen.split_once("..") {
            Some((first, end)) => (number(first)..number(end), true),
            None => (0..number(&chosen), true),
        },
    }
}

/// The time that this thread computed so far, where the system says.
fn computed() -> Duration {
    let times = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let first = times.split(' ').next().and_then(|time| time.parse().ok());
    Duration::from_nanos(first.unwrap_or_default())
}

#[test]
fn damaged_files_are_read_and_written_without_a_panic() {
    let (numbers, is_limited) = numbers();
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let all = [files(), documents(), pictures(folder), rows(folder)].concat();
    assert!(all.len() > 45, "{}", all.len());
    let mut failures = Vec::new();
    for (name, bytes) in &all {
        for number in numbers.clone() {
            let bad = damaged_file(bytes, &mut Numbers::of(name, number));
            if is_limited {
                // The most memory is counted from here.
                let _ = fs::write("/proc/self/clear_refs", "5");
            }
            let start = computed();
            let work = AssertUnwindSafe(|| read_and_write(name, &bad, folder));
            let mut failure = catch_unwind(work).err().map(|_| "panic".to_owned());
            if is_limited {
                let (time, memory) = (
                    computed().checked_sub(start).unwrap(),
                    memory_mb(std::process::id()),
                );
                if time > MAX_TIME || memory > MAX_MEMORY_MB {
                    failure.get_or_insert(format!("{time:?}, {memory} MB"));
                }
            }
            if let Some(failure) = failure {
                let kept = std::env::temp_dir().join(format!("damaged-{number}-{name}"));
                fs::write(&kept, &bad).unwrap();
                failures.push(format!("{failure}: {}", kept.display()));
            }
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}
