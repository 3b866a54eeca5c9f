//! The fields of a relation.

use super::parse;
use super::row::{FieldChoice, FieldRow, Input};
use crate::model::{Date, Relation, RelationKind};
use crate::words::capitalized;

/// The actor it comes from, or one of the two.
pub static SOURCE: FieldRow<Relation> = FieldRow::<Relation>::line(
    "source",
    ("source", "From"),
    |relation| relation.source.to_string(),
    |relation, value| {
        relation.source = value.as_str().into();
        Ok(())
    },
)
.input(Input::Actor);

/// The actor it goes to, or the other of the two.
pub static TARGET: FieldRow<Relation> = FieldRow::<Relation>::line(
    "target",
    ("target", "To"),
    |relation| relation.target.to_string(),
    |relation, value| {
        relation.target = value.as_str().into();
        Ok(())
    },
)
.input(Input::Actor);

/// Cooperation, hostility, support or other.
pub static KIND: FieldRow<Relation> = FieldRow::<Relation>::line(
    "kind",
    ("kind", "Kind"),
    |relation| relation.kind().as_str().to_owned(),
    |relation, value| {
        relation.kind = Some(parse::one_of(
            &RelationKind::ALL,
            RelationKind::as_str,
            value.as_str(),
        )?);
        Ok(())
    },
)
.in_bulk()
.choices(|_| {
    let choice = |kind: RelationKind| FieldChoice {
        value: kind.as_str().to_owned(),
        words: capitalized(kind.as_str()),
    };
    RelationKind::ALL.map(choice).into()
});

const ONE_WAY: &str = "one way";
const BOTH_WAYS: &str = "both ways";

/// Whether it goes one way; by kind if it is left out.
pub static DIRECTED: FieldRow<Relation> = FieldRow::<Relation>::line(
    "directed",
    ("direction", "Direction"),
    |relation| match relation.directed {
        None => String::new(),
        Some(true) => ONE_WAY.to_owned(),
        Some(false) => BOTH_WAYS.to_owned(),
    },
    |relation, value| {
        relation.directed = match value.as_str() {
            "" => None,
            ONE_WAY => Some(true),
            BOTH_WAYS => Some(false),
            text => {
                return Err(format!(
                    "a relation goes {ONE_WAY} or {BOTH_WAYS}, not “{text}”"
                ));
            }
        };
        Ok(())
    },
)
.choices(|relation| {
    let by_kind = Relation {
        directed: None,
        ..relation.clone()
    };
    let usual = if by_kind.is_directed() {
        ONE_WAY
    } else {
        BOTH_WAYS
    };
    let choice = |value: &str, words: String| FieldChoice {
        value: value.to_owned(),
        words,
    };
    vec![
        choice("", format!("As usual for its kind: {usual}")),
        choice(ONE_WAY, capitalized(ONE_WAY)),
        choice(BOTH_WAYS, capitalized(BOTH_WAYS)),
    ]
});

/// Finer than the kind.
pub static TYPE: FieldRow<Relation> = FieldRow::<Relation>::line(
    "type",
    ("type", "Type"),
    |relation| relation.subtype.clone().unwrap_or_default(),
    |relation, value| {
        relation.subtype = parse::words(value.as_str());
        Ok(())
    },
)
.hint("diplomatic backing");

/// When it held.
pub static WHEN: FieldRow<Relation> = FieldRow::<Relation>::line(
    "when",
    ("date", "When"),
    |relation| {
        relation
            .when
            .as_ref()
            .map_or_else(String::new, |date| date.as_str().to_owned())
    },
    |relation, value| {
        relation.when = parse::date(value.as_str())?;
        Ok(())
    },
)
.in_bulk()
.hint(parse::PERIOD_HINT)
.meaning(|text| Ok(parse::date(text)?.as_ref().map(Date::in_words)));

/// How strong it is.
pub static WEIGHT: FieldRow<Relation> = FieldRow::<Relation>::line(
    "weight",
    ("weight", "Weight"),
    |relation| {
        relation
            .weight
            .map_or_else(String::new, |weight| weight.to_string())
    },
    |relation, value| {
        relation.weight = parse::weight(value.as_str())?;
        Ok(())
    },
)
.hint("number of independent sources")
.meaning(|text| parse::weight(text).map(|_| None));

/// All fields, in the order of the form.
pub static FIELDS: [&FieldRow<Relation>; 7] =
    [&SOURCE, &TARGET, &KIND, &DIRECTED, &TYPE, &WHEN, &WEIGHT];
