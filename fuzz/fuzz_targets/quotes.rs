//! Quotes in saved texts: no panic, and every place that is found is in the text, between
//! characters.
//!
//! The first line of the input is the quote, the rest is the text.
#![no_main]

use frenemy::evidence::Text;
use frenemy::model::Quote;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    let (words, text) = input.split_once('\n').unwrap_or((input, ""));
    let text = Text::new(text);
    let quote = Quote {
        exact: words.to_owned(),
        ..Quote::default()
    };
    let anchored = text.anchor(&quote, Some("¶1"));
    for range in anchored.ranges() {
        assert!(text.as_str().get(range.clone()).is_some());
    }
});
