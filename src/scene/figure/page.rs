//! The page of a figure: header, picture and footer together.

use std::borrow::Cow;
use std::collections::BTreeSet;

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::described::descriptions;
use super::detail::is_in_detail;
use super::footer::Footer;
use super::header::{FigureHeader, as_of};
use super::input::{Figure, FigureFrame, MatrixRows};
use super::page_text::{SUBTITLE, TextLines};
use super::part::FigurePart;
use super::room::{MAX_STEPS, MIN_NETWORK_SHARE, MIN_SHARE_AT_LEGIBLE_TYPE, PageTexts, SMALLER};
use crate::graph::Ties;
use crate::scene::draw::draw;
use crate::scene::fit::{fit, fit_area, fit_around, stretched};
use crate::scene::labels;
use crate::scene::report::lines_through_strangers;
use crate::scene::scene_input::{LabelSpace, SceneInput};
use crate::scene::{
    Aggregation, Anchor, Clip, Color, Encoding, LargeOptions, Mark, MarkShape, MatrixCamera,
    MatrixContent, MatrixInput, OutlineGroups, RenderNetwork, Scene, SceneNotes, Subject,
    TextDirection, TextLine, Viewport, draw_large, draw_matrix,
};

/// The margin of the page, in points, and as a share of a small page.
const MARGIN: f32 = 28.0;
const MAX_MARGIN_SHARE: f32 = 0.08;
const MIN_MARGIN_SHARE: f32 = 0.05;

/// The margin of a page without a frame: half the width of a line.
const BARE_MARGIN: f32 = 1.0;

/// How often the page of a matrix grows: on a larger page, texts may take more room too.
const MAX_GROWTHS: usize = 8;

/// Draws a figure. The page of a matrix is larger than `figure.size` if the names of its actors
/// could not be read otherwise, unless its size is exact: then all of it is smaller.
pub fn figure(figure: &Figure) -> Scene {
    let without_notes = without_notes(figure);
    let figure = &Figure {
        encoding: without_notes.as_ref().unwrap_or(figure.encoding),
        ..*figure
    };
    let ties = Ties::new(figure.document, figure.network, figure.encoding.lines);
    let content = figure.matrix.map(|MatrixRows { order, groups }| {
        MatrixContent::new(figure.network, &ties, order, groups)
    });
    let mut page = FigurePage::with_room(figure, &ties, 0);
    let mut scene = page.draw(figure, &ties, content.as_ref());
    let mut notes = notes(&scene, &page.footer, figure, &ties);
    let missing = page.footer.missing_lines(&notes);
    if missing > 0 {
        page = FigurePage::with_room(figure, &ties, missing);
        scene = page.draw(figure, &ties, content.as_ref());
        notes = self::notes(&scene, &page.footer, figure, &ties);
    }
    page.footer.add_notes(&notes);
    page.footer.scale_lines(scene.line_scale);
    if figure.network.graph.node_count() == 0 {
        scene.marks.push(nothing_to_show(figure, page.region));
    }
    if figure.frame != FigureFrame::Whole && figure.matrix.is_none() {
        scene.clip = Some(Clip {
            rect: page.region,
            marks: scene.marks.len(),
        });
    }
    scene.is_description_cut = page.header.is_cut;
    scene.is_title_cut = page.header.is_title_cut;
    scene.shortened_names = shortened_names(&scene, figure);
    scene.omitted_entries = page.footer.omitted_entries;
    scene.omitted_sources = page.footer.omitted_sources();
    scene.marks.extend(page.header.marks);
    let (left, right) = (page.region.left(), page.region.right());
    page.footer.write(
        figure.theme,
        TextLines::new(left, right, figure.language),
        page.region.bottom(),
        &mut scene.marks,
    );
    if figure.transparent {
        scene.background = Color::TRANSPARENT;
    }
    scene.region = page.region;
    scene.scale = if figure.has_exact_size {
        page.blank.scale * page.blank.size.x / page.size.x
    } else {
        page.blank.scale
    };
    if figure.network.graph.node_count() + ties.len() <= MAX_DESCRIBED {
        scene.descriptions = descriptions(figure, &ties);
    }
    scene.language = figure.language;
    scene.as_of = as_of(figure);
    scene.title.clone_from(&figure.document.meta.title);
    if figure.parts.has(FigurePart::Description) {
        scene
            .description
            .clone_from(&figure.document.meta.description);
    }
    scene
}

/// How many names of actors lose a part to an ellipsis.
fn shortened_names(scene: &Scene, figure: &Figure) -> usize {
    const ELLIPSIS: char = '…';
    let shortened = scene.marks.iter().filter_map(|mark| {
        let (Some(Subject::Actor(node)), MarkShape::Text(line)) = (mark.subject, &mark.shape)
        else {
            return None;
        };
        let name = figure.network.graph[node].name();
        (line.text.contains(ELLIPSIS) && !name.contains(ELLIPSIS)).then_some(node)
    });
    shortened.collect::<BTreeSet<_>>().len()
}

/// The encoding of a figure that leaves out its text notes.
fn without_notes(figure: &Figure) -> Option<Encoding> {
    let has_notes = figure.parts.has(FigurePart::Notes);
    (!has_notes).then(|| Encoding {
        notes: SceneNotes::default(),
        ..figure.encoding.clone()
    })
}

/// The part of the page of a figure that the network has, in points before the page is scaled.
/// Positions have no effect.
pub fn figure_region(figure: &Figure) -> Rect {
    let ties = Ties::new(figure.document, figure.network, figure.encoding.lines);
    FigurePage::with_room(figure, &ties, 0).region
}

/// The empty page of a figure.
#[derive(Clone, Copy)]
struct BlankPage {
    /// Points of the figure for one point of the page.
    scale: f32,
    /// The size before it is scaled.
    size: Vec2,
    is_small: bool,
    texts: PageTexts,
}

impl BlankPage {
    /// The page of a figure with all its texts.
    fn of(figure: &Figure) -> Self {
        let mut scale = page_scale(figure.size, figure.font_size);
        let is_printed = figure.has_exact_size && figure.size.min_elem() >= MIN_PRINTED;
        if is_printed && figure.font_size.is_none() {
            scale = scale.max(MIN_PRINTED_SCALE);
        }
        Self::with_scale(figure, scale, PageTexts::All)
    }

    fn with_scale(figure: &Figure, scale: f32, texts: PageTexts) -> Self {
        let size = figure.size.max(Vec2::splat(1.0)) / scale;
        Self {
            scale,
            size,
            is_small: scale < 1.0 || (size - FULL_PAGE).min_elem() < 0.0,
            texts,
        }
    }

    /// The same page with fewer texts, and then with smaller type, in the order in which they give
    /// way to the network. Type that was chosen stays as large as it is.
    fn giving_way(self, figure: &Figure) -> impl Iterator<Item = Self> {
        let fewer = PageTexts::ORDER.into_iter();
        let fewer = fewer.map(move |texts| Self { texts, ..self });
        let steps = if figure.font_size.is_none() {
            MAX_STEPS
        } else {
            0
        };
        let smaller = (1..=steps).map(move |step| {
            let scale = self.scale * SMALLER.powi(step);
            Self::with_scale(figure, scale, PageTexts::CompactTitle)
        });
        fewer.chain(smaller)
    }
}

/// What the caption says about the finished picture.
fn notes(scene: &Scene, footer: &Footer, figure: &Figure, ties: &Ties) -> Vec<String> {
    let language = figure.language;
    let mut notes = Vec::new();
    notes.extend(shown(scene, figure, ties));
    if footer.omitted_entries > 0 {
        notes.push(language.counted("caption-legend-left-out", footer.omitted_entries));
    }
    if footer.lists_no_source() {
        notes.push(language.counted("caption-sources-left-out", footer.omitted_sources()));
    }
    if let Some(groups) = &figure.encoding.outlines {
        notes.push(outlines_in_words(scene, figure, groups, ties.len()));
    }
    let beneath = lines_through_strangers(scene, ties);
    if beneath > 0 {
        notes.push(language.counted("caption-lines-beneath", beneath));
    }
    notes
}

/// The page without its picture.
struct FigurePage {
    blank: BlankPage,
    /// The size of the blank, or more for the cells of a matrix.
    size: Vec2,
    header: FigureHeader,
    /// The part for the picture.
    region: Rect,
    footer: Footer,
}

impl FigurePage {
    /// The page, with this many lines for notes about the picture. Its texts give way until the
    /// network has room; the page of a matrix grows instead.
    fn with_room(figure: &Figure, ties: &Ties, notes: usize) -> Self {
        let blank = BlankPage::of(figure);
        let page = |blank: BlankPage| Self::new(figure, ties, (blank, blank.size), notes);
        let first = page(blank);
        let mut last = first;
        for next in blank.giving_way(figure).skip(1) {
            let has_smaller_type = next.scale < blank.scale;
            let enough = if has_smaller_type {
                MIN_SHARE_AT_LEGIBLE_TYPE
            } else {
                MIN_NETWORK_SHARE
            };
            if figure.matrix.is_some() || last.region.height() >= enough * last.size.y {
                break;
            }
            last = page(next);
        }
        last
    }

    fn new(figure: &Figure, ties: &Ties, (blank, size): (BlankPage, Vec2), notes: usize) -> Self {
        let BlankPage {
            is_small, texts, ..
        } = blank;
        let margin = if figure.parts.has(FigurePart::Frame) {
            let share = if texts >= PageTexts::CompactTitle {
                MIN_MARGIN_SHARE
            } else {
                MAX_MARGIN_SHARE
            };
            MARGIN.min(share * size.min_elem())
        } else {
            BARE_MARGIN
        };
        let page = Rect::from_min_size(Pos2::ZERO, size).shrink(margin);
        let header = FigureHeader::new(figure, page, is_small, texts);
        let footer = Footer::new(figure, ties, page, is_small, (texts, notes));
        let bottom = (page.bottom() - footer.height).max(header.bottom + 1.0);
        Self {
            blank,
            size,
            region: Rect::from_min_max(
                pos2(page.left(), header.bottom),
                pos2(page.right(), bottom),
            ),
            header,
            footer,
        }
    }

    /// Draws the picture. The page grows if the names of a matrix could not be read otherwise.
    fn draw(&mut self, figure: &Figure, ties: &Ties, content: Option<&MatrixContent>) -> Scene {
        let Some(content) = content else {
            return network_on(self, figure, ties);
        };
        for _ in 0..MAX_GROWTHS {
            let missing = matrix_on(self, figure, ties, content).min_region() - self.region.size();
            if missing.max_elem() <= 0.0 {
                break;
            }
            let mut size = self.size + missing.max(Vec2::ZERO).ceil();
            if figure.has_exact_size {
                size = self.size * (size / self.size).max_elem();
            }
            *self = Self::new(figure, ties, (self.blank, size), self.footer.reserved);
        }
        draw_matrix(&matrix_on(self, figure, ties, content))
    }
}

fn network_on(page: &FigurePage, figure: &Figure, ties: &Ties) -> Scene {
    let (network, encoding) = (figure.network, figure.encoding);
    let positions = if figure.may_stretch {
        Cow::Owned(stretched(network, figure.positions, encoding, page.region))
    } else {
        Cow::Borrowed(figure.positions)
    };
    let view = viewport(figure, &positions, page.size, page.region);
    let mut scene = drawn(&SceneInput {
        network: figure.network,
        ties,
        positions: &positions,
        view,
        theme: figure.theme,
        emphasis: figure.emphasis,
        encoding: figure.encoding,
        shows_pins: false,
        names: LabelSpace {
            within: Some(page.region),
            clear_of: None,
        },
    });
    scene.viewport = Some(view);
    scene
}

/// The viewport of a page whose picture is within `region`.
fn viewport(figure: &Figure, positions: &[Pos2], size: Vec2, region: Rect) -> Viewport {
    let (network, encoding) = (figure.network, figure.encoding);
    match figure.frame {
        FigureFrame::Whole => fit(network, positions, encoding, size, region),
        FigureFrame::Around(actors) => {
            fit_around((network, positions, encoding), actors, (size, region))
        }
        FigureFrame::Area(area) => fit_area(area, size, region),
    }
}

fn matrix_on<'a>(
    page: &FigurePage,
    figure: &'a Figure,
    ties: &'a Ties,
    content: &'a MatrixContent,
) -> MatrixInput<'a> {
    MatrixInput {
        network: figure.network,
        ties,
        content,
        size: page.size,
        region: page.region,
        camera: MatrixCamera::default(),
        pointed: None,
        theme: figure.theme,
        emphasis: figure.emphasis,
        encoding: figure.encoding,
    }
}

/// Pages narrower or lower than this, in points, are drawn smaller as a whole, first down to this
/// scale: text of 12 points is then still 6.6 points high, which can be read in print.
const FULL_PAGE: Vec2 = vec2(640.0, 480.0);
const MIN_LEGIBLE_SCALE: f32 = 0.55;

/// Even smaller pages are small versions of a page of this share of a full one.
const THUMBNAIL_SHARE: f32 = 0.8;

/// In print the smallest type of a page is at least 6 points high; but for pages that are smaller
/// than this, in points, which have no room for their texts then.
const MIN_PRINTED_SCALE: f32 = 6.0 / SMALLEST;

/// The size of the smallest letters of a page, those of badges.
const SMALLEST: f32 = 10.0;
const MIN_PRINTED: f32 = 140.0;

/// The scale of a page of this size: that of its names if their size is chosen.
fn page_scale(size: Vec2, font_size: Option<f32>) -> f32 {
    if let Some(points) = font_size {
        return points.clamp(1.0, 200.0) / labels::SIZE;
    }
    let share = (size.max(Vec2::splat(1.0)) / FULL_PAGE).min_elem().min(1.0);
    (share / THUMBNAIL_SHARE).min(MIN_LEGIBLE_SCALE).max(share)
}

/// A sentence in the middle of a picture without actors.
fn nothing_to_show(figure: &Figure, region: Rect) -> Mark {
    let sentence = if figure.document.actors.is_empty() {
        "figure-empty"
    } else {
        "figure-all-hidden"
    };
    let shape = MarkShape::Text(TextLine {
        text: figure.language.text(sentence),
        at: region.center(),
        anchor: Anchor::Middle,
        size: SUBTITLE.size,
        weight: SUBTITLE.weight,
        color: figure.theme.muted,
        halo: None,
        direction: TextDirection::Rightward,
    });
    Mark::without_subject(shape)
}

/// The picture, with the levels of detail of the window if the network is large.
fn drawn(input: &SceneInput) -> Scene {
    if is_in_detail(input.network.graph.node_count(), input.ties.len()) {
        return draw(input);
    }
    let render = RenderNetwork::new(input.network, input.ties, input.encoding, input.theme);
    let levels = Aggregation::for_figure(&render, input.positions);
    draw_large(input, &render, &levels, LargeOptions::FIGURE)
}

/// `outlines by camp: 3, 1 of them without a name, and 1 left out that would contain other actors`,
/// or why there are none.
fn outlines_in_words(
    scene: &Scene,
    figure: &Figure,
    groups: &OutlineGroups,
    ties: usize,
) -> String {
    let language = figure.language;
    let noun = language.word(&groups.noun);
    let name = || ("name", noun.as_str().into());
    let network = figure.network;
    if figure.matrix.is_some() {
        return language.with("caption-no-outlines-matrix", &[name()]);
    }
    let reason = if groups.count(network) > 0 {
        (!is_in_detail(network.graph.node_count(), ties)).then_some("caption-no-outlines-size")
    } else if network.blocs().next().is_some() {
        Some("caption-no-outlines-blocs")
    } else {
        Some("caption-no-outlines-groups")
    };
    if let Some(reason) = reason {
        let reason = language.text(reason);
        return language.with("caption-no-outlines", &[name(), ("reason", reason.into())]);
    }
    let count = ("count", scene.outlines.into());
    let mut parts = vec![language.with("caption-outlines", &[name(), count])];
    if scene.unnamed_outlines > 0 {
        parts.push(language.counted("caption-outlines-unnamed", scene.unnamed_outlines));
    }
    let words = language.joined(&parts);
    match scene.omitted_outlines {
        0 => words,
        omitted => {
            let values = [("outlines", words.into()), ("count", omitted.into())];
            language.with("caption-outlines-left-out", &values)
        }
    }
}

/// `20 of 30 actors and 12 of 40 names shown`: how much of the network is in the picture, where
/// that is not everything.
fn shown(scene: &Scene, figure: &Figure, ties: &Ties) -> Option<String> {
    let language = figure.language;
    let actors = scene.drawn_actors().len();
    let names = scene.names.len();
    let count = |shown: usize, of: usize, key| {
        (shown < of).then(|| language.with(key, &[("shown", shown.into()), ("count", of.into())]))
    };
    let counts = [
        count(actors, figure.network.graph.node_count(), "count-actors-of"),
        count(scene.drawn_ties().len(), ties.len(), "count-ties-of"),
        count(names, names + scene.omitted_names, "count-names-of"),
        count(
            scene.notes.len(),
            scene.notes.len() + scene.omitted_notes,
            "count-notes-of",
        ),
        count(
            scene.types,
            scene.types + scene.omitted_types,
            "count-types-of",
        ),
    ];
    let partial: Vec<String> = counts.into_iter().flatten().collect();
    let what = language.list(&partial);
    (!partial.is_empty()).then(|| language.with("caption-shown", &[("what", what.into())]))
}

/// Pictures of more actors and ties do not describe them: nobody can point at one of them, and
/// the file would be many times as large.
const MAX_DESCRIBED: usize = 100_000;
