//! Letters on pages to a text: words by the gaps between letters, lines by their baselines,
//! paragraphs by distance, indent and the length of the last line. The order is that of the file,
//! which is the order of reading in nearly all PDFs; page numbers and the lines that every page
//! repeats at its top or bottom are left out.

use std::collections::HashMap;

/// A letter on a page; distances are in points, y grows downwards.
#[derive(Debug)]
pub(super) struct Letter {
    pub(super) text: String,
    /// Where it begins and ends.
    pub(super) start: f64,
    pub(super) end: f64,
    /// The y of its baseline.
    pub(super) baseline: f64,
    pub(super) size: f64,
}

/// A line of a page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    text: String,
    start: f64,
    end: f64,
    baseline: f64,
    size: f64,
}

/// The gap after which a new word begins, in ems.
const WORD_GAP: f64 = 0.18;
/// The gap after which the rest of a row is a line of its own: another column, or the next cell.
const COLUMN_GAP: f64 = 2.5;
/// How far letters of a line may be above or below its baseline, in ems: raised numbers are.
const RAISED: f64 = 0.55;
/// The share of the height of a page that is its top, or its bottom.
const EDGE: f64 = 0.1;
/// How many pages repeat a line that is left out, at least.
const MIN_REPEATS: usize = 3;

/// The lines of a page, in the order in which they are drawn.
pub(super) fn lines(letters: Vec<Letter>) -> Vec<Line> {
    let mut rows: Vec<Row> = Vec::new();
    for letter in letters {
        match rows.last_mut().filter(|row| row.goes_on_with(&letter)) {
            Some(row) => row.push(letter),
            // A gap is measured, so a space begins nothing.
            None if letter.text.trim().is_empty() => {}
            None => rows.push(Row::new(letter)),
        }
    }
    let mut lines: Vec<Line> = Vec::new();
    for line in rows.into_iter().map(Row::finish) {
        match lines.last_mut().filter(|last| last.is_of_row_with(&line)) {
            Some(last) => last.push_cell(&line),
            None => lines.push(line),
        }
    }
    lines
}

/// Letters of a line in the order in which they are drawn.
struct Row {
    letters: Vec<Letter>,
    start: f64,
    end: f64,
    baseline: f64,
    size: f64,
}

impl Row {
    fn new(letter: Letter) -> Self {
        Self {
            start: letter.start,
            end: letter.end,
            baseline: letter.baseline,
            size: letter.size,
            letters: vec![letter],
        }
    }

    /// Whether a letter is beside the last one: after it, or before it in scripts that are read
    /// from right to left.
    fn goes_on_with(&self, letter: &Letter) -> bool {
        let size = self.size.max(letter.size);
        let is_on_line = (letter.baseline - self.baseline).abs() <= RAISED * size;
        let gap = letter.start - self.end;
        let is_after = gap > -size && gap < COLUMN_GAP * size;
        let is_before = || letter.end > self.start - COLUMN_GAP * size && letter.start < self.end;
        let turns =
            || letter.is_right_to_left() || self.letters.iter().any(Letter::is_right_to_left);
        let is_beside = is_after || is_before() && turns();
        is_on_line && is_beside
    }

    fn push(&mut self, letter: Letter) {
        self.start = self.start.min(letter.start);
        self.end = self.end.max(letter.end);
        // A line that begins with a raised number has the baseline of its words.
        if letter.size > 1.2 * self.size {
            (self.size, self.baseline) = (letter.size, letter.baseline);
        }
        self.letters.push(letter);
    }

    fn finish(mut self) -> Line {
        let count =
            |is: fn(&Letter) -> bool| self.letters.iter().filter(|letter| is(letter)).count();
        if count(Letter::is_right_to_left) > count(Letter::is_left_to_right) {
            self.letters.sort_by(|a, b| b.start.total_cmp(&a.start));
            turn_runs(&mut self.letters);
        }
        let mut text = String::new();
        let mut before: Option<(f64, f64, f64)> = None;
        for letter in &self.letters {
            let gap = before.map_or(0.0, |(start, end, size)| {
                let gap = (letter.start - end).max(start - letter.end);
                gap / size.min(letter.size)
            });
            let is_space = letter.text.trim().is_empty();
            if (gap > WORD_GAP || is_space) && !text.ends_with(char::is_whitespace) {
                text.push(' ');
            }
            if !is_space {
                push_plain(&mut text, &letter.text);
            }
            before = Some((letter.start, letter.end, letter.size));
        }
        Line {
            text: text.trim().to_owned(),
            start: self.start,
            end: self.end,
            baseline: self.baseline,
            size: self.size,
        }
    }
}

impl Letter {
    fn is_right_to_left(&self) -> bool {
        is_right_to_left(&self.text)
    }

    fn is_left_to_right(&self) -> bool {
        let letter = self.text.chars().next();
        letter.is_some_and(char::is_alphabetic) && !self.is_right_to_left()
    }

    /// Whether it is read from left to right in any text: letters of other scripts, and numbers.
    fn is_of_turned_run(&self) -> bool {
        let is_number = self
            .text
            .chars()
            .all(|letter| letter.is_numeric() || ".,:/-".contains(letter));
        self.is_left_to_right() || is_number
    }
}

fn is_right_to_left(text: &str) -> bool {
    let is = |letter| matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    text.chars()
        .next()
        .is_some_and(|letter| is(letter) && !letter.is_numeric())
}

/// Turns numbers and words of other scripts around in letters that are sorted from right to left.
fn turn_runs(letters: &mut [Letter]) {
    let mut at = 0;
    while at < letters.len() {
        let is_of_run = |letter: &Letter| letter.is_of_turned_run();
        let length = letters[at..]
            .iter()
            .take_while(|letter| is_of_run(letter))
            .count();
        letters[at..at + length].reverse();
        at += length.max(1);
    }
}

/// Adds letters with ligatures and forms of Arabic letters as the letters they stand for.
fn push_plain(text: &mut String, letters: &str) {
    use unicode_normalization::UnicodeNormalization as _;
    for letter in letters.chars() {
        match letter {
            '\u{fb00}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => text.extend(letter.nfkc()),
            '\0'..='\u{1f}' => {}
            _ => text.push(letter),
        }
    }
}

impl Line {
    /// Whether another line is the next cell of the same row of a table.
    fn is_of_row_with(&self, line: &Self) -> bool {
        let is_on_line = (line.baseline - self.baseline).abs() <= RAISED * self.size.max(line.size);
        is_on_line && line.start > self.end
    }

    fn push_cell(&mut self, line: &Self) {
        self.text.push('\t');
        self.text.push_str(&line.text);
        self.end = line.end;
    }

    fn is_row(&self) -> bool {
        self.text.contains('\t')
    }

    /// The line with every number as `#`: what repeats on all pages but for the number of the page.
    fn pattern(&self) -> String {
        let mut pattern = String::new();
        for letter in self.text.chars() {
            match letter {
                '0'..='9' if pattern.ends_with('#') => {}
                '0'..='9' => pattern.push('#'),
                _ => pattern.push(letter),
            }
        }
        pattern
    }
}

/// The text of pages with their heights, and whether lines that repeat were left out.
pub(super) fn text(mut pages: Vec<(Vec<Line>, f64)>) -> (String, bool) {
    let left_out = drop_repeated(&mut pages);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut before: Option<(Line, usize)> = None;
    for (number, (lines, _)) in pages.into_iter().enumerate() {
        let (leading, right) = (leading(&lines), column_ends(&lines));
        for line in lines {
            let goes_on = before.as_ref().is_some_and(|(last, page)| {
                if *page == number {
                    goes_on(last, &line, leading, &right)
                } else {
                    crosses(last, &line)
                }
            });
            match paragraphs.last_mut().filter(|_| goes_on) {
                Some(paragraph) => join(paragraph, &line.text),
                None => paragraphs.push(line.text.clone()),
            }
            before = Some((line, number));
        }
    }
    (paragraphs.join("\n\n"), left_out)
}

/// Drops page numbers, and lines at the edges of pages that pages repeat.
fn drop_repeated(pages: &mut [(Vec<Line>, f64)]) -> bool {
    let is_within = |line: &Line, height: f64, share: f64| {
        line.baseline < share * height || line.baseline > (1.0 - share) * height
    };
    let is_at_edge = |line: &Line, height: f64| is_within(line, height, EDGE);
    let mut repeats: HashMap<String, usize> = HashMap::new();
    for (lines, height) in pages.iter() {
        for line in lines.iter().filter(|line| is_at_edge(line, *height)) {
            *repeats.entry(line.pattern()).or_default() += 1;
        }
    }
    let mut left_out = false;
    for (lines, height) in pages.iter_mut() {
        let baselines = lines.iter().map(|line| line.baseline);
        let (top, bottom) = baselines.fold((f64::MAX, f64::MIN), |(top, bottom), y| {
            (top.min(y), bottom.max(y))
        });
        lines.retain(|line| {
            let is_outermost = line.baseline <= top || line.baseline >= bottom;
            let pattern = line.pattern();
            let is_number = pattern.trim_matches(['-', '–', '—', ' ', '[', ']', '|']) == "#";
            let is_repeated = repeats
                .get(&pattern)
                .is_some_and(|count| *count >= MIN_REPEATS);
            let is_page = is_number && is_outermost && is_within(line, *height, 2.0 * EDGE);
            let is_dropped = is_page || is_repeated && is_at_edge(line, *height);
            left_out |= is_dropped;
            !is_dropped
        });
    }
    left_out
}

/// The usual distance between the baselines of a page.
fn leading(lines: &[Line]) -> f64 {
    let steps = lines
        .windows(2)
        .map(|two| two[1].baseline - two[0].baseline);
    let mut steps: Vec<f64> = steps.filter(|step| *step > 1.0).collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 2).copied().unwrap_or(0.0)
}

/// Where the columns of a page end: the right ends of its long lines, by where they start.
fn column_ends(lines: &[Line]) -> Vec<(f64, f64)> {
    let mut ends: Vec<(f64, f64)> = Vec::new();
    for line in lines {
        let is_near = |start: f64| (start - line.start).abs() < 3.0 * line.size;
        match ends.iter_mut().find(|(start, _)| is_near(*start)) {
            Some((_, end)) => *end = end.max(line.end),
            None => ends.push((line.start, line.end)),
        }
    }
    ends
}

/// Whether a line of the same page goes on with the paragraph of the line before it.
fn goes_on(last: &Line, line: &Line, leading: f64, columns: &[(f64, f64)]) -> bool {
    let size = last.size.max(line.size);
    if (last.size - line.size).abs() > 0.12 * size {
        return false;
    }
    let step = line.baseline - last.baseline;
    if step < -size {
        // The next column.
        return crosses(last, line);
    }
    let is_elsewhere = (last.start - line.start).abs() > 3.0 * size;
    let goes_on_plainly = line.text.starts_with(char::is_lowercase) && !ends_sentence(&last.text);
    if last.is_row() || line.is_row() || is_elsewhere && !goes_on_plainly {
        return false;
    }
    let is_far = step > 1.25 * leading.max(size);
    let is_indented = line.start > last.start + 0.8 * size;
    let is_near = |start: f64| (start - last.start).abs() < 3.0 * last.size;
    let column = columns.iter().find(|(start, _)| is_near(*start));
    let is_short = column.is_some_and(|(start, end)| last.end < end - 0.2 * (end - start));
    let is_hung = last.start > line.start + 0.8 * size;
    // The first line of a paragraph is indented, and a list hangs.
    let begins = is_indented && !is_hung && !goes_on_plainly;
    !(is_far || begins || is_short && ends_sentence(&last.text))
}

/// Whether a paragraph goes on over the end of a column or page: it stops within a sentence.
fn crosses(last: &Line, line: &Line) -> bool {
    let is_same_type = (last.size - line.size).abs() <= 0.12 * last.size.max(line.size);
    let begins_low = line.text.starts_with(char::is_lowercase);
    is_same_type
        && !ends_sentence(&last.text)
        && (begins_low || last.text.ends_with(['-', '\u{ad}', ',']))
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '’', '»', ')', ']', '\'']);
    text.ends_with(['.', '!', '?', ':', '…', '؟', '۔', '。', '！', '？'])
}

/// Adds a line to a paragraph: with a space, or whole again where a word was broken.
fn join(paragraph: &mut String, line: &str) {
    let is_broken = paragraph.ends_with(['-', '\u{2010}', '\u{ad}'])
        && paragraph
            .chars()
            .rev()
            .nth(1)
            .is_some_and(char::is_alphabetic)
        && line.starts_with(char::is_lowercase);
    if is_broken {
        paragraph.pop();
    } else if !paragraph.ends_with(is_cjk) || !line.starts_with(is_cjk) {
        paragraph.push(' ');
    }
    paragraph.push_str(line);
}

/// Whether a letter is of a script that puts no spaces between words.
fn is_cjk(letter: char) -> bool {
    matches!(letter, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of 10 points, each 5 wide, without those of spaces.
    fn letters(text: &str, start: f64, baseline: f64) -> Vec<Letter> {
        let placed = text
            .chars()
            .enumerate()
            .filter(|(_, letter)| *letter != ' ');
        let letter = |(at, letter): (usize, char)| Letter {
            text: letter.to_string(),
            start: start + 5.0 * at as f64,
            end: start + 5.0 * at as f64 + 5.0,
            baseline,
            size: 10.0,
        };
        placed.map(letter).collect()
    }

    fn page(rows: &[(&str, f64, f64)]) -> (Vec<Line>, f64) {
        let letters = rows.iter().flat_map(|(text, x, y)| letters(text, *x, *y));
        (lines(letters.collect()), 800.0)
    }

    #[test]
    fn words_are_parted_by_gaps_and_broken_words_are_joined() {
        let rows = [
            ("The envoy of Borea prom-", 50.0, 200.0),
            ("ised Alba forty ships of", 50.0, 212.0),
            ("grain.", 50.0, 224.0),
            ("The fleet sailed at dawn", 50.0, 236.0),
        ];
        let (words, _) = text(vec![page(&rows)]);
        let expected =
            "The envoy of Borea promised Alba forty ships of grain.\n\nThe fleet sailed at dawn";
        assert_eq!(words, expected);
    }

    #[test]
    fn paragraphs_begin_with_an_indent_or_after_a_gap() {
        let rows = [
            ("One line of a paragraph", 50.0, 200.0),
            ("and its second line too.", 50.0, 212.0),
            ("An indented one begins", 62.0, 224.0),
            ("and goes on to its end", 50.0, 236.0),
            ("After a gap another one", 50.0, 262.0),
        ];
        let (words, _) = text(vec![page(&rows)]);
        let paragraphs: Vec<_> = words.split("\n\n").collect();
        assert_eq!(
            paragraphs,
            [
                "One line of a paragraph and its second line too.",
                "An indented one begins and goes on to its end",
                "After a gap another one"
            ]
        );
    }

    #[test]
    fn a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() {
        let first = [
            ("left column that goes", 50.0, 700.0),
            ("on to the right where", 50.0, 712.0),
            ("it stops amid a sen-", 300.0, 100.0),
        ];
        let second = [("tence of the next page", 50.0, 100.0)];
        let (words, _) = text(vec![page(&first), page(&second)]);
        assert_eq!(
            words,
            "left column that goes on to the right where it stops amid a sentence of the next page"
        );
    }

    #[test]
    fn page_numbers_and_running_heads_are_left_out() {
        let pages = (1..=4).map(|number| {
            let number = format!("{number}");
            page(&[
                ("The Tide", 50.0, 30.0),
                ("Words of this page.", 50.0, 300.0),
                (&number, 290.0, 780.0),
            ])
        });
        let (words, left_out) = text(pages.collect());
        assert!(left_out);
        assert_eq!(words, ["Words of this page."; 4].join("\n\n"));
    }

    #[test]
    fn text_from_right_to_left_is_in_the_order_of_reading() {
        // Drawn from left to right as it looks, and drawn from right to left as it is read.
        let as_it_looks = letters("2017 ابحرم", 50.0, 200.0);
        let mut as_it_is_read = letters("ابحرم", 75.0, 200.0);
        as_it_is_read.reverse();
        as_it_is_read.extend(letters("2017", 50.0, 200.0));
        for drawn in [as_it_looks, as_it_is_read] {
            assert_eq!(lines(drawn)[0].text, "مرحبا 2017");
        }
    }

    #[test]
    fn ligatures_are_the_letters_they_stand_for() {
        assert_eq!(
            lines(letters("misﬁts oﬀ", 50.0, 200.0))[0].text,
            "misfits off"
        );
    }

    #[test]
    fn cells_of_a_row_are_one_line() {
        let rows = [
            ("Borea", 50.0, 200.0),
            ("forty", 200.0, 200.0),
            ("Alba", 50.0, 212.0),
            ("two", 200.0, 212.0),
        ];
        let (words, _) = text(vec![page(&rows)]);
        assert_eq!(words, "Borea\tforty\n\nAlba\ttwo");
    }

    #[test]
    fn raised_numbers_stay_in_their_line() {
        let mut row = letters("ships", 50.0, 200.0);
        row.push(Letter {
            text: "1".to_owned(),
            start: 75.0,
            end: 78.0,
            baseline: 196.0,
            size: 6.0,
        });
        row.extend(letters("sailed", 84.0, 200.0));
        assert_eq!(lines(row)[0].text, "ships1 sailed");
    }
}
