//! Lists that drop down: above the dialog that they belong to, and with arrows and Enter while they
//! are open.

use egui::{ComboBox, FocusDirection, Id, InnerResponse, Key, LayerId, Modifiers, Rect, Ui};

/// A list that drops down. [`ComboBox::show_ui`] of egui would leave it behind a dialog, and its
/// keys to the dialog.
pub(crate) trait DropDown {
    /// Shows the list, with these contents while it is open.
    fn show_list<R>(
        self,
        ui: &mut Ui,
        contents: impl FnOnce(&mut Ui) -> R,
    ) -> InnerResponse<Option<R>>
    where
        Self: Sized,
    {
        self.show_list_at(ui, None, contents)
    }

    /// The same; the arrows begin at the entry of this number, which is the chosen one.
    fn show_list_at<R>(
        self,
        ui: &mut Ui,
        chosen: Option<usize>,
        contents: impl FnOnce(&mut Ui) -> R,
    ) -> InnerResponse<Option<R>>;
}

impl DropDown for ComboBox {
    #[expect(clippy::disallowed_methods, reason = "here it gets its layer and keys")]
    fn show_list_at<R>(
        self,
        ui: &mut Ui,
        chosen: Option<usize>,
        contents: impl FnOnce(&mut Ui) -> R,
    ) -> InnerResponse<Option<R>> {
        let parent = ui.layer_id();
        self.show_ui(ui, |ui| {
            keep_above(ui, parent);
            walk(ui, chosen);
            let inner = contents(ui);
            close_by_key(ui);
            inner
        })
    }
}

/// The place of the chosen one among all choices of a list.
pub(crate) fn place_of<T: PartialEq>(all: &[T], chosen: &T) -> Option<usize> {
    all.iter().position(|choice| choice == chosen)
}

/// Keeps the layer of a list above the layer that it belongs to. egui remembers an order of layers,
/// and raises both in a frame in which the button of the mouse is pressed and released.
pub(crate) fn keep_above(list: &Ui, parent: LayerId) {
    let layer = list.layer_id();
    if layer.order == parent.order && layer != parent {
        list.ctx().set_sublayer(parent, layer);
    }
}

/// The arrows move the focus through the entries of the list, beginning at the chosen one.
fn walk(ui: &Ui, chosen: Option<usize>) {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
    if !(down || up) {
        return;
    }
    let entries = entries(ui);
    let focused = ui.memory(egui::Memory::focused);
    let now = entries.iter().position(|(id, _)| focused == Some(*id));
    let now = now.or(chosen);
    let last = entries.len().saturating_sub(1);
    let next = match now {
        Some(now) if down => (now + 1).min(last),
        Some(now) => now.saturating_sub(1),
        None if down => 0,
        None => last,
    };
    if let Some((id, rect)) = entries.get(next) {
        ui.memory_mut(|memory| {
            memory.request_focus(*id);
            // egui moves the focus by the arrows as well.
            memory.move_focus(FocusDirection::None);
        });
        ui.scroll_to_rect(*rect, None);
    }
}

/// Enter and Space have clicked the entry with the focus; both and Escape close the list.
fn close_by_key(ui: &Ui) {
    let focused = ui.memory(egui::Memory::focused);
    let Some(focused) = focused.filter(|id| entries(ui).iter().any(|(entry, _)| entry == id))
    else {
        return;
    };
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let is_chosen = pressed(Key::Enter) | pressed(Key::Space);
    if is_chosen {
        ui.close();
    }
    if is_chosen || ui.input(|input| input.key_pressed(Key::Escape)) {
        ui.memory_mut(|memory| memory.surrender_focus(focused));
    }
}

/// The entries of the list in the last frame, from above.
fn entries(ui: &Ui) -> Vec<(Id, Rect)> {
    let layer = ui.layer_id();
    let mut entries: Vec<_> = ui.ctx().viewport(|viewport| {
        let widgets = viewport.prev_pass.widgets.get_layer(layer);
        widgets
            .filter(|widget| {
                // The list as a whole takes clicks, too.
                widget.id != layer.id.with("move")
                    && widget.enabled
                    && widget.sense.senses_click()
                    && widget.sense.is_focusable()
            })
            .map(|widget| (widget.id, widget.rect))
            .collect()
    });
    entries.sort_by(|(_, a), (_, b)| a.top().total_cmp(&b.top()));
    entries
}
