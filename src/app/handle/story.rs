//! The story: taking views, showing and presenting them.

use std::sync::Arc;

use crate::analysis::{filter_of_step, saved_filter};
use crate::app::session::ViewBefore;
use crate::app::{Change, Effect, Presentation, State, StoryCommand, Target};
use crate::model::{Document, StepId, StoryCamera, StoryFilter, StoryStep, StoryView};
use crate::scene::PictureView;

impl State {
    pub(super) fn story_command(&mut self, command: StoryCommand) -> Option<Effect> {
        match command {
            StoryCommand::TakeView(step) => self.take_view(step),
            StoryCommand::ViewTaken { step, camera } => self.view_taken(step, camera),
            StoryCommand::Show(step) => {
                let view = self.document().step(&step)?.1.view.clone();
                Some(Effect::ShowStory(self.show_view(&view)))
            }
            StoryCommand::Present(step) => self.present(&step),
            StoryCommand::GoTo(step) => self.go_to_step(step),
            StoryCommand::End => self.end_presentation(),
        }
    }

    /// Asks the canvas for its camera; the answer is [`StoryCommand::ViewTaken`].
    pub(in crate::app) fn take_view(&mut self, step: Option<StepId>) -> Option<Effect> {
        if self.open.session.view == PictureView::Matrix {
            self.notify("A step shows the network: leave the matrix first", false);
            return None;
        }
        Some(Effect::TakeView(step))
    }

    /// Presents the story from its first step on.
    pub(in crate::app) fn present_story(&mut self) -> Option<Effect> {
        let first = self.document().story.first()?.id.clone();
        self.present(&first)
    }

    fn view_taken(&mut self, step: Option<StepId>, camera: StoryCamera) -> Option<Effect> {
        let view = self.view_now(camera);
        let change = match step {
            Some(step) => Change::UpdateStep(step, Box::new(view)),
            None => Change::AddStep(Box::new(new_step(self.document(), view))),
        };
        self.change(&change)
    }

    /// What is shown now, as a step keeps it.
    fn view_now(&self, camera: StoryCamera) -> StoryView {
        let session = &self.open.session;
        StoryView {
            camera,
            actors: session.selected_actors().cloned().collect(),
            relations: session.selected_relations().cloned().collect(),
            filter: saved_filter(&session.filter),
            blocs: (*session.blocs).clone(),
            hidden_annotations: session.hidden_annotations.iter().cloned().collect(),
        }
    }

    /// Shows what a step shows, and returns its camera.
    fn show_view(&mut self, view: &StoryView) -> StoryCamera {
        let session = &mut self.open.session;
        session.view = PictureView::Network;
        session.filter = filter_of_step(&view.filter);
        session.hidden_annotations = Arc::new(view.hidden_annotations.iter().cloned().collect());
        session.card = None;
        session.search = None;
        session.path_request = None;
        if *session.blocs != view.blocs {
            session.blocs = Arc::new(view.blocs.clone());
            self.open.derived.forget_bloc_positions();
        }
        self.open.refresh();
        let actors = view.actors.iter().cloned().map(Target::Actor);
        let relations = view.relations.iter().cloned().map(Target::Relation);
        self.open.select(actors.chain(relations));
        view.camera.clone()
    }

    fn present(&mut self, step: &StepId) -> Option<Effect> {
        let (number, step) = self.document().step(step)?;
        let view = step.view.clone();
        let session = &self.open.session;
        let before = ViewBefore {
            filter: session.filter.clone(),
            hidden_annotations: Arc::clone(&session.hidden_annotations),
            blocs: Arc::clone(&session.blocs),
            view: session.view,
            selection: session.selection.iter().cloned().collect(),
        };
        self.open.session.presentation = Some(Presentation {
            step: number,
            before: Box::new(before),
        });
        Some(Effect::BeginPresentation(self.show_view(&view)))
    }

    fn go_to_step(&mut self, number: usize) -> Option<Effect> {
        let view = self.document().story.get(number)?.view.clone();
        let presentation = self.open.session.presentation.as_mut()?;
        presentation.step = number;
        Some(Effect::ShowStory(self.show_view(&view)))
    }

    fn end_presentation(&mut self) -> Option<Effect> {
        let before = *self.open.session.presentation.take()?.before;
        let session = &mut self.open.session;
        session.filter = before.filter;
        session.hidden_annotations = before.hidden_annotations;
        session.view = before.view;
        if session.blocs != before.blocs {
            session.blocs = before.blocs;
            self.open.derived.forget_bloc_positions();
        }
        self.open.refresh();
        self.open.select(before.selection);
        Some(Effect::EndPresentation)
    }
}

/// A step with a view, whose title says what is chosen in it; without a choice it has no title yet.
fn new_step(document: &Document, view: StoryView) -> StoryStep {
    let number = document.story.len() + 1;
    let title = match (&view.actors[..], &view.relations[..]) {
        ([actor], []) => Some(document.actor_name(actor).to_owned()),
        ([], [relation]) => {
            let relation = document.relations.get(relation);
            relation.map(|relation| document.relation_name(relation))
        }
        _ => title_of_filter(&view.filter),
    };
    let words = title.clone().unwrap_or_else(|| format!("step {number}"));
    StoryStep {
        id: document.fresh_step_id(&words),
        title,
        view,
        ..StoryStep::default()
    }
}

fn title_of_filter(filter: &StoryFilter) -> Option<String> {
    let span = filter.span?;
    Some(crate::words::capitalized(&span.in_words()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Action, Command, LoadedDocument};
    use crate::graph::Filter;
    use crate::model::{Actor, Document, Relation, RelationKind};

    fn opened() -> State {
        let mut state = State::default();
        let document = Document {
            actors: ["a", "b", "c"].map(Actor::new).into_iter().collect(),
            relations: [Relation::new("ab", "a", "b"), Relation::new("bc", "b", "c")]
                .into_iter()
                .collect(),
            ..Document::default()
        };
        state.handle(Command::Opened(Box::new(LoadedDocument {
            name: "three".to_owned(),
            document,
            ..LoadedDocument::default()
        })));
        state
    }

    fn actor(id: &str) -> Target {
        Target::Actor(id.into())
    }

    fn take(state: &mut State, camera: StoryCamera) {
        assert_eq!(
            state.handle(Command::Act(Action::AddView)),
            Some(Effect::TakeView(None))
        );
        let command = StoryCommand::ViewTaken { step: None, camera };
        state.handle(Command::Story(command));
    }

    #[test]
    fn a_view_is_taken_shown_again_and_undone() {
        let mut state = opened();
        state.handle(Command::Select(Some(actor("a"))));
        state.handle(Command::ToggleKind(RelationKind::Hostility));
        take(&mut state, StoryCamera::Around(vec!["a".into()]));
        let step = state.document().story[0].clone();
        assert_eq!(step.title.as_deref(), Some("a"));
        assert_eq!(step.view.filter.hidden_kinds, [RelationKind::Hostility]);
        state.handle(Command::SetFilter(Filter::default()));
        state.handle(Command::Select(None));
        let effect = state.handle(Command::Story(StoryCommand::Show(step.id.clone())));
        let camera = StoryCamera::Around(vec!["a".into()]);
        assert_eq!(effect, Some(Effect::ShowStory(camera)));
        assert!(!state.open.session.filter.is_clear());
        assert!(state.open.session.selection.contains(&actor("a")));
        state.handle(Command::Act(Action::Undo));
        assert!(state.document().story.is_empty());
    }

    #[test]
    fn a_presentation_gives_back_the_view_before_it() {
        let mut state = opened();
        take(&mut state, StoryCamera::Whole);
        state.handle(Command::Focus(Some("b".into())));
        take(&mut state, StoryCamera::Whole);
        state.handle(Command::SetFilter(Filter::default()));
        state.handle(Command::Select(Some(actor("c"))));
        assert_eq!(
            state.handle(Command::Act(Action::PresentStory)),
            Some(Effect::BeginPresentation(StoryCamera::Whole))
        );
        assert!(state.open.session.selection.is_empty());
        state.handle(Command::Story(StoryCommand::GoTo(1)));
        assert_eq!(state.open.session.filter.focus, Some("b".into()));
        assert_eq!(state.handle(Command::Story(StoryCommand::GoTo(2))), None);
        assert_eq!(state.handle(Command::Escape), Some(Effect::EndPresentation));
        assert!(state.open.session.filter.is_clear());
        assert!(state.open.session.selection.contains(&actor("c")));
        assert!(state.open.session.presentation.is_none());
    }

    #[test]
    fn a_presentation_ends_with_the_steps_it_shows() {
        let mut state = opened();
        take(&mut state, StoryCamera::Whole);
        state.handle(Command::Act(Action::PresentStory));
        let step = state.document().story[0].id.clone();
        state.handle(Command::Change(Change::DeleteStep(step)));
        assert!(state.open.session.presentation.is_none());
        assert_eq!(state.handle(Command::Act(Action::PresentStory)), None);
    }
}
