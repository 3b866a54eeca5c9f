//! Tables in sections: GUESS GDF and NetDraw VNA. Knows no other format.

use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::native::reading::short;
use super::tie_builder::TieBuilder;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::Document;

/// What the lines of a section are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SectionKind {
    Nodes,
    Ties,
    Unread,
}

/// Reads GDF: `nodedef>name VARCHAR,label VARCHAR`, and lines of values.
pub(crate) fn read_gdf(
    text: &str,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let begin = |line: &str| {
        let lower = line.to_lowercase();
        let kind = if lower.starts_with("nodedef>") {
            SectionKind::Nodes
        } else if lower.starts_with("edgedef>") {
            SectionKind::Ties
        } else {
            return None;
        };
        let names = line[8..].split(',');
        let name = |name: &str| {
            name.split_whitespace()
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        Some((kind, Some(names.map(name).collect())))
    };
    read(
        text,
        &begin,
        &|line| cells(line, Some(',')),
        report,
        progress,
    )
}

/// Reads VNA: `*Node data`, a line of names, and lines of values.
pub(crate) fn read_vna(
    text: &str,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let begin = |line: &str| {
        let lower = line.to_lowercase();
        let kind = if !lower.starts_with('*') {
            return None;
        } else if lower.starts_with("*node data") || lower.starts_with("*node properties") {
            SectionKind::Nodes
        } else if lower.starts_with("*tie data") {
            SectionKind::Ties
        } else {
            SectionKind::Unread
        };
        Some((kind, None))
    };
    read(text, &begin, &|line| cells(line, None), report, progress)
}

type Begin<'f> = &'f dyn Fn(&str) -> Option<(SectionKind, Option<Vec<String>>)>;

fn read(
    text: &str,
    begin: Begin<'_>,
    split: &dyn Fn(&str) -> Vec<String>,
    report: &mut IssueLog,
    mut progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut ties = TieBuilder::listed(text.len());
    let mut section = SectionKind::Unread;
    let mut names: Option<Vec<String>> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let here = at;
        at += line.len();
        if progress.is_cancelled(here) {
            return None;
        }
        let trimmed = line.trim();
        if trimmed.is_empty() {
            continue;
        }
        if let Some((kind, given)) = begin(trimmed) {
            (section, names) = (kind, given);
            if kind == SectionKind::Unread {
                let message = format!("`{}` is not read", short(trimmed));
                let hint = "Frenemy reads tables of nodes and of ties.".to_owned();
                report.warning(here, "unread-section", message, Some(hint));
            }
            continue;
        }
        let values = split(trimmed);
        match (&names, section) {
            (_, SectionKind::Unread) => {}
            (None, _) => names = Some(values),
            (Some(names), SectionKind::Nodes) => add_node(names, &values, here, &mut ties, report),
            (Some(names), SectionKind::Ties) => add_tie(names, &values, here, &mut ties, report),
        }
    }
    ties.into_document(report, progress.second_half(), &|at, _| at)
}

fn add_node(
    names: &[String],
    values: &[String],
    at: usize,
    ties: &mut TieBuilder,
    report: &mut IssueLog,
) {
    let Some(id) = values.first().filter(|id| !id.is_empty()) else {
        return;
    };
    // A node of several sections is one.
    let known = ties.known(id).filter(|actor| ties.is_declared(*actor));
    let actor = known.unwrap_or_else(|| ties.declare(id, at, report));
    for (index, value) in values.iter().enumerate().skip(1) {
        let name = names.get(index).map_or("value", String::as_str);
        match &*name.to_lowercase() {
            "shortlabel" | "label" => ties.set_name(actor, value),
            _ => ties.describe(actor, name, AttributeValue::digits(value)),
        }
    }
}

fn add_tie(
    names: &[String],
    values: &[String],
    at: usize,
    ties: &mut TieBuilder,
    report: &mut IssueLog,
) {
    let [source, target] = [0, 1].map(|end| values.get(end).map(String::as_str));
    let Some(mut tie) = ties.between([source, target], at, report) else {
        return;
    };
    let rest = values.iter().skip(2);
    let mut attributes = Attributes::new();
    for (index, value) in rest.enumerate() {
        let name = names.get(index + 2).map_or("value", String::as_str);
        match (&*name.to_lowercase(), value.as_str()) {
            ("directed", "true" | "false") => tie.directed = Some(value == "true"),
            _ => ties.attribute(&mut attributes, name, AttributeValue::digits(value)),
        }
    }
    tie.values = attributes;
    ties.tie(tie);
}

/// The cells of a line; text in single or double quotes is one.
fn cells(line: &str, separator: Option<char>) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut quote = None;
    for letter in line.chars() {
        let is_space = letter.is_whitespace() || letter == ',';
        let ends = separator.map_or(is_space, |separator| letter == separator);
        match quote {
            Some(open) if letter == open => quote = None,
            None if ends => found.push(String::new()),
            None if letter == '"'
                || (letter == '\'' && found.last().is_some_and(|cell| cell.trim().is_empty())) =>
            {
                quote = Some(letter);
            }
            _ => {
                if let Some(cell) = found.last_mut() {
                    cell.push(letter);
                }
            }
        }
    }
    let mut cells: Vec<String> = found
        .into_iter()
        .map(|cell| cell.trim().to_owned())
        .collect();
    if separator.is_none() {
        cells.retain(|cell| !cell.is_empty());
    }
    cells
}
