//! The routes of the ties in view: pairs with their lanes become base curves. Draws nothing.

use emath::{Pos2, Rect, Vec2};

use super::actor_body::ActorBody;
use super::drawn_actor::DrawnActor;
use super::labels::PlacedName;
use super::line_width::WidthScale;
use super::pair_lanes::{PairLanes, pair_lanes};
use super::routes::{Reroute, Route, RouteEffort, RoutePair, RouteRequest, around_names, routes};
use super::scene_input::{Routing, SceneInput, Visible};
use crate::graph::{NodeIndex, Tie};

/// Below this scale of bodies, lines become thinner too, down to this share. Otherwise lines would
/// cover small pictures.
const MAX_THINNING_SCALE: f32 = 0.7;
const MIN_THINNING: f32 = 0.5;

/// With more ties in view than this, lines are thinner.
const MAX_FULL_WIDTH_TIES: usize = 120;

/// The most that the lines of a pair take of the width of its smaller body.
const MAX_FAN_SHARE: f32 = 0.8;

/// With more pairs in view than this, lines go around actors whatever lines they cross; with even
/// more they are straight: there is no room to go around anything.
const MAX_CAREFULLY_ROUTED_PAIRS: usize = 1_500;
const MAX_ROUTED_PAIRS: usize = 7_500;

/// The pairs in view and their routes.
///
/// Routes are found as if the picture were not panned: rounding must not change them while it is.
pub(super) struct TieRoutes<'a> {
    lanes: Vec<PairLanes<'a>>,
    pairs: Vec<RoutePair>,
    bodies: Vec<ActorBody>,
    routes: Vec<Route>,
    is_routed: bool,
    /// The box that no curve leaves.
    area: Option<Rect>,
    pan: Vec2,
}

impl<'a> TieRoutes<'a> {
    /// The routes of all visible ties; straight if there are too many.
    pub(super) fn new(picture: &SceneInput<'a>, visible: &Visible, bodies: &[DrawnActor]) -> Self {
        let at = |node: NodeIndex| bodies.binary_search_by_key(&node, |drawn| drawn.node).ok();
        let lanes = lanes(picture, visible, bodies, at);
        let pair = |pair: &PairLanes| {
            let [first, second] = pair.ends.map(|end| at(end).unwrap_or(usize::MAX));
            RoutePair {
                first,
                second,
                width: pair.width,
            }
        };
        let pairs: Vec<RoutePair> = lanes.iter().map(pair).collect();
        let unpanned = |drawn: &DrawnActor| ActorBody {
            center: drawn.unpanned,
            ..drawn.body
        };
        let bodies: Vec<ActorBody> = bodies.iter().map(unpanned).collect();
        let is_careful = visible.routing == Routing::AroundStrangers
            && pairs.len() <= MAX_CAREFULLY_ROUTED_PAIRS;
        let effort = match visible.routing {
            Routing::Straight => None,
            _ if is_careful => Some(RouteEffort::Full),
            Routing::Quick | Routing::AroundStrangers => Some(RouteEffort::Quick),
        };
        let effort = effort.filter(|_| pairs.len() <= MAX_ROUTED_PAIRS);
        let pan = picture.view.pan;
        let area = picture.names.within.map(|area| area.translate(-pan));
        let routes = if let Some(effort) = effort {
            let request = RouteRequest {
                bodies: &bodies,
                pairs: &pairs,
                names: &[],
                area,
            };
            routes(&request, effort)
        } else {
            let center = |number: usize| bodies.get(number).map_or(Pos2::ZERO, |body| body.center);
            let straight =
                |pair: &RoutePair| Route::straight(center(pair.first), center(pair.second));
            pairs.iter().map(straight).collect()
        };
        let is_routed = effort.is_some() && pairs.len() <= MAX_CAREFULLY_ROUTED_PAIRS;
        Self {
            lanes,
            pairs,
            bodies,
            routes,
            is_routed,
            area,
            pan,
        }
    }

    /// The lanes of each pair with its route.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&PairLanes<'a>, Route)> {
        let routes = self.routes.iter().map(|route| route.translated(self.pan));
        self.lanes.iter().zip(routes)
    }

    /// Whether any line may pass an actor that is not one of its ends.
    pub(super) fn pass_strangers(&self) -> bool {
        self.routes.iter().any(|route| !route.is_clear)
    }

    /// Leads routes around names that they run through, where this makes a line longer by less than
    /// `max_detour` points; returns whether any route has changed.
    pub(super) fn avoid(&mut self, names: &[PlacedName], max_detour: f32) -> bool {
        self.reroute(names, max_detour, Reroute::OverNames)
    }

    /// Chooses bent routes again, for when there are fewer names; returns whether any has changed.
    pub(super) fn straighten(&mut self, names: &[PlacedName], max_detour: f32) -> bool {
        self.reroute(names, max_detour, Reroute::OverNamesAndBent)
    }

    fn reroute(&mut self, names: &[PlacedName], max_detour: f32, which: Reroute) -> bool {
        if !self.is_routed {
            return false;
        }
        let letters = names.iter().map(|name| name.letters().translate(-self.pan));
        let letters: Vec<Rect> = letters.collect();
        let request = RouteRequest {
            bodies: &self.bodies,
            pairs: &self.pairs,
            names: &letters,
            area: self.area,
        };
        match around_names(&request, &self.routes, max_detour, which) {
            Some(routes) => {
                self.routes = routes;
                true
            }
            None => false,
        }
    }
}

/// The share of their full width that lines have: less where bodies are small or lines are many.
pub(super) fn line_scale(visible: &Visible) -> f32 {
    let thin = (visible.scale / MAX_THINNING_SCALE).clamp(MIN_THINNING, 1.0);
    let many = (MAX_FULL_WIDTH_TIES as f32 / visible.ties.len().max(1) as f32).sqrt();
    thin * many.clamp(MIN_THINNING, 1.0)
}

/// The lanes of the visible pairs.
fn lanes<'a>(
    picture: &SceneInput<'a>,
    visible: &Visible,
    bodies: &[DrawnActor],
    at: impl Fn(NodeIndex) -> Option<usize>,
) -> Vec<PairLanes<'a>> {
    let thin = line_scale(visible);
    let widths = WidthScale::of(picture.ties);
    let room = |ends: [NodeIndex; 2]| {
        let radii = ends.map(|end| at(end).map_or(0.0, |at| bodies[at].body.radius));
        2.0 * MAX_FAN_SHARE * radii[0].min(radii[1])
    };
    let width =
        |tie: &Tie| thin * widths.of_tie(tie) * if tie.opposite.is_some() { 1.5 } else { 1.0 };
    pair_lanes(picture.ties, &visible.ties, width, room)
}
