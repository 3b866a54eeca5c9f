//! Groups that an engine made, read from the CSV of its result. Runs no engine.

use std::sync::atomic::AtomicU64;

use ahash::{HashMap, HashMapExt as _};
use csv::StringRecord;

use super::cell::{CellKey, EventCell};
use super::counts::{DropReason, EventCounts};
use super::document;
use super::groups::{EventGrouping, FinishedGroups};
use super::import::ImportedEvents;
use super::mentions::MentionJoin;
use super::plan::EventPlan;
use super::presets;
use super::record::EventRecord;
use super::relations;
use super::sources::EventInput;
use super::sql::{DROPPED, RESULT_COLUMNS, ROWS, SPELLS, VOTE_PERIOD, VOTES};
use super::stretches::{RelationStretch, StretchRules};
use super::time::{EventPeriod, OPEN, day_of, number_of};
use super::votes::CountedVotes;
use crate::limits::EVENT_NAMES;
use crate::model::RelationKind;

/// Applies thresholds to groups that an engine made with the query of the same plan.
///
/// # Errors
/// `bytes` are not such a result, a cell has an unexpected value, or there are too many relations.
pub fn import_aggregated(bytes: &[u8], plan: &EventPlan) -> Result<ImportedEvents, String> {
    let no_mentions = MentionFiles::default();
    import_with_mentions(bytes, plan, &no_mentions, &|| true)
}

/// Files of mentions, each with its number among all files.
pub(super) type MentionFiles<'a> = Vec<(usize, &'a EventInput)>;

/// The same, with mentions joined from files, which are read here: only those of events that
/// relations are documented by are looked up.
pub(super) fn import_with_mentions(
    bytes: &[u8],
    plan: &EventPlan,
    mentions: &MentionFiles<'_>,
    go_on: &(impl Fn() -> bool + Sync),
) -> Result<ImportedEvents, String> {
    let mut result = AggregatedResult::new(plan);
    result.find_set(bytes)?;
    let mut reader = csv::Reader::from_reader(bytes);
    let head = reader.headers().map_err(|error| error.to_string())?;
    let head: Vec<_> = head
        .iter()
        .map(|name| name.trim_start_matches('\u{feff}'))
        .collect();
    if head != RESULT_COLUMNS {
        return Err(format!(
            "it is no result of the query: its columns should be {}",
            RESULT_COLUMNS.join(",")
        ));
    }
    for (at, row) in reader.records().enumerate() {
        let row = row.map_err(|error| error.to_string())?;
        result
            .add(&row)
            .map_err(|message| format!("row {}: {message}", at + 2))?;
    }
    result.imported(mentions, go_on)
}

struct AggregatedResult<'a> {
    plan: &'a EventPlan,
    numbers: HashMap<Box<str>, u32>,
    names: Vec<Box<str>>,
    cells: HashMap<CellKey, EventCell>,
    counts: EventCounts,
    /// The set, and whether its rows are spells.
    set: Option<(String, bool)>,
    /// How many events all rows say, where the result says so.
    events: Option<u64>,
    votes: CountedVotes,
}

impl<'a> AggregatedResult<'a> {
    fn new(plan: &'a EventPlan) -> Self {
        Self {
            plan,
            numbers: HashMap::new(),
            names: Vec::new(),
            cells: HashMap::new(),
            counts: EventCounts::default(),
            set: None,
            events: None,
            votes: CountedVotes::default(),
        }
    }

    /// Finds the row that says what the result is of: it can be anywhere.
    fn find_set(&mut self, bytes: &[u8]) -> Result<(), String> {
        let mut reader = csv::Reader::from_reader(bytes);
        for row in reader.records() {
            let row = row.map_err(|error| error.to_string())?;
            if row.get(0) == Some(ROWS) {
                let set = row.get(1).unwrap_or_default();
                let id = set.strip_suffix(SPELLS);
                self.set = Some((id.unwrap_or(set).to_owned(), id.is_some()));
                let (made, asked) = (row.get(2).unwrap_or(""), self.plan.flags_of_groups());
                if !made.is_empty() && made != asked {
                    return Err(format!(
                        "the query was made with `{made}`, and its result is read with `{asked}`: \
                         give the same rules"
                    ));
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, row: &StringRecord) -> Result<(), String> {
        let cells = ResultRow(row);
        let events = integer(cells.get("events"))?.unwrap_or(0) as u64;
        match cells.get("kind") {
            ROWS if events == 0 => {
                Err("the engine found no row of data: did the query read the right files?".into())
            }
            ROWS => {
                self.counts.rows += events;
                let all = integer(cells.get("goldstein_sum"))?;
                self.events = all.map(|events| events as u64);
                Ok(())
            }
            DROPPED => {
                let id = cells.get("source");
                let mut reasons = DropReason::ALL.into_iter();
                let reason = reasons.find(|reason| reason.id() == id);
                let reason =
                    reason.ok_or_else(|| format!("`{id}` is not a reason to drop an event"))?;
                self.counts.drop_events(reason, events);
                Ok(())
            }
            VOTE_PERIOD => {
                let period = self.stretch(cells.get("first"), "")?;
                let days = (day(cells.get("first_day"))?, day(cells.get("last_day"))?);
                self.votes.add_period(period, day(cells.get("day"))?, days);
                self.counts.kept += events;
                Ok(())
            }
            VOTES => self.add_votes(&cells, events),
            kind => self.add_group(&cells, kind, events),
        }
    }

    /// Adds how often two voters cast which votes in the same roll calls.
    fn add_votes(&mut self, cells: &ResultRow<'_>, count: u64) -> Result<(), String> {
        let period = self.stretch(cells.get("first"), "")?;
        let ends = [
            self.number(cells.get("source"))?,
            self.number(cells.get("target"))?,
        ];
        let said = integer(cells.get("goldstein_sum"))?;
        let choices = said.and_then(|said| usize::try_from(said).ok());
        let choices = choices.filter(|choices| *choices < 9);
        let choices = choices.ok_or("a row of votes does not say which")?;
        let count = u32::try_from(count).map_err(|error| error.to_string())?;
        let days = (day(cells.get("first_day"))?, day(cells.get("last_day"))?);
        let votes = ([choices / 3, choices % 3], count);
        self.votes.add_pair(period, ends, votes, days);
        Ok(())
    }

    /// Adds a record to its group.
    fn add_group(&mut self, cells: &ResultRow<'_>, kind: &str, events: u64) -> Result<(), String> {
        let word = kind;
        let kind = RelationKind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == word);
        let kind = kind.ok_or_else(|| format!("`{word}` is no kind"))?;
        let (first, last) = self.stretch(cells.get("first"), cells.get("last"))?;
        let key = CellKey {
            source: self.number(cells.get("source"))?,
            target: self.number(cells.get("target"))?,
            first,
            last,
            kind,
            code: 0,
        };
        let group = EventCell {
            count: events,
            goldstein_sum: integer(cells.get("goldstein_sum"))?.unwrap_or(0),
            goldstein_count: integer(cells.get("goldstein_events"))?.unwrap_or(0) as u64,
            first_day: day(cells.get("first_day"))?,
            last_day: day(cells.get("last_day"))?,
            ..EventCell::default()
        };
        let record = cells.record()?;
        let known = self.cells.entry(key).or_insert_with(|| {
            self.counts.kept += events;
            group
        });
        known.best.add(record, self.plan.records.max(1));
        Ok(())
    }

    fn stretch(&self, first: &str, last: &str) -> Result<(i32, i32), String> {
        if !last.is_empty() {
            return Ok((day(first)?, day(last)?));
        }
        match self.plan.by {
            _ if self.set_is_spell() => Ok((day(first)?, OPEN)),
            EventPeriod::All => Ok((0, 0)),
            by => {
                let first = day(first)?;
                Ok((first, by.last_day(first)))
            }
        }
    }

    fn set_is_spell(&self) -> bool {
        self.set.as_ref().is_some_and(|(_, is_spell)| *is_spell)
    }

    fn number(&mut self, name: &str) -> Result<u32, String> {
        if let Some(number) = self.numbers.get(name) {
            return Ok(*number);
        }
        if self.names.len() >= EVENT_NAMES.count() {
            return Err(EVENT_NAMES.message(""));
        }
        let number = self.names.len() as u32;
        self.names.push(name.into());
        self.numbers.insert(name.into(), number);
        Ok(number)
    }

    /// Checks that each event is in a group or dropped.
    fn check_whole(&self) -> Result<(), String> {
        let dropped = DropReason::ALL.map(|reason| self.counts.dropped(reason));
        let found = self.counts.kept + dropped.iter().sum::<u64>();
        match self.events {
            Some(events) if events != found => Err(format!(
                "rows of the result are missing, or there twice: the data have {events} events, and \
                 it has {found}; export the whole result again"
            )),
            _ => Ok(()),
        }
    }

    fn imported(
        mut self,
        mentions: &MentionFiles<'_>,
        go_on: &(impl Fn() -> bool + Sync),
    ) -> Result<ImportedEvents, String> {
        let (id, is_spell) = self
            .set
            .clone()
            .ok_or("the row that counts all rows is missing")?;
        self.check_whole()?;
        let preset = presets::by_id(&id).ok_or_else(|| format!("there is no set `{id}`"))?;
        let (names, cells) = (
            std::mem::take(&mut self.names),
            std::mem::take(&mut self.cells),
        );
        let grouping = EventGrouping {
            records: self.plan.records.max(1),
            one_a_day: false,
            is_directed: self.plan.is_directed,
        };
        let mut groups = FinishedGroups::of_cells(names, grouping, cells);
        let mut found = if self.votes.is_empty() {
            relations::found(&mut groups, self.plan, preset, is_spell, &mut self.counts)?
        } else {
            let rules = StretchRules::new(self.plan, self.plan.min_count(preset), is_spell);
            relations::of_votes(&self.votes, &groups.names, &rules, &mut self.counts)?
        };
        let notes = self.join(mentions, &mut found.stretches, go_on);
        let document = document::of(
            found,
            &groups.names,
            self.plan,
            preset,
            is_spell,
            &self.counts,
        );
        Ok(ImportedEvents {
            document,
            counts: self.counts,
            preset,
            files: Vec::new(),
            notes,
        })
    }

    /// Joins mentions to the records, and returns what the user should know.
    fn join(
        &mut self,
        files: &MentionFiles<'_>,
        stretches: &mut [RelationStretch],
        go_on: &(impl Fn() -> bool + Sync),
    ) -> Vec<String> {
        let mentions = MentionJoin::of(stretches);
        let mut notes = Vec::new();
        for (number, input) in files {
            let done = AtomicU64::new(0);
            let read = mentions.read_file((*number, input), self.plan, &done, go_on);
            notes.extend(
                read.err()
                    .map(|message| format!("{}: {message}", input.name)),
            );
        }
        let (counts, joined) = mentions.join(stretches);
        self.counts.mentions = [counts.rows, joined];
        self.counts.old_letters += counts.old_letters;
        self.counts.unread_files += notes.len() as u64;
        let mut names = vec![String::new(); files.last().map_or(0, |(number, _)| number + 1)];
        for (number, input) in files {
            names[*number].clone_from(&input.name);
        }
        notes.extend(counts.broken_in_words(&names));
        notes.extend(self.counts.old_letters_in_words());
        notes
    }
}

fn integer(text: &str) -> Result<Option<i64>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse()
        .map(Some)
        .or(Err(format!("`{text}` is no whole number")))
}

fn day(text: &str) -> Result<i32, String> {
    day_of(text)
        .map(number_of)
        .ok_or_else(|| format!("`{text}` is no day"))
}

/// A row of the result.
struct ResultRow<'r>(&'r StringRecord);

impl<'r> ResultRow<'r> {
    /// The text of a column of [`RESULT_COLUMNS`]; empty if it is missing.
    fn get(&self, name: &str) -> &'r str {
        let at = RESULT_COLUMNS.iter().position(|column| *column == name);
        let text = at.and_then(|at| self.0.get(at)).unwrap_or_default();
        // Engines write a missing value in different ways.
        match text {
            "NULL" | "\\N" => "",
            text => text,
        }
    }

    fn record(&self) -> Result<EventRecord, String> {
        let counts = [
            integer(self.get("sources"))?,
            integer(self.get("articles"))?,
        ];
        let texts = [
            "id",
            "code",
            "address",
            "outlet",
            "title",
            "published",
            "place",
        ]
        .map(|name| self.get(name));
        Ok(EventRecord::from_parts(
            counts.map(|count| count.unwrap_or(0) as u32),
            day(self.get("day"))?,
            integer(self.get("goldstein"))?.map(|score| score as i32),
            &texts,
        ))
    }
}
