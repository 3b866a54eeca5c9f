//! `frenemy schema`: the JSON Schema of the native file.

use std::process::ExitCode;

use super::terminal;
use crate::file;

/// Print the JSON Schema of the native file
#[derive(Debug, clap::Args)]
pub(super) struct SchemaArguments {}

pub(super) fn run(_: &SchemaArguments) -> ExitCode {
    terminal::print(&file::schema());
    ExitCode::SUCCESS
}
