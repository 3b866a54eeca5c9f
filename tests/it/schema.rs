//! The JSON Schema describes the files that are written, with blocs in their view.

use frenemy::graph::with_saved_blocs;
use frenemy::model::{Bloc, BlocTies, Blocs, Document};
use frenemy::sample::Sample;
use serde_json::Value;

fn schema() -> Value {
    serde_json::from_str(include_str!("../../assets/schema/frenemy-1.schema.json")).unwrap()
}

/// What is wrong with a value by a schema of the keywords that ours uses; another keyword is wrong
/// too, so that no part of a schema is ignored.
fn faults(value: &Value, schema: &Value, root: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut check = |is_valid: bool, what: &str| {
        if !is_valid {
            found.push(format!("{at}: {what}"));
        }
    };
    let mut inside = Vec::new();
    for (keyword, rule) in schema.as_object().unwrap() {
        match &**keyword {
            "$schema" | "$id" | "$comment" | "$defs" | "title" | "description" => {}
            "$ref" => {
                let pointer = rule.as_str().unwrap().trim_start_matches('#');
                let definition = root.pointer(pointer).unwrap();
                inside.extend(faults(value, definition, root, at));
            }
            "type" => {
                let types: Vec<&str> = match rule {
                    Value::String(name) => vec![name],
                    names => names
                        .as_array()
                        .unwrap()
                        .iter()
                        .filter_map(Value::as_str)
                        .collect(),
                };
                check(types.iter().any(|name| is_of_type(value, name)), "type");
            }
            "enum" => check(rule.as_array().unwrap().contains(value), "enum"),
            "minimum" => check(value.as_f64() >= rule.as_f64(), "minimum"),
            "maximum" => check(value.as_f64() <= rule.as_f64(), "maximum"),
            "minItems" | "maxItems" => {
                let count = value.as_array().map_or(0, Vec::len) as u64;
                let limit = rule.as_u64().unwrap();
                let is_valid = if keyword == "minItems" {
                    count >= limit
                } else {
                    count <= limit
                };
                check(is_valid, keyword);
            }
            "required" => {
                for key in rule.as_array().unwrap().iter().filter_map(Value::as_str) {
                    check(value.get(key).is_some(), &format!("requires {key}"));
                }
            }
            "properties" => {
                for (key, rule) in rule.as_object().unwrap() {
                    let member = value.get(key).into_iter();
                    inside.extend(
                        member
                            .flat_map(|member| faults(member, rule, root, &format!("{at}/{key}"))),
                    );
                }
            }
            "items" => {
                for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                    inside.extend(faults(item, rule, root, &format!("{at}/{number}")));
                }
            }
            "anyOf" => {
                let mut rules = rule.as_array().unwrap().iter();
                check(
                    rules.any(|rule| faults(value, rule, root, at).is_empty()),
                    "anyOf",
                );
            }
            other => panic!("a keyword that this test does not know: {other}"),
        }
    }
    found.extend(inside);
    found
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        _ => panic!("a type that this test does not know: {name}"),
    }
}

/// A document as it is saved with nested blocs.
fn saved() -> Value {
    let document: Document = Sample::new(30, 1).document();
    let ids: Vec<_> = document
        .actors
        .iter()
        .map(|actor| actor.id.clone())
        .collect();
    let inner = Bloc {
        name: "Inner".to_owned(),
        members: ids[3..5].to_vec(),
        ..Bloc::default()
    };
    let outer = Bloc {
        name: "Outer".to_owned(),
        members: ids[..3].to_vec(),
        blocs: vec![inner],
        is_expanded: true,
    };
    let blocs = Blocs {
        rule: Some("communities".to_owned()),
        ties: BlocTies::All,
        blocs: vec![outer],
    };
    let document = with_saved_blocs(document, &blocs);
    serde_json::from_slice(&frenemy::file::write(&document)).unwrap()
}

#[test]
fn a_written_file_with_blocs_is_valid_by_the_schema() {
    let schema = schema();
    let file = saved();
    assert_eq!(faults(&file, &schema, &schema, ""), Vec::<String>::new());
    let bloc = file.pointer("/view/blocs/blocs/0/blocs/0").unwrap();
    assert_eq!(bloc["name"], "Inner");
}

#[test]
fn every_part_of_saved_blocs_is_described() {
    let schema = schema();
    let wrong = [
        ("/view/blocs/by", "/view/blocs/by: type"),
        ("/view/blocs/ties", "/view/blocs/ties: enum"),
        ("/view/blocs/blocs/0/name", "/view/blocs/blocs/0/name: type"),
        (
            "/view/blocs/blocs/0/members",
            "/view/blocs/blocs/0/members: type",
        ),
        (
            "/view/blocs/blocs/0/expanded",
            "/view/blocs/blocs/0/expanded: type",
        ),
        (
            "/view/blocs/blocs/0/blocs/0",
            "/view/blocs/blocs/0/blocs/0: type",
        ),
    ];
    for (pointer, fault) in wrong {
        let mut file = saved();
        *file.pointer_mut(pointer).unwrap() = Value::from(7);
        let found = faults(&file, &schema, &schema, "");
        assert!(found.iter().any(|found| found == fault), "{found:?}");
    }
}
