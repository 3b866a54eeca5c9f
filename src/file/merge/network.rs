//! Merges what is said about the network as a whole: title, coders, codebook, questions and unknown
//! fields of the file. Knows no record.

use std::collections::HashSet;

use super::document::DocumentMerge;
use super::members::MemberConflict;
use super::record;
use crate::model::{CodebookEntry, Fields, Meta};

impl DocumentMerge<'_> {
    /// Merges what is said about the network as a whole. Two coders are both named.
    pub(super) fn meta(&mut self) -> Meta {
        let base = self.base.map(|base| &base.meta);
        let (ours, mut theirs) = (self.ours.meta.clone(), self.theirs.meta.clone());
        let coder = joined_coders(
            base.and_then(|base| base.coder.as_deref()),
            ours.coder.as_deref(),
            theirs.coder.as_deref(),
        );
        theirs.coder.clone_from(&ours.coder);
        let questions = merged_list(
            &ours.questions,
            &theirs.questions,
            base.map(|it| &it.questions[..]),
        );
        theirs.questions.clone_from(&ours.questions);
        let (codebook, conflicts) = self.codebook();
        theirs.codebook.clone_from(&ours.codebook);
        let (mut merged, mut asked) = record::merged(base, &ours, &theirs);
        asked.extend(conflicts);
        self.ask("network", "", asked);
        merged.coder = coder;
        merged.questions = questions;
        merged.codebook = codebook;
        merged
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

/// Items of both lists, without those that one side removed.
fn merged_list<T: Clone + PartialEq>(ours: &[T], theirs: &[T], base: Option<&[T]>) -> Vec<T> {
    let base = base.unwrap_or_default();
    let kept = ours
        .iter()
        .filter(|item| !base.contains(item) || theirs.contains(item));
    let new = theirs
        .iter()
        .filter(|item| !base.contains(item) && !ours.contains(item));
    kept.chain(new).cloned().collect()
}
