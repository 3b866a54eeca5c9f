//! GML: no panic on anything after a head that is understood.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = [b"graph [", bytes].concat();
    if let Ok(opened) = frenemy::file::read(&text, "fuzz.gml") {
        let actors = &opened.document.actors;
        for relation in opened.document.relations.iter() {
            let ends = [&relation.source, &relation.target];
            assert!(ends.iter().all(|end| actors.get(end).is_some()));
        }
    }
});
