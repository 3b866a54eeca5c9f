//! The short form of claims, `citations`: each has its source inside, and references are made from
//! them.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Claim, Fields, Issued, Quote, Reference, ReferenceId};

use super::fidelity::Fidelity;
use super::reading::Reading;
use super::record::{Entry, FileField};
use super::shape::Shape;
use crate::file::formats::json::Value;
use crate::file::ids::slug;

/// A claim with its source inside. It is read and never written.
struct Citation {
    title: Option<String>,
    url: Option<String>,
    date: Option<String>,
    quote: Option<Quote>,
    fields: Fields,
}

impl Entry for Citation {
    const NAME: &'static str = "a citation";
    const DOC: &'static str = "A claim that contains its source.";

    const FIELDS: &'static [FileField<Self>] = &[
        FileField::<Self>::new(
            "title",
            Shape::Text,
            "The title of the source.",
            |citation, value, reading| reading.name(value, &mut citation.title),
            |_, _| {},
        ),
        FileField::<Self>::new(
            "url",
            Shape::Text,
            "Its address.",
            |citation, value, reading| reading.address(value, &mut citation.url),
            |_, _| {},
        )
        .aliases(&["URL"]),
        FileField::<Self>::new(
            "date",
            Shape::Date,
            "When it appeared.",
            |citation, value, reading| {
                let fidelity = reading.date(value, &mut None);
                citation.date = value.as_text().map(str::to_owned);
                fidelity
            },
            |_, _| {},
        ),
        FileField::<Self>::new(
            "quote",
            Shape::Text,
            "The quoted words.",
            |citation, value, reading| {
                let mut exact = None;
                let fidelity = reading.text(value, &mut exact);
                reading.quotes.extend(exact.as_ref().map(|_| value.at));
                citation.quote = exact.map(|exact| Quote {
                    exact,
                    ..Quote::default()
                });
                fidelity
            },
            |_, _| {},
        ),
    ];

    fn blank() -> Self {
        Self {
            title: None,
            url: None,
            date: None,
            quote: None,
            fields: Fields::default(),
        }
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn set_fields(&mut self, fields: Fields) {
        self.fields = fields;
    }
}

/// Reads citations into claims; sources with the same URL, or otherwise the same title, share a
/// reference.
pub(crate) fn read(claims: &mut Vec<Claim>, value: &Value<'_>, reading: &mut Reading) -> Fidelity {
    let mut citations: Vec<Citation> = Vec::new();
    let fidelity = super::record::read_list(value, &mut citations, reading);
    for citation in citations {
        claims.push(claim(citation, reading));
    }
    fidelity
}

fn claim(citation: Citation, reading: &mut Reading) -> Claim {
    let (reference, is_new) = reference(&citation, reading);
    let is_known = |key: &str| Citation::FIELDS.iter().any(|field| field.key == key);
    let mut unknown: Vec<(Arc<str>, Box<str>)> = citation
        .fields
        .all_unknown()
        .filter(|(key, _)| !is_known(key))
        .map(|(key, json)| (reading.intern(key), json.into()))
        .collect();
    // Fields about the source stay with the claim if no reference was made from them.
    for (key, text) in [("title", &citation.title), ("date", &citation.date)] {
        if let Some(text) = text.as_ref().filter(|_| !is_new) {
            let mut json = String::new();
            crate::file::formats::json::quote_into(&mut json, text);
            unknown.push((reading.intern(key), json.into()));
        }
    }
    let order = ["reference", "quote"].into_iter();
    let order = order.chain(unknown.iter().map(|(key, _)| &**key));
    let order: Vec<_> = order.map(|key| reading.intern(key)).collect();
    Claim {
        reference,
        quote: citation.quote,
        fields: Fields::new(order.into(), unknown),
        ..Claim::default()
    }
}

/// The reference of a citation, and whether it is new; `None` if the citation names no source.
fn reference(citation: &Citation, reading: &mut Reading) -> (Option<ReferenceId>, bool) {
    let Some(source) = citation.url.clone().or_else(|| citation.title.clone()) else {
        return (None, false);
    };
    let references = &reading.references.records;
    let of_source = reading.reference_of_source.get_or_insert_with(|| {
        let by_url = references.iter().filter_map(|reference| {
            let url = reference.url.clone()?;
            Some((url, reference.id.clone()))
        });
        by_url.collect::<HashMap<_, _>>()
    });
    if let Some(known) = of_source.get(&source) {
        return (Some(known.clone()), false);
    }
    let words = slug(citation.title.as_deref().unwrap_or(&source));
    // The next number goes on from the last one, so that many sources of one title take linear
    // time.
    let is_free = |id: &ReferenceId| reading.references.get(id).is_none();
    let mut id = ReferenceId::from(words.as_str());
    let number = reading.last_citation.entry(words.clone()).or_insert(1);
    while !is_free(&id) {
        *number += 1;
        id = format!("{words}-{number}").into();
    }
    let reference = Reference {
        title: citation.title.clone(),
        issued: citation.date.as_deref().and_then(Issued::parse),
        url: citation.url.clone(),
        ..Reference::new(id.clone())
    };
    of_source.insert(source, id.clone());
    reading.references.add(id.clone(), reference);
    (Some(id), true)
}
