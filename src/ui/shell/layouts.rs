//! Layouts in the window: requests, the animation to a layout that was found, the live layout.

use std::sync::Arc;

use egui::{Context, Pos2};

use super::window::Window;
use crate::app::{self, BlocCommand, Command, TaskKind};
use crate::graph::simplify::Simplify;
use crate::layout::{self, Request};
use crate::scene::{self, ShownRequest};
use crate::tasks::Generation;
use crate::ui::canvas::layout_transition::LayoutTransition;
use crate::ui::tasks::live_layout::{LiveLayout, LiveMessage, MakeLiveRequest};

/// How long a bloc takes to be expanded or collapsed, in seconds.
const BLOC_MOTION_S: f64 = 0.25;

/// Makes the request of a layout of the visible actors, on the thread where it runs.
type MakeShownRequest = Box<dyn FnOnce() -> ShownRequest + Send>;

impl Window {
    /// Makes the request of a layout, on the thread where it runs.
    fn layout_request(&self, start: scene::Start) -> Box<dyn FnOnce() -> Request + Send> {
        let document = self.state.document().clone();
        let whole = Arc::clone(&self.state.open.derived.whole);
        let plan = self.state.open.session.plan;
        Box::new(move || scene::request(&document, &whole, start, plan))
    }

    /// Makes the request of a new layout of the visible actors, as if there were no others, and the
    /// current positions; `None` if the network is not simplified.
    fn shown_request(&self, start: scene::Start) -> Option<(MakeShownRequest, Vec<Pos2>)> {
        let derived = &self.state.open.derived;
        let positions = &derived.positions;
        let network = Arc::clone(&derived.network);
        if start != scene::Start::Fresh
            || network.filter().simplify.is_off()
            || positions.len() != network.actor_bound()
        {
            return None;
        }
        let document = self.state.document().clone();
        let plan = self.state.open.session.plan;
        let request = move || ShownRequest::new(&document, &network, start, plan);
        Some((Box::new(request), positions.clone()))
    }

    /// Makes the request of the live layout. Actors that a simplification hides take no part;
    /// other filters do not change how the network is laid out.
    fn live_request(&self) -> MakeLiveRequest {
        let document = self.state.document().clone();
        let derived = &self.state.open.derived;
        let is_simplified = !derived.network.filter().simplify.is_off();
        let network = Arc::clone(if is_simplified {
            &derived.network
        } else {
            &derived.whole
        });
        let plan = self.state.open.session.plan;
        let start = scene::Start::AsPlaced;
        Box::new(move || ShownRequest::new(&document, &network, start, plan))
    }

    pub(super) fn lay_out(&mut self, start: scene::Start) {
        self.live = None;
        let actors = self.state.open.derived.actors_generation;
        let (job, request) = (
            self.state.job(TaskKind::LayingOut),
            self.layout_request(start),
        );
        let shown = self.shown_request(start);
        // Positions of a file in other units are scaled when it is opened, and never again.
        let is_first = self.state.open.derived.positions.is_empty();
        let whole = (is_first && start == scene::Start::AsPlaced)
            .then(|| Arc::clone(&self.state.open.derived.whole));
        self.jobs.begin(&self.queue, job, move |context| {
            let progress = |share| context.report(share);
            let positions = match shown {
                None => layout::layout(&request(), &progress)?,
                Some((shown, mut positions)) => {
                    let shown = shown();
                    shown.put(&layout::layout(&shown.request, &progress)?, &mut positions);
                    positions
                }
            };
            Some(Command::LayoutFound {
                actors,
                positions,
                note: whole.and_then(|whole| scene::position_note(&whole)),
            })
        });
    }

    /// Animates the actors to these positions.
    pub(super) fn begin_transition(&mut self, ctx: &Context, to: Vec<Pos2>) {
        let actors = self.state.open.derived.actors_generation;
        let from = &self.state.open.derived.positions;
        match LayoutTransition::begin(actors, from, to, ctx.input(|input| input.time)) {
            Ok(transition) => {
                self.live = None;
                self.transition = Some(transition);
                ctx.request_repaint();
            }
            Err(to) => self.land(ctx, actors, to),
        }
    }

    /// Continues the animation, unless other actors are shown by now.
    pub(super) fn continue_transition(&mut self, ctx: &Context) {
        let actors = self.state.open.derived.actors_generation;
        let is_current = |transition: &LayoutTransition| actors.accepts(transition.actors);
        let Some(transition) = self.transition.take().filter(is_current) else {
            return;
        };
        if let Some(positions) = transition.at(ctx.input(|input| input.time)) {
            self.transition = Some(transition);
            self.apply(ctx, Command::Moved { actors, positions });
            ctx.request_repaint();
        } else {
            self.land(ctx, actors, transition.end());
        }
    }

    /// Animates the members of the bloc that was expanded or collapsed.
    pub(super) fn begin_bloc_motion(&mut self, ctx: &Context) {
        self.bloc_motion_started_s = Some(ctx.input(|input| input.time));
        self.continue_bloc_motion(ctx);
    }

    /// Continues this animation.
    pub(super) fn continue_bloc_motion(&mut self, ctx: &Context) {
        let Some(started_s) = self.bloc_motion_started_s else {
            return;
        };
        let elapsed_s = ctx.input(|input| input.time) - started_s;
        let share = (elapsed_s / BLOC_MOTION_S) as f32;
        if share >= 1.0 {
            self.bloc_motion_started_s = None;
        }
        self.apply(ctx, Command::Bloc(BlocCommand::MoveMembers(share)));
        ctx.request_repaint();
    }

    pub(super) fn land(&mut self, ctx: &Context, actors: Generation, positions: Vec<Pos2>) {
        self.apply(ctx, Command::Landed { actors, positions });
    }

    /// Starts a live layout, at rest on the current positions.
    pub(super) fn start_live(&mut self) {
        let positions = self.state.open.derived.positions.clone();
        let mut live = LiveLayout::start(self.live_request(), positions, &self.queue);
        self.live_simplify = self.simplify_of_live();
        if self.state.open.session.is_paused {
            // A layout that has failed already is started again with the next message.
            let _ = live.send(LiveMessage::Pause);
        }
        self.live = Some(live);
    }

    fn simplify_of_live(&self) -> Simplify {
        self.state.open.derived.network.filter().simplify.clone()
    }

    pub(super) fn send_to_live(&mut self, command: app::LiveCommand) {
        let is_drag = matches!(command, app::LiveCommand::Drag(_));
        if is_drag && self.live.is_some() && self.live_simplify != self.simplify_of_live() {
            // Other actors are hidden than when it started.
            self.start_live();
        }
        let message = self.live_message(command);
        if let Some(live) = &mut self.live
            && live.send(message).is_err()
        {
            self.start_live();
        }
    }

    /// The state's command to the live layout, with node indices for ids.
    fn live_message(&mut self, command: app::LiveCommand) -> LiveMessage {
        let network = Arc::clone(&self.state.open.derived.network);
        let ordinal = |id| network.ordinal(id);
        match command {
            app::LiveCommand::Drag(held) => {
                let bodies = held
                    .iter()
                    .filter_map(|(id, place)| Some((ordinal(id)?, *place)));
                LiveMessage::Drag(bodies.collect())
            }
            app::LiveCommand::Drop(held) => {
                LiveMessage::Drop(held.iter().filter_map(ordinal).collect())
            }
            app::LiveCommand::Update => {
                self.live_simplify = self.simplify_of_live();
                let positions = self.state.open.derived.positions.clone();
                LiveMessage::Restart(self.live_request(), positions)
            }
            app::LiveCommand::Pause => LiveMessage::Pause,
            app::LiveCommand::Resume => LiveMessage::Resume,
        }
    }
}
