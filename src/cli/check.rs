//! `frenemy check`: what is wrong with files, in words or as JSON.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;

use super::columns::ColumnArguments;
use super::issue_line::issue_line;
use super::quotes::QuotesReport;
use super::{open, terminal};
use crate::file::{self, FileContent, pictures};
use crate::model::{Issue, ReadChoices, Severity};
use crate::words;

/// List what is wrong with files: line, column, what was found, what was expected
#[derive(Debug, clap::Args)]
pub(super) struct CheckArguments {
    /// The files to read
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Print one JSON object for each file
    #[arg(long)]
    json: bool,
    /// Check the quote of every claim against the saved text of its reference; an unverified quote
    /// is a failure
    #[arg(long)]
    quotes: bool,
    #[command(flatten)]
    columns: ColumnArguments,
}

pub(super) fn run(arguments: &CheckArguments) -> ExitCode {
    let choices = match arguments.columns.choices() {
        Ok(choices) => choices,
        Err(failure) => return failure.report(),
    };
    let with = arguments.columns.with.iter();
    let paths: Vec<&Path> = arguments
        .files
        .iter()
        .chain(with)
        .map(PathBuf::as_path)
        .collect();
    if let Some(report) = check_tables(&paths, &choices) {
        terminal::print(&if arguments.json {
            report.as_json()
        } else {
            report.in_words()
        });
        return if report.is_fine() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        };
    }
    let mut is_fine = true;
    for path in paths {
        let report = if arguments.quotes {
            check_with_quotes(path, &choices)
        } else {
            check(path, &choices)
        };
        is_fine &= report.is_fine();
        terminal::print(&if arguments.json {
            report.as_json()
        } else {
            report.in_words()
        });
    }
    if is_fine {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The contents of one file and what is wrong with it; the keys of the JSON output.
#[derive(Debug, Serialize)]
struct FileReport {
    file: String,
    /// `None` if the file could not be opened.
    format: Option<&'static str>,
    actors: usize,
    relations: usize,
    claims: usize,
    references: usize,
    issues: Vec<IssueReport>,
    /// `None` without `--quotes`, or if the file could not be opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    quotes: Option<QuotesReport>,
}

/// An issue in the JSON output.
#[derive(Debug, Serialize)]
struct IssueReport {
    severity: &'static str,
    code: &'static str,
    line: usize,
    column: usize,
    pointer: String,
    message: String,
    hint: Option<String>,
}

impl From<Issue> for IssueReport {
    fn from(issue: Issue) -> Self {
        Self {
            severity: issue.severity.as_str(),
            code: issue.code,
            line: issue.place.line,
            column: issue.place.column,
            pointer: issue.place.pointer,
            message: issue.message,
            hint: issue.hint,
        }
    }
}

fn check(path: &Path, choices: &ReadChoices) -> FileReport {
    let name = path.display().to_string();
    match open::read(path, |bytes, name| file::read_with(bytes, name, choices)) {
        Ok(opened) => FileReport::opened(name, with_pictures(path, opened)),
        Err(issues) => FileReport::refused(name, issues),
    }
}

/// The contents of a file, with what is wrong with the pictures of its actors.
fn with_pictures(path: &Path, mut opened: FileContent) -> FileContent {
    let pictures = open::pictures(path, &opened.document);
    opened
        .issues
        .extend(pictures::issues(&opened.document, &pictures));
    opened
}

/// Tables that belong together as one network; nothing if the files are not such tables.
fn check_tables(paths: &[&Path], choices: &ReadChoices) -> Option<FileReport> {
    if !(2..=3).contains(&paths.len()) {
        return None;
    }
    let names: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    let name = words::list(&names);
    Some(match open::read_tables(paths, choices)? {
        Ok(opened) => FileReport::opened(name, opened),
        Err(issues) => FileReport::refused(name, issues),
    })
}

fn check_with_quotes(path: &Path, choices: &ReadChoices) -> FileReport {
    let name = path.display().to_string();
    let reader = |bytes: &[u8], name: &str| file::read_with_quotes(bytes, name, choices);
    match open::read(path, reader) {
        Ok((opened, places)) => FileReport {
            quotes: Some(QuotesReport::of(&opened.document, path, &places)),
            ..FileReport::opened(name, with_pictures(path, opened))
        },
        Err(issues) => FileReport::refused(name, issues),
    }
}

impl FileReport {
    fn opened(file: String, opened: FileContent) -> Self {
        Self {
            file,
            format: Some(opened.format),
            actors: opened.document.actors.len(),
            relations: opened.document.relations.len(),
            claims: opened.document.claim_count(),
            references: opened.document.references.len(),
            issues: opened.issues.into_iter().map(IssueReport::from).collect(),
            quotes: None,
        }
    }

    fn refused(file: String, issues: Vec<Issue>) -> Self {
        Self {
            file,
            format: None,
            actors: 0,
            relations: 0,
            claims: 0,
            references: 0,
            issues: issues.into_iter().map(IssueReport::from).collect(),
            quotes: None,
        }
    }

    fn is_fine(&self) -> bool {
        self.issues.iter().all(IssueReport::is_note)
            && self
                .quotes
                .as_ref()
                .is_none_or(QuotesReport::are_all_verified)
    }

    fn as_json(&self) -> String {
        match serde_json::to_string(self) {
            Ok(json) => terminal::clean_json(&json) + "\n",
            Err(error) => format!("{{\"error\":\"{error}\"}}\n"),
        }
    }

    /// One line for each issue, in the format of compilers, and a summary.
    fn in_words(&self) -> String {
        let file = terminal::clean(&self.file);
        let mut lines: Vec<String> = self
            .issues
            .iter()
            .map(|issue| issue.in_words(&file))
            .collect();
        let quotes = self.quotes.as_ref();
        lines.extend(quotes.map(|quotes| quotes.in_words(&file)));
        if let Some(format) = self.format {
            let counts = [
                no_or_counted(self.actors, "actor"),
                no_or_counted(self.relations, "relation"),
                no_or_counted(self.claims, "claim"),
                no_or_counted(self.references, "reference"),
                no_or_counted(self.issues.len(), "issue"),
            ];
            lines.push(format!("{file}: {format}, {}\n", counts.join(", ")));
        }
        lines.extend(quotes.map(|quotes| format!("{file}: {}\n", quotes.summary())));
        lines.concat()
    }
}

impl IssueReport {
    fn is_note(&self) -> bool {
        self.severity == Severity::Note.as_str()
    }

    /// `file:line:column: error: message`, and the hint on a line of its own.
    fn in_words(&self, file: &str) -> String {
        let place = (self.line, self.column);
        issue_line(
            file,
            place,
            self.severity,
            &self.message,
            self.hint.as_deref(),
        )
    }
}

/// `no issues`, `1 issue`, `2 issues`.
fn no_or_counted(count: usize, noun: &str) -> String {
    match count {
        0 => format!("no {noun}s"),
        // Programs read this line: no comma in a number.
        _ => format!("{count} {}", words::agree(count, noun, &format!("{noun}s"))),
    }
}
