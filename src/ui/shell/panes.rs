//! The parts of the window that F6 and Shift+F6 walk through. Knows no contents.
//!
//! A part has the focus as a whole, with a ring around it; Tab goes on to its first widget. Only
//! the picture takes the focus by Tab as well.

use egui::{
    Context, Id, LayerId, Order, Popup, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    WidgetRect, WidgetType,
};

use super::menu_keys;
use crate::app::PaneStep;
use crate::ui::reader;

/// A part of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pane {
    Picture,
    Table,
    Reader,
    SidePanel,
    Timeline,
    Menu,
    Status,
}

impl Pane {
    /// In the order of the walk.
    const ALL: [Self; 7] = [
        Self::Picture,
        Self::Table,
        Self::Reader,
        Self::SidePanel,
        Self::Timeline,
        Self::Menu,
        Self::Status,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Picture => "Picture",
            Self::Table => "Table",
            Self::Reader => "Reader",
            Self::SidePanel => "Side panel",
            Self::Timeline => "Timeline",
            Self::Menu => "Menu bar",
            Self::Status => "Status bar",
        }
    }

    /// The widget in it that gets the focus instead: the text of the reader, if there is one, and
    /// the first menu.
    fn inner(self, ctx: &Context) -> Option<Id> {
        let widget = match self {
            Self::Reader => Some(reader::text_id()),
            Self::Menu => menu_keys::first_button(ctx),
            _ => None,
        };
        let is_shown = |id: &Id| ctx.viewport(|viewport| viewport.prev_pass.widgets.contains(*id));
        widget.filter(is_shown)
    }

    /// Whether the keyboard has something to do in a part of the window: in the status bar only
    /// while something there can have the focus.
    fn is_stop(self, ctx: &Context, area: Rect) -> bool {
        let is_free = |widget: &WidgetRect| {
            // What is scrolled out of a panel has its place under the others.
            let seen = widget.interact_rect;
            let is_within = seen.is_positive() && area.expand(1.0).contains_rect(seen);
            is_within && widget.enabled && widget.sense.is_focusable() && widget.id != self.id()
        };
        self != Self::Status
            || ctx.viewport(|viewport| {
                let layers = viewport.prev_pass.widgets.layers();
                let ground = layers.filter(|(layer, _)| layer.order == Order::Background);
                ground.flat_map(|(_, widgets)| widgets.iter()).any(is_free)
            })
    }

    fn id(self) -> Id {
        match self {
            Self::Picture => crate::ui::canvas::focus_id(),
            Self::Table => crate::ui::table::focus_id(),
            _ => Id::new(("pane", self.name())),
        }
    }
}

/// The parts that were shown in the last frame.
#[derive(Default)]
pub(super) struct Panes {
    shown: Vec<(Pane, Rect)>,
    before: Vec<(Pane, Rect)>,
}

impl Panes {
    /// Begins a frame.
    pub(super) fn begin(&mut self) {
        self.before = std::mem::take(&mut self.shown);
    }

    /// Lets a part take the focus, before its contents are shown.
    pub(super) fn before(&self, ui: &Ui, pane: Pane) {
        let id = pane.id();
        let rect = self.before.iter().find(|(other, _)| *other == pane);
        let Some((_, rect)) = rect.filter(|_| ui.memory(|memory| memory.has_focus(id))) else {
            return;
        };
        let response = ui.interact(*rect, id, Sense::focusable_noninteractive());
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, pane.name()));
    }

    /// Says where a part was shown.
    pub(super) fn after(&mut self, pane: Pane, rect: Option<Rect>) {
        if let Some(rect) = rect.filter(Rect::is_positive) {
            self.shown.push((pane, rect));
        }
    }

    /// Ends a frame: draws a ring around the part that has the focus as a whole.
    pub(super) fn end(&self, ctx: &Context) {
        let focused = ctx.memory(egui::Memory::focused);
        let has_focus = |pane: Pane| [Some(pane.id()), pane.inner(ctx)].contains(&focused);
        let mut shown = self.shown.iter();
        let ringed = shown.find(|(pane, _)| focused.is_some() && has_focus(*pane));
        if let Some((_, rect)) = ringed {
            let ring = Stroke::new(2.0, ctx.global_style().visuals.hyperlink_color);
            let layer = LayerId::new(Order::Middle, Id::new("pane with the focus"));
            let painter = ctx.layer_painter(layer);
            painter.rect_stroke(rect.shrink(1.0), 2.0, ring, StrokeKind::Inside);
        }
    }

    /// Moves the focus to the next part, or to the one before.
    pub(super) fn step(&self, ctx: &Context, step: PaneStep) {
        Popup::close_all(ctx);
        let is_stop = |pane: &Pane| {
            let mut shown = self.shown.iter();
            shown.any(|(shown, area)| shown == pane && pane.is_stop(ctx, *area))
        };
        let panes: Vec<Pane> = Pane::ALL.into_iter().filter(is_stop).collect();
        let focused = ctx.memory(egui::Memory::focused);
        let now = focused.and_then(|id| self.pane_of(ctx, id));
        let now = now.and_then(|now| panes.iter().position(|pane| *pane == now));
        let count = panes.len();
        let next = match (now, step) {
            (None, PaneStep::Next) => 0,
            (None, PaneStep::Previous) => count.saturating_sub(1),
            (Some(now), PaneStep::Next) => (now + 1) % count,
            (Some(now), PaneStep::Previous) => (now + count - 1) % count,
        };
        if let Some(pane) = panes.get(next) {
            let id = pane.inner(ctx).unwrap_or(pane.id());
            ctx.memory_mut(|memory| memory.request_focus(id));
        }
    }

    /// The part that a widget is in: the smallest one that contains its middle.
    fn pane_of(&self, ctx: &Context, id: Id) -> Option<Pane> {
        if let Some(pane) = Pane::ALL.into_iter().find(|pane| pane.id() == id) {
            return Some(pane);
        }
        let middle = ctx.read_response(id)?.rect.center();
        let holding = self.shown.iter().filter(|(_, rect)| rect.contains(middle));
        let smallest = holding.min_by(|(_, a), (_, b)| a.area().total_cmp(&b.area()));
        smallest.map(|(pane, _)| *pane)
    }
}
