//! JSON text to a tree that remembers where everything stood, and how it was written.
//!
//! `serde_json::Value` forgets both: a number becomes a float, a repeated key swallows the first, and nothing knows
//! its line. Here every value keeps its own slice of the text, so that issues have places, numbers keep their digits
//! and what the model does not know can be written back. A test holds this reader to what `serde_json` accepts.

use std::borrow::Cow;

/// How deep arrays and objects may stand in each other; `serde_json` stops there too.
pub(super) const DEPTH_LIMIT: usize = 128;

/// One value of the text.
#[derive(Debug)]
pub(super) struct Value<'a> {
    /// The text of the value itself, without space around it.
    pub(super) raw: &'a str,
    /// Where it begins, in bytes.
    pub(super) at: usize,
    /// What it is.
    pub(super) kind: Kind<'a>,
}

/// What a value is. A number is its `raw`.
#[derive(Debug)]
pub(super) enum Kind<'a> {
    Null,
    Flag(bool),
    Number,
    Text(Cow<'a, str>),
    Array(Vec<Value<'a>>),
    Object(Vec<Member<'a>>),
}

/// One key of an object with its value.
#[derive(Debug)]
pub(super) struct Member<'a> {
    pub(super) key: Cow<'a, str>,
    /// Where the key begins, in bytes.
    pub(super) key_at: usize,
    pub(super) value: Value<'a>,
}

impl<'a> Value<'a> {
    /// What it is, for "… not a number".
    pub(super) fn description(&self) -> &'static str {
        match self.kind {
            Kind::Null => "null",
            Kind::Flag(_) => "true or false",
            Kind::Number => "a number",
            Kind::Text(_) => "text",
            Kind::Array(_) => "a list",
            Kind::Object(_) => "an object",
        }
    }

    pub(super) fn as_text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn as_array(&self) -> Option<&[Value<'a>]> {
        match &self.kind {
            Kind::Array(items) => Some(items),
            _ => None,
        }
    }

    pub(super) fn as_object(&self) -> Option<&[Member<'a>]> {
        match &self.kind {
            Kind::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The value of a key; the last where the key is repeated.
    pub(super) fn get(&self, key: &str) -> Option<&Value<'a>> {
        let members = self.as_object()?.iter().rev();
        members
            .map(|member| (&member.key, &member.value))
            .find_map(|(name, value)| (name == key).then_some(value))
    }

    /// The number as a float, which is infinite where it is too large for one; nothing for other values.
    pub(super) fn as_number(&self) -> Option<f64> {
        match self.kind {
            Kind::Number => self.raw.parse().ok(),
            _ => None,
        }
    }

    /// The text of the value without space between its parts.
    pub(super) fn compact(&self) -> Box<str> {
        match &self.kind {
            Kind::Array(_) | Kind::Object(_) => compact(self.raw),
            _ => self.raw.into(),
        }
    }

    /// The JSON pointer of what stands at this byte.
    ///
    /// Takes O(depth · log width): children stand in the order of the text.
    pub(super) fn pointer_to(&self, at: usize) -> String {
        let mut pointer = String::new();
        let mut value = self;
        while value.at < at {
            match &value.kind {
                Kind::Array(items) => {
                    let after = items.partition_point(|item| item.at <= at);
                    let Some(index) = after.checked_sub(1) else {
                        break;
                    };
                    pointer.push('/');
                    pointer += &index.to_string();
                    value = &items[index];
                }
                Kind::Object(members) => {
                    let after = members.partition_point(|member| member.key_at <= at);
                    let Some(member) = after.checked_sub(1).map(|index| &members[index]) else {
                        break;
                    };
                    pointer.push('/');
                    pointer += &member.key.replace('~', "~0").replace('/', "~1");
                    value = &member.value;
                }
                _ => break,
            }
        }
        pointer
    }
}

/// A text that is not JSON.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct JsonError {
    /// Where it stops being JSON, in bytes.
    pub(super) at: usize,
    /// A stable word.
    pub(super) code: &'static str,
    /// What was found and what was expected.
    pub(super) message: String,
    /// What to do about it.
    pub(super) hint: Option<&'static str>,
}

/// A text read, and the places of escapes such as `\ud83d` that are half a character.
#[derive(Debug)]
pub(super) struct Parsed<'a> {
    pub(super) root: Value<'a>,
    pub(super) half_characters: Vec<usize>,
}

/// Reads one JSON value and nothing after it, in one pass.
///
/// # Errors
/// The first place where the text is not JSON, or is nested deeper than [`DEPTH_LIMIT`].
pub(super) fn parse(text: &str) -> Result<Parsed<'_>, JsonError> {
    let mut parser = Parser {
        text,
        bytes: text.as_bytes(),
        at: 0,
        depth: 0,
        half_characters: Vec::new(),
    };
    parser.skip_space();
    let root = parser.value()?;
    parser.skip_space();
    if parser.at < text.len() {
        return Err(parser.after_the_end());
    }
    Ok(Parsed {
        root,
        half_characters: parser.half_characters,
    })
}

struct Parser<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    depth: usize,
    half_characters: Vec<usize>,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn value(&mut self) -> Result<Value<'a>, JsonError> {
        let at = self.at;
        let kind = match self.peek() {
            Some(b'"') => Kind::Text(self.string()?),
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::array)?,
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.word("true", Kind::Flag(true))?,
            Some(b'f') => self.word("false", Kind::Flag(false))?,
            Some(b'n') => self.word("null", Kind::Null)?,
            _ => return Err(self.unexpected("a value")),
        };
        let raw = &self.text[at..self.at];
        Ok(Value { raw, at, kind })
    }

    fn nested(
        &mut self,
        inner: fn(&mut Self) -> Result<Kind<'a>, JsonError>,
    ) -> Result<Kind<'a>, JsonError> {
        if self.depth == DEPTH_LIMIT {
            let message = format!("lists and objects stand in each other over {DEPTH_LIMIT} deep");
            return Err(self.error("too-deep", message, None));
        }
        self.depth += 1;
        self.at += 1;
        let kind = inner(self)?;
        self.depth -= 1;
        Ok(kind)
    }

    fn array(&mut self) -> Result<Kind<'a>, JsonError> {
        let mut items = Vec::new();
        self.skip_space();
        if self.takes(b']') {
            return Ok(Kind::Array(items));
        }
        loop {
            items.push(self.value()?);
            self.skip_space();
            if self.takes(b']') {
                return Ok(Kind::Array(items));
            }
            if !self.takes(b',') {
                return Err(self.unexpected("`,` or `]`"));
            }
            self.skip_space();
        }
    }

    fn object(&mut self) -> Result<Kind<'a>, JsonError> {
        let mut members = Vec::new();
        self.skip_space();
        if self.takes(b'}') {
            return Ok(Kind::Object(members));
        }
        loop {
            let key_at = self.at;
            if self.peek() != Some(b'"') {
                return Err(self.unexpected("a key in double quotes"));
            }
            let key = self.string()?;
            self.skip_space();
            if !self.takes(b':') {
                return Err(self.unexpected("`:` after the key"));
            }
            self.skip_space();
            let value = self.value()?;
            members.push(Member { key, key_at, value });
            self.skip_space();
            if self.takes(b'}') {
                return Ok(Kind::Object(members));
            }
            if !self.takes(b',') {
                return Err(self.unexpected("`,` or `}`"));
            }
            self.skip_space();
        }
    }

    fn takes(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn word(&mut self, word: &str, kind: Kind<'a>) -> Result<Kind<'a>, JsonError> {
        if !self.text[self.at..].starts_with(word) {
            return Err(self.unexpected("a value"));
        }
        self.at += word.len();
        Ok(kind)
    }

    fn number(&mut self) -> Result<Kind<'a>, JsonError> {
        self.takes(b'-');
        if self.takes(b'0') {
            if matches!(self.peek(), Some(b'0'..=b'9')) {
                return Err(self.unexpected("a number without leading zeros"));
            }
        } else {
            self.digits()?;
        }
        if self.takes(b'.') {
            self.digits()?;
        }
        if self.takes(b'e') || self.takes(b'E') {
            let _sign = self.takes(b'+') || self.takes(b'-');
            self.digits()?;
        }
        Ok(Kind::Number)
    }

    fn digits(&mut self) -> Result<(), JsonError> {
        let first = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at == first {
            return Err(self.unexpected("a digit"));
        }
        Ok(())
    }

    fn string(&mut self) -> Result<Cow<'a, str>, JsonError> {
        self.at += 1;
        let mut start = self.at;
        let mut unescaped: Option<String> = None;
        loop {
            match self.peek() {
                Some(b'"') => {
                    let tail = &self.text[start..self.at];
                    self.at += 1;
                    return Ok(match unescaped {
                        None => Cow::Borrowed(tail),
                        Some(head) => Cow::Owned(head + tail),
                    });
                }
                Some(b'\\') => {
                    let head = unescaped.get_or_insert_default();
                    head.push_str(&self.text[start..self.at]);
                    head.push(self.escape()?);
                    start = self.at;
                }
                Some(0..=0x1f) => {
                    let message = "a control character stands in a text as it is".to_owned();
                    let hint = Some("Write it as an escape: \\n, \\t, \\u0000.");
                    return Err(self.error("not-json", message, hint));
                }
                Some(_) => self.at += 1,
                None => return Err(self.unexpected("the closing `\"` of a text")),
            }
        }
    }

    /// Reads one escape; half a character becomes U+FFFD and is remembered.
    fn escape(&mut self) -> Result<char, JsonError> {
        let begin = self.at;
        self.at += 1;
        let plain = match self.peek() {
            Some(byte @ (b'"' | b'\\' | b'/')) => byte as char,
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let first = self.unit()?;
                return Ok(self.character(begin, first));
            }
            _ => return Err(self.unexpected("an escape such as \\n or \\u00e9")),
        };
        self.at += 1;
        Ok(plain)
    }

    /// The character that begins with this UTF-16 unit, taking the second half where it follows.
    fn character(&mut self, begin: usize, first: u32) -> char {
        if let Some(character) = char::from_u32(first) {
            return character;
        }
        let after_first = self.at;
        if first < 0xdc00 && self.text[self.at..].starts_with("\\u") {
            self.at += 1;
            if let Ok(second @ 0xdc00..=0xdfff) = self.unit() {
                let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                return char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
            }
            self.at = after_first;
        }
        self.half_characters.push(begin);
        char::REPLACEMENT_CHARACTER
    }

    /// Reads `uXXXX`.
    fn unit(&mut self) -> Result<u32, JsonError> {
        self.at += 1;
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| (byte as char).to_digit(16));
            let Some(digit) = digit else {
                return Err(self.unexpected("four hexadecimal digits after \\u"));
            };
            unit = unit * 16 + digit;
            self.at += 1;
        }
        Ok(unit)
    }

    fn error(&self, code: &'static str, message: String, hint: Option<&'static str>) -> JsonError {
        JsonError {
            at: self.at,
            code,
            message,
            hint,
        }
    }

    fn after_the_end(&self) -> JsonError {
        let found = self.found();
        let message = format!("the JSON value has ended, and {found} follows");
        self.error("not-json", message, None)
    }

    fn unexpected(&self, wanted: &str) -> JsonError {
        let rest = &self.text[self.at.min(self.text.len())..];
        if rest.is_empty() {
            let message = format!("the file ends where {wanted} is expected");
            let hint = "The file is cut off; fetch or save it again.";
            return self.error("not-json", message, Some(hint));
        }
        let message = format!("expected {wanted}, found {}", self.found());
        self.error("not-json", message, self.hint(rest))
    }

    /// What the usual ways to miss JSON look like.
    fn hint(&self, rest: &str) -> Option<&'static str> {
        let not_finite = ["NaN", "nan", "Infinity", "-Infinity", "Inf", "inf"];
        let after_minus = self.text[..self.at].ends_with('-') && rest.starts_with('I');
        let before = self.text[..self.at].trim_end();
        if after_minus || not_finite.iter().any(|word| rest.starts_with(word)) {
            return Some("JSON has no NaN and no Infinity; write null instead.");
        }
        match rest.as_bytes().first() {
            Some(b'\'') => Some("JSON wants double quotes."),
            Some(b'/' | b'#') => Some("JSON has no comments; take them out."),
            Some(b'}' | b']') if before.ends_with(',') => Some("Take out the comma before it."),
            _ => None,
        }
    }

    /// The next word or character, quoted.
    fn found(&self) -> String {
        let rest = &self.text[self.at..];
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
}

/// JSON without space between its parts; texts and numbers stay as written.
pub(super) fn compact(json: &str) -> Box<str> {
    let mut out = String::with_capacity(json.len());
    for token in tokens(json) {
        out.push_str(token);
    }
    out.into_boxed_str()
}

/// The tokens of a JSON text that was read before: texts, punctuation, and words with numbers.
pub(super) fn tokens(json: &str) -> impl Iterator<Item = &str> {
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

/// A text in quotes: only what JSON demands is escaped.
pub(super) fn quote_into(out: &mut String, text: &str) {
    out.push('"');
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn complaint(text: &str) -> String {
        let error = parse(text).unwrap_err();
        let hint = error.hint.unwrap_or_default();
        format!("{}: {} {hint}", error.at, error.message)
            .trim_end()
            .to_owned()
    }

    #[test]
    fn what_is_not_json_is_said_in_words() {
        assert_eq!(
            complaint("[1,]"),
            "3: expected a value, found `]` Take out the comma before it."
        );
        assert_eq!(
            complaint("{'a': 1}"),
            "1: expected a key in double quotes, found `'` JSON wants double quotes."
        );
        assert_eq!(
            complaint("[NaN]"),
            "1: expected a value, found `NaN` JSON has no NaN and no Infinity; write null instead."
        );
        assert_eq!(
            complaint("[-Infinity]"),
            "2: expected a digit, found `Infinity` JSON has no NaN and no Infinity; write null instead."
        );
        assert_eq!(
            complaint("[\"a"),
            "3: the file ends where the closing `\"` of a text is expected The file is cut off; fetch or save it again."
        );
        assert_eq!(
            complaint("{} x"),
            "3: the JSON value has ended, and `x` follows"
        );
    }

    #[test]
    fn nesting_stops_before_the_stack_does() {
        assert_eq!(parse(&"[".repeat(100_000)).unwrap_err().code, "too-deep");
        assert_eq!(
            parse(&"{\"a\":".repeat(100_000)).unwrap_err().code,
            "too-deep"
        );
        let allowed = "[".repeat(DEPTH_LIMIT) + &"]".repeat(DEPTH_LIMIT);
        assert!(parse(&allowed).is_ok());
    }

    #[test]
    fn a_byte_has_a_pointer() {
        let text = r#"{"a/b": [1, {"c~": true}], "d": 2}"#;
        let parsed = parse(text).unwrap();
        let pointer = |needle| parsed.root.pointer_to(text.find(needle).unwrap());
        assert_eq!(pointer("{"), "");
        assert_eq!(pointer("[1"), "/a~1b");
        assert_eq!(pointer("{\"c"), "/a~1b/1");
        assert_eq!(pointer("true"), "/a~1b/1/c~0");
        assert_eq!(pointer("\"d\""), "/d");
    }

    #[test]
    fn half_a_character_is_replaced_and_remembered() {
        let parsed = parse(r#"["\ud83d\ude00", "\ud83d!", "\ud83d\u0041"]"#).unwrap();
        let texts: Vec<_> = parsed
            .root
            .as_array()
            .unwrap()
            .iter()
            .filter_map(Value::as_text)
            .collect();
        assert_eq!(texts, ["😀", "\u{fffd}!", "\u{fffd}A"]);
        assert_eq!(parsed.half_characters, [18, 29]);
    }

    /// The same value in `serde_json`'s terms, numbers as their digits read by `serde_json`.
    fn as_serde(value: &Value<'_>) -> serde_json::Value {
        match &value.kind {
            Kind::Null => serde_json::Value::Null,
            Kind::Flag(flag) => (*flag).into(),
            Kind::Number => serde_json::from_str(value.raw).unwrap_or_default(),
            Kind::Text(text) => text.as_ref().into(),
            Kind::Array(items) => items.iter().map(as_serde).collect(),
            Kind::Object(members) => members
                .iter()
                .map(|member| (member.key.to_string(), as_serde(&member.value)))
                .collect(),
        }
    }

    /// Texts that are JSON, or nearly so.
    fn nearly_json() -> impl Strategy<Value = String> {
        let token = prop::sample::select(vec![
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            " ",
            "\n",
            "\"a\"",
            "\"\\u00e9\"",
            "\"\\x\"",
            "1",
            "-0.5e+3",
            "01",
            "true",
            "null",
            "nul",
            "\"é",
            "\\",
            "\"\\ud83d\\ude00\"",
            "{\"k\":[1,2]}",
            "\t",
            "\u{1}",
            "'",
        ]);
        prop::collection::vec(token, 0..12).prop_map(|tokens| tokens.concat())
    }

    proptest! {
        #[test]
        fn it_reads_what_serde_json_reads(text in nearly_json()) {
            match (parse(&text), serde_json::from_str::<serde_json::Value>(&text)) {
                (Ok(ours), Ok(theirs)) => prop_assert_eq!(as_serde(&ours.root), theirs),
                (Err(_), Err(_)) => {}
                (ours, theirs) => prop_assert!(false, "{:?} {:?}", ours.is_ok(), theirs.is_ok()),
            }
        }

        #[test]
        fn a_quoted_text_reads_back(text in any::<String>()) {
            let mut quoted = String::new();
            quote_into(&mut quoted, &text);
            let parsed = parse(&quoted).unwrap();
            prop_assert_eq!(parsed.root.as_text(), Some(&*text));
        }

        #[test]
        fn no_text_makes_it_panic(text in any::<String>()) {
            let _ = parse(&text);
        }
    }
}
