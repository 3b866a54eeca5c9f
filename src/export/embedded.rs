//! The network inside a picture: the whole relations file, or what may be shown to anyone. Knows no
//! kind of picture.

use std::sync::Arc;

use crate::file;
use crate::model::{Annotations, Claim, Document, Fields, Meta, Reference, Relation, Story};
use crate::scene::Embed;

/// The native file that a picture carries.
pub(super) fn native(document: &Document, embed: Embed) -> Option<String> {
    let bytes = match embed {
        Embed::Nothing => return None,
        Embed::Network => file::write(&without_quotes_and_notes(document)),
        Embed::Everything => file::write(document),
    };
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// The document without quotes, notes, saved texts, the coders of claims, the codebook (whose
/// examples are quotes), questions, claims set aside and unknown fields, which may hold notes under
/// any name. Blocs and outlines, which the picture shows, stay.
fn without_quotes_and_notes(document: &Document) -> Document {
    let actors = document.actors.iter().map(|actor| crate::model::Actor {
        note: None,
        fields: Fields::default(),
        ..crate::model::Actor::clone(actor)
    });
    Document {
        meta: Meta {
            codebook: Vec::new(),
            questions: Vec::new(),
            set_aside: Vec::new(),
            fields: Fields::default(),
            ..document.meta.clone()
        },
        references: document.references.iter().map(public_reference).collect(),
        actors: actors.collect(),
        relations: document.relations.iter().map(public_relation).collect(),
        // Their texts are notes.
        story: Story::default(),
        annotations: Annotations::default(),
        fields: only(&document.fields, &["view"]),
    }
}

fn public_relation(relation: &Arc<Relation>) -> Relation {
    let claim = |claim: &Claim| Claim {
        quote: None,
        note: None,
        coder: None,
        approver: None,
        fields: Fields::default(),
        ..claim.clone()
    };
    Relation {
        claims: relation.claims.iter().map(claim).collect(),
        fields: Fields::default(),
        ..Relation::clone(relation)
    }
}

/// Fields of CSL that identify a work, and are kept as unknown fields.
const BIBLIOGRAPHIC: [&str; 15] = [
    "DOI",
    "ISBN",
    "ISSN",
    "PMID",
    "accessed",
    "collection-title",
    "edition",
    "event-title",
    "genre",
    "issue",
    "language",
    "page",
    "publisher-place",
    "translator",
    "volume",
];

fn public_reference(reference: &Arc<Reference>) -> Reference {
    Reference {
        text: None,
        first_paragraph: None,
        fields: only(&reference.fields, &BIBLIOGRAPHIC),
        ..Reference::clone(reference)
    }
}

/// Of the unknown fields only these.
fn only(fields: &Fields, kept: &[&str]) -> Fields {
    let kept = fields.all_unknown().filter(|(key, _)| kept.contains(key));
    kept.fold(Fields::default(), |fields, (key, json)| {
        fields.with_unknown(key, Some(json))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every field that a reader may fill with something unpublished says SECRET.
    const FILE: &str = r#"{"graph":{"title":"T","memo":"SECRET"},"todo":"SECRET",
        "view":{"blocs":{"blocs":[{"name":"North","members":["a"]}]}},
        "references":[{"id":"r","title":"A text","volume":"7","note":"SECRET","abstract":"SECRET","text":"texts/SECRET.txt"}],
        "nodes":[{"id":"a","name":"A","note":"SECRET","todo":"SECRET","x":1,"y":2},{"id":"b"}],
        "edges":[{"id":"e","source":"a","target":"b","kind":"support","when":"1914","comment":"SECRET",
            "claims":[{"reference":"r","locator":"p. 3","quote":"SECRET","note":"SECRET","mood":"SECRET"}]}]}"#;

    fn read(text: &str) -> Document {
        file::read(text.as_bytes(), "net.json").unwrap().document
    }

    #[test]
    fn a_network_for_anyone_has_no_quotes_notes_and_unknown_fields() {
        let document = read(FILE);
        assert_eq!(native(&document, Embed::Nothing), None);
        let all = native(&document, Embed::Everything).unwrap();
        assert_eq!(all.matches("SECRET").count(), 11);
        let network = native(&document, Embed::Network).unwrap();
        assert!(!network.contains("SECRET"), "{network}");
        let again = read(&network);
        assert_eq!(again.actors.len(), 2);
        assert!(again.actors.iter().any(|actor| actor.position.is_some()));
        let relation = again.relations.iter().next().unwrap();
        assert_eq!(relation.claims[0].locator.as_deref(), Some("p. 3"));
        assert!(relation.when.is_some() && network.contains("\"volume\": \"7\""));
        assert!(network.contains("North"), "the picture shows blocs");
    }
}
