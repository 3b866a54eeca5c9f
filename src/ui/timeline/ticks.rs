//! Which days of a time axis are labelled: days, months or years at even steps, as many as there
//! is room for. Draws nothing.

use crate::model::Day;

/// The room of a label with a year, a month and year, or a whole date, in points.
const YEAR_WIDTH: f32 = 56.0;
const MONTH_WIDTH: f32 = 100.0;
const DATE_WIDTH: f32 = 120.0;

/// Shorter times, in days, have labels with the day.
const MAX_DAILY: i64 = 92;

/// Longer times, in calendar years, have labels with the year alone.
const MAX_MONTHLY: i64 = 3;

/// The labelled days of a time from its first to its last day, in a width in points. O(labels).
pub(super) fn ticks(first: Day, last: Day, width: f32) -> Vec<(Day, String)> {
    let years = i64::from(last.year) - i64::from(first.year) + 1;
    if years > MAX_MONTHLY {
        let steps = (0..10).flat_map(|power| [1, 2, 5].map(|times| times * 10_i64.pow(power)));
        let span = [first, last].map(|day| i64::from(day.year));
        let marked = rounds(span, steps, width / YEAR_WIDTH);
        // The first year may begin before the time does.
        let days = marked.map(|year| first_of_month(year * 12).max(first));
        return days.map(|day| (day, day.year_in_words())).collect();
    }
    if last.number() - first.number() < MAX_DAILY {
        let span = [0, last.number() - first.number()];
        let marked = rounds(span, [1, 2, 7, 14, 28], width / DATE_WIDTH);
        let days = marked.map(|after| Day::from_number(first.number() + after));
        return days.map(|day| (day, day.in_words())).collect();
    }
    let span = [first, last].map(|day| i64::from(day.year) * 12 + i64::from(day.month) - 1);
    let marked = rounds(span, [1, 2, 3, 6, 12], width / MONTH_WIDTH);
    let days = marked.map(first_of_month).filter(|day| *day >= first);
    days.map(|day| (day, day.month_in_words())).collect()
}

/// The multiples of a step from the first to the last number: of the smallest step that gives no
/// more than there is room for, else of the largest.
fn rounds(
    [first, last]: [i64; 2],
    steps: impl IntoIterator<Item = i64>,
    room: f32,
) -> impl Iterator<Item = i64> {
    let room = room.max(1.0) as i64;
    let mut largest = 1;
    for step in steps {
        largest = step;
        if (last - first) / step < room {
            break;
        }
    }
    let begin = first.div_euclid(largest) * largest;
    let all = (0..).map(move |number| begin + number * largest);
    let all = all.skip_while(move |number| *number < first);
    all.take_while(move |number| *number <= last)
}

/// The first day of a month, counted from January of the year 0.
fn first_of_month(month: i64) -> Day {
    Day {
        year: month.div_euclid(12) as i32,
        month: month.rem_euclid(12) as u8 + 1,
        day: 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(first: (i32, u8, u8), last: (i32, u8, u8), width: f32) -> Vec<String> {
        let day = |(year, month, day)| Day::new(year, month, day).unwrap();
        let ticks = ticks(day(first), day(last), width);
        ticks.into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn months_are_labelled_at_even_steps() {
        assert_eq!(
            words((2018, 1, 1), (2019, 12, 28), 920.0),
            [
                "January 2018",
                "April 2018",
                "July 2018",
                "October 2018",
                "January 2019",
                "April 2019",
                "July 2019",
                "October 2019"
            ]
        );
        // January has begun before the time does.
        assert_eq!(
            words((2018, 1, 9), (2019, 3, 1), 300.0),
            ["July 2018", "January 2019"]
        );
    }

    #[test]
    fn days_and_years_are_labelled_at_even_steps() {
        assert_eq!(
            words((2018, 1, 1), (2018, 1, 20), 500.0),
            ["1 January 2018", "8 January 2018", "15 January 2018"]
        );
        assert_eq!(words((2018, 1, 1), (2018, 1, 1), 500.0), ["1 January 2018"]);
        assert_eq!(
            words((1872, 5, 1), (1914, 8, 1), 300.0),
            ["1880", "1890", "1900", "1910"]
        );
        assert_eq!(words((-49, 1, 1), (14, 8, 19), 100.0).len(), 1);
        assert_eq!(words((1999, 6, 1), (2003, 1, 1), 900.0).len(), 5);
    }
}
