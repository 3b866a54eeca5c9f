//! The rules that simplify the network, in the Sources tab: a row for each row of
//! `SIMPLIFICATIONS`.

use egui::{Align, Checkbox, CollapsingHeader, ComboBox, DragValue, Id, RichText, Ui, WidgetText};

use crate::analysis::MEASURES;
use crate::app::State;
use crate::graph::simplify::{
    Amount, RankedBy, RuleInput, RuleParameter, RuleSetting, SIMPLIFICATIONS, SimplificationRule,
    Simplify, chosen_in_words,
};
use crate::language::Language;
use crate::model::ActorId;
use crate::tasks::Generation;
use crate::ui::shell::theme;
use crate::ui::widgets::drop_down::DropDown as _;
use crate::words::{counted, list, shortened};

/// How far a rule's own fields are from the left edge, in points.
const INDENT: f32 = 22.0;

/// Shows the rules, in a section that is closed at first; changes are made in `simplify`.
pub(super) fn show(ui: &mut Ui, state: &State, simplify: &mut Simplify) {
    let is_asked_for = is_asked_for(ui, state);
    ui.add_space(6.0);
    let title = RichText::new("Simplify").family(theme::bold());
    let section = CollapsingHeader::new(title)
        .open(is_asked_for.then_some(true))
        .show_unindented(ui, |ui| {
            for rule in SIMPLIFICATIONS {
                row(ui, state, rule, simplify);
            }
        });
    let header = section.header_response;
    let header = header.on_hover_text("Show less of a large network, by rules");
    if is_asked_for {
        header.scroll_to_me(Some(Align::TOP));
    }
}

/// Whether the rules were asked for since the last frame.
fn is_asked_for(ui: &Ui, state: &State) -> bool {
    let asked = state.open.session.simplify_shown;
    let id = Id::new("rules that simplify are in view");
    ui.data_mut(|data| {
        let shown: &mut Generation = data.get_temp_mut_or_default(id);
        !std::mem::replace(shown, asked).accepts(asked) && !asked.is_first()
    })
}

fn row(ui: &mut Ui, state: &State, rule: &SimplificationRule, simplify: &mut Simplify) {
    let was = simplify.setting(rule.id).cloned();
    let mut is_on = was.is_some();
    let needs_actors = rule.input == RuleInput::Actors;
    let can_turn_on = !needs_actors || state.open.session.selected_actors().next().is_some();
    let mut setting = was.clone().unwrap_or_else(|| rule.default_setting());
    ui.horizontal(|ui| {
        let switch = ui.add_enabled(is_on || can_turn_on, Checkbox::new(&mut is_on, rule.label));
        let switch = switch
            .on_hover_ui(|ui| explanation(ui, rule))
            .on_disabled_hover_text("Select actors first");
        if switch.changed() && is_on && needs_actors {
            setting.actors = selected(state);
        }
        if is_on {
            number(ui, rule, &mut setting, simplify, switch.id);
        }
    });
    if is_on && rule.input != RuleInput::None {
        ui.horizontal_wrapped(|ui| {
            ui.add_space(INDENT);
            match rule.input {
                RuleInput::None => {}
                RuleInput::Measure => measure(ui, &mut setting),
                RuleInput::Actors => actors(ui, state, &mut setting),
            }
        });
    }
    match (is_on, &was) {
        (false, None) => {}
        (false, Some(_)) => simplify.turn_off(rule.id),
        (true, Some(was)) if *was == setting => {}
        (true, _) => simplify.turn_on(rule.id, setting),
    }
}

fn explanation(ui: &mut Ui, rule: &SimplificationRule) {
    ui.label(rule.explanation);
    if let Some(paper) = rule.paper {
        ui.weak(paper);
    }
}

/// The field of the rule's number.
fn number(
    ui: &mut Ui,
    rule: &SimplificationRule,
    setting: &mut RuleSetting,
    simplify: &Simplify,
    label: Id,
) {
    match rule.parameter {
        RuleParameter::None => {}
        RuleParameter::Whole { min, .. } => {
            let mut count = setting.amount.map_or(min, Amount::count);
            let field = DragValue::new(&mut count).range(min..=999_999).speed(0.1);
            ui.add(field).labelled_by(label);
            setting.amount = Some(Amount::whole(count));
            if rule.input == RuleInput::Actors {
                ui.label(crate::words::agree(count, "step", "steps"));
            }
        }
        RuleParameter::Decimal { .. } => {
            let mut number = setting.amount.map_or(0.0, Amount::value);
            let field = DragValue::new(&mut number)
                .range(0.0..=1e12)
                .max_decimals(2)
                .speed(0.05);
            ui.add(field).labelled_by(label);
            setting.amount = Amount::new(number);
        }
        RuleParameter::Share { default, .. } => share(ui, rule, default, setting, simplify, label),
    }
}

/// A check box for the automatic number, or its field.
fn share(
    ui: &mut Ui,
    rule: &SimplificationRule,
    default: f64,
    setting: &mut RuleSetting,
    simplify: &Simplify,
    label: Id,
) {
    let mut is_automatic = setting.amount.is_none();
    let result = simplify.current_result();
    let chosen = result.map_or(&[][..], |result| result.chosen(rule.id));
    if ui.checkbox(&mut is_automatic, "Automatic").changed() {
        let offered = chosen.first().map_or(default, |one| one.amount.value());
        setting.amount = Amount::new(offered).filter(|_| !is_automatic);
    }
    match setting.amount {
        Some(amount) => {
            let mut alpha = amount.value();
            let field = DragValue::new(&mut alpha)
                .range(0.0..=1.0)
                .max_decimals(3)
                .speed(0.002);
            ui.add(field).labelled_by(label);
            setting.amount = Amount::new(alpha);
        }
        None => {
            if !chosen.is_empty() {
                ui.weak(format!(
                    "alpha {}",
                    chosen_in_words(chosen, Language::English)
                ));
            }
        }
    }
}

fn measure(ui: &mut Ui, setting: &mut RuleSetting) {
    let chosen = setting.ranked_by();
    let label = ui.label("by");
    ComboBox::from_id_salt("measure of the top actors")
        .selected_text(WidgetText::from(chosen.name))
        .show_list(ui, |ui| {
            for measure in MEASURES {
                let this = RankedBy {
                    id: measure.id,
                    name: measure.name,
                };
                let row = ui.selectable_label(chosen == this, measure.name);
                if row.on_hover_text(measure.about).clicked() {
                    setting.measure = Some(this);
                }
            }
        })
        .response
        .labelled_by(label.id);
}

/// The actors from which steps are counted, and a button that takes those selected now.
fn actors(ui: &mut Ui, state: &State, setting: &mut RuleSetting) {
    const MAX_NAMES: usize = 3;
    let names = setting.actors.iter();
    let names = names.map(|id| state.document().actor_name(id).to_owned());
    let names = shortened(names, MAX_NAMES, "actor", "actors");
    ui.label(RichText::new(format!("of {}", list(&names))).weak());
    let now = selected(state);
    if !now.is_empty() && now != setting.actors {
        let count = counted(now.len(), "selected actor", "selected actors");
        if ui.small_button(format!("Use {count}")).clicked() {
            setting.actors = now;
        }
    }
}

fn selected(state: &State) -> std::collections::BTreeSet<ActorId> {
    state.open.session.selected_actors().cloned().collect()
}
