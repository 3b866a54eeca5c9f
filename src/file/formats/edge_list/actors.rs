//! Tables of actors: a line for each, with its attributes. Knows no ties.

use super::choice;
use super::lines::EdgeListLine;
use crate::file::formats::actor_columns::is_actor_id;
use crate::file::formats::attribute_value::AttributeValue;
use crate::file::formats::cell_row::CellRow;
use crate::file::formats::kind_words::{actor_kind_of_word, plain};
use crate::file::formats::native::reading::short;
use crate::file::formats::tie_builder::{Declaration, TieBuilder};
use crate::file::report::IssueLog;
use crate::model::{ColumnMap, ColumnRole};
use crate::words::counted;

/// Names of columns for other names of an actor. Only letters and digits count.
const ALIASES: [&str; 8] = [
    "aliases",
    "alias",
    "aka",
    "alsoknownas",
    "othernames",
    "othername",
    "alternativenames",
    "synonyms",
];

/// Reads the lines below the names of columns; `id` is the column that identifies an actor.
pub(super) fn read(
    lines: &[EdgeListLine],
    id: usize,
    actors: &mut TieBuilder,
    report: &mut IssueLog,
) {
    actors.declaration = Declaration::Listed;
    let header = &lines[0];
    let columns = ActorTable::of(lines, id, &report.choices.columns);
    let mut unknown_kinds = 0;
    let mut left_out = 0;
    for line in &lines[1..] {
        let name = line.cell(id);
        if name.is_empty() {
            left_out += 1;
            let message = format!("the line has no {}", short(header.cell(id)));
            let hint = "The line is left out; name the actor.".to_owned();
            report.error(line.at, "missing-id", message, Some(hint));
            continue;
        }
        let actor = actors.declare(name, line.at, report);
        unknown_kinds += columns.describe(actor, line, actors);
    }
    if unknown_kinds > 0 {
        let message = format!(
            "{} none of state, group, organization and person, and kept as text",
            counted(unknown_kinds, "kind of an actor is", "kinds of actors are")
        );
        report.warning(header.at, "unknown-kind", message, None);
    }
    let message = format!(
        "this is a table of actors: `{}` identifies each, and {} read",
        short(header.cell(id)),
        counted(lines.len() - 1 - left_out, "line is", "lines are"),
    );
    if is_actor_id(header.cell(id)) {
        let hint = "It has no ties. Open it together with its table of ties: give both files, or drop both on the window.";
        report.note(header.at, "actors-only", message, Some(hint.to_owned()));
    } else {
        let hint = "No two columns name the ends of ties. If it has ties, say which columns do: --columns source=A,target=B, or in the dialog that the window opens.";
        report.warning(header.at, "actors-only", message, Some(hint.to_owned()));
    }
}

/// What the columns of a table of actors mean.
struct ActorTable<'l> {
    header: &'l EdgeListLine,
    id: usize,
    names: Vec<usize>,
    kinds: Vec<usize>,
    aliases: Vec<usize>,
    ignored: Vec<usize>,
}

impl<'l> ActorTable<'l> {
    fn of(lines: &'l [EdgeListLine], id: usize, map: &ColumnMap) -> Self {
        let with = |role: ColumnRole| choice::columns_with(lines, map, role);
        let named = choice::column_names(&lines[0], true);
        let is_free = |at: &usize| *at != id && map.role(&named[*at]).is_none();
        let is_alias = |at: &usize| ALIASES.contains(&&*plain(lines[0].cell(*at)));
        let guessed = (0..named.len()).filter(is_alias).filter(is_free);
        Self {
            header: &lines[0],
            id,
            names: with(ColumnRole::ActorName),
            kinds: with(ColumnRole::ActorKind),
            aliases: with(ColumnRole::Aliases)
                .into_iter()
                .chain(guessed)
                .collect(),
            ignored: with(ColumnRole::Ignore),
        }
    }

    /// Describes an actor by the cells of its line; returns how many kinds are unknown.
    fn describe(&self, actor: usize, line: &EdgeListLine, actors: &mut TieBuilder) -> usize {
        let mut unknown_kinds = 0;
        for at in 0..line.len() {
            let cell = line.cell(at);
            if at == self.id || cell.is_empty() || self.ignored.contains(&at) {
                continue;
            }
            if self.names.contains(&at) {
                actors.set_name(actor, cell);
                continue;
            }
            // A list as we write it is read as such.
            if self.aliases.contains(&at) && !cell.starts_with('[') {
                let aliases = cell.split([';', '|']).map(str::trim);
                for alias in aliases.filter(|alias| !alias.is_empty()) {
                    actors.add_alias(actor, alias);
                }
                continue;
            }
            if self.kinds.contains(&at) {
                if let Some(kind) = actor_kind_of_word(cell) {
                    actors.describe(actor, "kind", AttributeValue::text(kind.as_str()));
                    continue;
                }
                unknown_kinds += 1;
            }
            let name = match self.header.cell(at) {
                "" => format!("column {}", at + 1),
                name => name.to_owned(),
            };
            actors.describe(actor, &name, AttributeValue::text(cell));
        }
        unknown_kinds
    }
}
