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

    /// The names in a byline: `Ada Wright, Hans Berg and Reuters`.
    pub fn of_bylines(byline: &str) -> Vec<Self> {
        let parts = byline.replace(" and ", ";").replace(['&', '|'], ";");
        let parts = parts.split(';').flat_map(|part| {
            let names: Vec<&str> = part.split(',').map(str::trim).collect();
            let is_list = names.iter().all(|name| name.contains(' '));
            if is_list { names } else { vec![part.trim()] }
        });
        let parts = parts.filter(|part| !part.is_empty());
        parts.map(Self::of_byline).collect()
    }

    /// A name as a byline gives it: `Ada Wright` has a given and a family name, `Reuters` and
    /// `Ministry of Rivers` have no parts.
    pub fn of_byline(name: &str) -> Self {
        let words: Vec<&str> = name.split_whitespace().collect();
        let is_name = |word: &&str| {
            let letters = |letter: char| letter.is_alphabetic() || ".-’'".contains(letter);
            let is_capital = word.starts_with(char::is_uppercase);
            let is_acronym = word.chars().count() > 2 && word.chars().all(char::is_uppercase);
            is_capital && !is_acronym && word.chars().all(letters)
        };
        let is_particle = |word: &&str| PARTICLES.contains(word);
        let is_office = |word: &&str| OFFICES.contains(&word.to_lowercase().as_str());
        let last = words.len().saturating_sub(1);
        let ends = words.first().is_some_and(is_name) && words.get(last).is_some_and(is_name);
        let is_person = (2..=5).contains(&words.len())
            && ends
            && words[0] != "The"
            && words.iter().all(|word| is_name(word) || is_particle(word))
            && !words.iter().any(is_office);
        if !is_person {
            return Self::parse(name);
        }
        let particles = words[1..last].iter().position(is_particle);
        let particles = particles.map_or(last, |place| place + 1);
        let some = |words: &[&str]| Some(words.join(" ")).filter(|words| !words.is_empty());
        Self {
            given: some(&words[..particles]),
            non_dropping_particle: some(&words[particles..last]),
            family: some(&words[last..]),
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

/// Words between given and family name.
const PARTICLES: [&str; 16] = [
    "al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "ibn", "la", "le", "van",
    "von", "zu",
];

/// Words that no name of a person contains.
const OFFICES: [&str; 81] = [
    "academy",
    "agencies",
    "agency",
    "alliance",
    "assembly",
    "associated",
    "association",
    "authority",
    "board",
    "bureau",
    "center",
    "centre",
    "chronicle",
    "coalition",
    "college",
    "columnist",
    "commission",
    "committee",
    "confederation",
    "congress",
    "corporation",
    "correspondent",
    "correspondents",
    "council",
    "courier",
    "court",
    "daily",
    "department",
    "desk",
    "directorate",
    "editor",
    "editorial",
    "editors",
    "embassy",
    "federation",
    "foundation",
    "fund",
    "gazette",
    "government",
    "group",
    "guardian",
    "headquarters",
    "herald",
    "initiative",
    "institute",
    "journal",
    "league",
    "library",
    "magazine",
    "ministry",
    "movement",
    "museum",
    "network",
    "news",
    "newspaper",
    "observatory",
    "office",
    "organisation",
    "organization",
    "parliament",
    "party",
    "press",
    "project",
    "radio",
    "report",
    "reporter",
    "secretariat",
    "senate",
    "service",
    "services",
    "society",
    "staff",
    "team",
    "telegraph",
    "television",
    "times",
    "tribune",
    "trust",
    "union",
    "university",
    "writer",
];

/// The parts that are given, with this between them.
fn joined(parts: &[&Option<String>], between: &str) -> String {
    let parts = parts.iter().copied().flatten().map(String::as_str);
    let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_of_several_is_divided() {
        let names = |byline| {
            let names = PersonName::of_bylines(byline);
            names.iter().map(PersonName::inverted).collect::<Vec<_>>()
        };
        let several = ["Wright, Ada", "Berg, Hans", "Reuters"];
        assert_eq!(names("Ada Wright, Hans Berg and Reuters"), several);
        assert_eq!(names("Ada Wright; Berg, Hans & Reuters"), several);
        assert_eq!(names("Wright, Ada"), ["Wright, Ada"]);
        assert!(names(" ; ").is_empty());
    }

    #[test]
    fn a_byline_of_a_person_has_parts_and_that_of_an_office_has_none() {
        let cases = [
            ("Ada Wright", "Wright, Ada"),
            ("Ada B. Wright-Moore", "Wright-Moore, Ada B."),
            ("Hans van den Berg", "van den Berg, Hans"),
            ("J.-P. O’Neill", "O’Neill, J.-P."),
            ("Wright, Ada", "Wright, Ada"),
            ("Reuters", "Reuters"),
            ("Associated Press", "Associated Press"),
            ("Ministry of Rivers", "Ministry of Rivers"),
            ("BBC News", "BBC News"),
            ("The AFP", "The AFP"),
            ("The Highland Post", "The Highland Post"),
            ("Highland Courier", "Highland Courier"),
            ("our correspondent", "our correspondent"),
            ("Ada Wright and Hans Berg", "Ada Wright and Hans Berg"),
            ("", ""),
        ];
        for (byline, expected) in cases {
            assert_eq!(
                PersonName::of_byline(byline).inverted(),
                expected,
                "{byline}"
            );
        }
        assert!(PersonName::of_byline("Reuters").literal.is_some());
    }
}
