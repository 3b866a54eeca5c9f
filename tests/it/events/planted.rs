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
        .filter(|preset| !["columns", "un-votes", "gdelt-mentions"].contains(&preset.id))
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

/// Files of many chunks: threads share their rows, and nothing that is written may depend on how.
#[test]
fn many_chunks_give_the_same_bytes_with_one_and_with_four_threads() {
    let folder = tempfile::tempdir().unwrap();
    let sample = EventSample {
        preset: presets::by_id("gdelt2").unwrap(),
        events: 12_000,
        seed: 8,
    };
    let mut files = Vec::new();
    let write = |part: &[u8]| {
        files.push(format!("{}.CSV", files.len()));
        fs::write(folder.path().join(&files[files.len() - 1]), part)
            .map_err(|error| error.to_string())
    };
    sample.write(7_000, write).unwrap();
    // The same rows again with a broken one in between, and the texts of some events.
    let first = fs::read_to_string(folder.path().join("0.CSV")).unwrap();
    fs::write(
        folder.path().join("again.CSV"),
        format!("{first}broken\n{first}"),
    )
    .unwrap();
    let mention = |number: u32| {
        let (event, text) = (1_000_000 + number % 3_000, number % 17);
        format!(
            "{event}\t20180605000000\t2018060{}000000\t1\ta.org\thttps://a.org/{text}\t{text}\t\t\t\t\t{}\t\t\t\t\n",
            1 + number % 9,
            number % 10 * 10
        )
    };
    let mentions: String = (0..30_000).map(mention).collect();
    assert!(
        mentions.len() > 2 << 20 && first.len() > 1 << 20,
        "several chunks"
    );
    fs::write(folder.path().join("mentions.CSV"), mentions).unwrap();
    let bytes = |threads: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_frenemy"))
            .args(["events", "0.CSV", "1.CSV", "again.CSV", "mentions.CSV"])
            .args(["--by", "week", "--min-count", "2", "-o", "net.json"])
            .env("RAYON_NUM_THREADS", threads)
            .current_dir(folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{said}");
        assert!(said.contains("1 with a wrong number of fields"), "{said}");
        fs::read(folder.path().join("net.json")).unwrap()
    };
    let one = bytes("1");
    assert!(one == bytes("4"), "four threads give other bytes than one");
}
