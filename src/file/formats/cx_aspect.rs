//! The aspects of a file of Cytoscape CX: lists of items, each under its name.

use super::json::Value;

/// The items of all aspects of a name.
pub(super) fn aspect<'v, 'a>(
    root: &'v Value<'a>,
    name: &'static str,
) -> impl Iterator<Item = &'v Value<'a>> + 'v {
    let parts = root.as_array().unwrap_or_default().iter();
    parts
        .filter_map(move |part| part.get(name))
        .flat_map(|aspect| aspect.as_array().unwrap_or_default())
}
