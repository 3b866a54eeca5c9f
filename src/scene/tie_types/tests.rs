//! Types are on their lines, readable, and cover nothing.

use emath::{Pos2, Rot2, Vec2, pos2, vec2};

use super::*;
use crate::graph::{Filter, LineStyle};
use crate::model::{Actor, Document, Relation, RelationKind};
use crate::scene::{Emphasis, Encoding, Scene, Theme, Viewport, draw};

fn relation(id: &str, ends: [&str; 2], kind: RelationKind, subtype: &str) -> Relation {
    Relation {
        kind: Some(kind),
        subtype: Some(subtype.to_owned()),
        ..Relation::new(id, ends[0], ends[1])
    }
}

/// A picture of actors at these positions, with names, and these relations.
fn picture(actors: &[(&str, Pos2)], relations: &[Relation]) -> Scene {
    let document = Document {
        actors: actors.iter().map(|(name, _)| Actor::new(*name)).collect(),
        relations: relations.iter().cloned().collect(),
        ..Document::default()
    };
    let network = Network::seen(&document, &Filter::default());
    let positions: Vec<Pos2> = actors.iter().map(|(_, position)| *position).collect();
    let encoding = Encoding {
        shows_types: true,
        ..Encoding::default()
    };
    draw(&SceneInput {
        network: &network,
        ties: &Ties::new(&document, &network, LineStyle::default()),
        positions: &positions,
        view: Viewport {
            zoom: 1.0,
            pan: vec2(400.0, 400.0),
            size: vec2(800.0, 800.0),
        },
        theme: &Theme::light(),
        emphasis: &Emphasis::default(),
        encoding: &encoding,
        names: LabelSpace::default(),
        shows_pins: false,
    })
}

/// The texts on lines, with their middles and angles.
fn on_lines(scene: &Scene) -> Vec<(&str, Pos2, f32)> {
    let texts = scene.marks.iter().filter_map(|mark| match &mark.shape {
        MarkShape::Text(line) if matches!(mark.subject, Some(Subject::Tie(_))) => {
            let TextDirection::Turned(angle) = line.direction else {
                panic!("{line:?} is not along its line");
            };
            assert!(line.halo.is_some());
            Some((line.text.as_str(), line.letters().center(), angle))
        }
        _ => None,
    });
    texts.collect()
}

#[test]
fn a_type_is_in_the_middle_of_its_line_and_never_upside_down() {
    let war = [relation(
        "r",
        ["a", "b"],
        RelationKind::Hostility,
        "border war",
    )];
    for degrees in (0..360).step_by(5) {
        let end = Rot2::from_angle((degrees as f32).to_radians()) * vec2(300.0, 0.0);
        let scene = picture(&[("a", pos2(0.0, 0.0)), ("b", end.to_pos2())], &war);
        let texts = on_lines(&scene);
        let [(text, middle, angle)] = texts[..] else {
            panic!("{texts:?} at {degrees}°");
        };
        assert_eq!(text, "border war");
        let away = middle - (vec2(400.0, 400.0) + 0.5 * end).to_pos2();
        assert!(away.length() < 12.0, "{away:?} at {degrees}°");
        assert!(
            angle.abs() < std::f32::consts::FRAC_PI_2 + 1e-4,
            "{angle} at {degrees}°"
        );
        let along = Vec2::angled(angle);
        assert!(
            along.dot(end.normalized().rot90()).abs() < 0.1,
            "{degrees}°"
        );
        assert_eq!((scene.types, scene.omitted_types), (1, 0));
    }
}

#[test]
fn a_type_without_room_is_counted_and_not_drawn() {
    let long = "a treaty of friendship, cooperation and mutual assistance";
    let ties = [relation("r", ["a", "b"], RelationKind::Cooperation, long)];
    let actors = |distance| [("a", pos2(0.0, 0.0)), ("b", pos2(distance, 0.0))];
    let near = picture(&actors(120.0), &ties);
    assert_eq!(on_lines(&near), []);
    assert_eq!((near.types, near.omitted_types), (0, 1));
    let far = picture(&actors(390.0), &ties);
    assert_eq!((far.types, far.omitted_types), (1, 0));
    // A text of a stranger's file is neither measured nor drawn as a whole.
    let endless = "war ".repeat(100_000);
    let ties = [relation("r", ["a", "b"], RelationKind::Hostility, &endless)];
    assert_eq!(picture(&actors(390.0), &ties).omitted_types, 1);
}

#[test]
fn several_types_of_a_line_are_listed_or_counted() {
    let ties = ["talks", "summit", "talks", "letter"].iter().zip(0..);
    let ties: Vec<Relation> = ties
        .map(|(subtype, id)| {
            let id = format!("r{id}");
            relation(&id, ["a", "b"], RelationKind::Cooperation, subtype)
        })
        .collect();
    let actors = |distance| [("a", pos2(0.0, 0.0)), ("b", pos2(distance, 0.0))];
    let far = picture(&actors(300.0), &ties);
    assert_eq!(on_lines(&far)[0].0, "talks, summit, letter");
    assert_eq!((far.types, far.omitted_types), (3, 0));
    let near = picture(&actors(120.0), &ties);
    assert_eq!(on_lines(&near)[0].0, "talks +2");
    assert_eq!((near.types, near.omitted_types), (1, 2));
}

#[test]
fn types_cover_no_names_no_bodies_and_no_other_types() {
    // A crowd on a grid, each tied to the next one and to one two rows on.
    let names: Vec<String> = (0..25).map(|at| format!("Republic {at}")).collect();
    let place = |at: usize| pos2((at % 5) as f32, (at / 5) as f32) * 150.0;
    let center = vec2(300.0, 300.0);
    let actors: Vec<(&str, Pos2)> = names
        .iter()
        .enumerate()
        .map(|(at, name)| (name.as_str(), place(at) - center))
        .collect();
    let tie = |(at, step): (usize, usize)| {
        let ends = [names[at].as_str(), names[at + step].as_str()];
        relation(
            &format!("{at}+{step}"),
            ends,
            RelationKind::Support,
            "loans",
        )
    };
    let next = (0..24).map(|at| (at, 1));
    let far = (0..14).map(|at| (at, 11));
    let ties: Vec<Relation> = next.chain(far).map(tie).collect();
    let scene = picture(&actors, &ties);
    let boxes: Vec<TurnedBox> = on_lines(&scene)
        .into_iter()
        .map(|(text, center, angle)| TurnedBox {
            center,
            half: half_size(text) - Vec2::splat(GAP),
            angle,
        })
        .collect();
    assert!(boxes.len() > 20, "{}", boxes.len());
    assert_eq!(boxes.len(), scene.types);
    assert_eq!(scene.types + scene.omitted_types, ties.len());
    for (at, one) in boxes.iter().enumerate() {
        let mut others = boxes[at + 1..].iter();
        assert!(!others.any(|other| one.touches(other)));
        for (_, body) in &scene.bodies {
            assert!(one.points().all(|point| body.distance(point) > 0.0));
        }
        for mark in &scene.marks {
            if let (MarkShape::Text(name), Some(Subject::Actor(_))) = (&mark.shape, mark.subject) {
                assert!(
                    !one.touches(&TurnedBox::upright(name.letters())),
                    "{name:?}"
                );
            }
        }
    }
}
