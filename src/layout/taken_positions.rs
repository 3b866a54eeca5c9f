//! Takes over the positions that a document gives: positions in other units are scaled so that
//! bodies have room, and bodies at the same position or on one another are moved apart. Knows no
//! document and no method.

use emath::{Pos2, Vec2};

use super::clique::sunflower;
use super::disc_overlaps::{move_discs_apart, separate_touching};
use super::far_off::bring_nearer;
use super::footprint::BodyFootprint;
use super::overlap_removal::remove_overlaps;
use super::request::Body;
use super::small::unit;

/// Positions are in other units if the median distance to the nearest other position is below or
/// above this many mean diameters. Layouts of our own are between these, with room on both sides;
/// below, most bodies would lie on others, as capitals do whose positions are in degrees.
const MIN_DISTANCE: f64 = 0.9;
const MAX_DISTANCE: f64 = 200.0;

/// Closer than this share of the mean radius, two bodies count as at the same position.
const SAME_POSITION: f32 = 0.05;

/// The median distance after scaling, as a share of the length of a tie in a layout of our own.
const ROOM: f32 = 0.7;

/// Positions that are ready to be drawn, and what was done to them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TakenPositions {
    /// By body; `None` where it has no usable position.
    pub positions: Vec<Option<Pos2>>,
    /// Whether all positions were scaled.
    pub is_scaled: bool,
    /// How many bodies were far from all others and were brought nearer.
    pub brought_nearer: usize,
    /// How many bodies were moved away from the position of another.
    pub moved_apart: usize,
    /// How many other bodies were moved because they touched one another, or were in the way.
    pub separated: usize,
    /// Whether all positions were scaled up because many bodies touched.
    pub is_spread: bool,
    /// Whether all bodies were at one position, so that the positions say nothing and were dropped.
    pub is_one_position: bool,
}

/// Takes over positions in any unit; those that are not finite are ignored. Positions that have
/// room come back unchanged; otherwise bodies are moved as little as needed, and pinned ones only
/// away from the very position of another. O(n log n) where they are spread.
pub fn take_positions(bodies: &[Body], given: &[Option<(f64, f64)>]) -> TakenPositions {
    let is_pinned: Vec<bool> = bodies.iter().map(|body| body.pinned).collect();
    let bodies: Vec<Body> = bodies.iter().map(|body| body.cleaned()).collect();
    let usable = |at: &(f64, f64)| at.0.is_finite() && at.1.is_finite();
    let placed: Vec<(usize, (f64, f64))> = given
        .iter()
        .take(bodies.len())
        .enumerate()
        .filter_map(|(body, at)| Some((body, at.filter(usable)?)))
        .collect();
    let mut taken = TakenPositions {
        positions: vec![None; bodies.len()],
        ..TakenPositions::default()
    };
    if placed.len() > 1 && placed.iter().all(|(_, at)| *at == placed[0].1) {
        taken.is_one_position = true;
        return taken;
    }
    let prints: Vec<BodyFootprint> = placed
        .iter()
        .map(|(body, _)| BodyFootprint::of(&bodies[*body]))
        .collect();
    let mut given: Vec<(f64, f64)> = placed.iter().map(|(_, at)| *at).collect();
    let median = median_distance(&given);
    taken.brought_nearer = median.map_or(0, |usual| bring_nearer(&mut given, usual));
    let scale = median.and_then(|median| scale(&prints, median));
    taken.is_scaled = scale.is_some();
    let mut positions = scaled(&given, scale);
    let ease = |(body, _): &(usize, _)| if is_pinned[*body] { 0.0 } else { 1.0 };
    let mobility: Vec<f32> = placed.iter().map(ease).collect();
    let groups = part(&prints, &mut positions, taken.is_scaled);
    taken.moved_apart = groups.iter().map(Vec::len).sum();
    if !taken.is_scaled {
        let discs: Vec<BodyFootprint> = prints.iter().map(BodyFootprint::without_name).collect();
        let separation = separate_touching(&discs, &mut positions, &mobility);
        let mut is_in_group = vec![false; prints.len()];
        for body in groups.iter().flatten() {
            is_in_group[*body] = true;
        }
        let moved = separation.moved.iter();
        taken.separated = moved.filter(|body| !is_in_group[**body]).count();
        taken.is_spread = separation.scale > 1.0;
    }
    for ((body, _), at) in placed.iter().zip(positions) {
        taken.positions[*body] = Some(at.to_pos2());
    }
    taken
}

/// The factor that gives bodies at this median distance room; `None` if they have it.
fn scale(prints: &[BodyFootprint], median: f64) -> Option<f64> {
    let diameter = 2.0 * f64::from(mean_radius(prints)).max(1.0);
    let is_ours = (MIN_DISTANCE * diameter..=MAX_DISTANCE * diameter).contains(&median);
    (!is_ours).then(|| f64::from(ROOM * unit(prints)) / median)
}

fn mean_radius(prints: &[BodyFootprint]) -> f32 {
    prints.iter().map(|print| print.radius).sum::<f32>() / prints.len().max(1) as f32
}

/// The median over all bodies of the distance to the nearest one at another position; `None` if all
/// are at one position. A sweep from left to right, usually O(n log n).
fn median_distance(given: &[(f64, f64)]) -> Option<f64> {
    let mut spots = given.to_vec();
    spots.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1)));
    spots.dedup();
    let nearest = |at: usize| {
        let (x, y) = spots[at];
        let mut nearest = f64::INFINITY;
        let mut look = |&(other_x, other_y): &(f64, f64)| {
            if (other_x - x).abs() > nearest {
                return false;
            }
            nearest = nearest.min((other_x - x).hypot(other_y - y));
            true
        };
        let _ = spots[at + 1..].iter().all(&mut look);
        let _ = spots[..at].iter().rev().all(&mut look);
        nearest
    };
    let mut distances: Vec<f64> = (0..spots.len())
        .map(nearest)
        .filter(|distance| distance.is_finite() && *distance > 0.0)
        .collect();
    distances.sort_by(f64::total_cmp);
    distances.get(distances.len() / 2).copied()
}

/// The positions times a factor, around their middle; unchanged without one.
fn scaled(given: &[(f64, f64)], scale: Option<f64>) -> Vec<Vec2> {
    let Some(scale) = scale else {
        let exact = given.iter().map(|at| Vec2::new(at.0 as f32, at.1 as f32));
        return exact.collect();
    };
    let count = given.len().max(1) as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| given.iter().map(|at| of(at) / count).sum::<f64>();
    let (x, y) = (mean(|at| at.0), mean(|at| at.1));
    let here =
        |at: &(f64, f64)| Vec2::new(((at.0 - x) * scale) as f32, ((at.1 - y) * scale) as f32);
    given.iter().map(here).collect()
}

/// Moves bodies at the same position apart, around that position; after scaling, all bodies that
/// overlap. Returns the groups of bodies that were at one position.
fn part(prints: &[BodyFootprint], positions: &mut [Vec2], is_scaled: bool) -> Vec<Vec<usize>> {
    let discs: Vec<BodyFootprint> = prints.iter().map(BodyFootprint::without_name).collect();
    let same = SAME_POSITION * mean_radius(prints);
    let groups = groups_at_one_position(positions, same);
    let mut mobility = vec![0.0; positions.len()];
    for group in &groups {
        let spot = positions[group[0]];
        for (number, &body) in group.iter().enumerate() {
            positions[body] = spot + sunflower(number) * (3.0 * discs[body].radius + 8.0);
            mobility[body] = 1.0;
        }
    }
    if is_scaled {
        move_discs_apart(&discs, positions);
    } else if !groups.is_empty() {
        remove_overlaps(&discs, positions, &mobility);
    }
    groups
}

/// Bodies that are at one position with others, by position.
fn groups_at_one_position(positions: &[Vec2], same: f32) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..positions.len()).collect();
    order.sort_by(|&one, &other| {
        let (one, other) = (positions[one], positions[other]);
        one.x.total_cmp(&other.x).then(one.y.total_cmp(&other.y))
    });
    let mut is_taken = vec![false; positions.len()];
    let mut groups = Vec::new();
    for (index, &body) in order.iter().enumerate() {
        if is_taken[body] {
            continue;
        }
        let near = order[index + 1..]
            .iter()
            .take_while(|&&other| positions[other].x - positions[body].x <= same);
        let members: Vec<usize> = near
            .copied()
            .filter(|&other| {
                !is_taken[other] && (positions[other] - positions[body]).length() <= same
            })
            .collect();
        if members.is_empty() {
            continue;
        }
        let mut group = vec![body];
        group.extend(members);
        for &member in &group {
            is_taken[member] = true;
        }
        group.sort_unstable();
        groups.push(group);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use emath::pos2;

    fn bodies(count: usize) -> Vec<Body> {
        let body = Body {
            radius: 12.0,
            label: Vec2::new(60.0, 16.0),
            ..Body::default()
        };
        vec![body; count]
    }

    /// The least distance between two positions.
    fn nearest(positions: &[Option<Pos2>]) -> f32 {
        let mut nearest = f32::INFINITY;
        for (index, one) in positions.iter().flatten().enumerate() {
            for other in positions.iter().flatten().take(index) {
                nearest = nearest.min(one.distance(*other));
            }
        }
        nearest
    }

    fn spread(count: usize, scale: f64) -> Vec<Option<(f64, f64)>> {
        let mut rng = crate::random::Rng::from_mixed(8);
        let mut any = || f64::from(rng.unit_f32()) * scale;
        (0..count).map(|_| Some((any(), any()))).collect()
    }

    #[test]
    fn positions_in_any_other_unit_give_bodies_room_and_keep_their_arrangement() {
        for unit in [1e-6, 1.0, 2.0, 90.0, 1e9] {
            let given = spread(40, unit);
            let taken = take_positions(&bodies(40), &given);
            assert!(taken.is_scaled, "{unit}");
            assert!(nearest(&taken.positions) > 24.0, "{unit}");
            let at = |body: usize| taken.positions[body].unwrap_or_default();
            let (left, right) = (0..40).fold((0, 0), |(left, right), body| {
                let x = |body: usize| given[body].map_or(0.0, |at: (f64, f64)| at.0);
                (
                    if x(body) < x(left) { body } else { left },
                    if x(body) > x(right) { body } else { right },
                )
            });
            assert!(at(left).x < at(right).x);
        }
    }

    #[test]
    fn an_outlier_is_brought_nearer_in_any_unit() {
        for unit in [1e-3, 1.0, 2000.0] {
            let mut given = spread(24, unit);
            given[7] = Some((60.0 * unit, 0.3 * unit));
            let taken = take_positions(&bodies(24), &given);
            assert_eq!(taken.brought_nearer, 1);
            let mut bounds = emath::Rect::NOTHING;
            let mut without = emath::Rect::NOTHING;
            for (body, at) in taken.positions.iter().flatten().enumerate() {
                bounds.extend_with(*at);
                if body != 7 {
                    without.extend_with(*at);
                }
            }
            assert!(bounds.width() < 2.0 * without.size().max_elem(), "{unit}");
            assert!(nearest(&taken.positions) > 24.0, "{unit}");
        }
    }

    #[test]
    fn positions_that_have_room_stay_exactly() {
        let given = spread(40, 2000.0);
        let taken = take_positions(&bodies(40), &given);
        assert!(!taken.is_scaled && taken.moved_apart == 0);
        let as_pos = |at: &(f64, f64)| pos2(at.0 as f32, at.1 as f32);
        let expected: Vec<_> = given.iter().map(|at| at.as_ref().map(as_pos)).collect();
        assert_eq!(taken.positions, expected);
        assert_eq!(take_positions(&bodies(40), &given), taken);
    }

    #[test]
    fn bodies_in_one_place_are_moved_apart_and_the_others_stay() {
        let mut given = spread(30, 1500.0);
        for at in &mut given[..12] {
            *at = Some((700.0, 700.0));
        }
        given[20] = Some((f64::NAN, 1.0));
        let taken = take_positions(&bodies(30), &given);
        assert_eq!((taken.moved_apart, taken.is_scaled), (12, false));
        assert_eq!(taken.positions[20], None);
        for body in (12..30).filter(|body| *body != 20) {
            let at = given[body].map(|at| pos2(at.0 as f32, at.1 as f32));
            assert_eq!(taken.positions[body], at);
        }
        let crowd: Vec<_> = taken.positions[..12].to_vec();
        assert!(nearest(&crowd) > 24.0);
    }

    /// Positions with room for most bodies, and some bodies on others.
    fn some_touching() -> Vec<Option<(f64, f64)>> {
        let mut given = spread(60, 2400.0);
        for body in 0..2 {
            given[body] = given[body + 30].map(|(x, y)| (x + 9.0, y + 5.0));
        }
        given
    }

    #[test]
    fn bodies_that_overlap_are_moved_apart_a_little_and_the_others_stay() {
        let given = some_touching();
        let taken = take_positions(&bodies(60), &given);
        assert!(!taken.is_scaled && !taken.is_spread && taken.moved_apart == 0);
        assert!(nearest(&taken.positions) > 24.0);
        assert!((4..12).contains(&taken.separated), "{}", taken.separated);
        let way = |body: usize| {
            let at = given[body].map(|at| pos2(at.0 as f32, at.1 as f32));
            taken.positions[body].unwrap().distance(at.unwrap())
        };
        assert!((0..60).all(|body| way(body) < 40.0));
        assert_eq!(
            (0..60).filter(|body| way(*body) <= 1.0).count(),
            60 - taken.separated
        );
        // Taken over again, they stay.
        let again: Vec<Option<(f64, f64)>> = taken
            .positions
            .iter()
            .map(|at| at.map(|at| (f64::from(at.x), f64::from(at.y))))
            .collect();
        assert_eq!(take_positions(&bodies(60), &again).separated, 0);
    }

    #[test]
    fn a_pinned_body_stays_and_the_one_on_it_makes_way() {
        let mut all = bodies(60);
        let given = some_touching();
        for (body, at) in all.iter_mut().zip(&given).take(2) {
            body.start = at.map(|at| pos2(at.0 as f32, at.1 as f32));
            body.pinned = true;
        }
        let taken = take_positions(&all, &given);
        assert!(nearest(&taken.positions) > 24.0);
        for (position, body) in taken.positions.iter().zip(&all).take(2) {
            assert_eq!(*position, body.start);
        }
    }

    #[test]
    fn a_crowd_is_spread_and_keeps_its_arrangement() {
        // The median distance is that of a layout of ours, but every body touches others.
        let position = |at: usize| (23.0 * (at % 12) as f64, 23.0 * (at / 12) as f64);
        let given: Vec<_> = (0..144).map(|at| Some(position(at))).collect();
        let taken = take_positions(&bodies(144), &given);
        assert!(taken.is_spread && !taken.is_scaled);
        assert!(nearest(&taken.positions) > 24.0);
        let at = |body: usize| taken.positions[body].unwrap();
        for body in (0..144).filter(|body| body % 12 < 11) {
            assert!(at(body).x < at(body + 1).x);
            assert!((at(body).y - at(body + 1).y).abs() < 12.0);
        }
    }

    #[test]
    fn capitals_in_degrees_are_where_they_are_on_a_map() {
        // London, Brussels, The Hague, Paris, Luxembourg, Berlin, Madrid, Rome, Warsaw, Vienna.
        let map = [
            (-0.1, -51.5),
            (4.4, -50.8),
            (4.3, -52.1),
            (2.4, -48.9),
            (6.1, -49.6),
            (13.4, -52.5),
            (-3.7, -40.4),
            (12.5, -41.9),
            (21.0, -52.2),
            (16.4, -48.2),
        ];
        let given: Vec<_> = map.iter().map(|at| Some(*at)).collect();
        let taken = take_positions(&bodies(10), &given);
        assert!(taken.is_scaled && taken.separated == 0);
        assert!(nearest(&taken.positions) > 24.0);
        let at = |body: usize| taken.positions[body].unwrap();
        // Whatever is clearly farther west or north on the map is so in the picture.
        for (a, b) in (0..10).flat_map(|a| (0..10).map(move |b| (a, b))) {
            if map[b].0 - map[a].0 > 1.5 {
                assert!(at(a).x < at(b).x, "{a} is west of {b}");
            }
            if map[b].1 - map[a].1 > 1.5 {
                assert!(at(a).y < at(b).y, "{a} is north of {b}");
            }
        }
    }

    #[test]
    fn one_place_for_all_says_nothing() {
        let taken = take_positions(&bodies(9), &[Some((0.0, 0.0)); 9]);
        assert!(taken.is_one_position && taken.positions.iter().all(Option::is_none));
        let one = take_positions(&bodies(1), &[Some((0.0, 0.0))]);
        assert_eq!(one.positions, [Some(Pos2::ZERO)]);
        assert!(take_positions(&[], &[]).positions.is_empty());
    }
}
