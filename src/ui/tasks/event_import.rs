//! Event data read with the rules of a request: the first rows for a preview, or all of them as a
//! new document. Shows nothing.

use std::sync::Arc;

use crate::app::{Command, EventsCommand, LoadedDocument};
use crate::events::presets::COLUMNS;
use crate::events::{self, EventPreset, EventPreview, EventRequest, ImportedEvents};
use crate::graph::simplify::{SIMPLIFICATIONS, Simplify};
use crate::graph::{Filter, Network};
use crate::model::{Document, Issue, Location, Severity};
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
        Ok(found) => Command::Opened(Box::new(opened(found, request))),
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
fn opened(found: ImportedEvents, request: &EventRequest) -> LoadedDocument {
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
        simplify: readable(&document),
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

#[cfg(test)]
mod tests {
    use super::*;
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
}
