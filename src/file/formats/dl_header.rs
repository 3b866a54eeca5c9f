//! What the header of a UCINET DL file says, and its words. Reads no value.

use super::kind_words::kind_of_word;
use crate::model::RelationKind;

/// How the data are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum DlFormat {
    #[default]
    FullMatrix,
    UpperHalf,
    LowerHalf,
    EdgeList,
    NodeList,
    /// A line for each node in their order, which begins with how many follow.
    CountedList,
}

impl DlFormat {
    pub(super) fn is_matrix(self) -> bool {
        matches!(self, Self::FullMatrix | Self::UpperHalf | Self::LowerHalf)
    }
}

/// What the words before the data say.
#[derive(Debug, Default)]
pub(super) struct DlHeader {
    pub(super) actors: Option<usize>,
    pub(super) rows: Option<usize>,
    pub(super) columns: Option<usize>,
    pub(super) levels: usize,
    pub(super) format: DlFormat,
    pub(super) is_two_mode: bool,
    pub(super) has_diagonal: bool,
    pub(super) has_labels_inside: bool,
    pub(super) level_labels: Vec<String>,
    pub(super) row_labels: Vec<String>,
    pub(super) column_labels: Vec<String>,
}

/// The kind of a level: by its word, or where two levels differ only in `POS` and `NEG` at the end.
pub(super) fn kind_of_level(label: &str, all: &[String]) -> Option<RelationKind> {
    let stem = |label: &str| {
        let lower = label.to_lowercase();
        let ends = [
            ("pos", RelationKind::Cooperation),
            ("neg", RelationKind::Hostility),
            ("positive", RelationKind::Cooperation),
            ("negative", RelationKind::Hostility),
        ];
        ends.iter()
            .find_map(|(end, kind)| Some((lower.strip_suffix(end)?.to_owned(), *kind)))
    };
    kind_of_word(label).or_else(|| {
        let (own, kind) = stem(label)?;
        let has_other = all
            .iter()
            .filter_map(|other| stem(other))
            .any(|(other, of)| other == own && of != kind);
        has_other.then_some(kind)
    })
}

/// The words of a line, separated by spaces or commas; text in quotes is one.
pub(super) fn labels(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        if rest.is_empty() {
            return found;
        }
        let quoted = rest
            .strip_prefix('"')
            .and_then(|quoted| quoted.find('"').map(|end| (quoted, end)));
        if let Some((quoted, end)) = quoted {
            found.push(quoted[..end].to_owned());
            rest = &quoted[end + 1..];
        } else {
            let end = rest
                .find(|c: char| c.is_whitespace() || c == ',')
                .unwrap_or(rest.len());
            found.push(rest[..end].to_owned());
            rest = &rest[end..];
        }
    }
}
