//! The files that paths, folders, patterns and ZIP archives name. Reads none of them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::archive::{ArchivePart, PartsArchive, opened_archive};
use crate::file::disk;
use crate::limits::{EVENT_FILES, Limit};

/// A file of rows, or one in an archive.
#[derive(Clone, Debug)]
pub(crate) struct EventInput {
    /// The file on the disk.
    pub(crate) path: PathBuf,
    /// Where it is in a ZIP archive.
    pub(crate) part: Option<ArchivePart>,
    /// What it is called in messages.
    pub(crate) name: String,
    /// Whether a user named it, and not only its folder or archive.
    pub(crate) is_named: bool,
}

/// All files of rows that these paths name, in the order of the paths.
///
/// # Errors
/// A path names nothing, or an archive cannot be read.
pub(crate) fn found(paths: &[PathBuf]) -> Result<Vec<EventInput>, String> {
    let mut inputs = Vec::new();
    let mut known = BTreeSet::new();
    for path in paths {
        let (files, is_named) = files_of(path)?;
        for file in files {
            // A file that is named twice is read once.
            if !known.insert(disk::canonical(&file)) {
                continue;
            }
            add(&mut inputs, &file, is_named)?;
            check_count(inputs.len(), &EVENT_FILES)?;
        }
    }
    if inputs.is_empty() {
        return Err("there are no files to read".to_owned());
    }
    Ok(inputs)
}

/// The files of a path, and whether it names them itself.
fn files_of(path: &Path) -> Result<(Vec<PathBuf>, bool), String> {
    let shown = path.display();
    if disk::is_folder(path) {
        let files = disk::files_below(path, EVENT_FILES.count() + 1);
        let is_hidden = |file: &PathBuf| {
            let name = file.file_name().unwrap_or_default();
            name.as_encoded_bytes().starts_with(b".")
        };
        let files: Vec<_> = files.into_iter().filter(|file| !is_hidden(file)).collect();
        return if files.is_empty() {
            Err(format!("{shown}: there are no files in this folder"))
        } else {
            Ok((files, false))
        };
    }
    if disk::exists(path) {
        return Ok((vec![path.to_owned()], true));
    }
    let files = disk::files_matching(path);
    if files.is_empty() {
        Err(format!("{shown}: there is no such file"))
    } else {
        Ok((files, false))
    }
}

fn add(inputs: &mut Vec<EventInput>, path: &Path, is_named: bool) -> Result<(), String> {
    let name = path.display().to_string();
    let ending = path.extension().unwrap_or_default();
    if !ending.eq_ignore_ascii_case("zip") {
        inputs.push(EventInput {
            path: path.to_owned(),
            part: None,
            name,
            is_named,
        });
        return Ok(());
    }
    let archive: PartsArchive =
        opened_archive(path).map_err(|message| format!("{name}: {message}"))?;
    check_count(archive.len(), &EVENT_FILES)?;
    let before = inputs.len();
    for (at, part) in archive.file_names().enumerate() {
        let is_data = !part.ends_with('/') && !part.starts_with("__MACOSX");
        if is_data {
            inputs.push(EventInput {
                path: path.to_owned(),
                part: Some(ArchivePart {
                    number: archive.index_for_name(part).unwrap_or(at),
                    archive: archive.clone(),
                }),
                name: format!("{name}/{part}"),
                is_named: false,
            });
        }
    }
    // The only file of an archive is what the user means.
    if let [only] = &mut inputs[before..] {
        only.is_named = is_named;
    }
    Ok(())
}

fn check_count(count: usize, limit: &Limit) -> Result<(), String> {
    if count > limit.count() {
        return Err(limit.message(count));
    }
    Ok(())
}
