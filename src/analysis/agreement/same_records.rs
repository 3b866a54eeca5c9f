//! Which actors and references of several files are the same. Knows no claim.
//!
//! Records of the same id are the same: codings of one text mostly begin with one file. A record
//! whose id the files before do not have is the same as one of them if its Wikidata item, DOI,
//! address or name is.

use std::collections::HashMap;

use crate::model::{Actor, ActorId, Document, Reference, ReferenceId};
use crate::words::folded;

/// Numbers of the actors and references of several documents, the same for the same record.
#[derive(Default)]
pub(super) struct SameRecords {
    actors: Numbers,
    references: Numbers,
}

/// Numbers of records by what identifies them.
#[derive(Default)]
struct Numbers {
    by_id: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
    count: usize,
}

impl Numbers {
    /// The number of a record of this id, which has these other names.
    fn number(&mut self, id: &str, names: &[String]) -> usize {
        let known = self.by_id.get(id).copied();
        let known = known.or_else(|| {
            names
                .iter()
                .find_map(|name| self.by_name.get(name).copied())
        });
        let number = known.unwrap_or(self.count);
        self.count = self.count.max(number + 1);
        self.by_id.entry(id.to_owned()).or_insert(number);
        for name in names {
            self.by_name.entry(name.clone()).or_insert(number);
        }
        number
    }
}

/// The numbers of the records of one document.
pub(super) struct DocumentNumbers {
    actors: HashMap<ActorId, usize>,
    references: HashMap<ReferenceId, usize>,
}

impl SameRecords {
    /// The numbers of the records of a document; call it with one document after the other.
    pub(super) fn of(&mut self, document: &Document) -> DocumentNumbers {
        let mut actors = HashMap::with_capacity(document.actors.len());
        let relations = document.relations.iter();
        let ends = relations.flat_map(|relation| [&relation.source, &relation.target]);
        for id in document.actors.iter().map(|actor| &actor.id).chain(ends) {
            if actors.contains_key(id) {
                continue;
            }
            let names = document.actors.get(id).map(|actor| actor_names(actor));
            let number = self.actors.number(id.as_str(), &names.unwrap_or_default());
            actors.insert(id.clone(), number);
        }
        let mut references = HashMap::with_capacity(document.references.len());
        for reference in document.references.iter() {
            let names = reference_names(reference);
            let number = self.references.number(reference.id.as_str(), &names);
            references.insert(reference.id.clone(), number);
        }
        let cited = document.relations.iter();
        let cited = cited.flat_map(|relation| &relation.claims);
        for id in cited.filter_map(|claim| claim.reference.as_ref()) {
            if !references.contains_key(id) {
                let number = self.references.number(id.as_str(), &[]);
                references.insert(id.clone(), number);
            }
        }
        DocumentNumbers { actors, references }
    }
}

impl DocumentNumbers {
    pub(super) fn actor(&self, id: &ActorId) -> usize {
        self.actors.get(id).copied().unwrap_or(usize::MAX)
    }

    pub(super) fn reference(&self, id: Option<&ReferenceId>) -> Option<usize> {
        self.references.get(id?).copied()
    }
}

fn actor_names(actor: &Actor) -> Vec<String> {
    let wikidata = actor.wikidata.iter().map(|item| format!("wikidata {item}"));
    let name = Some(folded(actor.name())).filter(|name| !name.is_empty());
    wikidata.chain(name).collect()
}

fn reference_names(reference: &Reference) -> Vec<String> {
    let link = reference.link().map(|link| link.to_lowercase());
    let title = reference.title.as_deref().map(folded);
    let title = title.filter(|title| !title.is_empty());
    link.into_iter().chain(title).collect()
}
