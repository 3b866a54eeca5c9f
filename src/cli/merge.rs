//! `frenemy merge`: merges two files that were made from one, and says what came from where.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;
use serde_json::value::RawValue;

use super::columns::ColumnArguments;
use super::diff::raw;
use super::open::{SourceFile, warn};
use super::output::check_native_name;
use super::terminal::{self, Failure};
use crate::file::merge::{
    MergeChange, MergeNames, MergeNote, MergeSide, Merged, merge, value_in_words,
};
use crate::file::{self, FileContent, NATIVE, disk, pictures};
use crate::model::{Document, Question};
use crate::words::{self, counted};

const EXAMPLES: &str = "\
Examples:
  frenemy merge base.json ada.json ben.json -o both.json
  frenemy merge ada.json ben.json -o both.json    Without a common file nothing is deleted

As a merge driver of git, so that git merges relations files by their records:
  git config merge.frenemy.name \"Frenemy relations file\"
  git config merge.frenemy.driver 'frenemy merge %O %A %B -o %A --names %X %Y ||
    { test $? -gt 1 && git merge-file -L %X -L base -L %Y %A %O %B; }'
  echo '*.json merge=frenemy' >> .gitattributes
Other JSON files are then merged by git, line by line.

Exit status: 0 merged, 1 merged with questions to decide, 2 wrong usage, 3 nothing was written";

/// Merge two files that were made from one, record by record and claim by claim
///
/// What only one side changed is taken from it. A claim of which both changed the same field
/// becomes two claims. Of any other field that both changed, the value of A stays, and that of B
/// becomes a question: it is printed, and kept in the file under `graph.questions`, for the window
/// to settle. Nothing is lost.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct MergeArguments {
    /// BASE A B, or only A B if there is no common earlier file; an empty file as BASE means the
    /// same
    #[arg(required = true, num_args = 2..=3, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The file to write
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,
    /// What A and B are called in the output and in questions, such as branches; without it their
    /// paths
    #[arg(long, num_args = 2, value_names = ["A", "B"], allow_hyphen_values = true)]
    names: Vec<String>,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

impl MergeArguments {
    /// What A and B are called. Git before 2.44 has no names of branches: it gives `%X` itself.
    fn names(&self) -> [String; 2] {
        if let [ours, theirs] = &self.names[..] {
            let name = |given: &str, other: &str| match given {
                "" | "%X" | "%Y" => other.to_owned(),
                _ => given.to_owned(),
            };
            return [name(ours, "ours"), name(theirs, "theirs")];
        }
        let count = self.files.len();
        [count.saturating_sub(2), count.saturating_sub(1)]
            .map(|at| self.files[at].display().to_string())
    }
}

/// Nothing was written: git takes any status but 0 for a conflict, and 1 to 128 for one that it may
/// go on from.
const NOT_WRITTEN: u8 = 3;

pub(super) fn run(arguments: &MergeArguments) -> ExitCode {
    match merged(arguments).and_then(|merged| Ok((printed(arguments, &merged)?, merged))) {
        Ok((text, merged)) => {
            terminal::print(&text);
            ExitCode::from(u8::from(!merged.report.questions.is_empty()))
        }
        Err(failure) if failure.status == 2 => failure.report(),
        Err(failure) => Failure {
            status: NOT_WRITTEN,
            ..failure
        }
        .report(),
    }
}

fn merged(arguments: &MergeArguments) -> Result<Merged, Failure> {
    let (base, [ours, theirs]) = match &arguments.files[..] {
        [base, ours, theirs] => (Some(base), [ours, theirs]),
        [ours, theirs] => (None, [ours, theirs]),
        _ => return Err(Failure::usage("name two files, or three with BASE first")),
    };
    // The files are read at the same time: that takes longer than the merge.
    let (base_read, sides_read) = rayon::join(
        || base.map(|path| base_content(path)).transpose(),
        || rayon::join(|| read(ours), || read(theirs)),
    );
    let base_content = base_read?.flatten();
    let names = arguments.names();
    let sides = [sides_read.0?, sides_read.1?];
    let of_base = base.zip(base_content.as_ref());
    for (path, content) in of_base
        .into_iter()
        .chain([ours, theirs].into_iter().zip(&sides))
    {
        warn(path, &content.issues);
    }
    // Git passes files whose names have no ending.
    let mut replaced = [ours, theirs].into_iter().zip(&sides);
    if !replaced.any(|(path, side)| *path == arguments.output && side.format == NATIVE) {
        check_native_name(&arguments.output)?;
    }
    let [ours, theirs] = &sides;
    let merged = merge(
        base_content.as_ref().map(|base| &base.document),
        &ours.document,
        &theirs.document,
        MergeNames {
            ours: &names[0],
            theirs: &names[1],
        },
    );
    let originals: Vec<&Path> = arguments.files.iter().map(|file| &**file).collect();
    disk::save_copy(
        &arguments.output,
        &file::write(&merged.document),
        &originals,
    )
    .map_err(|error| error.to_string())?;
    warn_of_companions(&arguments.output, &arguments.files, &merged.document);
    Ok(merged)
}

/// Warns of saved texts and pictures that are beside a merged file and not beside the output.
fn warn_of_companions(output: &Path, files: &[PathBuf], document: &Document) {
    if files.iter().any(|file| file == output) {
        return;
    }
    let texts = document.references.iter();
    let texts: BTreeSet<&str> = texts.filter_map(|one| one.text.as_deref()).collect();
    let has_text = |file: &Path, text: &str| file::texts::read(file, text).is_ok();
    let nouns = ["saved text", "saved texts"];
    warn_of_left(output, files, (texts, nouns), &has_text);
    let pictures: BTreeSet<&str> = pictures::named_by(document).collect();
    let nouns = ["picture", "pictures"];
    warn_of_left(output, files, (pictures, nouns), &pictures::is_beside);
}

/// Warns of files of a kind that are beside a merged file and not beside the output.
fn warn_of_left(
    output: &Path,
    files: &[PathBuf],
    (paths, [one, several]): (BTreeSet<&str>, [&str; 2]),
    is_beside: &dyn Fn(&Path, &str) -> bool,
) {
    let is_left =
        |path: &&str| !is_beside(output, path) && files.iter().any(|file| is_beside(file, path));
    let left: Vec<String> = paths
        .into_iter()
        .filter(is_left)
        .map(|path| format!("`{}`", words::short(path)))
        .collect();
    if !left.is_empty() {
        let verb = words::agree(left.len(), "is", "are");
        let of_kind = counted(left.len(), one, several);
        let left = words::shortened(left.into_iter(), LISTED_FILES, "other", "others");
        terminal::complain(&format!(
            "{}: {of_kind} {verb} not beside it, but beside the merged files: {}. Copy them into \
             its folder, under the same paths.",
            output.display(),
            words::list(&left)
        ));
    }
}

/// So many files are named in a warning.
const LISTED_FILES: usize = 6;

/// The file that both sides were made from; `None` if it is empty, as git gives it for a file that
/// both sides added.
fn base_content(path: &Path) -> Result<Option<FileContent>, Failure> {
    let bytes = disk::read(path).map_err(|error| error.to_string())?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(None);
    }
    read(path).map(Some)
}

fn read(path: &Path) -> Result<FileContent, Failure> {
    SourceFile::of(path, &ColumnArguments::default())?.opened()
}

/// The keys of the JSON output.
#[derive(Debug, Serialize)]
struct MergeOutput<'a> {
    output: String,
    notes: Vec<NoteReport<'a>>,
    /// The number of actors that both sides moved: they stay where A has them.
    moved: usize,
    /// The number of actors that only B moved, or pinned: they are where B has them.
    moved_by_theirs: usize,
    questions: Vec<QuestionReport<'a>>,
}

#[derive(Debug, Serialize)]
struct NoteReport<'a> {
    side: &'static str,
    change: &'static str,
    record: &'static str,
    id: &'a str,
    name: &'a str,
}

#[derive(Debug, Serialize)]
struct QuestionReport<'a> {
    record: &'a str,
    id: &'a str,
    field: &'a str,
    kept: Option<Box<RawValue>>,
    other: Option<Box<RawValue>>,
    from: &'a str,
    words: String,
}

fn printed(arguments: &MergeArguments, merged: &Merged) -> Result<String, Failure> {
    let report = &merged.report;
    if !arguments.json {
        return Ok(page(arguments, merged));
    }
    let output = MergeOutput {
        output: arguments.output.display().to_string(),
        notes: report.notes.iter().map(NoteReport::from).collect(),
        moved: report.moved,
        moved_by_theirs: report.moved_by_theirs,
        questions: report
            .questions
            .iter()
            .map(|question| QuestionReport {
                record: &question.record,
                id: &question.id,
                field: &question.field,
                kept: raw(question.kept.as_deref()),
                other: raw(question.other.as_deref()),
                from: &question.from,
                words: question_line(question, &merged.document),
            })
            .collect(),
    };
    let json = serde_json::to_string(&output).map_err(|error| error.to_string())?;
    Ok(terminal::clean_json(&json) + "\n")
}

impl<'a> From<&'a MergeNote> for NoteReport<'a> {
    fn from(note: &'a MergeNote) -> Self {
        Self {
            side: note.side.as_str(),
            change: note.change.as_str(),
            record: note.record,
            id: &note.id,
            name: &note.name,
        }
    }
}

/// What came from where, claims that became two, what was kept, and the questions.
fn page(arguments: &MergeArguments, merged: &Merged) -> String {
    let names = arguments.names();
    let report = &merged.report;
    let mut lines = Vec::new();
    for (side, name) in [
        (MergeSide::Ours, &*names[0]),
        (MergeSide::Theirs, &*names[1]),
        (MergeSide::Both, "both"),
    ] {
        let changes = [
            MergeChange::Added,
            MergeChange::Changed,
            MergeChange::Removed,
        ];
        let parts = changes.map(|change| report.in_words(&[side], change));
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        if !parts.is_empty() {
            lines.push(format!("from {name}: {}", parts.join("; ")));
        }
    }
    if report.moved > 0 {
        let moved = counted(report.moved, "actor stays", "actors stay");
        lines.push(format!("positions: {moved} where {} has them", names[0]));
    }
    if report.moved_by_theirs > 0 {
        let moved = counted(report.moved_by_theirs, "actor is", "actors are");
        lines.push(format!("positions: {moved} where {} has them", names[1]));
    }
    let mut of_records = Vec::new();
    for note in &report.notes {
        let words = match note.change {
            MergeChange::Doubled => format!(
                "the two files have it differently, so it is two {}s now",
                note.record
            ),
            MergeChange::Kept => {
                "one side deleted it, and the other changed or uses it: it stays".to_owned()
            }
            MergeChange::Renamed => {
                "another record of this id is in both files: it has a new id".to_owned()
            }
            MergeChange::Namesake => "both files added one of this name, under two ids: if they \
                                      are one, merge them in the window"
                .to_owned(),
            MergeChange::Added | MergeChange::Changed | MergeChange::Removed => continue,
        };
        let id = match note.record {
            "claim" => String::new(),
            _ => format!(" ({})", note.id),
        };
        of_records.push(format!("{} {}{id}: {words}", note.record, note.name));
    }
    lines.extend(terminal::first_of(of_records));
    if lines.is_empty() {
        lines.push("both files say the same".to_owned());
    }
    if !report.questions.is_empty() {
        let questions = counted(report.questions.len(), "question", "questions");
        lines.push(format!("{questions} to decide, kept in the file:"));
        let questions = report.questions.iter();
        let questions = questions.map(|one| format!("  {}", question_line(one, &merged.document)));
        lines.extend(terminal::first_of(questions.collect()));
    }
    let lines = lines.iter().map(|line| terminal::clean(line) + "\n");
    lines.collect()
}

/// `relation Russia – Taliban (r1), kind: support stays; ben.json has hostility`.
fn question_line(question: &Question, document: &Document) -> String {
    let id = question.id.as_str();
    let name = match question.record.as_str() {
        "actor" => Some(document.actor_name(&id.into()).to_owned()),
        "relation" => {
            let relation = document.relations.get(&id.into());
            relation.map(|relation| document.relation_name(relation))
        }
        "source" => {
            let reference = document.references.get(&id.into());
            reference.map(|reference| reference.title().to_owned())
        }
        _ => None,
    };
    let about = match name {
        Some(name) => format!("{} {name} ({id})", question.record),
        None => format!("the {}", question.record),
    };
    let value = |json: &Option<String>| value_in_words(json.as_deref(), Some(document));
    if question.field.is_empty() {
        return format!("{about} stays; {} deleted it", question.from);
    }
    if question.is_about_claim() {
        let claim = value(&question.kept);
        return format!(
            "{about}, claim {claim}: stays; {} set it aside",
            question.from
        );
    }
    format!(
        "{about}, {}: {} stays; {} has {}",
        question.field,
        value(&question.kept),
        question.from,
        value(&question.other)
    )
}
