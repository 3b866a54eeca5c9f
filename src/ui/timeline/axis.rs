//! The time axis: the place of a day on the screen, what the pointer grabs, and all that is drawn
//! there.

use egui::emath::GuiRounding as _;
use egui::{
    Color32, CursorIcon, FontId, Mesh, Painter, Pos2, Rect, Response, Shape, Stroke, Ui, pos2, vec2,
};

use super::flip::flip_in_words;
use super::ticks::ticks;
use crate::analysis::{Bin, BinBalance, Flip, TimelineIndex};
use crate::app::{Command, Target};
use crate::graph::Network;
use crate::model::{Day, RelationKind, Sign, Span};
use crate::ui::View;
use crate::ui::shell::theme;
use crate::words::{capitalized, counted};

/// Heights in points, from the top: marks of changed sides, balance over time, the chart, the
/// years.
const CHART: f32 = 42.0;
const BALANCE_HEIGHT: f32 = 22.0;
const FLIPS: f32 = 9.0;
const YEARS: f32 = 15.0;

/// All of these together.
pub(super) const HEIGHT: f32 = FLIPS + BALANCE_HEIGHT + CHART + YEARS;

/// The distance in points at which the pointer grabs an edge of the time span.
const REACH: f32 = 6.0;

/// What of the time span is dragged.
#[derive(Clone, Copy)]
pub(super) enum TimeDrag {
    /// Its start.
    From,
    /// Its end.
    To,
    /// All of it; the pointer is this many bins after its start.
    All { before: usize },
    /// A new one, which begins or ends at this bin.
    New { from: usize },
}

/// The time axis on the screen.
pub(super) struct Axis<'a> {
    /// Where bins are drawn.
    rect: Rect,
    pub(super) timeline_index: &'a TimelineIndex,
}

impl<'a> Axis<'a> {
    pub(super) fn new(rect: Rect, timeline_index: &'a TimelineIndex) -> Self {
        let rect = Rect::from_min_max(
            pos2(rect.left(), rect.top() + FLIPS + BALANCE_HEIGHT),
            pos2(rect.right(), rect.bottom() - YEARS),
        );
        Self {
            rect,
            timeline_index,
        }
    }

    fn bin_width(&self) -> f32 {
        self.rect.width() / self.timeline_index.bins.len() as f32
    }

    fn left_of(&self, bin: usize) -> f32 {
        self.rect.left() + bin as f32 * self.bin_width()
    }

    pub(super) fn bin_at(&self, x: f32) -> usize {
        let bin = ((x - self.rect.left()) / self.bin_width()).max(0.0) as usize;
        bin.min(self.timeline_index.bins.len() - 1)
    }

    fn x_of(&self, day: Day) -> f32 {
        let bin = self.timeline_index.bin_of(day);
        let span = self.timeline_index.bins[bin].span;
        let share = span.from.zip(span.to).map_or(0.0, |(from, to)| {
            let length = (to.number() - from.number() + 1) as f32;
            (day.number() - from.number()) as f32 / length
        });
        self.left_of(bin) + share.clamp(0.0, 1.0) * self.bin_width()
    }

    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        Span {
            from: self.timeline_index.bins[from].span.from,
            to: self.timeline_index.bins[to].span.to,
        }
    }

    /// The first and the last bin that a span covers; `None` if it covers none.
    pub(super) fn bins_of(&self, span: Span) -> Option<(usize, usize)> {
        let (first, last) = self.timeline_index.extent()?;
        let extent = Span {
            from: Some(first),
            to: Some(last),
        };
        span.meets(extent).then(|| {
            let from = span.from.map_or(0, |day| self.timeline_index.bin_of(day));
            let last = self.timeline_index.bins.len() - 1;
            (
                from,
                span.to.map_or(last, |day| self.timeline_index.bin_of(day)),
            )
        })
    }

    fn window(&self, (from, to): (usize, usize)) -> Rect {
        self.rect
            .with_min_x(self.left_of(from))
            .with_max_x(self.left_of(to + 1))
    }

    /// What the pointer grabs.
    pub(super) fn hold(&self, pointer: Pos2, shown: Option<(usize, usize)>) -> TimeDrag {
        let bin = self.bin_at(pointer.x);
        let Some(shown) = shown else {
            return TimeDrag::New { from: bin };
        };
        let window = self.window(shown);
        if (pointer.x - window.left()).abs() <= REACH.min(window.width() / 3.0 + 2.0) {
            TimeDrag::From
        } else if (pointer.x - window.right()).abs() <= REACH.min(window.width() / 3.0 + 2.0) {
            TimeDrag::To
        } else if window.x_range().contains(pointer.x) {
            TimeDrag::All {
                before: bin - shown.0,
            }
        } else {
            TimeDrag::New { from: bin }
        }
    }

    pub(super) fn cursor(&self, pointer: Pos2, shown: Option<(usize, usize)>) -> CursorIcon {
        match self.hold(pointer, shown) {
            TimeDrag::From | TimeDrag::To => CursorIcon::ResizeHorizontal,
            TimeDrag::All { .. } => CursorIcon::Grab,
            TimeDrag::New { .. } => CursorIcon::Crosshair,
        }
    }

    /// The first and the last bin of the time span during a drag.
    pub(super) fn held(
        &self,
        hold: TimeDrag,
        pointer: Pos2,
        shown: Option<(usize, usize)>,
    ) -> (usize, usize) {
        let last = self.timeline_index.bins.len() - 1;
        let bin = self.bin_at(pointer.x);
        let (from, to) = shown.unwrap_or((bin, bin));
        match hold {
            TimeDrag::From => (bin.min(to), to),
            TimeDrag::To => (from, bin.max(from)),
            TimeDrag::All { before } => {
                let width = to - from;
                let from = bin.saturating_sub(before).min(last - width);
                (from, from + width)
            }
            TimeDrag::New { from } => (from.min(bin), from.max(bin)),
        }
    }

    /// Bars stacked by kind, those of uncertain dates paler, and the years below.
    pub(super) fn paint(&self, painter: &Painter, ui: &Ui, timeline_index: &TimelineIndex) {
        let theme = theme::of(ui.ctx());
        let total = |bin: &Bin| bin.sure.iter().chain(&bin.unsure).sum::<u32>();
        let max_count = timeline_index
            .bins
            .iter()
            .map(total)
            .max()
            .unwrap_or(1)
            .max(1) as f32;
        let gap = if self.bin_width() > 4.0 { 1.0 } else { 0.0 };
        // One mesh for all bars, on whole pixels: their edges need no antialiasing.
        let mut bars = Mesh::default();
        let pixels_per_point = painter.pixels_per_point();
        for (number, bin) in timeline_index.bins.iter().enumerate() {
            let mut bottom = self.rect.bottom();
            for (row, kind) in RelationKind::ALL.into_iter().enumerate() {
                let color = theme::color(theme.relation(kind));
                for (count, color) in [
                    (bin.sure[row], color.gamma_multiply(0.85)),
                    (bin.unsure[row], color.gamma_multiply(0.4)),
                ] {
                    let height = count as f32 / max_count * self.rect.height();
                    let bar = Rect::from_min_max(
                        pos2(self.left_of(number), bottom - height),
                        pos2(self.left_of(number + 1) - gap, bottom),
                    );
                    if count > 0 {
                        bars.add_colored_rect(bar.round_to_pixels(pixels_per_point), color);
                    }
                    bottom -= height;
                }
            }
        }
        painter.add(bars);
        let rule = Stroke::new(1.0, theme::color(theme.rule));
        painter.hline(self.rect.x_range(), self.rect.bottom(), rule);
        self.paint_years(painter, ui.visuals().weak_text_color());
    }

    /// Balance over time above the bars: the balanced share of triads as a line, frustration as a
    /// dashed one.
    pub(super) fn paint_balance(&self, painter: &Painter, ui: &Ui, moments: &[BinBalance]) {
        let top = self.rect.top() - BALANCE_HEIGHT + 2.0;
        let room = BALANCE_HEIGHT - 5.0;
        let max_frustration = moments.iter().map(|moment| moment.frustration.1).max();
        let max_frustration = max_frustration.unwrap_or(0).max(1) as f32;
        let place = |bin: usize, share: f32| {
            let x = self.left_of(bin) + self.bin_width() / 2.0;
            pos2(x, top + room * (1.0 - share))
        };
        let half = self.bin_width() / 2.0;
        let ink = ui.visuals().text_color();
        let foes = theme::color(theme::of(ui.ctx()).relation(RelationKind::Hostility));
        let mut line: Vec<Pos2> = Vec::new();
        for (bin, moment) in moments.iter().enumerate() {
            match moment.balance {
                Some(balance) => line.push(place(bin, balance as f32)),
                None => draw(painter, &mut line, half, Stroke::new(1.4, ink)),
            }
        }
        draw(painter, &mut line, half, Stroke::new(1.4, ink));
        let shares = moments
            .iter()
            .map(|moment| moment.frustration.1 as f32 / max_frustration);
        let dashed: Vec<Pos2> = shares
            .enumerate()
            .map(|(bin, share)| place(bin, share))
            .collect();
        let dashed = line_through(dashed, half);
        painter.extend(Shape::dashed_line(
            &dashed,
            Stroke::new(1.2, foes),
            3.0,
            2.5,
        ));
    }

    /// The tooltip of a bin: the time, the number of relations, and how balanced they were.
    pub(super) fn tooltip(&self, response: &Response, moments: &[BinBalance]) {
        let is_below_flips = |pos: &Pos2| pos.y >= self.rect.top() - BALANCE_HEIGHT;
        let Some(pointer) = response.hover_pos().filter(is_below_flips) else {
            return;
        };
        if response.dragged() {
            return;
        }
        let at = self.bin_at(pointer.x);
        let bin = &self.timeline_index.bins[at];
        let held: u32 = bin.sure.iter().chain(&bin.unsure).sum();
        let when = capitalized(&bin.span.in_words());
        let mut words = format!(
            "{when}: {}",
            counted(held as usize, "dated relation", "dated relations")
        );
        if let Some(moment) = moments.get(at) {
            let mark = if moment.balance.is_some() {
                " (line)"
            } else {
                ""
            };
            words = format!(
                "{words}\n{}{mark}\n{} of {} (dashes)",
                moment.balance_in_words(),
                moment.frustration_in_words(),
                moment.pairs
            );
            if moment.pairs > 0 {
                words = format!("{words}\n{}", capitalized(&moment.polarization.in_words()));
            }
            let outcomes = moment.outcomes.as_ref();
            if let Some(outcomes) = outcomes.filter(|outcomes| outcomes.total() > 0) {
                words = format!("{words}\nOf the time before: {}", outcomes.in_words());
            }
        }
        response.clone().on_hover_text_at_pointer(words);
    }

    fn paint_years(&self, painter: &Painter, color: Color32) {
        let font = FontId::proportional(11.0);
        let mut free_from = f32::NEG_INFINITY;
        for (x, text) in self.labels() {
            let galley = painter.layout_no_wrap(text, font.clone(), color);
            let left = (x - galley.size().x / 2.0)
                .clamp(self.rect.left(), self.rect.right() - galley.size().x);
            if left < free_from {
                continue;
            }
            free_from = left + galley.size().x + 12.0;
            painter.vline(
                x,
                self.rect.bottom()..=self.rect.bottom() + 3.0,
                Stroke::new(1.0, color),
            );
            painter.galley(pos2(left, self.rect.bottom() + 2.0), galley, color);
        }
    }

    /// The labels of the axis with their places.
    fn labels(&self) -> Vec<(f32, String)> {
        let Some((first, last)) = self.timeline_index.extent() else {
            return Vec::new();
        };
        let ticks = ticks(first, last, self.rect.width()).into_iter();
        ticks.map(|(day, text)| (self.x_of(day), text)).collect()
    }

    /// Dims what is outside the time span, and draws handles at its edges.
    pub(super) fn paint_window(
        &self,
        painter: &Painter,
        ui: &Ui,
        shown: Option<(usize, usize)>,
        is_focused: bool,
    ) {
        let Some(shown) = shown else {
            return;
        };
        let window = self.window(shown);
        let veil = ui.visuals().panel_fill.gamma_multiply(0.78);
        painter.rect_filled(self.rect.with_max_x(window.left()), 0.0, veil);
        painter.rect_filled(self.rect.with_min_x(window.right()), 0.0, veil);
        let color = ui.visuals().hyperlink_color;
        let line = Stroke::new(if is_focused { 2.0 } else { 1.5 }, color);
        for x in [window.left(), window.right()] {
            painter.vline(x, window.y_range(), line);
            let grip = Rect::from_center_size(pos2(x, window.center().y), vec2(5.0, 16.0));
            painter.rect_filled(grip, 2.0, color);
        }
    }

    /// Marks of changed sides: up to friends, down to foes; the tooltip names the pair, a click
    /// goes there.
    pub(super) fn flips(
        &self,
        painter: &Painter,
        ui: &Ui,
        response: &Response,
        network: &Network,
        view: View,
    ) {
        let theme = theme::of(ui.ctx());
        let y = self.rect.top() - BALANCE_HEIGHT - FLIPS / 2.0 - 1.0;
        let mut near: Vec<&Flip> = Vec::new();
        let pointer = response
            .hover_pos()
            .filter(|pos| pos.y < self.rect.top() - BALANCE_HEIGHT);
        for flip in &self.timeline_index.flips {
            let x = self.x_of(flip.day);
            let (kind, up) = match flip.to {
                Sign::Positive => (RelationKind::Cooperation, -1.0),
                _ => (RelationKind::Hostility, 1.0),
            };
            let corners = vec![
                pos2(x, y + 3.5 * up),
                pos2(x + 3.5, y - 2.5 * up),
                pos2(x - 3.5, y - 2.5 * up),
            ];
            let color = theme::color(theme.relation(kind));
            painter.add(Shape::convex_polygon(corners, color, Stroke::NONE));
            if pointer.is_some_and(|pointer| (pointer.x - x).abs() <= 4.0) {
                near.push(flip);
            }
        }
        if near.is_empty() {
            return;
        }
        let first = network.graph.node_weight(near[0].pair.0);
        if let Some(actor) = first.filter(|_| response.clicked()) {
            view.send(Command::GoTo(Target::Actor(actor.id.clone())));
        }
        let words: Vec<String> = near
            .iter()
            .take(8)
            .map(|flip| flip_in_words(network, flip))
            .collect();
        response.clone().on_hover_text_at_pointer(words.join("\n"));
    }
}

/// Draws the line, and empties it.
fn draw(painter: &Painter, points: &mut Vec<Pos2>, half: f32, stroke: Stroke) {
    let points = line_through(std::mem::take(points), half);
    if !points.is_empty() {
        painter.add(Shape::line(points, stroke));
    }
}

/// The points of a line: a single moment is as wide as its bin, half of which is given. A dot would
/// look like dirt.
fn line_through(points: Vec<Pos2>, half: f32) -> Vec<Pos2> {
    match points[..] {
        [one] => vec![one - vec2(half, 0.0), one + vec2(half, 0.0)],
        _ => points,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_balance_of_a_single_moment_is_a_line_as_wide_as_its_bin() {
        let line = line_through(vec![pos2(50.0, 8.0)], 40.0);
        assert_eq!(line, [pos2(10.0, 8.0), pos2(90.0, 8.0)]);
        let longer = vec![pos2(0.0, 1.0), pos2(4.0, 2.0)];
        assert_eq!(line_through(longer.clone(), 40.0), longer);
        assert!(line_through(Vec::new(), 40.0).is_empty());
    }
}
