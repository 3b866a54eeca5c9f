//! The coders of the open document and their agreement, computed by a task. Shows nothing.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use egui::{Id, Ui};

use crate::analysis::agreement::{Agreement, AgreementDraws, Coding};
use crate::app::{CheckedTexts, State};
use crate::model::Document;
use crate::tasks::{Computed, Generation};
use crate::ui::View;

/// The coders of a document, and how well they agree.
#[derive(Default)]
pub(super) struct CodersFound {
    /// Their names.
    pub(super) names: Vec<String>,
    /// How many claims each has.
    pub(super) claims: Vec<usize>,
    /// The agreement of the claims of each, in the order of the names; empty for fewer than two.
    pub(super) agreement: Agreement,
    pub(super) draws: AgreementDraws,
}

/// What the agreement depends on: the document, and the texts by their place in memory.
type FoundKey = (Generation, u64, usize);

/// The coders; `None` until they are compared. What was found for an earlier state of the document
/// is shown until then.
pub(super) fn found(ui: &Ui, view: View) -> Option<Arc<CodersFound>> {
    type Cache = Arc<Mutex<Computed<FoundKey, CodersFound>>>;
    let id = Id::new("agreement of coders");
    let cache = ui.data_mut(|data| data.get_temp_mut_or_default::<Cache>(id).clone());
    let mut cache = cache.lock().unwrap_or_else(PoisonError::into_inner);
    let key = key(view.state);
    let (document, texts) = (
        view.state.document().clone(),
        Arc::clone(&view.state.open.source_texts.checked),
    );
    let ctx = ui.ctx().clone();
    let compute = move |_: &crate::tasks::TaskContext<'_>| Some(compared(&document, &texts));
    cache.follow(&key, move || ctx.request_repaint(), compute);
    let ((generation, ..), found) = cache.latest()?;
    (*generation == key.0).then(|| Arc::clone(found))
}

fn key(state: &State) -> FoundKey {
    (
        state.document_generation,
        state.open.history.revision(),
        Arc::as_ptr(&state.open.source_texts.checked) as usize,
    )
}

fn compared(document: &Document, texts: &CheckedTexts) -> CodersFound {
    let mut claims: BTreeMap<&str, usize> = BTreeMap::new();
    let relations = document.relations.iter();
    for claim in relations.flat_map(|relation| &relation.claims) {
        *claims.entry(claim.coder_name()).or_default() += 1;
    }
    claims.remove("");
    let draws = AgreementDraws::default();
    let codings: Vec<_> = claims
        .keys()
        .map(|name| Coding {
            document,
            texts: texts.texts(),
            coder: Some(*name),
        })
        .collect();
    let agreement = match codings.len() {
        0 | 1 => Agreement::default(),
        _ => Agreement::of(&codings, draws),
    };
    CodersFound {
        names: claims.keys().map(|name| (*name).to_owned()).collect(),
        claims: claims.into_values().collect(),
        agreement,
        draws,
    }
}
