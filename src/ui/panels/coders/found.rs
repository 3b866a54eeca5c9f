//! The coders of the open document and their agreement, computed by a task. Shows nothing.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use egui::{Id, Ui};

use crate::analysis::agreement::{
    Agreement, AgreementDraws, Coding, DocumentCoder, coders_of, compared_at_first, uncoded_claims,
};
use crate::app::{CheckedTexts, State};
use crate::model::Document;
use crate::tasks::{Computed, Generation};
use crate::ui::View;

/// The coders of a document, and how well those that are compared agree.
#[derive(Default)]
pub(super) struct CodersFound {
    /// All of them.
    pub(super) coders: Vec<DocumentCoder>,
    /// The number of claims without a coder.
    pub(super) uncoded: usize,
    /// The names of those that are compared.
    pub(super) compared: Vec<String>,
    /// The agreement of the claims of each, in the order of these names; empty for fewer than two.
    pub(super) agreement: Agreement,
    pub(super) draws: AgreementDraws,
}

/// What the agreement depends on: the document, the texts by their place in memory, and the coders
/// that the user chose.
type FoundKey = (Generation, u64, usize, Option<BTreeSet<String>>);

/// The coders; `None` until they are compared. What was found for an earlier state of the document
/// is shown until then.
pub(super) fn found(ui: &Ui, view: View) -> Option<Arc<CodersFound>> {
    type Cache = Arc<Mutex<Computed<FoundKey, CodersFound>>>;
    let id = Id::new("agreement of coders");
    let cache = ui.data_mut(|data| data.get_temp_mut_or_default::<Cache>(id).clone());
    let mut cache = cache.lock().unwrap_or_else(PoisonError::into_inner);
    let key = key(view.state);
    let (document, texts, chosen) = (
        view.state.document().clone(),
        Arc::clone(&view.state.open.source_texts.checked),
        key.3.clone(),
    );
    let ctx = ui.ctx().clone();
    let compute =
        move |_: &crate::tasks::TaskContext<'_>| Some(compared(&document, &texts, chosen));
    cache.follow(&key, move || ctx.request_repaint(), compute);
    let ((generation, ..), found) = cache.latest()?;
    (*generation == key.0).then(|| Arc::clone(found))
}

fn key(state: &State) -> FoundKey {
    (
        state.document_generation,
        state.open.history.revision(),
        Arc::as_ptr(&state.open.source_texts.checked) as usize,
        state.open.session.compared_coders.clone(),
    )
}

fn compared(
    document: &Document,
    texts: &CheckedTexts,
    chosen: Option<BTreeSet<String>>,
) -> CodersFound {
    let coders = coders_of(document);
    let chosen = chosen.unwrap_or_else(|| compared_at_first(&coders));
    let names = coders.iter().map(|coder| coder.name.clone());
    let compared: Vec<String> = names.filter(|name| chosen.contains(name)).collect();
    let codings: Vec<_> = compared
        .iter()
        .map(|name| Coding {
            document,
            texts: texts.texts(),
            coder: Some(name),
        })
        .collect();
    let draws = AgreementDraws::default();
    let agreement = match codings.len() {
        0 | 1 => Agreement::default(),
        _ => Agreement::of(&codings, draws),
    };
    CodersFound {
        coders,
        uncoded: uncoded_claims(document),
        compared,
        agreement,
        draws,
    }
}
