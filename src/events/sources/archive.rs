//! ZIP archives with files of rows. The list of an archive is read once, however many files it has;
//! each of them opens the archive for itself. Knows no rows.

use std::path::Path;

use zip::ZipArchive;
use zip::result::ZipError;

use crate::file::disk::ReopenedFile;

/// An archive that is closed until a part of it is read.
pub(super) type PartsArchive = ZipArchive<ReopenedFile>;

/// A file in an archive.
#[derive(Clone, Debug)]
pub(crate) struct ArchivePart {
    pub(super) archive: PartsArchive,
    /// Its number in the archive.
    pub(super) number: usize,
}

/// Reads the list of an archive.
///
/// # Errors
/// Says why it cannot be read.
pub(super) fn opened_archive(path: &Path) -> Result<PartsArchive, String> {
    let file = ReopenedFile::new(path);
    let archive = ZipArchive::new(file).map_err(|error| match error {
        ZipError::Io(error) => error.to_string(),
        broken => in_words(&broken),
    })?;
    // A clone is closed.
    Ok(archive.clone())
}

/// What is wrong with an archive.
pub(super) fn in_words(error: &ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(what) => format!(
            "the archive is packed in a way that is not read here ({what}); unpack it, or pack it \
             again with Deflate"
        ),
        ZipError::CompressionMethodNotSupported(method) => format!(
            "the archive is packed by method {method}, which is not read here; unpack it, or pack it \
             again with Deflate"
        ),
        error => format!("the archive is broken: {error}"),
    }
}
