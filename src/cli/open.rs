//! Opening the file that a subcommand reads, the same for all of them.

use std::path::Path;

use super::terminal;
use crate::file::{self, Opened, disk};

/// The file as it was read; how many things are wrong with it is said, and where to learn which.
///
/// # Errors
/// Says why it cannot be opened.
pub(super) fn open(path: &Path) -> Result<Opened, String> {
    let name = path.display().to_string();
    let bytes = disk::read(path).map_err(|error| error.to_string())?;
    let opened = file::read(&bytes, &name).map_err(|issues| {
        let issues: Vec<_> = issues
            .iter()
            .map(|issue| format!("{name}:{issue}"))
            .collect();
        issues.join("; ")
    })?;
    let wrong = opened.issues.iter().filter(|issue| !issue.is_note());
    match wrong.count() {
        0 => {}
        count => terminal::complain(&format!(
            "{name} has issues ({count}); `frenemy check` says which"
        )),
    }
    Ok(opened)
}
