//! Files with several networks: one is chosen, or all become one, and never in silence.

use std::fs;
use std::process::Command;

use frenemy::file::{self, FileContent};
use frenemy::model::{NetworkChoice, ReadChoices};

const PAJEK: &str = "*Network marriage\n*Vertices 3\n1 \"a\"\n2 \"b\"\n3 \"c\"\n*Arcs\n1 2 1\n\
    *Network business\n*Vertices 2\n1 \"b\"\n2 \"d\"\n*Arcs\n1 2 1\n2 1 1\n";
const GRAPHML: &str = r#"<graphml><graph id="marriage" edgedefault="directed"><node id="a"/><node id="b"/><node id="c"/><edge source="a" target="b"/></graph><graph id="business" edgedefault="directed"><node id="d"/><edge source="b" target="d"/><edge source="d" target="b"/></graph></graphml>"#;
const GEXF: &str = r#"<gexf><graph id="marriage" defaultedgetype="directed"><nodes><node id="a"/><node id="b"/><node id="c"/></nodes><edges><edge source="a" target="b"/></edges></graph><graph id="business" defaultedgetype="directed"><nodes><node id="d"/></nodes><edges><edge source="b" target="d"/><edge source="d" target="b"/></edges></graph></gexf>"#;
const JGF: &str = r#"{"graphs":[{"label":"marriage","nodes":{"a":{},"b":{},"c":{}},"edges":[{"source":"a","target":"b"}]},{"label":"business","nodes":{"b":{},"d":{}},"edges":[{"source":"b","target":"d"},{"source":"d","target":"b"}]}]}"#;

fn files() -> [(&'static str, &'static str); 4] {
    [
        ("a.paj", PAJEK),
        ("a.graphml", GRAPHML),
        ("a.gexf", GEXF),
        ("a.json", JGF),
    ]
}

fn read(name: &str, text: &str, network: Option<NetworkChoice>) -> FileContent {
    let choices = ReadChoices {
        network,
        ..ReadChoices::default()
    };
    file::read_with(text.as_bytes(), name, &choices)
        .unwrap_or_else(|issues| panic!("{name}: {issues:?}"))
}

fn actors(content: &FileContent) -> String {
    let actors = content.document.actors.iter();
    let mut names: Vec<_> = actors.map(|actor| actor.name()).collect();
    names.sort_unstable();
    names.concat()
}

fn said(content: &FileContent) -> (bool, String) {
    let mut issues = content.issues.iter();
    let issue = issues.find(|issue| issue.code == "several-networks");
    let issue = issue.unwrap();
    (issue.is_note(), issue.message.clone())
}

#[test]
fn several_networks_become_one_and_that_is_said() {
    for (name, text) in files() {
        let content = read(name, text, None);
        assert_eq!(actors(&content), "abcd", "{name}");
        assert_eq!(content.document.relations.len(), 3, "{name}");
        let message = "the file has 2 networks, which became one: `marriage` and `business`";
        assert_eq!(said(&content), (false, message.to_owned()), "{name}");
        let networks: Vec<_> = content
            .networks
            .iter()
            .map(|network| (network.name.as_str(), network.ties))
            .collect();
        assert_eq!(networks, [("marriage", 1), ("business", 2)], "{name}");
        let merged = read(name, text, Some(NetworkChoice::All));
        assert_eq!(merged.document, content.document, "{name}");
        assert!(said(&merged).0, "{name}: what was asked for is no warning");
    }
}

#[test]
fn one_network_is_read_alone() {
    for (name, text) in files() {
        let one = |network: &str| read(name, text, Some(NetworkChoice::One(network.to_owned())));
        let marriage = one("marriage");
        assert_eq!(actors(&marriage), "abc", "{name}");
        assert_eq!(marriage.document.relations.len(), 1, "{name}");
        assert_eq!(marriage.document.meta.title.as_deref(), Some("marriage"));
        let business = one("Business");
        assert_eq!(actors(&business), "bd", "{name}");
        assert_eq!(business.document.relations.len(), 2, "{name}");
        let mut relations = business.document.relations.iter();
        assert!(
            relations.all(|relation| relation.subtype.is_none()),
            "{name}: the name of the network is no type where there is one"
        );
        let (is_note, message) = said(&business);
        assert!(is_note && message.contains("`business` was read as chosen, one of 2 networks"));
    }
}

#[test]
fn networks_without_names_have_numbers() {
    let text = "graph [ node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 ] ]\n\
        graph [ node [ id 3 ] node [ id 4 ] edge [ source 3 target 4 ] ]";
    let content = read(
        "a.gml",
        text,
        Some(NetworkChoice::One("network 2".to_owned())),
    );
    assert_eq!(actors(&content), "34");
    assert_eq!(content.document.relations.len(), 1);
}

#[test]
fn the_command_line_chooses_a_network_and_names_those_there_are() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.paj").display().to_string();
    fs::write(&path, PAJEK).unwrap();
    let check = |network: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_frenemy"))
            .args(["check", &path, "--network", network])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        (output.status.code(), said)
    };
    let (status, said) = check("business");
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("2 actors, 2 relations"), "{said}");
    let (status, said) = check("all");
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("4 actors, 3 relations"), "{said}");
    let (status, said) = check("weddings");
    assert_eq!(status, Some(1));
    assert!(
        said.contains("there is no network `weddings`; there are `marriage` and `business`"),
        "{said}"
    );
    fs::write(&path, "source,target\na,b\n").unwrap();
    let (status, said) = check("business");
    assert_eq!(status, Some(1));
    assert!(said.contains("the file has one network"), "{said}");
}
