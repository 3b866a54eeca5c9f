//! Values entered into fields: what they become, and why they are refused.

use super::*;
use crate::model::{Fields, PersonName};

/// An actor, a relation with itself and a claim, a reference with a name that carries unknown
/// fields.
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

fn after(field: &Field, document: &Document, text: &str) -> Document {
    let edit = field.edit(document, &text.into()).unwrap();
    edit.applied(document)
}

fn refusal(field: &Field, text: &str) -> String {
    assert!(
        field.meaning(text).is_err(),
        "it is not refused as it is typed"
    );
    field.edit(&document(), &text.into()).unwrap_err()
}

fn of_claim(row: &'static FieldRow<Claim>, document: &Document) -> Field {
    let tie = document.relations.get(&"tie".into()).unwrap();
    Field::Claim("tie".into(), tie.claims[0].id, row)
}

#[test]
fn fields_read_back_as_they_were_typed() {
    let document = document();
    let both: Vec<RelationId> = vec!["tie".into(), "other".into()];
    let typed = [
        (Field::Meta(&meta::AS_OF), "2017-02"),
        (Field::Actors(vec!["a".into()], &actor::NAME), "Alba"),
        (
            Field::Actors(vec!["a".into()], &actor::ALIASES),
            "White; Écosse",
        ),
        (Field::Relations(both.clone(), &relation::WHEN), "2007/.."),
        (Field::Relations(both, &relation::WEIGHT), "0.5"),
        (of_claim(&claim::QUOTE, &document), "at war"),
        (of_claim(&claim::LOCATOR, &document), "¶4"),
        (
            Field::Reference("text".into(), &reference::ISSUED),
            "-0044-03-15",
        ),
        (
            Field::Reference("text".into(), &reference::AUTHORS),
            "Doe, Jane; The Staff",
        ),
    ];
    for (field, text) in typed {
        let typed = after(&field, &document, text);
        assert_eq!(field.text(&typed).as_deref(), Some(text));
        let emptied = field.text(&after(&field, &typed, " "));
        assert_eq!(emptied.as_deref(), Some(""));
    }
}

#[test]
fn invalid_texts_are_refused_with_a_reason() {
    let when = Field::Relations(vec!["tie".into()], &relation::WHEN);
    let issued = Field::Reference("text".into(), &reference::ISSUED);
    let refusals = [
        refusal(&when, "2015-13"),
        refusal(&issued, "2007-30"),
        refusal(
            &Field::Relations(vec!["tie".into()], &relation::WEIGHT),
            "much",
        ),
        refusal(
            &Field::Actors(vec!["a".into()], &actor::WIKIDATA),
            "Taliban",
        ),
    ];
    insta::assert_snapshot!(refusals.join("\n"), @r"
    there is no month 13
    expected a date such as 2017, 2017-02, 2017-02-03 or spring 2015: there is no month 30
    a weight is a number from 0 up, such as 2 or 0.5; found “much”
    a Wikidata item is the letter Q and a number, such as Q42418
    ");
}

#[test]
fn a_date_that_is_not_obvious_is_explained_in_words() {
    let when = Field::Relations(vec!["tie".into()], &relation::WHEN);
    assert_eq!(when.meaning("2007/.."), Ok(Some("since 2007".into())));
    assert_eq!(when.meaning("2007"), Ok(None));
}

#[test]
fn words_around_a_quote_need_the_quote() {
    let document = document();
    let before = of_claim(&claim::BEFORE, &document);
    assert!(before.edit(&document, &"they ".into()).is_err());
    let quoted = after(&of_claim(&claim::QUOTE, &document), &document, "fought");
    let both = after(&before, &quoted, "they ");
    assert_eq!(
        before.text(&both).as_deref(),
        Some("they "),
        "to the letter"
    );
}

#[test]
fn an_author_who_remains_keeps_other_fields() {
    let authors = Field::Reference("text".into(), &reference::AUTHORS);
    let after = after(&authors, &document(), "Doe, Jane; Wahdatyar, Hashim");
    let reference = after.references.get(&"text".into()).unwrap();
    assert_eq!(reference.authors[1].fields.unknown("x"), Some("1"));
}

#[test]
fn edits_are_named_after_the_fields_they_change() {
    let name = Field::Actors(vec!["a".into()], &actor::NAME);
    let label = |field: &Field, text: &str| {
        let edit = field.edit(&document(), &text.into()).unwrap();
        edit.label().to_string()
    };
    assert_eq!(label(&name, "Alba"), "change of the name of a");
    let both = Field::Relations(vec!["tie".into(), "other".into()], &relation::WHEN);
    assert_eq!(label(&both, "2001"), "change of the date of 2 relations");
}

#[test]
fn every_choice_can_be_made_and_reads_back() {
    let document = document();
    let tie = || vec![RelationId::from("tie")];
    let chosen = [
        Field::Actors(vec!["a".into()], &actor::KIND),
        Field::Relations(tie(), &relation::KIND),
        Field::Relations(tie(), &relation::DIRECTED),
        of_claim(&claim::STANCE, &document),
        of_claim(&claim::CREDIBILITY, &document),
        Field::Reference("text".into(), &reference::RELIABILITY),
    ];
    for field in chosen {
        let choices = field.choices(&document);
        assert!(choices.len() > 2, "{field:?}");
        for choice in choices {
            let after = after(&field, &document, &choice.value);
            assert_eq!(field.chosen(&after), Some(choice.value), "{field:?}");
        }
        let refused = field.edit(&document, &"no such choice".into());
        assert!(refused.is_err(), "{field:?}");
    }
}

#[test]
fn relations_of_several_kinds_have_no_common_kind() {
    let kind = Field::Relations(vec!["tie".into(), "other".into()], &relation::KIND);
    let one = Field::Relations(vec!["tie".into()], &relation::KIND);
    let mixed = after(&one, &document(), "support");
    assert_eq!(kind.chosen(&mixed), None);
    let all = after(&kind, &mixed, "hostility");
    assert_eq!(kind.chosen(&all).as_deref(), Some("hostility"));
}

#[test]
fn an_end_must_be_an_actor_of_the_document() {
    let source = Field::Relations(vec!["tie".into()], &relation::SOURCE);
    let refused = source.edit(&document(), &FieldValue::Actor("nobody".into()));
    assert_eq!(refused.unwrap_err(), "no actor has the id “nobody”");
}

#[test]
fn locators_follow_when_paragraphs_are_counted_from_another_one() {
    let cited = |reference: &str, locator: &str| Claim {
        reference: Some(reference.into()),
        locator: Some(locator.to_owned()),
        ..Claim::default()
    };
    let mut document = document();
    let tie = Relation {
        claims: vec![
            cited("text", "¶4"),
            cited("text", "¶1"),
            cited("other", "¶4"),
        ],
        ..Relation::new("tie", "a", "a")
    };
    document.relations = [tie].into_iter().collect();
    let first = Field::Reference("text".into(), &reference::FIRST_PARAGRAPH);
    let locators = |document: &Document| {
        let tie = document.relations.get(&"tie".into()).unwrap();
        let locators = tie.claims.iter().map(|claim| claim.locator.clone());
        locators.collect::<Option<Vec<_>>>().unwrap()
    };
    let counted = after(&first, &document, "2");
    assert_eq!(locators(&counted), ["¶3", "title", "¶4"]);
    let back = after(&first, &counted, "");
    assert_eq!(locators(&back), ["¶4", "¶1", "¶4"]);
    assert!(refusal(&first, "0").contains("number"));
}
