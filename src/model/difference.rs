//! The differences between two documents, by name: to choose between two states of one network.
//!
//! The order of keys in the file makes no difference. Positions in the picture are compared apart
//! from everything else, because the layout moves actors without an edit.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use super::{
    Actor, Annotation, Claim, Document, Fields, Record, Reference, Relation, RelationId, StoryStep,
    Table,
};

/// The differences between an earlier and a later document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Actors, by name.
    pub actors: Changes,
    /// Relations, by the names of their ends; without their claims.
    pub relations: Changes,
    /// Claims, by relation and quote.
    pub claims: Changes,
    /// References, by title.
    pub references: Changes,
    /// Actors of which only the position or the pin differs.
    pub moved: Vec<String>,
    /// What records of both documents say differently, each value in words; empty if nobody looked.
    pub values: Vec<String>,
    /// What of the network as a whole differs, in words: `title or description`, `story`.
    pub network: Vec<&'static str>,
}

/// The names of what was added, changed and removed, each in the order of its document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Only in the later document.
    pub added: Vec<String>,
    /// In both, but different.
    pub changed: Vec<String>,
    /// Only in the earlier document.
    pub removed: Vec<String>,
}

impl Changes {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.added.len() + self.changed.len() + self.removed.len()
    }

    /// Whether the documents are the same.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Difference {
    /// Compares two documents.
    pub fn between(before: &Document, after: &Document) -> Self {
        let name = |actor: &Actor, _: &Document| actor.name().to_owned();
        let title = |reference: &Reference, _: &Document| reference.title().to_owned();
        Self {
            actors: changes((before, &before.actors), (after, &after.actors), bare, name),
            relations: changes(
                (before, &before.relations),
                (after, &after.relations),
                tie,
                ends,
            ),
            claims: claims(before, after),
            references: changes(
                (before, &before.references),
                (after, &after.references),
                item,
                title,
            ),
            moved: moved(before, after),
            values: Vec::new(),
            network: of_network(before, after),
        }
    }

    /// Whether the two are the same, apart from positions.
    pub fn is_empty(&self) -> bool {
        let parts = [
            &self.actors,
            &self.relations,
            &self.claims,
            &self.references,
        ];
        parts.iter().all(|changes| changes.is_empty()) && self.network.is_empty()
    }
}

/// The changes of a table. Records are compared after `plain` has removed what does not count.
fn changes<T>(
    (before, old): (&Document, &Table<T>),
    (after, new): (&Document, &Table<T>),
    plain: impl Fn(&T) -> T,
    name: impl Fn(&T, &Document) -> String,
) -> Changes
where
    T: Record + PartialEq,
    T::Id: Hash,
{
    let mut changes = Changes::default();
    for record in new.iter() {
        match old.get(record.id()) {
            None => changes.added.push(name(record, after)),
            Some(was) if was != record && plain(was) != plain(record) => {
                changes.changed.push(name(record, after));
            }
            Some(_) => {}
        }
    }
    let removed = old.iter().filter(|record| !new.contains(record.id()));
    changes.removed = removed.map(|record| name(record, before)).collect();
    changes
}

/// Claims have no ids in files. Of the claims of a relation that only one document has, as many as
/// can be paired count as changed; the rest were added or removed.
fn claims(before: &Document, after: &Document) -> Changes {
    let mut changes = Changes::default();
    for relation in after.relations.iter() {
        let was = before.relations.get(&relation.id);
        if was.is_some_and(|was| was == relation) {
            continue;
        }
        let old: Vec<_> = was.map_or(Vec::new(), |was| was.claims.iter().map(words).collect());
        let new: Vec<_> = relation.claims.iter().map(words).collect();
        let (gone, come) = (without(&old, &new), without(&new, &old));
        let names = |claims: &[&Claim]| -> Vec<String> {
            let named = claims.iter();
            named.map(|claim| said(claim, relation, after)).collect()
        };
        let paired = gone.len().min(come.len());
        changes.changed.extend(names(&come[..paired]));
        changes.added.extend(names(&come[paired..]));
        changes.removed.extend(names(&gone[paired..]));
    }
    let is_gone = |id: &RelationId| !after.relations.contains(id);
    for relation in before.relations.iter().filter(|was| is_gone(&was.id)) {
        let claims = relation.claims.iter();
        changes
            .removed
            .extend(claims.map(|claim| said(claim, relation, before)));
    }
    changes
}

/// The claims that the other list lacks, each as often as it is missing there.
fn without<'a>(claims: &'a [Claim], others: &[Claim]) -> Vec<&'a Claim> {
    let mut left: Vec<_> = others.iter().collect();
    let mut missing = Vec::new();
    for claim in claims {
        match left.iter().position(|other| *other == claim) {
            Some(place) => drop(left.swap_remove(place)),
            None => missing.push(claim),
        }
    }
    missing
}

/// An actor that only one document has a position of was placed there by a layout: nobody moved it.
fn moved(before: &Document, after: &Document) -> Vec<String> {
    let moved = after.actors.iter().filter(|actor| {
        let was = before.actors.get(&actor.id);
        was.is_some_and(|was| {
            let places = was.position.zip(actor.position);
            was.pinned != actor.pinned || places.is_some_and(|(was, is)| was != is)
        })
    });
    moved.map(|actor| actor.name().to_owned()).collect()
}

/// `Alba – Borea, hostility`.
fn ends(relation: &Relation, document: &Document) -> String {
    let name = |id| {
        let actor = document.actors.get(id);
        actor.map_or_else(|| id.to_string(), |actor| actor.name().to_owned())
    };
    let (source, target) = (name(&relation.source), name(&relation.target));
    format!("{source} – {target}, {}", relation.kind().as_str())
}

/// `Alba – Borea, hostility: “have long been at war”`.
fn said(claim: &Claim, relation: &Relation, document: &Document) -> String {
    let ends = ends(relation, document);
    match &claim.quote {
        Some(quote) => format!("{ends}: “{}”", quote.exact),
        None => ends,
    }
}

/// An actor without its position in the picture.
fn bare(actor: &Actor) -> Actor {
    Actor {
        position: None,
        pinned: false,
        fields: unordered(&actor.fields),
        ..actor.clone()
    }
}

/// A relation without its claims.
fn tie(relation: &Relation) -> Relation {
    Relation {
        claims: Vec::new(),
        fields: unordered(&relation.fields),
        ..relation.clone()
    }
}

fn words(claim: &Claim) -> Claim {
    let mut claim = Claim {
        fields: unordered(&claim.fields),
        ..claim.clone()
    };
    if let Some(quote) = &mut claim.quote {
        quote.fields = unordered(&quote.fields);
    }
    if let Some(coder) = &mut claim.coder {
        coder.fields = unordered(&coder.fields);
    }
    claim
}

fn item(reference: &Reference) -> Reference {
    let mut reference = Reference {
        fields: unordered(&reference.fields),
        ..reference.clone()
    };
    for author in reference.authors.iter_mut().chain(&mut reference.editors) {
        author.fields = unordered(&author.fields);
    }
    reference
}

/// What of the network as a whole differs.
fn of_network(before: &Document, after: &Document) -> Vec<&'static str> {
    let words = |document: &Document| {
        let meta = &document.meta;
        (
            meta.title.clone(),
            meta.description.clone(),
            meta.as_of.clone(),
        )
    };
    let story = |document: &Document| -> Vec<StoryStep> {
        document.story.iter().map(|step| plain_step(step)).collect()
    };
    let notes = |document: &Document| -> Vec<Annotation> {
        let plain = |note: &Arc<Annotation>| Annotation {
            fields: unordered(&note.fields),
            ..Annotation::clone(note)
        };
        document.annotations.iter().map(plain).collect()
    };
    let questions = |document: &Document| {
        let meta = &document.meta;
        (meta.questions.clone(), meta.set_aside.clone())
    };
    let others = |document: &Document| {
        let meta = &document.meta;
        (
            meta.coder.clone(),
            meta.language.clone(),
            unordered(&meta.fields),
            unordered(&document.fields),
        )
    };
    let parts = [
        ("title or description", words(before) != words(after)),
        ("codebook", before.meta.codebook != after.meta.codebook),
        ("settled claims", questions(before) != questions(after)),
        ("story", story(before) != story(after)),
        ("text notes", notes(before) != notes(after)),
        ("other fields", others(before) != others(after)),
    ];
    let differing = parts.into_iter().filter(|(_, differs)| *differs);
    differing.map(|(part, _)| part).collect()
}

/// A step without the order of its keys.
fn plain_step(step: &StoryStep) -> StoryStep {
    let mut step = StoryStep {
        fields: unordered(&step.fields),
        ..step.clone()
    };
    let filter = &mut step.view.filter;
    filter.fields = unordered(&filter.fields);
    for rule in &mut filter.simplify {
        rule.fields = unordered(&rule.fields);
    }
    step
}

/// Unknown fields in a fixed order.
fn unordered(fields: &Fields) -> Fields {
    let unknown: HashMap<_, _> = fields.all_unknown().collect();
    let mut unknown: Vec<_> = unknown
        .into_iter()
        .map(|(key, json)| (key.into(), json.into()))
        .collect();
    unknown.sort();
    Fields::new([].into(), unknown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Point, Quote, RelationKind};

    fn claim(words: &str) -> Claim {
        Claim {
            quote: Some(Quote {
                exact: words.into(),
                ..Quote::default()
            }),
            ..Claim::default()
        }
    }

    fn war(claims: &[&str]) -> Relation {
        Relation {
            kind: Some(RelationKind::Hostility),
            claims: claims.iter().map(|words| claim(words)).collect(),
            ..Relation::new("war", "a", "b")
        }
    }

    fn document(relation: Relation) -> Document {
        Document {
            actors: ["a", "b"].map(Actor::new).into_iter().collect(),
            relations: [relation].into_iter().collect(),
            ..Document::default()
        }
    }

    #[test]
    fn a_document_does_not_differ_from_itself() {
        let document = document(war(&["they fight"]));
        assert_eq!(
            Difference::between(&document, &document),
            Difference::default()
        );
    }

    #[test]
    fn added_removed_and_changed_records_are_named() {
        let before = document(war(&["they fight"]));
        let mut after = before.clone();
        after.actors.put(Actor::new("c"));
        after.actors.remove(&"b".into());
        after.actors.put(Actor {
            name: Some("Alba".into()),
            ..Actor::new("a")
        });
        after.relations.remove(&"war".into());
        after.references.put(Reference::new("r"));
        after.meta.title = Some("Other".into());
        let difference = Difference::between(&before, &after);
        assert_eq!(difference.actors.added, ["c"]);
        assert_eq!(difference.actors.removed, ["b"]);
        assert_eq!(difference.actors.changed, ["Alba"]);
        assert_eq!(difference.relations.removed, ["a – b, hostility"]);
        assert_eq!(
            difference.claims.removed,
            ["a – b, hostility: “they fight”"]
        );
        assert_eq!(difference.references.added, ["r"]);
        assert_eq!(difference.network, ["title or description"]);
        assert!(!difference.is_empty());
        let mut noted = before.clone();
        noted.annotations = vec![Arc::new(Annotation::default())].into();
        let difference = Difference::between(&before, &noted);
        assert_eq!(difference.network, ["text notes"]);
    }

    #[test]
    fn claims_are_distinguished_without_ids() {
        let before = document(war(&["one", "two", "two"]));
        let after = document(war(&["two", "three", "one", "two", "four"]));
        let claims = Difference::between(&before, &after).claims;
        assert_eq!(claims.added.len(), 2, "{claims:?}");
        assert!(claims.changed.is_empty() && claims.removed.is_empty());

        let corrected = document(war(&["one", "two", "2"]));
        let difference = Difference::between(&before, &corrected);
        assert_eq!(difference.claims.changed, ["a – b, hostility: “2”"]);
        assert!(difference.relations.is_empty(), "the tie is the same");
    }

    #[test]
    fn an_actor_that_only_moved_is_not_counted_as_changed() {
        let placed = |x: Option<f64>| {
            let mut document = document(war(&[]));
            document.actors.put(Actor {
                position: x.map(|x| Point { x, y: 2.0 }),
                ..Actor::new("a")
            });
            document
        };
        let difference = Difference::between(&placed(Some(0.0)), &placed(Some(1.0)));
        assert_eq!(difference.moved, ["a"]);
        assert!(difference.is_empty());
        // A layout places actors that no file has placed.
        let difference = Difference::between(&placed(None), &placed(Some(1.0)));
        assert!(difference.moved.is_empty() && difference.is_empty());
    }

    #[test]
    fn the_order_of_keys_is_ignored_and_unknown_fields_are_compared() {
        let with = |keys: [&str; 2], json: &str| {
            let order: Vec<_> = keys.map(Into::into).into();
            let unknown = keys.map(|key| (key.into(), json.into())).into();
            let mut document = document(war(&["x"]));
            document.actors.put(Actor {
                fields: Fields::new(order.into(), unknown),
                ..Actor::new("a")
            });
            document
        };
        let before = with(["p", "q"], "1");
        assert!(Difference::between(&before, &with(["q", "p"], "1")).is_empty());
        let changed = Difference::between(&before, &with(["p", "q"], "2"));
        assert_eq!(changed.actors.changed, ["a"]);
    }
}
