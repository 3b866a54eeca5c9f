//! Numbers as tables write them: decimal commas, thousands marks, signs of accountants. Knows no
//! format.

use std::borrow::Cow;

/// How the numbers of a column are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct NumberStyle {
    /// Whether a comma separates the fraction.
    has_decimal_comma: bool,
    /// Whether the mark that does not separate the fraction groups thousands.
    has_thousands: bool,
    /// Whether a mark could mean both, and nothing decides.
    pub(crate) is_ambiguous: bool,
}

impl NumberStyle {
    /// Guesses from all cells of a column. In a table with commas between its cells, a single comma
    /// groups thousands.
    pub(crate) fn guess<'c>(cells: impl Iterator<Item = &'c str>, has_comma_cells: bool) -> Self {
        let (mut comma, mut point) = (MarkUse::default(), MarkUse::default());
        for cell in cells {
            if !cell.contains([',', '.']) {
                continue;
            }
            let Some(bare) = bare(cell) else { continue };
            match (bare.text.rfind(','), bare.text.rfind('.')) {
                (Some(at), Some(other)) if at > other => {
                    comma.decimal += 1;
                    point.groups += 1;
                }
                (Some(_), Some(_)) => {
                    point.decimal += 1;
                    comma.groups += 1;
                }
                (Some(_), None) => comma.add(&bare.text, ','),
                (None, Some(_)) => point.add(&bare.text, '.'),
                (None, None) => {}
            }
        }
        let comma_is_decimal = comma.decimal > 0
            || (comma.unclear > 0 && comma.groups == 0 && point.groups == 0 && !has_comma_cells);
        let has_decimal_comma = (comma_is_decimal || point.groups > 0) && point.decimal == 0;
        let by_style = if has_decimal_comma {
            point.groups > 0 || (comma.decimal > 0 && point.unclear > 0)
        } else {
            comma.groups > 0 || comma.unclear > 0
        };
        let is_ambiguous = if has_decimal_comma {
            comma.decimal == 0 && point.groups == 0
        } else {
            (comma.unclear > 0 && comma.groups == 0 && point.decimal == 0)
                || (!has_comma_cells
                    && point.unclear > 0
                    && point.decimal == 0
                    && comma.groups == 0)
        };
        Self {
            has_decimal_comma,
            has_thousands: by_style || (point.groups > 0 && point.decimal == 0),
            is_ambiguous,
        }
    }

    /// A finite number in this style.
    pub(crate) fn number(self, text: &str) -> Option<f64> {
        if let Some(number) = plain_number(text)
            && !(self.has_decimal_comma || self.has_thousands)
        {
            return Some(number);
        }
        let bare = bare(text)?;
        let (decimal, group) = if self.has_decimal_comma {
            (',', '.')
        } else {
            ('.', ',')
        };
        let mut digits = bare.text;
        if self.has_thousands && digits.contains(group) {
            let (whole, _) = digits.split_once(decimal).unwrap_or((&digits, ""));
            if !is_grouped(whole, group) {
                return None;
            }
            digits = digits.replace(group, "");
        }
        let number: f64 = digits.replacen(decimal, ".", 1).parse().ok()?;
        let number = if bare.is_negative { -number } else { number };
        let number = if bare.is_percent {
            number / 100.0
        } else {
            number
        };
        number.is_finite().then_some(number)
    }
}

/// How a mark is used in a column.
#[derive(Default)]
struct MarkUse {
    decimal: usize,
    groups: usize,
    /// One mark before three digits.
    unclear: usize,
}

impl MarkUse {
    fn add(&mut self, digits: &str, mark: char) {
        let is_group = is_grouped(digits, mark);
        if is_group && digits.matches(mark).count() > 1 {
            self.groups += 1;
        } else if is_group && !digits.starts_with('0') {
            self.unclear += 1;
        } else {
            self.decimal += 1;
        }
    }
}

/// Whether a mark separates groups of three digits, the first of one to three.
fn is_grouped(digits: &str, mark: char) -> bool {
    let mut groups = digits.split(mark);
    let first = groups.next().unwrap_or_default();
    let is_number = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    (1..=3).contains(&first.len())
        && is_number(first)
        && groups.all(|group| group.len() == 3 && is_number(group))
}

/// A number without its sign, its percent sign, and spaces and apostrophes between thousands.
struct BareNumber {
    text: String,
    is_negative: bool,
    is_percent: bool,
}

/// A text with the digits and marks of numbers in other scripts as ASCII: `١٫٥` as `1.5`.
fn in_ascii(text: &str) -> Cow<'_, str> {
    const ZEROS: [char; 5] = ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{ff10}'];
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let digit = |letter: char| {
        let mut digits = ZEROS
            .iter()
            .map(|zero| (letter as u32).wrapping_sub(*zero as u32));
        let value = digits.find(|value| *value < 10)?;
        char::from_digit(value, 10)
    };
    let letters = text.chars().map(|letter| match letter {
        '\u{66b}' => '.',
        '\u{66c}' => ',',
        _ => digit(letter).unwrap_or(letter),
    });
    Cow::Owned(letters.collect())
}

/// A number as C writes it exactly, such as `0x1.8p+0` for 1.5.
fn hexadecimal(text: &str) -> Option<f64> {
    let (is_negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let digits = digits.strip_prefix("0x").or(digits.strip_prefix("0X"))?;
    let (digits, power) = digits.split_once(['p', 'P'])?;
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.len() + fraction.len() == 0 {
        return None;
    }
    let mut number = 0.0;
    for digit in whole.chars().chain(fraction.chars()) {
        number = number * 16.0 + f64::from(digit.to_digit(16)?);
    }
    let power: i32 = power.strip_prefix('+').unwrap_or(power).parse().ok()?;
    let places = i32::try_from(fraction.len()).ok()?.checked_mul(4)?;
    number *= 2f64.powi(power.checked_sub(places)?);
    number
        .is_finite()
        .then_some(if is_negative { -number } else { number })
}

fn bare(text: &str) -> Option<BareNumber> {
    let text = in_ascii(text);
    let mut text = text.trim();
    // Excel keeps `=-1` and `'-1` as they were typed.
    text = text.strip_prefix('=').unwrap_or(text).trim_matches('"');
    text = text.strip_prefix('\'').unwrap_or(text);
    let hundredths = text.strip_suffix(['%', '\u{ff05}', '\u{66a}']);
    let is_percent = hundredths.is_some();
    text = hundredths.map_or(text, str::trim_end);
    let mut is_negative = false;
    if let Some(inner) = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        (text, is_negative) = (inner.trim(), true);
    }
    let minus = [
        '-', '\u{2212}', '\u{2013}', '\u{2012}', '\u{fe63}', '\u{ff0d}',
    ];
    if let Some(rest) = text.strip_prefix(minus) {
        (text, is_negative) = (rest.trim_start(), !is_negative);
    } else if let Some(rest) = text.strip_prefix('+') {
        text = rest.trim_start();
    } else if let Some(rest) = text
        .strip_suffix('-')
        .filter(|rest| rest.ends_with(is_digit))
    {
        (text, is_negative) = (rest, true);
    }
    let marks = [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '\u{2019}'];
    let mut digits = text.to_owned();
    if let Some(mark) = marks.into_iter().find(|mark| text.contains(*mark)) {
        let whole = text.split(['.', ',']).next().unwrap_or_default();
        if !is_grouped(whole, mark) {
            return None;
        }
        digits = digits.replace(mark, "");
    }
    let begins = digits.starts_with(|c: char| c.is_ascii_digit() || "., ".contains(c));
    (begins && digits.contains(is_digit)).then_some(BareNumber {
        text: digits,
        is_negative,
        is_percent,
    })
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

/// A finite number with a point; `+` and the typographic minus are read as signs.
pub(crate) fn plain_number(text: &str) -> Option<f64> {
    if let Some(number) = short_whole_number(text) {
        return Some(number);
    }
    let text = in_ascii(text);
    let text = text.trim();
    let text = text.strip_prefix('+').unwrap_or(text);
    if let Some(number) = hexadecimal(text) {
        return Some(number);
    }
    let is_plain = text.starts_with(|c: char| c.is_ascii_digit() || "-.\u{2212}".contains(c));
    if !is_plain {
        return None;
    }
    let number: f64 = text.replacen('\u{2212}', "-", 1).parse().ok()?;
    number.is_finite().then_some(number)
}

/// A whole number of few digits, such as `-3` or `3.0`: most numbers of most files.
fn short_whole_number(text: &str) -> Option<f64> {
    const MAX_DIGITS: usize = 15;
    let text = text.strip_suffix(".0").unwrap_or(text);
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_short = (1..=MAX_DIGITS).contains(&digits.len());
    if !is_short || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digit = |byte: u8| f64::from(byte - b'0');
    let number = digits
        .bytes()
        .fold(0.0, |sum, byte| 10.0 * sum + digit(byte));
    Some(if digits.len() < text.len() {
        -number
    } else {
        number
    })
}

/// Whether a cell says that there is no value. Databases write a missing date as zeros.
pub(crate) fn is_missing(text: &str) -> bool {
    let text = text.trim();
    let first = text.as_bytes().first().map(u8::to_ascii_lowercase);
    if !matches!(first, None | Some(b'n' | b'#' | b'<' | b'.' | b'm' | b'0')) {
        return false;
    }
    matches!(
        text.to_ascii_lowercase().as_str(),
        "" | "na"
            | "n/a"
            | "#n/a"
            | "nan"
            | "null"
            | "none"
            | "nil"
            | "<na>"
            | "."
            | "missing"
            | "0000-00-00"
            | "0000-00-00 00:00:00"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cells: &[&str], has_comma_cells: bool) -> (Vec<Option<f64>>, bool) {
        let style = NumberStyle::guess(cells.iter().copied(), has_comma_cells);
        let numbers = cells.iter().map(|cell| style.number(cell));
        (numbers.collect(), style.is_ambiguous)
    }

    #[test]
    fn digits_of_other_scripts_and_exact_fractions_are_numbers() {
        assert_eq!(plain_number("١٫٥"), Some(1.5));
        assert_eq!(plain_number("۲"), Some(2.0));
        assert_eq!(plain_number("0x1.8p+0"), Some(1.5));
        assert_eq!(plain_number("-0x1p-2"), Some(-0.25));
        for wrong in ["0x", "0xp1", "0x1.8", "0x1p", "0x1p99999999999"] {
            assert_eq!(plain_number(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_column_decides_what_its_marks_mean() {
        let (numbers, is_ambiguous) = read(&["0,5", "1.250", "-1.250,75"], false);
        assert_eq!(numbers, [Some(0.5), Some(1250.0), Some(-1250.75)]);
        assert!(!is_ambiguous);
        let (numbers, _) = read(&["1,250", "-3", "-12,400.5"], true);
        assert_eq!(numbers, [Some(1250.0), Some(-3.0), Some(-12400.5)]);
        let (numbers, is_ambiguous) = read(&["1.250", "2"], false);
        assert_eq!(numbers, [Some(1.25), Some(2.0)]);
        assert!(is_ambiguous);
        assert_eq!(read(&["1,5", "2"], false).0, [Some(1.5), Some(2.0)]);
        assert_eq!(read(&["1.5", "2.250"], false).0, [Some(1.5), Some(2.25)]);
        assert_eq!(read(&["1.250.000"], false).0, [Some(1_250_000.0)]);
    }

    #[test]
    fn short_whole_numbers_are_what_the_library_reads() {
        for text in [
            "0",
            "-0",
            "7",
            "-12",
            "007",
            "123456789012345",
            "-999999999999999",
            "0.0",
            "-3.0",
            "-.0",
            "1.00",
            "2.5",
        ] {
            let number: f64 = text.parse().unwrap();
            let found = plain_number(text).unwrap();
            assert_eq!(found.to_bits(), number.to_bits(), "{text}");
        }
        for text in ["", "-", "--1", "1-", "é"] {
            assert_eq!(plain_number(text), None, "{text}");
        }
        assert!(is_missing(" N/A") && is_missing("0000-00-00") && is_missing(""));
        assert!(!is_missing("0") && !is_missing("-1") && !is_missing("nine"));
    }

    #[test]
    fn signs_of_accountants_and_thousands_of_all_kinds_are_read() {
        let style = NumberStyle::default();
        assert_eq!(style.number("(3)"), Some(-3.0));
        assert_eq!(style.number("\u{2013}1"), Some(-1.0));
        assert_eq!(style.number("2'500"), Some(2500.0));
        assert_eq!(style.number("1\u{a0}250"), Some(1250.0));
        assert_eq!(style.number("12 34"), None);
        assert_eq!(style.number("=-1"), Some(-1.0));
        assert_eq!(style.number("'-1"), Some(-1.0));
        assert_eq!(style.number("2-"), Some(-2.0));
        assert_eq!(style.number("85%"), Some(0.85));
        assert_eq!(style.number("-20 %"), Some(-0.2));
        assert_eq!(style.number("%"), None);
        assert_eq!(style.number("-1.0e+00"), Some(-1.0));
        for text in ["NaN", "1e999", "inf", "many", "-", "1-2"] {
            assert_eq!(style.number(text), None, "{text}");
        }
    }
}
