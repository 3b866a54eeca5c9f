//! A date as a person enters it: EDTF, or words. Knows no form.

use super::issued;
use super::{Date, DateError};

/// Reads a date in EDTF, or in words that are not ambiguous: `spring 1926`, `14 February 2017`,
/// `2017/02/14`, `about 1911`, `1914–1918`, `since March 1925`, `until 1914`.
///
/// # Errors
/// Says why the text is not an EDTF date, if it is not a date in words either.
pub fn entered_date(text: &str) -> Result<Date, DateError> {
    let text = text.trim();
    Date::parse(text).or_else(|error| in_words(text).ok_or(error))
}

fn in_words(text: &str) -> Option<Date> {
    let text = text.to_lowercase();
    let single = |words: &str| issued::date(words).filter(|date| !date.as_str().contains('/'));
    if let Some(start) = text.strip_prefix("since ") {
        return Date::parse(&format!("{}/..", single(start)?.as_str())).ok();
    }
    if let Some(end) = text.strip_prefix("until ") {
        return Date::parse(&format!("../{}", single(end)?.as_str())).ok();
    }
    issued::date(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words_are_read_and_ambiguous_ones_refused() {
        for (text, date) in [
            ("1926-21", "1926-21"),
            (" spring 1926 ", "1926-21"),
            ("October 1924", "1924-10"),
            ("2 December 1926", "1926-12-02"),
            ("1926-4", "1926-04"),
            ("about 1911", "1911~"),
            ("1914–1918", "1914/1918"),
            ("since 1911", "1911/.."),
            ("Since March 1925", "1925-03/.."),
            ("until 2 Dec 1926", "../1926-12-02"),
        ] {
            let read = entered_date(text).map(|date| date.as_str().to_owned());
            assert_eq!(read.as_deref(), Ok(date), "{text}");
        }
        for text in [
            "",
            "soon",
            "1.2.1925",
            "1926-13",
            "since 1914–1918",
            "in 1926 and later",
        ] {
            assert!(entered_date(text).is_err(), "{text}");
        }
    }
}
