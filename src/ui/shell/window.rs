//! The window: one frame is commands to state, then state to screen.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::Instant;

use egui::{CentralPanel, Context, Frame, Panel, Pos2, Ui, ViewportCommand};

use super::safety::Guard;
use super::timing::Timing;
use super::{find, keys, menu, notices, status, theme, welcome};
use crate::app::{
    self, Command, Effect, Example, Finding, ReaderRequest, Settings, State, TaskKind,
};
use crate::export;
use crate::layout;
use crate::scene;
use crate::tasks::{Generation, SerialTasks};
use crate::ui::canvas::Canvas;
use crate::ui::canvas::layout_transition::LayoutTransition;
use crate::ui::canvas::{card, legend};
use crate::ui::panels::details::Forms;
use crate::ui::panels::{self, PanelMemory};
use crate::ui::reader;
use crate::ui::tasks::balance::BalanceTask;
use crate::ui::tasks::exporting::ExportRequest;
use crate::ui::tasks::jobs::Jobs;
use crate::ui::tasks::live_layout::{LiveLayout, LiveMessage, MakeRequest};
use crate::ui::tasks::quote_checker::QuoteChecker;
use crate::ui::tasks::saving::SaveRequest;
use crate::ui::tasks::{exporting, file_dialogs, loading, measures, saving, source_texts};
use crate::ui::timeline::Timeline;
use crate::ui::{Queue, View, dialogs};

/// Where eframe keeps the settings.
const SETTINGS: &str = "settings";

/// Everything on the screen, and what it needs from one frame to the next.
pub struct Window {
    state: State,
    queue: Queue,
    jobs: Jobs,
    /// Files being written, by path. Closing the window waits for them.
    writes: SerialTasks<PathBuf>,
    commands: Receiver<Command>,
    canvas: Canvas,
    live: Option<LiveLayout>,
    quote_checker: QuoteChecker,
    reader: reader::Reader,
    timeline: Timeline,
    balance: BalanceTask,
    glide: Option<LayoutTransition>,
    guard: Guard,
    drafts: dialogs::Drafts,
    forms: Forms,
    title: String,
    may_close: bool,
    timing: Option<Timing>,
}

impl Window {
    /// A window with these settings, opening a file or the bundled example; `begun` is when the program started.
    pub fn new(ctx: &Context, settings: Settings, file: Option<PathBuf>) -> Self {
        let (queue, commands) = Queue::new();
        queue.attach(ctx);
        theme::install(ctx);
        theme::choose(ctx, settings.theme);
        let mut window = Self {
            state: State::new(settings),
            jobs: Jobs::default(),
            writes: SerialTasks::default(),
            canvas: Canvas::default(),
            live: None,
            quote_checker: QuoteChecker::start(&queue),
            reader: reader::Reader::default(),
            timeline: Timeline::default(),
            balance: BalanceTask::default(),
            glide: None,
            guard: Guard::new(&queue, None),
            drafts: dialogs::Drafts::default(),
            forms: Forms::default(),
            title: String::new(),
            may_close: false,
            timing: None,
            queue,
            commands,
        };
        match file {
            Some(path) => window.load(path),
            None => window.load_example(Example::Afghanistan),
        }
        window
    }

    /// Keeps unsaved work and earlier versions in this folder from now on, and offers what was left behind there.
    #[must_use]
    pub fn keeping_in(mut self, data: PathBuf) -> Self {
        self.guard = Guard::new(&self.queue, Some(data));
        self.guard.find_leftovers(false);
        self
    }

    /// The window as eframe opens it.
    pub(crate) fn open(
        creation: &eframe::CreationContext<'_>,
        file: Option<PathBuf>,
        begun: Instant,
    ) -> Self {
        let stored = creation
            .storage
            .and_then(|storage| eframe::get_value(storage, SETTINGS));
        let mut window = Self::new(&creation.egui_ctx, stored.unwrap_or_default(), file);
        if let Some(data) = eframe::storage_dir(super::launch::APP) {
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

    /// The first half of a frame: whatever was asked for happens.
    pub fn logic(&mut self, ctx: &Context) {
        let dropped = ctx.input(|input| {
            input
                .raw
                .dropped_files
                .first()
                .map(|file| file.path().to_owned())
        });
        if let Some(path) = dropped {
            self.queue.send(loading::dropped(path));
        }
        self.glide_on(ctx);
        self.guard_closing(ctx);
        self.guard.focus(ctx.input(|input| input.focused));
        if let Some(positions) = self.live.as_ref().and_then(LiveLayout::take_positions) {
            let actors = self.state.open.derived.actors_generation;
            self.obey(ctx, Command::Moved { actors, positions });
        }
        while let Ok(command) = self.commands.try_recv() {
            self.obey(ctx, command);
        }
        if self.state.has_something_to_find() {
            self.obey(ctx, Command::Finding(Finding::Begin));
        }
        let title = self.state.title();
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// The second half: the state is shown.
    pub fn show(&mut self, ui: &mut Ui) {
        let view = View::new(&self.state, &self.queue);
        self.forms.take_escape(ui.ctx());
        if self.state.dialog.is_none() && !self.drafts.asks_path() {
            self.reader.take_keys(ui.ctx(), view);
        }
        if !self.drafts.asks_path() {
            let is_asking = self.state.dialog.is_some() || self.state.open.session.sketch.is_some();
            keys::dispatch(ui.ctx(), is_asking, view);
        }
        Panel::top("menu").show(ui, |ui| menu::show(ui, view));
        Panel::bottom("status").show(ui, |ui| status::show(ui, view));
        let memory = PanelMemory {
            forms: &mut self.forms,
            balance: &mut self.balance,
        };
        panels::show(ui, view, memory);
        self.forms.settle(view);
        self.reader.show(ui, view);
        self.timeline.show(ui, view);
        let ground = theme::color(theme::of(ui.ctx()).background);
        CentralPanel::default()
            .frame(Frame::new().fill(ground))
            .show(ui, |ui| self.show_canvas(ui));
        let view = View::new(&self.state, &self.queue);
        dialogs::show(ui.ctx(), view, &mut self.drafts);
        notices::show(ui.ctx(), view);
    }

    fn show_canvas(&mut self, ui: &mut Ui) {
        let view = View::new(&self.state, &self.queue);
        if !self.state.has_document() {
            welcome::show(ui, view);
            return;
        }
        let rect = ui.max_rect();
        self.canvas.show(ui, view);
        legend::show(ui.ctx(), rect, view);
        find::show(ui.ctx(), rect, view);
        let room = self.canvas.card_room(ui.ctx(), rect, &self.state);
        card::show(ui.ctx(), &room, view);
    }

    /// Keeps the window open until nothing would be lost.
    fn guard_closing(&mut self, ctx: &Context) {
        if !self.may_close && ctx.input(|input| input.viewport().close_requested()) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.queue.send(Command::CloseRequested);
        }
    }

    /// Begins the way to these places.
    fn glide_to(&mut self, ctx: &Context, to: Vec<Pos2>) {
        let actors = self.state.open.derived.actors_generation;
        let from = &self.state.open.derived.positions;
        match LayoutTransition::begin(actors, from, to, ctx.input(|input| input.time)) {
            Ok(glide) => {
                self.live = None;
                self.glide = Some(glide);
                ctx.request_repaint();
            }
            Err(to) => self.land(ctx, actors, to),
        }
    }

    /// Goes on with the way to a layout, unless another document or other actors are shown by now.
    fn glide_on(&mut self, ctx: &Context) {
        let actors = self.state.open.derived.actors_generation;
        let is_current = |glide: &LayoutTransition| actors.accepts(glide.actors);
        let Some(glide) = self.glide.take().filter(is_current) else {
            return;
        };
        if let Some(positions) = glide.at(ctx.input(|input| input.time)) {
            self.glide = Some(glide);
            self.obey(ctx, Command::Moved { actors, positions });
            ctx.request_repaint();
        } else {
            self.land(ctx, actors, glide.end());
        }
    }

    fn land(&mut self, ctx: &Context, actors: Generation, positions: Vec<Pos2>) {
        self.obey(ctx, Command::Landed { actors, positions });
    }

    /// Applies a command to the state and runs its effect.
    fn obey(&mut self, ctx: &Context, command: Command) {
        if matches!(command, Command::Act(_) | Command::CloseRequested) {
            // What is being typed belongs to what is saved, undone or closed.
            for change in self.forms.take_changes(self.state.document()) {
                self.obey(ctx, Command::Change(change));
            }
        }
        let is_layout = matches!(command, Command::Landed { .. });
        let theme = self.state.settings.theme;
        if let Some(effect) = self.state.handle(command) {
            self.perform(ctx, effect);
        }
        self.quote_checker.follow(&self.state);
        self.guard.follow(&self.state);
        if is_layout {
            self.start_live();
        }
        if theme != self.state.settings.theme {
            theme::choose(ctx, self.state.settings.theme);
        }
    }

    fn perform(&mut self, ctx: &Context, effect: Effect) {
        match effect {
            Effect::Load(path) => self.load(path),
            Effect::LoadExample(example) => self.load_example(example),
            Effect::AskOpen => self.ask_open(),
            Effect::AskSave { name } => self.ask_save(name),
            Effect::AskExport { stem, options } => self.ask_export(&stem, options),
            Effect::Save {
                path,
                generation,
                document,
                revision,
                along,
                base,
            } => {
                let request = SaveRequest {
                    path,
                    document: *document,
                    generation,
                    revision,
                    base,
                    along,
                    data: self.guard.data(),
                };
                saving::save(&self.queue, &self.writes, request);
            }
            Effect::Export { path, options } => {
                let request = self.export_request(options);
                exporting::export(&self.queue, &self.writes, path, request);
            }
            Effect::LayOut(start) => self.lay_out(start),
            Effect::CancelTask(kind) => self.cancel_task(ctx, kind),
            Effect::LayoutTransition(positions) => self.glide_to(ctx, positions),
            Effect::Live(live) => self.send_to_live(live),
            Effect::Copy(text) => ctx.copy_text(text),
            Effect::Browse(url) => ctx.open_url(egui::OpenUrl::new_tab(url)),
            Effect::Look(look) => self.canvas.look(look, &self.state),
            Effect::Find(task) => measures::compute(&self.queue, task),
            Effect::TogglePlay => self.timeline.toggle_play(ctx.input(|input| input.time)),
            Effect::ToggleFullScreen => {
                let is_full = ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(!is_full));
            }
            Effect::Reader(request) => self.run(request),
            Effect::Safety(request) => {
                let job = self.state.job(TaskKind::Reading);
                self.guard.run(request, &mut self.jobs, job);
            }
            Effect::Quit => {
                self.guard.end();
                self.may_close = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    /// Sees to saved texts.
    fn run(&mut self, request: ReaderRequest) {
        let has_dialogs = file_dialogs::has_file_dialogs();
        match request {
            ReaderRequest::Fetch(path, to) => source_texts::fetch_text(&self.queue, path, to),
            ReaderRequest::FetchCitations(path) => source_texts::fetch_citations(&self.queue, path),
            ReaderRequest::AskFile(to) if has_dialogs => file_dialogs::ask_text(&self.queue, to),
            ReaderRequest::AskFile(to) => self.drafts.ask_path(dialogs::Asked::Text(to)),
            ReaderRequest::AskCitations if has_dialogs => file_dialogs::ask_citations(&self.queue),
            ReaderRequest::AskCitations => self.drafts.ask_path(dialogs::Asked::Citations),
        }
    }

    fn ask_open(&mut self) {
        if file_dialogs::has_file_dialogs() {
            file_dialogs::ask_open(&self.queue);
        } else {
            self.drafts.ask_path(dialogs::Asked::Open);
        }
    }

    fn ask_save(&mut self, name: String) {
        if file_dialogs::has_file_dialogs() {
            file_dialogs::ask_save(&self.queue, name);
        } else {
            self.drafts.ask_path(dialogs::Asked::Save { name });
        }
    }

    fn ask_export(&mut self, stem: &str, options: app::ExportOptions) {
        let Some(exporter) = export::by_id(options.exporter) else {
            return;
        };
        let name = format!("{stem}.{}", exporter.extension());
        if file_dialogs::has_file_dialogs() {
            file_dialogs::ask_export(&self.queue, name, exporter, options);
        } else {
            self.drafts
                .ask_path(dialogs::Asked::Export { name, options });
        }
    }

    fn export_request(&self, options: app::ExportOptions) -> ExportRequest {
        ExportRequest {
            options,
            document: self.state.placed_document(),
            filter: self.state.open.session.filter.clone(),
            positions: self.state.open.derived.positions.clone(),
            encoding: self.state.encoding(),
        }
    }

    /// Makes the request of a layout, on the thread where it runs.
    fn layout_request(&self, start: scene::Start) -> MakeRequest {
        let document = self.state.document().clone();
        let whole = Arc::clone(&self.state.open.derived.whole);
        let plan = self.state.open.session.plan;
        Box::new(move || scene::request(&document, &whole, start, plan))
    }

    fn lay_out(&mut self, start: scene::Start) {
        self.live = None;
        let actors = self.state.open.derived.actors_generation;
        let (job, request) = (
            self.state.job(TaskKind::LayingOut),
            self.layout_request(start),
        );
        self.jobs.begin(&self.queue, job, move |context| {
            let positions = layout::layout(&request(), &|share| context.report(share))?;
            Some(Command::LayoutFound { actors, positions })
        });
    }

    fn load(&mut self, path: PathBuf) {
        let job = self.state.job(TaskKind::Reading);
        self.jobs
            .begin(&self.queue, job, |context| loading::read(path, context));
    }

    fn load_example(&mut self, example: Example) {
        let job = self.state.job(TaskKind::Reading);
        self.jobs.begin(&self.queue, job, move |context| {
            loading::read_example(example, context)
        });
    }

    /// Cancels a job. A cancelled layout keeps the current positions.
    fn cancel_task(&mut self, ctx: &Context, kind: TaskKind) {
        self.jobs.cancel(kind);
        if kind == TaskKind::LayingOut {
            self.glide = None;
            let actors = self.state.open.derived.actors_generation;
            self.land(ctx, actors, self.state.places_or_rows());
        }
    }

    /// Starts a live layout, at rest on the positions of now.
    fn start_live(&mut self) {
        let positions = self.state.open.derived.positions.clone();
        let request = self.layout_request(scene::Start::AsPlaced);
        let mut live = LiveLayout::start(request, positions, &self.queue);
        if self.state.open.session.is_paused {
            // A layout that has failed already is started again with the next message.
            let _ = live.send(LiveMessage::Pause);
        }
        self.live = Some(live);
    }

    fn send_to_live(&mut self, command: app::Live) {
        let message = self.live_message(command);
        if let Some(live) = &mut self.live
            && live.send(message).is_err()
        {
            self.start_live();
        }
    }

    /// The state's command to the live layout, with node indices for ids.
    fn live_message(&self, command: app::Live) -> LiveMessage {
        let network = &self.state.open.derived.network;
        let ordinal = |id| network.ordinal(id);
        match command {
            app::Live::Drag(held) => {
                let bodies = held
                    .iter()
                    .filter_map(|(id, place)| Some((ordinal(id)?, *place)));
                LiveMessage::Drag(bodies.collect())
            }
            app::Live::Drop(held) => LiveMessage::Drop(held.iter().filter_map(ordinal).collect()),
            app::Live::Update => {
                let positions = self.state.open.derived.positions.clone();
                LiveMessage::Restart(self.layout_request(scene::Start::AsPlaced), positions)
            }
            app::Live::Pause => LiveMessage::Pause,
            app::Live::Resume => LiveMessage::Resume,
        }
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
