//! `frenemy convert`: writes a file in another format, and says what that format cannot hold.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::columns::ColumnArguments;
use super::open::open;
use super::terminal::{self, Failure};
use crate::file::writers::{self, WRITERS, Writer, WrittenFile};
use crate::file::{self, NATIVE};
use crate::model::{Document, Issue, Severity};
use crate::words::{alternatives, counted};

const EXAMPLES: &str = "\
Examples:
  frenemy convert karate.gml -o karate.graphml
  frenemy convert war.json -o war.gexf
  frenemy convert ties.csv -o war.json
  frenemy convert war.json -o war.csv          Also writes war-actors.csv and war-claims.csv
  frenemy convert war.json -o war.dat --to dl";

/// Write a network in another format
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = formats())]
pub(super) struct ConvertArguments {
    /// The file to read
    file: PathBuf,
    /// The file to write; the end of its name says the format
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,
    /// The format of the file to read; its content decides by default
    #[arg(long, value_name = "FORMAT")]
    from: Option<String>,
    /// The format to write
    #[arg(long, value_name = "FORMAT")]
    to: Option<String>,
    #[command(flatten)]
    columns: ColumnArguments,
}

/// Exit status 0: the file was written. 1: it was written but the input has errors, or failure. 2:
/// wrong usage.
pub(super) fn run(asked: &ConvertArguments) -> ExitCode {
    match converted(asked) {
        Ok(issues) if issues.iter().any(|issue| issue.severity == Severity::Error) => {
            terminal::complain(&format!(
                "{} was written, but not all of {} could be read; `frenemy check` lists what is wrong",
                asked.output.display(),
                asked.file.display()
            ));
            ExitCode::from(1)
        }
        Ok(_) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn converted(asked: &ConvertArguments) -> Result<Vec<Issue>, Failure> {
    let target = target(asked)?;
    if let Some(from) = &asked.from
        && !file::FORMATS
            .iter()
            .any(|format| format.id == from && format.is_read())
    {
        return Err(unknown_format(from, "read", &read_ids()));
    }
    let opened = open(&asked.file, &asked.columns)?;
    if let Some(from) = &asked.from
        && from != opened.format
    {
        return Err(Failure::from(format!(
            "{} is not {from}: it is read as {}; leave --from out, or correct it",
            asked.file.display(),
            opened.format
        )));
    }
    let (written, omission) = target.write(&opened.document)?;
    let saved = writers::save(&written, &asked.output, Some(&asked.file))?;
    for path in &saved[1..] {
        terminal::complain(&format!("also wrote {}", path.display()));
    }
    if let Some(omission) = omission {
        terminal::complain(&omission);
    }
    terminal::complain(&format!(
        "wrote {}: {} and {}",
        asked.output.display(),
        counted(opened.document.actors.len(), "actor", "actors"),
        counted(opened.document.relations.len(), "relation", "relations")
    ));
    Ok(opened.issues)
}

/// What is written.
enum ConvertTarget {
    Native,
    Foreign(&'static Writer),
}

impl ConvertTarget {
    fn write(&self, document: &Document) -> Result<(WrittenFile, Option<String>), String> {
        match self {
            Self::Native => {
                let bytes = file::write(document);
                Ok((
                    WrittenFile {
                        bytes,
                        ..WrittenFile::default()
                    },
                    None,
                ))
            }
            Self::Foreign(writer) => {
                let written = writer.write(document)?;
                let omission = writer.omission(document, &written);
                Ok((written, omission))
            }
        }
    }
}

fn target(asked: &ConvertArguments) -> Result<ConvertTarget, Failure> {
    match &asked.to {
        Some(id) if id == NATIVE => Ok(ConvertTarget::Native),
        Some(id) => writers::by_id(id)
            .map(ConvertTarget::Foreign)
            .ok_or_else(|| {
                let own = std::iter::once(NATIVE);
                let all: Vec<_> = own.chain(WRITERS.iter().map(|writer| writer.id)).collect();
                unknown_format(id, "write", &all)
            }),
        None => match writers::by_name(&asked.output) {
            Some(writer) => Ok(ConvertTarget::Foreign(writer)),
            None if is_native_name(&asked.output) => Ok(ConvertTarget::Native),
            None => {
                let native = std::iter::once("json");
                let all = WRITERS
                    .iter()
                    .flat_map(|writer| writer.extensions.iter().copied());
                let all: Vec<_> = native
                    .chain(all)
                    .map(|ending| format!(".{ending}"))
                    .collect();
                Err(Failure::usage(format!(
                    "{} does not say which format to write: use --to, or a file name that ends in {}",
                    asked.output.display(),
                    alternatives(&all)
                )))
            }
        },
    }
}

fn is_native_name(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("json"))
}

fn read_ids() -> Vec<&'static str> {
    let read = file::FORMATS.iter().filter(|format| format.is_read());
    read.map(|format| format.id).collect()
}

fn unknown_format(id: &str, what: &str, known: &[&str]) -> Failure {
    Failure::usage(format!(
        "Frenemy does not {what} the format `{id}`; it can {what} {}",
        alternatives(known)
    ))
}

/// The formats for the help.
fn formats() -> String {
    let native =
        "  frenemy       The relations file of Frenemy, which holds everything.\n".to_owned();
    let rows = WRITERS.iter().map(|writer| {
        let Writer {
            id, explanation, ..
        } = writer;
        let endings: Vec<_> = writer
            .extensions
            .iter()
            .map(|ending| format!(".{ending}"))
            .collect();
        format!("  {id:<13} {explanation} {}\n", endings.join(" "))
    });
    format!(
        "Formats to write:\n{native}{}\nFormats to read: {}\n\n{EXAMPLES}",
        rows.collect::<String>(),
        read_ids().join(", ")
    )
}
