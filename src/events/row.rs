//! What a row says under a plan: events, or the reason why it does not count. Knows no file and
//! keeps nothing.

use std::borrow::Cow;

use csv::ByteRecord;

use self::texts::{RowTexts, is_nobody};
use super::cameo;
use super::chosen::ChosenActors;
use super::counts::DropReason;
use super::plan::{ActorLevel, EventPlan, EventRule};
use super::preset::{ActorColumns, EventClass, EventLayout, EventTime, VoteColumns};
use super::time::{EventDays, day_of, days_of, number_of};
use crate::limits::{ADDRESS_BYTES, EVENT_NAME_BYTES, TEXT_BYTES};
use crate::model::{Day, RelationKind};

mod texts;

pub(super) use texts::{MAX_PARTS, NOBODY};

/// How many texts a record has.
pub(super) const TEXTS: usize = 7;

/// An event that counts.
#[derive(Debug)]
pub(super) struct CodedEvent<'a> {
    pub(super) source: Cow<'a, str>,
    pub(super) target: Cow<'a, str>,
    /// Friendly, hostile, support, or other where only its score counts.
    pub(super) kind: RelationKind,
    /// When it happened, or began, and which period it counts for.
    pub(super) days: EventDays,
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
    pub(super) days: EventDays,
}

/// What was voted, in the order from yes to no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum VoteChoice {
    Yes,
    Abstention,
    No,
}

/// How tables write the choices, in their order, and last that there was none: absent, no member.
pub(super) const VOTE_WORDS: [&[&str]; 4] =
    [&["1", "yes"], &["2", "abstain"], &["3", "no"], &["8", "9"]];

/// Reads the rows of one layout under a plan.
#[derive(Debug)]
pub(super) struct RowReader<'a> {
    plan: &'a EventPlan,
    layout: &'a EventLayout,
    /// The columns of the actors of each statement, at the chosen level.
    ends: Vec<[&'a [usize]; 2]>,
    chosen: &'a ChosenActors,
    from: i32,
    to: i32,
}

impl<'a> RowReader<'a> {
    pub(super) fn new(
        plan: &'a EventPlan,
        layout: &'a EventLayout,
        chosen: &'a ChosenActors,
    ) -> Self {
        let ends = layout.statements.iter().map(|statement| {
            [&statement.source, &statement.target].map(|actor| columns_at(actor, plan.actors))
        });
        Self {
            plan,
            layout,
            ends: ends.collect(),
            chosen,
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
            let statement = &self.layout.statements[at];
            let [sources, targets] = [0, 1].map(|end| {
                if statement.are_several[end] {
                    row.parts(ends[end])
                } else {
                    1
                }
            });
            for source in 0..sources {
                for target in 0..targets {
                    let parts = [source, target];
                    let actors = [0, 1].map(|end| {
                        let part = statement.are_several[end].then_some(parts[end]);
                        row.joined(ends[end], part)
                    });
                    let is_extra = at + source + target > 0;
                    if is_extra && actors.iter().any(|actor| is_nobody(actor)) {
                        continue;
                    }
                    let country = |end: usize| {
                        let part = statement.are_several[end].then_some(parts[end]);
                        row.joined(&ends[end][..1], part)
                    };
                    emit(self.event(row, &statement.class, actors, country));
                }
            }
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
        let EventDays { day, until, .. } = self.days(row).ok_or(DropReason::Date)?;
        let first = self.plan.by.first_day(day);
        let said = row.code(columns.vote).to_lowercase();
        let choice = VOTE_WORDS.iter().position(|words| words.contains(&&*said));
        let choices = [VoteChoice::Yes, VoteChoice::Abstention, VoteChoice::No];
        let choice = choices.get(choice.ok_or(DropReason::Class)?).copied();
        if until < self.from || day > self.to {
            return Err(DropReason::OutsideTime);
        }
        let voter = row.at(columns.voter);
        if is_nobody(&voter) {
            return Err(DropReason::NoActor);
        }
        if voter.len() > EVENT_NAME_BYTES.count() {
            return Err(DropReason::Name);
        }
        if !self.chosen.accept([(&*voter, "")]) {
            return Err(DropReason::NotChosen);
        }
        Ok(CodedVote {
            call: row.at(columns.call),
            voter,
            choice: choice.ok_or(DropReason::NoSign)?,
            days: EventDays {
                day,
                until,
                first,
                last: self.plan.by.last_day(first),
            },
        })
    }

    fn event<'r>(
        &self,
        row: RowTexts<'r>,
        class: &EventClass,
        [source, target]: [Cow<'r, str>; 2],
        country: impl Fn(usize) -> Cow<'r, str>,
    ) -> Result<CodedEvent<'r>, DropReason> {
        let plan = self.plan;
        let days = self.days(row).ok_or(DropReason::Date)?;
        let goldstein = row.thousandths(self.layout.goldstein)?;
        let sources = row.count(self.layout.sources)?;
        let articles = row.count(self.layout.articles)?;
        let (kind, name) = self.kind(row, class, goldstein)?;
        if days.day > self.to || days.until < self.from {
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
        if !self.are_chosen([&source, &target], country) {
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
            days,
            goldstein,
            sources,
            articles,
            texts: self.texts(row, name),
        })
    }

    /// Whether a user chose both actors. A type of actors is chosen with its country, too.
    fn are_chosen<'r>(
        &self,
        [source, target]: [&str; 2],
        country: impl Fn(usize) -> Cow<'r, str>,
    ) -> bool {
        if self.chosen.are_all() {
            true
        } else if self.plan.actors == ActorLevel::Role {
            let [of_source, of_target] = [0, 1].map(country);
            self.chosen
                .accept([(source, &of_source), (target, &of_target)])
        } else {
            self.chosen.accept([(source, ""), (target, "")])
        }
    }

    /// The day, and the stretch of time that the event counts for.
    fn days(&self, row: RowTexts<'_>) -> Option<EventDays> {
        let by = self.plan.by;
        let of_period = |[day, until]: [i32; 2]| {
            let first = by.first_day(day);
            // A month or year is too long where shorter periods are counted.
            (first == by.first_day(until)).then(|| EventDays {
                day,
                until,
                first,
                last: by.last_day(first),
            })
        };
        let spell = |first, last| EventDays {
            day: first,
            until: last,
            first,
            last,
        };
        match &self.layout.time {
            EventTime::Day(column) => {
                let day = number_of(day_of(&row.at(*column))?);
                of_period([day, day])
            }
            EventTime::Date(column) => of_period(days_of(&row.at(*column))?.map(number_of)),
            EventTime::Year(column) => {
                let year = row.year(*column)?;
                let first = number_of(Day::new(year, 1, 1)?);
                Some(spell(first, number_of(Day::new(year, 12, 31)?)))
            }
            EventTime::Span { begin, end } => {
                let first = row.begin(*begin)?;
                let last = row.end(*end)?;
                (first <= last).then(|| spell(first, last))
            }
        }
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
            EventClass::Cameo(column) => cameo::quad_class(&row.at(*column)),
            EventClass::Sign(column) => {
                let sign = row.decimal(*column).ok_or(DropReason::Class)?;
                let kind = match self.plan.rule {
                    EventRule::Goldstein => goldstein.map(kind_of_score),
                    _ => kind_of_sign(sign),
                };
                return Ok((kind, ""));
            }
            EventClass::Cases(cases, otherwise) => {
                let holds = |column, value: &str| row.code(column).eq_ignore_ascii_case(value);
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
            (EventRule::Goldstein, _) => goldstein.map(kind_of_score),
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

fn kind_of_sign(sign: f64) -> Option<RelationKind> {
    if sign > 0.0 {
        Some(RelationKind::Cooperation)
    } else if sign < 0.0 {
        Some(RelationKind::Hostility)
    } else {
        None
    }
}

/// The kind of an event whose score counts: also one with the score 0, which the mean needs.
fn kind_of_score(score: i32) -> RelationKind {
    kind_of_sign(score.into()).unwrap_or(RelationKind::Other)
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

#[cfg(test)]
mod tests;
