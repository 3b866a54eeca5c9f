//! A table of ties with its table of actors, on the command line.

use std::process::Command;

#[test]
fn a_table_of_actors_is_given_beside_the_table_of_ties() {
    let folder = tempfile::tempdir().unwrap();
    let written = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let actors = written("actors.csv", "Id,Label\n1,Alba\n2,Borea\n3,Cadia\n");
    let ties = written("ties.csv", "Source,Target,Weight\n1,2,-1\n2,3,1\n");
    let out = folder.path().join("out.json");
    let frenemy = |arguments: &[&std::ffi::OsStr]| {
        Command::new(env!("CARGO_BIN_EXE_frenemy"))
            .args(arguments)
            .output()
            .unwrap()
    };
    let run = frenemy(&[
        "layout".as_ref(),
        ties.as_os_str(),
        "--with".as_ref(),
        actors.as_os_str(),
        "-o".as_ref(),
        out.as_os_str(),
    ]);
    assert!(run.status.success(), "{run:?}");
    let text = std::fs::read_to_string(&out).unwrap();
    assert!(text.contains("\"name\": \"Alba\"") && text.contains("\"kind\": \"hostility\""));
    let run = frenemy(&["check".as_ref(), actors.as_os_str(), ties.as_os_str()]);
    let words = String::from_utf8(run.stdout).unwrap();
    assert!(
        words.contains("3 actors") && words.contains("2 relations"),
        "{words}"
    );
    let run = frenemy(&[
        "analyze".as_ref(),
        ties.as_os_str(),
        "--with".as_ref(),
        ties.as_os_str(),
    ]);
    let words = String::from_utf8(run.stderr).unwrap();
    assert!(
        words
            .contains("are not a table of ties with a table of its actors, of its claims, or both"),
        "{words}"
    );
}

#[test]
fn the_three_tables_of_an_export_are_one_network_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let source = path("war.json");
    std::fs::write(
        &source,
        r#"{"format":"frenemy/1","references":[{"id":"r","title":"A; \"report\"","DOI":"10.1/x"}],
        "nodes":[{"id":"a","name":"=Alba"},{"id":"b","name":"Borea"}],
        "edges":[{"id":"e","source":"a","target":"b","kind":"hostility",
          "claims":[{"reference":"r","quote":"-they\nfought","stance":"denies","locator":"p. 3","claimant":"b","made":"1914-07-28"}]}]}"#,
    )
    .unwrap();
    let run = |arguments: &[&std::path::Path]| {
        let output = Command::new(env!("CARGO_BIN_EXE_frenemy"))
            .args(arguments)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        output
    };
    let table = path("war.csv");
    run(&["convert".as_ref(), &source, "-o".as_ref(), &table]);
    let (actors, claims) = (path("war-actors.csv"), path("war-claims.csv"));
    let out = path("out.json");
    run(&[
        "convert".as_ref(),
        &table,
        "--with".as_ref(),
        &actors,
        "--with".as_ref(),
        &claims,
        "-o".as_ref(),
        &out,
    ]);
    let text = std::fs::read_to_string(&out).unwrap();
    let read: serde_json::Value = serde_json::from_str(&text).unwrap();
    let claim = &read["edges"][0]["claims"][0];
    assert_eq!(claim["quote"], "-they\nfought");
    assert_eq!(claim["stance"], "denies");
    assert_eq!(claim["claimant"], "b");
    assert_eq!(claim["made"], "1914-07-28");
    assert_eq!(read["references"][0]["title"], "A; \"report\"");
    assert_eq!(read["references"][0]["DOI"], "10.1/x");
    assert_eq!(read["nodes"][0]["name"], "=Alba");
    let alone = Command::new(env!("CARGO_BIN_EXE_frenemy"))
        .arg("check")
        .arg(&claims)
        .output()
        .unwrap();
    let words = String::from_utf8(alone.stdout).unwrap();
    assert!(words.contains("this is a table of claims"), "{words}");
    let checked = run(&["check".as_ref(), &claims, &actors, &table]);
    let words = String::from_utf8(checked.stdout).unwrap();
    assert!(
        words.contains("2 actors, 1 relation, 1 claim, 1 reference"),
        "{words}"
    );
}
