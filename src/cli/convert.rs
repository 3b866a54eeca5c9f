//! `frenemy convert`: writes a file in another format, and says what that format cannot hold.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::columns::ColumnArguments;
use super::open::open_as;
use super::output::{exit_code, original, said_to_write};
use super::terminal::{self, Failure};
use crate::file::texts::companion_texts;
use crate::file::writers::{self, FormatPart, WRITERS, Writer, WrittenFile};
use crate::file::{self, FileContent, NATIVE};
use crate::model::{CompanionTexts, Document, Issue};
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
    /// The file to read; `-` reads standard input
    file: PathBuf,
    /// The file to write; the end of its name says the format. `-` writes standard output, in the
    /// format of --to
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,
    /// The format that the file is read as; its content decides by default
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
    exit_code(converted(asked), &asked.output, &asked.file)
}

fn converted(asked: &ConvertArguments) -> Result<Vec<Issue>, Failure> {
    let target = target(asked)?;
    let opened = open_as(&asked.file, source(asked)?, &asked.columns)?;
    let document = match target {
        ConvertTarget::Native if !is_standard_output(&asked.output) => {
            beside(&opened, &asked.output)?
        }
        ConvertTarget::Native | ConvertTarget::Foreign(_) => opened.document.clone(),
    };
    let (written, omission) = target.write(&document)?;
    if let Some(omission) = omission {
        terminal::complain(&omission);
    }
    if is_standard_output(&asked.output) {
        if !written.companions.is_empty() {
            let message = "this format is several files: give the first one a name with --output";
            return Err(Failure::usage(message));
        }
        terminal::print_bytes(&written.bytes);
        return Ok(opened.issues);
    }
    let saved = writers::save(
        &written,
        &asked.output,
        Some(&asked.file),
        original(&asked.file),
    )?;
    terminal::complain(&said_to_write(&saved, &target.records(&opened.document)));
    Ok(opened.issues)
}

fn is_standard_output(path: &Path) -> bool {
    path == Path::new("-")
}

/// The format that the file is read as, if one is given.
fn source(asked: &ConvertArguments) -> Result<Option<&'static str>, Failure> {
    let Some(from) = &asked.from else {
        return Ok(None);
    };
    let mut formats = file::FORMATS.iter();
    let known = formats.find(|format| format.id == from && format.is_read());
    match known {
        Some(format) => Ok(Some(format.id)),
        None => Err(unknown_format(from, "read", &read_ids())),
    }
}

/// The document of a file, whose saved texts are written beside the new one if they are in the file
/// itself.
///
/// # Errors
/// Says which text could not be written.
pub(super) fn beside(opened: &FileContent, output: &Path) -> Result<Document, Failure> {
    let texts = CompanionTexts {
        unsaved: opened.texts.clone(),
        ..CompanionTexts::default()
    };
    let (document, written) = companion_texts::write(opened.document.clone(), output, &texts)
        .map_err(|error| error.to_string())?;
    if !written.written.is_empty() {
        terminal::complain(&format!(
            "also wrote {} into the folder texts beside {}",
            counted(written.written.len(), "saved text", "saved texts"),
            output.display()
        ));
    }
    Ok(document)
}

/// What is written.
enum ConvertTarget {
    Native,
    Foreign(&'static Writer),
}

impl ConvertTarget {
    /// The records that the file holds: `3 actors and 2 relations`.
    fn records(&self, document: &Document) -> String {
        let all = FormatPart::ALL;
        FormatPart::records_in_words(
            match self {
                Self::Native => &all,
                Self::Foreign(writer) => writer.keeps,
            },
            document,
        )
    }

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
