//! The words of citation styles by language, such as `edited by` and the names of months. Knows no
//! style.

use std::sync::OnceLock;

use hayagriva::citationberg::taxonomy::{OtherTerm, Term};
use hayagriva::citationberg::{Locale, LocaleCode, TermForm};

use crate::language::Language;
use crate::model::{Issued, Reference};
use crate::packed::{Packed, packed};

/// The words of a language, and those of English for what it lacks.
#[derive(Debug)]
pub(super) struct StyleWords {
    language: Language,
    locales: Vec<Locale>,
    and: String,
}

/// The code of each language in the archive of styles, and its file.
static FILES: [(&str, Packed); Language::ALL.len()] = [
    ("en-US", packed!("assets/citation/locale-en-US.cbor")),
    ("es-ES", packed!("assets/citation/locale-es-ES.cbor")),
    ("fr-FR", packed!("assets/citation/locale-fr-FR.cbor")),
    ("de-DE", packed!("assets/citation/locale-de-DE.cbor")),
    ("ru-RU", packed!("assets/citation/locale-ru-RU.cbor")),
    ("ar", packed!("assets/citation/locale-ar.cbor")),
    ("zh-CN", packed!("assets/citation/locale-zh-CN.cbor")),
];

impl StyleWords {
    /// The words of a language, read at their first use.
    pub(super) fn of(language: Language) -> &'static Self {
        static READ: [OnceLock<StyleWords>; Language::ALL.len()] =
            [const { OnceLock::new() }; Language::ALL.len()];
        READ[language as usize].get_or_init(|| Self::read(language))
    }

    fn read(language: Language) -> Self {
        let mut languages = vec![language];
        languages.extend((language != Language::English).then_some(Language::English));
        let bytes = languages.iter().map(|one| FILES[*one as usize].1.bytes());
        let read = bytes.filter_map(|bytes| ciborium::de::from_reader(bytes).ok());
        let locales: Vec<Locale> = read.collect();
        let and = locales.first().and_then(|words| {
            let term = words.term(Term::Other(OtherTerm::And), TermForm::Long)?;
            Some(term.single()?.to_owned())
        });
        Self {
            language,
            locales,
            and: and.unwrap_or_else(|| "and".to_owned()),
        }
    }

    /// The language that a style is asked for; `None` for English, whose kind the style chooses.
    pub(super) fn code(&self) -> Option<LocaleCode> {
        let code = FILES[self.language as usize].0;
        (self.language != Language::English).then(|| LocaleCode(code.to_owned()))
    }

    pub(super) fn locales(&self) -> &[Locale] {
        &self.locales
    }

    /// The line with the day of the reference as the language writes it: styles made for English
    /// put it behind the month, `abril 5`, and know no cases.
    pub(super) fn with_day(&self, line: String, reference: &Reference) -> String {
        let parts = reference.issued.as_ref().map(Issued::parts);
        let [_, month, day] = parts.unwrap_or_default()[..] else {
            return line;
        };
        let (Ok(month), Ok(day)) = (u8::try_from(month), u8::try_from(day)) else {
            return line;
        };
        let (Some(name), false) = (self.month(month), self.language == Language::English) else {
            return line;
        };
        let day_of_year = self.language.day_of_year(month, day);
        let written = [format!("{name} {day}"), format!("{day} {name}")];
        let is_in_title = |words: &String| reference.title().contains(words.as_str());
        let written = written.iter().filter(|words| !is_in_title(words));
        written.fold(line, |line, words| replaced(&line, words, &day_of_year))
    }

    fn month(&self, month: u8) -> Option<&str> {
        let term = Term::Other(OtherTerm::month(month.checked_sub(1)?)?);
        let mut words = self.locales.iter();
        words.find_map(|words| words.term(term, TermForm::Long)?.single())
    }

    /// The word between two names.
    pub(super) fn and(&self) -> &str {
        &self.and
    }
}

/// The line with other words for these, but not within longer numbers.
fn replaced(line: &str, words: &str, by: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(words) {
        let is_within = before.ends_with(|letter: char| letter.is_ascii_digit())
            || after.starts_with(|letter: char| letter.is_ascii_digit());
        text.push_str(before);
        text.push_str(if is_within { words } else { by });
        rest = after;
    }
    text + rest
}

/// The files with the words of styles.
#[cfg(test)]
pub(super) fn files() -> impl Iterator<Item = &'static [u8]> {
    FILES.iter().map(|(_, file)| file.bytes())
}
