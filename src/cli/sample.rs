//! `frenemy sample`: an invented network of any size, for tests, benchmarks and trying things out.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::RangedU64ValueParser;

use super::output::check_native_name;
use super::terminal::{self, Failure};
use crate::file::{self, disk};
use crate::sample::Sample;

const MAX_ACTORS: u64 = 1_000_000;
const MAX_RELATIONS: u64 = 10_000_000;

/// Invent a signed network with dates and citations, and write the native file
#[derive(Clone, Debug, clap::Args)]
pub(super) struct SampleArguments {
    /// Number of actors
    #[arg(long, value_parser = RangedU64ValueParser::<usize>::new().range(..=MAX_ACTORS))]
    actors: usize,
    /// Number of relations; by default three for each actor
    #[arg(long, value_parser = RangedU64ValueParser::<usize>::new().range(..=MAX_RELATIONS))]
    relations: Option<usize>,
    /// The same seed gives the same file
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The file to write; standard output by default or with `-`
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
}

pub(super) fn run(arguments: &SampleArguments) -> ExitCode {
    match invent(arguments) {
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

fn sample_of(arguments: &SampleArguments) -> Result<Sample, Failure> {
    let sample = Sample::new(arguments.actors, arguments.seed);
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
