//! Packs boxes into a strip: each where it lies highest, then farthest left, above a skyline of the
//! boxes before it (Jylänki, "A Thousand Ways to Pack the Bin", 2010). Knows no bodies.

use std::collections::VecDeque;

use emath::Vec2;

/// The lower edge of what is placed already, from left to right.
pub(super) struct Skyline {
    width: f32,
    /// Where each step starts, and how far down it is; the last one ends at the width.
    steps: Vec<(f32, f32)>,
    size: Vec2,
}

impl Skyline {
    pub(super) fn new(width: f32) -> Self {
        Self {
            width,
            steps: vec![(0.0, 0.0)],
            size: Vec2::ZERO,
        }
    }

    /// The size of the box around everything.
    pub(super) fn size(&self) -> Vec2 {
        self.size
    }

    /// Adds a box and returns its upper left corner. A box that is wider than the strip begins at
    /// the left, below all others. O(steps).
    pub(super) fn add(&mut self, size: Vec2) -> Vec2 {
        let spots = self.tops(size.x).into_iter().zip(&self.steps);
        let spots = spots.map(|(top, (left, _))| (top, *left));
        let free = spots.filter(|(_, left)| left + size.x <= self.width);
        let best =
            free.min_by(|one, other| one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1)));
        let (top, left) = best.unwrap_or((self.size.y, 0.0));
        self.cover(left, left + size.x, top + size.y);
        self.size = self.size.max(Vec2::new(left + size.x, top + size.y));
        Vec2::new(left, top)
    }

    /// For each step, how high a box of this width can lie that begins there: the lowest of the
    /// steps below it. Steps that can still be the lowest are kept in a queue, the lowest first.
    fn tops(&self, width: f32) -> Vec<f32> {
        let mut lowest: VecDeque<(usize, f32)> = VecDeque::new();
        let mut next = 0;
        let top = |(step, (left, _)): (usize, &(f32, f32))| {
            while let Some((_, y)) = self.steps.get(next).filter(|(x, _)| *x < left + width) {
                while lowest.back().is_some_and(|(_, other)| other <= y) {
                    lowest.pop_back();
                }
                lowest.push_back((next, *y));
                next += 1;
            }
            while lowest.front().is_some_and(|(first, _)| *first < step) {
                lowest.pop_front();
            }
            lowest.front().map_or(0.0, |(_, y)| y.max(0.0))
        };
        self.steps.iter().enumerate().map(top).collect()
    }

    /// Lowers the skyline between two places.
    fn cover(&mut self, left: f32, right: f32, bottom: f32) {
        let inside = |x: f32| x >= left && x < right;
        let until = self.steps.iter().rev().find(|(x, _)| *x <= right);
        let after = until.map_or(0.0, |(_, y)| *y);
        self.steps.retain(|(x, _)| !inside(*x));
        let at = self.steps.partition_point(|(x, _)| *x < left);
        self.steps.insert(at, (left, bottom));
        let ends_at_a_step = self.steps.get(at + 1).is_some_and(|(x, _)| *x <= right);
        if right < self.width && !ends_at_a_step {
            self.steps.insert(at + 1, (right, after));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Rng;
    use emath::Rect;

    #[test]
    fn boxes_do_not_overlap_and_stay_in_the_strip() {
        let mut rng = Rng::from_mixed(4);
        let mut skyline = Skyline::new(100.0);
        let boxes: Vec<Rect> = (0..200)
            .map(|_| {
                let size = Vec2::new(1.0 + 60.0 * rng.unit_f32(), 1.0 + 20.0 * rng.unit_f32());
                Rect::from_min_size(skyline.add(size).to_pos2(), size)
            })
            .collect();
        for (index, one) in boxes.iter().enumerate() {
            assert!(one.right() <= 100.01);
            for other in &boxes[..index] {
                assert!(!one.shrink(0.01).intersects(*other), "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn the_room_for_a_box_is_that_of_all_steps_below_it() {
        let mut rng = Rng::from_mixed(7);
        let mut skyline = Skyline::new(100.0);
        for _ in 0..100 {
            skyline.add(Vec2::new(
                1.0 + 20.0 * rng.unit_f32(),
                1.0 + 20.0 * rng.unit_f32(),
            ));
            for width in [0.5, 7.0, 45.0, 100.0] {
                let expected = (0..skyline.steps.len()).map(|step| {
                    let right = skyline.steps[step].0 + width;
                    let below = skyline.steps[step..].iter().take_while(|(x, _)| *x < right);
                    below.fold(0.0_f32, |top, (_, y)| top.max(*y))
                });
                assert_eq!(skyline.tops(width), expected.collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn small_boxes_fill_the_room_beside_a_tall_one() {
        let mut skyline = Skyline::new(30.0);
        skyline.add(Vec2::new(20.0, 30.0));
        for _ in 0..3 {
            assert!(skyline.add(Vec2::new(10.0, 10.0)).x > 19.0);
        }
        assert_eq!(skyline.size(), Vec2::new(30.0, 30.0));
    }
}
