//! Draws a scene: a network with positions becomes marks in drawing order.

use emath::Pos2;

use super::annotations::PlacedNotes;
use super::arrangement::Arrangement;
use super::drawn_actor::{DrawnActor, actor_fill, bodies};
use super::drawn_tie::{DrawnTie, drawn_ties};
use super::emphasis::ResolvedEmphasis;
use super::labels::{self, PlacedName};
use super::scene_input::{SceneInput, Visible};
use super::tie_routes::TieRoutes;
use super::{
    Color, Mark, MarkShape, Outline, Scene, Stroke, Subject, TextDirection, TextLine, Weight,
};

/// Draws a network. The same input gives the same scene; what is outside the viewport gives no
/// marks.
pub fn draw(picture: &SceneInput) -> Scene {
    draw_arranged(picture, &Arrangement::new(picture))
}

/// Draws what was arranged for the same picture, with any emphasis.
pub fn draw_arranged(picture: &SceneInput, arrangement: &Arrangement) -> Scene {
    let resolved = ResolvedEmphasis::new(picture.network, picture.ties, picture.emphasis);
    let mut scene = draw_part(picture, arrangement, &resolved, &|_| true);
    let outlines = &arrangement.outlines;
    let opacity = resolved.rest_opacity();
    let faded = |mark: Mark| Mark { opacity, ..mark };
    let areas = outlines.areas(picture.theme).into_iter().map(faded);
    scene.marks.splice(0..0, areas);
    let names = outlines.names(picture.theme).into_iter().map(faded);
    scene.marks.extend(names);
    add_notes(&mut scene, &arrangement.notes, picture, &resolved);
    scene
}

/// Adds the text notes, on top of everything else.
pub(super) fn add_notes(
    scene: &mut Scene,
    notes: &PlacedNotes,
    picture: &SceneInput,
    resolved: &ResolvedEmphasis,
) {
    let opacity = |subject: Option<Subject>| {
        Some(match subject {
            Some(subject) => resolved.opacity(subject),
            None => resolved.rest_opacity(),
        })
    };
    let areas = notes.areas(picture.theme).into_iter();
    let rest = resolved.rest_opacity();
    let areas = areas.map(|mark| Mark {
        opacity: rest,
        ..mark
    });
    scene.marks.splice(0..0, areas);
    scene.marks.extend(notes.marks(picture.theme, opacity));
    scene.notes = notes.notes().to_vec();
    scene.omitted_notes = notes.omitted();
}

/// Draws only what is emphasized of what was arranged for the same picture, and returns it with the
/// opacity of the rest; `None` without emphasis.
///
/// The picture beneath is not drawn again, so that pointing at something is cheap.
pub fn draw_emphasis(picture: &SceneInput, arrangement: &Arrangement) -> Option<(Scene, f32)> {
    let resolved = ResolvedEmphasis::new(picture.network, picture.ties, picture.emphasis);
    if resolved.all().is_empty() {
        return None;
    }
    let selected = &picture.emphasis.selected;
    let is_drawn = |subject| resolved.contains(subject) || selected.contains(&subject);
    let mut scene = draw_part(picture, arrangement, &resolved, &is_drawn);
    let opacity = |subject: Option<Subject>| subject.filter(|of| is_drawn(*of)).map(|_| 1.0);
    let notes = arrangement.notes.marks(picture.theme, opacity);
    scene.marks.extend(notes);
    Some((scene, resolved.rest_opacity()))
}

/// Draws only these actors and ties.
pub(super) fn draw_named(picture: &SceneInput, visible: &Visible) -> Scene {
    draw_arranged(picture, &Arrangement::of(picture, visible))
}

/// Draws only these actors and ties, without names and without emphasis.
pub(super) fn draw_nameless(picture: &SceneInput, visible: &Visible) -> Scene {
    let bodies = bodies(picture, visible);
    let routes = TieRoutes::new(picture, visible, &bodies);
    let drawn_ties = drawn_ties(picture, visible, &bodies, &routes);
    let calm = ResolvedEmphasis::default();
    let content = SceneContent {
        bodies: &bodies,
        ties: &drawn_ties,
        has_halos: routes.pass_strangers(),
    };
    compose(picture, &calm, content, &|_| true)
}

/// Draws the subjects of an arrangement for which `is_drawn` is true.
fn draw_part(
    picture: &SceneInput,
    arrangement: &Arrangement,
    resolved: &ResolvedEmphasis,
    is_drawn: &dyn Fn(Subject) -> bool,
) -> Scene {
    let content = SceneContent {
        bodies: &arrangement.bodies,
        ties: &arrangement.ties,
        has_halos: arrangement.has_halos,
    };
    let mut scene = compose(picture, resolved, content, is_drawn);
    scene.line_scale = arrangement.line_scale;
    let outlines = &arrangement.outlines;
    scene.outlines = outlines.len();
    scene.omitted_outlines = outlines.omitted;
    scene.unnamed_outlines = outlines.unnamed();
    let names = arrangement.names(picture, resolved);
    scene.omitted_names = names.omitted;
    let opacity = |subject| is_drawn(subject).then(|| resolved.opacity(subject));
    let (types, shown, omitted) = arrangement.types.marks(picture, &names.names, opacity);
    scene.marks.extend(types);
    (scene.types, scene.omitted_types) = (shown, omitted);
    for name in &names.names {
        let subject = Subject::Actor(name.node);
        if is_drawn(subject) {
            write_name(&mut scene, picture, name, resolved.opacity(subject));
        }
    }
    scene
}

/// What a scene shows besides names.
#[derive(Clone, Copy)]
struct SceneContent<'a> {
    bodies: &'a [DrawnActor],
    ties: &'a [DrawnTie],
    /// Whether bodies are set off from lines beneath them.
    has_halos: bool,
}

/// Lines, badges and bodies in drawing order. What is emphasized is drawn last.
fn compose(
    picture: &SceneInput,
    resolved: &ResolvedEmphasis,
    content: SceneContent,
    is_drawn: &dyn Fn(Subject) -> bool,
) -> Scene {
    let SceneContent {
        bodies,
        ties: drawn_ties,
        has_halos,
    } = content;
    let mut scene = Scene::empty(picture.view.size, picture.theme.background);
    let ties = || drawn_ties.iter().filter(|tie| is_drawn(tie.subject()));
    for is_emphasized in [false, true] {
        let these = ties().filter(|tie| resolved.contains(tie.subject()) == is_emphasized);
        for tie in these {
            scene
                .marks
                .extend(tie.marks(picture, resolved.opacity(tie.subject())));
            scene.curves.push((tie.index, tie.curve));
        }
    }
    for tie in ties() {
        scene
            .marks
            .extend(tie.badge(picture, resolved.opacity(tie.subject())));
    }
    let in_view = || {
        let in_view = bodies.iter().filter(|drawn| drawn.is_visible);
        in_view.filter(|drawn| is_drawn(drawn.subject()))
    };
    if has_halos {
        let halo =
            |drawn: &DrawnActor| drawn.halo(picture.theme, resolved.opacity(drawn.subject()));
        scene.marks.extend(in_view().map(halo));
    }
    for is_emphasized in [false, true] {
        let these = in_view().filter(|drawn| resolved.contains(drawn.subject()) == is_emphasized);
        for drawn in these {
            scene
                .marks
                .extend(drawn.marks(picture, resolved.opacity(drawn.subject())));
            scene.bodies.push((drawn.node, drawn.body));
        }
    }
    scene
}

/// Adds a name to the scene.
pub(super) fn write_name(scene: &mut Scene, picture: &SceneInput, name: &PlacedName, opacity: f32) {
    scene.names.push((name.node, name.rect));
    scene
        .leaders
        .extend(name.leader.map(|ends| (name.node, ends)));
    for mark in name_marks(picture, name, opacity) {
        if mark.subject.is_some() {
            scene.marks.push(mark);
        } else {
            // A leader line runs over lines and beneath bodies.
            let is_body = |mark: &Mark| matches!(mark.subject, Some(Subject::Actor(_)));
            let bodies = scene.marks.iter().position(is_body);
            let at = bodies.unwrap_or(scene.marks.len());
            scene.marks.insert(at, mark);
        }
    }
}

/// The fill of the body that a name is on; `None` for a name beside its body.
fn fill_beneath(picture: &SceneInput, name: &PlacedName) -> Option<Color> {
    let actor = picture.network.graph.node_weight(name.node)?;
    let has_picture = picture.encoding.picture(actor).is_some();
    let is_filled = name.is_on_body && !actor.is_placeholder && !has_picture;
    is_filled.then(|| actor_fill(picture, name.node, actor))
}

/// A leader line is dotted and ends in a dot on the rim of its body: it is no tie. Its width, that
/// of its halo and the radius of the dot, in points.
const LEADER_WIDTH: f32 = 1.0;
const LEADER_DOTS: &[f32] = &[1.0, 1.6];
const LEADER_HALO: f32 = 2.5;
const LEADER_DOT: f32 = 1.3;

/// With more ties than this, leader lines have no halo: it would cut them.
const MAX_TIES_UNDER_HALO: usize = 400;

fn name_marks(picture: &SceneInput, name: &PlacedName, opacity: f32) -> Vec<Mark> {
    let subject = Subject::Actor(name.node);
    let is_selected = picture.emphasis.selected.contains(&subject);
    let is_declared = !picture.network.graph[name.node].is_placeholder;
    let theme = picture.theme;
    let ink = if is_declared { theme.ink } else { theme.muted };
    // On a body, letters contrast with its fill and need no halo.
    let (color, halo) = match fill_beneath(picture, name) {
        Some(fill) => (theme.text_on(fill), None),
        None => (ink, Some(theme.background)),
    };
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
            color,
            halo,
            direction: TextDirection::Rightward,
        }),
        opacity,
    };
    let leader = name.leader.map(|ends| leader_marks(picture, ends, opacity));
    leader
        .into_iter()
        .flatten()
        .chain(name.baselines().map(mark))
        .collect()
}

/// The line from a body to its name. It belongs to no subject: the name itself is the mark of the
/// actor.
fn leader_marks(picture: &SceneInput, ends: [Pos2; 2], opacity: f32) -> Vec<Mark> {
    let theme = picture.theme;
    let line = |stroke: Stroke| MarkShape::Path {
        outline: Outline::polyline(ends),
        fill: None,
        stroke: Some(stroke),
    };
    // Like its name, it is set off from lines beneath it.
    let has_halo = picture.ties.len() <= MAX_TIES_UNDER_HALO;
    let halo = has_halo.then(|| line(Stroke::solid(LEADER_HALO, theme.background)));
    let dotted = line(Stroke {
        dash: LEADER_DOTS,
        ..Stroke::solid(LEADER_WIDTH, theme.muted)
    });
    let dot = MarkShape::Circle {
        center: ends[0],
        radius: LEADER_DOT,
        fill: Some(theme.muted),
        stroke: None,
    };
    let shapes = halo.into_iter().chain([dotted, dot]);
    shapes
        .map(|shape| Mark {
            subject: None,
            shape,
            opacity,
        })
        .collect()
}
