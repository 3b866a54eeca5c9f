//! The rules that can be chosen: one table for the flags of the command line and the dialog of the
//! window. Knows neither.

use super::plan::{ActorLevel, EventPlan, EventRule};
use super::presets::{EVENT_ROLES, NAME_COLUMNS};
use super::time::EventPeriod;
use crate::model::{Date, Day};

/// A rule, and how it is chosen.
#[derive(Debug)]
pub struct EventOption {
    /// The flag on the command line, without its dashes.
    pub id: &'static str,
    /// The label in the window.
    pub label: &'static str,
    /// What it does, and why the default is what it is.
    pub explanation: &'static str,
    /// How a value is entered.
    pub input: EventInputKind,
    /// The value that counts if nothing is chosen; empty for none.
    pub default: &'static str,
    /// The rules under which it counts; empty for all.
    pub only_by: &'static [EventRule],
    /// Sets it in a plan, or says what is wrong with the text.
    set: fn(&mut EventPlan, &str) -> Result<(), String>,
}

/// How the value of a rule is entered. All values are texts.
#[derive(Debug)]
pub enum EventInputKind {
    /// One of these words.
    Choice(&'static [EventChoice]),
    /// A day, month or year, as `2018-06-01`, `2018-06` or `2018`.
    Date,
    /// A number.
    Decimal {
        /// The least and the greatest.
        range: [f64; 2],
        /// The range, as the help of the command line writes it.
        words: &'static str,
    },
    /// A whole number.
    Count {
        /// The least and the greatest.
        range: [u64; 2],
        /// The label for no number, if that is allowed: `Automatic`.
        unset: Option<&'static str>,
        /// The number that is suggested when one is entered.
        usual: u64,
    },
    /// [`ON`], or nothing.
    Switch,
    /// Names of actors, with commas between them.
    Names,
}

/// A word that can be chosen.
#[derive(Debug)]
pub struct EventChoice {
    /// The word on the command line.
    pub word: &'static str,
    /// The name in the window.
    pub name: &'static str,
    /// What it means, after its name; empty where the name says it.
    pub explanation: &'static str,
}

/// The value of a switch that is on.
pub const ON: &str = "yes";

const fn choice(word: &'static str, name: &'static str, explanation: &'static str) -> EventChoice {
    EventChoice {
        word,
        name,
        explanation,
    }
}

/// How many records of a relation are kept at most: each group keeps as many in memory.
const MAX_RECORDS: u64 = 100;

/// All rules, in the order in which they are offered.
pub static EVENT_OPTIONS: &[EventOption] = &[
    EventOption {
        id: "actors",
        label: "Actors",
        explanation: "What the actors are. Countries are the usual unit of dyads, and the best coded",
        input: EventInputKind::Choice(&[
            choice("country", "Countries", ""),
            choice("name", "Named actors", ""),
            choice(
                "type",
                "Types of actors in a country",
                "such as its military or its media",
            ),
        ]),
        default: "country",
        only_by: &[],
        set: |plan, text| {
            set(
                &mut plan.actors,
                one_of(text, &ActorLevel::ALL, ActorLevel::as_str),
            )
        },
    },
    EventOption {
        id: "from",
        label: "From",
        explanation: "Only events from this day, month or year",
        input: EventInputKind::Date,
        default: "",
        only_by: &[],
        set: |plan, text| set(&mut plan.from, day(text, Date::earliest)),
    },
    EventOption {
        id: "to",
        label: "To",
        explanation: "Only events until the end of this day, month or year",
        input: EventInputKind::Date,
        default: "",
        only_by: &[],
        set: |plan, text| set(&mut plan.to, day(text, Date::latest)),
    },
    EventOption {
        id: "by",
        label: "Periods",
        explanation: "The periods that events are counted in; relations of periods that touch are \
                      joined. Months are the usual unit: days have few events, years hide changes",
        input: EventInputKind::Choice(&[
            choice("day", "Days", ""),
            choice("week", "Weeks", ""),
            choice("month", "Months", ""),
            choice("year", "Years", ""),
            choice("all", "All time as one", ""),
        ]),
        default: "month",
        only_by: &[],
        set: |plan, text| {
            set(
                &mut plan.by,
                one_of(text, &EventPeriod::ALL, EventPeriod::as_str),
            )
        },
    },
    EventOption {
        id: "rule",
        label: "Rule",
        explanation: "When a pair is friendly or hostile",
        input: EventInputKind::Choice(&[
            choice(
                "quad",
                "Cooperation against conflict",
                "in words and deeds (Duval and Thompson 1980)",
            ),
            choice(
                "quad-material",
                "Deeds alone",
                "without statements, which cost little",
            ),
            choice(
                "goldstein",
                "Mean Goldstein score",
                "not a sum, which would measure how much news there is (Goldstein 1992)",
            ),
        ]),
        default: "quad",
        only_by: &[],
        set: |plan, text| {
            set(
                &mut plan.rule,
                one_of(text, &EventRule::ALL, EventRule::as_str),
            )
        },
    },
    EventOption {
        id: "min-net",
        label: "Minimum net",
        explanation: "The least |net| of a relation, with net = (cooperation − \
                      conflict)/(cooperation + conflict). By default one side has twice the events \
                      of the other",
        input: EventInputKind::Decimal {
            range: [0.0, 1.0],
            words: "0–1",
        },
        default: "0.333",
        only_by: &[EventRule::Quad, EventRule::QuadMaterial],
        set: |plan, text| set(&mut plan.min_net, decimal(text, [0.0, 1.0])),
    },
    EventOption {
        id: "min-goldstein",
        label: "Minimum score",
        explanation: "The least absolute mean score of a relation, for --rule goldstein. 1 is the \
                      score of the mildest acts beyond comments, such as consultations",
        input: EventInputKind::Decimal {
            range: [0.0, 10.0],
            words: "0–10",
        },
        default: "1",
        only_by: &[EventRule::Goldstein],
        set: |plan, text| set(&mut plan.min_goldstein, decimal(text, [0.0, 10.0])),
    },
    EventOption {
        id: "min-count",
        label: "Minimum events",
        explanation: "The least number of events of a pair in a period. By default 5 for \
                      machine-coded events, of which most can be wrong, and 1 for those that \
                      researchers coded",
        input: EventInputKind::Count {
            range: [0, u64::MAX],
            unset: Some("Automatic"),
            usual: 5,
        },
        default: "",
        only_by: &[],
        set: |plan, text| set(&mut plan.min_count, optional_count(text, [0, u64::MAX])),
    },
    EventOption {
        id: "min-sources",
        label: "Minimum sources",
        explanation: "Only events that this many sources report. 1 by default: more drop whole \
                      regions that few sources write about",
        input: EventInputKind::Count {
            range: [0, u32::MAX as u64],
            unset: None,
            usual: 2,
        },
        default: "1",
        only_by: &[],
        set: |plan, text| {
            let sources = count(text, [0, u64::from(u32::MAX)]);
            set(&mut plan.min_sources, sources.map(|sources| sources as u32))
        },
    },
    EventOption {
        id: "root-only",
        label: "Lead of the text only",
        explanation: "Only events in the lead of their text (GDELT), which are more often what the \
                      text is about. Off by default: it drops many true ones",
        input: EventInputKind::Switch,
        default: "",
        only_by: &[],
        set: |plan, text| set(&mut plan.root_only, switch(text)),
    },
    EventOption {
        id: "one-a-day",
        label: "One a day",
        explanation: "The same pair, code and day counts once: news repeats itself (Schrodt and \
                      Gerner 1994). Off by default: it also drops real repetitions",
        input: EventInputKind::Switch,
        default: "",
        only_by: &[],
        set: |plan, text| set(&mut plan.one_a_day, switch(text)),
    },
    EventOption {
        id: "normalize",
        label: "Divide by all events",
        explanation: "Weights are events per 10,000 in these periods: the number of sources grows \
                      with the years. Off by default: counts are easier to read",
        input: EventInputKind::Switch,
        default: "",
        only_by: &[],
        set: |plan, text| set(&mut plan.normalize, switch(text)),
    },
    EventOption {
        id: "who-acts",
        label: "Keep directions",
        explanation: "Counts A towards B and B towards A apart; by default together",
        input: EventInputKind::Switch,
        default: "",
        only_by: &[],
        set: |plan, text| set(&mut plan.is_directed, switch(text)),
    },
    EventOption {
        id: "only",
        label: "Only actors",
        explanation: "Only events between these actors, by name or code",
        input: EventInputKind::Names,
        default: "",
        only_by: &[],
        set: |plan, text| set(&mut plan.only, Ok(names(text))),
    },
    EventOption {
        id: "without",
        label: "Without actors",
        explanation: "No events with these actors, by name or code",
        input: EventInputKind::Names,
        default: "",
        only_by: &[],
        set: |plan, text| set(&mut plan.without, Ok(names(text))),
    },
    EventOption {
        id: "top",
        label: "Most active actors",
        explanation: "Only the N actors with the most events: a figure with more than 40 is hard to \
                      read",
        input: EventInputKind::Count {
            range: [1, u64::MAX],
            unset: Some("All"),
            usual: 40,
        },
        default: "",
        only_by: &[],
        set: |plan, text| {
            let top = optional_count(text, [1, u64::MAX]);
            let top = top.map(|top| top.map(|top| usize::try_from(top).unwrap_or(usize::MAX)));
            set(&mut plan.top, top)
        },
    },
    EventOption {
        id: "records",
        label: "Records of a relation",
        explanation: "How many records a relation has as claims: the ones with the most sources and \
                      articles",
        input: EventInputKind::Count {
            range: [0, MAX_RECORDS],
            unset: None,
            usual: 3,
        },
        default: "3",
        only_by: &[],
        set: |plan, text| {
            let records = count(text, [0, MAX_RECORDS]);
            set(&mut plan.records, records.map(|records| records as usize))
        },
    },
];

impl EventOption {
    /// Sets the rule in a plan; an empty text is the default.
    ///
    /// # Errors
    /// The text is not a value of this rule.
    pub fn set(&self, plan: &mut EventPlan, text: &str) -> Result<(), String> {
        let text = text.trim();
        (self.set)(plan, if text.is_empty() { self.default } else { text })
    }

    /// The explanation with those of its choices, for help texts that do not list them.
    pub fn help(&self) -> String {
        let EventInputKind::Choice(choices) = &self.input else {
            return self.explanation.to_owned();
        };
        let explained = choices.iter().filter(|one| !one.explanation.is_empty());
        let words = explained.map(|one| format!(". {}: {}", one.word, one.explanation));
        format!("{}{}", self.explanation, words.collect::<String>())
    }
}

/// The rule of this id.
pub fn event_option(id: &str) -> Option<&'static EventOption> {
    EVENT_OPTIONS.iter().find(|option| option.id == id)
}

/// A message in which flags are the labels of the window: `leave --rule goldstein out` is
/// `leave “Rule: Mean Goldstein score” out`.
pub fn with_labels(message: &str) -> String {
    let message = with_columns(message);
    let mut words = message.split(' ').peekable();
    let mut shown: Vec<String> = Vec::new();
    while let Some(word) = words.next() {
        let (flag, end) = split_end(word);
        let Some(option) = flag.strip_prefix("--").and_then(event_option) else {
            shown.push(word.to_owned());
            continue;
        };
        let named = words.peek().filter(|_| end.is_empty());
        let named = named.and_then(|next| option.choice(next));
        shown.push(match named {
            Some(choice) => {
                words.next();
                format!("“{}: {}”", option.label, choice.name)
            }
            None => format!("“{}”{end}", option.label),
        });
    }
    shown.join(" ")
}

/// A message without the flag that says what columns mean: the window has a list for each role.
fn with_columns(message: &str) -> String {
    let example = NAME_COLUMNS.trim_start_matches("name the columns with ");
    let mut message = message
        .replace(NAME_COLUMNS, "choose “A table” as the data set")
        .replace(&format!(": {example}"), "");
    for role in EVENT_ROLES {
        let lacks = format!("it lacks the column `{}=…`", role.as_str());
        let needs = format!("it needs a column for “{}”; choose one", role.text());
        message = message.replace(&lacks, &needs);
    }
    message
}

/// A word, and the signs after it.
fn split_end(word: &str) -> (&str, &str) {
    let end = word.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    word.split_at(end.len())
}

impl EventOption {
    /// The choice of this word.
    pub fn choice(&self, word: &str) -> Option<&'static EventChoice> {
        match &self.input {
            EventInputKind::Choice(choices) => choices.iter().find(|one| one.word == word),
            _ => None,
        }
    }
}

fn set<T>(field: &mut T, value: Result<T, String>) -> Result<(), String> {
    *field = value?;
    Ok(())
}

fn one_of<T: Copy>(text: &str, all: &[T], word: fn(T) -> &'static str) -> Result<T, String> {
    let found = all.iter().copied().find(|one| word(*one) == text);
    found.ok_or_else(|| {
        let words: Vec<_> = all.iter().map(|one| word(*one)).collect();
        format!("`{text}` is not one of {}", words.join(", "))
    })
}

/// The first or the last day of a date; nothing for an empty text.
fn day(text: &str, end: fn(&Date) -> Option<Day>) -> Result<Option<Day>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let is_one = text
        .bytes()
        .all(|byte| byte == b'-' || byte.is_ascii_digit());
    let date = Date::parse(text).map_err(|error| error.message);
    let date = date.and_then(|date| {
        is_one
            .then_some(date)
            .ok_or_else(|| "write one day, month or year".to_owned())
    });
    let date = date.map_err(|message| {
        format!("`{text}` is not a date such as 2018, 2018-06 or 2018-06-01: {message}")
    })?;
    let day = end(&date);
    day.map(Some)
        .ok_or_else(|| format!("`{text}` has no first or last day; write a date such as 2018-06"))
}

fn decimal(text: &str, [min, max]: [f64; 2]) -> Result<f64, String> {
    let number = text.parse::<f64>().ok();
    let number = number.filter(|number| (min..=max).contains(number));
    number.ok_or_else(|| format!("`{text}` is not a number from {min} to {max}"))
}

fn count(text: &str, [min, max]: [u64; 2]) -> Result<u64, String> {
    let number = text.parse::<u64>().ok();
    let number = number.filter(|number| (min..=max).contains(number));
    number.ok_or_else(|| match max {
        u64::MAX => format!("`{text}` is not a whole number from {min} on"),
        _ => format!("`{text}` is not a whole number from {min} to {max}"),
    })
}

fn optional_count(text: &str, range: [u64; 2]) -> Result<Option<u64>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    count(text, range).map(Some)
}

fn switch(text: &str) -> Result<bool, String> {
    match text {
        "" => Ok(false),
        ON => Ok(true),
        _ => Err(format!("`{text}` is not {ON}")),
    }
}

fn names(text: &str) -> Vec<String> {
    let names = text.split(',').map(str::trim);
    let names = names.filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
