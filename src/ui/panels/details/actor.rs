//! An actor: name, kind, names, members, and its relations by kind.

use std::sync::Arc;

use egui::{CollapsingHeader, Id, RichText, Ui};

use super::actor_picture;
use super::form::{self, FormBlock, Forms, section};
use super::parts::{button, link};
use crate::app::{Action, Change, Command, Field, State, Target, field};
use crate::model::{Actor, ActorId, Date, Relation, RelationKind};
use crate::ui::shell::theme;
use crate::ui::widgets::claims;
use crate::ui::widgets::detail::Detail;
use crate::ui::widgets::{autocomplete, cut, list};
use crate::ui::{Queue, View};
use crate::words::{capitalized, counted, grouped};

pub(crate) fn show(ui: &mut Ui, id: &ActorId, view: View, forms: &mut Forms) {
    let Some(actor) = view.state.document().actors.get(id) else {
        return;
    };
    let block = FormBlock::Actor(id.clone());
    let relations = relations(view.state, id);
    if forms.is_open(&block) {
        fields(ui, actor, view, forms);
        forms.switch(ui, &block, actor.name());
    } else {
        reading(ui, actor, relations.len(), view, forms);
        ui.horizontal_wrapped(|ui| {
            forms.switch(ui, &block, actor.name());
            buttons(ui, actor, view.queue);
        });
    }
    for kind in RelationKind::ALL {
        let of_kind = relations.iter().filter(|relation| relation.kind() == kind);
        let of_kind: Vec<_> = of_kind.copied().collect();
        if !of_kind.is_empty() {
            group(ui, kind, &of_kind, id, view);
        }
    }
}

/// The actor's relations that are shown, in file order, with all their claims.
fn relations<'a>(state: &'a State, id: &ActorId) -> Vec<&'a Arc<Relation>> {
    let network = &state.open.derived.network;
    let Some(node) = network.node(id) else {
        return Vec::new();
    };
    let shown = network.relations_of(node).into_iter();
    let relations = &state.document().relations;
    shown.filter_map(|shown| relations.get(&shown.id)).collect()
}

fn reading(ui: &mut Ui, actor: &Actor, relations: usize, view: View, forms: &mut Forms) {
    let block = FormBlock::Actor(actor.id.clone());
    let field = |row| Field::Actors(vec![actor.id.clone()], row);
    let name = cut::heading(actor.name());
    forms.reading(ui, name, &block, field(&field::actor::NAME));
    ui.horizontal_wrapped(|ui| {
        ui.label(actor.kind_word());
        ui.weak("·");
        ui.label(counted(relations, "relation", "relations"));
        if actor.is_placeholder {
            ui.weak("· not declared in the file");
        }
    });
    if !actor.aliases.is_empty() {
        let words = format!("Also: {}", actor.aliases.join(", "));
        forms.reading(
            ui,
            RichText::new(words).weak(),
            &block,
            field(&field::actor::ALIASES),
        );
    }
    if let Some(note) = &actor.note {
        forms.reading(ui, RichText::new(note), &block, field(&field::actor::NOTE));
    }
    actor_picture::show(ui, actor, view);
    if let Some(item) = &actor.wikidata
        && ui.link(format!("Wikidata {item}")).clicked()
    {
        let address = format!("https://www.wikidata.org/wiki/{item}");
        view.send(Command::Browse(address));
    }
    if !actor.members.is_empty() {
        section(ui, "Members");
        ui.horizontal_wrapped(|ui| {
            for member in &actor.members {
                link(ui, member, view);
            }
        });
    }
}

/// Actions on the actor.
fn buttons(ui: &mut Ui, actor: &Actor, queue: &Queue) {
    let pin = if actor.pinned { "Unpin" } else { "Pin" };
    if button(ui, pin, Action::Pin.explanation()) {
        queue.send(Command::TogglePin(actor.id.clone()));
    }
    if button(ui, "Focus", "Show only this actor and its neighbours") {
        queue.send(Command::Focus(Some(actor.id.clone())));
    }
    for action in [Action::Split, Action::Delete] {
        if button(ui, action.text(), action.explanation()) {
            queue.send(Command::Act(action));
        }
    }
}

fn fields(ui: &mut Ui, actor: &Actor, view: View, forms: &mut Forms) {
    for row in field::actor::FIELDS {
        let field = Field::Actors(vec![actor.id.clone()], row);
        forms.field(ui, &field, view);
    }
    actor_picture::choose(ui, actor, view);
    members(ui, actor, view);
    let salt = Id::new(("actor", &actor.id));
    let member = forms.pick(ui, ("Add member", salt), "", |words| {
        let mut offers = autocomplete::actors(view.state, words);
        offers.retain(|(id, _)| *id != actor.id && !actor.members.contains(id));
        offers
    });
    if let Some(member) = member {
        let of = actor.id.clone();
        view.send(Command::Change(Change::AddMember { of, member }));
    }
}

/// The members, each with a button that removes it.
fn members(ui: &mut Ui, actor: &Actor, view: View) {
    if actor.members.is_empty() {
        return;
    }
    form::named(ui, "Members", |ui, _| {
        for member in &actor.members {
            ui.horizontal(|ui| {
                link(ui, member, view);
                let name = view.state.document().actor_name(member);
                let out = ui.small_button("×");
                if out
                    .on_hover_text(format!("Remove {name} from the members"))
                    .clicked()
                {
                    view.send(Command::Change(Change::RemoveMember {
                        of: actor.id.clone(),
                        member: member.clone(),
                    }));
                }
            });
        }
    });
}

/// The actor's relations of one kind.
fn group(
    ui: &mut Ui,
    kind: RelationKind,
    relations: &[&Arc<Relation>],
    actor: &ActorId,
    view: View,
) {
    let theme = theme::of(ui.ctx());
    let color = theme::kind_text(&theme, kind);
    let title = format!(
        "{} ({})",
        capitalized(kind.as_str()),
        grouped(relations.len())
    );
    ui.add_space(6.0);
    CollapsingHeader::new(RichText::new(title).color(color).family(theme::bold()))
        .id_salt(kind.as_str())
        .default_open(true)
        .show(ui, |ui| {
            let id = Id::new(("relations", actor, kind));
            list::blocks(ui, id, relations.len(), |ui, index| {
                relation_row(ui, relations[index], actor, view);
            });
        });
}

/// One relation of an actor: the other end, type and dates, and its claims.
fn relation_row(ui: &mut Ui, relation: &Relation, actor: &ActorId, view: View) {
    let is_source = relation.source == *actor;
    let arrow = match (relation.is_directed(), is_source) {
        (false, _) => "–",
        (true, true) => "→",
        (true, false) => "←",
    };
    let other = if is_source {
        &relation.target
    } else {
        &relation.source
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(arrow);
        link(ui, other, view);
        let words = [
            relation.subtype.clone(),
            relation.when.as_ref().map(Date::in_words),
        ];
        let words: Vec<_> = words.into_iter().flatten().collect();
        let words = if words.is_empty() {
            "Details".to_owned()
        } else {
            words.join(", ")
        };
        if ui
            .link(RichText::new(words).weak())
            .on_hover_text("Go to this relation")
            .clicked()
        {
            view.send(Command::GoTo(Target::Relation(relation.id.clone())));
        }
    });
    if relation.claims.is_empty() {
        return;
    }
    ui.push_id(relation.id.as_str(), |ui| {
        let title = RichText::new(counted(relation.claims.len(), "claim", "claims")).small();
        CollapsingHeader::new(title).show(ui, |ui| {
            claims::list(ui, view, relation, Detail::Full);
        });
    });
}
