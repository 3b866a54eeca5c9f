//! Opens the window, and says why it cannot be opened.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind, set_hook, take_hook};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use crate::fonts;
use crate::icon;
use crate::model::ReadChoices;
use crate::tasks::{Task, TaskContext};
use crate::ui::Window;

/// The name under which the desktop knows the program, and by which its folders are called.
const APP: &str = "frenemy";

/// The side of the icon of the window, in pixels.
const ICON_SIDE: u16 = 64;

/// Opens the window on a file, read with these choices, or on the bundled example; returns when it
/// is closed.
///
/// Exit status 1 and one line on standard error if there is no display or a system library is
/// missing.
pub fn run(files: Vec<PathBuf>, choices: ReadChoices) -> ExitCode {
    let begun = Instant::now();
    // While the window opens; what is not ready then is unpacked when it is first asked for.
    let unpack = |_: &TaskContext<'_>| {
        fonts::prepare();
        Some(())
    };
    Task::start("unpacking the fonts", unpack, |_| ()).detach();
    let data = eframe::storage_dir(APP);
    let is_open = silence_panics_at_start();
    let opened = Arc::clone(&is_open);
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        eframe::run_native(
            APP,
            options(),
            Box::new(move |creation| {
                opened.store(true, Ordering::Relaxed);
                Ok(Box::new(Window::open(
                    creation,
                    (files, choices),
                    data,
                    begun,
                )))
            }),
        )
    }));
    let cause = match outcome {
        Ok(Ok(())) => return ExitCode::SUCCESS,
        Ok(Err(error)) => error.to_string(),
        Err(panic) if is_open.load(Ordering::Relaxed) => resume_unwind(panic),
        Err(panic) => message_of(panic.as_ref()),
    };
    print_error(&explained(&cause));
    ExitCode::FAILURE
}

fn options() -> eframe::NativeOptions {
    eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_app_id(APP)
            .with_icon(icon())
            .with_title("Frenemy")
            .with_inner_size([1280.0, 820.0])
            .with_min_inner_size([640.0, 480.0])
            .with_drag_and_drop(true),
        ..eframe::NativeOptions::default()
    }
}

/// The icon of the window; an empty one leaves the choice to the desktop.
fn icon() -> egui::IconData {
    let Ok(icon) = icon::pixels_of(ICON_SIDE) else {
        return egui::IconData::default();
    };
    egui::IconData {
        rgba: icon.rgba,
        width: icon.width,
        height: icon.height,
    }
}

/// Prints no panics until the window is open: winit panics if a system library is missing, and the
/// line that is printed then says more. Returns the flag to set once the window is open.
fn silence_panics_at_start() -> Arc<AtomicBool> {
    let is_open = Arc::new(AtomicBool::new(false));
    let says = Arc::clone(&is_open);
    let report = take_hook();
    set_hook(Box::new(move |panic| {
        if says.load(Ordering::Relaxed) {
            report(panic);
        }
    }));
    is_open
}

fn message_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    let text = text.or_else(|| panic.downcast_ref::<&str>().map(|&text| text.to_owned()));
    text.unwrap_or_else(|| "the window system failed".to_owned())
}

/// One line: what is missing, how to install it, and what works without it.
fn explained(cause: &str) -> String {
    let lower = cause.to_lowercase();
    let has = |word: &str| lower.contains(word);
    let missing = if has("xkbcommon")
        || has("libx")
        || has("dlopen")
        || has("shared object")
        || has("shared librar")
    {
        "a system library for windows is missing; install it with \
         `apt install libxkbcommon-x11-0 libx11-xcb1 libxcursor1 libxi6 libxrandr2` (Debian, Ubuntu) or \
         `dnf install libxkbcommon-x11 libX11-xcb libXcursor libXi libXrandr` (Fedora)"
    } else if has("display")
        || has("wayland")
        || has("event loop")
        || has("eventloop")
        || has("x11")
    {
        "no display was found: neither DISPLAY nor WAYLAND_DISPLAY leads to one. Start it from a desktop, \
         or under a virtual display from `apt install xvfb` (Debian, Ubuntu) or \
         `dnf install xorg-x11-server-Xvfb` (Fedora)"
    } else {
        "OpenGL could not be started; install it with `apt install libgl1 libegl1` (Debian, Ubuntu) or \
         `dnf install mesa-libGL mesa-libEGL` (Fedora)"
    };
    let cause = plain(cause);
    format!(
        "cannot open a window: {missing}. `frenemy export FILE -o OUT.png` works without a window. ({cause})"
    )
}

/// The message of a library on one line, without source locations and dumps of its settings.
fn plain(cause: &str) -> String {
    let after_source = cause
        .rsplit_once(".rs:")
        .and_then(|(_, rest)| rest.split_once(": "));
    let cause = after_source.map_or(cause, |(_line, words)| words);
    let cause = cause
        .rsplit_once("Error: ")
        .map_or(cause, |(_dump, words)| words);
    cause.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[expect(clippy::print_stderr, reason = "there is no window to show it in")]
fn print_error(message: &str) {
    eprintln!("frenemy: {message}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cause_names_in_one_line_what_to_install_and_what_works_without_it() {
        let causes = [
            (
                "neither WAYLAND_DISPLAY nor WAYLAND_SOCKET nor DISPLAY is set.",
                "xvfb",
            ),
            (
                "Library libxkbcommon-x11.so could not be loaded.",
                "libxkbcommon-x11-0",
            ),
            ("Found no glutin configs matching the template", "libgl1"),
        ];
        for (cause, package) in causes {
            let words = explained(cause);
            assert!(words.contains(package), "{words}");
            assert!(words.contains("dnf install") && words.contains("frenemy export"));
            assert_eq!(words.lines().count(), 1);
        }
    }

    #[test]
    fn the_cause_is_given_without_source_locations_and_dumps() {
        let causes = [
            "winit EventLoopError: os error at /src/linux/mod.rs:788: Failed to load xlib",
            "no configs matching ConfigTemplate { a: 1 }. Error: Failed to load xlib",
        ];
        for cause in causes {
            assert_eq!(plain(cause), "Failed to load xlib");
        }
    }
}
