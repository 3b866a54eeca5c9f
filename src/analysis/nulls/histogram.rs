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
    /// The histogram of some values; whole numbers get bins of a whole width. O(n).
    pub(super) fn of(values: &[f64], are_whole: bool) -> Self {
        let (least, most) = values.iter().fold(
            (f64::INFINITY, f64::NEG_INFINITY),
            |(least, most), value| (least.min(*value), most.max(*value)),
        );
        if !(least.is_finite() && most.is_finite()) {
            return Self::default();
        }
        let (low, high) = if are_whole {
            (least - 0.5, most + 0.5)
        } else if least >= most {
            (least - 0.005, most + 0.005)
        } else {
            (least, most)
        };
        let mut bins = MAX_BINS;
        let mut high = high;
        if are_whole {
            let width = ((high - low) / MAX_BINS as f64).ceil();
            bins = ((high - low) / width).ceil() as usize;
            high = low + width * bins as f64;
        }
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
        let spread = Histogram::of(&values, false);
        assert_eq!(spread.counts.len(), 24);
        assert_eq!(spread.counts.iter().sum::<usize>(), 240);
        assert!(spread.counts.iter().all(|count| (9..=11).contains(count)));
        assert!((spread.share(spread.low)).abs() < 1e-12);
        assert!(spread.share(2.0) > 1.0);
        assert_eq!(Histogram::of(&[], false), Histogram::default());
        assert_eq!(
            Histogram::of(&[0.5; 7], false).counts.iter().sum::<usize>(),
            7
        );
    }

    #[test]
    fn whole_numbers_have_bins_of_a_whole_width() {
        let few = Histogram::of(&[3.0, 3.0, 5.0], true);
        assert_eq!(few.counts, [2, 0, 1]);
        let many: Vec<f64> = (0..100).map(f64::from).collect();
        let many = Histogram::of(&many, true);
        assert_eq!(many.counts[..19], [5; 19]);
        assert_eq!(many.counts.len(), 20);
        assert_eq!(Histogram::of(&[4.0], true).counts, [1]);
    }
}
