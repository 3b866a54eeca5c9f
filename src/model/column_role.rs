//! What a column of a table of ties means. Knows no table.

use serde::{Deserialize, Serialize};

/// What a column, or an attribute of ties, means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnRole {
    /// The actor that a tie comes from.
    Source,
    /// The actor that a tie goes to.
    Target,
    /// The name of the source, where another column has its id.
    SourceName,
    /// The name of the target, where another column has its id.
    TargetName,
    /// Friend or foe: numbers above and below zero, or words.
    Sign,
    /// Words, or codes, for the kinds of ties.
    Kind,
    /// A relation of its own: 1 where there is a tie that the name of the column says.
    Relation,
    /// The weight; the sign too, if any number is below zero.
    Weight,
    /// Free text, finer than the kind.
    Type,
    /// Whether a tie is directed.
    Direction,
    /// When a tie held: a date or a period.
    Date,
    /// Since when it held.
    Start,
    /// Until when it held.
    End,
    /// The id of a tie.
    Id,
    /// The quote of a claim.
    Quote,
    /// The place of the quote in its source.
    Page,
    /// The title of the source of a claim.
    Title,
    /// The authors of the source of a claim.
    Author,
    /// What published the source of a claim.
    Publisher,
    /// When the source of a claim was published.
    Published,
    /// The address of the source of a claim.
    Url,
    /// Who makes the claim.
    Claimant,
    /// Whether the claim asserts, denies, disputes or retracts.
    Stance,
    /// What identifies an actor, in a table of actors.
    ActorId,
    /// The name of an actor.
    ActorName,
    /// Whether an actor is a state, a group, an organization or a person.
    ActorKind,
    /// Other names of an actor.
    Aliases,
    /// Kept with the relation under its name.
    Keep,
    /// Left out.
    Ignore,
}

impl ColumnRole {
    /// All roles in the order of menus.
    pub const ALL: [Self; 29] = [
        Self::Source,
        Self::Target,
        Self::SourceName,
        Self::TargetName,
        Self::Sign,
        Self::Kind,
        Self::Relation,
        Self::Weight,
        Self::Type,
        Self::Direction,
        Self::Date,
        Self::Start,
        Self::End,
        Self::Id,
        Self::Quote,
        Self::Page,
        Self::Title,
        Self::Author,
        Self::Publisher,
        Self::Published,
        Self::Url,
        Self::Claimant,
        Self::Stance,
        Self::ActorId,
        Self::ActorName,
        Self::ActorKind,
        Self::Aliases,
        Self::Keep,
        Self::Ignore,
    ];

    /// The word on the command line.
    pub fn as_str(self) -> &'static str {
        self.row().0
    }

    /// The name in menus.
    pub fn text(self) -> &'static str {
        self.row().1
    }

    /// What it does with the cells of the column.
    pub fn explanation(self) -> &'static str {
        self.row().2
    }

    /// The role with this word.
    pub fn of_word(word: &str) -> Option<Self> {
        let word = word.trim();
        let mut all = Self::ALL.into_iter();
        all.find(|role| role.as_str().eq_ignore_ascii_case(word))
    }

    /// Whether several columns may have it.
    pub fn is_shared(self) -> bool {
        matches!(self, Self::Relation | Self::Keep | Self::Ignore)
    }

    /// Whether columns of ties and of actors may have it.
    pub fn is_general(self) -> bool {
        matches!(self, Self::Keep | Self::Ignore)
    }

    /// Whether it is an end of a tie.
    pub fn is_end(self) -> bool {
        matches!(self, Self::Source | Self::Target)
    }

    /// Whether it is the name of an end, which only tables without a list of actors have.
    pub fn is_name_of_end(self) -> bool {
        matches!(self, Self::SourceName | Self::TargetName)
    }

    /// Whether it names an end of a tie, and is not an attribute of the tie.
    pub fn is_of_ends(self) -> bool {
        self.is_end() || self.is_name_of_end()
    }

    /// Whether only tables of actors have such a column.
    pub fn is_of_actors(self) -> bool {
        (Self::ActorId..=Self::Aliases).contains(&self)
    }

    /// Whether it is a time.
    pub fn is_time(self) -> bool {
        matches!(self, Self::Date | Self::Start | Self::End)
    }

    /// Whether its cells may be numbers.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Sign | Self::Kind | Self::Weight)
    }

    fn row(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Source => ("source", "Source", "The actor that the tie comes from"),
            Self::Target => ("target", "Target", "The actor that the tie goes to"),
            Self::SourceName => ("source-name", "Name of source", "The name of the source"),
            Self::TargetName => ("target-name", "Name of target", "The name of the target"),
            Self::Sign => (
                "sign",
                "Sign",
                "Friend or foe: numbers above and below zero, or words",
            ),
            Self::Kind => ("kind", "Kind", "Words or codes for the kinds of ties"),
            Self::Relation => (
                "relation",
                "Relation",
                "1 where there is a tie that the name of the column says, such as ally",
            ),
            Self::Weight => (
                "weight",
                "Weight",
                "The strength; the sign too, if any number is below zero",
            ),
            Self::Type => ("type", "Type", "Free text, finer than the kind"),
            Self::Direction => (
                "direction",
                "Direction",
                "Words such as directed and undirected",
            ),
            Self::Date => ("date", "Date", "When the tie held: a date or a period"),
            Self::Start => ("start", "Start", "Since when the tie held"),
            Self::End => ("end", "End", "Until when the tie held"),
            Self::Id => ("id", "Id of tie", "The id of the tie"),
            Self::Quote => ("quote", "Quote", "The words of a source about the tie"),
            Self::Page => ("page", "Page", "The place of the quote in its source"),
            Self::Title => ("title", "Source: title", "The title of the source"),
            Self::Author => (
                "author",
                "Source: author",
                "The authors of the source, with semicolons between them",
            ),
            Self::Publisher => (
                "publisher",
                "Source: publisher",
                "The newspaper, journal or publisher of the source",
            ),
            Self::Published => (
                "published",
                "Source: date",
                "The day on which the source was published",
            ),
            Self::Url => ("url", "Source: URL", "The address of the source"),
            Self::Claimant => ("claimant", "Claimed by", "Who makes the claim"),
            Self::Stance => ("stance", "Stance", "Asserts, denies, disputes or retracts"),
            Self::ActorId => (
                "actor-id",
                "Id of actor",
                "What identifies the actor of a line; ties name it",
            ),
            Self::ActorName => ("actor-name", "Name of actor", "The name that is shown"),
            Self::ActorKind => (
                "actor-kind",
                "Kind of actor",
                "State, group, organization or person",
            ),
            Self::Aliases => (
                "aliases",
                "Other names",
                "Other names of the actor, with semicolons or bars between them",
            ),
            Self::Keep => (
                "keep",
                "Keep as it is",
                "Kept with the relation under its name",
            ),
            Self::Ignore => ("ignore", "Ignore", "Left out"),
        }
    }
}
