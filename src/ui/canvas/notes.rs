//! Text notes on the canvas: dragged to move, double-clicked to edit, with a menu of their own.

use egui::{
    CursorIcon, Key, PointerButton, Pos2, Rect, Response, Sense, Ui, Vec2, WidgetInfo, WidgetType,
};

use super::drags::NoteDrag;
use super::{Canvas, accessibility, painter};
use crate::app::{Change, Command, NoteSketch, State};
use crate::model::Point;
use crate::scene::{Mark, PlacedNote};
use crate::ui::View;
use crate::ui::shell::theme;

impl Canvas {
    /// The text note at a point of the screen, as it is in the scene.
    pub(super) fn note_at(&self, pointer: Option<Pos2>, rect: Rect) -> Option<&PlacedNote> {
        let (drawn, point) = (self.drawn.as_ref()?, (pointer? - rect.min).to_pos2());
        drawn.layer.scene.note_at(drawn.place.inverse(point))
    }

    /// Moves the note that is dragged, and opens the form of one that is double-clicked.
    pub(super) fn note_gestures(&mut self, ui: &Ui, response: &Response, view: View) {
        let pointer = response.interact_pointer_pos().or(response.hover_pos());
        let pressed = ui.input(|input| input.pointer.press_origin()).or(pointer);
        if response.drag_started_by(PointerButton::Primary)
            && self.is_idle()
            && let Some(note) = self.note_at(pressed, response.rect).cloned()
            && let (Some(from), Some(to)) = (pressed, pointer)
        {
            self.note_drag = Some(NoteDrag { note, from, to });
        }
        if self.note_drag.is_some() || self.note_at(response.hover_pos(), response.rect).is_some() {
            response.ctx.set_cursor_icon(CursorIcon::Move);
        }
        if response.double_clicked()
            && let Some(note) = self.note_at(pointer, response.rect)
        {
            view.send(Command::Note(Some(NoteSketch::Text(note.id.clone()))));
        }
        let Some(drag) = &mut self.note_drag else {
            return;
        };
        drag.to = pointer.unwrap_or(drag.to);
        if !response.dragged() {
            let change = self.moved_note(response, view.state);
            self.note_drag = None;
            if let Some(change) = change {
                view.send(Command::Change(change));
            }
        }
    }

    /// Places a node at each text note, for keyboards and screen readers: Enter edits it.
    pub(super) fn note_nodes(&self, ui: &Ui, rect: Rect, view: View) {
        let Some(drawn) = self.drawn.as_ref().filter(|_| accessibility::is_wanted(ui)) else {
            return;
        };
        let place = drawn.place.then(rect.min.to_vec2());
        for note in &drawn.layer.scene.notes {
            let area = Rect::from_two_pos(place.point(note.rect.min), place.point(note.rect.max));
            let widget = accessibility::widget_id("note", note.id.as_str());
            let response = ui.interact(area, widget, Sense::focusable_noninteractive());
            let words = view.state.document().annotation(&note.id);
            let words = words.map_or("", |(_, note)| note.text.as_str());
            response.widget_info(|| {
                WidgetInfo::labeled(WidgetType::Button, true, format!("Text note: {words}"))
            });
            let is_entered = response.has_focus() && accessibility::take_key(ui, Key::Enter);
            if is_entered || accessibility::is_pressed_by_reader(ui, response.id) {
                view.send(Command::Note(Some(NoteSketch::Text(note.id.clone()))));
            }
        }
    }

    /// The change that a drag makes: the note is where its text was dropped.
    fn moved_note(&self, response: &Response, state: &State) -> Option<Change> {
        let (drag, drawn) = (self.note_drag.as_ref()?, self.drawn.as_ref()?);
        let derived = &state.open.derived;
        let mut shown = derived.notes().all().iter();
        let shown = shown.find(|shown| shown.id == drag.note.id)?;
        let positions = derived.drawn_positions();
        let from = match &shown.about {
            None => Pos2::ZERO,
            Some(about) => about.position(&derived.drawn, positions)?,
        };
        let middle = drawn.place.point(drag.note.rect.center()) + (drag.to - drag.from);
        let camera = self.camera.view(response.rect.size());
        let at = camera.layout_from_picture(middle) - from;
        Some(Change::MoveAnnotation(
            drag.note.id.clone(),
            Point::rounded(at.x, at.y),
        ))
    }

    /// Paints the note that is dragged where the pointer is; what is beneath it fades.
    pub(super) fn paint_note_drag(&self, ui: &Ui, rect: Rect) {
        let (Some(drag), Some(drawn)) = (&self.note_drag, &self.drawn) else {
            return;
        };
        let place = drawn.place.then(rect.min.to_vec2());
        let painter = ui.painter_at(rect);
        let colors = theme::of(ui.ctx());
        let before = Rect::from_two_pos(
            place.point(drag.note.rect.min),
            place.point(drag.note.rect.max),
        );
        let veil = theme::color(colors.background).gamma_multiply(0.7);
        painter.rect_filled(before, 0.0, veil);
        let by: Vec2 = (drag.to - drag.from) / place.scale;
        let shapes = drag.note.moved_shapes(by, &colors);
        let marks: Vec<Mark> = shapes
            .into_iter()
            .map(|shape| Mark {
                subject: None,
                shape,
                opacity: 1.0,
            })
            .collect();
        painter.extend(painter::shapes(&painter, &marks, place));
    }
}
