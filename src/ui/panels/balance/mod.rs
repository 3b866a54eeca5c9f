//! The Balance tab: the rule for friends and foes, what-if changes, and the findings.

mod doubt;
mod relaxed;
mod report;

use std::collections::BTreeSet;

use egui::{ComboBox, Ui};

use self::report::{BalanceReport, FIRST_ITEMS, show_only};
use crate::analysis::explanation::Explainer;
use crate::analysis::{Contested, MixedRule, Rule};
use crate::app::{Command, Target};
use crate::graph::Filter;
use crate::model::RelationId;
use crate::ui::tasks::balance::BalanceTask;
use crate::ui::widgets::claims;
use crate::ui::widgets::detail::Detail;
use crate::ui::widgets::drop_down::{DropDown as _, place_of};
use crate::ui::widgets::task_row;
use crate::ui::{Queue, View};

pub(crate) fn show(ui: &mut Ui, view: View, task: &mut BalanceTask) {
    heading(ui, task);
    rule(ui, view.state.open.session.rule, view.queue);
    what_if(ui, view);
    claims_of_shown(ui, view);
    let Some(findings) = &view.state.open.derived.balance else {
        return;
    };
    let report = BalanceReport {
        view,
        findings,
        explainer: Explainer {
            document: view.state.document(),
            network: &findings.network,
            signs: &findings.signs,
        },
    };
    report.counts(ui);
    report.numbers(ui);
    report.selected(ui);
    report.doubt(ui, &mut task.doubt);
    report.camps(ui);
    report.frustrated(ui);
    report.tensions(ui);
    report.enemies(ui);
    report.hypotheses(ui);
    report.more_camps(ui);
}

/// The heading, with the progress beside it, so that nothing below moves when it appears.
fn heading(ui: &mut Ui, task: &mut BalanceTask) {
    ui.horizontal(|ui| {
        ui.set_min_height(ui.spacing().interact_size.y.max(26.0));
        ui.heading("Balance");
        task_row::show(ui, &mut task.findings);
    });
}

/// The rule that makes a pair friends or foes; all numbers below depend on it.
fn rule(ui: &mut Ui, rule: Rule, queue: &Queue) {
    let mut chosen = rule;
    ui.horizontal_wrapped(|ui| {
        let label = ui.label("Mixed pairs");
        ComboBox::from_id_salt("mixed")
            .selected_text(name(chosen.mixed))
            .width(150.0)
            .show_list_at(ui, place_of(&MixedRule::ALL, &chosen.mixed), |ui| {
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
        .checkbox(&mut counts, "Count contested relations")
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
        MixedRule::Net => "stronger side wins",
        MixedRule::Latest => "latest date wins",
        MixedRule::Drop => "left out",
    }
}

/// What-if changes to the selected relation, and buttons that undo them.
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
            let is_flipped = filter.flipped.contains(id);
            let text = if is_flipped { "Flip it back" } else { "What if it flipped?" };
            let hint = "Friends count as foes, and foes as friends, here and on the canvas; the file does not change";
            if ui.button(text).on_hover_text(hint).clicked() {
                flip(id, view);
            }
            if ui.button("What if it did not exist?").clicked() {
                let mut filter = filter.clone();
                filter.hidden_relations.insert(id.clone());
                view.send(Command::SetFilter(filter));
            }
        }
        let changes = filter.flipped.len() + filter.hidden_relations.len();
        if changes > 0 && ui.button("Reset what-if changes").clicked() {
            view.send(Command::SetFilter(Filter {
                flipped: BTreeSet::new(),
                hidden_relations: BTreeSet::new(),
                ..filter.clone()
            }));
        }
        if filter.among.is_some() && ui.button("Show all actors").clicked() {
            show_only(None, view);
        }
    });
}

/// The claims about the actors that are shown alone.
fn claims_of_shown(ui: &mut Ui, view: View) {
    if view.state.open.session.filter.among.is_none() {
        return;
    }
    let graph = &view.state.open.derived.network.graph;
    for edge in graph.edge_indices().take(FIRST_ITEMS) {
        ui.separator();
        claims::head(ui, view.state, edge);
        claims::list(ui, view, &graph[edge], Detail::Glance);
    }
    ui.separator();
}

fn flip(relation: &RelationId, view: View) {
    let mut filter = view.state.open.session.filter.clone();
    if !filter.flipped.remove(relation) {
        filter.flipped.insert(relation.clone());
    }
    view.send(Command::SetFilter(filter));
}
