//! Ids in a step of the story: what they name, and whether it is there.

use super::fidelity::Fidelity;
use super::reading::{Reading, short};
use super::record::MemberSlot;
use crate::file::formats::json::Value;
use crate::model::{ActorId, AnnotationId, RelationId};

/// What an id in a step names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NamedRecord {
    Actor,
    Relation,
    Reference,
    Annotation,
}

impl NamedRecord {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Relation => "relation",
            Self::Reference => "reference",
            Self::Annotation => "text note",
        }
    }

    /// Whether there is such a record. A step that is read again says nothing about others.
    pub(super) fn is_there(self, id: &str, reading: &Reading) -> bool {
        reading.report.is_muted
            || match self {
                Self::Actor => reading.actors.get(&id.into()).is_some(),
                Self::Relation => reading.relation_ids.contains(id),
                Self::Reference => reading.references.get(&id.into()).is_some(),
                Self::Annotation => reading.annotation_ids.contains(id),
            }
    }
}

pub(super) fn actors(
    value: &Value<'_>,
    reading: &mut Reading,
    slot: &mut Vec<ActorId>,
) -> Fidelity {
    ids(value, reading, NamedRecord::Actor, slot)
}

pub(super) fn relations(
    value: &Value<'_>,
    reading: &mut Reading,
    slot: &mut Vec<RelationId>,
) -> Fidelity {
    ids(value, reading, NamedRecord::Relation, slot)
}

pub(super) fn annotations(
    value: &Value<'_>,
    reading: &mut Reading,
    slot: &mut Vec<AnnotationId>,
) -> Fidelity {
    ids(value, reading, NamedRecord::Annotation, slot)
}

/// A list of ids. Those that name nothing are kept and reported.
pub(super) fn ids<I: for<'i> From<&'i str>>(
    value: &Value<'_>,
    reading: &mut Reading,
    record: NamedRecord,
    slot: &mut Vec<I>,
) -> Fidelity {
    let Some(items) = value.as_array() else {
        return reading.wrong_type(value, "a list of ids");
    };
    let read = |item| named(item, reading, record, slot);
    all_whole(items.iter().map(read))
}

pub(super) fn named<I: for<'i> From<&'i str>>(
    value: &Value<'_>,
    reading: &mut Reading,
    record: NamedRecord,
    slot: &mut Vec<I>,
) -> Fidelity {
    let (id, fidelity) = reading.id(value);
    let Some(id) = id else {
        return fidelity;
    };
    if !record.is_there(&id, reading) {
        let message = format!(
            "the {} `{}` of the story does not exist",
            record.word(),
            short(&id)
        );
        let hint = match record {
            NamedRecord::Actor => reading.nearest_actor(&id),
            NamedRecord::Relation | NamedRecord::Reference | NamedRecord::Annotation => None,
        };
        let hint = hint.unwrap_or_else(|| "The step is shown without it.".to_owned());
        reading
            .report
            .warning(value.at, "missing-in-story", message, Some(hint));
    }
    slot.push((&*id).into());
    fidelity
}

pub(super) fn all_whole(items: impl Iterator<Item = Fidelity>) -> Fidelity {
    let partial = items.filter(|fidelity| *fidelity == Fidelity::Partial);
    if partial.count() == 0 {
        Fidelity::Whole
    } else {
        Fidelity::Partial
    }
}

pub(super) fn write_ids<I>(slot: &mut MemberSlot<'_>, ids: &[I], as_str: fn(&I) -> &str) {
    slot.list(ids, |id, out| out.text(as_str(id)));
}
