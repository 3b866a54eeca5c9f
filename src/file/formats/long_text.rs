//! Names and ids of any length, cut to what a window can show. The same text is always cut to the
//! same one. Knows no record.

use std::borrow::Cow;
use std::hash::Hasher as _;

use siphasher::sip::SipHasher24;

use crate::limits::NAME_BYTES;

/// A name for display: a longer one than [`NAME_BYTES`] ends in `…`.
pub(crate) fn cut_name(name: &str) -> Cow<'_, str> {
    match beginning(name, MARK_BYTES) {
        None => name.into(),
        Some(beginning) => format!("{beginning}…").into(),
    }
}

/// A label on one line: a break in it is only how it is drawn.
pub(crate) fn one_line(label: &str) -> Cow<'_, str> {
    if label.contains(['\n', '\r']) {
        let words: Vec<&str> = label.split_whitespace().collect();
        return words.join(" ").into();
    }
    label.into()
}

/// An id: a longer one than [`NAME_BYTES`] ends in a number that is made from all of it, so that
/// different ids stay different.
pub(crate) fn cut_id(id: &str) -> Cow<'_, str> {
    let Some(beginning) = beginning(id, MARK_BYTES + 16) else {
        return id.into();
    };
    let mut hasher = SipHasher24::new();
    hasher.write(id.as_bytes());
    format!("{beginning}…{:016x}", hasher.finish()).into()
}

/// The bytes of `…`.
const MARK_BYTES: usize = '…'.len_utf8();

/// The beginning of a text that is longer than [`NAME_BYTES`], with room for what follows: a text
/// that was cut is not cut again.
fn beginning(text: &str, room: usize) -> Option<&str> {
    let is_long = text.len() > NAME_BYTES.count();
    is_long.then(|| &text[..text.floor_char_boundary(NAME_BYTES.count() - room)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_and_long_ids_stay_different() {
        assert_eq!(cut_name("Ruritania"), "Ruritania");
        let name = "é".repeat(1_000_001);
        assert!(cut_name(&name).len() <= NAME_BYTES.count());
        assert!(cut_id(&name).len() <= NAME_BYTES.count());
        assert!(cut_name(&name).ends_with("é…"));
        let other = name.clone() + "x";
        assert_ne!(cut_id(&name), cut_id(&other));
        assert_eq!(cut_id(&cut_id(&name)), cut_id(&cut_id(&name)));
    }
}
