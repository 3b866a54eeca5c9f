//! Annotations of Hypothes.is and W3C Web Annotations: quotes as claims about the actors that tags
//! name. Knows no other format.
//!
//! An annotation does not have two ends. Its tags name them: the first two tags that are not a
//! word for a kind are the actors, and a word such as `ally` or `enemy` is the kind.

use std::borrow::Cow;
use std::collections::HashMap;

use super::claim_record::ClaimReader;
use super::json::{Kind, Value};
use super::json_graph::GraphReader;
use super::kind_words::kind_of_word;
use super::listed_tie::ListedTie;
use super::times::{self, DayOrder};
use crate::file::ids::{FreeIds, slug};
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::limits::{ADDRESS_BYTES, NAME_BYTES, TEXT_BYTES};
use crate::model::{Claim, Claimant, Coder, Document, Quote, Reference, ReferenceId};
use crate::words::counted;

/// The annotations of a file: a list, one, or the rows of an answer.
fn annotations<'v, 'a>(root: &'v Value<'a>) -> Vec<&'v Value<'a>> {
    let lists = ["rows", "annotations", "items", "first"];
    let found = lists.iter().find_map(|key| {
        let list = root.get(key)?;
        list.as_array()
            .or_else(|| list.get("items").and_then(Value::as_array))
    });
    match found.or_else(|| root.as_array()) {
        Some(items) => items.iter().collect(),
        None => vec![root],
    }
}

/// Whether a file holds annotations.
pub(super) fn fits(root: &Value<'_>) -> bool {
    let is_web = |value: &Value<'_>| {
        value
            .get("type")
            .is_some_and(|kind| kind.raw.contains("Annotation"))
            && value.get("target").is_some()
    };
    let is_hypothesis = |value: &Value<'_>| {
        value.get("uri").is_some() && value.get("target").is_some() && value.get("user").is_some()
    };
    annotations(root)
        .into_iter()
        .take(20)
        .any(|value| is_web(value) || is_hypothesis(value))
}

pub(super) fn read(
    root: &Value<'_>,
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut graph = GraphReader::new(root, report, progress, &[]);
    graph.ties.declaration = super::tie_builder::Declaration::ByTies;
    graph.used(root);
    let mut sources = AnnotatedSources::default();
    let all = annotations(root);
    let count = all.len();
    let mut untied = 0;
    let mut written = WrittenAnnotations::default();
    for annotation in all {
        if written.read(annotation, &mut graph) {
            continue;
        }
        let reference = sources.reference(annotation);
        match tagged_tie(annotation, reference, &mut graph) {
            Some(tie) => graph.ties.tie(tie),
            None => untied += 1,
        }
    }
    graph.ties.references = written.claims.into_sources();
    graph.ties.references.append(&mut sources.references);
    let message = format!(
        "{}: {} a claim about the first two actors that its tags name",
        counted(count, "annotation", "annotations"),
        count - untied
    );
    graph.report.note(root.at, "annotations", message, None);
    if untied > 0 {
        let message = format!(
            "{} fewer than two tags that name actors, and no tie is made",
            counted(untied, "annotation has", "annotations have")
        );
        let hint = "Tag an annotation with two actors, and a word such as ally, support or enemy; its source is in the list of sources.";
        graph.report.warning(
            root.at,
            "untied-annotations",
            message,
            Some(hint.to_owned()),
        );
    }
    let is_empty = graph.ties.actor_count() == 0 && graph.ties.references.is_empty();
    if is_empty {
        None
    } else {
        graph.finish_quietly()
    }
}

/// The tie between the first two actors that the tags of an annotation name, with its claim.
fn tagged_tie(
    annotation: &Value<'_>,
    reference: Option<ReferenceId>,
    graph: &mut GraphReader<'_>,
) -> Option<ListedTie> {
    let tags = tags(annotation);
    let kind = tags
        .iter()
        .find_map(|tag| kind_of_word(tag).map(|kind| (kind, tag.clone())));
    let ends: Vec<&String> = tags
        .iter()
        .filter(|tag| kind_of_word(tag).is_none())
        .collect();
    let [source, target, others @ ..] = &ends[..] else {
        return None;
    };
    let notes: Vec<String> = body(annotation)
        .into_iter()
        .chain((!others.is_empty()).then(|| {
            let others: Vec<&str> = others.iter().map(|tag| tag.as_str()).collect();
            format!("tags: {}", others.join(", "))
        }))
        .collect();
    let made =
        text(annotation, "created").and_then(|time| times::read(time, DayOrder::Unknown).ok());
    let claim = Claim {
        reference,
        quote: quote(annotation),
        made: made.map(|time| time.date),
        note: (!notes.is_empty()).then(|| notes.join("\n")),
        claimant: text(annotation, "claimant").map(|words| Claimant::Words(words.to_owned())),
        coder: annotator(annotation),
        ..Claim::default()
    };
    Some(ListedTie {
        source: graph.ties.end(source, annotation.at),
        target: graph.ties.end(target, annotation.at),
        layer: kind.as_ref().map(|(kind, _)| *kind),
        subtype: kind.map(|(_, word)| word.as_str().into()),
        claims: vec![claim],
        at: annotation.at,
        ..ListedTie::default()
    })
}

fn text<'v>(annotation: &'v Value<'_>, key: &str) -> Option<&'v str> {
    annotation.get(key).and_then(Value::as_text)
}

/// The items of a value that is a list or one item.
fn each<'v, 'a>(value: &'v Value<'a>) -> &'v [Value<'a>] {
    match &value.kind {
        Kind::Array(items) => items,
        _ => std::slice::from_ref(value),
    }
}

/// The tags: `tags` of Hypothes.is, bodies with the purpose `tagging` of W3C.
fn tags(annotation: &Value<'_>) -> Vec<String> {
    let own = annotation.get("tags").map(each).unwrap_or_default();
    let own = own.iter().filter_map(Value::as_text).map(str::to_owned);
    let bodies = annotation.get("body").map(each).unwrap_or_default().iter();
    let tagging = bodies.filter(|body| text(body, "purpose") == Some("tagging"));
    let tagging = tagging
        .filter_map(|body| text(body, "value"))
        .map(str::to_owned);
    let all = own.chain(tagging).map(|tag| tag.trim().to_owned());
    all.filter(|tag| !tag.is_empty()).collect()
}

/// Who annotated: the name that Hypothes.is shows, or that of the account `acct:ada@hypothes.is`.
fn annotator(annotation: &Value<'_>) -> Option<Box<Coder>> {
    let shown = annotation
        .get("user_info")
        .and_then(|user| text(user, "display_name"));
    let account = text(annotation, "user").map(|user| {
        let name = user.strip_prefix("acct:").unwrap_or(user);
        name.split_once('@').map_or(name, |(name, _)| name)
    });
    let creator = annotation
        .get("creator")
        .and_then(|creator| match &creator.kind {
            Kind::Text(words) => Some(&**words),
            _ => text(creator, "name"),
        });
    let mut names = [shown, account, creator].into_iter().flatten();
    let name = names.find(|name| !name.trim().is_empty() && name.len() <= NAME_BYTES.count())?;
    Coder::person(name).map(Box::new)
}

/// The words of the annotator.
fn body(annotation: &Value<'_>) -> Option<String> {
    let own = text(annotation, "text");
    let bodies = annotation.get("body").map(each).unwrap_or_default();
    let other = bodies.iter().find_map(|body| match &body.kind {
        Kind::Text(words) => Some(&**words),
        _ if text(body, "purpose") == Some("tagging") => None,
        _ => text(body, "value"),
    });
    let words = own
        .or(other)
        .map(str::trim)
        .filter(|words| !words.is_empty())?;
    (words.len() <= TEXT_BYTES.count()).then(|| words.to_owned())
}

/// The quoted words, from a `TextQuoteSelector` at any target.
fn quote(annotation: &Value<'_>) -> Option<Quote> {
    let targets = annotation.get("target").map(each).unwrap_or_default();
    let selectors = targets
        .iter()
        .filter_map(|target| target.get("selector"))
        .flat_map(each);
    let selector = selectors
        .into_iter()
        .find(|selector| selector.get("exact").is_some())?;
    let words = |key: &str| {
        text(selector, key)
            .map(str::to_owned)
            .filter(|words| !words.is_empty())
    };
    Some(Quote {
        exact: words("exact").filter(|words| words.len() <= TEXT_BYTES.count())?,
        prefix: words("prefix"),
        suffix: words("suffix"),
        ..Quote::default()
    })
}

/// Annotations that our writer made: each names its relation, so that the claims of one relation
/// come together, and has the parts of the claim and of its source by name.
#[derive(Default)]
struct WrittenAnnotations {
    claims: ClaimReader,
    /// The number of the tie of each relation.
    ties: HashMap<String, usize>,
}

impl WrittenAnnotations {
    /// Reads an annotation that Frenemy wrote; `false` if another program wrote it.
    fn read(&mut self, annotation: &Value<'_>, graph: &mut GraphReader<'_>) -> bool {
        let is_ours = text(annotation, "id").is_some_and(|id| id.starts_with("urn:frenemy:claim:"));
        let bodies = annotation.get("body").map(each).unwrap_or_default();
        let all = |purpose: &'static str| {
            let bodies = bodies.iter();
            let bodies = bodies.filter(move |body| text(body, "purpose") == Some(purpose));
            bodies.filter_map(|body| text(body, "value"))
        };
        let tags: Vec<&str> = all("tagging").collect();
        let (true, Some(relation), [source, target, kind, ..]) =
            (is_ours, all("identifying").next(), &tags[..])
        else {
            return false;
        };
        let details: HashMap<&str, &str> = all("editing")
            .filter_map(|detail| detail.split_once(": "))
            .collect();
        let quote = quote(annotation);
        let quote = quote.as_ref();
        let part = |name: &str| {
            let own = match name {
                "stance" => all("assessing").next(),
                "note" => all("commenting").next(),
                "claimant" => annotation.get("creator").and_then(|by| text(by, "name")),
                "quote" => quote.map(|quote| &*quote.exact),
                "prefix" => quote.and_then(|quote| quote.prefix.as_deref()),
                "suffix" => quote.and_then(|quote| quote.suffix.as_deref()),
                _ => details.get(name).copied(),
            };
            own.map(Cow::Borrowed)
        };
        let place = annotation.at;
        let cited = details.get("reference").map(|id| ReferenceId::from(*id));
        if let Some(id) = &cited {
            self.claims.source(id.clone(), &part, (graph.report, place));
        }
        let claim = self.claims.claim(cited, &part, (graph.report, place));
        if let Some(tie) = self
            .ties
            .get(relation)
            .and_then(|at| graph.ties.tie_mut(*at))
        {
            tie.claims.push(claim);
            return true;
        }
        self.ties
            .insert(relation.to_owned(), graph.ties.tie_count());
        let tie = ListedTie {
            source: graph.ties.end(source, place),
            target: graph.ties.end(target, place),
            id: Some(relation.into()),
            layer: kind_of_word(kind),
            subtype: all("classifying").next().map(Into::into),
            claims: vec![claim],
            at: place,
            ..ListedTie::default()
        };
        graph.ties.tie(tie);
        true
    }
}

/// The sources of annotations, each once.
#[derive(Default)]
struct AnnotatedSources {
    ids: FreeIds<ReferenceId>,
    by_address: HashMap<String, ReferenceId>,
    references: Vec<Reference>,
}

impl AnnotatedSources {
    fn reference(&mut self, annotation: &Value<'_>) -> Option<ReferenceId> {
        let targets = annotation.get("target").map(each).unwrap_or_default();
        let target = targets.iter().find_map(|target| match &target.kind {
            Kind::Text(address) => Some(&**address),
            _ => text(target, "source")
                .or_else(|| target.get("source").and_then(|source| text(source, "id"))),
        });
        let address = text(annotation, "uri").or(target)?;
        if address.len() > ADDRESS_BYTES.count() {
            return None;
        }
        if let Some(known) = self.by_address.get(address) {
            return Some(known.clone());
        }
        let title = annotation
            .get("document")
            .and_then(|document| document.get("title"));
        let title = title
            .map(each)
            .unwrap_or_default()
            .iter()
            .find_map(Value::as_text);
        let id = self
            .ids
            .like(&ReferenceId::from(slug(title.unwrap_or(address))));
        let mut reference = Reference::new(id.clone());
        reference.csl_type = Some("webpage".to_owned());
        reference.title = title.map(str::to_owned);
        reference.url = Some(address.to_owned());
        self.references.push(reference);
        self.by_address.insert(address.to_owned(), id.clone());
        Some(id)
    }
}
