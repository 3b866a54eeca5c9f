//! The card beside what is pointed at; a click pins it open so that it can be used.

use egui::{Align2, Area, Context, Frame, Id, Order, Rect, RichText, ScrollArea, Ui, vec2};

use super::claims::{self, Detail};
use super::{Queue, theme};
use crate::app::{Command, State, Target};
use crate::graph::words::counted;
use crate::model::{ActorId, RelationId, RelationKind};

/// How wide a card is, and how much of the window's height it takes at most.
const WIDTH: f32 = 340.0;
const HEIGHT_SHARE: f32 = 0.7;

/// How many claims are shown in passing.
const GLANCE: usize = 4;

/// Shows the pinned card, and the card of what is pointed at beside `place`.
pub(super) fn show(ctx: &Context, canvas: Rect, state: &State, queue: &Queue, place: Option<Rect>) {
    let pinned = state.session.card.as_ref();
    if let Some(card) = pinned {
        let at = Rect::from_center_size(card.at, vec2(24.0, 24.0));
        area(ctx, "pinned card", canvas, at, true, |ui| pinned_card(ui, &card.target, state, queue));
    }
    let hovered = state.session.hovered.as_ref();
    let is_pinned = hovered.is_some() && hovered == pinned.map(|card| &card.target);
    if let (Some(target), Some(place), false) = (hovered, place, is_pinned) {
        area(ctx, "hover card", canvas, place, false, |ui| glance(ui, target, state, queue));
    }
}

/// A card beside `place`: on its right where there is room, else on its left; never over it.
fn area(ctx: &Context, name: &str, canvas: Rect, place: Rect, is_usable: bool, contents: impl FnOnce(&mut Ui)) {
    let has_room = place.right() + WIDTH + 30.0 < canvas.right();
    let is_low = place.center().y > canvas.center().y;
    let (x, side) = if has_room { (place.right(), "LEFT") } else { (place.left(), "RIGHT") };
    let (y, pivot) = match (side, is_low) {
        ("LEFT", false) => (place.top(), Align2::LEFT_TOP),
        ("LEFT", true) => (place.bottom(), Align2::LEFT_BOTTOM),
        (_, false) => (place.top(), Align2::RIGHT_TOP),
        (_, true) => (place.bottom(), Align2::RIGHT_BOTTOM),
    };
    let order = if is_usable { Order::Middle } else { Order::Tooltip };
    Area::new(Id::new(name))
        .order(order)
        .fixed_pos((x, y))
        .pivot(pivot)
        .constrain_to(canvas.shrink(4.0))
        .interactable(is_usable)
        .show(ctx, |ui| {
            Frame::popup(ui.style()).inner_margin(12).show(ui, |ui| {
                ui.set_width(WIDTH);
                contents(ui);
            });
        });
}

fn glance(ui: &mut Ui, target: &Target, state: &State, queue: &Queue) {
    match target {
        Target::Actor(id) => actor(ui, id, state),
        Target::Relation(id) => {
            relation(ui, id, state, Detail::Glance, queue);
            ui.weak("Click to keep this card open");
        }
    }
}

fn pinned_card(ui: &mut Ui, target: &Target, state: &State, queue: &Queue) {
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.small_button("✕").on_hover_text("Close this card").clicked() {
                queue.send(Command::PinCard(None));
            }
            if ui.small_button("Copy citations").clicked() {
                queue.send(Command::CopyCitations(target.clone()));
            }
        });
    });
    let most = ui.ctx().content_rect().height() * HEIGHT_SHARE;
    ScrollArea::vertical().max_height(most).show(ui, |ui| match target {
        Target::Actor(id) => actor(ui, id, state),
        Target::Relation(id) => relation(ui, id, state, Detail::Full, queue),
    });
}

fn relation(ui: &mut Ui, id: &RelationId, state: &State, detail: Detail, queue: &Queue) {
    let Some(edge) = state.derived.network.edge(id) else { return };
    let relation = &state.derived.network.graph[edge];
    claims::head(ui, state, edge);
    ui.separator();
    if detail == Detail::Glance && relation.claims.len() > GLANCE {
        let mut few = crate::model::Relation::clone(relation);
        let more = few.claims.split_off(GLANCE).len();
        claims::list(ui, state, &few, detail, queue);
        ui.weak(format!("and {} more", counted(more, "claim")));
    } else {
        claims::list(ui, state, relation, detail, queue);
    }
}

fn actor(ui: &mut Ui, id: &ActorId, state: &State) {
    let Some(node) = state.derived.network.node(id) else { return };
    let actor = &state.derived.network.graph[node];
    ui.label(RichText::new(actor.name()).family(theme::bold()).size(15.0));
    ui.horizontal_wrapped(|ui| {
        ui.label(actor.kind().as_str());
        if actor.pinned {
            ui.weak("· pinned");
        }
        if actor.is_placeholder {
            ui.weak("· named by a relation, not declared in the file");
        }
    });
    if !actor.aliases.is_empty() {
        ui.weak(format!("Also: {}", actor.aliases.join(", ")));
    }
    if let Some(note) = &actor.note {
        ui.label(note);
    }
    let relations = state.derived.network.relations_of(node);
    let theme = theme::of(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        for kind in RelationKind::ALL {
            let count = relations.iter().filter(|relation| relation.kind() == kind).count();
            if count > 0 {
                let text = format!("{count} {}", kind.as_str());
                ui.label(RichText::new(text).color(theme::color(theme.relation(kind))).family(theme::bold()));
            }
        }
    });
}
