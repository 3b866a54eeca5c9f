//! Tests of parsing: what is not JSON, where everything is, and the same values as `serde_json`.

use super::*;
use crate::file::formats::json_error::{MAX_DEPTH, TOO_MUCH_MEMORY};
use crate::file::progress::ProgressMeter;
use proptest::prelude::*;

fn complaint(text: &str) -> String {
    let error = parse(text).unwrap_err();
    let hint = error.hint.unwrap_or_default();
    format!("{}: {} {hint}", error.at, error.message)
        .trim_end()
        .to_owned()
}

#[test]
fn errors_explain_why_a_text_is_not_json() {
    assert_eq!(
        complaint("[1,]"),
        "3: expected a value, found `]` Remove the comma before it."
    );
    assert_eq!(
        complaint("{'a': 1}"),
        "1: expected a key in double quotes, found `'` JSON requires double quotes."
    );
    assert_eq!(
        complaint("[NaN]"),
        "1: expected a value, found `NaN` JSON has no NaN and no Infinity; write null instead."
    );
    assert_eq!(
        complaint("[-Infinity]"),
        "2: expected a digit, found `Infinity` JSON has no NaN and no Infinity; write null instead."
    );
    assert_eq!(
        complaint("[\"a"),
        "3: the file ends where the closing `\"` of a text is expected The file is incomplete; download or save it again."
    );
    assert_eq!(
        complaint("{} x"),
        "3: the JSON value has ended, and `x` follows"
    );
}

#[test]
fn every_mistake_has_its_byte() {
    let place_and_message = |text: &str| {
        let error = parse(text).unwrap_err();
        (error.at, error.message)
    };
    let check = |text: &str, at: usize, message: &str| {
        assert_eq!(place_and_message(text), (at, message.to_owned()), "{text}");
    };
    check("[1,\n\n 2 é]", 8, "expected `,` or `]`, found `é`");
    check("{\"a\": 1 2}", 8, "expected `,` or `}`, found `2`");
    check("{\"a\" 1}", 5, "expected `:` after the key, found `1`");
    check(
        "{\"a\": 1,}",
        8,
        "expected a key in double quotes, found `}`",
    );
    check("[nul\n]", 1, "expected a value, found `nul`");
    check("[True]", 1, "expected a value, found `True`");
    check(
        "[01]",
        2,
        "expected a number without leading zeros, found `1`",
    );
    check("[1.\n]", 3, "expected a digit, found the character U+000A");
    check("[1.5e+x]", 6, "expected a digit, found `x`");
    let escape = "expected an escape such as \\n or \\u00e9, found";
    check(r#"["\x"]"#, 3, &format!("{escape} `x`"));
    check(r#"["C:\users"]"#, 5, &format!("{escape} `users`"));
    check(r#"["\日本"]"#, 3, &format!("{escape} `日本`"));
    check(
        "[\"\n\"]",
        2,
        "a control character in a text is not escaped",
    );
    check("", 0, "the file ends where a value is expected");
    check("[-", 2, "the file ends where a digit is expected");
    check("[1, \n", 5, "the file ends where a value is expected");
    check(
        "[1 \n",
        4,
        "the file ends where the closing `]` of a list is expected",
    );
    check(
        "{",
        1,
        "the file ends where the closing `}` of an object is expected",
    );
}

#[test]
fn nesting_stops_before_the_stack_does() {
    let nested = |open: &str, close: &str, depth| {
        let text = open.repeat(depth) + "1" + &close.repeat(depth);
        parse(&text)
            .map(|_| ())
            .map_err(|error| (error.at, error.code))
    };
    assert_eq!(nested("[", "]", 100_000), Err((MAX_DEPTH, "too-deep")));
    let key = "{\"a\":";
    let deepest = key.len() * MAX_DEPTH;
    assert_eq!(nested(key, "}", 100_000), Err((deepest, "too-deep")));
    assert_eq!(nested("[", "", 100_000), Err((MAX_DEPTH, "too-deep")));
    assert_eq!(nested("[", "]", MAX_DEPTH), Ok(()));
}

#[test]
fn a_byte_has_a_pointer() {
    let text = r#"{"a/b": [1, {"c~": true}], "d": 2}"#;
    let parsed = parse(text).unwrap();
    let pointer = |needle| parsed.root.pointer_to(text.find(needle).unwrap());
    assert_eq!(pointer("{"), "");
    assert_eq!(pointer("[1"), "/a~1b");
    assert_eq!(pointer("{\"c"), "/a~1b/1");
    assert_eq!(pointer("true"), "/a~1b/1/c~0");
    assert_eq!(pointer("\"d\""), "/d");
}

#[test]
fn half_a_character_is_replaced_and_remembered() {
    let parsed = parse(r#"["\ud83d\ude00", "\ud83d!", "\ud83d\u0041"]"#).unwrap();
    let items = parsed.root.as_array().unwrap();
    let texts: Vec<_> = items.iter().filter_map(Value::as_text).collect();
    assert_eq!(texts, ["😀", "\u{fffd}!", "\u{fffd}A"]);
    assert_eq!(parsed.half_characters, [18, 29]);

    let parsed = parse(r#"{"\udfff": "é\\ud83d\n\ud83d\ud83d\ude00"}"#).unwrap();
    let member = &parsed.root.as_object().unwrap()[0];
    assert_eq!((&*member.key, member.key_at), ("\u{fffd}", 1));
    assert_eq!(member.value.as_text(), Some("é\\ud83d\n\u{fffd}😀"));
    assert_eq!(parsed.half_characters, [2, 23]);
}

#[test]
fn repeated_keys_and_digits_are_kept() {
    let parsed = parse(r#" {"a": 1e400, "\u0061": 2.50, "a": {}} "#).unwrap();
    let members = parsed.root.as_object().unwrap().iter();
    let seen: Vec<_> = members
        .map(|member| {
            (
                &*member.key,
                member.key_at,
                member.value.at,
                member.value.raw,
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("a", 2, 7, "1e400"),
            ("a", 14, 24, "2.50"),
            ("a", 30, 35, "{}")
        ]
    );
}

/// The tree without its places, as `serde_json` would have read it.
fn as_serde(value: &Value<'_>) -> serde_json::Value {
    match &value.kind {
        Kind::Null => serde_json::Value::Null,
        Kind::Flag(flag) => (*flag).into(),
        Kind::Number => serde_json::from_str(value.raw).unwrap(),
        Kind::Text(text) => text.as_ref().into(),
        Kind::Array(items) => items.iter().map(as_serde).collect(),
        Kind::Object(members) => members
            .iter()
            .map(|member| (member.key.to_string(), as_serde(&member.value)))
            .collect(),
    }
}

/// The text built again from the tree: the text between keys and values, and these at
/// their places.
fn again(text: &str, value: &Value<'_>) -> String {
    let mut out = String::new();
    let mut at = value.at;
    let mut part = |begin: usize, whole: &str, length: usize| {
        out += &text[at..begin];
        out += whole;
        at = begin + length;
    };
    match &value.kind {
        Kind::Array(items) => {
            for item in items {
                part(item.at, &again(text, item), item.raw.len());
            }
        }
        Kind::Object(members) => {
            for Member { key, key_at, value } in members {
                let mut quoted = String::new();
                quote_into(&mut quoted, key);
                part(*key_at, &quoted, quoted.len());
                part(value.at, &again(text, value), value.raw.len());
            }
        }
        _ => return value.raw.to_owned(),
    }
    out + &text[at..value.at + value.raw.len()]
}

fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
            prop::collection::vec((any::<String>(), inner), 0..5)
                .prop_map(|members| members.into_iter().collect()),
        ]
    })
}

/// Texts that are JSON, or nearly so.
fn nearly_json() -> impl Strategy<Value = String> {
    let tokens = "{ } [ ] , : \"a\" \"\\u00e9\" \"\\x\" \"\\u12 1 -0.5e+3 01 -1.e true null nul \"é \\ {\"k\":[1,2]} \u{1} '";
    let tokens: Vec<_> = tokens.split(' ').chain([" ", "\n", "\t"]).collect();
    prop::collection::vec(prop::sample::select(tokens), 0..12).prop_map(|tokens| tokens.concat())
}

#[test]
fn an_outline_that_would_be_too_large_is_refused() {
    let numbers = "1,".repeat(3_000_000);
    for text in [format!("[{numbers}1]"), format!(r#"{{"x":[{numbers}1]}}"#)] {
        let error = parse_outline(&text, &["nodes"], ProgressMeter::default()).unwrap_err();
        assert_eq!(error.code, TOO_MUCH_MEMORY);
        assert!(error.message.contains(" MB of memory"), "{error:?}");
    }
    let text = format!(r#"{{"nodes":[{numbers}1]}}"#);
    assert!(parse_outline(&text, &["nodes"], ProgressMeter::default()).is_ok());
}

proptest! {
    #[test]
    fn the_tree_has_the_values_of_the_text(json in any_json(), is_pretty in any::<bool>()) {
        let text = if is_pretty { format!(" {json:#}\n") } else { json.to_string() };
        let parsed = parse(&text).unwrap();
        prop_assert_eq!(as_serde(&parsed.root), serde_json::from_str::<serde_json::Value>(&text).unwrap());
        prop_assert_eq!(again(&text, &parsed.root), text.trim());
    }

    #[test]
    fn up_to_the_mistake_the_text_could_be_json(text in prop_oneof![nearly_json(), any::<String>()]) {
        if let Err(error) = parse(&text)
            && let Err(earlier) = parse(&text[..error.at])
        {
            prop_assert_eq!(earlier.at, error.at, "{:?}", error);
        }
    }

    #[test]
    fn a_quoted_text_reads_back(text in any::<String>()) {
        let mut quoted = String::new();
        quote_into(&mut quoted, &text);
        let parsed = parse(&quoted).unwrap();
        prop_assert_eq!(parsed.root.as_text(), Some(&*text));
    }
}
