//! Web Annotations and annotations of Hypothes.is: no panic on anything after a head that is
//! understood.
#![no_main]

use libfuzzer_sys::fuzz_target;

const HEAD: &str = r#"[{"uri":"https://a.example","user":"u","tags":["a","b","ally"],"target":"#;

fuzz_target!(|bytes: &[u8]| {
    let text = [HEAD.as_bytes(), bytes].concat();
    if let Ok(opened) = frenemy::file::read(&text, "fuzz.jsonld") {
        let actors = &opened.document.actors;
        for relation in opened.document.relations.iter() {
            let ends = [&relation.source, &relation.target];
            assert!(ends.iter().all(|end| actors.get(end).is_some()));
        }
    }
});
