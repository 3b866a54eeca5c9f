//! Commands about what is shown: filters, the selection, cards. Also what other tests of commands
//! begin with.

use crate::app::{Action, Card, Change, Command, Effect, LoadedDocument, Settings, State, Target};
use crate::graph::Filter;
use crate::model::{Actor, Document, Relation, RelationKind, Span, Stamp, WrittenTexts};
use crate::scene::Start;
use emath::{Pos2, pos2};
use std::path::PathBuf;
use std::sync::Arc;

/// Russia, the Taliban and Kabul; two relations; placed on a line.
pub(super) fn opened() -> State {
    let relation = |id: &str, source: &str, target: &str, kind| Relation {
        kind: Some(kind),
        ..Relation::new(id, source, target)
    };
    let document = Document {
        actors: ["russia", "taliban", "kabul"]
            .map(Actor::new)
            .into_iter()
            .collect(),
        relations: [
            relation("support", "russia", "taliban", RelationKind::Support),
            relation("war", "taliban", "kabul", RelationKind::Hostility),
        ]
        .into_iter()
        .collect(),
        ..Document::default()
    };
    let mut state = State::new(Settings::default());
    let effect = state.handle(Command::Opened(Box::new(LoadedDocument {
        path: Some(PathBuf::from("/tmp/net.json")),
        name: "net.json".into(),
        example: None,
        document,
        issues: Vec::new(),
        is_native: true,
        ..LoadedDocument::default()
    })));
    assert_eq!(effect, Some(Effect::LayOut(Start::AsPlaced)));
    let positions = vec![pos2(0.0, 0.0), pos2(100.0, 0.0), pos2(200.0, 0.0)];
    state.handle(Command::Landed {
        actors: state.open.derived.actors_generation,
        positions,
    });
    state
}

/// The answer to a save that an effect asked for.
pub(super) fn answer_to_save(save: Option<Effect>, stamp: Stamp) -> Command {
    let Some(Effect::Save {
        path,
        generation,
        revision,
        ..
    }) = save
    else {
        panic!("nothing is saved: {save:?}");
    };
    Command::Saved {
        path,
        generation,
        revision,
        stamp,
        texts: WrittenTexts::default(),
    }
}

/// The stamp of a file, where a test needs one.
pub(super) const STAMP: Stamp = Stamp {
    place: None,
    file: None,
    length: 1,
    modified_ns: 1,
    hash: 1,
};

pub(super) fn delete_actor(id: &str) -> Change {
    Change::Delete {
        actors: vec![id.into()],
        relations: Vec::new(),
    }
}

pub(super) fn actor(id: &str) -> Target {
    Target::Actor(id.into())
}

pub(super) fn position(state: &State, id: &str) -> Pos2 {
    state.open.derived.positions[state.open.derived.network.ordinal(&id.into()).unwrap()]
}

#[test]
fn hiding_an_actor_removes_it_from_selection_and_card() {
    let mut state = opened();
    state.handle(Command::Select(Some(actor("kabul"))));
    state.handle(Command::PinCard(Some(Card {
        target: actor("kabul"),
        at: Pos2::ZERO,
    })));
    state.handle(Command::Hide(vec!["kabul".into()]));
    assert!(state.open.session.selection.is_empty() && state.open.session.card.is_none());
    assert_eq!(state.open.derived.network.graph.edge_count(), 1);
    state.handle(Command::Act(Action::ShowAll));
    assert_eq!(state.open.derived.network.graph.edge_count(), 2);
}

#[test]
fn escape_closes_one_thing_at_a_time() {
    let mut state = opened();
    state.handle(Command::Focus(Some("russia".into())));
    state.handle(Command::Select(Some(actor("russia"))));
    state.handle(Command::PinCard(Some(Card {
        target: actor("russia"),
        at: Pos2::ZERO,
    })));
    state.handle(Command::Escape);
    assert!(state.open.session.card.is_none() && !state.open.session.selection.is_empty());
    state.handle(Command::Escape);
    assert!(state.open.session.selection.is_empty() && state.open.session.filter.focus.is_some());
    state.handle(Command::Escape);
    assert!(state.open.session.filter.is_clear());
}

#[test]
fn only_web_addresses_are_opened() {
    let mut state = opened();
    for url in [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://x",
        "HTTPX://x",
        "",
        "https://",
        "https://a.example/\nfile:///x",
        "https://a.example/ b",
        " https://a.example",
        "https://a.example/\u{202e}gpj.exe",
        "https://a.example\u{0}",
        "--help",
    ] {
        assert_eq!(state.handle(Command::Browse(url.into())), None, "{url}");
    }
    let web = "https://example.org/a".to_owned();
    assert_eq!(
        state.handle(Command::Browse(web.clone())),
        Some(Effect::Browse(web))
    );
}

/// The position of every actor, by name.
pub(super) fn positions_by_name(state: &State) -> Vec<(String, Pos2)> {
    let actors = state.document().actors.iter();
    let positions = actors.zip(&state.open.derived.positions);
    positions
        .map(|(actor, position)| (actor.id.to_string(), *position))
        .collect()
}

#[test]
fn actors_are_hidden_beside_those_that_are_hidden_already() {
    let mut state = opened();
    state.handle(Command::Hide(vec!["kabul".into()]));
    state.handle(Command::Hide(vec!["russia".into(), "kabul".into()]));
    let hidden = &state.open.session.filter.hidden_actors;
    assert_eq!(*hidden, ["kabul".into(), "russia".into()].into());
    assert!(state.open.derived.network.node(&"russia".into()).is_none());
}

#[test]
fn a_command_that_changes_neither_document_nor_filter_keeps_the_network() {
    let mut state = opened();
    state.handle(Command::Hide(vec!["kabul".into()]));
    let network = Arc::clone(&state.open.derived.network);
    state.handle(Command::Hover(None));
    assert!(Arc::ptr_eq(&state.open.derived.network, &network));
    state.handle(Command::Act(Action::ShowAll));
    assert!(!Arc::ptr_eq(&state.open.derived.network, &network));
}

#[test]
fn a_filter_on_time_keeps_the_actors_and_their_places() {
    let mut state = opened();
    let filter = Filter {
        span: Some(Span::default()),
        hides_undated: true,
        ..Filter::default()
    };
    state.handle(Command::Select(Some(Target::Relation("war".into()))));
    state.handle(Command::SetFilter(filter.clone()));
    assert_eq!(state.open.derived.network.filter(), &filter);
    assert_eq!(state.open.derived.network.graph.edge_count(), 0);
    assert_eq!(state.open.derived.network.graph.node_count(), 3);
    assert_eq!(position(&state, "kabul"), pos2(200.0, 0.0));
    assert!(
        state.open.session.selection.is_empty(),
        "a hidden relation is not selected"
    );
    state.handle(Command::Act(Action::ShowAll));
    assert_eq!(state.open.derived.network.graph.edge_count(), 2);
}
