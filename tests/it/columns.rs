//! What columns mean, as somebody chooses it: in the library, and on the command line.

use std::fs;
use std::process::{Command, Output};

use frenemy::file;
use frenemy::model::{ColumnMap, ColumnRole, Document, ReadChoices, RelationKind};
use serde_json::Value;

const WAR: &str = "Side,Against,State,code,From year,remark,Words\n\
    USA,GBR,ally,1,1949,x,\"We stand, together\"\n\
    USA,IRQ,rival,3,1990,y,\n\
    GBR,IRQ,watchful,2,1991,,A pact\n";

fn chosen(roles: &str, kinds: &str) -> ReadChoices {
    let mut columns = ColumnMap::default();
    columns.add_roles(roles).unwrap();
    columns.add_kinds(kinds).unwrap();
    ReadChoices {
        columns,
        ..ReadChoices::default()
    }
}

fn read(text: &str, name: &str, choices: &ReadChoices) -> Document {
    file::read_with(text.as_bytes(), name, choices)
        .unwrap()
        .document
}

/// The relations of a document, one to a line.
fn lines(document: &Document) -> Vec<String> {
    let relations = document.relations.iter();
    relations
        .map(|relation| {
            let when = relation.when.as_ref().map_or("", |when| when.as_str());
            let kept: Vec<_> = relation.fields.all_unknown().map(|(key, _)| key).collect();
            format!(
                "{} {} {} {:?} {:?} {when} {kept:?}",
                relation.source,
                relation.target,
                relation.kind().as_str(),
                relation.subtype.as_deref().unwrap_or_default(),
                relation.directed,
            )
        })
        .collect()
}

#[test]
fn columns_mean_what_was_chosen_and_the_rest_is_guessed() {
    let choices = chosen(
        "source=Side,target=against,kind=State,start=From year,quote=Words,ignore=remark",
        "watchful=other,rival=hostility",
    );
    let opened = file::read_with(WAR.as_bytes(), "war.csv", &choices).unwrap();
    assert_eq!(
        lines(&opened.document),
        [
            r#"USA GBR cooperation "ally" None 1949/.. ["code"]"#,
            r#"USA IRQ hostility "rival" None 1990/.. ["code"]"#,
            r#"GBR IRQ other "watchful" None 1991/.. ["code"]"#
        ]
    );
    let claims: Vec<_> = opened
        .document
        .relations
        .iter()
        .flat_map(|relation| &relation.claims)
        .map(|claim| claim.quote.as_ref().unwrap().exact.clone())
        .collect();
    assert_eq!(claims, ["We stand, together", "A pact"]);
    let said = opened.issues.iter().find(|issue| issue.code == "columns");
    let message = &said.unwrap().message;
    assert!(
        message.contains("`remark` is left out as chosen"),
        "{message}"
    );
    let preview = opened.columns.unwrap();
    assert_eq!(preview.map.role("code"), Some(ColumnRole::Keep));
    assert_eq!(preview.map.role("Against"), Some(ColumnRole::Target));
    assert_eq!(
        preview.columns[6].cells,
        ["We stand, together", "", "A pact"]
    );
    let words: Vec<_> = preview
        .words
        .iter()
        .map(|word| (word.word.as_str(), word.count, word.kind))
        .collect();
    assert_eq!(
        words,
        [
            ("ally", 1, Some(RelationKind::Cooperation)),
            ("rival", 1, Some(RelationKind::Hostility)),
            ("watchful", 1, Some(RelationKind::Other))
        ]
    );
}

#[test]
fn what_was_understood_is_a_choice_that_reads_the_file_the_same_way() {
    for name in ["highland-tribes.csv", "karate.csv", "florentine.csv"] {
        let bytes = fs::read(format!("tests/data/{name}")).unwrap();
        let first = file::read(&bytes, name).unwrap();
        let columns = first.columns.unwrap().map;
        assert!(!columns.roles.is_empty(), "{name}");
        let again = file::read_with(
            &bytes,
            name,
            &ReadChoices {
                columns,
                ..ReadChoices::default()
            },
        )
        .unwrap();
        assert_eq!(again.document, first.document, "{name}");
    }
}

#[test]
fn codes_are_kinds_and_names_of_ends_are_their_own_columns() {
    let text = "c1,c2,n1,n2,level\n2,200,USA,UK,1\n2,645,USA,Iraq,3\n200,645,UK,Iraq,9\n";
    let choices = chosen(
        "source=c1,target=c2,source-name=n1,target-name=n2,kind=level",
        "1=support,3=hostility",
    );
    let document = read(text, "codes.csv", &choices);
    assert_eq!(
        lines(&document),
        [
            r#"2 200 support "1" None  []"#,
            r#"2 645 hostility "3" None  []"#,
            r#"200 645 other "" None  ["level"]"#
        ]
    );
    let names: Vec<_> = document.actors.iter().map(|actor| actor.name()).collect();
    assert_eq!(names, ["USA", "UK", "Iraq"]);
}

#[test]
fn types_whose_words_are_given_kinds_say_the_kinds() {
    let text = "source,target,type\na,b,trade\nb,c,raid\n";
    let choices = chosen("type=type", "trade=cooperation,raid=hostility");
    assert_eq!(
        lines(&read(text, "a.csv", &choices)),
        [
            r#"a b cooperation "trade" None  []"#,
            r#"b c hostility "raid" None  []"#
        ]
    );
}

#[test]
fn all_ties_can_be_given_a_kind_and_a_direction() {
    let mut choices = ReadChoices::default();
    choices.columns.all_kind = Some(RelationKind::Support);
    choices.columns.directed = Some(false);
    let files = [
        ("a.csv", "source,target,weight\na,b,-2\nb,c,3\n"),
        (
            "a.json",
            r#"{"nodes":[{"id":"a"},{"id":"b"},{"id":"c"}],"links":[{"source":"a","target":"b","weight":-2},{"source":"b","target":"c","weight":3}]}"#,
        ),
        (
            "a.graphml",
            r#"<graphml><graph edgedefault="directed"><node id="a"/><node id="b"/><node id="c"/><edge source="a" target="b"/><edge source="b" target="c"/></graph></graphml>"#,
        ),
        (
            "a.net",
            "*Vertices 3\n1 a\n2 b\n3 c\n*Arcs\n1 2 -2\n2 3 3\n",
        ),
    ];
    for (name, text) in files {
        let document = read(text, name, &choices);
        let all: Vec<_> = document
            .relations
            .iter()
            .map(|relation| (relation.kind(), relation.directed))
            .collect();
        assert_eq!(all, [(RelationKind::Support, Some(false)); 2], "{name}");
    }
}

#[test]
fn attributes_of_other_formats_have_roles_too() {
    let choices = chosen(
        "kind=mood,ignore=noise,date=y",
        "warm=cooperation,cold=hostility",
    );
    let files = [
        (
            "a.json",
            r#"{"nodes":[{"id":"a"},{"id":"b"}],"links":[{"source":"a","target":"b","mood":"warm","noise":1,"y":"1950"},{"source":"b","target":"a","mood":"cold","y":"1951"}]}"#,
        ),
        (
            "a.gml",
            "graph [ node [ id 1 label \"a\" ] node [ id 2 label \"b\" ] edge [ source 1 target 2 mood \"warm\" noise 1 y \"1950\" ] edge [ source 2 target 1 mood \"cold\" y \"1951\" ] ]",
        ),
        (
            "a.graphml",
            r#"<graphml><key id="mood" for="edge" attr.name="mood" attr.type="string"/><key id="noise" for="edge" attr.name="noise" attr.type="int"/><key id="y" for="edge" attr.name="y" attr.type="string"/><graph edgedefault="directed"><node id="a"/><node id="b"/><edge source="a" target="b"><data key="mood">warm</data><data key="noise">1</data><data key="y">1950</data></edge><edge source="b" target="a"><data key="mood">cold</data><data key="y">1951</data></edge></graph></graphml>"#,
        ),
    ];
    for (name, text) in files {
        let opened = file::read_with(text.as_bytes(), name, &choices).unwrap();
        let all: Vec<_> = opened
            .document
            .relations
            .iter()
            .map(|relation| {
                let when = relation.when.as_ref().map_or("", |when| when.as_str());
                let has_noise = relation.fields.unknown("noise").is_some();
                (relation.kind(), when.to_owned(), has_noise)
            })
            .collect();
        assert_eq!(
            all,
            [
                (RelationKind::Cooperation, "1950".to_owned(), false),
                (RelationKind::Hostility, "1951".to_owned(), false)
            ],
            "{name}"
        );
        let preview = opened.columns.unwrap();
        assert_eq!(preview.map.role("mood"), Some(ColumnRole::Kind), "{name}");
        assert!(preview.columns[0].is_end, "{name}");
    }
}

#[test]
fn a_table_without_ends_says_its_columns_and_can_be_read_by_choice() {
    let text = "who;towards whom;mood\nAnna;Ben;likes\nBen;Carl;hates\n";
    let choices = chosen("source=who,target=towards whom,sign=mood", "");
    assert_eq!(
        lines(&read(text, "moods.csv", &choices)),
        [
            r#"Anna Ben cooperation "likes" None  []"#,
            r#"Ben Carl hostility "hates" None  []"#
        ]
    );
    let headless = "Anna,Ben,12,x\nBen,Carl,-3,y\n";
    let mut choices = chosen(
        "source=column 2,target=column 1,weight=column 3,keep=column 4",
        "",
    );
    choices.columns.has_header = Some(false);
    assert_eq!(
        lines(&read(headless, "moods.csv", &choices)),
        [
            r#"Ben Anna cooperation "" None  ["column 4"]"#,
            r#"Carl Ben hostility "" None  ["column 4"]"#
        ]
    );
}

#[test]
fn what_was_guessed_is_said_where_something_was_guessed() {
    let guesses = |text: &str, name: &str| {
        let opened = file::read(text.as_bytes(), name).unwrap();
        opened.columns.unwrap().guesses
    };
    assert!(guesses("source,target,sign\na,b,1\nb,c,-1\n", "a.csv").is_empty());
    assert!(guesses("source,target,weight\na,b,1\nb,c,2\n", "a.csv").is_empty());
    assert!(guesses("a b\nb c\n", "a.edges").is_empty());
    let kinds = guesses(
        "source,target,type\na,b,trade\nb,c,trade\nc,a,talks\na,d,talks\n",
        "a.csv",
    );
    assert_eq!(
        kinds,
        ["4 ties have a word that names no kind, such as `talks` and `trade`; their kind is other"]
    );
    let mixed = guesses("source,target,type\na,b,ally\nb,c,watch\n", "a.csv");
    assert_eq!(
        mixed,
        ["1 tie has a word that names no kind, such as `watch`; their kind is other"]
    );
    assert_eq!(
        guesses("Anna,Ben,1\nBen,Carl,-1\n", "a.csv"),
        ["no line names the columns"]
    );
}

fn frenemy(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_frenemy"))
        .args(arguments)
        .output()
        .unwrap()
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn every_subcommand_that_opens_a_file_takes_the_choice() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let input = path("war.csv");
    fs::write(&input, WAR).unwrap();
    let flags = [
        "--columns",
        "source=Side,target=Against",
        "--columns",
        "kind=State",
        "--kinds",
        "rival=hostility,watchful=hostility",
    ];
    let out = path("out.json");
    let with = |first: &[&'static str], rest: &[&str]| {
        let all: Vec<&str> = first
            .iter()
            .copied()
            .chain([&*input])
            .chain(flags)
            .chain(rest.iter().copied())
            .collect();
        let output = frenemy(&all);
        assert_eq!(output.status.code(), Some(0), "{}", words(&output.stderr));
        words(&output.stdout)
    };
    let count = |path: &str| {
        let opened = file::read(&fs::read(path).unwrap(), path).unwrap();
        let kinds = opened.document.relations.iter();
        kinds
            .filter(|relation| relation.kind() == RelationKind::Hostility)
            .count()
    };
    assert!(with(&["check"], &[]).contains("csv, 3 actors, 3 relations"));
    with(&["convert"], &["-o", &out]);
    assert_eq!(count(&out), 2);
    let placed = path("placed.json");
    with(&["layout"], &["-o", &placed]);
    assert_eq!(count(&placed), 2);
    let analyzed: Value = serde_json::from_str(&with(&["analyze"], &["--json"])).unwrap();
    assert_eq!(analyzed["pairs"]["negative"], 2, "{analyzed}");
    let exported = path("exported.json");
    with(&["export"], &["-o", &exported]);
    assert_eq!(count(&exported), 2);
}

#[test]
fn errors_about_the_choice_name_the_columns_there_are() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str, text: &str| {
        let path = folder.path().join(name).display().to_string();
        fs::write(&path, text).unwrap();
        path
    };
    let table = path("war.csv", WAR);
    let check = |file: &str, flags: &[&str]| {
        let all: Vec<&str> = ["check", file]
            .into_iter()
            .chain(flags.iter().copied())
            .collect();
        let output = frenemy(&all);
        let said = words(&output.stdout) + &words(&output.stderr);
        (output.status.code(), said)
    };
    let (status, said) = check(&table, &["--columns", "source=Sides,target=Against"]);
    assert_eq!(status, Some(1));
    assert!(
        said.contains("there is no column `Sides`; there are `Side`, `Against`, `State`, `code`, `From year`, `remark` and `Words`"),
        "{said}"
    );
    let (status, said) = check(
        &table,
        &["--columns", "source=Side,target=Against,quote=Quote"],
    );
    assert_eq!(status, Some(1));
    assert!(
        said.contains("there is no column `Quote`; there are `Side`,"),
        "{said}"
    );
    let (status, said) = check(&table, &["--columns", "surce=Side"]);
    assert_eq!(status, Some(2));
    assert!(
        said.contains("--columns: `surce` is not a role of a column; the roles are source,"),
        "{said}"
    );
    let (status, said) = check(&table, &["--all-kind", "friendly"]);
    assert_eq!(status, Some(2));
    assert!(
        said.contains("the kinds are cooperation, support, hostility, other"),
        "{said}"
    );
    let native = path("a.json", r#"{"format":"frenemy/1","nodes":[],"edges":[]}"#);
    let (status, said) = check(&native, &["--kinds", "ally=cooperation"]);
    assert_eq!(status, Some(1));
    assert!(
        said.contains("the columns of this file cannot be chosen"),
        "{said}"
    );
    let graph = path(
        "a.gml",
        "graph [ node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 mood \"x\" ] ]",
    );
    let (status, said) = check(&graph, &["--columns", "source-name=mood"]);
    assert_eq!(status, Some(1));
    assert!(said.contains("no column is the source-name"), "{said}");
    let (status, said) = check(&graph, &["--columns", "kind=moods"]);
    assert_eq!(status, Some(1));
    assert!(
        said.contains("there is no column `moods`; there are `mood`"),
        "{said}"
    );
}

/// The ends of ties, by name, in a file that is read with these roles of columns.
fn ends_with(name: &str, text: &str, roles: &str) -> (Vec<String>, usize) {
    let mut choices = ReadChoices::default();
    choices.columns.add_roles(roles).unwrap();
    let opened = file::read_with(text.as_bytes(), name, &choices).unwrap();
    let document = opened.document;
    let mut ends: Vec<String> = document
        .relations
        .iter()
        .map(|tie| {
            let name = |id| document.actor_name(id).to_owned();
            format!("{} {}", name(&tie.source), name(&tie.target))
        })
        .collect();
    ends.sort();
    (ends, document.actors.len())
}

#[test]
fn the_ends_of_ties_can_be_chosen_in_every_format_with_attributes() {
    let gml = "graph [ node [ id 1 label \"A\" ] node [ id 2 label \"B\" ] \
        edge [ source 1 target 2 payer \"B\" payee \"Z\" ] edge [ source 2 target 1 ] ]";
    let chosen = "source=payer,target=payee";
    assert_eq!(
        ends_with("a.gml", gml, chosen),
        (vec!["B A".to_owned(), "B Z".to_owned()], 3)
    );
    let node_link = r#"{"nodes":[{"id":"1","name":"A"},{"id":"2","name":"B"}],
        "links":[{"source":"1","target":"2","payer":"B","payee":"Z"},{"source":"2","target":"1"}]}"#;
    assert_eq!(
        ends_with("a.json", node_link, chosen),
        (vec!["B A".to_owned(), "B Z".to_owned()], 3)
    );
    let graphml = r#"<graphml><key id="p" for="edge" attr.name="payer"/><graph edgedefault="directed">
        <node id="1"/><node id="2"/><edge source="1" target="2"><data key="p">2</data></edge></graph></graphml>"#;
    assert_eq!(
        ends_with("a.graphml", graphml, "source=payer,target=source"),
        (vec!["2 1".to_owned()], 2)
    );
    // The ends that the format says can change places.
    let turned = ends_with("a.gml", gml, "source=target,target=source");
    assert_eq!(turned.0, ["A B", "B A"]);
    let opened = file::read(gml.as_bytes(), "a.gml").unwrap();
    let map = opened.columns.unwrap().map;
    assert_eq!(map.role("source"), Some(frenemy::model::ColumnRole::Source));
    let again = ReadChoices {
        columns: map,
        ..ReadChoices::default()
    };
    let again = file::read_with(gml.as_bytes(), "a.gml", &again).unwrap();
    assert_eq!(
        again.document.relations.len(),
        opened.document.relations.len()
    );
}

#[test]
fn columns_of_actors_have_roles() {
    let text = "code,country,sort,also,secret\n1,Alba,state,Al; Bo,x\n2,Borea,clan,,y\n";
    let mut choices = ReadChoices::default();
    choices
        .columns
        .add_roles("actor-id=code,actor-name=country,actor-kind=sort,aliases=also,ignore=secret")
        .unwrap();
    let opened = file::read_with(text.as_bytes(), "actors.csv", &choices).unwrap();
    let actors: Vec<_> = opened.document.actors.iter().collect();
    assert_eq!(actors[0].name(), "Alba");
    assert_eq!(actors[0].aliases, ["Al", "Bo"]);
    assert_eq!(actors[0].kind, Some(frenemy::model::ActorKind::State));
    assert_eq!(actors[1].kind, None);
    assert_eq!(actors[1].fields.unknown("sort"), Some("\"clan\""));
    assert!(
        actors
            .iter()
            .all(|actor| actor.fields.unknown("secret").is_none())
    );
    assert!(
        opened
            .issues
            .iter()
            .any(|issue| issue.code == "unknown-kind")
    );
    let map = &opened.columns.as_ref().unwrap().map;
    assert_eq!(map.role("code"), Some(frenemy::model::ColumnRole::ActorId));
    // Beside a table of ties, both tables have their columns chosen by one flag.
    let ties = "from,to,mood\n1,2,likes\n";
    choices.columns.add_roles("kind=mood").unwrap();
    let files = [
        (text.as_bytes(), "actors.csv"),
        (ties.as_bytes(), "ties.csv"),
    ];
    let go_on = |_: f32| std::ops::ControlFlow::Continue(());
    let opened = file::read_tables(&files, &choices, &go_on)
        .unwrap()
        .unwrap();
    let tie = opened.document.relations.iter().next().unwrap();
    assert_eq!(opened.document.actor_name(&tie.source), "Alba");
    assert_eq!(tie.kind(), RelationKind::Cooperation);
}

#[test]
fn a_column_with_few_words_for_kinds_is_offered() {
    let text = "source,target,mood,region\na,b,likes,x\nb,c,hates,y\nc,a,likes,x\na,c,visits,x\n";
    let opened = file::read(text.as_bytes(), "moods.csv").unwrap();
    let preview = opened.columns.unwrap();
    assert_eq!(preview.may_be_kinds.as_deref(), Some("mood"));
    assert_eq!(
        preview.guesses,
        ["nothing says friend or foe, and `mood` has few different words, which may be kinds"]
    );
    let words: Vec<_> = preview.words.iter().map(|word| &*word.word).collect();
    assert_eq!(words, ["likes", "hates", "visits"]);
    let signed = "source,target,sign,mood\na,b,1,likes\nb,c,-1,hates\nc,a,1,likes\n";
    let preview = file::read(signed.as_bytes(), "moods.csv")
        .unwrap()
        .columns
        .unwrap();
    assert_eq!((preview.may_be_kinds, preview.guesses.len()), (None, 0));
}

#[test]
fn a_discourse_project_becomes_a_network_of_actors_and_keeps_its_texts() {
    let Some(project) = crate::data::shared("data/dna/sample.dna") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("net.json").display().to_string();
    let project = project.display().to_string();
    let output = frenemy(&["convert", &project, "-o", &out]);
    assert!(output.status.success(), "{}", words(&output.stderr));
    assert!(words(&output.stderr).contains("also wrote 7 saved texts"));
    let opened = file::read(&fs::read(&out).unwrap(), &out).unwrap();
    for reference in opened.document.references.iter() {
        let text = folder.path().join(reference.text.as_ref().unwrap());
        assert!(
            fs::read_to_string(&text).unwrap().len() > 100,
            "{}",
            text.display()
        );
    }
    let ties = |flags: &[&str]| {
        let all: Vec<&str> = ["convert", &project, "-o", &out]
            .into_iter()
            .chain(flags.iter().copied())
            .collect();
        let output = frenemy(&all);
        assert!(output.status.success(), "{}", words(&output.stderr));
        let read = file::read(&fs::read(&out).unwrap(), &out).unwrap().document;
        let mut signs = [0; 2];
        let mut total = 0.0;
        for tie in read.relations.iter() {
            signs[usize::from(tie.kind() == RelationKind::Hostility)] += 1;
            total += tie.weight.unwrap();
        }
        (signs, total)
    };
    let (signs, each) = ties(&["--congruence", "each"]);
    assert!(signs[0] > 0 && signs[1] > 0, "{signs:?}");
    let (_, once) = ties(&["--congruence", "all"]);
    assert!(once < each, "{once} {each}");
    let (_, shared) = ties(&["--congruence", "--normalization", "jaccard"]);
    assert!(shared < once, "{shared} {once}");
    let table = folder.path().join("a.csv").display().to_string();
    fs::write(&table, "source,target\na,b\n").unwrap();
    let refused = frenemy(&["check", &table, "--congruence"]);
    assert!(words(&refused.stdout).contains("not a project of Discourse Network Analyzer"));
}
