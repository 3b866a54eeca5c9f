//! The meaning of the columns of a table of ties, guessed from their names and their content. Reads
//! no line.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::tie_builder;
use super::tie_builder::kind_of_word;

/// Names of the columns for the two ends, the most certain first. Only letters and digits count.
const ENDS: &[(&str, &str)] = &[
    ("source", "target"),
    ("from", "to"),
    ("sourcename", "targetname"),
    ("sourceid", "targetid"),
    ("src", "dst"),
    ("fromid", "toid"),
    ("fromname", "toname"),
    ("sender", "receiver"),
    ("sidea", "sideb"),
    ("actora", "actorb"),
    ("statea", "stateb"),
    ("countrya", "countryb"),
    ("ego", "alter"),
    ("a", "b"),
    ("i", "j"),
    ("u", "v"),
];

const SIGN: &[&str] = &["sign", "polarity"];
const VALUE: &[&str] = &["value"];
const WEIGHT: &[&str] = &["weight", "strength"];
const RELATION: &[&str] = &["type", "relation", "relationship", "tie"];
const WHEN: &[&str] = &["when", "date", "year", "eventdate"];
const PERIOD: &[&str] = &["window", "period", "years"];
const START: &[&str] = &["start", "startdate", "startyear", "begin"];
const END: &[&str] = &["end", "enddate", "endyear"];

/// Keys of a relation in the native file; a column with such a name is kept under another name.
const RESERVED_KEYS: &[&str] = &[
    "id",
    "source",
    "from",
    "target",
    "to",
    "kind",
    "directed",
    "type",
    "when",
    "weight",
    "claims",
    "citations",
];

/// The meaning of each column.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    /// Whether the first line names the columns.
    pub(crate) has_header: bool,
    pub(crate) source: usize,
    pub(crate) target: usize,
    /// The column of the sign.
    pub(crate) kind_column: Option<usize>,
    /// The column of the strength, if it is another one.
    pub(crate) strength: Option<usize>,
    pub(crate) subtype: Option<usize>,
    pub(crate) directed: Option<usize>,
    pub(crate) id: Option<usize>,
    pub(crate) when: When,
    /// The other columns in their order, each with the key it is kept under.
    pub(crate) kept: Vec<(usize, Arc<str>)>,
}

/// The columns of dates.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum When {
    #[default]
    Nowhere,
    /// One with dates.
    Date(usize),
    /// One with spans of years, such as `1946-49`.
    Period(usize),
    /// One for the start and one for the end.
    Span(usize, usize),
}

impl Columns {
    /// Guesses the columns of these lines; `None` if no two of them are the ends of a tie.
    pub(crate) fn guess<R: CellRow>(rows: &[R]) -> Option<Self> {
        let first = rows.first()?;
        if is_matrix(rows) {
            return None;
        }
        let names: Vec<String> = (0..first.len()).map(|at| plain(first.cell(at))).collect();
        let mut at = HashMap::with_capacity(names.len());
        for (column, name) in names.iter().enumerate() {
            at.entry(name.clone()).or_insert(column);
        }
        let table = NamedColumns { names, at, rows };
        match table.ends() {
            Some((source, target)) => Some(table.columns(source, target)),
            None => table.without_header(),
        }
    }

    /// The interpretation of the columns, in words.
    pub(crate) fn in_words(&self, first: &impl CellRow) -> String {
        let name = |at: usize| {
            if self.has_header {
                format!("`{}`", super::native::reading::short(first.cell(at)))
            } else {
                format!("column {}", at + 1)
            }
        };
        let of = |at: Option<usize>, what: &str| at.map(|at| format!("{} {what}", name(at)));
        let when = match self.when {
            When::Nowhere => None,
            When::Date(at) | When::Period(at) => of(Some(at), "when"),
            When::Span(start, end) => Some(format!("{} to {} when", name(start), name(end))),
        };
        let mut parts: Vec<String> = [
            of(Some(self.source), "the source"),
            of(Some(self.target), "the target"),
            of(self.kind_column, "friend or foe"),
            of(self.strength, "the weight"),
            of(self.subtype, "the type"),
            of(self.directed, "the direction"),
            of(self.id, "the id"),
            when,
        ]
        .into_iter()
        .flatten()
        .collect();
        if self.kind_column.is_none() {
            parts.push("no column for friend or foe, so every kind is other".to_owned());
        }
        match self.kept.len() {
            0 => {}
            1 => parts.push("one more column is kept".to_owned()),
            more => parts.push(format!("{more} more columns are kept")),
        }
        let begin = if self.has_header {
            "the first line names the columns"
        } else {
            "no line names the columns"
        };
        format!("{begin}: {}", parts.join(", "))
    }
}

/// A line of a table.
pub(crate) trait CellRow {
    /// How many cells it has.
    fn len(&self) -> usize;
    /// A cell, without space around it; empty if the line is too short.
    fn cell(&self, at: usize) -> &str;
}

/// Whether the first column has the same names as the first line.
pub(crate) fn is_matrix<R: CellRow>(rows: &[R]) -> bool {
    let Some((first, others)) = rows.split_first() else {
        return false;
    };
    let across = (1..first.len()).map(|at| first.cell(at));
    first.len() > 2 && first.cell(0).is_empty() && others.iter().map(|row| row.cell(0)).eq(across)
}

/// A column's name in the form that is compared.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

struct NamedColumns<'r, R> {
    names: Vec<String>,
    /// The first column of each name.
    at: HashMap<String, usize>,
    rows: &'r [R],
}

impl<R: CellRow> NamedColumns<'_, R> {
    fn named(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.at.get(*name).copied())
    }

    fn cells(&self, at: usize) -> impl Iterator<Item = &str> {
        let cells = self.rows[1..].iter().map(move |row| row.cell(at));
        cells.filter(|cell| !cell.is_empty())
    }

    /// The columns of the two ends: by their names, or a name with 1 and the same with 2.
    fn ends(&self) -> Option<(usize, usize)> {
        let pair = |(source, target): &(&str, &str)| {
            let ends = (self.named(&[source])?, self.named(&[target])?);
            (source.len() > 1 || self.is_header(ends)).then_some(ends)
        };
        let numbered = || {
            self.names.iter().enumerate().find_map(|(at, name)| {
                let second = format!("{}2", name.strip_suffix('1')?);
                Some((at, self.named(&[&second])?))
            })
        };
        ENDS.iter().find_map(pair).or_else(numbered)
    }

    /// Whether `a` and `b` are names of columns here, and not of actors.
    fn is_header(&self, (source, target): (usize, usize)) -> bool {
        let names = [&self.names[source], &self.names[target]];
        let mut cells = self.cells(source).chain(self.cells(target));
        !cells.any(|cell| names.iter().any(|name| plain(cell) == **name))
    }

    fn columns(&self, source: usize, target: usize) -> Columns {
        let mut left: Vec<usize> = (0..self.names.len())
            .filter(|at| ![source, target].contains(at))
            .collect();
        let mut take = |at: Option<usize>| {
            let at = at.filter(|at| left.contains(at));
            left.retain(|other| Some(*other) != at);
            at
        };
        let directed = take(self.named(&["directed"]));
        let directed =
            directed.or_else(|| take(self.named(&["type"]).filter(|at| self.says_direction(*at))));
        let sign = take(self.named(SIGN));
        let kind = take(self.named(&["kind"]));
        let relation = RELATION.iter().find_map(|name| self.named(&[name]));
        let relation = relation.filter(|at| Some(*at) != directed);
        let of_kinds = relation.filter(|at| kind.is_none() && self.says_kind(*at));
        let of_kinds = take(of_kinds);
        let mut numbers = [VALUE, WEIGHT]
            .into_iter()
            .filter_map(|names| take(self.named(names)));
        let mut kind_column = sign.or(kind).or(of_kinds);
        if kind_column.is_none() {
            kind_column = numbers.next();
        }
        let strength = numbers.next();
        drop(numbers);
        let subtype = take(relation).or(kind.filter(|at| Some(*at) != kind_column));
        let when = match (take(self.named(WHEN)), take(self.named(PERIOD))) {
            (Some(date), _) => When::Date(date),
            (None, Some(period)) => When::Period(period),
            (None, None) => match (self.named(START), self.named(END)) {
                (Some(start), Some(end)) => {
                    take(Some(start));
                    take(Some(end));
                    When::Span(start, end)
                }
                _ => When::Nowhere,
            },
        };
        let id = take(self.named(&["id"]));
        if kind_column.is_none() && left.len() == 1 && self.is_signed(left[0]) {
            kind_column = left.pop();
        }
        Columns {
            has_header: true,
            source,
            target,
            kind_column,
            strength,
            subtype,
            directed,
            id,
            when,
            kept: self.keys(&left),
        }
    }

    /// Two columns of names, or these and one of signs or numbers.
    fn without_header(&self) -> Option<Columns> {
        let has_sign = |row: &R| tie_builder::CellMeaning::of_text(row.cell(2)).is_some();
        let first = self.rows.first()?;
        let kind_column = match first.len() {
            2 => None,
            3 if self.rows.iter().all(has_sign) => Some(2),
            _ => return None,
        };
        let is_list_of_actors = ["id", "name", "label", "title"]
            .iter()
            .any(|name| self.names[..2].iter().any(|column| column == name));
        let has_names = (0..2).all(|at| !first.cell(at).is_empty());
        (has_names && !is_list_of_actors).then(|| Columns {
            target: 1,
            kind_column,
            ..Columns::default()
        })
    }

    fn says_direction(&self, at: usize) -> bool {
        self.cells(at).next().is_some() && self.cells(at).all(|cell| direction(cell).is_some())
    }

    fn says_kind(&self, at: usize) -> bool {
        self.cells(at).next().is_some() && self.cells(at).all(|cell| kind_of_word(cell).is_some())
    }

    /// Whether a column has numbers alone, some above zero and some below.
    fn is_signed(&self, at: usize) -> bool {
        let numbers: Option<Vec<f64>> = self.cells(at).map(tie_builder::number).collect();
        numbers.is_some_and(|numbers| {
            numbers.iter().any(|n| *n > 0.0) && numbers.iter().any(|n| *n < 0.0)
        })
    }

    /// The keys under which columns without a meaning are kept: their names, each unique.
    fn keys(&self, columns: &[usize]) -> Vec<(usize, Arc<str>)> {
        let mut seen = HashSet::new();
        let first = &self.rows[0];
        let mut key = |at: usize| {
            let name = first.cell(at);
            let number = at + 1;
            let mut key = match name {
                "" => format!("column {number}"),
                name if RESERVED_KEYS.contains(&name) => format!("{name} (column {number})"),
                name => name.to_owned(),
            };
            if !seen.insert(key.clone()) {
                key = format!("{name} (column {number})");
            }
            (at, key.into())
        };
        columns.iter().map(|at| key(*at)).collect()
    }
}

/// Whether a word says that a tie is directed.
pub(crate) fn direction(cell: &str) -> Option<bool> {
    match cell.to_lowercase().as_str() {
        "directed" | "true" | "yes" | "1" => Some(true),
        "undirected" | "mutual" | "false" | "no" | "0" => Some(false),
        _ => None,
    }
}
