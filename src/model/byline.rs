//! The line below a title that says who wrote, for whom and when, taken apart. Knows no text.

use super::{Issued, PersonName};

/// What separates the parts of a byline.
const SEPARATORS: [char; 6] = [',', ';', '|', '·', '•', '—'];

/// Who wrote, for whom, and when.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Byline {
    /// The authors, in order.
    pub authors: Vec<PersonName>,
    /// The paper or site that it appeared in.
    pub outlet: Option<String>,
    /// When it appeared.
    pub issued: Option<Issued>,
}

impl Byline {
    /// Reads `Ada Wright and Hans Berg, The Highland Courier, 14 February 2031`, without its “By”:
    /// a date at the end, before it an outlet if the authors are persons, and before that the
    /// authors as [`PersonName::of_bylines`] reads them.
    pub fn parse(line: &str) -> Self {
        let (rest, issued) = without_date(line.trim());
        let (rest, outlet) = without_outlet(rest);
        Self {
            authors: PersonName::of_bylines(rest),
            outlet: outlet.map(str::to_owned),
            issued,
        }
    }
}

/// A line without the date at its end, and that date. A date may contain a comma: `May 3, 2031`.
fn without_date(line: &str) -> (&str, Option<Issued>) {
    let mut ends = line.rmatch_indices(SEPARATORS).map(|(place, _)| place);
    let (last, before_last) = (ends.next(), ends.next());
    for place in [before_last, last].into_iter().flatten() {
        let (rest, date) = parted(line, place);
        if date.contains(|letter: char| letter.is_ascii_digit())
            && let Some(issued @ Issued::Date(_)) = Issued::parse(date)
        {
            return (rest, Some(issued));
        }
    }
    (line, None)
}

/// A line without the outlet at its end, and that outlet.
fn without_outlet(line: &str) -> (&str, Option<&str>) {
    let Some(place) = line.rfind(SEPARATORS) else {
        return (line, None);
    };
    let (rest, outlet) = parted(line, place);
    let is_person = |name: &str| PersonName::of_byline(name).family.is_some();
    let are_persons = PersonName::of_bylines(rest)
        .iter()
        .all(|name| name.family.is_some() && name.given.is_some());
    let is_outlet = outlet.starts_with(char::is_uppercase)
        && !is_person(outlet)
        && !outlet.contains([',', '&'])
        && !outlet.contains(" and ");
    if is_outlet && are_persons && !rest.is_empty() {
        (rest, Some(outlet))
    } else {
        (line, None)
    }
}

/// What is before and after the separator at a place.
fn parted(line: &str, place: usize) -> (&str, &str) {
    let after = line[place..].trim_start_matches(SEPARATORS);
    (line[..place].trim_end(), after.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_names_authors_outlet_and_date() {
        let parts = |line| {
            let byline = Byline::parse(line);
            let authors = byline.authors.iter().map(PersonName::inverted);
            let issued = byline.issued.map(|issued| issued.as_str().to_owned());
            (
                authors.collect::<Vec<_>>().join("; "),
                byline.outlet.unwrap_or_default(),
                issued.unwrap_or_default(),
            )
        };
        let cases = [
            (
                "Ilse Okonjo, The Highland Courier, 14 February 2031",
                ("Okonjo, Ilse", "The Highland Courier", "2031-02-14"),
            ),
            (
                "Ada Wright and Hans Berg | BBC News | February 14, 2031",
                ("Wright, Ada; Berg, Hans", "BBC News", "2031-02-14"),
            ),
            ("Ada Wright, Reuters", ("Wright, Ada", "Reuters", "")),
            ("Ada Wright — 2031-02-14", ("Wright, Ada", "", "2031-02-14")),
            ("Ada Wright, May 2031", ("Wright, Ada", "", "2031-05")),
            (
                "Ada Wright, Hans Berg and Reuters",
                ("Wright, Ada; Berg, Hans; Reuters", "", ""),
            ),
            ("Ada Wright, Hans Berg", ("Wright, Ada; Berg, Hans", "", "")),
            ("Wright, Ada", ("Wright, Ada", "", "")),
            ("Reuters", ("Reuters", "", "")),
            (
                "Ada Wright, Kabul Times",
                ("Wright, Ada", "Kabul Times", ""),
            ),
            ("", ("", "", "")),
            (",", ("", "", "")),
        ];
        for (line, (authors, outlet, issued)) in cases {
            let expected = (authors.to_owned(), outlet.to_owned(), issued.to_owned());
            assert_eq!(parts(line), expected, "{line}");
        }
    }
}
