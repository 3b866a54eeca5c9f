//! The sign of a pair, from its relations and the rule. Knows no graph.

use std::cmp::Ordering;

use super::sign_rule::MixedRule;
use crate::model::{Date, Day, Document, MAX_STRENGTH, Relation, Sign};

/// A sum this small relative to its parts counts as zero, such as 0.1 + 0.2 − 0.3.
const NEGLIGIBLE: f64 = 1e-9;

/// The sign on which the relations of a pair agree, or the sign by the rule if they disagree.
pub(super) fn sign_of(document: &Document, bundle: &[&Relation], rule: MixedRule) -> Sign {
    let first = bundle[0].kind().sign();
    if bundle.iter().all(|one| one.kind().sign() == first) {
        return first;
    }
    match rule {
        MixedRule::Drop => Sign::None,
        MixedRule::Net => {
            let mut net = NetStrength::default();
            for one in bundle {
                net.add(document, one);
            }
            net.sign()
        }
        MixedRule::Latest => {
            let dated = || bundle.iter().filter(|one| one.when.is_some());
            let Some(last) = dated().max_by(|one, other| held_later(one, other)) else {
                return Sign::None;
            };
            let mut latest = dated().filter(|one| held_later(one, last) == Ordering::Equal);
            let sign = last.kind().sign();
            if latest.all(|one| one.kind().sign() == sign) {
                sign
            } else {
                Sign::None
            }
        }
    }
}

/// Which of two relations held later: one that still holds is later than one that has ended; then
/// by end, then by start.
fn held_later(one: &Relation, other: &Relation) -> Ordering {
    let span = |relation: &Relation| {
        let when = relation.when.as_ref();
        let end: Option<Day> = when.and_then(Date::latest);
        (end.is_none(), end, when.and_then(Date::earliest))
    };
    span(one).cmp(&span(other))
}

/// The relations of a pair together, as the net rule weighs them; relations can be added and
/// removed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NetStrength {
    friendly: SignTotal,
    hostile: SignTotal,
}

/// The relations of one sign: how many there are, and their strength together.
#[derive(Clone, Copy, Debug, Default)]
struct SignTotal {
    count: usize,
    strength: f64,
}

impl NetStrength {
    /// Adds a relation; one without a sign changes nothing.
    pub(super) fn add(&mut self, document: &Document, relation: &Relation) {
        if let Some(side) = self.side(relation) {
            side.count += 1;
            side.strength += strength(document, relation);
        }
    }

    /// Removes a relation that was added.
    pub(super) fn remove(&mut self, document: &Document, relation: &Relation) {
        if let Some(side) = self.side(relation) {
            side.count = side.count.saturating_sub(1);
            side.strength -= strength(document, relation);
            // Without relations the strength is exactly zero, whatever rounding left.
            if side.count == 0 {
                side.strength = 0.0;
            }
        }
    }

    /// The sign on which all relations agree, else the sign of the sum.
    pub(super) fn sign(&self) -> Sign {
        match (self.friendly.count, self.hostile.count) {
            (0, 0) => Sign::None,
            (_, 0) => Sign::Positive,
            (0, _) => Sign::Negative,
            _ => {
                let (plus, minus) = (self.friendly.strength, self.hostile.strength);
                sign_of_sum(plus - minus, plus + minus)
            }
        }
    }

    fn side(&mut self, relation: &Relation) -> Option<&mut SignTotal> {
        match relation.kind().sign() {
            Sign::Positive => Some(&mut self.friendly),
            Sign::Negative => Some(&mut self.hostile),
            Sign::None => None,
        }
    }
}

pub(super) fn sign_of_sum(sum: f64, size: f64) -> Sign {
    if sum.abs() <= NEGLIGIBLE * size {
        Sign::None
    } else if sum > 0.0 {
        Sign::Positive
    } else {
        Sign::Negative
    }
}

/// The strength of a relation as a finite, positive number; its kind gives the sign.
pub(super) fn strength(document: &Document, relation: &Relation) -> f64 {
    document.strength(relation).abs().min(MAX_STRENGTH)
}
