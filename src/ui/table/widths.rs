//! The widths of the columns of a table: what is left of a wide table goes to the last column of
//! texts, and a narrow one gives it its own width back.

use egui::{Id, IdMap, Rangef, Ui};
use egui_table::TableState;

use super::RecordTable;
use super::drafts::StretchedColumn;
use crate::app::rows::{ColumnOrder, RecordKind, RowColumn, columns};

/// The least and the greatest width of a column, in points.
pub(super) const WIDTHS: Rangef = Rangef {
    min: 36.0,
    max: 1200.0,
};

/// The width of the scroll bar, in points.
const BAR_WIDTH: f32 = 10.0;

impl RecordTable {
    /// Gives columns their widths in a table of this width.
    pub(super) fn divide(&mut self, ui: &Ui, table: Id, room: f32, shown: &[&'static RowColumn]) {
        let kind = self.kind;
        // Without widths the first frame would give each column the width of its texts.
        let mut state = TableState::load(ui, table).unwrap_or_else(|| TableState {
            col_widths: usual(kind),
            parent_width: None,
        });
        let widths = &mut state.col_widths;
        let was_stretched = self.stretched.is_some();
        if let Some(before) = self.stretched.take()
            && let Some(width) = widths.get_mut(&before.column)
            && (*width - before.given).abs() < 0.5
        {
            *width = before.own;
        }
        let left = room
            - BAR_WIDTH
            - shown
                .iter()
                .map(|column| own(widths, kind, column))
                .sum::<f32>();
        // A column whose edge is dragged stays where the pointer has it.
        let is_dragging = ui.input(|input| input.pointer.any_down()) && !was_stretched;
        let last = shown
            .iter()
            .rfind(|column| column.order == ColumnOrder::Letters);
        if let Some(last) = last.filter(|_| left > 0.0 && !is_dragging) {
            let (column, own) = (column_id(kind, last), own(widths, kind, last));
            let given = WIDTHS.clamp(own + left);
            widths.insert(column, given);
            self.stretched = Some(StretchedColumn { column, own, given });
        }
        state.store(ui, table);
    }
}

fn usual(kind: RecordKind) -> IdMap<f32> {
    let all = columns(kind).iter();
    all.map(|column| (column_id(kind, column), column.width))
        .collect()
}

fn own(widths: &IdMap<f32>, kind: RecordKind, column: &RowColumn) -> f32 {
    let kept = widths.get(&column_id(kind, column));
    kept.copied().unwrap_or(column.width)
}

pub(super) fn column_id(kind: RecordKind, column: &RowColumn) -> Id {
    Id::new((kind, column.title))
}
