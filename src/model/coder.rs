//! Coders: the people and models that code claims from texts.

use super::Fields;

/// Who coded a claim: a person, or a model whose proposal a person accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coder {
    /// The name.
    pub name: String,
    /// A person or a model.
    pub kind: CoderKind,
    /// The SHA-256 of the prompt that a model was given, in hexadecimal digits.
    pub prompt_sha256: Option<String>,
    /// Key order and unknown fields.
    pub fields: Fields,
}

impl Coder {
    /// A person of this name; `None` without a name.
    pub fn person(name: &str) -> Option<Self> {
        let name = name.trim();
        (!name.is_empty()).then(|| Self {
            name: name.to_owned(),
            ..Self::default()
        })
    }

    /// A model of which nobody said which one it is.
    pub fn unnamed_model() -> Self {
        Self {
            name: "unnamed".to_owned(),
            kind: CoderKind::Model,
            ..Self::default()
        }
    }

    /// `Ada Wright`, `gpt-x (model)`.
    pub fn in_words(&self) -> String {
        match self.kind {
            CoderKind::Person => self.name.clone(),
            CoderKind::Model => format!("{} (model)", self.name),
        }
    }
}

/// Whether a person or a model codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CoderKind {
    /// A person.
    #[default]
    Person,
    /// A model.
    Model,
}

impl CoderKind {
    /// All kinds.
    pub const ALL: [Self; 2] = [Self::Person, Self::Model];

    /// The word in the file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Model => "model",
        }
    }
}
