//! The Story tab: the steps of the story, with what each says; views are added, changed, moved and
//! deleted here.

use egui::{RichText, Ui, WidgetInfo, WidgetType};

use super::details::Forms;
use crate::app::{Action, Change, Command, Field, StoryCommand, field};
use crate::model::{StepId, StoryStep, StoryView};
use crate::ui::View;
use crate::ui::shell::theme;
use crate::words::{counted, list};

pub(crate) fn show(ui: &mut Ui, view: View, forms: &mut Forms) {
    ui.heading("Story");
    forms.begin(view.state);
    let story = &view.state.document().story;
    if story.is_empty() {
        ui.weak(
            "A story is a sequence of views, each with a title and a text. Set the picture up as it \
             should be seen (camera, filters, selection, blocs), then add it.",
        );
    }
    ui.horizontal(|ui| {
        act(ui, Action::AddView, "Add this view", view);
        act(ui, Action::PresentStory, "Present", view);
    });
    for (number, step) in story.iter().enumerate() {
        ui.separator();
        ui.push_id(step.id.as_str(), |ui| {
            card(ui, (number, story.len()), step, forms, view);
        });
    }
}

fn act(ui: &mut Ui, action: Action, text: &str, view: View) {
    let is_enabled = (action.row().is_enabled)(view.state);
    let button = ui.add_enabled(is_enabled, egui::Button::new(text));
    let hint = action.explanation();
    if button
        .on_hover_text(hint)
        .on_disabled_hover_text(hint)
        .clicked()
    {
        view.send(Command::Act(action));
    }
}

/// A step: its number and what it shows, its fields, and what can be done with it.
fn card(
    ui: &mut Ui,
    (number, count): (usize, usize),
    step: &StoryStep,
    forms: &mut Forms,
    view: View,
) {
    let heading = step.heading(number + 1);
    let name = format!("{}. {heading}", number + 1);
    ui.add(egui::Label::new(RichText::new(name).family(theme::bold())).wrap());
    ui.weak(shown(&step.view));
    for row in field::step::FIELDS {
        forms.field(ui, &Field::Step(step.id.clone(), row), view);
    }
    ui.horizontal_wrapped(|ui| {
        let id = || step.id.clone();
        button(ui, ("Show", "Show this view"), &heading, view, || {
            Command::Story(StoryCommand::Show(id()))
        });
        button(
            ui,
            ("Update", "Replace what the step shows by what is shown now"),
            &heading,
            view,
            || Command::Story(StoryCommand::TakeView(Some(id()))),
        );
        button(
            ui,
            ("Present", "Present the story from here"),
            &heading,
            view,
            || Command::Story(StoryCommand::Present(id())),
        );
        ui.add_enabled_ui(number > 0, |ui| {
            button(ui, ("Up", "Move the step up"), &heading, view, || {
                moved(id(), number.saturating_sub(1))
            });
        });
        ui.add_enabled_ui(number + 1 < count, |ui| {
            button(ui, ("Down", "Move the step down"), &heading, view, || {
                moved(id(), number + 1)
            });
        });
        button(ui, ("Delete", "Delete the step"), &heading, view, || {
            Command::Change(Change::DeleteStep(id()))
        });
    });
}

fn moved(step: StepId, to: usize) -> Command {
    Command::Change(Change::MoveStep(step, to))
}

/// A small button whose name for screen readers says which step it is about.
fn button(
    ui: &mut Ui,
    (text, hint): (&str, &str),
    heading: &str,
    view: View,
    command: impl FnOnce() -> Command,
) {
    let button = ui.small_button(text).on_hover_text(hint);
    let is_enabled = ui.is_enabled();
    button.widget_info(|| {
        WidgetInfo::labeled(
            WidgetType::Button,
            is_enabled,
            format!("{text} “{heading}”"),
        )
    });
    if button.clicked() {
        view.send(command());
    }
}

/// What a step shows, in a line: `2 actors and 1 relation stand out, filtered, blocs`.
fn shown(view: &StoryView) -> String {
    let mut chosen = Vec::new();
    if !view.actors.is_empty() {
        chosen.push(counted(view.actors.len(), "actor", "actors"));
    }
    if !view.relations.is_empty() {
        chosen.push(counted(view.relations.len(), "relation", "relations"));
    }
    let mut parts = Vec::new();
    if !chosen.is_empty() {
        let is_one = view.actors.len() + view.relations.len() == 1;
        let verb = if is_one { "stands out" } else { "stand out" };
        parts.push(format!("{} {verb}", list(&chosen)));
    }
    if let Some(span) = view.filter.span {
        parts.push(span.in_words());
    }
    if !view.filter.is_clear() {
        parts.push("filtered".to_owned());
    }
    if !view.blocs.is_empty() {
        parts.push("blocs".to_owned());
    }
    if parts.is_empty() {
        return "The whole network".to_owned();
    }
    crate::words::capitalized(&parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{RelationKind, StoryFilter};

    #[test]
    fn a_step_says_in_a_line_what_it_shows() {
        let whole = StoryView::default();
        assert_eq!(shown(&whole), "The whole network");
        let view = StoryView {
            actors: vec!["a".into(), "b".into()],
            relations: vec!["r".into()],
            filter: StoryFilter {
                hidden_kinds: vec![RelationKind::Other],
                ..StoryFilter::default()
            },
            ..whole
        };
        assert_eq!(shown(&view), "2 actors and 1 relation stand out, filtered");
    }
}
