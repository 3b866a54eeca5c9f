//! Grammar for texts that depend on data: counts, singular and plural, lists of names; folding for
//! search. Knows no document and no window.

mod cell;
mod fold;
mod precision;
mod shown;

pub use cell::{defused_cell, restored_cell, spreadsheet_cell};
pub use fold::{FoldBuffer, folded};
pub use precision::{decimals, decimals_of, precise};
pub use shown::{cut_to, is_invisible, is_stray, short};

/// A number and what is counted: `0 claims`, `1 claim`, `3,000 claims`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), agree(count, one, many))
}

/// `2 of hostility`, `1 of hostility`; `1 other`, `2 others`.
pub fn of_kind(count: usize, kind: &str) -> String {
    match kind {
        "other" => counted(count, "other", "others"),
        kind => format!("{} of {kind}", grouped(count)),
    }
}

/// `2 relations of cooperation, 1 of hostility`, `1 other relation`; kinds without any are left
/// out.
pub fn relations_by_kind(counts: impl IntoIterator<Item = (usize, &'static str)>) -> String {
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let parts = counts
        .enumerate()
        .map(|(place, (count, kind))| match place {
            0 if kind == "other" => counted(count, "other relation", "other relations"),
            0 => format!("{} of {kind}", counted(count, "relation", "relations")),
            _ => of_kind(count, kind),
        });
    parts.collect::<Vec<_>>().join(", ")
}

/// A number with its thousands separated: `100,000`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The form that agrees with a count: `agree(1, "is", "are")` is `is`; zero takes the plural.
pub fn agree<'w>(count: usize, one: &'w str, many: &'w str) -> &'w str {
    if count == 1 { one } else { many }
}

/// `A`, `A and B`, `A, B and C`; empty without names.
pub fn list<S: AsRef<str>>(names: &[S]) -> String {
    joined(names, "and")
}

/// `A`, `A or B`, `A, B or C`; empty without names.
pub fn alternatives<S: AsRef<str>>(names: &[S]) -> String {
    joined(names, "or")
}

fn joined<S: AsRef<str>>(names: &[S], conjunction: &str) -> String {
    match names {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} {conjunction} {}", first.join(", "), last.as_ref())
        }
    }
}

/// The first `max_names` names, and `4 more sources` as the last item where there are more: for
/// [`list`].
pub fn shortened(
    names: impl ExactSizeIterator<Item = String>,
    max_names: usize,
    one: &str,
    many: &str,
) -> Vec<String> {
    let more = names.len().saturating_sub(max_names);
    let mut parts: Vec<String> = names.take(max_names).collect();
    if more > 0 {
        let more = format!("{more} more {}", agree(more, one, many));
        parts.push(more.trim_end().to_owned());
    }
    parts
}

/// The text with its first letter in upper case.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_decides_between_singular_and_plural() {
        let claims = |count| counted(count, "claim", "claims");
        assert_eq!(
            [0, 1, 2].map(claims),
            ["0 claims", "1 claim", "2 claims"].map(str::to_owned)
        );
        assert_eq!(counted(3, "community", "communities"), "3 communities");
        assert_eq!(
            [0, 1, 2].map(|count| agree(count, "is", "are")),
            ["are", "is", "are"]
        );
    }

    #[test]
    fn relations_are_counted_by_their_kind() {
        assert_eq!(
            [1, 2].map(|count| of_kind(count, "hostility")),
            ["1 of hostility", "2 of hostility"]
        );
        assert_eq!(
            [1, 2].map(|count| of_kind(count, "other")),
            ["1 other", "2 others"]
        );
        let cases = [
            ([1, 0, 0], "1 relation of cooperation"),
            ([2, 1, 0], "2 relations of cooperation, 1 of hostility"),
            ([0, 2, 1], "2 relations of hostility, 1 other"),
            ([0, 0, 1], "1 other relation"),
            ([0, 0, 3], "3 other relations"),
            ([0, 0, 0], ""),
        ];
        for (counts, words) in cases {
            let kinds = ["cooperation", "hostility", "other"];
            assert_eq!(relations_by_kind(counts.into_iter().zip(kinds)), words);
        }
    }

    #[test]
    fn thousands_are_separated() {
        let numbers = [7, 999, 1000, 33_000, 1_234_567];
        assert_eq!(
            numbers.map(grouped),
            ["7", "999", "1,000", "33,000", "1,234,567"]
        );
    }

    #[test]
    fn names_are_listed_with_commas_and_one_and() {
        assert_eq!(list::<&str>(&[]), "");
        assert_eq!(list(&["Iran"]), "Iran");
        assert_eq!(list(&["Iran", "Iraq"]), "Iran and Iraq");
        assert_eq!(list(&["Iran", "Iraq", "Syria"]), "Iran, Iraq and Syria");
        assert_eq!(
            alternatives(&["Iran", "Iraq", "Syria"]),
            "Iran, Iraq or Syria"
        );
    }

    #[test]
    fn a_long_list_names_the_first_and_counts_the_rest() {
        let names = |count: usize| (0..count).map(|name| name.to_string());
        let some = |count| list(&shortened(names(count), 2, "source", "sources"));
        assert_eq!(
            [0, 1, 2, 3, 4].map(some),
            [
                "",
                "0",
                "0 and 1",
                "0, 1 and 1 more source",
                "0, 1 and 2 more sources"
            ]
            .map(str::to_owned)
        );
    }

    #[test]
    fn the_first_letter_is_capitalized_in_any_script() {
        assert_eq!(capitalized("éire"), "Éire");
        assert_eq!(capitalized(""), "");
    }
}
