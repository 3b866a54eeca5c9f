//! Draws a scene: a network with positions becomes marks in drawing order.

use emath::Pos2;

use super::actor_body::ActorBody;
use super::drawn_actor::{DrawnActor, MARGIN, bodies, body_at};
use super::drawn_tie::{DrawnTie, add_soft_obstacles, cites, drawn_ties};
use super::emphasis::ResolvedEmphasis;
use super::labels::{self, LabelRequest, Obstacles, PlacedName, Placement};
use super::scene_input::{SceneInput, Visible};
use super::{
    Mark, MarkShape, Outline, Scene, Stroke, Subject, TextDirection, TextLine, Weight, actor_scale,
};
use crate::graph::NodeIndex;

/// With more ties in view than this, names do not avoid lines.
const MAX_AVOIDED_TIES: usize = 1_500;

/// Draws a network. The same input gives the same scene; what is outside the viewport gives no
/// marks.
pub fn draw(picture: &SceneInput) -> Scene {
    let graph = &picture.network.graph;
    let visible = Visible {
        actors: graph.node_indices().collect(),
        ties: picture.ties.iter().map(|(index, _)| index).collect(),
        scale: body_scale(picture),
        cites: cites(picture.ties),
    };
    draw_named(picture, &visible)
}

/// The scale of bodies relative to zoom 1: that of the viewport, or less if bodies would overlap.
fn body_scale(picture: &SceneInput) -> f32 {
    let graph = &picture.network.graph;
    let disc = |node: NodeIndex| {
        let place = *picture.positions.get(node.index())?;
        let radius = picture.encoding.radius(node, picture.network.degree(node));
        let reach = body_at(place, &graph[node], radius).half_size().max_elem();
        place
            .is_finite()
            .then_some((place, reach.max(1.15 * radius)))
    };
    let discs = graph.node_indices().filter_map(disc).collect();
    actor_scale::scale(discs, picture.view.zoom, picture.view.body_scale())
}

/// Draws only these actors and ties.
pub(super) fn draw_named(picture: &SceneInput, visible: &Visible) -> Scene {
    let resolved = ResolvedEmphasis::new(picture.network, picture.ties, picture.emphasis);
    let bodies = bodies(picture, visible);
    let drawn_ties = drawn_ties(picture, visible, &bodies);
    let names = place_names(picture, &resolved, &bodies, &drawn_ties);
    let mut scene = compose(picture, &resolved, &bodies, &drawn_ties);
    scene.omitted_names = names.omitted;
    for name in names.names {
        let opacity = resolved.opacity(Subject::Actor(name.node));
        write_name(&mut scene, picture, &name, opacity);
    }
    scene
}

/// Draws only these actors and ties, without names and without emphasis.
pub(super) fn draw_nameless(picture: &SceneInput, visible: &Visible) -> Scene {
    let bodies = bodies(picture, visible);
    let drawn_ties = drawn_ties(picture, visible, &bodies);
    compose(picture, &ResolvedEmphasis::default(), &bodies, &drawn_ties)
}

/// Lines, badges and bodies in drawing order. What is emphasized is drawn last.
fn compose(
    picture: &SceneInput,
    resolved: &ResolvedEmphasis,
    bodies: &[DrawnActor],
    drawn_ties: &[DrawnTie],
) -> Scene {
    let mut scene = Scene::empty(picture.view.size, picture.theme.background);
    for is_emphasized in [false, true] {
        let these = drawn_ties
            .iter()
            .filter(|tie| resolved.contains(tie.subject()) == is_emphasized);
        for tie in these {
            scene
                .marks
                .extend(tie.marks(picture, resolved.opacity(tie.subject())));
            scene.curves.push((tie.index, tie.curve));
        }
    }
    for tie in drawn_ties {
        scene
            .marks
            .extend(tie.badge(picture, resolved.opacity(tie.subject())));
    }
    for is_emphasized in [false, true] {
        for drawn in bodies {
            if drawn.is_visible && resolved.contains(drawn.subject()) == is_emphasized {
                scene
                    .marks
                    .extend(drawn.marks(picture, resolved.opacity(drawn.subject())));
                scene.bodies.push((drawn.node, drawn.body));
            }
        }
    }
    scene
}

/// Adds a name to the scene.
pub(super) fn write_name(scene: &mut Scene, picture: &SceneInput, name: &PlacedName, opacity: f32) {
    scene.names.push((name.node, name.rect));
    scene.marks.extend(name_marks(picture, name, opacity));
}

/// Places as many names as there is space for.
fn place_names(
    picture: &SceneInput,
    resolved: &ResolvedEmphasis,
    bodies: &[DrawnActor],
    drawn_ties: &[DrawnTie],
) -> Placement {
    let in_view = || bodies.iter().filter(|drawn| drawn.is_visible);
    let wishes = in_view().map(|drawn| LabelRequest {
        node: drawn.node,
        body: drawn.body,
        name: drawn.actor.name(),
        rank: drawn.rank,
        is_emphasized: resolved.contains(drawn.subject()),
    });
    let solid: Vec<ActorBody> = in_view().map(|drawn| drawn.body).collect();
    let mut soft = Vec::new();
    if drawn_ties.len() <= MAX_AVOIDED_TIES {
        for tie in drawn_ties {
            add_soft_obstacles(tie, &mut soft);
        }
    }
    let obstacles = Obstacles {
        area: picture.view.rect().expand(MARGIN),
        bodies: &solid,
        soft: &soft,
        space: picture.names,
    };
    labels::place(wishes.collect(), &obstacles)
}

fn name_marks(picture: &SceneInput, name: &PlacedName, opacity: f32) -> Vec<Mark> {
    let subject = Subject::Actor(name.node);
    let is_selected = picture.emphasis.selected.contains(&subject);
    let is_declared = !picture.network.graph[name.node].is_placeholder;
    let theme = picture.theme;
    let mark = |(line, at): (&str, Pos2)| Mark {
        subject: Some(subject),
        shape: MarkShape::Text(TextLine {
            text: line.to_owned(),
            at,
            anchor: name.anchor,
            size: labels::SIZE,
            weight: if is_selected {
                Weight::Bold
            } else {
                Weight::Regular
            },
            color: if is_declared { theme.ink } else { theme.muted },
            halo: Some(theme.background),
            direction: TextDirection::Rightward,
        }),
        opacity,
    };
    let leader = name.leader.map(|[from, to]| Mark {
        // It belongs to no subject: the name itself is the mark of the actor.
        subject: None,
        shape: MarkShape::Path {
            outline: Outline::polyline([from, to]),
            fill: None,
            stroke: Some(Stroke::solid(0.75, theme.muted)),
        },
        opacity,
    });
    leader
        .into_iter()
        .chain(name.baselines().map(mark))
        .collect()
}
