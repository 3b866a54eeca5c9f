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
        area(ctx, id, room, at, Order::Middle, |ui, max_height| {
            pinned_card(ui, &card.target, max_height, view);
        });
    }
    let hovered = view.state.open.session.hovered.as_ref();
    let is_pinned = hovered.is_some() && hovered == pinned.map(|card| &card.target);
    let hovered = hovered.filter(|target| is_drawn(target));
    if let (Some(target), Some(place), false) = (hovered, room.pointed, is_pinned) {
        let id = Id::new(("hover card", target));
        area(ctx, id, room, place, Order::Tooltip, |ui, max_height| {
            preview(ui, target, max_height, view);
        });
    }
}

/// A card beside `place`, where it covers least of what must stay visible. It is within the canvas,
/// however much it says; `contents` takes the height that there is.
fn area(
    ctx: &Context,
    id: Id,
    room: &CardRoom,
    place: Rect,
    order: Order,
    contents: impl FnOnce(&mut Ui, f32),
) {
    let inside = room.canvas.shrink(4.0);
    let frame = Frame::popup(&ctx.global_style()).inner_margin(12);
    let margin = frame.total_margin().sum();
    // egui measures a new area for one frame before it shows it.
    let size = ctx
        .memory(|memory| memory.area_rect(id))
        .map_or(vec2(WIDTH + margin.x, 300.0), |rect| rect.size());
    let max_height =
        (MAX_HEIGHT_SHARE * ctx.content_rect().height()).min(inside.height() - margin.y);
    let shown = Area::new(id)
        .order(order)
        .fixed_pos(best_corner(inside, size, place, &room.kept))
        .constrain_to(inside)
        .interactable(order != Order::Tooltip)
        .show(ctx, |ui| {
            frame.show(ui, |ui| {
                ui.set_width(WIDTH.min(inside.width() - margin.x).max(MIN_SIDE));
                let max_height = max_height.max(MIN_SIDE);
                // Otherwise a scroll area is no higher than the card was in the frame before.
                ui.set_max_height(max_height);
                contents(ui, max_height);
            });
        });
    // With another size it has another place.
    let change = shown.response.rect.size() - size;
    if change.abs().max_elem() > 0.5 {
        ctx.request_repaint();
    }
}

/// A card is not smaller than this, in points, even in a window that is.
const MIN_SIDE: f32 = 60.0;

/// The height of the line beneath a preview, in points.
const HINT_HEIGHT: f32 = 28.0;

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

/// The card of what is under the pointer. What has no room is cut off: a click opens a card that
/// scrolls.
fn preview(ui: &mut Ui, target: &Target, max_height: f32, view: View) {
    let hint = match target {
        Target::Actor(_) => 0.0,
        Target::Relation(_) => HINT_HEIGHT,
    };
    ScrollArea::vertical()
        .max_height((max_height - hint).max(MIN_SIDE))
        .show(ui, |ui| match target {
            Target::Actor(id) => actor(ui, id, view.state),
            Target::Relation(id) => line(ui, id, view, Detail::Glance),
        });
    if hint > 0.0 {
        ui.weak("Click to keep this card open");
    }
}

fn pinned_card(ui: &mut Ui, target: &Target, max_height: f32, view: View) {
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
    ScrollArea::vertical()
        .max_height((max_height - HINT_HEIGHT).max(MIN_SIDE))
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
    use crate::app::LoadedDocument;
    use crate::model::{Actor, Claim, Document, Quote, Relation};
    use crate::ui::Queue;

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
}
