//! The command line: one file for each subcommand. Knows no window; [`run`] returns whether one is
//! wanted.

mod agree;
mod analyze;
mod blocs;
mod check;
mod codebook;
mod columns;
mod convert;
mod desktop_files;
mod diff;
mod draws;
mod event_rules;
mod events;
mod export;
mod filter;
mod fonts;
mod interrupt;
mod issue_line;
mod layout;
mod lines;
mod matrix;
mod merge;
mod open;
mod outlines;
mod output;
mod page;
mod plan;
mod propose;
mod quotes;
mod sample;
mod schema;
mod simplify;
mod terminal;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};

use crate::model::ReadChoices;
use crate::version;

const EXAMPLES: &str = "\
Examples:
  frenemy                                  Open the window on the bundled example
  frenemy afghanistan.json                 Open the window on a file
  frenemy analyze afghanistan.json         Triads, balance, camps, tensions, common enemies
  frenemy agree ada.json ben.json          Do two coders of the same texts find the same?
  frenemy check *.json                     List what is wrong, with line and column
  frenemy check --quotes in.json           Check every quote against its saved text
  frenemy codebook in.json > rules.csv     Print the codebook; --from puts one in
  frenemy convert in.gexf -o out.graphml   Write a network in another format
  frenemy check ties.csv --columns source=A,target=B,sign=C --kinds ally=cooperation
                                           Say what the columns of a table mean
  frenemy desktop-files ~/.local/share     Install menu entry, icons, man pages, completions
  frenemy diff before.json after.json      List what differs, record by record
  frenemy events gdelt/*.zip -o net.json    Make relations from event data
  frenemy export in.json -o out.png        Draw a figure; also .svg and .json
  frenemy layout in.json -o out.json       Compute a position for every actor
  frenemy merge base.json a.json b.json -o out.json
                                           Merge two files that were made from one
  frenemy propose in.json proposals.jsonl  Check the quotes of proposed claims
  frenemy sample --actors 1000 -o out.json Invent a network for trying things out
  frenemy schema > frenemy-1.schema.json   Print the JSON Schema, for your editor

Exit status: 0 success, 1 issues or failure, 2 wrong usage";

/// Signed networks of actors, each relation backed by cited claims.
#[derive(Debug, Parser)]
#[command(version, long_version = version::details(), about, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
struct ProgramArguments {
    /// The file to open: a relations file, node-link JSON, or a picture that Frenemy exported
    file: Option<PathBuf>,
    #[command(flatten)]
    columns: columns::ColumnArguments,
    #[command(flatten)]
    fonts: fonts::FontArguments,
    #[command(subcommand)]
    command: Option<Subcommands>,
}

#[derive(Debug, Subcommand)]
enum Subcommands {
    Agree(agree::AgreeArguments),
    Analyze(analyze::AnalyzeArguments),
    Check(check::CheckArguments),
    Codebook(codebook::CodebookArguments),
    Convert(convert::ConvertArguments),
    DesktopFiles(desktop_files::DesktopFilesArguments),
    Diff(diff::DiffArguments),
    Events(Box<events::EventsArguments>),
    Export(Box<export::ExportArguments>),
    Layout(layout::LayoutArguments),
    Merge(merge::MergeArguments),
    Propose(propose::ProposeArguments),
    Sample(sample::SampleArguments),
    Schema(schema::SchemaArguments),
}

impl ProgramArguments {
    /// What the flags say about the first file of the window; fonts are chosen.
    fn window_choices(&self) -> Result<ReadChoices, terminal::Failure> {
        self.fonts.choose()?;
        self.columns.choices()
    }
}

/// What the program does next.
#[derive(Debug)]
pub enum Next {
    /// Open the window, on these files if any are given, read with these choices: one, or tables
    /// that belong together.
    Window(Vec<PathBuf>, ReadChoices),
    /// Exit.
    Exit(ExitCode),
}

/// Says what is wrong with the arguments, or prints the help that they ask for.
fn report_usage(error: &clap::Error) {
    let words: Vec<String> = std::env::args_os()
        .skip(1)
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    if !error.use_stderr() {
        // If the help cannot be printed, there is nowhere to report that.
        let _ = error.print();
    } else if let Some(message) = unknown_subcommand(&words) {
        terminal::complain(&message);
    } else if words.iter().any(|word| *word != terminal::clean(word)) {
        // A word could forge lines of the message: the cleaned words get the same message.
        let shown = words.iter().map(|word| terminal::clean(word));
        let program = std::iter::once(env!("CARGO_PKG_NAME").to_owned());
        match ProgramArguments::try_parse_from(program.chain(shown)) {
            Err(error) if error.use_stderr() => drop(error.print()),
            _ => terminal::complain(&error.kind().to_string()),
        }
    } else {
        let _ = error.print();
    }
}

/// The message for a mistyped subcommand; `None` if the first word is one, or may be a file.
fn unknown_subcommand(words: &[String]) -> Option<String> {
    let (first, rest) = words.split_first()?;
    let is_file = first.contains(['.', '/', '\\']) || Path::new(first).exists();
    let program = ProgramArguments::command();
    let mut names = program.get_subcommands().map(clap::Command::get_name);
    if rest.is_empty() || is_file || first.starts_with('-') || names.any(|name| name == first) {
        return None;
    }
    let distances = program.get_subcommands().map(|command| {
        let name = command.get_name();
        (strsim::osa_distance(first, name), name)
    });
    let nearest = distances.filter(|(distance, _)| *distance <= 2).min();
    let hint = nearest.map_or_else(
        || "to open a file in the window, name nothing else.".to_owned(),
        |(_, name)| format!("did you mean `{name}`?"),
    );
    Some(format!(
        "there is no subcommand and no file `{first}`; {hint}"
    ))
}

/// Parses the arguments and runs the subcommand, if there is one.
pub fn run() -> Next {
    let arguments = match ProgramArguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            report_usage(&error);
            return Next::Exit(ExitCode::from(error.exit_code() as u8));
        }
    };
    let code = match arguments.command {
        None => match arguments.window_choices() {
            Ok(choices) => {
                let with = arguments.columns.with;
                let files = arguments.file.into_iter().chain(with);
                return Next::Window(files.collect(), choices);
            }
            Err(failure) => failure.report(),
        },
        Some(Subcommands::Agree(arguments)) => agree::run(&arguments),
        Some(Subcommands::Analyze(arguments)) => analyze::run(&arguments),
        Some(Subcommands::Check(arguments)) => check::run(&arguments),
        Some(Subcommands::Codebook(arguments)) => codebook::run(&arguments),
        Some(Subcommands::Convert(arguments)) => convert::run(&arguments),
        Some(Subcommands::DesktopFiles(arguments)) => {
            desktop_files::run(&arguments, ProgramArguments::command())
        }
        Some(Subcommands::Diff(arguments)) => diff::run(&arguments),
        Some(Subcommands::Events(arguments)) => events::run(&arguments),
        Some(Subcommands::Export(arguments)) => export::run(&arguments),
        Some(Subcommands::Layout(arguments)) => layout::run(&arguments),
        Some(Subcommands::Merge(arguments)) => merge::run(&arguments),
        Some(Subcommands::Propose(arguments)) => propose::run(&arguments),
        Some(Subcommands::Sample(arguments)) => sample::run(&arguments),
        Some(Subcommands::Schema(arguments)) => schema::run(&arguments),
    };
    Next::Exit(code)
}
