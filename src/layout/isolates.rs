//! Where those stand who have no tie: in neat rows, in a free corner of the picture if there is one, else beneath it or
//! at its side. Places are scene units.

use emath::{Rect, Vec2, vec2};

use super::{
    footprint::{Footprint, bounds},
    graph::Graph,
};

/// Clear room between two who stand alone, beyond their names; and between them and the others.
const GAP: f32 = 28.0;
const MARGIN: f32 = 40.0;

/// Above this many bodies or ties no corner is looked for.
const MOST: usize = 1000;

/// How far apart, in scene units, the spots are that are tried up from the bottom.
const STEP: f32 = 12.0;

/// Those without ties, and the picture of the others that they must not disturb.
pub(super) struct Aside<'a> {
    pub(super) footprints: &'a [Footprint],
    pub(super) graph: &'a Graph,
    pub(super) joined: Vec<u32>,
    pub(super) alone: Vec<u32>,
    pub(super) aspect: f32,
}

/// A block of equal cells, each with the disc at the same height.
#[derive(Clone, Copy)]
struct Block {
    columns: usize,
    cell: Vec2,
    above: f32,
    size: Vec2,
}

impl Aside<'_> {
    /// Places all who stand alone. O(1) a body, and O(n + m) for each spot tried.
    pub(super) fn seat(&self, places: &mut [Vec2]) {
        if self.alone.is_empty() {
            return;
        }
        let picture = self.picture(places);
        let spots = self.blocks(picture).into_iter().flat_map(|block| {
            self.spots(block, picture, places)
                .into_iter()
                .map(move |corner| (block, corner))
        });
        let best = spots.min_by(|(one, at), (other, there)| {
            self.window(picture, *one, *at)
                .total_cmp(&self.window(picture, *other, *there))
        });
        if let Some((block, corner)) = best {
            self.fill(block, corner, places);
        }
    }

    /// The box around the others; nothing where there are none.
    fn picture(&self, places: &[Vec2]) -> Rect {
        let member = |&body: &u32| (self.footprints[body as usize], places[body as usize]);
        let (prints, places): (Vec<Footprint>, Vec<Vec2>) = self.joined.iter().map(member).unzip();
        let (low, high) = bounds(&prints, &places);
        Rect::from_min_max(low.to_pos2(), high.to_pos2())
    }

    /// Blocks to choose from: one row, two, a column, and what is as wide as the picture.
    fn blocks(&self, picture: Rect) -> Vec<Block> {
        let prints = || {
            self.alone
                .iter()
                .map(|&body| &self.footprints[body as usize])
        };
        let most = |part: fn(&Footprint) -> f32| prints().map(part).fold(0.0_f32, f32::max);
        let (above, below) = (most(|print| print.above), most(|print| print.below));
        let cell = vec2(
            2.0 * most(|print| print.half_width) + GAP,
            above + below + GAP,
        );
        let count = self.alone.len();
        let square = (count as f32 * cell.x * cell.y * self.aspect).sqrt();
        let wide = (picture.width().max(square) / cell.x) as usize;
        let mut columns = vec![wide, count, count.div_ceil(2), 2, 1];
        for columns in &mut columns {
            *columns = (*columns).clamp(1, count);
        }
        columns.dedup();
        let block = |columns: usize| {
            let rows = count.div_ceil(columns);
            let size = vec2(columns as f32 * cell.x, rows as f32 * cell.y) - Vec2::splat(GAP);
            Block {
                columns,
                cell,
                above,
                size,
            }
        };
        columns.into_iter().map(block).collect()
    }

    /// Corners where the block may stand: beneath, at the left, in the middle or at the right, moved up as far as it
    /// goes; and at the right side.
    fn spots(&self, block: Block, picture: Rect, places: &[Vec2]) -> Vec<Vec2> {
        if self.joined.is_empty() {
            return vec![Vec2::ZERO];
        }
        let left = [
            picture.left(),
            picture.center().x - block.size.x / 2.0,
            picture.right() - block.size.x,
            picture.right() + MARGIN,
        ];
        let bottom = picture.bottom() + MARGIN;
        left.into_iter()
            .flat_map(|x| {
                let tries = (0..).map(move |step| vec2(x, bottom - STEP * step as f32));
                tries.take_while(|at| at.y > picture.top() && self.is_free(*at, block, places))
            })
            .collect()
    }

    fn is_free(&self, corner: Vec2, block: Block, places: &[Vec2]) -> bool {
        if self.joined.len() > MOST || self.graph.size() > MOST {
            return corner.y > self.picture(places).bottom();
        }
        let room = Rect::from_min_size(corner.to_pos2(), block.size).expand(MARGIN - 1.0);
        let apart = |&body: &u32| {
            let (print, at) = (&self.footprints[body as usize], places[body as usize]);
            let middle = (at + print.middle()).to_pos2();
            !room.intersects(Rect::from_center_size(middle, 2.0 * print.half_size()))
        };
        self.joined.iter().all(apart)
            && self.graph.edges().all(|(a, link)| {
                let (from, to) = (places[a].to_pos2(), places[link.to as usize].to_pos2());
                !room.shrink(MARGIN / 2.0).intersects_segment(from, to)
            })
    }

    /// The height of the window that picture and block need together, with a slight liking for the bottom.
    fn window(&self, picture: Rect, block: Block, corner: Vec2) -> f32 {
        let block = Rect::from_min_size(corner.to_pos2(), block.size);
        let whole = if self.joined.is_empty() {
            block
        } else {
            picture.union(block)
        };
        (whole.width() / self.aspect).max(whole.height()) - 0.01 * corner.y
    }

    fn fill(&self, block: Block, corner: Vec2, places: &mut [Vec2]) {
        for (row, members) in self.alone.chunks(block.columns).enumerate() {
            for (column, &member) in members.iter().enumerate() {
                let cell = vec2(column as f32 * block.cell.x, row as f32 * block.cell.y);
                let middle = vec2((block.cell.x - GAP) / 2.0, block.above);
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
