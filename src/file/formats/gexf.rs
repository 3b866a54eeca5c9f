//! GEXF 1.1 to 1.3, with times, dynamic attributes and how nodes are drawn. Knows no other format.

use std::collections::HashMap;
use std::rc::Rc;

use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::gexf_values::{Series, Times, grouped, typed};
use super::listed_tie::ListedTie;
use super::long_text::cut_id;
use super::native::reading::short;
use super::tie_builder::TieBuilder;
use super::times::{self, DayOrder};
use super::xml_cursor::{Element, XmlCursor, XmlEvent};
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::{Date, Document};
use crate::words::counted;

/// The title by which networkx tells the edges between two nodes apart.
pub(in crate::file) const NETWORKX_KEY: &str = "networkx_key";

/// Reads a document; nothing if it is broken or was cancelled.
pub(crate) fn read(
    text: &str,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut cursor = XmlCursor::new(text, progress);
    let mut ties = TieBuilder::listed(text.len());
    // Gephi leaves out a weight of 1.
    ties.missing_is_positive = true;
    let mut reader = GexfReader {
        ties,
        report,
        titles: Default::default(),
        defaults: Default::default(),
        class: None,
        attribute: None,
        edges_undirected: true,
        is_ours: false,
        open: Vec::new(),
        path: Vec::new(),
        graphs: 0,
        as_of: None,
        counts: TimeCounts::default(),
    };
    loop {
        match cursor.next(reader.report) {
            XmlEvent::Start(element) => reader.start(&element),
            XmlEvent::End(name) => reader.end(name, cursor.text.trim()),
            XmlEvent::Done => break,
            XmlEvent::Stop => return None,
        }
    }
    if reader.graphs == 0 {
        let hint = "A GEXF file has a <graph> with <nodes> and <edges>.".to_owned();
        reader.report.error(
            0,
            "no-network",
            "there is no <graph> in the file",
            Some(hint),
        );
        return None;
    }
    reader.conclude();
    let as_of = reader.as_of;
    let progress = cursor.progress().second_half();
    let mut document = reader
        .ties
        .into_document(reader.report, progress, &|at, _| at)?;
    document.meta.as_of = as_of.or(document.meta.as_of);
    Some(document)
}

/// The colours that our writer gives to ties of friends and of foes.
const SIGN_COLORS: [&str; 2] = ["#0072b2", "#d55e00"];

/// Attributes of elements that say when they hold.
const TIMES: [&str; 7] = [
    "start",
    "end",
    "startopen",
    "endopen",
    "timestamp",
    "timestamps",
    "intervals",
];

/// What an `<attribute>` declares.
#[derive(Clone, Debug)]
struct GexfAttribute {
    title: Rc<str>,
    kind: Rc<str>,
}

/// What has an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum GexfClass {
    Node,
    Edge,
}

impl GexfClass {
    fn word(self) -> &'static str {
        match self {
            Self::Node => "node",
            Self::Edge => "edge",
        }
    }
}

/// A node or an edge that has begun.
#[derive(Debug)]
enum OpenPart {
    Node {
        actor: usize,
        times: Times,
        series: Vec<Series>,
    },
    Edge {
        tie: ListedTie,
        times: Times,
        series: Vec<Series>,
    },
}

#[derive(Debug, Default)]
struct TimeCounts {
    steps: usize,
    gaps: usize,
    bad: usize,
    series: usize,
    /// Ties whose values are above zero at one time and below at another.
    turned: usize,
}

struct GexfReader<'r> {
    ties: TieBuilder,
    report: &'r mut IssueLog,
    /// The attributes by class and id.
    titles: [HashMap<String, GexfAttribute>; 2],
    /// The defaults by class, each with its attribute.
    defaults: [Vec<(String, AttributeValue)>; 2],
    class: Option<GexfClass>,
    attribute: Option<GexfAttribute>,
    edges_undirected: bool,
    /// Whether our writer made the file: ties without a direction are mutual beside others, and
    /// colours say friend and foe.
    is_ours: bool,
    open: Vec<OpenPart>,
    path: Vec<String>,
    graphs: usize,
    as_of: Option<Date>,
    counts: TimeCounts,
}

impl GexfReader<'_> {
    fn start(&mut self, element: &Element<'_>) {
        match element.name {
            "graph" => self.graph(element),
            "attributes" => {
                let class = element.get("class").unwrap_or("node");
                self.class = [GexfClass::Node, GexfClass::Edge]
                    .into_iter()
                    .find(|known| class.eq_ignore_ascii_case(known.word()));
            }
            "attribute" => {
                let id = element.get("id").unwrap_or_default();
                let title = element.get("title").filter(|title| !title.is_empty());
                let title = title.map(|title| if title == NETWORKX_KEY { "key" } else { title });
                let attribute = GexfAttribute {
                    title: cut_id(title.unwrap_or(id)).into(),
                    kind: match &*element.get("type").unwrap_or_default().to_lowercase() {
                        "liststring" if self.is_ours => "json".into(),
                        kind => kind.into(),
                    },
                };
                if let Some(class) = self.class {
                    self.titles[class as usize].insert(id.to_owned(), attribute.clone());
                }
                self.attribute = Some(attribute);
            }
            "node" => self.node(element),
            "edge" => self.edge(element),
            "attvalue" => self.value(element),
            "spell" | "slice" => self.spell(element),
            "parent" => {
                if let (Some(OpenPart::Node { actor, .. }), Some(parent)) =
                    (self.open.last(), element.get("for"))
                {
                    let actor = *actor;
                    let parent = self.ties.end(parent, element.at);
                    self.ties.add_member(parent, actor);
                }
            }
            "color" | "size" | "position" | "thickness" | "shape" => self.drawing(element),
            _ => {}
        }
        self.path.push(element.name.to_owned());
    }

    fn graph(&mut self, element: &Element<'_>) {
        self.graphs += 1;
        let name = element.get("name").filter(|name| !name.is_empty());
        if let Some(name) = name.filter(|_| self.ties.title.is_none()) {
            self.ties.title = Some(name.to_owned());
        }
        self.ties
            .begin_network(element.get("label").or(name).or(element.get("id")));
        self.edges_undirected = element
            .get("defaultedgetype")
            .is_none_or(|kind| kind != "directed");
        let timestamp = element.get("timestamp");
        if element.get("mode") == Some("slice")
            && let Some(time) = timestamp.or(element.get("start"))
        {
            self.as_of = times::read(time, DayOrder::Unknown)
                .ok()
                .map(|time| time.date);
        }
        for name in [
            "mode",
            "timeformat",
            "timerepresentation",
            "timezone",
            "start",
            "end",
            "timestamp",
        ] {
            if let Some(value) = element.get(name).filter(|value| *value != "static") {
                self.ties
                    .extra
                    .push((name.into(), AttributeValue::text(value)));
            }
        }
    }

    fn node(&mut self, element: &Element<'_>) {
        let id = element.get("id").map(str::to_owned);
        let id = id.unwrap_or_else(|| self.ties.number_as_id());
        let actor = self.ties.declare(&id, element.at, self.report);
        if let Some(label) = element.get("label") {
            self.ties.set_name(actor, label);
        }
        let outer = self.open.iter().rev().find_map(|part| match part {
            OpenPart::Node { actor, .. } => Some(*actor),
            OpenPart::Edge { .. } => None,
        });
        let parent = element
            .get("pid")
            .map(|parent| self.ties.end(parent, element.at));
        if let Some(parent) = outer.or(parent) {
            self.ties.add_member(parent, actor);
        }
        let known = ["id", "label", "pid", "for"];
        let is_known = |name: &str| known.contains(&name) || TIMES.contains(&name);
        for (name, value) in element
            .attributes
            .iter()
            .filter(|(name, _)| !is_known(name))
        {
            self.ties
                .describe(actor, name, AttributeValue::text(&**value));
        }
        let mut times = Times::default();
        times.add(element);
        self.open.push(OpenPart::Node {
            actor,
            times,
            series: Vec::new(),
        });
    }

    fn edge(&mut self, element: &Element<'_>) {
        let (Some(source), Some(target)) = (element.get("source"), element.get("target")) else {
            let message = "this edge does not name two ends";
            let hint = Some("Expected `source` and `target`; it is left out.".to_owned());
            self.report.error(element.at, "missing-end", message, hint);
            return;
        };
        let kind = element.get("type").map(str::to_lowercase);
        let directed = match kind.as_deref() {
            Some("directed") => true,
            Some("undirected" | "mutual") => false,
            _ => !self.edges_undirected,
        };
        let mut values = Attributes::new();
        if kind.as_deref() == Some("mutual") && !self.is_ours {
            self.ties
                .attribute(&mut values, "mutual", AttributeValue::flag(true));
        }
        let known = ["id", "source", "target", "type"];
        let is_known = |name: &str| known.contains(&name) || TIMES.contains(&name);
        for (name, value) in element
            .attributes
            .iter()
            .filter(|(name, _)| !is_known(name))
        {
            // Gephi's kinds of parallel edges are types, in words of its user.
            let name = if *name == "kind" { "type" } else { *name };
            let value = if name == "weight" {
                AttributeValue::digits(value)
            } else {
                AttributeValue::text(&**value)
            };
            self.ties.attribute(&mut values, name, value);
        }
        let tie = ListedTie {
            source: self.ties.end(source, element.at),
            target: self.ties.end(target, element.at),
            id: element
                .get("id")
                .filter(|id| !id.is_empty())
                .map(Into::into),
            directed: Some(directed),
            values,
            at: element.at,
            ..ListedTie::default()
        };
        let mut times = Times::default();
        times.add(element);
        self.open.push(OpenPart::Edge {
            tie,
            times,
            series: Vec::new(),
        });
    }

    fn spell(&mut self, element: &Element<'_>) {
        match self.open.last_mut() {
            Some(OpenPart::Node { times, .. } | OpenPart::Edge { times, .. }) => times.add(element),
            None => {}
        }
    }

    fn value(&mut self, element: &Element<'_>) {
        let id = element.get("for").or(element.get("id")).unwrap_or_default();
        let text = element.get("value").unwrap_or_default();
        let Some(part) = self.open.last() else { return };
        let class = match part {
            OpenPart::Node { .. } => GexfClass::Node,
            OpenPart::Edge { .. } => GexfClass::Edge,
        };
        let declared = self.titles[class as usize].get(id).cloned();
        let attribute = declared.unwrap_or_else(|| {
            let message = format!("the attribute `{}` is not declared", short(id));
            let hint = Some("Its value is kept under this name.".to_owned());
            self.report
                .warning(element.at, "undeclared-key", message, hint);
            GexfAttribute {
                title: id.into(),
                kind: "".into(),
            }
        });
        let value = typed(text, &attribute.kind);
        let mut times = Times::default();
        times.add(element);
        let series = (!times.spans.is_empty()).then(|| Series {
            title: Rc::clone(&attribute.title),
            value: value.clone(),
            when: times.words(),
        });
        match self.open.last_mut() {
            Some(OpenPart::Node {
                series: all, actor, ..
            }) => {
                let actor = *actor;
                if let Some(series) = series {
                    all.push(series);
                } else {
                    self.ties.describe(actor, &attribute.title, value);
                }
            }
            Some(OpenPart::Edge {
                series: all, tie, ..
            }) => {
                if let Some(series) = series {
                    all.push(series);
                } else {
                    // A weight among the attributes replaces that of the edge.
                    self.ties
                        .attribute(&mut tie.values, &attribute.title, value);
                }
            }
            None => {}
        }
    }

    fn drawing(&mut self, element: &Element<'_>) {
        let value = |name: &str| element.get(name).unwrap_or_default();
        let described = match element.name {
            "color" => {
                let channel = |name: &str| value(name).trim().parse::<u8>().ok();
                let color = match (element.get("hex"), channel("r"), channel("g"), channel("b")) {
                    (Some(hex), ..) => hex.to_owned(),
                    (_, Some(r), Some(g), Some(b)) => format!("#{r:02x}{g:02x}{b:02x}"),
                    _ => return,
                };
                Some(("color", AttributeValue::text(color)))
            }
            "size" => Some(("size", AttributeValue::digits(value("value")))),
            "thickness" => Some(("thickness", AttributeValue::digits(value("value")))),
            "shape" => Some(("shape", AttributeValue::text(value("value")))),
            _ => None,
        };
        match (self.open.last_mut(), described) {
            (Some(OpenPart::Node { actor, .. }), Some((name, value))) => {
                let actor = *actor;
                self.ties.describe(actor, name, value);
            }
            (Some(OpenPart::Edge { .. }), Some((_, value)))
                if self.is_ours && SIGN_COLORS.contains(&value.words()) => {}
            (Some(OpenPart::Edge { tie, .. }), Some((name, value))) => {
                self.ties.attribute(&mut tie.values, name, value);
            }
            (Some(OpenPart::Node { actor, .. }), None) => {
                let actor = *actor;
                if let (Some(x), Some(y)) = (element.number("x"), element.number("y")) {
                    self.ties.set_position(actor, x, y);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str, text: &str) {
        self.path.pop();
        let parent = self.path.last().map(String::as_str);
        match name {
            "node" => {
                if let Some(OpenPart::Node {
                    actor,
                    times,
                    series,
                }) = self.open.pop()
                {
                    self.close_node(actor, &times, series);
                }
            }
            "edge" if matches!(self.open.last(), Some(OpenPart::Edge { .. })) => {
                if let Some(OpenPart::Edge { tie, times, series }) = self.open.pop() {
                    self.close_edge(tie, &times, series);
                }
            }
            "default" => {
                if let (Some(GexfAttribute { title, kind }), Some(class)) =
                    (&self.attribute, self.class)
                    && !text.is_empty()
                {
                    self.defaults[class as usize].push((title.to_string(), typed(text, kind)));
                }
            }
            _ if parent == Some("meta") && !text.is_empty() => match &*name.to_lowercase() {
                "title" => self.ties.title = Some(text.to_owned()),
                "creator" if text == "Frenemy" => self.is_ours = true,
                "description" => self.ties.description = Some(text.to_owned()),
                other => self
                    .ties
                    .extra
                    .push((other.into(), AttributeValue::text(text))),
            },
            _ => {}
        }
    }

    fn close_node(&mut self, actor: usize, times: &Times, series: Vec<Series>) {
        if !times.spans.is_empty() {
            self.ties
                .describe(actor, "spells", AttributeValue::text(times.words()));
        }
        self.counts.series += usize::from(!series.is_empty());
        for (title, last, all) in grouped(series) {
            self.ties.describe(actor, &title, last);
            self.ties
                .describe(actor, &format!("{title} over time"), all);
        }
        for (title, value) in &self.defaults[GexfClass::Node as usize] {
            if self.ties.is_full() {
                break;
            }
            let is_missing = !self.ties.is_described(actor, title);
            if is_missing && self.ties.may_copy(value.words().len()) {
                self.ties.describe(actor, title, value.clone());
            }
        }
    }

    fn close_edge(&mut self, mut tie: ListedTie, times: &Times, series: Vec<Series>) {
        self.counts.series += usize::from(!series.is_empty());
        let number = |value: &AttributeValue| value.words().parse::<f64>().unwrap_or_default();
        let has = |test: fn(f64) -> bool| series.iter().any(|one| test(number(&one.value)));
        let (below, above) = (has(|number| number < 0.0), has(|number| number > 0.0));
        self.ties.has_negative |= below;
        self.counts.turned += usize::from(below && above);
        for (title, last, all) in grouped(series) {
            if title.eq_ignore_ascii_case("weight") {
                let number = self.ties.tie_attribute("weight");
                tie.values.retain(|(at, _)| *at != number);
                tie.values.push((number, last));
                self.ties
                    .attribute(&mut tie.values, "weight over time", all);
                continue;
            }
            self.ties.attribute(&mut tie.values, &title, last);
            self.ties
                .attribute(&mut tie.values, &format!("{title} over time"), all);
        }
        for (title, value) in &self.defaults[GexfClass::Edge as usize] {
            if self.ties.is_full() {
                break;
            }
            let number = self.ties.tie_attribute(title);
            if !tie.values.has(number) && self.ties.may_copy(value.words().len()) {
                tie.values.push((number, value.clone()));
            }
        }
        if !times.spans.is_empty() {
            match times::span(&times.spans, DayOrder::Unknown) {
                Ok(time) => {
                    self.counts.steps += usize::from(time.is_step);
                    self.counts.gaps += usize::from(time.has_gaps);
                    if time.has_gaps {
                        let words = AttributeValue::text(times.words());
                        self.ties.attribute(&mut tie.values, "spells", words);
                    }
                    tie.when = Some(time.date);
                }
                Err(error) => {
                    self.counts.bad += 1;
                    let message =
                        format!("`{}` is not a valid time: {error}", short(&times.words()));
                    let hint = Some("It is kept as it is.".to_owned());
                    self.report.error(tie.at, "bad-date", message, hint);
                    let words = AttributeValue::text(times.words());
                    self.ties.attribute(&mut tie.values, "spells", words);
                }
            }
        }
        self.ties.tie(tie);
    }

    fn conclude(&mut self) {
        let TimeCounts {
            steps,
            gaps,
            series,
            ..
        } = self.counts;
        let mut note = |code: &'static str, message: String, hint: &str| {
            self.report.note(0, code, message, Some(hint.to_owned()));
        };
        if steps > 0 {
            let message = format!(
                "{} a time that is a number without a unit; it is read as a year",
                counted(steps, "tie has", "ties have")
            );
            note(
                "times-are-steps",
                message,
                "Give the times as dates if they mean something else.",
            );
        }
        if gaps > 0 {
            let message = format!(
                "{} several times; the period from the first to the last is used",
                counted(gaps, "tie has", "ties have")
            );
            note(
                "times-with-gaps",
                message,
                "The times are kept under `spells`.",
            );
        }
        if series > 0 {
            let message = format!(
                "{} values that change over time; the last is used",
                counted(series, "node or edge has", "nodes or edges have")
            );
            note(
                "values-over-time",
                message,
                "All values are kept under the name of the attribute and `over time`.",
            );
        }
        if self.counts.turned > 0 {
            let message = format!(
                "{} values above zero and below zero at different times; the last one is the sign",
                counted(self.counts.turned, "tie has", "ties have")
            );
            let hint = "For a tie that changes sides, write an edge for each period.".to_owned();
            self.report
                .warning(0, "signs-over-time", message, Some(hint));
        }
    }
}
