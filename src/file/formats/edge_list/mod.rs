//! Tables of ties as comma-separated values: a line for each tie, with its two ends. Knows no other
//! format.
//!
//! Commas, semicolons, tabs, bars or spaces separate the cells, as in the first line; if commas do
//! not separate them, a number may have a decimal comma. [`super::columns`] guesses what the
//! columns mean, and a note says so. Columns without a meaning are kept with the relation under
//! their names.

mod lines;

use std::collections::HashSet;
use std::sync::Arc;

use crate::limits::NAME_BYTES;
use crate::model::{Date, Document, Fields, Relation, RelationId, RelationKind};

use self::lines::{EdgeListLine, cells, lines, separator};
use super::columns::{CellRow, Columns, When, direction, is_matrix};
use super::long_text::{cut_id, cut_name};
use super::native::reading::short;
use super::tie_builder;
use super::tie_builder::{CellMeaning, TieBuilder};
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;

/// Reads a table of ties. Returns nothing if it was cancelled, or if the report says why it
/// is no table of ties.
pub(crate) fn read(
    text: &str,
    report: &mut IssueLog,
    mut progress: ProgressMeter<'_>,
) -> Option<Document> {
    if let Some(at) = text.find('\0') {
        let hint = "The file is damaged, or is not text; save the table as CSV in UTF-8.";
        let message = "the table contains a null character (U+0000)";
        report.error(at, "not-text", message, Some(hint.to_owned()));
        return None;
    }
    let separator = separator(text);
    let lines = lines(text, separator, report, &mut progress)?;
    let Some(columns) = Columns::guess(&lines) else {
        no_ends(&lines, report);
        return None;
    };
    let mut reader = EdgeListReader {
        text,
        separator,
        report,
        ties: TieBuilder::default(),
        width: lines[0].len(),
        columns,
    };
    let header = usize::from(reader.columns.has_header);
    if reader.columns.has_header {
        reader.check_header(&lines[0]);
    }
    let mut progress = progress.second_half();
    for line in &lines[header..] {
        if progress.is_cancelled(line.at) {
            return None;
        }
        reader.line(line);
    }
    reader.conclude(&lines[0], lines.len() - header);
    Some(reader.ties.into_document())
}

/// Reports that no two columns are the ends of ties.
fn no_ends(lines: &[EdgeListLine], report: &mut IssueLog) {
    let names: Vec<_> = lines[0].cells.iter().map(str::trim).collect();
    let shown: Vec<_> = names
        .iter()
        .take(8)
        .map(|name| format!("`{}`", short(name)))
        .collect();
    let more = if names.len() > 8 { " and more" } else { "" };
    let message = if is_matrix(lines) {
        "the table is a matrix, with the same names in rows and columns".to_owned()
    } else {
        format!(
            "no two columns name the ends of a tie; there are {}{more}",
            shown.join(", ")
        )
    };
    let hint = "Frenemy reads a line for each tie: name the columns in the first line, two of them `source` and `target`, and `sign`, `weight`, `value` or `kind` where ties are friendly or hostile.";
    report.error(lines[0].at, "no-ends", message, Some(hint.to_owned()));
}

struct EdgeListReader<'r, 't> {
    text: &'t str,
    separator: u8,
    report: &'r mut IssueLog,
    ties: TieBuilder,
    width: usize,
    columns: Columns,
}

impl EdgeListReader<'_, '_> {
    /// The byte where a cell begins, for an issue about it.
    fn place(&self, line: &EdgeListLine, cell: usize) -> usize {
        let mut cells = cells(self.text, line.at, self.separator);
        cells.nth(cell).unwrap_or(line.at)
    }

    fn error(
        &mut self,
        line: &EdgeListLine,
        cell: usize,
        code: &'static str,
        message: String,
        hint: &str,
    ) {
        let at = self.place(line, cell);
        self.report.error(at, code, message, Some(hint.to_owned()));
    }

    fn check_header(&mut self, header: &EdgeListLine) {
        let mut seen = HashSet::new();
        for (cell, at) in cells(self.text, header.at, self.separator).enumerate() {
            let name = header.cell(cell);
            if !name.is_empty() && !seen.insert(name) {
                let message = format!("a second column is called `{}`", short(name));
                let hint = Some("The first one is used; this one is kept as text.".to_owned());
                self.report.warning(at, "repeated-column", message, hint);
            }
        }
    }

    fn line(&mut self, line: &EdgeListLine) {
        if line.len() != self.width {
            let cell = line.len().min(self.width).saturating_sub(1);
            let message = format!(
                "the line has {} cells, and the first {}",
                line.len(),
                self.width
            );
            let hint = "Check its quotes and separators; what has no column is kept.";
            self.error(line, cell, "ragged-line", message, hint);
        }
        let Columns { source, target, .. } = self.columns;
        for (cell, name) in [(source, "source"), (target, "target")] {
            if line.cell(cell).is_empty() {
                let message = format!("the line has no {name}");
                let hint = "The line is left out; name the actor at this end.";
                return self.error(line, cell, "missing-end", message, hint);
            }
            let length = line.cell(cell).len();
            if length > NAME_BYTES.count() {
                let message = format!("the {name} {}", NAME_BYTES.message(length));
                let hint = "The whole name is kept in the field `full_name`.";
                self.error(line, cell, "too-long", message, hint);
            }
        }
        let source = self.ties.actor(line.cell(source));
        let target = self.ties.actor(line.cell(target));
        let mut relation = Relation::new("", source, target);
        let mut unread = Vec::new();
        self.read_kind(line, &mut relation, &mut unread);
        self.when(line, &mut relation, &mut unread);
        self.direction(line, &mut relation, &mut unread);
        if let Some(id) = self.columns.id.map(|at| line.cell(at)) {
            relation.id = RelationId::from(&*cut_id(id));
        }
        relation.fields = self.fields(line, &unread);
        self.ties.tie(relation);
    }

    /// The sign, the strength, and the word in the file.
    fn read_kind(&mut self, line: &EdgeListLine, relation: &mut Relation, unread: &mut Vec<usize>) {
        let mut meaning = None;
        if let Some(at) = self
            .columns
            .kind_column
            .filter(|at| !line.cell(*at).is_empty())
        {
            meaning = CellMeaning::of_text(&self.decimal(line.cell(at)));
            if meaning.is_none() {
                unread.push(at);
                let message = format!("`{}` is neither friend nor foe", short(line.cell(at)));
                let hint = "Expected a number such as 1 or -1, or a word such as cooperation, hostility, ally or enemy; the kind is other.";
                self.error(line, at, "bad-sign", message, hint);
            } else if line.cell(at).starts_with(char::is_alphabetic) {
                let is_ours = |meaning: CellMeaning| meaning.kind.as_str() == line.cell(at);
                let word = line.cell(at).to_owned();
                relation.subtype = (!meaning.is_some_and(is_ours)).then_some(word);
            }
        }
        relation.kind = Some(meaning.map_or(RelationKind::Other, |meaning| meaning.kind));
        relation.weight = meaning.and_then(|meaning| meaning.strength);
        self.strength(line, relation, unread);
        let subtype = self.columns.subtype.map(|at| line.cell(at));
        if let Some(subtype) = subtype.filter(|subtype| !subtype.is_empty()) {
            relation.subtype = Some(cut_name(subtype).into_owned());
            if subtype.len() > NAME_BYTES.count() {
                unread.extend(self.columns.subtype);
            }
        }
    }

    /// The strength, if it has its own column.
    fn strength(&mut self, line: &EdgeListLine, relation: &mut Relation, unread: &mut Vec<usize>) {
        let Some(at) = self.columns.strength else {
            return;
        };
        let cell = line.cell(at);
        let number = tie_builder::number(&self.decimal(cell));
        let kind = relation.kind();
        if let Some(number) = number {
            relation.weight = Some(number.abs());
            if number < 0.0 && kind != RelationKind::Hostility {
                let kind = kind.as_str();
                let message = format!("the weight {number} is negative, and the kind is {kind}");
                let hint = "The kind is used, with a positive weight.";
                self.error(line, at, "contradiction", message, hint);
            }
        } else if !cell.is_empty() {
            unread.push(at);
            let message = format!("`{}` is not a weight", short(cell));
            self.error(line, at, "bad-number", message, "Expected a number.");
        }
    }

    /// A number with its decimal comma as a point.
    fn decimal(&self, cell: &str) -> String {
        let is_comma = self.separator != b',' && cell.matches(',').count() == 1;
        if is_comma && !cell.contains('.') {
            cell.replace(',', ".")
        } else {
            cell.to_owned()
        }
    }

    fn when(&mut self, line: &EdgeListLine, relation: &mut Relation, unread: &mut Vec<usize>) {
        let (at, text) = match self.columns.when {
            When::Nowhere => return,
            When::Date(at) => (at, date(line.cell(at))),
            When::Period(at) => (at, period(line.cell(at))),
            When::Span(start, end) => (
                start,
                format!("{}/{}", date(line.cell(start)), date(line.cell(end))),
            ),
        };
        if text.is_empty() || text == "/" {
            return;
        }
        match Date::parse(&text) {
            Ok(date) => relation.when = Some(date),
            Err(error) => {
                unread.push(at);
                if let When::Span(_, end) = self.columns.when {
                    unread.push(end);
                }
                let message = format!("`{}` is not a valid date: {}", short(&text), error.message);
                let hint = "Dates are written 2015, 2015-09, 2015-09-07, 2007/.., 2016-07~; this one is kept as it is.";
                self.error(line, at, "bad-date", message, hint);
            }
        }
    }

    fn direction(&mut self, line: &EdgeListLine, relation: &mut Relation, unread: &mut Vec<usize>) {
        let Some(at) = self
            .columns
            .directed
            .filter(|at| !line.cell(*at).is_empty())
        else {
            return;
        };
        relation.directed = direction(line.cell(at));
        if relation.directed.is_none() {
            unread.push(at);
            let message = format!("`{}` is not a direction", short(line.cell(at)));
            self.error(
                line,
                at,
                "bad-direction",
                message,
                "Expected directed or undirected.",
            );
        }
    }

    /// Cells without a meaning, cells that could not be read, and cells beyond the last column.
    fn fields(&self, line: &EdgeListLine, unread: &[usize]) -> Fields {
        let beyond = self.width..line.len();
        let numbered = unread.iter().copied().chain(beyond);
        let numbered: Vec<(usize, Arc<str>)> = numbered
            .map(|at| (at, format!("column {}", at + 1).into()))
            .collect();
        // A short line costs nothing for the cells that it does not have.
        let kept = self.columns.kept.iter();
        let kept = kept.take_while(|(at, _)| *at < line.len());
        let cells = kept
            .chain(&numbered)
            .map(|(at, key)| (Arc::clone(key), line.cell(*at)));
        tie_builder::kept(cells.filter(|(_, cell)| !cell.is_empty()))
    }

    fn conclude(&mut self, first: &EdgeListLine, lines: usize) {
        let read = self.ties.relations.len();
        let message = format!(
            "{}. {read} of {lines} lines are relations",
            self.columns.in_words(first)
        );
        let hint = "If this is wrong, name the columns `source`, `target`, `sign` (or `weight`, `value`, `kind`), `when` and `type`.";
        self.report
            .note(first.at, "columns", message, Some(hint.to_owned()));
    }
}

/// A date as other programs write it: `2005-00-00` is the year alone.
fn date(cell: &str) -> String {
    let cell = cell.strip_suffix("-00").unwrap_or(cell);
    cell.strip_suffix("-00").unwrap_or(cell).to_owned()
}

/// `1946-49` as the interval `1946/1949`.
fn period(cell: &str) -> String {
    match cell.split_once(['-', '\u{2013}']) {
        Some((start, end)) if start.len() == 4 && end.len() == 2 && start.is_ascii() => {
            format!("{start}/{}{end}", &start[..2])
        }
        Some((start, end)) if start.len() == 4 && end.len() == 4 => format!("{start}/{end}"),
        _ => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The relations of a table, one to a line, and its issues.
    fn check(text: &str) -> String {
        let mut report = IssueLog::default();
        let document = read(text, &mut report, ProgressMeter::default());
        let mut lines: Vec<String> = Vec::new();
        for relation in document
            .iter()
            .flat_map(|document| document.relations.iter())
        {
            let Relation {
                source,
                target,
                weight,
                ..
            } = &**relation;
            let when = relation.when.as_ref().map_or("", Date::as_str);
            let subtype = relation.subtype.as_deref().unwrap_or_default();
            let kept: Vec<_> = relation.fields.all_unknown().collect();
            lines.push(format!(
                "{source} {target} {} {weight:?} {when} {subtype} {kept:?}",
                relation.kind().as_str()
            ));
        }
        let issues = report.into_issues(text, None);
        lines.extend(issues.iter().map(|issue| {
            let place = &issue.place;
            let (severity, code) = (issue.severity.as_str(), issue.code);
            format!(
                "{}:{} {severity} {code}: {}",
                place.line, place.column, issue.message
            )
        }));
        lines.join("\n")
    }

    #[test]
    fn a_signed_table_says_how_it_was_understood() {
        insta::assert_snapshot!(check("Source,Target,Sign\na,b,1\nb,c,-1\nc,a,+\na,c,enemy\n"), @r"
        a b cooperation Some(1.0)   []
        b c hostility Some(1.0)   []
        c a cooperation None   []
        a c hostility None  enemy []
        1:1 note columns: the first line names the columns: `Source` the source, `Target` the target, `Sign` friend or foe. 4 of 4 lines are relations
        ");
        insta::assert_snapshot!(check("from;to;weight;year\nA;B;-1,5;1981\n"), @r"
        A B hostility Some(1.5) 1981  []
        1:1 note columns: the first line names the columns: `from` the source, `to` the target, `weight` friend or foe, `year` when. 1 of 1 lines are relations
        ");
        insta::assert_snapshot!(check("group1,group2,type,date,description\n1,2,riv,2005-00-00,\"said \"\"no\"\",\nso\"\n"), @r#"
        1 2 hostility None 2005 riv [("description", "\"said \\\"no\\\",\\nso\"")]
        1:1 note columns: the first line names the columns: `group1` the source, `group2` the target, `type` friend or foe, `date` when, one more column is kept. 1 of 1 lines are relations
        "#);
        insta::assert_snapshot!(check("window,a,b,cc\n1946-49,US,UK,2\n2002-05,US,IQ,-2\n"), @r"
        US UK cooperation Some(2.0) 1946/1949  []
        US IQ hostility Some(2.0) 2002/2005  []
        1:1 note columns: the first line names the columns: `a` the source, `b` the target, `cc` friend or foe, `window` when. 2 of 2 lines are relations
        ");
    }

    #[test]
    fn a_table_without_a_header_loses_no_line() {
        insta::assert_snapshot!(check("a,b\nb,c\nc,a\n"), @r"
        a b other None   []
        b c other None   []
        c a other None   []
        1:1 note columns: no line names the columns: column 1 the source, column 2 the target, no column for friend or foe, so every kind is other. 3 of 3 lines are relations
        ");
        insta::assert_snapshot!(check("x\ty\t-1\n"), @r"
        x y hostility Some(1.0)   []
        1:1 note columns: no line names the columns: column 1 the source, column 2 the target, column 3 friend or foe. 1 of 1 lines are relations
        ");
    }

    #[test]
    fn every_bad_cell_is_reported_with_its_place() {
        let text = "source,target,sign,kind,when\na,b,x,war,soon\n,b,1,,\nc\nd,\"e\",1,hostility,2015,more\n";
        insta::assert_snapshot!(check(text), @r#"
        a b other None  war [("column 3", "\"x\""), ("column 5", "\"soon\"")]
        d e cooperation Some(1.0) 2015 hostility [("column 6", "\"more\"")]
        1:1 note columns: the first line names the columns: `source` the source, `target` the target, `sign` friend or foe, `kind` the type, `when` when. 2 of 4 lines are relations
        2:5 error bad-sign: `x` is neither friend nor foe
        2:11 error bad-date: `soon` is not a valid date: a date begins with a year of four digits
        3:1 error missing-end: the line has no source
        4:1 error ragged-line: the line has 1 cells, and the first 5
        4:1 error missing-end: the line has no target
        5:19 error ragged-line: the line has 6 cells, and the first 5
        "#);
        insta::assert_snapshot!(check("source,target,kind,weight\na,b,support,-2\na,b,ally,many\n"), @r#"
        a b support Some(2.0)   []
        a b cooperation None  ally [("column 4", "\"many\"")]
        1:1 note columns: the first line names the columns: `source` the source, `target` the target, `kind` friend or foe, `weight` the weight. 2 of 2 lines are relations
        2:13 error contradiction: the weight -2 is negative, and the kind is support
        3:10 error bad-number: `many` is not a weight
        "#);
        insta::assert_snapshot!(check("source,target\n\"a,b\nc,d\n"), @r"
        1:1 note columns: the first line names the columns: `source` the source, `target` the target, no column for friend or foe, so every kind is other. 0 of 1 lines are relations
        2:1 error open-quote: the quote that opens here is never closed
        2:1 error ragged-line: the line has 1 cells, and the first 2
        2:1 error missing-end: the line has no target
        ");
    }

    #[test]
    fn a_table_without_ties_is_refused() {
        insta::assert_snapshot!(check("Id,Label\n1,A\n"), @r"1:1 error no-ends: no two columns name the ends of a tie; there are `Id`, `Label`");
        insta::assert_snapshot!(check("name,born,died,note\nA,1,2,3\n"), @r"1:1 error no-ends: no two columns name the ends of a tie; there are `name`, `born`, `died`, `note`");
        insta::assert_snapshot!(check(",A,B\nA,0,1\nB,1,0\n"), @r"1:1 error no-ends: the table is a matrix, with the same names in rows and columns");
        insta::assert_snapshot!(check("source,target\na\0,b\n"), @r"2:2 error not-text: the table contains a null character (U+0000)");
    }

    #[test]
    fn the_byte_of_every_cell_is_found() {
        let text = "x\r\n\"a,\"\"b\",c,d\r\nnext";
        let found: Vec<_> = cells(text, 3, b',').map(|at| &text[at..=at]).collect();
        assert_eq!(found, ["\"", "c", "d"]);
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(256))]

        #[test]
        fn no_table_makes_it_panic_and_every_refusal_has_an_issue(parts in muddle()) {
            let is_reported = match crate::file::read(parts.concat().as_bytes(), "muddle.csv") {
                Ok(opened) => opened.format != "csv" || !opened.issues.is_empty(),
                Err(issues) => !issues.is_empty(),
            };
            proptest::prop_assert!(is_reported);
        }
    }

    /// Parts of tables in random order.
    fn muddle() -> impl proptest::strategy::Strategy<Value = Vec<&'static str>> {
        let parts = "source target sign a b é 1 -1 \" , , ; 2015 kind when";
        let parts: Vec<_> = parts
            .split(' ')
            .chain(["\n", "\r\n", "\t", " ", "source,target,when\n"])
            .collect();
        proptest::collection::vec(proptest::sample::select(parts), 0..30)
    }
}
