//! How long a step of the filter takes: the time range moved by a month, a source switched off, and
//! the rules that simplify.

#![expect(
    clippy::print_stdout,
    reason = "a bench prints the table that its targets are held against"
)]
#![allow(missing_docs, reason = "criterion's macros write no docs")]

use std::hint::black_box;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use frenemy::analysis::simplified;
use frenemy::graph::simplify::{RuleInput, SIMPLIFICATIONS};
use frenemy::graph::usage::Usage;
use frenemy::graph::weak::{WeakOrder, weak_relations};
use frenemy::graph::{Filter, Network};
use frenemy::model::{Actor, Claim, Date, Day, Document, Reference, Relation, RelationKind, Span};

/// A network with this many relations, dated in the nineteenth century, each with two claims from
/// 1,000 references.
fn document(relations: usize) -> Document {
    let claim = |reference: usize| Claim {
        reference: Some(format!("reference-{reference}").into()),
        ..Claim::default()
    };
    let relation = |number: usize| {
        let end = |number: usize| format!("actor-{}", number % (relations / 5));
        let when = format!(
            "{}-{:02}/{}",
            1800 + number % 97,
            1 + number % 12,
            1800 + number % 97 + number % 7
        );
        Relation {
            kind: Some(RelationKind::ALL[number % 4]),
            when: Date::parse(&when).ok(),
            claims: vec![claim(number % 1000), claim(number * 7 % 1000)],
            // One in ten is tied to a hub.
            ..Relation::new(
                format!("relation-{number}"),
                end(if number.is_multiple_of(10) { 0 } else { number }),
                end(number * 7919 + 1),
            )
        }
    };
    Document {
        actors: (0..relations / 5)
            .map(|number| Actor::new(format!("actor-{number}")))
            .collect(),
        references: (0..1000)
            .map(|number| Reference::new(format!("reference-{number}")))
            .collect(),
        relations: (0..relations).map(relation).collect(),
        ..Document::default()
    }
}

/// The time range after this many steps: five years, moved by 30 days a step.
fn at_step(step: i64) -> Filter {
    let begin = Day {
        year: 1800,
        month: 1,
        day: 1,
    }
    .number()
        + 30 * step;
    Filter {
        span: Some(Span {
            from: Some(Day::from_number(begin)),
            to: Some(Day::from_number(begin + 5 * 365)),
        }),
        ..Filter::default()
    }
}

fn without_a_source() -> Filter {
    let mut filter = at_step(500);
    filter.toggle_reference("reference-7".into());
    filter
}

/// The median of many runs.
fn median(mut run: impl FnMut(i64)) -> Duration {
    let mut taken: Vec<_> = (0..31)
        .map(|step| {
            let begun = Instant::now();
            run(step);
            begun.elapsed()
        })
        .collect();
    taken.sort_unstable();
    taken[15]
}

fn filter(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("filter");
    group.sample_size(20);
    for count in [10_000, 100_000] {
        let document = document(count);
        let whole = Network::seen(&document, &Filter::default());
        let seen = median(|_| drop(Network::seen(&document, &Filter::default())));
        let time = median(|step| drop(whole.through(&document, &at_step(20 * step))));
        let source = median(|_| drop(whole.through(&document, &without_a_source())));
        let usage = median(|_| drop(Usage::of(&document)));
        let thin = median(|_| drop(weak_relations(&document, &whole, WeakOrder::Sources)));
        println!(
            "{count} relations: first {seen:.1?}, a step in time {time:.1?}, a source off {source:.1?}, counts by source {usage:.1?}, thin relations {thin:.1?}"
        );
        for rule in SIMPLIFICATIONS {
            let mut filter = Filter::default();
            let mut setting = rule.default_setting();
            if rule.input == RuleInput::Actors {
                setting.actors = ["actor-0".into()].into();
            }
            filter.simplify.turn_on(rule.id, setting);
            let go_on = |_| ControlFlow::Continue(());
            let time = median(|_| drop(simplified(&document, &whole, &filter, &go_on)));
            println!("{count} relations: {} {time:.1?}", rule.label);
        }
        let mut step = 0;
        group.bench_function(format!("a step in time, {count} relations"), |bencher| {
            bencher.iter(|| {
                step = (step + 1) % 1000;
                whole.through(black_box(&document), &at_step(step))
            });
        });
    }
    group.finish();
}

criterion_group!(benches, filter);
criterion_main!(benches);
