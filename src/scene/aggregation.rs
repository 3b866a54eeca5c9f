//! Aggregation of detail: what of a render is seen at which zoom.
//!
//! Cartographers call it generalization: a map of a country shows fewer roads than one of a town, and each road of the
//! first is one of the second. Here relations that run side by side are one line, wider, until they are far enough
//! apart to be told apart; actors that would stand on one another are one disc; names come in the order of their rank,
//! each from the zoom at which it has room, and stay from there on (Been, Daiches and Yap, *Dynamic Map Labeling*,
//! 2006). All of it depends on the zoom alone, so that nothing flickers while the picture is moved.

use ahash::AHashSet;
use emath::{Pos2, Rect, Vec2, vec2};

use super::render_nodes::{RenderNetwork, RenderTie};
use super::{Color, labels};
use crate::random::hash;

/// What of a render is seen at which zoom.
#[derive(Debug, Default)]
pub struct Aggregation {
    /// From which zoom each actor has a disc of its own, as the render numbers them.
    pub(super) actors: Vec<f32>,
    /// Names, each with the zoom from which it has room: the lowest zoom first.
    pub(super) names: Vec<(f32, u32)>,
    /// Relations by zoom: the least first, each twice the one before.
    ties: Vec<TieLevel>,
    /// About how far apart actors stand, in units of the layout.
    spacing: f32,
    /// The area that actors stand on, in square units of the layout.
    area: f32,
}

/// The lines that there are at a zoom; on the way from half of it they come in, and those of the level before widen.
#[derive(Debug, Default)]
struct TieLevel {
    zoom: f32,
    merged_ties: Vec<MergedTie>,
    /// How much line there is, in units of the layout times points of width.
    ink: f32,
}

/// A line for one or more relations that run side by side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct MergedTie {
    /// Which relation of the render it is drawn as.
    pub(super) tie: u32,
    /// That relation's ends, by node index: at hand, for most merged_ties are out of view.
    pub(super) ends: [u32; 2],
    /// How many it stands for.
    pub(super) count: u32,
    /// How many it stands for at half the zoom; none where it is part of another there.
    pub(super) count_far: u32,
}

/// Zooms of levels are powers of two, from this one down to where the whole layout is a stamp.
const NEAREST: i32 = 3;
const STAMP: f32 = 200.0;
const MAX_LEVELS: i32 = 24;

/// How near both ends of two relations must be for one line to stand for both: this share of their length, within
/// these bounds, in points.
const SIDE_BY_SIDE: f32 = 0.3;
const MIN_APART: f32 = 10.0;
const MAX_APART: f32 = 128.0;

/// How near two actors must be to be one disc, in points.
const ONE_DISC: f32 = 2.5;

/// How many points of the screen a name wants for itself, as a multiple of its width and height.
const ROOM: Vec2 = vec2(1.25, 2.0);

impl Aggregation {
    /// What of a render is seen at which zoom, were everybody on these places. Takes some tenths of a second for 100,000
    /// actors: O((actors + relations) log relations) for each doubling of the zoom.
    pub fn new(render: &RenderNetwork, positions: &[Pos2]) -> Self {
        let places = RenderPositions::new(render, positions);
        let zooms = places.zooms();
        Self {
            actors: actors(render, &places, &zooms),
            names: names(render, &places, &zooms),
            ties: ties(render, &places, &zooms),
            spacing: places.spacing(),
            area: places.bounds.area(),
        }
    }

    /// What is there before anything was worked out: everybody, and no names.
    pub fn plain(render: &RenderNetwork, positions: &[Pos2]) -> Self {
        let places = RenderPositions::new(render, positions);
        let merged_ties = MergedTie::of_each(render);
        Self {
            actors: vec![0.0; render.actors.len()],
            names: Vec::new(),
            ties: vec![TieLevel {
                zoom: 0.0,
                ink: ink(render, &places, &merged_ties),
                merged_ties,
            }],
            spacing: places.spacing(),
            area: places.bounds.area(),
        }
    }

    /// The lines at a zoom, and how far between half the zoom of their level (0) and their level (1) it is.
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

    /// How many actors there are for each square point of the area they stand on, at a zoom.
    pub(super) fn per_point(&self, render: &RenderNetwork, zoom: f32) -> f32 {
        render.len() as f32 / (self.area * zoom * zoom).max(f32::MIN_POSITIVE)
    }

    /// How often lines would cover the area that actors stand on at a zoom.
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

    /// How much larger than at zoom 1 bodies are: less where they would stand on one another.
    pub(super) fn body_scale(&self, render: &RenderNetwork, zoom: f32) -> f32 {
        /// The share of the space between actors that a disc's radius takes at most, and its least radius in points.
        const SHARE: f32 = 0.26;
        const LEAST: f32 = 0.9;
        let mean = render.mean_radius.max(1.0);
        let room = (SHARE * self.spacing * zoom).max(LEAST);
        super::viewport::body_scale(zoom).min(room / mean)
    }
}

impl MergedTie {
    /// A merged for each relation.
    fn of_each(render: &RenderNetwork) -> Vec<Self> {
        let alone = |(thread, tie): (&RenderTie, u32)| Self {
            tie,
            ends: thread.ends,
            count: 1,
            count_far: 1,
        };
        render.ties.iter().zip(0..).map(alone).collect()
    }
}

/// Where a render stands.
struct RenderPositions<'a> {
    positions: &'a [Pos2],
    bounds: Rect,
    count: usize,
}

impl<'a> RenderPositions<'a> {
    fn new(render: &RenderNetwork, positions: &'a [Pos2]) -> Self {
        let mut bounds = Rect::NOTHING;
        for member in &render.actors {
            if let Some(place) = positions
                .get(member.node.index())
                .filter(|place| place.is_finite())
            {
                bounds.extend_with(*place);
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

    fn ends(&self, thread: &RenderTie) -> (Pos2, Pos2) {
        let [a, b] = thread.ends.map(|end| self.at(end as usize));
        (a, b)
    }

    /// The zooms of levels, the greatest first.
    fn zooms(&self) -> Vec<f32> {
        let least = (STAMP / self.bounds.size().max_elem()).log2().floor() as i32;
        let least = least.clamp(NEAREST - MAX_LEVELS, NEAREST);
        (least..=NEAREST)
            .rev()
            .map(|power| (power as f32).exp2())
            .collect()
    }

    /// About how far apart actors stand: the side of the square that each has for itself where actors are.
    fn spacing(&self) -> f32 {
        let per_side = (self.count as f32 / 4.0).sqrt().ceil().clamp(1.0, 512.0);
        let cell = self.bounds.size() / per_side;
        let mut taken = AHashSet::new();
        for place in self
            .positions
            .iter()
            .filter(|place| self.bounds.contains(**place))
        {
            taken.insert(cell_of(*place - self.bounds.min.to_vec2(), cell));
        }
        (taken.len() as f32 * cell.x * cell.y / self.count.max(1) as f32).sqrt()
    }
}

/// The cell of a grid through the origin that a place lies in.
fn cell_of(place: Pos2, size: Vec2) -> u64 {
    let (column, row) = ((place.x / size.x).floor(), (place.y / size.y).floor());
    (u64::from(column as i32 as u32) << 32) | u64::from(row as i32 as u32)
}

fn actors(render: &RenderNetwork, places: &RenderPositions, zooms: &[f32]) -> Vec<f32> {
    let mut from = vec![0.0; render.actors.len()];
    let mut left: Vec<u32> = (0..render.actors.len() as u32).collect();
    left.sort_by_key(|at| std::cmp::Reverse(render.actors[*at as usize].rank));
    let mut taken = AHashSet::new();
    for &zoom in zooms {
        taken.clear();
        // The first in a cell is the one of greatest rank: it stays, the others are part of its disc below this zoom.
        left.retain(|&at| {
            let place = places.at(render.actors[at as usize].node.index());
            let stays = taken.insert(cell_of(place, Vec2::splat(ONE_DISC / zoom)));
            if !stays {
                from[at as usize] = 2.0 * zoom;
            }
            stays
        });
    }
    from
}

fn ties(render: &RenderNetwork, places: &RenderPositions, zooms: &[f32]) -> Vec<TieLevel> {
    let mut merged_ties = MergedTie::of_each(render);
    let mut levels = Vec::new();
    for &zoom in zooms {
        let coarser = bundled(render, places, &mut merged_ties, zoom / 2.0);
        levels.push(TieLevel {
            zoom,
            ink: ink(render, places, &merged_ties),
            merged_ties,
        });
        merged_ties = coarser;
    }
    levels.reverse();
    levels
}

/// The merged_ties of a zoom from those of a nearer one, which are told what they are at this zoom.
fn bundled(
    render: &RenderNetwork,
    places: &RenderPositions,
    merged_ties: &mut [MergedTie],
    zoom: f32,
) -> Vec<MergedTie> {
    let mut keyed: Vec<(u64, u32)> = merged_ties
        .iter()
        .zip(0..)
        .map(|(merged, at)| (bundle(&render.ties[merged.tie as usize], places, zoom), at))
        .collect();
    // Of one bundle the widest comes first, which is drawn for all.
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
            merged_ties[*at as usize].count_far = 0;
        }
        let Some((_, first)) = bundle.first() else {
            continue;
        };
        let first = &mut merged_ties[*first as usize];
        first.count_far = count;
        coarser.push(MergedTie { count, ..*first });
    }
    coarser.sort_unstable_by_key(|merged| merged.tie);
    coarser
}

/// What relations have in common that one line stands for at a zoom.
fn bundle(thread: &RenderTie, places: &RenderPositions, zoom: f32) -> u64 {
    let (a, b) = places.ends(thread);
    let apart = (a.distance(b) * zoom * SIDE_BY_SIDE).clamp(MIN_APART, MAX_APART);
    // Cells of powers of two lie within one another, and bundles with them.
    let power = (apart / zoom).log2().floor();
    let size = Vec2::splat(power.exp2());
    let (a, b) = (cell_of(a, size), cell_of(b, size));
    // What looks different is not drawn as one.
    let color = {
        let Color { r, g, b, a } = thread.color;
        u64::from(u32::from_le_bytes([r, g, b, a]))
    };
    let words = [a.min(b), a.max(b), u64::from(power as i32 as u32), color];
    words.into_iter().fold(0, |sum, word| hash(sum ^ word))
}

fn ink(render: &RenderNetwork, places: &RenderPositions, merged_ties: &[MergedTie]) -> f32 {
    let ink = |merged: &MergedTie| {
        let (a, b) = places.ends(&render.ties[merged.tie as usize]);
        let length = a.distance(b);
        if length.is_finite() { length } else { 0.0 }
    };
    merged_ties.iter().map(ink).sum()
}

/// The zoom from which each name has room, the lowest first.
fn names(render: &RenderNetwork, places: &RenderPositions, zooms: &[f32]) -> Vec<(f32, u32)> {
    let mut names = Vec::new();
    let mut left: Vec<u32> = (0..render.actors.len() as u32).collect();
    left.sort_by_key(|at| std::cmp::Reverse(render.actors[*at as usize].rank));
    let mut shown: Vec<u32> = Vec::new();
    let mut floor = AHashSet::new();
    // Zooms go up by halves of a doubling, so that names do not all come at once.
    let finest = zooms.first().copied().unwrap_or(1.0);
    let steps = 2 * zooms.len() as i32;
    for step in (0..steps).rev() {
        let zoom = finest * (-0.5 * step as f32).exp2();
        floor.clear();
        let cells = |at: u32| {
            let member = &render.actors[at as usize];
            let center = (places.at(member.node.index()).to_vec2() * zoom).to_pos2();
            cells_of(Rect::from_center_size(center, member.name * ROOM))
        };
        for &at in &shown {
            floor.extend(cells(at));
        }
        left.retain(|&at| {
            let is_free = cells(at).all(|cell| !floor.contains(&cell));
            if is_free {
                floor.extend(cells(at));
                shown.push(at);
                names.push((zoom, at));
            }
            !is_free
        });
    }
    names
}

/// The cells of the floor under a name's box.
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
