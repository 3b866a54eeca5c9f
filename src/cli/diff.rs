//! `frenemy diff`: what differs between two files, in words or as JSON.

use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;
use serde_json::value::RawValue;

use super::columns::ColumnArguments;
use super::open::open;
use super::terminal::{self, Failure};
use crate::file::merge::{ComparedRecord, FieldDifference, FileComparison, RecordStatus, compare};
use crate::words::{self, counted};

/// List what differs between two files: records by id, claims by quote
///
/// Exit status 0: nothing differs, apart from positions. 1: something differs. 2: wrong usage, or a
/// file cannot be read.
#[derive(Debug, clap::Args)]
pub(super) struct DiffArguments {
    /// The first file
    a: PathBuf,
    /// The second file
    b: PathBuf,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &DiffArguments) -> ExitCode {
    match compared(arguments).and_then(|found| Ok((printed(arguments, &found)?, found))) {
        Ok((text, found)) => {
            terminal::print(&text);
            ExitCode::from(u8::from(!found.records.is_empty()))
        }
        Err(failure) => Failure {
            status: 2,
            ..failure
        }
        .report(),
    }
}

fn compared(arguments: &DiffArguments) -> Result<FileComparison, Failure> {
    let columns = ColumnArguments::default();
    let before = open(&arguments.a, &columns)?;
    let after = open(&arguments.b, &columns)?;
    Ok(compare(&before.document, &after.document))
}

fn printed(arguments: &DiffArguments, found: &FileComparison) -> Result<String, Failure> {
    if arguments.json {
        let report = DiffReport {
            a: arguments.a.display().to_string(),
            b: arguments.b.display().to_string(),
            moved: found.moved,
            records: found.records.iter().map(RecordReport::from).collect(),
        };
        let json = serde_json::to_string(&report).map_err(|error| error.to_string())?;
        return Ok(terminal::clean_json(&json) + "\n");
    }
    let lines = terminal::first_of(found.records.iter().flat_map(lines).collect());
    let lines = lines.into_iter().map(|line| line + "\n");
    Ok(lines.chain([summary(found)]).collect())
}

/// The keys of the JSON output.
#[derive(Debug, Serialize)]
struct DiffReport<'a> {
    a: String,
    b: String,
    /// The number of actors of which only the position differs.
    moved: usize,
    records: Vec<RecordReport<'a>>,
}

#[derive(Debug, Serialize)]
struct RecordReport<'a> {
    record: &'static str,
    id: &'a str,
    name: &'a str,
    status: &'static str,
    fields: Vec<FieldReport<'a>>,
}

/// A field with its values; null where it is absent.
#[derive(Debug, Serialize)]
struct FieldReport<'a> {
    field: &'a str,
    before: Option<Box<RawValue>>,
    after: Option<Box<RawValue>>,
}

impl<'a> From<&'a ComparedRecord> for RecordReport<'a> {
    fn from(compared: &'a ComparedRecord) -> Self {
        Self {
            record: compared.record,
            id: &compared.id,
            name: &compared.name,
            status: compared.status.as_str(),
            fields: compared.fields.iter().map(FieldReport::from).collect(),
        }
    }
}

impl<'a> From<&'a FieldDifference> for FieldReport<'a> {
    fn from(field: &'a FieldDifference) -> Self {
        Self {
            field: &field.field,
            before: raw(field.before.as_deref()),
            after: raw(field.after.as_deref()),
        }
    }
}

/// JSON that was read from a file, as it is written there.
pub(super) fn raw(json: Option<&str>) -> Option<Box<RawValue>> {
    json.and_then(|json| RawValue::from_string(json.to_owned()).ok())
}

/// `~ actor Taliban (taliban)` and a line for each field.
fn lines(compared: &ComparedRecord) -> Vec<String> {
    let sign = match compared.status {
        RecordStatus::Added => '+',
        RecordStatus::Removed => '-',
        RecordStatus::Changed => '~',
    };
    let id = match compared.record {
        "actor" | "relation" | "source" | "step" | "text note" => format!(" ({})", compared.id),
        _ => String::new(),
    };
    let name = terminal::clean(&compared.name);
    let mut lines = vec![format!(
        "{sign} {} {name}{}",
        compared.record,
        terminal::clean(&id)
    )];
    let value = |json: &Option<String>| match json {
        Some(json) => terminal::clean(json),
        None => "nothing".to_owned(),
    };
    lines.extend(compared.fields.iter().map(|field| {
        let key = terminal::clean(&field.field);
        format!(
            "    {key}: {} → {}",
            value(&field.before),
            value(&field.after)
        )
    }));
    lines
}

/// `3 added and 1 changed; 12 actors have other positions`, without what is zero.
fn summary(found: &FileComparison) -> String {
    let count = |status: RecordStatus| {
        let records = found.records.iter();
        records.filter(|record| record.status == status).count()
    };
    let counts = [
        RecordStatus::Added,
        RecordStatus::Changed,
        RecordStatus::Removed,
    ];
    let counts = counts.map(|status| (count(status), status.as_str()));
    let counts: Vec<_> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, status)| format!("{count} {status}"))
        .collect();
    let records = match counts.len() {
        0 => "nothing differs".to_owned(),
        _ => words::list(&counts),
    };
    match found.moved {
        0 => format!("{records}\n"),
        moved => {
            let moved = counted(
                moved,
                "actor has another position",
                "actors have other positions",
            );
            format!("{records}; {moved}\n")
        }
    }
}
