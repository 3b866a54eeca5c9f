//! An actor that is two: the new one's name, and which relations go with it.

use std::collections::BTreeSet;

use egui::{ScrollArea, TextEdit, TextStyle, Ui};

use crate::app::{Change, Command, State};
use crate::model::{Actor, ActorId, Date, Point, Relation, RelationId};
use crate::ui::View;

/// How far from the first the second stands, in layout units.
const APART: f64 = 90.0;

/// The new actor, as far as it is said.
#[derive(Default)]
pub(super) struct Draft {
    of: Option<ActorId>,
    name: String,
    chosen: BTreeSet<RelationId>,
}

pub(super) fn show(ui: &mut Ui, id: &ActorId, draft: &mut Draft, view: View) {
    let document = view.state.document();
    let Some(actor) = document.actors.get(id) else {
        return;
    };
    if draft.of.as_ref() != Some(id) {
        *draft = Draft {
            of: Some(id.clone()),
            ..Draft::default()
        };
    }
    ui.set_width(440.0_f32.min(ui.ctx().content_rect().width() - 60.0));
    ui.heading(format!("Split {}", actor.name()));
    let label = ui.label("Name of the new actor");
    let field = ui.add(TextEdit::singleline(&mut draft.name).desired_width(f32::INFINITY));
    let field = field.labelled_by(label.id);
    if ui.memory(|memory| memory.focused().is_none()) {
        field.request_focus();
    }
    let whole = &view.state.open.derived.whole;
    let relations = whole.node(id).map(|node| whole.relations_of(node));
    let relations = relations.unwrap_or_default();
    if relations.is_empty() {
        ui.weak("It has no relations to share out.");
    } else {
        ui.label("Relations that go with it");
        let height = ui.text_style_height(&TextStyle::Body) + 6.0;
        ScrollArea::vertical().max_height(260.0).show_rows(
            ui,
            height,
            relations.len(),
            |ui, seen| {
                for relation in &relations[seen] {
                    tick(ui, relation, id, draft, view.state);
                }
            },
        );
    }
    ui.horizontal(|ui| {
        let is_named = !draft.name.trim().is_empty();
        if ui
            .add_enabled(is_named, egui::Button::new("Split"))
            .clicked()
        {
            split(actor, draft, view);
        }
        if ui.button("Cancel").clicked() {
            view.send(Command::CloseDialog);
        }
    });
}

/// A relation to be ticked: the other end, the kind, the date.
fn tick(ui: &mut Ui, relation: &Relation, id: &ActorId, draft: &mut Draft, state: &State) {
    let other = if relation.source == *id {
        &relation.target
    } else {
        &relation.source
    };
    let words = [
        Some(state.document().actor_name(other).to_owned()),
        Some(relation.kind().as_str().to_owned()),
        relation.subtype.clone(),
        relation.when.as_ref().map(Date::in_words),
    ];
    let words: Vec<_> = words.into_iter().flatten().collect();
    let mut is_ticked = draft.chosen.contains(&relation.id);
    ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
    if ui.checkbox(&mut is_ticked, words.join(", ")).changed() {
        if is_ticked {
            draft.chosen.insert(relation.id.clone());
        } else {
            draft.chosen.remove(&relation.id);
        }
    }
}

fn split(actor: &Actor, draft: &mut Draft, view: View) {
    let document = view.state.document();
    let name = draft.name.trim();
    let whole = &view.state.open.derived.whole;
    let stands = whole.ordinal(&actor.id);
    let stands = stands.and_then(|ordinal| view.state.open.derived.positions.get(ordinal));
    let new = Actor {
        name: Some(name.to_owned()),
        kind: actor.kind,
        place: stands.map(|place| Point {
            x: f64::from(place.x) + APART,
            y: f64::from(place.y),
        }),
        ..Actor::new(document.fresh_actor_id(name))
    };
    view.send(Command::CloseDialog);
    view.send(Command::Change(Change::Split {
        actor: actor.id.clone(),
        new: Box::new(new),
        relations: draft.chosen.clone(),
    }));
    *draft = Draft::default();
}
