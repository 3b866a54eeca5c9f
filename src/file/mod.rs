//! Reads bytes into a document and writes them back. `disk` is the only user of `std::fs`. Knows no
//! graph and no window.
//!
//! Bytes become text (`encoding`). Text that is not JSON goes to the reader of its format in
//! [`formats`]; JSON becomes a tree that knows the place of every value, and the shape of the tree
//! decides the format. The native format is written and read by tables of fields, from which its
//! schema is made as well.
//!
//! [`disk`] saves and keeps earlier versions, [`recovery`] keeps unsaved work, [`texts`] finds the
//! saved texts of references, [`pictures`] the pictures of actors.

pub mod codebook;
mod content;
pub mod disk;
mod encoding;
pub mod formats;
mod ids;
pub mod merge;
#[cfg(feature = "pdf")]
mod pdf_guard;
#[cfg(feature = "pdf")]
mod pdf_streams;
pub mod pictures;
mod progress;
pub mod proposals;
pub mod recovery;
mod report;
mod suggest;
mod tables;
pub mod texts;
pub mod writers;
pub(crate) mod xml_escape;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use std::cell::Cell;
use std::ops::ControlFlow;
use std::sync::Arc;

use crate::model::{Document, Issue, Location, ReadChoices, Severity};

pub use content::{FileContent, RefusedFile};
pub use formats::{FORMATS, Format, FormatWriter, NATIVE, writer};
pub use progress::{Progress, WriteProgress};
pub use tables::{NamedBytes, are_tables, read_tables};

use content::ReadRequest;
use formats::FormatReader;
use formats::json;
use formats::native::reading::Reading;
use progress::ProgressMeter;
use report::IssueLog;

/// JSON of this size and more is not made into one tree: its records are read one by one.
const OUTLINE_BYTES: usize = 1 << 20;

/// The id of a picture that keeps the network it shows.
pub const PICTURE: &str = "picture";

/// Reads the bytes of a file of this name, or the file that a picture keeps.
///
/// The bytes decide the format; the name only helps if they leave it open. Takes time and memory
/// in proportion to the bytes.
///
/// # Errors
/// Bytes that are not text, broken JSON, JSON nested too deep, or a format that Frenemy does not
/// open.
pub fn read(bytes: &[u8], name: &str) -> Result<FileContent, Vec<Issue>> {
    read_with(bytes, name, &ReadChoices::default())
}

/// Reads like [`read`], with what was chosen about the file.
///
/// # Errors
/// As [`read`], or a choice that does not fit the file.
pub fn read_with(
    bytes: &[u8],
    name: &str,
    choices: &ReadChoices,
) -> Result<FileContent, Vec<Issue>> {
    let request = ReadRequest {
        choices: &Arc::new(choices.clone()),
        progress: None,
    };
    read_reporting(bytes, name, request).map_err(|refused| refused.issues)
}

/// Reads like [`read_with`], and reports progress. Returns nothing if `progress` cancelled it.
pub fn read_with_progress(
    bytes: &[u8],
    name: &str,
    choices: &ReadChoices,
    progress: Progress<'_>,
) -> Option<Result<FileContent, RefusedFile>> {
    stoppable(progress, |progress| {
        let request = ReadRequest {
            choices: &Arc::new(choices.clone()),
            progress: Some(progress),
        };
        read_reporting(bytes, name, request)
    })
}

/// What a reading gives, unless `progress` cancels it.
fn stoppable<T>(progress: Progress<'_>, read: impl FnOnce(Progress<'_>) -> T) -> Option<T> {
    let is_cancelled = Cell::new(false);
    let report = |share: f32| {
        is_cancelled.set(is_cancelled.get() || progress(share).is_break());
        if is_cancelled.get() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let read = read(&report);
    (!is_cancelled.get()).then_some(read)
}

/// Reads; the result is of no use if the reading was cancelled.
fn read_reporting(
    bytes: &[u8],
    name: &str,
    request: ReadRequest<'_>,
) -> Result<FileContent, RefusedFile> {
    if let Some(format) = request.choices.format.and_then(formats::by_id) {
        return read_as(bytes, format, request);
    }
    match crate::file::formats::picture::embedded(bytes) {
        Ok(Some(native)) => read_text(&native, name, request).map(|(opened, _)| FileContent {
            format: PICTURE,
            ..opened
        }),
        Ok(None) => match formats::of_bytes(bytes, name) {
            Some(format) => read_bytes(bytes, format, request),
            None => match encoding::decode(bytes) {
                Ok((text, None)) => read_text(&text, name, request).map(|(opened, _)| opened),
                Ok((text, Some(encoding))) => read_decoded(bytes, &text, encoding, name, request),
                Err(issue) => Err(vec![issue].into()),
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
        }]
        .into()),
    }
}

/// Reads bytes as a file of this format, whatever they look like.
fn read_as(
    bytes: &[u8],
    format: &'static Format,
    request: ReadRequest<'_>,
) -> Result<FileContent, RefusedFile> {
    if let Some(FormatReader::Bytes(_)) = format.read {
        return read_bytes(bytes, format, request);
    }
    let (text, _) = encoding::decode(bytes).map_err(|issue| vec![issue])?;
    if let Some(FormatReader::Text(_)) = format.read {
        let log = IssueLog::choosing(request.choices);
        return read_plain(&text, format, log, request.progress);
    }
    let meter = ProgressMeter::first_half(request.progress, text.len());
    let parsed = parsed(&text, meter).map_err(|error| vec![not_json(&text, error)])?;
    read_json(&text, parsed, Some(format), request, meter).map(|(opened, _)| opened)
}

/// Reads like [`read_with`], and returns where in the file each quote is, in the order of the
/// document's claims with a quote.
///
/// No places are returned for a picture, or if something was left out of the document.
///
/// # Errors
/// As [`read_with`].
pub fn read_with_quotes(
    bytes: &[u8],
    name: &str,
    choices: &ReadChoices,
) -> Result<(FileContent, Vec<Location>), Vec<Issue>> {
    let is_text = matches!(crate::file::formats::picture::embedded(bytes), Ok(None));
    let without = || read_with(bytes, name, choices).map(|opened| (opened, Vec::new()));
    if !is_text || formats::of_bytes(bytes, name).is_some() {
        return without();
    }
    let Ok(text) = encoding::text(bytes) else {
        return without();
    };
    let request = ReadRequest {
        choices: &Arc::new(choices.clone()),
        progress: None,
    };
    let (opened, quotes) = read_text(text, name, request).map_err(|refused| refused.issues)?;
    let relations = opened.document.relations.iter();
    let claims = relations.flat_map(|relation| &relation.claims);
    let places = if claims.filter(|claim| claim.quote.is_some()).count() == quotes.len() {
        report::places(text, &quotes)
    } else {
        Vec::new()
    };
    Ok((opened, places))
}

/// The content of a text, and the bytes where its quotes are.
fn read_text(
    text: &str,
    name: &str,
    request: ReadRequest<'_>,
) -> Result<(FileContent, Vec<usize>), RefusedFile> {
    let ReadRequest { choices, progress } = request;
    let plain = |format| {
        let opened = read_plain(text, format, IssueLog::choosing(choices), progress)?;
        Ok((opened, Vec::new()))
    };
    if let Some(format) = formats::of_text(text) {
        return plain(format);
    }
    let meter = ProgressMeter::first_half(progress, text.len());
    match parsed(text, meter) {
        Ok(parsed) => read_json(text, parsed, None, request, meter),
        Err(error) if error.code == formats::json_error::TOO_MUCH_MEMORY => {
            Err(vec![not_json(text, error)].into())
        }
        Err(error) => match formats::of_broken_json(text, name, error.at) {
            Some(format) => plain(format),
            None => Err(vec![not_json(text, error)].into()),
        },
    }
}

/// The content of a text that is JSON, in the format that was chosen or by its shape, and the bytes
/// where its quotes are.
fn read_json(
    text: &str,
    parsed_text: json::Parsed<'_>,
    chosen: Option<&'static Format>,
    request: ReadRequest<'_>,
    meter: ProgressMeter<'_>,
) -> Result<(FileContent, Vec<usize>), RefusedFile> {
    let json::Parsed {
        root,
        half_characters,
        rests,
    } = parsed_text;
    let mut reading = Reading::reporting(meter.second_half());
    reading.report = IssueLog::choosing(request.choices);
    reading.warn_of_half_characters(&half_characters);
    let format = chosen.unwrap_or_else(|| formats::of_json(&root));
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
                whole_tree(text, meter)?
            };
            let meter = meter.second_half();
            let document = read(&root, &mut reading.report, meter);
            return finish_tree(document, format, reading.report, text, root);
        }
        _ => return Err(vec![formats::refusal(format)].into()),
    };
    if reading.is_nested_too_deep {
        let error = json::parse(text).err().into_iter();
        let issues: Vec<_> = error.map(|error| not_json(text, error)).collect();
        return Err(issues.into());
    }
    // The tree was consumed. The text is parsed again only if there are issues, to find their
    // places.
    let again = (!reading.report.is_empty()).then(|| parsed(text, ProgressMeter::default()).ok());
    let pointers = again.flatten().map(json::Pointers::from);
    let opened = content::finish(Some(document), format.id, reading.report, |report| {
        report.into_issues(text, pointers)
    })?;
    Ok((opened, reading.quotes))
}

/// A text as JSON; records of a large one without their rests.
fn parsed<'t>(
    text: &'t str,
    meter: ProgressMeter<'_>,
) -> Result<json::Parsed<'t>, formats::json_error::JsonError> {
    match text.len() {
        0..OUTLINE_BYTES => json::parse_reporting(text, meter),
        _ => json::parse_outline(text, formats::RECORD_LISTS, meter),
    }
}

/// All of a text as JSON.
fn whole_tree<'t>(text: &'t str, meter: ProgressMeter<'_>) -> Result<json::Value<'t>, RefusedFile> {
    match json::parse_reporting(text, meter) {
        Ok(parsed) => Ok(parsed.root),
        Err(error) => Err(vec![not_json(text, error)].into()),
    }
}

/// What was read from a tree, with the places of its issues.
fn finish_tree(
    document: Option<Document>,
    format: &'static Format,
    mut report: IssueLog,
    text: &str,
    root: json::Value<'_>,
) -> Result<(FileContent, Vec<usize>), RefusedFile> {
    if document.is_none() && !report.has_errors() {
        let hint = "It needs a list of nodes and a list of edges.";
        report_no_network(format, hint, &mut report);
    }
    let opened = content::finish(document, format.id, report, |report| {
        report.into_issues(text, Some(root.into()))
    })?;
    Ok((opened, Vec::new()))
}

/// Reports that a file of a format has no network.
fn report_no_network(format: &Format, hint: &str, report: &mut IssueLog) {
    let name = format.name;
    let message = format!("there is no network in the file, which looks like {name}");
    report.error(0, "no-network", message, Some(hint.to_owned()));
}

/// Reads a text of a format that is not JSON.
fn read_plain(
    text: &str,
    format: &'static Format,
    mut report: IssueLog,
    progress: Option<Progress<'_>>,
) -> Result<FileContent, RefusedFile> {
    let Some(FormatReader::Text(read)) = format.read else {
        return Err(vec![formats::refusal(format)].into());
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
) -> Result<FileContent, RefusedFile> {
    if document.is_none() && !report.has_errors() {
        report_no_network(format, "It needs a line for each tie.", &mut report);
    }
    content::finish(document, format.id, report, |report| {
        report.into_issues(text, None)
    })
}

/// Reads bytes of a format that is not text.
fn read_bytes(
    bytes: &[u8],
    format: &'static Format,
    request: ReadRequest<'_>,
) -> Result<FileContent, RefusedFile> {
    let Some(FormatReader::Bytes(read)) = format.read else {
        return Err(vec![formats::refusal(format)].into());
    };
    let mut report = IssueLog::choosing(request.choices);
    let meter = ProgressMeter::first_half(request.progress, bytes.len());
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
    request: ReadRequest<'_>,
) -> Result<FileContent, RefusedFile> {
    let format = formats::of_text(text);
    let format = format.or_else(|| match formats::json::parse(text) {
        Ok(_) => None,
        Err(error) => formats::of_broken_json(text, name, error.at),
    });
    let is_text = format.is_some_and(|format| matches!(format.read, Some(FormatReader::Text(_))));
    if !is_text {
        return match (encoding::text(bytes), encoding) {
            (Err(issue), encoding) if encoding != "UTF-16" => Err(vec![issue].into()),
            _ => read_text(text, name, request).map(|(opened, _)| opened),
        };
    }
    let mut report = IssueLog::choosing(request.choices);
    if encoding != "UTF-16" {
        let at = text.find(|letter: char| !letter.is_ascii()).unwrap_or(0);
        let message =
            format!("the file is not UTF-8; it was read as {encoding}, an older encoding");
        let hint = "Where letters look wrong, save it as UTF-8.".to_owned();
        report.warning(at, "not-utf-8", message, Some(hint));
    }
    match format {
        Some(format) => read_plain(text, format, report, request.progress),
        None => Err(RefusedFile::default()),
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
