//! Workbooks of Excel: sheets of actors and sheets of ties, as Gephi and Kumu users keep them. Each
//! sheet is read as a table. Knows no column.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Reader as _, Sheet as SheetMetadata, SheetType, SheetVisible, Xlsx};

use super::edge_list::{self, TableKind};
use super::kind_words::plain;
use super::native::reading::short;
use super::several_networks::is_year;
use super::sheet_text::{CellsLeft, SheetWords, words_of};
use super::tie_builder::TieBuilder;
use super::xlsx_guard::{self, allowed};
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::limits::{SHEETS, XLSX_CELLS};
use crate::model::{Document, Issue, ReadChoices, Severity};
use crate::words::{self, counted};

type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

/// About how many times its size a workbook unpacks to.
const PACKING: usize = 10;

/// Reads a workbook; nothing if the report says why there is no network in it.
pub(crate) fn read(
    bytes: &[u8],
    report: &mut IssueLog,
    mut progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut book = opened(bytes, report)?;
    let sheets = sheets_of(&mut book, allowed(bytes) as usize, report, &mut progress)?;
    let parts = SheetParts::of(&sheets, &report.choices);
    parts.report(report);
    let SheetParts {
        actors,
        ties,
        claims,
        ..
    } = parts;
    if actors.is_empty() && ties.is_empty() {
        let hint = "A sheet of ties names its columns in the first line, two of them `source` and `target`; a sheet of actors has `id` and `label`.";
        report.error(
            0,
            "no-network",
            "no sheet is a table of ties or of actors",
            Some(hint.to_owned()),
        );
        return None;
    }
    let bytes = PACKING * bytes.len();
    let mut builder = if actors.is_empty() || ties.is_empty() {
        TieBuilder::by_ties(bytes)
    } else {
        TieBuilder::listed(bytes)
    };
    let pages = SheetPages::of(ties.iter().chain(&actors).copied());
    read_pages(&pages, ties.len(), &mut builder, report, &mut progress)?;
    let mut log = IssueLog::choosing(&report.choices);
    let document = builder.into_document(&mut log, progress.last_quarter(), &|at, _| at);
    take_choices(&mut log, report);
    for issue in log.into_issues(&pages.text, None) {
        let (name, issue) = pages.placed(issue);
        add(std::iter::once(issue), name, report);
    }
    let mut document = document?;
    for Sheet { name, text, .. } in claims {
        let mut log = IssueLog::default();
        edge_list::read_sheet_of_claims(text, &mut document, &mut log, &mut progress)?;
        let issues = log.into_issues(text, None).into_iter();
        add(issues, name, report);
    }
    Some(document)
}

/// The workbook; nothing if it is broken or unsafe to read.
fn opened<'b>(bytes: &'b [u8], report: &mut IssueLog) -> Option<Book<'b>> {
    let book = xlsx_guard::check(bytes).and_then(|()| {
        Xlsx::new(Cursor::new(bytes)).map_err(|error| format!("the workbook is broken: {error}"))
    });
    match book {
        Ok(book) => Some(book),
        Err(message) => {
            let hint = "Save it as XLSX again, or each sheet as CSV.".to_owned();
            report.error(0, "bad-table", message, Some(hint));
            None
        }
    }
}

/// Reads the sheets of actors, then those of ties, which are the first `tie_sheets` of the pages.
fn read_pages(
    pages: &SheetPages<'_>,
    tie_sheets: usize,
    builder: &mut TieBuilder,
    report: &mut IssueLog,
    progress: &mut ProgressMeter<'_>,
) -> Option<()> {
    let choices = Arc::clone(&report.choices);
    let (ties, actors) = pages.sheets.split_at(tie_sheets);
    let is_pair = tie_sheets > 0;
    let mut understood: Vec<String> = Vec::new();
    for page in actors.iter().chain(ties) {
        // What was chosen is about ties.
        let mut log = match page.sheet.kind {
            Some(TableKind::Actors) if is_pair => IssueLog::default(),
            _ => IssueLog::choosing(&choices),
        };
        builder.part_at = page.at;
        let first = builder.tie_count();
        let text = &*page.sheet.text;
        let read = edge_list::read_sheet(text, builder, &mut log, progress);
        take_choices(&mut log, report);
        let issues = log.into_issues(text, None).into_iter();
        add(
            issues.filter(|issue| !is_pair || issue.code != "actors-only"),
            &page.sheet.name,
            report,
        );
        read?;
        if tie_sheets > 1 {
            if !is_given_name(&page.sheet.name) {
                builder.name_ties(first..builder.tie_count(), &page.sheet.name);
            }
            let words = builder.preamble.take();
            understood.extend(words.map(|words| format!("`{}`: {words}", short(&page.sheet.name))));
        }
    }
    builder.part_at = 0;
    if !understood.is_empty() {
        builder.preamble = Some(understood.join("; "));
    }
    Some(())
}

/// Takes over what a sheet says about choices of columns.
fn take_choices(log: &mut IssueLog, report: &mut IssueLog) {
    report.is_refused |= log.is_refused;
    report.preview = log.preview.take().or(report.preview.take());
}

/// The sheets of a workbook as text, which may have this many bytes; nothing if it was cancelled.
fn sheets_of(
    book: &mut Book<'_>,
    max_bytes: usize,
    report: &mut IssueLog,
    progress: &mut ProgressMeter<'_>,
) -> Option<Vec<Sheet>> {
    let mut left = CellsLeft {
        cells: XLSX_CELLS.count(),
        bytes: max_bytes,
        max_bytes,
    };
    let mut sheets = Vec::new();
    let mut metadata = book.sheets_metadata().to_vec();
    if metadata.len() > SHEETS.count() {
        report.error(0, "too-many", SHEETS.message(metadata.len()), None);
        metadata.truncate(SHEETS.count());
    }
    // Sheets of charts and macros have no cells.
    metadata.retain(|sheet| sheet.typ == SheetType::WorkSheet);
    for SheetMetadata { name, visible, .. } in metadata {
        if progress.is_cancelled_at_item(sheets.len(), 16) {
            return None;
        }
        match words_of(book, &name, &mut left) {
            Ok(words) => {
                report_words(&name, &words, report);
                let text = words.text;
                let kind = edge_list::kind_of_sheet(&text, &report.choices);
                sheets.push(Sheet {
                    is_hidden: visible != SheetVisible::Visible,
                    name,
                    text,
                    kind,
                });
            }
            Err(message) => {
                let message = format!("the sheet `{}` is not read: {message}", short(&name));
                let hint = "Save the sheet as CSV, and open that file.".to_owned();
                report.error(0, "bad-table", message, Some(hint));
            }
        }
    }
    Some(sheets)
}

/// A sheet as text, and what its lines are.
struct Sheet {
    name: String,
    text: String,
    kind: Option<TableKind>,
    is_hidden: bool,
}

/// The sheets of a workbook, by what is read from them.
#[derive(Default)]
struct SheetParts<'s> {
    actors: Vec<&'s Sheet>,
    ties: Vec<&'s Sheet>,
    claims: Vec<&'s Sheet>,
    /// Neither ties nor actors.
    unread: Vec<&'s Sheet>,
    /// Hidden sheets of what a visible one has.
    hidden: Vec<&'s Sheet>,
}

impl<'s> SheetParts<'s> {
    fn of(sheets: &'s [Sheet], choices: &ReadChoices) -> Self {
        let mut parts = Self::default();
        let says_ties = |sheet: &&Sheet| {
            sheet.kind == Some(TableKind::Ties) && edge_list::sheet_says_ties(&sheet.text, choices)
        };
        // Two columns of anything may be ties. Beside a sheet that says so they are not.
        let certain = sheets.iter().filter(says_ties);
        let certain: Vec<&str> = certain.map(|sheet| &*sheet.name).collect();
        for sheet in sheets {
            let is_shown = |other: &Sheet| !other.is_hidden && other.kind == sheet.kind;
            let is_doubtful = !certain.is_empty() && !certain.contains(&&*sheet.name);
            let part = match sheet.kind {
                Some(_) if sheet.is_hidden && sheets.iter().any(is_shown) => &mut parts.hidden,
                Some(TableKind::Ties) if is_doubtful => &mut parts.unread,
                Some(TableKind::Ties) => &mut parts.ties,
                Some(TableKind::Actors) if is_of_sources(sheet) => &mut parts.unread,
                Some(TableKind::Actors) => &mut parts.actors,
                Some(TableKind::Claims) => &mut parts.claims,
                None => &mut parts.unread,
            };
            part.push(sheet);
        }
        parts
    }

    /// Says which sheet was read as what.
    fn report(&self, report: &mut IssueLog) {
        let names = |sheets: &[&Sheet]| {
            let names = sheets
                .iter()
                .map(|sheet| format!("`{}`", short(&sheet.name)));
            words::list(&words::shortened(
                names.collect::<Vec<_>>().into_iter(),
                8,
                "sheet",
                "sheets",
            ))
        };
        let read = [
            ("actors", &self.actors),
            ("ties", &self.ties),
            ("claims", &self.claims),
        ];
        let read = read.into_iter().filter(|(_, sheets)| !sheets.is_empty());
        let parts: Vec<String> = read
            .map(|(what, sheets)| format!("{what} were read from {}", names(sheets)))
            .collect();
        if !parts.is_empty() {
            report.note(0, "sheets", parts.join(", "), None);
        }
        let filled: Vec<_> = self
            .unread
            .iter()
            .copied()
            .filter(|sheet| !sheet.text.trim().is_empty())
            .collect();
        if !filled.is_empty() {
            let message = format!("sheets that are not read: {}", names(&filled));
            let hint = "They are neither tables of ties nor of actors; call two of the columns `source` and `target` where the lines are ties.".to_owned();
            report.warning(0, "unread-sheets", message, Some(hint));
        }
        if !self.hidden.is_empty() {
            let message = format!("hidden sheets that are not read: {}", names(&self.hidden));
            let hint = "Unhide them in the workbook to read them too.".to_owned();
            report.warning(0, "unread-sheets", message, Some(hint));
        }
    }
}

/// Whether a sheet lists books and articles, as workbooks of coders have them, and no actors.
fn is_of_sources(sheet: &Sheet) -> bool {
    let names = edge_list::names_of_sheet(&sheet.text);
    let has = |wanted: &[&str]| names.iter().any(|name| wanted.contains(&&*plain(name)));
    has(&["author", "authors", "autor", "auteur", "autoren"])
        && has(&["title", "titel", "titre", "título", "headline"])
}

/// A sheet among the texts of all.
struct SheetPage<'s> {
    sheet: &'s Sheet,
    /// The byte where it begins, and how many lines are before it.
    at: usize,
    lines: usize,
}

/// The texts of sheets after each other, so that a place in them says which sheet it is in.
struct SheetPages<'s> {
    text: String,
    sheets: Vec<SheetPage<'s>>,
}

impl<'s> SheetPages<'s> {
    fn of(sheets: impl Iterator<Item = &'s Sheet>) -> Self {
        let mut pages = Self {
            text: String::new(),
            sheets: Vec::new(),
        };
        let mut lines = 0;
        for sheet in sheets {
            pages.sheets.push(SheetPage {
                sheet,
                at: pages.text.len(),
                lines,
            });
            pages.text += &sheet.text;
            lines += sheet.text.matches('\n').count();
        }
        pages
    }

    /// An issue with its row in its sheet, and the name of the sheet.
    fn placed(&self, mut issue: Issue) -> (&'s str, Issue) {
        let mut before = self.sheets.iter().rev();
        let Some(page) = before.find(|page| page.lines < issue.place.line.max(1)) else {
            return ("", issue);
        };
        issue.place.line = issue.place.line.max(1) - page.lines;
        (&page.sheet.name, issue)
    }
}

/// Whether a program gave a sheet its name, such as `Sheet1`, or a number that is no year.
fn is_given_name(name: &str) -> bool {
    let word = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let given = [
        "",
        "sheet",
        "tabelle",
        "feuil",
        "feuille",
        "hoja",
        "foglio",
        "blad",
        "лист",
        "arkusz",
        "planilha",
        "sayfa",
        "工作表",
    ];
    given.contains(&&*word.to_lowercase()) && word.len() < name.len() && !is_year(name.trim())
}

/// Says how many cells of a sheet are filled because they are merged with others, and how many are
/// formulas whose values the workbook does not have.
fn report_words(name: &str, read: &SheetWords, report: &mut IssueLog) {
    let SheetWords {
        uncomputed, merged, ..
    } = *read;
    if merged > 0 {
        let message = format!(
            "sheet `{}`: {} merged with the one above, and {} its value",
            short(name),
            counted(merged, "cell is", "cells are"),
            words::agree(merged, "has", "have")
        );
        report.note(0, "merged-cells", message, None);
    }
    if uncomputed == 0 {
        return;
    }
    let cells = counted(
        uncomputed,
        "cell is a formula without a saved value",
        "cells are formulas without saved values",
    );
    let verb = words::agree(uncomputed, "it is", "they are");
    let message = format!("sheet `{}`: {cells}; {verb} read as empty", short(name));
    let hint = "The program that wrote the workbook computed nothing. Open it in Excel or LibreOffice, and save it.".to_owned();
    report.warning(0, "formulas", message, Some(hint));
}

/// Adds issues of a sheet, each with the sheet and the row in its message.
fn add(issues: impl Iterator<Item = Issue>, sheet: &str, report: &mut IssueLog) {
    for issue in issues {
        let row = issue.place.line;
        let message = format!("sheet `{}`, row {row}: {}", short(sheet), issue.message);
        match issue.severity {
            Severity::Error => report.error(0, issue.code, message, issue.hint),
            Severity::Warning => report.warning(0, issue.code, message, issue.hint),
            Severity::Note => report.note(0, issue.code, message, issue.hint),
        }
    }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::Workbook;

    use crate::limits::SHEETS;

    #[test]
    fn of_very_many_sheets_the_first_are_read() {
        let mut book = Workbook::new();
        let first = book.add_worksheet();
        for (column, [header, value]) in [["source", "a"], ["target", "b"]].iter().enumerate() {
            first.write(0, column as u16, *header).unwrap();
            first.write(1, column as u16, *value).unwrap();
        }
        for _ in 0..SHEETS.count() {
            book.add_worksheet();
        }
        let read = crate::file::read(&book.save_to_buffer().unwrap(), "a.xlsx").unwrap();
        assert_eq!(read.document.relations.len(), 1);
        let said = |issue: &crate::model::Issue| issue.message.contains("only the first 1000");
        assert!(read.issues.iter().any(said), "{:?}", read.issues);
    }

    #[test]
    fn a_sheet_names_only_ties_that_have_no_type_of_their_own() {
        let mut book = Workbook::new();
        for (name, column) in [("Treaties", "ally"), ("Raids", "note"), ("1914", "note")] {
            let sheet = book.add_worksheet();
            sheet.set_name(name).unwrap();
            for (at, (header, value)) in [("source", "a"), ("target", "b"), (column, "1")]
                .into_iter()
                .enumerate()
            {
                sheet.write(0, at as u16, header).unwrap();
                sheet.write(1, at as u16, value).unwrap();
            }
        }
        let read = crate::file::read(&book.save_to_buffer().unwrap(), "a.xlsx").unwrap();
        let relations = read.document.relations.iter();
        let said = relations.map(|relation| {
            let when = relation.when.as_ref().map(ToString::to_string);
            (relation.subtype.as_deref(), when)
        });
        let said: Vec<_> = said.collect();
        assert_eq!(
            said,
            [
                (Some("ally"), None),
                (Some("Raids"), None),
                (None, Some("1914".to_owned()))
            ]
        );
    }
}
