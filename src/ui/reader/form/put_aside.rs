//! Forms that were closed with Esc or Cancel: one is opened again with what was entered, when the
//! same words are selected. Nothing of them is in the document.

use std::ops::Range;

use super::ClaimDraft;
use crate::evidence::Text;
use crate::model::{ReferenceId, RelationKind, Stance};

/// The most forms that are kept.
const MAX_KEPT: usize = 20;

/// Forms that were closed, the last one at the end.
#[derive(Default)]
pub(in crate::ui::reader) struct PutAside(Vec<ClaimDraft>);

/// The words that a form quotes, and whether it shows a proposal.
pub(in crate::ui::reader) struct Quoted<'a> {
    pub(in crate::ui::reader) reference: &'a ReferenceId,
    pub(in crate::ui::reader) text: &'a Text,
    pub(in crate::ui::reader) range: Range<usize>,
    pub(in crate::ui::reader) is_proposed: bool,
}

impl PutAside {
    /// Keeps a form, if something was entered in it.
    pub(in crate::ui::reader) fn keep(&mut self, draft: ClaimDraft) {
        if !draft.is_filled() {
            return;
        }
        if self.0.len() == MAX_KEPT {
            self.0.remove(0);
        }
        self.0.push(draft);
    }

    /// Whether a form about these words is kept.
    pub(in crate::ui::reader) fn has(&self, quoted: &Quoted<'_>) -> bool {
        self.0.iter().any(|draft| draft.is_about(quoted))
    }

    /// Takes the form about these words.
    pub(in crate::ui::reader) fn take(
        &mut self,
        quoted: &Quoted<'_>,
        kind: Option<RelationKind>,
    ) -> Option<ClaimDraft> {
        let place = self.0.iter().rposition(|draft| draft.is_about(quoted))?;
        let mut draft = self.0.remove(place);
        draft.kind = kind.or(draft.kind);
        draft.last_focus = None;
        draft.focus = Some(draft.next_focus());
        Some(draft)
    }
}

impl ClaimDraft {
    fn is_about(&self, quoted: &Quoted<'_>) -> bool {
        self.reference == *quoted.reference
            && self.is_proposed == quoted.is_proposed
            && self.range == quoted.range
            && self.quote == quoted.text.quote(quoted.range.clone())
    }

    /// Whether the user entered more than the kind.
    fn is_filled(&self) -> bool {
        let texts = [self.when.as_str(), self.claimant.text(), &self.note];
        let ends = [self.source.text(), self.target.text()];
        self.is_proposed
            || texts.iter().any(|text| !text.trim().is_empty())
            || ends != self.found_ends.each_ref().map(String::as_str)
            || self.stance != Stance::default()
            || self.credibility.is_some()
    }
}
