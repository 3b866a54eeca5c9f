//! Moves the discs of many bodies apart, with little motion: every overlapping pair moves apart
//! along the line between the two, all pairs at once, on all threads. Knows no names. Positions are
//! in scene units.

use emath::Vec2;
use rayon::prelude::*;

use super::footprint::BodyFootprint;
use super::room::make_room;

/// Free space between two rims, as a share of the mean radius and at least; half of it is enough.
const GAP_SHARE: f32 = 0.6;
const MIN_GAP: f32 = 6.0;

/// Rounds of moving apart before the layout is scaled up a little, by how much, and how often.
const MAX_ROUNDS: usize = 24;
const SCALING: f32 = 1.1;
const MAX_SCALINGS: usize = 40;

/// Bodies that one thread takes at a time.
const BATCH: usize = 512;

/// The golden angle, in radians: bodies at the same position leave it in different directions.
pub(super) const GOLDEN_ANGLE: f32 = 2.399_963_2;

/// Moves discs until there is room between any two. O(n) a round where bodies are not much larger
/// than others; the same result on any number of threads.
pub(super) fn move_discs_apart(footprints: &[BodyFootprint], positions: &mut [Vec2]) {
    let radii: Vec<f32> = footprints.iter().map(|print| print.radius).collect();
    let mean = radii.iter().sum::<f32>() / radii.len().max(1) as f32;
    let gap = (GAP_SHARE * mean).max(MIN_GAP);
    let discs = Discs {
        radii: &radii,
        gap,
        mobility: None,
    };
    discs.move_apart(MAX_ROUNDS, positions);
}

/// Moves the discs that touch, and those in their way, with as little motion as possible. Where
/// many touch, the layout is scaled up first. `mobility` is how easily each moves, 0 for not at
/// all: two of these keep their overlap. O(n) a round; the same result on any number of threads.
pub(super) fn separate_touching(
    footprints: &[BodyFootprint],
    positions: &mut [Vec2],
    mobility: &[f32],
) -> Separation {
    let radii: Vec<f32> = footprints.iter().map(|print| print.radius).collect();
    let discs = Discs {
        radii: &radii,
        gap: MIN_GAP,
        mobility: Some(mobility),
    };
    let crowding = discs.crowding(positions);
    let mut separation = Separation {
        scale: 1.0,
        moved: Vec::new(),
    };
    if crowding.iter().all(|need| *need < 1.0) {
        return separation;
    }
    let before = positions.to_vec();
    let rounds = (MAX_STEPS / radii.len().max(1)).clamp(MAX_ROUNDS, MAX_FINE_ROUNDS);
    if mobility.iter().all(|ease| *ease > 0.0) {
        separation.scale = usual_need(crowding).clamp(1.0, MAX_USUAL_NEED);
        scale_up(positions, separation.scale);
    }
    separation.scale *= discs.move_apart(rounds, positions);
    let mut unmoved = before;
    scale_up(&mut unmoved, separation.scale);
    let is_moved = |body: &usize| (positions[*body] - unmoved[*body]).length() > TOUCHING;
    separation.moved = (0..positions.len()).filter(is_moved).collect();
    separation
}

/// What was done to positions of discs that touched.
pub(super) struct Separation {
    /// How much the layout was scaled up, around its middle.
    pub(super) scale: f32,
    /// The bodies that were moved besides.
    pub(super) moved: Vec<usize>,
}

/// Bodies are moved apart in at most this many rounds, and moved at most this many times in all,
/// before the layout is scaled up a little.
const MAX_FINE_ROUNDS: usize = 300;
const MAX_STEPS: usize = 600_000;

/// Closer than this, two rims touch.
const TOUCHING: f32 = 1.0;

/// Where more than this share of all bodies touch others, the layout is scaled up until they do
/// not, but at most this much: that keeps the arrangement better than moving all of them.
const MAX_TOUCHING_SHARE: f32 = 0.1;
const MAX_USUAL_NEED: f32 = 2.0;

/// How much the layout must be scaled up so that few bodies touch others.
fn usual_need(mut crowding: Vec<f32>) -> f32 {
    let at = ((1.0 - MAX_TOUCHING_SHARE) * crowding.len() as f32) as usize;
    crowding.sort_by(f32::total_cmp);
    crowding.get(at).copied().unwrap_or(1.0)
}

/// Scales positions around their middle.
fn scale_up(positions: &mut [Vec2], factor: f32) {
    let middle = positions.iter().fold(Vec2::ZERO, |sum, &at| sum + at) / positions.len() as f32;
    for at in positions.iter_mut() {
        *at = middle + (*at - middle) * factor;
    }
}

/// Discs that must not overlap.
struct Discs<'a> {
    radii: &'a [f32],
    /// The free space between two rims that is aimed at.
    gap: f32,
    /// How easily each moves; without it all move alike.
    mobility: Option<&'a [f32]>,
}

impl Discs<'_> {
    /// Returns how much the layout was scaled up.
    fn move_apart(&self, rounds: usize, positions: &mut [Vec2]) -> f32 {
        let held = self
            .mobility
            .is_some_and(|mobility| mobility.iter().any(|ease| *ease <= 0.0));
        let is_many = positions.len() >= MIN_SPLIT;
        let mut scale = if is_many && !held {
            make_room(positions, |body| self.radii[body] + 0.5 * self.gap)
        } else {
            1.0
        };
        for _ in 0..MAX_SCALINGS {
            for _ in 0..rounds {
                if !self.move_once(positions) {
                    return scale;
                }
            }
            if held {
                return scale;
            }
            scale_up(positions, SCALING);
            scale *= SCALING;
        }
        scale
    }

    fn grid(&self, positions: &[Vec2]) -> DiscGrids {
        DiscGrids::new(positions, self.radii, self.gap)
    }

    /// For each body, how much the layout must be scaled up so that it does not touch others; less
    /// than 1 where it does not.
    fn crowding(&self, positions: &[Vec2]) -> Vec<f32> {
        let grid = self.grid(positions);
        let need = |body: usize| {
            let mut need = 0.0_f32;
            grid.near(positions[body], self.radii[body], |other| {
                if other != body {
                    let distance = (positions[body] - positions[other]).length();
                    let reach = self.radii[body] + self.radii[other] + TOUCHING;
                    need = need.max(reach / distance.max(1e-3));
                }
            });
            need
        };
        (0..positions.len()).map(need).collect()
    }

    /// What share of the way apart a body goes that is too close to another.
    fn share(&self, body: usize, other: usize) -> f32 {
        let Some(mobility) = self.mobility else {
            return 0.5;
        };
        let ease = mobility[body] + mobility[other];
        if ease > 0.0 {
            mobility[body] / ease
        } else {
            0.0
        }
    }

    /// One round; returns whether any two discs are closer than half the gap.
    fn move_once(&self, positions: &mut [Vec2]) -> bool {
        let (radii, gap) = (self.radii, self.gap);
        let grid = self.grid(positions);
        let here = &*positions;
        let moves: Vec<(Vec2, bool)> = (0..here.len())
            .into_par_iter()
            .with_min_len(BATCH)
            .map(|body| {
                let (mut way, mut is_close) = (Vec2::ZERO, false);
                grid.near(here[body], radii[body], |other| {
                    if other == body {
                        return;
                    }
                    let apart = here[body] - here[other];
                    let reach = radii[body] + radii[other] + gap;
                    let square = apart.length_sq();
                    if square >= reach * reach {
                        return;
                    }
                    let distance = square.sqrt();
                    let share = self.share(body, other);
                    is_close |= share > 0.0 && distance < reach - 0.5 * gap;
                    let direction = if distance > 1e-3 {
                        apart / distance
                    } else {
                        Vec2::angled(GOLDEN_ANGLE * (body % 4096) as f32)
                    };
                    way += direction * (share * (reach - distance));
                });
                let longest = 2.0 * radii[body] + gap;
                let length = way.length_sq().sqrt();
                if length > longest {
                    way *= longest / length;
                }
                (way, is_close)
            })
            .collect();
        let is_close = moves.iter().any(|(_, is_close)| *is_close);
        if is_close {
            for (at, (way, _)) in positions.iter_mut().zip(moves) {
                *at += way;
            }
        }
        is_close
    }
}

/// With fewer bodies, all are in one grid.
const MIN_SPLIT: usize = 5_000;

/// One in this many bodies may be larger than usual.
const USUAL_OF: usize = 50;

/// Bodies by cell: large ones apart from others, so that a hub among many small bodies does not
/// make the cells of all of them large.
struct DiscGrids {
    usual: DiscGrid,
    usual_radius: f32,
    large: Option<DiscGrid>,
    gap: f32,
}

impl DiscGrids {
    fn new(positions: &[Vec2], radii: &[f32], gap: f32) -> Self {
        let largest = radii.iter().copied().fold(0.0, f32::max);
        let usual_radius = usual_radius(radii).unwrap_or(largest);
        let (usual, large): (Vec<u32>, Vec<u32>) =
            (0..radii.len() as u32).partition(|body| radii[*body as usize] <= usual_radius);
        let has_large = !large.is_empty();
        Self {
            usual: DiscGrid::new(positions, &usual, 2.0 * usual_radius + gap),
            usual_radius,
            large: has_large.then(|| DiscGrid::new(positions, &large, 2.0 * largest + gap)),
            gap,
        }
    }

    /// Calls `visit` for every body that may touch one of this radius at a position.
    fn near(&self, at: Vec2, radius: f32, mut visit: impl FnMut(usize)) {
        let reach = radius + self.usual_radius + self.gap;
        let cells = (reach / self.usual.cell).ceil().max(1.0) as usize;
        self.usual.near(at, cells, &mut visit);
        if let Some(large) = &self.large {
            large.near(at, 1, visit);
        }
    }
}

/// The radius that few of very many bodies exceed; `None` if there are not that many.
fn usual_radius(radii: &[f32]) -> Option<f32> {
    let mut sorted = radii.to_vec();
    let at = radii.len() - radii.len() / USUAL_OF;
    let is_split = radii.len() >= MIN_SPLIT && at < radii.len();
    is_split.then(|| *sorted.select_nth_unstable_by(at, f32::total_cmp).1)
}

/// Bodies by square cell.
struct DiscGrid {
    low: Vec2,
    cell: f32,
    columns: usize,
    rows: usize,
    /// Where each cell starts in `members`.
    starts: Vec<u32>,
    members: Vec<u32>,
}

impl DiscGrid {
    /// Cells of at least this side for these bodies; larger ones where positions are far apart, so
    /// that there are not many more cells than bodies.
    fn new(positions: &[Vec2], bodies: &[u32], side: f32) -> Self {
        let first = positions.first().copied().unwrap_or_default();
        let (low, high) = positions.iter().fold((first, first), |(low, high), &at| {
            (low.min(at), high.max(at))
        });
        let size = high - low;
        let cells = (4 * bodies.len() + 16) as f32;
        let mut cell = side.max(1e-3);
        while (size.x / cell + 1.0) * (size.y / cell + 1.0) > cells {
            cell *= 1.5;
        }
        let (columns, rows) = ((size.x / cell) as usize + 1, (size.y / cell) as usize + 1);
        let mut grid = Self {
            low,
            cell,
            columns,
            rows,
            starts: vec![0; columns * rows + 1],
            members: vec![0; bodies.len()],
        };
        let cells: Vec<usize> = bodies
            .iter()
            .map(|body| {
                let (column, row) = grid.cell_of(positions[*body as usize]);
                row * columns + column
            })
            .collect();
        for &cell in &cells {
            grid.starts[cell + 1] += 1;
        }
        for cell in 0..columns * rows {
            grid.starts[cell + 1] += grid.starts[cell];
        }
        let mut next = grid.starts.clone();
        for (body, &cell) in bodies.iter().zip(&cells) {
            grid.members[next[cell] as usize] = *body;
            next[cell] += 1;
        }
        grid
    }

    fn cell_of(&self, at: Vec2) -> (usize, usize) {
        let cell = (at - self.low) / self.cell;
        (
            (cell.x as usize).min(self.columns - 1),
            (cell.y as usize).min(self.rows - 1),
        )
    }

    /// Calls `visit` for every body up to this many cells around a position.
    fn near(&self, at: Vec2, cells: usize, mut visit: impl FnMut(usize)) {
        let (column, row) = self.cell_of(at);
        let columns = column.saturating_sub(cells)..=(column + cells).min(self.columns - 1);
        for row in row.saturating_sub(cells)..=(row + cells).min(self.rows - 1) {
            let from = self.starts[row * self.columns + columns.start()] as usize;
            let to = self.starts[row * self.columns + columns.end() + 1] as usize;
            for &other in &self.members[from..to] {
                visit(other as usize);
            }
        }
    }
}
