//! The caret and the selection of text fields. When the keyboard comes to a field of one line, its
//! whole text is selected: what is typed replaces it. A field of several lines keeps its caret, and
//! so does one that was clicked. Knows no field.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Context, Id, Rect, TextStyle};

/// Begins and ends a frame: selects the text of the field that got the focus.
pub(crate) fn follow_focus(ctx: &Context) {
    let before: Option<Id> = ctx.data(|data| data.get_temp(slot()));
    match ctx.memory(egui::Memory::focused) {
        None => {
            // A field that is still there keeps its caret until it gets the focus back.
            if before.is_some_and(|field| rect_of(ctx, field).is_none()) {
                ctx.data_mut(|data| data.remove::<Id>(slot()));
            }
        }
        Some(field) if before != Some(field) => {
            keep(ctx, field);
            // Other widgets must not get a state: egui would take them for fields.
            let is_field = TextEditState::load(ctx, field).is_some();
            let rect = rect_of(ctx, field).filter(|_| is_field);
            if rect.is_some_and(|rect| is_entered(ctx, rect)) {
                let end = CCursor::new(usize::MAX);
                put(ctx, field, CCursorRange::two(CCursor::default(), end));
            }
        }
        Some(_) => {}
    }
}

/// Whether a field of one line got the focus in another way than by a click.
fn is_entered(ctx: &Context, rect: Rect) -> bool {
    let font = TextStyle::Body.resolve(&ctx.global_style());
    let line_height = ctx.fonts_mut(|fonts| fonts.row_height(&font));
    let is_clicked = ctx.input(|input| {
        let pointer = &input.pointer;
        let is_pressed = pointer.any_pressed() || pointer.any_down() || pointer.any_released();
        is_pressed && pointer.interact_pos().is_some_and(|at| rect.contains(at))
    });
    !is_clicked && rect.height() < 2.0 * line_height
}

/// Where a widget is, if it is shown. Asking egui for its response would take its focus away while
/// the pointer is pressed elsewhere.
fn rect_of(ctx: &Context, widget: Id) -> Option<Rect> {
    ctx.viewport(|viewport| {
        let now = viewport.this_pass.widgets.get(widget);
        let shown = now.or_else(|| viewport.prev_pass.widgets.get(widget));
        shown.map(|widget| widget.rect)
    })
}

/// Keeps the caret and the selection of a field that gets the focus.
pub(crate) fn keep(ctx: &Context, field: Id) {
    ctx.data_mut(|data| data.insert_temp(slot(), field));
}

/// Selects the text of the field with the focus as if it had just got it, because the text is
/// another one.
pub(crate) fn select_again(ctx: &Context) {
    ctx.data_mut(|data| data.remove::<Id>(slot()));
}

/// Puts the caret at the end of the text of a field.
pub(crate) fn caret_at_end(ctx: &Context, field: Id, text: &str) {
    let end = CCursor::new(text.chars().count());
    put(ctx, field, CCursorRange::one(end));
}

fn put(ctx: &Context, field: Id, range: CCursorRange) {
    let mut state = TextEditState::load(ctx, field).unwrap_or_default();
    state.cursor.set_char_range(Some(range));
    state.store(ctx, field);
    ctx.request_repaint();
}

fn slot() -> Id {
    Id::new("the field that had the focus last")
}
