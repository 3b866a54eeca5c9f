//! How layouts look: bodies with room, cliques as discs, parts and isolates side by side, chains in
//! rows; for every method, over networks of many shapes.

use emath::{Pos2, Rect, Vec2, pos2};
use proptest::prelude::*;

use super::footprint::BodyFootprint;
use super::tests::{body, drawn, drawn_as_large, tie};
use super::*;
use crate::random::Rng;

/// A network of named shape.
struct Shape {
    name: &'static str,
    bodies: usize,
    ties: Vec<LayoutTie>,
}

fn friends(pairs: impl IntoIterator<Item = (usize, usize)>) -> Vec<LayoutTie> {
    let pairs = pairs.into_iter();
    pairs
        .map(|(a, b)| tie(a as u32, b as u32, TieSign::Friendly))
        .collect()
}

fn clique(first: usize, count: usize) -> Vec<LayoutTie> {
    friends((first..first + count).flat_map(|a| (first..a).map(move |b| (a, b))))
}

fn path(first: usize, count: usize) -> Vec<LayoutTie> {
    friends((first + 1..first + count).map(|body| (body - 1, body)))
}

fn star(first: usize, count: usize) -> Vec<LayoutTie> {
    friends((first + 1..first + count).map(|leaf| (first, leaf)))
}

fn shapes() -> Vec<Shape> {
    let shape = |name, bodies, ties: Vec<Vec<LayoutTie>>| Shape {
        name,
        bodies,
        ties: ties.concat(),
    };
    let bridge = || friends([(0, 20)]);
    vec![
        shape("clique", 30, vec![clique(0, 30)]),
        shape("star", 80, vec![star(0, 80)]),
        shape("path", 60, vec![path(0, 60)]),
        shape("cliques", 40, vec![clique(0, 20), clique(20, 20), bridge()]),
        shape("parallel", 12, vec![path(0, 12), path(0, 12), star(0, 12)]),
        shape(
            "parts",
            50,
            vec![
                clique(0, 9),
                path(9, 8),
                star(17, 9),
                path(26, 2),
                path(28, 2),
            ],
        ),
        shape("isolates", 40, vec![]),
        shape("large star", 330, vec![star(0, 330)]),
        shape("large path", 330, vec![path(0, 330)]),
        shape(
            "large cliques",
            320,
            (0..8)
                .map(|part| clique(part * 40, 40))
                .chain([star(0, 320)])
                .collect(),
        ),
    ]
}

fn request(shape: &Shape, method: Method) -> Request {
    Request {
        bodies: vec![body("some name"); shape.bodies],
        ties: shape.ties.clone(),
        aspect: 1.6,
        plan: Plan {
            method,
            ..Plan::default()
        },
    }
}

/// The narrowest room between two rims; negative where bodies overlap.
fn narrowest(request: &Request, positions: &[Pos2]) -> f32 {
    let mut least = f32::INFINITY;
    for a in 0..positions.len() {
        for b in 0..a {
            let radii = request.bodies[a].cleaned().radius + request.bodies[b].cleaned().radius;
            least = least.min(positions[a].distance(positions[b]) - radii);
        }
    }
    least
}

#[test]
fn bodies_never_overlap_by_any_method_in_any_shape() {
    for shape in shapes() {
        for entry in METHODS {
            let request = request(&shape, entry.method);
            let positions = drawn_as_large(&request);
            let least = narrowest(&request, &positions);
            assert!(least > 2.9, "{} by {}: {least}", shape.name, entry.id);
            assert!(positions.iter().all(|position| position.is_finite()));
        }
    }
}

#[test]
fn three_bodies_that_are_all_tied_are_a_triangle() {
    use TieSign::{Friendly, Hostile, Neutral};
    let signs = [Friendly, Neutral, Hostile];
    for one in signs {
        for (other, third) in signs.into_iter().flat_map(|a| signs.map(|b| (a, b))) {
            for entry in METHODS {
                let ties = vec![tie(0, 1, one), tie(1, 2, other), tie(0, 2, third)];
                let shape = Shape {
                    name: "triangle",
                    bodies: 3,
                    ties,
                };
                let positions = drawn(&request(&shape, entry.method));
                let sharpest = (0..3).map(|at| {
                    let side = |by: usize| positions[(at + by) % 3] - positions[at];
                    let cosine = side(1).normalized().dot(side(2).normalized());
                    cosine.clamp(-1.0, 1.0).acos().to_degrees()
                });
                let least = sharpest.fold(f32::INFINITY, f32::min);
                let what = (one, other, third, entry.id);
                assert!(least > 20.0, "{what:?}: {least}");
            }
        }
    }
}

#[test]
fn pinned_bodies_stay_and_the_others_keep_clear_of_them() {
    for shape in shapes().into_iter().filter(|shape| shape.bodies < 100) {
        for entry in METHODS {
            let mut request = request(&shape, entry.method);
            for (index, at) in [
                (0, pos2(10.0, 0.0)),
                (3, pos2(80.0, 0.0)),
                (5, pos2(0.0, 90.0)),
            ] {
                request.bodies[index].start = Some(at);
                request.bodies[index].pinned = true;
            }
            let positions = drawn(&request);
            for (position, body) in positions.iter().zip(&request.bodies) {
                assert!(body.start.is_none_or(|start| start == *position));
            }
            let least = narrowest(&request, &positions);
            assert!(least > 2.9, "{} by {}: {least}", shape.name, entry.id);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn bodies_of_any_network_have_room(
        count in 2_usize..130,
        density in 0.2_f32..6.0,
        chance in any::<u64>(),
        method in prop::sample::select(METHODS),
    ) {
        let mut rng = Rng::from_mixed(chance);
        let ties = (0..(count as f32 * density) as usize).map(|_| (rng.below(count), rng.below(count)));
        let shape = Shape { name: "any", bodies: count, ties: friends(ties.collect::<Vec<_>>()) };
        let mut request = request(&shape, method.method);
        for body in &mut request.bodies {
            body.radius = 6.0 + 20.0 * rng.unit_f32();
        }
        let positions = drawn(&request);
        prop_assert!(narrowest(&request, &positions) > 2.9);
        prop_assert_eq!(drawn(&request), positions);
    }
}

/// The variances along the two principal axes, the larger one first.
fn principal_variances(positions: &[Pos2]) -> (f32, f32) {
    let count = positions.len() as f32;
    let middle = positions
        .iter()
        .fold(Vec2::ZERO, |sum, at| sum + at.to_vec2())
        / count;
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for at in positions {
        let off = at.to_vec2() - middle;
        xx += off.x * off.x / count;
        xy += off.x * off.y / count;
        yy += off.y * off.y / count;
    }
    let (mean, half) = (f32::midpoint(xx, yy), (xx - yy) / 2.0);
    let spread = half.hypot(xy);
    (mean + spread, mean - spread)
}

#[test]
fn a_clique_is_a_disc_of_evenly_spread_bodies() {
    for count in [5, 8, 12, 13, 20, 35, 60] {
        for entry in METHODS {
            let shape = Shape {
                name: "clique",
                bodies: count,
                ties: clique(0, count),
            };
            let positions = drawn(&request(&shape, entry.method));
            let (large, small) = principal_variances(&positions);
            assert!(
                large < 1.5 * small,
                "K{count} by {}: {large} {small}",
                entry.id
            );
            let nearest: Vec<f32> = positions
                .iter()
                .map(|at| {
                    let others = positions.iter().filter(|other| *other != at);
                    others
                        .map(|other| at.distance(*other))
                        .fold(f32::INFINITY, f32::min)
                })
                .collect();
            let (low, high) = nearest
                .iter()
                .fold((f32::INFINITY, 0.0_f32), |(low, high), &one| {
                    (low.min(one), high.max(one))
                });
            assert!(high < 2.0 * low, "K{count} by {}: {low} {high}", entry.id);
        }
    }
}

/// The box around some bodies and their names.
fn box_of(request: &Request, positions: &[Pos2], bodies: std::ops::Range<usize>) -> Rect {
    let prints: Vec<BodyFootprint> = bodies
        .clone()
        .map(|body| BodyFootprint::of(&request.bodies[body]))
        .collect();
    let positions: Vec<Vec2> = bodies.map(|body| positions[body].to_vec2()).collect();
    let (low, high) = footprint::bounds(&prints, &positions);
    Rect::from_min_max(low.to_pos2(), high.to_pos2())
}

#[test]
fn parts_and_isolates_are_clear_of_each_other_and_fill_the_page() {
    // A network of forty, fifteen pairs, six triples and ten isolates.
    let ring = friends((0..40).map(|body| (body, (body + 1) % 40)));
    let chords = friends((0..40).map(|body| (body, (body * 7 + 3) % 40)));
    let mut ties = [ring, chords].concat();
    let network = 0..40;
    let mut parts = vec![network];
    for (index, size) in [2; 15].into_iter().chain([3; 6]).enumerate() {
        let first = 40
            + if index < 15 {
                2 * index
            } else {
                30 + 3 * (index - 15)
            };
        ties.extend(path(first, size));
        parts.push(first..first + size);
    }
    parts.push(88..98);
    let shape = Shape {
        name: "parts",
        bodies: 98,
        ties,
    };
    for entry in METHODS {
        let request = request(&shape, entry.method);
        let positions = drawn(&request);
        let boxes: Vec<Rect> = parts
            .iter()
            .map(|part| box_of(&request, &positions, part.clone()))
            .collect();
        for (index, one) in boxes.iter().enumerate() {
            for other in &boxes[..index] {
                assert!(!one.intersects(*other), "{}: {one:?} {other:?}", entry.id);
            }
        }
        let page = box_of(&request, &positions, 0..98);
        let used: f32 = boxes.iter().map(Rect::area).sum();
        assert!(
            used > 0.55 * page.area(),
            "{}: {}",
            entry.id,
            used / page.area()
        );
        assert!(boxes[0].area() > 0.25 * page.area(), "{}", entry.id);
        let rows: std::collections::BTreeSet<u32> = positions[88..]
            .iter()
            .map(|position| position.y.to_bits())
            .collect();
        assert!(rows.len() <= 10 && page.width() > 1.1 * page.height());
    }
}

#[test]
fn a_long_path_is_bent_into_rows_unless_distances_come_first() {
    let shape = Shape {
        name: "path",
        bodies: 60,
        ties: path(0, 60),
    };
    let length = |method| {
        let positions = drawn(&request(&shape, method));
        Rect::from_points(&positions).size().max_elem()
    };
    for method in [
        Method::Auto,
        Method::Balanced,
        Method::Clusters,
        Method::Signed,
    ] {
        let (bent, straight) = (length(method), length(Method::Faithful));
        assert!(bent < 0.5 * straight, "{method:?}: {bent} {straight}");
    }
}

#[test]
fn two_alliances_at_war_are_two_camps() {
    for side in [3, 6, 12_u32] {
        let foes = (0..side).flat_map(|a| (side..2 * side).map(move |b| (a, b)));
        let ties: Vec<LayoutTie> = foes.map(|(a, b)| tie(a, b, TieSign::Hostile)).collect();
        for method in [Method::Auto, Method::Signed] {
            let request = Request {
                bodies: vec![body("some name"); 2 * side as usize],
                ties: ties.clone(),
                aspect: 1.6,
                plan: Plan {
                    method,
                    ..Plan::default()
                },
            };
            let positions = drawn(&request);
            let (first, second) = positions.split_at(side as usize);
            let middle = |camp: &[Pos2]| {
                let sum = camp
                    .iter()
                    .fold(emath::Vec2::ZERO, |sum, at| sum + at.to_vec2());
                (sum / camp.len() as f32).to_pos2()
            };
            let middles = [middle(first), middle(second)];
            // Each is nearer to its own camp.
            for (own, camp) in [first, second].into_iter().enumerate() {
                for at in camp {
                    let nearer = at.distance(middles[own]) < at.distance(middles[1 - own]);
                    assert!(nearer, "{side} by {method:?}");
                }
            }
        }
    }
}
