//! The page: a text with its quoted passages. Lays out only what is visible, and returns what was
//! clicked.

mod layout;
mod marks;
mod passages;
mod selecting;

use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::cursor::CCursor;
use egui::{
    Align2, EventFilter, FontId, Galley, Id, Pos2, Rect, Response, ScrollArea, Sense, Stroke, Ui,
    WidgetInfo, WidgetType, pos2, vec2,
};

use self::layout::{FONT, LINE, chars_before, galley};
use self::marks::PassageMark;
pub(super) use self::marks::{Marked, PassageLook};
use super::blocks::{Blocks, LineSize};
use super::selection::Selection;
use crate::evidence::Text;
use crate::model::RelationId;

/// The space for paragraph numbers, and at the right edge.
const GUTTER: f32 = 40.0;
const RIM: f32 = 18.0;
/// The space above and below the text.
const TOP: f32 = 10.0;
const BOTTOM: f32 = 48.0;
/// The distance above and below the visible part within which blocks are measured, so that
/// scrolling never passes them.
const AHEAD: f64 = 400.0;

/// A text, its scroll position, and the selection.
#[derive(Default)]
pub(super) struct Page {
    text: Arc<Text>,
    /// How many other texts were on the page before.
    texts_shown: usize,
    blocks: Blocks,
    width: f32,
    /// Points from the top of the text to the top of the visible part.
    offset: f64,
    height: f32,
    /// The offset to return to.
    offset_before: Option<f64>,
    /// A place to scroll to.
    scroll_target: Option<usize>,
    /// A passage to show.
    revealed: Option<Range<usize>>,
    /// Points to scroll in the next frame.
    pending_scroll: f32,
    pub(super) selection: Option<Selection>,
    laid: Vec<LaidBlock>,
    marks: Vec<PassageMark>,
    /// The number of blocks laid out in the last frame.
    laid_out: usize,
}

/// A block on the screen.
struct LaidBlock {
    index: usize,
    rect: Rect,
    galley: Arc<Galley>,
}

/// What the user did on the page.
pub(super) struct PageEvents {
    pub(super) response: Response,
    /// The relations whose passages are under the pointer, the shortest passage first.
    pub(super) pointed: Vec<RelationId>,
    /// Whether they were clicked.
    pub(super) is_clicked: bool,
    /// Whether the page was pressed in this frame.
    pub(super) is_pressed: bool,
    /// A relation whose passage has the focus, and whether Enter was pressed.
    pub(super) focused: Option<(RelationId, bool)>,
}

impl Page {
    /// The id of the page, which has the focus while the text is read.
    pub(super) fn id() -> Id {
        Id::new("reader page")
    }

    /// The text on the page.
    pub(super) fn text(&self) -> &Arc<Text> {
        &self.text
    }

    /// Sets the text; the same words keep their position and selection.
    pub(super) fn put(&mut self, text: &Arc<Text>) {
        if Arc::ptr_eq(&self.text, text) {
            return;
        }
        if self.text.as_str() == text.as_str() {
            // The same words from another place, or counted in another way.
            self.text = Arc::clone(text);
            return;
        }
        *self = Self {
            text: Arc::clone(text),
            texts_shown: self.texts_shown + 1,
            ..Self::default()
        };
    }

    /// Scrolls to a place of the text, unless it is visible.
    pub(super) fn scroll_to(&mut self, at: usize) {
        let is_seen = self.laid.iter().any(|laid| {
            let seen = self.seen_of(laid);
            self.blocks
                .get(laid.index)
                .is_some_and(|block| block.range.contains(&at))
                && seen
        });
        if !is_seen {
            self.scroll_target = Some(at);
        }
    }

    /// Scrolls as little as shows a passage, in the height that the page has next.
    pub(super) fn reveal(&mut self, passage: Range<usize>) {
        self.revealed = Some(passage);
    }

    /// The beginning of the first paragraph that is seen from its beginning.
    pub(super) fn first_seen(&self) -> usize {
        let mut seen = self.laid.iter().filter(|laid| self.seen_of(laid));
        let first = seen.next().or(self.laid.first());
        let block = first.and_then(|laid| self.blocks.get(laid.index));
        block.map_or(0, |block| block.range.start)
    }

    /// The scroll position, to return to it.
    pub(super) fn place(&self) -> f64 {
        self.offset
    }

    /// Scrolls back to a position.
    pub(super) fn return_to(&mut self, place: f64) {
        self.offset_before = Some(place);
    }

    fn seen_of(&self, laid: &LaidBlock) -> bool {
        let top = self.blocks.top(laid.index) - self.offset;
        top >= 0.0 && top + f64::from(laid.rect.height()) <= f64::from(self.height)
    }

    /// Scrolls by points.
    pub(super) fn scroll_by(&mut self, points: f32) {
        self.pending_scroll += points;
    }

    /// The height of the visible part, in points.
    pub(super) fn view_height(&self) -> f32 {
        self.height
    }

    /// The number of blocks laid out in the last frame.
    #[cfg(test)]
    pub(super) fn laid_out(&self) -> usize {
        self.laid_out
    }

    /// The block around a place.
    pub(super) fn block_at(&self, at: usize) -> Range<usize> {
        let block = self.blocks.get(self.blocks.at_byte(at));
        block.map_or(0..0, |block| block.range.clone())
    }

    /// Shows the page in the available space.
    pub(super) fn show(&mut self, ui: &mut Ui, marked: &Marked<'_>) -> PageEvents {
        self.laid_out = 0;
        let width = (ui.available_width() - GUTTER - RIM).max(80.0).floor();
        if (width - self.width).abs() > 0.5 {
            self.fit(width);
        }
        self.height = ui.available_height();
        let is_moved = self.settle(ui.ctx());
        let mut area = ScrollArea::vertical()
            .id_salt(self.texts_shown)
            .auto_shrink(false)
            .scroll_source(egui::scroll_area::ScrollSource {
                drag: egui::scroll_area::DragScroll::Never,
                ..Default::default()
            });
        if is_moved {
            area = area.vertical_scroll_offset(self.offset as f32);
        }
        let shown = area.show_viewport(ui, |ui, viewport| self.body(ui, viewport, marked));
        self.offset = f64::from(shown.state.offset.y);
        self.height = shown.inner_rect.height();
        shown.inner
    }

    /// Makes blocks for another width, and keeps the position.
    fn fit(&mut self, width: f32) {
        let kept = self.blocks.get(self.blocks.at_height(self.offset));
        let kept = kept.map(|block| block.range.start);
        let measure = LineSize {
            chars_per_line: width / (FONT * 0.5),
            line_height: LINE,
        };
        self.blocks = Blocks::new(&self.text, measure);
        self.width = width;
        if let Some(kept) = kept.filter(|_| self.offset > 0.0) {
            self.offset = self.blocks.top(self.blocks.at_byte(kept));
        }
    }

    /// Measures what will be visible, and updates the position; returns whether it changed.
    fn settle(&mut self, ctx: &egui::Context) -> bool {
        let mut is_moved = false;
        if let Some(offset) = self.offset_before.take() {
            self.offset = offset;
            is_moved = true;
        }
        if let Some(at) = self.scroll_target.take() {
            let index = self.blocks.at_byte(at);
            self.measure(ctx, index..index + 1, 0.0);
            let third = f64::from(self.height) / 3.0;
            self.offset = self.blocks.top(index) + self.line_in(ctx, index, at) - third;
            is_moved = true;
        }
        if let Some(passage) = self.revealed.take() {
            let [top, bottom] = [passage.start, passage.end].map(|at| {
                let index = self.blocks.at_byte(at);
                self.measure(ctx, index..index + 1, 0.0);
                self.blocks.top(index) + self.line_in(ctx, index, at)
            });
            let margin = f64::from(LINE) / 2.0;
            let least = bottom + f64::from(TOP + LINE) + margin - f64::from(self.height);
            let most = (top + f64::from(TOP) - margin).max(0.0);
            if self.offset < least || self.offset > most {
                self.offset = self.offset.max(least).min(most);
                is_moved = true;
            }
        }
        let pending_scroll = std::mem::take(&mut self.pending_scroll);
        if pending_scroll != 0.0 {
            self.offset += f64::from(pending_scroll);
            is_moved = true;
        }
        let first = self.blocks.at_height((self.offset - AHEAD).max(0.0));
        let below = self.offset + f64::from(self.height) + AHEAD;
        let last = self.blocks.at_height(below);
        let moved = self.measure(ctx, first..last + 1, self.offset);
        self.offset = (self.offset + moved).max(0.0);
        is_moved || moved != 0.0
    }

    /// The distance of a line from the top of its block.
    fn line_in(&mut self, ctx: &egui::Context, index: usize, at: usize) -> f64 {
        let Some(block) = self.blocks.get(index) else {
            return 0.0;
        };
        let galley = galley(ctx, &self.text, block, self.width);
        let words = &self.text.as_str()[block.range.clone()];
        let letter = chars_before(words, at.saturating_sub(block.range.start));
        f64::from(galley.pos_from_cursor(CCursor::new(letter)).top())
    }

    /// Measures new blocks; returns by how much the text at `keep` moved.
    fn measure(&mut self, ctx: &egui::Context, blocks: Range<usize>, keep: f64) -> f64 {
        let mut heights = Vec::new();
        for index in blocks {
            if self.blocks.is_measured(index) {
                continue;
            }
            if let Some(block) = self.blocks.get(index) {
                self.laid_out += 1;
                let galley = galley(ctx, &self.text, block, self.width);
                heights.push((index, galley.size().y));
            }
        }
        self.blocks.measured(&heights, keep)
    }

    fn body(&mut self, ui: &mut Ui, viewport: Rect, marked: &Marked<'_>) -> PageEvents {
        ui.set_width(ui.available_width());
        ui.set_height(self.blocks.height() as f32 + TOP + BOTTOM);
        let seen = ui.clip_rect();
        let corner = pos2(ui.min_rect().left(), ui.min_rect().top() + viewport.top());
        let seen = Rect::from_min_size(corner, viewport.size()).intersect(seen);
        self.lay(ui, corner, viewport);
        self.marks.clear();
        let response = ui.interact(seen, Self::id(), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, "The text"));
        if response.has_focus() {
            keep_arrow_keys(ui);
        }
        let painter = ui.painter().with_clip_rect(seen);
        self.paint_found(&painter, ui, marked);
        let mut focused = None;
        for place in 0..self.laid.len() {
            self.paint_passages(ui, &painter, place, marked, &mut focused);
        }
        self.paint_selection(&painter, ui.visuals().selection.bg_fill);
        self.paint_text(ui, &painter);
        self.paint_ends(&painter, ui.visuals().selection.stroke.color);
        let pointer = response.hover_pos().filter(|_| !response.dragged());
        if pointer.is_some_and(|pointer| self.other_end(pointer).is_some()) {
            ui.ctx().set_cursor_icon(egui::CursorIcon::ResizeHorizontal);
        }
        let is_pressed = self.select(ui, &response);
        let pointed = self.pointed(ui, &response);
        PageEvents {
            is_clicked: response.clicked() && !pointed.is_empty(),
            is_pressed,
            response,
            pointed,
            focused,
        }
    }

    /// Lays out the visible blocks.
    fn lay(&mut self, ui: &Ui, corner: Pos2, viewport: Rect) {
        self.laid.clear();
        let top = f64::from(viewport.top() - TOP);
        let first = self.blocks.at_height(top.max(0.0));
        for index in first..self.blocks.len() {
            let y = self.blocks.top(index) - top;
            if y > f64::from(viewport.height()) {
                break;
            }
            let Some(block) = self.blocks.get(index) else {
                break;
            };
            self.laid_out += 1;
            let galley = galley(ui.ctx(), &self.text, block, self.width);
            let min = pos2(corner.x + GUTTER, (f64::from(corner.y) + y).round() as f32);
            let rect = Rect::from_min_size(min, vec2(self.width, galley.size().y));
            self.laid.push(LaidBlock {
                index,
                rect,
                galley,
            });
        }
    }

    fn paint_text(&self, ui: &Ui, painter: &egui::Painter) {
        let ink = ui.visuals().text_color();
        let weak = ui.visuals().weak_text_color();
        for laid in &self.laid {
            painter.galley(laid.rect.min, Arc::clone(&laid.galley), ink);
            let Some(block) = self.blocks.get(laid.index) else {
                continue;
            };
            if block.is_first {
                let at = laid.rect.min + vec2(-12.0, LINE / 2.0 + 1.0);
                let number = self.text.paragraphs().get(block.number - 1);
                let number = number.and_then(|paragraph| self.text.counted(paragraph));
                let number = number.map_or_else(String::new, |number| number.to_string());
                let font = FontId::proportional(11.0);
                painter.text(at, Align2::RIGHT_CENTER, number, font, weak);
            }
            let spoken = ui.interact(
                laid.rect,
                Self::id().with(("block", laid.index)),
                Sense::empty(),
            );
            spoken.widget_info(|| {
                let words = &self.text.as_str()[block.range.clone()];
                WidgetInfo::labeled(WidgetType::Label, true, words)
            });
        }
    }

    fn paint_found(&self, painter: &egui::Painter, ui: &Ui, marked: &Marked<'_>) {
        let line = Stroke::new(1.0, ui.visuals().text_color());
        for laid in &self.laid {
            let Some(block) = self.blocks.get(laid.index) else {
                continue;
            };
            let first = marked
                .found
                .partition_point(|found| found.end <= block.range.start);
            let found = marked.found.iter().enumerate().skip(first);
            for (index, found) in found.take_while(|(_, found)| found.start < block.range.end) {
                for rect in self.rects(laid, found) {
                    let is_current = marked.current == Some(index);
                    let fill = ui.visuals().warn_fg_color.gamma_multiply(0.25);
                    painter.rect_filled(rect, 2.0, fill);
                    if is_current {
                        painter.rect_stroke(rect, 2.0, line, egui::StrokeKind::Outside);
                    }
                }
            }
        }
    }
}

/// Keeps the arrow keys, which would move the focus otherwise.
fn keep_arrow_keys(ui: &Ui) {
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(Page::id(), filter));
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Vec2;

    fn shown(page: &mut Page, ctx: &egui::Context) {
        let input = egui::RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(400.0, 700.0))),
            ..egui::RawInput::default()
        };
        let marked = Marked {
            passages: None,
            look: &|_| None,
            found: &[],
            current: None,
        };
        let mut output = ctx.run_ui(input, |ui| {
            page.show(ui, &marked);
        });
        output.textures_delta.clear();
    }

    fn long(bytes: usize) -> Arc<Text> {
        let sentence = "The envoys of the river towns met again and could not agree. ";
        let paragraph = sentence.repeat(8);
        let text = format!("{paragraph}\n\n").repeat(bytes / paragraph.len());
        Arc::new(Text::new(text))
    }

    #[test]
    fn only_the_visible_part_of_a_long_text_is_laid_out() {
        let ctx = egui::Context::default();
        crate::ui::shell::theme::install(&ctx);
        let mut page = Page::default();
        page.put(&long(5_000_000));
        for _ in 0..3 {
            shown(&mut page, &ctx);
        }
        let end = page.text().as_str().len() - 100;
        for at in [end / 2, end, 0, end / 3] {
            page.scroll_to(at);
            shown(&mut page, &ctx);
            assert!(page.laid_out() < 60, "{} blocks laid out", page.laid_out());
            let index = page.blocks.at_byte(at);
            assert!(
                page.laid.iter().any(|laid| laid.index == index),
                "not at {at}"
            );
        }
        for _ in 0..50 {
            page.scroll_by(-300.0);
            shown(&mut page, &ctx);
            assert!(page.laid_out() < 60, "{} blocks laid out", page.laid_out());
        }
    }

    #[test]
    fn the_same_words_from_another_file_keep_their_place_and_selection() {
        let ctx = egui::Context::default();
        crate::ui::shell::theme::install(&ctx);
        let mut page = Page::default();
        let text = long(200_000);
        page.put(&text);
        shown(&mut page, &ctx);
        page.scroll_to(text.as_str().len() / 2);
        shown(&mut page, &ctx);
        page.selection = Some(Selection::of(100..200));
        let offset = page.offset;
        page.put(&Arc::new(Text::new(text.as_str().to_owned())));
        shown(&mut page, &ctx);
        assert!(offset > 100.0, "{offset}");
        assert!((page.offset - offset).abs() < 0.5, "{}", page.offset);
        assert_eq!(page.selection, Some(Selection::of(100..200)));
        page.put(&long(100_000));
        shown(&mut page, &ctx);
        assert!(page.offset == 0.0 && page.selection.is_none());
    }

    #[test]
    fn the_visible_text_stays_in_place_when_the_page_gets_narrower() {
        let ctx = egui::Context::default();
        crate::ui::shell::theme::install(&ctx);
        let mut page = Page::default();
        page.put(&long(200_000));
        shown(&mut page, &ctx);
        let at = page.text().as_str().len() / 2;
        page.scroll_to(at);
        shown(&mut page, &ctx);
        let top = page.blocks.at_height(page.offset);
        page.fit(120.0);
        assert_eq!(page.blocks.at_height(page.offset), top);
    }
}
