//! When unsaved work is written: soon after the last edit, and while edits go on. Knows no disk.

use std::time::{Duration, Instant};

/// How long after an edit unsaved work is written.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// After the last edit. A small document is written this long after its first edit, too.
    pub quiet: Duration,
    /// After the first edit that is not written yet, at the latest, while edits go on.
    pub longest: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            quiet: Duration::from_secs(2),
            longest: Duration::from_secs(5),
        }
    }
}

impl Pace {
    /// When to write work whose first and last edits were at these times.
    pub(super) fn due(self, first: Instant, last: Instant, is_small: bool) -> Instant {
        let longest = if is_small { self.quiet } else { self.longest };
        (last + self.quiet).min(first + longest)
    }

    /// How often the thread looks whether written work is still there.
    pub(super) fn check(self) -> Duration {
        self.longest * 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_due_soon_after_the_last_edit_and_while_edits_go_on() {
        let pace = Pace::default();
        let first = Instant::now();
        let after = |seconds| first + Duration::from_secs(seconds);
        let (large, small) = (false, true);
        assert_eq!(pace.due(first, first, large), after(2));
        assert_eq!(pace.due(first, after(1), large), after(3));
        assert_eq!(pace.due(first, after(4), large), after(5));
        assert_eq!(pace.due(first, after(1), small), after(2));
        // What the user is promised.
        assert!(pace.quiet <= Duration::from_secs(2));
        assert!(pace.longest <= Duration::from_secs(5));
    }
}
