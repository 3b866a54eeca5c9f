//! Merges two documents: the network as a whole, then sources, actors and relations. Decides
//! nothing about single fields.

use std::collections::HashSet;
use std::sync::Arc;

use super::claims::{self, ClaimContext};
use super::members::MemberConflict;
use super::record;
use super::relations;
use super::rename::NewIds;
use super::report::{MergeChange, MergeNames, MergeNote, MergeReport, MergeSide, Merged};
use super::table::{self, RecordSides};
use super::view_list;
use crate::file::formats::native::record::Entry;
use crate::model::{
    Actor, ActorId, Claim, Document, Question, Record, Reference, ReferenceId, Relation,
};

pub(super) fn merge_documents(
    base: Option<&Document>,
    ours: &Document,
    theirs: &Document,
    names: MergeNames<'_>,
) -> Merged {
    let renamed = NewIds::of(base, ours, theirs);
    let theirs = renamed.applied(theirs);
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
    let references = table::merged(
        base.map(|base| &base.references),
        &ours.references,
        &theirs.references,
        |_, sides| merge.record(sides),
    );
    let actors = table::merged(
        base.map(|base| &base.actors),
        &ours.actors,
        &theirs.actors,
        |_, sides| merge.record(sides),
    );
    let relations = table::merged(
        base.map(|base| &base.relations),
        &ours.relations,
        &theirs.relations,
        |_, sides| merge.relation(sides),
    );
    let mut document = Document {
        meta: merge.meta(),
        references: references.into_iter().collect(),
        actors: actors.into_iter().collect(),
        relations: relations.into_iter().collect(),
        story: view_list::merged(base.map(|base| &base.story), &ours.story, &theirs.story),
        annotations: view_list::merged(
            base.map(|base| &base.annotations),
            &ours.annotations,
            &theirs.annotations,
        ),
        fields: merge.fields(),
    };
    merge.keep_used(&mut document);
    let mut report = merge.report;
    report
        .questions
        .retain(|question| !is_asked(question, &document));
    document
        .meta
        .questions
        .extend(report.questions.iter().cloned());
    Merged { document, report }
}

/// Whether a document has a question already: its files were merged before.
fn is_asked(question: &Question, document: &Document) -> bool {
    document.meta.questions.iter().any(|asked| {
        let place = |question: &Question| {
            let Question {
                record, id, field, ..
            } = question;
            (record.clone(), id.clone(), field.clone())
        };
        place(asked) == place(question)
            && [&asked.kept, &asked.other] == [&question.kept, &question.other]
    })
}

pub(super) struct DocumentMerge<'m> {
    pub(super) base: Option<&'m Document>,
    pub(super) ours: &'m Document,
    pub(super) theirs: &'m Document,
    names: MergeNames<'m>,
    report: MergeReport,
}

/// A record with an id that is merged as a whole.
trait MergedRecord: Record + Entry + Clone + PartialEq {
    /// One of [`Question::RECORDS`].
    const WORD: &'static str;

    fn id_text(&self) -> String;

    /// What it is called in a document.
    fn title(&self, document: &Document) -> String;

    /// Takes what is not content from ours, and says whether it differs.
    fn keep_place(&mut self, _: &Self) -> bool {
        false
    }
}

impl MergedRecord for Actor {
    const WORD: &'static str = "actor";

    fn id_text(&self) -> String {
        self.id.to_string()
    }

    fn title(&self, _: &Document) -> String {
        self.name().to_owned()
    }

    /// The position in the picture, which a layout changes without anyone’s intention.
    fn keep_place(&mut self, ours: &Self) -> bool {
        let is_moved = (self.position, self.pinned) != (ours.position, ours.pinned);
        (self.position, self.pinned) = (ours.position, ours.pinned);
        is_moved
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

impl DocumentMerge<'_> {
    fn document(&self, side: MergeSide) -> &Document {
        match side {
            MergeSide::Theirs => self.theirs,
            _ => self.ours,
        }
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
        let mut was = T::clone(base);
        was.keep_place(merged);
        if record::is_same(&was, &**merged) {
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
        let mut other = T::clone(theirs);
        let is_moved = other.keep_place(ours);
        self.report.moved += usize::from(is_moved);
        let base = base.map(|base| {
            let mut base = base.clone();
            base.keep_place(ours);
            base
        });
        let (merged, conflicts) = record::merged(base.as_ref(), &**ours, &other);
        self.ask(T::WORD, &ours.id_text(), conflicts);
        self.note_changed(base.as_ref(), &**ours, &other);
        if merged == **ours {
            Arc::clone(ours)
        } else {
            Arc::new(merged)
        }
    }

    fn note_changed<T: MergedRecord>(&mut self, base: Option<&T>, ours: &T, theirs: &T) {
        let Some(base) = base else {
            if !record::is_same(ours, theirs) {
                self.note(MergeSide::Both, MergeChange::Changed, ours);
            }
            return;
        };
        let differs = |side: &T| !record::is_same(side, base);
        match (differs(ours), differs(theirs)) {
            (true, true) => self.note(MergeSide::Both, MergeChange::Changed, ours),
            (true, false) => self.note(MergeSide::Ours, MergeChange::Changed, ours),
            (false, true) => self.note(MergeSide::Theirs, MergeChange::Changed, theirs),
            (false, false) => {}
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
        if Arc::ptr_eq(ours, theirs) || ours == theirs {
            return Some(Arc::clone(ours));
        }
        let bare = |relation: &Arc<Relation>| Relation {
            claims: Vec::new(),
            ..Relation::clone(relation)
        };
        let base = sides.base.map(bare);
        let (our, their) = (bare(ours), bare(theirs));
        let (mut merged, conflicts) = record::merged(base.as_ref(), &our, &their);
        self.ask(Relation::WORD, ours.id.as_str(), conflicts);
        self.note_changed(base.as_ref(), &our, &their);
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
        ClaimContext {
            actors: [&self.ours.actors, &self.theirs.actors],
            coders: [
                self.ours.meta.coder.as_deref(),
                self.theirs.meta.coder.as_deref(),
            ],
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

    /// Keeps actors and sources that one side deleted and a relation of the other side uses.
    fn keep_used(&mut self, document: &mut Document) {
        let noted = self.report.notes.len();
        let relations: Vec<_> = document.relations.iter().cloned().collect();
        for relation in &relations {
            for id in [&relation.source, &relation.target] {
                self.keep_actor(document, id);
            }
            for id in relation
                .claims
                .iter()
                .filter_map(|claim| claim.reference.as_ref())
            {
                self.keep_reference(document, id);
            }
        }
        let kept = self.report.notes[noted..].iter();
        let kept: HashSet<_> = kept.map(|note| (note.record, note.id.clone())).collect();
        self.report.notes.retain(|note| {
            note.change != MergeChange::Removed || !kept.contains(&(note.record, note.id.clone()))
        });
    }

    fn keep_actor(&mut self, document: &mut Document, id: &ActorId) {
        if document.actors.contains(id) {
            return;
        }
        let (ours, theirs) = (self.ours.actors.get(id), self.theirs.actors.get(id));
        let Some(actor) = ours.or(theirs).cloned() else {
            return;
        };
        let by = match ours {
            Some(_) => MergeSide::Theirs,
            None => MergeSide::Ours,
        };
        self.kept(by, &*actor);
        document.actors.put(actor);
    }

    fn keep_reference(&mut self, document: &mut Document, id: &ReferenceId) {
        if document.references.contains(id) {
            return;
        }
        let (ours, theirs) = (self.ours.references.get(id), self.theirs.references.get(id));
        let Some(reference) = ours.or(theirs).cloned() else {
            return;
        };
        let by = match ours {
            Some(_) => MergeSide::Theirs,
            None => MergeSide::Ours,
        };
        self.kept(by, &*reference);
        document.references.put(reference);
    }

    /// A deletion that is taken back.
    fn kept<T: MergedRecord>(&mut self, by: MergeSide, record: &T) {
        self.note(by, MergeChange::Kept, record);
        self.ask_about_deletion(by, record);
    }
}
