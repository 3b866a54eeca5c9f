//! JSON as text: its tokens, and texts in quotes. Knows no values.

/// JSON without space between its parts; texts and numbers stay as written.
pub(crate) fn compact(json: &str) -> Box<str> {
    let mut out = String::with_capacity(json.len());
    for token in tokens(json) {
        out.push_str(token);
    }
    out.into_boxed_str()
}

/// The tokens of a JSON text that was read before: texts, punctuation, and words with numbers.
pub(crate) fn tokens(json: &str) -> impl Iterator<Item = &str> {
    let mut rest = json;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches([' ', '\n', '\r', '\t']);
        let length = match rest.as_bytes().first()? {
            b'"' => text_length(rest),
            b'{' | b'}' | b'[' | b']' | b',' | b':' => 1,
            _ => rest
                .find(|c: char| c.is_ascii_whitespace() || "{}[],:\"".contains(c))
                .unwrap_or(rest.len()),
        };
        let (token, after) = rest.split_at(length);
        rest = after;
        Some(token)
    })
}

/// The length in bytes of the text in quotes at the beginning.
fn text_length(json: &str) -> usize {
    let bytes = json.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Whether nothing in a text is escaped. Whole pieces are looked at by vector instructions.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches, the compiler uses vector instructions"
)]
fn is_plain(text: &str) -> bool {
    let is_plain = |byte: &u8| (*byte >= 0x20) & (*byte != b'"') & (*byte != b'\\');
    let mut pieces = text.as_bytes().chunks(32);
    pieces.all(|piece| piece.iter().fold(true, |all, byte| all & is_plain(byte)))
}

/// Appends a text in quotes: only what JSON demands is escaped.
pub(crate) fn quote_into(out: &mut String, text: &str) {
    out.reserve(text.len() + 2);
    out.push('"');
    if is_plain(text) {
        out.push_str(text);
        out.push('"');
        return;
    }
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape: &str = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0x08 => "\\b",
            0x0c => "\\f",
            0..=0x1f => "",
            _ => continue,
        };
        out.push_str(&text[start..at]);
        if escape.is_empty() {
            out.push_str("\\u00");
            out.extend(
                [byte >> 4, byte & 15]
                    .map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)])),
            );
        } else {
            out.push_str(escape);
        }
        start = at + 1;
    }
    out.push_str(&text[start..]);
    out.push('"');
}
