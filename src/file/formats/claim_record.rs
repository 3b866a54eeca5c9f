//! A claim and its source as named texts, as tables and other programs hold them, and read from
//! such texts again. What has no name of its own is in one further text, as JSON. Knows no format.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::json::{self, Member};
use super::json_writer::JsonWriter;
use super::native::reading::Reading;
use super::native::record::{self, Entry};
use crate::file::report::IssueLog;
use crate::model::{
    ActorId, Claim, Claimant, Coder, Date, Document, Fields, Issue, Issued, Location, PersonName,
    Quote, Reference, ReferenceId, Relation, Reliability, Severity,
};
use crate::words::short;

/// The names of the parts of a claim, except its source.
pub(crate) const CLAIM_PARTS: [&str; 11] = [
    "stance",
    "quote",
    "prefix",
    "suffix",
    "locator",
    "claimant",
    "made",
    "credibility",
    "note",
    "coder",
    "approver",
];

/// The names of the parts of a source, except its id.
pub(crate) const SOURCE_PARTS: [&str; 11] = [
    "type",
    "title",
    "container_title",
    "section",
    "publisher",
    "author",
    "issued",
    "url",
    "text",
    "origin",
    "reliability",
];

/// The names of what else a claim and a source have, as JSON objects with the members of our file.
pub(crate) const CLAIM_FIELDS: &str = "claim_fields";
pub(crate) const SOURCE_FIELDS: &str = "reference_fields";

/// What stands between the names of authors.
const BETWEEN_AUTHORS: &str = "; ";

/// A part of a claim, if it has it.
pub(crate) fn claim_part<'c>(claim: &'c Claim, name: &str) -> Option<Cow<'c, str>> {
    let quote = claim.quote.as_ref();
    let text = match name {
        "stance" => Some(claim.stance.as_str()),
        "quote" => quote.map(|quote| &*quote.exact),
        "prefix" => quote.and_then(|quote| quote.prefix.as_deref()),
        "suffix" => quote.and_then(|quote| quote.suffix.as_deref()),
        "locator" => claim.locator.as_deref(),
        "claimant" => claim.claimant.as_ref().map(|claimant| match claimant {
            Claimant::Actor(id) => id.as_str(),
            Claimant::Words(words) => words,
        }),
        "made" => claim.made.as_ref().map(Date::as_str),
        "credibility" => {
            let grade = claim.credibility?;
            return Some(grade.number().to_string().into());
        }
        "note" => claim.note.as_deref(),
        "coder" => claim.coder.as_ref().map(|coder| &*coder.name),
        "approver" => claim.approver.as_deref(),
        _ => None,
    };
    text.map(Cow::Borrowed)
}

/// A part of a source, if it has it.
pub(crate) fn source_part<'r>(source: &'r Reference, name: &str) -> Option<Cow<'r, str>> {
    let text = match name {
        "type" => source.csl_type.as_deref(),
        "title" => source.title.as_deref(),
        "container_title" => source.container_title.as_deref(),
        "section" => source.section.as_deref(),
        "publisher" => source.publisher.as_deref(),
        "author" => {
            let names: Vec<String> = source.authors.iter().map(PersonName::inverted).collect();
            let names = names.join(BETWEEN_AUTHORS);
            return (!names.is_empty()).then(|| names.into());
        }
        "issued" => source.issued.as_ref().map(Issued::as_str),
        "url" => source.url.as_deref(),
        "text" => source.text.as_deref(),
        "origin" => source.origin.as_deref(),
        "reliability" => source.reliability.map(Reliability::as_str),
        _ => None,
    };
    text.map(Cow::Borrowed)
}

/// What a claim has that its parts do not say, as a JSON object.
pub(crate) fn claim_fields(claim: &Claim) -> Option<String> {
    let has_others = claim.fields.all_unknown().next().is_some()
        || claim
            .quote
            .as_ref()
            .is_some_and(|quote| quote.fields.all_unknown().next().is_some());
    let coder = Coder::person(claim.coder_name()).map(Box::new);
    if !has_others && claim.coder == coder {
        return None;
    }
    let mut plain = Claim {
        coder,
        fields: Fields::default(),
        ..claim.clone()
    };
    if let Some(quote) = &mut plain.quote {
        quote.fields = Fields::default();
    }
    others(claim, &plain)
}

/// What a source has that its parts do not say, as a JSON object.
pub(crate) fn source_fields(source: &Reference) -> Option<String> {
    let plain = source_of(source.id.clone(), &|name| source_part(source, name));
    let has_others = source.fields.all_unknown().next().is_some()
        || source.authors != plain.authors
        || source.issued != plain.issued
        || !source.editors.is_empty()
        || source.doi.is_some()
        || source.first_paragraph.is_some();
    has_others.then(|| others(source, &plain)).flatten()
}

/// The members of a record of our file that another one lacks or has with other values.
fn others<T: Entry>(whole: &T, plain: &T) -> Option<String> {
    let (whole, plain) = (written(whole), written(plain));
    let (whole, plain) = (json::parse(&whole).ok()?, json::parse(&plain).ok()?);
    let mut text = String::from("{");
    for member in whole.root.as_object()? {
        let value = member.value.compact();
        let is_said = plain
            .root
            .get(&member.key)
            .is_some_and(|said| said.compact() == value);
        if !is_said {
            add_member(&mut text, &member.key, &value);
        }
    }
    text.push('}');
    (text.len() > 2).then_some(text)
}

fn written<T: Entry>(entry: &T) -> String {
    let mut out = JsonWriter::default();
    record::write(entry, &mut out);
    out.into_text()
}

fn add_member(text: &mut String, key: &str, value: &str) {
    if text.len() > 1 {
        text.push(',');
    }
    json::quote_into(text, key);
    text.push(':');
    text.push_str(value);
}

/// A text by its name.
pub(crate) type NamedText<'t> = &'t dyn Fn(&str) -> Option<Cow<'t, str>>;

/// A source of its parts alone.
fn source_of(id: ReferenceId, part: NamedText<'_>) -> Reference {
    let own = |name: &str| part(name).map(Cow::into_owned);
    let authors = own("author").unwrap_or_default();
    let authors = authors.split(BETWEEN_AUTHORS.trim()).map(str::trim);
    let reliability = own("reliability").unwrap_or_default();
    let mut grades = Reliability::ALL.into_iter();
    Reference {
        csl_type: own("type"),
        title: own("title"),
        container_title: own("container_title"),
        section: own("section"),
        publisher: own("publisher"),
        authors: authors
            .filter(|name| !name.is_empty())
            .map(PersonName::parse)
            .collect(),
        issued: own("issued").and_then(|text| Issued::parse(&text)),
        url: own("url"),
        text: own("text"),
        origin: own("origin"),
        reliability: grades.find(|grade| grade.as_str().eq_ignore_ascii_case(reliability.trim())),
        ..Reference::new(id)
    }
}

/// Reads claims and their sources from named texts.
#[derive(Default)]
pub(crate) struct ClaimReader {
    reading: Reading<'static>,
}

impl ClaimReader {
    /// Whether a source of this id was read.
    pub(crate) fn has_source(&self, id: &ReferenceId) -> bool {
        self.reading.references.get(id).is_some()
    }

    /// Reads a source, unless one of this id was read; what is wrong with it is reported at this
    /// byte.
    pub(crate) fn source(
        &mut self,
        id: ReferenceId,
        part: NamedText<'_>,
        (report, at): (&mut IssueLog, usize),
    ) {
        if self.has_source(&id) {
            return;
        }
        let plain = source_of(id.clone(), part);
        let wrong_grade = part("reliability").filter(|_| plain.reliability.is_none());
        let members = written(&plain);
        let members = json::parse(&members).ok().and_then(|plain| {
            let others = part(SOURCE_FIELDS);
            Some(with_others(plain.root.as_object()?, others.as_deref()))
        });
        let (read, mut issues) = self.read::<Reference>(members.as_deref().unwrap_or("{}"));
        let mut source = read.unwrap_or(plain);
        source.id = id;
        source.fields = unordered(&source.fields);
        issues.extend(wrong_grade.map(|words| Issue {
            severity: Severity::Error,
            code: "unknown-reliability",
            place: Location::default(),
            message: format!("`{}` is not a grade of reliability", short(&words)),
            hint: Some("Expected a letter from A to F.".to_owned()),
        }));
        self.reading.references.add(source.id.clone(), source);
        repeat(issues, report, at);
    }

    /// Reads a claim that cites this source; what is wrong with it is reported at this byte.
    pub(crate) fn claim(
        &mut self,
        source: Option<ReferenceId>,
        part: NamedText<'_>,
        (report, at): (&mut IssueLog, usize),
    ) -> Claim {
        let mut text = String::from("{");
        for name in CLAIM_PARTS {
            let Some(words) = part(name) else { continue };
            match name {
                "quote" => {
                    let quote = Quote {
                        exact: words.into_owned(),
                        prefix: part("prefix").map(Cow::into_owned),
                        suffix: part("suffix").map(Cow::into_owned),
                        ..Quote::default()
                    };
                    add_member(&mut text, name, &written(&quote));
                }
                "prefix" | "suffix" => {}
                "credibility" if words.parse::<u8>().is_ok() => {
                    add_member(&mut text, name, words.trim());
                }
                _ => {
                    let mut quoted = String::new();
                    json::quote_into(&mut quoted, &words);
                    add_member(&mut text, name, &quoted);
                }
            }
        }
        text.push('}');
        let others = part(CLAIM_FIELDS);
        let members = json::parse(&text)
            .ok()
            .and_then(|plain| Some(with_others(plain.root.as_object()?, others.as_deref())));
        let (read, issues) = self.read::<Claim>(members.as_deref().unwrap_or(&text));
        let mut claim = read.unwrap_or_default();
        claim.reference = source;
        claim.fields = unordered(&claim.fields);
        if let Some(quote) = &mut claim.quote {
            quote.fields = unordered(&quote.fields);
        }
        repeat(issues, report, at);
        claim
    }

    fn read<T: Entry>(&mut self, text: &str) -> (Option<T>, Vec<Issue>) {
        let read = json::parse(text)
            .ok()
            .and_then(|parsed| record::read::<T>(&parsed.root, &mut self.reading));
        self.reading.quotes.clear();
        let report = std::mem::take(&mut self.reading.report);
        (read, report.into_issues(text, None))
    }

    /// The sources that were read, in their order.
    pub(crate) fn into_sources(self) -> Vec<Reference> {
        let sources = self.reading.references.records.into_iter();
        sources.map(Arc::unwrap_or_clone).collect()
    }
}

/// Fields without the order of their keys, which says nothing about a file of another format.
fn unordered(fields: &Fields) -> Fields {
    let unknown: Vec<_> = fields
        .all_unknown()
        .map(|(key, json)| (key.into(), json.into()))
        .collect();
    if unknown.is_empty() {
        return Fields::default();
    }
    Fields::new([].into(), unknown)
}

/// Reports issues of a record at the place of its texts.
fn repeat(issues: Vec<Issue>, report: &mut IssueLog, at: usize) {
    for Issue {
        severity,
        code,
        message,
        hint,
        ..
    } in issues
    {
        match severity {
            Severity::Error => report.error(at, code, message, hint),
            Severity::Warning => report.warning(at, code, message, hint),
            Severity::Note => report.note(at, code, message, hint),
        }
    }
}

/// Makes claimants who have the id or the name of an actor that actor.
pub(crate) fn settle_claimants(document: &mut Document) {
    let words_of = |claim: &Claim| match &claim.claimant {
        Some(Claimant::Words(words)) => Some(words.clone()),
        _ => None,
    };
    let has_words = |tie: &Arc<Relation>| tie.claims.iter().any(|claim| words_of(claim).is_some());
    if !document.relations.iter().any(has_words) {
        return;
    }
    let mut by_name: HashMap<&str, Option<&ActorId>> = HashMap::new();
    for actor in document.actors.iter() {
        by_name
            .entry(actor.name())
            .and_modify(|known| *known = None)
            .or_insert(Some(&actor.id));
    }
    let actor_of = |words: String| {
        let actor = document.actors.get(&ActorId::from(&*words));
        let own = actor.map(|actor| &actor.id);
        own.or_else(|| by_name.get(&*words).copied().flatten())
            .cloned()
    };
    let found = document.relations.iter().filter_map(|relation| {
        let claims = relation.claims.iter().enumerate();
        let known = claims.filter_map(|(at, claim)| Some((at, actor_of(words_of(claim)?)?)));
        let known: Vec<_> = known.collect();
        (!known.is_empty()).then(|| (relation.id.clone(), known))
    });
    let found: Vec<_> = found.collect();
    for (id, claimants) in found {
        // One at a time: a relation can have most of the document's claims.
        let mut relation = match document.relations.get(&id) {
            Some(relation) => Relation::clone(relation),
            None => continue,
        };
        for (at, actor) in claimants {
            relation.claims[at].claimant = Some(Claimant::Actor(actor));
        }
        document.relations.put(relation);
    }
}

/// The members of a record with others in place of those of the same key.
fn with_others(members: &[Member<'_>], others: Option<&str>) -> String {
    let parsed = others.and_then(|others| json::parse(others).ok());
    let others = parsed
        .as_ref()
        .and_then(|parsed| parsed.root.as_object())
        .unwrap_or_default();
    let is_replaced = |member: &&Member<'_>| !others.iter().any(|other| other.key == member.key);
    let mut text = String::from("{");
    for member in members.iter().filter(is_replaced).chain(others) {
        add_member(&mut text, &member.key, &member.value.compact());
    }
    text.push('}');
    text
}
