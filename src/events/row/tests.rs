//! What single rows mean: the classes, times, actors and reasons of each set.

use csv::ByteRecord;

use super::*;
use crate::events::preset::EventHeader;
use crate::events::presets::by_id;
use crate::events::time::{EventPeriod, OPEN, written_number};

/// A header and a row of a set: these cells, and nothing in the others.
fn cells(id: &str, given: &[(&str, &str)]) -> (EventHeader, ByteRecord) {
    let preset = by_id(id).unwrap();
    let named: Vec<_> = given.iter().map(|(name, _)| *name).collect();
    let columns = if preset.columns.is_empty() {
        &named[..]
    } else {
        preset.columns
    };
    let header = EventHeader::new(columns.iter().copied());
    let mut cells = vec![""; header.names.len()];
    for (name, value) in given {
        cells[header.column(name).unwrap()] = value;
    }
    (header, ByteRecord::from(cells))
}

/// The events of a row in words, or why each does not count.
fn read(id: &str, plan: &EventPlan, given: &[(&str, &str)]) -> Vec<String> {
    let (header, row) = cells(id, given);
    let layout = (by_id(id).unwrap().layout)(&header).unwrap();
    let mut found = Vec::new();
    let chosen = ChosenActors::new(plan);
    RowReader::new(plan, &layout, &chosen).read(&row, |event| {
        found.push(match event {
            Ok(event) => {
                let last = match event.days.last {
                    OPEN => "..".to_owned(),
                    last => written_number(last),
                };
                let code = match &*event.texts[1] {
                    "" => String::new(),
                    code => format!(" ({code})"),
                };
                let (kind, first) = (event.kind.as_str(), written_number(event.days.first));
                format!(
                    "{} {kind} {} {first}/{last}{code}",
                    event.source, event.target
                )
            }
            Err(reason) => reason.id().to_owned(),
        });
    });
    found
}

const GDELT: [(&str, &str); 8] = [
    ("SQLDATE", "20180615"),
    ("Actor1CountryCode", "USA"),
    ("Actor2CountryCode", "RUS"),
    ("IsRootEvent", "1"),
    ("EventCode", "057"),
    ("QuadClass", "1"),
    ("GoldsteinScale", "8.0"),
    ("NumSources", "2"),
];

/// A row of GDELT that differs from a good one in one cell.
fn gdelt(plan: &EventPlan, column: &str, value: &str) -> String {
    let mut row = GDELT.to_vec();
    match row.iter_mut().find(|(name, _)| *name == column) {
        Some(cell) => cell.1 = value,
        None => row.push((column, value)),
    }
    let [found] = &read("gdelt2", plan, &row)[..] else {
        panic!("one event");
    };
    found.clone()
}

#[test]
fn a_row_of_gdelt_is_an_event_of_its_month() {
    let plan = EventPlan::default();
    let expected = "USA cooperation RUS 2018-06-01/2018-06-30 (057)";
    assert_eq!(gdelt(&plan, "QuadClass", "1"), expected);
    let hostile = "USA hostility RUS 2018-06-01/2018-06-30 (057)";
    assert_eq!(gdelt(&plan, "QuadClass", "4"), hostile);
}

#[test]
fn each_reason_that_a_row_does_not_count_has_its_name() {
    let plan = EventPlan::default();
    for (column, value, reason) in [
        ("SQLDATE", "20180631", "date"),
        ("SQLDATE", "", "date"),
        ("GoldsteinScale", "high", "number"),
        ("GoldsteinScale", "NaN", "number"),
        ("NumSources", "two", "number"),
        ("NumSources", "99999999999", "number"),
        ("QuadClass", "5", "class"),
        ("QuadClass", "", "class"),
        ("Actor2CountryCode", "", "no-actor"),
        ("Actor2CountryCode", "---", "no-actor"),
        ("Actor2CountryCode", "USA", "self-dyad"),
    ] {
        assert_eq!(gdelt(&plan, column, value), reason, "{column} {value}");
    }
    let long = "x".repeat(EVENT_NAME_BYTES.count() + 1);
    assert_eq!(gdelt(&plan, "Actor2CountryCode", &long), "name");
}

#[test]
fn each_rule_drops_what_it_says() {
    let plan = |change: fn(&mut EventPlan)| {
        let mut plan = EventPlan::default();
        change(&mut plan);
        plan
    };
    let root = plan(|plan| plan.root_only = true);
    assert_eq!(gdelt(&root, "IsRootEvent", "0"), "not-root");
    assert!(gdelt(&root, "IsRootEvent", "1").contains("cooperation"));
    let sources = plan(|plan| plan.min_sources = 3);
    assert_eq!(gdelt(&sources, "NumSources", "2"), "few-sources");
    assert!(gdelt(&sources, "NumSources", "3").contains("cooperation"));
    let from = plan(|plan| plan.from = Day::new(2018, 6, 15));
    assert_eq!(gdelt(&from, "SQLDATE", "20180614"), "outside-time");
    assert!(gdelt(&from, "SQLDATE", "20180615").contains("2018-06-01"));
    let to = plan(|plan| plan.to = Day::new(2018, 6, 15));
    assert_eq!(gdelt(&to, "SQLDATE", "20180616"), "outside-time");
    let only = plan(|plan| plan.only = vec!["Russia".to_owned(), "usa".to_owned()]);
    assert!(gdelt(&only, "SQLDATE", "20180616").contains("cooperation"));
    assert_eq!(gdelt(&only, "Actor2CountryCode", "CHN"), "not-chosen");
    let without = plan(|plan| plan.without = vec!["RUSSIA".to_owned()]);
    assert_eq!(gdelt(&without, "Actor2CountryCode", "RUS"), "not-chosen");
    assert!(gdelt(&without, "Actor2CountryCode", "CHN").contains("cooperation"));
    let material = plan(|plan| plan.rule = EventRule::QuadMaterial);
    assert_eq!(gdelt(&material, "QuadClass", "3"), "no-sign");
    assert!(gdelt(&material, "QuadClass", "2").contains("cooperation"));
    let score = plan(|plan| plan.rule = EventRule::Goldstein);
    assert!(gdelt(&score, "GoldsteinScale", "-2.5").contains("hostility"));
    assert!(gdelt(&score, "GoldsteinScale", "0").contains("other"));
    assert_eq!(gdelt(&score, "GoldsteinScale", ""), "no-sign");
    let week = plan(|plan| plan.by = EventPeriod::Week);
    assert!(gdelt(&week, "SQLDATE", "20180615").contains("2018-06-11/2018-06-17"));
}

#[test]
fn the_actors_are_countries_names_or_roles() {
    let at = |actors| EventPlan {
        actors,
        ..EventPlan::default()
    };
    let mut row = GDELT.to_vec();
    row.extend([
        ("Actor1Name", "OBAMA"),
        ("Actor2Name", "MOSCOW"),
        ("Actor1Type1Code", "GOV"),
    ]);
    let named = &read("gdelt2", &at(ActorLevel::Name), &row)[0];
    assert!(named.starts_with("OBAMA cooperation MOSCOW"), "{named}");
    let roles = &read("gdelt2", &at(ActorLevel::Role), &row)[0];
    assert!(roles.starts_with("USA GOV cooperation RUS "), "{roles}");
}

#[test]
fn words_say_the_quad_class() {
    assert_eq!(quad_of_words("Material Conflict"), Some(4));
    let row = [
        ("Event ID", "7"),
        ("Event Date", "2023-01-02"),
        ("Event Type", "AID"),
        ("Quad Code", "MATERIAL COOPERATION"),
        ("Intensity", "7.0"),
        ("Actor Name", "Biden"),
        ("Actor Country", "USA"),
        ("Recipient Name", "Zelensky"),
        ("Recipient Country", "UKR"),
    ];
    let found = read("polecat", &EventPlan::default(), &row);
    assert_eq!(found, ["USA cooperation UKR 2023-01-01/2023-01-31 (AID)"]);
    let mut several = row.to_vec();
    (several[6].1, several[8].1) = ("USA", "UKR; POL; ");
    let found = read("polecat", &EventPlan::default(), &several);
    let month = "2023-01-01/2023-01-31 (AID)";
    let expected = ["UKR", "POL"].map(|to| format!("USA cooperation {to} {month}"));
    assert_eq!(found, expected);
}

#[test]
fn organized_violence_is_hostility() {
    let row = [
        ("id", "1"),
        ("type_of_violence", "1"),
        ("side_a", "Government of Syria"),
        ("side_b", "IS"),
        ("number_of_sources", "-1"),
        ("date_start", "2015-03-04 00:00:00.000"),
    ];
    let found = read("ucdp-ged", &EventPlan::default(), &row);
    assert_eq!(
        found,
        ["Government of Syria hostility IS 2015-03-01/2015-03-31"]
    );
}

#[test]
fn associated_actors_of_acled_support_theirs_and_agreements_are_cooperation() {
    let row = |kind, subtype, with| {
        read(
            "acled",
            &EventPlan::default(),
            &[
                ("event_id_cnty", "SYR1"),
                ("event_date", "2021-05-04"),
                ("event_type", kind),
                ("sub_event_type", subtype),
                ("actor1", "Military Forces of Syria"),
                ("assoc_actor_1", with),
                ("actor2", "Islamic State"),
                ("assoc_actor_2", ""),
            ],
        )
    };
    let month = "2021-05-01/2021-05-31";
    assert_eq!(
        row("Battles", "Armed clash", "Military Forces of Russia"),
        [
            format!("Military Forces of Syria hostility Islamic State {month} (Armed clash)"),
            format!(
                "Military Forces of Russia support Military Forces of Syria {month} (Armed clash)"
            ),
        ]
    );
    let several = row("Battles", "Armed clash", "Air Force; Navy; Police");
    assert_eq!(several.len(), 4, "{several:?}");
    let police = format!("Police support Military Forces of Syria {month} (Armed clash)");
    assert_eq!(several[3], police);
    let agreement = row("Strategic developments", "Agreement", "");
    assert!(agreement[0].contains("cooperation"), "{agreement:?}");
    assert_eq!(row("Strategic developments", "Arrests", ""), ["no-sign"]);
}

#[test]
fn a_treaty_lasts_from_its_beginning_to_its_end() {
    let treaty = |day: &str, end: &str, defense: &str| {
        read(
            "cow-alliances",
            &EventPlan::default(),
            &[
                ("version4id", "1"),
                ("ccode1", "200"),
                ("state_name1", "United Kingdom"),
                ("ccode2", "235"),
                ("state_name2", "Portugal"),
                ("dyad_st_day", day),
                ("dyad_st_month", "2"),
                ("dyad_st_year", "1816"),
                ("dyad_end_day", ""),
                ("dyad_end_month", "2"),
                ("dyad_end_year", end),
                ("defense", defense),
                ("neutrality", "0"),
                ("nonaggression", "0"),
                ("entente", "1"),
            ],
        )
    };
    let support = ["200 support 235 1816-02-03/1900-02-28 (defense pact)"];
    assert_eq!(treaty("3", "1900", "1"), support);
    let open = ["200 cooperation 235 1816-02-01/.. (entente)"];
    assert_eq!(treaty("-9", "", "0"), open);
    assert_eq!(treaty("31", "1900", "1"), ["date"]);
    assert_eq!(treaty("1", "1815", "1"), ["date"]);
}

#[test]
fn years_of_obligations_and_disputes_are_stretches() {
    let plan = EventPlan {
        from: Day::new(1950, 1, 1),
        ..EventPlan::default()
    };
    let year = |year| {
        read(
            "atop",
            &plan,
            &[
                ("stateA", "2"),
                ("stateB", "20"),
                ("year", year),
                ("defense", "0"),
                ("offense", "0"),
                ("neutral", "0"),
                ("nonagg", "1"),
                ("consul", "1"),
            ],
        )
    };
    let expected = "2 cooperation 20 1950-01-01/1950-12-31 (promise of non-aggression)";
    assert_eq!(year("1950"), [expected]);
    assert_eq!(year("1949"), ["outside-time"]);
    let dispute = read(
        "cow-mid",
        &plan,
        &[
            ("disno", "51"),
            ("statea", "2"),
            ("stateb", "365"),
            ("strtday", "-9"),
            ("strtmnth", "6"),
            ("strtyr", "1948"),
            ("endday", "12"),
            ("endmnth", "5"),
            ("endyear", "1950"),
        ],
    );
    assert_eq!(dispute, ["2 hostility 365 1948-06-01/1950-05-12"]);
}
