//! CSL-JSON: a list of items, or one alone. Knows no other format of citations.

use super::details::note_impossible_date;
use crate::file::formats::builder_memory::BuilderMemory;
use crate::file::formats::json::{self, Kind, Value};
use crate::file::formats::native::reading::Reading;
use crate::file::formats::native::record;
use crate::file::report::IssueLog;
use crate::model::{CSL_TYPES, Reference};

/// Whether an item has a type of CSL and no name: actors have names, works do not.
pub(super) fn has_known_type(item: &Value<'_>) -> bool {
    let csl_type = item.get("type").and_then(Value::as_text);
    let has_name = ["name", "label"].iter().any(|key| item.get(key).is_some());
    !has_name && CSL_TYPES.iter().any(|(id, _)| csl_type == Some(*id))
}

/// Reads all items of a text; what is not an item is an issue.
pub(super) fn read(text: &str, report: &mut IssueLog) -> Result<Vec<Reference>, String> {
    let parsed = json::parse(text).map_err(|error| error.message)?;
    let mut references = Vec::new();
    read_items(&parsed.root, report, |reference| references.push(reference))?;
    Ok(references)
}

/// Hands over all items, one by one; what is not an item is an issue.
pub(super) fn read_items(
    root: &Value<'_>,
    report: &mut IssueLog,
    mut take: impl FnMut(Reference),
) -> Result<(), String> {
    let mut reading = Reading::default();
    let items = match root.as_array() {
        Some(items) => items,
        // Some programs put the list under a key.
        None => match root.get("items").or_else(|| root.get("references")) {
            Some(items) => items.as_array().unwrap_or_default(),
            None => std::slice::from_ref(root),
        },
    };
    let mut memory = BuilderMemory::of_json(root.raw.len(), root.memory());
    for (number, item) in items.iter().enumerate() {
        if !memory.take_source() {
            return Err(memory.refusal());
        }
        let has = |key: &&str| item.get(key).is_some();
        if has_known_type(item) || ["title", "author", "editor", "DOI"].iter().any(has) {
            let reference = record::read::<Reference>(item, &mut reading);
            if let Some(reference) = reference.map(|reference| named(reference, number)) {
                note_impossible_date(&reference, item.at, report);
                take(reference);
            }
        } else if !is_network(item) {
            let message = "this item has neither title nor authors, and is left out";
            report.warning(item.at, "bad-citation", message, None);
        }
    }
    report.append(reading.report);
    Ok(())
}

fn named(reference: Reference, number: usize) -> Reference {
    if reference.id.as_str().is_empty() {
        return Reference {
            id: format!("source-{}", number + 1).into(),
            ..reference
        };
    }
    reference
}

/// Whether this is a network rather than an item.
fn is_network(item: &Value<'_>) -> bool {
    matches!(item.kind, Kind::Object(_)) && item.get("nodes").is_some()
}
