//! Curves that bend once: how far a line must bend to pass all strangers on one side.

use emath::{Pos2, Rect, Vec2};

use super::obstacles::{Bundle, NAME_GAP, RouteObstacles, reach};
use crate::scene::actor_body::length;
use crate::scene::spline::Spline;

/// How far a line may bend in its middle, as a share of its length.
const MAX_BEND: f32 = 0.3;

/// The most space between lines and strangers that is asked for, in points.
const MAX_CLEARANCE: f32 = 30.0;

/// The most bent curves that are tried on each side.
const MAX_TRIES: usize = 3;

/// More than needed, in points: the straight pieces that a curve is checked by are a little inside
/// the curve.
const SLACK: f32 = 0.6;

/// The bends of a pair that are tried for their own sake, as shares of its length: they part lines
/// that would run along each other.
const GENTLE_BENDS: [f32; 4] = [0.06, -0.06, 0.12, -0.12];

/// A pair, and what its curves that bend once could touch.
pub(super) struct BendSearch<'a> {
    obstacles: &'a RouteObstacles<'a>,
    bundle: &'a Bundle,
    frame: Frame,
    /// The strangers within reach of any bend.
    strangers: Vec<usize>,
}

impl<'a> BendSearch<'a> {
    /// `None` if the ends are in the same place.
    pub(super) fn new(obstacles: &'a RouteObstacles<'a>, bundle: &'a Bundle) -> Option<Self> {
        let [from, to] = bundle.ends.map(|end| obstacles.bodies.get(end));
        let frame = Frame::new(from?.center, to?.center);
        if !(frame.length > 0.0 && frame.length.is_finite()) {
            return None;
        }
        let max = MAX_BEND * frame.length;
        let is_near = |number: &usize| {
            let place = frame.local(obstacles.bodies[*number].center);
            let reach = obstacles.reaches[*number] + bundle.half_width + MAX_CLEARANCE;
            !bundle.ends.contains(number)
                && (-reach..=frame.length + reach).contains(&place.x)
                && place.y.abs() <= max + reach
        };
        let strangers = (0..obstacles.bodies.len()).filter(is_near).collect();
        Some(Self {
            obstacles,
            bundle,
            frame,
            strangers,
        })
    }

    /// Curves that should be clear of strangers and of these names, the least bent first.
    pub(super) fn bends(&self, clearance: f32, names: &[Rect]) -> Vec<Spline> {
        let blocked = self.blocked(clearance, names);
        let mut free = Vec::new();
        if !is_blocked(&blocked, 0.0) {
            free.push(0.0);
        }
        let max = MAX_BEND * self.frame.length;
        for side in [1.0, -1.0_f32] {
            let mirrored = blocked.iter().map(|&(low, high)| {
                if side > 0.0 {
                    (low, high)
                } else {
                    (-high, -low)
                }
            });
            let mut intervals: Vec<(f32, f32)> = mirrored.filter(|(_, high)| *high > 0.0).collect();
            intervals.sort_by(|a, b| a.0.total_cmp(&b.0));
            free.extend(
                ends(&intervals, max)
                    .take(MAX_TRIES)
                    .map(|bend| side * bend),
            );
        }
        free.sort_by(|a, b| a.abs().total_cmp(&b.abs()).then(b.total_cmp(a)));
        free.into_iter().map(|bend| self.frame.bent(bend)).collect()
    }

    /// Slightly bent curves that should be clear of strangers and of these names.
    pub(super) fn gentle(&self, clearance: f32, names: &[Rect]) -> Vec<Spline> {
        let blocked = self.blocked(clearance, names);
        let bends = GENTLE_BENDS.map(|bend| bend * self.frame.length);
        let free = bends
            .into_iter()
            .filter(|bend| !is_blocked(&blocked, *bend));
        free.map(|bend| self.frame.bent(bend)).collect()
    }

    /// Whether straight pieces of a curve are this far from all strangers within reach.
    pub(super) fn is_clear(&self, points: &[Pos2], clearance: f32) -> bool {
        self.strangers.iter().all(|number| {
            points.windows(2).all(|piece| {
                !self
                    .obstacles
                    .blocks(self.bundle, *number, piece[0], piece[1], clearance)
            })
        })
    }

    /// The bends at which a stranger or a name would be touched, one interval for each.
    fn blocked(&self, clearance: f32, names: &[Rect]) -> Vec<(f32, f32)> {
        let mut blocked = self.blocked_by_bodies(clearance);
        let gap = self.bundle.half_width + NAME_GAP;
        let names = names.iter();
        blocked.extend(names.filter_map(|name| self.frame.bends_over(name.expand(gap))));
        blocked
    }

    fn blocked_by_bodies(&self, clearance: f32) -> Vec<(f32, f32)> {
        let frame = &self.frame;
        let max = MAX_BEND * frame.length;
        let mut blocked = Vec::new();
        for number in &self.strangers {
            let body = &self.obstacles.bodies[*number];
            let place = frame.local(body.center);
            let share = place.x / frame.length;
            // At corners, distances are measured from the sides, so the grown body has corners too.
            let needed = reach(&body.grown(self.bundle.half_width + clearance)) + SLACK;
            // The height of the curve here, as a share of its bend.
            let height = 4.0 * share * (1.0 - share);
            if height <= 0.02 || place.y.abs() > max + needed {
                continue;
            }
            let touching = |side: f32| {
                // A steep curve passes closer than the vertical distance says.
                (0..3).fold((place.y + side * needed) / height, |bend, _| {
                    let slope = 4.0 * bend * (1.0 - 2.0 * share) / frame.length;
                    (place.y + side * needed * (1.0 + slope * slope).sqrt()) / height
                })
            };
            blocked.push((touching(-1.0), touching(1.0)));
        }
        blocked
    }
}

fn is_blocked(blocked: &[(f32, f32)], bend: f32) -> bool {
    blocked
        .iter()
        .any(|(low, high)| *low < bend && *high > bend)
}

/// Where positive intervals that touch each other end, up to `max`.
fn ends(sorted: &[(f32, f32)], max: f32) -> impl Iterator<Item = f32> {
    let mut ends: Vec<f32> = Vec::new();
    let mut reached: Option<f32> = None;
    for &(low, high) in sorted {
        match reached {
            Some(end) if low > end => {
                ends.push(end);
                reached = Some(high);
            }
            Some(end) => reached = Some(end.max(high)),
            None => reached = Some(high),
        }
    }
    ends.extend(reached);
    ends.into_iter().filter(move |end| *end <= max)
}

/// Coordinates along a line and across it.
struct Frame {
    origin: Pos2,
    along: Vec2,
    across: Vec2,
    length: f32,
}

impl Frame {
    fn new(from: Pos2, to: Pos2) -> Self {
        let length = length(to - from);
        let along = (to - from) / length.max(f32::MIN_POSITIVE);
        Self {
            origin: from,
            along,
            across: along.rot90(),
            length,
        }
    }

    fn local(&self, point: Pos2) -> Vec2 {
        let from = point - self.origin;
        Vec2::new(from.dot(self.along), from.dot(self.across))
    }

    /// The bends at which a curve would run over a box.
    fn bends_over(&self, rect: Rect) -> Option<(f32, f32)> {
        let max = MAX_BEND * self.length;
        let corners = [
            rect.left_top(),
            rect.right_top(),
            rect.right_bottom(),
            rect.left_bottom(),
        ];
        let places = corners.map(|corner| self.local(corner));
        let mut bends: Option<(f32, f32)> = None;
        // Sides are long: points on them count like corners.
        for (place, next) in places.iter().zip(places.iter().cycle().skip(1)) {
            for part in 0_u8..4 {
                let place = *place + (*next - *place) * (f32::from(part) / 4.0);
                let share = place.x / self.length;
                let height = 4.0 * share * (1.0 - share);
                if height > 0.05 && place.y.abs() < 2.0 * max {
                    let bend = place.y / height;
                    let (low, high) = bends.unwrap_or((bend, bend));
                    bends = Some((low.min(bend), high.max(bend)));
                }
            }
        }
        bends
    }

    /// The curve from end to end that is this far from the straight line in its middle.
    fn bent(&self, bend: f32) -> Spline {
        let to = self.origin + self.along * self.length;
        // The middle of the curve is halfway between its control point and the straight line.
        let control = self.origin + self.along * (self.length / 2.0) + self.across * (2.0 * bend);
        Spline::new(&[self.origin, control, to])
    }
}
