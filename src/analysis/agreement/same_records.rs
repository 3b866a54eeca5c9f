//! Which actors and references of several files are the same. Knows no claim.
//!
//! Records of the same id are the same: codings of one text mostly begin with one file. A record
//! whose id the files before do not have is the same as one of them if its Wikidata item, DOI,
//! address or name is. Files that were numbered apart have the same ids for other records: the
//! names decide where one of them is that of a record of another id.

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
    /// The names of each number.
    names: Vec<Vec<String>>,
}

impl Numbers {
    /// The number of a record of this id, which has these other names. `here` has the ids of the
    /// records of its file by their names.
    fn number(&mut self, id: &str, names: &[String], here: &HashMap<String, String>) -> usize {
        let by_name = names
            .iter()
            .find_map(|name| self.by_name.get(name).copied());
        let by_id = self.by_id.get(id).copied();
        let by_id = by_id.filter(|number| {
            let known = &self.names[*number];
            let is_called_so = known.iter().any(|name| names.contains(name));
            // Whether the names say that they are two.
            let is_another = by_name.is_some()
                || known
                    .iter()
                    .any(|name| here.get(name).is_some_and(|other| other != id));
            is_called_so || names.is_empty() || !is_another
        });
        let number = by_id.or(by_name).unwrap_or(self.names.len());
        if number == self.names.len() {
            self.names.push(Vec::new());
        }
        self.by_id.entry(id.to_owned()).or_insert(number);
        for name in names {
            self.by_name.entry(name.clone()).or_insert(number);
            if !self.names[number].contains(name) {
                self.names[number].push(name.clone());
            }
        }
        number
    }
}

/// Ids by names, of equal names the first.
fn ids_by_name<'a>(
    records: impl IntoIterator<Item = (&'a str, Vec<String>)>,
) -> HashMap<String, String> {
    let mut ids = HashMap::new();
    for (id, names) in records {
        for name in names {
            ids.entry(name).or_insert_with(|| id.to_owned());
        }
    }
    ids
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
        let all = document.actors.iter();
        let here = ids_by_name(all.map(|actor| (actor.id.as_str(), actor_names(actor))));
        let relations = document.relations.iter();
        let ends = relations.flat_map(|relation| [&relation.source, &relation.target]);
        for id in document.actors.iter().map(|actor| &actor.id).chain(ends) {
            if actors.contains_key(id) {
                continue;
            }
            let names = document.actors.get(id).map(|actor| actor_names(actor));
            let names = names.unwrap_or_default();
            let number = self.actors.number(id.as_str(), &names, &here);
            actors.insert(id.clone(), number);
        }
        let mut references = HashMap::with_capacity(document.references.len());
        let all = document.references.iter();
        let here = ids_by_name(all.map(|one| (one.id.as_str(), reference_names(one))));
        for reference in document.references.iter() {
            let names = reference_names(reference);
            let number = self.references.number(reference.id.as_str(), &names, &here);
            references.insert(reference.id.clone(), number);
        }
        let cited = document.relations.iter();
        let cited = cited.flat_map(|relation| &relation.claims);
        for id in cited.filter_map(|claim| claim.reference.as_ref()) {
            if !references.contains_key(id) {
                let number = self.references.number(id.as_str(), &[], &here);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(records: &mut SameRecords, actors: &[(&str, &str)]) -> Vec<usize> {
        let mut document = Document::default();
        for (id, name) in actors {
            document.actors.put(Actor {
                name: Some((*name).to_owned()),
                ..Actor::new(*id)
            });
        }
        let found = records.of(&document);
        let ids = actors.iter().map(|(id, _)| found.actor(&(*id).into()));
        ids.collect()
    }

    #[test]
    fn names_decide_where_files_were_numbered_apart() {
        let mut records = SameRecords::default();
        let first = [("1", "Alba"), ("2", "Borea"), ("3", "Caria")];
        assert_eq!(numbers(&mut records, &first), [0, 1, 2]);
        let swapped = [("1", "Borea"), ("2", "Alba"), ("3", "Caria")];
        assert_eq!(numbers(&mut records, &swapped), [1, 0, 2]);
        // An actor that the first file does not have, under the id of one that has another here.
        let new = [("1", "Dora"), ("7", "Alba")];
        assert_eq!(numbers(&mut records, &new), [3, 0]);
    }

    #[test]
    fn the_same_id_with_a_name_that_no_other_has_is_the_same() {
        let mut records = SameRecords::default();
        let first = [("alba", "Alba"), ("borea", "Borea")];
        assert_eq!(numbers(&mut records, &first), [0, 1]);
        let translated = [("borea", "Borée"), ("alba", "Albe")];
        assert_eq!(numbers(&mut records, &translated), [1, 0]);
        assert_eq!(numbers(&mut records, &[("x", "Alba")]), [0]);
    }
}
