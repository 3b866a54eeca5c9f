//! Numbers that are written as precisely as they are known.

/// The most decimals.
const MAX_DECIMALS: usize = 9;

/// The decimals of a number that is known up to this spread: as many as give the spread two
/// significant digits, and at least so many.
pub fn decimals(spread: f64, least: usize) -> usize {
    if !(spread > 0.0 && spread.is_finite()) {
        return least;
    }
    let before_point = spread.log10().floor();
    let needed = (1.0 - before_point).clamp(0.0, MAX_DECIMALS as f64);
    least.max(needed as usize)
}

/// A number that is known exactly, with at least so many decimals and two significant digits:
/// `0.4213`, `0.000000011`, and not `0.0000`.
pub fn precise(value: f64, least: usize) -> String {
    format!("{value:.0$}", decimals(value.abs(), least))
}

/// The decimals of a value beside others of the same spread: those of the spread, but of a value
/// much larger than it no more than four significant digits after the fourth decimal.
pub fn decimals_of(value: f64, spread: f64, least: usize) -> usize {
    const ALWAYS: usize = 4;
    let significant = decimals(value.abs().max(spread) / 100.0, ALWAYS);
    decimals(spread, least).min(significant)
}

#[cfg(test)]
mod tests {
    use super::{decimals, decimals_of, precise};

    #[test]
    fn a_small_number_is_not_written_as_zero() {
        let words = [0.421_34, 1.0, 0.0, 0.000_000_011, -0.000_32].map(|value| precise(value, 4));
        assert_eq!(
            words,
            ["0.4213", "1.0000", "0.0000", "0.000000011", "-0.00032"]
        );
    }

    #[test]
    fn a_value_far_above_a_tiny_spread_is_not_written_to_its_last_digit() {
        let written =
            |value: f64, spread: f64| format!("{value:.0$}", decimals_of(value, spread, 0));
        assert_eq!(written(0.001_161_647, 5.6e-8), "0.001162");
        assert_eq!(written(1.85e-7, 5.6e-8), "0.000000185");
        assert_eq!(written(0.25, 1e-7), "0.2500");
        assert_eq!(written(69.492, 0.93), "69.49");
        assert_eq!(written(1_240.62, 3.7), "1240.6");
        assert_eq!(written(0.0, 3.3e-4), "0.00000");
    }

    #[test]
    fn a_spread_has_two_significant_digits() {
        let written = |spread: f64| format!("{spread:.0$}", decimals(spread, 0));
        let spreads = [243.0, 12.4, 8.16, 0.371, 0.000_342, 1e-5];
        let words = ["243", "12", "8.2", "0.37", "0.00034", "0.000010"];
        assert_eq!(spreads.map(written), words);
        assert_eq!(decimals(12.4, 2), 2);
        assert_eq!(decimals(1e-30, 0), 9);
        assert_eq!(
            [0.0, -1.0, f64::NAN, f64::INFINITY].map(|it| decimals(it, 3)),
            [3; 4]
        );
    }
}
