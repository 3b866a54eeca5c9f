//! Signals that end the program. A command with files of its own to remove watches them, and stops
//! where it can.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether a signal to end came.
pub(super) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Watches from now on. A second signal ends the program at once.
    pub(super) fn watch() -> Self {
        let came = Arc::new(AtomicBool::new(false));
        #[cfg(unix)]
        {
            use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
            use signal_hook::flag::{register, register_conditional_shutdown};
            for signal in [SIGHUP, SIGINT, SIGTERM] {
                // Without them the program ends at once, as it did before.
                let _ = register_conditional_shutdown(signal, 128 + signal, Arc::clone(&came));
                let _ = register(signal, Arc::clone(&came));
            }
        }
        Self(came)
    }

    /// Whether to go on.
    pub(super) fn flow(&self) -> ControlFlow<()> {
        if self.0.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }
}
