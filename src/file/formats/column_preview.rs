//! The columns of a file as they were understood: the value that a dialog shows, and that a choice
//! is checked against. Decides no meaning.

use std::collections::HashSet;
use std::sync::Arc;

use super::attributes::Attributes;
use super::tie_meaning::TieReader;
use crate::file::report::IssueLog;
use crate::model::{
    ColumnMap, ColumnPreview, ColumnRole, PreviewColumn, PreviewWord, RelationKind,
};
use crate::words::{counted, list, short, shortened};

/// How many ties are shown.
pub(crate) const PREVIEW_ROWS: usize = 12;

/// The longest text of a cell that is shown, in bytes.
const CELL_BYTES: usize = 200;

/// The most words that are listed.
const MAX_WORDS: usize = 200;

/// How many columns a message names.
const NAMED_COLUMNS: usize = 20;

/// The names of the columns of the ends that the format itself says.
pub(crate) const END_COLUMNS: [&str; 2] = ["source", "target"];

/// A column with more different words has names or sentences, not kinds.
const MAX_KIND_WORDS: usize = 30;

/// The columns of a table of ties, as its reader knows them.
#[derive(Debug, Default)]
pub(crate) struct TableColumns {
    /// The columns with their first cells.
    pub(crate) columns: Vec<PreviewColumn>,
    /// The number of the attribute of each column, unless it is an end or the name of one.
    pub(crate) attributes: Vec<Option<u32>>,
    /// The role of each column that is not an attribute.
    pub(crate) ends: Vec<Option<ColumnRole>>,
    pub(crate) has_header: Option<bool>,
    /// What was guessed of the ends.
    pub(crate) guesses: Vec<String>,
    /// Whether the table lists actors.
    pub(crate) is_of_actors: bool,
}

impl TableColumns {
    /// The columns of a table without ends: what they mean has to be chosen.
    pub(crate) fn unread(self) -> ColumnPreview {
        let roles = self.columns.iter().zip(self.ends);
        ColumnPreview {
            map: ColumnMap {
                roles: roles
                    .map(|(column, role)| (column.name.clone(), role.unwrap_or(ColumnRole::Keep)))
                    .collect(),
                has_header: self.has_header,
                ..ColumnMap::default()
            },
            columns: self.columns,
            is_table: true,
            is_of_actors: self.is_of_actors,
            guesses: self.guesses,
            ..ColumnPreview::default()
        }
    }

    /// Adds the columns of another table that this one lacks. Where there are ties, the columns of
    /// actors do not matter.
    pub(crate) fn extend(&mut self, other: Self) {
        if self.is_of_actors {
            *self = other;
            return;
        }
        let mut known: HashSet<String> = (self.columns.iter())
            .map(|column| column.name.clone())
            .collect();
        for (at, column) in other.columns.into_iter().enumerate() {
            if known.insert(column.name.clone()) {
                self.columns.push(column);
                self.attributes.push(other.attributes[at]);
                self.ends.push(other.ends[at]);
            }
        }
    }
}

/// A cell as it is shown.
pub(crate) fn shown_cell(words: &str) -> String {
    let end = words.floor_char_boundary(CELL_BYTES);
    words[..end].to_owned()
}

/// The role that was chosen for each attribute: by the column of a table that it is, or by its own
/// name.
pub(crate) fn chosen_roles(
    names: &[Arc<str>],
    table: Option<&TableColumns>,
    map: &ColumnMap,
) -> Vec<Option<ColumnRole>> {
    if map.roles.is_empty() {
        return Vec::new();
    }
    let mut chosen: Vec<_> = names
        .iter()
        .map(|name| map.role(name).filter(|role| !role.is_name_of_end()))
        .collect();
    let table = table
        .iter()
        .flat_map(|table| table.columns.iter().zip(&table.attributes));
    for (column, attribute) in table {
        if let Some(slot) = attribute.and_then(|number| chosen.get_mut(number as usize)) {
            *slot = map.role(&column.name);
        }
    }
    chosen
}

/// Whether the choices fit the columns that there are; the report says what does not.
pub(crate) fn fits(
    map: &ColumnMap,
    names: &[Arc<str>],
    table: Option<&TableColumns>,
    report: &mut IssueLog,
) -> bool {
    let of_table = table.iter().flat_map(|table| &table.columns);
    let columns: Vec<String> = match table {
        Some(_) => of_table.map(|column| column.name.clone()).collect(),
        None => names.iter().map(ToString::to_string).collect(),
    };
    let of_names = ColumnMap {
        roles: columns
            .iter()
            .cloned()
            .chain(names.iter().map(ToString::to_string))
            .map(|name| (name, ColumnRole::Keep))
            .collect(),
        ..ColumnMap::default()
    };
    for (name, role) in &map.roles {
        if table.is_none() && (role.is_name_of_end() || role.is_of_actors()) {
            let role = role.as_str();
            let message = format!("this file is not a table, so no column is the {role}");
            let hint = format!("Leave {role}={name} out.");
            return refuse(message, Some(hint), report);
        }
        if table.is_none() && END_COLUMNS.contains(&name.as_str()) && of_names.role(name).is_none()
        {
            continue;
        }
        if of_names.role(name).is_none() {
            return refuse_unknown(name, &columns, report);
        }
    }
    true
}

/// Refuses a choice that names no column.
pub(crate) fn refuse_unknown(name: &str, columns: &[String], report: &mut IssueLog) -> bool {
    let quoted = columns.iter().map(|column| format!("`{}`", short(column)));
    let quoted = shortened(quoted, NAMED_COLUMNS, "column", "columns");
    let message = match columns.len() {
        0 => format!(
            "there is no column `{}`: the ties of the file have none",
            short(name)
        ),
        _ => format!(
            "there is no column `{}`; there are {}",
            short(name),
            list(&quoted)
        ),
    };
    let hint = "Name a column as the file does, in upper or lower case.".to_owned();
    refuse(message, Some(hint), report)
}

fn refuse(message: String, hint: Option<String>, report: &mut IssueLog) -> bool {
    report.error(0, "unknown-column", message, hint);
    report.is_refused = true;
    false
}

/// The ends and the attributes of a tie that is shown.
pub(crate) type SampleTie = ([String; 2], Attributes);

/// The cells of the shown ties in the column of each of this many attributes. Goes through the
/// values of a tie once, however many it has.
fn cells_of(sample: &[SampleTie], attributes: usize) -> Vec<Vec<String>> {
    let mut columns = vec![vec![String::new(); sample.len()]; attributes];
    for (row, (_, values)) in sample.iter().enumerate() {
        // The first of several values of an attribute is the one that is read.
        for (at, value) in values.iter().rev() {
            columns[*at as usize][row] = shown_cell(value.words());
        }
    }
    columns
}

/// How the columns were understood.
pub(crate) fn preview(
    reader: &TieReader,
    claims: &[(ColumnRole, usize)],
    table: Option<TableColumns>,
    sample: &[SampleTie],
) -> ColumnPreview {
    let role_of = |attribute: usize| {
        let mut all = reader.roles.all().into_iter().chain(claims.iter().copied());
        all.find(|(_, at)| *at == attribute)
            .map_or(ColumnRole::Keep, |(role, _)| role)
    };
    let mut preview = ColumnPreview {
        map: ColumnMap {
            roles: Vec::new(),
            ..reader.map.clone()
        },
        is_table: table.is_some(),
        is_of_actors: table.as_ref().is_some_and(|table| table.is_of_actors),
        may_be_kinds: reader.may_be_kinds.map(|at| reader.names[at].to_string()),
        words: words(reader),
        ..ColumnPreview::default()
    };
    if let Some(table) = table {
        preview.map.has_header = table.has_header;
        preview.guesses = table.guesses;
        let columns = table.columns.into_iter().zip(table.attributes);
        for ((column, attribute), end) in columns.zip(table.ends) {
            let role = attribute.map(|number| role_of(number as usize)).or(end);
            let role = role.unwrap_or(ColumnRole::Keep);
            preview.map.roles.push((column.name.clone(), role));
            preview.columns.push(column);
        }
    } else {
        add_ends(&mut preview, reader, sample);
        let cells = cells_of(sample, reader.names.len());
        for (at, cells) in cells.into_iter().enumerate() {
            if reader.uses[at].count == 0 {
                continue;
            }
            let name = reader.names[at].to_string();
            let chosen = reader.map.role(&name).filter(|role| role.is_end());
            let role = chosen.unwrap_or_else(|| role_of(at));
            preview.map.roles.push((name.clone(), role));
            preview.columns.push(PreviewColumn {
                name,
                cells,
                is_end: false,
            });
        }
    }
    preview
        .guesses
        .extend(guessed_kinds(reader, &preview.words));
    preview
}

/// Adds the ends of ties that the format itself says; another column may have been chosen for them.
fn add_ends(preview: &mut ColumnPreview, reader: &TieReader, sample: &[SampleTie]) {
    for (end, name) in END_COLUMNS.into_iter().enumerate() {
        let is_attribute = reader.names.iter().any(|own| **own == *name);
        if is_attribute {
            continue;
        }
        let own = [ColumnRole::Source, ColumnRole::Target][end];
        let chosen = reader.map.role(name);
        let is_other = reader.map.column(own).is_some_and(|column| column != name);
        let role = chosen.unwrap_or(if is_other { ColumnRole::Keep } else { own });
        preview.map.roles.push((name.to_owned(), role));
        preview.columns.push(PreviewColumn {
            name: name.to_owned(),
            cells: sample.iter().map(|(ends, _)| ends[end].clone()).collect(),
            is_end: true,
        });
    }
}

/// The words of columns of kinds and signs with their kinds, the commonest first.
fn words(reader: &TieReader) -> Vec<PreviewWord> {
    let mut words: Vec<PreviewWord> = reader
        .words
        .iter()
        .map(|(word, count)| PreviewWord {
            kind: reader.kind_of_word(word),
            word: shown_cell(word),
            count: *count,
        })
        .collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.count));
    words.truncate(MAX_WORDS);
    words
}

/// What was guessed of the kinds of ties: words that are not a known kind.
fn guessed_kinds(reader: &TieReader, words: &[PreviewWord]) -> Option<String> {
    if let Some(at) = reader.may_be_kinds {
        return Some(format!(
            "nothing says friend or foe, and `{}` has few different words, which may be kinds",
            short(&reader.names[at])
        ));
    }
    let unknown: Vec<&PreviewWord> = words.iter().filter(|word| word.kind.is_none()).collect();
    let ties: usize = unknown.iter().map(|word| word.count).sum();
    let says_sign = reader.roles.says_sign();
    let are_kinds = says_sign || (words.len() <= MAX_KIND_WORDS && words.len() * 2 <= ties);
    let is_settled = reader.map.all_kind.is_some() || (reader.roles.number_is_sign && !says_sign);
    if unknown.is_empty() || !are_kinds || is_settled {
        return None;
    }
    let listed = unknown
        .iter()
        .map(|word| format!("`{}`", short(&word.word)));
    let listed = list(&shortened(listed, 4, "word", "words"));
    Some(format!(
        "{} a word that names no kind, such as {listed}; their kind is {}",
        counted(ties, "tie has", "ties have"),
        RelationKind::Other.as_str()
    ))
}
