//! Entities of FollowTheMoney, as OpenSanctions and Aleph publish them. Knows no other format.

use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::json::Value;
use super::json_graph::GraphReader;
use super::listed_tie::ListedTie;
use super::tie_builder::TIE_BYTES;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::Document;

/// A schema of relations, the properties of its two ends, and whether it has a direction.
type RelationSchema = (&'static str, &'static str, &'static str, bool);

const RELATIONS: &[RelationSchema] = &[
    ("Ownership", "owner", "asset", true),
    ("Directorship", "director", "organization", true),
    ("Membership", "member", "organization", true),
    ("Employment", "employee", "employer", true),
    ("Family", "person", "relative", false),
    ("Associate", "person", "associate", false),
    ("Representation", "agent", "client", true),
    ("UnknownLink", "subject", "object", true),
    ("Succession", "predecessor", "successor", true),
    ("Debt", "debtor", "creditor", true),
    ("Payment", "payer", "beneficiary", true),
    ("ContractAward", "supplier", "authority", true),
    ("ProjectParticipant", "participant", "project", true),
    ("Similar", "candidate", "match", false),
    ("Documentation", "entity", "document", true),
    ("Mention", "document", "resolved", true),
    ("Occupancy", "holder", "post", true),
    ("Trip", "person", "vehicle", true),
];

/// Whether a value is an entity of FollowTheMoney.
pub(crate) fn is_entity(value: &Value<'_>) -> bool {
    value
        .get("schema")
        .is_some_and(|schema| schema.as_text().is_some())
        && value.get("properties").is_some()
        && value.get("id").is_some()
}

pub(crate) fn read(
    root: &Value<'_>,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut graph = GraphReader::new(report, progress, &[]);
    let items = root.as_array().unwrap_or(std::slice::from_ref(root));
    graph.used(root);
    let mut links = 0;
    for item in items {
        let Some(id) = item.get("id").and_then(Value::as_text) else {
            let hint = "Expected an `id`; it is left out.".to_owned();
            graph
                .report
                .error(item.at, "missing-id", "this entity has no id", Some(hint));
            continue;
        };
        let schema = item
            .get("schema")
            .and_then(Value::as_text)
            .unwrap_or_default();
        match RELATIONS.iter().find(|(name, ..)| *name == schema) {
            Some(relation) => read_relation(&mut graph, item, id, relation),
            None => links += read_actor(&mut graph, item, id, schema),
        }
    }
    if links > 0 {
        let message = format!(
            "{links} entities name another one in a property; these are kept, and not drawn as ties"
        );
        graph
            .report
            .note(root.at, "links-in-properties", message, None);
    }
    graph.finish(root)
}

/// The texts of a property.
fn texts<'v>(item: &'v Value<'_>, key: &str) -> Vec<&'v str> {
    let values = item
        .get("properties")
        .and_then(|properties| properties.get(key));
    let one = values.and_then(Value::as_text);
    let many = values.and_then(Value::as_array).unwrap_or_default();
    one.into_iter()
        .chain(many.iter().filter_map(Value::as_text))
        .collect()
}

/// Adds the ties of an entity that is a relation.
fn read_relation(
    graph: &mut GraphReader<'_>,
    item: &Value<'_>,
    id: &str,
    (schema, from, to, is_directed): &RelationSchema,
) {
    let (sources, targets) = (texts(item, from), texts(item, to));
    if sources.is_empty() || targets.is_empty() {
        let message = format!(
            "this {schema} has no {}",
            if sources.is_empty() { from } else { to }
        );
        let hint = "It is left out.".to_owned();
        graph
            .report
            .error(item.at, "missing-end", message, Some(hint));
    }
    let role = texts(item, "role").first().map_or(*schema, |role| *role);
    let tie = || ListedTie {
        id: Some(id.into()),
        directed: Some(*is_directed),
        subtype: Some(role.into()),
        at: item.at,
        ..ListedTie::default()
    };
    add_ties(
        graph,
        (item, schema),
        (&sources, &targets),
        &[from, to],
        tie,
    );
}

/// Adds the actor of an entity; returns in how many properties it names another entity.
fn read_actor(graph: &mut GraphReader<'_>, item: &Value<'_>, id: &str, schema: &str) -> usize {
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
        graph.ties.describe(actor, key, value);
    });
    ["parent", "membershipMember"]
        .iter()
        .filter(|key| !texts(item, key).is_empty())
        .count()
}

/// Adds the ties of an entity from each of its sources to each of its targets.
fn add_ties(
    graph: &mut GraphReader<'_>,
    (item, schema): (&Value<'_>, &str),
    (sources, targets): (&[&str], &[&str]),
    ends: &[&str],
    tie: impl Fn() -> ListedTie,
) {
    let mut bytes = 0;
    properties(item, ends, &mut |_, value| bytes += value.words().len());
    let mut is_first = true;
    for source in sources {
        for target in targets {
            if !is_first && !graph.ties.may_copy(TIE_BYTES + bytes) {
                continue;
            }
            is_first = false;
            let mut values = Attributes::new();
            let schema = AttributeValue::text(schema);
            graph.ties.attribute(&mut values, "schema", schema);
            properties(item, ends, &mut |key, value| {
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

/// The properties of an entity except these; a single value without its list.
fn properties(item: &Value<'_>, but: &[&str], add: &mut dyn FnMut(&str, AttributeValue)) {
    let members = item
        .get("properties")
        .and_then(Value::as_object)
        .unwrap_or_default();
    for member in members.iter().filter(|member| !but.contains(&&*member.key)) {
        let value = match member.value.as_array() {
            Some([only]) => AttributeValue::of_json(only),
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
