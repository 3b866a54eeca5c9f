//! HTML: one file that works offline. The picture can be moved and searched, and shows a card for
//! each actor and tie; without scripts, links lead from the picture to the same records below it.
//!
//! The page asks for nothing from outside and runs only its own constant script, which its content
//! policy names by hash; what comes from the document is escaped text.

mod records;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use sha2::{Digest as _, Sha256};

use self::records::{Records, bloc_name, element, kind_in_words};
use super::exporter::{ExportOption, ExportWriter, Exporter};
use super::svg::{SvgLink, linked_svg};
use crate::file::xml_escape::push_attribute;
use crate::model::{Document, RelationKind};
use crate::scene::{Color, FigureOptions, Scene, Subject, SubjectIds, Theme};
use crate::words::grouped;

const SCRIPT: &str = include_str!("page.js");
const STYLE: &str = include_str!("page.css");

/// The most relations of a page: browsers take seconds to open a larger one.
const MAX_HTML_RELATIONS: usize = 50_000;

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
        ExportOption::Filter,
    ],
    check: |_| Ok(()),
    max_records: usize::MAX,
    writer: ExportWriter::Page(write),
};

/// The page. O(size of the picture and of the claims behind it).
fn write(scene: &Scene, document: &Document, options: &FigureOptions) -> Result<Vec<u8>, String> {
    let relations: usize = scene
        .descriptions
        .values()
        .map(|description| match &description.ids {
            SubjectIds::Actor(_) => 0,
            SubjectIds::Tie { relations, .. } => relations.len(),
        })
        .sum();
    if relations > MAX_HTML_RELATIONS {
        return Err(format!(
            "A page of {} relations is too large for browsers; the most is {}. Filter or simplify \
             the network, draw blocs, or export SVG or PNG.",
            grouped(relations),
            grouped(MAX_HTML_RELATIONS)
        ));
    }
    Ok(page(scene, document, options).into_bytes())
}

fn page(scene: &Scene, document: &Document, options: &FigureOptions) -> String {
    let title = document.meta.title.as_deref().map(str::trim);
    let title = title.filter(|title| !title.is_empty());
    let language = options.language_of(document);
    let records = Records::new(scene, document, language);
    let direction = if language.is_leftward() { "rtl" } else { "ltr" };
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n",
        language.code()
    );
    let hash = BASE64_STANDARD.encode(Sha256::digest(SCRIPT.as_bytes()));
    let _ = writeln!(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'; script-src 'sha256-{hash}'; base-uri 'none'; \
         form-action 'none'\">"
    );
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    let _ = writeln!(
        out,
        "<meta name=\"generator\" content=\"Frenemy {}\">",
        env!("CARGO_PKG_VERSION")
    );
    let title = title.map_or_else(|| language.text("page-network"), str::to_owned);
    element(&mut out, "title", &title);
    out.push_str("<style>\n");
    out.push_str(STYLE);
    out.push_str(&theme_rules(options.is_dark));
    out.push_str("</style>\n</head>\n<body>\n<header>\n");
    element(&mut out, "h1", &title);
    if let Some(description) = &document.meta.description {
        element(&mut out, "p", description.trim());
    }
    out.push_str("</header>\n");
    push_tools(&mut out, scene, document, options);
    out.push_str("<main>\n<div class=\"stage\">\n");
    out.push_str(&linked_svg(scene, &links(scene, document, &records)));
    let _ = write!(
        out,
        "<div id=\"card\" role=\"region\" aria-label=\"{}\" aria-live=\"polite\" hidden></div>\n</div>\n",
        language.text("page-card")
    );
    records.push(&mut out);
    out.push_str("</main>\n<script>");
    out.push_str(SCRIPT);
    out.push_str("</script>\n</body>\n</html>\n");
    out
}

/// Search, the kinds to show, and zoom: used by the script only.
fn push_tools(out: &mut String, scene: &Scene, document: &Document, options: &FigureOptions) {
    let language = options.language_of(document);
    let _ = write!(
        out,
        "<div class=\"tools\" role=\"toolbar\" aria-label=\"{0}\">\n\
         <input id=\"search\" type=\"search\" list=\"actors\" placeholder=\"{1}\" \
         aria-label=\"{1}\">\n<datalist id=\"actors\">",
        language.text("page-picture"),
        language.text("page-find")
    );
    for description in scene.descriptions.values() {
        if let SubjectIds::Actor(id) = &description.ids {
            out.push_str("<option value=\"");
            push_attribute(out, document.actor_name(id));
            out.push_str("\">");
        }
    }
    let _ = write!(
        out,
        "</datalist>\n<fieldset><legend>{}</legend>",
        language.text("page-show")
    );
    let theme = theme(options.is_dark);
    for kind in RelationKind::ALL {
        if !document
            .relations
            .iter()
            .any(|relation| relation.kind() == kind)
        {
            continue;
        }
        let _ = write!(
            out,
            "<label><input type=\"checkbox\" value=\"{0}\" checked> <svg class=\"swatch\" \
             viewBox=\"0 0 10 2\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect \
             width=\"10\" height=\"2\" fill=\"{1}\"/></svg>{2}</label>",
            kind.as_str(),
            theme.relation(kind),
            kind_in_words(kind, language)
        );
    }
    let _ = write!(
        out,
        "</fieldset>\n<span><button id=\"zoom-out\" type=\"button\" aria-label=\"{}\">−</button> \
         <button id=\"fit\" type=\"button\">{}</button> \
         <button id=\"zoom-in\" type=\"button\" aria-label=\"{}\">+</button></span>\n</div>\n",
        language.text("page-zoom-out"),
        language.text("page-fit"),
        language.text("page-zoom-in")
    );
}

/// Where the actors and ties of the picture lead to.
fn links(scene: &Scene, document: &Document, records: &Records) -> BTreeMap<Subject, SvgLink> {
    let link = |(subject, description): (&Subject, &crate::scene::Description)| {
        let record = records.id(*subject)?;
        let (label, kinds, ends) = match &description.ids {
            SubjectIds::Actor(id) => {
                let actor = document.actors.get(id);
                let bloc = || bloc_name(&description.words);
                let name = actor.map_or_else(bloc, |actor| actor.name());
                (name.to_owned(), String::new(), String::new())
            }
            SubjectIds::Tie {
                source,
                target,
                relations,
            } => {
                let kinds = RelationKind::ALL.into_iter().filter(|kind| {
                    let mut all = relations.iter().filter_map(|id| document.relations.get(id));
                    all.any(|relation| relation.kind() == *kind)
                });
                let kinds: Vec<_> = kinds.map(RelationKind::as_str).collect();
                let ends = [source, target].map(|end| records.actor(end).unwrap_or_default());
                (
                    records.tie_in_words(description),
                    kinds.join(" "),
                    ends.join(" "),
                )
            }
        };
        let link = SvgLink {
            record,
            label,
            kinds,
            ends,
        };
        Some((*subject, link))
    };
    scene.descriptions.iter().filter_map(link).collect()
}

fn theme(is_dark: bool) -> Theme {
    if is_dark {
        Theme::dark()
    } else {
        Theme::light()
    }
}

/// The colours of the page, and of a light picture where the reader's system is dark. Rules for
/// attributes take precedence over the attributes of shapes.
fn theme_rules(is_dark: bool) -> String {
    if is_dark {
        return variables(&Theme::dark(), "dark");
    }
    let (light, dark) = (Theme::light(), Theme::dark());
    let mut out = variables(&light, "light");
    out.push_str("@media screen and (prefers-color-scheme: dark) {\n");
    out.push_str(&variables(&dark, "dark"));
    let mut seen: Vec<Color> = Vec::new();
    for (from, to) in light.colors().into_iter().zip(dark.colors()) {
        if from != to && !seen.contains(&from) {
            seen.push(from);
            for name in ["fill", "stroke"] {
                let _ = writeln!(out, "svg [{name}=\"{from}\"] {{ {name}: {to}; }}");
            }
        }
    }
    out.push_str("}\n");
    out
}

fn variables(theme: &Theme, scheme: &str) -> String {
    let mut out = format!(
        ":root {{ color-scheme: {scheme}; --paper: {}; --ink: {}; --muted: {}; --rule: {}; \
         --link: {}; }}\n",
        theme.background,
        theme.ink,
        theme.muted,
        theme.rule,
        theme.link()
    );
    for kind in RelationKind::ALL {
        let (kind, color) = (kind.as_str(), theme.relation(kind));
        let _ = writeln!(out, ".kind.{kind} {{ color: {color}; }}");
    }
    out
}

#[cfg(test)]
mod tests;
