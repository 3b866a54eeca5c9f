//! What routes are computed from, and what they are. Finds none.

use emath::{Pos2, Rect, Vec2};

use crate::scene::actor_body::ActorBody;
use crate::scene::spline::Spline;

/// Two actors with lines between them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::scene) struct RoutePair {
    /// Indices of bodies.
    pub(in crate::scene) first: usize,
    pub(in crate::scene) second: usize,
    /// The width of all lanes together, in points.
    pub(in crate::scene) width: f32,
}

/// What routes are computed from.
#[derive(Clone, Copy)]
pub(in crate::scene) struct RouteRequest<'a> {
    pub(in crate::scene) bodies: &'a [ActorBody],
    pub(in crate::scene) pairs: &'a [RoutePair],
    /// Boxes that routes avoid where they can.
    pub(in crate::scene) names: &'a [Rect],
    /// The box that no curve leaves, unless an end is outside; without it, curves go anywhere.
    pub(in crate::scene) area: Option<Rect>,
}

/// The base curve of a pair, from the center of its first body to the center of its second one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::scene) struct Route {
    pub(super) spline: Spline,
    /// Whether it passes no actor that is not one of its ends.
    pub(in crate::scene) is_clear: bool,
}

impl Route {
    /// A straight line, whatever it passes.
    pub(in crate::scene) fn straight(from: Pos2, to: Pos2) -> Self {
        Self {
            spline: Spline::straight(from, to),
            is_clear: false,
        }
    }

    /// The full curve, including the parts inside bodies.
    pub(in crate::scene) fn spline(&self) -> &Spline {
        &self.spline
    }

    /// The same route, moved.
    pub(in crate::scene) fn translated(self, by: Vec2) -> Self {
        Self {
            spline: self.spline.translated(by),
            ..self
        }
    }

    /// The same route from its end to its start.
    pub(super) fn reversed(self) -> Self {
        Self {
            spline: self.spline.reversed(),
            ..self
        }
    }
}
