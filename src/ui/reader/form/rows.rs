//! The rows of the claim form: heading, kind, actors, date, relation, claimant, credibility and
//! note. Decides nothing about the claim.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Button, ComboBox, Label, Response, RichText, TextEdit, TextStyle, Ui, WidgetInfo, WidgetType,
};

use super::{ClaimDraft, ClaimTarget, QuoteEnd, key};
use crate::app::State;
use crate::model::{Claimant, Credibility, Date, Relation, RelationKind, Stance};
use crate::ui::reader::form_rows::{bold, label};
use crate::ui::shell::theme;
use crate::ui::widgets::cut;
use crate::ui::widgets::drop_down::DropDown as _;
use crate::ui::widgets::phrases;
use crate::words::counted;

/// The least width at which the kinds have a label.
const MIN_LABEL_WIDTH: f32 = 370.0;

/// The most lines of the quote; the tooltip has all of it, and the page shows it.
const MAX_QUOTE_ROWS: usize = 3;

/// The width of the fields for a date and a claimant.
const DATE_WIDTH: f32 = 120.0;

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
        ui.horizontal(|ui| {
            ui.label(bold("New claim"));
            ui.weak(&self.locator);
            for (word, steps) in QUOTE_ENDS {
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
        });
        let words = format!("“{}”", self.quote.exact);
        let font = TextStyle::Body.resolve(ui.style());
        let mut job = LayoutJob::single_section(
            words.clone(),
            TextFormat {
                italics: true,
                ..TextFormat::simple(font, ui.visuals().weak_text_color())
            },
        );
        job.wrap.max_rows = MAX_QUOTE_ROWS;
        ui.add(Label::new(job).wrap()).on_hover_text(words);
    }

    pub(super) fn kinds(&mut self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            if ui.available_width() > MIN_LABEL_WIDTH {
                label(ui, "Kind");
            }
            ui.spacing_mut().item_spacing.x = 3.0;
            let theme = theme::of(ui.ctx());
            for kind in RelationKind::ALL {
                let is_chosen = self.kind == Some(kind);
                let color = theme::color(theme.relation(kind));
                let text = RichText::new(kind.as_str()).color(color);
                let text = if is_chosen {
                    text.family(theme::bold())
                } else {
                    text
                };
                let hint = format!("Alt+{}", key(kind).name());
                let button = ui.add(Button::selectable(is_chosen, text));
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
            let subtype = entry.subtype.as_ref().map(|subtype| format!("{subtype}: "));
            let parts = [
                entry.rule.clone(),
                entry
                    .example
                    .as_ref()
                    .map(|text| format!("For example: {text}")),
                entry
                    .counter_example
                    .as_ref()
                    .map(|text| format!("But not: {text}")),
            ];
            let words = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
            if !words.is_empty() {
                let words = subtype.unwrap_or_default() + &words;
                ui.add(Label::new(RichText::new(words).weak()).wrap());
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
        let mut is_taken = self.source.show(ui, state);
        ui.horizontal(|ui| {
            label(ui, "");
            let (way, hint) = if self.is_directed() {
                ("→ Directed", "Click for both directions")
            } else {
                ("↔ Both directions", "Click for one direction")
            };
            let way = ui.small_button(way);
            let swap = ui.small_button("Swap");
            self.buttons.extend([way.id, swap.id]);
            if way.on_hover_text(hint).clicked() {
                self.directed = Some(!self.is_directed());
            }
            if swap.on_hover_text("Swap the two actors").clicked() {
                self.source.swap(&mut self.target);
                self.claim_target = ClaimTarget::Likely;
            }
        });
        is_taken |= self.target.show(ui, state);
        // Only one field shows its offers.
        let focused = ui.memory(egui::Memory::focused);
        if focused == Some(self.source.id()) {
            self.target.is_open = false;
        } else if focused == Some(self.target.id()) {
            self.source.is_open = false;
        }
        if is_taken {
            self.claim_target = ClaimTarget::Likely;
            self.focus = Some(self.next_focus());
        }
    }

    pub(super) fn date(&mut self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            let label = label(ui, "When");
            let field = TextEdit::singleline(&mut self.when)
                .hint_text("2015-09, 2015/..")
                .desired_width(DATE_WIDTH);
            if ui.add(field).labelled_by(label).changed() {
                self.claim_target = ClaimTarget::Likely;
            }
            match self.read_date() {
                Ok(Some(date)) => ui.weak(date.in_words()),
                Ok(None) => ui.weak("optional"),
                Err(problem) => {
                    let color = ui.visuals().error_fg_color;
                    let words = RichText::new(&problem).color(color);
                    ui.add(Label::new(words).wrap())
                }
            };
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
        let is_same_time = fitting.iter().any(|one| one.when == new.when);
        ui.horizontal_top(|ui| {
            label(ui, "Add to");
            ui.vertical(|ui| {
                for relation in fitting.iter().take(4) {
                    let is_chosen = chosen == Some(&relation.id);
                    if ui.radio(is_chosen, described(state, relation)).clicked() {
                        self.claim_target = ClaimTarget::Known(relation.id.clone());
                    }
                }
                if !is_same_time && ui.radio(chosen.is_none(), "New relation").clicked() {
                    self.claim_target = ClaimTarget::New;
                }
            });
        });
    }

    pub(super) fn claimant_row(&mut self, ui: &mut Ui, state: &State) {
        ui.horizontal(|ui| {
            let label = label(ui, "Claimed by");
            let field = TextEdit::singleline(&mut self.claimant)
                .hint_text("The author")
                .desired_width(DATE_WIDTH);
            let field = ui.add(field).labelled_by(label);
            field.on_hover_text("The claimant, if it is not the author: an actor, or any text");
            let stance = ComboBox::from_id_salt("stance")
                .selected_text(phrases::participle(self.stance))
                .width(96.0)
                .show_list(ui, |ui| {
                    for stance in Stance::ALL {
                        let words = phrases::participle(stance);
                        ui.selectable_value(&mut self.stance, stance, words);
                    }
                });
            name(&stance.response, "Stance", self.stance.as_str());
        });
        if let Some(Claimant::Actor(_)) = self.read_claimant(state) {
            ui.horizontal(|ui| {
                label(ui, "");
                ui.weak("actor of this network");
            });
        }
    }

    pub(super) fn remark(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            label(ui, "Credibility");
            let words = phrases::credibility;
            let chosen = self.credibility.map_or("not graded".to_owned(), words);
            let combo = ComboBox::from_id_salt("credibility")
                .selected_text(&chosen)
                .width(ui.available_width())
                .truncate()
                .show_list(ui, |ui| {
                    ui.selectable_value(&mut self.credibility, None, "not graded");
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

/// `Russia – Taliban, support, since 2015, 3 claims`.
fn described(state: &State, relation: &Relation) -> String {
    let parts = [
        Some(state.document().relation_name(relation)),
        Some(relation.kind().as_str().to_owned()),
        relation.subtype.clone(),
        relation.when.as_ref().map(Date::in_words),
        Some(counted(relation.claims.len(), "claim", "claims")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
