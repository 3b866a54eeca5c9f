//! The cells of a row as expressions: texts, numbers and days. Knows no rule.

use super::dialect::SqlDialect;
use crate::events::row::NOBODY;

/// Writes expressions of the columns of a table.
#[derive(Clone, Copy)]
pub(super) struct CellWriter<'a> {
    pub(super) dialect: &'a SqlDialect,
    pub(super) columns: &'a [String],
}

impl CellWriter<'_> {
    /// A day of a year, month and day, where an unknown month or day is the one that is given.
    pub(super) fn bound(&self, [year, month, day]: [usize; 3], unknown: [&str; 2]) -> String {
        let parts = [
            self.padded(&self.number(year), 4),
            self.padded(&self.part(month, 12, unknown[0]), 2),
            self.padded(&self.part(day, 31, unknown[1]), 2),
        ];
        self.date_of(&format!(
            "CONCAT({}, '-', {}, '-', {})",
            parts[0], parts[1], parts[2]
        ))
    }

    pub(super) fn part(&self, column: usize, max: u32, unknown: &str) -> String {
        let number = self.number(column);
        format!("CASE WHEN {number} BETWEEN 1 AND {max} THEN {number} ELSE {unknown} END")
    }

    pub(super) fn number(&self, column: usize) -> String {
        let text = self.text(column);
        let number = self.dialect.cast(&text, self.dialect.number);
        format!("CAST({number} AS {})", self.dialect.integer)
    }

    pub(super) fn padded(&self, number: &str, digits: u32) -> String {
        format!(
            "LPAD(CAST({number} AS {}), {digits}, '0')",
            self.dialect.text
        )
    }

    pub(super) fn date_of(&self, text: &str) -> String {
        self.dialect.cast(text, "DATE")
    }

    /// The day of an event, in both notations.
    pub(super) fn day(&self, column: usize) -> String {
        let text = self.text(column);
        let part = |from, count| format!("SUBSTR({text}, {from}, {count})");
        let compact = (self.dialect.matches)(&text, "^[0-9]{8}([0-9]{6})?$");
        let iso = (self.dialect.matches)(&text, "^[0-9]{4}-[0-9]{2}-[0-9]{2}");
        let of_compact = self.date_of(&format!(
            "CONCAT({}, '-', {}, '-', {})",
            part(1, 4),
            part(5, 2),
            part(7, 2)
        ));
        let of_iso = self.date_of(&part(1, 10));
        format!("CASE WHEN {compact} THEN {of_compact} WHEN {iso} THEN {of_iso} END")
    }

    pub(super) fn score(&self, column: Option<usize>) -> String {
        let integer = self.dialect.integer;
        match column {
            None => format!("CAST(NULL AS {integer})"),
            Some(column) => {
                let number = self.dialect.cast(&self.text(column), self.dialect.number);
                self.dialect
                    .cast(&format!("ROUND({number} * 1000)"), integer)
            }
        }
    }

    pub(super) fn count(&self, column: Option<usize>) -> String {
        match column {
            None => format!("CAST(0 AS {})", self.dialect.integer),
            Some(column) => {
                let number = self.dialect.cast(&self.text(column), self.dialect.integer);
                format!("GREATEST(COALESCE({number}, 0), 0)")
            }
        }
    }

    pub(super) fn text(&self, column: usize) -> String {
        let name = self.columns.get(column).map_or("", String::as_str);
        let column = self.dialect.column(name);
        format!(
            "TRIM(COALESCE(CAST({column} AS {}), ''))",
            self.dialect.text
        )
    }

    pub(super) fn optional_text(&self, column: Option<usize>) -> String {
        column.map_or_else(|| "''".to_owned(), |column| self.text(column))
    }

    pub(super) fn joined(&self, columns: &[usize]) -> String {
        let [first, rest @ ..] = columns else {
            return "''".to_owned();
        };
        let first = self.text(*first);
        if rest.is_empty() {
            return first;
        }
        let more = rest.iter().map(|column| {
            let text = self.text(*column);
            format!(
                "CASE WHEN {} THEN CONCAT(' ', {text}) ELSE '' END",
                is_somebody(&text)
            )
        });
        let more: Vec<_> = more.collect();
        format!(
            "CASE WHEN {} THEN CONCAT({first}, {}) ELSE '' END",
            is_somebody(&first),
            more.join(", ")
        )
    }

    pub(super) fn bytes(&self, text: &str) -> String {
        format!("{}({text})", self.dialect.byte_length)
    }
}

pub(super) fn date(day: &str) -> String {
    format!("CAST('{day}' AS DATE)")
}

pub(super) fn is_somebody(text: &str) -> String {
    let nobody = NOBODY.map(|word| format!("'{word}'"));
    format!("{text} NOT IN ({})", nobody.join(", "))
}
