//! Networks that networkx and igraph (Python) write in all formats that both know, read by Frenemy,
//! written as GraphML, and read again by networkx and igraph: the same actors, ties and values.

use std::path::Path;
use std::process::Command;

use frenemy::file::{self, writers};

use crate::python::python_with;

/// `write FOLDER` writes random networks; `compare FOLDER` compares them with the files that were
/// made of these. Both make the same networks, from the seeds in the names of the files.
const SCRIPT: &str = r#"
import csv, html, json, os, random, sys
import networkx as nx, igraph

NAMES = ["Alba", "New Borea", "O'Neil & <co>", "Île", "日本", "a;b,c", "x=y", "100", "Zed"]

def network(seed, names, directed, multi, signed):
    r = random.Random(seed)
    kind = {(0, 0): nx.Graph, (1, 0): nx.DiGraph, (0, 1): nx.MultiGraph, (1, 1): nx.MultiDiGraph}
    g = kind[(directed, multi)]()
    nodes = r.sample(names, min(len(names), 4 + seed % 4))
    for n in nodes:
        g.add_node(n, alpha=r.randint(-5, 5), beta=r.randint(1, 99) / 8, gamma=r.choice(["u", "v w", 'q"r']))
    for _ in range(9):
        a, b = r.choice(nodes), r.choice(nodes)
        w = r.randint(1, 20) / 4
        g.add_edge(a, b, weight=-w if signed and r.random() < 0.5 else w,
                   eta=r.randint(1, 9), theta=r.choice(["x", "y z", "<&>"]))
    if signed:
        g.add_edge(nodes[0], nodes[1], weight=-1.5, eta=1, theta="x")
    return g

PLAIN = ["n%d" % n for n in range(9)]

# The name of the file; the names of nodes; whether values of nodes, and of edges, are in it; and
# whether it has parallel edges.
FORMATS = {
    "nx.graphml": (NAMES, 1, 1, 1), "ig.graphml": (NAMES, 1, 1, 1), "nx.gexf": (NAMES, 1, 1, 0),
    "nx.gml": (NAMES, 1, 1, 1), "ig.gml": (NAMES, 1, 1, 1), "nx.net": (PLAIN, 0, 0, 1),
    "ig.net": (PLAIN, 0, 0, 1), "edges.json": (NAMES, 1, 1, 1), "links.json": (NAMES, 1, 1, 1),
    "adjacency.json": (NAMES, 1, 1, 1), "cytoscape.json": (NAMES, 1, 1, 1),
    "weighted.edgelist": (PLAIN, 0, 0, 1), "data.edgelist": (PLAIN, 0, 1, 1),
    "comma.csv": (NAMES, 0, 1, 1), "semicolon.csv": (NAMES, 0, 1, 1), "tab.tsv": (NAMES, 0, 1, 1),
    "ncol.ncol": (PLAIN, 0, 0, 1), "lgl.lgl": (PLAIN, 0, 0, 0), "numbers.json": (range(9), 1, 1, 1),
}

def cases():
    for name, (names, of_nodes, of_edges, parallel) in FORMATS.items():
        for seed in range(4):
            for directed in (0, 1):
                multi = (seed // 2) % 2 if parallel else 0
                if name.startswith("ncol") and directed or name.startswith("lgl") and directed:
                    continue
                g = network(seed, list(names), directed, multi, seed % 2)
                if name.startswith("lgl"):
                    g.remove_edges_from(list(nx.selfloop_edges(g)))
                    g.remove_nodes_from(list(nx.isolates(g)))
                stem, ending = name.rsplit(".", 1)
                yield "%s-%d-%d.%s" % (stem, seed, directed, ending), name, g, of_nodes, of_edges

def as_igraph(g):
    i = igraph.Graph(directed=g.is_directed())
    i.add_vertices(len(g))
    i.vs["id"] = [str(n) for n in g]
    i.vs["name"] = [str(n) for n in g]
    for key in ("alpha", "beta", "gamma"):
        i.vs[key] = [d[key] for _, d in g.nodes(data=True)]
    at = {n: k for k, n in enumerate(g)}
    edges = list(g.edges(data=True))
    i.add_edges([(at[a], at[b]) for a, b, _ in edges])
    for key in ("weight", "eta", "theta"):
        i.es[key] = [d[key] for _, _, d in edges]
    return i

def table(path, g, separator, decimal):
    with open(path, "w", newline="", encoding="utf-8-sig" if separator == ";" else "utf-8") as f:
        out = csv.writer(f, delimiter=separator)
        out.writerow(["Source", "Target", "Type", "Weight", "eta", "theta"])
        for n in nx.isolates(g):
            out.writerow([n, "", "", "", "", ""])
        for a, b, d in g.edges(data=True):
            kind = "Directed" if g.is_directed() else "Undirected"
            out.writerow([a, b, kind, str(d["weight"]).replace(".", decimal), d["eta"], d["theta"]])

def write(folder):
    for file, name, g, _, _ in cases():
        path = os.path.join(folder, file)
        j = lambda data: json.dump(data, open(path, "w"))
        if name == "nx.graphml": nx.write_graphml(g, path)
        elif name == "ig.graphml": as_igraph(g).write_graphml(path)
        elif name == "nx.gexf": nx.write_gexf(g, path)
        elif name == "nx.gml": nx.write_gml(g, path)
        elif name == "ig.gml": as_igraph(g).write_gml(path)
        elif name == "nx.net":
            h = nx.MultiDiGraph(g) if g.is_directed() else nx.MultiGraph(g)
            h = nx.create_empty_copy(h, with_data=False)
            h.add_nodes_from(g.nodes())
            h.add_weighted_edges_from((a, b, d["weight"]) for a, b, d in g.edges(data=True))
            nx.write_pajek(h, path)
        elif name == "ig.net":
            i = as_igraph(g)
            i.vs["id"] = [str(n) for n in g]
            for key in ("alpha", "beta", "gamma"): del i.vs[key]
            for key in ("eta", "theta"): del i.es[key]
            i.write_pajek(path)
        elif name in ("edges.json", "numbers.json"): j(nx.node_link_data(g, edges="edges"))
        elif name == "links.json": j(nx.node_link_data(g, edges="links"))
        elif name == "adjacency.json": j(nx.adjacency_data(g))
        elif name == "cytoscape.json": j(nx.cytoscape_data(g))
        elif name == "weighted.edgelist": nx.write_weighted_edgelist(g, path)
        elif name == "data.edgelist": nx.write_edgelist(g, path, data=True)
        elif name == "comma.csv": table(path, g, ",", ".")
        elif name == "semicolon.csv": table(path, g, ";", ",")
        elif name == "tab.tsv": table(path, g, "\t", ".")
        elif name == "ncol.ncol": as_igraph(g).write_ncol(path, names="name", weights="weight")
        elif name == "lgl.lgl": as_igraph(g).write_lgl(path, names="name", weights="weight")

def same(value, found):
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        try: return abs(float(found) - value) < 1e-9
        except (TypeError, ValueError): return False
    return str(found) == str(value)

def value(data):
    sign = data.get("sign", 0)
    weight = float(data["weight"])
    return -weight if float(sign) < 0 else weight

def read(path, package):
    if package == "networkx":
        g = nx.read_graphml(path, force_multigraph=True)
        nodes = {str(d.get("name", n)): d for n, d in g.nodes(data=True)}
        names = {n: str(d.get("name", n)) for n, d in g.nodes(data=True)}
        edges = [(names[a], names[b], d) for a, b, d in g.edges(data=True)]
        return g.is_directed(), nodes, edges
    g = igraph.Graph.Read_GraphML(path)
    clean = lambda d: {k: v for k, v in d.items() if v == v and v is not None and v != ""}
    # igraph leaves references to characters in ids as they are.
    names = [str(clean(v.attributes()).get("name", html.unescape(v["id"]))) for v in g.vs]
    nodes = {n: clean(v.attributes()) for n, v in zip(names, g.vs)}
    edges = [(names[e.source], names[e.target], clean(e.attributes())) for e in g.es]
    return g.is_directed(), nodes, edges

def compare(folder):
    wrong = []
    for file, name, g, of_nodes, of_edges in cases():
        path = os.path.join(folder, file + ".graphml")
        for package in ("networkx", "igraph"):
            if not os.path.exists(path):
                wrong.append("%s was not written" % file)
                continue
            directed, nodes, edges = read(path, package)
            hint = "%s by %s: " % (file, package)
            lone = set(str(n) for n in nx.isolates(g))
            wanted = set(str(n) for n in g)
            # Lists of edges have no others.
            if name in ("weighted.edgelist", "data.edgelist", "ncol.ncol"): wanted -= lone
            if set(nodes) != wanted:
                wrong.append(hint + "nodes %s for %s" % (sorted(nodes), sorted(wanted)))
                continue
            if of_nodes:
                for n, data in g.nodes(data=True):
                    for key in ("alpha", "beta", "gamma"):
                        if not same(data[key], nodes[str(n)].get(key)):
                            wrong.append(hint + "%s of %s is %r for %r" % (key, n, nodes[str(n)].get(key), data[key]))
            says = name not in ("weighted.edgelist", "data.edgelist", "ncol.ncol", "lgl.lgl")
            if says and bool(directed) != g.is_directed():
                wrong.append(hint + "directed is %s" % directed)
            ends = lambda a, b: (a, b) if (g.is_directed() and says) or a <= b else (b, a)
            keys = ("eta", "theta") if of_edges else ()
            row = lambda a, b, w, d: (ends(str(a), str(b)), round(w, 6)) + tuple(str(d.get(k)) for k in keys)
            number = lambda d: {k: (int(float(v)) if k == "eta" else v) for k, v in d.items() if k in keys}
            found = sorted(row(a, b, value(d), number(d)) for a, b, d in edges)
            wanted = sorted(row(a, b, float(d["weight"]), number(d)) for a, b, d in g.edges(data=True))
            if found != wanted:
                lost = [w for w in wanted if w not in found][:3]
                new = [f for f in found if f not in wanted][:3]
                wrong.append(hint + "%d edges for %d; lost %s, new %s" % (len(found), len(wanted), lost, new))
    for line in wrong[:40]: print(line)
    print("%d wrong" % len(wrong))

{"write": write, "compare": compare}[sys.argv[1]](sys.argv[2])
"#;

fn run(python: &Path, what: &str, folder: &Path) -> String {
    let output = Command::new(python)
        .args(["-c", SCRIPT, what])
        .arg(folder)
        .env("PYTHONUTF8", "1")
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn networks_of_other_programs_pass_through_unchanged() {
    let Some(python) = python_with("networkx, igraph") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    run(&python, "write", folder.path());
    let files = std::fs::read_dir(folder.path()).unwrap();
    let paths: Vec<_> = files.map(|entry| entry.unwrap().path()).collect();
    assert!(paths.len() > 100);
    let writer = writers::by_id("graphml").unwrap();
    for path in paths {
        let name = path.file_name().unwrap().to_str().unwrap();
        let opened = file::read(&std::fs::read(&path).unwrap(), name)
            .unwrap_or_else(|issues| panic!("{name}: {issues:?}"));
        let written = writer.write(&opened.document).unwrap();
        let target = folder.path().join(format!("{name}.graphml"));
        std::fs::write(target, written.bytes).unwrap();
    }
    let found = run(&python, "compare", folder.path());
    assert_eq!(found.trim_end(), "0 wrong");
}
