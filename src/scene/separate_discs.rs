//! Discs of a figure, which never overlap: all become smaller by one factor, and actors that are
//! too close for discs of their own share one. Knows no network.

use std::cmp::Reverse;

use ahash::AHashMap;
use emath::Pos2;

/// An actor that needs a disc.
#[derive(Clone, Copy, Debug)]
pub(super) struct DiscRequest {
    /// In points of the picture.
    pub(super) center: Pos2,
    /// At scale 1.
    pub(super) radius: f32,
    /// The radius with which it is drawn, at scale 1: at least `radius`. The disc of a hub covers
    /// actors beside it rather than make all discs small.
    pub(super) drawn_radius: f32,
    /// Where two share a disc, it is that of the higher rank.
    pub(super) rank: usize,
}

/// How large discs are, and which actors have one of their own.
#[derive(Debug)]
pub(super) struct SeparateDiscs {
    /// The scale of radii.
    pub(super) scale: f32,
    /// Whether each actor has its own disc, in the order of the requests.
    pub(super) is_own: Vec<bool>,
}

/// The smallest radius of a disc, in points.
const MIN_RADIUS: f32 = 0.8;

/// The most that two neighbouring radii take of the distance between their centers.
const MAX_SHARE: f32 = 0.92;

/// The radius of a disc at this scale, in points.
pub(super) fn disc_radius(scale: f32, radius: f32) -> f32 {
    (scale * radius).max(MIN_RADIUS)
}

impl SeparateDiscs {
    /// The largest discs up to `max_scale` that do not overlap. O(n log n), unless `max_scale`
    /// makes most of them overlap.
    pub(super) fn new(requests: &[DiscRequest], max_scale: f32) -> Self {
        let mut ranked: Vec<usize> = (0..requests.len()).collect();
        ranked.sort_by_key(|at| (Reverse(requests[*at].rank), *at));
        // Two smallest discs could not be told apart at a smaller distance.
        let apart = separate(requests, &ranked, 0.0);
        let scale = touching_scale(requests, &apart, max_scale);
        let mut is_own = vec![false; requests.len()];
        for at in separate(requests, &apart, scale) {
            is_own[at] = true;
        }
        Self { scale, is_own }
    }
}

/// Those of `ranked` whose discs at this scale overlap no disc before them.
fn separate(requests: &[DiscRequest], ranked: &[usize], scale: f32) -> Vec<usize> {
    let radius = |at: usize| disc_radius(scale, requests[at].drawn_radius);
    let mut grid = DiscCells::new(requests, scale);
    let mut separate = Vec::with_capacity(ranked.len());
    for &at in ranked {
        let center = requests[at].center;
        let overlaps =
            |other: usize| center.distance(requests[other].center) < radius(at) + radius(other);
        if !grid.near(center).any(overlaps) {
            grid.insert(center, at);
            separate.push(at);
        }
    }
    separate
}

/// The largest scale up to `max_scale` at which none of these discs overlap, ignoring the smallest
/// radius.
fn touching_scale(requests: &[DiscRequest], discs: &[usize], max_scale: f32) -> f32 {
    let mut grid = DiscCells::new(requests, max_scale / MAX_SHARE);
    let mut scale = max_scale;
    for &at in discs {
        let DiscRequest { center, radius, .. } = requests[at];
        for other in grid.near(center) {
            let radii = (radius + requests[other].radius).max(f32::MIN_POSITIVE);
            scale = scale.min(MAX_SHARE * center.distance(requests[other].center) / radii);
        }
        grid.insert(center, at);
    }
    scale
}

/// Discs by square cells, each as wide as the largest disc.
struct DiscCells {
    cell: f32,
    by_cell: AHashMap<(i32, i32), Vec<usize>>,
}

impl DiscCells {
    fn new(requests: &[DiscRequest], scale: f32) -> Self {
        let radii = requests
            .iter()
            .map(|disc| disc_radius(scale, disc.drawn_radius));
        Self {
            cell: 2.0 * radii.fold(MIN_RADIUS, f32::max),
            by_cell: AHashMap::new(),
        }
    }

    fn cell_of(&self, center: Pos2) -> (i32, i32) {
        let cell = center.to_vec2() / self.cell;
        (cell.x.floor() as i32, cell.y.floor() as i32)
    }

    fn insert(&mut self, center: Pos2, item: usize) {
        let cell = self.cell_of(center);
        self.by_cell.entry(cell).or_default().push(item);
    }

    /// The discs in the cells around a point: all that touch the largest disc there.
    fn near(&self, center: Pos2) -> impl Iterator<Item = usize> {
        let (column, row) = self.cell_of(center);
        let around = |at: i32| at.saturating_sub(1)..=at.saturating_add(1);
        let cells = around(row).flat_map(move |row| around(column).map(move |at| (at, row)));
        cells.flat_map(|cell| self.by_cell.get(&cell).into_iter().flatten().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use emath::pos2;

    fn row(apart: f32) -> Vec<DiscRequest> {
        let disc = |at: usize| DiscRequest {
            center: pos2(at as f32 * apart, 0.0),
            radius: 10.0,
            drawn_radius: 10.0,
            rank: at,
        };
        (0..50).map(disc).collect()
    }

    fn own(discs: &SeparateDiscs) -> usize {
        discs.is_own.iter().filter(|is_own| **is_own).count()
    }

    #[test]
    fn discs_with_space_have_the_largest_scale_and_others_do_not_touch() {
        let wide = SeparateDiscs::new(&row(100.0), 0.5);
        assert!((wide.scale - 0.5).abs() < 1e-6 && own(&wide) == 50);
        let tight = SeparateDiscs::new(&row(6.0), 0.5);
        assert!(20.0 * tight.scale < 6.0 && 20.0 * tight.scale > 5.0);
        assert_eq!(own(&tight), 50);
    }

    #[test]
    fn discs_that_overlap_at_the_smallest_size_are_one_of_the_highest_rank() {
        let mut discs = row(100.0);
        discs[7].center = discs[8].center;
        let shared = SeparateDiscs::new(&discs, 0.5);
        assert!((shared.scale - 0.5).abs() < 1e-6);
        assert!(shared.is_own[8] && !shared.is_own[7] && own(&shared) == 49);
    }

    #[test]
    fn the_smallest_radius_makes_no_overlap() {
        let mut discs = row(1.7);
        discs[20].radius = 40.0;
        discs[20].drawn_radius = 40.0;
        let separate = SeparateDiscs::new(&discs, 0.5);
        let shown: Vec<&DiscRequest> = discs
            .iter()
            .zip(&separate.is_own)
            .filter_map(|(disc, is_own)| is_own.then_some(disc))
            .collect();
        for pair in shown.windows(2) {
            let radii = pair
                .iter()
                .map(|disc| disc_radius(separate.scale, disc.radius));
            assert!(radii.sum::<f32>() <= pair[0].center.distance(pair[1].center));
        }
        assert!(own(&separate) > 40);
    }
}
