//! Small tables of each set, with the relations that were worked out by hand.

use std::fmt::Write as _;
use std::fs;

use super::{all_words, description, imported, refused};

/// Rows of GDELT 2.0: day, two countries, quad class, score, sources, id.
pub(super) fn gdelt(rows: &[(&str, &str, &str, u8, &str, u32)]) -> String {
    let row = |(at, (day, source, target, quad, score, sources)): (
        usize,
        &(&str, &str, &str, u8, &str, u32),
    )| {
        let mut cells = vec![String::new(); 61];
        cells[0] = (at + 1).to_string();
        (*day).clone_into(&mut cells[1]);
        (*source).clone_into(&mut cells[7]);
        (*target).clone_into(&mut cells[17]);
        "1".clone_into(&mut cells[25]);
        ["", "042", "070", "112", "190"][usize::from(*quad)].clone_into(&mut cells[26]);
        cells[29] = quad.to_string();
        (*score).clone_into(&mut cells[30]);
        "9".clone_into(&mut cells[31]);
        cells[32] = sources.to_string();
        "9".clone_into(&mut cells[33]);
        "20180701".clone_into(&mut cells[59]);
        cells[60] = format!("https://news{}.org/a \"quoted", at % 7);
        cells.join("\t") + "\n"
    };
    rows.iter().enumerate().map(row).collect()
}

#[test]
fn months_of_gdelt_become_relations_with_their_weight_and_addresses() {
    let mut rows = Vec::new();
    for (day, count, quad) in [
        ("20180605", 6, 1),
        ("20180705", 5, 2),
        ("20180905", 7, 4),
        ("20180920", 3, 3),
    ] {
        rows.extend(vec![(day, "USA", "RUS", quad, "1.0", 1); count]);
    }
    // Both directions count for the pair; this one is the best documented.
    rows.push(("20180606", "RUS", "USA", 1, "2.0", 8));
    rows.extend(vec![("20180605", "USA", "USA", 1, "1.0", 1); 2]);
    rows.push(("20180605", "USA", "", 1, "1.0", 1));
    rows.push(("20180605", "USA", "CHN", 1, "1.0", 1));
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("201809.export.CSV"), gdelt(&rows)).unwrap();
    let (document, said) = imported(folder.path(), &["201809.export.CSV"]);
    let expected = [
        "Russia cooperation United States 2018-06/2018-07 weight 12",
        "Russia hostility United States 2018-09 weight 10",
    ];
    assert_eq!(all_words(&document), expected);
    assert!(
        said.contains("1 without two known actors, 2 of an actor with itself"),
        "{said}"
    );
    assert!(description(&document).contains("1 pair of a period is below the rule"));
    let first = document.relations.iter().next().unwrap();
    assert_eq!(first.claims.len(), 3);
    let best = &first.claims[0];
    assert_eq!(best.locator.as_deref(), Some("record 22"));
    let reference = document
        .references
        .get(best.reference.as_ref().unwrap())
        .unwrap();
    assert_eq!(
        reference.url.as_deref(),
        Some("https://news0.org/a \"quoted")
    );
    // Claims are of different texts.
    let references: std::collections::BTreeSet<_> =
        first.claims.iter().map(|claim| &claim.reference).collect();
    assert_eq!(references.len(), 3);
    assert!(first.claims.iter().all(|claim| claim.quote.is_none()));
    assert_eq!(
        document.meta.title.as_deref(),
        Some("GDELT 2.0, 5 June 2018 to 20 September 2018")
    );
}

#[test]
fn who_acts_and_shares_of_a_period_are_kept_where_they_are_asked_for() {
    let mut rows = vec![("20180605", "USA", "RUS", 1, "1.0", 1); 6];
    rows.extend(vec![("20180605", "RUS", "USA", 4, "1.0", 1); 9]);
    rows.extend(vec![("20180605", "CHN", "USA", 4, "1.0", 1); 5]);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.CSV"), gdelt(&rows)).unwrap();
    let (document, _) = imported(folder.path(), &["a.CSV", "--who-acts", "--normalize"]);
    let expected = [
        "China hostility → United States 2018-06 weight 2500",
        "Russia hostility → United States 2018-06 weight 4500",
        "United States cooperation → Russia 2018-06 weight 3000",
    ];
    assert_eq!(all_words(&document), expected);
    let (document, said) = imported(folder.path(), &["a.CSV", "--top", "2"]);
    // Six against nine is no clear side.
    assert_eq!(all_words(&document), Vec::<String>::new());
    assert!(said.contains("5 of actors with fewer events"), "{said}");
    let (document, _) = imported(folder.path(), &["a.CSV", "--only", "china,United States"]);
    assert_eq!(
        all_words(&document),
        ["China hostility United States 2018-06 weight 5"]
    );
}

#[test]
fn treaties_and_disputes_last_as_their_rows_say_and_join_where_they_touch() {
    let head = "version4id,ccode1,state_name1,ccode2,state_name2,dyad_st_day,dyad_st_month,dyad_st_year,dyad_end_day,dyad_end_month,dyad_end_year,left_censor,right_censor,defense,neutrality,nonaggression,entente,version\n";
    let rows = "1,200,United Kingdom,235,Portugal,1,1,1816,7,2,1949,1,0,1,0,1,0,4.1\n\
                2,200,United Kingdom,235,Portugal,4,4,1949,,,,0,1,1,0,0,0,4.1\n\
                3,255,Germany,365,Russia,23,8,1939,22,6,1941,0,0,0,0,1,0,4.1\n\
                4,255,Germany,365,Russia,23,6,1941,1,7,1941,0,0,0,0,0,1,4.1\n\
                5,255,Germany,365,Russia,31,6,1941,1,7,1941,0,0,0,0,0,1,4.1\n";
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("alliance_v4.1_by_dyad.csv"),
        format!("{head}{rows}"),
    )
    .unwrap();
    let (document, said) = imported(folder.path(), &["alliance_v4.1_by_dyad.csv"]);
    let expected = [
        "United Kingdom support Portugal 1816-01-01/1949-02-07 (defense pact)",
        "United Kingdom support Portugal 1949-04-04/.. (defense pact)",
        "Germany cooperation Russia 1939-08-23/1941-07-01 (entente, non-aggression pact)",
    ];
    assert_eq!(all_words(&document), expected);
    assert!(
        said.contains("alliance_v4.1_by_dyad.csv:6: without a valid date"),
        "{said}"
    );
    let claim = &document.relations.iter().next().unwrap().claims[0];
    let reference = document
        .references
        .get(claim.reference.as_ref().unwrap())
        .unwrap();
    assert!(
        reference
            .title()
            .starts_with("Gibler, International Military Alliances")
    );
    assert_eq!(
        claim.note.as_deref(),
        Some("Coded by researchers: defense pact.")
    );
}

#[test]
fn headlines_that_researchers_chose_are_quotes() {
    let head = "id,type_of_violence,side_a,side_b,number_of_sources,source_office,source_date,source_headline,date_start,date_end\n";
    let row = "7,1,Government of Syria,IS,2,\"Reuters;AFP\",2015-03-05,\"Dozens killed, says \"\"monitor\"\"\",2015-03-04,2015-03-04\n";
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("ged.csv"), format!("{head}{row}")).unwrap();
    let (document, _) = imported(folder.path(), &["ged.csv", "--by", "year"]);
    assert_eq!(
        all_words(&document),
        ["Government of Syria hostility IS 2015 weight 1"]
    );
    let claim = &document.relations.iter().next().unwrap().claims[0];
    assert_eq!(
        claim.quote.as_ref().unwrap().exact,
        "Dozens killed, says \"monitor\""
    );
    assert_eq!(claim.credibility, None);
    let reference = document
        .references
        .get(claim.reference.as_ref().unwrap())
        .unwrap();
    assert_eq!(reference.container_title.as_deref(), Some("Reuters"));
}

#[test]
fn any_table_is_read_with_the_columns_that_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "wer,wem,wann,was,link\na,b,2020-01-02,ally,https://x.org/1\na,b,2020-01-03,ally,https://x.org/2\nb,c,2020-02-01,war,\nb,c,2020-02-01,nothing,\n";
    fs::write(folder.path().join("t.csv"), rows).unwrap();
    let columns = "source=wer,target=wem,date=wann,kind=was,url=link";
    let kinds = "ally=cooperation,war=hostility";
    let arguments = ["t.csv", "--columns", columns, "--kinds", kinds];
    let (document, said) = imported(folder.path(), &arguments);
    let expected = [
        "a cooperation b 2020-01 weight 2",
        "b hostility c 2020-02 weight 1",
    ];
    assert_eq!(all_words(&document), expected);
    assert!(said.contains("1 neither friendly nor hostile"), "{said}");
    fs::write(
        folder.path().join("n.csv"),
        "a,b,2020-01-02,-1\nb,a,2020-01-03,-2.5\n",
    )
    .unwrap();
    let numbered = "source=column 1,target=column 2,date=column 3,sign=column 4";
    let arguments = [
        "n.csv",
        "--header",
        "no",
        "--directed",
        "--columns",
        numbered,
    ];
    let (document, _) = imported(folder.path(), &arguments);
    let expected = [
        "a hostility → b 2020-01 weight 1",
        "b hostility → a 2020-01 weight 1",
    ];
    assert_eq!(all_words(&document), expected);
    for (flags, message) in [
        (["--network", "all"], "leave --network out"),
        (["--columns", "weight=was"], "no rule reads `weight`"),
    ] {
        let said = refused(folder.path(), &[&["t.csv"], &flags[..]].concat(), 2);
        assert!(said.contains(message), "{said}");
    }
    let said = refused(
        folder.path(),
        &[
            "t.csv",
            "--columns",
            "source=wer,target=wen,date=wann,sign=was",
        ],
        1,
    );
    assert!(said.contains("lacks the column `wen`"), "{said}");
}

#[test]
fn votes_become_agreement_beyond_chance() {
    let folder = tempfile::tempdir().unwrap();
    let mut rows = "rcid,ccode,session,date,vote\n".to_owned();
    // The first two vote alike and the third against them; the fourth is mostly absent.
    for (call, votes) in [[1, 1, 3, 8], [3, 3, 1, 9], [1, 1, 3, 1], [3, 3, 1, 2]]
        .iter()
        .enumerate()
    {
        for (state, vote) in ["2", "200", "365", "710"].iter().zip(votes) {
            writeln!(rows, "{call},{state},50,1995-1{}-04,{vote}", call % 2).unwrap();
        }
    }
    rows += "9,2,50,1995-12-04,7\n9,2,50,never,1\n";
    fs::write(folder.path().join("votes.csv"), rows).unwrap();
    let (document, said) = imported(
        folder.path(),
        &["votes.csv", "--by", "year", "--min-count", "4"],
    );
    let expected = [
        "United States cooperation United Kingdom 1995 weight 4",
        "United States hostility Russia 1995 weight 4",
        "United Kingdom hostility Russia 1995 weight 4",
    ];
    assert_eq!(all_words(&document), expected);
    let counts = "Of 18 rows, 14 events count; dropped are 1 without a valid date, 1 with an unknown \
                  class or code, 2 neither friendly nor hostile under the rule.";
    assert!(said.contains(counts), "{said}");
    let claim = &document.relations.iter().next().unwrap().claims[0];
    let note = "Coded by researchers: agreement beyond chance (π) 1.000 in 4 roll calls.";
    assert_eq!(claim.note.as_deref(), Some(note));
    assert!(description(&document).contains("agreement of votes beyond chance (π) ≥ 0.333"));
    let said = refused(folder.path(), &["votes.csv", "--top", "3"], 1);
    assert!(said.contains("leave --top out"), "{said}");
}

#[test]
fn rules_that_the_data_cannot_follow_are_refused_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.csv"), "a,b\n1,2\n").unwrap();
    let said = refused(folder.path(), &["a.csv"], 1);
    assert!(
        said.contains("a.csv: its first line has 2 columns"),
        "{said}"
    );
    let ged = "id,type_of_violence,side_a,side_b,date_start\n1,1,a,b,2015-03-04\n";
    fs::write(folder.path().join("ged.csv"), ged).unwrap();
    for (flags, message) in [
        (
            &["--rule", "goldstein"][..],
            "UCDP GED has no scores: leave --rule goldstein out",
        ),
        (&["--root-only"], "leave --root-only out"),
        (&["--min-sources", "2"], "leave --min-sources out"),
        (
            &["--preset", "icews"],
            "read as ICEWS, it lacks the column `",
        ),
    ] {
        let said = refused(folder.path(), &[&["ged.csv"], flags].concat(), 1);
        assert!(said.contains(message), "{said}");
    }
    assert!(refused(folder.path(), &["none.csv"], 1).contains("none.csv: there is no such file"));
    assert!(refused(folder.path(), &["ged.csv", "--min-net", "2"], 2).contains("from 0 to 1"));
    assert!(
        refused(
            folder.path(),
            &["ged.csv", "--from", "2020", "--to", "2019"],
            2
        )
        .contains("before")
    );
    fs::write(
        folder.path().join("g.CSV"),
        gdelt(&[("20180605", "USA", "RUS", 1, "1", 1)]),
    )
    .unwrap();
    let said = refused(folder.path(), &["ged.csv", "g.CSV"], 1);
    assert!(said.contains("are of UCDP GED and of GDELT 2.0"), "{said}");
}
