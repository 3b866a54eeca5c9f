//! What a row says under a plan: events, or the reason why it does not count. Knows no file and
//! keeps nothing.

use std::borrow::Cow;
use std::collections::BTreeSet;

use csv::ByteRecord;

use super::countries;
use super::counts::DropReason;
use super::plan::{ActorLevel, EventPlan, EventRule};
use super::preset::{ActorColumns, EventClass, EventLayout, EventTime, VoteColumns};
use super::time::{OPEN, YEARS, day_of, number_of};
use crate::limits::{ADDRESS_BYTES, EVENT_NAME_BYTES, TEXT_BYTES};
use crate::model::{Day, RelationKind};

/// Words that event data write where there is no actor.
pub(super) const NOBODY: [&str; 4] = ["", "---", "None", "NA"];

/// How many texts a record has.
pub(super) const TEXTS: usize = 7;

/// An event that counts.
#[derive(Debug)]
pub(super) struct CodedEvent<'a> {
    pub(super) source: Cow<'a, str>,
    pub(super) target: Cow<'a, str>,
    /// Friendly, hostile, support, or other where only its score counts.
    pub(super) kind: RelationKind,
    /// When it happened, or began.
    pub(super) day: i32,
    /// The stretch of time that it counts for.
    pub(super) first: i32,
    pub(super) last: i32,
    /// The score in thousandths.
    pub(super) goldstein: Option<i32>,
    pub(super) sources: u32,
    pub(super) articles: u32,
    /// Id, code, address, outlet, title, day of publication, and place of the record.
    pub(super) texts: [Cow<'a, str>; TEXTS],
}

/// A vote that counts.
#[derive(Debug)]
pub(super) struct CodedVote<'a> {
    pub(super) call: Cow<'a, str>,
    pub(super) voter: Cow<'a, str>,
    pub(super) choice: VoteChoice,
    pub(super) day: i32,
    pub(super) first: i32,
    pub(super) last: i32,
}

/// What was voted, in the order from yes to no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum VoteChoice {
    Yes,
    Abstention,
    No,
}

/// Reads the rows of one layout under a plan.
#[derive(Debug)]
pub(super) struct RowReader<'a> {
    plan: &'a EventPlan,
    layout: &'a EventLayout,
    /// The columns of the actors of each statement, at the chosen level.
    ends: Vec<[&'a [usize]; 2]>,
    only: NamedActors,
    without: NamedActors,
    from: i32,
    to: i32,
}

impl<'a> RowReader<'a> {
    pub(super) fn new(plan: &'a EventPlan, layout: &'a EventLayout) -> Self {
        let ends = layout.statements.iter().map(|statement| {
            [&statement.source, &statement.target].map(|actor| columns_at(actor, plan.actors))
        });
        Self {
            plan,
            layout,
            ends: ends.collect(),
            only: NamedActors::new(&plan.only),
            without: NamedActors::new(&plan.without),
            from: plan.from.map_or(i32::MIN, number_of),
            to: plan.to.map_or(i32::MAX, number_of),
        }
    }

    /// The events of a row, or the reason why one does not count.
    pub(super) fn read<'r>(
        &self,
        row: &'r ByteRecord,
        mut emit: impl FnMut(Result<CodedEvent<'r>, DropReason>),
    ) {
        let row = RowTexts(row);
        for (at, ends) in self.ends.iter().enumerate() {
            let actors = ends.map(|columns| row.joined(columns));
            let is_extra = at > 0;
            if is_extra && actors.iter().any(|actor| is_nobody(actor)) {
                continue;
            }
            emit(self.event(row, &self.layout.statements[at].class, actors));
        }
    }

    /// The vote of a row of a table of votes.
    ///
    /// # Errors
    /// The reason why it does not count.
    pub(super) fn vote<'r>(
        &self,
        row: &'r ByteRecord,
        columns: &VoteColumns,
    ) -> Result<CodedVote<'r>, DropReason> {
        let row = RowTexts(row);
        let (day, ..) = self.stretch(row).ok_or(DropReason::Date)?;
        let first = self.plan.by.first_day(day);
        let choice = match &*row.at(columns.vote) {
            "1" | "yes" => Some(VoteChoice::Yes),
            "2" | "abstain" => Some(VoteChoice::Abstention),
            "3" | "no" => Some(VoteChoice::No),
            "8" | "9" => None,
            _ => return Err(DropReason::Class),
        };
        if day < self.from || day > self.to {
            return Err(DropReason::OutsideTime);
        }
        let voter = row.at(columns.voter);
        if is_nobody(&voter) {
            return Err(DropReason::NoActor);
        }
        if voter.len() > EVENT_NAME_BYTES.count() {
            return Err(DropReason::Name);
        }
        if !self.only.accepts_all(&[&*voter]) || self.without.has_any(&[&*voter]) {
            return Err(DropReason::NotChosen);
        }
        Ok(CodedVote {
            call: row.at(columns.call),
            voter,
            choice: choice.ok_or(DropReason::NoSign)?,
            day,
            first,
            last: self.plan.by.last_day(first),
        })
    }

    fn event<'r>(
        &self,
        row: RowTexts<'r>,
        class: &EventClass,
        [source, target]: [Cow<'r, str>; 2],
    ) -> Result<CodedEvent<'r>, DropReason> {
        let plan = self.plan;
        let stretch = self.stretch(row).ok_or(DropReason::Date)?;
        let goldstein = row.thousandths(self.layout.goldstein)?;
        let sources = row.count(self.layout.sources)?;
        let articles = row.count(self.layout.articles)?;
        let (kind, name) = self.kind(row, class, goldstein)?;
        let (day, first, last) = stretch;
        if day > self.to || last.max(day) < self.from || (!self.is_spell() && day < self.from) {
            return Err(DropReason::OutsideTime);
        }
        if is_nobody(&source) || is_nobody(&target) {
            return Err(DropReason::NoActor);
        }
        if source.len().max(target.len()) > EVENT_NAME_BYTES.count() {
            return Err(DropReason::Name);
        }
        if source == target {
            return Err(DropReason::SelfDyad);
        }
        let ends = [&*source, &*target];
        if !self.only.accepts_all(&ends) || self.without.has_any(&ends) {
            return Err(DropReason::NotChosen);
        }
        if plan.root_only && row.text(self.layout.root) != "1" {
            return Err(DropReason::NotRoot);
        }
        // A set can leave the number open: it is asked for only where it matters.
        if plan.min_sources > 1 && sources < plan.min_sources {
            return Err(DropReason::FewSources);
        }
        let kind = kind.ok_or(DropReason::NoSign)?;
        Ok(CodedEvent {
            source,
            target,
            kind,
            day,
            first,
            last,
            goldstein,
            sources,
            articles,
            texts: self.texts(row, name),
        })
    }

    /// The day, and the stretch of time that the event counts for.
    fn stretch(&self, row: RowTexts<'_>) -> Option<(i32, i32, i32)> {
        match &self.layout.time {
            EventTime::Day(column) => {
                let day = number_of(day_of(&row.at(*column))?);
                let first = self.plan.by.first_day(day);
                Some((day, first, self.plan.by.last_day(first)))
            }
            EventTime::Year(column) => {
                let year = row.year(*column)?;
                let first = number_of(Day::new(year, 1, 1)?);
                Some((first, first, number_of(Day::new(year, 12, 31)?)))
            }
            EventTime::Span { begin, end } => {
                let first = row.begin(*begin)?;
                let last = row.end(*end)?;
                (first <= last).then_some((first, first, last))
            }
        }
    }

    fn is_spell(&self) -> bool {
        self.layout.time.is_spell()
    }

    /// The kind, nothing if it is neither friendly nor hostile, and what the case is called.
    fn kind(
        &self,
        row: RowTexts<'_>,
        class: &EventClass,
        goldstein: Option<i32>,
    ) -> Result<(Option<RelationKind>, &'static str), DropReason> {
        let quad = match class {
            EventClass::Quad(column) => quad_of_number(&row.at(*column)),
            EventClass::QuadWords(column) => quad_of_words(&row.at(*column)),
            EventClass::Cameo(column) => quad_of_cameo(&row.at(*column)),
            EventClass::Sign(column) => {
                let sign: f64 = row.at(*column).parse().or(Err(DropReason::Class))?;
                if sign.is_nan() {
                    return Err(DropReason::Class);
                }
                return Ok((kind_of_sign(sign), ""));
            }
            EventClass::Cases(cases, otherwise) => {
                let holds = |column, value: &str| row.at(column).eq_ignore_ascii_case(value);
                let mut cases = cases.iter();
                let case = cases.find(|case| holds(case.column, &case.value));
                return Ok(case.map_or((*otherwise, ""), |case| (case.kind, case.name)));
            }
        };
        let quad = quad.ok_or(DropReason::Class)?;
        let kind = match (self.plan.rule, quad) {
            (EventRule::Quad, 1 | 2) | (EventRule::QuadMaterial, 2) => {
                Some(RelationKind::Cooperation)
            }
            (EventRule::Quad, _) | (EventRule::QuadMaterial, 4) => Some(RelationKind::Hostility),
            (EventRule::QuadMaterial, _) => None,
            (EventRule::Goldstein, _) => {
                goldstein.map(|score| kind_of_sign(score.into()).unwrap_or(RelationKind::Other))
            }
        };
        Ok((kind, ""))
    }

    fn texts<'r>(&self, row: RowTexts<'r>, name: &'static str) -> [Cow<'r, str>; TEXTS] {
        let layout = self.layout;
        let document = &layout.document;
        let code = match layout.code {
            None => Cow::Borrowed(name),
            column => row.text(column),
        };
        let limited = |column, max: usize| {
            let text = row.text(column);
            if text.len() > max {
                Cow::Borrowed("")
            } else {
                text
            }
        };
        [
            limited(layout.id, EVENT_NAME_BYTES.count()),
            code,
            limited(document.address, ADDRESS_BYTES.count()),
            limited(document.outlet, EVENT_NAME_BYTES.count()),
            limited(document.title, TEXT_BYTES.count()),
            limited(document.published, EVENT_NAME_BYTES.count()),
            limited(document.place, EVENT_NAME_BYTES.count()),
        ]
    }
}

/// The columns of an actor at a level.
pub(super) fn columns_at(actor: &ActorColumns, level: ActorLevel) -> &[usize] {
    match level {
        ActorLevel::Country => &actor.country,
        ActorLevel::Name => &actor.name,
        ActorLevel::Role => &actor.role,
    }
}

fn is_nobody(actor: &str) -> bool {
    NOBODY.contains(&actor)
}

fn kind_of_sign(sign: f64) -> Option<RelationKind> {
    if sign > 0.0 {
        Some(RelationKind::Cooperation)
    } else if sign < 0.0 {
        Some(RelationKind::Hostility)
    } else {
        None
    }
}

fn quad_of_number(text: &str) -> Option<u8> {
    match text {
        "1" => Some(1),
        "2" => Some(2),
        "3" => Some(3),
        "4" => Some(4),
        _ => None,
    }
}

/// The words of the quad classes 1 to 4.
pub(super) const QUAD_WORDS: [&str; 4] = [
    "VERBAL COOPERATION",
    "MATERIAL COOPERATION",
    "VERBAL CONFLICT",
    "MATERIAL CONFLICT",
];

fn quad_of_words(text: &str) -> Option<u8> {
    let mut words = QUAD_WORDS.iter();
    let at = words.position(|words| words.eq_ignore_ascii_case(text))?;
    Some(at as u8 + 1)
}

/// The quad class of a CAMEO code: by its root, as GDELT assigns them.
fn quad_of_cameo(code: &str) -> Option<u8> {
    let root = code.as_bytes().get(..2)?;
    if !root.iter().all(u8::is_ascii_digit) {
        return None;
    }
    match (root[0] - b'0') * 10 + (root[1] - b'0') {
        1..=5 => Some(1),
        6..=8 => Some(2),
        9..=13 => Some(3),
        14..=20 => Some(4),
        _ => None,
    }
}

/// The cells of a row as texts without spaces around them.
#[derive(Clone, Copy)]
struct RowTexts<'r>(&'r ByteRecord);

impl<'r> RowTexts<'r> {
    fn at(self, column: usize) -> Cow<'r, str> {
        let bytes = self.0.get(column).unwrap_or_default().trim_ascii();
        let quoted = bytes
            .strip_prefix(b"\"")
            .and_then(|rest| rest.strip_suffix(b"\""));
        String::from_utf8_lossy(quoted.unwrap_or(bytes))
    }

    fn text(self, column: Option<usize>) -> Cow<'r, str> {
        column.map_or(Cow::Borrowed(""), |column| self.at(column))
    }

    /// The texts of several columns, without those that name nobody.
    fn joined(self, columns: &[usize]) -> Cow<'r, str> {
        let &[first, ref rest @ ..] = columns else {
            return Cow::Borrowed("");
        };
        let mut text = self.at(first);
        if is_nobody(&text) {
            return text;
        }
        for column in rest {
            let more = self.at(*column);
            if !is_nobody(&more) {
                let text = text.to_mut();
                text.push(' ');
                text.push_str(&more);
            }
        }
        text
    }

    /// A score in thousandths; nothing for an empty cell.
    fn thousandths(self, column: Option<usize>) -> Result<Option<i32>, DropReason> {
        let text = self.text(column);
        if text.is_empty() {
            return Ok(None);
        }
        match text.parse::<f64>() {
            Ok(score) if score.abs() <= 1e6 => Ok(Some((score * 1000.0).round() as i32)),
            _ => Err(DropReason::Number),
        }
    }

    /// A count; 0 for an empty cell or one below zero.
    fn count(self, column: Option<usize>) -> Result<u32, DropReason> {
        let text = self.text(column);
        if text.is_empty() {
            return Ok(0);
        }
        let count = text.parse::<i32>().or(Err(DropReason::Number))?;
        Ok(count.max(0) as u32)
    }

    fn number(self, column: usize) -> Option<i32> {
        let text = self.at(column);
        // R writes numbers of a column with gaps as 1991.0.
        text.strip_suffix(".0").unwrap_or(&text).parse().ok()
    }

    fn year(self, column: usize) -> Option<i32> {
        self.number(column).filter(|year| YEARS.contains(year))
    }

    /// The first day that a year, month and day can mean; a month or day that is not a number is
    /// unknown.
    fn begin(self, [year, month, day]: [usize; 3]) -> Option<i32> {
        let year = self.year(year)?;
        let month = self.part(month, 12).unwrap_or(1);
        let day = self.part(day, 31).unwrap_or(1);
        Day::new(year, month, day).map(number_of)
    }

    /// The last day that a year, month and day can mean; without a year there is no end yet.
    fn end(self, [year, month, day]: [usize; 3]) -> Option<i32> {
        let Some(number) = self.number(year).filter(|year| *year > 0) else {
            return Some(OPEN);
        };
        let year = Some(number).filter(|year| YEARS.contains(year))?;
        let month = self.part(month, 12).unwrap_or(12);
        let last = (28..=31).rev().find_map(|day| Day::new(year, month, day));
        let day = self.part(day, 31);
        let day = day.map_or(last, |day| Day::new(year, month, day));
        day.map(number_of)
    }

    fn part(self, column: usize, max: i32) -> Option<u8> {
        let number = self.number(column)?;
        (1..=max).contains(&number).then_some(number as u8)
    }
}

/// Actors that a user named.
#[derive(Debug)]
struct NamedActors(Option<BTreeSet<String>>);

impl NamedActors {
    fn new(words: &[String]) -> Self {
        let keys = words.iter().flat_map(|word| keys_of(word));
        let keys = keys.map(|key| key.to_lowercase());
        Self((!words.is_empty()).then(|| keys.collect()))
    }

    fn has(&self, actor: &str) -> bool {
        let keys = self.0.as_ref();
        keys.is_some_and(|keys| keys.contains(&actor.to_lowercase()))
    }

    fn has_any(&self, actors: &[&str]) -> bool {
        self.0.is_some() && actors.iter().any(|actor| self.has(actor))
    }

    fn accepts_all(&self, actors: &[&str]) -> bool {
        self.0.is_none() || actors.iter().all(|actor| self.has(actor))
    }
}

/// What a word of a user can be in the data: itself, or the codes of the country of this name, or
/// the name of the country of this code.
pub(super) fn keys_of(word: &str) -> BTreeSet<String> {
    let word = word.trim();
    let name = countries::country(&word.to_uppercase()).map(|country| country.name);
    let names = [Some(word), name].into_iter().flatten();
    let mut keys = BTreeSet::new();
    for name in names {
        keys.insert(name.to_owned());
        keys.extend(countries::codes_of(name).map(str::to_owned));
    }
    keys
}

#[cfg(test)]
mod tests;
