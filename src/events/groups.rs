//! Events grouped by pair, kind and stretch of time, in bounded memory: each thread has its groups,
//! and writes them to temporary files when they take more than its share. Knows no row and no rule.

use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use ahash::{HashMap, HashSet, RandomState};

use super::cell::{self, CELL_BYTES, CellKey, EventCell};
use super::counts::EventCounts;
use super::names::{KnownNames, NameTable};
use super::row::{CodedEvent, CodedVote};
use super::votes::CastVote;
use crate::file::disk::{TemporaryFolder, temporary_error};
use crate::limits::{EVENT_NAMES, EVENT_VOTES};

/// How many parts the groups are divided into. All groups of a pair are in one part, so that each
/// part is finished alone.
pub(super) const PARTS: usize = 64;

/// The least memory of a thread, in bytes: less would write single groups.
const MIN_SHARE: usize = 1 << 20;

/// How groups are made.
#[derive(Clone, Copy, Debug)]
pub(super) struct EventGrouping {
    /// How many records a group keeps.
    pub(super) records: usize,
    /// Whether the same pair, code and day counts once.
    pub(super) one_a_day: bool,
    /// Whether it matters who acts.
    pub(super) is_directed: bool,
}

/// The groups of all threads.
pub(super) struct EventGroups {
    grouping: EventGrouping,
    pub(super) names: NameTable,
    threads: Vec<Mutex<ThreadGroups>>,
    share_bytes: usize,
    hasher: RandomState,
    spilled: Mutex<Option<SpilledParts>>,
}

/// The groups of one thread.
#[derive(Debug)]
pub(super) struct ThreadGroups {
    parts: Vec<HashMap<CellKey, EventCell>>,
    known: KnownNames,
    bytes: usize,
    votes: Vec<CastVote>,
    pub(super) counts: EventCounts,
}

/// The temporary files, one for each part.
struct SpilledParts {
    folder: TemporaryFolder,
    writers: Vec<Box<dyn Write + Send>>,
}

impl EventGroups {
    /// No groups yet, for this many threads that may take this much memory together.
    pub(super) fn new(grouping: EventGrouping, threads: usize, memory_bytes: u64) -> Self {
        let thread = || {
            Mutex::new(ThreadGroups {
                parts: (0..PARTS).map(|_| HashMap::default()).collect(),
                known: KnownNames::default(),
                bytes: 0,
                votes: Vec::new(),
                counts: EventCounts::default(),
            })
        };
        // Half of the memory is for the groups while files are read: merging takes the rest.
        let share = usize::try_from(memory_bytes / 2).unwrap_or(usize::MAX) / threads.max(1);
        Self {
            grouping,
            names: NameTable::default(),
            threads: (0..threads.max(1)).map(|_| thread()).collect(),
            share_bytes: share.max(MIN_SHARE),
            hasher: RandomState::with_seeds(1, 2, 3, 4),
            spilled: Mutex::new(None),
        }
    }

    /// The groups of this thread.
    pub(super) fn of_thread(&self) -> MutexGuard<'_, ThreadGroups> {
        let thread = rayon::current_thread_index().unwrap_or(0) % self.threads.len();
        locked(&self.threads[thread])
    }

    /// Adds an event.
    ///
    /// # Errors
    /// There are too many names, or a temporary file cannot be written.
    pub(super) fn add(
        &self,
        thread: &mut ThreadGroups,
        event: &CodedEvent<'_>,
    ) -> Result<(), String> {
        let too_many = || EVENT_NAMES.message("");
        let mut number = |name: &str| thread.known.number(name, &self.names).ok_or_else(too_many);
        let (mut source, mut target) = (number(&event.source)?, number(&event.target)?);
        let (mut first, mut last, mut code) = (event.days.first, event.days.last, 0);
        let part = self.part(source, target);
        if self.grouping.one_a_day {
            code = number(&event.texts[1])?;
            (first, last) = (event.days.day, event.days.day);
        } else if !self.grouping.is_directed && event.source > event.target {
            (source, target) = (target, source);
        }
        let key = CellKey {
            source,
            target,
            first,
            last,
            kind: event.kind,
            code,
        };
        let records = if self.grouping.one_a_day {
            1
        } else {
            self.grouping.records
        };
        let cells = &mut thread.parts[part];
        let before = cells.len();
        let cell = cells.entry(key).or_default();
        let grown = cell.add(event, records);
        thread.bytes = thread.bytes.saturating_add_signed(grown);
        thread.bytes += (cells.len() - before) * CELL_BYTES;
        thread.counts.kept += 1;
        if thread.bytes + thread.known.bytes() > self.share_bytes && thread.bytes > MIN_SHARE / 2 {
            self.spill(thread)
                .map_err(|error| temporary_error(&error))?;
        }
        Ok(())
    }

    /// Adds a vote.
    ///
    /// # Errors
    /// There are too many names or votes.
    pub(super) fn add_vote(
        &self,
        thread: &mut ThreadGroups,
        vote: &CodedVote<'_>,
    ) -> Result<(), String> {
        let mut number = |name: &str| {
            let number = thread.known.number(name, &self.names);
            number.ok_or_else(|| EVENT_NAMES.message(""))
        };
        let (call, voter) = (number(&vote.call)?, number(&vote.voter)?);
        if thread.votes.len() >= EVENT_VOTES.count() / self.threads.len() {
            return Err(EVENT_VOTES.message(""));
        }
        thread.votes.push(CastVote {
            days: vote.days,
            call,
            voter,
            vote: vote.choice,
        });
        thread.counts.kept += 1;
        Ok(())
    }

    /// The part that a pair belongs to, in either direction.
    fn part(&self, source: u32, target: u32) -> usize {
        let pair = (source.min(target), source.max(target));
        (self.hasher.hash_one(pair) % PARTS as u64) as usize
    }

    /// Writes all groups of a thread to the temporary files.
    fn spill(&self, thread: &mut ThreadGroups) -> io::Result<()> {
        let mut spilled = locked(&self.spilled);
        if spilled.is_none() {
            *spilled = Some(SpilledParts::new().map_err(io::Error::other)?);
        }
        let Some(spilled) = spilled.as_mut() else {
            return Ok(());
        };
        for (cells, out) in thread.parts.iter_mut().zip(&mut spilled.writers) {
            #[expect(
                clippy::iter_over_hash_type,
                reason = "merging does not depend on the order"
            )]
            for (key, cell) in cells.drain() {
                cell::write(out, &key, &cell)?;
            }
            *cells = HashMap::default();
        }
        thread.bytes = 0;
        Ok(())
    }

    /// Whether some groups are in temporary files.
    #[cfg(test)]
    pub(super) fn has_spilled(&self) -> bool {
        locked(&self.spilled).is_some()
    }

    /// Ends adding: the counts of all threads, and the groups of each part.
    pub(super) fn finish(self) -> (EventCounts, FinishedGroups) {
        let mut counts = EventCounts::default();
        let mut votes = Vec::new();
        let mut parts: Vec<Vec<HashMap<CellKey, EventCell>>> =
            (0..PARTS).map(|_| Vec::new()).collect();
        for thread in self.threads {
            let thread = thread.into_inner().unwrap_or_else(PoisonError::into_inner);
            counts.add(thread.counts);
            votes.extend(thread.votes);
            for (part, cells) in parts.iter_mut().zip(thread.parts) {
                part.push(cells);
            }
        }
        let spilled = self
            .spilled
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        let finished = FinishedGroups {
            names: self.names.names(),
            grouping: self.grouping,
            parts,
            votes,
            spilled,
        };
        (counts, finished)
    }
}

impl SpilledParts {
    fn new() -> Result<Self, String> {
        let failed = |error: crate::file::disk::DiskError| error.to_string();
        let folder = TemporaryFolder::new(None).map_err(failed)?;
        let writer = |part: usize| -> Result<Box<dyn Write + Send>, String> {
            Ok(Box::new(
                folder.appending(&part.to_string()).map_err(failed)?,
            ))
        };
        let writers = (0..PARTS).map(writer).collect::<Result<_, _>>()?;
        Ok(Self { folder, writers })
    }
}

/// All groups, read part by part.
pub(super) struct FinishedGroups {
    pub(super) names: Vec<Box<str>>,
    grouping: EventGrouping,
    parts: Vec<Vec<HashMap<CellKey, EventCell>>>,
    votes: Vec<CastVote>,
    spilled: Option<SpilledParts>,
}

impl FinishedGroups {
    /// Groups that an engine made.
    pub(super) fn of_cells(
        names: Vec<Box<str>>,
        grouping: EventGrouping,
        cells: HashMap<CellKey, EventCell>,
    ) -> Self {
        Self {
            names,
            grouping,
            parts: vec![vec![cells]],
            votes: Vec::new(),
            spilled: None,
        }
    }

    /// All votes; none if they were taken.
    pub(super) fn take_votes(&mut self) -> Vec<CastVote> {
        std::mem::take(&mut self.votes)
    }

    pub(super) fn part_count(&self) -> usize {
        self.parts.len()
    }

    /// Visits the groups of a part without taking them: their keys, and how many events each
    /// has. A group can be visited in several pieces.
    ///
    /// # Errors
    /// A temporary file cannot be read.
    pub(super) fn visit(
        &mut self,
        part: usize,
        mut visit: impl FnMut(&CellKey, u64),
    ) -> Result<(), String> {
        let one_a_day = self.grouping.one_a_day;
        let mut seen = HashSet::default();
        let mut add = |key: &CellKey, count: u64| match one_a_day {
            false => visit(key, count),
            true if seen.insert(*key) => visit(key, 1),
            true => {}
        };
        for cells in &self.parts[part] {
            #[expect(
                clippy::iter_over_hash_type,
                reason = "sums do not depend on the order"
            )]
            for (key, cell) in cells {
                add(key, cell.count);
            }
        }
        self.each_spilled(part, |key, cell| add(&key, cell.count))
            .map_err(|error| temporary_error(&error))
    }

    fn each_spilled(
        &mut self,
        part: usize,
        mut take: impl FnMut(CellKey, EventCell),
    ) -> io::Result<()> {
        let Some(spilled) = &mut self.spilled else {
            return Ok(());
        };
        spilled.writers[part].flush()?;
        if let Some(mut from) = spilled.folder.reading(&part.to_string()) {
            while let Some((key, cell)) = cell::read(&mut from, self.grouping.records)? {
                take(key, cell);
            }
        }
        Ok(())
    }

    /// The groups of a part, in order of their keys; and how many events of a day were repeated.
    ///
    /// # Errors
    /// A temporary file cannot be read.
    pub(super) fn part(
        &mut self,
        part: usize,
        first_day: impl Fn(i32) -> (i32, i32),
    ) -> Result<(Vec<(CellKey, EventCell)>, u64), String> {
        let records = self.grouping.records;
        let merged = self.merged(part).map_err(|error| temporary_error(&error))?;
        if !self.grouping.one_a_day {
            let mut cells: Vec<_> = merged.into_iter().collect();
            cells.sort_unstable_by_key(|(key, _)| *key);
            return Ok((cells, 0));
        }
        let mut repeated = 0;
        let mut cells: HashMap<CellKey, EventCell> = HashMap::default();
        #[expect(
            clippy::iter_over_hash_type,
            reason = "merging does not depend on the order"
        )]
        for (key, cell) in merged {
            repeated += cell.count - 1;
            let (first, last) = first_day(key.first);
            let is_turned = !self.grouping.is_directed
                && self.names[key.source as usize] > self.names[key.target as usize];
            let (source, target) = if is_turned {
                (key.target, key.source)
            } else {
                (key.source, key.target)
            };
            let key = CellKey {
                source,
                target,
                first,
                last,
                code: 0,
                ..key
            };
            cells.entry(key).or_default().merge(cell.once(), records);
        }
        let mut cells: Vec<_> = cells.into_iter().collect();
        cells.sort_unstable_by_key(|(key, _)| *key);
        Ok((cells, repeated))
    }

    fn merged(&mut self, part: usize) -> io::Result<HashMap<CellKey, EventCell>> {
        let records = self.grouping.records;
        let mut all: HashMap<CellKey, EventCell> = HashMap::default();
        let mut add = |key: CellKey, cell: EventCell| match all.entry(key) {
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(cell);
            }
            std::collections::hash_map::Entry::Occupied(mut taken) => {
                taken.get_mut().merge(cell, records);
            }
        };
        self.each_spilled(part, &mut add)?;
        for cells in &mut self.parts[part] {
            #[expect(
                clippy::iter_over_hash_type,
                reason = "merging does not depend on the order"
            )]
            for (key, cell) in cells.drain() {
                add(key, cell);
            }
        }
        Ok(all)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::events::time::{EventDays, EventPeriod};
    use crate::model::RelationKind;
    use crate::random::Rng;

    /// The groups of seeded events, by name, with this memory; and whether some were in files.
    fn groups(memory_bytes: u64, one_a_day: bool) -> (Vec<String>, bool) {
        let grouping = EventGrouping {
            records: 2,
            one_a_day,
            is_directed: false,
        };
        let groups = EventGroups::new(grouping, 1, memory_bytes);
        let mut rng = Rng::new(9);
        for id in 0..12_000 {
            let (source, target) = (rng.below(90), 100 + rng.below(90));
            let ends = if rng.chance_percent(50) {
                [source, target]
            } else {
                [target, source]
            };
            let [source, target] = ends.map(|end| Cow::Owned(format!("A{end}")));
            let day = rng.below(300) as i32;
            let first = EventPeriod::Month.first_day(day);
            let texts = [
                id.to_string(),
                rng.below(3).to_string(),
                format!("https://a.org/{}", rng.below(5_000)),
            ];
            let [id, code, address] = texts.map(Cow::Owned);
            let none = || Cow::Borrowed("");
            let event = CodedEvent {
                source,
                target,
                kind: [RelationKind::Cooperation, RelationKind::Hostility][rng.below(2)],
                days: EventDays {
                    day,
                    until: day,
                    first,
                    last: EventPeriod::Month.last_day(first),
                },
                goldstein: Some(rng.below(100) as i32),
                sources: rng.below(4) as u32,
                articles: rng.below(4) as u32,
                texts: [id, code, address, none(), none(), none(), none()],
            };
            groups.add(&mut groups.of_thread(), &event).unwrap();
        }
        let has_spilled = groups.has_spilled();
        let (counts, mut finished) = groups.finish();
        assert_eq!(counts.kept, 12_000);
        let mut words = Vec::new();
        let mut events = 0;
        for part in 0..finished.part_count() {
            let bounds = |day| {
                let first = EventPeriod::Month.first_day(day);
                (first, EventPeriod::Month.last_day(first))
            };
            let mut visited = 0;
            finished.visit(part, |_, count| visited += count).unwrap();
            let (cells, repeated) = finished.part(part, bounds).unwrap();
            let counted: u64 = cells.iter().map(|(_, cell)| cell.count).sum();
            assert_eq!(visited, counted);
            events += counted + repeated;
            for (key, cell) in cells {
                let [source, target] =
                    [key.source, key.target].map(|end| &finished.names[end as usize]);
                assert!(source < target);
                words.push(format!(
                    "{source} {target} {:?} {} {cell:?}",
                    key.kind, key.first
                ));
            }
        }
        assert_eq!(events, 12_000);
        words.sort();
        (words, has_spilled)
    }

    #[test]
    fn groups_in_temporary_files_are_the_same_as_in_memory() {
        for one_a_day in [false, true] {
            let (in_memory, has_spilled) = groups(1 << 30, one_a_day);
            assert!(!has_spilled);
            let (in_files, has_spilled) = groups(0, one_a_day);
            assert!(has_spilled);
            assert_eq!(in_files, in_memory);
        }
    }
}
