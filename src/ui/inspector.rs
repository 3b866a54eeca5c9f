//! What is known about what is selected; the whole network where nothing is.

use egui::{CollapsingHeader, RichText, ScrollArea, TextWrapMode, Ui};

use super::claims::{self, Detail};
use super::{Queue, theme};
use crate::app::{Command, State, Target};
use crate::graph::words::{capitalized, counted};
use crate::graph::{EdgeIndex, NodeIndex};
use crate::model::{Actor, ActorId, Date, RelationId, RelationKind};

/// Up to this many actors are listed one under the other; more of them scroll in a list of their own.
const LISTED: usize = 200;
const LIST_HEIGHT: f32 = 420.0;

/// What is known about what is selected.
pub(super) fn show(ui: &mut Ui, state: &State, queue: &Queue) {
    match state.session.selected() {
        Some(Target::Actor(id)) => actor(ui, id, state, queue),
        Some(Target::Relation(id)) => relation(ui, id, state, queue),
        None if state.session.selection.is_empty() => network(ui, state, queue),
        None => many(ui, state, queue),
    }
}

/// The whole network: what it is about, and every actor.
fn network(ui: &mut Ui, state: &State, queue: &Queue) {
    let document = state.document();
    let title = document.meta.title.as_deref().unwrap_or(&state.source.name);
    ui.heading(title);
    if let Some(as_of) = &document.meta.as_of {
        ui.weak(format!("As of {}", as_of.in_words()));
    }
    if let Some(description) = &document.meta.description {
        ui.label(description);
    }
    ui.add_space(8.0);
    let network = &state.derived.network;
    let mut nodes: Vec<NodeIndex> = network.graph.node_indices().collect();
    nodes.sort_by_key(|node| std::cmp::Reverse(network.degree(*node)));
    section(ui, &format!("Actors ({})", nodes.len()));
    let row = |ui: &mut Ui, node: NodeIndex| {
        let actor = &network.graph[node];
        ui.horizontal(|ui| {
            // A long name must not push the panel wide.
            ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
            link(ui, actor, queue);
            let relations = counted(network.degree(node), "relation");
            ui.weak(format!("{} · {relations}", actor.kind().as_str()));
        });
    };
    if nodes.len() <= LISTED {
        for node in &nodes {
            row(ui, *node);
        }
    } else {
        let height = ui.text_style_height(&egui::TextStyle::Body) + 4.0;
        ScrollArea::vertical()
            .id_salt("actors")
            .max_height(LIST_HEIGHT)
            .auto_shrink([false, true])
            .show_rows(ui, height, nodes.len(), |ui, rows| {
                for node in &nodes[rows] {
                    row(ui, *node);
                }
            });
    }
    if !document.references.is_empty() {
        section(ui, &format!("Sources ({})", document.references.len()));
        for reference in document.references.iter().take(200) {
            ui.horizontal_wrapped(|ui| {
                ui.label(reference.citation());
                if ui.small_button("Copy citation").clicked() {
                    queue.send(Command::CopyCitation(reference.id.clone()));
                }
            });
        }
    }
}

/// Several actors at once.
fn many(ui: &mut Ui, state: &State, queue: &Queue) {
    let selected: Vec<&ActorId> = state.session.selected_actors().collect();
    ui.heading(format!("{} selected", counted(selected.len(), "actor")));
    if ui.button("Pin or unpin").clicked() {
        queue.send(Command::Act(crate::app::Action::Pin));
    }
    ui.add_space(4.0);
    for id in selected {
        if let Some(actor) = state.document().actors.get(id) {
            link(ui, actor, queue);
        }
    }
}

fn actor(ui: &mut Ui, id: &ActorId, state: &State, queue: &Queue) {
    let network = &state.derived.network;
    let Some(node) = network.node(id) else { return };
    let actor = &network.graph[node];
    ui.heading(actor.name());
    ui.horizontal_wrapped(|ui| {
        ui.label(actor.kind().as_str());
        ui.weak("·");
        ui.label(counted(network.degree(node), "relation"));
        let pin = if actor.pinned { "Unpin" } else { "Pin" };
        if ui.small_button(pin).clicked() {
            queue.send(Command::TogglePin(id.clone()));
        }
        if ui
            .small_button("Focus")
            .on_hover_text("Show only this actor and those it is tied to")
            .clicked()
        {
            queue.send(Command::Focus(Some(id.clone())));
        }
    });
    facts(ui, actor, state, queue);
    for kind in RelationKind::ALL {
        let edges = relations(state, node, kind);
        if !edges.is_empty() {
            group(ui, kind, &edges, node, state, queue);
        }
    }
}

/// Aliases, note, members and the Wikidata item.
fn facts(ui: &mut Ui, actor: &Actor, state: &State, queue: &Queue) {
    if !actor.aliases.is_empty() {
        ui.weak(format!("Also: {}", actor.aliases.join(", ")));
    }
    if let Some(note) = &actor.note {
        ui.label(note);
    }
    if let Some(item) = &actor.wikidata
        && ui.link(format!("Wikidata {item}")).clicked()
    {
        let address = format!("https://www.wikidata.org/wiki/{item}");
        queue.send(Command::Browse(address));
    }
    if !actor.members.is_empty() {
        section(ui, "Members");
        ui.horizontal_wrapped(|ui| {
            for id in &actor.members {
                match state.document().actors.get(id) {
                    Some(member) => link(ui, member, queue),
                    None => {
                        ui.weak(id.as_str());
                    }
                }
            }
        });
    }
}

/// An actor's relations of one kind, in file order.
fn relations(state: &State, node: NodeIndex, kind: RelationKind) -> Vec<EdgeIndex> {
    let network = &state.derived.network;
    let relations = network.relations_of(node).into_iter();
    let edges = relations
        .filter(|relation| relation.kind() == kind)
        .map(|relation| network.edge(&relation.id));
    edges.flatten().collect()
}

fn group(
    ui: &mut Ui,
    kind: RelationKind,
    edges: &[EdgeIndex],
    node: NodeIndex,
    state: &State,
    queue: &Queue,
) {
    let theme = theme::of(ui.ctx());
    let color = theme::color(theme.relation(kind));
    let title = format!("{} ({})", capitalized(kind.as_str()), edges.len());
    ui.add_space(6.0);
    CollapsingHeader::new(RichText::new(title).color(color).family(theme::bold()))
        .id_salt(kind.as_str())
        .default_open(true)
        .show(ui, |ui| {
            for edge in edges {
                tie(ui, *edge, node, state, queue);
            }
        });
}

/// One relation of an actor: the other end, what it is, and its claims to unfold.
fn tie(ui: &mut Ui, edge: EdgeIndex, node: NodeIndex, state: &State, queue: &Queue) {
    let network = &state.derived.network;
    let Some((source, target)) = network.graph.edge_endpoints(edge) else {
        return;
    };
    let relation = &network.graph[edge];
    let arrow = match (relation.is_directed(), source == node) {
        (false, _) => "↔",
        (true, true) => "→",
        (true, false) => "←",
    };
    let other = if source == node { target } else { source };
    ui.horizontal_wrapped(|ui| {
        ui.label(arrow);
        link(ui, &network.graph[other], queue);
        let words = [
            relation.subtype.clone(),
            relation.when.as_ref().map(Date::in_words),
        ];
        let words: Vec<_> = words.into_iter().flatten().collect();
        let words = if words.is_empty() {
            "see the relation".to_owned()
        } else {
            words.join(", ")
        };
        if ui
            .link(RichText::new(words).weak())
            .on_hover_text("Inspect this relation")
            .clicked()
        {
            queue.send(Command::GoTo(Target::Relation(relation.id.clone())));
        }
    });
    if relation.claims.is_empty() {
        return;
    }
    ui.push_id(relation.id.as_str(), |ui| {
        let title = RichText::new(counted(relation.claims.len(), "claim")).small();
        CollapsingHeader::new(title).show(ui, |ui| {
            claims::list(ui, state, relation, Detail::Full, queue);
        });
    });
}

fn relation(ui: &mut Ui, id: &RelationId, state: &State, queue: &Queue) {
    let network = &state.derived.network;
    let Some(edge) = network.edge(id) else { return };
    claims::head(ui, state, edge);
    let relation = &network.graph[edge];
    if let Some((source, target)) = network.graph.edge_endpoints(edge) {
        ui.horizontal_wrapped(|ui| {
            link(ui, &network.graph[source], queue);
            ui.label(if relation.is_directed() { "→" } else { "↔" });
            link(ui, &network.graph[target], queue);
        });
    }
    if let Some(weight) = relation.weight {
        ui.weak(format!("Weight {weight}"));
    }
    section(ui, &format!("Claims ({})", relation.claims.len()));
    claims::list(ui, state, relation, Detail::Full, queue);
    claims::hidden(ui, state, relation);
}

/// An actor's name, which leads there.
fn link(ui: &mut Ui, actor: &Actor, queue: &Queue) {
    if ui.link(actor.name()).clicked() {
        queue.send(Command::GoTo(Target::Actor(actor.id.clone())));
    }
}

fn section(ui: &mut Ui, title: &str) {
    ui.add_space(8.0);
    ui.label(RichText::new(title).family(theme::bold()));
}
