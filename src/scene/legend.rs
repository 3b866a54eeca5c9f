//! The legend: the meaning of shapes, colours, dashes and arrowheads, with samples drawn like the
//! picture.

use std::borrow::Cow;

use emath::{Pos2, Vec2, vec2};

use super::actor_body::{ActorBody, Form};
use super::curve::RelationCurve;
use super::drawn_actor::body_style;
use super::drawn_relation::{cites, marker, tie_color, tie_shapes, tie_width};
use super::{Color, Encoding, Mark, MarkShape, Theme, arrowheads};
use crate::graph::Network;
use crate::model::{ActorKind, Document, RelationKind};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegendSample {
    /// A kind of relation.
    Relation(RelationKind),
    /// A directed relation of any kind.
    OneWay,
    /// A contested relation.
    Contested,
    /// A relation without a reference.
    Uncited,
    /// The width of a line shows the number of independent references.
    Width,
    /// The width of a line shows the weight in the file.
    Weight,
    /// A kind of actor.
    Actor(ActorKind),
    /// A kind of actor, if colours show groups.
    Form(ActorKind),
    /// An actor that the file does not declare.
    Placeholder,
    /// The size of a body shows a measure.
    Size,
    /// The colour of a body shows one of this many groups.
    Groups(usize),
    /// A marked relation.
    Marked,
}

/// The entries that a picture of this network needs: relations first, then actors.
pub fn entries(document: &Document, network: &Network, encoding: &Encoding) -> Vec<LegendEntry> {
    let relations = || network.graph.edge_weights();
    let actors = || network.graph.node_weights();
    let has_kind = |kind| relations().any(|relation| relation.kind() == kind);
    let kinds = RelationKind::ALL.into_iter().filter(|kind| has_kind(*kind));
    let mut samples: Vec<LegendSample> = kinds.map(LegendSample::Relation).collect();
    let is_one_way = |relation: &crate::model::Relation| {
        relation.is_directed() && relation.kind() != RelationKind::Support
    };
    let widths = relations().any(|relation| document.strength(relation) > 1.0);
    samples.extend(
        relations()
            .any(|r| is_one_way(r))
            .then_some(LegendSample::OneWay),
    );
    samples.extend(
        relations()
            .any(|r| r.is_contested())
            .then_some(LegendSample::Contested),
    );
    let marks_uncited = cites(network) && relations().any(|r| r.is_uncited());
    samples.extend(marks_uncited.then_some(LegendSample::Uncited));
    let weighs = relations().any(|relation| relation.weight.is_some());
    let width = if weighs {
        LegendSample::Weight
    } else {
        LegendSample::Width
    };
    samples.extend(widths.then_some(width));
    let marked = encoding.marked.as_ref();
    samples.extend(marked.map(|_| LegendSample::Marked));
    let has_actor = |kind| actors().any(|actor| !actor.is_placeholder && actor.kind() == kind);
    let kinds = ActorKind::ALL.into_iter().filter(|kind| has_actor(*kind));
    let of_kind = if encoding.groups.is_some() {
        LegendSample::Form
    } else {
        LegendSample::Actor
    };
    samples.extend(kinds.map(of_kind));
    samples.extend(
        actors()
            .any(|a| a.is_placeholder)
            .then_some(LegendSample::Placeholder),
    );
    samples.extend(encoding.sizes.as_ref().map(|_| LegendSample::Size));
    let groups = encoding.groups.as_ref();
    samples.extend(groups.map(|_| LegendSample::Groups(encoding.group_count(network))));
    let entry = |sample: LegendSample| sample.entry(encoding);
    samples.into_iter().map(entry).collect()
}

impl LegendSample {
    fn entry(self, encoding: &Encoding) -> LegendEntry {
        let label = match (self, encoding) {
            (
                Self::Size,
                Encoding {
                    sizes: Some(layer), ..
                },
            ) => format!("Size: {}", layer.name),
            (
                Self::Groups(_),
                Encoding {
                    groups: Some(layer),
                    ..
                },
            ) => format!("Colour: {}", layer.name),
            (
                Self::Marked,
                Encoding {
                    marked: Some(marked),
                    ..
                },
            ) => marked.name.to_owned(),
            _ => {
                return LegendEntry {
                    label: self.label().into(),
                    sample: self,
                };
            }
        };
        LegendEntry {
            label: label.into(),
            sample: self,
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Relation(RelationKind::Cooperation) => "Cooperation",
            Self::Relation(RelationKind::Support) => "Support",
            Self::Relation(RelationKind::Hostility) => "Hostility",
            Self::Relation(RelationKind::Other) => "Other tie",
            Self::OneWay => "One way",
            Self::Contested => "Contested",
            Self::Uncited => "No source cited",
            Self::Width => "Wider: more sources",
            Self::Weight => "Wider: greater weight",
            Self::Actor(ActorKind::State) | Self::Form(ActorKind::State) => "State",
            Self::Actor(ActorKind::Group) | Self::Form(ActorKind::Group) => "Group",
            Self::Actor(ActorKind::Organization) | Self::Form(ActorKind::Organization) => {
                "Organization"
            }
            Self::Actor(ActorKind::Person) | Self::Form(ActorKind::Person) => "Person",
            Self::Placeholder => "Not declared",
            Self::Size => "Size",
            Self::Groups(_) => "Colour",
            Self::Marked => "MarkedRelations",
        }
    }

    /// Whether the sample is a body and not a line.
    pub fn is_actor(self) -> bool {
        matches!(
            self,
            Self::Actor(_) | Self::Form(_) | Self::Placeholder | Self::Size | Self::Groups(_)
        )
    }

    /// The sample drawn around `middle`, within [`SAMPLE`].
    pub fn marks(self, middle: Pos2, theme: &Theme) -> Vec<Mark> {
        let shapes = match self {
            Self::Actor(kind) => return body(middle, kind, theme.actor(kind), false, theme),
            Self::Form(kind) => return body(middle, kind, theme.neutral(), false, theme),
            Self::Placeholder => {
                let kind = ActorKind::default();
                return body(middle, kind, theme.actor(kind), true, theme);
            }
            Self::Size => return sizes(middle, theme),
            Self::Groups(count) => return groups(middle, count, theme),
            Self::Marked => {
                let width = tie_width(RelationKind::Other, 1.0);
                let band = marker(&across(middle), width, theme);
                let both = arrowheads::of(RelationKind::Other, false);
                let line = line(middle, RelationKind::Other, both, theme.ink);
                std::iter::once(band).chain(line).collect()
            }
            Self::Relation(kind) => {
                let is_directed = kind == RelationKind::Support;
                let color = theme.relation(kind);
                line(middle, kind, arrowheads::of(kind, is_directed), color)
            }
            Self::OneWay => {
                let ends = arrowheads::of(RelationKind::Other, true);
                line(middle, RelationKind::Other, ends, theme.ink)
            }
            Self::Contested => {
                let ends = arrowheads::of(RelationKind::Other, false);
                let mut shapes = line(middle, RelationKind::Other, ends, theme.ink);
                shapes.extend(arrowheads::contested(middle, theme.ink, theme.background));
                shapes
            }
            Self::Uncited => {
                let ends = arrowheads::of(RelationKind::Other, false);
                let color = tie_color(theme, RelationKind::Other, true);
                let mut shapes = line(middle, RelationKind::Other, ends, color);
                shapes.extend(arrowheads::uncited(middle, color, theme.background));
                shapes
            }
            Self::Width | Self::Weight => widths(middle, theme),
        };
        let mark = |shape| Mark {
            subject: None,
            shape,
            opacity: 1.0,
        };
        shapes.into_iter().map(mark).collect()
    }
}

fn line(
    middle: Pos2,
    kind: RelationKind,
    both: (arrowheads::Arrowhead, arrowheads::Arrowhead),
    color: Color,
) -> Vec<MarkShape> {
    tie_shapes(&across(middle), kind, both, tie_width(kind, 1.0), color)
}

/// The curve of a sample.
fn across(middle: Pos2) -> RelationCurve {
    let half = vec2(SAMPLE.x / 2.0 - 1.0, 0.0);
    RelationCurve::straight(middle - half, middle + half)
}

/// Three lines of increasing width.
fn widths(middle: Pos2, theme: &Theme) -> Vec<MarkShape> {
    let (part, gap) = (SAMPLE.x / 3.0, 2.0);
    let shape = |number: u8| {
        let left = middle.x - SAMPLE.x / 2.0 + f32::from(number) * part + gap / 2.0;
        let at = |x: f32| Pos2::new(x, middle.y);
        let curve = RelationCurve::straight(at(left), at(left + part - gap));
        let width = tie_width(RelationKind::Cooperation, f64::from(number) * 2.0 + 1.0);
        let none = (arrowheads::Arrowhead::Plain, arrowheads::Arrowhead::Plain);
        tie_shapes(&curve, RelationKind::Other, none, width, theme.ink)
    };
    (0..3).flat_map(shape).collect()
}

fn body(
    middle: Pos2,
    kind: ActorKind,
    fill: Color,
    is_placeholder: bool,
    theme: &Theme,
) -> Vec<Mark> {
    let body = ActorBody {
        center: middle,
        radius: if kind == ActorKind::Person { 5.6 } else { 6.6 },
        form: Form::of(kind),
    };
    let (fill, stroke) = body_style(theme, fill, is_placeholder);
    vec![body.mark(None, 1.0, fill, stroke)]
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
