//! Free places for text notes: near where they should be, clear of bodies and of other notes. Knows
//! no note.

use emath::{Rect, Vec2};

use crate::graph::NodeIndex;
use crate::scene::SceneInput;
use crate::scene::actor_body::ActorBody;

/// How far a note is moved to find a free place, in points, and in which steps and directions.
const MAX_MOVE: f32 = 160.0;
const STEP: f32 = 8.0;
const DIRECTIONS: u8 = 16;

/// The most bodies on a page all of which is searched for a free place, and the steps of this
/// search in points.
const MAX_BODIES: usize = 400;
const PAGE_STEP: f32 = 10.0;

/// The space between a note and a body or another note, in points.
const GAP: f32 = 2.0;

/// The places that are free.
pub(super) struct FreeSpots<'a> {
    bodies: &'a [(NodeIndex, ActorBody)],
    taken: Vec<Rect>,
    /// Notes are entirely within this box, if there is one.
    within: Option<Rect>,
    clear_of: Option<Rect>,
    view: Rect,
}

impl<'a> FreeSpots<'a> {
    pub(super) fn new(picture: &SceneInput, bodies: &'a [(NodeIndex, ActorBody)]) -> Self {
        Self {
            bodies,
            taken: Vec::new(),
            within: picture.names.within,
            clear_of: picture.names.clear_of,
            view: picture.view.rect(),
        }
    }

    /// The nearest free place: within [`MAX_MOVE`], else anywhere on a page of few actors. Without
    /// a free place it is the one that covers least, or the wanted one, moved into the picture.
    /// `None` for a note far outside the picture.
    pub(super) fn near(&self, wanted: Rect) -> Option<Rect> {
        let page = self.within.unwrap_or(self.view);
        if !page.expand(MAX_MOVE).intersects(wanted) {
            return None;
        }
        let wanted = self.inside(wanted);
        if self.is_free(wanted) {
            return Some(wanted);
        }
        let steps = (1..).map(|step: u8| f32::from(step) * STEP);
        for distance in steps.take_while(|distance| *distance <= MAX_MOVE) {
            for number in 0..DIRECTIONS {
                let angle = std::f32::consts::TAU * f32::from(number) / f32::from(DIRECTIONS);
                let rect = wanted.translate(distance * Vec2::angled(angle));
                if self.inside(rect) == rect && self.is_free(rect) {
                    return Some(rect);
                }
            }
        }
        Some(self.on_page(wanted).unwrap_or(wanted))
    }

    /// The place on the page that covers the fewest bodies and notes, the nearest of several.
    fn on_page(&self, wanted: Rect) -> Option<Rect> {
        let page = self.within.filter(|_| self.bodies.len() <= MAX_BODIES)?;
        let room = (page.size() - wanted.size()).max(Vec2::ZERO);
        let steps = (room / PAGE_STEP).floor();
        let corners = (0..=steps.y as usize)
            .flat_map(|row| (0..=steps.x as usize).map(move |column| (column, row)));
        let spots = corners.map(|(column, row)| {
            let by = PAGE_STEP * Vec2::new(column as f32, row as f32);
            Rect::from_min_size(page.min + by, wanted.size())
        });
        let cost = |spot: &Rect| {
            let distance = spot.center().distance(wanted.center());
            (self.covered(*spot), distance.round() as u32)
        };
        spots.min_by_key(cost)
    }

    /// How many bodies and notes a note would cover.
    fn covered(&self, rect: Rect) -> usize {
        let around = rect.expand(GAP);
        let notes = self.taken.iter().filter(|taken| taken.intersects(around));
        notes.count() + self.touched(rect).count()
    }

    fn touched(&self, rect: Rect) -> impl Iterator<Item = &ActorBody> {
        let around = rect.expand(GAP);
        let bodies = self.bodies.iter().map(|(_, body)| body);
        bodies.filter(move |body| body.rect().intersects(around) && body.touches(rect, GAP))
    }

    pub(super) fn take(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// The same box, moved into the page as far as it fits.
    fn inside(&self, rect: Rect) -> Rect {
        let Some(within) = self.within else {
            return rect;
        };
        let rect = rect.translate((within.max - rect.max).min(Vec2::ZERO));
        // Where it is larger than the page, its beginning is seen.
        rect.translate((within.min - rect.min).max(Vec2::ZERO))
    }

    fn is_free(&self, rect: Rect) -> bool {
        let around = rect.expand(GAP);
        !self
            .clear_of
            .is_some_and(|covered| covered.intersects(rect))
            && !self.taken.iter().any(|taken| taken.intersects(around))
            && self.touched(rect).next().is_none()
    }
}
