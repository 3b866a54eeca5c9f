//! Event data read with the rules of a request: the first rows for a preview, or all of them as a
//! new document. Shows nothing.

use std::sync::Arc;

use crate::analysis::{AnalysisProgress, with_simplification};
use crate::app::{Command, EventsCommand, LoadedDocument};
use crate::events::presets::COLUMNS;
use crate::events::{self, EventPreset, EventPreview, EventRequest, ImportedEvents};
use crate::graph::simplify::{SIMPLIFICATIONS, Simplify};
use crate::graph::{Filter, Network};
use crate::layout::{self, Plan};
use crate::model::{Document, Edit, Issue, Location, Severity};
use crate::scene::{self, ShownRequest, Start};
use crate::tasks::TaskContext;

/// Larger networks of events open with the rules of [`readable`]: events connect nearly everybody
/// with everybody.
const MAX_READABLE: Readable = Readable {
    actors: 40,
    relations: 300,
};

/// How much a picture shows at once.
struct Readable {
    actors: usize,
    relations: usize,
}

/// Reads the first rows; `None` if that was cancelled.
///
/// # Errors
/// Says what is wrong with the files or rules.
pub(crate) fn previewed(
    request: &EventRequest,
    context: &TaskContext<'_>,
) -> Option<Result<EventPreview, String>> {
    let plan = match request.plan() {
        Ok(plan) => plan,
        Err(problem) => return Some(Err(problem.message)),
    };
    let progress = |share| context.report(share);
    events::preview(&request.paths, &plan, &progress).transpose()
}

/// Imports all rows; `None` if that was cancelled.
pub(crate) fn imported(request: &EventRequest, context: &TaskContext<'_>) -> Option<Command> {
    let progress = |share: f32| context.report(share);
    let plan = request.plan().map_err(|problem| problem.message);
    let found = plan.and_then(|plan| events::import(&request.paths, &plan, &progress));
    Some(match found.transpose()? {
        Ok(found) if found.document.relations.is_empty() => failed(no_relations(&found)),
        Ok(mut found) => {
            let simplify = readable(&found.document);
            // All rows are read: little is left to wait for.
            let progress = |_| context.report(1.0);
            found.document = placed(found.document, &simplify, &progress)?;
            Command::Opened(Box::new(opened(found, simplify, request)))
        }
        Err(message) => failed(message),
    })
}

fn failed(message: String) -> Command {
    Command::Events(EventsCommand::Failed(message))
}

/// Why there is nothing to show, and what to change.
fn no_relations(found: &ImportedEvents) -> String {
    format!(
        "No relations result. {} Lower --min-count or --min-net, or choose longer periods with --by.",
        found.counts.in_words()
    )
}

/// The relations as a document that is in no file yet.
fn opened(found: ImportedEvents, simplify: Simplify, request: &EventRequest) -> LoadedDocument {
    let issue = |severity, code, message| Issue {
        severity,
        code,
        place: Location::default(),
        message,
        hint: None,
    };
    let counts = issue(Severity::Note, "event-counts", found.counts.in_words());
    let notes = found.notes.into_iter();
    let notes = notes.map(|note| issue(Severity::Warning, "event-rows", note));
    let name = name_of(found.preset, request);
    let document = found.document;
    LoadedDocument {
        name,
        issues: std::iter::once(counts).chain(notes).collect(),
        network: Some(Arc::new(Network::seen(&document, &Filter::default()))),
        simplify,
        document,
        is_native: true,
        is_unsaved: true,
        ..LoadedDocument::default()
    }
}

/// The name of the set, or for a table of no known set that of the first file.
fn name_of(preset: &EventPreset, request: &EventRequest) -> String {
    let is_table = preset.id == COLUMNS.id;
    let first = request.paths.first().filter(|_| is_table);
    let stem = first.and_then(|path| path.file_stem());
    stem.map_or_else(
        || preset.id.to_owned(),
        |stem| stem.to_string_lossy().into_owned(),
    )
}

/// Rules that leave as much of a document as a picture shows at once; none for a small one. They
/// hide and drop nothing: the whole is in the document.
fn readable(document: &Document) -> Simplify {
    let mut simplify = Simplify::default();
    let mut turn_on = |id: &str, is_needed: bool| {
        let rule = SIMPLIFICATIONS.iter().find(|rule| rule.id == id);
        if let Some(rule) = rule.filter(|_| is_needed) {
            simplify.turn_on(rule.id, rule.default_setting());
        }
    };
    let has_many = [
        document.relations.len() > MAX_READABLE.relations,
        document.actors.len() > MAX_READABLE.actors,
    ];
    turn_on("backbone", has_many[0]);
    turn_on("top-actors", has_many[1]);
    // Actors without one of the strongest ties would stand around the others.
    turn_on("giant", has_many.contains(&true));
    simplify
}

/// The document with a layout in which the actors that these rules leave have the picture for
/// themselves, as if there were no others: among all they would stand in one heap. `None` if that
/// was cancelled. A document that is shown whole is laid out by the window.
fn placed(
    document: Document,
    simplify: &Simplify,
    progress: AnalysisProgress<'_>,
) -> Option<Document> {
    if simplify.is_off() {
        return Some(document);
    }
    let plan = Plan::default();
    let whole = Network::seen(&document, &Filter::default());
    let request = scene::request(&document, &whole, Start::Fresh, plan);
    let mut positions = layout::layout(&request, progress)?;
    let filter = Filter {
        simplify: simplify.clone(),
        ..Filter::default()
    };
    let filter = with_simplification(&document, &whole, filter, progress)?;
    let network = Network::seen(&document, &filter);
    let shown = ShownRequest::new(&document, &network, Start::Fresh, plan);
    shown.put(&layout::layout(&shown.request, progress)?, &mut positions);
    let positions = positions.iter().map(|position| (position.x, position.y));
    Some(Edit::arrange(&document, positions).applied(&document))
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::model::{Actor, Relation};
    use crate::sample::Sample;

    #[test]
    fn large_networks_open_simplified_and_small_ones_whole() {
        let small = Sample::new(20, 1).document();
        assert!(readable(&small).is_off());
        let large = readable(&Sample::new(500, 1).document());
        for rule in ["top-actors", "backbone", "giant"] {
            assert!(large.setting(rule).is_some(), "{rule}");
        }
    }

    #[test]
    fn what_a_large_network_shows_at_first_is_laid_out_as_if_there_were_no_more() {
        let go_on = |_: f32| ControlFlow::Continue(());
        let document = Sample::new(200, 1).document();
        let document = placed(document.clone(), &readable(&document), &go_on).unwrap();
        let simplify = readable(&document);
        let whole = Network::seen(&document, &Filter::default());
        let filter = Filter {
            simplify,
            ..Filter::default()
        };
        let filter = with_simplification(&document, &whole, filter, &go_on).unwrap();
        let shown = Network::seen(&document, &filter);
        assert!((5..=40).contains(&shown.graph.node_count()));
        let places = |document: &Document| -> Vec<_> {
            let nodes = shown.graph.node_weights();
            nodes
                .map(|actor| document.actors.get(&actor.id).unwrap().position)
                .collect()
        };
        let alone = Document {
            actors: shown
                .graph
                .node_weights()
                .map(|actor| Actor {
                    position: None,
                    ..Actor::clone(actor)
                })
                .collect(),
            relations: shown
                .graph
                .edge_weights()
                .map(|relation| Relation::clone(relation))
                .collect(),
            ..Document::default()
        };
        let network = Network::seen(&alone, &Filter::default());
        let request = scene::request(&alone, &network, Start::Fresh, Plan::default());
        let positions = layout::layout(&request, &go_on).unwrap();
        let positions = positions.iter().map(|position| (position.x, position.y));
        let alone = Edit::arrange(&alone, positions).applied(&alone);
        assert_eq!(places(&document), places(&alone));
    }
}
