//! How long it takes to pin, drag, hide and delete 60,000 selected actors of a network with 120,000
//! relations.

#![allow(missing_docs, reason = "criterion's macros write no docs")]

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use emath::pos2;
use frenemy::app::{Action, Change, Command, LoadedDocument, State};
use frenemy::model::{Actor, ActorId, Document, Relation, RelationKind};

const ACTORS: usize = 60_000;
const RELATIONS: usize = 120_000;

fn id(at: usize) -> ActorId {
    format!("a{}", at % ACTORS).into()
}

fn document() -> Document {
    let relation = |at: usize| Relation {
        kind: Some(RelationKind::Support),
        ..Relation::new(format!("r{at}"), id(at), id(at * 7919 + 1))
    };
    Document {
        actors: (0..ACTORS).map(|at| Actor::new(id(at))).collect(),
        relations: (0..RELATIONS).map(relation).collect(),
        ..Document::default()
    }
}

/// A document with positions, of which every actor is selected.
fn all_selected() -> State {
    let mut state = State::default();
    let opened = LoadedDocument {
        document: document(),
        ..LoadedDocument::empty()
    };
    state.handle(Command::Opened(Box::new(opened)));
    let places = (0..ACTORS).map(|at| pos2(at as f32, -(at as f32)));
    state.handle(Command::Landed {
        actors: state.open.derived.actors_generation,
        positions: places.collect(),
    });
    state.handle(Command::Act(Action::SelectAll));
    state
}

fn selection(bench: &mut Criterion) {
    let selected = all_selected();
    let mut group = bench.benchmark_group("60,000 selected actors");
    group.sample_size(20);
    let mut measure = |name: &str, start: &State, commands: &dyn Fn() -> Vec<Command>| {
        group.bench_function(name, |bench| {
            bench.iter_batched(
                || (start.clone(), commands()),
                |(mut state, commands)| {
                    for command in commands {
                        state.handle(command);
                    }
                    state
                },
                BatchSize::PerIteration,
            );
        });
    };
    measure("pin", &selected, &|| vec![Command::Act(Action::Pin)]);
    measure("one step of a drag", &selected, &|| {
        vec![Command::Drag(id(0), pos2(5.0, 5.0))]
    });
    let mut dragged = selected.clone();
    dragged.handle(Command::Drag(id(0), pos2(5.0, 5.0)));
    measure("drop after a drag", &dragged, &|| vec![Command::Drop]);
    measure("hide", &selected, &|| {
        vec![Command::Hide((0..ACTORS).map(id).collect())]
    });
    measure("delete", &selected, &|| {
        vec![Command::Change(Change::Delete {
            actors: (0..ACTORS).map(id).collect(),
            relations: Vec::new(),
        })]
    });
    measure("hover with all selected", &selected, &|| {
        vec![Command::Hover(None)]
    });
    let mut pinned = selected.clone();
    pinned.handle(Command::Act(Action::Pin));
    measure("undo of a pin", &pinned, &|| {
        vec![Command::Act(Action::Undo)]
    });
}

criterion_group!(benches, selection);
criterion_main!(benches);
