//! Edits of the document, undo, positions and pins, and the answers of the layout.

use std::sync::Arc;

use emath::Pos2;

use crate::app::job::TaskKind;
use crate::app::open_document::Landing;
use crate::app::{CameraMove, CampsApart, Change, Effect, LiveCommand, State, Target};
use crate::layout::{Method, Plan};
use crate::model::{Actor, ActorId, ActorPosition, Coder, Edit, Point};
use crate::scene::Start;
use crate::tasks::Generation;
use crate::words::capitalized;

impl State {
    /// Animates the actors to a layout that was found.
    pub(super) fn layout_found(
        &mut self,
        actors: Generation,
        positions: Vec<Pos2>,
        note: Option<String>,
    ) -> Option<Effect> {
        if !self.open.derived.actors_generation.accepts(actors) {
            return None;
        }
        if let Some(note) = note {
            self.notify(note, false);
        }
        self.open.laid_out = if self.lays_out_all() {
            positions.clone()
        } else {
            Vec::new()
        };
        // Until the actors have arrived, the layout can still be cancelled.
        self.busy.get_or_insert(TaskKind::LayingOut);
        Some(Effect::LayoutTransition(positions))
    }

    /// Whether the layout under way places all actors, and none is where a file or the user put it.
    fn lays_out_all(&self) -> bool {
        let mut actors = self.document().actors.iter();
        match self.open.landing {
            Landing::IsEdit => actors.all(|actor| !actor.pinned),
            Landing::Amends => {
                self.open.derived.positions.is_empty()
                    && actors.all(|actor| actor.position.is_none())
            }
        }
    }

    /// Takes a layout whose actors have arrived. The first one of a document, and one that the user
    /// asked for, is shown as a whole.
    pub(super) fn landed(&mut self, actors: Generation, positions: Vec<Pos2>) -> Option<Effect> {
        if !self.open.derived.actors_generation.accepts(actors) {
            return None;
        }
        self.end(TaskKind::LayingOut);
        let is_first = self.open.derived.positions.is_empty();
        self.open.derived.place_all(positions);
        let edit = self.arrangement();
        let landing = std::mem::take(&mut self.open.landing);
        match landing {
            Landing::Amends => self.open.history.amend(&edit),
            Landing::IsEdit => {
                self.open.history.commit(&edit);
                self.open.derived.forget_bloc_positions();
            }
        }
        (is_first || landing == Landing::IsEdit).then_some(Effect::MoveCamera(CameraMove::Fit))
    }

    /// Makes a change from the document as it is now, and selects what it adds. Claims that name no
    /// coder get the one of the settings.
    pub(super) fn change(&mut self, change: &Change) -> Option<Effect> {
        let coder = Coder::person(&self.settings.author);
        let requoted = self.requoted(change);
        let change = requoted.as_ref().unwrap_or(change);
        match change.coded_by(coder).made(self.document()) {
            Ok((edit, added)) => {
                let effect = self.commit(&edit);
                if added.is_some() {
                    self.select(added);
                }
                Some(effect)
            }
            Err(words) => {
                self.notify(capitalized(&words), true);
                None
            }
        }
    }

    /// Makes an edit. The current positions are written into the document first, so that undo
    /// restores them.
    pub(super) fn commit(&mut self, edit: &Edit) -> Effect {
        self.keep_arrangement();
        let actors = self.document().actors.clone();
        self.open.history.commit(edit);
        self.follow_document();
        if self.document().actors.is_same(&actors) {
            return Effect::Live(LiveCommand::Update);
        }
        self.settle()
    }

    /// Writes the positions into the document, where they have changed since the last time.
    fn keep_arrangement(&mut self) {
        let now = self.open.derived.positions_generation;
        if !self.open.derived.positions.is_empty() && self.open.arranged != Some(now) {
            let arrangement = self.arrangement();
            self.open.history.amend(&arrangement);
            self.open.arranged = Some(now);
        }
    }

    /// After a change of actors: requests a layout for new ones, else updates the live layout.
    fn settle(&mut self) -> Effect {
        let is_new = |actor: &Arc<Actor>| actor.position.is_none();
        if self.document().actors.iter().any(is_new) {
            self.begin(TaskKind::LayingOut);
            return Effect::LayOut(Start::AsPlaced);
        }
        Effect::Live(LiveCommand::Update)
    }

    /// Updates the derived values. A layout for other actors is cancelled.
    fn follow_document(&mut self) {
        let before = self.open.derived.actors_generation;
        self.open.refresh();
        if !self.open.derived.actors_generation.accepts(before) {
            self.discard_result(TaskKind::LayingOut);
            self.end(TaskKind::LayingOut);
            self.open.landing = Landing::default();
        }
    }

    pub(super) fn moved(&mut self, actors: Generation, positions: Vec<Pos2>) -> Option<Effect> {
        if self.open.derived.actors_generation.accepts(actors) {
            let held: Vec<_> = self.held_positions();
            self.open.derived.place_all(positions);
            for (ordinal, position) in held {
                self.open.derived.place(ordinal, position);
            }
        }
        None
    }

    /// The positions of the dragged actors: they follow the pointer and not the live layout.
    fn held_positions(&self) -> Vec<(usize, Pos2)> {
        let derived = &self.open.derived;
        let ordinals = self
            .open
            .dragged
            .iter()
            .filter_map(|id| derived.network.ordinal(id));
        ordinals
            .filter_map(|ordinal| Some((ordinal, *derived.positions.get(ordinal)?)))
            .collect()
    }

    /// Moves the actor to a position, and the actors selected with it by the same distance.
    pub(super) fn drag(&mut self, actor: &ActorId, position: Pos2) -> Option<Effect> {
        if self.open.grabbed.as_ref() != Some(actor) {
            self.open.dragged = self.with_members(&self.with_its_selection(actor));
            self.open.grabbed = Some(actor.clone());
        }
        let node = self.open.derived.drawn.node(actor)?;
        let delta = position - *self.open.derived.drawn_positions().get(node.index())?;
        let mut moved = Vec::with_capacity(self.open.dragged.len());
        for id in &self.open.dragged {
            let ordinal = self.open.derived.network.ordinal(id);
            let position =
                ordinal.and_then(|ordinal| self.open.derived.positions.get(ordinal).copied());
            if let (Some(ordinal), Some(position)) = (ordinal, position) {
                self.open.derived.place(ordinal, position + delta);
                moved.push((id.clone(), position + delta));
            }
        }
        Some(Effect::Live(LiveCommand::Drag(moved)))
    }

    fn with_its_selection(&self, actor: &ActorId) -> Vec<ActorId> {
        let is_selected = self
            .open
            .session
            .selection
            .contains(&Target::Actor(actor.clone()));
        let others = self
            .open
            .session
            .selected_actors()
            .filter(|id| is_selected && *id != actor);
        [actor].into_iter().chain(others).cloned().collect()
    }

    /// Ends a drag: the dragged actors are pinned where they are, in one edit.
    pub(super) fn drop_dragged(&mut self) -> Option<Effect> {
        let dragged = std::mem::take(&mut self.open.dragged);
        self.open.grabbed = None;
        if dragged.is_empty() {
            return None;
        }
        let positions = self.pinned_positions(&dragged, true);
        let edit = Edit::move_actors(self.document(), positions);
        self.open.history.commit(&edit);
        Some(Effect::Live(LiveCommand::Drop(dragged)))
    }

    pub(in crate::app) fn pin_selected(&mut self) -> Option<Effect> {
        let mut actors: Vec<_> = self.open.session.selected_actors().cloned().collect();
        if let (true, Some(Target::Actor(hovered))) =
            (actors.is_empty(), &self.open.session.hovered)
        {
            actors.push(hovered.clone());
        }
        self.toggle_pin(&actors)
    }

    /// Pins these actors where they are; unpins them if all are pinned.
    pub(super) fn toggle_pin(&mut self, actors: &[ActorId]) -> Option<Effect> {
        if actors.is_empty() {
            self.notify("Select an actor first, then press P to pin it", false);
            return None;
        }
        let actors = &self.with_members(actors)[..];
        let document = self.document();
        let is_pinned = |id| document.actors.get(id).is_some_and(|actor| actor.pinned);
        let pins = !actors.iter().all(is_pinned);
        let positions = self.pinned_positions(actors, pins);
        let edit = if pins {
            Edit::pin(document, positions)
        } else {
            Edit::unpin(document, positions)
        };
        self.open.history.commit(&edit);
        Some(Effect::Live(LiveCommand::Update))
    }

    pub(in crate::app) fn unpin_all(&mut self) -> Option<Effect> {
        let pinned = self.document().actors.iter().filter(|actor| actor.pinned);
        let pinned: Vec<_> = pinned.map(|actor| actor.id.clone()).collect();
        if pinned.is_empty() {
            self.notify("No actor is pinned", false);
            return None;
        }
        let positions = self.pinned_positions(&pinned, false);
        let edit = Edit::unpin(self.document(), positions);
        self.open.history.commit(&edit);
        Some(Effect::Live(LiveCommand::Update))
    }

    /// The positions of these actors now, all pinned or none.
    fn pinned_positions(&self, actors: &[ActorId], pinned: bool) -> Vec<ActorPosition> {
        let placed = actors.iter().filter_map(|actor| {
            let ordinal = self.open.derived.network.ordinal(actor)?;
            let position = self.open.derived.positions.get(ordinal)?;
            Some(ActorPosition {
                actor: actor.clone(),
                point: Point::rounded(position.x, position.y),
                pinned,
            })
        });
        placed.collect()
    }

    pub(in crate::app) fn undo(&mut self) -> Effect {
        self.open.history.undo();
        self.take_positions_of_document()
    }

    pub(in crate::app) fn redo(&mut self) -> Effect {
        self.open.history.redo();
        self.take_positions_of_document()
    }

    /// Undoes or redoes until the document has this many changes.
    pub(super) fn travel_to(&mut self, steps: usize) -> Effect {
        self.open.history.travel_to(steps);
        self.take_positions_of_document()
    }

    /// After undo and redo, actors move to their positions in the document.
    fn take_positions_of_document(&mut self) -> Effect {
        self.open.arranged = None;
        self.follow_document();
        let document = self.open.history.document();
        let positions = document.actors.iter().zip(&self.open.derived.positions);
        let positions = positions.map(|(actor, now)| {
            let position = actor
                .position
                .map(|point| Pos2::new(point.x as f32, point.y as f32));
            position.unwrap_or(*now)
        });
        let positions = positions.collect();
        self.open.derived.place_all(positions);
        self.settle()
    }

    /// Runs the layout again with another plan.
    pub(super) fn lay_out_by(&mut self, plan: Plan) -> Effect {
        self.open.session.plan = plan;
        self.open.session.apart = None;
        self.lay_out_again()
    }

    /// Separates the camps; called again, it moves all actors back.
    pub(in crate::app) fn pull_apart(&mut self) -> Effect {
        let actors = self.open.derived.actors_generation;
        if let Some(apart) = self.open.session.apart.take() {
            self.open.session.plan.method = apart.method;
            if !actors.accepts(apart.actors) {
                return self.lay_out_again();
            }
            self.open.landing = Landing::IsEdit;
            return Effect::LayoutTransition(apart.before);
        }
        self.open.session.apart = Some(CampsApart {
            actors,
            before: self.open.derived.positions.clone(),
            method: self.open.session.plan.method,
        });
        self.open.session.plan.method = Method::Signed;
        self.lay_out_again()
    }

    pub(in crate::app) fn lay_out_again(&mut self) -> Effect {
        self.begin(TaskKind::LayingOut);
        self.open.landing = Landing::IsEdit;
        Effect::LayOut(Start::Fresh)
    }

    pub(in crate::app) fn toggle_pause(&mut self) -> Effect {
        self.open.session.is_paused = !self.open.session.is_paused;
        let live = if self.open.session.is_paused {
            LiveCommand::Pause
        } else {
            LiveCommand::Resume
        };
        Effect::Live(live)
    }
}
