//! Merges two documents: the network as a whole, then sources, actors and relations. Decides
//! nothing about single fields.

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::Hash;
use std::sync::Arc;

use rayon::prelude::*;

use super::claims::{self, ClaimContext};
use super::ends;
use super::members::MemberConflict;
use super::namesakes::namesakes;
use super::record::{self, Versions};
use super::relations;
use super::rename::NewIds;
use super::report::{MergeChange, MergeNames, MergeNote, MergeReport, MergeSide, Merged};
use super::settlements::{Settled, opposed};
use super::table::{self, RecordSides};
use super::view_list::{self, List, ListedRecord};
use crate::file::formats::native::record::Entry;
use crate::model::{Actor, ActorId, Claim, Document, Question, Record, Reference, Relation, Table};

/// Fewer records than this are not worth another thread.
const MIN_RECORDS: usize = 100;

pub(super) fn merge_documents(
    base: Option<&Document>,
    ours: &Document,
    theirs: &Document,
    names: MergeNames<'_>,
) -> Merged {
    let renamed = NewIds::of(base, ours, theirs);
    let base = base.map(|base| renamed.without_two(base));
    let base = base.as_ref();
    let theirs = renamed.applied(theirs);
    let context = context_of(ours, &theirs);
    let our_part = Settled::of(ours, MergeSide::Ours, &theirs, &context);
    let their_part = Settled::of(&theirs, MergeSide::Theirs, ours, &context);
    let (ours, theirs) = (&our_part.document, their_part.document);
    let (one_of_ours, one_of_theirs) = relations::one_id(base, ours, &theirs);
    let (ours, theirs) = (one_of_ours.applied(ours), one_of_theirs.applied(&theirs));
    let mut merge = DocumentMerge {
        base,
        ours: &ours,
        theirs: &theirs,
        names,
        report: MergeReport::default(),
    };
    merge.note_renamed(&renamed);
    merge.note_settled(MergeSide::Ours, &their_part.left_out);
    merge.note_settled(MergeSide::Theirs, &our_part.left_out);
    merge.note_network();
    let references = merge.table(|document| &document.references, DocumentMerge::record);
    let actors = merge.table(|document| &document.actors, DocumentMerge::actor);
    let relations = merge.table(|document| &document.relations, DocumentMerge::relation);
    let mut document = Document {
        meta: merge.meta(),
        references,
        actors,
        relations,
        story: merge.view_list(|document| &document.story),
        annotations: merge.view_list(|document| &document.annotations),
        fields: merge.fields(),
    };
    merge.keep_used(&mut document);
    merge.report.notes.extend(namesakes(base, &ours, &theirs));
    if base.is_none() {
        merge.ask_about_settlements(MergeSide::Theirs, &opposed(&ours, &theirs));
        merge.ask_about_settlements(MergeSide::Ours, &opposed(&theirs, &ours));
    }
    let mut report = merge.report;
    // Files that were merged before have questions already.
    let asked: HashSet<_> = document.meta.questions.iter().map(asks).collect();
    report
        .questions
        .retain(|question| !asked.contains(&asks(question)));
    document
        .meta
        .questions
        .extend(report.questions.iter().cloned());
    Merged { document, report }
}

fn context_of<'d>(ours: &'d Document, theirs: &'d Document) -> ClaimContext<'d> {
    ClaimContext {
        actors: [&ours.actors, &theirs.actors],
        coders: [ours.meta.coder.as_deref(), theirs.meta.coder.as_deref()],
    }
}

/// What a question asks, whichever file its other value is from.
fn asks(question: &Question) -> [Option<String>; 5] {
    let place = [&question.record, &question.id, &question.field];
    let [record, id, field] = place.map(|text| Some(text.clone()));
    [
        record,
        id,
        field,
        question.kept.clone(),
        question.other.clone(),
    ]
}

pub(super) struct DocumentMerge<'m> {
    pub(super) base: Option<&'m Document>,
    pub(super) ours: &'m Document,
    pub(super) theirs: &'m Document,
    names: MergeNames<'m>,
    pub(super) report: MergeReport,
}

/// A record with an id that is merged as a whole.
pub(super) trait MergedRecord: Record + Entry + Clone + PartialEq {
    /// One of [`Question::RECORDS`].
    const WORD: &'static str;

    fn id_text(&self) -> String;

    /// What it is called in a document.
    fn title(&self, document: &Document) -> String;

    /// The keys of its place in the picture, which is not content.
    const PLACE: &'static [&'static str] = &[];

    /// The side whose place in the picture counts; `None` if they have the same one.
    fn side_of_place(_: Option<&Self>, _ours: &Self, _theirs: &Self) -> Option<PlaceSide> {
        None
    }

    /// Takes the place of the other record.
    fn take_place(&mut self, _: &Self) {}
}

/// Whose place in the picture counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlaceSide {
    /// Ours: only our side moved it.
    OnlyOurs,
    /// Ours: both sides moved it.
    Ours,
    /// Theirs: only their side moved it, or has pinned it.
    Theirs,
}

impl MergedRecord for Actor {
    const WORD: &'static str = "actor";

    fn id_text(&self) -> String {
        self.id.to_string()
    }

    fn title(&self, _: &Document) -> String {
        self.name().to_owned()
    }

    /// The position, which a layout changes without anyone’s intention, and whether it is pinned.
    const PLACE: &'static [&'static str] = &["x", "y", "pinned"];

    fn side_of_place(base: Option<&Self>, ours: &Self, theirs: &Self) -> Option<PlaceSide> {
        let place = |actor: &Self| (actor.position, actor.pinned);
        let (our, their) = (place(ours), place(theirs));
        let is_of_base = |place| base.is_some_and(|base| place == (base.position, base.pinned));
        if our == their {
            None
        } else if is_of_base(their) {
            Some(PlaceSide::OnlyOurs)
        } else if is_of_base(our) || our.0.is_none() || (their.1 && !our.1) {
            Some(PlaceSide::Theirs)
        } else {
            Some(PlaceSide::Ours)
        }
    }

    fn take_place(&mut self, other: &Self) {
        (self.position, self.pinned) = (other.position, other.pinned);
    }
}

impl MergedRecord for Reference {
    const WORD: &'static str = "source";

    fn id_text(&self) -> String {
        self.id.to_string()
    }

    fn title(&self, _: &Document) -> String {
        Self::title(self).to_owned()
    }
}

impl MergedRecord for Relation {
    const WORD: &'static str = "relation";

    fn id_text(&self) -> String {
        self.id.to_string()
    }

    fn title(&self, document: &Document) -> String {
        let name = document.relation_name(self);
        format!("{name}, {}", self.kind().as_str())
    }
}

impl<'m> DocumentMerge<'m> {
    pub(super) fn document(&self, side: MergeSide) -> &'m Document {
        match side {
            MergeSide::Theirs => self.theirs,
            _ => self.ours,
        }
    }

    /// Merges the records of a table, on several threads; notes and questions keep the order of the
    /// records.
    fn table<T: MergedRecord + Send + Sync>(
        &mut self,
        of: fn(&Document) -> &Table<T>,
        merge: fn(&mut Self, RecordSides<'m, T>) -> Option<Arc<T>>,
    ) -> Table<T>
    where
        T::Id: Hash + Eq + Clone,
    {
        let (base, ours, theirs) = (self.base, self.ours, self.theirs);
        let names = self.names;
        let sides = table::sides(base.map(of), of(ours), of(theirs)).into_par_iter();
        let merged = sides.with_min_len(MIN_RECORDS).map(|sides| {
            let mut part = Self {
                base,
                ours,
                theirs,
                names,
                report: MergeReport::default(),
            };
            (merge(&mut part, sides), part.report)
        });
        let merged: Vec<_> = merged.collect();
        let records = merged.into_iter().filter_map(|(record, report)| {
            self.report.add(report);
            record
        });
        records.collect()
    }

    fn note<T: MergedRecord>(&mut self, side: MergeSide, change: MergeChange, record: &T) {
        let note = MergeNote {
            side,
            change,
            record: T::WORD,
            id: record.id_text(),
            name: record.title(self.document(side)),
        };
        self.report.notes.push(note);
    }

    fn note_renamed(&mut self, renamed: &NewIds) {
        let theirs = self.theirs;
        let is_new = |id: &ActorId| renamed.actors.values().any(|new| new == id);
        if !renamed.actors.is_empty() {
            for actor in theirs.actors.iter().filter(|actor| is_new(&actor.id)) {
                self.note(MergeSide::Theirs, MergeChange::Renamed, &**actor);
            }
        }
        let new: HashSet<_> = renamed.references.values().collect();
        for reference in theirs.references.iter().filter(|one| new.contains(&one.id)) {
            self.note(MergeSide::Theirs, MergeChange::Renamed, &**reference);
        }
        let new: HashSet<_> = renamed.relations.values().collect();
        for relation in theirs.relations.iter().filter(|one| new.contains(&one.id)) {
            self.note(MergeSide::Theirs, MergeChange::Renamed, &**relation);
        }
    }

    /// Merges an actor. One that relations of a side name and that has no record there is deleted
    /// there, and used: it stays.
    fn actor(&mut self, sides: RecordSides<'_, Actor>) -> Option<Arc<Actor>> {
        let (Some(ours), Some(theirs)) = (sides.ours, sides.theirs) else {
            return self.record(sides);
        };
        let (by, declared) = match (ours.is_placeholder, theirs.is_placeholder) {
            (true, false) => (MergeSide::Ours, theirs),
            (false, true) => (MergeSide::Theirs, ours),
            _ => return self.record(sides),
        };
        if sides.base.is_some_and(|base| !base.is_placeholder) {
            self.kept(by, &**declared);
        } else {
            self.note(by.other(), MergeChange::Added, &**declared);
        }
        Some(Arc::clone(declared))
    }

    /// Merges an actor or a source.
    fn record<T: MergedRecord>(&mut self, sides: RecordSides<'_, T>) -> Option<Arc<T>> {
        match (sides.base, sides.ours, sides.theirs) {
            (base, Some(ours), Some(theirs)) => {
                Some(self.both(base.map(|base| &**base), ours, theirs))
            }
            (base, Some(ours), None) => self.one(MergeSide::Ours, base, ours),
            (base, None, Some(theirs)) => self.one(MergeSide::Theirs, base, theirs),
            (Some(base), None, None) => {
                self.note(MergeSide::Both, MergeChange::Removed, &**base);
                None
            }
            (None, None, None) => None,
        }
    }

    /// A record that only one side has.
    fn one<T: MergedRecord>(
        &mut self,
        side: MergeSide,
        base: Option<&Arc<T>>,
        merged: &Arc<T>,
    ) -> Option<Arc<T>> {
        let Some(base) = base else {
            self.note(side, MergeChange::Added, &**merged);
            return Some(Arc::clone(merged));
        };
        if record::is_same_but(&**base, &**merged, T::PLACE) {
            self.note(side.other(), MergeChange::Removed, &**merged);
            return None;
        }
        self.note(side.other(), MergeChange::Kept, &**merged);
        self.ask_about_deletion(side.other(), &**merged);
        Some(Arc::clone(merged))
    }

    fn ask_about_deletion<T: MergedRecord>(&mut self, by: MergeSide, record: &T) {
        self.report.questions.push(Question {
            record: T::WORD.to_owned(),
            id: record.id_text(),
            from: self.name(by).to_owned(),
            ..Question::default()
        });
    }

    fn name(&self, side: MergeSide) -> &str {
        match side {
            MergeSide::Theirs => self.names.theirs,
            _ => self.names.ours,
        }
    }

    /// A record that both sides have.
    fn both<T: MergedRecord>(
        &mut self,
        base: Option<&T>,
        ours: &Arc<T>,
        theirs: &Arc<T>,
    ) -> Arc<T> {
        if Arc::ptr_eq(ours, theirs) || ours == theirs {
            return Arc::clone(ours);
        }
        let place = T::side_of_place(base, ours, theirs);
        self.report.moved += usize::from(place == Some(PlaceSide::Ours));
        self.report.moved_by_theirs += usize::from(place == Some(PlaceSide::Theirs));
        let placed = match place {
            Some(PlaceSide::Theirs) => theirs,
            _ => ours,
        };
        let in_place = |record: &T| {
            let mut record = record.clone();
            record.take_place(placed);
            record
        };
        let (our, their, base) = (in_place(ours), in_place(theirs), base.map(in_place));
        let versions = Versions::new(base.as_ref(), &our, &their);
        let (merged, conflicts) = versions.merged();
        self.ask(T::WORD, &ours.id_text(), conflicts);
        self.note_changed(&versions, ours, theirs);
        if merged == **ours {
            Arc::clone(ours)
        } else {
            Arc::new(merged)
        }
    }

    fn note_changed<T: MergedRecord>(&mut self, versions: &Versions<'_, T>, ours: &T, theirs: &T) {
        match versions.changed_but(T::PLACE) {
            None if versions.are_same_but(T::PLACE) => {}
            None | Some([true, true]) => self.note(MergeSide::Both, MergeChange::Changed, ours),
            Some([true, false]) => self.note(MergeSide::Ours, MergeChange::Changed, ours),
            Some([false, true]) => self.note(MergeSide::Theirs, MergeChange::Changed, theirs),
            Some([false, false]) => {}
        }
    }

    /// Questions about fields that both sides changed.
    pub(super) fn ask(&mut self, record: &str, id: &str, conflicts: Vec<MemberConflict>) {
        for conflict in conflicts {
            // A value that only their side has is the one that stays.
            let (kept, other, from) = match conflict.ours {
                Some(ours) => (Some(ours), conflict.theirs, self.names.theirs),
                None => (conflict.theirs, None, self.names.ours),
            };
            self.report.questions.push(Question {
                record: record.to_owned(),
                id: id.to_owned(),
                field: conflict.key,
                kept,
                other,
                from: from.to_owned(),
                ..Question::default()
            });
        }
    }

    /// Merges a relation, its fields and its claims.
    fn relation(&mut self, sides: RecordSides<'_, Relation>) -> Option<Arc<Relation>> {
        let (ours, theirs) = match (sides.ours, sides.theirs) {
            (Some(ours), Some(theirs)) => (ours, theirs),
            (Some(one), None) if sides.base.is_none() => {
                return Some(self.added(MergeSide::Ours, one));
            }
            (None, Some(one)) if sides.base.is_none() => {
                return Some(self.added(MergeSide::Theirs, one));
            }
            _ => return self.record(sides),
        };
        let is_coded_twice = sides.base.is_none() && self.context().has_two_coders();
        if !is_coded_twice && (Arc::ptr_eq(ours, theirs) || ours == theirs) {
            return Some(Arc::clone(ours));
        }
        let base = sides.base.map(|base| base.without_claims());
        let (our, their) = (ours.without_claims(), theirs.without_claims());
        let ends = ends::settled(base.as_ref(), &our, &their);
        let settled = Versions::new(base.as_ref(), &*ends.ours, &*ends.theirs);
        let (mut merged, mut conflicts) = settled.merged();
        conflicts.extend(ends.conflict);
        self.ask(Relation::WORD, ours.id.as_str(), conflicts);
        if matches!(
            (&ends.ours, &ends.theirs),
            (Cow::Borrowed(_), Cow::Borrowed(_))
        ) {
            self.note_changed(&settled, &our, &their);
        } else {
            let versions = Versions::new(base.as_ref(), &our, &their);
            self.note_changed(&versions, &our, &their);
        }
        let before = sides.base.map_or(&[][..], |base| &base.claims);
        let (claims, notes) = claims::merged(before, &ours.claims, &theirs.claims, &self.context());
        merged.claims = claims;
        for (side, change, claim) in notes {
            self.note_claim(side, change, &merged, &claim);
        }
        Some(Arc::new(merged))
    }

    /// A relation that only one side has, with its claims coded.
    fn added(&mut self, side: MergeSide, relation: &Arc<Relation>) -> Arc<Relation> {
        self.note(side, MergeChange::Added, &**relation);
        let none: &[Claim] = &[];
        let (ours, theirs) = match side {
            MergeSide::Theirs => (none, &relation.claims[..]),
            _ => (&relation.claims[..], none),
        };
        let (claims, notes) = claims::merged(none, ours, theirs, &self.context());
        for (side, change, claim) in notes {
            self.note_claim(side, change, relation, &claim);
        }
        if claims == relation.claims {
            return Arc::clone(relation);
        }
        Arc::new(Relation {
            claims,
            ..Relation::clone(relation)
        })
    }

    fn context(&self) -> ClaimContext<'_> {
        context_of(self.ours, self.theirs)
    }

    /// Claims that one side set aside, so that they are not taken from the other.
    fn note_settled(&mut self, by: MergeSide, left_out: &[Relation]) {
        for relation in left_out {
            for claim in &relation.claims {
                self.note_claim(by, MergeChange::Removed, relation, claim);
            }
        }
    }

    /// Claims that the other side approved and this one set aside. With a common file these are
    /// changes against deletions.
    fn ask_about_settlements(&mut self, by: MergeSide, opposed: &[(&Relation, &Claim)]) {
        for (relation, claim) in opposed {
            self.note_claim(by, MergeChange::Kept, relation, claim);
            let claim = self.context().coded(by.other(), claim);
            self.report.questions.push(Question {
                record: Relation::WORD.to_owned(),
                id: relation.id.to_string(),
                field: Question::CLAIMS.to_owned(),
                kept: Some(record::members(&claim).json()),
                from: self.name(by).to_owned(),
                ..Question::default()
            });
        }
    }

    fn note_claim(
        &mut self,
        side: MergeSide,
        change: MergeChange,
        relation: &Relation,
        claim: &Claim,
    ) {
        let ends = relation.title(self.document(side));
        let name = match &claim.quote {
            Some(quote) => format!("{ends}: “{}”", quote.exact),
            None => ends,
        };
        self.report.notes.push(MergeNote {
            side,
            change,
            record: "claim",
            id: relation.id.to_string(),
            name,
        });
    }

    /// Merges steps or text notes.
    fn view_list<T: ListedRecord>(&mut self, of: fn(&Document) -> &List<T>) -> List<T> {
        let base = self.base.map(of);
        let (merged, notes) = view_list::merged(base, of(self.ours), of(self.theirs));
        let notes = notes.into_iter().map(|(side, change, record)| MergeNote {
            side,
            change,
            record: T::WORD,
            id: record.id().to_string(),
            name: record.title(),
        });
        self.report.notes.extend(notes);
        merged
    }

    /// A deletion that is taken back.
    pub(super) fn kept<T: MergedRecord>(&mut self, by: MergeSide, record: &T) {
        self.note(by, MergeChange::Kept, record);
        self.ask_about_deletion(by, record);
    }
}
