//! What the rules of a simplification hide. Does not know which rules there are.

use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::setting::{ChosenAmount, RuleSetting};
use crate::graph::ordinals::Ordinals;
use crate::model::Document;

/// What rules hide of a document; clones share it.
#[derive(Clone)]
pub struct SimplifyResult(Arc<ResultData>);

struct ResultData {
    settings: BTreeMap<&'static str, RuleSetting>,
    /// The amounts that rules chose automatically, by the id of the rule.
    chosen: BTreeMap<&'static str, Vec<ChosenAmount>>,
    /// The numbers of the document for which it was computed.
    ordinals: Arc<Ordinals>,
    hidden: HiddenRecords,
}

/// Hidden actors and relations by their number in the document; clones share them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::graph) struct HiddenRecords {
    actors: Arc<[bool]>,
    relations: Arc<[bool]>,
}

impl HiddenRecords {
    pub(super) fn new(actors: &[bool], relations: &[bool]) -> Self {
        Self {
            actors: actors.into(),
            relations: relations.into(),
        }
    }

    pub(in crate::graph) fn hides_actor(&self, number: usize) -> bool {
        self.actors.get(number).is_some_and(|is_hidden| *is_hidden)
    }

    pub(in crate::graph) fn hides_relation(&self, number: usize) -> bool {
        let is_hidden = self.relations.get(number);
        is_hidden.is_some_and(|is_hidden| *is_hidden)
    }
}

impl SimplifyResult {
    pub(super) fn new(
        settings: BTreeMap<&'static str, RuleSetting>,
        chosen: BTreeMap<&'static str, Vec<ChosenAmount>>,
        ordinals: Arc<Ordinals>,
        hidden: HiddenRecords,
    ) -> Self {
        Self(Arc::new(ResultData {
            settings,
            chosen,
            ordinals,
            hidden,
        }))
    }

    pub(super) fn settings(&self) -> &BTreeMap<&'static str, RuleSetting> {
        &self.0.settings
    }

    /// The amounts that a rule chose automatically.
    pub fn chosen(&self, rule: &str) -> &[ChosenAmount] {
        self.0.chosen.get(rule).map_or(&[], Vec::as_slice)
    }

    /// How many actors and relations the rules hide.
    pub fn counts(&self) -> (usize, usize) {
        let count = |all: &[bool]| all.iter().filter(|is_hidden| **is_hidden).count();
        (
            count(&self.0.hidden.actors),
            count(&self.0.hidden.relations),
        )
    }

    /// By the numbers of this document. After an edit, records that are new are not hidden.
    pub(super) fn hidden_records(
        &self,
        document: &Document,
        ordinals: &Arc<Ordinals>,
    ) -> HiddenRecords {
        let (was, hidden) = (&self.0.ordinals, &self.0.hidden);
        if was.is_same(ordinals) {
            return hidden.clone();
        }
        let actors = document.actors.iter().map(|actor| {
            let number = was.node(&actor.id);
            number.is_some_and(|number| hidden.hides_actor(number.index()))
        });
        let relations = document.relations.iter().map(|relation| {
            let number = was.edge(&relation.id);
            number.is_some_and(|number| hidden.hides_relation(number.index()))
        });
        HiddenRecords {
            actors: actors.collect(),
            relations: relations.collect(),
        }
    }
}

impl PartialEq for SimplifyResult {
    fn eq(&self, other: &Self) -> bool {
        let (one, other) = (&self.0, &other.0);
        Arc::ptr_eq(one, other)
            || one.ordinals.is_same(&other.ordinals)
                && one.settings == other.settings
                && one.chosen == other.chosen
                && one.hidden == other.hidden
    }
}

impl Eq for SimplifyResult {}

/// Different results have different texts, because views use the text of a filter as a key.
impl fmt::Debug for SimplifyResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut hasher = DefaultHasher::new();
        self.0.hidden.hash(&mut hasher);
        f.debug_struct("SimplifyResult")
            .field("settings", &self.0.settings)
            .field("chosen", &self.0.chosen)
            .field("hidden", &hasher.finish())
            .finish_non_exhaustive()
    }
}
