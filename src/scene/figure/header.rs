//! The part of a figure above the picture: title and description. Draws no network.

use emath::Rect;
use unicode_segmentation::UnicodeSegmentation as _;

use super::input::Figure;
use super::page_text::{
    COMPACT_TITLE, GAP, MAX_TEXT_WIDTH, SMALL, SMALL_TITLE, SUBTITLE, TITLE, TextLines, TextStyle,
};
use super::part::FigurePart;
use super::room::PageTexts;
use crate::scene::Mark;
use crate::scene::text::{cap_height, elide, wrap};
use crate::words::capitalized;

/// Title and description.
pub(super) struct FigureHeader {
    pub(super) marks: Vec<Mark>,
    /// Where the picture may start.
    pub(super) bottom: f32,
    /// Whether a part of the title or of the description has no room and ends in an ellipsis.
    pub(super) is_cut: bool,
    /// Whether a part of the title has no room.
    pub(super) is_title_cut: bool,
}

/// How a header is set: its type, the most lines of its title, and the most that it takes of the
/// height of the page. The network takes the page.
#[derive(Clone, Copy)]
struct HeaderType {
    title: TextStyle,
    description: TextStyle,
    max_title_lines: usize,
    max_share: f32,
}

/// The usual type, on a page and on a small one.
const USUAL: HeaderType = HeaderType {
    title: TITLE,
    description: SUBTITLE,
    max_title_lines: 3,
    max_share: 0.3,
};
const USUAL_ON_SMALL_PAGE: HeaderType = HeaderType {
    max_share: 0.2,
    ..USUAL
};

/// Smaller type and more room, for texts that would be cut off otherwise.
const COMPACT: HeaderType = HeaderType {
    title: COMPACT_TITLE,
    description: SMALL,
    max_share: 0.32,
    ..USUAL
};

/// The same for a title alone that would be cut off otherwise.
const LONG_TITLES: [HeaderType; 2] = [
    HeaderType {
        max_title_lines: 4,
        ..COMPACT
    },
    HeaderType {
        title: SMALL_TITLE,
        max_title_lines: 6,
        max_share: 0.36,
        ..COMPACT
    },
];

/// On lower pages the network needs the room more than the description, in points.
const MIN_COMPACT_HEIGHT: f32 = 400.0;

impl FigureHeader {
    /// Sets the header in the usual type, or in compact type if its texts have no room otherwise,
    /// or if they give way to the network.
    pub(super) fn new(figure: &Figure, page: Rect, is_small: bool, texts: PageTexts) -> Self {
        let usual = if is_small { USUAL_ON_SMALL_PAGE } else { USUAL };
        let mut settings = Vec::new();
        if texts < PageTexts::CompactTitle {
            settings.push(usual);
        }
        if page.height() > MIN_COMPACT_HEIGHT || texts >= PageTexts::CompactTitle {
            settings.push(COMPACT);
        }
        let set = |setting: &HeaderType| Self::set(figure, page, setting, texts);
        let mut header = set(&usual);
        for setting in &settings {
            header = set(setting);
            if !header.is_cut {
                return header;
            }
        }
        let mut longer = LONG_TITLES.iter().filter(|_| header.is_title_cut).map(set);
        longer.find(|longer| !longer.is_title_cut).unwrap_or(header)
    }

    fn set(figure: &Figure, page: Rect, setting: &HeaderType, part: PageTexts) -> Self {
        let title = figure.document.meta.title.as_deref();
        let title = title.filter(|_| figure.parts.has(FigurePart::Title));
        let first = title.map_or(setting.description, |_| setting.title);
        let mut texts = HeaderTexts {
            marks: Vec::new(),
            lines: TextLines::new(page.left(), page.right(), figure.language),
            // Capital letters touch the margin; the space above them for accents does not count.
            y: page.top() + cap_height(first.size),
            bottom: page.top() + setting.max_share * page.height(),
            is_cut: false,
        };
        if let Some(title) = title {
            let width = page.width();
            texts.write(
                title,
                setting.title,
                width,
                setting.max_title_lines,
                figure.theme.ink,
            );
            texts.y += setting.description.pitch - setting.title.pitch + 6.0;
        }
        let is_title_cut = texts.is_cut;
        let has_description = figure.parts.has(FigurePart::Description);
        if has_description && part >= PageTexts::NoDescription {
            texts.is_cut |= figure.document.meta.description.is_some() || as_of(figure).is_some();
        } else if has_description {
            let width = page.width().min(MAX_TEXT_WIDTH);
            let room = texts.room(setting.description);
            let words = description(figure, |words| {
                paragraphs(words, setting.description, width, room.saturating_add(1)).len() <= room
            });
            texts.is_cut |= words.is_cut;
            texts.write(
                &words.text,
                setting.description,
                width,
                usize::MAX,
                figure.theme.muted,
            );
        }
        let bottom = if texts.marks.is_empty() {
            page.top()
        } else {
            texts.y - setting.description.pitch + GAP
        };
        Self {
            marks: texts.marks,
            bottom,
            is_cut: texts.is_cut,
            is_title_cut,
        }
    }
}

/// A text for which there may be too little room.
struct FittedText {
    text: String,
    is_cut: bool,
}

/// The description, and the time that is shown. Where both have no room, the description ends in an
/// ellipsis before the time.
fn description(figure: &Figure, fits: impl Fn(&str) -> bool) -> FittedText {
    let description = figure.document.meta.description.as_deref().map(str::trim);
    let description = description.filter(|text| !text.is_empty());
    let (Some(text), Some(as_of)) = (description, as_of(figure)) else {
        let text = description.map(str::to_owned).or_else(|| as_of(figure));
        return FittedText {
            text: text.unwrap_or_default(),
            is_cut: false,
        };
    };
    // A heading or a list of words becomes a sentence before another one.
    let sentence = if text.ends_with(char::is_alphanumeric) {
        figure.language.sentence(text)
    } else {
        text.to_owned()
    };
    let with_time = |text: String| figure.language.sentences(&[text, as_of.clone()]);
    let whole = with_time(sentence);
    if fits(&whole) {
        return FittedText {
            text: whole,
            is_cut: false,
        };
    }
    let shortened = |end: usize| with_time(format!("{}…", text[..end].trim_end()));
    let ends: Vec<usize> = text.unicode_word_indices().map(|(at, _)| at).collect();
    let kept = ends.partition_point(|end| fits(&shortened(*end)));
    match kept.checked_sub(1).and_then(|last| ends.get(last)) {
        Some(end) if *end > 0 => FittedText {
            text: shortened(*end),
            is_cut: true,
        },
        // There is no room for both.
        _ => FittedText {
            text: whole,
            is_cut: true,
        },
    }
}

/// The time that is shown, as a sentence: that of the filter replaces that of the document.
pub(super) fn as_of(figure: &Figure) -> Option<String> {
    let language = figure.language;
    let words = match (figure.network.filter().span, &figure.document.meta.as_of) {
        (Some(span), _) => Some(capitalized(&language.span(span))),
        (None, as_of) => as_of.as_ref().map(|date| language.as_of(date)),
    };
    words.map(|words| language.sentence(&words))
}

/// A text in at most this many lines, its paragraphs in lines of their own.
fn paragraphs(words: &str, style: TextStyle, width: f32, max_lines: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in words.split("\n\n") {
        if lines.len() > max_lines {
            break;
        }
        let room = max_lines.saturating_add(1) - lines.len();
        lines.extend(wrap(paragraph, style.size, style.weight, width, room));
    }
    if lines.len() > max_lines {
        let rest = lines.split_off(max_lines.max(1) - 1).join(" ");
        lines.push(elide(&format!("{rest}…"), style.size, style.weight, width));
    }
    lines
}

/// Lines that are written one beneath the other, as long as there is room.
struct HeaderTexts {
    marks: Vec<Mark>,
    lines: TextLines,
    /// The next baseline.
    y: f32,
    /// The lowest baseline that is allowed.
    bottom: f32,
    is_cut: bool,
}

impl HeaderTexts {
    /// How many lines have room.
    fn room(&self, style: TextStyle) -> usize {
        ((self.bottom - self.y) / style.pitch + 1.0).max(0.0) as usize
    }

    fn write(
        &mut self,
        words: &str,
        style: TextStyle,
        width: f32,
        max_lines: usize,
        color: crate::scene::Color,
    ) {
        let room = self.room(style).min(max_lines);
        // One line more shows whether everything has room.
        let lines = paragraphs(words, style, width, room.saturating_add(1));
        let is_cut = lines.len() > room;
        let lines = if is_cut {
            paragraphs(words, style, width, room)
        } else {
            lines
        };
        self.is_cut |= is_cut;
        for line in lines.into_iter().take(room) {
            let mark = self.lines.text(line, 0.0, self.y, style, color);
            self.marks.push(mark);
            self.y += style.pitch;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_begin_lines_and_what_is_cut_ends_in_an_ellipsis() {
        let lines = |max: usize| paragraphs("One two.\n\nThree four.", SMALL, 500.0, max);
        assert_eq!(lines(9), ["One two.", "Three four."]);
        assert_eq!(lines(2), ["One two.", "Three four."]);
        let cut = lines(1);
        assert_eq!(cut.len(), 1);
        assert!(
            cut[0].starts_with("One two.") && cut[0].ends_with('…'),
            "{cut:?}"
        );
        let narrow = paragraphs("One two three four five six", SMALL, 60.0, 2);
        assert_eq!(narrow.len(), 2);
        assert!(narrow[1].ends_with('…'), "{narrow:?}");
    }
}
