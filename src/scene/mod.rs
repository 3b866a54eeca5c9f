//! The finished picture: marks with their subjects, ready for any pen. Knows no window and no file.
