//! Relations that come and go with the filter fade for a moment, so that the eye sees which. Knows no state.

use std::collections::BTreeSet;

use crate::scene::{Mark, Subject};

/// How long it takes, in seconds.
const LENGTH: f64 = 0.18;

/// Pictures of more marks than this change at once.
const MAX_MARKS: usize = 6_000;

/// What came and what went between two pictures.
pub(super) struct Fade {
    begun: f64,
    came: BTreeSet<Subject>,
    gone: Vec<Mark>,
}

impl Fade {
    /// From one picture to the next; nothing where no relation came or went, or there is too much to draw twice.
    pub(super) fn between(before: &[Mark], after: &[Mark], now: f64) -> Option<Self> {
        if before.len().max(after.len()) > MAX_MARKS {
            return None;
        }
        let (old, new) = (relations(before), relations(after));
        let is_gone = |mark: &&Mark| {
            let subject = mark.subject.as_ref();
            subject.is_some_and(|subject| old.contains(subject) && !new.contains(subject))
        };
        let fade = Self {
            begun: now,
            came: new.difference(&old).copied().collect(),
            gone: before.iter().filter(is_gone).cloned().collect(),
        };
        (!fade.came.is_empty() || !fade.gone.is_empty()).then_some(fade)
    }

    /// How far it is at this time, 0 to 1; nothing once it is over.
    pub(super) fn share(&self, now: f64) -> Option<f32> {
        let share = (now - self.begun) / LENGTH;
        (share < 1.0).then(|| share.max(0.0) as f32)
    }

    /// The marks as they are on the way: what went beneath the rest.
    pub(super) fn marks(&self, after: &[Mark], share: f32) -> Vec<Mark> {
        let faded = |mark: &Mark, by: f32| Mark {
            opacity: mark.opacity * by,
            ..mark.clone()
        };
        let gone = self.gone.iter().map(|mark| faded(mark, 1.0 - share));
        let after = after.iter().map(|mark| match &mark.subject {
            Some(subject) if self.came.contains(subject) => faded(mark, share),
            _ => mark.clone(),
        });
        gone.chain(after).collect()
    }
}

fn relations(marks: &[Mark]) -> BTreeSet<Subject> {
    let subjects = marks.iter().filter_map(|mark| mark.subject);
    subjects
        .filter(|subject| matches!(subject, Subject::Relation(_)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::EdgeIndex;
    use crate::scene::{Color, MarkShape};
    use emath::Pos2;

    fn mark(relation: usize) -> Mark {
        Mark {
            subject: Some(Subject::Relation(EdgeIndex::new(relation))),
            shape: MarkShape::Circle {
                center: Pos2::ZERO,
                radius: 1.0,
                fill: Some(Color::TRANSPARENT),
                stroke: None,
            },
            opacity: 1.0,
        }
    }

    #[test]
    fn what_went_fades_beneath_what_stays_and_what_came_appears() {
        let (before, after) = ([mark(0), mark(1)], [mark(1), mark(2)]);
        let fade = Fade::between(&before, &after, 10.0).unwrap();
        let half = fade.marks(&after, 0.5);
        let opacities: Vec<_> = half.iter().map(|mark| mark.opacity).collect();
        assert_eq!(opacities, [0.5, 1.0, 0.5]);
        assert_eq!(half[0].subject, before[0].subject);
        assert!(fade.share(10.19).is_none());
        assert!(Fade::between(&before, &before, 0.0).is_none());
    }
}
