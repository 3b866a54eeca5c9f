//! Times of GEXF: spells with gaps, and values that change. Writes no element.

use std::collections::HashMap;

use super::plain_network::{PlainColumn, PlainValues};
use super::plain_value::PlainValue;
use crate::file::formats::json::{self, Kind};
use crate::model::Date;

/// How a field is called that has all values of another one, each with its time.
const OVER_TIME: &str = " over time";

/// What Gephi calls the weight of an edge.
const WEIGHT: &str = "weight";

/// The field of the times of a record with gaps.
pub(super) const SPELLS: &str = "spells";

/// A time from a day to a day, as far as they are known.
pub(super) type DaySpan = (Option<String>, Option<String>);

/// A value, and when it holds.
pub(super) struct TimedValue {
    pub(super) value: String,
    pub(super) spans: Vec<DaySpan>,
}

/// Spans of days such as `1870-09-04/1914-08-01; 1918-11-11/..`; nothing if a part is no span.
pub(super) fn spans(words: &str) -> Option<Vec<DaySpan>> {
    let day = |part: &str| match part {
        ".." => Some(None),
        day => is_day(day).then(|| Some(day.to_owned())),
    };
    let span = |part: &str| match part.split_once('/') {
        Some((start, end)) => Some((day(start)?, day(end)?)),
        None => Some((day(part)?, day(part)?)),
    };
    words.split("; ").map(span).collect()
}

fn is_day(text: &str) -> bool {
    let date = Date::parse(text).ok();
    text.len() == 10 && date.is_some_and(|date| date.earliest() == date.latest())
}

/// The whole time of spans: from the first day to the last.
pub(super) fn whole(spans: &[DaySpan]) -> DaySpan {
    let is_open = |end: fn(&DaySpan) -> &Option<String>| spans.iter().any(|s| end(s).is_none());
    let start = spans.iter().filter_map(|(start, _)| start.clone()).min();
    let end = spans.iter().filter_map(|(_, end)| end.clone()).max();
    (
        start.filter(|_| !is_open(|(start, _)| start)),
        end.filter(|_| !is_open(|(_, end)| end)),
    )
}

/// The values over time of `[{"when":"1870-01-01/..","value":1.5}]`.
fn timed_values(value: &PlainValue<'_>) -> Option<Vec<TimedValue>> {
    let PlainValue::Json(json) = value else {
        return None;
    };
    let parsed = json::parse(json).ok()?;
    let items = parsed.root.as_array()?.iter();
    let timed = items.map(|item| {
        let value = item.get("value")?;
        let words = match &value.kind {
            Kind::Text(text) => text.to_string(),
            Kind::Number | Kind::Flag(_) => value.raw.to_owned(),
            _ => return None,
        };
        Some(TimedValue {
            value: words,
            spans: spans(item.get("when")?.as_text()?)?,
        })
    });
    timed.collect()
}

/// Which columns have values over time, and of which other columns.
pub(super) struct TimedColumns {
    /// For each column the one that has its values over time.
    of: Vec<Option<usize>>,
    /// Whether a column has the values of another one, or of the weight.
    is_series: Vec<bool>,
    /// Whether it is of another one.
    is_of_other: Vec<bool>,
}

impl TimedColumns {
    pub(super) fn new<'v, 'd: 'v>(
        columns: &[PlainColumn],
        records: impl Iterator<Item = &'v PlainValues<'d>>,
    ) -> Self {
        let names = columns.iter().enumerate();
        let numbers: HashMap<&str, usize> = names.map(|(at, column)| (&*column.name, at)).collect();
        let stem = |column: &'_ PlainColumn| {
            let name = column.name.strip_suffix(OVER_TIME)?;
            Some((name == WEIGHT, numbers.get(name).copied()))
        };
        let stems: Vec<_> = columns.iter().map(stem).collect();
        let is_stem = |stem: &Option<(bool, Option<usize>)>| {
            stem.is_some_and(|(is_weight, other)| is_weight || other.is_some())
        };
        let mut is_series: Vec<bool> = stems.iter().map(is_stem).collect();
        for (at, value) in records.flatten() {
            is_series[*at] = is_series[*at] && timed_values(value).is_some();
        }
        let mut of = vec![None; columns.len()];
        let mut is_of_other = vec![false; columns.len()];
        for (at, stem) in stems.iter().enumerate() {
            if let Some((_, Some(other))) = stem
                && is_series[at]
            {
                of[*other] = Some(at);
                is_of_other[at] = true;
            }
        }
        Self {
            of,
            is_series,
            is_of_other,
        }
    }

    pub(super) fn has_any(&self) -> bool {
        self.is_series.contains(&true)
    }

    /// Whether the values of a column change.
    pub(super) fn is_dynamic(&self, at: usize) -> bool {
        self.of[at].is_some()
    }

    /// Whether a column has the values over time of another one, and is not written itself.
    pub(super) fn is_series_of_other(&self, at: usize) -> bool {
        self.is_of_other[at]
    }

    /// Whether a column has the weights over time.
    pub(super) fn is_of_weights(&self, at: usize) -> bool {
        self.is_series[at] && !self.is_series_of_other(at)
    }

    /// The values over time of a column in a record that has them.
    pub(super) fn values(&self, at: usize, record: &PlainValues<'_>) -> Option<Vec<TimedValue>> {
        let series = if self.is_of_weights(at) {
            at
        } else {
            self.of[at]?
        };
        let (_, value) = record.iter().find(|(number, _)| *number == series)?;
        timed_values(value)
    }
}
