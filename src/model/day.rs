//! Days of the calendar, their order and their names. Knows no notation of dates.

/// One day of the proleptic Gregorian calendar; years count through zero, which is 1 BC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl Day {
    /// A day of the calendar, or nothing if there is no such day.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let is_day = (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
        is_day.then_some(Self { year, month, day })
    }

    /// How many days it is after 1 March of the year 0; before it, less than zero.
    ///
    /// Years are counted from March, so that a leap day is the last of its year: after Howard
    /// Hinnant, <https://howardhinnant.github.io/date_algorithms.html>.
    pub fn number(self) -> i64 {
        let (year, month) = (i64::from(self.year), i64::from(self.month));
        let year = if month <= 2 { year - 1 } else { year };
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(self.day) - 1;
        let century = year.div_euclid(100);
        365 * year + year.div_euclid(4) - century + year.div_euclid(400) + day_of_year
    }

    /// The day of this [number](Self::number); the last possible one if it would be out of
    /// range.
    pub fn from_number(number: i64) -> Self {
        const DAYS_IN_400_YEARS: i64 = 146_097;
        let era = number.div_euclid(DAYS_IN_400_YEARS);
        let day = number.rem_euclid(DAYS_IN_400_YEARS);
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day_of_year = day - (365 * year + year / 4 - year / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let month = if month_from_march < 10 {
            month_from_march + 3
        } else {
            month_from_march - 9
        };
        let year = era * 400 + year + i64::from(month <= 2);
        Self {
            year: year.clamp(i32::MIN.into(), i32::MAX.into()) as i32,
            month: month as u8,
            day: (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u8,
        }
    }

    /// The day after.
    #[must_use]
    pub fn next(self) -> Self {
        Self::from_number(self.number() + 1)
    }

    /// `28 July 1914`.
    pub fn in_words(self) -> String {
        format!("{} {}", self.day, self.month_in_words())
    }

    /// Its month: `July 1914`.
    pub fn month_in_words(self) -> String {
        format!("{} {}", month_in_words(self.month), self.year_in_words())
    }

    /// Its year: `1914`, `45 BC`.
    pub fn year_in_words(self) -> String {
        year_in_words(self.year)
    }
}

/// How many days a month has.
pub(super) fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// `July`.
pub(super) fn month_in_words(month: u8) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS[usize::from(month.saturating_sub(1)) % 12]
}

/// `1914`, `45 BC`.
pub(super) fn year_in_words(year: i32) -> String {
    if year > 0 {
        year.to_string()
    } else {
        format!("{} BC", 1 - i64::from(year))
    }
}
