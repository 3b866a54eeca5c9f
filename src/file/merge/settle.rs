//! Settles a question that a merge left: the record keeps its value, or takes the other one. Merges
//! nothing.

use std::sync::Arc;

use super::ends::{self, ENDS};
use super::record;
use super::settlements;
use crate::file::formats::native::record::Entry;
use crate::model::{CodebookEntry, Document, Edit, Meta, Question, Relation};

/// The document without a question. With `takes_other` the record has the other value, or is
/// deleted if the other file deleted it. A question about a record that is not there is only
/// removed.
pub fn settled(document: &Document, question: &Question, takes_other: bool) -> Document {
    let mut after = document.clone();
    after.meta.questions.retain(|asked| asked != question);
    if question.is_about_claim() {
        return settlements::answered(&after, question, takes_other);
    }
    if takes_other {
        take_other(&mut after, question);
    }
    after
}

fn take_other(document: &mut Document, question: &Question) {
    if question.field.is_empty() {
        *document = deletion(document, question).applied(document);
        return;
    }
    let (key, other) = (question.field.as_str(), question.other.as_deref());
    let id = question.id.as_str();
    match question.record.as_str() {
        "actor" => {
            let actor = document.actors.get(&id.into());
            if let Some(actor) = actor.and_then(|actor| record::with_member(&**actor, key, other)) {
                document.actors.put(actor);
            }
        }
        "source" => {
            let reference = document.references.get(&id.into());
            let reference = reference.and_then(|one| record::with_member(&**one, key, other));
            if let Some(reference) = reference {
                document.references.put(reference);
            }
        }
        "relation" => {
            let Some(relation) = document.relations.get(&id.into()).cloned() else {
                return;
            };
            let bare = Relation {
                claims: Vec::new(),
                ..Relation::clone(&relation)
            };
            let changed = match other {
                Some(ends) if key == ENDS => ends::with_value(&bare, ends),
                _ => record::with_member(&bare, key, other),
            };
            if let Some(changed) = changed {
                document.relations.put(Arc::new(Relation {
                    claims: relation.claims.clone(),
                    ..changed
                }));
            }
        }
        _ => take_of_network(document, key, other),
    }
}

/// The deletion of the record that a question is about.
fn deletion(document: &Document, question: &Question) -> Edit {
    let id = question.id.as_str();
    match question.record.as_str() {
        "actor" => Edit::delete_actors(document, &[id.into()]),
        "relation" => Edit::delete_relations(document, &[id.into()]),
        _ => Edit::delete_references(document, &[id.into()]),
    }
}

fn take_of_network(document: &mut Document, key: &str, other: Option<&str>) {
    let rule = key
        .strip_prefix("codebook ")
        .and_then(|rest| rest.rsplit_once(": "));
    if let Some((title, key)) = rule {
        let is_it = |entry: &&mut CodebookEntry| entry.title() == title;
        if let Some(entry) = document.meta.codebook.iter_mut().find(is_it)
            && let Some(changed) = record::with_member(entry, key, other)
        {
            *entry = changed;
        }
        return;
    }
    let is_known = Meta::FIELDS.iter().any(|field| field.key == key);
    if is_known || document.meta.fields.unknown(key).is_some() {
        if let Some(meta) = record::with_member(&document.meta, key, other) {
            document.meta = meta;
        }
    } else {
        document.fields = document.fields.with_unknown(key, other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, Claim, Claimant};

    fn question(record: &str, id: &str, field: &str, other: Option<&str>) -> Question {
        Question {
            record: record.to_owned(),
            id: id.to_owned(),
            field: field.to_owned(),
            other: other.map(str::to_owned),
            ..Question::default()
        }
    }

    fn document() -> Document {
        let mut document = Document::default();
        document.actors.put(Actor::new("a"));
        document.actors.put(Actor::new("b"));
        let mut relation = Relation::new("r", "a", "b");
        relation.claims.push(Claim {
            claimant: Some(Claimant::Actor("a".into())),
            ..Claim::default()
        });
        document.relations.put(relation);
        document.meta.codebook = vec![CodebookEntry {
            subtype: Some("arms".to_owned()),
            ..CodebookEntry::default()
        }];
        document
    }

    #[test]
    fn the_other_value_of_any_field_is_taken() {
        let take = |question: Question| {
            let mut document = document();
            document.meta.questions = vec![question.clone()];
            let kept = settled(&document, &question, false);
            assert!(kept.meta.questions.is_empty());
            assert!(kept.relations.is_same(&document.relations));
            settled(&document, &question, true)
        };
        let after = take(question("actor", "a", "name", Some("\"Alba\"")));
        assert_eq!(after.actor_name(&"a".into()), "Alba");
        assert!(after.meta.questions.is_empty());
        let after = take(question("relation", "r", "zz", Some("[1]")));
        let relation = after.relations.get(&"r".into()).unwrap();
        assert_eq!(relation.fields.unknown("zz"), Some("[1]"));
        assert_eq!(
            relation.claims[0].claimant,
            Some(Claimant::Actor("a".into()))
        );
        let after = take(question("relation", "r", "kind", Some("\"hostility\"")));
        assert_eq!(
            after.relations.iter().next().unwrap().kind().as_str(),
            "hostility"
        );
        let after = take(question("relation", "r", "", None));
        assert!(after.relations.is_empty());
        let after = take(question("network", "", "title", Some("\"War\"")));
        assert_eq!(after.meta.title.as_deref(), Some("War"));
        let after = take(question("network", "", "own", Some("7")));
        assert_eq!(after.fields.unknown("own"), Some("7"));
        let rule = "codebook arms: rule";
        let after = take(question("network", "", rule, Some("\"weapons\"")));
        assert_eq!(after.meta.codebook[0].rule.as_deref(), Some("weapons"));
        let after = take(question("actor", "nobody", "name", Some("\"x\"")));
        assert_eq!(after.actors.len(), 2);
    }
}
