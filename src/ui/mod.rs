//! The window: the only user of egui, eframe, `egui_graphs` and rfd.
//!
//! A [`Window`] shows a [`crate::app::State`] and never changes it: what the user does becomes
//! commands in a [`Queue`], drained once a frame. Whatever takes longer than a frame runs in
//! [`tasks`].

mod shell;

mod canvas;
mod panels;
mod reader;
mod table;
mod timeline;

mod dialogs;
mod widgets;

mod queue;
mod tasks;
mod typed;
mod view;

pub use queue::Queue;
pub use shell::launch::run;
pub use shell::window::Window;
use view::View;
