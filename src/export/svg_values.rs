//! Values in SVG: numbers, opacities, outlines and the ids of subjects.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::file::xml_escape::push_attribute;
use crate::model::RelationId;
use crate::scene::{Color, Outline, PathSegment, SubjectIds};

/// The ids of an actor or a tie as attributes: `data-actor` on bodies, `data-name-of` on names,
/// and `data-source`, `data-target` and `data-relations` on ties. The ids of relations are
/// separated by spaces; spaces inside them, and percent signs, are percent-encoded.
pub(super) fn push_ids(out: &mut String, ids: &SubjectIds, is_name: bool) {
    let mut push = |name: &str, value: &str| {
        let _ = write!(out, " {name}=\"");
        push_attribute(out, value);
        out.push('"');
    };
    match ids {
        SubjectIds::Actor(id) if is_name => {
            push("data-name-of", id.as_str());
        }
        SubjectIds::Actor(id) => push("data-actor", id.as_str()),
        SubjectIds::Tie {
            source,
            target,
            relations,
        } => {
            push("data-source", source.as_str());
            push("data-target", target.as_str());
            let relations: Vec<_> = relations.iter().map(list_item).collect();
            push("data-relations", &relations.join(" "));
        }
    }
}

/// An id as an item of a list that is separated by spaces.
fn list_item(id: &RelationId) -> Cow<'_, str> {
    let is_encoded = |letter: char| letter.is_whitespace() || letter == '%';
    if !id.as_str().contains(is_encoded) {
        return Cow::Borrowed(id.as_str());
    }
    let mut item = String::new();
    for letter in id.as_str().chars() {
        if is_encoded(letter) {
            for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(item, "%{byte:02X}");
            }
        } else {
            item.push(letter);
        }
    }
    Cow::Owned(item)
}

/// Writes a number with at most two decimals.
pub(super) struct Number(pub(super) f32);

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // NaN or infinity would make the whole file unreadable.
        let value = if self.0.is_finite() { self.0 } else { 0.0 };
        let hundredths = (f64::from(value) * 100.0).round() as i64;
        let (whole, rest) = (
            hundredths.unsigned_abs() / 100,
            hundredths.unsigned_abs() % 100,
        );
        if hundredths < 0 {
            f.write_str("-")?;
        }
        match rest {
            0 => write!(f, "{whole}"),
            tenths if tenths % 10 == 0 => write!(f, "{whole}.{}", tenths / 10),
            _ => write!(f, "{whole}.{rest:02}"),
        }
    }
}

/// An outline as path data.
pub(super) struct Data<'a>(pub(super) &'a Outline);

impl std::fmt::Display for Data<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for segment in &self.0.0 {
            match segment {
                PathSegment::Move(to) => write!(f, "M{} {}", Number(to.x), Number(to.y))?,
                PathSegment::Line(to) => write!(f, "L{} {}", Number(to.x), Number(to.y))?,
                PathSegment::Quad(control, to) => write!(
                    f,
                    "Q{} {} {} {}",
                    Number(control.x),
                    Number(control.y),
                    Number(to.x),
                    Number(to.y)
                )?,
                PathSegment::Close => f.write_str("Z")?,
            }
        }
        Ok(())
    }
}

/// The opacity of a colour.
pub(super) fn opacity(color: Color) -> Number {
    Number(f32::from(color.a) / 255.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_in_a_list_hold_no_spaces() {
        let item = |id: &str| list_item(&RelationId::from(id)).into_owned();
        assert_eq!(item("a-b-1"), "a-b-1");
        assert_eq!(item("50% of\u{a0}b"), "50%25%20of%C2%A0b");
    }
}
