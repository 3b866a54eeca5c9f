//! Applies the rules that are on, one after another. Knows no particular rule.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::result::{HiddenRecords, SimplifyResult};
use super::rule::{ActorMeasures, RuleContext};
use super::rules::SIMPLIFICATIONS;
use super::settings::Simplify;
use crate::graph::{Filter, Network};
use crate::language::Language;
use crate::model::Document;

/// What the simplification of a filter hides; `None` if computing a measure was cancelled.
///
/// `whole` is the network of this document without a filter. The result does not depend on `focus`
/// and `among`, which choose from the simplified network.
pub fn simplified(
    document: &Document,
    whole: &Network,
    filter: &Filter,
    measures: ActorMeasures<'_>,
) -> Option<SimplifyResult> {
    let before = filter.before_simplification();
    let settings = before.simplify.settings();
    let mut chosen = BTreeMap::new();
    let mut actors = vec![false; document.actors.len()];
    let mut relations = vec![false; document.relations.len()];
    let result = |chosen: &BTreeMap<_, _>, actors: &[bool], relations: &[bool]| {
        SimplifyResult::new(
            settings.clone(),
            chosen.clone(),
            Arc::clone(whole.ordinals()),
            HiddenRecords::new(actors, relations),
        )
    };
    let rules = SIMPLIFICATIONS.iter();
    let rules = rules.filter_map(|rule| Some((rule, settings.get(rule.id)?)));
    for (rule, setting) in rules {
        let so_far = result(&chosen, &actors, &relations);
        let network = whole.through(
            document,
            &Filter {
                simplify: before.simplify.with_result(so_far),
                ..before.clone()
            },
        );
        let effect = (rule.effect)(&RuleContext {
            document,
            network: &network,
            setting,
            measures,
        })?;
        for node in effect.actors {
            actors[node.index()] = true;
        }
        for edge in effect.relations {
            relations[edge.index()] = true;
        }
        if !effect.chosen.is_empty() {
            chosen.insert(rule.id, effect.chosen);
        }
    }
    Some(result(&chosen, &actors, &relations))
}

impl Simplify {
    /// What is shown, for captions: `backbone at alpha 0.05; top 42 by degree`. Empty if no rule is
    /// on.
    pub fn in_words(&self, document: &Document, language: Language) -> String {
        let result = self.current_result();
        let rules = SIMPLIFICATIONS.iter();
        let words = rules.filter_map(|rule| {
            let setting = self.setting(rule.id)?;
            let chosen = result.map_or(&[][..], |result| result.chosen(rule.id));
            Some((rule.words)(setting, chosen, document, language))
        });
        let words = language.clauses(&words.collect::<Vec<_>>());
        if self.is_off() || result.is_some() {
            words
        } else {
            language.with("rule-not-applied", &[("rules", words.into())])
        }
    }
}
