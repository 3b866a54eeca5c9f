//! Projects of Discourse Network Analyzer: no panic on any bytes after the head of SQLite.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let database = [b"SQLite format 3\0", bytes].concat();
    if let Ok(opened) = frenemy::file::read(&database, "fuzz.dna") {
        let actors = &opened.document.actors;
        for relation in opened.document.relations.iter() {
            let ends = [&relation.source, &relation.target];
            assert!(ends.iter().all(|end| actors.get(end).is_some()));
        }
    }
});
