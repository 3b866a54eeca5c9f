//! The signed graph of a network: which pairs are friends and which are foes, by a rule. Knows no
//! measure.

use std::ops::Range;

use super::pair_sign::{sign_of, sign_of_sum, strength};
use super::sign_rule::{Contested, Rule};
use crate::graph::{EdgeIndex, Network};
use crate::model::{Document, Relation, Sign};

/// The signed graph: unordered pairs of actors, each friends or foes.
///
/// Actors have their ordinals in the document, as in [`Network`]. Self-loops and relations without
/// a sign are left out; mixed pairs are listed separately. Rows are compressed, so that all triads
/// of a hundred thousand pairs take a fraction of a second.
#[derive(Clone, Debug, Default)]
pub struct SignedGraph {
    rule: Rule,
    actor_bound: usize,
    pairs: Vec<Pair>,
    mixed: Vec<Pair>,
    relations: Vec<EdgeIndex>,
    rows: Vec<u32>,
    neighbours: Vec<Neighbour>,
}

/// Two actors that are friends or foes, or, if mixed, neither.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The actor of the lower ordinal.
    pub a: u32,
    /// The actor of the higher ordinal.
    pub b: u32,
    /// Positive for friends, negative for foes; none for a mixed pair.
    pub sign: Sign,
    /// The sum of the strengths of the relations of its sign.
    pub weight: f64,
    /// How many independent references assert a relation of its sign.
    pub evidence: u32,
    relations: Range<u32>,
}

/// A friend or foe of an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// The other actor.
    pub actor: u32,
    /// The pair's index in [`SignedGraph::pairs`].
    pub pair: u32,
    /// Whether they are friends.
    pub is_friend: bool,
}

impl SignedGraph {
    /// The signed graph of a network of a document. O(relations log relations).
    pub fn of(document: &Document, network: &Network, rule: Rule) -> Self {
        let ties = network.graph.edge_indices().filter_map(|edge| {
            let (source, target) = network.graph.edge_endpoints(edge)?;
            let relation = &network.graph[edge];
            let is_out = rule.contested == Contested::Out && relation.is_contested();
            if source == target || relation.kind().sign() == Sign::None || is_out {
                return None;
            }
            let (source, target) = (source.index() as u32, target.index() as u32);
            Some((source.min(target), source.max(target), edge))
        });
        let mut ties: Vec<_> = ties.collect();
        ties.sort_unstable();
        let relations: Vec<EdgeIndex> = ties.iter().map(|&(.., edge)| edge).collect();
        let mut pairs = Vec::new();
        let mut begin = 0;
        for tie in ties.chunk_by(|one, next| (one.0, one.1) == (next.0, next.1)) {
            let bundle: Vec<&Relation> = tie
                .iter()
                .map(|&(.., edge)| &*network.graph[edge])
                .collect();
            let sign = sign_of(document, &bundle, rule.mixed);
            let of_sign = bundle.iter().filter(|one| one.kind().sign() == sign);
            let end = begin + tie.len() as u32;
            pairs.push(Pair {
                a: tie[0].0,
                b: tie[0].1,
                sign,
                weight: of_sign.clone().map(|one| strength(document, one)).sum(),
                evidence: document.independent_asserting(of_sign.flat_map(|one| &one.claims))
                    as u32,
                relations: begin..end,
            });
            begin = end;
        }
        Self::from_pairs(rule, network.actor_bound(), pairs, relations)
    }

    /// The signed graph of ties with a signed weight between actors below `actor_bound`.
    ///
    /// Ties of a pair are summed, whatever their direction; a sum of zero makes the pair mixed.
    /// Self-loops and ties beyond the bound or without a finite weight are left out.
    pub fn from_weights(
        actor_bound: usize,
        ties: impl IntoIterator<Item = (usize, usize, f64)>,
    ) -> Self {
        let is_tie = |&(a, b, weight): &(usize, usize, f64)| {
            a != b && a.max(b) < actor_bound && weight.is_finite()
        };
        let ordered =
            |(a, b, weight): (usize, usize, f64)| (a.min(b) as u32, a.max(b) as u32, weight);
        let mut ties: Vec<_> = ties.into_iter().filter(is_tie).map(ordered).collect();
        ties.sort_by_key(|&(a, b, _)| (a, b));
        let pairs = ties.chunk_by(|one, next| (one.0, one.1) == (next.0, next.1));
        let pairs = pairs.map(|ties| {
            let sum: f64 = ties.iter().map(|tie| tie.2).sum();
            let size: f64 = ties.iter().map(|tie| tie.2.abs()).sum();
            Pair {
                a: ties[0].0,
                b: ties[0].1,
                sign: sign_of_sum(sum, size),
                weight: sum.abs(),
                evidence: ties.len() as u32,
                relations: 0..0,
            }
        });
        Self::from_pairs(Rule::default(), actor_bound, pairs.collect(), Vec::new())
    }

    fn from_pairs(
        rule: Rule,
        actor_bound: usize,
        pairs: Vec<Pair>,
        relations: Vec<EdgeIndex>,
    ) -> Self {
        let (pairs, mixed): (Vec<_>, Vec<_>) =
            pairs.into_iter().partition(|pair| pair.sign != Sign::None);
        let mut rows = vec![0_u32; actor_bound + 1];
        for pair in &pairs {
            rows[pair.a as usize + 1] += 1;
            rows[pair.b as usize + 1] += 1;
        }
        for actor in 0..actor_bound {
            rows[actor + 1] += rows[actor];
        }
        let mut next = rows.clone();
        let nobody = Neighbour {
            actor: 0,
            pair: 0,
            is_friend: false,
        };
        let mut neighbours = vec![nobody; 2 * pairs.len()];
        // Pairs are in order, so every row is in order too: first the lower actors, then the
        // higher.
        for (index, pair) in pairs.iter().enumerate() {
            for (actor, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
                let slot = &mut next[actor as usize];
                neighbours[*slot as usize] = Neighbour {
                    actor: other,
                    pair: index as u32,
                    is_friend: pair.is_friendly(),
                };
                *slot += 1;
            }
        }
        Self {
            rule,
            actor_bound,
            pairs,
            mixed,
            relations,
            rows,
            neighbours,
        }
    }

    /// The same pairs with other signs: those of which `is_friendly` says so are friends, by the
    /// index of the pair.
    pub(super) fn with_signs(&self, is_friendly: impl Fn(usize) -> bool) -> Self {
        let mut other = self.clone();
        for (index, pair) in other.pairs.iter_mut().enumerate() {
            pair.sign = if is_friendly(index) {
                Sign::Positive
            } else {
                Sign::Negative
            };
        }
        for neighbour in &mut other.neighbours {
            neighbour.is_friend = is_friendly(neighbour.pair as usize);
        }
        other
    }

    /// The rule that made it.
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// The length of an array by actor: all actors of the document, hidden ones too.
    pub fn actor_bound(&self) -> usize {
        self.actor_bound
    }

    /// The pairs of friends and foes, in the order of their actors.
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// The mixed pairs, which are in no triad.
    pub fn mixed(&self) -> &[Pair] {
        &self.mixed
    }

    /// How many pairs are friends.
    pub fn positive(&self) -> usize {
        self.pairs.iter().filter(|pair| pair.is_friendly()).count()
    }

    /// How many pairs are foes.
    pub fn negative(&self) -> usize {
        self.pairs.len() - self.positive()
    }

    /// The relations of a pair, those of the other sign too, in file order; none if it was made
    /// from weights.
    pub fn relations(&self, pair: &Pair) -> &[EdgeIndex] {
        &self.relations[pair.relations.start as usize..pair.relations.end as usize]
    }

    /// The friends and foes of an actor, in order; none beyond the bound.
    pub fn neighbours(&self, actor: usize) -> &[Neighbour] {
        match self.rows.get(actor..actor + 2) {
            Some(row) => &self.neighbours[row[0] as usize..row[1] as usize],
            None => &[],
        }
    }

    /// The index of the pair of two actors, if they are friends or foes. O(log degree).
    pub fn pair_between(&self, a: usize, b: usize) -> Option<usize> {
        let row = self.neighbours(a);
        let at = row.binary_search_by_key(&b, |neighbour| neighbour.actor as usize);
        at.ok().map(|at| row[at].pair as usize)
    }

    /// The actors with a friend or foe, in order.
    pub fn signed_actors(&self) -> impl Iterator<Item = usize> {
        (0..self.actor_bound).filter(|&actor| !self.neighbours(actor).is_empty())
    }
}

impl Pair {
    /// Whether the two are friends.
    pub fn is_friendly(&self) -> bool {
        self.sign == Sign::Positive
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::MixedRule;
    use crate::graph::Filter;
    use crate::model::{Actor, Claim, Date, RelationKind, Stance};

    fn relation(id: &str, ends: (&str, &str), kind: RelationKind, when: &str) -> Relation {
        Relation {
            kind: Some(kind),
            when: Date::parse(when).ok(),
            ..Relation::new(id, ends.0, ends.1)
        }
    }

    fn signs(relations: Vec<Relation>, rule: Rule) -> SignedGraph {
        let document = Document {
            actors: ["a", "b", "c"].map(Actor::new).into_iter().collect(),
            relations: relations.into_iter().collect(),
            ..Document::default()
        };
        SignedGraph::of(
            &document,
            &Network::seen(&document, &Filter::default()),
            rule,
        )
    }

    fn frenemies() -> Vec<Relation> {
        let heavy = Relation {
            weight: Some(3.0),
            ..relation("help", ("a", "b"), RelationKind::Support, "2001")
        };
        vec![
            heavy,
            relation("war", ("b", "a"), RelationKind::Hostility, "2010"),
            relation("self", ("c", "c"), RelationKind::Hostility, ""),
            relation("talk", ("b", "c"), RelationKind::Other, ""),
        ]
    }

    fn sign_by(mixed: MixedRule) -> Sign {
        let rule = Rule {
            mixed,
            ..Rule::default()
        };
        let signs = signs(frenemies(), rule);
        assert_eq!(signs.pairs().len() + signs.mixed().len(), 1);
        signs.pairs().first().map_or(Sign::None, |pair| pair.sign)
    }

    #[test]
    fn the_sign_of_a_mixed_pair_follows_the_rule() {
        assert_eq!(sign_by(MixedRule::Net), Sign::Positive);
        assert_eq!(sign_by(MixedRule::Latest), Sign::Negative);
        assert_eq!(sign_by(MixedRule::Drop), Sign::None);
    }

    #[test]
    fn a_pair_with_sum_zero_is_mixed_and_keeps_its_relations() {
        let even = vec![
            relation("help", ("a", "b"), RelationKind::Support, ""),
            relation("war", ("b", "a"), RelationKind::Hostility, ""),
        ];
        let signs = signs(even, Rule::default());
        assert!(signs.pairs().is_empty());
        assert_eq!(signs.relations(&signs.mixed()[0]).len(), 2);
    }

    #[test]
    fn a_relation_that_still_holds_is_later_than_one_that_ended() {
        let both = vec![
            relation("alliance", ("a", "b"), RelationKind::Support, "1990/.."),
            relation("clash", ("a", "b"), RelationKind::Hostility, "2016"),
        ];
        let rule = Rule {
            mixed: MixedRule::Latest,
            ..Rule::default()
        };
        assert_eq!(signs(both, rule).pairs()[0].sign, Sign::Positive);
    }

    #[test]
    fn contested_relations_can_be_left_out() {
        let claim = |stance| Claim {
            stance,
            ..Claim::default()
        };
        let contested = Relation {
            claims: vec![claim(Stance::Asserts), claim(Stance::Denies)],
            ..relation("r", ("a", "b"), RelationKind::Support, "")
        };
        let out = Rule {
            contested: Contested::Out,
            ..Rule::default()
        };
        assert_eq!(
            signs(vec![contested.clone()], Rule::default()).positive(),
            1
        );
        assert_eq!(signs(vec![contested], out).positive(), 0);
    }

    #[test]
    fn weights_are_folded_into_unordered_pairs() {
        let ties = [
            (1, 0, 2.0),
            (0, 1, -0.5),
            (2, 1, -1.0),
            (2, 2, 1.0),
            (0, 2, 0.1),
            (0, 2, 0.2),
            (2, 0, -0.3),
            (9, 0, 1.0),
        ];
        let signs = SignedGraph::from_weights(4, ties);
        assert_eq!(
            (signs.positive(), signs.negative(), signs.mixed().len()),
            (1, 1, 1)
        );
        assert_eq!(signs.pair_between(1, 2), Some(1));
        assert_eq!(signs.pair_between(0, 2), None);
        assert_eq!(signs.signed_actors().collect::<Vec<_>>(), [0, 1, 2]);
        assert!(signs.neighbours(99).is_empty());
    }
}
