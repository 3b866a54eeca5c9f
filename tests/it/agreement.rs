//! Agreement between coders: the numbers against published tables and other programs, and
//! `frenemy agree` on small files.

use std::fs;

use frenemy::analysis::agreement::{
    Agreement, AgreementDraws, AgreementMeasure, CodedAspect, Coding,
};
use frenemy::evidence::{self, Text, Texts};
use frenemy::file;
use frenemy::file::merge::{MergeNames, merge};
use frenemy::model::{Claim, Coder, Document, Quote, Reference, Relation, RelationKind, Stance};
use serde_json::{Value, json};

use crate::program::frenemy;

fn close(found: Option<f64>, expected: &Value, tolerance: f64, what: &str) {
    match (found, expected.as_f64()) {
        (Some(found), Some(expected)) => {
            assert!(
                (found - expected).abs() < tolerance,
                "{what}: {found} for {expected}"
            );
        }
        (found, expected) => assert_eq!(found, expected, "{what}"),
    }
}

#[test]
fn alpha_and_kappa_are_those_of_published_tables_and_of_other_programs() {
    let cases = include_str!("../data/agreement.json");
    let cases: Vec<Value> = serde_json::from_str(cases).unwrap();
    assert!(cases.len() >= 10);
    for case in cases {
        let name = case["name"].as_str().unwrap();
        let units = case["units"].as_array().unwrap().iter();
        let units: Vec<Vec<Option<u64>>> = units
            .map(|unit| unit.as_array().unwrap().iter().map(Value::as_u64).collect())
            .collect();
        let found = AgreementMeasure::of(&units, 200, 1);
        close(found.alpha, &case["alpha"], 1e-9, name);
        close(found.kappa, &case["kappa"], 1e-9, name);
        for (key, number) in [("alpha", found.alpha), ("kappa", found.kappa)] {
            if let Some(published) = case["published"].get(key) {
                close(number, published, 6e-4, name);
            }
        }
        let (low, high) = (found.low.unwrap(), found.high.unwrap());
        assert!(
            low <= found.alpha.unwrap() && found.alpha.unwrap() <= high,
            "{name}"
        );
    }
}

#[test]
fn the_interval_follows_the_seed() {
    let units: Vec<Vec<Option<u8>>> = (0..60)
        .map(|unit| {
            vec![
                Some(unit % 3),
                Some(if unit % 7 == 0 { 0 } else { unit % 3 }),
            ]
        })
        .collect();
    let interval = |seed| {
        let found = AgreementMeasure::of(&units, 1000, seed);
        (found.low, found.high)
    };
    assert_eq!(interval(1), interval(1));
    assert_ne!(interval(1), interval(2));
    let (low, high) = interval(1);
    assert!(low.unwrap() < high.unwrap() && high.unwrap() <= 1.0);
}

#[test]
fn numbers_that_are_not_defined_are_none() {
    let none = AgreementMeasure::of::<u8>(&[], 100, 1);
    assert_eq!(none, AgreementMeasure::default());
    let alone = AgreementMeasure::of(&[vec![Some(1), None]], 100, 1);
    assert_eq!(alone, AgreementMeasure::default());
    let same = AgreementMeasure::of(&[vec![Some(1), Some(1)], vec![Some(1), Some(1)]], 100, 1);
    assert_eq!((same.alpha, same.low, same.kappa), (None, None, None));
    assert_eq!((same.percent, same.n), (Some(100.0), 2));
}

const TEXT: &str = "The king met the duke in May. They signed a treaty of peace. In June the duke \
                    sent arms to the rebels. The king denies this. Nobody else said anything.";

/// A claim: the ends, the kind, the quote and the stance.
type CodedRow<'a> = (&'a str, &'a str, RelationKind, &'a str, Stance);

fn coded(rows: &[CodedRow<'_>]) -> Document {
    let mut document = Document::default();
    document.references.put(Reference::new("text"));
    for (number, (source, target, kind, quote, stance)) in rows.iter().enumerate() {
        document.relations.put(Relation {
            kind: Some(*kind),
            claims: vec![Claim {
                reference: Some("text".into()),
                quote: Some(Quote {
                    exact: (*quote).to_owned(),
                    ..Quote::default()
                }),
                stance: *stance,
                ..Claim::default()
            }],
            ..Relation::new(format!("r{number}"), *source, *target)
        });
    }
    document
}

fn ada() -> Document {
    coded(&[
        (
            "king",
            "duke",
            RelationKind::Cooperation,
            "The king met the duke in May",
            Stance::Asserts,
        ),
        (
            "king",
            "duke",
            RelationKind::Cooperation,
            "They signed a treaty of peace",
            Stance::Asserts,
        ),
        (
            "duke",
            "rebels",
            RelationKind::Support,
            "sent arms to the rebels",
            Stance::Asserts,
        ),
        (
            "king",
            "rebels",
            RelationKind::Hostility,
            "The king denies this",
            Stance::Denies,
        ),
    ])
}

fn ben() -> Document {
    coded(&[
        (
            "duke",
            "king",
            RelationKind::Cooperation,
            "king met the duke in May.",
            Stance::Asserts,
        ),
        (
            "duke",
            "rebels",
            RelationKind::Cooperation,
            "the duke sent arms to the rebels",
            Stance::Disputes,
        ),
        (
            "king",
            "rebels",
            RelationKind::Hostility,
            "The king denies this.",
            Stance::Denies,
        ),
    ])
}

fn compared(documents: &[&Document], texts: &Texts) -> Agreement {
    let codings: Vec<_> = documents
        .iter()
        .map(|document| Coding {
            document,
            texts,
            coder: None,
        })
        .collect();
    Agreement::of(&codings, AgreementDraws::default())
}

fn measured(agreement: &Agreement, of: CodedAspect) -> AgreementMeasure {
    let mut measures = agreement.measures.iter();
    measures.find(|(aspect, _)| *aspect == of).unwrap().1
}

/// The example as a coder found it: of every eight relations one is missing, and of three the kind,
/// the ends or the stance are others.
fn coded_example(coder: &str, first: usize) -> Document {
    let example = include_bytes!("../../assets/examples/europe-1872-1914.json");
    let mut document = file::read(example, "example.json").unwrap().document;
    let all: Vec<_> = document.relations.iter().cloned().collect();
    for (number, relation) in all.iter().enumerate() {
        let mut relation = Relation::clone(relation);
        for claim in &mut relation.claims {
            claim.coder = Coder::person(coder).map(Box::new);
        }
        match (number + first) % 8 {
            0 => {
                document.relations.remove(&relation.id);
                continue;
            }
            1 if relation.kind() == RelationKind::Hostility => {
                relation.kind = Some(RelationKind::Other);
            }
            1 => relation.kind = Some(RelationKind::Hostility),
            2 => std::mem::swap(&mut relation.source, &mut relation.target),
            3 => relation.claims[0].stance = Stance::Denies,
            _ => {}
        }
        document.relations.put(relation);
    }
    document
}

#[test]
fn two_files_and_the_file_that_they_were_merged_into_have_the_same_numbers() {
    let (ada, ben) = (coded_example("Ada", 0), coded_example("Ben", 5));
    let texts = Texts::new();
    let apart = compared(&[&ada, &ben], &texts);
    let kind = measured(&apart, CodedAspect::Kind);
    assert!(kind.alpha.unwrap() < 0.9, "{kind:?}");
    let names = MergeNames {
        ours: "ada.json",
        theirs: "ben.json",
    };
    let merged = merge(None, &ada, &ben, names).document;
    let coders = ["Ada", "Ben"].map(|coder| Coding {
        document: &merged,
        texts: &texts,
        coder: Some(coder),
    });
    let together = Agreement::of(&coders, AgreementDraws::default());
    assert_eq!(together.measures, apart.measures);
    assert_eq!(together.disagreements.len(), apart.disagreements.len());
}

#[test]
fn claims_match_by_pair_and_overlapping_quote_with_and_without_a_saved_text() {
    let texts = Texts::from([("text".into(), Ok(Text::new(TEXT).into()))]);
    for (texts, sentences) in [(&texts, 1), (&Texts::new(), 0)] {
        let (ada, ben) = (ada(), ben());
        let agreement = compared(&[&ada, &ben], texts);
        assert_eq!(agreement.units.len(), 4);
        assert_eq!(agreement.uncoded_sentences, sentences);
        let pairs = agreement
            .units
            .iter()
            .map(|unit| (unit.claims[0], unit.claims[1]));
        let pairs: Vec<_> = pairs.collect();
        assert_eq!(
            pairs,
            [
                (Some(0), Some(4)),
                (Some(1), None),
                (Some(2), Some(5)),
                (Some(3), Some(6))
            ]
        );
        let coded = measured(&agreement, CodedAspect::Coded);
        assert_eq!(coded.n, 4 + sentences);
        assert_eq!(measured(&agreement, CodedAspect::Kind).n, 3);
        let found: Vec<_> = agreement
            .disagreements
            .iter()
            .map(|one| (one.unit, one.of))
            .collect();
        assert_eq!(
            found,
            [
                (1, CodedAspect::Coded),
                (2, CodedAspect::Kind),
                (2, CodedAspect::Direction),
                (2, CodedAspect::Stance)
            ]
        );
    }
}

#[test]
fn coders_of_one_document_are_compared_by_their_names() {
    let mut both = ada();
    let mut relations: Vec<Relation> = both.relations.iter().map(|one| (**one).clone()).collect();
    for relation in &mut relations {
        relation.claims[0].coder = frenemy::model::Coder::person("Ada").map(Box::new);
        let mut other = relation.claims[0].clone();
        other.coder = frenemy::model::Coder::person("Ben").map(Box::new);
        other.stance = Stance::Asserts;
        relation.claims.push(other);
    }
    both.relations = relations.into_iter().collect();
    let texts = Texts::new();
    let coding = |coder| Coding {
        document: &both,
        texts: &texts,
        coder: Some(coder),
    };
    let found = Agreement::of(&[coding("Ada"), coding("Ben")], AgreementDraws::default());
    assert_eq!(found.units.len(), 4);
    assert_eq!(found.disagreements.len(), 1);
    assert_eq!(found.disagreements[0].of, CodedAspect::Stance);
}

#[test]
fn the_order_of_coders_changes_no_number() {
    let (ada, ben) = (ada(), ben());
    let third = coded(&[(
        "duke",
        "rebels",
        RelationKind::Support,
        "In June the duke sent arms to the rebels",
        Stance::Asserts,
    )]);
    let numbers = |documents: &[&Document]| {
        let found = compared(documents, &Texts::new());
        let all = found.measures.iter();
        let all = all.map(|(of, it)| (*of, it.alpha, it.kappa.map(|it| (it * 1e9).round()), it.n));
        (found.units.len(), all.collect::<Vec<_>>())
    };
    let first = numbers(&[&ada, &ben, &third]);
    assert_eq!(first, numbers(&[&third, &ada, &ben]));
    assert_eq!(first.0, 4);
}

/// Many claims about few pairs in one reference, which all could be compared with all.
#[test]
fn many_claims_about_one_pair_are_matched_one_to_one() {
    let words = |number: usize| {
        let word = |at: usize| format!("word{}", (number * 31 + at * 7) % 9973);
        (0..12).map(word).collect::<Vec<_>>().join(" ")
    };
    let quotes: Vec<String> = (0..3000).map(words).collect();
    let rows: Vec<CodedRow<'_>> = quotes
        .iter()
        .map(|quote| {
            (
                "a",
                "b",
                RelationKind::Support,
                quote.as_str(),
                Stance::Asserts,
            )
        })
        .collect();
    let document = coded(&rows);
    let agreement = compared(&[&document, &document], &Texts::new());
    assert_eq!(agreement.units.len(), 3000);
    assert!(agreement.disagreements.is_empty());
    // The same words in all claims: still one to one.
    let rows = vec![rows[0]; 1000];
    let document = coded(&rows);
    let agreement = compared(&[&document, &document], &Texts::new());
    assert_eq!(agreement.units.len(), 1000);
}

fn in_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, coder, mut document) in [("a.json", "Ada", ada()), ("b.json", "Ben", ben())] {
        document.meta.coder = Some(coder.to_owned());
        let mut reference = Reference::new("text");
        reference.text = Some("text.txt".to_owned());
        document.references.put(reference);
        fs::write(folder.path().join(name), file::write(&document)).unwrap();
    }
    fs::write(folder.path().join("text.txt"), TEXT).unwrap();
    folder
}

#[test]
fn agree_prints_json_with_exactly_these_keys() {
    let folder = in_folder();
    let output = frenemy(folder.path(), &["agree", "a.json", "b.json", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let keys = |value: &Value| {
        let mut keys: Vec<_> = value.as_object().unwrap().keys().cloned().collect();
        keys.sort();
        keys.join(" ")
    };
    assert_eq!(keys(&report), "coders disagreements measures units");
    assert_eq!(report["coders"], json!(["Ada", "Ben"]));
    assert_eq!(report["units"], 4);
    let of: Vec<_> = report["measures"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["of"])
        .collect();
    assert_eq!(of, ["coded", "kind", "direction", "stance"]);
    assert_eq!(
        keys(&report["measures"][0]),
        "alpha high kappa low n of percent"
    );
    assert_eq!(report["measures"][0]["percent"], 80.0);
    let stance = &report["disagreements"][3];
    assert_eq!(
        stance["codings"],
        json!([
            {"coder": "Ada", "value": "asserts", "relation": "r2", "claim": 0, "quote": "sent arms to the rebels"},
            {"coder": "Ben", "value": "disputes", "relation": "r1", "claim": 0, "quote": "the duke sent arms to the rebels"},
        ])
    );
    let not_coded = &report["disagreements"][0];
    assert_eq!(not_coded["of"], "coded");
    assert_eq!(not_coded["codings"][1], Value::Null);
}

#[test]
fn agree_says_in_words_what_it_compared_and_where_coders_differ() {
    let folder = in_folder();
    let output = frenemy(folder.path(), &["agree", "a.json", "b.json", "--balance"]);
    let words = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{words}");
    for expected in [
        "Ada (4 claims) and Ben (3 claims): 4 pairs of actors in a passage are coded by at least one",
        "Coded at all: 1 sentence of the saved texts that nobody coded counts as agreement.",
        "kappa of Cohen",
        "n = 3; too few units to say",
        "for the direction both ways are equally likely by chance",
        "Disagreements (4)",
        "kind, duke – rebels, “sent arms to the rebels”. Ada: support; Ben: cooperation",
        "coded at all, king – duke, “They signed a treaty of peace”. Ada: coded; Ben: not coded",
        "Ada: 0 % of 1 triad is balanced; frustration index 1 of 3 pairs, proved",
    ] {
        assert!(words.contains(expected), "{expected}\n{words}");
    }
    let refused = frenemy(folder.path(), &["agree", "a.json"]);
    assert_eq!(refused.status.code(), Some(2));
    let refused = frenemy(folder.path(), &["agree", "a.json", "none.json"]);
    assert_eq!(refused.status.code(), Some(1));
}

#[test]
fn evidence_is_prepared_for_the_texts_of_a_document() {
    // The texts of a document are found by its references, as `agree` reads them.
    let document = ada();
    let read: Vec<(_, Result<String, String>)> = vec![("text".into(), Ok(TEXT.to_owned()))];
    let texts = evidence::prepared(&document, read);
    let agreement = compared(&[&document, &document], &texts);
    assert!(agreement.is_placed && agreement.disagreements.is_empty());
    assert_eq!(measured(&agreement, CodedAspect::Coded).alpha, Some(1.0));
}
