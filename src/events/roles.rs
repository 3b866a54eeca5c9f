//! The roles of actors in a country by their codes of CAMEO. Knows no data.

const ROLES: [(&str, &str); 26] = [
    ("COP", "police"),
    ("GOV", "government"),
    ("JUD", "courts"),
    ("MIL", "military"),
    ("OPP", "opposition"),
    ("REB", "rebels"),
    ("SEP", "separatists"),
    ("SPY", "intelligence"),
    ("UAF", "armed forces of an unknown side"),
    ("INS", "insurgents"),
    ("AGR", "farmers"),
    ("BUS", "business"),
    ("CRM", "criminals"),
    ("CVL", "civilians"),
    ("DEV", "development"),
    ("EDU", "education"),
    ("ELI", "elites"),
    ("ENV", "environment"),
    ("HLH", "health"),
    ("HRI", "human rights"),
    ("LAB", "labour"),
    ("LEG", "parliament"),
    ("MED", "media"),
    ("REF", "refugees"),
    ("MOD", "moderates"),
    ("RAD", "radicals"),
];

/// What a code means.
pub(super) fn in_words(code: &str) -> Option<&'static str> {
    let role = ROLES.iter().find(|(other, _)| *other == code);
    role.map(|(_, words)| *words)
}

/// The code of these words.
pub(super) fn code_of(words: &str) -> Option<&'static str> {
    let role = ROLES
        .iter()
        .find(|(_, other)| other.eq_ignore_ascii_case(words));
    role.map(|(code, _)| *code)
}
