//! Comparisons with chance as sentences, each number with the null model that it depends on.

use super::{
    BoundedIndex, CampNumbers, MAX_SWITCHED_PAIRS, NullComparison, NullModel, Statistic,
    compare_with_chance, triad_draws, walk_draws,
};
use crate::analysis::best_split::{MAX_SETTLED_PAIRS, settled_splits};
use crate::analysis::frustration::Frustration;
use crate::analysis::interval::draws_in_words;
use crate::analysis::progress::AnalysisProgress;
use crate::analysis::signed::SignedGraph;
use crate::analysis::triads::TriadCounts;
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
    /// the same draws. `known` is its frustration index. `None` if `progress` cancelled it. Nothing
    /// is compared without draws.
    pub fn of(
        signs: &SignedGraph,
        known: &Frustration,
        draws: usize,
        seed: u64,
        progress: AnalysisProgress<'_>,
    ) -> Option<Self> {
        let part = |share: f32| progress(0.7 * share);
        let comparisons = compare_with_chance(signs, Some(known), draws, seed, &part)?;
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
        let comparisons = self.comparisons.iter().map(|found| found.draws);
        let camps = self.camps.numbers.iter().map(|number| number.draws);
        let fewer = comparisons.chain(camps).any(|draws| draws < self.draws);
        format!(
            "More than chance? {} of each null model on the same pairs{}, seed {}; p is the share \
             of draws that are at least as balanced",
            counted(self.draws, "draw", "draws"),
            if fewer {
                ", or fewer where it says so"
            } else {
                ""
            },
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
        if settled_splits(pairs, self.draws).is_none() {
            remarks.push(format!(
                "The frustration index is not compared: there are more than {} pairs",
                grouped(MAX_SETTLED_PAIRS)
            ));
        }
        let actors = signs.signed_actors().count();
        if walk_draws(actors, self.draws).is_none() {
            remarks.push(format!(
                "The walk balance is not compared: it takes too long for {}",
                counted(actors, "actor", "actors")
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
    /// `Balanced triads are 61.5 % of 26; shuffled signs give 51.2 % ± 8.1 (95 % of 1,000 draws
    /// from 34.6 % to 65.4 %; p = 0.090): not more than chance would give`. The spread has two
    /// digits.
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
            Statistic::Frustration => self.index_in_words(),
        };
        let spread = format!("{sd:.0$}", decimals(sd, least));
        let more = if self.statistic.is_smaller_better() {
            "lower"
        } else {
            "more"
        };
        let verdict = match &self.bounds {
            Some(bounds) => bounds.verdict(self),
            None => self.verdict(more),
        };
        let (at_most, by) = match &self.bounds {
            Some(_) => ("at most ", ", by the best splits found"),
            None => ("", ""),
        };
        format!(
            "{subject}; {others_give} {at_most}{} ± {spread}{by} (95 % of {} from {} to {}; p = \
             {:.3}): {verdict}",
            number(self.expected),
            draws_in_words(self.draws, self.asked),
            number(self.low),
            number(self.high),
            self.p
        )
    }

    /// `The frustration index is 49`, `The frustration index is from 31 to 49`.
    fn index_in_words(&self) -> String {
        let upper = self.observed;
        match &self.bounds {
            Some(bounds) if bounds.observed < upper => {
                format!(
                    "The frustration index is from {} to {upper}",
                    bounds.observed
                )
            }
            _ => format!("The frustration index is {upper}"),
        }
    }

    fn verdict(&self, more: &str) -> String {
        if self.z.is_none() {
            "all draws give the same".to_owned()
        } else if self.p <= MAX_P {
            format!("{more} than chance would give")
        } else if self.p_less <= MAX_P && self.null.can_say_less() {
            "less balanced than chance would give".to_owned()
        } else {
            format!("not {more} than chance would give")
        }
    }
}

impl BoundedIndex {
    /// What holds of the indices themselves, wherever they are between their bounds; else what
    /// holds of the best splits found, and that it is no more.
    fn verdict(&self, found: &NullComparison) -> String {
        let [least, greatest] = self.p;
        let wherever = "wherever the indices are between their bounds";
        if greatest <= MAX_P {
            return format!("lower than chance would give, {wherever}");
        }
        if self.p_less <= MAX_P && found.null.can_say_less() {
            return format!("less balanced than chance would give, {wherever}");
        }
        if least > MAX_P {
            return format!("not lower than chance would give, {wherever}");
        }
        let splits = if found.p <= MAX_P {
            "the best split found has fewer errors than those of chance"
        } else {
            "the best split found has no fewer errors than those of chance"
        };
        format!(
            "{splits}, but whether the index is lower is not proved: its bounds allow p from \
             {least:.3} to {greatest:.3}"
        )
    }
}
