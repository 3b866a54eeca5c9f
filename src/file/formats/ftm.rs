//! Entities of FollowTheMoney, as OpenSanctions and Aleph publish them. Knows no other format.

use std::collections::{HashMap, HashSet};

use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::builder_memory::{TIE, copied_bytes};
use super::json::Value;
use super::json_graph::GraphReader;
use super::listed_tie::ListedTie;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::{Document, RelationKind};

/// A schema of relations between entities.
struct RelationSchema {
    name: &'static str,
    /// The properties of its two ends.
    ends: [&'static str; 2],
    directed: bool,
    kind: Option<RelationKind>,
    /// Whether its first end is a name, and no id of an entity.
    is_named: bool,
}

impl RelationSchema {
    const fn arc(name: &'static str, from: &'static str, to: &'static str) -> Self {
        Self {
            name,
            ends: [from, to],
            directed: true,
            kind: None,
            is_named: false,
        }
    }

    const fn edge(name: &'static str, one: &'static str, other: &'static str) -> Self {
        Self {
            directed: false,
            ..Self::arc(name, one, other)
        }
    }
}

const RELATIONS: &[RelationSchema] = &[
    RelationSchema::arc("Ownership", "owner", "asset"),
    RelationSchema::arc("Directorship", "director", "organization"),
    RelationSchema::arc("Membership", "member", "organization"),
    RelationSchema::arc("Employment", "employee", "employer"),
    RelationSchema::edge("Family", "person", "relative"),
    RelationSchema::edge("Associate", "person", "associate"),
    RelationSchema::arc("Representation", "agent", "client"),
    RelationSchema::arc("UnknownLink", "subject", "object"),
    RelationSchema::arc("Succession", "predecessor", "successor"),
    RelationSchema::arc("Debt", "debtor", "creditor"),
    RelationSchema::arc("Payment", "payer", "beneficiary"),
    RelationSchema::arc("ContractAward", "supplier", "authority"),
    RelationSchema::arc("ProjectParticipant", "participant", "project"),
    RelationSchema::edge("Similar", "candidate", "match"),
    RelationSchema::arc("Documentation", "entity", "document"),
    RelationSchema::arc("Mention", "document", "resolved"),
    RelationSchema::arc("Occupancy", "holder", "post"),
    RelationSchema::arc("Trip", "person", "vehicle"),
    RelationSchema {
        kind: Some(RelationKind::Hostility),
        is_named: true,
        ..RelationSchema::arc("Sanction", "authority", "entity")
    },
];

/// Schemas of what only describes its holder.
const DETAILS: [&str; 2] = ["Identification", "Passport"];

/// Properties that say what a relation is.
const ROLES: [&str; 2] = ["role", "relationship"];

/// Whether a value is an entity of FollowTheMoney.
pub(crate) fn is_entity(value: &Value<'_>) -> bool {
    value
        .get("schema")
        .is_some_and(|schema| schema.as_text().is_some())
        && value.get("properties").is_some()
        && value.get("id").is_some()
}

/// An entity, and the id of the one that it is written in.
struct FoundEntity<'v, 'a> {
    item: &'v Value<'a>,
    parent: Option<&'v str>,
}

/// All entities, also those that are written inside the properties of others, each once:
/// OpenSanctions nests a relation, and in it the entity at its other end.
fn all_entities<'v, 'a>(items: &'v [Value<'a>]) -> Vec<FoundEntity<'v, 'a>> {
    let id = |item: &'v Value<'a>| item.get("id").and_then(Value::as_text);
    let mut seen: HashSet<&str> = items.iter().filter_map(id).collect();
    let mut found = Vec::new();
    let mut next: Vec<FoundEntity<'_, '_>> = items
        .iter()
        .rev()
        .map(|item| FoundEntity { item, parent: None })
        .collect();
    while let Some(entity) = next.pop() {
        let parent = id(entity.item);
        let properties = entity.item.get("properties").and_then(Value::as_object);
        for member in properties.unwrap_or_default().iter().rev() {
            let values = member.value.as_array().unwrap_or_default().iter().rev();
            let nested = values.filter(|value| is_entity(value));
            for item in nested.filter(|item| id(item).is_some_and(|id| seen.insert(id))) {
                next.push(FoundEntity { item, parent });
            }
        }
        found.push(entity);
    }
    found
}

pub(crate) fn read(
    root: &Value<'_>,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut graph = GraphReader::new(root, report, progress, &[]);
    let listed = root.as_array().or_else(|| root.get("results")?.as_array());
    let entities = all_entities(listed.unwrap_or(std::slice::from_ref(root)));
    graph.used(root);
    let mut found = FoundEntities::default();
    for FoundEntity { item, .. } in &entities {
        if let (Some("Address"), Some(id), Some(text)) = (schema(item), id(item), caption(item)) {
            found.addresses.insert(id, text);
        }
    }
    for FoundEntity { item, parent } in &entities {
        let Some(id) = id(item) else {
            let hint = "Expected an `id`; it is left out.".to_owned();
            graph
                .report
                .error(item.at, "missing-id", "this entity has no id", Some(hint));
            continue;
        };
        let schema = schema(item).unwrap_or_default();
        match RELATIONS.iter().find(|relation| relation.name == schema) {
            Some(relation) => read_relation(&mut graph, item, id, *parent, relation),
            None if found.addresses.contains_key(id) => {}
            None if DETAILS.contains(&schema) => found.details.push((item, *parent)),
            None => read_actor(&mut graph, item, id, schema, &mut found),
        }
    }
    for (item, parent) in std::mem::take(&mut found.details) {
        add_details(&mut graph, item, parent);
    }
    if found.links > 0 {
        let message = format!(
            "{} entities name another one in a property; these are kept, and not drawn as ties",
            found.links
        );
        graph
            .report
            .note(root.at, "links-in-properties", message, None);
    }
    graph.finish(root)
}

/// What is found beside actors and relations.
#[derive(Default)]
struct FoundEntities<'v, 'a> {
    /// The text of each address.
    addresses: HashMap<&'v str, &'v str>,
    /// Papers, each with the entity that it is written in.
    details: Vec<(&'v Value<'a>, Option<&'v str>)>,
    /// In how many properties an entity names another one.
    links: usize,
}

fn id<'v>(item: &'v Value<'_>) -> Option<&'v str> {
    item.get("id").and_then(Value::as_text)
}

fn schema<'v>(item: &'v Value<'_>) -> Option<&'v str> {
    item.get("schema").and_then(Value::as_text)
}

/// What an entity is called.
fn caption<'v>(item: &'v Value<'_>) -> Option<&'v str> {
    let given = item.get("caption").and_then(Value::as_text);
    let keys = ["full", "name"];
    let properties = keys
        .iter()
        .find_map(|key| texts(item, key).first().copied());
    given.or(properties)
}

/// The texts of a property, and the ids of entities in it.
fn texts<'v>(item: &'v Value<'_>, key: &str) -> Vec<&'v str> {
    let values = item
        .get("properties")
        .and_then(|properties| properties.get(key));
    let one = values.and_then(Value::as_text);
    let many = values.and_then(Value::as_array).unwrap_or_default();
    let nested = many
        .iter()
        .filter_map(|value| value.as_text().or_else(|| id(value)));
    one.into_iter().chain(nested).collect()
}

/// Adds the ties of an entity that is a relation. One that is written inside an entity may leave
/// out the end that this one is.
fn read_relation(
    graph: &mut GraphReader<'_>,
    item: &Value<'_>,
    id: &str,
    parent: Option<&str>,
    schema: &RelationSchema,
) {
    let [from, to] = schema.ends;
    let (mut sources, mut targets) = (texts(item, from), texts(item, to));
    match (sources.is_empty(), targets.is_empty()) {
        (true, false) if !schema.is_named => sources.extend(parent),
        (false, true) => targets.extend(parent),
        _ => {}
    }
    if sources.is_empty() || targets.is_empty() {
        let message = format!(
            "this {} has no {}",
            schema.name,
            if sources.is_empty() { from } else { to }
        );
        let hint = "It is left out.".to_owned();
        graph
            .report
            .error(item.at, "missing-end", message, Some(hint));
    }
    if schema.is_named {
        for name in &sources {
            if graph.ties.known(name).is_none() {
                graph.ties.declare(name, item.at, graph.report);
            }
        }
    }
    let tie = || ListedTie {
        id: Some(id.into()),
        directed: Some(schema.directed),
        subtype: Some(schema.name.into()),
        layer: schema.kind,
        at: item.at,
        ..ListedTie::default()
    };
    add_ties(graph, (item, schema), (&sources, &targets), tie);
}

/// Describes the holder of a paper by what the paper says.
fn add_details(graph: &mut GraphReader<'_>, item: &Value<'_>, parent: Option<&str>) {
    let holder = texts(item, "holder").first().copied().or(parent);
    let holder = holder.and_then(|holder| graph.ties.known(holder));
    let (Some(holder), Some(properties)) = (holder, item.get("properties")) else {
        let message = format!("this {} has no holder", schema(item).unwrap_or_default());
        let hint = "It is left out.".to_owned();
        return graph
            .report
            .warning(item.at, "missing-end", message, Some(hint));
    };
    let name = schema(item).unwrap_or_default();
    graph
        .ties
        .describe(holder, name, AttributeValue::of_json(properties));
}

/// Adds the actor of an entity.
fn read_actor(
    graph: &mut GraphReader<'_>,
    item: &Value<'_>,
    id: &str,
    schema: &str,
    found: &mut FoundEntities<'_, '_>,
) {
    let actor = graph.ties.declare(id, item.at, graph.report);
    let names = texts(item, "name");
    let caption = item.get("caption").and_then(Value::as_text);
    if let Some(name) = caption.or(names.first().copied()) {
        graph.ties.set_name(actor, name);
        for alias in names
            .iter()
            .chain(&texts(item, "alias"))
            .filter(|alias| **alias != name)
        {
            graph.ties.add_alias(actor, alias);
        }
    }
    graph
        .ties
        .describe(actor, "schema", AttributeValue::text(schema));
    properties(item, &["name", "alias"], &mut |key, value| {
        let address = found.addresses.get(value.words());
        let value = address.map_or(value, |text| AttributeValue::text(*text));
        graph.ties.describe(actor, key, value);
    });
    let links = ["parent", "membershipMember"];
    let links = links.iter().filter(|key| !texts(item, key).is_empty());
    found.links += links.count();
}

/// Adds the ties of an entity from each of its sources to each of its targets.
fn add_ties(
    graph: &mut GraphReader<'_>,
    (item, schema): (&Value<'_>, &RelationSchema),
    (sources, targets): (&[&str], &[&str]),
    tie: impl Fn() -> ListedTie,
) {
    let [from, to] = schema.ends;
    let role = ROLES.into_iter().find(|role| !texts(item, role).is_empty());
    let said = [from, to, role.unwrap_or(from)];
    let mut lengths = Vec::new();
    properties(item, &said, &mut |_, value| {
        lengths.push(value.words().len());
    });
    let bytes = TIE + copied_bytes(lengths);
    let mut is_first = true;
    for source in sources {
        for target in targets {
            if !is_first && !graph.ties.may_copy(bytes) {
                continue;
            }
            is_first = false;
            let mut values = Attributes::new();
            let role = role.and_then(|role| texts(item, role).first().copied());
            let named = [("type", role), ("schema", Some(schema.name))];
            for (name, text) in named
                .into_iter()
                .filter_map(|(name, text)| Some((name, text?)))
            {
                graph
                    .ties
                    .attribute(&mut values, name, AttributeValue::text(text));
            }
            properties(item, &said, &mut |key, value| {
                graph.ties.attribute(&mut values, key, value);
            });
            let (source, target) = (
                graph.ties.end(source, item.at),
                graph.ties.end(target, item.at),
            );
            graph.ties.tie(ListedTie {
                source,
                target,
                values,
                ..tie()
            });
        }
    }
}

/// The properties of an entity except these; a single value without its list. Entities in them are
/// read for themselves: an actor is named here, and relations are not.
fn properties(item: &Value<'_>, but: &[&str], add: &mut dyn FnMut(&str, AttributeValue)) {
    let members = item
        .get("properties")
        .and_then(Value::as_object)
        .unwrap_or_default();
    for member in members.iter().filter(|member| !but.contains(&&*member.key)) {
        let values = member.value.as_array().unwrap_or_default();
        if values.iter().any(is_entity) {
            let is_relation = |item: &&Value<'_>| {
                let schema = schema(item).unwrap_or_default();
                DETAILS.contains(&schema) || RELATIONS.iter().any(|row| row.name == schema)
            };
            let actors = values.iter().filter(|item| !is_relation(item));
            for name in actors.filter_map(|item| caption(item).or_else(|| id(item))) {
                add(&member.key, AttributeValue::text(name));
            }
            continue;
        }
        let value = match values {
            [only] => AttributeValue::of_json(only),
            _ => AttributeValue::of_json(&member.value),
        };
        add(&member.key, value);
    }
    for key in ["datasets", "referents", "target", "first_seen", "last_seen"] {
        if let Some(value) = item.get(key) {
            add(key, AttributeValue::of_json(value));
        }
    }
}
