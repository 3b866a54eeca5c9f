//! `frenemy layout`: computes a position for every actor and writes the native file.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use emath::Pos2;
use serde::Serialize;

use super::columns::ColumnArguments;
use super::convert::beside;
use super::open::{self, SourceFile};
use super::output::{check_native_name, original};
use super::plan::PlanArguments;
use super::terminal::{self, Failure, ProgressPrinter};
use crate::file::{self, disk};
use crate::graph::{Filter, Network};
use crate::layout::{self, Plan, SEED};
use crate::model::{Document, Edit};
use crate::scene::{self, Start};

/// Compute a position for every actor and write the native file
#[derive(Debug, clap::Args)]
pub(super) struct LayoutArguments {
    /// The file to read
    file: PathBuf,
    #[command(flatten)]
    columns: ColumnArguments,
    /// The file to write
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,
    #[command(flatten)]
    plan: PlanArguments,
    /// The same seed gives the same positions
    #[arg(long, default_value_t = SEED)]
    seed: u64,
    /// Start from the positions in the file
    #[arg(long)]
    keep_places: bool,
    /// Print how long each step took, as one JSON object
    #[arg(long)]
    timing: bool,
}

/// The document of a file of so many bytes is not kept while it is laid out: it is made again from
/// the bytes, which takes a small part of the time of the layout.
const KEPT_BYTES: usize = 4_000_000;

/// How long each step took; the keys of the timing line.
#[derive(Debug, Serialize)]
struct LayoutTiming {
    actors: usize,
    relations: usize,
    read_s: f64,
    request_s: f64,
    layout_s: f64,
    write_s: f64,
}

pub(super) fn run(arguments: &LayoutArguments) -> ExitCode {
    match lay_out(arguments) {
        Ok(timing) => {
            if arguments.timing
                && let Ok(json) = serde_json::to_string(&timing)
            {
                terminal::print(&(json + "\n"));
            }
            ExitCode::SUCCESS
        }
        Err(failure) => failure.report(),
    }
}

fn lay_out(arguments: &LayoutArguments) -> Result<LayoutTiming, Failure> {
    let plan = arguments.plan.plan(arguments.seed)?;
    check_native_name(&arguments.output)?;
    let begun = Instant::now();
    let source = SourceFile::of(&arguments.file, &arguments.columns)?;
    let opened = source.opened()?;
    open::warn(&arguments.file, &opened.issues);
    let read_s = begun.elapsed().as_secs_f64();

    let begun = Instant::now();
    let request = request(&opened.document, plan, arguments.keep_places);
    if arguments.keep_places
        && let Some(note) =
            scene::position_note(&Network::seen(&opened.document, &Filter::default()))
    {
        terminal::complain(&format!("{}: {note}", arguments.file.display()));
    }
    let request_s = begun.elapsed().as_secs_f64();
    // A large layout and a large document need not be in memory at the same time.
    let kept = (source.len() < KEPT_BYTES).then_some(opened);

    let begun = Instant::now();
    let positions = positions(&request).ok_or_else(|| "the layout was cancelled".to_owned())?;
    drop(request);
    let layout_s = begun.elapsed().as_secs_f64();

    let begun = Instant::now();
    let opened = match kept {
        Some(opened) => opened,
        None => source.opened()?,
    };
    drop(source);
    let mut document = beside(&opened, &arguments.output)?;
    drop(opened);
    let positions = positions.iter().map(|position| (position.x, position.y));
    document = Edit::arrange(&document, positions).applied(&document);
    disk::save_copy(
        &arguments.output,
        &file::write(&document),
        original(&arguments.file).as_slice(),
    )
    .map_err(|error| error.to_string())?;
    Ok(LayoutTiming {
        actors: document.actors.len(),
        relations: document.relations.len(),
        read_s,
        request_s,
        layout_s,
        write_s: begun.elapsed().as_secs_f64(),
    })
}

fn request(document: &Document, plan: Plan, keeps_places: bool) -> layout::Request {
    let network = Network::seen(document, &Filter::default());
    let start = if keeps_places {
        Start::AsPlaced
    } else {
        Start::Fresh
    };
    scene::request(document, &network, start, plan)
}

fn positions(request: &layout::Request) -> Option<Vec<Pos2>> {
    let progress = ProgressPrinter::new("laying out");
    layout::layout(request, &|share| {
        progress.at(share);
        ControlFlow::Continue(())
    })
}
