//! Times and values of GEXF that change over time. Reads no element by its name.

use std::collections::HashMap;
use std::rc::Rc;

use super::attribute_value::AttributeValue;
use super::xml_cursor::Element;

/// The times of a node or an edge.
#[derive(Debug, Default)]
pub(super) struct Times {
    pub(super) spans: Vec<(String, String)>,
}

/// A value of an attribute that changes: its name, the value, and when it holds.
#[derive(Debug)]
pub(super) struct Series {
    pub(super) title: Rc<str>,
    pub(super) value: AttributeValue,
    pub(super) when: String,
}

impl Times {
    /// Adds the times that the attributes of an element say.
    pub(super) fn add(&mut self, element: &Element<'_>) {
        let get = |names: [&str; 2]| {
            names
                .iter()
                .find_map(|name| element.get(name))
                .filter(|time| !time.is_empty())
        };
        let (start, end) = (get(["start", "startopen"]), get(["end", "endopen"]));
        if start.is_some() || end.is_some() {
            let edge = |time: Option<&str>| time.unwrap_or("..").to_owned();
            self.spans.push((edge(start), edge(end)));
        }
        for name in ["timestamp", "timestamps"] {
            let list = element.get(name).unwrap_or_default();
            let list = list.trim_matches(['<', '>', '[', ']', ' ']);
            for time in list
                .split([',', ';'])
                .map(|time| time.trim().trim_matches(['[', ']']))
            {
                if !time.is_empty() {
                    self.spans.push((time.to_owned(), time.to_owned()));
                }
            }
        }
        let list = element.get("intervals").unwrap_or_default();
        for interval in list.split(';') {
            let body = interval
                .trim()
                .trim_matches(['<', '>', '[', ']', '(', ')', ' ']);
            if let Some((start, end)) = body.split_once(',') {
                self.spans
                    .push((start.trim().to_owned(), end.trim().to_owned()));
            }
        }
    }

    /// `2000/2005; 2007/..`
    pub(super) fn words(&self) -> String {
        let spans = self.spans.iter().map(|(start, end)| {
            if start == end {
                start.clone()
            } else {
                format!("{start}/{end}")
            }
        });
        spans.collect::<Vec<_>>().join("; ")
    }
}

/// A value of a declared type.
pub(super) fn typed(text: &str, kind: &str) -> AttributeValue {
    match kind {
        "boolean" => match &*text.trim().to_lowercase() {
            "true" | "1" => AttributeValue::flag(true),
            "false" | "0" => AttributeValue::flag(false),
            _ => AttributeValue::text(text),
        },
        "integer" | "int" | "long" | "short" | "byte" | "float" | "double" | "biginteger"
        | "bigdecimal" => AttributeValue::digits(text),
        "json" => AttributeValue::of_json_text(text),
        _ => match kind.strip_prefix("list") {
            Some(kind) => list(text, kind),
            None => AttributeValue::text(text),
        },
    }
}

/// A list as Gephi writes it, `[red, "blue, green"]`, or separated by bars as in older files.
fn list(text: &str, kind: &str) -> AttributeValue {
    let inner = text.trim();
    let bracketed = inner
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let separator = match bracketed {
        None if inner.contains('|') => '|',
        None if inner.contains(';') => ';',
        _ => ',',
    };
    let mut items = vec![String::new()];
    let mut quote = None;
    let mut letters = bracketed.unwrap_or(inner).chars();
    while let Some(letter) = letters.next() {
        let is_first = items.last().is_none_or(|item| item.trim().is_empty());
        match letter {
            '\\' if quote.is_some() => {
                if let Some(item) = items.last_mut() {
                    item.extend(letters.next());
                }
            }
            '"' | '\'' if quote.is_none() && is_first => quote = Some(letter),
            _ if Some(letter) == quote => quote = None,
            _ if letter == separator && quote.is_none() => items.push(String::new()),
            _ => {
                if let Some(item) = items.last_mut() {
                    item.push(letter);
                }
            }
        }
    }
    let items = items.iter().map(|item| item.trim());
    let items = items.filter(|item| !item.is_empty());
    let items: Vec<String> = items
        .map(|item| typed(item, kind).json().into_owned())
        .collect();
    AttributeValue::Json(format!("[{}]", items.join(",")).into())
}

/// The values of each attribute: its name, the last value, and all of them with their times.
pub(super) fn grouped(series: Vec<Series>) -> Vec<(Rc<str>, AttributeValue, AttributeValue)> {
    let mut found: Vec<(Rc<str>, AttributeValue, Vec<String>)> = Vec::new();
    let mut places: HashMap<Rc<str>, usize> = HashMap::new();
    for Series { title, value, when } in series {
        let when = AttributeValue::text(when);
        let json = format!("{{\"when\":{},\"value\":{}}}", when.json(), value.json());
        let place = *places.entry(Rc::clone(&title)).or_insert(found.len());
        match found.get_mut(place) {
            Some((_, last, all)) => {
                *last = value;
                all.push(json);
            }
            None => found.push((title, value, vec![json])),
        }
    }
    let joined = |all: Vec<String>| AttributeValue::Json(format!("[{}]", all.join(",")).into());
    found
        .into_iter()
        .map(|(title, last, all)| (title, last, joined(all)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_have_the_items_of_their_type() {
        let read = |text: &str, kind: &str| typed(text, kind).json().into_owned();
        assert_eq!(
            read("[red, \"blue, green\"]", "liststring"),
            "[\"red\",\"blue, green\"]"
        );
        assert_eq!(read("[1, 2]", "listinteger"), "[1,2]");
        assert_eq!(read("[1, 2]", "liststring"), "[\"1\",\"2\"]");
        assert_eq!(read("a|b c", "liststring"), "[\"a\",\"b c\"]");
        assert_eq!(read("[]", "liststring"), "[]");
        assert_eq!(
            read("['x, y', \"a\\\"b\"]", "liststring"),
            "[\"x, y\",\"a\\\"b\"]"
        );
    }
}
