//! The program without a window: one file for each subcommand. Knows no window; [`run`] says when one is wanted.

mod analyze;
mod check;
mod export;
mod filter;
mod layout;
mod open;
mod plan;
mod quotes;
mod sample;
mod schema;
mod terminal;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

const EXAMPLES: &str = "\
Examples:
  frenemy                                  Open the window on the bundled example
  frenemy afghanistan.json                 Open the window on a file
  frenemy analyze afghanistan.json         Triads, balance, camps, tensions, common enemies
  frenemy check *.json                     Say what is wrong, with line and column
  frenemy check --quotes in.json           Hold every quote to its reference's saved text
  frenemy export in.json -o out.png        Draw a figure; also out.svg and out.json
  frenemy layout in.json -o out.json       Give every actor a place
  frenemy sample --actors 1000 -o out.json Invent a network to try things out on
  frenemy schema > frenemy-1.schema.json   For an editor that knows JSON Schema

Exit status: 0 fine, 1 issues or failure, 2 wrong usage";

/// Who stands with whom, and who says so.
#[derive(Debug, Parser)]
#[command(version, about, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
struct ProgramArguments {
    /// The file to open: a relations file, node-link JSON, or a picture that Frenemy exported
    file: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Analyze(analyze::AnalyzeArguments),
    Check(check::CheckArguments),
    Export(export::ExportArguments),
    Layout(layout::LayoutArguments),
    Sample(sample::SampleArguments),
    Schema(schema::SchemaArguments),
}

/// What is to happen after the arguments were read.
#[derive(Debug)]
pub enum Next {
    /// The window is wanted, on this file where one is named.
    Window(Option<PathBuf>),
    /// The work is done.
    Exit(ExitCode),
}

/// Reads the program's arguments and does what they ask, all but opening the window.
pub fn run() -> Next {
    let arguments = match ProgramArguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Where even the help cannot be printed, nobody is there to be told.
            let _ = error.print();
            return Next::Exit(ExitCode::from(error.exit_code() as u8));
        }
    };
    let code = match arguments.command {
        None => return Next::Window(arguments.file),
        Some(Command::Analyze(arguments)) => analyze::run(&arguments),
        Some(Command::Check(arguments)) => check::run(&arguments),
        Some(Command::Export(arguments)) => export::run(&arguments),
        Some(Command::Layout(arguments)) => layout::run(&arguments),
        Some(Command::Sample(arguments)) => sample::run(&arguments),
        Some(Command::Schema(arguments)) => schema::run(&arguments),
    };
    Next::Exit(code)
}
