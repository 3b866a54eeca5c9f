//! The text notes in the file.

use std::sync::Arc;

use crate::file::formats::json::{self, Kind, Value};
use crate::file::formats::json_writer::JsonWriter;
use crate::file::ids::Ids;
use crate::limits::{ANNOTATION_BYTES, ANNOTATIONS, OUTLINED_ACTORS};
use crate::model::{ActorId, Annotation, AnnotationTarget, Annotations, Document, Fields, Point};

use super::fidelity::Fidelity;
use super::lists::{forget_id, id_at, read_list};
use super::reading::{Reading, short};
use super::record::{Entry, FileField, MemberSlot};
use super::shape::Shape;
use super::story_ids::NamedRecord;

impl Entry for Annotation {
    const NAME: &'static str = "a text note";
    const DOC: &'static str =
        "A text on the picture, with a line to what it is about. It is no part of the data.";

    const FIELDS: &'static [FileField<Self>] = &[
        FileField::<Self>::new(
            "id",
            Shape::Id,
            "The name of the note, unique among the text notes.",
            |note, value, reading| {
                let (id, fidelity) = reading.id(value);
                note.id = id.as_deref().unwrap_or_default().into();
                fidelity
            },
            |note, slot| slot.text(Some(note.id.as_str())),
        ),
        FileField::<Self>::new(
            "text",
            Shape::Text,
            "What the note says; it may have several lines.",
            |note, value, reading| {
                let mut text = None;
                let fidelity = reading.short_text(value, &ANNOTATION_BYTES, &mut text);
                note.text = text.unwrap_or_default();
                fidelity
            },
            |note, slot| {
                if slot.was_in_file() || !note.text.is_empty() {
                    slot.text(Some(&note.text));
                }
            },
        ),
        FileField::<Self>::new(
            "about",
            Shape::Object("about"),
            "What it is about; it stands for itself if this is left out.",
            read_about,
            |note, slot| {
                if let Some(about) = &note.about {
                    write_about(about, slot.value());
                }
            },
        ),
        FileField::<Self>::new(
            "x",
            Shape::Number,
            "Its middle, in scene units, to the right: from the middle of the actor or of the relation, else in the layout.",
            |note, value, reading| read_coordinate(note, value, reading, |at| &mut at.x),
            |note, slot| write_coordinate(note, slot, note.at.x),
        ),
        FileField::<Self>::new(
            "y",
            Shape::Number,
            "The same, down.",
            |note, value, reading| read_coordinate(note, value, reading, |at| &mut at.y),
            |note, slot| write_coordinate(note, slot, note.at.y),
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

fn read_coordinate(
    note: &mut Annotation,
    value: &Value<'_>,
    reading: &mut Reading,
    axis: fn(&mut Point) -> &mut f64,
) -> Fidelity {
    let mut at = Some(note.at);
    let fidelity = reading.coordinate(value, &mut at, axis);
    note.at = at.unwrap_or_default();
    fidelity
}

fn write_coordinate(note: &Annotation, slot: &mut MemberSlot<'_>, number: f64) {
    if slot.was_in_file() || note.at != Point::default() {
        slot.number(Some(number));
    }
}

/// Reads what a note is about: an actor, several, or else a relation. What is not there is kept and
/// reported.
fn read_about(note: &mut Annotation, value: &Value<'_>, reading: &mut Reading) -> Fidelity {
    if !matches!(value.kind, Kind::Object(_)) {
        return reading.wrong_type(value, "an object");
    }
    let target = if let Some(actor) = value.get("actor") {
        let id = read_id(actor, NamedRecord::Actor, reading);
        id.map(|id| AnnotationTarget::Actor((&*id).into()))
    } else if let Some(actors) = value.get("actors") {
        read_actors(actors, reading)
    } else if let Some(relation) = value.get("relation") {
        let id = read_id(relation, NamedRecord::Relation, reading);
        id.map(|id| AnnotationTarget::Relation((&*id).into()))
    } else {
        let message = "the text note names no `actor`, `actors` or `relation`".to_owned();
        let hint = "The note has no line; name what it is about, or leave `about` out.";
        reading
            .report
            .warning(value.at, "bad-about", message, Some(hint.to_owned()));
        None
    };
    note.about = target;
    let mut out = JsonWriter::default();
    if let Some(about) = &note.about {
        write_about(about, &mut out);
    }
    let written = out.into_text();
    let is_same = json::parse(&written).is_ok_and(|it| it.root.compact() == value.compact());
    if is_same {
        Fidelity::Whole
    } else {
        Fidelity::Partial
    }
}

/// The actors that a note outlines; those beyond the limit stay in the file.
fn read_actors(value: &Value<'_>, reading: &mut Reading) -> Option<AnnotationTarget> {
    let Some(items) = value.as_array() else {
        reading.wrong_type(value, "a list of ids");
        return None;
    };
    if items.len() > OUTLINED_ACTORS.count() {
        let message = format!("the text note {}", OUTLINED_ACTORS.message(items.len()));
        let hint = "The file keeps the others.".to_owned();
        reading
            .report
            .error(value.at, "too-long", message, Some(hint));
    }
    let items = items.iter().take(OUTLINED_ACTORS.count());
    let ids = items.filter_map(|item| read_id(item, NamedRecord::Actor, reading));
    AnnotationTarget::of_actors(ids.map(|id| ActorId::from(&*id)))
}

/// The id of an actor or a relation.
fn read_id(value: &Value<'_>, record: NamedRecord, reading: &mut Reading) -> Option<String> {
    let id = reading.id(value).0?.into_owned();
    if !record.is_there(&id, reading) {
        let message = format!(
            "the {} `{}` of the text note does not exist",
            record.word(),
            short(&id)
        );
        let nearest = match record {
            NamedRecord::Actor => reading.nearest_actor(&id),
            _ => None,
        };
        let hint = nearest.unwrap_or_else(|| "The note is kept and not drawn.".to_owned());
        reading
            .report
            .warning(value.at, "missing-in-note", message, Some(hint));
    }
    Some(id)
}

fn write_about(about: &AnnotationTarget, out: &mut JsonWriter) {
    out.open('{');
    match about {
        AnnotationTarget::Actor(id) => {
            out.key("actor");
            out.text(id.as_str());
        }
        AnnotationTarget::Actors(ids) => {
            out.key("actors");
            out.open('[');
            for id in ids {
                out.item();
                out.text(id.as_str());
            }
            out.close(']');
        }
        AnnotationTarget::Relation(id) => {
            out.key("relation");
            out.text(id.as_str());
        }
    }
    out.close('}');
}

/// Reads the text notes; those beyond the limit stay in the file.
pub(super) fn read_all(
    value: Value<'_>,
    document: &mut Document,
    reading: &mut Reading,
) -> Option<String> {
    let mut read: Vec<(Annotation, usize)> = Vec::new();
    let at = value.at;
    let mut beyond = 0;
    let left_over = read_list(value, "text notes", reading, |note, item, _| {
        let has_room = read.len() < ANNOTATIONS.count();
        if has_room {
            read.push((note, id_at(item)));
        } else {
            beyond += 1;
        }
        has_room
    });
    if beyond > 0 {
        let message = ANNOTATIONS.message(read.len() + beyond);
        let hint = "The file keeps the others as they are.".to_owned();
        reading.report.error(at, "too-long", message, Some(hint));
    }
    let mut ids = Ids::new(read.iter().map(|(note, _)| &note.id));
    let mut notes = Vec::with_capacity(read.len());
    for (index, (mut note, at)) in read.into_iter().enumerate() {
        let like = || "note".into();
        let settled = if note.id.as_str().is_empty() {
            Some(ids.free.like(&like()))
        } else {
            ids.settle((index, at), &note.id, like, "text note", reading)
        };
        if let Some(id) = settled {
            note.id = id;
            forget_id(&mut note);
        }
        notes.push(Arc::new(note));
    }
    document.annotations = Annotations::from(notes);
    left_over
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file;

    fn with_notes(notes: &str) -> String {
        format!(
            "{{\"format\": \"frenemy/1\", \"nodes\": [{{\"id\": \"alba\"}}, {{\"id\": \"b\"}}], \
             \"edges\": [{{\"id\": \"r\", \"source\": \"alba\", \"target\": \"b\"}}], \
             \"annotations\": {notes}}}"
        )
    }

    #[test]
    fn notes_are_read_and_written_as_they_were() {
        let text = with_notes(
            "[{\"id\": \"n\", \"text\": \"One\\nTwo\", \"about\": {\"actor\": \"alba\"}, \"x\": 3, \"y\": -4.5, \"ink\": \"red\"}, \
              {\"id\": \"m\", \"text\": \"On a line\", \"about\": {\"relation\": \"r\"}, \"x\": 0, \"y\": 20}, 7]",
        );
        let read = file::read(text.as_bytes(), "in.json").unwrap();
        let notes = &read.document.annotations;
        assert_eq!(notes.len(), 2);
        assert_eq!(notes[0].about, Some(AnnotationTarget::Actor("alba".into())));
        assert_eq!(notes[0].at, Point { x: 3.0, y: -4.5 });
        assert_eq!(notes[1].about, Some(AnnotationTarget::Relation("r".into())));
        let written = file::write(&read.document);
        let again = file::read(&written, "in.json").unwrap();
        assert_eq!(again.document.annotations, *notes);
        assert_eq!(file::write(&again.document), written);
        let written = String::from_utf8(written).unwrap();
        for kept in ["\"ink\": \"red\"", "One\\nTwo", "7"] {
            assert!(written.contains(kept), "{kept}: {written}");
        }
    }

    #[test]
    fn a_note_about_several_actors_is_read_and_written_as_it_was() {
        let text = with_notes(
            "[{\"id\": \"n\", \"text\": \"A pact\", \"about\": {\"actors\": [\"alba\", \"b\"]}}, \
              {\"id\": \"m\", \"text\": \"One\", \"about\": {\"actors\": [\"b\", \"b\"]}}, \
              {\"id\": \"o\", \"text\": \"None\", \"about\": {\"actors\": [\"albo\", \"b\"], \"ink\": 1}}, \
              {\"id\": \"p\", \"text\": \"Wrong\", \"about\": {\"actors\": \"alba\"}}]",
        );
        let read = file::read(text.as_bytes(), "in.json").unwrap();
        let abouts = read
            .document
            .annotations
            .iter()
            .map(|note| note.about.clone());
        let several =
            |ids: [&str; 2]| Some(AnnotationTarget::Actors(ids.map(ActorId::from).into()));
        let expected = [
            several(["alba", "b"]),
            Some(AnnotationTarget::Actor("b".into())),
            several(["albo", "b"]),
            None,
        ];
        assert_eq!(abouts.collect::<Vec<_>>(), expected);
        let codes: Vec<_> = read.issues.iter().map(|issue| issue.code).collect();
        assert_eq!(codes, ["missing-in-note", "wrong-type"]);
        let written = String::from_utf8(file::write(&read.document)).unwrap();
        for kept in [
            "\"b\",\n          \"b\"\n",
            "\"ink\": 1",
            "\"actors\": \"alba\"",
        ] {
            assert!(written.contains(kept), "{kept}: {written}");
        }
        let again = file::read(written.as_bytes(), "in.json").unwrap();
        assert_eq!(again.document.annotations, read.document.annotations);
    }

    #[test]
    fn a_note_about_too_many_actors_outlines_some_and_the_file_keeps_all() {
        let beyond = OUTLINED_ACTORS.count() + 5;
        let ids: Vec<_> = (0..beyond).map(|at| format!("\"a{at}\"")).collect();
        let nodes: Vec<_> = ids.iter().map(|id| format!("{{\"id\": {id}}}")).collect();
        let text = format!(
            "{{\"format\": \"frenemy/1\", \"nodes\": [{}], \"edges\": [], \
             \"annotations\": [{{\"text\": \"All\", \"about\": {{\"actors\": [{}]}}}}]}}",
            nodes.join(","),
            ids.join(",")
        );
        let read = file::read(text.as_bytes(), "in.json").unwrap();
        let Some(AnnotationTarget::Actors(outlined)) = &read.document.annotations[0].about else {
            panic!("{:?}", read.document.annotations);
        };
        assert_eq!(outlined.len(), OUTLINED_ACTORS.count());
        let message = "the text note is about 1005 actors, and no more than 1000 are outlined";
        assert_eq!(read.issues[0].message, message);
        let written = String::from_utf8(file::write(&read.document)).unwrap();
        assert_eq!(written.matches("\"a1004\"").count(), 2, "actor and note");
    }

    #[test]
    fn faulty_notes_are_reported_and_kept() {
        let text = with_notes(
            "[{\"id\": \"n\", \"text\": 5, \"about\": {\"actor\": \"albo\"}}, {\"id\": \"n\", \"x\": 1e12}, \
              {\"about\": {\"actor\": \"alba\", \"relation\": \"r\"}}, {\"about\": {}}]",
        );
        let read = file::read(text.as_bytes(), "in.json").unwrap();
        let codes: Vec<_> = read.issues.iter().map(|issue| issue.code).collect();
        for code in [
            "missing-in-note",
            "bad-coordinate",
            "bad-about",
            "repeated-id",
        ] {
            assert!(codes.contains(&code), "{code}: {codes:?}");
        }
        let ids = read
            .document
            .annotations
            .iter()
            .map(|note| note.id.as_str());
        assert_eq!(ids.collect::<Vec<_>>(), ["n", "n-2", "note", "note-2"]);
        let written = String::from_utf8(file::write(&read.document)).unwrap();
        assert!(
            written.contains("1e12") && written.contains("\"relation\": \"r\""),
            "{written}"
        );
    }

    #[test]
    fn a_strangers_notes_cost_no_more_than_the_limits() {
        let long = "x".repeat(1_000_000);
        let one = format!("{{\"text\": \"{long}\"}}");
        let many = vec!["{\"text\": \"n\"}"; ANNOTATIONS.count() + 9].join(", ");
        let text = with_notes(&format!("[{one}, {many}]"));
        let read = file::read(text.as_bytes(), "in.json").unwrap();
        let notes = &read.document.annotations;
        assert_eq!(notes.len(), ANNOTATIONS.count());
        assert!(notes[0].text.len() <= ANNOTATION_BYTES.count());
        assert_eq!(
            read.issues
                .iter()
                .filter(|issue| issue.code == "too-long")
                .count(),
            2
        );
        let written = String::from_utf8(file::write(&read.document)).unwrap();
        assert!(written.contains(&long));
        assert_eq!(written.matches("\"n\"").count(), ANNOTATIONS.count() + 9);
    }

    #[test]
    fn another_programs_annotations_are_kept_as_they_are() {
        let text =
            "{\"nodes\": [{\"id\": \"a\"}], \"links\": [], \"annotations\": [{\"text\": \"x\"}]}";
        let read = file::read(text.as_bytes(), "in.json").unwrap();
        assert!(read.document.annotations.is_empty());
        let written = String::from_utf8(file::write(&read.document)).unwrap();
        assert!(written.contains("\"annotations\""), "{written}");
    }
}
