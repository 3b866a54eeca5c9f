//! Agreement of several coders about values without order: Krippendorff's alpha with an interval,
//! kappa and percent. Knows no claim and no document.
//!
//! Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability" (nominal data, any number
//! of coders, missing values); Cohen 1960, "A coefficient of agreement for nominal scales"; Fleiss
//! 1971, "Measuring nominal scale agreement among many raters".

use std::collections::BTreeMap;

use crate::random::Rng;

/// The values that coders gave to one unit, in the order of the coders; `None` where a coder gave
/// none.
pub type UnitValues<V> = Vec<Option<V>>;

/// How well coders agree. A number that is not defined is `None`: with fewer than two values, or if
/// all values are the same, so that chance cannot be told from agreement.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct AgreementMeasure {
    /// Krippendorff's alpha: 1 for perfect agreement, 0 for what chance gives.
    pub alpha: Option<f64>,
    /// The interval that has the middle 95 % of alpha in units drawn again with replacement: its
    /// lower end. `None` for one unit, of which all draws are the same.
    pub low: Option<f64>,
    /// Its upper end.
    pub high: Option<f64>,
    /// Cohen's kappa of two coders, Fleiss' kappa of more, of the units to which all gave a value.
    pub kappa: Option<f64>,
    /// The number of units to which all coders gave a value, which kappa is of.
    pub kappa_n: usize,
    /// The mean share of pairs of coders that agree about a unit, in percent.
    pub percent: Option<f64>,
    /// The number of units to which at least two coders gave a value.
    pub n: usize,
}

/// With fewer units than this, alpha and kappa jump too far to say anything.
const MIN_UNITS: usize = 10;

impl AgreementMeasure {
    /// Whether there are too few units to say anything.
    pub fn is_of_too_few(&self) -> bool {
        self.n < MIN_UNITS
    }

    /// Measures the agreement about units. The interval is from `draws` draws by a seed. O(values +
    /// draws · units).
    pub fn of<V: Copy + Ord>(units: &[UnitValues<V>], draws: usize, seed: u64) -> Self {
        Self::of_values(units, None, draws, seed)
    }

    /// The same, where it is an accident for each unit which of two values stands for what, as with
    /// directions of a pair whose first actor is the first in a file. By chance both are equally
    /// likely, whatever their numbers are.
    pub fn of_turned<V: Copy + Ord>(
        units: &[UnitValues<V>],
        turned: [V; 2],
        draws: usize,
        seed: u64,
    ) -> Self {
        Self::of_values(units, Some(turned), draws, seed)
    }

    fn of_values<V: Copy + Ord>(
        units: &[UnitValues<V>],
        turned: Option<[V; 2]>,
        draws: usize,
        seed: u64,
    ) -> Self {
        let counted = CountedUnits::of(units, turned);
        let (low, high) = counted.interval(draws, seed).unzip();
        Self {
            alpha: counted.alpha(),
            low,
            high,
            kappa: kappa(units, turned),
            kappa_n: units
                .iter()
                .filter(|unit| unit.iter().all(Option::is_some))
                .count(),
            percent: counted.percent(),
            n: counted.pattern_of_unit.len(),
        }
    }
}

/// How many coders gave each value to a unit: units with the same counts are one pattern.
struct UnitPattern {
    counts: Vec<u32>,
    /// Ordered pairs of coders that agree, divided by the number of coders minus one.
    agreement: f64,
    /// The number of coders.
    coders: u32,
}

impl UnitPattern {
    fn of(counts: Vec<u32>) -> Self {
        let coders: u32 = counts.iter().sum();
        let agreeing = counts.iter().map(|count| count * (count.max(&1) - 1));
        Self {
            agreement: f64::from(agreeing.sum::<u32>()) / f64::from(coders - 1),
            counts,
            coders,
        }
    }
}

/// The units that at least two coders gave a value to, by pattern.
struct CountedUnits {
    patterns: Vec<UnitPattern>,
    pattern_of_unit: Vec<u32>,
    /// The number of different values.
    values: usize,
    /// Two values that are equally likely by chance, by number.
    turned: Option<[usize; 2]>,
}

impl CountedUnits {
    fn of<V: Copy + Ord>(units: &[UnitValues<V>], turned: Option<[V; 2]>) -> Self {
        let given = units.iter().flatten().flatten().copied();
        let mut values: Vec<V> = given.chain(turned.into_iter().flatten()).collect();
        values.sort_unstable();
        values.dedup();
        let turned = turned.map(|two| two.map(|value| values.partition_point(|one| *one < value)));
        let counts_of = |unit: &UnitValues<V>| {
            let mut counts = vec![0; values.len()];
            for value in unit.iter().flatten() {
                if let Ok(at) = values.binary_search(value) {
                    counts[at] += 1;
                }
            }
            // Which of the two is which is an accident of the unit.
            if let Some([one, other]) = turned.filter(|[one, other]| counts[*one] < counts[*other])
            {
                counts.swap(one, other);
            }
            counts
        };
        let all = units.iter().map(counts_of);
        let mut all: Vec<Vec<u32>> = all
            .filter(|counts| counts.iter().sum::<u32>() > 1)
            .collect();
        // The draws depend on which units there are, not on their order.
        all.sort_unstable();
        let mut pattern_of_unit = Vec::with_capacity(all.len());
        let mut patterns: Vec<UnitPattern> = Vec::new();
        for counts in all {
            if patterns.last().is_none_or(|last| last.counts != counts) {
                patterns.push(UnitPattern::of(counts));
            }
            pattern_of_unit.push(patterns.len() as u32 - 1);
        }
        Self {
            patterns,
            pattern_of_unit,
            values: values.len(),
            turned,
        }
    }

    /// How many units have each pattern.
    fn frequencies(&self) -> Vec<u32> {
        let mut frequencies = vec![0; self.patterns.len()];
        for pattern in &self.pattern_of_unit {
            frequencies[*pattern as usize] += 1;
        }
        frequencies
    }

    fn alpha(&self) -> Option<f64> {
        self.alpha_of(&self.frequencies())
    }

    /// Alpha for these frequencies of the patterns: one minus the observed disagreement over the
    /// expected one.
    fn alpha_of(&self, frequencies: &[u32]) -> Option<f64> {
        let mut totals = vec![0_u64; self.values];
        let mut agreement = 0.0;
        for (pattern, frequency) in self.patterns.iter().zip(frequencies) {
            agreement += pattern.agreement * f64::from(*frequency);
            for (total, count) in totals.iter_mut().zip(&pattern.counts) {
                *total += u64::from(*count) * u64::from(*frequency);
            }
        }
        let all: u64 = totals.iter().sum();
        if all < 2 {
            return None;
        }
        let all = all as f64;
        let pairs = |total: u64| total as f64 * (total as f64 - 1.0);
        let mut same = 0.0;
        if let Some([one, other]) = self.turned {
            same += pairs(totals[one] + totals[other]) / 2.0;
            (totals[one], totals[other]) = (0, 0);
        }
        same += totals.iter().map(|total| pairs(*total)).sum::<f64>();
        let observed = 1.0 - agreement / all;
        let expected = 1.0 - same / (all * (all - 1.0));
        (expected > 0.0).then(|| 1.0 - observed / expected)
    }

    /// The middle 95 % of alpha in units drawn again; draws in which all values are the same say
    /// nothing and are left out.
    fn interval(&self, draws: usize, seed: u64) -> Option<(f64, f64)> {
        self.alpha()?;
        // Draws of one unit are all the same, which says nothing of how sure it is.
        if self.pattern_of_unit.len() < 2 {
            return None;
        }
        let mut rng = Rng::from_mixed(seed);
        let units = self.pattern_of_unit.len();
        let mut frequencies = vec![0; self.patterns.len()];
        let mut alphas = Vec::with_capacity(draws);
        for _ in 0..draws {
            frequencies.fill(0);
            for _ in 0..units {
                frequencies[self.pattern_of_unit[rng.below(units)] as usize] += 1;
            }
            alphas.extend(self.alpha_of(&frequencies));
        }
        alphas.sort_by(f64::total_cmp);
        let last = alphas.len().checked_sub(1)?;
        let at = |share: f64| alphas[(share * last as f64).round() as usize];
        Some((at(0.025), at(0.975)))
    }

    fn percent(&self) -> Option<f64> {
        let units = self.pattern_of_unit.len();
        let frequencies = self.frequencies();
        let shares = self.patterns.iter().zip(frequencies);
        let agreed: f64 = shares
            .map(|(pattern, frequency)| {
                pattern.agreement / f64::from(pattern.coders) * f64::from(frequency)
            })
            .sum();
        (units > 0).then(|| 100.0 * agreed / units as f64)
    }
}

/// Kappa of the units to which all coders gave a value: Cohen's for two coders, in which each has
/// their own shares of values, and Fleiss' for more, in which all have the same.
fn kappa<V: Copy + Ord>(units: &[UnitValues<V>], turned: Option<[V; 2]>) -> Option<f64> {
    let coders = units.first()?.len();
    let complete = units
        .iter()
        .filter_map(|unit| unit.iter().copied().collect::<Option<Vec<V>>>());
    let complete: Vec<Vec<V>> = complete.collect();
    if complete.is_empty() || coders < 2 {
        return None;
    }
    let count = complete.len() as f64;
    // By value: how often each coder gave it.
    let mut given: BTreeMap<V, Vec<f64>> = BTreeMap::new();
    let mut agreed = 0.0;
    for unit in &complete {
        for (coder, value) in unit.iter().enumerate() {
            given.entry(*value).or_insert_with(|| vec![0.0; coders])[coder] += 1.0;
        }
        let agreeing: usize = (0..coders)
            .map(|coder| {
                let others = unit[..coder].iter().chain(&unit[coder + 1..]);
                others.filter(|other| **other == unit[coder]).count()
            })
            .sum();
        agreed += agreeing as f64 / (coders * (coders - 1)) as f64;
    }
    let observed = agreed / count;
    let by_chance = |by_coder: &[f64]| {
        if let [one, other] = by_coder {
            one * other / (count * count)
        } else {
            let share = by_coder.iter().sum::<f64>() / (count * coders as f64);
            share * share
        }
    };
    let mut expected = 0.0;
    if let Some(turned) = turned {
        let mut both = vec![0.0; coders];
        for by_coder in turned.iter().filter_map(|value| given.remove(value)) {
            for (sum, count) in both.iter_mut().zip(by_coder) {
                *sum += count;
            }
        }
        expected += by_chance(&both) / 2.0;
    }
    expected += given
        .values()
        .map(|by_coder| by_chance(by_coder))
        .sum::<f64>();
    (expected < 1.0).then(|| (observed - expected) / (1.0 - expected))
}

#[cfg(test)]
mod too_few_tests {
    use super::*;

    #[test]
    fn one_unit_has_no_interval_and_few_say_nothing() {
        let unit = |at: usize| vec![Some(at % 2), Some(at % 3)];
        let units = |count: usize| (1..=count).map(unit).collect::<Vec<_>>();
        let one = AgreementMeasure::of(&[vec![Some(0), Some(1)]], 100, 1);
        assert!(one.alpha.is_some() && one.is_of_too_few());
        assert_eq!((one.low, one.high), (None, None));
        let nine = AgreementMeasure::of(&units(9), 100, 1);
        assert!(nine.low.is_some() && nine.is_of_too_few());
        assert!(!AgreementMeasure::of(&units(10), 100, 1).is_of_too_few());
    }
}
