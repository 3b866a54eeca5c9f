//! What two files say differently, in words. Compares nothing.

use super::compare::{FieldDifference, FileComparison, RecordStatus};

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
    /// `name Germany → Germania`; texts without the quotation marks of the file.
    fn in_words(&self) -> String {
        let value = |json: &Option<String>| match json {
            None => "nothing".to_owned(),
            Some(json) => serde_json::from_str(json).unwrap_or_else(|_| json.clone()),
        };
        let (before, after) = (value(&self.before), value(&self.after));
        format!("{} {before} → {after}", self.field)
    }
}

#[cfg(test)]
mod tests {
    use crate::file::merge::compare;
    use crate::file::merge::tests::{BASE, changed, document};

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
