//! How long a frame of the window takes, run and tessellated without a screen, compared with
//! `egui_graphs`' own drawing.
//!
//! The whole window is run, with menu, legend and status bar; the row of an empty network shows
//! what those alone take. Times are milliseconds of processor time, as the kernel counts it (on
//! Linux), and the mean of the frames in which something changes. `ACTORS=20000` in the environment
//! selects one size.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench writes its own file, asks the kernel for its time, prints the table that its targets are held against, and stops where it cannot go on"
)]
#![allow(missing_docs, reason = "criterion's macros write no docs")]

use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use egui::{
    Context, Event, Modifiers, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect, TouchPhase, Ui,
    Vec2, pos2, vec2,
};
use frenemy::app::{Action, Command, Settings};
use frenemy::file;
use frenemy::graph::{Filter, Network, Ties};
use frenemy::layout::{self, Plan};
use frenemy::sample::Sample;
use frenemy::scene::{
    self, Aggregation, Emphasis, Encoding, LargeOptions, RenderNetwork, SceneInput, Start, Theme,
};
use frenemy::ui::Window;

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SCREEN: Vec2 = vec2(1600.0, 1000.0);

/// A window without a screen.
struct Screen {
    context: Context,
    time: f64,
}

impl Screen {
    fn new() -> Self {
        Self {
            context: Context::default(),
            time: 0.0,
        }
    }

    /// Draws and tessellates one frame; returns whether another one was requested at once.
    fn frame(&mut self, events: Vec<Event>, show: &mut dyn FnMut(&mut Ui)) -> bool {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SCREEN)),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let mut output = self.context.run_ui(input, show);
        let shapes = std::mem::take(&mut output.shapes);
        black_box(self.context.tessellate(shapes, output.pixels_per_point));
        let asks = output
            .viewport_output
            .values()
            .any(|view| view.repaint_delay < Duration::from_millis(50));
        output.textures_delta.clear();
        asks
    }
}

/// A window on a network with this many actors.
struct Stage {
    screen: Screen,
    window: Window,
    _folder: tempfile::TempDir,
}

impl Stage {
    fn new(actors: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path: PathBuf = folder.path().join("sample.json");
        let document = Sample::new(actors, 7).document();
        std::fs::write(&path, file::write(&document)).expect("a file");
        let screen = Screen::new();
        let settings = Settings {
            shows_side_panel: false,
            ..Settings::default()
        };
        let window = Window::new(&screen.context, settings, Some(path));
        let mut stage = Self {
            screen,
            window,
            _folder: folder,
        };
        while !stage.window.state().has_document() || stage.window.state().busy.is_some() {
            stage.frame(Vec::new());
            std::thread::sleep(Duration::from_millis(5));
        }
        stage.settle();
        stage
    }

    fn frame(&mut self, events: Vec<Event>) -> bool {
        let window = &mut self.window;
        self.screen.frame(events, &mut |ui| {
            window.logic(ui.ctx());
            window.show(ui);
        })
    }

    /// Waits until all threads are done and nothing moves.
    fn settle(&mut self) {
        self.settle_for(60);
    }

    /// Waits until nothing happens in this many frames, 5 ms apart.
    fn settle_for(&mut self, frames: usize) {
        let mut quiet = 0;
        while quiet < frames {
            let asks = self.frame(Vec::new());
            quiet = if asks { 0 } else { quiet + 1 };
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// How long a frame with these events takes.
    fn mean(&mut self, mut events: impl FnMut(usize) -> Vec<Event>) -> f64 {
        mean(|number| {
            self.frame(events(number));
        })
    }

    fn middle() -> Pos2 {
        (SCREEN / 2.0).to_pos2()
    }

    /// How many of a hundred frames without input were drawn.
    fn at_rest(&mut self) -> usize {
        // Balance over time is computed on a thread that rarely wakes the window.
        self.settle_for(600);
        (0..100).filter(|_| self.frame(Vec::new())).count()
    }

    fn hover(&mut self) -> f64 {
        self.mean(|number| {
            let angle = number as f32 * 0.7;
            vec![Event::PointerMoved(
                Self::middle() + 150.0 * Vec2::angled(angle),
            )]
        })
    }

    fn pan(&mut self) -> f64 {
        self.frame(vec![Event::PointerMoved(pos2(40.0, 60.0))]);
        self.frame(vec![button(pos2(40.0, 60.0), PointerButton::Middle, true)]);
        let cost = self.mean(|number| {
            let way = (number % 16) as f32 * 4.0;
            vec![Event::PointerMoved(pos2(44.0 + way, 62.0 + way))]
        });
        self.frame(vec![button(pos2(40.0, 60.0), PointerButton::Middle, false)]);
        cost
    }

    fn zoom(&mut self) -> f64 {
        self.frame(vec![Event::PointerMoved(Self::middle())]);
        self.mean(|number| {
            let notch = if number % 32 < 16 { 3.0 } else { -3.0 };
            vec![Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, notch),
                phase: TouchPhase::Move,
                modifiers: Modifiers::NONE,
            }]
        })
    }

    /// An actor is dragged, and the live layout follows.
    fn drag(&mut self) -> f64 {
        let state = self.window.state();
        let number = state.document().actors.len() / 2;
        let actor = state
            .document()
            .actors
            .iter()
            .nth(number)
            .expect("an actor")
            .id
            .clone();
        let place = state.open.derived.positions[number];
        let queue = self.window.queue().clone();
        let cost = self.mean(|number| {
            let away = 10.0 * Vec2::angled(number as f32 * 0.3);
            queue.send(Command::Drag(actor.clone(), place + away));
            // The layout's thread gets time, as it does between the frames of a screen.
            std::thread::sleep(Duration::from_millis(16));
            Vec::new()
        });
        queue.send(Command::Drop);
        self.settle();
        cost
    }

    /// Zooms in until some hundred actors are in view.
    fn come_near(&mut self) {
        let actors = self.window.state().document().actors.len();
        let steps = ((actors as f32 / 150.0).sqrt().ln() / 1.25_f32.ln()).max(0.0) as usize;
        for _ in 0..steps {
            self.window.queue().send(Command::Act(Action::ZoomIn));
            self.frame(Vec::new());
        }
        self.settle();
    }
}

fn button(pos: Pos2, button: PointerButton, pressed: bool) -> Event {
    Event::PointerButton {
        pos,
        button,
        pressed,
        modifiers: Modifiers::NONE,
    }
}

/// A frame of `egui_graphs` with its own drawing and without a layout, everything in view.
fn peer(actors: usize) -> f64 {
    use egui_graphs::{Graph, GraphView, LayoutRandom, LayoutStateRandom, SettingsNavigation};
    use petgraph::stable_graph::StableGraph;
    type Still = GraphView<LayoutStateRandom, LayoutRandom>;
    let mut bare: StableGraph<(), ()> = StableGraph::new();
    let nodes: Vec<_> = (0..actors).map(|_| bare.add_node(())).collect();
    for number in 0..3 * actors {
        bare.add_edge(
            nodes[number % actors],
            nodes[(number * 7919 + number / actors + 1) % actors],
            (),
        );
    }
    let mut graph: Graph<(), ()> = Graph::from(&bare);
    let mut screen = Screen::new();
    let navigation = SettingsNavigation::new().with_fit_to_screen_enabled(true);
    let side = (actors as f32).sqrt();
    let nodes: Vec<_> = graph.g().node_indices().collect();
    mean(|_| {
        screen.frame(Vec::new(), &mut |ui| {
            // The first frame gives every actor a position; its own layout would take seconds for
            // each step.
            for (at, node) in nodes.iter().enumerate() {
                if let Some(node) = graph.node_mut(*node) {
                    node.set_location(pos2((at as f32) % side, (at as f32) / side) * 30.0);
                }
            }
            let view = Still::new();
            let _ = view.with_navigations(&navigation).show(ui, &mut graph);
        });
    })
}

/// Milliseconds of this thread's processor time for a run: the mean of enough runs to be measured.
fn mean(mut run: impl FnMut(usize)) -> f64 {
    const AT_LEAST: Duration = Duration::from_millis(250);
    run(0);
    run(1);
    let (begun, mut runs) = (processor(), 0);
    while runs < 32 || runs < 400 && processor().saturating_sub(begun) < AT_LEAST {
        run(runs);
        runs += 1;
    }
    processor().saturating_sub(begun).as_secs_f64() * 1e3 / runs as f64
}

/// The processor time of this thread, or the time that has passed where the system does not count
/// it.
fn processor() -> Duration {
    static BEGUN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|told| told.split(' ').next()?.parse().ok());
    let begun = BEGUN.get_or_init(Instant::now);
    nanos.map_or_else(|| begun.elapsed(), Duration::from_nanos)
}

fn table(_: &mut Criterion) {
    println!("actors   rest  hover   pan    zoom   drag   near: hover  pan    zoom   egui_graphs");
    let only: Option<usize> = std::env::var("ACTORS")
        .ok()
        .and_then(|text| text.parse().ok());
    for actors in [0, 100, 1_000, 5_000, 20_000, 100_000] {
        if only.is_some_and(|only| only != actors) {
            continue;
        }
        let mut stage = Stage::new(actors);
        let rest = stage.at_rest();
        let (hover, pan, zoom) = (stage.hover(), stage.pan(), stage.zoom());
        stage.window.queue().send(Command::Act(Action::Fit));
        stage.settle();
        let drag = if actors == 0 { 0.0 } else { stage.drag() };
        stage.come_near();
        let near = (stage.hover(), stage.pan(), stage.zoom());
        drop(stage);
        let peer = if actors == 0 { 0.0 } else { peer(actors) };
        println!(
            "{actors:7} {rest:5} {hover:7.2} {pan:6.2} {zoom:6.2} {drag:6.2} {:12.2} {:6.2} {:6.2} {peer:10.2}",
            near.0, near.1, near.2
        );
    }
}

/// How long it takes to find what is under the pointer, with 100,000 actors and 300,000 relations
/// in view: over actors, and over the background, where everything is searched.
fn hit(criterion: &mut Criterion) {
    let document = Sample::new(100_000, 7).document();
    let network = Network::seen(&document, &Filter::default());
    let request = scene::request(&document, &network, Start::Fresh, Plan::default());
    let go_on = |_: f32| ControlFlow::Continue(());
    let positions = layout::layout(&request, &go_on).expect("places");
    let (theme, encoding, emphasis) = (Theme::light(), Encoding::default(), Emphasis::default());
    let ties = Ties::new(&document, &network, encoding.lines);
    let crowd = RenderNetwork::new(&network, &ties, &encoding, &theme);
    let levels = Aggregation::new(&crowd, &positions);
    let screen = Rect::from_min_size(Pos2::ZERO, SCREEN);
    let picture = SceneInput {
        network: &network,
        ties: &ties,
        positions: &positions,
        view: scene::fit(&network, &positions, &encoding, SCREEN, screen),
        theme: &theme,
        emphasis: &emphasis,
        encoding: &encoding,
        names: scene::LabelSpace::default(),
        shows_pins: true,
    };
    let whole = scene::draw_large(&picture, &crowd, &levels, LargeOptions::window(40.0));
    for (name, at) in [("middle", screen.center()), ("corner", pos2(2.0, 2.0))] {
        let name = format!("what the pointer is on among 100,000 actors, {name}");
        criterion.bench_function(&name, |bencher| {
            bencher.iter(|| whole.hit(black_box(at)));
        });
    }
}

criterion_group!(benches, table, hit);
criterion_main!(benches);
