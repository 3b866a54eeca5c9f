//! Keeps unsaved work when the system ends the program: at log out, at shut down, or with Ctrl+C in
//! a terminal.

use std::io;

use super::KeepNow;

/// From now on a signal to end keeps unsaved work first and then ends the process, as the signal
/// does.
///
/// # Errors
/// Where signals cannot be caught. The program works without; then at most the last seconds of work
/// are lost.
#[cfg(unix)]
pub fn keep_on_signals(keep: KeepNow) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            keep.keep();
            // Where the process does not end by itself, it ends with the code that shells use for
            // signals.
            if emulate_default_handler(signal).is_err() {
                std::process::exit(128 + signal);
            }
        }
    });
    Ok(())
}

/// Does nothing: this system sends no signals. Windows closes the window of a program that it ends.
///
/// # Errors
/// Never.
#[cfg(not(unix))]
pub fn keep_on_signals(_keep: KeepNow) -> io::Result<()> {
    Ok(())
}
