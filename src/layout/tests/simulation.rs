//! What the live simulation guarantees.

use emath::{Pos2, pos2, vec2};

use super::{SMALL_LIMITS, afghanistan, body, example_layout, groups, tie};
use crate::layout::{Request, Simulation, TieSign};

#[test]
fn the_simulation_starts_at_rest() {
    let (_, request, positions) = example_layout();
    let mut simulation = Simulation::new(&request, positions.clone());
    assert!(simulation.is_at_rest());
    simulation.step();
    assert_eq!(simulation.positions(), positions);
}

#[test]
fn neighbours_follow_a_dragged_actor_and_everything_comes_to_rest() {
    let (names, request, positions) = example_layout();
    let at = |name: &str| {
        names
            .iter()
            .position(|&other| other == name)
            .expect("it is there")
    };
    let (hand, neighbour, stranger) = (
        at("Islamic State"),
        at("Hafez Sayeed"),
        at("United Nations"),
    );
    let mut simulation = Simulation::new(&request, positions.clone());
    simulation.grab(hand, positions[hand]);
    let away = (positions[hand] - positions[neighbour]).normalized();
    for step in 1..=40 {
        simulation.drag_to(hand, positions[hand] + away * 6.0 * step as f32);
        simulation.step();
    }
    let there = simulation.positions()[hand];
    simulation.release(hand, true);
    let mut steps = 0;
    while simulation.step() {
        steps += 1;
    }
    let moved = |body: usize| simulation.positions()[body].distance(positions[body]);
    println!(
        "rest after {steps} steps; neighbour {:.0}, stranger {:.0}",
        moved(neighbour),
        moved(stranger)
    );
    for (index, name) in names.iter().enumerate() {
        println!("  {name}: {:.0}", moved(index));
    }
    assert!(steps <= 120);
    assert_eq!(simulation.positions()[hand], there);
    assert!(moved(neighbour) > 60.0);
    assert!(moved(stranger) < 30.0);
}

#[test]
fn actors_that_are_not_neighbours_of_a_dragged_one_stay_where_they_are() {
    let (_, request, positions) = example_layout();
    for hand in 0..positions.len() {
        let mut simulation = Simulation::new(&request, positions.clone());
        simulation.grab(hand, positions[hand]);
        for step in 1..=20 {
            simulation.drag_to(hand, positions[hand] + vec2(3.0, -2.0) * step as f32);
            simulation.step();
        }
        simulation.release(hand, true);
        while simulation.step() {}
        let is_neighbour = |other: usize| {
            let mut ends = request.ties.iter().map(|tie| [tie.a, tie.b]);
            ends.any(|ends| ends.contains(&(hand as u32)) && ends.contains(&(other as u32)))
        };
        let after = simulation.positions();
        // What lies in the way of the others makes room; the rest does not move at all.
        let is_touched = |other: usize| {
            let reach = 2.0 * request.bodies[other].radius + 60.0;
            let near = |moved: usize| {
                moved != other
                    && after[moved] != positions[moved]
                    && after[moved].distance(positions[other]) < reach
            };
            (0..positions.len()).any(near)
        };
        for other in (0..positions.len()).filter(|other| *other != hand) {
            if !is_neighbour(other) && !is_touched(other) {
                assert_eq!(after[other], positions[other], "{other} moves with {hand}");
            }
        }
    }
}

#[test]
fn an_actor_makes_room_for_one_that_is_dropped_on_it() {
    let request = Request {
        bodies: ["a", "b", "c"].map(body).to_vec(),
        ties: vec![tie(0, 1, TieSign::Friendly)],
        ..Request::default()
    };
    let positions = vec![pos2(0.0, 0.0), pos2(150.0, 0.0), pos2(0.0, 400.0)];
    let mut simulation = Simulation::new(&request, positions.clone());
    simulation.grab(0, pos2(5.0, 395.0));
    simulation.release(0, true);
    while simulation.step() {}
    let after = simulation.positions();
    assert_eq!(after[0], pos2(5.0, 395.0));
    let apart = after[0].distance(after[2]);
    assert!(apart >= 36.0, "the discs overlap: {apart}");
}

#[test]
fn a_large_layout_reacts_to_dragging_and_rests_again() {
    let request = groups(400, 40);
    let positions: Vec<Pos2> = (0..400)
        .map(|body| pos2((body / 40 * 90) as f32, (body % 40 * 70) as f32))
        .collect();
    let mut simulation = Simulation::within(&request, positions.clone(), SMALL_LIMITS);
    assert!(!simulation.step());
    simulation.grab(0, positions[0] - vec2(200.0, 0.0));
    simulation.release(0, true);
    while simulation.step() {}
    let moved = |body: usize| simulation.positions()[body].distance(positions[body]);
    assert!((moved(0) - 200.0).abs() < 0.01);
    assert!(
        moved(1) > 20.0 && moved(390) < 20.0,
        "{} {}",
        moved(1),
        moved(390)
    );
    assert!(
        simulation
            .positions()
            .iter()
            .all(|position| position.is_finite())
    );
}

#[test]
fn unusable_values_leave_finite_positions() {
    let (_, request) = afghanistan();
    let mut simulation = Simulation::new(&request, vec![pos2(f32::NAN, 0.0); 3]);
    for (index, position) in [
        pos2(f32::INFINITY, 0.0),
        pos2(1e30, -1e30),
        pos2(0.0, f32::NAN),
        Pos2::ZERO,
    ]
    .into_iter()
    .enumerate()
    {
        simulation.grab(index, position);
        simulation.drag_to(index, position);
        simulation.grab(1000, position);
        simulation.step();
        simulation.release(index, index % 2 == 0);
    }
    while simulation.step() {}
    assert!(
        simulation
            .positions()
            .iter()
            .all(|position| position.is_finite())
    );
}
