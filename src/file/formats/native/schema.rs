//! The JSON Schema of the native file, made from the tables of fields that reader and writer use.

use crate::model::{
    Actor, Annotation, Claim, CodebookEntry, Coder, Document, Meta, PersonName, Question, Quote,
    Reference, Relation, StoryFilter, StoryRule, StoryStep,
};

use super::record::{Entry, FileField};
use super::shape::Shape;
use crate::file::formats::json_writer::JsonWriter;

/// The whole schema as text, in the same layout as the files it describes.
pub(crate) fn text() -> String {
    let mut out = JsonWriter::default();
    out.open('{');
    member(
        &mut out,
        "$schema",
        "https://json-schema.org/draft/2020-12/schema",
    );
    member(&mut out, "$id", "frenemy-1.schema.json");
    member(&mut out, "title", "Frenemy relations file, version 1");
    record_and::<Document>(&mut out, |out| {
        out.key("view");
        out.json(VIEW);
    });
    out.key("$defs");
    out.open('{');
    definition::<Meta>(&mut out, "graph");
    definition::<Reference>(&mut out, "reference");
    definition::<PersonName>(&mut out, "name");
    out.key("issued");
    out.json(ISSUED);
    definition::<Actor>(&mut out, "actor");
    definition::<Relation>(&mut out, "relation");
    definition::<Claim>(&mut out, "claim");
    definition::<Quote>(&mut out, "quote");
    definition::<Coder>(&mut out, "coder");
    definition::<CodebookEntry>(&mut out, "rule");
    definition::<Question>(&mut out, "question");
    definition::<StoryStep>(&mut out, "step");
    definition::<StoryFilter>(&mut out, "filter");
    definition::<StoryRule>(&mut out, "simplification");
    definition::<Annotation>(&mut out, "annotation");
    out.key("camera");
    out.json(CAMERA);
    out.key("about");
    out.json(ABOUT);
    out.key("blocs");
    out.json(BLOCS);
    out.key("bloc");
    out.json(BLOC);
    out.close('}');
    out.close('}');
    let mut text = out.into_text();
    text.push('\n');
    text
}

/// CSL's dates have no table of their own.
const ISSUED: &str = r#"{"description":"A CSL date.","type":["object","string","integer"],"properties":{"date-parts":{"description":"Year, month and day, as far as they are known; two of them are a range. Years before Christ are negative, and there is no year 0.","type":"array","maxItems":2,"items":{"type":"array","maxItems":3,"items":{"type":["integer","string"]}}},"season":{"description":"The season of a year: 1 to 4 for spring to winter.","type":["integer","string"]},"circa":{"description":"Whether the date is approximate.","type":["boolean","integer","string"]},"edtf":{"description":"The date in EDTF; used before all others.","type":"string"},"raw":{"description":"The date in any notation.","type":"string"},"literal":{"description":"Words in place of a date.","type":"string"}}}"#;

/// The view has no table: it is what a window shows and not what the file says, so that readers of
/// records keep it as it is.
const VIEW: &str = r##"{"description":"What a window shows of the network; no part of the data. Keys that are not named here are allowed and kept.","type":"object","properties":{"blocs":{"$ref":"#/$defs/blocs"},"outlines":{"description":"The groups of actors that have an outline.","type":"object","properties":{"by":{"description":"What made the groups, as for blocs.","type":"string"},"blocs":{"description":"The groups.","type":"array","items":{"$ref":"#/$defs/bloc"}}}}}}"##;
const BLOCS: &str = r##"{"description":"The actors that are drawn as one.","type":"object","properties":{"by":{"description":"What made the blocs: `camps`, `communities`, `kind`, `organizations`, or the name of a field of actors; absent for blocs that a user grouped.","type":"string"},"ties":{"description":"Which ties between blocs are drawn where there are many; absent for the strongest.","enum":["strongest","all"]},"blocs":{"description":"The outermost blocs.","type":"array","items":{"$ref":"#/$defs/bloc"}}}}"##;
const CAMERA: &str = r#"{"description":"A part of the picture: some actors, or a box in the layout by its middle and size. Keys that are not named here are allowed and kept.","type":"object","properties":{"around":{"description":"Ids of the actors that are shown, wherever they are placed.","type":"array","items":{"type":"string"}},"x":{"description":"The middle, in scene units, to the right.","type":"number"},"y":{"description":"The middle, in scene units, down.","type":"number"},"width":{"description":"The width, in scene units.","type":"number","exclusiveMinimum":0},"height":{"description":"The height, in scene units.","type":"number","exclusiveMinimum":0}}}"#;
const ABOUT: &str = r#"{"description":"The actor, the actors or the relation that a text note is about. Keys that are not named here are allowed and kept.","type":"object","properties":{"actor":{"description":"The id of an actor.","type":"string"},"actors":{"description":"The ids of several actors: an outline surrounds them.","type":"array","items":{"type":"string"}},"relation":{"description":"The id of a relation.","type":"string"}}}"#;
const BLOC: &str = r##"{"description":"Actors that are drawn as one.","type":"object","required":["name","members"],"properties":{"name":{"description":"The name shown.","type":"string"},"members":{"description":"The ids of the actors that belong to it directly.","type":"array","items":{"type":"string"}},"blocs":{"description":"The blocs inside it.","type":"array","items":{"$ref":"#/$defs/bloc"}},"expanded":{"description":"Whether its members and the blocs inside it are drawn instead of itself.","type":"boolean"}}}"##;

fn definition<T: Entry>(out: &mut JsonWriter, name: &str) {
    out.key(name);
    out.open('{');
    record::<T>(out);
    out.close('}');
}

/// The members that describe one kind of record. Keys that no table names are allowed: they are
/// kept.
fn record<T: Entry>(out: &mut JsonWriter) {
    record_and::<T>(out, |_| {});
}

/// The same with further properties.
fn record_and<T: Entry>(out: &mut JsonWriter, further: impl FnOnce(&mut JsonWriter)) {
    member(out, "description", T::DOC);
    member(out, "type", "object");
    if !T::REQUIRED.is_empty() {
        out.key("required");
        texts(out, T::REQUIRED);
    }
    out.key("properties");
    out.open('{');
    for field in T::FIELDS {
        out.key(field.key);
        out.open('{');
        property(out, field);
        out.close('}');
    }
    further(out);
    out.close('}');
}

fn property<T>(out: &mut JsonWriter, field: &FileField<T>) {
    let also = match field.aliases {
        [] => String::new(),
        aliases => format!(" Also read under `{}`.", aliases.join("` and `")),
    };
    member(out, "description", &format!("{}{also}", field.doc));
    match field.shape {
        Shape::Id | Shape::TextOrNumber => {
            out.key("type");
            texts(out, &["string", "number"]);
        }
        Shape::Any => {}
        Shape::Text => member(out, "type", "string"),
        Shape::Number => member(out, "type", "number"),
        Shape::Integer(least, most) => {
            member(out, "type", "integer");
            out.key("minimum");
            out.integer(least);
            out.key("maximum");
            out.integer(most);
        }
        Shape::Flag => member(out, "type", "boolean"),
        Shape::Date => {
            member(out, "type", "string");
            member(
                out,
                "$comment",
                "An EDTF date of level 1: 2015, 2015-09, 2015-09-07, 2007/.., 2016-07~.",
            );
        }
        Shape::Words(words) => {
            out.key("enum");
            texts(out, words);
        }
        Shape::Texts => {
            member(out, "type", "array");
            out.key("items");
            out.json(r#"{"type":["string","number"]}"#);
        }
        Shape::Object(name) => member(out, "$ref", &format!("#/$defs/{name}")),
        Shape::List(name) => {
            member(out, "type", "array");
            out.key("items");
            out.json(&format!(r##"{{"$ref":"#/$defs/{name}"}}"##));
        }
        Shape::TextOrObject(name) => {
            out.key("anyOf");
            out.json(&format!(
                r##"[{{"type":"string"}},{{"$ref":"#/$defs/{name}"}}]"##
            ));
        }
    }
}

fn member(out: &mut JsonWriter, key: &str, text: &str) {
    out.key(key);
    out.text(text);
}

fn texts(out: &mut JsonWriter, texts: &[&str]) {
    out.open('[');
    for text in texts {
        out.item();
        out.text(text);
    }
    out.close(']');
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_schema_in_the_repository_is_the_one_printed() {
        let kept = include_str!("../../../../assets/schema/frenemy-1.schema.json");
        assert!(
            kept == super::text(),
            "run `cargo run -- schema > assets/schema/frenemy-1.schema.json`"
        );
    }
}
