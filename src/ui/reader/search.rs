//! The search in the text of the reader.

use std::ops::Range;
use std::sync::Arc;

use egui::{EventFilter, Id, Key, Modifiers, TextEdit, Ui, WidgetInfo, WidgetType};

use crate::evidence::Text;

/// The most results.
const MAX_RESULTS: usize = 2000;

/// The longest text in which words are also found where lines break them, in bytes: the index that
/// this needs is made between two frames.
const MAX_LOOSE: usize = 200_000;

/// The field, and its results.
#[derive(Default)]
pub(super) struct Search {
    words: String,
    text: Arc<Text>,
    found: Vec<Range<usize>>,
    current: usize,
    /// Whether Enter was pressed since the text was typed: the first press selects the current
    /// result.
    is_chosen: bool,
    wants_focus: bool,
}

impl Search {
    /// The id of the field.
    pub(super) fn id() -> Id {
        Id::new("find in the text")
    }

    /// Gives the field the focus.
    pub(super) fn focus(&mut self) {
        self.wants_focus = true;
    }

    /// The results.
    pub(super) fn found(&self) -> &[Range<usize>] {
        &self.found
    }

    /// The index of the current result.
    pub(super) fn current(&self) -> Option<usize> {
        (!self.found.is_empty()).then_some(self.current)
    }

    /// Shows the field. Returns a new place to scroll to, and whether Enter selected it.
    pub(super) fn show(&mut self, ui: &mut Ui, text: &Arc<Text>) -> Option<(Range<usize>, bool)> {
        let is_other = !Arc::ptr_eq(&self.text, text);
        let (mut goes, mut is_chosen) = (false, false);
        ui.horizontal(|ui| {
            let position_text = self.position_text();
            let room = if self.words.is_empty() { 0.0 } else { 78.0 };
            // Esc gives the focus to the text and keeps what was selected in it.
            let keys = EventFilter {
                escape: true,
                horizontal_arrows: true,
                ..EventFilter::default()
            };
            let field = TextEdit::singleline(&mut self.words)
                .id(Self::id())
                .event_filter(keys)
                .hint_text("Find in this text")
                .desired_width(ui.available_width() - room);
            let response = ui.add(field);
            response.widget_info(|| {
                WidgetInfo::labeled(WidgetType::TextEdit, true, "Find in this text")
            });
            if std::mem::take(&mut self.wants_focus) {
                response.request_focus();
            }
            if response.changed() || is_other {
                self.text = Arc::clone(text);
                self.search();
                goes = response.changed();
            }
            if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
                let is_back = ui.input(|input| input.modifiers == Modifiers::SHIFT);
                if self.is_chosen {
                    self.step(is_back);
                }
                (goes, is_chosen) = (true, true);
                self.is_chosen = true;
                response.request_focus();
            }
            if !self.words.is_empty() {
                ui.weak(position_text);
            }
        });
        let place = self.found.get(self.current).filter(|_| goes)?;
        Some((place.clone(), is_chosen))
    }

    fn search(&mut self) {
        (self.current, self.is_chosen) = (0, false);
        let words = self.words.trim();
        // A single character would match everywhere.
        self.found = if words.chars().count() < 2 {
            Vec::new()
        } else {
            self.text.find(words, MAX_RESULTS)
        };
        // Lines break words in texts that were scanned or copied.
        if self.found.is_empty() && words.len() > 3 && self.text.as_str().len() < MAX_LOOSE {
            self.found = self.text.find_loosely(words, MAX_RESULTS);
        }
    }

    fn step(&mut self, is_back: bool) {
        let count = self.found.len().max(1);
        let step = if is_back { count - 1 } else { 1 };
        self.current = (self.current + step) % count;
    }

    /// `2 of 14`.
    fn position_text(&self) -> String {
        match self.found.len() {
            0 => "No results".to_owned(),
            MAX_RESULTS => format!("{} of many", self.current + 1),
            count => format!("{} of {count}", self.current + 1),
        }
    }
}
