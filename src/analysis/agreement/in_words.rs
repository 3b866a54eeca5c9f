//! How well coders agree, as words. Measures nothing.

use super::reliability::AgreementMeasure;
use crate::words::decimals;

impl AgreementMeasure {
    /// `alpha 0.78 (0.41 to 1.00), kappa 0.77, 88 % agree, n = 17`; the interval has two
    /// significant digits.
    pub fn in_words(&self) -> String {
        let Some(percent) = self.percent else {
            return "nothing to compare".to_owned();
        };
        let n = self.n;
        let Some(alpha) = self.alpha else {
            return format!(
                "{percent:.0} % agree, n = {n}; all values are the same, so alpha is not defined"
            );
        };
        let interval = self.low.zip(self.high);
        let digits = interval.map_or(2, |(low, high)| decimals((high - low) / 2.0, 2));
        let interval = interval.map_or_else(String::new, |(low, high)| {
            format!(" ({low:.digits$} to {high:.digits$})")
        });
        let kappa = self.kappa;
        let kappa = kappa.map_or_else(|| "–".to_owned(), |kappa| format!("{kappa:.digits$}"));
        let of_all = if self.kappa_n < n {
            format!(" (of the {} that all coded)", self.kappa_n)
        } else {
            String::new()
        };
        let few = if self.is_of_too_few() {
            "; too few units to say"
        } else {
            ""
        };
        format!(
            "alpha {alpha:.digits$}{interval}, kappa {kappa}{of_all}, {percent:.0} % agree, \
             n = {n}{few}"
        )
    }
}
