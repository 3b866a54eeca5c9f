//! Square matrices in JSON, with the names of their rows beside them. Knows no other shape.

use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::json::{Kind, Value};
use super::json_graph::GraphReader;
use super::json_lists::{is_name_of_relations, scalar};
use super::kind_words::plain;
use super::listed_tie::ListedTie;
use crate::words::counted;

/// Names of lists of what the rows are.
pub(super) const ROW_LISTS: &[&str] = &[
    "labels",
    "names",
    "nodes",
    "index",
    "columns",
    "actors",
    "vertices",
    "ids",
    "rows",
    "rownames",
    "states",
    "countries",
    "groups",
];

/// Names of lists that are matrices, however small.
const MATRICES: &[&str] = &["matrix", "adjacency", "adjacencymatrix", "adjmatrix", "adj"];

/// How deep matrices are searched for.
const MAX_DEPTH: usize = 3;

/// Rows with this many numbers are no pairs with a weight.
const MANY: usize = 4;

/// A matrix, and the names of its rows.
#[derive(Clone, Copy)]
pub(super) struct JsonMatrix<'v, 'a> {
    pub(super) list: &'v Value<'a>,
    pub(super) names: Option<&'v Value<'a>>,
}

impl<'v, 'a> JsonMatrix<'v, 'a> {
    /// The matrix in a value.
    pub(super) fn find(root: &'v Value<'a>) -> Option<Self> {
        if let Kind::Array(rows) = &root.kind {
            let matrix = Self {
                list: root,
                names: None,
            };
            return is_sure(rows, "", false).then_some(matrix);
        }
        Self::find_in(root, 0)
    }

    /// The first matrix among the members of an object, or of objects in it.
    fn find_in(owner: &'v Value<'a>, depth: usize) -> Option<Self> {
        let members = owner.as_object().filter(|_| depth < MAX_DEPTH)?;
        let (index, columns) = (owner.get("index"), owner.get("columns"));
        let has_both = index.zip(columns);
        let has_both =
            has_both.is_some_and(|(index, columns)| index.compact() == columns.compact());
        members.iter().find_map(|member| {
            let Kind::Array(rows) = &member.value.kind else {
                return Self::find_in(&member.value, depth + 1);
            };
            let is_matrix = is_sure(rows, &plain(&member.key), has_both);
            is_matrix.then(|| Self {
                list: &member.value,
                names: names_beside(owner, rows.len()),
            })
        })
    }
}

/// Whether the rows of a list of this name are a matrix. Three rows of three numbers may be pairs
/// with a weight as well; pandas names rows and columns of a matrix alike.
fn is_sure(rows: &[Value<'_>], name: &str, has_both: bool) -> bool {
    let is_other = is_name_of_relations(name) || name.ends_with("list");
    let is_named = has_both || MATRICES.contains(&name) || rows.len() >= MANY;
    !is_other && is_square(rows) && (is_named || looks_like_one(rows))
}

/// The list beside a matrix that names its rows.
fn names_beside<'v, 'a>(owner: &'v Value<'a>, count: usize) -> Option<&'v Value<'a>> {
    ROW_LISTS.iter().find_map(|wanted| {
        let mut members = owner.as_object()?.iter();
        let member = members.find(|member| plain(&member.key) == *wanted)?;
        let items = member.value.as_array()?;
        let is_record = |item: &Value<'_>| item.as_object().is_some() || scalar(item).is_some();
        (items.len() == count && items.iter().all(is_record)).then_some(&member.value)
    })
}

fn is_square(rows: &[Value<'_>]) -> bool {
    let is_cell = |cell: &Value<'_>| matches!(cell.kind, Kind::Number | Kind::Null | Kind::Flag(_));
    rows.len() > 1
        && rows.iter().all(|row| {
            let cells = row.as_array().unwrap_or_default();
            cells.len() == rows.len() && cells.iter().all(is_cell)
        })
}

/// The number in a cell; nothing is 0.
fn number(rows: &[Value<'_>], row: usize, column: usize) -> f64 {
    let cell = rows
        .get(row)
        .and_then(|row| row.as_array()?.get(column))
        .map(|cell| match cell.kind {
            Kind::Flag(flag) => f64::from(flag),
            _ => cell.as_number().unwrap_or_default(),
        });
    cell.unwrap_or_default()
}

fn is_symmetric(rows: &[Value<'_>]) -> bool {
    let mut pairs = (0..rows.len()).flat_map(|row| (0..row).map(move |column| (row, column)));
    #[expect(clippy::float_cmp, reason = "the same number is written twice")]
    pairs.all(|(row, column)| number(rows, row, column) == number(rows, column, row))
}

/// Whether few rows are rather a matrix than pairs of numbers: nobody is tied to itself, and the
/// rows say the same as the columns, or have values that are no numbers of nodes, or of two only.
fn looks_like_one(rows: &[Value<'_>]) -> bool {
    let is_empty_diagonal = (0..rows.len()).all(|at| number(rows, at, at) == 0.0);
    let mut ends = (0..rows.len()).flat_map(|row| [(row, 0), (row, 1)]);
    let has_other_numbers = ends.any(|(row, column)| {
        let end = number(rows, row, column);
        end < 0.0 || end.fract() != 0.0
    });
    let cells = rows
        .iter()
        .flat_map(|row| row.as_array().unwrap_or_default());
    let mut sizes = cells.map(|cell| cell.as_number().unwrap_or_default().abs());
    let are_signs = sizes.all(|size| size == 0.0 || (size - 1.0).abs() < f64::EPSILON);
    is_empty_diagonal && (is_symmetric(rows) || has_other_numbers || are_signs)
}

impl GraphReader<'_> {
    /// Reads a matrix: each value that is not zero is a tie. One that equals its transpose has one
    /// tie without direction for each pair. Returns false if it was cancelled.
    pub(super) fn matrix(&mut self, matrix: JsonMatrix<'_, '_>) -> bool {
        let rows = matrix.list.as_array().unwrap_or_default();
        self.used(matrix.list);
        let slots = self.matrix_actors(matrix, rows.len());
        let is_undirected = is_symmetric(rows);
        for (row, values) in rows.iter().enumerate() {
            if self.stops(values.at) {
                return false;
            }
            let cells = values.as_array().unwrap_or_default();
            for (column, cell) in cells.iter().enumerate() {
                let is_repeated = is_undirected && column < row;
                if number(rows, row, column) == 0.0 || is_repeated {
                    continue;
                }
                let mut values = Attributes::new();
                if matches!(cell.kind, Kind::Number) {
                    let weight = AttributeValue::of_json(cell);
                    self.ties.attribute(&mut values, "weight", weight);
                }
                self.ties.tie(ListedTie {
                    source: slots[row],
                    target: slots[column],
                    directed: Some(!is_undirected),
                    values,
                    at: cell.at,
                    ..ListedTie::default()
                });
            }
        }
        let how = if is_undirected {
            "it equals its transpose, so a tie has no direction"
        } else {
            "a value is a tie from its row to its column"
        };
        let names = if matrix.names.is_some() {
            "the list beside it names them"
        } else {
            "they are called by their numbers from 1 on"
        };
        let message = format!(
            "a list of lists is read as a matrix of {}: {how}; {names}",
            counted(rows.len(), "actor", "actors")
        );
        self.report
            .note(matrix.list.at, "guessed-lists", message, None);
        true
    }

    /// The actors of the rows.
    fn matrix_actors(&mut self, matrix: JsonMatrix<'_, '_>, count: usize) -> Vec<usize> {
        if let Some(names) = matrix.names {
            self.used(names);
            let items = names.as_array().unwrap_or_default().iter();
            let slots: Vec<usize> = items.filter_map(|item| self.node(item, None)).collect();
            if slots.len() == count {
                return slots;
            }
        }
        let numbers = 1..=count;
        numbers
            .map(|number| {
                self.ties
                    .declare(&number.to_string(), matrix.list.at, self.report)
            })
            .collect()
    }
}
