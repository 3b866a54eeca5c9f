//! Entered texts as values, or why they are not valid.

use super::row::FieldChoice;
use crate::model::{Date, HexColor, Issued, PersonName, entered_date, is_picture_path};

/// Examples of dates and periods.
pub(super) const PERIOD_HINT: &str = "2015-09, 2007/.., 201X, 2016-07~";

/// Examples of dates.
pub(super) const DAY_HINT: &str = "2017, 2017-02, 2017-02-03";

/// The value that is written like this.
pub(super) fn one_of<T: Copy>(
    all: &[T],
    written: fn(T) -> &'static str,
    text: &str,
) -> Result<T, String> {
    let found = all.iter().find(|value| written(**value) == text);
    let words = || {
        let all: Vec<_> = all.iter().map(|value| written(*value)).collect();
        format!("expected one of {}; found “{text}”", all.join(", "))
    };
    found.copied().ok_or_else(words)
}

/// The choice for “not graded”.
pub(super) fn not_graded() -> FieldChoice {
    FieldChoice {
        value: String::new(),
        words: "Not graded".to_owned(),
    }
}

/// The text without spaces around it; `None` if it is blank.
pub(super) fn words(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The texts between semicolons.
pub(super) fn list(text: &str) -> Vec<String> {
    text.split(';').filter_map(words).collect()
}

/// A date in EDTF or in words; `None` if the text is blank.
pub(super) fn date(text: &str) -> Result<Option<Date>, String> {
    let Some(text) = words(text) else {
        return Ok(None);
    };
    let date = entered_date(&text).map_err(|error| error.message)?;
    Ok(Some(date))
}

/// When a reference appeared: a date in any notation, or words without digits.
pub(super) fn issued(text: &str) -> Result<Option<Issued>, String> {
    match Issued::parse(text) {
        Some(Issued::Words(words)) if words.contains(|letter: char| letter.is_ascii_digit()) => {
            let error = Date::parse(&words).err();
            let error = error.map_or_else(String::new, |error| format!(": {}", error.message));
            Err(format!(
                "expected a date such as 2017, 2017-02, 2017-02-03 or spring 2015{error}"
            ))
        }
        issued => Ok(issued),
    }
}

/// A weight: a number from 0 up.
pub(super) fn weight(text: &str) -> Result<Option<f64>, String> {
    let Some(text) = words(text) else {
        return Ok(None);
    };
    let weight: Option<f64> = text.parse().ok();
    let usable = weight.filter(|weight| weight.is_finite() && *weight >= 0.0);
    usable
        .map(Some)
        .ok_or_else(|| format!("a weight is a number from 0 up, such as 2 or 0.5; found “{text}”"))
}

/// A colour.
pub(super) fn color(text: &str) -> Result<Option<HexColor>, String> {
    let Some(text) = words(text) else {
        return Ok(None);
    };
    let color = HexColor::parse(&text);
    color
        .map(Some)
        .ok_or_else(|| format!("a colour is written as #1f77b4; found “{text}”"))
}

/// The path of a picture.
pub(super) fn picture(text: &str) -> Result<Option<String>, String> {
    let Some(text) = words(text) else {
        return Ok(None);
    };
    if is_picture_path(&text) {
        return Ok(Some(text));
    }
    Err(format!(
        "a picture is a PNG or JPEG file in the folder `pictures` beside the relations file, such \
         as pictures/flag.png; found “{text}”"
    ))
}

/// A Wikidata item.
pub(super) fn wikidata(text: &str) -> Result<Option<String>, String> {
    let Some(text) = words(text) else {
        return Ok(None);
    };
    let item = text.rsplit('/').next().unwrap_or(&text);
    let number = item.strip_prefix(['Q', 'q']).unwrap_or_default();
    if number.is_empty() || !number.chars().all(|digit| digit.is_ascii_digit()) {
        return Err("a Wikidata item is the letter Q and a number, such as Q42418".to_owned());
    }
    Ok(Some(format!("Q{number}")))
}

/// Authors as they are entered: `Family, Given; Family, Given`.
pub(super) fn authors_text(authors: &[PersonName]) -> String {
    let names: Vec<_> = authors.iter().map(PersonName::inverted).collect();
    names.join("; ")
}

/// Authors from the text; one who was there before keeps the fields that the text does not show.
pub(super) fn authors(text: &str, before: &[PersonName]) -> Vec<PersonName> {
    let author = |name: String| {
        let known = before.iter().find(|known| known.inverted() == name);
        known.cloned().unwrap_or_else(|| PersonName::parse(&name))
    };
    list(text).into_iter().map(author).collect()
}
