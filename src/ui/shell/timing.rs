//! What `FRENEMY_TIMING` asks for, on standard error: how long the first picture took, and each second what frames took.
//! For benches and tests; without the variable nothing is measured.

use std::time::{Duration, Instant};

/// How long frames are counted before they are told of.
const SECOND: Duration = Duration::from_secs(1);

/// What is measured of the frames of a window.
pub(crate) struct Timing {
    /// When the program started, until the first picture was told of.
    started: Option<Instant>,
    since: Instant,
    frames: u32,
    sum_ms: f32,
    worst_ms: f32,
}

impl Timing {
    /// Of a program that started then; nothing where nobody asks.
    pub(crate) fn asked_for(started: Instant) -> Option<Self> {
        std::env::var_os("FRENEMY_TIMING").map(|_| Self {
            started: Some(started),
            since: Instant::now(),
            frames: 0,
            sum_ms: 0.0,
            worst_ms: 0.0,
        })
    }

    /// A frame was drawn; the one before took so many seconds of processor, painting included.
    pub(crate) fn frame(&mut self, has_picture: bool, before_s: Option<f32>) {
        if has_picture && let Some(started) = self.started.take() {
            let first_picture_s = started.elapsed().as_secs_f64();
            print(&format!("{{\"first_picture_s\":{first_picture_s:.3}}}"));
        }
        let before_ms = before_s.unwrap_or_default() * 1e3;
        self.frames += 1;
        self.sum_ms += before_ms;
        self.worst_ms = self.worst_ms.max(before_ms);
        if self.since.elapsed() >= SECOND {
            let mean_ms = self.sum_ms / self.frames as f32;
            print(&format!(
                "{{\"frames\":{},\"mean_ms\":{mean_ms:.2},\"worst_ms\":{:.2}}}",
                self.frames, self.worst_ms
            ));
            (self.since, self.frames) = (Instant::now(), 0);
            (self.sum_ms, self.worst_ms) = (0.0, 0.0);
        }
    }
}

#[expect(
    clippy::print_stderr,
    reason = "asked for by an environment variable, for benches"
)]
fn print(line: &str) {
    eprintln!("{line}");
}
