//! How a set of draws is spread. Knows nothing of what was drawn.

/// The most bins.
const MAX_BINS: usize = 24;

/// The numbers of draws in bins of equal width.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Histogram {
    /// Where the first bin begins.
    pub low: f64,
    /// Where the last bin ends.
    pub high: f64,
    /// How many draws are in each bin; empty without draws.
    pub counts: Vec<usize>,
}

impl Histogram {
    /// The histogram of some values; where all are multiples of a unit, bins are as wide as some
    /// units. O(n).
    pub(super) fn of(values: &[f64], unit: Option<f64>) -> Self {
        let (least, most) = values.iter().fold(
            (f64::INFINITY, f64::NEG_INFINITY),
            |(least, most), value| (least.min(*value), most.max(*value)),
        );
        if !(least.is_finite() && most.is_finite()) {
            return Self::default();
        }
        let (low, high, bins) = match unit {
            Some(unit) => {
                let low = least - 0.5 * unit;
                let units = ((most - low) / unit).ceil();
                let width = (units / MAX_BINS as f64).ceil();
                let bins = (units / width).ceil();
                (low, low + unit * width * bins, bins as usize)
            }
            None if least < most => (least, most, MAX_BINS),
            None => (least - 0.005, most + 0.005, MAX_BINS),
        };
        let mut counts = vec![0; bins];
        for value in values {
            let at = (value - low) / (high - low) * bins as f64;
            counts[(at as usize).min(bins - 1)] += 1;
        }
        Self { low, high, counts }
    }

    /// Where a value is, as a share of the width; below 0 and above 1 beside all draws.
    pub fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
}

#[cfg(test)]
mod tests {
    use super::Histogram;

    #[test]
    fn every_value_is_in_a_bin() {
        let values: Vec<f64> = (0..240).map(|value| f64::from(value) / 240.0).collect();
        let spread = Histogram::of(&values, None);
        assert_eq!(spread.counts.len(), 24);
        assert_eq!(spread.counts.iter().sum::<usize>(), 240);
        assert!(spread.counts.iter().all(|count| (9..=11).contains(count)));
        assert!((spread.share(spread.low)).abs() < 1e-12);
        assert!(spread.share(2.0) > 1.0);
        assert_eq!(Histogram::of(&[], None), Histogram::default());
        assert_eq!(
            Histogram::of(&[0.5; 7], None).counts.iter().sum::<usize>(),
            7
        );
    }

    #[test]
    fn multiples_of_a_unit_have_bins_of_whole_units() {
        let few = Histogram::of(&[3.0, 3.0, 5.0], Some(1.0));
        assert_eq!(few.counts, [2, 0, 1]);
        let many: Vec<f64> = (0..100).map(f64::from).collect();
        let many = Histogram::of(&many, Some(1.0));
        assert_eq!(many.counts[..19], [5; 19]);
        assert_eq!(many.counts.len(), 20);
        assert_eq!(Histogram::of(&[4.0], Some(1.0)).counts, [1]);
        let thirds = [1.0 / 3.0, 2.0 / 3.0, 2.0 / 3.0, 1.0];
        assert_eq!(Histogram::of(&thirds, Some(1.0 / 3.0)).counts, [1, 2, 1]);
    }
}
