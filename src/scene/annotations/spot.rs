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

    /// The nearest free place. Without a free place within [`MAX_MOVE`] it is the wanted one, moved
    /// into the picture. `None` for a note far outside the picture.
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
        Some(wanted)
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
            && !self
                .bodies
                .iter()
                .any(|(_, body)| body.rect().intersects(around) && body.touches(rect, GAP))
    }
}
