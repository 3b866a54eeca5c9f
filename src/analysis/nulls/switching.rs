//! Random signs with every actor's numbers of friends and foes kept exactly: a chain of switches.
//!
//! A switch walks from an actor along a pair of friends, then one of foes, and so on, until it is
//! back after an even number of pairs, and then exchanges the signs along the way: each actor loses
//! as many friends as it wins. The walk back is as likely as the walk there, because the numbers of
//! friends and foes of an actor never change, so all such signs are equally likely in the end;
//! walks that meet a pair twice, or do not come back, change nothing. (Switching of edges in the
//! manner of Rao, Jana and Bandyopadhyay 1996, Sankhyā A 58, on pairs that stay.)

use crate::analysis::signed::{Neighbour, SignedGraph};
use crate::random::Rng;

/// How many switches are tried between two draws, for each pair, and before the first draw.
const TRIES_PER_PAIR: usize = 3;
const FIRST_TRIES_PER_PAIR: usize = 60;

/// The most steps of a walk; a longer one changes nothing.
const MAX_WALK: usize = 400;

/// A chain of signs.
pub(super) struct SignChain<'a> {
    signs: &'a SignedGraph,
    rng: Rng,
    /// For each pair, whether the two are foes.
    foes: Vec<bool>,
    actors: Vec<usize>,
    is_fresh: bool,
    /// The pairs of the present walk, and whether each pair is among them.
    walk: Vec<usize>,
    is_walked: Vec<bool>,
}

impl<'a> SignChain<'a> {
    pub(super) fn new(signs: &'a SignedGraph, rng: Rng) -> Self {
        let foes: Vec<bool> = signs
            .pairs()
            .iter()
            .map(|pair| !pair.is_friendly())
            .collect();
        Self {
            signs,
            rng,
            is_walked: vec![false; foes.len()],
            foes,
            actors: signs.signed_actors().collect(),
            is_fresh: true,
            walk: Vec::new(),
        }
    }

    /// The next draw: for each pair, whether the two are foes.
    pub(super) fn next(&mut self) -> &[bool] {
        let per_pair = if std::mem::take(&mut self.is_fresh) {
            FIRST_TRIES_PER_PAIR
        } else {
            TRIES_PER_PAIR
        };
        for _ in 0..per_pair * self.foes.len() {
            self.switch();
        }
        &self.foes
    }

    fn switch(&mut self) {
        let start = self.actors[self.rng.below(self.actors.len())];
        if self.walk_from(start).is_some() {
            for &pair in &self.walk {
                self.foes[pair] = !self.foes[pair];
            }
        }
        for pair in self.walk.drain(..) {
            self.is_walked[pair] = false;
        }
    }

    /// Walks along friends and foes in turn until the walk is closed; `None` if it is not.
    fn walk_from(&mut self, start: usize) -> Option<()> {
        let signs = self.signs;
        let mut at = start;
        let mut wants_foe = false;
        while self.walk.len() < MAX_WALK {
            let fits = |to: &&Neighbour| self.foes[to.pair as usize] == wants_foe;
            let row = signs.neighbours(at).iter();
            let count = row.clone().filter(fits).count();
            if count == 0 {
                return None;
            }
            let chosen = self.rng.below(count);
            let to = row.filter(fits).nth(chosen)?;
            let pair = to.pair as usize;
            if std::mem::replace(&mut self.is_walked[pair], true) {
                // Part of the walk already: it stays marked for the clean-up.
                return None;
            }
            self.walk.push(pair);
            at = to.actor as usize;
            wants_foe = !wants_foe;
            if at == start && !wants_foe {
                return Some(());
            }
        }
        None
    }
}
