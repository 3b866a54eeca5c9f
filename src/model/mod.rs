//! The contents of a file, as values. Knows no file, no graph and no window.
//!
//! A [`Document`] has references, actors and relations; a relation has [`Claim`]s. Documents are
//! persistent data structures: a clone copies a few pointers, so that [`History`] can keep every
//! state.

mod actor;
mod actor_picture;
mod annotation;
mod blocs;
mod byline;
mod claim;
mod codebook;
mod coder;
mod column_map;
mod column_role;
mod companion_texts;
mod csl_types;
mod date;
mod day;
mod difference;
mod document;
mod earlier_version;
mod edit;
mod entered_date;
mod fields;
mod hex_color;
mod history;
mod id;
mod issue;
mod issued;
mod person_name;
mod picture_path;
mod pictures;
mod proposal;
mod question;
mod read_choices;
mod reference;
mod relation;
mod size;
mod span;
mod stamp;
mod story;
mod table;
mod text_path;

pub use actor::{Actor, ActorKind, Point};
pub use actor_picture::ActorPicture;
pub(crate) use actor_picture::shrunk;
pub use annotation::{Annotation, AnnotationTarget, Annotations};
pub use blocs::{Bloc, BlocPath, BlocTies, Blocs};
pub use byline::Byline;
pub use claim::{Claim, Claimant, Credibility, Quote, Stance};
pub use codebook::CodebookEntry;
pub use coder::{Coder, CoderKind};
pub use column_map::{ColumnMap, ColumnPreview, PreviewColumn, PreviewWord};
pub use column_role::ColumnRole;
pub use companion_texts::{CompanionTexts, PictureCopies, TextCopies, WrittenText, WrittenTexts};
pub use csl_types::CSL_TYPES;
pub use date::{Date, DateError, DatePart, DateShape, Finer};
pub use day::Day;
pub use difference::{Changes, Difference};
pub use document::{Document, MAX_STRENGTH, Meta};
pub use earlier_version::EarlierVersion;
pub use edit::{ActorPosition, ClaimEnd, Edit, MergePreview, NewClaim, RemovalCounts};
pub use entered_date::entered_date;
pub use fields::{FieldIndex, Fields, KeyOrder};
pub use hex_color::HexColor;
pub use history::{History, MAX_HISTORY_BYTES};
pub use id::{ActorId, AnnotationId, ClaimId, ReferenceId, RelationId, StepId};
pub use issue::{Issue, Location, Severity};
pub use issued::Issued;
pub use person_name::PersonName;
pub use picture_path::{PICTURE_ENDINGS, is_picture_path, numbered_picture_path};
pub use pictures::Pictures;
pub use proposal::Proposal;
pub use question::Question;
pub use read_choices::{
    Congruence, Duplicates, FileNetwork, NetworkChoice, Normalization, ReadChoices,
};
pub use reference::{CitationWords, Reference, Reliability};
pub use relation::{EVENT_COUNTS, Relation, RelationKind, Sign};
pub use span::{DatePrecision, Span};
pub use stamp::{FileNow, Stamp};
pub use story::{Story, StoryCamera, StoryFilter, StoryRule, StoryStep, StoryView};
pub use table::{Record, RecordNumbers, Table};
pub use text_path::{TEXT_ENDINGS, free_text_path, is_plain_text_path, numbered_text_path};
