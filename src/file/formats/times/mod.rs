//! Times as other programs write them, as EDTF dates. Knows no format.

mod notations;
mod numbers;
mod worded;

use self::notations::{bracketed, marked, short_period, slashed, year_first};
use self::numbers::{LAST_YEAR, of_number};
use self::worded::worded;
use crate::model::Date;

#[cfg(any(test, feature = "dna"))]
pub(crate) use self::numbers::{day_of_days, week_of_days};
pub(crate) use self::worded::{is_open, is_unknown};

/// How a column writes days as numbers with slashes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum DayOrder {
    #[default]
    Unknown,
    DayFirst,
    MonthFirst,
}

/// A time that was read, and how much it was changed.
#[derive(Debug, PartialEq)]
pub(crate) struct ReadTime {
    pub(crate) date: Date,
    /// Whether it is a number without a unit, taken as a year.
    pub(crate) is_step: bool,
    /// Whether there are gaps in it that the date does not have.
    pub(crate) has_gaps: bool,
}

impl DayOrder {
    /// The order that all cells of a column allow.
    pub(crate) fn guess<'c>(cells: impl Iterator<Item = &'c str>) -> Self {
        let (mut day_first, mut month_first) = (false, false);
        for cell in cells {
            if let Some([first, second, _]) = slashed(cell) {
                day_first |= first > 12;
                month_first |= second > 12;
            }
        }
        match (day_first, month_first) {
            (true, false) => Self::DayFirst,
            (false, true) => Self::MonthFirst,
            _ => Self::Unknown,
        }
    }
}

/// One time or interval.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn read(text: &str, order: DayOrder) -> Result<ReadTime, String> {
    let text = text.trim();
    let whole = |date| ReadTime {
        date,
        is_step: false,
        has_gaps: false,
    };
    if let Ok(date) = Date::parse(text)
        && !is_far(text)
    {
        return Ok(whole(date));
    }
    if let Some(spans) = bracketed(text) {
        return envelope(&spans, order);
    }
    if let Some((start, end)) = short_period(text) {
        return interval(&start, &end, order);
    }
    if let Some((start, end)) = text.split_once('/')
        && !end.contains('/')
        && start.len() >= 4
        && end.len() >= 4
    {
        return interval(start, end, order);
    }
    // `1949-` goes on.
    if let Some(start) = text.strip_suffix(['-', '\u{2013}', '\u{2014}'])
        && let Ok((start, is_step)) = edtf(start, order)
    {
        let date = Date::parse(&format!("{}/..", start.as_str())).map_err(|e| e.message)?;
        return Ok(ReadTime {
            is_step,
            ..whole(date)
        });
    }
    for separator in [" \u{2013} ", "\u{2013}", " - ", " to ", " bis ", ".."] {
        if let Some((start, end)) = text.split_once(separator)
            && edtf(start, order).is_ok()
        {
            return interval(start, end, order);
        }
    }
    edtf(text, order).map(|(date, is_step)| ReadTime {
        is_step,
        ..whole(date)
    })
}

/// The span from one time to another. An empty one is unknown; a word such as `present` is open.
///
/// # Errors
/// What is wrong with one of them.
pub(crate) fn interval(start: &str, end: &str, order: DayOrder) -> Result<ReadTime, String> {
    let mut is_step = false;
    let mut edge = |text: &str| {
        let text = text.trim();
        if text.is_empty() {
            return Ok(String::new());
        }
        if is_open(text) {
            return Ok("..".to_owned());
        }
        let (date, step) = edtf(text, order)?;
        is_step |= step;
        Ok::<_, String>(date.as_str().to_owned())
    };
    let (start, end) = (edge(start)?, edge(end)?);
    if start == end && start != ".." {
        let date = Date::parse(&start).map_err(|error| error.message)?;
        return Ok(ReadTime {
            date,
            is_step,
            has_gaps: false,
        });
    }
    let date = Date::parse(&format!("{start}/{end}")).map_err(|error| error.message)?;
    Ok(ReadTime {
        date,
        is_step,
        has_gaps: false,
    })
}

/// From the first beginning to the last end of spans.
fn envelope(spans: &[(String, String)], order: DayOrder) -> Result<ReadTime, String> {
    let mut read = Vec::new();
    for (start, end) in spans {
        read.push(interval(start, end, order)?);
    }
    let first = read.iter().min_by_key(|time| time.date.earliest());
    let last = read
        .iter()
        .max_by_key(|time| (time.date.latest().is_none(), time.date.latest()));
    let (Some(first), Some(last)) = (first, last) else {
        return Err("there is no time in it".to_owned());
    };
    let edge = |date: &Date, end: bool| {
        let text = date.as_str();
        match text.split_once('/') {
            Some((start, stop)) => if end { stop } else { start }.to_owned(),
            None => text.to_owned(),
        }
    };
    let (start, end) = (edge(&first.date, false), edge(&last.date, true));
    let text = if start == end {
        start
    } else {
        format!("{start}/{end}")
    };
    let date = Date::parse(&text).map_err(|error| error.message)?;
    Ok(ReadTime {
        date,
        is_step: read.iter().any(|time| time.is_step),
        has_gaps: read.len() > 1,
    })
}

/// The span of several times.
///
/// # Errors
/// What is wrong with one of them.
pub(crate) fn span(spans: &[(String, String)], order: DayOrder) -> Result<ReadTime, String> {
    envelope(spans, order)
}

/// A year of four digits that is too far in the future to be one.
fn is_far(text: &str) -> bool {
    text.len() == 4 && text.parse::<i32>().is_ok_and(|year| year > LAST_YEAR)
}

/// One time, and whether it is a number without a unit.
fn edtf(text: &str, order: DayOrder) -> Result<(Date, bool), String> {
    let text = text.trim().trim_matches('"');
    let text = text.strip_suffix("-00").unwrap_or(text);
    let text = text.strip_suffix("-00").unwrap_or(text);
    if is_far(text) {
        return Err("it is a year too far in the future; Excel shows a date as such a number where its cells have no date format".to_owned());
    }
    let first = match Date::parse(text) {
        Ok(date) if !text.contains('/') => return Ok((date, false)),
        Ok(_) => "it is an interval inside another one".to_owned(),
        Err(error) => error.message,
    };
    let exact = |text: String| {
        Date::parse(&text)
            .map(|date| (date, false))
            .map_err(|e| e.message)
    };
    if let Some([one, other, year]) = slashed(text) {
        let (day, month) = match (one > 12, other > 12, order) {
            (true, false, _) | (false, false, DayOrder::DayFirst) => (one, other),
            (false, true, _) | (false, false, DayOrder::MonthFirst) => (other, one),
            _ if one == other => (one, other),
            // A point between the numbers is the German way, with the day first.
            _ if text.contains('.') => (one, other),
            _ => {
                return Err(format!(
                    "it may be the month {one:02} or the month {other:02}; write {year}-{other:02}-{one:02} or {year}-{one:02}-{other:02}"
                ));
            }
        };
        return exact(format!("{year:04}-{month:02}-{day:02}"));
    }
    if let Some(day) = year_first(text).or_else(|| marked(text)) {
        return exact(day);
    }
    if let Some(worded) = worded(text) {
        return exact(worded);
    }
    if let Ok(number) = text.parse::<f64>() {
        return of_number(number, text, first);
    }
    Err(first)
}

#[cfg(test)]
mod tests;
