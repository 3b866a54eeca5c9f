//! Rows and sections of the Sources tab.

use egui::{
    Align, Checkbox, ComboBox, Layout, Response, RichText, ScrollArea, TextStyle, TextWrapMode, Ui,
    WidgetText, vec2,
};

use crate::ui::shell::theme;
use crate::ui::widgets::cut;
use crate::ui::widgets::drop_down::DropDown as _;

/// Longer lists scroll, at this height in points.
const MAX_ROWS_WITHOUT_SCROLLING: usize = 12;

const LIST_HEIGHT: f32 = 260.0;

/// The width at the right edge that the scroll bar may cover.
const SCROLL_BAR: f32 = 8.0;

/// A check box with a truncated text, and counts at the right edge.
pub(super) fn switch(ui: &mut Ui, is_shown: bool, words: &str, counts: &str) -> Response {
    let mut is_on = is_shown;
    beside(ui, counts, |ui| ui.add(Checkbox::new(&mut is_on, words)))
}

/// Contents at the left, truncated where the text at the right edge begins.
pub(super) fn beside<T>(ui: &mut Ui, words: &str, left: impl FnOnce(&mut Ui) -> T) -> T {
    let height = row_height(ui);
    let size = vec2(ui.available_width() - SCROLL_BAR, height);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.label(RichText::new(words).weak().size(12.0));
        ui.with_layout(Layout::left_to_right(Align::Center), left)
            .inner
    })
    .inner
}

/// A row of a grid: a label, and a list as wide as possible.
pub(super) fn pick(
    ui: &mut Ui,
    label: &str,
    text: impl Into<WidgetText>,
    choices: impl FnOnce(&mut Ui),
) {
    let named = ui.label(label);
    let text = text.into();
    let whole = text.text().to_owned();
    let width = (ui.available_width() - 4.0).clamp(80.0, 180.0);
    let list = ComboBox::from_id_salt(label)
        .selected_text(text)
        .width(width)
        .truncate()
        .show_list(ui, choices);
    cut::full_choice(list.response, &whole).labelled_by(named.id);
    ui.end_row();
}

/// Rows of one line each; a long list scrolls, and only rows in view are drawn.
pub(super) fn rows(ui: &mut Ui, name: &str, count: usize, mut row: impl FnMut(&mut Ui, usize)) {
    let height = row_height(ui);
    let mut list = |ui: &mut Ui, numbers: std::ops::Range<usize>| {
        // A long title must not widen the panel.
        ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
        ui.spacing_mut().interact_size.y = height;
        ui.spacing_mut().button_padding.y = 1.0;
        ui.spacing_mut().item_spacing.y = 1.0;
        for number in numbers {
            row(ui, number);
        }
    };
    ui.push_id(name, |ui| {
        if count <= MAX_ROWS_WITHOUT_SCROLLING {
            list(ui, 0..count);
            return;
        }
        ScrollArea::vertical()
            .max_height(LIST_HEIGHT)
            .auto_shrink([false, true])
            .show_rows(ui, height, count, list);
    });
}

fn row_height(ui: &Ui) -> f32 {
    ui.text_style_height(&TextStyle::Body) + 4.0
}

/// A title, and the names of the counts below it at the right edge.
pub(super) fn section_with(ui: &mut Ui, title: &str, counts: &str) {
    ui.add_space(6.0);
    beside(ui, counts, |ui| {
        ui.label(RichText::new(title).family(theme::bold()));
    });
}

pub(super) fn section(ui: &mut Ui, title: &str) {
    ui.add_space(6.0);
    ui.label(RichText::new(title).family(theme::bold()));
}
