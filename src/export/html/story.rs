//! The story as one page that is stepped through: a picture and a text for each step. Without
//! scripts, the steps follow each other down the page.

use std::fmt::Write as _;

use super::frame::{
    begin, check_size, end, kinds_of, links, push_card, push_header, swatch, theme,
};
use super::records::{Records, own_element};
use crate::export::story::StoryPage;
use crate::export::svg::linked_svg;
use crate::file::xml_escape::push_attribute;
use crate::model::Document;
use crate::scene::FigureOptions;

const SCRIPT: &str = concat!(include_str!("cards.js"), include_str!("story.js"));

/// The page. O(size of all pictures and of the claims behind them).
pub(super) fn write(
    steps: &[StoryPage],
    document: &Document,
    _native: Option<&str>,
    options: &FigureOptions,
) -> Result<Vec<u8>, String> {
    let records = Records::new(steps.iter().map(|step| &step.scene), document, options);
    check_size(records.relation_count())?;
    let mut out = begin(document, options, SCRIPT);
    push_header(&mut out, document, None, options);
    out.push_str("<main>\n<div class=\"stage story\">\n");
    for (number, step) in steps.iter().enumerate() {
        push_step(
            &mut out,
            (number + 1, steps.len()),
            step,
            document,
            &records,
        );
    }
    push_card(&mut out, document, options);
    out.push_str("</div>\n");
    push_tools(&mut out, steps, document, options);
    records.push(&mut out);
    end(&mut out, SCRIPT);
    Ok(out.into_bytes())
}

/// The words and the picture of a step. Where the layout is in the picture is for the script, which
/// moves from one picture to the next.
fn push_step(
    out: &mut String,
    (number, count): (usize, usize),
    step: &StoryPage,
    document: &Document,
    records: &Records<'_>,
) {
    let _ = write!(out, "<section class=\"step\" id=\"step-{number}\"");
    if let Some(view) = step.scene.viewport {
        let _ = write!(
            out,
            " data-zoom=\"{}\" data-x=\"{}\" data-y=\"{}\"",
            view.zoom, view.pan.x, view.pan.y
        );
    }
    out.push_str(" aria-label=\"");
    push_attribute(out, &step.heading);
    out.push_str("\">\n<div class=\"words\">\n");
    let _ = writeln!(out, "<p class=\"quiet\">{number} / {count}</p>");
    own_element(out, "h2", &step.heading);
    for paragraph in step.text.split("\n\n").map(str::trim) {
        if !paragraph.is_empty() {
            own_element(out, "p", paragraph);
        }
    }
    if let Some(as_of) = &step.scene.as_of {
        let _ = writeln!(out, "<p class=\"quiet\">{as_of}</p>");
    }
    out.push_str("</div>\n");
    let links = links(&step.scene, document, records);
    let picture = linked_svg(&step.scene, &links, &format!("step-{number}-"));
    out.push_str(&picture.svg);
    out.push_str("</section>\n");
}

/// The meaning of colours, and the buttons that step.
fn push_tools(out: &mut String, steps: &[StoryPage], document: &Document, options: &FigureOptions) {
    out.push_str("<div class=\"beneath\">\n<p class=\"kinds\">");
    let theme = theme(options.is_dark);
    for kind in kinds_of(document) {
        let word = options.language_of(document).relation_kind(kind);
        let _ = write!(out, "<span>{}{word}</span> ", swatch(&theme, kind));
    }
    let language = options.language_of(document);
    let (back, next) = if language.is_leftward() {
        ("→", "←")
    } else {
        ("←", "→")
    };
    out.push_str("</p>\n<nav class=\"tools\">\n");
    let button = |out: &mut String, id: &str, label: &'static str, sign: &str| {
        let _ = write!(out, "<button id=\"{id}\" type=\"button\" aria-label=\"");
        push_attribute(out, &language.text(label));
        let _ = writeln!(out, "\">{sign}</button>");
    };
    button(out, "back", "page-previous-step", back);
    out.push_str("<ol>\n");
    for (number, step) in steps.iter().enumerate() {
        let number = number + 1;
        let _ = write!(out, "<li><a href=\"#step-{number}\" title=\"");
        push_attribute(out, &step.heading);
        let _ = writeln!(out, "\">{number}</a></li>");
    }
    out.push_str("</ol>\n");
    button(out, "next", "page-next-step", next);
    out.push_str("<p id=\"status\" role=\"status\"></p>\n</nav>\n</div>\n");
}
