//! Names of authors and editors, as CSL has them. Knows no reference.

use super::Fields;

/// A CSL name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonName {
    /// The family name.
    pub family: Option<String>,
    /// The given names.
    pub given: Option<String>,
    /// A particle that stays after the given names when the family name comes first: `von`.
    pub dropping_particle: Option<String>,
    /// A particle that stays before the family name: `van den`.
    pub non_dropping_particle: Option<String>,
    /// What follows the name: `Jr.`
    pub suffix: Option<String>,
    /// A name that has no parts.
    pub literal: Option<String>,
    /// Key order and unknown fields.
    pub fields: Fields,
}

impl PersonName {
    /// What stands for further names that are not given.
    pub const OTHERS: &str = "et al.";

    /// A name without parts, such as that of an organization.
    pub fn of_literal(name: impl Into<String>) -> Self {
        Self {
            literal: Some(name.into()),
            ..Self::default()
        }
    }

    /// A name as it is entered: `Family, Given`, `Family, Given, Jr.`, or one without parts.
    pub fn parse(name: &str) -> Self {
        let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let Some((family, rest)) = name.split_once(',') else {
            return Self::of_literal(name.trim());
        };
        let (given, suffix) = rest.split_once(',').unwrap_or((rest, ""));
        Self {
            family: some(family),
            given: some(given),
            suffix: some(suffix),
            ..Self::default()
        }
    }

    /// Further names that are not given.
    pub fn others() -> Self {
        Self::of_literal(Self::OTHERS)
    }

    /// Whether it stands for further names.
    pub fn is_others(&self) -> bool {
        self.literal.as_deref() == Some(Self::OTHERS)
    }

    /// `Hashim Wahdatyar`, `Ada von Humboldt Jr.`
    pub fn full(&self) -> String {
        let parts = [
            &self.given,
            &self.dropping_particle,
            &self.non_dropping_particle,
            &self.family,
            &self.suffix,
        ];
        self.literal.clone().unwrap_or_else(|| joined(&parts, " "))
    }

    /// `Wahdatyar, Hashim`, `van den Berg, Hans`, `Humboldt, Ada von, Jr.`
    pub fn inverted(&self) -> String {
        let family = joined(&[&self.non_dropping_particle, &self.family], " ");
        let given = joined(&[&self.given, &self.dropping_particle], " ");
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let parts = [&some(family), &some(given), &self.suffix];
        self.literal.clone().unwrap_or_else(|| joined(&parts, ", "))
    }
}

/// The parts that are given, with this between them.
fn joined(parts: &[&Option<String>], between: &str) -> String {
    let parts = parts.iter().copied().flatten().map(String::as_str);
    let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(between)
}
