//! Finds the actor or tie at a point of the picture.

use emath::Pos2;

use super::{Scene, Subject};
use crate::graph::NodeIndex;

/// The distance from the rim within which a body is hit, in points.
const BODY_REACH: f32 = 3.0;

/// The distance within which a curve is hit, in points.
const CURVE_REACH: f32 = 6.0;

/// The distance within which a straight line of a large network is hit, in points; smaller, because
/// there are many.
const LINE_REACH: f32 = 3.0;

/// The band around a rim where dragging starts a new relation, in points. Smaller bodies have no
/// band.
const RIM_OUTSIDE: f32 = 7.0;
const RIM_INSIDE: f32 = 3.0;
const MIN_RIM_RADIUS: f32 = 6.0;

impl Scene {
    /// The subject at a point of the picture: the nearest actor, by body or name, or else the
    /// nearest tie.
    ///
    /// Searches everything that is drawn: that takes less than a millisecond for 100,000 discs and
    /// 300,000 lines, and an index would take longer to build whenever something moves.
    pub fn hit(&self, point: Pos2) -> Option<Subject> {
        self.body_at(point)
            .or_else(|| self.dot_at(point))
            .or_else(|| self.name_at(point))
            .or_else(|| self.cell_at(point))
            .or_else(|| self.curve_at(point))
            .or_else(|| self.line_at(point))
    }

    /// The actor whose rim band contains a point; the nearest of several.
    pub fn rim_at(&self, point: Pos2) -> Option<NodeIndex> {
        let bands = self.bodies.iter().filter_map(|(node, body)| {
            let distance = body.distance(point);
            let inside = RIM_INSIDE.min(body.radius / 4.0);
            let is_in = (-inside..=RIM_OUTSIDE).contains(&distance);
            (is_in && body.radius >= MIN_RIM_RADIUS).then_some((*node, distance.abs()))
        });
        let nearest = bands.min_by(|a, b| a.1.total_cmp(&b.1));
        nearest.map(|(node, _)| node)
    }

    /// The point on the rim of an actor in the direction of another point.
    pub fn rim_toward(&self, node: NodeIndex, toward: Pos2) -> Option<Pos2> {
        let (_, body) = self.bodies.iter().find(|(other, _)| *other == node)?;
        let direction = (toward - body.center).normalized();
        // Bodies are nearly round, so stepping by the remaining distance converges quickly.
        let reach = (0..6).fold(body.radius, |reach, _| {
            reach - body.distance(body.center + direction * reach)
        });
        Some(body.center + direction * reach)
    }

    fn body_at(&self, point: Pos2) -> Option<Subject> {
        let hits = self.bodies.iter().filter_map(|(node, body)| {
            let distance = body.distance(point);
            (distance <= BODY_REACH).then_some((*node, distance))
        });
        // Where bodies overlap, the one drawn last is on top.
        let nearest = hits.fold(None, |best: Option<(_, f32)>, here| match best {
            Some(best) if best.1.max(0.0) < here.1.max(0.0) => Some(best),
            _ => Some(here),
        });
        nearest.map(|(node, _)| Subject::Actor(node))
    }

    fn dot_at(&self, point: Pos2) -> Option<Subject> {
        let hits = self.low_detail.dots.iter().filter_map(|dot| {
            let beyond = dot.center.distance_sq(point).sqrt() - dot.radius;
            (beyond <= BODY_REACH).then_some((dot.node, beyond))
        });
        let nearest = hits.min_by(|a, b| a.1.total_cmp(&b.1));
        nearest.map(|(node, _)| Subject::Actor(node))
    }

    fn line_at(&self, point: Pos2) -> Option<Subject> {
        if !self.low_detail.is_sparse {
            return None;
        }
        let hits = self.low_detail.lines.iter().filter_map(|line| {
            let [a, b] = line.ends;
            let along = b - a;
            let share = ((point - a).dot(along) / along.length_sq()).clamp(0.0, 1.0);
            let away = (a + along * share).distance_sq(point);
            (away <= LINE_REACH * LINE_REACH).then_some((line.tie, away))
        });
        let nearest = hits.min_by(|a, b| a.1.total_cmp(&b.1));
        nearest.map(|(tie, _)| Subject::Tie(tie))
    }

    fn name_at(&self, point: Pos2) -> Option<Subject> {
        let name = self.names.iter().find(|(_, rect)| rect.contains(point));
        name.map(|(node, _)| Subject::Actor(*node))
    }

    fn cell_at(&self, point: Pos2) -> Option<Subject> {
        let cell = self.cells.iter().find(|(_, rect)| rect.contains(point));
        cell.map(|(tie, _)| Subject::Tie(*tie))
    }

    fn curve_at(&self, point: Pos2) -> Option<Subject> {
        let hits = self
            .curves
            .iter()
            .filter(|(_, curve)| curve.bounds().expand(CURVE_REACH).contains(point))
            .filter_map(|(tie, curve)| Some((*tie, curve.distance_within(point, CURVE_REACH)?)));
        let nearest = hits.min_by(|a, b| a.1.total_cmp(&b.1));
        nearest.map(|(tie, _)| Subject::Tie(tie))
    }
}
