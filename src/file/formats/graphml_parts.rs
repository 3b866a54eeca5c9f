//! Parts of GraphML that have begun, and values of declared types. Reads no element.

use std::borrow::Cow;

use super::attribute_value::AttributeValue;
use super::listed_tie::ListedTie;

/// What a `<key>` declares.
#[derive(Clone, Debug, Default)]
pub(super) struct GraphmlKey {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) domain: String,
    pub(super) default: Option<String>,
}

/// An element that has begun.
#[derive(Debug)]
pub(super) enum Open<'t> {
    Graph {
        directed: bool,
    },
    Node(usize),
    Edge(ListedTie),
    Key(GraphmlKey),
    Data {
        key: Cow<'t, str>,
        at: usize,
        /// The text before the last element in it.
        text: String,
        is_nested: bool,
    },
    /// An element inside `<data>`, its name, and its text before the last element in it.
    Drawing {
        name: &'t str,
        text: String,
    },
    Other,
}

/// What was found and not read in full.
#[derive(Debug, Default)]
pub(super) struct FoundParts {
    pub(super) hyperedges: usize,
    pub(super) ports: usize,
    pub(super) groups: usize,
    pub(super) drawings: usize,
    pub(super) bad_values: usize,
}

/// A value of a declared type.
pub(super) fn typed(text: &str, kind: &str) -> AttributeValue {
    match kind {
        "boolean" | "bool" => match &*text.trim().to_lowercase() {
            "true" | "1" => AttributeValue::flag(true),
            "false" | "0" => AttributeValue::flag(false),
            _ => AttributeValue::text(text),
        },
        "int" | "long" | "float" | "double" | "integer" => AttributeValue::digits(text),
        "json" => AttributeValue::of_json_text(text),
        _ => AttributeValue::text(text),
    }
}
