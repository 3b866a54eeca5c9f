//! Web addresses, as far as they may be opened: a file from somebody else must not start another
//! program.

use url::Url;

use crate::words::is_invisible;

/// The address in its normal form, if it is one of the web: `http` or `https`, a host, and no
/// spaces, control characters or invisible characters, which would hide where it leads.
pub(crate) fn web_address(text: &str) -> Option<String> {
    let hides = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || is_invisible(letter)
            || matches!(letter, '\u{200c}' | '\u{200d}')
    };
    if text.chars().any(hides) {
        return None;
    }
    let url = Url::parse(text).ok()?;
    let is_web = ["http", "https"].contains(&url.scheme()) && url.has_host();
    is_web.then(|| url.into())
}
