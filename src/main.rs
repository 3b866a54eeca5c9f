//! The program: arguments to window or command line.

use std::process::ExitCode;

use frenemy::cli::{self, Next};

/// What one thread gives back is at once there for the others: a large file is read on one and looked at from another.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match cli::run() {
        Next::Window(file) => frenemy::ui::run(file),
        Next::Exit(code) => code,
    }
}
