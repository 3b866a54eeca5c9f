//! A group of events of one pair, kind and stretch of time, and its bytes in a temporary file.
//! Knows no row and no rule.

use std::io::{self, Read, Write};

use super::record::{BestRecords, EventRecord};
use super::row::{CodedEvent, TEXTS};
use crate::model::RelationKind;

/// Which group: actors and code are numbers of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct CellKey {
    pub(super) source: u32,
    pub(super) target: u32,
    pub(super) first: i32,
    pub(super) last: i32,
    pub(super) kind: RelationKind,
    /// The code, where each code counts once a day; else 0.
    pub(super) code: u32,
}

/// The events of a group together. Merging does not depend on the order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EventCell {
    pub(super) count: u64,
    /// The sum of the scores in thousandths: an integer, so that its order does not matter.
    pub(super) goldstein_sum: i64,
    pub(super) goldstein_count: u64,
    /// The days of the first and the last event.
    pub(super) first_day: i32,
    pub(super) last_day: i32,
    pub(super) best: BestRecords,
}

impl Default for EventCell {
    fn default() -> Self {
        Self {
            count: 0,
            goldstein_sum: 0,
            goldstein_count: 0,
            first_day: i32::MAX,
            last_day: i32::MIN,
            best: BestRecords::default(),
        }
    }
}

impl EventCell {
    /// Adds an event, and returns how many bytes its records grew by.
    pub(super) fn add(&mut self, event: &CodedEvent<'_>, max_records: usize) -> isize {
        self.count += 1;
        self.goldstein_sum += i64::from(event.goldstein.unwrap_or(0));
        self.goldstein_count += u64::from(event.goldstein.is_some());
        self.first_day = self.first_day.min(event.days.day);
        self.last_day = self.last_day.max(event.days.until);
        if !self.best.may_take(event, max_records) {
            return 0;
        }
        let before = self.best.bytes() as isize;
        self.best.add(EventRecord::of(event), max_records);
        self.best.bytes() as isize - before
    }

    /// Adds the events of another group.
    pub(super) fn merge(&mut self, other: Self, max_records: usize) {
        self.count += other.count;
        self.goldstein_sum += other.goldstein_sum;
        self.goldstein_count += other.goldstein_count;
        self.first_day = self.first_day.min(other.first_day);
        self.last_day = self.last_day.max(other.last_day);
        for record in other.best {
            self.best.add(record, max_records);
        }
    }

    /// Keeps one event of those of a day: the best documented one.
    pub(super) fn once(self) -> Self {
        let best = self.best.first_only();
        let goldstein = best.as_slice().first().and_then(|best| best.goldstein);
        Self {
            best,
            count: 1,
            goldstein_sum: goldstein.unwrap_or(0).into(),
            goldstein_count: goldstein.is_some().into(),
            ..self
        }
    }
}

/// About how much memory a group takes without its records.
pub(super) const CELL_BYTES: usize = (size_of::<CellKey>() + size_of::<EventCell>()) * 3 / 2;

/// Writes a group.
pub(super) fn write(out: &mut impl Write, key: &CellKey, cell: &EventCell) -> io::Result<()> {
    let kind = RelationKind::ALL.iter().position(|kind| *kind == key.kind);
    let records = cell.best.as_slice();
    for number in [
        i64::from(key.source),
        key.target.into(),
        key.first.into(),
        key.last.into(),
        kind.unwrap_or(0) as i64,
        key.code.into(),
        cell.count as i64,
        cell.goldstein_sum,
        cell.goldstein_count as i64,
        cell.first_day.into(),
        cell.last_day.into(),
        records.len() as i64,
    ] {
        out.write_all(&number.to_le_bytes())?;
    }
    for record in records {
        let goldstein = record.goldstein.map_or(i64::MIN, i64::from);
        for number in [
            record.sources.into(),
            record.articles.into(),
            record.day.into(),
            goldstein,
        ] {
            out.write_all(&i64::to_le_bytes(number))?;
        }
        for text in record.texts() {
            out.write_all(&(text.len() as u32).to_le_bytes())?;
            out.write_all(text.as_bytes())?;
        }
    }
    Ok(())
}

/// Reads the next group; nothing at the end.
pub(super) fn read(
    from: &mut impl Read,
    max_records: usize,
) -> io::Result<Option<(CellKey, EventCell)>> {
    let mut first = [0; 8];
    match from.read_exact(&mut first) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let source = i64::from_le_bytes(first) as u32;
    let (target, first) = (number(from)? as u32, number(from)? as i32);
    let (last, kind) = (number(from)? as i32, number(from)? as usize);
    let key = CellKey {
        source,
        target,
        first,
        last,
        kind: RelationKind::ALL[kind % RelationKind::ALL.len()],
        code: number(from)? as u32,
    };
    let mut cell = EventCell {
        count: number(from)? as u64,
        goldstein_sum: number(from)?,
        goldstein_count: number(from)? as u64,
        first_day: number(from)? as i32,
        last_day: number(from)? as i32,
        best: BestRecords::default(),
    };
    for _ in 0..number(from)? {
        let counts = [number(from)? as u32, number(from)? as u32];
        let day = number(from)? as i32;
        let goldstein = i32::try_from(number(from)?).ok();
        let mut texts: [String; TEXTS] = Default::default();
        for text in &mut texts {
            *text = read_text(from)?;
        }
        let texts = texts.each_ref().map(String::as_str);
        let record = EventRecord::from_parts(counts, day, goldstein, &texts);
        cell.best.add(record, max_records);
    }
    Ok(Some((key, cell)))
}

fn number(from: &mut impl Read) -> io::Result<i64> {
    let mut bytes = [0; 8];
    from.read_exact(&mut bytes)?;
    Ok(i64::from_le_bytes(bytes))
}

fn read_text(from: &mut impl Read) -> io::Result<String> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let mut bytes = vec![0; u32::from_le_bytes(length) as usize];
    from.read_exact(&mut bytes)?;
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_the_same_after_it_was_in_a_file() {
        let key = CellKey {
            source: 7,
            target: 2,
            first: -30,
            last: i32::MAX,
            kind: RelationKind::Hostility,
            code: 9,
        };
        let mut cell = EventCell {
            count: 3,
            goldstein_sum: -4_500,
            goldstein_count: 2,
            first_day: -25,
            last_day: 4,
            ..EventCell::default()
        };
        let texts = ["1", "190", "https://a.org", "", "Ünï", "", "¶4"];
        cell.best
            .add(EventRecord::from_parts([2, 5], 4, Some(-10_000), &texts), 3);
        cell.best
            .add(EventRecord::from_parts([2, 5], 4, None, &[""; TEXTS]), 3);
        let mut bytes = Vec::new();
        write(&mut bytes, &key, &cell).unwrap();
        write(&mut bytes, &key, &EventCell::default()).unwrap();
        let mut from = &bytes[..];
        assert_eq!(read(&mut from, 3).unwrap(), Some((key, cell)));
        assert_eq!(
            read(&mut from, 3).unwrap(),
            Some((key, EventCell::default()))
        );
        assert_eq!(read(&mut from, 3).unwrap(), None);
        assert!(read(&mut &bytes[..50], 3).is_err());
    }
}
