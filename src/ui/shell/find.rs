//! The search: actors by name and alias, relations by type, quote and note; Enter goes to the first
//! result.

use std::sync::Arc;

use egui::{
    Align2, Area, Context, Frame, Id, Key, LayerId, Modifiers, Order, Rect, RichText, TextEdit, Ui,
    Vec2,
};

use super::key_queue;
use crate::app::{Command, State, Target};
use crate::graph::{SearchField, SearchHit, SearchTarget, find, words};
use crate::ui::widgets::frame_cache::background;
use crate::ui::{Queue, View};

/// The most results listed.
const MAX_RESULTS: usize = 12;

pub(crate) fn show(ctx: &Context, canvas: Rect, view: View) {
    let Some(words) = &view.state.open.session.search else {
        return;
    };
    let is_opening = is_opening(ctx, view.state);
    Area::new(layer().id)
        .order(layer().order)
        .fixed_pos(canvas.center_top() + Vec2::new(0.0, 10.0))
        .pivot(Align2::CENTER_TOP)
        .show(ctx, |ui| {
            Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_width(420.0_f32.min(canvas.width() - 40.0));
                let words = field(ui, words, is_opening, view.queue);
                results(ui, &words, view);
            });
        });
}

/// Whether this is the first frame of the search: its field has no focus yet when shortcuts are
/// dispatched.
pub(crate) fn is_opening(ctx: &Context, state: &State) -> bool {
    let is_shown = ctx.memory(|memory| memory.areas().visible_last_frame(&layer()));
    state.open.session.search.is_some() && !is_shown
}

fn layer() -> LayerId {
    LayerId::new(Order::Foreground, Id::new("find"))
}

/// The field; returns the text in it.
fn field(ui: &mut Ui, words: &str, is_opening: bool, queue: &Queue) -> String {
    let mut typed = words.to_owned();
    let id = Id::new("find field");
    let has_no_focus = ui.memory(|memory| memory.focused().is_none());
    if is_opening || words.is_empty() && has_no_focus {
        key_queue::focus(ui.ctx(), id);
    }
    let edit = TextEdit::singleline(&mut typed)
        .id(id)
        .hint_text("Name of an actor, or words of a quote")
        .desired_width(f32::INFINITY);
    let label = ui.label(RichText::new("Find").small().weak());
    ui.add(edit).labelled_by(label.id);
    if typed != words {
        queue.send(Command::Search(Some(typed.clone())));
    }
    typed
}

fn results(ui: &mut Ui, words: &str, view: View) {
    let found = {
        let (network, words) = (
            Arc::clone(&view.state.open.derived.network),
            words.to_owned(),
        );
        background(
            ui.ctx(),
            "search results",
            words.clone(),
            &view.state.open.derived.network,
            move || find(&network, &words, MAX_RESULTS),
        )
    };
    // Enter waits for the results of what is typed.
    let id = Id::new("go to the first result");
    let mut is_entered = ui.data(|data| data.get_temp(id)).unwrap_or(false);
    is_entered |= ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let Some(found) = found.current_or_say(ui) else {
        ui.data_mut(|data| data.insert_temp(id, is_entered));
        return;
    };
    ui.data_mut(|data| data.remove::<bool>(id));
    if found.is_empty() && !words.trim().is_empty() {
        ui.weak("No results");
    }
    for (place, found) in found.iter().enumerate() {
        let Some((target, text)) = row(view.state, found) else {
            continue;
        };
        let is_chosen = ui.selectable_label(place == 0, text).clicked();
        if is_chosen || place == 0 && is_entered {
            view.send(Command::GoTo(target));
            view.send(Command::Search(None));
            ui.memory_mut(egui::Memory::stop_text_input);
        }
    }
}

/// The target of a result, and its text.
fn row(state: &State, found: &SearchHit) -> Option<(Target, String)> {
    let network = &state.open.derived.network;
    match found.target {
        SearchTarget::Actor(node) => {
            let actor = network.graph.node_weight(node)?;
            let mut text = format!("{}, {}", actor.name(), actor.kind_word());
            if found.field == SearchField::Alias {
                text = format!("{text} ({})", found.text);
            }
            Some((state.actor_target(node)?, text))
        }
        SearchTarget::Relation(edge) => {
            let sentence = words::sentence(network, edge);
            let text = match found.field {
                SearchField::Quote => format!("{sentence}: “{}”", found.text),
                _ => format!("{sentence}: {}", found.text),
            };
            Some((state.relation_target(edge)?, text))
        }
    }
}
