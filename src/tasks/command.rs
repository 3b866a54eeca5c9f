//! Another program, run to its end: what it says as it says it, and an end where it is no longer
//! wanted. Knows no program.

use std::io::{self, BufRead as _, BufReader};
use std::ops::ControlFlow;
use std::process::{ChildStderr, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// How long a program may be silent before `listen` is asked again.
const WAKE: Duration = Duration::from_millis(100);

/// How many lines of what a program says are kept.
const MAX_LINES: usize = 10_000;

/// Runs a command, and returns its status and what it wrote to standard error. `listen` is given
/// each line as it comes, is called without one while the program is silent, and says whether to
/// go on; where it does not, the program is killed, and there is no answer.
///
/// # Errors
/// The command cannot be started.
pub fn run_to_end(
    command: &mut Command,
    listen: &dyn Fn(Option<&str>) -> ControlFlow<()>,
) -> io::Result<Option<(ExitStatus, Vec<String>)>> {
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let mut child = command.stderr(Stdio::piped()).spawn()?;
    let lines = lines_of(child.stderr.take());
    let mut said = Vec::new();
    loop {
        let line = match lines.recv_timeout(WAKE) {
            Ok(line) => Some(line),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => break,
        };
        if listen(line.as_deref().map(str::trim)).is_break() {
            // It may have ended by itself meanwhile.
            let _ = child.kill();
            child.wait()?;
            return Ok(None);
        }
        said.extend(line.filter(|_| said.len() < MAX_LINES));
    }
    Ok(Some((child.wait()?, said)))
}

/// The lines that a program says, as they come.
fn lines_of(from: Option<ChildStderr>) -> Receiver<String> {
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        let Some(from) = from else { return };
        for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).trim_end().to_owned();
            if !line.is_empty() && sender.send(line).is_err() {
                return;
            }
        }
    });
    lines
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::cell::RefCell;

    #[test]
    fn what_a_program_says_is_heard_and_it_ends_when_it_is_told() {
        let heard = RefCell::new(Vec::new());
        let listen = |line: Option<&str>| {
            heard.borrow_mut().extend(line.map(str::to_owned));
            match line {
                Some("stop") => ControlFlow::Break(()),
                _ => ControlFlow::Continue(()),
            }
        };
        let run = |script: &str| {
            let ended = run_to_end(Command::new("sh").args(["-c", script]), &listen).unwrap();
            ended.map(|(status, said)| (status.code(), said))
        };
        let said = vec!["a".to_owned(), "b".to_owned()];
        assert_eq!(
            run("echo a >&2; echo; echo b >&2; exit 3"),
            Some((Some(3), said))
        );
        assert_eq!(run("echo stop >&2; exec sleep 1000"), None);
        assert_eq!(*heard.borrow(), ["a", "b", "stop"]);
        assert!(run_to_end(&mut Command::new("./no-such-program"), &listen).is_err());
    }
}
