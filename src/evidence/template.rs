//! A shortened or adapted quote as what an editor made of a text: pieces of it, and between them
//! marks of words left out (`…`, `[...]`, `. . .`) or put in (`[the king]`, `[t]he`). Knows no
//! text.

use unicode_segmentation::UnicodeSegmentation as _;

use super::loose::LooseWords;
use crate::limits::QUOTE_PIECES;

/// Pieces of a text in order, with a joint before, between and after them.
#[derive(Debug)]
pub(super) struct Template {
    pub(super) pieces: Vec<LooseWords>,
    /// One more than there are pieces.
    pub(super) joints: Vec<Joint>,
}

/// What an editor did between two pieces, or at an end; nothing at an end without a mark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Joint {
    /// Whether words are left out.
    pub(super) is_shortened: bool,
    /// What was put in, with its brackets.
    pub(super) put_in: Option<String>,
    /// Whether what was put in continues the word before.
    pub(super) joins_before: bool,
    /// Whether the word after continues what was put in.
    pub(super) joins_after: bool,
}

impl Joint {
    /// Whether there is a mark of the editor.
    pub(super) fn is_edited(&self) -> bool {
        self.is_shortened || self.put_in.is_some()
    }

    /// The letter that was put in at the beginning of a word: `[t]he`.
    pub(super) fn first_letter(&self) -> Option<char> {
        let words = self
            .put_in
            .as_ref()
            .filter(|_| self.joins_after && !self.joins_before)?;
        let mut letters = words.trim_matches(['[', ']']).chars();
        letters.next().filter(|_| letters.next().is_none())
    }
}

impl Template {
    /// Takes folded words apart; `None` if nothing is left out or put in, or no piece is left.
    pub(super) fn of(folded: &str) -> Option<Self> {
        let mut template = Self {
            pieces: Vec::new(),
            joints: vec![Joint::default()],
        };
        let mut rest = folded;
        while !rest.is_empty() {
            let mark = next_mark(rest);
            let (words, mark) = match &mark {
                Some(mark) => (&rest[..mark.start], Some(&rest[mark.start..mark.end])),
                None => (rest, None),
            };
            template.push(words);
            let Some(mark) = mark else { break };
            rest = &rest[words.len() + mark.len()..];
            let joint = template.joints.last_mut()?;
            if is_ellipsis(mark) {
                joint.is_shortened = true;
                joint.joins_before = false;
                joint.joins_after = false;
            } else {
                joint.joins_before = words.ends_with(char::is_alphanumeric) && !joint.is_edited();
                joint.joins_after = rest.starts_with(char::is_alphanumeric);
                match &mut joint.put_in {
                    Some(put_in) => put_in.push_str(mark),
                    None => joint.put_in = Some(mark.to_owned()),
                }
            }
        }
        let is_edited = template.joints.iter().any(Joint::is_edited);
        let is_usable = is_edited && !template.pieces.is_empty();
        (is_usable && template.pieces.len() <= QUOTE_PIECES.count()).then_some(template)
    }

    /// Whether words are left out anywhere.
    pub(super) fn is_shortened(&self) -> bool {
        self.joints.iter().any(|joint| joint.is_shortened)
    }

    /// The template with another capital in each piece that is in the text so and not as quoted:
    /// style guides let authors change the first letter of a quote.
    pub(super) fn with_capitals_of(mut self, is_in_text: impl Fn(&LooseWords) -> bool) -> Self {
        for piece in &mut self.pieces {
            if is_in_text(piece) {
                continue;
            }
            let other = with_other_capital(&piece.words).find(&is_in_text);
            *piece = other.unwrap_or_else(|| piece.clone());
        }
        self
    }

    /// Adds a piece, and the joint after it. Punctuation beside a mark is the editor's.
    fn push(&mut self, words: &str) {
        let words = words.trim_matches(|letter: char| !letter.is_alphanumeric());
        if let Some(words) = LooseWords::of(words) {
            self.pieces.push(words);
            self.joints.push(Joint::default());
        }
    }
}

/// The most words whose capitals are tried.
const MAX_CAPITALS: usize = 20;

/// Words with the first letter of one of them in upper case instead of lower case, or the reverse.
fn with_other_capital(words: &str) -> impl Iterator<Item = LooseWords> {
    let starts = words.split_word_bound_indices();
    let starts = starts.filter(|(_, word)| word.starts_with(char::is_alphabetic));
    starts.take(MAX_CAPITALS).filter_map(|(at, word)| {
        let first = word.chars().next()?;
        let other: String = if first.is_uppercase() {
            first.to_lowercase().collect()
        } else {
            first.to_uppercase().collect()
        };
        let rest = &words[at + first.len_utf8()..];
        LooseWords::of(&[&words[..at], &other, rest].concat())
    })
}

/// The next mark of an editor.
fn next_mark(text: &str) -> Option<std::ops::Range<usize>> {
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        let rest = &text[at..];
        let closing = match letter {
            '[' => ']',
            '(' => ')',
            '<' => '>',
            '.' => {
                let run = dots(rest);
                if rest[..run].matches('.').count() >= 3 {
                    return Some(at..at + run);
                }
                letters = text[at + run..].char_indices();
                // Indices continue from the end of the run.
                return next_mark(letters.as_str())
                    .map(|mark| mark.start + at + run..mark.end + at + run);
            }
            _ => continue,
        };
        let Some(length) = rest.find(closing) else {
            continue;
        };
        let mark = &rest[..=length];
        let content = mark[1..length].trim_matches(' ');
        let is_put_in =
            letter == '[' && content.contains(char::is_alphabetic) && !content.contains('[');
        if is_ellipsis(mark) || is_put_in {
            return Some(at..at + mark.len());
        }
    }
    None
}

/// The length of the run of dots, with single spaces between them, at the beginning of a text.
fn dots(text: &str) -> usize {
    let end = text
        .find(|letter| !matches!(letter, '.' | ' '))
        .unwrap_or(text.len());
    text[..end].trim_end_matches(' ').len()
}

/// Whether a mark says that words are left out: three dots, or two in brackets.
fn is_ellipsis(mark: &str) -> bool {
    let content = mark.trim_matches(|letter| matches!(letter, '[' | ']' | '(' | ')' | '<' | '>'));
    let dots = content.matches('.').count();
    let is_bare = content.len() == mark.len();
    content.chars().all(|letter| matches!(letter, '.' | ' ')) && dots >= if is_bare { 3 } else { 2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pieces, and between them `…` and what is put in, with `+` where it joins a word.
    fn shown(words: &str) -> String {
        let Some(template) = Template::of(words) else {
            return "none".to_owned();
        };
        let joint = |joint: &Joint| {
            let before = if joint.joins_before { "+" } else { "" };
            let after = if joint.joins_after { "+" } else { "" };
            let dots = if joint.is_shortened { "…" } else { "" };
            format!(
                "|{dots}{before}{}{after}|",
                joint.put_in.as_deref().unwrap_or_default()
            )
        };
        let pieces = template.pieces.iter().map(|piece| piece.words.clone());
        let pieces: Vec<_> = pieces.chain([String::new()]).collect();
        let joints = template.joints.iter().map(joint);
        joints
            .zip(pieces)
            .map(|(joint, piece)| joint + &piece)
            .collect()
    }

    #[test]
    fn marks_of_editors_are_found() {
        for (words, expected) in [
            ("a ... b", "||a|…|b||"),
            ("a [...] b", "||a|…|b||"),
            ("a (. . .) b", "||a|…|b||"),
            ("a <...> b", "||a|…|b||"),
            ("a [..] b", "||a|…|b||"),
            ("a. ... b", "||a|…|b||"),
            ("... a", "|…|a||"),
            ("a, ...", "||a|…|"),
            ("[t]he a", "|[t]+|he a||"),
            ("promise[d] it", "||promise|+[d]|it||"),
            ("wom[e]n", "||wom|+[e]+|n||"),
            ("a [the king] b", "||a|[the king]|b||"),
            ("... [T]he a", "|…[T]+|he a||"),
            ("a (b) c. d [3] e.. f", "none"),
            ("a b", "none"),
            ("... [sic]", "none"),
        ] {
            assert_eq!(shown(words), expected, "{words}");
        }
    }

    #[test]
    fn quotes_of_very_many_pieces_are_not_taken_apart() {
        assert_eq!(shown(&"a ... ".repeat(1000)), "none");
        assert_eq!(shown(&". ".repeat(100_000)), "none");
        assert_eq!(shown(&"[".repeat(100_000)), "none");
    }
}
