//! The steps of the story in the file.

use crate::file::formats::json::{Kind, Value};
use crate::file::formats::json_writer::JsonWriter;
use crate::model::{
    ActorId, Credibility, Date, Fields, Point, ReferenceId, RelationId, RelationKind, Reliability,
    Span, Stance, StoryCamera, StoryFilter, StoryRule, StoryStep,
};

use super::fidelity::Fidelity;
use super::reading::{Reading, short};
use super::record::{self, Entry, FileField, MemberSlot};
use super::shape::Shape;
use super::story_blocs;

impl Entry for StoryStep {
    const NAME: &'static str = "a step of the story";
    const DOC: &'static str = "A view of the network with a title and a text. A story is told by its steps, one after the other.";

    const FIELDS: &'static [FileField<Self>] = &[
        FileField::<Self>::new(
            "id",
            Shape::Id,
            "The name of the step, unique in the story.",
            |step, value, reading| {
                let (id, fidelity) = reading.id(value);
                step.id = id.as_deref().unwrap_or_default().into();
                fidelity
            },
            |step, slot| slot.text(Some(step.id.as_str())),
        ),
        FileField::<Self>::new(
            "title",
            Shape::Text,
            "The title of the step.",
            |step, value, reading| reading.name(value, &mut step.title),
            |step, slot| slot.text(step.title.as_deref()),
        ),
        FileField::<Self>::new(
            "text",
            Shape::Text,
            "What the step says.",
            |step, value, reading| reading.text(value, &mut step.text),
            |step, slot| slot.text(step.text.as_deref()),
        ),
        FileField::<Self>::new(
            "camera",
            Shape::Object("camera"),
            "Which part of the picture is shown; all of it if it is left out.",
            read_camera,
            write_camera,
        ),
        FileField::<Self>::new(
            "actors",
            Shape::Texts,
            "Ids of the actors that stand out.",
            |step, value, reading| actors(value, reading, &mut step.view.actors),
            |step, slot| write_ids(slot, &step.view.actors, ActorId::as_str),
        ),
        FileField::<Self>::new(
            "relations",
            Shape::Texts,
            "Ids of the relations that stand out.",
            |step, value, reading| relations(value, reading, &mut step.view.relations),
            |step, slot| write_ids(slot, &step.view.relations, RelationId::as_str),
        ),
        FileField::<Self>::new(
            "filter",
            Shape::Object("filter"),
            "What is left out of view; nothing if it is left out.",
            |step, value, reading| {
                let Kind::Object(members) = &value.kind else {
                    return reading.wrong_type(value, "an object");
                };
                step.view.filter = record::read_members(members, reading);
                Fidelity::Whole
            },
            |step, slot| {
                let filter = &step.view.filter;
                if slot.was_in_file() || *filter != StoryFilter::default() {
                    record::write(filter, slot.value());
                }
            },
        ),
        FileField::<Self>::new(
            "blocs",
            Shape::Object("blocs"),
            "The actors that are drawn as one.",
            |step, value, reading| story_blocs::read(&mut step.view.blocs, value, reading),
            |step, slot| story_blocs::write(&step.view.blocs, slot),
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
                    Some(number) => filter.min_sources = number as u32,
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

/// What an id in a step names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NamedRecord {
    Actor,
    Relation,
    Reference,
}

impl NamedRecord {
    fn word(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Relation => "relation",
            Self::Reference => "reference",
        }
    }

    /// Whether there is such a record. A step that is read again says nothing about others.
    fn is_there(self, id: &str, reading: &Reading) -> bool {
        reading.report.is_muted
            || match self {
                Self::Actor => reading.actors.get(&id.into()).is_some(),
                Self::Relation => reading.relation_ids.contains(id),
                Self::Reference => reading.references.get(&id.into()).is_some(),
            }
    }
}

fn actors(value: &Value<'_>, reading: &mut Reading, slot: &mut Vec<ActorId>) -> Fidelity {
    ids(value, reading, NamedRecord::Actor, slot)
}

fn relations(value: &Value<'_>, reading: &mut Reading, slot: &mut Vec<RelationId>) -> Fidelity {
    ids(value, reading, NamedRecord::Relation, slot)
}

/// A list of ids. Those that name nothing are kept and reported.
fn ids<I: for<'i> From<&'i str>>(
    value: &Value<'_>,
    reading: &mut Reading,
    record: NamedRecord,
    slot: &mut Vec<I>,
) -> Fidelity {
    let Some(items) = value.as_array() else {
        return reading.wrong_type(value, "a list of ids");
    };
    let read = |item| named(item, reading, record, slot);
    all_whole(items.iter().map(read))
}

fn named<I: for<'i> From<&'i str>>(
    value: &Value<'_>,
    reading: &mut Reading,
    record: NamedRecord,
    slot: &mut Vec<I>,
) -> Fidelity {
    let (id, fidelity) = reading.id(value);
    let Some(id) = id else {
        return fidelity;
    };
    if !record.is_there(&id, reading) {
        let message = format!(
            "the {} `{}` of the story does not exist",
            record.word(),
            short(&id)
        );
        let hint = match record {
            NamedRecord::Actor => reading.nearest_actor(&id),
            NamedRecord::Relation | NamedRecord::Reference => None,
        };
        let hint = hint.unwrap_or_else(|| "The step is shown without it.".to_owned());
        reading
            .report
            .warning(value.at, "missing-in-story", message, Some(hint));
    }
    slot.push((&*id).into());
    fidelity
}

fn all_whole(items: impl Iterator<Item = Fidelity>) -> Fidelity {
    let partial = items.filter(|fidelity| *fidelity == Fidelity::Partial);
    if partial.count() == 0 {
        Fidelity::Whole
    } else {
        Fidelity::Partial
    }
}

fn write_ids<I>(slot: &mut MemberSlot<'_>, ids: &[I], as_str: fn(&I) -> &str) {
    slot.list(ids, |id, out| out.text(as_str(id)));
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

/// The camera: actors to show, or a box. Its text is kept, for fields that are not known here.
fn read_camera(step: &mut StoryStep, value: &Value<'_>, reading: &mut Reading) -> Fidelity {
    if !matches!(value.kind, Kind::Object(_)) {
        return reading.wrong_type(value, "an object");
    }
    if let Some(around) = value.get("around") {
        let mut shown = Vec::new();
        actors(around, reading, &mut shown);
        step.view.camera = StoryCamera::Around(shown);
        return Fidelity::Partial;
    }
    let number = |key: &str| {
        let number = value.get(key).and_then(Value::as_number);
        number.filter(|number| number.abs() <= MAX_CAMERA)
    };
    let sides = (number("width"), number("height"));
    if let (Some(x), Some(y), (Some(width), Some(height))) = (number("x"), number("y"), sides)
        && width > 0.0
        && height > 0.0
    {
        let middle = Point { x, y };
        step.view.camera = StoryCamera::Area {
            middle,
            width,
            height,
        };
        return Fidelity::Partial;
    }
    let message = "the camera has neither `around` nor `x`, `y`, `width` and `height`".to_owned();
    let hint = "The step shows the whole picture; name actors in `around`, or write the numbers.";
    reading
        .report
        .warning(value.at, "bad-camera", message, Some(hint.to_owned()));
    Fidelity::Partial
}

/// The most layout units of a camera.
const MAX_CAMERA: f64 = 1e9;

fn write_camera(step: &StoryStep, slot: &mut MemberSlot<'_>) {
    match &step.view.camera {
        StoryCamera::Whole => {}
        StoryCamera::Around(actors) => {
            let out = slot.value();
            out.open('{');
            out.key("around");
            out.open('[');
            for id in actors {
                out.item();
                out.text(id.as_str());
            }
            out.close(']');
            out.close('}');
        }
        StoryCamera::Area {
            middle,
            width,
            height,
        } => {
            let out = slot.value();
            out.open('{');
            write_numbers(
                out,
                &[
                    ("x", middle.x),
                    ("y", middle.y),
                    ("width", *width),
                    ("height", *height),
                ],
            );
            out.close('}');
        }
    }
}

fn write_numbers(out: &mut JsonWriter, numbers: &[(&str, f64)]) {
    for (key, number) in numbers {
        out.key(key);
        out.number(*number);
    }
}
