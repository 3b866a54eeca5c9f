//! Tests of writers: what another program finds in the files.

use super::*;
use crate::file;
use crate::model::Document;

/// A network of every kind of relation, with names that every format must escape.
const ODD: &str = r#"{"format":"frenemy/1","graph":{"title":"A & B <1>","as_of":"1914"},
"references":[{"id":"r1","title":"On peace","URL":"https://example.org/a?b=1&c=2"}],
"nodes":[
{"id":"a","name":"O'Neil, \"the\" <red> & co","kind":"state","x":1.5,"y":-2,"aliases":["=1+1"],"rank":3},
{"id":"b","name":"New\nGuinea","kind":"group","note":"@home","score":0.5,"flag":true},
{"id":"c","name":"New Guinea"},{"id":"d","name":"New Guinea"},{"id":"é\u0001"}],
"edges":[
{"id":"e1","source":"a","target":"b","kind":"hostility","weight":2,"when":"1914-07-28/1918-11-11","type":"war \"of\" words",
 "claims":[{"reference":"r1","quote":"They <fought>.","stance":"denies"}]},
{"id":"e2","source":"b","target":"c","kind":"support","when":"1915~"},
{"id":"e3","source":"c","target":"d","kind":"other","weight":7},
{"id":"e4","source":"a","target":"b","kind":"cooperation","directed":true,"list":[1,"x"]},
{"id":"e5","source":"é\u0001","target":"a","kind":"cooperation"}]}"#;

fn odd() -> Document {
    file::read(ODD.as_bytes(), "odd.json").unwrap().document
}

fn text(id: &str, document: &Document) -> String {
    let written = by_id(id).unwrap().write(document).unwrap();
    String::from_utf8(written.bytes).unwrap()
}

#[test]
fn ids_and_endings_name_one_writer_each() {
    for writer in WRITERS {
        assert_eq!(by_id(writer.id).map(|found| found.id), Some(writer.id));
        for extension in writer.extensions {
            let name = format!("a.b.{}", extension.to_uppercase());
            let found = by_name(Path::new(&name)).map(|found| found.id);
            assert_eq!(found, Some(writer.id), "{name}");
        }
        assert!(writer.explanation.ends_with('.') && !writer.name.is_empty());
    }
    assert!(by_name(Path::new("csv")).is_none() && by_name(Path::new("a.json")).is_none());
    assert_eq!(
        by_name(Path::new("a.csv")).map(|found| found.id),
        Some("csv")
    );
}

#[test]
fn what_a_format_cannot_hold_is_said_once_with_counts() {
    let document = odd();
    let says = |id| {
        let writer = by_id(id).unwrap();
        writer
            .omission(&document, &writer.write(&document).unwrap())
            .unwrap()
    };
    insta::assert_snapshot!(says("graphml"), @"GraphML cannot hold: 1 claim, 1 quote, 1 claim's stance, claimant, place, date, credibility, note or coder, 1 source and 1 character that XML does not allow (written as \u{fffd})");
    assert!(says("dl").contains("3 relations without a direction (they are written both ways)"));
    let empty = Document::default();
    for writer in WRITERS {
        match writer.write(&empty) {
            Ok(written) => assert_eq!(writer.omission(&empty, &written), None, "{}", writer.id),
            Err(message) => assert!(message.contains("nothing to write"), "{message}"),
        }
    }
}

#[test]
fn a_story_and_text_notes_that_are_left_out_are_named() {
    let text = r#"{"format":"frenemy/1","graph":{"coder":"Ada","language":"de",
"codebook":[{"kind":"support","rule":"Only help."}]},"nodes":[{"id":"a"},{"id":"b"}],
"edges":[{"id":"e","source":"a","target":"b"}],
"story":[{"id":"s1","title":"First"},{"id":"s2","title":"Second"}],
"annotations":[{"id":"n1","text":"Look"}]}"#;
    let document = file::read(text.as_bytes(), "in.json").unwrap().document;
    let mut silent = Vec::new();
    for writer in WRITERS {
        let Ok(written) = writer.write(&document) else {
            continue;
        };
        let says = writer.omission(&document, &written).unwrap_or_default();
        let has_codebook = writer.keeps.contains(&FormatPart::Codebook);
        let lost = ["2 steps of the story", "1 text note"].into_iter();
        let codebook = "1 entry of the codebook";
        let mut lost = lost.chain((!has_codebook).then_some(codebook));
        if lost.any(|part| !says.contains(part)) {
            silent.push(format!("{}: {says}", writer.id));
        }
        let has_network = writer.keeps.contains(&FormatPart::Actors);
        assert_eq!(
            says.contains("who coded the network"),
            has_network,
            "{says}"
        );
        assert_eq!(says.contains("the language"), has_network, "{says}");
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

#[test]
fn graphml_has_typed_values_and_only_characters_of_xml() {
    let text = text("graphml", &odd());
    for part in [
        "<key id=\"e1\" for=\"edge\" attr.name=\"sign\" attr.type=\"long\"/>",
        "attr.name=\"score\" attr.type=\"double\"",
        "attr.name=\"flag\" attr.type=\"boolean\"",
        ">O'Neil, \"the\" &lt;red&gt; &amp; co</data>",
        "<node id=\"é\u{fffd}\"",
        "edgedefault=\"directed\"",
        ">[1,\"x\"]</data>",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert!(!text.contains('\u{1}') && !text.contains("directed=\"false\""));
}

#[test]
fn ids_that_become_the_same_stay_different() {
    let document = file::read(
        br#"{"format":"frenemy/1","nodes":[{"id":"a\u0001"},{"id":"a\u0002"}],"edges":[{"source":"a\u0001","target":"a\u0002"}]}"#,
        "in.json",
    );
    let text = text("graphml", &document.unwrap().document);
    assert!(
        text.contains("source=\"a\u{fffd}\" target=\"a\u{fffd}-2\""),
        "{text}"
    );
}

#[test]
fn gexf_has_the_days_of_a_date_and_the_date_where_days_say_less() {
    let text = text("gexf", &odd());
    for part in [
        "mode=\"dynamic\" timeformat=\"date\"",
        "<spell start=\"1914-07-28\" end=\"1918-11-11\"/>",
        "<spell start=\"1915-01-01\" end=\"1915-12-31\"/>",
        "value=\"1915~\"",
        "<viz:position x=\"1.5\" y=\"-2\" z=\"0\"/>",
        "type=\"mutual\" weight=\"2.0\"",
        "<viz:color r=\"213\" g=\"94\" b=\"0\"/>",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert!(!text.contains("value=\"1914-07-28/1918-11-11\""));
}

#[test]
fn pajek_labels_are_in_quotes_and_different() {
    insta::assert_snapshot!(text("pajek", &odd()), @r#"
    *Network A & B <1>
    *Vertices 5
    1 "O'Neil, 'the' <red> & co" 0.500000 0.500000 0.5
    2 "New Guinea (b)"
    3 "New Guinea (c)"
    4 "New Guinea (d)"
    5 "é"
    *Arcs
    2 3 1 l "support"
    1 2 1
    *Edges
    1 2 -2 l "war 'of' words"
    3 4 7
    5 1 1
    "#);
}

#[test]
fn a_dl_label_of_several_words_is_in_quotes() {
    insta::assert_snapshot!(text("dl", &odd()), @r#"
    DL n=5
    format = edgelist1
    labels:
    "O'Neil, 'the' <red> & co"
    "New Guinea (b)"
    "New Guinea (c)"
    "New Guinea (d)"
    é
    data:
    1 2 -2
    2 1 -2
    2 3 1
    3 4 7
    4 3 7
    1 2 1
    5 1 1
    1 5 1
    "#);
}

#[test]
fn a_matrix_says_where_relations_were_added() {
    let document = odd();
    insta::assert_snapshot!(text("matrix", &document), @r#"
    ,"O'Neil, ""the"" <red> & co",New Guinea (b),New Guinea (c),New Guinea (d),é
    "O'Neil, ""the"" <red> & co",0,-1,0,0,1
    New Guinea (b),-2,0,1,0,0
    New Guinea (c),0,0,0,7,0
    New Guinea (d),0,0,7,0,0
    é,1,0,0,0,0
    "#);
    let written = by_id("matrix").unwrap().write(&document).unwrap();
    assert!(
        written
            .changes
            .iter()
            .any(|change| change.contains("1 cell of several relations"))
    );
}

#[test]
fn csv_tables_are_three_files_and_no_cell_is_a_formula() {
    let written = by_id("csv").unwrap().write(&odd()).unwrap();
    let paths = written.paths(Path::new("out/war.csv"));
    let names: Vec<_> = paths
        .iter()
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert_eq!(
        names,
        ["out/war.csv", "out/war-actors.csv", "out/war-claims.csv"]
    );
    let table = |at: usize| String::from_utf8(paths[at].1.to_vec()).unwrap();
    insta::assert_snapshot!(table(0).replace('\u{1}', "?"), @r#"
    id,source,target,kind,sign,weight,directed,type,when,list
    e1,a,b,hostility,-1,2.0,false,"war ""of"" words",1914-07-28/1918-11-11,
    e2,b,c,support,1,,true,,1915~,
    e3,c,d,other,0,7.0,false,,,
    e4,a,b,cooperation,1,,true,,,"[1,""x""]"
    e5,é?,a,cooperation,1,,false,,,
    "#);
    assert!(table(1).contains("\n\"a\"") || table(1).contains("\na,"));
    assert!(table(1).contains("'@home"), "{}", table(1));
    assert!(
        table(2).contains("e1,denies,They <fought>.,"),
        "{}",
        table(2)
    );
}

/// What a relation says, in a line.
fn lines(document: &Document) -> Vec<String> {
    let relations = document.relations.iter().map(|relation| {
        format!(
            "{} {} {} {:?} {} {:?} {:?} {:?}",
            relation.id,
            relation.source,
            relation.target,
            relation.kind(),
            relation.is_directed(),
            relation.weight,
            relation.subtype,
            relation.when.as_ref().map(crate::model::Date::as_str),
        )
    });
    let actors = document.actors.iter().map(|actor| {
        let position = actor.position.map(|position| (position.x, position.y));
        format!(
            "{} {} {:?} {:?} {:?} {:?} {:?} {position:?} {}",
            actor.id,
            actor.name(),
            actor.kind,
            actor.aliases,
            actor.members,
            actor.wikidata,
            actor.note,
            actor.pinned
        )
    });
    relations.chain(actors).collect()
}

#[test]
fn what_a_format_holds_comes_back() {
    let text = r#"{"format":"frenemy/1","nodes":[
        {"id":"a","name":"O'Neil, \"the\" <red> & co","kind":"state","x":1.5,"y":-2.0,"aliases":["A; B","C"],"wikidata":"Q1"},
        {"id":"b x","name":"New Guinea","kind":"group","members":["a","c"],"note":"a note, with \"quotes\"","x":3.0,"y":4.0},
        {"id":"c","name":"Île","x":0.0,"y":0.5,"pinned":true}],
      "edges":[
        {"id":"e1","source":"a","target":"b x","kind":"hostility","weight":2.0,"when":"1914-07-28/1918-11-11","type":"a & b"},
        {"id":"e2","source":"b x","target":"c","kind":"support","when":"1915~"},
        {"id":"e3","source":"c","target":"a","kind":"other","weight":7.0,"type":"treaty"},
        {"id":"e4","source":"a","target":"b x","kind":"cooperation","directed":true}]}"#;
    let document = file::read(text.as_bytes(), "in.json").unwrap().document;
    for (id, name) in [
        ("graphml", "net.graphml"),
        ("gexf", "net.gexf"),
        ("json-cytoscape", "net.cyjs"),
        ("json-graphology", "net.json"),
        ("json-jgf", "net.jgf"),
        ("xlsx", "net.xlsx"),
    ] {
        let written = by_id(id).unwrap().write(&document).unwrap();
        let opened = file::read(&written.bytes, name).unwrap();
        assert_eq!(
            lines(&opened.document),
            lines(&document),
            "{id}: {:?}",
            opened.issues
        );
    }
}

/// What is in a file after it was written in a format and read again.
fn again(id: &str, document: &Document) -> Document {
    let writer = by_id(id).unwrap();
    let name = format!("again.{}", writer.extensions[0]);
    let bytes = writer.write(document).unwrap().bytes;
    file::read(&bytes, &name).unwrap().document
}

#[test]
fn times_of_gephi_come_back_in_gexf() {
    let bytes = include_bytes!("../../../tests/data/dialects/gexf-times-of-gephi.gexf");
    let document = file::read(bytes, "in.gexf").unwrap().document;
    let text = text("gexf", &document);
    for part in [
        "<spell start=\"1870-07-19\" end=\"1871-05-10\"/>",
        "<spell start=\"1914-08-03\" end=\"1918-11-11\"/>",
        "<spell start=\"1871-01-18\"/>",
        "<spell start=\"1900-01-01\" end=\"1905-01-01\"/>",
        "value=\"1.5\" start=\"1870-01-01\" end=\"1900-01-01\"/>",
        "value=\"2.5\" start=\"1900-01-01\"/>",
        "title=\"Weight\" type=\"double\"",
        "value=\"2\" start=\"1900-01-01\"/>",
        "type=\"liststring\"",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert!(!text.contains("over time"), "{text}");
    let back = again("gexf", &document);
    for (one, other) in document.actors.iter().zip(back.actors.iter()) {
        let fields = |actor: &crate::model::Actor| {
            let fields = actor.fields.all_unknown();
            fields
                .map(|(key, json)| format!("{key}: {json}"))
                .collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(fields(one), fields(other));
    }
    let ties = |document: &Document| {
        let ties = document.relations.iter();
        let said = ties.map(|tie| (tie.kind(), tie.weight, tie.when.clone()));
        said.collect::<Vec<_>>()
    };
    assert_eq!(ties(&document), ties(&back));
    assert_eq!(document.relations.iter().nth(1).unwrap().weight, Some(2.0));
}

#[test]
fn lists_come_back_as_lists() {
    let json = r#"{"format":"frenemy/1","nodes":[
{"id":"a","lst":[1,2],"words":["x, y","z"],"deep":{"k":"v"},"plain":"[1]"},{"id":"b","lst":[3.5],"plain":"x"}],
"edges":[{"source":"a","target":"b","flags":[true,false]}]}"#;
    let document = file::read(json.as_bytes(), "in.json").unwrap().document;
    let mut lost = Vec::new();
    for id in ["graphml", "gexf", "json-cytoscape", "json-cx2"] {
        let back = again(id, &document);
        let actor = back.actors.iter().next().unwrap();
        let tie = back.relations.iter().next().unwrap();
        let fields = [
            ("lst", "[1,2]", &actor.fields),
            ("words", "[\"x, y\",\"z\"]", &actor.fields),
            ("plain", "\"[1]\"", &actor.fields),
            ("flags", "[true,false]", &tie.fields),
        ];
        for (key, wanted, fields) in fields {
            if fields.unknown(key) != Some(wanted) {
                lost.push(format!("{id}: {key} is {:?}", fields.unknown(key)));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
    let cx2 = text("json-cx2", &document);
    assert!(cx2.contains("list_of_double") && cx2.contains("list_of_string"));
}

#[test]
fn cytoscape_json_says_what_networkx_looks_for() {
    let json = r#"{"format":"frenemy/1","nodes":[{"id":"a"},{"id":"b"}],"edges":[
{"id":"e1","source":"a","target":"b","kind":"support"},{"id":"e2","source":"a","target":"b","kind":"support"}]}"#;
    let document = file::read(json.as_bytes(), "in.json").unwrap().document;
    let value: serde_json::Value =
        serde_json::from_str(&text("json-cytoscape", &document)).unwrap();
    assert_eq!(value["directed"], true);
    assert_eq!(value["multigraph"], true);
    assert_eq!(value["elements"]["nodes"][0]["data"]["value"], "a");
    assert_eq!(value["elements"]["edges"][1]["data"]["key"], "e2");
    let back = again("json-cytoscape", &document);
    let actor = back.actors.iter().next().unwrap();
    let tie = back.relations.iter().next().unwrap();
    assert_eq!(actor.fields.unknown("value"), None);
    assert_eq!(tie.fields.unknown("key"), None);
}
