//! The shortest path between two actors: in words, then step by step with its claims.

use std::sync::Arc;

use egui::{CollapsingHeader, RichText, Ui};

use crate::analysis::{self, ActorPath, PathTies};
use crate::app::{Command, PathRequest, State, Target};
use crate::graph::words;
use crate::graph::{EdgeIndex, NodeIndex};
use crate::model::ActorId;
use crate::ui::View;
use crate::ui::shell::theme;
use crate::ui::widgets::claims;
use crate::ui::widgets::detail::Detail;
use crate::ui::widgets::frame_cache::background;
use crate::words::counted;
use crate::words::list as list_of;

/// Offers the path between the two selected actors, and shows the one that was asked for.
pub(crate) fn show(ui: &mut Ui, view: View) {
    ui.heading("Shortest path");
    let selected: Vec<&ActorId> = view.state.open.session.selected_actors().take(3).collect();
    let asked = view.state.open.session.path_request.as_ref();
    // Another pair that is selected gets an offer too.
    let pair = match selected[..] {
        [a, b] if !asked.is_some_and(|request| is_between(request, a, b)) => Some((a, b)),
        _ => None,
    };
    if let Some((from, to)) = pair {
        offer(ui, from, to, view);
    }
    match asked {
        Some(request) => answer(ui, request, view),
        None if pair.is_none() => {
            ui.weak("Select two actors (the second with Ctrl) to find a path between them.");
        }
        None => {}
    }
}

fn is_between(request: &PathRequest, a: &ActorId, b: &ActorId) -> bool {
    let ends = (&request.from, &request.to);
    ends == (a, b) || ends == (b, a)
}

fn offer(ui: &mut Ui, from: &ActorId, to: &ActorId, view: View) {
    let text = format!(
        "Find a path from {} to {}",
        name(view.state, from),
        name(view.state, to)
    );
    if ui
        .button(text)
        .on_hover_text("Find the shortest path and select it on the canvas")
        .clicked()
    {
        view.send(Command::ShowPath(Some(PathRequest {
            from: from.clone(),
            to: to.clone(),
            steps: PathTies::Any,
        })));
    }
}

fn name<'a>(state: &'a State, id: &'a ActorId) -> &'a str {
    let actor = state.document().actors.get(id);
    actor.map_or(id.as_str(), |actor| actor.name())
}

fn answer(ui: &mut Ui, request: &PathRequest, view: View) {
    let mut asked = request.clone();
    ui.horizontal_wrapped(|ui| {
        ui.selectable_value(&mut asked.steps, PathTies::Any, "Any relation");
        ui.selectable_value(&mut asked.steps, PathTies::Positive, "Friendly only")
            .on_hover_text("Only relations of cooperation and support");
        if ui
            .small_button("Show")
            .on_hover_text("Select the path again")
            .clicked()
        {
            view.send(Command::ShowPath(Some(request.clone())));
        }
        if ui.small_button("Close").clicked() {
            view.send(Command::ShowPath(None));
        }
    });
    if asked != *request {
        view.send(Command::ShowPath(Some(asked)));
    }
    let network = &view.state.open.derived.network;
    let path = {
        let ends = view
            .state
            .node(&request.from)
            .zip(view.state.node(&request.to));
        let (seen, steps) = (Arc::clone(network), request.steps);
        background(ui.ctx(), "shortest path", request, network, move || {
            let (from, to) = ends?;
            analysis::shortest_path(&seen, from, to, steps)
        })
    };
    let Some(path) = path.current_or_say(ui) else {
        return;
    };
    ui.label(in_words(request, path.as_ref().as_ref(), view.state));
    if let Some(path) = &*path {
        let legs = path.actors.windows(2).zip(&path.relations).zip(1..);
        for ((ends, relations), number) in legs {
            step(ui, number, (ends[0], ends[1]), relations, view);
        }
    }
}

/// `India to Taliban: 2 steps, via Iran. 3 paths have this length.`
fn in_words(asked: &PathRequest, path: Option<&ActorPath>, state: &State) -> String {
    let (from, to) = (name(state, &asked.from), name(state, &asked.to));
    let kinds = match asked.steps {
        PathTies::Any => "",
        PathTies::Positive => " of cooperation and support",
    };
    let Some(path) = path else {
        let filter = if state.open.session.filter.is_clear() {
            ""
        } else {
            " with these filters"
        };
        return format!("No path{kinds} from {from} to {to}{filter}.");
    };
    let graph = &state.open.derived.network.graph;
    let between = path.actors.iter().skip(1).rev().skip(1).rev();
    let between: Vec<_> = between.map(|node| graph[*node].name()).collect();
    let length = path_length(path.relations.len(), &between);
    let count = match path.path_count {
        ..=1.0 => String::new(),
        paths => format!(" {paths} paths have this length."),
    };
    format!("{from} to {to}: {length}{kinds}.{count}")
}

/// `1 step`, `3 steps, via Iran and India`.
fn path_length(steps: usize, between: &[&str]) -> String {
    let steps = counted(steps, "step", "steps");
    match between {
        [] => steps,
        between => format!("{steps}, via {}", list_of(between)),
    }
}

/// One step: its two ends, its relations, and their claims.
fn step(
    ui: &mut Ui,
    number: usize,
    (from, to): (NodeIndex, NodeIndex),
    relations: &[EdgeIndex],
    view: View,
) {
    let network = &view.state.open.derived.network;
    ui.add_space(4.0);
    let (from, to) = (network.graph[from].name(), network.graph[to].name());
    ui.label(RichText::new(format!("{number}. {from} – {to}")).family(theme::bold()));
    let scene = theme::of(ui.ctx());
    for edge in relations {
        let relation = &network.graph[*edge];
        let color = theme::color(scene.relation(relation.kind()));
        let mut text = words::sentence(network, *edge);
        if let Some(when) = &relation.when {
            text = format!("{text}, {}", when.in_words());
        }
        let link = ui.link(RichText::new(text).color(color));
        if link.on_hover_text("Go to this relation").clicked() {
            view.send(Command::GoTo(Target::Relation(relation.id.clone())));
        }
        ui.push_id(("leg", relation.id.as_str()), |ui| {
            let claims = RichText::new(counted(relation.claims.len(), "claim", "claims")).small();
            CollapsingHeader::new(claims).show(ui, |ui| {
                claims::list(ui, view, relation, Detail::Full);
            });
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_of_a_path_names_the_actors_between() {
        assert_eq!(path_length(1, &[]), "1 step");
        assert_eq!(path_length(2, &["Iran"]), "2 steps, via Iran");
        let between = ["Iran", "India", "Qatar"];
        assert_eq!(
            path_length(4, &between),
            "4 steps, via Iran, India and Qatar"
        );
    }
}
