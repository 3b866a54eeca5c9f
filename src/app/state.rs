//! The state of the application.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use emath::Pos2;

use super::findings::{FindingStep, all_steps};
use super::job::{JobGenerations, TaskKind};
use super::leaving::{AfterLeaving, Replacing};
use super::loaded_document::LoadedDocument;
use super::panel_room::PanelRoom;
use super::rows::PastedRows;
use super::safety::{ComparedVersion, FileChange, RecoverableWork};
use super::writes::Writes;
use super::{
    Change, Coloring, Effect, EventDialog, FileColumns, FileNetworks, FileTables, NewText,
    OpenDocument, Settings, Source, Tab, Target,
};
use crate::analysis::MEASURES;
use crate::events::EventRequest;
use crate::graph::{EdgeIndex, NodeIndex, with_saved_blocs, with_saved_outlines};
use crate::language::Language;
use crate::model::{ActorId, Document, Edit, Issue, NetworkChoice, Reference, TextCopies};
use crate::scene::{Encoding, MatrixOrder, Start};
use crate::tasks::Generation;
use crate::words::capitalized;

/// Closer than this, in layout units, positions are the same: the document rounds them.
const SAME_PLACE: f32 = 0.1;

/// The state of the application. Only [`State::handle`] changes it.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The open document and everything that belongs to it.
    pub open: OpenDocument,
    /// The stored settings.
    pub settings: Settings,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
    /// The hint of the tour that is shown, from 0.
    pub tour: Option<usize>,
    /// The kind of job that is running.
    pub busy: Option<TaskKind>,
    /// Its progress from 0 to 1, once it takes long enough to be shown.
    pub progress: Option<f32>,
    /// Notices about what was done or failed, the latest last.
    pub notices: Vec<Notice>,
    /// The generation of the document: advances whenever a document is opened.
    pub document_generation: Generation,
    pub(super) jobs: JobGenerations,
    pub(super) writes: Writes,
    /// What is being read to take the place of the open document.
    pub(super) replacing: Option<Replacing>,
    /// Whether a form holds a text that is not in the document and cannot be.
    pub(super) has_unfinished_form: bool,
    pub(super) notice_count: u64,
    /// The documents for which the offer to simplify was answered, by path or name.
    pub(super) answered_offers: BTreeSet<PathBuf>,
    /// The tables that are read with a file, as it was chosen; none where the answer was no.
    pub(super) tables: BTreeMap<PathBuf, Vec<PathBuf>>,
    /// The last import of event data that was asked for.
    pub(super) last_event_request: EventRequest,
    /// Dialogs that open after the one that is open.
    pub(super) waiting: VecDeque<Dialog>,
    pub(super) panel_room: PanelRoom,
}

/// The dialog that is open.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// Changes would be lost.
    Unsaved {
        /// What happens after the answer.
        then: AfterLeaving,
    },
    /// Files are being written; the document is left after that.
    Writing {
        /// What happens after the answer.
        then: AfterLeaving,
    },
    /// Files could not be written, and the document is about to be left.
    WriteFailed {
        /// What happens after the answer.
        then: AfterLeaving,
        /// What failed, and why.
        failures: Vec<String>,
    },
    /// Problems of a file.
    Report {
        /// The file.
        name: String,
        /// The problems.
        issues: Vec<Issue>,
        /// Whether the file is open; false if it could not be opened.
        is_open: bool,
    },
    /// More would be deleted than was named.
    Delete(Box<Change>),
    /// Merge actors; asks which one remains.
    Merge(Vec<ActorId>),
    /// Split an actor; asks which relations move.
    Split(ActorId),
    /// Export options.
    Export,
    /// Event data to import, and the rules.
    Events(Box<EventDialog>),
    /// The citation of a new text.
    AddText(NewText),
    /// Keys and gestures.
    Help,
    /// The settings.
    Settings,
    /// Anything that can be found by its name.
    Palette,
    /// Words to find and to replace.
    FindReplace,
    /// The user's guide.
    Guide,
    /// Version, licences and folders.
    About,
    /// Rows that were pasted into the table.
    Paste(PastedRows),
    /// Unsaved work of windows that ended was found.
    Recover(Vec<RecoverableWork>),
    /// Another program changed the file.
    Changed(FileChange),
    /// The file is saved in another folder, and its saved texts are copied with it.
    CopyTexts {
        /// Where the file is saved.
        path: PathBuf,
        /// The texts.
        texts: TextCopies,
    },
    /// Another window has the file open.
    Elsewhere,
    /// Earlier versions of the file.
    Versions(Vec<ComparedVersion>),
    /// What the columns of a file mean.
    Columns(FileColumns),
    /// Which of several networks of a file are read.
    Networks(FileNetworks),
    /// Whether tables beside the open one belong to it.
    Tables(FileTables),
}

/// Something that was done or failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The id, to close it.
    pub id: u64,
    /// The message.
    pub text: String,
    /// Whether it reports a failure; such a notice stays until it is closed.
    pub is_failure: bool,
    /// How often it was reported in a row.
    pub times: usize,
    /// The document that it is about; `None` if it is about the program.
    pub(super) document: Option<Generation>,
    /// What failed; once it succeeds, the notice is gone.
    pub(super) act: Option<Act>,
}

/// What may fail, and succeed later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Adding a text or citations.
    AddText,
    /// Adding the picture of an actor.
    AddPicture,
    /// Reading the pictures of all actors.
    ReadPictures,
    /// Accepting a proposal.
    AcceptProposal,
    /// Saving the document.
    Save,
    /// Exporting a figure or a file.
    Export,
    /// Copying the picture.
    CopyPicture,
    /// Merging, and reading proposals.
    Merge,
}

/// The most notices of successes that are kept: a newer one takes the place of the oldest.
const MAX_SUCCESSES: usize = 2;

impl State {
    /// A state with these settings, while the first document is being read.
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            busy: Some(TaskKind::Reading),
            ..Self::default()
        }
    }

    /// Whether a document was opened.
    pub fn has_document(&self) -> bool {
        !self.document_generation.is_first()
    }

    /// Whether the document is being written to its file.
    pub fn is_saving(&self) -> bool {
        self.writes.is_saving()
    }

    /// The files that are being written, with a verb, such as `net.json is`; `None` if there are
    /// none.
    pub fn writes_in_words(&self) -> Option<String> {
        self.writes.is_writing().then(|| self.writes.in_words())
    }

    /// The share of the file being written that is on the disk, from 0 to 1; `None` if it is not
    /// known, or if several files are being written.
    pub fn write_progress(&self) -> Option<f32> {
        let is_shown = self.busy == Some(TaskKind::Writing) && self.writes.count() == 1;
        self.progress.filter(|_| is_shown)
    }

    /// The document now.
    pub fn document(&self) -> &Document {
        self.open.history.document()
    }

    /// A reference in the citation style of the settings.
    pub fn cite(&self, reference: &Reference) -> String {
        let style = self.settings.citation_style();
        style.cite(reference, Language::English)
    }

    /// Which networks of a file are read, as it was chosen.
    pub fn network_choice(&self, path: &Path) -> Option<NetworkChoice> {
        let mut all = self.settings.networks.iter();
        let known = all.find(|known| known.path == path);
        known.map(|known| known.choice.clone())
    }

    /// Says which tables are read with a file.
    pub fn read_with(&mut self, path: PathBuf, tables: Vec<PathBuf>) {
        self.tables.insert(path, tables);
    }

    /// The tables that are read with a file; nothing if nobody was asked about it.
    pub fn tables_of(&self, path: &Path) -> Option<&[PathBuf]> {
        self.tables.get(path).map(Vec::as_slice)
    }

    /// The title of the window: the file's name, with a mark if there are unsaved changes.
    pub fn title(&self) -> String {
        let mark = if self.open.history.is_changed() && self.has_document() {
            "• "
        } else {
            ""
        };
        match &self.open.source.name[..] {
            "" => "Frenemy".to_owned(),
            name => format!("{mark}{name} – Frenemy"),
        }
    }

    /// The document with the current positions, blocs and outlines.
    pub fn placed_document(&self) -> Document {
        let placed = self.arrangement().applied(self.document());
        let with_blocs = with_saved_blocs(placed, &self.open.session.blocs);
        with_saved_outlines(with_blocs, &self.open.session.outlines)
    }

    /// Whether all actors are where a layout put them: a figure may stretch such positions to its
    /// page.
    pub fn is_as_laid_out(&self) -> bool {
        let OpenDocument {
            derived, laid_out, ..
        } = &self.open;
        let is_there = |(now, found): (&Pos2, &Pos2)| now.distance(*found) <= SAME_PLACE;
        // Text notes are where someone put them.
        !laid_out.is_empty()
            && self.document().annotations.is_empty()
            && laid_out.len() == derived.positions.len()
            && derived.positions.iter().zip(laid_out).all(is_there)
    }

    /// Whether a form for something new is open on the canvas.
    pub fn is_sketching(&self) -> bool {
        let session = &self.open.session;
        session.sketch.is_some() || session.note_sketch.is_some()
    }

    /// The node of an actor, if it is shown.
    pub fn node(&self, id: &ActorId) -> Option<NodeIndex> {
        self.open.derived.network.node(id)
    }

    /// The actor of a node.
    pub fn actor_target(&self, node: NodeIndex) -> Option<Target> {
        let actor = self.open.derived.drawn.graph.node_weight(node)?;
        Some(Target::Actor(actor.id.clone()))
    }

    /// The relation of an edge.
    pub fn relation_target(&self, edge: EdgeIndex) -> Option<Target> {
        let relation = self.open.derived.network.graph.edge_weight(edge)?;
        Some(Target::Relation(relation.id.clone()))
    }

    /// What sizes, colours and marks of the picture show.
    pub fn encoding(&self) -> Encoding {
        let findings = &self.open.derived.findings;
        let measure = self.open.session.size.and_then(place_of);
        let camps = self.open.derived.camps.as_ref();
        let camps = camps.filter(|_| self.open.session.coloring == Coloring::Camp);
        let camps =
            camps.filter(|camps| camps.members.of.len() == self.open.derived.positions.len());
        Encoding {
            sizes: match measure {
                Some(measure) => findings.sizes(measure),
                None => self.open.derived.bloc_sizes.clone(),
            },
            groups: match &self.open.session.coloring {
                Coloring::Kind => None,
                Coloring::Community => findings.groups(),
                Coloring::Camp => camps.map(|camps| camps.members.clone()),
                Coloring::Field(_) => self.open.derived.field_groups.clone(),
            },
            certainty: camps.and_then(|camps| camps.certainty.clone()),
            marked: camps.map(|camps| camps.misfits.clone()),
            outlines: self.open.derived.outlines().cloned(),
            lines: self.open.derived.line_style(),
            shows_types: self.settings.shows_types,
            notes: self.open.derived.notes().clone(),
            pictures: self.open.pictures.clone(),
        }
    }

    /// The camp or community of each actor by node index, if the order of the matrix needs it and
    /// it is known.
    pub fn matrix_groups(&self) -> Option<Arc<[Option<u32>]>> {
        let derived = &self.open.derived;
        let groups = match self.open.session.order {
            MatrixOrder::Camp => derived.camps.as_ref().map(|camps| camps.members.of.clone()),
            MatrixOrder::Community => derived.findings.groups().map(|groups| groups.of),
            MatrixOrder::Kind | MatrixOrder::Name | MatrixOrder::Connections => None,
        };
        groups.filter(|groups| groups.len() == derived.positions.len())
    }

    /// Whether something that is shown must still be computed.
    pub fn has_something_to_find(&self) -> bool {
        !self.steps_due().is_empty()
    }

    /// What must be computed now, because a tab or the picture shows it.
    pub(super) fn steps_due(&self) -> Vec<FindingStep> {
        let (session, settings) = (&self.open.session, &self.settings);
        let network = &self.open.derived.network;
        if !self.has_document() || network.graph.node_count() == 0 {
            return Vec::new();
        }
        let wanted = if settings.shows_side_panel && settings.tab == Tab::RANK {
            all_steps()
        } else {
            let size = session.size.and_then(place_of).map(FindingStep::Measure);
            let color = session
                .shows_communities()
                .then_some(FindingStep::Communities);
            size.into_iter().chain(color).collect()
        };
        self.open.derived.findings.due(network, wanted)
    }

    /// The edit that writes the current positions into the document.
    pub(super) fn arrangement(&self) -> Edit {
        let places = self.open.derived.positions.iter();
        Edit::arrange(self.document(), places.map(|place| (place.x, place.y)))
    }

    /// Adds a notice about the open document: it is gone when another document is opened.
    pub(super) fn notify(&mut self, text: impl Into<String>, is_failure: bool) {
        self.add_notice(text.into(), is_failure, Some(self.document_generation));
    }

    /// Says that an act failed, until it succeeds.
    pub(super) fn notify_failed(&mut self, act: Act, text: impl Into<String>) {
        self.notify(text, true);
        if let Some(notice) = self.notices.last_mut() {
            notice.act = Some(act);
        }
    }

    /// An act succeeded: that it failed before for this document is no longer news.
    pub(super) fn succeeded(&mut self, act: Act) {
        let now = self.document_generation;
        let is_over = |notice: &Notice| {
            notice.act == Some(act) && notice.document.is_some_and(|of| now.accepts(of))
        };
        for notice in self.notices.iter().filter(|notice| is_over(notice)) {
            self.writes.dismiss(notice.id);
        }
        self.notices.retain(|notice| !is_over(notice));
    }

    /// Adds a notice about the program.
    pub(super) fn notify_always(&mut self, text: impl Into<String>, is_failure: bool) {
        self.add_notice(text.into(), is_failure, None);
    }

    /// Adds a notice, or counts it where the same one is shown already.
    fn add_notice(&mut self, text: String, is_failure: bool, document: Option<Generation>) {
        self.notice_count += 1;
        let id = self.notice_count;
        let same = |notice: &Notice| notice.text == text && notice.is_failure == is_failure;
        let mut times = 1;
        if let Some(at) = self.notices.iter().position(same) {
            let before = self.notices.remove(at);
            times += before.times;
            self.writes.renumber(before.id, id);
        }
        self.notices.push(Notice {
            id,
            text,
            is_failure,
            times,
            document,
            act: None,
        });
        let successes = self.notices.iter().filter(|notice| !notice.is_failure);
        if successes.count() > MAX_SUCCESSES
            && let Some(oldest) = self.notices.iter().position(|notice| !notice.is_failure)
        {
            self.notices.remove(oldest);
        }
    }

    /// Drops the notices about an earlier document, unless a file of it was not written and the
    /// user does not know yet.
    fn drop_old_notices(&mut self) {
        let (now, writes) = (self.document_generation, &self.writes);
        self.notices.retain(|notice| {
            notice.document.is_none_or(|of| now.accepts(of)) || writes.is_unread(notice.id)
        });
    }

    /// Takes a document that was read.
    pub(super) fn take(&mut self, mut opened: LoadedDocument) -> Effect {
        let tables = FileTables {
            path: opened.path.clone().unwrap_or_default(),
            beside: std::mem::take(&mut opened.beside),
        };
        if let Some(path) = &opened.path {
            self.settings.remember(path);
        }
        let previous = std::mem::take(&mut self.open.derived);
        self.open = OpenDocument::new(opened, previous);
        self.offer_simplification();
        self.has_unfinished_form = false;
        self.writes.drop_queue();
        self.writes.after_save = None;
        self.document_generation.advance();
        self.drop_old_notices();
        self.leave_dialogs();
        self.report_issues();
        self.ask_columns();
        self.ask_network();
        self.ask_tables(tables);
        self.begin(TaskKind::LayingOut);
        Effect::LayOut(Start::AsPlaced)
    }

    /// Shows what is wrong with the document just opened: a note as a notice, anything worse as
    /// a dialog.
    fn report_issues(&mut self) {
        let Source { name, issues, .. } = &self.open.source;
        if issues.iter().any(|issue| !issue.is_note()) {
            self.dialog = Some(Dialog::Report {
                name: name.clone(),
                issues: issues.clone(),
                is_open: true,
            });
            return;
        }
        let notes: Vec<_> = issues
            .iter()
            .map(|note| capitalized(&note.message))
            .collect();
        for note in notes {
            self.notify(note, false);
        }
    }

    /// Closes all dialogs about the document; recoverable work is offered again later.
    fn leave_dialogs(&mut self) {
        let outlives = |dialog: &Dialog| matches!(dialog, Dialog::Recover(_));
        self.waiting.retain(outlives);
        self.postpone_recovery();
        self.dialog = None;
    }

    /// Makes room for another dialog; recoverable work is offered after it.
    pub(super) fn postpone_recovery(&mut self) {
        let is_offer = |dialog: &mut Dialog| matches!(dialog, Dialog::Recover(_));
        let offer = self.dialog.take_if(is_offer);
        self.waiting.extend(offer);
    }
}

/// The index of the measure with this id.
fn place_of(id: &str) -> Option<usize> {
    MEASURES.iter().position(|measure| measure.id == id)
}
