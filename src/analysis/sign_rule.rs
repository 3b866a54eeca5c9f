//! The rule that gives a pair its sign, and its words. Knows no relation.

/// How a pair gets its sign if its relations disagree; shown with every number that depends on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rule {
    /// The sign of a pair with relations of both signs.
    pub mixed: MixedRule,
    /// Whether contested relations count.
    pub contested: Contested,
}

/// The sign of a pair with relations of both signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MixedRule {
    /// The sign of the sum of its relations, each with its strength; a sum of zero stays mixed.
    #[default]
    Net,
    /// The sign of its latest relation, which is the one that ends last; mixed if none has a date
    /// or the latest disagree.
    Latest,
    /// It stays mixed.
    Drop,
}

/// Whether relations that some claim denies, disputes or retracts count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Contested {
    /// They count.
    #[default]
    In,
    /// They are left out.
    Out,
}

impl Rule {
    /// The rule in words, as it is shown with the numbers.
    pub fn in_words(self) -> String {
        format!("{}; {}", self.mixed.in_words(), self.contested.in_words())
    }
}

impl MixedRule {
    /// All rules for mixed pairs.
    pub const ALL: [Self; 3] = [Self::Net, Self::Latest, Self::Drop];

    /// The word on the command line and in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Net => "net",
            Self::Latest => "latest",
            Self::Drop => "drop",
        }
    }

    fn in_words(self) -> &'static str {
        match self {
            Self::Net => "a mixed pair has the sign of the weighted sum of its relations",
            Self::Latest => "a mixed pair has the sign of the relation that ends last",
            Self::Drop => "mixed pairs are left out",
        }
    }
}

impl Contested {
    fn in_words(self) -> &'static str {
        match self {
            Self::In => "contested relations count",
            Self::Out => "contested relations are left out",
        }
    }
}
