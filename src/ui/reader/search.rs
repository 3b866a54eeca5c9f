//! Words searched for in the text that is read.

use std::ops::Range;
use std::sync::Arc;

use egui::{Key, Modifiers, TextEdit, Ui};

use crate::evidence::Text;

/// How many places are shown.
const MOST: usize = 2000;

/// The field, and where its words stand.
#[derive(Default)]
pub(super) struct Search {
    words: String,
    text: Arc<Text>,
    found: Vec<Range<usize>>,
    current: usize,
    wants_focus: bool,
}

impl Search {
    /// Gives the field the keyboard.
    pub(super) fn focus(&mut self) {
        self.wants_focus = true;
    }

    /// Where the words stand.
    pub(super) fn found(&self) -> &[Range<usize>] {
        &self.found
    }

    /// Which of the places was gone to last.
    pub(super) fn current(&self) -> Option<usize> {
        (!self.found.is_empty()).then_some(self.current)
    }

    /// The field; the place to go to, where there is a new one.
    pub(super) fn show(&mut self, ui: &mut Ui, text: &Arc<Text>) -> Option<usize> {
        let is_other = !Arc::ptr_eq(&self.text, text);
        let mut goes = false;
        ui.horizontal(|ui| {
            let told = self.told();
            let room = if self.words.is_empty() { 0.0 } else { 78.0 };
            let field = TextEdit::singleline(&mut self.words)
                .hint_text("Find in this text")
                .desired_width(ui.available_width() - room);
            let response = ui.add(field);
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
                self.step(is_back);
                goes = true;
                response.request_focus();
            }
            if !self.words.is_empty() {
                ui.weak(told);
            }
        });
        let place = self.found.get(self.current).filter(|_| goes)?;
        Some(place.start)
    }

    fn search(&mut self) {
        self.current = 0;
        let words = self.words.trim();
        // One letter stands everywhere.
        self.found = if words.chars().count() < 2 {
            Vec::new()
        } else {
            self.text.find(words, MOST)
        };
    }

    fn step(&mut self, is_back: bool) {
        let count = self.found.len().max(1);
        let step = if is_back { count - 1 } else { 1 };
        self.current = (self.current + step) % count;
    }

    /// `2 of 14`.
    fn told(&self) -> String {
        match self.found.len() {
            0 => "none".to_owned(),
            MOST => format!("{} of many", self.current + 1),
            count => format!("{} of {count}", self.current + 1),
        }
    }
}
