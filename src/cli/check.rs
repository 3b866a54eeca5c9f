//! `frenemy check`: what is wrong with files, for people or as JSON.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;

use super::quotes::Quotes;
use super::terminal;
use crate::file::{self, Opened, disk};
use crate::model::{Issue, Location, Severity};

/// Say what is wrong with files: line, column, what was found, what was expected
#[derive(Debug, clap::Args)]
pub(super) struct CheckArguments {
    /// The files to read
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Print one JSON object for each file
    #[arg(long)]
    json: bool,
    /// Hold every claim's quote to the saved text of its reference; one that is not verified is a failure
    #[arg(long)]
    quotes: bool,
}

pub(super) fn run(arguments: &CheckArguments) -> ExitCode {
    let mut is_fine = true;
    for path in &arguments.files {
        let checked = if arguments.quotes {
            check_with_quotes(path)
        } else {
            check(path)
        };
        is_fine &= checked.is_fine();
        terminal::print(&if arguments.json {
            checked.as_json()
        } else {
            checked.in_words()
        });
    }
    if is_fine {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// What one file holds and what is wrong with it; the keys of the JSON output.
#[derive(Debug, Serialize)]
struct Checked {
    file: String,
    /// Nothing where the file could not be opened.
    format: Option<&'static str>,
    actors: usize,
    relations: usize,
    claims: usize,
    references: usize,
    issues: Vec<Found>,
    /// Nothing where it was not asked for, or where the file could not be opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    quotes: Option<Quotes>,
}

/// An issue as it stands in the JSON output.
#[derive(Debug, Serialize)]
struct Found {
    severity: &'static str,
    code: &'static str,
    line: usize,
    column: usize,
    pointer: String,
    message: String,
    hint: Option<String>,
}

impl From<Issue> for Found {
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

fn check(path: &Path) -> Checked {
    let name = path.display().to_string();
    match bytes_of(path).and_then(|bytes| file::read(&bytes, &name)) {
        Ok(opened) => Checked::opened(name, opened),
        Err(issues) => Checked::refused(name, issues),
    }
}

fn check_with_quotes(path: &Path) -> Checked {
    let name = path.display().to_string();
    match bytes_of(path).and_then(|bytes| file::read_with_quotes(&bytes, &name)) {
        Ok((opened, places)) => Checked {
            quotes: Some(Quotes::of(&opened.document, path, &places)),
            ..Checked::opened(name, opened)
        },
        Err(issues) => Checked::refused(name, issues),
    }
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, Vec<Issue>> {
    disk::read(path).map_err(|error| {
        vec![Issue {
            severity: Severity::Error,
            code: "unreadable",
            place: Location::default(),
            message: error.message,
            hint: None,
        }]
    })
}

impl Checked {
    fn opened(file: String, opened: Opened) -> Self {
        Self {
            file,
            format: Some(opened.format),
            actors: opened.document.actors.len(),
            relations: opened.document.relations.len(),
            claims: opened.document.claim_count(),
            references: opened.document.references.len(),
            issues: opened.issues.into_iter().map(Found::from).collect(),
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
            issues: issues.into_iter().map(Found::from).collect(),
            quotes: None,
        }
    }

    fn is_fine(&self) -> bool {
        self.issues.iter().all(Found::is_note)
            && self.quotes.as_ref().is_none_or(Quotes::are_all_verified)
    }

    fn as_json(&self) -> String {
        match serde_json::to_string(self) {
            Ok(json) => json + "\n",
            Err(error) => format!("{{\"error\":\"{error}\"}}\n"),
        }
    }

    /// An issue to a line, as compilers write them, and a summary.
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
                counted(self.actors, "actor"),
                counted(self.relations, "relation"),
                counted(self.claims, "claim"),
                counted(self.references, "reference"),
                counted(self.issues.len(), "issue"),
            ];
            lines.push(format!("{file}: {format}, {}\n", counts.join(", ")));
        }
        lines.extend(quotes.map(|quotes| format!("{file}: {}\n", quotes.summary())));
        lines.concat()
    }
}

impl Found {
    fn is_note(&self) -> bool {
        self.severity == Severity::Note.as_str()
    }

    /// `file:line:column: error: message`, and the hint on a line of its own.
    fn in_words(&self, file: &str) -> String {
        let place = (self.line, self.column);
        line_of(
            file,
            place,
            self.severity,
            &self.message,
            self.hint.as_deref(),
        )
    }
}

/// What compilers write: `file:line:column: error: message`, and the hint on a line of its own. Line 0 is none.
pub(super) fn line_of(
    file: &str,
    (line, column): (usize, usize),
    severity: &str,
    message: &str,
    hint: Option<&str>,
) -> String {
    let place = match line {
        0 => String::new(),
        line => format!(":{line}:{column}"),
    };
    let message = terminal::clean(message);
    let hint = hint.map(|hint| format!("    {}\n", terminal::clean(hint)));
    format!(
        "{file}{place}: {severity}: {message}\n{}",
        hint.unwrap_or_default()
    )
}

/// `no issues`, `1 issue`, `2 issues`.
fn counted(count: usize, noun: &str) -> String {
    match count {
        0 => format!("no {noun}s"),
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}
