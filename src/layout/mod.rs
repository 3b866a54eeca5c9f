//! Places for actors: a request in, positions out, the same for the same seed. Knows no window, no clock, no document.
