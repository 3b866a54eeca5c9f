//! The legend: the meaning of shapes, colours, dashes and arrowheads, with samples drawn like the
//! picture.

use std::borrow::Cow;
use std::ops::Range;

use emath::{Pos2, Rect, Vec2, vec2};

use super::actor_body::{ActorBody, Form};
use super::curve::RelationCurve;
use super::drawn_actor::{bloc_ring, body_style};
use super::drawn_tie::{cites, marker, tie_color, tie_shapes};
use super::line_look::{LineLook, are_dashed};
use super::line_width::{WidthSamples, WidthScale};
use super::matrix::samples::{CellLook, row_to_column};
use super::{Color, Encoding, Mark, MarkShape, Theme, arrowheads};
use crate::graph::{LineWidth, Network, NodeIndex, Tie, Ties};
use crate::language::{Language, actor_kind_key, relation_kind_key};
use crate::model::{ActorKind, RelationKind};

/// The size of a sample in points.
pub const SAMPLE: Vec2 = vec2(40.0, 16.0);

/// An entry of the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendEntry {
    /// The meaning of the sample.
    pub label: Cow<'static, str>,
    /// The sample.
    pub sample: LegendSample,
}

/// What an entry of the legend explains.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LegendSample {
    /// A kind of relation.
    Relation(RelationKind),
    /// A kind of relation, if all lines are solid because there are many.
    SolidRelation(RelationKind),
    /// A kind of relation, if all lines are alike and without arrowheads because there are many.
    PlainRelation(RelationKind),
    /// A directed relation of any kind.
    OneWay,
    /// A contested relation.
    Contested,
    /// A relation without a reference.
    Uncited,
    /// A relation without a reference, where there is no room for its mark.
    PaleUncited,
    /// Lines with the widths of round values.
    Widths(WidthSamples),
    /// A tie with both signs, drawn as one line.
    BothSigns,
    /// A tie with both signs, if all lines are solid because there are many.
    SolidBothSigns,
    /// A kind of actor; `None` for actors whose kind is not given.
    Actor(Option<ActorKind>),
    /// Several actors drawn as one.
    Bloc,
    /// A kind of actor, if colours show groups.
    Form(Option<ActorKind>),
    /// An actor that the file does not declare.
    Placeholder,
    /// The size of a body shows a measure.
    Size,
    /// The colour of a body shows one of this many groups.
    Groups(usize),
    /// A marked relation.
    Marked,
    /// A kind of relation in a cell of a matrix.
    CellOfKind(RelationKind),
    /// A cell of a contested relation.
    ContestedCell,
    /// A cell of a relation without a reference.
    UncitedCell,
    /// A cell of a tie with both signs.
    CellOfBothSigns,
    /// Relations point from the actor of the row to the actor of the column.
    RowToColumn,
}

/// What the lines of a picture show; in a crowd not all is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DrawnOfLines {
    /// Arrowheads, and widths by value.
    pub heads_and_widths: bool,
    /// The badges of contested relations and of those without a reference.
    pub badges: bool,
}

impl DrawnOfLines {
    /// All of it.
    pub const ALL: Self = Self {
        heads_and_widths: true,
        badges: true,
    };

    /// What is drawn of a sample; `None` if nothing is.
    fn of(self, sample: LegendSample) -> Option<LegendSample> {
        match sample {
            LegendSample::Contested if !self.badges => None,
            LegendSample::Uncited if !self.badges => Some(LegendSample::PaleUncited),
            LegendSample::OneWay | LegendSample::Widths(_) if !self.heads_and_widths => None,
            LegendSample::Relation(kind) | LegendSample::SolidRelation(kind)
                if !self.heads_and_widths =>
            {
                Some(LegendSample::PlainRelation(kind))
            }
            sample => Some(sample),
        }
    }
}

/// The entries that a picture of this network needs: relations first, then actors.
pub fn entries(
    network: &Network,
    ties: &Ties,
    encoding: &Encoding,
    drawn: DrawnOfLines,
    language: Language,
) -> Vec<LegendEntry> {
    let all = || ties.iter().map(|(_, tie)| tie);
    let nodes = || network.graph.node_indices();
    let is_bloc = |node: &NodeIndex| network.bloc(*node).is_some();
    let actors = || {
        let actors = nodes().filter(|node| !is_bloc(node));
        actors.map(|node| &network.graph[node])
    };
    let has_kind = |kind| all().any(|tie| tie.kind == kind || tie.opposite == Some(kind));
    let kinds = RelationKind::ALL.into_iter().filter(|kind| has_kind(*kind));
    let of_kind = if are_dashed(ties) {
        LegendSample::Relation
    } else {
        LegendSample::SolidRelation
    };
    let mut samples: Vec<LegendSample> = kinds.map(of_kind).collect();
    let has_both = all().any(|tie| tie.opposite.is_some());
    let both = if are_dashed(ties) {
        LegendSample::BothSigns
    } else {
        LegendSample::SolidBothSigns
    };
    samples.extend(has_both.then_some(both));
    let has_heads =
        all().any(|tie| tie.points_at != [false; 2] && tie.kind != RelationKind::Support);
    samples.extend(has_heads.then_some(LegendSample::OneWay));
    let is_contested = all().any(|tie| tie.is_contested);
    samples.extend(is_contested.then_some(LegendSample::Contested));
    let marks_uncited = cites(ties) && all().any(|tie| tie.is_uncited);
    samples.extend(marks_uncited.then_some(LegendSample::Uncited));
    let widths = WidthScale::of(ties).samples(ties);
    samples.extend(widths.map(LegendSample::Widths));
    let marked = encoding.marked.as_ref();
    samples.extend(marked.map(|_| LegendSample::Marked));
    let has_actor = |kind| actors().any(|actor| !actor.is_placeholder && actor.kind == kind);
    let all_kinds = ActorKind::ALL.into_iter().map(Some).chain([None]);
    let kinds = all_kinds.filter(|kind| has_actor(*kind));
    let of_kind = if encoding.groups.is_some() {
        LegendSample::Form
    } else {
        LegendSample::Actor
    };
    samples.extend(
        nodes()
            .any(|node| is_bloc(&node))
            .then_some(LegendSample::Bloc),
    );
    samples.extend(kinds.map(of_kind));
    samples.extend(
        actors()
            .any(|a| a.is_placeholder)
            .then_some(LegendSample::Placeholder),
    );
    samples.extend(has_sizes(network, encoding).then_some(LegendSample::Size));
    let groups = encoding.groups.as_ref();
    samples.extend(groups.map(|_| LegendSample::Groups(encoding.group_count(network))));
    let has_blocs = nodes().any(|node| is_bloc(&node));
    let entry = |sample: LegendSample| match sample.key_with_blocs().filter(|_| has_blocs) {
        Some(key) => sample.labelled(language.text(key)),
        None => sample.entry(encoding, ties.width(), language),
    };
    let samples = samples.into_iter().filter_map(|sample| drawn.of(sample));
    samples.map(entry).collect()
}

/// The entries that a matrix of this network needs: relations first, then actors.
pub fn matrix_entries(
    network: &Network,
    ties: &Ties,
    encoding: &Encoding,
    language: Language,
) -> Vec<LegendEntry> {
    let without_lines = Encoding {
        marked: None,
        ..encoding.clone()
    };
    let in_cells = |entry: LegendEntry| {
        let sample = match entry.sample {
            LegendSample::Relation(kind) | LegendSample::SolidRelation(kind) => {
                LegendSample::CellOfKind(kind)
            }
            LegendSample::BothSigns | LegendSample::SolidBothSigns => LegendSample::CellOfBothSigns,
            LegendSample::Contested => LegendSample::ContestedCell,
            LegendSample::Uncited => LegendSample::UncitedCell,
            LegendSample::OneWay
            | LegendSample::Widths(_)
            | LegendSample::Size
            | LegendSample::Marked => return None,
            actor => actor,
        };
        Some(LegendEntry { sample, ..entry })
    };
    let all = entries(network, ties, &without_lines, DrawnOfLines::ALL, language).into_iter();
    let (actors, relations): (Vec<_>, Vec<_>) = all
        .filter_map(in_cells)
        .partition(|entry| entry.sample.is_actor());
    let is_directed = |(_, tie): (_, &Tie)| tie.points_at != [false; 2];
    let direction = ties.iter().any(is_directed).then(|| {
        let sample = LegendSample::RowToColumn;
        sample.labelled(language.text(sample.key()))
    });
    relations
        .into_iter()
        .chain(direction)
        .chain(actors)
        .collect()
}

/// Whether bodies have different sizes.
fn has_sizes(network: &Network, encoding: &Encoding) -> bool {
    if encoding.sizes.is_some() {
        return true;
    }
    let mut degrees = network
        .graph
        .node_indices()
        .map(|node| network.degree(node));
    let first = degrees.next();
    degrees.any(|degree| Some(degree) != first)
}

impl LegendSample {
    fn entry(self, encoding: &Encoding, width: LineWidth, language: Language) -> LegendEntry {
        let named = |key, name: &str| {
            let name = language.word(name);
            language.with(key, &[("name", name.into())])
        };
        let label = match (self, encoding) {
            (
                Self::Size,
                Encoding {
                    sizes: Some(layer), ..
                },
            ) => named("legend-size-by", &layer.name),
            (Self::Widths(samples), _) => widths_in_words(samples.all(), width, language),
            (
                Self::Groups(_),
                Encoding {
                    groups: Some(layer),
                    ..
                },
            ) => {
                let key = match encoding.certainty {
                    None => "legend-colour-by",
                    Some(_) => "legend-colour-by-paler",
                };
                named(key, &layer.name)
            }
            (
                Self::Marked,
                Encoding {
                    marked: Some(marked),
                    ..
                },
            ) => language.word(marked.name),
            _ => language.text(self.key()),
        };
        self.labelled(label)
    }

    fn labelled(self, label: String) -> LegendEntry {
        LegendEntry {
            label: label.into(),
            sample: self,
        }
    }

    /// The message where lines may be ties of blocs, which show what at least a third of their
    /// relations say.
    fn key_with_blocs(self) -> Option<&'static str> {
        match self {
            Self::BothSigns | Self::SolidBothSigns => Some("legend-both-signs-third"),
            Self::Contested => Some("legend-contested-third"),
            Self::OneWay => Some("legend-direction-third"),
            _ => None,
        }
    }

    /// The message that says what it means.
    fn key(self) -> &'static str {
        match self {
            Self::Relation(kind)
            | Self::SolidRelation(kind)
            | Self::PlainRelation(kind)
            | Self::CellOfKind(kind) => relation_kind_key(kind),
            Self::OneWay => "legend-direction",
            Self::RowToColumn => "legend-row-to-column",
            Self::Contested | Self::ContestedCell => "legend-contested",
            Self::Uncited | Self::PaleUncited | Self::UncitedCell => "legend-uncited",
            Self::Widths(_) => "legend-width",
            Self::BothSigns | Self::SolidBothSigns | Self::CellOfBothSigns => "legend-both-signs",
            Self::Actor(kind) | Self::Form(kind) => actor_kind_key(kind),
            Self::Bloc => "legend-bloc",
            Self::Placeholder => "legend-placeholder",
            Self::Size => "legend-size",
            Self::Groups(_) => "legend-colour",
            Self::Marked => "legend-marked",
        }
    }

    /// Whether the sample is a body and not a line.
    pub fn is_actor(self) -> bool {
        matches!(
            self,
            Self::Actor(_)
                | Self::Bloc
                | Self::Form(_)
                | Self::Placeholder
                | Self::Size
                | Self::Groups(_)
        )
    }

    /// The sample drawn around `middle`, within [`SAMPLE`].
    pub fn marks(self, middle: Pos2, theme: &Theme) -> Vec<Mark> {
        let shapes = match self {
            Self::Actor(kind) => return body(middle, kind, theme.actor(kind), false, theme),
            Self::Bloc => return bloc(middle, theme),
            Self::Form(kind) => return body(middle, kind, theme.neutral(), false, theme),
            Self::Placeholder => {
                return body(middle, None, theme.actor(None), true, theme);
            }
            Self::Size => return sizes(middle, theme),
            Self::Groups(count) => return groups(middle, count, theme),
            Self::Marked => {
                let band = marker(&across(middle), LINE_WIDTH, theme);
                let line = line(middle, RelationKind::Other, [false; 2], theme.ink);
                std::iter::once(band).chain(line).collect()
            }
            Self::Relation(kind) => {
                let is_directed = kind == RelationKind::Support;
                line(middle, kind, [false, is_directed], theme.relation(kind))
            }
            Self::BothSigns | Self::SolidBothSigns => {
                let aside = vec2(0.0, LINE_WIDTH / 2.0);
                let dashes_of = |kind| match self {
                    Self::BothSigns => kind,
                    _ => RelationKind::Other,
                };
                let half = |kind, aside| {
                    let color = theme.relation(kind);
                    line(middle + aside, dashes_of(kind), [false; 2], color)
                };
                let friendly = half(RelationKind::Cooperation, -aside);
                friendly
                    .into_iter()
                    .chain(half(RelationKind::Hostility, aside))
                    .collect()
            }
            Self::SolidRelation(kind) | Self::PlainRelation(kind) => {
                let has_head = kind == RelationKind::Support && self == Self::SolidRelation(kind);
                let points_at = [false, has_head];
                let color = theme.relation(kind);
                let look = LineLook::of(RelationKind::Other, LINE_WIDTH, color);
                tie_shapes(
                    &across(middle),
                    arrowheads::of(kind, points_at),
                    [1.0; 2],
                    look,
                )
            }
            Self::OneWay => line(middle, RelationKind::Support, [false, true], theme.ink),
            Self::Contested => {
                let mut shapes = line(middle, RelationKind::Other, [false; 2], theme.ink);
                shapes.extend(arrowheads::contested(
                    middle,
                    1.0,
                    theme.ink,
                    theme.background,
                ));
                shapes
            }
            Self::PaleUncited => {
                let color = tie_color(theme, RelationKind::Other, true);
                line(middle, RelationKind::Other, [false; 2], color)
            }
            Self::Uncited => {
                let color = tie_color(theme, RelationKind::Other, true);
                let mut shapes = line(middle, RelationKind::Other, [false; 2], color);
                shapes.extend(arrowheads::uncited(middle, color, theme.background));
                shapes
            }
            Self::Widths(samples) => widths(middle, samples.all(), theme),
            Self::CellOfKind(kind) => cell(middle, CellLook::of(kind), theme),
            Self::ContestedCell => {
                let look = CellLook {
                    is_contested: true,
                    ..CellLook::of(RelationKind::Other)
                };
                cell(middle, look, theme)
            }
            Self::UncitedCell => {
                let look = CellLook {
                    is_hollow: true,
                    ..CellLook::of(RelationKind::Other)
                };
                cell(middle, look, theme)
            }
            Self::CellOfBothSigns => {
                let look = CellLook {
                    opposite: Some(RelationKind::Hostility),
                    ..CellLook::of(RelationKind::Cooperation)
                };
                cell(middle, look, theme)
            }
            Self::RowToColumn => row_to_column(middle, theme),
        };
        shapes.into_iter().map(Mark::without_subject).collect()
    }
}

/// A cell of a matrix.
fn cell(middle: Pos2, look: CellLook, theme: &Theme) -> Vec<MarkShape> {
    look.shapes(Rect::from_center_size(middle, Vec2::splat(15.0)), theme)
}

/// The width of lines in samples, in points.
const LINE_WIDTH: f32 = 2.0;

/// `1, 3 and 9 sources`, `Weight 5, 50 and 500`.
fn widths_in_words(samples: &[(f64, f32)], width: LineWidth, language: Language) -> String {
    let values: Vec<String> = samples
        .iter()
        .map(|(value, _)| language.decimal(&number(*value)))
        .collect();
    let key = match width {
        LineWidth::Sources => "legend-widths-sources",
        LineWidth::Claims => "legend-widths-claims",
        LineWidth::Relations => "legend-widths-relations",
        LineWidth::Weight => "legend-widths-weight",
    };
    // The last number decides the form of the noun.
    let last = samples.last().map_or(0.0, |(value, _)| *value);
    let values = [
        ("values", language.list(&values).into()),
        ("count", last.into()),
    ];
    language.with(key, &values)
}

/// Numbers outside this range are written with an exponent.
const PLAIN_NUMBERS: Range<f64> = 1e-4..1e9;

/// A round number, without needless decimals.
fn number(value: f64) -> String {
    if !PLAIN_NUMBERS.contains(&value) {
        return format!("{value:e}");
    }
    let text = format!("{value:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn line(middle: Pos2, kind: RelationKind, points_at: [bool; 2], color: Color) -> Vec<MarkShape> {
    let look = LineLook::of(kind, LINE_WIDTH, color);
    let heads = arrowheads::of(kind, points_at);
    tie_shapes(&across(middle), heads, [1.0; 2], look)
}

/// The curve of a sample.
fn across(middle: Pos2) -> RelationCurve {
    let half = vec2(SAMPLE.x / 2.0 - 1.0, 0.0);
    RelationCurve::straight(middle - half, middle + half)
}

/// Lines with the widths of these samples, side by side.
fn widths(middle: Pos2, samples: &[(f64, f32)], theme: &Theme) -> Vec<MarkShape> {
    let (part, gap) = (SAMPLE.x / samples.len().max(1) as f32, 2.0);
    let shape = |(number, (_, width)): (usize, &(f64, f32))| {
        let left = middle.x - SAMPLE.x / 2.0 + number as f32 * part + gap / 2.0;
        let at = |x: f32| Pos2::new(x, middle.y);
        let curve = RelationCurve::straight(at(left), at(left + part - gap));
        let look = LineLook::of(RelationKind::Other, *width, theme.ink);
        let heads = arrowheads::of(RelationKind::Other, [false; 2]);
        tie_shapes(&curve, heads, [1.0; 2], look)
    };
    samples.iter().enumerate().flat_map(shape).collect()
}

fn body(
    middle: Pos2,
    kind: Option<ActorKind>,
    fill: Color,
    is_placeholder: bool,
    theme: &Theme,
) -> Vec<Mark> {
    let body = ActorBody {
        center: middle,
        radius: if kind == Some(ActorKind::Person) {
            5.6
        } else {
            6.6
        },
        form: Form::of(kind),
    };
    let (fill, stroke) = body_style(theme, fill, is_placeholder);
    vec![body.mark(None, 1.0, fill, stroke)]
}

/// A body in a ring.
fn bloc(middle: Pos2, theme: &Theme) -> Vec<Mark> {
    let body = ActorBody {
        center: middle,
        radius: 5.2,
        form: Form::of(None),
    };
    let (fill, stroke) = body_style(theme, theme.actor(None), false);
    let ring = bloc_ring(&body, fill, theme);
    vec![
        Mark::without_subject(ring),
        body.mark(None, 1.0, fill, stroke),
    ]
}

/// Three discs of increasing size.
fn sizes(middle: Pos2, theme: &Theme) -> Vec<Mark> {
    let discs = [(-15.0, 3.0), (-4.0, 5.0), (11.5, 7.5)];
    let fill = |_| theme.neutral();
    row(middle, discs.into_iter(), fill, theme)
}

/// A disc in the colour of each group that has its own colour.
fn groups(middle: Pos2, count: usize, theme: &Theme) -> Vec<Mark> {
    let shown = count.clamp(1, Encoding::COLORS as usize);
    let pitch = (SAMPLE.x / shown as f32).min(11.0);
    let first = -0.5 * pitch * (shown as f32 - 1.0);
    let discs =
        (0..shown).map(|number| (first + pitch * number as f32, 0.5 * pitch.max(7.0) - 0.5));
    row(middle, discs, |number| theme.group(number), theme)
}

/// Discs with these distances from the middle and these radii.
fn row(
    middle: Pos2,
    discs: impl Iterator<Item = (f32, f32)>,
    fill: impl Fn(u32) -> Color,
    theme: &Theme,
) -> Vec<Mark> {
    let disc = |((x, radius), number): ((f32, f32), u32)| {
        let body = ActorBody {
            center: middle + vec2(x, 0.0),
            radius,
            form: Form::Disc,
        };
        let (fill, stroke) = body_style(theme, fill(number), false);
        body.mark(None, 1.0, fill, stroke)
    };
    discs.zip(0..).map(disc).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_legend_of_a_crowd_shows_only_what_is_drawn() {
        let crowd = DrawnOfLines {
            heads_and_widths: false,
            badges: false,
        };
        assert_eq!(crowd.of(LegendSample::Contested), None);
        assert_eq!(crowd.of(LegendSample::OneWay), None);
        let support = crowd.of(LegendSample::Relation(RelationKind::Support));
        assert_eq!(
            support,
            Some(LegendSample::PlainRelation(RelationKind::Support))
        );
        let shapes = |sample: LegendSample| sample.marks(Pos2::ZERO, &Theme::light()).len();
        let with_head = LegendSample::SolidRelation(RelationKind::Support);
        assert!(support.map_or(0, shapes) < shapes(with_head));
        assert!(shapes(LegendSample::PaleUncited) < shapes(LegendSample::Uncited));
        assert_eq!(DrawnOfLines::ALL.of(with_head), Some(with_head));
    }
}
