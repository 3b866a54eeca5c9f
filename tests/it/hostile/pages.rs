//! Names, texts and colours that try to become markup or scripts in pages and pictures. Each is
//! exported by the built program, and read by a parser of its format.

use std::fs;
use std::path::Path;

use dom_query::Document as Html;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::json;

use super::run;

const HOSTILE: &str = "</script></style></title><script>alert(1)</script><img src=x onerror=alert(2)>\"' --> ]]> \
                       <!-- &amp; &#60; javascript:alert(3) \u{2028}${x}`{{x}}";

/// Addresses that are none of the web, and some that are.
const ADDRESSES: [&str; 6] = [
    "javascript:alert(3)",
    "\u{1} java\nscript:alert(3)",
    "data:text/html,<script>alert(3)</script>",
    "//evil.example/x",
    "file:///etc/passwd",
    "https://a.example/?b=1&c=\"onmouseover=alert(3)",
];

/// A network and its story, in which each text tries to be something else.
fn network() -> String {
    let references: Vec<_> = ADDRESSES
        .iter()
        .enumerate()
        .map(|(at, address)| {
            json!({"id": format!("{HOSTILE}{at}"), "title": HOSTILE, "type": HOSTILE, "publisher": HOSTILE,
                "container-title": HOSTILE, "section": HOSTILE, "URL": address, "DOI": HOSTILE, "origin": HOSTILE,
                "author": [{"family": HOSTILE, "given": HOSTILE}, {"literal": HOSTILE}], "language": HOSTILE})
        })
        .collect();
    let claims: Vec<_> = (0..ADDRESSES.len())
        .map(|at| {
            json!({"reference": format!("{HOSTILE}{at}"), "quote": HOSTILE, "locator": HOSTILE,
                "claimant": HOSTILE, "note": HOSTILE, "coder": HOSTILE})
        })
        .collect();
    json!({
        "format": "frenemy/1",
        "graph": {"title": HOSTILE, "description": HOSTILE, "language": HOSTILE, "lang": HOSTILE},
        "references": references,
        "nodes": [
            {"id": HOSTILE, "name": HOSTILE, "color": "red\" onload=\"alert(4)", "aliases": [HOSTILE], "note": HOSTILE,
                "wikidata": HOSTILE, "image": "javascript:alert(3)", HOSTILE: HOSTILE},
            {"id": "b", "color": "url(javascript:alert(4))", "x": "1\" onload=\"alert(4)", "y": 2},
            {"id": "c", "color": "#123456\"/><script>alert(4)</script>"},
        ],
        "edges": [
            {"id": HOSTILE, "source": HOSTILE, "target": "b", "kind": "hostility", "type": HOSTILE, "note": HOSTILE,
                "when": "2015", "color": HOSTILE, "claims": claims},
            {"id": "f", "source": "b", "target": "c", "kind": "support", "type": HOSTILE},
        ],
        "story": [
            {"id": HOSTILE, "title": HOSTILE, "actors": [HOSTILE], "relations": [HOSTILE],
                "text": format!("{HOSTILE}\n\n[x](javascript:alert(3))\n\n<b>{HOSTILE}</b>"),
                "blocs": {"groups": [{"name": HOSTILE, "members": [HOSTILE, "b"]}]}},
            {"id": "2", "title": "javascript:alert(3)"},
        ],
    })
    .to_string()
}

/// Exports the network under this name.
fn exported(folder: &Path, name: &str, more: &[&str]) -> Vec<u8> {
    fs::write(folder.join("net.json"), network()).unwrap();
    let arguments = [&["export", "net.json", "-o", name], more].concat();
    let said = run(folder, &arguments, 400).stderr;
    assert!(!said.contains("panicked"), "{said}");
    fs::read(folder.join(name)).unwrap_or_else(|_| panic!("{name}: {said}"))
}

#[test]
fn a_page_and_a_story_have_one_script_and_link_to_the_web_alone() {
    let folder = tempfile::tempdir().unwrap();
    for more in [
        &[][..],
        &["--story"],
        &["--blocs", "communities"],
        &["--theme", "dark"],
    ] {
        let page = exported(folder.path(), "page.html", more);
        let page = Html::from(String::from_utf8(page).unwrap());
        assert_eq!(page.select("script").length(), 1, "{more:?}");
        assert_eq!(page.select("style").length(), 1, "{more:?}");
        let loading =
            "img, iframe, object, embed, link, base, form, audio, video, image, use, foreignObject";
        assert_eq!(page.select(loading).length(), 0, "{more:?}");
        for node in page.select("*").nodes() {
            for attribute in node.attrs() {
                let (name, value) = (
                    attribute.name.local.to_string(),
                    attribute.value.to_string(),
                );
                assert!(!name.starts_with("on"), "{more:?}: {name}={value}");
                assert!(
                    !["src", "srcset", "action", "formaction", "data"].contains(&&*name),
                    "{name}={value}"
                );
                let is_link = name == "href" || name.ends_with(":href");
                let is_fine = value.starts_with('#')
                    || value.starts_with("https://a.example/")
                    || value.starts_with("https://doi.org/");
                assert!(!is_link || is_fine, "{more:?}: {name}={value}");
            }
        }
    }
}

#[test]
fn a_picture_in_lines_has_neither_scripts_nor_links() {
    let folder = tempfile::tempdir().unwrap();
    let allowed = [
        "svg", "metadata", "rect", "g", "title", "desc", "path", "circle", "text", "clipPath",
        "defs",
    ];
    for more in [&[][..], &["--blocs", "communities"], &["--theme", "dark"]] {
        let picture = exported(folder.path(), "picture.svg", more);
        let picture = String::from_utf8(picture).unwrap();
        let mut reader = Reader::from_str(&picture);
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => break,
                Event::Start(tag) | Event::Empty(tag) => {
                    let name = String::from_utf8(tag.name().as_ref().to_vec()).unwrap();
                    assert!(allowed.contains(&&*name), "{more:?}: <{name}>");
                    for attribute in tag.attributes() {
                        let attribute = attribute.unwrap();
                        let key = String::from_utf8(attribute.key.as_ref().to_vec()).unwrap();
                        let value = String::from_utf8(attribute.value.to_vec()).unwrap();
                        assert!(
                            !key.starts_with("on") && !key.contains("href"),
                            "{key}={value}"
                        );
                        let is_style = ["fill", "stroke", "style"].contains(&&*key);
                        assert!(
                            !is_style || !value.contains(['&', '<', '(']),
                            "{key}={value}"
                        );
                    }
                }
                Event::CData(_) | Event::PI(_) | Event::DocType(_) => panic!("{more:?}"),
                _ => {}
            }
        }
    }
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_has_no_actions_but_links_to_the_web() {
    let folder = tempfile::tempdir().unwrap();
    for more in [&[][..], &["--story"]] {
        let file = exported(folder.path(), "page.pdf", more);
        let has = |word: &str| file.windows(word.len()).any(|part| part == word.as_bytes());
        for word in ["/JavaScript", "/Launch", "/OpenAction", "/SubmitForm"] {
            assert!(!has(word), "{more:?}: {word}");
        }
        let links = file
            .windows(5)
            .enumerate()
            .filter(|(_, part)| part == b"/URI(");
        for (at, _) in links {
            assert!(file[at + 5..].starts_with(b"http"), "{more:?}");
        }
    }
}

#[test]
fn a_damaged_font_is_refused_or_used_without_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    let file = json!({"format": "frenemy/1", "nodes": [{"id": "a", "name": "ა\u{e000} ﷽ 🜁 𓀀"}, {"id": "b"}],
        "edges": [{"source": "a", "target": "b", "kind": "hostility"}]});
    fs::write(folder.path().join("net.json"), file.to_string()).unwrap();
    let font = dejavu::sans_mono::regular();
    let tables: Vec<usize> = (0..font.len().min(400)).collect();
    for number in 0..24_usize {
        let mut damaged = font.to_vec();
        match number % 4 {
            0 => damaged.truncate(font.len() * number / 24),
            1 => tables
                .iter()
                .skip(number)
                .step_by(7)
                .for_each(|at| damaged[*at] ^= 0x55),
            2 => damaged
                .iter_mut()
                .skip(400 + number)
                .step_by(97)
                .for_each(|byte| *byte = 0xff),
            _ => damaged
                .iter_mut()
                .skip(number)
                .step_by(4_001)
                .for_each(|byte| *byte = byte.wrapping_add(1)),
        }
        fs::write(folder.path().join("font.ttf"), damaged).unwrap();
        let arguments = ["export", "net.json", "-o", "out.svg", "--font", "font.ttf"];
        let said = run(folder.path(), &arguments, 400).stderr;
        assert!(!said.contains("panicked"), "{number}: {said}");
    }
}
