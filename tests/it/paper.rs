//! Figures for print: sizes in millimetres, type that can be read, and PDF as other programs read
//! it.
//!
//! The programs are those of poppler (`apt install poppler-utils`). Tests that need them are
//! skipped where they are missing; `FRENEMY_REQUIRE_PEERS=1` makes that a failure.

use std::collections::BTreeSet;
#[cfg(feature = "pdf")]
use std::{io::Write as _, path::Path, process::Command};

use emath::Pos2;
use frenemy::export::{ExportContent, by_id};
use frenemy::file;
use frenemy::graph::{Filter, Network};
use frenemy::layout::{self, Plan};
use frenemy::model::{Document, Meta};
use frenemy::sample::Sample;
use frenemy::scene::{
    self, Encoding, FigureOptions, FigurePart, FigureParts, PRESETS, PictureReport, Start, SvgText,
    preset,
};
use resvg::usvg::roxmltree;

/// A document with a layout.
struct Placed {
    document: Document,
    positions: Vec<Pos2>,
}

impl Placed {
    fn new(document: Document) -> Self {
        let network = Network::seen(&document, &Filter::default());
        let request = scene::request(&document, &network, Start::AsPlaced, Plan::default());
        let positions = layout::layout(&request, &|_| std::ops::ControlFlow::Continue(()));
        Self {
            document,
            positions: positions.unwrap(),
        }
    }

    fn example(name: &str) -> Self {
        let path = format!("{}/assets/examples/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let bytes = std::fs::read(path).unwrap();
        Self::new(file::read(&bytes, name).unwrap().document)
    }

    fn content(&self, then: impl FnOnce(&ExportContent<'_>)) {
        then(&ExportContent {
            document: &self.document,
            filter: &Filter::default(),
            blocs: None,
            positions: &self.positions,
            encoding: &Encoding::default(),
            groups: None,
        });
    }

    fn export(&self, format: &str, options: &FigureOptions) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.content(|content| {
            bytes = by_id(format).unwrap().export(content, options).unwrap();
        });
        bytes
    }

    fn report(&self, options: &FigureOptions) -> PictureReport {
        let mut report = None;
        self.content(|content| report = by_id("svg").unwrap().report(content, options));
        report.unwrap()
    }
}

fn options(id: &str) -> FigureOptions {
    FigureOptions::default().with_preset(preset(id).unwrap())
}

/// The actors with the most relations.
fn best_connected(document: &Document, count: usize) -> Vec<String> {
    let network = Network::seen(document, &Filter::default());
    let graph = &network.graph;
    let mut nodes: Vec<_> = graph.node_indices().collect();
    nodes.sort_by_key(|node| std::cmp::Reverse(network.degree(*node)));
    let ids = nodes.iter().map(|node| graph[*node].id.to_string());
    ids.take(count).collect()
}

#[test]
fn one_column_of_the_example_names_its_best_connected_actors_legibly() {
    const MM_PER_POINT: f32 = 25.4 / 72.0;
    let example = Placed::example("afghanistan-2017");
    let report = example.report(&options("column"));
    assert_eq!(report.names_left_out, 0, "{report:?}");
    assert!(report.smallest_type >= 6.0, "{report:?}");
    assert!(!report.description_cut);
    assert_eq!(report.overlapping_names, 0);

    let svg = String::from_utf8(example.export("svg", &options("column"))).unwrap();
    let tree = roxmltree::Document::parse(&svg).unwrap();
    let root = tree.root_element();
    assert_eq!(root.attribute("width"), Some("85mm"));
    let names: BTreeSet<_> = tree
        .descendants()
        .filter_map(|node| node.attribute("data-name-of"))
        .collect();
    for id in best_connected(&example.document, 15) {
        assert!(names.contains(&*id), "{id} has no name");
    }
    // Capital letters of 6 points are as high as this on paper.
    let view: Vec<f32> = root
        .attribute("viewBox")
        .unwrap()
        .split(' ')
        .map(|number| number.parse().unwrap())
        .collect();
    let mm = 85.0 / view[2];
    let russia = tree
        .descendants()
        .find(|node| node.attribute("aria-label") == Some("NATO"))
        .unwrap();
    let height = mm * height_of(russia.attribute("d").unwrap());
    assert!(height >= 0.714 * 6.0 * MM_PER_POINT, "{height} mm");
}

/// The height of path data.
fn height_of(data: &str) -> f32 {
    let points = data.split(|letter: char| letter.is_ascii_alphabetic());
    let ys = points.flat_map(|numbers| {
        let numbers: Vec<f32> = numbers
            .split_whitespace()
            .map(|number| number.parse().unwrap())
            .collect();
        numbers.chunks(2).map(|point| point[1]).collect::<Vec<_>>()
    });
    let (low, high) = ys.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), y| {
        (low.min(y), high.max(y))
    });
    high - low
}

#[test]
fn the_examples_have_room_in_every_preset() {
    for name in ["afghanistan-2017", "europe-1872-1914"] {
        let example = Placed::example(name);
        for row in PRESETS {
            let report = example.report(&options(row.id));
            assert_eq!(report.names_left_out, 0, "{name}, {}: {report:?}", row.id);
            assert!(!report.description_cut, "{name}, {}", row.id);
            assert!(report.smallest_type >= 6.0, "{name}, {}", row.id);
        }
    }
}

#[test]
fn parts_are_left_out_and_the_network_takes_their_room() {
    let example = Placed::example("afghanistan-2017");
    let drawn = |parts: FigureParts| {
        let options = FigureOptions {
            parts,
            ..options("two-columns")
        };
        String::from_utf8(example.export("svg", &options)).unwrap()
    };
    let all = drawn(FigureParts::default());
    for (part, words) in [
        (
            FigurePart::Title,
            "aria-label=\"Why Russia favours the Taliban\"",
        ),
        (FigurePart::Description, "aria-label=\"Who stands with"),
        (FigurePart::Legend, "aria-label=\"Hostility\""),
        (FigurePart::Sources, "Wahdatyar"),
        (FigurePart::Caption, "70 relations"),
    ] {
        assert!(all.contains(words), "{words}");
        let without = drawn(FigureParts::default().with(part, false));
        assert!(!without.contains(words), "{words}");
    }
    let bare = drawn(FigureParts::NONE);
    assert!(bare.contains("data-name-of=\"russia\""));
    assert!(!bare.contains("aria-label=\"As of"));
}

#[test]
fn the_letters_of_an_svg_are_outlines_or_text() {
    let example = Placed::example("afghanistan-2017");
    let drawn = |svg_text| {
        let options = FigureOptions {
            svg_text,
            ..options("two-columns")
        };
        String::from_utf8(example.export("svg", &options)).unwrap()
    };
    let outlines = drawn(SvgText::Outlines);
    assert!(outlines.contains("aria-label=\"Russia\"") && !outlines.contains("<text"));
    let text = drawn(SvgText::Text);
    assert!(!text.contains("aria-label="));
    let tree = roxmltree::Document::parse(&text).unwrap();
    let found: Vec<_> = tree
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .filter_map(|node| node.text())
        .collect();
    for words in ["Russia", "Why Russia favours the Taliban", "Hostility"] {
        assert!(found.contains(&words), "{words}: {found:?}");
    }
    // Screen readers find the document, and a symbol for every actor and tie.
    let root = tree.root_element();
    assert_eq!(root.attribute("role"), Some("graphics-document"));
    let symbols = tree
        .descendants()
        .filter(|node| node.attribute("role") == Some("graphics-symbol"));
    let symbols: Vec<_> = symbols.collect();
    assert!(symbols.len() > example.document.actors.len());
    for symbol in symbols {
        let title = symbol.children().find(|child| child.has_tag_name("title"));
        assert!(title.and_then(|title| title.text()).is_some());
    }
}

#[test]
fn what_has_no_room_is_said_with_what_to_do() {
    let mut document = Sample::new(60, 150).document();
    document.meta = Meta {
        title: Some("Many".to_owned()),
        description: Some("A long explanation of it all. ".repeat(60)),
        ..Meta::default()
    };
    let crowded = Placed::new(document);
    let small = FigureOptions {
        height: 250.0,
        font_size: Some(20.0),
        ..options("column")
    };
    crowded.content(|content| {
        let svg = by_id("svg").unwrap();
        let (_, remark) = svg.file(content, &options("column")).unwrap();
        let remark = remark.unwrap();
        assert!(remark.contains("a part of the description"), "{remark}");
        assert!(remark.contains("no room"), "{remark}");
        // Where the network itself has none, that is an error.
        let error = svg.file(content, &small).unwrap_err();
        assert!(error.starts_with("85 × 88 mm is too small"), "{error}");
    });
    let example = Placed::example("afghanistan-2017");
    example.content(|content| {
        let exported = by_id("svg").unwrap().file(content, &options("column"));
        assert_eq!(exported.unwrap().1, None);
    });
}

#[test]
fn a_png_for_print_says_its_resolution() {
    let bytes = Placed::example("afghanistan-2017").export("png", &options("column"));
    let decoder = png::Decoder::new(std::io::Cursor::new(&bytes));
    let reader = decoder.read_info().unwrap();
    let info = reader.info();
    assert_eq!((info.width, info.height), (1004, 1535));
    let dims = info.pixel_dims.unwrap();
    assert_eq!((dims.xppu, dims.yppu), (11_811, 11_811), "300 to the inch");
}

#[test]
fn a_matrix_for_print_keeps_its_size() {
    let options = FigureOptions {
        view: scene::PictureView::Matrix,
        ..options("column")
    };
    let svg = Placed::example("europe-1872-1914").export("svg", &options);
    let svg = String::from_utf8(svg).unwrap();
    assert!(
        svg.contains("width=\"85mm\" height=\"130mm\""),
        "{}",
        &svg[..200]
    );
}

#[test]
fn a_figure_names_a_source_in_every_language() {
    let example = Placed::example("europe-1872-1914");
    for language in frenemy::language::Language::ALL {
        let options = FigureOptions {
            language: Some(language),
            svg_text: scene::SvgText::Text,
            ..options("two-columns")
        };
        let svg = String::from_utf8(example.export("svg", &options)).unwrap();
        assert!(svg.contains(">Frenemy. "), "{language:?}");
    }
}

/// A page of this many millimetres.
fn page(width: f32, height: f32) -> FigureOptions {
    let points = scene::LengthUnit::Millimetre.points();
    FigureOptions {
        width: width * points,
        height: height * points,
        unit: scene::LengthUnit::Millimetre,
        ..FigureOptions::default()
    }
}

#[test]
fn a_small_figure_is_about_its_network() {
    let example = Placed::example("afghanistan-2017");
    for (width, height) in [(60.0, 60.0), (85.0, 60.0), (50.0, 50.0), (60.0, 80.0)] {
        let report = example.report(&page(width, height));
        assert_eq!(report.ties_left_out, 0, "{width} × {height}: {report:?}");
        assert_eq!(report.overlapping_bodies, 0, "{width} × {height}");
        assert!(report.names_shown >= 6, "{width} × {height}: {report:?}");
    }
}

#[test]
fn names_and_leaders_name_nobody_else_at_any_size() {
    for name in ["afghanistan-2017", "europe-1872-1914"] {
        let example = Placed::example(name);
        for (width, height) in [(60.0, 60.0), (85.0, 85.0), (85.0, 130.0), (120.0, 60.0)] {
            let report = example.report(&page(width, height));
            if width < 80.0 {
                // The ten best-connected actors are named at any size.
                assert!(report.names_shown >= 10, "{name}: {report:?}");
            } else {
                assert_eq!(report.names_over_strangers, 0, "{name}: {report:?}");
            }
            assert_eq!(report.leaders_through_strangers, 0, "{name}: {report:?}");
            if height > 120.0 {
                assert_eq!(report.heads_over_strangers, 0, "{name}: {report:?}");
            }
        }
    }
}

#[test]
fn type_in_print_is_at_least_six_points_high() {
    let example = Placed::example("afghanistan-2017");
    for (width, height) in [(85.0, 130.0), (120.0, 90.0), (60.0, 60.0)] {
        let report = example.report(&page(width, height));
        assert!(
            report.smallest_type >= 5.99,
            "{width}: {}",
            report.smallest_type
        );
    }
}

/// What a program of poppler prints about a file; `None` where it is not installed.
#[cfg(feature = "pdf")]
fn poppler(program: &str, words: &[&str], path: &Path) -> Option<String> {
    let mut command = Command::new(program);
    command.args(words).arg(path);
    if program == "pdftotext" {
        command.arg("-");
    }
    let Ok(output) = command.output() else {
        let required = std::env::var_os("FRENEMY_REQUIRE_PEERS");
        let is_required = required.is_some_and(|value| value == "1");
        assert!(!is_required, "{program} is not installed");
        let _ = writeln!(std::io::stderr(), "skipped: {program} is not installed");
        return None;
    };
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {errors}");
    Some(String::from_utf8(output.stdout).unwrap())
}

#[cfg(feature = "pdf")]
#[test]
fn the_text_of_a_pdf_is_text() {
    let example = Placed::example("afghanistan-2017");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("figure.pdf");
    let options = FigureOptions {
        embed: scene::Embed::Network,
        ..options("column")
    };
    let bytes = example.export("pdf", &options);
    assert_eq!(bytes, example.export("pdf", &options), "the same each time");
    assert!(bytes.len() < 200_000, "{}", bytes.len());
    std::fs::write(&path, bytes).unwrap();
    let Some(found) = poppler("pdftotext", &["-raw"], &path) else {
        return;
    };
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let found = words(&found);
    let meta = &example.document.meta;
    let texts = [&meta.title, &meta.description].into_iter().flatten();
    let names = example.document.actors.iter().map(|actor| actor.name());
    for text in names.chain(texts.map(String::as_str)) {
        assert!(found.contains(&words(text)), "{text:?} is not in {found:?}");
    }
    let info = poppler("pdfinfo", &[], &path).unwrap();
    let says = |field: &str| {
        let line = info.lines().find(|line| line.starts_with(field));
        line.and_then(|line| Some(line.split_once(':')?.1.trim()))
    };
    assert_eq!(says("Title"), Some("Why Russia favours the Taliban"));
    assert_eq!(says("Tagged"), Some("yes"));
    assert_eq!(says("Page size"), Some("240.945 x 368.504 pts"));
    let fonts = poppler("pdffonts", &[], &path).unwrap();
    assert!(fonts.contains("NotoSans"), "{fonts}");
    let structure = poppler("pdfinfo", &["-struct"], &path).unwrap();
    assert!(
        structure.contains("Figure") && structure.contains("H1"),
        "{structure}"
    );
    let attached = poppler("pdfdetach", &["-list"], &path).unwrap();
    assert!(attached.contains("network.json"), "{attached}");
}

#[cfg(feature = "pdf")]
#[test]
fn words_from_right_to_left_are_found_in_a_pdf() {
    // Readers still turn the two letters of a ligature such as “لا”.
    let names = ["أفغانستان", "מדינת ישראל", "حزب وحدت"];
    let file = format!(
        r#"{{"graph":{{"title":"On {0} and {1}"}},"nodes":[{{"id":"{0}"}},{{"id":"{1}"}},
        {{"id":"{2} (Hizb)"}}],"edges":[{{"source":"{0}","target":"{1}"}}]}}"#,
        names[0], names[1], names[2]
    );
    let read = frenemy::file::read(file.as_bytes(), "in.json").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("figure.pdf");
    let figure = Placed::new(read.document).export("pdf", &FigureOptions::default());
    std::fs::write(&path, figure).unwrap();
    let Some(found) = poppler("pdftotext", &[], &path) else {
        return;
    };
    for word in names.into_iter().flat_map(|name| name.split(' ')) {
        let turned: String = word.chars().rev().collect();
        assert!(found.contains(word), "{word} is not in {found:?}");
        assert!(!found.contains(&turned), "{word} is turned in {found:?}");
    }
    assert!(found.contains("Hizb"), "{found:?}");
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_of_a_large_network_is_no_larger_than_its_svg() {
    let large = Placed::new(Sample::new(5_000, 15_000).document());
    let options = FigureOptions::default();
    let (pdf, svg) = (large.export("pdf", &options), large.export("svg", &options));
    assert!(
        pdf.len() < svg.len(),
        "{} and {} bytes",
        pdf.len(),
        svg.len()
    );
    assert!(pdf.len() < 1_500_000, "{}", pdf.len());
}

#[cfg(feature = "pdf")]
#[test]
fn a_story_as_pdf_has_a_page_for_each_step() {
    let example = Placed::example("afghanistan-2017");
    let story = &example.document.story;
    assert_eq!(story.len(), 6);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("story.pdf");
    let options = FigureOptions {
        is_story: true,
        ..options("slide")
    };
    std::fs::write(&path, example.export("pdf", &options)).unwrap();
    let Some(info) = poppler("pdfinfo", &[], &path) else {
        return;
    };
    let pages = info.lines().find(|line| line.starts_with("Pages:"));
    assert!(pages.is_some_and(|line| line.ends_with(" 6")), "{info}");
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (number, step) in story.iter().enumerate() {
        let page = (number + 1).to_string();
        let text = poppler("pdftotext", &["-f", &page, "-l", &page], &path).unwrap();
        let (text, title) = (words(&text), step.title.as_deref().unwrap());
        assert!(text.contains(title), "page {page}: {text}");
        // The sentences wrap, and none of them is cut.
        let said = words(step.text.as_deref().unwrap());
        assert!(
            text.contains(&said[said.len() - 40..]),
            "page {page}: {text}"
        );
    }
    for format in ["svg", "png", "json"] {
        let refused = by_id(format).unwrap().check(&options).unwrap_err();
        assert!(refused.contains("no pages"), "{refused}");
    }
}
