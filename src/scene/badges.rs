//! Spots of badges along their lines: clear of names, bodies and other badges where there is room.
//! Draws nothing.

use emath::{Pos2, Rect};

use super::actor_body::ActorBody;
use super::annotations::PlacedNotes;
use super::arrowheads::BADGE_RADIUS;
use super::drawn_actor::DrawnActor;
use super::drawn_tie::DrawnTie;
use super::labels::PlacedName;

/// The most that a badge is moved along its line in one step, as a share of the line, and in
/// points; and how near to the ends it may come, as a share.
const MAX_STEP: f32 = 0.04;
const STEP: f32 = 6.0;
const MIN_SHARE: f32 = 0.12;

/// Space between a badge and what it keeps clear of, in points.
const GAP: f32 = 1.0;

/// The costs of covering a body, another badge, a text or its leader line, and of each step away
/// from the middle.
const OVER_BODY: f32 = 100.0;
const OVER_BADGE: f32 = 60.0;
const OVER_TEXT: f32 = 40.0;
const PER_STEP: f32 = 1.0;

/// With more pairs of badges and names than this, badges stay in the middle.
const MAX_CHECKS: usize = 60_000;

/// Moves badges along their lines to where they are clear; those of contested ties first.
pub(super) fn place_badges(
    ties: &mut [DrawnTie],
    bodies: &[DrawnActor],
    names: &[PlacedName],
    notes: &PlacedNotes,
) {
    let mut order: Vec<usize> = (0..ties.len())
        .filter(|number| ties[*number].badge_point().is_some())
        .collect();
    if order.len() * (names.len() + bodies.len()) > MAX_CHECKS {
        return;
    }
    order.sort_by_key(|number| !ties[*number].is_badge_needed());
    let obstacles = BadgeObstacles {
        bodies: bodies.iter().map(DrawnActor::with_ring).collect(),
        texts: (names.iter().map(PlacedName::letters))
            .chain(notes.rects())
            .collect(),
        leaders: (names.iter().filter_map(|name| name.leader))
            .chain(notes.leaders())
            .collect(),
    };
    let mut placed: Vec<Pos2> = Vec::new();
    for number in order {
        let tie = &ties[number];
        let cost = |point: Pos2| obstacles.covered(point, &placed);
        let middle = tie.badge_share();
        let step = (STEP / tie.curve.length().max(1.0)).min(MAX_STEP);
        let mut best = (f32::INFINITY, middle);
        for steps in 0_u8..40 {
            let away = PER_STEP * f32::from(steps);
            if away >= best.0 {
                break;
            }
            for side in [1.0, -1.0] {
                let share = middle + side * step * f32::from(steps);
                if steps > 0 && !(MIN_SHARE..=1.0 - MIN_SHARE).contains(&share) {
                    continue;
                }
                let cost = away + cost(tie.curve.point(share));
                if cost < best.0 {
                    best = (cost, share);
                }
            }
        }
        ties[number].move_badge(best.1);
        placed.extend(ties[number].badge_point());
    }
}

/// What badges keep clear of, besides each other.
struct BadgeObstacles {
    bodies: Vec<ActorBody>,
    /// Names and notes.
    texts: Vec<Rect>,
    /// The lines from names and notes to what they are about.
    leaders: Vec<[Pos2; 2]>,
}

impl BadgeObstacles {
    /// What a badge at this point covers.
    fn covered(&self, point: Pos2, placed: &[Pos2]) -> f32 {
        let reach = BADGE_RADIUS + GAP;
        let over_bodies = self
            .bodies
            .iter()
            .filter(|body| body.distance(point) < reach);
        let over_texts = self
            .texts
            .iter()
            .filter(|text| text.distance_to_pos(point) < reach);
        let over_leaders = self
            .leaders
            .iter()
            .filter(|leader| distance(**leader, point) < reach);
        let over_badges = placed
            .iter()
            .filter(|other| other.distance(point) < 2.0 * BADGE_RADIUS + GAP);
        OVER_BODY * over_bodies.count() as f32
            + OVER_TEXT * (over_texts.count() + over_leaders.count()) as f32
            + OVER_BADGE * over_badges.count() as f32
    }
}

/// The distance of a point from a straight line between two points.
fn distance([from, to]: [Pos2; 2], point: Pos2) -> f32 {
    let along = to - from;
    let share = (point - from).dot(along) / along.length_sq().max(f32::MIN_POSITIVE);
    (from + along * share.clamp(0.0, 1.0)).distance(point)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Filter, LineStyle, Network, Ties};
    use crate::model::{Actor, Claim, Document, Relation, Stance};
    use crate::scene::{
        Emphasis, Encoding, LabelSpace, MarkShape, SceneInput, Subject, Theme, Viewport, draw,
    };
    use emath::{Vec2, pos2, vec2};

    /// The badges of contested relations between these actors.
    fn badges(positions: &[Pos2], pairs: &[(usize, usize)]) -> Vec<Pos2> {
        let id = |number: usize| format!("a{number}");
        let denied = |(number, (from, to)): (usize, &(usize, usize))| Relation {
            claims: [Stance::Asserts, Stance::Denies]
                .map(|stance| Claim {
                    stance,
                    reference: Some("r".into()),
                    ..Claim::default()
                })
                .into_iter()
                .collect(),
            ..Relation::new(format!("r{number}"), id(*from), id(*to))
        };
        let document = Document {
            actors: (0..positions.len())
                .map(|number| Actor::new(id(number)))
                .collect(),
            relations: pairs.iter().enumerate().map(denied).collect(),
            ..Document::default()
        };
        let network = Network::seen(&document, &Filter::default());
        let scene = draw(&SceneInput {
            network: &network,
            ties: &Ties::new(&document, &network, LineStyle::default()),
            positions,
            view: Viewport {
                zoom: 1.0,
                pan: Vec2::ZERO,
                size: vec2(800.0, 600.0),
            },
            theme: &Theme::light(),
            emphasis: &Emphasis::default(),
            encoding: &Encoding::default(),
            shows_pins: false,
            names: LabelSpace::default(),
        });
        let circles = scene.marks.iter().filter_map(|mark| match mark.shape {
            MarkShape::Circle { center, radius, .. }
                if (radius - BADGE_RADIUS).abs() < 1e-3
                    && matches!(mark.subject, Some(Subject::Tie(_))) =>
            {
                Some(center)
            }
            _ => None,
        });
        circles.collect()
    }

    #[test]
    fn badges_of_lines_that_cross_do_not_cover_each_other() {
        let corners = [
            pos2(200.0, 150.0),
            pos2(600.0, 450.0),
            pos2(200.0, 450.0),
            pos2(600.0, 150.0),
        ];
        let badges = badges(&corners, &[(0, 1), (2, 3)]);
        assert_eq!(badges.len(), 2);
        let apart = badges[0].distance(badges[1]);
        assert!(apart >= 2.0 * BADGE_RADIUS, "{apart}");
    }
}
