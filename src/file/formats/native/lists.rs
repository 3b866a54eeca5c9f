//! Lists of records with ids in the file. Knows no kind of record.

use super::reading::Reading;
use super::record::{self, Entry};
use crate::file::formats::json::{Kind, Value};
use crate::model::Fields;

/// Reads the objects of a list. Items that are not objects, or a value that is not a list, are
/// returned as JSON.
pub(super) fn read_list<T: Entry>(
    value: Value<'_>,
    what: &str,
    reading: &mut Reading,
    mut add: impl FnMut(T, &Value<'_>, &mut Reading) -> bool,
) -> Option<String> {
    let Kind::Array(items) = value.kind else {
        let message = format!("{what} should be a list, not {}", value.description());
        let hint = format!("Write {what} as a list in brackets, each an object in braces.");
        reading
            .report
            .error(value.at, "wrong-type", message, Some(hint));
        return Some(value.compact().into());
    };
    let mut left_over = String::new();
    let mut take = |item: Value<'_>, reading: &mut Reading| {
        let record = record::read(&item, reading);
        let is_taken = record.is_some_and(|record| add(record, &item, reading));
        if !is_taken {
            if !left_over.is_empty() {
                left_over.push(',');
            }
            left_over.push_str(&item.compact());
        }
    };
    for item in items {
        if reading.progress.is_cancelled(item.at) {
            break;
        }
        take(item, reading);
    }
    let mut rest = reading.rest_of(value.at);
    while let Some(item) = rest.as_mut().and_then(|rest| reading.next_of(rest)) {
        if reading.progress.is_cancelled(item.at) {
            break;
        }
        take(item, reading);
    }
    (!left_over.is_empty()).then(|| format!("[{left_over}]"))
}

/// Drops the text of an id that the record no longer has.
pub(super) fn forget_id<T: Entry>(record: &mut T) {
    let fields = record.fields();
    if fields.unknown("id").is_none() {
        return;
    }
    let others = fields.all_unknown().filter(|(key, _)| *key != "id");
    let others = others
        .map(|(key, json)| (key.into(), json.into()))
        .collect();
    let fields = Fields::new(fields.order().into(), others);
    record.set_fields(fields);
}

/// The place of a record's id, or of the record if it has none.
pub(super) fn id_at(item: &Value<'_>) -> usize {
    item.get("id").map_or(item.at, |id| id.at)
}
