//! The text notes of a large network, which keep clear of each other and of what they are about.

use ahash::{AHashMap, AHashSet};
use emath::Pos2;

use crate::graph::{NodeIndex, TieIndex};
use crate::scene::actor_body::{ActorBody, Form};
use crate::scene::annotations::PlacedNotes;
use crate::scene::curve::RelationCurve;
use crate::scene::{Scene, SceneInput, Subject};

/// Places the text notes in a picture that is drawn otherwise. O(actors + ties).
pub(super) fn placed_notes(scene: &Scene, picture: &SceneInput) -> PlacedNotes {
    let notes = picture.encoding.notes.all().iter();
    let subjects: AHashSet<Subject> = notes
        .filter_map(|note| note.subject(picture.ties))
        .collect();
    let is_meant = |node: NodeIndex| subjects.contains(&Subject::Actor(node));
    let dots = scene.low_detail.dots.iter();
    let dots = dots.filter(|dot| is_meant(dot.node)).map(|dot| {
        let body = ActorBody {
            center: dot.center,
            radius: dot.radius,
            form: Form::Disc,
        };
        (dot.node, body)
    });
    let near = scene.bodies.iter().copied();
    let bodies: Vec<(NodeIndex, ActorBody)> = near
        .filter(|(node, _)| is_meant(*node))
        .chain(dots)
        .collect();
    let is_meant = |tie: TieIndex| subjects.contains(&Subject::Tie(tie));
    let lines = scene.low_detail.lines.iter();
    let lines = lines.filter(|line| is_meant(line.tie));
    let lines = lines.map(|line| {
        (
            line.tie,
            RelationCurve::straight(line.ends[0], line.ends[1]),
        )
    });
    let near = scene.curves.iter().copied();
    let curves: AHashMap<TieIndex, RelationCurve> = lines
        .chain(near.filter(|(tie, _)| is_meant(*tie)))
        .collect();
    let all = all_bodies(scene, picture);
    PlacedNotes::new(picture, &bodies, &all, &|tie| curves.get(&tie).copied())
}

/// The bodies of all actors, if a note outlines some: also of those outside the picture, so that an
/// outline does not end at its edge.
fn all_bodies(scene: &Scene, picture: &SceneInput) -> Vec<(NodeIndex, ActorBody)> {
    let mut notes = picture.encoding.notes.all().iter();
    if notes.all(|note| note.outlined().is_empty()) {
        return Vec::new();
    }
    let disc = |center: Pos2, radius: f32| ActorBody {
        center,
        radius,
        form: Form::Disc,
    };
    let dots = scene.low_detail.dots.iter();
    let dots = dots.map(|dot| (dot.node, disc(dot.center, dot.radius)));
    let drawn: AHashMap<NodeIndex, ActorBody> = dots.chain(scene.bodies.iter().copied()).collect();
    let body = |node: NodeIndex| {
        let at = *picture.positions.get(node.index())?;
        let outside = || disc(picture.view.picture_from_layout(at), 1.0);
        Some((node, drawn.get(&node).copied().unwrap_or_else(outside)))
    };
    picture
        .network
        .graph
        .node_indices()
        .filter_map(body)
        .collect()
}
