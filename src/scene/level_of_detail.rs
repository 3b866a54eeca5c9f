//! A render as it looks at any zoom: from afar discs and straight lines, from near bodies and curves in detail.
//!
//! Where few actors are in view they are drawn as in a small network; with more of them in view the detail fades, until
//! a line is a line and an actor a disc. What is far costs little for each thing drawn: it is no mark of the scene, but
//! a [`TieLine`] or a [`Dot`] of its [`LowDetail`].

use emath::{Pos2, Rect};
use petgraph::visit::EdgeRef as _;

use super::aggregation::{Aggregation, MergedTie};
use super::body::{Body, Form};
use super::density::{Density, DensityPatch};
use super::draw::{Visible, draw_named, draw_nameless, tie_color, tie_width, write};
use super::emphasis::ResolvedEmphasis;
use super::render_nodes::{RenderNetwork, RenderNode};
use super::{Color, Scene, SceneInput, Subject, Viewport, labels};
use crate::graph::{EdgeIndex, NodeIndex};
use crate::random::hash;

/// What of a picture is seen from afar, beneath its marks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LowDetail {
    /// Relations, first to last.
    pub lines: Vec<TieLine>,
    /// Where actors are more than pixels, drawn on them.
    pub patches: Vec<DensityPatch>,
    /// Actors, drawn on both.
    pub dots: Vec<Dot>,
    /// Whether lines are so few that one can be pointed at.
    pub(super) is_sparse: bool,
}

/// A relation from afar, or several that run side by side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TieLine {
    /// Which, or one of which.
    pub edge: EdgeIndex,
    /// The two ends, cut to what is seen.
    pub ends: [Pos2; 2],
    /// In points.
    pub width: f32,
    /// How the line looks, opacity included.
    pub color: Color,
}

/// An actor from afar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// Which.
    pub node: NodeIndex,
    /// The middle.
    pub center: Pos2,
    /// In points.
    pub radius: f32,
    /// What it is filled with, opacity included.
    pub color: Color,
}

/// Detail is drawn where fewer actors and relations than these are in view; where there are more it fades, up to these.
const DETAIL: FadeRange = FadeRange {
    full: 220.0,
    none: 340.0,
};
const DETAIL_TIES: FadeRange = FadeRange {
    full: 300.0,
    none: 500.0,
};

/// How wide a line is from afar, in points, and how much wider for each doubling of what it stands for.
const THIN: f32 = 1.1;
const WIDER: f32 = 0.5;

/// Lines longer than this, in points, say little and cross much: they are paler the longer they are.
const LONG: f32 = 160.0;
const PALEST: f32 = 0.3;

/// Among details a line that only passes by, its ends farther away than this in points, is so much paler.
const NEAR_BY: f32 = 200.0;
const PASSING: f32 = 0.65;

/// Lines thin out where they would cover the picture more often than this: more say no more.
const DENSEST: f32 = 3.5;

/// Lines that cover the picture more often than this cannot be told apart, nor pointed at.
const CROWDED: f32 = 0.8;

/// With fewer actors than this for each square point, all in all, they are nowhere more than pixels.
const SPARSEST: f32 = 0.02;

/// By so much of the zoom at which it has room a name comes in: a longer way would leave many half there.
const COMING: f32 = 0.08;

/// Of what stands out, no more actors or relations than these are drawn in detail.
const MAX_OUTSTANDING: usize = 300;

/// What is this far outside is still drawn, in points: names and rims reach in.
const MARGIN: f32 = 40.0;

/// From all of something to nothing of it.
struct FadeRange {
    full: f32,
    none: f32,
}

impl FadeRange {
    /// 1 up to `full`, 0 from `none` on, and smoothly from one to the other.
    fn share(&self, count: usize) -> f32 {
        ease((self.none - count as f32) / (self.none - self.full))
    }
}

fn ease(share: f32) -> f32 {
    let share = share.clamp(0.0, 1.0);
    share * share * (3.0 - 2.0 * share)
}

/// Draws a render as if nothing stood out; what does is drawn by [`draw_large_emphasis`], over this.
pub fn draw_large(picture: &SceneInput, render: &RenderNetwork, levels: &Aggregation) -> Scene {
    let drawing = LargeDrawing::new(picture, render, levels);
    let seen: Vec<usize> = drawing.in_view().collect();
    let (visible, detail) = drawing.near(&seen);
    let is_near = marked(
        render.bound,
        if detail > 0.0 { &visible.actors } else { &[] },
    );
    let mut scene = draw_nameless(picture, &visible);
    for mark in &mut scene.marks {
        mark.opacity *= detail;
    }
    let density = drawing.density(&seen);
    scene.low_detail = LowDetail {
        lines: drawing.lines(&is_near, 1.0 - detail),
        patches: density.as_ref().map_or_else(Vec::new, Density::patches),
        dots: drawing.dots(&seen, 1.0 - detail, density.as_ref()),
        is_sparse: levels.coverage(picture.view.zoom) < CROWDED,
    };
    drawing.write_names(&mut scene);
    scene
}

/// Of a render what stands out, to be drawn over the rest, and the opacity of the rest; nothing where nothing does.
///
/// The picture beneath stays as it is, so that pointing at something costs little however large the render.
pub fn draw_large_emphasis(
    picture: &SceneInput,
    render: &RenderNetwork,
    levels: &Aggregation,
) -> Option<(Scene, f32)> {
    let standing = ResolvedEmphasis::new(picture.network, picture.emphasis);
    if standing.all().is_empty() {
        return None;
    }
    let drawing = LargeDrawing::new(picture, render, levels);
    let (mut actors, mut relations) = (Vec::new(), Vec::new());
    for subject in standing.all() {
        match subject {
            Subject::Actor(node) => actors.push(*node),
            Subject::Relation(edge) => relations.push(*edge),
        }
    }
    let is_few = actors.len().max(relations.len()) <= MAX_OUTSTANDING;
    let low_detail = if is_few {
        LowDetail::default()
    } else {
        drawing.outstanding(&actors, &relations)
    };
    let mut visible = Visible {
        actors,
        relations,
        scale: drawing.scale,
        cites: render.cites,
    };
    if !is_few {
        let emphasis = picture.emphasis;
        let is_meant = |node: &NodeIndex| {
            let subject = Subject::Actor(*node);
            emphasis.hovered == Some(subject) || emphasis.selected.contains(&subject)
        };
        visible.actors.retain(is_meant);
        visible.actors.truncate(MAX_OUTSTANDING);
        visible.relations.clear();
    }
    let scene = Scene {
        low_detail,
        ..draw_named(picture, &visible)
    };
    Some((scene, standing.rest()))
}

/// How a render is looked at.
struct LargeDrawing<'a> {
    picture: &'a SceneInput<'a>,
    render: &'a RenderNetwork,
    levels: &'a Aggregation,
    /// Where everybody stands in the picture, by node index.
    points: Vec<Pos2>,
    area: Rect,
    scale: f32,
}

impl<'a> LargeDrawing<'a> {
    fn new(
        picture: &'a SceneInput<'a>,
        render: &'a RenderNetwork,
        levels: &'a Aggregation,
    ) -> Self {
        let Viewport { zoom, .. } = picture.view;
        let places = picture.positions.iter();
        Self {
            points: places
                .map(|place| picture.view.picture_from_layout(*place))
                .collect(),
            area: picture.view.rect().expand(MARGIN),
            scale: levels.body_scale(render, zoom),
            picture,
            render,
            levels,
        }
    }

    /// How far outside the picture a point lies.
    fn distance(&self, point: Pos2) -> f32 {
        self.area.distance_to_pos(point)
    }

    fn point(&self, node: usize) -> Option<Pos2> {
        self.points.get(node).copied()
    }

    /// The actors in view that have a disc of their own, as the render numbers them.
    fn in_view(&self) -> impl Iterator<Item = usize> {
        let is_in_view = |member: &RenderNode| {
            self.point(member.node.index())
                .is_some_and(|point| self.area.contains(point))
        };
        let members = self.render.actors.iter().enumerate();
        members
            .filter(move |(_, member)| is_in_view(member))
            .map(|(at, _)| at)
    }

    /// Who is drawn in detail, and how much of the detail is seen, 0 to 1.
    fn near(&self, seen: &[usize]) -> (Visible, f32) {
        let mut visible = Visible {
            actors: Vec::new(),
            relations: Vec::new(),
            scale: self.scale,
            cites: self.render.cites,
        };
        let detail = DETAIL.share(seen.len());
        if detail <= 0.0 {
            return (visible, 0.0);
        }
        visible.actors = seen.iter().map(|at| self.render.actors[*at].node).collect();
        let graph = &self.picture.network.graph;
        for node in &visible.actors {
            let leaving = graph.edges(*node);
            let is_near = |other: &NodeIndex| visible.actors.binary_search(other).is_ok();
            visible.relations.extend(
                leaving
                    .filter(|edge| is_near(&edge.target()))
                    .map(|edge| edge.id()),
            );
        }
        let detail = detail * DETAIL_TIES.share(visible.relations.len());
        if detail <= 0.0 {
            visible.actors.clear();
            visible.relations.clear();
        }
        (visible, detail)
    }

    /// The relations as lines; those between near actors only to the `share` that is not detail.
    fn lines(&self, is_near: &[bool], share: f32) -> Vec<TieLine> {
        let zoom = self.picture.view.zoom;
        let (merged_ties, level) = self.levels.merged_ties(zoom);
        let coverage = self.levels.coverage(zoom).max(f32::MIN_POSITIVE);
        let kept = DENSEST / coverage;
        let ground = (0.6 / coverage.min(DENSEST)).sqrt().clamp(0.1, 0.8);
        let mut lines = Vec::new();
        for merged in merged_ties {
            let [a, b] = merged.ends.map(|end| end as usize);
            let (Some(from), Some(to)) = (self.point(a), self.point(b)) else {
                continue;
            };
            if is_beside(from, to, self.area) {
                continue;
            }
            let own = if is_near[a] && is_near[b] {
                share
            } else {
                let away = self.distance(from).min(self.distance(to));
                share + (1.0 - share) * (1.0 - PASSING * ease(away / NEAR_BY))
            };
            let opacity = own * ground * merged.stays(kept, level) * merged.opacity(level);
            if opacity < 0.004 {
                continue;
            }
            let thread = &self.render.ties[merged.tie as usize];
            let Some(ends) = clipped(from, to, self.area) else {
                continue;
            };
            let length = (to - from).length();
            let pale = (LONG / length).clamp(PALEST, 1.0);
            lines.push(TieLine {
                edge: thread.edge,
                ends,
                width: merged.width(level),
                color: seen_through(thread.color, opacity * pale * ease(length / 2.0)),
            });
        }
        lines
    }

    /// How many stand where, if anywhere so many that it shows.
    fn density(&self, seen: &[usize]) -> Option<Density> {
        let view = self.picture.view;
        if self.levels.per_point(self.render, view.zoom) < SPARSEST {
            return None;
        }
        let actors = seen.iter().map(|at| {
            let member = &self.render.actors[*at];
            (self.points[member.node.index()], member.color)
        });
        Some(Density::of(actors, view, self.area))
    }

    /// Actors as discs; where there is detail only to the `share` that is none.
    fn dots(&self, seen: &[usize], share: f32, density: Option<&Density>) -> Vec<Dot> {
        if share <= 0.0 {
            return Vec::new();
        }
        let zoom = self.picture.view.zoom;
        let dot = |&at: &usize| {
            let from = self.levels.actors.get(at).copied().unwrap_or(0.0);
            // On the way to the zoom where it stands alone, from half of that.
            let opacity = if from <= zoom {
                1.0
            } else {
                ease(2.0 * zoom / from - 1.0)
            };
            let member = &self.render.actors[at];
            let center = self.points[member.node.index()];
            let alone = density.map_or(1.0, |density| 1.0 - density.share(center));
            let opacity = opacity * alone;
            (opacity > 0.0).then(|| Dot {
                node: member.node,
                center,
                radius: (self.scale * member.radius).max(0.8),
                color: seen_through(member.color, opacity * share),
            })
        };
        seen.iter().filter_map(dot).collect()
    }

    /// These actors and relations as discs and lines, none of them paler than another.
    fn outstanding(&self, actors: &[NodeIndex], relations: &[EdgeIndex]) -> LowDetail {
        let SceneInput {
            network,
            theme,
            document,
            ..
        } = self.picture;
        let line = |&edge: &EdgeIndex| {
            let (a, b) = network.graph.edge_endpoints(edge)?;
            let relation = &*network.graph[edge];
            let ends = clipped(self.point(a.index())?, self.point(b.index())?, self.area)?;
            Some(TieLine {
                edge,
                ends,
                width: 0.5 * tie_width(relation.kind(), document.strength(relation)),
                color: tie_color(theme, relation.kind(), relation.is_uncited()),
            })
        };
        let dot = |node: &NodeIndex| {
            let at = self
                .render
                .actors
                .binary_search_by_key(node, |member| member.node)
                .ok()?;
            let member = &self.render.actors[at];
            Some(Dot {
                node: *node,
                center: self.point(node.index())?,
                radius: (self.scale * member.radius).max(1.5),
                color: member.color,
            })
        };
        LowDetail {
            lines: relations.iter().filter_map(line).collect(),
            patches: Vec::new(),
            dots: actors.iter().filter_map(dot).collect(),
            is_sparse: false,
        }
    }

    /// Names that have room at this zoom, those that are just coming paler.
    fn write_names(&self, scene: &mut Scene) {
        let zoom = self.picture.view.zoom;
        let count = self.levels.names.partition_point(|(from, _)| *from <= zoom);
        for (from, at) in &self.levels.names[..count] {
            let member = &self.render.actors[*at as usize];
            let Some(center) = self
                .point(member.node.index())
                .filter(|point| self.area.contains(*point))
            else {
                continue;
            };
            let actor = &self.picture.network.graph[member.node];
            let body = Body {
                center,
                radius: self.scale * member.radius,
                form: Form::Disc,
            };
            if let Some(name) = labels::beneath(member.node, &body, actor.name()) {
                write(
                    scene,
                    self.picture,
                    &name,
                    ease((zoom / from - 1.0) / COMING + 0.1),
                );
            }
        }
    }
}

impl MergedTie {
    /// How much of it is seen where so large a share of lines is kept: one that stands for many is kept longest, and
    /// among those of one number chance decides, the same for ever.
    fn stays(self, kept: f32, level: f32) -> f32 {
        const SOFT: f32 = 0.2;
        if kept >= 1.0 {
            return 1.0;
        }
        let chance = (hash(u64::from(self.tie)) >> 40) as f32 / (1_u32 << 24) as f32;
        let far = if self.count_far > 0 {
            self.count_far
        } else {
            self.count
        };
        let count = far as f32 * (1.0 - level) + self.count as f32 * level;
        let turn = chance / count.max(1.0);
        ease((kept * (1.0 + SOFT) - turn) / (kept * SOFT))
    }

    fn opacity(self, level: f32) -> f32 {
        if self.count_far > 0 { 1.0 } else { level }
    }

    fn width(self, level: f32) -> f32 {
        let doublings = |count: u32| (count.max(1) as f32).log2();
        let far = doublings(self.count_far.max(self.count));
        THIN + WIDER * (far * (1.0 - level) + doublings(self.count) * level)
    }
}

/// Which node indices are among these.
fn marked(bound: usize, nodes: &[NodeIndex]) -> Vec<bool> {
    let mut is_marked = vec![false; bound];
    for node in nodes {
        is_marked[node.index()] = true;
    }
    is_marked
}

fn seen_through(color: Color, opacity: f32) -> Color {
    Color {
        a: (f32::from(color.a) * opacity).round() as u8,
        ..color
    }
}

/// Whether a straight line lies wholly to one side of a box. Most do, and this is soon known.
fn is_beside(from: Pos2, to: Pos2, area: Rect) -> bool {
    let (low, high) = (from.min(to), from.max(to));
    low.x > area.max.x || high.x < area.min.x || low.y > area.max.y || high.y < area.min.y
}

/// The part of a straight line that lies in a box (Liang and Barsky, 1984); nothing where it stays outside.
fn clipped(from: Pos2, to: Pos2, area: Rect) -> Option<[Pos2; 2]> {
    if area.contains(from) && area.contains(to) {
        return Some([from, to]);
    }
    let along = to - from;
    let (mut enters, mut leaves) = (0.0_f32, 1.0_f32);
    for (step, room_below, room_above) in [
        (along.x, from.x - area.min.x, area.max.x - from.x),
        (along.y, from.y - area.min.y, area.max.y - from.y),
    ] {
        if step == 0.0 {
            if room_below < 0.0 || room_above < 0.0 {
                return None;
            }
        } else {
            let (low, high) = (-room_below / step, room_above / step);
            enters = enters.max(low.min(high));
            leaves = leaves.min(low.max(high));
        }
    }
    (enters < leaves).then(|| [from + along * enters, from + along * leaves])
}
