//! Writes GEXF 1.3 for Gephi: times as spells, positions, sizes and colours as `viz`.
//!
//! The times of a spell are days. Where they say less than the date, as for `2016-07~`, the date is
//! a value as well. Gephi shows no weight below zero, so the sign is a value, and the colour of an
//! edge. Where only some relations have a direction, those without one are `mutual`: networkx
//! refuses a file with directed and undirected edges.

use super::part::FormatPart;
use super::plain_network::{
    Directions, PlainColumn, PlainNetwork, PlainOptions, PlainTie, PlainValues,
};
use super::plain_value::{PlainValue, ValueKind};
use super::writer::Writer;
use super::written_file::WrittenFile;
use super::xml::XmlText;
use crate::model::{Date, Day, Document, Relation, Sign};

pub(super) const WRITER: Writer = Writer {
    id: "gexf",
    name: "GEXF",
    extensions: &["gexf"],
    explanation: "Actors and relations with all their values for Gephi, with positions, colours, and dates for its timeline.",
    keeps: &[
        FormatPart::Actors,
        FormatPart::Relations,
        FormatPart::Title,
        FormatPart::Description,
        FormatPart::AsOf,
        FormatPart::ActorIds,
        FormatPart::ActorKinds,
        FormatPart::Aliases,
        FormatPart::Members,
        FormatPart::Wikidata,
        FormatPart::Notes,
        FormatPart::Positions,
        FormatPart::Pins,
        FormatPart::ActorFields,
        FormatPart::RelationIds,
        FormatPart::Kinds,
        FormatPart::Directions,
        FormatPart::Types,
        FormatPart::Dates,
        FormatPart::RelationFields,
    ],
    write,
};

/// The fields of a record that are drawn: each with its element.
const DRAWN: &[(&str, &str)] = &[
    ("color", "color"),
    ("size", "size"),
    ("thickness", "thickness"),
    ("shape", "shape"),
];

/// The colours of friends and foes in the window, for readers of all colour vision.
const FRIEND: &str = "#0072b2";
const FOE: &str = "#d55e00";

fn write(document: &Document) -> Result<WrittenFile, String> {
    let network = PlainNetwork::new(
        document,
        PlainOptions {
            has_own_positions: true,
            has_own_names: true,
            has_own_weights: true,
            ..PlainOptions::default()
        },
    );
    let mut out = XmlText::new();
    out.raw(
        "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">\n",
    );
    meta(&mut out, document);
    let has_times = document
        .relations
        .iter()
        .any(|relation| relation.when.is_some());
    let default = if network.directions == Directions::None {
        "undirected"
    } else {
        "directed"
    };
    let mode = if has_times {
        "dynamic\" timeformat=\"date\" timerepresentation=\"interval"
    } else {
        "static"
    };
    out.raw(&format!(
        "  <graph defaultedgetype=\"{default}\" mode=\"{mode}\">\n"
    ));
    attributes(&mut out, "node", &network.actor_columns);
    attributes(&mut out, "edge", &network.tie_columns);
    let ids = out.ids(network.actors.iter().map(|plain| plain.actor.id.as_str()));
    out.raw("    <nodes>\n");
    for (plain, id) in network.actors.iter().zip(&ids) {
        out.raw("      <node");
        out.attribute("id", id);
        out.attribute("label", plain.actor.name());
        out.raw(">\n");
        values(&mut out, &plain.values, &network.actor_columns, &|_| true);
        if let Some(position) = plain.actor.position {
            out.raw(&format!(
                "        <viz:position x=\"{}\" y=\"{}\" z=\"0\"/>\n",
                position.x, position.y
            ));
        }
        drawing(&mut out, &plain.values, &network.actor_columns, None);
        out.raw("      </node>\n");
    }
    out.raw("    </nodes>\n    <edges>\n");
    let tie_ids = out.ids(network.ties.iter().map(|plain| plain.relation.id.as_str()));
    for (plain, id) in network.ties.iter().zip(&tie_ids) {
        edge(&mut out, plain, id, &ids, &network);
    }
    out.raw("    </edges>\n  </graph>\n</gexf>\n");
    let changes = out.changes();
    Ok(WrittenFile {
        changes,
        ..WrittenFile::alone(out.text)
    })
}

fn meta(out: &mut XmlText, document: &Document) {
    let meta = &document.meta;
    let parts = [
        ("title", meta.title.as_deref()),
        ("description", meta.description.as_deref()),
        ("as_of", meta.as_of.as_ref().map(Date::as_str)),
    ];
    out.raw("  <meta>\n    <creator>Frenemy</creator>\n");
    for (name, text) in parts
        .into_iter()
        .filter_map(|(name, text)| Some((name, text?)))
    {
        out.raw(&format!("    <{name}>"));
        out.content(text);
        out.raw(&format!("</{name}>\n"));
    }
    out.raw("  </meta>\n");
}

fn attributes(out: &mut XmlText, class: &str, columns: &[PlainColumn]) {
    if columns.is_empty() {
        return;
    }
    out.raw(&format!("    <attributes class=\"{class}\">\n"));
    for (number, column) in columns.iter().enumerate() {
        out.raw("      <attribute");
        out.attribute("id", &number.to_string());
        out.attribute("title", &column.name);
        let kind = match column.kind {
            ValueKind::Flag => "boolean",
            ValueKind::Integer => "long",
            ValueKind::Number => "double",
            ValueKind::Text => "string",
        };
        out.attribute("type", kind);
        out.raw("/>\n");
    }
    out.raw("    </attributes>\n");
}

fn edge(
    out: &mut XmlText,
    plain: &PlainTie<'_>,
    id: &str,
    ids: &[String],
    network: &PlainNetwork<'_>,
) {
    let [Some(source), Some(target)] = plain.ends else {
        return;
    };
    let relation = plain.relation;
    out.raw("      <edge");
    out.attribute("id", id);
    out.attribute("source", &ids[source]);
    out.attribute("target", &ids[target]);
    let direction = match (relation.is_directed(), network.directions) {
        (true, _) => "directed",
        (false, Directions::Mixed) => "mutual",
        (false, _) => "undirected",
    };
    out.attribute("type", direction);
    if let Some(weight) = relation.weight.filter(|weight| weight.is_finite()) {
        out.attribute("weight", &format!("{weight:?}"));
    }
    out.raw(">\n");
    let spell = relation.when.as_ref().map(EdgeSpell::of);
    let says_all = spell.as_ref().is_some_and(|spell| spell.says_all);
    values(out, &plain.values, &network.tie_columns, &|name| {
        name != "when" || !says_all
    });
    if let Some(spell) = spell {
        out.raw("        <spells>\n          <spell");
        if let Some(day) = spell.start {
            out.attribute("start", &iso(day));
        }
        if let Some(day) = spell.end {
            out.attribute("end", &iso(day));
        }
        out.raw("/>\n        </spells>\n");
    }
    drawing(out, &plain.values, &network.tie_columns, color_of(relation));
    out.raw("      </edge>\n");
}

/// The days of a date.
struct EdgeSpell {
    start: Option<Day>,
    end: Option<Day>,
    /// Whether the days say all that the date says.
    says_all: bool,
}

impl EdgeSpell {
    fn of(date: &Date) -> Self {
        let (start, end) = (date.earliest(), date.latest());
        let text = |day: Option<Day>| day.map_or_else(|| "..".to_owned(), iso);
        let written = if start == end && start.is_some() {
            text(start)
        } else {
            format!("{}/{}", text(start), text(end))
        };
        Self {
            start,
            end,
            says_all: written == date.as_str(),
        }
    }
}

/// `1914-07-28`
fn iso(day: Day) -> String {
    let sign = if day.year < 0 { "-" } else { "" };
    format!(
        "{sign}{:04}-{:02}-{:02}",
        day.year.unsigned_abs(),
        day.month,
        day.day
    )
}

fn color_of(relation: &Relation) -> Option<&'static str> {
    match relation.kind().sign() {
        Sign::Positive => Some(FRIEND),
        Sign::Negative => Some(FOE),
        Sign::None => None,
    }
}

/// Values that are not drawn.
fn values(
    out: &mut XmlText,
    values: &PlainValues<'_>,
    columns: &[PlainColumn],
    is_written: &dyn Fn(&str) -> bool,
) {
    let is_value = |(number, value): &&(usize, PlainValue<'_>)| {
        let name = &*columns[*number].name;
        is_written(name) && drawn(name, value).is_none()
    };
    let mut written = values.iter().filter(is_value).peekable();
    if written.peek().is_none() {
        return;
    }
    out.raw("        <attvalues>\n");
    for (number, value) in written {
        out.raw("          <attvalue");
        out.attribute("for", &number.to_string());
        out.attribute("value", value.words());
        out.raw("/>\n");
    }
    out.raw("        </attvalues>\n");
}

/// How a value is drawn: the attributes of its element.
fn drawn(name: &str, value: &PlainValue<'_>) -> Option<(&'static str, String)> {
    let (_, element) = DRAWN.iter().find(|(field, _)| *field == name)?;
    let words = value.words();
    let attributes = match *element {
        "color" => {
            let hex = words.strip_prefix('#').filter(|hex| hex.len() == 6)?;
            let channel = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
            format!(
                "r=\"{}\" g=\"{}\" b=\"{}\"",
                channel(0)?,
                channel(2)?,
                channel(4)?
            )
        }
        "shape" => {
            let known = [
                "disc", "square", "triangle", "diamond", "image", "solid", "dotted", "dashed",
                "double",
            ];
            let shape = known.iter().find(|shape| **shape == words)?;
            format!("value=\"{shape}\"")
        }
        _ => {
            let number = matches!(value, PlainValue::Integer(_) | PlainValue::Number(_));
            number.then(|| format!("value=\"{words}\""))?
        }
    };
    Some((element, attributes))
}

/// The elements of what is drawn; `color` is used where the record has no colour.
fn drawing(
    out: &mut XmlText,
    values: &PlainValues<'_>,
    columns: &[PlainColumn],
    color: Option<&'static str>,
) {
    let mut elements: Vec<(&str, String)> = values
        .iter()
        .filter_map(|(number, value)| drawn(&columns[*number].name, value))
        .collect();
    let has_color = elements.iter().any(|(element, _)| *element == "color");
    if let Some(color) = color.filter(|_| !has_color) {
        elements.extend(drawn("color", &PlainValue::text(color)));
    }
    for (element, attributes) in elements {
        out.raw(&format!("        <viz:{element} {attributes}/>\n"));
    }
}
