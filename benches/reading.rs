//! How long files of other programs take to become documents, beside the readers of igraph (in C)
//! and networkx on the same bytes, one after the other. `ACTORS=20000 cargo bench --bench reading`
//! chooses the size; there are three ties for each actor. The peers are found as Python packages in
//! `target/peers`; they time their reader alone, without their start.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench prints, reads files, and stops where it cannot go on"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use frenemy::file;

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A format: the name of a file of it, what writes it, and how peers read the file `f`.
struct Format {
    file: &'static str,
    write: fn(&[String], &[Tie]) -> String,
    igraph: Option<&'static str>,
    networkx: &'static str,
}

struct Tie {
    source: usize,
    target: usize,
    weight: i32,
}

const FORMATS: [Format; 5] = [
    Format {
        file: "net.graphml",
        write: |names, ties| GRAPHML.of(names, ties),
        igraph: Some("igraph.Graph.Read_GraphML(f)"),
        networkx: "networkx.read_graphml(f)",
    },
    Format {
        file: "net.gexf",
        write: |names, ties| GEXF.of(names, ties),
        igraph: None,
        networkx: "networkx.read_gexf(f)",
    },
    Format {
        file: "net.gml",
        write: |names, ties| GML.of(names, ties),
        igraph: Some("igraph.Graph.Read_GML(f)"),
        networkx: "networkx.read_gml(f)",
    },
    // igraph reads lists that are parted by spaces alone.
    Format {
        file: "net.csv",
        write: |names, ties| list(names, ties, ","),
        igraph: Some("igraph.Graph.Read_Ncol(f + '.ncol', directed=True)"),
        networkx: "networkx.read_edgelist(f, delimiter=',', create_using=networkx.DiGraph, data=[('weight', int)])",
    },
    Format {
        file: "net.net",
        write: pajek,
        igraph: Some("igraph.Graph.Read_Pajek(f)"),
        networkx: "networkx.read_pajek(f)",
    },
];

fn main() {
    let actors = std::env::var("ACTORS").ok();
    let actors: usize = actors.and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let names: Vec<String> = (1..=actors)
        .map(|number| format!("actor-{number}"))
        .collect();
    let ties = ties(actors);
    println!("{actors} actors, {} ties", ties.len());
    let folder = tempfile::tempdir().expect("a temporary folder");
    for format in FORMATS {
        let path = folder.path().join(format.file);
        let text = (format.write)(&names, &ties);
        std::fs::write(&path, &text).expect("a file");
        if format.file == "net.csv" {
            let spaced = list(&names, &ties, " ");
            std::fs::write(folder.path().join("net.csv.ncol"), spaced).expect("a file");
        }
        let start = Instant::now();
        let bytes = std::fs::read(&path).expect("the file");
        let Ok(found) = file::read(&bytes, format.file) else {
            println!("{}: not read", format.file);
            continue;
        };
        let own = start.elapsed().as_secs_f64();
        assert_eq!(
            found.document.relations.len(),
            ties.len(),
            "{}",
            format.file
        );
        println!(
            "{}, {:.1} MB: {own:.2} s",
            format.file,
            text.len() as f64 / 1e6
        );
        drop(found);
        for (peer, call) in [
            ("igraph", format.igraph),
            ("networkx", Some(format.networkx)),
        ] {
            let Some(call) = call else { continue };
            match peer_seconds(peer, call, &path) {
                Some(time) => println!("  {peer}: {time:.2} s, {:.2} times as long", time / own),
                None => println!("  {peer} is not in target/peers, or does not read it"),
            }
        }
    }
}

/// Ties without loops and without two for one pair in one direction, the same in each run.
fn ties(actors: usize) -> Vec<Tie> {
    let steps = [1, 7, 31];
    let of = |source: usize| {
        steps.iter().enumerate().map(move |(at, step)| Tie {
            source,
            target: (source * 3 + step + at) % actors,
            weight: i32::try_from((source + at) % 7).unwrap_or(0) - 3,
        })
    };
    let mut ties: Vec<Tie> = (0..actors).flat_map(of).collect();
    for tie in &mut ties {
        if tie.weight == 0 {
            tie.weight = 4;
        }
        if tie.source == tie.target {
            tie.target = (tie.target + 2) % actors;
        }
    }
    ties
}

/// The parts of a file that lists actors, then ties.
struct Listing {
    head: &'static str,
    actor: fn(&mut String, usize, &str) -> std::fmt::Result,
    between: &'static str,
    tie: fn(&mut String, usize, &Tie) -> std::fmt::Result,
    end: &'static str,
}

impl Listing {
    fn of(&self, names: &[String], ties: &[Tie]) -> String {
        let mut text = self.head.to_owned();
        for (at, name) in names.iter().enumerate() {
            (self.actor)(&mut text, at, name).expect("a String takes any text");
        }
        text += self.between;
        for (at, tie) in ties.iter().enumerate() {
            (self.tie)(&mut text, at, tie).expect("a String takes any text");
        }
        text + self.end
    }
}

const GRAPHML: Listing = Listing {
    head: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n\
        <key id=\"n\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n\
        <key id=\"w\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n\
        <graph id=\"G\" edgedefault=\"directed\">\n",
    actor: |text, at, name| {
        writeln!(
            text,
            "<node id=\"n{at}\"><data key=\"n\">{name}</data></node>"
        )
    },
    between: "",
    tie: |text,
          _,
          Tie {
              source,
              target,
              weight,
          }| {
        writeln!(
            text,
            "<edge source=\"n{source}\" target=\"n{target}\"><data key=\"w\">{weight}</data></edge>"
        )
    },
    end: "</graph>\n</graphml>\n",
};

const GEXF: Listing = Listing {
    head: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n\
        <graph defaultedgetype=\"directed\">\n<nodes>\n",
    actor: |text, at, name| writeln!(text, "<node id=\"{at}\" label=\"{name}\"/>"),
    between: "</nodes>\n<edges>\n",
    tie: |text,
          at,
          Tie {
              source,
              target,
              weight,
          }| {
        writeln!(
            text,
            "<edge id=\"{at}\" source=\"{source}\" target=\"{target}\" weight=\"{weight}\"/>"
        )
    },
    end: "</edges>\n</graph>\n</gexf>\n",
};

const GML: Listing = Listing {
    head: "graph [\n  directed 1\n",
    actor: |text, at, name| writeln!(text, "  node [\n    id {at}\n    label \"{name}\"\n  ]"),
    between: "",
    tie: |text,
          _,
          Tie {
              source,
              target,
              weight,
          }| {
        writeln!(
            text,
            "  edge [\n    source {source}\n    target {target}\n    weight {weight}\n  ]"
        )
    },
    end: "]\n",
};

fn list(names: &[String], ties: &[Tie], comma: &str) -> String {
    let mut text = String::new();
    for Tie {
        source,
        target,
        weight,
    } in ties
    {
        let (source, target) = (&names[*source], &names[*target]);
        writeln!(text, "{source}{comma}{target}{comma}{weight}").expect("a String takes any text");
    }
    text
}

fn pajek(names: &[String], ties: &[Tie]) -> String {
    let rows = Listing {
        head: "",
        actor: |text, at, name| writeln!(text, "{} \"{name}\"", at + 1),
        between: "*Arcs\n",
        tie: |text,
              _,
              Tie {
                  source,
                  target,
                  weight,
              }| { writeln!(text, "{} {} {weight}", source + 1, target + 1) },
        end: "",
    };
    format!("*Vertices {}\n{}", names.len(), rows.of(names, ties))
}

/// How long a peer's reader takes, in seconds, by its own clock.
fn peer_seconds(peer: &str, call: &str, path: &Path) -> Option<f64> {
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/peers/bin/python");
    let script = format!(
        "import sys, time, {peer}\nf = sys.argv[1]\nt = time.perf_counter()\n{call}\nprint(time.perf_counter() - t)"
    );
    let answer = Command::new(python)
        .args(["-c", &script])
        .arg(path)
        .output();
    let answer = answer.ok().filter(|answer| answer.status.success())?;
    String::from_utf8_lossy(&answer.stdout).trim().parse().ok()
}
