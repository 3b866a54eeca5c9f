//! All languages have all messages, and say them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Language;
use super::catalogue::formatted;
use crate::model::{Date, Span};

/// The messages of a language: what follows each key, with its further lines.
fn messages(language: Language) -> BTreeMap<String, String> {
    let mut messages: BTreeMap<String, String> = BTreeMap::new();
    let mut last = String::new();
    for line in language
        .source()
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        if let Some((key, text)) = line.split_once(" = ").filter(|_| !line.starts_with(' ')) {
            last = key.to_owned();
            assert!(
                messages.insert(last.clone(), text.to_owned()).is_none(),
                "{line}"
            );
        } else if let Some(message) = messages.get_mut(&last) {
            message.push_str(line);
        }
    }
    messages
}

/// The values that a message names: `$count`.
fn values(message: &str) -> BTreeSet<&str> {
    let is_name = |letter: char| letter.is_ascii_lowercase();
    let names = message.split('$').skip(1);
    names
        .map(|rest| {
            rest.split(|letter| !is_name(letter))
                .next()
                .unwrap_or_default()
        })
        .collect()
}

#[test]
fn every_language_has_the_messages_of_english_with_the_same_values() {
    let english = messages(Language::English);
    assert!(english.len() > 150);
    for language in Language::ALL {
        let own = messages(language);
        let keys = |messages: &BTreeMap<String, String>| -> BTreeSet<String> {
            messages.keys().cloned().collect()
        };
        assert_eq!(keys(&own), keys(&english), "{language:?}");
        for (key, message) in &own {
            let expected = values(&english[key]);
            let named = values(message);
            // A plural form may go without its number: “one actor”.
            let is_missing = |name: &&&str| !named.contains(**name) && **name != "count";
            let missing: Vec<_> = expected.iter().filter(is_missing).collect();
            assert!(
                missing.is_empty(),
                "{language:?} {key} leaves out {missing:?}"
            );
            assert!(named.is_subset(&expected), "{language:?} {key}: {named:?}");
        }
    }
}

#[test]
fn every_message_is_read_and_formatted() {
    let values = [
        "first", "last", "second", "text", "name", "values", "shown", "all", "what",
    ]
    .iter()
    .chain(&[
        "blocs", "actors", "outlines", "reason", "names", "which", "grade", "value",
    ])
    .chain(&[
        "part", "measure", "rules", "counts", "year", "from", "to", "month", "season",
    ])
    .chain(&["day", "when", "date", "kind"]);
    let values: Vec<_> = values.map(|name| (*name, "Alba".into())).collect();
    for language in Language::ALL {
        for key in messages(language).keys() {
            for count in [0_usize, 1, 2, 3, 7, 11, 21, 101, 12_345] {
                let values = [&values[..], &[("count", count.into())]].concat();
                let text = formatted(language, key, &values);
                let text = text.unwrap_or_else(|| panic!("{language:?} lacks {key}"));
                assert!(
                    !text.contains(['{', '}', '$']),
                    "{language:?} {key}: {text}"
                );
                assert!(!text.trim().is_empty(), "{language:?} {key} is empty");
            }
        }
    }
}

#[test]
fn every_message_is_used_and_every_message_that_is_used_is_there() {
    let english = messages(Language::English);
    let mut used: BTreeSet<String> = english
        .keys()
        .filter(|key| key.starts_with("name-"))
        .cloned()
        .collect();
    let prefixes = [
        "actor", "caption", "count", "date", "figure", "filter", "kind", "legend",
    ];
    let prefixes: BTreeSet<&str> = prefixes
        .into_iter()
        .chain(["list", "page", "rule", "span"])
        .collect();
    for (file, text) in sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))) {
        for quoted in text.split('"') {
            if english.contains_key(quoted) {
                used.insert(quoted.to_owned());
            }
        }
        // What the functions of a language are given must be a message.
        for call in [".counted(\"", ".with(\"", ".text(\"", "language.text(match"] {
            for key in text
                .split(call)
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
            {
                let is_key = key
                    .split_once('-')
                    .is_some_and(|(first, _)| prefixes.contains(first));
                assert!(
                    !is_key || english.contains_key(key),
                    "{file}: no message {key}"
                );
            }
        }
    }
    // Messages that other messages name.
    used.insert("months-of-day".to_owned());
    let unused: Vec<_> = english.keys().filter(|key| !used.contains(*key)).collect();
    assert!(unused.is_empty(), "nothing says {unused:?}");
}

/// All Rust files below a folder, but those of tests, with their text.
fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let files = crate::file::disk::list(folder, "rs").into_iter();
    for path in files.filter(|path| !path.ends_with("tests.rs")) {
        let bytes = crate::file::disk::read(&path).unwrap();
        all.push((
            path.display().to_string(),
            String::from_utf8(bytes).unwrap(),
        ));
    }
    for folder in folders(folder) {
        all.extend(sources(&folder));
    }
    all
}

#[expect(clippy::disallowed_methods, reason = "a test reads the sources")]
fn folders(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.is_dir()).collect()
}

#[test]
fn words_of_the_program_have_a_name_and_words_of_the_document_stay() {
    for language in Language::ALL {
        for word in ["Community", "Degree", "friends", "Does not fit"] {
            let translated = language.word(word);
            assert_eq!(
                translated == word,
                language == Language::English,
                "{language:?} {word}"
            );
        }
        assert_eq!(language.word("Allianzgruppe"), "Allianzgruppe");
    }
    assert_eq!(
        Language::German.word("Closeness (estimated)"),
        "Nähe (geschätzt)"
    );
}

#[test]
fn counts_take_the_plural_form_of_their_language() {
    let actors = |language: Language| {
        [1, 2, 5, 21, 12_345].map(|count| language.counted("count-actors", count))
    };
    let ours = |texts: [&str; 5]| texts.map(str::to_owned);
    assert_eq!(
        actors(Language::English),
        ours([
            "1 actor",
            "2 actors",
            "5 actors",
            "21 actors",
            "12,345 actors"
        ])
    );
    assert_eq!(
        actors(Language::Russian),
        ours([
            "1 участник",
            "2 участника",
            "5 участников",
            "21 участник",
            "12\u{a0}345 участников"
        ])
    );
    assert_eq!(
        actors(Language::Arabic)[..4],
        ["طرف واحد", "طرفان", "5 أطراف", "21 طرفًا"]
    );
    assert_eq!(actors(Language::German)[4], "12.345 Akteure");
    assert_eq!(actors(Language::Chinese)[0], "1个行为体");
}

#[test]
fn english_says_dates_as_the_model_does() {
    for text in [
        "1914",
        "1914-07",
        "1914-07-28",
        "2001/..",
        "../1914-07",
        "1872/1914",
        "2016-07~",
        "1984?",
        "2004-06-11%",
        "201X",
        "20XX",
        "-0044",
        "2001-21",
        "1985-XX",
        "1985-04-XX",
        "1985-XX-XX",
        "1985/",
        "/1985",
    ] {
        let date = Date::parse(text).unwrap();
        assert_eq!(Language::English.date(&date), date.in_words(), "{text}");
        let span = Span::of(&date);
        assert_eq!(Language::English.span(span), span.in_words(), "{text}");
    }
}

#[test]
fn dates_are_said_as_each_language_says_them() {
    let date = Date::parse("1914-07-28").unwrap();
    let said = Language::ALL.map(|language| language.date(&date));
    let expected = [
        "28 July 1914",
        "28 de julio de 1914",
        "28 juillet 1914",
        "28. Juli 1914",
        "28 июля 1914 г.",
        "28 يوليو 1914",
        "1914年7月28日",
    ];
    assert_eq!(said, expected.map(str::to_owned));
    let month = Date::parse("1914-07").unwrap();
    assert_eq!(Language::Russian.date(&month), "июль 1914 г.");
    assert_eq!(Language::Chinese.date(&month), "1914年7月");
}

#[test]
fn tags_name_a_language_with_any_region() {
    for language in Language::ALL {
        assert_eq!(Language::from_tag(language.code()), Some(language));
    }
    assert_eq!(Language::from_tag("zh-Hans-CN"), Some(Language::Chinese));
    assert_eq!(Language::from_tag("DE_at"), Some(Language::German));
    for unknown in ["", "tlh", "deutsch"] {
        assert_eq!(Language::from_tag(unknown), None, "{unknown}");
    }
}

#[test]
fn the_time_of_a_figure_is_a_sentence_in_every_language() {
    let said = |text: &str| {
        let date = Date::parse(text).unwrap();
        Language::ALL.map(|language| language.as_of(&date))
    };
    let ours = |texts: [&str; 7]| texts.map(str::to_owned);
    assert_eq!(
        said("../1914"),
        ours([
            "Until 1914",
            "Hasta 1914",
            "Jusqu’à 1914",
            "Bis 1914",
            "1914 г. и ранее",
            "حتى 1914",
            "至1914年",
        ])
    );
    assert_eq!(
        said("1914/..")[..4],
        ["Since 1914", "Desde 1914", "Depuis 1914", "Seit 1914"]
    );
    assert_eq!(said("1914")[0], "As of 1914");
}

#[test]
fn days_have_the_article_of_their_language() {
    let said = |language: Language, text: &str| language.date(&Date::parse(text).unwrap());
    for (language, text, expected) in [
        (Language::French, "1914-07-01", "1er juillet 1914"),
        (Language::French, "1914-07-28~", "vers le 28 juillet 1914"),
        (
            Language::French,
            "1914-07-28/..",
            "depuis le 28 juillet 1914",
        ),
        (
            Language::French,
            "1890-01-01/1890-02-02",
            "du 1er janvier 1890 au 2 février 1890",
        ),
        (
            Language::Spanish,
            "1914-07-28~",
            "hacia el 28 de julio de 1914",
        ),
        (
            Language::Spanish,
            "../1914-07-28",
            "hasta el 28 de julio de 1914",
        ),
        (
            Language::German,
            "1890-01-01/1914-07-28",
            "vom 1. Januar 1890 bis zum 28. Juli 1914",
        ),
        (
            Language::German,
            "1890/1914-07-28",
            "1890 bis 28. Juli 1914",
        ),
        (Language::Russian, "1914-07-28~", "примерно 28 июля 1914 г."),
    ] {
        assert_eq!(said(language, text), expected);
    }
    let days = Date::parse("1890-01-01/1914-07-28").unwrap();
    let span = Language::German.span(Span::of(&days));
    assert_eq!(span, "vom 1. Januar 1890 bis zum 28. Juli 1914");
}

#[test]
fn decimals_are_written_as_in_the_language() {
    let said = |text: &str| Language::ALL.map(|language| language.decimal(text));
    let expected = ["0.5", "0,5", "0,5", "0,5", "0,5", "0.5", "0.5"];
    assert_eq!(said("0.5"), expected.map(str::to_owned));
    assert_eq!(Language::German.decimal("1234.5"), "1.234,5");
    assert_eq!(Language::German.decimal("1e12"), "1e12");
}

#[test]
fn texts_of_the_other_direction_are_isolated() {
    let english = |text: &str| Language::English.isolated(text);
    assert_eq!(english("Russia (1)"), "Russia (1)");
    assert_eq!(english("ישראל"), "\u{2068}ישראל\u{2069}");
    assert_eq!(english("Rus\u{202e}sia\u{2069}"), "Russia");
    assert_eq!(Language::Arabic.isolated("أفغانستان"), "أفغانستان");
    assert_eq!(Language::Arabic.isolated("Iran"), "\u{2068}Iran\u{2069}");
}
