//! The arrangement of a small network, kept up with the state.
//!
//! Few actors are arranged within the frame. More of them are arranged on a task; until it is done,
//! and while actors move, their lines go around actors but not around names, and with even more
//! actors they are straight. While the zoom changes, the last arrangement is stretched; at rest
//! it is made again, on a task.

use std::sync::Arc;

use egui::Ui;

use super::drawn::PictureKey;
use super::owned_picture::OwnedPicture;
use super::rest::{self, Rest};
use crate::app::State;
use crate::scene::{Arrangement, SceneInput};
use crate::tasks::{Computed, ComputedStatus};

/// An arrangement is stretched and shrunk up to this factor before it is made again, even if the
/// zoom goes on changing.
const MAX_STRETCH: f32 = 1.25;

/// With more actors or ties than this, a network is arranged on a task.
const MAX_NOW: NetworkSize = NetworkSize {
    actors: 40,
    ties: 120,
};

/// With more actors or ties than this, even a quick arrangement takes too long for a frame.
const MAX_QUICK: NetworkSize = NetworkSize {
    actors: 120,
    ties: 400,
};

/// The most actors and ties of a network that is arranged in some way.
struct NetworkSize {
    actors: usize,
    ties: usize,
}

/// The arrangement, and the task that makes it.
#[derive(Default)]
pub(super) struct Arranger {
    computed: Computed<PictureKey, Arrangement>,
    /// The quick arrangement that is shown until the task is done.
    provisional: Option<Arranged>,
    rest: Rest,
}

/// An arrangement, and what it was made from.
#[derive(Clone)]
pub(super) struct Arranged {
    pub(super) key: PictureKey,
    pub(super) arrangement: Arc<Arrangement>,
}

impl Arranger {
    /// The arrangement for this picture without emphasis; it may be one for another zoom.
    pub(super) fn follow(
        &mut self,
        ui: &Ui,
        key: &PictureKey,
        picture: &SceneInput,
        state: &State,
    ) -> Arranged {
        let rests = self.rest.has_come(ui.ctx(), key);
        self.computed.poll();
        if let Some(last) = self
            .latest()
            .filter(|last| last.key.is_same_but_for_zoom(key))
        {
            let stretch = key.zoom / last.key.zoom;
            let is_far = !(1.0 / MAX_STRETCH..=MAX_STRETCH).contains(&stretch);
            if last.key != *key {
                self.arrange_later(ui, key, picture, state, rests || is_far);
            }
            return last;
        }
        if MAX_NOW.holds(picture) {
            let arrangement = self.computed.compute_now(key, || Arrangement::new(picture));
            return Arranged {
                key: key.clone(),
                arrangement: Arc::clone(arrangement),
            };
        }
        self.arrange_later(ui, key, picture, state, rests);
        let made = self.provisional.take().filter(|made| made.key == *key);
        let provisional = made.unwrap_or_else(|| Arranged {
            key: key.clone(),
            arrangement: Arc::new(if MAX_QUICK.holds(picture) {
                Arrangement::quick(picture)
            } else {
                Arrangement::straight(picture)
            }),
        });
        self.provisional.insert(provisional).clone()
    }

    /// Whether the last key is arranged.
    #[cfg(test)]
    pub(super) fn is_current(&self) -> bool {
        let seen = self.rest.key();
        seen.is_some_and(|key| self.computed.current(key).is_some())
    }

    fn latest(&self) -> Option<Arranged> {
        let (key, arrangement) = self.computed.latest()?;
        Some(Arranged {
            key: key.clone(),
            arrangement: Arc::clone(arrangement),
        })
    }

    /// Starts a task if `now`; else asks for another frame.
    fn arrange_later(
        &mut self,
        ui: &Ui,
        key: &PictureKey,
        picture: &SceneInput,
        state: &State,
        now: bool,
    ) {
        // A running task is not cancelled: while the zoom changes, none would ever end.
        if matches!(self.computed.status(), ComputedStatus::Working(_)) {
            return;
        }
        if !now {
            rest::look_again(ui.ctx());
            return;
        }
        let picture = OwnedPicture::new(picture, state);
        let context = ui.ctx().clone();
        let arrange = move || Arrangement::new(&picture.input());
        let wake = move || context.request_repaint();
        self.computed.follow(key, wake, move |_| Some(arrange()));
    }
}

impl NetworkSize {
    fn holds(&self, picture: &SceneInput) -> bool {
        let actors = picture.network.graph.node_count();
        actors <= self.actors && picture.ties.len() <= self.ties
    }
}
