//! The cells of a row as expressions: texts, numbers and days. Knows no rule.

use super::dialect::SqlDialect;
use crate::events::row::NOBODY;
use crate::events::time::MONTHS;

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
        // A table of pandas can have `nan`.
        self.dialect.cast(&number, self.dialect.integer)
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

    /// The day of an event, in each notation.
    pub(super) fn day(&self, column: usize) -> String {
        let text = self.text(column);
        let part = |from, count| format!("SUBSTR({text}, {from}, {count})");
        let is = |pattern: &str| (self.dialect.matches)(&text, pattern);
        let of = |pattern: &str| (self.dialect.extract)(&text, pattern);
        let compact = self.date_of_parts(&part(1, 4), &part(5, 2), &part(7, 2));
        let iso = self.date_of(&part(1, 10));
        let loose = self.date_of_parts(
            &part(1, 4),
            &of("^[0-9]{4}[-/]([0-9]{1,2})"),
            &of("^[0-9]{4}[-/][0-9]{1,2}[-/]([0-9]{1,2})"),
        );
        let month = format!("LOWER({})", of("^[0-9]{1,2} ([A-Za-z]{3})"));
        let months = MONTHS.iter().enumerate();
        let months = months.map(|(at, name)| format!("WHEN '{}' THEN '{}'", &name[..3], at + 1));
        let month = format!("CASE {month} {} END", months.collect::<Vec<_>>().join(" "));
        let words = self.date_of_parts(&of("([0-9]{4})$"), &month, &of("^([0-9]{1,2}) "));
        let names = MONTHS.map(|name| match name.split_at(3) {
            (name, "") => name.to_owned(),
            (short, rest) => format!("{short}({rest})?"),
        });
        format!(
            "CASE WHEN {} THEN {compact} WHEN {} THEN {iso}\n      WHEN {} THEN {loose}\n      \
             WHEN {} THEN {words} END",
            is("^[0-9]{8}([0-9]{6})?$"),
            is("^[0-9]{4}-[0-9]{2}-[0-9]{2}"),
            is("^[0-9]{4}(-[0-9]{1,2}-|/[0-9]{1,2}/)[0-9]{1,2}([ T].*)?$"),
            is(&format!(
                "(?i)^[0-9]{{1,2}} ({}) [0-9]{{4}}$",
                names.join("|")
            )),
        )
    }

    /// The first and the last day of a date of a table: a day, a month or a year.
    pub(super) fn days(&self, column: usize) -> [String; 2] {
        let (text, day) = (self.text(column), self.day(column));
        let year = format!("SUBSTR({text}, 1, 4)");
        let month = self.date_of_parts(&year, &format!("SUBSTR({text}, 6)"), "'1'");
        let is_year = (self.dialect.matches)(&text, "^[0-9]{4}([.]0)?$");
        let is_month = (self.dialect.matches)(&text, "^[0-9]{4}-[0-9]{1,2}$");
        let of = |year: &str, month: &str| {
            format!("CASE WHEN {is_year} THEN {year} WHEN {is_month} THEN {month} ELSE {day} END")
        };
        [
            of(&self.date_of_parts(&year, "'1'", "'1'"), &month),
            of(
                &self.date_of_parts(&year, "'12'", "'31'"),
                &format!("LAST_DAY({month})"),
            ),
        ]
    }

    fn date_of_parts(&self, year: &str, month: &str, day: &str) -> String {
        self.date_of(&format!(
            "CONCAT({year}, '-', LPAD({month}, 2, '0'), '-', LPAD({day}, 2, '0'))"
        ))
    }

    pub(super) fn score(&self, column: Option<usize>) -> String {
        let integer = self.dialect.integer;
        match column {
            None => format!("CAST(NULL AS {integer})"),
            Some(column) => {
                let number = self.decimal(column);
                self.dialect
                    .cast(&format!("ROUND({number} * 1000)"), integer)
            }
        }
    }

    pub(super) fn decimal(&self, column: usize) -> String {
        self.dialect
            .cast(&self.text_of_number(Some(column)), self.dialect.number)
    }

    /// A number as a text, with the usual signs for minus and decimals.
    pub(super) fn text_of_number(&self, column: Option<usize>) -> String {
        let Some(column) = column else {
            return "''".to_owned();
        };
        let text = format!("REPLACE({}, '\u{2212}', '-')", self.text(column));
        let is_decimal = "^[-+]?[0-9]*,([0-9]{1,2}|[0-9]{4,})$";
        let is_decimal = (self.dialect.matches)(&text, is_decimal);
        format!("CASE WHEN {is_decimal} THEN REPLACE({text}, ',', '.') ELSE {text} END")
    }

    pub(super) fn count(&self, column: Option<usize>) -> String {
        match column {
            None => format!("CAST(0 AS {})", self.dialect.integer),
            Some(column) => {
                let number = self.number(column);
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

    /// The texts of columns; of the first the part of this number, where it names several actors.
    pub(super) fn joined(&self, columns: &[usize], part: Option<&str>) -> String {
        let [first, rest @ ..] = columns else {
            return "''".to_owned();
        };
        let first = match part {
            None => self.text(*first),
            Some(number) => (self.dialect.part)(&self.text(*first), number),
        };
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
