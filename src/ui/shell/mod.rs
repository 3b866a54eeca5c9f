//! The window around the picture: menu bar, keys, status line, notices, theme, search and start-up.

pub(crate) mod launch;
pub(crate) mod window;

mod autosave;
mod effects;
mod font_definitions;
mod layouts;
mod menu_keys;
mod safety;
mod text_order;
pub(crate) mod timing;
mod tooltips;
mod window_fonts;

pub(crate) mod find;
mod follow_focus;
pub(crate) mod key_queue;
pub(crate) mod keys;
pub(crate) mod menu;
pub(crate) mod notices;
mod panes;
mod presentation;
pub(crate) mod progress;
pub(crate) mod select_text;
pub(crate) mod simplify_offer;
pub(crate) mod start;
pub(crate) mod status;
pub(crate) mod theme;
pub(crate) mod tour;
pub(crate) mod welcome;
