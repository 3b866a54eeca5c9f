//! The columns of a table of ties. Guesses nothing.

/// The columns of a table of ties.
#[derive(Debug, Default)]
pub(crate) struct TieColumns {
    /// Whether the first line names the columns.
    pub(crate) has_header: bool,
    pub(crate) source: usize,
    pub(crate) target: usize,
    /// Names of the other columns where no line names them.
    pub(crate) names: Vec<(usize, &'static str)>,
    /// The columns of the names of both ends, where the ends are ids.
    pub(crate) end_names: Option<(usize, usize)>,
    /// What the name of the target says that all ties are, such as `ally`.
    pub(crate) relation: Option<String>,
    /// Whether nothing but their content says which columns are the ends.
    pub(crate) is_guess: bool,
}
