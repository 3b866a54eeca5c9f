//! One of several networks of a file, while the file is read. Reads nothing.

/// A network of a file, and where its actors and ties begin.
#[derive(Debug)]
pub(crate) struct NetworkPart {
    pub(super) name: Option<String>,
    pub(super) first_actor: usize,
    pub(super) first_tie: usize,
    /// Actors of earlier networks that it has too.
    pub(super) shared: Vec<usize>,
}
