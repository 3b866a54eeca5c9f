//! Runs the effects of the state: files, dialogs of the desktop, the clipboard, background work.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Context, ViewportCommand};

use super::window::Window;
use crate::analysis;
use crate::app::{
    self, BlocCommand, CodingRequest, Command, Effect, EventsEffect, Example, FileQuestion,
    ReaderRequest, StoryCommand, TaskKind,
};
use crate::graph::{self, BlocRule};
use crate::scene::FigureOptions;
use crate::ui::tasks::exporting::ExportRequest;
use crate::ui::tasks::loading::OpenChoices;
use crate::ui::tasks::picture_reader::copy_picture_of_actor;
use crate::ui::tasks::saving::SaveRequest;
use crate::ui::tasks::{
    coding, event_import, exporting, file_dialogs, loading, measures, saving, source_texts,
};

impl Window {
    pub(super) fn run_effect(&mut self, ctx: &Context, effect: Effect) {
        match effect {
            Effect::Load(path) => self.load(path),
            Effect::LoadExample(example) => self.load_example(example),
            Effect::AskFile(question) => self.ask_file(question),
            Effect::Save {
                path,
                generation,
                document,
                revision,
                along,
                base,
            } => {
                let request = SaveRequest {
                    job: self.state.job(TaskKind::Writing),
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
            Effect::PlanTexts {
                path,
                document,
                generation,
                along,
            } => saving::plan_texts(&self.queue, path, document, generation, along),
            Effect::Export { path, options } => {
                let request = ExportRequest::of(&self.state, options);
                exporting::export(&self.queue, &self.writes, path, request);
            }
            Effect::LayOut(start) => self.lay_out(start),
            Effect::CancelTask(kind) => self.cancel_task(ctx, kind),
            Effect::LayoutTransition(positions) => self.begin_transition(ctx, positions),
            Effect::Live(live) => self.send_to_live(live),
            Effect::Copy(text) => ctx.copy_text(text),
            Effect::CopyPicture => self.copy_picture(ctx),
            Effect::Edit(target) => self.forms.edit(&target),
            Effect::ShowInTable(target) => self.table.go_to(&target),
            Effect::MoveFocus(step) => self.panes.step(ctx, step),
            Effect::Browse(url) => ctx.open_url(egui::OpenUrl::new_tab(url)),
            Effect::MoveCamera(how) => self.canvas.move_camera(how, &self.state),
            Effect::TakeView(step) => {
                let camera = self.canvas.story_camera();
                let command = StoryCommand::ViewTaken { step, camera };
                self.queue.send(Command::Story(command));
            }
            Effect::ShowStory(camera) => self.canvas.show_story(&camera, &self.state),
            Effect::BeginPresentation(camera) => self.begin_presentation(ctx, &camera),
            Effect::EndPresentation => self.end_presentation(ctx),
            Effect::FindBlocs(rule) => self.find_blocs(rule, BlocPurpose::Draw),
            Effect::FindOutlines(rule) => self.find_blocs(rule, BlocPurpose::Outline),
            Effect::MoveMembers => self.begin_bloc_motion(ctx),
            Effect::Find(task) => measures::compute(&self.queue, task),
            Effect::TogglePlay => self.timeline.toggle_play(ctx.input(|input| input.time)),
            Effect::ToggleFullScreen => {
                let is_full = ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(!is_full));
            }
            Effect::Reader(request) => self.run_reader_request(request),
            Effect::CopyActorPicture(request) => copy_picture_of_actor(&self.queue, request),
            Effect::Events(effect) => self.run_events_effect(effect),
            Effect::Coding(request) => self.run_coding_request(request),
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

    fn find_blocs(&mut self, by: BlocRule, purpose: BlocPurpose) {
        let job = self.state.job(TaskKind::FindingBlocs);
        let document = self.state.document().clone();
        let network = Arc::clone(&self.state.open.derived.studied);
        let rule = self.state.open.session.rule;
        self.jobs.begin(&self.queue, job, move |context| {
            let progress = |share| context.report(share);
            let blocs = analysis::blocs(&document, &network, &by, rule, &progress)?;
            Some(Command::Bloc(match purpose {
                BlocPurpose::Draw => BlocCommand::Found { network, blocs },
                BlocPurpose::Outline => BlocCommand::OutlinesFound {
                    network,
                    groups: graph::without_rest(blocs),
                },
            }))
        });
    }

    fn run_reader_request(&mut self, request: ReaderRequest) {
        match request {
            ReaderRequest::Fetch(path, to) => source_texts::fetch_text(&self.queue, path, to),
            ReaderRequest::FetchCitations(path) => source_texts::fetch_citations(&self.queue, path),
        }
    }

    fn run_coding_request(&mut self, request: CodingRequest) {
        match request {
            CodingRequest::ReadProposals(path) => coding::read_proposals(
                &self.queue,
                path,
                self.state.document_generation,
                self.state.document().clone(),
                Arc::clone(&self.state.open.source_texts.checked),
            ),
            CodingRequest::ReadCodebook(path) => {
                coding::read_codebook(&self.queue, path, self.state.document_generation);
            }
            CodingRequest::Make(request) => coding::make(&self.queue, *request),
        }
    }

    fn run_events_effect(&mut self, effect: EventsEffect) {
        match effect {
            EventsEffect::Import(request) => {
                let job = self.state.job(TaskKind::Reading);
                self.jobs.begin(&self.queue, job, move |context| {
                    event_import::imported(&request, context)
                });
            }
        }
    }

    /// Asks the desktop for a file, or in a dialog of our own where it has none.
    fn ask_file(&mut self, question: FileQuestion) {
        if file_dialogs::has_file_dialogs() {
            file_dialogs::ask(&self.queue, question);
        } else {
            self.drafts.ask_path(question);
        }
    }

    fn copy_picture(&self, ctx: &Context) {
        let session = &self.state.open.session;
        let figure = FigureOptions {
            is_dark: ctx.theme() == egui::Theme::Dark,
            view: session.view,
            order: session.order,
            citation_style: self.state.settings.citation_style(),
            ..FigureOptions::default()
        };
        let options = app::ExportOptions {
            exporter: "png",
            figure,
        };
        let request = ExportRequest::of(&self.state, options);
        exporting::copy_picture(ctx, &self.queue, request);
    }

    pub(super) fn load(&mut self, path: PathBuf) {
        let job = self.state.job(TaskKind::Reading);
        let choices = OpenChoices {
            given: self.given.take(),
            network: self.state.network_choice(&path),
            with: self.state.tables_of(&path).unwrap_or_default().to_vec(),
            asks_beside: self.state.tables_of(&path).is_none(),
            remembered: self.state.settings.columns.clone(),
        };
        self.jobs.begin(&self.queue, job, move |context| {
            loading::read(path, &choices, context)
        });
    }

    pub(super) fn load_example(&mut self, example: Example) {
        let job = self.state.job(TaskKind::Reading);
        self.jobs.begin(&self.queue, job, move |context| {
            loading::read_example(example, context)
        });
    }

    /// Cancels a job. A cancelled layout keeps the current positions.
    pub(super) fn cancel_task(&mut self, ctx: &Context, kind: TaskKind) {
        self.jobs.cancel(kind);
        if kind == TaskKind::LayingOut {
            self.transition = None;
            let actors = self.state.open.derived.actors_generation;
            self.land(ctx, actors, self.state.positions_or_rows());
        }
    }
}

/// What groups of actors are found for.
#[derive(Clone, Copy)]
enum BlocPurpose {
    /// Each is drawn as one.
    Draw,
    /// Each has an outline.
    Outline,
}
