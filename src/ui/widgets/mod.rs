//! Parts that several panels share: lists, autocomplete, claims, links that highlight actors.

pub(crate) mod autocomplete;
pub(crate) mod claims;
pub(crate) mod cut;
pub(crate) mod detail;
pub(crate) mod drop_down;
pub(crate) mod frame_cache;
pub(crate) mod hover_link;
pub(crate) mod linked_text;
pub(crate) mod list;
pub(crate) mod local_time;
pub(crate) mod menu_scroll;
pub(crate) mod own_name;
pub(crate) mod paragraph;
pub(crate) mod phrases;
pub(crate) mod primary;
pub(crate) mod quote_status;
pub(crate) mod sized_panel;
pub(crate) mod task_row;
pub(crate) mod ties;
