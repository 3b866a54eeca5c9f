//! Small files in the dialects of many programs (`tests/data/dialects`), each with the actors,
//! relations and signs in it, and the issue that it must have: other separators, quotes, missing
//! ends, parallel ties, times, groups, defaults.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use frenemy::file;
use frenemy::model::{Document, Issue, Severity, Sign};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/dialects")
}

fn read(name: &str) -> file::FileContent {
    let bytes = fs::read(folder().join(name)).unwrap();
    file::read(&bytes, name).unwrap_or_else(|issues| panic!("{name}: {issues:?}"))
}

#[test]
fn every_dialect_has_its_actors_relations_and_signs() {
    let index = fs::read_to_string(folder().join("INDEX.tsv")).unwrap();
    let mut wrong = Vec::new();
    let mut listed = 0;
    for row in index.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [name, counts @ .., code] = &cells[..] else {
            panic!("{row}");
        };
        listed += 1;
        let bytes = fs::read(folder().join(name)).unwrap();
        let opened = match file::read(&bytes, name) {
            Ok(opened) => opened,
            Err(issues) => {
                wrong.push(format!("{name} is refused: {}", issues[0].message));
                continue;
            }
        };
        let signs = |wanted: Sign| {
            let relations = opened.document.relations.iter();
            relations.filter(|tie| tie.kind().sign() == wanted).count()
        };
        let found = [
            opened.document.actors.len(),
            opened.document.relations.len(),
            signs(Sign::Positive),
            signs(Sign::Negative),
        ];
        let wanted: Vec<usize> = counts.iter().map(|count| count.parse().unwrap()).collect();
        if found[..] != wanted[..] {
            wrong.push(format!("{name}: {found:?} for {wanted:?}"));
        }
        let codes: Vec<_> = opened.issues.iter().map(|issue| issue.code).collect();
        if !code.is_empty() && !codes.contains(code) {
            wrong.push(format!("{name}: {codes:?} without {code}"));
        }
    }
    let files = fs::read_dir(folder()).unwrap().count();
    assert_eq!(files, listed + 1, "files and rows of INDEX.tsv");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What each tie of a file says: its ends, when it held, its type and direction.
fn ties(document: &Document) -> Vec<String> {
    let relations = document.relations.iter();
    relations
        .map(|tie| {
            let name = |id| document.actor_name(id).to_owned();
            let when = tie.when.as_ref().map_or("", |date| date.as_str());
            let kind = tie.subtype.as_deref().unwrap_or_default();
            let arrow = if tie.is_directed() { "->" } else { "--" };
            format!(
                "{} {arrow} {} {kind} {when}",
                name(&tie.source),
                name(&tie.target)
            )
        })
        .collect()
}

#[test]
fn names_times_and_directions_are_those_of_the_file() {
    let check = |name: &str, wanted: &[&str]| {
        assert_eq!(ties(&read(name).document), wanted, "{name}");
    };
    check(
        "table-twomode.csv",
        &["A -> E1  ", "A -> E3  ", "B -> E2  ", "B -> E3  "],
    );
    check("table-rnames-space.txt", &["A -- B  ", "B -- C  "]);
    check(
        "table-gephi-edges.csv",
        &["0 -- 1 friend 2000", "1 -> 2 foe 2001/2003"],
    );
    check("table-multi.csv", &["A -- B  1990/1995", "A -- B  1996/"]);
    check("table-sif.sif", &["A -- B pp ", "B -- C pd ", "B -- D pd "]);
    check(
        "gexf-spells.gexf",
        &[
            "A -- B  1992-01-01/1993-06-01",
            "B -> A  1992-01-01/1995-01-01",
        ],
    );
    check(
        "dl-emb.dl",
        &["A -> B  ", "A -> C  ", "B -> A  ", "C -> A  "],
    );
    check("dl-elemb.dl", &["A -> B  ", "B -> C  ", "C -> D  "]);
    check("dl-nl.dl", &["A -> B  ", "A -> C  ", "B -> D  "]);
    check("dl-2mel.dl", &["A -> x  ", "B -> y  "]);
    check("graphml-two.graphml", &["a -> b one ", "c -> a two "]);
    check("graphml-years.graphml", &["a -- b  1914", "a -> c trade "]);
    check(
        "pajek01.net",
        &[
            "A B -> C \"x\"  ",
            "C \"x\" -> D ally ",
            "D -- E  ",
            "E -- E  ",
        ],
    );
    check("json-nl-tuple.json", &["[\"a\",1] -- [\"b\",2]  "]);
    check(
        "networkx-undirected.json",
        &["A -- B supports ", "B -- C enemy "],
    );
    check(
        "xlsx-sheets-are-types.xlsx",
        &["A -- B war ", "B -- C alliance ", "A -- C alliance "],
    );
    check(
        "gexf-kinds.gexf",
        &["a -> b trade ", "a -> b war ", "b -> a trade "],
    );
    check("graphml-gephi-colors.graphml", &["Shell -> Esso  "]);
}

#[test]
fn columns_of_tables_mean_what_their_cells_say() {
    let check = |name: &str, wanted: &[&str]| {
        assert_eq!(ties(&read(name).document), wanted, "{name}");
    };
    check(
        "table-years-from-to.csv",
        &[
            "Borduria -- Aland  1996/2001",
            "Borduria -- Syldavia  1958/1975",
        ],
    );
    check(
        "table-date-parts.csv",
        &[
            "USA -- Japan negative 1941-12-07/1945-09-02",
            "USA -- UK positive 1941-12-07/",
        ],
    );
    check(
        "table-codes-and-names.csv",
        &[
            "United States -- Russia  1945/1989",
            "Turkey -- Greece  1827/1930",
        ],
    );
    check(
        "table-two-headers.csv",
        &["France -- Germany  1914", "France -- Russia  1894"],
    );
    check(
        "table-notes.csv",
        &[
            "France -- Russia Alliance 1894/1914",
            "Germany -- Austria-Hungary Alliance 1879/1918",
            "France -- Germany Rivalry 1871/..",
        ],
    );
    check(
        "table-year-columns.csv",
        &[
            "A -- B  2019",
            "A -- B  2020",
            "A -- B  2021",
            "B -- C  2020",
        ],
    );
    check(
        "table-relations-in-columns.csv",
        &[
            "USA -- UK ally 1950",
            "USA -- China war 1951",
            "USA -- Iran ally 1953",
            "USA -- Iran war 1953",
        ],
    );
    check(
        "table-alliances-of-cow.csv",
        &[
            "United Kingdom -> Portugal defense 1816-01-01/",
            "United Kingdom -- Portugal nonaggression 1816-01-01/",
            "United Kingdom -- Sweden entente 1816-01-01/1911-02-15",
        ],
    );
    check("matrix-totals.csv", &["A -- B  ", "A -- C  ", "B -- C  "]);
    check(
        "wikidata-labels.csv",
        &["France -- Russia ally ", "France -- United Kingdom ally "],
    );
    check(
        "matrix-words.csv",
        &[
            "Iran -- Iraq friend ",
            "Iran -- USA enemy ",
            "Iraq -- USA complicated ",
        ],
    );
}

#[test]
fn a_tie_has_the_direction_in_which_its_arrow_is_drawn() {
    let check = |name: &str, wanted: &[&str]| {
        assert_eq!(ties(&read(name).document), wanted, "{name}");
    };
    check(
        "yed-arrows.graphml",
        &[
            "United States -> Italy calls ",
            "Italy -> United States owes ",
            "United States -- Italy knows ",
        ],
    );
    check(
        "gml-yed.gml",
        &[
            "Rome City -> Carthage pays ",
            "Rome City -> Hannibal owes ",
            "Hannibal -- Carthage knows ",
        ],
    );
    check(
        "dot-arrows.dot",
        &[
            "A -> B calls ",
            "C -> A owes 2014 ",
            "B -- C knows ",
            "B -- Delos meets ",
            "C -- Delos sees ",
        ],
    );
    check(
        "vis-arrows.json",
        &[
            "B -> A owes ",
            "A -> B pays ",
            "A -- B knows ",
            "A -- B meets ",
        ],
    );
    check(
        "oligrapher-arrows.json",
        &[
            "Corp -> Ann donor to ",
            "Ann -- Corp knows ",
            "Ann -- Corp meets ",
            "Ann -> Corp calls ",
        ],
    );
    check("oligrapher-first.json", &["Corp -> Ann owes "]);
    check(
        "canvas-arrows.canvas",
        &[
            "Rome -> Carthage pays ",
            "Carthage -> Rome owes ",
            "Rome -- Carthage knows ",
        ],
    );
}

#[test]
fn names_are_found_wherever_a_json_file_has_them() {
    let check = |name: &str, wanted: &[&str]| {
        assert_eq!(ties(&read(name).document), wanted, "{name}");
    };
    check(
        "json-matrix.json",
        &["Rome -- Carthage  ", "Rome -- Numidia  "],
    );
    check(
        "json-matrix-bare.json",
        &["1 -> 2  ", "1 -> 3  ", "2 -> 1  "],
    );
    check("json-items.json", &["Rome -- Carthage  "]);
    check("json-api.json", &["Ann -- Corp donor 2001/.."]);
    check(
        "json-ends-by-number.json",
        &["Rome -- Carthage  ", "Carthage -- Numidia  "],
    );
    check("json-two-data-frames.json", &["Rome -- Carthage war "]);
    check("gephi-lite.json", &["Rome -> Carthage war "]);
    check("graphson-first.json", &["Rome -> Carthage fights "]);
    check("ftm-nested.json", &["Ann -- Ben ally "]);
    check(
        "ftm-sanction.jsonl",
        &["Council -> Cem Sanction 2022/..", "Cem -> Corp enemy "],
    );
    check(
        "json-ends-by-code.json",
        &["France -- Germany relations ", "France -- RU alliances "],
    );
}

#[test]
fn a_bare_list_of_relations_has_each_actor_once_also_where_all_of_them_act() {
    for [source, target] in [["source", "target"], ["from", "to"], ["actor1", "actor2"]] {
        for (all, ties) in [("a b|b a|a b", 3), ("a b|b c|c a|a c", 4), ("a b|a c", 2)] {
            let record = |ends: &str| {
                let (one, other) = ends.split_once(' ').unwrap();
                format!(r#"{{"{source}":"{one}","{target}":"{other}","type":"war"}}"#)
            };
            let records: Vec<_> = all.split('|').map(record).collect();
            for text in [format!("[{}]", records.join(",")), records.join("\n")] {
                let read = file::read(text.as_bytes(), "bare.json").unwrap();
                let names: BTreeSet<_> = all.split([' ', '|']).collect();
                assert_eq!(read.document.actors.len(), names.len(), "{text}");
                assert_eq!(read.document.relations.len(), ties, "{text}");
            }
        }
    }
}

#[test]
fn a_group_that_is_drawn_is_an_actor_with_its_members() {
    let members = |name: &str, group: &str| {
        let document = read(name).document;
        let mut actors = document.actors.iter();
        let group = actors.find(|actor| actor.name() == group).unwrap();
        let members = group
            .members
            .iter()
            .map(|id| document.actor_name(id).to_owned());
        members.collect::<Vec<_>>()
    };
    assert_eq!(
        members("dot-clusters.dot", "Delian League"),
        ["Athens", "Delos"]
    );
    assert_eq!(members("gml-yed.gml", "Carthage"), ["Hannibal"]);
}

#[test]
fn what_a_file_says_in_its_own_way_is_written_again() {
    let again = |name: &str, format: &str| {
        let writer = file::writers::by_id(format).unwrap();
        let written = writer.write(&read(name).document).unwrap();
        String::from_utf8(written.bytes).unwrap()
    };
    let two_modes = again("pajek-two-mode.net", "pajek");
    assert!(two_modes.starts_with("*Vertices 5 2\n"), "{two_modes}");
    let labels = again("graphml-labels.graphml", "graphml");
    assert!(labels.contains("attr.name=\"label\""), "{labels}");
    assert!(!labels.contains("attr.name=\"name\""), "{labels}");
    assert!(!labels.contains("name_key"), "{labels}");
}

#[test]
fn how_a_line_is_drawn_is_no_type() {
    let document = read("sigma-curves.json").document;
    let ties: Vec<_> = document.relations.iter().collect();
    assert_eq!(ties[0].subtype.as_deref(), Some("ally"));
    assert_eq!(
        ties[0].fields.unknown("type (attribute)"),
        Some("\"curve\"")
    );
}

#[test]
fn an_issue_of_a_workbook_names_its_sheet_and_row() {
    let issues = read("xlsx-other-sheets.xlsx").issues;
    let all: Vec<&str> = issues.iter().map(|issue| &*issue.message).collect();
    let says = |words: &str| all.iter().any(|message| message.contains(words));
    assert!(says("sheet `Edges`, row 4: a tie names `XX`"), "{all:#?}");
    assert!(says("not read: `Read me` and `Chart data`"), "{all:#?}");
    let two = read("xlsx-sheets-are-types.xlsx").issues;
    let all: Vec<&str> = two.iter().map(|issue| &*issue.message).collect();
    assert!(
        all.contains(&"hidden sheets that are not read: `old`"),
        "{all:#?}"
    );
    let note = "`war`: the first line names the columns";
    assert!(all.iter().any(|message| message.contains(note)), "{all:#?}");
}

#[test]
fn kinds_of_edges_in_gexf_are_types() {
    let opened = read("gexf-kinds.gexf");
    let is_error = |issue: &&Issue| issue.severity == Severity::Error;
    let errors = opened.issues.iter().filter(is_error);
    assert_eq!(errors.count(), 0, "{:?}", opened.issues);
    assert_eq!(opened.document.meta.title.as_deref(), Some("Trade and war"));
}

#[test]
fn attributes_of_a_network_of_networkx_are_kept() {
    let meta = read("cytoscape-networkx-pairs.cyjs").document.meta;
    assert_eq!(meta.title.as_deref(), Some("Powers"));
    assert_eq!(meta.fields.unknown("year"), Some("1914"));
    assert_eq!(meta.fields.unknown("directed"), None);
}

#[test]
fn who_annotated_is_the_coder() {
    let document = read("hypothesis-user.json").document;
    let claims = &document.relations.iter().next().unwrap().claims;
    assert_eq!(claims[0].coder_name(), "ada");
}

#[test]
fn what_has_no_place_is_kept() {
    let field = |name: &str, actor: usize, key: &str| {
        let opened = read(name);
        let actor = opened.document.actors.iter().nth(actor).unwrap();
        actor.fields.unknown(key).map(str::to_owned)
    };
    let of_tie = |name: &str, key: &str| {
        let opened = read(name);
        let tie = opened.document.relations.iter().next().unwrap();
        tie.fields.unknown(key).map(str::to_owned)
    };
    let text = |text: &str| Some(format!("\"{text}\""));
    assert_eq!(
        field("graphml-locator.graphml", 0, "description"),
        text("first")
    );
    assert_eq!(
        of_tie("graphml-locator.graphml", "description"),
        text("why")
    );
    let about = read("graphml-locator.graphml").document.meta.description;
    assert_eq!(about.as_deref(), Some("about"));
    let gephi = read("graphml-gephi-colors.graphml").document;
    let colors: Vec<_> = gephi.actors.iter().map(|actor| actor.color).collect();
    assert_eq!(
        colors[0].map(|color| color.to_string()),
        Some("#c80010".to_owned())
    );
    assert_eq!(colors[1], None);
    assert_eq!(
        field("gexf-times-of-gephi.gexf", 0, "tags"),
        Some("[\"red\",\"blue, green\"]".to_owned())
    );
    assert_eq!(
        field("gexf-times-of-gephi.gexf", 2, "spells"),
        text("1900-01-01/1905-01-01")
    );
    assert_eq!(of_tie("pajek01.net", "time points"), text("[2-4]"));
    assert_eq!(field("pajek-two-mode.net", 0, "mode"), Some("1".to_owned()));
    assert_eq!(field("pajek06.paj", 1, "cls"), Some("2".to_owned()));
    assert_eq!(field("pajek06.paj", 0, "size"), Some("0.5".to_owned()));
    let gml = read("gml01.gml").document;
    let name = gml.actors.iter().next().unwrap().name().to_owned();
    assert_eq!(name, "A & B éö中 – x");
    assert_eq!(
        of_tie("table-multiline.csv", "note"),
        text("one\\ntwo, three \\\"q\\\"")
    );
    assert!(of_tie("table-rnames.csv", "column 1").is_none());
}
