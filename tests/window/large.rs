//! Dragging in a network of twenty thousand actors: neighbours follow, and the window comes to
//! rest. Frame times are printed, not checked.

use std::io::{Write, stderr};
use std::time::Instant;

use frenemy::file;
use frenemy::model::{Actor, Document, Point, Relation};
use frenemy::sample::Sample;

use super::*;

const ACTORS: usize = 20_000;
const LEAVES: usize = 6;

/// The distance of the star from the rest, and of its leaves from its centre, in scene units.
const APART: f64 = 3000.0;
const RAY: f64 = 120.0;

/// How long the layout may continue after the drag, in a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_mins(3);

#[test]
fn in_twenty_thousand_an_actor_is_dragged_and_its_neighbours_follow() {
    let Some(_turn) = turn() else { return };
    let screen = Screen::start(1280, 820);
    let home = Home::new();
    let path = home.path("large.json");
    fs::write(&path, file::write(&crowd_and_star())).unwrap();
    let program = Program::start(&screen, home, &[&path], 1);
    // Zooms in, so that the search moves the camera to the star.
    for _ in 0..14 {
        screen.press("ctrl+equal");
    }
    // Frames are slow without a graphics card, and keys do not wait for them.
    come_to_rest(&program);
    screen.press("ctrl+f");
    screen.write("Lantern");
    come_to_rest(&program);
    screen.press("Return");
    come_to_rest(&program);
    screen.press("Escape");
    let (_, star) = program.wait_to_see("the middle of the star", |picture| {
        bodies(picture, &theme_of(picture), ActorKind::State)
            .into_iter()
            .find(|patch| patch.area.left > 100 && patch.area.bottom < 700)
    });
    let from = star.area.middle();
    let to = Place {
        x: from.x,
        y: from.y + 150,
    };
    let said_before = program.said().len();
    screen.drag(from, to);
    screen.release();
    come_to_rest(&program);
    let said = program.said();
    let frames = frames_in(&said[said_before..]);
    assert!(frames > 5, "{frames} frames were drawn during the drag");
    let name = "a drag in 20,000 actors and 60,000 relations";
    let _ = writeln!(stderr(), "{name}:\n{}", &said[said_before..]);

    screen.press("ctrl+s");
    program.wait_for("the file to be saved", || {
        (fs::metadata(&path).ok()?.len() > 0 && program.title() == "large.json – Frenemy")
            .then_some(())
    });
    let saved = file::read(&fs::read(&path).unwrap(), "large.json").unwrap();
    let position = |id: &str| {
        saved
            .document
            .actors
            .get(&id.into())
            .unwrap()
            .position
            .unwrap()
    };
    let moved = position("star").y;
    assert!(moved > RAY / 2.0, "the actor moved by {moved}");
    let followed = |leaf: usize| position(&format!("leaf-{leaf}")).y - leaf_position(leaf).y;
    for leaf in 0..LEAVES {
        // Those that it left behind come after it; those that it came near have less of a way to
        // go.
        let least = if leaf_position(leaf).y < -1.0 {
            0.25
        } else {
            0.0
        };
        assert!(
            followed(leaf) > least * moved,
            "leaf {leaf} came along by {} of {moved}",
            followed(leaf)
        );
    }
}

/// A sample in a disc, and beside it a star of a few actors, whose middle is the only state.
fn crowd_and_star() -> Document {
    let mut document = Sample::new(ACTORS, 1).document();
    let crowd: Vec<_> = document.actors.iter().cloned().collect();
    for (number, actor) in crowd.iter().enumerate() {
        // Seeds of a sunflower: evenly, however many.
        let (distance, angle) = (70.0 * (number as f64).sqrt(), 2.4 * number as f64);
        document.actors.put(Actor {
            kind: Some(ActorKind::Group),
            position: Some(at_angle(distance, angle)),
            ..(**actor).clone()
        });
    }
    let relations: Vec<_> = document.relations.iter().cloned().collect();
    for relation in relations {
        // Without the words, which take most of the reading and nothing of the drawing.
        let mut relation = (*relation).clone();
        relation.claims.truncate(1);
        for claim in &mut relation.claims {
            claim.quote = None;
        }
        document.relations.put(relation);
    }
    document.actors.put(Actor {
        kind: Some(ActorKind::State),
        name: Some("Lantern".to_owned()),
        position: Some(at_angle(star_x(), 0.0)),
        ..Actor::new("star")
    });
    for leaf in 0..LEAVES {
        let id = format!("leaf-{leaf}");
        document.actors.put(Actor {
            position: Some(leaf_position(leaf)),
            ..Actor::new(id.as_str())
        });
        document.relations.put(Relation {
            kind: Some(RelationKind::Cooperation),
            ..Relation::new(format!("ray-{leaf}"), "star", id)
        });
    }
    document
}

fn star_x() -> f64 {
    70.0 * (ACTORS as f64).sqrt() + APART
}

fn leaf_position(leaf: usize) -> Point {
    let Point { x, y } = at_angle(RAY, std::f64::consts::TAU * leaf as f64 / LEAVES as f64);
    Point { x: x + star_x(), y }
}

fn at_angle(distance: f64, angle: f64) -> Point {
    Point {
        x: distance * angle.cos(),
        y: distance * angle.sin(),
    }
}

/// The number of frames in these messages of the program.
fn frames_in(said: &str) -> u64 {
    let lines = said
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    lines.filter_map(|line| line["frames"].as_u64()).sum()
}

/// Waits until the program uses next to no processor.
fn come_to_rest(program: &Program) {
    let begun = Instant::now();
    loop {
        // Time for what a timer starts.
        thread::sleep(Duration::from_millis(500));
        if program.ticks_used_beside(50) < 3 {
            return;
        }
        assert!(begun.elapsed() < PATIENCE, "the window never comes to rest");
    }
}
