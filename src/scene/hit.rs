//! What lies under a point.

use emath::Pos2;

use super::{Scene, Subject};

/// How near a body's rim the pointer must come, in points.
const BODY_REACH: f32 = 3.0;

/// How near a curve the pointer must come, in points.
const COURSE_REACH: f32 = 6.0;

impl Scene {
    /// What a point of the picture means: the nearest actor, by body or by name, else the nearest relation.
    ///
    /// Looks at every box; 10,000 of them take some microseconds, less than an index would cost to build each frame.
    pub fn hit(&self, point: Pos2) -> Option<Subject> {
        self.body_at(point)
            .or_else(|| self.name_at(point))
            .or_else(|| self.course_at(point))
    }

    fn body_at(&self, point: Pos2) -> Option<Subject> {
        let near = self.bodies.iter().filter_map(|(node, body)| {
            let distance = body.distance(point);
            (distance <= BODY_REACH).then_some((*node, distance))
        });
        // Where bodies overlap, the one drawn last lies on top.
        let nearest = near.fold(None, |best: Option<(_, f32)>, here| match best {
            Some(best) if best.1.max(0.0) < here.1.max(0.0) => Some(best),
            _ => Some(here),
        });
        nearest.map(|(node, _)| Subject::Actor(node))
    }

    fn name_at(&self, point: Pos2) -> Option<Subject> {
        let name = self.names.iter().find(|(_, rect)| rect.contains(point));
        name.map(|(node, _)| Subject::Actor(*node))
    }

    fn course_at(&self, point: Pos2) -> Option<Subject> {
        let near = self
            .courses
            .iter()
            .filter(|(_, course)| course.bounds().expand(COURSE_REACH).contains(point))
            .filter_map(|(edge, course)| {
                Some((*edge, course.distance_within(point, COURSE_REACH)?))
            });
        let nearest = near.min_by(|a, b| a.1.total_cmp(&b.1));
        nearest.map(|(edge, _)| Subject::Relation(edge))
    }
}
