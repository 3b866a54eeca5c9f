//! The signed graph as rows of ties between numbered actors, and a split of these actors into
//! camps.

use crate::analysis::signed::SignedGraph;

/// The actors with a friend or foe by number, and the ties of each: 1 to a friend, −1 to a foe.
pub(super) struct TieRows {
    pub(super) actors: Vec<usize>,
    pub(super) rows: Vec<Vec<(usize, i64)>>,
}

/// A camp for each actor by number, and how many ties are errors.
#[derive(Clone, Debug)]
pub(super) struct CampSplit {
    pub(super) errors: i64,
    pub(super) camps: Vec<u8>,
}

impl TieRows {
    pub(super) fn of(signs: &SignedGraph) -> Self {
        let actors: Vec<usize> = signs.signed_actors().collect();
        let mut number = vec![0; signs.actor_bound()];
        for (index, &actor) in actors.iter().enumerate() {
            number[actor] = index;
        }
        let row = |&actor: &usize| {
            let row = signs.neighbours(actor).iter();
            row.map(|one| {
                (
                    number[one.actor as usize],
                    if one.is_friend { 1 } else { -1 },
                )
            })
            .collect()
        };
        Self {
            rows: actors.iter().map(row).collect(),
            actors,
        }
    }
}
