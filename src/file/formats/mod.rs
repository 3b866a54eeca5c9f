//! The table of formats: what Frenemy opens, and what it recognizes but does not open. Dialogs,
//! command line, help and messages read it.
//!
//! To add a format, write a file with its reader and add a row to [`FORMATS`]; `detect` says how to
//! recognize it.

mod actor_columns;
mod adjacency;
mod adjacency_list;
mod adjacency_object;
mod annotations;
mod arrows;
mod attribute_names;
mod attribute_value;
mod attributes;
pub mod bibliography;
mod builder_memory;
mod cell_row;
mod chosen_ends;
mod claim_columns;
pub(crate) mod claim_record;
mod column_preview;
pub(crate) mod columns;
mod cx;
mod cx_aspect;
mod cx_claims;
mod cytoscape;
mod date_parts;
mod detect;
mod dl;
mod dl_header;
#[cfg(feature = "dna")]
mod dna;
#[cfg(feature = "dna")]
mod dna_congruence;
#[cfg(feature = "dna")]
mod dna_rows;
#[cfg(feature = "dna")]
mod dna_statements;
mod dot;
mod dot_tokens;
mod drawn_relations;
pub(crate) mod edge_list;
mod format;
mod ftm;
mod gephi_lite;
pub(super) mod gexf;
mod gexf_values;
mod gml;
pub(super) mod graphml;
mod graphml_parts;
mod graphology;
mod graphson;
mod jgf;
pub(crate) mod json;
mod json_actors;
mod json_any;
mod json_canvas;
pub(crate) mod json_error;
mod json_graph;
mod json_lines;
mod json_lists;
mod json_matrix;
mod json_sheet;
mod json_table;
mod json_tree;
pub(crate) mod json_writer;
pub(crate) mod kind_words;
mod listed_actor;
mod listed_tie;
pub(crate) mod long_text;
mod name_groups;
mod names;
pub(crate) mod native;
mod neo4j;
mod network_part;
mod node_link;
mod numbers;
mod oligrapher;
mod own_values;
pub(crate) mod pajek;
#[cfg(feature = "pdf")]
pub mod pdf_attachment;
pub mod picture;
mod png_chunks;
mod python_literal;
mod refused;
mod sections;
mod several_networks;
mod sheet_text;
mod sif;
mod svg_metadata;
mod tgf;
pub(crate) mod tie_builder;
mod tie_document;
mod tie_list;
mod tie_meaning;
mod tie_names;
mod tie_relations;
mod tie_roles;
mod tie_summary;
pub(super) mod times;
mod wiki_votes;
mod xlsx;
mod xlsx_guard;
mod xml_cursor;

use crate::model::{Document, Issue, Location, Severity};

use self::detect::{
    Detection, has_root, is_by_index, is_canvas, is_cx, is_cytoscape, is_dot, is_ftm, is_gml,
    is_graphology, is_graphson, is_jgf, is_json_lines, is_kumu, is_named, is_native, is_node_link,
    is_oligrapher, is_pajek, is_table, starts_with_word,
};
use self::json::{Kind, Member, Value};
use self::native::document;
use self::native::reading::Reading;

pub(super) use self::format::{EmbeddedTexts, FormatReader};
pub use self::format::{Format, FormatWriter};

/// The id of tables.
pub(crate) const TABLE: &str = "csv";

/// The id of the native format.
pub const NATIVE: &str = "frenemy";

/// All formats. The first one that fits a file is its format; the last one fits every JSON.
pub static FORMATS: &[Format] = &[
    refused::PNG,
    refused::GZIP,
    refused::GEPHI,
    refused::CYS,
    refused::QDPX,
    Format {
        id: "xlsx",
        name: "an Excel workbook",
        extensions: &["xlsx", "xlsm"],
        detection: Detection::Bytes(is_workbook),
        read: Some(FormatReader::Bytes(|bytes, report, progress| {
            xlsx::read(bytes, report, progress).map(|document| (document, EmbeddedTexts::new()))
        })),
        write: None,
        instead: "",
    },
    refused::WORD,
    refused::OPEN_DOCUMENT,
    refused::SPREADSHEET,
    refused::ZIP,
    refused::ANALYSTS_NOTEBOOK,
    refused::OLE,
    refused::PDF,
    refused::JPEG,
    #[cfg(feature = "dna")]
    Format {
        id: "dna",
        name: "a project of Discourse Network Analyzer",
        extensions: &["dna"],
        detection: Detection::Bytes(|b, _| b.starts_with(b"SQLite format 3\0")),
        read: Some(FormatReader::Bytes(dna::read)),
        write: None,
        instead: "",
    },
    #[cfg(not(feature = "dna"))]
    refused::SQLITE,
    refused::R_DATA,
    refused::PICKLE,
    refused::PARQUET,
    refused::GRAPH_TOOL,
    refused::SPSS,
    refused::STATA,
    refused::UCINET,
    refused::ENDNOTE,
    refused::HTML,
    Format::text(
        "graphml",
        "GraphML",
        &["graphml"],
        Detection::Text(|t| has_root(t, "graphml")),
        graphml::read,
    ),
    Format::text(
        "gexf",
        "GEXF",
        &["gexf"],
        Detection::Text(|t| has_root(t, "gexf")),
        gexf::read,
    ),
    refused::SVG,
    refused::XGMML,
    refused::RDF,
    refused::RDF_XML,
    refused::DYNETML,
    refused::VISIO,
    refused::XML,
    refused::GRAPH6,
    refused::LEDA,
    refused::TULIP,
    refused::DIMACS,
    refused::LFS_POINTER,
    refused::SCRIPT,
    refused::CODEBOOK,
    Format::text("gml", "GML", &["gml"], Detection::Text(is_gml), gml::read),
    Format::text(
        "pajek",
        "Pajek",
        &["net", "paj"],
        Detection::Text(is_pajek),
        pajek::read,
    ),
    Format::text(
        "dl",
        "UCINET DL",
        &["dl"],
        Detection::Text(|t| starts_with_word(t, "dl")),
        dl::read,
    ),
    Format::text(
        "gdf",
        "GUESS GDF",
        &["gdf"],
        Detection::Text(|t| t.starts_with("nodedef>") || t.starts_with("edgedef>")),
        sections::read_gdf,
    ),
    Format::text(
        "vna",
        "NetDraw VNA",
        &["vna"],
        Detection::Text(|t| {
            ["*node data", "*node properties", "*tie data"]
                .iter()
                .any(|word| {
                    t.get(..word.len())
                        .is_some_and(|head| head.eq_ignore_ascii_case(word))
                })
        }),
        sections::read_vna,
    ),
    Format::text(
        "dot",
        "Graphviz DOT",
        &["dot", "gv"],
        Detection::Text(is_dot),
        dot::read,
    ),
    Format::text(
        "bibliography",
        "a bibliography (BibTeX, RIS)",
        &["bib", "bibtex", "ris"],
        Detection::Text(bibliography::is_bibliography),
        bibliography::document,
    ),
    Format::text(
        "jsonl",
        "JSON Lines, as Neo4j, TinkerPop and OpenSanctions export",
        &["jsonl", "ndjson", "ijson"],
        Detection::BrokenJson(is_json_lines),
        json_lines::read,
    ),
    Format::text(
        "lgl",
        "LGL",
        &["lgl"],
        Detection::BrokenJson(|text, name, _| {
            is_named(name, &[".lgl"]) || adjacency_list::is_lgl(text)
        }),
        adjacency_list::read_lgl,
    ),
    refused::BINARY,
    refused::CYPHER_SHELL,
    Format::text(
        "wiki-votes",
        "votes of Wikipedia (wiki-RfA)",
        &[],
        Detection::BrokenJson(|text, _, _| wiki_votes::fits(text)),
        wiki_votes::read,
    ),
    Format::text(
        "tgf",
        "the trivial graph format",
        &["tgf"],
        Detection::BrokenJson(|_, name, _| is_named(name, &[".tgf"])),
        tgf::read,
    ),
    Format::text(
        "multiline-adjacency-list",
        "a multiline adjacency list of networkx",
        &["madj"],
        Detection::BrokenJson(|text, _, _| adjacency_list::is_multiline(text)),
        adjacency_list::read_multiline,
    ),
    Format::text(
        "adjacency-list",
        "an adjacency list",
        &["adjlist"],
        Detection::BrokenJson(|text, name, _| {
            is_named(name, &[".adjlist"])
                || adjacency_list::is_of_networkx(text)
                || (!is_named(name, &[".csv", ".tsv"]) && adjacency_list::fits(text))
        }),
        adjacency_list::read,
    ),
    Format::text(
        "sif",
        "Cytoscape's simple interaction format",
        &["sif"],
        Detection::BrokenJson(|_, name, _| is_named(name, &[".sif"])),
        sif::read,
    ),
    Format::text(
        TABLE,
        "a table or list of ties (CSV and the like)",
        &[
            "csv", "tsv", "tab", "txt", "edges", "edgelist", "ncol", "g", "mtx",
        ],
        Detection::BrokenJson(is_table),
        edge_list::read,
    ),
    Format {
        id: NATIVE,
        name: "Frenemy",
        extensions: &["json"],
        detection: Detection::Json(is_native),
        read: Some(FormatReader::Json(|root, reading| {
            node_link::report_unread(&root, reading);
            let document = document::read(members(root), reading);
            node_link::report_like_names(&document, reading);
            document
        })),
        write: Some(document::write),
        instead: "",
    },
    Format::tree(
        "annotations",
        "annotations of Hypothes.is or W3C Web Annotation",
        &["jsonld"],
        annotations::fits,
        annotations::read,
    ),
    Format::tree(
        "json-kumu",
        "a Kumu blueprint",
        &[],
        is_kumu,
        oligrapher::read_kumu,
    ),
    Format::tree(
        "json-neo4j",
        "a Neo4j export",
        &[],
        neo4j::fits,
        neo4j::read,
    ),
    Format::tree(
        "json-cytoscape",
        "Cytoscape JSON",
        &["cyjs"],
        is_cytoscape,
        cytoscape::read,
    ),
    Format::tree(
        "json-minivan",
        "a Minivan bundle",
        &[],
        |root| root.get("bundleVersion").is_some(),
        graphology::read,
    ),
    Format::tree(
        "json-oligrapher",
        "Oligrapher JSON",
        &[],
        is_oligrapher,
        oligrapher::read,
    ),
    Format::tree(
        "json-canvas",
        "JSON Canvas, as Obsidian writes it",
        &["canvas"],
        is_canvas,
        json_canvas::read,
    ),
    Format::tree(
        "json-gephi-lite",
        "a workspace of Gephi Lite",
        &[],
        gephi_lite::fits,
        gephi_lite::read,
    ),
    Format::tree("json-jgf", "JSON Graph Format", &["jgf"], is_jgf, jgf::read),
    Format::tree(
        "json-graphology",
        "Graphology JSON",
        &[],
        is_graphology,
        graphology::read,
    ),
    Format::tree(
        "json-adjacency",
        "networkx adjacency JSON",
        &[],
        |root| {
            let has = |key: &str| root.get(key).is_some();
            has("adjacency") && has("nodes") && json_matrix::JsonMatrix::find(root).is_none()
        },
        adjacency::read,
    ),
    Format::tree("json-cx", "Cytoscape CX", &["cx", "cx2"], is_cx, cx::read),
    Format::tree(
        "json-graphson",
        "TinkerPop GraphSON",
        &["graphson"],
        is_graphson,
        graphson::read,
    ),
    Format::tree(
        "json-ftm",
        "FollowTheMoney entities",
        &[],
        is_ftm,
        ftm::read,
    ),
    refused::GEOJSON,
    refused::STIX,
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
        instead: "",
    },
    Format {
        id: "json-networkx",
        name: "networkx node-link JSON",
        extensions: &["json"],
        detection: Detection::Json(|root| is_node_link(root) && root.get("multigraph").is_some()),
        read: Some(FormatReader::Json(read_foreign)),
        write: None,
        instead: "",
    },
    Format {
        id: "json-d3-id",
        name: "d3 node-link JSON",
        extensions: &["json"],
        detection: Detection::Json(is_node_link),
        read: Some(FormatReader::Json(read_foreign)),
        write: None,
        instead: "",
    },
    Format::tree(
        "json-csl",
        "CSL JSON, a bibliography",
        &["json"],
        bibliography::is_csl,
        bibliography::csl_document,
    ),
    Format::tree(
        "json-tree",
        "a tree in JSON, as networkx and d3 have it",
        &["json"],
        json_tree::fits,
        json_tree::read,
    ),
    Format::tree(
        "json-table",
        "a table in JSON, such as the results of a query of Wikidata",
        &["json"],
        json_sheet::fits,
        json_sheet::read,
    ),
    refused::SPARQL,
    Format::tree(
        "json-relations",
        "JSON with a list of relations",
        &["json"],
        json_any::has_relations,
        json_any::read_any,
    ),
    refused::NO_RELATIONS,
];

/// Whether these are the bytes of a workbook: a ZIP archive with the part that every workbook has.
fn is_workbook(bytes: &[u8], name: &str) -> bool {
    let part = b"xl/workbook.xml";
    bytes.starts_with(b"PK\x03\x04")
        && (is_named(name, &[".xlsx", ".xlsm"])
            || bytes.windows(part.len()).any(|window| window == part))
}

/// The writer of the format with this id.
///
/// # Errors
/// Frenemy does not write this format.
pub fn writer(id: &str) -> Result<FormatWriter, String> {
    let row = FORMATS.iter().find(|format| format.id == id);
    row.and_then(|format| format.write)
        .ok_or_else(|| format!("Frenemy does not write the format `{id}`; choose another one"))
}

/// The format with this id.
pub(super) fn by_id(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id)
}

/// The format of bytes that are not text.
pub(super) fn of_bytes(bytes: &[u8], name: &str) -> Option<&'static Format> {
    find(|detection| matches!(detection, Detection::Bytes(fits) if fits(bytes, name)))
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

/// The issue of a file whose format is not opened: what it is, and what to do.
pub(super) fn refusal(format: &Format) -> Issue {
    Issue {
        severity: Severity::Error,
        code: "unknown-format",
        place: Location::default(),
        message: format!(
            "the file looks like {}, which Frenemy does not open",
            format.name
        ),
        hint: Some(format.instead.to_owned()),
    }
}

/// The keys of the lists whose records are read one by one.
pub(super) const RECORD_LISTS: &[&str] = &[
    "references",
    "nodes",
    "actors",
    "edges",
    "links",
    "relations",
];

fn read_foreign(root: Value<'_>, reading: &mut Reading) -> Document {
    reading.is_foreign = true;
    node_link::report_unread(&root, reading);
    if reading.actor_of_index.is_none() {
        node_link::prepare(&root, reading);
    }
    let document = document::read(members(root), reading);
    node_link::report_like_names(&document, reading);
    node_link::settle(document, reading)
}

fn members(root: Value<'_>) -> Vec<Member<'_>> {
    match root.kind {
        Kind::Object(members) => members,
        _ => Vec::new(),
    }
}
