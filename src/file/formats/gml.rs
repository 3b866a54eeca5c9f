//! GML, as igraph, networkx, Gephi and yEd write it. Knows no other format.

use std::collections::HashMap;

use super::arrows::Arrows;
use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::listed_tie::ListedTie;
use super::native::reading::short;
use super::tie_builder::TieBuilder;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::limits::GML_DEPTH;
use crate::model::Document;

/// Reads a text; nothing if it is broken or was cancelled.
pub(crate) fn read(
    text: &str,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut tokens = Tokens {
        text,
        at: 0,
        progress,
    };
    let mut ties = TieBuilder::listed(text.len());
    let mut graphs = 0;
    while let GmlKey::Key(key, at) = tokens.key(report)? {
        if !key.eq_ignore_ascii_case("graph") {
            let value = tokens.value(0, report)?;
            if let GmlValue::Leaf(value) = value {
                ties.extra.push((key.into(), value));
            }
            continue;
        }
        graphs += 1;
        if !tokens.opens() {
            let hint = Some("Write `graph [`.".to_owned());
            report.error(at, "not-gml", "`graph` is not followed by `[`", hint);
            return None;
        }
        ties.begin_network_of_ids(None);
        read_graph(&mut tokens, &mut ties, report)?;
    }
    if graphs == 0 {
        let hint =
            "A GML file has `graph [ node [ id 1 ] edge [ source 1 target 1 ] ]`.".to_owned();
        report.error(
            0,
            "no-network",
            "there is no `graph [` in the file",
            Some(hint),
        );
        return None;
    }
    let progress = tokens.progress.second_half();
    ties.into_document(report, progress, &|at, _| at)
}

/// Reads what is in the brackets of `graph`.
fn read_graph(tokens: &mut Tokens<'_>, ties: &mut TieBuilder, report: &mut IssueLog) -> Option<()> {
    let (mut is_directed, mut has_arrows) = (false, false);
    let mut directed = Vec::new();
    let mut groups = Vec::new();
    while let GmlKey::Key(key, at) = tokens.key(report)? {
        match &*key.to_lowercase() {
            "node" if tokens.opens() => {
                let members = tokens.members(1, report)?;
                groups.extend(add_node(members, at, ties, report));
            }
            "edge" if tokens.opens() => {
                let members = tokens.members(1, report)?;
                let arrows = drawn_arrows(&members);
                has_arrows |= arrows.is_some();
                if add_edge(members, at, arrows, ties, report) {
                    directed.push(ties.tie_count() - 1);
                }
            }
            "directed" => {
                if let GmlValue::Leaf(value) = tokens.value(1, report)? {
                    is_directed = value.words() == "1";
                }
            }
            lower => match tokens.value(1, report)? {
                GmlValue::Leaf(value)
                    if ["label", "name", "title"].contains(&lower) && !value.is_empty() =>
                {
                    ties.name_network(value.words());
                    let title = || value.words().to_owned();
                    ties.title.get_or_insert_with(title);
                }
                GmlValue::Leaf(value) => ties.extra.push((key.into(), value)),
                value @ GmlValue::List(_) => {
                    ties.extra
                        .push((key.into(), AttributeValue::Json(value.json().into())));
                }
            },
        }
    }
    for tie in directed {
        if let Some(tie) = ties.tie_mut(tie) {
            // Where arrows are drawn, an edge without one has no direction.
            tie.directed.get_or_insert(is_directed && !has_arrows);
        }
    }
    for (member, group) in groups {
        let group = ties.known(&group);
        if let Some(group) = group.filter(|group| ties.is_described(*group, "isGroup")) {
            ties.add_member(group, member);
        }
    }
    Some(())
}

/// A value: a word, a number or a text; or a list of keys with values.
#[derive(Debug)]
enum GmlValue {
    Leaf(AttributeValue),
    List(Vec<(String, GmlValue)>),
}

impl GmlValue {
    fn json(&self) -> String {
        match self {
            Self::Leaf(value) => value.json().into_owned(),
            Self::List(members) => {
                let mut parts: Vec<(&str, Vec<String>)> = Vec::new();
                let mut places: HashMap<&str, usize> = HashMap::new();
                for (key, value) in members {
                    let place = *places.entry(key).or_insert(parts.len());
                    match parts.get_mut(place) {
                        Some((_, values)) => values.push(value.json()),
                        None => parts.push((key, vec![value.json()])),
                    }
                }
                let member = |(key, values): (&str, Vec<String>)| {
                    let key = AttributeValue::text(key);
                    match &values[..] {
                        [one] => format!("{}:{one}", key.json()),
                        many => format!("{}:[{}]", key.json(), many.join(",")),
                    }
                };
                let parts: Vec<String> = parts.into_iter().map(member).collect();
                format!("{{{}}}", parts.join(","))
            }
        }
    }

    /// Members with the values of each key that is there several times as one list. networkx marks
    /// a list that has one item or none by a first value of its own.
    fn grouped(members: Vec<(String, Self)>) -> Vec<(String, AttributeValue)> {
        let mut parts: Vec<(String, Vec<Self>)> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for (key, value) in members {
            let place = *places.entry(key.clone()).or_insert(parts.len());
            match parts.get_mut(place) {
                Some((_, values)) => values.push(value),
                None => parts.push((key, vec![value])),
            }
        }
        let is_mark = |value: &Self| matches!(value, Self::Leaf(value) if value.words() == "_networkx_list_start");
        let field = |(key, mut values): (String, Vec<Self>)| {
            let has_mark = values.first().is_some_and(is_mark);
            if has_mark {
                values.remove(0);
            }
            if values.len() == 1 && !has_mark {
                return (key, values.remove(0).into_field());
            }
            let items: Vec<String> = values.iter().map(Self::json).collect();
            let list = format!("[{}]", items.join(","));
            (key, AttributeValue::Json(list.into()))
        };
        parts.into_iter().map(field).collect()
    }

    fn into_field(self) -> AttributeValue {
        match self {
            Self::Leaf(value) => value,
            list @ Self::List(_) => AttributeValue::Json(list.json().into()),
        }
    }
}

fn leaf<'m>(members: &'m [(String, GmlValue)], key: &str) -> Option<&'m AttributeValue> {
    members.iter().find_map(|(name, value)| match value {
        GmlValue::Leaf(value) if name.eq_ignore_ascii_case(key) => Some(value),
        _ => None,
    })
}

/// The shapes at the ends of an edge that are no arrow.
const NO_ARROW: [&str; 3] = ["none", "0", ""];

/// Where the graphics of an edge draw arrows, in the words of yEd, Cytoscape, or GML itself.
fn drawn_arrows(members: &[(String, GmlValue)]) -> Option<Arrows> {
    let drawn = members.iter().find_map(|(key, value)| match value {
        GmlValue::List(drawn) if key.eq_ignore_ascii_case("graphics") => Some(drawn),
        _ => None,
    })?;
    let shape = |keys: [&str; 2]| keys.iter().find_map(|key| leaf(drawn, key));
    let is_arrow = |shape: &AttributeValue| !NO_ARROW.contains(&shape.words());
    match leaf(drawn, "arrow").map(AttributeValue::words) {
        Some("last") => return Some(Arrows::new(false, true)),
        Some("first") => return Some(Arrows::new(true, false)),
        Some("both") => return Some(Arrows::new(true, true)),
        Some("none") => return Some(Arrows::NONE),
        _ => {}
    }
    let source = shape(["sourceArrow", "source_arrow"]);
    let target = shape(["targetArrow", "target_arrow"]);
    let is_said = source.is_some() || target.is_some();
    is_said.then(|| Arrows::new(source.is_some_and(is_arrow), target.is_some_and(is_arrow)))
}

/// Adds a node; returns it with the id of the group that it is in, as yEd writes it.
fn add_node(
    members: Vec<(String, GmlValue)>,
    at: usize,
    ties: &mut TieBuilder,
    report: &mut IssueLog,
) -> Option<(usize, String)> {
    let id = leaf(&members, "id").map(|id| id.words().to_owned());
    let id = id.unwrap_or_else(|| {
        let number = ties.number_as_id();
        let hint = Some(format!("It is called `{number}` now."));
        report.warning(at, "missing-id", "this node has no id", hint);
        number
    });
    let actor = ties.declare_or_share(&id, leaf(&members, "label"), at, report);
    let mut is_id_read = false;
    let mut kept = Vec::new();
    let group = leaf(&members, "gid").map(|group| group.words().to_owned());
    for (key, value) in members {
        if key.eq_ignore_ascii_case("id") && !is_id_read {
            is_id_read = true;
            continue;
        }
        if let ("graphics", GmlValue::List(drawn)) = (&*key.to_lowercase(), &value) {
            let axis =
                |axis: &str| leaf(drawn, axis).and_then(|value| value.words().parse::<f64>().ok());
            if let (Some(x), Some(y)) = (axis("x"), axis("y")) {
                ties.set_position(actor, x, y);
            }
            if let Some(fill) = leaf(drawn, "fill") {
                ties.describe(actor, "color", fill.clone());
            }
        }
        kept.push((key, value));
    }
    for (key, value) in GmlValue::grouped(kept) {
        ties.describe(actor, &key, value);
    }
    group.map(|group| (actor, group))
}

fn add_edge(
    members: Vec<(String, GmlValue)>,
    at: usize,
    arrows: Option<Arrows>,
    ties: &mut TieBuilder,
    report: &mut IssueLog,
) -> bool {
    let end = |key: &str| leaf(&members, key).map(|id| id.words().to_owned());
    let (Some(source), Some(target)) = (end("source"), end("target")) else {
        let hint = Some("Expected `source` and `target`; it is left out.".to_owned());
        report.error(at, "missing-end", "this edge does not name two ends", hint);
        return false;
    };
    let mut tie = ListedTie {
        source: ties.end(&source, at),
        target: ties.end(&target, at),
        at,
        ..ListedTie::default()
    };
    let mut values = Attributes::new();
    let mut kept = Vec::new();
    let (mut has_source, mut has_target) = (false, false);
    for (key, value) in members {
        match (&*key.to_lowercase(), value) {
            ("source", _) if !has_source => has_source = true,
            ("target", _) if !has_target => has_target = true,
            ("id", GmlValue::Leaf(id)) => tie.id = Some(id.words().into()),
            ("directed", GmlValue::Leaf(flag)) => tie.directed = Some(flag.words() == "1"),
            (_, value) => kept.push((key, value)),
        }
    }
    for (key, value) in GmlValue::grouped(kept) {
        ties.attribute(&mut values, &key, value);
    }
    tie.values = values;
    ties.drawn_tie(tie, arrows);
    true
}

/// The key of a value, and where it is.
enum GmlKey {
    Key(String, usize),
    End,
}

/// The words of a text, and where it is.
struct Tokens<'t> {
    text: &'t str,
    at: usize,
    progress: ProgressMeter<'t>,
}

impl Tokens<'_> {
    /// Goes on to the next word; lines that begin with `#` are comments.
    fn skip(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            if !trimmed.starts_with('#') {
                return;
            }
            self.at += trimmed.find('\n').unwrap_or(trimmed.len());
        }
    }

    /// The next key; or the end of a list or of the text. Nothing if the text is broken
    /// or reading was cancelled.
    fn key(&mut self, report: &mut IssueLog) -> Option<GmlKey> {
        self.skip();
        if self.progress.is_cancelled(self.at) {
            return None;
        }
        let rest = &self.text[self.at..];
        if rest.is_empty() {
            return Some(GmlKey::End);
        }
        if rest.starts_with(']') {
            self.at += 1;
            return Some(GmlKey::End);
        }
        let at = self.at;
        let end = rest
            .find(|c: char| c.is_whitespace() || "[]\"#".contains(c))
            .unwrap_or(rest.len());
        if end == 0 || !rest.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            let word = rest.split_whitespace().next().unwrap_or_default();
            let message = format!("expected a key, found `{}`", short(word));
            let hint = "GML has a key before each value, and lists in brackets.".to_owned();
            report.error(at, "not-gml", message, Some(hint));
            return None;
        }
        self.at += end;
        Some(GmlKey::Key(rest[..end].to_owned(), at))
    }

    /// Whether a list begins here; it is entered.
    fn opens(&mut self) -> bool {
        self.skip();
        let opens = self.text[self.at..].starts_with('[');
        self.at += usize::from(opens);
        opens
    }

    fn value(&mut self, depth: usize, report: &mut IssueLog) -> Option<GmlValue> {
        if self.opens() {
            return self.members(depth + 1, report).map(GmlValue::List);
        }
        let rest = &self.text[self.at..];
        if let Some(quoted) = rest.strip_prefix('"') {
            let Some(end) = quoted.find('"') else {
                let hint = Some("Close it; a quote inside a text is written &quot;.".to_owned());
                let message = "the quote that opens here is never closed";
                report.error(self.at, "open-quote", message, hint);
                return None;
            };
            self.at += end + 2;
            return Some(GmlValue::Leaf(AttributeValue::text(unescaped(
                &quoted[..end],
            ))));
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || "[]\"".contains(c))
            .unwrap_or(rest.len());
        if end == 0 {
            let hint = Some("GML has a value after each key.".to_owned());
            report.error(self.at, "not-gml", "a value is missing here", hint);
            return None;
        }
        self.at += end;
        let word = &rest[..end];
        let digits = word.strip_prefix('+').unwrap_or(word);
        Some(GmlValue::Leaf(AttributeValue::digits(digits)))
    }

    /// The keys and values up to the end of a list.
    fn members(&mut self, depth: usize, report: &mut IssueLog) -> Option<Vec<(String, GmlValue)>> {
        if depth > GML_DEPTH.count() {
            let hint = Some("The file is made to harm, or damaged.".to_owned());
            report.error(self.at, "too-deep", GML_DEPTH.message(depth), hint);
            return None;
        }
        let mut members = Vec::new();
        let begun = self.at;
        while let GmlKey::Key(key, _) = self.key(report)? {
            let value = self.value(depth, report)?;
            members.push((key, value));
        }
        if !self.text[..self.at].ends_with(']') {
            let hint = Some("The file is incomplete; download or save it again.".to_owned());
            report.error(
                begun,
                "not-gml",
                "the list that opens here is never closed",
                hint,
            );
            return None;
        }
        Some(members)
    }
}

/// A text with the references to characters that GML takes from HTML.
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        out += &rest[..start];
        rest = &rest[start + 1..];
        let head = &rest.as_bytes()[..rest.len().min(12)];
        let end = head.iter().position(|byte| *byte == b';');
        let letter = end.and_then(|end| match &rest[..end] {
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "lt" => Some('<'),
            "gt" => Some('>'),
            name => {
                let Some(code) = name.strip_prefix('#') else {
                    return named_letter(name);
                };
                let code = match code.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                    None => code.parse().ok()?,
                };
                char::from_u32(code)
            }
        });
        match (letter, end) {
            (Some(letter), Some(end)) => {
                out.push(letter);
                rest = &rest[end + 1..];
            }
            _ => out.push('&'),
        }
    }
    out + rest
}

/// The letters of Latin-1 from U+00A0 on, by their names in HTML.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr \
    deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest \
    Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc \
    Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute \
    THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave \
    iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc \
    uuml yacute thorn yuml";

/// Other letters and marks of names and texts.
const MARKS: &[(&str, char)] = &[
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("hellip", '…'),
    ("bull", '•'),
    ("euro", '€'),
    ("trade", '™'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("Yuml", 'Ÿ'),
    ("minus", '−'),
];

/// The letter of this name in HTML.
fn named_letter(name: &str) -> Option<char> {
    let mut latin = LATIN.split_whitespace();
    if let Some(at) = latin.position(|known| known == name) {
        return char::from_u32(0xa0 + at as u32);
    }
    let mark = MARKS.iter().find(|(known, _)| *known == name);
    mark.map(|(_, letter)| *letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_letters_are_those_of_html() {
        assert_eq!(LATIN.split_whitespace().count(), 96);
        assert_eq!(
            unescaped("&eacute;&ouml;&#233;&#x4e2d; &ndash; &nosuch; a & b &yuml;&times;"),
            "éöé中 – &nosuch; a & b ÿ×"
        );
    }
}
