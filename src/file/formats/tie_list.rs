//! The ties of a file in their order, in pieces: none is moved when there are more, and each piece
//! is freed as soon as its ties are relations. Knows no format.

use super::listed_tie::ListedTie;

/// How many ties are in a piece.
const PIECE: usize = 1024;

/// Ties in the order of the file.
#[derive(Debug, Default)]
pub(crate) struct TieList {
    /// All but the last are full.
    pieces: Vec<Vec<ListedTie>>,
}

impl TieList {
    pub(super) fn len(&self) -> usize {
        let last = self.pieces.last().map_or(0, Vec::len);
        self.pieces.len().saturating_sub(1) * PIECE + last
    }

    pub(super) fn push(&mut self, tie: ListedTie) {
        match self.pieces.last_mut() {
            Some(last) if last.len() < PIECE => last.push(tie),
            _ => {
                // A short list stays short.
                let is_first = self.pieces.is_empty();
                let room = if is_first { 4 } else { PIECE };
                let mut piece = Vec::with_capacity(room);
                piece.push(tie);
                self.pieces.push(piece);
            }
        }
    }

    pub(super) fn get_mut(&mut self, index: usize) -> Option<&mut ListedTie> {
        self.pieces.get_mut(index / PIECE)?.get_mut(index % PIECE)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &ListedTie> + Clone {
        self.pieces.iter().flatten()
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut ListedTie> {
        self.pieces.iter_mut().flatten()
    }

    pub(super) fn into_iter(self) -> impl Iterator<Item = ListedTie> {
        self.pieces.into_iter().flatten()
    }
}

impl FromIterator<ListedTie> for TieList {
    fn from_iter<I: IntoIterator<Item = ListedTie>>(ties: I) -> Self {
        let mut list = Self::default();
        for tie in ties {
            list.push(tie);
        }
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_keep_their_order_and_their_numbers_in_all_pieces() {
        for count in [0, 1, PIECE, PIECE + 1, 3 * PIECE + 7] {
            let tie = |at| ListedTie {
                at,
                ..ListedTie::default()
            };
            let mut list: TieList = (0..count).map(tie).collect();
            assert_eq!(list.len(), count);
            assert!(list.iter().map(|tie| tie.at).eq(0..count));
            assert!(list.get_mut(count).is_none());
            for index in (0..count).step_by(PIECE / 2 + 1) {
                assert_eq!(list.get_mut(index).unwrap().at, index);
            }
            for tie in list.iter_mut() {
                tie.at += 1;
            }
            assert!(list.into_iter().map(|tie| tie.at).eq(1..=count));
        }
    }
}
