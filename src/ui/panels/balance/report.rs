//! The findings of the Balance tab: counts, measures, camps, tensions and predictions, in words
//! with links.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{CollapsingHeader, Grid, Response, RichText, Ui};

use crate::analysis::explanation::{self, Explainer, Explanation};
use crate::analysis::{BalanceFindings, Evaluation, MAX_WALK_ACTORS, Prediction, TriadKind};
use crate::app::{Coloring, Command, Target};
use crate::graph::{Filter, NodeIndex};
use crate::model::{ActorId, RelationId};
use crate::ui::View;
use crate::ui::shell::theme;
use crate::ui::widgets::hover_link;
use crate::ui::widgets::linked_text::{self, LinkedSpan};
use crate::words::{counted, grouped, precise};

/// The items of a list that are shown at first.
pub(super) const FIRST_ITEMS: usize = 12;

/// A camp of more members has a name above them.
const MAX_UNNAMED_CAMP: usize = 3;

/// The most members of a camp or a group that are named; the rest is counted.
const MAX_MEMBERS: usize = 50;

/// The width that is left to the names of numbers, in points.
const NAMES_WIDTH: f32 = 116.0;

/// The findings, and the writer of explanations.
pub(super) struct BalanceReport<'a> {
    pub(super) view: View<'a>,
    pub(super) findings: &'a Arc<BalanceFindings>,
    pub(super) explainer: Explainer<'a>,
}

impl BalanceReport<'_> {
    pub(super) fn counts(&self, ui: &mut Ui) {
        let signs = &self.findings.signs;
        ui.weak(format!(
            "{} with friends or foes; {} of friends, {} of foes, {} mixed and left out",
            counted(signs.signed_actors().count(), "actor", "actors"),
            counted(signs.positive(), "pair", "pairs"),
            signs.negative(),
            signs.mixed().len(),
        ));
    }

    pub(super) fn numbers(&self, ui: &mut Ui) {
        let findings = self.findings;
        let census = &findings.census;
        let strong = census.strong();
        ui.add_space(6.0);
        // Values that are too long for the panel wrap.
        let values_width = (ui.available_width() - NAMES_WIDTH).max(80.0);
        Grid::new("balance")
            .num_columns(2)
            .spacing([12.0, 5.0])
            .max_col_width(values_width)
            .show(ui, |ui| {
                let mut row = |name: &str, hint: &str, value: String| {
                    ui.label(name).on_hover_text(hint);
                    ui.label(RichText::new(value).family(theme::bold()));
                    ui.end_row();
                };
                row(
                    "Balanced triads",
                    "Triads of three friends, or of two friends with a common enemy. Cartwright and Harary 1956",
                    strong.balance().map_or_else(
                        || "no triads".to_owned(),
                        |share| format!("{} of {} ({:.0} %)", grouped(strong.balanced), grouped(strong.total()), share * 100.0),
                    ),
                );
                row(
                    "By kind",
                    "Three friends; two friends with a common enemy; a friend between two foes; three foes",
                    TriadKind::ALL
                        .map(|kind| format!("{}\u{a0}{}", kind.as_str().replace('-', "−"), grouped(census.count(kind))))
                        .join("   "),
                );
                row(
                    "Walk balance",
                    "Balance of closed walks of all lengths; longer walks weigh less. Estrada and Benzi 2014",
                    findings.walk_balance.map_or_else(
                        || format!("not computed over {MAX_WALK_ACTORS} actors"),
                        |share| precise(share, 4),
                    ),
                );
                row(
                    "Frustration",
                    "The minimum number of pairs that violate every division into two camps. Abelson and Rosenberg 1958; Aref and Wilson 2018",
                    match findings.frustration.index() {
                        Some(index) => format!("{} of {}, proved", grouped(index), counted(findings.signs.pairs().len(), "pair", "pairs")),
                        None => format!("{} to {}, not proved", grouped(findings.frustration.lower), grouped(findings.frustration.upper)),
                    },
                );
            });
    }

    /// The triads of the selected relation or actor.
    pub(super) fn selected(&self, ui: &mut Ui) {
        let (signs, network) = (&self.findings.signs, &self.findings.network);
        match self.view.state.open.session.selected() {
            Some(Target::Relation(id)) => {
                let ends = network
                    .edge(id)
                    .and_then(|edge| network.graph.edge_endpoints(edge));
                let pair = ends.and_then(|(a, b)| signs.pair_between(a.index(), b.index()));
                if let Some(pair) = pair {
                    section(ui, "Selected relation");
                    self.explain(ui, &self.explainer.pair(pair, &self.findings.census));
                }
            }
            Some(Target::Actor(id)) => {
                let node = network.node(id);
                let share = node.and_then(|node| self.findings.census.by_actor.get(node.index()));
                if let (Some(share), Some(node)) = (share.filter(|share| share.total() > 0), node) {
                    let name = network.graph[node].name();
                    section(ui, name);
                    ui.label(format!(
                        "In {}, {} of them balanced",
                        counted(share.total(), "triad", "triads"),
                        share.balanced
                    ));
                }
            }
            None => {}
        }
    }

    pub(super) fn camps(&self, ui: &mut Ui) {
        let found = &self.findings.frustration;
        section(ui, "Two camps");
        ui.weak(found.split_in_words());
        if found.parts == 0 {
            return;
        }
        for camp in 0..2 {
            self.camp(ui, camp);
            if camp == 0 {
                ui.weak("against");
            }
        }
        ui.weak(self.findings.polarization.in_words())
            .on_hover_text("Aref, Dinh, Rezapour and Diesner 2020, Scientific Reports 10");
        self.camp_switches(ui);
    }

    /// The name of a large camp, and its members.
    fn camp(&self, ui: &mut Ui, camp: u8) {
        let found = &self.findings.frustration;
        let members: Vec<NodeIndex> = (0..found.camps.len())
            .filter(|actor| found.camps[*actor] == Some(camp))
            .map(NodeIndex::new)
            .collect();
        if members.len() > MAX_UNNAMED_CAMP {
            let name = &self.findings.camp_names[usize::from(camp)];
            ui.label(RichText::new(name).family(theme::bold()));
        }
        if members.is_empty() {
            ui.weak("nobody");
        }
        self.members(ui, "", &members);
    }

    /// The names of actors as links, after some words: `Group 1: Russia, Iran and 12 more`.
    pub(super) fn members(&self, ui: &mut Ui, words: &str, members: &[NodeIndex]) {
        let graph = &self.findings.network.graph;
        let named = members.iter().take(MAX_MEMBERS);
        let named = named.filter_map(|node| {
            let actor = graph.node_weight(*node)?;
            let target = Target::Actor(actor.id.clone());
            Some((actor.name().to_owned(), target))
        });
        let mut spans = vec![LinkedSpan::words(words)];
        spans.extend(linked_text::list(named));
        let more = members.len().saturating_sub(MAX_MEMBERS);
        if more > 0 {
            spans.push(LinkedSpan::words(format!(" and {} more", grouped(more))));
        }
        linked_text::show(ui, &spans, |target, link| {
            if link.clicked() {
                self.view.send(Command::GoTo(target.clone()));
            }
        });
    }

    /// How the picture shows the camps.
    fn camp_switches(&self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            let is_colored = self.view.state.open.session.coloring == Coloring::Camp;
            let mut colored = is_colored;
            let hint = "Colour actors by camp, and mark relations that do not fit";
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
            let hint = "Move the camps apart; switch it off to restore the positions";
            if ui
                .checkbox(&mut apart, "Move camps apart")
                .on_hover_text(hint)
                .changed()
            {
                self.view.send(Command::PullApart);
            }
        });
    }

    pub(super) fn actor(&self, ui: &mut Ui, node: NodeIndex) {
        if let Some(actor) = self.findings.network.graph.node_weight(node)
            && ui.link(actor.name()).clicked()
        {
            self.view
                .send(Command::GoTo(Target::Actor(actor.id.clone())));
        }
    }

    /// The pairs whose change would balance the network.
    pub(super) fn frustrated(&self, ui: &mut Ui) {
        let frustrated = &self.findings.frustration.frustrated;
        if frustrated.is_empty() {
            return;
        }
        section(
            ui,
            &format!("Frustrated pairs ({})", grouped(frustrated.len())),
        );
        ui.weak("If these pairs flipped or did not exist, the network would be balanced.");
        self.list(ui, "frustrated", frustrated.len(), |ui, at| {
            let pair = &self.findings.signs.pairs()[frustrated[at]];
            self.explain(ui, &self.explainer.frustrated(frustrated[at]));
            let relations = self.findings.signs.relations(pair);
            let of_sign = relations.iter().filter_map(|edge| {
                let relation = self.findings.network.graph.edge_weight(*edge)?;
                (relation.kind().sign() == pair.sign).then_some(&relation.id)
            });
            let ids: Vec<&RelationId> = of_sign.collect();
            if ui.small_button("What if it flipped?").clicked() {
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

    pub(super) fn tensions(&self, ui: &mut Ui) {
        let found = &self.findings.tensions;
        let all = self.findings.census.strong().unbalanced;
        section(ui, &format!("Tensions ({})", grouped(all)));
        if self.findings.census.strong().total() == 0 {
            ui.weak("There are no triads.");
        } else if found.is_empty() {
            ui.weak("All triads are balanced.");
        }
        self.list(ui, "tensions", found.len(), |ui, at| {
            let tension = &found[at];
            self.explain(ui, &self.explainer.tension(tension));
            self.alone(ui, tension.triad.actors, tension.weakest);
        });
    }

    pub(super) fn enemies(&self, ui: &mut Ui) {
        let found = &self.findings.enemies;
        let all = self.findings.census.count(TriadKind::CommonEnemy);
        section(ui, &format!("Common enemies ({})", grouped(all)));
        if found.is_empty() {
            ui.weak("No two friends have a common enemy.");
        }
        self.list(ui, "enemies", found.len(), |ui, at| {
            let enemy = &found[at];
            self.explain(ui, &self.explainer.common_enemy(enemy));
            self.alone(ui, enemy.triad.actors, enemy.weakest);
        });
    }

    pub(super) fn hypotheses(&self, ui: &mut Ui) {
        let found = &self.findings.predictions;
        section(ui, &format!("Predictions ({})", grouped(found.len())));
        ui.weak(accuracy(self.findings.evaluation));
        if let Some(note) = &self.findings.predictions_note {
            ui.label(note);
        }
        self.list(ui, "hypotheses", found.len(), |ui, at| {
            self.explain(ui, &self.explainer.prediction(&found[at]));
            let Prediction { a, b, .. } = found[at];
            let with = found[at].reasons.iter().chain(&found[at].objections);
            let actors: Vec<u32> = [a, b].into_iter().chain(with.copied()).collect();
            self.alone(ui, actors, 0);
        });
    }

    pub(super) fn more_camps(&self, ui: &mut Ui) {
        ui.add_space(10.0);
        CollapsingHeader::new("More than two camps").show(ui, |ui| {
            ui.weak("Friends inside camps, foes between them; friends in different camps and foes in the same camp are errors. Davis 1967; Doreian and Mrvar 1996");
            for found in &self.findings.clusterings {
                let is_proved = found.is_proved
                    || found.camps_allowed == 2 && self.findings.frustration.index() == Some(found.errors);
                let proof = if is_proved { ", proved" } else { ", in the best division found" };
                let camps = match found.camps_used() {
                    used if used < found.camps_allowed => format!("At most {} camps ({used} used)", found.camps_allowed),
                    _ => format!("At most {} camps", found.camps_allowed),
                };
                ui.label(format!("{camps}: {}{proof}", counted(found.errors, "error", "errors")));
            }
        });
    }

    /// A button that shows only these actors, and the number of sources of the weakest relation.
    fn alone(&self, ui: &mut Ui, actors: impl IntoIterator<Item = u32>, weakest: u32) {
        ui.horizontal_wrapped(|ui| {
            if ui.small_button("Show only these").clicked() {
                let graph = &self.findings.network.graph;
                let nodes = actors
                    .into_iter()
                    .map(|actor| NodeIndex::new(actor as usize));
                let ids = nodes.filter_map(|node| Some(graph.node_weight(node)?.id.clone()));
                show_only(Some(ids.collect()), self.view);
            }
            if weakest > 0 {
                let sources = counted(weakest as usize, "source", "sources");
                ui.weak(format!("Weakest relation: {sources}"));
            }
        });
    }

    /// A sentence whose names and citations are links.
    fn explain(&self, ui: &mut Ui, explanation: &Explanation) {
        ui.add_space(3.0);
        let spans = explanation.spans.iter().map(|span| {
            let target = span.target.as_ref().map(|target| match target {
                explanation::LinkTarget::Actor(id) => Target::Actor(id.clone()),
                explanation::LinkTarget::Relation(id)
                | explanation::LinkTarget::Citation(id, ..) => Target::Relation(id.clone()),
            });
            LinkedSpan {
                text: span.text.clone(),
                target,
            }
        });
        let spans: Vec<_> = spans.collect();
        linked_text::show(ui, &spans, |target, link| self.follow(target, link));
    }

    /// Shows where a link leads while the pointer is on it, and goes there at a click.
    fn follow(&self, target: &Target, link: &Response) {
        if link.hovered() {
            hover_link::at(&link.ctx, target, self.view);
        }
        if link.clicked() {
            self.view.send(Command::GoTo(target.clone()));
        }
    }

    /// Words that lead to a record.
    pub(super) fn link(&self, ui: &mut Ui, words: &str, target: &Target) {
        self.follow(target, &ui.link(words));
    }

    /// The first items of a list, and a button for more.
    fn list(&self, ui: &mut Ui, name: &str, count: usize, mut item: impl FnMut(&mut Ui, usize)) {
        let id = ui.id().with((name, self.view.state.document_generation));
        let shown = ui
            .data(|data| data.get_temp::<usize>(id))
            .unwrap_or(FIRST_ITEMS);
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

/// How accurate predictions are in this network, against the simplest guess.
fn accuracy(evaluation: Evaluation) -> String {
    match (evaluation.accuracy(), evaluation.baseline()) {
        (Some(right), Some(always)) => format!(
            "Pairs without a relation that most triads predict: hypotheses, not findings. Leaving out each known pair in \
             turn, {:.0} % of {} are predicted right; guessing “always friends” gives {:.0} %.",
            right * 100.0,
            counted(evaluation.decided, "pair", "pairs"),
            always * 100.0
        ),
        _ => "Pairs without a relation that most triads predict: hypotheses, not findings. Their accuracy cannot be \
              measured in this network."
            .to_owned(),
    }
}

/// Shows only these actors, or all of them.
pub(super) fn show_only(actors: Option<BTreeSet<ActorId>>, view: View) {
    view.send(Command::SetFilter(Filter {
        among: actors,
        ..view.state.open.session.filter.clone()
    }));
    view.send(Command::Act(crate::app::Action::Fit));
}

pub(super) fn section(ui: &mut Ui, title: &str) {
    ui.add_space(10.0);
    ui.label(RichText::new(title).family(theme::bold()));
}
