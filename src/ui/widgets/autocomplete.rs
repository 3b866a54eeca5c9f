//! A text field that offers matching items: arrows move the mark; Enter, a click, or Tab after some
//! letters pick; Esc changes nothing.

use egui::{
    Button, Id, Key, Modifiers, Popup, PopupCloseBehavior, Response, ScrollArea, Sense, TextEdit,
    Ui,
};

use crate::app::State;
use crate::graph::{NodeIndex, actors_like};
use crate::model::ActorId;
use crate::ui::shell::theme;
use crate::ui::widgets::{cut, drop_down};
use crate::words::folded;

/// The most items offered at once.
const MAX_OFFERS: usize = 12;

/// An item, and the text of its row.
pub(crate) type Offer<T> = (T, String);

/// The state of the field that has the focus.
#[derive(Clone)]
struct Typing<T> {
    text: String,
    offers: Option<Vec<Offer<T>>>,
    marked: usize,
}

impl<T> Default for Typing<T> {
    fn default() -> Self {
        Self {
            text: String::new(),
            offers: None,
            marked: 0,
        }
    }
}

/// A field that shows the present item; while the user types, it lists `offers` of the text.
/// Returns what was picked.
pub(crate) fn pick<T: Clone + Send + Sync + 'static>(
    ui: &mut Ui,
    id: Id,
    now: &str,
    offers: impl FnOnce(&str) -> Vec<Offer<T>>,
) -> (Response, Option<T>) {
    let typing: Option<Typing<T>> = ui.data(|data| data.get_temp(id));
    let is_open = typing.is_some();
    let mut typing = typing.unwrap_or_default();
    let (up, down, enter) = if is_open {
        let take = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        (take(Key::ArrowUp), take(Key::ArrowDown), take(Key::Enter))
    } else {
        (false, false, false)
    };
    let mut shown = if is_open {
        typing.text.clone()
    } else {
        now.to_owned()
    };
    let edit = TextEdit::singleline(&mut shown)
        .id(id)
        .hint_text(now)
        .margin(theme::FIELD_MARGIN);
    let response = ui.add(edit.desired_width(f32::INFINITY));
    if response.gained_focus() && !is_open {
        ui.data_mut(|data| data.insert_temp(id, Typing::<T>::default()));
        ui.ctx().request_repaint();
        return (response, None);
    }
    if !is_open {
        return (response, None);
    }
    if response.changed() {
        typing.text = shown;
        typing.offers = None;
        typing.marked = 0;
    }
    let offered = typing.offers.take().unwrap_or_else(|| offers(&typing.text));
    let last = offered.len().saturating_sub(1);
    typing.marked = (typing.marked + usize::from(down))
        .saturating_sub(usize::from(up))
        .min(last);
    let pressed = list(&response, &offered, typing.marked);
    let is_left = response.lost_focus() && !typing.text.trim().is_empty();
    let is_tab = is_left && ui.input(|input| input.key_pressed(Key::Tab) && !input.modifiers.shift);
    let entered = (enter || is_tab).then_some(typing.marked);
    let picked = pressed.or(entered).and_then(|index| offered.get(index));
    let picked = picked.map(|(what, _)| what.clone());
    typing.offers = Some(offered);
    if picked.is_some() || enter || response.lost_focus() {
        response.surrender_focus();
        ui.data_mut(|data| data.remove_temp::<Typing<T>>(id));
        ui.ctx().request_repaint();
    } else {
        ui.data_mut(|data| data.insert_temp(id, typing));
    }
    (response, picked)
}

/// The offers under the field; returns which was pressed. A press is enough: the field loses the
/// focus with it.
fn list<T>(field: &Response, offers: &[Offer<T>], marked: usize) -> Option<usize> {
    let popup = Popup::from_response(field)
        .open(true)
        .close_behavior(PopupCloseBehavior::IgnoreClicks)
        .sense(Sense::CLICK)
        .width(field.rect.width());
    let parent = field.layer_id;
    let shown = popup.show(|ui| {
        drop_down::keep_above(ui, parent);
        ui.set_min_width(field.rect.width() - 14.0);
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
        if offers.is_empty() {
            ui.weak("No match");
        }
        let mut pressed = None;
        ScrollArea::vertical().max_height(220.0).show(ui, |ui| {
            for (index, (_, words)) in offers.iter().enumerate() {
                // Neither the list nor its rows take the focus: Tab goes from the field to the next
                // one.
                let row = Button::selectable(index == marked, words).sense(Sense::CLICK);
                let row = cut::full_text(ui.add(row), words);
                if row.clicked() || row.is_pointer_button_down_on() {
                    pressed = Some(index);
                }
            }
        });
        pressed
    });
    shown.and_then(|shown| shown.inner)
}

/// The actors that match the text best, as offers; without a text the first ones.
pub(crate) fn actors(state: &State, words: &str) -> Vec<Offer<ActorId>> {
    let network = &state.open.derived.whole;
    let typed = folded(words);
    let nodes: Vec<NodeIndex> = if typed.is_empty() {
        network.graph.node_indices().take(MAX_OFFERS).collect()
    } else {
        actors_like(network, words, MAX_OFFERS)
    };
    let offer = |node: NodeIndex| {
        let actor = &network.graph[node];
        let text = format!("{}, {}", actor.name(), actor.kind_word());
        let holds = |name: &str| folded(name).contains(&typed);
        let alias = actor.aliases.iter().find(|alias| holds(alias));
        let text = match alias.filter(|_| !holds(actor.name())) {
            Some(alias) => format!("{text} ({alias})"),
            None => text,
        };
        (actor.id.clone(), text)
    };
    nodes.into_iter().map(offer).collect()
}
