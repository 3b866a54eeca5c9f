//! Keeps unsaved work when the system ends the program: at log out, at shut down, or with Ctrl+C in
//! a terminal.

use std::io;

use super::KeepNow;

/// Catches the signals that end the program: unsaved work is kept first, and then the process ends
/// as it would without this.
///
/// # Errors
/// Signals cannot be caught. The program works without this, but a signal loses the last seconds
/// of work.
#[cfg(unix)]
pub fn keep_on_signals(keep: KeepNow) -> io::Result<()> {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::flag::register_conditional_default;
    use signal_hook::iterator::Signals;

    use crate::tasks::{Task, TaskEvent};

    const SIGNALS: [i32; 3] = [SIGHUP, SIGINT, SIGTERM];

    // Once signals are caught, the system does not end the process any more. This makes sure that
    // it ends if the task below cannot be started or has panicked.
    let has_failed = Arc::new(AtomicBool::new(false));
    for signal in SIGNALS {
        register_conditional_default(signal, Arc::clone(&has_failed))?;
    }
    let mut signals = Signals::new(SIGNALS)?;
    let task = Task::start(
        "waiting for signals",
        move |_context| {
            signals
                .forever()
                .for_each(|signal| keep_and_end(&keep, signal));
            Some(())
        },
        move |event| {
            if let TaskEvent::Failed(_) = event {
                has_failed.store(true, Ordering::Relaxed);
            }
        },
    );
    task.detach();
    Ok(())
}

/// Keeps unsaved work, and ends the process as this signal does.
#[cfg(unix)]
fn keep_and_end(keep: &KeepNow, signal: i32) {
    keep.keep();
    if signal_hook::low_level::emulate_default_handler(signal).is_err() {
        // Shells use this code for processes that a signal ended.
        std::process::exit(128 + signal);
    }
}

/// Does nothing: this system sends no signals. Windows closes the window of a program that it ends.
///
/// # Errors
/// Never.
#[cfg(not(unix))]
pub fn keep_on_signals(_keep: KeepNow) -> io::Result<()> {
    Ok(())
}
