//! The options that simplify a network: one flag for each row of `SIMPLIFICATIONS`, and flags for
//! what a row needs besides its number.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use crate::analysis::{MEASURES, Measure};
use crate::graph::simplify::{
    Amount, RankedBy, RuleInput, RuleParameter, RuleSetting, SIMPLIFICATIONS, SimplificationRule,
    Simplify,
};
use crate::model::{ActorId, Document};

/// The flag for the measure of a ranking.
const BY: &str = "by";

/// The flag for the number of steps from actors.
const STEPS: &str = "steps";

/// The word for a number that is chosen automatically.
const AUTO: &str = "auto";

/// The rules that simplify the network.
#[derive(Clone, Debug, Default)]
pub(super) struct SimplifyArguments {
    simplify: Simplify,
}

impl SimplifyArguments {
    /// The rules for this document.
    ///
    /// # Errors
    /// Says which actor is not in the document.
    pub(super) fn rules(&self, document: &Document) -> Result<Simplify, String> {
        for rule in SIMPLIFICATIONS {
            let setting = self.simplify.setting(rule.id).into_iter();
            let mut ids = setting.flat_map(|setting| &setting.actors);
            if let Some(id) = ids.find(|id| !document.actors.contains(id)) {
                return Err(unknown_actor(rule, id, document));
            }
        }
        Ok(self.simplify.clone())
    }
}

/// `--near Russia: no actor has this id; the actor Russia has the id rus`.
fn unknown_actor(rule: &SimplificationRule, id: &ActorId, document: &Document) -> String {
    let mut actors = document.actors.iter();
    let named = actors.find(|actor| actor.name() == id.as_str());
    let hint = match named {
        Some(actor) => format!("the actor {} has the id {}", actor.name(), actor.id),
        None => "see `nodes` in the file for ids".to_owned(),
    };
    format!("--{} {id}: no actor has this id; {hint}", rule.id)
}

impl Args for SimplifyArguments {
    fn augment_args(command: Command) -> Command {
        let command = command.next_help_heading("Simplify (rules are applied in this order)");
        SIMPLIFICATIONS.iter().fold(command, |command, rule| {
            let command = command.arg(flag(rule));
            match rule.input {
                RuleInput::None => command,
                RuleInput::Measure => command.arg(measure_flag(rule)),
                RuleInput::Actors => command.arg(steps_flag(rule)),
            }
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for SimplifyArguments {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut arguments = Self::default();
        arguments.update_from_arg_matches(matches)?;
        Ok(arguments)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        for rule in SIMPLIFICATIONS {
            if let Some(setting) = setting(rule, matches) {
                self.simplify.turn_on(rule.id, setting);
            }
        }
        Ok(())
    }
}

fn flag(rule: &'static SimplificationRule) -> Arg {
    let arg = Arg::new(rule.id).long(rule.id).help(help(rule));
    if rule.input == RuleInput::Actors {
        return arg
            .value_name("ID")
            .action(ArgAction::Append)
            .value_parser(clap::value_parser!(String));
    }
    match rule.parameter {
        RuleParameter::None => arg.action(ArgAction::SetTrue),
        RuleParameter::Whole { name, .. } => arg.value_name(name).value_parser(count),
        RuleParameter::Decimal { name, .. } => arg.value_name(name).value_parser(decimal),
        RuleParameter::Share { name, .. } => arg.value_name(name).value_parser(share),
    }
}

/// The explanation, as the other options have it: without a full stop at the end.
fn help(rule: &SimplificationRule) -> String {
    let text = if rule.input == RuleInput::Actors {
        "Keeps actors within some steps of this actor, in any direction of the relations; can be repeated"
    } else {
        rule.explanation.trim_end_matches('.')
    };
    match rule.paper {
        Some(paper) => format!("{text} ({paper})"),
        None => text.to_owned(),
    }
}

fn measure_flag(rule: &SimplificationRule) -> Arg {
    let ids = MEASURES.iter().map(|measure| measure.id);
    Arg::new(BY)
        .long(BY)
        .value_name("MEASURE")
        .value_parser(PossibleValuesParser::new(ids))
        .ignore_case(true)
        .requires(rule.id)
        .help(format!("The measure of --{} [default: degree]", rule.id))
}

fn steps_flag(rule: &SimplificationRule) -> Arg {
    let default = rule.default_setting().amount.map_or(0, Amount::count);
    Arg::new(STEPS)
        .long(STEPS)
        .value_name("K")
        .value_parser(clap::value_parser!(u32))
        .requires(rule.id)
        .help(format!(
            "The number of steps of --{} [default: {default}]",
            rule.id
        ))
}

/// The setting of a rule; `None` if it is not asked for.
fn setting(rule: &SimplificationRule, matches: &ArgMatches) -> Option<RuleSetting> {
    let mut setting = rule.default_setting();
    match (rule.input, rule.parameter) {
        (RuleInput::Actors, _) => {
            let ids = matches.get_many::<String>(rule.id)?;
            setting.actors = ids.map(|id| ActorId::from(id.as_str())).collect();
            if let Some(steps) = matches.get_one::<u32>(STEPS) {
                setting.amount = Some(Amount::whole(*steps as usize));
            }
        }
        (_, RuleParameter::None) => return matches.get_flag(rule.id).then_some(setting),
        _ => setting.amount = *matches.get_one::<Option<Amount>>(rule.id)?,
    }
    if rule.input == RuleInput::Measure {
        let id = matches.get_one::<String>(BY);
        setting.measure = id.and_then(|id| measure(id));
    }
    Some(setting)
}

fn measure(id: &str) -> Option<RankedBy> {
    let measure = Measure::by_id(&id.to_ascii_lowercase())?;
    Some(RankedBy {
        id: measure.id,
        name: measure.name,
    })
}

fn count(text: &str) -> Result<Option<Amount>, String> {
    match text.parse::<u32>() {
        Ok(count @ 1..) => Ok(Some(Amount::whole(count as usize))),
        _ => Err("expected a whole number from 1".into()),
    }
}

fn decimal(text: &str) -> Result<Option<Amount>, String> {
    let amount = text.parse().ok().and_then(Amount::new);
    match amount {
        Some(amount) if amount.value() > 0.0 => Ok(Some(amount)),
        _ => Err("expected a number above 0".into()),
    }
}

/// A number above 0 and up to 1, or `None` for the word [`AUTO`].
fn share(text: &str) -> Result<Option<Amount>, String> {
    if text.eq_ignore_ascii_case(AUTO) {
        return Ok(None);
    }
    match decimal(text) {
        Ok(Some(amount)) if amount.value() <= 1.0 => Ok(Some(amount)),
        _ => Err(format!(
            "expected a number above 0 and up to 1, as in 0.05, or {AUTO}"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use clap::Parser;

    #[derive(Parser)]
    struct TestLine {
        #[command(flatten)]
        simplify: SimplifyArguments,
    }

    fn words(line: &str) -> Result<String, clap::Error> {
        let words = ["frenemy"].into_iter().chain(line.split_whitespace());
        let parsed = TestLine::try_parse_from(words)?;
        Ok(parsed
            .simplify
            .simplify
            .in_words(&Document::default(), Language::English))
    }

    #[test]
    fn every_rule_of_the_table_has_a_flag() {
        for (line, expected) in [
            (
                "--min-tie-sources 2",
                "ties with at least 2 independent sources",
            ),
            ("--min-claims 3", "ties with at least 3 claims"),
            ("--min-weight 2.5", "ties of weight 2.5 or more"),
            ("--backbone 0.1", "backbone at alpha 0.1"),
            ("--backbone auto", "backbone"),
            ("--k-core 4", "4-core"),
            ("--top-actors 42", "top 42 by degree"),
            ("--top-actors 1 --by PageRank", "top 1 by PageRank"),
            ("--near a", "within 2 steps of a"),
            ("--near a --near b --steps 1", "within 1 step of a and b"),
            ("--giant", "giant component"),
            (
                "--giant --top-actors 9 --min-claims 1",
                "ties with at least 1 claim; top 9 by degree; giant component",
            ),
        ] {
            let words = words(line).unwrap();
            assert_eq!(words, format!("{expected}: not yet applied"), "{line}");
        }
        assert_eq!(words("").unwrap(), "");
    }

    #[test]
    fn numbers_out_of_range_and_flags_that_need_others_are_refused() {
        for (line, message) in [
            ("--k-core 0", "expected a whole number from 1"),
            ("--k-core x", "expected a whole number from 1"),
            ("--top-actors -1", "unexpected argument"),
            ("--min-weight 0", "expected a number above 0"),
            ("--min-weight nan", "expected a number above 0"),
            ("--backbone 1.5", "as in 0.05, or auto"),
            ("--by degree", "--top-actors <N>"),
            ("--top-actors 3 --by fame", "possible values: degree"),
            ("--steps 2", "--near <ID>"),
        ] {
            let error = words(line).unwrap_err();
            assert_eq!(error.exit_code(), 2, "{line}");
            assert!(error.to_string().contains(message), "{line}: {error}");
        }
    }
}
