//! What the user sets for one rule, as plain data. Does not know which rules there are.

use std::collections::BTreeSet;

use crate::model::ActorId;

/// The parameter of a rule that is on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleSetting {
    /// The number; `None` for a rule without one, or for one that is chosen automatically.
    pub amount: Option<Amount>,
    /// The measure by which actors are ranked, for a rule that needs one; `None` for the number of
    /// ties.
    pub measure: Option<RankedBy>,
    /// The actors from which steps are counted, for a rule that needs them.
    pub actors: BTreeSet<ActorId>,
}

/// A measure: its id and its name in running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RankedBy {
    /// The id in the table of measures.
    pub id: &'static str,
    /// The name, as in `Degree`.
    pub name: &'static str,
}

impl RankedBy {
    /// The number of ties.
    pub const DEGREE: Self = Self {
        id: "degree",
        name: "Degree",
    };
}

/// A number that is finite and not negative.
#[derive(Clone, Copy, Debug)]
pub struct Amount(f64);

impl Amount {
    /// `None` if the number is negative or not finite.
    pub fn new(number: f64) -> Option<Self> {
        // Adding zero turns a negative zero into a positive one.
        (number.is_finite() && number >= 0.0).then_some(Self(number + 0.0))
    }

    /// A whole number.
    pub fn whole(number: usize) -> Self {
        Self(number as f64)
    }

    /// The number.
    pub fn value(self) -> f64 {
        self.0
    }

    /// The number in a sentence, rounded: `0.61`, `0.043`, `2.0e-5`.
    pub fn rounded(self) -> String {
        match self.0 {
            0.0 => "0".to_owned(),
            number if number >= 0.1 => format!("{number:.2}"),
            number if number >= 0.001 => format!("{number:.3}"),
            number => format!("{number:.1e}"),
        }
    }

    /// The number without its decimals.
    pub fn count(self) -> usize {
        self.0 as usize
    }
}

impl PartialEq for Amount {
    fn eq(&self, other: &Self) -> bool {
        self.0.to_bits() == other.0.to_bits()
    }
}

impl Eq for Amount {}

impl RuleSetting {
    /// With this number.
    pub fn of(amount: Amount) -> Self {
        Self {
            amount: Some(amount),
            ..Self::default()
        }
    }

    /// The number as a count; 0 for a setting without a number.
    pub(super) fn count(&self) -> usize {
        self.amount.map_or(0, Amount::count)
    }

    /// The number; 0 for a setting without a number.
    pub(super) fn value(&self) -> f64 {
        self.amount.map_or(0.0, Amount::value)
    }

    /// The measure by which actors are ranked.
    pub fn ranked_by(&self) -> RankedBy {
        self.measure.unwrap_or(RankedBy::DEGREE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_are_not_rounded_to_zero() {
        let text = |number| Amount::new(number).unwrap().rounded();
        let texts = [0.0, 1.0, 0.614, 0.0431, 0.000_02].map(text);
        assert_eq!(texts, ["0", "1.00", "0.61", "0.043", "2.0e-5"]);
    }

    #[test]
    fn an_amount_is_finite_and_not_negative() {
        for number in [f64::NAN, f64::INFINITY, -0.5] {
            assert_eq!(Amount::new(number), None);
        }
        assert_eq!(Amount::new(-0.0), Some(Amount::whole(0)));
    }
}

/// An amount that a rule chose automatically.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChosenAmount {
    /// What it is for, such as `friends`.
    pub of: &'static str,
    /// The amount.
    pub amount: Amount,
}
