//! Groups by relaxed structural balance: each block, within a group or between two, may have either
//! sign, so that mediators and groups of rivals are found too. Knows no document.
//!
//! Doreian and Mrvar 2009, "Partitioning signed social networks", Social Networks 31. An error is a
//! pair against the sign of its block; their criterion with α = ½ is half as many.

use super::DRAW_ROUNDS;
use super::tabu;
use super::tie_rows::TieRows;
use crate::analysis::progress::AnalysisProgress;
use crate::analysis::signed::SignedGraph;
use crate::random::Rng;

/// The most ends of ties that are looked at, however large the network is.
const MAX_STEPS: usize = 300_000_000;

/// The most starts.
const MAX_STARTS: usize = 400;

/// How often all actors are looked at from one start, at most.
const MAX_SWEEPS: usize = 50;

/// Larger networks are searched by moves of single actors, without exchanges of two.
const MAX_EXCHANGED: usize = 150;

/// The pairs of a block: within a group, or between two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RelaxedBlock {
    /// The pairs of friends.
    pub friends: usize,
    /// The pairs of foes.
    pub foes: usize,
}

impl RelaxedBlock {
    /// The pairs against the sign of the block.
    pub fn errors(self) -> usize {
        self.friends.min(self.foes)
    }

    /// `+` with more friends than foes, `−` with more foes, `±` with as many of both, and `0`
    /// without pairs.
    pub fn sign(self) -> char {
        match self.friends.cmp(&self.foes) {
            std::cmp::Ordering::Greater => '+',
            std::cmp::Ordering::Less => '−',
            std::cmp::Ordering::Equal if self.friends > 0 => '±',
            std::cmp::Ordering::Equal => '0',
        }
    }
}

/// The best groups by relaxed balance that a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelaxedGroups {
    /// The most groups allowed.
    pub groups_allowed: usize,
    /// The pairs against the signs of their blocks.
    pub errors: usize,
    /// The errors of the best split that was found into as many camps by strict balance.
    pub strict_errors: usize,
    /// The actors of each group, by ordinal, the largest group first.
    pub groups: Vec<Vec<usize>>,
    /// The image matrix: the block of each two groups, and of each group with itself.
    pub image: Vec<Vec<RelaxedBlock>>,
}

impl RelaxedGroups {
    /// The most groups that can be asked for.
    pub const MAX_GROUPS: usize = 8;

    /// Where the method comes from.
    pub const PAPER: &'static str = "Relaxed balance: Doreian and Mrvar 2009, Social Networks 31";

    /// Searches groups, at most `groups_allowed` (from 1 to 8), from the best strict split and from
    /// random starts; the same seed gives the same groups. `None` if `progress` cancelled it.
    ///
    /// The errors are an upper bound: nothing is proved, unless there are none. O(starts · sweeps ·
    /// groups · pairs), and with up to 150 actors exchanges of two as well; the starts are fewer
    /// for larger networks.
    pub fn of(
        signs: &SignedGraph,
        groups_allowed: usize,
        seed: u64,
        progress: AnalysisProgress<'_>,
    ) -> Option<Self> {
        let count = groups_allowed.clamp(1, Self::MAX_GROUPS);
        let ties = TieRows::of(signs);
        let actors = ties.rows.len();
        let mut strict = tabu::known(&ties, &[]);
        if count == 1 {
            strict.camps.fill(0);
            strict.errors = signs.negative() as i64;
        } else {
            for camps in 2..=count {
                strict = tabu::search(&ties, camps, &strict, DRAW_ROUNDS, progress)?;
            }
        }
        let strict_errors = strict.errors as usize;
        let mut best = GroupSearch::new(&ties, strict.camps, count).settled();
        let ends: usize = ties.rows.iter().map(Vec::len).sum();
        let exchanges = if actors <= MAX_EXCHANGED { actors } else { 1 };
        let steps = (ends * count * exchanges * MAX_SWEEPS / 5).max(1);
        let starts = (MAX_STEPS / steps).clamp(5, MAX_STARTS);
        let mut rng = Rng::from_mixed(seed);
        for start in 0..starts {
            if best.errors == 0 || actors == 0 {
                break;
            }
            progress(start as f32 / starts as f32).continue_value()?;
            let groups = (0..actors).map(|_| rng.below(count) as u8).collect();
            let found = GroupSearch::new(&ties, groups, count).settled();
            if found.errors < best.errors {
                best = found;
            }
        }
        Some(best.named(count, strict_errors))
    }

    /// Whether no division into so many groups has fewer errors: none has fewer than none.
    pub fn is_proved(&self) -> bool {
        self.errors == 0
    }

    /// `3 groups by relaxed balance: 5 errors (9 by strict balance), found by search …`.
    pub fn heading(&self) -> String {
        use crate::words::counted;
        let proof = if self.is_proved() {
            "proved: no division has fewer"
        } else {
            "found by search and not proved"
        };
        format!(
            "{} by relaxed balance: {} ({} by strict balance), {proof}",
            counted(self.groups.len(), "group", "groups"),
            counted(self.errors, "error", "errors"),
            self.strict_errors
        )
    }

    /// What the blocks say that strict balance does not allow: foes within a group, mediators, who
    /// are friends of two groups that are foes, and other groups that are friends. Groups are
    /// numbered from 1.
    pub fn remarks(&self) -> Vec<String> {
        let count = self.groups.len();
        let sign = |one: usize, other: usize| self.image[one][other].sign();
        let pairs = || (0..count).flat_map(|one| (one + 1..count).map(move |other| (one, other)));
        let rivals = (0..count).filter(|group| sign(*group, *group) == '−');
        let rivals =
            rivals.map(|group| format!("Group {} is mostly foes among themselves", group + 1));
        let mut remarks: Vec<String> = rivals.collect();
        let mut mediated = Vec::new();
        for (one, other) in pairs().filter(|(one, other)| sign(*one, *other) == '−') {
            let mediates = |group: &usize| sign(*group, one) == '+' && sign(*group, other) == '+';
            for group in (0..count).filter(mediates) {
                mediated.extend([(group, one), (group, other)]);
                remarks.push(format!(
                    "Group {} mediates: it is friends with groups {} and {}, who are foes",
                    group + 1,
                    one + 1,
                    other + 1
                ));
            }
        }
        let is_said = |one: usize, other: usize| {
            mediated.contains(&(one, other)) || mediated.contains(&(other, one))
        };
        for (one, other) in pairs().filter(|(one, other)| sign(*one, *other) == '+') {
            if !is_said(one, other) {
                remarks.push(format!(
                    "Groups {} and {} are mostly friends",
                    one + 1,
                    other + 1
                ));
            }
        }
        remarks
    }
}

/// Groups and their blocks while actors move.
#[derive(Clone)]
struct GroupSearch<'a> {
    ties: &'a TieRows,
    count: usize,
    groups: Vec<u8>,
    /// Friends and foes by two groups; both triangles are kept.
    blocks: Vec<[i64; 2]>,
    errors: i64,
}

impl<'a> GroupSearch<'a> {
    fn new(ties: &'a TieRows, groups: Vec<u8>, count: usize) -> Self {
        let mut search = Self {
            ties,
            count,
            blocks: vec![[0; 2]; count * count],
            errors: 0,
            groups,
        };
        for (actor, row) in ties.rows.iter().enumerate() {
            for &(other, sign) in row.iter().filter(|(other, _)| *other > actor) {
                search.add(search.groups[actor], search.groups[other], sign, 1);
            }
        }
        search.errors = search.count_errors();
        search
    }

    fn add(&mut self, one: u8, other: u8, sign: i64, by: i64) {
        let (one, other) = (usize::from(one), usize::from(other));
        let slot = usize::from(sign < 0);
        self.blocks[one * self.count + other][slot] += by;
        if one != other {
            self.blocks[other * self.count + one][slot] += by;
        }
    }

    fn count_errors(&self) -> i64 {
        let rows = (0..self.count).flat_map(|one| (one..self.count).map(move |other| (one, other)));
        let errors = rows.map(|(one, other)| {
            let [friends, foes] = self.blocks[one * self.count + other];
            friends.min(foes)
        });
        errors.sum()
    }

    fn move_to(&mut self, actor: usize, group: u8) {
        let here = self.groups[actor];
        for at in 0..self.ties.rows[actor].len() {
            let (other, sign) = self.ties.rows[actor][at];
            let there = self.groups[other];
            self.add(here, there, sign, -1);
            self.add(group, there, sign, 1);
        }
        self.groups[actor] = group;
        self.errors = self.count_errors();
    }

    /// Moves actors, and exchanges two, as long as that removes errors.
    fn settled(mut self) -> Self {
        let actors = self.ties.rows.len();
        for _ in 0..MAX_SWEEPS {
            let before = self.errors;
            for actor in 0..actors {
                self.improve(actor);
            }
            if self.errors == before && actors <= MAX_EXCHANGED {
                self.exchange();
            }
            if self.errors == before {
                break;
            }
        }
        self
    }

    /// Moves an actor to the group where it makes the fewest errors.
    fn improve(&mut self, actor: usize) {
        let mut best = (self.errors, self.groups[actor]);
        for group in 0..self.count as u8 {
            self.move_to(actor, group);
            if self.errors < best.0 {
                best = (self.errors, group);
            }
        }
        self.move_to(actor, best.1);
    }

    /// Exchanges the first two actors for whom that removes errors.
    fn exchange(&mut self) {
        let actors = self.ties.rows.len();
        let before = self.errors;
        for one in 0..actors {
            for other in one + 1..actors {
                let (here, there) = (self.groups[one], self.groups[other]);
                if here == there {
                    continue;
                }
                self.move_to(one, there);
                self.move_to(other, here);
                if self.errors < before {
                    return;
                }
                self.move_to(other, there);
                self.move_to(one, here);
            }
        }
    }

    fn named(&self, groups_allowed: usize, strict_errors: usize) -> RelaxedGroups {
        let members = |group: u8| -> Vec<usize> {
            let actors = self.ties.actors.iter().zip(&self.groups);
            actors
                .filter(|(_, of)| **of == group)
                .map(|(actor, _)| *actor)
                .collect()
        };
        let all = (0..self.count as u8).map(|group| (group, members(group)));
        let mut groups: Vec<(u8, Vec<usize>)> = all.filter(|(_, all)| !all.is_empty()).collect();
        groups.sort_by_key(|(_, members)| {
            (std::cmp::Reverse(members.len()), members.first().copied())
        });
        let block = |one: u8, other: u8| {
            let [friends, foes] = self.blocks[usize::from(one) * self.count + usize::from(other)];
            RelaxedBlock {
                friends: friends as usize,
                foes: foes as usize,
            }
        };
        let row = |one: u8| groups.iter().map(|(other, _)| block(one, *other)).collect();
        RelaxedGroups {
            groups_allowed,
            errors: self.errors as usize,
            strict_errors,
            image: groups.iter().map(|(one, _)| row(*one)).collect(),
            groups: groups.into_iter().map(|(_, members)| members).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use proptest::prelude::*;

    use super::*;

    fn groups(signs: &SignedGraph, count: usize) -> RelaxedGroups {
        RelaxedGroups::of(signs, count, 1, &|_| ControlFlow::Continue(())).unwrap()
    }

    /// Two groups that are foes of each other, and a mediator who is a friend of both.
    fn mediated() -> SignedGraph {
        let ties = [
            (0, 1, 1.0),
            (2, 3, 1.0),
            (0, 2, -1.0),
            (0, 3, -1.0),
            (1, 2, -1.0),
            (1, 3, -1.0),
            (4, 0, 1.0),
            (4, 1, 1.0),
            (4, 2, 1.0),
            (4, 3, 1.0),
        ];
        SignedGraph::from_weights(5, ties)
    }

    #[test]
    fn a_mediator_is_an_error_of_strict_balance_alone() {
        let found = groups(&mediated(), 3);
        assert_eq!((found.errors, found.strict_errors), (0, 2));
        assert!(found.heading().ends_with("proved: no division has fewer"));
        let searched = RelaxedGroups {
            errors: 1,
            ..found.clone()
        };
        assert!(
            searched
                .heading()
                .ends_with("found by search and not proved")
        );
        assert_eq!(found.groups, [vec![0, 1], vec![2, 3], vec![4]]);
        let image: Vec<String> = found
            .image
            .iter()
            .map(|row| row.iter().map(|block| block.sign()).collect())
            .collect();
        assert_eq!(image, ["+−+", "−++", "++0"]);
        assert_eq!(
            found.remarks(),
            ["Group 3 mediates: it is friends with groups 1 and 2, who are foes"]
        );
    }

    #[test]
    fn rivals_are_a_group_of_foes() {
        let pairs = [(0, 1), (0, 2), (1, 2)];
        let signs = SignedGraph::from_weights(3, pairs.map(|(a, b)| (a, b, -1.0)));
        let found = groups(&signs, 1);
        assert_eq!((found.errors, found.strict_errors), (0, 3));
        assert_eq!(found.remarks(), ["Group 1 is mostly foes among themselves"]);
    }

    #[test]
    fn without_pairs_there_are_no_groups() {
        let found = groups(&SignedGraph::from_weights(3, []), 3);
        assert_eq!((found.errors, found.groups.len()), (0, 0));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn it_is_what_trying_all_groups_gives(ties in crate::analysis::triads::tests::ties()) {
            let ties = ties.into_iter().filter(|tie| tie.0 < 7 && tie.1 < 7);
            let signs = SignedGraph::from_weights(7, ties);
            let errors = |split: usize| -> usize {
                let group = |actor: u32| split / 3_usize.pow(actor) % 3;
                let mut blocks = [[0; 2]; 9];
                for pair in signs.pairs() {
                    let (one, other) = (group(pair.a), group(pair.b));
                    let block = one.min(other) * 3 + one.max(other);
                    blocks[block][usize::from(pair.is_friendly())] += 1;
                }
                blocks.iter().map(|block| block[0].min(block[1])).sum()
            };
            let lowest = (0..3_usize.pow(7)).map(errors).min();
            let found = groups(&signs, 3);
            prop_assert_eq!(Some(found.errors), lowest);
            prop_assert!(found.errors <= found.strict_errors);
            let of_blocks: usize = (0..found.groups.len())
                .flat_map(|one| found.image[one][one..].iter())
                .map(|block| block.errors())
                .sum();
            prop_assert_eq!(of_blocks, found.errors);
        }
    }
}
