//! Standard output and standard error. A closed pipe, as in `frenemy check … | head`, is not a
//! failure.

use std::io::{IsTerminal as _, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::file::disk::{self, DiskError};
use crate::limits::FILE_BYTES;
use crate::words::{is_invisible, is_stray};

/// Writes to standard output.
pub(super) fn print(text: &str) {
    let mut stdout = std::io::stdout().lock();
    let _ = stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush());
}

/// Writes the bytes of a file to standard output.
pub(super) fn print_bytes(bytes: &[u8]) {
    let mut stdout = std::io::stdout().lock();
    let _ = stdout.write_all(bytes).and_then(|()| stdout.flush());
}

/// The bytes of a file that come from standard input.
pub(super) fn read_input() -> Result<Vec<u8>, DiskError> {
    let limit = FILE_BYTES.max;
    let failed = |error: std::io::Error| DiskError {
        path: PathBuf::from("-"),
        message: format!("standard input cannot be read: {error}"),
    };
    let bytes = disk::read_bytes(std::io::stdin().lock(), 0, limit).map_err(failed)?;
    if bytes.len() as u64 > limit {
        return Err(failed(std::io::Error::other(FILE_BYTES.message("more"))));
    }
    Ok(bytes)
}

/// Writes a table to standard output: as it is to a file, and to a terminal with its control
/// characters escaped.
pub(super) fn print_table(text: &str) {
    if !std::io::stdout().is_terminal() {
        return print(text);
    }
    let lines = text.split_inclusive('\n');
    let lines = lines.map(|line| match line.strip_suffix('\n') {
        Some(line) => clean(line) + "\n",
        None => clean(line),
    });
    print(&lines.collect::<String>());
}

/// The most lines of a kind that are printed one by one.
const MAX_LINES: usize = 1_000;

/// Of very many lines the first, and how many there are more.
pub(super) fn first_of(mut lines: Vec<String>) -> Vec<String> {
    let more = lines.len().saturating_sub(MAX_LINES);
    if more > 0 {
        lines.truncate(MAX_LINES);
        lines.push(format!("and {more} more; --json lists all"));
    }
    lines
}

/// Writes a line to standard error.
pub(super) fn complain(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "frenemy: {}", clean(text));
}

/// A message about what went wrong, and the exit status.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) message: String,
    pub(super) status: u8,
}

impl Failure {
    /// The command line is wrong: exit status 2.
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            status: 2,
        }
    }

    /// Prints the message on standard error and returns the exit status.
    pub(super) fn report(&self) -> ExitCode {
        complain(&self.message);
        ExitCode::from(self.status)
    }
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self { message, status: 1 }
    }
}

/// Escapes characters that would move the cursor of a terminal, begin another line, change its
/// colour or the text direction, or are not visible and do nothing for the letter before.
pub(super) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut before = None;
    for letter in text.chars() {
        if is_hidden(letter, before) {
            clean.extend(letter.escape_unicode());
        } else {
            clean.push(letter);
        }
        before = Some(letter);
    }
    clean
}

fn is_hidden(letter: char, before: Option<char>) -> bool {
    letter.is_control() || is_invisible(letter) || is_stray(letter, before)
}

/// JSON with the same characters as escapes of JSON: programs read the same text, and a terminal
/// shows it. In JSON only line ends between values are not escaped.
pub(super) fn clean_json(json: &str) -> String {
    let mut clean = String::with_capacity(json.len());
    let mut before = None;
    for letter in json.chars() {
        if letter != '\n' && is_hidden(letter, before) {
            let mut units = [0; 2];
            let units = letter.encode_utf16(&mut units).iter();
            clean.extend(units.map(|unit| format!("\\u{unit:04x}")));
        } else {
            clean.push(letter);
        }
        before = Some(letter);
    }
    clean
}

/// Prints the progress of long work on standard error: nothing in the first second, then at most
/// once a second.
pub(super) struct ProgressPrinter {
    what: &'static str,
    next: Mutex<Instant>,
}

impl ProgressPrinter {
    const INTERVAL: Duration = Duration::from_secs(1);

    pub(super) fn new(what: &'static str) -> Self {
        Self {
            what,
            next: Mutex::new(Instant::now() + Self::INTERVAL),
        }
    }

    /// Reports the share that is done, from 0 to 1. May be called on any thread.
    pub(super) fn at(&self, share: f32) {
        let Ok(mut next) = self.next.try_lock() else {
            return;
        };
        let now = Instant::now();
        if now >= *next {
            *next = now + Self::INTERVAL;
            complain(&format!("{}, {:.0}% done", self.what, share * 100.0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_means_the_same_when_it_is_clean() {
        let text = "é\u{61c}\u{2028}\u{85}\u{e0041}می\u{200c}خ😀";
        let clean = clean_json(&serde_json::to_string(text).unwrap());
        assert_eq!(serde_json::from_str::<String>(&clean).unwrap(), text);
        assert!(
            clean.contains(r"é\u061c\u2028\u0085\udb40\udc41می"),
            "{clean}"
        );
        assert!(clean.contains('😀'));
    }

    #[test]
    fn characters_that_control_the_terminal_are_escaped() {
        assert_eq!(clean("a\u{1b}[31mé\u{202e}b"), "a\\u{1b}[31mé\\u{202e}b");
        let invisible =
            "\u{61c}\u{2028}\u{200b}\u{feff}\u{e0041}\u{200d}\u{fe0f}\u{180b}\u{fffc}\n";
        let escaped = clean(invisible);
        assert!(escaped.is_ascii(), "{escaped}");
        assert!(escaped.starts_with(r"\u{61c}\u{2028}\u{200b}"));
        assert_eq!(clean("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }
}
