//! What may happen to the state: commands in, effects out. Knows no window and no file.
