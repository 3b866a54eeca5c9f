//! Refuses BibTeX that would never end or fill the memory, before its abbreviations are replaced
//! and its braces are followed. Reads no entry.

use std::collections::HashMap;

use biblatex::{RawBibliography, RawChunk, Spanned};

use crate::limits::{BIBTEX_BYTES, BIBTEX_DEPTH, BIBTEX_EXPANDED_BYTES, BIBTEX_PIECES};

/// Refuses a text that is too long to read.
pub(super) fn check_length(text: &str) -> Result<(), String> {
    if text.len() <= BIBTEX_BYTES.count() {
        return Ok(());
    }
    Err(BIBTEX_BYTES.message(text.len()))
}

/// Refuses braces and abbreviations that are nested too deep, and abbreviations that make too much
/// text of a file with this many bytes.
pub(super) fn check(raw: &RawBibliography<'_>, bytes: usize) -> Result<(), String> {
    let strings = raw.abbreviations.iter();
    let mut expansion = Expansion {
        fields: strings
            .map(|pair| (pair.key.v, &pair.value.v[..]))
            .collect(),
        known: HashMap::new(),
    };
    let entries = raw.entries.iter().flat_map(|entry| &entry.v.fields);
    let mut all = 0_u64;
    for pair in entries {
        let Extent { length, .. } = expansion.of(&pair.value.v, 0)?;
        all = all.saturating_add(length);
    }
    let allowed = BIBTEX_EXPANDED_BYTES.max + 10 * bytes as u64;
    if all <= allowed {
        return Ok(());
    }
    let message = BIBTEX_EXPANDED_BYTES
        .message
        .replace("{found}", &all.to_string());
    Err(message.replace("{max}", &allowed.to_string()))
}

/// How long abbreviations become, and how deep they are nested.
struct Expansion<'b, 's> {
    fields: HashMap<&'s str, &'b [Spanned<RawChunk<'s>>]>,
    /// The abbreviations that were followed.
    known: HashMap<&'s str, Extent>,
}

/// How long a value becomes, of how many pieces, and how deep it is nested.
#[derive(Clone, Copy, Default)]
struct Extent {
    length: u64,
    pieces: u64,
    height: u64,
}

impl<'s> Expansion<'_, 's> {
    /// The extent of a value that is nested this deep. An abbreviation that contains itself is
    /// nested too deep.
    fn of(&mut self, value: &[Spanned<RawChunk<'s>>], depth: u64) -> Result<Extent, String> {
        let mut all = Extent::default();
        for chunk in value {
            let more = match chunk.v {
                RawChunk::Normal(text) => Extent {
                    length: text.len() as u64,
                    pieces: 1,
                    height: brace_depth(text),
                },
                RawChunk::Abbreviation(name) => self.abbreviation(name, depth + 1)?,
            };
            all.length = all.length.saturating_add(more.length);
            all.pieces = all.pieces.saturating_add(more.pieces);
            all.height = all.height.max(more.height);
        }
        if depth + all.height > BIBTEX_DEPTH.max {
            return Err(BIBTEX_DEPTH.message("braces or abbreviations"));
        }
        if depth == 0 && all.pieces > BIBTEX_PIECES.max {
            return Err(BIBTEX_PIECES.message(all.pieces));
        }
        Ok(all)
    }

    fn abbreviation(&mut self, name: &'s str, depth: u64) -> Result<Extent, String> {
        if let Some(known) = self.known.get(name) {
            return Ok(*known);
        }
        let Some(value) = self.fields.get(name).copied() else {
            // A month, or an error that the library reports.
            return Ok(Extent {
                length: name.len() as u64,
                pieces: 1,
                height: 1,
            });
        };
        if depth > BIBTEX_DEPTH.max {
            return Err(BIBTEX_DEPTH.message("braces or abbreviations"));
        }
        let mut extent = self.of(value, depth)?;
        extent.height += 1;
        self.known.insert(name, extent);
        Ok(extent)
    }
}

/// How deep the braces in a text are nested.
fn brace_depth(text: &str) -> u64 {
    let (mut open, mut deepest) = (0_u64, 0);
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' => {
                bytes.next();
            }
            b'{' => {
                open += 1;
                deepest = deepest.max(open);
            }
            b'}' => open = open.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(text: &str) -> Result<(), String> {
        let raw = RawBibliography::parse(text).unwrap();
        check(&raw, text.len())
    }

    /// Strings that each name the one before `times` times, and an entry with the last one.
    fn chain(length: usize, times: usize) -> String {
        let string = |at: usize| {
            let before = vec![format!("s{}", at - 1); times].join(" # ");
            format!("@string{{s{at} = {before}}}\n")
        };
        let strings: Vec<_> = (1..length).map(string).collect();
        let strings = strings.concat();
        format!(
            "@string{{s0 = {{ab}}}}\n{strings}@book{{b, title = s{}}}",
            length - 1
        )
    }

    #[test]
    fn strings_that_name_each_other_are_refused() {
        let circle = "@string{a = b}@string{b = a}@book{x, title = a}";
        assert!(checked(circle).unwrap_err().contains("nested"));
        let circle = "@string{a = b # b}@string{b = a # a}@book{x, title = a}";
        assert!(checked(circle).unwrap_err().contains("nested"));
    }

    #[test]
    fn strings_may_be_nested_but_not_without_end() {
        assert_eq!(checked(&chain(20, 1)), Ok(()));
        assert!(checked(&chain(100_000, 1)).unwrap_err().contains("nested"));
        assert_eq!(checked(&chain(10, 2)), Ok(()));
        assert!(checked(&chain(40, 2)).unwrap_err().contains("pieces"));
        let long = format!("{{{}}}", "x".repeat(100_000));
        let long = chain(12, 2).replace("{ab}", &long);
        assert!(checked(&long).unwrap_err().contains("bytes of text"));
    }

    #[test]
    fn braces_may_be_nested_but_not_without_end() {
        let nested = |depth: usize| {
            let (open, close) = ("{".repeat(depth), "}".repeat(depth));
            format!("@book{{x, title = {{{open}T{close}}}}}")
        };
        assert_eq!(checked(&nested(20)), Ok(()));
        assert!(checked(&nested(200_000)).unwrap_err().contains("nested"));
        assert_eq!(checked(r"@book{x, title = {a \{ b}}"), Ok(()));
    }
}
