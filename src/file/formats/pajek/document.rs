//! The document of a Pajek file that was read: what concerns all of its networks. Reads no line.

use std::collections::HashSet;
use std::sync::Arc;

use super::{INTERVAL, PajekReader};
use crate::file::formats::kind_words::kind_of_word;
use crate::file::formats::tie_builder::TieBuilder;
use crate::file::progress::ProgressMeter;
use crate::model::Document;
use crate::words::counted;

/// Numbers from here on are taken for years.
const FIRST_YEAR: u64 = 1000;

/// The field of times that are no years.
const TIME_POINTS: &str = "time points";

impl PajekReader<'_, '_> {
    /// Names the network of each tie where there are several, and places the actors.
    pub(super) fn into_document(mut self, progress: ProgressMeter<'_>) -> Option<Document> {
        if self.titles.is_empty() {
            return None;
        }
        if self.titles.len() > 1 {
            self.name_networks();
        }
        if let Some((at, count)) = self.spaced_labels {
            let message = format!(
                "{} spaces and no quotes; the label goes up to the first number",
                counted(count, "label has", "labels have")
            );
            let hint = Some("Write labels with spaces in quotes.".to_owned());
            self.report.note(at, "spaced-label", message, hint);
        }
        self.settle_times();
        self.place_actors();
        self.ties.title = self.titles[0].as_ref().map(ToString::to_string);
        self.ties.into_document(self.report, progress, &|at, _| at)
    }

    /// Keeps times as they are where none is a year: Pajek numbers points in time from 1 on.
    fn settle_times(&mut self) {
        if self.last_time.is_none_or(|last| last >= FIRST_YEAR) {
            return;
        }
        self.ties.rename_tie_attribute(INTERVAL, TIME_POINTS);
        let message = format!(
            "times of lines are all below {FIRST_YEAR}, so they are points in time and no years; \
             they are kept in the field `{TIME_POINTS}`"
        );
        let hint = format!("If they are years, say so: --columns \"date={TIME_POINTS}\".");
        self.report.note(0, "time-points", message, Some(hint));
    }

    fn name_networks(&mut self) {
        let is_merged = TieBuilder::merges_networks(self.report);
        for (index, network) in self.lines_of.iter().enumerate() {
            if let (Some(title), Some(tie)) = (&self.titles[*network], self.ties.tie_mut(index)) {
                let title: Arc<str> = (&**title).into();
                if tie.subtype.is_none() {
                    tie.layer = tie.layer.or_else(|| kind_of_word(&title));
                    tie.subtype = is_merged.then_some(title);
                }
            }
        }
    }

    /// Uses the coordinates where every actor that has some has its own. Files often have the same
    /// for all, which means nothing.
    fn place_actors(&mut self) {
        let mut seen = HashSet::new();
        let is_own = |(slot, x, y): &(usize, f64, f64)| {
            seen.insert((x.to_bits(), y.to_bits(), 0))
                && seen.insert((*slot as u64, 0, 1))
                && x.abs().max(y.abs()) < 1e6
        };
        if self.places.iter().all(is_own) {
            let side = 150.0 * (self.ties.actor_count() as f64).sqrt();
            let hundredths = |number: f64| (number * side * 100.0).round() / 100.0;
            for (slot, x, y) in &self.places {
                self.ties
                    .set_position(*slot, hundredths(*x), hundredths(*y));
            }
        }
    }
}
