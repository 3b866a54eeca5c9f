//! The direction of a tie as its arrowheads are drawn: one rule for every format. Reads no file.
//!
//! An arrowhead at one end alone points there. Two arrowheads, or none where others are drawn, say
//! that the tie has no direction.

use super::json::{Kind, Value};
use super::listed_tie::ListedTie;

/// Which ends of an edge have an arrowhead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Arrows {
    pub(crate) at_source: bool,
    pub(crate) at_target: bool,
}

impl Arrows {
    pub(crate) const NONE: Self = Self::new(false, false);

    pub(crate) const fn new(at_source: bool, at_target: bool) -> Self {
        Self {
            at_source,
            at_target,
        }
    }

    /// Whether the tie has a direction.
    pub(crate) fn is_directed(self) -> bool {
        self.at_source != self.at_target
    }

    /// Whether the tie goes from what the file calls its target to its source.
    pub(crate) fn is_turned(self) -> bool {
        self.at_source && !self.at_target
    }

    /// Gives a tie the direction of its arrows.
    pub(crate) fn direct(self, tie: &mut ListedTie) {
        tie.directed = Some(self.is_directed());
        if self.is_turned() {
            std::mem::swap(&mut tie.source, &mut tie.target);
        }
    }

    /// The arrows that a member of an edge says in the JSON of vis-network (`arrows`) or Oligrapher
    /// (`arrow`); none where it says something else.
    pub(crate) fn of_member(key: &str, value: &Value<'_>) -> Option<Self> {
        match (key, &value.kind) {
            ("arrows", Kind::Text(words)) => Self::of_ends(words),
            ("arrows", Kind::Object(_)) => {
                let is_drawn = |end: &str| value.get(end).is_some_and(is_on);
                Some(Self::new(is_drawn("from"), is_drawn("to")))
            }
            ("arrow", Kind::Text(word)) => Self::of_word(word),
            _ => None,
        }
    }

    /// The ends that `to, from` or `to;from` lists; an arrow in the middle is at neither.
    fn of_ends(words: &str) -> Option<Self> {
        let mut arrows = Self::NONE;
        for word in words.split([',', ';', ' ']).filter(|word| !word.is_empty()) {
            match word {
                "to" => arrows.at_target = true,
                "from" => arrows.at_source = true,
                "middle" => {}
                _ => return None,
            }
        }
        Some(arrows)
    }

    /// The word of Oligrapher, today's or that of its first version.
    fn of_word(word: &str) -> Option<Self> {
        match word {
            "1->2" | "->" | "right" => Some(Self::new(false, true)),
            "2->1" | "<-" | "left" => Some(Self::new(true, false)),
            "both" | "<->" => Some(Self::new(true, true)),
            "none" | "" => Some(Self::NONE),
            _ => None,
        }
    }
}

/// Whether the options of an arrowhead draw it: `true`, `{"enabled": true}`, or a shape.
fn is_on(value: &Value<'_>) -> bool {
    match &value.kind {
        Kind::Flag(flag) => *flag,
        Kind::Object(_) => value.get("enabled").is_none_or(is_on),
        Kind::Text(shape) => !shape.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::formats::json;

    #[test]
    fn an_arrow_at_the_source_turns_the_tie_and_two_have_no_direction() {
        let check = |arrows: Arrows, wanted: (usize, usize, bool)| {
            let mut tie = ListedTie {
                source: 1,
                target: 2,
                ..ListedTie::default()
            };
            arrows.direct(&mut tie);
            let found = (tie.source, tie.target, tie.directed.unwrap());
            assert_eq!(found, wanted, "{arrows:?}");
        };
        check(Arrows::new(false, true), (1, 2, true));
        check(Arrows::new(true, false), (2, 1, true));
        check(Arrows::new(true, true), (1, 2, false));
        check(Arrows::NONE, (1, 2, false));
    }

    #[test]
    fn arrows_are_said_in_several_ways() {
        let check = |key: &str, text: &str, wanted: Option<(bool, bool)>| {
            let parsed = json::parse(text).unwrap();
            let found = Arrows::of_member(key, &parsed.root);
            let wanted = wanted.map(|(from, to)| Arrows::new(from, to));
            assert_eq!(found, wanted, "{key}: {text}");
        };
        check("arrows", "\"to\"", Some((false, true)));
        check("arrows", "\"from\"", Some((true, false)));
        check("arrows", "\"to, from\"", Some((true, true)));
        check("arrows", "\"middle\"", Some((false, false)));
        check("arrows", "\"yes\"", None);
        check(
            "arrows",
            "{\"to\": {\"enabled\": true, \"scaleFactor\": 2}, \"from\": false}",
            Some((false, true)),
        );
        check(
            "arrows",
            "{\"from\": {\"type\": \"bar\"}}",
            Some((true, false)),
        );
        check("arrow", "\"2->1\"", Some((true, false)));
        check("arrow", "\"left\"", Some((true, false)));
        check("arrow", "true", None);
        check("color", "\"to\"", None);
    }
}
