//! The table of formats: what Frenemy opens, and what it recognizes but does not open. Dialogs,
//! command line, help and messages read it.
//!
//! To add a format, write a file with its reader and add a row to [`FORMATS`]; `detect` says how to
//! recognize it.

pub mod bibliography;
mod bibtex_limits;
pub(crate) mod columns;
mod detect;
pub(crate) mod edge_list;
pub(crate) mod json;
pub(crate) mod json_error;
pub(crate) mod json_writer;
pub(crate) mod long_text;
pub(crate) mod native;
pub(crate) mod pajek;
pub mod picture;
mod svg_metadata;
pub(crate) mod tie_builder;

use crate::model::{Document, Issue, Location, Severity};
use crate::words;

use self::detect::{
    Detection, has_pairs, has_root, is_by_index, is_cx, is_cytoscape, is_dot, is_geojson, is_gml,
    is_graphology, is_graphson, is_html, is_jgf, is_json_lines, is_keyed, is_native, is_neo4j,
    is_node_link, is_oligrapher, is_pajek, is_table, starts_with_word,
};
use self::json::{Kind, Member, Value};
use self::native::document;
use self::native::reading::Reading;
use super::progress::ProgressMeter;
use super::report::IssueLog;

/// The id of the native format.
pub const NATIVE: &str = "frenemy";

/// One format of files.
pub struct Format {
    /// A stable id for programs.
    pub id: &'static str,
    /// The name for people.
    pub name: &'static str,
    /// The endings of such files, without the dot.
    pub extensions: &'static [&'static str],
    detection: Detection,
    pub(super) read: Option<FormatReader>,
    write: Option<FormatWriter>,
}

/// Makes the bytes of a file from a document.
pub type FormatWriter = fn(&Document) -> Vec<u8>;

impl Format {
    /// Whether Frenemy opens such files.
    pub fn is_read(&self) -> bool {
        self.read.is_some()
    }

    /// A format that is read from its text.
    const fn text(
        id: &'static str,
        name: &'static str,
        extensions: &'static [&'static str],
        detection: Detection,
        read: TextReader,
    ) -> Self {
        Self {
            id,
            name,
            extensions,
            detection,
            read: Some(FormatReader::Text(read)),
            write: None,
        }
    }

    /// A format that is recognized and not read.
    const fn recognized(
        id: &'static str,
        name: &'static str,
        extensions: &'static [&'static str],
        detection: Detection,
    ) -> Self {
        Self {
            id,
            name,
            extensions,
            detection,
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

/// Makes a document of a file.
#[derive(Clone, Copy)]
pub(super) enum FormatReader {
    /// From the tree of its JSON.
    Json(fn(Value<'_>, &mut Reading) -> Document),
    /// From its text.
    Text(TextReader),
}

/// Reads a text, and reports its progress. Returns nothing if it was cancelled, or if
/// the report says why the text has no network.
type TextReader = fn(&str, &mut IssueLog, ProgressMeter<'_>) -> Option<Document>;

/// All formats. The first one that fits a file is its format; the last one fits every JSON.
pub static FORMATS: &[Format] = &[
    Format::recognized(
        "png",
        "a PNG picture without a Frenemy file in it",
        &["png"],
        Detection::Bytes(|b| b.starts_with(b"\x89PNG\r\n\x1a\n")),
    ),
    Format::recognized(
        "gzip",
        "a gzip archive",
        &["gz"],
        Detection::Bytes(|b| b.starts_with(b"\x1f\x8b")),
    ),
    Format::recognized(
        "zip",
        "a ZIP archive, such as a spreadsheet or a Gephi project",
        &["zip", "xlsx", "ods", "gephi", "cys"],
        Detection::Bytes(|b| b.starts_with(b"PK\x03\x04") || b.starts_with(b"PK\x05\x06")),
    ),
    Format::recognized(
        "pdf",
        "a PDF document",
        &["pdf"],
        Detection::Bytes(|b| b.starts_with(b"%PDF-")),
    ),
    Format::recognized(
        "jpeg",
        "a JPEG picture",
        &["jpg", "jpeg"],
        Detection::Bytes(|b| b.starts_with(b"\xff\xd8\xff")),
    ),
    Format::recognized(
        "sqlite",
        "an SQLite database",
        &["sqlite", "db"],
        Detection::Bytes(|b| b.starts_with(b"SQLite format 3\0")),
    ),
    Format::recognized(
        "html",
        "a web page",
        &["html", "htm"],
        Detection::Text(is_html),
    ),
    Format::recognized(
        "graphml",
        "GraphML",
        &["graphml"],
        Detection::Text(|t| has_root(t, "graphml")),
    ),
    Format::recognized(
        "gexf",
        "GEXF",
        &["gexf"],
        Detection::Text(|t| has_root(t, "gexf")),
    ),
    Format::recognized(
        "svg",
        "an SVG picture without a Frenemy file in it",
        &["svg"],
        Detection::Text(|t| has_root(t, "svg")),
    ),
    Format::recognized(
        "xgmml",
        "XGMML",
        &["xgmml"],
        Detection::Text(|t| has_root(t, "graph")),
    ),
    Format::recognized(
        "xml",
        "XML",
        &["xml"],
        Detection::Text(|t| t.starts_with('<')),
    ),
    Format::recognized("gml", "GML", &["gml"], Detection::Text(is_gml)),
    Format::text(
        "pajek",
        "Pajek",
        &["net", "paj"],
        Detection::Text(is_pajek),
        pajek::read,
    ),
    Format::recognized(
        "dl",
        "UCINET DL",
        &["dl"],
        Detection::Text(|t| starts_with_word(t, "dl")),
    ),
    Format::recognized(
        "gdf",
        "GUESS GDF",
        &["gdf"],
        Detection::Text(|t| t.starts_with("nodedef>")),
    ),
    Format::recognized(
        "vna",
        "NetDraw VNA",
        &["vna"],
        Detection::Text(|t| starts_with_word(t, "*node data")),
    ),
    Format::recognized(
        "dot",
        "Graphviz DOT",
        &["dot", "gv"],
        Detection::Text(is_dot),
    ),
    Format::recognized(
        "json-lines",
        "JSON Lines, as Neo4j and TinkerPop export",
        &["jsonl", "ndjson"],
        Detection::BrokenJson(is_json_lines),
    ),
    Format::text(
        "csv",
        "a table of ties (CSV)",
        &["csv", "tsv", "tab"],
        Detection::BrokenJson(is_table),
        edge_list::read,
    ),
    Format {
        id: NATIVE,
        name: "Frenemy",
        extensions: &["json"],
        detection: Detection::Json(is_native),
        read: Some(FormatReader::Json(|root, reading| {
            document::read(members(root), reading)
        })),
        write: Some(document::write),
    },
    Format::recognized(
        "json-cytoscape",
        "Cytoscape JSON",
        &["cyjs"],
        Detection::Json(is_cytoscape),
    ),
    Format::recognized(
        "json-jgf",
        "JSON Graph Format",
        &["jgf"],
        Detection::Json(is_jgf),
    ),
    Format::recognized(
        "json-graphology",
        "Graphology JSON",
        &[],
        Detection::Json(is_graphology),
    ),
    Format::recognized(
        "json-adjacency",
        "networkx adjacency JSON",
        &[],
        Detection::Json(|root| root.get("adjacency").is_some()),
    ),
    Format::recognized(
        "json-oligrapher",
        "Oligrapher JSON",
        &[],
        Detection::Json(is_oligrapher),
    ),
    Format::recognized(
        "json-minivan",
        "a Minivan bundle",
        &[],
        Detection::Json(|root| root.get("bundleVersion").is_some()),
    ),
    Format::recognized(
        "json-cx",
        "Cytoscape CX",
        &["cx", "cx2"],
        Detection::Json(is_cx),
    ),
    Format::recognized(
        "json-neo4j",
        "a Neo4j export",
        &[],
        Detection::Json(is_neo4j),
    ),
    Format::recognized(
        "json-graphson",
        "TinkerPop GraphSON",
        &["graphson"],
        Detection::Json(is_graphson),
    ),
    Format::recognized(
        "geojson",
        "GeoJSON, a map",
        &["geojson"],
        Detection::Json(is_geojson),
    ),
    Format::recognized(
        "json-pairs",
        "node-link JSON with pairs for edges",
        &[],
        Detection::Json(has_pairs),
    ),
    Format::recognized(
        "json-keyed",
        "a graph in JSON with nodes by name",
        &[],
        Detection::Json(is_keyed),
    ),
    Format {
        id: "json-d3-index",
        name: "d3 node-link JSON by number",
        extensions: &["json"],
        detection: Detection::Json(is_by_index),
        read: Some(FormatReader::Json(|root, reading| {
            reading.actor_of_index = Some(Vec::new());
            read_foreign(root, reading)
        })),
        write: None,
    },
    Format {
        id: "json-networkx",
        name: "networkx node-link JSON",
        extensions: &["json"],
        detection: Detection::Json(|root| is_node_link(root) && root.get("multigraph").is_some()),
        read: Some(FormatReader::Json(read_foreign)),
        write: None,
    },
    Format {
        id: "json-d3-id",
        name: "d3 node-link JSON",
        extensions: &["json"],
        detection: Detection::Json(is_node_link),
        read: Some(FormatReader::Json(read_foreign)),
        write: None,
    },
    Format::recognized(
        "json",
        "JSON, but no graph",
        &["json"],
        Detection::Json(|_| true),
    ),
];

/// The writer of the format with this id.
///
/// # Errors
/// Frenemy does not write this format.
pub fn writer(id: &str) -> Result<FormatWriter, String> {
    let row = FORMATS.iter().find(|format| format.id == id);
    row.and_then(|format| format.write)
        .ok_or_else(|| format!("Frenemy does not write the format `{id}`; choose another one"))
}

/// The format of bytes that are not text.
pub(super) fn of_bytes(bytes: &[u8]) -> Option<&'static Format> {
    find(|detection| matches!(detection, Detection::Bytes(fits) if fits(bytes)))
}

/// The format of a text that is not JSON, by how it begins.
pub(super) fn of_text(text: &str) -> Option<&'static Format> {
    let text = text.trim_start();
    find(|detection| matches!(detection, Detection::Text(fits) if fits(text)))
}

/// The format of a text that stops being JSON at this byte.
pub(super) fn of_broken_json(text: &str, name: &str, at: usize) -> Option<&'static Format> {
    find(|detection| matches!(detection, Detection::BrokenJson(fits) if fits(text, name, at)))
}

/// The format of a JSON value.
pub(super) fn of_json(root: &Value<'_>) -> &'static Format {
    find(|detection| matches!(detection, Detection::Json(fits) if fits(root)))
        .unwrap_or(&FORMATS[FORMATS.len() - 1])
}

fn find(fits: impl Fn(&Detection) -> bool) -> Option<&'static Format> {
    FORMATS.iter().find(|format| fits(&format.detection))
}

/// The issue of a file whose format is not opened.
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
        hint: Some(format!("Frenemy opens {}.", words::list(&opened))),
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
