//! JSON text to a tree that keeps the place of every value and how it was written. Knows no format.
//!
//! `serde_json::Value` keeps neither: a number becomes a float, a repeated key replaces the first,
//! and nothing knows its line. So leaves and keys are read as a `RawValue`, a slice of the text
//! that `serde_json` has checked; their lengths give the places of everything else. Issues have
//! places, numbers keep their digits, and fields that the model does not know can be written back.
//! `serde_json` alone decides what is JSON.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::json_error::JsonError;
use crate::file::progress::ProgressMeter;

/// One value of the text.
#[derive(Debug)]
pub(crate) struct Value<'a> {
    /// The text of the value itself, without space around it.
    pub(crate) raw: &'a str,
    /// The byte where it begins.
    pub(crate) at: usize,
    /// What it is.
    pub(crate) kind: Kind<'a>,
}

/// What a value is. A number is its `raw`.
#[derive(Debug)]
pub(crate) enum Kind<'a> {
    Null,
    Flag(bool),
    Number,
    Text(Cow<'a, str>),
    Array(Vec<Value<'a>>),
    Object(Vec<Member<'a>>),
}

/// One key of an object with its value.
#[derive(Debug)]
pub(crate) struct Member<'a> {
    pub(crate) key: Cow<'a, str>,
    /// The byte where the key begins.
    pub(crate) key_at: usize,
    pub(crate) value: Value<'a>,
}

impl<'a> Value<'a> {
    /// The kind of value, for "… not a number".
    pub(crate) fn description(&self) -> &'static str {
        match self.kind {
            Kind::Null => "null",
            Kind::Flag(_) => "true or false",
            Kind::Number => "a number",
            Kind::Text(_) => "text",
            Kind::Array(_) => "a list",
            Kind::Object(_) => "an object",
        }
    }

    pub(crate) fn as_text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn as_array(&self) -> Option<&[Value<'a>]> {
        match &self.kind {
            Kind::Array(items) => Some(items),
            _ => None,
        }
    }

    pub(crate) fn as_object(&self) -> Option<&[Member<'a>]> {
        match &self.kind {
            Kind::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The value of a key; the last one where the key is repeated.
    pub(crate) fn get(&self, key: &str) -> Option<&Value<'a>> {
        let members = self.as_object()?.iter().rev();
        members
            .map(|member| (&member.key, &member.value))
            .find_map(|(name, value)| (name == key).then_some(value))
    }

    /// The number as a float, which is infinite where it is too large for one; nothing for other
    /// values.
    pub(crate) fn as_number(&self) -> Option<f64> {
        match self.kind {
            Kind::Number => self.raw.parse().ok(),
            _ => None,
        }
    }

    /// The text of the value without space between its parts.
    pub(crate) fn compact(&self) -> Box<str> {
        match &self.kind {
            Kind::Array(_) | Kind::Object(_) => compact(self.raw),
            _ => self.raw.into(),
        }
    }

    /// The JSON pointer of the value at this byte.
    ///
    /// Takes O(depth · log width): children are in the order of the text.
    pub(crate) fn pointer_to(&self, at: usize) -> String {
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

/// A parsed text, and the places of escapes such as `\ud83d` that are half a character.
#[derive(Debug)]
pub(crate) struct Parsed<'a> {
    pub(crate) root: Value<'a>,
    pub(crate) half_characters: Vec<usize>,
}

/// Reads one JSON value and nothing after it, in one pass.
///
/// # Errors
/// The first place where the text is not JSON, or is nested deeper than
/// [`MAX_DEPTH`](super::json_error::MAX_DEPTH).
pub(crate) fn parse(text: &str) -> Result<Parsed<'_>, JsonError> {
    parse_reporting(text, ProgressMeter::default())
}

/// Parses like [`parse`], and stops with some error where it is cancelled.
pub(crate) fn parse_reporting<'a>(
    text: &'a str,
    progress: ProgressMeter<'_>,
) -> Result<Parsed<'a>, JsonError> {
    let mut tree = Tree {
        text,
        at: 0,
        progress,
        half_characters: Vec::new(),
        items: Vec::new(),
        members: Vec::new(),
    };
    let mut json = serde_json::Deserializer::from_str(text);
    let root = tree.deserialize(&mut json);
    let root = root.and_then(|root| json.end().map(|()| root));
    Ok(Parsed {
        root: root.map_err(|error| super::json_error::explain(text, &error))?,
        half_characters: tree.half_characters,
    })
}

/// The tree while it is built, and the byte up to which it is complete.
///
/// `serde_json` reads the text and does not say where it is. So the tree counts: leaves and keys
/// are as long as their `RawValue`, and between them is only space and punctuation, which
/// `serde_json` has checked.
struct Tree<'a, 'w> {
    text: &'a str,
    at: usize,
    progress: ProgressMeter<'w>,
    half_characters: Vec<usize>,
    /// Items and members of the lists and objects that are not complete yet, innermost last. Each
    /// list then takes its own in one allocation of the right size.
    items: Vec<Value<'a>>,
    members: Vec<Member<'a>>,
}

impl<'a> Tree<'a, '_> {
    fn skip_space(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        let space = rest.iter().take_while(|byte| b" \n\r\t".contains(byte));
        self.at += space.count();
    }

    fn skip_punctuation(&mut self) {
        self.skip_space();
        self.at += 1;
    }

    /// A value here that contains no others.
    fn leaf<E: Error>(&mut self, raw: &'a str) -> Result<Kind<'a>, E> {
        Ok(match raw.as_bytes().first() {
            Some(b'"') => Kind::Text(self.unquoted(raw)?),
            Some(b't' | b'f') => Kind::Flag(raw == "true"),
            Some(b'n') => Kind::Null,
            _ => Kind::Number,
        })
    }

    /// A text here, without quotes and escapes; half a character becomes U+FFFD, and its place is
    /// kept.
    fn unquoted<E: Error>(&mut self, raw: &'a str) -> Result<Cow<'a, str>, E> {
        if !raw.contains('\\') {
            return Ok(Cow::Borrowed(&raw[1..raw.len() - 1]));
        }
        let mut mended = raw.to_owned();
        for half in half_characters(raw) {
            mended.replace_range(half..half + ESCAPE, "\\ufffd");
            self.half_characters.push(self.at + half);
        }
        let text = serde_json::from_str(&mended);
        text.map(Cow::Owned).map_err(E::custom)
    }
}

impl<'a> DeserializeSeed<'a> for &mut Tree<'a, '_> {
    type Value = Value<'a>;

    fn deserialize<D: Deserializer<'a>>(self, json: D) -> Result<Value<'a>, D::Error> {
        self.skip_space();
        let at = self.at;
        let kind = match self.text.as_bytes().get(at) {
            Some(b'[') => json.deserialize_seq(&mut *self)?,
            Some(b'{') => json.deserialize_map(&mut *self)?,
            _ => {
                let raw = <&RawValue>::deserialize(json)?.get();
                let leaf = self.leaf(raw)?;
                self.at += raw.len();
                leaf
            }
        };
        let raw = &self.text[at..self.at];
        Ok(Value { raw, at, kind })
    }
}

impl<'a> Visitor<'a> for &mut Tree<'a, '_> {
    type Value = Kind<'a>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list or an object")
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> Result<Kind<'a>, A::Error> {
        self.skip_punctuation();
        let first = self.items.len();
        while let Some(item) = seq.next_element_seed(&mut *self)? {
            self.items.push(item);
            self.skip_punctuation();
            if self.progress.is_cancelled(self.at) {
                return Err(A::Error::custom("cancelled"));
            }
        }
        if self.items.len() == first {
            self.skip_punctuation();
            return Ok(Kind::Array(Vec::new()));
        }
        Ok(Kind::Array(self.items.split_off(first)))
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Kind<'a>, A::Error> {
        self.skip_punctuation();
        let first = self.members.len();
        while let Some(raw) = map.next_key::<&RawValue>()? {
            self.skip_space();
            let key_at = self.at;
            let key = self.unquoted(raw.get())?;
            self.at += raw.get().len();
            self.skip_punctuation();
            let value = map.next_value_seed(&mut *self)?;
            self.members.push(Member { key, key_at, value });
            self.skip_punctuation();
        }
        if self.members.len() == first {
            self.skip_punctuation();
            return Ok(Kind::Object(Vec::new()));
        }
        Ok(Kind::Object(self.members.split_off(first)))
    }
}

/// The length of an escape such as `\u00e9` in bytes.
const ESCAPE: usize = 6;

/// The places of escapes in a JSON string that are one half of a surrogate pair without the other.
fn half_characters(raw: &str) -> Vec<usize> {
    let unit = |at: usize| {
        let digits = raw.get(at..at + ESCAPE)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let mut halves = Vec::new();
    let mut at = 0;
    while let Some(step) = raw[at..].find('\\') {
        at += step;
        let next = unit(at + ESCAPE);
        at += match unit(at) {
            None => 2,
            Some(0xd800..=0xdbff) if matches!(next, Some(0xdc00..=0xdfff)) => 2 * ESCAPE,
            Some(0xd800..=0xdfff) => {
                halves.push(at);
                ESCAPE
            }
            Some(_) => ESCAPE,
        };
    }
    halves
}

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

/// Appends a text in quotes: only what JSON demands is escaped.
pub(crate) fn quote_into(out: &mut String, text: &str) {
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
    use super::super::json_error::MAX_DEPTH;
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
    fn errors_say_what_is_not_json() {
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
    fn every_mistake_stands_at_its_byte() {
        let place_and_message = |text: &str| {
            let error = parse(text).unwrap_err();
            (error.at, error.message)
        };
        let check = |text: &str, at: usize, message: &str| {
            assert_eq!(place_and_message(text), (at, message.to_owned()), "{text}");
        };
        check("[1,\n\n 2 é]", 8, "expected `,` or `]`, found `é`");
        check("{\"a\": 1 2}", 8, "expected `,` or `}`, found `2`");
        check("{\"a\" 1}", 5, "expected `:` after the key, found `1`");
        check(
            "{\"a\": 1,}",
            8,
            "expected a key in double quotes, found `}`",
        );
        check("[nul\n]", 1, "expected a value, found `nul`");
        check("[True]", 1, "expected a value, found `True`");
        check(
            "[01]",
            2,
            "expected a number without leading zeros, found `1`",
        );
        check("[1.\n]", 3, "expected a digit, found the character U+000A");
        check("[1.5e+x]", 6, "expected a digit, found `x`");
        let escape = "expected an escape such as \\n or \\u00e9, found";
        check(r#"["\x"]"#, 3, &format!("{escape} `x`"));
        check(r#"["C:\users"]"#, 5, &format!("{escape} `users`"));
        check(r#"["\日本"]"#, 3, &format!("{escape} `日本`"));
        check(
            "[\"\n\"]",
            2,
            "a control character in a text is not escaped",
        );
        check("", 0, "the file ends where a value is expected");
        check("[-", 2, "the file ends where a digit is expected");
        check("[1, \n", 5, "the file ends where a value is expected");
        check(
            "[1 \n",
            4,
            "the file ends where the closing `]` of a list is expected",
        );
        check(
            "{",
            1,
            "the file ends where the closing `}` of an object is expected",
        );
    }

    #[test]
    fn nesting_stops_before_the_stack_does() {
        let nested = |open: &str, close: &str, depth| {
            let text = open.repeat(depth) + "1" + &close.repeat(depth);
            parse(&text)
                .map(|_| ())
                .map_err(|error| (error.at, error.code))
        };
        assert_eq!(nested("[", "]", 100_000), Err((MAX_DEPTH, "too-deep")));
        let key = "{\"a\":";
        let deepest = key.len() * MAX_DEPTH;
        assert_eq!(nested(key, "}", 100_000), Err((deepest, "too-deep")));
        assert_eq!(nested("[", "", 100_000), Err((MAX_DEPTH, "too-deep")));
        assert_eq!(nested("[", "]", MAX_DEPTH), Ok(()));
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
        let items = parsed.root.as_array().unwrap();
        let texts: Vec<_> = items.iter().filter_map(Value::as_text).collect();
        assert_eq!(texts, ["😀", "\u{fffd}!", "\u{fffd}A"]);
        assert_eq!(parsed.half_characters, [18, 29]);

        let parsed = parse(r#"{"\udfff": "é\\ud83d\n\ud83d\ud83d\ude00"}"#).unwrap();
        let member = &parsed.root.as_object().unwrap()[0];
        assert_eq!((&*member.key, member.key_at), ("\u{fffd}", 1));
        assert_eq!(member.value.as_text(), Some("é\\ud83d\n\u{fffd}😀"));
        assert_eq!(parsed.half_characters, [2, 23]);
    }

    #[test]
    fn repeated_keys_and_digits_are_kept() {
        let parsed = parse(r#" {"a": 1e400, "\u0061": 2.50, "a": {}} "#).unwrap();
        let members = parsed.root.as_object().unwrap().iter();
        let seen: Vec<_> = members
            .map(|member| {
                (
                    &*member.key,
                    member.key_at,
                    member.value.at,
                    member.value.raw,
                )
            })
            .collect();
        assert_eq!(
            seen,
            [
                ("a", 2, 7, "1e400"),
                ("a", 14, 24, "2.50"),
                ("a", 30, 35, "{}")
            ]
        );
    }

    /// The tree without its places, as `serde_json` would have read it.
    fn as_serde(value: &Value<'_>) -> serde_json::Value {
        match &value.kind {
            Kind::Null => serde_json::Value::Null,
            Kind::Flag(flag) => (*flag).into(),
            Kind::Number => serde_json::from_str(value.raw).unwrap(),
            Kind::Text(text) => text.as_ref().into(),
            Kind::Array(items) => items.iter().map(as_serde).collect(),
            Kind::Object(members) => members
                .iter()
                .map(|member| (member.key.to_string(), as_serde(&member.value)))
                .collect(),
        }
    }

    /// The text put together again from the tree: what lies between keys and values, and these at
    /// their places.
    fn again(text: &str, value: &Value<'_>) -> String {
        let mut out = String::new();
        let mut at = value.at;
        let mut part = |begin: usize, whole: &str, length: usize| {
            out += &text[at..begin];
            out += whole;
            at = begin + length;
        };
        match &value.kind {
            Kind::Array(items) => {
                for item in items {
                    part(item.at, &again(text, item), item.raw.len());
                }
            }
            Kind::Object(members) => {
                for Member { key, key_at, value } in members {
                    let mut quoted = String::new();
                    quote_into(&mut quoted, key);
                    part(*key_at, &quoted, quoted.len());
                    part(value.at, &again(text, value), value.raw.len());
                }
            }
            _ => return value.raw.to_owned(),
        }
        out + &text[at..value.at + value.raw.len()]
    }

    fn any_json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            any::<f64>().prop_map(Into::into),
            any::<String>().prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
                prop::collection::vec((any::<String>(), inner), 0..5)
                    .prop_map(|members| members.into_iter().collect()),
            ]
        })
    }

    /// Texts that are JSON, or nearly so.
    fn nearly_json() -> impl Strategy<Value = String> {
        let tokens = "{ } [ ] , : \"a\" \"\\u00e9\" \"\\x\" \"\\u12 1 -0.5e+3 01 -1.e true null nul \"é \\ {\"k\":[1,2]} \u{1} '";
        let tokens: Vec<_> = tokens.split(' ').chain([" ", "\n", "\t"]).collect();
        prop::collection::vec(prop::sample::select(tokens), 0..12)
            .prop_map(|tokens| tokens.concat())
    }

    proptest! {
        #[test]
        fn the_tree_says_what_the_text_says(json in any_json(), is_pretty in any::<bool>()) {
            let text = if is_pretty { format!(" {json:#}\n") } else { json.to_string() };
            let parsed = parse(&text).unwrap();
            prop_assert_eq!(as_serde(&parsed.root), serde_json::from_str::<serde_json::Value>(&text).unwrap());
            prop_assert_eq!(again(&text, &parsed.root), text.trim());
        }

        #[test]
        fn up_to_the_mistake_the_text_could_be_json(text in prop_oneof![nearly_json(), any::<String>()]) {
            if let Err(error) = parse(&text)
                && let Err(earlier) = parse(&text[..error.at])
            {
                prop_assert_eq!(earlier.at, error.at, "{:?}", error);
            }
        }

        #[test]
        fn a_quoted_text_reads_back(text in any::<String>()) {
            let mut quoted = String::new();
            quote_into(&mut quoted, &text);
            let parsed = parse(&quoted).unwrap();
            prop_assert_eq!(parsed.root.as_text(), Some(&*text));
        }
    }
}
