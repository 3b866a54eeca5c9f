//! Blocs: drawing actors as one, expanding and collapsing. A view; the document does not change.

use std::sync::Arc;

use crate::app::bloc_motion::{BlocMotion, BlocMotionDirection};
use crate::app::{BlocCommand, CameraMove, Effect, State, Target, TaskKind};
use crate::graph::{BlocRule, Network};
use crate::model::{ActorId, Bloc, BlocPath, BlocTies, Blocs};
use crate::scene::{MAX_MATRIX_ACTORS, PictureView};

impl State {
    pub(super) fn bloc_command(&mut self, command: BlocCommand) -> Option<Effect> {
        match command {
            BlocCommand::By(Some(rule)) => {
                self.open.session.awaits_matrix_blocs = false;
                Some(self.find_blocs(rule))
            }
            BlocCommand::By(None) => Some(self.show_blocs(Blocs::default())),
            BlocCommand::Found { network, blocs } => self.blocs_found(&network, blocs),
            BlocCommand::Group(actors) => self.group(&actors),
            BlocCommand::Expand(path) => self.expand(&path),
            BlocCommand::Collapse(path) => self.collapse(&path),
            BlocCommand::MoveMembers(share) => self.move_members(share),
            BlocCommand::SetTies(ties) => self.set_bloc_ties(ties),
            BlocCommand::OutlineBy(rule) => self.outline_by(rule),
            BlocCommand::OutlinesFound { network, groups } => self.outlines_found(&network, groups),
        }
    }

    fn find_blocs(&mut self, rule: BlocRule) -> Effect {
        self.begin(TaskKind::FindingBlocs);
        Effect::FindBlocs(rule)
    }

    /// Takes blocs that a task found; ignores those of another network.
    fn blocs_found(&mut self, network: &Arc<Network>, blocs: Blocs) -> Option<Effect> {
        self.end(TaskKind::FindingBlocs);
        if !self.open.derived.whole.has_same_actors(network) {
            return None;
        }
        if blocs.is_empty() {
            self.notify("No two actors belong together by this rule", false);
            return None;
        }
        let is_for_matrix = std::mem::take(&mut self.open.session.awaits_matrix_blocs);
        if is_for_matrix && self.open.session.view != PictureView::Matrix {
            return None;
        }
        let ties = self.open.session.blocs.ties;
        let effect = self.show_blocs(Blocs { ties, ..blocs });
        self.open.session.matrix_blocs =
            is_for_matrix.then(|| Arc::clone(&self.open.session.blocs));
        Some(effect)
    }

    /// Draws communities as blocs if a matrix of all actors would be too large, and all actors
    /// again after it.
    pub(super) fn fit_blocs_to_view(&mut self) -> Option<Effect> {
        let made = self.open.session.matrix_blocs.take();
        match self.open.session.view {
            PictureView::Network => {
                let shown = &self.open.session.blocs;
                let are_shown = made.is_some_and(|made| Arc::ptr_eq(&made, shown));
                are_shown.then(|| self.show_blocs(Blocs::default()))
            }
            PictureView::Matrix => {
                let count = self.open.derived.drawn.graph.node_count();
                let is_too_large = count > MAX_MATRIX_ACTORS && self.open.session.blocs.is_empty();
                is_too_large.then(|| {
                    self.open.session.awaits_matrix_blocs = true;
                    self.find_blocs(BlocRule::Communities)
                })
            }
        }
    }

    fn show_blocs(&mut self, blocs: Blocs) -> Effect {
        self.open.session.blocs = Arc::new(blocs);
        // Blocs reduce too many actors as well: the offer to simplify is not needed.
        if !self.open.session.blocs.is_empty() {
            self.answer_simplification_offer();
        }
        self.open.derived.forget_bloc_positions();
        Effect::MoveCamera(CameraMove::Fit)
    }

    /// Makes a bloc of the selected actors and blocs.
    pub(in crate::app) fn group_selected(&mut self) -> Option<Effect> {
        let selected: Vec<ActorId> = self.open.session.selected_actors().cloned().collect();
        self.group(&selected)
    }

    /// Makes a bloc of actors and of blocs that are drawn. Actors leave the blocs they were in.
    fn group(&mut self, selected: &[ActorId]) -> Option<Effect> {
        if selected.len() < 2 {
            self.notify("Select the actors to group first, with Ctrl+click", false);
            return None;
        }
        let drawn = Arc::clone(&self.open.derived.drawn);
        let mut inside = Vec::new();
        let mut members = Vec::new();
        for id in selected {
            let bloc = drawn.node(id).and_then(|node| drawn.bloc(node));
            match bloc {
                Some(bloc) => inside.extend(self.open.session.blocs.get(&bloc.path).cloned()),
                None => members.push(id.clone()),
            }
        }
        let name = crate::graph::bloc_name(names_of_group(&drawn, selected));
        let mut blocs = (*self.open.session.blocs).clone();
        let taken: Vec<ActorId> = inside.iter().flat_map(Bloc::all_members).cloned().collect();
        blocs.release(members.iter().chain(&taken));
        blocs.blocs.push(Bloc {
            name,
            members,
            blocs: inside,
            is_expanded: false,
        });
        self.open.session.blocs = Arc::new(blocs);
        // The paths of other blocs may have changed, and their positions with them.
        self.open.derived.forget_bloc_positions();
        None
    }

    fn expand(&mut self, path: &BlocPath) -> Option<Effect> {
        let position = self.open.derived.position_of_bloc(path);
        let shown = self.set_expanded(path, true)?;
        let position = position?;
        self.open.refresh();
        self.open.derived.gather_members(&shown, path, position);
        self.open.derived.bloc_motion = Some(BlocMotion {
            path: path.clone(),
            position,
            direction: BlocMotionDirection::Expands,
            drawn: Arc::clone(&shown),
            target: shown,
            share: None,
        });
        Some(Effect::MoveMembers)
    }

    fn collapse(&mut self, path: &BlocPath) -> Option<Effect> {
        let before = Arc::clone(&self.open.session.blocs);
        let shown = self.set_expanded(path, false)?;
        // The bloc finds its position before its members move there.
        self.open.refresh();
        self.open.derived.bloc_motion = Some(BlocMotion {
            path: path.clone(),
            position: self.open.derived.position_of_bloc(path)?,
            direction: BlocMotionDirection::Collapses,
            drawn: before,
            target: shown,
            share: None,
        });
        Some(Effect::MoveMembers)
    }

    /// Draws a bloc expanded or not, and returns the blocs that are shown now; `None` if nothing
    /// changes.
    fn set_expanded(&mut self, path: &BlocPath, is_expanded: bool) -> Option<Arc<Blocs>> {
        let mut blocs = (*self.open.session.blocs).clone();
        let bloc = blocs.get_mut(path)?;
        if std::mem::replace(&mut bloc.is_expanded, is_expanded) == is_expanded {
            return None;
        }
        let blocs = Arc::new(blocs);
        self.open.session.blocs = Arc::clone(&blocs);
        self.open.session.card = None;
        self.open.derived.bloc_motion = None;
        Some(blocs)
    }

    /// Continues the movement of a bloc that is expanded or collapsed; at 1 it is over.
    fn move_members(&mut self, share: f32) -> Option<Effect> {
        let motion = &mut self.open.derived.bloc_motion;
        if share < 1.0 {
            let motion = motion.as_mut()?;
            motion.share = Some(share.max(0.0));
        } else {
            *motion = None;
        }
        None
    }

    fn set_bloc_ties(&mut self, ties: BlocTies) -> Option<Effect> {
        self.open.session.blocs = Arc::new(self.open.session.blocs.with_ties(ties));
        None
    }

    /// The bloc of a target, if it is drawn as one.
    pub fn bloc_path(&self, target: &Target) -> Option<BlocPath> {
        let Target::Actor(id) = target else {
            return None;
        };
        let drawn = &self.open.derived.drawn;
        let bloc = drawn.bloc(drawn.node(id)?)?;
        Some(bloc.path.clone())
    }

    /// The innermost expanded bloc that an actor belongs to.
    pub fn expanded_bloc_of(&self, target: &Target) -> Option<BlocPath> {
        let Target::Actor(id) = target else {
            return None;
        };
        match self.bloc_path(target) {
            Some(mut path) => {
                path.pop();
                (!path.is_empty()).then_some(path)
            }
            None => self.open.session.blocs.path_of(id),
        }
    }

    /// These actors, with the members of blocs for the blocs.
    pub(in crate::app) fn with_members(&self, ids: &[ActorId]) -> Vec<ActorId> {
        let drawn = &self.open.derived.drawn;
        let mut all = Vec::with_capacity(ids.len());
        for id in ids {
            match drawn.node(id).and_then(|node| drawn.bloc(node)) {
                Some(bloc) => all.extend(bloc.members.iter().map(|member| member.id.clone())),
                None => all.push(id.clone()),
            }
        }
        all
    }

    /// Whether one of these is a bloc; then says that members must be drawn first.
    pub(in crate::app) fn refuses_blocs(&mut self, ids: &[ActorId]) -> bool {
        let drawn = &self.open.derived.drawn;
        let is_bloc = |id: &ActorId| {
            drawn
                .node(id)
                .is_some_and(|node| drawn.bloc(node).is_some())
        };
        let refuses = ids.iter().any(is_bloc);
        if refuses {
            self.notify(
                "A bloc is a view of several actors: expand it with a double click, then select one of them",
                false,
            );
        }
        refuses
    }
}

/// The names of selected actors and blocs. A bloc that is named by its members is named by them
/// here too: `A, B and C` and not `A and B and C`.
fn names_of_group(drawn: &Network, selected: &[ActorId]) -> Vec<String> {
    let mut names = Vec::new();
    for id in selected {
        let bloc = drawn.node(id).and_then(|node| drawn.bloc(node));
        let name = drawn.name_of(id);
        match bloc {
            Some(bloc) if name.contains(" and ") => {
                names.extend(bloc.members.iter().map(|member| member.name().to_owned()));
            }
            _ => names.push(name.to_owned()),
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Command, LoadedDocument};
    use crate::graph::LineGrouping;
    use crate::model::{Actor, ActorKind, Document, Point, Relation};
    use emath::pos2;

    /// Two states and two persons, with their positions.
    fn state() -> State {
        let actor = |id: &str, kind, x| Actor {
            kind: Some(kind),
            position: Some(Point { x, y: 0.0 }),
            ..Actor::new(id)
        };
        let document = Document {
            actors: [
                actor("a", ActorKind::State, 0.0),
                actor("b", ActorKind::State, 200.0),
                actor("c", ActorKind::Person, 600.0),
                actor("d", ActorKind::Person, 800.0),
            ]
            .into_iter()
            .collect(),
            relations: [
                Relation::new("ab", "a", "b"),
                Relation::new("bc", "b", "c"),
                Relation::new("ad", "a", "d"),
            ]
            .into_iter()
            .collect(),
            ..Document::default()
        };
        let mut state = State::default();
        state.handle(Command::Opened(Box::new(LoadedDocument {
            document,
            ..LoadedDocument::default()
        })));
        let actors = state.open.derived.actors_generation;
        let positions = [0.0, 200.0, 600.0, 800.0].map(|x| pos2(x, 0.0));
        state.handle(Command::Landed {
            actors,
            positions: positions.to_vec(),
        });
        state
    }

    fn by_kind(state: &mut State) {
        let effect = state.handle(Command::Bloc(BlocCommand::By(Some(BlocRule::Kind))));
        assert_eq!(effect, Some(Effect::FindBlocs(BlocRule::Kind)));
        let network = Arc::clone(&state.open.derived.studied);
        let go_on = |_| std::ops::ControlFlow::Continue(());
        let rule = state.open.session.rule;
        let document = state.document().clone();
        let blocs = crate::analysis::blocs(&document, &network, &BlocRule::Kind, rule, &go_on);
        state.handle(Command::Bloc(BlocCommand::Found {
            network,
            blocs: blocs.unwrap(),
        }));
    }

    fn drawn(state: &State) -> Vec<String> {
        let actors = state.open.derived.drawn.graph.node_weights();
        actors.map(|actor| actor.name().to_owned()).collect()
    }

    #[test]
    fn blocs_are_drawn_expanded_and_collapsed_and_nothing_else_moves() {
        let mut state = state();
        by_kind(&mut state);
        assert_eq!(drawn(&state), ["States (2)", "Persons (2)"]);
        let positions = state.open.derived.drawn_positions().to_vec();
        assert_eq!(positions.len(), 6);
        assert!((positions[4] - pos2(100.0, 0.0)).length() < 1.0);
        assert_eq!(state.open.derived.line_style().grouping, LineGrouping::Pair);
        let before = state.document().clone();
        state.handle(Command::Bloc(BlocCommand::Expand(vec![0])));
        assert_eq!(drawn(&state), ["a", "b", "Persons (2)"]);
        let after = state.open.derived.drawn_positions();
        assert_eq!(after[..4], positions[..4]);
        assert_eq!(after[4], positions[5], "the other bloc stays where it is");
        let a = Target::Actor("a".into());
        assert_eq!(state.expanded_bloc_of(&a), Some(vec![0]));
        state.handle(Command::Bloc(BlocCommand::Collapse(vec![0])));
        assert_eq!(state.open.derived.drawn_positions(), positions);
        state.handle(Command::Bloc(BlocCommand::By(None)));
        assert_eq!(drawn(&state), ["a", "b", "c", "d"]);
        assert_eq!(*state.document(), before, "a view changes no data");
    }

    #[test]
    fn blocs_are_saved_with_the_document_and_shown_when_it_is_opened_again() {
        let mut state = state();
        by_kind(&mut state);
        state.handle(Command::Bloc(BlocCommand::Expand(vec![1])));
        assert!(!state.open.history.is_changed(), "a view is no change");
        let saved = state.placed_document();
        assert_eq!(state.document().fields.unknown("view"), None);
        let mut again = State::default();
        again.handle(Command::Opened(Box::new(LoadedDocument {
            document: saved,
            ..LoadedDocument::default()
        })));
        assert_eq!(drawn(&again), ["c", "d", "States (2)"]);
        again.handle(Command::Bloc(BlocCommand::By(None)));
        assert_eq!(again.placed_document().fields.unknown("view"), None);
    }

    #[test]
    fn edits_of_a_bloc_are_edits_of_its_members() {
        let mut state = state();
        by_kind(&mut state);
        let bloc: ActorId = state
            .open
            .derived
            .drawn
            .graph
            .node_weights()
            .next()
            .unwrap()
            .id
            .clone();
        state.handle(Command::Drag(bloc.clone(), pos2(100.0, 70.0)));
        state.handle(Command::Drag(bloc.clone(), pos2(100.0, 90.0)));
        state.handle(Command::Drop);
        let position =
            |state: &State, id: &str| state.document().actors.get(&id.into()).unwrap().position;
        let y = position(&state, "a").unwrap().y;
        assert!((y - 90.0).abs() < 1.0, "{y}");
        assert_eq!(position(&state, "c"), Some(Point { x: 600.0, y: 0.0 }));
        assert!(!state.document().actors.contains(&bloc));
        state.handle(Command::Select(Some(Target::Actor(bloc.clone()))));
        state.handle(Command::Act(crate::app::Action::Split));
        assert!(state.dialog.is_none());
        assert!(state.notices.last().unwrap().text.contains("expand it"));
        state.handle(Command::Hide(vec![bloc]));
        assert_eq!(drawn(&state), ["Persons (2)"]);
    }

    #[test]
    fn the_selection_becomes_a_bloc_and_blocs_are_nested() {
        let mut state = state();
        state.handle(Command::SelectActors(vec!["a".into(), "c".into()]));
        state.handle(Command::Act(crate::app::Action::GroupAsBloc));
        assert_eq!(drawn(&state), ["b", "d", "a and c"]);
        let outer = vec!["bloc 1".into(), "b".into()];
        state.handle(Command::Bloc(BlocCommand::Group(outer)));
        assert_eq!(drawn(&state), ["d", "a, c and b"]);
        state.handle(Command::Bloc(BlocCommand::Expand(vec![0])));
        assert_eq!(drawn(&state), ["b", "d", "a and c"]);
    }

    /// Ten persons all over the picture, and two states.
    fn scattered() -> State {
        let person = |number: usize| Actor {
            kind: Some(ActorKind::Person),
            ..Actor::new(format!("p{number}"))
        };
        let state = |id: &str| Actor {
            kind: Some(ActorKind::State),
            ..Actor::new(id)
        };
        let document = Document {
            actors: (0..10)
                .map(person)
                .chain([state("a"), state("b")])
                .collect(),
            ..Document::default()
        };
        let mut state = State::default();
        state.handle(Command::Opened(Box::new(LoadedDocument {
            document,
            ..LoadedDocument::default()
        })));
        let actors = state.open.derived.actors_generation;
        let around = |number: usize| {
            let angle = number as f32 * std::f32::consts::TAU / 10.0;
            pos2(900.0, 0.0) + 800.0 * emath::Vec2::angled(angle)
        };
        let positions = (0..10)
            .map(around)
            .chain([pos2(1_020.0, 0.0), pos2(1_020.0, 60.0)]);
        state.handle(Command::Landed {
            actors,
            positions: positions.collect(),
        });
        state
    }

    #[test]
    fn scattered_members_are_drawn_around_the_place_of_their_bloc() {
        let mut state = scattered();
        by_kind(&mut state);
        let own = state.open.derived.positions.clone();
        let before = state.open.derived.drawn_positions().to_vec();
        let persons = state.open.derived.drawn.blocs().next().unwrap().0;
        let states = state.open.derived.drawn.blocs().nth(1).unwrap().0;
        let (from, other) = (before[persons.index()], before[states.index()]);
        let effect = state.handle(Command::Bloc(BlocCommand::Expand(vec![0])));
        assert_eq!(effect, Some(Effect::MoveMembers));
        let drawn = state.open.derived.drawn_positions().to_vec();
        assert_eq!(state.open.derived.positions, own, "no position changes");
        assert_eq!(drawn[12], other, "the other bloc stays");
        for (number, position) in drawn[..10].iter().enumerate() {
            assert!(
                (*position - from).length() < 400.0,
                "{number} at {position}"
            );
            for another in &drawn[number + 1..10] {
                assert!((*position - *another).length() > 10.0);
            }
        }
        // A member follows the pointer, and the document gets its own position.
        let to = drawn[3] + emath::vec2(30.0, 5.0);
        state.handle(Command::Drag("p3".into(), to));
        assert!((state.open.derived.drawn_positions()[3] - to).length() < 0.1);
        let moved = state.open.derived.positions[3] - own[3];
        assert!((moved - emath::vec2(30.0, 5.0)).length() < 0.1);
        state.handle(Command::Drop);
        state.handle(Command::Bloc(BlocCommand::By(None)));
        let all = state.open.derived.drawn_positions();
        assert_eq!(
            all[0], own[0],
            "without blocs all are at their own positions"
        );
    }
}
