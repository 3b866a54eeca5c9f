//! Builds the tree of values while `serde_json` reads the text. Knows no format.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::memory;
use super::value::{Kind, Member, Value};
use crate::file::formats::json_error::{self, JsonError};
use crate::file::progress::ProgressMeter;

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
/// [`MAX_DEPTH`](json_error::MAX_DEPTH); or the memory that the text would need, if it is too much.
pub(crate) fn parse(text: &str) -> Result<Parsed<'_>, JsonError> {
    parse_reporting(text, ProgressMeter::default())
}

/// Parses like [`parse`], and stops with some error if it is cancelled.
pub(crate) fn parse_reporting<'a>(
    text: &'a str,
    progress: ProgressMeter<'_>,
) -> Result<Parsed<'a>, JsonError> {
    if text.trim_start().starts_with(['[', '{']) {
        memory::check(text)?;
    }
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
        root: root.map_err(|error| json_error::explain(text, &error))?,
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
        if first == 0 {
            // The outermost list takes all without a copy.
            return Ok(Kind::Array(std::mem::take(&mut self.items)));
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
