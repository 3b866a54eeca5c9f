//! Actors and sources that both sides added under two ids and one name: perhaps they are one.
//! Merges nothing; says which.

use std::collections::HashMap;

use super::report::{MergeChange, MergeNote, MergeSide};
use crate::model::{Actor, Document, Record, Reference, Table};
use crate::words::folded;

/// A note for each record that their side added and whose name is that of one that our side added.
pub(super) fn namesakes(
    base: Option<&Document>,
    ours: &Document,
    theirs: &Document,
) -> Vec<MergeNote> {
    let sides = [ours, theirs];
    let sources = of_table(base, sides, |document| &document.references, source_name);
    let actors = of_table(base, sides, |document| &document.actors, actor_name);
    let note = |record, ids: [String; 2], name: &str| MergeNote {
        side: MergeSide::Both,
        change: MergeChange::Namesake,
        record,
        id: ids.join(" and "),
        name: name.to_owned(),
    };
    let sources = sources.into_iter().map(|[one, other]| {
        let ids = [one, other].map(|source| source.id.to_string());
        note("source", ids, other.title())
    });
    let actors = actors.into_iter().map(|[one, other]| {
        let ids = [one, other].map(|actor| actor.id.to_string());
        note("actor", ids, other.name())
    });
    sources.chain(actors).collect()
}

fn actor_name(actor: &Actor) -> Option<String> {
    let name = folded(actor.name());
    (!actor.is_placeholder && !name.is_empty()).then_some(name)
}

/// A source by its title and address: reports of one title appear every year.
fn source_name(source: &Reference) -> Option<String> {
    let title = source.title.as_deref().map(folded)?;
    let address = source.url.as_deref().unwrap_or_default();
    (!title.is_empty()).then(|| format!("{title}\u{1f}{address}"))
}

/// Pairs of one of our new records and one of theirs with the same name. O(records).
fn of_table<'d, T: Record>(
    base: Option<&Document>,
    [ours, theirs]: [&'d Document; 2],
    of: fn(&Document) -> &Table<T>,
    name: fn(&T) -> Option<String>,
) -> Vec<[&'d T; 2]> {
    let is_added = |record: &T, other: &Document| {
        let is_in = |document: &Document| of(document).contains(record.id());
        !is_in(other) && !base.is_some_and(is_in)
    };
    let mut added: HashMap<String, &T> = HashMap::new();
    for record in of(ours).iter().filter(|one| is_added(one, theirs)) {
        if let Some(name) = name(record) {
            added.entry(name).or_insert(record);
        }
    }
    if added.is_empty() {
        return Vec::new();
    }
    let new = of(theirs).iter().filter(|one| is_added(one, ours));
    let pairs = new.filter_map(|record| Some([*added.get(&name(record)?)?, &**record]));
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::merge::{MergeNames, merge};

    fn document(actors: &[(&str, &str)], sources: &[(&str, &str, &str)]) -> Document {
        let mut document = Document::default();
        for (id, name) in actors {
            document.actors.put(Actor {
                name: Some((*name).to_owned()),
                ..Actor::new(*id)
            });
        }
        for (id, title, address) in sources {
            let mut source = Reference::new(*id);
            source.title = Some((*title).to_owned());
            source.url = Some((*address).to_owned());
            document.references.put(source);
        }
        document
    }

    fn found(base: Option<&Document>, ours: &Document, theirs: &Document) -> Vec<String> {
        let (ours_name, theirs_name) = ("a", "b");
        let names = MergeNames {
            ours: ours_name,
            theirs: theirs_name,
        };
        let notes = merge(base, ours, theirs, names).report.notes;
        let alike = notes
            .iter()
            .filter(|note| note.change == MergeChange::Namesake);
        let words = alike.map(|note| format!("{} {}: {}", note.record, note.name, note.id));
        words.collect()
    }

    #[test]
    fn new_records_of_one_name_and_two_ids_are_said() {
        let ours = document(&[("epirus", "Epirus")], &[("r", "Report", "https://a.org")]);
        let theirs = document(
            &[("ep", "EPIRUS"), ("other", "Other")],
            &[
                ("s", "Report", "https://a.org"),
                ("t", "Report", "https://b.org"),
            ],
        );
        let expected = ["source Report: r and s", "actor EPIRUS: epirus and ep"];
        assert_eq!(found(None, &ours, &theirs), expected);
        let base = document(&[("x", "X")], &[]);
        assert_eq!(found(Some(&base), &ours, &theirs), expected);
        // Two that were there before are known to be two.
        let base = document(&[("epirus", "Epirus"), ("ep", "EPIRUS")], &[]);
        assert!(found(Some(&base), &base, &base).is_empty());
        assert!(found(None, &ours, &ours).is_empty());
    }
}
