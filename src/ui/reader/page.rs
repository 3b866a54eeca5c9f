//! The page: a text with its quoted passages. Lays out only what is seen, and says what the hand does on it.

use std::ops::Range;
use std::sync::Arc;

use egui::emath::GuiRounding as _;
use egui::epaint::text::cursor::CCursor;
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align2, Color32, CursorIcon, EventFilter, FontId, Galley, Id, Pos2, Rect, Response, ScrollArea,
    Sense, Shape, Stroke, TextFormat, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use super::blocks::{Block, Blocks, Measure, shown};
use super::selection::{Selection, sentence_at, word_at};
use crate::app::{MatchQuality, Passage, Passages};
use crate::evidence::Text;
use crate::model::{RelationId, RelationKind};
use crate::scene;
use crate::ui::shell::theme;

const FONT: f32 = 15.0;
const LINE: f32 = 24.0;
/// Room for the numbers of paragraphs, and at the right rim.
const GUTTER: f32 = 40.0;
const RIM: f32 = 18.0;
/// Room above the text, and beneath it.
const TOP: f32 = 10.0;
const BOTTOM: f32 = 48.0;
/// Blocks are measured so far above and below what is seen that no turn of the wheel passes them.
const AHEAD: f64 = 400.0;
/// How many passages at one place are told apart by their lines.
const LANES: usize = 3;

/// A text on its page, and what of it is selected.
#[derive(Default)]
pub(super) struct Page {
    text: Arc<Text>,
    blocks: Blocks,
    width: f32,
    /// Points from the top of the text to the top of what is seen.
    offset: f64,
    height: f32,
    /// A place that must be seen next.
    wanted: Option<usize>,
    /// The page goes on moving under a hand that drags beyond its rim.
    nudge: f32,
    pub(super) selection: Option<Selection>,
    laid: Vec<Laid>,
    marks: Vec<Mark>,
    /// How many blocks were laid out in the last frame.
    laid_out: usize,
}

/// A block as it stands on the screen.
struct Laid {
    index: usize,
    rect: Rect,
    galley: Arc<Galley>,
}

/// A passage as it stands on the screen.
struct Mark {
    relation: RelationId,
    rects: Vec<Rect>,
}

/// What a passage looks like.
#[derive(Clone)]
pub(super) struct Look {
    pub(super) kind: RelationKind,
    pub(super) is_contested: bool,
    /// Pointed at or selected.
    pub(super) is_lit: bool,
    /// The relation in words.
    pub(super) words: String,
}

/// What is marked on the page.
pub(super) struct Marked<'a> {
    pub(super) passages: Option<&'a Passages>,
    /// What a relation's passages look like; nothing for one that is gone.
    pub(super) look: &'a dyn Fn(&RelationId) -> Option<Look>,
    /// Where the words are that are searched for, and which of them is shown.
    pub(super) found: &'a [Range<usize>],
    pub(super) current: Option<usize>,
}

/// What the hand did on the page.
pub(super) struct Touched {
    pub(super) response: Response,
    /// The relations whose passages are pointed at, the shortest passage first.
    pub(super) pointed: Vec<RelationId>,
    /// Whether they were clicked.
    pub(super) is_clicked: bool,
    /// A relation whose passage has the keyboard, and whether Enter was pressed there.
    pub(super) focused: Option<(RelationId, bool)>,
}

impl Page {
    /// The page's id, which has the keyboard when the text is read.
    pub(super) fn id() -> Id {
        Id::new("reader page")
    }

    /// The text on the page.
    pub(super) fn text(&self) -> &Arc<Text> {
        &self.text
    }

    /// Puts a text on the page; the same one stays as it is.
    pub(super) fn put(&mut self, text: &Arc<Text>) {
        if !Arc::ptr_eq(&self.text, text) {
            *self = Self {
                text: Arc::clone(text),
                ..Self::default()
            };
        }
    }

    /// Turns to a place of the text, unless it is seen already.
    pub(super) fn turn_to(&mut self, at: usize) {
        let is_seen = self.laid.iter().any(|laid| {
            let seen = self.seen_of(laid);
            self.blocks
                .get(laid.index)
                .is_some_and(|block| block.range.contains(&at))
                && seen
        });
        if !is_seen {
            self.wanted = Some(at);
        }
    }

    fn seen_of(&self, laid: &Laid) -> bool {
        let top = self.blocks.top(laid.index) - self.offset;
        top >= 0.0 && top + f64::from(laid.rect.height()) <= f64::from(self.height)
    }

    /// Turns on or back by points.
    pub(super) fn turn_by(&mut self, points: f32) {
        self.nudge += points;
    }

    /// How many points are seen at once.
    pub(super) fn view_height(&self) -> f32 {
        self.height
    }

    /// How many blocks were laid out in the last frame.
    #[cfg(test)]
    pub(super) fn laid_out(&self) -> usize {
        self.laid_out
    }

    /// The paragraph around a place, as far as it is laid out in one piece.
    pub(super) fn block_at(&self, at: usize) -> Range<usize> {
        let block = self.blocks.get(self.blocks.at_byte(at));
        block.map_or(0..0, |block| block.range.clone())
    }

    /// The place one line above or below a place.
    pub(super) fn line_from(&self, ctx: &egui::Context, at: usize, is_down: bool) -> usize {
        let index = self.blocks.at_byte(at);
        let Some(block) = self.blocks.get(index) else {
            return at;
        };
        let galley = galley(ctx, &self.text, block, self.width);
        let words = &self.text.as_str()[block.range.clone()];
        let cursor = CCursor::new(letters(words, at - block.range.start));
        let (moved, _) = if is_down {
            galley.cursor_down_one_row(&cursor, None)
        } else {
            galley.cursor_up_one_row(&cursor, None)
        };
        let there = block.range.start + bytes(words, moved.index.0);
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

    /// Shows the page in all the room there is.
    pub(super) fn show(&mut self, ui: &mut Ui, marked: &Marked<'_>) -> Touched {
        self.laid_out = 0;
        let width = (ui.available_width() - GUTTER - RIM).max(80.0).floor();
        if (width - self.width).abs() > 0.5 {
            self.fit(width);
        }
        let turned = self.settle(ui.ctx());
        let mut area = ScrollArea::vertical()
            .id_salt(Arc::as_ptr(&self.text) as usize)
            .auto_shrink(false)
            .scroll_source(egui::scroll_area::ScrollSource {
                drag: egui::scroll_area::DragScroll::Never,
                ..Default::default()
            });
        if turned {
            area = area.vertical_scroll_offset(self.offset as f32);
        }
        let shown = area.show_viewport(ui, |ui, viewport| self.body(ui, viewport, marked));
        self.offset = f64::from(shown.state.offset.y);
        self.height = shown.inner_rect.height();
        shown.inner
    }

    /// Cuts the text for another width, and stays where it was.
    fn fit(&mut self, width: f32) {
        let kept = self.blocks.get(self.blocks.at_height(self.offset));
        let kept = kept.map(|block| block.range.start);
        let measure = Measure {
            letters_to_line: width / (FONT * 0.5),
            line_height: LINE,
        };
        self.blocks = Blocks::new(&self.text, measure);
        self.width = width;
        if let Some(kept) = kept.filter(|_| self.offset > 0.0) {
            self.offset = self.blocks.top(self.blocks.at_byte(kept));
        }
    }

    /// Measures what is about to be seen, and turns to where the page must be; whether it must turn.
    fn settle(&mut self, ctx: &egui::Context) -> bool {
        let mut turns = false;
        if let Some(at) = self.wanted.take() {
            let index = self.blocks.at_byte(at);
            self.measure(ctx, index..index + 1, 0.0);
            let third = f64::from(self.height) / 3.0;
            self.offset = self.blocks.top(index) + self.line_in(ctx, index, at) - third;
            turns = true;
        }
        let nudge = std::mem::take(&mut self.nudge);
        if nudge != 0.0 {
            self.offset += f64::from(nudge);
            turns = true;
        }
        let first = self.blocks.at_height((self.offset - AHEAD).max(0.0));
        let below = self.offset + f64::from(self.height) + AHEAD;
        let last = self.blocks.at_height(below);
        let moved = self.measure(ctx, first..last + 1, self.offset);
        self.offset = (self.offset + moved).max(0.0);
        turns || moved != 0.0
    }

    /// How far below its block's top the line of a place is.
    fn line_in(&mut self, ctx: &egui::Context, index: usize, at: usize) -> f64 {
        let Some(block) = self.blocks.get(index) else {
            return 0.0;
        };
        let galley = galley(ctx, &self.text, block, self.width);
        let words = &self.text.as_str()[block.range.clone()];
        let letter = letters(words, at.saturating_sub(block.range.start));
        f64::from(galley.pos_from_cursor(CCursor::new(letter)).top())
    }

    /// Measures blocks that were not; returns by how much what stands at `keep` moved.
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

    fn body(&mut self, ui: &mut Ui, viewport: Rect, marked: &Marked<'_>) -> Touched {
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
            hold_keys(ui);
        }
        let painter = ui.painter().with_clip_rect(seen);
        self.paint_found(&painter, ui, marked);
        let mut focused = None;
        for place in 0..self.laid.len() {
            self.paint_passages(ui, &painter, place, marked, &mut focused);
        }
        self.paint_selection(&painter, ui.visuals().selection.bg_fill);
        self.paint_text(ui, &painter);
        self.select(ui, &response);
        let pointed = self.pointed(ui, &response);
        Touched {
            is_clicked: response.clicked() && !pointed.is_empty(),
            response,
            pointed,
            focused,
        }
    }

    /// Lays out what is seen.
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
            self.laid.push(Laid {
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
                let number = block.number.to_string();
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

    fn paint_selection(&self, painter: &egui::Painter, color: Color32) {
        let Some(range) = self.selection.and_then(Selection::words) else {
            return;
        };
        for laid in &self.laid {
            for rect in self.rects(laid, &range) {
                painter.rect_filled(rect, 2.0, color);
            }
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

    /// Paints the passages of a block: a tint, and a line in the dashes of the kind; several at one place have a line
    /// each.
    fn paint_passages(
        &mut self,
        ui: &Ui,
        painter: &egui::Painter,
        place: usize,
        marked: &Marked<'_>,
        focused: &mut Option<(RelationId, bool)>,
    ) {
        let laid = &self.laid[place];
        let Some(block) = self.blocks.get(laid.index) else {
            return;
        };
        let passages = marked.passages.into_iter();
        let passages = passages.flat_map(|passages| passages.in_paragraph(block.number));
        let here = passages.filter(|passage| {
            passage.range.start < block.range.end && passage.range.end > block.range.start
        });
        let mut lanes = [0; LANES];
        let mut marks = Vec::new();
        for passage in here {
            let Some(look) = (marked.look)(&passage.relation) else {
                continue;
            };
            let lane = lanes.iter().position(|end| *end <= passage.range.start);
            let lane = lane.unwrap_or(LANES - 1);
            lanes[lane] = passage.range.end;
            let rects = self.rects(laid, &passage.range);
            paint_passage(ui, painter, &rects, passage, &look, lane);
            if let Some(first) = rects.first() {
                let label = format!("Passage: {}", look.words);
                let id = Self::id().with((&passage.relation, passage.range.start, laid.index));
                if let Some(is_entered) = speak(ui, id, *first, &label, look.is_lit) {
                    *focused = Some((passage.relation.clone(), is_entered));
                }
            }
            marks.push(Mark {
                relation: passage.relation.clone(),
                rects,
            });
        }
        self.marks.extend(marks);
    }

    /// The rectangles of a range within a block, a line each.
    fn rects(&self, laid: &Laid, range: &Range<usize>) -> Vec<Rect> {
        let Some(block) = self.blocks.get(laid.index) else {
            return Vec::new();
        };
        let start = range.start.max(block.range.start);
        let end = range.end.min(block.range.end);
        if start >= end {
            return Vec::new();
        }
        let words = &self.text.as_str()[block.range.clone()];
        let letters =
            letters(words, start - block.range.start)..letters(words, end - block.range.start);
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
        Some(block.range.start + bytes(words, cursor.index.0))
    }

    /// Dragging selects letters, a double click a word, a triple click a sentence; Shift widens.
    fn select(&mut self, ui: &Ui, response: &Response) {
        let Some(point) = response.interact_pointer_pos() else {
            return;
        };
        let Some(at) = self.at(point) else { return };
        let (is_pressed, is_shift) =
            ui.input(|input| (input.pointer.primary_pressed(), input.modifiers.shift));
        if is_pressed {
            response.request_focus();
        }
        let text = Arc::clone(&self.text);
        let block = self.block_at(at);
        if response.triple_clicked() {
            self.selection = Some(sentence_at(text.as_str(), at, &block));
        } else if response.double_clicked() {
            self.selection = Some(word_at(text.as_str(), at, &block));
        } else if is_pressed {
            let anchor = self.selection.filter(|_| is_shift);
            let anchor = anchor.map_or(at, |selection| selection.anchor);
            self.selection = Some(Selection { anchor, head: at });
        } else if response.dragged_by(egui::PointerButton::Primary) {
            if let Some(selection) = &mut self.selection {
                selection.head = at;
            }
            self.follow(ui, point);
        }
    }

    /// Moves the page on where the hand drags beyond its rim.
    fn follow(&mut self, ui: &Ui, point: Pos2) {
        let seen = ui.clip_rect();
        let beyond = (point.y - seen.bottom()).max(0.0) + (point.y - seen.top()).min(0.0);
        if beyond != 0.0 {
            let time = ui.input(|input| input.stable_dt);
            self.nudge += beyond.clamp(-60.0, 60.0) * time * 12.0;
            ui.ctx().request_repaint();
        }
    }

    /// The relations whose passages are under the pointer, the shortest passage first.
    fn pointed(&self, ui: &Ui, response: &Response) -> Vec<RelationId> {
        let Some(point) = response.hover_pos() else {
            return Vec::new();
        };
        let mut marks: Vec<_> = self
            .marks
            .iter()
            .filter(|mark| mark.rects.iter().any(|rect| rect.contains(point)))
            .collect();
        marks.sort_by_key(|mark| mark.rects.len());
        let icon = if marks.is_empty() {
            CursorIcon::Text
        } else {
            CursorIcon::PointingHand
        };
        ui.ctx().set_cursor_icon(icon);
        let mut relations: Vec<_> = marks.iter().map(|mark| mark.relation.clone()).collect();
        relations.dedup();
        relations
    }
}

/// A passage's tint and line. One that the text has in other words is framed and not tinted; one of several has dots;
/// what is contested has a line above as well.
fn paint_passage(
    ui: &Ui,
    painter: &egui::Painter,
    rects: &[Rect],
    passage: &Passage,
    look: &Look,
    lane: usize,
) {
    let color = theme::color(theme::of(ui.ctx()).relation(look.kind));
    let line = Stroke::new(if look.is_lit { 3.0 } else { 2.0 }, color);
    for rect in rects {
        let tint = match (passage.match_quality, look.is_lit) {
            (MatchQuality::Same, true) => 0.30,
            (MatchQuality::Same, false) if lane == 0 => 0.13,
            (_, true) => 0.16,
            _ => 0.0,
        };
        painter.rect_filled(*rect, 2.0, color.gamma_multiply(tint));
        let under = (rect.bottom() + lane as f32 * 3.0).round_to_pixels(ui.pixels_per_point());
        let ends = |y: f32| [pos2(rect.left(), y), pos2(rect.right(), y)];
        match passage.match_quality {
            MatchQuality::Same => dashes(painter, ends(under), line, scene::dash(look.kind, 2.0)),
            MatchQuality::OneOfSeveral => dashes(painter, ends(under), line, &[1.6, 3.2]),
            MatchQuality::Changed => {
                let frame = Stroke::new(1.0, color);
                painter.rect_stroke(*rect, 2.0, frame, egui::StrokeKind::Inside);
                dashes(painter, ends(under), line, &[1.6, 3.2]);
            }
        }
        if look.is_contested {
            dashes(
                painter,
                ends(rect.top() + 1.0),
                Stroke::new(1.0, color),
                &[1.6, 3.2],
            );
        }
    }
}

fn dashes(painter: &egui::Painter, ends: [Pos2; 2], line: Stroke, dash: &[f32]) {
    match dash {
        [long, gap, ..] => {
            painter.extend(Shape::dashed_line(&ends, line, *long, *gap));
        }
        _ => {
            painter.line_segment(ends, line);
        }
    }
}

/// A passage for keyboards and screen readers; where it has the focus, whether Enter was pressed.
fn speak(ui: &Ui, id: Id, rect: Rect, label: &str, is_lit: bool) -> Option<bool> {
    let response = ui.interact(rect, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::selected(WidgetType::Button, true, is_lit, label));
    let is_entered =
        || ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Enter));
    response.has_focus().then(is_entered)
}

/// The page keeps the arrows, which would move the focus otherwise.
fn hold_keys(ui: &Ui) {
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(Page::id(), filter));
}

/// A block laid out; egui keeps what it laid out in the last frame.
fn galley(ctx: &egui::Context, text: &Text, block: &Block, width: f32) -> Arc<Galley> {
    let words = shown(&text.as_str()[block.range.clone()]);
    let format = TextFormat {
        font_id: FontId::proportional(FONT),
        line_height: Some(LINE),
        color: Color32::PLACEHOLDER,
        valign: egui::Align::Center,
        ..TextFormat::default()
    };
    let mut job = LayoutJob::single_section(words, format);
    job.wrap = TextWrapping::wrap_at_width(width);
    job.keep_trailing_whitespace = true;
    ctx.fonts_mut(|fonts| fonts.layout_job(job))
}

/// How many letters stand before a byte.
fn letters(words: &str, at: usize) -> usize {
    let at = words.floor_char_boundary(at.min(words.len()));
    words[..at].chars().count()
}

/// Where a letter begins.
fn bytes(words: &str, letter: usize) -> usize {
    let mut letters = words.char_indices();
    letters.nth(letter).map_or(words.len(), |(at, _)| at)
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
    fn of_a_long_text_only_what_is_seen_is_laid_out() {
        let ctx = egui::Context::default();
        crate::ui::shell::theme::install(&ctx);
        let mut page = Page::default();
        page.put(&long(5_000_000));
        for _ in 0..3 {
            shown(&mut page, &ctx);
        }
        let end = page.text().as_str().len() - 100;
        for at in [end / 2, end, 0, end / 3] {
            page.turn_to(at);
            shown(&mut page, &ctx);
            assert!(page.laid_out() < 60, "{} blocks laid out", page.laid_out());
            let index = page.blocks.at_byte(at);
            assert!(
                page.laid.iter().any(|laid| laid.index == index),
                "not at {at}"
            );
        }
        for _ in 0..50 {
            page.turn_by(-300.0);
            shown(&mut page, &ctx);
            assert!(page.laid_out() < 60, "{} blocks laid out", page.laid_out());
        }
    }

    #[test]
    fn what_is_read_stays_where_it_is_when_the_page_gets_narrower() {
        let ctx = egui::Context::default();
        crate::ui::shell::theme::install(&ctx);
        let mut page = Page::default();
        page.put(&long(200_000));
        shown(&mut page, &ctx);
        let at = page.text().as_str().len() / 2;
        page.turn_to(at);
        shown(&mut page, &ctx);
        let top = page.blocks.at_height(page.offset);
        page.fit(120.0);
        assert_eq!(page.blocks.at_height(page.offset), top);
    }
}
