//! The split dialog: the name of the new actor, and the relations that move to it.

use std::collections::BTreeSet;

use egui::{ScrollArea, TextEdit, TextStyle, Ui};

use super::frame;
use crate::app::{Change, Command, State};
use crate::model::{Actor, ActorId, Date, Point, Relation, RelationId};
use crate::ui::View;
use crate::ui::shell::key_queue;
use crate::ui::widgets::cut;
use crate::ui::widgets::primary::add_primary;

/// The distance between the two actors, in layout units.
const APART: f64 = 90.0;

/// The new actor, as far as typed.
#[derive(Default)]
pub(super) struct SplitDraft {
    of: Option<ActorId>,
    name: String,
    chosen: BTreeSet<RelationId>,
}

pub(super) fn show(ui: &mut Ui, id: &ActorId, draft: &mut SplitDraft, view: View) {
    let document = view.state.document();
    let Some(actor) = document.actors.get(id) else {
        return;
    };
    if draft.of.as_ref() != Some(id) {
        *draft = SplitDraft {
            of: Some(id.clone()),
            ..SplitDraft::default()
        };
    }
    frame::set_width(ui, 440.0);
    ui.heading(format!("Split {}", actor.name()));
    let label = ui.label("Name of the new actor");
    let field_id = egui::Id::new("name of the split actor");
    if ui.memory(|memory| memory.focused().is_none()) {
        key_queue::focus(ui.ctx(), field_id);
    }
    let field = TextEdit::singleline(&mut draft.name).id(field_id);
    ui.add(field.desired_width(f32::INFINITY))
        .labelled_by(label.id);
    let whole = &view.state.open.derived.whole;
    let relations = whole.node(id).map(|node| whole.relations_of(node));
    let relations = relations.unwrap_or_default();
    if relations.is_empty() {
        ui.weak("It has no relations.");
    } else {
        ui.label("Relations of the new actor");
        let height = ui.text_style_height(&TextStyle::Body) + 6.0;
        ScrollArea::vertical().max_height(260.0).show_rows(
            ui,
            height,
            relations.len(),
            |ui, seen| {
                ui.spacing_mut().interact_size.y = height;
                for relation in &relations[seen] {
                    relation_row(ui, relation, id, draft, view.state);
                }
            },
        );
    }
    frame::buttons(ui, |ui| {
        let is_named = !draft.name.trim().is_empty();
        if add_primary(ui, is_named, "Split").clicked() {
            split(actor, draft, view);
        }
        if ui.button("Cancel").clicked() {
            view.send(Command::CloseDialog);
        }
    });
}

/// A check box for a relation: the other end, the kind, the date.
fn relation_row(
    ui: &mut Ui,
    relation: &Relation,
    id: &ActorId,
    draft: &mut SplitDraft,
    state: &State,
) {
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
    let mut is_chosen = draft.chosen.contains(&relation.id);
    ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
    let words = words.join(", ");
    let choice = ui.checkbox(&mut is_chosen, &words);
    if cut::full_text(choice, &words).changed() {
        if is_chosen {
            draft.chosen.insert(relation.id.clone());
        } else {
            draft.chosen.remove(&relation.id);
        }
    }
}

fn split(actor: &Actor, draft: &mut SplitDraft, view: View) {
    let document = view.state.document();
    let name = draft.name.trim();
    let whole = &view.state.open.derived.whole;
    let position = whole.ordinal(&actor.id);
    let position = position.and_then(|ordinal| view.state.open.derived.positions.get(ordinal));
    let new = Actor {
        name: Some(name.to_owned()),
        kind: actor.kind,
        position: position.map(|position| Point {
            x: f64::from(position.x) + APART,
            y: f64::from(position.y),
        }),
        ..Actor::new(document.fresh_actor_id(name))
    };
    view.send(Command::CloseDialog);
    view.send(Command::Change(Change::Split {
        actor: actor.id.clone(),
        new: Box::new(new),
        relations: draft.chosen.clone(),
    }));
    *draft = SplitDraft::default();
}
