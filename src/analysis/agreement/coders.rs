//! Who coded a document, and who of them is compared at first. Compares nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{CoderKind, Document};

/// Who has fewer than one in so many claims of the coder with the most is not compared at first.
const LEAST_SHARE: usize = 10;

/// A person or model that coded claims of a document. Approving or settling claims is not coding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentCoder {
    /// The name.
    pub name: String,
    /// Whether it is a model.
    pub is_model: bool,
    /// The number of claims in the network.
    pub claims: usize,
    /// The number of claims that settlements set aside.
    pub set_aside: usize,
}

impl DocumentCoder {
    /// How much was coded, whatever became of it.
    fn coded(&self) -> usize {
        self.claims + self.set_aside
    }
}

/// The coders of a document, by name. O(claims · log coders).
pub fn coders_of(document: &Document) -> Vec<DocumentCoder> {
    let mut found: BTreeMap<&str, DocumentCoder> = BTreeMap::new();
    let relations = document.relations.iter();
    let claims = relations.flat_map(|relation| &relation.claims);
    let set_aside = document.meta.set_aside.iter();
    let set_aside = set_aside.flat_map(|relation| &relation.claims);
    let all = claims.map(|claim| (claim, false));
    for (claim, is_set_aside) in all.chain(set_aside.map(|claim| (claim, true))) {
        let Some(coder) = claim.coder.as_ref().filter(|coder| !coder.name.is_empty()) else {
            continue;
        };
        let counts = found.entry(&coder.name).or_default();
        counts.is_model |= coder.kind == CoderKind::Model;
        counts.claims += usize::from(!is_set_aside);
        counts.set_aside += usize::from(is_set_aside);
    }
    let coders = found.into_iter().map(|(name, counts)| DocumentCoder {
        name: name.to_owned(),
        ..counts
    });
    coders.collect()
}

/// The number of claims in the network that name no coder. O(claims).
pub fn uncoded_claims(document: &Document) -> usize {
    let relations = document.relations.iter();
    let claims = relations.flat_map(|relation| &relation.claims);
    claims.filter(|claim| claim.coder_name().is_empty()).count()
}

/// The coders that are compared unless somebody chooses others: the people who coded more than a
/// handful. A model is left out: what a person accepted of its proposals is not all that it coded.
pub fn compared_at_first(coders: &[DocumentCoder]) -> BTreeSet<String> {
    let people = || coders.iter().filter(|coder| !coder.is_model);
    let most = people().map(DocumentCoder::coded).max().unwrap_or_default();
    let compared = people().filter(|coder| LEAST_SHARE * coder.coded() >= most);
    compared.map(|coder| coder.name.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_coded_a_handful_and_a_model_are_not_compared_at_first() {
        let coder = |name: &str, claims, set_aside, is_model| DocumentCoder {
            name: name.to_owned(),
            is_model,
            claims,
            set_aside,
        };
        let coders = [
            coder("Ada", 100, 0, false),
            coder("Ben", 2, 8, false),
            coder("Cyd", 9, 0, false),
            coder("gpt", 300, 0, true),
        ];
        let compared = compared_at_first(&coders);
        assert_eq!(compared.into_iter().collect::<Vec<_>>(), ["Ada", "Ben"]);
        assert!(compared_at_first(&[]).is_empty());
    }
}
