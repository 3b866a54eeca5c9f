//! Forms in the Details tab: a block shows text until it is opened as a form; leaving a field makes
//! one edit.
//!
//! What is typed is a draft, kept by field beside the text from which typing began. It is applied
//! when its field loses the focus or is no longer shown. An invalid draft is kept, and so is one
//! whose field changed in the meantime.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Id, Key, KeyboardShortcut, Modifiers, Response, RichText, Sense, TextEdit, Ui};

use crate::app::field::{self, Input};
use crate::app::{Change, Command, Field, FieldValue, State, Target};
use crate::model::{ActorId, ClaimId, Document, Edit, ReferenceId, RelationId};
use crate::tasks::Generation;
use crate::ui::View;
use crate::ui::shell::{key_queue, theme};
use crate::ui::typed::Typed;
use crate::ui::widgets::autocomplete;
use crate::ui::widgets::cut;
use crate::ui::widgets::drop_down::DropDown as _;

/// How wide the column of names before fields is.
const NAMES: f32 = 92.0;

/// The open forms, and what is typed in them.
#[derive(Default)]
pub(crate) struct Forms {
    generation: Generation,
    open: BTreeSet<FormBlock>,
    drafts: BTreeMap<Field, Draft>,
    shown: BTreeSet<Field>,
    /// The field that gets the focus once it is shown.
    focus_next: Option<Field>,
    /// Whether what is typed is meant for a form.
    has_keyboard: bool,
    /// The widget that has the focus, and its field unless an item is picked in it.
    typed_in: Option<(Id, Option<Field>)>,
}

/// A part of the Details tab that is shown as text or as a form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FormBlock {
    Meta,
    Actor(ActorId),
    Relation(RelationId),
    Claim(RelationId, ClaimId),
    Reference(ReferenceId),
}

impl FormBlock {
    /// The field that gets the focus when the form opens.
    fn first_field(&self) -> Field {
        match self.clone() {
            Self::Meta => Field::Meta(&field::meta::TITLE),
            Self::Actor(id) => Field::Actors(vec![id], &field::actor::NAME),
            Self::Relation(id) => Field::Relations(vec![id], &field::relation::TYPE),
            Self::Claim(relation, claim) => Field::Claim(relation, claim, &field::claim::QUOTE),
            Self::Reference(id) => Field::Reference(id, &field::reference::TITLE),
        }
    }
}

/// A text being typed.
struct Draft {
    /// The text of the document when typing began.
    began: String,
    text: String,
}

impl Draft {
    /// The edit that the draft is of this document; `None` if it changes nothing.
    fn edit(&self, field: &Field, document: &Document) -> Result<Option<Edit>, String> {
        let now = field.text(document).ok_or("it no longer exists")?;
        if self.text == now {
            Ok(None)
        } else if self.began != now {
            Err(format!("it was changed to “{now}” in the meantime"))
        } else {
            field.edit(document, &self.text.as_str().into()).map(Some)
        }
    }
}

impl Forms {
    /// Begins a frame: drops the forms of another document.
    pub(crate) fn begin(&mut self, state: &State) {
        if self.generation != state.document_generation {
            *self = Self {
                generation: state.document_generation,
                ..Self::default()
            };
        }
    }

    /// Drops the draft that is being typed if Esc was pressed, and consumes the key.
    pub(crate) fn take_escape(&mut self, ctx: &egui::Context) {
        let Some((id, field)) = &self.typed_in else {
            return;
        };
        // egui removes the focus at Esc before any widget is shown.
        let had_focus = ctx.memory(|memory| memory.had_focus_last_frame(*id));
        if had_focus && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            if let Some(field) = field {
                self.drafts.remove(field);
            }
            self.typed_in = None;
        }
    }

    /// The texts that are being typed, as changes of the document.
    pub(crate) fn typed(&self, document: &Document) -> Typed {
        let mut typed = Typed::default();
        if self.drafts.is_empty() {
            return typed;
        }
        let mut now = document.clone();
        for (field, draft) in &self.drafts {
            match draft.edit(field, &now) {
                Ok(None) => {}
                Ok(Some(edit)) => {
                    now = edit.applied(&now);
                    let change = Change::Set(field.clone(), draft.text.as_str().into());
                    typed.changes.push(change);
                }
                Err(_) => typed.is_unfinished = true,
            }
        }
        typed
    }

    /// The valid texts that are being typed, as changes; the other ones stay.
    pub(crate) fn take_changes(&mut self, document: &Document) -> Vec<Change> {
        let typed = self.typed(document);
        let is_taken = |field: &Field| {
            let mut changes = typed.changes.iter();
            changes.any(|change| matches!(change, Change::Set(of, _) if of == field))
        };
        self.drafts.retain(|field, draft| {
            let changes_nothing = matches!(draft.edit(field, document), Ok(None));
            !is_taken(field) && !changes_nothing
        });
        typed.changes
    }

    /// While a form has the keyboard and nothing has the focus, what is typed is no command.
    pub(crate) fn take_keys(&self, ctx: &egui::Context) {
        let is_free = ctx.memory(|memory| memory.focused().is_none());
        if self.has_keyboard && is_free && !egui::Popup::is_any_open(ctx) {
            key_queue::drop_typing(ctx);
        }
    }

    /// Ends a frame: applies valid drafts whose fields are no longer shown. `panel` is where the
    /// forms were shown.
    pub(crate) fn settle(&mut self, ctx: &egui::Context, panel: Option<egui::Rect>, view: View) {
        self.follow_press(ctx, panel);
        let shown = std::mem::take(&mut self.shown);
        let left: Vec<Field> = self.drafts.keys().cloned().collect();
        for field in left.iter().filter(|field| !shown.contains(*field)) {
            self.take(field, view);
        }
    }

    /// A form has the keyboard from a click in its panel to a click elsewhere.
    fn follow_press(&mut self, ctx: &egui::Context, panel: Option<egui::Rect>) {
        let pressed = ctx.input(|input| {
            let is_pressed = input.pointer.any_pressed();
            input.pointer.interact_pos().filter(|_| is_pressed)
        });
        if let Some(at) = pressed {
            self.has_keyboard = panel.is_some_and(|panel| panel.contains(at));
        }
        self.has_keyboard &= !self.shown.is_empty();
    }

    fn take(&mut self, field: &Field, view: View) {
        let Some(draft) = self.drafts.get(field) else {
            return;
        };
        let Ok(edit) = draft.edit(field, view.state.document()) else {
            return;
        };
        if let (Some(draft), true) = (self.drafts.remove(field), edit.is_some()) {
            let change = Change::Set(field.clone(), draft.text.into());
            view.send(Command::Change(change));
        }
    }

    pub(crate) fn is_open(&self, block: &FormBlock) -> bool {
        self.open.contains(block)
    }

    pub(crate) fn open(&mut self, block: FormBlock) {
        self.open.insert(block);
    }

    /// Opens a block with the focus on one of its fields.
    pub(crate) fn open_at(&mut self, block: FormBlock, field: Field) {
        self.open.insert(block);
        self.focus_next = Some(field);
    }

    /// Opens the form of an actor or relation, with the focus on its name or type.
    pub(crate) fn edit(&mut self, target: &Target) {
        match target.clone() {
            Target::Actor(id) => self.open_first(FormBlock::Actor(id)),
            Target::Relation(id) => self.open_first(FormBlock::Relation(id)),
        }
    }

    /// Opens a block with the focus on its first field.
    fn open_first(&mut self, block: FormBlock) {
        let field = block.first_field();
        self.open_at(block, field);
    }

    /// The button that opens a block as a form, and closes the form.
    pub(crate) fn switch(&mut self, ui: &mut Ui, block: &FormBlock, what: &str) {
        let (text, hint) = if self.is_open(block) {
            ("Done", "Close the form")
        } else {
            ("Edit", "Edit here; a double click on a text does the same")
        };
        let button = ui.small_button(text).on_hover_text(hint);
        button.widget_info(|| {
            let label = format!("{text} {what}");
            egui::WidgetInfo::labeled(egui::WidgetType::Button, true, label)
        });
        if button.clicked() && !self.open.remove(block) {
            self.open_first(block.clone());
        }
    }

    /// A text; a double click opens the form at its field.
    pub(crate) fn reading(&mut self, ui: &mut Ui, text: RichText, block: &FormBlock, field: Field) {
        let label = egui::Label::new(text).wrap().sense(Sense::click());
        if ui.add(label).double_clicked() {
            self.open_at(block.clone(), field);
        }
    }

    /// A field, entered as its row says. Sources and claimants are entered in the claim's form.
    pub(crate) fn field(&mut self, ui: &mut Ui, field: &Field, view: View) {
        match field.input() {
            Input::Choice => choice_of(ui, field, view),
            Input::Actor => self.actor(ui, field, view),
            Input::Line | Input::Paragraph | Input::Source | Input::Claimant => {
                self.text(ui, field, view);
            }
        }
    }

    /// A field whose value is an actor.
    fn actor(&mut self, ui: &mut Ui, field: &Field, view: View) {
        let document = view.state.document();
        let Some(id) = field.text(document).map(ActorId::from) else {
            return;
        };
        let salt = Id::new(("field", field));
        let picked = self.pick(
            ui,
            (field.label(), salt),
            document.actor_name(&id),
            |words| autocomplete::actors(view.state, words),
        );
        if let Some(actor) = picked {
            let change = Change::Set(field.clone(), FieldValue::Actor(actor));
            view.send(Command::Change(change));
        }
    }

    /// A field with its name before it, and below it an error or what the text means.
    pub(crate) fn text(&mut self, ui: &mut Ui, field: &Field, view: View) {
        let Some(value) = field.text(view.state.document()) else {
            return;
        };
        named(ui, field.label(), |ui, name| {
            let response = self.typing(ui, field, &value).labelled_by(name);
            self.verdict(ui, field, &value);
            self.note(&response, Some(field));
            if !response.has_focus() {
                self.take(field, view);
            }
        });
    }

    /// Records whether this widget has the focus.
    fn note(&mut self, response: &Response, field: Option<&Field>) {
        if response.has_focus() {
            self.typed_in = Some((response.id, field.cloned()));
        } else {
            self.typed_in.take_if(|(id, _)| *id == response.id);
        }
    }

    /// The field itself.
    fn typing(&mut self, ui: &mut Ui, field: &Field, value: &str) -> Response {
        let draft = self.drafts.get(field).map(|draft| draft.text.clone());
        let mut text = draft.unwrap_or_else(|| value.to_owned());
        let edit = if field.input() == Input::Paragraph {
            // Enter applies the text; Shift+Enter breaks the line.
            let newline = KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter);
            TextEdit::multiline(&mut text)
                .desired_rows(2)
                .return_key(newline)
        } else {
            TextEdit::singleline(&mut text)
        };
        let id = Id::new(("field", field));
        let edit = edit
            .id(id)
            .hint_text(field.hint())
            .margin(theme::FIELD_MARGIN)
            .desired_width(f32::INFINITY);
        let takes_focus = self.focus_next.take_if(|next| next == field).is_some();
        if takes_focus {
            key_queue::focus(ui.ctx(), id);
        }
        let response = ui.add(edit);
        self.shown.insert(field.clone());
        if takes_focus {
            response.scroll_to_me(None);
        }
        if response.changed() {
            let began = || value.to_owned();
            let draft = self.drafts.entry(field.clone()).or_insert_with(|| Draft {
                began: began(),
                text: String::new(),
            });
            draft.text = text;
        }
        let is_entered =
            |ui: &Ui| ui.input(|input| input.key_pressed(Key::Enter) && !input.modifiers.shift);
        if field.input() == Input::Paragraph && response.has_focus() && is_entered(ui) {
            response.surrender_focus();
        }
        response
    }

    /// An error in the text, or what the text means.
    fn verdict(&mut self, ui: &mut Ui, field: &Field, value: &str) {
        let draft = self.drafts.get(field);
        let text = draft.map_or(value, |draft| &draft.text);
        match field.meaning(text) {
            Ok(Some(words)) => {
                ui.label(RichText::new(words).small().weak());
            }
            Ok(None) => {}
            Err(words) => trouble(ui, &words),
        }
        if draft.is_some_and(|draft| draft.began != value) {
            trouble(ui, &format!("It was changed to “{value}” in the meantime."));
            ui.horizontal(|ui| {
                if ui.small_button("Keep my text").clicked()
                    && let Some(draft) = self.drafts.get_mut(field)
                {
                    value.clone_into(&mut draft.began);
                }
                if ui.small_button("Use the other text").clicked() {
                    self.drafts.remove(field);
                }
            });
        }
    }

    /// Drafts whose fields are not shown, and why they were not applied.
    pub(crate) fn unsaved_drafts(&mut self, ui: &mut Ui, state: &State) {
        let is_hidden = |field: &Field| !self.shown.contains(field);
        let left: Vec<Field> = self
            .drafts
            .keys()
            .filter(|field| is_hidden(field))
            .cloned()
            .collect();
        for field in left {
            let Some(draft) = self.drafts.get(&field) else {
                continue;
            };
            let Err(why) = draft.edit(&field, state.document()) else {
                continue;
            };
            let (text, owner) = (&draft.text, field.owner(state.document()));
            let name = field.name();
            trouble(
                ui,
                &format!("“{text}” was not saved as the {name} of {owner}: {why}."),
            );
            let is_discarded = ui
                .horizontal(|ui| {
                    if ui.small_button("Copy").clicked() {
                        ui.ctx().copy_text(text.clone());
                    }
                    ui.small_button("Discard").clicked()
                })
                .inner;
            if is_discarded {
                self.drafts.remove(&field);
            }
            ui.add_space(4.0);
        }
    }

    /// A field in which an item is picked by typing a part of its name.
    pub(crate) fn pick<T: Clone + Send + Sync + 'static>(
        &mut self,
        ui: &mut Ui,
        (name, salt): (&str, Id),
        now: &str,
        offers: impl FnOnce(&str) -> Vec<autocomplete::Offer<T>>,
    ) -> Option<T> {
        named(ui, name, |ui, label| {
            let (response, picked) = autocomplete::pick(ui, salt.with(name), now, offers);
            self.note(&response.labelled_by(label), None);
            picked
        })
    }
}

/// A field whose value is one of a few choices.
fn choice_of(ui: &mut Ui, field: &Field, view: View) {
    let document = view.state.document();
    let choices = field.choices(document);
    let all: Vec<_> = choices
        .into_iter()
        .map(|choice| (Some(choice.value), choice.words))
        .collect();
    let salt = Id::new(("field", field));
    let now = field.chosen(document);
    if let Some(Some(value)) = choice(ui, (field.label(), salt), &now, &all) {
        let change = Change::Set(field.clone(), value.into());
        view.send(Command::Change(change));
    }
}

/// A choice of a few, with its name before it.
fn choice<T: Clone + PartialEq>(
    ui: &mut Ui,
    (name, salt): (&str, Id),
    now: &T,
    all: &[(T, String)],
) -> Option<T> {
    named(ui, name, |ui, label| {
        let shown = all.iter().find(|(choice, _)| choice == now);
        let shown = shown.map_or("", |(_, words)| words);
        let mut chosen = None;
        let combo = egui::ComboBox::from_id_salt(salt.with(name))
            .selected_text(shown)
            .width(ui.available_width())
            .truncate();
        let place = all.iter().position(|(choice, _)| choice == now);
        let response = combo.show_list_at(ui, place, |ui| {
            for (choice, words) in all {
                let is_now = choice == now;
                if ui.selectable_label(is_now, words).clicked() && !is_now {
                    chosen = Some(choice.clone());
                }
            }
        });
        cut::full_choice(response.response, shown).labelled_by(label);
        chosen
    })
}

/// A row of a form: the name, and the contents beside it.
pub(crate) fn named<R>(ui: &mut Ui, name: &str, contents: impl FnOnce(&mut Ui, Id) -> R) -> R {
    ui.horizontal_top(|ui| {
        let text = ui.text_style_height(&egui::TextStyle::Body);
        let room = ui.spacing().button_padding.y;
        let name = ui
            .allocate_ui_with_layout(
                egui::vec2(NAMES, text + 2.0 * room),
                egui::Layout::top_down(egui::Align::Min),
                |ui| {
                    ui.set_min_width(NAMES);
                    ui.add_space(room);
                    ui.weak(name).id
                },
            )
            .inner;
        ui.vertical(|ui| {
            // The bar of the panel comes and goes; what is beside it stays.
            ui.set_max_width(ui.available_width() - 8.0);
            contents(ui, name)
        })
        .inner
    })
    .inner
}

fn trouble(ui: &mut Ui, words: &str) {
    let color = ui.visuals().error_fg_color;
    ui.label(RichText::new(words).small().color(color));
}

/// A title over a part of a page.
pub(crate) fn section(ui: &mut Ui, title: &str) {
    ui.add_space(8.0);
    ui.label(RichText::new(title).family(theme::bold()));
}

#[cfg(test)]
mod tests {
    use egui::{Context, RawInput, Shape};

    use super::*;

    /// Where the letters of a text stand, in pixels, and the text.
    fn baselines(scale: f32, show: impl Fn(&mut Ui)) -> Vec<(String, i32)> {
        let context = Context::default();
        theme::install(&context);
        context.set_pixels_per_point(scale);
        let frame = || {
            let mut output = context.run_ui(RawInput::default(), |ui| {
                egui::CentralPanel::default().show(ui, &show);
            });
            output.textures_delta.clear();
            output.shapes
        };
        // The fonts are there in the second frame.
        let _ = frame();
        let mut found = Vec::new();
        for clipped in frame() {
            let Shape::Text(text) = clipped.shape else {
                continue;
            };
            let Some(row) = text.galley.rows.first() else {
                continue;
            };
            if let Some(glyph) = row.glyphs.first() {
                let baseline = text.pos.y + row.pos.y + glyph.pos.y;
                let words = text.galley.text().to_owned();
                found.push((words, (baseline * scale).round() as i32));
            }
        }
        found
    }

    #[test]
    fn names_share_a_baseline_with_texts_and_choices_at_every_scale() {
        for scale in [1.0, 1.25, 1.5, 2.0] {
            let found = baselines(scale, |ui| {
                named(ui, "Name", |ui, _| {
                    let mut text = "value".to_owned();
                    ui.add(TextEdit::singleline(&mut text).margin(theme::FIELD_MARGIN));
                });
                named(ui, "Note", |ui, _| {
                    let mut text = "words".to_owned();
                    ui.add(TextEdit::multiline(&mut text).margin(theme::FIELD_MARGIN));
                });
                named(ui, "Kind", |ui, _| {
                    let list = egui::ComboBox::from_id_salt("kind").selected_text("chosen");
                    list.show_list_at(ui, None, |_| ());
                });
            });
            for (name, value) in [("Name", "value"), ("Note", "words"), ("Kind", "chosen")] {
                let at = |words: &str| found.iter().find(|(text, _)| text == words).unwrap().1;
                assert_eq!(at(name), at(value), "{name} at {scale}");
            }
        }
    }
}
