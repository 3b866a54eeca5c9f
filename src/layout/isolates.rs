//! Places isolates, the bodies without a tie: in rows, in a free corner of the layout if there is
//! one, else below it or at its side. Places are in scene units.

use emath::{Rect, Vec2, vec2};

use super::{
    footprint::{BodyFootprint, bounds},
    graph::Graph,
};

/// Clear room between two isolates, beyond their names; and between the isolates and the others.
const GAP: f32 = 28.0;
const MARGIN: f32 = 40.0;

/// With more bodies or ties than this no free corner is searched for.
const MAX_SEARCHED: usize = 1000;

/// How far apart, in scene units, the spots are that are tried from the bottom upwards.
const STEP: f32 = 12.0;

/// The isolates, and the other bodies, which are placed already.
pub(super) struct Isolates<'a> {
    pub(super) footprints: &'a [BodyFootprint],
    pub(super) graph: &'a Graph,
    pub(super) tied: Vec<u32>,
    pub(super) isolated: Vec<u32>,
    pub(super) aspect: f32,
}

/// A grid of equal cells, each with the disc at the same height.
#[derive(Clone, Copy)]
struct CellGrid {
    columns: usize,
    cell: Vec2,
    above: f32,
    size: Vec2,
}

impl Isolates<'_> {
    /// Places all isolates. O(1) a body, and O(n + m) for each spot tried.
    pub(super) fn place(&self, places: &mut [Vec2]) {
        if self.isolated.is_empty() {
            return;
        }
        let others = self.others(places);
        let spots = self.grids(others).into_iter().flat_map(|grid| {
            self.spots(grid, others, places)
                .into_iter()
                .map(move |corner| (grid, corner))
        });
        let best = spots.min_by(|(one, at), (other, there)| {
            self.window(others, *one, *at)
                .total_cmp(&self.window(others, *other, *there))
        });
        if let Some((grid, corner)) = best {
            self.fill(grid, corner, places);
        }
    }

    /// The box around the other bodies; empty if there are none.
    fn others(&self, places: &[Vec2]) -> Rect {
        let member = |&body: &u32| (self.footprints[body as usize], places[body as usize]);
        let (prints, places): (Vec<BodyFootprint>, Vec<Vec2>) =
            self.tied.iter().map(member).unzip();
        let (low, high) = bounds(&prints, &places);
        Rect::from_min_max(low.to_pos2(), high.to_pos2())
    }

    /// Grids to choose from: one row, two rows, one column, two columns, and one as wide as the
    /// other bodies.
    fn grids(&self, others: Rect) -> Vec<CellGrid> {
        let prints = || {
            self.isolated
                .iter()
                .map(|&body| &self.footprints[body as usize])
        };
        let most = |part: fn(&BodyFootprint) -> f32| prints().map(part).fold(0.0_f32, f32::max);
        let (above, below) = (most(|print| print.above), most(|print| print.below));
        let cell = vec2(
            2.0 * most(|print| print.half_width) + GAP,
            above + below + GAP,
        );
        let count = self.isolated.len();
        let square = (count as f32 * cell.x * cell.y * self.aspect).sqrt();
        let wide = (others.width().max(square) / cell.x) as usize;
        let mut columns = vec![wide, count, count.div_ceil(2), 2, 1];
        for columns in &mut columns {
            *columns = (*columns).clamp(1, count);
        }
        columns.dedup();
        let grid = |columns: usize| {
            let rows = count.div_ceil(columns);
            let size = vec2(columns as f32 * cell.x, rows as f32 * cell.y) - Vec2::splat(GAP);
            CellGrid {
                columns,
                cell,
                above,
                size,
            }
        };
        columns.into_iter().map(grid).collect()
    }

    /// Corners where the grid may stand: below the others at the left, in the middle or at the
    /// right, moved up as far as there is room; and at their right side.
    fn spots(&self, grid: CellGrid, others: Rect, places: &[Vec2]) -> Vec<Vec2> {
        if self.tied.is_empty() {
            return vec![Vec2::ZERO];
        }
        let left = [
            others.left(),
            others.center().x - grid.size.x / 2.0,
            others.right() - grid.size.x,
            others.right() + MARGIN,
        ];
        let bottom = others.bottom() + MARGIN;
        left.into_iter()
            .flat_map(|x| {
                let tries = (0..).map(move |step| vec2(x, bottom - STEP * step as f32));
                tries.take_while(|at| at.y > others.top() && self.is_free(*at, grid, places))
            })
            .collect()
    }

    fn is_free(&self, corner: Vec2, grid: CellGrid, places: &[Vec2]) -> bool {
        if self.tied.len() > MAX_SEARCHED || self.graph.size() > MAX_SEARCHED {
            return corner.y > self.others(places).bottom();
        }
        let room = Rect::from_min_size(corner.to_pos2(), grid.size).expand(MARGIN - 1.0);
        let apart = |&body: &u32| {
            let (print, at) = (&self.footprints[body as usize], places[body as usize]);
            let middle = (at + print.middle()).to_pos2();
            !room.intersects(Rect::from_center_size(middle, 2.0 * print.half_size()))
        };
        self.tied.iter().all(apart)
            && self.graph.edges().all(|(a, link)| {
                let (from, to) = (places[a].to_pos2(), places[link.to as usize].to_pos2());
                !room.shrink(MARGIN / 2.0).intersects_segment(from, to)
            })
    }

    /// The height of the window that the others and the grid need together, slightly less for spots
    /// near the bottom.
    fn window(&self, others: Rect, grid: CellGrid, corner: Vec2) -> f32 {
        let grid = Rect::from_min_size(corner.to_pos2(), grid.size);
        let whole = if self.tied.is_empty() {
            grid
        } else {
            others.union(grid)
        };
        (whole.width() / self.aspect).max(whole.height()) - 0.01 * corner.y
    }

    fn fill(&self, grid: CellGrid, corner: Vec2, places: &mut [Vec2]) {
        for (row, members) in self.isolated.chunks(grid.columns).enumerate() {
            for (column, &member) in members.iter().enumerate() {
                let cell = vec2(column as f32 * grid.cell.x, row as f32 * grid.cell.y);
                let middle = vec2((grid.cell.x - GAP) / 2.0, grid.above);
                places[member as usize] = corner + cell + middle;
            }
        }
    }
}

trait IntersectsSegment {
    fn intersects_segment(&self, from: emath::Pos2, to: emath::Pos2) -> bool;
}

impl IntersectsSegment for Rect {
    /// Clips the segment to the box (Liang and Barsky 1984); whether anything is left.
    fn intersects_segment(&self, from: emath::Pos2, to: emath::Pos2) -> bool {
        let along = to - from;
        let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
        for (start, step, low, high) in [
            (from.x, along.x, self.left(), self.right()),
            (from.y, along.y, self.top(), self.bottom()),
        ] {
            if step.abs() < 1e-9 {
                if start < low || start > high {
                    return false;
                }
                continue;
            }
            let (one, other) = ((low - start) / step, (high - start) / step);
            enter = enter.max(one.min(other));
            leave = leave.min(one.max(other));
        }
        enter <= leave
    }
}
