//! Several names in one cell of an end, such as `Iran; Syria`: a tie for each. Knows no other
//! column.

use std::collections::{HashMap, HashSet};

use super::lines::EdgeListLine;
use crate::file::formats::builder_memory::copied_bytes;
use crate::file::formats::cell_row::CellRow;
use crate::file::formats::columns::TieColumns;
use crate::file::formats::kind_words::plain;
use crate::file::formats::tie_builder::TieBuilder;
use crate::file::report::IssueLog;
use crate::limits::NAMES_IN_CELL;
use crate::words::{counted, short};

/// What is between names for sure, if several cells that differ have it or the names are known.
const MARKS: [char; 2] = [';', '|'];

/// What may be part of a name too: where the parts are names elsewhere, it is only said.
const DOUBTFUL: [&str; 4] = [",", " & ", " / ", " and "];

/// The cells of ends that have several names.
#[derive(Default)]
pub(super) struct SeveralNames {
    /// Names that a cell has alone.
    alone: HashSet<String>,
    /// Parts of cells that another cell has too.
    often: HashSet<String>,
    /// Whether semicolons and bars are between names.
    has_marks: bool,
    ends: [usize; 2],
    /// The first cell that was split, how many were, and their ties.
    split: Option<(usize, String)>,
    cells: usize,
    /// The first cell that looks as if it had several names, and how many do.
    doubtful: Option<(usize, String)>,
    doubts: usize,
}

impl SeveralNames {
    /// Looks at the ends of all lines.
    pub(super) fn of(lines: &[EdgeListLine], columns: &TieColumns) -> Self {
        let ends = [columns.source, columns.target];
        let cells = || lines.iter().flat_map(|line| ends.map(|at| line.cell(at)));
        // Most tables have none, and need no more than this.
        let is_mark = |byte: u8| matches!(byte, b';' | b'|' | b',' | b' ');
        let may_be_several = |cell: &str| cell.bytes().any(is_mark);
        let is_several = |cell: &str| {
            may_be_several(cell)
                && (cell.contains(MARKS) || DOUBTFUL.iter().any(|mark| cell.contains(mark)))
        };
        if !cells().any(is_several) {
            return Self::default();
        }
        let marked = cells().filter(|cell| parts(cell, &MARKS).is_some());
        // One name that is in many lines may have a semicolon of its own.
        let marked: HashSet<String> = marked.map(plain).collect();
        let alone = cells().filter(|cell| !cell.contains(MARKS)).map(plain);
        let alone: HashSet<String> = alone.collect();
        let is_known = |cell: &str| {
            let parts = parts(cell, &MARKS).unwrap_or_default();
            parts.iter().any(|part| alone.contains(&plain(part)))
        };
        Self {
            has_marks: marked.len() > 1 || cells().any(is_known),
            often: often(cells().filter(|cell| is_several(cell))),
            alone,
            ends,
            ..Self::default()
        }
    }

    /// A line for each pair of names, where a cell has several, as far as there is memory for the
    /// other cells of all of them.
    pub(super) fn split(
        &mut self,
        line: &EdgeListLine,
        ties: &mut TieBuilder,
    ) -> Option<Vec<EdgeListLine>> {
        if self.alone.is_empty() && !self.has_marks {
            return None;
        }
        // The id of a listed actor is one name.
        let is_listed = |at: usize| {
            ties.known(line.cell(at))
                .is_some_and(|it| ties.is_declared(it))
        };
        if self.ends.into_iter().any(is_listed) {
            return None;
        }
        let [sources, targets] = self.ends.map(|at| self.names(line, at));
        if sources.len() * targets.len() < 2 {
            return None;
        }
        for (names, at) in [(&sources, self.ends[0]), (&targets, self.ends[1])] {
            if names.len() > 1 {
                self.cells += 1;
                let first = || (line.at, line.cell(at).to_owned());
                self.split.get_or_insert_with(first);
            }
        }
        let pairs = sources
            .iter()
            .flat_map(|source| targets.iter().map(move |target| (source, target)));
        let one = |(source, target): (&String, &String)| {
            let mut one = line.copy();
            one.set(self.ends[0], source);
            one.set(self.ends[1], target);
            one
        };
        let lengths = line.cells.iter().map(str::len).filter(|length| *length > 0);
        let bytes = line.cells.len() * size_of::<usize>() + copied_bytes(lengths);
        let mut is_first = true;
        let has_room =
            |_: &(&String, &String)| std::mem::take(&mut is_first) || ties.may_copy(bytes);
        Some(pairs.filter(has_room).map(one).collect())
    }

    /// The names in a cell.
    fn names(&mut self, line: &EdgeListLine, at: usize) -> Vec<String> {
        let cell = line.cell(at);
        let whole = || vec![cell.to_owned()];
        if let Some(parts) = parts(cell, &MARKS) {
            if self.has_marks && parts.len() <= NAMES_IN_CELL.count() {
                return parts;
            }
            self.doubt(line, at);
            return whole();
        }
        let is_known = |part: &str| {
            let part = plain(part);
            !part.is_empty() && (self.alone.contains(&part) || self.often.contains(&part))
        };
        let mut marks = DOUBTFUL.iter().filter(|mark| cell.contains(*mark));
        if marks.any(|mark| cell.split(mark).any(is_known)) {
            self.doubt(line, at);
        }
        whole()
    }

    fn doubt(&mut self, line: &EdgeListLine, at: usize) {
        let first = || (line.at, line.cell(at).to_owned());
        self.doubtful.get_or_insert_with(first);
        self.doubts += 1;
    }

    /// Says which cells were split, and which ones look as if they had several names.
    pub(super) fn report(&self, report: &mut IssueLog) {
        if let Some((at, cell)) = &self.split {
            let message = format!(
                "{} several names, such as `{}`; each is an actor with a tie of its own",
                counted(self.cells, "cell of an end has", "cells of ends have"),
                short(cell)
            );
            report.note(*at, "several-names", message, None);
        }
        if let Some((at, cell)) = &self.doubtful {
            let message = format!(
                "{} may have several names, such as `{}`, and each is read as one",
                counted(self.doubts, "cell of an end", "cells of ends"),
                short(cell)
            );
            let hint = "If it is several, put semicolons between its names: each becomes an actor with a tie of its own.";
            report.warning(*at, "several-names", message, Some(hint.to_owned()));
        }
    }
}

/// The parts that two different cells have, between marks that may be part of names too.
fn often<'c>(cells: impl Iterator<Item = &'c str>) -> HashSet<String> {
    let mut first: HashMap<String, &str> = HashMap::new();
    let mut often = HashSet::new();
    for cell in cells {
        let Some(mark) = DOUBTFUL.iter().find(|mark| cell.contains(*mark)) else {
            continue;
        };
        for part in cell.split(mark).map(plain) {
            match first.get(&part) {
                Some(other) if *other != cell => {
                    often.insert(part);
                }
                Some(_) => {}
                None => {
                    first.insert(part, cell);
                }
            }
        }
    }
    often
}

/// The parts of a cell between marks, each once, if there are several and none is empty.
pub(super) fn parts(cell: &str, marks: &[char]) -> Option<Vec<String>> {
    if !cell.contains(marks) {
        return None;
    }
    let mut parts: Vec<String> = Vec::new();
    let trimmed = cell.trim_end_matches(|c: char| marks.contains(&c) || c.is_whitespace());
    for part in trimmed.split(marks).map(str::trim) {
        if part.is_empty() {
            return None;
        }
        if !parts.iter().any(|known| known == part) {
            parts.push(part.to_owned());
        }
    }
    (parts.len() > 1).then_some(parts)
}
