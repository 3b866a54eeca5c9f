//! How long it takes to check 10,000 quotes against a text of 5 MB, compared with `str::find` for
//! each quote.

#![expect(clippy::print_stdout, reason = "a bench prints")]
#![allow(missing_docs, reason = "criterion's macros write no docs")]

use std::hint::black_box;
use std::time::Instant;

use criterion::{Criterion, criterion_group, criterion_main};
use frenemy::evidence::{Anchored, Text};
use frenemy::model::Quote;

const BYTES: usize = 5_000_000;
const QUOTES: usize = 10_000;

/// Random numbers, the same on every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

/// A text made of 4,000 words, the first of them far more common, in paragraphs with typographic
/// quotes and dashes.
fn text() -> String {
    let mut chance = Chance(7);
    let syllables = [
        "ka", "lo", "mi", "ter", "su", "ven", "da", "ro", "shi", "ne",
    ];
    let mut word = || -> String {
        let count = 1 + chance.below(4);
        (0..count)
            .map(|_| syllables[chance.below(syllables.len())])
            .collect()
    };
    let words: Vec<String> = (0..4000).map(|_| word()).collect();
    let mut text = String::with_capacity(BYTES + 100);
    let mut count = 0;
    while text.len() < BYTES {
        let at = chance.below(4000) * chance.below(4000) * chance.below(4000) / (4000 * 4000);
        text += &words[at];
        count += 1;
        text += match count {
            _ if count % 900 == 0 => ".\n\n",
            _ if count % 101 == 0 => " – ",
            _ if count % 53 == 0 => "’s ",
            _ if count % 13 == 0 => "\n",
            _ => " ",
        };
    }
    text
}

/// Passages of 40 to 160 bytes, cut between words and spread over the text.
fn quotes(text: &Text) -> Vec<Quote> {
    let mut chance = Chance(11);
    let words = text.as_str();
    let space = |at: usize| {
        words[words.floor_char_boundary(at)..]
            .find(' ')
            .map_or(at, |space| words.floor_char_boundary(at) + space)
    };
    (0..QUOTES)
        .map(|_| {
            let start = space(chance.below(words.len() - 400));
            let end = space(start + 40 + chance.below(120));
            Quote {
                prefix: None,
                suffix: None,
                ..text.quote(start..end)
            }
        })
        .collect()
}

/// Changes a word in the middle of every nth quote.
fn changed(quotes: &[Quote], every: usize) -> Vec<Quote> {
    let mut quotes = quotes.to_vec();
    for quote in quotes.iter_mut().step_by(every) {
        let mut words: Vec<&str> = quote.exact.split(' ').collect();
        let middle = words.len() / 2;
        words[middle] = "otherwise";
        quote.exact = words.join(" ");
    }
    quotes
}

/// Quotes made of words of the text in another order.
fn foreign(quotes: &[Quote]) -> Vec<Quote> {
    let mut chance = Chance(13);
    let mut quotes = quotes.to_vec();
    for quote in &mut quotes {
        let mut words: Vec<&str> = quote.exact.split(' ').collect();
        for index in (1..words.len()).rev() {
            words.swap(index, chance.below(index + 1));
        }
        quote.exact = words.join(" ");
    }
    quotes
}

fn anchored(text: &Text, quotes: &[Quote]) -> Vec<Anchored> {
    text.anchor_all(quotes.iter().map(|quote| (quote, None)))
}

fn count(anchored: &[Anchored], state: &str) -> usize {
    anchored
        .iter()
        .filter(|anchored| anchored.as_str() == state)
        .count()
}

fn anchor(criterion: &mut Criterion) {
    let original = text();
    let begun = Instant::now();
    let text = Text::new(original.clone());
    println!(
        "{} bytes prepared in {:.2?}",
        original.len(),
        begun.elapsed()
    );
    let verified = quotes(&text);
    let sets = [
        ("all verified", verified.clone()),
        ("a tenth changed", changed(&verified, 10)),
        ("all changed", changed(&verified, 1)),
        ("all foreign", foreign(&verified)),
    ];
    for (name, quotes) in &sets {
        let begun = Instant::now();
        let anchored = anchored(&text, quotes);
        let taken = begun.elapsed();
        let states = ["verified", "ambiguous", "changed", "not-found"];
        let counts = states.map(|state| format!("{} {state}", count(&anchored, state)));
        println!(
            "{} quotes, {name}: {taken:.2?}, {}",
            quotes.len(),
            counts.join(", ")
        );
    }
    let mut group = criterion.benchmark_group("quotes");
    group.sample_size(10);
    group.bench_function("prepare 5 MB", |bencher| {
        bencher.iter(|| Text::new(black_box(original.as_str())));
    });
    for (name, quotes) in &sets[..2] {
        group.bench_function(format!("anchor_all, {name}"), |bencher| {
            bencher.iter(|| anchored(black_box(&text), quotes));
        });
    }
    // `str::find` ignores typography and repeats; it gets plain text, and a hundredth of the
    // quotes.
    let plain = original.replace('\n', " ");
    group.bench_function("str::find, a hundredth of the quotes", |bencher| {
        bencher.iter(|| {
            let found = verified.iter().step_by(100);
            found.filter(|quote| plain.contains(&quote.exact)).count()
        });
    });
    group.finish();
}

criterion_group!(benches, anchor);
criterion_main!(benches);
