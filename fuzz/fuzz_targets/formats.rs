//! The readers of all formats. The last byte chooses one, or `FRENEMY_FUZZ_FORMAT` does by its id:
//! the input is a whole file of this format if that byte is ASCII, and else comes after its head.
#![no_main]

use std::sync::LazyLock;

use frenemy_fuzz::{FORMATS, check};
use libfuzzer_sys::fuzz_target;

/// The chosen format, if one is.
static CHOSEN: LazyLock<Option<usize>> = LazyLock::new(|| {
    let id = std::env::var("FRENEMY_FUZZ_FORMAT").ok()?;
    let at = FORMATS.iter().position(|(known, ..)| *known == id);
    Some(at.unwrap_or_else(|| panic!("no format is called {id}")))
});

fuzz_target!(|bytes: &[u8]| {
    let Some((last, before)) = bytes.split_last() else {
        return;
    };
    let at = CHOSEN.unwrap_or(usize::from(*last) % FORMATS.len());
    let (_, name, head) = FORMATS[at];
    // Files in UTF-8 and most others end with an ASCII character.
    if last.is_ascii() {
        check(bytes, name);
    } else {
        check(&[head, before].concat(), name);
    }
});
