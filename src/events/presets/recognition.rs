//! Which set a file is of. Reads no file.

use super::{EVENT_PRESETS, columns, gdelt_mentions};
use crate::events::preset::{EventHeader, EventLayout, EventPreset, EventTime, MissingColumn};
use crate::events::time::day_of;
use crate::model::ColumnMap;

/// The advice for a table that no preset recognizes.
pub const NAME_COLUMNS: &str = "name the columns with --columns source=A,target=B,date=C,sign=D";

/// How a file is read: as which set, with which columns.
#[derive(Clone, Debug)]
pub struct RecognizedFile {
    /// The set.
    pub preset: &'static EventPreset,
    /// The names of its columns.
    pub header: EventHeader,
    /// What they mean.
    pub layout: EventLayout,
    /// Whether the first line names the columns.
    pub has_header: bool,
}

/// Recognizes a file by its first rows; `chosen` is the set it was said to be.
///
/// # Errors
/// What the first row lacks, in words.
pub fn recognize(
    rows: &[Vec<String>],
    chosen: Option<&'static EventPreset>,
    map: &ColumnMap,
) -> Result<RecognizedFile, String> {
    let first_line = rows.first().map_or(&[][..], Vec::as_slice);
    // Mentions are read with the events that they are of, whatever set these were said to be.
    let with_mentions = |preset: &'static EventPreset| [preset, &gdelt_mentions::PRESET];
    let with_mentions = chosen.map(with_mentions);
    let candidates = match &with_mentions {
        Some(both) if both[0].goes_with(both[1]) => &both[..],
        Some(both) => &both[..1],
        None if !map.roles.is_empty() => &[&columns::COLUMNS],
        None => EVENT_PRESETS,
    };
    let has_header = map.has_header != Some(false);
    let numbered = (1..=first_line.len()).map(|number| format!("column {number}"));
    let numbered: Vec<_> = numbered.take_while(|_| !has_header).collect();
    let names = if has_header { first_line } else { &numbered };
    let header = EventHeader::new(names.iter().map(String::as_str));
    let mut missing = Vec::new();
    let mut named = Vec::new();
    for preset in candidates {
        match layout_of(preset, &header, map) {
            Ok(layout) => named.push((*preset, layout)),
            Err(MissingColumn(column)) => missing.push((*preset, column)),
        }
    }
    let is_complete = |preset: &EventPreset| preset.columns.len() == header.names.len();
    let best = named.iter().position(|(preset, _)| is_complete(preset));
    if !named.is_empty() {
        let (preset, layout) = named.swap_remove(best.unwrap_or(0));
        return Ok(RecognizedFile {
            preset,
            header,
            layout,
            has_header,
        });
    }
    // The first rows can be broken.
    let mut of_rows = rows.iter();
    if let Some(found) = of_rows.find_map(|row| by_count(row, candidates, map)) {
        return Ok(found);
    }
    let is_said = chosen.is_some() || candidates.len() == 1;
    Err(what_is_missing(&header, &missing, is_said, map))
}

/// Why no set fits. `missing` is the first column that each set lacks; `is_said` if only one set
/// may fit.
fn what_is_missing(
    header: &EventHeader,
    missing: &[(&EventPreset, String)],
    is_said: bool,
    map: &ColumnMap,
) -> String {
    // A table of a set that lacks one column is meant to be of that set.
    let lacks_one = |(preset, column): &&(&EventPreset, String)| {
        let names = header.names.iter().map(String::as_str);
        let whole = EventHeader::new(names.chain([column.as_str()]));
        layout_of(preset, &whole, map).is_ok()
    };
    let lacking = if is_said {
        missing.first()
    } else {
        missing.iter().find(lacks_one)
    };
    if let Some((preset, column)) = lacking {
        format!("read as {}, it lacks the column `{column}`", preset.name)
    } else {
        let ids: Vec<_> = EVENT_PRESETS.iter().map(|preset| preset.id).collect();
        format!(
            "its first line has {} columns and is not one of {}; {NAME_COLUMNS}",
            header.names.len(),
            ids[..ids.len() - 1].join(", ")
        )
    }
}

/// A file of a set with all its columns, which names none of them.
pub(in crate::events) fn of_all_columns(preset: &'static EventPreset) -> Option<RecognizedFile> {
    let header = EventHeader::new(preset.columns.iter().copied());
    let layout = (preset.layout)(&header).ok()?;
    Some(RecognizedFile {
        preset,
        header,
        layout,
        has_header: false,
    })
}

fn layout_of(
    preset: &EventPreset,
    header: &EventHeader,
    map: &ColumnMap,
) -> Result<EventLayout, MissingColumn> {
    if preset.id == columns::COLUMNS.id {
        columns::layout_of(map, header)
    } else {
        (preset.layout)(header)
    }
}

/// Recognizes a file without a header by the number of its columns, and a date where one should be.
fn by_count(
    row: &[String],
    candidates: &[&'static EventPreset],
    map: &ColumnMap,
) -> Option<RecognizedFile> {
    candidates.iter().find_map(|preset| {
        let header = EventHeader::new(preset.columns.iter().copied());
        let layout = layout_of(preset, &header, map).ok()?;
        let most = preset.columns.len();
        let counts = most - layout.optional_columns.min(most)..=most;
        let EventTime::Day(column) = layout.time else {
            return None;
        };
        let has_day = day_of(row.get(column)?).is_some();
        (counts.contains(&row.len()) && has_day).then_some(RecognizedFile {
            preset,
            header,
            layout,
            has_header: false,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recognized(line: &str) -> Result<(&'static str, bool), String> {
        let cells = |line: &str| line.split('\t').map(str::to_owned).collect();
        let rows: Vec<Vec<String>> = line.lines().map(cells).collect();
        let found = recognize(&rows, None, &ColumnMap::default())?;
        Ok((found.preset.id, found.has_header))
    }

    #[test]
    fn files_are_recognized_by_their_header() {
        for preset in EVENT_PRESETS
            .iter()
            .filter(|preset| !preset.columns.is_empty())
        {
            assert_eq!(
                recognized(&preset.columns.join("\t")),
                Ok((preset.id, true))
            );
        }
    }

    #[test]
    fn files_without_a_header_are_recognized_by_their_columns_and_a_date() {
        let row = |count: usize, at: usize, day: &str| {
            let mut cells = vec!["x"; count];
            cells[at] = day;
            recognized(&cells.join("\t"))
        };
        assert_eq!(row(61, 1, "20180601"), Ok(("gdelt2", false)));
        assert_eq!(row(58, 1, "20180601"), Ok(("gdelt1", false)));
        assert_eq!(row(57, 1, "20180601"), Ok(("gdelt1", false)));
        assert_eq!(
            row(49, 38, "2018-06-01 00:00:00.000"),
            Ok(("ucdp-ged", false))
        );
        assert!(row(61, 1, "June").is_err());
        let mut cells = ["x"; 61];
        cells[1] = "20180601";
        let rows = format!("{}\n{}", cells[..60].join("\t"), cells.join("\t"));
        assert_eq!(recognized(&rows), Ok(("gdelt2", false)));
        assert!(row(60, 1, "20180601").is_err());
    }

    #[test]
    fn a_table_that_lacks_one_column_of_a_set_hears_which() {
        let message = recognized("rcid\tcountry_code\tvote").unwrap_err();
        assert_eq!(message, "read as UN votes, it lacks the column `date`");
        let message = recognized("a\tb\tvote").unwrap_err();
        assert!(message.contains("is not one of"), "{message}");
    }

    #[test]
    fn every_preset_has_words_and_an_id_of_its_own() {
        let mut ids: Vec<_> = EVENT_PRESETS.iter().map(|preset| preset.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), EVENT_PRESETS.len());
        assert!(EVENT_PRESETS.iter().all(|preset| !preset.about.is_empty()));
    }
}
