//! One field of a record, as a row of a table: what it is called, how it is entered, how it is read
//! and set. Knows no document.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use crate::model::ActorId;

/// One field of a record: forms, bulk edits and commands all read it.
pub struct FieldRow<T: 'static> {
    /// The key in the file.
    pub key: &'static str,
    /// The name in labels of edits: `change of the date of …`.
    pub name: &'static str,
    /// The label in a form.
    pub label: &'static str,
    /// An example of what is entered, or a hint.
    pub hint: &'static str,
    /// How it is entered.
    pub input: Input,
    /// Whether it can be set for several records at once.
    pub is_in_bulk: bool,
    /// The value as text; empty without a value.
    pub text: fn(&T) -> String,
    /// Sets the value, or says in words why it cannot.
    pub set: fn(&mut T, &FieldValue) -> Result<(), String>,
    /// What a text means if that is not obvious (a date in words), or why it cannot be used.
    pub meaning: fn(&str) -> Result<Option<String>, String>,
    /// What can be chosen, for [`Input::Choice`].
    pub choices: fn(&T) -> Vec<FieldChoice>,
}

/// How a field is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A line of text.
    Line,
    /// Several lines of text.
    Paragraph,
    /// One of a few values.
    Choice,
    /// An actor of the document.
    Actor,
    /// A source of the document; its id is the value.
    Source,
    /// An actor of the document, or another claimant as text.
    Claimant,
}

/// A value that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChoice {
    /// The value, as [`FieldRow::text`] gives it.
    pub value: String,
    /// The value in words.
    pub words: String,
}

/// What a field is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue {
    /// A text, a number, a date or a choice; empty for none.
    Text(String),
    /// An actor.
    Actor(ActorId),
}

impl FieldValue {
    /// The text, or the id of the actor.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Actor(id) => id.as_str(),
        }
    }
}

impl From<&str> for FieldValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for FieldValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl<T> FieldRow<T> {
    /// A line of text whose label is its name.
    pub(super) const fn line(
        key: &'static str,
        (name, label): (&'static str, &'static str),
        text: fn(&T) -> String,
        set: fn(&mut T, &FieldValue) -> Result<(), String>,
    ) -> Self {
        Self {
            key,
            name,
            label,
            hint: "",
            input: Input::Line,
            is_in_bulk: false,
            text,
            set,
            meaning: |_| Ok(None),
            choices: |_| Vec::new(),
        }
    }

    pub(super) const fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    pub(super) const fn input(self, input: Input) -> Self {
        Self { input, ..self }
    }

    pub(super) const fn in_bulk(self) -> Self {
        Self {
            is_in_bulk: true,
            ..self
        }
    }

    pub(super) const fn meaning(self, meaning: fn(&str) -> Result<Option<String>, String>) -> Self {
        Self { meaning, ..self }
    }

    pub(super) const fn choices(self, choices: fn(&T) -> Vec<FieldChoice>) -> Self {
        Self {
            choices,
            input: Input::Choice,
            ..self
        }
    }
}

impl<T> fmt::Debug for FieldRow<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key)
    }
}

impl<T> PartialEq for FieldRow<T> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl<T> Eq for FieldRow<T> {}

impl<T> PartialOrd for FieldRow<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for FieldRow<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(other.key)
    }
}

impl<T> Hash for FieldRow<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}
