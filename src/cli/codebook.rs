//! `frenemy codebook`: the codebook of a network as CSV, out and in.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::columns::ColumnArguments;
use super::issue_line::issue_line;
use super::open::open;
use super::output::check_native_name;
use super::terminal::{self, Failure};
use crate::file::{self, codebook, disk};
use crate::model::{Issue, Severity};
use crate::words::counted;

/// Print the codebook of a network as CSV, or put one into it
///
/// A row for each kind, and for each type of a kind: `kind`, `type`, `rule`, `example`,
/// `counter_example`.
#[derive(Debug, clap::Args)]
pub(super) struct CodebookArguments {
    /// The network
    file: PathBuf,
    /// A CSV file whose rows become the codebook of the network
    #[arg(long, value_name = "CSV", requires = "output")]
    from: Option<PathBuf>,
    /// The file to write: a CSV file, or with --from the network
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
}

/// Exit status 0: done. 1: done but rows were left out, or failure. 2: wrong usage.
pub(super) fn run(arguments: &CodebookArguments) -> ExitCode {
    let done = match (&arguments.from, &arguments.output) {
        (Some(from), Some(output)) => put(arguments, from, output),
        _ => print(arguments).map(|()| true),
    };
    match done {
        Ok(is_whole) => ExitCode::from(u8::from(!is_whole)),
        Err(failure) => failure.report(),
    }
}

fn print(arguments: &CodebookArguments) -> Result<(), Failure> {
    let opened = open(&arguments.file, &ColumnArguments::default())?;
    let csv = codebook::write_csv(&opened.document.meta.codebook);
    match &arguments.output {
        Some(output) => {
            disk::save_copy(output, &csv, &[&arguments.file]).map_err(|error| error.to_string())?;
        }
        None => terminal::print_table(&String::from_utf8_lossy(&csv)),
    }
    Ok(())
}

/// Writes the network with another codebook; returns whether all rows were read.
fn put(arguments: &CodebookArguments, from: &Path, output: &Path) -> Result<bool, Failure> {
    check_native_name(output)?;
    let opened = open(&arguments.file, &ColumnArguments::default())?;
    let bytes = disk::read(from).map_err(|error| error.to_string())?;
    let name = terminal::clean(&from.display().to_string());
    let (entries, issues) = codebook::read_csv(&bytes).map_err(|issue| {
        let hint = issue
            .hint
            .map_or_else(String::new, |hint| format!(". {hint}"));
        format!("{name}: {}{hint}", issue.message)
    })?;
    for issue in &issues {
        let place = (issue.place.line, issue.place.column);
        let severity = issue.severity.as_str();
        let line = issue_line(
            &name,
            place,
            severity,
            &issue.message,
            issue.hint.as_deref(),
        );
        terminal::print(&line);
    }
    let mut document = opened.document;
    let rules = counted(entries.len(), "rule", "rules");
    document.meta.codebook = entries;
    disk::save_copy(output, &file::write(&document), &[&arguments.file])
        .map_err(|error| error.to_string())?;
    terminal::complain(&format!("wrote {}: {rules}", output.display()));
    let is_error = |issue: &Issue| issue.severity == Severity::Error;
    Ok(!issues.iter().any(is_error))
}
