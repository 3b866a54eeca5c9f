//! The window: one frame is commands to state, then state to screen.

use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::time::Instant;

use egui::{CentralPanel, Context, Frame, Panel, Ui, ViewportCommand};

use super::canvas::Canvas;
use super::live::{Live, Message};
use super::safety::Guard;
use super::timeline::Timeline;
use super::worker::{Drawn, Saving};
use super::{
    Queue, card, dialog, find, keys, legend, menu, notices, side, status, theme, welcome, worker,
};
use crate::app::{self, Command, Effect, Example, Finding, Settings, State};
use crate::layout::{Method, SEED};
use crate::scene;

/// Where eframe keeps the settings.
const SETTINGS: &str = "settings";

/// Everything on the screen, and what it needs from one frame to the next.
pub struct Window {
    state: State,
    queue: Queue,
    commands: Receiver<Command>,
    canvas: Canvas,
    live: Option<Live>,
    timeline: Timeline,
    guard: Guard,
    drafts: dialog::Drafts,
    title: String,
    may_close: bool,
    begun: Option<Instant>,
}

impl Window {
    /// A window with these settings, opening a file or the bundled example; `begun` is when the program started.
    pub fn new(ctx: &Context, settings: Settings, file: Option<PathBuf>) -> Self {
        let (queue, commands) = Queue::new();
        queue.attach(ctx);
        theme::install(ctx);
        theme::choose(ctx, settings.theme);
        match file {
            Some(path) => worker::load(&queue, path),
            None => worker::load_example(&queue, Example::Afghanistan),
        }
        Self {
            state: State::new(settings),
            canvas: Canvas::default(),
            live: None,
            timeline: Timeline::default(),
            guard: Guard::new(&queue, None),
            drafts: dialog::Drafts::default(),
            title: String::new(),
            may_close: false,
            begun: None,
            queue,
            commands,
        }
    }

    /// Keeps unsaved work and earlier versions in this folder from now on, and offers what was left behind there.
    #[must_use]
    pub fn keeping_in(mut self, data: PathBuf) -> Self {
        self.guard = Guard::new(&self.queue, Some(data));
        self.guard.find_leftovers(false);
        self
    }

    /// The window as eframe opens it.
    pub(super) fn open(
        creation: &eframe::CreationContext<'_>,
        file: Option<PathBuf>,
        begun: Instant,
    ) -> Self {
        let stored = creation
            .storage
            .and_then(|storage| eframe::get_value(storage, SETTINGS));
        let mut window = Self::new(&creation.egui_ctx, stored.unwrap_or_default(), file);
        if let Some(data) = eframe::storage_dir(super::run::APP) {
            window = window.keeping_in(data);
        }
        window.begun = std::env::var_os("FRENEMY_TIMING").map(|_| begun);
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
            self.queue.send(Command::Open(path));
        }
        self.guard_closing(ctx);
        self.guard.focus(ctx.input(|input| input.focused));
        if let Some(positions) = self.live.as_ref().and_then(Live::take_places) {
            let load = self.state.loads;
            self.obey(ctx, Command::Moved { load, positions });
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
        if !self.drafts.asks_path() {
            keys::dispatch(ui.ctx(), self.state.dialog.is_some(), &self.queue);
        }
        Panel::top("menu").show(ui, |ui| menu::show(ui, &self.state, &self.queue));
        Panel::bottom("status").show(ui, |ui| status::show(ui, &self.state, &self.queue));
        side::show(ui, &self.state, &self.queue);
        self.timeline.show(ui, &self.state, &self.queue);
        let ground = theme::color(theme::of(ui.ctx()).background);
        CentralPanel::default()
            .frame(Frame::new().fill(ground))
            .show(ui, |ui| self.show_canvas(ui));
        dialog::show(ui.ctx(), &self.state, &mut self.drafts, &self.queue);
        notices::show(ui.ctx(), &self.state, &self.queue);
    }

    fn show_canvas(&mut self, ui: &mut Ui) {
        if self.state.loads == 0 {
            welcome::show(ui, &self.state, &self.queue);
            return;
        }
        let rect = ui.max_rect();
        self.canvas.show(ui, &self.state, &self.queue);
        legend::show(ui.ctx(), rect, &self.state, &self.queue);
        find::show(ui.ctx(), rect, &self.state, &self.queue);
        let room = self.canvas.card_room(ui.ctx(), rect, &self.state);
        card::show(ui.ctx(), &room, &self.state, &self.queue);
    }

    /// Keeps the window open until nothing would be lost.
    fn guard_closing(&mut self, ctx: &Context) {
        if !self.may_close && ctx.input(|input| input.viewport().close_requested()) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.queue.send(Command::CloseRequested);
        }
    }

    fn obey(&mut self, ctx: &Context, command: Command) {
        let is_layout = matches!(command, Command::LaidOut { .. });
        let theme = self.state.settings.theme;
        if let Some(effect) = self.state.handle(command) {
            self.perform(ctx, effect);
        }
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
            Effect::Load(path) => worker::load(&self.queue, path),
            Effect::LoadExample(example) => worker::load_example(&self.queue, example),
            Effect::AskOpen => self.ask_open(),
            Effect::AskSave { name } => self.ask_save(name),
            Effect::AskExport { name, options } => self.ask_export(name, options),
            Effect::Save {
                path,
                load,
                document,
                revision,
                base,
            } => {
                let saving = Saving {
                    path,
                    document: *document,
                    load,
                    revision,
                    base,
                    data: self.guard.data(),
                };
                worker::save(&self.queue, saving);
            }
            Effect::Export { path, options } => {
                worker::export(&self.queue, path, self.drawn(), options);
            }
            Effect::LayOut { anew } => self.lay_out(anew),
            Effect::Live(live) => self.tell_live(live),
            Effect::Copy(text) => ctx.copy_text(text),
            Effect::Browse(url) => ctx.open_url(egui::OpenUrl::new_tab(url)),
            Effect::Look(look) => self.canvas.look(look, &self.state),
            Effect::Find(task) => worker::find(&self.queue, task),
            Effect::TogglePlay => self.timeline.toggle_play(ctx.input(|input| input.time)),
            Effect::ToggleFullScreen => {
                let is_full = ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(!is_full));
            }
            Effect::Safety(errand) => self.guard.run(errand),
            Effect::Quit => {
                self.guard.end();
                self.may_close = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    fn ask_open(&mut self) {
        if worker::has_file_dialogs() {
            worker::ask_open(&self.queue);
        } else {
            self.drafts.ask_path(dialog::Asked::Open);
        }
    }

    fn ask_save(&mut self, name: String) {
        if worker::has_file_dialogs() {
            worker::ask_save(&self.queue, name);
        } else {
            self.drafts.ask_path(dialog::Asked::Save { name });
        }
    }

    fn ask_export(&mut self, name: String, options: app::ExportOptions) {
        if worker::has_file_dialogs() {
            worker::ask_export(&self.queue, name, options);
        } else {
            self.drafts
                .ask_path(dialog::Asked::Export { name, options });
        }
    }

    fn drawn(&self) -> Drawn {
        Drawn {
            document: self.state.placed_document(),
            lens: self.state.session.lens.clone(),
            positions: self.state.derived.positions.clone(),
            dress: self.state.dress(),
        }
    }

    fn request(&self, start: scene::Start) -> crate::layout::Request {
        scene::request(
            self.state.document(),
            &self.state.derived.whole,
            start,
            Method::Auto,
            SEED,
        )
    }

    fn lay_out(&mut self, anew: bool) {
        self.live = None;
        let start = if anew {
            scene::Start::Anew
        } else {
            scene::Start::AsPlaced
        };
        let (load, roster) = (self.state.loads, self.state.derived.roster);
        worker::lay_out(&self.queue, load, roster, self.request(start));
    }

    /// A live layout at rest on the places of now.
    fn start_live(&mut self) {
        let positions = self.state.derived.positions.clone();
        let request = self.request(scene::Start::AsPlaced);
        let mut live = Live::start(&request, positions, self.queue.clone());
        if self.state.session.is_paused {
            live.tell(Message::Pause);
        }
        self.live = Some(live);
    }

    fn tell_live(&mut self, word: app::Live) {
        let message = self.message(word);
        if let Some(live) = &mut self.live {
            live.tell(message);
        }
    }

    /// A word of the state in the thread's terms: by number.
    fn message(&self, word: app::Live) -> Message {
        let network = &self.state.derived.network;
        let ordinal = |id| network.ordinal(id);
        match word {
            app::Live::Drag(held) => {
                let bodies = held
                    .iter()
                    .filter_map(|(id, place)| Some((ordinal(id)?, *place)));
                Message::Drag(bodies.collect())
            }
            app::Live::Drop(held) => Message::Drop(held.iter().filter_map(ordinal).collect()),
            app::Live::Update => {
                let positions = self.state.derived.positions.clone();
                Message::Renew(self.request(scene::Start::AsPlaced), positions)
            }
            app::Live::Pause => Message::Pause,
            app::Live::Resume => Message::Resume,
        }
    }

    /// Tells, once, how long the first picture took; for benches.
    fn report_first_picture(&mut self) {
        if !self.state.derived.positions.is_empty()
            && let Some(begun) = self.begun.take()
        {
            print_timing(begun.elapsed().as_secs_f64());
        }
    }
}

#[expect(
    clippy::print_stderr,
    reason = "asked for by an environment variable, for benches"
)]
fn print_timing(first_picture_s: f64) {
    eprintln!("{{\"first_picture_s\":{first_picture_s:.3}}}");
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        Self::logic(self, ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.show(ui);
        self.report_first_picture();
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, SETTINGS, &self.state.settings);
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}
