//! Claims as values of ties, for formats that have no claims: where each relation has at most one
//! claim that says no more than such values can, as in files that had them in columns. The reader
//! is `claim_columns` among the formats.

use std::collections::HashSet;

use super::plain_value::PlainValue;
use crate::file::formats::times::{self, DayOrder};
use crate::model::{
    Claim, Claimant, Document, Issued, PersonName, Quote, Reference, ReferenceId, Stance,
};

/// Whether all claims and all sources of a document can be values of its ties. O(claims + sources).
pub(super) fn fit(document: &Document) -> bool {
    let relations = || document.relations.iter();
    let claims = || relations().flat_map(|relation| &relation.claims);
    relations().all(|relation| relation.claims.len() <= 1)
        && claims().all(|claim| is_plain(claim) && is_found(document, claim))
        && document
            .references
            .iter()
            .all(|reference| is_plain_source(reference))
        && {
            let cited: HashSet<&ReferenceId> =
                claims().filter_map(|it| it.reference.as_ref()).collect();
            let mut references = document.references.iter();
            references.all(|reference| cited.contains(&reference.id))
        }
}

/// Whether the reader finds the claim: by its words or by the address of its source.
fn is_found(document: &Document, claim: &Claim) -> bool {
    let reference = claim.reference.as_ref();
    let reference = reference.and_then(|id| document.references.get(id));
    let has_address = reference.is_some_and(|reference| reference.url.is_some());
    (claim.quote.is_some() || has_address) && (claim.reference.is_none() || reference.is_some())
}

/// Whether a claim says no more than its source, its place and words there, its stance and who
/// makes it.
fn is_plain(claim: &Claim) -> bool {
    let exact = |quote: &Quote| Quote {
        exact: quote.exact.clone(),
        ..Quote::default()
    };
    let plain = Claim {
        reference: claim.reference.clone(),
        locator: claim.locator.clone(),
        quote: claim.quote.as_ref().map(exact),
        stance: claim.stance,
        claimant: claim.claimant.clone(),
        ..Claim::default()
    };
    *claim == plain && !matches!(claim.claimant, Some(Claimant::Actor(_)))
}

/// Whether a source has no more than title, address, outlet, date and names without parts.
fn is_plain_source(reference: &Reference) -> bool {
    let literal = |name: &PersonName| PersonName {
        literal: name.literal.clone(),
        ..PersonName::default()
    };
    let plain = Reference {
        title: reference.title.clone(),
        url: reference.url.clone(),
        container_title: reference.container_title.clone(),
        issued: reference.issued.clone(),
        authors: reference.authors.iter().map(literal).collect(),
        ..Reference::new(reference.id.clone())
    };
    let is_single = |name: &PersonName| {
        let name = name.literal.as_deref().unwrap_or_default();
        !name.is_empty() && !name.contains(';') && name.trim() == name
    };
    let is_read_again = |issued: &Issued| match issued {
        Issued::Date(date) => {
            times::read(date.as_str(), DayOrder::Unknown).is_ok_and(|read| read.date == *date)
        }
        Issued::Words(words) => times::read(words, DayOrder::Unknown).is_err(),
    };
    *reference == plain
        && reference.authors.iter().all(is_single)
        && reference.issued.as_ref().is_none_or(is_read_again)
}

/// The values of the claim of a relation, each with the name by which it is read again.
pub(super) fn values<'d>(
    document: &'d Document,
    claim: &'d Claim,
) -> Vec<(&'static str, PlainValue<'d>)> {
    let reference = claim.reference.as_ref();
    let reference = reference.and_then(|id| document.references.get(id));
    let reference = reference.map(|reference| &**reference);
    let of = |part: fn(&Reference) -> Option<&str>| reference.and_then(part);
    let authors = reference.map(|reference| {
        let names = reference
            .authors
            .iter()
            .filter_map(|name| name.literal.as_deref());
        names.collect::<Vec<_>>().join("; ")
    });
    let claimant = match &claim.claimant {
        Some(Claimant::Words(words)) => Some(&**words),
        _ => None,
    };
    let stance = (claim.stance != Stance::default()).then(|| claim.stance.as_str());
    let texts = [
        ("quote", claim.quote.as_ref().map(|quote| &*quote.exact)),
        ("page", claim.locator.as_deref()),
        ("url", of(|reference| reference.url.as_deref())),
        ("title", of(|reference| reference.title.as_deref())),
        (
            "publisher",
            of(|reference| reference.container_title.as_deref()),
        ),
        (
            "published",
            of(|reference| reference.issued.as_ref().map(Issued::as_str)),
        ),
        ("claimant", claimant),
        ("stance", stance),
    ];
    let texts = texts.into_iter();
    let mut values: Vec<_> = texts
        .filter_map(|(name, text)| Some((name, PlainValue::text(text?))))
        .collect();
    if let Some(authors) = authors.filter(|authors| !authors.is_empty()) {
        values.push(("author", PlainValue::Text(authors.into())));
    }
    values
}

#[cfg(test)]
mod tests {
    use crate::file::{read, writers::WRITERS};

    #[test]
    fn columns_of_claims_come_back_in_formats_without_claims() {
        let csv = "source,target,sign,quote,url,title,author,page,published,publisher,stance\n\
            A,B,1,\"they agreed\",https://example.org/a,One,A. Writer; B. Writer,p. 2,2031-02-07,The Lamp,denies\n\
            B,C,-1,,https://example.org/b,Two,,,Spring 2031,,\n";
        let claims = |bytes: &[u8], name: &str| {
            let document = read(bytes, name).unwrap().document;
            let claims = document.relations.iter().flat_map(|relation| {
                let references = &document.references;
                relation.claims.iter().map(|claim| {
                    let source = claim.reference.as_ref().and_then(|id| references.get(id));
                    format!(
                        "{:?} {:?} {:?} {source:?}",
                        claim.quote, claim.locator, claim.stance
                    )
                })
            });
            claims.collect::<Vec<_>>()
        };
        let document = read(csv.as_bytes(), "a.csv").unwrap().document;
        let before = claims(csv.as_bytes(), "a.csv");
        assert_eq!(before.len(), 2);
        for id in [
            "graphml",
            "gexf",
            "json-cytoscape",
            "json-graphology",
            "json-jgf",
        ] {
            let writer = WRITERS.iter().find(|writer| writer.id == id).unwrap();
            let written = writer.write(&document).unwrap();
            assert_eq!(writer.omission(&document, &written), None, "{id}");
            let name = format!("a.{}", writer.extensions[0]);
            assert_eq!(claims(&written.bytes, &name), before, "{id}");
        }
    }
}
