//! Properties as literals of Python, `{'weight': -1}`, which networkx writes into lists of edges.
//! Knows no list.

use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::json;
use super::tie_builder::TieBuilder;

impl TieBuilder {
    /// Adds the properties of a tie; whether they could be read. Others are kept as text.
    pub(super) fn add_python(&mut self, text: &str, values: &mut Attributes) -> bool {
        let json = json_of_python(text);
        let read = json::parse(&json);
        let Some(members) = read
            .as_ref()
            .ok()
            .and_then(|parsed| parsed.root.as_object())
        else {
            self.attribute(values, "properties", AttributeValue::text(text));
            return false;
        };
        for member in members {
            self.attribute(values, &member.key, AttributeValue::of_json(&member.value));
        }
        true
    }
}

/// A literal of Python, such as `{'name': "Côte d'Ivoire", 'ally': True}`, as JSON. What is no
/// such literal stays no JSON.
fn json_of_python(text: &str) -> String {
    let mut json = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '\'' || letter == '"' {
            json.push('"');
            while let Some(inner) = letters.next_if(|inner| *inner != letter) {
                match (inner, letters.peek()) {
                    ('\\', Some('\'')) => json.extend(letters.next()),
                    ('\\', Some(_)) => {
                        json.push(inner);
                        json.extend(letters.next());
                    }
                    ('"', _) => json += "\\\"",
                    _ => json.push(inner),
                }
            }
            json.extend(letters.next().map(|_| '"'));
        } else if letter.is_alphabetic() {
            let mut word = String::from(letter);
            while let Some(next) = letters.next_if(|next| next.is_alphanumeric()) {
                word.push(next);
            }
            json += match &*word {
                "True" => "true",
                "False" => "false",
                "None" | "nan" | "inf" => "null",
                _ => &word,
            };
        } else {
            json.push(letter);
        }
    }
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_of_python_are_json() {
        let cases = [
            (
                "{'weight': -1, 'ally': True}",
                r#"{"weight": -1, "ally": true}"#,
            ),
            (
                r#"{'name': "Côte d'Ivoire"}"#,
                r#"{"name": "Côte d'Ivoire"}"#,
            ),
            (
                r#"{'a': 'say "no"', 'b': None}"#,
                r#"{"a": "say \"no\"", "b": null}"#,
            ),
            (
                r"{'a': 'it\'s', 'b': 'x\\y'}",
                r#"{"a": "it's", "b": "x\\y"}"#,
            ),
            ("{'True': nan}", r#"{"True": null}"#),
            ("{'a': 'open", r#"{"a": "open"#),
        ];
        for (python, expected) in cases {
            assert_eq!(json_of_python(python), expected);
        }
    }
}
