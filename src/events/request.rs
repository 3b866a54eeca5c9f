//! What is asked of an import, as it was typed and chosen: files, the set, and the texts of the
//! rules. Reads nothing.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::options::{EVENT_OPTIONS, EventOption, event_option};
use super::plan::EventPlan;
use crate::model::ColumnMap;

/// What is asked of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventRequest {
    /// Files, folders and patterns.
    pub paths: Vec<PathBuf>,
    /// Which set the files are; recognized if nothing is chosen.
    pub preset: Option<&'static str>,
    /// What the columns of a table of another set mean.
    pub columns: ColumnMap,
    /// The values of rules that differ from their defaults, by the id of the rule.
    texts: BTreeMap<&'static str, String>,
}

/// A value that a rule cannot have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionProblem {
    /// The id of the rule.
    pub option: &'static str,
    /// What is wrong, after the name of the rule.
    pub message: String,
}

impl EventRequest {
    /// The value of a rule as a text.
    pub fn text(&self, option: &EventOption) -> &str {
        let text = self.texts.get(option.id);
        text.map_or(option.default, String::as_str)
    }

    /// Gives a rule a value; the default is no choice.
    pub fn choose(&mut self, option: &EventOption, text: impl Into<String>) {
        let text = text.into();
        if text == option.default {
            self.texts.remove(option.id);
        } else {
            self.texts.insert(option.id, text);
        }
    }

    /// Whether an option counts under the rule that is chosen.
    pub fn uses(&self, option: &EventOption) -> bool {
        let mut plan = EventPlan::default();
        let rule = event_option("rule").map(|rule| rule.set(&mut plan, self.text(rule)));
        option.only_by.is_empty() || rule != Some(Ok(())) || option.only_by.contains(&plan.rule)
    }

    /// Whether all rules have their defaults.
    pub fn has_defaults(&self) -> bool {
        self.texts.is_empty()
    }

    /// Gives all rules their defaults.
    pub fn reset(&mut self) {
        self.texts.clear();
    }

    /// The plan that the texts say.
    ///
    /// # Errors
    /// The first rule whose text it cannot have.
    pub fn plan(&self) -> Result<EventPlan, OptionProblem> {
        let mut plan = EventPlan {
            preset: self.preset,
            columns: self.columns.clone(),
            ..EventPlan::default()
        };
        for option in EVENT_OPTIONS {
            let set = option.set(&mut plan, self.text(option));
            set.map_err(|message| OptionProblem {
                option: option.id,
                message,
            })?;
        }
        plan.is_directed = self.columns.directed.unwrap_or(plan.is_directed);
        if plan.from.zip(plan.to).is_some_and(|(from, to)| to < from) {
            return Err(OptionProblem {
                option: "to",
                message: "it is before the day from which events count (--from)".to_owned(),
            });
        }
        Ok(plan)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_threshold_counts_under_the_rules_that_have_it() {
        let mut request = EventRequest::default();
        let used = |request: &EventRequest| {
            let ids = ["min-net", "min-goldstein", "min-count"];
            ids.map(|id| request.uses(event_option(id).unwrap()))
        };
        for (rule, expected) in [
            ("quad", [true, false, true]),
            ("quad-material", [true, false, true]),
            ("goldstein", [false, true, true]),
        ] {
            request.choose(event_option("rule").unwrap(), rule);
            // Another wrong option changes nothing.
            request.choose(event_option("from").unwrap(), "yester");
            assert_eq!(used(&request), expected, "{rule}");
        }
    }

    #[test]
    fn a_request_becomes_a_plan_or_says_which_rule_is_wrong() {
        let mut request = EventRequest::default();
        let mut choose = |id: &str, text: &str| {
            request.choose(event_option(id).unwrap(), text);
            request.plan()
        };
        assert_eq!(choose("by", "month"), Ok(EventPlan::default()));
        assert_eq!(choose("top", "7").unwrap().top, Some(7));
        let problem = choose("min-net", "2").unwrap_err();
        assert_eq!(problem.option, "min-net");
        assert!(problem.message.contains("from 0 to 1"));
        choose("min-net", "0.5").unwrap();
        choose("from", "2020").unwrap();
        assert_eq!(choose("to", "2019").unwrap_err().option, "to");
        choose("to", "2020").unwrap();
        assert!(!request.has_defaults());
        request.reset();
        assert_eq!(request, EventRequest::default());
    }
}
