//! Where a card is placed, and how large it may be: beside what it is about, where it covers least.
//! Knows no contents.

use egui::{Context, Id, Pos2, Rect, Vec2, pos2, vec2};

/// The widths of the contents of a card, in points, the usual one first.
const WIDTHS: [f32; 3] = [340.0, 460.0, 240.0];

/// A card may be shorter, down to these shares of its height, and not below this, in points.
const HEIGHT_SHARES: [f32; 5] = [1.0, 0.85, 0.7, 0.55, 0.4];
const MIN_SHORTENED: f32 = 160.0;

/// The distance of a card to the edge of the canvas, in points.
const EDGE: f32 = 8.0;

/// Where a card may be placed.
pub(in crate::ui) struct CardRoom {
    /// The canvas.
    pub(super) canvas: Rect,
    /// The actor or relation under the pointer.
    pub(super) pointed: Option<Rect>,
    /// Areas to keep visible: the ends of the relation that the card is about.
    pub(super) kept: Vec<Rect>,
    /// Areas to keep visible next, if possible: along the line of the relation.
    pub(super) line: Vec<Rect>,
    /// Areas to keep visible last, if possible: bodies and names of neighbours of the actor that
    /// the card is about.
    pub(super) near: Vec<Rect>,
}

impl CardRoom {
    /// The part of the canvas in which cards are, with their shadows.
    pub(super) fn inside(&self) -> Rect {
        self.canvas.shrink(EDGE)
    }

    /// Keeps cards above something at the foot of the canvas.
    pub(in crate::ui) fn end_above(&mut self, foot: Rect) {
        let lowest = self.canvas.top() + MIN_SHORTENED;
        self.canvas.max.y = foot.top().clamp(lowest, self.canvas.bottom().max(lowest));
    }
}

/// The place of a card.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct CardSpot {
    /// With its frame.
    pub(super) rect: Rect,
    /// The number of its width among [`WIDTHS`].
    width: usize,
    /// Whether it is too short for all that it says.
    pub(super) is_cut: bool,
}

/// The heights that a card would need at each width, with its frame, as measured when it was shown.
#[derive(Clone, Copy, Debug, Default)]
struct MeasuredHeights([Option<f32>; WIDTHS.len()]);

impl MeasuredHeights {
    /// The height at a width, or a guess before it was shown at this width.
    fn at(self, number: usize) -> f32 {
        let [usual, ..] = self.0;
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
            let needed = heights.at(number);
            let full = needed.min(max_height);
            let height = (share * full).max(MIN_SHORTENED.min(full));
            let width = WIDTHS[number].min(inside.width() - frame.x).max(0.0);
            let is_cut = height + 0.5 < needed;
            (number, is_cut, vec2(width + frame.x, height))
        })
    });
    let hiding = Hiding::new(room);
    let spots = sizes.map(|(width, is_cut, size)| {
        let corner = hiding.best_corner(size, place, other);
        let rect = Rect::from_min_size(corner, size);
        let spot = CardSpot {
            rect,
            width,
            is_cut,
        };
        (hiding.by(rect, place), spot)
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
    neighbours: f32,
}

/// What cards hide at any place of a canvas.
struct Hiding<'a> {
    room: &'a CardRoom,
    line: CoveredArea,
    near: CoveredArea,
}

/// The distance between places that are tried besides those at the edges of what is kept, in
/// points.
const STEP: f32 = 16.0;

impl<'a> Hiding<'a> {
    fn new(room: &'a CardRoom) -> Self {
        Self {
            room,
            line: CoveredArea::of(&room.line, room.canvas),
            near: CoveredArea::of(&room.near, room.canvas),
        }
    }

    fn by(&self, card: Rect, place: Rect) -> Hidden {
        let kept = self.room.kept.iter().chain([&place]);
        Hidden {
            ends_and_pointer: kept.map(|rect| covered(card, *rect)).sum(),
            line: self.line.under(card),
            neighbours: self.near.under(card),
        }
    }

    /// The upper left corner at which a card of this size is inside, covers least and is nearest
    /// to `place`.
    fn best_corner(&self, size: Vec2, place: Rect, other: Option<Rect>) -> Pos2 {
        let inside = self.room.inside();
        let rects = || {
            let kept = self.room.kept.iter().chain(other.as_slice());
            kept.chain([&place, &inside])
        };
        let columns = rects().flat_map(|rect| {
            let outside = [rect.right(), rect.left() - size.x];
            outside
                .into_iter()
                .chain([rect.left(), rect.right() - size.x])
        });
        let at_edges = columns.flat_map(|x| {
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
            let hidden = self.by(card, place);
            let on_other: f32 = other.iter().map(|rect| covered(card, *rect)).sum();
            on_other * 1000.0
                + hidden.ends_and_pointer * 10.0
                + hidden.line * 2.0
                + hidden.neighbours
                + card.distance_to_pos(place.center())
        };
        let kept_inside = at_edges.chain(self.everywhere(size)).map(|corner| {
            let min_corner = inside.min.to_vec2();
            let max_corner = (inside.max - size).to_vec2().max(min_corner);
            corner.to_vec2().clamp(min_corner, max_corner).to_pos2()
        });
        let costs = kept_inside.map(|corner| (cost(corner), corner));
        let best = costs.min_by(|(a, _), (b, _)| a.total_cmp(b));
        best.map_or(inside.min, |(_, corner)| corner)
    }

    /// Places all over the canvas; none if only the ends of a line are kept, which the edges of
    /// these are enough for.
    fn everywhere(&self, size: Vec2) -> impl Iterator<Item = Pos2> {
        let inside = self.room.inside();
        let room = (inside.size() - size).max(Vec2::ZERO);
        let steps = |length: f32| (length / STEP).ceil().clamp(0.0, 400.0) as u16;
        let columns = if self.room.near.is_empty() {
            0
        } else {
            steps(room.x) + 1
        };
        let rows = steps(room.y);
        (0..columns).flat_map(move |column| {
            (0..=rows).map(move |row| inside.min + STEP * vec2(f32::from(column), f32::from(row)))
        })
    }
}

fn covered(card: Rect, rect: Rect) -> f32 {
    let size = card.intersect(rect).size().max(Vec2::ZERO);
    size.x * size.y
}

/// How much some boxes cover of any part of a canvas: counts of touched cells, summed from the
/// upper left corner, so that a question takes four look-ups (Crow, *Summed-area tables for texture
/// mapping*, 1984).
struct CoveredArea {
    canvas: Rect,
    columns: usize,
    /// Row by row, with a row and a column of zeros before the first; empty without any box.
    sums: Vec<u32>,
}

/// The side of a cell, in points.
const CELL: f32 = 8.0;

impl CoveredArea {
    fn of(boxes: &[Rect], canvas: Rect) -> Self {
        let count = |length: f32| (length / CELL).ceil().clamp(0.0, 2_000.0) as usize;
        let (columns, rows) = (count(canvas.width()), count(canvas.height()));
        let mut area = Self {
            canvas,
            columns,
            sums: Vec::new(),
        };
        if boxes.is_empty() {
            return area;
        }
        let width = columns + 1;
        let mut sums = vec![0; width * (rows + 1)];
        for rect in boxes.iter().filter(|rect| rect.intersects(canvas)) {
            let (low, high) = (rect.min - canvas.min, rect.max - canvas.min);
            let cells = |from: f32, to: f32, most: usize| {
                let from = (from / CELL).floor().max(0.0) as usize;
                from..((to / CELL).ceil().max(0.0) as usize).min(most)
            };
            for row in cells(low.y, high.y, rows) {
                for column in cells(low.x, high.x, columns) {
                    sums[(row + 1) * width + column + 1] = 1;
                }
            }
        }
        for row in 1..=rows {
            for column in 1..=columns {
                let at = row * width + column;
                sums[at] = sums[at] + sums[at - 1] + sums[at - width] - sums[at - width - 1];
            }
        }
        area.sums = sums;
        area
    }

    /// How much of a card is over the boxes, in square points.
    fn under(&self, card: Rect) -> f32 {
        let Some(rows) = (self.sums.len() / (self.columns + 1)).checked_sub(1) else {
            return 0.0;
        };
        let cell = |length: f32, most: usize| (length / CELL).clamp(0.0, most as f32) as usize;
        let (low, high) = (card.min - self.canvas.min, card.max - self.canvas.min);
        let columns = [
            cell(low.x, self.columns),
            cell(high.x + CELL - 0.01, self.columns),
        ];
        let rows = [cell(low.y, rows), cell(high.y + CELL - 0.01, rows)];
        let sum = |row: usize, column: usize| self.sums[row * (self.columns + 1) + column];
        let count = sum(rows[1], columns[1]) + sum(rows[0], columns[0])
            - sum(rows[0], columns[1])
            - sum(rows[1], columns[0]);
        count as f32 * CELL * CELL
    }
}

/// The first that hides nothing; else one that hides neither ends nor pointer, with little of the
/// neighbours beneath it; else the one that hides least of these.
fn best_size(spots: impl Iterator<Item = (Hidden, CardSpot)>) -> Option<CardSpot> {
    /// A smaller overlap cannot be seen, in square points.
    const NOTHING: f32 = 4.0;
    /// A smaller card must hide this much less, in square points.
    const SMALLER: f32 = 400.0;
    let clear = |hidden: &Hidden| hidden.ends_and_pointer <= NOTHING;
    let mut tried: Vec<(Hidden, CardSpot)> = Vec::new();
    for (hidden, spot) in spots {
        if clear(&hidden) && hidden.line + hidden.neighbours <= NOTHING {
            return Some(spot);
        }
        tried.push((hidden, spot));
    }
    let neighbours =
        |(at, (hidden, _)): &(usize, &(Hidden, CardSpot))| hidden.neighbours + SMALLER * *at as f32;
    let all = tried.iter().enumerate();
    let first_clear = all
        .filter(|(_, (hidden, _))| clear(hidden) && hidden.line <= NOTHING)
        .min_by(|a, b| neighbours(a).total_cmp(&neighbours(b)))
        .map(|(_, spot)| spot)
        .or_else(|| tried.iter().find(|(hidden, _)| clear(hidden)));
    let best = first_clear.or_else(|| {
        let hidden = |spot: &&(Hidden, CardSpot)| spot.0.ends_and_pointer;
        tried.iter().min_by(|a, b| hidden(a).total_cmp(&hidden(b)))
    });
    best.map(|(_, spot)| *spot)
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
        let corner = Hiding::new(&room).best_corner(size, place, None);
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
        let corner = Hiding::new(&room).best_corner(size, place, None);
        let card = Rect::from_min_size(corner, size);
        assert!(
            card.right() < 580.0,
            "{card} is on the side of the neighbours"
        );
        let second = Hiding::new(&room).best_corner(size, place, Some(card));
        let second = Rect::from_min_size(second, size);
        assert!(
            !second.intersects(card.shrink(1.0)),
            "{second} lies on {card}"
        );
    }

    #[test]
    fn a_card_is_farther_away_or_smaller_rather_than_over_a_neighbour_or_its_name() {
        for size in [vec2(640.0, 420.0), vec2(1000.0, 700.0)] {
            let canvas = Rect::from_min_size(Pos2::ZERO, size);
            let place = Rect::from_center_size(canvas.center(), Vec2::splat(24.0));
            // Names all around: only corners and a wide gap on the left are free.
            let around = [(0.2, 0.0), (0.2, 0.3), (0.2, -0.3), (0.0, 0.4), (0.0, -0.4)];
            let near = around.map(|(x, y)| {
                let at = canvas.center() + vec2(x * size.x, y * size.y);
                Rect::from_center_size(at, vec2(90.0, 30.0))
            });
            let room = CardRoom {
                canvas,
                pointed: None,
                kept: Vec::new(),
                line: Vec::new(),
                near: near.to_vec(),
            };
            let ctx = Context::default();
            let limits = (Vec2::splat(26.0), 400.0);
            let card = spot(&ctx, Id::new("card"), &room, (place, None), limits).unwrap();
            for rect in near.into_iter().chain([place]) {
                assert!(
                    !card.rect.intersects(rect.shrink(1.0)),
                    "{card:?} is on {rect}"
                );
            }
        }
    }

    #[test]
    fn a_covered_area_is_that_of_the_boxes_beneath() {
        let canvas = Rect::from_min_size(pos2(40.0, 20.0), vec2(400.0, 300.0));
        let boxes = [
            Rect::from_min_size(pos2(48.0, 28.0), vec2(16.0, 8.0)),
            Rect::from_min_size(pos2(240.0, 180.0), vec2(80.0, 40.0)),
        ];
        let area = CoveredArea::of(&boxes, canvas);
        let is_under = |rect: Rect, points: f32| (area.under(rect) - points).abs() < 0.01;
        assert!(is_under(canvas, 16.0 * 8.0 + 80.0 * 40.0));
        assert!(is_under(boxes[1].translate(vec2(40.0, 0.0)), 40.0 * 40.0));
        let free = Rect::from_min_size(pos2(64.0, 36.0), vec2(96.0, 96.0));
        assert!(is_under(free, 0.0));
        assert!(CoveredArea::of(&[], canvas).under(canvas).abs() < 0.01);
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
                is_cut: false,
            };
            measured(&ctx, id, &usual, height);
            spot(&ctx, id, &room, (place, None), (frame, 400.0)).unwrap()
        };
        let (small, large) = (at(90.0), at(330.0));
        assert!((small.rect.height() - 90.0).abs() < 0.1, "{small:?}");
        assert!(!small.is_cut && large.is_cut, "{small:?}, {large:?}");
        for card in [small, large] {
            let hidden = Hiding::new(&room).by(card.rect, place);
            assert!(hidden.ends_and_pointer <= 4.0, "{card:?} hides {hidden:?}");
            assert!(room.inside().contains_rect(card.rect), "{card:?}");
        }
        assert!(large.rect.height() < 330.0 || large.width > 0);
    }
}
