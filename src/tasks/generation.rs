//! Generations: which version of a value an answer belongs to. Knows no value and no clock.

/// The version of a value that changes: a document, the set of its actors, their positions.
///
/// The owner of the value advances its generation with each change. A request for background work
/// contains the generation, and so does the answer. An answer of another generation is late and is
/// dropped.
///
/// ```
/// use frenemy::tasks::Generation;
///
/// let mut document = Generation::default();
/// document.advance();
/// let asked = document;
/// assert!(document.accepts(asked), "nothing changed: the answer counts");
/// document.advance();
/// assert!(!document.accepts(asked), "the document is another one: the answer is late");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Generation(u64);

impl Generation {
    /// The generation after this many changes.
    pub const fn after(changes: u64) -> Self {
        Self(changes)
    }

    /// Begins the next generation: every answer to an earlier question is late from now on.
    pub fn advance(&mut self) {
        self.0 += 1;
    }

    /// Whether an answer to a question of that generation still counts.
    pub fn accepts(self, asked: Self) -> bool {
        self == asked
    }

    /// Whether nothing has changed yet: there is no value.
    pub fn is_first(self) -> bool {
        self.0 == 0
    }
}
