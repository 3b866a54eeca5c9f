//! The canvas for keyboards and screen readers: every actor, and every pair of actors with
//! relations, is a node with a label.
//!
//! Tab moves from actor to actor and then from pair to pair, arrows to the neighbour in that
//! direction, and in a matrix along rows and columns. Enter selects, Ctrl+Enter adds to the
//! selection.

use egui::{EventFilter, Id, Key, Modifiers, Pos2, Rect, Sense, Ui, Vec2, WidgetInfo, WidgetType};

use crate::app::{Command, State, Target};
use crate::graph::{NodeIndex, TieIndex, words};
use crate::scene::{self, PictureView, Subject};
use crate::ui::View;

/// The most actors, and the most pairs, that are nodes at once; the Details tab lists them all.
const MAX_NODES: usize = 300;

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
/// Returns what has the focus.
pub(super) fn show(ui: &Ui, rect: Rect, camera: scene::Viewport, view: View) -> Option<Target> {
    let place = |node: NodeIndex| {
        let place = view
            .state
            .open
            .derived
            .drawn_positions()
            .get(node.index())?;
        let point = camera.picture_from_layout(*place) + rect.min.to_vec2();
        rect.contains(point).then_some(point)
    };
    let ties = &view.state.open.derived.ties;
    let middle = |index: TieIndex| {
        let [a, b] = ties.get(index)?.ends;
        Some(place(a)?.lerp(place(b)?, 0.5))
    };
    let next = |from: Subject, direction: Vec2| match from {
        Subject::Actor(node) => neighbour(view.state, node, direction).map(Subject::Actor),
        Subject::Tie(_) => None,
    };
    show_at(ui, place, middle, &next, view)
}

/// What the focus moves to from a subject, in the direction of an arrow key.
pub(super) type NextSubject<'a> = &'a dyn Fn(Subject, Vec2) -> Option<Subject>;

/// Places a node at each actor that has a place, and at each pair whose first tie has one. Arrow
/// keys move the focus to what `next` says.
pub(super) fn show_at(
    ui: &Ui,
    actor_place: impl Fn(NodeIndex) -> Option<Pos2>,
    tie_place: impl Fn(TieIndex) -> Option<Pos2>,
    next: NextSubject<'_>,
    view: View,
) -> Option<Target> {
    if !is_wanted(ui) {
        follow_focus(ui, None, view);
        return None;
    }
    let mut with_focus = None;
    let derived = &view.state.open.derived;
    let nodes = derived.drawn.graph.node_indices();
    let actors = nodes.filter_map(|node| Some((node, actor_place(node)?)));
    for (node, point) in actors.take(MAX_NODES) {
        with_focus = actor(ui, node, point, next, view).or(with_focus);
    }
    let firsts = derived.ties.first_of_pairs();
    let pairs = firsts.filter_map(|index| Some((index, tie_place(index)?)));
    let focused = ui.memory(egui::Memory::focused);
    let has_focus = |index: TieIndex| {
        let target = pair_target(view.state, index);
        target.is_some_and(|target| Some(id(&target)) == focused)
    };
    // The pair that arrow keys have come to is always a node.
    for (number, (index, point)) in pairs.enumerate() {
        if number < MAX_NODES || focused.is_some() && has_focus(index) {
            with_focus = pair(ui, index, point, next, view).or(with_focus);
        }
    }
    follow_focus(ui, with_focus.clone(), view);
    with_focus
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

/// The first relation of the pair of a tie: it names the pair.
fn pair_target(state: &State, tie: TieIndex) -> Option<Target> {
    let ties = &state.open.derived.ties;
    let first = ties.of_pair(tie).next()?;
    state.relation_target(ties.first_relation(first)?)
}

/// Whether a screen reader is active, or the keyboard moves the focus.
fn is_wanted(ui: &Ui) -> bool {
    let context = ui.ctx();
    let focused = context.memory(egui::Memory::focused);
    focused.is_some_and(|id| id != focus_id())
        || ui.input(|input| input.key_pressed(Key::Tab))
        || context
            .accesskit_node_builder(ui.unique_id(), |_| ())
            .is_some()
}

/// Returns the actor if it has the focus.
fn actor(
    ui: &Ui,
    node: NodeIndex,
    point: Pos2,
    next: NextSubject<'_>,
    view: View,
) -> Option<Target> {
    let target = view.state.actor_target(node)?;
    let widget = id(&target);
    let area = Rect::from_center_size(point, Vec2::splat(28.0));
    let response = ui.interact(area, widget, Sense::focusable_noninteractive());
    let is_selected = view.state.open.session.selection.contains(&target);
    response.widget_info(|| {
        let label = words::actor(&view.state.open.derived.drawn, node);
        WidgetInfo::selected(WidgetType::Button, true, is_selected, label)
    });
    let is_entered = response.has_focus() && take_key(ui, Key::Enter);
    if is_pressed_by_reader(ui, widget) || is_entered {
        view.send(Command::Select(Some(target.clone())));
    } else if response.has_focus() && take_added(ui) {
        view.send(Command::ToggleSelect(target.clone()));
    }
    let has_focus = response.has_focus();
    if has_focus {
        hold_arrows(ui, widget);
        walk(ui, Subject::Actor(node), next, view.state);
    }
    has_focus.then_some(target)
}

/// All relations between two actors; `first` is the first of their ties. Returns the pair if it has
/// the focus.
fn pair(
    ui: &Ui,
    first: TieIndex,
    point: Pos2,
    next: NextSubject<'_>,
    view: View,
) -> Option<Target> {
    let derived = &view.state.open.derived;
    let target = pair_target(view.state, first)?;
    let Target::Relation(relation) = &target else {
        return None;
    };
    let (area, widget) = (
        Rect::from_center_size(point, Vec2::splat(12.0)),
        id(&target),
    );
    let response = ui.interact(area, widget, Sense::focusable_noninteractive());
    let is_selected = view.state.open.session.selection.contains(&target);
    response.widget_info(|| {
        let label = words::pair(&derived.drawn, &derived.ties, first);
        WidgetInfo::selected(WidgetType::Button, true, is_selected, label)
    });
    let is_entered = response.has_focus() && take_key(ui, Key::Enter);
    if is_pressed_by_reader(ui, widget) || is_entered {
        view.send(Command::SelectPair(relation.clone()));
    }
    let has_focus = response.has_focus();
    if has_focus && view.state.open.session.view == PictureView::Matrix {
        hold_arrows(ui, widget);
        walk(ui, Subject::Tie(first), next, view.state);
    }
    has_focus.then_some(target)
}

/// Whether a screen reader presses this node; the canvas handles the pointer.
fn is_pressed_by_reader(ui: &Ui, widget: Id) -> bool {
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

fn take_key(ui: &Ui, key: Key) -> bool {
    ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
}

/// Moves the focus in the direction of the arrow.
fn walk(ui: &Ui, from: Subject, next: NextSubject<'_>, state: &State) {
    let arrows = [
        (Key::ArrowRight, Vec2::RIGHT),
        (Key::ArrowLeft, Vec2::LEFT),
        (Key::ArrowUp, Vec2::UP),
        (Key::ArrowDown, Vec2::DOWN),
    ];
    let Some((_, direction)) = arrows.into_iter().find(|(key, _)| take_key(ui, *key)) else {
        return;
    };
    let target = next(from, direction).and_then(|subject| match subject {
        Subject::Actor(node) => state.actor_target(node),
        Subject::Tie(tie) => pair_target(state, tie),
    });
    if let Some(target) = target {
        ui.memory_mut(|memory| memory.request_focus(id(&target)));
    }
}

/// The best neighbour in this direction: near, and little to the side. `None` if there is none
/// ahead.
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
fn widget_id(kind: &str, id: &str) -> Id {
    Id::new("canvas").with((kind, id))
}
