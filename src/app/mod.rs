//! What may happen to the state: commands in, effects out. Knows no window and no file.
//!
//! The window shows a [`State`] and sends [`Command`]s; [`State::handle`] is the only place where the state changes,
//! and what must be done outside (files, threads, the clipboard) comes back as an [`Effect`], whose outcome is a
//! command again.

mod action;
mod command;
mod derived;
mod effect;
mod findings;
mod handle;
mod safety;
mod session;
mod settings;
mod state;

pub use action::{Action, Group};
pub use command::{Command, Example, ExportFormat, ExportOptions, Opened};
pub use derived::Derived;
pub use effect::{Effect, Live, Look};
pub use findings::{Column, Finding, Findings, Grouping, SEED, Step, Task, at, work};
pub use safety::{Changed, Compared, Errand, Leftover, Safety, Unsaved, Version};
pub use session::{Card, Coloring, Session, Target, Way};
pub use settings::{Settings, Tab, ThemeChoice};
pub use state::{Busy, Dialog, Notice, Source, State, Then, file_name};
