//! One tie that a format lists, and the relation that it becomes. Knows no list.

use std::sync::Arc;

use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::claim_columns::ClaimColumns;
use super::long_text::{cut_id, cut_name};
use super::tie_meaning::TieReader;
use crate::file::ids::FreeIds;
use crate::file::report::IssueLog;
use crate::model::{ActorId, Claim, Date, Fields, Relation, RelationId, RelationKind, Severity};
use crate::words::{counted, short};

/// Keys of relations in the native file; an attribute with such a name is kept under another one.
pub(crate) const RELATION_KEYS: &[&str] = &[
    "id",
    "source",
    "from",
    "target",
    "to",
    "kind",
    "directed",
    "type",
    "when",
    "weight",
    "claims",
    "citations",
];

/// A tie as the format lists it.
#[derive(Debug, Default)]
pub(crate) struct ListedTie {
    pub(crate) source: usize,
    pub(crate) target: usize,
    pub(crate) id: Option<Box<str>>,
    pub(crate) directed: Option<bool>,
    pub(crate) values: Attributes,
    /// Ready-made values of the format.
    pub(crate) when: Option<Date>,
    pub(crate) subtype: Option<Arc<str>>,
    pub(crate) claims: Vec<Claim>,
    /// The kind that the list or the network of the tie says.
    pub(crate) layer: Option<RelationKind>,
    /// Where it is in the file.
    pub(crate) at: usize,
}

/// Where an attribute of a tie is in the file: from the place of the tie and the number of the
/// attribute.
pub(crate) type AttributePlace<'p> = &'p dyn Fn(usize, usize) -> usize;

/// Makes relations of ties, by what their attributes mean.
pub(crate) struct RelationMaker<'m> {
    pub(crate) ids: &'m [ActorId],
    pub(crate) reader: TieReader,
    pub(crate) keys: Vec<Arc<str>>,
    pub(crate) claims: ClaimColumns,
    pub(crate) free: FreeIds<RelationId>,
    /// The last id that was made of the ends.
    pub(crate) id_text: String,
    /// How many ties have the id of an earlier one, and which is the first.
    pub(crate) repeated: Option<(usize, RelationId, usize)>,
}

impl RelationMaker<'_> {
    /// The relation of a tie that a format lists.
    pub(crate) fn relation(
        &mut self,
        tie: ListedTie,
        report: &mut IssueLog,
        place: AttributePlace<'_>,
    ) -> Relation {
        let mut issues = Vec::new();
        let mut meaning = self.reader.read(&tie.values, tie.layer, &mut issues);
        let claim = self.claims.claim(&tie.values).map(|(claim, used)| {
            meaning.used.extend(used);
            claim
        });
        for issue in issues {
            let at = place(tie.at, issue.attribute);
            let hint = Some(issue.hint.to_owned());
            if issue.severity == Severity::Error {
                report.error(at, issue.code, issue.message, hint);
            } else {
                report.warning(at, issue.code, issue.message, hint);
            }
        }
        let (source, target) = (self.ids[tie.source].clone(), self.ids[tie.target].clone());
        let id = tie
            .id
            .as_deref()
            .or(meaning.id.as_deref())
            .filter(|id| !id.is_empty());
        let wanted = if let Some(id) = id {
            RelationId::from(&*cut_id(id))
        } else {
            let parts = [
                beginning(&source),
                "-",
                beginning(&target),
                "-",
                meaning.kind.as_str(),
            ];
            self.id_text.clear();
            self.id_text.extend(parts);
            RelationId::from(self.id_text.as_str())
        };
        let own = self.free.like(&wanted);
        if id.is_some() && own != wanted {
            let first = (0, wanted, tie.at);
            self.repeated.get_or_insert(first).0 += 1;
        }
        let mut relation = Relation::new(own, source, target);
        relation.kind = Some(meaning.kind);
        relation.weight = meaning.weight;
        relation.directed = self
            .reader
            .map
            .directed
            .or(meaning.directed)
            .or(tie.directed);
        relation.when = meaning.when.or(tie.when);
        relation.claims = tie.claims;
        relation.claims.extend(claim);
        let layer = tie.subtype.map(|layer| cut_name(&layer).into_owned());
        relation.subtype = meaning.subtype.or(layer);
        let values = tie.values.iter().filter(|(at, _)| {
            let at = *at as usize;
            !meaning.used.contains(&at) && !self.reader.roles.ignored.contains(&at)
        });
        relation.fields =
            kept_values(values.map(|(at, value)| (Arc::clone(&self.keys[*at as usize]), value)));
        relation
    }

    /// Reports ids of ties that earlier ties have.
    pub(crate) fn report_repeated_ids(&self, report: &mut IssueLog) {
        let Some((count, id, at)) = &self.repeated else {
            return;
        };
        let message = format!(
            "{} the id of an earlier one, such as `{}`, and got another",
            counted(*count, "relation has", "relations have"),
            short(id.as_str())
        );
        let hint = "What names such an id means the first relation that has it.".to_owned();
        report.note(*at, "repeated-relation-id", message, Some(hint));
    }
}

/// The beginning of the id of an end in the id of a relation: a file with two long ids and a
/// million short lines has no room for both in each.
fn beginning(id: &ActorId) -> &str {
    let id = id.as_str();
    &id[..id.floor_char_boundary(END_BYTES)]
}

/// How many bytes of the id of an end are in the id of a relation.
const END_BYTES: usize = 100;

/// The keys under which attributes are kept: their names, unless a record has a key of this name.
pub(crate) fn keys(names: &[Arc<str>], reserved: &[&str]) -> Vec<Arc<str>> {
    let key = |name: &Arc<str>| {
        if reserved.contains(&&**name) || name.is_empty() {
            let mut key = format!("{name} (attribute)");
            while names.iter().any(|other| **other == *key) {
                key.push('*');
            }
            key.into()
        } else {
            Arc::clone(name)
        }
    };
    names.iter().map(key).collect()
}

/// Fields that the model does not know, each with its JSON.
pub(crate) fn kept_values<'v>(
    values: impl Iterator<Item = (Arc<str>, &'v AttributeValue)>,
) -> Fields {
    let unknown: Vec<_> = values
        .map(|(key, value)| (key, value.json().into_owned().into_boxed_str()))
        .collect();
    if unknown.is_empty() {
        return Fields::default();
    }
    Fields::new([].into(), unknown)
}

#[cfg(test)]
mod key_tests {
    use super::*;
    use crate::file::formats::native::record::Entry;

    #[test]
    fn no_attribute_is_kept_under_a_key_of_relations_that_the_native_reader_knows() {
        for field in Relation::FIELDS {
            assert!(RELATION_KEYS.contains(&field.key), "{}", field.key);
        }
    }
}
