//! Files that are made to do harm: the built program reads each as a child process, and is killed
//! when it takes more memory or time than it may. Knows no format.

mod copying;
mod exhausting;
mod packed;
mod reaching;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// No run takes longer, even on a busy machine: without its limit each takes many times as long.
const MAX_TIME: Duration = Duration::from_mins(1);

/// How often the memory of the child is looked at.
const INTERVAL: Duration = Duration::from_millis(3);

/// What a run printed.
struct Run {
    stdout: String,
    stderr: String,
}

/// Runs the program with these arguments in a folder; fails where it needs more memory than this,
/// takes too long, or is ended by a signal.
fn run(folder: &Path, arguments: &[&str], max_mb: u64) -> Run {
    let output = |name: &str| fs::File::create(folder.join(name)).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_frenemy"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(output("stdout"))
        .stderr(output("stderr"))
        .spawn()
        .unwrap();
    let start = Instant::now();
    let mut peak_mb = 0;
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        peak_mb = peak_mb.max(memory_mb(child.id()));
        let is_late = start.elapsed() > MAX_TIME;
        if peak_mb > max_mb || is_late {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("{arguments:?}: {peak_mb} MB of {max_mb} MB, late: {is_late}");
        }
        std::thread::sleep(INTERVAL);
    };
    assert!(status.code().is_some(), "{arguments:?}: {status}");
    let text = |name: &str| String::from_utf8(fs::read(folder.join(name)).unwrap()).unwrap();
    Run {
        stdout: text("stdout"),
        stderr: text("stderr"),
    }
}

/// The most memory that a process had so far; 0 if it has ended.
fn memory_mb(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1024
}

/// Checks a file of this name and content.
fn checked(name: &str, content: impl AsRef<[u8]>, max_mb: u64) -> Run {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), content).unwrap();
    run(folder.path(), &["check", name], max_mb)
}
