//! Pictures that keep a network: no panic on damaged PNG chunks and SVG metadata.
#![no_main]

use frenemy::file::formats::picture;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for head in [
        &b"\x89PNG\r\n\x1a\n"[..],
        b"<svg xmlns=\"http://www.w3.org/2000/svg\">",
        b"",
    ] {
        let picture = [head, bytes].concat();
        let _ = picture::embedded(&picture);
        let _ = frenemy::file::read(&picture, "fuzz.png");
    }
});
