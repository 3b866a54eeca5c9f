//! How one actor is tied to another: the shortest way in words, step by step, with the citations it rests on.

use egui::{CollapsingHeader, RichText, Ui};

use crate::analysis::{ActorPath, PathTies};
use crate::app::{Command, State, Target, Way};
use crate::graph::words::{self, counted};
use crate::graph::{EdgeIndex, NodeIndex};
use crate::model::ActorId;
use crate::ui::View;
use crate::ui::shell::theme;
use crate::ui::widgets::claims;
use crate::ui::widgets::claims::Detail;
use crate::ui::widgets::frame_cache::memo;

/// Offers the way between the two actors that are selected; shows the one that was asked for.
pub(crate) fn show(ui: &mut Ui, view: View) {
    ui.heading("Shortest path");
    let selected: Vec<&ActorId> = view.state.open.session.selected_actors().take(3).collect();
    let asked = view.state.open.session.way.as_ref();
    // Two others that are selected are a new question.
    let pair = match selected[..] {
        [a, b] if !asked.is_some_and(|way| is_between(way, a, b)) => Some((a, b)),
        _ => None,
    };
    if let Some((from, to)) = pair {
        offer(ui, from, to, view);
    }
    match asked {
        Some(way) => answer(ui, way, view),
        None if pair.is_none() => {
            ui.weak("Select two actors, the second with Ctrl, to see how they are tied.");
        }
        None => {}
    }
}

fn is_between(way: &Way, a: &ActorId, b: &ActorId) -> bool {
    let ends = (&way.from, &way.to);
    ends == (a, b) || ends == (b, a)
}

fn offer(ui: &mut Ui, from: &ActorId, to: &ActorId, view: View) {
    let text = format!(
        "How is {} tied to {}?",
        name(view.state, from),
        name(view.state, to)
    );
    if ui
        .button(text)
        .on_hover_text("Find the shortest path, and select it on the canvas")
        .clicked()
    {
        view.send(Command::ShowWay(Some(Way {
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

fn answer(ui: &mut Ui, way: &Way, view: View) {
    let mut asked = way.clone();
    ui.horizontal_wrapped(|ui| {
        ui.selectable_value(&mut asked.steps, PathTies::Any, "Any relation");
        ui.selectable_value(&mut asked.steps, PathTies::Positive, "Friendly only")
            .on_hover_text("Along cooperation and support alone");
        if ui
            .small_button("Show")
            .on_hover_text("Select the path again")
            .clicked()
        {
            view.send(Command::ShowWay(Some(way.clone())));
        }
        if ui.small_button("Close").clicked() {
            view.send(Command::ShowWay(None));
        }
    });
    if asked != *way {
        view.send(Command::ShowWay(Some(asked)));
    }
    let network = &view.state.open.derived.network;
    let path = memo(ui.ctx(), "way", way, network, || view.state.path(way));
    ui.label(in_words(way, path.as_ref().as_ref(), view.state));
    if let Some(path) = &*path {
        let legs = path.actors.windows(2).zip(&path.relations).zip(1..);
        for ((ends, relations), number) in legs {
            leg(ui, number, (ends[0], ends[1]), relations, view);
        }
    }
}

/// `India is tied to Taliban in 2 steps, by way of Iran; 3 paths are as short.`
fn in_words(way: &Way, path: Option<&ActorPath>, state: &State) -> String {
    let (from, to) = (name(state, &way.from), name(state, &way.to));
    let along = match way.steps {
        PathTies::Any => "",
        PathTies::Positive => " along cooperation and support",
    };
    let Some(path) = path else {
        let filter = if state.open.session.filter.is_clear() {
            ""
        } else {
            " with these filters"
        };
        return format!("No path leads from {from} to {to}{along}{filter}.");
    };
    let graph = &state.open.derived.network.graph;
    let between = path.actors.iter().skip(1).rev().skip(1).rev();
    let between: Vec<_> = between.map(|node| graph[*node].name()).collect();
    let steps = counted(path.relations.len(), "step");
    let by = match &between[..] {
        [] => ", directly".to_owned(),
        between => format!(", by way of {}", between.join(", ")),
    };
    let others = match path.path_count {
        ..=1.0 => String::new(),
        ways => format!("; {ways} paths are as short"),
    };
    format!("{from} is tied to {to}{along} in {steps}{by}{others}.")
}

/// One step: its two ends, the relations that make it, and what they rest on.
fn leg(
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
            let claims = RichText::new(counted(relation.claims.len(), "claim")).small();
            CollapsingHeader::new(claims).show(ui, |ui| {
                claims::list(ui, view, relation, Detail::Full);
            });
        });
    }
}
