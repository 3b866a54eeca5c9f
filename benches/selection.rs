//! How long it takes to pin, drag, hide and delete 60,000 selected actors of 100,000, with 120,000
//! relations, and to undo each of these.

#![allow(missing_docs, reason = "criterion's macros write no docs")]

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use emath::pos2;
use frenemy::app::{Action, Change, Command, LoadedDocument, State};
use frenemy::model::{Actor, ActorId, Document, Relation, RelationKind};

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ACTORS: usize = 100_000;
const SELECTED: usize = 60_000;
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

/// The actors that are selected.
fn selected() -> Vec<ActorId> {
    (0..SELECTED).map(id).collect()
}

/// A document with positions, of which most actors are selected.
fn with_selection() -> State {
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
    state.handle(Command::SelectActors(selected()));
    state
}

/// A state after these commands.
fn after(state: &State, commands: impl IntoIterator<Item = Command>) -> State {
    let mut state = state.clone();
    for command in commands {
        state.handle(command);
    }
    state
}

fn delete() -> Command {
    Command::Change(Change::Delete {
        actors: selected(),
        relations: Vec::new(),
    })
}

fn selection(bench: &mut Criterion) {
    let start = with_selection();
    let drag = || Command::Drag(id(0), pos2(5.0, 5.0));
    let undo = || Command::Act(Action::Undo);
    let dragged = after(&start, [drag()]);
    let pinned = after(&start, [Command::Act(Action::Pin)]);
    let dropped = after(&dragged, [Command::Drop]);
    let hidden = after(&start, [Command::Hide(selected())]);
    let deleted = after(&start, [delete()]);
    let mut group = bench.benchmark_group("60,000 of 100,000 actors");
    group.sample_size(10);
    let mut measure = |name: &str, start: &State, command: &dyn Fn() -> Command| {
        group.bench_function(name, |bench| {
            bench.iter_batched(
                || (start.clone(), command()),
                |(mut state, command)| {
                    let effect = state.handle(command);
                    (state, effect)
                },
                BatchSize::PerIteration,
            );
        });
    };
    measure("pin", &start, &|| Command::Act(Action::Pin));
    measure("undo of a pin", &pinned, &undo);
    measure("step of a drag", &dragged, &drag);
    measure("drop after a drag", &dragged, &|| Command::Drop);
    measure("undo of a drag", &dropped, &undo);
    measure("hide", &start, &|| Command::Hide(selected()));
    measure("show all again", &hidden, &|| Command::Act(Action::ShowAll));
    measure("delete", &start, &delete);
    measure("undo of a deletion", &deleted, &undo);
    measure("hover", &start, &|| Command::Hover(None));
}

criterion_group!(benches, selection);
criterion_main!(benches);
