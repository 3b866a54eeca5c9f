//! Spans of days, for the time filter: whether a date may fall into one.

use std::fmt;

use super::{Date, Day};

/// The days from one day to another, both included; a missing side is unlimited.
///
/// A date means all days that it may be: `1914` for every day of that year. It falls into a
/// span if the two share a day. An open end (`2001/..`) is unlimited; an unknown end (`2001/`) may
/// be any later day, so it falls into every later span. `~` and `?` do not widen a date, since they
/// do not say by how much.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first day; `None` if the span has no beginning.
    pub from: Option<Day>,
    /// The last day; `None` if the span has no end.
    pub to: Option<Day>,
}

impl Span {
    /// One day.
    pub fn day(day: Day) -> Self {
        Self {
            from: Some(day),
            to: Some(day),
        }
    }

    /// Every day a date may mean.
    pub fn of(date: &Date) -> Self {
        Self {
            from: date.earliest(),
            to: date.latest(),
        }
    }

    /// From the first day of one date to the last day of another; `None` if it would end before it
    /// begins.
    pub fn between(from: &Date, to: &Date) -> Option<Self> {
        let span = Self {
            from: from.earliest(),
            to: to.latest(),
        };
        (!span.is_empty()).then_some(span)
    }

    /// Whether it ends before it begins.
    pub fn is_empty(self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if to < from)
    }

    /// Whether two spans share a day.
    pub fn meets(self, other: Self) -> bool {
        let begins_by_end = |one: Self, other: Self| match (one.from, other.to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        let is_any = !self.is_empty() && !other.is_empty();
        is_any && begins_by_end(self, other) && begins_by_end(other, self)
    }

    /// Whether a date may mean a day of this span.
    pub fn admits(self, date: &Date) -> bool {
        self.meets(Self::of(date))
    }

    /// How precise its sides must be in words.
    pub fn precision(self) -> DatePrecision {
        DatePrecision::of(self)
    }

    /// The span in EDTF, as coarse as possible: `1872/1914`, `2015-09/..`; `None` if it has no
    /// sides.
    pub fn edtf(self) -> Option<String> {
        let grain = DatePrecision::of(self);
        let sides = [self.from, self.to].map(|day| day.map(|day| grain.edtf(day)));
        match sides {
            [None, None] => None,
            [Some(from), Some(to)] if from == to => Some(from),
            sides => {
                let [from, to] = sides.map(|side| side.unwrap_or_else(|| "..".to_owned()));
                Some(format!("{from}/{to}"))
            }
        }
    }

    /// The span in words, as coarse as possible: `as of July 1914`, `from 1872 to 1914`, `since 3
    /// May 1871`.
    pub fn in_words(self) -> String {
        match (self.from, self.to) {
            (None, None) => "at any time".to_owned(),
            (Some(from), None) => format!("since {}", DatePrecision::of(self).words(from)),
            (None, Some(to)) => format!("until {}", DatePrecision::of(self).words(to)),
            (Some(from), Some(to)) => {
                let grain = DatePrecision::of(self);
                match (grain.words(from), grain.words(to)) {
                    (from, to) if from == to => format!("as of {from}"),
                    (from, to) => format!("from {from} to {to}"),
                }
            }
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words())
    }
}

/// How precise the sides of a span must be in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatePrecision {
    /// Its years are complete.
    Year,
    /// Its months are complete.
    Month,
    /// Neither.
    Day,
}

impl DatePrecision {
    /// The coarsest in which both sides are complete.
    fn of(span: Span) -> Self {
        let sides = |is_from: fn(Day) -> bool, is_to: fn(Day) -> bool| {
            span.from.is_none_or(is_from) && span.to.is_none_or(is_to)
        };
        let is_first = |day: Day| day.day == 1;
        let is_last = |day: Day| day.next().day == 1;
        if sides(
            |day| day.month == 1 && day.day == 1,
            |day| day.month == 12 && day.day == 31,
        ) {
            Self::Year
        } else if sides(is_first, is_last) {
            Self::Month
        } else {
            Self::Day
        }
    }

    fn edtf(self, day: Day) -> String {
        let sign = if day.year < 0 { "-" } else { "" };
        let year = day.year.unsigned_abs();
        let year = if year > 9999 {
            format!("Y{sign}{year}")
        } else {
            format!("{sign}{year:04}")
        };
        match self {
            Self::Year => year,
            // Years of more than four digits have no month or day in EDTF.
            _ if year.starts_with('Y') => year,
            Self::Month => format!("{year}-{:02}", day.month),
            Self::Day => format!("{year}-{:02}-{:02}", day.month, day.day),
        }
    }

    fn words(self, day: Day) -> String {
        match self {
            Self::Year => day.year_in_words(),
            Self::Month => day.month_in_words(),
            Self::Day => day.in_words(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn span(text: &str) -> Span {
        Span::of(&date(text))
    }

    /// For each date, whether it falls into each of the spans: `x` where it does.
    fn table(dates: &[&str], spans: &[&str]) -> String {
        let row = |text: &&str| {
            let cells = spans.iter().map(|window| {
                if span(window).admits(&date(text)) {
                    'x'
                } else {
                    '.'
                }
            });
            format!("{} {text}", cells.collect::<String>())
        };
        dates.iter().map(row).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_date_is_in_wherever_it_shares_a_day() {
        // The standard's examples against: a day in 1985, that year, the years before, the day
        // after, 2004 and on.
        let spans = ["1985-06-15", "1985", "../1984", "1985-04-13", "2004/.."];
        insta::assert_snapshot!(table(&[
            "1985-04-12", "1985-04", "1985", "1985-04-12T23:20:30Z", "1964/2008", "2004-06/2006-08", "2004-02-01/2005",
            "Y170000002", "Y-170000002", "2001-21", "2001-24", "1984?", "2004-06~", "2004-06-11%", "198X", "19XX", "1985-XX",
            "1985-04-XX", "1985-XX-XX", "1985-04-12/..", "1985-04/..", "1985/..", "../1985-04-12", "../1985-04", "../1985",
            "1985-04-12/", "1985-04/", "1985/", "/1985-04-12", "/1985-04", "/1985", "-1985", "1984~/2004-06", "1984?/2004%",
        ], &spans), @r"
        .x... 1985-04-12
        .x.x. 1985-04
        xx.x. 1985
        .x... 1985-04-12T23:20:30Z
        xxxxx 1964/2008
        ....x 2004-06/2006-08
        ....x 2004-02-01/2005
        ....x Y170000002
        ..x.. Y-170000002
        ..... 2001-21
        ..... 2001-24
        ..x.. 1984?
        ....x 2004-06~
        ....x 2004-06-11%
        xxxx. 198X
        xxxx. 19XX
        xx.x. 1985-XX
        .x.x. 1985-04-XX
        xx.x. 1985-XX-XX
        xx.xx 1985-04-12/..
        xx.xx 1985-04/..
        xx.xx 1985/..
        .xx.. ../1985-04-12
        .xxx. ../1985-04
        xxxx. ../1985
        xx.xx 1985-04-12/
        xx.xx 1985-04/
        xx.xx 1985/
        .xx.. /1985-04-12
        .xxx. /1985-04
        xxxx. /1985
        ..x.. -1985
        xxxxx 1984~/2004-06
        xxxxx 1984?/2004%
        ");
    }

    #[test]
    fn a_year_is_never_the_first_of_january() {
        for day in ["1914-01-01", "1914-07-28", "1914-12-31"] {
            assert!(span(day).admits(&date("1914")), "{day}");
        }
        assert!(!span("1913-12-31").admits(&date("1914")));
        assert!(!span("1915-01-01").admits(&date("1914")));
    }

    #[test]
    fn a_span_that_ends_before_it_begins_holds_nothing() {
        assert_eq!(Span::between(&date("1914"), &date("1872")), None);
        let backwards = Span {
            from: Day::new(1914, 1, 1),
            to: Day::new(1872, 1, 1),
        };
        assert!(!backwards.admits(&date("1800/1950")));
        assert!(!backwards.meets(Span::default()));
    }

    #[test]
    fn a_span_is_said_as_coarsely_as_it_can_be() {
        let spans = [
            "1914",
            "1914-07",
            "1914-07-28",
            "1872/1914",
            "1872-05/1914-07",
            "1872/1914-07-28",
            "1871/..",
            "../1914-07",
        ];
        let words: Vec<_> = spans.iter().map(|text| span(text).in_words()).collect();
        insta::assert_snapshot!(words.join("\n"), @r"
        as of 1914
        as of July 1914
        as of 28 July 1914
        from 1872 to 1914
        from May 1872 to July 1914
        from 1 January 1872 to 28 July 1914
        since 1871
        until July 1914
        ");
        assert_eq!(Span::default().in_words(), "at any time");
    }

    proptest::proptest! {
        #[test]
        fn days_count_up_one_by_one_and_back(number in -900_000_i64..900_000) {
            let day = Day::from_number(number);
            proptest::prop_assert_eq!(day.number(), number);
            proptest::prop_assert_eq!(day.next().number(), number + 1);
            proptest::prop_assert!(day < day.next());
            proptest::prop_assert_eq!(Day::new(day.year, day.month, day.day), Some(day));
        }

        #[test]
        fn two_spans_meet_if_some_day_is_in_both(a in 0_i64..40, b in 0_i64..40, c in 0_i64..40, d in 0_i64..40) {
            let span = |from, to| Span { from: Some(Day::from_number(from)), to: Some(Day::from_number(to)) };
            let is_shared = (0..40).any(|day| (a..=b).contains(&day) && (c..=d).contains(&day));
            proptest::prop_assert_eq!(span(a, b).meets(span(c, d)), is_shared);
            proptest::prop_assert_eq!(span(c, d).meets(span(a, b)), is_shared);
        }
    }
}
