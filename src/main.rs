//! The program: arguments to window or command line.

use std::process::ExitCode;

use frenemy::cli::{self, Next};

fn main() -> ExitCode {
    match cli::run() {
        Next::Window(file) => frenemy::ui::run(file),
        Next::Exit(code) => code,
    }
}
