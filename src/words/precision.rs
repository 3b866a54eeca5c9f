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

#[cfg(test)]
mod tests {
    use super::decimals;

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
