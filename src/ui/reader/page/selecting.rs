//! Selecting words on the page with the pointer, and the rectangles of a range of the text.

use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::cursor::CCursor;
use egui::{Color32, Pos2, Rect, Response, Ui, pos2};

use super::layout::{byte_of, chars_before, galley};
use super::{LaidBlock, Page};
use crate::ui::reader::selection::{Selection, sentence_at, word_at};

impl Page {
    /// The place one line above or below a place.
    pub(in crate::ui::reader) fn line_from(
        &self,
        ctx: &egui::Context,
        at: usize,
        is_down: bool,
    ) -> usize {
        let index = self.blocks.at_byte(at);
        let Some(block) = self.blocks.get(index) else {
            return at;
        };
        let galley = galley(ctx, &self.text, block, self.width);
        let words = &self.text.as_str()[block.range.clone()];
        let cursor = CCursor::new(chars_before(words, at - block.range.start));
        let (moved, _) = if is_down {
            galley.cursor_down_one_row(&cursor, None)
        } else {
            galley.cursor_up_one_row(&cursor, None)
        };
        let there = block.range.start + byte_of(words, moved.index.0);
        if is_down && there >= block.range.end {
            let next = self.blocks.get(index + 1);
            return next.map_or(block.range.end, |next| next.range.start);
        }
        if !is_down && there == at {
            let before = index
                .checked_sub(1)
                .and_then(|index| self.blocks.get(index));
            return before.map_or(block.range.start, |before| before.range.end);
        }
        there
    }

    pub(super) fn paint_selection(&self, painter: &egui::Painter, color: Color32) {
        let Some(range) = self.selection.and_then(Selection::words) else {
            return;
        };
        for laid in &self.laid {
            for rect in self.rects(laid, &range) {
                painter.rect_filled(rect, 2.0, color);
            }
        }
    }

    /// The rectangles of a range within a block, one for each line.
    pub(super) fn rects(&self, laid: &LaidBlock, range: &Range<usize>) -> Vec<Rect> {
        let Some(block) = self.blocks.get(laid.index) else {
            return Vec::new();
        };
        let start = range.start.max(block.range.start);
        let end = range.end.min(block.range.end);
        if start >= end {
            return Vec::new();
        }
        let words = &self.text.as_str()[block.range.clone()];
        let letters = chars_before(words, start - block.range.start)
            ..chars_before(words, end - block.range.start);
        let mut rects = Vec::new();
        let mut begun = 0;
        for row in &laid.galley.rows {
            let count = row.char_count_including_newline().0;
            let from = letters.start.max(begun) - begun;
            let to = letters.end.min(begun + count).saturating_sub(begun);
            if from < to {
                let x = |column: usize| row.pos.x + row.x_offset(column.into());
                let rect = Rect::from_min_max(
                    pos2(x(from), row.min_y() + 2.0),
                    pos2(x(to), row.max_y() - 1.0),
                );
                rects.push(rect.translate(laid.rect.min.to_vec2()));
            }
            begun += count;
        }
        rects
    }

    /// The place of the text under a point, or next to it.
    fn at(&self, point: Pos2) -> Option<usize> {
        let below = self
            .laid
            .iter()
            .position(|laid| point.y < laid.rect.bottom());
        let laid = below
            .and_then(|place| self.laid.get(place))
            .or(self.laid.last())?;
        let block = self.blocks.get(laid.index)?;
        let words = &self.text.as_str()[block.range.clone()];
        let cursor = laid.galley.cursor_from_pos(point - laid.rect.min);
        Some(block.range.start + byte_of(words, cursor.index.0))
    }

    /// A drag selects characters, a double click a word, a triple click a sentence; Shift extends
    /// the selection. Returns whether the page was pressed.
    pub(super) fn select(&mut self, ui: &Ui, response: &Response) -> bool {
        let Some(point) = response.interact_pointer_pos() else {
            return false;
        };
        let Some(at) = self.at(point) else {
            return false;
        };
        let (is_pressed, is_shift) =
            ui.input(|input| (input.pointer.primary_pressed(), input.modifiers.shift));
        let text = Arc::clone(&self.text);
        let block = self.block_at(at);
        if response.triple_clicked() {
            self.selection = Some(sentence_at(text.as_str(), at, &block));
        } else if response.double_clicked() {
            self.selection = Some(word_at(text.as_str(), at, &block));
        } else if is_pressed {
            let anchor = self.selection.filter(|_| is_shift);
            let anchor = anchor.map(|selection| selection.anchor);
            let anchor = anchor.or_else(|| self.other_end(point)).unwrap_or(at);
            self.selection = Some(Selection { anchor, head: at });
        } else if response.drag_stopped() {
            let is_exact = ui.input(|input| input.modifiers.alt);
            if let Some(selection) = self.selection.filter(|_| !is_exact) {
                self.selection = Some(selection.snapped(text.as_str()));
            }
        } else if response.dragged_by(egui::PointerButton::Primary) {
            if let Some(selection) = &mut self.selection {
                selection.head = at;
            }
            self.follow(ui, point);
        }
        is_pressed
    }

    /// Both ends of the selection on the page, each a line as high as its row.
    fn ends(&self) -> Option<[Rect; 2]> {
        let range = self.selection.and_then(Selection::words)?;
        let mut rects = self.laid.iter().flat_map(|laid| self.rects(laid, &range));
        let first = rects.next()?;
        let last = rects.last().unwrap_or(first);
        let line = |x, rect: Rect| Rect::from_x_y_ranges(x..=x, rect.y_range());
        Some([line(first.left(), first), line(last.right(), last)])
    }

    /// The end of the selection that stays when the end at this point is dragged.
    pub(super) fn other_end(&self, point: Pos2) -> Option<usize> {
        const REACH: f32 = 6.0;
        let range = self.selection.and_then(Selection::words)?;
        let [start, end] = self.ends()?.map(|end| end.distance_to_pos(point));
        if start.min(end) > REACH {
            None
        } else if start < end {
            Some(range.end)
        } else {
            Some(range.start)
        }
    }

    /// Both ends as marks that can be dragged.
    pub(super) fn paint_ends(&self, painter: &egui::Painter, color: Color32) {
        for end in self.ends().into_iter().flatten() {
            painter.rect_filled(end.expand2(egui::vec2(1.0, 1.0)), 0.0, color);
            painter.circle_filled(end.center_bottom(), 3.5, color);
        }
    }

    /// Scrolls while the pointer drags beyond the edge.
    fn follow(&mut self, ui: &Ui, point: Pos2) {
        let seen = ui.clip_rect();
        let beyond = (point.y - seen.bottom()).max(0.0) + (point.y - seen.top()).min(0.0);
        if beyond != 0.0 {
            let time = ui.input(|input| input.stable_dt);
            self.pending_scroll += beyond.clamp(-60.0, 60.0) * time * 12.0;
            ui.ctx().request_repaint();
        }
    }
}
