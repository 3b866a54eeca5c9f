//! The rules that are on, and what they hide. Does not know which rules there are.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::result::{HiddenRecords, SimplifyResult};
use super::setting::RuleSetting;
use crate::graph::ordinals::Ordinals;
use crate::model::Document;

/// The rules that are on, and what they hide once it is computed.
///
/// The result is computed outside, because a measure can take long. Until a result for new settings
/// is there, the last one stays in use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Simplify {
    settings: BTreeMap<&'static str, RuleSetting>,
    result: Option<SimplifyResult>,
}

impl Simplify {
    /// Whether no rule is on.
    pub fn is_off(&self) -> bool {
        self.settings.is_empty()
    }

    /// The setting of a rule, by its id, if it is on.
    pub fn setting(&self, rule: &str) -> Option<&RuleSetting> {
        self.settings.get(rule)
    }

    /// Turns a rule on with this setting.
    pub fn turn_on(&mut self, rule: &'static str, setting: RuleSetting) {
        self.settings.insert(rule, setting);
    }

    /// Turns a rule off.
    pub fn turn_off(&mut self, rule: &str) {
        self.settings.remove(rule);
        if self.is_off() {
            self.result = None;
        }
    }

    /// The last result.
    pub fn result(&self) -> Option<&SimplifyResult> {
        self.result.as_ref()
    }

    /// The result, if it is the one for these settings.
    pub fn current_result(&self) -> Option<&SimplifyResult> {
        let result = self.result.as_ref();
        result.filter(|result| *result.settings() == self.settings)
    }

    /// The same rules with this result.
    #[must_use]
    pub fn with_result(&self, result: SimplifyResult) -> Self {
        Self {
            settings: self.settings.clone(),
            result: Some(result),
        }
    }

    /// The same rules without a result.
    #[must_use]
    pub fn without_result(&self) -> Self {
        Self {
            settings: self.settings.clone(),
            result: None,
        }
    }

    pub(super) fn settings(&self) -> &BTreeMap<&'static str, RuleSetting> {
        &self.settings
    }

    /// What the rules hide of this document, by its numbers; `None` if no rule is on or no result
    /// is there.
    pub(in crate::graph) fn hidden_records(
        &self,
        document: &Document,
        ordinals: &Arc<Ordinals>,
    ) -> Option<HiddenRecords> {
        let result = self.result.as_ref().filter(|_| !self.is_off())?;
        Some(result.hidden_records(document, ordinals))
    }
}
