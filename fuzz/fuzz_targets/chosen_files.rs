//! Files that somebody chooses beside the network: texts to be quoted (PDF, Word, `OpenDocument`,
//! web pages) and event data, plain, packed and in Parquet. No panic on any bytes.
//!
//! The first byte of the input says how the file is called.
#![no_main]

use std::ops::ControlFlow;

use frenemy::events::{EventPlan, import};
use frenemy::file::texts;
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 7] = [
    "a.pdf",
    "a.docx",
    "a.odt",
    "a.html",
    "a.csv",
    "a.zip",
    "a.parquet",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else {
        return;
    };
    let folder = std::env::temp_dir().join(format!("frenemy-fuzz-{}", std::process::id()));
    let path = folder.join(NAMES[usize::from(*first) % NAMES.len()]);
    if std::fs::create_dir_all(&folder).is_ok() && std::fs::write(&path, bytes).is_ok() {
        let _ = texts::read_chosen(&path);
        let _ = import(&[path], &EventPlan::default(), &|_| {
            ControlFlow::Continue(())
        });
    }
});
