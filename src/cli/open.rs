//! Opens the file that a subcommand reads: one way, and one wording of what is wrong with it.

use std::path::Path;

use super::columns::ColumnArguments;
use super::terminal::{self, Failure};
use crate::file::{self, FileContent, disk};
use crate::model::{Issue, Location, ReadChoices, Severity};
use crate::words::counted;

/// Opens a file, and says on standard error what is wrong with it.
///
/// # Errors
/// Says why the file cannot be opened.
pub(super) fn open(path: &Path, columns: &ColumnArguments) -> Result<FileContent, Failure> {
    let choices = columns.choices()?;
    let reader = |bytes: &[u8], name: &str| file::read_with(bytes, name, &choices);
    let opened = read(path, reader).map_err(|issues| refused(path, &issues))?;
    warn(path, &opened.issues);
    Ok(opened)
}

/// Opens a table of ties together with its table of actors, if one is given; otherwise like
/// [`open`].
///
/// # Errors
/// Says why the files cannot be opened, or that they are no such pair.
pub(super) fn open_with(
    path: &Path,
    actors: Option<&Path>,
    columns: &ColumnArguments,
) -> Result<FileContent, Failure> {
    let Some(actors) = actors else {
        return open(path, columns);
    };
    let Some(read) = read_pair(path, actors, &columns.choices()?) else {
        let (path, actors) = (path.display(), actors.display());
        let message = format!("{path} and {actors} are not a table of ties and a table of actors");
        return Err(message.into());
    };
    let opened = read.map_err(|issues| refused(path, &issues))?;
    warn(path, &opened.issues);
    Ok(opened)
}

/// Reads a file with one of the readers of [`crate::file`].
///
/// # Errors
/// Why the file cannot be opened, as issues.
pub(super) fn read<T>(
    path: &Path,
    reader: impl FnOnce(&[u8], &str) -> Result<T, Vec<Issue>>,
) -> Result<T, Vec<Issue>> {
    let bytes = disk::read(path).map_err(|error| {
        vec![Issue {
            severity: Severity::Error,
            code: "unreadable",
            place: Location::default(),
            message: error.message,
            hint: None,
        }]
    })?;
    reader(&bytes, &path.display().to_string())
}

/// Reads a table of actors and a table of ties; nothing if the files are not such a pair.
pub(super) fn read_pair(
    first: &Path,
    second: &Path,
    choices: &ReadChoices,
) -> Option<Result<FileContent, Vec<Issue>>> {
    let bytes = |path: &Path| disk::read(path).ok();
    let name = |path: &Path| path.display().to_string();
    let (one, other) = (bytes(first)?, bytes(second)?);
    file::read_pair((&one, &name(first)), (&other, &name(second)), choices)
}

fn refused(path: &Path, issues: &[Issue]) -> Failure {
    let issues: Vec<_> = issues.iter().map(|issue| in_words(path, issue)).collect();
    issues.join("; ").into()
}

/// Lists the first issues on standard error, and counts the others. Notes are not issues.
fn warn(path: &Path, issues: &[Issue]) {
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
