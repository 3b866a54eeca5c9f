//! Balance beside chance, for `frenemy analyze --null`.

use serde::Serialize;

use crate::analysis::{
    MAX_SWITCHED_PAIRS, NullComparison, NullModel, SignedGraph, Statistic, TriadCounts,
};
use crate::words::counted;

/// With fewer triads, shares of triads jump too far to say anything.
const MIN_TRIADS: usize = 10;

/// A difference from chance this unlikely is called one.
const MAX_P: f64 = 0.05;

/// The keys of the JSON output; programs depend on them.
#[derive(Debug, Serialize)]
pub(super) struct NullReport {
    null: &'static str,
    statistic: &'static str,
    observed: f64,
    expected: f64,
    sd: f64,
    /// The middle 95 % of the draws.
    low: f64,
    high: f64,
    /// Null if all draws are the same.
    z: Option<f64>,
    p: f64,
    draws: usize,
    /// Whether the statistic is exact in every draw; otherwise an upper bound.
    exact: bool,
}

impl From<&NullComparison> for NullReport {
    fn from(found: &NullComparison) -> Self {
        Self {
            null: found.null.as_str(),
            statistic: found.statistic.as_str(),
            observed: found.observed,
            expected: found.expected,
            sd: found.sd,
            low: found.low,
            high: found.high,
            z: found.z,
            p: found.p,
            draws: found.draws,
            exact: found.exact,
        }
    }
}

/// The comparisons of a network with chance.
pub(super) struct Chance {
    pub(super) comparisons: Vec<NullComparison>,
    /// How many draws were asked for; 0 if none were.
    pub(super) draws: usize,
    pub(super) seed: u64,
}

impl Chance {
    /// In words, each number with the null model it depends on.
    pub(super) fn lines(&self, signs: &SignedGraph, triads: TriadCounts) -> Vec<String> {
        if self.draws == 0 {
            return Vec::new();
        }
        let draws = counted(self.draws, "draw", "draws");
        let mut lines = vec![format!(
            "More than chance? {draws} of each null model on the same pairs, seed {}; p is the \
             share of draws that are at least as balanced",
            self.seed
        )];
        if self.comparisons.is_empty() {
            lines.push("There are no friends and no foes to compare".to_owned());
        }
        if !signs.pairs().is_empty() && triads.total() < MIN_TRIADS {
            lines.push(format!(
                "{}: too few to say whether their balance is more than chance",
                counted(triads.total(), "triad", "triads")
            ));
        }
        let is_said = |found: &&NullComparison| {
            let is_of_triads =
                matches!(found.statistic, Statistic::Balance | Statistic::WeakBalance);
            !is_of_triads || triads.total() >= MIN_TRIADS
        };
        let said = self.comparisons.iter().filter(is_said);
        lines.extend(said.map(|found| format!("  {}", in_words(found, triads))));
        if signs.pairs().len() > MAX_SWITCHED_PAIRS {
            lines.push(format!(
                "  No draws of {}: there are more than {MAX_SWITCHED_PAIRS} pairs",
                NullModel::DegreesKept.in_words()
            ));
        }
        lines.push(
            "  Null models: Hao and Kovács 2024, Science Advances 10; Gallo et al. 2024, \
             Communications Physics 7"
                .to_owned(),
        );
        lines
    }
}

/// `Balanced triads are 62 % of 26; shuffled signs give 51 % ± 8 (95 % of draws from 35 % to 67 %;
/// p = 0.09): not more than chance would give`.
fn in_words(found: &NullComparison, triads: TriadCounts) -> String {
    let percent = |share: f64| format!("{:.0} %", 100.0 * share);
    let number = |value: f64| match found.statistic {
        Statistic::Balance | Statistic::WeakBalance => percent(value),
        Statistic::WalkBalance => format!("{value:.3}"),
        Statistic::Frustration => format!("{value:.1}"),
    };
    let subject = match found.statistic {
        Statistic::Balance => {
            format!(
                "Balanced triads are {} of {}",
                percent(found.observed),
                triads.total()
            )
        }
        Statistic::WeakBalance => format!(
            "Weakly balanced triads are {} of {}",
            percent(found.observed),
            triads.total()
        ),
        Statistic::WalkBalance => format!("Walk balance is {:.3}", found.observed),
        Statistic::Frustration if found.exact => {
            format!("The frustration index is {}", found.observed)
        }
        Statistic::Frustration => {
            format!("The frustration index is at most {}", found.observed)
        }
    };
    let spread = match found.statistic {
        Statistic::Balance | Statistic::WeakBalance => format!("{:.0}", 100.0 * found.sd),
        Statistic::WalkBalance => format!("{:.3}", found.sd),
        Statistic::Frustration => format!("{:.1}", found.sd),
    };
    let more = if found.statistic.is_smaller_better() {
        "lower"
    } else {
        "more"
    };
    let verdict = match found.p {
        p if p <= MAX_P => format!("{more} than chance would give"),
        p if p >= 1.0 - MAX_P => "less balanced than chance would give".to_owned(),
        _ => format!("not {more} than chance would give"),
    };
    let bounds = if found.exact { "" } else { ", by upper bounds" };
    format!(
        "{subject}; {} give {} ± {spread}{bounds} (95 % of {} draws from {} to {}; p = {:.3}): \
         {verdict}",
        found.null.in_words(),
        number(found.expected),
        found.draws,
        number(found.low),
        number(found.high),
        found.p
    )
}
