//! GDELT 2.0 events: 61 columns separated by tabs, without a header. Knows no other set.

use super::gdelt1;
use crate::events::preset::{EventGrade, EventPreset, NET};

pub(super) const PRESET: EventPreset = EventPreset {
    id: "gdelt2",
    name: "GDELT 2.0",
    about: "GDELT 2.0 events since 2015: 61 columns, tabs, no header, one .zip each 15 minutes",
    citation: "Leetaru and Schrodt, “GDELT: Global Data on Events, Location and Tone”, ISA 2013; \
               gdeltproject.org",
    grade: EventGrade::MachineCoded,
    columns: &COLUMNS,
    min_count: 5,
    balance: NET,
    has_countries: true,
    tells_who_acts: true,
    remark: "",
    layout: gdelt1::layout,
};

/// The columns of GDELT 1.0, and after the first division of each place its second.
const COLUMNS: [&str; 61] = {
    let divisions = [
        "Actor1Geo_ADM2Code",
        "Actor2Geo_ADM2Code",
        "ActionGeo_ADM2Code",
    ];
    let mut columns = [""; 61];
    let (mut from, mut division) = (0, 0);
    while from < gdelt1::COLUMNS.len() {
        columns[from + division] = gdelt1::COLUMNS[from];
        if matches!(from, 38 | 45 | 52) {
            columns[from + division + 1] = divisions[division];
            division += 1;
        }
        from += 1;
    }
    columns
};

#[cfg(test)]
mod tests {
    use super::COLUMNS;

    #[test]
    fn each_second_division_follows_the_first_of_its_place() {
        for (first, second) in COLUMNS.iter().zip(&COLUMNS[1..]) {
            if let Some(place) = first.strip_suffix("_ADM1Code") {
                assert_eq!(*second, format!("{place}_ADM2Code"));
            }
        }
        assert_eq!(COLUMNS.last(), Some(&"SOURCEURL"));
    }
}
