//! What one coder found, and the direction of what is coded. Compares nothing.

use crate::evidence::Texts;
use crate::model::{Claim, Document, Relation};

/// What one coder found: a document, or the claims of one coder in it.
#[derive(Clone, Copy, Debug)]
pub struct Coding<'a> {
    /// Where the claims are.
    pub document: &'a Document,
    /// The saved texts of the document.
    pub texts: &'a Texts,
    /// Only the claims of the coder of this name; `None` for all claims.
    pub coder: Option<&'a str>,
}

impl<'a> Coding<'a> {
    /// The claims and where they are. Those of one coder are what the coder found before anything
    /// was settled.
    pub(super) fn claims(&self) -> impl Iterator<Item = PlacedClaim<'a>> {
        let (coder, document) = (self.coder, self.document);
        let relations = document.relations.iter();
        let relations = relations.map(|relation| (None, &**relation));
        let set_aside = document.meta.set_aside.iter().enumerate();
        let set_aside = set_aside.filter(move |(_, relation)| {
            let ends = [&relation.source, &relation.target];
            let is_seen = ends.iter().all(|end| document.actors.contains(end));
            coder.is_some() && is_seen && !is_back(relation, document)
        });
        let set_aside = set_aside.map(|(place, relation)| (Some(place), relation));
        let claims = relations
            .chain(set_aside)
            .flat_map(|(set_aside, relation)| {
                let claims = relation.claims.iter().enumerate();
                claims.map(move |(number, claim)| PlacedClaim {
                    set_aside,
                    relation,
                    number,
                    claim,
                })
            });
        claims.filter(move |placed| coder.is_none_or(|coder| placed.claim.coder_name() == coder))
    }
}

/// Whether the network has what was set aside again, as while a question about it is open: it then
/// counts once.
fn is_back(aside: &Relation, document: &Document) -> bool {
    let is_same = |one: &Claim, other: &Claim| {
        let quoted = |claim: &Claim| (claim.reference.clone(), claim.quote.clone());
        one.coder_name() == other.coder_name() && quoted(one) == quoted(other)
    };
    document.relations.get(&aside.id).is_some_and(|there| {
        let mut claims = aside.claims.iter();
        claims.all(|claim| there.claims.iter().any(|other| is_same(claim, other)))
    })
}

/// A claim of a coding, and where it is in the document.
pub(super) struct PlacedClaim<'a> {
    /// The place of the relation in what was set aside; `None` for one of the network.
    pub(super) set_aside: Option<usize>,
    pub(super) relation: &'a Relation,
    /// The number of the claim in the relation.
    pub(super) number: usize,
    pub(super) claim: &'a Claim,
}

/// The direction of a relation between a pair of actors, whichever of them is its source in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PairDirection {
    /// From the first actor of the pair to the second.
    Forward,
    /// From the second actor of the pair to the first.
    Backward,
    /// Without a direction.
    Both,
}
