//! The filter of a step of the story in the file.

use crate::file::formats::json::Value;
use crate::model::{
    ActorId, Credibility, Date, Fields, ReferenceId, RelationId, RelationKind, Reliability, Span,
    Stance, StoryFilter, StoryRule,
};

use super::fidelity::Fidelity;
use super::reading::Reading;
use super::record::{self, Entry, FileField, MemberSlot};
use super::shape::Shape;
use super::story_ids::{NamedRecord, actors, all_whole, ids, named, relations, write_ids};

impl Entry for StoryFilter {
    const NAME: &'static str = "a filter";
    const DOC: &'static str = "What a step leaves out of view.";

    const FIELDS: &'static [FileField<Self>] = &[
        FileField::<Self>::new(
            "hidden_kinds",
            Shape::Texts,
            "Hidden kinds of relation: `cooperation`, `hostility`, `support`, `other`.",
            |filter, value, reading| {
                let words = (&RelationKind::ALL[..], "unknown-kind");
                listed_words(
                    value,
                    reading,
                    words,
                    RelationKind::as_str,
                    &mut filter.hidden_kinds,
                )
            },
            |filter, slot| write_words(slot, &filter.hidden_kinds, |kind| kind.as_str()),
        ),
        FileField::<Self>::new(
            "hidden_actors",
            Shape::Texts,
            "Ids of hidden actors; their relations are hidden too.",
            |filter, value, reading| actors(value, reading, &mut filter.hidden_actors),
            |filter, slot| write_ids(slot, &filter.hidden_actors, ActorId::as_str),
        ),
        FileField::<Self>::new(
            "hidden_relations",
            Shape::Texts,
            "Ids of hidden relations.",
            |filter, value, reading| relations(value, reading, &mut filter.hidden_relations),
            |filter, slot| write_ids(slot, &filter.hidden_relations, RelationId::as_str),
        ),
        FileField::<Self>::new(
            "focus",
            Shape::Id,
            "The id of an actor: only it and its neighbours are shown.",
            |filter, value, reading| {
                let mut one = Vec::new();
                let fidelity = named(value, reading, NamedRecord::Actor, &mut one);
                filter.focus = one.pop();
                fidelity
            },
            |filter, slot| slot.text(filter.focus.as_ref().map(ActorId::as_str)),
        ),
        FileField::<Self>::new(
            "among",
            Shape::Texts,
            "Ids of actors: only they and the relations between them are shown.",
            |filter, value, reading| actors(value, reading, &mut filter.among),
            |filter, slot| write_ids(slot, &filter.among, ActorId::as_str),
        ),
        FileField::<Self>::new(
            "hidden_references",
            Shape::Texts,
            "Ids of references whose claims are hidden.",
            |filter, value, reading| {
                let kind = NamedRecord::Reference;
                ids(value, reading, kind, &mut filter.hidden_references)
            },
            |filter, slot| write_ids(slot, &filter.hidden_references, ReferenceId::as_str),
        ),
        FileField::<Self>::new(
            "hidden_outlets",
            Shape::Texts,
            "Names of outlets whose claims are hidden.",
            |filter, value, reading| reading.texts(value, &mut filter.hidden_outlets),
            |filter, slot| slot.list(&filter.hidden_outlets, |outlet, out| out.text(outlet)),
        ),
        FileField::<Self>::new(
            "hidden_stances",
            Shape::Texts,
            "Stances whose claims are hidden: `asserts`, `denies`, `disputes`, `retracts`.",
            |filter, value, reading| {
                let words = (&Stance::ALL[..], "unknown-stance");
                listed_words(
                    value,
                    reading,
                    words,
                    Stance::as_str,
                    &mut filter.hidden_stances,
                )
            },
            |filter, slot| write_words(slot, &filter.hidden_stances, |stance| stance.as_str()),
        ),
        FileField::<Self>::new(
            "hidden_coders",
            Shape::Texts,
            "Names of coders whose claims are hidden; the empty name hides claims without a coder.",
            |filter, value, reading| reading.texts(value, &mut filter.hidden_coders),
            |filter, slot| slot.list(&filter.hidden_coders, |coder, out| out.text(coder)),
        ),
        FileField::<Self>::new(
            "min_reliability",
            Shape::Words(&["A", "B", "C", "D", "E", "F"]),
            "The minimum reliability of a reference, on the Admiralty scale.",
            |filter, value, reading| {
                let words = &Reliability::ALL;
                let (grade, fidelity) =
                    reading.word(value, words, Reliability::as_str, |_| None, "unknown-grade");
                filter.min_reliability = grade;
                fidelity
            },
            |filter, slot| slot.text(filter.min_reliability.map(Reliability::as_str)),
        ),
        FileField::<Self>::new(
            "min_credibility",
            Shape::Integer(1, 6),
            "The minimum credibility of a claim, on the Admiralty scale.",
            |filter, value, reading| {
                let mut number = None;
                let fidelity = reading.number(value, &mut number);
                let grade = number.filter(|number| number.fract() == 0.0 && *number >= 1.0);
                filter.min_credibility = grade.and_then(|number| Credibility::new(number as u64));
                match (filter.min_credibility, number) {
                    (None, Some(_)) => reading.wrong_type(value, "a whole number from 1 to 6"),
                    _ => fidelity,
                }
            },
            |filter, slot| {
                slot.number(
                    filter
                        .min_credibility
                        .map(|grade| f64::from(grade.number())),
                );
            },
        ),
        FileField::<Self>::new(
            "only_graded",
            Shape::Flag,
            "Whether a minimum also hides claims without a grade.",
            |filter, value, reading| flag(value, reading, &mut filter.only_graded),
            |filter, slot| slot.flag(filter.only_graded),
        ),
        FileField::<Self>::new(
            "cited",
            Shape::Flag,
            "True for only cited relations, false for only uncited ones.",
            |filter, value, reading| reading.flag(value, &mut filter.cited),
            |filter, slot| choice(slot, filter.cited),
        ),
        FileField::<Self>::new(
            "contested",
            Shape::Flag,
            "True for only contested relations, false for only uncontested ones.",
            |filter, value, reading| reading.flag(value, &mut filter.contested),
            |filter, slot| choice(slot, filter.contested),
        ),
        FileField::<Self>::new(
            "min_sources",
            Shape::Integer(0, u32::MAX as i64),
            "The minimum number of independent references of a relation.",
            |filter, value, reading| {
                let mut number = None;
                let fidelity = reading.number(value, &mut number);
                let is_count = |number: &f64| *number >= 0.0 && number.fract() == 0.0;
                match number.filter(is_count) {
                    Some(number) => {
                        filter.min_sources = number as u32;
                        if value.raw == filter.min_sources.to_string() {
                            return Fidelity::Whole;
                        }
                    }
                    None if number.is_some() => {
                        return reading.wrong_type(value, "a whole number from 0");
                    }
                    None => {}
                }
                fidelity
            },
            |filter, slot| {
                if filter.min_sources > 0 || slot.was_in_file() {
                    slot.value().integer(filter.min_sources.into());
                }
            },
        ),
        FileField::<Self>::new(
            "when",
            Shape::Date,
            "Only relations that may have held then.",
            |filter, value, reading| {
                let mut date: Option<Date> = None;
                let fidelity = reading.date(value, &mut date);
                filter.span = date.as_ref().map(Span::of);
                fidelity
            },
            |filter, slot| slot.text(filter.span.and_then(Span::edtf).as_deref()),
        ),
        FileField::<Self>::new(
            "hides_undated",
            Shape::Flag,
            "Whether relations without a date are hidden.",
            |filter, value, reading| flag(value, reading, &mut filter.hides_undated),
            |filter, slot| slot.flag(filter.hides_undated),
        ),
        FileField::<Self>::new(
            "simplify",
            Shape::List("simplification"),
            "The rules that simplify the network.",
            |filter, value, reading| record::read_list(value, &mut filter.simplify, reading),
            |filter, slot| slot.list(&filter.simplify, record::write),
        ),
    ];

    fn blank() -> Self {
        Self::default()
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn set_fields(&mut self, fields: Fields) {
        self.fields = fields;
    }
}

impl Entry for StoryRule {
    const NAME: &'static str = "a rule";
    const DOC: &'static str = "A rule that simplifies the network, with its setting.";

    const FIELDS: &'static [FileField<Self>] = &[
        FileField::<Self>::new(
            "rule",
            Shape::Text,
            "The id of the rule, as the flag of the command line without its dashes.",
            |rule, value, reading| {
                let mut id = None;
                let fidelity = reading.name(value, &mut id);
                rule.rule = id.unwrap_or_default();
                fidelity
            },
            |rule, slot| slot.text(Some(&rule.rule)),
        ),
        FileField::<Self>::new(
            "amount",
            Shape::Number,
            "Its number, if it has one that is chosen.",
            |rule, value, reading| reading.number(value, &mut rule.amount),
            |rule, slot| slot.number(rule.amount),
        ),
        FileField::<Self>::new(
            "by",
            Shape::Text,
            "The id of the measure by which actors are ranked.",
            |rule, value, reading| reading.name(value, &mut rule.by),
            |rule, slot| slot.text(rule.by.as_deref()),
        ),
        FileField::<Self>::new(
            "actors",
            Shape::Texts,
            "Ids of the actors from which steps are counted.",
            |rule, value, reading| actors(value, reading, &mut rule.actors),
            |rule, slot| write_ids(slot, &rule.actors, ActorId::as_str),
        ),
    ];

    fn blank() -> Self {
        Self::default()
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }

    fn set_fields(&mut self, fields: Fields) {
        self.fields = fields;
    }
}

/// A list of some of a few words.
fn listed_words<W: Copy>(
    value: &Value<'_>,
    reading: &mut Reading,
    (words, code): (&[W], &'static str),
    as_str: fn(W) -> &'static str,
    slot: &mut Vec<W>,
) -> Fidelity {
    let Some(items) = value.as_array() else {
        return reading.wrong_type(value, "a list of words");
    };
    let read = |item| {
        let (word, fidelity) = reading.word(item, words, as_str, |_| None, code);
        slot.extend(word);
        fidelity
    };
    all_whole(items.iter().map(read))
}

fn write_words<W>(slot: &mut MemberSlot<'_>, words: &[W], as_str: fn(&W) -> &'static str) {
    slot.list(words, |word, out| out.text(as_str(word)));
}

fn flag(value: &Value<'_>, reading: &mut Reading, slot: &mut bool) -> Fidelity {
    let mut flag = None;
    let fidelity = reading.flag(value, &mut flag);
    *slot = flag.unwrap_or_default();
    fidelity
}

fn choice(slot: &mut MemberSlot<'_>, choice: Option<bool>) {
    if let Some(choice) = choice {
        slot.value().flag(choice);
    }
}
