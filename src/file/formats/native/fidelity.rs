//! Whether a value of the file can be written back from what was read of it. Knows no record.

use std::borrow::Cow;

use crate::file::formats::json::{Kind, Value};
use crate::file::formats::json_writer::number_text;

/// Whether a value, once in the record, can be written back from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fidelity {
    /// It can.
    Whole,
    /// It cannot: the text in the file is kept beside the value.
    Partial,
}

/// Whether a number in the file would be written back digit for digit.
pub(crate) fn number_fidelity(value: &Value<'_>, number: f64) -> Fidelity {
    if number_text(number) == value.raw {
        Fidelity::Whole
    } else {
        Fidelity::Partial
    }
}

/// Whether a text in the file would be written back letter for letter; half a character would not.
pub(crate) fn text_fidelity(value: &Value<'_>) -> Fidelity {
    let count = |text: &str| text.matches('\u{fffd}').count();
    match &value.kind {
        Kind::Text(Cow::Owned(text)) if count(text) > count(value.raw) => Fidelity::Partial,
        Kind::Text(_) => Fidelity::Whole,
        _ => Fidelity::Partial,
    }
}
