//! A JSON object on each line, as Neo4j, TinkerPop, FollowTheMoney and pandas export. Knows no
//! record.

use super::json::{self, Kind, Value};
use super::{ftm, graphson, json_any, neo4j};
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::Document;

/// Reads lines of JSON. A line that is not JSON is reported, and the others are read.
pub(crate) fn read(
    text: &str,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let list = as_list(text);
    // The list has one byte before the text.
    report.shift(1);
    let Ok(parsed) = json::parse(&list) else {
        return read_good_lines(text, report, progress);
    };
    read_list(&parsed.root, report, progress)
}

fn read_list(
    root: &Value<'_>,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let items = root.as_array().unwrap_or_default();
    let is_any = |fits: fn(&Value<'_>) -> bool| items.iter().take(100).any(fits);
    if is_any(neo4j::is_record) {
        neo4j::read(root, report, progress)
    } else if is_any(graphson::is_vertex) {
        graphson::read(root, report, progress)
    } else if is_any(ftm::is_entity) {
        ftm::read(root, report, progress)
    } else if json_any::has_relations(root) {
        json_any::read_any(root, report, progress)
    } else {
        let message = "no line names two ends of a tie";
        let hint = "Frenemy reads lines of Neo4j (`type`: node or relationship), GraphSON, FollowTheMoney, and any objects with `source` and `target`.";
        report.error(1, "no-network", message, Some(hint.to_owned()));
        None
    }
}

/// Reads the lines that are JSON, and reports the others.
fn read_good_lines(
    text: &str,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut good = String::with_capacity(text.len());
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        match json::parse(content.trim()) {
            Ok(_) => good.push_str(line),
            Err(_) if content.trim().is_empty() => good.push_str(line),
            Err(error) => {
                let hint = error.hint.map(str::to_owned);
                report.error(at + error.at + 1, error.code, error.message, hint);
                let is_last = line.ends_with('\n');
                good.extend(std::iter::repeat_n(' ', line.len() - usize::from(is_last)));
                good.push_str(if is_last { "\n" } else { "" });
            }
        }
        at += line.len();
    }
    let list = as_list(&good);
    let parsed = json::parse(&list).ok()?;
    let is_empty = matches!(&parsed.root.kind, Kind::Array(items) if items.is_empty());
    if is_empty {
        None
    } else {
        read_list(&parsed.root, report, progress)
    }
}

/// The lines as one list; every byte stays where it is, one later.
fn as_list(text: &str) -> String {
    let mut list = String::with_capacity(text.len() + 2);
    list.push('[');
    let mut has_item = false;
    for line in text.split_inclusive('\n') {
        if has_item && !line.trim().is_empty() {
            // The line break before this item becomes a comma.
            if let Some(at) = list.rfind('\n') {
                list.replace_range(at..=at, ",");
            }
            has_item = false;
        }
        list.push_str(line);
        has_item |= !line.trim().is_empty();
    }
    list.push(']');
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_a_list_of_the_same_length() {
        let text = "{\"a\":1}\r\n\n{\"b\":2}\n";
        let list = as_list(text);
        assert_eq!(list.len(), text.len() + 2);
        assert_eq!(
            json::parse(&list).unwrap().root.as_array().unwrap().len(),
            2
        );
        assert_eq!(as_list("{\"a\":\n1}\n").len(), 11);
    }
}
