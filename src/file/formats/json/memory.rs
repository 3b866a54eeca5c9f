//! How much memory a JSON text takes when it is read, estimated from its characters before it is
//! parsed. Parses nothing.

use crate::file::formats::json_error::{JsonError, TOO_MUCH_MEMORY};
use crate::limits::{JSON_BYTES, JSON_FACTOR};

/// The memory of an item of a list, of a member of an object, and of a record that is made from an
/// object, measured; an empty object can become a record with an id of its own.
pub(super) const ITEM: u64 = 100;
pub(super) const MEMBER: u64 = 88;
const OBJECT: u64 = 300;
const EMPTY_OBJECT: u64 = 800;

/// The memory of a record and of a field with text in it, measured.
const RECORD: u64 = 380;
const FIELD: u64 = 40;

/// Refuses a text whose tree would need far more memory than a text of its size should.
pub(super) fn check(text: &str) -> Result<(), JsonError> {
    check_needed(text, Parts::of(text).tree() + text.len() as u64)
}

/// Refuses a text whose records would need far more memory than a text of its size should.
pub(super) fn check_records(text: &str) -> Result<(), JsonError> {
    check_needed(text, Parts::of(text).records() + text.len() as u64)
}

fn check_needed(text: &str, needed: u64) -> Result<(), JsonError> {
    if needed <= allowed(text) {
        return Ok(());
    }
    Err(too_much(needed))
}

/// How many bytes of memory reading this text may take.
pub(super) fn allowed(text: &str) -> u64 {
    JSON_BYTES.max + JSON_FACTOR.max * text.len() as u64
}

/// The refusal of a text of which too much would be kept.
pub(super) fn refusal(text: &str) -> JsonError {
    too_much(Parts::of(text).tree() + text.len() as u64)
}

fn too_much(needed: u64) -> JsonError {
    JsonError {
        at: 0,
        code: TOO_MUCH_MEMORY,
        message: JSON_BYTES.message(needed / 1_000_000),
        hint: Some("Split the file, or take empty records and lists of numbers out of it."),
    }
}

/// How many parts a JSON text has.
#[derive(Default)]
struct Parts {
    items: u64,
    members: u64,
    objects: u64,
    empty_objects: u64,
}

impl Parts {
    /// Counts the parts in one pass.
    fn of(text: &str) -> Self {
        let mut parts = Self::default();
        let mut last = b' ';
        let mut bytes = text.bytes();
        while let Some(byte) = bytes.next() {
            match byte {
                b'"' => skip_text(&mut bytes),
                b' ' | b'\n' | b'\r' | b'\t' => continue,
                // Items and members are counted by what separates them; the first by the bracket.
                b',' | b'[' => parts.items += 1,
                b':' => parts.members += 1,
                b'{' => parts.objects += 1,
                b'}' if last == b'{' => parts.empty_objects += 1,
                _ => {}
            }
            last = byte;
        }
        // A comma also follows each member but the last of its object.
        parts.objects -= parts.empty_objects;
        let more_members = parts.members.saturating_sub(parts.objects);
        parts.items = parts.items.saturating_sub(more_members);
        parts
    }

    /// About how many bytes the tree takes, and the records made from it.
    fn tree(&self) -> u64 {
        ITEM * self.items
            + MEMBER * self.members
            + OBJECT * self.objects
            + EMPTY_OBJECT * self.empty_objects
    }

    /// About how many bytes the records take alone.
    fn records(&self) -> u64 {
        RECORD * self.objects + FIELD * self.members + EMPTY_OBJECT * self.empty_objects
    }
}

/// Goes to the end of a text whose first quote was read.
fn skip_text(bytes: &mut std::str::Bytes<'_>) {
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => return,
            b'\\' => {
                bytes.next();
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_a_text_is_counted_and_texts_are_not() {
        let counted = |text: &str| Parts::of(text).tree();
        assert_eq!(counted("[1, 2, 3]"), 3 * ITEM);
        assert_eq!(counted(r#"{"a": 1, "b": 2}"#), 2 * MEMBER + OBJECT);
        assert_eq!(counted("[{}, { }]"), 2 * ITEM + 2 * EMPTY_OBJECT);
        assert_eq!(counted(r#""[{,\",:""#), 0);
    }

    #[test]
    fn a_text_of_few_bytes_for_much_memory_is_refused_in_words() {
        let many = |part: &str, count: usize| format!("[{}0]", part.repeat(count));
        for part in ["{},", "0,", "[],", r#"{"a":1},"#] {
            let error = check(&many(part, 3_000_000)).unwrap_err();
            assert!(error.message.contains(" MB of memory"), "{error:?}");
            assert_eq!(check(&many(part, 10_000)), Ok(()));
        }
        let relation = r#"{"source": "n1", "target": "n2", "kind": "hostility"},"#;
        assert_eq!(check(&many(relation, 1_000_000)), Ok(()));
    }
}
