//! Tables with a line for each actor and columns such as `allies` and `enemies`, which list the
//! names of others. Knows no other shape.

use std::collections::HashSet;
use std::sync::Arc;

use super::lines::EdgeListLine;
use super::several_names::parts;
use crate::file::formats::attribute_value::AttributeValue;
use crate::file::formats::cell_row::CellRow;
use crate::file::formats::columns::PartnerColumns;
use crate::file::formats::kind_words::kind_of_word;
use crate::file::formats::listed_tie::ListedTie;
use crate::file::formats::numbers::is_missing;
use crate::file::formats::tie_builder::{Declaration, TieBuilder};
use crate::file::report::IssueLog;
use crate::limits::NAMES_IN_CELL;
use crate::words::{counted, list, short};

/// Reads a table of partners.
pub(super) fn read(
    lines: &[EdgeListLine],
    columns: &PartnerColumns,
    ties: &mut TieBuilder,
    report: &mut IssueLog,
) {
    let Some((header, rows)) = lines.split_first() else {
        return;
    };
    let mut reader = PartnerReader {
        columns,
        header,
        ties,
        seen: HashSet::new(),
        repeated: 0,
    };
    for line in rows {
        reader.line(line, report);
    }
    let repeated = reader.repeated;
    if repeated > 0 {
        let message = format!(
            "{} named by both of its ends, and {} one tie",
            counted(repeated, "tie is", "ties are"),
            crate::words::agree(repeated, "is", "are each")
        );
        report.note(header.at, "named-twice", message, None);
    }
    let quoted = columns
        .partners
        .iter()
        .map(|at| format!("`{}`", short(header.cell(*at))));
    let quoted: Vec<String> = quoted.collect();
    ties.preamble = Some(format!(
        "each line is an actor, named by `{}`, and {} the names of others, each of them a tie of \
         this kind",
        short(header.cell(columns.actor)),
        list(&quoted) + crate::words::agree(quoted.len(), " lists", " list"),
    ));
}

struct PartnerReader<'r> {
    columns: &'r PartnerColumns,
    header: &'r EdgeListLine,
    ties: &'r mut TieBuilder,
    /// The ties that were added: the column, and both ends, the lower number first.
    seen: HashSet<(usize, usize, usize)>,
    repeated: usize,
}

impl PartnerReader<'_> {
    fn line(&mut self, line: &EdgeListLine, report: &mut IssueLog) {
        let name = line.cell(self.columns.actor);
        if name.is_empty() {
            let message = "the line names no actor";
            let hint = "The line is left out; name the actor.".to_owned();
            report.error(line.at, "missing-id", message, Some(hint));
            return;
        }
        let actor = match self.ties.declaration {
            Declaration::Listed => self.ties.declare(name, line.at, report),
            Declaration::ByTies => self.ties.end(name, line.at),
        };
        for at in 0..line.len() {
            let cell = line.cell(at);
            if at == self.columns.actor || is_missing(cell) {
                continue;
            }
            if self.columns.partners.contains(&at) {
                self.list(actor, at, line, report);
            } else {
                let name = match self.header.cell(at) {
                    "" => format!("column {}", at + 1),
                    name => name.to_owned(),
                };
                self.ties.describe(actor, &name, AttributeValue::text(cell));
            }
        }
    }

    /// The ties of an actor with those that a cell lists.
    fn list(&mut self, actor: usize, at: usize, line: &EdgeListLine, report: &mut IssueLog) {
        let cell = line.cell(at);
        let word = self.header.cell(at);
        let subtype: Arc<str> = word.into();
        // Beside semicolons, commas are parts of names.
        let has_marks = cell.contains([';', '|', '\n']);
        let marks: &[char] = if has_marks { &[';', '|', '\n'] } else { &[','] };
        let mut names = parts(cell, marks).unwrap_or_else(|| vec![cell.to_owned()]);
        if names.len() > NAMES_IN_CELL.count() {
            let message = NAMES_IN_CELL.message(names.len());
            report.error(line.at, "too-many", message, None);
            names.truncate(NAMES_IN_CELL.count());
        }
        for name in names {
            let other = self.ties.end(&name, line.at);
            if !self.seen.insert((at, actor.min(other), actor.max(other))) {
                self.repeated += 1;
                continue;
            }
            self.ties.tie(ListedTie {
                source: actor,
                target: other,
                subtype: Some(Arc::clone(&subtype)),
                layer: kind_of_word(word),
                at: line.at,
                ..ListedTie::default()
            });
        }
    }
}
