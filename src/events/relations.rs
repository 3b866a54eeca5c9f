//! The groups of all pairs gone through part by part: totals first, where a rule needs them, then
//! relations. Knows no row and no document.

use std::collections::BTreeSet;

use ahash::HashMap;

use super::cell::CellKey;
use super::counts::{DropReason, EventCounts};
use super::groups::FinishedGroups;
use super::plan::EventPlan;
use super::preset::EventPreset;
use super::stretches::{RelationStretch, StretchRules};
use super::votes::CountedVotes;
use crate::limits::EVENT_RELATIONS;

/// The relations that the rules make, in an order that depends on names and times alone.
pub(super) struct FoundRelations {
    pub(super) stretches: Vec<RelationStretch>,
    /// The days of the first and the last event that counts; nothing where none does.
    pub(super) days: Option<(i32, i32)>,
}

/// Applies the rules to all groups, and counts what they drop.
///
/// # Errors
/// A temporary file cannot be read, or there are too many relations.
pub(super) fn found(
    groups: &mut FinishedGroups,
    plan: &EventPlan,
    preset: &EventPreset,
    is_spell: bool,
    counts: &mut EventCounts,
) -> Result<FoundRelations, String> {
    let rules = StretchRules::new(plan, plan.min_count(preset), is_spell);
    let bounds = |day: i32| {
        let first = plan.by.first_day(day);
        (first, plan.by.last_day(first))
    };
    let votes = groups.take_votes();
    if !votes.is_empty() {
        let votes = CountedVotes::of(votes, &groups.names);
        return of_votes(&votes, &groups.names, &rules, counts);
    }
    let totals = EventTotals::of(groups, plan)?;
    let top = plan.top.map(|top| totals.top_actors(top, &groups.names));
    let mut stretches: Vec<RelationStretch> = Vec::new();
    let (mut first_day, mut last_day) = (i32::MAX, i32::MIN);
    for part in 0..groups.part_count() {
        let (mut cells, repeated) = groups.part(part, bounds)?;
        counts.kept -= repeated;
        counts.drop_events(DropReason::Repeated, repeated);
        if let Some(top) = &top {
            cells.retain(|(key, cell)| {
                let is_top = top.contains(&key.source) && top.contains(&key.target);
                if !is_top {
                    counts.kept -= cell.count;
                    counts.drop_events(DropReason::NotTop, cell.count);
                }
                is_top
            });
        }
        for (key, cell) in &cells {
            let last = if is_spell { key.last } else { cell.last_day };
            (first_day, last_day) = (first_day.min(cell.first_day), last_day.max(last));
        }
        let of_pair = |one: &(CellKey, _), other: &(CellKey, _)| {
            (one.0.source, one.0.target) == (other.0.source, other.0.target)
        };
        counts.pairs += cells.chunk_by(of_pair).count() as u64;
        let (found, weak) = rules.apply(cells, |first| totals.of_period(first));
        counts.weak += weak;
        stretches.extend(found);
        check_count(&stretches)?;
    }
    sort(&mut stretches, &groups.names);
    let days = (first_day <= last_day).then_some((first_day, last_day));
    Ok(FoundRelations { stretches, days })
}

/// Applies the rules to votes, and counts what they drop.
///
/// # Errors
/// There are too many relations.
pub(super) fn of_votes(
    votes: &CountedVotes,
    names: &[Box<str>],
    rules: &StretchRules,
    counts: &mut EventCounts,
) -> Result<FoundRelations, String> {
    let (mut stretches, pairs, weak) = votes.stretches(rules);
    counts.pairs += pairs;
    counts.weak += weak;
    check_count(&stretches)?;
    sort(&mut stretches, names);
    Ok(FoundRelations {
        stretches,
        days: votes.days,
    })
}

fn check_count(stretches: &[RelationStretch]) -> Result<(), String> {
    if stretches.len() > EVENT_RELATIONS.count() {
        return Err(EVENT_RELATIONS.message(stretches.len()));
    }
    Ok(())
}

/// Sorts by names and times: numbers of names depend on the order of reading.
fn sort(stretches: &mut [RelationStretch], names: &[Box<str>]) {
    stretches.sort_by(|one, other| {
        let ends = |one: &RelationStretch| [one.source, one.target].map(|end| &names[end as usize]);
        let rest = |one: &RelationStretch| (one.kind, one.first, one.last);
        (ends(one), rest(one)).cmp(&(ends(other), rest(other)))
    });
}

/// How many events each period and each actor has.
#[derive(Debug, Default)]
struct EventTotals {
    periods: HashMap<i32, u64>,
    actors: HashMap<u32, u64>,
}

impl EventTotals {
    /// Counts, if a rule needs it.
    fn of(groups: &mut FinishedGroups, plan: &EventPlan) -> Result<Self, String> {
        let mut totals = Self::default();
        if !plan.normalize && plan.top.is_none() {
            return Ok(totals);
        }
        for part in 0..groups.part_count() {
            groups.visit(part, |key, count| {
                let first = if plan.one_a_day {
                    plan.by.first_day(key.first)
                } else {
                    key.first
                };
                *totals.periods.entry(first).or_default() += count;
                for actor in [key.source, key.target] {
                    *totals.actors.entry(actor).or_default() += count;
                }
            })?;
        }
        Ok(totals)
    }

    fn of_period(&self, first: i32) -> u64 {
        self.periods.get(&first).copied().unwrap_or(0)
    }

    /// The actors with the most events; of those with as many, the first by name.
    fn top_actors(&self, count: usize, names: &[Box<str>]) -> BTreeSet<u32> {
        let mut actors: Vec<_> = self.actors.iter().collect();
        actors
            .sort_by_key(|(actor, events)| (std::cmp::Reverse(**events), &names[**actor as usize]));
        actors
            .iter()
            .take(count)
            .map(|(actor, _)| **actor)
            .collect()
    }
}
