//! What layouts of large and of unusual networks guarantee.

use emath::{Pos2, pos2};

use super::{body, drawn, drawn_as_large, groups, overlaps, tie};
use crate::layout::{LayoutTie, METHODS, Request, TieSign};

#[test]
fn large_networks_are_finite_and_the_same_on_any_number_of_threads() {
    let sizes = [360, 660];
    for (entry, size) in METHODS
        .iter()
        .flat_map(|entry| sizes.map(|size| (entry, size)))
    {
        let mut request = groups(size, 20);
        request.plan.method = entry.method;
        let positions = drawn_as_large(&request);
        assert!(
            positions.iter().all(|position| position.is_finite()),
            "{}",
            entry.id
        );
        assert_eq!(coincident(&positions), 0, "{}", entry.id);
        let alone = rayon::ThreadPoolBuilder::new()
            .num_threads(1)
            .build()
            .expect("one thread");
        assert_eq!(
            alone.install(|| drawn_as_large(&request)),
            positions,
            "{}",
            entry.id
        );
    }
}

/// The number of bodies at exactly the position of another.
fn coincident(positions: &[Pos2]) -> usize {
    let spots: std::collections::HashSet<_> = positions
        .iter()
        .map(|at| (at.x.to_bits(), at.y.to_bits()))
        .collect();
    positions.len() - spots.len()
}

#[test]
fn new_bodies_find_room_beside_many_bodies_in_one_place() {
    let mut bodies = vec![body("name"); 40];
    for crowd in &mut bodies[..30] {
        crowd.start = Some(pos2(5.0, 5.0));
    }
    let request = Request {
        bodies,
        ties: (30..40).map(|new| tie(0, new, TieSign::Friendly)).collect(),
        aspect: 1.6,
        ..Request::default()
    };
    let positions = drawn(&request);
    assert_eq!(coincident(&positions), 29);
}

#[test]
fn stars_paths_cliques_and_isolates_are_laid_out() {
    let star = |count: u32| {
        (1..count)
            .map(|leaf| tie(0, leaf, TieSign::Friendly))
            .collect()
    };
    let path = |count: u32| {
        (1..count)
            .map(|body| tie(body - 1, body, TieSign::Hostile))
            .collect()
    };
    let clique = |count: u32| {
        (0..count)
            .flat_map(|a| (0..a).map(move |b| tie(a, b, TieSign::Neutral)))
            .collect()
    };
    let cases: [(u32, Vec<LayoutTie>); 7] = [
        (0, vec![]),
        (1, vec![]),
        (300, vec![]),
        (1500, star(1500)),
        (1500, path(1500)),
        (40, clique(40)),
        (30, star(30)),
    ];
    for (count, ties) in cases {
        let request = Request {
            bodies: vec![body("name"); count as usize],
            ties,
            aspect: 1.6,
            ..Request::default()
        };
        for positions in [drawn(&request), drawn_as_large(&request)] {
            assert!(
                positions.len() == count as usize
                    && positions.iter().all(|position| position.is_finite())
            );
            assert_eq!(coincident(&positions), 0, "{count} bodies");
            if count <= 300 {
                assert_eq!(overlaps(&request, &positions), 0);
            }
        }
    }
}
