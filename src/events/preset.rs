//! What a preset says about a set of event data: which column of its files means what. Reads no
//! file and knows no set.

use crate::model::RelationKind;

/// A set of event data that Frenemy reads.
#[derive(Debug)]
pub struct EventPreset {
    /// The name on the command line.
    pub id: &'static str,
    /// The name for readers: `GDELT 2.0`.
    pub name: &'static str,
    /// What it is, in a line for the help.
    pub about: &'static str,
    /// How to cite it.
    pub citation: &'static str,
    /// How its records come about.
    pub grade: EventGrade,
    /// The names of all columns in order, where its files can be without a line that names them.
    pub columns: &'static [&'static str],
    /// How many events a period needs by default: one machine-coded record is often wrong.
    pub min_count: u64,
    /// What decides whether a pair is friendly or hostile, before its threshold.
    pub balance: &'static str,
    /// Whether its actors of the level of countries are countries, and not sides of any kind.
    pub has_countries: bool,
    /// Whether the order of its actors says who acts.
    pub tells_who_acts: bool,
    /// What a description says about how its rows are counted; empty where nothing is special.
    pub remark: &'static str,
    /// What its columns mean, if a header has those that are needed.
    pub layout: fn(&EventHeader) -> Result<EventLayout, MissingColumn>,
}

impl EventPreset {
    /// Whether the actors of both sets have the same codes, so that their files can be read
    /// together.
    pub fn goes_with(&self, other: &Self) -> bool {
        self.id == other.id || self.citation == other.citation
    }
}

/// The balance of events: the friendly ones against the hostile ones.
pub(super) const NET: &str = "net = (c − h)/(c + h) of c cooperative and h hostile events";

/// How the records of a set come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventGrade {
    /// By a program from texts of the news: nobody has read most of them.
    MachineCoded,
    /// By researchers.
    Coded,
    /// As the author of the table coded it.
    Unknown,
}

impl EventGrade {
    /// The grade in words, as a claim carries it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MachineCoded => "machine-coded, unread",
            Self::Coded => "coded by researchers",
            Self::Unknown => "from a table",
        }
    }
}

/// The names of the columns of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventHeader {
    /// The names as written, in order.
    pub names: Vec<String>,
}

/// A column that a file needs and lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingColumn(pub String);

impl EventHeader {
    /// A header of these names.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let names = names.into_iter().map(|name| name.trim().to_owned());
        Self {
            names: names.collect(),
        }
    }

    /// The place of a column, by its name without regard to case, spaces and other signs.
    pub fn optional(&self, name: &str) -> Option<usize> {
        let name = folded(name);
        self.names.iter().position(|other| folded(other) == name)
    }

    /// The place of a column that must be there.
    ///
    /// # Errors
    /// The name of the column that is missing.
    pub fn column(&self, name: &str) -> Result<usize, MissingColumn> {
        self.optional(name)
            .ok_or_else(|| MissingColumn(name.to_owned()))
    }

    /// The place of the first of these columns that is there.
    ///
    /// # Errors
    /// The name of the first column, if all are missing.
    pub fn any(&self, names: &[&str]) -> Result<usize, MissingColumn> {
        let found = names.iter().find_map(|name| self.optional(name));
        found.ok_or_else(|| MissingColumn((*names.first().unwrap_or(&"")).to_owned()))
    }
}

/// Letters and digits of a name, in lower case: `Event ID` and `event_id` are one name.
fn folded(name: &str) -> String {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Which column of a file means what, by place.
#[derive(Clone, Debug, PartialEq)]
pub struct EventLayout {
    /// When it happened.
    pub time: EventTime,
    /// What a row says: who, to whom, and what. Only the first must have both actors.
    pub statements: Vec<EventStatement>,
    /// The id of the record.
    pub id: Option<usize>,
    /// The code of the type of event.
    pub code: Option<usize>,
    /// The score from −10 (conflict) to 10 (cooperation).
    pub goldstein: Option<usize>,
    /// Whether it is in the lead of its text.
    pub root: Option<usize>,
    /// How many sources report it.
    pub sources: Option<usize>,
    /// How many texts report it.
    pub articles: Option<usize>,
    /// Where the text that reports it is.
    pub document: EventDocument,
    /// How many of the last columns a row may lack.
    pub optional_columns: usize,
    /// Instead of statements: the votes of roll calls.
    pub votes: Option<VoteColumns>,
    /// Instead of statements: the texts that report events of other files.
    pub mentions: Option<MentionColumns>,
}

/// The columns of a table of texts that report events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MentionColumns {
    /// The id of the event.
    pub event: usize,
    /// When the text was published.
    pub published: usize,
    /// What published it.
    pub outlet: usize,
    /// Its address.
    pub address: usize,
    /// The sentence that reports the event.
    pub sentence: usize,
    /// How sure the program was that the text reports the event, in percent.
    pub confidence: usize,
}

/// The columns of a table of votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VoteColumns {
    /// Which roll call.
    pub call: usize,
    /// Who votes.
    pub voter: usize,
    /// The vote: 1 yes, 2 abstention, 3 no, 8 absent, 9 no member.
    pub vote: usize,
}

impl EventLayout {
    /// Whether each row is a relation for a stretch of time, instead of an event or a vote.
    pub fn is_spell(&self) -> bool {
        self.votes.is_none() && self.mentions.is_none() && self.time.is_spell()
    }
}

/// The columns about the text that reports an event.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventDocument {
    /// Its web address.
    pub address: Option<usize>,
    /// What published it.
    pub outlet: Option<usize>,
    /// Its headline, or its number.
    pub title: Option<usize>,
    /// When it was published.
    pub published: Option<usize>,
    /// Where in it.
    pub place: Option<usize>,
}

/// When an event happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventTime {
    /// On a day: the rows are counted by period.
    Day(usize),
    /// On a day, or during a month or a year that is no longer than the periods: counted by period.
    Date(usize),
    /// From one year, month and day to another: each row is a relation.
    Span {
        /// The columns of the beginning.
        begin: [usize; 3],
        /// The columns of the end.
        end: [usize; 3],
    },
    /// During a year: each row is a relation.
    Year(usize),
}

impl EventTime {
    /// Whether each row is a relation for a stretch of time, instead of an event of a day.
    pub fn is_spell(&self) -> bool {
        !matches!(self, Self::Day(_) | Self::Date(_))
    }
}

/// One thing that a row says: who, to whom, and what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventStatement {
    /// Who.
    pub source: ActorColumns,
    /// To whom.
    pub target: ActorColumns,
    /// Whether the first column of each can name several actors, with semicolons between them.
    pub are_several: [bool; 2],
    /// What.
    pub class: EventClass,
}

/// The columns that name an actor, for each [`ActorLevel`](super::ActorLevel); those of one level
/// are joined by a space.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActorColumns {
    /// Its country.
    pub country: Vec<usize>,
    /// Its name.
    pub name: Vec<usize>,
    /// Its country and its role there, such as the military.
    pub role: Vec<usize>,
}

/// How a row says what happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventClass {
    /// A quad class as a number from 1 to 4.
    Quad(usize),
    /// A quad class as words.
    QuadWords(usize),
    /// A code of CAMEO, whose first two digits say the quad class.
    Cameo(usize),
    /// A number above or below zero.
    Sign(usize),
    /// The first case that holds, and otherwise this kind.
    Cases(Vec<EventCase>, Option<RelationKind>),
}

/// A case: a column has a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventCase {
    /// The column.
    pub column: usize,
    /// Its value, without regard to case.
    pub value: String,
    /// What it means; nothing for a row that is not a relation.
    pub kind: Option<RelationKind>,
    /// What such a relation is called: `defense pact`.
    pub name: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_are_found_in_any_spelling() {
        let header = EventHeader::new(["Event ID", " CAMEO Code "]);
        assert_eq!(header.optional("event_id"), Some(0));
        assert_eq!(header.column("CameoCode"), Ok(1));
        let missing = Err(MissingColumn("date".to_owned()));
        assert_eq!(header.any(&["date", "day"]), missing);
    }
}
