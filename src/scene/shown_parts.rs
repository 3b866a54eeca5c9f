//! Where the parts of an actor or a tie are in a finished scene: body, name and line. Knows no
//! window.

use emath::{Pos2, Rect};

use super::Scene;
use crate::graph::{NodeIndex, TieIndex};

/// Points along a line are this far apart, in points.
const STEP: f32 = 16.0;
const MAX_POINTS: f32 = 200.0;

impl Scene {
    /// The box around the body or disc of an actor; `None` if it is not drawn. O(actors).
    pub fn body_rect(&self, node: NodeIndex) -> Option<Rect> {
        let body = self.bodies.iter().find(|(other, _)| *other == node);
        let body = body.map(|(_, body)| body.rect());
        body.or_else(|| {
            let dots = &self.low_detail.dots;
            let dot = dots.iter().find(|dot| dot.node == node)?;
            let corner = emath::Vec2::splat(dot.radius);
            Some(Rect::from_min_max(dot.center - corner, dot.center + corner))
        })
    }

    /// The boxes around the body of an actor and around its name, as far as they are drawn.
    /// O(actors).
    pub fn actor_rects(&self, node: NodeIndex) -> impl Iterator<Item = Rect> {
        let name = self.names.iter().find(|(other, _)| *other == node);
        let body = self.body_rect(node).into_iter();
        body.chain(name.map(|(_, rect)| *rect))
    }

    /// Points along the line of a tie, from one end to the other; none if it has no line. O(ties).
    pub fn line_points(&self, tie: TieIndex) -> Vec<Pos2> {
        let count = |length: f32| (length / STEP).clamp(2.0, MAX_POINTS) as usize;
        let curve = self.curves.iter().find(|(other, _)| *other == tie);
        if let Some((_, curve)) = curve {
            return curve.samples(count(curve.length())).collect();
        }
        let lines = &self.low_detail.lines;
        let line = lines.iter().find(|line| line.tie == tie);
        line.map_or_else(Vec::new, |line| {
            let [from, to] = line.ends;
            let count = count(from.distance(to));
            let point = |at: usize| from.lerp(to, at as f32 / count as f32);
            (0..=count).map(point).collect()
        })
    }
}
