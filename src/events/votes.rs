//! Votes of roll calls become agreement between each two voters, corrected for chance. Knows no row
//! and no document.
//!
//! Raw agreement is high for everybody where most votes are yes. So it is compared with what the
//! two would agree by chance, given how often both vote yes, no, or abstain: Scott's π with the
//! distance of votes as weight. Frank M. Häge, “Choice or Circumstance? Adjusting Measures of
//! Foreign Policy Similarity for Chance Agreement”, Political Analysis 19, 2011.

use std::collections::{BTreeMap, BTreeSet};

use super::record::{BestRecords, EventRecord};
use super::row::VoteChoice;
use super::stretches::{RelationStretch, SideCounts, StretchRules};
use super::time::EventDays;

/// A vote; the roll call and the voter are numbers of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CastVote {
    pub(super) days: EventDays,
    pub(super) call: u32,
    pub(super) voter: u32,
    pub(super) vote: VoteChoice,
}

/// How often two voters cast which votes in the same roll calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct VotePairs([[u32; 3]; 3]);

impl VotePairs {
    fn count(&self) -> u32 {
        self.0.iter().flatten().sum()
    }

    /// Agreement beyond chance, from −1 to 1: 1 − observed / expected distance; nothing where
    /// chance alone would make both always agree.
    fn agreement(&self) -> Option<f64> {
        let count = f64::from(self.count());
        let mut shares = [0.0; 3];
        let mut observed = 0.0;
        for (one, row) in self.0.iter().enumerate() {
            for (other, pairs) in row.iter().enumerate() {
                let pairs = f64::from(*pairs);
                observed += pairs * one.abs_diff(other) as f64 / count;
                shares[one] += pairs / (2.0 * count);
                shares[other] += pairs / (2.0 * count);
            }
        }
        let mut expected = 0.0;
        for (one, share) in shares.iter().enumerate() {
            for (other, other_share) in shares.iter().enumerate() {
                expected += share * other_share * one.abs_diff(other) as f64;
            }
        }
        (expected > 0.0).then(|| 1.0 - observed / expected)
    }

    fn sides(&self) -> SideCounts {
        let pairs = &self.0;
        let friendly: u32 = (0..3).map(|at| pairs[at][at]).sum();
        let hostile = pairs[0][2] + pairs[2][0];
        SideCounts {
            friendly: friendly.into(),
            hostile: hostile.into(),
            neutral: u64::from(self.count() - friendly - hostile),
            support: 0,
        }
    }
}

/// The roll calls that two voters share.
#[derive(Clone, Copy, Debug)]
struct SharedVotes {
    pairs: VotePairs,
    /// The days of the first and the last of them.
    days: (i32, i32),
}

impl SharedVotes {
    fn add(&mut self, [one, other]: [usize; 2], count: u32, days: (i32, i32)) {
        self.pairs.0[one][other] += count;
        let (first, last) = self.days;
        self.days = (first.min(days.0), last.max(days.1));
    }
}

impl Default for SharedVotes {
    fn default() -> Self {
        Self {
            pairs: VotePairs::default(),
            days: (i32::MAX, i32::MIN),
        }
    }
}

/// The votes of a period.
#[derive(Clone, Debug, Default)]
struct VotePeriod {
    /// The day of its last vote.
    last_day: i32,
    /// The voters of the same roll calls; the first of two is the first by name.
    pairs: BTreeMap<[u32; 2], SharedVotes>,
}

/// Votes, counted by period and pair of voters.
#[derive(Clone, Debug, Default)]
pub(super) struct CountedVotes {
    /// By the first and the last day of the period.
    periods: BTreeMap<(i32, i32), VotePeriod>,
    /// The days of the first and the last vote.
    pub(super) days: Option<(i32, i32)>,
}

impl CountedVotes {
    /// Takes time in proportion to the roll calls times the square of the voters.
    pub(super) fn of(mut votes: Vec<CastVote>, names: &[Box<str>]) -> Self {
        let mut counted = Self::default();
        for vote in &votes {
            counted.extend_days((vote.days.day, vote.days.until));
        }
        votes.sort_unstable_by(|one, other| {
            let key = |vote: &CastVote| (vote.days.first, vote.days.last, vote.call);
            let voter = |vote: &CastVote| &names[vote.voter as usize];
            (key(one), voter(one), one).cmp(&(key(other), voter(other), other))
        });
        // A voter has one vote in a roll call.
        votes.dedup_by_key(|vote| (vote.days.first, vote.call, vote.voter));
        for votes in votes.chunk_by(|one, other| one.days.first == other.days.first) {
            let days = (votes[0].days.first, votes[0].days.last);
            let period = counted.periods.entry(days).or_default();
            let last_day = votes.iter().map(|vote| vote.days.day).max();
            period.last_day = last_day.unwrap_or_default();
            for call in votes.chunk_by(|one, other| one.call == other.call) {
                for (at, one) in call.iter().enumerate() {
                    for other in &call[at + 1..] {
                        let pair = period.pairs.entry([one.voter, other.voter]).or_default();
                        let choices = [one.vote as usize, other.vote as usize];
                        pair.add(choices, 1, (one.days.day, one.days.until));
                    }
                }
            }
        }
        counted
    }

    /// Whether there are no votes.
    pub(super) fn is_empty(&self) -> bool {
        self.days.is_none()
    }

    /// Adds a period, with the days of its first and last vote, which another engine counted.
    pub(super) fn add_period(&mut self, period: (i32, i32), last_day: i32, days: (i32, i32)) {
        self.periods.entry(period).or_default().last_day = last_day;
        self.extend_days(days);
    }

    /// Adds how often two voters cast these votes in the same roll calls of a period, and the days
    /// of the first and the last of these.
    pub(super) fn add_pair(
        &mut self,
        period: (i32, i32),
        ends: [u32; 2],
        (choices, count): ([usize; 2], u32),
        days: (i32, i32),
    ) {
        let period = self.periods.entry(period).or_default();
        let pair = period.pairs.entry(ends).or_default();
        pair.add(choices, count, days);
    }

    fn extend_days(&mut self, (first, last): (i32, i32)) {
        let known = self.days.unwrap_or((first, last));
        self.days = Some((known.0.min(first), known.1.max(last)));
    }

    /// The voters that agree or disagree beyond chance; how many pairs voted in the same roll
    /// calls; and how many pairs of a period are below the rule.
    pub(super) fn stretches(&self, rules: &StretchRules) -> (Vec<RelationStretch>, u64, u64) {
        let (mut found, mut weak) = (Vec::new(), 0);
        let mut all_pairs = BTreeSet::new();
        for (days, period) in &self.periods {
            for (ends, shared) in &period.pairs {
                all_pairs.insert(*ends);
                match relation(*ends, shared, (*days, period.last_day), rules) {
                    Some(stretch) => found.push(stretch),
                    None => weak += 1,
                }
            }
        }
        (rules.joined(found), all_pairs.len() as u64, weak)
    }
}

fn relation(
    [source, target]: [u32; 2],
    shared: &SharedVotes,
    (period, last_day): ((i32, i32), i32),
    rules: &StretchRules,
) -> Option<RelationStretch> {
    let pair = &shared.pairs;
    let (first, last) = rules.bounds(period, shared.days);
    let agreement = pair.agreement()?;
    let kind = rules.kind_of(agreement, u64::from(pair.count()))?;
    let sign = if agreement < 0.0 { "−" } else { "" };
    let words = format!(
        "agreement beyond chance (π) {sign}{:.3} in {} roll calls",
        agreement.abs(),
        pair.count()
    );
    let texts = ["", &words, "", "", "", "", ""];
    let mut best = BestRecords::default();
    best.add(EventRecord::from_parts([0, 0], last_day, None, &texts), 1);
    Some(RelationStretch {
        source,
        target,
        kind,
        first,
        last,
        sides: pair.sides(),
        goldstein_sum: 0,
        goldstein_count: 0,
        periods: 1,
        total: 0,
        best,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::plan::EventPlan;
    use crate::events::time::EventPeriod;

    #[test]
    fn all_time_of_two_voters_is_from_their_first_to_their_last_shared_vote() {
        let vote = |day, call, voter, vote| CastVote {
            days: EventDays {
                day,
                until: day,
                first: 0,
                last: 0,
            },
            call,
            voter,
            vote,
        };
        let (yes, no) = (VoteChoice::Yes, VoteChoice::No);
        let votes = vec![
            vote(700_000, 9, 0, yes),
            vote(728_000, 1, 0, yes),
            vote(728_000, 1, 1, no),
            vote(729_000, 2, 0, no),
            vote(729_000, 2, 1, yes),
        ];
        let names = ["a", "b"].map(Into::into);
        let plan = EventPlan {
            by: EventPeriod::All,
            ..EventPlan::default()
        };
        let rules = StretchRules::new(&plan, 1, false);
        let (found, ..) = CountedVotes::of(votes, &names).stretches(&rules);
        let days: Vec<_> = found.iter().map(|one| (one.first, one.last)).collect();
        assert_eq!(days, [(728_000, 729_000)]);
    }

    #[test]
    fn agreement_is_corrected_for_chance_as_worked_out_by_hand() {
        let agreement = |pairs| VotePairs(pairs).agreement();
        let is = |pairs, value: f64| (agreement(pairs).unwrap() - value).abs() < 1e-12;
        assert!(is([[5, 0, 0], [0, 0, 0], [0, 0, 5]], 1.0));
        assert!(is([[0, 0, 5], [0, 0, 0], [5, 0, 0]], -1.0));
        // Both vote yes nine times in ten, and never no together: observed distance 0.4, shares 0.9
        // and 0.1, expected 2 · 0.9 · 0.1 · 2 = 0.36.
        assert!(is([[8, 0, 1], [0, 0, 0], [1, 0, 0]], 1.0 - 0.4 / 0.36));
        // One abstains where the other votes: observed 1/3, shares 5/6 and 1/6, expected 10/36.
        assert!(is(
            [[2, 1, 0], [0, 0, 0], [0, 0, 0]],
            1.0 - (1.0 / 3.0) / (10.0 / 36.0)
        ));
        assert_eq!(agreement([[9, 0, 0], [0, 0, 0], [0, 0, 0]]), None);
    }
}
