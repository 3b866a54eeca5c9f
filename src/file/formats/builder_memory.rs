//! How much memory the actors and ties of a file take, and how much they may take. Makes nothing.

use crate::limits::{COPIED_BYTES, JSON_BYTES, JSON_FACTOR, TIES_BYTES, TIES_FACTOR};

/// About how much memory an actor takes, with its id, until it is in the document; measured.
const ACTOR: usize = 600;

/// The same for a tie without values.
pub(crate) const TIE: usize = 340;

/// About how much memory a value takes besides its bytes.
const VALUE: usize = 100;

/// About how much memory a source takes until it is in the document.
const SOURCE: usize = 450;

/// What the program itself takes before it reads a file.
const PROGRAM: usize = 30_000_000;

/// About how much memory a copy of these values takes, by their lengths in bytes.
pub(crate) fn copied_bytes(lengths: impl IntoIterator<Item = usize>) -> usize {
    let lengths = lengths.into_iter();
    lengths.map(|length| VALUE + length).sum()
}

/// The memory for the actors and ties of a file. What is too much is not kept, and counted.
#[derive(Debug, Default)]
pub(super) struct BuilderMemory {
    allowed: usize,
    taken: usize,
    is_full: bool,
    /// Of what was taken, that of what the file says once about many.
    copied: usize,
    most_copied: usize,
    left_out_copies: usize,
}

impl BuilderMemory {
    /// For a file of this many bytes.
    pub(super) fn of_file(bytes: usize) -> Self {
        let allowed = TIES_BYTES.count() + TIES_FACTOR.count().saturating_mul(bytes);
        Self {
            allowed,
            most_copied: COPIED_BYTES.count(),
            ..Self::default()
        }
    }

    /// For JSON of this many bytes, whose tree takes this much itself.
    pub(super) fn of_json(bytes: usize, tree: usize) -> Self {
        let allowed = JSON_BYTES.count() + JSON_FACTOR.count().saturating_mul(bytes);
        let allowed = allowed.saturating_sub(bytes + tree + PROGRAM);
        Self {
            allowed,
            most_copied: COPIED_BYTES.count().min(allowed / 2),
            ..Self::default()
        }
    }

    /// Whether one more actor fits.
    pub(super) fn take_actor(&mut self) -> bool {
        self.take(ACTOR)
    }

    /// Whether one more tie fits, with so many values.
    pub(super) fn take_tie(&mut self, values: usize) -> bool {
        self.take(TIE + values * VALUE)
    }

    /// Whether one more value of an actor fits.
    pub(super) fn take_value(&mut self) -> bool {
        self.take(VALUE)
    }

    /// Whether one more source fits.
    pub(super) fn take_source(&mut self) -> bool {
        self.take(SOURCE)
    }

    fn take(&mut self, bytes: usize) -> bool {
        let fits = !self.is_full && self.taken.saturating_add(bytes) <= self.allowed;
        if fits {
            self.taken += bytes;
        }
        self.is_full |= !fits;
        fits
    }

    /// Whether one more copy fits of what the file says once about many actors or ties.
    pub(super) fn take_copy(&mut self, bytes: usize) -> bool {
        if !self.has_all_copies() {
            self.copied = self.copied.saturating_add(VALUE + bytes);
        }
        let fits = !self.has_all_copies();
        self.left_out_copies += usize::from(!fits);
        fits
    }

    /// Whether no more copies fit: then there is no need to look for more.
    pub(super) fn has_all_copies(&self) -> bool {
        self.copied > self.most_copied
    }

    /// The most bytes that copies may take, where some were left out.
    pub(super) fn exceeded_copies(&self) -> Option<usize> {
        (self.left_out_copies > 0).then_some(self.most_copied)
    }

    /// Whether not everything was kept.
    pub(super) fn is_exceeded(&self) -> bool {
        self.is_full
    }

    /// Says how much memory the file may take.
    pub(super) fn refusal(&self) -> String {
        TIES_BYTES.message(self.allowed / 1_000_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_much_is_not_kept() {
        let mut memory = BuilderMemory::of_json(0, 0);
        let mut kept = 0;
        while memory.take_tie(1) {
            kept += 1;
        }
        assert!((300_000..400_000).contains(&kept), "{kept}");
        assert!(memory.is_exceeded());
        assert!(memory.refusal().contains("more than 170 MB of memory"));
        // Once something is missing, nothing smaller is kept either.
        assert!(!memory.take_value());
    }

    #[test]
    fn the_tree_of_json_leaves_less() {
        let memory = BuilderMemory::of_json(10_000_000, 100_000_000);
        assert_eq!(memory.allowed, 180_000_000);
        assert!(!BuilderMemory::of_json(0, 1_000_000_000).take_actor());
    }
}
