//! Relations with their actors, claims and references, as a document. Knows no row and no file.

use super::actors::ActorNames;
use super::cameo;
use super::counts::EventCounts;
use super::plan::EventPlan;
use super::preset::{EventGrade, EventPreset};
use super::record::EventRecord;
use super::references::{ReferenceList, headline};
use super::relations::FoundRelations;
use super::stretches::RelationStretch;
use super::time::{edtf, written_number};
use crate::model::{
    Claim, Credibility, Date, Document, EVENT_COUNTS, Fields, Meta, Quote, Relation,
};
use crate::words::{counted, grouped};

/// The document of relations.
pub(super) fn of(
    found: FoundRelations,
    names: &[Box<str>],
    plan: &EventPlan,
    preset: &EventPreset,
    is_spell: bool,
    counts: &EventCounts,
) -> Document {
    let meta = meta(&found, plan, preset, is_spell, counts);
    let mut document = Document {
        meta,
        ..Document::default()
    };
    let ends = found
        .stretches
        .iter()
        .flat_map(|one| [one.source, one.target]);
    let level = Some(plan.actors).filter(|_| preset.has_countries);
    let actors = ActorNames::add(&mut document, ends, names, level);
    let mut references = ReferenceList::new(preset);
    for stretch in found.stretches {
        let [source, target] = [stretch.source, stretch.target].map(|end| actors.id(end));
        let id = document.fresh_relation_id(&source, &target, stretch.kind);
        let claims = stretch.best.as_slice().iter().take(plan.records);
        let claims: Vec<_> = claims
            .map(|record| claim(record, preset, &mut references, &mut document))
            .collect();
        document.relations.put(Relation {
            claims,
            kind: Some(stretch.kind),
            directed: Some(plan.is_directed && !is_spell),
            subtype: case_names(&stretch).filter(|_| is_spell),
            when: edtf(stretch.first, stretch.last),
            weight: weight(&stretch, plan, is_spell),
            fields: fields(&stretch, is_spell),
            ..Relation::new(id, source, target)
        });
    }
    document
}

fn meta(
    found: &FoundRelations,
    plan: &EventPlan,
    preset: &EventPreset,
    is_spell: bool,
    counts: &EventCounts,
) -> Meta {
    let when = found.days.and_then(|(first, last)| edtf(first, last));
    let title = match when.as_ref().map(Date::in_words) {
        Some(when) => format!("{}, {when}", preset.name),
        None => preset.name.to_owned(),
    };
    let rules = plan.in_words(preset, is_spell);
    let mut sentences = vec![format!("Rule: {}.", rules.join("; ")), counts.in_words()];
    match counts.weak {
        0 => {}
        1 => sentences.push("1 pair of a period is below the rule.".to_owned()),
        pairs => sentences.push(format!(
            "{} pairs of a period are below the rule.",
            grouped(pairs as usize)
        )),
    }
    if preset.grade == EventGrade::MachineCoded {
        let unread = "The records are machine-coded, and nobody has read them: many are wrong.";
        sentences.push(unread.to_owned());
    }
    if !preset.citation.is_empty() {
        sentences.push(format!("Data: {}.", preset.citation));
    }
    Meta {
        title: Some(title),
        description: Some(sentences.join(" ")),
        ..Meta::default()
    }
}

/// How strong a relation is: its events, or their share.
fn weight(stretch: &RelationStretch, plan: &EventPlan, is_spell: bool) -> Option<f64> {
    let events = stretch.sides.of(stretch.kind) as f64;
    if is_spell {
        None
    } else if plan.normalize {
        let share = 10_000.0 * events / stretch.total.max(1) as f64;
        Some((share * 1000.0).round() / 1000.0)
    } else {
        Some(events)
    }
}

/// What was counted, for programs that read the file.
fn fields(stretch: &RelationStretch, is_spell: bool) -> Fields {
    if is_spell {
        return Fields::default();
    }
    let sides = stretch.sides;
    let mut counts = serde_json::Map::new();
    let mut add = |key: &str, value: serde_json::Value| counts.insert(key.to_owned(), value);
    let rounded = |number: f64| serde_json::Value::from((number * 1000.0).round() / 1000.0);
    add("friendly", sides.friendly.into());
    add("hostile", sides.hostile.into());
    if sides.neutral > 0 {
        add("neutral", sides.neutral.into());
    }
    if sides.support > 0 {
        add("support", sides.support.into());
    }
    add("net", rounded(sides.net()));
    if let Some(mean) = stretch.goldstein_mean() {
        add("goldstein", rounded(mean));
    }
    add("periods", stretch.periods.into());
    let json = serde_json::Value::Object(counts).to_string();
    Fields::default().with_unknown(EVENT_COUNTS, Some(&json))
}

/// The names of the cases of a relation of spells: `defense pact`.
fn case_names(stretch: &RelationStretch) -> Option<String> {
    let records = stretch.best.as_slice().iter();
    let mut names: Vec<_> = records.map(|record| record.texts()[1]).collect();
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    names.dedup();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The claim of a record.
fn claim(
    record: &EventRecord,
    preset: &EventPreset,
    references: &mut ReferenceList,
    document: &mut Document,
) -> Claim {
    let [id, _, address, outlet, title, _, place] = record.texts();
    let title = &headline(outlet, title);
    let reference = references.of(record, document);
    let mut locator: Vec<String> = Vec::new();
    if !id.is_empty() {
        locator.push(format!("record {id}"));
    }
    if !place.is_empty() {
        let what = match preset.grade {
            EventGrade::Unknown => "page",
            _ => "sentence",
        };
        locator.push(format!("{what} {place}"));
    }
    // Researchers chose the headline; nobody has read what a program coded.
    let is_headline = preset.grade == EventGrade::Coded && address.is_empty() && !title.is_empty();
    let quote = is_headline.then(|| Quote {
        exact: title.clone(),
        ..Quote::default()
    });
    let grade = serde_json::Value::from(preset.grade.as_str()).to_string();
    let is_unread = preset.grade == EventGrade::MachineCoded;
    Claim {
        reference: Some(reference),
        locator: (!locator.is_empty()).then(|| locator.join(", ")),
        quote,
        made: Date::parse(&written_number(record.day)).ok(),
        credibility: Credibility::new(6).filter(|_| is_unread),
        note: Some(note(record, preset)),
        fields: Fields::default().with_unknown("grade", Some(&grade)),
        ..Claim::default()
    }
}

/// The grade of a record, its code and score, and how often it is reported, in words.
fn note(record: &EventRecord, preset: &EventPreset) -> String {
    let mut parts = Vec::new();
    let code = record.texts()[1];
    let is_cameo = preset.grade == EventGrade::MachineCoded;
    match cameo::in_words(code).filter(|_| is_cameo) {
        _ if code.is_empty() => {}
        Some(words) => parts.push(format!("CAMEO {code}, {words}")),
        None => parts.push(code.to_owned()),
    }
    if let Some(score) = record.goldstein {
        let sign = if score < 0 { "−" } else { "" };
        parts.push(format!("score {sign}{}", f64::from(score.abs()) / 1000.0));
    }
    if record.sources > 0 {
        parts.push(counted(record.sources as usize, "source", "sources"));
    }
    if record.articles > 0 {
        parts.push(counted(record.articles as usize, "article", "articles"));
    }
    if let Some(confidence) = record.confidence {
        parts.push(format!("confidence {confidence} %"));
    }
    let grade = match preset.grade {
        EventGrade::MachineCoded => "Machine-coded, unread",
        EventGrade::Coded => "Coded by researchers",
        EventGrade::Unknown => "From a table",
    };
    if parts.is_empty() {
        format!("{grade}.")
    } else {
        format!("{grade}: {}.", parts.join("; "))
    }
}
