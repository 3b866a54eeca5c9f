//! The state of the application: commands in, effects out. Knows no window and no file.
//!
//! The window shows a [`State`] and sends [`Command`]s; only [`State::handle`] changes the state.
//! Work outside (files, threads, the clipboard) is returned as an [`Effect`], and its result comes
//! back as a command.

mod action;
mod actions;
mod actor_pictures;
mod bloc_motion;
mod camps;
mod change;
mod coding;
mod command;
mod derived;
mod drawn_notes;
mod effect;
mod event_import;
mod example;
pub mod export_options;
pub mod field;
mod file_columns;
mod file_name;
mod file_networks;
mod file_purpose;
mod file_tables;
mod findings;
mod handle;
mod job;
mod leaving;
mod loaded_document;
mod open_document;
mod panel_room;
mod reader;
mod remembered_export;
pub mod rows;
mod safety;
mod session;
mod settings;
mod source_texts;
mod state;
mod story;
mod tab;
mod theme_choice;
mod tour;
mod writes;

pub use action::{Action, Menu};
pub use actions::{ACTIONS, ActionRow};
pub use actor_pictures::{ActorPictureCommand, PictureRequest};
pub use camps::Camps;
pub use change::Change;
pub use coding::{
    CodingCommand, CodingRequest, MadeDocument, MakeRequest, MergeStep, ProposalQueue,
    QueuedProposal, ReadCodebook, SettledClaims,
};
pub use command::{BlocCommand, Command};
pub use derived::Derived;
pub use effect::{CameraMove, Effect, LiveCommand, PaneStep};
pub use event_import::{EventDialog, EventSource, EventsCommand, EventsEffect};
pub use example::Example;
pub use export_options::ExportOptions;
pub use field::{Field, FieldValue};
pub use file_columns::{FileColumns, RememberedColumns};
pub use file_name::file_name;
pub use file_networks::{FileNetworks, RememberedNetwork};
pub use file_purpose::{FilePurpose, FileQuestion};
pub use file_tables::FileTables;
pub use findings::{Column, Finding, FindingStep, Findings, FindingsTask, Grouping, at, work};
pub use job::{Job, TaskKind};
pub use leaving::AfterLeaving;
pub use loaded_document::{LoadedDocument, RefusedDocument};
pub use open_document::{OpenDocument, Source};
pub use reader::{NewText, ReaderCommand, ReaderRequest};
pub use remembered_export::RememberedExport;
pub use safety::{
    ComparedVersion, Comparison, FileChange, RecoverableWork, SafetyCommand, SafetyRequest, Unsaved,
};
pub use session::{
    CampsApart, Card, Coloring, NoteSketch, PathRequest, Presentation, Session, Sketch, Target,
};
pub use settings::{Setting, Settings, TEXT_SIZES};
pub use source_texts::{CheckedTexts, MatchQuality, Passage, Passages, SourceTexts};
pub use state::{Dialog, Notice, State};
pub use story::StoryCommand;
pub use tab::Tab;
pub use theme_choice::ThemeChoice;
pub use tour::{TOUR, TourCommand, TourHint};
