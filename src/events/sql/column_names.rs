//! The names of columns in queries. A file from elsewhere names them, and engines differ in what
//! ends a name: Spark ends a statement at a semicolon in it, and `BigQuery` reads backslashes.
//! Knows no engine.

/// The names of columns as they are in a query. A name with other signs than letters, digits and
/// those of usual names is `column_3`: engines find the columns of a file by their order.
pub(in crate::events) fn plain_columns(names: &[String]) -> Vec<String> {
    let names = names.iter().enumerate();
    let plain = |(at, name): (usize, &String)| {
        if is_plain(name) {
            name.clone()
        } else {
            format!("column_{}", at + 1)
        }
    };
    names.map(plain).collect()
}

fn is_plain(name: &str) -> bool {
    let is_usual = |letter: char| letter.is_alphanumeric() || " _.:()/%+&#".contains(letter);
    !name.is_empty() && name.chars().all(is_usual)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_could_end_before_their_end_are_numbers() {
        let names = [
            "Event Date",
            "año",
            "side_a (new)",
            "x; DROP TABLE y; --",
            "a\\",
            "a`b",
            "a\"b",
            "a'b",
            "a\nb",
            "${env:HOME}",
            "{quad}",
            "a--b",
            "/*",
            "",
        ];
        let plain = plain_columns(&names.map(str::to_owned));
        assert_eq!(plain[..3], names[..3]);
        for (at, name) in plain.iter().enumerate().skip(3) {
            assert_eq!(*name, format!("column_{}", at + 1));
        }
    }
}
