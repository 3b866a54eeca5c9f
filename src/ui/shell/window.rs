//! The window: one frame is commands to state, then state to screen.

use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::time::Instant;

use egui::{CentralPanel, Context, Frame, Panel, Ui, ViewportCommand};

use super::autosave::Autosave;
use super::panes::{Pane, Panes};
use super::safety::SafetyMonitor;
use super::timing::Timing;
use super::window_fonts::WindowFonts;
use super::{
    find, follow_focus, key_queue, keys, menu, menu_keys, notices, select_text, simplify_offer,
    start, status, theme, tooltips, tour, welcome,
};
use crate::app::{Action, Command, Example, Finding, Settings, State, Tab};
use crate::file::disk;
use crate::graph::simplify::Simplify;
use crate::model::ReadChoices;
use crate::tasks::SerialTasks;
use crate::ui::canvas::Canvas;
use crate::ui::canvas::layout_transition::LayoutTransition;
use crate::ui::canvas::{card, legend};
use crate::ui::panels::details::Forms;
use crate::ui::panels::{self, PanelMemory};
use crate::ui::reader;
use crate::ui::table::RecordTable;
use crate::ui::tasks::balance::BalanceTask;
use crate::ui::tasks::jobs::Jobs;
use crate::ui::tasks::live_layout::LiveLayout;
use crate::ui::tasks::loading;
use crate::ui::tasks::picture_reader::PictureReader;
use crate::ui::tasks::quote_checker::QuoteChecker;
use crate::ui::tasks::simplify::SimplifyTask;
use crate::ui::timeline::Timeline;
use crate::ui::typed::Typed;
use crate::ui::widgets::hover_link;
use crate::ui::{Queue, View, dialogs};

/// Where eframe keeps the settings.
const SETTINGS: &str = "settings";

/// Everything on the screen, and what it needs from one frame to the next.
pub struct Window {
    pub(super) state: State,
    pub(super) queue: Queue,
    pub(super) jobs: Jobs,
    /// Files being written, by path. Closing the window waits for them.
    pub(super) writes: SerialTasks<PathBuf>,
    pub(super) commands: Receiver<Command>,
    pub(super) canvas: Canvas,
    pub(super) live: Option<LiveLayout>,
    pub(super) quote_checker: QuoteChecker,
    pub(super) picture_reader: PictureReader,
    pub(super) reader: reader::Reader,
    pub(super) table: RecordTable,
    pub(super) timeline: Timeline,
    pub(super) balance: BalanceTask,
    pub(super) simplify: SimplifyTask,
    pub(super) transition: Option<LayoutTransition>,
    /// The simplification of the network that the live layout moves.
    pub(super) live_simplify: Simplify,
    /// When the animation of the members of a bloc started, while it runs.
    pub(super) bloc_motion_started_s: Option<f64>,
    pub(super) guard: SafetyMonitor,
    pub(super) drafts: dialogs::DialogDrafts,
    pub(super) forms: Forms,
    pub(super) panes: Panes,
    pub(super) autosave: Autosave,
    pub(super) title: String,
    pub(super) may_close: bool,
    /// What the command line says about the first file.
    pub(super) given: Option<ReadChoices>,
    pub(super) timing: Option<Timing>,
    /// Whether the window was in full screen before the presentation.
    pub(super) was_full_screen: bool,
    pub(super) fonts: WindowFonts,
}

impl Window {
    /// A window with these settings, opening a file, else the one that was open last, else the
    /// bundled example. Unsaved work is kept only after [`Window::keeping_in`].
    pub fn new(ctx: &Context, settings: Settings, file: Option<PathBuf>) -> Self {
        Self::choosing(ctx, settings, file.into_iter().collect(), None)
    }

    /// A window on a file about which something was chosen, with the tables that belong to it.
    fn choosing(
        ctx: &Context,
        settings: Settings,
        mut files: Vec<PathBuf>,
        given: Option<ReadChoices>,
    ) -> Self {
        let (queue, commands) = Queue::new();
        queue.attach(ctx);
        ctx.add_plugin(key_queue::KeysInOrder::default());
        ctx.add_plugin(tooltips::QuietTooltips::default());
        theme::install(ctx);
        theme::choose(ctx, settings.theme);
        theme::set_size(ctx, settings.text_size);
        let mut window = Self {
            state: State::new(settings),
            jobs: Jobs::default(),
            writes: SerialTasks::default(),
            canvas: Canvas::default(),
            live: None,
            quote_checker: QuoteChecker::start(&queue),
            picture_reader: PictureReader::start(&queue),
            reader: reader::Reader::default(),
            table: RecordTable::default(),
            timeline: Timeline::default(),
            balance: BalanceTask::default(),
            simplify: SimplifyTask::default(),
            transition: None,
            live_simplify: Simplify::default(),
            bloc_motion_started_s: None,
            guard: SafetyMonitor::new(&queue, None),
            drafts: dialogs::DialogDrafts::default(),
            forms: Forms::default(),
            panes: Panes::default(),
            autosave: Autosave::default(),
            title: String::new(),
            may_close: false,
            given,
            timing: None,
            was_full_screen: false,
            fonts: WindowFonts::default(),
            queue,
            commands,
        };
        if files.is_empty() {
            let recent = window.state.settings.recent.first();
            match recent.filter(|path| disk::exists(path)).cloned() {
                Some(path) => window.load(path),
                None => window.load_example(Example::Afghanistan),
            }
        } else {
            let path = files.remove(0);
            if !files.is_empty() {
                window.state.read_with(path.clone(), files);
            }
            window.load(path);
        }
        window
    }

    /// Keeps unsaved work and earlier versions in this folder from now on, and offers the work that
    /// can be recovered from there.
    #[must_use]
    pub fn keeping_in(mut self, data: PathBuf) -> Self {
        self.guard = SafetyMonitor::new(&self.queue, Some(data));
        self.guard.find_recoverable(false);
        self
    }

    /// The window as eframe opens it; unsaved work is kept in the folder `data`.
    pub(crate) fn open(
        creation: &eframe::CreationContext<'_>,
        (files, given): (Vec<PathBuf>, ReadChoices),
        data: Option<PathBuf>,
        begun: Instant,
    ) -> Self {
        let stored = creation
            .storage
            .and_then(|storage| eframe::get_value(storage, SETTINGS));
        let given = Some(given).filter(|given| *given != ReadChoices::default());
        let settings = stored.unwrap_or_default();
        let is_without_file = files.is_empty();
        let mut window = Self::choosing(&creation.egui_ctx, settings, files, given);
        if is_without_file {
            window.state.greet();
        }
        if let Some(data) = data {
            window = window.keeping_in(data);
            window.guard.keep_on_signals();
        }
        window.timing = Timing::asked_for(begun);
        window
    }

    /// The state as shown.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Where commands are put, for tests and for the window's own parts.
    pub fn queue(&self) -> &Queue {
        &self.queue
    }

    /// The first half of a frame: commands are applied.
    pub fn logic(&mut self, ctx: &Context) {
        let dropped = ctx.input(|input| {
            let files = input.raw.dropped_files.iter();
            files.map(|file| file.path().to_owned()).collect()
        });
        if let Some(command) = loading::dropped(dropped) {
            self.queue.send(command);
        }
        self.continue_transition(ctx);
        self.continue_bloc_motion(ctx);
        self.guard_closing(ctx);
        self.guard.focus(ctx.input(|input| input.focused));
        if let Some(positions) = self.live.as_ref().and_then(LiveLayout::take_positions) {
            let actors = self.state.open.derived.actors_generation;
            self.apply(ctx, Command::Moved { actors, positions });
        }
        while let Ok(command) = self.commands.try_recv() {
            self.apply(ctx, command);
        }
        self.simplify.follow(View::new(&self.state, &self.queue));
        if self.state.has_something_to_find() {
            self.apply(ctx, Command::Finding(Finding::Begin));
        }
        self.keep_safe();
        let now = ctx.input(|input| input.time);
        if let Some(command) = self.autosave.follow(&self.state, now) {
            self.queue.send(command);
        }
        let title = self.state.title();
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// The second half: the state is shown.
    pub fn show(&mut self, ui: &mut Ui) {
        if self.state.open.session.presentation.is_some() {
            self.show_presentation(ui);
            return;
        }
        let view = View::new(&self.state, &self.queue);
        key_queue::begin_frame(ui.ctx());
        follow_focus::begin_frame(ui.ctx());
        select_text::follow_focus(ui.ctx());
        self.forms.take_escape(ui.ctx());
        self.forms.take_keys(ui.ctx());
        if self.state.dialog.is_none() && !self.drafts.asks_path() {
            self.reader.take_keys(ui.ctx(), view);
            self.table.take_keys(ui.ctx(), view);
        }
        menu_keys::take(ui.ctx());
        if !self.drafts.asks_path() {
            let is_asking = self.state.dialog.is_some() || self.state.is_sketching();
            keys::dispatch(ui.ctx(), is_asking, view);
        }
        panels::divide(ui.available_width(), view);
        self.panes.begin();
        // First in the order of Tab.
        if self.state.has_document() {
            self.canvas.take_keyboard(ui, view);
        }
        self.panes.before(ui, Pane::Menu);
        let shown = Panel::top("menu")
            .resizable(false)
            .show(ui, |ui| menu::show(ui, view));
        self.panes.after(Pane::Menu, Some(shown.response.rect));
        self.panes.before(ui, Pane::Status);
        let shown = Panel::bottom("status")
            .resizable(false)
            .show(ui, |ui| status::show(ui, view));
        self.panes.after(Pane::Status, Some(shown.response.rect));
        let memory = PanelMemory {
            forms: &mut self.forms,
            balance: &mut self.balance,
        };
        self.panes.before(ui, Pane::SidePanel);
        let shown = panels::show(ui, view, memory);
        self.panes.after(Pane::SidePanel, shown);
        // Steps of a story are shown from the keyboard between two changes of their texts.
        let of_details = shown.filter(|_| view.state.settings.tab == Tab::DETAILS);
        self.forms.settle(ui.ctx(), of_details, view);
        self.panes.before(ui, Pane::Reader);
        self.reader.show(ui, view);
        self.panes.after(Pane::Reader, self.reader.rect());
        self.panes.before(ui, Pane::Table);
        self.table.show_beside(ui, view);
        self.panes.before(ui, Pane::Timeline);
        let shown = self.timeline.show(ui, view);
        self.panes.after(Pane::Timeline, shown);
        if self.state.has_document() {
            find::show(ui, View::new(&self.state, &self.queue));
        }
        let ground = theme::color(theme::of(ui.ctx()).background);
        CentralPanel::default()
            .frame(Frame::new().fill(ground))
            .show(ui, |ui| self.show_canvas(ui));
        self.panes.after(Pane::Table, self.table.rect());
        let view = View::new(&self.state, &self.queue);
        dialogs::show(ui.ctx(), view, &mut self.drafts);
        notices::show(ui.ctx(), self.reader.rect(), view);
        hover_link::settle(ui.ctx(), view.queue);
        self.panes.end(ui.ctx());
        describe_focus(ui.ctx());
        follow_focus::end_frame(ui.ctx());
        select_text::follow_focus(ui.ctx());
        for message in self.fonts.follow(ui.ctx()) {
            self.queue.send(Command::FontMissing(message));
        }
    }

    fn show_canvas(&mut self, ui: &mut Ui) {
        let view = View::new(&self.state, &self.queue);
        if !self.state.has_document() {
            welcome::show(ui, view);
            return;
        }
        let rect = ui.max_rect();
        if self.table.is_wide(view) {
            self.table.show_wide(ui, view);
            return;
        }
        self.canvas.show(ui, view);
        self.panes.after(Pane::Picture, Some(rect));
        start::show(ui.ctx(), rect, view);
        legend::show(ui.ctx(), rect, view);
        simplify_offer::show(ui.ctx(), rect, view);
        let hint = tour::show(ui.ctx(), rect, view);
        let mut room = self.canvas.card_room(ui.ctx(), rect, &self.state);
        if let Some(hint) = hint {
            room.end_above(hint);
        }
        card::show(ui.ctx(), &room, view);
    }

    /// Keeps the window open until nothing would be lost.
    fn guard_closing(&mut self, ctx: &Context) {
        if !self.may_close && ctx.input(|input| input.viewport().close_requested()) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.queue.send(Command::CloseRequested);
        }
    }

    /// What is typed in forms and is not in the document yet.
    fn typed(&self) -> Typed {
        if !self.state.has_document() {
            return Typed::default();
        }
        let forms = self.forms.typed(self.state.document());
        let canvas = self.canvas.typed(&self.state);
        forms.and(canvas).and(self.reader.typed(&self.state))
    }

    /// Makes the changes that are typed in forms, because the document is about to be left.
    fn commit_typed(&mut self, ctx: &Context) {
        let typed = self.typed();
        let dialog = self.state.dialog.as_ref();
        let is_unfinished = typed.is_unfinished || dialogs::DialogDrafts::is_unfinished(dialog);
        self.apply(ctx, Command::FormsUnfinished(is_unfinished));
        if typed.changes.is_empty() {
            return;
        }
        if !self.canvas.typed(&self.state).changes.is_empty() {
            self.apply(ctx, Command::Sketch(None));
            self.apply(ctx, Command::Note(None));
        }
        if !self.reader.typed(&self.state).changes.is_empty() {
            self.reader.drop_draft();
        }
        for change in typed.changes {
            self.apply(ctx, Command::Change(change));
        }
    }

    /// Reports changes to recovery and to the watcher of the file.
    fn keep_safe(&mut self) {
        let typed = self.typed();
        self.guard.follow(&self.state, &typed);
    }

    /// Applies a command to the state and runs its effect.
    pub(super) fn apply(&mut self, ctx: &Context, command: Command) {
        if matches!(command, Command::Act(_) | Command::CloseRequested) {
            // What is being typed belongs to what is saved, undone or closed.
            for change in self.forms.take_changes(self.state.document()) {
                self.apply(ctx, Command::Change(change));
            }
        }
        if leaves_document(&command) {
            self.commit_typed(ctx);
        }
        let is_layout = matches!(command, Command::Landed { .. });
        let (theme, size) = (self.state.settings.theme, self.state.settings.text_size);
        if let Some(effect) = self.state.handle(command) {
            self.run_effect(ctx, effect);
        }
        self.quote_checker.follow(&self.state);
        self.picture_reader.follow(&self.state);
        self.keep_safe();
        if is_layout {
            self.start_live();
        }
        if theme != self.state.settings.theme {
            theme::choose(ctx, self.state.settings.theme);
        }
        if size != self.state.settings.text_size {
            theme::set_size(ctx, self.state.settings.text_size);
        }
    }
}

/// Gives the widget with the focus a node for screen readers, even where it was not shown in this
/// frame: egui passes the focus on to it all the same, and accesskit panics without a node.
pub(super) fn describe_focus(ctx: &Context) {
    if let Some(focused) = ctx.memory(egui::Memory::focused) {
        ctx.accesskit_node_builder(focused, |_| ());
    }
}

/// Whether a command leaves the document, if nothing is in the way.
fn leaves_document(command: &Command) -> bool {
    match command {
        Command::CloseRequested | Command::Open(_) | Command::OpenTables(_) => true,
        Command::Act(action) => matches!(
            action,
            Action::Quit | Action::New | Action::Open | Action::OpenExample | Action::OpenEurope
        ),
        _ => false,
    }
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        Self::logic(self, ctx);
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        self.show(ui);
        if let Some(timing) = &mut self.timing {
            let has_picture = !self.state.open.derived.positions.is_empty();
            timing.frame(has_picture, frame.info().cpu_usage);
        }
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, SETTINGS, &self.state.settings);
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}
