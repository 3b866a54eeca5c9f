//! Escapes text for XML, and leaves out characters that XML does not allow.

/// Appends text as the value of an attribute in double quotes.
pub(crate) fn push_attribute(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '"' => out.push_str("&quot;"),
            // XML readers turn unescaped white space in attributes into spaces.
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            other => push_character(out, other),
        }
    }
}

/// Appends text as the content of an element.
pub(crate) fn push_content(out: &mut String, text: &str) {
    for character in text.chars() {
        push_character(out, character);
    }
}

/// Appends JSON as the content of an element. Characters that XML does not allow are written as
/// JSON escapes.
pub(crate) fn push_json(out: &mut String, json: &str) {
    for character in json.chars() {
        match character {
            '\u{fffe}' => out.push_str("\\ufffe"),
            '\u{ffff}' => out.push_str("\\uffff"),
            other => push_character(out, other),
        }
    }
}

fn push_character(out: &mut String, character: char) {
    match character {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        // XML readers turn an unescaped carriage return into a line feed.
        '\r' => out.push_str("&#13;"),
        '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
        other => out.push(other),
    }
}
