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
        words.contains("are not a table of ties and a table of actors"),
        "{words}"
    );
}
