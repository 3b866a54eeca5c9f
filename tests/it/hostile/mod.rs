//! Files that are made to do harm: the built program reads each as a child process, and is killed
//! when it takes more memory or time than it may. Knows no format.

mod actor_pictures;
mod copying;
#[cfg(feature = "pdf")]
mod documents;
mod events;
mod exhausting;
mod mutated;
mod packed;
mod pages;
mod reaching;
mod written;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// No run computes longer: without its limit each takes many times as long. This is the time of the
/// processor, which does not depend on how busy the machine is.
const MAX_TIME: Duration = Duration::from_mins(1);

/// No run takes longer, even if it does not compute: it waits for something that never comes.
const MAX_WAIT: Duration = Duration::from_mins(10);

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
        let is_late = computed(child.id()) > MAX_TIME || start.elapsed() > MAX_WAIT;
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

/// How long all threads of a process computed so far; 0 if it has ended, or the system does not
/// say.
fn computed(process: u32) -> Duration {
    /// How many ticks a second has, for every program on Linux.
    const TICKS: u64 = 100;
    let status = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The name of the program, in parentheses, can contain spaces.
    let fields = status.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = fields.split_whitespace().skip(11).take(2);
    let ticks: u64 = ticks.filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 1_000 / TICKS)
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
