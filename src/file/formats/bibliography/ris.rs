//! RIS: a tag, a hyphen and a value in each line; `TY` begins an entry and `ER` ends it. Knows no
//! other format of citations.

use std::collections::BTreeMap;

use super::bibtex_limits;
use super::details::{self, note_impossible_date, note_left_out};
use crate::file::formats::long_text::{cut_id, cut_name};
use crate::file::report::IssueLog;
use crate::limits::ADDRESS_BYTES;
use crate::model::{Fields, Issued, PersonName, Reference};

/// Tags of addresses.
const ADDRESSES: [&str; 3] = ["UR", "L2", "LK"];

/// Whether the first line with something in it begins an entry.
pub(super) fn is_ris(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .next()
        .and_then(tagged)
        .is_some_and(|(tag, _)| tag == "TY")
}

/// The tags that are read, beside those of [`details::DETAILS`].
#[rustfmt::skip]
const TAGS: [&str; 22] = [
    "TY", "ID", "LB", "TI", "T1", "CT", "AU", "A1", "A2", "ED", "DA", "PY", "Y1", "T2", "JF", "BT",
    "PB", "SE", "UR", "L2", "LK", "DO",
];

/// Reads all entries; lines outside of entries, and entries without a title, are issues.
pub(super) fn read(text: &str, report: &mut IssueLog) -> Result<Vec<Reference>, String> {
    bibtex_limits::check_length(text)?;
    let mut references = Vec::new();
    let mut entry: Option<RisEntry> = None;
    let mut left_out = BTreeMap::new();
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let here = at;
        at += line.len();
        match tagged(line) {
            Some(("TY", kind)) => {
                finish(entry.take(), &mut references, report);
                entry = Some(RisEntry::new(here, kind));
            }
            Some(("ER", _)) => finish(entry.take(), &mut references, report),
            Some((tag, value)) => {
                if let Some(entry) = &mut entry {
                    if !value.is_empty() && !entry.takes(tag) {
                        *left_out.entry(tag.to_owned()).or_insert(0) += 1;
                    }
                    entry.add(tag, value);
                } else {
                    let message = format!("`{tag}` is outside of an entry, and is left out");
                    report.warning(here, "bad-citation", message, None);
                }
            }
            None => {
                if let (Some(entry), text) = (&mut entry, line.trim())
                    && !text.is_empty()
                {
                    entry.go_on(text);
                }
            }
        }
    }
    finish(entry, &mut references, report);
    note_left_out(&left_out, report);
    Ok(references)
}

/// A tag and its value.
fn tagged(line: &str) -> Option<(&str, &str)> {
    let (tag, value) = line.trim().split_once('-')?;
    let (name, tag) = (tag.trim_end(), tag);
    let is_tag = name.len() == 2
        && (tag.len() > 2 || value.is_empty() || value.starts_with(' '))
        && name
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    is_tag.then(|| (name, value.trim()))
}

/// An entry whose tags are being read.
struct RisEntry<'t> {
    at: usize,
    values: Vec<(&'t str, String)>,
}

impl<'t> RisEntry<'t> {
    fn new(at: usize, kind: &'t str) -> Self {
        Self {
            at,
            values: vec![("TY", kind.to_owned())],
        }
    }

    /// Whether a value with this tag has a place: there is one address.
    fn takes(&self, tag: &str) -> bool {
        let is_address = ADDRESSES.contains(&tag);
        let is_detail = || details::DETAILS.iter().any(|one| one.ris.contains(&tag));
        (TAGS.contains(&tag) || is_detail())
            && !(is_address && self.all(&ADDRESSES).next().is_some())
    }

    fn add(&mut self, tag: &'t str, value: &str) {
        if !value.is_empty() {
            self.values.push((tag, value.to_owned()));
        }
    }

    /// A line without a tag continues the value before it.
    fn go_on(&mut self, text: &str) {
        if let Some((_, value)) = self.values.last_mut() {
            value.push(' ');
            value.push_str(text);
        }
    }

    fn all(&self, tags: &[&str]) -> impl Iterator<Item = &str> {
        let is_asked = |(tag, _): &&(&str, String)| tags.contains(tag);
        self.values
            .iter()
            .filter(is_asked)
            .map(|(_, value)| value.as_str())
    }

    /// The value of the first of these tags that there is.
    fn first(&self, tags: &[&str]) -> Option<String> {
        let found = tags.iter().find_map(|tag| self.all(&[tag]).next())?;
        Some(cut_name(found).into_owned())
    }
}

/// Adds the reference of an entry that ends.
fn finish(entry: Option<RisEntry<'_>>, references: &mut Vec<Reference>, report: &mut IssueLog) {
    let Some(entry) = entry else { return };
    let names = |tags: &[&str]| -> Vec<PersonName> {
        let names = entry.all(tags);
        names
            .map(|name| PersonName::parse(&cut_name(name)))
            .collect()
    };
    let title = entry.first(&["TI", "T1", "CT"]);
    let authors = names(&["AU", "A1"]);
    if title.is_none() && authors.is_empty() {
        let message = "this entry has neither title nor authors, and is left out";
        report.warning(entry.at, "bad-citation", message, None);
        return;
    }
    let id = entry.first(&["ID", "LB"]);
    let id = id.unwrap_or_else(|| format!("source-{}", references.len() + 1));
    let date = entry.first(&["DA", "PY", "Y1"]).unwrap_or_default();
    let date = date_of(&date);
    let container = entry
        .first(&["T2", "JF", "JO", "JA", "BT"])
        .filter(|container| Some(container) != title.as_ref());
    let fields = detail_fields(&entry, container.as_deref());
    let reference = Reference {
        csl_type: entry
            .first(&["TY"])
            .as_deref()
            .and_then(csl_type)
            .map(str::to_owned),
        container_title: container,
        section: entry.first(&["SE"]),
        fields,
        title,
        publisher: entry.first(&["PB"]),
        authors,
        editors: names(&["ED", "A2"]),
        issued: Issued::parse(&date),
        url: entry
            .all(&ADDRESSES)
            .find(|url| url.len() <= ADDRESS_BYTES.count())
            .map(str::to_owned),
        doi: entry.first(&["DO"]),
        ..Reference::new(&*cut_id(&id))
    };
    note_impossible_date(&reference, entry.at, report);
    references.push(reference);
}

/// The details of an entry; a short title of the outlet that is the same as the outlet is left out.
fn detail_fields(entry: &RisEntry<'_>, container: Option<&str>) -> Fields {
    details::fields(|detail| {
        let values = entry.all(detail.ris);
        let values = values.filter(|value| {
            let is_container = Some(*value) == container;
            detail.has_ris_value(value) && !(is_container && detail.csl == SHORT_CONTAINER)
        });
        let values: Vec<_> = values.map(str::to_owned).collect();
        let is_one = detail.is_date() || detail.csl == SHORT_CONTAINER;
        let count = if is_one { 1 } else { values.len() };
        let dates = |value: String| {
            if detail.is_date() {
                date_of(&value)
            } else {
                value
            }
        };
        values.into_iter().take(count).map(dates).collect()
    })
}

/// The property that shares its tags with the outlet.
const SHORT_CONTAINER: &str = "container-title-short";

/// A date without its empty parts.
fn date_of(text: &str) -> String {
    let parts = text.split('/').filter(|part| !part.trim().is_empty());
    parts.collect::<Vec<_>>().join("/")
}

fn csl_type(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "JOUR" | "JFULL" | "ABST" | "INPR" => "article-journal",
        "MGZN" => "article-magazine",
        "NEWS" => "article-newspaper",
        "BOOK" | "EBOOK" | "EDBOOK" | "CLSWK" => "book",
        "CHAP" | "ECHAP" => "chapter",
        "CONF" | "CPAPER" => "paper-conference",
        "RPRT" | "GOVDOC" => "report",
        "THES" => "thesis",
        "ELEC" | "WEB" | "BLOG" | "ICOMM" => "webpage",
        "UNPB" | "MANSCPT" => "manuscript",
        "PCOMM" => "personal_communication",
        "VIDEO" | "MPCT" => "motion_picture",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_read_and_what_is_none_is_reported() {
        let text = "TY  - BOOK\r\nAU  - Berg, Hans, Jr.\r\nED  - Edit, Or\r\nT1  - A long\r\n  title\r\nPY  - 2011/09//Autumn\r\nDO  - 10.1/x\r\nER  - \r\nAU  - Nobody\r\nTY  - RPRT\r\nPB  - Press\r\nER  -\r\nTY  - NEWS\r\nTI  - Without end";
        let mut report = IssueLog::default();
        let read = read(text, &mut report).unwrap();
        let citations: Vec<_> = read.iter().map(Reference::citation).collect();
        assert_eq!(
            citations,
            [
                "Berg, Hans, Jr. “A long title”. 2011/09/Autumn. https://doi.org/10.1/x",
                "“Without end”"
            ]
        );
        let issues = report.into_issues(text, None);
        let lines: Vec<_> = issues.iter().map(|issue| issue.place.line).collect();
        assert_eq!(lines, [9, 10]);
    }
}
