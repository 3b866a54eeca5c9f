//! Where tests find their data: small files of the repository, and larger collections beside it.
//!
//! A collection that is absent skips its test with a line on standard error;
//! `FRENEMY_REQUIRE_DATA=1` makes its absence a failure.

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The variable that makes missing data a failure.
const REQUIRE: &str = "FRENEMY_REQUIRE_DATA";

/// A file or folder in `tests/data`.
pub(crate) fn fixture(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(name);
    assert!(path.exists(), "{} is missing", path.display());
    path
}

/// The text of a file in `tests/data`.
pub(crate) fn fixture_text(name: &str) -> String {
    std::fs::read_to_string(fixture(name)).unwrap()
}

/// The rows of a table in `tests/data` below its head, each as its cells.
pub(crate) fn fixture_rows(name: &str, separator: char) -> Vec<Vec<String>> {
    let text = fixture_text(name);
    let rows = text.lines().skip(1);
    let cells = |row: &str| row.split(separator).map(str::to_owned).collect();
    let rows: Vec<_> = rows.map(cells).collect();
    assert!(!rows.is_empty(), "{name} has no rows");
    rows
}

/// A file or folder of the collections beside the repository; nothing where they are absent, and
/// the test is skipped.
///
/// # Panics
/// Where it is absent and `FRENEMY_REQUIRE_DATA=1`.
pub(crate) fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(name);
    if path.exists() {
        return Some(path);
    }
    let is_required = std::env::var_os(REQUIRE).is_some_and(|value| value == "1");
    assert!(
        !is_required,
        "{REQUIRE}=1, and {} is absent",
        path.display()
    );
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    // The test harness hides `eprintln!` of a test that passes.
    let _ = writeln!(
        std::io::stderr(),
        "skipped {test}: {} is absent",
        path.display()
    );
    None
}
