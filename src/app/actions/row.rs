//! A row of the table of actions. Knows no action.

use crate::app::{Action, Effect, Menu, State};

/// An action: how it is shown, when it can be chosen, and what it does.
#[derive(Clone, Copy)]
pub struct ActionRow {
    /// Which action.
    pub action: Action,
    /// The menu it is in.
    pub menu: Menu,
    /// The section of the menu; a line is drawn between sections.
    pub section: &'static str,
    /// The text in the menu.
    pub text: &'static str,
    /// What it does, in a sentence.
    pub explanation: &'static str,
    /// Other words by which the command palette and the help find it.
    pub keywords: &'static str,
    /// The keys that choose it, written as `Ctrl+Shift+S`; the first is the one shown.
    pub keys: &'static [&'static str],
    /// Whether it can be chosen now.
    pub is_enabled: fn(&State) -> bool,
    /// Whether it is shown as turned on.
    pub is_checked: fn(&State) -> bool,
    /// What it does.
    pub(in crate::app) run: fn(&mut State) -> Option<Effect>,
}

/// A row of an action that can always be chosen.
pub(super) const fn row(
    (action, menu, section): (Action, Menu, &'static str),
    (text, explanation): (&'static str, &'static str),
    keys: &'static [&'static str],
    run: fn(&mut State) -> Option<Effect>,
) -> ActionRow {
    ActionRow {
        action,
        menu,
        section,
        text,
        explanation,
        keywords: "",
        keys,
        is_enabled: |_| true,
        is_checked: |_| false,
        run,
    }
}

impl ActionRow {
    /// What it does, for a list of keys: with its name where the sentence does not begin with it.
    pub fn in_words(&self) -> String {
        let name = self.text.trim_end_matches('…');
        let verb = name.split(' ').next().unwrap_or(name);
        if self.explanation.split(' ').next() == Some(verb) {
            self.explanation.to_owned()
        } else {
            format!("{name}: {}", self.explanation)
        }
    }

    pub(super) const fn keywords(self, keywords: &'static str) -> Self {
        Self { keywords, ..self }
    }

    pub(super) const fn enabled(self, is_enabled: fn(&State) -> bool) -> Self {
        Self { is_enabled, ..self }
    }

    pub(super) const fn checked(self, is_checked: fn(&State) -> bool) -> Self {
        Self { is_checked, ..self }
    }
}
