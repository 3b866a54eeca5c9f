//! Files that are read piece by piece, folders that are searched, and a temporary folder for what
//! does not fit into memory. Knows no format.

use std::fs;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use super::read::{check_ordinary, entries};
use super::{DiskError, is_folder};

/// A file that is open for reading.
pub type OpenFile = fs::File;

/// An ordinary file of any size, open for reading from its beginning, and its length in bytes.
///
/// # Errors
/// Says why the file cannot be read.
pub fn open_stream(path: &Path) -> Result<(OpenFile, u64), DiskError> {
    let file = opened(path)?;
    let length = file.metadata().map_or(0, |about| about.len());
    Ok((file, length))
}

/// An ordinary file, open for reading.
pub(super) fn opened(path: &Path) -> Result<fs::File, DiskError> {
    let reading = |error: io::Error| DiskError::reading(path, &error);
    check_ordinary(path, &fs::metadata(path).map_err(reading)?, u64::MAX)?;
    let mut options = fs::File::options();
    options.read(true);
    // A pipe that takes the place of the file does not block the program.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK);
    let file = options.open(path).map_err(reading)?;
    let about = file.metadata().map_err(reading)?;
    check_ordinary(path, &about, u64::MAX)?;
    Ok(file)
}

/// The files in a folder and the folders below it, by name. Links are not followed: they can lead
/// in a circle.
pub fn files_below(folder: &Path, max_files: usize) -> Vec<PathBuf> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for path in entries(&folder) {
            let Ok(about) = fs::symlink_metadata(&path) else {
                continue;
            };
            if about.is_dir() {
                folders.push(path);
            } else if about.is_file() && files.len() < max_files {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The files whose path matches a pattern, by name: `*` is any letters of a name, `?` is one.
pub fn files_matching(pattern: &Path) -> Vec<PathBuf> {
    let mut found = vec![PathBuf::new()];
    for part in pattern.components() {
        let part = part.as_os_str();
        let Some(name) = part.to_str().filter(|name| name.contains(['*', '?'])) else {
            for path in &mut found {
                path.push(part);
            }
            continue;
        };
        let matching = |path: &PathBuf| {
            let folder = super::or_here(path);
            let names = entries(folder).into_iter().filter_map(|entry| {
                let entry = entry.file_name()?.to_owned();
                let is_match = matches(name.as_bytes(), entry.as_encoded_bytes());
                is_match.then(|| path.join(entry))
            });
            names.collect::<Vec<_>>()
        };
        found = found.iter().flat_map(matching).collect();
    }
    found.retain(|path| path.exists() && !is_folder(path));
    found
}

/// Whether a name fits a pattern of `*` and `?`. Takes time in proportion to both lengths.
fn matches(pattern: &[u8], name: &[u8]) -> bool {
    let (mut at, mut of_name) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while of_name < name.len() {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at, of_name));
                at += 1;
            }
            Some(letter) if *letter == b'?' || *letter == name[of_name] => {
                (at, of_name) = (at + 1, of_name + 1);
            }
            _ => {
                let Some((before, begun)) = star else {
                    return false;
                };
                star = Some((before, begun + 1));
                (at, of_name) = (before + 1, begun + 1);
            }
        }
    }
    pattern[at..].iter().all(|letter| *letter == b'*')
}

/// A folder for what does not fit into memory; it is removed with this value.
#[derive(Debug)]
pub struct TemporaryFolder(tempfile::TempDir);

impl TemporaryFolder {
    /// A new folder, private to the user: in `parent`, or where the system has its temporary files.
    ///
    /// # Errors
    /// Says why it cannot be made.
    pub fn new(parent: Option<&Path>) -> Result<Self, DiskError> {
        let parent = parent.map_or_else(std::env::temp_dir, Path::to_owned);
        let made = tempfile::Builder::new()
            .prefix("frenemy-")
            .tempdir_in(&parent);
        made.map(Self)
            .map_err(|error| DiskError::saving(&parent, &error))
    }

    /// The path of a file in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// A file in it to which bytes are added; it is made if it is missing.
    ///
    /// # Errors
    /// Says why it cannot be written.
    pub fn appending(&self, name: &str) -> Result<impl Write + Send + use<>, DiskError> {
        let path = self.path(name);
        let opened = fs::File::options().append(true).create(true).open(&path);
        opened
            .map(|file| BufWriter::with_capacity(1 << 16, file))
            .map_err(|error| DiskError::saving(&path, &error))
    }

    /// One of its files, read from the beginning; `None` if there is no such file.
    pub fn reading(&self, name: &str) -> Option<impl Read + use<>> {
        let file = fs::File::open(self.path(name)).ok()?;
        Some(BufReader::with_capacity(1 << 16, file))
    }
}

/// What went wrong while a temporary file was written.
pub fn temporary_error(error: &io::Error) -> String {
    let folder = std::env::temp_dir();
    let error = DiskError::saving(&folder, error);
    format!("{error} (temporary files; `TMPDIR` names another folder)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_names_as_in_a_shell() {
        for (pattern, name, fits) in [
            ("*.csv", "a.csv", true),
            ("*.csv", "a.csv.gz", false),
            ("2015*.export.*", "20150218.export.CSV", true),
            ("?.txt", "a.txt", true),
            ("?.txt", "ab.txt", false),
            ("*a*b*", "xxaxxbxx", true),
            ("*a*b", "xxaxxbx", false),
            ("*", "", true),
        ] {
            let found = matches(pattern.as_bytes(), name.as_bytes());
            assert_eq!(found, fits, "{pattern} {name}");
        }
        // A name that makes a search with going back exponential.
        assert!(!matches(&b"*a".repeat(50), &[b'a'; 20].map(|_| b'b')));
    }

    #[test]
    fn files_of_folders_and_patterns_are_found_in_order() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b/2.csv", "a/1.csv", "a/x.txt"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, b"x").unwrap();
        }
        let names = |paths: Vec<PathBuf>| {
            let relative = |path: &PathBuf| {
                let path = path.strip_prefix(folder.path()).unwrap();
                path.to_string_lossy().replace('\\', "/")
            };
            paths.iter().map(relative).collect::<Vec<_>>()
        };
        let all = names(files_below(folder.path(), 10));
        assert_eq!(all, ["a/1.csv", "a/x.txt", "b/2.csv"]);
        let some = names(files_matching(&folder.path().join("*/*.csv")));
        assert_eq!(some, ["a/1.csv", "b/2.csv"]);
    }
}
