//! The card of the actor or relation under the pointer; a click keeps it open.

use egui::{
    Area, Context, Frame, Id, Order, Pos2, Rect, RichText, ScrollArea, Ui, Vec2, pos2, vec2,
};

use crate::app::{Command, State, Target};
use crate::graph::{CollapsedBloc, EdgeIndex};
use crate::model::{ActorId, RelationId, RelationKind};
use crate::ui::View;
use crate::ui::shell::theme;
use crate::ui::widgets::detail::Detail;
use crate::ui::widgets::{claims, ties};
use crate::words::{counted, list, shortened};

/// The width of a card, and its greatest height as a share of the window.
const WIDTH: f32 = 340.0;
const MAX_HEIGHT_SHARE: f32 = 0.7;

/// Where a card may be placed.
pub(crate) struct CardRoom {
    /// The canvas.
    pub(crate) canvas: Rect,
    /// The actor or relation under the pointer.
    pub(crate) pointed: Option<Rect>,
    /// Areas to keep visible: the ends of the relation that the card is about.
    pub(crate) kept: Vec<Rect>,
}

/// Shows the pinned card, and the card of the target under the pointer.
pub(crate) fn show(ctx: &Context, room: &CardRoom, view: View) {
    // What is hidden, or inside a bloc, has no card.
    let is_drawn = |target: &Target| match target {
        Target::Actor(id) => view.state.open.derived.drawn.node(id).is_some(),
        Target::Relation(id) => !ties::of_line(view.state, id).is_empty(),
    };
    let pinned = view.state.open.session.card.as_ref();
    let pinned = pinned.filter(|card| is_drawn(&card.target));
    if let Some(card) = pinned {
        let at = Rect::from_center_size(card.at, vec2(24.0, 24.0));
        let id = Id::new(("pinned card", &card.target));
        area(ctx, id, room, at, Order::Middle, |ui| {
            pinned_card(ui, &card.target, view);
        });
    }
    let hovered = view.state.open.session.hovered.as_ref();
    let is_pinned = hovered.is_some() && hovered == pinned.map(|card| &card.target);
    let hovered = hovered.filter(|target| is_drawn(target));
    if let (Some(target), Some(place), false) = (hovered, room.pointed, is_pinned) {
        let id = Id::new(("hover card", target));
        area(ctx, id, room, place, Order::Tooltip, |ui| {
            preview(ui, target, view);
        });
    }
}

/// A card beside `place`, where it covers least of what must stay visible.
fn area(
    ctx: &Context,
    id: Id,
    room: &CardRoom,
    place: Rect,
    order: Order,
    contents: impl FnOnce(&mut Ui),
) {
    // egui measures a new area for one frame before it shows it.
    let size = ctx
        .memory(|memory| memory.area_rect(id))
        .map_or(vec2(WIDTH + 26.0, 300.0), |rect| rect.size());
    let inside = room.canvas.shrink(4.0);
    Area::new(id)
        .order(order)
        .fixed_pos(best_corner(inside, size, place, &room.kept))
        .constrain_to(inside)
        .interactable(order != Order::Tooltip)
        .show(ctx, |ui| {
            Frame::popup(ui.style()).inner_margin(12).show(ui, |ui| {
                ui.set_width(WIDTH);
                contents(ui);
            });
        });
}

/// The upper left corner at which a card of this size is inside, covers least and is nearest to
/// `place`.
fn best_corner(inside: Rect, size: Vec2, place: Rect, kept: &[Rect]) -> Pos2 {
    let rects = || kept.iter().chain([&place, &inside]);
    let columns = rects().flat_map(|rect| {
        let outside = [rect.right(), rect.left() - size.x];
        outside
            .into_iter()
            .chain([rect.left(), rect.right() - size.x])
    });
    let corners = columns.flat_map(|x| {
        let rows = rects().flat_map(|rect| {
            let outside = [rect.bottom(), rect.top() - size.y];
            outside
                .into_iter()
                .chain([rect.top(), rect.bottom() - size.y])
        });
        rows.map(move |y| pos2(x, y)).collect::<Vec<_>>()
    });
    let cost = |corner: Pos2| {
        let card = Rect::from_min_size(corner, size);
        let covered = |rect: &Rect| card.intersect(*rect).size().max(Vec2::ZERO);
        let area = |rect: &Rect| covered(rect).x * covered(rect).y;
        let hidden: f32 = kept.iter().chain([&place]).map(area).sum();
        hidden * 10.0 + card.distance_to_pos(place.center())
    };
    let kept_inside = corners.map(|corner| {
        let min_corner = inside.min.to_vec2();
        let max_corner = (inside.max - size).to_vec2().max(min_corner);
        corner.to_vec2().clamp(min_corner, max_corner).to_pos2()
    });
    kept_inside
        .min_by(|a, b| cost(*a).total_cmp(&cost(*b)))
        .unwrap_or(inside.min)
}

fn preview(ui: &mut Ui, target: &Target, view: View) {
    match target {
        Target::Actor(id) => actor(ui, id, view.state),
        Target::Relation(id) => {
            line(ui, id, view, Detail::Glance);
            ui.weak("Click to keep this card open");
        }
    }
}

fn pinned_card(ui: &mut Ui, target: &Target, view: View) {
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
    let max_height = ui.ctx().content_rect().height() * MAX_HEIGHT_SHARE;
    ScrollArea::vertical()
        .max_height(max_height)
        .show(ui, |ui| match target {
            Target::Actor(id) => actor(ui, id, view.state),
            Target::Relation(id) => line(ui, id, view, Detail::Full),
        });
}

/// The most relations of a line in a preview, and how many of them with their claims.
const MAX_IN_PREVIEW: usize = 8;
const MAX_WITH_CLAIMS: usize = 2;

/// The most relations of a line in a card that stays open: the tie of two blocs may have thousands.
const MAX_IN_CARD: usize = 60;

/// All relations that are drawn as one line with this one, the newest first.
fn line(ui: &mut Ui, id: &RelationId, view: View, detail: Detail) {
    let edges = ties::of_line(view.state, id);
    let (shown, with_claims) = match detail {
        Detail::Glance => (MAX_IN_PREVIEW, MAX_WITH_CLAIMS),
        Detail::Full => (MAX_IN_CARD, MAX_IN_CARD),
    };
    if let [first, _, ..] = &edges[..] {
        let names = RichText::new(ties::names(view.state, *first));
        ui.label(names.family(theme::bold()).size(15.0));
        ties::counts(ui, view.state, &edges);
        ui.separator();
    }
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
    ui.label(RichText::new(actor.name()).family(theme::bold()).size(15.0));
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
    let theme = theme::of(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        for kind in RelationKind::ALL {
            let count = relations
                .iter()
                .filter(|relation| relation.kind() == kind)
                .count();
            if count > 0 {
                let text = format!("{count} {}", kind.as_str());
                ui.label(
                    RichText::new(text)
                        .color(theme::color(theme.relation(kind)))
                        .family(theme::bold()),
                );
            }
        }
    });
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
    ui.weak("Double click to expand");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_does_not_cover_its_subject_or_its_ends() {
        let inside = Rect::from_min_size(Pos2::ZERO, vec2(900.0, 700.0));
        let size = vec2(366.0, 300.0);
        let place = Rect::from_center_size(pos2(400.0, 350.0), vec2(24.0, 24.0));
        let ends = [pos2(300.0, 350.0), pos2(520.0, 350.0)];
        let kept = ends.map(|end| Rect::from_center_size(end, vec2(60.0, 60.0)));
        let corner = best_corner(inside, size, place, &kept);
        let card = Rect::from_min_size(corner, size);
        assert!(inside.contains_rect(card), "{card}");
        for rect in kept {
            assert!(!card.intersects(rect.shrink(1.0)), "{card} covers {rect}");
        }
    }
}
