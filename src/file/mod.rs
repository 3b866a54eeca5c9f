//! Reads bytes into a document and writes them back. `disk` is the only user of `std::fs`. Knows no
//! graph and no window.
//!
//! Bytes become text (`encoding`). Text that is not JSON goes to the reader of its format in
//! [`formats`]; JSON becomes a tree that knows the place of every value, and the shape of the tree
//! decides the format. The native format is written and read by tables of fields, from which its
//! schema is made as well.
//!
//! [`disk`] saves and keeps earlier versions, [`recovery`] keeps unsaved work, [`texts`] finds the
//! saved texts of references.

pub mod disk;
mod encoding;
pub mod formats;
mod ids;
mod progress;
pub mod recovery;
mod report;
mod suggest;
pub mod texts;
pub mod writers;
pub(crate) mod xml_escape;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use crate::model::{Document, Issue, Location, Severity};

pub use formats::{FORMATS, Format, FormatWriter, NATIVE, writer};
pub use progress::{Progress, WriteProgress};

use formats::edge_list::TableKind;
use formats::json;
use formats::native::reading::Reading;
use formats::{EmbeddedTexts, FormatReader};
use progress::ProgressMeter;
use report::IssueLog;

/// JSON of this size and more is not made into one tree: its records are read one by one.
const OUTLINE_BYTES: usize = 1 << 20;

/// The id of a picture that keeps the network it shows.
pub const PICTURE: &str = "picture";

/// A file that was read, as far as it could be.
#[derive(Clone, Debug)]
pub struct FileContent {
    /// Its content.
    pub document: Document,
    /// The id of its format, one of [`FORMATS`], or [`PICTURE`].
    pub format: &'static str,
    /// What is wrong with it, in the order of the file.
    pub issues: Vec<Issue>,
    /// The texts of sources that are in the file, by the path that references give them.
    pub texts: BTreeMap<String, Arc<str>>,
}

/// Reads the bytes of a file of this name, or the file that a picture keeps.
///
/// The bytes decide the format; the name only helps if they leave it open. Takes time and memory
/// in proportion to the bytes.
///
/// # Errors
/// Bytes that are not text, broken JSON, JSON nested too deep, or a format that Frenemy does not
/// open.
pub fn read(bytes: &[u8], name: &str) -> Result<FileContent, Vec<Issue>> {
    read_reporting(bytes, name, None)
}

/// Reads like [`read`], and reports progress. Returns nothing if `progress` cancelled it.
pub fn read_with_progress(
    bytes: &[u8],
    name: &str,
    progress: Progress<'_>,
) -> Option<Result<FileContent, Vec<Issue>>> {
    let is_cancelled = Cell::new(false);
    let report = |share: f32| {
        is_cancelled.set(is_cancelled.get() || progress(share).is_break());
        if is_cancelled.get() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let read = read_reporting(bytes, name, Some(&report));
    (!is_cancelled.get()).then_some(read)
}

/// Reads; the result is of no use if the reading was cancelled.
fn read_reporting(
    bytes: &[u8],
    name: &str,
    progress: Option<Progress<'_>>,
) -> Result<FileContent, Vec<Issue>> {
    match crate::file::formats::picture::embedded(bytes) {
        Ok(Some(native)) => read_text(&native, name, progress).map(|(opened, _)| FileContent {
            format: PICTURE,
            ..opened
        }),
        Ok(None) => match formats::of_bytes(bytes, name) {
            Some(format) => read_bytes(bytes, format, progress),
            None => match encoding::decode(bytes) {
                Ok((text, None)) => read_text(&text, name, progress).map(|(opened, _)| opened),
                Ok((text, Some(encoding))) => read_decoded(bytes, &text, encoding, name, progress),
                Err(issue) => Err(vec![issue]),
            },
        },
        Err(message) => Err(vec![Issue {
            severity: Severity::Error,
            code: "bad-picture",
            place: Location::default(),
            message,
            hint: Some(
                "Open the picture as it was exported, or the file it was made from.".to_owned(),
            ),
        }]),
    }
}

/// Reads like [`read`], and returns where in the file each quote is, in the order of the document's
/// claims with a quote.
///
/// No places are returned for a picture, or if something was left out of the document.
///
/// # Errors
/// As [`read`].
pub fn read_with_quotes(
    bytes: &[u8],
    name: &str,
) -> Result<(FileContent, Vec<Location>), Vec<Issue>> {
    let is_text = matches!(crate::file::formats::picture::embedded(bytes), Ok(None));
    if !is_text || formats::of_bytes(bytes, name).is_some() {
        return read(bytes, name).map(|opened| (opened, Vec::new()));
    }
    let Ok(text) = encoding::text(bytes) else {
        return read(bytes, name).map(|opened| (opened, Vec::new()));
    };
    let (opened, quotes) = read_text(text, name, None)?;
    let relations = opened.document.relations.iter();
    let claims = relations.flat_map(|relation| &relation.claims);
    let places = if claims.filter(|claim| claim.quote.is_some()).count() == quotes.len() {
        report::places(text, &quotes)
    } else {
        Vec::new()
    };
    Ok((opened, places))
}

/// Reads a table of actors and a table of ties, in any order, as one network; nothing if the files
/// are not such a pair.
pub fn read_pair(
    first: (&[u8], &str),
    second: (&[u8], &str),
) -> Option<Result<FileContent, Vec<Issue>>> {
    let text_of = |bytes| {
        encoding::decode(bytes)
            .ok()
            .map(|(text, _)| text.into_owned())
    };
    let is_table = |text: &str, name: &str| {
        let error = formats::json::parse(text).err()?;
        let format = formats::of_text(text).or(formats::of_broken_json(text, name, error.at))?;
        (format.id == formats::TABLE).then_some(())
    };
    let (one, other) = (text_of(first.0)?, text_of(second.0)?);
    is_table(&one, first.1)?;
    is_table(&other, second.1)?;
    let kinds = (
        formats::edge_list::kind_of(&one)?,
        formats::edge_list::kind_of(&other)?,
    );
    let (actors, ties, actors_name) = match kinds {
        (TableKind::Actors, TableKind::Ties) => (one, other, first.1),
        (TableKind::Ties, TableKind::Actors) => (other, one, second.1),
        _ => return None,
    };
    let (actors, ties) = (
        encoding::with_new_lines(&actors),
        encoding::with_new_lines(&ties),
    );
    let (mut of_actors, mut of_ties) = (IssueLog::default(), IssueLog::default());
    let meter = ProgressMeter::default();
    let logs = (&mut of_actors, &mut of_ties);
    let document = formats::edge_list::read_pair(&actors, &ties, logs, meter);
    let in_actors = of_actors
        .into_issues(&actors, None)
        .into_iter()
        .map(|issue| Issue {
            message: format!("in {actors_name}: {}", issue.message),
            ..issue
        });
    let mut issues: Vec<Issue> = in_actors
        .filter(|issue| issue.code != "actors-only")
        .collect();
    issues.extend(of_ties.into_issues(&ties, None));
    Some(match document {
        Some(document) => Ok(FileContent {
            document,
            format: formats::TABLE,
            issues,
            texts: EmbeddedTexts::new(),
        }),
        None => Err(issues),
    })
}

/// The content of a text, and the bytes where its quotes are.
fn read_text(
    text: &str,
    name: &str,
    progress: Option<Progress<'_>>,
) -> Result<(FileContent, Vec<usize>), Vec<Issue>> {
    let plain = |format| {
        let opened = read_plain(text, format, IssueLog::default(), progress)?;
        Ok((opened, Vec::new()))
    };
    if let Some(format) = formats::of_text(text) {
        return plain(format);
    }
    let meter = ProgressMeter::first_half(progress, text.len());
    let parse = |meter| match text.len() {
        0..OUTLINE_BYTES => json::parse_reporting(text, meter),
        _ => json::parse_outline(text, formats::RECORD_LISTS, meter),
    };
    let json::Parsed {
        root,
        half_characters,
        rests,
    } = match parse(meter) {
        Ok(parsed) => parsed,
        Err(error) if error.code == formats::json_error::TOO_MUCH_MEMORY => {
            return Err(vec![not_json(text, error)]);
        }
        Err(error) => {
            return match formats::of_broken_json(text, name, error.at) {
                Some(format) => plain(format),
                None => Err(vec![not_json(text, error)]),
            };
        }
    };
    let mut reading = Reading::reporting(meter.second_half());
    reading.warn_of_half_characters(&half_characters);
    let format = formats::of_json(&root);
    let document = match format.read {
        Some(FormatReader::Json(read)) => {
            reading.rests = rests;
            read(root, &mut reading)
        }
        Some(FormatReader::JsonTree(read)) => {
            let root = if rests.is_empty() {
                root
            } else {
                drop(root);
                let whole = json::parse_reporting(text, meter);
                whole.map_err(|error| vec![not_json(text, error)])?.root
            };
            let meter = meter.second_half();
            let document = read(&root, &mut reading.report, meter);
            return finish_tree(document, format, reading.report, text, root);
        }
        _ => return Err(vec![formats::refusal(format)]),
    };
    if reading.is_nested_too_deep {
        let error = json::parse(text).err().into_iter();
        return Err(error.map(|error| not_json(text, error)).collect());
    }
    // The tree was consumed. The text is parsed again only if there are issues, to find their
    // places.
    let again = (!reading.report.is_empty()).then(|| parse(ProgressMeter::default()).ok());
    let pointers = again.flatten().map(json::Pointers::from);
    let issues = reading.report.into_issues(text, pointers);
    let opened = FileContent {
        document,
        format: format.id,
        issues,
        texts: EmbeddedTexts::new(),
    };
    Ok((opened, reading.quotes))
}

/// What was read from a tree, with the places of its issues.
fn finish_tree(
    document: Option<Document>,
    format: &'static Format,
    mut report: IssueLog,
    text: &str,
    root: json::Value<'_>,
) -> Result<(FileContent, Vec<usize>), Vec<Issue>> {
    if document.is_none() && !report.has_errors() {
        let message = format!(
            "there is no network in the file, which looks like {}",
            format.name
        );
        let hint = "It needs a list of nodes and a list of edges.".to_owned();
        report.error(0, "no-network", message, Some(hint));
    }
    let issues = report.into_issues(text, Some(root.into()));
    match document {
        Some(document) => {
            let opened = FileContent {
                document,
                format: format.id,
                issues,
                texts: EmbeddedTexts::new(),
            };
            Ok((opened, Vec::new()))
        }
        None => Err(issues),
    }
}

/// Reads a text of a format that is not JSON.
fn read_plain(
    text: &str,
    format: &'static Format,
    mut report: IssueLog,
    progress: Option<Progress<'_>>,
) -> Result<FileContent, Vec<Issue>> {
    let Some(FormatReader::Text(read)) = format.read else {
        return Err(vec![formats::refusal(format)]);
    };
    let text = encoding::with_new_lines(text);
    let meter = ProgressMeter::first_half(progress, text.len());
    let document = read(&text, &mut report, meter);
    finish(document, format, report, &text)
}

/// What was read, with the places of its issues in the text.
fn finish(
    document: Option<Document>,
    format: &'static Format,
    mut report: IssueLog,
    text: &str,
) -> Result<FileContent, Vec<Issue>> {
    if document.is_none() && !report.has_errors() {
        let message = format!(
            "there is no network in the file, which looks like {}",
            format.name
        );
        let hint = "It needs a line for each tie.".to_owned();
        report.error(0, "no-network", message, Some(hint));
    }
    let issues = report.into_issues(text, None);
    match document {
        Some(document) => Ok(FileContent {
            document,
            format: format.id,
            issues,
            texts: EmbeddedTexts::new(),
        }),
        None => Err(issues),
    }
}

/// Reads bytes of a format that is not text.
fn read_bytes(
    bytes: &[u8],
    format: &'static Format,
    progress: Option<Progress<'_>>,
) -> Result<FileContent, Vec<Issue>> {
    let Some(FormatReader::Bytes(read)) = format.read else {
        return Err(vec![formats::refusal(format)]);
    };
    let mut report = IssueLog::default();
    let meter = ProgressMeter::first_half(progress, bytes.len());
    let (document, texts) = read(bytes, &mut report, meter).unzip();
    let opened = finish(document, format, report, "")?;
    Ok(FileContent {
        texts: texts.unwrap_or_default(),
        ..opened
    })
}

/// Reads a text that was not UTF-8. JSON is UTF-8 or UTF-16; other formats may be in any encoding.
fn read_decoded(
    bytes: &[u8],
    text: &str,
    encoding: &'static str,
    name: &str,
    progress: Option<Progress<'_>>,
) -> Result<FileContent, Vec<Issue>> {
    let format = formats::of_text(text);
    let format = format.or_else(|| match formats::json::parse(text) {
        Ok(_) => None,
        Err(error) => formats::of_broken_json(text, name, error.at),
    });
    let is_text = format.is_some_and(|format| matches!(format.read, Some(FormatReader::Text(_))));
    if !is_text {
        return match (encoding::text(bytes), encoding) {
            (Err(issue), encoding) if encoding != "UTF-16" => Err(vec![issue]),
            _ => read_text(text, name, progress).map(|(opened, _)| opened),
        };
    }
    let mut report = IssueLog::default();
    if encoding != "UTF-16" {
        let at = text.find(|letter: char| !letter.is_ascii()).unwrap_or(0);
        let message =
            format!("the file is not UTF-8; it was read as {encoding}, an older encoding");
        let hint = "Where letters look wrong, save it as UTF-8.".to_owned();
        report.warning(at, "not-utf-8", message, Some(hint));
    }
    match format {
        Some(format) => read_plain(text, format, report, progress),
        None => Err(vec![]),
    }
}

/// Writes the native file in its canonical layout: UTF-8, two-space indent, final newline.
///
/// Keys and records keep their order, unknown fields their text, and numbers their digits.
pub fn write(document: &Document) -> Vec<u8> {
    formats::native::document::write(document)
}

/// The JSON Schema (draft 2020-12) of the native file.
pub fn schema() -> String {
    crate::file::formats::native::schema::text()
}

/// The issue of a text that is not JSON.
fn not_json(text: &str, error: crate::file::formats::json_error::JsonError) -> Issue {
    let mut report = IssueLog::default();
    let hint = error.hint.map(str::to_owned);
    report.error(error.at, error.code, error.message, hint);
    let mut issues = report.into_issues(text, None);
    issues.pop().unwrap_or_else(|| Issue {
        severity: Severity::Error,
        code: "not-json",
        place: Location::default(),
        message: "the file is not JSON".to_owned(),
        hint: None,
    })
}
