//! The document that the actors and ties of [`TieBuilder`] become, with a report of what was
//! understood and what was left out.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::attribute_names::ATTRIBUTE_NAMES_HINT;
use super::attribute_value::AttributeValue;
use super::chosen_ends::ChosenEnds;
use super::claim_columns::ClaimColumns;
use super::claim_record::settle_claimants;
use super::column_preview::{self, PREVIEW_ROWS, SampleTie, shown_cell};
use super::listed_actor::ActorMaker;
use super::listed_tie::{AttributePlace, RELATION_KEYS, RelationMaker, kept_values, keys};
use super::long_text::{cut_id, cut_name};
use super::name_groups::NameGroups;
use super::tie_builder::{Declaration, ListedActor, TieBuilder};
use super::tie_meaning::TieReader;
use crate::file::ids::FreeIds;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::limits::{
    ATTRIBUTE_NAME_BYTES, ATTRIBUTE_NAMES, COPIED_BYTES, Limit, REPEATED_NAME_BYTES,
};
use crate::model::{Actor, ActorId, ColumnMap, Date, Document, Meta, Relation};
use crate::words::{self, agree, counted, short};

/// How many attributes without a meaning a note names.
const NAMED_ATTRIBUTES: usize = 8;

impl TieBuilder {
    /// Reports names that are spelled in several ways, and names of several actors.
    fn report_names(&self, report: &mut IssueLog) {
        self.groups
            .report(report, self.declaration == Declaration::ByTies, &|slot| {
                let actor = &self.actors[slot];
                (
                    actor.at,
                    actor.name.as_deref().unwrap_or(&actor.id).to_owned(),
                )
            });
        if self.declaration == Declaration::Listed {
            self.report_like_names(report);
        }
        if let Some(spellings) = &self.spellings {
            spellings.report_spellings(report, true, &|slot| {
                (self.actors[slot].at, self.actors[slot].id.to_string())
            });
        }
    }

    /// The document; nothing if it was cancelled.
    pub(crate) fn into_document(
        mut self,
        report: &mut IssueLog,
        progress: ProgressMeter<'_>,
        place: AttributePlace<'_>,
    ) -> Option<Document> {
        self.report_limits(report);
        if self.tie_names.are_too_many || self.actor_names.are_too_many {
            let hint = Some(ATTRIBUTE_NAMES_HINT.to_owned());
            let message = ATTRIBUTE_NAMES.message("");
            report.error(0, "too-large", message, hint);
            return None;
        }
        self.refuse_too_much(report)?;
        self.settle_networks(report)?;
        self.report_ends(report);
        self.report_names(report);
        let choices = Arc::clone(&report.choices);
        let map = &choices.columns;
        let names = std::mem::take(&mut self.tie_names.names);
        if !column_preview::fits(map, &names, self.table.as_ref(), report) {
            return None;
        }
        let sample = self.sample();
        let ends = ChosenEnds::of(map, &names).filter(|_| self.table.is_none());
        if let Some(ends) = ends {
            self.choose_ends(ends);
        }
        let ids = self.actor_ids();
        let reader = self.tie_reader(names, map);
        let (relations, reader, mut claims) =
            self.make_relations(reader, &ids, report, progress, place)?;
        self.refuse_too_much(report)?;
        self.report_copies(report);
        self.references.append(&mut claims.references);
        self.conclude(&reader, &claims.named(), report);
        let table = self.table.take();
        let preview = column_preview::preview(&reader, claims.columns(), table, &sample);
        report.preview = Some(Box::new(preview));
        let actors = self.take_actors(&ids);
        let mut document = Document {
            meta: self.network_meta(),
            references: std::mem::take(&mut self.references).into_iter().collect(),
            actors: actors.into_iter().collect(),
            relations: relations.into_iter().collect(),
            ..Document::default()
        };
        settle_claimants(&mut document);
        Some(document)
    }

    /// The reader of the attributes of ties, which have these names.
    fn tie_reader(&mut self, names: Vec<Arc<str>>, map: &ColumnMap) -> TieReader {
        let chosen = column_preview::chosen_roles(&names, self.table.as_ref(), map);
        let mut reader = TieReader::of(
            names,
            std::mem::take(&mut self.styles),
            self.has_ids,
            (map, chosen),
            self.ties.iter().map(|tie| &tie.values),
        );
        reader.missing_is_positive = self.missing_is_positive;
        reader.roles.number_is_sign |= self.has_negative && reader.roles.number.is_some();
        reader
    }

    /// The relations of the ties, with the reader and the columns of claims after the last one;
    /// nothing if it was cancelled.
    fn make_relations(
        &mut self,
        reader: TieReader,
        ids: &[ActorId],
        report: &mut IssueLog,
        mut progress: ProgressMeter<'_>,
        place: AttributePlace<'_>,
    ) -> Option<(Vec<Arc<Relation>>, TieReader, ClaimColumns)> {
        let used = reader.used();
        let claims = ClaimColumns::of(&reader.names, &reader.chosen, &|at| used.contains(&at));
        let count = self.ties.len();
        let mut maker = RelationMaker {
            ids,
            keys: keys(&reader.names, RELATION_KEYS),
            reader,
            claims,
            free: FreeIds::for_records(count),
            id_text: String::new(),
            repeated: None,
        };
        let mut relations = Vec::with_capacity(count);
        for (index, tie) in std::mem::take(&mut self.ties).into_iter().enumerate() {
            if progress.is_cancelled_at_item(index, count) {
                return None;
            }
            if maker.reader.roles.relations.is_empty() {
                relations.push(Arc::new(maker.relation(tie, report, place)));
                continue;
            }
            for part in maker.reader.apart(tie, &mut self.memory) {
                relations.push(Arc::new(maker.relation(part, report, place)));
            }
        }
        maker.report_repeated_ids(report);
        Some((relations, maker.reader, maker.claims))
    }

    /// What the file says about the network.
    fn network_meta(&mut self) -> Meta {
        let as_of = self.take_meta();
        let extra = self.extra_keys();
        let title = self
            .title
            .as_deref()
            .map(|title| cut_name(title).into_owned());
        Meta {
            title,
            description: self.description.take(),
            as_of,
            fields: kept_values(
                extra
                    .into_iter()
                    .zip(self.extra.iter().map(|(_, value)| value)),
            ),
            ..Meta::default()
        }
    }

    /// The first ties, for those who look at how they were understood.
    fn sample(&self) -> Vec<SampleTie> {
        if self.table.is_some() {
            return Vec::new();
        }
        let name = |slot: usize| {
            let actor = &self.actors[slot];
            shown_cell(actor.name.as_deref().unwrap_or(&actor.id))
        };
        let ties = self.ties.iter().take(PREVIEW_ROWS);
        ties.map(|tie| ([name(tie.source), name(tie.target)], tie.values.clone()))
            .collect()
    }

    /// Takes what our writers call the description, and the time that the picture shows, from the
    /// attributes of the network.
    fn take_meta(&mut self) -> Option<Date> {
        let mut as_of = None;
        let description = &mut self.description;
        self.extra.retain(|(key, value)| match (&**key, value) {
            ("description", AttributeValue::Text(text)) if description.is_none() => {
                *description = Some(text.to_string());
                false
            }
            ("as_of", AttributeValue::Text(text)) if as_of.is_none() => {
                as_of = Date::parse(text.trim()).ok();
                as_of.is_none()
            }
            _ => true,
        });
        as_of
    }

    /// The keys of attributes of the network, each once and none that the document has itself.
    fn extra_keys(&self) -> Vec<Arc<str>> {
        let mut seen: HashSet<String> = ["title", "description", "as_of"].map(str::to_owned).into();
        let mut last: HashMap<Arc<str>, usize> = HashMap::new();
        let mut keys = Vec::with_capacity(self.extra.len());
        for (key, _) in &self.extra {
            let key = cut_name(key);
            let mut free = key.to_string();
            while !seen.insert(free.clone()) {
                let number = last.entry(key.as_ref().into()).or_insert(1);
                *number += 1;
                free = format!("{key} ({number})");
            }
            keys.push(free.into());
        }
        keys
    }

    /// What was cut or left out.
    fn report_limits(&self, report: &mut IssueLog) {
        let mut error = |count: usize, limit: &Limit, code: &'static str, hint: &str| {
            if count > 0 {
                report.error(0, code, limit.message(count), Some(hint.to_owned()));
            }
        };
        let cut = self.tie_names.cut + self.actor_names.cut;
        let hint = "Give the columns or keys shorter names.";
        error(cut, &ATTRIBUTE_NAME_BYTES, "too-long", hint);
        let hint = "Give each value of an actor or tie a name of its own.";
        error(
            self.repeated_values,
            &REPEATED_NAME_BYTES,
            "repeated-attribute",
            hint,
        );
    }

    /// Whether what the file says once about many was left out for some.
    fn report_copies(&self, report: &mut IssueLog) {
        if let Some(most) = self.memory.exceeded_copies() {
            let hint = "Write the values at each actor and tie that has them, or split the file.";
            let message = COPIED_BYTES.message(most);
            report.error(0, "too-many-copies", message, Some(hint.to_owned()));
        }
    }

    /// Refuses a file whose actors and ties do not fit.
    fn refuse_too_much(&self, report: &mut IssueLog) -> Option<()> {
        if !self.memory.is_exceeded() {
            return Some(());
        }
        let hint = "Leave out weak ties: in a matrix, write 0 for them. Of JSON, lists of ties in \
                    CSV take less memory.";
        report.error(0, "too-large", self.memory.refusal(), Some(hint.to_owned()));
        None
    }

    /// Ties that name no listed actor.
    fn report_ends(&self, report: &mut IssueLog) {
        if self.declaration == Declaration::ByTies {
            return;
        }
        for actor in self.actors.iter().filter(|actor| !actor.is_declared) {
            let message = format!(
                "a tie names `{}`, and no actor has this id",
                short(&actor.id)
            );
            let hint = "It is drawn as a placeholder; add it to the list of actors.".to_owned();
            report.error(actor.at, "dangling-end", message, Some(hint));
        }
    }

    /// Listed actors whose names differ only in what nobody sees.
    fn report_like_names(&self, report: &mut IssueLog) {
        let mut groups = NameGroups::default();
        for (slot, actor) in self.actors.iter().enumerate() {
            groups.add(actor.name.as_deref().unwrap_or(&actor.id), slot);
        }
        groups.report(report, false, &|slot| {
            let actor = &self.actors[slot];
            (
                actor.at,
                actor.name.as_deref().unwrap_or(&actor.id).to_owned(),
            )
        });
    }

    fn actor_ids(&self) -> Vec<ActorId> {
        let mut free = FreeIds::<ActorId>::for_records(self.actors.len());
        let like = |actor: &ListedActor| match &*actor.id {
            "" => ActorId::from("actor"),
            id => ActorId::from(&*cut_id(id)),
        };
        self.actors
            .iter()
            .map(|actor| free.like(&like(actor)))
            .collect()
    }

    fn take_actors(&mut self, ids: &[ActorId]) -> Vec<Actor> {
        let names = std::mem::take(&mut self.actor_names.names);
        let maker = ActorMaker::of(
            ids,
            names,
            self.declaration == Declaration::Listed,
            self.id_is_name,
        );
        let listed = std::mem::take(&mut self.actors).into_iter().enumerate();
        listed
            .map(|(slot, actor)| maker.actor(slot, actor))
            .collect()
    }

    /// Says what was understood.
    fn conclude(
        &self,
        reader: &TieReader,
        claims: &[(usize, &'static str)],
        report: &mut IssueLog,
    ) {
        for (code, is_note, message, hint) in reader.summary() {
            let hint = Some(hint.to_owned());
            if is_note {
                report.note(0, code, message, hint);
            } else {
                report.warning(0, code, message, hint);
            }
        }
        if self.turned_ties > 0 {
            let message = format!(
                "{} from the second end to the first, as the arrow is drawn",
                counted(self.turned_ties, "tie goes", "ties go")
            );
            report.note(0, "turned-ties", message, None);
        }
        let all: usize = reader.sign_counts().iter().sum();
        let [friends, foes, neither] = reader.sign_counts();
        let counts = format!(
            "{}: {friends} friendly, {foes} hostile, {neither} of kind other",
            counted(all, "tie", "ties")
        );
        let mut parts = self.understood(reader, claims);
        if self.preamble.is_some() {
            let message = format!("{}; {counts}", parts.join(", "));
            let hint = "If this is wrong, choose File › Map columns…, or give --columns and --kinds on the command line; the names `source`, `target`, `sign` (or `weight`, `value`, `kind`), `when` and `type` say it in the file.";
            report.note(0, "columns", message, Some(hint.to_owned()));
        } else if all > 0 {
            parts.push(counts);
            let code = if friends + foes == 0 {
                "no-sign"
            } else {
                "signs"
            };
            let hint = "A sign comes from `sign`, `polarity` or `valence`, from words in `kind`, `type`, `relation` or `interaction`, or from a weight where one is below zero.";
            report.note(0, code, parts.join("; "), Some(hint.to_owned()));
        }
    }

    /// What each attribute of ties was taken for.
    fn understood(&self, reader: &TieReader, claims: &[(usize, &'static str)]) -> Vec<String> {
        let name = |at: usize| format!("`{}`", short(&reader.names[at]));
        let mut parts: Vec<String> = self.preamble.iter().cloned().collect();
        parts.extend(reader.understood(&name));
        parts.extend(
            claims
                .iter()
                .map(|(at, what)| format!("{} {what}", name(*at))),
        );
        if let Some(kind) = reader.map.all_kind {
            parts.push(format!("every tie is {} as chosen", kind.as_str()));
        }
        if !reader.roles.ignored.is_empty() {
            let ignored = reader.roles.ignored.iter().map(|at| name(*at));
            let ignored = words::shortened(ignored, NAMED_ATTRIBUTES, "", "");
            let verb = agree(reader.roles.ignored.len(), "is", "are");
            parts.push(format!(
                "{} {verb} left out as chosen",
                words::list(&ignored)
            ));
        }
        let is_claim = |at: &usize| claims.iter().any(|(claim, _)| claim == at);
        let unused = reader.unused().into_iter().filter(|at| !is_claim(at));
        let kept: Vec<String> = unused.map(name).collect();
        if !kept.is_empty() {
            let how = agree(kept.len(), "is kept as it is", "are kept as they are");
            let kept = words::shortened(kept.into_iter(), NAMED_ATTRIBUTES, "", "");
            parts.push(format!("{} {how}", words::list(&kept)));
        }
        parts
    }
}

#[cfg(test)]
#[path = "tie_document_tests.rs"]
mod tests;
