//! Where a card is placed, and how large it may be: beside what it is about, where it covers least.
//! Knows no contents.

use egui::{Context, Id, Pos2, Rect, Vec2, pos2, vec2};

/// The widths of the contents of a card, in points, the usual one first.
const WIDTHS: [f32; 2] = [340.0, 240.0];

/// A card may be shorter, down to these shares of its height, and not below this, in points.
const HEIGHT_SHARES: [f32; 4] = [1.0, 0.75, 0.55, 0.4];
const MIN_SHORTENED: f32 = 130.0;

/// Where a card may be placed.
pub(in crate::ui) struct CardRoom {
    /// The canvas.
    pub(super) canvas: Rect,
    /// The actor or relation under the pointer.
    pub(super) pointed: Option<Rect>,
    /// Areas to keep visible: the ends of the relation that the card is about.
    pub(super) kept: Vec<Rect>,
    /// Areas that are covered last after these: along the line of the relation.
    pub(super) line: Vec<Rect>,
    /// Areas that are covered last after both: the neighbours of the actor that the card is about.
    pub(super) near: Vec<Rect>,
}

impl CardRoom {
    /// The part of the canvas in which cards are.
    pub(super) fn inside(&self) -> Rect {
        self.canvas.shrink(4.0)
    }
}

/// The place of a card.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct CardSpot {
    /// With its frame.
    pub(super) rect: Rect,
    /// The number of its width among [`WIDTHS`].
    width: usize,
}

/// The heights that a card would need at each width, with its frame, as measured when it was shown.
#[derive(Clone, Copy, Debug, Default)]
struct MeasuredHeights([Option<f32>; WIDTHS.len()]);

impl MeasuredHeights {
    /// The height at a width, or a guess before it was shown at this width.
    fn at(self, number: usize) -> f32 {
        let [usual, _] = self.0;
        self.0[number].unwrap_or_else(|| usual.unwrap_or(300.0) * WIDTHS[0] / WIDTHS[number])
    }
}

/// Takes note of the height that a card would need at its width.
pub(super) fn measured(ctx: &Context, id: Id, spot: &CardSpot, height: f32) {
    ctx.data_mut(|data| {
        let heights = data.get_temp_mut_or_default::<MeasuredHeights>(id);
        heights.0[spot.width] = Some(height);
    });
}

/// The place of a card beside `place`, where it covers least of what must stay visible; a narrower
/// or shorter one where that covers less. `None` if it would lie on the other card. `frame` is the
/// width and height that the frame adds, `max_height` the most that a card may have with it.
pub(super) fn spot(
    ctx: &Context,
    id: Id,
    room: &CardRoom,
    (place, other): (Rect, Option<Rect>),
    (frame, max_height): (Vec2, f32),
) -> Option<CardSpot> {
    let heights: MeasuredHeights = ctx.data(|data| data.get_temp(id)).unwrap_or_default();
    let inside = room.inside();
    let sizes = HEIGHT_SHARES.into_iter().flat_map(|share| {
        (0..WIDTHS.len()).map(move |number| {
            let full = heights.at(number).min(max_height);
            let height = (share * full).max(MIN_SHORTENED.min(full));
            let width = WIDTHS[number].min(inside.width() - frame.x).max(0.0);
            (number, vec2(width + frame.x, height))
        })
    });
    let spots = sizes.map(|(width, size)| {
        let corner = best_corner(inside, size, place, room, other);
        let rect = Rect::from_min_size(corner, size);
        (room.hidden_by(rect, place), CardSpot { rect, width })
    });
    let spot = best_size(spots)?;
    let is_free = other.is_none_or(|other| !other.shrink(1.0).intersects(spot.rect));
    is_free.then_some(spot)
}

/// What a card covers, in square points.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
struct Hidden {
    ends_and_pointer: f32,
    line: f32,
}

impl CardRoom {
    fn hidden_by(&self, card: Rect, place: Rect) -> Hidden {
        let kept = self.kept.iter().chain([&place]);
        Hidden {
            ends_and_pointer: kept.map(|rect| covered(card, *rect)).sum(),
            line: self.line.iter().map(|rect| covered(card, *rect)).sum(),
        }
    }
}

fn covered(card: Rect, rect: Rect) -> f32 {
    let size = card.intersect(rect).size().max(Vec2::ZERO);
    size.x * size.y
}

/// The first that hides nothing; else the first that hides neither ends nor pointer; else the one
/// that hides least of these.
fn best_size(spots: impl Iterator<Item = (Hidden, CardSpot)>) -> Option<CardSpot> {
    /// Less cannot be seen, in square points.
    const NOTHING: f32 = 4.0;
    let clear = |hidden: &Hidden| hidden.ends_and_pointer <= NOTHING;
    let mut tried: Vec<(Hidden, CardSpot)> = Vec::new();
    for (hidden, spot) in spots {
        if clear(&hidden) && hidden.line <= NOTHING {
            return Some(spot);
        }
        tried.push((hidden, spot));
    }
    let first_clear = tried.iter().find(|(hidden, _)| clear(hidden));
    let best = first_clear.or_else(|| {
        let hidden = |spot: &&(Hidden, CardSpot)| spot.0.ends_and_pointer;
        tried.iter().min_by(|a, b| hidden(a).total_cmp(&hidden(b)))
    });
    best.map(|(_, spot)| *spot)
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
        let area = |rect: &Rect| covered(card, *rect);
        let hidden: f32 = room.kept.iter().chain([&place]).map(area).sum();
        let line: f32 = room.line.iter().map(area).sum();
        let near: f32 = room.near.iter().map(area).sum();
        let on_other: f32 = other.iter().map(area).sum();
        on_other * 1000.0 + hidden * 10.0 + line * 2.0 + near + card.distance_to_pos(place.center())
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
            line: Vec::new(),
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
            line: Vec::new(),
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

    #[test]
    fn a_card_is_narrower_or_shorter_rather_than_over_the_line_and_its_ends() {
        let canvas = Rect::from_min_size(Pos2::ZERO, vec2(640.0, 480.0));
        // A line from corner to corner leaves no room for a large card.
        let ends = [pos2(60.0, 60.0), pos2(580.0, 420.0)];
        let along = |step: u8| ends[0].lerp(ends[1], f32::from(step) / 20.0);
        let square = |at: Pos2, side: f32| Rect::from_center_size(at, Vec2::splat(side));
        let room = CardRoom {
            canvas,
            pointed: None,
            kept: ends.map(|end| square(end, 90.0)).to_vec(),
            line: (0..=20).map(|step| square(along(step), 14.0)).collect(),
            near: Vec::new(),
        };
        let place = square(along(10), 24.0);
        let ctx = Context::default();
        let id = Id::new("card");
        let frame = Vec2::splat(26.0);
        let at = |height: f32| {
            let usual = CardSpot {
                rect: Rect::NOTHING,
                width: 0,
            };
            measured(&ctx, id, &usual, height);
            spot(&ctx, id, &room, (place, None), (frame, 400.0)).unwrap()
        };
        let (small, large) = (at(90.0), at(330.0));
        assert!((small.rect.height() - 90.0).abs() < 0.1, "{small:?}");
        for card in [small, large] {
            let hidden = room.hidden_by(card.rect, place);
            assert!(hidden.ends_and_pointer <= 4.0, "{card:?} hides {hidden:?}");
            assert!(room.inside().contains_rect(card.rect), "{card:?}");
        }
        assert!(large.rect.height() < 330.0 || large.width > 0);
    }
}
