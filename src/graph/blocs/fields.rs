//! The fields of actors that Frenemy does not know, but can group by.

use std::collections::BTreeSet;

use crate::model::Document;

/// The longest name of a field that is listed: a menu shows it on one line.
const MAX_NAME_BYTES: usize = 200;

/// The fields of actors that Frenemy does not know, in alphabetical order.
pub fn actor_fields(document: &Document) -> Vec<String> {
    let fields = document
        .actors
        .iter()
        .flat_map(|actor| actor.fields.all_unknown());
    let names: BTreeSet<&str> = fields.map(|(name, _)| name).collect();
    let names = names
        .into_iter()
        .filter(|name| name.len() <= MAX_NAME_BYTES);
    names.map(str::to_owned).collect()
}
