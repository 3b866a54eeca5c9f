//! Citations in BibTeX, RIS and CSL-JSON: no panic, and what is read has an id.
#![no_main]

use frenemy::file::formats::bibliography;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(read) = bibliography::read(bytes) {
        assert!(
            !read.references.is_empty(),
            "nothing was read, and nothing is said"
        );
    }
});
