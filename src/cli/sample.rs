//! `frenemy sample`: an invented network of any size, for tests, benchmarks and trying things out.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::RangedU64ValueParser;

use super::events::preset_of;
use super::output::check_native_name;
use super::terminal::{self, Failure};
use crate::events::{EventSample, presets};
use crate::file::{self, disk};
use crate::sample::Sample;

const MAX_ACTORS: u64 = 1_000_000;
const MAX_RELATIONS: u64 = 10_000_000;
const MAX_EVENTS: u64 = 10_000_000_000;

/// How many rows of event data a file has: about 40 MB.
const ROWS_OF_FILE: u64 = 100_000;

/// Invent a signed network with dates and citations, and write the native file
#[derive(Clone, Debug, clap::Args)]
pub(super) struct SampleArguments {
    /// Number of actors
    #[arg(long, required_unless_present = "events",
        value_parser = RangedU64ValueParser::<usize>::new().range(..=MAX_ACTORS))]
    actors: Option<usize>,
    /// Number of relations; by default three for each actor
    #[arg(long, value_parser = RangedU64ValueParser::<usize>::new().range(..=MAX_RELATIONS))]
    relations: Option<usize>,
    /// The same seed gives the same file
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The file to write; standard output by default or with `-`. The folder of the files, with
    /// --events
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// Number of rows of event data, instead of a network
    #[arg(long, conflicts_with_all = ["actors", "relations"], requires = "output",
        value_parser = RangedU64ValueParser::<u64>::new().range(..=MAX_EVENTS))]
    events: Option<u64>,
    /// The set of event data whose layout the rows have
    #[arg(long, value_name = "PRESET", default_value = "gdelt2", value_parser = preset_of,
        requires = "events")]
    preset: &'static str,
}

pub(super) fn run(arguments: &SampleArguments) -> ExitCode {
    let invented = match arguments.events {
        Some(events) => invent_events(arguments, events),
        None => invent(arguments),
    };
    match invented {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn invent(arguments: &SampleArguments) -> Result<(), Failure> {
    let output = arguments.output.as_deref();
    let output = output.filter(|path| *path != Path::new("-"));
    output.map_or(Ok(()), check_native_name)?;
    let bytes = file::write(&sample_of(arguments)?.document());
    if let Some(path) = output {
        disk::save(path, &bytes).map_err(|error| error.to_string())?;
    } else {
        terminal::print(&String::from_utf8_lossy(&bytes));
    }
    Ok(())
}

/// Writes files of event data into a folder.
fn invent_events(arguments: &SampleArguments, events: u64) -> Result<(), Failure> {
    let preset = presets::by_id(arguments.preset)
        .ok_or_else(|| Failure::usage(format!("there is no set `{}`", arguments.preset)))?;
    let sample = EventSample {
        preset,
        events,
        seed: arguments.seed,
    };
    let folder = arguments.output.clone().unwrap_or_default();
    let mut number = 0;
    sample.write(ROWS_OF_FILE, |rows| {
        number += 1;
        let path = folder.join(format!("{}-{number:05}.csv", preset.id));
        let saved = disk::make_folder_of(&path).and_then(|()| disk::save(&path, rows));
        saved.map_err(|error| error.to_string())
    })?;
    Ok(())
}

fn sample_of(arguments: &SampleArguments) -> Result<Sample, Failure> {
    let sample = Sample::new(arguments.actors.unwrap_or(0), arguments.seed);
    let relations = arguments.relations.unwrap_or(sample.relations);
    if sample.actors < 2 && relations > 0 {
        return Err(Failure::usage(
            "a relation needs two actors: use more --actors, or --relations 0",
        ));
    }
    Ok(Sample {
        relations,
        ..sample
    })
}
