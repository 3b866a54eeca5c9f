//! What a file may be called that a command writes, and what is said when it has been written.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::terminal::{self, Failure};
use crate::export;
use crate::model::{Issue, Severity};
use crate::words;

/// Checks that a path may be the name of a native file: under another ending it would look like a
/// file of another format, and could replace one.
pub(super) fn check_native_name(path: &Path) -> Result<(), Failure> {
    if export::by_extension(path).is_some_and(|exporter| exporter.id == "json") {
        return Ok(());
    }
    Err(Failure::usage(format!(
        "{} would hold the native format of Frenemy: end its name in .json",
        path.display()
    )))
}

/// `wrote war.csv and war-actors.csv: 3 actors and 2 relations`.
pub(super) fn said_to_write(saved: &[PathBuf], records: &str) -> String {
    let paths: Vec<_> = saved
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    format!("wrote {}: {records}", words::list(&paths))
}

/// The exit status of a command that wrote `output` from `input`, given the issues of the input: 1
/// if there are errors among them.
pub(super) fn exit_code(
    written: Result<Vec<Issue>, Failure>,
    output: &Path,
    input: &Path,
) -> ExitCode {
    match written {
        Ok(issues) if issues.iter().any(|issue| issue.severity == Severity::Error) => {
            terminal::complain(&format!(
                "{} was written, but not all of {} could be read; `frenemy check` lists what is \
                 wrong",
                output.display(),
                input.display()
            ));
            ExitCode::from(1)
        }
        Ok(_) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

/// The file of which a copy is written; `None` for standard input.
pub(super) fn original(file: &Path) -> Option<&Path> {
    (file != Path::new("-")).then_some(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn native_files_end_in_json() {
        let status = |name: &str| {
            let failure = check_native_name(Path::new(name)).err();
            failure.map(|failure| failure.status)
        };
        assert_eq!(status("a/net.JSON"), None);
        for name in ["net.csv", "net.svg", "json", "net"] {
            assert_eq!(status(name), Some(2), "{name}");
        }
    }
}
