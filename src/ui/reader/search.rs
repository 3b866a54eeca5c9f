//! Words searched for in the text that is read.

use std::ops::Range;
use std::sync::Arc;

use egui::{Key, Modifiers, TextEdit, Ui, WidgetInfo, WidgetType};

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
    /// Whether Enter was pressed since these words were typed: the first time it chooses the place that is shown.
    is_chosen: bool,
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

    /// The field. Where there is a new place to go to, that place, and whether Enter chose it.
    pub(super) fn show(&mut self, ui: &mut Ui, text: &Arc<Text>) -> Option<(Range<usize>, bool)> {
        let is_other = !Arc::ptr_eq(&self.text, text);
        let (mut goes, mut is_chosen) = (false, false);
        ui.horizontal(|ui| {
            let told = self.told();
            let room = if self.words.is_empty() { 0.0 } else { 78.0 };
            let field = TextEdit::singleline(&mut self.words)
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
                ui.weak(told);
            }
        });
        let place = self.found.get(self.current).filter(|_| goes)?;
        Some((place.clone(), is_chosen))
    }

    fn search(&mut self) {
        (self.current, self.is_chosen) = (0, false);
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
