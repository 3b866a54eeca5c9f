//! Votes of Wikipedia's requests for adminship, as SNAP publishes them (wiki-RfA): blocks of lines
//! such as `SRC:Ann`, `TGT:Ben`, `VOT:-1`. Knows no other format.

use super::attribute_value::AttributeValue;
use super::listed_tie::ListedTie;
use super::tie_builder::TieBuilder;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::Document;

/// The keys whose values have a meaning, each with the name of an attribute of that meaning.
const KEYS: [(&str, &str); 3] = [("VOT", "sign"), ("YEA", "year"), ("TXT", "text")];

pub(super) fn fits(text: &str) -> bool {
    text.trim_start().starts_with("SRC:") && text.contains("\nTGT:")
}

pub(super) fn read(
    text: &str,
    report: &mut IssueLog,
    mut progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut ties = TieBuilder::by_ties(text.len());
    let mut block: Vec<(&str, &str)> = Vec::new();
    let (mut at, mut begun) = (0, 0);
    for line in text.split_inclusive('\n') {
        if progress.is_cancelled(at) {
            return None;
        }
        let is_new = line.starts_with("SRC:");
        if is_new || line.trim().is_empty() {
            add_vote(&block, begun, &mut ties, report);
            block.clear();
            begun = at;
        }
        block.extend(line.trim_end().split_once(':'));
        at += line.len();
    }
    add_vote(&block, begun, &mut ties, report);
    ties.into_document(report, progress.second_half(), &|at, _| at)
}

/// Adds the vote of a block: from who voted to the candidate.
fn add_vote(block: &[(&str, &str)], at: usize, ties: &mut TieBuilder, report: &mut IssueLog) {
    if block.is_empty() {
        return;
    }
    let value = |wanted: &str| {
        let mut lines = block.iter();
        let found = lines.find(|(key, _)| *key == wanted);
        found
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    };
    let (Some(source), Some(target)) = (value("SRC"), value("TGT")) else {
        let message = "this vote does not name who voted and the candidate";
        let hint = Some("Expected lines with SRC: and TGT:; it is left out.".to_owned());
        return report.error(at, "missing-end", message, hint);
    };
    let mut tie = ListedTie {
        source: ties.end(source, at),
        target: ties.end(target, at),
        directed: Some(true),
        at,
        ..ListedTie::default()
    };
    let others = block
        .iter()
        .filter(|(key, _)| !["SRC", "TGT"].contains(key));
    for (key, value) in others {
        let known = KEYS.iter().find(|(known, _)| known == key);
        let name = known.map_or(*key, |(_, name)| *name);
        ties.attribute(&mut tie.values, name, AttributeValue::digits(value.trim()));
    }
    ties.tie(tie);
}
