//! Long lists inside a scrolling panel: rows out of view cost no time.

use std::ops::Range;

use egui::{Id, Ui};

/// Rows of one height; `row` shows those in view, by number.
pub(crate) fn rows(ui: &mut Ui, height: f32, count: usize, mut row: impl FnMut(&mut Ui, usize)) {
    let step = height + ui.spacing().item_spacing.y;
    let seen = in_view(ui, step, count);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(seen.start as f32 * step);
    });
    for index in seen.clone() {
        ui.allocate_ui(egui::vec2(ui.available_width(), height), |ui| {
            // Otherwise a row is as high as a button.
            ui.spacing_mut().interact_size.y = height;
            ui.set_min_height(height);
            row(ui, index);
        });
    }
    ui.add_space((count - seen.end) as f32 * step);
}

/// The rows that are in view, one more on either side.
fn in_view(ui: &Ui, step: f32, count: usize) -> Range<usize> {
    let top = ui.cursor().top();
    let row_at = |y: f32| ((y - top) / step).max(0.0) as usize;
    let clip = ui.clip_rect();
    let first = row_at(clip.top()).saturating_sub(1).min(count);
    let last = (row_at(clip.bottom()) + 2).clamp(first, count);
    first..last
}

/// The assumed height of a block that was not shown yet.
const ASSUMED_HEIGHT: f32 = 72.0;

/// Blocks of any height; each is measured when it is shown, and the height is kept under `id`.
pub(crate) fn blocks(ui: &mut Ui, id: Id, count: usize, mut block: impl FnMut(&mut Ui, usize)) {
    let mut heights: Vec<f32> = ui.data_mut(|data| data.get_temp(id)).unwrap_or_default();
    heights.resize(count, ASSUMED_HEIGHT);
    let clip = ui.clip_rect().expand(200.0);
    let gap = ui.spacing().item_spacing.y;
    for (index, height) in heights.iter_mut().enumerate() {
        let top = ui.cursor().top();
        if top > clip.bottom() || top + *height < clip.top() {
            ui.add_space(*height);
            continue;
        }
        block(ui, index);
        let taken = ui.cursor().top() - top;
        if (taken - *height).abs() > 0.5 {
            *height = taken.max(gap);
            ui.ctx().request_repaint();
        }
    }
    ui.data_mut(|data| data.insert_temp(id, heights));
}
