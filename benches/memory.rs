//! How much memory a document takes, at rest and while it is read or checked, beside the bytes of
//! its file: `ACTORS=20000 cargo bench --bench memory` for another size than 100,000 actors.
//!
//! All bytes that are allocated count, without what the allocator adds.

#![expect(clippy::print_stdout, reason = "a bench prints")]

use frenemy::{file, sample};
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// What is allocated now, or was at most, in megabytes and beside the bytes of a file.
fn print(what: &str, bytes: usize, file: usize) {
    println!(
        "{what}: {:.1} MB, {:.2} x the file",
        bytes as f64 / 1e6,
        bytes as f64 / file as f64
    );
}

fn main() {
    let actors = std::env::var("ACTORS").ok();
    let actors = actors.and_then(|actors| actors.parse().ok());
    let bytes = file::write(&sample::Sample::new(actors.unwrap_or(100_000), 1).document());
    let length = bytes.len();
    print("file", length, length);
    let before = ALLOCATOR.current_usage() - length;
    ALLOCATOR.reset_peak_usage();
    let Ok(opened) = file::read(&bytes, "sample.json") else {
        return;
    };
    print(
        "while read, with the file",
        ALLOCATOR.peak_usage() - before,
        length,
    );
    drop(bytes);
    print("at rest", ALLOCATOR.current_usage() - before, length);
    drop(opened);
}
