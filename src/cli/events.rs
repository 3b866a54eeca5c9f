//! `frenemy events`: event data become a relations file.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::columns::ColumnArguments;
use super::event_rules::EventRules;
use super::interrupt::Interrupt;
use super::output::check_native_name;
use super::terminal::{self, Failure, ProgressPrinter};
use crate::events::{
    self, EventEngine, EventPlan, EventRequest, ImportedEvents, SQL_DIALECTS, presets,
};
use crate::file::{self, disk};
use crate::model::ReadChoices;
use crate::words::counted;

const EXAMPLES: &str = "\
Examples:
  frenemy events 2018*.export.CSV.zip -o 2018.json --top 40
  frenemy events icews.tab -o wars.json --rule quad-material --by year
  frenemy events gdelt/ -o ukraine.json --only Ukraine,Russia,Poland --from 2022-01-01
  frenemy events alliance_v4.1_by_dyad.csv -o alliances.json
  frenemy events 2018/*.csv --sql bigquery > query.sql
  frenemy events --aggregated result.csv -o 2018.json
  frenemy events rows.csv -o net.json --columns source=a,target=b,date=day,sign=score

The files may be packed (.zip, .gz, .zst), Parquet, folders, or patterns with * and ?. A broken row is
counted and listed, and ends nothing. The figure and the file say the rules and what was dropped.";

/// Make relations from event data: GDELT, ICEWS, POLECAT, UCDP, ACLED, COW, ATOP, UN votes
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = after_help())]
pub(super) struct EventsArguments {
    /// Files, folders or patterns of event data
    #[arg(required_unless_present_any = ["aggregated", "sql"], value_name = "FILES")]
    files: Vec<PathBuf>,
    /// The relations file to write
    #[arg(short, long, value_name = "OUT", required_unless_present = "sql")]
    output: Option<PathBuf>,
    /// The set of event data; recognized by the header or the number of columns by default
    #[arg(long, value_name = "PRESET", value_parser = preset_of)]
    preset: Option<&'static str>,
    #[command(flatten)]
    rules: EventRules,
    /// How much memory groups may take, such as 500M or 4G; more is kept in temporary files
    #[arg(long, value_name = "SIZE", default_value = "1G", value_parser = bytes_of)]
    memory: u64,
    #[command(flatten)]
    engines: EngineArguments,
    #[command(flatten)]
    columns: ColumnArguments,
}

/// Which engine counts the events, if they are too many for this machine.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Engines")]
struct EngineArguments {
    /// Print the rules as a query for duckdb, spark or bigquery, and do nothing else
    #[arg(long, value_name = "DIALECT", value_parser = dialect_of, conflicts_with = "output")]
    sql: Option<&'static str>,
    /// Let duckdb or spark count, by its own command
    #[arg(long, value_name = "ENGINE", value_parser = dialect_of, conflicts_with = "sql")]
    engine: Option<&'static str>,
    /// The command of the engine; `duckdb` or `spark-sql` by default
    #[arg(long, value_name = "COMMAND", requires = "engine")]
    engine_command: Option<PathBuf>,
    /// The cluster of Spark: spark://HOST:PORT
    #[arg(long, value_name = "ADDRESS", requires = "engine")]
    master: Option<String>,
    /// Read the result of the query, counted elsewhere with the same rules, from a CSV file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["files", "sql", "engine"])]
    aggregated: Option<PathBuf>,
}

/// Exit status 0: the file was written. 1: failure. 2: wrong usage.
pub(super) fn run(asked: &EventsArguments) -> ExitCode {
    match imported(asked) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn imported(asked: &EventsArguments) -> Result<(), Failure> {
    let plan = plan(asked)?;
    let Some(output) = &asked.output else {
        return print_query(asked, &plan);
    };
    check_native_name(output)?;
    let found = found(asked, &plan)?;
    let bytes = file::write(&found.document);
    disk::save(output, &bytes).map_err(|error| error.to_string())?;
    report(output, &found);
    Ok(())
}

/// Prints the query of the plan.
fn print_query(asked: &EventsArguments, plan: &EventPlan) -> Result<(), Failure> {
    let dialect = asked.engines.sql.and_then(events::dialect);
    let dialect = dialect.ok_or_else(|| Failure::usage("--sql needs a dialect"))?;
    terminal::print(&events::sql_of(&asked.files, plan, dialect, None)?);
    Ok(())
}

/// The relations, counted here or by an engine.
fn found(asked: &EventsArguments, plan: &EventPlan) -> Result<ImportedEvents, Failure> {
    let engines = &asked.engines;
    let interrupt = Interrupt::watch();
    if let Some(path) = &engines.aggregated {
        let bytes = disk::read(path).map_err(|error| error.to_string())?;
        let read = events::import_aggregated(&bytes, plan);
        return Ok(read.map_err(|message| format!("{}: {message}", path.display()))?);
    }
    if let Some(dialect) = engines.engine.and_then(events::dialect) {
        let usual = dialect.command.ok_or_else(|| {
            let name = dialect.name;
            Failure::usage(format!("{name} has no command: use --sql and --aggregated"))
        })?;
        let engine = EventEngine {
            dialect,
            program: engines
                .engine_command
                .clone()
                .unwrap_or_else(|| usual.into()),
            master: engines.master.clone(),
        };
        let progress = |warning: Option<&str>| {
            warning.into_iter().for_each(terminal::complain);
            interrupt.flow()
        };
        return Ok(events::import_by_engine(
            &asked.files,
            plan,
            &engine,
            &progress,
        )?);
    }
    let printer = ProgressPrinter::new("reading event data");
    let progress = |share: f32| {
        printer.at(share);
        interrupt.flow()
    };
    events::import(&asked.files, plan, &progress)?
        .ok_or_else(|| Failure::from("the import was cancelled".to_owned()))
}

/// Says on standard error what was read, kept and dropped.
fn report(output: &Path, found: &ImportedEvents) {
    for note in &found.notes {
        terminal::complain(note);
    }
    terminal::complain(&found.counts.in_words());
    let document = &found.document;
    let relations = counted(document.relations.len(), "relation", "relations");
    let hint = match document.relations.len() {
        0 if found.counts.kept > 0 => {
            "; a lower --min-count or --min-net, or a longer --by, gives more"
        }
        _ => "",
    };
    terminal::complain(&format!(
        "wrote {}: {} and {relations} from {}{hint}",
        output.display(),
        counted(document.actors.len(), "actor", "actors"),
        found.preset.name,
    ));
}

fn plan(asked: &EventsArguments) -> Result<EventPlan, Failure> {
    let ReadChoices {
        columns,
        network,
        congruence,
        format: _,
    } = asked.columns.choices()?;
    if congruence.is_some() {
        return Err(Failure::usage(
            "event data have no statements: leave --congruence out",
        ));
    }
    if network.is_some() {
        return Err(Failure::usage(
            "event data have no networks: leave --network out",
        ));
    }
    if let Some(role) = presets::unused_role(&columns) {
        let role = role.as_str();
        return Err(Failure::usage(format!(
            "--columns: no rule reads `{role}` of event data"
        )));
    }
    let mut request = EventRequest::default();
    (request.preset, request.columns) = (asked.preset, columns);
    asked.rules.choose(&mut request);
    let plan = request.plan();
    let plan = plan
        .map_err(|problem| Failure::usage(format!("--{}: {}", problem.option, problem.message)))?;
    Ok(EventPlan {
        memory_bytes: asked.memory,
        ..plan
    })
}

pub(super) fn preset_of(id: &str) -> Result<&'static str, String> {
    presets::by_id(id).map(|preset| preset.id).ok_or_else(|| {
        let ids = presets::EVENT_PRESETS.iter().map(|preset| preset.id);
        let ids: Vec<_> = ids.collect();
        format!("the sets are {}", ids.join(", "))
    })
}

fn dialect_of(id: &str) -> Result<&'static str, String> {
    events::dialect(id)
        .map(|dialect| dialect.id)
        .ok_or_else(|| {
            let ids: Vec<_> = SQL_DIALECTS.iter().map(|dialect| dialect.id).collect();
            format!("the engines are {}", ids.join(", "))
        })
}

/// A size as `500M`, `4G` or in bytes.
fn bytes_of(text: &str) -> Result<u64, String> {
    let text = text.trim().to_uppercase();
    let text = text.strip_suffix('B').unwrap_or(&text);
    let (digits, factor) = match text.as_bytes().last() {
        Some(b'K') => (&text[..text.len() - 1], 1 << 10),
        Some(b'M') => (&text[..text.len() - 1], 1 << 20),
        Some(b'G') => (&text[..text.len() - 1], 1 << 30),
        _ => (text, 1),
    };
    let number: Option<u64> = digits.trim().parse().ok();
    number
        .and_then(|number| number.checked_mul(factor))
        .ok_or_else(|| "write a size such as 500M or 4G".to_owned())
}

/// The sets for the help.
fn after_help() -> String {
    let rows = presets::EVENT_PRESETS.iter();
    let rows = rows.map(|preset| format!("  {:<14} {}\n", preset.id, preset.about));
    format!("Presets:\n{}\n{EXAMPLES}", rows.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_with_their_unit() {
        assert_eq!(bytes_of("500M"), Ok(500 << 20));
        assert_eq!(bytes_of("4gb"), Ok(4 << 30));
        assert_eq!(bytes_of("123"), Ok(123));
        for text in ["", "G", "-1", "é", "99999999999999G"] {
            assert!(bytes_of(text).is_err(), "{text}");
        }
    }
}
