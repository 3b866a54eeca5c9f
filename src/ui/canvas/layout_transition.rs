//! The animation from one layout to the next: long enough to follow, too short to wait for.

use emath::Pos2;

use crate::tasks::Generation;

/// The duration in seconds.
const DURATION_S: f64 = 0.3;

/// Actors that move from their positions to new ones.
pub(crate) struct LayoutTransition {
    from: Vec<Pos2>,
    to: Vec<Pos2>,
    started_s: f64,
    /// [`crate::app::Derived::actors_generation`] when it began.
    pub(crate) actors: Generation,
}

impl LayoutTransition {
    /// Starts the animation; returns the new positions if there is nothing to animate.
    pub(crate) fn begin(
        actors: Generation,
        from: &[Pos2],
        to: Vec<Pos2>,
        started_s: f64,
    ) -> Result<Self, Vec<Pos2>> {
        if from.is_empty() || from.len() != to.len() || from == to {
            return Err(to);
        }
        Ok(Self {
            from: from.to_vec(),
            to,
            started_s,
            actors,
        })
    }

    /// The positions at this time; `None` once the animation is over.
    pub(crate) fn at(&self, now: f64) -> Option<Vec<Pos2>> {
        let share = ((now - self.started_s) / DURATION_S).clamp(0.0, 1.0) as f32;
        let eased = share * share * (3.0 - 2.0 * share);
        let positions = self.from.iter().zip(&self.to);
        (share < 1.0).then(|| positions.map(|(from, to)| from.lerp(*to, eased)).collect())
    }

    /// The new positions.
    pub(crate) fn end(self) -> Vec<Pos2> {
        self.to
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use emath::pos2;

    #[test]
    fn it_starts_at_the_old_positions_and_ends_at_the_new_ones() {
        let (from, to) = (vec![pos2(0.0, 0.0)], vec![pos2(10.0, 0.0)]);
        let transition = LayoutTransition::begin(Generation::default(), &from, to.clone(), 5.0)
            .ok()
            .unwrap();
        assert_eq!(transition.at(5.0), Some(from.clone()));
        let x = transition.at(5.15).unwrap()[0].x;
        assert!((4.0..6.0).contains(&x), "{x}");
        assert_eq!(transition.at(5.31), None);
        assert_eq!(transition.end(), to);
        assert!(LayoutTransition::begin(Generation::default(), &[], from, 0.0).is_err());
    }
}
