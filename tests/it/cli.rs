//! The built program without a window: what it prints, and its exit status.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use frenemy::analysis::{self, Rule, TimelineIndex};
use frenemy::file;
use frenemy::graph::{Filter, Network};
use frenemy::model::Day;
use serde_json::Value;

const NETWORK: &str = r#"{"format":"frenemy/1",
"nodes":[{"id":"russia","kind":"state"},{"id":"taliban","x":5.0,"y":6.0,"pinned":true},{"id":"qatar"}],
"edges":[{"id":"e","source":"russia","target":"taliban","kind":"support","claims":[{}]}]}"#;

const BROKEN: &str = r#"{"format":"frenemy/1",
"nodes":[{"id":"russia"}],
"edges":[{"source":"rusia","target":"russia"}]}"#;

fn frenemy(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_frenemy"))
        .args(arguments)
        .output()
        .unwrap()
}

fn written(folder: &Path, name: &str, text: &str) -> String {
    let path: PathBuf = folder.join(name);
    fs::write(&path, text).unwrap();
    path.display().to_string()
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn what_was_written_is_said_with_its_files_and_records() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let file = r#"{"references":[{"id":"r","title":"A"}],"nodes":[{"id":"a"},{"id":"b"}],
        "edges":[{"source":"a","target":"b","kind":"support","claims":[{"reference":"r","quote":"q"}]}]}"#;
    std::fs::write(path("in.json"), file).unwrap();
    let said = |arguments: &[&str]| words(&frenemy(arguments).stderr);
    let exported = said(&["export", &path("in.json"), "-o", &path("out.csv")]);
    let files = ["out.csv", "out-actors.csv", "out-claims.csv"].map(path);
    let expected = format!(
        "wrote {}, {} and {}: 2 actors, 1 relation, 1 claim and 1 source",
        files[0], files[1], files[2]
    );
    assert!(exported.contains(&expected), "{exported}");
    let converted = said(&["convert", &path("in.json"), "-o", &path("out.bib")]);
    assert!(converted.contains("out.bib: 1 source"), "{converted}");
    let bibliography = said(&["convert", &path("out.bib"), "-o", &path("back.json")]);
    assert!(
        bibliography.contains("back.json: 1 source"),
        "{bibliography}"
    );
    let font = said(&[
        "export",
        &path("in.json"),
        "-o",
        &path("a.svg"),
        "--font",
        &path(""),
    ]);
    assert_eq!(font.matches(&path("")).count(), 1, "{font}");
}

#[test]
fn check_says_what_to_do_with_a_text() {
    let folder = tempfile::tempdir().unwrap();
    let texts: [(&str, &[u8]); 4] = [
        ("a.docx", b"PK\x03\x04"),
        ("a.odt", b"PK\x03\x04"),
        ("a.pdf", b"%PDF-1.7"),
        ("a.html", b"<!doctype html><html><body>Hello.</body></html>"),
    ];
    for (name, bytes) in texts {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let said = words(&frenemy(&["check", &path.display().to_string()]).stdout);
        assert!(said.contains("File › Add a text…"), "{name}: {said}");
    }
}

#[test]
fn check_prints_an_issue_to_a_line_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let good = written(folder.path(), "good.json", NETWORK);
    let bad = written(folder.path(), "bad.json", BROKEN);
    let output = frenemy(&["check", &good]);
    assert_eq!(output.status.code(), Some(0));
    let summary = "frenemy, 3 actors, 1 relation, 1 claim, no references, no issues";
    assert_eq!(words(&output.stdout), format!("{good}: {summary}\n"));
    let output = frenemy(&["check", &good, &bad]);
    assert_eq!(output.status.code(), Some(1));
    let expected = format!(
        "{good}: {summary}\n\
         {bad}:3:20: error: the source `rusia` names no actor\n    \
         Did you mean `russia`?\n\
         {bad}: frenemy, 2 actors, 1 relation, no claims, no references, 1 issue\n"
    );
    assert_eq!(words(&output.stdout), expected);
}

#[test]
fn check_prints_json_with_exactly_these_keys() {
    let folder = tempfile::tempdir().unwrap();
    let bad = written(folder.path(), "bad.json", BROKEN);
    let missing = folder.path().join("none.json").display().to_string();
    let output = frenemy(&["check", "--json", &bad, &missing]);
    assert_eq!(output.status.code(), Some(1));
    let lines = words(&output.stdout);
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let issue = serde_json::json!({
        "severity": "error", "code": "dangling-end", "line": 3, "column": 20, "pointer": "/edges/0/source",
        "message": "the source `rusia` names no actor", "hint": "Did you mean `russia`?"
    });
    let expected = serde_json::json!({
        "file": bad, "format": "frenemy", "actors": 2, "relations": 1, "claims": 0, "references": 0,
        "issues": [issue]
    });
    assert_eq!(lines[0], expected);
    assert_eq!(lines[1]["format"], Value::Null);
    assert_eq!(lines[1]["issues"][0]["code"], "unreadable");
}

#[test]
fn layout_places_every_actor_and_leaves_the_pinned_ones() {
    let folder = tempfile::tempdir().unwrap();
    let input = written(folder.path(), "in.json", NETWORK);
    let output = folder.path().join("out.json");
    let out = output.display().to_string();
    let run = frenemy(&["layout", &input, "-o", &out, "--seed", "7", "--timing"]);
    assert_eq!(run.status.code(), Some(0), "{}", words(&run.stderr));
    let timing: Value = serde_json::from_slice(&run.stdout).unwrap();
    let keys: Vec<_> = timing.as_object().unwrap().keys().cloned().collect();
    assert_eq!(
        keys,
        [
            "actors",
            "layout_s",
            "read_s",
            "relations",
            "request_s",
            "write_s"
        ]
    );
    assert_eq!(
        (&timing["actors"], &timing["relations"]),
        (&3.into(), &1.into())
    );
    let first = fs::read(&output).unwrap();
    let placed: Value = serde_json::from_slice(&first).unwrap();
    let actors = placed["nodes"].as_array().unwrap();
    assert!(
        actors
            .iter()
            .all(|actor| actor["x"].is_f64() && actor["y"].is_f64())
    );
    assert_eq!(actors[1]["x"], 5.0);
    frenemy(&["layout", &input, "-o", &out, "--seed", "7"]);
    assert!(
        fs::read(&output).unwrap() == first,
        "the same seed gives other places"
    );
}

#[test]
fn schema_prints_the_schema_of_the_repository() {
    let output = frenemy(&["schema"]);
    let kept = include_str!("../../assets/schema/frenemy-1.schema.json");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(words(&output.stdout), kept);
}

#[test]
fn wrong_usage_is_exit_status_2_and_help_is_0() {
    let folder = tempfile::tempdir().unwrap();
    let input = written(folder.path(), "in.json", NETWORK);
    for wrong in [
        &["check"][..],
        &["--nonsense"],
        &["layout", &input],
        &["layout", &input, "-o", "x", "--method", "magic"],
        &["schema", "extra"],
    ] {
        let output = frenemy(wrong);
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
        assert!(
            output.stdout.is_empty() && !output.stderr.is_empty(),
            "{wrong:?}"
        );
    }
    let help = frenemy(&["--help"]);
    assert_eq!(help.status.code(), Some(0));
    assert!(words(&help.stdout).contains("frenemy check *.json"));
    let version = words(&frenemy(&["--version"]).stdout);
    let lines: Vec<&str> = version.lines().collect();
    let name = format!("frenemy {}", env!("CARGO_PKG_VERSION"));
    assert_eq!(lines[0], name);
    assert!(lines[1].starts_with("commit: "), "{version}");
    for feature in ["dna", "pdf"] {
        let is_said = lines[2].starts_with("features: ") && lines[2].contains(feature);
        let is_built = [
            ("dna", cfg!(feature = "dna")),
            ("pdf", cfg!(feature = "pdf")),
        ];
        assert!(is_built.contains(&(feature, is_said)), "{version}");
    }
    assert_eq!(words(&frenemy(&["-V"]).stdout), format!("{name}\n"));
}

#[test]
fn failures_say_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let input = written(folder.path(), "in.json", NETWORK);
    let nowhere = folder.path().join("no/out.json").display().to_string();
    let output = frenemy(&["layout", &input, "-o", &nowhere]);
    assert_eq!(output.status.code(), Some(1));
    let complaint = words(&output.stderr);
    assert_eq!(
        complaint,
        format!("frenemy: {nowhere}: the folder does not exist; make it first\n")
    );
    let xgmml = written(folder.path(), "in.xgmml", "<graph/>");
    let output = frenemy(&["check", &xgmml]);
    assert!(words(&output.stdout).contains("the file looks like XGMML"));
    assert!(words(&output.stdout).contains("File → Export"));
    let table = written(folder.path(), "table.csv", "source,target,sign\na,b,-1\n");
    let output = frenemy(&["check", &table]);
    assert_eq!(output.status.code(), Some(0), "a note is nothing wrong");
    assert!(words(&output.stdout).contains("note: the first line names the columns"));
}

#[test]
fn a_closed_pipe_is_no_panic() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_frenemy"))
        .arg("schema")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(words(&output.stderr), "");
}

const EXAMPLE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/assets/examples/afghanistan-2017.json"
);

#[test]
fn analyze_finds_the_common_enemy_and_the_tension_of_the_example() {
    let output = frenemy(&["analyze", "--json", "--top", "100", EXAMPLE]);
    assert_eq!(output.status.code(), Some(0));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let enemies = found["common_enemies"].as_array().unwrap();
    let is_expected = |enemy: &Value| {
        enemy["friends"] == serde_json::json!(["russia", "taliban"])
            && enemy["enemy"] == "islamic-state"
    };
    let enemy = enemies.iter().find(|enemy| is_expected(enemy)).unwrap();
    let words = enemy["words"].as_str().unwrap();
    assert!(words.starts_with("Common enemy: Russia supporting Taliban (standfirst, ¶1, ¶4 and 4 more); both are hostile to Islamic State (¶10"), "{words}");
    let tensions = found["tensions"].as_array().unwrap();
    let has_kabul = |tension: &&Value| {
        tension["actors"]
            .as_array()
            .unwrap()
            .contains(&"afghanistan".into())
    };
    assert!(tensions.iter().any(|tension| has_kabul(&tension)));
    assert_eq!(found["frustration"]["optimal"], true);
    assert_eq!(
        found["frustration"]["index"].as_u64(),
        Some(found["frustration"]["flip"].as_array().unwrap().len() as u64)
    );
}

#[test]
fn analyze_prints_json_with_exactly_these_keys() {
    let folder = tempfile::tempdir().unwrap();
    let good = written(folder.path(), "good.json", NETWORK);
    let output = frenemy(&[
        "analyze",
        "--json",
        "--mixed",
        "drop",
        "--without-contested",
        &good,
    ]);
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let expected = serde_json::json!({
        "file": good,
        "filter": null,
        "rule": {
            "mixed": "drop", "contested": "out",
            "words": "mixed pairs are left out; contested relations are left out"
        },
        "actors": 3,
        "pairs": {"positive": 1, "negative": 0, "mixed": 0},
        "triads": {
            "total": 0, "balanced": 0, "unbalanced": 0,
            "by_type": {"+++": 0, "++-": 0, "+--": 0, "---": 0}
        },
        "balance": null, "weak_balance": null, "walk_balance": 1.0,
        "nulls": [], "camp_numbers": [],
        "polarization": {
            "within": 1, "friends_within": 1, "between": 0, "foes_between": 0,
            "cohesiveness": 1.0, "divisiveness": null
        },
        "local_balance": {},
        "frustration": {
            "index": 0, "optimal": true, "lower": 0, "upper": 0,
            "camps": {"russia": 0, "taliban": 0},
            "camp_names": ["russia and taliban", ""],
            "optima": {"count": 1, "exact": true}, "flip": []
        },
        "clusterability": found["clusterability"],
        "rank": found["rank"],
        "rank_sample": null,
        "communities": {
            "modularity": 0.0, "of": {"russia": 0, "taliban": 0, "qatar": 1},
            "names": ["russia and taliban", "qatar"]
        },
        "tensions": [], "common_enemies": [], "predicted": [],
        "predictions_note": null,
        "robustness": null,
        "prediction_check": {"pairs": 1, "decided": 0, "right": 0, "right_if_always_friends": 0}
    });
    assert_eq!(found, expected);
    let ranked = found["rank"].as_array().unwrap();
    let ids: Vec<&str> = ranked
        .iter()
        .map(|actor| actor["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["russia", "taliban", "qatar"]);
    let keys: Vec<&String> = ranked[0].as_object().unwrap().keys().collect();
    insta::assert_snapshot!(format!("{keys:?}"), @r#"["betweenness", "closeness", "degree", "eigenvector", "id", "pagerank"]"#);
    let two = serde_json::json!({
        "camps_allowed": 2, "camps_used": 1, "errors": 0, "criterion": 0.0, "proved": true
    });
    assert_eq!(found["clusterability"][0], two);
}

#[test]
fn analyze_compares_the_balance_with_three_kinds_of_chance() {
    let asked = ["analyze", "--null", "200", "--seed", "3", EXAMPLE];
    let of = |json: &[&str]| frenemy(&[&asked[..], json].concat());
    let output = of(&["--json"]);
    assert_eq!(output.stdout, of(&["--json"]).stdout, "the same seed");
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let nulls = found["nulls"].as_array().unwrap();
    for null in ["signs-shuffled", "degrees-expected", "degrees-kept"] {
        for statistic in ["balance", "weak_balance", "walk_balance", "frustration"] {
            let is_it = |row: &&Value| row["null"] == null && row["statistic"] == statistic;
            let row = nulls.iter().find(is_it).unwrap();
            let number = |key: &str| row[key].as_f64().unwrap();
            assert!(number("low") <= number("expected") && number("expected") <= number("high"));
            assert!(
                (0.0..=1.0).contains(&number("p")) && number("sd") > 0.0,
                "{row}"
            );
            assert!(
                (number("z") * number("sd") + number("expected") - number("observed")).abs() < 1e-9
            );
            assert_eq!(
                (&row["draws"], &row["exact"]),
                (&200.into(), &true.into()),
                "{row}"
            );
            let observed = match statistic {
                "frustration" => &found["frustration"]["index"],
                other => &found[other],
            };
            assert_eq!(row["observed"].as_f64(), observed.as_f64(), "{row}");
        }
    }
    assert_eq!(nulls.len(), 12);
    let page = words(&of(&[]).stdout);
    assert!(
        page.contains("Balanced triads are 62 % of 26; shuffled signs give "),
        "{page}"
    );
    assert!(page.contains("not more than chance would give"), "{page}");
    let refused = frenemy(&["analyze", "--null", "100001", EXAMPLE]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn analyze_divides_the_actors_by_relaxed_balance_when_asked() {
    let asked = ["analyze", "--relaxed", "3", EXAMPLE];
    let found: Value =
        serde_json::from_slice(&frenemy(&[&asked[..], &["--json"]].concat()).stdout).unwrap();
    let relaxed = &found["relaxed_blockmodel"];
    let groups = relaxed["groups"].as_array().unwrap();
    let image = relaxed["image"].as_array().unwrap();
    let mut errors = 0;
    for (one, row) in image.iter().enumerate() {
        for (other, block) in row.as_array().unwrap().iter().enumerate() {
            assert_eq!(block, &image[other][one], "the image is symmetric");
            let [friends, foes] = ["friends", "foes"].map(|key| block[key].as_u64().unwrap());
            let sign = match friends.cmp(&foes) {
                std::cmp::Ordering::Greater => "+",
                std::cmp::Ordering::Less => "-",
                std::cmp::Ordering::Equal if friends > 0 => "+-",
                std::cmp::Ordering::Equal => "0",
            };
            assert_eq!(block["sign"], sign);
            errors += if other >= one { friends.min(foes) } else { 0 };
        }
    }
    assert_eq!(relaxed["errors"], errors);
    assert!(relaxed["errors"].as_u64() <= relaxed["strict_errors"].as_u64());
    assert_eq!(image.len(), groups.len());
    let page = words(&frenemy(&asked).stdout);
    assert!(page.contains("by relaxed balance: "), "{page}");
    assert!(
        page.contains("Image matrix (friends : foes of each block):"),
        "{page}"
    );
    let unasked: Value =
        serde_json::from_slice(&frenemy(&["analyze", "--json", EXAMPLE]).stdout).unwrap();
    assert_eq!(unasked.get("relaxed_blockmodel"), None);
    assert_eq!(
        frenemy(&["analyze", "--relaxed", "9", EXAMPLE])
            .status
            .code(),
        Some(2)
    );
}

#[test]
fn analyze_says_how_far_results_hang_on_single_sources_and_signs() {
    let asked = ["analyze", "--robustness", "200", "--seed", "3", EXAMPLE];
    let of = |json: &[&str]| frenemy(&[&asked[..], json].concat());
    let output = of(&["--json"]);
    assert_eq!(output.stdout, of(&["--json"]).stdout, "the same seed");
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let doubt = &found["robustness"];
    assert_eq!(
        (&doubt["draws"], &doubt["exact"]),
        (&200.into(), &true.into())
    );
    for (interval, own) in [
        (&doubt["balance"], &found["balance"]),
        (&doubt["frustration"], &found["frustration"]["index"]),
    ] {
        let [low, high] = ["low", "high"].map(|end| interval[end].as_f64().unwrap());
        assert!(low < high, "{interval}");
        // Wrong signs only ever make this network less balanced: its own value is at an end.
        let own = own.as_f64().unwrap();
        assert!(
            (low - 0.05..=high + 0.05).contains(&own),
            "{own} and {interval}"
        );
    }
    let camps = doubt["camps"].as_object().unwrap();
    assert_eq!(
        camps.len(),
        found["frustration"]["camps"].as_object().unwrap().len()
    );
    let shares = camps.values().map(|share| share.as_f64().unwrap());
    assert!(
        shares.clone().all(|share| (0.0..=1.0).contains(&share)),
        "{camps:?}"
    );
    assert!(shares.clone().any(|share| share < 1.0), "{camps:?}");
    let flips = &doubt["flips"];
    let named = flips["relations"].as_array().unwrap();
    assert_eq!(Some(named.len() as u64), flips["count"].as_u64());
    assert!(!named.is_empty());
    let page = words(&of(&[]).stdout);
    assert!(
        page.contains("How sure is this? 200 draws, seed 3"),
        "{page}"
    );
    assert!(page.contains("A camp changes if "), "{page}");
    assert!(page.contains("assumed errors of signs"), "{page}");
}

#[test]
fn analyze_prints_a_page_with_the_rule_and_the_counts() {
    let output = frenemy(&["analyze", EXAMPLE]);
    assert_eq!(output.status.code(), Some(0));
    let page = words(&output.stdout);
    assert!(page.contains("Rule: a mixed pair has the sign of the weighted sum of its relations; contested relations count\n"), "{page}");
    assert!(page.contains("Balanced triads: "), "{page}");
    assert!(page.contains("\nRanking by degree (10 of "), "{page}");
    assert!(page.contains("\nCommunities: "), "{page}");
    assert!(!page.contains("Filters: "), "{page}");
    assert!(page.contains("Frustration index: "), "{page}");
    assert!(page.contains("Hypotheses, never findings\n"), "{page}");
}

const EUROPE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/assets/examples/europe-1872-1914.json"
);

fn analyzed(arguments: &[&str]) -> Value {
    let output = frenemy(&[&["analyze", "--json", EUROPE], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{}", words(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn analyze_tells_each_time_and_what_unbalanced_triads_became() {
    let found = analyzed(&["--over-time"]);
    let times = found["over_time"].as_array().unwrap();
    assert!(times.len() > 10, "{}", times.len());
    assert_eq!(times[0]["unbalanced_before"], Value::Null);
    for [before, time] in times.array_windows() {
        // The triads of a time that are not balanced are those whose outcome the next time tells.
        let outcomes = &time["unbalanced_before"];
        let of = |key: &str| outcomes[key].as_u64().unwrap();
        assert_eq!(
            of("count"),
            of("balanced") + of("unbalanced") + of("dissolved")
        );
        assert_eq!(
            of("count"),
            outcomes["triads"].as_array().unwrap().len() as u64
        );
        let is_balanced = before["balance"]
            .as_f64()
            .is_none_or(|share| share > 0.999_999);
        assert_eq!(of("count") == 0, is_balanced, "{before} and {time}");
        for triad in outcomes["triads"].as_array().unwrap() {
            assert!(
                ["++-", "---"].contains(&triad["was"].as_str().unwrap()),
                "{triad}"
            );
        }
    }
    // A time's numbers are those of each of its days alone.
    let when = |time: &Value| time["when"].as_str().unwrap().to_owned();
    let ultimatum = "1914-07-23/1914-07-29";
    let last = times.iter().find(|time| when(time) == ultimatum).unwrap();
    // Some relations have no end.
    assert!(when(times.last().unwrap()).ends_with("/.."));
    let alone = analyzed(&["--as-of", "1914-07-27"]);
    assert_eq!(last["balance"], alone["balance"]);
    assert_eq!(last["divisiveness"], alone["polarization"]["divisiveness"]);
    assert_eq!(last["frustration"]["upper"], alone["frustration"]["index"]);
    let page = words(&frenemy(&["analyze", "--over-time", "--top", "1", EUROPE]).stdout);
    assert!(page.contains("\nOver time\n  "), "{page}");
    assert!(page.contains(", divisiveness "), "{page}");
    assert!(page.contains("    of the time before: "), "{page}");
    assert!(page.contains(" with a common friend, then "), "{page}");
    let undated = tempfile::tempdir().unwrap();
    let undated = written(undated.path(), "undated.json", NETWORK);
    let page = words(&frenemy(&["analyze", "--over-time", &undated]).stdout);
    assert!(
        page.contains("Over time\n  no relation has a date\n"),
        "{page}"
    );
}

#[test]
fn analyze_gives_other_results_for_europe_in_1890_and_1914() {
    let all = analyzed(&[]);
    let (then, later) = (
        analyzed(&["--as-of", "1890"]),
        analyzed(&["--as-of", "1914"]),
    );
    assert_eq!(all["filter"], Value::Null);
    let filter = |found: &Value| found["filter"].as_str().unwrap().to_owned();
    assert!(
        filter(&then).starts_with("As of 1890. "),
        "{}",
        filter(&then)
    );
    assert!(
        filter(&later).starts_with("As of 1914. "),
        "{}",
        filter(&later)
    );
    for found in [&then, &later] {
        assert_eq!(found["actors"], all["actors"], "actors stay");
        let ranked = found["rank"].as_array().unwrap().len() as u64;
        assert_eq!(all["actors"].as_u64(), Some(ranked));
    }
    let camp = |found: &Value, actor: &str| found["frustration"]["camps"][actor].clone();
    for entente in ["france", "russia"] {
        assert_eq!(
            camp(&later, "great-britain"),
            camp(&later, entente),
            "{entente}"
        );
        assert_ne!(camp(&later, "germany"), camp(&later, entente), "{entente}");
    }
    let pairs = |found: &Value| found["pairs"].clone();
    assert_ne!(pairs(&then), pairs(&later));
    let page = words(&frenemy(&["analyze", EUROPE, "--as-of", "1890"]).stdout);
    assert!(page.contains("\nFilters: As of 1890. "), "{page}");
    assert!(page.contains("\nRule: "), "{page}");
}

#[test]
fn analyze_of_a_bin_agrees_with_balance_over_time() {
    let document = file::read(&fs::read(EUROPE).unwrap(), EUROPE)
        .unwrap()
        .document;
    let (filter, rule) = (Filter::default(), Rule::default());
    let whole = Network::seen(&document, &filter);
    let bins = TimelineIndex::of(&document, &whole).bins;
    let go_on = |_| ControlFlow::Continue(());
    let moments =
        analysis::balance_over_time(&document, &whole, &filter, &bins, rule, &go_on).unwrap();
    assert_eq!(moments.len(), bins.len());
    let proved = moments
        .iter()
        .filter(|one| one.frustration.0 == one.frustration.1);
    assert!(2 * proved.count() > bins.len(), "most are proved");
    for at in [0, bins.len() / 2, bins.len() - 1] {
        let (moment, span) = (moments[at].clone(), bins[at].span);
        let day = |day: Option<Day>| {
            let day = day.unwrap();
            format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
        };
        let found = analyzed(&["--between", &day(span.from), &day(span.to)]);
        assert_eq!(found["balance"].as_f64(), moment.balance, "{span}");
        let pairs = &found["pairs"];
        let signed = pairs["positive"].as_u64().unwrap() + pairs["negative"].as_u64().unwrap();
        assert_eq!(signed, moment.pairs as u64, "{span}");
        let index = found["frustration"]["index"].as_u64().unwrap() as usize;
        let (lower, upper) = moment.frustration;
        assert!(lower <= index && index <= upper, "{span}");
    }
}

#[test]
fn analyze_refuses_a_time_that_ends_before_it_begins() {
    let output = frenemy(&["analyze", EUROPE, "--between", "1914", "1890"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(words(&output.stderr).contains("put the earlier date first"));
}

#[test]
fn analyze_reports_missing_data() {
    let output = frenemy(&["analyze", "nowhere.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(words(&output.stderr).starts_with("frenemy: "));
    assert_eq!(
        frenemy(&["analyze", "--mixed", "guess", EXAMPLE])
            .status
            .code(),
        Some(2)
    );
}

#[test]
fn sample_writes_a_network_that_analyze_finds_more_balanced_than_chance() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sample.json").display().to_string();
    let sample = ["sample", "--actors", "40", "--seed", "7"];
    let output = frenemy(&[&sample[..], &["-o", &path]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", words(&output.stderr));
    let printed = frenemy(&[&sample[..], &["-o", "-"]].concat());
    assert!(printed.stdout == fs::read(&path).unwrap());
    assert!(frenemy(&sample).stdout == printed.stdout);

    let output = frenemy(&["analyze", "--json", &path]);
    assert_eq!(output.status.code(), Some(0), "{}", words(&output.stderr));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["actors"], 40);
    let count = |sign: &str| found["pairs"][sign].as_f64().unwrap();
    // With random signs of the same shares, a triad is balanced with three friendly pairs, or with
    // one.
    let friends = count("positive") / (count("positive") + count("negative"));
    let by_chance = friends.powi(3) + 3.0 * friends * (1.0 - friends).powi(2);
    let balance = found["balance"].as_f64().unwrap();
    assert!(balance > by_chance + 0.1, "{balance} beside {by_chance}");
}

#[test]
fn sample_refuses_relations_without_two_actors() {
    let output = frenemy(&["sample", "--actors", "1", "--relations", "1"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(words(&output.stderr).contains("a relation needs two actors"));
    let output = frenemy(&["sample", "--actors", "0"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        file::read(&output.stdout, "none.json")
            .unwrap()
            .issues
            .is_empty()
    );
}

/// Two hubs with spokes, a pair apart, and an actor without ties.
const HUBS: &str = r#"{"format":"frenemy/1",
"nodes":[{"id":"a","name":"Alba"},{"id":"b"},{"id":"c"},{"id":"d"},{"id":"e"},{"id":"f"},{"id":"g"},{"id":"alone"}],
"edges":[{"id":"1","source":"a","target":"b","kind":"cooperation"},
         {"id":"2","source":"a","target":"c","kind":"cooperation","weight":9},
         {"id":"3","source":"a","target":"d","kind":"hostility"},
         {"id":"4","source":"b","target":"c","kind":"cooperation"},
         {"id":"5","source":"d","target":"e","kind":"support"},
         {"id":"6","source":"f","target":"g","kind":"support"}]}"#;

#[test]
fn export_simplifies_the_figure_and_its_caption_says_by_which_rule() {
    let folder = tempfile::tempdir().unwrap();
    let input = written(folder.path(), "hubs.json", HUBS);
    let output = folder.path().join("out.svg").display().to_string();
    for (words_of_line, caption) in [
        (
            "--top 3",
            "3 of 8 actors and 3 of 6 relations (top 3 by degree).",
        ),
        (
            "--top-actors 1 --by betweenness",
            "1 of 8 actors and 0 of 6 relations (top 1 by betweenness).",
        ),
        ("--k-core 2", "3 of 8 actors and 3 of 6 relations (2-core)."),
        (
            "--giant",
            "5 of 8 actors and 5 of 6 relations (giant component).",
        ),
        (
            "--min-weight 9",
            "3 of 8 actors and 1 of 6 relations (ties of weight 9 or more).",
        ),
        (
            "--near e --steps 1",
            "2 of 8 actors and 1 of 6 relations (within 1 step of e).",
        ),
        (
            "--backbone 0.9 --without-kind hostility",
            "(backbone at alpha 0.9). Without hostility.",
        ),
        ("--backbone auto", "(backbone at alpha 1.00)."),
    ] {
        let line: Vec<_> = ["export", &input, "-o", &output]
            .into_iter()
            .chain(words_of_line.split(' '))
            .collect();
        let exported = frenemy(&line);
        assert_eq!(words(&exported.stderr), "", "{words_of_line}");
        let svg = fs::read_to_string(&output).unwrap();
        assert!(svg.contains(caption), "{words_of_line}");
    }
}

#[test]
fn analyze_simplifies_too_and_an_unknown_actor_is_wrong_usage() {
    let folder = tempfile::tempdir().unwrap();
    let input = written(folder.path(), "hubs.json", HUBS);
    let output = frenemy(&["analyze", &input, "--json", "--k-core", "2"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        report["filter"],
        "3 of 8 actors and 3 of 6 relations (2-core)."
    );
    for (near, hint) in [
        ("Alba", "the actor Alba has the id a"),
        ("nobody", "see `nodes` in the file for ids"),
    ] {
        let output = frenemy(&["analyze", &input, "--near", near]);
        assert_eq!(output.status.code(), Some(2));
        let expected = format!("frenemy: --near {near}: no actor has this id; {hint}\n");
        assert_eq!(words(&output.stderr), expected);
    }
}

#[test]
fn a_matrix_is_exported_with_its_cells_in_any_order() {
    let folder = tempfile::tempdir().unwrap();
    let file = written(folder.path(), "in.json", NETWORK);
    let out = folder.path().join("out.svg").display().to_string();
    for order in ["camp", "community", "kind", "name", "connections"] {
        let output = frenemy(&[
            "export", &file, "-o", &out, "--view", "matrix", "--order", order,
        ]);
        assert_eq!(output.status.code(), Some(0), "{}", words(&output.stderr));
        let svg = fs::read_to_string(&out).unwrap();
        // Support is in the cell of its direction only; each actor names a row and a column.
        let cell = r#"data-source="russia" data-target="taliban" data-relations="e""#;
        assert_eq!(svg.matches(cell).count(), 1, "{order}");
        assert_eq!(svg.matches(r#"data-name-of="qatar""#).count(), 2, "{order}");
    }
    let output = frenemy(&["export", &file, "-o", &out, "--view", "table"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn convert_writes_another_format_and_says_what_it_cannot_hold() {
    let folder = tempfile::tempdir().unwrap();
    let input = written(folder.path(), "in.json", NETWORK);
    let path = |name: &str| folder.path().join(name).display().to_string();
    let output = frenemy(&["convert", &input, "-o", &path("out.graphml")]);
    assert_eq!(output.status.code(), Some(0), "{}", words(&output.stderr));
    let said = words(&output.stderr);
    assert!(said.contains("GraphML cannot hold: 1 claim\n"), "{said}");
    assert!(said.contains("3 actors and 1 relation"), "{said}");
    assert!(
        fs::read_to_string(path("out.graphml"))
            .unwrap()
            .contains("<graphml")
    );

    let output = frenemy(&["convert", &input, "-o", &path("net.csv")]);
    assert_eq!(output.status.code(), Some(0), "{}", words(&output.stderr));
    for name in ["net.csv", "net-actors.csv", "net-claims.csv"] {
        assert!(Path::new(&path(name)).exists(), "{name}");
    }
    // Between formats of other programs.
    let output = frenemy(&[
        "convert",
        &path("net.csv"),
        "-o",
        &path("net.dat"),
        "--from",
        "csv",
        "--to",
        "pajek",
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", words(&output.stderr));
    let pajek = fs::read_to_string(path("net.dat")).unwrap();
    assert!(pajek.contains("*Vertices 2\n1 \"russia\""), "{pajek}");
}

#[test]
fn convert_reads_standard_input_as_any_format_and_writes_standard_output() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_frenemy"))
        .args([
            "convert", "-", "-o", "-", "--from", "sif", "--to", "graphml",
        ])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    std::io::Write::write_all(&mut input, b"a ally b\nb enemy c\n").unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    let graphml = words(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{graphml}");
    assert_eq!(graphml.matches("<edge ").count(), 2, "{graphml}");
    assert!(graphml.contains("enemy"), "{graphml}");
}

#[test]
fn convert_never_replaces_its_input_and_names_the_formats() {
    let folder = tempfile::tempdir().unwrap();
    let input = written(folder.path(), "in.json", NETWORK);
    let table = written(
        folder.path(),
        "war-actors.csv",
        "source,target,sign\na,b,-1\n",
    );
    let out = |name: &str| folder.path().join(name).display().to_string();
    for (arguments, status, wanted) in [
        (
            vec!["convert", &input, "-o", &input],
            1,
            "is the file that was read",
        ),
        (
            vec!["convert", &table, "-o", &out("war.csv")],
            1,
            "is the file that was read",
        ),
        (
            vec!["convert", &input, "-o", &out("x.abc")],
            2,
            "use --to, or a file name that ends in",
        ),
        (
            vec!["convert", &input, "-o", &out("x"), "--to", "visio"],
            2,
            "does not write the format `visio`",
        ),
        (
            vec!["convert", &input, "-o", &out("x.csv"), "--from", "visio"],
            2,
            "does not read the format `visio`",
        ),
        (
            vec!["convert", &input, "-o", &out("x.csv"), "--from", "pajek"],
            1,
            "this line belongs to no section",
        ),
    ] {
        let arguments: Vec<&str> = arguments;
        let output = frenemy(&arguments);
        let said = words(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {said}");
        assert!(said.contains(wanted), "{said}");
    }
    assert_eq!(fs::read_to_string(&input).unwrap(), NETWORK);
    assert!(fs::read_to_string(&table).unwrap().starts_with("source"));
    assert!(!Path::new(&out("war.csv")).exists());
}

#[test]
fn a_mistyped_subcommand_is_named_and_forges_no_line() {
    let said = |words: &[&str]| {
        let output = frenemy(words);
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    let mistyped = said(&["checks", "net.json"]);
    assert!(
        mistyped.contains("no subcommand and no file `checks`; did you mean `check`?"),
        "{mistyped}"
    );
    assert!(said(&["unknown", "net.json"]).contains("name nothing else"));
    for words in [["che\nok", "net.json"], ["check", "--x\n\u{202e}ok"]] {
        let said = said(&words);
        assert!(
            !said.contains("\nok") && !said.contains('\u{202e}'),
            "{said}"
        );
    }
}
