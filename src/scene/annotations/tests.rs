//! Text notes are where they belong, and cover neither actors nor each other.

use std::collections::BTreeSet;

use emath::{Rect, pos2, vec2};

use super::*;
use crate::graph::{Filter, LineStyle, Network, Ties};
use crate::model::{Actor, Annotation, AnnotationTarget, Document, Point, Relation};
use crate::scene::{
    Arrangement, Emphasis, Encoding, LabelSpace, Scene, Subject, Viewport, draw, draw_emphasis,
};

const VIEW: Viewport = Viewport {
    zoom: 1.0,
    pan: vec2(300.0, 200.0),
    size: vec2(600.0, 400.0),
};

fn note(id: &str, about: impl Into<Option<AnnotationTarget>>, x: f64, y: f64) -> Annotation {
    Annotation {
        id: id.into(),
        text: format!("The note {id}"),
        about: about.into(),
        at: Point { x, y },
        ..Annotation::default()
    }
}

/// Two actors, 200 points apart, with a relation, and these notes.
fn document(notes: impl IntoIterator<Item = Annotation>) -> Document {
    Document {
        actors: [Actor::new("a"), Actor::new("b")].into_iter().collect(),
        relations: [Relation::new("ab", "a", "b")].into_iter().collect(),
        annotations: notes.into_iter().map(std::sync::Arc::new).collect(),
        ..Document::default()
    }
}

fn picture(document: &Document, filter: &Filter, hidden: &[&str]) -> Scene {
    let network = Network::seen(document, filter);
    let hidden: BTreeSet<_> = hidden.iter().map(|id| (*id).into()).collect();
    let encoding = Encoding {
        notes: SceneNotes::new(document, &network, &hidden),
        ..Encoding::default()
    };
    draw(&SceneInput {
        network: &network,
        ties: &Ties::new(document, &network, LineStyle::default()),
        positions: &[pos2(-100.0, 0.0), pos2(100.0, 0.0)],
        view: VIEW,
        theme: &Theme::light(),
        emphasis: &Emphasis::default(),
        encoding: &encoding,
        names: LabelSpace {
            within: Some(VIEW.rect()),
            clear_of: None,
        },
        shows_pins: false,
    })
}

fn all(document: &Document) -> Scene {
    picture(document, &Filter::default(), &[])
}

fn actor(id: &str) -> AnnotationTarget {
    AnnotationTarget::Actor(id.into())
}

#[test]
fn a_note_is_emphasized_with_what_it_is_about() {
    let marks = |about: Option<&str>| {
        let notes = about.map(|id| note("n", actor(id), 10.0, -60.0));
        let mut document = document(notes);
        document.actors = ["a", "b", "c"].map(Actor::new).into_iter().collect();
        let network = Network::seen(&document, &Filter::default());
        let node = network.node(&"a".into()).unwrap();
        let encoding = Encoding {
            notes: SceneNotes::new(&document, &network, &BTreeSet::new()),
            ..Encoding::default()
        };
        let input = SceneInput {
            network: &network,
            ties: &Ties::new(&document, &network, LineStyle::default()),
            positions: &[pos2(-100.0, 0.0), pos2(100.0, 0.0), pos2(0.0, 120.0)],
            view: VIEW,
            theme: &Theme::light(),
            emphasis: &Emphasis {
                selected: [Subject::Actor(node)].into(),
                ..Emphasis::default()
            },
            encoding: &encoding,
            names: LabelSpace {
                within: Some(VIEW.rect()),
                clear_of: None,
            },
            shows_pins: false,
        };
        let arrangement = Arrangement::new(&input);
        let (scene, _) = draw_emphasis(&input, &arrangement).unwrap();
        scene.marks.len()
    };
    let without = marks(None);
    assert!(marks(Some("a")) > without);
    assert_eq!(marks(Some("c")), without, "the actor is not emphasized");
}

#[test]
fn a_note_is_at_its_place_and_its_line_leads_to_what_it_is_about() {
    let tie = Some(AnnotationTarget::Relation("ab".into()));
    let scene = all(&document([
        note("free", None, 0.0, -120.0),
        note("actor", actor("b"), 40.0, 90.0),
        note("tie", tie, 0.0, 60.0),
    ]));
    let middle = |at: usize| scene.notes[at].rect.center();
    assert_eq!(middle(0), pos2(300.0, 80.0));
    assert_eq!(middle(1), pos2(440.0, 290.0));
    assert_eq!(middle(2), pos2(300.0, 260.0));
    assert_eq!(scene.notes[0].leader, None);
    let end = |at: usize| scene.notes[at].leader.unwrap()[1];
    let (_, body) = scene.bodies[1];
    assert!((body.distance(end(1)) - LEADER_GAP).abs() < 0.5);
    assert!(end(2).distance(pos2(300.0, 200.0)) < 2.0);
    assert_eq!(scene.note_at(middle(1)).unwrap().id, "actor".into());
    assert_eq!(scene.note_at(pos2(10.0, 10.0)), None);
}

#[test]
fn notes_and_names_and_actors_keep_clear_of_each_other() {
    let on_top = (0..6).map(|at| note(&format!("n{at}"), actor("a"), 0.0, 4.0));
    let scene = all(&document(on_top));
    assert_eq!(scene.notes.len(), 6);
    for (at, one) in scene.notes.iter().enumerate() {
        let mut others = scene.notes[at + 1..].iter();
        assert!(
            !others.any(|other| other.rect.intersects(one.rect)),
            "{one:?}"
        );
        assert!(
            !scene
                .bodies
                .iter()
                .any(|(_, body)| body.touches(one.rect, 0.0))
        );
        assert!(
            !scene
                .names
                .iter()
                .any(|(_, name)| name.intersects(one.rect))
        );
        assert!(VIEW.rect().contains_rect(one.rect));
    }
}

#[test]
fn a_note_is_moved_far_before_it_covers_another_one_or_an_actor() {
    let on_top = (0..44).map(|at| note(&format!("n{at}"), actor("a"), 0.0, 4.0));
    let scene = all(&document(on_top));
    assert_eq!(scene.notes.len(), 44);
    for (at, one) in scene.notes.iter().enumerate() {
        let mut others = scene.notes[at + 1..].iter();
        assert!(!others.any(|other| other.rect.intersects(one.rect)), "{at}");
        let mut bodies = scene.bodies.iter();
        assert!(!bodies.any(|(_, body)| body.touches(one.rect, 0.0)), "{at}");
    }
}

#[test]
fn a_note_at_the_edge_is_moved_into_the_picture_and_one_far_away_is_counted() {
    let scene = all(&document([
        note("edge", None, 300.0, 0.0),
        note("far", None, 90_000.0, 0.0),
    ]));
    assert_eq!(scene.notes.len(), 1);
    assert!(VIEW.rect().contains_rect(scene.notes[0].rect));
    assert_eq!(scene.omitted_notes, 1);
}

#[test]
fn notes_go_with_what_is_hidden_and_can_be_hidden_themselves() {
    let document = document([
        note("x", actor("a"), 0.0, 90.0),
        note("y", None, 0.0, -90.0),
    ]);
    let filter = Filter {
        hidden_actors: ["a".into()].into(),
        ..Filter::default()
    };
    let shown = |scene: Scene| -> Vec<String> {
        scene.notes.iter().map(|note| note.id.to_string()).collect()
    };
    assert_eq!(shown(all(&document)), ["x", "y"]);
    assert_eq!(shown(picture(&document, &filter, &[])), ["y"]);
    assert_eq!(shown(picture(&document, &Filter::default(), &["y"])), ["x"]);
}

#[test]
fn lines_of_the_author_are_kept_and_long_ones_broken() {
    assert_eq!(lines_of("One\n\nTwo "), ["One", "", "Two"]);
    assert!(lines_of(" \n ").is_empty());
    let long = lines_of(&"word ".repeat(500));
    assert_eq!(long.len(), MAX_LINES);
    assert!(long[MAX_LINES - 1].ends_with('…'));
    let widths = long
        .iter()
        .map(|line| text::measure(line, SIZE, Weight::Regular));
    assert!(widths.fold(0.0, f32::max) <= MAX_WIDTH);
    assert_eq!(lines_of(&"line\n".repeat(1_000)).len(), MAX_LINES);
}

#[test]
fn a_text_from_right_to_left_begins_at_the_right() {
    let hebrew = Annotation {
        text: "שלום לכולם".to_owned(),
        ..note("n", None, 0.0, 100.0)
    };
    let scene = all(&document([hebrew]));
    let line = scene.marks.iter().rev().find_map(|mark| match &mark.shape {
        MarkShape::Text(line) => Some(line),
        _ => None,
    });
    let line = line.unwrap();
    assert_eq!(line.anchor, Anchor::Right);
    assert!(scene.notes[0].rect.contains_rect(Rect::from_pos(line.at)));
}

#[test]
fn a_note_about_several_actors_has_an_outline_that_leaves_others_out() {
    let about = |ids: &[&str]| AnnotationTarget::of_actors(ids.iter().map(|id| (*id).into()));
    let drawn = |ids: &[&str], view: Viewport| {
        let mut document = document([note("n", about(ids), 0.0, -90.0)]);
        document.actors = ["a", "b", "c"].map(Actor::new).into_iter().collect();
        let network = Network::seen(&document, &Filter::default());
        let encoding = Encoding {
            notes: SceneNotes::new(&document, &network, &BTreeSet::new()),
            ..Encoding::default()
        };
        draw(&SceneInput {
            network: &network,
            ties: &Ties::new(&document, &network, LineStyle::default()),
            positions: &[pos2(-100.0, 0.0), pos2(100.0, 0.0), pos2(0.0, 0.0)],
            view,
            theme: &Theme::light(),
            emphasis: &Emphasis::default(),
            encoding: &encoding,
            names: LabelSpace::default(),
            shows_pins: false,
        })
    };
    let areas = |scene: &Scene| scene.notes[0].areas.clone();
    let of_all = drawn(&["a", "b", "c"], VIEW);
    let [area] = &areas(&of_all)[..] else {
        panic!("{:?}", areas(&of_all));
    };
    for (_, body) in &of_all.bodies {
        assert!(area.distance(body.center) < -body.radius);
    }
    let [from, to] = of_all.notes[0].leader.unwrap();
    assert!(of_all.notes[0].rect.distance_to_pos(from) < 0.5);
    assert!(
        area.distance(to).abs() < 0.5,
        "the line ends at the outline"
    );
    let apart = drawn(&["a", "b"], VIEW);
    assert_eq!(areas(&apart).len(), 2, "c is between them");
    for (node, body) in &apart.bodies {
        let mut areas = areas(&apart).into_iter();
        let is_in = areas.any(|area| area.distance(body.center) < 0.0);
        assert_eq!(is_in, node.index() != 2);
    }
    let shift = vec2(20.0, 30.0);
    let moved = drawn(
        &["a", "b", "c"],
        Viewport {
            pan: VIEW.pan + shift,
            ..VIEW
        },
    );
    let offset = moved.notes[0].rect.center() - of_all.notes[0].rect.center();
    assert!((offset - shift).length() < 0.5, "the note moves with them");
    let of_one = drawn(&["b"], VIEW);
    assert_eq!(areas(&of_one), []);
}

#[test]
fn outlines_beyond_the_budget_are_counted_and_not_drawn() {
    let ids: Vec<_> = (0..900).map(|at| format!("a{at}")).collect();
    let about = AnnotationTarget::of_actors(ids.iter().map(|id| id.as_str().into()));
    let notes = (0..20).map(|at| note(&format!("n{at}"), about.clone(), 0.0, f64::from(at)));
    let mut document = document(notes);
    document.actors = ids.iter().map(|id| Actor::new(id.as_str())).collect();
    let network = Network::seen(&document, &Filter::default());
    let bodies: Vec<_> = network
        .graph
        .node_indices()
        .map(|node| {
            let center = pos2(30.0 * node.index() as f32, 0.0);
            (
                node,
                ActorBody {
                    center,
                    radius: 5.0,
                    form: crate::scene::actor_body::Form::Disc,
                },
            )
        })
        .collect();
    let mut outliner = Outliner::new(&bodies);
    let nodes: Vec<_> = network.graph.node_indices().collect();
    let drawn = (0..20)
        .filter(|_| !outliner.areas(&nodes).is_empty())
        .count();
    assert!((1..20).contains(&drawn), "{drawn}");
}
