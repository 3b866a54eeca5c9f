//! The part of a figure above the picture: title and description. Draws no network.

use emath::Rect;

use super::input::Figure;
use super::page_text::{
    COMPACT_TITLE, GAP, MAX_TEXT_WIDTH, SMALL, SUBTITLE, TITLE, TextLines, TextStyle,
};
use super::part::FigurePart;
use crate::scene::Mark;
use crate::scene::text::{cap_height, wrap};
use crate::words::capitalized;

/// Title and description.
pub(super) struct FigureHeader {
    pub(super) marks: Vec<Mark>,
    /// Where the picture may start.
    pub(super) bottom: f32,
    /// Whether a part of the texts has no room and ends in an ellipsis.
    pub(super) is_cut: bool,
}

/// How a header is set: its type, and the most that it takes of the height of the page. The network
/// takes the page.
struct HeaderType {
    title: TextStyle,
    description: TextStyle,
    max_share: f32,
}

/// The usual type, on a page and on a small one.
const USUAL: HeaderType = HeaderType {
    title: TITLE,
    description: SUBTITLE,
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
};

/// On lower pages the network needs the room more than the description, in points.
const MIN_COMPACT_HEIGHT: f32 = 400.0;

/// The most lines of the title.
const MAX_TITLE_LINES: usize = 3;

impl FigureHeader {
    /// Sets the header in the usual type, or in compact type if its texts have no room otherwise.
    pub(super) fn new(figure: &Figure, page: Rect, is_small: bool) -> Self {
        let usual = if is_small { USUAL_ON_SMALL_PAGE } else { USUAL };
        let header = Self::set(figure, page, &usual);
        if header.is_cut && page.height() > MIN_COMPACT_HEIGHT {
            Self::set(figure, page, &COMPACT)
        } else {
            header
        }
    }

    fn set(figure: &Figure, page: Rect, setting: &HeaderType) -> Self {
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
                MAX_TITLE_LINES,
                figure.theme.ink,
            );
            texts.y += setting.description.pitch - setting.title.pitch + 6.0;
        }
        if figure.parts.has(FigurePart::Description) {
            let width = page.width().min(MAX_TEXT_WIDTH);
            let words = description(figure);
            texts.write(
                &words,
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
        }
    }
}

/// The description, and the time that is shown: that of the filter replaces that of the document.
fn description(figure: &Figure) -> String {
    let language = figure.language;
    let meta = &figure.document.meta;
    let as_of = match (figure.network.filter().span, &meta.as_of) {
        (Some(span), _) => Some(capitalized(&language.span(span))),
        (None, as_of) => as_of.as_ref().map(|date| {
            let date = language.date(date);
            language.with("figure-as-of", &[("date", date.into())])
        }),
    };
    let as_of = as_of.map(|words| language.sentence(&words));
    // What follows a description without a full stop would run on from it.
    let is_open = |words: &str| words.trim_end().ends_with(char::is_alphanumeric);
    let described = meta.description.as_ref().map(|words| match &as_of {
        Some(_) if is_open(words) => language.sentence(words.trim_end()),
        _ => words.clone(),
    });
    let sentences: Vec<_> = described.into_iter().chain(as_of).collect();
    language.sentences(&sentences)
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
    fn write(
        &mut self,
        words: &str,
        style: TextStyle,
        width: f32,
        max_lines: usize,
        color: crate::scene::Color,
    ) {
        let room = ((self.bottom - self.y) / style.pitch + 1.0).max(0.0) as usize;
        let room = room.min(max_lines);
        // One line more shows whether everything has room.
        let lines = wrap(
            words,
            style.size,
            style.weight,
            width,
            room.saturating_add(1),
        );
        let is_cut = lines.len() > room;
        let lines = if is_cut {
            wrap(words, style.size, style.weight, width, room)
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
