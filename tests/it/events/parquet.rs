//! Parquet files that DuckDB writes give the same relations as the tables that they were made of.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{all_words, imported, refused, run};
use crate::python::python_with;

/// Runs a query of DuckDB in a folder; `false` where the package is missing.
fn query(folder: &Path, sql: &str) -> bool {
    let Some(python) = python_with("duckdb") else {
        return false;
    };
    let python = std::path::absolute(python).unwrap();
    let output = Command::new(python)
        .args(["-c", "import duckdb, sys; duckdb.sql(sys.argv[1])", sql])
        .current_dir(folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    true
}

/// The columns of GDELT 2, as the files of its host name them.
fn names() -> String {
    let preset = frenemy::events::presets::by_id("gdelt2").unwrap();
    let names: Vec<_> = preset
        .columns
        .iter()
        .map(|name| format!("'{name}'"))
        .collect();
    names.join(", ")
}

#[test]
fn every_codec_and_the_types_of_numbers_give_the_same_relations() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    super::engines::sample(folder, "gdelt2", "3000");
    let table = |types: &str| {
        format!(
            "SELECT * FROM read_csv('gdelt2/*.csv', delim='\t', quote='', header=false, \
             names=[{}], {types})",
            names()
        )
    };
    let (expected, _) = imported(folder, &["gdelt2", "--min-count", "1"]);
    assert!(expected.relations.len() > 50);
    for codec in [
        "uncompressed",
        "snappy",
        "gzip",
        "zstd",
        "lz4_raw",
        "brotli",
    ] {
        for types in [
            "all_varchar=true",
            "sample_size=-1, types={'EventCode': 'VARCHAR'}",
        ] {
            let table = table(types);
            let copy = format!("COPY ({table}) TO 'g.parquet' (FORMAT parquet, CODEC '{codec}')");
            if !query(folder, &copy) {
                return;
            }
            if codec == "brotli" {
                let said = refused(folder, &["g.parquet"], 1);
                assert!(
                    said.contains("packed with Brotli, which is not read here"),
                    "{said}"
                );
                continue;
            }
            let (document, _) = imported(folder, &["g.parquet", "--min-count", "1"]);
            assert_eq!(
                all_words(&document),
                all_words(&expected),
                "{codec} {types}"
            );
        }
    }
}

#[test]
fn a_parquet_file_is_for_the_built_in_pass_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/talks.parquet");
    fs::copy(file, folder.path().join("talks.parquet")).unwrap();
    let columns = "source=who,target=whom,date=day,sign=score";
    let arguments = ["talks.parquet", "--columns", columns];
    let (document, said) = imported(
        folder.path(),
        &[&arguments[..], &["--min-count", "1"]].concat(),
    );
    assert_eq!(
        all_words(&document),
        [
            "Alba cooperation Borea 2020-01 weight 1",
            "Borea, the \"Old\" hostility Cadiz 2020-01 weight 1"
        ]
    );
    assert!(said.contains("Of 3 rows, 2 events count"), "{said}");
    let output = run(
        folder.path(),
        &[&arguments[..], &["--sql", "duckdb"]].concat(),
    );
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("talks.parquet: the query for DuckDB reads text"),
        "{said}"
    );
}
