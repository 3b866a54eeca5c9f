//! Files that `frenemy export` writes, and arguments that it refuses.

use clap::Parser;

use super::{ExportArguments, exported};
use crate::cli::columns::ColumnArguments;
use crate::cli::open::open;
use crate::cli::terminal::Failure;
use crate::file::disk;
use crate::file::formats::picture::embedded;

#[derive(Parser)]
struct TestLine {
    #[command(flatten)]
    export: ExportArguments,
}

fn ask(words: &[&str]) -> Result<ExportArguments, clap::Error> {
    let words = ["export"].iter().chain(words);
    TestLine::try_parse_from(words).map(|line| line.export)
}

const FILE: &str =
    r#"{"nodes":[{"id":"a"},{"id":"b"}],"edges":[{"source":"a","target":"b","kind":"support"}]}"#;

#[test]
fn every_kind_of_file_gives_the_network_back() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in.json");
    disk::save(&input, FILE.as_bytes()).unwrap();
    for name in ["out.png", "out.svg", "out.json"] {
        let output = folder.path().join(name);
        let names = [input.to_str().unwrap(), "-o", output.to_str().unwrap()];
        let asked = ask(&[&names[..], &["--embed", "all"]].concat()).unwrap();
        assert!(exported(&asked).is_ok());
        let document = open(&output, &ColumnArguments::default())
            .ok()
            .unwrap()
            .document;
        assert_eq!(document.relations.len(), 1);
        assert!(document.actors.iter().all(|actor| actor.position.is_some()));
    }
}

#[test]
fn what_cannot_carry_the_network_refuses_to() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in.json");
    disk::save(&input, FILE.as_bytes()).unwrap();
    for (name, what) in [("out.html", "all"), ("out.graphml", "network")] {
        let output = folder.path().join(name);
        let names = [input.to_str().unwrap(), "-o", output.to_str().unwrap()];
        let asked = |what| ask(&[&names[..], &["--embed", what]].concat()).unwrap();
        assert!(exported(&asked(what)).is_err(), "{name}");
        assert!(exported(&asked("none")).is_ok(), "{name}");
    }
}

const DATED: &str = r#"{"graph":{"as_of":"1950"},"references":[{"id":"r","title":"A text","container-title":"Reuters"}],
        "nodes":[{"id":"a"},{"id":"b"}],
        "edges":[{"source":"a","target":"b","kind":"support","when":"1914","claims":[{"reference":"r"}]},
                 {"source":"a","target":"b","kind":"hostility","when":"1872/1879"}]}"#;

fn exported_text(words: &[&str]) -> Result<String, Failure> {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in.json");
    disk::save(&input, DATED.as_bytes()).unwrap();
    let output = folder.path().join("out.svg");
    let line = [
        &[input.to_str().unwrap(), "-o", output.to_str().unwrap()],
        words,
    ]
    .concat();
    exported(&ask(&line).unwrap())?;
    let bytes = disk::read(&output).unwrap_or_default();
    Ok(String::from_utf8(bytes).unwrap())
}

#[test]
fn a_picture_carries_only_what_is_chosen() {
    for name in ["out.png", "out.svg"] {
        let folder = tempfile::tempdir().unwrap();
        let input = folder.path().join("in.json");
        let file = FILE.replace("\"id\":\"a\"", "\"id\":\"a\",\"note\":\"unpublished\"");
        disk::save(&input, file.as_bytes()).unwrap();
        let output = folder.path().join(name);
        let names = [input.to_str().unwrap(), "-o", output.to_str().unwrap()];
        let carried = |words: &[&str]| {
            let asked = ask(&[&names[..], words].concat()).unwrap();
            assert!(exported(&asked).is_ok());
            embedded(&disk::read(&output).unwrap()).unwrap()
        };
        assert_eq!(carried(&[]), None, "{name}");
        assert_eq!(carried(&["--embed", "none"]), None);
        let network = carried(&["--embed", "network"]).unwrap();
        assert!(network.contains("support") && !network.contains("unpublished"));
        assert!(
            carried(&["--embed", "all"])
                .unwrap()
                .contains("unpublished")
        );
    }
}

#[test]
fn the_caption_says_which_filter_was_on_and_what_it_hides() {
    for (words, caption) in [
        (
            &["--as-of", "1914-07"][..],
            "As of July 1914. 1 relation hidden.",
        ),
        (
            &["--between", "1870", "1879"],
            "From 1870 to 1879. 1 relation hidden.",
        ),
        (
            &["--without", "Reuters"],
            "Without Reuters. 1 relation hidden.",
        ),
        (
            &["--without", "r", "--cited"],
            "only cited relations. 2 relations hidden.",
        ),
        (
            &["--min-reliability", "b", "--only-graded"],
            "Only sources graded B or better. 1 relation hidden.",
        ),
    ] {
        let svg = exported_text(&[words, &["--embed", "all"]].concat());
        let svg = svg.ok().unwrap();
        assert!(svg.contains(caption), "{words:?}");
        assert!(
            svg.contains("\"when\": \"1872/1879\""),
            "the file in the picture is whole"
        );
    }
    let as_of = exported_text(&["--as-of", "1914-07"]).ok().unwrap();
    assert!(
        !as_of.contains("As of 1950."),
        "the caption gives another time"
    );
    let whole = exported_text(&[]).ok().unwrap();
    assert!(whole.contains("As of 1950.") && !whole.contains("hidden."));
}

#[test]
fn a_simplified_network_is_laid_out_alone_and_the_others_stay_without_a_position() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in.csv");
    disk::save(&input, b"source,target\na,b\nb,c\nc,a\nc,d\nd,e\n").unwrap();
    let output = folder.path().join("out.svg");
    let names = [input.to_str().unwrap(), "-o", output.to_str().unwrap()];
    assert!(
        exported(&ask(&[&names[..], &["--k-core", "2", "--embed", "all"]].concat()).unwrap())
            .is_ok()
    );
    let placed: Vec<bool> = open(&output, &ColumnArguments::default())
        .ok()
        .unwrap()
        .document
        .actors
        .iter()
        .map(|actor| actor.position.is_some())
        .collect();
    assert_eq!(placed, [true, true, true, false, false]);
}

#[test]
fn a_filter_that_cannot_be_is_refused_with_what_to_do() {
    let failure = exported_text(&["--without", "Reutres"]).err().unwrap();
    assert!(
        failure.message.contains("no reference has this id"),
        "{}",
        failure.message
    );
    let failure = exported_text(&["--between", "1914", "1872"]).err().unwrap();
    assert!(
        failure.message.contains("earlier date first"),
        "{}",
        failure.message
    );
    for words in [
        &["--as-of", "July 1914"][..],
        &["--as-of", "1914", "--between", "1", "2"],
        &["--min-reliability", "F"],
        &["--min-credibility", "6"],
        &["--without-kind", "love"],
        &["--cited", "--uncited"],
    ] {
        let line = [&["in.json", "-o", "out.png"][..], words].concat();
        assert_eq!(ask(&line).unwrap_err().exit_code(), 2, "{words:?}");
    }
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in.json");
    disk::save(&input, DATED.as_bytes()).unwrap();
    let asked = ask(&[input.to_str().unwrap(), "-o", "out.json", "--cited"]).unwrap();
    assert!(
        exported(&asked)
            .err()
            .unwrap()
            .message
            .contains("whole network")
    );
}

#[test]
fn sizes_beyond_reason_are_usage_errors() {
    for words in [
        &["--width", "1000000"][..],
        &["--width", "0"],
        &["--scale", "9"],
        &["--scale", "nan"],
        &["--method", "nice"],
    ] {
        let line = [&["in.json", "-o", "out.png"][..], words].concat();
        let error = ask(&line).unwrap_err();
        assert_eq!(error.exit_code(), 2, "{words:?}");
    }
    let large = ask(&["x", "-o", "y.png", "--width", "30000", "--height", "30000"]).unwrap();
    let failure = exported(&large).err().unwrap();
    assert_eq!(failure.status, 2);
    assert!(failure.message.contains("too large"), "{}", failure.message);
}

#[test]
fn an_output_without_a_known_ending_says_what_to_do() {
    let asked = ask(&["x.json", "-o", "picture.bmp"]).unwrap();
    let failure = exported(&asked).err().unwrap();
    assert_eq!(failure.status, 2);
    assert!(
        failure.message.contains(".json, .graphml"),
        "{}",
        failure.message
    );
}

/// A file with two blocs in its view; the actors have positions.
const WITH_BLOCS: &str = r#"{"nodes":[{"id":"a","x":0,"y":0},{"id":"b","x":100,"y":0},{"id":"c","x":0,"y":400},{"id":"d","x":100,"y":400}],
        "edges":[{"source":"a","target":"b"},{"source":"b","target":"c"},{"source":"c","target":"d"}],
        "view":{"blocs":{"blocs":[{"name":"North","members":["a","b"]},{"name":"South","members":["c","d"]}]}}}"#;

fn exported_with_blocs(words: &[&str]) -> Result<String, Failure> {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in.json");
    disk::save(&input, WITH_BLOCS.as_bytes()).unwrap();
    let output = folder.path().join("out.svg");
    let line = [
        &[input.to_str().unwrap(), "-o", output.to_str().unwrap()],
        words,
    ]
    .concat();
    exported(&ask(&line).unwrap())?;
    let bytes = disk::read(&output).unwrap_or_default();
    Ok(String::from_utf8(bytes).unwrap())
}

/// The number of bodies in a picture.
fn bodies(svg: &str) -> usize {
    svg.matches("data-actor=").count()
}

#[test]
fn blocs_saved_in_the_file_are_drawn_unless_there_is_a_rule() {
    let saved = exported_with_blocs(&[]).ok().unwrap();
    assert_eq!(bodies(&saved), 2);
    assert!(saved.contains("2 blocs of 4 actors"), "the caption says so");
    let none = exported_with_blocs(&["--blocs", "none"]).ok().unwrap();
    assert_eq!(bodies(&none), 4);
    let by_kind = exported_with_blocs(&["--blocs", "kind"]).ok().unwrap();
    assert_eq!(bodies(&by_kind), 1);
    let matrix = exported_with_blocs(&["--view", "matrix"]).ok().unwrap();
    assert!(matrix.contains("2 blocs of 4 actors"));
    // Blocs are at the middle of their members: one above the other.
    let centers: Vec<f32> = saved
        .split("data-actor=")
        .skip(1)
        .filter_map(|group| group.split("cx=\"").nth(1)?.split('"').next()?.parse().ok())
        .collect();
    assert!((centers[0] - centers[1]).abs() < 1.0, "{centers:?}");
}

#[test]
fn ties_between_blocs_need_blocs() {
    assert!(exported_with_blocs(&["--bloc-ties", "all"]).is_ok());
    let failure = exported_with_blocs(&["--bloc-ties", "all", "--blocs", "none"]);
    let message = failure.err().unwrap().message;
    assert!(message.contains("say which with --blocs"), "{message}");
}

#[test]
fn outlines_are_drawn_by_a_rule_or_as_saved_in_the_file() {
    let outlined = |words: &[&str]| exported_with_blocs(&[&["--blocs", "none"], words].concat());
    let none = outlined(&[]).ok().unwrap();
    assert!(!none.contains("outlines by"));
    let by_community = outlined(&["--outlines", "communities"]).ok().unwrap();
    assert!(by_community.contains("outlines by community: "));
    let failure = outlined(&["--outlines", "colour"]).err().unwrap();
    assert!(
        failure
            .message
            .contains("--outlines colour: no actor has the field"),
        "{}",
        failure.message
    );
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("in.json"), folder.path().join("out.svg"));
    let saved = WITH_BLOCS.replace("\"view\":{\"blocs\"", "\"view\":{\"outlines\"");
    disk::save(&input, saved.as_bytes()).unwrap();
    let names = [input.to_str().unwrap(), "-o", output.to_str().unwrap()];
    assert!(exported(&ask(&names).unwrap()).is_ok());
    let svg = String::from_utf8(disk::read(&output).unwrap()).unwrap();
    assert!(svg.contains("outlines by group: 2") && svg.contains("North"));
    let off = [&names[..], &["--outlines", "none"]].concat();
    assert!(exported(&ask(&off).unwrap()).is_ok());
    let svg = String::from_utf8(disk::read(&output).unwrap()).unwrap();
    assert!(!svg.contains("outlines by"));
    // Where there are none, the caption says why.
    let matrix = outlined(&["--outlines", "communities", "--view", "matrix"]);
    let matrix = matrix.ok().unwrap();
    assert!(matrix.contains("no outlines by community in a matrix"));
    let words = ["--blocs", "communities", "--outlines", "communities"];
    let blocs = exported_with_blocs(&words).ok().unwrap();
    assert!(blocs.contains("no outlines by community: actors are drawn as blocs"));
    let native = ask(&[names[0], "-o", "out.json", "--outlines", "camps"]).unwrap();
    assert!(
        exported(&native)
            .err()
            .unwrap()
            .message
            .contains("leave --outlines out")
    );
}

const TYPED: &str = r#"{
    "nodes":[{"id":"a","x":-200,"y":0},{"id":"b","x":200,"y":0},{"id":"c","x":0,"y":1}],
    "edges":[{"source":"a","target":"b","kind":"support","type":"border guards"},
             {"source":"a","target":"c","kind":"support","type":"a text that is far longer than any line of this picture, and so has no room on it at all"}]}"#;

#[test]
fn types_are_written_on_lines_on_request_and_those_without_room_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in.json");
    disk::save(&input, TYPED.as_bytes()).unwrap();
    let written = |name: &str, words: &[&str]| {
        let output = folder.path().join(name);
        let names = [input.to_str().unwrap(), "-o", output.to_str().unwrap()];
        assert!(exported(&ask(&[&names[..], words].concat()).unwrap()).is_ok());
        String::from_utf8_lossy(&disk::read(&output).unwrap()).into_owned()
    };
    let on_lines = |svg: &str| svg.contains("aria-label=\"border guards\"");
    let plain = written("out.svg", &[]);
    assert!(!on_lines(&plain) && !plain.contains("types on"));
    let typed = written("out.svg", &["--types"]);
    assert!(on_lines(&typed));
    assert!(typed.contains("types on 1 of 2 lines"), "{typed}");
    let page = written("out.html", &["--types", "--language", "de"]);
    assert!(page.contains("Arten auf 1 von 2 Linien"));
    let matrix = written("out.svg", &["--types", "--view", "matrix"]);
    assert!(matrix.contains("types on 0 of 2 lines"));
    let blocs = written("out.svg", &["--types", "--blocs", "kind"]);
    assert!(!on_lines(&blocs));
}

const NOTED: &str = r#"{"format":"frenemy/1",
    "nodes":[{"id":"a","x":-200,"y":0},{"id":"b","x":200,"y":0}],
    "edges":[{"id":"ab","source":"a","target":"b","kind":"support","claims":[{"quote":"q"}]}],
    "annotations":[{"id":"n","text":"Look <here> & there","about":{"actor":"b"},"x":0,"y":80}],
    "story":[{"id":"one","title":"With"},{"id":"two","title":"Without","hidden_annotations":["n"]}]}"#;

#[test]
fn text_notes_are_in_every_picture_unless_they_are_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in.json");
    disk::save(&input, NOTED.as_bytes()).unwrap();
    let written = |name: &str, words: &[&str]| {
        let output = folder.path().join(name);
        let names = [input.to_str().unwrap(), "-o", output.to_str().unwrap()];
        let done = exported(&ask(&[&names[..], words].concat()).unwrap());
        assert!(done.is_ok(), "{name} {words:?}");
        disk::read(&output).unwrap()
    };
    let text = |name: &str, words: &[&str]| String::from_utf8(written(name, words)).unwrap();
    let escaped = "Look &lt;here> &amp; there";
    let has_note =
        |text: &str| text.contains("Look &lt;here&gt; &amp; there") || text.contains(escaped);
    assert!(has_note(&text("out.svg", &[])));
    assert!(has_note(&text("out.svg", &["--svg-text", "text"])));
    assert!(has_note(&text("out.html", &[])));
    assert!(!has_note(&text("out.svg", &["--no-notes"])));
    assert_ne!(written("out.png", &[]), written("out.png", &["--no-notes"]));
    #[cfg(feature = "pdf")]
    assert_ne!(written("out.pdf", &[]), written("out.pdf", &["--no-notes"]));
    // A step of the story says which notes it hides.
    let story = text("out.html", &["--story"]);
    assert_eq!(story.matches("Look &lt;here").count(), 1, "{story}");
    // Our own format keeps them; a network for everyone carries none.
    assert!(text("out.json", &[]).contains("Look <here> & there"));
    let carried = text("out.svg", &["--embed", "network", "--no-notes"]);
    assert!(!carried.contains("Look"));
    assert!(text("out.svg", &["--view", "matrix"]).contains("0 of 1 text note"));
}

#[test]
fn titles_of_marks_and_the_metadata_of_a_pdf_are_in_the_language_of_the_figure() {
    let german = exported_text(&["--language", "de"]).ok().unwrap();
    assert!(german.contains("xml:lang=\"de\""));
    assert!(
        german.contains("<title>Unterstützung von a für b"),
        "{german}"
    );
    assert!(
        !german.contains("supporting") && !german.contains(" relations"),
        "{german}"
    );
    let english = exported_text(&[]).ok().unwrap();
    assert!(english.contains("<title>a supporting b"), "{english}");
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_names_the_language_of_its_figure() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in.json");
    disk::save(&input, DATED.as_bytes()).unwrap();
    for code in ["en", "fr"] {
        let output = folder.path().join("out.pdf");
        let names = [input.to_str().unwrap(), "-o", output.to_str().unwrap()];
        let words = ["--language", code];
        assert!(exported(&ask(&[&names[..], &words].concat()).unwrap()).is_ok());
        let bytes = disk::read(&output).unwrap();
        let pdf = String::from_utf8_lossy(&bytes);
        assert!(
            pdf.contains(&format!("/Lang({code})")) || pdf.contains(&format!("/Lang ({code})")),
            "{code}"
        );
    }
}
