//! Other engines give the same relations to the byte: the query of each set and rule, run by DuckDB
//! from its Python package. `crate::python` says which Python; `spark` has a cluster.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::Command;

use super::run;
use crate::python::python_with;

/// An engine, and the arguments that run it.
pub(super) struct Engine {
    pub(super) dialect: &'static str,
    pub(super) arguments: Vec<String>,
}

/// A command that runs a file of SQL as `duckdb -f FILE` does.
#[cfg(unix)]
fn duckdb(folder: &Path) -> Option<Engine> {
    let python = python_with("duckdb")?;
    let python = std::path::absolute(python).unwrap();
    let script = format!(
        "#!/bin/sh\nexec {} -c 'import duckdb, sys; duckdb.sql(open(sys.argv[2]).read())' \"$@\"\n",
        python.display()
    );
    let command = command(folder, "duckdb.sh", &script);
    Some(Engine {
        dialect: "duckdb",
        arguments: vec!["--engine-command".into(), command],
    })
}

/// Writes a script that is run as a command.
#[cfg(unix)]
pub(super) fn command(folder: &Path, name: &str, script: &str) -> String {
    use std::os::unix::fs::PermissionsExt as _;
    let path = folder.join(name);
    fs::write(&path, script).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path.display().to_string()
}

pub(super) fn sample(folder: &Path, preset: &str, events: &str) {
    let status = Command::new(env!("CARGO_BIN_EXE_frenemy"))
        .args([
            "sample", "--events", events, "--preset", preset, "--seed", "5", "-o", preset,
        ])
        .current_dir(folder)
        .status()
        .unwrap();
    assert!(status.success());
}

impl Engine {
    /// All arguments, beside those of the files and rules.
    pub(super) fn all_arguments(&self) -> Vec<&str> {
        let arguments = self.arguments.iter().map(String::as_str);
        ["--engine", self.dialect]
            .into_iter()
            .chain(arguments)
            .collect()
    }

    /// Checks that both ways to count give the same bytes.
    pub(super) fn check_same(&self, folder: &Path, files: &str, rules: &[&str]) {
        let written = |name: &str, more: &[&str]| {
            let arguments = [&[files, "-o", name], rules, more].concat();
            let output = run(folder, &arguments);
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
            fs::read_to_string(folder.join(name)).unwrap()
        };
        let here = written("here.json", &[]);
        let there = written("there.json", &self.all_arguments());
        assert!(here.contains("\"kind\""), "{files} {rules:?}: no relations");
        let differs = here
            .lines()
            .zip(there.lines())
            .find(|(one, other)| one != other);
        assert!(
            here == there,
            "{} of {files} {rules:?}: {differs:#?}",
            self.dialect
        );
    }

    /// Checks each set that engines read.
    pub(super) fn check_sets(&self, folder: &Path) {
        for preset in frenemy::events::presets::EVENT_PRESETS {
            if !["columns", "un-votes", "gdelt-mentions"].contains(&preset.id) {
                sample(folder, preset.id, "3000");
                self.check_same(folder, preset.id, &["--min-count", "2"]);
            }
        }
        let both = folder.join("mentioned");
        fs::create_dir(&both).unwrap();
        super::mentions::write_with_mentions(&both);
        self.check_same(folder, "mentioned", &["--records", "2"]);
        for time in ["date", "year"] {
            fs::write(folder.join("votes.csv"), votes(time)).unwrap();
            for rules in VOTE_RULES {
                let rules: Vec<_> = rules.split_whitespace().collect();
                self.check_same(folder, "votes.csv", &rules);
            }
        }
    }

    /// Checks each rule, with rows that are broken and that the rules leave out.
    pub(super) fn check_rules(&self, folder: &Path) {
        sample(folder, "gdelt2", "6000");
        add_odd_rows(&folder.join("gdelt2/gdelt2-00001.csv"));
        for rules in RULES {
            let rules = rules.split(' ').map(|word| word.replace('_', " "));
            let rules: Vec<_> = rules.collect();
            let rules: Vec<_> = rules.iter().map(String::as_str).collect();
            self.check_same(folder, "gdelt2", &rules);
        }
        fs::write(folder.join("dates.csv"), DATES).unwrap();
        for by in ["month", "year", "all"] {
            for rule in ["quad", "goldstein"] {
                let columns = ["--columns", "source=a,target=b,date=d,sign=s"];
                let any = ["--min-net", "0", "--min-goldstein", "0"];
                let rules = [&columns[..], &any, &["--by", by, "--rule", rule]].concat();
                self.check_same(folder, "dates.csv", &rules);
            }
        }
        for (name, text, rules) in TABLES {
            fs::write(folder.join(name), text).unwrap();
            self.check_same(folder, name, rules);
        }
        let plain = "A\tB\t2020-01-02\t1\n".repeat(60);
        let late = "\"C D\"\tB\t2020-01-02\t1\n\"E \"\"x\"\"\"\tF\t2020-01-03\t1_000\n\
                    G\tH\t9999-12-31\t1\nI\tJ\t2020-01-04\t1d\n";
        fs::write(
            folder.join("late.tsv"),
            format!("a\tb\td\ts\n{plain}{late}"),
        )
        .unwrap();
        let columns = [
            "--columns",
            "source=a,target=b,date=d,sign=s",
            "--min-count",
            "1",
        ];
        self.check_same(folder, "late.tsv", &columns);
        sample(folder, "gdelt1", "200");
        cut_a_row(&folder.join("gdelt1/gdelt1-00001.csv"));
        self.check_same(folder, "gdelt1", &["--min-count", "1"]);
        sample(folder, "cow-alliances", "2000");
        let time = ["--from", "2019-01-05", "--to", "2019-02"];
        self.check_same(folder, "cow-alliances", &time);
    }

    /// Checks that a file whose name is a pattern is read, and not the files that it fits.
    pub(super) fn check_names(&self, folder: &Path) {
        let rows = super::tables::gdelt(&[("20180605", "USA", "RUS", 1, "1.0", 1); 6]);
        let others = super::tables::gdelt(&[("20180605", "USA", "CHN", 1, "1.0", 1); 6]);
        for (name, other) in NAMES {
            fs::write(folder.join(name), &rows).unwrap();
            fs::write(folder.join(other), &others).unwrap();
            self.check_same(folder, name, &[]);
        }
    }
}

/// Rules of events, as arguments; `_` is a space in an argument.
const RULES: &[&str] = &[
    "--by day --min-count 1",
    "--by week --rule quad-material --min-count 1",
    "--by year --rule goldstein --records 5",
    "--by all --normalize --top 7",
    "--one-a-day --root-only --min-sources 2 --min-count 1",
    "--who-acts --only Russia,Ukraine,pol,United_States --min-count 1",
    "--without CHN --from 2018-06-15 --to 2019-03",
    "--actors name",
    "--actors type",
    "--actors type --min-count 1 --only Russia,Ukraine:_military,Poland",
];

/// Rules of votes.
const VOTE_RULES: [&str; 3] = [
    "--by year",
    "--by all --min-count 3 --without USA",
    "--by year --from 2001-02-01 --to 2002-06-30 --only USA,FRA,RUS,CHN,Ghana --min-count 1",
];

/// Votes of three years in every notation, with rows that repeat others, or do not count.
fn votes(time: &str) -> String {
    let voters = ["USA", "FRA", "RUS", "CHN", "Ghana", "Åland", "", "---"];
    let votes = ["1", "yes", "2", "Abstain", "3", "no", "8", "9", "1.0", "5"];
    let mut rows = format!("rcid,{time},country,vote\n");
    for call in 0..90_usize {
        let day = match time {
            "year" => format!("{}", 2000 + call / 30),
            _ => format!(
                "{}-{:02}-{:02}",
                2000 + call / 30,
                1 + call % 12,
                1 + call % 28
            ),
        };
        for (number, voter) in voters.iter().enumerate() {
            // Two camps, of which some change sides now and then.
            let side = 4 * (number % 2) + 2 * usize::from(call % (number + 5) == 0);
            let vote = votes[(side + call % 2 + call / 41) % votes.len()];
            let _ = writeln!(rows, "{call},{day},{voter},{vote}");
            if (call + number) % 17 == 0 {
                let _ = writeln!(rows, "{call},{day},{voter},no");
            }
        }
    }
    rows + "91,never,USA,1\n"
}

/// Dates and numbers in every notation.
const DATES: &str = "a,b,d,s\nA,B,2020-02,1\nA,B,2020,1\nA,B,2020-2-3,\u{2212}1\n\
    A,B,2020-2-4,\"1,5\"\nA,B,2020-2-5,\"1,000\"\nA,B,2020/12/31,1\nA,B,29 Feb 2020,0\n\
    A,B,30 February 2020,1\nA,B,1 mai 2020,1\nA,B,2020.0,1\n";

/// Tables with several actors in a cell, and codes without their zeros: file, rows, rules.
const TABLES: [(&str, &str, &[&str]); 3] = [
    (
        "acled.csv",
        "event_id_cnty,event_date,event_type,sub_event_type,actor1,assoc_actor_1,actor2\n\
         S1,15 April 2023,Battles,Armed clash,Army,Air Force; Police,Militia\n\
         S2,2023-04-16,Battles,Armed clash,Army,,\n",
        &[],
    ),
    (
        "p.txt",
        "Event ID\tEvent Date\tQuad Code\tActor Country\tRecipient Country\n\
         1\t2023-01-02\tMATERIAL CONFLICT\tRUS; BLR\tUKR; POL; RUS\n\
         2\t2023-01-02\tMATERIAL CONFLICT\t\t\n",
        &["--min-count", "1"],
    ),
    (
        "i.tab",
        "Event ID\tEvent Date\tSource Country\tCAMEO Code\tIntensity\tTarget Country\n\
         1\t2018-06-05\tRussian Federation\t42\t1.9\tUkraine\n\
         2\t2018-06-05\tRussian Federation\t231\t1.9\tUkraine\n\
         3\t2018-06-05\tNULL\t190\t1.9\tUkraine\n",
        &["--min-count", "1", "--only", "RUS,UKR"],
    ),
];

/// Names of files with signs of patterns, and names that fit them.
const NAMES: [(&str, &str); 3] = [
    ("a*.csv", "ab.csv"),
    ("[c]?.csv", "cd.csv"),
    ("it's {e},f \\ü%20.csv", "it's e.csv"),
];

/// Adds rows that are broken, or that rules leave out.
fn add_odd_rows(path: &Path) {
    let first = fs::read_to_string(path).unwrap();
    let mut text = first.clone();
    let row: Vec<&str> = first.lines().next().unwrap().split('\t').collect();
    for changes in [
        &[(1, "20180231")][..],
        &[(1, "")],
        &[(29, "7")],
        &[(30, "much")],
        &[(30, "")],
        &[(32, "")],
        &[(7, "")],
        &[(17, "---")],
        &[(7, "USA"), (17, "USA")],
        &[(32, "3.0")],
        &[(60, "it's \"quoted\", ünd")],
    ] {
        let mut row = row.clone();
        for (at, value) in changes {
            row[*at] = value;
        }
        text.push_str(&(row.join("\t") + "\n"));
    }
    fs::write(path, text).unwrap();
}

/// Adds a row that is cut off, and one without its last field, which it can lack.
fn cut_a_row(path: &Path) {
    let first = fs::read_to_string(path).unwrap();
    let row: Vec<&str> = first.lines().next().unwrap().split('\t').collect();
    let [cut, short] = [&row[..40], &row[..row.len() - 1]].map(|row| row.join("\t"));
    fs::write(path, format!("{first}{cut}\n{short}\n")).unwrap();
}

#[cfg(unix)]
#[test]
fn duckdb_gives_the_same_bytes_for_every_set() {
    let folder = tempfile::tempdir().unwrap();
    if let Some(engine) = duckdb(folder.path()) {
        engine.check_sets(folder.path());
    }
}

#[cfg(unix)]
#[test]
fn duckdb_gives_the_same_bytes_for_every_rule() {
    let folder = tempfile::tempdir().unwrap();
    if let Some(engine) = duckdb(folder.path()) {
        engine.check_rules(folder.path());
    }
}

#[cfg(unix)]
#[test]
fn duckdb_reads_a_file_whose_name_is_a_pattern() {
    let folder = tempfile::tempdir().unwrap();
    if let Some(engine) = duckdb(folder.path()) {
        engine.check_names(folder.path());
    }
}

#[test]
fn every_dialect_has_a_query_that_says_its_rules() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    sample(folder, "gdelt2", "10");
    for (dialect, words) in [
        ("duckdb", "read_csv(["),
        ("spark", "USING csv OPTIONS"),
        ("bigquery", "`gdelt-bq.gdeltv2.events_partitioned`"),
    ] {
        let output = run(folder, &["gdelt2", "--sql", dialect, "--root-only"]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert!(text.contains(words), "{text}");
        assert!(text.starts_with("-- GDELT 2.0 as relations"), "{text}");
        assert!(
            text.contains("-- only events in the lead of their text"),
            "{text}"
        );
        assert!(text.contains("GoldsteinScale"));
    }
}

#[test]
fn a_result_is_read_and_anything_else_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let head = "kind,source,target,first,last,events,goldstein_sum,goldstein_events,first_day,last_day,\
                sources,articles,day,goldstein,id,code,address,outlet,title,published,place\n";
    let none = "rows,gdelt2,,,,0,,,,,,,,,,,,,,,\n";
    fs::write(folder.join("none.csv"), format!("{head}{none}")).unwrap();
    let said = super::refused(folder, &["--aggregated", "none.csv"], 1);
    assert!(said.contains("found no row of data"), "{said}");
    let rows = "rows,gdelt2,,,,9,,,,,,,,,,,,,,,\n\
                dropped,self-dyad,,,,3,,,,,,,,,,,,,,,\n\
                hostility,RUS,USA,2018-06-01,,6,-12000,6,2018-06-02,2018-06-09,2,3,2018-06-02,-2000,7,112,https://a.org/x,,,20180603,\n";
    fs::write(folder.join("result.csv"), format!("{head}{rows}")).unwrap();
    let (document, said) = super::imported(folder, &["--aggregated", "result.csv"]);
    assert_eq!(
        super::all_words(&document),
        ["Russia hostility United States 2018-06 weight 6"]
    );
    assert!(
        said.contains("Of 9 rows, 6 events count; dropped are 3 of an actor with itself."),
        "{said}"
    );
    for (text, message) in [
        ("a,b\n1,2\n".to_owned(), "it is no result of the query"),
        (
            format!("{head}{}", rows.replace("hostility", "war")),
            "row 4: `war` is no kind",
        ),
        (
            format!("{head}{}", rows.replace(",6,-12000", ",six,-12000")),
            "`six` is no whole number",
        ),
        (
            format!("{head}{}", rows.replace("rows,gdelt2", "dropped,fields")),
            "the row that counts all rows is missing",
        ),
    ] {
        fs::write(folder.join("bad.csv"), text).unwrap();
        let said = super::refused(folder, &["--aggregated", "bad.csv"], 1);
        assert!(said.contains(message), "{said}");
    }
    fs::write(
        folder.join("g.CSV"),
        super::tables::gdelt(&[("20180605", "USA", "RUS", 1, "1", 1)]),
    )
    .unwrap();
    let engine = [
        "g.CSV",
        "--engine",
        "duckdb",
        "--engine-command",
        "./no-such-command",
    ];
    let said = super::refused(folder, &engine, 1);
    assert!(said.contains("`./no-such-command` does not run"), "{said}");
    #[cfg(unix)]
    {
        let engine = ["g.CSV", "--engine", "duckdb", "--engine-command", "true"];
        let said = super::refused(folder, &engine, 1);
        assert!(said.contains("`true` ended without a result"), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn what_an_engine_warns_of_is_passed_on_and_a_signal_ends_it() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let rows = super::tables::gdelt(&[("20180605", "USA", "RUS", 1, "1", 1)]);
    fs::write(folder.join("g.CSV"), rows).unwrap();
    let waits =
        "#!/bin/sh\necho '26/11/30 WARN TaskSchedulerImpl: no workers' >&2\nexec sleep 600\n";
    let spark = command(folder, "waits.sh", waits);
    let temporary = folder.join("temporary");
    fs::create_dir(&temporary).unwrap();
    let child = Command::new(env!("CARGO_BIN_EXE_frenemy"))
        .args([
            "events",
            "g.CSV",
            "-o",
            "out.json",
            "--engine",
            "spark",
            "--engine-command",
            &spark,
        ])
        .current_dir(folder)
        .env("TMPDIR", &temporary)
        .stderr(std::process::Stdio::piped())
        .spawn();
    let mut child = child.unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap());
    let mut warning = String::new();
    said.read_line(&mut warning).unwrap();
    assert!(warning.contains("no workers"), "{warning}");
    let id = child.id().to_string();
    assert!(Command::new("kill").arg(&id).status().unwrap().success());
    let mut rest = String::new();
    said.read_to_string(&mut rest).unwrap();
    assert!(rest.contains("cancelled"), "{rest}");
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert_eq!(fs::read_dir(&temporary).unwrap().count(), 0, "left behind");
}
