//! How long a frame of the table takes, run and tessellated without a screen, and how long its rows
//! take to be found, sorted and filtered on their task.
//!
//! The whole window is run, with the table instead of the picture. Times of frames are milliseconds
//! of processor time, as the kernel counts it (on Linux). `ROWS=100000` in the environment selects
//! one size.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench writes its own file, asks the kernel for its time, prints the table that its targets are held against, and stops where it cannot go on"
)]
#![allow(missing_docs, reason = "criterion's macros write no docs")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use egui::{
    Context, Event, Modifiers, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, Vec2, pos2, vec2,
};
use frenemy::app::Settings;
use frenemy::app::rows::{RecordKind, RecordRows, RowQuery};
use frenemy::file;
use frenemy::graph::{Filter, Network};
use frenemy::model::{Actor, Document, Point, Relation};
use frenemy::ui::Window;

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SCREEN: Vec2 = vec2(1600.0, 1000.0);

/// Actors with positions, so that no layout is waited for, and a relation of each to the next.
fn document(actors: usize) -> Document {
    let actor = |number: usize| Actor {
        name: Some(format!("Actor {:07}", (number * 7919) % actors)),
        note: Some(format!("note on number {number}")),
        position: Some(Point {
            x: (number % 300) as f64 * 40.0,
            y: (number / 300) as f64 * 40.0,
        }),
        ..Actor::new(format!("a{number}"))
    };
    let relation = |number: usize| {
        let target = format!("a{}", (number + 1) % actors);
        Relation::new(format!("r{number}"), format!("a{number}"), target)
    };
    Document {
        actors: (0..actors).map(actor).collect(),
        relations: (0..actors).map(relation).collect(),
        ..Document::default()
    }
}

/// A window without a screen, on the table.
struct Stage {
    context: Context,
    time: f64,
    window: Window,
    _folder: tempfile::TempDir,
}

impl Stage {
    fn new(actors: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("table.json");
        std::fs::write(&path, file::write(&document(actors))).expect("a file");
        let settings = Settings {
            shows_table: true,
            is_table_wide: true,
            ..Settings::default()
        };
        let context = Context::default();
        let window = Window::new(&context, settings, Some(path));
        let mut stage = Self {
            context,
            time: 0.0,
            window,
            _folder: folder,
        };
        while !stage.window.state().has_document() || stage.window.state().busy.is_some() {
            stage.frame(Vec::new());
            std::thread::sleep(Duration::from_millis(5));
        }
        for _ in 0..200 {
            stage.frame(Vec::new());
            std::thread::sleep(Duration::from_millis(5));
        }
        stage
    }

    fn frame(&mut self, events: Vec<Event>) {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SCREEN)),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let window = &mut self.window;
        let mut output = self.context.run_ui(input, |ui| {
            window.logic(ui.ctx());
            window.show(ui);
        });
        let shapes = std::mem::take(&mut output.shapes);
        black_box(self.context.tessellate(shapes, output.pixels_per_point));
        output.textures_delta.clear();
    }

    /// The mean time of frames with these events.
    fn mean(&mut self, events: impl Fn(usize) -> Vec<Event>) -> f64 {
        const FRAMES: usize = 120;
        let begun = processor();
        for number in 0..FRAMES {
            self.frame(events(number));
        }
        processor().saturating_sub(begun).as_secs_f64() * 1e3 / FRAMES as f64
    }
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

fn wheel() -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, -400.0),
        phase: TouchPhase::Move,
        modifiers: Modifiers::NONE,
    }
}

fn frames(_: &mut Criterion) {
    println!("   rows   rest   hover  scroll   listed  sorted  filtered (ms)");
    let only: Option<usize> = std::env::var("ROWS")
        .ok()
        .and_then(|text| text.parse().ok());
    for rows in [1_000, 100_000, 300_000] {
        if only.is_some_and(|only| only != rows) {
            continue;
        }
        let mut stage = Stage::new(rows);
        let middle = pos2(400.0, 500.0);
        let rest = stage.mean(|_| Vec::new());
        let hover = stage.mean(|number| {
            vec![Event::PointerMoved(
                middle + vec2(0.0, (number % 20) as f32 * 8.0),
            )]
        });
        let scroll = stage.mean(|_| vec![Event::PointerMoved(middle), wheel()]);
        drop(stage);
        let document = document(rows);
        let network = Network::seen(&document, &Filter::default());
        let time = |query: &RowQuery| {
            let begun = processor();
            black_box(RecordRows::of(&document, &network, query));
            processor().saturating_sub(begun).as_secs_f64() * 1e3
        };
        let query = RowQuery {
            kind: RecordKind::Relations,
            columns: (0..7).collect(),
            ..RowQuery::default()
        };
        let listed = time(&query);
        let sorted = time(&RowQuery {
            sort: Some(0),
            ..query.clone()
        });
        let filtered = time(&RowQuery {
            words: "actor 00001".into(),
            ..query
        });
        println!(
            "{rows:7} {rest:6.2} {hover:7.2} {scroll:7.2} {listed:8.0} {sorted:7.0} {filtered:9.0}"
        );
    }
}

criterion_group!(benches, frames);
criterion_main!(benches);
