//! The form for a new actor or relation on the canvas: name and kind, or kind, direction and date.

use egui::{
    Align2, Area, Button, Frame, Grid, Id, Key, Modifiers, Order, Pos2, Rect, RichText, TextEdit,
    Ui, Vec2,
};

use crate::app::{Change, Command, Sketch, State};
use crate::model::{Actor, ActorId, ActorKind, Date, Point, Relation, RelationKind, entered_date};
use crate::scene;
use crate::ui::View;
use crate::ui::shell::{key_queue, theme};
use crate::ui::typed::Typed;
use crate::ui::widgets::primary::add_primary;

/// The keys that choose a kind.
const KEYS: [(RelationKind, Key, &str); 4] = [
    (RelationKind::Cooperation, Key::C, "C"),
    (RelationKind::Support, Key::S, "S"),
    (RelationKind::Hostility, Key::H, "H"),
    (RelationKind::Other, Key::O, "O"),
];

/// A new actor or relation, as far as entered.
pub(super) struct SketchDraft {
    of: Sketch,
    /// The position in the layout.
    at: Pos2,
    name: String,
    actor_kind: ActorKind,
    kind: RelationKind,
    /// The direction, if it is not the usual one of the kind.
    direction: Option<Direction>,
    when: String,
    is_new: bool,
}

/// The direction of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Forward,
    Backward,
    Both,
}

impl SketchDraft {
    fn new(of: &Sketch, at: Pos2) -> Self {
        Self {
            of: of.clone(),
            at,
            name: String::new(),
            actor_kind: ActorKind::default(),
            kind: RelationKind::Cooperation,
            direction: None,
            when: String::new(),
            is_new: true,
        }
    }

    fn direction(&self) -> Direction {
        let usual = if is_usually_directed(self.kind) {
            Direction::Forward
        } else {
            Direction::Both
        };
        self.direction.unwrap_or(usual)
    }

    fn date(&self) -> Result<Option<Date>, String> {
        match self.when.trim() {
            "" => Ok(None),
            text => entered_date(text).map(Some).map_err(|error| error.message),
        }
    }

    fn names_actor(&self) -> bool {
        !matches!(self.of, Sketch::Relation { .. })
    }

    fn names_relation(&self) -> bool {
        !matches!(self.of, Sketch::Actor { .. })
    }

    /// Whether all needed fields are valid.
    fn is_complete(&self) -> bool {
        self.date().is_ok() && (!self.names_actor() || !self.name.trim().is_empty())
    }

    /// What is typed: the change it makes, if enough is entered.
    pub(super) fn typed(&self, state: &State) -> Typed {
        let has_text = !self.name.trim().is_empty() || !self.when.trim().is_empty();
        match (has_text, self.is_complete()) {
            (false, _) => Typed::default(),
            (true, true) => Typed::one(self.change(state)),
            (true, false) => Typed::unfinished(),
        }
    }

    /// The change that adds it.
    fn change(&self, state: &State) -> Change {
        let document = state.document();
        let name = self.name.trim();
        let new_actor = Actor {
            name: Some(name.to_owned()),
            kind: Some(self.actor_kind),
            position: Some(Point::rounded(self.at.x, self.at.y)),
            ..Actor::new(document.fresh_actor_id(name))
        };
        match &self.of {
            Sketch::Actor { .. } => Change::AddActor(new_actor),
            Sketch::Relation { source, target } => {
                Change::AddRelation(self.tie(source, target, state))
            }
            Sketch::Spoke { source, .. } => {
                let tie = self.tie(source, &new_actor.id, state);
                Change::AddActorAndRelation(new_actor, tie)
            }
        }
    }

    fn tie(&self, first: &ActorId, second: &ActorId, state: &State) -> Relation {
        let (source, target) = match self.direction() {
            Direction::Backward => (second, first),
            Direction::Forward | Direction::Both => (first, second),
        };
        let id = state
            .document()
            .fresh_relation_id(source, target, self.kind);
        let is_directed = self.direction() != Direction::Both;
        Relation {
            kind: Some(self.kind),
            directed: (is_directed != is_usually_directed(self.kind)).then_some(is_directed),
            when: self.date().ok().flatten(),
            ..Relation::new(id, source.clone(), target.clone())
        }
    }
}

/// Whether relations of this kind are directed by default.
fn is_usually_directed(kind: RelationKind) -> bool {
    let plain = Relation {
        kind: Some(kind),
        ..Relation::new("", "", "")
    };
    plain.is_directed()
}

/// Shows the form, if something is being drawn.
pub(super) fn show(
    ui: &Ui,
    canvas: Rect,
    camera: scene::Viewport,
    draft: &mut Option<SketchDraft>,
    view: View,
) {
    let Some(sketch) = &view.state.open.session.sketch else {
        *draft = None;
        return;
    };
    if draft.as_ref().is_none_or(|draft| draft.of != *sketch) {
        *draft = Some(SketchDraft::new(
            sketch,
            position(ui, canvas, camera, sketch, view.state),
        ));
    }
    let Some(draft) = draft else { return };
    let point = camera.picture_from_layout(draft.at) + canvas.min.to_vec2();
    Area::new(Id::new("sketch"))
        .order(Order::Foreground)
        .fixed_pos(point + Vec2::new(0.0, 14.0))
        .pivot(Align2::CENTER_TOP)
        // A narrow canvas has no room for it: it lies over the panels then.
        .constrain_to(ui.ctx().content_rect().shrink(4.0))
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).inner_margin(12).show(ui, |ui| {
                ui.set_width(300.0);
                ui.spacing_mut().item_spacing.y = 6.0;
                // A field is invisible on the background of the popup.
                ui.visuals_mut().extreme_bg_color = ui.visuals().faint_bg_color;
                form(ui, draft, view);
            });
        });
    let painter = ui.painter_at(canvas);
    if draft.names_actor() {
        let stroke = egui::Stroke::new(1.5, ui.visuals().hyperlink_color);
        painter.circle_stroke(point, 8.0, stroke);
    }
}

/// The position of the new actor or relation in the layout.
fn position(
    ui: &Ui,
    canvas: Rect,
    camera: scene::Viewport,
    sketch: &Sketch,
    state: &State,
) -> Pos2 {
    let position_of = |id: &ActorId| {
        let ordinal = state.open.derived.whole.ordinal(id)?;
        state.open.derived.drawn_positions().get(ordinal).copied()
    };
    match sketch {
        Sketch::Actor { at: Some(at) } | Sketch::Spoke { at, .. } => *at,
        Sketch::Actor { at: None } => {
            let pointer = ui.input(|input| input.pointer.hover_pos());
            let pointer = pointer.filter(|pointer| canvas.contains(*pointer));
            let point = pointer.unwrap_or(canvas.center()) - canvas.min;
            camera.layout_from_picture(point.to_pos2())
        }
        Sketch::Relation { source, target } => {
            let ends = (position_of(source), position_of(target));
            let middle = ends.0.zip(ends.1).map(|(a, b)| a.lerp(b, 0.5));
            middle.unwrap_or_else(|| {
                camera.layout_from_picture(canvas.center() - canvas.min.to_vec2())
            })
        }
    }
}

fn form(ui: &mut Ui, draft: &mut SketchDraft, view: View) {
    let is_new = std::mem::take(&mut draft.is_new);
    if is_new {
        ui.memory_mut(egui::Memory::stop_text_input);
    }
    let focused = ui.memory(egui::Memory::focused);
    let has_no_name = draft.names_actor() && draft.name.is_empty();
    let takes_focus = has_no_name && focused.is_none();
    if takes_focus {
        key_queue::focus(ui.ctx(), name_id());
    }
    let is_typing = takes_focus || ui.ctx().text_edit_focused();
    // Read before the fields are shown: a focused field loses the focus at Enter.
    let is_entered = (focused.is_none() || is_typing)
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    if draft.names_actor() {
        actor(ui, draft);
    }
    if draft.names_relation() {
        if !is_typing {
            take_kind(ui, draft);
        }
        relation(ui, draft, !is_typing, view.state);
    }
    ui.horizontal(|ui| {
        let add = add_primary(ui, draft.is_complete(), "Add");
        if add.clicked() || is_entered && draft.is_complete() {
            view.send(Command::Sketch(None));
            view.send(Command::Change(draft.change(view.state)));
            // A field that is no longer shown would take the next keys.
            ui.memory_mut(egui::Memory::stop_text_input);
        }
        if ui.button("Cancel").clicked() {
            view.send(Command::Sketch(None));
        }
    });
}

fn name_id() -> Id {
    Id::new("name of a new actor")
}

fn actor(ui: &mut Ui, draft: &mut SketchDraft) {
    let label = ui.label(RichText::new("New actor").family(theme::bold()));
    let name = TextEdit::singleline(&mut draft.name)
        .id(name_id())
        .hint_text("Name");
    ui.add(name.desired_width(f32::INFINITY))
        .labelled_by(label.id);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        theme::fill_only_chosen(ui);
        for kind in ActorKind::ALL {
            ui.selectable_value(&mut draft.actor_kind, kind, kind.as_str());
        }
    });
}

/// Takes the keys of the kinds, and D for the next direction.
fn take_kind(ui: &Ui, draft: &mut SketchDraft) {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    for (kind, key, _) in KEYS {
        if pressed(key) {
            draft.kind = kind;
        }
    }
    if pressed(Key::D) {
        draft.direction = Some(match draft.direction() {
            Direction::Forward => Direction::Backward,
            Direction::Backward => Direction::Both,
            Direction::Both => Direction::Forward,
        });
    }
}

/// Kind, direction and date; the keys are shown while no field takes them.
fn relation(ui: &mut Ui, draft: &mut SketchDraft, names_keys: bool, state: &State) {
    let theme = theme::of(ui.ctx());
    Grid::new("kinds")
        .num_columns(2)
        .min_col_width(140.0)
        .show(ui, |ui| {
            for (index, (kind, _, key)) in KEYS.into_iter().enumerate() {
                let words = RichText::new(kind.as_str()).color(theme::kind_text(&theme, kind));
                let button = Button::selectable(draft.kind == kind, words)
                    .shortcut_text(if names_keys { key } else { "" });
                if ui.add_sized([140.0, 24.0], button).clicked() {
                    draft.kind = kind;
                }
                if index % 2 == 1 {
                    ui.end_row();
                }
            }
        });
    directions(ui, draft, state);
    let date = draft.date();
    ui.horizontal(|ui| {
        let label = ui.weak("When");
        let field = TextEdit::singleline(&mut draft.when).hint_text("2015-09, 2007/..");
        ui.add(field.desired_width(f32::INFINITY))
            .labelled_by(label.id);
    });
    match date {
        Ok(Some(date)) if date.in_words() != draft.when.trim() => {
            ui.label(RichText::new(date.in_words()).small().weak());
        }
        Ok(_) => {}
        Err(words) => {
            let color = ui.visuals().error_fg_color;
            ui.label(RichText::new(words).small().color(color));
        }
    }
}

/// The three directions, with the names of both actors.
fn directions(ui: &mut Ui, draft: &mut SketchDraft, state: &State) {
    let document = state.document();
    let (first, second) = match &draft.of {
        Sketch::Relation { source, target } => (source, Some(target)),
        Sketch::Spoke { source, .. } => (source, None),
        Sketch::Actor { .. } => return,
    };
    let first = document.actor_name(first).to_owned();
    let second = second.map_or_else(
        || match draft.name.trim() {
            "" => "the new actor".to_owned(),
            name => name.to_owned(),
        },
        |id| document.actor_name(id).to_owned(),
    );
    let now = draft.direction();
    for (direction, words) in [
        (Direction::Forward, format!("{first} → {second}")),
        (Direction::Backward, format!("{second} → {first}")),
        (Direction::Both, format!("{first} – {second}")),
    ] {
        let mut row = Button::selectable(now == direction, &words).truncate();
        if now == direction {
            row = row.shortcut_text("D");
        }
        if ui
            .add(row)
            .on_hover_text(format!("{words}\nPress D for the next direction"))
            .clicked()
        {
            draft.direction = Some(direction);
        }
    }
}
