//! The flags for the rules of event data: one for each row of `EVENT_OPTIONS`.

use std::collections::BTreeMap;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use crate::events::{EVENT_OPTIONS, EventInputKind, EventOption, EventPlan, EventRequest, ON};

/// The rules that were given, as texts by the id of their rows.
#[derive(Clone, Debug, Default)]
pub(super) struct EventRules(BTreeMap<&'static str, String>);

impl EventRules {
    /// Puts the rules into a request.
    pub(super) fn choose(&self, request: &mut EventRequest) {
        for option in EVENT_OPTIONS {
            if let Some(text) = self.0.get(option.id) {
                request.choose(option, text.as_str());
            }
        }
    }
}

impl Args for EventRules {
    fn augment_args(command: Command) -> Command {
        let command = command.next_help_heading("Rules");
        let options = EVENT_OPTIONS.iter();
        options.fold(command, |command, option| command.arg(flag(option)))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for EventRules {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut rules = Self::default();
        rules.update_from_arg_matches(matches)?;
        Ok(rules)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        for option in EVENT_OPTIONS {
            if let Some(text) = text_of(option, matches) {
                self.0.insert(option.id, text);
            }
        }
        Ok(())
    }
}

fn flag(option: &'static EventOption) -> Arg {
    let flag = Arg::new(option.id).long(option.id).help(option.help());
    let flag = match &option.input {
        EventInputKind::Switch => return flag.action(ArgAction::SetTrue),
        EventInputKind::Choice(choices) => {
            let words = choices.iter().map(|one| PossibleValue::new(one.word));
            let words: Vec<_> = words.collect();
            flag.value_parser(PossibleValuesParser::new(words))
        }
        EventInputKind::Names => flag.value_name("ACTORS").action(ArgAction::Append),
        EventInputKind::Date => flag.value_name("DATE").value_parser(checked(option)),
        EventInputKind::Decimal { words, .. } => {
            flag.value_name(*words).value_parser(checked(option))
        }
        EventInputKind::Count { .. } => flag.value_name("N").value_parser(checked(option)),
    };
    match option.default {
        "" => flag,
        default => flag.default_value(default),
    }
}

/// A text that the rule can have.
fn checked(
    option: &'static EventOption,
) -> impl Fn(&str) -> Result<String, String> + Clone + Send + Sync + 'static {
    move |text| {
        option.set(&mut EventPlan::default(), text)?;
        Ok(text.to_owned())
    }
}

/// The text that was given; names that were given several times are all meant.
fn text_of(option: &EventOption, matches: &ArgMatches) -> Option<String> {
    match &option.input {
        EventInputKind::Switch => matches.get_flag(option.id).then(|| ON.to_owned()),
        EventInputKind::Names => {
            let all = matches.get_many::<String>(option.id)?;
            let all: Vec<&str> = all.map(String::as_str).collect();
            Some(all.join(","))
        }
        _ => matches.get_one::<String>(option.id).cloned(),
    }
}
