//! How long a figure of the bundled example takes: its layout, as SVG, and as a 4K PNG; and the
//! routes and names of 120 actors.

use std::hint::black_box;
use std::ops::ControlFlow;

use criterion::{Criterion, criterion_group, criterion_main};
use emath::{Pos2, Rect, vec2};
use frenemy::citation::CitationStyle;
use frenemy::graph::{Filter, LineStyle, Network, Ties};
use frenemy::layout::{Plan, layout};
use frenemy::model::Document;
use frenemy::sample::Sample;
use frenemy::scene::{
    self, Arrangement, Emphasis, Encoding, Figure, FigureFrame, FigureParts, LabelSpace, Scene,
    SceneInput, Start, Theme,
};
use frenemy::{export, file};

const EXAMPLE: &[u8] = include_bytes!("../assets/examples/afghanistan-2017.json");

fn places(document: &Document, network: &Network) -> Vec<Pos2> {
    let request = scene::request(document, network, Start::Fresh, Plan::default());
    layout(&request, &|_| ControlFlow::Continue(())).unwrap_or_default()
}

fn figure(document: &Document, network: &Network, positions: &[Pos2]) -> Scene {
    scene::figure(&Figure {
        frame: FigureFrame::Whole,
        emphasis: &Emphasis::default(),
        document,
        network,
        blocs: None,
        positions,
        size: vec2(1920.0, 1080.0),
        theme: &Theme::light(),
        encoding: &Encoding::default(),
        matrix: None,
        parts: FigureParts::default(),
        citation_style: CitationStyle::default(),
        font_size: None,
        may_stretch: false,
        has_exact_size: false,
        transparent: false,
        language: frenemy::language::Language::English,
    })
}

fn benches(criterion: &mut Criterion) {
    let Ok(opened) = file::read(EXAMPLE, "the example") else {
        return;
    };
    let document = opened.document;
    let network = Network::seen(&document, &Filter::default());
    let positions = places(&document, &network);
    let svg = export::svg(&figure(&document, &network, &positions), None);
    let mut group = criterion.benchmark_group("figure");
    group.sample_size(10);
    group.bench_function("layout of the example", |bencher| {
        bencher.iter(|| places(black_box(&document), &network));
    });
    group.bench_function("scene and SVG", |bencher| {
        bencher.iter(|| export::svg(&figure(&document, &network, black_box(&positions)), None));
    });
    group.bench_function("PNG of 3840 by 2160 pixels", |bencher| {
        bencher.iter(|| export::png(black_box(&svg), 2.0, None));
    });
    let document = Sample::new(120, 7).document();
    let network = Network::seen(&document, &Filter::default());
    let positions = places(&document, &network);
    group.bench_function("routes and names of 120 actors", |bencher| {
        bencher.iter(|| figure(&document, &network, black_box(&positions)));
    });
    let (ties, theme) = (
        Ties::new(&document, &network, LineStyle::default()),
        Theme::light(),
    );
    let (encoding, emphasis) = (Encoding::default(), Emphasis::default());
    let (size, page) = (
        vec2(1600.0, 1000.0),
        Rect::from_min_size(Pos2::ZERO, vec2(1600.0, 1000.0)),
    );
    let picture = SceneInput {
        network: &network,
        ties: &ties,
        positions: &positions,
        view: scene::fit(&network, &positions, &encoding, size, page),
        theme: &theme,
        emphasis: &emphasis,
        encoding: &encoding,
        names: LabelSpace::default(),
        shows_pins: true,
    };
    group.bench_function("120 actors for a frame while they move", |bencher| {
        bencher.iter(|| Arrangement::quick(black_box(&picture)));
    });
    group.bench_function("120 actors at rest, on a task", |bencher| {
        bencher.iter(|| Arrangement::new(black_box(&picture)));
    });
    group.bench_function("120 actors with straight lines", |bencher| {
        bencher.iter(|| Arrangement::straight(black_box(&picture)));
    });
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
