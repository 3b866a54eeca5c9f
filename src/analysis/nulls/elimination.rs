//! The order in which actors are taken out of a network, so that few others have to be known at
//! each one. Knows no signs.
//!
//! Bertelè and Brioschi 1972, "Nonserial dynamic programming"; the actor that adds the fewest ties
//! between its neighbours leaves first (Rose 1972, "A graph-theoretic study of the numerical
//! solution of sparse positive definite systems of linear equations").

use crate::analysis::signed::SignedGraph;

/// The most neighbours of an actor that leaves.
pub(super) const MAX_SCOPE: usize = 16;

/// The most actors that are put in order.
const MAX_ACTORS: usize = 500;

/// The actors of a network in the order in which they leave it.
pub(super) struct Elimination {
    pub(super) steps: Vec<EliminationStep>,
}

/// An actor that leaves.
pub(super) struct EliminationStep {
    /// How many neighbours it has among those that are still there: its scope. Neighbours of an
    /// actor that left are neighbours of each other.
    pub(super) scope: usize,
    /// Its pairs with actors of its scope: the index of the pair, and the place in the scope.
    pub(super) pairs: Vec<(usize, usize)>,
    /// The earlier steps whose scope is within this actor and its scope, and is looked at here.
    pub(super) children: Vec<EliminationChild>,
}

/// An earlier step that is looked at together with a later one.
pub(super) struct EliminationChild {
    pub(super) step: usize,
    /// For each actor of its scope: its place in the scope of the later step, or
    /// `None` for the actor that leaves there.
    pub(super) places: Vec<Option<usize>>,
}

impl Elimination {
    /// An order for the actors with a friend or foe; `None` if one of them would leave with more
    /// than [`MAX_SCOPE`] neighbours, or there are more than 500. O(actors² · scope³).
    pub(super) fn of(signs: &SignedGraph) -> Option<Self> {
        let actors: Vec<usize> = signs.signed_actors().collect();
        if actors.len() > MAX_ACTORS {
            return None;
        }
        let mut remaining = Remaining::of(signs, &actors);
        let mut scopes: Vec<Vec<usize>> = Vec::new();
        let mut left_at = vec![usize::MAX; actors.len()];
        let mut steps: Vec<EliminationStep> = Vec::new();
        for _ in 0..actors.len() {
            let actor = remaining.next()?;
            let scope = remaining.take(actor);
            left_at[actor] = steps.len();
            let place = |other: usize| scope.iter().position(|one| *one == other);
            let pairs = signs.neighbours(actors[actor]).iter().filter_map(|one| {
                let other = actors.binary_search(&(one.actor as usize)).ok()?;
                Some((one.pair as usize, place(other)?))
            });
            let children = scopes.iter().enumerate().filter(|(_, scope)| {
                // The first of its scope that leaves is this actor.
                scope.contains(&actor) && scope.iter().all(|one| left_at[*one] >= steps.len())
            });
            let children = children.map(|(step, scope)| EliminationChild {
                step,
                places: scope.iter().map(|&one| place(one)).collect(),
            });
            steps.push(EliminationStep {
                scope: scope.len(),
                pairs: pairs.collect(),
                children: children.collect(),
            });
            scopes.push(scope);
        }
        Some(Self { steps })
    }

    /// The most actors that are looked at together.
    pub(super) fn width(&self) -> usize {
        let widths = self.steps.iter().map(|step| step.scope + 1);
        widths.max().unwrap_or_default()
    }
}

/// The actors that have not left, and their neighbours.
struct Remaining {
    neighbours: Vec<Vec<usize>>,
    is_here: Vec<bool>,
}

impl Remaining {
    fn of(signs: &SignedGraph, actors: &[usize]) -> Self {
        let neighbours = |actor: &usize| {
            let all = signs.neighbours(*actor).iter();
            let places = all.filter_map(|one| actors.binary_search(&(one.actor as usize)).ok());
            places.collect()
        };
        Self {
            neighbours: actors.iter().map(neighbours).collect(),
            is_here: vec![true; actors.len()],
        }
    }

    /// The actor that leaves next.
    fn next(&self) -> Option<usize> {
        let here = (0..self.is_here.len())
            .filter(|&actor| self.is_here[actor] && self.neighbours[actor].len() <= MAX_SCOPE);
        here.min_by_key(|&actor| (self.missing(actor), self.neighbours[actor].len()))
    }

    /// How many pairs of neighbours of an actor are not neighbours themselves.
    fn missing(&self, actor: usize) -> usize {
        let row = &self.neighbours[actor];
        let of = |(at, one): (usize, &usize)| {
            let others = row[at + 1..].iter();
            let missing = others.filter(|other| !self.neighbours[*one].contains(other));
            missing.count()
        };
        row.iter().enumerate().map(of).sum()
    }

    /// Takes an actor out, and makes its neighbours, which are returned, neighbours of each other.
    fn take(&mut self, actor: usize) -> Vec<usize> {
        self.is_here[actor] = false;
        let scope = std::mem::take(&mut self.neighbours[actor]);
        for &one in &scope {
            let row = &mut self.neighbours[one];
            row.retain(|other| *other != actor);
            for &other in scope.iter().filter(|other| **other != one) {
                if !row.contains(&other) {
                    row.push(other);
                }
            }
        }
        scope
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn width(ties: impl IntoIterator<Item = (usize, usize)>) -> Option<usize> {
        let ties = ties.into_iter().map(|(a, b)| (a, b, 1.0));
        let order = Elimination::of(&SignedGraph::from_weights(100, ties));
        order.map(|order| order.width())
    }

    #[test]
    fn trees_rings_and_grids_are_as_wide_as_known() {
        assert_eq!(width((1..60).map(|actor| (actor / 3, actor))), Some(2));
        assert_eq!(
            width((0..60).map(|actor| (actor, (actor + 1) % 60))),
            Some(3)
        );
        let across = (0..40).filter(|at| at % 4 < 3).map(|at| (at, at + 1));
        let down = (0..36).map(|at| (at, at + 4));
        assert_eq!(width(across.chain(down)), Some(5));
        let all = |count: usize| (0..count).flat_map(|b| (0..b).map(move |a| (a, b)));
        assert_eq!(width(all(17)), Some(17));
        assert_eq!(width(all(18)), None);
        assert_eq!(width([]), Some(0));
    }
}
