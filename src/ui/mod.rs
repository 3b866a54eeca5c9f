//! The window: the only user of egui, eframe, `egui_graphs` and rfd.
//!
//! A [`Window`] shows a [`crate::app::State`] and never changes it: what the user does becomes commands in a
//! [`Queue`], drained once a frame. Whatever takes longer than a frame runs in [`worker`] or [`live`].

mod balance;
mod canvas;
mod card;
mod claims;
mod course;
mod dialog;
mod find;
mod glide;
mod history;
mod inspector;
mod job;
mod keys;
mod legend;
mod librarian;
mod list;
mod live;
mod memo;
mod menu;
mod notices;
mod pen;
mod pick;
mod pointed;
mod progress;
mod queue;
mod rank;
mod reader;
mod run;
mod safety;
mod side;
mod sources;
mod standing;
mod status;
mod study;
mod theme;
mod timeline;
mod times;
mod timing;
mod way;
mod welcome;
mod when;
mod window;
mod worker;

pub use queue::Queue;
pub use run::run;
pub use window::Window;
