//! The timeline under the canvas: how much held when, and a window over it to drag, stretch and play.

use std::sync::Arc;

use egui::{
    Align, Color32, ComboBox, CursorIcon, EventFilter, FontId, Frame, Key, Layout, Margin, Painter,
    Panel, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use super::course::Course;
use super::{Queue, theme};
use crate::analysis::{Bin, Chronicle, Flip, Moment};
use crate::app::{Command, State, Tab, Target};
use crate::graph::words::{capitalized, counted};
use crate::graph::{Lens, Network};
use crate::model::{Day, RelationKind, Sign, Span};

/// Heights in points: of the chart, of balance over time above it, of the marks of flips above that and of the years
/// beneath.
const CHART: f32 = 42.0;
const COURSE: f32 = 22.0;
const FLIPS: f32 = 9.0;
const YEARS: f32 = 15.0;

/// How near to a side of the window the pointer takes hold of it, in points.
const REACH: f32 = 6.0;

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
    course: Option<Course>,
    hold: Option<Hold>,
    /// When the next step is due, in the window's seconds, while time is played.
    playing: Option<f64>,
    speed: usize,
}

/// A chronicle, and what it was made from.
struct Made {
    whole: Arc<Network>,
    lens: Lens,
    chronicle: Arc<Chronicle>,
}

/// What of the window is in the hand.
#[derive(Clone, Copy)]
enum Hold {
    /// Its first side.
    From,
    /// Its last side.
    To,
    /// All of it; so many bins lie between its first side and the pointer.
    All { before: usize },
    /// A new one, drawn from this bin.
    New { from: usize },
}

impl Default for Timeline {
    fn default() -> Self {
        Self {
            made: None,
            course: None,
            hold: None,
            playing: None,
            speed: 1,
        }
    }
}

impl Timeline {
    /// Shows the timeline where anything is dated, and time is not put away.
    pub(super) fn show(&mut self, ui: &mut Ui, state: &State, queue: &Queue) {
        if !state.settings.shows_timeline || state.loads == 0 {
            self.playing = None;
            return;
        }
        let chronicle = self.chronicle(state);
        if chronicle.bins.is_empty() {
            self.playing = None;
            return;
        }
        self.follow(&chronicle, state, queue);
        let frame = Frame::side_top_panel(ui.style()).inner_margin(Margin::symmetric(10, 5));
        Panel::bottom("timeline")
            .resizable(false)
            .frame(frame)
            .show(ui, |ui| {
                self.controls(ui, &chronicle, state, queue);
                self.chart(ui, &chronicle, state, queue);
            });
        self.play(ui, &chronicle, state, queue);
    }

    /// Plays time, or holds it.
    pub(super) fn toggle_play(&mut self, now: f64) {
        self.playing = match self.playing {
            Some(_) => None,
            None => Some(now),
        };
    }

    /// Sees to it that balance over time is worked out for what is shown.
    fn follow(&mut self, chronicle: &Arc<Chronicle>, state: &State, queue: &Queue) {
        let rule = state.session.rule;
        let is_current = |course: &Course| course.is_about(chronicle, rule);
        if let (false, Some(made)) = (self.course.as_ref().is_some_and(is_current), &self.made) {
            self.course = Some(Course::begin(state, chronicle, &made.lens, queue));
        }
    }

    /// What the dates say, whatever the window shows of them.
    fn chronicle(&mut self, state: &State) -> Arc<Chronicle> {
        let whole = &state.derived.whole;
        let lens = Lens {
            span: None,
            hides_undated: false,
            ..state.session.lens.clone()
        };
        let made = self
            .made
            .take()
            .filter(|made| Arc::ptr_eq(&made.whole, whole) && made.lens == lens);
        let made = made.unwrap_or_else(|| {
            let document = state.document();
            let chronicle = Chronicle::of(document, &whole.through(document, &lens));
            Made {
                whole: Arc::clone(whole),
                lens,
                chronicle: Arc::new(chronicle),
            }
        });
        Arc::clone(&self.made.insert(made).chronicle)
    }

    fn controls(&mut self, ui: &mut Ui, chronicle: &Chronicle, state: &State, queue: &Queue) {
        let lens = &state.session.lens;
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
            let words = lens.span.map_or_else(
                || "All times".to_owned(),
                |span| capitalized(&span.in_words()),
            );
            ui.label(egui::RichText::new(words).family(theme::bold()));
            if lens.span.is_some() && ui.button("All times").clicked() {
                self.playing = None;
                look_at(None, state, queue);
            }
            if chronicle.undated > 0 {
                ui.separator();
                let mut shows = !lens.hides_undated;
                let text = format!("Undated ({})", chronicle.undated);
                let hint = "A relation without a date counts at any time, unless it is left out";
                if ui.checkbox(&mut shows, text).on_hover_text(hint).changed() {
                    queue.send(Command::SetLens(Lens {
                        hides_undated: !shows,
                        ..lens.clone()
                    }));
                }
            }
            ui.separator();
            let turns = match chronicle.flips.len() {
                0 => "Compare two dates".to_owned(),
                1 => "1 pair turned; compare two dates".to_owned(),
                many => format!("{many} turns; compare two dates"),
            };
            if ui.link(turns).clicked() {
                queue.send(Command::ShowTab(Tab::Time));
            }
        });
    }

    fn chart(&mut self, ui: &mut Ui, chronicle: &Chronicle, state: &State, queue: &Queue) {
        let size = vec2(ui.available_width(), FLIPS + COURSE + CHART + YEARS);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
        let span = state.session.lens.span;
        response.widget_info(|| {
            let words = span.map_or_else(|| "all times".to_owned(), Span::in_words);
            WidgetInfo::labeled(WidgetType::Slider, true, format!("Timeline: {words}"))
        });
        let axis = Axis::new(rect, chronicle);
        let painter = ui.painter_at(rect.expand(1.0));
        axis.paint(&painter, ui, chronicle);
        let moments = self.course.as_ref().map_or(&[][..], Course::moments);
        axis.paint_course(&painter, ui, moments);
        axis.told(&response, moments);
        let shown = span.and_then(|span| axis.bins_of(span));
        axis.paint_window(&painter, ui, shown, response.has_focus());
        axis.flips(&painter, ui, &response, chronicle, state, queue);
        self.drag(ui, &response, &axis, shown, state, queue);
        keys(ui, &response, &axis, shown, state, queue);
    }

    fn drag(
        &mut self,
        ui: &Ui,
        response: &Response,
        axis: &Axis<'_>,
        shown: Option<(usize, usize)>,
        state: &State,
        queue: &Queue,
    ) {
        if let Some(pointer) = response.hover_pos() {
            ui.ctx().set_cursor_icon(axis.cursor(pointer, shown));
        }
        if response.double_clicked() {
            look_at(None, state, queue);
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
            look_at(Some(axis.span(from, to)), state, queue);
        } else if let (true, Some(pointer)) = (response.clicked(), pointer) {
            let bin = axis.bin_at(pointer.x);
            look_at(Some(axis.span(bin, bin)), state, queue);
        }
        if response.clicked() || response.drag_stopped() {
            self.hold = None;
            response.request_focus();
        }
    }

    /// Moves the window on by a bin when it is time, until it comes to the end.
    fn play(&mut self, ui: &Ui, chronicle: &Chronicle, state: &State, queue: &Queue) {
        let Some(due) = self.playing else { return };
        let now = ui.input(|input| input.time);
        let pause = 1.0 / SPEEDS[self.speed].0;
        if now >= due {
            let axis = Axis::new(Rect::ZERO, chronicle);
            let last = chronicle.bins.len() - 1;
            let shown = state.session.lens.span.and_then(|span| axis.bins_of(span));
            // From the end, and from all times, it begins anew.
            let (from, to) = match shown {
                Some((from, to)) if to < last => (from + 1, to + 1),
                Some((from, to)) => (0, to - from),
                None => (0, 0),
            };
            look_at(Some(axis.span(from, to)), state, queue);
            self.playing = (to < last).then_some(now + pause);
        }
        let wait = self.playing.map_or(0.0, |due| (due - now).max(0.0));
        ui.ctx().request_repaint_after_secs(wait as f32);
    }
}

/// Shows the relations of a span, or of all times.
fn look_at(span: Option<Span>, state: &State, queue: &Queue) {
    let lens = &state.session.lens;
    if lens.span != span {
        queue.send(Command::SetLens(Lens {
            span,
            ..lens.clone()
        }));
    }
}

/// Arrows move the window by a bin, with Shift they stretch it; Home and End bring it to the ends, Enter takes it
/// away.
fn keys(
    ui: &Ui,
    response: &Response,
    axis: &Axis<'_>,
    shown: Option<(usize, usize)>,
    state: &State,
    queue: &Queue,
) {
    if !response.has_focus() {
        return;
    }
    let filter = EventFilter {
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let last = axis.chronicle.bins.len() - 1;
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
    look_at(span.map(|(from, to)| axis.span(from, to)), state, queue);
}

/// The calendar on the screen.
struct Axis<'a> {
    /// Where bins are drawn.
    rect: Rect,
    chronicle: &'a Chronicle,
}

impl<'a> Axis<'a> {
    fn new(rect: Rect, chronicle: &'a Chronicle) -> Self {
        let rect = Rect::from_min_max(
            pos2(rect.left(), rect.top() + FLIPS + COURSE),
            pos2(rect.right(), rect.bottom() - YEARS),
        );
        Self { rect, chronicle }
    }

    fn bin_width(&self) -> f32 {
        self.rect.width() / self.chronicle.bins.len() as f32
    }

    fn left_of(&self, bin: usize) -> f32 {
        self.rect.left() + bin as f32 * self.bin_width()
    }

    fn bin_at(&self, x: f32) -> usize {
        let bin = ((x - self.rect.left()) / self.bin_width()).max(0.0) as usize;
        bin.min(self.chronicle.bins.len() - 1)
    }

    fn x_of(&self, day: Day) -> f32 {
        let bin = self.chronicle.bin_of(day);
        let span = self.chronicle.bins[bin].span;
        let share = span.from.zip(span.to).map_or(0.0, |(from, to)| {
            let length = (to.number() - from.number() + 1) as f32;
            (day.number() - from.number()) as f32 / length
        });
        self.left_of(bin) + share.clamp(0.0, 1.0) * self.bin_width()
    }

    fn span(&self, from: usize, to: usize) -> Span {
        Span {
            from: self.chronicle.bins[from].span.from,
            to: self.chronicle.bins[to].span.to,
        }
    }

    /// The bins that a span covers; nothing where it lies beside them all.
    fn bins_of(&self, span: Span) -> Option<(usize, usize)> {
        let (first, last) = self.chronicle.extent()?;
        let extent = Span {
            from: Some(first),
            to: Some(last),
        };
        span.meets(extent).then(|| {
            let from = span.from.map_or(0, |day| self.chronicle.bin_of(day));
            let last = self.chronicle.bins.len() - 1;
            (from, span.to.map_or(last, |day| self.chronicle.bin_of(day)))
        })
    }

    fn window(&self, (from, to): (usize, usize)) -> Rect {
        self.rect
            .with_min_x(self.left_of(from))
            .with_max_x(self.left_of(to + 1))
    }

    /// What the pointer takes hold of.
    fn hold(&self, pointer: Pos2, shown: Option<(usize, usize)>) -> Hold {
        let bin = self.bin_at(pointer.x);
        let Some(shown) = shown else {
            return Hold::New { from: bin };
        };
        let window = self.window(shown);
        if (pointer.x - window.left()).abs() <= REACH.min(window.width() / 3.0 + 2.0) {
            Hold::From
        } else if (pointer.x - window.right()).abs() <= REACH.min(window.width() / 3.0 + 2.0) {
            Hold::To
        } else if window.x_range().contains(pointer.x) {
            Hold::All {
                before: bin - shown.0,
            }
        } else {
            Hold::New { from: bin }
        }
    }

    fn cursor(&self, pointer: Pos2, shown: Option<(usize, usize)>) -> CursorIcon {
        match self.hold(pointer, shown) {
            Hold::From | Hold::To => CursorIcon::ResizeHorizontal,
            Hold::All { .. } => CursorIcon::Grab,
            Hold::New { .. } => CursorIcon::Crosshair,
        }
    }

    /// The bins from and to that the window covers while it is held so.
    fn held(&self, hold: Hold, pointer: Pos2, shown: Option<(usize, usize)>) -> (usize, usize) {
        let last = self.chronicle.bins.len() - 1;
        let bin = self.bin_at(pointer.x);
        let (from, to) = shown.unwrap_or((bin, bin));
        match hold {
            Hold::From => (bin.min(to), to),
            Hold::To => (from, bin.max(from)),
            Hold::All { before } => {
                let width = to - from;
                let from = bin.saturating_sub(before).min(last - width);
                (from, from + width)
            }
            Hold::New { from } => (from.min(bin), from.max(bin)),
        }
    }

    /// Bars stacked by kind, those of unsure dates paler, and the years beneath.
    fn paint(&self, painter: &Painter, ui: &Ui, chronicle: &Chronicle) {
        let theme = theme::of(ui.ctx());
        let total = |bin: &Bin| bin.sure.iter().chain(&bin.unsure).sum::<u32>();
        let most = chronicle.bins.iter().map(total).max().unwrap_or(1).max(1) as f32;
        let gap = if self.bin_width() > 4.0 { 1.0 } else { 0.0 };
        for (number, bin) in chronicle.bins.iter().enumerate() {
            let mut bottom = self.rect.bottom();
            for (row, kind) in RelationKind::ALL.into_iter().enumerate() {
                let color = theme::color(theme.relation(kind));
                for (count, color) in [
                    (bin.sure[row], color.gamma_multiply(0.85)),
                    (bin.unsure[row], color.gamma_multiply(0.4)),
                ] {
                    let height = count as f32 / most * self.rect.height();
                    let bar = Rect::from_min_max(
                        pos2(self.left_of(number), bottom - height),
                        pos2(self.left_of(number + 1) - gap, bottom),
                    );
                    if count > 0 {
                        painter.rect_filled(bar, 0.0, color);
                    }
                    bottom -= height;
                }
            }
        }
        let rule = Stroke::new(1.0, theme::color(theme.rule));
        painter.hline(self.rect.x_range(), self.rect.bottom(), rule);
        self.paint_years(painter, ui.visuals().weak_text_color());
    }

    /// Balance over time above the bars: the balanced share of triads as a line, frustration as a dashed one.
    fn paint_course(&self, painter: &Painter, ui: &Ui, moments: &[Moment]) {
        let top = self.rect.top() - COURSE + 2.0;
        let room = COURSE - 5.0;
        let most = moments.iter().map(|moment| moment.frustration.1).max();
        let most = most.unwrap_or(0).max(1) as f32;
        let place = |bin: usize, share: f32| {
            let x = self.left_of(bin) + self.bin_width() / 2.0;
            pos2(x, top + room * (1.0 - share))
        };
        let ink = ui.visuals().text_color();
        let foes = theme::color(theme::of(ui.ctx()).relation(RelationKind::Hostility));
        let mut line: Vec<Pos2> = Vec::new();
        for (bin, moment) in moments.iter().enumerate() {
            match moment.balance {
                Some(balance) => line.push(place(bin, balance as f32)),
                None => draw(painter, &mut line, Stroke::new(1.4, ink)),
            }
        }
        draw(painter, &mut line, Stroke::new(1.4, ink));
        let shares = moments
            .iter()
            .map(|moment| moment.frustration.1 as f32 / most);
        let dashed: Vec<Pos2> = shares
            .enumerate()
            .map(|(bin, share)| place(bin, share))
            .collect();
        painter.extend(Shape::dashed_line(
            &dashed,
            Stroke::new(1.2, foes),
            3.0,
            2.5,
        ));
    }

    /// What the pointer is on, in words: the time, how much held, and how balanced it was.
    fn told(&self, response: &Response, moments: &[Moment]) {
        let is_below_flips = |pos: &Pos2| pos.y >= self.rect.top() - COURSE;
        let Some(pointer) = response.hover_pos().filter(is_below_flips) else {
            return;
        };
        if response.dragged() {
            return;
        }
        let at = self.bin_at(pointer.x);
        let bin = &self.chronicle.bins[at];
        let held: u32 = bin.sure.iter().chain(&bin.unsure).sum();
        let when = capitalized(&bin.span.in_words());
        let mut words = format!("{when}: {}", counted(held as usize, "dated relation"));
        if let Some(moment) = moments.get(at) {
            let balance = moment.balance.map_or_else(
                || "no triad".to_owned(),
                |balance| format!("{:.0}% of triads balanced (line)", balance * 100.0),
            );
            let (lower, upper) = moment.frustration;
            let frustrated = if lower == upper {
                counted(upper, "frustrated pair")
            } else {
                format!("{lower} to {upper} frustrated pairs")
            };
            words = format!(
                "{words}\n{balance}\n{frustrated} of {} (dashes)",
                moment.pairs
            );
        }
        response.clone().on_hover_text_at_pointer(words);
    }

    fn paint_years(&self, painter: &Painter, color: Color32) {
        let font = FontId::proportional(11.0);
        let mut free_from = f32::NEG_INFINITY;
        for (x, text) in self.ticks() {
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

    /// Where names of times stand: round years, or months or days where there are few years.
    fn ticks(&self) -> Vec<(f32, String)> {
        let Some((first, last)) = self.chronicle.extent() else {
            return Vec::new();
        };
        let years = i64::from(last.year) - i64::from(first.year) + 1;
        let starts = self.chronicle.bins.iter().filter_map(|bin| bin.span.from);
        if years <= 3 {
            let is_daily = (last.number() - first.number()) < 92;
            let words = move |day: Day| {
                if is_daily {
                    day.in_words()
                } else {
                    day.month_in_words()
                }
            };
            let is_tick = |day: &Day| is_daily || day.day == 1;
            let ticks = starts.filter(is_tick);
            return ticks.map(|day| (self.x_of(day), words(day))).collect();
        }
        let room = (self.rect.width() / 56.0).max(1.0) as i64;
        let steps = (0..10).flat_map(|power| [1, 2, 5].map(|times| times * 10_i64.pow(power)));
        let step = steps
            .into_iter()
            .find(|step| years / step <= room)
            .unwrap_or(years);
        let begin = i64::from(first.year).div_euclid(step) * step;
        let rounds = (0..=years / step + 1).map(|number| begin + number * step);
        let inside = rounds.filter(|year| (first.year.into()..=last.year.into()).contains(year));
        let days = inside.map(|year| Day {
            year: year as i32,
            month: 1,
            day: 1,
        });
        days.map(|day| (self.x_of(day.max(first)), day.year_in_words()))
            .collect()
    }

    /// What lies outside the window is veiled; its sides are handles.
    fn paint_window(
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

    /// Where pairs turned: up to friends, down to rivals; the pointer on one says who, a click goes there.
    fn flips(
        &self,
        painter: &Painter,
        ui: &Ui,
        response: &Response,
        chronicle: &Chronicle,
        state: &State,
        queue: &Queue,
    ) {
        let theme = theme::of(ui.ctx());
        let y = self.rect.top() - COURSE - FLIPS / 2.0 - 1.0;
        let mut near: Vec<&Flip> = Vec::new();
        let pointer = response
            .hover_pos()
            .filter(|pos| pos.y < self.rect.top() - COURSE);
        for flip in &chronicle.flips {
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
        if response.clicked() {
            let actor = &state.derived.whole.graph[near[0].pair.0];
            queue.send(Command::GoTo(Target::Actor(actor.id.clone())));
        }
        let words: Vec<String> = near
            .iter()
            .take(8)
            .map(|flip| flip_in_words(&state.derived.whole, flip))
            .collect();
        response.clone().on_hover_text_at_pointer(words.join("\n"));
    }
}

/// Draws a line, and begins another.
fn draw(painter: &Painter, points: &mut Vec<Pos2>, stroke: Stroke) {
    let points = std::mem::take(points);
    match points[..] {
        [] => {}
        [one] => {
            painter.circle_filled(one, stroke.width, stroke.color);
        }
        _ => {
            painter.add(Shape::line(points, stroke));
        }
    }
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
