//! Errors in JSON text, in plain words: where the text stops being JSON, what was expected, and
//! what to do.

/// How deep arrays and objects may be nested: `serde_json` stops there, before the stack does.
pub(super) const MAX_DEPTH: usize = 127;

/// The id of the error of a text that would need too much memory.
pub(crate) const TOO_MUCH_MEMORY: &str = "too-much-memory";

/// A text that is not JSON.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct JsonError {
    /// The byte where it stops being JSON.
    pub(crate) at: usize,
    /// A stable id of the kind of error.
    pub(crate) code: &'static str,
    /// What was found and what was expected.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) hint: Option<&'static str>,
}

/// Explains an error of `serde_json` about a text: where it is, what was expected, and what to do.
pub(super) fn explain(text: &str, error: &serde_json::Error) -> JsonError {
    let said = error.to_string();
    let at = offending_byte(text, error, &said);
    let rest = &text[at..];
    if said.starts_with("recursion limit exceeded") {
        return JsonError {
            at,
            code: "too-deep",
            message: format!("lists and objects are nested more than {MAX_DEPTH} deep"),
            hint: None,
        };
    }
    let (message, hint) = if said.starts_with("trailing characters") {
        let message = format!("the JSON value has ended, and {} follows", found(rest));
        (message, None)
    } else if said.starts_with("control character") {
        let message = "a control character in a text is not escaped".to_owned();
        let hint = "Write it as an escape: \\n, \\t, \\u0000.";
        (message, Some(hint))
    } else if rest.is_empty() {
        let message = format!("the file ends where {} is expected", wanted(&said, rest));
        let hint = "The file is incomplete; download or save it again.";
        (message, Some(hint))
    } else {
        let message = format!("expected {}, found {}", wanted(&said, rest), found(rest));
        (message, hint(text, at))
    };
    JsonError {
        at,
        code: "not-json",
        message,
        hint,
    }
}

/// What `serde_json` expected instead of the rest of the text.
fn wanted(said: &str, rest: &str) -> &'static str {
    if said.starts_with("invalid number") && rest.starts_with(|c: char| c.is_ascii_digit()) {
        return "a number without leading zeros";
    }
    let after_comma = match rest.as_bytes().first() {
        Some(b'}') => "a key in double quotes",
        _ => "a value",
    };
    let words = [
        ("expected value", "a value"),
        ("expected ident", "a value"),
        ("expected `:`", "`:` after the key"),
        ("expected `,` or `]`", "`,` or `]`"),
        ("expected `,` or `}`", "`,` or `}`"),
        ("key must be a string", "a key in double quotes"),
        ("trailing comma", after_comma),
        ("invalid escape", "an escape such as \\n or \\u00e9"),
        ("invalid number", "a digit"),
        ("EOF while parsing a value", "a value"),
        ("EOF while parsing a list", "the closing `]` of a list"),
        (
            "EOF while parsing an object",
            "the closing `}` of an object",
        ),
        ("EOF while parsing a string", "the closing `\"` of a text"),
    ];
    let known = words.iter().find(|(theirs, _)| said.starts_with(theirs));
    known.map_or("JSON", |(_, ours)| ours)
}

/// The byte that an error of `serde_json` is about.
///
/// It counts lines from 1 and columns in bytes, up to and with the offending byte; but at the end
/// of the text it names the last byte, and before a control character in a text it stops short.
fn offending_byte(text: &str, error: &serde_json::Error, said: &str) -> usize {
    let lines = text.split_inclusive('\n').map(str::len);
    let line_at: usize = lines.take(error.line().saturating_sub(1)).sum();
    let read_to = line_at + error.column();
    let last = text.floor_char_boundary(read_to.saturating_sub(1));
    let is_cut_number = said.starts_with("invalid number")
        && read_to == text.len()
        && text.ends_with(['-', '+', '.', 'e', 'E']);
    if error.is_eof() || is_cut_number {
        text.len()
    } else if said.starts_with("control character") {
        read_to
    } else if said.starts_with("expected ident") {
        let before_word = text[..last].trim_end_matches(|c: char| c.is_ascii_alphabetic());
        before_word.len()
    } else if said.starts_with("invalid escape") {
        text[..last].rfind('\\').map_or(last, |escape| escape + 1)
    } else {
        last
    }
}

/// What to do about a frequent mistake.
fn hint(text: &str, at: usize) -> Option<&'static str> {
    let (before, rest) = text.split_at(at);
    let not_finite = ["NaN", "nan", "Infinity", "-Infinity", "Inf", "inf"];
    let after_minus = before.ends_with('-') && rest.starts_with('I');
    if after_minus || not_finite.iter().any(|word| rest.starts_with(word)) {
        return Some("JSON has no NaN and no Infinity; write null instead.");
    }
    match rest.as_bytes().first() {
        Some(b'\'') => Some("JSON requires double quotes."),
        Some(b'/' | b'#') => Some("JSON has no comments; remove them."),
        Some(b'}' | b']') if before.trim_end().ends_with(',') => {
            Some("Remove the comma before it.")
        }
        _ => None,
    }
}

/// The first word or character, quoted.
fn found(rest: &str) -> String {
    let word: String = rest
        .chars()
        .take_while(|character| character.is_alphanumeric())
        .take(20)
        .collect();
    match rest.chars().next() {
        None => "the end of the file".to_owned(),
        Some(_) if !word.is_empty() => format!("`{word}`"),
        Some(first) if first.is_control() => format!("the character U+{:04X}", first as u32),
        Some(first) => format!("`{first}`"),
    }
}
