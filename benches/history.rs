//! How long an edit and its undo take with 100,000 relations, in the model and in the whole state,
//! and how much memory 1,000 steps use.

#![expect(clippy::print_stdout, reason = "a bench prints")]
#![allow(missing_docs, reason = "criterion's macros write no docs")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use frenemy::app::{Action, Change, Command, Field, LoadedDocument, State, field};
use frenemy::model::{
    Actor, Claim, Document, Edit, History, Point, Quote, Relation, RelationId, RelationKind,
};

const ACTORS: usize = 10_000;
const RELATIONS: usize = 100_000;
const STEPS: usize = 1_000;

fn document() -> Document {
    let actor = |at: usize| Actor {
        name: Some(format!("Actor {at}")),
        position: Some(Point {
            x: at as f64,
            y: -(at as f64),
        }),
        ..Actor::new(format!("a{at}"))
    };
    let relation = |at: usize| Relation {
        kind: Some(RelationKind::Support),
        claims: vec![Claim {
            quote: Some(Quote {
                exact: "a short phrase that stands in the text".to_owned(),
                ..Quote::default()
            }),
            ..Claim::default()
        }],
        ..Relation::new(
            format!("r{at}"),
            format!("a{}", at % ACTORS),
            format!("a{}", at * 7919 % ACTORS),
        )
    };
    Document {
        actors: (0..ACTORS).map(actor).collect(),
        relations: (0..RELATIONS).map(relation).collect(),
        ..Document::default()
    }
}

/// An edit of the relation with this number.
fn edit(document: &Document, at: usize) -> Edit {
    let relations: [RelationId; 1] = [format!("r{}", at * 31 % RELATIONS).into()];
    Edit::change_relations(document, &relations, "type", |relation| {
        relation.subtype = Some(format!("type {at}"));
    })
}

/// An edit and its undo in the model alone.
fn in_model(history: &mut History, at: usize) {
    let edit = edit(history.document(), at);
    history.commit(&edit);
    history.undo();
}

/// An edit and its undo in the state, which updates network and positions twice.
fn in_state(state: &mut State, at: usize) {
    let relation = format!("r{}", at * 31 % RELATIONS).into();
    let field = Field::Relations(vec![relation], &field::relation::TYPE);
    let change = Change::Set(field, format!("type {at}").into());
    black_box(state.handle(Command::Change(change)));
    black_box(state.handle(Command::Act(Action::Undo)));
}

fn state() -> State {
    let mut state = State::default();
    let opened = LoadedDocument {
        document: document(),
        ..LoadedDocument::empty()
    };
    state.handle(Command::Opened(Box::new(opened)));
    let places = (0..ACTORS).map(|at| emath::pos2(at as f32, -(at as f32)));
    state.handle(Command::Landed {
        actors: state.open.derived.actors_generation,
        positions: places.collect(),
    });
    state
}

/// The memory of the process in MB, if the system reports it.
#[expect(clippy::disallowed_methods, reason = "a bench asks the system")]
fn resident_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}

fn steps(bench: &mut Criterion) {
    let mut history = History::new(document());
    let before = resident_mb();
    for at in 0..STEPS {
        let edit = edit(history.document(), at);
        history.commit(&edit);
    }
    if let (Some(before), Some(after)) = (before, resident_mb()) {
        println!("{STEPS} steps use {:.1} MB", after - before);
    }
    let mut at = STEPS;
    bench.bench_function("an edit and its undo, the model", |bench| {
        bench.iter(|| {
            at += 1;
            in_model(&mut history, at);
        });
    });
    let mut state = state();
    let mut group = bench.benchmark_group("state");
    group.sample_size(20);
    group.bench_function(
        "an edit and its undo, network and positions included",
        |bench| {
            bench.iter(|| {
                at += 1;
                in_state(&mut state, at);
            });
        },
    );
}

criterion_group!(benches, steps);
criterion_main!(benches);
