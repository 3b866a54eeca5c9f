//! Draws a large network at any zoom: discs and straight lines when zoomed out, bodies and curves
//! when zoomed in.
//!
//! With few actors in view, they are drawn as in a small network. With more of them, the detail
//! fades until relations are straight lines and actors are discs. Low detail is cheap to draw: it
//! consists of the lines and dots of [`LowDetail`], not of marks.

mod fading;
mod names;
mod notes;

use emath::{Pos2, Rect};
use petgraph::visit::EdgeRef as _;

use super::aggregation::Aggregation;
use super::clip::{clipped, is_outside};
use super::density::Density;
use super::draw::{add_notes, draw_named, draw_nameless};
use super::drawn_tie::thin_line_color;
use super::emphasis::ResolvedEmphasis;
use super::line_width::WidthScale;
use super::low_detail::{Dot, LowDetail, TieLine};
use super::render_nodes::{RenderNetwork, RenderNode};
use super::scene_input::{Routing, Visible};
use super::separate_discs::{DiscRequest, SeparateDiscs, disc_radius};

use super::tie_types::type_count;
use super::{Color, Scene, SceneInput, Subject, Viewport};
use crate::graph::{NodeIndex, TieIndex};
use fading::{FadeRange, ease};

/// With fewer actors and relations than `full` in view, all detail is drawn; with more it fades,
/// until `none`.
const DETAIL: FadeRange = FadeRange {
    full: 220.0,
    none: 340.0,
};
const DETAIL_TIES: FadeRange = FadeRange {
    full: 300.0,
    none: 500.0,
};

/// Lines longer than this, in points, inform little and cross many others: the longer they are, the
/// paler.
const LONG_LINE: f32 = 160.0;
const MIN_LONG_OPACITY: f32 = 0.3;

/// While detail is drawn, lines that only pass through are paler by this share; their ends are
/// farther outside the picture than this, in points.
const PASSING_DISTANCE: f32 = 200.0;
const PASSING_FADE: f32 = 0.65;

/// If lines would cover the picture more times than this, some are left out: more lines show
/// nothing more.
const MAX_COVERAGE: f32 = 3.5;

/// Lines that cover the picture more times than this cannot be distinguished or pointed at.
const MAX_POINTABLE_COVERAGE: f32 = 0.8;

/// With fewer actors than this per square point overall, there are nowhere more actors than pixels.
const MIN_DENSITY: f32 = 0.02;

/// The most emphasized actors or relations that are drawn in detail.
const MAX_OUTSTANDING: usize = 300;

/// What is this far outside the picture is drawn as well, in points, because names and rims reach
/// in.
pub(super) const NAME_MARGIN: f32 = 40.0;

/// Whether a whole figure of a large network is drawn in detail: with widths and arrowheads.
pub(super) fn draws_detail(actors: usize, ties: usize) -> bool {
    (DETAIL.share(actors) * DETAIL_TIES.share(ties)).round() > 0.0
}

/// How a large network is drawn.
#[derive(Clone, Copy, Debug)]
pub struct LargeOptions {
    /// What is up to this many points outside the picture is drawn as well, so that the picture can
    /// be moved.
    margin: f32,
    /// Whether detail, discs and names fade while the zoom changes. In a figure they are either
    /// drawn or not, and discs never overlap.
    fades: bool,
}

impl LargeOptions {
    /// For a figure, which is neither moved nor zoomed.
    pub const FIGURE: Self = Self {
        margin: NAME_MARGIN,
        fades: false,
    };

    /// For a window, in which the picture can be moved by this margin.
    pub const fn window(margin: f32) -> Self {
        Self {
            margin,
            fades: true,
        }
    }
}

/// Draws a large network without emphasis, which [`draw_large_emphasis`] draws over it.
/// O(actors + ties).
pub fn draw_large(
    picture: &SceneInput,
    render: &RenderNetwork,
    levels: &Aggregation,
    options: LargeOptions,
) -> Scene {
    let drawing = LargeDrawing::new(picture, render, levels, options);
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
        is_sparse: levels.coverage(picture.view.zoom) < MAX_POINTABLE_COVERAGE,
    };
    drawing.write_names(&mut scene, &seen);
    let outlines = picture.encoding.outlines.as_ref();
    scene.omitted_outlines = outlines.map_or(0, |groups| groups.count(picture.network));
    if !picture.encoding.notes.all().is_empty() {
        let notes = notes::placed_notes(&scene, picture);
        add_notes(&mut scene, &notes, picture, &ResolvedEmphasis::default());
    }
    if picture.encoding.shows_types {
        scene.omitted_types = type_count(picture.network, picture.ties);
    }
    scene
}

/// Draws the emphasized part of a large network, and returns it with the opacity of the rest;
/// `None` without emphasis.
///
/// The picture beneath is not drawn again, so that pointing at something is cheap in networks of
/// any size.
pub fn draw_large_emphasis(
    picture: &SceneInput,
    render: &RenderNetwork,
    levels: &Aggregation,
) -> Option<(Scene, f32)> {
    let resolved = ResolvedEmphasis::new(picture.network, picture.ties, picture.emphasis);
    if resolved.all().is_empty() {
        return None;
    }
    let options = LargeOptions::window(NAME_MARGIN);
    let drawing = LargeDrawing::new(picture, render, levels, options);
    let (mut actors, mut ties) = (Vec::new(), Vec::new());
    for subject in resolved.all() {
        match subject {
            Subject::Actor(node) => actors.push(*node),
            Subject::Tie(tie) => ties.push(*tie),
        }
    }
    let is_few = actors.len().max(ties.len()) <= MAX_OUTSTANDING;
    let low_detail = if is_few {
        LowDetail::default()
    } else {
        drawing.outstanding(&actors, &ties)
    };
    let mut visible = Visible {
        actors,
        ties,
        scale: drawing.scale,
        routing: Routing::Straight,
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
        visible.ties.clear();
    }
    let scene = Scene {
        low_detail,
        ..draw_named(picture, &visible)
    };
    Some((scene, resolved.rest_opacity()))
}

/// A large network on its way into the picture.
struct LargeDrawing<'a> {
    picture: &'a SceneInput<'a>,
    render: &'a RenderNetwork,
    levels: &'a Aggregation,
    /// The position of every actor in the picture, by node index.
    points: Vec<Pos2>,
    area: Rect,
    scale: f32,
    options: LargeOptions,
    /// For each render node, whether it has a disc of its own; `None` if discs may overlap.
    own_discs: Option<Vec<bool>>,
}

impl<'a> LargeDrawing<'a> {
    fn new(
        picture: &'a SceneInput<'a>,
        render: &'a RenderNetwork,
        levels: &'a Aggregation,
        options: LargeOptions,
    ) -> Self {
        let Viewport { zoom, .. } = picture.view;
        let positions = picture.positions.iter();
        let mut drawing = Self {
            points: positions
                .map(|position| picture.view.picture_from_layout(*position))
                .collect(),
            area: picture.view.rect().expand(options.margin),
            scale: levels.body_scale(render, zoom),
            picture,
            render,
            levels,
            options,
            own_discs: None,
        };
        if !options.fades {
            drawing.separate_discs();
        }
        drawing
    }

    /// Makes discs so small that they do not overlap.
    fn separate_discs(&mut self) {
        let seen: Vec<usize> = self.in_view().collect();
        let request = |at: &usize| {
            let render_node = &self.render.actors[*at];
            DiscRequest {
                center: self.points[render_node.node.index()],
                radius: render_node.radius,
                drawn_radius: render_node.disc_radius,
                rank: render_node.rank,
            }
        };
        let requests: Vec<DiscRequest> = seen.iter().map(request).collect();
        let discs = SeparateDiscs::new(&requests, self.scale);
        let mut own_discs = vec![false; self.render.actors.len()];
        for (at, is_own) in seen.into_iter().zip(discs.is_own) {
            own_discs[at] = is_own;
        }
        self.scale = discs.scale;
        self.own_discs = Some(own_discs);
    }

    /// Whether a render node may have a name: not if it shares the disc of another one.
    fn may_have_name(&self, at: usize) -> bool {
        let own_discs = self.own_discs.as_ref();
        own_discs.is_none_or(|own_discs| own_discs.get(at).copied().unwrap_or(false))
    }

    /// The distance of a point from the picture; 0 inside.
    fn distance(&self, point: Pos2) -> f32 {
        self.area.distance_to_pos(point)
    }

    fn point(&self, node: usize) -> Option<Pos2> {
        self.points.get(node).copied()
    }

    /// The indices of the render nodes in view.
    fn in_view(&self) -> impl Iterator<Item = usize> {
        let is_in_view = |render_node: &RenderNode| {
            self.point(render_node.node.index())
                .is_some_and(|point| self.area.contains(point))
        };
        let render_nodes = self.render.actors.iter().enumerate();
        render_nodes
            .filter(move |(_, render_node)| is_in_view(render_node))
            .map(|(at, _)| at)
    }

    /// What is drawn in detail, and the opacity of the detail.
    fn near(&self, seen: &[usize]) -> (Visible, f32) {
        let mut visible = Visible {
            actors: Vec::new(),
            ties: Vec::new(),
            scale: self.scale,
            routing: Routing::Straight,
            cites: self.render.cites,
        };
        let window = self.picture.view.rect().expand(NAME_MARGIN);
        let count = seen.iter().filter(|at| {
            let point = self.point(self.render.actors[**at].node.index());
            point.is_some_and(|point| window.contains(point))
        });
        let detail = DETAIL.share(count.count());
        if detail <= 0.0 {
            return (visible, 0.0);
        }
        visible.actors = seen.iter().map(|at| self.render.actors[*at].node).collect();
        let (graph, ties) = (&self.picture.network.graph, self.picture.ties);
        for node in &visible.actors {
            let edges = graph.edges(*node).map(|edge| edge.id());
            visible.ties.extend(edges.filter_map(|edge| ties.of(edge)));
        }
        visible.ties.sort_unstable();
        visible.ties.dedup();
        let is_near = |node: NodeIndex| visible.actors.binary_search(&node).is_ok();
        visible.ties.retain(|index| {
            let ends = ties.get(*index).map(|tie| tie.ends);
            ends.is_some_and(|[a, b]| is_near(a) && is_near(b))
        });
        let mut detail = detail * DETAIL_TIES.share(visible.ties.len());
        if !self.options.fades {
            detail = detail.round();
        }
        if detail <= 0.0 {
            visible.actors.clear();
            visible.ties.clear();
        }
        (visible, detail)
    }

    /// The relations as lines. Lines between actors drawn in detail have the opacity `share`.
    fn lines(&self, is_near: &[bool], share: f32) -> Vec<TieLine> {
        let zoom = self.picture.view.zoom;
        let (merged_ties, level) = self.levels.merged_ties(zoom);
        let coverage = self.levels.coverage(zoom).max(f32::MIN_POSITIVE);
        let kept = if self.levels.shows_all_ties {
            f32::INFINITY
        } else {
            MAX_COVERAGE / coverage
        };
        let base = (0.6 / coverage.min(MAX_COVERAGE)).sqrt().clamp(0.1, 0.8);
        let mut lines = Vec::new();
        for merged in merged_ties {
            let [a, b] = merged.ends.map(|end| end as usize);
            let (Some(from), Some(to)) = (self.point(a), self.point(b)) else {
                continue;
            };
            if is_outside(from, to, self.area) {
                continue;
            }
            let own = if is_near[a] && is_near[b] {
                share
            } else {
                let away = self.distance(from).min(self.distance(to));
                share + (1.0 - share) * (1.0 - PASSING_FADE * ease(away / PASSING_DISTANCE))
            };
            let opacity = own * base * merged.kept_opacity(kept, level) * merged.opacity(level);
            if opacity < 0.004 {
                continue;
            }
            let tie = &self.render.ties[merged.tie as usize];
            let Some(ends) = clipped(from, to, self.area) else {
                continue;
            };
            let length = (to - from).length_sq().sqrt();
            let pale = (LONG_LINE / length).clamp(MIN_LONG_OPACITY, 1.0);
            lines.push(TieLine {
                tie: tie.tie,
                ends,
                width: merged.width(level),
                color: with_opacity(tie.color, opacity * pale * ease(length / 2.0)),
            });
        }
        lines
    }

    /// The density of actors; `None` if it is too low everywhere.
    fn density(&self, seen: &[usize]) -> Option<Density> {
        let view = self.picture.view;
        if self.levels.per_point(self.render, view.zoom) < MIN_DENSITY {
            return None;
        }
        let actors = seen.iter().map(|at| {
            let render_node = &self.render.actors[*at];
            (self.points[render_node.node.index()], render_node.color)
        });
        Some(Density::of(actors, view, self.area))
    }

    /// The actors as discs, with the opacity `share`.
    fn dots(&self, seen: &[usize], share: f32, density: Option<&Density>) -> Vec<Dot> {
        if share <= 0.0 {
            return Vec::new();
        }
        let zoom = self.picture.view.zoom;
        let dot = |&at: &usize| {
            let from = self.levels.actors.get(at).copied().unwrap_or(0.0);
            let opacity = match &self.own_discs {
                Some(own_discs) => f32::from(u8::from(own_discs[at])),
                None if from <= zoom => 1.0,
                // The disc fades in from half the zoom at which it is shown.
                None => ease(2.0 * zoom / from - 1.0),
            };
            let render_node = &self.render.actors[at];
            let center = self.points[render_node.node.index()];
            let alone = density.map_or(1.0, |density| 1.0 - density.share(center));
            let opacity = opacity * alone;
            (opacity > 0.0).then(|| Dot {
                node: render_node.node,
                center,
                radius: disc_radius(self.scale, render_node.disc_radius),
                color: with_opacity(render_node.color, opacity * share),
            })
        };
        let mut dots: Vec<Dot> = seen.iter().filter_map(dot).collect();
        // A hub is on top of the actors around it.
        let is_hub = |dot: &Dot| {
            let at = self.render.at(dot.node);
            at.is_some_and(|at| self.render.actors[at].is_hub())
        };
        dots.sort_by_key(is_hub);
        dots
    }

    /// These actors and relations as discs and lines of full opacity.
    fn outstanding(&self, actors: &[NodeIndex], ties: &[TieIndex]) -> LowDetail {
        let SceneInput {
            ties: all, theme, ..
        } = self.picture;
        let widths = WidthScale::of(all);
        let line = |&index: &TieIndex| {
            let tie = all.get(index)?;
            let [a, b] = tie.ends.map(|end| self.point(end.index()));
            Some(TieLine {
                tie: index,
                ends: clipped(a?, b?, self.area)?,
                width: 0.5 * widths.of_tie(tie),
                color: thin_line_color(theme, tie, self.render.cites),
            })
        };
        let dot = |node: &NodeIndex| {
            let at = self.render.at(*node)?;
            let render_node = &self.render.actors[at];
            Some(Dot {
                node: *node,
                center: self.point(node.index())?,
                radius: (self.scale * render_node.disc_radius).max(1.5),
                color: render_node.color,
            })
        };
        LowDetail {
            lines: ties.iter().filter_map(line).collect(),
            patches: Vec::new(),
            dots: actors.iter().filter_map(dot).collect(),
            is_sparse: false,
        }
    }
}

/// For each node index, whether it is one of these.
fn marked(bound: usize, nodes: &[NodeIndex]) -> Vec<bool> {
    let mut is_marked = vec![false; bound];
    for node in nodes {
        is_marked[node.index()] = true;
    }
    is_marked
}

fn with_opacity(color: Color, opacity: f32) -> Color {
    Color {
        a: (f32::from(color.a) * opacity).round() as u8,
        ..color
    }
}
