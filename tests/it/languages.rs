//! Figures and pages in the language of the reader: by flag, and by the file's own word.

use std::fs;
use std::path::Path;
use std::process::Command;

const NETWORK: &str = r#"{"format":"frenemy/1",
"graph":{"title":"Alba","as_of":"1914-07","language":"LANGUAGE"},
"references":[{"id":"r","title":"A book"}],
"nodes":[{"id":"a","name":"Alba","kind":"state"},{"id":"b","name":"Borea","kind":"group"},{"id":"c","name":"Cadiz"}],
"edges":[{"id":"e","source":"a","target":"b","kind":"support","when":"1914-07-28",
  "claims":[{"reference":"r"},{"reference":"r","stance":"denies"}]},
 {"id":"f","source":"b","target":"c","kind":"hostility","claims":[{"reference":"r"}]},
 {"id":"g","source":"a","target":"c","kind":"cooperation","claims":[]}]}"#;

/// Words of each language that a figure of the network says: of the legend, of the caption, and the
/// date.
const SAID: [(&str, [&str; 4]); 7] = [
    (
        "en",
        [
            "Support",
            "State",
            "3 actors, 3 relations",
            "As of July 1914.",
        ],
    ),
    (
        "es",
        [
            "Apoyo",
            "Estado",
            "3 actores, 3 relaciones",
            "Situación: julio de 1914.",
        ],
    ),
    (
        "fr",
        [
            "Soutien",
            "État",
            "3 acteurs, 3 relations",
            "Situation : juillet 1914.",
        ],
    ),
    (
        "de",
        [
            "Unterstützung",
            "Staat",
            "3 Akteure, 3 Beziehungen",
            "Stand: Juli 1914.",
        ],
    ),
    (
        "ru",
        [
            "Поддержка",
            "Государство",
            "3 участника, 3 отношения",
            "Состояние: июль 1914 г.",
        ],
    ),
    (
        "ar",
        ["دعم", "دولة", "3 أطراف، 3 علاقات", "الوضع في يوليو 1914."],
    ),
    (
        "zh",
        ["支持", "国家", "3个行为体、3条关系", "截至1914年7月。"],
    ),
];

/// The file that `frenemy export` writes of the network, which names this language itself.
fn exported(own: &str, output: &str, arguments: &[&str]) -> String {
    exported_from(NETWORK, own, output, arguments)
}

/// The same of another network.
fn exported_from(network: &str, own: &str, output: &str, arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in.json");
    fs::write(&input, network.replace("LANGUAGE", own)).unwrap();
    let output = folder.path().join(output);
    let run = Command::new(env!("CARGO_BIN_EXE_frenemy"))
        .arg("export")
        .args([&input, Path::new("-o"), &output])
        .args(arguments)
        .output()
        .unwrap();
    assert!(run.status.success(), "{run:?}");
    fs::read_to_string(output).unwrap()
}

fn svg(own: &str, arguments: &[&str]) -> String {
    let text = ["--svg-text", "text"];
    exported(own, "out.svg", &[&text, arguments].concat())
}

#[test]
fn a_figure_speaks_the_language_that_is_chosen() {
    for (code, words) in SAID {
        let figure = svg("", &["--language", code]);
        for said in words {
            assert!(figure.contains(said), "{code}: {said}: {figure}");
        }
        let english = SAID[0].1;
        let is_english = english.iter().any(|said| figure.contains(said));
        assert_eq!(is_english, code == "en", "{code}: {figure}");
    }
}

#[test]
fn the_file_says_its_language_and_the_flag_comes_first() {
    let german = SAID[3].1[2];
    assert!(svg("de-CH", &[]).contains(german));
    assert!(!svg("de-CH", &["--language", "fr"]).contains(german));
    for unknown in ["", "tlh"] {
        assert!(svg(unknown, &[]).contains(SAID[0].1[2]));
    }
}

#[test]
fn a_page_speaks_it_too() {
    let headings = [
        (
            "de",
            "ltr",
            [
                "<h2>Beziehungen</h2>",
                "<h2>Quellen</h2>",
                "Akteur suchen",
                "Bestreitet:",
            ],
        ),
        (
            "ar",
            "rtl",
            [
                "<h2>العلاقات</h2>",
                "<h2>المصادر</h2>",
                "ابحث عن طرف",
                "ينفي:",
            ],
        ),
    ];
    for (code, direction, said) in headings {
        let page = exported("", "out.html", &["--language", code]);
        let root = format!("<html lang=\"{code}\" dir=\"{direction}\">");
        assert!(page.contains(&root), "{page}");
        for said in said {
            assert!(page.contains(said), "{code}: {said}");
        }
        let (_, body) = page.split_once("<body>").unwrap();
        let body = body.split("<script>").next().unwrap();
        for english in [
            "Relations",
            "Sources",
            "Find an actor",
            "Denies",
            "Zoom",
            "Cooperation",
        ] {
            assert!(!body.contains(english), "{code} says {english}");
        }
    }
}

/// The place and the anchor of the text that contains these words.
fn place(svg: &str, words: &str) -> (f32, String) {
    // Descriptions say the same words.
    let is_text = |(end, _): &(usize, &str)| {
        let tag = svg[..*end].rfind('<').map_or("", |start| &svg[start..]);
        tag.starts_with("<text") || tag.starts_with("<tspan")
    };
    let (end, _) = svg
        .match_indices(words)
        .find(is_text)
        .unwrap_or_else(|| panic!("no {words} in {svg}"));
    let start = svg[..end].rfind("<text").unwrap();
    let attribute = |name: &str| {
        let rest = svg[start..end].split(&format!(" {name}=\"")).nth(1)?;
        rest.split('"').next().map(str::to_owned)
    };
    let x = attribute("x").unwrap().parse().unwrap();
    (
        x,
        attribute("text-anchor").unwrap_or_else(|| "start".to_owned()),
    )
}

#[test]
fn a_figure_in_arabic_is_laid_out_from_the_right() {
    let (left, right) = (svg("", &[]), svg("", &["--language", "ar"]));
    for (number, at_end) in [(0, false), (2, true)] {
        let (english, arabic) = (SAID[0].1[number], SAID[5].1[number]);
        let (from_left, anchor) = place(&left, english);
        assert_eq!(anchor, "start");
        let (from_right, anchor) = place(&right, arabic);
        assert_eq!(anchor, "end");
        // The page is 1200 points wide, and the margins are equal.
        if at_end {
            assert!(
                (from_left + from_right - 1200.0).abs() < 0.1,
                "{from_left} {from_right}"
            );
        } else {
            assert!(
                from_left < 600.0 && from_right > 600.0,
                "{from_left} {from_right}"
            );
        }
    }
}

#[test]
fn sources_and_quotes_are_written_as_the_language_writes_them() {
    let said = [
        ("en", ["“A book”. 1900-07-04", "“War.”", "Denies:"]),
        ("es", ["«A book». 4 de julio de 1900", "«War.»", "Niega:"]),
        (
            "fr",
            [
                "«\u{a0}A book\u{a0}». 4 juillet 1900",
                "«\u{a0}War.\u{a0}»",
                "Dément\u{a0}:",
            ],
        ),
        ("de", ["„A book“. 4. Juli 1900", "„War.“", "Bestreitet:"]),
        ("ru", ["«A book». 4 июля 1900", "«War.»", "Опровергает:"]),
        ("ar", ["«A book». 4 يوليو 1900", "«War.»", "ينفي:"]),
        ("zh", ["《A book》. 1900年7月4日", "“War.”", "否认："]),
    ];
    let network = NETWORK
        .replace(
            r#""title":"A book""#,
            r#""title":"A book","issued":{"raw":"1900-07-04"}"#,
        )
        .replace(
            r#"{"reference":"r"},"#,
            r#"{"reference":"r","quote":{"exact":"War."}},"#,
        );
    for (code, [source, quote, stance]) in said {
        let page = exported_from(&network, code, "out.html", &[]);
        for words in [source, quote, stance] {
            assert!(page.contains(words), "{code}: {words}");
        }
        let figure = exported_from(&network, code, "out.svg", &["--svg-text", "text"]);
        assert!(figure.contains(source), "{code}: {source}");
    }
    // Titles begin where the lines of the page begin, whatever their letters.
    let page = exported_from(&network, "ar", "out.html", &[]);
    assert!(page.contains("dir=\"rtl\"") && page.contains("<h1><bdi>Alba</bdi></h1>"));
}
