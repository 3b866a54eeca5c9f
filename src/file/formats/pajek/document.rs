//! The document of a Pajek file that was read: the kind of each tie depends on all others. Reads no
//! line.

use std::collections::HashSet;

use super::{KEPT, PajekReader};
use crate::file::formats::tie_builder::{self, CellMeaning};
use crate::file::progress::ProgressMeter;
use crate::model::{Document, Point, Relation, RelationKind};

impl PajekReader<'_, '_> {
    /// Decides the kind of each tie, now that all are known.
    pub(super) fn into_document(mut self, mut progress: ProgressMeter<'_>) -> Option<Document> {
        if self.titles.is_empty() {
            return None;
        }
        let is_project = self.titles.len() > 1;
        let has_values = self.lines.iter().any(|line| line.value.is_some());
        let is_signed = self
            .lines
            .iter()
            .any(|line| line.value.is_some_and(|v| v < 0.0));
        let mut unsigned = 0;
        let lines = std::mem::take(&mut self.lines);
        let count = lines.len();
        for (index, line) in lines.into_iter().enumerate() {
            if progress.is_cancelled_at_item(index, count) {
                return None;
            }
            let title = self.titles[line.network].as_ref().filter(|_| is_project);
            let name = line.relation.as_ref().or(title);
            let meaning = CellMeaning::of_number(line.value.unwrap_or(1.0));
            let by_name = name.and_then(|name| tie_builder::kind_of_word(name));
            let is_count = !has_values || (name.is_some() && !is_signed);
            let kind = match by_name {
                Some(kind) if meaning.kind == RelationKind::Cooperation => kind,
                None if is_count => RelationKind::Other,
                _ => meaning.kind,
            };
            unsigned += usize::from(kind == RelationKind::Other);
            let mut relation = Relation::new("", line.source, line.target);
            relation.kind = Some(kind);
            relation.directed = Some(line.directed);
            relation.weight = line.value.and(meaning.strength);
            relation.subtype = name.map(ToString::to_string);
            let rest = (!line.rest.is_empty()).then_some((KEPT, line.rest));
            relation.fields = tie_builder::kept(rest.into_iter());
            self.ties.tie(relation);
        }
        self.note_unsigned(unsigned);
        self.place_actors();
        self.ties.title = self.titles[0].as_ref().map(ToString::to_string);
        Some(self.ties.into_document())
    }

    fn note_unsigned(&mut self, unsigned: usize) {
        let all = self.ties.relations.len();
        if unsigned > 0 {
            let message = format!("{unsigned} of {all} ties have no sign: their kind is other");
            let hint = "A line with a value above zero is cooperation, one below zero hostility; named relations without a value below zero are counts without a sign.";
            let hint = Some(hint.to_owned());
            self.report.note(0, "no-sign", message, hint);
        }
    }

    /// Uses the coordinates where every actor has its own. Files often have the same for all, which
    /// means nothing.
    fn place_actors(&mut self) {
        let mut seen = HashSet::new();
        let is_own = |(slot, place): &(usize, Point)| {
            seen.insert((place.x.to_bits(), place.y.to_bits(), 0))
                && seen.insert((*slot as u64, 0, 1))
                && place.x.abs().max(place.y.abs()) < 1e6
        };
        if self.places.len() == self.ties.actors.len() && self.places.iter().all(is_own) {
            let side = 150.0 * (self.places.len() as f64).sqrt();
            for &(slot, Point { x, y }) in &self.places {
                let place = Point::rounded((x * side) as f32, (y * side) as f32);
                self.ties.actors[slot].place = Some(place);
            }
        }
    }
}
