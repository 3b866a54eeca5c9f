//! The matrix instead of the network on the canvas: pointer, keyboard, cards, and the choice of its
//! order. Draws no cells.

use egui::{Area, ComboBox, Frame, Id, Order, PointerButton, Rect, Response, Sense, Ui, Vec2};

use super::matrix_cache::DrawnKey;
use super::{Canvas, accessibility, emphasis, gestures, legend, sketch, subject_of, target_of};
use crate::app::{CameraMove, Command, State};
use crate::scene::{MatrixCamera, MatrixOrder, Subject, Theme};
use crate::ui::View;
use crate::ui::shell::theme;
use crate::ui::widgets::drop_down::{DropDown as _, place_of};
use crate::ui::widgets::hover_link;

/// Space around the matrix, and above it for the choice of its order, in points.
const MARGIN: f32 = 12.0;
const CHOICE_HEIGHT: f32 = 40.0;

impl Canvas {
    /// Shows one frame of the matrix.
    pub(super) fn show_matrix(&mut self, ui: &mut Ui, view: View) {
        let rect = ui.max_rect();
        self.redraw_matrix(ui, rect, view.state);
        let response = ui.allocate_response(ui.available_size(), Sense::click_and_drag());
        self.take_matrix_input(ui, &response, view);
        self.redraw_matrix(ui, rect, view.state);
        ui.painter_at(rect).extend(self.matrix.shapes());
        self.paint_focus(ui, rect, view.state);
        if !view.state.document().actors.is_empty() {
            choose_order(ui, rect, view);
        }
        let camera = self.camera.view(rect.size());
        sketch::show(ui, rect, camera, &mut self.sketch, view);
        self.context_menu(&response, view);
        self.card_place = self.place_matrix_card(&response, view.state);
        self.was_dark = theme::of(ui.ctx()) == Theme::dark();
    }

    /// Moves the camera of the matrix.
    pub(super) fn move_matrix_camera(&mut self, how: &CameraMove, state: &State) {
        match how {
            CameraMove::Fit => self.matrix.fit(),
            CameraMove::In => self.matrix.zoom_by(1.25, None),
            CameraMove::Out => self.matrix.zoom_by(0.8, None),
            CameraMove::At(target) => {
                if let Some(subject) = subject_of(state, target) {
                    self.matrix.scroll_to(subject);
                }
            }
        }
    }

    fn redraw_matrix(&mut self, ui: &Ui, canvas: Rect, state: &State) {
        let key = DrawnKey {
            emphasis: emphasis(state),
            encoding: state.encoding(),
            canvas,
            region: region(ui, canvas),
            theme: theme::of(ui.ctx()),
            was_dark: self.was_dark,
            pixels_per_point: ui.ctx().pixels_per_point(),
            camera: MatrixCamera::default(),
            pointed: None,
            content: 0,
        };
        self.matrix.redraw(ui.painter(), key, state);
    }

    /// Pointer and wheel.
    fn take_matrix_input(&mut self, ui: &Ui, response: &Response, view: View) {
        let pointer = response.hover_pos();
        let hit = self.matrix.hit(pointer);
        let target = hit.and_then(|subject| target_of(view.state, subject));
        if target.is_some() {
            ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        // egui reports the pointer one frame late, so its position is compared.
        let has_moved = self.matrix.follow_pointer(pointer);
        let is_elsewhere = pointer.is_none() && hover_link::is_at_something(ui.ctx());
        let is_other = target != view.state.open.session.hovered;
        if is_other && has_moved && !is_elsewhere {
            view.send(Command::Hover(target));
        }
        self.matrix.wheel(ui, pointer);
        let drags = [PointerButton::Primary, PointerButton::Middle];
        if drags.into_iter().any(|button| response.dragged_by(button)) {
            self.matrix.pan_by(response.drag_delta());
        }
        match self.matrix.hit(response.interact_pointer_pos()) {
            Some(Subject::Actor(node)) if response.double_clicked() => {
                gestures::double_click(ui, node, view);
            }
            Some(subject) if response.clicked() => gestures::click(ui, response, subject, view),
            None if response.clicked() => {
                view.send(Command::Select(None));
                view.send(Command::PinCard(None));
            }
            _ => {}
        }
    }

    /// Where a card may be: beside the pointer, or beside what has the keyboard focus.
    fn place_matrix_card(&self, response: &Response, state: &State) -> Option<Rect> {
        let beside = |position: egui::Pos2| Rect::from_center_size(position, Vec2::splat(24.0));
        if let Some(pointer) = response.hover_pos() {
            let has_menu = egui::Popup::is_any_open(&response.ctx);
            return (!has_menu && state.open.session.sketch.is_none()).then(|| beside(pointer));
        }
        let focused = state.open.session.hovered.as_ref()?;
        let has_focus =
            response.ctx.memory(egui::Memory::focused) == Some(accessibility::id(focused));
        let position = match subject_of(state, focused)? {
            Subject::Actor(node) => self.matrix.name_position(node),
            Subject::Tie(tie) => self.matrix.tie_position(tie),
        };
        position.filter(|_| has_focus).map(beside)
    }
}

/// The part of the canvas for the matrix: beside or above the legend, where cells are larger.
fn region(ui: &Ui, canvas: Rect) -> Rect {
    let whole = canvas.shrink(MARGIN);
    let whole = whole.with_min_y((whole.top() + CHOICE_HEIGHT).min(whole.bottom()));
    let Some(legend) = legend::rect(ui.ctx()) else {
        // Names do not run under the button that opens the legend.
        let button = legend::button_rect(ui.ctx());
        let bottom = button.map_or(whole.bottom(), |button| button.top());
        return whole.with_max_y(bottom.clamp(whole.top(), whole.bottom()));
    };
    let beside = whole.with_min_x((legend.right() + MARGIN).clamp(whole.left(), whole.right()));
    let above = whole.with_max_y((legend.top() - MARGIN).clamp(whole.top(), whole.bottom()));
    if beside.size().min_elem() >= above.size().min_elem() {
        beside
    } else {
        above
    }
}

/// The choice of the order, in the upper left corner.
fn choose_order(ui: &Ui, canvas: Rect, view: View) {
    let chosen = view.state.open.session.order;
    Area::new(Id::new("order of the matrix"))
        .order(Order::Middle)
        .fixed_pos(canvas.left_top() + Vec2::splat(10.0))
        .constrain_to(canvas)
        .show(ui.ctx(), |ui| {
            Frame::new().show(ui, |ui| {
                ui.horizontal(|ui| {
                    let label = ui.label("Order");
                    let choice = ComboBox::from_id_salt("order of the matrix")
                        .selected_text(chosen.name())
                        .show_list_at(ui, place_of(&MatrixOrder::ALL, &chosen), |ui| {
                            for order in MatrixOrder::ALL {
                                let row = ui.selectable_label(order == chosen, order.name());
                                if row.clicked() {
                                    view.send(Command::SetOrder(order));
                                }
                            }
                        });
                    choice.response.labelled_by(label.id);
                });
            });
        });
}
