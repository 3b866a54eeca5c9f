//! `frenemy check`: what is wrong with files, for people or as JSON.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;

use super::terminal;
use crate::file::{self, disk};
use crate::model::{Issue, Location, Severity};

/// Say what is wrong with files: line, column, what was found, what was expected
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The files to read
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Print one JSON object for each file
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let mut is_fine = true;
    for path in &arguments.files {
        let checked = check(path);
        is_fine &= checked.issues.iter().all(Found::is_note);
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
    let opened = disk::read(path)
        .map_err(|error| {
            vec![Issue {
                severity: Severity::Error,
                code: "unreadable",
                place: Location::default(),
                message: error.message,
                hint: None,
            }]
        })
        .and_then(|bytes| file::read(&bytes, &name));
    let of = |issues: Vec<Issue>| issues.into_iter().map(Found::from).collect();
    match opened {
        Ok(opened) => Checked {
            file: name,
            format: Some(opened.format),
            actors: opened.document.actors.len(),
            relations: opened.document.relations.len(),
            claims: opened.document.claim_count(),
            references: opened.document.references.len(),
            issues: of(opened.issues),
        },
        Err(issues) => Checked {
            file: name,
            format: None,
            actors: 0,
            relations: 0,
            claims: 0,
            references: 0,
            issues: of(issues),
        },
    }
}

impl Checked {
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
        lines.concat()
    }
}

impl Found {
    fn is_note(&self) -> bool {
        self.severity == Severity::Note.as_str()
    }

    /// `file:line:column: error: message`, and the hint on a line of its own.
    fn in_words(&self, file: &str) -> String {
        let place = match self.line {
            0 => String::new(),
            line => format!(":{line}:{}", self.column),
        };
        let message = terminal::clean(&self.message);
        let hint = self.hint.as_ref();
        let hint = hint.map_or_else(String::new, |hint| {
            format!("    {}\n", terminal::clean(hint))
        });
        format!("{file}{place}: {}: {message}\n{hint}", self.severity)
    }
}

/// `no issues`, `1 issue`, `2 issues`.
fn counted(count: usize, noun: &str) -> String {
    match count {
        0 => format!("no {noun}s"),
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}
