//! HTML: one file that works offline. The picture can be moved and searched, and shows a card for
//! each actor and tie; without scripts, links lead from the picture to the same records below it.
//!
//! The page asks for nothing from outside and runs only its own constant script, which its content
//! policy names by hash; what comes from the document is escaped text.

mod frame;
mod records;
mod story;

use std::fmt::Write as _;

use self::frame::{begin, check_size, end, kinds_of, links, push_card, push_header, swatch, theme};
use self::records::Records;
use super::exporter::{ExportOption, ExportWriter, Exporter};
use super::svg::{LinkedSvg, linked_svg};
use crate::file::xml_escape::push_attribute;
use crate::model::Document;
use crate::scene::{FigureOptions, Scene};

const SCRIPT: &str = concat!(include_str!("cards.js"), include_str!("page.js"));

pub(super) const EXPORTER: Exporter = Exporter {
    id: "html",
    name: "HTML",
    extensions: &["html", "htm"],
    explanation: "A page for the web that works offline: pan, zoom, search, and a card with quotes and sources for every line.",
    options: &[
        ExportOption::Size,
        ExportOption::Theme,
        ExportOption::Parts,
        ExportOption::Language,
        ExportOption::Story,
        ExportOption::Citations,
        ExportOption::Filter,
    ],
    check: |_| Ok(()),
    max_records: usize::MAX,
    writer: ExportWriter::Page(write),
    story: Some(story::write),
};

/// The page. O(size of the picture and of the claims behind it).
fn write(scene: &Scene, document: &Document, options: &FigureOptions) -> Result<Vec<u8>, String> {
    check_size(Records::new([scene], document, options).relation_count())?;
    Ok(page(scene, document, options).into_bytes())
}

fn page(scene: &Scene, document: &Document, options: &FigureOptions) -> String {
    let records = Records::new([scene], document, options);
    let mut out = begin(document, options, SCRIPT);
    push_header(&mut out, document, scene.as_of.as_deref(), options);
    let picture = linked_svg(scene, &links(scene, document, &records), "");
    push_tools(&mut out, &picture, &records, document, options);
    out.push_str("<main>\n<div class=\"stage\">\n");
    out.push_str(&picture.svg);
    push_card(&mut out, document, options);
    out.push_str("</div>\n");
    records.push(&mut out);
    end(&mut out, SCRIPT);
    out
}

/// Search, the kinds to show, and zoom: used by the script only. What leads to nothing in the
/// picture is left out: the lines of a very large network are one shape.
fn push_tools(
    out: &mut String,
    picture: &LinkedSvg,
    records: &Records<'_>,
    document: &Document,
    options: &FigureOptions,
) {
    let language = options.language_of(document);
    let _ = write!(
        out,
        "<div class=\"tools\" role=\"toolbar\" aria-label=\"{0}\">\n\
         <input id=\"search\" type=\"search\" list=\"actors\" placeholder=\"{1}\" \
         aria-label=\"{1}\" data-none=\"{2}\">\n<datalist id=\"actors\">",
        language.text("page-picture"),
        language.text("page-find"),
        language.text("page-no-such-actor")
    );
    for (record, names) in records.actors_with_names() {
        for name in names.filter(|_| picture.linked.contains(record)) {
            let _ = write!(out, "<option data-record=\"{record}\" value=\"");
            push_attribute(out, name);
            out.push_str("\">");
        }
    }
    out.push_str("</datalist>\n");
    let has_lines = records.ties().all(|record| picture.linked.contains(record));
    if has_lines {
        push_kinds(out, document, options);
    }
    let _ = write!(
        out,
        "<span><button id=\"zoom-out\" type=\"button\" aria-label=\"{}\">−</button> \
         <button id=\"fit\" type=\"button\">{}</button> \
         <button id=\"zoom-in\" type=\"button\" aria-label=\"{}\">+</button></span>\n</div>\n",
        language.text("page-zoom-out"),
        language.text("page-fit"),
        language.text("page-zoom-in")
    );
}

/// The kinds of relation that are shown.
fn push_kinds(out: &mut String, document: &Document, options: &FigureOptions) {
    let language = options.language_of(document);
    let _ = write!(
        out,
        "<fieldset><legend>{}</legend>",
        language.text("page-show")
    );
    let theme = theme(options.is_dark);
    for kind in kinds_of(document) {
        let _ = write!(
            out,
            "<label><input type=\"checkbox\" value=\"{0}\" checked> {1}{2}</label>",
            kind.as_str(),
            swatch(&theme, kind),
            language.relation_kind(kind)
        );
    }
    out.push_str("</fieldset>\n");
}

#[cfg(test)]
mod tests;
