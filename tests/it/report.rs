//! The measures of a figure, measured again from its SVG alone.

use std::collections::BTreeSet;

use emath::{Pos2, pos2};
use frenemy::export::{ExportContent, by_id};
use frenemy::file;
use frenemy::graph::{Filter, Network};
use frenemy::layout::{self, Plan};
use frenemy::model::Document;
use frenemy::sample::Sample;
use frenemy::scene::{self, Encoding, FigureOptions, PictureReport, Start};
use resvg::usvg::roxmltree;

use crate::data::shared;

/// The figure of a document as SVG, with our measures of it.
fn figure(document: &Document) -> (String, PictureReport) {
    figure_of(document, &FigureOptions::default())
}

fn figure_of(document: &Document, options: &FigureOptions) -> (String, PictureReport) {
    figure_with(document, &laid_out(document), options)
}

fn laid_out(document: &Document) -> Vec<Pos2> {
    let network = Network::seen(document, &Filter::default());
    let request = scene::request(document, &network, Start::AsPlaced, Plan::default());
    layout::layout(&request, &|_| std::ops::ControlFlow::Continue(())).unwrap()
}

/// The same with these positions.
fn figure_at(document: &Document, positions: &[Pos2]) -> (String, PictureReport) {
    figure_with(document, positions, &FigureOptions::default())
}

fn figure_with(
    document: &Document,
    positions: &[Pos2],
    options: &FigureOptions,
) -> (String, PictureReport) {
    let filter = Filter::default();
    let content = ExportContent {
        document,
        filter: &filter,
        blocs: None,
        positions,
        encoding: &Encoding::default(),
        groups: None,
    };
    let exporter = by_id("svg").unwrap();
    let bytes = exporter.export(&content, options).unwrap();
    let report = exporter.report(&content, options).unwrap();
    (String::from_utf8(bytes).unwrap(), report)
}

type Point = (f32, f32);

/// A body: a circle or a convex polygon.
enum Body {
    Circle(Point, f32),
    Polygon(Vec<Point>),
}

impl Body {
    /// How far a point is inside; negative outside.
    fn depth(&self, (x, y): Point) -> f32 {
        match self {
            Self::Circle((cx, cy), r) => r - (x - cx).hypot(y - cy),
            Self::Polygon(corners) => {
                let edges = corners.iter().zip(corners.iter().cycle().skip(1));
                let depths = edges.map(|((ax, ay), (bx, by))| {
                    let length = (bx - ax).hypot(by - ay).max(1e-6);
                    ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length
                });
                let depths: Vec<f32> = depths.collect();
                let inside = depths.iter().copied().fold(f32::INFINITY, f32::min);
                let other = depths.iter().copied().fold(f32::NEG_INFINITY, f32::max);
                inside.max(-other)
            }
        }
    }
}

/// Points along a path of moves, lines and quadratic curves.
fn points(data: &str) -> Vec<Point> {
    let spaced = ["M", "L", "Q", "Z"]
        .iter()
        .fold(data.to_owned(), |text, letter| {
            text.replace(letter, &format!(" {letter} "))
        });
    let mut words = spaced.split_whitespace().peekable();
    let mut out: Vec<Point> = Vec::new();
    let mut command = "";
    while let Some(word) = words.peek().copied() {
        if ["M", "L", "Q", "Z"].contains(&word) {
            command = word;
            words.next();
            continue;
        }
        let mut number = || words.next().unwrap().parse::<f32>().unwrap();
        if command == "Q" {
            let (control, to) = ((number(), number()), (number(), number()));
            let from = *out.last().unwrap();
            out.extend((1..=60).map(|step| {
                let t = step as f32 / 60.0;
                let mix = |a: f32, b: f32, c: f32| {
                    (1.0 - t) * (1.0 - t) * a + 2.0 * (1.0 - t) * t * b + t * t * c
                };
                (mix(from.0, control.0, to.0), mix(from.1, control.1, to.1))
            }));
            continue;
        }
        let to = (number(), number());
        if let (Some(from), "L") = (out.last().copied(), command) {
            out.extend((1..60).map(|step| {
                let t = step as f32 / 60.0;
                (from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t)
            }));
        }
        out.push(to);
    }
    out
}

/// The corners of a path of straight lines.
fn corners(data: &str) -> Vec<Point> {
    let numbers = data.replace(['M', 'L', 'Q', 'Z'], " ");
    let numbers: Vec<f32> = numbers
        .split_whitespace()
        .map(|word| word.parse().unwrap())
        .collect();
    numbers.chunks(2).map(|pair| (pair[0], pair[1])).collect()
}

/// The boxes around the letters of all names: left, top, right and bottom.
fn letters(tree: &roxmltree::Document) -> Vec<[f32; 4]> {
    let names = tree
        .descendants()
        .filter(|node| node.has_attribute("data-name-of"));
    let lines = names.flat_map(|name| name.children().filter(|node| node.has_tag_name("path")));
    let around = |line: roxmltree::Node| {
        let outline = points(line.attribute("d").unwrap());
        let nothing = [
            f32::INFINITY,
            f32::INFINITY,
            f32::NEG_INFINITY,
            f32::NEG_INFINITY,
        ];
        outline
            .into_iter()
            .fold(nothing, |[left, top, right, bottom], (x, y)| {
                [left.min(x), top.min(y), right.max(x), bottom.max(y)]
            })
    };
    lines.map(around).collect()
}

fn attribute(node: roxmltree::Node, name: &str) -> f32 {
    node.attribute(name).unwrap().parse().unwrap()
}

/// The body of a group: its last filled shape, after the ring of a selection.
fn body(group: roxmltree::Node) -> Body {
    let mut shapes = group.children().filter(roxmltree::Node::is_element);
    let shape = shapes
        .rfind(|node| node.has_tag_name("circle") || node.has_tag_name("path"))
        .unwrap();
    if shape.has_tag_name("circle") {
        let center = (attribute(shape, "cx"), attribute(shape, "cy"));
        Body::Circle(center, attribute(shape, "r"))
    } else {
        Body::Polygon(corners(shape.attribute("d").unwrap()))
    }
}

fn check(document: &Document) {
    let (svg, report) = figure(document);
    let tree = roxmltree::Document::parse(&svg).unwrap();
    let groups = || tree.descendants().filter(|node| node.has_tag_name("g"));
    let bodies: Vec<(&str, Body)> = groups()
        .filter_map(|group| Some((group.attribute("data-actor")?, body(group))))
        .collect();
    assert_eq!(bodies.len(), report.actors);
    let names: BTreeSet<&str> = groups()
        .filter_map(|group| group.attribute("data-name-of"))
        .collect();
    assert_eq!(names.len(), report.names_shown);
    assert_eq!(report.names_shown + report.names_left_out, report.actors);
    let mut lines = BTreeSet::new();
    let mut relations = BTreeSet::new();
    let (mut through, mut through_names) = (BTreeSet::new(), BTreeSet::new());
    let letters = letters(&tree);
    for group in groups() {
        let Some(ids) = group.attribute("data-relations") else {
            continue;
        };
        let ends = ["data-source", "data-target"].map(|end| group.attribute(end).unwrap());
        assert!(lines.insert(ids), "two groups have the ids of one tie");
        relations.extend(ids.split(' '));
        let paths = group.children().filter(|node| node.has_tag_name("path"));
        let lines_only = paths.filter(|path| path.attribute("fill") == Some("none"));
        for path in lines_only {
            let along = points(path.attribute("d").unwrap());
            let enters = |(actor, body): &(&str, Body)| {
                !ends.contains(actor) && along.iter().any(|point| body.depth(*point) > 0.3)
            };
            if bodies.iter().any(enters) {
                through.insert(ids);
            }
            let is_over = |[left, top, right, bottom]: &[f32; 4]| {
                let mut along = along.iter();
                along.any(|(x, y)| x > left && x < right && y > top && y < bottom)
            };
            if letters.iter().any(is_over) {
                through_names.insert(ids);
            }
        }
    }
    assert_eq!(lines.len(), report.ties);
    assert_eq!(relations.len(), report.relations);
    // Rounded corners and steps may decide a line that only touches a body differently.
    assert!(
        through.len().abs_diff(report.lines_through_strangers) <= 1 + report.ties / 100,
        "{} here, {} in the report",
        through.len(),
        report.lines_through_strangers
    );
    // The report measures letters by the height of capitals, not by their outlines.
    assert!(
        through_names.len() <= report.lines_through_names + 1 + report.ties / 50,
        "{} here, {} in the report",
        through_names.len(),
        report.lines_through_names
    );
    assert_eq!(report.overlapping_names, 0);
}

/// Actors at given places in a square of this side, the first of them with many relations.
fn given(side: f64, pinned: usize) -> Document {
    use frenemy::model::{Actor, Point, Relation};
    let place = |number: usize| {
        let part = |factor: f64| side * (factor * (number + 1) as f64).fract();
        Point {
            x: part(0.618_034),
            y: part(0.754_878),
        }
    };
    let actor = |number: usize| Actor {
        position: Some(place(number)),
        pinned: number < pinned,
        ..Actor::new(number.to_string())
    };
    let relation = |number: usize| {
        let hub = (number % 3).to_string();
        Relation::new(format!("r{number}"), hub, number.to_string())
    };
    Document {
        actors: (0..60).map(actor).collect(),
        relations: (3..60).map(relation).collect(),
        ..Document::default()
    }
}

#[test]
fn given_positions_leave_no_actor_on_another() {
    // From a crowd to one with room for most, as other programs save them.
    for side in [120.0, 240.0, 400.0, 800.0] {
        for pinned in [0, 2] {
            let document = given(side, pinned);
            let (svg, report) = figure(&document);
            assert_eq!(report.overlapping_bodies, 0, "{side}");
            assert_eq!(report.names_left_out, 0, "{side}");
            let tree = roxmltree::Document::parse(&svg).unwrap();
            let groups = tree
                .descendants()
                .filter(|node| node.has_attribute("data-actor"));
            let bodies: Vec<Body> = groups.map(body).collect();
            assert_eq!(bodies.len(), 60);
            for (at, one) in bodies.iter().enumerate() {
                for other in &bodies[at + 1..] {
                    let (Body::Circle(a, r), Body::Circle(b, s)) = (one, other) else {
                        panic!("no circle");
                    };
                    let apart = (a.0 - b.0).hypot(a.1 - b.1);
                    assert!(apart > r + s, "{side}: {apart} apart, radii {r} and {s}");
                }
            }
        }
    }
}

#[test]
fn a_figure_of_hundreds_of_actors_has_a_line_for_every_tie() {
    for actors in [450, 900] {
        let document = Sample::new(actors, 5).document();
        // A spiral in which all actors have the same space.
        let place = |number: usize| {
            let angle = number as f32 * 2.399_963;
            pos2(0.0, 0.0) + emath::Vec2::angled(angle) * 40.0 * (number as f32).sqrt()
        };
        let positions: Vec<Pos2> = (0..actors).map(place).collect();
        let (_, report) = figure_at(&document, &positions);
        assert!(report.ties > actors);
        assert_eq!(report.ties_left_out, 0, "{actors}: {report:?}");
    }
}

/// Checks the limits for lines through strangers and names in a network of this size.
fn check_limits(report: &PictureReport, name: &str) {
    let through = report.lines_through_strangers + report.lines_through_names;
    let limit = match report.actors {
        0..=40 => 0,
        41..=120 => report.ties / 20,
        _ => return,
    };
    assert!(
        through <= limit,
        "{name}: {} of {} lines through strangers, {} through names",
        report.lines_through_strangers,
        report.ties,
        report.lines_through_names
    );
}

fn read(path: &std::path::Path) -> Document {
    let bytes = std::fs::read(path).unwrap();
    file::read(&bytes, &path.display().to_string())
        .unwrap()
        .document
}

#[test]
fn collected_networks_have_few_lines_through_strangers_and_names() {
    let files = [
        "json-d3-index/starwars-ep1-interactions.json",
        "json-d3-index/networkd3-miserables.json",
        "pajek/Football.net",
        "pajek/MONK.NET",
        "signed-classic/GAMA.net",
        "ir-signed/cow-1946-49.csv",
        "ir-signed/cow-1970-73.csv",
        "ir-signed/coldwar-a.csv",
        "csv/quaker-edges.csv",
    ];
    for name in files {
        let Some(path) = shared(&format!("data/{name}")) else {
            continue;
        };
        check_limits(&figure(&read(&path)).1, name);
    }
}

/// The ids of the actors with the most relations; all with as many as the last of them count.
fn best_connected(document: &Document, count: usize) -> Vec<(String, usize)> {
    let mut degrees = std::collections::BTreeMap::<String, usize>::new();
    for relation in document.relations.iter() {
        for end in [&relation.source, &relation.target] {
            *degrees.entry(end.to_string()).or_default() += 1;
        }
    }
    let mut sorted: Vec<_> = degrees.into_iter().collect();
    sorted.sort_by_key(|(_, degree)| std::cmp::Reverse(*degree));
    sorted.truncate(count);
    sorted
}

#[test]
fn the_best_connected_actors_are_named_in_a_figure_of_any_size() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let document = read(&folder.join("lesmis.csv"));
    let best = best_connected(&document, 10);
    let last = best.last().unwrap().1;
    for (width, height) in [(300.0, 210.0), (600.0, 420.0), (1280.0, 800.0)] {
        let options = FigureOptions {
            width,
            height,
            ..FigureOptions::default()
        };
        let (svg, report) = figure_of(&document, &options);
        assert_eq!(report.overlapping_names, 0);
        // Of several actors with as many relations as the tenth, not all are among the ten.
        for (id, _) in best.iter().filter(|(_, degree)| *degree > last) {
            let name = format!("data-name-of=\"{id}\"");
            assert!(
                svg.contains(&name),
                "{id} has no name at {width} × {height}"
            );
        }
    }
}

/// Every size a figure may have: a thumbnail, a column of a newspaper, a page.
const SIZES: [(f32, f32); 5] = [
    (160.0, 120.0),
    (241.0, 200.0),
    (300.0, 210.0),
    (640.0, 480.0),
    (1280.0, 800.0),
];

fn example(name: &str) -> Document {
    let path = format!("{}/assets/examples/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(path).unwrap();
    file::read(&bytes, name).unwrap().document
}

/// Checks that every tie has a line in figures of every size.
fn check_all_ties(document: &Document, name: &str) {
    let positions = laid_out(document);
    for (width, height) in SIZES {
        let options = FigureOptions {
            width,
            height,
            ..FigureOptions::default()
        };
        let (_, report) = figure_with(document, &positions, &options);
        assert_eq!(
            report.ties_left_out, 0,
            "{name} at {width} × {height}: {} ties drawn",
            report.ties
        );
    }
}

#[test]
fn every_tie_has_a_line_at_every_size() {
    for name in ["afghanistan-2017", "europe-1872-1914"] {
        check_all_ties(&example(name), name);
    }
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    for name in ["florentine", "highland-tribes", "karate", "lesmis"] {
        check_all_ties(&read(&folder.join(format!("{name}.csv"))), name);
    }
    for name in ["ir-signed/cow-1970-73.csv", "signed-classic/GAMA.net"] {
        if let Some(path) = shared(&format!("data/{name}")) {
            check_all_ties(&read(&path), name);
        }
    }
}

#[test]
fn ties_of_bodies_that_touch_or_overlap_have_lines() {
    let document = Sample::new(30, 5).document();
    // Actors in rows that are so close that neighbours overlap.
    for apart in [14.0, 20.0, 24.0, 30.0] {
        let place = |number: usize| pos2((number % 6) as f32 * apart, (number / 6) as f32 * apart);
        let positions: Vec<Pos2> = (0..30).map(place).collect();
        let (_, report) = figure_at(&document, &positions);
        assert_eq!(report.ties_left_out, 0, "{apart}: {report:?}");
    }
}

#[test]
fn a_small_figure_of_an_example_has_room_for_its_network() {
    for (width, height) in [(160.0, 120.0), (241.0, 200.0)] {
        let options = FigureOptions {
            width,
            height,
            ..FigureOptions::default()
        };
        let (_, report) = figure_of(&example("europe-1872-1914"), &options);
        // Type that can be read leaves a page this small too little room for all detours.
        let through = report.lines_through_strangers + report.lines_through_names;
        assert!(
            through <= report.ties / 20,
            "{width} × {height}: {report:?}"
        );
        assert_eq!(report.names_left_out, 0, "{width} × {height}");
    }
}

/// A complete network of two camps.
fn complete(actors: usize) -> Document {
    let mut document = Document::default();
    for number in 0..actors {
        let actor = frenemy::model::Actor::new(format!("a{number}"));
        document.actors.put(actor);
    }
    for a in 0..actors {
        for b in a + 1..actors {
            let (from, to) = (format!("a{a}"), format!("a{b}"));
            let relation = frenemy::model::Relation::new(format!("{from}-{to}"), from, to);
            document.relations.put(relation);
        }
    }
    document
}

#[test]
fn where_every_two_actors_are_tied_lines_still_go_around_the_others() {
    let (_, report) = figure(&complete(58));
    let limit = report.ties / 20;
    assert!(report.lines_through_strangers <= limit, "{report:?}");
    assert_eq!((report.ties_left_out, report.names_left_out), (0, 0));
}

#[test]
fn lines_beneath_other_actors_are_counted_in_the_caption_and_bodies_have_halos() {
    let document = complete(62);
    let place = |number: usize| pos2((number % 8) as f32 * 70.0, (number / 8) as f32 * 70.0);
    let positions: Vec<Pos2> = (0..62).map(place).collect();
    let (svg, report) = figure_at(&document, &positions);
    assert!(report.lines_through_strangers > 10, "{report:?}");
    assert_eq!(report.ties_left_out, 0);
    let said = format!(
        "{} lines pass beneath other actors",
        frenemy::words::grouped(report.lines_through_strangers)
    );
    assert!(svg.contains(&said), "{said}");
    let tree = roxmltree::Document::parse(&svg).unwrap();
    let group = tree
        .descendants()
        .find(|node| node.attribute("data-actor") == Some("a27"))
        .unwrap();
    let circle = group
        .descendants()
        .find(|node| node.has_tag_name("circle"))
        .unwrap();
    let is_halo = |node: &roxmltree::Node| {
        node.has_tag_name("circle")
            && node.attribute("cx") == circle.attribute("cx")
            && node.attribute("cy") == circle.attribute("cy")
            && attribute(*node, "r") > attribute(circle, "r") + 1.0
    };
    assert!(tree.descendants().any(|node| is_halo(&node)), "no halo");
}

#[test]
fn the_hub_of_a_large_star_is_much_larger_than_its_leaves() {
    let leaves = 2_000;
    let mut document = Document::default();
    document.actors.put(frenemy::model::Actor::new("hub"));
    for number in 0..leaves {
        let id = format!("leaf{number}");
        document.actors.put(frenemy::model::Actor::new(id.as_str()));
        let relation = frenemy::model::Relation::new(format!("r{number}"), "hub", id);
        document.relations.put(relation);
    }
    // A spiral in which all leaves have the same space.
    let place = |number: usize| {
        let angle = number as f32 * 2.399_963;
        pos2(0.0, 0.0) + emath::Vec2::angled(angle) * 40.0 * (number as f32).sqrt()
    };
    let positions: Vec<Pos2> = (0..=leaves).map(place).collect();
    let (svg, report) = figure_at(&document, &positions);
    let tree = roxmltree::Document::parse(&svg).unwrap();
    let radius = |id: &str| {
        let group = tree
            .descendants()
            .find(|node| node.attribute("data-actor") == Some(id))?;
        let circles = group
            .descendants()
            .filter(|node| node.has_tag_name("circle"));
        circles
            .map(|circle| attribute(circle, "r"))
            .reduce(f32::max)
    };
    let (hub, leaf) = (radius("hub").unwrap(), radius("leaf1900").unwrap());
    assert!(hub > 7.0 * leaf, "{hub} and {leaf}");
    assert_eq!(report.overlapping_bodies, 0);
    assert!(report.actors > leaves - 60, "{}", report.actors);
}

#[test]
fn a_tie_of_an_actor_beneath_another_one_is_counted_as_left_out() {
    let mut document = Document::default();
    for id in ["a", "b", "c", "d"] {
        document.actors.put(frenemy::model::Actor::new(id));
    }
    for (id, a, b) in [
        ("ab", "a", "b"),
        ("bc", "b", "c"),
        ("ac", "a", "c"),
        ("cd", "c", "d"),
    ] {
        document
            .relations
            .put(frenemy::model::Relation::new(id, a, b));
    }
    let positions = [
        pos2(0.0, 0.0),
        pos2(0.0, 0.0),
        pos2(200.0, 0.0),
        pos2(200.0, 90.0),
    ];
    let (svg, report) = figure_at(&document, &positions);
    assert_eq!((report.ties, report.ties_left_out), (3, 1));
    assert!(svg.contains("3 of 4 ties shown"));
}

#[test]
fn real_networks_have_no_line_through_a_stranger_or_a_name_if_they_are_small() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    for name in ["florentine", "highland-tribes", "karate", "lesmis"] {
        let document = read(&folder.join(format!("{name}.csv")));
        check_limits(&figure(&document).1, name);
    }
}

#[test]
fn the_report_of_both_examples_is_what_their_svg_shows() {
    for name in ["afghanistan-2017", "europe-1872-1914"] {
        let path = format!("{}/assets/examples/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let document = file::read(&std::fs::read(path).unwrap(), name)
            .unwrap()
            .document;
        check(&document);
    }
}

#[test]
fn the_report_of_invented_networks_is_what_their_svg_shows() {
    for actors in [12, 40, 120] {
        check(&Sample::new(actors, 7).document());
    }
}

#[test]
fn an_example_has_no_line_through_a_stranger_or_a_name_and_all_names() {
    for name in ["afghanistan-2017", "europe-1872-1914"] {
        let path = format!("{}/assets/examples/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let document = file::read(&std::fs::read(path).unwrap(), name)
            .unwrap()
            .document;
        let (_, report) = figure(&document);
        check_limits(&report, name);
        assert_eq!(report.names_left_out, 0, "{name}");
        assert_eq!(report.overlapping_bodies, 0, "{name}");
        assert!(report.page_share > 0.7, "{name}");
    }
}

#[test]
fn the_names_of_a_figure_with_less_detail_are_counted_too() {
    let count = 2_000;
    let document = Sample::new(count, 3).document();
    let place = |number: usize| pos2((number % 50) as f32 * 60.0, (number / 50) as f32 * 60.0);
    let positions: Vec<Pos2> = (0..count).map(place).collect();
    let (_, report) = figure_at(&document, &positions);
    assert_eq!(report.names_shown + report.names_left_out, count);
    assert!(report.names_shown >= 10, "{}", report.names_shown);
    assert!(report.names_left_out > 1_000, "{}", report.names_left_out);
}
