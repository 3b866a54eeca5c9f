//! The rules applied: groups of a pair become friendly or hostile stretches of time. Knows no row
//! and no document.

use super::cell::{CellKey, EventCell};
use super::plan::{EventPlan, EventRule};
use super::record::BestRecords;
use super::time::{EventPeriod, OPEN};
use crate::model::RelationKind;

/// A pair that is friendly, hostile or supportive for a stretch of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RelationStretch {
    /// Numbers of names.
    pub(super) source: u32,
    pub(super) target: u32,
    pub(super) kind: RelationKind,
    /// The days of its beginning and its end.
    pub(super) first: i32,
    pub(super) last: i32,
    /// How many events of each side its periods have.
    pub(super) sides: SideCounts,
    pub(super) goldstein_sum: i64,
    pub(super) goldstein_count: u64,
    /// How many periods were joined.
    pub(super) periods: u64,
    /// How many events of all pairs its periods have.
    pub(super) total: u64,
    pub(super) best: BestRecords,
}

/// How many events of a pair are of which kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct SideCounts {
    pub(super) friendly: u64,
    pub(super) hostile: u64,
    pub(super) neutral: u64,
    pub(super) support: u64,
}

impl SideCounts {
    /// The events of a kind.
    pub(super) fn of(&self, kind: RelationKind) -> u64 {
        match kind {
            RelationKind::Cooperation => self.friendly,
            RelationKind::Hostility => self.hostile,
            RelationKind::Support => self.support,
            RelationKind::Other => self.neutral,
        }
    }

    /// The balance of friendly and hostile events, from −1 to 1; 0 without any.
    pub(super) fn net(&self) -> f64 {
        let (friendly, hostile) = (self.friendly as f64, self.hostile as f64);
        let sum = friendly + hostile;
        if sum == 0.0 {
            0.0
        } else {
            (friendly - hostile) / sum
        }
    }

    fn add(&mut self, other: &Self) {
        self.friendly += other.friendly;
        self.hostile += other.hostile;
        self.neutral += other.neutral;
        self.support += other.support;
    }
}

/// The thresholds of a relation.
#[derive(Clone, Copy, Debug)]
pub(super) struct StretchRules {
    rule: EventRule,
    min_net: f64,
    min_goldstein: f64,
    min_count: u64,
    by: EventPeriod,
    is_spell: bool,
    records: usize,
}

impl StretchRules {
    pub(super) fn new(plan: &EventPlan, min_count: u64, is_spell: bool) -> Self {
        Self {
            rule: plan.rule,
            min_net: plan.min_net,
            min_goldstein: plan.min_goldstein,
            min_count,
            by: plan.by,
            is_spell,
            records: plan.records,
        }
    }

    /// The stretches of groups in the order of their keys; and how many pairs of a period are weak.
    /// `total` is how many events all pairs have in the period that begins at a day.
    pub(super) fn apply(
        &self,
        cells: Vec<(CellKey, EventCell)>,
        total: impl Fn(i32) -> u64,
    ) -> (Vec<RelationStretch>, u64) {
        let (mut stretches, mut weak) = (Vec::new(), 0);
        let mut cells = cells.into_iter().peekable();
        while let Some((key, cell)) = cells.next() {
            let is_same = |other: &CellKey| {
                let period = |key: &CellKey| (key.source, key.target, key.first, key.last);
                period(other) == period(&key)
            };
            let mut period = vec![(key.kind, cell)];
            while let Some((other, cell)) = cells.next_if(|(other, _)| is_same(other)) {
                period.push((other.kind, cell));
            }
            let found = self.relations(&key, period, total(key.first));
            weak += u64::from(found.is_empty());
            stretches.extend(found);
        }
        (self.joined(stretches), weak)
    }

    /// The relations of a pair in a period.
    fn relations(
        &self,
        key: &CellKey,
        period: Vec<(RelationKind, EventCell)>,
        total: u64,
    ) -> Vec<RelationStretch> {
        let mut sides = SideCounts::default();
        let (mut sum, mut scored) = (0, 0);
        for (kind, cell) in &period {
            match kind {
                RelationKind::Cooperation => sides.friendly += cell.count,
                RelationKind::Hostility => sides.hostile += cell.count,
                RelationKind::Support => sides.support += cell.count,
                RelationKind::Other => sides.neutral += cell.count,
            }
            sum += cell.goldstein_sum;
            scored += cell.goldstein_count;
        }
        let winner = self.winner(sides, sum, scored);
        let all_days = period
            .iter()
            .fold((i32::MAX, i32::MIN), |(first, last), (_, cell)| {
                (first.min(cell.first_day), last.max(cell.last_day))
            });
        let (first, last) = self.bounds((key.first, key.last), all_days);
        let kept = period.into_iter().filter(|(kind, cell)| match kind {
            RelationKind::Support => self.is_spell || cell.count >= self.min_count,
            kind => self.is_spell || Some(*kind) == winner,
        });
        kept.map(|(kind, cell)| RelationStretch {
            source: key.source,
            target: key.target,
            kind,
            first,
            last,
            sides,
            goldstein_sum: sum,
            goldstein_count: scored,
            periods: 1,
            total,
            best: cell.best,
        })
        .collect()
    }

    /// The days of a relation: of its period, or of its first and last event where all time is one.
    pub(super) fn bounds(&self, period: (i32, i32), events: (i32, i32)) -> (i32, i32) {
        match self.by {
            EventPeriod::All if !self.is_spell => events,
            _ => period,
        }
    }

    /// Whether the friendly or the hostile side wins.
    fn winner(&self, sides: SideCounts, sum: i64, scored: u64) -> Option<RelationKind> {
        let count = sides.friendly + sides.hostile + sides.neutral;
        match self.rule {
            EventRule::Quad | EventRule::QuadMaterial => self.kind_of(sides.net(), count),
            EventRule::Goldstein => {
                let mean = sum as f64 / 1000.0 / scored.max(1) as f64;
                let is_clear = mean.abs() >= self.min_goldstein;
                self.kind_of(mean.signum(), count)
                    .filter(|_| is_clear && sum != 0)
            }
        }
    }

    /// The kind of a balance from −1 to 1 over a number of events; nothing below the thresholds.
    pub(super) fn kind_of(&self, balance: f64, count: u64) -> Option<RelationKind> {
        if count < self.min_count.max(1) || balance == 0.0 || balance.abs() < self.min_net {
            None
        } else if balance > 0.0 {
            Some(RelationKind::Cooperation)
        } else {
            Some(RelationKind::Hostility)
        }
    }

    /// Joins stretches of a pair and kind that touch or overlap.
    pub(super) fn joined(&self, mut stretches: Vec<RelationStretch>) -> Vec<RelationStretch> {
        stretches.sort_by_key(|one| (one.source, one.target, one.kind, one.first, one.last));
        let mut joined: Vec<RelationStretch> = Vec::new();
        for stretch in stretches {
            let before = joined.last_mut().filter(|before| {
                let ends = |one: &RelationStretch| (one.source, one.target, one.kind);
                let touches = before.last == OPEN || stretch.first <= before.last + 1;
                ends(before) == ends(&stretch) && touches
            });
            match before {
                Some(before) => before.join(stretch, self.records),
                None => joined.push(stretch),
            }
        }
        joined
    }
}

impl RelationStretch {
    fn join(&mut self, next: Self, records: usize) {
        self.last = self.last.max(next.last);
        self.sides.add(&next.sides);
        self.goldstein_sum += next.goldstein_sum;
        self.goldstein_count += next.goldstein_count;
        self.periods += next.periods;
        self.total += next.total;
        for record in next.best {
            self.best.add(record, records);
        }
    }

    /// The mean score; nothing if no event has one.
    pub(super) fn goldstein_mean(&self) -> Option<f64> {
        let mean = self.goldstein_sum as f64 / 1000.0 / self.goldstein_count as f64;
        (self.goldstein_count > 0).then_some(mean)
    }
}

#[cfg(test)]
mod tests {
    use super::super::time::{day_of, number_of};
    use super::*;

    fn day(text: &str) -> i32 {
        number_of(day_of(text).unwrap())
    }

    /// Months with how many friendly and hostile events, and with the sum of scores in tenths.
    fn apply(plan: &EventPlan, months: &[(&str, u64, u64, i64)]) -> (Vec<String>, u64) {
        let mut cells = Vec::new();
        for (month, friendly, hostile, tenths) in months {
            let first = EventPeriod::Month.first_day(day(&format!("{month}-01")));
            for (kind, count, sum) in [
                (RelationKind::Cooperation, friendly, *tenths),
                (RelationKind::Hostility, hostile, 0),
            ] {
                let key = CellKey {
                    source: 0,
                    target: 1,
                    first,
                    last: EventPeriod::Month.last_day(first),
                    kind,
                    code: 0,
                };
                let cell = EventCell {
                    count: *count,
                    goldstein_sum: sum * 100,
                    goldstein_count: *count,
                    ..EventCell::default()
                };
                if *count > 0 {
                    cells.push((key, cell));
                }
            }
        }
        cells.sort_by_key(|(key, _)| *key);
        let rules = StretchRules::new(plan, plan.min_count.unwrap_or(5), false);
        let (stretches, weak) = rules.apply(cells, |_| 100);
        let words = |one: &RelationStretch| {
            let when = super::super::time::edtf(one.first, one.last).unwrap();
            let (kind, sides) = (one.kind.as_str(), one.sides);
            format!("{kind} {when} {}:{}", sides.friendly, sides.hostile)
        };
        (stretches.iter().map(words).collect(), weak)
    }

    #[test]
    fn months_of_one_kind_that_touch_are_one_relation() {
        let plan = EventPlan::default();
        let months = [
            ("2018-01", 10, 5, 0),
            ("2018-02", 6, 0, 0),
            ("2018-04", 7, 1, 0),
            ("2018-05", 1, 9, 0),
        ];
        let (found, weak) = apply(&plan, &months);
        let expected = [
            "cooperation 2018-01/2018-02 16:5",
            "cooperation 2018-04 7:1",
            "hostility 2018-05 1:9",
        ];
        assert_eq!((found, weak), (expected.map(str::to_owned).to_vec(), 0));
    }

    #[test]
    fn few_and_balanced_events_are_no_relation_and_are_counted() {
        let plan = EventPlan::default();
        let months = [
            ("2018-01", 4, 0, 0),
            ("2018-02", 19, 10, 0),
            ("2018-03", 5, 0, 0),
        ];
        let (found, weak) = apply(&plan, &months);
        assert_eq!(
            (found, weak),
            (vec!["cooperation 2018-03 5:0".to_owned()], 2)
        );
        let plan = EventPlan {
            min_net: 0.0,
            ..plan
        };
        assert_eq!(apply(&plan, &[("2018-01", 5, 5, 0)]), (Vec::new(), 1));
    }

    #[test]
    fn the_mean_score_decides_where_it_is_the_rule() {
        let plan = EventPlan {
            rule: EventRule::Goldstein,
            ..EventPlan::default()
        };
        // Scores of −60 and −20 over 4 + 2 events, which are more often friendly.
        let (found, weak) = apply(&plan, &[("2018-01", 4, 2, -600), ("2018-02", 20, 10, -200)]);
        assert_eq!((found, weak), (vec!["hostility 2018-01 4:2".to_owned()], 1));
    }
}
