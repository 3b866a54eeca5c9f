//! Blocs in the view part of a document, `view` in the file: what it shows, not what it says.
//! Unknown fields of the view are kept.

use serde_json::{Map, Value, json};

use crate::model::{Bloc, BlocTies, Blocs, Document};

/// The key of the view in the file, and of the blocs and outlines in the view.
const VIEW: &str = "view";
const BLOCS: &str = "blocs";
const OUTLINES: &str = "outlines";

/// The most letters of a name that are read: it is shown on a line of its own.
const MAX_NAME_CHARS: usize = 200;

/// The key of the ties between blocs that are drawn.
const TIES: &str = "ties";

/// The blocs that a document was saved with; none if it has no view, or one of another program.
pub fn saved_blocs(document: &Document) -> Blocs {
    saved(document, BLOCS)
}

/// The groups around which a document was saved with outlines.
pub fn saved_outlines(document: &Document) -> Blocs {
    saved(document, OUTLINES)
}

fn saved(document: &Document, key: &str) -> Blocs {
    let view = view(document);
    let saved = view.as_ref().and_then(|view| view.get(key));
    let Some(saved) = saved.and_then(Value::as_object) else {
        return Blocs::default();
    };
    Blocs {
        rule: saved.get("by").and_then(Value::as_str).map(str::to_owned),
        ties: ties(saved.get(TIES)),
        blocs: read_all(saved.get(BLOCS)),
    }
}

/// The same document with these blocs in its view.
pub fn with_saved_blocs(document: Document, blocs: &Blocs) -> Document {
    with_saved(document, BLOCS, blocs)
}

/// The same document with outlines around these groups in its view.
pub fn with_saved_outlines(document: Document, groups: &Blocs) -> Document {
    with_saved(document, OUTLINES, groups)
}

fn with_saved(document: Document, key: &str, blocs: &Blocs) -> Document {
    if saved(&document, key) == *blocs {
        return document;
    }
    let mut view = view(&document).unwrap_or_default();
    if blocs.is_empty() {
        view.remove(key);
    } else {
        let mut saved = Map::new();
        if let Some(rule) = &blocs.rule {
            saved.insert("by".to_owned(), json!(rule));
        }
        if blocs.ties != BlocTies::default() {
            saved.insert(TIES.to_owned(), json!(blocs.ties.id()));
        }
        saved.insert(BLOCS.to_owned(), write_all(&blocs.blocs));
        view.insert(key.to_owned(), Value::Object(saved));
    }
    let text = (!view.is_empty()).then(|| Value::Object(view).to_string());
    let fields = document.fields.with_unknown(VIEW, text.as_deref());
    Document { fields, ..document }
}

fn view(document: &Document) -> Option<Map<String, Value>> {
    match serde_json::from_str(document.fields.unknown(VIEW)?) {
        Ok(Value::Object(view)) => Some(view),
        _ => None,
    }
}

fn ties(saved: Option<&Value>) -> BlocTies {
    let id = saved.and_then(Value::as_str);
    let mut known = BlocTies::ALL.into_iter();
    known.find(|ties| Some(ties.id()) == id).unwrap_or_default()
}

fn read_all(blocs: Option<&Value>) -> Vec<Bloc> {
    let blocs = blocs.and_then(Value::as_array).into_iter().flatten();
    blocs.filter_map(Value::as_object).map(read).collect()
}

fn read(bloc: &Map<String, Value>) -> Bloc {
    let members = bloc.get("members").and_then(Value::as_array);
    let members = members.into_iter().flatten().filter_map(Value::as_str);
    let name = bloc.get("name").and_then(Value::as_str);
    Bloc {
        name: name
            .unwrap_or_default()
            .chars()
            .take(MAX_NAME_CHARS)
            .collect(),
        members: members.map(Into::into).collect(),
        blocs: read_all(bloc.get(BLOCS)),
        is_expanded: bloc.get("expanded").and_then(Value::as_bool) == Some(true),
    }
}

fn write_all(blocs: &[Bloc]) -> Value {
    Value::Array(blocs.iter().map(write).collect())
}

fn write(bloc: &Bloc) -> Value {
    let members = bloc.members.iter().map(|id| json!(id.as_str()));
    let mut fields = Map::new();
    fields.insert("name".to_owned(), json!(bloc.name));
    fields.insert("members".to_owned(), members.collect());
    if !bloc.blocs.is_empty() {
        fields.insert(BLOCS.to_owned(), write_all(&bloc.blocs));
    }
    if bloc.is_expanded {
        fields.insert("expanded".to_owned(), json!(true));
    }
    Value::Object(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocs() -> Blocs {
        let bloc = |name: &str, member: &str| Bloc {
            name: name.to_owned(),
            members: vec![member.into()],
            ..Bloc::default()
        };
        Blocs {
            rule: Some("communities".to_owned()),
            ties: BlocTies::All,
            blocs: vec![
                Bloc {
                    blocs: vec![bloc("inner", "b")],
                    is_expanded: true,
                    ..bloc("outer", "a")
                },
                bloc("“East”", "c"),
            ],
        }
    }

    #[test]
    fn blocs_are_saved_with_the_file_and_other_parts_of_the_view_are_kept() {
        let mut document = Document::default();
        document.fields = document.fields.with_unknown("view", Some("{\"zoom\":2}"));
        let saved = with_saved_blocs(document.clone(), &blocs());
        assert_eq!(saved_blocs(&saved), blocs());
        let view = saved.fields.unknown("view").unwrap();
        assert!(view.contains("\"zoom\":2"), "{view}");
        assert_eq!(with_saved_blocs(saved, &Blocs::default()), document);
    }

    #[test]
    fn outlines_are_saved_beside_blocs() {
        let document = with_saved_blocs(Document::default(), &blocs());
        let groups = Blocs {
            rule: Some("camps".to_owned()),
            ..blocs()
        };
        let both = with_saved_outlines(document.clone(), &groups);
        assert_eq!(saved_outlines(&both), groups);
        assert_eq!(saved_blocs(&both), blocs());
        assert_eq!(with_saved_outlines(both, &Blocs::default()), document);
    }

    #[test]
    fn a_document_without_a_view_gets_one_only_for_blocs() {
        let document = Document::default();
        assert_eq!(
            with_saved_blocs(document.clone(), &Blocs::default()),
            document
        );
        let saved = with_saved_blocs(document.clone(), &blocs());
        assert_eq!(saved_blocs(&saved), blocs());
        let cleared = with_saved_blocs(saved, &Blocs::default());
        assert!(cleared.fields.unknown("view").is_none());
    }

    #[test]
    fn a_view_of_another_program_is_no_error() {
        for view in ["3", "{\"blocs\":7}", "{\"blocs\":{\"blocs\":[1,{}]}}"] {
            let mut document = Document::default();
            document.fields = document.fields.with_unknown("view", Some(view));
            let read = saved_blocs(&document);
            assert!(read.blocs.iter().all(|bloc| bloc.members.is_empty()));
        }
    }

    #[test]
    fn a_name_of_megabytes_is_cut() {
        let name = "n".repeat(2_000_000);
        let view = json!({"blocs": {"blocs": [{"name": name, "members": ["a"]}]}}).to_string();
        let mut document = Document::default();
        document.fields = document.fields.with_unknown(VIEW, Some(&view));
        assert_eq!(saved_blocs(&document).blocs[0].name.len(), MAX_NAME_CHARS);
    }
}
