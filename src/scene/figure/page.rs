//! The page of a figure: header, picture and footer together.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::footer::{Footer, ShownCount};
use super::input::{Figure, MatrixRows};
use super::page_text::{GAP, MAX_TEXT_WIDTH, SUBTITLE, TITLE, TextStyle, plain, text};
use crate::graph::{Ties, words};
use crate::scene::draw::draw;
use crate::scene::fit::fit;
use crate::scene::report::lines_through_strangers;
use crate::scene::scene_input::{LabelSpace, SceneInput};
use crate::scene::text::{cap_height, wrap};
use crate::scene::{
    Aggregation, Anchor, Color, Description, Emphasis, LargeOptions, Mark, MarkShape, MatrixCamera,
    MatrixContent, MatrixInput, OutlineGroups, RenderNetwork, Scene, Subject, SubjectIds,
    TextDirection, TextLine, draw_large, draw_matrix,
};
use crate::words::{agree, capitalized, grouped};

/// The margin of the page, in points.
const MARGIN: f32 = 28.0;

/// The most that the header takes of the height of the page, and of a small page: the network takes
/// the page.
const MAX_HEADER_SHARE: f32 = 0.3;
const MAX_SMALL_HEADER_SHARE: f32 = 0.2;

/// Draws a figure. The page of a matrix is larger than `figure.size` if the names of its actors
/// could not be read otherwise.
pub fn figure(figure: &Figure) -> Scene {
    let ties = Ties::new(figure.document, figure.network, figure.encoding.lines);
    let content = figure.matrix.map(|MatrixRows { order, groups }| {
        MatrixContent::new(figure.network, &ties, order, groups)
    });
    let scale = page_scale(figure.size);
    let size = figure.size.max(Vec2::splat(1.0)) / scale;
    let is_small = scale < 1.0;
    let mut page = FigurePage::new(figure, &ties, size, is_small);
    let mut scene = match &content {
        None => network_on(&page, figure, &ties),
        Some(content) => {
            let missing =
                matrix_on(&page, figure, &ties, content).min_region() - page.region.size();
            if missing.max_elem() > 0.0 {
                let size = page.size + missing.max(Vec2::ZERO).ceil();
                page = FigurePage::new(figure, &ties, size, is_small);
            }
            draw_matrix(&matrix_on(&page, figure, &ties, content))
        }
    };
    page.footer.add_shown(&shown(&scene, figure, &ties));
    if let Some(groups) = &figure.encoding.outlines {
        page.footer
            .add_note(&outlines_in_words(&scene, figure, groups, ties.len()));
    }
    let beneath = lines_through_strangers(&scene, &ties);
    if beneath > 0 {
        let lines = agree(beneath, "line passes", "lines pass");
        page.footer.add_note(&format!(
            "{} {lines} beneath other actors",
            grouped(beneath)
        ));
    }
    if figure.network.graph.node_count() == 0 {
        scene.marks.push(nothing_to_show(figure, page.region));
    }
    scene.marks.extend(page.header);
    page.footer.write(
        figure.theme,
        pos2(page.region.left(), page.region.bottom()),
        &mut scene.marks,
    );
    if figure.transparent {
        scene.background = Color::TRANSPARENT;
    }
    scene.region = page.region;
    scene.scale = scale;
    if figure.network.graph.node_count() + ties.len() <= MAX_DESCRIBED {
        scene.descriptions = descriptions(figure, &ties);
    }
    scene.title.clone_from(&figure.document.meta.title);
    scene
}

/// The page without its picture.
struct FigurePage {
    size: Vec2,
    header: Vec<Mark>,
    /// The part for the picture.
    region: Rect,
    footer: Footer,
}

impl FigurePage {
    fn new(figure: &Figure, ties: &Ties, size: Vec2, is_small: bool) -> Self {
        let margin = MARGIN.min(0.08 * size.min_elem());
        let page = Rect::from_min_size(Pos2::ZERO, size).shrink(margin);
        let mut header = Vec::new();
        let top = if figure.title {
            let share = if is_small {
                MAX_SMALL_HEADER_SHARE
            } else {
                MAX_HEADER_SHARE
            };
            write_header(figure, page, share, &mut header)
        } else {
            page.top()
        };
        let footer = Footer::new(figure, ties, page, is_small);
        let bottom = (page.bottom() - footer.height).max(top + 1.0);
        Self {
            size,
            header,
            region: Rect::from_min_max(pos2(page.left(), top), pos2(page.right(), bottom)),
            footer,
        }
    }
}

fn network_on(page: &FigurePage, figure: &Figure, ties: &Ties) -> Scene {
    drawn(&SceneInput {
        network: figure.network,
        ties,
        positions: figure.positions,
        view: fit(
            figure.network,
            figure.positions,
            figure.encoding,
            page.size,
            page.region,
        ),
        theme: figure.theme,
        emphasis: &Emphasis::default(),
        encoding: figure.encoding,
        shows_pins: false,
        names: LabelSpace {
            within: Some(page.region),
            clear_of: None,
        },
    })
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
        emphasis: &NO_EMPHASIS,
        encoding: figure.encoding,
    }
}

/// Nothing is emphasized in a figure.
static NO_EMPHASIS: Emphasis = Emphasis {
    hovered: None,
    selected: BTreeSet::new(),
    found: BTreeSet::new(),
};

/// Pages narrower or lower than this, in points, are drawn smaller as a whole, first down to this
/// scale: text of 12 points is then still 6.6 points high, which can be read in print.
const FULL_PAGE: Vec2 = vec2(640.0, 480.0);
const MIN_LEGIBLE_SCALE: f32 = 0.55;

/// Even smaller pages are small versions of a page of this share of a full one.
const THUMBNAIL_SHARE: f32 = 0.8;

/// The scale of a page of this size.
fn page_scale(size: Vec2) -> f32 {
    let share = (size.max(Vec2::splat(1.0)) / FULL_PAGE).min_elem().min(1.0);
    (share / THUMBNAIL_SHARE).min(MIN_LEGIBLE_SCALE).max(share)
}

/// A sentence in the middle of a picture without actors.
fn nothing_to_show(figure: &Figure, region: Rect) -> Mark {
    let sentence = if figure.document.actors.is_empty() {
        "The network has no actors yet"
    } else {
        "The filters hide all actors"
    };
    let shape = MarkShape::Text(TextLine {
        text: sentence.to_owned(),
        at: region.center(),
        anchor: Anchor::Middle,
        size: SUBTITLE.size,
        weight: SUBTITLE.weight,
        color: figure.theme.muted,
        halo: None,
        direction: TextDirection::Rightward,
    });
    plain(shape)
}

/// Up to this many actors are drawn in detail, however many ties they have.
const MAX_ACTORS_IN_DETAIL: usize = 120;

/// Whether actors and ties are drawn in detail. Ties count, however many relations they stand for.
fn is_in_detail(actors: usize, ties: usize) -> bool {
    actors <= MAX_ACTORS_IN_DETAIL || RenderNetwork::is_small(actors, ties)
}

/// The picture, with the levels of detail of the window if the network is large.
fn drawn(input: &SceneInput) -> Scene {
    if is_in_detail(input.network.graph.node_count(), input.ties.len()) {
        return draw(input);
    }
    let render = RenderNetwork::new(input.network, input.ties, input.encoding, input.theme);
    let levels = Aggregation::new(&render, input.positions);
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
    let noun = &groups.noun;
    let network = figure.network;
    if figure.matrix.is_some() {
        return format!("no outlines by {noun} in a matrix");
    }
    if groups.count(network) == 0 {
        let why = if network.blocs().next().is_some() {
            "actors are drawn as blocs"
        } else {
            "no two actors of a group are shown"
        };
        return format!("no outlines by {noun}: {why}");
    }
    if !is_in_detail(network.graph.node_count(), ties) {
        return format!("no outlines by {noun}: there are too many actors and ties");
    }
    let mut words = format!("outlines by {noun}: {}", scene.outlines);
    if scene.unnamed_outlines > 0 {
        let _ = write!(words, ", {} of them without a name", scene.unnamed_outlines);
    }
    match scene.omitted_outlines {
        0 => words,
        omitted => format!("{words}, and {omitted} left out that would contain other actors"),
    }
}

/// How many actors, ties and names of the network are in the picture.
fn shown(scene: &Scene, figure: &Figure, ties: &Ties) -> [ShownCount; 3] {
    let actors = scene.drawn_actors().len();
    let names = scene.names.len();
    let count = |shown, of, noun| ShownCount { shown, of, noun };
    [
        count(actors, figure.network.graph.node_count(), "actors"),
        count(scene.drawn_ties().len(), ties.len(), "ties"),
        count(names, names + scene.omitted_names, "names"),
    ]
}

/// Pictures of more actors and ties do not describe them: nobody can point at one of them, and
/// the file would be many times as large.
const MAX_DESCRIBED: usize = 100_000;

/// What the picture says about every subject.
fn descriptions(figure: &Figure, ties: &Ties) -> BTreeMap<Subject, Description> {
    let graph = &figure.network.graph;
    let actors = graph.node_indices().map(|node| {
        let description = Description {
            words: words::actor(figure.network, node),
            ids: SubjectIds::Actor(graph[node].id.clone()),
        };
        (Subject::Actor(node), description)
    });
    let drawn = ties.iter().map(|(index, tie)| {
        let [source, target] = tie.ends.map(|end| graph[end].id.clone());
        let relations = ties.relations(index).iter();
        let description = Description {
            words: words::tie(figure.network, ties, index),
            ids: SubjectIds::Tie {
                source,
                target,
                relations: relations.map(|edge| graph[*edge].id.clone()).collect(),
            },
        };
        (Subject::Tie(index), description)
    });
    actors.chain(drawn).collect()
}

/// The most lines of the title, and of the description.
const MAX_TITLE_LINES: usize = 2;
const MAX_DESCRIPTION_LINES: usize = 3;

/// Writes title and description, up to this share of the page; returns where the picture may start.
fn write_header(figure: &Figure, page: Rect, max_share: f32, marks: &mut Vec<Mark>) -> f32 {
    let theme = figure.theme;
    let meta = &figure.document.meta;
    let width = page.width().min(MAX_TEXT_WIDTH);
    let bottom = page.top() + max_share * page.height();
    // Capital letters touch the margin; the space above them for accents does not count.
    let mut y = page.top() + cap_height(TITLE.size);
    let mut written = false;
    let mut write = |text_of: &str,
                     style: TextStyle,
                     (width, max_lines): (f32, usize),
                     color: Color,
                     y: &mut f32| {
        // What has no room ends in an ellipsis.
        let room = ((bottom - *y) / style.pitch + 1.0).max(0.0) as usize;
        let lines = wrap(
            text_of,
            style.size,
            style.weight,
            width,
            max_lines.min(room),
        );
        for line in lines.into_iter().take(room) {
            marks.push(text(line, pos2(page.left(), *y), style, color));
            written = true;
            *y += style.pitch;
        }
    };
    if let Some(title) = &meta.title {
        write(
            title,
            TITLE,
            (page.width(), MAX_TITLE_LINES),
            theme.ink,
            &mut y,
        );
        y += SUBTITLE.pitch - TITLE.pitch + 6.0;
    }
    // The time of the filter replaces the time of the document.
    let as_of = match (figure.network.filter().span, &meta.as_of) {
        (Some(span), _) => Some(format!("{}.", capitalized(&span.in_words()))),
        (None, as_of) => as_of
            .as_ref()
            .map(|date| format!("As of {}.", date.in_words())),
    };
    let description: Vec<_> = meta.description.iter().cloned().chain(as_of).collect();
    write(
        &description.join(" "),
        SUBTITLE,
        (width, MAX_DESCRIPTION_LINES),
        theme.muted,
        &mut y,
    );
    if written {
        y - SUBTITLE.pitch + GAP
    } else {
        page.top()
    }
}
