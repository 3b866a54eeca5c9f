//! A file that can be kept closed, and read by several readers at once. Writes nothing.

use std::fs;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::stream::opened;

/// How many bytes are read from the disk at once.
const BUFFER: usize = 1 << 16;

/// A file that is opened when it is first read. A clone is closed, so that thousands of them can be
/// kept.
#[derive(Debug)]
pub struct ReopenedFile {
    path: PathBuf,
    file: Option<BufReader<fs::File>>,
}

impl ReopenedFile {
    /// The file at this path, closed.
    pub fn new(path: &Path) -> Self {
        let (path, file) = (path.to_owned(), None);
        Self { path, file }
    }

    fn opened(&mut self) -> io::Result<&mut BufReader<fs::File>> {
        let file = if let Some(file) = self.file.take() {
            file
        } else {
            let file = opened(&self.path).map_err(|error| io::Error::other(error.message))?;
            BufReader::with_capacity(BUFFER, file)
        };
        Ok(self.file.insert(file))
    }
}

impl Clone for ReopenedFile {
    fn clone(&self) -> Self {
        Self::new(&self.path)
    }
}

impl Read for ReopenedFile {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.opened()?.read(out)
    }
}

impl Seek for ReopenedFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let file = self.opened()?;
        // What is in the buffer stays, as far as it can.
        if let SeekFrom::Start(to) = to
            && let Some(step) = to.checked_signed_diff(file.stream_position()?)
        {
            file.seek_relative(step)?;
            return Ok(to);
        }
        file.seek(to)
    }

    fn stream_position(&mut self) -> io::Result<u64> {
        self.opened()?.stream_position()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_clone_reads_the_file_from_its_beginning() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "0123456789").unwrap();
        let read = |file: &mut ReopenedFile| {
            let mut digit = [0];
            file.read_exact(&mut digit).unwrap();
            digit[0]
        };
        let mut one = ReopenedFile::new(&path);
        one.seek(SeekFrom::Start(3)).unwrap();
        assert_eq!((read(&mut one), read(&mut one.clone())), (b'3', b'0'));
        one.seek(SeekFrom::Start(1)).unwrap();
        assert_eq!((read(&mut one), one.stream_position().unwrap()), (b'1', 2));
        assert_eq!(one.seek(SeekFrom::End(-1)).unwrap(), 9);
        let mut missing = ReopenedFile::new(&folder.path().join("b"));
        assert!(missing.read(&mut [0]).is_err());
    }
}
