//! Random input for a long time: the window keeps working, and its memory does not grow once it is
//! warm.
//!
//! Twenty seconds in every test run; `FRENEMY_SOAK_S=600` makes it ten minutes. No display is
//! needed. The input avoids the menu bar, which opens file dialogs of the desktop.

use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, TouchPhase, Vec2};
use frenemy::app::{Action, Command};

use crate::child_process;
use crate::stage::{Setup, Stage};

const SIZE: Vec2 = Vec2::new(1280.0, 820.0);

/// The height of the menu bar, with a margin.
const MENU: f32 = 30.0;

/// How many inputs there are before the example is opened again without saving.
const INPUTS_PER_DOCUMENT: usize = 400;

/// How many inputs there are at least, however slow the machine is.
const MIN_INPUTS: usize = 3 * INPUTS_PER_DOCUMENT;

/// How much more memory may be used at the end than when warm: fragmentation of the allocator.
const SLACK_MB: f64 = 48.0;

/// Keys that open no dialog of the desktop.
const KEYS: [(Modifiers, Key); 18] = [
    (Modifiers::NONE, Key::Escape),
    (Modifiers::NONE, Key::Enter),
    (Modifiers::NONE, Key::Tab),
    (Modifiers::NONE, Key::Space),
    (Modifiers::NONE, Key::Delete),
    (Modifiers::NONE, Key::F),
    (Modifiers::NONE, Key::P),
    (Modifiers::NONE, Key::A),
    (Modifiers::NONE, Key::ArrowLeft),
    (Modifiers::NONE, Key::ArrowDown),
    (Modifiers::NONE, Key::F7),
    (Modifiers::NONE, Key::F9),
    (Modifiers::COMMAND, Key::Z),
    (Modifiers::COMMAND, Key::Y),
    (Modifiers::COMMAND, Key::A),
    (Modifiers::COMMAND, Key::F),
    (Modifiers::COMMAND, Key::Plus),
    (Modifiers::COMMAND, Key::Minus),
];

/// A source of random input, the same for the same seed.
struct RandomInput {
    stage: Stage,
    state: u64,
    at: Pos2,
}

impl RandomInput {
    fn new(seed: u64) -> Self {
        Self {
            stage: Stage::at_start(Setup {
                size: SIZE,
                ..Setup::default()
            }),
            state: seed,
            at: Pos2::ZERO,
        }
    }

    fn below(&mut self, count: usize) -> usize {
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % count
    }

    fn somewhere(&mut self) -> Pos2 {
        let x = self.below(SIZE.x as usize) as f32;
        let y = MENU + self.below((SIZE.y - MENU) as usize) as f32;
        Pos2::new(x, y)
    }

    fn steps(&mut self, count: usize) {
        self.stage.steps(count);
        // Threads need time too.
        std::thread::sleep(Duration::from_millis(1));
    }

    fn go_to(&mut self, place: Pos2) {
        self.at = place;
        self.stage.harness.event(Event::PointerMoved(place));
        self.steps(1);
    }

    fn press(&mut self, button: PointerButton, pressed: bool) {
        let event = Event::PointerButton {
            pos: self.at,
            button,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.stage.harness.event(event);
        self.steps(1);
    }

    /// Makes one random input.
    fn act(&mut self) {
        let place = self.somewhere();
        match self.below(10) {
            0..3 => self.go_to(place),
            3 | 4 => {
                self.go_to(place);
                self.press(PointerButton::Primary, true);
                self.press(PointerButton::Primary, false);
            }
            5 => {
                self.go_to(place);
                self.press(PointerButton::Secondary, true);
                self.press(PointerButton::Secondary, false);
            }
            6 | 7 => self.drag(place),
            8 => self.wheel(),
            _ => {
                let (modifiers, key) = KEYS[self.below(KEYS.len())];
                self.stage.harness.key_press_modifiers(modifiers, key);
                self.steps(2);
            }
        }
    }

    fn drag(&mut self, to: Pos2) {
        let from = self.somewhere();
        self.go_to(from);
        self.press(PointerButton::Primary, true);
        for step in 1..=4 {
            self.go_to(from.lerp(to, step as f32 / 4.0));
        }
        self.press(PointerButton::Primary, false);
    }

    fn wheel(&mut self) {
        let notches = self.below(7) as f32 - 3.0;
        self.stage.harness.event(Event::MouseWheel {
            unit: MouseWheelUnit::Line,
            delta: Vec2::new(0.0, notches),
            phase: TouchPhase::Move,
            modifiers: Modifiers::NONE,
        });
        self.steps(3);
    }

    /// Whether the input changed the document.
    fn has_changed(&self) -> bool {
        self.stage.state().open.history.is_changed()
    }

    /// Opens the example again, which drops the changes and their history.
    fn open_anew(&mut self) {
        let before = self.stage.state().document_generation;
        for command in [
            Command::CloseDialog,
            Command::Act(Action::OpenExample),
            // Answers the question about unsaved changes.
            Command::GoOnWithoutSaving,
        ] {
            self.stage.window().queue().send(command);
        }
        self.stage
            .until(|state| state.document_generation != before);
    }
}

/// The memory of the process in MB.
fn resident_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1));
    kilobytes.unwrap().parse::<f64>().unwrap() / 1024.0
}

/// Set in the process that is measured.
const IS_MEASURED: &str = "FRENEMY_SOAK_IS_MEASURED";

#[test]
fn random_input_makes_memory_grow_no_further_than_warm() {
    if std::env::var_os(IS_MEASURED).is_some() {
        return soak();
    }
    // The other tests run in this process at the same time, so the memory of another one is
    // measured.
    let test = "soak::random_input_makes_memory_grow_no_further_than_warm";
    let mut measured = child_process(test);
    let output = measured.env(IS_MEASURED, "1").output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}");
    assert!(
        said.contains("MB at the end"),
        "nothing was measured: {said}"
    );
}

fn soak() {
    let asked = std::env::var("FRENEMY_SOAK_S").ok();
    let seconds = asked.and_then(|words| words.parse().ok()).unwrap_or(20.0);
    let mut input = RandomInput::new(1);
    input.steps(60);
    let begun = Instant::now();
    let (mut warm, mut inputs, mut next_report, mut is_changed) = (None, 0, 0.0, false);
    loop {
        for _ in 0..INPUTS_PER_DOCUMENT {
            input.act();
            inputs += 1;
            // Looked at after each: a later input may undo it.
            is_changed |= input.has_changed();
        }
        input.open_anew();
        let elapsed = begun.elapsed().as_secs_f64();
        if elapsed >= next_report {
            println!("{elapsed:.0} s, {inputs} inputs: {:.1} MB", resident_mb());
            next_report += seconds / 20.0;
        }
        // Caches of glyphs and shapes have their size by then.
        if warm.is_none() && elapsed > seconds / 3.0 {
            warm = Some(resident_mb());
        }
        if elapsed > seconds && inputs >= MIN_INPUTS {
            break;
        }
    }
    let (warm, after) = (warm.unwrap(), resident_mb());
    println!("{inputs} inputs in {seconds} s: {warm:.1} MB when warm, {after:.1} MB at the end");
    assert!(is_changed, "the input changed nothing");
    assert!(
        after < warm + SLACK_MB,
        "{after:.1} MB at the end, {warm:.1} MB when warm"
    );
}
