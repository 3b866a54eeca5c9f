//! The direction of a paragraph, which all of its lines share.

use unicode_bidi::{BidiClass, Direction, bidi_class, get_base_direction};

const LEFT_TO_RIGHT_MARK: char = '\u{200e}';
const RIGHT_TO_LEFT_MARK: char = '\u{200f}';

/// Whether a text is written from right to left.
pub fn is_leftward(text: &str) -> bool {
    !text.is_ascii() && get_base_direction(text) == Direction::Rtl
}

/// The lines of a paragraph, each with its direction, and with the words around it: invisible marks
/// stand for the paragraph and for the words of the lines before and after, which decide on which
/// side a dash at the end of a line is (the levels of a paragraph are those before it is wrapped).
pub(super) fn in_direction_of(paragraph: &str, mut lines: Vec<String>) -> Vec<String> {
    if paragraph.is_ascii() {
        return lines;
    }
    let wanted = is_leftward(paragraph);
    let last_words: Vec<Option<bool>> = lines.iter().map(|line| last_direction(line)).collect();
    let first_words: Vec<Option<bool>> = lines.iter().map(|line| first_direction(line)).collect();
    for (number, line) in lines.iter_mut().enumerate() {
        let other = |direction: &bool| *direction != wanted;
        let before = last_words[..number].iter().rev().find_map(|word| *word);
        let after = first_words[number + 1..].iter().find_map(|word| *word);
        if let Some(direction) = after.filter(other)
            && line.chars().next_back().is_some_and(is_neutral)
        {
            line.push(mark(direction));
        }
        if let Some(direction) = before.filter(other)
            && line.chars().next().is_some_and(is_neutral)
        {
            line.insert(0, mark(direction));
        }
        if is_leftward(line) != wanted {
            line.insert(0, mark(wanted));
        }
    }
    lines
}

fn mark(is_leftward: bool) -> char {
    if is_leftward {
        RIGHT_TO_LEFT_MARK
    } else {
        LEFT_TO_RIGHT_MARK
    }
}

/// Whether a letter is written from right to left; `None` for signs and digits.
fn direction(letter: char) -> Option<bool> {
    match bidi_class(letter) {
        BidiClass::L => Some(false),
        BidiClass::R | BidiClass::AL => Some(true),
        _ => None,
    }
}

fn is_neutral(letter: char) -> bool {
    direction(letter).is_none()
}

/// Whether the first letter of a line is written from right to left; `None` without a letter.
fn first_direction(line: &str) -> Option<bool> {
    line.chars().find_map(direction)
}

fn last_direction(line: &str) -> Option<bool> {
    line.chars().rev().find_map(direction)
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

    /// A line as it is seen from left to right.
    fn seen(line: &str) -> String {
        let bidi = unicode_bidi::BidiInfo::new(line, None);
        let paragraph = &bidi.paragraphs[0];
        let shown = bidi.reorder_line(paragraph, paragraph.range.clone());
        shown.replace([LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK], "")
    }

    #[test]
    fn signs_at_the_end_of_a_line_are_where_they_are_in_the_whole_paragraph() {
        // The known answers are those of a browser that wraps the whole text.
        for (lines, expected) in [
            (
                ["ישראל - USA & UK -", "United Kingdom"],
                ["USA & UK - - לארשי", "United Kingdom"],
            ),
            (
                ["الله / Hizb Allah", "& Amal Movement"],
                ["Hizb Allah / هللا", "& Amal Movement"],
            ),
            (
                ["الأصدقاء — Friends &", "foes — 3"],
                ["Friends & — ءاقدصألا", "foes — 3"],
            ),
            (
                ["Hamas, חמאס -", "פתח and others"],
                ["Hamas, - סאמח", "חתפ and others"],
            ),
            (["Hamas -", "חמאס"], ["Hamas -", "סאמח"]),
        ] {
            let paragraph = lines.join(" ");
            let lines = lines.map(str::to_owned).to_vec();
            let marked = in_direction_of(&paragraph, lines);
            let seen: Vec<String> = marked.iter().map(|line| seen(line)).collect();
            assert_eq!(seen, expected, "{marked:?}");
        }
    }
}
