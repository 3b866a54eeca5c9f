//! Comparisons with chance as sentences, each number with the null model that it depends on.

use super::{
    CampNumbers, MAX_SEARCHED_PAIRS, MAX_SWITCHED_PAIRS, NullComparison, NullModel, Statistic,
    compare_with_chance, triad_draws,
};
use crate::analysis::progress::AnalysisProgress;
use crate::analysis::signed::SignedGraph;
use crate::analysis::triads::TriadCounts;
use crate::analysis::walk::MAX_WALK_ACTORS;
use crate::limits::NULL_TRIADS;
use crate::words::{counted, decimals, decimals_of, grouped};

/// With fewer triads, shares of triads jump too far to say anything.
const MIN_TRIADS: usize = 10;

/// A difference from chance this unlikely is called one.
const MAX_P: f64 = 0.05;

/// The comparisons of a network with chance.
#[derive(Clone, Debug, PartialEq)]
pub struct ChanceFindings {
    /// One for each null model and statistic.
    pub comparisons: Vec<NullComparison>,
    /// How many draws of each null model were asked for.
    pub draws: usize,
    /// The seed of the draws.
    pub seed: u64,
    /// How many camps there are, beside chance.
    pub camps: CampNumbers,
}

impl ChanceFindings {
    /// The papers that the null models come from.
    pub const PAPERS: &'static str = "Null models: Hao and Kovács 2024, Science Advances 10; \
                                      Gallo et al. 2024, Communications Physics 7";

    /// Compares the balance and the camps of a network with this many draws; the same seed gives
    /// the same draws. `None` if `progress` cancelled it. Nothing is compared without draws.
    pub fn of(
        signs: &SignedGraph,
        draws: usize,
        seed: u64,
        progress: AnalysisProgress<'_>,
    ) -> Option<Self> {
        let comparisons = compare_with_chance(signs, draws, seed, &|share| progress(0.7 * share))?;
        let mut camps = CampNumbers::of(signs, draws, seed, &|share| progress(0.7 + 0.3 * share))?;
        let is_of_two_camps = |found: &&NullComparison| {
            found.null == NullModel::SignsShuffled && found.statistic == Statistic::Frustration
        };
        if let Some(found) = comparisons.iter().find(is_of_two_camps) {
            camps.take_two(found);
        }
        Some(Self {
            comparisons,
            draws,
            seed,
            camps,
        })
    }

    /// What is compared with what.
    pub fn heading(&self) -> String {
        format!(
            "More than chance? {} of each null model on the same pairs, seed {}; p is the share of \
             draws that are at least as balanced",
            counted(self.draws, "draw", "draws"),
            self.seed
        )
    }

    /// The comparisons that mean something: with few triads, shares of them do not.
    pub fn said(&self, triads: TriadCounts) -> impl Iterator<Item = &NullComparison> {
        let is_said = move |found: &&NullComparison| {
            let is_of_triads =
                matches!(found.statistic, Statistic::Balance | Statistic::WeakBalance);
            !is_of_triads || triads.total() >= MIN_TRIADS
        };
        self.comparisons.iter().filter(is_said)
    }

    /// What is not compared, and why.
    pub fn remarks(&self, signs: &SignedGraph, triads: TriadCounts) -> Vec<String> {
        let pairs = signs.pairs().len();
        let mut remarks = Vec::new();
        if pairs == 0 {
            remarks.push("There are no friends and no foes to compare".to_owned());
        } else if triads.total() < MIN_TRIADS {
            remarks.push(format!(
                "{}: too few to say whether their balance is more than chance",
                counted(triads.total(), "triad", "triads")
            ));
        }
        if triad_draws(triads.total(), self.draws).is_none_or(|count| count < self.draws) {
            remarks.push(NULL_TRIADS.message(triads.total()));
        }
        if pairs > MAX_SEARCHED_PAIRS {
            remarks.push(format!(
                "The frustration index is not compared: there are more than \
                 {MAX_SEARCHED_PAIRS} pairs"
            ));
        }
        let actors = signs.signed_actors().count();
        if actors > MAX_WALK_ACTORS {
            remarks.push(format!(
                "The walk balance is not compared: there are more than {MAX_WALK_ACTORS} actors"
            ));
        }
        remarks.extend(CampNumbers::why_none(pairs, self.draws));
        if pairs > MAX_SWITCHED_PAIRS {
            remarks.push(format!(
                "No draws of {}: there are more than {MAX_SWITCHED_PAIRS} pairs",
                NullModel::DegreesKept.in_words()
            ));
        }
        remarks
    }
}

impl NullComparison {
    /// `Balanced triads are 61.5 % of 26; shuffled signs give 51.2 % ± 8.1 (95 % of 1,000 draws from
    /// 34.6 % to 65.4 %; p = 0.090): not more than chance would give`. The spread has two digits.
    pub fn in_words(&self, triads: TriadCounts) -> String {
        self.sentence(triads, &format!("{} give", self.null.in_words()))
    }

    /// The same below the name of the null model: `Balanced triads are 62 % of 26; chance gives
    /// 51.2 % ± 8.1 (…)`.
    pub fn in_words_of_null(&self, triads: TriadCounts) -> String {
        self.sentence(triads, "chance gives")
    }

    fn sentence(&self, triads: TriadCounts, others_give: &str) -> String {
        let (factor, unit, least) = match self.statistic {
            Statistic::Balance | Statistic::WeakBalance => (100.0, " %", 0),
            Statistic::WalkBalance => (1.0, "", 3),
            Statistic::Frustration => (1.0, "", 0),
        };
        let sd = factor * self.sd;
        let number = |value: f64| {
            let value = factor * value;
            let digits = decimals_of(value, sd, least);
            format!("{value:.digits$}{unit}")
        };
        let all = grouped(triads.total());
        let subject = match self.statistic {
            Statistic::Balance => {
                format!("Balanced triads are {} of {all}", number(self.observed))
            }
            Statistic::WeakBalance => {
                format!(
                    "Weakly balanced triads are {} of {all}",
                    number(self.observed)
                )
            }
            Statistic::WalkBalance => format!("Walk balance is {}", number(self.observed)),
            Statistic::Frustration if self.exact => {
                format!("The frustration index is {}", self.observed)
            }
            Statistic::Frustration => {
                format!("The frustration index is at most {}", self.observed)
            }
        };
        let spread = format!("{sd:.0$}", decimals(sd, least));
        let more = if self.statistic.is_smaller_better() {
            "lower"
        } else {
            "more"
        };
        let verdict = if self.z.is_none() {
            "all draws give the same".to_owned()
        } else if self.p <= MAX_P {
            format!("{more} than chance would give")
        } else if self.p_less <= MAX_P && self.null.can_say_less() {
            "less balanced than chance would give".to_owned()
        } else {
            format!("not {more} than chance would give")
        };
        let bounds = if self.exact { "" } else { ", by upper bounds" };
        format!(
            "{subject}; {others_give} {} ± {spread}{bounds} (95 % of {} from {} to {}; p = \
             {:.3}): {verdict}",
            number(self.expected),
            counted(self.draws, "draw", "draws"),
            number(self.low),
            number(self.high),
            self.p
        )
    }
}
