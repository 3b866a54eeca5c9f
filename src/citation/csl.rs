//! References through the Citation Style Language, by `hayagriva`. Knows no table of styles.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{LazyLock, Mutex, OnceLock, PoisonError};

use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::{IndependentStyle, Style};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest,
};
use serde_json::{Map, Value, json};

use super::csl_words::StyleWords;
use crate::language::Language;
use crate::model::{Issued, PersonName, Reference};
use crate::packed::Packed;

/// The most citations that are kept; then all are dropped.
const MAX_KEPT: usize = 4096;

/// Fields of a CSL item that no list of sources prints, or that are often long.
const NOT_PRINTED: [&str; 6] = [
    "note",
    "abstract",
    "annote",
    "keyword",
    "source",
    "citation-key",
];

/// The longest value of a field without a meaning of ours that is printed, in bytes.
const MAX_VALUE: usize = 500;

/// Spaces that may be several: those that break no line stay as they are.
const SPACES: [char; 4] = [' ', '\t', '\n', '\r'];

/// The type of a reference of which nothing is known.
const USUAL_TYPE: &str = "document";

/// The rules of a style, read when they are first asked for.
#[derive(Debug)]
pub(super) struct StyleRules {
    file: Packed,
    read: OnceLock<Option<IndependentStyle>>,
}

impl StyleRules {
    pub(super) const fn new(file: Packed) -> Self {
        Self {
            file,
            read: OnceLock::new(),
        }
    }

    /// The rules; `None` if the file holds none.
    pub(super) fn read(&self) -> Option<&IndependentStyle> {
        let read = || match ciborium::de::from_reader(self.file.bytes()) {
            Ok(Style::Independent(rules)) => Some(rules),
            _ => None,
        };
        self.read.get_or_init(read).as_ref()
    }
}

/// The reference by the rules of a style; `None` if the style has no list of sources or the
/// library fails.
///
/// Formatting takes about a millisecond, so citations are kept: they depend on the reference, the
/// style and the language alone.
pub(super) fn cite(
    reference: &Reference,
    id: &'static str,
    style: &StyleRules,
    language: Language,
) -> Option<String> {
    static KEPT: LazyLock<Mutex<HashMap<(&str, String), String>>> = LazyLock::new(Mutex::default);
    let (item, date) = item(reference, language);
    let key = (id, format!("{}{item}{date:?}", language.code()));
    let kept = || KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(citation) = kept().get(&key) {
        return Some(citation.clone());
    }
    let item: Item = serde_json::from_value(item).ok()?;
    // The library may panic on a value of a file from a stranger.
    let cited = catch_unwind(AssertUnwindSafe(|| formatted(&item, style, language)));
    let citation = finished(&cited.ok().flatten()?, date.as_ref(), language);
    let citation = StyleWords::of(language).with_day(citation, reference);
    let mut kept = kept();
    if kept.len() >= MAX_KEPT {
        kept.clear();
    }
    kept.insert(key, citation.clone());
    Some(citation)
}

fn formatted(item: &Item, style: &StyleRules, language: Language) -> Option<String> {
    let style = style.read()?;
    let words = StyleWords::of(language);
    let (code, locales) = (words.code(), words.locales());
    let mut driver = BibliographyDriver::new();
    let cited = vec![CitationItem::with_entry(item)];
    let request = CitationRequest::new(cited, style, code.clone(), locales, None);
    driver.citation(request);
    let rendered = driver.finish(BibliographyRequest::new(style, code, locales));
    let line = rendered.bibliography?.items.into_iter().next()?;
    let mut text = String::new();
    line.content
        .write_buf(&mut text, BufWriteFormat::Plain)
        .ok()?;
    Some(text).filter(|text| !text.trim().is_empty())
}

/// Words for a date, and the year that stands for them until the citation is formatted.
#[derive(Debug)]
struct DateInWords {
    year: String,
    words: String,
}

/// The type of a reference that has none: what an outlet published on a day is an article of a
/// newspaper, in a month of a magazine.
fn likely_type(reference: &Reference) -> &'static str {
    let parts = reference.issued.as_ref().map(Issued::parts);
    match parts.map_or(0, |parts| parts.len()) {
        _ if reference.container_title.is_none() => USUAL_TYPE,
        3 => "article-newspaper",
        2 => "article-magazine",
        _ => USUAL_TYPE,
    }
}

/// The reference as a CSL item.
fn item(reference: &Reference, language: Language) -> (Value, Option<DateInWords>) {
    let mut item = Map::new();
    for (key, value) in reference.fields.all_unknown() {
        let Ok(value) = serde_json::from_str::<Value>(value) else {
            continue;
        };
        let is_printed = match &value {
            Value::String(text) => text.len() <= MAX_VALUE,
            Value::Number(number) => number.as_i64().is_some(),
            _ => false,
        };
        if is_printed && !NOT_PRINTED.contains(&key) {
            item.insert(key.to_owned(), value);
        }
    }
    let mut put = |key: &str, value: Value| item.insert(key.to_owned(), value);
    put("id", json!(reference.id.as_str()));
    let csl_type = reference.csl_type.as_deref();
    let csl_type = csl_type.unwrap_or_else(|| likely_type(reference));
    put("type", json!(csl_type));
    put("title", json!(reference.title()));
    let texts = [
        ("container-title", &reference.container_title),
        ("section", &reference.section),
        ("publisher", &reference.publisher),
        ("URL", &reference.link()),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            put(key, json!(text));
        }
    }
    for (key, names) in [
        ("author", &reference.authors),
        ("editor", &reference.editors),
    ] {
        if !names.is_empty() {
            put(key, names.iter().map(name).collect());
        }
    }
    let texts = format!("{item:?}");
    let Some(issued) = &reference.issued else {
        return (Value::Object(item), None);
    };
    let (parts, date) = date(issued, &texts, language);
    item.insert("issued".to_owned(), json!({ "date-parts": [parts] }));
    (Value::Object(item), date)
}

fn name(name: &PersonName) -> Value {
    if let Some(literal) = &name.literal {
        return json!({ "literal": literal });
    }
    let parts = [
        ("family", &name.family),
        ("given", &name.given),
        ("non-dropping-particle", &name.non_dropping_particle),
        ("dropping-particle", &name.dropping_particle),
        ("suffix", &name.suffix),
    ];
    let parts = parts.into_iter();
    let parts = parts.filter_map(|(key, part)| Some((key.to_owned(), json!(part.as_ref()?))));
    Value::Object(parts.collect())
}

/// Year, month and day. What a style has no place for (an interval, a season, `in press`) is a year
/// that occurs nowhere else, with the words to put in its place.
fn date(issued: &Issued, texts: &str, language: Language) -> (Vec<i32>, Option<DateInWords>) {
    let parts = issued.parts();
    let is_plain = match parts[..] {
        [year, ref rest @ ..] => {
            (-9999..=9999).contains(&year) && rest.first().is_none_or(|month| *month <= 12)
        }
        [] => false,
    };
    if is_plain {
        return (parts, None);
    }
    let mut years = 3001..9999;
    let year = years.find(|year| !texts.contains(&year.to_string()));
    let year = year.unwrap_or(9999);
    let date = DateInWords {
        year: year.to_string(),
        words: language.issued(issued),
    };
    (vec![year], Some(date))
}

/// The line with its date in words, and with what stands for further names as it is written.
fn finished(line: &str, date: Option<&DateInWords>, language: Language) -> String {
    let others = PersonName::OTHERS;
    let words = line.split(SPACES).filter(|word| !word.is_empty());
    let mut line = words.collect::<Vec<_>>().join(" ");
    let and = StyleWords::of(language).and();
    for before in ["& ", "and ", &format!("{and} "), and] {
        line = line.replace(&format!("{before}{others}"), others);
    }
    line = line.replace(&format!("{others}."), others);
    line = line.replace(others, &language.others());
    // A full stop within quotation marks is not repeated after them.
    line = line.replace(".”.", ".”");
    match date {
        Some(date) => line.replace(&date.year, &date.words),
        None => line,
    }
}
