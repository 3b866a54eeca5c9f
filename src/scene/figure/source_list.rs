//! The list of sources beneath the picture: numbered entries in columns, as many as have room.
//! Knows no picture.

use super::page_text::{MAX_TEXT_WIDTH, SMALL, TextLines};
use crate::language::Language;
use crate::scene::text::{elide, measure, wrap};
use crate::scene::{Mark, Theme};

/// The indentation of sources, in points.
const INDENT: f32 = 20.0;

/// The most columns, the narrowest one, and the space between two, in points.
const MAX_COLUMNS: usize = 4;
const MIN_COLUMN: f32 = 230.0;
const COLUMN_GAP: f32 = 24.0;

/// A list of so few lines needs no further column.
const FEW_LINES: usize = 3;

/// The most lines of an entry, and how many of them its words fill for certain.
const MAX_ENTRY_LINES: usize = 3;
const MAX_FILLED: f32 = 2.4;

/// A line of the list.
struct SourceLine {
    /// The number of the source, in its first line.
    number: Option<usize>,
    text: String,
}

/// Numbered sources in columns.
#[derive(Default)]
pub(super) struct SourceList {
    columns: Vec<Vec<SourceLine>>,
    /// The distance between the beginnings of two columns.
    pitch: f32,
    /// How many sources are listed, and how many have no room.
    pub(super) listed: usize,
    pub(super) omitted: usize,
}

impl SourceList {
    /// A list of `count` sources in at most `max_lines` lines, in the columns that show the most of
    /// them in the fewest lines; `entry` gives the text of a source, from 0.
    pub(super) fn new(
        count: usize,
        entry: impl Fn(usize) -> String,
        width: f32,
        max_lines: usize,
        language: Language,
    ) -> Self {
        let max_lines = max_lines.max(1);
        let texts: Vec<String> = (0..count.min(max_lines * MAX_COLUMNS))
            .map(|number| with_isolated_numbers(entry(number)))
            .collect();
        let lengths = texts
            .iter()
            .map(|text| measure(text, SMALL.size, SMALL.weight));
        let longest = lengths.fold(0.0, f32::max);
        // Columns never cut an entry that a single one would show in full.
        let usable = |columns: &usize| {
            let column = column_width(width, *columns);
            *columns == 1 || (column >= MIN_COLUMN && longest <= MAX_FILLED * text_width(column))
        };
        let lists = (1..=MAX_COLUMNS).filter(usable).map(|columns| {
            let blocks = blocks(&texts, column_width(width, columns));
            let (ends, lines) = fewest_lines(&blocks, columns, count, max_lines);
            (blocks, ends, lines, columns)
        });
        let shown = |ends: &[usize]| ends.last().copied().unwrap_or(0);
        let Some((blocks, ends, _, columns)) =
            lists.min_by_key(|(_, ends, lines, _)| (count - shown(ends), FEW_LINES.max(*lines)))
        else {
            return Self::default();
        };
        let listed = shown(&ends);
        let mut list = Self {
            columns: Vec::new(),
            pitch: column_width(width, columns) + COLUMN_GAP,
            listed,
            omitted: count - listed,
        };
        let mut blocks = blocks.into_iter().zip(1..);
        let mut start = 0;
        for end in ends {
            let entries = blocks
                .by_ref()
                .take(end - start)
                .flat_map(|(lines, number)| {
                    let numbers = std::iter::once(Some(number)).chain(std::iter::repeat(None));
                    let lines = numbers.zip(lines);
                    lines.map(|(number, text)| SourceLine { number, text })
                });
            list.columns.push(entries.collect());
            start = end;
        }
        if list.omitted > 0 {
            let room = text_width(column_width(width, columns));
            list.add_omitted(room, max_lines, language);
        }
        list
    }

    /// Adds a line with the number of sources that have no room.
    fn add_omitted(&mut self, room: f32, max_lines: usize, language: Language) {
        let text = language.counted("caption-and-more-sources", self.omitted);
        let text = elide(&text, SMALL.size, SMALL.weight, room);
        self.columns.retain(|column| !column.is_empty());
        let line = SourceLine { number: None, text };
        match self.columns.last_mut() {
            Some(last) if last.len() < max_lines => last.push(line),
            _ => self.columns.push(vec![line]),
        }
    }

    /// An empty list of so many sources.
    pub(super) fn without_room(count: usize) -> Self {
        Self {
            omitted: count,
            ..Self::default()
        }
    }

    /// How many lines it is high.
    pub(super) fn lines(&self) -> usize {
        self.columns.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// Writes the list beneath `y`.
    pub(super) fn write(self, theme: &Theme, lines: TextLines, y: f32, marks: &mut Vec<Mark>) {
        let mut start = 0.0;
        for column in self.columns {
            let mut baseline = y - 2.0;
            for line in column {
                baseline += SMALL.pitch;
                if let Some(number) = line.number {
                    let number = number.to_string();
                    marks.push(lines.text(number, start, baseline, SMALL, theme.muted));
                }
                marks.push(lines.text(line.text, start + INDENT, baseline, SMALL, theme.ink));
            }
            start += self.pitch;
        }
    }
}

/// The width of one of these columns.
fn column_width(width: f32, columns: usize) -> f32 {
    (width + COLUMN_GAP) / columns as f32 - COLUMN_GAP
}

/// A text in which dates and addresses keep their order after words that are written from right to
/// left: there, the parts of `2024-04-15` would change places.
fn with_isolated_numbers(text: String) -> String {
    let is_leftward = |letter: char| matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    if !text.contains(is_leftward) {
        return text;
    }
    let isolated = |word: &str| {
        let core = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let is_number = core.starts_with(|letter: char| letter.is_ascii_digit())
            && core.contains(['-', '/', '.', ':']);
        if core.is_empty() || !(is_number || core.contains("://")) {
            return word.to_owned();
        }
        word.replacen(core, &format!("\u{2066}{core}\u{2069}"), 1)
    };
    let words: Vec<String> = text.split(' ').map(isolated).collect();
    words.join(" ")
}

/// The room for text in a column.
fn text_width(column: f32) -> f32 {
    column.min(MAX_TEXT_WIDTH) - INDENT
}

/// The lines of each entry in a column of this width.
fn blocks(texts: &[String], column: f32) -> Vec<Vec<String>> {
    let room = text_width(column);
    let wrapped = |text: &String| {
        if measure(text, SMALL.size, SMALL.weight) <= room {
            return vec![text.clone()];
        }
        wrap(text, SMALL.size, SMALL.weight, room, MAX_ENTRY_LINES)
    };
    texts.iter().map(wrapped).collect()
}

/// After which entry each column ends, and the number of lines. The columns are as low as possible;
/// where not all entries have room, a line is left for how many are missing.
fn fewest_lines(
    blocks: &[Vec<String>],
    columns: usize,
    count: usize,
    max_lines: usize,
) -> (Vec<usize>, usize) {
    for lines in 1..=max_lines {
        let ends = filled(blocks, columns, |_| lines);
        if ends.last() == Some(&count) {
            return (ends, lines);
        }
    }
    let height = |column: usize| max_lines - usize::from(column + 1 == columns);
    (filled(blocks, columns, height), max_lines)
}

/// After which entry each column ends, if the columns are filled one after the other. An entry is
/// in one column.
fn filled(blocks: &[Vec<String>], columns: usize, height: impl Fn(usize) -> usize) -> Vec<usize> {
    let mut at = 0;
    let mut end_of = |column: usize| {
        let mut left = height(column);
        while let Some(block) = blocks.get(at).filter(|block| block.len() <= left) {
            left -= block.len();
            at += 1;
        }
        at
    };
    (0..columns).map(&mut end_of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(count: usize, text: &str, width: f32, max_lines: usize) -> SourceList {
        let entry = |number| format!("{text} {number}");
        SourceList::new(count, entry, width, max_lines, Language::English)
    }

    fn numbers(list: &SourceList) -> Vec<usize> {
        let lines = list.columns.iter().flatten();
        lines.filter_map(|line| line.number).collect()
    }

    #[test]
    fn short_entries_share_lines_and_long_ones_are_not_cut() {
        let short = list(10, "Report", 1144.0, 20);
        assert_eq!((short.columns.len(), short.lines()), (4, 3));
        assert_eq!(numbers(&short), (1..=10).collect::<Vec<_>>());
        for words in [10, 14, 20] {
            let text = "Long words ".repeat(words);
            let long = list(6, &text, 1144.0, 20);
            assert_eq!(numbers(&long), (1..=6).collect::<Vec<_>>());
            let lines = long.columns.iter().flatten();
            let letters: usize = lines.map(|line| line.text.replace(' ', "").len()).sum();
            assert_eq!(letters, 6 * (text.replace(' ', "").len() + 1), "{words}");
        }
        assert_eq!(list(10, "Report", 300.0, 20).columns.len(), 1);
        assert_eq!(list(1, "Report", 1144.0, 20).lines(), 1);
        assert_eq!(list(3, "Report", 1144.0, 20).columns.len(), 1);
        assert_eq!(list(0, "Report", 1144.0, 20).lines(), 0);
    }

    #[test]
    fn what_has_no_room_is_counted() {
        let all = list(36, "A report of some forty letters, number", 1144.0, 12);
        assert_eq!((all.listed, all.omitted), (36, 0));
        for max_lines in 1..12 {
            let some = list(
                90,
                "A report of some forty letters, number",
                1144.0,
                max_lines,
            );
            assert_eq!(some.listed + some.omitted, 90);
            assert!(some.lines() <= max_lines);
            assert_eq!(numbers(&some), (1..=some.listed).collect::<Vec<_>>());
            let last = some.columns.last().and_then(|column| column.last());
            assert_eq!(last.unwrap().number, None);
        }
    }

    #[test]
    fn dates_and_addresses_keep_their_order_beside_arabic_words() {
        let isolated = |text: &str| with_isolated_numbers(text.to_owned());
        assert_eq!(isolated("The Lamp, 2024-04-15"), "The Lamp, 2024-04-15");
        assert_eq!(
            isolated("أحمد يونس، 2024-04-15. https://a.example/b"),
            "أحمد يونس، \u{2066}2024-04-15\u{2069}. \u{2066}https://a.example/b\u{2069}"
        );
    }
}
