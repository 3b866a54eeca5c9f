//! The times of events as expressions: the day, and the stretch that it counts for. Knows no rule.

use super::cell_writer::CellWriter;
use super::dialect::SqlDialect;
use crate::events::preset::EventTime;
use crate::events::time::EventPeriod;

/// The first day of the period of a day, unless all time is one.
fn period_of(dialect: &SqlDialect, by: EventPeriod, day: &str) -> Option<String> {
    let period = match by {
        EventPeriod::Day => return Some(day.to_owned()),
        EventPeriod::All => return None,
        EventPeriod::Week => "WEEK",
        EventPeriod::Month => "MONTH",
        EventPeriod::Year => "YEAR",
    };
    Some((dialect.period)(day, period))
}

/// The day of a vote, its last day where only its year is known, and the period of the day as text.
pub(super) fn of_vote(cells: &CellWriter<'_>, time: &EventTime, by: EventPeriod) -> [String; 3] {
    let [day, until, ..] = stretch(cells, time, by);
    let period = period_of(cells.dialect, by, &day);
    let period = period.map_or_else(
        || "''".to_owned(),
        |period| format!("CAST({period} AS {})", cells.dialect.text),
    );
    let until = match time {
        EventTime::Year(column) => {
            let year = cells.padded(&cells.number(*column), 4);
            cells.date_of(&format!("CONCAT({year}, '-12-31')"))
        }
        _ => until,
    };
    [day, until, period]
}

/// The first and last day of the event, and those of the stretch as texts.
pub(super) fn stretch(cells: &CellWriter<'_>, time: &EventTime, by: EventPeriod) -> [String; 4] {
    let dialect = cells.dialect;
    let period_of = |day: &str| period_of(dialect, by, day);
    let text = |day: &str| format!("CAST({day} AS {})", dialect.text);
    match time {
        EventTime::Day(column) => {
            let day = cells.day(*column);
            let first = period_of(&day);
            let first = first.map_or_else(|| "''".to_owned(), |first| text(&first));
            [day.clone(), day, first, "''".into()]
        }
        EventTime::Date(column) => {
            let [day, until] = cells.days(*column);
            let first = period_of(&day).zip(period_of(&until));
            // A month or year is too long where shorter periods are counted.
            let first = first.map_or_else(
                || "''".to_owned(),
                |(first, last)| format!("CASE WHEN {first} = {last} THEN {} END", text(&first)),
            );
            [day, until, first, "''".into()]
        }
        EventTime::Year(column) => {
            let year = cells.padded(&cells.number(*column), 4);
            let first = cells.date_of(&format!("CONCAT({year}, '-01-01')"));
            let last = cells.date_of(&format!("CONCAT({year}, '-12-31')"));
            [first.clone(), last.clone(), text(&first), text(&last)]
        }
        EventTime::Span { begin, end } => {
            let first = cells.bound(*begin, ["1", "1"]);
            let year = cells.number(end[0]);
            let month = cells.part(end[1], 12, "12");
            let start = format!(
                "CONCAT({}, '-', {}, '-01')",
                cells.padded(&year, 4),
                cells.padded(&month, 2)
            );
            let of_month = format!("LAST_DAY({})", cells.date_of(&start));
            let day = cells.number(end[2]);
            let known = cells.bound(*end, ["12", "1"]);
            let last = format!("CASE WHEN {day} BETWEEN 1 AND 31 THEN {known} ELSE {of_month} END");
            let last = format!(
                "CASE WHEN COALESCE({year}, 0) <= 0 THEN '' WHEN {last} < {first} THEN NULL ELSE {} END",
                text(&last)
            );
            [first.clone(), first.clone(), text(&first), last]
        }
    }
}
