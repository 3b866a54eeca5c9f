//! The name of a file, for titles and messages. Knows no file on the disk.

use std::path::Path;

/// The file name without its folders.
pub fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}
