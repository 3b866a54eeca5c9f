//! A quadtree over points for forces that decrease with distance: Barnes and Hut, "A hierarchical
//! O(N log N) force-calculation algorithm", Nature 1986, with one list of partners per leaf (Barnes
//! 1990), so that the inner loop is plain arithmetic on arrays. Points are in Morton order; cells
//! know the tight box of their points.

use emath::Vec2;
use rayon::prelude::*;
use wide::f32x8;

/// The most points in a leaf.
const MAX_LEAF: usize = 32;

/// A cell counts as one body if its size is less than this times its distance.
const OPENING: f32 = 1.3;

/// Partners that the inner loop works on side by side.
const LANES: usize = 8;

/// Leaves that a thread takes at a time.
const BATCH: usize = 16;

/// Bits of a coordinate in a Morton key.
const BITS: u32 = 16;

/// Points in Morton order under cells in depth-first order.
#[derive(Clone, Debug, Default)]
pub(super) struct QuadTree {
    /// The points by their place in the Morton order.
    order: Vec<u32>,
    points: Vec<Vec2>,
    cells: Vec<TreeCell>,
    leaves: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct TreeCell {
    middle: Vec2,
    mass: f32,
    low: Vec2,
    high: Vec2,
    /// Its points, in Morton order.
    start: u32,
    end: u32,
    /// The next cell that is not inside this one.
    next: u32,
}

/// Bodies and cells that act on a leaf, in blocks of eight for the inner loop; lanes beyond `count`
/// have mass 0.
#[derive(Default)]
struct Partners {
    count: usize,
    xs: Vec<[f32; LANES]>,
    ys: Vec<[f32; LANES]>,
    masses: Vec<[f32; LANES]>,
}

impl QuadTree {
    /// O(n). The points must be finite.
    pub(super) fn new(points: &[Vec2]) -> Self {
        let keys = morton_sorted(points);
        let order: Vec<u32> = keys.iter().map(|&key| key as u32).collect();
        let sorted = order.iter().map(|&point| points[point as usize]).collect();
        let keys: Vec<u32> = keys.iter().map(|key| (key >> 32) as u32).collect();
        let mut tree = Self {
            order,
            points: sorted,
            cells: Vec::new(),
            leaves: Vec::new(),
        };
        if !points.is_empty() {
            tree.grow(&keys, 0, points.len(), 2 * BITS);
        }
        tree
    }

    /// For each point the sum over all others of the vector from the other to it, divided by (1 +
    /// distance²)²: the bounded repulsion of t-FDP. O(n log n) on all threads; the result is the
    /// same on any number of threads.
    pub(super) fn repulsion(&self) -> Vec<Vec2> {
        let mut forces = vec![Vec2::ZERO; self.points.len()];
        let mut rest = &mut forces[..];
        let mut batches = Vec::with_capacity(self.leaves.len() / BATCH + 1);
        for leaves in self.leaves.chunks(BATCH) {
            let count: u32 = leaves
                .iter()
                .map(|&leaf| self.cells[leaf as usize].count())
                .sum();
            let (own, others) = rest.split_at_mut(count as usize);
            batches.push((leaves, own));
            rest = others;
        }
        batches
            .into_par_iter()
            .for_each_init(Partners::default, |partners, (leaves, mut own)| {
                for &leaf in leaves {
                    let leaf = &self.cells[leaf as usize];
                    self.find_partners(leaf, partners);
                    let (forces, others) = own.split_at_mut(leaf.count() as usize);
                    for (force, &at) in forces.iter_mut().zip(&self.points[leaf.range()]) {
                        *force = partners.act_on(at);
                    }
                    own = others;
                }
            });
        let mut by_point = vec![Vec2::ZERO; forces.len()];
        for (&point, force) in self.order.iter().zip(forces) {
            by_point[point as usize] = force;
        }
        by_point
    }

    /// Adds the cell of these points and the cells inside it.
    fn grow(&mut self, keys: &[u32], start: usize, end: usize, bits: u32) {
        let index = self.cells.len();
        self.cells
            .push(TreeCell::around(&self.points[start..end], start as u32));
        if end - start <= MAX_LEAF {
            self.leaves.push(index as u32);
        } else if bits == 0 {
            let half = usize::midpoint(start, end);
            self.grow(keys, start, half, 0);
            self.grow(keys, half, end, 0);
        } else {
            let mut from = start;
            for quarter in 0..4 {
                let same = |key: &u32| (key >> (bits - 2)) & 3 <= quarter;
                let to = from + keys[from..end].partition_point(same);
                if to > from {
                    self.grow(keys, from, to, bits - 2);
                }
                from = to;
            }
        }
        self.cells[index].next = self.cells.len() as u32;
    }

    fn find_partners(&self, leaf: &TreeCell, partners: &mut Partners) {
        partners.clear();
        let mut index = 0;
        while let Some(cell) = self.cells.get(index) {
            if leaf.is_far_from(cell) {
                partners.push(cell.middle, cell.mass);
                index = cell.next as usize;
            } else if cell.next as usize == index + 1 {
                for &point in &self.points[cell.range()] {
                    partners.push(point, 1.0);
                }
                index += 1;
            } else {
                index += 1;
            }
        }
    }
}

impl TreeCell {
    fn around(points: &[Vec2], start: u32) -> Self {
        let (mut low, mut high, mut sum) = (points[0], points[0], Vec2::ZERO);
        for &point in points {
            low = low.min(point);
            high = high.max(point);
            sum += point;
        }
        let end = start + points.len() as u32;
        let mass = points.len() as f32;
        Self {
            middle: sum / mass,
            mass,
            low,
            high,
            start,
            end,
            next: 0,
        }
    }

    fn count(&self) -> u32 {
        self.end - self.start
    }

    fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    fn is_far_from(&self, other: &Self) -> bool {
        let size = (other.high - other.low).max_elem();
        let away = (self.low - other.middle)
            .max(other.middle - self.high)
            .max(Vec2::ZERO);
        size * size < OPENING * OPENING * away.length_sq()
    }
}

impl Partners {
    fn clear(&mut self) {
        self.count = 0;
        self.xs.clear();
        self.ys.clear();
        self.masses.clear();
    }

    fn push(&mut self, at: Vec2, mass: f32) {
        let lane = self.count % LANES;
        if lane == 0 {
            self.xs.push([0.0; LANES]);
            self.ys.push([0.0; LANES]);
            self.masses.push([0.0; LANES]);
        }
        let last = self.xs.len() - 1;
        self.xs[last][lane] = at.x;
        self.ys[last][lane] = at.y;
        self.masses[last][lane] = mass;
        self.count += 1;
    }

    fn act_on(&self, at: Vec2) -> Vec2 {
        let (at_x, at_y) = (f32x8::splat(at.x), f32x8::splat(at.y));
        let (mut along_x, mut along_y) = (f32x8::ZERO, f32x8::ZERO);
        for ((xs, ys), masses) in self.xs.iter().zip(&self.ys).zip(&self.masses) {
            let (x, y) = (at_x - f32x8::from(*xs), at_y - f32x8::from(*ys));
            let square = f32x8::ONE + x * x + y * y;
            let share = f32x8::from(*masses) / (square * square);
            along_x += x * share;
            along_y += y * share;
        }
        Vec2::new(along_x.reduce_add(), along_y.reduce_add())
    }
}

/// Morton keys in the high half and points in the low half, sorted: a radix sort, O(n).
fn morton_sorted(points: &[Vec2]) -> Vec<u64> {
    let Some(&first) = points.first() else {
        return Vec::new();
    };
    let (low, high) = points.iter().fold((first, first), |(low, high), &at| {
        (low.min(at), high.max(at))
    });
    let scale = (((1_u32 << BITS) - 1) as f32) / (high - low).max_elem().max(1e-12);
    let key = |at: Vec2| {
        spaced(((at.x - low.x) * scale) as u32) | spaced(((at.y - low.y) * scale) as u32) << 1
    };
    let mut keys: Vec<u64> = points
        .iter()
        .enumerate()
        .map(|(point, &at)| u64::from(key(at)) << 32 | point as u64)
        .collect();
    let mut buffer = vec![0; keys.len()];
    for shift in [32, 43, 54] {
        radix_pass(&keys, &mut buffer, shift);
        std::mem::swap(&mut keys, &mut buffer);
    }
    keys
}

/// Stable sort by eleven bits.
fn radix_pass(from: &[u64], to: &mut [u64], shift: u32) {
    let digit = |key: u64| (key >> shift) as usize & 0x7ff;
    let mut next = [0_u32; 0x801];
    for &key in from {
        next[digit(key) + 1] += 1;
    }
    for index in 1..next.len() {
        next[index] += next[index - 1];
    }
    for &key in from {
        let slot = &mut next[digit(key)];
        to[*slot as usize] = key;
        *slot += 1;
    }
}

/// The low sixteen bits with a zero between each two.
fn spaced(mut bits: u32) -> u32 {
    bits = (bits | bits << 8) & 0x00ff_00ff;
    bits = (bits | bits << 4) & 0x0f0f_0f0f;
    bits = (bits | bits << 2) & 0x3333_3333;
    (bits | bits << 1) & 0x5555_5555
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Rng;

    fn direct_sum(points: &[Vec2], at: Vec2) -> Vec2 {
        points.iter().fold(Vec2::ZERO, |sum, &other| {
            sum + (at - other) / (1.0 + (at - other).length_sq()).powi(2)
        })
    }

    #[test]
    fn the_tree_agrees_with_the_direct_sum() {
        let mut rng = Rng::from_mixed(3);
        let points: Vec<Vec2> = (0..800)
            .map(|_| Vec2::new(rng.unit_f32(), rng.unit_f32()) * 30.0)
            .collect();
        let forces = QuadTree::new(&points).repulsion();
        let error: f32 = points
            .iter()
            .zip(&forces)
            .map(|(&at, &force)| (force - direct_sum(&points, at)).length())
            .sum();
        let size: f32 = forces.iter().map(|force| force.length()).sum();
        // Among evenly spread points the forces nearly cancel, so that the error is large relative
        // to the sum.
        assert!(error < 0.15 * size, "{}", error / size);
    }

    #[test]
    fn a_thousand_points_in_one_place_get_no_force() {
        let forces = QuadTree::new(&[Vec2::new(3.0, 4.0); 1000]).repulsion();
        assert!(forces.iter().all(|force| force.length() < 1e-3));
        assert!(QuadTree::new(&[]).repulsion().is_empty());
    }
}
