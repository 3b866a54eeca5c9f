//! The messages of all languages, and the numbers in them. Knows no message.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::tags::Language;

/// A value in a message, with its name.
pub type MessageValue<'v> = (&'static str, FluentValue<'v>);

impl Language {
    /// The messages as they are written.
    pub(super) const fn source(self) -> &'static str {
        match self {
            Self::English => include_str!("messages/en.ftl"),
            Self::Spanish => include_str!("messages/es.ftl"),
            Self::French => include_str!("messages/fr.ftl"),
            Self::German => include_str!("messages/de.ftl"),
            Self::Russian => include_str!("messages/ru.ftl"),
            Self::Arabic => include_str!("messages/ar.ftl"),
            Self::Chinese => include_str!("messages/zh.ftl"),
        }
    }
}

/// The message with these values in one language; `None` if it has no such message.
pub(super) fn formatted(
    language: Language,
    key: &str,
    values: &[MessageValue<'_>],
) -> Option<String> {
    let messages = messages(language);
    let pattern = messages.get_message(key)?.value()?;
    let mut arguments = FluentArgs::new();
    for (name, value) in values {
        arguments.set(*name, value.clone());
    }
    // A value that is missing is written as its name in braces; a test finds such messages.
    let mut errors = Vec::new();
    let text = messages.format_pattern(pattern, Some(&arguments), &mut errors);
    Some(text.into_owned())
}

type Messages = FluentBundle<FluentResource>;

/// The messages of a language, read at their first use.
fn messages(language: Language) -> &'static Messages {
    static ALL: [OnceLock<Messages>; Language::ALL.len()] =
        [const { OnceLock::new() }; Language::ALL.len()];
    ALL[language as usize].get_or_init(|| read(language))
}

fn read(language: Language) -> Messages {
    let tag = language.code().parse().unwrap_or_default();
    let mut messages = FluentBundle::new_concurrent(vec![tag]);
    // Marks around values, which would be drawn as signs that no font has.
    messages.set_use_isolating(false);
    messages.set_formatter(Some(match language {
        Language::English => |value, _| grouped(value, Language::English),
        Language::Spanish => |value, _| grouped(value, Language::Spanish),
        Language::French => |value, _| grouped(value, Language::French),
        Language::German => |value, _| grouped(value, Language::German),
        Language::Russian => |value, _| grouped(value, Language::Russian),
        Language::Arabic => |value, _| grouped(value, Language::Arabic),
        Language::Chinese => |value, _| grouped(value, Language::Chinese),
    }));
    let resource = FluentResource::try_new(language.source().to_owned());
    // What cannot be read is missing, and said in English; a test finds it.
    let resource = resource.unwrap_or_else(|(readable, _)| readable);
    let _ = messages.add_resource(resource);
    messages
}

/// A whole number with its thousands separated; `None` leaves other values to Fluent.
fn grouped(value: &FluentValue<'_>, language: Language) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let is_whole = number.value.fract() == 0.0 && (0.0..1e15).contains(&number.value);
    is_whole.then(|| language.grouped(number.value as usize))
}

impl Language {
    /// A number with its thousands separated.
    pub(super) fn grouped(self, number: usize) -> String {
        let text = crate::words::grouped(number);
        match self {
            Self::English | Self::Arabic | Self::Chinese => text,
            Self::Spanish | Self::German => text.replace(',', "."),
            Self::French | Self::Russian => text.replace(',', "\u{a0}"),
        }
    }

    /// What separates a number from its decimals.
    pub(super) const fn decimal_point(self) -> char {
        match self {
            Self::English | Self::Arabic | Self::Chinese => '.',
            Self::Spanish | Self::French | Self::German | Self::Russian => ',',
        }
    }
}
