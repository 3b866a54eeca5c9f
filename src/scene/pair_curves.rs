//! The curves of the lines of a pair along its route. Knows no colour and no width.

use emath::Rect;

use super::actor_body::ActorBody;
use super::bridges::{self, MIN_VISIBLE_LENGTH, bridges};
use super::curve::{Lane, RelationCurve};
use super::pair_lanes::{LaneOfTie, PairLanes};
use super::routes::Route;

/// The gap between the rim of a body and a line that starts or ends there, in points.
const RIM_GAP: f32 = 1.5;

/// Beside smaller bodies than this, in points, gaps and bridges are smaller too.
const MIN_FULL_GAP_RADIUS: f32 = 2.5;

/// The share of full distances that suits these bodies.
fn share_for(ends: [&ActorBody; 2]) -> f32 {
    let smaller = ends[0].radius.min(ends[1].radius);
    (smaller / MIN_FULL_GAP_RADIUS).clamp(0.05, 1.0)
}

/// The gap between a rim and a line between these bodies, in points.
pub(super) fn rim_gap(ends: [&ActorBody; 2]) -> f32 {
    share_for(ends) * RIM_GAP
}

/// The curve of a tie, and that of its opposite sign.
pub(super) type TieCurves = (Option<RelationCurve>, Option<RelationCurve>);

/// The curves of the ties of a pair, in their order; `None` for what is outside the area.
///
/// Where there is no room between the bodies, lines lead around the place where they touch.
pub(super) fn pair_curves<'a>(
    pair: &PairLanes,
    route: &Route,
    ends: [&'a ActorBody; 2],
    bodies: impl Iterator<Item = &'a ActorBody>,
    area: Rect,
) -> Vec<TieCurves> {
    let inside = |curve: Option<RelationCurve>| curve?.within(area);
    if pair.ends[0] == pair.ends[1] {
        return loops(pair, ends[0])
            .map(|(line, opposite)| (inside(line), inside(opposite)))
            .collect();
    }
    let (unit, gap) = (share_for(ends), rim_gap(ends));
    let along = |lane: &LaneOfTie| RelationCurve::along(route, ends[0], ends[1], lane.offset, gap);
    let curves: Vec<TieCurves> = pair
        .ties
        .iter()
        .map(|(_, _, lane, opposite)| (along(lane), opposite.as_ref().and_then(along)))
        .collect();
    let is_hidden = |curve: &Option<RelationCurve>| {
        curve.is_none_or(|curve| curve.length() < unit * MIN_VISIBLE_LENGTH)
    };
    let has_opposite = |number: usize| pair.ties[number].3.is_some();
    let any_hidden = curves.iter().enumerate().any(|(number, (line, opposite))| {
        is_hidden(line) || has_opposite(number) && is_hidden(opposite)
    });
    if !any_hidden {
        return curves
            .into_iter()
            .map(|(line, opposite)| (inside(line), inside(opposite)))
            .collect();
    }
    let needed = (0..pair.ties.len()).map(|number| 1 + usize::from(has_opposite(number)));
    let strangers = bridges::near(ends, bodies);
    let found = bridges(ends, (gap, unit), &strangers, needed.sum());
    let mut found = found.into_iter();
    let mut next = |before: Option<RelationCurve>| inside(found.next().or(before));
    curves
        .into_iter()
        .enumerate()
        .map(|(number, (line, opposite))| {
            let line = next(line);
            let opposite = has_opposite(number).then(|| next(opposite)).flatten();
            (line, opposite)
        })
        .collect()
}

/// The loops of ties of an actor with itself.
fn loops(pair: &PairLanes, body: &ActorBody) -> impl Iterator<Item = TieCurves> {
    let needed =
        |(_, _, _, opposite): &(_, _, _, Option<LaneOfTie>)| 1 + usize::from(opposite.is_some());
    let counts: Vec<usize> = pair.ties.iter().map(needed).collect();
    let of = counts.iter().sum();
    let mut number = 0;
    counts.into_iter().map(move |count| {
        let curve = |number| RelationCurve::around(body, Lane { number, of }, rim_gap([body; 2]));
        let line = curve(number);
        let opposite = (count > 1).then(|| curve(number + 1)).flatten();
        number += count;
        (line, opposite)
    })
}
