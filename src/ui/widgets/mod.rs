//! Parts that several panels share: lists, autocomplete, claims, links that highlight actors.

pub(crate) mod autocomplete;
pub(crate) mod claims;
pub(crate) mod detail;
pub(crate) mod frame_cache;
pub(crate) mod hover_link;
pub(crate) mod list;
pub(crate) mod local_time;
pub(crate) mod phrases;
pub(crate) mod quote_status;
pub(crate) mod ties;
