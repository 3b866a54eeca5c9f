//! The output of `frenemy analyze --over-time`, as text and as JSON.

use serde::Serialize;

use super::moments::Moment;
use super::results::Results;
use crate::analysis::{Polarization, TriadKind};
use crate::graph::NodeIndex;
use crate::words::{capitalized, counted, list};

/// The keys of the JSON output; programs depend on them.
#[derive(Debug, Serialize)]
pub(super) struct MomentReport {
    /// In EDTF, as coarse as possible: `1872/1881`.
    when: Option<String>,
    pairs: usize,
    /// Null if there is no triad.
    balance: Option<f64>,
    frustration: BoundsReport,
    /// Null if there is no pair within camps.
    cohesiveness: Option<f64>,
    /// Null if there is no pair between camps.
    divisiveness: Option<f64>,
    /// What the unbalanced triads of the time before became; null for the first time.
    unbalanced_before: Option<OutcomesReport>,
}

#[derive(Debug, Serialize)]
struct BoundsReport {
    lower: usize,
    upper: usize,
}

#[derive(Debug, Serialize)]
struct OutcomesReport {
    count: usize,
    balanced: usize,
    unbalanced: usize,
    dissolved: usize,
    /// The first hundred.
    triads: Vec<OutcomeReport>,
}

#[derive(Debug, Serialize)]
struct OutcomeReport {
    actors: [String; 3],
    was: &'static str,
    /// Null if it is no longer a triad.
    is: Option<&'static str>,
}

impl Results<'_> {
    /// The times, for JSON; `None` unless they were asked for.
    pub(super) fn moments_report(&self) -> Option<Vec<MomentReport>> {
        let moments = self.moments.as_ref()?.all.iter();
        Some(moments.map(|moment| self.moment_report(moment)).collect())
    }

    fn moment_report(&self, Moment { span, balance }: &Moment) -> MomentReport {
        let (lower, upper) = balance.frustration;
        let outcomes = balance.outcomes.as_ref().map(|found| OutcomesReport {
            count: found.total(),
            balanced: found.balanced,
            unbalanced: found.unbalanced,
            dissolved: found.dissolved,
            triads: found
                .listed
                .iter()
                .map(|one| OutcomeReport {
                    actors: one.actors.map(|actor| self.id(actor)),
                    was: one.was.as_str(),
                    is: one.is.map(TriadKind::as_str),
                })
                .collect(),
        });
        MomentReport {
            when: span.edtf(),
            pairs: balance.pairs,
            balance: balance.balance,
            frustration: BoundsReport { lower, upper },
            cohesiveness: balance.polarization.cohesiveness(),
            divisiveness: balance.polarization.divisiveness(),
            unbalanced_before: outcomes,
        }
    }

    /// The times in words, each with at most `top` triads; empty unless they were asked for.
    pub(super) fn moment_lines(&self, top: usize) -> Vec<String> {
        let Some(moments) = &self.moments else {
            return Vec::new();
        };
        let mut lines = vec!["Over time".to_owned()];
        if moments.all.is_empty() {
            lines.push("  no relation has a date".to_owned());
        }
        if moments.is_coarse {
            lines.push(
                "  there are more than 2,000 dates: relations of one step of the timeline count together"
                    .to_owned(),
            );
        }
        for moment in &moments.all {
            lines.push(format!("  {}", moment.in_words()));
            let outcomes = moment.balance.outcomes.as_ref();
            let Some(outcomes) = outcomes.filter(|found| found.total() > 0) else {
                continue;
            };
            lines.push(format!("    of the time before: {}", outcomes.in_words()));
            let shown = outcomes.listed.iter().take(top);
            let graph = &self.found.network.graph;
            lines.extend(shown.map(|one| {
                let names = one.actors.map(|actor| {
                    let actor = graph.node_weight(NodeIndex::new(actor as usize));
                    actor.map_or("", |actor| actor.name())
                });
                format!("      {}: {}", list(&names), one.in_words())
            }));
            if outcomes.total() > top {
                lines.push(format!("      and {} more", outcomes.total() - top));
            }
        }
        lines
    }
}

impl Moment {
    /// `1904: 10 pairs, 80% of triads balanced, 1 frustrated pair, cohesiveness 0.90, divisiveness
    /// 0.75`.
    fn in_words(&self) -> String {
        let balance = &self.balance;
        format!(
            "{}: {}, {}, {}, {}",
            capitalized(&self.span.in_words()),
            counted(balance.pairs, "pair", "pairs"),
            balance.balance_in_words(),
            balance.frustration_in_words(),
            shares(balance.polarization)
        )
    }
}

/// `cohesiveness 0.90, divisiveness 0.75`.
fn shares(found: Polarization) -> String {
    let share =
        |share: Option<f64>| share.map_or_else(|| "none".to_owned(), |share| format!("{share:.2}"));
    format!(
        "cohesiveness {}, divisiveness {}",
        share(found.cohesiveness()),
        share(found.divisiveness())
    )
}
