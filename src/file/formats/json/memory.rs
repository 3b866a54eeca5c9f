//! How much memory a JSON text takes when it is read, estimated from its characters before it is
//! parsed. Parses nothing.

use crate::file::formats::json_error::{JsonError, TOO_MUCH_MEMORY};
use crate::limits::{JSON_BYTES, JSON_FACTOR};

/// The memory of an item of a list, of a member of an object, and of a record that is made from an
/// object, measured; an empty object can become a record with an id of its own.
const ITEM: u64 = 100;
const MEMBER: u64 = 88;
const OBJECT: u64 = 300;
const EMPTY_OBJECT: u64 = 800;

/// Refuses a text that would need far more memory than a text of its size should.
pub(super) fn check(text: &str) -> Result<(), JsonError> {
    let allowed = JSON_BYTES.max + JSON_FACTOR.max * text.len() as u64;
    let needed = estimate(text);
    if needed <= allowed {
        return Ok(());
    }
    Err(JsonError {
        at: 0,
        code: TOO_MUCH_MEMORY,
        message: JSON_BYTES.message(needed / 1_000_000),
        hint: Some("Split the file, or take empty records and lists of numbers out of it."),
    })
}

/// About how many bytes the tree of a text and the records made from it take. One pass.
fn estimate(text: &str) -> u64 {
    let (mut items, mut members, mut objects, mut empty) = (0, 0, 0, 0);
    let mut last = b' ';
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => skip_text(&mut bytes),
            b' ' | b'\n' | b'\r' | b'\t' => continue,
            // Items and members are counted by what separates them; the first by the bracket.
            b',' | b'[' => items += 1,
            b':' => members += 1,
            b'{' => objects += 1,
            b'}' if last == b'{' => empty += 1,
            _ => {}
        }
        last = byte;
    }
    // A comma also follows each member but the last of its object.
    let items: u64 = u64::saturating_sub(items, u64::saturating_sub(members, objects - empty));
    text.len() as u64
        + ITEM * items
        + MEMBER * members
        + OBJECT * (objects - empty)
        + EMPTY_OBJECT * empty
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
        let counted = |text: &str| estimate(text) - text.len() as u64;
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
