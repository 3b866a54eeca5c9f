//! The page keeps what the document says as text, and asks for nothing.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use dom_query::Document as Html;
use sha2::Digest as _;

use crate::export::{ExportContent, by_id};
use crate::graph::{Filter, Network};
use crate::model::Document;
use crate::scene::{Encoding, FigureOptions};

const HOSTILE: &str = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"' --> &amp;";

fn page_of(file: &str) -> String {
    let document = crate::file::read(file.as_bytes(), "in.json")
        .unwrap()
        .document;
    page_with(&document, &FigureOptions::default())
}

fn page_with(document: &Document, options: &FigureOptions) -> String {
    let whole = Network::seen(document, &Filter::default());
    let positions: Vec<_> = whole
        .graph
        .node_indices()
        .map(|node| emath::pos2(90.0 * node.index() as f32, 30.0))
        .collect();
    let content = ExportContent {
        document,
        filter: &Filter::default(),
        blocs: None,
        positions: &positions,
        encoding: &Encoding::default(),
        groups: None,
    };
    let bytes = by_id("html").unwrap().export(&content, options).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn hostile_file() -> String {
    let text = serde_json::Value::from(HOSTILE);
    format!(
        r#"{{"format":"frenemy/1","graph":{{"title":{text},"description":{text}}},
        "references":[{{"id":"r","title":{text},"URL":"javascript:alert(3)"}},
            {{"id":"s","title":"Good","URL":"https://example.org/a?b=1&c=2"}}],
        "nodes":[{{"id":{text},"name":{text}}},{{"id":"b","name":"Borea"}}],
        "edges":[{{"id":"e","source":{text},"target":"b","kind":"hostility","type":{text},
            "when":"2015","claims":[{{"reference":"r","quote":{text},"locator":{text}}},
            {{"reference":"s","quote":"said so"}}]}},
            {{"id":"f","source":{text},"target":"b","kind":"support","claims":[]}}]}}"#
    )
}

#[test]
fn what_a_document_says_stays_text() {
    let page = page_of(&hostile_file());
    let html = Html::from(page.as_str());
    assert_eq!(html.select("script").length(), 1, "only our own script");
    assert_eq!(html.select("img, iframe, object, link").length(), 0);
    assert_eq!(html.select("[onerror], [onload], [onclick]").length(), 0);
    assert_eq!(&*html.select("h1").text(), HOSTILE);
    assert_eq!(&*html.select("header p").text(), HOSTILE);
    let quote = html.select("article blockquote").first().text().to_string();
    assert_eq!(quote, format!("“{HOSTILE}”"));
}

#[test]
fn only_web_addresses_become_links() {
    let page = page_of(&hostile_file());
    let html = Html::from(page.as_str());
    let outside = html.select(".records a:not([href^='#'])");
    assert_eq!(outside.length(), 1);
    assert_eq!(
        outside.attr("href").as_deref(),
        Some("https://example.org/a?b=1&c=2")
    );
}

#[test]
fn nothing_is_loaded_and_only_the_script_of_the_policy_runs() {
    let page = page_of(&hostile_file());
    let html = Html::from(page.as_str());
    let policy = html
        .select("meta[http-equiv]")
        .attr("content")
        .unwrap()
        .to_string();
    assert!(policy.starts_with("default-src 'none';"), "{policy}");
    assert!(
        !policy.contains("http") && !policy.contains("script-src 'unsafe"),
        "{policy}"
    );
    assert_eq!(html.select("[src], [srcset], [data], [action]").length(), 0);
    let script = html.select("script").text().to_string();
    let hash = BASE64_STANDARD.encode(sha2::Sha256::digest(script.as_bytes()));
    assert!(
        policy.contains(&format!("script-src 'sha256-{hash}'")),
        "{policy}"
    );
}

#[test]
fn every_actor_and_tie_of_the_picture_leads_to_its_record() {
    let page = page_of(&hostile_file());
    let html = Html::from(page.as_str());
    let links = html.select(".stage a");
    // Two lines, two bodies and two names.
    assert_eq!(links.length(), 6);
    for link in &links {
        let to = link.attr("href").unwrap().to_string();
        assert_eq!(html.select(&format!("article{to}")).length(), 1, "{to}");
    }
    let kinds = html.select(".stage a[data-kinds='hostility']");
    assert_eq!(kinds.length(), 1);
    let ends = kinds.attr("data-ends").unwrap().to_string();
    assert_eq!(ends.split(' ').count(), 2);
    let record = html.select(&format!("article{}", kinds.attr("href").unwrap()));
    let text = record.text().to_string();
    for part in ["Hostility", "2015", "said so", HOSTILE] {
        assert!(text.contains(part), "{part} in {text}");
    }
    // The keyboard stops once at each actor and tie.
    assert_eq!(html.select(".stage a:not([tabindex])").length(), 4);
}

#[test]
fn a_light_picture_is_dark_where_the_system_is_and_a_dark_one_is_always_dark() {
    let document = crate::file::read(hostile_file().as_bytes(), "in.json")
        .unwrap()
        .document;
    let light = page_with(&document, &FigureOptions::default());
    assert!(light.contains("prefers-color-scheme: dark"));
    assert!(light.contains("svg [fill=\"#c94a00\"] { fill: #f07b3a; }"));
    let options = FigureOptions {
        is_dark: true,
        ..FigureOptions::default()
    };
    let dark = page_with(&document, &options);
    assert!(!dark.contains("prefers-color-scheme") && dark.contains("--paper: #161a20"));
}

#[test]
fn notes_of_the_analyst_are_not_in_the_page() {
    let page = page_of(
        r#"{"format":"frenemy/1","nodes":[{"id":"a","note":"secret-1"},{"id":"b"}],
        "edges":[{"source":"a","target":"b","kind":"support","secret-key":"secret-2",
        "claims":[{"quote":"open words","note":"secret-3"}]}]}"#,
    );
    assert!(page.contains("open words") && !page.contains("secret-"));
}

#[test]
fn every_actor_and_tie_of_a_large_network_leads_to_its_record() {
    let document = crate::sample::Sample::new(500, 1500).document();
    let page = page_with(&document, &FigureOptions::default());
    let html = Html::from(page.as_str());
    let hrefs = |selector: &str| -> std::collections::BTreeSet<String> {
        let links = html.select(selector);
        links
            .iter()
            .filter_map(|link| link.attr("href"))
            .map(|href| href.to_string())
            .collect()
    };
    let ties = hrefs(".stage a[data-kinds]");
    assert_eq!(ties.len(), html.select("article[id^='tie-']").length());
    assert!(ties.len() > 1000, "{}", ties.len());
    let actors = hrefs(".stage a:not([data-kinds])");
    assert_eq!(actors.len(), 500);
    // What the search offers is in the picture.
    let offered = html.select("#actors option");
    assert!(offered.length() >= 500);
    for option in &offered {
        let record = option.attr("data-record").unwrap();
        assert!(actors.contains(&format!("#{record}")), "{record}");
    }
}

#[test]
fn an_actor_is_found_by_its_aliases() {
    let page = page_of(
        r#"{"nodes":[{"id":"t","name":"Taliban","aliases":["Islamic Emirate"]},{"id":"b"}],
        "edges":[{"source":"t","target":"b","kind":"support"}]}"#,
    );
    let html = Html::from(page.as_str());
    let names = html.select("#actors option");
    let of = |name: &str| {
        let option = names
            .iter()
            .find(|option| option.attr("value").as_deref() == Some(name));
        option.unwrap().attr("data-record").unwrap().to_string()
    };
    assert_eq!(of("Taliban"), of("Islamic Emirate"));
    assert_ne!(of("Taliban"), of("b"));
}

#[test]
fn names_and_quotes_of_the_other_direction_are_isolated() {
    let file = r#"{"graph":{"title":"ישראל 1948","as_of":"1948"},
        "nodes":[{"id":"a","name":"צה\"ל"},{"id":"b","name":"Borea"}],
        "edges":[{"source":"a","target":"b","kind":"support","type":"סיוע","directed":true,
        "claims":[{"quote":"לבין שכנותיה, Reuters"}]}]}"#;
    let page = page_of(file);
    let support = "by <bdi>צה\"ל</bdi> · <bdi>סיוע</bdi>";
    assert!(page.contains(support), "{page}");
    assert!(page.contains("<h1><bdi>") && page.contains("<blockquote><bdi>"));
    let label = "aria-label=\"\u{2068}צה&quot;ל\u{2069} supporting Borea, \u{2068}סיוע\u{2069}, ";
    assert!(page.contains(label), "{page}");
    // The page says which time it shows.
    assert!(page.contains("As of 1948."));
    // Overrides of direction in a name do not reach beyond it.
    let hostile = file.replace("Borea", "Bo\u{202e}rea\u{2069}");
    let page = page_of(&hostile);
    assert!(page.contains("supporting Borea, "), "{page}");
}

#[test]
fn the_words_of_the_script_are_in_the_language_of_the_page() {
    let document = crate::file::read(hostile_file().as_bytes(), "in.json")
        .unwrap()
        .document;
    let options = FigureOptions {
        language: Some(crate::language::Language::German),
        ..FigureOptions::default()
    };
    let page = page_with(&document, &options);
    let html = Html::from(page.as_str());
    assert_eq!(
        html.select("#search").attr("data-none").as_deref(),
        Some("Kein solcher Akteur im Bild")
    );
    assert_eq!(
        html.select("#card").attr("data-close").as_deref(),
        Some("Schließen")
    );
    assert!(!html.select("script").text().contains("No such actor"));
    // Who does what to whom, with type, date, claims.
    assert!(
        page.contains("Feindschaft zwischen ") && page.contains(", 2015, 2 Aussagen"),
        "{page}"
    );
}
