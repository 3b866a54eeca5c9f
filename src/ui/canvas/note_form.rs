//! The form of a text note on the canvas: its words. Knows no scene.

use egui::{
    Align2, Area, Button, Frame, Id, Key, Modifiers, Order, Pos2, Rect, RichText, TextEdit, Ui,
};

use super::subject::{place_of_new_note, position_of_note_target};
use crate::app::{Change, Command, NoteSketch, State};
use crate::limits::ANNOTATION_BYTES;
use crate::model::{Annotation, AnnotationTarget, Point};
use crate::scene;
use crate::ui::View;
use crate::ui::shell::{key_queue, theme};
use crate::ui::typed::Typed;

/// The most letters that can be typed: any of them may take four bytes.
const MAX_LETTERS: usize = ANNOTATION_BYTES.count() / 4;

/// A text note, as far as it is written.
pub(super) struct NoteDraft {
    of: NoteSketch,
    text: String,
    /// Its middle in the layout.
    at: Pos2,
    /// The position of what it is about, in the layout.
    from: Pos2,
    /// Whether its field does not have the focus yet.
    awaits_focus: bool,
}

impl NoteDraft {
    /// `None` for a note that is not shown.
    fn new(of: &NoteSketch, canvas: Rect, camera: scene::Viewport, state: &State) -> Option<Self> {
        let position = |about: &AnnotationTarget| position_of_note_target(state, about);
        let (text, from, at) = match of {
            NoteSketch::New { about, at } => {
                let from = about.as_ref().and_then(position);
                let place = |about| place_of_new_note(state, about, camera.zoom);
                let beside = about.as_ref().and_then(place);
                let middle = camera.layout_from_picture((canvas.size() / 2.0).to_pos2());
                let at = at.or(beside).unwrap_or(middle);
                (String::new(), from.unwrap_or(Pos2::ZERO), at)
            }
            NoteSketch::Text(id) => {
                let (_, note) = state.document().annotation(id)?;
                let mut shown = state.open.derived.notes().all().iter();
                let shown = shown.find(|shown| shown.id == *id)?;
                let derived = &state.open.derived;
                let at = shown.position(&derived.drawn, derived.drawn_positions())?;
                (note.text.clone(), Pos2::ZERO, at)
            }
        };
        Some(Self {
            of: of.clone(),
            text,
            at,
            from,
            awaits_focus: true,
        })
    }

    /// What is typed: the change it makes, if it makes one.
    pub(super) fn typed(&self, state: &State) -> Typed {
        self.change(state).map_or_else(Typed::default, Typed::one)
    }

    /// The change that the text makes: a note without words is deleted.
    fn change(&self, state: &State) -> Option<Change> {
        let text = self.text.trim_end();
        let is_empty = text.trim().is_empty();
        match &self.of {
            NoteSketch::New { about, .. } => {
                let at = self.at - self.from;
                let note = Annotation {
                    id: state.document().fresh_annotation_id(),
                    text: text.to_owned(),
                    about: about.clone(),
                    at: Point::rounded(at.x, at.y),
                    ..Annotation::default()
                };
                (!is_empty).then(|| Change::AddAnnotation(Box::new(note)))
            }
            NoteSketch::Text(id) if is_empty => Some(Change::DeleteAnnotation(id.clone())),
            NoteSketch::Text(id) => {
                let (_, note) = state.document().annotation(id)?;
                let change = || Change::SetAnnotationText(id.clone(), text.to_owned());
                (note.text != text).then(change)
            }
        }
    }
}

/// Shows the form, if a text note is being written.
pub(super) fn show(
    ui: &Ui,
    canvas: Rect,
    camera: scene::Viewport,
    draft: &mut Option<NoteDraft>,
    view: View,
) {
    let Some(sketch) = &view.state.open.session.note_sketch else {
        *draft = None;
        return;
    };
    if draft.as_ref().is_none_or(|draft| draft.of != *sketch) {
        *draft = NoteDraft::new(sketch, canvas, camera, view.state);
    }
    let Some(draft) = draft else { return };
    let point = camera.picture_from_layout(draft.at) + canvas.min.to_vec2();
    Area::new(Id::new("text note"))
        .order(Order::Foreground)
        .fixed_pos(point)
        .pivot(Align2::CENTER_CENTER)
        .constrain_to(ui.ctx().content_rect().shrink(4.0))
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).inner_margin(12).show(ui, |ui| {
                ui.set_width(260.0);
                ui.spacing_mut().item_spacing.y = 6.0;
                // A field is invisible on the background of the popup.
                ui.visuals_mut().extreme_bg_color = ui.visuals().faint_bg_color;
                form(ui, draft, view);
            });
        });
}

fn form(ui: &mut Ui, draft: &mut NoteDraft, view: View) {
    let field = Id::new("words of a text note");
    if draft.awaits_focus {
        // egui measures a new form first, and drops the focus of what it does not show yet.
        draft.awaits_focus = !ui.memory(|memory| memory.has_focus(field)) || ui.is_sizing_pass();
        if draft.awaits_focus {
            key_queue::focus(ui.ctx(), field);
        }
    }
    // Read before the field is shown, which would break the line.
    let is_entered = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let label = ui.label(RichText::new("Text note").family(theme::bold()));
    let words = TextEdit::multiline(&mut draft.text)
        .id(field)
        .desired_rows(3)
        .desired_width(f32::INFINITY)
        .char_limit(MAX_LETTERS)
        .hint_text("What readers should notice");
    ui.add(words).labelled_by(label.id);
    let is_there = matches!(draft.of, NoteSketch::Text(_));
    let is_empty = draft.text.trim().is_empty();
    let done = match (is_there, is_empty) {
        (false, _) => "Add",
        (true, false) => "Done",
        (true, true) => "Delete",
    };
    ui.horizontal(|ui| {
        let button = ui.add_enabled(is_there || !is_empty, Button::new(done));
        let button = button.on_hover_text("Ctrl+Enter");
        if button.clicked() || is_entered && (is_there || !is_empty) {
            view.send(Command::Note(None));
            if let Some(change) = draft.change(view.state) {
                view.send(Command::Change(change));
            }
            // A field that is no longer shown would take the next keys.
            ui.memory_mut(egui::Memory::stop_text_input);
        }
        if ui.button("Cancel").clicked() {
            view.send(Command::Note(None));
        }
    });
}
