//! Tables in JSON: rows below a row of names, or columns by their names, as pandas, R and
//! spreadsheets write them. Knows no record with keys.

use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::json::{Kind, Member, Value};
use super::json_graph::GraphReader;
use super::json_lists::{IDS, end_columns, end_id, scalar};
use super::listed_tie::ListedTie;
use crate::words::{list, short};

/// An object with more members is no table by columns.
const MAX_COLUMNS: usize = 500;

/// The names of the columns of a table, and its rows.
pub(super) struct JsonTable<'v, 'a> {
    pub(super) names: Vec<&'v str>,
    pub(super) rows: Vec<Vec<&'v Value<'a>>>,
}

impl<'v, 'a> JsonTable<'v, 'a> {
    /// The table that a value is, in any of the shapes.
    pub(super) fn of(value: &'v Value<'a>) -> Option<Self> {
        match &value.kind {
            Kind::Array(rows) => Self::of_rows(rows),
            Kind::Object(_) => Self::of_split(value).or_else(|| Self::of_columns(value)),
            _ => None,
        }
    }

    /// A table whose lines are ties.
    pub(super) fn of_ties(value: &'v Value<'a>) -> Option<Self> {
        Self::of(value).filter(|table| end_columns(&table.names).is_some())
    }

    /// `[["source", "target"], ["A", "B"]]`.
    fn of_rows(rows: &'v [Value<'a>]) -> Option<Self> {
        let (head, rest) = rows.split_first()?;
        let names = texts(head)?;
        end_columns(&names)?;
        Self::fitting(names, rest)
    }

    /// `{"columns": ["source", "target"], "data": [["A", "B"]]}`, as pandas splits it.
    fn of_split(value: &'v Value<'a>) -> Option<Self> {
        let rows = value.get("data").or_else(|| value.get("rows"))?;
        Self::fitting(texts(value.get("columns")?)?, rows.as_array()?)
    }

    fn fitting(names: Vec<&'v str>, rows: &'v [Value<'a>]) -> Option<Self> {
        let cells = |row: &'v Value<'a>| {
            let cells = row.as_array().filter(|cells| cells.len() == names.len())?;
            Some(cells.iter().collect())
        };
        let rows: Option<Vec<Vec<_>>> = rows.iter().map(cells).collect();
        let rows = rows.filter(|rows| !rows.is_empty())?;
        Some(Self { names, rows })
    }

    /// `{"source": ["A"], "target": ["B"]}`, or with the numbers of rows as keys.
    fn of_columns(value: &'v Value<'a>) -> Option<Self> {
        let members = value.as_object()?;
        let members = Some(members).filter(|members| (2..=MAX_COLUMNS).contains(&members.len()))?;
        let columns: Option<Vec<(Vec<&str>, Vec<&Value<'_>>)>> =
            members.iter().map(|member| column(&member.value)).collect();
        let columns = columns?;
        let (keys, first) = columns.first()?;
        let is_table = !first.is_empty()
            && columns
                .iter()
                .all(|(other, cells)| other == keys && cells.len() == first.len());
        is_table.then(|| Self {
            names: members.iter().map(|member| &*member.key).collect(),
            rows: (0..first.len())
                .map(|row| columns.iter().map(|(_, cells)| cells[row]).collect())
                .collect(),
        })
    }
}

/// The texts of a list of nothing else.
fn texts<'v>(value: &'v Value<'_>) -> Option<Vec<&'v str>> {
    let items = value.as_array()?;
    let items = Some(items).filter(|items| (2..=MAX_COLUMNS).contains(&items.len()))?;
    items.iter().map(Value::as_text).collect()
}

/// Whether a member is a cell by the number of its row.
fn is_row(member: &Member<'_>) -> bool {
    member.key.bytes().all(|byte| byte.is_ascii_digit())
}

/// The keys and values of a column.
fn column<'v, 'a>(value: &'v Value<'a>) -> Option<(Vec<&'v str>, Vec<&'v Value<'a>>)> {
    let is_cell = |cell: &Value<'_>| !matches!(cell.kind, Kind::Array(_) | Kind::Object(_));
    let (keys, cells): (Vec<&str>, Vec<&Value<'_>>) = match &value.kind {
        Kind::Array(cells) => (Vec::new(), cells.iter().collect()),
        Kind::Object(members) if members.iter().all(is_row) => members
            .iter()
            .map(|member| (&*member.key, &member.value))
            .unzip(),
        _ => return None,
    };
    cells
        .iter()
        .all(|cell| is_cell(cell))
        .then_some((keys, cells))
}

impl GraphReader<'_> {
    /// Reads the ties of a table. Returns false if it was cancelled.
    pub(super) fn tie_table(&mut self, value: &Value<'_>, table: &JsonTable<'_, '_>) -> bool {
        let Some((source, target)) = end_columns(&table.names) else {
            return true;
        };
        self.used(value);
        for row in &table.rows {
            let at = row[source].at;
            if self.stops(at) {
                return false;
            }
            let (Some(from), Some(to)) = (end_id(row[source]), end_id(row[target])) else {
                let message = "this row does not name two ends";
                let hint = "Expected two names; it is left out.".to_owned();
                self.report.error(at, "missing-end", message, Some(hint));
                continue;
            };
            let mut tie = ListedTie {
                source: self.ties.end(&from, at),
                target: self.ties.end(&to, at),
                at,
                ..ListedTie::default()
            };
            let mut values = Attributes::new();
            for (column, (name, cell)) in table.names.iter().zip(row).enumerate() {
                if column == source || column == target {
                    continue;
                }
                if let (true, Some(id)) = (IDS.contains(name), scalar(cell)) {
                    tie.id = Some(id.into());
                    continue;
                }
                let value = AttributeValue::of_json(cell);
                self.ties.attribute(&mut values, name, value);
            }
            tie.values = values;
            self.ties.tie(tie);
        }
        let names = table.names.iter().map(|name| format!("`{}`", short(name)));
        let names: Vec<String> = names.collect();
        let message = format!(
            "read as a table with the columns {}, a tie in each row",
            list(&names)
        );
        self.report.note(value.at, "guessed-lists", message, None);
        true
    }

    /// Reads the actors of a table, by the ids in this column.
    pub(super) fn actor_table(&mut self, value: &Value<'_>, table: &JsonTable<'_, '_>, id: usize) {
        self.used(value);
        for row in &table.rows {
            let Some(name) = scalar(row[id]) else {
                continue;
            };
            let actor = self.ties.declare(&name, row[id].at, self.report);
            let cells = table.names.iter().zip(row).enumerate();
            for (_, (name, cell)) in cells.filter(|(column, _)| *column != id) {
                self.ties
                    .describe(actor, name, AttributeValue::of_json(cell));
            }
        }
    }
}
