//! What is said of works beyond the fields of a reference, such as pages and keywords: a table
//! with the names of CSL, RIS and BibTeX. A reference keeps them as unknown fields in the form of
//! CSL. Reads and writes no file.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::file::report::IssueLog;
use crate::model::{Fields, Issued, Reference};

/// A property of a work.
pub(in crate::file) struct ReferenceDetail {
    /// Its key in CSL.
    pub(in crate::file) csl: &'static str,
    /// Its tags in RIS; the first is written.
    pub(in crate::file) ris: &'static [&'static str],
    /// Its fields in BibTeX; the first is written.
    pub(in crate::file) bibtex: &'static [&'static str],
    form: DetailForm,
}

/// What the value of a property is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DetailForm {
    /// One text.
    Text,
    /// A text of several lines, each of which may be a value of its own.
    Lines,
    /// Words between commas, each of which may be a value of its own.
    List,
    /// The first and the last page.
    Pages,
    /// A date.
    Date,
}

impl ReferenceDetail {
    const fn new(
        csl: &'static str,
        ris: &'static [&'static str],
        bibtex: &'static [&'static str],
        form: DetailForm,
    ) -> Self {
        Self {
            csl,
            ris,
            bibtex,
            form,
        }
    }

    /// The JSON text of these values; nothing if there are none.
    pub(in crate::file) fn json(&self, values: &[String]) -> Option<String> {
        let values: Vec<&str> = values.iter().map(|value| value.trim()).collect();
        let values: Vec<&str> = values.into_iter().filter(|one| !one.is_empty()).collect();
        let first = *values.first()?;
        let value = match self.form {
            DetailForm::Text => json!(values.join("; ")),
            DetailForm::Lines => json!(values.join("\n")),
            DetailForm::List => json!(values.join(", ").replace("; ", ", ")),
            DetailForm::Pages => {
                let pages = values.join("-").replace(['–', '—'], "-");
                json!(pages.replace("---", "-").replace("--", "-"))
            }
            DetailForm::Date => match Issued::parse(first)?.parts() {
                parts if parts.is_empty() => json!({ "raw": first }),
                parts => json!({ "date-parts": [parts] }),
            },
        };
        Some(value.to_string())
    }

    /// The values that a reference has; none if they are not of the form that CSL demands.
    pub(in crate::file) fn values(&self, reference: &Reference) -> Vec<String> {
        let json = reference.fields.unknown(self.csl);
        let value = json.and_then(|json| serde_json::from_str::<Value>(json).ok());
        let text = match value {
            Some(Value::String(text)) => text,
            Some(Value::Number(number)) => number.to_string(),
            Some(Value::Object(_)) if self.form == DetailForm::Date => {
                return value.as_ref().and_then(date).into_iter().collect();
            }
            _ => return Vec::new(),
        };
        let parts: Vec<&str> = match self.form {
            DetailForm::Text | DetailForm::Date => vec![&text],
            DetailForm::Lines => text.lines().collect(),
            DetailForm::List => text.split([',', ';']).collect(),
            DetailForm::Pages => match text.split_once(['-', '–']) {
                Some((first, last)) if !text.contains(',') => {
                    vec![first, last.trim_start_matches(['-', '–'])]
                }
                _ => vec![&text],
            },
        };
        let parts = parts.into_iter().map(str::trim);
        let parts = parts.filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    }

    /// What stands between values that are written as one.
    pub(in crate::file) fn separator(&self) -> &'static str {
        match self.form {
            DetailForm::Text | DetailForm::Lines | DetailForm::Date => "\n",
            DetailForm::List => ", ",
            DetailForm::Pages => "--",
        }
    }

    /// The tag of RIS of the value at this place of the list.
    pub(in crate::file) fn ris_tag(&self, place: usize) -> Option<&'static str> {
        match self.form {
            DetailForm::Pages => self.ris.get(place).copied(),
            _ => self.ris.first().copied(),
        }
    }

    /// Whether a value with its tag in RIS is of this property: serial numbers share a tag.
    pub(in crate::file) fn has_ris_value(&self, value: &str) -> bool {
        let digits = value.chars().filter(char::is_ascii_alphanumeric).count();
        match self.csl {
            "ISSN" => digits <= 8,
            "ISBN" => digits > 8,
            _ => true,
        }
    }

    /// Whether it is a date.
    pub(in crate::file) fn is_date(&self) -> bool {
        self.form == DetailForm::Date
    }
}

/// A date of CSL in EDTF, or its words.
fn date(value: &Value) -> Option<String> {
    let parts = value.get("date-parts").and_then(|parts| parts.get(0));
    if let Some(parts) = parts.and_then(Value::as_array) {
        let number = |part: &Value| match part {
            Value::String(text) => text.parse().ok(),
            part => i32::try_from(part.as_i64()?).ok(),
        };
        let parts: Vec<i32> = parts.iter().map_while(number).collect();
        return Some(Issued::of_parts(&parts)?.as_str().to_owned());
    }
    let words = ["raw", "literal", "edtf"].iter();
    let mut words = words.filter_map(|key| value.get(key)?.as_str());
    words.next().map(str::to_owned)
}

/// All properties that are read and written.
#[rustfmt::skip]
pub(in crate::file) static DETAILS: [ReferenceDetail; 22] = [
    ReferenceDetail::new("container-title-short", &["J2", "JA", "JO"], &["shortjournal"], DetailForm::Text),
    ReferenceDetail::new("collection-title", &["T3"], &["series"], DetailForm::Text),
    ReferenceDetail::new("title-short", &["ST"], &["shorttitle"], DetailForm::Text),
    ReferenceDetail::new("genre", &["M3"], &["type"], DetailForm::Text),
    ReferenceDetail::new("volume", &["VL"], &["volume"], DetailForm::Text),
    ReferenceDetail::new("issue", &["IS"], &["number", "issue"], DetailForm::Text),
    ReferenceDetail::new("page", &["SP", "EP"], &["pages"], DetailForm::Pages),
    ReferenceDetail::new("edition", &["ET"], &["edition"], DetailForm::Text),
    ReferenceDetail::new("chapter-number", &[], &["chapter"], DetailForm::Text),
    ReferenceDetail::new("publisher-place", &["CY", "PP"], &["address", "location"], DetailForm::Text),
    ReferenceDetail::new("event-title", &[], &["eventtitle"], DetailForm::Text),
    ReferenceDetail::new("ISSN", &["SN"], &["issn"], DetailForm::Text),
    ReferenceDetail::new("ISBN", &["SN"], &["isbn"], DetailForm::Text),
    ReferenceDetail::new("accessed", &["Y2"], &["urldate"], DetailForm::Date),
    ReferenceDetail::new("original-date", &[], &["origdate"], DetailForm::Date),
    ReferenceDetail::new("language", &["LA"], &["language", "langid"], DetailForm::Text),
    ReferenceDetail::new("abstract", &["AB", "N2"], &["abstract"], DetailForm::Text),
    ReferenceDetail::new("keyword", &["KW"], &["keywords", "keyword"], DetailForm::List),
    ReferenceDetail::new("note", &["N1"], &["note", "addendum"], DetailForm::Lines),
    ReferenceDetail::new("annote", &["RN"], &["annotation", "annote"], DetailForm::Text),
    ReferenceDetail::new("source", &["DB"], &[], DetailForm::Text),
    ReferenceDetail::new("call-number", &["CN"], &[], DetailForm::Text),
];

/// Unknown fields of a reference from these values of properties.
pub(super) fn fields(values: impl Fn(&ReferenceDetail) -> Vec<String>) -> Fields {
    let known = DETAILS.iter();
    let known = known.filter_map(|detail| Some((detail.csl, detail.json(&values(detail))?)));
    let known: Vec<_> = known.collect();
    let known = known.iter().map(|(key, json)| (*key, Some(&**json)));
    Fields::default().with_all_unknown(&known.collect::<Vec<_>>())
}

/// How many fields of a reference are not among the properties with these keys.
pub(in crate::file) fn other_fields(reference: &Reference, written: &[&str]) -> usize {
    let unknown = reference.fields.all_unknown();
    unknown
        .filter(|(key, json)| !written.contains(key) && !matches!(*json, "null" | "\"\""))
        .count()
}

/// Says which tags or fields were left out, and how often.
pub(super) fn note_left_out(left_out: &BTreeMap<String, usize>, report: &mut IssueLog) {
    if left_out.is_empty() {
        return;
    }
    let names = left_out.iter().take(NAMED_LEFT_OUT);
    let names: Vec<_> = names
        .map(|(name, count)| format!("`{name}` ({count} times)").replace("(1 times)", "(once)"))
        .collect();
    let more = left_out.len().saturating_sub(NAMED_LEFT_OUT);
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    let message = format!(
        "these fields of sources are not read: {}{more}",
        names.join(", ")
    );
    report.note(0, "citation-fields", message, None);
}

/// How many names of fields that were left out are said.
const NAMED_LEFT_OUT: usize = 12;

/// Says so where a reference is of a day or a month that there is not.
pub(super) fn note_impossible_date(reference: &Reference, at: usize, report: &mut IssueLog) {
    let issued = reference.issued.as_ref();
    if let Some(date) = issued.filter(|issued| issued.is_impossible()) {
        let (id, date) = (&reference.id, date.as_str());
        let message = format!("`{date}`, the date of `{id}`, does not exist; it is kept as words");
        let hint = "Write the date as 2018-12-31, 2018-12 or 2018.".to_owned();
        report.warning(at, "impossible-date", message, Some(hint));
    }
}
