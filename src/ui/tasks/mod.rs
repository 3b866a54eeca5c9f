//! What the window does in the background, by topic. Threads, cancelling and progress are in
//! [`crate::tasks`]; here is what is done, and how answers become commands.

pub(crate) mod jobs;

pub(crate) mod event_import;
pub(crate) mod exporting;
pub(crate) mod loading;
pub(crate) mod mapped_file;
pub(crate) mod saving;

pub(crate) mod coding;
pub(crate) mod doubt;
pub(crate) mod file_dialogs;
pub(crate) mod source_texts;

pub(crate) mod balance;
pub(crate) mod balance_over_time;
mod document_service;
pub(crate) mod live_layout;
pub(crate) mod measures;
pub(crate) mod picture_reader;
pub(crate) mod quote_checker;
pub(crate) mod simplify;
