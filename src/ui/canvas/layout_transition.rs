//! The way from one layout to the next, short enough not to be waited for and long enough to be followed by eye.

use emath::Pos2;

use crate::tasks::Generation;

/// How long it takes, in seconds.
const LENGTH: f64 = 0.3;

/// Actors on their way.
pub(crate) struct LayoutTransition {
    from: Vec<Pos2>,
    to: Vec<Pos2>,
    begun: f64,
    /// [`crate::app::Derived::actors_generation`] when it began.
    pub(crate) actors: Generation,
}

impl LayoutTransition {
    /// From where everybody stands to where they shall stand; nothing where that is no way to go.
    pub(crate) fn begin(
        actors: Generation,
        from: &[Pos2],
        to: Vec<Pos2>,
        begun: f64,
    ) -> Result<Self, Vec<Pos2>> {
        if from.is_empty() || from.len() != to.len() || from == to {
            return Err(to);
        }
        Ok(Self {
            from: from.to_vec(),
            to,
            begun,
            actors,
        })
    }

    /// Where everybody is at this time; nothing once they are there.
    pub(crate) fn at(&self, now: f64) -> Option<Vec<Pos2>> {
        let share = ((now - self.begun) / LENGTH).clamp(0.0, 1.0) as f32;
        let eased = share * share * (3.0 - 2.0 * share);
        let places = self.from.iter().zip(&self.to);
        (share < 1.0).then(|| places.map(|(from, to)| from.lerp(*to, eased)).collect())
    }

    /// Where they shall stand.
    pub(crate) fn end(self) -> Vec<Pos2> {
        self.to
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use emath::pos2;

    #[test]
    fn a_glide_begins_where_all_stand_and_ends_where_they_shall() {
        let (from, to) = (vec![pos2(0.0, 0.0)], vec![pos2(10.0, 0.0)]);
        let glide = LayoutTransition::begin(Generation::default(), &from, to.clone(), 5.0)
            .ok()
            .unwrap();
        assert_eq!(glide.at(5.0), Some(from.clone()));
        let x = glide.at(5.15).unwrap()[0].x;
        assert!((4.0..6.0).contains(&x), "{x}");
        assert_eq!(glide.at(5.31), None);
        assert_eq!(glide.end(), to);
        assert!(LayoutTransition::begin(Generation::default(), &[], from, 0.0).is_err());
    }
}
