//! CSL dates: year, month and day, ranges, seasons, circa, EDTF, raw and literal. Knows no
//! reference beyond its date.

use crate::model::{Date, Issued, Reference};

use super::fidelity::Fidelity;
use super::reading::Reading;
use super::record::MemberSlot;
use crate::file::formats::json::{self, Kind, Value};

/// Reads a CSL date. What it says beyond the date is kept in the file.
pub(super) fn read(
    reference: &mut Reference,
    value: &Value<'_>,
    reading: &mut Reading,
) -> Fidelity {
    reference.issued = match &value.kind {
        Kind::Object(_) => from_object(value, reading),
        // Some programs write the date alone.
        Kind::Text(text) => Issued::parse(text),
        Kind::Number => Issued::parse(value.raw),
        _ => {
            let wanted = "a CSL date such as {\"date-parts\": [[2017, 2]]}";
            return reading.wrong_type(value, wanted);
        }
    };
    if reference.issued.as_ref().map(written).as_deref() == Some(&*value.compact()) {
        Fidelity::Whole
    } else {
        Fidelity::Partial
    }
}

fn from_object(value: &Value<'_>, reading: &mut Reading) -> Option<Issued> {
    let text = |key: &str| {
        let value = value.get(key)?;
        Some(value.as_text().unwrap_or(value.raw).trim().to_owned())
    };
    let edtf = text("edtf").and_then(|text| Date::parse(&text).ok());
    if let Some(date) = edtf {
        return Some(Issued::Date(date));
    }
    let words = || text("raw").or_else(|| text("literal"));
    let Some(parts) = value.get("date-parts") else {
        return words().and_then(|text| Issued::parse(&text));
    };
    let season = text("season").and_then(|text| season(&text));
    let dates = parts.as_array().unwrap_or_default();
    let mut edtf = Vec::new();
    for date in dates.iter().take(2) {
        match date.as_array().unwrap_or_default() {
            [] if date.as_array().is_some() => {}
            parts => match date_of(parts, season) {
                Ok(date) => edtf.push(date),
                Err(kept) => {
                    report(date, kept.as_deref(), reading);
                    edtf.extend(kept);
                }
            },
        }
    }
    if parts.as_array().is_none() {
        report(parts, None, reading);
    }
    let is_circa = text("circa").is_some_and(|circa| !matches!(&*circa, "" | "false" | "0"));
    let circa = if is_circa { "~" } else { "" };
    let edtf: Vec<_> = edtf.into_iter().map(|date| date + circa).collect();
    let date = Date::parse(&edtf.join("/")).or_else(|error| match edtf.first() {
        Some(first) if edtf.len() > 1 => {
            report(parts, Some(first), reading);
            Date::parse(first)
        }
        _ => Err(error),
    });
    date.ok()
        .map(Issued::Date)
        .or_else(|| words().and_then(|text| Issued::parse(&text)))
}

/// Reports a date that cannot be used as it is, and how much of it is.
fn report(date: &Value<'_>, kept: Option<&str>, reading: &mut Reading) {
    let found = date.compact();
    let used = kept.map_or_else(String::new, |kept| format!("; {kept} is used"));
    let message = format!("{found} is not a date of year, month and day{used}");
    let hint = "Write {\"date-parts\": [[2017, 2, 28]]}, as far as it is known.".to_owned();
    let at = date.at;
    reading.report.error(at, "bad-date", message, Some(hint));
}

/// The parts of a date as EDTF; what can be used of them if that is not all.
fn date_of(parts: &[Value<'_>], season: Option<i32>) -> Result<String, Option<String>> {
    let number = |value: &Value<'_>| {
        let text = value.as_text().unwrap_or(value.raw).trim();
        text.parse::<i32>().ok()
    };
    let Some(year) = parts.first().and_then(number) else {
        return Err(None);
    };
    // CSL has no year 0: the year before 1 is -1.
    let year = if year < 0 { year + 1 } else { year };
    let edtf = |parts: &[i32]| match Issued::of_parts(parts) {
        Some(Issued::Date(date)) => Some(date.as_str().to_owned()),
        _ => None,
    };
    let whole = match parts {
        [_] => match season {
            Some(season) => edtf(&[year, season]),
            None => edtf(&[year]),
        },
        [_, month, rest @ ..] if rest.len() < 2 => {
            let text = month.as_text().unwrap_or(month.raw);
            let month = number(month).map_or_else(|| self::season(text), month_or_season);
            match (month, rest.first()) {
                // An unknown day, or a month that is not known, is written as 0 or left empty.
                (Some(0), _) => edtf(&[year]),
                (Some(month), None) => edtf(&[year, month]),
                (Some(month), Some(day)) => match number(day) {
                    Some(0) => edtf(&[year, month]),
                    day => day.and_then(|day| edtf(&[year, month, day])),
                },
                (None, _) => None,
            }
        }
        _ => None,
    };
    whole.ok_or_else(|| {
        let month = parts.get(1).and_then(number).and_then(month_or_season);
        month
            .and_then(|month| edtf(&[year, month]))
            .or_else(|| edtf(&[year]))
    })
}

/// A month, or 21 to 24 for a season: CSL counts seasons from 13 or from 21.
fn month_or_season(month: i32) -> Option<i32> {
    match month {
        0..=12 | 21..=24 => Some(month),
        13..=16 => Some(month + 8),
        _ => None,
    }
}

/// A season as EDTF counts them, by number or name: `1`, `season-04`, `Spring`.
fn season(text: &str) -> Option<i32> {
    let text = text.trim().to_lowercase();
    let text = text.strip_prefix("season-").unwrap_or(&text);
    match text.parse::<i32>().ok() {
        Some(number @ 1..=4) => Some(number + 20),
        Some(number) => month_or_season(number).filter(|season| *season > 20),
        None => match text {
            "spring" => Some(21),
            "summer" => Some(22),
            "autumn" | "fall" => Some(23),
            "winter" => Some(24),
            _ => None,
        },
    }
}

/// Writes a date as CSL.
pub(super) fn write(reference: &Reference, slot: &mut MemberSlot<'_>) {
    if let Some(issued) = &reference.issued {
        slot.value().json(&written(issued));
    }
}

/// Compact JSON of a date: `date-parts` if CSL can express it, otherwise EDTF with words.
fn written(issued: &Issued) -> String {
    let quoted = |text: &str| {
        let mut json = String::new();
        json::quote_into(&mut json, text);
        json
    };
    match issued {
        Issued::Words(words) => format!("{{\"literal\":{}}}", quoted(words)),
        Issued::Date(date) => in_parts(date.as_str()).unwrap_or_else(|| {
            let (edtf, words) = (quoted(date.as_str()), quoted(&date.in_words()));
            format!("{{\"edtf\":{edtf},\"literal\":{words}}}")
        }),
    }
}

/// EDTF as `date-parts`; `None` if CSL cannot express it.
fn in_parts(edtf: &str) -> Option<String> {
    let circa = edtf.split('/').all(|date| date.ends_with('~'));
    let mut season = None;
    let dates: Option<Vec<String>> = edtf
        .split('/')
        .map(|date| {
            let date = if circa { date.strip_suffix('~')? } else { date };
            let (sign, digits) = match date.strip_prefix('-') {
                Some(digits) => (-1, digits),
                None => (1, date),
            };
            let parts: Option<Vec<i32>> = digits.split('-').map(|part| part.parse().ok()).collect();
            let mut parts = parts?;
            let year = sign * *parts.first()?;
            parts[0] = if year <= 0 { year - 1 } else { year };
            if let Some(found) = parts.get(1).copied().filter(|month| *month > 20) {
                season = Some(found - 20);
                parts.truncate(1);
            }
            let parts: Vec<String> = parts.iter().map(ToString::to_string).collect();
            Some(format!("[{}]", parts.join(",")))
        })
        .collect();
    let dates = dates?;
    if season.is_some() && dates.len() > 1 {
        return None;
    }
    let season = season.map_or_else(String::new, |season| format!(",\"season\":{season}"));
    let circa = if circa { ",\"circa\":true" } else { "" };
    Some(format!(
        "{{\"date-parts\":[{}]{season}{circa}}}",
        dates.join(",")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_so_that_they_are_read_again() {
        for (edtf, json) in [
            ("2017", "{\"date-parts\":[[2017]]}"),
            ("2017-02-14", "{\"date-parts\":[[2017,2,14]]}"),
            ("-0043-03-15", "{\"date-parts\":[[-44,3,15]]}"),
            ("2015-21", "{\"date-parts\":[[2015]],\"season\":1}"),
            ("2015-03/2016-04", "{\"date-parts\":[[2015,3],[2016,4]]}"),
            ("1820~", "{\"date-parts\":[[1820]],\"circa\":true}"),
            ("201X", "{\"edtf\":\"201X\",\"literal\":\"the 2010s\"}"),
            (
                "1914/..",
                "{\"edtf\":\"1914/..\",\"literal\":\"since 1914\"}",
            ),
            ("n.d.", "{\"literal\":\"n.d.\"}"),
        ] {
            let issued = Issued::parse(edtf).unwrap();
            assert_eq!(written(&issued), json);
            let parsed = json::parse(json).unwrap();
            let mut reading = Reading::default();
            let mut reference = Reference::new("r");
            assert_eq!(
                read(&mut reference, &parsed.root, &mut reading),
                Fidelity::Whole
            );
            assert_eq!(reference.issued, Some(issued), "{json}");
            assert!(reading.report.is_empty());
        }
    }
}
