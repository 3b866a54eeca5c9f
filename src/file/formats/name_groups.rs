//! Actors by the names that people see: what differs only in invisible ways, and what looks alike
//! in another script. Knows no format.

use std::collections::{BTreeMap, HashSet};

use ahash::HashMap;

use unicode_normalization::char::is_combining_mark;

use super::names::{folded, latin_shape};
use crate::file::report::IssueLog;
use crate::words::short;

/// Actors by their names as people see them.
#[derive(Debug, Default)]
pub(crate) struct NameGroups {
    first: HashMap<String, usize>,
    /// Pairs of actors, or spellings of one, that differ only in what nobody sees.
    alike: BTreeMap<(usize, usize), String>,
}

impl NameGroups {
    /// The actor whose name differs from this one only in what nobody sees. A new spelling is
    /// remembered for [`Self::report`].
    pub(crate) fn known(&mut self, name: &str) -> Option<usize> {
        let slot = *self.first.get(&folded(name))?;
        self.alike.insert((slot, self.alike.len()), name.to_owned());
        Some(slot)
    }

    pub(crate) fn add(&mut self, name: &str, slot: usize) {
        let folded = folded(name);
        if folded.is_empty() {
            return;
        }
        match self.first.get(&folded) {
            Some(first) => {
                self.alike
                    .insert((*first, self.alike.len()), name.to_owned());
            }
            None => {
                self.first.insert(folded, slot);
            }
        }
    }

    /// Takes out the names that several actors have.
    pub(crate) fn keep_unique(&mut self) {
        let alike: HashSet<usize> = self.alike.keys().map(|(slot, _)| *slot).collect();
        self.first.retain(|_, slot| !alike.contains(slot));
        self.alike.clear();
    }

    /// Reports names that are alike, and names that look alike in another script.
    pub(crate) fn report(
        &self,
        report: &mut IssueLog,
        is_one_actor: bool,
        actor: &dyn Fn(usize) -> (usize, String),
    ) {
        self.report_spellings(report, is_one_actor, actor);
        self.report_shapes(report, actor);
    }

    /// Reports names that differ only in what nobody sees.
    pub(crate) fn report_spellings(
        &self,
        report: &mut IssueLog,
        is_one_actor: bool,
        actor: &dyn Fn(usize) -> (usize, String),
    ) {
        for ((first, _), other) in &self.alike {
            let (at, name) = actor(*first);
            if name == *other {
                // Two actors may have exactly the same name: their ids are different.
                continue;
            }
            let (name, other) = (visible(&name), visible(other));
            let message = format!(
                "`{name}` and `{other}` differ only in case, spaces or characters that are not seen"
            );
            if is_one_actor {
                let hint = "They are read as one actor.".to_owned();
                report.warning(at, "same-name", message, Some(hint));
            } else {
                let hint = "They are two actors; merge them if they are the same.".to_owned();
                report.warning(at, "same-name", message, Some(hint));
            }
        }
    }

    fn report_shapes(&self, report: &mut IssueLog, actor: &dyn Fn(usize) -> (usize, String)) {
        let mut shapes: Vec<(&String, usize)> = self
            .first
            .iter()
            .map(|(name, slot)| (name, *slot))
            .collect();
        shapes.sort_by_key(|(_, slot)| *slot);
        for (name, slot) in shapes {
            let Some(shape) = latin_shape(name) else {
                continue;
            };
            if let Some(other) = self.first.get(&shape).filter(|other| **other != slot) {
                let (at, name) = actor(slot);
                let (_, other) = actor(*other);
                let message = format!(
                    "`{}` looks like `{}`, with letters of another script",
                    short(&name),
                    short(&other)
                );
                let hint = "They are two actors; merge them if they are the same.".to_owned();
                report.note(at, "look-alike", message, Some(hint));
            }
        }
    }
}

/// Whether a character is seen by itself: no control, no space but the usual one, no mark on
/// another letter, no mark of direction.
fn is_seen(letter: char) -> bool {
    let is_format = matches!(
        letter,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    );
    let is_space = letter.is_whitespace() && letter != ' ';
    !(is_format || is_space || letter.is_control() || is_combining_mark(letter))
}

/// A name with its invisible characters written out.
fn visible(name: &str) -> String {
    let mut shown = String::new();
    for letter in short(name).chars() {
        if is_seen(letter) {
            shown.push(letter);
        } else {
            shown.extend(format!("\\u{{{:x}}}", u32::from(letter)).chars());
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn only_what_is_not_seen_is_written_out() {
        assert_eq!(
            visible("Co\u{302}te d\u{2019}Ivoire"),
            "Co\\u{302}te d\u{2019}Ivoire"
        );
        assert_eq!(visible("a\u{a0}b\u{200b}"), "a\\u{a0}b\\u{200b}");
    }
}
