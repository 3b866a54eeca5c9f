//! The program: arguments to window or command line.

use std::process::ExitCode;

use frenemy::cli::{self, Next};

/// Memory that one thread frees is available to other threads at once: a large file is read on one
/// thread and freed on another.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match cli::run() {
        Next::Window(files, choices) => frenemy::ui::run(files, choices),
        Next::Exit(code) => code,
    }
}
