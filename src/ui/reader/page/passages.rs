//! Quoted passages on the page: their tint and lines, and which of them are under the pointer.

use egui::emath::GuiRounding as _;
use egui::{
    CursorIcon, Id, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, WidgetInfo, WidgetType, pos2,
};

use super::Page;
use super::marks::{Marked, PassageLook, PassageMark};
use crate::app::{MatchQuality, Passage};
use crate::model::RelationId;
use crate::scene;
use crate::ui::shell::theme;

/// The most passages at one place that have a line each.
const LANES: usize = 3;

impl Page {
    /// Paints the passages of a block: a tint, and a line in the dashes of the kind. Passages at
    /// one place have a line each.
    pub(super) fn paint_passages(
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
                if let Some(is_entered) = accessible_passage(ui, id, *first, &label, look.is_lit) {
                    *focused = Some((passage.relation.clone(), is_entered));
                }
            }
            marks.push(PassageMark {
                relation: passage.relation.clone(),
                rects,
            });
        }
        self.marks.extend(marks);
    }

    /// The relations whose passages are under the pointer, the shortest passage first.
    pub(super) fn pointed(&self, ui: &Ui, response: &Response) -> Vec<RelationId> {
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

/// The tint and line of a passage. One that differs from the text is framed and not tinted, an
/// ambiguous one has dots, and a contested one has a line above as well.
fn paint_passage(
    ui: &Ui,
    painter: &egui::Painter,
    rects: &[Rect],
    passage: &Passage,
    look: &PassageLook,
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

/// A passage for keyboards and screen readers; while it has the focus, returns whether Enter was
/// pressed.
fn accessible_passage(ui: &Ui, id: Id, rect: Rect, label: &str, is_lit: bool) -> Option<bool> {
    let response = ui.interact(rect, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::selected(WidgetType::Button, true, is_lit, label));
    let is_entered =
        || ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Enter));
    response.has_focus().then(is_entered)
}
