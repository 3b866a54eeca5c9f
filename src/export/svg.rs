//! SVG: the scene as text for browsers and drawing programs, with letters as outlines.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use emath::{Pos2, Rect};

use super::exporter::{ExportOption, ExportWriter, Exporter};
use super::low_detail;
use super::svg_picture;
use super::svg_values::{Data, Number, opacity, push_ids};
use super::zlib::zlib;
use crate::file::formats::picture::PACKED;
use crate::file::xml_escape::{push_attribute, push_content, push_json};
use crate::language::Language;
use crate::scene::{
    Anchor, Cap, Color, FigureOptions, LengthUnit, Mark, MarkShape, Scene, Stroke, Subject,
    SvgText, TextDirection, TextLine, Weight, text,
};

pub(super) const EXPORTER: Exporter = Exporter {
    id: "svg",
    name: "SVG",
    extensions: &["svg"],
    explanation: "A picture in lines, sharp at any size, for browsers and drawing programs.",
    options: &[
        ExportOption::Size,
        ExportOption::Theme,
        ExportOption::Parts,
        ExportOption::Language,
        ExportOption::Citations,
        ExportOption::Background,
        ExportOption::SvgText,
        ExportOption::Embed,
        ExportOption::Filter,
    ],
    check: |_| Ok(()),
    // More make a file that browsers and mail programs refuse.
    max_records: 200_000,
    writer: ExportWriter::Figure(write),
    story: None,
};

#[expect(
    clippy::unnecessary_wraps,
    reason = "the table has one type for all exporters of pictures"
)]
fn write(scene: &Scene, native: Option<&str>, options: &FigureOptions) -> Result<Vec<u8>, String> {
    let style = SvgStyle {
        unit: options.unit,
        text: options.svg_text,
        ..SvgStyle::default()
    };
    Ok(svg_in(&style, scene, native).into_bytes())
}

/// The scene as SVG in points. `native`, the native file, is stored in its metadata.
///
/// The same scene gives the same bytes. Numbers have at most two decimals.
pub fn svg(scene: &Scene, native: Option<&str>) -> String {
    svg_in(&SvgStyle::default(), scene, native)
}

/// The scene as SVG that is drawn with `scale` pixels for one point of the page: pictures of actors
/// have as many pixels as they need.
pub(super) fn svg_for_pixels(scene: &Scene, scale: f32) -> String {
    let style = SvgStyle {
        pixels_per_point: Some(scale * scene.scale),
        ..SvgStyle::default()
    };
    svg_in(&style, scene, None)
}

/// The scene as SVG in a page: actors and ties are links to their records. `page` begins its ids.
pub(super) fn linked_svg(
    scene: &Scene,
    links: &BTreeMap<Subject, SvgLink>,
    page: &str,
) -> LinkedSvg {
    let style = SvgStyle {
        links: Some(links),
        page,
        ..SvgStyle::default()
    };
    let mut svg = String::new();
    let linked = push_svg(&mut svg, &style, scene, None);
    LinkedSvg {
        svg,
        linked: linked.into_iter().cloned().collect(),
    }
}

/// A picture in a page.
pub(super) struct LinkedSvg {
    pub(super) svg: String,
    /// The ids of the records to which something in the picture leads.
    pub(super) linked: BTreeSet<String>,
}

/// A link from an actor or a tie to its record in the same page.
pub(super) struct SvgLink {
    /// The id of the record.
    pub(super) record: String,
    /// The words for screen readers.
    pub(super) label: String,
    /// The kinds of the relations of a tie, separated by spaces.
    pub(super) kinds: String,
    /// The records of the actors of a tie, separated by a space.
    pub(super) ends: String,
}

/// How an SVG is written.
#[derive(Clone, Copy, Default)]
struct SvgStyle<'a> {
    /// The unit of its width and height.
    unit: LengthUnit,
    /// What its letters are.
    text: SvgText,
    /// The links of actors and ties, in a page.
    links: Option<&'a BTreeMap<Subject, SvgLink>>,
    /// How ids in a page begin that has several pictures.
    page: &'a str,
    /// The pixels for one point of the scene, if it is drawn in pixels.
    pixels_per_point: Option<f32>,
}

impl<'a> SvgStyle<'a> {
    fn link(&self, subject: Option<Subject>) -> Option<&'a SvgLink> {
        self.links?.get(&subject?)
    }
}

fn svg_in(style: &SvgStyle<'_>, scene: &Scene, native: Option<&str>) -> String {
    let mut out = String::new();
    push_svg(&mut out, style, scene, native);
    out
}

/// Appends a scene, and returns the records to which something leads.
fn push_svg<'a>(
    out: &mut String,
    style: &'a SvgStyle<'a>,
    scene: &'a Scene,
    native: Option<&str>,
) -> BTreeSet<&'a String> {
    push_head(out, style, scene);
    if let Some(native) = native {
        push_native(out, native);
    }
    if scene.background.a > 0 {
        let _ = writeln!(
            out,
            r#"<rect width="{}" height="{}"{}/>"#,
            Number(scene.size.x),
            Number(scene.size.y),
            Fill(Some(scene.background))
        );
    }
    let mut pen = GroupPen {
        scene,
        style,
        with_ids: BTreeSet::new(),
        with_stops: BTreeSet::new(),
    };
    low_detail::push(out, scene, |out, subject| {
        pen.begin_link(out, Some(subject)).is_some()
    });
    let (cut, rest) = scene.cut_marks();
    if let Some(clip) = scene.clip {
        push_clip(out, clip.rect);
        pen.push(out, cut);
        out.push_str("</svg>\n");
    }
    pen.push(out, rest);
    out.push_str("</svg>\n");
    pen.with_stops
}

/// The beginning of the image: its size, what it is, and its title and description.
fn push_head(out: &mut String, style: &SvgStyle<'_>, scene: &Scene) {
    let unit = style.unit;
    let (width, height) = (Number(scene.size.x), Number(scene.size.y));
    let page = scene.size * scene.scale / unit.points();
    let is_page = style.links.is_some();
    // A point of a screen has no unit in SVG.
    let suffix = match unit {
        LengthUnit::Point => "",
        LengthUnit::Millimetre => "mm",
    };
    let _ = write!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{}{suffix}" height="{}{suffix}" viewBox="0 0 {width} {height}""#,
        Number(page.x),
        Number(page.y)
    );
    push_fonts(out, scene);
    // What is inside an image is hidden from screen readers.
    out.push_str(if is_page {
        " role=\"group\" tabindex=\"0\""
    } else {
        " role=\"graphics-document\""
    });
    if is_page {
        out.push_str(" aria-label=\"");
        push_attribute(out, &scene.language.text("page-network"));
        out.push('"');
    }
    if scene.language != Language::English {
        // Titles and descriptions of marks are in it.
        let _ = write!(out, " xml:lang=\"{}\"", scene.language.code());
    }
    out.push_str(">\n");
    if let Some(title) = scene.title.as_ref().filter(|_| !is_page) {
        out.push_str("<title>");
        push_content(out, title);
        out.push_str("</title>\n");
    }
    if let Some(description) = &scene.description {
        out.push_str("<desc>");
        push_content(out, description);
        out.push_str("</desc>\n");
    }
}

/// The beginning of a part of the page that cuts off what is beyond it.
fn push_clip(out: &mut String, rect: Rect) {
    let [x, y, width, height] = [rect.left(), rect.top(), rect.width(), rect.height()].map(Number);
    let _ = writeln!(
        out,
        r#"<svg x="{x}" y="{y}" width="{width}" height="{height}" viewBox="{x} {y} {width} {height}">"#
    );
}

/// Writes marks as groups, and remembers which subjects have ids and stops of the keyboard.
struct GroupPen<'a> {
    scene: &'a Scene,
    style: &'a SvgStyle<'a>,
    with_ids: BTreeSet<Option<Subject>>,
    with_stops: BTreeSet<&'a String>,
}

impl<'a> GroupPen<'a> {
    /// Writes the beginning of the link of a subject, if it has one.
    fn begin_link(&mut self, out: &mut String, subject: Option<Subject>) -> Option<&'a SvgLink> {
        let link = self.style.link(subject)?;
        push_link(out, link, self.with_stops.insert(&link.record));
        Some(link)
    }

    fn push(&mut self, out: &mut String, marks: &[Mark]) {
        for group in marks.chunk_by(|a, b| {
            let is_same_look = a.opacity.to_bits() == b.opacity.to_bits();
            a.subject == b.subject && is_same_look && is_name(a) == is_name(b)
        }) {
            // In a matrix an actor has two names.
            let is_first = group
                .first()
                .is_some_and(|mark| is_name(mark) || self.with_ids.insert(mark.subject));
            let subject = group.first().and_then(|mark| mark.subject);
            let link = self.begin_link(out, subject);
            push_group(out, self.scene, group, is_first, self.style);
            if link.is_some() {
                out.push_str("</a>\n");
            }
        }
    }
}

/// Longer native files are compressed, in bytes: text that nobody reads would be most of the
/// picture.
const MAX_READABLE: usize = 1_000_000;

/// The fonts that the outlines of letters are from.
fn push_fonts(out: &mut String, scene: &Scene) {
    let fonts: Vec<String> = scene.fonts().names.into_iter().collect();
    if !fonts.is_empty() {
        out.push_str(" data-fonts=\"");
        push_attribute(out, &fonts.join("; "));
        out.push('"');
    }
}

/// The native file as metadata: as text, or compressed as zlib in Base64 if it is long.
fn push_native(out: &mut String, native: &str) {
    if native.len() > MAX_READABLE
        && let Some(packed) = packed(native)
    {
        let _ = writeln!(
            out,
            r#"<metadata id="frenemy" data-encoding="{PACKED}">{packed}</metadata>"#
        );
        return;
    }
    out.push_str("<metadata id=\"frenemy\">");
    push_json(out, native);
    out.push_str("</metadata>\n");
}

fn packed(native: &str) -> Option<String> {
    Some(BASE64_STANDARD.encode(zlib(native).ok()?))
}

/// Whether a mark is the name of an actor.
fn is_name(mark: &Mark) -> bool {
    let is_actor = matches!(mark.subject, Some(Subject::Actor(_)));
    is_actor && matches!(mark.shape, MarkShape::Text(_))
}

/// The beginning of a link. The keyboard stops once at each subject.
fn push_link(out: &mut String, link: &SvgLink, is_stop: bool) {
    let _ = write!(out, "<a href=\"#{}\"", link.record);
    let values = [
        ("aria-label", &link.label),
        ("data-kinds", &link.kinds),
        ("data-ends", &link.ends),
    ];
    for (name, value) in values.into_iter().filter(|(_, value)| !value.is_empty()) {
        let _ = write!(out, " {name}=\"");
        push_attribute(out, value);
        out.push('"');
    }
    out.push_str(if is_stop { ">" } else { " tabindex=\"-1\">" });
}

/// Consecutive marks of one subject as a group, with a title for tooltips and screen readers. The
/// first group of a subject has its ids, so that the groups with ids are as many as the subjects.
fn push_group(
    out: &mut String,
    scene: &Scene,
    marks: &[Mark],
    is_first: bool,
    style: &SvgStyle<'_>,
) {
    let Some(first) = marks.first() else {
        return;
    };
    // A link has a label of its own.
    let is_link = style.link(first.subject).is_some();
    out.push_str("<g");
    let description = first
        .subject
        .and_then(|subject| scene.descriptions.get(&subject));
    if let Some(description) = description.filter(|_| is_first) {
        push_ids(out, &description.ids, is_name(first));
        // A name would repeat what its actor says.
        if !is_name(first) && !is_link {
            out.push_str(r#" role="graphics-symbol""#);
        }
    }
    if first.opacity < 1.0 {
        let _ = write!(out, r#" opacity="{}""#, Number(first.opacity));
    }
    out.push('>');
    if let Some(description) = description.filter(|_| !is_link) {
        out.push_str("<title>");
        push_content(out, &description.words);
        out.push_str("</title>");
        if is_first && !description.details.is_empty() {
            out.push_str("<desc>");
            push_content(out, &description.details);
            out.push_str("</desc>");
        }
    }
    out.push('\n');
    for mark in marks {
        push_shape(out, mark, style);
    }
    out.push_str("</g>\n");
}

fn push_shape(out: &mut String, mark: &Mark, style: &SvgStyle<'_>) {
    match &mark.shape {
        MarkShape::Circle {
            center,
            radius,
            fill,
            stroke,
        } => {
            let (x, y, r) = (Number(center.x), Number(center.y), Number(*radius));
            let _ = write!(out, r#"<circle cx="{x}" cy="{y}" r="{r}"{}"#, Fill(*fill));
            push_stroke(out, stroke.as_ref());
            out.push_str("/>\n");
        }
        MarkShape::Path {
            outline,
            fill,
            stroke,
        } => {
            let _ = write!(out, r#"<path d="{}"{}"#, Data(outline), Fill(*fill));
            push_stroke(out, stroke.as_ref());
            out.push_str("/>\n");
        }
        MarkShape::Text(line) => match style.text {
            SvgText::Outlines => push_outlines(out, line),
            SvgText::Text => push_text(out, line),
        },
        MarkShape::Picture(picture) => {
            let id = svg_picture::id(style.page, mark.subject);
            svg_picture::push(out, picture, &id, style.pixels_per_point);
        }
    }
}

fn push_stroke(out: &mut String, stroke: Option<&Stroke>) {
    let Some(stroke) = stroke else {
        return;
    };
    let _ = write!(
        out,
        r#" stroke="{}" stroke-width="{}" stroke-linejoin="round""#,
        stroke.color,
        Number(stroke.width)
    );
    if stroke.color.a < 255 {
        let _ = write!(out, r#" stroke-opacity="{}""#, opacity(stroke.color));
    }
    if stroke.cap == Cap::Round {
        out.push_str(r#" stroke-linecap="round""#);
    }
    if !stroke.dash.is_empty() {
        let lengths: Vec<_> = stroke.dash.iter().map(|d| Number(*d).to_string()).collect();
        let _ = write!(out, r#" stroke-dasharray="{}""#, lengths.join(" "));
    }
}

/// A line of text as outlines, with the text as label.
fn push_outlines(out: &mut String, line: &TextLine) {
    let width = text::measure(&line.text, line.size, line.weight);
    let left = Pos2::new(-width * line.anchor.share(), 0.0);
    let outline = text::outline(&line.text, left, line.size, line.weight)
        .map(|point| line.at + line.direction.on_page(point.to_vec2()));
    if outline.0.is_empty() {
        return;
    }
    out.push_str("<path aria-label=\"");
    push_attribute(out, &line.text);
    let _ = write!(out, r#"" d="{}"{}"#, Data(&outline), Fill(Some(line.color)));
    push_halo(out, line);
    out.push_str("/>\n");
}

/// The fonts that text is set in: ours where it is installed, else one of its width.
const FONTS: &str = "'Noto Sans', 'Open Sans', 'Segoe UI', Verdana, sans-serif";

/// A line of text as text.
fn push_text(out: &mut String, line: &TextLine) {
    let (x, y) = (Number(line.at.x), Number(line.at.y));
    let anchor = match line.anchor {
        Anchor::Left => "start",
        Anchor::Middle => "middle",
        Anchor::Right => "end",
    };
    let weight = match line.weight {
        Weight::Regular => "normal",
        Weight::Bold => "bold",
    };
    let _ = write!(
        out,
        r#"<text x="{x}" y="{y}" text-anchor="{anchor}" font-family="{FONTS}" font-size="{}" font-weight="{weight}" style="unicode-bidi:plaintext"{}"#,
        Number(line.size),
        Fill(Some(line.color))
    );
    if line.direction != TextDirection::Rightward {
        let degrees = Number(line.direction.angle().to_degrees());
        let _ = write!(out, r#" transform="rotate({degrees} {x} {y})""#);
    }
    push_halo(out, line);
    out.push('>');
    push_content(out, &line.text);
    out.push_str("</text>\n");
}

/// The line around letters, as attributes.
fn push_halo(out: &mut String, line: &TextLine) {
    if let Some(halo) = line.halo {
        let _ = write!(
            out,
            r#" stroke="{halo}" stroke-width="{}" stroke-linejoin="round" paint-order="stroke""#,
            Number(2.0 * TextLine::HALO)
        );
    }
}

/// A fill attribute.
struct Fill(Option<Color>);

impl std::fmt::Display for Fill {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            None => f.write_str(r#" fill="none""#),
            Some(color) if color.a < 255 => {
                write!(f, r#" fill="{color}" fill-opacity="{}""#, opacity(color))
            }
            Some(color) => write!(f, r#" fill="{color}""#),
        }
    }
}
