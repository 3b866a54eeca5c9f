//! The lines of a table, and where their cells begin. Knows no column.

use csv::StringRecord;

use crate::file::formats::actor_columns::is_actor_id;
use crate::file::formats::cell_row::CellRow;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::words::restored_cell;

/// A line of the table, and the byte where it begins.
pub(super) struct EdgeListLine {
    pub(super) at: usize,
    pub(super) cells: StringRecord,
    /// Whether all cells are in quotes that CSV does not have.
    is_unquoted: bool,
}

impl EdgeListLine {
    pub(super) fn new(at: usize, cells: StringRecord) -> Self {
        Self {
            at,
            cells,
            is_unquoted: false,
        }
    }

    /// Puts another text into a cell that the line has.
    pub(super) fn set(&mut self, at: usize, text: &str) {
        let cells = (0..self.len()).map(|other| if other == at { text } else { self.cell(other) });
        self.cells = cells.collect();
        self.is_unquoted = false;
    }

    /// Another line with the same cells at the same place.
    pub(super) fn copy(&self) -> Self {
        Self {
            at: self.at,
            cells: self.cells.iter().collect(),
            is_unquoted: self.is_unquoted,
        }
    }

    /// A cell with the space around it.
    pub(super) fn whole(&self, at: usize) -> &str {
        self.cells.get(at).unwrap_or_default()
    }
}

impl CellRow for EdgeListLine {
    fn len(&self) -> usize {
        self.cells.len()
    }

    fn cell(&self, at: usize) -> &str {
        let cell = self.cells.get(at).unwrap_or_default().trim();
        if self.is_unquoted {
            without_quotes(cell)
        } else {
            cell
        }
    }
}

/// What separates cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separator {
    Byte(u8),
    /// Any number of spaces and tabs.
    Spaces,
}

/// How a table is written.
#[derive(Debug)]
pub(super) struct TableText<'t> {
    pub(super) text: &'t str,
    /// The byte where its first line begins, after comments and `sep=;`.
    pub(super) start: usize,
    pub(super) separator: Separator,
    /// Lines that begin with `#` or `%` before the table, without these.
    pub(super) comments: Vec<&'t str>,
    comment: Option<u8>,
    /// Whether it is a sheet of a workbook: it has no marks before what is no formula, and a row
    /// ends after its last filled cell.
    pub(super) is_sheet: bool,
}

impl<'t> TableText<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut table = Self {
            text,
            start: 0,
            separator: Separator::Byte(b','),
            comments: Vec::new(),
            comment: None,
            is_sheet: false,
        };
        let mut at = 0;
        let mut said = None;
        for line in text.split_inclusive('\n') {
            let trimmed = line.trim();
            if let Some(comment) = trimmed.strip_prefix(['#', '%']) {
                table.comment = table.comment.or(trimmed.bytes().next());
                table.comments.push(comment.trim());
            } else if let Some(separator) = said_separator(trimmed) {
                said = Some(separator);
            } else if !trimmed.is_empty() {
                break;
            }
            at += line.len();
        }
        table.start = at.min(text.len());
        table.separator = match said {
            Some(separator) => Separator::Byte(separator),
            None if table.is_konect() => Separator::Spaces,
            None => separator(&text[table.start..], table.comment),
        };
        table
    }

    /// Whether it is a list of KONECT: numbers with any space between them, below a comment.
    fn is_konect(&self) -> bool {
        let mut lines = self.text[self.start..].lines().take(20);
        let is_number = |cell: &str| cell.parse::<f64>().is_ok();
        self.comment == Some(b'%') && lines.all(|line| line.split_whitespace().all(is_number))
    }

    /// A table with tabs between its cells, without comments.
    pub(super) fn with_tabs(text: &'t str) -> Self {
        Self {
            text,
            start: 0,
            separator: Separator::Byte(b'\t'),
            comments: Vec::new(),
            comment: None,
            is_sheet: true,
        }
    }

    /// The byte where a cell of the line at a byte begins.
    pub(super) fn place(&self, line: usize, cell: usize) -> usize {
        self.places(line).nth(cell).unwrap_or(line)
    }

    /// The bytes where the cells of the line at a byte begin.
    pub(super) fn places(&self, line: usize) -> Box<dyn Iterator<Item = usize> + 't> {
        match self.separator {
            Separator::Byte(separator) => Box::new(cells(self.text, line, separator)),
            Separator::Spaces => {
                let rest = &self.text[line..];
                let rest = rest.lines().next().unwrap_or_default();
                Box::new(words(rest).into_iter().map(move |(at, _)| line + at))
            }
        }
    }

    /// All lines that are not blank; `None` if there are none, or if reading was cancelled.
    pub(super) fn lines(
        &self,
        report: &mut IssueLog,
        progress: &mut ProgressMeter<'_>,
    ) -> Option<Vec<EdgeListLine>> {
        let mut lines = match self.separator {
            Separator::Byte(separator) => self.separated(separator, report, progress)?,
            Separator::Spaces => self.spaced(progress)?,
        };
        if lines.iter().take(20).all(|line| is_quoted(&line.cells)) {
            for line in &mut lines {
                line.is_unquoted = true;
            }
        }
        (!lines.is_empty()).then_some(lines)
    }

    /// The cells of a record, without the marks that spreadsheets need; apostrophes around every
    /// cell are quotes, not marks.
    fn cells_of(&self, record: &StringRecord) -> StringRecord {
        let has_marks = !self.is_sheet && record.iter().any(|cell| cell.contains('\''));
        if !has_marks || is_quoted(record) {
            return record.iter().collect();
        }
        let cells: Vec<_> = record.iter().map(restored_cell).collect();
        cells.iter().map(String::as_str).collect()
    }

    fn spaced(&self, progress: &mut ProgressMeter<'_>) -> Option<Vec<EdgeListLine>> {
        let mut lines = Vec::new();
        let mut at = self.start;
        for line in self.text[self.start..].split_inclusive('\n') {
            if progress.is_cancelled(at) {
                return None;
            }
            let is_comment = line.trim_start().starts_with(['#', '%']);
            if !is_comment && !line.trim().is_empty() {
                let cells = words(line.trim_end());
                let begin = cells.first().map_or(0, |(at, _)| *at);
                let cells = cells.into_iter().map(|(_, cell)| cell).collect();
                lines.push(EdgeListLine::new(at + begin, cells));
            }
            at += line.len();
        }
        Some(lines)
    }

    fn separated(
        &self,
        separator: u8,
        report: &mut IssueLog,
        progress: &mut ProgressMeter<'_>,
    ) -> Option<Vec<EdgeListLine>> {
        let text = &self.text[self.start..];
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .comment(self.comment)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut lines: Vec<EdgeListLine> = Vec::new();
        let mut record = StringRecord::new();
        loop {
            match reader.read_record(&mut record) {
                Ok(false) => break,
                Ok(true) => {
                    let at = record.position().map_or(0, |place| place.byte() as usize);
                    if progress.is_cancelled(self.start + at) {
                        return None;
                    }
                    let blank =
                        text[at..].len() - text[at..].trim_start_matches(['\r', '\n']).len();
                    if record.iter().any(|cell| !cell.trim().is_empty()) {
                        // A clone would have room for as many cells as the longest line.
                        let cells = self.cells_of(&record);
                        lines.push(EdgeListLine::new(self.start + at + blank, cells));
                    }
                }
                Err(error) => {
                    let at = error.position().map_or(0, |place| place.byte() as usize);
                    let hint = Some("Save the table as CSV in UTF-8.".to_owned());
                    report.error(self.start + at, "bad-table", error.to_string(), hint);
                    return None;
                }
            }
        }
        let last = lines.last().map_or(self.start, |line| line.at);
        if let Some(at) = open_quote(self.text, last, separator) {
            let message = "the quote that opens here is never closed";
            let hint = "Everything after it was read as one cell. Close the quote, or double it if it is part of the text.";
            report.error(at, "open-quote", message, Some(hint.to_owned()));
        }
        Some(lines)
    }
}

/// The separator that Excel's first line `sep=;` says.
fn said_separator(line: &str) -> Option<u8> {
    let line = line.trim_matches('"');
    let rest = line
        .get(..4)
        .filter(|head| head.eq_ignore_ascii_case("sep="))
        .map(|_| &line[4..])?;
    match rest.as_bytes() {
        [separator] => Some(*separator),
        [] | [b'\\', b't'] => Some(b'\t'),
        _ => None,
    }
}

/// The separator that most of the first lines have equally often.
fn separator(text: &str, comment: Option<u8>) -> Separator {
    let is_comment =
        |line: &String| comment.is_some_and(|mark| line.as_bytes().first() == Some(&mark));
    let lines: Vec<String> = first_lines(text, 40)
        .into_iter()
        .filter(|line| !line.trim().is_empty() && !is_comment(line))
        .map(without_properties)
        .take(20)
        .collect();
    // A single column of names, which may have spaces in them.
    let is_column = lines.first().is_some_and(|first| is_actor_id(first))
        && !lines.iter().any(|line| line.contains([';', '\t', '|']));
    if is_column {
        return Separator::Byte(b',');
    }
    let count =
        |line: &String, separator: u8| line.bytes().filter(|byte| *byte == separator).count();
    let score = |separator: u8| {
        let counts: Vec<usize> = lines.iter().map(|line| count(line, separator)).collect();
        let mut best = 0;
        for wanted in &counts {
            if *wanted > 0 {
                best = best.max(counts.iter().filter(|count| *count == wanted).count());
            }
        }
        (best, counts.first().copied().unwrap_or_default())
    };
    let best = [b';', b'\t', b',', b'|']
        .into_iter()
        .map(|separator| (score(separator), separator))
        .rev()
        .max_by_key(|(score, _)| *score);
    match best {
        // A single title above the table has no separator.
        Some(((same, _), separator)) if same * 2 >= lines.len().max(1) || same > 1 => {
            let is_spaced = lines.iter().all(|line| line.trim().contains(' '));
            let is_everywhere = lines.iter().all(|line| count(line, separator) > 0);
            // `65 1929` above lines with tabs; `a b 1,5`.
            let is_mixed = separator == b'\t'
                && !is_everywhere
                && lines
                    .iter()
                    .all(|line| line.contains('\t') != line.trim().contains(' '));
            if is_mixed || (is_spaced && !is_everywhere && same * 2 < lines.len()) {
                Separator::Spaces
            } else {
                Separator::Byte(separator)
            }
        }
        _ if lines.iter().any(|line| line.trim().contains([' ', '\t'])) => Separator::Spaces,
        _ => Separator::Byte(b','),
    }
}

/// The most bytes that are looked at to find out what separates cells.
const LOOKED_AT: usize = 200_000;

/// The first lines, with a letter in place of each text in quotes, which may go on over several
/// lines. Where a quote is never closed, quotes are like other characters.
fn first_lines(text: &str, count: usize) -> Vec<String> {
    let text = &text[..text.floor_char_boundary(LOOKED_AT)];
    let mut lines = vec![String::new()];
    let mut is_quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let line = lines.len() - 1;
        let begins_cell =
            lines[line].is_empty() || lines[line].ends_with([',', ';', '\t', '|', ' ']);
        match letter {
            '"' if is_quoted => {
                is_quoted = letters.next_if_eq(&'"').is_some();
                if !is_quoted {
                    lines[line].push('q');
                }
            }
            _ if is_quoted => {}
            '"' if begins_cell => is_quoted = true,
            '\n' if lines.len() == count => break,
            '\n' => lines.push(String::new()),
            _ => lines[line].push(letter),
        }
    }
    if is_quoted {
        return text.lines().take(count).map(str::to_owned).collect();
    }
    lines
}

/// A line with a letter in place of the properties in braces at its end.
fn without_properties(line: String) -> String {
    let start = line.find('{').filter(|start| *start > 0);
    match start.filter(|_| line.trim_end().ends_with('}')) {
        Some(start) => line[..start].to_owned() + "p",
        None => line,
    }
}

/// The cells of a line that spaces separate, each with the byte where it begins. Text in quotes and
/// a list of properties in braces are one cell.
fn words(line: &str) -> Vec<(usize, &str)> {
    let mut cells = Vec::new();
    let mut rest = line;
    loop {
        let trimmed = rest.trim_start();
        let at = line.len() - trimmed.len();
        if trimmed.is_empty() {
            return cells;
        }
        let quoted = trimmed.strip_prefix('"').and_then(|quoted| {
            let end = quoted.find('"')?;
            let is_end = quoted[end + 1..]
                .chars()
                .next()
                .is_none_or(char::is_whitespace);
            is_end.then(|| (&quoted[..end], end + 2))
        });
        let (cell, length) = match quoted {
            Some(quoted) => quoted,
            None if trimmed.starts_with('{') && trimmed.trim_end().ends_with('}') => {
                (trimmed.trim_end(), trimmed.len())
            }
            None => {
                let end = trimmed.find(char::is_whitespace).unwrap_or(trimmed.len());
                (&trimmed[..end], end)
            }
        };
        cells.push((at, cell));
        rest = &trimmed[length..];
    }
}

/// Whether all cells that say something are in single or typographic quotes.
fn is_quoted(record: &StringRecord) -> bool {
    let mut cells = record.iter().map(str::trim).filter(|cell| !cell.is_empty());
    cells.clone().next().is_some() && cells.all(|cell| without_quotes(cell) != cell)
}

/// A cell without single or typographic quotes around it.
fn without_quotes(cell: &str) -> &str {
    let pairs = [
        ('\'', '\''),
        ('“', '”'),
        ('„', '“'),
        ('‘', '’'),
        ('«', '»'),
        ('“', '“'),
    ];
    let inner = pairs
        .iter()
        .find_map(|(open, close)| cell.strip_prefix(*open)?.strip_suffix(*close));
    inner.unwrap_or(cell)
}

/// The unclosed quote in the line that begins at this byte.
fn open_quote(text: &str, line: usize, separator: u8) -> Option<usize> {
    let last = cells(text, line, separator).last()?;
    let cell = text[last..].strip_prefix('"')?;
    let quotes = cell.bytes().filter(|byte| *byte == b'"').count();
    (quotes % 2 == 0).then_some(last)
}

/// The bytes where cells begin in the line that begins at this byte.
pub(super) fn cells(text: &str, line: usize, separator: u8) -> impl Iterator<Item = usize> {
    let mut in_quotes = false;
    let rest = text.as_bytes()[line..].iter().enumerate();
    let mut ends = rest.map_while(move |(offset, byte)| {
        in_quotes ^= *byte == b'"';
        let ends_line = !in_quotes && matches!(byte, b'\n' | b'\r');
        let ends_cell = !in_quotes && *byte == separator;
        (!ends_line).then_some(ends_cell.then_some(line + offset + 1))
    });
    std::iter::once(line).chain(std::iter::from_fn(move || ends.find_map(|end| end)))
}
