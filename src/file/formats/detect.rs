//! How formats are recognized: by first bytes, by text, or by the shape of JSON. Reads no document.

use super::json::{Kind, Value};

/// How a format is recognized.
pub(super) enum Detection {
    /// By its first bytes, and the name of the file.
    Bytes(fn(&[u8], &str) -> bool),
    /// By its text, without space before it.
    Text(fn(&str) -> bool),
    /// By the shape of its JSON.
    Json(fn(&Value<'_>) -> bool),
    /// By text that is almost JSON or no JSON at all: the text, the name of the file, and the byte
    /// where JSON ends.
    BrokenJson(fn(&str, &str, usize) -> bool),
}

/// Whether a text begins with this word in any case, and space after it.
pub(super) fn starts_with_word(text: &str, word: &str) -> bool {
    let head = text.get(..word.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(word))
        && text[word.len()..].starts_with(|c: char| c.is_whitespace())
}

/// Whether this is XML with a root element of this name.
pub(super) fn has_root(text: &str, name: &str) -> bool {
    let Some(tag) = root_tag(text) else {
        return false;
    };
    let root = tag.split(|c: char| c.is_whitespace() || "/>".contains(c));
    let root = root.into_iter().next().unwrap_or_default();
    root == name || root.ends_with(&format!(":{name}"))
}

/// The text from the name of the root element, after comments, declarations and the document type.
fn root_tag(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") {
            "?>"
        } else if rest.starts_with("<!") {
            let first = rest.find(['[', '>'])?;
            if rest[first..].starts_with('[') {
                "]>"
            } else {
                ">"
            }
        } else {
            return rest.strip_prefix('<');
        };
        rest = rest.split_once(end)?.1;
    }
}

pub(super) fn is_html(text: &str) -> bool {
    let head = text.get(..14).unwrap_or(text).to_lowercase();
    head.starts_with("<!doctype html") || head.starts_with("<html")
}

pub(super) fn is_gml(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_start);
    let comments = ["Creator", "Version", "#", "comment"];
    let first =
        lines.find(|line| !line.is_empty() && !comments.iter().any(|word| line.starts_with(word)));
    first
        .and_then(|line| line.strip_prefix("graph"))
        .is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.is_empty() || rest.starts_with('[')
        })
}

pub(super) fn is_pajek(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_start);
    let line = lines
        .find(|line| !line.is_empty() && !line.starts_with('%'))
        .unwrap_or_default();
    let words = ["*vertices", "*network", "*arcs", "*edges", "*matrix"];
    words.iter().any(|word| {
        line.get(..word.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(word))
    })
}

/// The text after comments of C and lines that begin with `#`.
fn without_comments(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let after = if rest.starts_with("/*") {
            rest.split_once("*/").map(|(_, after)| after)
        } else if rest.starts_with("//") || rest.starts_with('#') {
            rest.split_once('\n').map(|(_, after)| after)
        } else {
            return rest;
        };
        let Some(after) = after else { return "" };
        rest = after.trim_start();
    }
}

pub(super) fn is_dot(text: &str) -> bool {
    let line = without_comments(text).lines().next().unwrap_or_default();
    let is_graph = ["strict", "digraph", "graph"].iter().any(|word| {
        let is_name = |rest: &str| rest.is_empty() || rest.starts_with(['{', '"']);
        starts_with_word(line, word) || line.strip_prefix(word).is_some_and(is_name)
    });
    is_graph && text.contains('{')
}

/// A complete object, and another one after it.
pub(super) fn is_json_lines(text: &str, name: &str, at: usize) -> bool {
    let first = text.trim_start().lines().next().unwrap_or_default();
    let starts = text.trim_start().starts_with('{');
    starts
        && ((text[at..].starts_with('{')
            && text[..at].trim_end().ends_with('}')
            && text[..at].ends_with('\n'))
            || (first.trim_end().ends_with('}') && super::json::parse(first.trim()).is_ok())
            || is_named(name, &[".jsonl", ".ndjson", ".ijson"]))
}

/// Endings of the names of tables and lists of edges.
const TABLES: &[&str] = &[
    ".csv",
    ".tsv",
    ".tab",
    ".txt",
    ".dat",
    ".g",
    ".ncol",
    ".edges",
    ".edgelist",
    ".el",
    ".links",
    ".sif",
    ".ssv",
    ".psv",
    ".mtx",
];

/// Whether a file's name ends in one of these.
pub(super) fn is_named(name: &str, endings: &[&str]) -> bool {
    let name = name.to_lowercase();
    endings.iter().any(|end| name.ends_with(end))
}

/// Lines of values that commas, semicolons, tabs, bars or spaces separate.
pub(super) fn is_table(text: &str, name: &str, _at: usize) -> bool {
    if text.trim_start().starts_with(['{', '[']) {
        return is_named(name, &[".csv", ".tsv", ".tab"]);
    }
    let lines = text
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with(['#', '%']));
    let mut lines = lines.take(5).peekable();
    let has_cells = |line: &str| line.trim().contains([',', ';', '\t', '|', ' ']);
    is_named(name, TABLES) || (lines.peek().is_some() && lines.all(has_cells))
}

pub(super) fn is_native(root: &Value<'_>) -> bool {
    let says = |key: &str, word: &str| {
        root.get(key)
            .and_then(Value::as_text)
            .is_some_and(|text| text.contains(word))
    };
    let has = |list: Option<&Value<'_>>, keys: &[&str]| {
        let items = list.and_then(Value::as_array).unwrap_or_default().iter();
        items
            .take(100)
            .any(|item| keys.iter().any(|key| item.get(key).is_some()))
    };
    says("format", "frenemy/")
        || says("$schema", "frenemy")
        || root
            .get("references")
            .and_then(Value::as_array)
            .is_some_and(|_| nodes(root).is_some() || edges(root).is_some())
        || has(edges(root), &["claims", "citations"])
        || (root.get("actors").is_some() && root.get("relations").is_some())
}

fn nodes<'v, 'a>(root: &'v Value<'a>) -> Option<&'v Value<'a>> {
    root.get("nodes").or_else(|| root.get("actors"))
}

fn edges<'v, 'a>(root: &'v Value<'a>) -> Option<&'v Value<'a>> {
    root.get("edges")
        .or_else(|| root.get("links"))
        .or_else(|| root.get("relations"))
}

/// Whether some item of a list fits. The first item alone says little: writing puts items that are
/// not records last.
fn any(list: Option<&Value<'_>>, fits: impl Fn(&Value<'_>) -> bool) -> bool {
    let items = list.and_then(Value::as_array).unwrap_or_default();
    items.iter().any(fits)
}

fn first<'v, 'a>(list: Option<&'v Value<'a>>) -> Option<&'v Value<'a>> {
    list.and_then(Value::as_array)?.first()
}

fn is_list(value: Option<&Value<'_>>) -> bool {
    value.is_some_and(|value| matches!(value.kind, Kind::Array(_) | Kind::Null))
}

/// Lists of nodes and edges that are objects; edges name their ends `source` and `target`, or
/// `from` and `to`.
pub(super) fn is_node_link(root: &Value<'_>) -> bool {
    let is_object = |item: &Value<'_>| matches!(item.kind, Kind::Object(_));
    let keys = ["edges", "links", "relations"];
    let lists = keys.map(|key| root.get(key).and_then(Value::as_array));
    let mut filled = lists.into_iter().flatten().filter(|list| !list.is_empty());
    let items = filled.next().unwrap_or_default();
    let names_ends = |item: &Value<'_>| {
        let has = |key: &str| item.get(key).is_some();
        (has("source") || has("from")) || (has("target") || has("to")) || !is_object(item)
    };
    let are_edges = items.is_empty() || items.iter().take(100).any(names_ends);
    let is_name = |part: &Value<'_>| matches!(part.kind, Kind::Text(_) | Kind::Number);
    let is_pair = |item: &Value<'_>| {
        let parts = item.as_array().unwrap_or_default();
        parts.len() > 1 && parts[..2].iter().all(is_name)
    };
    let are_pairs = !items.is_empty() && items.iter().all(is_pair);
    let is_keyed = nodes(root).is_some_and(is_object);
    // Its relations may be in a list of another name.
    let is_other = !are_edges || are_pairs || is_keyed || items.is_empty();
    (is_list(nodes(root)) || is_list(edges(root)))
        && !(is_other && super::json_any::has_relations(root))
}

/// No node has an id, and edges name their ends by number.
pub(super) fn is_by_index(root: &Value<'_>) -> bool {
    let list = |value: Option<&Value<'_>>| value.and_then(Value::as_array).map(<[_]>::len);
    let nodes = nodes(root);
    if !is_node_link(root) || list(nodes).is_none_or(|count| count == 0) {
        return false;
    }
    let items = |value: Option<&'_ Value<'_>>, fits: fn(&Value<'_>) -> bool| {
        value
            .and_then(Value::as_array)
            .unwrap_or_default()
            .iter()
            .all(fits)
    };
    items(nodes, |node| {
        matches!(node.kind, Kind::Object(_)) && node.get("id").is_none()
    }) && items(edges(root), |edge| {
        let is_number = |end: &str| {
            edge.get(end)
                .is_some_and(|end| matches!(end.kind, Kind::Number))
        };
        is_number("source") && is_number("target")
    })
}

pub(super) fn is_cytoscape(root: &Value<'_>) -> bool {
    let is_element = |item: &Value<'_>| {
        let data = item.get("data").and_then(Value::as_object);
        data.is_some() && item.get("id").is_none() && item.get("source").is_none()
    };
    root.get("elements").is_some()
        || [Some(root), nodes(root), edges(root)]
            .into_iter()
            .any(|list| any(list, is_element))
}

pub(super) fn is_jgf(root: &Value<'_>) -> bool {
    let is_graph = |graph: &Value<'_>| {
        (graph.get("edges").is_some() || graph.get("nodes").is_some())
            // Those are of GraphSON.
            && graph.get("vertices").is_none()
            && graph
                .get("nodes")
                .and_then(Value::as_object)
                .is_none_or(|nodes| {
                    nodes
                        .first()
                        .is_none_or(|node| node.value.get("display").is_none())
                })
    };
    nodes(root).is_none()
        && (root.get("graph").is_some_and(is_graph)
            || first(root.get("graphs")).is_some_and(is_graph))
}

/// Whether nodes are named by `key`, as Graphology does. If they have no attributes, other parts of
/// the file must show the format.
pub(super) fn is_graphology(root: &Value<'_>) -> bool {
    let has_attributes = |item: &Value<'_>| item.get("attributes").is_some();
    let is_marked = root.get("options").is_some()
        || has_attributes(root)
        || any(edges(root), has_attributes)
        || any(nodes(root), has_attributes);
    let is_node = |node: &Value<'_>| node.get("key").is_some() && node.get("id").is_none();
    is_marked && any(nodes(root), is_node)
}

/// Whether edges name their ends `node1_id`, or nodes have a part `display`.
pub(super) fn is_oligrapher(root: &Value<'_>) -> bool {
    let has = |list: Option<&Value<'_>>, key: &str| {
        let mut items = list.into_iter().flat_map(super::json_lists::items);
        items.any(|(_, item)| item.get(key).is_some())
    };
    let outer = root.get("graph").unwrap_or(root);
    let (nodes, edges) = (outer.get("nodes"), outer.get("edges"));
    has(edges, "node1_id")
        || (has(nodes, "display") && nodes.is_some_and(|nodes| nodes.as_object().is_some()))
        || (root.get("entities").is_some() && root.get("rels").is_some())
}

/// A canvas: its edges name their ends `fromNode` and `toNode`.
pub(super) fn is_canvas(root: &Value<'_>) -> bool {
    nodes(root).is_some()
        && any(root.get("edges"), |edge| {
            edge.get("fromNode").is_some() && edge.get("toNode").is_some()
        })
}

/// Elements, and connections between them.
pub(super) fn is_kumu(root: &Value<'_>) -> bool {
    let is_list = |key: &str| root.get(key).is_some_and(|list| list.as_array().is_some());
    is_list("connections") && is_list("elements")
}

pub(super) fn is_ftm(root: &Value<'_>) -> bool {
    let is_entity = super::ftm::is_entity;
    is_entity(root) || any(Some(root), is_entity) || any(root.get("results"), is_entity)
}

pub(super) fn is_cx(root: &Value<'_>) -> bool {
    first(Some(root)).is_some_and(|item| {
        item.get("numberVerification").is_some() || item.get("CXVersion").is_some()
    })
}

pub(super) fn is_graphson(root: &Value<'_>) -> bool {
    let is_vertex = super::graphson::is_vertex;
    let old = root.get("graph").unwrap_or(root);
    root.get("@type")
        .and_then(Value::as_text)
        .is_some_and(|kind| kind.starts_with("tinker:"))
        || is_vertex(root)
        || any(Some(root), is_vertex)
        || any(old.get("vertices"), |vertex| {
            vertex.get("_id").is_some() || vertex.get("id").is_some()
        })
}

pub(super) fn is_geojson(root: &Value<'_>) -> bool {
    let word = root.get("type").and_then(Value::as_text);
    matches!(word, Some("FeatureCollection" | "Feature"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_element_is_after_comments_and_declarations() {
        let many = format!("<!-- {} -->", "<node>".repeat(100));
        for before in [
            "",
            "<?xml version='1.0'?>\n",
            "<!-- <gexf> -->",
            &many,
            "<!DOCTYPE graphml>",
            "<!DOCTYPE g [<!ENTITY a '<gexf>'>]>\n",
        ] {
            let text = format!("{before}<graphml><graph/></graphml>");
            assert!(
                has_root(&text, "graphml") && !has_root(&text, "gexf"),
                "{before}"
            );
        }
        assert!(has_root("<g:graphml xmlns:g='x'>", "graphml"));
        assert!(!has_root("<!-- <graphml>", "graphml") && !has_root("", "graphml"));
        assert!(!has_root(&"<!DOCTYPE a>".repeat(200_000), "graphml"));
    }

    #[test]
    fn pairs_beside_an_empty_list_are_not_node_link() {
        let is_node_link = |text: &str| {
            let parsed = super::super::json::parse(text).unwrap();
            super::is_node_link(&parsed.root)
        };
        assert!(!is_node_link("{\"edges\": [], \"links\": [[1, 1]]}"));
        assert!(is_node_link(
            "{\"edges\": [], \"links\": [{\"source\": 1, \"target\": 1}]}"
        ));
    }

    #[test]
    fn a_graph_of_dot_needs_no_space_before_its_bracket() {
        for text in [
            "graph{a--b}",
            "digraph \"x\" {",
            "strict graph{",
            "// x\ndigraph\n{",
        ] {
            assert!(is_dot(text), "{text}");
        }
        for text in ["graph [ node [ id 1 ] ]", "graphite {", "a,b"] {
            assert!(!is_dot(text), "{text}");
        }
    }
}
