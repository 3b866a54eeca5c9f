//! Timings on standard error, if the variable `FRENEMY_TIMING` is set: how long the first picture
//! took, and every second how long frames took. For benches and tests.

use std::time::{Duration, Instant};

/// The time between two reports.
const SECOND: Duration = Duration::from_secs(1);

/// Measures the frames of a window.
pub(crate) struct Timing {
    /// When the program started, until the first picture is reported.
    started: Option<Instant>,
    since: Instant,
    frames: u32,
    sum_ms: f32,
    worst_ms: f32,
}

impl Timing {
    /// Measures a program that started then, if the variable is set.
    pub(crate) fn asked_for(started: Instant) -> Option<Self> {
        std::env::var_os("FRENEMY_TIMING").map(|_| Self {
            started: Some(started),
            since: Instant::now(),
            frames: 0,
            sum_ms: 0.0,
            worst_ms: 0.0,
        })
    }

    /// Counts a frame. The one before took this many seconds of processor time, painting included.
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
    reason = "an environment variable asks for it, for benches"
)]
fn print(line: &str) {
    eprintln!("{line}");
}
