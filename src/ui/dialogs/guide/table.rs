//! Tables of the guide: columns as wide as their words, or as there is room.

use egui::text::LayoutJob;
use egui::{Grid, Label, Ui};

use super::pages::{GuideStyle, GuideText};
use super::styled::append;

/// Between two columns, in points.
const GAP: f32 = 14.0;

pub(super) fn show(ui: &mut Ui, rows: &[Vec<GuideText>]) {
    let count = rows.iter().map(Vec::len).max().unwrap_or_default();
    let jobs: Vec<Vec<LayoutJob>> = rows
        .iter()
        .enumerate()
        .map(|(number, row)| row.iter().map(|cell| job(ui, cell, number == 0)).collect())
        .collect();
    let natural = |column: usize| {
        let cells = jobs.iter().filter_map(|row| row.get(column));
        let widths = cells.map(|job| ui.fonts_mut(|fonts| fonts.layout_job(job.clone()).size().x));
        widths.fold(0.0, f32::max).ceil()
    };
    let natural: Vec<f32> = (0..count).map(natural).collect();
    let room = ui.available_width() - GAP * count.saturating_sub(1) as f32;
    let widths = column_widths(&natural, room);
    ui.add_space(4.0);
    Grid::new(ui.next_auto_id())
        .striped(true)
        .spacing([GAP, 4.0])
        .min_col_width(0.0)
        .show(ui, |ui| {
            for row in jobs {
                for (job, width) in row.into_iter().zip(&widths) {
                    ui.vertical(|ui| {
                        ui.set_width(*width);
                        ui.add(Label::new(job).selectable(true).wrap());
                    });
                }
                ui.end_row();
            }
        });
    ui.add_space(4.0);
}

/// The words of a cell; those of the head are bold.
fn job(ui: &Ui, cell: &GuideText, is_head: bool) -> LayoutJob {
    let mut job = LayoutJob::default();
    for (words, style) in cell {
        let style = match style {
            GuideStyle::Plain if is_head => GuideStyle::Bold,
            other => *other,
        };
        append(ui, &mut job, words, style);
    }
    job
}

/// The widths of columns: what they need, where there is room; else the wide ones share what the
/// narrow ones leave.
fn column_widths(natural: &[f32], room: f32) -> Vec<f32> {
    let mut by_width: Vec<f32> = natural.to_vec();
    by_width.sort_by(f32::total_cmp);
    let mut left = room;
    let mut widest = f32::INFINITY;
    for (number, width) in by_width.iter().enumerate() {
        let share = left / (by_width.len() - number) as f32;
        if *width > share {
            widest = share.max(0.0);
            break;
        }
        left -= width;
    }
    natural.iter().map(|width| width.min(widest)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_columns_share_what_narrow_ones_leave() {
        assert_eq!(column_widths(&[50.0, 80.0], 200.0), [50.0, 80.0]);
        let shared = column_widths(&[50.0, 400.0, 90.0, 300.0], 440.0);
        assert_eq!(shared, [50.0, 150.0, 90.0, 150.0]);
        assert_eq!(column_widths(&[400.0, 300.0], 100.0), [50.0, 50.0]);
        assert!(column_widths(&[], 100.0).is_empty());
    }
}
