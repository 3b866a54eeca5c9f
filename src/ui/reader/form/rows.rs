//! The rows of the claim form: heading, kind, actors, date, relation, claimant, credibility and
//! note. Decides nothing about the claim.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Button, ComboBox, Id, Label, Response, RichText, TextEdit, TextStyle, Ui, WidgetInfo,
    WidgetType,
};

use super::{ClaimDraft, ClaimTarget, QuoteEnd, ROW_HEIGHT, key, when_id};
use crate::app::State;
use crate::model::{Claimant, Credibility, Date, Relation, RelationKind, Stance};
use crate::ui::reader::actor_field::FieldStep;
use crate::ui::reader::form_rows::{bold, label};
use crate::ui::shell::theme;
use crate::ui::widgets::cut;
use crate::ui::widgets::drop_down::{DropDown as _, place_of};
use crate::ui::widgets::phrases;
use crate::words::counted;

/// The least width at which the kinds have a label.
const MIN_LABEL_WIDTH: f32 = 370.0;

/// The lines of the quote: always as many, so that the buttons stay under the pointer while they
/// move its ends. Both ends are seen; the tooltip has all of it, and the page shows it.
const QUOTE_ROWS: usize = 2;

/// What is said where a date cannot be read.
const DATE_FORMS: &str = "Write 2015-09, since 2015 or 3 May 2015";

/// The width of the field for a date.
const DATE_WIDTH: f32 = 120.0;

/// About the width of the word for an end of the quote and its buttons.
const QUOTE_END_WIDTH: f32 = 92.0;

/// A button that moves an end of the quote: its sign, what it does, the end, and whether forward.
type QuoteStep = (&'static str, &'static str, QuoteEnd, bool);

/// The buttons for each end of the quote, and the word before them.
const QUOTE_ENDS: [(&str, [QuoteStep; 2]); 2] = [
    (
        "Start",
        [
            (
                "⏴",
                "Begin the quote a word earlier",
                QuoteEnd::Start,
                false,
            ),
            ("⏵", "Begin the quote a word later", QuoteEnd::Start, true),
        ],
    ),
    (
        "End",
        [
            ("⏴", "End the quote a word earlier", QuoteEnd::End, false),
            ("⏵", "End the quote a word later", QuoteEnd::End, true),
        ],
    ),
];

impl ClaimDraft {
    pub(super) fn heading(&mut self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            ui.label(bold("New claim"));
            ui.weak(&self.locator);
            for (word, steps) in QUOTE_ENDS {
                // The word and its buttons stay in one line.
                ui.allocate_ui(egui::vec2(QUOTE_END_WIDTH, ROW_HEIGHT), |ui| {
                    ui.horizontal(|ui| self.quote_end(ui, word, steps));
                });
            }
        });
        let words = format!("“{}”", self.quote.exact);
        let font = TextStyle::Body.resolve(ui.style());
        let shown = cut::middle(ui, &words, (QUOTE_ROWS, ui.available_width()));
        let is_cut = shown != words;
        let mut job = LayoutJob::single_section(
            shown,
            TextFormat {
                italics: true,
                ..TextFormat::simple(font, ui.visuals().weak_text_color())
            },
        );
        job.wrap.max_rows = QUOTE_ROWS;
        let height = QUOTE_ROWS as f32 * ui.text_style_height(&TextStyle::Body);
        ui.scope(|ui| {
            ui.set_min_height(height);
            let quote = ui.add(Label::new(job).wrap());
            if is_cut {
                quote.on_hover_text(words);
            }
        });
    }

    /// The buttons that move an end of the quote.
    fn quote_end(&mut self, ui: &mut Ui, word: &str, steps: [QuoteStep; 2]) {
        ui.weak(word);
        for (symbol, name, end, is_forward) in steps {
            let button = ui.small_button(symbol).on_hover_text(name);
            button.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, name));
            self.buttons.push(button.id);
            if button.clicked() {
                self.wanted = Some((end, is_forward));
            }
        }
    }

    pub(super) fn kinds(&mut self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            if ui.available_width() > MIN_LABEL_WIDTH {
                label(ui, "Kind");
            }
            ui.spacing_mut().item_spacing.x = 3.0;
            theme::fill_only_chosen(ui);
            let theme = theme::of(ui.ctx());
            for kind in RelationKind::ALL {
                let is_chosen = self.kind == Some(kind);
                let color = theme::kind_text(&theme, kind);
                let text = RichText::new(kind.as_str()).color(color);
                let text = if is_chosen {
                    text.family(theme::bold())
                } else {
                    text
                };
                let hint = format!("Alt+{}", key(kind).name());
                let button = ui.add(Button::new(text).selected(is_chosen));
                let button = button.on_hover_text(hint);
                self.kinds.push(button.id);
                if button.clicked() {
                    self.choose(kind);
                }
            }
        });
    }

    /// What the codebook says about the kind.
    pub(super) fn rule(&self, ui: &mut Ui, state: &State) {
        let Some(kind) = self.kind else { return };
        let codebook = &state.document().meta.codebook;
        for entry in codebook.iter().filter(|entry| entry.kind == Some(kind)) {
            let mut subtype = entry.subtype.as_ref();
            for line in entry.lines() {
                let line = match subtype.take() {
                    Some(subtype) => format!("{subtype}: {line}"),
                    None => line,
                };
                ui.add(Label::new(RichText::new(line).weak()).wrap());
            }
        }
    }

    pub(super) fn actors(&mut self, ui: &mut Ui, state: &State) {
        let [from, to] = if self.is_directed() {
            ["From", "To"]
        } else {
            ["Between", "And"]
        };
        self.source.label = from;
        self.target.label = to;
        let source_step = self.source.show(ui, state);
        let between = ui.horizontal(|ui| {
            label(ui, "");
            let (way, hint) = if self.is_directed() {
                ("→ One way", "Click for both ways: a line without an arrow")
            } else {
                ("– Both ways", "Click for one way: a line with an arrow")
            };
            let way = ui.small_button(way);
            let swap = ui.small_button("Swap");
            let [way_id, swap_id] = [way.id, swap.id];
            self.buttons.extend([way_id, swap_id]);
            if way.on_hover_text(hint).clicked() {
                self.directed = Some(!self.is_directed());
                self.claim_target = ClaimTarget::Likely;
            }
            if swap.on_hover_text("Swap the two actors").clicked() {
                self.source.swap(&mut self.target);
                self.claim_target = ClaimTarget::Likely;
            }
            [way_id, swap_id]
        });
        let target_step = self.target.show(ui, state);
        // Only one field shows its offers.
        let focused = ui.memory(egui::Memory::focused);
        if focused == Some(self.source.id()) {
            self.target.is_open = false;
        } else if focused == Some(self.target.id()) {
            self.source.is_open = false;
        }
        let [way, swap] = between.inner;
        let is_target_next = self.target.party().is_none();
        let after_source = if is_target_next {
            self.target.id()
        } else {
            way
        };
        let kind = self.kinds.last().copied();
        self.step(source_step, kind, after_source);
        self.step(target_step, Some(swap), when_id());
    }

    /// What follows when a field of an actor was filled or left: the next focus.
    fn step(&mut self, step: Option<FieldStep>, before: Option<Id>, after: Id) {
        let is_picked = match step {
            None => return,
            Some(FieldStep::Picked) => {
                self.focus = Some(self.next_focus());
                true
            }
            Some(FieldStep::Next { is_picked }) => {
                self.focus = Some(after);
                is_picked
            }
            Some(FieldStep::Back) => {
                self.focus = before;
                false
            }
        };
        if is_picked {
            self.claim_target = ClaimTarget::Likely;
        }
    }

    pub(super) fn date(&mut self, ui: &mut Ui) {
        let date = self.read_date();
        ui.horizontal(|ui| {
            let label = label(ui, "When");
            let field = TextEdit::singleline(&mut self.when)
                .id(when_id())
                .hint_text("2015-09, 2015/..")
                .desired_width(DATE_WIDTH);
            if ui.add(field).labelled_by(label).changed() {
                self.claim_target = ClaimTarget::Likely;
            }
            // One line, so that nothing moves while a date is typed.
            let words = match &date {
                Ok(Some(date)) => RichText::new(date.in_words()).weak(),
                Ok(None) => RichText::new("optional").weak(),
                Err(_) => RichText::new(DATE_FORMS).color(ui.visuals().error_fg_color),
            };
            ui.add(Label::new(words).truncate());
        });
    }

    /// The relations that the claim can be added to, and a new one.
    pub(super) fn relations(&mut self, ui: &mut Ui, state: &State) {
        let Some(new) = self.new_claim(state) else {
            return;
        };
        let fitting = new.fitting(state.document());
        if fitting.is_empty() {
            self.claim_target = ClaimTarget::Likely;
            return;
        }
        let chosen = new.relation.as_ref();
        let has_same = fitting.iter().any(|one| new.is_same(one));
        ui.horizontal_top(|ui| {
            label(ui, "Add to");
            ui.vertical(|ui| {
                for relation in fitting.iter().take(4) {
                    let is_chosen = chosen == Some(&relation.id);
                    if ui
                        .radio(is_chosen, self.described(state, relation))
                        .clicked()
                    {
                        self.claim_target = ClaimTarget::Known(relation.id.clone());
                    }
                }
                if !has_same && ui.radio(chosen.is_none(), "New relation").clicked() {
                    self.claim_target = ClaimTarget::New;
                }
            });
        });
    }

    /// `Russia → Taliban, support, since 2015, 3 claims`.
    fn described(&self, state: &State, relation: &Relation) -> String {
        let is_other = relation.is_directed() != self.is_directed();
        let direction = if relation.is_directed() {
            "one way"
        } else {
            "both ways"
        };
        let parts = [
            Some(ends(state, relation)),
            Some(relation.kind().as_str().to_owned()),
            relation.subtype.clone(),
            relation.when.as_ref().map(Date::in_words),
            is_other.then(|| direction.to_owned()),
            Some(counted(relation.claims.len(), "claim", "claims")),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    pub(super) fn claimant_row(&mut self, ui: &mut Ui, state: &State) {
        self.claimant.note = match self.read_claimant(state) {
            Some(Claimant::Actor(_)) => "actor".to_owned(),
            Some(Claimant::Words(_)) if self.new_claimant().is_some() => "new actor".to_owned(),
            _ => String::new(),
        };
        let step = self.claimant.show(ui, state);
        ui.horizontal(|ui| {
            label(ui, "Stance");
            let place = place_of(&Stance::ALL, &self.stance);
            let stance = ComboBox::from_id_salt("stance")
                .selected_text(self.stance.participle())
                .width(96.0)
                .show_list_at(ui, place, |ui| {
                    for stance in Stance::ALL {
                        let words = stance.participle();
                        ui.selectable_value(&mut self.stance, stance, words);
                    }
                });
            name(&stance.response, "Stance", self.stance.as_str());
            self.focus = match step {
                Some(FieldStep::Next { .. }) => Some(stance.response.id),
                Some(FieldStep::Back) => Some(when_id()),
                Some(FieldStep::Picked) => Some(self.claimant.id()),
                None => self.focus,
            };
        });
    }

    pub(super) fn remark(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            label(ui, "Credibility");
            let words = phrases::credibility;
            let chosen = self.credibility.map_or("Not graded".to_owned(), words);
            let place = self
                .credibility
                .map_or(0, |grade| usize::from(grade.number()));
            let combo = ComboBox::from_id_salt("credibility")
                .selected_text(&chosen)
                .width(ui.available_width())
                .truncate()
                .show_list_at(ui, Some(place), |ui| {
                    ui.selectable_value(&mut self.credibility, None, "Not graded");
                    for grade in (1..=6).filter_map(Credibility::new) {
                        ui.selectable_value(&mut self.credibility, Some(grade), words(grade));
                    }
                });
            name(&combo.response, "Credibility", &chosen);
            cut::full_choice(combo.response, &chosen);
        });
        ui.horizontal(|ui| {
            let label = label(ui, "Note");
            let field = TextEdit::singleline(&mut self.note)
                .hint_text("In your own words")
                .desired_width(ui.available_width());
            ui.add(field).labelled_by(label);
        });
    }
}

/// The label and the value of a list, for screen readers.
fn name(response: &Response, name: &str, chosen: &str) {
    response.widget_info(|| WidgetInfo {
        current_text_value: Some(chosen.to_owned()),
        ..WidgetInfo::labeled(WidgetType::ComboBox, true, name)
    });
}

/// Both actors of a relation, with an arrow where it has a direction.
fn ends(state: &State, relation: &Relation) -> String {
    let name = |id| state.document().actor_name(id);
    let sign = if relation.is_directed() { "→" } else { "–" };
    let (source, target) = (name(&relation.source), name(&relation.target));
    format!("{source} {sign} {target}")
}
