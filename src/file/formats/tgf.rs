//! The trivial graph format of yEd: a line for each node with its label, a line with `#`, and a
//! line for each edge. Knows no other format.

use super::attribute_value::AttributeValue;
use super::tie_builder::TieBuilder;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::Document;

pub(super) fn read(
    text: &str,
    report: &mut IssueLog,
    mut progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut ties = TieBuilder::listed(text.len());
    let mut is_edge = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let here = at;
        at += line.len();
        if progress.is_cancelled(here) {
            return None;
        }
        match line.trim() {
            "" => {}
            "#" => is_edge = true,
            line if is_edge => add_edge(line, here, &mut ties, report),
            line => {
                let (id, label) = first_word(line);
                let actor = ties.declare(id, here, report);
                ties.set_name(actor, label);
            }
        }
    }
    ties.into_document(report, progress.second_half(), &|at, _| at)
}

/// The first word of a line, and the rest.
fn first_word(line: &str) -> (&str, &str) {
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    (word, rest.trim())
}

/// Adds an edge, which goes from the first node to the second.
fn add_edge(line: &str, at: usize, ties: &mut TieBuilder, report: &mut IssueLog) {
    let (source, rest) = first_word(line);
    let (target, label) = first_word(rest);
    let target = (!target.is_empty()).then_some(target);
    let Some(mut tie) = ties.between([Some(source), target], at, report) else {
        return;
    };
    ties.attribute(&mut tie.values, "label", AttributeValue::digits(label));
    ties.tie(tie);
}
