//! Formats that are recognized and not opened, each with what to do instead. Reads nothing.

use super::detect::{Detection, has_root, is_geojson, is_html, is_named};
use super::format::Format;
use super::json::Value;

/// Whether these are the bytes of a ZIP archive.
fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

pub(super) const PNG: Format = Format::recognized(
    "png",
    "a PNG picture without a Frenemy file in it",
    &["png"],
    Detection::Bytes(|b, _| b.starts_with(b"\x89PNG\r\n\x1a\n")),
    "Open the file that the picture was made from. A picture can be opened if the network was embedded when it was exported.",
);

pub(super) const GZIP: Format = Format::recognized(
    "gzip",
    "a gzip archive",
    &["gz"],
    Detection::Bytes(|b, _| b.starts_with(b"\x1f\x8b")),
    "Unpack it, and open the file that is in it.",
);

pub(super) const GEPHI: Format = Format::recognized(
    "gephi",
    "a Gephi project",
    &["gephi"],
    Detection::Bytes(|b, name| is_zip(b) && is_named(name, &[".gephi"])),
    "In Gephi: File → Export → Graph file → GEXF; open that file.",
);

pub(super) const CYS: Format = Format::recognized(
    "cys",
    "a Cytoscape session",
    &["cys"],
    Detection::Bytes(|b, name| is_zip(b) && is_named(name, &[".cys"])),
    "In Cytoscape: File → Export → Network to file → CX2, GraphML or Cytoscape.js JSON; open that file.",
);

pub(super) const QDPX: Format = Format::recognized(
    "qdpx",
    "a REFI-QDA project",
    &["qdpx"],
    Detection::Bytes(|b, name| is_zip(b) && is_named(name, &[".qdpx", ".qdc"])),
    "Export the coded relations as a table (CSV), and open that file.",
);

/// What to do with a text.
const ADD_TEXT: &str =
    "It is a text: in the window, choose File › Add a text… to quote it as a source.";

pub(super) const WORD: Format = Format::recognized(
    "docx",
    "a Word document",
    &["docx"],
    Detection::Bytes(|b, name| is_zip(b) && is_named(name, &[".docx"])),
    ADD_TEXT,
);

pub(super) const OPEN_DOCUMENT: Format = Format::recognized(
    "odt",
    "an OpenDocument text",
    &["odt"],
    Detection::Bytes(|b, name| is_zip(b) && is_named(name, &[".odt"])),
    ADD_TEXT,
);

pub(super) const SPREADSHEET: Format = Format::recognized(
    "ods",
    "an OpenDocument spreadsheet",
    &["ods"],
    Detection::Bytes(|b, name| is_zip(b) && is_named(name, &[".ods", ".ots"])),
    "In LibreOffice: File → Save as → Excel (XLSX), or each sheet as CSV; open that file.",
);

pub(super) const ZIP: Format = Format::recognized(
    "zip",
    "a ZIP archive",
    &["zip"],
    Detection::Bytes(|b, _| is_zip(b)),
    "Unpack it, and open the file that is in it.",
);

pub(super) const ANALYSTS_NOTEBOOK: Format = Format::recognized(
    "i2",
    "a chart of i2 Analyst's Notebook",
    &["anb", "anx"],
    Detection::Bytes(|b, name| {
        is_named(name, &[".anb"]) || (is_named(name, &[".anx"]) && !b.is_empty())
    }),
    "In Analyst's Notebook, export the chart's entities and links as a table (CSV); open that file.",
);

pub(super) const OLE: Format = Format::recognized(
    "ole",
    "an older Microsoft Office file",
    &["xls", "doc"],
    Detection::Bytes(|b, _| b.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
    "Save it as XLSX or CSV, and open that file.",
);

pub(super) const PDF: Format = Format::recognized(
    "pdf",
    "a PDF document",
    &["pdf"],
    Detection::Bytes(|b, _| b.starts_with(b"%PDF-")),
    "It is a text: in the window, choose File › Add a text… to quote it as a source. A figure can be opened if the network was embedded when it was exported.",
);

pub(super) const JPEG: Format = Format::recognized(
    "jpeg",
    "a JPEG picture",
    &["jpg", "jpeg"],
    Detection::Bytes(|b, _| b.starts_with(b"\xff\xd8\xff")),
    "Open the file that the picture was made from.",
);

#[cfg(not(feature = "dna"))]
pub(super) const SQLITE: Format = Format::recognized(
    "sqlite",
    "an SQLite database",
    &["sqlite", "db"],
    Detection::Bytes(|b, _| b.starts_with(b"SQLite format 3\0")),
    "Export its table of relations as CSV, and open that file.",
);

pub(super) const R_DATA: Format = Format::recognized(
    "r-data",
    "data of R",
    &["rda", "rdata", "rds"],
    Detection::Bytes(|b, name| {
        b.starts_with(b"RDX") || is_named(name, &[".rda", ".rdata", ".rds"])
    }),
    "In R: igraph::write_graph(g, \"network.graphml\", \"graphml\"), or write.csv; open that file.",
);

pub(super) const PICKLE: Format = Format::recognized(
    "pickle",
    "a Python pickle",
    &["pickle", "pkl", "gpickle"],
    Detection::Bytes(|b, name| {
        b.starts_with(b"\x80") && is_named(name, &[".pickle", ".pkl", ".gpickle"])
    }),
    "In Python: networkx.write_graphml(g, \"network.graphml\"); open that file.",
);

pub(super) const PARQUET: Format = Format::recognized(
    "parquet",
    "a Parquet table",
    &["parquet"],
    Detection::Bytes(|b, _| b.starts_with(b"PAR1")),
    "Save the table as CSV, and open that file.",
);

pub(super) const GRAPH_TOOL: Format = Format::recognized(
    "gt",
    "a graph of graph-tool",
    &["gt"],
    Detection::Bytes(|b, _| b.starts_with("\u{26fe} gt".as_bytes())),
    "In graph-tool: g.save(\"network.graphml\"); open that file.",
);

pub(super) const SPSS: Format = Format::recognized(
    "sav",
    "data of SPSS",
    &["sav", "zsav"],
    Detection::Bytes(|b, _| b.starts_with(b"$FL2") || b.starts_with(b"$FL3")),
    "In SPSS: File → Save as → CSV; open that file.",
);

pub(super) const STATA: Format = Format::recognized(
    "dta",
    "data of Stata",
    &["dta"],
    Detection::Bytes(|b, name| {
        let is_old = |first: &u8| (0x69..=0x73).contains(first);
        b.starts_with(b"<stata_dta>")
            || (is_named(name, &[".dta"]) && b.first().is_some_and(is_old))
    }),
    "In Stata: export delimited using network.csv; open that file.",
);

pub(super) const UCINET: Format = Format::recognized(
    "ucinet",
    "a data set of UCINET",
    &["##h", "##d"],
    Detection::Bytes(|_, name| is_named(name, &[".##h", ".##d"])),
    "In UCINET: Data → Export → DL; open that file.",
);

pub(super) const ENDNOTE: Format = Format::recognized(
    "enl",
    "a library of EndNote",
    &["enl", "enlx"],
    Detection::Bytes(|_, name| is_named(name, &[".enl", ".enlx"])),
    "In EndNote: File → Export → RIS; open that file.",
);

pub(super) const HTML: Format = Format::recognized(
    "html",
    "a web page",
    &["html", "htm"],
    Detection::Text(is_html),
    ADD_TEXT,
);

pub(super) const SVG: Format = Format::recognized(
    "svg",
    "an SVG picture without a Frenemy file in it",
    &["svg"],
    Detection::Text(|t| has_root(t, "svg")),
    "Open the file that the picture was made from. A picture can be opened if the network was embedded when it was exported.",
);

pub(super) const XGMML: Format = Format::recognized(
    "xgmml",
    "XGMML",
    &["xgmml"],
    Detection::Text(|t| has_root(t, "graph")),
    "In Cytoscape: File → Export → Network to file → CX2, GraphML or Cytoscape.js JSON; open that file.",
);

pub(super) const RDF_XML: Format = Format::recognized(
    "rdf-xml",
    "RDF in XML",
    &["rdf", "owl"],
    Detection::Text(|t| has_root(t, "RDF")),
    TABLE_OF_TRIPLES,
);

pub(super) const DYNETML: Format = Format::recognized(
    "dynetml",
    "DynetML of ORA",
    &[],
    Detection::Text(|t| {
        let roots = [
            "DynamicMetaNetwork",
            "DynamicNetwork",
            "MetaNetwork",
            "MetaMatrix",
        ];
        roots.iter().any(|root| has_root(t, root))
    }),
    "In ORA: File → Data export → GraphML or CSV; open that file.",
);

pub(super) const VISIO: Format = Format::recognized(
    "visio",
    "a drawing of Visio",
    &["vdx", "vsdx"],
    Detection::Text(|t| has_root(t, "VisioDocument")),
    "It has shapes and no network. Draw it in yEd and save it as GraphML, or make a table of its lines with the columns source, target and type.",
);

pub(super) const XML: Format = Format::recognized(
    "xml",
    "XML",
    &["xml"],
    Detection::Text(|t| t.starts_with('<')),
    "Of XML, Frenemy opens GraphML and GEXF.",
);

/// What to do with a graph that a program of mathematics wrote.
const CONVERT_GRAPH: &str =
    "Read it in networkx, igraph or the program that wrote it, write GraphML, and open that file.";

pub(super) const GRAPH6: Format = Format::recognized(
    "graph6",
    "graph6 or sparse6, a graph without names",
    &["g6", "s6", "d6"],
    Detection::Text(|t| {
        [">>graph6<<", ">>sparse6<<", ">>digraph6<<"]
            .iter()
            .any(|head| t.starts_with(head))
    }),
    CONVERT_GRAPH,
);

pub(super) const LEDA: Format = Format::recognized(
    "leda",
    "a graph of LEDA",
    &["lgr", "gw"],
    Detection::Text(|t| t.starts_with("LEDA.GRAPH")),
    CONVERT_GRAPH,
);

pub(super) const TULIP: Format = Format::recognized(
    "tlp",
    "a graph of Tulip",
    &["tlp"],
    Detection::Text(|t| t.starts_with("(tlp ")),
    "In Tulip: File → Export → GEXF or GML; open that file.",
);

pub(super) const DIMACS: Format = Format::recognized(
    "dimacs",
    "a graph of DIMACS",
    &["dimacs", "col", "clq"],
    Detection::Text(is_dimacs),
    CONVERT_GRAPH,
);

/// The first line that is no comment announces the problem: `p max 5 5`.
fn is_dimacs(text: &str) -> bool {
    let mut lines = text
        .lines()
        .filter(|line| !line.starts_with("c ") && *line != "c");
    let mut words = lines.next().unwrap_or_default().split(' ');
    words.next() == Some("p")
        && words
            .next()
            .is_some_and(|word| word.chars().all(char::is_alphabetic))
        && words
            .next()
            .is_some_and(|count| count.parse::<usize>().is_ok())
}

/// What to do with triples.
const TABLE_OF_TRIPLES: &str = "Make a table of it, with a line for each triple and the columns source, type and target; open that file.";

/// How much of a text is looked at for letters that no text has.
const HEAD_CHARS: usize = 200;

pub(super) const BINARY: Format = Format::recognized(
    "binary",
    "data of a program, and no text",
    &[],
    Detection::BrokenJson(|text, _, _| {
        let is_odd = |letter: char| matches!(letter, '\u{1}'..='\u{8}' | '\u{e}'..='\u{19}');
        text.chars().take(HEAD_CHARS).any(is_odd)
    }),
    "In the program that wrote it, export GraphML, GEXF or CSV; open that file.",
);

pub(super) const CYPHER_SHELL: Format = Format::recognized(
    "cypher-shell",
    "what cypher-shell of Neo4j prints",
    &[],
    Detection::BrokenJson(|text, _, _| {
        let mut lines = text.lines().take(5);
        lines.any(|line| line.contains("(:") && line.contains("[:"))
    }),
    "In Neo4j: RETURN a.name AS source, type(r) AS type, b.name AS target; or CALL apoc.export.json.all. Open that file.",
);

pub(super) const CODEBOOK: Format = Format::recognized(
    "codebook",
    "a codebook",
    &[],
    Detection::Text(|text| {
        let header = text.lines().next().unwrap_or_default().to_lowercase();
        let mut names = header.split([',', ';', '\t']);
        let first = names
            .next()
            .map(|name| name.trim_matches(['\u{feff}', '"', ' ']));
        first == Some("kind") && names.any(|name| name.trim_matches(['"', ' ']) == "rule")
    }),
    "It has rules and no ties. In the window, File → Import codebook… takes them; on the command line, `frenemy codebook NETWORK --from FILE -o OUT`.",
);

pub(super) const RDF: Format = Format::recognized(
    "rdf",
    "RDF (Turtle or N-Triples)",
    &["ttl", "nt"],
    Detection::Text(|t| {
        let line = t.lines().next().unwrap_or_default();
        let is_triple = line.starts_with("<http") && line.trim_end().ends_with('.');
        is_triple || line.starts_with("@prefix ") || line.starts_with("@base ")
    }),
    TABLE_OF_TRIPLES,
);

pub(super) const LFS_POINTER: Format = Format::recognized(
    "lfs",
    "a pointer of Git LFS, and not the file itself",
    &[],
    Detection::Text(|t| t.starts_with("version https://git-lfs.github.com/spec/")),
    "Fetch the file with `git lfs pull`, and open it again.",
);

pub(super) const SCRIPT: Format = Format::recognized(
    "javascript",
    "JavaScript around JSON",
    &["js"],
    Detection::Text(|t| {
        let words = [
            "var ",
            "const ",
            "let ",
            "window.",
            "export ",
            "module.exports",
        ];
        let line = t.lines().next().unwrap_or_default();
        words.iter().any(|word| line.starts_with(word)) && line.contains(['{', '[', '='])
    }),
    "Delete what is before the first bracket and after the last one, and save it as JSON.",
);

pub(super) const GEOJSON: Format = Format::recognized(
    "geojson",
    "GeoJSON, a map",
    &["geojson"],
    Detection::Json(is_geojson),
    "Frenemy draws networks; export the relations as a table.",
);

pub(super) const STIX: Format = Format::recognized(
    "stix",
    "a bundle of STIX",
    &["stix"],
    Detection::Json(|root| {
        root.get("type").and_then(Value::as_text) == Some("bundle") && root.get("objects").is_some()
    }),
    "Make a table of its relationships, with the columns source, type, target and when from source_ref, relationship_type, target_ref and start_time; open that file.",
);

pub(super) const SPARQL: Format = Format::recognized(
    "sparql-json",
    "the answer to a query in SPARQL, such as one to Wikidata",
    &["srj"],
    Detection::Json(|root| {
        root.get("head")
            .is_some_and(|head| head.get("vars").is_some())
            && root
                .get("results")
                .is_some_and(|results| results.get("bindings").is_some())
    }),
    "Name the columns in the query, SELECT (?oneLabel AS ?source) (?otherLabel AS ?target) …, and choose Download → CSV; open that file.",
);

pub(super) const NO_RELATIONS: Format = Format::recognized(
    "json",
    "JSON without a list of relations",
    &["json"],
    Detection::Json(|_| true),
    "Frenemy looks for a list whose items name two ends, such as `source` and `target`, at any depth; for a table with such columns; for a square matrix; and for an object that has a list of neighbours for each name.",
);

#[cfg(test)]
mod tests {
    use crate::file::read;

    #[test]
    fn a_refusal_names_the_format() {
        for (name, text, wanted) in [
            ("x.gt", "\u{26fe} gt\u{1}\u{0}", "graph-tool"),
            ("x.dat", "$FL2@(#) SPSS DATA FILE\u{0}", "SPSS"),
            ("x.dta", "<stata_dta><header>\u{0}", "Stata"),
            ("x.##h", "\u{1}\u{0}", "UCINET"),
            ("x.enl", "\u{0}\u{5}", "EndNote"),
            ("x.bin", "one\u{1}two three\u{2}\n", "no text"),
            (
                "x.rdf",
                "<?xml version='1.0'?>\n<rdf:RDF xmlns:rdf='x'><rdf:Description/></rdf:RDF>",
                "RDF in XML",
            ),
            ("x.xml", "<DynamicMetaNetwork id='x'/>", "DynetML"),
            ("x.vdx", "<VisioDocument/>", "Visio"),
            (
                "x.csv",
                "n, r, m\n(:State {name: \"A\"}), [:ENEMY_OF], (:State {name: \"B\"})\n",
                "cypher-shell",
            ),
            ("x.json", "{\"type\": \"bundle\", \"objects\": []}", "STIX"),
            (
                "x.json",
                "{\"head\": {\"vars\": [\"a\"]}, \"results\": {\"bindings\": []}}",
                "SPARQL",
            ),
            (
                "x.csv",
                "kind,type,rule\nhostility,war,They fight.\n",
                "codebook",
            ),
            ("x.tlp", "(tlp \"2.3\"\n(nb_nodes 2))\n", "Tulip"),
            ("x.leda", "LEDA.GRAPH\nstring\ndouble\n-1\n", "LEDA"),
            ("x.txt", "c by igraph\np max 5 5\na 1 2 1\n", "DIMACS"),
            ("x.g6", ">>graph6<<a~aC^a", "graph6"),
            ("x.s6", ">>sparse6<<:a_O?K", "sparse6"),
            (
                "x.ttl",
                "@prefix : <http://x/> .\n:France :enemyOf :Germany .\n",
                "RDF",
            ),
            (
                "x.nt",
                "<http://x/France> <http://x/enemyOf> <http://x/Germany> .\n",
                "RDF",
            ),
            (
                "x.csv",
                "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
                "Git LFS",
            ),
            (
                "x.js",
                "var graph = {\"nodes\":[],\"links\":[]};\n",
                "JavaScript",
            ),
            ("x.ods", "PK\u{3}\u{4}...", "OpenDocument spreadsheet"),
        ] {
            let issues = read(text.as_bytes(), name).unwrap_err();
            let message = &issues[0].message;
            assert!(message.contains(wanted), "{name}: {message}");
            assert!(issues[0].hint.is_some(), "{name}");
        }
    }
}
