//! Dates as text, in words and as days.

use super::*;

/// A date in words and the days it spans.
fn reading(text: &str) -> String {
    let date = match Date::parse(text) {
        Ok(date) => date,
        Err(error) => return format!("{text}: {}", error.message),
    };
    assert_eq!(date.as_str(), text);
    let day = |day: Option<Day>| {
        day.map_or("…".to_owned(), |Day { year, month, day }| {
            format!("{year}-{month}-{day}")
        })
    };
    format!(
        "{text}: {} [{}, {}]",
        date.in_words(),
        day(date.earliest()),
        day(date.latest())
    )
}

fn readings(texts: &[&str]) -> String {
    let readings: Vec<_> = texts.iter().map(|text| reading(text)).collect();
    readings.join("\n")
}

#[test]
fn the_standards_examples_of_level_0() {
    insta::assert_snapshot!(readings(&[
        "1985-04-12", "1985-04", "1985", "1985-04-12T23:20:30", "1985-04-12T23:20:30Z",
        "1985-04-12T23:20:30-04", "1985-04-12T23:20:30+04:30", "1964/2008", "2004-06/2006-08",
        "2004-02-01/2005-02-08", "2004-02-01/2005-02", "2004-02-01/2005", "2005/2006-02",
    ]), @r#"
    1985-04-12: 12 April 1985 [1985-4-12, 1985-4-12]
    1985-04: April 1985 [1985-4-1, 1985-4-30]
    1985: 1985 [1985-1-1, 1985-12-31]
    1985-04-12T23:20:30: 12 April 1985 [1985-4-12, 1985-4-12]
    1985-04-12T23:20:30Z: 12 April 1985 [1985-4-12, 1985-4-12]
    1985-04-12T23:20:30-04: 12 April 1985 [1985-4-12, 1985-4-12]
    1985-04-12T23:20:30+04:30: 12 April 1985 [1985-4-12, 1985-4-12]
    1964/2008: 1964 to 2008 [1964-1-1, 2008-12-31]
    2004-06/2006-08: June 2004 to August 2006 [2004-6-1, 2006-8-31]
    2004-02-01/2005-02-08: 1 February 2004 to 8 February 2005 [2004-2-1, 2005-2-8]
    2004-02-01/2005-02: 1 February 2004 to February 2005 [2004-2-1, 2005-2-28]
    2004-02-01/2005: 1 February 2004 to 2005 [2004-2-1, 2005-12-31]
    2005/2006-02: 2005 to February 2006 [2005-1-1, 2006-2-28]
    "#);
}

#[test]
fn the_standards_examples_of_level_1() {
    insta::assert_snapshot!(readings(&[
        "Y170000002", "Y-170000002", "2001-21", "2001-24", "1984?", "2004-06~", "2004-06-11%", "201X", "20XX",
        "2004-XX", "1985-04-XX", "1985-XX-XX", "1985-04-12/..", "1985-04/..", "1985/..", "../1985-04-12",
        "../1985-04", "../1985", "1985-04-12/", "1985-04/", "1985/", "/1985-04-12", "/1985-04", "/1985", "-1985",
        "1984~/2004-06", "1984?/2004%", "2004-06-11%/2004-06-~", "1984-06-02?/2004-08-08~",
    ]), @r#"
    Y170000002: 170000002 [170000002-1-1, 170000002-12-31]
    Y-170000002: 170000003 BC [-170000002-1-1, -170000002-12-31]
    2001-21: spring 2001 [2001-3-1, 2001-5-31]
    2001-24: winter 2001 [2001-12-1, 2002-2-28]
    1984?: 1984 (uncertain) [1984-1-1, 1984-12-31]
    2004-06~: about June 2004 [2004-6-1, 2004-6-30]
    2004-06-11%: about 11 June 2004 (uncertain) [2004-6-11, 2004-6-11]
    201X: the 2010s [2010-1-1, 2019-12-31]
    20XX: some year from 2000 to 2099 [2000-1-1, 2099-12-31]
    2004-XX: some month of 2004 [2004-1-1, 2004-12-31]
    1985-04-XX: some day of April 1985 [1985-4-1, 1985-4-30]
    1985-XX-XX: some day of 1985 [1985-1-1, 1985-12-31]
    1985-04-12/..: since 12 April 1985 [1985-4-12, …]
    1985-04/..: since April 1985 [1985-4-1, …]
    1985/..: since 1985 [1985-1-1, …]
    ../1985-04-12: until 12 April 1985 […, 1985-4-12]
    ../1985-04: until April 1985 […, 1985-4-30]
    ../1985: until 1985 […, 1985-12-31]
    1985-04-12/: from 12 April 1985 to an unknown end [1985-4-12, …]
    1985-04/: from April 1985 to an unknown end [1985-4-1, …]
    1985/: from 1985 to an unknown end [1985-1-1, …]
    /1985-04-12: from an unknown start to 12 April 1985 […, 1985-4-12]
    /1985-04: from an unknown start to April 1985 […, 1985-4-30]
    /1985: from an unknown start to 1985 […, 1985-12-31]
    -1985: 1986 BC [-1985-1-1, -1985-12-31]
    1984~/2004-06: about 1984 to June 2004 [1984-1-1, 2004-6-30]
    1984?/2004%: 1984 (uncertain) to about 2004 (uncertain) [1984-1-1, 2004-12-31]
    2004-06-11%/2004-06-~: a day has two digits
    1984-06-02?/2004-08-08~: 2 June 1984 (uncertain) to about 8 August 2004 [1984-6-2, 2004-8-8]
    "#);
}

#[test]
fn the_vocabularys_examples() {
    insta::assert_snapshot!(readings(&[
        "2015-09", "2001/..", "../2014", "2016-07~", "2016?", "2013/2015-07-29", "201X", "0000", "-0044-03-15",
        "2004-02-29", "-004X",
    ]), @r#"
    2015-09: September 2015 [2015-9-1, 2015-9-30]
    2001/..: since 2001 [2001-1-1, …]
    ../2014: until 2014 […, 2014-12-31]
    2016-07~: about July 2016 [2016-7-1, 2016-7-31]
    2016?: 2016 (uncertain) [2016-1-1, 2016-12-31]
    2013/2015-07-29: 2013 to 29 July 2015 [2013-1-1, 2015-7-29]
    201X: the 2010s [2010-1-1, 2019-12-31]
    0000: 1 BC [0-1-1, 0-12-31]
    -0044-03-15: 15 March 45 BC [-44-3-15, -44-3-15]
    2004-02-29: 29 February 2004 [2004-2-29, 2004-2-29]
    -004X: some year from 50 BC to 41 BC [-49-1-1, -40-12-31]
    "#);
}

#[test]
fn an_invalid_date_is_explained_precisely() {
    insta::assert_snapshot!(readings(&[
        "", "2015-13", "2015-00", "2015-02-30", "2015-02-29", "2015-09-00", "20150901", "sept 2015", "2015-9",
        "15-09", "2015-09-07-01", "201u", "2007/open", "2015/2014", "../..", "/", "1/2/3", "~2015", "2015-09T10:00:00",
        "2015-09-07T25:00:00", "2XXX", "XXXX", "201X-09", "2015-XX-07", "Y2015", "Y99999999999", "2015-25", "２０１５", "2015-0é",
    ]), @r#"
    : a date begins with a year of four digits
    2015-13: there is no month 13
    2015-00: there is no month 00
    2015-02-30: February 2015 has 28 days, and no day 30
    2015-02-29: February 2015 has 28 days, and no day 29
    2015-09-00: September 2015 has 30 days, and no day 00
    20150901: a date has hyphens, such as 2015-09-01
    sept 2015: a date begins with a year of four digits
    2015-9: a month has two digits
    15-09: a date begins with a year of four digits
    2015-09-07-01: nothing may follow year, month and day
    201u: unspecified digits are written X
    2007/open: an open end is written `..`
    2015/2014: the interval ends before it begins
    ../..: an interval needs a beginning or an end
    /: an interval needs a beginning or an end
    1/2/3: an interval has one slash
    ~2015: `~`, `?` and `%` are written once, at the end of a date
    2015-09T10:00:00: a time of day needs a whole date before it
    2015-09-07T25:00:00: a time of day is written 23:20:30, with Z or an offset such as +04:30 after it
    2XXX: at most the last two digits of a year are unspecified
    XXXX: a date begins with a year of four digits
    201X-09: a year with unspecified digits cannot have a month
    2015-XX-07: a month without digits cannot have a day
    Y2015: `Y` is followed by a year of more than four digits
    Y99999999999: the year is out of range
    2015-25: there is no month 25
    ２０１５: a date begins with a year of four digits
    2015-0é: a month has two digits
    "#);
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "[0-9XY/.~?%T:Zé-]{0,14}|\\PC{0,12}") {
        if let Ok(date) = Date::parse(&text) {
            date.in_words();
        }
    }
}
