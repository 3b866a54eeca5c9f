//! The menu bar: the table of actions, recent files, tabs, layout methods and the theme.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Button, Id, MenuBar, PopupCloseBehavior, Slider, Ui};

use super::{keys, menu_keys};
use crate::app::{Action, ActionRow, BlocCommand, Command, Menu, Setting, State, ThemeChoice};
use crate::graph::{BlocRule, LineGrouping, LineStyle, LineWidth, actor_fields};
use crate::layout::{METHODS, Parameter, Plan};
use crate::model::BlocTies;
use crate::scene::PictureView;
use crate::ui::panels::{self, PANELS};
use crate::ui::widgets::frame_cache::background;
use crate::ui::widgets::menu_scroll;
use crate::ui::{Queue, View};
use crate::words::grouped;

pub(crate) fn show(ui: &mut Ui, view: View) {
    MenuBar::new().ui(ui, |ui| {
        let buttons = Menu::ALL.map(|menu| {
            // A click on a slider or a choice of the layout leaves the menu open.
            let behavior = match menu {
                Menu::Layout => PopupCloseBehavior::CloseOnClickOutside,
                _ => PopupCloseBehavior::CloseOnClick,
            };
            let config = MenuConfig::new().close_behavior(behavior);
            let button = MenuButton::new(menu.name()).config(config);
            let (button, _) = button.ui(ui, |ui| {
                menu_scroll::scrolling(ui, |ui| contents(ui, menu, view));
            });
            button.id
        });
        menu_keys::keep_buttons(ui.ctx(), buttons.to_vec());
    });
}

fn contents(ui: &mut Ui, menu: Menu, view: View) {
    ui.set_min_width(230.0);
    actions(ui, menu, view);
    match menu {
        Menu::View => {
            ui.separator();
            tabs(ui, view);
            lines(ui, view);
            blocs(ui, view);
            outlines(ui, view);
            themes(ui, view);
        }
        Menu::Layout => {
            ui.separator();
            methods(ui, view);
        }
        _ => {}
    }
}

/// The actions of a menu, with a line between sections.
fn actions(ui: &mut Ui, menu: Menu, view: View) {
    let mut section = None;
    for action in ActionRow::of(menu) {
        if section.is_some_and(|section| section != action.section) {
            ui.separator();
        }
        section = Some(action.section);
        row(ui, action, view);
        if action.action == Action::OpenEurope {
            recent(ui, view);
        }
    }
}

fn row(ui: &mut Ui, action: &ActionRow, view: View) {
    let keys = keys::shown(ui.ctx(), action.action);
    let mut button = Button::new(text(action, view.state));
    if !keys.is_empty() {
        button = button.shortcut_text(keys);
    }
    let button = button.selected((action.is_checked)(view.state));
    let response = ui.add_enabled((action.is_enabled)(view.state), button);
    let response = response.on_disabled_hover_text(action.explanation);
    if response.on_hover_text(action.explanation).clicked() {
        view.send(Command::Act(action.action));
        ui.close();
    }
}

/// The text of the action, with the change for Undo and Redo.
fn text(action: &ActionRow, state: &State) -> String {
    let history = &state.open.history;
    let (undone, redone) = (history.undo_label(), history.redo_label());
    match (action.action, undone, redone) {
        (Action::Undo, Some(label), _) => format!("Undo {label}"),
        (Action::Redo, _, Some(label)) => format!("Redo {label}"),
        _ => action.text.to_owned(),
    }
}

fn recent(ui: &mut Ui, view: View) {
    let recent = &view.state.settings.recent;
    ui.add_enabled_ui(!recent.is_empty(), |ui| {
        menu_scroll::menu_button(ui, "Open recent", |ui| {
            for path in recent {
                if ui.button(path.display().to_string()).clicked() {
                    view.send(Command::Open(path.clone()));
                    ui.close();
                }
            }
        });
    });
}

/// The tabs of the side panel.
fn tabs(ui: &mut Ui, view: View) {
    menu_scroll::menu_button(ui, "Side panel tab", |ui| {
        for row in PANELS {
            let is_shown = view.state.settings.shows_side_panel
                && panels::open_tab(&view.state.settings).id == row.id;
            let choice = menu_scroll::radio(ui, is_shown, row.title);
            if choice.on_hover_text(row.tooltip).clicked() {
                view.send(Command::ShowTab(row.id.clone()));
                ui.close();
            }
        }
    });
}

/// The layout methods, the parameters of the chosen one, and another random start.
fn methods(ui: &mut Ui, view: View) {
    let plan = view.state.open.session.plan;
    for choice in METHODS {
        let is_chosen = plan.method == choice.method;
        let row = menu_scroll::radio(ui, is_chosen, choice.name);
        if row.on_hover_text(choice.explanation).clicked() {
            let method = choice.method;
            view.send(Command::LayOutBy(Plan { method, ..plan }));
            ui.close();
        }
    }
    for parameter in plan.method.descriptor().parameters {
        ui.separator();
        slider(ui, parameter, plan, view.queue);
    }
    ui.separator();
    let hint = "The same method from another random start";
    if ui
        .button("Try another arrangement")
        .on_hover_text(hint)
        .clicked()
    {
        let seed = plan.seed.wrapping_add(1);
        view.send(Command::LayOutBy(Plan { seed, ..plan }));
    }
}

/// A parameter; the layout runs when the slider is released.
fn slider(ui: &mut Ui, parameter: &Parameter, plan: Plan, queue: &Queue) {
    let draft = Id::new("parameter").with(parameter.id);
    let turned = parameter.get(&plan.parameters);
    let mut value = ui.data(|data| data.get_temp(draft)).unwrap_or(turned);
    ui.label(parameter.name);
    let slider = Slider::new(&mut value, parameter.min..=parameter.max).step_by(0.05);
    let slider = menu_scroll::slider(ui, slider).on_hover_text(parameter.explanation);
    if slider.dragged() {
        ui.data_mut(|data| data.insert_temp(draft, value));
        return;
    }
    ui.data_mut(|data| data.remove_temp::<f32>(draft));
    if (value - turned).abs() > 1e-3 {
        let mut plan = plan;
        parameter.set(&mut plan.parameters, value);
        queue.send(Command::LayOutBy(plan));
    }
}

/// Which relations are one line, and what its width shows.
fn lines(ui: &mut Ui, view: View) {
    let chosen = view.state.open.derived.line_style();
    let shown = view.state.open.derived.ties.width();
    menu_scroll::menu_button(ui, "Lines", |ui| {
        for grouping in LineGrouping::ALL {
            if menu_scroll::radio(ui, chosen.grouping == grouping, grouping.name()).clicked() {
                view.send(Command::SetLines(LineStyle { grouping, ..chosen }));
                ui.close();
            }
        }
        ui.separator();
        ui.weak("Width shows");
        for width in LineWidth::ALL {
            if menu_scroll::radio(ui, shown == width, width.name()).clicked() {
                let width = Some(width);
                view.send(Command::SetLines(LineStyle { width, ..chosen }));
                ui.close();
            }
        }
    });
}

/// Which actors are drawn as one.
fn blocs(ui: &mut Ui, view: View) {
    let session = &view.state.open.session;
    let chosen = session.bloc_rule();
    menu_scroll::menu_button(ui, "Blocs", |ui| {
        if menu_scroll::radio(ui, session.blocs.is_empty(), "None").clicked() {
            view.send(Command::Bloc(BlocCommand::By(None)));
            ui.close();
        }
        for rule in bloc_rules(ui, view.state) {
            let is_chosen = chosen.as_ref() == Some(&rule);
            if menu_scroll::radio(ui, is_chosen, rule.name()).clicked() {
                view.send(Command::Bloc(BlocCommand::By(Some(rule))));
                ui.close();
            }
        }
        if chosen.is_none() && !session.blocs.is_empty() {
            menu_scroll::radio(ui, true, "Grouped by you")
                .on_hover_text("Select actors and choose Layout → Group as bloc to make more");
        }
        bloc_ties(ui, view);
    });
}

/// Which actors have an outline around them.
fn outlines(ui: &mut Ui, view: View) {
    let session = &view.state.open.session;
    let chosen = session.outline_rule();
    menu_scroll::menu_button(ui, "Outlines", |ui| {
        if menu_scroll::radio(ui, session.outlines.is_empty(), "None").clicked() {
            view.send(Command::Bloc(BlocCommand::OutlineBy(None)));
            ui.close();
        }
        for rule in bloc_rules(ui, view.state) {
            let choice = menu_scroll::radio(ui, chosen.as_ref() == Some(&rule), rule.name());
            let hint = "An area with a name around the members of each group, where it contains no \
                        others; in networks of up to 400 actors";
            if choice.on_hover_text(hint).clicked() {
                view.send(Command::Bloc(BlocCommand::OutlineBy(Some(rule))));
                ui.close();
            }
        }
    })
    .response
    .on_hover_text("Areas with names around camps, communities and other groups");
}

/// The rules that can group the actors of the document.
pub(crate) fn bloc_rules(ui: &Ui, state: &State) -> Vec<BlocRule> {
    let document = state.document().clone();
    let whole = &state.open.derived.whole;
    let fields = background(ui.ctx(), "fields of actors", (), whole, move || {
        actor_fields(&document)
    });
    let fields = fields.latest.map(|(_, fields)| fields);
    let fields = fields.iter().flat_map(|fields| fields.iter().cloned());
    let fields = fields.take(MAX_FIELDS).map(BlocRule::Field);
    BlocRule::GENERAL.into_iter().chain(fields).collect()
}

/// Whether all ties between blocs are drawn, if there are many.
fn bloc_ties(ui: &mut Ui, view: View) {
    let ties = view.state.open.derived.drawn.ties_between_blocs();
    let is_network = view.state.open.session.view == PictureView::Network;
    if ties.strongest == ties.all || !is_network {
        return;
    }
    ui.separator();
    let mut draws_all = ties.drawn == ties.all;
    let text = format!("All {} ties between blocs", grouped(ties.all));
    let strongest = format!(
        "Otherwise the strongest of each bloc are drawn, {} in all",
        grouped(ties.strongest)
    );
    if menu_scroll::checkbox(ui, &mut draws_all, text)
        .on_hover_text(strongest)
        .clicked()
    {
        let ties = if draws_all {
            BlocTies::All
        } else {
            BlocTies::Strongest
        };
        view.send(Command::Bloc(BlocCommand::SetTies(ties)));
        ui.close();
    }
}

/// The most fields of actors that a menu lists.
const MAX_FIELDS: usize = 12;

fn themes(ui: &mut Ui, view: View) {
    menu_scroll::menu_button(ui, "Colours", |ui| {
        for choice in ThemeChoice::ALL {
            let is_chosen = view.state.settings.theme == choice;
            if menu_scroll::radio(ui, is_chosen, choice.text()).clicked() {
                view.send(Command::Set(Setting::Theme(choice)));
                ui.close();
            }
        }
    });
}
