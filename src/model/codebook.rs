//! The codebook: by which rule coders choose kinds and types of relations.

use super::{Fields, RelationKind};

/// The rule for a kind of relation, or for a type of a kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CodebookEntry {
    /// The kind.
    pub kind: Option<RelationKind>,
    /// The type that is finer than the kind; `None` for a rule about the kind; `type` in the file.
    pub subtype: Option<String>,
    /// When to use it.
    pub rule: Option<String>,
    /// A passage that is coded by this rule.
    pub example: Option<String>,
    /// A similar passage to which the rule does not apply.
    pub counter_example: Option<String>,
    /// Key order and unknown fields.
    pub fields: Fields,
}

impl CodebookEntry {
    /// Whether it is about the same kind and type.
    pub fn is_about(&self, other: &Self) -> bool {
        self.kind == other.kind && self.subtype == other.subtype
    }

    /// `support`, `support: diplomatic backing`.
    pub fn title(&self) -> String {
        let kind = self.kind.map(RelationKind::as_str);
        let parts = kind.into_iter().chain(self.subtype.as_deref());
        parts.collect::<Vec<_>>().join(": ")
    }

    /// The rule, the example and the counter-example, each on a line of its own.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        let parts = [
            ("", &self.rule),
            ("For example: ", &self.example),
            ("But not: ", &self.counter_example),
        ];
        let written = parts
            .into_iter()
            .filter_map(|(name, text)| Some((name, text.as_ref()?)));
        written.map(|(name, text)| format!("{name}{text}"))
    }
}
