//! The table of formats: what Frenemy opens, and what it knows by sight and does not open yet.

pub mod bibliography;
pub(crate) mod columns;
pub(crate) mod edge_list;
pub(crate) mod json;
pub(crate) mod json_writer;
pub(crate) mod native;
pub(crate) mod pajek;
pub mod picture;
pub(crate) mod tie_builder;

use crate::model::{Document, Issue, Location, Severity};

use self::json::{Kind, Member, Value};
use self::native::document;
use self::native::reading::Reading;
use super::report::Report;

/// One way to write a network into a file.
pub struct Format {
    /// A stable word for programs.
    pub id: &'static str,
    /// The name for people.
    pub name: &'static str,
    /// How names of such files end, without the dot.
    pub extensions: &'static [&'static str],
    looks: Looks,
    pub(super) read: Option<Reader>,
    write: Option<fn(&Document) -> Vec<u8>>,
}

impl Format {
    /// Whether Frenemy opens such files.
    pub fn is_read(&self) -> bool {
        self.read.is_some()
    }

    /// How a document is written in this format; nothing where Frenemy does not write it.
    pub fn writer(&self) -> Option<fn(&Document) -> Vec<u8>> {
        self.write
    }

    /// A format that is read from its text.
    const fn text(
        id: &'static str,
        name: &'static str,
        extensions: &'static [&'static str],
        looks: Looks,
        read: fn(&str, &mut Report) -> Option<Document>,
    ) -> Self {
        Self {
            id,
            name,
            extensions,
            looks,
            read: Some(Reader::Text(read)),
            write: None,
        }
    }

    /// A format known by sight alone.
    const fn seen(
        id: &'static str,
        name: &'static str,
        extensions: &'static [&'static str],
        looks: Looks,
    ) -> Self {
        Self {
            id,
            name,
            extensions,
            looks,
            read: None,
            write: None,
        }
    }
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Format")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// What turns a file into a document.
#[derive(Clone, Copy)]
pub(super) enum Reader {
    /// From the tree of its JSON, which is taken apart.
    Json(fn(Value<'_>, &mut Reading) -> Document),
    /// From its text; nothing where the report says why there is no network in it.
    Text(fn(&str, &mut Report) -> Option<Document>),
}

/// By what a format is known.
enum Looks {
    /// By its first bytes.
    Bytes(fn(&[u8]) -> bool),
    /// By its text, without space before it.
    Text(fn(&str) -> bool),
    /// By the shape of its JSON.
    Json(fn(&Value<'_>) -> bool),
    /// By what makes it no JSON: the text, the name of the file, and the byte where JSON ends.
    BrokenJson(fn(&str, &str, usize) -> bool),
}

/// All formats. The first that fits the file is the file's; the last fits every JSON.
pub static FORMATS: &[Format] = &[
    Format::seen(
        "png",
        "a PNG picture without a Frenemy file in it",
        &["png"],
        Looks::Bytes(|b| b.starts_with(b"\x89PNG\r\n\x1a\n")),
    ),
    Format::seen(
        "gzip",
        "a gzip archive",
        &["gz"],
        Looks::Bytes(|b| b.starts_with(b"\x1f\x8b")),
    ),
    Format::seen(
        "zip",
        "a ZIP archive, such as a spreadsheet or a Gephi project",
        &["zip", "xlsx", "ods", "gephi", "cys"],
        Looks::Bytes(|b| b.starts_with(b"PK\x03\x04") || b.starts_with(b"PK\x05\x06")),
    ),
    Format::seen(
        "pdf",
        "a PDF document",
        &["pdf"],
        Looks::Bytes(|b| b.starts_with(b"%PDF-")),
    ),
    Format::seen(
        "jpeg",
        "a JPEG picture",
        &["jpg", "jpeg"],
        Looks::Bytes(|b| b.starts_with(b"\xff\xd8\xff")),
    ),
    Format::seen(
        "sqlite",
        "an SQLite database",
        &["sqlite", "db"],
        Looks::Bytes(|b| b.starts_with(b"SQLite format 3\0")),
    ),
    Format::seen("html", "a web page", &["html", "htm"], Looks::Text(is_html)),
    Format::seen(
        "graphml",
        "GraphML",
        &["graphml"],
        Looks::Text(|t| has_root(t, "graphml")),
    ),
    Format::seen(
        "gexf",
        "GEXF",
        &["gexf"],
        Looks::Text(|t| has_root(t, "gexf")),
    ),
    Format::seen(
        "svg",
        "an SVG picture without a Frenemy file in it",
        &["svg"],
        Looks::Text(|t| has_root(t, "svg")),
    ),
    Format::seen(
        "xgmml",
        "XGMML",
        &["xgmml"],
        Looks::Text(|t| has_root(t, "graph")),
    ),
    Format::seen("xml", "XML", &["xml"], Looks::Text(|t| t.starts_with('<'))),
    Format::seen("gml", "GML", &["gml"], Looks::Text(is_gml)),
    Format::text(
        "pajek",
        "Pajek",
        &["net", "paj"],
        Looks::Text(is_pajek),
        pajek::read,
    ),
    Format::seen(
        "dl",
        "UCINET DL",
        &["dl"],
        Looks::Text(|t| starts_with_word(t, "dl")),
    ),
    Format::seen(
        "gdf",
        "GUESS GDF",
        &["gdf"],
        Looks::Text(|t| t.starts_with("nodedef>")),
    ),
    Format::seen(
        "vna",
        "NetDraw VNA",
        &["vna"],
        Looks::Text(|t| starts_with_word(t, "*node data")),
    ),
    Format::seen("dot", "Graphviz DOT", &["dot", "gv"], Looks::Text(is_dot)),
    Format::seen(
        "json-lines",
        "JSON Lines, as Neo4j and TinkerPop export",
        &["jsonl", "ndjson"],
        Looks::BrokenJson(is_json_lines),
    ),
    Format::text(
        "csv",
        "a table of ties (CSV)",
        &["csv", "tsv", "tab"],
        Looks::BrokenJson(is_table),
        edge_list::read,
    ),
    Format {
        id: super::NATIVE,
        name: "Frenemy",
        extensions: &["json"],
        looks: Looks::Json(is_native),
        read: Some(Reader::Json(|root, reading| {
            document::read(members(root), reading)
        })),
        write: Some(super::write),
    },
    Format::seen(
        "json-cytoscape",
        "Cytoscape JSON",
        &["cyjs"],
        Looks::Json(is_cytoscape),
    ),
    Format::seen(
        "json-jgf",
        "JSON Graph Format",
        &["jgf"],
        Looks::Json(is_jgf),
    ),
    Format::seen(
        "json-graphology",
        "Graphology JSON",
        &[],
        Looks::Json(is_graphology),
    ),
    Format::seen(
        "json-adjacency",
        "networkx adjacency JSON",
        &[],
        Looks::Json(|root| root.get("adjacency").is_some()),
    ),
    Format::seen(
        "json-oligrapher",
        "Oligrapher JSON",
        &[],
        Looks::Json(is_oligrapher),
    ),
    Format::seen(
        "json-minivan",
        "a Minivan bundle",
        &[],
        Looks::Json(|root| root.get("bundleVersion").is_some()),
    ),
    Format::seen(
        "json-cx",
        "Cytoscape CX",
        &["cx", "cx2"],
        Looks::Json(is_cx),
    ),
    Format::seen("json-neo4j", "a Neo4j export", &[], Looks::Json(is_neo4j)),
    Format::seen(
        "json-graphson",
        "TinkerPop GraphSON",
        &["graphson"],
        Looks::Json(is_graphson),
    ),
    Format::seen(
        "geojson",
        "GeoJSON, a map",
        &["geojson"],
        Looks::Json(is_geojson),
    ),
    Format::seen(
        "json-pairs",
        "node-link JSON with pairs for edges",
        &[],
        Looks::Json(has_pairs),
    ),
    Format::seen(
        "json-keyed",
        "a graph in JSON with nodes by name",
        &[],
        Looks::Json(is_keyed),
    ),
    Format {
        id: "json-d3-index",
        name: "d3 node-link JSON by number",
        extensions: &["json"],
        looks: Looks::Json(is_by_index),
        read: Some(Reader::Json(|root, reading| {
            reading.actor_of_index = Some(Vec::new());
            read_foreign(root, reading)
        })),
        write: None,
    },
    Format {
        id: "json-networkx",
        name: "networkx node-link JSON",
        extensions: &["json"],
        looks: Looks::Json(|root| is_node_link(root) && root.get("multigraph").is_some()),
        read: Some(Reader::Json(read_foreign)),
        write: None,
    },
    Format {
        id: "json-d3-id",
        name: "d3 node-link JSON",
        extensions: &["json"],
        looks: Looks::Json(is_node_link),
        read: Some(Reader::Json(read_foreign)),
        write: None,
    },
    Format::seen(
        "json",
        "JSON, but no graph",
        &["json"],
        Looks::Json(|_| true),
    ),
];

/// The format that these bytes announce, where they are no text.
pub(super) fn of_bytes(bytes: &[u8]) -> Option<&'static Format> {
    find(|looks| matches!(looks, Looks::Bytes(fits) if fits(bytes)))
}

/// The format that this text announces, where it is no JSON.
pub(super) fn of_text(text: &str) -> Option<&'static Format> {
    let text = text.trim_start();
    find(|looks| matches!(looks, Looks::Text(fits) if fits(text)))
}

/// The format that this text seems to have, which stops being JSON at this byte.
pub(super) fn of_broken_json(text: &str, name: &str, at: usize) -> Option<&'static Format> {
    find(|looks| matches!(looks, Looks::BrokenJson(fits) if fits(text, name, at)))
}

/// The format of a JSON value.
pub(super) fn of_json(root: &Value<'_>) -> &'static Format {
    find(|looks| matches!(looks, Looks::Json(fits) if fits(root)))
        .unwrap_or(&FORMATS[FORMATS.len() - 1])
}

fn find(fits: impl Fn(&Looks) -> bool) -> Option<&'static Format> {
    FORMATS.iter().find(|format| fits(&format.looks))
}

/// The one issue of a file whose format is not opened.
pub(super) fn refusal(format: &Format) -> Issue {
    let opened: Vec<&str> = FORMATS
        .iter()
        .filter(|format| format.is_read())
        .map(|format| format.name)
        .collect();
    Issue {
        severity: Severity::Error,
        code: "unknown-format",
        place: Location::default(),
        message: format!("the file looks like {}", format.name),
        hint: Some(format!(
            "Frenemy opens {}.",
            super::suggest::list_of_words(&opened).replace(" or ", " and ")
        )),
    }
}

fn read_foreign(root: Value<'_>, reading: &mut Reading) -> Document {
    reading.is_foreign = true;
    document::read(members(root), reading)
}

fn members(root: Value<'_>) -> Vec<Member<'_>> {
    match root.kind {
        Kind::Object(members) => members,
        _ => Vec::new(),
    }
}

/// Whether a text begins with this word in any case, and space after it.
fn starts_with_word(text: &str, word: &str) -> bool {
    let head = text.get(..word.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(word))
        && text[word.len()..].starts_with(|c: char| c.is_whitespace())
}

/// Whether this is XML with a root element of this name.
fn has_root(text: &str, name: &str) -> bool {
    if !text.starts_with('<') {
        return false;
    }
    let mut tags = text
        .match_indices('<')
        .map(|(at, _)| &text[at + 1..])
        .take(50);
    let root = tags.find(|tag| tag.starts_with(|c: char| c.is_alphabetic()));
    let root = root.map(|tag| {
        tag.split(|c: char| c.is_whitespace() || "/>".contains(c))
            .next()
    });
    let root = root.flatten().unwrap_or_default();
    root == name || root.ends_with(&format!(":{name}"))
}

fn is_html(text: &str) -> bool {
    let head = text.get(..14).unwrap_or(text).to_lowercase();
    head.starts_with("<!doctype html") || head.starts_with("<html")
}

fn is_gml(text: &str) -> bool {
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

fn is_pajek(text: &str) -> bool {
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

fn is_dot(text: &str) -> bool {
    let lines = text.lines().map(str::trim_start);
    let line = lines
        .into_iter()
        .find(|line| !line.is_empty() && !line.starts_with("//") && !line.starts_with("/*"));
    let line = line.unwrap_or_default();
    let is_graph = ["strict", "digraph", "graph"]
        .iter()
        .any(|word| starts_with_word(line, word) || line == *word);
    is_graph && text.contains('{')
}

/// A complete object, and another one after it.
fn is_json_lines(text: &str, _name: &str, at: usize) -> bool {
    text.trim_start().starts_with('{')
        && text[at..].starts_with('{')
        && text[..at].trim_end().ends_with('}')
        && text[..at].ends_with('\n')
}

/// Lines of values between commas, semicolons or tabs.
fn is_table(text: &str, name: &str, _at: usize) -> bool {
    let is_named = [".csv", ".tsv", ".tab"]
        .iter()
        .any(|end| name.to_lowercase().ends_with(end));
    let starts_json = text.trim_start().starts_with(['{', '[']);
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).take(5);
    let columns = |line: &str| line.split([',', ';', '\t']).count();
    let first = lines.next().map_or(0, columns);
    is_named
        || (!starts_json && first > 1 && lines.next().is_some_and(|line| columns(line) == first))
}

fn is_native(root: &Value<'_>) -> bool {
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

/// Whether some item of a list is so. What stands first says little: writing puts what is no record last.
fn any(list: Option<&Value<'_>>, is_so: impl Fn(&Value<'_>) -> bool) -> bool {
    let items = list.and_then(Value::as_array).unwrap_or_default();
    items.iter().any(is_so)
}

fn first<'v, 'a>(list: Option<&'v Value<'a>>) -> Option<&'v Value<'a>> {
    list.and_then(Value::as_array)?.first()
}

fn is_list(value: Option<&Value<'_>>) -> bool {
    value.is_some_and(|value| matches!(value.kind, Kind::Array(_) | Kind::Null))
}

fn is_node_link(root: &Value<'_>) -> bool {
    is_list(nodes(root)) || is_list(edges(root))
}

/// No node has an id, and edges name their ends by number.
fn is_by_index(root: &Value<'_>) -> bool {
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

fn is_cytoscape(root: &Value<'_>) -> bool {
    let is_element = |item: &Value<'_>| {
        let data = item.get("data").and_then(Value::as_object);
        data.is_some() && item.get("id").is_none() && item.get("source").is_none()
    };
    root.get("elements").is_some()
        || [Some(root), nodes(root), edges(root)]
            .into_iter()
            .any(|list| any(list, is_element))
}

fn is_jgf(root: &Value<'_>) -> bool {
    let is_graph = |graph: &Value<'_>| {
        (graph
            .get("nodes")
            .is_some_and(|nodes| nodes.as_array().is_some())
            || graph.get("edges").is_some()
            || graph.get("nodes").is_some())
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

fn is_graphology(root: &Value<'_>) -> bool {
    any(nodes(root), |node| {
        node.get("key").is_some() && node.get("id").is_none() && node.get("attributes").is_some()
    })
}

fn is_oligrapher(root: &Value<'_>) -> bool {
    let graph = root.get("graph").and_then(|graph| graph.get("nodes"));
    graph.is_some_and(|nodes| nodes.as_object().is_some())
        || (root.get("entities").is_some() && root.get("rels").is_some())
}

fn is_cx(root: &Value<'_>) -> bool {
    first(Some(root)).is_some_and(|item| {
        item.get("numberVerification").is_some() || item.get("CXVersion").is_some()
    })
}

fn is_neo4j(root: &Value<'_>) -> bool {
    let item = first(Some(root)).or(Some(root));
    let word = item
        .and_then(|item| item.get("type"))
        .and_then(Value::as_text);
    matches!(word, Some("node" | "relationship"))
}

fn is_graphson(root: &Value<'_>) -> bool {
    let typed = |value: &Value<'_>| value.get("@type").is_some();
    typed(root)
        || root.get("id").is_some_and(typed)
        || root.get("outE").is_some()
        || root.get("inE").is_some()
}

fn is_geojson(root: &Value<'_>) -> bool {
    let word = root.get("type").and_then(Value::as_text);
    matches!(word, Some("FeatureCollection" | "Feature"))
}

fn has_pairs(root: &Value<'_>) -> bool {
    let edges = edges(root).and_then(Value::as_array).unwrap_or_default();
    any(nodes(root), |node| node.as_object().is_some())
        && !edges.is_empty()
        && edges.iter().all(|edge| edge.as_array().is_some())
}

fn is_keyed(root: &Value<'_>) -> bool {
    nodes(root).is_some_and(|nodes| nodes.as_object().is_some())
}
