//! What was understood of the attributes of ties, in words. Reads no tie.

use super::kind_words::kind_of_word;
use super::tie_meaning::TieReader;
use super::tie_roles::{TieRoles, TimeRole};
use crate::model::Sign;
use crate::words::{self, counted};

/// Words of which an issue lists the commonest.
const LISTED_WORDS: usize = 6;

impl TieReader {
    /// What was understood, as clauses of a sentence.
    pub(crate) fn understood(&self, name: &dyn Fn(usize) -> String) -> Vec<String> {
        let of = |at: Option<usize>, what: &str| at.map(|at| format!("{} {what}", name(at)));
        let TieRoles {
            sign,
            kind,
            number,
            subtype,
            direction,
            id,
            ..
        } = self.roles;
        let kind_is_sign = sign.is_none() && (kind.is_some() || !self.roles.number_is_sign);
        let when = self.understood_time(name);
        let number_meaning = if !self.roles.number_is_sign {
            "is the weight"
        } else if sign.or(kind).is_some() {
            "is the weight, and the sign where nothing else says one"
        } else {
            "says friend or foe and is the weight"
        };
        let mut parts: Vec<String> = [
            of(sign, "says friend or foe"),
            of(
                kind,
                if kind_is_sign {
                    "says friend or foe"
                } else {
                    "is the kind"
                },
            ),
            of(number, number_meaning),
            of(subtype, "is the type"),
            of(direction, "is the direction"),
            of(id, "is the id"),
            self.understood_relations(name),
            when,
        ]
        .into_iter()
        .flatten()
        .collect();
        if !self.roles.says_sign() && self.signs[0] + self.signs[1] == 0 {
            let reason = if number.is_some() {
                "no number is negative, so numbers are counts and every kind is other"
            } else {
                "nothing says friend or foe, so every kind is other"
            };
            parts.push(reason.to_owned());
        }
        parts
    }

    /// What says when ties held.
    fn understood_time(&self, name: &dyn Fn(usize) -> String) -> Option<String> {
        let name = |at: usize| {
            let parts = self.parts_of_date(at).into_iter().map(name);
            let parts: Vec<String> = parts.collect();
            if parts.is_empty() {
                name(at)
            } else {
                format!("{} with {}", name(at), words::list(&parts))
            }
        };
        Some(match self.roles.time {
            TimeRole::Nowhere => return None,
            TimeRole::At(at) => format!("{} says when", name(at)),
            TimeRole::Span(Some(start), Some(end)) => {
                format!("{} and {} say when", name(start), name(end))
            }
            TimeRole::Span(Some(start), None) => format!("{} says since when", name(start)),
            TimeRole::Span(None, end) => format!("{} says until when", name(end?)),
        })
    }

    /// The attributes that have a meaning.
    pub(crate) fn used(&self) -> Vec<usize> {
        let roles = self.roles.all().into_iter().map(|(_, at)| at);
        roles
            .flat_map(|at| self.parts_of_date(at).into_iter().chain([at]))
            .collect()
    }

    /// The attributes that have values and no meaning.
    pub(crate) fn unused(&self) -> Vec<usize> {
        let used = self.used();
        let all = 0..self.names.len();
        all.filter(|at| self.uses[*at].count > 0 && !used.contains(at))
            .collect()
    }

    /// How many ties are friendly, hostile, and neither.
    pub(crate) fn sign_counts(&self) -> [usize; 3] {
        self.signs
    }

    /// That the types are words some of which say friend or foe, and are not used for that; whether
    /// these are few.
    fn unused_kind_words(&self) -> Option<(bool, String)> {
        let at = self.roles.subtype.filter(|_| !self.roles.says_sign())?;
        let seen = &self.uses[at];
        let is_signed =
            |word: &&String| kind_of_word(word).is_some_and(|kind| kind.sign() != Sign::None);
        let words = self.words.keys().filter(is_signed);
        let listed: Vec<_> = words
            .map(|word| format!("`{}`", words::short(word)))
            .collect();
        if listed.is_empty() || self.map.all_kind.is_some() {
            return None;
        }
        let listed = words::shortened(listed.into_iter(), LISTED_WORDS, "word", "words");
        let message = format!(
            "`{}` has words that say friend or foe ({}) and others that do not, so it is not used \
             for the kind",
            words::short(&self.names[at]),
            words::list(&listed)
        );
        Some((seen.signed_words * 4 < seen.count, message))
    }

    /// That the only numbers below zero are those that sets of data write for missing values.
    fn missing_codes(&self) -> Option<String> {
        let at = self.roles.number.filter(|_| self.roles.number_is_sign)?;
        let seen = &self.uses[at];
        (seen.has_no_other_negative() && seen.negative > 0).then(|| {
            format!(
                "the only numbers below zero in `{}` are such as -9 and -99, which many sets of \
                 data write for missing values; they are read as hostility",
                words::short(&self.names[at])
            )
        })
    }

    /// What concerns many ties: unknown words, times without a unit, times with gaps. Each is a
    /// code, whether it is only a note, a message and a hint.
    pub(crate) fn summary(&self) -> Vec<(&'static str, bool, String, &'static str)> {
        let mut found = Vec::new();
        if !self.unknown_words.is_empty() && self.roles.says_sign() {
            let mut words: Vec<_> = self.unknown_words.iter().collect();
            words.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
            let all: usize = self.unknown_words.values().sum();
            let listed = words
                .iter()
                .map(|(word, count)| format!("`{word}` ({count})"));
            let listed: Vec<String> = listed.collect();
            let listed = words::shortened(listed.into_iter(), LISTED_WORDS, "word", "words");
            let message = format!(
                "{} no known word for a kind: {}",
                counted(all, "tie has", "ties have"),
                words::list(&listed)
            );
            found.push((
                "unknown-words",
                false,
                message,
                "Their kind is other unless a sign says more; the word is the type.",
            ));
        }
        if let Some(at) = self.roles.may_be_sign.filter(|_| !self.roles.says_sign()) {
            let message = format!(
                "`{}` has numbers above and below zero, and its name does not say that they are \
                 signs, so every kind is other",
                words::short(&self.names[at])
            );
            let hint = "If they say friend or foe, choose it: --columns sign=NAME, or File › Map columns….";
            found.push(("unused-numbers", false, message, hint));
        }
        if let Some((at, count, code)) = &self.missing {
            let message = format!(
                "{} a code for a missing value in `{}`, such as `{code}`; the kind is other",
                counted(*count, "tie has", "ties have"),
                words::short(&self.names[*at])
            );
            let hint = "The code is kept. If it is a sign, say so: --kinds -9=hostility.";
            found.push(("missing-signs", true, message, hint));
        }
        if let Some(message) = self.missing_codes() {
            let hint = "If they stand for missing values, leave these cells empty.";
            found.push(("missing-codes", false, message, hint));
        }
        if let Some((is_note, message)) = self.unused_kind_words() {
            let hint = "Choose it if it does: --columns kind=NAME, or in the dialog of columns.";
            found.push(("kind-words", is_note, message, hint));
        }
        if self.steps > 0 {
            let message = format!(
                "{} a time that is a number without a unit; it is read as a year",
                counted(self.steps, "tie has", "ties have")
            );
            found.push((
                "times-are-steps",
                true,
                message,
                "Write dates as 2015 or 2015-09-07 if the numbers mean something else.",
            ));
        }
        if self.gaps > 0 {
            let message = format!(
                "{} several times; the period from the first to the last is used",
                counted(self.gaps, "tie has", "ties have")
            );
            found.push((
                "times-with-gaps",
                true,
                message,
                "The times are kept as they are.",
            ));
        }
        found
    }
}
