//! The card of the actor or relation under the pointer; a click keeps it open.

use egui::scroll_area::ScrollAreaOutput;
use egui::{
    Area, Context, Frame, Id, Order, Rect, RichText, ScrollArea, TextStyle, Ui, Vec2, vec2,
};

use super::card_place::{CardRoom, CardSpot, measured, spot};
use crate::app::{Command, State, Tab, Target};
use crate::graph::{CollapsedBloc, EdgeIndex};
use crate::model::{ActorId, RelationId};
use crate::ui::View;
use crate::ui::shell::theme;
use crate::ui::widgets::detail::Detail;
use crate::ui::widgets::{claims, cut, ties};
use crate::words::{counted, list, shortened};

/// The greatest height of a card as a share of the window.
const MAX_HEIGHT_SHARE: f32 = 0.7;

/// Shows the pinned card, and the card of the target under the pointer.
pub(crate) fn show(ctx: &Context, room: &CardRoom, view: View) {
    // What is hidden, or inside a bloc, has no card.
    let is_drawn = |target: &Target| match target {
        Target::Actor(id) => view.state.open.derived.drawn.node(id).is_some(),
        Target::Relation(id) => !ties::of_line(view.state, id).is_empty(),
    };
    let pinned = view.state.open.session.card.as_ref();
    let pinned = pinned.filter(|card| is_drawn(&card.target));
    let limits = limits(ctx, room);
    let mut pinned_rect = None;
    if let Some(card) = pinned {
        let at = Rect::from_center_size(card.at, vec2(24.0, 24.0));
        let id = Id::new(("pinned card", &card.target));
        if let Some(spot) = spot(ctx, id, room, (at, None), limits) {
            pinned_rect = Some(spot.rect);
            area(ctx, id, room, spot, Order::Middle, |ui, max_height| {
                pinned_card(ui, &card.target, max_height, view)
            });
        }
    }
    let hovered = view.state.open.session.hovered.as_ref();
    let is_pinned = hovered.is_some() && hovered == pinned.map(|card| &card.target);
    let hovered = hovered.filter(|target| is_drawn(target));
    if let (Some(target), Some(place), false) = (hovered, room.pointed, is_pinned) {
        let id = Id::new(("hover card", target));
        // Two cards never overlap: without room for both, only the pinned one is shown.
        if let Some(spot) = spot(ctx, id, room, (place, pinned_rect), limits) {
            area(ctx, id, room, spot, Order::Tooltip, |ui, max_height| {
                preview(ui, target, (max_height, spot.is_cut), view)
            });
        }
    }
}

/// The width and height that the frame of a card adds, and the most height that a card may have.
fn limits(ctx: &Context, room: &CardRoom) -> (Vec2, f32) {
    let margin = frame(ctx).total_margin().sum();
    let share = MAX_HEIGHT_SHARE * ctx.content_rect().height();
    (margin, (share + margin.y).min(room.inside().height()))
}

fn frame(ctx: &Context) -> Frame {
    Frame::popup(&ctx.global_style()).inner_margin(12)
}

/// Shows a card at its place. It fits into the canvas, however long its text; `contents` takes the
/// height that there is, and returns the height of what it cut off.
fn area(
    ctx: &Context,
    id: Id,
    room: &CardRoom,
    spot: CardSpot,
    order: Order,
    contents: impl FnOnce(&mut Ui, f32) -> f32,
) {
    let frame = frame(ctx);
    let margin = frame.total_margin().sum();
    let size = (spot.rect.size() - margin).max(Vec2::splat(MIN_SIDE));
    let shown = Area::new(id)
        .order(order)
        .fixed_pos(spot.rect.min)
        .constrain_to(room.inside())
        .interactable(order != Order::Tooltip)
        .show(ctx, |ui| {
            let framed = frame.show(ui, |ui| {
                ui.set_width(size.x);
                // Otherwise a scroll area is only as high as the card was in the frame before.
                ui.set_max_height(size.y);
                contents(ui, size.y)
            });
            framed.inner
        });
    let shown_size = shown.response.rect.size();
    measured(ctx, id, &spot, shown_size.y + shown.inner);
    // With another size it has another place.
    let change = shown_size - spot.rect.size();
    if change.abs().max_elem() > 0.5 {
        ctx.request_repaint();
    }
}

/// A card is not smaller than this, in points, even in a window that is.
const MIN_SIDE: f32 = 60.0;

/// The card of what is under the pointer. What has no room is cut off, and the card says so: a
/// click opens a card that scrolls.
fn preview(ui: &mut Ui, target: &Target, (max_height, is_cut): (f32, bool), view: View) -> f32 {
    let hint = match target {
        _ if is_cut => Some("Click to read all"),
        Target::Actor(_) => None,
        Target::Relation(_) => Some("Click to keep this card open"),
    };
    let hint_height = ui.text_style_height(&TextStyle::Body) + ui.spacing().item_spacing.y;
    let contents_height = max_height - hint.map_or(0.0, |_| hint_height);
    let shown = ScrollArea::vertical()
        .max_height(contents_height.max(MIN_SIDE))
        .show(ui, |ui| match target {
            Target::Actor(id) => actor(ui, id, view.state),
            Target::Relation(id) => line(ui, id, view, Detail::Glance),
        });
    if let Some(hint) = hint {
        ui.weak(hint);
    }
    cut_off(&shown)
}

/// The height of what a scroll area does not show.
fn cut_off<R>(shown: &ScrollAreaOutput<R>) -> f32 {
    (shown.content_size.y - shown.inner_rect.height()).max(0.0)
}

fn pinned_card(ui: &mut Ui, target: &Target, max_height: f32, view: View) -> f32 {
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if ui
                .small_button("×")
                .on_hover_text("Close this card")
                .clicked()
            {
                view.send(Command::PinCard(None));
            }
            if ui.small_button("Copy citations").clicked() {
                view.send(Command::CopyCitations(target.clone()));
            }
        });
    });
    let head = ui.min_rect().height() + ui.spacing().item_spacing.y;
    let shown = ScrollArea::vertical()
        .max_height((max_height - head).max(MIN_SIDE))
        .show(ui, |ui| match target {
            Target::Actor(id) if is_in_details(target, view.state) => actor_claims(ui, id, view),
            Target::Actor(id) => actor(ui, id, view.state),
            Target::Relation(id) if is_in_details(target, view.state) => line_claims(ui, id, view),
            Target::Relation(id) => line(ui, id, view, Detail::Full),
        });
    cut_off(&shown)
}

/// Whether the Details tab shows the same: then a card need not repeat it.
fn is_in_details(target: &Target, state: &State) -> bool {
    let (settings, session) = (&state.settings, &state.open.session);
    state.shows_side_panel()
        && settings.tab == Tab::DETAILS
        && session.reference.is_none()
        && session.selection.contains(target)
}

/// The claims about an actor, by relation.
fn actor_claims(ui: &mut Ui, id: &ActorId, view: View) {
    let network = &view.state.open.derived.network;
    let Some(node) = network.node(id) else {
        return actor(ui, id, view.state);
    };
    let mut edges: Vec<EdgeIndex> = network.edges_of(node).collect();
    edges.sort_unstable();
    if edges.is_empty() {
        ui.weak("No claims");
    }
    for (number, edge) in edges.iter().take(MAX_OF_ACTOR).enumerate() {
        if number > 0 {
            ui.separator();
        }
        claims::head(ui, view.state, *edge);
        claims::list(ui, view, &network.graph[*edge], Detail::Glance);
    }
    if edges.len() > MAX_OF_ACTOR {
        let more = counted(
            edges.len() - MAX_OF_ACTOR,
            "more relation",
            "more relations",
        );
        ui.weak(format!("and {more}"));
    }
}

/// The claims of all relations that are drawn as one line.
fn line_claims(ui: &mut Ui, id: &RelationId, view: View) {
    let edges = ties::of_line(view.state, id);
    if let [edge] = &edges[..] {
        let relation = &view.state.open.derived.drawn.graph[*edge];
        claims::list(ui, view, relation, Detail::Full);
        return;
    }
    relations_of_line(ui, &edges, view, Detail::Full);
}

/// The most relations of a line in a preview, and how many of them with their claims.
const MAX_IN_PREVIEW: usize = 8;
const MAX_WITH_CLAIMS: usize = 2;

/// The most relations of an actor whose claims a card lists.
const MAX_OF_ACTOR: usize = 20;

/// The most relations of a line in a card that stays open: the tie of two blocs may have thousands.
const MAX_IN_CARD: usize = 60;

/// All relations that are drawn as one line with this one, the newest first.
fn line(ui: &mut Ui, id: &RelationId, view: View, detail: Detail) {
    let edges = ties::of_line(view.state, id);
    if let [first, _, ..] = &edges[..] {
        let names = RichText::new(ties::names(view.state, *first));
        ui.label(names.family(theme::bold()).size(15.0));
        let graph = &view.state.open.derived.network.graph;
        ties::counts(ui, edges.iter().map(|edge| graph[*edge].kind()));
        ui.separator();
    }
    relations_of_line(ui, &edges, view, detail);
}

fn relations_of_line(ui: &mut Ui, edges: &[EdgeIndex], view: View, detail: Detail) {
    let (shown, with_claims) = match detail {
        Detail::Glance => (MAX_IN_PREVIEW, MAX_WITH_CLAIMS),
        Detail::Full => (MAX_IN_CARD, MAX_IN_CARD),
    };
    for (number, edge) in edges.iter().take(shown).enumerate() {
        if number > 0 {
            ui.separator();
        }
        if number < with_claims {
            relation(ui, *edge, view, detail);
        } else {
            claims::head(ui, view.state, *edge);
        }
    }
    if edges.len() > shown {
        let more = counted(edges.len() - shown, "more relation", "more relations");
        ui.weak(format!("and {more}"));
    }
}

fn relation(ui: &mut Ui, edge: EdgeIndex, view: View, detail: Detail) {
    let relation = &view.state.open.derived.drawn.graph[edge];
    claims::head(ui, view.state, edge);
    ui.separator();
    claims::list(ui, view, relation, detail);
    match claims::hidden(view.state, relation) {
        0 => {}
        hidden => {
            let hidden = counted(hidden, "more claim", "more claims");
            ui.weak(format!("{hidden} hidden by filters"));
        }
    }
}

fn actor(ui: &mut Ui, id: &ActorId, state: &State) {
    let Some(node) = state.open.derived.drawn.node(id) else {
        return;
    };
    let actor = &state.open.derived.drawn.graph[node];
    let name = RichText::new(cut::heading_text(actor.name()));
    ui.label(name.family(theme::bold()).size(15.0));
    if let Some(bloc) = state.open.derived.drawn.bloc(node) {
        members(ui, bloc);
    }
    ui.horizontal_wrapped(|ui| {
        if state.open.derived.drawn.bloc(node).is_none() {
            ui.label(actor.kind_word());
        }
        if actor.pinned {
            ui.weak("· pinned");
        }
        if actor.is_placeholder {
            ui.weak("· not declared in the file");
        }
    });
    if !actor.aliases.is_empty() {
        ui.weak(format!("Also: {}", actor.aliases.join(", ")));
    }
    if let Some(note) = &actor.note {
        ui.label(note);
    }
    let relations = state.open.derived.drawn.relations_of(node);
    ties::counts(ui, relations.iter().map(|relation| relation.kind()));
    if let Some(bloc) = state.open.derived.drawn.bloc(node)
        && bloc.undrawn_relations > 0
    {
        let undrawn = counted(bloc.undrawn_relations, "relation", "relations");
        ui.weak(format!("and {undrawn} of weaker ties that are not drawn"));
    }
}

/// The most members that a card names.
const MAX_MEMBERS: usize = 12;

/// `Bloc of 6 actors, 4 relations inside`, and the names of its members.
fn members(ui: &mut Ui, bloc: &CollapsedBloc) {
    let actors = counted(bloc.members.len(), "actor", "actors");
    let inside = counted(bloc.inner_relations, "relation", "relations");
    ui.label(format!("Bloc of {actors}, {inside} inside"));
    let names = bloc.members.iter().map(|member| member.name().to_owned());
    ui.weak(list(&shortened(names, MAX_MEMBERS, "actor", "actors")));
    ui.weak("Double-click to expand");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::LoadedDocument;
    use crate::model::{Actor, Claim, Document, Quote, Relation};
    use crate::ui::Queue;
    use egui::{Pos2, pos2};

    /// Two actors with a tie of many relations, with long quotes.
    fn wordy_state() -> State {
        let relation = |number: usize| Relation {
            claims: (0..4)
                .map(|_| Claim {
                    quote: Some(Quote {
                        exact: "words of a long quote ".repeat(40),
                        ..Quote::default()
                    }),
                    ..Claim::default()
                })
                .collect(),
            ..Relation::new(format!("r{number}"), "a", "b")
        };
        let actor = |id: &str| Actor {
            note: Some("a long note about this actor ".repeat(60)),
            ..Actor::new(id)
        };
        let mut state = State::default();
        state.handle(Command::Opened(Box::new(LoadedDocument {
            document: Document {
                actors: ["a", "b"].map(actor).into_iter().collect(),
                relations: (0..30).map(relation).collect(),
                ..Document::default()
            },
            ..LoadedDocument::default()
        })));
        let actors = state.open.derived.actors_generation;
        let positions = vec![pos2(0.0, 0.0), pos2(200.0, 0.0)];
        state.handle(Command::Landed { actors, positions });
        state
    }

    #[test]
    fn a_card_at_the_edge_is_within_the_picture_however_much_it_says() {
        let context = Context::default();
        theme::install(&context);
        let mut state = wordy_state();
        for size in [vec2(900.0, 700.0), vec2(500.0, 260.0)] {
            let canvas = Rect::from_min_size(pos2(0.0, 40.0), size);
            for target in [Target::Actor("a".into()), Target::Relation("r3".into())] {
                state.handle(Command::Hover(Some(target.clone())));
                let id = Id::new(("hover card", &target));
                for at in [canvas.left_top(), canvas.right_bottom(), canvas.center()] {
                    for frame in 0..4 {
                        let room = CardRoom {
                            canvas,
                            pointed: Some(Rect::from_center_size(at, vec2(24.0, 24.0))),
                            kept: Vec::new(),
                            line: Vec::new(),
                            near: Vec::new(),
                        };
                        let (queue, _commands) = Queue::new();
                        let view = View {
                            state: &state,
                            queue: &queue,
                        };
                        let input = egui::RawInput {
                            screen_rect: Some(Rect::from_min_size(
                                Pos2::ZERO,
                                size + vec2(200.0, 80.0),
                            )),
                            ..egui::RawInput::default()
                        };
                        let mut output = context.run_ui(input, |ui| show(ui.ctx(), &room, view));
                        output.textures_delta.clear();
                        let card = context.memory(|memory| memory.area_rect(id)).unwrap();
                        assert!(
                            frame == 0 || canvas.contains_rect(card),
                            "{target:?} at {at}: {card} is not in {canvas}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn a_card_that_has_the_height_it_needs_cuts_nothing_off() {
        let context = Context::default();
        theme::install(&context);
        let state = wordy_state();
        let (queue, _commands) = Queue::new();
        let view = View {
            state: &state,
            queue: &queue,
        };
        let target = Target::Relation("r3".into());
        let whole = |ui: &mut Ui, target: &Target, max_height: f32, view: View| {
            preview(ui, target, (max_height, false), view)
        };
        for shown in [whole, pinned_card] {
            let mut needed = f32::INFINITY;
            for _ in 0..2 {
                let mut cut = f32::NAN;
                let input = egui::RawInput {
                    screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(600.0, 200_000.0))),
                    ..egui::RawInput::default()
                };
                let mut output = context.run_ui(input, |ui| {
                    let max_height = needed.min(100_000.0);
                    let inner = ui.scope(|ui| {
                        ui.set_max_height(max_height);
                        shown(ui, &target, max_height, view)
                    });
                    cut = inner.inner;
                    needed = inner.response.rect.height();
                });
                output.textures_delta.clear();
                assert!(cut < 0.5, "{cut} points are cut off of {needed}");
            }
        }
    }
}
