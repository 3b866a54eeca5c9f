//! Texts typed into fields: what they become, and what is said where they cannot stand.

use super::*;
use crate::model::{Fields, PersonName};

/// An actor, a relation with itself and a claim, a reference with a name that carries unknown fields.
fn document() -> Document {
    let wahdatyar = PersonName {
        family: Some("Wahdatyar".into()),
        given: Some("Hashim".into()),
        fields: Fields::new(["x".into()].into(), vec![("x".into(), "1".into())]),
        ..PersonName::default()
    };
    let text = Reference {
        authors: vec![wahdatyar],
        ..Reference::new("text")
    };
    let tie = Relation {
        claims: vec![Claim::default()],
        ..Relation::new("tie", "a", "a")
    };
    Document {
        actors: [Actor::new("a")].into_iter().collect(),
        relations: [tie, Relation::new("other", "a", "a")]
            .into_iter()
            .collect(),
        references: [text].into_iter().collect(),
        ..Document::default()
    }
}

fn after(field: &Field, text: &str) -> Document {
    field.edit(&document(), text).unwrap().applied(&document())
}

fn refusal(field: &Field, text: &str) -> String {
    assert!(
        field.meaning(text).is_err(),
        "it is not refused as it is typed"
    );
    field.edit(&document(), text).unwrap_err()
}

fn claim(text: ClaimText) -> Field {
    Field::Claim("tie".into(), 0, text)
}

#[test]
fn what_is_typed_reads_back_the_same() {
    let both: Vec<RelationId> = vec!["tie".into(), "other".into()];
    let typed = [
        (Field::Meta(MetaText::AsOf), "2017-02"),
        (Field::Actor("a".into(), ActorText::Name), "Alba"),
        (
            Field::Actor("a".into(), ActorText::Aliases),
            "White; Écosse",
        ),
        (
            Field::Relations(both.clone(), RelationText::When),
            "2007/..",
        ),
        (Field::Relations(both, RelationText::Weight), "0.5"),
        (claim(ClaimText::Quote), "at war"),
        (claim(ClaimText::Locator), "¶4"),
        (
            Field::Reference("text".into(), ReferenceText::Issued),
            "-0044-03-15",
        ),
        (
            Field::Reference("text".into(), ReferenceText::Authors),
            "Doe, Jane; The Staff",
        ),
    ];
    for (field, text) in typed {
        assert_eq!(field.text(&after(&field, text)).as_deref(), Some(text));
        let emptied = field.edit(&document(), " ").unwrap();
        let text = field.text(&emptied.applied(&after(&field, text)));
        assert_eq!(text.as_deref(), Some(""));
    }
}

#[test]
fn what_cannot_be_meant_is_refused_in_words() {
    let when = Field::Relations(vec!["tie".into()], RelationText::When);
    let issued = Field::Reference("text".into(), ReferenceText::Issued);
    let refusals = [
        refusal(&when, "2015-13"),
        refusal(&issued, "2007/.."),
        refusal(
            &Field::Relations(vec!["tie".into()], RelationText::Weight),
            "much",
        ),
        refusal(&Field::Actor("a".into(), ActorText::Wikidata), "Taliban"),
    ];
    insta::assert_snapshot!(refusals.join("\n"), @r"
    there is no month 13
    a source appears in a year, a month or on a day, as in 2017, 2017-02 or 2017-02-03
    a weight is a number from 0 up, as 2 or 0.5; “much” is none
    a Wikidata item is the letter Q and a number, as Q42418
    ");
}

#[test]
fn a_date_is_said_in_words_where_it_is_not_plain() {
    let when = Field::Relations(vec!["tie".into()], RelationText::When);
    assert_eq!(when.meaning("2007/.."), Ok(Some("since 2007".into())));
    assert_eq!(when.meaning("2007"), Ok(None));
}

#[test]
fn words_around_a_quote_need_the_quote() {
    let before = claim(ClaimText::Before);
    assert!(before.edit(&document(), "they ").is_err());
    let quoted = after(&claim(ClaimText::Quote), "fought");
    let both = before.edit(&quoted, "they ").unwrap().applied(&quoted);
    assert_eq!(
        before.text(&both).as_deref(),
        Some("they "),
        "to the letter"
    );
}

#[test]
fn an_author_who_stays_keeps_what_else_was_known() {
    let authors = Field::Reference("text".into(), ReferenceText::Authors);
    let after = after(&authors, "Doe, Jane; Wahdatyar, Hashim");
    let reference = after.references.get(&"text".into()).unwrap();
    assert_eq!(reference.authors[1].fields.unknown("x"), Some("1"));
}

#[test]
fn edits_are_named_by_what_they_change() {
    let name = Field::Actor("a".into(), ActorText::Name);
    let label = |field: &Field, text| field.edit(&document(), text).unwrap().label().to_string();
    assert_eq!(label(&name, "Alba"), "change of the name of a");
    let both = Field::Relations(vec!["tie".into(), "other".into()], RelationText::When);
    assert_eq!(label(&both, "2001"), "change of the date of 2 relations");
}
