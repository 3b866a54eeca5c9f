//! Lists of nodes and edges in JSON, whatever their keys are called. Knows no dialect.

use std::borrow::Cow;

use super::arrows::Arrows;
use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::json::{Kind, Member, Value};
use super::json_lists::{IDS, NAMES, end_id, ends, items, report_unread, scalar};
use super::listed_tie::ListedTie;
use super::native::reading::short;
use super::tie_builder::TieBuilder;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::Document;

/// Reads nodes and edges of JSON into a builder.
pub(crate) struct GraphReader<'r> {
    pub(crate) ties: TieBuilder,
    pub(crate) report: &'r mut IssueLog,
    progress: ProgressMeter<'r>,
    /// Objects inside a record whose members are attributes of the record.
    pub(crate) inside: &'static [&'static str],
    pub(crate) directed: Option<bool>,
    /// Keys of nodes and edges that only repeat the id.
    pub(crate) repeat_id: &'static [&'static str],
    /// Whether records are resources of JSON:API, whose `type` is the list that they are from.
    pub(super) is_json_api: bool,
    /// Whether some edge of the list says where its arrows are drawn.
    has_arrows: bool,
    /// The bytes where the lists that were read begin.
    used: Vec<usize>,
    is_cancelled: bool,
}

/// The name under which the type of a resource of JSON:API is kept.
const RESOURCE: &str = "resource";

/// What the members of an edge say.
#[derive(Debug, Default)]
pub(super) struct EdgeMembers {
    pub(super) values: Attributes,
    directed: Option<bool>,
    arrows: Option<Arrows>,
}

impl<'r> GraphReader<'r> {
    /// Reads a tree that stays in memory meanwhile.
    pub(crate) fn new(
        root: &Value<'_>,
        report: &'r mut IssueLog,
        progress: ProgressMeter<'r>,
        inside: &'static [&'static str],
    ) -> Self {
        Self {
            ties: TieBuilder::listed_in_json(progress.bytes(), root.memory()),
            report,
            progress,
            inside,
            directed: None,
            repeat_id: &[],
            is_json_api: false,
            has_arrows: false,
            used: Vec::new(),
            is_cancelled: false,
        }
    }

    /// Marks a list as read.
    pub(crate) fn used(&mut self, list: &Value<'_>) {
        self.used.push(list.at);
    }

    /// Whether a list was read.
    pub(super) fn is_used(&self, list: &Value<'_>) -> bool {
        self.used.contains(&list.at)
    }

    /// Reads a list of nodes, or an object of nodes by id.
    pub(crate) fn nodes(&mut self, list: &Value<'_>) {
        self.used(list);
        for (key, item) in items(list) {
            if self.stops(item.at) {
                return;
            }
            self.node(item, key);
        }
    }

    /// Reads a list of edges, or an object of edges by id.
    pub(crate) fn edges(&mut self, list: &Value<'_>) {
        self.used(list);
        let first = self.ties.tie_count();
        self.has_arrows = false;
        for (key, item) in items(list) {
            if self.stops(item.at) {
                return;
            }
            if !self.edge(item, key) {
                let message = "this item of the list of relations does not name two ends";
                let hint = "Expected `source` and `target`; it is left out.".to_owned();
                self.report
                    .error(item.at, "missing-end", message, Some(hint));
            }
        }
        if self.has_arrows {
            self.ties.settle_undrawn(first);
        }
    }

    /// Reads a list of nodes whose ids are the values of this field.
    pub(super) fn nodes_by(&mut self, list: &Value<'_>, field: &str) {
        self.used(list);
        for (key, item) in items(list) {
            if self.stops(item.at) {
                return;
            }
            let records =
                std::iter::once(item).chain(self.inside.iter().filter_map(|k| item.get(k)));
            let mut values = records.filter_map(|record| record.get(field).and_then(scalar));
            let id = values.next();
            self.node(item, id.as_deref().or(key));
        }
    }

    /// Reads a list in which nodes and edges are mixed.
    pub(crate) fn mixed(&mut self, list: &Value<'_>) {
        self.used(list);
        for (key, item) in items(list) {
            if self.stops(item.at) {
                return;
            }
            if ends(item, self.inside).is_some() {
                self.edge(item, key);
            } else {
                self.node(item, key);
            }
        }
    }

    pub(super) fn stops(&mut self, at: usize) -> bool {
        self.is_cancelled = self.is_cancelled || self.progress.is_cancelled(at);
        self.is_cancelled
    }

    /// Reads a node; `key` is its id where nodes are listed by id.
    pub(crate) fn node(&mut self, item: &Value<'_>, key: Option<&str>) -> Option<usize> {
        if let Some(id) = scalar(item) {
            let actor = self.ties.declare(&id, item.at, self.report);
            return Some(actor);
        }
        let Some(members) = item.as_object() else {
            let message = format!("expected a node, found {}", item.description());
            let hint = "Write a node as an object in braces; it is left out.".to_owned();
            self.report
                .error(item.at, "not-an-object", message, Some(hint));
            return None;
        };
        let given = self.find(item, IDS);
        let named = || self.find(item, NAMES);
        let (id, used) = match (key, given) {
            // The key of an object of nodes, which often say it again.
            (Some(key), Some((id, at))) if id == key => (id, Some(at)),
            (Some(key), _) => (Cow::Borrowed(key), None),
            (None, Some((id, at))) => (id, Some(at)),
            (None, None) => match named() {
                Some((name, _)) => (name, None),
                None => (self.ties.number_as_id().into(), None),
            },
        };
        let actor = self.ties.declare(&id, item.at, self.report);
        let repeated = self.repeated(item, &id);
        let used: Vec<usize> = used.into_iter().chain(repeated).collect();
        self.describe(actor, members, &used, true);
        Some(actor)
    }

    /// Adds the members of a node as its attributes.
    pub(crate) fn describe(
        &mut self,
        actor: usize,
        members: &[Member<'_>],
        used: &[usize],
        is_outer: bool,
    ) {
        for Member { key, value, .. } in members {
            if used.contains(&value.at) {
                continue;
            }
            match (&**key, &value.kind) {
                ("position", Kind::Object(_)) => {
                    let axis = |axis: &str| value.get(axis).and_then(Value::as_number);
                    if let (Some(x), Some(y)) = (axis("x"), axis("y")) {
                        self.ties.set_position(actor, x, y);
                    }
                }
                ("parent", _) => {
                    if let Some(parent) = scalar(value) {
                        let group = self.ties.end(&parent, value.at);
                        self.ties.add_member(group, actor);
                    }
                }
                (key, Kind::Object(inner)) if is_outer && self.inside.contains(&key) => {
                    self.describe(actor, inner, used, false);
                }
                ("type", _) if is_outer && self.is_json_api => {
                    let value = AttributeValue::of_json(value);
                    self.ties.describe(actor, RESOURCE, value);
                }
                (key, _) => self
                    .ties
                    .describe(actor, key, AttributeValue::of_json(value)),
            }
        }
    }

    /// Reads an edge; false if it does not name two ends.
    pub(crate) fn edge(&mut self, item: &Value<'_>, key: Option<&str>) -> bool {
        if let Some(parts) = item.as_array() {
            return self.tuple(item, parts);
        }
        let Some((source, target)) = ends(item, self.inside) else {
            return false;
        };
        let (Some(from), Some(to)) = (end_id(source), end_id(target)) else {
            return false;
        };
        let slots = (
            self.ties.end(&from, source.at),
            self.ties.end(&to, target.at),
        );
        let id = self.find(item, IDS);
        let ends = [source.at, target.at].into_iter();
        let mut skipped: Vec<usize> = ends.chain(id.as_ref().map(|(_, at)| *at)).collect();
        if let Some((id, _)) = &id {
            skipped.extend(self.repeated(item, id));
        }
        let mut says = EdgeMembers::default();
        if let Some(members) = item.as_object() {
            self.attributes(members, &skipped, &mut says, true);
        }
        let tie = ListedTie {
            source: slots.0,
            target: slots.1,
            id: key.map(Into::into).or(id.map(|(id, _)| id.into())),
            directed: says.directed.or(self.directed),
            values: says.values,
            at: item.at,
            ..ListedTie::default()
        };
        self.has_arrows |= says.arrows.is_some();
        self.ties.drawn_tie(tie, says.arrows);
        true
    }

    /// `[a, b]`, `[a, b, -1]`, or `["a", "supports", "b"]`.
    fn tuple(&mut self, item: &Value<'_>, parts: &[Value<'_>]) -> bool {
        let (source, target, rest, name) = match parts {
            [source, target] => (source, target, None, ""),
            [source, word, target] if word.as_text().is_some() && target.as_text().is_some() => {
                (source, target, Some(word), "type")
            }
            [source, target, value] => {
                let is_number = matches!(value.kind, Kind::Number);
                (
                    source,
                    target,
                    Some(value),
                    if is_number { "weight" } else { "type" },
                )
            }
            _ => return false,
        };
        let (Some(from), Some(to)) = (end_id(source), end_id(target)) else {
            return false;
        };
        let slots = (
            self.ties.end(&from, source.at),
            self.ties.end(&to, target.at),
        );
        let mut says = EdgeMembers::default();
        match rest {
            Some(Value {
                kind: Kind::Object(members),
                ..
            }) => {
                self.attributes(members, &[], &mut says, true);
            }
            Some(rest) => {
                let value = AttributeValue::of_json(rest);
                self.ties.attribute(&mut says.values, name, value);
            }
            None => {}
        }
        self.ties.tie(ListedTie {
            source: slots.0,
            target: slots.1,
            directed: self.directed,
            values: says.values,
            at: item.at,
            ..ListedTie::default()
        });
        true
    }

    /// Adds the members of an edge as its attributes.
    pub(super) fn attributes(
        &mut self,
        members: &[Member<'_>],
        skipped: &[usize],
        says: &mut EdgeMembers,
        is_outer: bool,
    ) {
        for Member { key, value, .. } in members {
            if skipped.contains(&value.at) {
                continue;
            }
            if let Some(arrows) = Arrows::of_member(key, value) {
                says.arrows = Some(arrows);
                // What would turn the tie again, were it read once more, is not kept.
                if arrows.is_turned() || &**key == "arrow" {
                    continue;
                }
            }
            match (&**key, &value.kind) {
                ("directed" | "is_directional" | "arrow", Kind::Flag(flag)) => {
                    says.directed = Some(*flag);
                }
                ("undirected", Kind::Flag(flag)) => says.directed = Some(!*flag),
                ("is_directional", Kind::Number) => says.directed = Some(value.raw != "0"),
                (key, Kind::Object(inner)) if is_outer && self.inside.contains(&key) => {
                    self.attributes(inner, skipped, says, false);
                }
                ("type", _) if is_outer && self.is_json_api => {
                    let value = AttributeValue::of_json(value);
                    self.ties.attribute(&mut says.values, RESOURCE, value);
                }
                (key, _) => {
                    let value = AttributeValue::of_json(value);
                    self.ties.attribute(&mut says.values, key, value);
                }
            }
        }
    }

    /// The places in a record where its id is said once more.
    fn repeated(&self, item: &Value<'_>, id: &str) -> Vec<usize> {
        let inside = self.inside.iter().filter_map(|key| item.get(key));
        let records = std::iter::once(item).chain(inside);
        let values = records.flat_map(|record| {
            let mut keys = self.repeat_id.iter();
            std::iter::from_fn(move || keys.next().map(|key| record.get(key)))
        });
        let repeats = |value: &&Value<'_>| scalar(value).is_some_and(|words| words == id);
        values
            .flatten()
            .filter(repeats)
            .map(|value| value.at)
            .collect()
    }

    /// The first of these keys of a record that has a name or a number, and its place. Keys inside
    /// come after those of the record itself.
    fn find<'v>(&self, item: &'v Value<'_>, keys: &[&str]) -> Option<(Cow<'v, str>, usize)> {
        let inside = self.inside.iter().filter_map(|key| item.get(key));
        let mut records = std::iter::once(item).chain(inside);
        records.find_map(|record| {
            keys.iter().find_map(|key| {
                let members = record.as_object().unwrap_or_default().iter().rev();
                let exact = members.clone().find(|member| member.key == **key);
                let member = exact.or_else(|| {
                    members
                        .into_iter()
                        .find(|member| member.key.eq_ignore_ascii_case(key))
                })?;
                Some((scalar(&member.value)?, member.value.at))
            })
        })
    }

    /// Keeps a member of the network itself, unless it is a list that was read.
    pub(crate) fn keep(&mut self, key: &str, value: &Value<'_>) {
        let text = value.as_text();
        match (key, text) {
            ("title" | "label" | "name", Some(text)) if self.ties.title.is_none() => {
                self.ties.title = Some(text.to_owned());
            }
            ("description", Some(text)) => self.ties.description = Some(text.to_owned()),
            _ if matches!(value.kind, Kind::Null) => {}
            _ if value.raw.len() > MAX_KEPT_BYTES => {
                let message = format!(
                    "`{}` of the network is not kept: it has {} bytes, and {MAX_KEPT_BYTES} is the most",
                    short(key),
                    value.raw.len()
                );
                self.report.warning(value.at, "too-long", message, None);
            }
            _ => self
                .ties
                .extra
                .push((key.into(), AttributeValue::of_json(value))),
        }
    }

    /// Keeps the members of an object, or of a list of names and values, as networkx writes it.
    pub(crate) fn keep_attributes(&mut self, attributes: &Value<'_>) {
        self.used(attributes);
        self.keep_all_but(attributes, &[]);
        for pair in attributes.as_array().unwrap_or_default() {
            if let Some([name, value]) = pair.as_array()
                && let Some(name) = name.as_text()
            {
                self.keep(name, value);
            }
        }
    }

    /// Keeps the members of an object except these.
    pub(crate) fn keep_all_but(&mut self, object: &Value<'_>, read: &[&str]) {
        for member in object.as_object().unwrap_or_default() {
            if !read.contains(&&*member.key) && !self.used.contains(&member.value.at) {
                self.keep(&member.key, &member.value);
            }
        }
    }

    /// The document. Lists that look like relations and were not read are reported.
    pub(crate) fn finish(self, root: &Value<'_>) -> Option<Document> {
        if self.is_cancelled {
            return None;
        }
        report_unread(root, &self.used, self.report);
        self.finish_quietly_at(root.at)
    }

    /// The document, without looking for lists that were not read.
    pub(crate) fn finish_quietly(self) -> Option<Document> {
        self.finish_quietly_at(0)
    }

    fn finish_quietly_at(mut self, at: usize) -> Option<Document> {
        if self.is_cancelled {
            return None;
        }
        if self.ties.actor_count() == 0 {
            let message = "there are no actors and no ties in the file";
            let hint = "It needs a list of nodes and a list of edges.".to_owned();
            self.report
                .warning(at, "empty-network", message, Some(hint));
        }
        self.settle_positions();
        self.ties
            .into_document(self.report, self.progress.second_half(), &|at, _| at)
    }

    /// Positions that are the same for all mean nothing.
    fn settle_positions(&mut self) {
        if self.ties.has_one_place() {
            self.ties.clear_positions();
        }
    }
}

/// The longest text of a member of the network that is kept with it.
const MAX_KEPT_BYTES: usize = 100_000;
