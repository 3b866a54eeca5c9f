//! The search: actors by name and alias, relations by type, quote and note. Up and Down mark a
//! result, Enter goes to it; all results are highlighted on the canvas. The search has a place of
//! its own beside the canvas, or above it where the canvas is narrow: it hides nothing that it
//! finds.

use std::sync::Arc;

use egui::{
    Button, Context, Id, Key, Modifiers, Panel, RichText, ScrollArea, TextEdit, TextWrapMode, Ui,
    Vec2,
};

use super::key_queue;
use crate::app::{Command, State, Target};
use crate::graph::{SearchField, SearchHit, SearchTarget, find, words};
use crate::ui::widgets::cut;
use crate::ui::widgets::frame_cache::background;
use crate::ui::{Queue, View};
use crate::words::grouped;

/// The most results listed, and the most that are highlighted on the canvas.
const MAX_RESULTS: usize = 12;
const MAX_HIGHLIGHTED: usize = 1000;

/// The width of the search beside the canvas, and the least width of a canvas beside it, in points.
const WIDTH: f32 = 300.0;
const MIN_CANVAS_WIDTH: f32 = 340.0;

/// The height of the search above a narrow canvas, as a share of it, and its bounds in points.
const HEIGHT_SHARE: f32 = 0.35;
const MIN_HEIGHT: f32 = 120.0;
const MAX_HEIGHT: f32 = 240.0;

/// Shows the search, if it is open, in a part of the area of the canvas.
pub(crate) fn show(ui: &mut Ui, view: View) {
    let Some(words) = &view.state.open.session.search else {
        ui.data_mut(|data| {
            data.remove::<usize>(highlighted_id());
            data.remove::<bool>(shown_id());
        });
        return;
    };
    let is_opening = is_opening(ui.ctx(), view.state);
    ui.data_mut(|data| data.insert_temp(shown_id(), true));
    let area = ui.available_size();
    // Its size stays while one types: the picture beside it does not move.
    let panel = if area.x < WIDTH + MIN_CANVAS_WIDTH {
        let height = (HEIGHT_SHARE * area.y).clamp(MIN_HEIGHT, MAX_HEIGHT);
        Panel::top("find above the canvas").exact_size(height)
    } else {
        Panel::left("find beside the canvas").exact_size(WIDTH)
    };
    panel.resizable(false).show(ui, |ui| {
        ui.add_space(4.0);
        let words = field(ui, words, is_opening, view.queue);
        ScrollArea::vertical()
            .auto_shrink(false)
            .show(ui, |ui| results(ui, &words, view));
    });
}

/// Whether this is the first frame of the search: its field has no focus yet when shortcuts are
/// dispatched.
pub(crate) fn is_opening(ctx: &Context, state: &State) -> bool {
    let is_shown = ctx.data(|data| data.get_temp(shown_id())).unwrap_or(false);
    state.open.session.search.is_some() && !is_shown
}

fn shown_id() -> Id {
    Id::new("find was shown")
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
        ui.data_mut(|data| data.remove::<usize>(Id::new("marked result")));
    }
    typed
}

fn results(ui: &mut Ui, words: &str, view: View) {
    let (up, down, enter) = take_keys(ui);
    let mark = Id::new("marked result");
    let mut marked: usize = ui.data(|data| data.get_temp(mark)).unwrap_or(0);
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
            move || find(&network, &words, usize::MAX),
        )
    };
    // Enter waits for the results of what is typed.
    let id = Id::new("go to the marked result");
    let mut is_entered = ui.data(|data| data.get_temp(id)).unwrap_or(false);
    is_entered |= enter;
    let Some(found) = found.current_or_say(ui) else {
        ui.data_mut(|data| {
            data.insert_temp(id, is_entered);
            data.insert_temp(mark, 0_usize);
        });
        return;
    };
    ui.data_mut(|data| data.remove::<bool>(id));
    highlight(ui, &found, view);
    if found.is_empty() && !words.trim().is_empty() {
        ui.weak("No results");
    }
    let last = found.len().min(MAX_RESULTS).saturating_sub(1);
    marked = (marked + usize::from(down))
        .saturating_sub(usize::from(up))
        .min(last);
    ui.data_mut(|data| data.insert_temp(mark, marked));
    ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
    for (place, found) in found.iter().take(MAX_RESULTS).enumerate() {
        let Some((target, text)) = row(view.state, found) else {
            continue;
        };
        let choice = Button::selectable(place == marked, text.as_str())
            .min_size(Vec2::new(ui.available_width(), 0.0));
        let choice = ui.add(choice);
        if place == marked && (up || down) {
            choice.scroll_to_me(None);
        }
        let is_chosen = cut::full_text(choice, &text).clicked();
        if is_chosen || place == marked && is_entered {
            view.send(Command::GoTo(target));
            view.send(Command::Search(None));
            ui.memory_mut(egui::Memory::stop_text_input);
        }
    }
    if found.len() > MAX_RESULTS {
        let more = grouped(found.len() - MAX_RESULTS);
        ui.weak(format!("and {more} more"));
    }
}

/// Whether Up, Down and Enter were pressed; the field has no use for them.
fn take_keys(ui: &Ui) -> (bool, bool, bool) {
    let take = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    (take(Key::ArrowUp), take(Key::ArrowDown), take(Key::Enter))
}

/// What is highlighted: the place of the results in memory.
fn highlighted_id() -> Id {
    Id::new("highlighted results")
}

/// Highlights what was found on the canvas.
fn highlight(ui: &Ui, found: &Arc<Vec<SearchHit>>, view: View) {
    let id = highlighted_id();
    let shown = ui.data(|data| data.get_temp::<usize>(id));
    let now = Arc::as_ptr(found) as usize;
    if shown == Some(now) {
        return;
    }
    ui.data_mut(|data| data.insert_temp(id, now));
    let targets = found.iter().take(MAX_HIGHLIGHTED);
    let targets = targets.filter_map(|found| Some(row(view.state, found)?.0));
    view.send(Command::SearchFound(targets.collect()));
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
