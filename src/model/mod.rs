//! What the file says, as values. Knows no file, no graph and no window.
