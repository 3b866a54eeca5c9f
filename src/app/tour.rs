//! The tour: hints for somebody who sees the window for the first time. Knows no window.

/// A hint of the tour.
#[derive(Clone, Copy, Debug)]
pub struct TourHint {
    /// What it is about, in a few words.
    pub title: &'static str,
    /// What to try, in a sentence or two.
    pub text: &'static str,
}

/// The hints, in their order.
pub const TOUR: [TourHint; 5] = [
    TourHint {
        title: "Point at a line",
        text: "A card shows who says so: quotes and sources. A click keeps it open. By keyboard: Tab \
               goes to the picture, arrows go from actor to neighbour.",
    },
    TourHint {
        title: "Draw relations",
        text: "Drag from the edge of an actor to another one, or press N for a new actor. C, S and H \
               choose cooperation, support or hostility. Ctrl+Z undoes everything.",
    },
    TourHint {
        title: "Read and code a text",
        text: "F7 opens the reader. Select words that say who does what to whom, and press Enter: they \
               become a claim with its quote.",
    },
    TourHint {
        title: "Ask the network",
        text: "The tabs at the right show sources, balance, changes over time and rankings. F6 goes \
               from one part of the window to the next.",
    },
    TourHint {
        title: "Find anything",
        text: "Ctrl+K finds actions, actors and files by some of their letters. F1 lists all keys, and \
               Ctrl+E exports a figure.",
    },
];

/// What is done with the tour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TourCommand {
    /// Show the next hint; after the last one the tour is over.
    Next,
    /// Show the hint before.
    Back,
    /// Close it. It does not open by itself again.
    Close,
}
