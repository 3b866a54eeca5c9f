//! `frenemy events`: event data become a relations file.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;

use super::columns::ColumnArguments;
use super::output::check_native_name;
use super::terminal::{self, Failure, ProgressPrinter};
use crate::events::{
    self, ActorLevel, DEFAULT_GOLDSTEIN, DEFAULT_NET, EventEngine, EventPeriod, EventPlan,
    EventRule, ImportedEvents, SQL_DIALECTS, presets,
};
use crate::file::{self, disk};
use crate::model::{Date, Day, ReadChoices};
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

The files may be packed (.zip, .gz, .zst), and be folders or patterns with * and ?. A broken row is
counted and listed, and ends nothing. The figure and the file say the rules and what was dropped.";

/// Make relations from event data: GDELT, ICEWS, POLECAT, UCDP, ACLED, COW, ATOP, UN votes
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = after_help())]
pub(super) struct EventsArguments {
    /// Files, folders or patterns of event data
    #[arg(required_unless_present = "aggregated", value_name = "FILES")]
    files: Vec<PathBuf>,
    /// The relations file to write
    #[arg(short, long, value_name = "OUT", required_unless_present = "sql")]
    output: Option<PathBuf>,
    /// The set of event data; recognized by the header or the number of columns by default
    #[arg(long, value_name = "PRESET", value_parser = preset_of)]
    preset: Option<&'static str>,
    #[command(flatten)]
    rules: RuleArguments,
    /// How much memory groups may take, such as 500M or 4G; more is kept in temporary files
    #[arg(long, value_name = "SIZE", default_value = "1G", value_parser = bytes_of)]
    memory: u64,
    #[command(flatten)]
    engines: EngineArguments,
    #[command(flatten)]
    columns: ColumnArguments,
}

/// Who counts the events, where they are more than one machine reads in good time.
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

/// The rules by which events become relations.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Rules")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
struct RuleArguments {
    /// What the actors are. Countries are the usual unit of dyads, and the best coded
    #[arg(long, value_enum, default_value_t = ActorsWord::Country)]
    actors: ActorsWord,
    /// Only events from this day, month or year
    #[arg(long, value_name = "DATE", value_parser = date_of)]
    from: Option<Date>,
    /// Only events until the end of this day, month or year
    #[arg(long, value_name = "DATE", value_parser = date_of)]
    to: Option<Date>,
    /// The periods that events are counted in; relations of periods that touch are joined. Months
    /// are the usual unit: days have too few events, years hide turns
    #[arg(long, value_enum, default_value_t = PeriodWord::Month)]
    by: PeriodWord,
    /// When a pair is friendly or hostile. quad: cooperation against conflict, in words and deeds
    /// (Duval and Thompson 1980). quad-material: in deeds alone, as words are cheap. goldstein: the
    /// mean score (Goldstein 1992); a sum would measure how much news there is
    #[arg(long, value_enum, default_value_t = RuleWord::Quad)]
    rule: RuleWord,
    /// The least |net| of a relation, with net = (cooperation − conflict)/(cooperation + conflict).
    /// By default one side has twice the events of the other
    #[arg(long, value_name = "0–1", default_value_t = DEFAULT_NET)]
    min_net: f64,
    /// The least absolute mean score of a relation, for --rule goldstein. 1 is the score of the
    /// mildest acts beyond comments, such as consultations
    #[arg(long, value_name = "0–10", default_value_t = DEFAULT_GOLDSTEIN)]
    min_goldstein: f64,
    /// The least number of events of a pair in a period. By default 5 for machine-coded events, of
    /// which most can be wrong, and 1 for those that researchers coded
    #[arg(long, value_name = "N")]
    min_count: Option<u64>,
    /// Only events in the lead of their text (GDELT), which are more often what the text is about.
    /// Off by default: it drops many true ones
    #[arg(long)]
    root_only: bool,
    /// Only events that this many sources report. 1 by default: more drops whole regions that few
    /// sources write about
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_sources: u32,
    /// The same pair, code and day counts once: news repeat themselves (Schrodt and Gerner 1994).
    /// Off by default: it also drops real repetitions
    #[arg(long)]
    one_a_day: bool,
    /// Weights are events of 10,000 in the same periods: the number of sources grows with the years
    #[arg(long)]
    normalize: bool,
    /// It matters who acts; by default an event counts for the pair
    #[arg(long = "who-acts")]
    is_directed: bool,
    /// Only events between these actors, by name or code
    #[arg(long, value_name = "ACTORS", value_delimiter = ',')]
    only: Vec<String>,
    /// No events with these actors, by name or code
    #[arg(long, value_name = "ACTORS", value_delimiter = ',')]
    without: Vec<String>,
    /// Only the N actors with the most events: a figure with more than 40 is hard to read
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    /// How many records a relation has as claims: the ones with the most sources and articles
    #[arg(long, value_name = "N", default_value_t = 3)]
    records: usize,
}

macro_rules! word {
    ($(#[$doc:meta])* $name:ident => $of:ident { $($word:ident = $value:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, ValueEnum)]
        enum $name {
            $($word),*
        }

        impl From<$name> for $of {
            fn from(word: $name) -> Self {
                match word {
                    $($name::$word => Self::$value),*
                }
            }
        }
    };
}

word!(
    /// What the actors are.
    ActorsWord => ActorLevel { Country = Country, Name = Name, Type = Role }
);
word!(
    /// How long a period is.
    PeriodWord => EventPeriod { Day = Day, Week = Week, Month = Month, Year = Year, All = All }
);
word!(
    /// When a pair is friendly or hostile.
    RuleWord => EventRule { Quad = Quad, QuadMaterial = QuadMaterial, Goldstein = Goldstein }
);

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
    if let Some(path) = &engines.aggregated {
        let bytes = disk::read(path).map_err(|error| error.to_string())?;
        let read = events::import_aggregated(&bytes, plan);
        return Ok(read.map_err(|message| format!("{}: {message}", path.display()))?);
    }
    if let Some(dialect) = engines.engine.and_then(events::dialect) {
        let usual = match dialect.id {
            "spark" => "spark-sql",
            "duckdb" => "duckdb",
            _ => {
                return Err(Failure::usage(
                    "BigQuery has no command: use --sql and --aggregated",
                ));
            }
        };
        let engine = EventEngine {
            dialect,
            program: engines
                .engine_command
                .clone()
                .unwrap_or_else(|| usual.into()),
            master: engines.master.clone(),
        };
        return Ok(events::import_by_engine(&asked.files, plan, &engine)?);
    }
    let printer = ProgressPrinter::new("reading event data");
    let progress = |share: f32| {
        printer.at(share);
        ControlFlow::Continue(())
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
        0 => "; a lower --min-count or --min-net, or a longer --by, gives more",
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
    let rules = &asked.rules;
    if !(0.0..=1.0).contains(&rules.min_net) {
        return Err(Failure::usage("--min-net is a number from 0 to 1"));
    }
    if !(0.0..=10.0).contains(&rules.min_goldstein) {
        return Err(Failure::usage("--min-goldstein is a number from 0 to 10"));
    }
    let first = |date: &Option<Date>| date.as_ref().and_then(Date::earliest);
    let last = |date: &Option<Date>| date.as_ref().and_then(Date::latest);
    let (from, to): (Option<Day>, Option<Day>) = (first(&rules.from), last(&rules.to));
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        return Err(Failure::usage("--to is before --from"));
    }
    let ReadChoices {
        columns,
        network,
        congruence,
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
    Ok(EventPlan {
        preset: asked.preset,
        is_directed: columns.directed.unwrap_or(rules.is_directed),
        columns,
        actors: rules.actors.into(),
        from,
        to,
        by: rules.by.into(),
        rule: rules.rule.into(),
        min_net: rules.min_net,
        min_goldstein: rules.min_goldstein,
        min_count: rules.min_count,
        root_only: rules.root_only,
        min_sources: rules.min_sources,
        one_a_day: rules.one_a_day,
        normalize: rules.normalize,
        only: rules.only.clone(),
        without: rules.without.clone(),
        top: rules.top,
        records: rules.records.min(MAX_RECORDS),
        memory_bytes: asked.memory,
    })
}

/// How many records of a relation are kept at most: each group keeps as many in memory.
const MAX_RECORDS: usize = 100;

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

fn date_of(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|error| {
        format!(
            "`{text}` is not a date such as 2018, 2018-06 or 2018-06-01: {}",
            error.message
        )
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
