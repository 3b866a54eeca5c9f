//! The cells of a row as texts and numbers. Knows no plan.

use std::borrow::Cow;

use csv::ByteRecord;

use crate::events::counts::DropReason;
use crate::events::sources::decoded;
use crate::events::time::{OPEN, YEARS, number_of};
use crate::model::Day;

/// Words that event data write where there is no actor.
pub(in crate::events) const NOBODY: [&str; 5] = ["", "---", "None", "NA", "NULL"];

/// Between the actors of a cell that names several.
const SEVERAL: char = ';';

/// How many actors of a cell are read.
pub(in crate::events) const MAX_PARTS: usize = 20;

/// The minus of books, which some programs write before numbers.
const MINUS: char = '\u{2212}';

/// Whether a text names no actor.
pub(super) fn is_nobody(actor: &str) -> bool {
    NOBODY.contains(&actor)
}

/// A part of a text that names several actors; empty where there is no such part.
fn part_of(text: Cow<'_, str>, part: usize) -> Cow<'_, str> {
    fn of(text: &str, part: usize) -> &str {
        text.split(SEVERAL).nth(part).unwrap_or_default().trim()
    }
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(of(text, part)),
        Cow::Owned(text) => Cow::Owned(of(&text, part).to_owned()),
    }
}

fn without_fraction(text: &str) -> &str {
    text.strip_suffix(".0").unwrap_or(text)
}

/// The cells of a row as texts without spaces around them.
#[derive(Clone, Copy)]
pub(super) struct RowTexts<'r>(pub(super) &'r ByteRecord);

impl<'r> RowTexts<'r> {
    pub(super) fn at(self, column: usize) -> Cow<'r, str> {
        let bytes = self.0.get(column).unwrap_or_default().trim_ascii();
        let quoted = bytes
            .strip_prefix(b"\"")
            .and_then(|rest| rest.strip_suffix(b"\""));
        let Some(quoted) = quoted else {
            return decoded(bytes);
        };
        match decoded(quoted.trim_ascii()) {
            text if text.contains("\"\"") => Cow::Owned(text.replace("\"\"", "\"")),
            text => text,
        }
    }

    pub(super) fn text(self, column: Option<usize>) -> Cow<'r, str> {
        column.map_or(Cow::Borrowed(""), |column| self.at(column))
    }

    /// A code as a text. R and pandas write numbers of a column with gaps as `1.0`.
    pub(super) fn code(self, column: usize) -> Cow<'r, str> {
        match self.at(column) {
            Cow::Borrowed(text) => Cow::Borrowed(without_fraction(text)),
            Cow::Owned(text) => Cow::Owned(without_fraction(&text).to_owned()),
        }
    }

    /// How many actors the first of these columns names.
    pub(super) fn parts(self, columns: &[usize]) -> usize {
        let text = columns.first().map(|column| self.at(*column));
        let parts = text.map_or(1, |text| text.split(SEVERAL).count());
        parts.min(MAX_PARTS)
    }

    /// The texts of several columns, without those that name nobody; of the first a part, where it
    /// names several actors.
    pub(super) fn joined(self, columns: &[usize], part: Option<usize>) -> Cow<'r, str> {
        let &[first, ref rest @ ..] = columns else {
            return Cow::Borrowed("");
        };
        let mut text = match part {
            None => self.at(first),
            Some(part) => part_of(self.at(first), part),
        };
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

    /// A number, with any sign for minus. A comma before one or two digits, or more than three, is
    /// a decimal one.
    pub(super) fn decimal(self, column: usize) -> Option<f64> {
        let text = self.at(column);
        let (sign, digits) = match text.strip_prefix(MINUS) {
            Some(digits) => (-1.0, digits),
            None => (1.0, &*text),
        };
        let number: f64 = match digits.split_once(',') {
            Some((whole, part)) if part.len() != 3 && part.bytes().all(|b| b.is_ascii_digit()) => {
                format!("{whole}.{part}").parse().ok()?
            }
            _ => digits.parse().ok()?,
        };
        Some(sign * number).filter(|number| !number.is_nan())
    }

    /// A score in thousandths; nothing for an empty cell.
    pub(super) fn thousandths(self, column: Option<usize>) -> Result<Option<i32>, DropReason> {
        let Some(column) = column.filter(|column| !self.at(*column).is_empty()) else {
            return Ok(None);
        };
        match self.decimal(column) {
            Some(score) if score.abs() <= 1e6 => Ok(Some((score * 1000.0).round() as i32)),
            _ => Err(DropReason::Number),
        }
    }

    /// A count; 0 for an empty cell or one below zero.
    pub(super) fn count(self, column: Option<usize>) -> Result<u32, DropReason> {
        let text = self.text(column);
        if text.is_empty() {
            return Ok(0);
        }
        let count = without_fraction(&text).parse::<i32>();
        let count = count.or(Err(DropReason::Number))?;
        Ok(count.max(0) as u32)
    }

    pub(super) fn number(self, column: usize) -> Option<i32> {
        self.code(column).parse().ok()
    }

    pub(super) fn year(self, column: usize) -> Option<i32> {
        self.number(column).filter(|year| YEARS.contains(year))
    }

    /// The first day that a year, month and day can mean; a month or day that is not a number is
    /// unknown.
    pub(super) fn begin(self, [year, month, day]: [usize; 3]) -> Option<i32> {
        let year = self.year(year)?;
        let month = self.part(month, 12).unwrap_or(1);
        let day = self.part(day, 31).unwrap_or(1);
        Day::new(year, month, day).map(number_of)
    }

    /// The last day that a year, month and day can mean; without a year there is no end yet.
    pub(super) fn end(self, [year, month, day]: [usize; 3]) -> Option<i32> {
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

    pub(super) fn part(self, column: usize, max: i32) -> Option<u8> {
        let number = self.number(column)?;
        (1..=max).contains(&number).then_some(number as u8)
    }
}
