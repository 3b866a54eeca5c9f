//! Ties that a filter shows or hides fade in or out, so that the change can be seen. Knows no
//! state.

use std::collections::BTreeSet;

use crate::graph::{TieKey, Ties};
use crate::scene::{Mark, Subject};

/// The duration in seconds.
const DURATION_S: f64 = 0.18;

/// Pictures with more marks change without a fade.
const MAX_MARKS: usize = 6_000;

/// The marks of a picture, and the ties that they show.
#[derive(Clone, Copy)]
pub(super) struct FadePicture<'a> {
    pub(super) marks: &'a [Mark],
    pub(super) ties: &'a Ties,
}

/// The ties that were added and removed between two pictures.
pub(super) struct Fade {
    started_s: f64,
    added: BTreeSet<TieKey>,
    removed: Vec<Mark>,
}

impl Fade {
    /// A fade from one picture to the next; `None` if no tie changed, or there are too many
    /// marks.
    pub(super) fn between(
        before: FadePicture<'_>,
        after: FadePicture<'_>,
        now: f64,
    ) -> Option<Self> {
        if before.marks.len().max(after.marks.len()) > MAX_MARKS {
            return None;
        }
        let (old, new) = (before.drawn_ties(), after.drawn_ties());
        let is_removed = |mark: &&Mark| {
            let key = before.key(mark);
            key.is_some_and(|key| old.contains(&key) && !new.contains(&key))
        };
        let fade = Self {
            started_s: now,
            added: new.difference(&old).copied().collect(),
            removed: before.marks.iter().filter(is_removed).cloned().collect(),
        };
        (!fade.added.is_empty() || !fade.removed.is_empty()).then_some(fade)
    }

    /// The progress at this time, 0 to 1; `None` once it is over.
    pub(super) fn share(&self, now: f64) -> Option<f32> {
        let share = (now - self.started_s) / DURATION_S;
        (share < 1.0).then(|| share.max(0.0) as f32)
    }

    /// The marks during the fade; removed ones lie below the others.
    pub(super) fn marks(&self, after: FadePicture<'_>, share: f32) -> Vec<Mark> {
        let faded = |mark: &Mark, by: f32| Mark {
            opacity: mark.opacity * by,
            ..mark.clone()
        };
        let removed = self.removed.iter().map(|mark| faded(mark, 1.0 - share));
        let after = after.marks.iter().map(|mark| match after.key(mark) {
            Some(key) if self.added.contains(&key) => faded(mark, share),
            _ => mark.clone(),
        });
        removed.chain(after).collect()
    }
}

impl FadePicture<'_> {
    /// What identifies the tie that a mark shows.
    fn key(self, mark: &Mark) -> Option<TieKey> {
        match mark.subject? {
            Subject::Tie(tie) => self.ties.key(tie),
            Subject::Actor(_) => None,
        }
    }

    fn drawn_ties(self) -> BTreeSet<TieKey> {
        let keys = self.marks.iter().filter_map(|mark| self.key(mark));
        keys.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Filter, LineStyle, Network, TieIndex};
    use crate::model::{Actor, Document, Relation, RelationKind};
    use crate::scene::{Color, MarkShape};
    use emath::Pos2;

    /// Relations between a and the actors with these names, and a mark for each tie.
    fn picture(others: &[&str]) -> (Vec<Mark>, Ties) {
        let relation = |other: &&str| Relation {
            kind: Some(RelationKind::Cooperation),
            ..Relation::new(*other, "a", *other)
        };
        let document = Document {
            actors: ["a", "b", "c", "d"].map(Actor::new).into_iter().collect(),
            relations: others.iter().map(relation).collect(),
            ..Document::default()
        };
        let network = Network::seen(&document, &Filter::default());
        let ties = Ties::new(&document, &network, LineStyle::default());
        let mark = |(index, _): (TieIndex, &_)| Mark {
            subject: Some(Subject::Tie(index)),
            shape: MarkShape::Circle {
                center: Pos2::ZERO,
                radius: 1.0,
                fill: Some(Color::TRANSPARENT),
                stroke: None,
            },
            opacity: 1.0,
        };
        (ties.iter().map(mark).collect(), ties)
    }

    #[test]
    fn removed_ties_fade_below_the_rest_and_new_ones_appear() {
        let (before, after) = (picture(&["b", "c"]), picture(&["c", "d"]));
        let old = FadePicture {
            marks: &before.0,
            ties: &before.1,
        };
        let new = FadePicture {
            marks: &after.0,
            ties: &after.1,
        };
        let fade = Fade::between(old, new, 10.0).unwrap();
        let half = fade.marks(new, 0.5);
        let opacities: Vec<_> = half.iter().map(|mark| mark.opacity).collect();
        // The tie with b goes, the tie with c stays, the tie with d comes.
        assert_eq!(opacities, [0.5, 1.0, 0.5]);
        assert_eq!(half[0].subject, before.0[0].subject);
        assert!(fade.share(10.19).is_none());
        assert!(Fade::between(old, old, 0.0).is_none());
    }
}
