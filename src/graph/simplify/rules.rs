//! The table of rules that simplify a network.

use super::rule::{RuleInput, RuleParameter, SimplificationRule};
use super::setting::{ChosenAmount, RuleSetting};
use super::{backbone, component, k_core, near, tie_strength, top};
use crate::language::Language;
use crate::model::Document;

/// All rules, in the order in which they are applied: rules on ties first, then rules on actors.
/// Each rule is applied to what the rules before it leave.
pub static SIMPLIFICATIONS: &[SimplificationRule] = &[
    SimplificationRule {
        id: "min-tie-sources",
        label: "Minimum sources of a tie",
        explanation: "Hides ties that fewer independent sources assert. A tie is all relations of a kind between two actors; sources with the same origin count once.",
        paper: None,
        parameter: RuleParameter::Whole {
            name: "N",
            default: 2,
            min: 1,
        },
        input: RuleInput::None,
        words: |setting, _, _, language| language.counted("rule-tie-sources", setting.count()),
        effect: |context| Some(tie_strength::min_sources(context)),
    },
    SimplificationRule {
        id: "min-claims",
        label: "Minimum claims of a tie",
        explanation: "Hides ties with fewer claims. A tie is all relations of a kind between two actors.",
        paper: None,
        parameter: RuleParameter::Whole {
            name: "N",
            default: 2,
            min: 1,
        },
        input: RuleInput::None,
        words: |setting, _, _, language| language.counted("rule-tie-claims", setting.count()),
        effect: |context| Some(tie_strength::min_claims(context)),
    },
    SimplificationRule {
        id: "min-weight",
        label: "Minimum weight of a tie",
        explanation: "Hides ties whose relations weigh less together. A tie is all relations of a kind between two actors; a relation without a weight counts its independent sources.",
        paper: None,
        parameter: RuleParameter::Decimal {
            name: "WEIGHT",
            default: 2.0,
        },
        input: RuleInput::None,
        words: |setting, _, _, language| {
            let value = language.decimal(&setting.value().to_string());
            language.with("rule-weight", &[("value", value.into())])
        },
        effect: |context| Some(tie_strength::min_weight(context)),
    },
    SimplificationRule {
        id: "backbone",
        label: "Backbone",
        explanation: "Keeps ties that carry an unusual share of the weight of one of their actors (disparity filter): the smaller alpha, the fewer. Friends, foes and other ties are filtered apart, each against the weight of the same sign. A tie that is the only one of an actor is kept only if it matters to the other. Automatic: about 15 % of the ties of each sign, or 300 in all if that is more.",
        paper: Some(
            "Serrano, Boguñá and Vespignani, “Extracting the multiscale backbone of complex weighted networks”, PNAS 106, 2009",
        ),
        parameter: RuleParameter::Share {
            name: "ALPHA|auto",
            default: 0.05,
        },
        input: RuleInput::None,
        words: |setting, chosen, _, language| {
            let alpha = match (setting.amount, chosen) {
                (Some(alpha), _) => language.decimal(&alpha.value().to_string()),
                (None, []) => return language.text("rule-backbone"),
                (None, chosen) => chosen_in_words(chosen, language),
            };
            language.with("rule-backbone-alpha", &[("value", alpha.into())])
        },
        effect: |context| Some(backbone::backbone(context)),
    },
    SimplificationRule {
        id: "k-core",
        label: "k-core",
        explanation: "Keeps actors that have ties with at least k others among those that are kept.",
        paper: Some("Seidman, “Network structure and minimum degree”, Social Networks 5, 1983"),
        parameter: RuleParameter::Whole {
            name: "K",
            default: 2,
            min: 1,
        },
        input: RuleInput::None,
        words: |setting, _, _, language| language.counted("rule-core", setting.count()),
        effect: |context| Some(k_core::k_core(context)),
    },
    SimplificationRule {
        id: "top-actors",
        label: "Top actors",
        explanation: "Keeps the first actors by a measure of the network that the rules above leave. Actors of equal value are ordered as in the file.",
        paper: None,
        parameter: RuleParameter::Whole {
            name: "N",
            default: 40,
            min: 1,
        },
        input: RuleInput::Measure,
        words: |setting, _, _, language| {
            let measure = language.word(&measure_in_words(setting.ranked_by().name));
            let values = [
                ("count", setting.count().into()),
                ("measure", measure.into()),
            ];
            language.with("rule-top", &values)
        },
        effect: top::top,
    },
    SimplificationRule {
        id: "near",
        label: "Near the selection",
        explanation: "Keeps actors within some steps of the actors that were selected when it was turned on, in any direction of the relations.",
        paper: None,
        parameter: RuleParameter::Whole {
            name: "K",
            default: 2,
            min: 0,
        },
        input: RuleInput::Actors,
        words: near_in_words,
        effect: |context| Some(near::near(context)),
    },
    SimplificationRule {
        id: "giant",
        label: "Giant component",
        explanation: "Keeps the largest set of actors that are connected by relations.",
        paper: None,
        parameter: RuleParameter::None,
        input: RuleInput::None,
        words: |_, _, _, language| language.text("rule-giant"),
        effect: |context| Some(component::giant(context)),
    },
];

/// `0.04`, or `0.04 for friends and 0.2 for foes`.
pub fn chosen_in_words(chosen: &[ChosenAmount], language: Language) -> String {
    let words = |one: &ChosenAmount| language.decimal(&one.amount.rounded());
    match chosen {
        [first, others @ ..] if others.iter().all(|other| words(other) == words(first)) => {
            words(first)
        }
        several => {
            let several = several.iter();
            let words = several.map(|one| {
                let values = [
                    ("value", words(one).into()),
                    ("part", language.word(one.of).into()),
                ];
                language.with("rule-backbone-part", &values)
            });
            language.list(&words.collect::<Vec<_>>())
        }
    }
}

impl SimplificationRule {
    /// The rule of this id.
    pub fn by_id(id: &str) -> Option<&'static Self> {
        SIMPLIFICATIONS.iter().find(|rule| rule.id == id)
    }
}

/// The name of a measure in a sentence: `degree`, but `PageRank`.
fn measure_in_words(name: &str) -> String {
    let is_word = |name: &str| name.chars().skip(1).all(char::is_lowercase);
    if is_word(name) {
        name.to_lowercase()
    } else {
        name.to_owned()
    }
}

/// `within 2 steps of Russia and India`.
fn near_in_words(
    setting: &RuleSetting,
    _: &[ChosenAmount],
    document: &Document,
    language: Language,
) -> String {
    const MAX_NAMES: usize = 3;
    let names = setting.actors.iter();
    let names = names.map(|id| document.actor_name(id).to_owned());
    let names = language.shortened(names, MAX_NAMES, "count-more-actors");
    let count = ("count", setting.count().into());
    match names[..] {
        [] => language.with("rule-near-nobody", &[count]),
        _ => language.with(
            "rule-near",
            &[count, ("names", language.list(&names).into())],
        ),
    }
}
