//! Aggregation of a large network: which actors, lines and names are shown at which zoom.
//!
//! Cartographers call it generalization: a map of a country shows fewer roads than a map of a town,
//! and each of its roads is also on the map of the town. Here, relations that run side by side are
//! one wider line until there is space between them, and actors that would overlap are one disc.
//! Names appear in the order of their rank, each from the zoom at which it has space, and remain
//! visible at all higher zooms (Been, Daiches and Yap, *Dynamic Map Labeling*, 2006). Everything
//! depends on the zoom only, so that nothing flickers while the picture is panned.

use ahash::AHashSet;
use emath::{Pos2, Rect, Vec2, vec2};

use super::render_nodes::{RenderNetwork, RenderTie};
use super::{Color, labels};
use crate::random::hash;

/// What is shown of a large network at which zoom.
#[derive(Debug, Default)]
pub struct Aggregation {
    /// For each render node, the zoom from which it has its own disc.
    pub(super) actors: Vec<f32>,
    /// Names as indices of render nodes, each with the zoom from which it has space; the lowest
    /// zoom first.
    pub(super) names: Vec<(f32, u32)>,
    /// Lines by zoom, the lowest first; each zoom is twice the one before.
    ties: Vec<TieLevel>,
    /// The typical distance between actors, in layout units.
    spacing: f32,
    /// The area that actors occupy, in square layout units.
    area: f32,
    /// Whether every tie has a line of its own, however many lines there are.
    pub(super) shows_all_ties: bool,
}

/// Up to this many ties a figure has a line for each: it is drawn once, so that lines need not be
/// cheap.
const MAX_SEPARATE_TIES: usize = 20_000;

/// The lines at a zoom. Between half of this zoom and this zoom, new lines fade in and the other
/// lines become thinner.
#[derive(Debug, Default)]
struct TieLevel {
    zoom: f32,
    merged_ties: Vec<MergedTie>,
    /// The total length of all lines, in layout units.
    ink: f32,
}

/// A line for one or more relations that run side by side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct MergedTie {
    /// The render tie that it is drawn as.
    pub(super) tie: u32,
    /// The node indices of its ends, copied here because most lines are outside the picture.
    pub(super) ends: [u32; 2],
    /// How many relations it represents.
    pub(super) count: u32,
    /// How many relations it represents at half the zoom; 0 if it is part of another line there.
    pub(super) low_detail_count: u32,
}

/// Zooms of levels are powers of two: from this exponent down to where the whole layout is this
/// wide, in points.
const MAX_ZOOM_EXPONENT: i32 = 3;
const MIN_LAYOUT_WIDTH: f32 = 200.0;
const MAX_LEVELS: i32 = 24;

/// Two relations are merged into one line if both of their ends are this close: this share of their
/// length, within these bounds in points.
const MERGE_SHARE: f32 = 0.3;
const MIN_MERGE_DISTANCE: f32 = 10.0;
const MAX_MERGE_DISTANCE: f32 = 128.0;

/// Two actors closer than this, in points, are one disc.
const MIN_DISC_DISTANCE: f32 = 2.5;

/// The space that a name needs, as a multiple of its width and height.
const NAME_SPACE: Vec2 = vec2(1.25, 2.0);

impl Aggregation {
    /// The aggregation of a large network at these positions. Takes some tenths of a second for
    /// 100,000 actors: O((actors + relations) log relations) for each doubling of the zoom.
    pub fn new(render: &RenderNetwork, positions: &[Pos2]) -> Self {
        let positions = RenderPositions::new(render, positions);
        let zooms = positions.zooms();
        Self {
            actors: actors(render, &positions, &zooms),
            names: names(render, &positions, &zooms),
            ties: ties(render, &positions, &zooms),
            spacing: positions.spacing(),
            area: positions.bounds.area(),
            shows_all_ties: false,
        }
    }

    /// The aggregation for a figure: like [`Aggregation::new`], but lines are merged only where
    /// there are very many.
    pub(super) fn for_figure(render: &RenderNetwork, positions: &[Pos2]) -> Self {
        let all = Self::new(render, positions);
        if render.ties.len() > MAX_SEPARATE_TIES {
            return all;
        }
        let positions = RenderPositions::new(render, positions);
        Self {
            ties: vec![TieLevel::of_each(render, &positions)],
            shows_all_ties: true,
            ..all
        }
    }

    /// The aggregation to show while the real one is computed: all actors and relations, no names.
    pub fn preliminary(render: &RenderNetwork, positions: &[Pos2]) -> Self {
        let positions = RenderPositions::new(render, positions);
        Self {
            actors: vec![0.0; render.actors.len()],
            names: Vec::new(),
            ties: vec![TieLevel::of_each(render, &positions)],
            spacing: positions.spacing(),
            area: positions.bounds.area(),
            shows_all_ties: false,
        }
    }

    /// The lines at a zoom, and where the zoom is between half the zoom of their level (0) and
    /// their level (1).
    pub(super) fn merged_ties(&self, zoom: f32) -> (&[MergedTie], f32) {
        let next = self.ties.partition_point(|level| level.zoom <= zoom);
        let level = self.ties.get(next).or(self.ties.last());
        level.map_or((&[], 1.0), |level| {
            let share = (zoom / level.zoom).log2() + 1.0;
            (
                &level.merged_ties,
                if share.is_nan() {
                    1.0
                } else {
                    share.clamp(0.0, 1.0)
                },
            )
        })
    }

    /// The number of actors and relations per square point of the area that actors occupy, at a
    /// zoom.
    pub(super) fn per_point(&self, render: &RenderNetwork, zoom: f32) -> f32 {
        render.len() as f32 / (self.area * zoom * zoom).max(f32::MIN_POSITIVE)
    }

    /// How many times the lines would cover the area that actors occupy, at a zoom.
    pub(super) fn coverage(&self, zoom: f32) -> f32 {
        let next = self.ties.partition_point(|level| level.zoom <= zoom);
        let ink = |at: usize| {
            self.ties
                .get(at)
                .or(self.ties.last())
                .map_or(0.0, |level| level.ink)
        };
        let (_, share) = self.merged_ties(zoom);
        let ink = ink(next.saturating_sub(1)) * (1.0 - share) + ink(next) * share;
        ink / (self.area * zoom).max(f32::MIN_POSITIVE)
    }

    /// The scale of bodies relative to zoom 1; smaller if they would overlap.
    pub(super) fn body_scale(&self, render: &RenderNetwork, zoom: f32) -> f32 {
        /// The most that the radius of a disc takes of the distance between actors, and its
        /// smallest radius in points.
        const MAX_SHARE: f32 = 0.26;
        const MIN_RADIUS: f32 = 0.9;
        let mean = render.mean_radius.max(1.0);
        let radius = (MAX_SHARE * self.spacing * zoom).max(MIN_RADIUS);
        super::viewport::body_scale(zoom).min(radius / mean)
    }
}

impl TieLevel {
    /// A line for each relation, at every zoom.
    fn of_each(render: &RenderNetwork, positions: &RenderPositions) -> Self {
        let merged_ties = MergedTie::of_each(render);
        Self {
            zoom: 0.0,
            ink: ink(render, positions, &merged_ties),
            merged_ties,
        }
    }
}

impl MergedTie {
    /// One line for each relation.
    fn of_each(render: &RenderNetwork) -> Vec<Self> {
        let single = |(render_tie, tie): (&RenderTie, u32)| Self {
            tie,
            ends: render_tie.ends,
            count: 1,
            low_detail_count: 1,
        };
        render.ties.iter().zip(0..).map(single).collect()
    }
}

/// The positions of render nodes.
struct RenderPositions<'a> {
    positions: &'a [Pos2],
    bounds: Rect,
    count: usize,
}

impl<'a> RenderPositions<'a> {
    fn new(render: &RenderNetwork, positions: &'a [Pos2]) -> Self {
        let mut bounds = Rect::NOTHING;
        for render_node in &render.actors {
            if let Some(position) = positions
                .get(render_node.node.index())
                .filter(|position| position.is_finite())
            {
                bounds.extend_with(*position);
            }
        }
        if !bounds.is_positive() {
            bounds = Rect::from_center_size(Pos2::ZERO, Vec2::splat(1.0));
        }
        Self {
            positions,
            bounds,
            count: render.actors.len(),
        }
    }

    fn at(&self, node: usize) -> Pos2 {
        self.positions.get(node).copied().unwrap_or_default()
    }

    fn ends(&self, tie: &RenderTie) -> (Pos2, Pos2) {
        let [a, b] = tie.ends.map(|end| self.at(end as usize));
        (a, b)
    }

    /// The zooms of levels, the highest first.
    fn zooms(&self) -> Vec<f32> {
        let min_exponent = (MIN_LAYOUT_WIDTH / self.bounds.size().max_elem())
            .log2()
            .floor() as i32;
        let min_exponent = min_exponent.clamp(MAX_ZOOM_EXPONENT - MAX_LEVELS, MAX_ZOOM_EXPONENT);
        (min_exponent..=MAX_ZOOM_EXPONENT)
            .rev()
            .map(|power| (power as f32).exp2())
            .collect()
    }

    /// The typical distance between actors: the side of the square that each has to itself.
    fn spacing(&self) -> f32 {
        let per_side = (self.count as f32 / 4.0).sqrt().ceil().clamp(1.0, 512.0);
        let cell = self.bounds.size() / per_side;
        let mut taken = AHashSet::new();
        for position in self
            .positions
            .iter()
            .filter(|position| self.bounds.contains(**position))
        {
            taken.insert(cell_of(*position - self.bounds.min.to_vec2(), cell));
        }
        (taken.len() as f32 * cell.x * cell.y / self.count.max(1) as f32).sqrt()
    }
}

/// The cell that contains a position, in a grid through the origin.
fn cell_of(position: Pos2, size: Vec2) -> u64 {
    let (column, row) = ((position.x / size.x).floor(), (position.y / size.y).floor());
    (u64::from(column as i32 as u32) << 32) | u64::from(row as i32 as u32)
}

fn actors(render: &RenderNetwork, positions: &RenderPositions, zooms: &[f32]) -> Vec<f32> {
    let mut from = vec![0.0; render.actors.len()];
    let mut left: Vec<u32> = (0..render.actors.len() as u32).collect();
    left.sort_by_key(|at| std::cmp::Reverse(render.actors[*at as usize].rank));
    let mut taken = AHashSet::new();
    for &zoom in zooms {
        taken.clear();
        // The first actor in a cell has the highest rank and keeps its disc. The others join it
        // below this zoom.
        left.retain(|&at| {
            let position = positions.at(render.actors[at as usize].node.index());
            let stays = taken.insert(cell_of(position, Vec2::splat(MIN_DISC_DISTANCE / zoom)));
            if !stays {
                from[at as usize] = 2.0 * zoom;
            }
            stays
        });
    }
    from
}

fn ties(render: &RenderNetwork, positions: &RenderPositions, zooms: &[f32]) -> Vec<TieLevel> {
    let mut merged_ties = MergedTie::of_each(render);
    let mut levels = Vec::new();
    for &zoom in zooms {
        let coarser = bundled(render, positions, &mut merged_ties, zoom / 2.0);
        levels.push(TieLevel {
            zoom,
            ink: ink(render, positions, &merged_ties),
            merged_ties,
        });
        merged_ties = coarser;
    }
    levels.reverse();
    levels
}

/// The lines of a zoom from those of the next higher zoom, whose `low_detail_count` is set.
fn bundled(
    render: &RenderNetwork,
    positions: &RenderPositions,
    merged_ties: &mut [MergedTie],
    zoom: f32,
) -> Vec<MergedTie> {
    let mut keyed: Vec<(u64, u32)> = merged_ties
        .iter()
        .zip(0..)
        .map(|(merged, at)| {
            (
                bundle(&render.ties[merged.tie as usize], positions, zoom),
                at,
            )
        })
        .collect();
    // The widest relation of a bundle comes first and represents the bundle.
    keyed.sort_unstable_by(|a, b| {
        let width = |at: u32| render.ties[merged_ties[at as usize].tie as usize].width;
        a.0.cmp(&b.0)
            .then(width(b.1).total_cmp(&width(a.1)))
            .then(a.1.cmp(&b.1))
    });
    let mut coarser = Vec::new();
    for bundle in keyed.chunk_by(|a, b| a.0 == b.0) {
        let count = bundle
            .iter()
            .map(|(_, at)| merged_ties[*at as usize].count)
            .sum();
        for (_, at) in bundle {
            merged_ties[*at as usize].low_detail_count = 0;
        }
        let Some((_, first)) = bundle.first() else {
            continue;
        };
        let first = &mut merged_ties[*first as usize];
        first.low_detail_count = count;
        coarser.push(MergedTie { count, ..*first });
    }
    coarser.sort_unstable_by_key(|merged| merged.tie);
    coarser
}

/// A key: relations with the same key are one line at this zoom.
fn bundle(tie: &RenderTie, positions: &RenderPositions, zoom: f32) -> u64 {
    let (a, b) = positions.ends(tie);
    let distance =
        (a.distance(b) * zoom * MERGE_SHARE).clamp(MIN_MERGE_DISTANCE, MAX_MERGE_DISTANCE);
    // Cells whose sizes are powers of two are nested, so bundles are nested too.
    let power = (distance / zoom).log2().floor();
    let size = Vec2::splat(power.exp2());
    let (a, b) = (cell_of(a, size), cell_of(b, size));
    // Lines of different colours are not merged.
    let color = {
        let Color { r, g, b, a } = tie.color;
        u64::from(u32::from_le_bytes([r, g, b, a]))
    };
    let words = [a.min(b), a.max(b), u64::from(power as i32 as u32), color];
    words.into_iter().fold(0, |sum, word| hash(sum ^ word))
}

fn ink(render: &RenderNetwork, positions: &RenderPositions, merged_ties: &[MergedTie]) -> f32 {
    let ink = |merged: &MergedTie| {
        let (a, b) = positions.ends(&render.ties[merged.tie as usize]);
        let length = a.distance(b);
        if length.is_finite() { length } else { 0.0 }
    };
    merged_ties.iter().map(ink).sum()
}

/// The zoom from which each name has space; the lowest zoom first.
fn names(render: &RenderNetwork, positions: &RenderPositions, zooms: &[f32]) -> Vec<(f32, u32)> {
    let mut names = Vec::new();
    let mut left: Vec<u32> = (0..render.actors.len() as u32).collect();
    left.sort_by_key(|at| std::cmp::Reverse(render.actors[*at as usize].rank));
    let mut shown: Vec<u32> = Vec::new();
    let mut taken = AHashSet::new();
    // Zooms increase by half a doubling, so that names do not all appear at once.
    let finest = zooms.first().copied().unwrap_or(1.0);
    let steps = 2 * zooms.len() as i32;
    for step in (0..steps).rev() {
        let zoom = finest * (-0.5 * step as f32).exp2();
        taken.clear();
        let cells = |at: u32| {
            let render_node = &render.actors[at as usize];
            let center = (positions.at(render_node.node.index()).to_vec2() * zoom).to_pos2();
            cells_of(Rect::from_center_size(
                center,
                render_node.name * NAME_SPACE,
            ))
        };
        for &at in &shown {
            taken.extend(cells(at));
        }
        left.retain(|&at| {
            let is_free = cells(at).all(|cell| !taken.contains(&cell));
            if is_free {
                taken.extend(cells(at));
                shown.push(at);
                names.push((zoom, at));
            }
            !is_free
        });
    }
    names
}

/// The cells that the box of a name covers.
fn cells_of(rect: Rect) -> impl Iterator<Item = u64> {
    const CELL: Vec2 = vec2(24.0, labels::SIZE);
    let low = (rect.min.to_vec2() / CELL).floor();
    let high = (rect.max.to_vec2() / CELL).floor();
    let (columns, rows) = (
        (high.x - low.x).clamp(0.0, 12.0) as i32,
        (high.y - low.y).clamp(0.0, 8.0) as i32,
    );
    (0..=rows).flat_map(move |row| {
        (0..=columns).map(move |column| {
            let column = (low.x as i32).wrapping_add(column) as u32;
            let row = (low.y as i32).wrapping_add(row) as u32;
            (u64::from(column) << 32) | u64::from(row)
        })
    })
}
