//! What tables of real programs have: other line ends, letters, dates and names, several actors in
//! a cell, broken first rows; and rules that do not fit a set.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use super::tables::gdelt;
use super::{all_words, description, imported, refused, run};

const TABLE: [&str; 2] = ["--columns", "source=a,target=b,date=d,sign=s"];

fn put(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    fs::write(folder.join(name), bytes).unwrap();
}

/// The relations of a table with the columns a, b, d and s, and what was said.
fn table(rows: impl AsRef<[u8]>, flags: &[&str]) -> (Vec<String>, String) {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "t.csv", rows);
    let arguments = [&["t.csv"], &TABLE[..], flags].concat();
    let (document, said) = imported(folder.path(), &arguments);
    (all_words(&document), said)
}

#[test]
fn every_line_end_gives_every_row_and_its_line() {
    for end in ["\n", "\r\n", "\r"] {
        let rows = "a,b,d,s\nA,B,2020-01-01,1\nC,D,2020-01-01,1\nC,D,2020-01-01,1\nC,D,never,1\n";
        let (words, said) = table(rows.replace('\n', end), &[]);
        let expected = [
            "A cooperation B 2020-01 weight 1",
            "C cooperation D 2020-01 weight 2",
        ];
        assert_eq!(words, expected, "{end:?}");
        assert!(said.contains("t.csv:5: without a valid date"), "{said}");
        assert!(said.contains("Of 4 rows, 3 events count"), "{said}");
    }
    let (words, _) = table("\n\na,b,d,s\nA,B,2020-01-01,1\n", &[]);
    assert_eq!(words.len(), 1);
}

#[test]
fn names_of_a_table_stay_as_they_are_written_in_any_encoding() {
    let rows = b"a,b,d,s\n2,20,2020-01-01,1\nC\xf4te d'Ivoire,AFR group,2020-01-01,1\n";
    let (words, said) = table(rows, &[]);
    let expected = [
        "2 cooperation 20 2020-01 weight 1",
        "AFR group cooperation Côte d'Ivoire 2020-01 weight 1",
    ];
    assert_eq!(words, expected);
    assert!(
        said.contains("1 row is not UTF-8 and was read as Windows-1252"),
        "{said}"
    );
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "u.csv", b"\xff\xfea\0,\0b\0");
    let said = refused(folder.path(), &["u.csv"], 1);
    assert!(
        said.contains("the file is UTF-16; save it as UTF-8"),
        "{said}"
    );
}

#[test]
fn dates_of_tables_are_days_months_or_years() {
    let rows = "a,b,d,s\nA,B,2020/06/05,1\nA,B,2020-6-5,1\nA,B,5 June 2020,1\nA,B,2020-05,1\n\
                A,B,2020,1\nA,B,5.6.2020,1\n";
    let (words, said) = table(rows, &["--by", "year"]);
    assert_eq!(words, ["A cooperation B 2020 weight 5"]);
    assert!(
        said.contains("dropped are 1 without a valid date"),
        "{said}"
    );
    let (words, said) = table(rows, &[]);
    assert_eq!(words, ["A cooperation B 2020-05/2020-06 weight 4"]);
    assert!(
        said.contains("dropped are 2 without a valid date"),
        "{said}"
    );
    let (words, _) = table(rows, &["--by", "all"]);
    assert_eq!(words, ["A cooperation B 2020 weight 5"]);
}

#[test]
fn scores_of_zero_count_in_the_mean_of_a_table() {
    let rows = format!(
        "a,b,d,s\nA,B,2020-01-01,2\n{}",
        "A,B,2020-01-02,0\n".repeat(9)
    );
    let (words, _) = table(rows.clone(), &["--rule", "goldstein"]);
    assert_eq!(words, [""; 0]);
    let mean = ["--rule", "goldstein", "--min-goldstein", "0.2"];
    assert_eq!(table(rows, &mean).0, ["A cooperation B 2020-01 weight 1"]);
    let rows = "a;b;d;s\nA;B;2020-01-01;\u{2212}2.5\nA;B;2020-01-01;-3,5\nA;B;2020-01-01;1,000\n";
    let (words, said) = table(rows, &[]);
    assert_eq!(words, ["A hostility B 2020-01 weight 2"]);
    assert!(
        said.contains("1 with a number that cannot be read"),
        "{said}"
    );
}

#[test]
fn a_file_that_is_named_twice_is_read_once() {
    let folder = tempfile::tempdir().unwrap();
    put(
        folder.path(),
        "a.CSV",
        gdelt(&[("20180605", "USA", "RUS", 1, "1", 1); 6]),
    );
    let (document, _) = imported(folder.path(), &["a.CSV", "./a.CSV", "."]);
    let expected = ["Russia cooperation United States 2018-06 weight 6"];
    assert_eq!(all_words(&document), expected);
}

#[test]
fn names_that_no_event_has_are_said() {
    let folder = tempfile::tempdir().unwrap();
    let head = "Event ID\tEvent Date\tSource Name\tSource Country\tCAMEO Code\tIntensity\t\
                Target Name\tTarget Country\n";
    let row = "1\t2018-06-05\tA\tRussian Federation\t42\t1.9\tB\tUkraine\n";
    let null = "1\t2018-06-05\tA\tNULL\t190\t-10\tB\tUkraine\n";
    put(folder.path(), "i.tab", format!("{head}{row}{row}{null}"));
    let least = ["i.tab", "--min-count", "1", "--normalize"];
    let (document, said) = imported(
        folder.path(),
        &[&least[..], &["--only", "Russia,UKR"]].concat(),
    );
    let expected = ["Russian Federation cooperation Ukraine 2018-06 weight 10000"];
    assert_eq!(all_words(&document), expected);
    assert!(said.contains("1 without two known actors"), "{said}");
    let words = "weights are events per 10,000 of the chosen actors in these periods";
    assert!(description(&document).contains(words), "{said}");
    let (_, said) = imported(
        folder.path(),
        &[&least[..], &["--only", "Rusia,Ukraine"]].concat(),
    );
    assert!(
        said.contains("no event has an actor of the name or code “Rusia”"),
        "{said}"
    );
    assert!(
        !said.contains("“Ukraine”") && !said.contains("lower --min-count"),
        "{said}"
    );
    let (document, said) = imported(folder.path(), &[&least[..], &["--without", "RUS"]].concat());
    assert!(
        document.relations.is_empty() && !said.contains("“RUS”"),
        "{said}"
    );
}

#[test]
fn several_actors_of_a_cell_are_several_actors() {
    let folder = tempfile::tempdir().unwrap();
    let acled = "event_id_cnty,event_date,event_type,sub_event_type,actor1,assoc_actor_1,actor2\n\
                 S1,15 April 2023,Battles,Armed clash,Army,Air Force; Police,Militia\n";
    put(folder.path(), "acled.csv", acled);
    let (document, _) = imported(folder.path(), &["acled.csv"]);
    let expected = [
        "Air Force support Army 2023-04 weight 1",
        "Army hostility Militia 2023-04 weight 1",
        "Army support Police 2023-04 weight 1",
    ];
    assert_eq!(all_words(&document), expected);
    let polecat = "Event ID\tEvent Date\tEvent Type\tQuad Code\tEvent Intensity\tActor Country\t\
                   Recipient Country\n1\t2023-01-02\tASSAULT\tMATERIAL CONFLICT\t-9\tRUS\tUKR; POL\n";
    put(folder.path(), "p.txt", polecat);
    let mean = ["p.txt", "--min-count", "1", "--rule", "goldstein"];
    let (document, _) = imported(folder.path(), &mean);
    let expected = [
        "Poland hostility Russia 2023-01 weight 1",
        "Russia hostility Ukraine 2023-01 weight 1",
    ];
    assert_eq!(all_words(&document), expected);
}

#[test]
fn votes_of_all_time_last_from_the_first_to_the_last() {
    let folder = tempfile::tempdir().unwrap();
    let mut rows = "rcid,country,country_code,date,vote\n".to_owned();
    for (call, date) in ["1990-02-05", "1991-03-01", "1992-07-05"]
        .iter()
        .enumerate()
    {
        let (one, other) = if call == 1 {
            ("Yes", "no")
        } else {
            ("No", "yes")
        };
        let row = format!("{call},Namibia,NA,{date},{one}\n{call},Russia,RU,{date},{other}\n");
        rows.push_str(&row);
    }
    put(folder.path(), "un.csv", rows);
    let (document, _) = imported(
        folder.path(),
        &["un.csv", "--by", "all", "--min-count", "1"],
    );
    let expected = ["Namibia hostility Russia 1990-02-05/1992-07-05 weight 3"];
    assert_eq!(all_words(&document), expected);
}

#[test]
fn rules_of_events_are_refused_for_what_lasts_and_for_what_has_no_classes() {
    let folder = tempfile::tempdir().unwrap();
    let atop = "stateA,stateB,year,defense,offense,neutral,nonagg,consul\n2,20,1950,1.0,0,0,0,0\n";
    put(folder.path(), "atop.csv", atop);
    let ged = "id,type_of_violence,side_a,side_b,source_office,source_headline,date_start\n\
               1,1,a,b,Reuters;Xinhua,\"Clash,\nsay officials;Fighting\",2015-03-04\n";
    put(folder.path(), "ged.csv", ged);
    for (file, flags, message) in [
        (
            "atop.csv",
            &["--one-a-day"][..],
            "ATOP has no events of a day, but relations that last",
        ),
        ("atop.csv", &["--normalize"], "leave --normalize out"),
        (
            "atop.csv",
            &["--who-acts"],
            "ATOP has no order of who acts: leave --who-acts out",
        ),
        ("ged.csv", &["--who-acts"], "leave --who-acts out"),
        (
            "ged.csv",
            &["--rule", "quad-material"],
            "leave --rule quad-material out",
        ),
    ] {
        let said = refused(folder.path(), &[&[file], flags].concat(), 1);
        assert!(said.contains(message), "{file} {flags:?}: {said}");
    }
    let (document, _) = imported(folder.path(), &["atop.csv"]);
    let expected = ["United States support Canada 1950 (promise of defense)"];
    assert_eq!(all_words(&document), expected);
    let (document, _) = imported(folder.path(), &["ged.csv", "--from", "2015-03"]);
    let words = "an event counts on the day that it began; from 2015-03-01";
    assert!(
        description(&document).contains(words),
        "{}",
        description(&document)
    );
    let claim = &document.relations.iter().next().unwrap().claims[0];
    assert_eq!(claim.quote.as_ref().unwrap().exact, "Clash, say officials");
}

#[test]
fn a_broken_first_row_of_a_file_without_a_header_is_one_broken_row() {
    let folder = tempfile::tempdir().unwrap();
    let rows = gdelt(&[("20180605", "USA", "RUS", 1, "1", 1); 5]);
    let broken = gdelt(&[("20190230", "USA", "RUS", 1, "1", 1)]);
    for first in [broken.as_str(), "only\tthree\tfields\n"] {
        put(folder.path(), "a.CSV", format!("{first}{rows}"));
        for flags in [&["a.CSV"][..], &["a.CSV", "--preset", "gdelt2"]] {
            let (_, said) = imported(folder.path(), flags);
            assert!(said.contains("Of 6 rows, 5 events count"), "{said}");
        }
    }
}

#[test]
fn a_result_of_another_query_or_a_part_of_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let head = "kind,source,target,first,last,events,goldstein_sum,goldstein_events,first_day,last_day,\
                sources,articles,day,goldstein,id,code,address,outlet,title,published,place\n";
    let rows = "rows,gdelt2,--actors country --by month --rule quad,,,9,9,,,,,,,,,,,,,,\n";
    let dropped = "dropped,self-dyad,,,,3,,,,,,,,,,,,,,,\n";
    let group = "hostility,RUS,USA,2018-06-01,,6,-12000,6,2018-06-02,2018-06-09,2,3,2018-06-02,\
                 -2000,7,112,https://a.org/x,,,20180603,\n";
    put(
        folder.path(),
        "r.csv",
        format!("{head}{rows}{dropped}{group}"),
    );
    let (document, _) = imported(folder.path(), &["--aggregated", "r.csv"]);
    assert_eq!(document.relations.len(), 1);
    let said = refused(folder.path(), &["--aggregated", "r.csv", "--by", "year"], 1);
    assert!(
        said.contains("--by month --rule quad`, and its result is read with"),
        "{said}"
    );
    put(folder.path(), "half.csv", format!("{head}{rows}{dropped}"));
    let said = refused(folder.path(), &["--aggregated", "half.csv"], 1);
    assert!(
        said.contains("the data have 9 events, and it has 3"),
        "{said}"
    );
}

#[test]
fn a_query_needs_files_that_its_engine_reads_or_tables_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let asked = |arguments: &[&str]| {
        let output = run(folder.path(), arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        (
            output.status.success(),
            String::from_utf8(output.stdout).unwrap(),
            said,
        )
    };
    let (is_done, query, _) = asked(&["--sql", "bigquery", "--preset", "gdelt2"]);
    assert!(
        is_done && query.contains("`gdelt-bq.gdeltv2.events_partitioned`"),
        "{query}"
    );
    let (is_done, _, said) = asked(&["--sql", "duckdb", "--preset", "gdelt2"]);
    assert!(!is_done && said.contains("name the files"), "{said}");
    fs::create_dir(folder.path().join("rows")).unwrap();
    put(folder.path(), "rows/readme.txt", "words about the rows\n");
    let row = gdelt(&[("20180605", "USA", "RUS", 1, "1", 1)]);
    put(folder.path(), "rows/a.CSV", &row);
    let (is_done, query, said) = asked(&["rows", "--sql", "duckdb"]);
    assert!(is_done && !query.contains("readme"), "{said}");
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    archive.start_file("a.CSV", options).unwrap();
    archive.write_all(row.as_bytes()).unwrap();
    put(
        folder.path(),
        "a.zip",
        archive.finish().unwrap().into_inner(),
    );
    let (is_done, _, said) = asked(&["a.zip", "--sql", "duckdb"]);
    assert!(
        !is_done && said.contains("DuckDB does not read .zip files"),
        "{said}"
    );
}
