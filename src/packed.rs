//! Fonts, texts and citation styles that `build.rs` compressed into the program.

use std::io::Read as _;
use std::sync::OnceLock;

/// A file in the program, unpacked when it is first asked for.
#[derive(Debug)]
pub(crate) struct Packed {
    deflated: &'static [u8],
    unpacked: OnceLock<Vec<u8>>,
}

/// The file that `build.rs` packed under this name.
macro_rules! packed {
    ($name:expr) => {
        $crate::packed::Packed::new(include_bytes!(concat!(env!("OUT_DIR"), "/packed/", $name)))
    };
}
pub(crate) use packed;

impl Packed {
    pub(crate) const fn new(deflated: &'static [u8]) -> Self {
        Self {
            deflated,
            unpacked: OnceLock::new(),
        }
    }

    /// The file as it was packed.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.unpacked.get_or_init(|| {
            let mut bytes = Vec::new();
            let read = flate2::read::DeflateDecoder::new(self.deflated).read_to_end(&mut bytes);
            debug_assert!(read.is_ok(), "build.rs packed what cannot be unpacked");
            bytes
        })
    }

    /// The file as text.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(self.bytes()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_file_is_the_same_when_it_is_unpacked() {
        let changelog: Packed = packed!("CHANGELOG.md");
        assert_eq!(changelog.text(), include_str!("../CHANGELOG.md"));
        let style: Packed = packed!("assets/citation/apa.cbor");
        assert_eq!(style.bytes(), include_bytes!("../assets/citation/apa.cbor"));
        assert!(style.deflated.len() * 4 < style.bytes().len());
    }
}
