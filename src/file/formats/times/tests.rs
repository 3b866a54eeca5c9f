//! Tests of times that other programs write.

use super::*;

#[track_caller]
fn check(text: &str, wanted: &str) {
    let read = read(text, DayOrder::Unknown);
    let found = read.map_or_else(|error| error, |time| time.date.as_str().to_owned());
    assert_eq!(found, wanted, "{text}");
}

#[test]
fn times_of_other_programs_become_edtf() {
    for (text, wanted) in [
        ("1914", "1914"),
        ("28/07/1914", "1914-07-28"),
        ("07-28-1914", "1914-07-28"),
        ("28.7.1914", "1914-07-28"),
        ("July 1914", "1914-07"),
        ("28 July 1914", "1914-07-28"),
        ("July 28, 1914", "1914-07-28"),
        ("21.03.2014 10:15", "2014-03-21"),
        ("3/21/2014 10:15 PM", "2014-03-21"),
        ("July 28, 1914 10:15", "1914-07-28"),
        ("21 de marzo de 2014", "2014-03-21"),
        ("21 марта 2014 г.", "2014-03-21"),
        ("2014年3月21日", "2014-03-21"),
        ("2014. 3. 21.", "2014-03-21"),
        ("Friday, March 21, 2014", "2014-03-21"),
        ("since 1914", "1914/.."),
        ("before July 1914", "../1914-07"),
        ("approx. 1914", "1914~"),
        ("c. 1914", "1914~"),
        ("1914\u{2013}1918", "1914/1918"),
        ("1949-", "1949/.."),
        ("1949 \u{2013}", "1949/.."),
        ("1914/15", "1914/1915"),
        ("1946-49", "1946/1949"),
        ("2017-2-3", "2017-02-03"),
        ("431 BCE", "-0430"),
        ("1 BC", "0000"),
        ("1910s", "191X"),
        ("the 1910s", "191X"),
        ("about the 1910s", "191X~"),
        ("19th century", "18XX"),
        ("Q3 2014", "2014-07/2014-09"),
        ("2014-Q1", "2014-01/2014-03"),
        ("Summer 1914", "1914-22"),
        ("printemps 1968", "1968-21"),
        ("1914-07-28 00:00:00", "1914-07-28"),
        ("2005-00-00", "2005"),
        ("20170228", "2017-02-28"),
        ("1289241911", "2010-11-08"),
        ("1289241911000", "2010-11-08"),
        ("2007.0", "2007"),
        ("2010-05-29+01:27", "2010-05-29"),
        ("[1904-1914]", "1904/1914"),
        ("[1914-1918,1939-1945]", "1914/1945"),
        ("[1911-*]", "1911/.."),
        ("[7]", "0007"),
        ("<[2000.0]>", "2000"),
        ("<[2000, 2005]; [2007, 2010]>", "2000/2010"),
        ("[2016-03-04, Infinity]", "2016-03-04/.."),
        ("[-Infinity, 2016-02-04]", "../2016-02-04"),
        ("1914/1918", "1914/1918"),
        ("1990 to present", "1990/.."),
        ("2015-09/..", "2015-09/.."),
    ] {
        check(text, wanted);
    }
}

#[test]
fn what_may_mean_two_days_is_an_error_and_the_column_decides() {
    let error = read("03/04/1914", DayOrder::Unknown).unwrap_err();
    assert!(error.contains("month 03 or the month 04"), "{error}");
    let order = DayOrder::guess(["03/04/1914", "28/04/1914"].into_iter());
    assert_eq!(
        read("03/04/1914", order).unwrap().date.as_str(),
        "1914-04-03"
    );
    assert!(
        read("5318", DayOrder::Unknown)
            .unwrap_err()
            .contains("Excel")
    );
    assert!(
        read("2017-02-30", DayOrder::Unknown)
            .unwrap_err()
            .contains("28 days")
    );
    assert!(read("[1-5,7]", DayOrder::Unknown).unwrap().is_step);
    assert!(
        read("soon", DayOrder::Unknown)
            .unwrap_err()
            .contains("four digits")
    );
}

#[test]
fn weeks_are_those_of_iso_8601() {
    // 1 January 1970; 3 January 2021, the last day of a week of 2020; 4 January 2021.
    assert_eq!(week_of_days(0), "1970-W01");
    assert_eq!(week_of_days(18_630), "2020-W53");
    assert_eq!(week_of_days(18_631), "2021-W01");
}
