//! How long reading a file takes, compared with `serde_json` reading the same bytes into its own
//! values.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops where it cannot go on"
)]
#![allow(missing_docs, reason = "criterion's macros write no docs")]

use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use frenemy::file;

const ACTORS: usize = 10_000;
const RELATIONS: usize = 100_000;

/// A native file with 100,000 relations, each with a claim, as Frenemy writes it.
fn network() -> Vec<u8> {
    let mut text = String::from(
        "{\n  \"format\": \"frenemy/1\",\n  \"directed\": true,\n  \"multigraph\": true,\n",
    );
    text += "  \"graph\": {\n    \"title\": \"Bench\"\n  },\n  \"references\": [";
    let list = |text: &mut String, count: usize, record: &dyn Fn(&mut String, usize)| {
        for index in 0..count {
            text.push_str(if index == 0 { "\n" } else { ",\n" });
            record(text, index);
        }
    };
    list(&mut text, 1000, &|text, index| {
        let _ = write!(
            text,
            "    {{\n      \"id\": \"reference-{index}\",\n      \"type\": \"article-journal\",\n      \"title\": \"The title of reference {index}\"\n    }}"
        );
    });
    text += "\n  ],\n  \"nodes\": [";
    list(&mut text, ACTORS, &|text, index| {
        let _ = write!(
            text,
            "    {{\n      \"id\": \"actor-{index}\",\n      \"name\": \"Actor {index}\",\n      \"kind\": \"group\",\n      \"x\": {index}.5,\n      \"y\": -{index}.25\n    }}"
        );
    });
    text += "\n  ],\n  \"edges\": [";
    list(&mut text, RELATIONS, &|text, index| {
        let (source, target) = (index % ACTORS, index * 7919 % ACTORS);
        let reference = index % 1000;
        let _ = write!(
            text,
            "    {{\n      \"id\": \"relation-{index}\",\n      \"source\": \"actor-{source}\",\n      \"target\": \"actor-{target}\",\n      \"kind\": \"support\",\n      \"type\": \"diplomatic backing\",\n      \"when\": \"2015-09/..\",\n      \"claims\": [\n        {{\n          \"reference\": \"reference-{reference}\",\n          \"locator\": \"¶{index}\",\n          \"quote\": {{\n            \"exact\": \"a short phrase that stands in the text\"\n          }},\n          \"stance\": \"asserts\",\n          \"note\": \"in our own words\"\n        }}\n      ]\n    }}"
        );
    });
    text += "\n  ]\n}\n";
    text.into_bytes()
}

/// How long a run takes, without freeing its result.
fn taken<T>(run: impl FnOnce() -> T) -> Duration {
    let begun = Instant::now();
    let result = black_box(run());
    let taken = begun.elapsed();
    drop(result);
    taken
}

fn load(criterion: &mut Criterion) {
    let bytes = network();
    let opened = file::read(&bytes, "bench.json").expect("the bench's own file opens");
    assert_eq!(opened.issues, []);
    assert!(
        file::write(&opened.document) == bytes,
        "it is written back as it was"
    );
    // In turn, so that other work of the machine slows all three.
    let [mut theirs, mut ours, mut written] = [Duration::MAX; 3];
    for _ in 0..10 {
        theirs = theirs.min(taken(|| {
            serde_json::from_slice::<serde_json::Value>(&bytes)
        }));
        ours = ours.min(taken(|| file::read(&bytes, "bench.json")));
        written = written.min(taken(|| file::write(&opened.document)));
    }
    println!(
        "{RELATIONS} relations, {} bytes: serde_json::Value {theirs:.0?}, read {ours:.0?} (ratio {:.2}), write {written:.0?}",
        bytes.len(),
        ours.as_secs_f64() / theirs.as_secs_f64()
    );
    let mut group = criterion.benchmark_group("load");
    group.sample_size(10);
    group.bench_function("serde_json::Value", |bencher| {
        bencher.iter(|| serde_json::from_slice::<serde_json::Value>(black_box(&bytes)));
    });
    group.bench_function("file::read", |bencher| {
        bencher.iter(|| file::read(black_box(&bytes), "bench.json"));
    });
    group.bench_function("file::write", |bencher| {
        bencher.iter(|| file::write(black_box(&opened.document)));
    });
    group.finish();
}

criterion_group!(benches, load);
criterion_main!(benches);
