//! A Python with packages that read our files. Tests that need it are skipped where a package is
//! missing; `FRENEMY_REQUIRE_PEERS=1` makes that a failure.
//!
//! `target/peers` is used where it exists, as `.ci/run` makes it:
//! `python3 -m venv target/peers && target/peers/bin/pip install -r tests/peers.txt`

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The Python that has these packages. Without one, prints a line that says so, and returns `None`.
pub(crate) fn python_with(packages: &str) -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/peers/bin/python");
    let candidates = [own, "python3".into()];
    let has_packages = |python: &&PathBuf| {
        let import = Command::new(python)
            .args(["-c", &format!("import {packages}")])
            .output();
        import.is_ok_and(|output| output.status.success())
    };
    let found = candidates.iter().find(has_packages).cloned();
    if found.is_none() {
        skip(&format!("no Python has {packages}"));
    }
    found
}

/// Says why a test is skipped; fails where `FRENEMY_REQUIRE_PEERS=1` forbids that.
pub(crate) fn skip(reason: &str) {
    let required = std::env::var_os("FRENEMY_REQUIRE_PEERS");
    let is_required = required.is_some_and(|value| value == "1");
    assert!(!is_required, "{reason}");
    let _ = writeln!(std::io::stderr(), "skipped: {reason}");
}
