//! Citations in BibTeX and CSL-JSON: no panic, and what is read has an id.
#![no_main]

use frenemy::file::formats::bibliography;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(references) = bibliography::read(bytes) {
        assert!(!references.is_empty(), "nothing was read, and nothing is said");
    }
});
