//! Where a card is placed: beside what it is about, where it covers least. Knows no contents.

use egui::{Context, Id, Pos2, Rect, Vec2, pos2, vec2};

/// The width of the contents of a card, in points.
pub(super) const WIDTH: f32 = 340.0;

/// Where a card may be placed.
pub(in crate::ui) struct CardRoom {
    /// The canvas.
    pub(super) canvas: Rect,
    /// The actor or relation under the pointer.
    pub(super) pointed: Option<Rect>,
    /// Areas to keep visible: the ends of the relation that the card is about.
    pub(super) kept: Vec<Rect>,
    /// Areas that are covered last after these: the neighbours of the actor that the card is about.
    pub(super) near: Vec<Rect>,
}

impl CardRoom {
    /// The part of the canvas in which cards are.
    pub(super) fn inside(&self) -> Rect {
        self.canvas.shrink(4.0)
    }
}

/// The size of a card, or a guess before it was shown.
pub(super) fn size_of(ctx: &Context, id: Id) -> Vec2 {
    // egui measures a new area for one frame before it shows it.
    ctx.memory(|memory| memory.area_rect(id))
        .map_or(vec2(WIDTH + 26.0, 300.0), |rect| rect.size())
}

/// The upper left corner of a card beside `place`, where it covers least of what must stay visible;
/// `None` if it would lie on the other card.
pub(super) fn spot(
    ctx: &Context,
    id: Id,
    room: &CardRoom,
    place: Rect,
    other: Option<Rect>,
) -> Option<Pos2> {
    let size = size_of(ctx, id);
    let corner = best_corner(room.inside(), size, place, room, other);
    let card = Rect::from_min_size(corner, size);
    let is_free = other.is_none_or(|other| !other.shrink(1.0).intersects(card));
    is_free.then_some(corner)
}

/// The upper left corner at which a card of this size is inside, covers least and is nearest to
/// `place`.
fn best_corner(
    inside: Rect,
    size: Vec2,
    place: Rect,
    room: &CardRoom,
    other: Option<Rect>,
) -> Pos2 {
    let rects = || {
        let kept = room.kept.iter().chain(other.as_slice());
        kept.chain([&place, &inside])
    };
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
        let hidden: f32 = room.kept.iter().chain([&place]).map(area).sum();
        let near: f32 = room.near.iter().map(area).sum();
        let on_other: f32 = other.iter().map(area).sum();
        on_other * 1000.0 + hidden * 10.0 + near + card.distance_to_pos(place.center())
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
        let room = CardRoom {
            canvas: inside,
            pointed: None,
            kept: kept.to_vec(),
            near: Vec::new(),
        };
        let corner = best_corner(inside, size, place, &room, None);
        let card = Rect::from_min_size(corner, size);
        assert!(inside.contains_rect(card), "{card}");
        for rect in kept {
            assert!(!card.intersects(rect.shrink(1.0)), "{card} covers {rect}");
        }
    }

    #[test]
    fn a_card_opens_away_from_the_neighbours_and_not_on_another_card() {
        let inside = Rect::from_min_size(Pos2::ZERO, vec2(1000.0, 700.0));
        let size = vec2(300.0, 200.0);
        let place = Rect::from_center_size(pos2(500.0, 350.0), vec2(24.0, 24.0));
        let right = [250.0, 350.0, 450.0].map(|y| pos2(620.0, y));
        let room = CardRoom {
            canvas: inside,
            pointed: None,
            kept: Vec::new(),
            near: right
                .map(|at| Rect::from_center_size(at, vec2(80.0, 80.0)))
                .to_vec(),
        };
        let corner = best_corner(inside, size, place, &room, None);
        let card = Rect::from_min_size(corner, size);
        assert!(
            card.right() < 580.0,
            "{card} is on the side of the neighbours"
        );
        let second = best_corner(inside, size, place, &room, Some(card));
        let second = Rect::from_min_size(second, size);
        assert!(
            !second.intersects(card.shrink(1.0)),
            "{second} lies on {card}"
        );
    }
}
