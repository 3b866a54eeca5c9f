//! Merges the document with files, settles questions, and checks proposals. Decides nothing.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::jobs::start;
use crate::app::{
    CheckedTexts, CodingCommand, Command, MadeDocument, MakeRequest, MergeStep, ProposalQueue,
    QueuedProposal, ReadCodebook,
};
use crate::evidence::{
    ActorsByName, ClaimsSaid, ProposalState, ProposalTexts, accepted_claim, checked_proposals,
};
use crate::file::merge::{self, MergeChange, MergeNames, MergeReport, MergeSide};
use crate::file::proposals::{self, ProposalFile};
use crate::file::{self, codebook, disk};
use crate::model::{Document, Issue, Severity};
use crate::tasks::Generation;
use crate::ui::Queue;
use crate::words::{counted, list};

/// Makes another document, in the background.
pub(crate) fn make(queue: &Queue, request: MakeRequest) {
    start(queue, "merging the files", move || {
        let made = match request.step.clone() {
            MergeStep::Merge { path, base, is_own } => {
                merged(request, &path, base.as_deref(), is_own)
            }
            MergeStep::Settle(question, takes_other) => {
                let document = merge::settled(&request.document, &question, takes_other);
                Ok(MadeDocument {
                    request,
                    document,
                    label: "answer to a question".to_owned(),
                    words: None,
                    questions: 0,
                    file: None,
                })
            }
        };
        Some(Command::Coding(match made {
            Ok(made) => CodingCommand::Made(Box::new(made)),
            Err(words) => CodingCommand::Refused(words),
        }))
    });
}

fn merged(
    request: MakeRequest,
    path: &Path,
    base: Option<&Document>,
    is_own: bool,
) -> Result<MadeDocument, String> {
    let (bytes, stamp) = disk::read_stamped(path).map_err(|error| error.message)?;
    let opened = file::read(&bytes, &path.display().to_string()).map_err(|issues| {
        let first = issues.first().map(ToString::to_string);
        format!("{}: {}", path.display(), first.unwrap_or_default())
    })?;
    let name = path.file_name().unwrap_or(path.as_os_str());
    let name = name.to_string_lossy().into_owned();
    let names = MergeNames {
        ours: "this window",
        theirs: &name,
    };
    let merged = merge::merge(base, &request.document, &opened.document, names);
    let words = [Some(summary(&name, &merged.report)), unread(&opened.issues)];
    let words: Vec<_> = words.into_iter().flatten().collect();
    Ok(MadeDocument {
        request,
        words: Some(words.join(". ")),
        questions: merged.report.questions.len(),
        document: merged.document,
        label: format!("merge with {name}"),
        file: is_own.then_some((opened.document, stamp)),
    })
}

/// `Merged with ben.json: 3 claims added and 1 relation changed; 1 question to decide`: what is new
/// in this document.
fn summary(name: &str, report: &MergeReport) -> String {
    let changes = [
        MergeChange::Added,
        MergeChange::Changed,
        MergeChange::Removed,
        MergeChange::Doubled,
        MergeChange::Kept,
        MergeChange::Namesake,
    ];
    let sides = [MergeSide::Theirs, MergeSide::Both];
    let changes = changes.map(|change| report.in_words(&sides, change));
    let changes: Vec<_> = changes.into_iter().flatten().collect();
    let what = match changes.len() {
        0 => "nothing is new".to_owned(),
        _ => list(&changes),
    };
    let questions = match report.questions.len() {
        0 => String::new(),
        count => format!(
            "; {} to decide in the Coders tab",
            counted(count, "question", "questions")
        ),
    };
    format!("Merged with {name}: {what}{questions}")
}

/// What of the file could not be read: the first thing, and how many more.
fn unread(issues: &[Issue]) -> Option<String> {
    let mut problems = issues
        .iter()
        .filter(|issue| issue.severity != Severity::Note);
    let first = problems.next()?;
    let more = match problems.count() {
        0 => String::new(),
        count => format!(", and {}", counted(count, "more", "more")),
    };
    let (line, message) = (first.place.line, &first.message);
    Some(format!(
        "Not all of it could be read: line {line}: {message}{more}"
    ))
}

/// Checks the proposals of a file against the texts that were read, in the background.
pub(crate) fn read_proposals(
    queue: &Queue,
    path: PathBuf,
    generation: Generation,
    document: Document,
    texts: Arc<CheckedTexts>,
) {
    start(queue, "checking the proposals", move || {
        Some(Command::Coding(match checked(&path, &document, &texts) {
            Ok(found) => CodingCommand::Proposed(generation, Box::new(found)),
            Err(words) => CodingCommand::Refused(words),
        }))
    });
}

/// Reads a codebook, in the background.
pub(crate) fn read_codebook(queue: &Queue, path: PathBuf, generation: Generation) {
    start(queue, "reading the codebook", move || {
        Some(Command::Coding(match codebook_of(&path) {
            Ok(read) => CodingCommand::TakeCodebook(generation, Box::new(read)),
            Err(words) => CodingCommand::Refused(words),
        }))
    });
}

fn codebook_of(path: &Path) -> Result<ReadCodebook, String> {
    let bytes = disk::read(path).map_err(|error| error.message)?;
    let name = path.file_name().unwrap_or(path.as_os_str());
    let name = name.to_string_lossy().into_owned();
    let (entries, issues) =
        codebook::read_csv(&bytes).map_err(|issue| format!("{name}: {}", in_words(&issue)))?;
    if entries.is_empty() && issues.is_empty() {
        return Err(format!(
            "{name} has no rules: write one row for each kind or type, below the names of columns"
        ));
    }
    let problem = |issue: &Issue| format!("Line {}: {}.", issue.place.line, in_words(issue));
    Ok(ReadCodebook {
        name,
        entries,
        problems: issues.iter().map(problem).collect(),
    })
}

/// What is wrong, and what to do.
fn in_words(issue: &Issue) -> String {
    let hint = issue.hint.iter().map(|hint| hint.trim_end_matches('.'));
    let words: Vec<&str> = std::iter::once(&*issue.message).chain(hint).collect();
    words.join(". ")
}

fn checked(
    path: &Path,
    document: &Document,
    texts: &CheckedTexts,
) -> Result<ProposalQueue, String> {
    let bytes = disk::read(path).map_err(|error| error.message)?;
    let read = proposals::read(&bytes).map_err(|issue| issue.message)?;
    let total = read.proposals.len() + read.refused;
    if total == 0 {
        return Err(format!(
            "{} has no proposals: write one JSON object on each line, as `frenemy propose --help` \
             says",
            path.display()
        ));
    }
    let found = ProposalTexts::of(texts.texts());
    let actors = ActorsByName::of(document);
    let mut refused = refused_lines(&read);
    let mut queued = Vec::new();
    let states = checked_proposals(&read.proposals, &found, &actors);
    let known = ClaimsSaid::of(document);
    for (proposal, state) in read.proposals.into_iter().zip(states) {
        let mut notes = actors.notes(&proposal);
        notes.extend(known.note(&proposal, &state, &actors));
        let (places, ambiguous) = match state {
            ProposalState::Verified { reference, range } => (vec![(reference, range)], None),
            ProposalState::Ambiguous { places, why } => (places, Some(why)),
            ProposalState::Refused(why) => {
                refused.push((proposal.line, why));
                continue;
            }
        };
        let Some((reference, range)) = places.first().cloned() else {
            continue;
        };
        let Some(text) = found.text(&reference) else {
            continue;
        };
        let claim = accepted_claim(&proposal, &reference, text, range.clone(), document, "");
        queued.push(QueuedProposal {
            notes,
            proposal,
            reference,
            range,
            places: if ambiguous.is_some() {
                places
            } else {
                Vec::new()
            },
            ambiguous,
            is_place_chosen: false,
            claim,
            is_accepted: None,
        });
    }
    refused.sort();
    let name = path.file_name().unwrap_or(path.as_os_str());
    Ok(ProposalQueue {
        name: name.to_string_lossy().into_owned(),
        proposals: queued,
        at: 0,
        total,
        refused: refused
            .into_iter()
            .map(|(line, why)| format!("line {line}: {why}"))
            .collect(),
    })
}

/// The lines that are no proposals, each with what is wrong with it first.
fn refused_lines(read: &ProposalFile) -> Vec<(usize, String)> {
    let good: HashSet<usize> = read.proposals.iter().map(|one| one.line).collect();
    let errors = read.issues.iter();
    let errors = errors.filter(|issue| issue.severity == Severity::Error);
    let bad = errors.filter(|issue| !good.contains(&issue.place.line));
    let mut lines: Vec<_> = bad
        .map(|issue| (issue.place.line, issue.message.clone()))
        .collect();
    lines.dedup_by_key(|(line, _)| *line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_refused_proposal_is_said_with_its_own_reason() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("proposals.jsonl");
        let good = r#"{"quote":"Alba met","from":"a","to":"b","kind":"support"}"#;
        let absent = good.replace("Alba met", "Alba left");
        let lines = format!("{good}\n{absent}\nnot json\n{{\"quote\":\"x\"}}\n{good}\n");
        disk::save(&path, lines.as_bytes()).unwrap();
        let text = crate::evidence::Text::new("Alba met Borea. Alba met Cadiz.");
        let texts = [("r".into(), Ok(Arc::new(text)))].into();
        let document = Document::default();
        let texts = CheckedTexts::new(&document, texts);
        let queue = checked(&path, &document, &texts).unwrap();
        assert_eq!((queue.total, queue.proposals.len()), (5, 1));
        assert_eq!(queue.proposals[0].places.len(), 2);
        assert!(queue.proposals[0].needs_place());
        let begins = [
            "line 2: the quote is in no",
            "line 3: ",
            "line 4: the proposal has no `from`",
            "line 5: it repeats the proposal of line 1",
        ];
        assert_eq!(queue.refused.len(), 4);
        for (refused, begin) in queue.refused.iter().zip(begins) {
            assert!(refused.starts_with(begin), "{refused}");
        }
    }
}
