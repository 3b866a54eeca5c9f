//! The languages there are, by code and name. Knows no message.

/// A language of the own texts of figures and pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English, for messages that are missing too.
    #[default]
    English,
    /// Spanish.
    Spanish,
    /// French.
    French,
    /// German.
    German,
    /// Russian.
    Russian,
    /// Arabic, from right to left.
    Arabic,
    /// Chinese, in simplified characters.
    Chinese,
}

impl Language {
    /// All languages, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::English,
        Self::Spanish,
        Self::French,
        Self::German,
        Self::Russian,
        Self::Arabic,
        Self::Chinese,
    ];

    /// The code of the language in ISO 639-1.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::French => "fr",
            Self::German => "de",
            Self::Russian => "ru",
            Self::Arabic => "ar",
            Self::Chinese => "zh",
        }
    }

    /// The name of the language in itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Español",
            Self::French => "Français",
            Self::German => "Deutsch",
            Self::Russian => "Русский",
            Self::Arabic => "العربية",
            Self::Chinese => "中文",
        }
    }

    /// The language of a tag of BCP 47, such as `de` or `de-AT`; `None` for one without messages.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next()?.to_lowercase();
        let mut all = Self::ALL.into_iter();
        all.find(|language| language.code() == primary)
    }

    /// Whether it is written from right to left.
    pub const fn is_leftward(self) -> bool {
        matches!(self, Self::Arabic)
    }
}
