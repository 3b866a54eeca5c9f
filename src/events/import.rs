//! One pass over files of event data: rows become groups, groups become relations. Writes nothing.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use csv::ByteRecord;
use rayon::prelude::*;

use super::chosen::ChosenActors;
use super::counts::{BrokenRow, DropReason, EventCounts};
use super::document;
use super::fit::fits;
use super::groups::{EventGrouping, EventGroups, ThreadGroups};
use super::mentions::MentionJoin;
use super::plan::EventPlan;
use super::preset::{EventLayout, EventPreset};
use super::presets::{self, RecognizedFile};
use super::relations;
use super::row::RowReader;
use super::sources::{
    self, ChunkFault, ChunkReader, ChunkRows, EventInput, FirstRows, RowChunk, decoded,
};
use crate::model::Document;

/// Gets the share that is done, from 0 to 1; may cancel. Is called on any thread.
pub type EventProgress<'a> = &'a (dyn Fn(f32) -> ControlFlow<()> + Sync);

/// The result of an import.
#[derive(Clone, Debug)]
pub struct ImportedEvents {
    /// The relations, with their actors and references.
    pub document: Document,
    /// What was read, kept and dropped.
    pub counts: EventCounts,
    /// The set that the files are.
    pub preset: &'static EventPreset,
    /// The files that were read.
    pub files: Vec<String>,
    /// What the user should know: files that were not read, broken rows.
    pub notes: Vec<String>,
}

/// Reads event data and applies the rules. Takes time in proportion to the bytes, memory as the
/// plan says; the same files and plan give the same document with any number of threads. Returns
/// nothing if `progress` cancelled it.
///
/// # Errors
/// A file cannot be opened or is not event data, a rule does not fit the data, or there are too
/// many names or relations.
pub fn import(
    paths: &[PathBuf],
    plan: &EventPlan,
    progress: EventProgress<'_>,
) -> Result<Option<ImportedEvents>, String> {
    let inputs = sources::found(paths)?;
    let pass = EventPass::new(plan, &inputs, progress, u64::MAX);
    inputs.par_iter().enumerate().for_each(|(number, input)| {
        if !pass.is_stopped() {
            pass.read_file(number, input);
        }
    });
    if pass.is_cancelled() {
        return Ok(None);
    }
    pass.finish()?.imported(plan, &inputs, progress)
}

/// The error if no file has events.
pub(super) const ONLY_MENTIONS: &str = "mentions alone name no actors: give the files of the events that they \
                             are of, too";

/// The error if files are of two sets that do not go together.
pub(super) fn of_two_sets(one: &EventPreset, other: &EventPreset) -> String {
    format!(
        "the files are of {} and of {}: their actors have different names; import them one after \
         the other",
        one.name, other.name
    )
}

/// One pass over all files.
pub(super) struct EventPass<'a> {
    plan: &'a EventPlan,
    /// After this many rows it ends: such a pass is made on one thread.
    max_rows: u64,
    groups: EventGroups,
    chosen: ChosenActors,
    progress: EventProgress<'a>,
    bytes: u64,
    done: AtomicU64,
    is_cancelled: AtomicBool,
    has_failed: AtomicBool,
    is_full: AtomicBool,
    /// The first failure that ends the pass, by number of the file.
    failure: Mutex<Option<(usize, String)>>,
    /// Files that were not read, by number.
    unread: Mutex<Vec<(usize, String)>>,
    /// What each file was recognized as.
    recognized: Vec<OnceLock<(&'static EventPreset, EventLayout)>>,
}

/// What a pass found.
pub(super) struct FinishedPass {
    /// The numbers of the files of mentions, which are read after that.
    pub(super) mention_files: Vec<usize>,
    bytes: u64,
    done: AtomicU64,
    groups: super::groups::FinishedGroups,
    counts: EventCounts,
    pub(super) preset: &'static EventPreset,
    layout: EventLayout,
    unread: Vec<(usize, String)>,
    /// Names of actors that a user gave and no event has.
    unknown: Vec<String>,
}

impl<'a> EventPass<'a> {
    pub(super) fn new(
        plan: &'a EventPlan,
        inputs: &[EventInput],
        progress: EventProgress<'a>,
        max_rows: u64,
    ) -> Self {
        let threads = if max_rows == u64::MAX {
            rayon::current_num_threads()
        } else {
            1
        };
        let grouping = EventGrouping {
            records: plan.records.max(1),
            one_a_day: plan.one_a_day,
            is_directed: plan.is_directed,
        };
        let mut bytes = 0;
        let mut last = None;
        for input in inputs {
            // The parts of an archive follow each other.
            if last != Some(&input.path) {
                let length = crate::file::disk::glance(&input.path).map_or(0, |(length, _)| length);
                bytes += length;
            }
            last = Some(&input.path);
        }
        Self {
            plan,
            max_rows,
            groups: EventGroups::new(grouping, threads, plan.memory_bytes),
            chosen: ChosenActors::new(plan),
            progress,
            bytes,
            done: AtomicU64::new(0),
            is_cancelled: AtomicBool::new(false),
            has_failed: AtomicBool::new(false),
            is_full: AtomicBool::new(false),
            failure: Mutex::default(),
            unread: Mutex::default(),
            recognized: inputs.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// Whether no more rows are read: it was cancelled, has failed, or has as many as it may.
    pub(super) fn is_stopped(&self) -> bool {
        let why = [&self.is_cancelled, &self.has_failed, &self.is_full];
        why.iter().any(|why| why.load(Ordering::Relaxed))
    }

    /// Whether the whole of the files was read.
    pub(super) fn is_whole(&self) -> bool {
        !self.is_full.load(Ordering::Relaxed)
    }

    /// What the first file was recognized as.
    pub(super) fn first_recognized(&self) -> Option<&'static EventPreset> {
        let recognized = || self.recognized.iter().filter_map(OnceLock::get);
        let mut events = recognized().filter(|(_, layout)| layout.mentions.is_none());
        let first = events.next().or_else(|| recognized().next());
        first.map(|(preset, _)| *preset)
    }

    pub(super) fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }

    fn fail(&self, number: usize, message: String) {
        let mut failure = locked(&self.failure);
        if failure.as_ref().is_none_or(|(first, _)| number < *first) {
            *failure = Some((number, message));
        }
        self.has_failed.store(true, Ordering::Relaxed);
    }

    fn report(&self) {
        let share = self.done.load(Ordering::Relaxed) as f32 / self.bytes.max(1) as f32;
        if (self.progress)(share.min(1.0)).is_break() {
            self.is_cancelled.store(true, Ordering::Relaxed);
        }
    }

    pub(super) fn read_file(&self, number: usize, input: &EventInput) {
        let read = sources::opened(input, &self.done, |from| {
            let mut chunks = ChunkReader::new(from);
            let start = chunks.start()?;
            if start.is_empty() {
                return Err("the file is empty".to_owned());
            }
            let FirstRows {
                rows,
                separator,
                is_quoted,
                ..
            } = sources::first_rows(start);
            let chosen = self.plan.preset.and_then(presets::by_id);
            let file = presets::recognize(&rows, chosen, &self.plan.columns)?;
            chunks.set_format(separator, is_quoted);
            let _ = self.recognized[number].set((file.preset, file.layout.clone()));
            if file.layout.mentions.is_some() {
                return Ok(());
            }
            fits(self.plan, &file).inspect_err(|message| self.fail(number, message.clone()))?;
            self.read_rows(number, chunks, &file, separator);
            Ok(())
        });
        match read.and_then(|read| read) {
            Ok(()) => {}
            Err(message) if self.has_failed.load(Ordering::Relaxed) => drop(message),
            Err(message) if input.is_named => {
                self.fail(number, format!("{}: {message}", input.name));
            }
            Err(message) => locked(&self.unread).push((number, message)),
        }
    }

    fn read_rows(
        &self,
        number: usize,
        chunks: ChunkReader<'_>,
        file: &RecognizedFile,
        separator: u8,
    ) {
        let rows = RowReader::new(self.plan, &file.layout, &self.chosen);
        let take = |chunk| {
            self.take_chunk(number, chunk, file, &rows, separator);
            self.report();
        };
        let chunks = chunks.take_while(|_| !self.is_stopped());
        if self.max_rows == u64::MAX {
            chunks.par_bridge().for_each(take);
        } else {
            chunks.for_each(take);
        }
    }

    fn take_chunk(
        &self,
        number: usize,
        chunk: Result<RowChunk, ChunkFault>,
        file: &RecognizedFile,
        rows: &RowReader<'_>,
        separator: u8,
    ) {
        match chunk {
            Ok(chunk) => {
                if let Err(message) = self.read_chunk(number, &chunk, file, rows, separator) {
                    self.fail(number, message);
                }
            }
            Err(ChunkFault::LongRow(line)) => {
                let mut thread = self.groups.of_thread();
                thread.counts.rows += 1;
                let found = crate::limits::EVENT_ROW_BYTES.message("");
                thread.counts.add_broken(BrokenRow {
                    file: number,
                    line,
                    reason: DropReason::Length,
                    found,
                });
            }
            Err(ChunkFault::Broken(line, message)) => {
                let last = line.saturating_sub(1);
                let message = format!("the file is broken after line {last}: {message}");
                locked(&self.unread).push((number, message));
            }
        }
    }

    fn read_chunk(
        &self,
        number: usize,
        chunk: &RowChunk,
        file: &RecognizedFile,
        rows: &RowReader<'_>,
        separator: u8,
    ) -> Result<(), String> {
        let most = file.header.names.len();
        let counts = most - file.layout.optional_columns.min(most)..=most;
        let mut thread = self.groups.of_thread();
        let thread: &mut ThreadGroups = &mut thread;
        let mut lines = ChunkRows::new(chunk, separator, file.has_header);
        while lines.next()?.is_some() {
            if thread.counts.rows >= self.max_rows {
                self.is_full.store(true, Ordering::Relaxed);
                return Ok(());
            }
            thread.counts.rows += 1;
            thread.counts.old_letters += u64::from(!lines.is_utf_8());
            let fields = lines.row().len();
            if !counts.contains(&fields) {
                let found = format!("{fields} fields instead of {most}");
                thread.counts.add_broken(BrokenRow {
                    file: number,
                    line: lines.line(),
                    reason: DropReason::Fields,
                    found,
                });
                continue;
            }
            if let Some(columns) = &file.layout.votes {
                match rows.vote(lines.row(), columns) {
                    Ok(vote) => self.groups.add_vote(thread, &vote)?,
                    Err(reason) => drop_row(thread, number, &mut lines, reason),
                }
                continue;
            }
            let mut failure = Ok(());
            let mut broken = Vec::new();
            rows.read(lines.row(), |event| match event {
                Ok(event) => {
                    if let Err(message) = self.groups.add(thread, &event) {
                        failure = Err(message);
                    }
                }
                Err(reason) if reason.is_broken() => broken.push(reason),
                Err(reason) => thread.counts.drop_events(reason, 1),
            });
            failure?;
            for reason in broken {
                drop_row(thread, number, &mut lines, reason);
            }
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Result<FinishedPass, String> {
        let failure = self
            .failure
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some((_, message)) = failure {
            return Err(message);
        }
        let mut unread = self
            .unread
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        unread.sort();
        let recognized = || self.recognized.iter().filter_map(OnceLock::get);
        let mut of_events = recognized().filter(|(_, layout)| layout.mentions.is_none());
        let Some((preset, layout)) = of_events.next().cloned() else {
            if recognized().next().is_some() {
                return Err(ONLY_MENTIONS.to_owned());
            }
            let reason = unread.first().map_or("", |(_, message)| message.as_str());
            return Err(format!("none of the files is event data: {reason}"));
        };
        if let Some((other, _)) = recognized().find(|(other, _)| !preset.goes_with(other)) {
            return Err(of_two_sets(preset, other));
        }
        let is_of_mentions = |one: &OnceLock<(_, EventLayout)>| {
            one.get()
                .is_some_and(|(_, layout)| layout.mentions.is_some())
        };
        let mention_files = (0..self.recognized.len())
            .filter(|number| is_of_mentions(&self.recognized[*number]))
            .collect();
        // The rest of the files can have them.
        let is_whole = !self.is_full.load(Ordering::Relaxed);
        let unknown = self.chosen.unknown().into_iter().filter(|_| is_whole);
        let unknown = unknown.map(str::to_owned).collect();
        let (counts, groups) = self.groups.finish();
        Ok(FinishedPass {
            mention_files,
            bytes: self.bytes,
            done: self.done,
            groups,
            counts,
            preset,
            layout,
            unread,
            unknown,
        })
    }
}

impl FinishedPass {
    /// Applies the rules, and joins mentions; nothing if that was cancelled.
    pub(super) fn imported(
        self,
        plan: &EventPlan,
        inputs: &[EventInput],
        progress: EventProgress<'_>,
    ) -> Result<Option<ImportedEvents>, String> {
        let Self {
            mention_files,
            bytes,
            done,
            mut groups,
            mut counts,
            preset,
            layout,
            mut unread,
            unknown,
        } = self;
        let is_spell = layout.is_spell();
        let mut found = relations::found(&mut groups, plan, preset, is_spell, &mut counts)?;
        let mentions = MentionJoin::of(&found.stretches);
        let is_cancelled = AtomicBool::new(false);
        let go_on = || {
            let share = done.load(Ordering::Relaxed) as f32 / bytes.max(1) as f32;
            if progress(share.min(1.0)).is_break() {
                is_cancelled.store(true, Ordering::Relaxed);
            }
            !is_cancelled.load(Ordering::Relaxed)
        };
        for number in mention_files {
            let read = mentions.read_file((number, &inputs[number]), plan, &done, &go_on);
            if let Err(message) = read {
                unread.push((number, message));
            }
        }
        if is_cancelled.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let (of_mentions, joined) = mentions.join(&mut found.stretches);
        counts.mentions = [of_mentions.rows, joined];
        counts.old_letters += of_mentions.old_letters;
        counts.unread_files = unread.len() as u64;
        let document = document::of(found, &groups.names, plan, preset, is_spell, &counts);
        let files: Vec<_> = inputs.iter().map(|input| input.name.clone()).collect();
        let mut notes: Vec<String> = unread
            .iter()
            .map(|(number, message)| format!("{}: {message}", files[*number]))
            .collect();
        notes.extend(counts.broken_in_words(&files));
        notes.extend(of_mentions.broken_in_words(&files));
        notes.extend(
            unknown
                .iter()
                .map(|name| format!("no event has an actor of the name or code “{name}”")),
        );
        notes.extend(counts.old_letters_in_words());
        Ok(Some(ImportedEvents {
            document,
            counts,
            preset,
            files,
            notes,
        }))
    }
}

/// Counts a row that does not count, and lists it if it is broken.
fn drop_row(thread: &mut ThreadGroups, file: usize, rows: &mut ChunkRows<'_>, reason: DropReason) {
    if reason.is_broken() {
        thread.counts.add_broken(BrokenRow {
            file,
            line: rows.line(),
            reason,
            found: found_in(rows.row(), reason),
        });
    } else {
        thread.counts.drop_events(reason, 1);
    }
}

/// What a broken row has, in words.
fn found_in(row: &ByteRecord, reason: DropReason) -> String {
    const MAX_CHARS: usize = 80;
    let text = row.iter().take(12).map(decoded).collect::<Vec<_>>();
    let text = text.join(" | ");
    let mut short: String = text.chars().take(MAX_CHARS).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    format!("{}: {short}", reason.in_words())
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
