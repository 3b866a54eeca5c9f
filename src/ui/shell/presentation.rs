//! The presentation of a story: the picture on the whole screen, with the words of each step beside
//! it. Arrow keys step, Esc ends it.

use egui::{
    CentralPanel, Context, Frame, Key, Label, Margin, Modifiers, Panel, RichText, ScrollArea, Ui,
    ViewportCommand,
};

use super::window::{Window, describe_focus};
use super::{notices, theme};
use crate::app::{Command, State, StoryCommand};
use crate::model::StoryCamera;
use crate::ui::canvas::{card, legend};
use crate::ui::{View, dialogs};

/// The width of the words as a share of the screen, and its bounds in points.
const WORDS_SHARE: f32 = 0.28;
const MIN_WORDS: f32 = 240.0;
const MAX_WORDS: f32 = 460.0;

/// The sizes of the title and of the text, in points.
const TITLE_SIZE: f32 = 28.0;
const TEXT_SIZE: f32 = 18.0;

impl Window {
    pub(super) fn begin_presentation(&mut self, ctx: &Context, camera: &StoryCamera) {
        self.was_full_screen = ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
        ctx.send_viewport_cmd(ViewportCommand::Fullscreen(true));
        self.canvas.begin_presentation();
        self.canvas.show_story(camera, &self.state);
    }

    pub(super) fn end_presentation(&mut self, ctx: &Context) {
        ctx.send_viewport_cmd(ViewportCommand::Fullscreen(self.was_full_screen));
        self.canvas.end_presentation();
    }

    /// Shows the step of the presentation in place of everything else.
    pub(super) fn show_presentation(&mut self, ui: &mut Ui) {
        let view = View::new(&self.state, &self.queue);
        if self.state.dialog.is_none() {
            take_keys(ui.ctx(), view);
        }
        self.panes.begin();
        let ground = theme::color(theme::of(ui.ctx()).background);
        let width = (ui.available_width() * WORDS_SHARE).clamp(MIN_WORDS, MAX_WORDS);
        Panel::left("words of the step")
            .exact_size(width)
            .resizable(false)
            .frame(Frame::new().fill(ground).inner_margin(Margin::same(24)))
            .show(ui, |ui| words(ui, view));
        CentralPanel::default()
            .frame(Frame::new().fill(ground))
            .show(ui, |ui| {
                let rect = ui.max_rect();
                self.canvas.show(ui, view);
                legend::show(ui.ctx(), rect, view);
                let room = self.canvas.card_room(ui.ctx(), rect, &self.state);
                card::show(ui.ctx(), &room, view);
            });
        dialogs::show(ui.ctx(), view, &mut self.drafts);
        notices::show(ui.ctx(), None, view);
        self.panes.end(ui.ctx());
        describe_focus(ui.ctx());
        for message in self.fonts.follow(ui.ctx()) {
            self.queue.send(Command::FontMissing(message));
        }
    }
}

/// The number of the step that is shown.
fn step_of(state: &State) -> usize {
    let presentation = state.open.session.presentation.as_ref();
    presentation.map_or(0, |presentation| presentation.step)
}

/// The keys of a presentation.
fn take_keys(ctx: &Context, view: View) {
    let step = step_of(view.state);
    let last = view.state.document().story.len().saturating_sub(1);
    let next = (step + 1).min(last);
    let back = step.saturating_sub(1);
    let steps = [
        (Key::ArrowRight, next),
        (Key::ArrowDown, next),
        (Key::PageDown, next),
        (Key::Space, next),
        (Key::ArrowLeft, back),
        (Key::ArrowUp, back),
        (Key::PageUp, back),
        (Key::Home, 0),
        (Key::End, last),
    ];
    let mut to = step;
    ctx.input_mut(|input| {
        for (key, step) in steps {
            if input.consume_key(Modifiers::NONE, key) {
                to = step;
            }
        }
    });
    if to != step {
        view.send(Command::Story(StoryCommand::GoTo(to)));
    }
    let ends = ctx.input_mut(|input| {
        input.consume_key(Modifiers::NONE, Key::Escape)
            || input.consume_key(Modifiers::NONE, Key::F11)
    });
    if ends {
        view.send(Command::Story(StoryCommand::End));
    }
}

/// The title and the text of the step, and the buttons beneath them.
fn words(ui: &mut Ui, view: View) {
    let story = &view.state.document().story;
    let number = step_of(view.state);
    let Some(step) = story.get(number) else {
        return;
    };
    let count = format!("{} of {}", number + 1, story.len());
    Panel::bottom("buttons of the presentation")
        .frame(Frame::new())
        .show_separator_line(false)
        .show(ui, |ui| buttons(ui, number, story.len(), view));
    ScrollArea::vertical()
        .id_salt(("words", number))
        .show(ui, |ui| {
            ui.weak(count);
            ui.add_space(6.0);
            let title = RichText::new(step.heading(number + 1));
            let title = title.size(TITLE_SIZE).family(theme::bold());
            ui.add(Label::new(title).wrap());
            ui.add_space(12.0);
            if let Some(text) = &step.text {
                ui.add(Label::new(RichText::new(text).size(TEXT_SIZE)).wrap());
            }
        });
}

fn buttons(ui: &mut Ui, number: usize, count: usize, view: View) {
    ui.horizontal(|ui| {
        let back = ui.add_enabled(number > 0, egui::Button::new("Back"));
        if back.on_hover_text("The step before (←)").clicked() {
            view.send(Command::Story(StoryCommand::GoTo(number - 1)));
        }
        let next = ui.add_enabled(number + 1 < count, egui::Button::new("Next"));
        if next.on_hover_text("The next step (→)").clicked() {
            view.send(Command::Story(StoryCommand::GoTo(number + 1)));
        }
        if ui
            .button("End")
            .on_hover_text("End the presentation (Esc)")
            .clicked()
        {
            view.send(Command::Story(StoryCommand::End));
        }
    });
}
