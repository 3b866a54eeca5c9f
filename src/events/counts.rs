//! How many rows were read, kept and dropped, for which reason, and the first broken ones of each
//! kind. Knows no rule.

use crate::words::{counted, grouped};

/// Why a row, or an event in it, does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DropReason {
    /// The row has too few or too many fields.
    Fields,
    /// The row is longer than any real one.
    Length,
    /// Its date cannot be read.
    Date,
    /// A number cannot be read.
    Number,
    /// Its class or code is unknown.
    Class,
    /// The name of an actor is too long.
    Name,
    /// It is before or after the time that was chosen.
    OutsideTime,
    /// It has no actor of the chosen level at one end.
    NoActor,
    /// Both ends are the same actor.
    SelfDyad,
    /// One of its actors was not chosen.
    NotChosen,
    /// It is not in the lead of its text.
    NotRoot,
    /// It has too few sources.
    FewSources,
    /// It is neither friendly nor hostile under the rule.
    NoSign,
    /// The same pair, code and day was counted.
    Repeated,
    /// One of its actors is not among those with the most events.
    NotTop,
}

impl DropReason {
    /// All reasons, in the order in which they are checked.
    pub const ALL: [Self; 15] = [
        Self::Fields,
        Self::Length,
        Self::Date,
        Self::Number,
        Self::Class,
        Self::Name,
        Self::OutsideTime,
        Self::NoActor,
        Self::SelfDyad,
        Self::NotChosen,
        Self::NotRoot,
        Self::FewSources,
        Self::NoSign,
        Self::Repeated,
        Self::NotTop,
    ];

    /// Whether the row is broken, and not left out by a rule.
    pub fn is_broken(self) -> bool {
        self <= Self::Name
    }

    /// The word in the result of an engine.
    pub fn id(self) -> &'static str {
        match self {
            Self::Fields => "fields",
            Self::Length => "length",
            Self::Date => "date",
            Self::Number => "number",
            Self::Class => "class",
            Self::Name => "name",
            Self::OutsideTime => "outside-time",
            Self::NoActor => "no-actor",
            Self::SelfDyad => "self-dyad",
            Self::NotChosen => "not-chosen",
            Self::NotRoot => "not-root",
            Self::FewSources => "few-sources",
            Self::NoSign => "no-sign",
            Self::Repeated => "repeated",
            Self::NotTop => "not-top",
        }
    }

    /// What it means, after a number of events.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Fields => "with a wrong number of fields",
            Self::Length => "with an open quote, or longer than any real row",
            Self::Date => "without a valid date",
            Self::Number => "with a number that cannot be read",
            Self::Class => "with an unknown class or code",
            Self::Name => "with an actor’s name that is too long",
            Self::OutsideTime => "outside the time",
            Self::NoActor => "without two known actors",
            Self::SelfDyad => "of an actor with itself",
            Self::NotChosen => "of other actors",
            Self::NotRoot => "not in the lead of their text",
            Self::FewSources => "with too few sources",
            Self::NoSign => "neither friendly nor hostile under the rule",
            Self::Repeated => "repeated on a day",
            Self::NotTop => "of actors with fewer events",
        }
    }
}

/// How many broken rows of a kind are listed.
const LISTED: usize = 10;

/// A broken row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BrokenRow {
    /// The number of its file in the order of reading.
    pub file: usize,
    /// Its line, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub reason: DropReason,
    /// What was found.
    pub found: String,
}

/// What was read, kept and dropped. Adding two counts does not depend on their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventCounts {
    /// How many rows were read.
    pub rows: u64,
    /// How many events count.
    pub kept: u64,
    dropped: [u64; DropReason::ALL.len()],
    /// The first broken rows of each kind, by file and line.
    pub broken: Vec<BrokenRow>,
    /// How many mentions were read, and how many records got the text of one.
    pub mentions: [u64; 2],
    /// How many rows have letters that are not UTF-8.
    pub old_letters: u64,
    /// How many files were not read, or not to their end.
    pub unread_files: u64,
    /// How many pairs of actors have events that count.
    pub pairs: u64,
    /// How many pairs of a period have too few events, or are neither friendly nor hostile.
    pub weak: u64,
}

impl EventCounts {
    /// How many events were dropped for a reason.
    pub fn dropped(&self, reason: DropReason) -> u64 {
        self.dropped[reason as usize]
    }

    /// How many rows are broken.
    pub fn broken_rows(&self) -> u64 {
        let broken = DropReason::ALL.iter().filter(|reason| reason.is_broken());
        broken.map(|reason| self.dropped(*reason)).sum()
    }

    /// Counts dropped events.
    pub fn drop_events(&mut self, reason: DropReason, count: u64) {
        self.dropped[reason as usize] += count;
    }

    /// Counts a broken row, and lists it if it is among the first of its kind.
    pub fn add_broken(&mut self, row: BrokenRow) {
        self.drop_events(row.reason, 1);
        self.list(row);
    }

    /// Adds other counts.
    pub fn add(&mut self, other: Self) {
        self.rows += other.rows;
        self.kept += other.kept;
        self.old_letters += other.old_letters;
        self.unread_files += other.unread_files;
        for (count, more) in self.mentions.iter_mut().zip(other.mentions) {
            *count += more;
        }
        self.pairs += other.pairs;
        self.weak += other.weak;
        for (count, more) in self.dropped.iter_mut().zip(other.dropped) {
            *count += more;
        }
        for row in other.broken {
            self.list(row);
        }
    }

    fn list(&mut self, row: BrokenRow) {
        let key = |row: &BrokenRow| (row.reason, row.file, row.line);
        let at = self.broken.partition_point(|other| key(other) <= key(&row));
        let of_kind = |other: &&BrokenRow| other.reason == row.reason;
        let before = self.broken[..at].iter().filter(of_kind).count();
        if before == LISTED {
            return;
        }
        let count = before + self.broken[at..].iter().filter(of_kind).count();
        let last = at - before + LISTED - 1;
        self.broken.insert(at, row);
        if count == LISTED {
            self.broken.remove(last + 1);
        }
    }

    /// How many events were dropped for each reason: `300 of an actor with itself`.
    pub fn dropped_in_words(&self) -> Vec<String> {
        let dropped = DropReason::ALL.iter().filter_map(|reason| {
            let count = self.dropped(*reason);
            (count > 0).then(|| format!("{} {}", grouped(count as usize), reason.in_words()))
        });
        dropped.collect()
    }

    /// What was kept and dropped, as a sentence for a description.
    pub fn in_words(&self) -> String {
        let dropped = self.dropped_in_words();
        let rows = match self.rows {
            1 => "1 row".to_owned(),
            rows => format!("{} rows", grouped(rows as usize)),
        };
        let kept = format!("Of {rows}, {} events count", grouped(self.kept as usize));
        let kept = match self.kept {
            1 => format!("Of {rows}, 1 event counts"),
            _ => kept,
        };
        let words = match &dropped[..] {
            [] => format!("{kept}; nothing is dropped."),
            all => format!("{kept}; dropped are {}.", all.join(", ")),
        };
        let words = match self.unread_files {
            0 => words,
            1 => format!("{words} 1 file was not read, or not to its end."),
            files => format!(
                "{words} {} files were not read, or not to their end.",
                grouped(files as usize)
            ),
        };
        match self.mentions {
            [0, _] => words,
            [read, joined] => format!(
                "{words} Of {} mentions, the clearest give {} records their text.",
                grouped(read as usize),
                grouped(joined as usize)
            ),
        }
    }

    /// How rows were read that are not UTF-8; nothing if there are none.
    pub fn old_letters_in_words(&self) -> Option<String> {
        let rows = match self.old_letters {
            0 => return None,
            1 => "1 row is not UTF-8 and was".to_owned(),
            rows => format!("{} rows are not UTF-8 and were", grouped(rows as usize)),
        };
        Some(format!("{rows} read as Windows-1252"))
    }

    /// The broken rows that are listed, as lines, with the names of the files; and how many more
    /// there are of each kind.
    pub fn broken_in_words(&self, files: &[String]) -> Vec<String> {
        let mut lines = Vec::new();
        for reason in DropReason::ALL.iter().filter(|reason| reason.is_broken()) {
            let listed = self.broken.iter().filter(|row| row.reason == *reason);
            for row in listed.clone() {
                let file = files.get(row.file).map_or("", String::as_str);
                lines.push(format!("{file}:{}: {}", row.line, row.found));
            }
            let more = self.dropped(*reason).saturating_sub(listed.count() as u64);
            if more > 0 {
                let more = counted(more as usize, "more row", "more rows");
                lines.push(format!("{more} {}", reason.in_words()));
            }
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(file: usize, line: u64, reason: DropReason) -> BrokenRow {
        BrokenRow {
            file,
            line,
            reason,
            found: String::new(),
        }
    }

    #[test]
    fn the_first_broken_rows_of_each_kind_are_listed_whatever_the_order() {
        let mut rows: Vec<_> = (0..30)
            .map(|line| row(line as usize % 2, line, DropReason::Date))
            .chain((0..3).map(|line| row(0, line, DropReason::Fields)))
            .collect();
        let listed = |rows: &[BrokenRow]| {
            let (mut one, mut other) = (EventCounts::default(), EventCounts::default());
            for (at, row) in rows.iter().enumerate() {
                [&mut one, &mut other][at % 2].add_broken(row.clone());
            }
            one.add(other);
            one
        };
        let first = listed(&rows);
        rows.reverse();
        assert_eq!(first, listed(&rows));
        let dates: Vec<_> = first
            .broken
            .iter()
            .filter(|row| row.reason == DropReason::Date)
            .collect();
        assert_eq!(dates.len(), LISTED);
        assert!(dates.iter().all(|row| row.file == 0 && row.line <= 18));
        assert_eq!((first.broken.len(), first.broken_rows()), (13, 33));
        let lines = first.broken_in_words(&["a.csv".to_owned(), "b.csv".to_owned()]);
        assert_eq!(lines.last().unwrap(), "20 more rows without a valid date");
    }

    #[test]
    fn what_was_dropped_is_said_with_its_reason() {
        let mut counts = EventCounts {
            rows: 2_359,
            kept: 2_000,
            ..EventCounts::default()
        };
        counts.drop_events(DropReason::SelfDyad, 300);
        counts.drop_events(DropReason::NoActor, 59);
        let words = "Of 2,359 rows, 2,000 events count; dropped are 59 without two known actors, \
                     300 of an actor with itself.";
        assert_eq!(counts.in_words(), words);
    }
}
