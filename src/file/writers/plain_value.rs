//! A value of a simple type, as other formats have them. Knows no format.

use std::borrow::Cow;

use crate::file::formats::json::{self, Kind};
use crate::file::formats::json_writer::number_text;

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum PlainValue<'d> {
    Text(Cow<'d, str>),
    Flag(bool),
    /// The digits of a whole number.
    Integer(Cow<'d, str>),
    /// The digits of a finite number.
    Number(Cow<'d, str>),
    /// A list or an object, as JSON.
    Json(Cow<'d, str>),
}

/// What all values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ValueKind {
    Flag,
    Integer,
    Number,
    Text,
    FlagList,
    IntegerList,
    NumberList,
    TextList,
    /// Objects, and lists of anything.
    Json,
}

impl ValueKind {
    /// The kind that holds values of both.
    pub(super) fn with(self, other: Self) -> Self {
        match (self, other) {
            (one, other) if one == other => one,
            (Self::Integer | Self::Number, Self::Integer | Self::Number) => Self::Number,
            (Self::IntegerList | Self::NumberList, Self::IntegerList | Self::NumberList) => {
                Self::NumberList
            }
            (one, other) if one.is_json() && other.is_json() => Self::Json,
            _ => Self::Text,
        }
    }

    /// Whether the values are lists.
    pub(super) fn is_list(self) -> bool {
        matches!(
            self,
            Self::FlagList | Self::IntegerList | Self::NumberList | Self::TextList
        )
    }

    /// Whether the values are lists or objects.
    pub(super) fn is_json(self) -> bool {
        self.is_list() || self == Self::Json
    }

    /// The kind of a list or an object.
    fn of_json(text: &str) -> Self {
        let Ok(parsed) = json::parse(text) else {
            return Self::Json;
        };
        let Some(items) = parsed.root.as_array() else {
            return Self::Json;
        };
        let kinds = items.iter().map(|item| match &item.kind {
            Kind::Text(_) => Self::TextList,
            Kind::Flag(_) => Self::FlagList,
            Kind::Number if item.raw.parse::<i64>().is_ok() => Self::IntegerList,
            Kind::Number if is_exact(item.raw) => Self::NumberList,
            _ => Self::Json,
        });
        kinds.reduce(Self::with).unwrap_or(Self::TextList)
    }
}

impl<'d> PlainValue<'d> {
    pub(super) fn text(text: &'d str) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn integer(number: i64) -> Self {
        Self::Integer(number.to_string().into())
    }

    /// A finite number.
    pub(super) fn number(number: f64) -> Option<Self> {
        number
            .is_finite()
            .then(|| Self::Number(number_text(number).into()))
    }

    /// A list of texts; nothing if it is empty.
    pub(super) fn list(texts: impl Iterator<Item = &'d str>) -> Option<Self> {
        let mut json = String::from("[");
        for text in texts {
            if json.len() > 1 {
                json.push(',');
            }
            json::quote_into(&mut json, text);
        }
        json.push(']');
        (json.len() > 2).then_some(Self::Json(json.into()))
    }

    /// The value of a field that the model does not know; nothing for `null`.
    pub(super) fn of_json(text: &'d str) -> Option<Self> {
        let Ok(parsed) = json::parse(text) else {
            return Some(Self::Text(text.into()));
        };
        Some(match parsed.root.kind {
            Kind::Null => return None,
            Kind::Text(text) => Self::Text(text.into_owned().into()),
            Kind::Flag(flag) => Self::Flag(flag),
            Kind::Number if text.parse::<i64>().is_ok() => Self::Integer(text.into()),
            Kind::Number if is_exact(text) => Self::Number(text.into()),
            // A number that no other program can hold.
            Kind::Number => Self::Text(text.into()),
            _ => Self::Json(text.into()),
        })
    }

    pub(super) fn kind(&self) -> ValueKind {
        match self {
            Self::Flag(_) => ValueKind::Flag,
            Self::Integer(_) => ValueKind::Integer,
            Self::Number(_) => ValueKind::Number,
            Self::Text(_) => ValueKind::Text,
            Self::Json(json) => ValueKind::of_json(json),
        }
    }

    /// The value as text.
    pub(super) fn words(&self) -> &str {
        match self {
            Self::Text(text) | Self::Integer(text) | Self::Number(text) | Self::Json(text) => text,
            Self::Flag(true) => "true",
            Self::Flag(false) => "false",
        }
    }

    /// The value as JSON.
    pub(super) fn json(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => {
                let mut quoted = String::with_capacity(text.len() + 2);
                json::quote_into(&mut quoted, text);
                quoted.into()
            }
            other => other.words().into(),
        }
    }
}

/// Whether a number is finite, and not a whole number of more digits than a float has.
fn is_exact(digits: &str) -> bool {
    let is_whole = digits
        .trim_start_matches('-')
        .bytes()
        .all(|byte| byte.is_ascii_digit());
    digits.parse::<f64>().is_ok_and(f64::is_finite) && !(is_whole && digits.len() > 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_has_the_type_of_its_json() {
        let of =
            |json| PlainValue::of_json(json).map(|value| (value.kind(), value.words().to_owned()));
        let value = |kind, words: &str| Some((kind, words.to_owned()));
        assert_eq!(of("\"a\\u00e9\""), value(ValueKind::Text, "aé"));
        assert_eq!(of("true"), value(ValueKind::Flag, "true"));
        assert_eq!(of("-12"), value(ValueKind::Integer, "-12"));
        assert_eq!(of("1.50"), value(ValueKind::Number, "1.50"));
        assert_eq!(of("1e999"), value(ValueKind::Text, "1e999"));
        assert_eq!(
            of("123456789012345678901"),
            value(ValueKind::Text, "123456789012345678901")
        );
        assert_eq!(of("[1]"), value(ValueKind::IntegerList, "[1]"));
        assert_eq!(of("[1,1.5]"), value(ValueKind::NumberList, "[1,1.5]"));
        assert_eq!(of("[\"a\"]"), value(ValueKind::TextList, "[\"a\"]"));
        assert_eq!(of("[1,\"a\"]"), value(ValueKind::Json, "[1,\"a\"]"));
        assert_eq!(of("{\"a\":1}"), value(ValueKind::Json, "{\"a\":1}"));
        assert_eq!(of("null"), None);
        assert_eq!(
            ValueKind::Integer.with(ValueKind::Number),
            ValueKind::Number
        );
        assert_eq!(ValueKind::Flag.with(ValueKind::Number), ValueKind::Text);
    }
}
