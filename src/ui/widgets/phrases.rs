//! Texts of the interface that depend on data. Grammar for counts and lists is in [`crate::words`].

use crate::model::{Credibility, Reliability};

/// `B (usually reliable)`.
pub(crate) fn reliability(grade: Reliability) -> String {
    format!("{} ({})", grade.as_str(), grade.meaning())
}

/// `2 (probably true)`.
pub(crate) fn credibility(grade: Credibility) -> String {
    format!("{} ({})", grade.number(), grade.meaning())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_are_followed_by_their_meaning() {
        let grades = (1..=6).filter_map(Credibility::new).map(credibility);
        let first = grades.take(1).collect::<Vec<_>>();
        assert_eq!(first, ["1 (confirmed by other sources)"]);
        let unreliable = Reliability::ALL.map(reliability);
        assert_eq!(unreliable[4], "E (unreliable)");
    }
}
