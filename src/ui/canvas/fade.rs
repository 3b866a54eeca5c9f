//! Relations that a filter shows or hides fade in or out, so that the change can be seen. Knows no
//! state.

use std::collections::BTreeSet;

use crate::scene::{Mark, Subject};

/// The duration in seconds.
const DURATION_S: f64 = 0.18;

/// Pictures with more marks change without a fade.
const MAX_MARKS: usize = 6_000;

/// The relations that were added and removed between two pictures.
pub(super) struct Fade {
    started_s: f64,
    added: BTreeSet<Subject>,
    removed: Vec<Mark>,
}

impl Fade {
    /// A fade from one picture to the next; `None` if no relation changed, or there are too many
    /// marks.
    pub(super) fn between(before: &[Mark], after: &[Mark], now: f64) -> Option<Self> {
        if before.len().max(after.len()) > MAX_MARKS {
            return None;
        }
        let (old, new) = (relations(before), relations(after));
        let is_removed = |mark: &&Mark| {
            let subject = mark.subject.as_ref();
            subject.is_some_and(|subject| old.contains(subject) && !new.contains(subject))
        };
        let fade = Self {
            started_s: now,
            added: new.difference(&old).copied().collect(),
            removed: before.iter().filter(is_removed).cloned().collect(),
        };
        (!fade.added.is_empty() || !fade.removed.is_empty()).then_some(fade)
    }

    /// The progress at this time, 0 to 1; `None` once it is over.
    pub(super) fn share(&self, now: f64) -> Option<f32> {
        let share = (now - self.started_s) / DURATION_S;
        (share < 1.0).then(|| share.max(0.0) as f32)
    }

    /// The marks during the fade; removed ones lie below the others.
    pub(super) fn marks(&self, after: &[Mark], share: f32) -> Vec<Mark> {
        let faded = |mark: &Mark, by: f32| Mark {
            opacity: mark.opacity * by,
            ..mark.clone()
        };
        let removed = self.removed.iter().map(|mark| faded(mark, 1.0 - share));
        let after = after.iter().map(|mark| match &mark.subject {
            Some(subject) if self.added.contains(subject) => faded(mark, share),
            _ => mark.clone(),
        });
        removed.chain(after).collect()
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
    fn removed_relations_fade_below_the_rest_and_new_ones_appear() {
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
