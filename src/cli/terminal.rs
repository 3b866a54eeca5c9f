//! Standard output and standard error. A reader that went away, as in `frenemy check … | head`, is no failure.

use std::io::Write;
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Writes to standard output.
pub(super) fn print(text: &str) {
    let mut stdout = std::io::stdout().lock();
    let _ = stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush());
}

/// Writes a line to standard error.
pub(super) fn complain(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "frenemy: {}", clean(text));
}

/// What went wrong, in words, and the exit status it means.
pub(super) struct Failure {
    pub(super) message: String,
    pub(super) status: u8,
}

impl Failure {
    /// The command line asks for something that cannot be.
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            status: 2,
        }
    }

    /// Says it on standard error; what is left is to exit with its status.
    pub(super) fn told(&self) -> ExitCode {
        complain(&self.message);
        ExitCode::from(self.status)
    }
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self { message, status: 1 }
    }
}

/// Text from a file for a terminal: what would move its cursor, colour it or turn its direction is spelled out.
pub(super) fn clean(text: &str) -> String {
    let is_harmful = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut clean = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_harmful(letter) {
            clean.extend(letter.escape_unicode());
        } else {
            clean.push(letter);
        }
    }
    clean
}

/// Several lines of text from a file, each made harmless.
pub(super) fn clean_page(text: &str) -> String {
    text.lines().map(|line| clean(line) + "\n").collect()
}

/// Says on standard error how far a long work has come: nothing in the first second, then at most once a second.
pub(super) struct Progress {
    what: &'static str,
    next: Mutex<Instant>,
}

impl Progress {
    const PAUSE: Duration = Duration::from_secs(1);

    pub(super) fn new(what: &'static str) -> Self {
        Self {
            what,
            next: Mutex::new(Instant::now() + Self::PAUSE),
        }
    }

    /// Takes the share that is done, from 0 to 1, on any thread.
    pub(super) fn at(&self, share: f32) {
        let Ok(mut next) = self.next.try_lock() else {
            return;
        };
        let now = Instant::now();
        if now >= *next {
            *next = now + Self::PAUSE;
            complain(&format!("{}, {:.0}% done", self.what, share * 100.0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_file_moves_the_cursor() {
        assert_eq!(clean("a\u{1b}[31mé\u{202e}b"), "a\\u{1b}[31mé\\u{202e}b");
    }
}
