//! Mentions joined to the records that relations are documented by: of each event, the texts that
//! report it most clearly. Knows no rule and no document.
//!
//! Only the events of records that are shown are looked up, so that the memory is in proportion to
//! the relations, however many mentions there are. Of the mentions of an event the best in a total
//! order are kept, so that the result does not depend on threads or on the order of files.

use std::cmp::Reverse;
use std::sync::atomic::AtomicU64;
use std::sync::{Mutex, PoisonError};

use ahash::{HashMap, HashSet};
use csv::ByteRecord;
use rayon::prelude::*;

use super::counts::{BrokenRow, DropReason, EventCounts};
use super::plan::EventPlan;
use super::preset::MentionColumns;
use super::presets::{self, RecognizedFile};
use super::sources::{
    self, ChunkFault, ChunkReader, ChunkRows, EventInput, FirstRows, RowChunk, decoded,
};
use super::stretches::RelationStretch;
use super::time::day_of;
use crate::limits::{ADDRESS_BYTES, EVENT_NAME_BYTES};

/// How many texts of an event are kept: a relation cites each text once, so some need another one.
const KEPT: usize = 3;

/// A text that reports an event. Its order is that of its fields: the clearest one is the least.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct EventMention {
    /// How sure the program was that it found the event there, from 0 to 100.
    confidence: Reverse<u8>,
    /// When it was published, as written.
    published: String,
    address: String,
    outlet: String,
    sentence: String,
}

/// The mentions of the events of some records.
pub(super) struct MentionJoin {
    wanted: HashSet<String>,
    found: Mutex<FoundMentions>,
}

/// What was found so far.
#[derive(Default)]
struct FoundMentions {
    best: HashMap<String, Vec<EventMention>>,
    counts: EventCounts,
}

impl MentionJoin {
    /// Will collect the mentions of all records of these relations.
    pub(super) fn of(stretches: &[RelationStretch]) -> Self {
        let records = stretches.iter().flat_map(|one| one.best.as_slice());
        let ids = records.map(|record| record.texts()[0].to_owned());
        Self {
            wanted: ids.filter(|id| !id.is_empty()).collect(),
            found: Mutex::default(),
        }
    }

    /// Reads a file of mentions; `go_on` says before each chunk whether to read on.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub(super) fn read_file(
        &self,
        (number, input): (usize, &EventInput),
        plan: &EventPlan,
        done: &AtomicU64,
        go_on: &(impl Fn() -> bool + Sync),
    ) -> Result<(), String> {
        sources::opened(input, done, |from| {
            let mut chunks = ChunkReader::new(from);
            let FirstRows {
                rows,
                separator,
                is_quoted,
                ..
            } = sources::first_rows(chunks.start()?);
            let chosen = plan.preset.and_then(presets::by_id);
            let file = presets::recognize(&rows, chosen, &plan.columns)?;
            chunks.set_format(separator, is_quoted);
            self.read(number, chunks, &file, separator, go_on);
            Ok(())
        })?
    }

    fn read(
        &self,
        number: usize,
        chunks: ChunkReader<'_>,
        file: &RecognizedFile,
        separator: u8,
        go_on: &(impl Fn() -> bool + Sync),
    ) {
        let Some(columns) = &file.layout.mentions else {
            return;
        };
        let chunks = chunks.take_while(|_| go_on());
        chunks.par_bridge().for_each(|chunk| {
            let mut found = FoundMentions::default();
            match chunk {
                Ok(chunk) => self.read_chunk(number, &chunk, file, columns, separator, &mut found),
                Err(ChunkFault::LongRow(line)) => {
                    found.counts.rows += 1;
                    let words = crate::limits::EVENT_ROW_BYTES.message("");
                    found.drop_row((number, line), DropReason::Length, words);
                }
                Err(ChunkFault::Broken(line, message)) => {
                    let words = format!("the file is broken from here on: {message}");
                    found.drop_row((number, line), DropReason::Length, words);
                }
            }
            let mut all = self.found.lock().unwrap_or_else(PoisonError::into_inner);
            all.add(found);
        });
    }

    fn read_chunk(
        &self,
        number: usize,
        chunk: &RowChunk,
        file: &RecognizedFile,
        columns: &MentionColumns,
        separator: u8,
        found: &mut FoundMentions,
    ) {
        let mut rows = ChunkRows::new(chunk, separator, file.has_header);
        while rows.next().is_ok_and(|row| row.is_some()) {
            found.counts.rows += 1;
            found.counts.old_letters += u64::from(!rows.is_utf_8());
            let (count, fields) = (rows.row().len(), file.header.names.len());
            if count != fields {
                let words = format!("{count} fields instead of {fields}");
                found.drop_row((number, rows.line()), DropReason::Fields, words);
                continue;
            }
            let id = text(rows.row(), columns.event);
            if !self.wanted.contains(&*id) {
                continue;
            }
            match mention(rows.row(), columns) {
                Ok(mention) => found.take(id.into_owned(), mention),
                Err(reason) => {
                    let words = reason.in_words().to_owned();
                    found.drop_row((number, rows.line()), reason, words);
                }
            }
        }
    }

    /// Gives each record the clearest text that reports its event; records of one relation get
    /// different texts, as far as possible. Returns what was read, and how many records got a text.
    pub(super) fn join(self, stretches: &mut [RelationStretch]) -> (EventCounts, u64) {
        let found = self.found.into_inner();
        let FoundMentions { best, counts } = found.unwrap_or_else(PoisonError::into_inner);
        let mut joined = 0;
        for stretch in stretches {
            let mut cited: Vec<&str> = Vec::new();
            for record in stretch.best.as_mut_slice() {
                let Some(mentions) = best.get(record.texts()[0]) else {
                    continue;
                };
                let is_new = |mention: &&EventMention| !cited.contains(&&*mention.address);
                let Some(mention) = mentions.iter().find(is_new).or(mentions.first()) else {
                    continue;
                };
                cited.push(&mention.address);
                record.take_text(
                    [
                        &mention.address,
                        &mention.outlet,
                        &mention.published,
                        &mention.sentence,
                    ],
                    mention.confidence.0,
                );
                joined += 1;
            }
        }
        (counts, joined)
    }
}

impl FoundMentions {
    fn drop_row(&mut self, (file, line): (usize, u64), reason: DropReason, found: String) {
        self.counts.add_broken(BrokenRow {
            file,
            line,
            reason,
            found,
        });
    }

    fn take(&mut self, id: String, mention: EventMention) {
        let best = self.best.entry(id).or_default();
        let of_text = best.iter().position(|one| one.address == mention.address);
        match of_text {
            Some(at) if best[at] <= mention => return,
            Some(at) => drop(best.remove(at)),
            None => {}
        }
        let at = best.partition_point(|one| *one <= mention);
        if at < KEPT {
            best.insert(at, mention);
            best.truncate(KEPT);
        }
    }

    fn add(&mut self, other: Self) {
        self.counts.add(other.counts);
        #[expect(
            clippy::iter_over_hash_type,
            reason = "the best do not depend on the order"
        )]
        for (id, mentions) in other.best {
            for mention in mentions {
                self.take(id.clone(), mention);
            }
        }
    }
}

/// The mention of a row.
///
/// # Errors
/// The reason why it cannot be used.
fn mention(row: &ByteRecord, columns: &MentionColumns) -> Result<EventMention, DropReason> {
    let published = text(row, columns.published);
    day_of(&published).ok_or(DropReason::Date)?;
    let confidence: u8 = match &*text(row, columns.confidence) {
        "" => 0,
        number => number.parse().or(Err(DropReason::Number))?,
    };
    let [address, outlet, sentence] =
        [columns.address, columns.outlet, columns.sentence].map(|column| text(row, column));
    if address.is_empty() || address.len() > ADDRESS_BYTES.count() {
        return Err(DropReason::Name);
    }
    let limit = EVENT_NAME_BYTES.count();
    if outlet.len().max(sentence.len()) > limit {
        return Err(DropReason::Name);
    }
    Ok(EventMention {
        confidence: Reverse(confidence),
        published: published.into_owned(),
        address: address.into_owned(),
        outlet: outlet.into_owned(),
        sentence: sentence.into_owned(),
    })
}

fn text(row: &ByteRecord, column: usize) -> std::borrow::Cow<'_, str> {
    decoded(row.get(column).unwrap_or_default().trim_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Rng;

    fn of(confidence: u8, published: &str, address: &str) -> EventMention {
        EventMention {
            confidence: Reverse(confidence),
            published: published.to_owned(),
            address: address.to_owned(),
            outlet: String::new(),
            sentence: String::new(),
        }
    }

    fn kept(mentions: &[EventMention]) -> Vec<(u8, String)> {
        let mut found = FoundMentions::default();
        for mention in mentions {
            found.take("1".to_owned(), mention.clone());
        }
        let best = found.best.remove("1").unwrap().into_iter();
        best.map(|one| (one.confidence.0, one.address)).collect()
    }

    #[test]
    fn the_clearest_and_then_the_earliest_texts_are_kept_each_once_in_any_order() {
        let mut mentions = vec![
            of(40, "20180602", "b"),
            of(80, "20180603", "a"),
            of(90, "20180604", "b"),
            of(40, "20180601", "c"),
            of(40, "20180605", "d"),
        ];
        let expected = [(90, "b"), (80, "a"), (40, "c")];
        let expected = expected.map(|(sure, address)| (sure, address.to_owned()));
        let mut rng = Rng::new(2);
        for _ in 0..50 {
            rng.shuffle(&mut mentions);
            assert_eq!(kept(&mentions), expected);
        }
    }
}
