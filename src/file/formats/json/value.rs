//! A value of a JSON text, with its place and how it was written. Parses nothing.

use std::borrow::Cow;

use super::text::compact;
use crate::limits::{KEY_CHARS, POINTER_BYTES};

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

    /// How many bytes of memory are below it, except those of the text.
    pub(crate) fn memory(&self) -> usize {
        /// What the allocator needs for itself.
        const ALLOCATION: usize = 16;
        match &self.kind {
            Kind::Text(Cow::Owned(text)) => ALLOCATION + text.len(),
            Kind::Array(items) if !items.is_empty() => {
                let room = items.capacity() * size_of::<Self>();
                ALLOCATION + room + items.iter().map(Self::memory).sum::<usize>()
            }
            Kind::Object(members) if !members.is_empty() => {
                let room = members.capacity() * size_of::<Member<'_>>();
                let below = members.iter().map(|member| member.value.memory());
                ALLOCATION + room + below.sum::<usize>()
            }
            _ => 0,
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

    /// The number as a float, which is infinite if it is too large for one; `None` for other
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
    /// Long keys and long pointers are shortened. Takes O(depth · log width): children are in the
    /// order of the text.
    pub(crate) fn pointer_to(&self, at: usize) -> String {
        let mut pointer = String::new();
        let mut value = self;
        while value.at < at {
            if pointer.len() > POINTER_BYTES.count() {
                pointer.push('…');
                break;
            }
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
                    pointer += &shortened(&member.key).replace('~', "~0").replace('/', "~1");
                    value = &member.value;
                }
                _ => break,
            }
        }
        pointer
    }
}

/// A key short enough for a pointer.
fn shortened(key: &str) -> Cow<'_, str> {
    match key.char_indices().nth(KEY_CHARS.count()) {
        Some((end, _)) => format!("{}…", &key[..end]).into(),
        None => key.into(),
    }
}
