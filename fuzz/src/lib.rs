//! What every file must hold once it is read, and how a file of each format begins: fuzzing starts
//! from there, so that it reaches the reader and not only its detection.

/// How a file of each format that is read begins: the format's id, a file name, and the first
/// bytes. A test of the program fails where a format is missing here.
pub const FORMATS: &[(&str, &str, &[u8])] = &[
    ("frenemy", "fuzz.json", b"{\"format\":\"frenemy/1\",\"nodes\":["),
    ("csv", "fuzz.csv", b"source,target,sign,weight,when\n"),
    ("xlsx", "fuzz.xlsx", b"PK\x03\x04"),
    ("dna", "fuzz.dna", b"SQLite format 3\0"),
    (
        "graphml",
        "fuzz.graphml",
        b"<graphml><key id=\"w\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/><graph>",
    ),
    ("gexf", "fuzz.gexf", b"<gexf><graph><nodes>"),
    ("gml", "fuzz.gml", b"graph ["),
    ("pajek", "fuzz.net", b"*Vertices 9\n"),
    ("dl", "fuzz.dl", b"dl n=5 "),
    ("gdf", "fuzz.gdf", b"nodedef>name VARCHAR\n"),
    ("vna", "fuzz.vna", b"*node data\nid name\n"),
    ("dot", "fuzz.dot", b"graph {"),
    ("bibliography", "fuzz.bib", b"@book{a,title={"),
    ("jsonl", "fuzz.jsonl", b"{\"type\":\"node\",\"id\":\"1\"}\n"),
    ("lgl", "fuzz.lgl", b"# a\n"),
    ("wiki-votes", "fuzz.txt", b"SRC:a\nTGT:b\nVOT:1\n"),
    ("tgf", "fuzz.tgf", b"1 a\n2 b\n#\n"),
    (
        "multiline-adjacency-list",
        "fuzz.madj",
        b"#\n# GMT\n#\na 1\nb {",
    ),
    ("adjacency-list", "fuzz.adjlist", b"a b\n"),
    ("sif", "fuzz.sif", b"a ally b\n"),
    (
        "annotations",
        "fuzz.jsonld",
        b"[{\"uri\":\"https://a.example\",\"user\":\"u\",\"tags\":[\"a\",\"b\",\"ally\"],\"target\":",
    ),
    (
        "json-kumu",
        "fuzz.json",
        b"{\"elements\":[{\"label\":\"a\"}],\"connections\":[",
    ),
    (
        "json-neo4j",
        "fuzz.json",
        b"[{\"p\":{\"start\":{},\"end\":{},\"segments\":[",
    ),
    (
        "json-cytoscape",
        "fuzz.cyjs",
        b"{\"elements\":{\"nodes\":[{\"data\":",
    ),
    ("json-minivan", "fuzz.json", b"{\"bundleVersion\":\"1\",\"g\":{"),
    (
        "json-oligrapher",
        "fuzz.json",
        b"{\"nodes\":{\"a\":{\"id\":\"a\",\"name\":\"a\"}},\"edges\":{",
    ),
    (
        "json-canvas",
        "fuzz.canvas",
        b"{\"nodes\":[{\"id\":\"a\",\"type\":\"text\",\"text\":\"a\"}],\"edges\":[",
    ),
    (
        "json-gephi-lite",
        "fuzz.json",
        b"{\"type\":\"gephi-lite\",\"graphDataset\":{",
    ),
    ("json-jgf", "fuzz.jgf", b"{\"graph\":{\"nodes\":"),
    (
        "json-graphology",
        "fuzz.json",
        b"{\"options\":{},\"nodes\":[{\"key\":\"a\"}],\"edges\":[",
    ),
    (
        "json-adjacency",
        "fuzz.json",
        b"{\"nodes\":[{\"id\":1}],\"adjacency\":[[",
    ),
    ("json-cx", "fuzz.cx2", b"[{\"CXVersion\":\"2.0\"},{\"nodes\":["),
    ("json-graphson", "fuzz.graphson", b"{\"vertices\":[{\"id\":1}],\"edges\":["),
    (
        "json-ftm",
        "fuzz.json",
        b"[{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{",
    ),
    (
        "json-d3-index",
        "fuzz.json",
        b"{\"nodes\":[{\"name\":\"a\"}],\"links\":[{\"source\":0,\"target\":0,",
    ),
    (
        "json-networkx",
        "fuzz.json",
        b"{\"directed\":false,\"multigraph\":true,\"graph\":{},\"nodes\":[{\"id\":1}],\"links\":[",
    ),
    (
        "json-d3-id",
        "fuzz.json",
        b"{\"nodes\":[{\"id\":\"a\"}],\"links\":[{\"source\":\"a\",\"target\":\"a\",",
    ),
    (
        "json-csl",
        "fuzz.json",
        b"[{\"id\":\"a\",\"type\":\"article\",\"title\":",
    ),
    (
        "json-tree",
        "fuzz.json",
        b"{\"name\":\"a\",\"children\":[{\"name\":\"b\",",
    ),
    (
        "json-table",
        "fuzz.json",
        b"{\"columns\":[\"source\",\"target\"],\"data\":[",
    ),
    (
        "json-relations",
        "fuzz.json",
        b"[{\"source\":\"a\",\"target\":\"b\",",
    ),
];

/// Reads a file. If it is a network, every relation has its ends, and our own file of it is read
/// again as the same.
///
/// # Panics
/// If one of these does not hold.
pub fn check(bytes: &[u8], name: &str) {
    let Ok(opened) = frenemy::file::read(bytes, name) else {
        return;
    };
    let actors = &opened.document.actors;
    for relation in opened.document.relations.iter() {
        let ends = [&relation.source, &relation.target];
        assert!(ends.iter().all(|end| actors.get(end).is_some()));
    }
    let written = frenemy::file::write(&opened.document);
    let again = frenemy::file::read(&written, "again.json").expect("our own file is read");
    assert!(
        frenemy::file::write(&again.document) == written,
        "it is written in two ways"
    );
}
