//! The context menu: actions on the actor or relation at the pointer, or on the selection that it
//! belongs to.

use egui::{Pos2, Ui};

use super::subject::position_of_note_target;
use crate::app::Action as A;
use crate::app::{
    Action, BlocCommand, Change, Command, Field, NoteSketch, Sketch, State, Target, field,
};
use crate::model::{ActorId, AnnotationId, AnnotationTarget, Point, RelationId};
use crate::scene::PictureView;
use crate::ui::shell::keys;
use crate::ui::widgets::menu_scroll;
use crate::ui::widgets::ties;
use crate::ui::{Queue, View};

/// The menu of a target; `position` is the position of the pointer in the layout.
pub(super) fn show(ui: &mut Ui, target: Option<&Target>, position: Pos2, view: View) {
    match target {
        Some(target @ Target::Actor(actor)) => of_actor(ui, target, actor, view),
        Some(target @ Target::Relation(_)) => {
            row(
                ui,
                "Show details",
                Command::Select(Some(target.clone())),
                view.queue,
            );
            let edit = Command::Edit(target.clone());
            row_with_keys(ui, ("Edit…", A::EditSelected), edit, view.queue);
            kinds_of_relation(ui, target, view);
            note_about(ui, target, view);
            acts(ui, &[Action::Reverse, Action::Delete], target, view);
            ui.separator();
            let in_table = Command::ShowInTable(target.clone());
            row(ui, "Show in the table", in_table, view.queue);
            row(
                ui,
                "Copy citations",
                Command::CopyCitations(target.clone()),
                view.queue,
            );
        }
        None => {
            let sketch = Sketch::Actor { at: Some(position) };
            row(
                ui,
                "New actor here…",
                Command::Sketch(Some(sketch)),
                view.queue,
            );
            let at = Some(position);
            let note = NoteSketch::New { about: None, at };
            row(
                ui,
                "New text note here…",
                Command::Note(Some(note)),
                view.queue,
            );
            ui.separator();
            for action in [
                A::Fit,
                A::SelectAll,
                A::ShowAll,
                A::UnpinAll,
                A::LayOut,
                A::Export,
            ] {
                row(ui, action.text(), Command::Act(action), view.queue);
            }
        }
    }
}

fn of_actor(ui: &mut Ui, target: &Target, actor: &ActorId, view: View) {
    if let Some(path) = view.state.bloc_path(target) {
        let expand = Command::Bloc(BlocCommand::Expand(path));
        row(ui, "Expand bloc", expand, view.queue);
    }
    if let Some(path) = view.state.expanded_bloc_of(target) {
        let collapse = Command::Bloc(BlocCommand::Collapse(path));
        row(ui, "Collapse into its bloc", collapse, view.queue);
    }
    if view.state.bloc_path(target).is_some() {
        of_bloc(ui, target, actor, view);
        return;
    }
    let edit = Command::Edit(target.clone());
    row_with_keys(ui, ("Edit…", A::EditSelected), edit, view.queue);
    kinds_of_actor(ui, actor, target, view);
    note_about(ui, target, view);
    ui.separator();
    let known = view.state.document().actors.get(actor);
    let is_pinned = known.is_some_and(|actor| actor.pinned);
    let pin = if is_pinned { "Unpin" } else { "Pin" };
    let toggle = Command::TogglePin(actor.clone());
    row_with_keys(ui, (pin, A::Pin), toggle, view.queue);
    if view.state.open.session.filter.focus.as_ref() == Some(actor) {
        row(ui, "End focus", Command::Focus(None), view.queue);
    } else {
        let focus = Command::Focus(Some(actor.clone()));
        row(ui, "Focus on its neighbours", focus, view.queue);
    }
    row(ui, "Hide", Command::Hide(vec![actor.clone()]), view.queue);
    ui.separator();
    let is_selected = view.state.open.session.selection.contains(target);
    let actions: &[Action] = match view.state.open.session.selected_actors().count() {
        2 if is_selected => &[
            Action::Relate,
            Action::Merge,
            Action::GroupAsBloc,
            Action::Delete,
        ],
        3.. if is_selected => &[Action::Merge, Action::GroupAsBloc, Action::Delete],
        _ => &[Action::Split, Action::Delete],
    };
    acts(ui, actions, target, view);
    ui.separator();
    let in_table = Command::ShowInTable(target.clone());
    row(ui, "Show in the table", in_table, view.queue);
    row(
        ui,
        "Copy citations",
        Command::CopyCitations(target.clone()),
        view.queue,
    );
}

/// The kinds of the relations of a line, or of all selected relations that it belongs to.
fn kinds_of_relation(ui: &mut Ui, target: &Target, view: View) {
    let Target::Relation(id) = target else { return };
    let session = &view.state.open.session;
    let relations: Vec<RelationId> = if session.selection.contains(target) {
        session.selected_relations().cloned().collect()
    } else {
        let graph = &view.state.open.derived.network.graph;
        let edges = ties::of_line(view.state, id).into_iter();
        edges.map(|edge| graph[edge].id.clone()).collect()
    };
    kinds(
        ui,
        &Field::Relations(relations, &field::relation::KIND),
        view,
    );
}

/// The kinds of an actor, or of all selected actors that it belongs to.
fn kinds_of_actor(ui: &mut Ui, actor: &ActorId, target: &Target, view: View) {
    let session = &view.state.open.session;
    let actors = if session.selection.contains(target) {
        session.selected_actors().cloned().collect()
    } else {
        vec![actor.clone()]
    };
    kinds(ui, &Field::Actors(actors, &field::actor::KIND), view);
}

/// A submenu of the kinds that a field can have.
fn kinds(ui: &mut Ui, field: &Field, view: View) {
    menu_scroll::menu_button(ui, "Kind", |ui| {
        let now = field.chosen(view.state.document());
        for choice in field.choices(view.state.document()) {
            let is_now = now.as_ref() == Some(&choice.value);
            if menu_scroll::radio(ui, is_now, choice.words).clicked() {
                let value = choice.value.as_str().into();
                let change = Change::Set(field.clone(), value);
                view.send(Command::Change(change));
                ui.close();
            }
        }
    });
}

/// A new text note about an actor or a relation, or about the selected actors that it is one of.
fn note_about(ui: &mut Ui, target: &Target, view: View) {
    let session = &view.state.open.session;
    if session.view != PictureView::Network {
        return;
    }
    let selected = view.state.selected_for_note();
    let (text, about) = match (&selected, target) {
        (Some(AnnotationTarget::Actors(ids)), Target::Actor(id)) if ids.contains(id) => {
            ("Outline with a text note…", selected)
        }
        (_, Target::Actor(id)) => ("New text note…", Some(AnnotationTarget::Actor(id.clone()))),
        (_, Target::Relation(id)) => {
            let about = AnnotationTarget::Relation(id.clone());
            ("New text note…", Some(about))
        }
    };
    let note = NoteSketch::New { about, at: None };
    row(ui, text, Command::Note(Some(note)), view.queue);
}

/// What can be done with all members of a bloc.
fn of_bloc(ui: &mut Ui, target: &Target, bloc: &ActorId, view: View) {
    let pin = Command::TogglePin(bloc.clone());
    row(ui, "Pin or unpin its members", pin, view.queue);
    let hide = Command::Hide(vec![bloc.clone()]);
    row(ui, "Hide its members", hide, view.queue);
    if view.state.open.session.selection.len() > 1 {
        acts(ui, &[Action::GroupAsBloc], target, view);
    }
}

/// Actions on the selection; a target outside it becomes the selection.
fn acts(ui: &mut Ui, actions: &[Action], target: &Target, view: View) {
    for action in actions {
        let button = egui::Button::new(action.text()).shortcut_text(keys::shown(ui.ctx(), *action));
        if ui.add(button).on_hover_text(action.explanation()).clicked() {
            if !view.state.open.session.selection.contains(target) {
                view.send(Command::Select(Some(target.clone())));
            }
            view.send(Command::Act(*action));
            ui.close();
        }
    }
}

/// A row with the keys of the action that does the same for what is selected.
fn row_with_keys(ui: &mut Ui, (text, action): (&str, Action), command: Command, queue: &Queue) {
    let button = egui::Button::new(text).shortcut_text(keys::shown(ui.ctx(), action));
    if ui.add(button).clicked() {
        queue.send(command);
        ui.close();
    }
}

fn row(ui: &mut Ui, text: &str, command: Command, queue: &Queue) {
    if ui.button(text).clicked() {
        queue.send(command);
        ui.close();
    }
}

/// The menu of a text note.
pub(super) fn note(ui: &mut Ui, id: &AnnotationId, view: View) {
    let mut row = |text: &str, command: Command| {
        if ui.button(text).clicked() {
            view.send(command);
            ui.close();
        }
    };
    row(
        "Edit text…",
        Command::Note(Some(NoteSketch::Text(id.clone()))),
    );
    let about = view.state.selected_for_note();
    let change = about.and_then(|about| retargeted(id, about, view.state));
    if let Some(change) = change {
        row("Make it about the selection", Command::Change(change));
    }
    row("Hide", Command::HideAnnotation(id.clone()));
    row(
        "Delete",
        Command::Change(Change::DeleteAnnotation(id.clone())),
    );
}

/// The change after which a note that is shown is about something else, and in the same place;
/// `None` if it is about that.
fn retargeted(id: &AnnotationId, about: AnnotationTarget, state: &State) -> Option<Change> {
    let (_, note) = state.document().annotation(id)?;
    if note.about.as_ref() == Some(&about) {
        return None;
    }
    let derived = &state.open.derived;
    let mut shown = derived.notes().all().iter();
    let shown = shown.find(|shown| shown.id == *id)?;
    let at = shown.position(&derived.drawn, derived.drawn_positions())?;
    let from = position_of_note_target(state, &about)?;
    let at = Point::rounded(at.x - from.x, at.y - from.y);
    Some(Change::SetAnnotationTarget(id.clone(), about, at))
}
