//! What all pages have: the beginning with its content policy, colours, links from pictures to
//! records. Decides nothing about what a page shows.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use sha2::{Digest as _, Sha256};

use super::records::{Records, own_element};
use crate::export::svg::SvgLink;
use crate::file::xml_escape::push_content;
use crate::language::Language;
use crate::model::{Document, RelationKind};
use crate::scene::{Color, FigureOptions, Scene, Subject, SubjectIds, Theme};
use crate::words::grouped;

const STYLE: &str = include_str!("page.css");

/// The most relations of a page: browsers take seconds to open a larger one.
const MAX_HTML_RELATIONS: usize = 50_000;

/// Refuses a page of too many relations.
pub(super) fn check_size(relations: usize) -> Result<(), String> {
    if relations > MAX_HTML_RELATIONS {
        return Err(format!(
            "A page of {} relations is too large for browsers; the most is {}. Filter or simplify \
             the network, draw blocs, or export SVG or PNG.",
            grouped(relations),
            grouped(MAX_HTML_RELATIONS)
        ));
    }
    Ok(())
}

/// Where the script shows cards.
pub(super) fn push_card(out: &mut String, document: &Document, options: &FigureOptions) {
    let _ = writeln!(
        out,
        "<div id=\"card\" role=\"region\" aria-label=\"{}\" aria-live=\"polite\" data-close=\"{}\" \
         hidden></div>",
        options.language_of(document).text("page-card"),
        options.language_of(document).text("page-close")
    );
}

fn title_of(document: &Document, language: Language) -> String {
    let title = document.meta.title.as_deref().map(str::trim);
    let title = title.filter(|title| !title.is_empty());
    title.map_or_else(|| language.text("page-network"), str::to_owned)
}

/// The page up to its body. Its content policy allows one script, by hash, and pictures that the
/// page contains.
pub(super) fn begin(document: &Document, options: &FigureOptions, script: &str) -> String {
    let language = options.language_of(document);
    let direction = if language.is_leftward() { "rtl" } else { "ltr" };
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n",
        language.code()
    );
    let hash = BASE64_STANDARD.encode(Sha256::digest(script.as_bytes()));
    let _ = writeln!(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'; img-src data:; script-src 'sha256-{hash}'; base-uri 'none'; \
         form-action 'none'\">"
    );
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    let _ = writeln!(
        out,
        "<meta name=\"generator\" content=\"Frenemy {}\">",
        env!("CARGO_PKG_VERSION")
    );
    out.push_str("<title dir=\"auto\">");
    push_content(&mut out, &title_of(document, language));
    out.push_str("</title>\n");
    out.push_str("<style>\n");
    out.push_str(STYLE);
    out.push_str(&theme_rules(options.is_dark));
    out.push_str("</style>\n</head>\n<body>\n");
    out
}

/// Title, description and the time that is shown.
pub(super) fn push_header(
    out: &mut String,
    document: &Document,
    as_of: Option<&str>,
    options: &FigureOptions,
) {
    out.push_str("<header>\n");
    own_element(
        out,
        "h1",
        &title_of(document, options.language_of(document)),
    );
    if let Some(description) = &document.meta.description {
        own_element(out, "p", description.trim());
    }
    if let Some(as_of) = as_of {
        let _ = writeln!(out, "<p class=\"as-of\">{as_of}</p>");
    }
    out.push_str("</header>\n");
}

/// The end of the page, with its script.
pub(super) fn end(out: &mut String, script: &str) {
    out.push_str("</main>\n<script>");
    out.push_str(script);
    out.push_str("</script>\n</body>\n</html>\n");
}

/// The kinds of relation that a document has.
pub(super) fn kinds_of(document: &Document) -> impl Iterator<Item = RelationKind> {
    RelationKind::ALL.into_iter().filter(|kind| {
        let mut relations = document.relations.iter();
        relations.any(|relation| relation.kind() == *kind)
    })
}

/// A line in the colour of a kind.
pub(super) fn swatch(theme: &Theme, kind: RelationKind) -> String {
    format!(
        "<svg class=\"swatch\" viewBox=\"0 0 10 2\" preserveAspectRatio=\"none\" \
         aria-hidden=\"true\"><rect width=\"10\" height=\"2\" fill=\"{}\"/></svg>",
        theme.relation(kind)
    )
}

/// Where the actors and ties of the picture lead to.
pub(super) fn links(
    scene: &Scene,
    document: &Document,
    records: &Records,
) -> BTreeMap<Subject, SvgLink> {
    let link = |(subject, description): (&Subject, &crate::scene::Description)| {
        let record = records.id(&description.ids)?;
        let (label, kinds, ends) = match &description.ids {
            SubjectIds::Actor(_) => (description.name.clone(), String::new(), String::new()),
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
                (description.words.clone(), kinds.join(" "), ends.join(" "))
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

pub(super) fn theme(is_dark: bool) -> Theme {
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
