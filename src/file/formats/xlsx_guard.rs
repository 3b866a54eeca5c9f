//! Refuses workbooks that are made to harm before a library reads them: parts that unpack to far
//! more than their size or announce more texts than they have, and places of cells that do not
//! exist. Reads no cell.

use std::io::{Cursor, Read};

use crate::limits::{XLSX_BYTES, XLSX_ENDS, XLSX_FACTOR};

/// The longest place of cells, such as `A1:XFD1048576`, and room for what is before it.
const WINDOW: usize = 64;

/// How many bytes of a part are looked at together.
const CHUNK: usize = 1 << 16;

/// How many bytes a workbook may unpack to, and its cells may become.
pub(super) fn allowed(bytes: &[u8]) -> u64 {
    XLSX_BYTES.max + XLSX_FACTOR.max * bytes.len() as u64
}

/// Checks a workbook.
///
/// # Errors
/// Says why it is not read.
pub(super) fn check(bytes: &[u8]) -> Result<(), String> {
    let ends = bytes.windows(4).filter(|window| window == b"PK\x05\x06");
    if ends.take(XLSX_ENDS.count() + 1).count() > XLSX_ENDS.count() {
        return Err(XLSX_ENDS.message(XLSX_ENDS.max + 1));
    }
    let allowed = allowed(bytes);
    let broken = |error: &dyn std::fmt::Display| format!("the workbook is broken: {error}");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut left = allowed;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => {
                "the workbook is locked with a password; open it in Excel, and save it without one"
                    .to_owned()
            }
            error => broken(&error),
        })?;
        let is_xml = part.name().to_lowercase().ends_with(".xml");
        left = check_part(part, is_xml, left).map_err(|problem| match problem {
            PartProblem::Broken(error) => broken(&error),
            PartProblem::TooLarge => {
                format!("the workbook is not read: {}", XLSX_BYTES.message(allowed))
            }
            PartProblem::Announced(count) => {
                broken(&format!("it announces {count} texts, and has fewer"))
            }
            PartProblem::Place(place) => broken(&format!("`{place}` is not a place in a sheet")),
        })?;
    }
    Ok(())
}

enum PartProblem {
    Broken(std::io::Error),
    TooLarge,
    Place(String),
    /// A part announces this many texts, more than it has room for.
    Announced(u64),
}

/// The least bytes of a text of a workbook: `<si/>`.
const TEXT_BYTES: u64 = 5;

/// Goes through a part; returns how many bytes are left for the others.
fn check_part(mut part: impl Read, is_xml: bool, left: u64) -> Result<u64, PartProblem> {
    let all = left;
    let mut announced = 0;
    let mut left = left;
    let mut buffer = vec![0; CHUNK];
    let mut filled = 0;
    loop {
        let more = part
            .read(&mut buffer[filled..])
            .map_err(PartProblem::Broken)?;
        left = left.checked_sub(more as u64).ok_or(PartProblem::TooLarge)?;
        filled += more;
        if is_xml && let Some(place) = bad_place(&buffer[..filled]) {
            return Err(PartProblem::Place(place));
        }
        if is_xml {
            announced = announced.max(announced_count(&buffer[..filled]));
        }
        if more == 0 {
            // A library makes room for as many as are announced.
            return if announced > (all - left) / TEXT_BYTES {
                Err(PartProblem::Announced(announced))
            } else {
                Ok(left)
            };
        }
        // A place at the end is looked at again with what follows.
        let kept = filled.min(2 * WINDOW);
        buffer.copy_within(filled - kept..filled, 0);
        filled = kept;
    }
}

/// The largest number of texts that is announced, in `uniqueCount="7"`.
fn announced_count(xml: &[u8]) -> u64 {
    const NAME: &[u8] = b"uniqueCount";
    let names = xml.windows(NAME.len()).enumerate();
    let names = names.filter(|(_, window)| *window == NAME);
    let counts = names.map(|(at, _)| {
        let rest = xml[at + NAME.len()..].iter();
        let digits = rest
            .take(WINDOW)
            .skip_while(|byte| byte.is_ascii_whitespace() || b"='\"".contains(byte))
            .take_while(|byte| byte.is_ascii_digit());
        digits.fold(0_u64, |count, digit| {
            count
                .saturating_mul(10)
                .saturating_add(u64::from(digit - b'0'))
        })
    });
    counts.max().unwrap_or(0)
}

/// The first place of cells that does not exist, in `r="A1"` or `ref="A1:B2"`.
fn bad_place(xml: &[u8]) -> Option<String> {
    let equals = xml.iter().enumerate().filter(|(_, byte)| **byte == b'=');
    equals.map(|(at, _)| at).find_map(|at| {
        let name = xml[..at].trim_ascii_end();
        let is_place = [b"r".as_slice(), b"ref"].iter().any(|wanted| {
            let before = name.strip_suffix(*wanted);
            before.is_some_and(|before| before.last().is_none_or(u8::is_ascii_whitespace))
        });
        let value = xml[at + 1..].trim_ascii_start();
        let (quote, value) = value.split_first().filter(|_| is_place)?;
        let value = &value[..value.len().min(WINDOW)];
        let end = value.iter().position(|byte| byte == quote);
        let is_cut = end.is_none() && value.len() < WINDOW;
        let value = &value[..end.unwrap_or(value.len())];
        (!is_cut && !is_fine(value)).then(|| String::from_utf8_lossy(value).into_owned())
    })
}

/// Whether a value is a cell or a range that a sheet may have, or no place at all.
fn is_fine(value: &[u8]) -> bool {
    if !value
        .iter()
        .all(|byte| byte.is_ascii_alphanumeric() || *byte == b':')
    {
        // The library says what is wrong with it.
        return true;
    }
    let cell = |cell: &[u8]| {
        let digits = cell.iter().position(u8::is_ascii_digit);
        let (letters, digits) = cell.split_at(digits.unwrap_or(cell.len()));
        let column = letters.iter().fold(0_u32, |column, letter| {
            let number = u32::from(letter.to_ascii_uppercase().wrapping_sub(b'A')) + 1;
            column.saturating_mul(26).saturating_add(number)
        });
        let row = digits.iter().fold(0_u32, |row, digit| {
            let number = u32::from(digit.wrapping_sub(b'0'));
            row.saturating_mul(10).saturating_add(number)
        });
        (row, column)
    };
    let mut cells = value.split(|byte| *byte == b':').map(cell);
    let first = cells.next().unwrap_or_default();
    let last = cells.next().unwrap_or(first);
    let is_known = |(row, column): (u32, u32)| row <= MAX_ROW && column <= MAX_COLUMN;
    is_known(first) && is_known(last) && first.0 <= last.0 && first.1 <= last.1
}

/// The last row and the last column of Excel.
const MAX_ROW: u32 = 1_048_576;
const MAX_COLUMN: u32 = 16_384;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_that_do_not_exist_are_found() {
        let place = |xml: &str| bad_place(xml.as_bytes());
        for fine in [
            r#"<c r="A1"/>"#,
            r#"<c r="XFD1048576" t="inlineStr"/>"#,
            r#"<dimension ref="A1:XFD1048576"/>"#,
            r#"<row r="7"/>"#,
            r#"<c attr="ZZZZZZZ1"/>"#,
            r#"<c r="ZZZZ"#,
        ] {
            assert_eq!(place(fine), None, "{fine}");
        }
        for bad in ["ZZZZZZZ1", "A99999999999", "B5:A1", "A1:ZZZZZZZZ9", "XFE1"] {
            for xml in [format!("<c r=\"{bad}\"/>"), format!("<x ref = '{bad}'/>")] {
                assert_eq!(place(&xml).as_deref(), Some(bad), "{xml}");
            }
        }
        let long = format!("<c r=\"{}\"/>", "Z".repeat(1_000));
        assert!(place(&long).is_some());
    }

    #[test]
    fn a_place_between_two_chunks_is_found() {
        for shift in 0..40 {
            let xml = " ".repeat(CHUNK - 20 - shift) + "<c r=\"ZZZZZZZZZ1\"/>" + &" ".repeat(500);
            let checked = check_part(xml.as_bytes(), true, 1_000_000);
            assert!(matches!(checked, Err(PartProblem::Place(_))), "{shift}");
        }
    }
}
