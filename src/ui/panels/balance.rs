//! Is the enemy of my enemy my friend? Balance in numbers, and in words with the quotes behind it.

use std::collections::BTreeSet;

use egui::{CollapsingHeader, ComboBox, Grid, ProgressBar, RichText, Ui};

use crate::analysis::explanation::{self, Explainer, Explanation};
use crate::analysis::{
    BalanceFindings, Contested, Evaluation, MAX_WALK_ACTORS, MixedRule, Optima, Prediction, Rule,
    TriadKind,
};
use crate::app::{Coloring, Command, Target};
use crate::graph::words::counted;
use crate::graph::{Filter, NodeIndex};
use crate::model::{ActorId, RelationId};
use crate::ui::Queue;
use crate::ui::View;
use crate::ui::shell::theme;
use crate::ui::tasks::balance::BalanceTask;
use crate::ui::widgets::claims;
use crate::ui::widgets::claims::Detail;
use crate::ui::widgets::hover_link;

/// So many of a list are shown at once; a click shows as many more.
const LISTED: usize = 12;

pub(crate) fn show(ui: &mut Ui, view: View, task: &mut BalanceTask) {
    heading(ui, task);
    rule(ui, view.state.open.session.rule, view.queue);
    what_if(ui, view);
    cards(ui, view);
    let Some(findings) = &view.state.open.derived.balance else {
        return;
    };
    let told = Told {
        view,
        findings,

        teller: Explainer {
            document: view.state.document(),
            network: &findings.network,
            signs: &findings.signs,
        },
    };
    told.counts(ui);
    told.numbers(ui);
    told.selected(ui);
    told.camps(ui);
    told.frustrated(ui);
    told.tensions(ui);
    told.enemies(ui);
    told.hypotheses(ui);
    told.more_camps(ui);
}

/// The heading, and beside it the progress: what is below must not jump when it begins and ends.
fn heading(ui: &mut Ui, task: &mut BalanceTask) {
    ui.horizontal(|ui| {
        ui.set_min_height(ui.spacing().interact_size.y.max(26.0));
        ui.heading("Balance");
        if let Some(share) = task.progress() {
            ui.add(
                ProgressBar::new(share)
                    .desired_width(140.0)
                    .show_percentage(),
            );
            if ui.button("Cancel").clicked() {
                task.cancel();
            }
        } else if task.is_cancelled() {
            ui.weak("Cancelled.");
            if ui.button("Continue").clicked() {
                task.retry();
            }
        } else if let Some(failure) = task.failure() {
            ui.colored_label(ui.visuals().error_fg_color, failure.to_string());
            if ui.button("Try again").clicked() {
                task.retry();
            }
        }
    });
}

/// How friends and foes are told; every number below follows from it.
fn rule(ui: &mut Ui, rule: Rule, queue: &Queue) {
    let mut chosen = rule;
    ui.horizontal(|ui| {
        let label = ui.label("Pairs that are both");
        ComboBox::from_id_salt("mixed")
            .selected_text(name(chosen.mixed))
            .width(150.0)
            .show_ui(ui, |ui| {
                for mixed in MixedRule::ALL {
                    ui.selectable_value(&mut chosen.mixed, mixed, name(mixed));
                }
            })
            .response
            .labelled_by(label.id)
            .on_hover_text(rule.in_words());
    });
    let mut counts = chosen.contested == Contested::In;
    if ui
        .checkbox(&mut counts, "Contested relations count")
        .changed()
    {
        chosen.contested = if counts {
            Contested::In
        } else {
            Contested::Out
        };
    }
    if chosen != rule {
        queue.send(Command::SetRule(chosen));
    }
}

fn name(mixed: MixedRule) -> &'static str {
    match mixed {
        MixedRule::Net => "what outweighs",
        MixedRule::Latest => "the latest wins",
        MixedRule::Drop => "left out",
    }
}

/// What is supposed, and the way back to what is claimed.
fn what_if(ui: &mut Ui, view: View) {
    let filter = &view.state.open.session.filter;
    let relation = view
        .state
        .open
        .session
        .selection
        .iter()
        .find_map(|target| match target {
            Target::Relation(id) => Some(id),
            Target::Actor(_) => None,
        });
    ui.horizontal_wrapped(|ui| {
        if let Some(id) = relation {
            ui.label("What if");
            let is_turned = filter.flipped.contains(id);
            let text = if is_turned { "It was as claimed" } else { "It turned" };
            let hint = "Friends become foes and foes friends, here and in the picture; the file stays as it is";
            if ui.button(text).on_hover_text(hint).clicked() {
                turn(id, view);
            }
            if ui.button("It was not there").clicked() {
                let mut filter = filter.clone();
                filter.hidden_relations.insert(id.clone());
                view.send(Command::SetFilter(filter));
            }
        }
        let supposed = filter.flipped.len() + filter.hidden_relations.len();
        if supposed > 0 && ui.button("Back to what is claimed").clicked() {
            view.send(Command::SetFilter(Filter {
                flipped: BTreeSet::new(),
                hidden_relations: BTreeSet::new(),
                ..filter.clone()
            }));
        }
        if filter.among.is_some() && ui.button("Show everybody again").clicked() {
            show_among(None, view);
        }
    });
}

/// The claims behind those who are drawn alone.
fn cards(ui: &mut Ui, view: View) {
    if view.state.open.session.filter.among.is_none() {
        return;
    }
    let graph = &view.state.open.derived.network.graph;
    for edge in graph.edge_indices().take(LISTED) {
        ui.separator();
        claims::head(ui, view.state, edge);
        claims::list(ui, view, &graph[edge], Detail::Glance);
    }
    ui.separator();
}

fn turn(relation: &RelationId, view: View) {
    let mut filter = view.state.open.session.filter.clone();
    if !filter.flipped.remove(relation) {
        filter.flipped.insert(relation.clone());
    }
    view.send(Command::SetFilter(filter));
}

/// Draws these actors alone, or everybody.
fn show_among(actors: Option<BTreeSet<ActorId>>, view: View) {
    view.send(Command::SetFilter(Filter {
        among: actors,
        ..view.state.open.session.filter.clone()
    }));
    view.send(Command::Act(crate::app::Action::Fit));
}

fn section(ui: &mut Ui, title: &str) {
    ui.add_space(10.0);
    ui.label(RichText::new(title).family(theme::bold()));
}

/// What was found, and whoever puts it into words.
struct Told<'a> {
    view: View<'a>,
    findings: &'a BalanceFindings,
    teller: Explainer<'a>,
}

impl Told<'_> {
    fn counts(&self, ui: &mut Ui) {
        let signs = &self.findings.signs;
        ui.weak(format!(
            "{} with a friend or foe; {} of friends, {} of foes, {} mixed and left out",
            counted(signs.signed_actors().count(), "actor"),
            counted(signs.positive(), "pair"),
            signs.negative(),
            signs.mixed().len(),
        ));
    }

    fn numbers(&self, ui: &mut Ui) {
        let findings = self.findings;
        let census = &findings.census;
        let strong = census.strong();
        ui.add_space(6.0);
        Grid::new("balance")
            .num_columns(2)
            .spacing([12.0, 5.0])
            .show(ui, |ui| {
                let mut row = |name: &str, hint: &str, value: String| {
                    ui.label(name).on_hover_text(hint);
                    ui.label(RichText::new(value).family(theme::bold()));
                    ui.end_row();
                };
                row(
                    "Balanced triads",
                    "Three who hang together: friends of friends, or two with a common enemy. Cartwright and Harary 1956",
                    strong.balance().map_or_else(
                        || "no triad, so none to speak of".to_owned(),
                        |share| format!("{} of {} ({:.0}%)", strong.balanced, strong.total(), share * 100.0),
                    ),
                );
                row(
                    "By kind",
                    "Three friends; two friends with a common enemy; a friend between two foes; three foes",
                    TriadKind::ALL
                        .map(|kind| format!("{} {}", kind.as_str().replace('-', "−"), census.count(kind)))
                        .join("   "),
                );
                row(
                    "Along all walks",
                    "Balance of walks of every length, long ones counting less. Estrada and Benzi 2014",
                    findings.walk_balance.map_or_else(
                        || format!("up to {MAX_WALK_ACTORS} actors alone"),
                        |share| format!("{share:.3}"),
                    ),
                );
                row(
                    "Frustration",
                    "How many pairs no split into two camps can please. Abelson and Rosenberg 1958; Aref and Wilson 2018",
                    match findings.frustration.index() {
                        Some(index) => format!("{index} of {}, proved", counted(findings.signs.pairs().len(), "pair")),
                        None => format!("from {} to {}, not proved", findings.frustration.lower, findings.frustration.upper),
                    },
                );
            });
    }

    /// What the triads say about the one relation or actor that is selected.
    fn selected(&self, ui: &mut Ui) {
        let (signs, network) = (&self.findings.signs, &self.findings.network);
        match self.view.state.open.session.selected() {
            Some(Target::Relation(id)) => {
                let ends = network
                    .edge(id)
                    .and_then(|edge| network.graph.edge_endpoints(edge));
                let pair = ends.and_then(|(a, b)| signs.pair_between(a.index(), b.index()));
                if let Some(pair) = pair {
                    section(ui, "The selected relation");
                    self.explain(ui, &self.teller.pair(pair, &self.findings.census));
                }
            }
            Some(Target::Actor(id)) => {
                let node = network.node(id);
                let share = node.and_then(|node| self.findings.census.by_actor.get(node.index()));
                if let (Some(share), Some(node)) = (share.filter(|share| share.total() > 0), node) {
                    let name = network.graph[node].name();
                    section(ui, name);
                    ui.label(format!(
                        "stands in {}, {} of them balanced",
                        counted(share.total(), "triad"),
                        share.balanced
                    ));
                }
            }
            None => {}
        }
    }

    fn camps(&self, ui: &mut Ui) {
        let found = &self.findings.frustration;
        section(ui, "Two camps");
        ui.weak(match found.optima {
            Some(Optima::Exactly(1)) => "The one split that leaves fewest frustrated".to_owned(),
            Some(Optima::Exactly(count)) => {
                format!("One of {count} splits that leave fewest frustrated")
            }
            Some(Optima::AtLeast(count)) => {
                format!("One of at least {count} splits that leave fewest frustrated")
            }
            None => "The best split that was found".to_owned(),
        });
        for camp in 0..2 {
            let members: Vec<NodeIndex> = (0..found.camps.len())
                .filter(|actor| found.camps[*actor] == Some(camp))
                .map(NodeIndex::new)
                .collect();
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                for node in members {
                    self.actor(ui, node);
                }
            });
            if camp == 0 {
                ui.weak("against");
            }
        }
        ui.horizontal_wrapped(|ui| {
            let is_colored = self.view.state.open.session.coloring == Coloring::Camp;
            let mut colored = is_colored;
            let hint = "Actors by their camp, and a band along every relation that does not fit";
            if ui
                .checkbox(&mut colored, "Colour by camp")
                .on_hover_text(hint)
                .changed()
            {
                let coloring = if colored {
                    Coloring::Camp
                } else {
                    Coloring::Kind
                };
                self.view.send(Command::ColorBy(coloring));
            }
            let mut apart = self.view.state.open.session.apart.is_some();
            let hint =
                "Friends near, rivals far; switched off, everybody goes back to where they stood";
            if ui
                .checkbox(&mut apart, "Pull the camps apart")
                .on_hover_text(hint)
                .changed()
            {
                self.view.send(Command::PullApart);
            }
        });
    }

    fn actor(&self, ui: &mut Ui, node: NodeIndex) {
        if let Some(actor) = self.findings.network.graph.node_weight(node)
            && ui.link(actor.name()).clicked()
        {
            self.view
                .send(Command::GoTo(Target::Actor(actor.id.clone())));
        }
    }

    /// What would restore balance.
    fn frustrated(&self, ui: &mut Ui) {
        let frustrated = &self.findings.frustration.frustrated;
        if frustrated.is_empty() {
            return;
        }
        section(ui, &format!("What does not fit ({})", frustrated.len()));
        ui.weak("If these turned, or went, the network would be balanced.");
        self.list(ui, "frustrated", frustrated.len(), |ui, at| {
            let pair = &self.findings.signs.pairs()[frustrated[at]];
            self.explain(ui, &self.teller.frustrated(frustrated[at]));
            let relations = self.findings.signs.relations(pair);
            let of_sign = relations.iter().filter_map(|edge| {
                let relation = self.findings.network.graph.edge_weight(*edge)?;
                (relation.kind().sign() == pair.sign).then_some(&relation.id)
            });
            let ids: Vec<&RelationId> = of_sign.collect();
            if ui.small_button("What if it turned").clicked() {
                let mut filter = self.view.state.open.session.filter.clone();
                for id in ids {
                    if !filter.flipped.remove(id) {
                        filter.flipped.insert(id.clone());
                    }
                }
                self.view.send(Command::SetFilter(filter));
            }
        });
    }

    fn tensions(&self, ui: &mut Ui) {
        let found = &self.findings.tensions;
        let all = self.findings.census.strong().unbalanced;
        section(ui, &format!("Tensions ({all})"));
        if found.is_empty() {
            ui.weak("No triad is unbalanced.");
        }
        self.list(ui, "tensions", found.len(), |ui, at| {
            let tension = &found[at];
            self.explain(ui, &self.teller.tension(tension));
            self.alone(ui, tension.triad.actors, tension.weakest);
        });
    }

    fn enemies(&self, ui: &mut Ui) {
        let found = &self.findings.enemies;
        let all = self.findings.census.count(TriadKind::CommonEnemy);
        section(ui, &format!("Common enemies ({all})"));
        if found.is_empty() {
            ui.weak("No two friends have an enemy in common.");
        }
        self.list(ui, "enemies", found.len(), |ui, at| {
            let enemy = &found[at];
            self.explain(ui, &self.teller.common_enemy(enemy));
            self.alone(ui, enemy.triad.actors, enemy.weakest);
        });
    }

    fn hypotheses(&self, ui: &mut Ui) {
        let found = &self.findings.predictions;
        section(ui, &format!("Hypotheses, never findings ({})", found.len()));
        ui.weak(checked(self.findings.evaluation));
        self.list(ui, "hypotheses", found.len(), |ui, at| {
            self.explain(ui, &self.teller.prediction(&found[at]));
            let Prediction { a, b, .. } = found[at];
            let with = found[at].reasons.iter().chain(&found[at].objections);
            let actors: Vec<u32> = [a, b].into_iter().chain(with.copied()).collect();
            self.alone(ui, actors, 0);
        });
    }

    fn more_camps(&self, ui: &mut Ui) {
        ui.add_space(10.0);
        CollapsingHeader::new("More than two camps").show(ui, |ui| {
            ui.weak("Friends within, foes between; errors are friends apart and foes together. Davis 1967; Doreian and Mrvar 1996");
            for found in &self.findings.clusterings {
                let is_proved = found.is_proved
                    || found.camps_allowed == 2 && self.findings.frustration.index() == Some(found.errors);
                let proof = if is_proved { ", proved" } else { " in the best split found" };
                let camps = match found.camps_used() {
                    used if used < found.camps_allowed => format!("At most {} camps ({used} used)", found.camps_allowed),
                    _ => format!("At most {} camps", found.camps_allowed),
                };
                ui.label(format!("{camps}: {}{proof}", counted(found.errors, "error")));
            }
        });
    }

    /// A button that draws these actors alone, beside how well the weakest leg is evidenced.
    fn alone(&self, ui: &mut Ui, actors: impl IntoIterator<Item = u32>, weakest: u32) {
        ui.horizontal(|ui| {
            if ui.small_button("Show alone").clicked() {
                let graph = &self.findings.network.graph;
                let nodes = actors
                    .into_iter()
                    .map(|actor| NodeIndex::new(actor as usize));
                let ids = nodes.filter_map(|node| Some(graph.node_weight(node)?.id.clone()));
                show_among(Some(ids.collect()), self.view);
            }
            if weakest > 0 {
                let sources = counted(weakest as usize, "source");
                ui.weak(format!("{sources} behind the weakest leg"));
            }
        });
    }

    /// A sentence whose names and citations lead somewhere.
    fn explain(&self, ui: &mut Ui, explanation: &Explanation) {
        ui.add_space(3.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            for span in &explanation.spans {
                let target = match &span.target {
                    None => {
                        ui.label(&span.text);
                        continue;
                    }
                    Some(explanation::LinkTarget::Actor(id)) => Target::Actor(id.clone()),
                    Some(
                        explanation::LinkTarget::Relation(id)
                        | explanation::LinkTarget::Citation(id, ..),
                    ) => Target::Relation(id.clone()),
                };
                let link = ui.link(&span.text);
                if link.hovered() {
                    hover_link::at(ui.ctx(), &target, self.view);
                }
                if link.clicked() {
                    self.view.send(Command::GoTo(target));
                }
            }
        });
    }

    /// The first of a list, and as many more as are asked for.
    fn list(&self, ui: &mut Ui, name: &str, count: usize, mut item: impl FnMut(&mut Ui, usize)) {
        let id = ui.id().with((name, self.view.state.document_generation));
        let shown = ui.data(|data| data.get_temp::<usize>(id)).unwrap_or(LISTED);
        for at in 0..count.min(shown) {
            ui.push_id((name, at), |ui| item(ui, at));
        }
        if count > shown {
            let more = format!("{} more…", count - shown);
            if ui.button(more).clicked() {
                ui.data_mut(|data| data.insert_temp(id, shown * 3));
            }
        }
    }
}

/// How good hypotheses are here, beside the plainest guess.
fn checked(asked: Evaluation) -> String {
    match (asked.accuracy(), asked.baseline()) {
        (Some(right), Some(always)) => format!(
            "Pairs that nobody speaks of and most triads imply. With one known pair left out at a time, the others are \
             right about {:.0}% of {}; “always friends” would be right about {:.0}%.",
            right * 100.0,
            asked.decided,
            always * 100.0
        ),
        _ => "Pairs that nobody speaks of and most triads imply. How good such guesses are cannot be said here.".to_owned(),
    }
}
