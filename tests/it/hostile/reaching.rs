//! Files that try to reach outside: pipes in place of files, names that look like output.

use std::fs;

use super::run;

/// Characters that move the cursor, change the colour or the direction of text, or are not visible.
const INVISIBLE: &str =
    "\u{61c}\u{85}\u{9b}\u{1b}\u{200b}\u{feff}\u{202e}\u{2066}\u{e0041}\u{2029}\u{7}\r";

/// A relations file in which every name and id tries to begin a line of its own.
fn forged(line: &str) -> String {
    let text = |prefix: &str| {
        let text = format!("{prefix}{INVISIBLE}\n{line}\u{2028}{line}");
        serde_json::Value::from(text)
    };
    let [a, b, c] = ["a", "b", "c"].map(text);
    let title = text("t");
    format!(
        "{{\"format\":\"frenemy/1\",\"title\":{title},\"nodes\":[{{\"id\":{a}}},{{\"id\":{b}}},{{\"id\":{c}}}],\
         \"references\":[{{\"id\":{title},\"title\":{title}}}],\
         \"edges\":[{{\"source\":{a},\"target\":{b},\"kind\":\"hostility\",\"claims\":[{{\"reference\":{title},\
         \"quote\":{title}}}]}},\
         {{\"source\":{b},\"target\":{c},\"kind\":{title}}},{{\"source\":{a},\"target\":{c},\"kind\":\"hostility\"}},\
         {{\"source\":{title},\"target\":{c},\"kind\":\"hostility\"}}]}}"
    )
}

#[test]
fn names_cannot_forge_lines_of_output() {
    let line = "net.json: frenemy, 9 actors, 0 issues";
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("net.json"), forged(line)).unwrap();
    let words = format!("{INVISIBLE}\n{line}");
    let file = format!("{words}.json");
    fs::write(folder.path().join(&file), forged(line)).unwrap();
    // The same names with other quotes, and none of them: for what compares files.
    let other = forged(line).replace("hostility", "support");
    fs::write(folder.path().join("other.json"), other).unwrap();
    let base = "{\"format\":\"frenemy/1\",\"nodes\":[],\"edges\":[]}";
    fs::write(folder.path().join("base.json"), base).unwrap();
    let proposal = serde_json::json!({ "source": words, "target": words, "kind": words,
        "quote": words, "reference": words, "model": words });
    let proposals = format!("{proposal}\n{{\"source\":\n");
    fs::write(folder.path().join("lines.jsonl"), proposals).unwrap();
    let cell = words.replace('\n', "\r");
    let rows = format!("source,target,date,{cell}\n{cell},{cell},{cell},{cell}\n");
    fs::write(folder.path().join("rows.csv"), rows).unwrap();
    for arguments in [
        &["check", "net.json"][..],
        &["check", "--quotes", "net.json"],
        &["analyze", "net.json"],
        &["export", "net.json", "out.svg"],
        &["layout", "net.json", "-o", "out.json"],
        &["check", "--json", "--quotes", "net.json"],
        &["analyze", "--json", "net.json"],
        &["analyze", "--search", INVISIBLE, "net.json"],
        &["convert", "net.json", "-o", "out.gexf"],
        &["convert", "net.json", "-o", "out.csv"],
        &["convert", "net.json", "-o", "out.xlsx"],
        &["convert", "net.json", "-o", "out.bib"],
        &["convert", "net.json", "-o", INVISIBLE],
        &["check", "out.gexf", "out.csv", "out.xlsx", "out.bib"],
        &["analyze", "--null", "2", "net.json"],
        &["analyze", "--null", "2", "--json", "net.json"],
        &["analyze", "--near", INVISIBLE, "net.json"],
        &["analyze", "--without", INVISIBLE, "net.json"],
        &["export", "net.json", "-o", "out.html", "--report"],
        &["export", "net.json", "-o", "out.png", "--blocs", INVISIBLE],
        &["export", "net.json", "-o", "out.svg", "--font", INVISIBLE],
        &["export", "net.json", "-o", "out.svg", "--lines", &words],
        &[
            "export",
            "net.json",
            "-o",
            "out.svg",
            &format!("--method={words}"),
        ],
        &["layout", "net.json", "-o", "out.json", "--timing"],
        &["analyze", "--as-of", &words, "net.json"],
        &["sample", "--actors", &words],
        &["check", &file],
        &["check", "--json", &file],
        &["analyze", "--with", &file, "net.json"],
        &["diff", "net.json", "other.json"],
        &["diff", "--json", "net.json", "other.json"],
        &["merge", "net.json", "other.json", "-o", "merged.json"],
        &[
            "merge",
            "base.json",
            "net.json",
            "other.json",
            "-o",
            "m.json",
        ],
        &["check", "merged.json", "m.json"],
        &["agree", "net.json", "other.json"],
        &["agree", "--json", "net.json", "other.json"],
        &["codebook", "net.json"],
        &["propose", "lines.jsonl", "net.json"],
        &["propose", "--json", "lines.jsonl", "net.json"],
        &["events", "rows.csv", "--preset", "columns", "-o", "e.json"],
        &["events", "rows.csv", "-o", &file],
        &["diff", &file, "net.json"],
        &["merge", &file, "net.json", "-o", "m.json"],
        &[&format!("--{words}")],
        &[&words, "net.json"],
    ] {
        let run = run(folder.path(), arguments, 400);
        let printed = run.stdout + &run.stderr;
        assert!(!printed.is_empty() || arguments[0] != "check");
        for printed in printed.lines() {
            assert!(!printed.starts_with(line), "{arguments:?}: {printed}");
            let is_seen = !printed.contains(|letter| INVISIBLE.contains(letter));
            assert!(
                is_seen && !printed.contains('\u{2028}'),
                "{arguments:?}: {printed}"
            );
        }
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_or_a_device_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = std::process::Command::new("mkfifo")
        .arg(folder.path().join("pipe.json"))
        .status();
    assert!(pipe.unwrap().success());
    for name in ["pipe.json", "/dev/zero", "/dev/stdin"] {
        let run = run(folder.path(), &["check", name], 100);
        assert!(
            run.stdout.contains("not an ordinary file"),
            "{}",
            run.stdout
        );
    }
}

#[cfg(unix)]
#[test]
fn saving_to_a_pipe_that_nothing_reads_does_not_wait() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = std::process::Command::new("mkfifo")
        .arg(folder.path().join("pipe.json"))
        .status();
    assert!(pipe.unwrap().success());
    fs::write(folder.path().join("net.csv"), "source,target\na,b\n").unwrap();
    for command in ["layout", "export", "convert"] {
        let run = run(folder.path(), &[command, "net.csv", "-o", "pipe.json"], 200);
        assert!(run.stderr.contains("cannot be saved"), "{}", run.stderr);
    }
}
