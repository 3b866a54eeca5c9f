//! Outlines contain their members and no others, and names cover nothing.

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::*;
use crate::graph::{Filter, LineStyle, Network, Ties};
use crate::model::{Actor, Bloc, Blocs, Document};
use crate::scene::{Emphasis, Encoding, Scene, SceneInput, Viewport, draw};

/// A picture of actors at these positions, each with the number of its group.
fn picture(actors: &[(u32, Pos2)]) -> Scene {
    let document = Document {
        actors: (0..actors.len())
            .map(|number| Actor::new(format!("a{number}")))
            .collect(),
        ..Document::default()
    };
    let network = Network::seen(&document, &Filter::default());
    let last = actors.iter().map(|(group, _)| *group).max().unwrap_or(0);
    let bloc = |group: u32| Bloc {
        name: format!("Group {group}"),
        members: (0..actors.len())
            .filter(|at| actors[*at].0 == group)
            .map(|at| format!("a{at}").into())
            .collect(),
        ..Bloc::default()
    };
    let groups = Blocs {
        blocs: (0..=last).map(bloc).collect(),
        ..Blocs::default()
    };
    let positions: Vec<Pos2> = actors.iter().map(|(_, position)| *position).collect();
    let encoding = Encoding {
        outlines: Some(OutlineGroups::new(&network, &groups, "camp")),
        ..Encoding::default()
    };
    draw(&SceneInput {
        network: &network,
        ties: &Ties::new(&document, &network, LineStyle::default()),
        positions: &positions,
        view: Viewport {
            zoom: 1.0,
            pan: vec2(300.0, 300.0),
            size: vec2(900.0, 600.0),
        },
        theme: &Theme::light(),
        emphasis: &Emphasis::default(),
        encoding: &encoding,
        names: LabelSpace::default(),
        shows_pins: false,
    })
}

/// A ring of actors of a group.
fn ring(group: u32, center: Pos2, count: u16) -> Vec<(u32, Pos2)> {
    let step = std::f32::consts::TAU / f32::from(count);
    let position = |at: u16| center + Vec2::angled(step * f32::from(at)) * 60.0;
    (0..count).map(|at| (group, position(at))).collect()
}

#[test]
fn groups_apart_have_one_outline_each_with_a_name() {
    let both = [ring(0, pos2(0.0, 0.0), 6), ring(1, pos2(300.0, 0.0), 6)].concat();
    let scene = picture(&both);
    assert_eq!((scene.outlines, scene.omitted_outlines), (2, 0));
    let names: Vec<(&str, Rect)> = scene
        .marks
        .iter()
        .filter_map(|mark| match &mark.shape {
            MarkShape::Text(line) if mark.subject.is_none() => {
                Some((line.text.as_str(), line.rect()))
            }
            _ => None,
        })
        .collect();
    assert_eq!(names.len(), 2);
    for (name, rect) in names {
        assert!(name.starts_with("Group "), "{name}");
        for (_, other) in scene.name_rects() {
            assert!(!other.shrink(1.0).intersects(rect.shrink(2.0)), "{name}");
        }
    }
}

#[test]
fn an_outline_that_would_contain_others_is_left_out_and_counted() {
    // Two groups that are mixed like the fields of a chessboard.
    let position = |at: u32| {
        (
            (at + at / 6) % 2,
            pos2(40.0 * (at % 6) as f32, 40.0 * (at / 6) as f32),
        )
    };
    let mixed: Vec<(u32, Pos2)> = (0..36).map(position).collect();
    let scene = picture(&mixed);
    assert_eq!((scene.outlines, scene.omitted_outlines), (0, 2));
}

#[test]
fn an_outline_without_room_for_its_name_is_counted() {
    let group = ring(0, pos2(0.0, 0.0), 6);
    assert_eq!(picture(&group).unnamed_outlines, 0);
    let crowd = (0..14).flat_map(|row| (0..14).map(move |column| (column, row)));
    let around = crowd
        .map(|(column, row)| pos2(16.0 * (column as f32 - 6.5), 16.0 * (row as f32 - 6.5)))
        .filter(|at| at.to_vec2().length() > 78.0)
        .zip(1..)
        .map(|(at, own)| (own, at));
    let scene = picture(&[group, around.collect()].concat());
    assert_eq!((scene.outlines, scene.unnamed_outlines), (1, 1));
}

#[test]
fn a_group_of_one_actor_has_no_outline() {
    let scene = picture(&[
        (0, pos2(0.0, 0.0)),
        (1, pos2(90.0, 0.0)),
        (1, pos2(150.0, 0.0)),
    ]);
    assert_eq!((scene.outlines, scene.omitted_outlines), (1, 0));
}

#[test]
fn a_group_around_a_stranger_is_parted_or_left_out() {
    let with_stranger = [ring(0, pos2(0.0, 0.0), 5), vec![(1, pos2(0.0, 0.0))]].concat();
    assert_eq!(picture(&with_stranger).omitted_outlines, 1);
    // A few apart from the others have an area of their own.
    let far = [
        ring(0, pos2(0.0, 0.0), 9),
        vec![(0, pos2(500.0, 0.0)), (1, pos2(250.0, 0.0))],
    ];
    let scene = picture(&far.concat());
    assert_eq!((scene.outlines, scene.omitted_outlines), (1, 0));
}

#[test]
fn a_hull_contains_its_bodies_with_space_around_them() {
    let bodies: Vec<ActorBody> = [pos2(0.0, 0.0), pos2(90.0, 10.0), pos2(40.0, 70.0)]
        .map(|center| ActorBody {
            center,
            radius: 12.0,
            form: crate::scene::actor_body::Form::Disc,
        })
        .to_vec();
    let hull = hull::Hull::around(&bodies);
    for body in &bodies {
        assert!(hull.distance(body.center) < -body.radius - hull::PADDING + 1.0);
    }
    assert!(hull.distance(pos2(150.0, 80.0)) > 0.0);
}
