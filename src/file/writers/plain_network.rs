//! A document as most formats see it: actors and ties with named values of simple types, and lists
//! of which names there are. Knows no format.

use std::collections::HashMap;

use super::claim_values;
use super::plain_value::{PlainValue, ValueKind};
use crate::file::formats::graphml::{NAME_KEY, NAME_LABEL};
use crate::model::{Actor, ActorId, Date, Document, Fields, Relation, Sign};

/// How the reader marks an attribute whose name a record of ours has.
pub(super) const ATTRIBUTE: &str = " (attribute)";

/// A named value that some actors or ties have.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlainColumn {
    pub(super) name: String,
    pub(super) kind: ValueKind,
}

/// A value, and the number of its column.
pub(super) type PlainValues<'d> = Vec<(usize, PlainValue<'d>)>;

/// An actor with its values.
pub(super) struct PlainActor<'d> {
    pub(super) actor: &'d Actor,
    pub(super) values: PlainValues<'d>,
}

/// A relation with its values.
pub(super) struct PlainTie<'d> {
    pub(super) relation: &'d Relation,
    /// The numbers of its ends in the list of actors; `None` for an actor that is missing.
    pub(super) ends: [Option<usize>; 2],
    pub(super) values: PlainValues<'d>,
}

/// What of a relation the format writes in its own way, and not as a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an answer of a format"
)]
pub(super) struct PlainOptions {
    /// Positions are written apart from the values of actors.
    pub(super) has_own_positions: bool,
    /// Names are written apart from the values of actors.
    pub(super) has_own_names: bool,
    /// Weights are written apart from the values of ties.
    pub(super) has_own_weights: bool,
    /// Every tie says its direction as a value.
    pub(super) names_direction: bool,
    /// A claim is written as values of its tie where all of them can be.
    pub(super) holds_claims: bool,
    /// Names are called as in the file that the document is from.
    pub(super) keeps_name_key: bool,
    /// Actors whose name is their id have a name too: programs show nothing else.
    pub(super) names_everyone: bool,
}

/// Whether ties have directions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Directions {
    All,
    None,
    Mixed,
}

/// A document as lists of actors and ties.
pub(super) struct PlainNetwork<'d> {
    pub(super) actors: Vec<PlainActor<'d>>,
    pub(super) ties: Vec<PlainTie<'d>>,
    pub(super) actor_columns: Vec<PlainColumn>,
    pub(super) tie_columns: Vec<PlainColumn>,
    /// Title, description, time, and what else the network has.
    pub(super) about: Vec<(String, PlainValue<'d>)>,
    pub(super) directions: Directions,
}

impl<'d> PlainNetwork<'d> {
    pub(super) fn new(document: &'d Document, options: PlainOptions) -> Self {
        let directions = directions(document);
        let mut actor_columns = ColumnList::default();
        let key = document.meta.fields.unknown(NAME_KEY);
        let are_labels = key.is_some_and(|key| key.trim_matches('"') == NAME_LABEL);
        let name_column = if are_labels && options.keeps_name_key {
            NAME_LABEL
        } else {
            "name"
        };
        let actors: Vec<_> = document
            .actors
            .iter()
            .map(|actor| PlainActor {
                actor,
                values: actor_values(actor, options, name_column, &mut actor_columns),
            })
            .collect();
        let ordinals: HashMap<&str, usize> = actors
            .iter()
            .enumerate()
            .map(|(at, plain)| (plain.actor.id.as_str(), at))
            .collect();
        let names_kinds = has_kinds(document);
        let holds_claims = options.holds_claims && claim_values::fit(document);
        let mut tie_columns = ColumnList::default();
        let ties = document.relations.iter().map(|relation| {
            let end = |id: &str| ordinals.get(id).copied();
            let claim = relation.claims.first().filter(|_| holds_claims);
            let claim = claim.map(|claim| claim_values::values(document, claim));
            let claim = claim.unwrap_or_default();
            PlainTie {
                ends: [end(relation.source.as_str()), end(relation.target.as_str())],
                values: tie_values(relation, claim, options, names_kinds, &mut tie_columns),
                relation,
            }
        });
        let ties = ties.collect();
        Self {
            actors,
            ties,
            actor_columns: actor_columns.columns,
            tie_columns: tie_columns.columns,
            about: about(document),
            directions,
        }
    }

    /// Adds the ids as values, for a format whose ids are numbers; and directions, if asked.
    pub(super) fn add_ids(&mut self, name: &str, with_directions: bool) {
        let column = |columns: &mut Vec<PlainColumn>, name: &str, kind| {
            columns.push(PlainColumn {
                name: name.to_owned(),
                kind,
            });
            columns.len() - 1
        };
        let number = column(&mut self.actor_columns, name, ValueKind::Text);
        for plain in &mut self.actors {
            plain
                .values
                .push((number, PlainValue::text(plain.actor.id.as_str())));
        }
        let number = column(&mut self.tie_columns, name, ValueKind::Text);
        for plain in &mut self.ties {
            plain
                .values
                .push((number, PlainValue::text(plain.relation.id.as_str())));
        }
        if with_directions {
            let number = column(&mut self.tie_columns, "directed", ValueKind::Flag);
            for plain in &mut self.ties {
                plain
                    .values
                    .push((number, PlainValue::Flag(plain.relation.is_directed())));
            }
        }
    }

    /// The names of actors as labels that are all different: names that several actors have get the
    /// id in parentheses.
    pub(super) fn labels(&self, clean: impl Fn(&str) -> String) -> Vec<String> {
        let names: Vec<String> = self
            .actors
            .iter()
            .map(|plain| clean(plain.actor.name()))
            .collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for name in &names {
            *counts.entry(name).or_default() += 1;
        }
        let mut free = crate::file::ids::FreeIds::<String>::default();
        let wanted =
            self.actors
                .iter()
                .zip(&names)
                .map(|(plain, name)| match counts.get(&**name) {
                    Some(1) if !name.is_empty() => name.clone(),
                    _ => clean(&format!("{name} ({})", plain.actor.id))
                        .trim()
                        .to_owned(),
                });
        wanted.map(|label| free.like(&label)).collect()
    }
}

/// The value of a relation in a format that has one number for a tie: its strength, below zero for
/// hostility.
pub(super) fn signed_strength(relation: &Relation) -> f64 {
    let weight = relation.weight.unwrap_or(1.0);
    match relation.kind().sign() {
        Sign::Negative => -weight.abs(),
        Sign::Positive => weight,
        Sign::None => weight.abs(),
    }
}

/// 1 for friends, -1 for foes, 0 for neither.
pub(super) fn sign_number(relation: &Relation) -> i64 {
    match relation.kind().sign() {
        Sign::Positive => 1,
        Sign::Negative => -1,
        Sign::None => 0,
    }
}

pub(super) fn directions(document: &Document) -> Directions {
    let all = document.relations.len();
    let directed = document
        .relations
        .iter()
        .filter(|relation| relation.is_directed())
        .count();
    match directed {
        0 => Directions::None,
        directed if directed == all => Directions::All,
        _ => Directions::Mixed,
    }
}

/// Whether kinds and signs are written. In a network without signs they would say nothing, unless a
/// type could be read as one.
fn has_kinds(document: &Document) -> bool {
    document
        .relations
        .iter()
        .any(|relation| relation.kind().sign() != Sign::None || relation.subtype.is_some())
}

fn actor_values<'d>(
    actor: &'d Actor,
    options: PlainOptions,
    name_column: &str,
    columns: &mut ColumnList,
) -> PlainValues<'d> {
    let mut values = ValueList::new(columns, ACTOR_NAMES);
    if !options.has_own_names {
        // A file that had both a name and a label, which is what is shown, has both again.
        let had_both = actor.fields.unknown("name (attribute)").is_some();
        let shown = if options.names_everyone {
            Some(actor.name())
        } else {
            actor.name.as_deref()
        };
        let column = if had_both { NAME_LABEL } else { name_column };
        values.add(column, shown.map(PlainValue::text));
    }
    values.add(
        "kind",
        actor.kind.map(|kind| PlainValue::text(kind.as_str())),
    );
    values.add(
        "aliases",
        PlainValue::list(actor.aliases.iter().map(String::as_str)),
    );
    values.add(
        "members",
        PlainValue::list(actor.members.iter().map(ActorId::as_str)),
    );
    let color = actor.color.map(|color| color.to_string());
    values.add("color", color.map(|color| PlainValue::Text(color.into())));
    values.add("picture", actor.picture.as_deref().map(PlainValue::text));
    values.add("wikidata", actor.wikidata.as_deref().map(PlainValue::text));
    values.add("note", actor.note.as_deref().map(PlainValue::text));
    if !options.has_own_positions {
        values.add(
            "x",
            actor
                .position
                .and_then(|position| PlainValue::number(position.x)),
        );
        values.add(
            "y",
            actor
                .position
                .and_then(|position| PlainValue::number(position.y)),
        );
    }
    values.add("pinned", actor.pinned.then_some(PlainValue::Flag(true)));
    values.add_fields(&actor.fields);
    values.values
}

fn tie_values<'d>(
    relation: &'d Relation,
    claim: Vec<(&'static str, PlainValue<'d>)>,
    options: PlainOptions,
    names_kinds: bool,
    columns: &mut ColumnList,
) -> PlainValues<'d> {
    let mut values = ValueList::new(columns, TIE_NAMES);
    if names_kinds {
        values.add("kind", Some(PlainValue::text(relation.kind().as_str())));
        values.add("sign", Some(PlainValue::integer(sign_number(relation))));
    }
    if !options.has_own_weights {
        values.add("weight", relation.weight.and_then(PlainValue::number));
    }
    if options.names_direction {
        values.add("directed", Some(PlainValue::Flag(relation.is_directed())));
    }
    values.add("type", relation.subtype.as_deref().map(PlainValue::text));
    values.add(
        "when",
        relation
            .when
            .as_ref()
            .map(|date| PlainValue::text(date.as_str())),
    );
    for (name, value) in claim {
        values.add(name, Some(value));
    }
    values.add_fields(&relation.fields);
    values.values
}

fn about(document: &Document) -> Vec<(String, PlainValue<'_>)> {
    let meta = &document.meta;
    let known = [
        ("title", meta.title.as_deref()),
        ("description", meta.description.as_deref()),
        ("as_of", meta.as_of.as_ref().map(Date::as_str)),
    ];
    let known = known
        .into_iter()
        .filter_map(|(name, text)| text.map(|text| (name.to_owned(), PlainValue::text(text))));
    let others = meta
        .fields
        .all_unknown()
        .filter(|(key, _)| *key != NAME_KEY)
        .filter_map(|(key, json)| PlainValue::of_json(json).map(|value| (key.to_owned(), value)));
    known.chain(others).collect()
}

/// Columns in the order in which they are first used.
#[derive(Default)]
struct ColumnList {
    columns: Vec<PlainColumn>,
    numbers: HashMap<String, usize>,
}

impl ColumnList {
    /// The number of the column of this name, which now has a value of this kind as well.
    fn number(&mut self, name: &str, kind: ValueKind) -> usize {
        if let Some(number) = self.numbers.get(name) {
            let column = &mut self.columns[*number];
            column.kind = column.kind.with(kind);
            return *number;
        }
        let number = self.columns.len();
        self.columns.push(PlainColumn {
            name: name.to_owned(),
            kind,
        });
        self.numbers.insert(name.to_owned(), number);
        number
    }
}

/// The values of one record.
struct ValueList<'c, 'd> {
    columns: &'c mut ColumnList,
    taken: TakenNames,
    values: PlainValues<'d>,
}

/// Names that the fields of a record cannot have.
#[derive(Clone, Copy)]
struct TakenNames {
    /// Those of the values that are made here.
    own: &'static [&'static str],
    /// Those that a reader takes for something else.
    reserved: &'static [&'static str],
}

/// The taken names of actors.
const ACTOR_NAMES: TakenNames = TakenNames {
    own: &[
        "id", "name", "kind", "aliases", "members", "wikidata", "color", "picture", "note", "x",
        "y", "pinned",
    ],
    reserved: &[
        "source",
        "target",
        "from",
        "to",
        "label",
        "claims",
        "citations",
    ],
};

/// The taken names of relations.
const TIE_NAMES: TakenNames = TakenNames {
    own: &[
        "id", "source", "target", "kind", "sign", "weight", "directed", "type", "when",
    ],
    reserved: &["claims", "citations"],
};

/// Names of our own values that a field may have in a record without such a value: all of them are
/// text, so that a column of numbers stays one.
const RETURNED: &[&str] = &[
    "name", "color", "picture", "note", "aliases", "kind", "wikidata", "type", "when",
];

/// The fields that say which record it is.
const IDENTITIES: &[&str] = &["id"];

/// The fields of an actor that neither the model nor the list of its values knows.
pub(super) fn other_actor_fields(fields: &Fields) -> usize {
    other_fields(fields, ACTOR_NAMES)
}

/// The fields of a relation that neither the model nor the list of its values knows.
pub(super) fn other_tie_fields(fields: &Fields) -> usize {
    other_fields(fields, TIE_NAMES)
}

fn other_fields(fields: &Fields, taken: TakenNames) -> usize {
    let others = fields.all_unknown();
    others.filter(|(key, _)| !taken.own.contains(key)).count()
}

impl<'c, 'd> ValueList<'c, 'd> {
    fn new(columns: &'c mut ColumnList, taken: TakenNames) -> Self {
        Self {
            columns,
            taken,
            values: Vec::new(),
        }
    }

    fn add(&mut self, name: &str, value: Option<PlainValue<'d>>) {
        if let Some(value) = value {
            let number = self.columns.number(name, value.kind());
            self.values.push((number, value));
        }
    }

    /// Adds the fields that the model does not know. A field that the reader renamed, because a
    /// record of ours has one of its name, gets its name back where the record does not use it.
    fn add_fields(&mut self, fields: &'d Fields) {
        for (key, json) in fields
            .all_unknown()
            .filter(|(key, _)| !IDENTITIES.contains(key))
        {
            let TakenNames { own, reserved } = self.taken;
            let is_returned = |name: &&str| RETURNED.contains(name) && !self.has(name);
            let plain = key.strip_suffix(ATTRIBUTE);
            let returned = plain.filter(is_returned);
            let plain = plain.filter(|name| !own.contains(name)).or(returned);
            let mut name = plain.unwrap_or(key).to_owned();
            let value = PlainValue::of_json(json);
            let is_own = own.contains(&&*name) && returned.is_none();
            // A field that the model knows is kept as it was written, such as `2` for `2.0`.
            if is_own && value.as_ref().is_none_or(|value| self.says(&name, value)) {
                continue;
            }
            if is_own || reserved.contains(&&*name) {
                name.push_str(ATTRIBUTE);
            }
            while self.has(&name) {
                name.push('*');
            }
            self.add(&name, value);
        }
    }

    /// Whether the record has a value of this name.
    fn has(&self, name: &str) -> bool {
        let number = self.columns.numbers.get(name);
        number.is_some_and(|number| self.values.iter().any(|(at, _)| at == number))
    }

    /// Whether the record says the same as a field of this name.
    fn says(&self, name: &str, value: &PlainValue<'_>) -> bool {
        if ["x", "y", "name", "weight"].contains(&name) {
            return true;
        }
        let number = self.columns.numbers.get(name);
        let known = self.values.iter().find(|(at, _)| Some(at) == number);
        known.is_some_and(|(_, known)| {
            known.words() == value.words() || known.json() == value.json()
        })
    }
}
