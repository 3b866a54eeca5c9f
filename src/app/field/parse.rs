//! Typed texts as values, or why they are none.

use crate::model::{Date, PersonName};

/// Words; nothing where there are none.
pub(super) fn words(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Words between semicolons.
pub(super) fn list(text: &str) -> Vec<String> {
    text.split(';').filter_map(words).collect()
}

/// An EDTF date; nothing where nothing is written.
pub(super) fn date(text: &str) -> Result<Option<Date>, String> {
    let Some(text) = words(text) else {
        return Ok(None);
    };
    let date = Date::parse(&text).map_err(|error| error.message)?;
    Ok(Some(date))
}

/// When a reference appeared: a year, a month or a day.
pub(super) fn issued(text: &str) -> Result<Option<Vec<i32>>, String> {
    let Some(text) = words(text) else {
        return Ok(None);
    };
    let plain =
        "a source appears in a year, a month or on a day, as in 2017, 2017-02 or 2017-02-03";
    Date::parse(&text).map_err(|error| error.message)?;
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, &*text),
    };
    let parts: Option<Vec<i32>> = digits.split('-').map(|part| part.parse().ok()).collect();
    let mut parts = parts.ok_or(plain)?;
    // Months above twelve are EDTF's seasons, which CSL writes elsewhere.
    if parts.get(1).is_some_and(|month| *month > 12) {
        return Err(plain.to_owned());
    }
    if let Some(year) = parts.first_mut() {
        *year *= sign;
    }
    Ok(Some(parts))
}

/// A strength.
pub(super) fn weight(text: &str) -> Result<Option<f64>, String> {
    let Some(text) = words(text) else {
        return Ok(None);
    };
    let weight: Option<f64> = text.parse().ok();
    let usable = weight.filter(|weight| weight.is_finite() && *weight >= 0.0);
    usable
        .map(Some)
        .ok_or_else(|| format!("a weight is a number from 0 up, as 2 or 0.5; “{text}” is none"))
}

/// A Wikidata item.
pub(super) fn wikidata(text: &str) -> Result<Option<String>, String> {
    let Some(text) = words(text) else {
        return Ok(None);
    };
    let item = text.rsplit('/').next().unwrap_or(&text);
    let number = item.strip_prefix(['Q', 'q']).unwrap_or_default();
    if number.is_empty() || !number.chars().all(|digit| digit.is_ascii_digit()) {
        return Err("a Wikidata item is the letter Q and a number, as Q42418".to_owned());
    }
    Ok(Some(format!("Q{number}")))
}

/// Authors as they are typed: `Family, Given; Family, Given`.
pub(super) fn authors_text(authors: &[PersonName]) -> String {
    let names: Vec<_> = authors.iter().map(PersonName::inverted).collect();
    names.join("; ")
}

/// Authors from what was typed; one who was there before stays as he was.
pub(super) fn authors(text: &str, before: &[PersonName]) -> Vec<PersonName> {
    let author = |name: String| {
        let known = before.iter().find(|known| known.inverted() == name);
        known
            .cloned()
            .unwrap_or_else(|| match name.split_once(',') {
                Some((family, given)) => PersonName {
                    family: words(family),
                    given: words(given),
                    ..PersonName::default()
                },
                None => PersonName {
                    literal: Some(name),
                    ..PersonName::default()
                },
            })
    };
    list(text).into_iter().map(author).collect()
}
