//! Files of proposals: one JSON object on each line. Checks no quote.

use std::collections::BTreeMap;

use super::encoding;
use super::formats::json::{self, Kind};
use super::formats::native::reading::Reading;
use super::formats::native::record;
use crate::limits::{ISSUES_OF_A_KIND, PROPOSALS};
use crate::model::{Issue, Location, Proposal, Severity};

/// The proposals of a file, and what is wrong with its lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProposalFile {
    /// The proposals that could be read, in the order of the file.
    pub proposals: Vec<Proposal>,
    /// What is wrong, in the order of the file. A line with an error is not a proposal.
    pub issues: Vec<Issue>,
    /// How many lines are not proposals.
    pub refused: usize,
}

/// Issues of lines; of each kind the first are kept and all are counted.
#[derive(Default)]
struct LineIssues {
    kept: Vec<Issue>,
    counts: BTreeMap<&'static str, usize>,
}

impl LineIssues {
    fn push(&mut self, issue: Issue) {
        let count = self.counts.entry(issue.code).or_default();
        *count += 1;
        if *count <= ISSUES_OF_A_KIND.count() {
            self.kept.push(issue);
        }
    }

    /// The issues, with how many of each kind are not among them.
    fn listed(mut self, line: usize) -> Vec<Issue> {
        for (code, count) in self.counts {
            let more = count.saturating_sub(ISSUES_OF_A_KIND.count());
            if more > 0 {
                let message = ISSUES_OF_A_KIND.message(more);
                self.kept.push(issue(line, 1, code, message));
            }
        }
        self.kept
    }
}

/// Whether bytes look like a file of proposals and not like a network: the first object is one with
/// a quote and two actors.
pub fn is_proposals(bytes: &[u8]) -> bool {
    let Ok((text, _)) = encoding::decode(bytes) else {
        return false;
    };
    let first = objects(&text).next();
    let parsed = first.map(|(_, object)| json::parse(object));
    parsed.is_some_and(|parsed| {
        parsed.is_ok_and(|parsed| {
            let has = |key| parsed.root.get(key).is_some();
            has("quote") && has("from") && has("to")
        })
    })
}

/// The lines of a text that should be objects, by number, from 1: those that are not empty and do
/// not fence code, as answers of models have them. Of a list of objects, its items.
fn objects(text: &str) -> Box<dyn Iterator<Item = (usize, &str)> + '_> {
    let is_text = |line: &str| !line.is_empty() && !line.starts_with("```");
    let lines = text.lines().enumerate();
    let lines = lines.map(|(number, line)| (number + 1, line));
    let items = list_without_fences(text).and_then(|(first, list)| items(first, list));
    match items {
        Some(items) => Box::new(items.into_iter()),
        None => Box::new(lines.filter(move |(_, line)| is_text(line.trim()))),
    }
}

/// The text without the lines that fence code around it, if it begins as a list, and the number of
/// its first line.
fn list_without_fences(text: &str) -> Option<(usize, &str)> {
    let (mut number, mut rest) = (1, text);
    loop {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        let line = line.trim();
        if rest.is_empty() || (!line.is_empty() && !line.starts_with("```")) {
            break;
        }
        (number, rest) = (number + 1, after);
    }
    let list = rest.trim_end();
    let list = list.strip_suffix("```").unwrap_or(list);
    list.trim_start().starts_with('[').then_some((number, list))
}

/// The objects of a list that begins on a line of this number; `None` if it has other items.
fn items(first: usize, list: &str) -> Option<Vec<(usize, &str)>> {
    let parsed = json::parse(list).ok()?;
    let items = parsed.root.as_array()?;
    let (mut line, mut at) = (first, 0);
    let objects = items.iter().map(|item| {
        let start = item.raw.as_ptr() as usize - list.as_ptr() as usize;
        line += list.get(at..start)?.matches('\n').count();
        at = start;
        matches!(item.kind, Kind::Object(_))
            .then_some((line, list.get(start..start + item.raw.len())?))
    });
    objects
        .collect::<Option<Vec<_>>>()
        .filter(|all| !all.is_empty())
}

/// Reads a file of proposals. A line that cannot be used is an issue, and the others are read.
///
/// # Errors
/// Says that the bytes are not text.
pub fn read(bytes: &[u8]) -> Result<ProposalFile, Issue> {
    let (text, _) = encoding::decode(bytes)?;
    let mut file = ProposalFile::default();
    let mut issues = LineIssues::default();
    let mut last = 1;
    for (number, line) in objects(&text) {
        last = number;
        if file.proposals.len() >= PROPOSALS.count() {
            let message = PROPOSALS.message(text.lines().count());
            issues.push(issue(last, 1, "too-many", message));
            file.refused += 1;
            break;
        }
        match read_line(last, line, &mut issues) {
            Some(proposal) => file.proposals.push(proposal),
            None => file.refused += 1,
        }
    }
    file.issues = issues.listed(last);
    Ok(file)
}

/// The proposal in a line. A line that is not a proposal gives `None` and adds an issue.
fn read_line(number: usize, line: &str, found: &mut LineIssues) -> Option<Proposal> {
    let parsed = match json::parse(line) {
        Ok(parsed) => parsed,
        Err(error) => {
            let column = line
                .get(..error.at)
                .map_or(1, |before| before.chars().count() + 1);
            let mut issue = issue(number, column, error.code, error.message);
            issue.hint = Some("Write one JSON object on each line.".to_owned());
            found.push(issue);
            return None;
        }
    };
    if !matches!(parsed.root.kind, Kind::Object(_)) {
        let message = format!("expected a proposal, found {}", parsed.root.description());
        found.push(issue(number, 1, "not-an-object", message));
        return None;
    }
    let mut reading = Reading::default();
    let mut proposal: Option<Proposal> = record::read(&parsed.root, &mut reading);
    let mut issues = reading.report.into_issues(line, None);
    for issue in &mut issues {
        issue.place.line = number;
    }
    let has_error = |issues: &[Issue]| issues.iter().any(|issue| issue.severity == Severity::Error);
    if let Some(proposal) = &mut proposal {
        proposal.line = number;
        let missing = missing(proposal);
        if !missing.is_empty() && !has_error(&issues) {
            let message = format!("the proposal has no `{}`", missing.join("` and no `"));
            issues.push(issue(number, 1, "missing-field", message));
        }
    }
    let is_fine = !has_error(&issues);
    for issue in issues {
        found.push(issue);
    }
    proposal.filter(|_| is_fine)
}

/// The required fields that a proposal lacks.
fn missing(proposal: &Proposal) -> Vec<&'static str> {
    let is_empty = |text: &str| text.trim().is_empty();
    let fields = [
        ("quote", is_empty(&proposal.quote)),
        ("from", is_empty(&proposal.from)),
        ("to", is_empty(&proposal.to)),
        ("kind", proposal.kind.is_none()),
    ];
    let missing = fields.into_iter().filter(|(_, is_missing)| *is_missing);
    missing.map(|(key, _)| key).collect()
}

fn issue(line: usize, column: usize, code: &'static str, message: String) -> Issue {
    Issue {
        severity: Severity::Error,
        code,
        place: Location {
            line,
            column,
            pointer: String::new(),
        },
        message,
        hint: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_lines_are_read_and_bad_ones_reported_with_their_place() {
        let text = concat!(
            "{\"quote\":\"they met\",\"from\":\"a\",\"to\":\"b\",\"kind\":\"cooperation\",\"coder\":{\"type\":\"model\",\"name\":\"m\"},\"zz\":1}\n",
            "\n",
            "{\"quote\":\"they met\",\n",
            "[1]\n",
            "{\"quote\":\" \",\"from\":\"a\",\"kind\":\"support\"}\n",
            "{\"quote\":\"q\",\"from\":\"a\",\"to\":\"b\",\"kind\":\"sympathy\"}\n",
        );
        assert!(is_proposals(text.as_bytes()));
        assert!(!is_proposals(b"{\"nodes\":[]}"));
        let file = read(text.as_bytes()).unwrap();
        assert_eq!(file.proposals.len(), 1);
        let coder = file.proposals[0].coder.as_deref().unwrap();
        assert_eq!(coder.in_words(), "m (model)");
        assert_eq!(file.proposals[0].fields.unknown("zz"), Some("1"));
        let issues: Vec<_> = file
            .issues
            .iter()
            .map(|issue| format!("{} {}", issue.place.line, issue.code))
            .collect();
        assert_eq!(
            issues,
            [
                "3 not-json",
                "4 not-an-object",
                "5 missing-field",
                "6 unknown-kind"
            ]
        );
        assert!(file.issues[2].message.contains("`quote` and no `to`"));
        assert_eq!(file.refused, 4);
    }

    #[test]
    fn fences_of_code_are_no_proposals_and_a_list_has_several() {
        let one = r#"{"quote":"they met","from":"a","to":"b","kind":"cooperation"}"#;
        let lines = |text: &str| {
            let file = read(text.as_bytes()).unwrap();
            assert_eq!(file.refused, 0, "{:?}", file.issues);
            assert!(is_proposals(text.as_bytes()), "{text}");
            let lines = file.proposals.iter().map(|one| one.line);
            lines.collect::<Vec<_>>()
        };
        assert_eq!(lines(&format!("```json\n{one}\n{one}\n```\n")), [2, 3]);
        assert_eq!(lines(&format!("[\n  {one},\n\n  {one}\n]\n")), [2, 4]);
        assert_eq!(lines(&format!("```json\n[{one}, {one}]\n```\n")), [2, 2]);
        assert_eq!(lines(&format!("[{one}]")), [1]);
        // A text is on several lines of a list.
        assert_eq!(lines(&format!("[\n{}\n]", one.replace(',', ",\n"))), [2]);
    }

    #[test]
    fn lines_that_are_no_proposals_are_counted_and_not_kept_one_by_one() {
        let file = read("[]\n".repeat(50_000).as_bytes()).unwrap();
        assert_eq!(file.refused, 50_000);
        assert_eq!(file.issues.len(), ISSUES_OF_A_KIND.count() + 1);
        let last = file.issues.last().unwrap();
        assert!(last.message.contains("49000 more issues"), "{last}");
    }
}
