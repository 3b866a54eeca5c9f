//! Tables in JSON: results of a query of Wikidata, lists of records with an id and a label for each
//! end, and lists of rows below one that names the columns. Each is read as the table that it is.

use std::borrow::Cow;

use super::cell_row::CellRow;
use super::columns::{labelled_ends, named_ends};
use super::edge_list;
use super::json::{Kind, Value};
use super::json_lists::scalar;
use super::tie_builder::TieBuilder;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::{Document, Severity};

/// How many rows are looked at to see whether they are a table.
const SAMPLE: usize = 20;

/// How many cells a table has for each value of its records, at most.
const MOST_GAPS: usize = 10;

/// A row of a table in JSON.
struct JsonRow<'v>(Vec<Cow<'v, str>>);

impl CellRow for JsonRow<'_> {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn cell(&self, at: usize) -> &str {
        self.0.get(at).map_or("", |cell| cell.trim())
    }
}

/// A value as a cell: nothing for `null`, and nothing at all for a list or an object without one.
fn cell<'v>(value: &'v Value<'_>) -> Option<Cow<'v, str>> {
    match &value.kind {
        Kind::Null => Some(Cow::Borrowed("")),
        Kind::Flag(flag) => Some(Cow::Borrowed(if *flag { "true" } else { "false" })),
        // A query gives each day its midnight.
        Kind::Object(_) => match value.get("value").and_then(scalar)? {
            Cow::Borrowed(text) => Some(Cow::Borrowed(text.trim_end_matches("T00:00:00Z"))),
            text @ Cow::Owned(_) => Some(text),
        },
        _ => scalar(value),
    }
}

/// The first rows of a table, or all of them, below the one that names the columns.
fn rows<'v>(root: &'v Value<'_>, most: usize) -> Option<Vec<JsonRow<'v>>> {
    let bindings = root
        .get("results")
        .and_then(|results| results.get("bindings"));
    let items = bindings.unwrap_or(root).as_array()?;
    let first = items.first()?;
    if first.as_array().is_some() {
        let row = |item: &'v Value<'_>| {
            let cells = item.as_array()?.iter().map(cell);
            cells.collect::<Option<Vec<_>>>().map(JsonRow)
        };
        return items.iter().take(most).map(row).collect();
    }
    let vars = root.get("head").and_then(|head| head.get("vars"));
    let names: Vec<Cow<'v, str>> = if let Some(vars) = vars.and_then(Value::as_array) {
        vars.iter().filter_map(scalar).collect()
    } else {
        let members = first.as_object()?.iter();
        members.map(|member| Cow::Borrowed(&*member.key)).collect()
    };
    // Records without most of the columns would be far larger as a table.
    let members = |item: &Value<'_>| item.as_object().map_or(0, <[_]>::len);
    let filled: usize = items.iter().map(members).sum();
    if names.len().saturating_mul(items.len()) > MOST_GAPS.saturating_mul(filled + SAMPLE) {
        return None;
    }
    let row = |item: &'v Value<'_>| {
        item.as_object()?;
        let cells = names.iter().map(|name| match item.get(name) {
            Some(value) => cell(value),
            None => Some(Cow::Borrowed("")),
        });
        cells.collect::<Option<Vec<_>>>().map(JsonRow)
    };
    let below = items.iter().take(most).map(row);
    std::iter::once(Some(JsonRow(names.clone())))
        .chain(below)
        .collect()
}

/// Whether a value is such a table.
pub(super) fn fits(root: &Value<'_>) -> bool {
    let Some(rows) = rows(root, SAMPLE) else {
        return false;
    };
    let is_list = root
        .as_array()
        .and_then(|items| items.first()?.as_array())
        .is_some();
    let is_query = root.get("results").is_some();
    let is_table = rows.len() > 1 && rows[0].len() > 1;
    is_table
        && (labelled_ends(&rows).is_some()
            || ((is_list || is_query) && named_ends(&rows).is_some()))
}

/// Reads the table. Returns nothing if it was cancelled, or if the report says why it has no ties.
pub(super) fn read(
    root: &Value<'_>,
    report: &mut IssueLog,
    mut progress: ProgressMeter<'_>,
) -> Option<Document> {
    let text = text(&rows(root, usize::MAX)?);
    let mut ties = TieBuilder::by_ties_of_json(progress.bytes(), root.memory());
    let mut log = IssueLog::choosing(&report.choices);
    let read = edge_list::read_sheet(&text, &mut ties, &mut log, &mut progress);
    let document =
        read.and_then(|()| ties.into_document(&mut log, progress.last_quarter(), &|at, _| at));
    report.is_refused |= log.is_refused;
    report.preview = log.preview.take().or(report.preview.take());
    for issue in log.into_issues(&text, None) {
        // The first row of the text names the columns.
        let message = match issue.place.line.saturating_sub(1) {
            0 => issue.message,
            row => format!("record {row}: {}", issue.message),
        };
        match issue.severity {
            Severity::Error => report.error(root.at, issue.code, message, issue.hint),
            Severity::Warning => report.warning(root.at, issue.code, message, issue.hint),
            Severity::Note => report.note(root.at, issue.code, message, issue.hint),
        }
    }
    document
}

/// The rows as text, with tabs between the cells.
fn text(rows: &[JsonRow<'_>]) -> String {
    let mut text = String::new();
    for row in rows {
        for (at, cell) in row.0.iter().enumerate() {
            if at > 0 {
                text.push('\t');
            }
            let cell = cell.replace('\0', " ");
            if cell.contains(['\t', '\n', '\r', '"']) {
                text.push('"');
                text += &cell.replace('"', "\"\"");
                text.push('"');
            } else {
                text += &cell;
            }
        }
        text.push('\n');
    }
    text
}
