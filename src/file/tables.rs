//! Tables that belong together: ties in one file, their actors and claims in others. Knows no line
//! of them.

use std::sync::Arc;

use super::content::{FileContent, RefusedFile, finish};
use super::formats::edge_list::{LinkedTables, TableKind, kind_of, names_of, read_linked};
use super::formats::{self, json};
use super::progress::{Progress, ProgressMeter};
use super::report::IssueLog;
use super::{encoding, stoppable};
use crate::model::{Issue, ReadChoices};

/// The bytes of a file, and its name.
pub type NamedBytes<'f> = (&'f [u8], &'f str);

/// The text of a table and what it is, with the name of its file.
struct NamedTable<'f> {
    text: String,
    kind: TableKind,
    name: &'f str,
}

/// The tables of ties, of actors and of claims in these files; nothing if they are not one of ties
/// with at most one of each other kind.
fn linked<'f>(
    files: &[NamedBytes<'f>],
    choices: &ReadChoices,
) -> Option<[Option<NamedTable<'f>>; 3]> {
    let mut found = [None, None, None];
    for (bytes, name) in files {
        let text = encoding::decode(bytes).ok()?.0.into_owned();
        let error = json::parse(&text).err()?;
        let format = formats::of_text(&text).or(formats::of_broken_json(&text, name, error.at))?;
        if format.id != formats::TABLE {
            return None;
        }
        let kind = kind_of(&text, choices)?;
        let slot = &mut found[match kind {
            TableKind::Ties => 0,
            TableKind::Actors => 1,
            TableKind::Claims => 2,
        }];
        if slot.is_some() {
            return None;
        }
        let text = encoding::with_new_lines(&text).into_owned();
        *slot = Some(NamedTable { text, kind, name });
    }
    found[0].is_some().then_some(found)
}

/// Whether these files are a table of ties with a table of its actors, of its claims, or both.
pub fn are_tables(files: &[NamedBytes<'_>], choices: &ReadChoices) -> bool {
    files.len() > 1 && linked(files, choices).is_some()
}

/// What is chosen about the table of ties, beside one of actors: a column that is kept or ignored
/// may be one of either.
fn about_ties(text: &str, choices: &ReadChoices) -> ReadChoices {
    let mut columns = choices.columns.about_actors(false);
    if columns.roles.iter().any(|(_, role)| role.is_general()) {
        let names = names_of(text);
        let is_known = |name: &String| names.contains(name);
        columns
            .roles
            .retain(|(name, role)| !role.is_general() || is_known(name));
    }
    ReadChoices {
        columns,
        ..choices.clone()
    }
}

/// Reads a table of ties with the tables of its actors and of its claims, in any order, as one
/// network; `None` if they are not such tables, or if `progress` cancelled it. The choices are
/// about the ties.
pub fn read_tables(
    files: &[NamedBytes<'_>],
    choices: &ReadChoices,
    progress: Progress<'_>,
) -> Option<Result<FileContent, RefusedFile>> {
    let [ties, actors, claims] = linked(files, choices)?;
    let ties = ties?;
    let of_actors = Arc::new(ReadChoices {
        columns: choices.columns.about_actors(true),
        ..choices.clone()
    });
    let of_ties = match &actors {
        Some(_) => about_ties(&ties.text, choices),
        None => choices.clone(),
    };
    let mut of_ties = IssueLog::choosing(&Arc::new(of_ties));
    let mut others = [IssueLog::choosing(&of_actors), IssueLog::default()];
    let [of_actors, of_claims] = &mut others;
    let read = stoppable(progress, |progress| {
        let meter = ProgressMeter::first_half(Some(progress), ties.text.len());
        let linked = LinkedTables {
            ties: (&ties.text, &mut of_ties),
            actors: actors.as_ref().map(|table| (&*table.text, of_actors)),
            claims: claims.as_ref().map(|table| (&*table.text, of_claims)),
        };
        read_linked(linked, meter)
    });
    let document = read?;
    let is_refused = others.iter().any(|log| log.is_refused);
    let mut issues: Vec<Issue> = Vec::new();
    for (table, log) in [actors, claims].into_iter().zip(others) {
        let Some(NamedTable { text, kind, name }) = table else {
            continue;
        };
        let found = log.into_issues(&text, None).into_iter();
        let found = found.filter(|issue| kind != TableKind::Actors || issue.code != "actors-only");
        issues.extend(found.map(|issue| Issue {
            message: format!("in {name}: {}", issue.message),
            ..issue
        }));
    }
    of_ties.is_refused |= is_refused;
    Some(finish(document, formats::TABLE, of_ties, |report| {
        issues.extend(report.into_issues(&ties.text, None));
        issues
    }))
}
