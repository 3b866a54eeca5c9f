//! Every example of the Extended Date/Time Format that its standard gives: read as it says, or
//! refused in words.

use frenemy::model::{Date, Day};

use crate::data::fixture_rows;

#[test]
fn examples_of_the_standard_are_read_at_levels_0_and_1_and_refused_at_level_2() {
    for row in fixture_rows("edtf.tsv", '\t') {
        let [level, text, first, last] = &row[..] else {
            panic!("not four cells: {row:?}");
        };
        let found = match Date::parse(text) {
            Ok(date) => {
                assert_eq!(date.as_str(), text, "the text is kept as it was written");
                [in_numbers(date.earliest()), in_numbers(date.latest())]
            }
            Err(error) => {
                assert!(
                    !error.message.is_empty(),
                    "{text} is refused without a reason"
                );
                ["refused".to_owned(), "refused".to_owned()]
            }
        };
        assert_eq!(found, [first.as_str(), last], "{text}, level {level}");
    }
}

fn in_numbers(day: Option<Day>) -> String {
    day.map_or("none".to_owned(), |Day { year, month, day }| {
        let sign = if year < 0 { "-" } else { "" };
        format!("{sign}{:04}-{month:02}-{day:02}", year.abs())
    })
}
