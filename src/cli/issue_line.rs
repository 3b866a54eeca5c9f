//! One line for an issue, in the format of compilers. Knows no file format.

use super::terminal;

/// `file:line:column: error: message`, and the hint on a line of its own. Line 0 means that the
/// place is not known.
pub(super) fn issue_line(
    file: &str,
    (line, column): (usize, usize),
    severity: &str,
    message: &str,
    hint: Option<&str>,
) -> String {
    let place = match line {
        0 => String::new(),
        line => format!(":{line}:{column}"),
    };
    let message = terminal::clean(message);
    let hint = hint.map(|hint| format!("    {}\n", terminal::clean(hint)));
    format!(
        "{file}{place}: {severity}: {message}\n{}",
        hint.unwrap_or_default()
    )
}
