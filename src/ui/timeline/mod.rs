//! The timeline under the canvas: how many relations held at each time, and a time span to drag,
//! resize and play.

mod axis;
mod flip;
mod ticks;

pub(super) use self::flip::flip_in_words;

use std::sync::Arc;

use egui::PopupCloseBehavior::CloseOnClickOutside;
use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{
    Align, Button, ComboBox, Context, EventFilter, Frame, Key, Label, Layout, Margin, Panel, Rect,
    Response, RichText, Sense, TextWrapMode, Ui, WidgetInfo, WidgetType, vec2,
};

use self::axis::{Axis, HEIGHT, TimeDrag};
use super::shell::theme;
use super::tasks::balance_over_time::BalanceOverTime;
use crate::analysis::TimelineIndex;
use crate::app::{Command, State, Tab};
use crate::graph::{Filter, Network};
use crate::model::Span;
use crate::ui::View;
use crate::ui::widgets::drop_down::DropDown as _;
use crate::ui::widgets::frame_cache::background;
use crate::ui::widgets::menu_scroll;
use crate::words::{capitalized, counted, grouped};

/// The speeds of playing in bins a second, with their names.
const SPEEDS: [(f64, &str); 4] = [
    (1.0, "Slow"),
    (3.0, "Steady"),
    (8.0, "Fast"),
    (20.0, "Very fast"),
];

/// From this width on, in points, all controls are in the row.
const WIDE: f32 = 620.0;

/// The width of the button that plays and pauses, whatever it says.
const PLAY_WIDTH: f32 = 56.0;

/// The least width of the time span in words at the end of a line.
const READOUT_WIDTH: f32 = 120.0;

/// What the timeline keeps from one frame to the next.
pub(super) struct Timeline {
    /// The filter whose index was asked for last, and how many filters were asked for.
    asked: Option<Filter>,
    asked_count: u64,
    balance: BalanceOverTime,
    hold: Option<TimeDrag>,
    /// The time of the next step in seconds, while time is played.
    playing: Option<f64>,
    speed: usize,
}

/// The index that is shown.
struct ShownIndex {
    /// The network it was made from: its node indices belong to it.
    network: Arc<Network>,
    index: Arc<TimelineIndex>,
    /// Whether it belongs to the current document and filter.
    is_current: bool,
}

impl Default for Timeline {
    fn default() -> Self {
        Self {
            asked: None,
            asked_count: 0,
            balance: BalanceOverTime::default(),
            hold: None,
            playing: None,
            speed: 1,
        }
    }
}

impl Timeline {
    /// Shows the timeline, if it is switched on and anything has a date; returns its area.
    pub(super) fn show(&mut self, ui: &mut Ui, view: View) -> Option<Rect> {
        if !view.state.settings.shows_timeline || !view.state.has_document() {
            self.playing = None;
            return None;
        }
        let shown = self.shown_index(ui.ctx(), view.state)?;
        let timeline_index = &shown.index;
        if timeline_index.bins.is_empty() {
            self.playing = None;
            return None;
        }
        if shown.is_current {
            self.follow(timeline_index, view);
        }
        let frame = Frame::side_top_panel(ui.style()).inner_margin(Margin::symmetric(10, 5));
        let panel = Panel::bottom("timeline")
            .resizable(false)
            .frame(frame)
            .show(ui, |ui| {
                self.controls(ui, timeline_index, view);
                self.chart(ui, &shown, view);
            });
        self.play(ui, timeline_index, view);
        Some(panel.response.rect)
    }

    /// Plays time, or pauses it.
    pub(super) fn toggle_play(&mut self, now: f64) {
        self.playing = match self.playing {
            Some(_) => None,
            None => Some(now),
        };
    }

    /// Computes balance over time for what is shown.
    fn follow(&mut self, timeline_index: &Arc<TimelineIndex>, view: View) {
        if let Some(filter) = &self.asked {
            self.balance.follow(view, timeline_index, filter);
        }
    }

    /// The index of all dates under the filter, without its time span; until it is there, the one
    /// before.
    fn shown_index(&mut self, ctx: &Context, state: &State) -> Option<ShownIndex> {
        let network = &state.open.derived.whole;
        let filter = Filter {
            hides_undated: false,
            ..state.open.session.filter.clone()
        };
        let filter = state.open.derived.filter_of_all_times(&filter);
        if self.asked.as_ref() != Some(&filter) {
            self.asked = Some(filter.clone());
            self.asked_count += 1;
        }
        let (document, whole) = (state.document().clone(), Arc::clone(network));
        let shown = background(
            ctx,
            "timeline index",
            self.asked_count,
            network,
            move || TimelineIndex::of(&document, &whole.shared_through(&document, &filter)),
        );
        let is_current = shown.is_current;
        let (network, index) = shown.latest?;
        Some(ShownIndex {
            network,
            index,
            is_current,
        })
    }

    /// The controls in one row, however narrow it is: what has no room is in a menu.
    fn controls(&mut self, ui: &mut Ui, timeline_index: &TimelineIndex, view: View) {
        let filter = &view.state.open.session.filter;
        ui.horizontal(|ui| {
            ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
            let is_wide = ui.available_width() > WIDE;
            self.play_button(ui);
            let all = Button::new("All times").selected(filter.span.is_none());
            let hint = "Show relations of all times";
            let is_asked = ui.add(all).on_hover_text(hint).clicked();
            if is_asked {
                self.playing = None;
                look_at(None, view);
            }
            if is_wide {
                ui.separator();
                self.speed(ui);
                ui.separator();
                undated(ui, timeline_index, view);
                compare(ui, timeline_index, view);
            } else {
                let config = MenuConfig::new().close_behavior(CloseOnClickOutside);
                MenuButton::new("Options").config(config).ui(ui, |ui| {
                    menu_scroll::scrolling(ui, |ui| self.more(ui, timeline_index, view));
                });
            }
            readout(ui, filter.span);
        });
    }

    fn play_button(&mut self, ui: &mut Ui) {
        let (text, hint) = match self.playing {
            Some(_) => ("Pause", "Pause time (T)"),
            None => ("Play", "Play time along the timeline (T)"),
        };
        let play = Button::new(text).min_size(vec2(PLAY_WIDTH, 0.0));
        if ui.add(play).on_hover_text(hint).clicked() {
            self.toggle_play(ui.input(|input| input.time));
        }
    }

    fn speed(&mut self, ui: &mut Ui) {
        let speed = ComboBox::from_id_salt("speed")
            .width(84.0)
            .selected_text(SPEEDS[self.speed].1)
            .show_list_at(ui, Some(self.speed), |ui| {
                for (number, (_, name)) in SPEEDS.iter().enumerate() {
                    ui.selectable_value(&mut self.speed, number, *name);
                }
            });
        let speed_info = || WidgetInfo {
            current_text_value: Some(SPEEDS[self.speed].1.to_owned()),
            ..WidgetInfo::labeled(WidgetType::ComboBox, true, "Speed")
        };
        speed.response.widget_info(speed_info);
    }

    /// What has no room in a narrow row.
    fn more(&mut self, ui: &mut Ui, timeline_index: &TimelineIndex, view: View) {
        ui.weak("Speed");
        for (number, (_, name)) in SPEEDS.iter().enumerate() {
            if menu_scroll::radio(ui, self.speed == number, *name).clicked() {
                self.speed = number;
            }
        }
        ui.separator();
        undated(ui, timeline_index, view);
        compare(ui, timeline_index, view);
    }

    fn chart(&mut self, ui: &mut Ui, shown_index: &ShownIndex, view: View) {
        let timeline_index = &shown_index.index;
        let size = vec2(ui.available_width(), HEIGHT);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
        let span = view.state.open.session.filter.span;
        response.widget_info(|| {
            let words = span.map_or_else(|| "all times".to_owned(), Span::in_words);
            WidgetInfo::labeled(WidgetType::Slider, true, format!("Timeline: {words}"))
        });
        let axis = Axis::new(rect, timeline_index);
        let painter = ui.painter_at(rect.expand(1.0));
        axis.paint(&painter, ui, timeline_index);
        let moments = self.balance.moments();
        axis.paint_balance(&painter, ui, moments);
        axis.tooltip(&response, moments);
        let shown = span.and_then(|span| axis.bins_of(span));
        axis.paint_window(&painter, ui, shown, response.has_focus());
        axis.flips(&painter, ui, &response, &shown_index.network, view);
        self.drag(ui, &response, &axis, shown, view);
        keys(ui, &response, &axis, shown, view);
    }

    fn drag(
        &mut self,
        ui: &Ui,
        response: &Response,
        axis: &Axis<'_>,
        shown: Option<(usize, usize)>,
        view: View,
    ) {
        if let Some(pointer) = response.hover_pos() {
            ui.ctx().set_cursor_icon(axis.cursor(pointer, shown));
        }
        if response.double_clicked() {
            look_at(None, view);
            return;
        }
        let origin = ui.input(|input| input.pointer.press_origin());
        if let (true, Some(origin)) = (response.drag_started(), origin) {
            self.playing = None;
            self.hold = Some(axis.hold(origin, shown));
        }
        let pointer = response.interact_pointer_pos();
        if let (Some(hold), Some(pointer)) = (self.hold, pointer) {
            let (from, to) = axis.held(hold, pointer, shown);
            look_at(Some(axis.span(from, to)), view);
        } else if let (true, Some(pointer)) = (response.clicked(), pointer) {
            let bin = axis.bin_at(pointer.x);
            look_at(Some(axis.span(bin, bin)), view);
        }
        if response.clicked() || response.drag_stopped() {
            self.hold = None;
            response.request_focus();
        }
    }

    /// Moves the time span on by a bin when the next step is due, until it comes to the end.
    fn play(&mut self, ui: &Ui, timeline_index: &TimelineIndex, view: View) {
        let Some(due) = self.playing else { return };
        let now = ui.input(|input| input.time);
        let pause = 1.0 / SPEEDS[self.speed].0;
        if now >= due {
            let axis = Axis::new(Rect::ZERO, timeline_index);
            let last = timeline_index.bins.len() - 1;
            let shown = view
                .state
                .open
                .session
                .filter
                .span
                .and_then(|span| axis.bins_of(span));
            // From the end, and from all times, it starts at the beginning.
            let (from, to) = match shown {
                Some((from, to)) if to < last => (from + 1, to + 1),
                Some((from, to)) => (0, to - from),
                None => (0, 0),
            };
            look_at(Some(axis.span(from, to)), view);
            self.playing = (to < last).then_some(now + pause);
        }
        let wait = self.playing.map_or(0.0, |due| (due - now).max(0.0));
        ui.ctx().request_repaint_after_secs(wait as f32);
    }
}

/// Whether relations without a date are shown, if there are any.
fn undated(ui: &mut Ui, timeline_index: &TimelineIndex, view: View) {
    if timeline_index.undated == 0 {
        return;
    }
    let filter = &view.state.open.session.filter;
    let mut shows = !filter.hides_undated;
    let text = format!("Undated ({})", grouped(timeline_index.undated));
    let hint = "Show relations without a date, at any time";
    let switch = menu_scroll::checkbox(ui, &mut shows, text);
    if switch.on_hover_text(hint).changed() {
        view.send(Command::SetFilter(Filter {
            hides_undated: !shows,
            ..filter.clone()
        }));
    }
}

/// The way to the comparison of two dates.
fn compare(ui: &mut Ui, timeline_index: &TimelineIndex, view: View) {
    let words = changes_and_comparison(timeline_index.flips.len());
    if ui.link(words).clicked() {
        view.send(Command::ShowTab(Tab::TIME));
        ui.close();
    }
}

/// The time span in words, at the end of the row where it has room: nothing moves while it changes.
/// The status bar says it, too.
fn readout(ui: &mut Ui, span: Option<Span>) {
    let room = vec2(ui.available_width(), ui.spacing().interact_size.y);
    if room.x < READOUT_WIDTH {
        return;
    }
    ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
        let words = span.map_or_else(String::new, |span| capitalized(&span.in_words()));
        let label = RichText::new(&words).family(theme::bold());
        ui.add(Label::new(label).truncate());
    });
}

/// `2 changes of sides; compare two dates`.
fn changes_and_comparison(changes: usize) -> String {
    match changes {
        0 => "Compare two dates".to_owned(),
        changes => {
            let changes = counted(changes, "change of sides", "changes of sides");
            format!("{changes}; compare two dates")
        }
    }
}

/// Shows the relations of a span, or of all times.
fn look_at(span: Option<Span>, view: View) {
    let filter = &view.state.open.session.filter;
    if filter.span != span {
        view.send(Command::SetFilter(Filter {
            span,
            ..filter.clone()
        }));
    }
}

/// Arrows move the time span by a bin, with Shift they resize it; Home and End move it to the ends,
/// Enter removes it.
fn keys(ui: &Ui, response: &Response, axis: &Axis<'_>, shown: Option<(usize, usize)>, view: View) {
    if !response.has_focus() {
        return;
    }
    let filter = EventFilter {
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let last = axis.timeline_index.bins.len() - 1;
    let (from, to) = shown.unwrap_or((0, last));
    let width = to - from;
    let (pressed, shift) = ui.input(|input| {
        let keys = [
            Key::ArrowLeft,
            Key::ArrowRight,
            Key::Home,
            Key::End,
            Key::Enter,
        ];
        let pressed = keys.into_iter().find(|key| input.key_pressed(*key));
        (pressed, input.modifiers.shift)
    });
    let span = match (pressed, shift, shown) {
        (None, ..) => return,
        (Some(Key::Enter), ..) => None,
        (Some(Key::Home), ..) => Some((0, if shown.is_some() { width } else { 0 })),
        (Some(Key::End), ..) => Some((last - if shown.is_some() { width } else { 0 }, last)),
        (Some(Key::ArrowLeft), true, _) => Some((from, to.saturating_sub(1).max(from))),
        (Some(_), true, _) => Some((from, (to + 1).min(last))),
        (Some(Key::ArrowLeft), false, Some(_)) => {
            let from = from.saturating_sub(1);
            Some((from, from + width))
        }
        (Some(_), false, Some(_)) => {
            let to = (to + 1).min(last);
            Some((to - width, to))
        }
        (Some(Key::ArrowLeft), false, None) => Some((last, last)),
        (Some(_), false, None) => Some((0, 0)),
    };
    look_at(span.map(|(from, to)| axis.span(from, to)), view);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_of_sides_are_counted_in_words() {
        assert_eq!(
            [0, 1, 2].map(changes_and_comparison),
            [
                "Compare two dates",
                "1 change of sides; compare two dates",
                "2 changes of sides; compare two dates"
            ]
            .map(str::to_owned)
        );
    }
}
