//! Saves a file that a writer made, with those beside it. Never over the file that was read.

use std::path::{Path, PathBuf};

use super::written_file::WrittenFile;
use crate::file::disk;

/// Saves all files, the first at this path, and returns their paths. None may be `input`, the file
/// that was read. Nobody may read them who may not read `original`, which they tell of.
///
/// # Errors
/// Says which file cannot be saved, and what to do.
pub fn save(
    written: &WrittenFile,
    path: &Path,
    input: Option<&Path>,
    original: Option<&Path>,
) -> Result<Vec<PathBuf>, String> {
    let files = written.paths(path);
    let input = input.map(disk::canonical);
    if let Some((path, _)) = files
        .iter()
        .find(|(path, _)| input.as_ref() == Some(&disk::canonical(path)))
    {
        return Err(format!(
            "{} is the file that was read, and it would be replaced: use another name",
            path.display()
        ));
    }
    for (path, bytes) in &files {
        disk::save_copy(path, bytes, original.as_slice()).map_err(|error| error.to_string())?;
    }
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::writers::CompanionFile;

    #[test]
    fn files_beside_one_are_saved_and_the_input_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let written = WrittenFile {
            bytes: b"relations".to_vec(),
            companions: vec![CompanionFile {
                suffix: "-actors",
                bytes: b"actors".to_vec(),
            }],
            ..WrittenFile::default()
        };
        let input = folder.path().join("war-actors.csv");
        disk::save(&input, b"input").unwrap();
        let refused =
            save(&written, &folder.path().join("war.csv"), Some(&input), None).unwrap_err();
        assert!(
            refused.contains("war-actors.csv is the file that was read"),
            "{refused}"
        );
        assert!(!disk::exists(&folder.path().join("war.csv")));
        assert_eq!(disk::read(&input).unwrap(), b"input");
        let saved = save(
            &written,
            &folder.path().join("peace.csv"),
            Some(&input),
            None,
        )
        .unwrap();
        assert_eq!(saved[1], folder.path().join("peace-actors.csv"));
        assert_eq!(disk::read(&saved[1]).unwrap(), b"actors");
    }
}
