//! The mean, the spread and the middle of a set of draws, and how many these are. Knows nothing of
//! what was drawn.

use crate::words::{counted, grouped};

/// The interval of the middle 95 % of some values; `None` without values. O(n log n).
pub(super) fn middle_of(values: &[f64]) -> Option<[f64; 2]> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().checked_sub(1)?;
    let quantile = |share: f64| sorted[((share * sorted.len() as f64) as usize).min(last)];
    Some([quantile(0.025), quantile(0.975)])
}

/// The mean and the standard deviation of some values; not a number without values. O(n).
pub(super) fn mean_and_deviation(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let squares = values.iter().map(|value| (value - mean).powi(2));
    (mean, (squares.sum::<f64>() / count).sqrt())
}

/// `1,000 draws`, `133 of 1,000 draws`.
pub(super) fn draws_in_words(draws: usize, asked: usize) -> String {
    let all = counted(asked, "draw", "draws");
    if draws < asked {
        format!("{} of {all}", grouped(draws))
    } else {
        all
    }
}

#[cfg(test)]
mod tests {
    use super::{mean_and_deviation, middle_of};

    #[test]
    fn the_deviation_is_that_of_all_values() {
        assert_eq!(
            mean_and_deviation(&[1.0, 3.0, 5.0, 7.0]),
            (4.0, 5.0_f64.sqrt())
        );
        assert_eq!(mean_and_deviation(&[2.0]), (2.0, 0.0));
    }

    #[test]
    fn one_in_forty_is_left_out_at_each_end() {
        let values: Vec<f64> = (0..200).rev().map(f64::from).collect();
        assert_eq!(middle_of(&values), Some([5.0, 195.0]));
        assert_eq!(middle_of(&[7.0]), Some([7.0, 7.0]));
        assert_eq!(middle_of(&[]), None);
    }
}
