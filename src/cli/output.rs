//! What a file may be called that a command writes.

use std::path::Path;

use super::terminal::Failure;
use crate::export;

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
