//! Merges what is said about the network as a whole: title, coders, codebook, questions and unknown
//! fields of the file. Knows no record.

use std::collections::HashSet;

use super::document::DocumentMerge;
use super::members::{MemberConflict, Members};
use super::record;
use super::report::{MergeChange, MergeNote, MergeSide};
use crate::file::formats::native::record::Entry;
use crate::model::{CodebookEntry, Document, Fields, Meta};

impl DocumentMerge<'_> {
    /// Merges what is said about the network as a whole. Two coders are both named.
    pub(super) fn meta(&mut self) -> Meta {
        let base = self.base.map(|base| &base.meta);
        let (ours, theirs) = (&self.ours.meta, &self.theirs.meta);
        let coder = joined_coders(
            base.and_then(|base| base.coder.as_deref()),
            ours.coder.as_deref(),
            theirs.coder.as_deref(),
        );
        let questions = merged_list(
            &ours.questions,
            &theirs.questions,
            base.map(|it| &it.questions[..]),
        );
        let set_aside = merged_list(
            &ours.set_aside,
            &theirs.set_aside,
            base.map(|it| &it.set_aside[..]),
        );
        let (codebook, conflicts) = self.codebook();
        let apart = ["coder", "questions", "set_aside", "codebook"];
        let (mut merged, mut asked) = record::merged_but(base, ours, theirs, &apart);
        asked.extend(conflicts);
        self.ask("network", "", asked);
        merged.coder = coder;
        merged.questions = questions;
        merged.set_aside = set_aside;
        merged.codebook = codebook;
        merged
    }

    /// Notes which side changed what is said about the network as a whole.
    pub(super) fn note_network(&mut self) {
        let own = |document: &Document| {
            let own = Members::from_unknown(&document.fields).but(&["view"]);
            (record::members(&document.meta), own)
        };
        let is_same = |one: &Document, two: &Document| {
            let same_meta = one.meta == two.meta && one.fields == two.fields;
            same_meta || {
                let ((meta, fields), (other_meta, other_fields)) = (own(one), own(two));
                meta.is_same(&other_meta) && fields.is_same(&other_fields)
            }
        };
        if is_same(self.ours, self.theirs) {
            return;
        }
        // Without a base, a file that says nothing about the network, such as a bibliography,
        // changes nothing.
        let nothing = Document::default();
        let base = self.base.unwrap_or(&nothing);
        let differs = |side| !is_same(side, base);
        let side = match (differs(self.ours), differs(self.theirs)) {
            (true, false) => MergeSide::Ours,
            (false, true) => MergeSide::Theirs,
            _ => MergeSide::Both,
        };
        self.report.notes.push(MergeNote {
            side,
            change: MergeChange::Changed,
            record: "network",
            id: String::new(),
            name: "the network".to_owned(),
        });
    }

    /// Merges the codebook entry by entry, each by its kind and type.
    fn codebook(&self) -> (Vec<CodebookEntry>, Vec<MemberConflict>) {
        let base = self.base.map_or(&[][..], |base| &base.meta.codebook);
        let (ours, theirs) = (&self.ours.meta.codebook, &self.theirs.meta.codebook);
        let mut merged = Vec::new();
        let mut conflicts = Vec::new();
        for our in ours {
            let before = base.iter().find(|entry| entry.is_about(our));
            match theirs.iter().find(|entry| entry.is_about(our)) {
                Some(their) => {
                    let (entry, asked) = record::merged(before, our, their);
                    let title = entry.title();
                    let named = asked.into_iter().map(|conflict| MemberConflict {
                        key: format!("codebook {title}: {}", conflict.key),
                        ..conflict
                    });
                    conflicts.extend(named);
                    merged.push(entry);
                }
                None if before == Some(our) => {}
                None => merged.push(our.clone()),
            }
        }
        for their in theirs {
            let is_ours = ours.iter().any(|entry| entry.is_about(their));
            let before = base.iter().find(|entry| entry.is_about(their));
            if !is_ours && before != Some(their) {
                merged.push(their.clone());
            }
        }
        (merged, conflicts)
    }

    /// Merges unknown fields of the file. What a window shows is not content: ours stays.
    pub(super) fn fields(&mut self) -> Fields {
        let (ours, theirs) = (&self.ours.fields, &self.theirs.fields);
        let base = self.base.map(|base| base.fields.index());
        let both = ours.all_unknown().chain(theirs.all_unknown());
        let (our_index, their_index) = (ours.index(), theirs.index());
        let (mut seen, mut changes) = (HashSet::new(), Vec::new());
        let mut conflicts = Vec::new();
        for (key, _) in both.filter(|(key, _)| seen.insert(*key)) {
            let before = base.as_ref().and_then(|base| base.unknown(key));
            let (our, their) = (our_index.unknown(key), their_index.unknown(key));
            if our == their || their == before || key == "view" && our.is_some() {
                continue;
            }
            if our == before || our.is_none() {
                changes.push((key, their));
            }
            if our == before {
                continue;
            }
            conflicts.push(MemberConflict {
                key: key.to_owned(),
                ours: our.map(str::to_owned),
                theirs: their.map(str::to_owned),
            });
        }
        let merged = ours.with_all_unknown(&changes);
        self.ask("network", "", conflicts);
        merged
    }
}

/// The coders of both files: `Ada; Ben`.
fn joined_coders(base: Option<&str>, ours: Option<&str>, theirs: Option<&str>) -> Option<String> {
    let both = match (ours, theirs) {
        (ours, theirs) if ours == theirs || theirs == base => ours.map(str::to_owned),
        (ours, theirs) if ours == base => theirs.map(str::to_owned),
        (Some(ours), Some(theirs)) => {
            let mut names: Vec<&str> = ours.split("; ").collect();
            let new = theirs.split("; ");
            let new: Vec<_> = new.filter(|name| !names.contains(name)).collect();
            names.extend(new);
            Some(names.join("; "))
        }
        (ours, theirs) => ours.or(theirs).map(str::to_owned),
    };
    both.filter(|names| !names.is_empty())
}

/// Records of both lists, without those that one side removed. O(records).
fn merged_list<T: Entry + Clone + PartialEq>(
    ours: &[T],
    theirs: &[T],
    base: Option<&[T]>,
) -> Vec<T> {
    let base = base.unwrap_or_default();
    if ours == theirs {
        return ours.to_vec();
    }
    let texts = |list: &[T]| -> Vec<String> {
        list.iter().map(|one| record::members(one).json()).collect()
    };
    let all = [ours, theirs, base].map(texts);
    let sets = [0, 1, 2].map(|list: usize| all[list].iter().collect::<HashSet<_>>());
    let [in_ours, in_theirs, in_base] = sets;
    let kept = ours.iter().zip(&all[0]);
    let kept = kept.filter(|(_, text)| !in_base.contains(text) || in_theirs.contains(text));
    let new = theirs.iter().zip(&all[1]);
    let new = new.filter(|(_, text)| !in_base.contains(text) && !in_ours.contains(text));
    kept.chain(new).map(|(one, _)| one.clone()).collect()
}
