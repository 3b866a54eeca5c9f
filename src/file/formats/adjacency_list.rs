//! Adjacency lists as text: an actor on each line, and all that it is tied to; those of networkx
//! with a line for each tie; and LGL, with a line `# actor` above its ties. Knows no other format.

use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::listed_tie::ListedTie;
use super::native::reading::short;
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

/// Whether a text begins as networkx begins adjacency lists: the name of a script, the time, and an
/// empty comment.
pub(crate) fn is_of_networkx(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end);
    lines.next().is_some_and(|line| line.starts_with('#'))
        && lines.next().is_some_and(|line| line.starts_with("# GMT "))
        && lines.next() == Some("#")
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
    if !lines.peek().is_some_and(is_head) {
        return false;
    }
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
    ties > 0 && heads > 1
}

/// Whether a text is an adjacency list with a line for each tie, as networkx writes it: `a 2`, and
/// two lines `b {'weight': 1}` below it, to the end.
pub(crate) fn is_multiline(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| is_filled(line)).peekable();
    let (mut heads, mut ties) = (0, 0);
    while let Some(head) = lines.next() {
        let Some((_, count)) = multiline_head(head) else {
            return false;
        };
        for _ in 0..count {
            let Some(line) = lines.next() else {
                return false;
            };
            if !line.trim_end().ends_with('}') || line.starts_with('{') {
                return false;
            }
            ties += 1;
        }
        heads += 1;
    }
    heads > 0 && ties > 0
}

fn is_filled(line: &str) -> bool {
    !line.trim().is_empty() && !line.starts_with('#')
}

/// An actor, and how many lines of ties follow.
fn multiline_head(line: &str) -> Option<(&str, usize)> {
    let (name, count) = line.trim().rsplit_once(char::is_whitespace)?;
    Some((name.trim(), count.parse().ok()?))
}

/// Reads `a 2`, and `b {'weight': 1}` below it.
pub(crate) fn read_multiline(
    text: &str,
    report: &mut IssueLog,
    mut progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut ties = TieBuilder::by_ties(text.len());
    let (mut source, mut left, mut at) = (None, 0, 0);
    for line in text.split_inclusive('\n') {
        if progress.is_cancelled(at) {
            return None;
        }
        if is_filled(line) {
            match (source, multiline_head(line)) {
                (Some(source), _) if left > 0 => {
                    let (name, properties) = line.split_at(line.find('{').unwrap_or(line.len()));
                    let mut values = Attributes::new();
                    if !ties.add_python(properties.trim(), &mut values) {
                        let message = format!("`{}` is no list of properties", short(properties));
                        let hint =
                            "Expected properties such as {'weight': -1}; they are kept as text.";
                        report.error(at, "bad-properties", message, Some(hint.to_owned()));
                    }
                    let target = ties.end(name.trim(), at);
                    ties.tie(ListedTie {
                        source,
                        target,
                        values,
                        at,
                        ..ListedTie::default()
                    });
                    left -= 1;
                }
                (_, Some((name, count))) => {
                    source = Some(ties.end(name, at));
                    left = count;
                }
                (_, None) => {}
            }
        }
        at += line.len();
    }
    ties.preamble = Some("each actor is followed by a line for each of its ties".to_owned());
    ties.into_document(report, progress.second_half(), &|at, _| at)
}

/// Reads `a b c`: a is tied to b and c.
pub(crate) fn read(
    text: &str,
    report: &mut IssueLog,
    mut progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut ties = TieBuilder::by_ties(text.len());
    let mut at = 0;
    // networkx puts any character between names.
    let delimiter = [',', ';', '\t', '|'].into_iter().find(|mark| {
        let mut lines = text.lines().filter(|line| is_filled(line));
        is_of_networkx(text) && lines.any(|line| line.contains(*mark))
    });
    for line in text.split_inclusive('\n') {
        if progress.is_cancelled(at) {
            return None;
        }
        let words: Vec<&str> = match delimiter {
            Some(mark) => line.split(mark).map(str::trim).collect(),
            None => line.split_whitespace().collect(),
        };
        let mut words = words.into_iter().filter(|word| !word.is_empty());
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
