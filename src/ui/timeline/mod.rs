//! The timeline under the canvas: how much held when, and a window over it to drag, stretch and play.

mod axis;

use std::sync::Arc;

use egui::{
    Align, ComboBox, EventFilter, Frame, Key, Layout, Margin, Panel, Rect, Response, Sense, Ui,
    WidgetInfo, WidgetType, vec2,
};

use self::axis::{Axis, HEIGHT, Hold};
use super::shell::theme;
use super::tasks::balance_over_time::BalanceOverTime;
use crate::analysis::{Flip, TimelineIndex};
use crate::app::{Command, State, Tab};
use crate::graph::words::capitalized;
use crate::graph::{Filter, Network};
use crate::model::{Sign, Span};
use crate::ui::View;

/// Bins a second at which time is played, with their names.
const SPEEDS: [(f64, &str); 4] = [
    (1.0, "Slow"),
    (3.0, "Steady"),
    (8.0, "Fast"),
    (20.0, "Very fast"),
];

/// What the timeline needs from one frame to the next.
pub(super) struct Timeline {
    made: Option<Made>,
    balance: BalanceOverTime,
    hold: Option<Hold>,
    /// When the next step is due, in the window's seconds, while time is played.
    playing: Option<f64>,
    speed: usize,
}

/// A timeline_index, and what it was made from.
struct Made {
    whole: Arc<Network>,
    filter: Filter,
    timeline_index: Arc<TimelineIndex>,
}

impl Default for Timeline {
    fn default() -> Self {
        Self {
            made: None,
            balance: BalanceOverTime::default(),
            hold: None,
            playing: None,
            speed: 1,
        }
    }
}

impl Timeline {
    /// Shows the timeline where anything is dated, and time is not put away.
    pub(super) fn show(&mut self, ui: &mut Ui, view: View) {
        if !view.state.settings.shows_timeline || !view.state.has_document() {
            self.playing = None;
            return;
        }
        let timeline_index = self.timeline_index(view.state);
        if timeline_index.bins.is_empty() {
            self.playing = None;
            return;
        }
        self.follow(&timeline_index, view);
        let frame = Frame::side_top_panel(ui.style()).inner_margin(Margin::symmetric(10, 5));
        Panel::bottom("timeline")
            .resizable(false)
            .frame(frame)
            .show(ui, |ui| {
                self.controls(ui, &timeline_index, view);
                self.chart(ui, &timeline_index, view);
            });
        self.play(ui, &timeline_index, view);
    }

    /// Plays time, or holds it.
    pub(super) fn toggle_play(&mut self, now: f64) {
        self.playing = match self.playing {
            Some(_) => None,
            None => Some(now),
        };
    }

    /// Computes balance over time for what is shown.
    fn follow(&mut self, timeline_index: &Arc<TimelineIndex>, view: View) {
        if let Some(made) = &self.made {
            self.balance.follow(view, timeline_index, &made.filter);
        }
    }

    /// What the dates say, whatever the window shows of them.
    fn timeline_index(&mut self, state: &State) -> Arc<TimelineIndex> {
        let whole = &state.open.derived.whole;
        let filter = Filter {
            span: None,
            hides_undated: false,
            ..state.open.session.filter.clone()
        };
        let made = self
            .made
            .take()
            .filter(|made| Arc::ptr_eq(&made.whole, whole) && made.filter == filter);
        let made = made.unwrap_or_else(|| {
            let document = state.document();
            let timeline_index =
                TimelineIndex::of(document, &whole.shared_through(document, &filter));
            Made {
                whole: Arc::clone(whole),
                filter,
                timeline_index: Arc::new(timeline_index),
            }
        });
        Arc::clone(&self.made.insert(made).timeline_index)
    }

    fn controls(&mut self, ui: &mut Ui, timeline_index: &TimelineIndex, view: View) {
        let filter = &view.state.open.session.filter;
        let room = vec2(ui.available_width(), ui.spacing().interact_size.y + 8.0);
        ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
            let (text, hint) = match self.playing {
                Some(_) => ("Hold", "Hold time still (T)"),
                None => ("Play", "Let time run (T)"),
            };
            if ui.button(text).on_hover_text(hint).clicked() {
                self.toggle_play(ui.input(|input| input.time));
            }
            ComboBox::from_id_salt("speed")
                .width(84.0)
                .selected_text(SPEEDS[self.speed].1)
                .show_ui(ui, |ui| {
                    for (number, (_, name)) in SPEEDS.iter().enumerate() {
                        ui.selectable_value(&mut self.speed, number, *name);
                    }
                });
            ui.separator();
            let words = filter.span.map_or_else(
                || "All times".to_owned(),
                |span| capitalized(&span.in_words()),
            );
            ui.label(egui::RichText::new(words).family(theme::bold()));
            if filter.span.is_some() && ui.button("All times").clicked() {
                self.playing = None;
                look_at(None, view);
            }
            if timeline_index.undated > 0 {
                ui.separator();
                let mut shows = !filter.hides_undated;
                let text = format!("Undated ({})", timeline_index.undated);
                let hint = "A relation without a date counts at any time, unless it is left out";
                if ui.checkbox(&mut shows, text).on_hover_text(hint).changed() {
                    view.send(Command::SetFilter(Filter {
                        hides_undated: !shows,
                        ..filter.clone()
                    }));
                }
            }
            ui.separator();
            let turns = match timeline_index.flips.len() {
                0 => "Compare two dates".to_owned(),
                1 => "1 pair turned; compare two dates".to_owned(),
                many => format!("{many} turns; compare two dates"),
            };
            if ui.link(turns).clicked() {
                view.send(Command::ShowTab(Tab::TIME));
            }
        });
    }

    fn chart(&mut self, ui: &mut Ui, timeline_index: &TimelineIndex, view: View) {
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
        axis.paint_course(&painter, ui, moments);
        axis.told(&response, moments);
        let shown = span.and_then(|span| axis.bins_of(span));
        axis.paint_window(&painter, ui, shown, response.has_focus());
        axis.flips(&painter, ui, &response, timeline_index, view);
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

    /// Moves the window on by a bin when it is time, until it comes to the end.
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
            // From the end, and from all times, it begins anew.
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

/// Arrows move the window by a bin, with Shift they stretch it; Home and End bring it to the ends, Enter takes it
/// away.
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

/// `8 April 1904: France and Great Britain turn friends`.
pub(super) fn flip_in_words(network: &Network, flip: &Flip) -> String {
    let name = |node| {
        network
            .graph
            .node_weight(node)
            .map_or("", |actor| actor.name())
    };
    let turn = match flip.to {
        Sign::Positive => "become friends",
        _ => "become rivals",
    };
    let (a, b) = flip.pair;
    format!(
        "{}: {} and {} {turn}",
        flip.day.in_words(),
        name(a),
        name(b)
    )
}
