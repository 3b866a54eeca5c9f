//! The best-documented records of a group, and their order. Knows no row and no file.

use std::cmp::{Ordering, Reverse};

use super::row::{CodedEvent, TEXTS};

/// Between the texts of a record; it occurs in no text.
const SEPARATOR: char = '\u{1f}';

/// A record that documents a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EventRecord {
    pub(super) sources: u32,
    pub(super) articles: u32,
    pub(super) day: i32,
    /// The score in thousandths.
    pub(super) goldstein: Option<i32>,
    /// How sure the program was that its text reports it, in percent, where a mention says so.
    pub(super) confidence: Option<u8>,
    /// Its texts, joined: one allocation for each record.
    texts: Box<str>,
}

impl EventRecord {
    pub(super) fn of(event: &CodedEvent<'_>) -> Self {
        Self {
            sources: event.sources,
            articles: event.articles,
            day: event.days.day,
            goldstein: event.goldstein,
            confidence: None,
            texts: joined(&event.texts.each_ref().map(|text| &**text)),
        }
    }

    pub(super) fn from_parts(
        [sources, articles]: [u32; 2],
        day: i32,
        goldstein: Option<i32>,
        texts: &[&str; TEXTS],
    ) -> Self {
        Self {
            sources,
            articles,
            day,
            goldstein,
            confidence: None,
            texts: joined(texts),
        }
    }

    /// Takes another text that reports it: its address, outlet, day of publication, and the place
    /// in it.
    pub(super) fn take_text(
        &mut self,
        [address, outlet, published, place]: [&str; 4],
        confidence: u8,
    ) {
        let [id, code, ..] = self.texts();
        self.texts = joined(&[id, code, address, outlet, "", published, place]);
        self.confidence = Some(confidence);
    }

    /// Id, code, address, outlet, title, day of publication, and place.
    pub(super) fn texts(&self) -> [&str; TEXTS] {
        let mut texts = [""; TEXTS];
        for (text, part) in texts.iter_mut().zip(self.texts.split(SEPARATOR)) {
            *text = part;
        }
        texts
    }

    /// How many bytes of memory it takes, about.
    pub(super) fn bytes(&self) -> usize {
        size_of::<Self>() + self.texts.len() + 16
    }

    /// What distinguishes the text that it is from: its address, else its id, else its day.
    fn document(&self) -> (&str, i32) {
        match self.texts() {
            ["", _, "", ..] => ("", self.day),
            [id, _, "", ..] => (id, 0),
            [_, _, address, ..] => (address, 0),
        }
    }

    /// The better documented one first: more sources, more articles, earlier; then by its texts, so
    /// that the order never depends on the order of reading.
    fn order(&self, other: &Self) -> Ordering {
        let key = |record: &Self| {
            (
                Reverse(record.sources),
                Reverse(record.articles),
                record.day,
                record.goldstein,
            )
        };
        let texts = || self.texts().cmp(&other.texts());
        key(self).cmp(&key(other)).then_with(texts)
    }
}

fn joined(texts: &[&str; TEXTS]) -> Box<str> {
    let clean = |text: &&str| text.replace(SEPARATOR, " ");
    let texts: Vec<_> = texts.iter().map(clean).collect();
    texts.join("\u{1f}").into()
}

/// The best records of a group, of different texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct BestRecords(Vec<EventRecord>);

impl BestRecords {
    pub(super) fn as_slice(&self) -> &[EventRecord] {
        &self.0
    }

    /// Whether a record of this many sources and articles on a day can be among the best.
    pub(super) fn may_take(&self, event: &CodedEvent<'_>, max: usize) -> bool {
        let rank =
            |sources: u32, articles: u32, day: i32| (Reverse(sources), Reverse(articles), day);
        self.0.len() < max
            || self.0.last().is_some_and(|last| {
                let last = rank(last.sources, last.articles, last.day);
                rank(event.sources, event.articles, event.days.day) <= last
            })
    }

    pub(super) fn as_mut_slice(&mut self) -> &mut [EventRecord] {
        &mut self.0
    }

    /// Adds a record; keeps the best of each text, and the best `max` texts.
    pub(super) fn add(&mut self, record: EventRecord, max: usize) {
        let same = |other: &EventRecord| other.document() == record.document();
        if let Some(at) = self.0.iter().position(same) {
            if record.order(&self.0[at]).is_ge() {
                return;
            }
            self.0.remove(at);
        }
        let at = self.0.partition_point(|other| other.order(&record).is_le());
        if at < max {
            self.0.reserve_exact(1);
            self.0.insert(at, record);
            self.0.truncate(max);
        }
    }

    /// The best one alone.
    pub(super) fn first_only(mut self) -> Self {
        self.0.truncate(1);
        self
    }

    pub(super) fn bytes(&self) -> usize {
        self.0.iter().map(EventRecord::bytes).sum()
    }
}

impl IntoIterator for BestRecords {
    type Item = EventRecord;
    type IntoIter = std::vec::IntoIter<EventRecord>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Rng;

    fn record(sources: u32, id: &str, address: &str) -> EventRecord {
        EventRecord::from_parts([sources, 1], 5, None, &[id, "", address, "", "", "", ""])
    }

    fn best(records: &[EventRecord], max: usize) -> BestRecords {
        let mut best = BestRecords::default();
        for record in records {
            best.add(record.clone(), max);
        }
        best
    }

    #[test]
    fn the_best_are_of_different_texts() {
        let records = [
            record(3, "1", "a"),
            record(9, "2", "a"),
            record(2, "3", "b"),
            record(1, "4", "c"),
        ];
        let best = best(&records, 2);
        let ids: Vec<_> = best
            .as_slice()
            .iter()
            .map(|record| record.texts()[0])
            .collect();
        assert_eq!(ids, ["2", "3"]);
    }

    #[test]
    fn the_best_of_parts_are_the_best_of_all_in_any_order() {
        let mut rng = Rng::new(5);
        for _ in 0..200 {
            let mut records: Vec<_> = (0..20)
                .map(|id| {
                    let address = format!("{}", rng.below(8));
                    record(rng.below(4) as u32, &id.to_string(), &address)
                })
                .collect();
            let all = best(&records, 3);
            rng.shuffle(&mut records);
            let (one, other) = records.split_at(rng.below(20));
            let mut parts = best(one, 3);
            for record in best(other, 3) {
                parts.add(record, 3);
            }
            assert_eq!(parts, all);
        }
    }
}
