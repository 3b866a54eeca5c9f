//! The direction of a paragraph, which all of its lines share.

use unicode_bidi::{Direction, get_base_direction};

const LEFT_TO_RIGHT_MARK: char = '\u{200e}';
const RIGHT_TO_LEFT_MARK: char = '\u{200f}';

/// Whether a text is written from right to left.
pub fn is_leftward(text: &str) -> bool {
    !text.is_ascii() && get_base_direction(text) == Direction::Rtl
}

/// The lines of a paragraph, each with its direction: a line that begins with a word of the other
/// direction begins with an invisible mark.
pub(super) fn in_direction_of(paragraph: &str, mut lines: Vec<String>) -> Vec<String> {
    if paragraph.is_ascii() {
        return lines;
    }
    let wanted = is_leftward(paragraph);
    let mark = if wanted {
        RIGHT_TO_LEFT_MARK
    } else {
        LEFT_TO_RIGHT_MARK
    };
    for line in lines.iter_mut().filter(|line| is_leftward(line) != wanted) {
        line.insert(0, mark);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_the_direction_of_its_paragraph() {
        let lines = |paragraph: &str, lines: &[&str]| {
            in_direction_of(
                paragraph,
                lines.iter().map(|line| (*line).to_owned()).collect(),
            )
        };
        assert_eq!(
            lines("חמאס Hamas", &["חמאס", "Hamas"]),
            ["חמאס", "\u{200f}Hamas"]
        );
        assert_eq!(
            lines("Hamas חמאס", &["Hamas", "חמאס"]),
            ["Hamas", "\u{200e}חמאס"]
        );
        assert_eq!(lines("Łódź 1", &["Łódź", "1"]), ["Łódź", "1"]);
    }
}
