//! A file of an installation. Knows no particular file.

/// The path of a file below `share`, and its bytes.
pub(super) type InstalledFile = (String, Vec<u8>);
