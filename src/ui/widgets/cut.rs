//! Texts that are cut where there is no room: a tooltip shows the whole text. A cut label of egui
//! has one already.

use egui::{Response, RichText, TextStyle, Ui};

use crate::words::cut_to;

/// The most bytes of a heading: some lines of a panel.
const HEADING_BYTES: usize = 300;

/// A name or a title as a heading. Of a very long one the first lines: the form has all of it.
pub(crate) fn heading(text: &str) -> RichText {
    RichText::new(heading_text(text)).heading()
}

/// The text of a heading.
pub(crate) fn heading_text(text: &str) -> String {
    cut_to(HEADING_BYTES, text.to_owned())
}

/// Shows the whole text while the pointer is on a widget that has no room for it.
pub(crate) fn full_text(response: Response, text: &str) -> Response {
    full_text_beside(response, text, 0.0)
}

/// The same for the button of a list that drops down, which has an arrow beside its text.
pub(crate) fn full_choice(response: Response, text: &str) -> Response {
    let style = response.ctx.global_style();
    let arrow = style.spacing.icon_width + style.spacing.icon_spacing;
    full_text_beside(response, text, arrow)
}

/// A text without words in its middle where it has more rows than these: both ends are seen.
pub(crate) fn middle(ui: &Ui, text: &str, (rows, width): (usize, f32)) -> String {
    let (font, color) = (
        TextStyle::Body.resolve(ui.style()),
        ui.visuals().text_color(),
    );
    let fits = |words: &str| {
        let (words, font) = (words.to_owned(), font.clone());
        let galley = ui.fonts_mut(|fonts| fonts.layout(words, font, color, width));
        galley.rows.len() <= rows
    };
    if fits(text) {
        return text.to_owned();
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let with = |kept: usize| {
        let (first, last) = (kept.div_ceil(2), kept / 2);
        let (first, last) = (&words[..first], &words[words.len() - last..]);
        format!("{} … {}", first.join(" "), last.join(" "))
    };
    // The most words that fit, by halving.
    let (mut fitting, mut too_many) = (2.min(words.len()), words.len());
    while too_many > fitting + 1 {
        let kept = fitting.midpoint(too_many);
        if fits(&with(kept)) {
            fitting = kept;
        } else {
            too_many = kept;
        }
    }
    with(fitting)
}

/// Whether a text in one line is wider than this.
pub(crate) fn is_cut(ui: &Ui, text: &str, width: f32) -> bool {
    let font = TextStyle::Body.resolve(ui.style());
    let color = ui.visuals().text_color();
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, color);
    galley.size().x > width + 1.0
}

fn full_text_beside(response: Response, text: &str, taken: f32) -> Response {
    if !response.hovered() {
        return response;
    }
    let style = response.ctx.global_style();
    let font = TextStyle::Body.resolve(&style);
    let color = style.visuals.text_color();
    let width = response.ctx.fonts_mut(|fonts| {
        let galley = fonts.layout_no_wrap(text.to_owned(), font, color);
        galley.size().x
    });
    let room = response.rect.width() - 2.0 * style.spacing.button_padding.x - taken;
    if width > room + 1.0 {
        response.on_hover_text(text)
    } else {
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_has_all_of_a_name_and_the_first_lines_of_a_very_long_one() {
        let name = "Democratic People’s Republic of Korea";
        assert_eq!(heading_text(name), name);
        let long = heading_text(&"ل".repeat(2_000));
        assert!(long.ends_with('…') && long.len() < 310, "{}", long.len());
    }
}
