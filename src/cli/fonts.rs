//! The flag that chooses fonts.

use std::path::PathBuf;

use super::terminal::Failure;
use crate::file::disk;
use crate::fonts;

/// The largest font file, in bytes: those of all Chinese characters are 20 to 40 MB.
const MAX_BYTES: u64 = 256 << 20;

/// The fonts that the user chose.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct FontArguments {
    /// A font file (TrueType or OpenType) for letters that Noto Sans lacks, before other fonts of
    /// the program and the system; can be repeated
    #[arg(long = "font", value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl FontArguments {
    /// Draws all texts with these fonts.
    ///
    /// # Errors
    /// A file cannot be read, or is not a font.
    pub(super) fn choose(&self) -> Result<(), Failure> {
        for file in &self.files {
            let bytes = disk::read_limited(file, MAX_BYTES)
                .map_err(|error| Failure::usage(format!("--font: {error}")))?;
            fonts::choose(bytes)
                .map_err(|error| Failure::usage(format!("--font {}: {error}", file.display())))?;
        }
        Ok(())
    }
}
