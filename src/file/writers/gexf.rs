//! Writes GEXF 1.3 for Gephi: times as spells, positions, sizes and colours as `viz`.
//!
//! The times of a spell are days. Where they say less than the date, as for `2016-07~`, the date is
//! a value as well. Gephi shows no weight below zero, so the sign is a value, and the colour of an
//! edge. Where only some relations have a direction, those without one are `mutual`: networkx
//! refuses a file with directed and undirected edges.

use std::borrow::Cow;

use super::gexf_times::{DaySpan, SPELLS, TimedColumns, spans, whole};
use super::part::FormatPart;
use super::plain_network::{
    ATTRIBUTE, Directions, PlainActor, PlainColumn, PlainNetwork, PlainOptions, PlainTie,
    PlainValues,
};
use super::plain_value::{PlainValue, ValueKind};
use super::writer::Writer;
use super::written_file::WrittenFile;
use super::xml::XmlText;
use crate::file::formats::gexf::NETWORKX_KEY;
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
            holds_claims: true,
            ..PlainOptions::default()
        },
    );
    let mut out = XmlText::new();
    out.raw(
        "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">\n",
    );
    meta(&mut out, document);
    let actor_values = || network.actors.iter().map(|plain| &plain.values);
    let tie_values = || network.ties.iter().map(|plain| &plain.values);
    let actors = GexfColumns::new(&network.actor_columns, actor_values());
    let ties = GexfColumns::new(&network.tie_columns, tie_values());
    let has_times = document
        .relations
        .iter()
        .any(|relation| relation.when.is_some())
        || actors.timed.has_any()
        || ties.timed.has_any()
        || actor_values().any(|values| actors.spells(values).is_some());
    begin_graph(&mut out, network.directions, has_times);
    attributes(&mut out, "node", &actors);
    attributes(&mut out, "edge", &ties);
    let ids = out.ids(network.actors.iter().map(|plain| plain.actor.id.as_str()));
    out.raw("    <nodes>\n");
    for (plain, id) in network.actors.iter().zip(&ids) {
        node(&mut out, plain, id, &actors);
    }
    out.raw("    </nodes>\n    <edges>\n");
    let tie_ids = out.ids(network.ties.iter().map(|plain| plain.relation.id.as_str()));
    for (plain, id) in network.ties.iter().zip(&tie_ids) {
        edge(&mut out, plain, id, &ids, (network.directions, &ties));
    }
    out.raw("    </edges>\n  </graph>\n</gexf>\n");
    let changes = out.changes();
    Ok(WrittenFile {
        changes,
        ..WrittenFile::alone(out.text)
    })
}

fn begin_graph(out: &mut XmlText, directions: Directions, has_times: bool) {
    let default = if directions == Directions::None {
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
}

fn node(out: &mut XmlText, plain: &PlainActor<'_>, id: &str, actors: &GexfColumns<'_>) {
    out.raw("      <node");
    out.attribute("id", id);
    out.attribute("label", plain.actor.name());
    out.raw(">\n");
    let spells = actors.spells(&plain.values);
    values(out, &plain.values, actors, &|name| {
        name != SPELLS || spells.is_none()
    });
    write_spells(out, &spells.unwrap_or_default());
    if let Some(position) = plain.actor.position {
        out.raw(&format!(
            "        <viz:position x=\"{}\" y=\"{}\" z=\"0\"/>\n",
            position.x, position.y
        ));
    }
    drawing(out, &plain.values, actors.columns, None);
    out.raw("      </node>\n");
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

/// The columns of actors or of ties, and which of them change over time.
struct GexfColumns<'n> {
    columns: &'n [PlainColumn],
    timed: TimedColumns,
}

impl<'n> GexfColumns<'n> {
    fn new<'v, 'd: 'v>(
        columns: &'n [PlainColumn],
        records: impl Iterator<Item = &'v PlainValues<'d>>,
    ) -> Self {
        Self {
            columns,
            timed: TimedColumns::new(columns, records),
        }
    }

    /// The spells of a record, as far as it has some that are days.
    fn spells(&self, values: &PlainValues<'_>) -> Option<Vec<DaySpan>> {
        let mut values = values.iter();
        let (_, value) = values.find(|(at, _)| self.columns[*at].name == SPELLS)?;
        spans(value.words())
    }
}

fn attributes(out: &mut XmlText, class: &str, columns: &GexfColumns<'_>) {
    let timed = &columns.timed;
    let is_changing = |at: usize| timed.is_dynamic(at) || timed.is_of_weights(at);
    for (mode, is_dynamic) in [("static", false), ("dynamic", true)] {
        let numbers = (0..columns.columns.len())
            .filter(|at| !timed.is_series_of_other(*at) && is_changing(*at) == is_dynamic);
        let numbers: Vec<usize> = numbers.collect();
        if numbers.is_empty() {
            continue;
        }
        let mode = if timed.has_any() {
            format!(" mode=\"{mode}\"")
        } else {
            String::new()
        };
        out.raw(&format!("    <attributes class=\"{class}\"{mode}>\n"));
        for number in numbers {
            let column = &columns.columns[number];
            let is_weight = timed.is_of_weights(number);
            let kind = match column.kind {
                _ if is_weight => "double",
                ValueKind::Flag => "boolean",
                ValueKind::Integer => "long",
                ValueKind::Number => "double",
                kind if kind.is_list() => "liststring",
                _ => "string",
            };
            out.raw("      <attribute");
            out.attribute("id", &number.to_string());
            let title = title(&column.name);
            out.attribute("title", if is_weight { "Weight" } else { &title });
            out.attribute("type", kind);
            out.raw("/>\n");
        }
        out.raw("    </attributes>\n");
    }
}

/// The title of a column. networkx gives the attributes of an edge to a function that has a `key`
/// of its own, and fails on another one; it has another name for that of an edge among several.
fn title(name: &str) -> Cow<'_, str> {
    match name {
        "key" => NETWORKX_KEY.into(),
        "u_for_edge" | "v_for_edge" | "node_for_adding" | "self" => {
            format!("{name}{ATTRIBUTE}").into()
        }
        name => name.into(),
    }
}

/// Writes the times of a node or an edge.
fn write_spells(out: &mut XmlText, spans: &[DaySpan]) {
    if spans.is_empty() {
        return;
    }
    out.raw("        <spells>\n");
    for span in spans {
        out.raw("          <spell");
        days(out, span);
        out.raw("/>\n");
    }
    out.raw("        </spells>\n");
}

/// ` start="1870-07-19" end="1871-05-10"`
fn days(out: &mut XmlText, (start, end): &DaySpan) {
    for (name, day) in [("start", start), ("end", end)] {
        if let Some(day) = day {
            out.attribute(name, day);
        }
    }
}

fn edge(
    out: &mut XmlText,
    plain: &PlainTie<'_>,
    id: &str,
    ids: &[String],
    (directions, columns): (Directions, &GexfColumns<'_>),
) {
    let [Some(source), Some(target)] = plain.ends else {
        return;
    };
    let relation = plain.relation;
    out.raw("      <edge");
    out.attribute("id", id);
    out.attribute("source", &ids[source]);
    out.attribute("target", &ids[target]);
    let direction = match (relation.is_directed(), directions) {
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
    let span = spell.map(|spell| (spell.start.map(iso), spell.end.map(iso)));
    // Times with gaps are those of the file, unless the date was changed since.
    let gaps = columns.spells(&plain.values);
    let gaps = gaps.filter(|gaps| span.as_ref() == Some(&whole(gaps)));
    values(out, &plain.values, columns, &|name| match name {
        "when" => !says_all,
        SPELLS => gaps.is_none(),
        _ => true,
    });
    write_spells(out, &gaps.unwrap_or(Vec::from_iter(span)));
    drawing(out, &plain.values, columns.columns, color_of(relation));
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

/// Values that are not drawn, those that change with all their times.
fn values(
    out: &mut XmlText,
    values: &PlainValues<'_>,
    columns: &GexfColumns<'_>,
    is_written: &dyn Fn(&str) -> bool,
) {
    let is_value = |(number, value): &&(usize, PlainValue<'_>)| {
        let name = &*columns.columns[*number].name;
        let is_series = columns.timed.is_series_of_other(*number);
        !is_series && is_written(name) && drawn(name, value).is_none()
    };
    let mut written = values.iter().filter(is_value).peekable();
    if written.peek().is_none() {
        return;
    }
    out.raw("        <attvalues>\n");
    for (number, value) in written {
        let Some(timed) = columns.timed.values(*number, values) else {
            attribute_value(out, *number, value.words(), &(None, None));
            continue;
        };
        for timed in timed {
            for span in &timed.spans {
                attribute_value(out, *number, &timed.value, span);
            }
        }
    }
    out.raw("        </attvalues>\n");
}

fn attribute_value(out: &mut XmlText, number: usize, words: &str, span: &DaySpan) {
    out.raw("          <attvalue");
    out.attribute("for", &number.to_string());
    out.attribute("value", words);
    days(out, span);
    out.raw("/>\n");
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
