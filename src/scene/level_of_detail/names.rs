//! The names of a large network: those that have space at its zoom, and the most important ones.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::LargeDrawing;
use super::fading::ease;
use crate::graph::NodeIndex;
use crate::scene::Scene;
use crate::scene::actor_body::{ActorBody, Form};
use crate::scene::draw::write_name;
use crate::scene::labels::{self, LabelRequest, LineObstacles, Obstacles, PlacedName};

/// A name fades in over this share of the zoom at which it has space; with more, many names would
/// be half visible.
const NAME_FADE: f32 = 0.08;

impl LargeDrawing<'_> {
    /// Writes the names that have space at this zoom; new ones fade in. The most important actors
    /// in view are always named.
    pub(super) fn write_names(&self, scene: &mut Scene, seen: &[usize]) {
        let zoom = self.picture.view.zoom;
        let count = self.levels.names.partition_point(|(from, _)| *from <= zoom);
        let (mut named, mut opacities) = (Vec::new(), Vec::new());
        for (from, at) in &self.levels.names[..count] {
            let Some(request) = self.label_request(*at as usize) else {
                continue;
            };
            let name = labels::beneath(request.node, &request.body, request.name);
            named.extend(name);
            let opacity = if self.options.fades {
                ease((zoom / from - 1.0) / NAME_FADE + 0.1)
            } else {
                1.0
            };
            opacities.resize(named.len(), opacity);
        }
        let important = self.important(seen, &named);
        let bodies: Vec<ActorBody> = important.iter().map(|request| request.body).collect();
        let obstacles = Obstacles {
            area: self.area,
            view: self.picture.view.rect(),
            bodies: &bodies,
            lines: &LineObstacles::default(),
            space: self.picture.names,
            taken: &[],
        };
        let names = labels::place_among(named, &important, &obstacles);
        let opacities = opacities.into_iter().chain(std::iter::repeat(1.0));
        for (name, opacity) in names.iter().zip(opacities) {
            if let Some(name) = name {
                write_name(scene, self.picture, name, opacity);
            }
        }
        scene.omitted_names = self.nameless(scene, seen);
    }

    /// How many actors in the picture have no name.
    fn nameless(&self, scene: &Scene, seen: &[usize]) -> usize {
        let view = self.picture.view.rect();
        let is_visible = |node: NodeIndex| {
            let point = self.point(node.index());
            point.is_some_and(|point| view.contains(point))
        };
        let nodes = seen.iter().map(|at| self.render.actors[*at].node);
        let visible = nodes.filter(|node| is_visible(*node)).count();
        let named: BTreeSet<NodeIndex> = scene.names.iter().map(|(node, _)| *node).collect();
        let named = named.into_iter().filter(|node| is_visible(*node));
        visible.saturating_sub(named.count())
    }

    /// The most important actors in view that have no name yet.
    fn important(&self, seen: &[usize], named: &[PlacedName]) -> Vec<LabelRequest<'_>> {
        let view = self.picture.view.rect();
        let is_visible = |at: &&usize| {
            let node = self.render.actors[**at].node;
            self.point(node.index())
                .is_some_and(|point| view.contains(point))
        };
        let mut ranked: Vec<usize> = seen.iter().filter(is_visible).copied().collect();
        let by_rank = |at: &usize| (Reverse(self.render.actors[*at].rank), *at);
        if ranked.len() > labels::PROMINENT {
            ranked.select_nth_unstable_by_key(labels::PROMINENT, by_rank);
            ranked.truncate(labels::PROMINENT);
        }
        ranked.sort_unstable_by_key(by_rank);
        let requests = ranked.into_iter().filter_map(|at| self.label_request(at));
        requests
            .filter(|request| !named.iter().any(|name| name.node == request.node))
            .collect()
    }

    /// The name of a render node in view.
    fn label_request(&self, at: usize) -> Option<LabelRequest<'_>> {
        let render_node = self.render.actors.get(at)?;
        if !self.may_have_name(at) {
            return None;
        }
        let center = self
            .point(render_node.node.index())
            .filter(|point| self.area.contains(*point))?;
        let actor = &self.picture.network.graph[render_node.node];
        Some(LabelRequest {
            node: render_node.node,
            body: ActorBody {
                center,
                radius: self.scale * render_node.disc_radius,
                form: Form::Disc,
            },
            name: actor.name(),
            has_picture: self.picture.encoding.picture(actor).is_some(),
            rank: render_node.rank,
        })
    }
}
