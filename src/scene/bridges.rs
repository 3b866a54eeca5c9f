//! Bridges: lines between two bodies with no room between them. They leave both bodies at the side
//! and lead around the place where the bodies touch. Knows no tie and no route.

use emath::Vec2;

use super::actor_body::{ActorBody, length};
use super::curve::RelationCurve;
use super::spline::Spline;

/// A line that is shorter than this, in points, cannot be seen: the bodies touch, or nearly.
pub(super) const MIN_VISIBLE_LENGTH: f32 = 2.5;

/// How far along the rims, in points, the first bridge starts and ends from where the bodies are
/// closest, and how much farther each next one.
const FIRST_SPAN: f32 = 4.5;
const SPAN_STEP: f32 = 2.5;
const MAX_SPANS: u8 = 16;

/// How far a bridge bulges, in points: steps of the search for a curve that is clear of both
/// bodies.
const FIRST_BULGE: f32 = 2.0;
const BULGE_STEP: f32 = 1.5;
const MAX_BULGES: u8 = 40;

/// Up to `count` bridges between two bodies that start and end `gap` points from their rims: first
/// those that touch the fewest `strangers`, then the shortest; all distances are multiples of
/// `unit`. If one body is within the other, the list is empty.
pub(super) fn bridges(
    [first, second]: [&ActorBody; 2],
    (gap, unit): (f32, f32),
    strangers: &[&ActorBody],
    count: usize,
) -> Vec<RelationCurve> {
    let between = second.center - first.center;
    let distance = length(between);
    if !(distance > 0.0 && distance.is_finite()) {
        return Vec::new();
    }
    let toward = between / distance;
    let mut found: Vec<(usize, u8, RelationCurve)> = Vec::new();
    for number in 0..MAX_SPANS {
        let span = unit * (FIRST_SPAN + SPAN_STEP * f32::from(number));
        for side in [1.0, -1.0_f32] {
            if let Some(curve) = bridge([first, second], toward, side, (span, gap, unit)) {
                let touched = strangers.iter().filter(|body| touches(&curve, body));
                found.push((touched.count(), number, curve));
            }
        }
    }
    found.sort_by_key(|(touched, number, _)| (*touched, *number));
    found
        .into_iter()
        .take(count)
        .map(|(_, _, curve)| curve)
        .collect()
}

/// The bodies near two bodies, other than these.
pub(super) fn near<'a>(
    [first, second]: [&ActorBody; 2],
    bodies: impl Iterator<Item = &'a ActorBody>,
) -> Vec<&'a ActorBody> {
    let farthest = SPAN_STEP * f32::from(MAX_SPANS) + FIRST_SPAN;
    let is_near = |body: &&ActorBody| {
        **body != *first
            && **body != *second
            && [first, second].iter().any(|end| {
                let reach = end.radius + 1.3 * body.radius + farthest;
                (body.center - end.center).length_sq() < reach * reach
            })
    };
    bodies.filter(is_near).collect()
}

/// The bridge on one side that starts and ends this far along the rims, measured from where the
/// bodies are closest.
fn bridge(
    [first, second]: [&ActorBody; 2],
    toward: Vec2,
    side: f32,
    (span, gap, unit): (f32, f32, f32),
) -> Option<RelationCurve> {
    let rim = |body: &ActorBody, toward: Vec2, side: f32| {
        let angle = span / body.radius.max(f32::MIN_POSITIVE);
        let turned = Vec2::angled(toward.angle() + side * angle);
        (angle <= std::f32::consts::PI).then(|| body.rim_point(turned, gap))
    };
    let from = rim(first, toward, side)?;
    let to = rim(second, -toward, -side)?;
    // Between the rims it is as far from each body as at its ends, or a little closer.
    let nearest = 0.8 * gap;
    if second.distance(from) < nearest || first.distance(to) < nearest {
        return None;
    }
    let outward = Vec2::angled(toward.angle() + side * std::f32::consts::FRAC_PI_2);
    let middle = from.lerp(to, 0.5);
    let curve = |bulge: f32| {
        RelationCurve::whole(&Spline::new(&[from, middle + outward * (2.0 * bulge), to]))
    };
    let is_clear = |curve: &RelationCurve| {
        let mut points = curve.samples(12);
        points.all(|point| first.distance(point) >= nearest && second.distance(point) >= nearest)
    };
    (0..MAX_BULGES)
        .map(|step| curve(unit * (FIRST_BULGE + BULGE_STEP * f32::from(step))))
        .find(is_clear)
}

fn touches(curve: &RelationCurve, body: &ActorBody) -> bool {
    curve.samples(12).any(|point| body.distance(point) < 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::actor_body::Form;
    use emath::{Pos2, pos2};

    const FORMS: [Form; 4] = [Form::Disc, Form::Hexagon, Form::Square, Form::Rhombus];
    const GAP: f32 = 1.5;

    fn body(form: Form, center: Pos2, radius: f32) -> ActorBody {
        ActorBody {
            center,
            radius,
            form,
        }
    }

    #[test]
    fn bodies_that_touch_or_overlap_have_bridges_from_rim_to_rim() {
        for form in FORMS {
            for (radius, distance) in [
                (8.0, 16.0),
                (8.0, 14.0),
                (3.0, 10.0),
                (3.0, 8.5),
                (22.0, 24.0),
            ] {
                let first = body(form, pos2(50.0, 50.0), 8.0);
                let second = body(
                    Form::Disc,
                    first.center + Vec2::angled(0.7) * distance,
                    radius,
                );
                let found = bridges([&first, &second], (GAP, 1.0), &[], 3);
                assert!(found.len() == 3, "{form:?}, {radius} at {distance}");
                for curve in found {
                    assert!((first.distance(curve.point(0.0)) - GAP).abs() < 0.1);
                    assert!((second.distance(curve.point(1.0)) - GAP).abs() < 0.1);
                    assert!(curve.length() > MIN_VISIBLE_LENGTH);
                    for point in curve.samples(60) {
                        let nearest = first.distance(point).min(second.distance(point));
                        assert!(nearest > 0.5 * GAP, "{form:?}: {nearest}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_bridge_avoids_a_stranger_beside_the_bodies() {
        let first = body(Form::Disc, pos2(0.0, 0.0), 8.0);
        let second = body(Form::Disc, pos2(16.0, 0.0), 8.0);
        for side in [1.0, -1.0] {
            let stranger = body(Form::Disc, pos2(8.0, 13.0 * side), 8.0);
            let found = bridges([&first, &second], (GAP, 1.0), &[&stranger], 1);
            assert!(found[0].point(0.5).y * side < 0.0);
        }
    }

    #[test]
    fn a_body_within_another_one_has_no_bridge() {
        let first = body(Form::Disc, pos2(0.0, 0.0), 20.0);
        for place in [pos2(0.0, 0.0), pos2(5.0, 3.0), pos2(f32::NAN, 0.0)] {
            let second = body(Form::Disc, place, 6.0);
            assert!(bridges([&first, &second], (GAP, 1.0), &[], 2).is_empty());
        }
    }
}
