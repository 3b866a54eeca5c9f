//! Adjacency lists as text: an actor on each line, and all that it is tied to; and LGL, with a line
//! `# actor` above its ties. Knows no other format.

use super::attribute_value::AttributeValue;
use super::listed_tie::ListedTie;
use super::tie_builder::TieBuilder;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::Document;

/// Whether a text looks like an adjacency list: lines of words, and more than two lengths.
pub(crate) fn fits(text: &str) -> bool {
    if text.trim_start().starts_with(['{', '[', '<', '"', '*']) {
        return false;
    }
    let mut lengths = std::collections::BTreeSet::new();
    let mut lines = 0;
    for line in text
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
    {
        if line.contains([',', ';', '\t', '|', '{', '"']) {
            return false;
        }
        let words = line.split_whitespace().count();
        if words > 3 && line.split_whitespace().any(|word| word.len() > 60) {
            return false;
        }
        lengths.insert(words);
        lines += 1;
    }
    lines > 3 && lengths.len() > 3 && lengths.contains(&1)
}

/// Whether a text looks like LGL: it begins with `# actor`, and so do later lines.
pub(crate) fn is_lgl(text: &str) -> bool {
    let is_head = |line: &&str| {
        line.strip_prefix("# ")
            .is_some_and(|name| name.split_whitespace().count() == 1)
    };
    let mut lines = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .peekable();
    let begins = lines.peek().is_some_and(is_head);
    let (mut heads, mut ties) = (0, 0);
    for line in lines {
        if is_head(&line) {
            heads += 1;
        } else if (1..=2).contains(&line.split_whitespace().count()) {
            ties += 1;
        } else {
            return false;
        }
    }
    begins && ties > 0 && heads > 1
}

/// Reads `a b c`: a is tied to b and c.
pub(crate) fn read(
    text: &str,
    report: &mut IssueLog,
    mut progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut ties = TieBuilder::by_ties(text.len());
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if progress.is_cancelled(at) {
            return None;
        }
        let mut words = line.split_whitespace();
        if let Some(source) = words.next().filter(|word| !word.starts_with('#')) {
            let source = ties.end(source, at);
            for target in words {
                let target = ties.end(target, at);
                ties.tie(ListedTie {
                    source,
                    target,
                    at,
                    ..ListedTie::default()
                });
            }
        }
        at += line.len();
    }
    ties.preamble = Some("each line is an actor, and the actors that it is tied to".to_owned());
    ties.into_document(report, progress.second_half(), &|at, _| at)
}

/// Reads `# a`, and lines `b 2` below it.
pub(crate) fn read_lgl(
    text: &str,
    report: &mut IssueLog,
    mut progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut ties = TieBuilder::by_ties(text.len());
    let weight = ties.tie_attribute("weight");
    let mut source = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if progress.is_cancelled(at) {
            return None;
        }
        if let Some(name) = line.strip_prefix('#') {
            source = Some(ties.end(name.trim(), at));
        } else if let (Some(source), Some(target)) = (source, line.split_whitespace().next()) {
            let target = ties.end(target, at);
            let value = line
                .split_whitespace()
                .nth(1)
                .map(|value| (weight, AttributeValue::digits(value)));
            ties.tie(ListedTie {
                source,
                target,
                directed: Some(false),
                values: value.into_iter().collect(),
                at,
                ..ListedTie::default()
            });
        }
        at += line.len();
    }
    ties.preamble =
        Some("each line with # is an actor, and the lines below it are its ties".to_owned());
    ties.into_document(report, progress.second_half(), &|at, _| at)
}
