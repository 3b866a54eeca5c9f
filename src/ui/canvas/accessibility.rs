//! The canvas for keyboards and screen readers: every actor, and every pair of actors with
//! relations, is a node with a label.
//!
//! Tab moves from actor to actor and then from pair to pair, arrows to the neighbour in that
//! direction, and in a matrix along rows and columns. Enter selects, Ctrl+Enter adds to the
//! selection.

use std::collections::HashSet;

use egui::{
    EventFilter, Id, Key, Modifiers, Pos2, Rect, Response, Sense, Ui, Vec2, WidgetInfo, WidgetType,
};

use super::subject::subject_of;
use crate::app::{Command, State, Target};
use crate::graph::{NodeIndex, TieIndex, words};
use crate::scene::{self, PictureView, Subject};
use crate::ui::View;

/// The most actors, and the most pairs, that are nodes at once; the Details tab lists them all.
const MAX_NODES: usize = 300;

/// The sizes of a node of an actor, and of a pair.
const ACTOR_AREA: Vec2 = Vec2::splat(28.0);
const PAIR_AREA: Vec2 = Vec2::splat(12.0);

/// The widget that has the focus while the canvas has it as a whole.
pub(in crate::ui) fn focus_id() -> Id {
    Id::new("canvas with the focus")
}

/// The widget id of an actor, or of the pair with this first relation, on the canvas.
pub(super) fn id(target: &Target) -> Id {
    match target {
        Target::Actor(id) => widget_id("actor", id.as_str()),
        Target::Relation(id) => widget_id("relation", id.as_str()),
    }
}

/// Places the nodes at the marks of the network, if a screen reader or the keyboard needs them.
/// Returns what has the focus; `before` is what had it.
pub(super) fn show(
    ui: &Ui,
    rect: Rect,
    camera: scene::Viewport,
    before: Option<&Target>,
    view: View,
) -> Option<Target> {
    let position = |node: NodeIndex| {
        let position = view
            .state
            .open
            .derived
            .drawn_positions()
            .get(node.index())?;
        let point = camera.picture_from_layout(*position) + rect.min.to_vec2();
        rect.contains(point).then_some(point)
    };
    let ties = &view.state.open.derived.ties;
    let middle = |index: TieIndex| {
        let [a, b] = ties.get(index)?.ends;
        Some(position(a)?.lerp(position(b)?, 0.5))
    };
    let next = |from: Subject, direction: Vec2| match from {
        Subject::Actor(node) => neighbour(view.state, node, direction).map(Subject::Actor),
        Subject::Tie(_) => None,
    };
    show_at(ui, position, middle, &next, (before, rect.center()), view)
}

/// What the focus moves to from a subject, in the direction of an arrow key.
pub(super) type NextSubject<'a> = &'a dyn Fn(Subject, Vec2) -> Option<Subject>;

/// Places a node at each actor that has a position, and at each pair whose first tie has one. Arrow
/// keys move the focus to what `next` says. What had the focus before, and what the keys move
/// it to, are always nodes; outside the picture they are at `elsewhere`.
pub(super) fn show_at(
    ui: &Ui,
    actor_position: impl Fn(NodeIndex) -> Option<Pos2>,
    tie_position: impl Fn(TieIndex) -> Option<Pos2>,
    next: NextSubject<'_>,
    (before, elsewhere): (Option<&Target>, Pos2),
    view: View,
) -> Option<Target> {
    if !is_wanted(ui) {
        follow_focus(ui, None, view);
        return None;
    }
    let mut nodes = Nodes {
        ui,
        next,
        view,
        shown: HashSet::new(),
        focused: None,
    };
    let derived = &view.state.open.derived;
    let actors = derived.drawn.graph.node_indices();
    let actors = actors.filter_map(|node| Some((node, actor_position(node)?)));
    for (node, point) in actors.take(MAX_NODES) {
        nodes.actor(node, point);
    }
    let firsts = derived.ties.first_of_pairs();
    let pairs = firsts.filter_map(|index| Some((index, tie_position(index)?)));
    for (index, point) in pairs.take(MAX_NODES) {
        nodes.pair(index, point);
    }
    for target in [before.cloned(), nodes.focused.clone()]
        .into_iter()
        .flatten()
    {
        let widget = id(&target);
        if nodes.shown.contains(&widget) || !ui.memory(|memory| memory.has_focus(widget)) {
            continue;
        }
        match subject_of(view.state, &target) {
            Some(Subject::Actor(node)) => {
                nodes.actor(node, actor_position(node).unwrap_or(elsewhere));
            }
            Some(Subject::Tie(tie)) => {
                let first = derived.ties.of_pair(tie).next().unwrap_or(tie);
                nodes.pair(first, tie_position(first).unwrap_or(elsewhere));
            }
            None => {}
        }
        // It is gone, or in a bloc.
        if !nodes.shown.contains(&widget) {
            ui.memory_mut(|memory| memory.surrender_focus(widget));
        }
    }
    let focused = nodes.focused;
    follow_focus(ui, focused.clone(), view);
    focused
}

/// Points at the node that has the keyboard focus, when that has changed. The focus may move to a
/// node that was shown earlier in the frame, so nodes cannot tell on their own.
fn follow_focus(ui: &Ui, with_focus: Option<Target>, view: View) {
    let key = Id::new("canvas node with focus");
    let before: Option<Target> = ui.data(|data| data.get_temp(key)).flatten();
    if with_focus == before {
        return;
    }
    let is_left = before.is_some() && view.state.open.session.hovered == before;
    if with_focus.is_some() || is_left {
        view.send(Command::Hover(with_focus.clone()));
    }
    ui.data_mut(|data| data.insert_temp(key, with_focus));
}

/// What the node of this target shows: for a relation, its pair; for an actor in a bloc,
/// the bloc.
pub(super) fn node_of(state: &State, target: &Target) -> Option<Target> {
    target_of(state, subject_of(state, target)?)
}

fn target_of(state: &State, subject: Subject) -> Option<Target> {
    match subject {
        Subject::Actor(node) => state.actor_target(node),
        Subject::Tie(tie) => pair_target(state, tie),
    }
}

/// The first relation of the pair of a tie: it names the pair.
fn pair_target(state: &State, tie: TieIndex) -> Option<Target> {
    let ties = &state.open.derived.ties;
    let first = ties.of_pair(tie).next()?;
    state.relation_target(ties.first_relation(first)?)
}

/// Whether a screen reader is active, or the keyboard moves the focus.
pub(super) fn is_wanted(ui: &Ui) -> bool {
    let context = ui.ctx();
    let focused = context.memory(egui::Memory::focused);
    focused.is_some_and(|id| id != focus_id())
        || ui.input(|input| input.key_pressed(Key::Tab))
        || context
            .accesskit_node_builder(ui.unique_id(), |_| ())
            .is_some()
}

/// The nodes of one frame.
struct Nodes<'a> {
    ui: &'a Ui,
    next: NextSubject<'a>,
    view: View<'a>,
    shown: HashSet<Id>,
    /// What has the focus, or gets it by the keys of this frame.
    focused: Option<Target>,
}

impl Nodes<'_> {
    fn actor(&mut self, node: NodeIndex, point: Pos2) {
        let (ui, view) = (self.ui, self.view);
        let Some(target) = view.state.actor_target(node) else {
            return;
        };
        let label = || words::actor(&view.state.open.derived.drawn, node);
        let response = self.node(&target, Rect::from_center_size(point, ACTOR_AREA), label);
        let is_entered = response.has_focus() && take_key(ui, Key::Enter);
        if is_pressed_by_reader(ui, response.id) || is_entered {
            view.send(Command::Select(Some(target.clone())));
        } else if response.has_focus() && take_added(ui) {
            view.send(Command::ToggleSelect(target.clone()));
        }
        if response.has_focus() {
            self.walk(response.id, Subject::Actor(node), target);
        }
    }

    /// All relations between two actors; `first` is the first of their ties.
    fn pair(&mut self, first: TieIndex, point: Pos2) {
        let (ui, view) = (self.ui, self.view);
        let derived = &view.state.open.derived;
        let Some(target) = pair_target(view.state, first) else {
            return;
        };
        let label = || words::pair(&derived.drawn, &derived.ties, first);
        let response = self.node(&target, Rect::from_center_size(point, PAIR_AREA), label);
        let is_entered = response.has_focus() && take_key(ui, Key::Enter);
        if (is_pressed_by_reader(ui, response.id) || is_entered)
            && let Target::Relation(relation) = &target
        {
            view.send(Command::SelectPair(relation.clone()));
        }
        if !response.has_focus() {
            return;
        }
        if view.state.open.session.view == PictureView::Matrix {
            self.walk(response.id, Subject::Tie(first), target);
        } else {
            self.focused = Some(target);
        }
    }

    fn node(&mut self, target: &Target, area: Rect, label: impl Fn() -> String) -> Response {
        let widget = id(target);
        self.shown.insert(widget);
        let sense = Sense::focusable_noninteractive();
        let response = self.ui.interact(area, widget, sense);
        let is_selected = self.view.state.open.session.selection.contains(target);
        response
            .widget_info(|| WidgetInfo::selected(WidgetType::Button, true, is_selected, label()));
        response
    }

    /// Moves the focus from a node in the direction of the arrow that is pressed, if any.
    fn walk(&mut self, widget: Id, from: Subject, target: Target) {
        hold_arrows(self.ui, widget);
        let arrows = [
            (Key::ArrowRight, Vec2::RIGHT),
            (Key::ArrowLeft, Vec2::LEFT),
            (Key::ArrowUp, Vec2::UP),
            (Key::ArrowDown, Vec2::DOWN),
        ];
        let pressed = arrows.into_iter().find(|(key, _)| take_key(self.ui, *key));
        let subject = pressed.and_then(|(_, direction)| (self.next)(from, direction));
        let reached = subject.and_then(|subject| target_of(self.view.state, subject));
        if let Some(reached) = &reached {
            self.ui
                .memory_mut(|memory| memory.request_focus(id(reached)));
        }
        self.focused = Some(reached.unwrap_or(target));
    }
}

/// Whether a screen reader presses this node; the canvas handles the pointer.
pub(super) fn is_pressed_by_reader(ui: &Ui, widget: Id) -> bool {
    use egui::accesskit::Action;
    ui.ctx()
        .accesskit_node_builder(widget, |node| node.add_action(Action::Click));
    ui.input(|input| input.has_accesskit_action_request(widget, Action::Click))
}

/// Takes the arrow keys while an actor has the focus; otherwise egui would move the focus to the
/// nearest widget.
fn hold_arrows(ui: &Ui, widget: Id) {
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(widget, filter));
}

/// Ctrl+Enter adds to the selection, as Ctrl+click does.
fn take_added(ui: &Ui) -> bool {
    ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter))
}

pub(super) fn take_key(ui: &Ui, key: Key) -> bool {
    ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
}

/// The best neighbour in this direction: near, and not far to the side. `None` if no neighbour lies
/// in this direction.
fn neighbour(state: &State, from: NodeIndex, direction: Vec2) -> Option<NodeIndex> {
    let positions = state.open.derived.drawn_positions();
    let start = *positions.get(from.index())?;
    let neighbours = state.open.derived.drawn.graph.neighbors_undirected(from);
    let effort = |node: NodeIndex| {
        let step = *positions.get(node.index())? - start;
        let ahead = step.dot(direction);
        (ahead > 0.0).then(|| (step.length() * step.length() / ahead, node))
    };
    let efforts = neighbours.filter_map(effort);
    efforts
        .min_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, node)| node)
}

/// The egui id of a widget on the canvas.
pub(super) fn widget_id(kind: &str, id: &str) -> Id {
    Id::new("canvas").with((kind, id))
}
