//! The integration tests, in one program: the library from outside, the built program without a
//! window, and the window without a display. Tests that need a display are in `tests/window`.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test stops where something is missing, reads the files that were written, and says what it skipped"
)]

mod actor_pictures;
mod agreement;
mod architecture;
mod bibliographies;
mod cases;
mod centrality;
mod cli;
mod columns;
mod corpus;
mod data;
mod dialects;
mod edits;
mod edtf;
mod europe;
mod events;
mod example;
#[cfg(unix)]
mod faults;
mod fields;
mod fixtures;
mod foreign;
#[cfg(unix)]
mod guide;
#[cfg(target_os = "linux")]
mod hostile;
#[cfg(unix)]
mod html;
mod index;
#[cfg(target_os = "linux")]
mod installation;
mod languages;
mod merging;
mod networks;
mod oracles;
mod pair;
mod paper;
mod peers;
mod pictures;
mod program;
mod proposals;
mod python;
mod quotes;
mod report;
mod sample;
mod scene;
mod schema;
mod scripts;
mod signed;
mod simplify;
#[cfg(target_os = "linux")]
mod soak;
mod stage;
mod ui;

/// This program again, to run one test in a process of its own.
#[cfg(unix)]
fn child_process(test: &str) -> std::process::Command {
    let mut process = std::process::Command::new(std::env::current_exe().unwrap());
    process.args(["--exact", test, "--nocapture"]);
    process
}
