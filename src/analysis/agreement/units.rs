//! Which claims of several coders are about the same: the same pair of actors, and passages that
//! overlap. Knows no document.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::coded_claim::CodedClaim;

/// Up to this many claims about one pair in one reference are all compared with each other.
const MAX_COMPARED: usize = 64;

/// In longer lists each claim is compared with this many that share a key with it.
const WINDOW: usize = 16;

/// What several coders coded about one pair in one passage: at most one claim of each, by its
/// number in the list of all claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementUnit {
    /// The claim of each coding, in the order of the codings; `None` where it has none.
    pub claims: Vec<Option<usize>>,
}

/// Matches the claims of this many codings. Claims whose passages have the most in common are
/// matched first, among equals those with the same codes. O(claims · log claims).
pub(super) fn units(claims: &[CodedClaim], codings: usize) -> Vec<AgreementUnit> {
    let mut about: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (number, claim) in claims.iter().enumerate() {
        about.entry(claim.about).or_default().push(number);
    }
    let mut groups = ClaimGroups::new(claims, codings);
    for numbers in about.values() {
        for candidate in candidates(claims, numbers) {
            groups.join(candidate.one, candidate.two);
        }
    }
    groups.units()
}

/// Two claims of different coders whose passages overlap.
struct Candidate {
    overlap: f64,
    same_codes: usize,
    one: usize,
    two: usize,
}

/// The candidates among claims about one pair in one reference, the best first.
fn candidates(claims: &[CodedClaim], numbers: &[usize]) -> Vec<Candidate> {
    let compare = |one: usize, two: usize| {
        let (first, second) = (&claims[one], &claims[two]);
        let overlap = if first.coding == second.coding {
            0.0
        } else {
            first.passage.overlap(&second.passage)
        };
        (overlap > 0.0).then(|| Candidate {
            overlap,
            same_codes: usize::from(first.kind == second.kind)
                + usize::from(first.direction == second.direction)
                + usize::from(first.stance == second.stance),
            one,
            two,
        })
    };
    let mut found: Vec<Candidate> = if numbers.len() <= MAX_COMPARED {
        let pairs = numbers.iter().enumerate().flat_map(|(at, one)| {
            let others = numbers[at + 1..].iter();
            others.map(|two| (*one, *two))
        });
        pairs.filter_map(|(one, two)| compare(one, two)).collect()
    } else {
        let pairs = near(claims, numbers).into_iter();
        pairs.filter_map(|(one, two)| compare(one, two)).collect()
    };
    found.sort_by(|a, b| {
        let better = b.overlap.total_cmp(&a.overlap);
        let better = better.then(b.same_codes.cmp(&a.same_codes));
        better.then((a.one, a.two).cmp(&(b.one, b.two)))
    });
    found
}

/// Pairs of a long list that share a key of their passages: each claim with the next ones that have
/// the key, by codes, so that claims with the same codes are beside each other.
fn near(claims: &[CodedClaim], numbers: &[usize]) -> Vec<(usize, usize)> {
    let mut widths: Vec<usize> = numbers
        .iter()
        .filter_map(|number| claims[*number].passage.width())
        .collect();
    widths.sort_unstable();
    widths.dedup();
    let mut sharing: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for number in numbers {
        for key in claims[*number].passage.keys(&widths) {
            sharing.entry(key).or_default().push(*number);
        }
    }
    let mut seen = HashSet::new();
    for list in sharing.values_mut() {
        list.dedup();
        beside(claims, list);
        for (at, one) in list.iter().enumerate() {
            let coding = claims[*one].coding;
            let others = list[at + 1..].iter().take(4 * WINDOW);
            let others = others.filter(|two| claims[**two].coding != coding);
            for two in others.take(WINDOW) {
                seen.insert((*one.min(two), *one.max(two)));
            }
        }
    }
    let mut pairs: Vec<_> = seen.into_iter().collect();
    pairs.sort_unstable();
    pairs
}

/// Orders claims so that those of one passage are beside each other, of these those with the same
/// codes, and of these the first one of every coder, then the second ones.
fn beside(claims: &[CodedClaim], list: &mut [usize]) {
    let mut ranks: HashMap<_, usize> = HashMap::new();
    list.sort_by_cached_key(|number| {
        let claim = &claims[*number];
        let codes = (claim.kind, claim.direction, claim.stance);
        let same = (claim.passage.place(), codes);
        let rank = ranks.entry((same, claim.coding)).or_default();
        *rank += 1;
        (same, *rank, *number)
    });
}

/// Claims that are joined to units, in which each coding has at most one.
struct ClaimGroups {
    /// The group of each claim.
    group_of: Vec<usize>,
    /// The claims of each group by coding; empty for a group that was joined to another.
    groups: Vec<Vec<(usize, usize)>>,
    codings: usize,
}

impl ClaimGroups {
    fn new(claims: &[CodedClaim], codings: usize) -> Self {
        let alone = claims.iter().enumerate();
        Self {
            group_of: (0..claims.len()).collect(),
            groups: alone
                .map(|(number, claim)| vec![(claim.coding, number)])
                .collect(),
            codings,
        }
    }

    /// Joins the groups of two claims, unless a coding would have two claims in the result.
    fn join(&mut self, one: usize, two: usize) {
        let (into, from) = (self.group_of[one], self.group_of[two]);
        let has = |coding: &usize| self.groups[into].iter().any(|(other, _)| other == coding);
        if into == from || self.groups[from].iter().any(|(coding, _)| has(coding)) {
            return;
        }
        let moved = std::mem::take(&mut self.groups[from]);
        for (_, claim) in &moved {
            self.group_of[*claim] = into;
        }
        self.groups[into].extend(moved);
    }

    /// The units, in the order of their first claims.
    fn units(self) -> Vec<AgreementUnit> {
        let mut groups: Vec<_> = self.groups;
        groups.retain(|group| !group.is_empty());
        groups.sort_by_key(|group| group.iter().map(|(_, claim)| *claim).min());
        let units = groups.into_iter().map(|group| {
            let mut claims = vec![None; self.codings];
            for (coding, claim) in group {
                claims[coding] = Some(claim);
            }
            AgreementUnit { claims }
        });
        units.collect()
    }
}
