//! The fields of actors that Frenemy does not know, but can group by.

use std::collections::BTreeSet;

use crate::model::Document;

/// The fields of actors that Frenemy does not know, in alphabetical order.
pub fn actor_fields(document: &Document) -> Vec<String> {
    let fields = document
        .actors
        .iter()
        .flat_map(|actor| actor.fields.all_unknown());
    let names: BTreeSet<&str> = fields.map(|(name, _)| name).collect();
    names.into_iter().map(str::to_owned).collect()
}
