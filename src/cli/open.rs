//! Opens the file that a subcommand reads: one way, and one wording of what is wrong with it.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::columns::ColumnArguments;
use super::terminal::{self, Failure};
use crate::file::{self, FileContent, disk, pictures};
use crate::model::{Document, Issue, Location, Pictures, ReadChoices, Severity};
use crate::words::{counted, list};

/// Opens a file, with the tables that belong to it if some are given, and says on standard error
/// what is wrong with it.
///
/// # Errors
/// Says why the file cannot be opened, or that the tables do not belong together.
pub(super) fn open(path: &Path, columns: &ColumnArguments) -> Result<FileContent, Failure> {
    open_as(path, None, columns)
}

/// Opens a file like [`open`], as one of the format with this id.
///
/// # Errors
/// As [`open`], or the file is not one of this format.
pub(super) fn open_as(
    path: &Path,
    format: Option<&'static str>,
    columns: &ColumnArguments,
) -> Result<FileContent, Failure> {
    let mut source = SourceFile::of(path, columns)?;
    source.choices.format = format;
    let opened = source.opened()?;
    warn(path, &opened.issues);
    Ok(opened)
}

/// The bytes of a file that a subcommand opens, and of the tables that belong to it: its document
/// can be made again instead of being kept.
pub(super) struct SourceFile<'a> {
    path: &'a Path,
    choices: ReadChoices,
    /// The bytes of the file and of its tables, each with its name.
    files: Vec<(Vec<u8>, String)>,
}

impl<'a> SourceFile<'a> {
    /// Reads the bytes.
    ///
    /// # Errors
    /// Says why the file cannot be read, or that the tables do not belong together.
    pub(super) fn of(path: &'a Path, columns: &ColumnArguments) -> Result<Self, Failure> {
        let choices = columns.choices()?;
        let tables = columns.with.iter().map(PathBuf::as_path);
        let paths: Vec<&Path> = std::iter::once(path).chain(tables).collect();
        let mut files = Vec::new();
        for one in &paths {
            let name = one.display().to_string();
            let bytes = if is_standard_input(one) {
                terminal::read_input()
            } else {
                disk::read(one)
            };
            match bytes {
                Ok(bytes) => files.push((bytes, name)),
                Err(_) if paths.len() > 1 => return Err(no_tables(&paths)),
                Err(error) => return Err(refused(path, &[unreadable(error.message)])),
            }
        }
        Ok(Self {
            path,
            choices,
            files,
        })
    }

    /// How many bytes there are.
    pub(super) fn len(&self) -> usize {
        self.files.iter().map(|(bytes, _)| bytes.len()).sum()
    }

    /// What the file says.
    ///
    /// # Errors
    /// Says why the file cannot be opened, or that the tables do not belong together.
    pub(super) fn opened(&self) -> Result<FileContent, Failure> {
        let opened = if let [(bytes, name)] = &self.files[..] {
            file::read_with(bytes, name, &self.choices)
        } else {
            tables(&self.files, &self.choices).ok_or_else(|| {
                let paths: Vec<&Path> =
                    self.files.iter().map(|(_, name)| Path::new(name)).collect();
                no_tables(&paths)
            })?
        };
        opened.map_err(|issues| refused(self.path, &issues))
    }
}

/// The pictures of the actors of a document that was read from this file. Those of a document from
/// standard input are beside no file.
pub(super) fn pictures(path: &Path, document: &Document) -> Pictures {
    if is_standard_input(path) {
        return pictures::without_file(document);
    }
    pictures::read_all(document, path, &Pictures::default())
}

/// Whether a path stands for what another program writes: `-`.
fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}

fn no_tables(paths: &[&Path]) -> Failure {
    let names: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    let message = format!(
        "{} are not a table of ties with a table of its actors, of its claims, or both",
        list(&names)
    );
    message.into()
}

/// Reads a file with one of the readers of [`crate::file`].
///
/// # Errors
/// Why the file cannot be opened, as issues.
pub(super) fn read<T>(
    path: &Path,
    reader: impl FnOnce(&[u8], &str) -> Result<T, Vec<Issue>>,
) -> Result<T, Vec<Issue>> {
    let bytes = disk::read(path).map_err(|error| vec![unreadable(error.message)])?;
    reader(&bytes, &path.display().to_string())
}

fn unreadable(message: String) -> Issue {
    Issue {
        severity: Severity::Error,
        code: "unreadable",
        place: Location::default(),
        message,
        hint: None,
    }
}

/// Reads tables that belong together; nothing if the files are not such tables.
pub(super) fn read_tables(
    paths: &[&Path],
    choices: &ReadChoices,
) -> Option<Result<FileContent, Vec<Issue>>> {
    let mut files = Vec::new();
    for path in paths {
        files.push((disk::read(path).ok()?, path.display().to_string()));
    }
    tables(&files, choices)
}

fn tables(
    files: &[(Vec<u8>, String)],
    choices: &ReadChoices,
) -> Option<Result<FileContent, Vec<Issue>>> {
    let files: Vec<_> = files
        .iter()
        .map(|(bytes, name)| (&**bytes, &**name))
        .collect();
    let read = file::read_tables(&files, choices, &|_| ControlFlow::Continue(()))?;
    Some(read.map_err(|refused| refused.issues))
}

fn refused(path: &Path, issues: &[Issue]) -> Failure {
    let issues: Vec<_> = issues.iter().map(|issue| in_words(path, issue)).collect();
    issues.join("; ").into()
}

/// Lists the first issues on standard error, and counts the others. Notes are not issues.
pub(super) fn warn(path: &Path, issues: &[Issue]) {
    const MAX_ISSUES: usize = 10;
    let issues = issues.iter().filter(|issue| !issue.is_note());
    for issue in issues.clone().take(MAX_ISSUES) {
        terminal::complain(&in_words(path, issue));
    }
    let more = issues.skip(MAX_ISSUES).count();
    if more > 0 {
        terminal::complain(&format!(
            "{}: {}; `frenemy check` lists all",
            path.display(),
            counted(more, "more issue", "more issues")
        ));
    }
}

/// `file:line:column: error: message`, without line and column where they are not known.
fn in_words(path: &Path, issue: &Issue) -> String {
    let file = path.display();
    match issue.place.line {
        0 => format!("{file}: {}", issue.message),
        _ => format!("{file}:{issue}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issue_is_worded_with_its_place_where_it_is_known() {
        let mut issue = Issue {
            severity: Severity::Error,
            code: "unreadable",
            place: Location::default(),
            message: "there is no such file".to_owned(),
            hint: None,
        };
        let words = |issue: &Issue| in_words(Path::new("a.json"), issue);
        assert_eq!(words(&issue), "a.json: there is no such file");
        (issue.place.line, issue.place.column) = (3, 7);
        assert_eq!(words(&issue), "a.json:3:7: error: there is no such file");
    }
}
