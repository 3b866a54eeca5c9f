//! The built program, run without a window.

use std::path::Path;
use std::process::{Command, Output};

/// Runs `frenemy` with these arguments in a folder.
pub(crate) fn frenemy(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_frenemy"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}
