//! A paragraph in which some words are links. It is one text, and breaks where a text does: never
//! before a comma. Knows no records.

use std::ops::Range;

use egui::text::LayoutJob;
use egui::text_selection::LabelSelectionState;
use egui::{
    CursorIcon, FontSelection, Galley, Rect, Response, Sense, Stroke, TextFormat, Ui, WidgetInfo,
    WidgetType, pos2, vec2,
};

/// A part of the paragraph.
pub(crate) struct LinkedSpan<T> {
    pub(crate) text: String,
    /// What it leads to, if it is a link.
    pub(crate) target: Option<T>,
}

impl<T> LinkedSpan<T> {
    pub(crate) fn words(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            target: None,
        }
    }

    pub(crate) fn link(text: impl Into<String>, target: T) -> Self {
        Self {
            text: text.into(),
            target: Some(target),
        }
    }
}

/// Links one after another: `Russia, Iran, India`.
pub(crate) fn list<T>(links: impl IntoIterator<Item = (String, T)>) -> Vec<LinkedSpan<T>> {
    let mut spans = Vec::new();
    for (text, target) in links {
        if !spans.is_empty() {
            spans.push(LinkedSpan::words(", "));
        }
        spans.push(LinkedSpan::link(text, target));
    }
    spans
}

/// Shows a paragraph, and passes what happens to its links.
pub(crate) fn show<T>(ui: &mut Ui, spans: &[LinkedSpan<T>], mut follow: impl FnMut(&T, &Response)) {
    let galley = galley(ui, spans);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    let ranges = ranges(spans);
    let parts = parts(&galley, &ranges);
    let response = select(ui, response);
    let (at, color) = (rect.min, ui.visuals().text_color());
    if ui.style().interaction.selectable_labels {
        LabelSelectionState::label_text_selection(ui, &response, at, galley, color, Stroke::NONE);
    } else {
        ui.painter().galley(at, galley, color);
    }
    for (number, (span, parts)) in spans.iter().zip(&parts).enumerate() {
        let parts = parts.iter().map(|part| part.translate(at.to_vec2()));
        let id = response.id.with(number);
        match &span.target {
            Some(target) => {
                if let Some(link) = link(ui, id, span, &parts.collect::<Vec<_>>()) {
                    follow(target, &link);
                }
            }
            None => words(ui, id, span, parts),
        }
    }
}

/// The paragraph can be selected like other texts.
fn select(ui: &Ui, response: Response) -> Response {
    if !ui.style().interaction.selectable_labels {
        return response;
    }
    let sense = Sense::click_and_drag() - Sense::FOCUSABLE;
    ui.interact(response.rect, response.id, sense)
}

fn galley<T>(ui: &Ui, spans: &[LinkedSpan<T>]) -> std::sync::Arc<Galley> {
    let font = FontSelection::Default.resolve(ui.style());
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    for span in spans {
        let color = match span.target {
            Some(_) => ui.visuals().hyperlink_color,
            None => ui.visuals().text_color(),
        };
        job.append(&span.text, 0.0, TextFormat::simple(font.clone(), color));
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// The characters of each span.
fn ranges<T>(spans: &[LinkedSpan<T>]) -> Vec<Range<usize>> {
    let mut end = 0;
    let ranges = spans.iter().map(|span| {
        let start = end;
        end += span.text.chars().count();
        start..end
    });
    ranges.collect()
}

/// Where each span is: one area for each row that has some of it. O(characters + spans).
fn parts(galley: &Galley, ranges: &[Range<usize>]) -> Vec<Vec<Rect>> {
    let mut parts: Vec<Vec<Rect>> = vec![Vec::new(); ranges.len()];
    let (mut first, mut span) = (0, 0);
    for row in &galley.rows {
        let end = first + row.glyphs.len();
        while let Some(range) = ranges.get(span).filter(|range| range.start < end) {
            let of_row = range.start.max(first) - first..range.end.min(end) - first;
            let glyphs = row.glyphs.get(of_row).unwrap_or_default();
            if let (Some(from), Some(to)) = (glyphs.first(), glyphs.last()) {
                let left = row.pos.x + from.pos.x;
                let width = row.pos.x + to.max_x() - left;
                let corner = pos2(left, row.pos.y);
                parts[span].push(Rect::from_min_size(corner, vec2(width, row.size.y)));
            }
            if range.end > end {
                break;
            }
            span += 1;
        }
        first = end + usize::from(row.ends_with_newline);
    }
    parts
}

/// A link, which may be in several rows: the keyboard and screen readers know the first part.
fn link<T>(ui: &Ui, id: egui::Id, span: &LinkedSpan<T>, parts: &[Rect]) -> Option<Response> {
    let (first, more) = parts.split_first()?;
    let mut all = ui.interact(*first, id, Sense::click());
    all.widget_info(|| WidgetInfo::labeled(WidgetType::Link, ui.is_enabled(), &span.text));
    for (number, part) in more.iter().enumerate() {
        all |= ui.interact(*part, id.with(number), Sense::CLICK);
    }
    if all.hovered() || all.has_focus() {
        let width = ui.style().interact(&all).fg_stroke.width;
        let stroke = Stroke::new(width, ui.visuals().hyperlink_color);
        for part in parts {
            ui.painter()
                .hline(part.x_range(), part.bottom() - 1.0, stroke);
        }
    }
    if all.hovered() {
        ui.set_cursor_icon(CursorIcon::PointingHand);
    }
    Some(all)
}

/// Words that are no link, for screen readers.
fn words<T>(ui: &Ui, id: egui::Id, span: &LinkedSpan<T>, parts: impl Iterator<Item = Rect>) {
    if let Some(area) = parts.reduce(Rect::union) {
        let response = ui.interact(area, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &span.text));
    }
}

#[cfg(test)]
mod tests {
    use egui::{Context, RawInput};

    use super::*;
    use crate::ui::shell::theme;

    #[test]
    fn no_line_begins_with_a_separator_and_every_link_has_its_place() {
        let names = [
            "Alba",
            "Borea",
            "Caria",
            "Doria Minor and the Isles",
            "Elis",
        ];
        for width in 60..200_u16 {
            let mut rows = Vec::new();
            let mut links = 0;
            let size = vec2(f32::from(width), 400.0);
            let input = RawInput {
                screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), size)),
                ..RawInput::default()
            };
            let context = Context::default();
            theme::install(&context);
            let mut output = context.run_ui(input, |ui| {
                let spans = list(names.map(|name| (name.to_owned(), name)));
                let galley = galley(ui, &spans);
                let text = |row: &egui::epaint::text::PlacedRow| row.text();
                rows = galley.rows.iter().map(text).collect();
                let found = parts(&galley, &ranges(&spans));
                assert!(found.iter().all(|parts| !parts.is_empty()), "{found:?}");
                let all = found.iter().flatten();
                assert!(
                    all.clone()
                        .all(|part| part.right() <= galley.size().x + 0.5)
                );
                show(ui, &spans, |_, _| links += 1);
            });
            output.textures_delta.clear();
            assert!(links >= names.len());
            assert!(rows.len() > 1, "{rows:?}");
            for row in &rows[1..] {
                assert!(!row.starts_with([',', ';', ' ']), "{rows:?}");
            }
        }
    }
}
