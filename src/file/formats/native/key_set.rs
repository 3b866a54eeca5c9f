//! Sets of keys that many objects of a file share, so that each object keeps only a pointer to its
//! keys. Knows no record.

use crate::file::formats::json::Member;
use crate::model::KeyOrder;

/// The keys that many objects share, and what they are to a record.
#[derive(Debug)]
pub(super) struct KeySet {
    written: Box<[Box<str>]>,
    order: KeyOrder,
    roles: Box<[Role]>,
}

/// What a key of an object is to its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The field of this number.
    Known(usize),
    /// None of the record's fields.
    Unknown,
    /// A key that is repeated later in the object.
    Repeated,
    /// Another name for a field that the object has already.
    SecondName,
}

impl KeySet {
    pub(super) fn new(members: &[Member<'_>], order: KeyOrder, roles: Vec<Role>) -> Self {
        Self {
            written: members.iter().map(|member| (*member.key).into()).collect(),
            order,
            roles: roles.into(),
        }
    }

    /// The keys in the order in which they are written back.
    pub(super) fn order(&self) -> KeyOrder {
        self.order.clone()
    }

    /// The role of each key, in the order of the file.
    pub(super) fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// Whether an object has these keys in this order.
    pub(super) fn fits(&self, members: &[Member<'_>]) -> bool {
        self.written.len() == members.len()
            && self
                .written
                .iter()
                .zip(members)
                .all(|(key, member)| **key == *member.key)
    }
}
