//! How much memory a JSON text takes when it is read, estimated from its characters before it is
//! parsed. Parses nothing.

use crate::file::formats::json_error::{JsonError, MAX_DEPTH, TOO_MUCH_MEMORY};
use crate::limits::{JSON_BYTES, JSON_FACTOR};

/// The memory of an item of a list, of a member of an object, and of a record that is made from an
/// object, measured; an empty object can become a record with an id of its own.
const ITEM: u64 = 100;
const MEMBER: u64 = 88;
const OBJECT: u64 = 300;
const EMPTY_OBJECT: u64 = 800;

/// The memory of a record and of a field with text in it, measured.
const RECORD: u64 = 380;
const FIELD: u64 = 40;

/// From how many fields of a record on each takes so much more: such fields are attributes of a
/// tie, and are held twice while their meaning is looked for. Records are read one by one, so the
/// widest counts.
const MANY_FIELDS: u32 = 1_000;
const FIELD_OF_MANY: u64 = 100;

/// Lists of the outermost object of which only the first items are kept as a tree, and the others
/// are read one by one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct CutLists {
    /// The keys of the lists.
    pub(super) keys: &'static [&'static str],
    /// How many items are kept.
    pub(super) kept_items: usize,
}

/// How many items and members the tree has, at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Room {
    pub(super) items: usize,
    pub(super) members: usize,
}

/// The room that the tree of a text needs.
///
/// # Errors
/// Refuses a text that would need far more memory than a text of its size should.
pub(super) fn check(text: &str, cut: CutLists) -> Result<Room, JsonError> {
    let estimate = MemoryEstimate::of(text, cut);
    let needed = estimate.bytes() + text.len() as u64;
    if needed <= JSON_BYTES.max + JSON_FACTOR.max * text.len() as u64 {
        return Ok(estimate.room);
    }
    Err(JsonError {
        at: 0,
        code: TOO_MUCH_MEMORY,
        message: JSON_BYTES.message(needed / 1_000_000),
        hint: Some("Split the file, or take empty records and lists of numbers out of it."),
    })
}

/// What a text takes, counted in one pass over it.
#[derive(Default)]
struct MemoryEstimate {
    cut: CutLists,
    /// The brackets that are open, each with the number of its members so far.
    open: Vec<(u8, u32)>,
    /// Whether the value that comes is one of the lists that are cut, and whether this is in one.
    is_cut_key: bool,
    is_in_cut: bool,
    /// The most members of an object so far, and at least [`MANY_FIELDS`].
    most_members: u32,
    /// How many items of that list are complete.
    index: usize,
    /// The tree of what is kept; that of the item of a cut list that is read now; the largest.
    tree: u64,
    item: u64,
    largest_item: u64,
    /// The records of the lists that are cut.
    records: u64,
    room: Room,
}

impl MemoryEstimate {
    fn of(text: &str, cut: CutLists) -> Self {
        let mut estimate = Self {
            cut,
            most_members: MANY_FIELDS,
            ..Self::default()
        };
        let (mut last, mut key) = (b' ', "");
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at).copied() {
            match byte {
                b'"' => {
                    let end = text_end(bytes, at);
                    if estimate.open.len() == 1 {
                        key = text.get(at + 1..end).unwrap_or_default();
                    }
                    at = end;
                }
                b' ' | b'\n' | b'\r' | b'\t' => {
                    at += 1;
                    continue;
                }
                b'[' | b'{' if estimate.open.len() > MAX_DEPTH => return estimate,
                _ => estimate.add(byte, last, key),
            }
            last = byte;
            at += 1;
        }
        estimate
    }

    fn add(&mut self, byte: u8, last: u8, key: &str) {
        match byte {
            b'{' => {
                self.spend(OBJECT, RECORD);
                self.open.push((byte, 0));
            }
            b'[' => {
                self.is_in_cut |= self.is_cut_key && self.open.len() == 1;
                self.open.push((byte, 0));
                // The first item is counted by the bracket, the others by commas.
                self.add_item();
            }
            b':' => {
                self.room.members += usize::from(self.is_kept());
                let members = self.open.last_mut().map_or(0, |(_, members)| {
                    *members = members.saturating_add(1);
                    *members
                });
                let is_widest = members > self.most_members;
                self.most_members = self.most_members.max(members);
                self.spend(MEMBER, FIELD + u64::from(is_widest) * FIELD_OF_MANY);
                self.is_cut_key = self.open.len() == 1 && self.cut.keys.contains(&key);
            }
            b',' if self.open.last().is_some_and(|(open, _)| *open == b'[') => {
                if self.is_in_cut && self.open.len() == 2 {
                    self.end_item();
                }
                self.add_item();
            }
            b'}' | b']' => {
                if byte == b'}' && last == b'{' {
                    self.spend(EMPTY_OBJECT - OBJECT, EMPTY_OBJECT - RECORD);
                }
                self.open.pop();
                if self.open.len() == 1 {
                    self.end_item();
                    (self.is_in_cut, self.index) = (false, 0);
                }
            }
            _ => {}
        }
    }

    fn add_item(&mut self) {
        self.room.items += usize::from(self.is_kept());
        self.spend(ITEM, 0);
    }

    fn end_item(&mut self) {
        self.index += 1;
        self.largest_item = self.largest_item.max(self.item);
        self.item = 0;
    }

    /// Whether what comes is part of the tree that is kept.
    fn is_kept(&self) -> bool {
        !self.is_in_cut || self.index < self.cut.kept_items
    }

    fn spend(&mut self, tree: u64, record: u64) {
        if self.is_kept() {
            self.tree += tree;
        } else {
            self.item += tree;
        }
        if self.is_in_cut {
            self.records += record;
        }
    }

    /// About how many bytes the tree takes, and the records made from it.
    fn bytes(&self) -> u64 {
        self.tree + self.largest_item.max(self.item) + self.records
    }
}

/// The last byte of a text that begins with this quote.
fn text_end(bytes: &[u8], quote: usize) -> usize {
    let mut at = quote + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NODES: CutLists = CutLists {
        keys: &["nodes"],
        kept_items: 2,
    };

    #[test]
    fn every_part_of_a_text_is_counted_and_texts_are_not() {
        let counted = |text: &str| MemoryEstimate::of(text, CutLists::default()).bytes();
        assert_eq!(counted("[1, 2, 3]"), 3 * ITEM);
        assert_eq!(counted(r#"{"a": 1, "b": 2}"#), 2 * MEMBER + OBJECT);
        assert_eq!(counted("[{}, { }]"), 2 * ITEM + 2 * EMPTY_OBJECT);
        assert_eq!(counted(r#""[{,\",:""#), 0);
    }

    #[test]
    fn of_a_list_that_is_cut_the_first_items_count_as_a_tree_and_then_the_largest() {
        let of = |nodes: &str| {
            let text = format!(r#"{{"x":1,"nodes":[{nodes}]}}"#);
            MemoryEstimate::of(&text, NODES).bytes() - OBJECT - 2 * MEMBER
        };
        let record = r#"{"id":1}"#;
        let tree = ITEM + OBJECT + MEMBER;
        assert_eq!(of(record), tree + RECORD + FIELD);
        let many = [record; 5].join(",");
        assert_eq!(of(&many), 3 * tree + 5 * (RECORD + FIELD));
        let large = r#"{"id":1,"all":[1,2,3]}"#;
        let with_large = format!("{many},{large},{record}");
        let largest = tree + MEMBER + 3 * ITEM;
        let records = 7 * RECORD + 8 * FIELD;
        assert_eq!(of(&with_large), 2 * tree + largest + records);
        // The same list under another key is kept.
        let text = with_large.replace('x', "y");
        let other = MemoryEstimate::of(&format!(r#"{{"list":[{text}]}}"#), NODES);
        assert!(other.bytes() > 6 * tree);
    }

    #[test]
    fn fields_of_a_record_with_very_many_take_more() {
        let keys: Vec<_> = (0..1_500).map(|at| format!("\"{at}\":0")).collect();
        let of = |keys: &[String]| {
            let text = format!(r#"{{"nodes":[{{{}}}]}}"#, keys.join(","));
            MemoryEstimate::of(&text, NODES).records
        };
        assert_eq!(of(&keys[..1_000]), RECORD + 1_000 * FIELD);
        assert_eq!(of(&keys), RECORD + 1_500 * FIELD + 500 * FIELD_OF_MANY);
    }

    #[test]
    fn a_text_of_few_bytes_for_much_memory_is_refused_in_words() {
        let check = |text: &str| check(text, NODES).map(|_| ());
        let many = |part: &str, count: usize| format!("[{}0]", part.repeat(count));
        for part in ["{},", "0,", "[],", r#"{"a":1},"#] {
            let item = many(part, 3_000_000);
            let record = format!(r#"{{"id":1,"x":{item}}}"#);
            let nodes = |before: &str| format!(r#"{{"nodes":[{before}{record}]}}"#);
            for text in [&item, &record, &nodes(""), &nodes("{},{},{},")] {
                let error = check(text).unwrap_err();
                assert!(error.message.contains(" MB of memory"), "{error:?}");
            }
            assert_eq!(check(&many(part, 10_000)), Ok(()));
        }
        let relation = r#"{"source": "n1", "target": "n2", "kind": "hostility"},"#;
        assert_eq!(check(&many(relation, 1_000_000)), Ok(()));
    }

    #[test]
    fn what_is_nested_too_deep_is_not_counted() {
        for part in ["[", r#"{"a":"#] {
            assert_eq!(check(&part.repeat(5_000_000), NODES).err(), None);
        }
    }
}
