//! Texts as cells of tables that spreadsheets open: no text from a file becomes a formula there.
//! Knows no table.

use super::is_invisible;

/// What begins a formula. Spreadsheets take the wide and small forms of East Asian keyboards, too.
const FORMULA: [char; 12] = [
    '=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫',
];

/// What a formula needs to reach more than other cells: a call, another sheet, a file, a program.
const REACHING: [char; 6] = ['(', '!', '|', '（', '！', '｜'];

/// What ends a cell where a spreadsheet separates cells by something else than the table does.
const SEPARATORS: [char; 4] = [';', '\t', '\n', '\r'];

/// A text in which no part is a formula for a spreadsheet: such parts begin with an apostrophe.
///
/// A spreadsheet that separates cells by semicolons or tabs ignores the quotes around them, so what
/// follows a separator or a line end is a part too. Quotes, spaces and letters that are not visible
/// are not part of a formula, and a spreadsheet may leave them out.
pub fn defused_cell(text: &str) -> String {
    let mut defused = String::with_capacity(text.len() + 1);
    for (at, part) in text.split_inclusive(SEPARATORS).enumerate() {
        let is_first = at == 0;
        if is_first && part.starts_with(['\t', '\r', '\'']) || is_formula(part, is_first) {
            defused.push('\'');
        }
        defused.push_str(part);
    }
    defused
}

/// The text of a cell that [`defused_cell`] made.
pub fn restored_cell(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    for (at, part) in cell.split_inclusive(SEPARATORS).enumerate() {
        let is_first = at == 0;
        let rest = part.strip_prefix('\'').filter(|rest| {
            is_first && rest.starts_with(['\t', '\r', '\'']) || is_formula(rest, is_first)
        });
        text.push_str(rest.unwrap_or(part));
    }
    text
}

/// Whether a spreadsheet takes a part of a text for a formula.
fn is_formula(part: &str, is_first: bool) -> bool {
    let is_left_out = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || is_invisible(letter)
            || matches!(letter, '"' | '\u{200c}' | '\u{200d}')
    };
    let start = part.trim_start_matches(is_left_out);
    // In a text, `- ` begins an item of a list.
    let is_item = || {
        let item = start.strip_prefix(['-', '+']);
        !is_first && item.is_some_and(|item| item.starts_with(' ') && !item.contains(REACHING))
    };
    start.starts_with(FORMULA) && !is_item()
}

/// A text as a cell of a copied table with tabs: on one line, one cell, and never a formula of the
/// spreadsheet that it is pasted into.
pub fn spreadsheet_cell(text: &str) -> String {
    let cell = defused_cell(&text.replace(char::is_control, " "));
    // A spreadsheet looks for the end of a quote in the cells that follow.
    if cell.contains('"') {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_part_of_a_cell_is_a_formula_whatever_separates_cells() {
        for (text, wanted) in [
            ("=1", "'=1"),
            (" ＠x", "' ＠x"),
            ("﹦1", "'﹦1"),
            ("- 5", "'- 5"),
            ("\tx", "'\tx"),
            ("\r=1", "'\r'=1"),
            ("\u{feff}=1", "'\u{feff}=1"),
            ("\u{200b}\u{2060}＝1", "'\u{200b}\u{2060}＝1"),
            ("\u{200d}\u{ad}+1", "'\u{200d}\u{ad}+1"),
            ("\u{a0}\u{3000}@x", "'\u{a0}\u{3000}@x"),
            ("\"=1\"", "'\"=1\""),
            ("a;=1+1", "a;'=1+1"),
            ("a;= HYPERLINK(B1)", "a;'= HYPERLINK(B1)"),
            ("a;\"=1", "a;'\"=1"),
            ("a\n+cmd|' /C calc'!A0", "a\n'+cmd|' /C calc'!A0"),
            ("a\n- 2+cmd|' /C calc'!A0", "a\n'- 2+cmd|' /C calc'!A0"),
            ("a;b\t@x", "a;b\t'@x"),
            ("items\n- one\n- two", "items\n- one\n- two"),
            ("a-b; c", "a-b; c"),
            ("'tis", "''tis"),
            ("", ""),
        ] {
            assert_eq!(defused_cell(text), wanted);
            assert_eq!(restored_cell(wanted), text);
        }
    }

    #[test]
    fn a_copied_cell_is_one_cell_on_one_line() {
        assert_eq!(spreadsheet_cell("a\tb\nc\u{b}d"), "a b c d");
        assert_eq!(spreadsheet_cell("Al-Qaida"), "Al-Qaida");
        assert_eq!(spreadsheet_cell("\t=1"), "' =1");
        assert_eq!(spreadsheet_cell("the \"first"), "\"the \"\"first\"");
        assert_eq!(spreadsheet_cell("\"=1+1\""), "\"'\"\"=1+1\"\"\"");
    }
}
