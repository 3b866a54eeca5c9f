//! Lists of Cytoscape: no panic on any text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(opened) = frenemy::file::read(bytes, "fuzz.sif") {
        let actors = &opened.document.actors;
        for relation in opened.document.relations.iter() {
            let ends = [&relation.source, &relation.target];
            assert!(ends.iter().all(|end| actors.get(end).is_some()));
        }
    }
});
