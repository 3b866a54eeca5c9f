//! What a layout is computed from: bodies, ties and the plan. Knows no method.

use emath::{Pos2, Vec2};

use super::layout_tie::LayoutTie;
use super::method::Plan;

/// A start farther than this from the origin, in scene units, is ignored.
const MAX_COORDINATE: f32 = 1e6;

/// Everything a layout depends on: the same request gives the same positions, bit for bit, on any
/// number of threads.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// The actors; positions come back in this order.
    pub bodies: Vec<Body>,
    /// The relations, by index into `bodies`. Self-loops and indices out of range are ignored,
    /// parallel ties are merged.
    pub ties: Vec<LayoutTie>,
    /// The method, its parameters and the seed.
    pub plan: Plan,
    /// Width divided by height that the layout should fit, such as 1.6; a value that is not
    /// positive and finite counts as 1.6.
    pub aspect: f32,
}

/// One actor as the layout sees it. Lengths are scene units: one unit is one point on screen at
/// zoom 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Body {
    /// The radius of its disc.
    pub radius: f32,
    /// Width and height of its name, drawn centred under the disc; zero if it has none.
    pub label: Vec2,
    /// Where it is, if it has a position already.
    pub start: Option<Pos2>,
    /// Whether it must stay exactly at `start`; ignored without one.
    pub pinned: bool,
    /// Its place in rows of bodies without ties, such as that by name.
    pub in_row: u32,
}

impl Request {
    /// Whether no body has a start: the layout is new.
    pub fn is_new(&self) -> bool {
        self.bodies.iter().all(|body| body.start.is_none())
    }

    /// The same request; a new layout fits this aspect, if there is one.
    #[must_use]
    pub fn suited_to(self, aspect: Option<f32>) -> Self {
        let aspect = aspect.filter(|_| self.is_new()).unwrap_or(self.aspect);
        Self { aspect, ..self }
    }

    /// Width divided by height, within usable bounds.
    pub(super) fn usable_aspect(&self) -> f32 {
        if self.aspect.is_finite() && self.aspect > 0.0 {
            self.aspect.clamp(0.2, 5.0)
        } else {
            1.6
        }
    }
}

impl Body {
    /// The body with every number finite and within bounds, and without an unusable start.
    pub(super) fn cleaned(self) -> Self {
        let size = |length: f32| {
            if length.is_finite() {
                length.clamp(0.0, 1e4)
            } else {
                0.0
            }
        };
        let start = self
            .start
            .filter(|start| start.x.abs() <= MAX_COORDINATE && start.y.abs() <= MAX_COORDINATE);
        Self {
            radius: size(self.radius),
            label: Vec2::new(size(self.label.x), size(self.label.y)),
            start,
            pinned: self.pinned && start.is_some(),
            in_row: self.in_row,
        }
    }
}
