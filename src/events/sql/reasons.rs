//! Why an event does not count, as an expression of a query.

use super::cell_writer::{date, is_somebody};
use super::query::QueryWriter;
use crate::events::chosen::keys_of;
use crate::events::counts::DropReason;
use crate::events::preset::{EventClass, EventTime};
use crate::events::time::{YEARS, written};
use crate::limits::EVENT_NAME_BYTES;

impl QueryWriter<'_> {
    /// Why an event does not count, in the order of [`DropReason`]; empty for one that does.
    pub(super) fn reason(&self, class: &EventClass) -> String {
        let plan = self.plan;
        let mut cases: Vec<(String, DropReason)> = Vec::new();
        if self.can_be_short {
            cases.push(("raw_last IS NULL".into(), DropReason::Fields));
        }
        let until = match self.layout.time {
            EventTime::Date(_) => "until",
            _ => "day",
        };
        let end = date(&format!("{}-12-31", YEARS.end()));
        cases.push((
            format!("day IS NULL OR first IS NULL OR last IS NULL OR {until} > {end}"),
            DropReason::Date,
        ));
        cases.push((self.is_no_number(), DropReason::Number));
        if !matches!(class, EventClass::Cases(..)) {
            cases.push(("kind = 'unknown'".into(), DropReason::Class));
        }
        let outside = self.is_outside_time().into_iter();
        cases.extend(outside.map(|condition| (condition, DropReason::OutsideTime)));
        let nobody = ["source", "target"].map(|end| format!("NOT ({})", is_somebody(end)));
        cases.push((nobody.join(" OR "), DropReason::NoActor));
        let long = ["source", "target"]
            .map(|end| format!("{} > {}", self.cells.bytes(end), EVENT_NAME_BYTES.max));
        cases.push((long.join(" OR "), DropReason::Name));
        cases.push(("source = target".into(), DropReason::SelfDyad));
        cases.extend(self.not_chosen());
        if plan.root_only {
            cases.push(("raw_root <> '1'".into(), DropReason::NotRoot));
        }
        if plan.min_sources > 1 {
            cases.push((
                format!("sources < {}", plan.min_sources),
                DropReason::FewSources,
            ));
        }
        cases.push(("kind = ''".into(), DropReason::NoSign));
        in_cases(&cases)
    }

    /// Why a vote does not count, in the order of the built-in pass; empty for one that does. A
    /// choice after the last is no vote.
    pub(super) fn reason_of_vote(&self, no_vote: usize) -> String {
        let end = date(&format!("{}-12-31", YEARS.end()));
        let mut cases = vec![
            (
                format!("day IS NULL OR until IS NULL OR first IS NULL OR day > {end}"),
                DropReason::Date,
            ),
            ("choice IS NULL".to_owned(), DropReason::Class),
        ];
        let from = self.plan.from.map(written);
        let from = from.map(|from| format!("until < {}", date(&from)));
        let to = self.plan.to.map(written);
        let to = to.map(|to| format!("day > {}", date(&to)));
        let outside = from.into_iter().chain(to);
        cases.extend(outside.map(|condition| (condition, DropReason::OutsideTime)));
        cases.push((
            format!("NOT ({})", is_somebody("source")),
            DropReason::NoActor,
        ));
        let bytes = self.cells.bytes("source");
        cases.push((
            format!("{bytes} > {}", EVENT_NAME_BYTES.max),
            DropReason::Name,
        ));
        cases.extend(self.not_chosen());
        cases.push((format!("choice = {no_vote}"), DropReason::NoSign));
        in_cases(&cases)
    }

    /// Whether an end is not one of the chosen actors.
    fn not_chosen(&self) -> impl Iterator<Item = (String, DropReason)> {
        let named = [(&self.plan.only, true), (&self.plan.without, false)];
        let named = named.into_iter().filter(|(words, _)| !words.is_empty());
        named.map(|(words, is_chosen)| (self.has_actors(words, is_chosen), DropReason::NotChosen))
    }

    /// Whether a cell with something in it is not the number that it should be.
    fn is_no_number(&self) -> String {
        let dialect = self.dialect;
        let score = dialect.cast("raw_goldstein", dialect.number);
        // Engines read more as a number: `1_000`, `1d`.
        let is_score = "^[-+]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][-+]?[0-9]+)?$";
        let is_score = (dialect.matches)("raw_goldstein", is_score);
        let is_no_score = format!(
            "(raw_goldstein <> '' AND (NOT {is_score} OR {score} IS NULL OR ABS({score}) > 1000000))"
        );
        let is_no_count = |name: &str| {
            let is_whole = (dialect.matches)(name, "^[-+]?[0-9]{1,10}([.]0)?$");
            let number = dialect.cast(name, dialect.number);
            format!("({name} <> '' AND (NOT {is_whole} OR ABS({number}) > 2147483647))")
        };
        let counts = ["raw_sources", "raw_articles"].map(is_no_count);
        format!("{is_no_score} OR {} OR {}", counts[0], counts[1])
    }

    /// Whether an event is before or after the chosen time.
    fn is_outside_time(&self) -> Vec<String> {
        let mut conditions = Vec::new();
        if let Some(from) = self.plan.from.map(written) {
            conditions.push(match &self.layout.time {
                time if time.is_spell() => format!("(last <> '' AND last < '{from}')"),
                EventTime::Date(_) => format!("until < {}", date(&from)),
                _ => format!("day < {}", date(&from)),
            });
        }
        let to = self.plan.to.map(written);
        conditions.extend(to.map(|to| format!("day > {}", date(&to))));
        conditions
    }

    /// Whether an end is one of these actors; with `is_chosen`, whether one is not.
    fn has_actors(&self, words: &[String], is_chosen: bool) -> String {
        let keys = words.iter().flat_map(|word| keys_of(word));
        let keys: Vec<_> = keys
            .map(|key| (self.dialect.literal)(&key.to_lowercase()))
            .collect();
        let not = if is_chosen { "NOT " } else { "" };
        let list = keys.join(", ");
        let is_in = |end: &str| {
            if self.are_chosen_by_country() {
                format!("{not}(LOWER({end}) IN ({list}) OR LOWER({end}_country) IN ({list}))")
            } else {
                format!("{not}LOWER({end}) IN ({list})")
            }
        };
        format!("{} OR {}", is_in("source"), is_in("target"))
    }
}

/// The first reason whose condition holds; empty where none does.
fn in_cases(cases: &[(String, DropReason)]) -> String {
    let cases: Vec<_> = cases
        .iter()
        .map(|(condition, reason)| format!("WHEN {condition} THEN '{}'", reason.id()))
        .collect();
    format!("CASE\n      {}\n      ELSE '' END", cases.join("\n      "))
}
