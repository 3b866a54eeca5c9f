//! Properties of every text: a quote of any range is found at that range.

use std::ops::Range;

use proptest::prelude::*;

use super::{Anchored, Text};

/// Texts of few words, so that they repeat, with everything that folding changes.
fn a_text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "ab",
        "a",
        "b",
        " ",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\n\n",
        "-",
        "–",
        "“",
        "'",
        "…",
        ".",
        "\u{ad}",
        "\u{200b}",
        "\u{feff}",
        "\u{a0}",
        "e",
        "\u{301}",
        "\u{323}",
        "é",
        "ﬁ",
        "ﬃ",
        "日",
        "¶",
        "A",
        "\u{1112}",
        "\u{1161}",
        "\u{11ab}",
        "😀",
        "\u{fe0f}",
        "\u{200d}",
        "\0",
        "ab\u{ad}\n",
        "a¬\n",
        "¬",
        "ſ",
        "\u{5b8}",
        "ש",
        "ا",
        "\u{64e}",
        "a-\nb",
        "[a]",
        " … ",
        "«",
        "»",
    ]);
    prop::collection::vec(word, 0..80).prop_map(|words| words.concat())
}

/// A text and a range between two of its characters.
fn a_selection() -> impl Strategy<Value = (String, Range<usize>)> {
    (
        a_text(),
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
    )
        .prop_map(|(text, one, other)| {
            let ends: Vec<usize> = text
                .char_indices()
                .map(|(at, _)| at)
                .chain([text.len()])
                .collect();
            let [one, other] = [one, other].map(|end| *end.get(&ends));
            (text, one.min(other)..one.max(other))
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 512 } else { 20_000 }))]

    #[test]
    fn a_quote_of_any_range_is_found_there((original, range) in a_selection()) {
        let text = Text::new(original);
        let trimmed = text.trimmed(range.clone());
        let quote = text.quote(range.clone());
        let anchored = text.anchor(&quote, Some(&text.locator(range)));
        if quote.exact.is_empty() {
            prop_assert_eq!(anchored, Anchored::Unquoted);
        } else {
            prop_assert_eq!(anchored, Anchored::Verified { range: trimmed, doubts: Vec::new() });
        }
    }

    #[test]
    fn trimming_twice_equals_trimming_once((original, range) in a_selection()) {
        let text = Text::new(original);
        let once = text.trimmed(range);
        prop_assert_eq!(text.trimmed(once.clone()), once);
    }

    #[test]
    fn plain_words_lose_only_white_space(words in "[a-c .\n]{0,40}", one in any::<prop::sample::Index>(), other in any::<prop::sample::Index>()) {
        let [one, other] = [one, other].map(|end| end.index(words.len() + 1));
        let range = one.min(other)..one.max(other);
        let text = Text::new(words.clone());
        prop_assert_eq!(&words[text.trimmed(range.clone())], words[range].trim());
    }

    #[test]
    fn any_quote_in_any_text_gives_a_result(original in a_text(), exact in a_text(), prefix in a_text(), suffix in a_text()) {
        let text = Text::new(original.clone());
        let quote = crate::model::Quote {
            exact,
            prefix: Some(prefix),
            suffix: Some(suffix),
            ..Default::default()
        };
        for range in text.anchor(&quote, Some("¶2")).ranges() {
            prop_assert!(original.get(range.clone()).is_some());
        }
    }
}
