//! The rules as texts: defaults, values that are taken, and labels.

use super::*;

#[test]
fn the_defaults_of_the_table_are_those_of_a_plan() {
    let mut plan = EventPlan::default();
    for option in EVENT_OPTIONS {
        option.set(&mut plan, "").unwrap();
        assert_eq!(plan, EventPlan::default(), "{}", option.id);
    }
}

#[test]
fn every_choice_and_every_number_in_its_range_is_taken() {
    for option in EVENT_OPTIONS {
        let mut plan = EventPlan::default();
        let mut take = |text: &str| {
            let taken = option.set(&mut plan, text);
            taken.unwrap_or_else(|problem| panic!("{}: {problem}", option.id));
        };
        match &option.input {
            EventInputKind::Choice(choices) => {
                choices.iter().for_each(|choice| take(choice.word));
            }
            EventInputKind::Date => take("2018-06"),
            EventInputKind::Decimal { range, .. } => {
                for number in range {
                    take(&number.to_string());
                }
            }
            EventInputKind::Count { range, usual, .. } => {
                for number in range {
                    take(&number.to_string());
                }
                take(&usual.to_string());
            }
            EventInputKind::Switch => take(ON),
            EventInputKind::Names => take("Russia, USA"),
        }
        if !matches!(option.input, EventInputKind::Names) {
            assert!(option.set(&mut plan, "what?").is_err(), "{}", option.id);
        }
    }
}

#[test]
fn texts_change_the_plan_as_they_say() {
    let mut plan = EventPlan::default();
    for (id, text) in [
        ("from", "2018-02"),
        ("to", "2018-02"),
        ("only", " USA,, Russia "),
        ("top", "7"),
        ("who-acts", ON),
    ] {
        event_option(id).unwrap().set(&mut plan, text).unwrap();
    }
    let expected = EventPlan {
        from: Day::new(2018, 2, 1),
        to: Day::new(2018, 2, 28),
        only: vec!["USA".to_owned(), "Russia".to_owned()],
        top: Some(7),
        is_directed: true,
        ..EventPlan::default()
    };
    assert_eq!(plan, expected);
    let from = event_option("from").unwrap();
    for text in ["2019/2020", "2020~", "2020?"] {
        assert!(from.set(&mut plan, text).is_err(), "{text}");
    }
}

#[test]
fn flags_of_a_message_are_labels_in_the_window() {
    let message = "UCDP GED has no scores: leave --rule goldstein out";
    let shown = "UCDP GED has no scores: leave “Rule: Mean Goldstein score” out";
    assert_eq!(with_labels(message), shown);
    let message = format!("a.csv: no set; {NAME_COLUMNS}");
    let shown = "a.csv: no set; choose “A table” as the data set";
    assert_eq!(with_labels(&message), shown);
    let message = "read as a table, it lacks the column `source=…`";
    let shown = "read as a table, it needs a column for “Source”; choose one";
    assert_eq!(with_labels(message), shown);
    let table = crate::events::presets::COLUMNS.about;
    assert_eq!(with_labels(table), "any table with a row for each event");
    let message = "raise --min-count or --min-net, choose longer periods with --by, or --else";
    let shown = "raise “Minimum events” or “Minimum net”, choose longer periods with “Periods”, \
                 or --else";
    assert_eq!(with_labels(message), shown);
}
