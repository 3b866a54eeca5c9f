//! Engines that do the grouping: the plan as a query, and the command of an engine that runs it.
//! Groups nothing itself.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::AtomicU64;

use super::aggregated::import_aggregated;
use super::fit::fits;
use super::import::ImportedEvents;
use super::plan::EventPlan;
use super::presets::{self, RecognizedFile};
use super::sources::{self, ChunkReader, EventInput};
use super::sql::{self, SqlDialect, SqlSource};
use crate::file::disk::{self, TemporaryFolder};

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
/// A file is not event data, or the files differ in their columns.
pub fn sql_of(
    paths: &[PathBuf],
    plan: &EventPlan,
    dialect: &SqlDialect,
    result: Option<&Path>,
) -> Result<String, String> {
    let RecognizedFiles {
        file,
        separator,
        is_quoted,
        files,
    } = if paths.is_empty() {
        hosted(plan, dialect)?
    } else {
        let inputs = sources::found(paths)?;
        check_unpacked(&inputs, dialect)?;
        recognized(&inputs, plan)?
    };
    let columns = sql::plain_columns(&file.header.names);
    let source = SqlSource {
        files: &files,
        columns: &columns,
        separator,
        has_header: file.has_header,
        is_quoted,
        can_be_short: file.layout.optional_columns > 0,
        preset: file.preset.id,
    };
    let [before, query] = sql::query(dialect, &source, file.preset, &file.layout, plan);
    Ok(match result {
        Some(path) => format!("{before}{}", (dialect.export)(&query, &absolute(path))),
        None => format!("{before}{query};\n"),
    })
}

/// The files of a query.
struct RecognizedFiles {
    file: RecognizedFile,
    separator: char,
    is_quoted: bool,
    files: Vec<String>,
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
    })
}

/// Checks that an engine that reads files can read them.
fn check_unpacked(inputs: &[EventInput], dialect: &SqlDialect) -> Result<(), String> {
    let mut packed = inputs.iter().filter(|input| input.part.is_some());
    match packed.next().filter(|_| !dialect.has_tables) {
        None => Ok(()),
        Some(packed) => Err(format!(
            "{}: {} does not read .zip files; unpack it, or let Frenemy alone read it",
            packed.name, dialect.name
        )),
    }
}

/// Runs the query of a plan by an engine, and reads its result.
///
/// # Errors
/// The engine does not run, or fails: its own message. A file is packed in a way that it cannot
/// read.
pub fn import_by_engine(
    paths: &[PathBuf],
    plan: &EventPlan,
    engine: &EventEngine,
) -> Result<ImportedEvents, String> {
    let inputs = sources::found(paths)?;
    let folder = TemporaryFolder::new(None).map_err(|error| error.to_string())?;
    let result = folder.path("result");
    let query = sql_of(paths, plan, engine.dialect, Some(&result))?;
    run(engine, &query, &folder)?;
    if !disk::exists(&result) && !disk::is_folder(&result) {
        let program = engine.program.display();
        return Err(format!(
            "`{program}` ended without a result: is it the right command?"
        ));
    }
    let bytes = result_of(&result)?;
    let mut imported = import_aggregated(&bytes, plan)
        .map_err(|message| format!("the result of {}: {message}", engine.dialect.name))?;
    imported.files = inputs.iter().map(|input| input.name.clone()).collect();
    Ok(imported)
}

fn run(engine: &EventEngine, query: &str, folder: &TemporaryFolder) -> Result<(), String> {
    let file = folder.path("query.sql");
    disk::save(&file, query.as_bytes()).map_err(|error| error.to_string())?;
    let mut command = Command::new(&engine.program);
    if let Some(master) = &engine.master {
        command.args(["--master", master]);
    }
    command.args(engine.dialect.arguments).arg("-f").arg(&file);
    let program = engine.program.display();
    let output = command.output().map_err(|error| {
        format!("`{program}` does not run: {error}; name the command with --engine-command")
    })?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<_> = said
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let last = lines[lines.len().saturating_sub(5)..].join("; ");
    Err(format!("`{program}` failed ({}): {last}", output.status))
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
    for input in inputs {
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
    all.ok_or(reason)
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
        fits(plan, &file).map_err(|message| (message, true))?;
        if file.layout.statements.is_empty() {
            let name = file.preset.name;
            return Err((
                format!("{name} are read here alone; leave the engine out"),
                true,
            ));
        }
        Ok(RecognizedFiles {
            file,
            separator: char::from(first.separator),
            is_quoted: first.is_quoted || first.has_quotes,
            files: Vec::new(),
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
