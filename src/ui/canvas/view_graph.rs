//! The adapter to `egui_graphs`: a temporary view of the network, written before a frame and read
//! as events after it.

use std::collections::HashMap;

use egui::{Pos2, Response, Shape, Ui};
use egui_graphs::{
    DisplayEdge, DisplayNode, DrawContext, EdgeProps, Graph, GraphChange, GraphView, Layout,
    LayoutState, Node, NodeProps, SettingsInteraction, SettingsNavigation,
};
use petgraph::Directed;
use petgraph::stable_graph::{DefaultIx, NodeIndex as ViewIndex};
use serde::{Deserialize, Serialize};

use super::camera::Camera;
use crate::app::State;
use crate::graph::{Filter, LineStyle, NodeIndex, TieIndex, Ties};
use crate::scene::{RenderNetwork, Subject};
use crate::tasks::Generation;

/// The name under which `egui_graphs` stores its camera.
const ID: &str = "canvas";

/// The graph of `egui_graphs`: its payloads are actors and ties of the network.
type CanvasGraph = Graph<NodeIndex, TieIndex, Directed, DefaultIx, Disc, Curve>;

/// The view of the network that `egui_graphs` works on.
#[derive(Default)]
pub(super) struct ViewGraph {
    view: CanvasGraph,
    made_from: Option<ViewKey>,
}

/// What the view depends on.
#[derive(PartialEq)]
struct ViewKey {
    generation: Generation,
    revision: u64,
    filter: Filter,
    lines: LineStyle,
    blocs: Generation,
    holds: ViewPart,
}

/// The part of the network that is in the view.
#[derive(Clone, Copy, PartialEq)]
enum ViewPart {
    Everything,
    /// Only what is under the pointer.
    Pointed(Option<Subject>),
}

/// An event of `egui_graphs`, in terms of the network.
pub(super) enum Event {
    /// A button was pressed on an actor.
    Grabbed(NodeIndex),
    /// The actor was released.
    Released,
    /// Something was clicked.
    Clicked(Subject),
    /// An actor was double-clicked.
    DoubleClicked(NodeIndex),
}

impl ViewGraph {
    /// Updates the view: the actors and ties shown, their positions, and what is under the pointer.
    ///
    /// Of a large network it holds only what is under the pointer, because `egui_graphs` visits
    /// everything it holds. While a button is down, that is what was pressed: the pointer may be
    /// ahead of the actor that it drags.
    pub(super) fn refresh(&mut self, ui: &Ui, state: &State, hit: Option<Subject>) {
        let (network, ties) = (&state.open.derived.drawn, &state.open.derived.ties);
        let is_held = ui.input(|input| {
            let pointer = &input.pointer;
            (pointer.any_down() || pointer.any_released()) && !pointer.any_pressed()
        });
        let holds = match &self.made_from {
            _ if !RenderNetwork::is_large(network) => ViewPart::Everything,
            Some(ViewKey { holds, .. }) if is_held => *holds,
            _ => ViewPart::Pointed(hit),
        };
        let key = ViewKey {
            generation: state.document_generation,
            revision: state.open.history.revision(),
            filter: state.open.session.filter.clone(),
            lines: state.open.derived.line_style(),
            blocs: state.open.derived.blocs_generation,
            holds,
        };
        if self.made_from.as_ref() != Some(&key) {
            self.view = match holds {
                ViewPart::Everything => {
                    let all = ties.iter().map(|(index, _)| index);
                    view_of(ties, network.graph.node_indices(), all)
                }
                ViewPart::Pointed(Some(Subject::Actor(node))) => view_of(ties, [node], []),
                ViewPart::Pointed(Some(Subject::Tie(index))) => {
                    let ends = ties.get(index).map(|tie| tie.ends);
                    view_of(ties, ends.into_iter().flatten(), [index])
                }
                ViewPart::Pointed(None) => CanvasGraph::new(),
            };
            self.made_from = Some(key);
        }
        self.point_at(state, hit);
    }

    /// Sets the positions, and what is under the pointer.
    fn point_at(&mut self, state: &State, hit: Option<Subject>) {
        let indices: Vec<_> = self.view.g().node_indices().collect();
        for index in indices {
            if let Some(node) = self.view.node_mut(index) {
                let ordinal = *node.payload();
                if let Some(position) = state.open.derived.drawn_positions().get(ordinal.index()) {
                    node.set_location(*position);
                }
                node.display_mut().is_hit = hit == Some(Subject::Actor(ordinal));
            }
        }
        let indices: Vec<_> = self.view.g().edge_indices().collect();
        for index in indices {
            if let Some(edge) = self.view.edge_mut(index) {
                let tie = *edge.payload();
                edge.display_mut().is_hit = hit == Some(Subject::Tie(tie));
            }
        }
    }

    /// Passes the input of the frame to `egui_graphs`, and returns its events.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        camera: &Camera,
        can_drag: bool,
    ) -> (Response, Vec<Event>) {
        let mut frame = egui_graphs::MetadataFrame::new(Some(ID.to_owned())).load(ui);
        (frame.zoom, frame.pan) = (camera.zoom, camera.pan);
        frame.save(ui);
        let interaction = SettingsInteraction::new()
            .with_dragging_enabled(can_drag)
            .with_node_clicking_enabled(true)
            .with_edge_clicking_enabled(true);
        let navigation = SettingsNavigation::new()
            .with_fit_to_screen_enabled(false)
            .with_zoom_and_pan_enabled(false);
        let shown = GraphView::<FixedLayout, FixedLayout>::new()
            .with_id(Some(ID.to_owned()))
            .with_interactions(&interaction)
            .with_navigations(&navigation)
            .show(ui, &mut self.view);
        let events = shown
            .changes
            .iter()
            .filter_map(|change| self.event(change))
            .collect();
        (shown.response, events)
    }

    fn event(&self, change: &GraphChange) -> Option<Event> {
        let actor = |index: &ViewIndex| self.view.node(*index).map(|node| *node.payload());
        match change {
            GraphChange::NodeDragStarted { node } => actor(node).map(Event::Grabbed),
            GraphChange::NodeDragEnded { .. } => Some(Event::Released),
            GraphChange::NodeClicked { node } => {
                actor(node).map(|node| Event::Clicked(Subject::Actor(node)))
            }
            GraphChange::NodeDoubleClicked { node } => actor(node).map(Event::DoubleClicked),
            GraphChange::EdgeClicked { edge } => {
                let edge = self.view.edge(*edge)?;
                Some(Event::Clicked(Subject::Tie(*edge.payload())))
            }
            _ => None,
        }
    }
}

/// A view of these actors and ties.
fn view_of(
    ties: &Ties,
    actors: impl IntoIterator<Item = NodeIndex>,
    shown: impl IntoIterator<Item = TieIndex>,
) -> CanvasGraph {
    let mut view = CanvasGraph::new();
    let mut indices = HashMap::new();
    for node in actors {
        indices.entry(node).or_insert_with(|| view.add_node(node));
    }
    for index in shown {
        let ends = ties.get(index).map(|tie| tie.ends);
        if let Some((a, b)) = ends.and_then(|[a, b]| Some((indices.get(&a)?, indices.get(&b)?))) {
            view.add_edge(*a, *b, index);
        }
    }
    view
}

/// An actor in the view. The painter draws it, and the scene decides whether it is hit.
#[derive(Clone)]
pub(super) struct Disc {
    position: Pos2,
    is_hit: bool,
}

impl From<NodeProps<NodeIndex>> for Disc {
    fn from(props: NodeProps<NodeIndex>) -> Self {
        Self {
            position: props.location(),
            is_hit: false,
        }
    }
}

impl DisplayNode<NodeIndex, TieIndex, Directed, DefaultIx> for Disc {
    fn closest_boundary_point(&self, _direction: egui::Vec2) -> Pos2 {
        self.position
    }

    fn shapes(&mut self, _context: &DrawContext<'_>) -> Vec<Shape> {
        Vec::new()
    }

    fn update(&mut self, props: &NodeProps<NodeIndex>) {
        self.position = props.location();
    }

    fn is_inside(&self, _place: Pos2) -> bool {
        self.is_hit
    }
}

/// A tie in the view. The painter draws it, and the scene decides whether it is hit.
#[derive(Clone)]
pub(super) struct Curve {
    is_hit: bool,
}

impl From<EdgeProps<TieIndex>> for Curve {
    fn from(_props: EdgeProps<TieIndex>) -> Self {
        Self { is_hit: false }
    }
}

impl DisplayEdge<NodeIndex, TieIndex, Directed, DefaultIx, Disc> for Curve {
    fn shapes(
        &mut self,
        _start: &ViewNode,
        _end: &ViewNode,
        _context: &DrawContext<'_>,
    ) -> Vec<Shape> {
        Vec::new()
    }

    fn update(&mut self, _props: &EdgeProps<TieIndex>) {}

    fn is_inside(&self, _start: &ViewNode, _end: &ViewNode, _place: Pos2) -> bool {
        self.is_hit
    }
}

type ViewNode = Node<NodeIndex, TieIndex, Directed, DefaultIx, Disc>;

/// A layout that moves nothing: the positions come from the state.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(super) struct FixedLayout;

impl LayoutState for FixedLayout {}

impl Layout<Self> for FixedLayout {
    fn from_state(state: Self) -> impl Layout<Self> {
        state
    }

    fn next<N, E, Ty, Ix, Dn, De>(&mut self, _graph: &mut Graph<N, E, Ty, Ix, Dn, De>, _ui: &Ui)
    where
        N: Clone,
        E: Clone,
        Ty: petgraph::EdgeType,
        Ix: petgraph::stable_graph::IndexType,
        Dn: DisplayNode<N, E, Ty, Ix>,
        De: DisplayEdge<N, E, Ty, Ix, Dn>,
    {
    }

    fn state(&self) -> Self {
        *self
    }
}
