//! Files for other programs, read by networkx and igraph (Python): the same actors, relations,
//! weights and values. `crate::python` says which Python.

use std::path::Path;
use std::process::Command;

use frenemy::file::{self, writers};
use frenemy::model::{Document, Sign};
use frenemy::sample::Sample;
use serde_json::Value;

use crate::python::python_with;

/// Reads every file with both packages and prints what is in it as JSON.
const SCRIPT: &str = r#"
import json, sys
import networkx, igraph, openpyxl

def nx(graph):
    def nodes():
        return {str(node): data for node, data in graph.nodes(data=True)}
    edges = [[str(a), str(b), data] for a, b, data in graph.edges(data=True)]
    return {"directed": graph.is_directed(), "nodes": nodes(), "edges": edges}

def ig(graph, key):
    names = graph.vs[key]
    nodes = {name: {k: v for k, v in vertex.attributes().items() if v == v}
             for name, vertex in zip(names, graph.vs)}
    edges = [[names[edge.source], names[edge.target],
              {k: v for k, v in edge.attributes().items() if v == v}] for edge in graph.es]
    return {"directed": graph.is_directed(), "nodes": nodes, "edges": edges}

folder = sys.argv[1]
def sheets():
    book = openpyxl.load_workbook(folder + "/net.xlsx")
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}

print(json.dumps({
    "nx-graphml": nx(networkx.read_graphml(folder + "/net.graphml", force_multigraph=True)),
    "ig-graphml": ig(igraph.Graph.Read_GraphML(folder + "/net.graphml"), "id"),
    "nx-gexf": nx(networkx.read_gexf(folder + "/net.gexf", version="1.3")),
    "nx-pajek": nx(networkx.read_pajek(folder + "/net.net")),
    "ig-pajek": ig(igraph.Graph.Read_Pajek(folder + "/net.net"), "name"),
    "xlsx": sheets(),
}, default=str))
"#;

/// What both packages find in the files written from a document.
fn read_by_peers(python: &Path, document: &Document) -> Value {
    let folder = tempfile::tempdir().unwrap();
    for name in ["net.graphml", "net.gexf", "net.net", "net.xlsx"] {
        let path = folder.path().join(name);
        let writer = writers::by_name(&path).unwrap();
        let written = writer.write(document).unwrap();
        writers::save(&written, &path, None, None).unwrap();
    }
    let output = Command::new(python)
        .args(["-c", SCRIPT])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The ends of relations, their weight and their sign, in order.
type Ties = Vec<(String, String, String)>;

fn sorted(mut ties: Ties) -> Ties {
    ties.sort();
    ties
}

/// The ties that a package found; the ends of one without a direction in order.
fn ties_of(found: &Value, weight: &dyn Fn(&Value) -> String) -> Ties {
    let edges = found["edges"].as_array().unwrap().iter();
    sorted(
        edges
            .map(|edge| {
                let end = |at: usize| edge[at].as_str().unwrap().to_owned();
                (end(0), end(1), weight(&edge[2]))
            })
            .collect(),
    )
}

fn number(value: &Value) -> String {
    value
        .as_f64()
        .map_or_else(String::new, |number| format!("{number:.3}"))
}

/// Reads a file that has only directed relations, or only undirected ones, and compares everything.
fn check(document: &Document, found: &Value) {
    let is_directed = document
        .relations
        .iter()
        .all(|relation| relation.is_directed());
    for (format, by_name) in [
        ("nx-graphml", false),
        ("ig-graphml", false),
        ("nx-gexf", false),
        ("nx-pajek", true),
        ("ig-pajek", true),
    ] {
        let found = &found[format];
        let nodes = found["nodes"].as_object().unwrap();
        let id = |id: &frenemy::model::ActorId| {
            if by_name {
                document.actor_name(id).to_owned()
            } else {
                id.to_string()
            }
        };
        let mut expected: Vec<String> = document.actors.iter().map(|actor| id(&actor.id)).collect();
        expected.sort();
        let mut names: Vec<String> = nodes.keys().cloned().collect();
        names.sort();
        assert_eq!(names, expected, "{format}");
        let weight =
            |data: &Value| format!("{} {}", number(&data["weight"]), number(&data["sign"]));
        let value = |data: &Value| number(&data["weight"]);
        let order = |(a, b, w): (String, String, String)| {
            if is_directed || a <= b {
                (a, b, w)
            } else {
                (b, a, w)
            }
        };
        let ties = document.relations.iter().map(|relation| {
            let sign = match relation.kind().sign() {
                Sign::Positive => 1.0,
                Sign::Negative => -1.0,
                Sign::None => 0.0,
            };
            let weight = relation.weight.unwrap();
            let text = if by_name {
                format!("{:.3}", if sign < 0.0 { -weight } else { weight })
            } else {
                format!("{weight:.3} {sign:.3}")
            };
            order((id(&relation.source), id(&relation.target), text))
        });
        let read = ties_of(found, if by_name { &value } else { &weight });
        let read = sorted(read.into_iter().map(order).collect());
        assert_eq!(read, sorted(ties.collect()), "{format}");
        if !by_name {
            for actor in document.actors.iter() {
                let data = &nodes[actor.id.as_str()];
                let kind = actor.kind.map(frenemy::model::ActorKind::as_str);
                assert_eq!(data["kind"].as_str(), kind, "{format}");
                let name = if format == "nx-gexf" {
                    &data["label"]
                } else {
                    &data["name"]
                };
                assert_eq!(name.as_str(), Some(actor.name()), "{format}");
            }
        }
    }
}

#[test]
fn networkx_and_igraph_find_the_same_network() {
    let Some(python) = python_with("networkx, igraph, openpyxl") else {
        return;
    };
    let sample = Sample {
        actors: 40,
        relations: 60,
        seed: 7,
    }
    .document();
    for directed in [true, false] {
        let mut document = sample.clone();
        let mut seen = std::collections::HashSet::new();
        let relations = sample
            .relations
            .iter()
            .enumerate()
            .filter_map(|(at, relation)| {
                // Each pair once, since GEXF files without parallel edges are simple graphs to
                // networkx.
                let mut pair = [relation.source.clone(), relation.target.clone()];
                pair.sort();
                seen.insert(pair).then(|| frenemy::model::Relation {
                    directed: Some(directed),
                    weight: Some(at as f64 + 0.5),
                    ..frenemy::model::Relation::clone(relation)
                })
            });
        document.relations = relations.collect();
        check(&document, &read_by_peers(&python, &document));
    }
}

#[test]
fn a_network_with_and_without_directions_is_read_whole() {
    let Some(python) = python_with("networkx, igraph, openpyxl") else {
        return;
    };
    let document = Sample {
        actors: 30,
        relations: 80,
        seed: 3,
    }
    .document();
    let found = read_by_peers(&python, &document);
    let undirected = document
        .relations
        .iter()
        .filter(|relation| !relation.is_directed())
        .count();
    assert!(undirected > 0 && undirected < 80);
    for format in ["nx-graphml", "ig-graphml"] {
        let edges = found[format]["edges"].as_array().unwrap();
        assert_eq!(edges.len(), 80, "{format}");
        let without = edges.iter().filter(|edge| edge[2]["directed"] == false);
        assert_eq!(without.count(), undirected, "{format}");
    }
    let sheets = &found["xlsx"];
    for (name, count) in [
        ("actors", document.actors.len()),
        ("relations", document.relations.len()),
        ("claims", document.claim_count()),
    ] {
        let rows = sheets[name].as_array().unwrap();
        assert!(
            rows.len() > count,
            "{name}: {} rows for {count}",
            rows.len()
        );
    }
}

#[test]
fn fields_with_names_that_networkx_uses_arrive() {
    let Some(python) = python_with("networkx, igraph, openpyxl") else {
        return;
    };
    let text = r#"{"directed": true, "multigraph": true, "nodes": [{"id": "x"}, {"id": "y"}],
        "links": [{"source": "x", "target": "y", "key": 0, "self": 1, "sign": -1},
                  {"source": "x", "target": "y", "key": 1, "u_for_edge": 2, "sign": 1}]}"#;
    let document = file::read(text.as_bytes(), "net.json").unwrap().document;
    let found = read_by_peers(&python, &document);
    for format in ["nx-graphml", "nx-gexf"] {
        let edges = found[format]["edges"].as_array().unwrap();
        assert_eq!(edges.len(), 2, "{format}: {edges:?}");
    }
}

#[test]
fn odd_names_arrive_whole() {
    let Some(python) = python_with("networkx, igraph, openpyxl") else {
        return;
    };
    let names = [
        "O'Neil & <co>",
        "=1+1",
        "Île-de-France",
        "a \"b\" c",
        "x\\y",
        "日本",
        "a;b,c",
        "#1",
    ];
    let nodes: Vec<Value> = names
        .iter()
        .enumerate()
        .map(|(at, name)| serde_json::json!({"id": format!("n {at}\""), "name": name}))
        .collect();
    let edges = serde_json::json!([{"source": "n 0\"", "target": "n 1\"", "kind": "hostility", "weight": 2.0}]);
    let text =
        serde_json::json!({"format": "frenemy/1", "nodes": nodes, "edges": edges}).to_string();
    let document = file::read(text.as_bytes(), "odd.json").unwrap().document;
    let found = read_by_peers(&python, &document);
    for format in ["nx-graphml", "ig-graphml", "nx-gexf"] {
        for (at, name) in names.iter().enumerate() {
            let data = &found[format]["nodes"][format!("n {at}\"")];
            let found = data
                .get("name")
                .or(data.get("label"))
                .and_then(Value::as_str);
            assert_eq!(found, Some(*name), "{format}");
        }
    }
    for format in ["nx-pajek", "ig-pajek"] {
        let found = found[format]["nodes"].as_object().unwrap();
        let is_found = |name: &&str| found.contains_key(&name.replace('"', "'").replace('\\', "/"));
        assert!(names.iter().all(is_found), "{format}: {found:?}");
    }
    assert_eq!(found["xlsx"]["actors"][2][1], "=1+1");
}
