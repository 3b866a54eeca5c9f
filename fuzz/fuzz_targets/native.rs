//! JSON of every shape: no panic, and what opens is written and read again the same.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(opened) = frenemy::file::read(bytes, "fuzz.json") {
        let written = frenemy::file::write(&opened.document);
        let again = frenemy::file::read(&written, "again.json").expect("our own file is read");
        assert!(
            frenemy::file::write(&again.document) == written,
            "it is written in two ways"
        );
    }
});
