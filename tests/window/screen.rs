//! A virtual screen: Xvfb draws it, xdotool moves the mouse and presses keys, `ImageMagick` takes
//! pictures.

use std::io::{BufRead, BufReader, Write, stderr};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::picture::{Picture, Place};

/// The programs that must be installed.
const TOOLS: [&str; 3] = ["Xvfb", "xdotool", "import"];

/// The variable that makes a missing tool a failure.
const REQUIRE: &str = "FRENEMY_REQUIRE_WINDOW";

/// One test at a time has a screen, because drawing without a graphics card needs the processor.
static TURN: Mutex<()> = Mutex::new(());

/// The right to use a screen.
pub(super) struct Turn(
    #[expect(dead_code, reason = "held until it is dropped")] MutexGuard<'static, ()>,
);

/// Waits for a turn; returns nothing where the tools are not installed, and the test is skipped.
pub(super) fn turn() -> Option<Turn> {
    let missing: Vec<_> = TOOLS
        .into_iter()
        .filter(|tool| !is_installed(tool))
        .collect();
    if missing.is_empty() {
        return Some(Turn(TURN.lock().unwrap_or_else(PoisonError::into_inner)));
    }
    let missing = missing.join(", ");
    let is_required = std::env::var_os(REQUIRE).is_some_and(|value| value == "1");
    assert!(
        !is_required,
        "{REQUIRE}=1, and these are not installed: {missing}"
    );
    let thread = std::thread::current();
    let name = thread.name().unwrap_or("a window test");
    // The test harness hides `eprintln!` of a test that passes.
    let _ = writeln!(stderr(), "skipped {name}: not installed: {missing}");
    None
}

fn is_installed(tool: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(tool).is_file())
}

/// A virtual screen; dropping it ends its server.
pub(super) struct Screen {
    server: Child,
    display: String,
}

impl Screen {
    /// A screen of this size, with the pointer moved from the middle, where it might be over
    /// something, to a corner.
    pub(super) fn start(width: u32, height: u32) -> Self {
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-noreset",
                "-nolisten",
                "tcp",
                "-screen",
                "0",
            ])
            .arg(format!("{width}x{height}x24"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // The server writes the number of a free display once it is ready.
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap())
            .read_line(&mut number)
            .unwrap();
        let display = format!(":{}", number.trim());
        assert!(display.len() > 1, "Xvfb did not start");
        let screen = Self { server, display };
        let corner = Place {
            x: width - 1,
            y: height - 1,
        };
        screen.xdotool(&[&moved(corner)]);
        screen
    }

    /// The value for the variable DISPLAY.
    pub(super) fn display(&self) -> &str {
        &self.display
    }

    /// Takes a picture of the screen.
    pub(super) fn picture(&self) -> Picture {
        let mut import = Command::new("import");
        // Little compression: the bytes are read once.
        import.args([
            "-silent", "-window", "root", "-depth", "8", "-quality", "11", "png:-",
        ]);
        let output = import.env("DISPLAY", &self.display).output().unwrap();
        assert!(
            output.status.success(),
            "import: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        Picture::from_png(&output.stdout)
    }

    /// Moves the pointer to a place, in a few steps.
    pub(super) fn point_at(&self, place: Place) {
        let near = Place {
            x: place.x.saturating_sub(3),
            y: place.y.saturating_sub(2),
        };
        self.xdotool(&[&moved(near), "sleep 0.03", &moved(place), "sleep 0.05"]);
    }

    /// Clicks a place.
    pub(super) fn click(&self, place: Place) {
        self.point_at(place);
        self.xdotool(&["click 1"]);
    }

    /// Drags from one place to another, without releasing the button.
    pub(super) fn drag(&self, from: Place, to: Place) {
        self.point_at(from);
        let between = |step: u32| Place {
            x: (from.x * (8 - step) + to.x * step) / 8,
            y: (from.y * (8 - step) + to.y * step) / 8,
        };
        self.xdotool(&["mousedown 1", "sleep 0.05"]);
        for step in 1..=8 {
            self.xdotool(&[&moved(between(step)), "sleep 0.03"]);
        }
    }

    /// Releases the button.
    pub(super) fn release(&self) {
        self.xdotool(&["mouseup 1"]);
    }

    /// Releases the button in the moment of arriving at a place.
    pub(super) fn release_at(&self, to: Place) {
        self.xdotool(&[&moved(to), "mouseup 1"]);
    }

    /// Presses keys, such as `ctrl+s`.
    pub(super) fn press(&self, keys: &str) {
        self.xdotool(&["key", keys]);
    }

    /// Types a text.
    pub(super) fn write(&self, text: &str) {
        self.ask(&["type", "--delay", "10", text]).unwrap();
    }

    /// Types a text with pauses, in which a letter that is a command would act.
    pub(super) fn write_slowly(&self, text: &str) {
        self.ask(&["type", "--delay", "250", text]).unwrap();
    }

    /// Runs xdotool and returns its output; nothing where it fails.
    pub(super) fn ask(&self, words: &[&str]) -> Option<String> {
        let output = Command::new("xdotool")
            .args(words)
            .env("DISPLAY", &self.display)
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        output.status.success().then_some(text)
    }

    /// Runs xdotool, which must succeed.
    fn xdotool(&self, actions: &[&str]) {
        let words: Vec<&str> = actions
            .iter()
            .flat_map(|action| action.split(' '))
            .collect();
        assert!(
            self.ask(&words).is_some(),
            "xdotool cannot {}",
            words.join(" ")
        );
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // A server that is asked to end removes its lock file; one that is killed leaves it.
        let asked = Command::new("kill")
            .arg(self.server.id().to_string())
            .status();
        if !asked.is_ok_and(|status| status.success()) {
            let _ = self.server.kill();
        }
        let _ = self.server.wait();
    }
}

fn moved(place: Place) -> String {
    format!("mousemove {} {}", place.x, place.y)
}
