//! How often each source, outlet, kind and stance is used in a document. Knows no filter and no
//! graph.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::{Document, ReferenceId, Relation, RelationKind, Stance};

/// How often each source, outlet, kind and stance is used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// The references in file order, then references that claims name but the file does not
    /// contain.
    pub sources: Vec<SourceUse>,
    /// The outlets by name.
    pub outlets: Vec<OutletUse>,
    /// The number of relations of each kind.
    pub kinds: BTreeMap<RelationKind, usize>,
    /// The number of claims of each stance.
    pub stances: BTreeMap<Stance, usize>,
    /// The number of claims of each coder by name; the empty name has the claims without one.
    pub coders: BTreeMap<String, usize>,
    /// The number of relations without a date.
    pub undated: usize,
}

/// How often a reference is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceUse {
    /// The reference.
    pub reference: ReferenceId,
    /// The number of claims that cite it.
    pub claims: usize,
    /// The number of relations with these claims.
    pub relations: usize,
    /// The number of relations whose claims all cite it.
    pub alone: usize,
}

/// How often the references of an outlet are used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutletUse {
    /// The name.
    pub name: String,
    /// The number of references that appeared there.
    pub sources: usize,
    /// The number of claims that cite them.
    pub claims: usize,
    /// The number of relations with these claims.
    pub relations: usize,
}

impl Usage {
    /// Counts a whole document. O(relations + claims).
    pub fn of(document: &Document) -> Self {
        let mut usage = Self::default();
        let mut rows = HashMap::new();
        let mut outlets: BTreeMap<&str, OutletUse> = BTreeMap::new();
        for reference in document.references.iter() {
            usage.row_of(&mut rows, &reference.id);
            if let Some(name) = reference.outlet() {
                outlets.entry(name).or_default().sources += 1;
            }
        }
        for relation in document.relations.iter() {
            *usage.kinds.entry(relation.kind()).or_default() += 1;
            usage.undated += usize::from(relation.when.is_none());
            usage.count_claims(document, relation, &mut rows, &mut outlets);
        }
        let named = outlets.into_iter().map(|(name, outlet)| OutletUse {
            name: name.to_owned(),
            ..outlet
        });
        usage.outlets = named.collect();
        usage
    }

    fn count_claims<'a>(
        &mut self,
        document: &'a Document,
        relation: &Relation,
        rows: &mut HashMap<ReferenceId, usize>,
        outlets: &mut BTreeMap<&'a str, OutletUse>,
    ) {
        let (mut sources, mut names) = (BTreeSet::new(), BTreeSet::new());
        for claim in &relation.claims {
            *self.stances.entry(claim.stance).or_default() += 1;
            if let Some(count) = self.coders.get_mut(claim.coder_name()) {
                *count += 1;
            } else {
                self.coders.insert(claim.coder_name().to_owned(), 1);
            }
            let Some(id) = &claim.reference else { continue };
            let row = self.row_of(rows, id);
            self.sources[row].claims += 1;
            sources.insert(row);
            let reference = document.references.get(id);
            if let Some(name) = reference.and_then(|reference| reference.outlet()) {
                outlets.entry(name).or_default().claims += 1;
                names.insert(name);
            }
        }
        let is_alone = sources.len() == 1
            && relation
                .claims
                .iter()
                .all(|claim| claim.reference.is_some());
        for row in sources {
            self.sources[row].relations += 1;
            self.sources[row].alone += usize::from(is_alone);
        }
        for name in names {
            outlets.entry(name).or_default().relations += 1;
        }
    }

    /// The row of a reference; adds one if there is none yet.
    fn row_of(&mut self, rows: &mut HashMap<ReferenceId, usize>, id: &ReferenceId) -> usize {
        if let Some(row) = rows.get(id) {
            return *row;
        }
        let row = self.sources.len();
        rows.insert(id.clone(), row);
        self.sources.push(SourceUse {
            reference: id.clone(),
            claims: 0,
            relations: 0,
            alone: 0,
        });
        row
    }
}
