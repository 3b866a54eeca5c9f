//! Pictures in other programs: what they read, and that nothing in them stands in the way.

use std::process::Command;

use frenemy::export;
use frenemy::file::{self, formats::picture::embedded};
use frenemy::sample::Sample;

use crate::python::python_with;

/// Opens a picture as Pillow does by default, and prints its size, its text chunks and the length
/// of its private chunks.
const PILLOW: &str = r"
import sys
from PIL import Image
picture = Image.open(sys.argv[1])
picture.load()
print(picture.size, list(picture.text), [kind for kind, *_ in picture.private_chunks])
";

#[test]
fn pillow_opens_a_picture_with_five_megabytes_of_network() {
    let native = file::write(&Sample::new(15_000, 30_000).document());
    let native = String::from_utf8(native).unwrap();
    assert!(native.len() > 5_000_000, "{}", native.len());
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\"/>";
    let picture = export::png(svg, 2.0, Some(&native)).unwrap();
    assert!(embedded(&picture) == Ok(Some(native)), "it opens again");
    let Some(python) = python_with("PIL.Image") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("figure.png");
    std::fs::write(&path, picture).unwrap();
    let run = Command::new(python)
        .args(["-c", PILLOW])
        .arg(&path)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    let errors = String::from_utf8_lossy(&run.stderr);
    assert_eq!(said.trim(), "(80, 60) [] [b'frNt']", "{errors}");
}
