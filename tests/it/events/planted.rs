//! Invented rows of each set: the pairs that were planted come out as planted.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use frenemy::events::{EventSample, presets};
use frenemy::model::RelationKind;

use super::imported;

#[test]
fn planted_pairs_of_every_set_come_out_as_planted() {
    for preset in presets::EVENT_PRESETS
        .iter()
        .copied()
        .filter(|preset| !["columns", "un-votes"].contains(&preset.id))
    {
        let folder = tempfile::tempdir().unwrap();
        let status = Command::new(env!("CARGO_BIN_EXE_frenemy"))
            .args([
                "sample", "--events", "20000", "--preset", preset.id, "--seed", "3", "-o", "rows",
            ])
            .current_dir(folder.path())
            .status()
            .unwrap();
        assert!(status.success());
        let files = fs::read_dir(folder.path().join("rows")).unwrap().count();
        assert_eq!(files, 1, "{}", preset.id);
        let (document, said) = imported(folder.path(), &["rows", "--by", "all"]);
        assert!(
            said.contains("Of 20,000 rows, 20,000 events count; nothing is dropped."),
            "{said}"
        );
        let mut found: BTreeMap<[&str; 2], Vec<RelationKind>> = BTreeMap::new();
        for relation in document.relations.iter() {
            let mut ends = [&relation.source, &relation.target].map(|end| document.actor_name(end));
            ends.sort_unstable();
            found.entry(ends).or_default().push(relation.kind());
        }
        let sample = EventSample {
            preset,
            events: 20_000,
            seed: 3,
        };
        let pairs = sample.pairs().unwrap();
        assert!(pairs.len() > 80, "{}", preset.id);
        for pair in pairs {
            let mut ends = pair.ends;
            ends.sort_unstable();
            let kinds = found.remove(&ends).unwrap_or_default();
            let is_as_planted = match pair.kind {
                Some(kind) => !kinds.is_empty() && kinds.iter().all(|found| *found == kind),
                None => kinds.is_empty(),
            };
            assert!(
                is_as_planted,
                "{}: {ends:?} is {:?}, found {kinds:?}",
                preset.id, pair.kind
            );
        }
        assert!(found.is_empty(), "{}: {found:?}", preset.id);
    }
}
