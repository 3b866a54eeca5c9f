//! The keys of the menu bar: Enter and Down open a menu, Left and Right go to the next one, Up and
//! Down to the next row, Esc back to the bar. egui knows Tab and Enter only.

use egui::containers::menu::{MenuState, SubMenu};
use egui::{
    Context, Event, FocusDirection, Id, InputState, Key, LayerId, Modifiers, Order, Popup,
    WidgetRect,
};

use crate::ui::widgets::menu_scroll;

const KEYS: [Key; 6] = [
    Key::ArrowUp,
    Key::ArrowDown,
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::Enter,
    Key::Space,
];

/// The button of the first menu.
pub(super) fn first_button(ctx: &Context) -> Option<Id> {
    buttons(ctx).first().copied()
}

/// Keeps the buttons of the bar, in their order.
pub(super) fn keep_buttons(ctx: &Context, buttons: Vec<Id>) {
    ctx.data_mut(|data| data.insert_temp(Id::new("buttons of the menu bar"), buttons));
}

fn buttons(ctx: &Context) -> Vec<Id> {
    let id = Id::new("buttons of the menu bar");
    ctx.data(|data| data.get_temp(id)).unwrap_or_default()
}

/// Takes the keys that are for the menus, before anything else sees them.
pub(super) fn take(ctx: &Context) {
    let bar = Bar::now(ctx);
    bar.enter_opened(ctx);
    if bar.open.is_some() && ctx.input(|input| input.key_pressed(Key::Escape)) {
        bar.leave(ctx);
    } else if let Some(key) = bar.pressed(ctx) {
        // egui must not move the focus by the same key.
        ctx.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        match bar.open {
            Some(open) => bar.in_menu(ctx, open, key),
            None => bar.on_bar(ctx, key),
        }
    }
}

/// The menu bar as it was shown last.
struct Bar {
    buttons: Vec<Id>,
    /// The number of the open menu.
    open: Option<usize>,
    /// The open menu and its open submenus, each within the one before.
    layers: Vec<LayerId>,
    focused: Option<Id>,
}

impl Bar {
    fn now(ctx: &Context) -> Self {
        let buttons = buttons(ctx);
        let is_open = |button: &Id| Popup::is_id_open(ctx, popup_of(*button));
        let open = buttons.iter().position(is_open);
        let mut layers = Vec::new();
        let mut next = open.map(|open| layer_of(popup_of(buttons[open])));
        while let Some(layer) = next {
            layers.push(layer);
            let mut submenus = rows(ctx, layer).into_iter().map(submenu_of);
            next = submenus.find(|layer| !rows(ctx, *layer).is_empty());
        }
        let focused = ctx.memory(egui::Memory::focused);
        Self {
            buttons,
            open,
            layers,
            focused,
        }
    }

    /// The key that was pressed for the menus, taken from the input.
    fn pressed(&self, ctx: &Context) -> Option<Key> {
        let is_on_bar = self.focused.is_some_and(|id| self.buttons.contains(&id));
        let is_there = match self.open {
            Some(_) => is_on_bar || self.focused.is_none() || self.focused_layer(ctx).is_some(),
            None => is_on_bar,
        };
        let is_slider = self
            .focused
            .is_some_and(|id| menu_scroll::is_slider(ctx, id));
        let is_ours = |key: &Key| match key {
            Key::Enter | Key::Space => is_on_bar && self.open.is_none(),
            Key::ArrowLeft | Key::ArrowRight => !is_slider,
            _ => true,
        };
        let take = |input: &mut InputState, key| input.consume_key(Modifiers::NONE, key);
        let mut keys = KEYS.into_iter().filter(|key| is_there && is_ours(key));
        ctx.input_mut(|input| keys.find(|key| take(input, *key)))
    }

    fn on_bar(&self, ctx: &Context, key: Key) {
        let focused = self.buttons.iter().position(|id| Some(*id) == self.focused);
        let Some(place) = focused else { return };
        match key {
            Key::ArrowLeft => focus(ctx, self.beside(place, false)),
            Key::ArrowRight => focus(ctx, self.beside(place, true)),
            _ => open(ctx, self.buttons[place]),
        }
    }

    fn in_menu(&self, ctx: &Context, place: usize, key: Key) {
        let depth = self.focused_layer(ctx);
        let layer = depth.and_then(|depth| self.layers.get(depth));
        let submenu = self
            .focused
            .filter(|row| depth.is_some() && menu_scroll::opens_menu(ctx, *row));
        match (key, submenu, depth) {
            (Key::ArrowRight, Some(row), _) => self.open_submenu(ctx, row),
            (Key::ArrowLeft, _, Some(depth)) if depth > 0 => self.close_submenu(ctx, depth),
            (Key::ArrowLeft, ..) => open(ctx, self.beside(place, false)),
            (Key::ArrowRight, ..) => open(ctx, self.beside(place, true)),
            _ => {
                let rows = layer.or(self.layers.first()).map(|layer| rows(ctx, *layer));
                self.step(ctx, &rows.unwrap_or_default(), key == Key::ArrowDown);
            }
        }
    }

    /// Goes to the next row, or to the one before, and around the ends.
    fn step(&self, ctx: &Context, rows: &[Id], is_down: bool) {
        let now = rows.iter().position(|row| Some(*row) == self.focused);
        let next = match (now, is_down) {
            (None, true) => 0,
            (None, false) => rows.len().saturating_sub(1),
            (Some(now), true) => (now + 1) % rows.len(),
            (Some(now), false) => (now + rows.len() - 1) % rows.len(),
        };
        if let Some(row) = rows.get(next) {
            focus(ctx, *row);
        }
    }

    /// A press of Enter opens the submenu of the row that has the focus.
    fn open_submenu(&self, ctx: &Context, row: Id) {
        let layer = submenu_of(row);
        if !self.layers.contains(&layer) {
            let enter = Event::Key {
                key: Key::Enter,
                physical_key: None,
                pressed: true,
                repeat: false,
                modifiers: Modifiers::NONE,
            };
            ctx.input_mut(|input| input.events.push(enter));
        }
        enter_when_shown(ctx, layer);
    }

    fn close_submenu(&self, ctx: &Context, depth: usize) {
        let (outer, inner) = (self.layers[depth - 1], self.layers[depth]);
        MenuState::from_id(ctx, outer.id, |menu| menu.open_item = None);
        let mut rows = rows(ctx, outer).into_iter();
        if let Some(row) = rows.find(|row| submenu_of(*row) == inner) {
            focus(ctx, row);
        }
    }

    /// Which of the open menus has the focus.
    fn focused_layer(&self, ctx: &Context) -> Option<usize> {
        let focused = self.focused?;
        let is_in = |layer: &LayerId| rows(ctx, *layer).contains(&focused);
        self.layers.iter().position(is_in)
    }

    fn beside(&self, place: usize, is_next: bool) -> Id {
        let count = self.buttons.len();
        let step = if is_next { 1 } else { count - 1 };
        self.buttons[(place + step) % count]
    }

    /// The first row of a menu that was opened from the keyboard gets the focus when it is shown.
    fn enter_opened(&self, ctx: &Context) {
        let Some(layer) = ctx.data(|data| data.get_temp::<LayerId>(awaited_id())) else {
            return;
        };
        if let Some(row) = rows(ctx, layer).first() {
            focus(ctx, *row);
            ctx.data_mut(|data| data.remove::<LayerId>(awaited_id()));
        } else if self.open.is_none() {
            ctx.data_mut(|data| data.remove::<LayerId>(awaited_id()));
        } else {
            ctx.request_repaint();
        }
    }

    /// Esc closes a menu, and the keyboard is on the bar again if it was in the menu.
    fn leave(&self, ctx: &Context) {
        let by_keys = Id::new("the keyboard is in a menu");
        let is_by_keys = ctx.data(|data| data.get_temp(by_keys)) == Some(self.open);
        if let Some(button) = self
            .open
            .map(|open| self.buttons[open])
            .filter(|_| is_by_keys)
        {
            focus(ctx, button);
        }
    }
}

/// Opens a menu; its first row gets the focus.
fn open(ctx: &Context, button: Id) {
    Popup::open_id(ctx, popup_of(button));
    let place = buttons(ctx).iter().position(|id| *id == button);
    ctx.data_mut(|data| data.insert_temp(Id::new("the keyboard is in a menu"), place));
    focus(ctx, button);
    enter_when_shown(ctx, layer_of(popup_of(button)));
}

fn enter_when_shown(ctx: &Context, layer: LayerId) {
    ctx.data_mut(|data| data.insert_temp(awaited_id(), layer));
    ctx.request_repaint();
}

fn focus(ctx: &Context, id: Id) {
    ctx.memory_mut(|memory| memory.request_focus(id));
}

fn awaited_id() -> Id {
    Id::new("menu whose first row gets the focus")
}

/// The id that egui gives to the menu of a button.
fn popup_of(button: Id) -> Id {
    button.with("popup")
}

fn layer_of(popup: Id) -> LayerId {
    LayerId::new(Order::Foreground, popup)
}

fn submenu_of(row: Id) -> LayerId {
    layer_of(SubMenu::id_from_widget_id(row))
}

/// What can have the focus in a menu, from top to bottom; not what only scrolls.
fn rows(ctx: &Context, layer: LayerId) -> Vec<Id> {
    ctx.viewport(|viewport| {
        let widgets = viewport.prev_pass.widgets.get_layer(layer);
        // The menu itself takes clicks, too.
        let menu = layer.id.with("move");
        let rows = widgets.filter(|widget| widget.enabled && is_row(widget) && widget.id != menu);
        rows.map(|widget| widget.id).collect()
    })
}

fn is_row(widget: &WidgetRect) -> bool {
    widget.sense.is_focusable() && widget.sense.senses_click()
}
