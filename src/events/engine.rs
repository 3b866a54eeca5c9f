//! Engines that do the grouping: the plan as a query, and the command of an engine that runs it.
//! Groups nothing itself.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::aggregated::import_with_mentions;
use super::fit::fits;
use super::import::{ImportedEvents, ONLY_MENTIONS, of_two_sets};
use super::plan::EventPlan;
use super::presets::{self, RecognizedFile};
use super::sources::{self, ChunkReader, EventInput};
use super::sql::{self, SqlDialect, SqlSource};
use super::time::written;
use crate::file::disk::{self, TemporaryFolder};
use crate::tasks::run_to_end;

/// Is called again and again while an engine runs, with a warning of the engine where it has given
/// one, and says whether to go on.
pub type EngineProgress<'a> = &'a (dyn Fn(Option<&str>) -> ControlFlow<()> + Sync);

const CANCELLED: &str = "the import was cancelled";

/// How many lines of what an engine says are shown where it fails.
const REASON_LINES: usize = 4;

/// An engine, and how it is run.
#[derive(Clone, Debug)]
pub struct EventEngine {
    /// Its dialect.
    pub dialect: &'static SqlDialect,
    /// Its command.
    pub program: PathBuf,
    /// The address of its cluster, if it has one.
    pub master: Option<String>,
}

/// The query of a plan for files, as text. With a path, it writes its result there.
///
/// # Errors
/// A file is not event data, or of mentions, or the files differ in their columns.
pub fn sql_of(
    paths: &[PathBuf],
    plan: &EventPlan,
    dialect: &SqlDialect,
    result: Option<&Path>,
) -> Result<String, String> {
    if paths.is_empty() {
        return Ok(query_of(&hosted(plan, dialect)?, plan, dialect, result));
    }
    let inputs = sources::found(paths)?;
    let found = recognized(&inputs, plan)?;
    check_readable(&inputs, &found.mentions, dialect)?;
    if let Some(number) = found.mentions.first() {
        return Err(format!(
            "{}: mentions are in no query: leave their files out, or let --engine count the events",
            inputs[*number].name
        ));
    }
    Ok(query_of(&found, plan, dialect, result))
}

/// The query for files. With a path, it writes its result there.
fn query_of(
    found: &RecognizedFiles,
    plan: &EventPlan,
    dialect: &SqlDialect,
    result: Option<&Path>,
) -> String {
    let RecognizedFiles {
        file,
        separator,
        is_quoted,
        files,
        mentions: _,
    } = found;
    let columns = sql::plain_columns(&file.header.names);
    let from = plan.from.map(written);
    let source = SqlSource {
        files,
        columns: &columns,
        separator: *separator,
        has_header: file.has_header,
        is_quoted: *is_quoted,
        optional_columns: file.layout.optional_columns,
        from: from.as_deref(),
        preset: file.preset.id,
    };
    let [before, query] = sql::query(dialect, &source, file.preset, &file.layout, plan);
    match result {
        Some(path) => format!("{before}{}", (dialect.export)(&query, &absolute(path))),
        None => format!("{before}{query};\n"),
    }
}

/// The files of a query.
struct RecognizedFiles {
    file: RecognizedFile,
    separator: char,
    is_quoted: bool,
    files: Vec<String>,
    /// The numbers of the files of mentions, which the engine does not read.
    mentions: Vec<usize>,
}

/// What a set is that an engine has itself, so that no files are needed.
fn hosted(plan: &EventPlan, dialect: &SqlDialect) -> Result<RecognizedFiles, String> {
    let preset = plan.preset.and_then(presets::by_id);
    let preset = preset.filter(|preset| !preset.columns.is_empty() && dialect.has_tables);
    let file = preset.and_then(presets::of_all_columns).ok_or(
        "name the files; a query without them is for `--sql bigquery --preset gdelt2` or `gdelt1`",
    )?;
    fits(plan, &file)?;
    Ok(RecognizedFiles {
        file,
        separator: '\t',
        is_quoted: false,
        files: Vec::new(),
        mentions: Vec::new(),
    })
}

/// Checks that an engine that reads files can read them, except these.
fn check_readable(
    inputs: &[EventInput],
    except: &[usize],
    dialect: &SqlDialect,
) -> Result<(), String> {
    if dialect.has_tables {
        return Ok(());
    }
    let engine = dialect.name;
    let inputs = inputs.iter().enumerate();
    let inputs = inputs.filter(|(number, _)| !except.contains(number));
    for (_, input) in inputs {
        let EventInput {
            name, path, part, ..
        } = input;
        if part.is_some() {
            return Err(format!(
                "{name}: {engine} does not read .zip files; unpack it, or let Frenemy alone read it"
            ));
        }
        if sources::is_parquet(path) {
            return Err(format!(
                "{name}: the query for {engine} reads text, and this is a Parquet file; save it as \
                 CSV, or let Frenemy alone read it"
            ));
        }
    }
    Ok(())
}

/// Runs the query of a plan by an engine, and reads its result.
///
/// # Errors
/// The engine does not run, fails (its own message), or was told to stop. A file is packed in a
/// way that it cannot read.
pub fn import_by_engine(
    paths: &[PathBuf],
    plan: &EventPlan,
    engine: &EventEngine,
    progress: EngineProgress<'_>,
) -> Result<ImportedEvents, String> {
    let inputs = sources::found(paths)?;
    let folder = TemporaryFolder::new(None).map_err(|error| error.to_string())?;
    let result = folder.path("result");
    let found = recognized(&inputs, plan)?;
    check_readable(&inputs, &found.mentions, engine.dialect)?;
    let query = query_of(&found, plan, engine.dialect, Some(&result));
    run(engine, &query, &folder, progress)?;
    if !disk::exists(&result) && !disk::is_folder(&result) {
        let program = engine.program.display();
        return Err(format!(
            "`{program}` ended without a result: is it the right command?"
        ));
    }
    let bytes = result_of(&result)?;
    let mentions = found.mentions.into_iter();
    let mentions = mentions.map(|number| (number, &inputs[number])).collect();
    let is_cancelled = AtomicBool::new(false);
    let go_on = || {
        if progress(None).is_break() {
            is_cancelled.store(true, Ordering::Relaxed);
        }
        !is_cancelled.load(Ordering::Relaxed)
    };
    let imported = import_with_mentions(&bytes, plan, &mentions, &go_on);
    if is_cancelled.load(Ordering::Relaxed) {
        return Err(CANCELLED.to_owned());
    }
    let mut imported =
        imported.map_err(|message| format!("the result of {}: {message}", engine.dialect.name))?;
    imported.files = inputs.iter().map(|input| input.name.clone()).collect();
    Ok(imported)
}

/// Runs the command of an engine to its end.
fn run(
    engine: &EventEngine,
    query: &str,
    folder: &TemporaryFolder,
    progress: EngineProgress<'_>,
) -> Result<(), String> {
    let file = folder.path("query.sql");
    disk::save(&file, query.as_bytes()).map_err(|error| error.to_string())?;
    let mut command = Command::new(&engine.program);
    if let Some(master) = &engine.master {
        command.args(["--master", master]);
    }
    command.args(engine.dialect.arguments).arg("-f").arg(&file);
    let warns = |line: &&str| {
        let warning = engine.dialect.warning;
        warning.is_some_and(|warning| line.contains(warning))
    };
    let program = engine.program.display();
    let ended = run_to_end(&mut command, &|line| progress(line.filter(warns)));
    let ended = ended.map_err(|error| {
        format!("`{program}` does not run: {error}; name the command with --engine-command")
    })?;
    match ended {
        None => Err(CANCELLED.to_owned()),
        Some((status, _)) if status.success() => Ok(()),
        Some((status, said)) => Err(format!(
            "`{program}` failed ({status}): {}",
            reason_in(&said)
        )),
    }
}

/// Why an engine failed, from what it said: its first error with what follows, and its last cause.
/// Lines of a stack say nothing to a user.
fn reason_in(said: &[String]) -> String {
    let is_stack = |line: &&String| line.trim_start().starts_with("at ");
    let lines: Vec<_> = said.iter().filter(|line| !is_stack(line)).collect();
    let is_error = |line: &&String| {
        ["Error", "Exception"]
            .iter()
            .any(|word| line.contains(word))
    };
    let first = lines.iter().position(is_error);
    let from = first.unwrap_or_else(|| lines.len().saturating_sub(REASON_LINES));
    let mut reason: Vec<&str> = lines[from..]
        .iter()
        .take(REASON_LINES)
        .map(|line| line.trim())
        .collect();
    let cause = lines
        .iter()
        .rev()
        .find(|line| line.starts_with("Caused by: "));
    reason.extend(
        cause
            .map(|cause| cause.trim())
            .filter(|cause| !reason.contains(cause)),
    );
    reason.join("; ").replace('\t', " ")
}

/// The bytes of a result: a file, or a folder of parts, each with a header.
fn result_of(path: &Path) -> Result<Vec<u8>, String> {
    let read = |path: &Path| disk::read(path).map_err(|error| error.to_string());
    if !disk::is_folder(path) {
        return read(path);
    }
    let mut all = Vec::new();
    for part in disk::list(path, "csv") {
        let bytes = read(&part)?;
        let head = bytes
            .iter()
            .position(|byte| *byte == b'\n')
            .map_or(bytes.len(), |at| at + 1);
        let rows = if all.is_empty() {
            &bytes[..]
        } else {
            &bytes[head..]
        };
        all.extend_from_slice(rows);
    }
    Ok(all)
}

/// What the files are: the engine reads all in one way. Other files of a folder are passed over.
fn recognized(inputs: &[EventInput], plan: &EventPlan) -> Result<RecognizedFiles, String> {
    let mut all: Option<RecognizedFiles> = None;
    let mut reason = "there are no files to read".to_owned();
    let mut mentions = Vec::new();
    for (number, input) in inputs.iter().enumerate() {
        let path = absolute(&input.path);
        let found = match recognized_file(input, plan) {
            Ok(found) => found,
            Err((message, ends)) if ends || input.is_named => {
                return Err(format!("{}: {message}", input.name));
            }
            Err((message, _)) => {
                reason = format!("{}: {message}", input.name);
                continue;
            }
        };
        if found.file.layout.mentions.is_some() {
            mentions.push((number, found.file.preset));
            continue;
        }
        match &mut all {
            Some(all) => {
                let (other, file) = (&all.file, &found.file);
                if other.header != file.header || other.has_header != file.has_header {
                    return Err(format!(
                        "{}: its columns differ from those of the first file; an engine reads all \
                         files in one way",
                        input.name
                    ));
                }
                all.is_quoted |= found.is_quoted;
                all.files.push(path);
            }
            None => {
                all = Some(RecognizedFiles {
                    files: vec![path],
                    ..found
                });
            }
        }
    }
    let all = match all {
        None if !mentions.is_empty() => return Err(ONLY_MENTIONS.to_owned()),
        all => all.ok_or(reason)?,
    };
    if let Some((_, other)) = mentions
        .iter()
        .find(|(_, of)| !all.file.preset.goes_with(of))
    {
        return Err(of_two_sets(all.file.preset, other));
    }
    let mentions = mentions.into_iter().map(|(number, _)| number).collect();
    Ok(RecognizedFiles { mentions, ..all })
}

/// What a file is.
///
/// # Errors
/// What is wrong, and whether that ends everything.
fn recognized_file(
    input: &EventInput,
    plan: &EventPlan,
) -> Result<RecognizedFiles, (String, bool)> {
    let chosen = plan.preset.and_then(presets::by_id);
    let found = sources::opened(input, &AtomicU64::new(0), |from| {
        let mut chunks = ChunkReader::new(from);
        let start = chunks.start().map_err(|message| (message, false))?;
        let first = sources::first_rows(start);
        let file = presets::recognize(&first.rows, chosen, &plan.columns);
        let file = file.map_err(|message| (message, false))?;
        if file.layout.mentions.is_none() {
            fits(plan, &file).map_err(|message| (message, true))?;
        }
        Ok(RecognizedFiles {
            file,
            separator: char::from(first.separator),
            is_quoted: first.is_quoted,
            files: Vec::new(),
            mentions: Vec::new(),
        })
    });
    found.map_err(|message| (message, false))?
}

fn absolute(path: &Path) -> String {
    std::path::absolute(path)
        .unwrap_or_else(|_| path.to_owned())
        .display()
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_of_a_failure_is_its_first_error_and_its_last_cause() {
        let of = |text: &str| reason_in(&text.lines().map(str::to_owned).collect::<Vec<_>>());
        let spark = "26/11/30 WARN Utils: a hint\norg.apache.spark.SparkException: Job aborted\n\
                     \tat org.a.B(C.java:1)\n\tat org.a.D(E.java:2)\nCaused by: java.io.IOException: no\n\
                     \tat org.a.F\nCaused by: [MALFORMED_RECORD] row\t7\n\tat org.a.G\n\t... 3 more";
        assert_eq!(
            of(spark),
            "org.apache.spark.SparkException: Job aborted; Caused by: java.io.IOException: no; \
             Caused by: [MALFORMED_RECORD] row 7; ... 3 more"
        );
        let duckdb = "Invalid Input Error: CSV Error on Line: 4\nOriginal Line: a,b\n\
                      Expected Number of Columns: 3 Found: 2\nPossible fixes:\n* one\n* two";
        assert_eq!(
            of(duckdb),
            "Invalid Input Error: CSV Error on Line: 4; Original Line: a,b; \
             Expected Number of Columns: 3 Found: 2; Possible fixes:"
        );
        assert_eq!(of("a\nb"), "a; b");
    }
}
