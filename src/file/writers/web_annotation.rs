//! Writes claims as W3C Web Annotations in JSON-LD: each quote with its selector, and what is said
//! about the relation. <https://www.w3.org/TR/annotation-model/>

use std::borrow::Cow;
use std::fmt::Write as _;

use super::part::FormatPart;
use super::writer::Writer;
use super::written_file::WrittenFile;
use crate::file::formats::claim_record::{
    CLAIM_FIELDS, SOURCE_FIELDS, SOURCE_PARTS, claim_fields, claim_part, source_fields, source_part,
};
use crate::file::formats::json_writer::JsonWriter;
use crate::model::{Claim, Claimant, Document, Quote, Relation};

pub(super) const WRITER: Writer = Writer {
    id: "web-annotation",
    name: "Web Annotation",
    extensions: &["jsonld"],
    explanation: "The claims as W3C Web Annotations: quotes with the words around them, on the pages of their sources.",
    keeps: &[
        FormatPart::Claims,
        FormatPart::Quotes,
        FormatPart::ClaimDetails,
    ],
    write,
};

/// The parts of a claim that have no place of their own in an annotation.
const DETAILS: [&str; 5] = ["locator", "made", "credibility", "coder", "approver"];

fn write(document: &Document) -> Result<WrittenFile, String> {
    if document.claim_count() == 0 {
        let message =
            "the network has no claims, so there is nothing to write; choose another format";
        return Err(message.to_owned());
    }
    let mut out = JsonWriter::default();
    out.open('{');
    out.key("@context");
    out.text("http://www.w3.org/ns/anno.jsonld");
    out.key("type");
    out.text("AnnotationCollection");
    if let Some(title) = &document.meta.title {
        out.key("label");
        out.text(title);
    }
    out.key("total");
    out.integer(document.claim_count() as i64);
    out.key("first");
    out.open('{');
    out.key("type");
    out.text("AnnotationPage");
    out.key("startIndex");
    out.integer(0);
    out.key("items");
    out.open('[');
    for relation in document.relations.iter() {
        for (number, claim) in relation.claims.iter().enumerate() {
            out.item();
            annotation(&mut out, document, relation, claim, number);
        }
    }
    out.close(']');
    out.close('}');
    out.close('}');
    Ok(WrittenFile::alone(out.into_text() + "\n"))
}

fn annotation(
    out: &mut JsonWriter,
    document: &Document,
    relation: &Relation,
    claim: &Claim,
    number: usize,
) {
    out.open('{');
    out.key("id");
    out.text(&urn(CLAIM, &format!("{}/{}", relation.id, number + 1)));
    out.key("type");
    out.text("Annotation");
    out.key("motivation");
    out.text("linking");
    if let Some(made) = claim.made.as_ref().filter(|made| made.as_str().len() == 10) {
        out.key("created");
        out.text(&format!("{made}T00:00:00Z"));
    }
    if let Some(claimant) = &claim.claimant {
        let name = match claimant {
            Claimant::Actor(id) => document.actor_name(id),
            Claimant::Words(words) => words,
        };
        out.key("creator");
        out.open('{');
        out.key("name");
        out.text(name);
        out.close('}');
    }
    out.key("body");
    bodies(out, document, relation, claim);
    out.key("target");
    target(out, document, claim);
    out.close('}');
}

/// What a claim says: its tags, its note and all its details.
fn bodies(out: &mut JsonWriter, document: &Document, relation: &Relation, claim: &Claim) {
    out.open('[');
    // Programs that read annotations as ties take the actors and the kind from tags.
    for tag in [
        document.actor_name(&relation.source),
        document.actor_name(&relation.target),
        relation.kind().as_str(),
    ] {
        body(out, "tagging", tag);
    }
    if let Some(note) = &claim.note {
        body(out, "commenting", note);
    }
    body(out, "identifying", relation.id.as_str());
    body(out, "assessing", claim.stance.as_str());
    if let Some(subtype) = &relation.subtype {
        body(out, "classifying", subtype);
    }
    let source = claim.reference.as_ref();
    let reference = source.and_then(|id| document.references.get(id));
    let mut details: Vec<(&str, Option<Cow<'_, str>>)> = DETAILS
        .iter()
        .map(|name| (*name, claim_part(claim, name)))
        .collect();
    details.push((CLAIM_FIELDS, claim_fields(claim).map(Cow::Owned)));
    details.push(("reference", source.map(|id| id.as_str().into())));
    if let Some(reference) = reference {
        details.extend(SOURCE_PARTS.map(|name| (name, source_part(reference, name))));
        details.push((SOURCE_FIELDS, source_fields(reference).map(Cow::Owned)));
    }
    for (name, value) in details
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
    {
        body(out, "editing", &format!("{name}: {value}"));
    }
    out.close(']');
}

fn body(out: &mut JsonWriter, purpose: &str, value: &str) {
    out.item();
    out.open('{');
    for (key, text) in [
        ("type", "TextualBody"),
        ("purpose", purpose),
        ("format", "text/plain"),
        ("value", value),
    ] {
        out.key(key);
        out.text(text);
    }
    out.close('}');
}

/// The page of the source, and the words on it.
fn target(out: &mut JsonWriter, document: &Document, claim: &Claim) {
    let reference = claim
        .reference
        .as_ref()
        .and_then(|id| document.references.get(id));
    let page = reference.and_then(|reference| reference.url.clone());
    let named = || match &claim.reference {
        Some(id) => urn("source", id.as_str()),
        None => urn("source", "unknown"),
    };
    out.open('{');
    out.key("type");
    out.text("SpecificResource");
    out.key("source");
    out.text(&page.unwrap_or_else(named));
    if let Some(title) = reference.and_then(|reference| reference.title.as_deref()) {
        out.key("label");
        out.text(title);
    }
    if let Some(Quote {
        exact,
        prefix,
        suffix,
        ..
    }) = &claim.quote
    {
        out.key("selector");
        out.open('{');
        let parts = [
            ("type", Some("TextQuoteSelector")),
            ("exact", Some(exact.as_str())),
            ("prefix", prefix.as_deref()),
            ("suffix", suffix.as_deref()),
        ];
        for (key, text) in parts
            .into_iter()
            .filter_map(|(key, text)| Some((key, text?)))
        {
            out.key(key);
            out.text(text);
        }
        out.close('}');
    }
    out.close('}');
}

/// What the address of a claim of ours names, by which its reader knows it.
const CLAIM: &str = "claim";

/// A name as an address, where there is no page.
fn urn(what: &str, name: &str) -> String {
    let mut urn = format!("urn:frenemy:{what}:");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            urn.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _ = write!(urn, "%{byte:02X}");
        }
    }
    urn
}
