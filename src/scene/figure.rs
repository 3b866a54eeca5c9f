//! The figure: the picture on a page, with title, legend, sources and caption.

use std::collections::{BTreeMap, BTreeSet};

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::draw::draw;
use super::fit::fit;
use super::legend::{self, SAMPLE};
use super::scene_input::{LabelSpace, SceneInput};
use super::text::{elide, measure, wrap};
use super::{
    Aggregation, Anchor, Color, Description, Emphasis, Encoding, Mark, MarkShape, MatrixCamera,
    MatrixContent, MatrixInput, MatrixOrder, Outline, PictureView, RenderNetwork, Scene, Stroke,
    Subject, SubjectIds, TextDirection, TextLine, Theme, Weight, draw_large, draw_matrix,
};
use crate::graph::filter_words::filter_in_words;
use crate::graph::provenance::Provenance;
use crate::graph::{Network, Ties, blocs_in_words, words};
use crate::model::{Blocs, Document, ReferenceId};
use crate::words::{capitalized, counted};

/// What a figure is drawn from.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each switch is for another part of the page"
)]
#[derive(Clone, Copy, Debug)]
pub struct Figure<'a> {
    /// The document of the network.
    pub document: &'a Document,
    /// The visible actors and relations, with blocs as single actors.
    pub network: &'a Network,
    /// The blocs, if actors are drawn as blocs.
    pub blocs: Option<FigureBlocs<'a>>,
    /// The position of every actor in the layout, by node index.
    pub positions: &'a [Pos2],
    /// The width and height of the page in points.
    pub size: Vec2,
    /// The colours.
    pub theme: &'a Theme,
    /// What sizes, colours and marks mean.
    pub encoding: &'a Encoding,
    /// The order of the matrix that is drawn; `None` if the network is drawn.
    pub matrix: Option<MatrixRows<'a>>,
    /// Whether title and description are above the picture.
    pub title: bool,
    /// Whether a legend is beneath the picture.
    pub legend: bool,
    /// Whether the sources are listed beneath the picture.
    pub sources: bool,
    /// Whether the background is transparent.
    pub transparent: bool,
}

/// What the caption of a figure with blocs is made from.
#[derive(Clone, Copy, Debug)]
pub struct FigureBlocs<'a> {
    /// The blocs.
    pub blocs: &'a Blocs,
    /// The network before its blocs became single actors.
    pub uncondensed: &'a Network,
}

/// The order of the rows and columns of a matrix.
#[derive(Clone, Copy, Debug)]
pub struct MatrixRows<'a> {
    /// The order.
    pub order: MatrixOrder,
    /// The camp or community of each actor, by node index, for orders by these.
    pub groups: Option<&'a [Option<u32>]>,
}

/// What a user chooses about a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FigureOptions {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Pixels for one point, in pictures that have pixels.
    pub pixels_per_point: f32,
    /// Whether the theme is dark.
    pub is_dark: bool,
    /// Whether the background is transparent.
    pub is_transparent: bool,
    /// Whether the legend is drawn.
    pub has_legend: bool,
    /// How the network is shown.
    pub view: PictureView,
    /// The order of rows and columns of a matrix.
    pub order: MatrixOrder,
}

impl Default for FigureOptions {
    fn default() -> Self {
        Self {
            width: 1280.0,
            height: 800.0,
            pixels_per_point: 2.0,
            is_dark: false,
            is_transparent: false,
            has_legend: true,
            view: PictureView::default(),
            order: MatrixOrder::default(),
        }
    }
}

/// The style of text on the page: size, line height and weight.
#[derive(Clone, Copy)]
struct TextStyle {
    size: f32,
    pitch: f32,
    weight: Weight,
}

const TITLE: TextStyle = TextStyle {
    size: 22.0,
    pitch: 28.0,
    weight: Weight::Bold,
};
const SUBTITLE: TextStyle = TextStyle {
    size: 13.0,
    pitch: 18.5,
    weight: Weight::Regular,
};
const KEY: TextStyle = TextStyle {
    size: 12.0,
    pitch: 21.0,
    weight: Weight::Regular,
};
const SMALL: TextStyle = TextStyle {
    size: 10.5,
    pitch: 15.0,
    weight: Weight::Regular,
};

/// The margin of the page and the gap between its parts, in points.
const MARGIN: f32 = 28.0;
const GAP: f32 = 16.0;

/// The largest width of running text in points; longer lines are hard to read.
const MAX_TEXT_WIDTH: f32 = 720.0;

/// The most that header and footer take of the height of the page.
const MAX_HEADER_SHARE: f32 = 0.3;
const MAX_FOOTER_SHARE: f32 = 0.4;

/// Draws a figure. The page of a matrix is larger than `figure.size` if the names of its actors
/// could not be read otherwise.
pub fn figure(figure: &Figure) -> Scene {
    let ties = Ties::new(figure.document, figure.network, figure.encoding.lines);
    let content = figure.matrix.map(|MatrixRows { order, groups }| {
        MatrixContent::new(figure.network, &ties, order, groups)
    });
    let scale = page_scale(figure.size);
    let size = figure.size.max(Vec2::splat(1.0)) / scale;
    let mut page = FigurePage::new(figure, &ties, size);
    let mut scene = match &content {
        None => network_on(&page, figure, &ties),
        Some(content) => {
            let missing =
                matrix_on(&page, figure, &ties, content).min_region() - page.region.size();
            if missing.max_elem() > 0.0 {
                page = FigurePage::new(figure, &ties, page.size + missing.max(Vec2::ZERO).ceil());
            }
            draw_matrix(&matrix_on(&page, figure, &ties, content))
        }
    };
    page.footer
        .add_names(scene.names.len(), scene.omitted_names);
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
    fn new(figure: &Figure, ties: &Ties, size: Vec2) -> Self {
        let margin = MARGIN.min(0.08 * size.min_elem());
        let page = Rect::from_min_size(Pos2::ZERO, size).shrink(margin);
        let mut header = Vec::new();
        let top = if figure.title {
            write_header(figure, page, &mut header)
        } else {
            page.top()
        };
        let footer = Footer::new(figure, ties, page);
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
};

/// Pages narrower or lower than this, in points, are drawn smaller as a whole, down to this scale:
/// text of 12 points is then still 6.6 points high, which can be read in print.
const FULL_PAGE: Vec2 = vec2(640.0, 480.0);
const MIN_PAGE_SCALE: f32 = 0.55;

/// The scale of a page of this size.
fn page_scale(size: Vec2) -> f32 {
    let scale = (size / FULL_PAGE).min_elem();
    if scale.is_nan() {
        1.0
    } else {
        scale.clamp(MIN_PAGE_SCALE, 1.0)
    }
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

/// The picture, with the levels of detail of the window if the network is large.
fn drawn(input: &SceneInput) -> Scene {
    if !RenderNetwork::is_large(input.network) {
        return draw(input);
    }
    let render = RenderNetwork::new(input.network, input.ties, input.encoding, input.theme);
    let levels = Aggregation::new(&render, input.positions);
    draw_large(input, &render, &levels)
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

/// Writes title and description; returns where the picture may start.
fn write_header(figure: &Figure, page: Rect, marks: &mut Vec<Mark>) -> f32 {
    let theme = figure.theme;
    let meta = &figure.document.meta;
    let width = page.width().min(MAX_TEXT_WIDTH);
    let bottom = page.top() + MAX_HEADER_SHARE * page.height();
    // Capital letters touch the margin; the space above them for accents does not count.
    let mut y = page.top() + super::text::cap_height(TITLE.size);
    let mut written = false;
    let mut write = |lines: Vec<String>, style: TextStyle, color: Color, y: &mut f32| {
        for line in lines {
            if *y > bottom {
                return;
            }
            marks.push(text(line, pos2(page.left(), *y), style, color));
            written = true;
            *y += style.pitch;
        }
    };
    if let Some(title) = &meta.title {
        let lines = wrap(title, TITLE.size, TITLE.weight, page.width(), 2);
        write(lines, TITLE, theme.ink, &mut y);
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
    let lines = wrap(
        &description.join(" "),
        SUBTITLE.size,
        SUBTITLE.weight,
        width,
        3,
    );
    write(lines, SUBTITLE, theme.muted, &mut y);
    if written {
        y - SUBTITLE.pitch + GAP
    } else {
        page.top()
    }
}

/// The part beneath the picture. It is measured before it is written.
struct Footer {
    width: f32,
    height: f32,
    legend: Vec<Vec<legend::LegendEntry>>,
    column: f32,
    sources: Vec<SourceLine>,
    counts: Vec<String>,
}

/// A line of the list of sources.
struct SourceLine {
    /// The number of the source, in its first line.
    number: Option<usize>,
    text: String,
}

/// The most lines for the description of the filter.
const MAX_FILTER_LINES: usize = 4;

/// If more sources are cited, only some of them are listed, in this many lines: the network takes
/// the page.
const MAX_LISTED_SOURCES: usize = 24;
const FEW_SOURCE_LINES: usize = 4;

/// The indentation of sources, in points.
const INDENT: f32 = 20.0;

impl Footer {
    fn new(figure: &Figure, ties: &Ties, page: Rect) -> Self {
        let width = page.width();
        let max_height = MAX_FOOTER_SHARE * page.height();
        let mut footer = Self {
            width,
            height: 0.0,
            legend: Vec::new(),
            column: width,
            sources: Vec::new(),
            counts: caption(figure, width.min(MAX_TEXT_WIDTH)),
        };
        if figure.legend {
            let entries = match figure.matrix {
                None => legend::entries(figure.network, ties, figure.encoding),
                Some(_) => legend::matrix_entries(figure.network, ties, figure.encoding),
            };
            (footer.legend, footer.column) = columns(entries, width);
            let fit = ((max_height / KEY.pitch) as usize).saturating_sub(1);
            footer.legend.truncate(fit);
        }
        if figure.sources {
            let taken =
                footer.legend.len() as f32 * KEY.pitch + footer.counts.len() as f32 * SMALL.pitch;
            let left = ((max_height - taken - 2.0 * GAP) / SMALL.pitch) as usize;
            let lines = if cited_count(figure) > MAX_LISTED_SOURCES {
                left.min(FEW_SOURCE_LINES)
            } else {
                left
            };
            footer.sources = source_lines(figure, width.min(MAX_TEXT_WIDTH), lines);
        }
        footer.height = footer.measured();
        footer
    }

    /// Adds how many names are shown, if some are not, to the last line of the caption.
    fn add_names(&mut self, shown: usize, omitted: usize) {
        if let (Some(line), 1..) = (self.counts.last_mut(), omitted) {
            let names = format!("{shown} of {} names shown", shown + omitted);
            let both = format!("{line} · {names}");
            *line = elide(&both, SMALL.size, SMALL.weight, self.width);
        }
    }

    fn measured(&self) -> f32 {
        let legend = match self.legend.len() {
            0 => 0.0,
            rows => GAP + rows as f32 * KEY.pitch,
        };
        let sources = match self.sources.len() + self.counts.len() {
            0 => 0.0,
            rows => GAP + rows as f32 * SMALL.pitch,
        };
        match legend + sources {
            0.0 => 0.0,
            height => height + 2.0,
        }
    }

    fn write(self, theme: &Theme, at: Pos2, marks: &mut Vec<Mark>) {
        let mut y = at.y;
        if !self.legend.is_empty() {
            y += GAP;
            marks.push(rule(at.x, y, self.width, theme));
            for row in &self.legend {
                for (entry, column) in row.iter().zip(0_u8..) {
                    let left = at.x + f32::from(column) * self.column;
                    write_entry(entry, pos2(left, y + KEY.pitch / 2.0 + 3.0), theme, marks);
                }
                y += KEY.pitch;
            }
        }
        if self.sources.is_empty() && self.counts.is_empty() {
            return;
        }
        y += GAP;
        marks.push(rule(at.x, y - 5.0, self.width, theme));
        for line in self.sources {
            y += SMALL.pitch;
            if let Some(number) = line.number {
                let place = pos2(at.x, y - 2.0);
                marks.push(text(number.to_string(), place, SMALL, theme.muted));
            }
            marks.push(text(
                line.text,
                pos2(at.x + INDENT, y - 2.0),
                SMALL,
                theme.ink,
            ));
        }
        for line in self.counts {
            y += SMALL.pitch;
            marks.push(text(line, pos2(at.x, y - 2.0), SMALL, theme.muted));
        }
    }
}

/// Legend entries in rows of equal columns, and the width of a column. Relations come first, actors
/// in rows of their own.
fn columns(entries: Vec<legend::LegendEntry>, width: f32) -> (Vec<Vec<legend::LegendEntry>>, f32) {
    let label = |entry: &legend::LegendEntry| measure(&entry.label, KEY.size, KEY.weight);
    let widest = entries.iter().map(label).fold(0.0, f32::max);
    let column = SAMPLE.x + 8.0 + widest + 18.0;
    let max_columns = ((width + 18.0) / column).floor().max(1.0) as usize;
    let (actors, relations): (Vec<_>, Vec<_>) = entries
        .into_iter()
        .partition(|entry| entry.sample.is_actor());
    let rows = [relations, actors]
        .into_iter()
        .flat_map(|part| {
            part.chunks(max_columns)
                .map(<[_]>::to_vec)
                .collect::<Vec<_>>()
        })
        .collect();
    (rows, column)
}

fn write_entry(entry: &legend::LegendEntry, at: Pos2, theme: &Theme, marks: &mut Vec<Mark>) {
    marks.extend(entry.sample.marks(at + vec2(SAMPLE.x / 2.0, 0.0), theme));
    let baseline = at.y + super::text::cap_height(KEY.size) / 2.0;
    let place = pos2(at.x + SAMPLE.x + 8.0, baseline);
    marks.push(text(
        entry.label.clone().into_owned(),
        place,
        KEY,
        theme.ink,
    ));
}

/// The number of sources that visible relations cite.
fn cited_count(figure: &Figure) -> usize {
    cited(figure).len()
}

/// The sources that visible relations cite.
fn cited<'a>(figure: &Figure<'a>) -> BTreeSet<&'a ReferenceId> {
    let relations = figure.network.graph.edge_weights();
    relations
        .flat_map(|relation| &relation.claims)
        .filter_map(|claim| claim.reference.as_ref())
        .collect()
}

/// The references that visible relations cite, numbered in the order of the document, in at most
/// `max_lines` lines.
fn source_lines(figure: &Figure, width: f32, max_lines: usize) -> Vec<SourceLine> {
    let cited = cited(figure);
    let references = figure
        .document
        .references
        .iter()
        .filter(|r| cited.contains(&r.id));
    let mut lines = Vec::new();
    for (reference, number) in references.zip(1..) {
        let wrapped = wrap(
            &reference.citation(),
            SMALL.size,
            SMALL.weight,
            width - INDENT,
            3,
        );
        let starts = std::iter::once(Some(number)).chain(std::iter::repeat(None));
        lines.extend(
            starts
                .zip(wrapped)
                .map(|(number, text)| SourceLine { number, text }),
        );
    }
    if lines.len() > max_lines {
        let left_out = |lines: &[SourceLine]| lines.iter().filter(|l| l.number.is_some()).count();
        let mut kept = max_lines.saturating_sub(1);
        // A source is listed completely or not at all.
        while kept > 0 && lines.get(kept).is_some_and(|line| line.number.is_none()) {
            kept -= 1;
        }
        let more = left_out(&lines[kept..]);
        lines.truncate(kept);
        let text = format!(
            "and {}, listed in the file inside this picture",
            counted(more, "more source", "more sources")
        );
        let text = elide(&text, SMALL.size, SMALL.weight, width - INDENT);
        lines.push(SourceLine { number: None, text });
    }
    lines
}

/// The caption: how much is shown and cited, if sources are listed, and always the filter; in lines
/// of this width.
fn caption(figure: &Figure, width: f32) -> Vec<String> {
    let network = figure
        .blocs
        .map_or(figure.network, |blocs| blocs.uncondensed);
    let counts = figure.sources.then(|| Provenance::of(network).in_words());
    let blocs = figure
        .blocs
        .and_then(|blocs| blocs_in_words(figure.network, blocs.blocs));
    let filter = filter_in_words(figure.document, network);
    let wrapped = [blocs, filter]
        .into_iter()
        .flatten()
        .flat_map(|words| wrap(&words, SMALL.size, SMALL.weight, width, MAX_FILTER_LINES));
    counts.into_iter().chain(wrapped).collect()
}

fn text(text: String, at: Pos2, style: TextStyle, color: Color) -> Mark {
    let shape = MarkShape::Text(TextLine {
        text,
        at,
        anchor: Anchor::Left,
        size: style.size,
        weight: style.weight,
        color,
        halo: None,
        direction: TextDirection::Rightward,
    });
    plain(shape)
}

fn rule(left: f32, y: f32, width: f32, theme: &Theme) -> Mark {
    plain(MarkShape::Path {
        outline: Outline::polyline([pos2(left, y), pos2(left + width, y)]),
        fill: None,
        stroke: Some(Stroke::solid(0.75, theme.rule)),
    })
}

fn plain(shape: MarkShape) -> Mark {
    Mark {
        subject: None,
        shape,
        opacity: 1.0,
    }
}
