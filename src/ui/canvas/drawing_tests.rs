//! Pictures are kept and moved, and are the same as if they were drawn again.

use std::sync::Arc;
use std::time::Duration;

use egui::{Context, Pos2, RawInput, Rect, Ui, Vec2, pos2, vec2};

use super::Canvas;
use crate::app::{Command, LoadedDocument, Settings, State, Target};
use crate::sample::Sample;
use crate::scene::Arrangement;
use crate::ui::shell::theme;

const SCREEN: Vec2 = vec2(1200.0, 800.0);

/// A canvas without a window.
struct Stage {
    context: Context,
    state: State,
    canvas: Canvas,
    time: f64,
}

impl Stage {
    /// A canvas on a network with this many actors, in rows.
    fn new(actors: usize) -> Self {
        let context = Context::default();
        theme::install(&context);
        let mut state = State::new(Settings::default());
        state.handle(Command::Opened(Box::new(LoadedDocument {
            document: Sample::new(actors, 7).document(),
            is_native: true,
            ..LoadedDocument::default()
        })));
        let columns = (actors as f64).sqrt() as usize;
        let place = |at: usize| pos2((at % columns) as f32, (at / columns) as f32) * 90.0;
        state.handle(Command::Landed {
            actors: state.open.derived.actors_generation,
            positions: (0..actors).map(place).collect(),
        });
        let mut canvas = Canvas::default();
        canvas.camera.pan_by(vec2(40.0, 40.0));
        let mut stage = Self {
            context,
            state,
            canvas,
            time: 0.0,
        };
        stage.frame();
        stage.frame();
        if stage.canvas.arrangement.is_some() {
            stage.settle();
        }
        stage
    }

    fn frame(&mut self) {
        let (canvas, state) = (&mut self.canvas, &self.state);
        Self::run(&self.context, &mut self.time, |ui| show(canvas, ui, state));
    }

    fn run(context: &Context, time: &mut f64, mut show: impl FnMut(&mut Ui)) {
        *time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SCREEN)),
            time: Some(*time),
            ..RawInput::default()
        };
        let mut output = context.run_ui(input, |ui| show(ui));
        output.textures_delta.clear();
    }

    fn hover(&mut self, actor: Option<usize>) {
        let actors = &self.state.document().actors;
        let target = actor.map(|at| Target::Actor(actors.iter().nth(at).unwrap().id.clone()));
        self.state.handle(Command::Hover(target));
        self.frame();
    }

    fn pan(&mut self, by: Vec2) {
        self.canvas.camera.pan_by(by);
        self.frame();
    }

    fn zoom(&mut self, factor: f32) {
        self.canvas.camera.zoom_at(pos2(600.0, 400.0), factor);
        self.frame();
    }

    /// Waits until the network is arranged for the camera.
    fn settle(&mut self) {
        for _ in 0..40_000 {
            self.frame();
            let drawn = self.canvas.drawn.as_ref().unwrap();
            let zoom = self.canvas.camera.zoom;
            if drawn.key.zoom.to_bits() == zoom.to_bits() && self.canvas.arranger.is_current() {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("it is never arranged");
    }

    /// Waits until a large network is drawn for the camera.
    fn settle_large(&mut self) {
        for _ in 0..40_000 {
            self.frame();
            let (drawn, camera) = (self.canvas.drawn.as_ref().unwrap(), &self.canvas.camera);
            if (drawn.key.zoom, drawn.key.pan) == (camera.zoom, camera.pan) {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("it rests, but is never drawn again");
    }

    /// The arrangement, and how often shapes were made from it.
    fn made(&self) -> (Arc<Arrangement>, usize) {
        let arrangement = self.canvas.arrangement.clone().unwrap();
        (arrangement, self.canvas.drawn.as_ref().unwrap().layer.made)
    }

    /// Checks that as many shapes were made as before, and `more`.
    fn check_made(&self, before: &(Arc<Arrangement>, usize), more: usize) {
        let (arrangement, made) = self.made();
        assert!(
            Arc::ptr_eq(&arrangement, &before.0),
            "it was arranged again"
        );
        assert_eq!(made, before.1 + more, "shapes were made again");
    }

    /// Checks that a new canvas with the same camera shows the same.
    fn check(&mut self) {
        let mut canvas = Canvas::default();
        canvas.camera.pan_by(Vec2::ZERO);
        let mut frame = |canvas: &mut Canvas| {
            Self::run(&self.context, &mut self.time, |ui| {
                show(canvas, ui, &self.state);
            });
        };
        // The first frame sets the size.
        frame(&mut canvas);
        let camera = &self.canvas.camera;
        (canvas.camera.zoom, canvas.camera.pan) = (camera.zoom, camera.pan);
        frame(&mut canvas);
        while !canvas.arranger.is_current() {
            std::thread::sleep(Duration::from_millis(5));
            frame(&mut canvas);
        }
        let (kept, new) = (&self.canvas, &canvas);
        let (kept_base, new_base) = (kept.drawn.as_ref().unwrap(), new.drawn.as_ref().unwrap());
        assert_eq!(kept_base.layer.scene, new_base.layer.scene);
        assert_eq!(kept_base.place, new_base.place);
        let emphasized = |canvas: &Canvas| {
            let over = canvas.over.as_ref().unwrap().emphasized.as_ref();
            over.map(|(rest, layer)| (*rest, layer.scene.clone()))
        };
        assert_eq!(emphasized(kept), emphasized(new));
    }
}

fn show(canvas: &mut Canvas, ui: &mut Ui, state: &State) {
    let rect = ui.max_rect();
    canvas.camera.settle(ui, (rect.size(), false), || None);
    canvas.redraw(ui, rect, state);
    canvas.paint(ui, rect);
}

#[test]
fn pointing_and_panning_keep_the_shapes_of_a_small_network() {
    let mut stage = Stage::new(60);
    let made = stage.made();
    for step in 0..30 {
        stage.hover((step % 3 > 0).then_some(step));
        stage.pan(vec2(7.0, -3.0));
    }
    stage.check_made(&made, 0);
    stage.check();
    // Far away from what has shapes.
    stage.pan(vec2(-900.0, 400.0));
    stage.check_made(&made, 1);
    stage.check();
}

#[test]
fn a_moved_picture_is_hit_where_it_is_drawn() {
    let mut stage = Stage::new(60);
    let drawn = |stage: &Stage, point| stage.canvas.drawn.as_ref().unwrap().hit(point);
    let actor = stage.canvas.camera.view(SCREEN);
    let place = actor.picture_from_layout(stage.state.open.derived.positions[22]);
    let hit = drawn(&stage, place);
    assert!(hit.is_some());
    let by = vec2(-31.0, 57.0);
    stage.pan(by);
    assert_eq!(drawn(&stage, place + by), hit);
}

#[test]
fn only_what_is_emphasized_is_drawn_over_the_rest() {
    let mut stage = Stage::new(60);
    stage.hover(Some(3));
    stage.check();
    let over = stage.canvas.over.as_ref().unwrap();
    let (rest, layer) = over.emphasized.as_ref().unwrap();
    assert!(*rest < 0.5);
    let all = &stage.canvas.drawn.as_ref().unwrap().layer.scene;
    assert!(!layer.scene.marks.is_empty());
    assert!(layer.scene.marks.len() < all.marks.len() / 2);
    // The lines are the same as beneath.
    let curves = layer
        .scene
        .marks
        .iter()
        .filter(|mark| all.marks.contains(mark));
    assert!(curves.count() > 1);
    stage.hover(None);
    stage.check();
    assert!(stage.canvas.over.as_ref().unwrap().emphasized.is_none());
}

#[test]
fn zooming_stretches_the_picture_and_ends_in_the_same_as_a_new_one() {
    let mut stage = Stage::new(60);
    let made = stage.made();
    for _ in 0..5 {
        stage.zoom(1.03);
    }
    stage.check_made(&made, 0);
    let drawn = stage.canvas.drawn.as_ref().unwrap();
    assert!((drawn.place.scale - 1.03_f32.powi(5)).abs() < 1e-3);
    let camera = stage.canvas.camera.view(SCREEN);
    let place = camera.picture_from_layout(stage.state.open.derived.positions[30]);
    let hit = drawn.hit(place).unwrap();
    assert_eq!(
        hit,
        crate::scene::Subject::Actor(crate::graph::NodeIndex::new(30))
    );
    stage.settle();
    let scale = stage.canvas.drawn.as_ref().unwrap().place.scale;
    assert!((scale - 1.0).abs() < 1e-6, "{scale}");
    stage.check();
    for factor in [0.7, 0.7, 1.9, 1.4] {
        stage.zoom(factor);
        stage.hover(Some(7));
        stage.pan(vec2(11.0, 2.0));
    }
    stage.settle();
    stage.check();
}

#[test]
fn many_actors_have_straight_lines_until_a_task_has_arranged_them() {
    let mut stage = Stage::new(130);
    stage.settle();
    let made = stage.made();
    stage.check();
    stage.pan(vec2(20.0, 10.0));
    stage.check_made(&made, 0);
}

#[test]
fn a_large_network_is_moved_and_drawn_again_at_rest() {
    let mut stage = Stage::new(1_000);
    stage.settle_large();
    let scene = |stage: &Stage| stage.canvas.drawn.as_ref().unwrap().layer.scene.clone();
    let before = scene(&stage);
    for by in [vec2(9.0, 3.0), vec2(8.0, -5.0)] {
        stage.pan(by);
        assert_eq!(scene(&stage), before);
    }
    stage.zoom(1.01);
    assert_eq!(scene(&stage), before);
    stage.settle_large();
    assert_ne!(scene(&stage), before);
    let drawn = stage.canvas.drawn.as_ref().unwrap();
    assert!((drawn.place.scale - 1.0).abs() < 1e-6);
    assert_eq!(drawn.key.pan, stage.canvas.camera.pan);
    // A task draws it as well once it is moved far, though the camera does not rest.
    let before = scene(&stage);
    for _ in 0..4_000 {
        stage.pan(vec2(0.5, 0.0));
        if scene(&stage) != before {
            break;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    assert_ne!(scene(&stage), before);
    stage.settle_large();
    stage.pan(vec2(200.0, 0.0));
    let drawn = stage.canvas.drawn.as_ref().unwrap();
    assert_eq!(
        drawn.key.pan, stage.canvas.camera.pan,
        "the edge would be empty"
    );
}

#[test]
fn an_actor_that_is_held_stays_under_the_pointer_while_the_wheel_turns() {
    for actors in [30, 60, 130, 1_000] {
        let mut stage = Stage::new(actors);
        let held = stage
            .state
            .document()
            .actors
            .iter()
            .nth(22)
            .unwrap()
            .id
            .clone();
        let node = crate::graph::NodeIndex::new(22);
        for step in 0..12_u8 {
            let camera = stage.canvas.camera.view(SCREEN);
            let pointer = pos2(500.0 + 4.0 * f32::from(step % 5), 360.0);
            let place = camera.layout_from_picture(pointer);
            stage.state.handle(Command::Drag(held.clone(), place));
            // A frame is drawn before its input and after it.
            stage.frame();
            stage
                .canvas
                .camera
                .zoom_at(pointer, if step < 6 { 1.07 } else { 0.9 });
            stage.frame();
            let drawn = stage.canvas.drawn.as_ref().unwrap();
            let hit = drawn.hit(pointer);
            let expected = crate::scene::Subject::Actor(node);
            assert_eq!(hit, Some(expected), "{actors} actors, step {step}");
            // The others are where they are too.
            let camera = stage.canvas.camera.view(SCREEN);
            let other = camera.picture_from_layout(stage.state.open.derived.positions[3]);
            let is_seen = Rect::from_min_size(Pos2::ZERO, SCREEN)
                .shrink(30.0)
                .contains(other);
            let other_node = crate::graph::NodeIndex::new(3);
            assert!(
                !is_seen || drawn.hit(other) == Some(crate::scene::Subject::Actor(other_node)),
                "{actors} actors, step {step}"
            );
        }
    }
}
