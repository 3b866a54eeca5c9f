//! Forms in the inspector: a block is read calmly until it is asked to be a form; each field is one edit when it is left.
//!
//! What is typed is a draft, kept by field beside the text it began from. A draft is taken when its field is left or
//! no longer shown, is kept where it cannot stand, and says so where the document has another text by now.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Id, Key, KeyboardShortcut, Modifiers, Response, RichText, Sense, TextEdit, Ui};

use crate::app::field::Input;
use crate::app::{Change, Command, Field, State, Value};
use crate::model::{ActorId, ClaimId, Document, Edit, ReferenceId, RelationId};
use crate::tasks::Generation;
use crate::ui::View;
use crate::ui::shell::theme;
use crate::ui::typed::Typed;
use crate::ui::widgets::autocomplete;

/// How wide the column of names before fields is.
const NAMES: f32 = 92.0;

/// Which forms are open, and what is typed in them.
#[derive(Default)]
pub(crate) struct Forms {
    generation: Generation,
    open: BTreeSet<Block>,
    drafts: BTreeMap<Field, Draft>,
    shown: BTreeSet<Field>,
    /// The field that shall have the focus once it is shown.
    wished: Option<Field>,
    /// What is typed in: the widget, and the field where it is not one in which something is picked.
    typed_in: Option<(Id, Option<Field>)>,
}

/// A part of the inspector that is read, or filled in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Block {
    Meta,
    Actor(ActorId),
    Relation(RelationId),
    Claim(RelationId, ClaimId),
    Reference(ReferenceId),
}

/// A text being typed.
struct Draft {
    /// The document's text when typing began.
    began: String,
    text: String,
}

impl Draft {
    /// The edit that the draft is of this document; nothing where it changes nothing.
    fn edit(&self, field: &Field, document: &Document) -> Result<Option<Edit>, String> {
        let now = field.text(document).ok_or("it is no longer there")?;
        if self.text == now {
            Ok(None)
        } else if self.began != now {
            Err(format!("it was changed to “{now}” meanwhile"))
        } else {
            field.edit(document, &self.text.as_str().into()).map(Some)
        }
    }
}

impl Forms {
    /// Begins a frame: forgets the forms of another document, and what Esc takes back.
    pub(crate) fn begin(&mut self, state: &State) {
        if self.generation != state.document_generation {
            *self = Self {
                generation: state.document_generation,
                ..Self::default()
            };
        }
    }

    /// Takes back what is being typed if Esc was pressed, and keeps the key from everybody else.
    pub(crate) fn take_escape(&mut self, ctx: &egui::Context) {
        let Some((id, field)) = &self.typed_in else {
            return;
        };
        // At Esc egui lets the focus go before anybody is asked.
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

    /// Ends a frame: drafts whose fields are no longer shown are taken where they can stand.
    pub(crate) fn settle(&mut self, view: View) {
        let shown = std::mem::take(&mut self.shown);
        let left: Vec<Field> = self.drafts.keys().cloned().collect();
        for field in left.iter().filter(|field| !shown.contains(*field)) {
            self.take(field, view);
        }
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

    pub(crate) fn is_open(&self, block: &Block) -> bool {
        self.open.contains(block)
    }

    pub(crate) fn open(&mut self, block: Block) {
        self.open.insert(block);
    }

    /// Opens a block with the focus on one of its fields.
    pub(crate) fn open_at(&mut self, block: Block, field: Field) {
        self.open.insert(block);
        self.wished = Some(field);
    }

    /// The button that makes a block a form, and a form a block.
    pub(crate) fn switch(&mut self, ui: &mut Ui, block: &Block, what: &str) {
        let (text, hint) = if self.is_open(block) {
            ("Done", "Back to reading")
        } else {
            (
                "Edit",
                "Change it here; a double click on a text does the same",
            )
        };
        let button = ui.small_button(text).on_hover_text(hint);
        button.widget_info(|| {
            let label = format!("{text} {what}");
            egui::WidgetInfo::labeled(egui::WidgetType::Button, true, label)
        });
        if button.clicked() && !self.open.remove(block) {
            self.open.insert(block.clone());
        }
    }

    /// A text to be read; a double click opens the form on its field.
    pub(crate) fn reading(&mut self, ui: &mut Ui, text: RichText, block: &Block, field: Field) {
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
            let change = Change::Set(field.clone(), Value::Actor(actor));
            view.send(Command::Change(change));
        }
    }

    /// A field with its name before it, and beneath it what is wrong or what it means.
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

    /// Notes whether this is what is typed in.
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
            // Enter takes the text; a line is broken with Shift.
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
            .desired_width(f32::INFINITY);
        let response = ui.add(edit);
        self.shown.insert(field.clone());
        if self.wished.take_if(|wished| wished == field).is_some() {
            response.request_focus();
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

    /// What is wrong with what was typed, or what it means.
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
            trouble(ui, &format!("It was changed to “{value}” meanwhile."));
            ui.horizontal(|ui| {
                if ui.small_button("Keep mine").clicked()
                    && let Some(draft) = self.drafts.get_mut(field)
                {
                    value.clone_into(&mut draft.began);
                }
                if ui.small_button("Take theirs").clicked() {
                    self.drafts.remove(field);
                }
            });
        }
    }

    /// Drafts whose fields are out of sight, and why they were not taken.
    pub(crate) fn leftovers(&mut self, ui: &mut Ui, state: &State) {
        let out_of_sight = |field: &Field| !self.shown.contains(field);
        let left: Vec<Field> = self
            .drafts
            .keys()
            .filter(|field| out_of_sight(field))
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
                &format!("“{text}” was not taken as {name} of {owner}: {why}."),
            );
            let is_given_up = ui
                .horizontal(|ui| {
                    if ui.small_button("Copy it").clicked() {
                        ui.ctx().copy_text(text.clone());
                    }
                    ui.small_button("Give it up").clicked()
                })
                .inner;
            if is_given_up {
                self.drafts.remove(&field);
            }
            ui.add_space(4.0);
        }
    }

    /// A field in which one of many is picked by typing a part of its name.
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

/// A field whose value is one of a few.
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
        let response = combo.show_ui(ui, |ui| {
            for (choice, words) in all {
                let is_now = choice == now;
                if ui.selectable_label(is_now, words).clicked() && !is_now {
                    chosen = Some(choice.clone());
                }
            }
        });
        response.response.labelled_by(label);
        chosen
    })
}

/// A row of a form: the name, and what stands beside it.
pub(crate) fn named<R>(ui: &mut Ui, name: &str, contents: impl FnOnce(&mut Ui, Id) -> R) -> R {
    ui.horizontal_top(|ui| {
        let height = ui.text_style_height(&egui::TextStyle::Body) + 6.0;
        let name = ui
            .allocate_ui_with_layout(
                egui::vec2(NAMES, height),
                egui::Layout::left_to_right(egui::Align::Center),
                |ui| {
                    ui.set_min_width(NAMES);
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
