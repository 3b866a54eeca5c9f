//! What two files say differently, in words. Compares nothing.

use serde_json::Value;

use super::compare::{FieldDifference, FileComparison, RecordStatus};
use crate::model::Document;

impl FileComparison {
    /// `Germania: name Germany → Germania`, for each field of records that both files have.
    pub fn values_in_words(&self) -> Vec<String> {
        let records = self.records.iter();
        let changed = records.filter(|record| record.status == RecordStatus::Changed);
        let lines = changed.flat_map(|record| {
            let fields = record.fields.iter();
            fields.map(|field| format!("{}: {}", record.name, field.in_words()))
        });
        lines.collect()
    }
}

impl FieldDifference {
    /// `name Germany → Germania`.
    fn in_words(&self) -> String {
        let value = |json: &Option<String>| value_in_words(json.as_deref(), None);
        let (before, after) = (value(&self.before), value(&self.after));
        format!("{} {before} → {after}", self.field)
    }
}

/// The value of a field, which a file has as JSON, without brackets and quotation marks: a text as
/// it is, a claim by its quote and its source, of other records the fields. Sources are called by
/// their titles in a document, and by their ids without one.
pub fn value_in_words(json: Option<&str>, document: Option<&Document>) -> String {
    let Some(json) = json else {
        return "nothing".to_owned();
    };
    match serde_json::from_str(json) {
        Ok(value) => words_of(&value, document),
        Err(_) => json.to_owned(),
    }
}

fn words_of(value: &Value, document: Option<&Document>) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Array(values) if values.is_empty() => "nothing".to_owned(),
        Value::Array(values) => {
            let is_flat = values.iter().all(|value| !value.is_object());
            let words: Vec<_> = values.iter().map(|one| words_of(one, document)).collect();
            words.join(if is_flat { ", " } else { "; " })
        }
        Value::Object(fields) => {
            let field = |(key, value)| format!("{key} {}", words_of(value, document));
            let Some(Value::String(quote)) = fields.get("quote") else {
                let words: Vec<_> = fields.iter().map(field).collect();
                return words.join(", ");
            };
            let source = fields.get("reference").and_then(Value::as_str);
            let source = source.map(|id| {
                let known = document.and_then(|document| document.references.get(&id.into()));
                known.map_or(id, |reference| reference.title()).to_owned()
            });
            let others = fields
                .iter()
                .filter(|(key, _)| !matches!(key.as_str(), "quote" | "reference" | "locator"));
            let locator = fields.get("locator").and_then(Value::as_str);
            let words = source
                .into_iter()
                .chain(locator.map(str::to_owned))
                .chain(others.map(field));
            let words: Vec<_> = words.collect();
            if words.is_empty() {
                format!("“{quote}”")
            } else {
                format!("“{quote}” ({})", words.join(", "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::value_in_words;
    use crate::file::merge::compare;
    use crate::file::merge::tests::{BASE, changed, document};

    #[test]
    fn values_are_words_and_not_json() {
        let words = |json: &str| value_in_words(Some(json), Some(&document(BASE)));
        assert_eq!(words(r#""hostility""#), "hostility");
        assert_eq!(words("0.5"), "0.5");
        assert_eq!(words("[]"), "nothing");
        assert_eq!(words(r#"["a","b\"c"]"#), "a, b\"c");
        assert_eq!(
            words(r#"{"literal":"A B","given":"C"}"#),
            "given C, literal A B"
        );
        assert_eq!(
            words(r#"[{"family":"A"},{"family":"B"}]"#),
            "family A; family B"
        );
        let claim = r#"{"reference":"zz","locator":"¶2","quote":"at “war”","stance":"denies"}"#;
        assert_eq!(words(claim), "“at “war”” (zz, ¶2, stance denies)");
        assert_eq!(words(r#"{"quote":"at war"}"#), "“at war”");
        assert_eq!(words("{broken"), "{broken");
        assert_eq!(value_in_words(None, None), "nothing");
    }

    #[test]
    fn values_of_both_files_are_old_and_new() {
        let after = changed(&[
            (r#""name":"Borea""#, r#""name":"Boria","note":"q""#),
            (r#""kind":"support""#, r#""kind":"cooperation""#),
        ]);
        assert_eq!(
            compare(&document(BASE), &after).values_in_words(),
            [
                "Boria: name Borea → Boria",
                "Boria: note nothing → q",
                "Alba – Boria, cooperation: kind support → cooperation",
            ]
        );
    }
}
