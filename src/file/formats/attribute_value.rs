//! A value that a format gives to an actor or a relation: text, or any JSON. Knows no field.

use std::borrow::Cow;

use super::json::{self, Kind, Value};

/// The value of an attribute, before its meaning is known.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum AttributeValue {
    Text(Box<str>),
    /// The JSON of a number, a flag, a list or an object.
    Json(Box<str>),
}

impl AttributeValue {
    pub(crate) fn text(text: impl Into<Box<str>>) -> Self {
        Self::Text(text.into())
    }

    pub(crate) fn flag(flag: bool) -> Self {
        Self::Json(if flag { "true" } else { "false" }.into())
    }

    /// A finite number; an infinite one, or NaN, becomes text.
    pub(crate) fn number(number: f64) -> Self {
        const MAX_WHOLE: f64 = 1e15;
        let is_whole = number.fract() == 0.0 && number.abs() < MAX_WHOLE;
        if is_whole && (number != 0.0 || number.is_sign_positive()) {
            Self::Json(((number as i64).to_string() + ".0").into())
        } else if number.is_finite() {
            Self::Json(super::json_writer::number_text(number).into())
        } else {
            Self::Text(number.to_string().into())
        }
    }

    /// The digits of a number as they are written, if JSON has such a number; else the text.
    pub(crate) fn digits(text: &str) -> Self {
        let trimmed = text.trim();
        if is_plain_json_number(trimmed) {
            return Self::Json(trimmed.into());
        }
        match json::parse(trimmed) {
            Ok(parsed) if matches!(parsed.root.kind, Kind::Number) => Self::Json(trimmed.into()),
            _ => Self::Text(text.into()),
        }
    }

    /// A list or an object that is written as text; else the text.
    pub(crate) fn of_json_text(text: &str) -> Self {
        match json::parse(text.trim()) {
            Ok(parsed) if matches!(parsed.root.kind, Kind::Array(_) | Kind::Object(_)) => {
                Self::of_json(&parsed.root)
            }
            _ => Self::Text(text.into()),
        }
    }

    pub(crate) fn of_json(value: &Value<'_>) -> Self {
        match &value.kind {
            Kind::Text(text) => Self::Text((&**text).into()),
            _ => Self::Json(value.compact()),
        }
    }

    /// Whether there is nothing in it.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::Json(json) => matches!(&**json, "null" | "[]" | "{}"),
        }
    }

    /// The words that it shows.
    pub(crate) fn words(&self) -> &str {
        match self {
            Self::Text(text) => text.trim(),
            Self::Json(json) => json,
        }
    }

    /// The JSON that an unknown field keeps.
    pub(crate) fn json(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => {
                let mut quoted = String::with_capacity(text.len() + 2);
                json::quote_into(&mut quoted, text);
                quoted.into()
            }
            Self::Json(json) => (&**json).into(),
        }
    }
}

/// Whether a text is a number of JSON with few digits, such as `-2.5`.
fn is_plain_json_number(text: &str) -> bool {
    const MAX_DIGITS: usize = 17;
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = |text: &str| {
        (1..=MAX_DIGITS).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    is_number(whole) && is_number(part) && (whole == "0" || !whole.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_written_like_others() {
        for number in [0.0, -0.0, 1.0, -3.0, 1e14, 1e15, 1e16, 2.5, -1e-7] {
            let found = AttributeValue::number(number);
            assert_eq!(found.words(), format!("{number:?}"));
        }
    }

    #[test]
    fn digits_are_a_number_only_where_json_has_such_a_number() {
        let json = |text: &str| AttributeValue::digits(text).json().into_owned();
        assert_eq!(json(" 2.50 "), "2.50");
        assert_eq!(json("NaN"), "\"NaN\"");
        assert_eq!(json("007"), "\"007\"");
        assert_eq!(json("-1e3"), "-1e3");
        assert_eq!(json("+2"), "\"+2\"");
        assert_eq!(json("0.50"), "0.50");
        assert_eq!(json("1."), "\"1.\"");
        assert_eq!(json("-"), "\"-\"");
        assert_eq!(json(".5"), "\".5\"");
    }
}
