//! The steps of the story in the file.

use crate::file::formats::json::{self, Kind, Value};
use crate::file::formats::json_writer::JsonWriter;
use crate::model::{
    ActorId, AnnotationId, Fields, Point, RelationId, StoryCamera, StoryFilter, StoryStep,
};

use super::fidelity::Fidelity;
use super::reading::Reading;
use super::record::{self, Entry, FileField, MemberSlot};
use super::shape::Shape;
use super::story_blocs;
use super::story_ids::{actors, annotations, relations, write_ids};

impl Entry for StoryStep {
    const NAME: &'static str = "a step of the story";
    const DOC: &'static str =
        "A view of the network with a title and a text. The steps in their order are the story.";

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
        FileField::<Self>::new(
            "hidden_annotations",
            Shape::Texts,
            "Ids of the text notes that are hidden.",
            |step, value, reading| annotations(value, reading, &mut step.view.hidden_annotations),
            |step, slot| {
                write_ids(slot, &step.view.hidden_annotations, AnnotationId::as_str);
            },
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

/// The camera: actors to show, or a box. Its text is kept, for fields that are not known here.
fn read_camera(step: &mut StoryStep, value: &Value<'_>, reading: &mut Reading) -> Fidelity {
    if !matches!(value.kind, Kind::Object(_)) {
        return reading.wrong_type(value, "an object");
    }
    if let Some(around) = value.get("around") {
        let mut shown = Vec::new();
        actors(around, reading, &mut shown);
        let fidelity = around_fidelity(&shown, value, around);
        step.view.camera = StoryCamera::Around(shown);
        return fidelity;
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
        return camera_fidelity(&step.view.camera, value);
    }
    let message = "the camera has neither `around` nor `x`, `y`, `width` and `height`".to_owned();
    let hint = "The step shows the whole picture; name actors in `around`, or write the numbers.";
    reading
        .report
        .warning(value.at, "bad-camera", message, Some(hint.to_owned()));
    Fidelity::Partial
}

/// Whether a camera says nothing but the actors that are shown.
fn around_fidelity(shown: &[ActorId], camera: &Value<'_>, around: &Value<'_>) -> Fidelity {
    let is_alone = camera.as_object().is_some_and(|members| members.len() == 1);
    let items = around.as_array().unwrap_or_default();
    let mut pairs = items.iter().zip(shown);
    let are_same =
        items.len() == shown.len() && pairs.all(|(item, id)| item.as_text() == Some(id.as_str()));
    if is_alone && are_same {
        Fidelity::Whole
    } else {
        Fidelity::Partial
    }
}

/// The most layout units of a camera.
const MAX_CAMERA: f64 = 1e9;

fn write_camera(step: &StoryStep, slot: &mut MemberSlot<'_>) {
    if step.view.camera != StoryCamera::Whole {
        write_object(&step.view.camera, slot.value());
    }
}

/// Whether a camera would be written as it is in the file.
fn camera_fidelity(camera: &StoryCamera, value: &Value<'_>) -> Fidelity {
    let mut out = JsonWriter::default();
    write_object(camera, &mut out);
    let written = out.into_text();
    let is_same = json::parse(&written).is_ok_and(|it| it.root.compact() == value.compact());
    if is_same {
        Fidelity::Whole
    } else {
        Fidelity::Partial
    }
}

fn write_object(camera: &StoryCamera, out: &mut JsonWriter) {
    match camera {
        StoryCamera::Whole => {}
        StoryCamera::Around(actors) => {
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
