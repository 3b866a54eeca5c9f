//! The fields that can be edited are the fields of the file, except a few with a reason.

use frenemy::app::field::{self, FieldRow};

/// The keys of the file's fields that no row of the application edits, and those that its rows edit
/// inside another field.
fn compare<T>(record: &str, rows: &[&FieldRow<T>], not_edited: &[&str]) {
    let schema = include_str!("../../assets/schema/frenemy-1.schema.json");
    let schema: serde_json::Value = serde_json::from_str(schema).unwrap();
    let properties = schema["$defs"][record]["properties"].as_object().unwrap();
    let in_file: Vec<_> = properties.keys().map(String::as_str).collect();
    for row in rows {
        // `quote.prefix` is a field of the object `quote`.
        let key = row.key.split('.').next().unwrap();
        assert!(
            in_file.contains(&key),
            "{record}: the file has no {}",
            row.key
        );
        assert!(
            !not_edited.contains(&row.key),
            "{record}: {} is edited",
            row.key
        );
    }
    for key in in_file {
        let is_edited = rows.iter().any(|row| row.key == key);
        assert!(
            is_edited || not_edited.contains(&key),
            "{record}: a row for {key} is missing in app::field"
        );
    }
}

#[test]
fn every_field_of_the_file_can_be_edited() {
    // The codebook has a dialog, and questions and disagreements are settled one by one.
    compare(
        "graph",
        &field::meta::FIELDS,
        &["codebook", "questions", "set_aside"],
    );
    // Places and pins are changed on the canvas, members one by one.
    let canvas = ["id", "x", "y", "pinned", "members", "placeholder"];
    compare("actor", &field::actor::FIELDS, &canvas);
    compare("relation", &field::relation::FIELDS, &["id", "claims"]);
    compare("claim", &field::claim::FIELDS, &[]);
    compare("reference", &field::reference::FIELDS, &["id", "section"]);
}
