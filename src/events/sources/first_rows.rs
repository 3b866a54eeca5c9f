//! The first rows of a file, by which it is recognized, and how its rows are written. Knows no set.

use super::bytes::decoded;

/// The first rows of a file, and how they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FirstRows {
    /// Their fields: the first row names the columns, or is data like the others.
    pub(crate) rows: Vec<Vec<String>>,
    /// What is between fields.
    pub(crate) separator: u8,
    /// Whether fields can be in quotes.
    pub(crate) is_quoted: bool,
    /// Whether a field is in quotes, where quotes are letters.
    pub(crate) has_quotes: bool,
}

/// How many rows are looked at to recognize a file: the first ones can be broken.
const LOOKED_AT: usize = 50;

/// The first rows of a file, from its first bytes.
pub(crate) fn first_rows(start: &[u8]) -> FirstRows {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let mut lines = start.split(|byte| matches!(byte, b'\n' | b'\r'));
    let line = lines.find(|line| !line.is_empty()).unwrap_or_default();
    let count = |separator: u8| -> usize {
        line.iter()
            .map(|byte| usize::from(*byte == separator))
            .sum()
    };
    let separators = [b'\t', b',', b';', b'|'];
    let separator = separators
        .into_iter()
        .max_by_key(|separator| (count(*separator), u8::MAX - *separator))
        .unwrap_or(b'\t');
    // In files with tabs a quote is a letter: GDELT has single ones, which would swallow rows.
    let is_quoted = separator != b'\t';
    let reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .quoting(is_quoted)
        .from_reader(start);
    let mut has_quotes = false;
    let mut unquoted = |field: &[u8]| {
        let text = decoded(field.trim_ascii()).into_owned();
        let inner = text
            .strip_prefix('"')
            .and_then(|text| text.strip_suffix('"'));
        has_quotes |= inner.is_some();
        inner.map_or(text.clone(), str::to_owned)
    };
    let rows = reader.into_byte_records().take(LOOKED_AT).flatten();
    let rows = rows
        .map(|row| row.iter().map(&mut unquoted).collect())
        .collect();
    FirstRows {
        rows,
        separator,
        is_quoted,
        has_quotes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_most_frequent_one() {
        let row = |text: &str| {
            let first = first_rows(text.as_bytes());
            let fields = first.rows.first().map_or(0, Vec::len);
            (fields, first.separator)
        };
        assert_eq!(row("a\tb, c\td\n1"), (3, b'\t'));
        assert_eq!(row("\u{feff}a,\"b,c\",d\r\n1"), (3, b','));
        assert_eq!(row("a;b"), (2, b';'));
        assert_eq!(row("\n\na,b"), (2, b','));
        assert_eq!(row("").0, 0);
    }
}
