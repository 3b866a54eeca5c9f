//! Tables with a column for each year: a tie for each year in which two had a value. Knows no other
//! column.

use super::lines::EdgeListLine;
use crate::file::formats::cell_row::CellRow;
use crate::file::formats::columns::TieColumns;
use crate::file::formats::kind_words::kind_of_word;
use crate::file::formats::numbers::{NumberStyle, is_missing};
use crate::model::{ColumnMap, ColumnRole, Date};
use crate::words::{list, shortened};

/// The columns that are years.
#[derive(Default)]
pub(super) struct YearColumns {
    columns: Vec<(usize, Date)>,
    /// Whether their cells are words for kinds.
    has_words: bool,
}

impl YearColumns {
    /// Finds the columns whose names are years, if there are several and their cells are numbers,
    /// or words for kinds.
    pub(super) fn of(lines: &[EdgeListLine], columns: &TieColumns, map: &ColumnMap) -> Self {
        let Some((first, rows)) = lines.split_first().filter(|_| columns.has_header) else {
            return Self::default();
        };
        let year = |at: usize| {
            let name = first.cell(at);
            let is_year = name
                .parse()
                .is_ok_and(|year: u32| (1000..2200).contains(&year));
            let role = map.role(name);
            let is_free = role.is_none_or(|role| role == ColumnRole::Keep);
            let is_end = [columns.source, columns.target].contains(&at);
            (is_year && is_free && !is_end).then(|| Date::parse(name).ok())?
        };
        let found = (0..first.len()).filter_map(|at| Some((at, year(at)?)));
        let found: Vec<_> = found.collect();
        let style = NumberStyle::default();
        let mut words = 0;
        let mut numbers = 0;
        for row in rows {
            for (at, _) in &found {
                let cell = row.cell(*at);
                match style.number(cell) {
                    Some(_) => numbers += 1,
                    None if is_missing(cell) => {}
                    None if kind_of_word(cell).is_some() => words += 1,
                    None => return Self::default(),
                }
            }
        }
        if found.len() < 2 || words + numbers == 0 || (words > 0 && numbers > 0) {
            return Self::default();
        }
        Self {
            columns: found,
            has_words: words > 0,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    pub(super) fn has(&self, column: usize) -> bool {
        self.columns.iter().any(|(at, _)| *at == column)
    }

    /// What their values are: a type or a weight.
    pub(super) fn attribute(&self) -> &'static str {
        if self.has_words { "type" } else { "weight" }
    }

    /// The years in which the ends of a line have a value that is not 0, each with its cell.
    pub(super) fn values<'l>(
        &'l self,
        line: &'l EdgeListLine,
    ) -> impl Iterator<Item = (&'l Date, &'l str)> {
        let cells = self.columns.iter().map(|(at, year)| (year, line.cell(*at)));
        let is_value =
            |cell: &str| !is_missing(cell) && NumberStyle::default().number(cell) != Some(0.0);
        cells.filter(move |(_, cell)| is_value(cell))
    }

    /// What was understood.
    pub(super) fn understood(&self) -> Option<String> {
        let years = self
            .columns
            .iter()
            .map(|(_, year)| format!("`{}`", year.as_str()));
        let years = shortened(years, 4, "year", "years");
        (!self.is_empty()).then(|| {
            format!(
                "{} are years, each with a tie for each of its values that is not 0",
                list(&years)
            )
        })
    }
}
