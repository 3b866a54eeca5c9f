//! Builds the tree of values while `serde_json` reads the text. Knows no format.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::memory::{self, CutLists};
use super::value::{Kind, Member, Value};
use crate::file::formats::json_error::{self, JsonError};
use crate::file::progress::ProgressMeter;

/// How many items of a long list stay in an outline.
const OUTLINE_ITEMS: usize = 200;

/// A parsed text, and the places of escapes such as `\ud83d` that are half a character.
#[derive(Debug)]
pub(crate) struct Parsed<'a> {
    pub(crate) root: Value<'a>,
    pub(crate) half_characters: Vec<usize>,
    /// The rests of the lists of an outline, in the order of the text.
    pub(crate) rests: Vec<ListRest<'a>>,
}

/// The items of a list that its outline leaves out. They are valid JSON; each is parsed when it is
/// asked for.
#[derive(Clone, Debug)]
pub(crate) struct ListRest<'a> {
    /// The byte where the list begins.
    pub(crate) list_at: usize,
    text: &'a str,
    /// The byte where the rest begins.
    begin: usize,
    /// The byte where the next item begins, or space before it.
    at: usize,
    /// The byte after the list.
    pub(crate) end: usize,
    /// How many items of the list come before the next one.
    pub(crate) index: usize,
}

/// The pointers of places in an outline and in the rests of its lists.
#[derive(Debug)]
pub(crate) struct Pointers<'a> {
    root: Value<'a>,
    rests: Vec<ListRest<'a>>,
    /// The item that was looked at last, with its pointer.
    last: Option<(String, Value<'a>)>,
}

impl<'a> From<Parsed<'a>> for Pointers<'a> {
    fn from(Parsed { root, rests, .. }: Parsed<'a>) -> Self {
        let last = None;
        Self { root, rests, last }
    }
}

impl<'a> From<Value<'a>> for Pointers<'a> {
    fn from(root: Value<'a>) -> Self {
        let (rests, last) = (Vec::new(), None);
        Self { root, rests, last }
    }
}

impl Pointers<'_> {
    /// The JSON pointer of the value at this byte. Must be asked in the order of the text:
    /// together, all pointers take one pass over it.
    pub(crate) fn at(&mut self, at: usize) -> String {
        let is_in = |rest: &&mut ListRest<'_>| (rest.begin..rest.end).contains(&at);
        let Some(rest) = self.rests.iter_mut().find(is_in) else {
            return self.root.pointer_to(at);
        };
        let is_before = |value: &Value<'_>| value.at + value.raw.len() <= at;
        if self.last.as_ref().is_none_or(|(_, last)| is_before(last)) {
            let list = self.root.pointer_to(rest.list_at);
            while let Some(Ok(RestItem { value, .. })) = rest.next() {
                if !is_before(&value) {
                    self.last = Some((format!("{list}/{}", rest.index - 1), value));
                    break;
                }
            }
        }
        let item = self.last.as_ref().filter(|(_, item)| item.at <= at);
        item.map_or_else(String::new, |(pointer, item)| {
            pointer.clone() + &item.pointer_to(at)
        })
    }
}

/// An item of a list, and its halves of characters.
#[derive(Debug)]
pub(crate) struct RestItem<'a> {
    pub(crate) value: Value<'a>,
    pub(crate) half_characters: Vec<usize>,
}

impl<'a> Iterator for ListRest<'a> {
    /// The only error is a value that is nested too deep; parsing the whole text says where.
    type Item = Result<RestItem<'a>, serde_json::Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut tree = Tree::new(self.text, self.at, ProgressMeter::default());
        tree.skip_space();
        if tree.at + 1 >= self.end {
            return None;
        }
        let mut json = serde_json::Deserializer::from_str(&self.text[tree.at..self.end]);
        let value = match tree.deserialize(&mut json) {
            Ok(value) => value,
            Err(error) => {
                self.at = self.end;
                return Some(Err(error));
            }
        };
        tree.skip_punctuation();
        self.at = tree.at;
        self.index += 1;
        Some(Ok(RestItem {
            value,
            half_characters: tree.half_characters,
        }))
    }
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
    let mut tree = Tree::new(text, 0, progress);
    tree.make_room(CutLists::default())?;
    tree.parsed()
}

/// Parses like [`parse_reporting`], but only the first items of the lists that the outermost object
/// has under these keys: the tree of a large text takes several times its memory, and its records
/// can be read one by one from the [`rests`](Parsed::rests).
pub(crate) fn parse_outline<'a>(
    text: &'a str,
    cut_keys: &'static [&'static str],
    progress: ProgressMeter<'_>,
) -> Result<Parsed<'a>, JsonError> {
    let mut tree = Tree::new(text, 0, progress);
    tree.cut_keys = cut_keys;
    tree.make_room(CutLists {
        keys: cut_keys,
        kept_items: OUTLINE_ITEMS,
    })?;
    tree.parsed()
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
    /// In how many lists and objects the next value is.
    depth: usize,
    /// The keys of the outermost object whose lists lose all but their first items.
    cut_keys: &'static [&'static str],
    /// Whether the next value is under such a key.
    is_cut: bool,
    rests: Vec<ListRest<'a>>,
}

impl<'a, 'w> Tree<'a, 'w> {
    /// The tree of what begins at this byte.
    fn new(text: &'a str, at: usize, progress: ProgressMeter<'w>) -> Self {
        Self {
            text,
            at,
            progress,
            half_characters: Vec::new(),
            items: Vec::new(),
            members: Vec::new(),
            depth: 0,
            cut_keys: &[],
            is_cut: false,
            rests: Vec::new(),
        }
    }

    /// Refuses a text that would take too much memory. A list or an object with very many parts is
    /// then built without being moved while it grows.
    fn make_room(&mut self, cut: CutLists) -> Result<(), JsonError> {
        if self.text.trim_start().starts_with(['[', '{']) {
            let room = memory::check(self.text, cut)?;
            self.items.reserve_exact(room.items);
            self.members.reserve_exact(room.members);
        }
        Ok(())
    }

    /// The tree of the whole text.
    fn parsed(mut self) -> Result<Parsed<'a>, JsonError> {
        let mut json = serde_json::Deserializer::from_str(self.text);
        let root = self.deserialize(&mut json);
        let root = root.and_then(|root| json.end().map(|()| root));
        Ok(Parsed {
            root: root.map_err(|error| json_error::explain(self.text, &error))?,
            half_characters: self.half_characters,
            rests: self.rests,
        })
    }

    /// Leaves out the items of a list that are left, and keeps where they are.
    fn leave_out<A: SeqAccess<'a>>(&mut self, list_at: usize, seq: &mut A) -> Result<(), A::Error> {
        let at = self.at;
        let mut count = 0;
        while let Some(raw) = seq.next_element::<&RawValue>()? {
            self.skip_space();
            self.at += raw.get().len();
            self.skip_punctuation();
            count += 1;
            self.stop_if_cancelled()?;
        }
        if count > 0 {
            self.rests.push(ListRest {
                list_at,
                text: self.text,
                begin: at,
                at,
                end: self.at,
                index: OUTLINE_ITEMS,
            });
        }
        Ok(())
    }

    fn stop_if_cancelled<E: Error>(&mut self) -> Result<(), E> {
        if self.progress.is_cancelled(self.at) {
            return Err(E::custom("cancelled"));
        }
        Ok(())
    }

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
        let list_at = self.at;
        let is_cut = std::mem::take(&mut self.is_cut);
        self.skip_punctuation();
        self.depth += 1;
        let first = self.items.len();
        while let Some(item) = seq.next_element_seed(&mut *self)? {
            self.items.push(item);
            self.skip_punctuation();
            self.stop_if_cancelled()?;
            if is_cut && self.items.len() - first == OUTLINE_ITEMS {
                self.leave_out(list_at, &mut seq)?;
                break;
            }
        }
        self.depth -= 1;
        if self.items.len() == first {
            self.skip_punctuation();
            return Ok(Kind::Array(Vec::new()));
        }
        Ok(Kind::Array(taken(&mut self.items, first)))
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Kind<'a>, A::Error> {
        self.skip_punctuation();
        self.depth += 1;
        let first = self.members.len();
        while let Some(raw) = map.next_key::<&RawValue>()? {
            self.skip_space();
            let key_at = self.at;
            let key = self.unquoted(raw.get())?;
            self.at += raw.get().len();
            self.skip_punctuation();
            self.is_cut = self.depth == 1 && self.cut_keys.contains(&&*key);
            let value = map.next_value_seed(&mut *self)?;
            self.is_cut = false;
            self.members.push(Member { key, key_at, value });
            self.skip_punctuation();
        }
        self.depth -= 1;
        if self.members.len() == first {
            self.skip_punctuation();
            return Ok(Kind::Object(Vec::new()));
        }
        Ok(Kind::Object(taken(&mut self.members, first)))
    }
}

/// Takes the parts of a complete list or object from the end. Very many are not copied: what is
/// below them is.
fn taken<T>(parts: &mut Vec<T>, first: usize) -> Vec<T> {
    const MANY: usize = 10_000;
    if parts.len() - first < MANY.max(first) {
        return parts.split_off(first);
    }
    let below: Vec<T> = parts.drain(..first).collect();
    let mut taken = std::mem::replace(parts, below);
    taken.shrink_to_fit();
    taken
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
