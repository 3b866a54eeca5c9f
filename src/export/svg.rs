//! SVG: the scene as text for browsers and drawing programs, with letters as outlines.

use std::fmt::Write as _;

use emath::Pos2;

use super::exporter::{ExportOption, ExportWriter, Exporter};
use super::xml::{push_attribute, push_content, push_json};
use crate::scene::{
    Cap, Color, FigureOptions, Mark, MarkShape, Outline, PathSegment, Scene, Stroke, Subject,
    TextLine, text,
};

pub(super) const EXPORTER: Exporter = Exporter {
    id: "svg",
    name: "SVG",
    extensions: &["svg"],
    explanation: "A picture in lines, sharp at any size. It contains the network: Frenemy can open the picture again.",
    options: &[
        ExportOption::Size,
        ExportOption::Theme,
        ExportOption::Legend,
        ExportOption::Background,
        ExportOption::Filter,
    ],
    check: |_| Ok(()),
    writer: ExportWriter::Figure(write),
};

#[expect(
    clippy::unnecessary_wraps,
    reason = "the table has one type for all exporters of pictures"
)]
fn write(scene: &Scene, native: &str, _: &FigureOptions) -> Result<Vec<u8>, String> {
    Ok(svg(scene, Some(native)).into_bytes())
}

/// The scene as SVG. `native`, the native file, is stored in its metadata.
///
/// The same scene gives the same bytes. Numbers have at most two decimals.
pub fn svg(scene: &Scene, native: Option<&str>) -> String {
    let mut out = String::new();
    let (width, height) = (Number(scene.size.x), Number(scene.size.y));
    let _ = writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">"#
    );
    if let Some(title) = &scene.title {
        out.push_str("<title>");
        push_content(&mut out, title);
        out.push_str("</title>\n");
    }
    if let Some(native) = native {
        out.push_str("<metadata id=\"frenemy\">");
        push_json(&mut out, native);
        out.push_str("</metadata>\n");
    }
    if scene.background.a > 0 {
        let _ = writeln!(
            out,
            r#"<rect width="{width}" height="{height}"{}/>"#,
            Fill(Some(scene.background))
        );
    }
    for group in scene
        .marks
        .chunk_by(|a, b| a.subject == b.subject && a.opacity.to_bits() == b.opacity.to_bits())
    {
        push_group(&mut out, scene, group);
    }
    out.push_str("</svg>\n");
    out
}

/// Consecutive marks of one subject as a group, with the id of the subject and a title for tooltips
/// and screen readers.
fn push_group(out: &mut String, scene: &Scene, marks: &[Mark]) {
    let Some(first) = marks.first() else {
        return;
    };
    out.push_str("<g");
    let spoken = first.subject.and_then(|subject| scene.spoken.get(&subject));
    if let Some((subject, (id, _))) = first.subject.zip(spoken) {
        out.push_str(match subject {
            Subject::Actor(_) => " data-actor=\"",
            Subject::Relation(_) => " data-relation=\"",
        });
        push_attribute(out, id);
        out.push('"');
    }
    if first.opacity < 1.0 {
        let _ = write!(out, r#" opacity="{}""#, Number(first.opacity));
    }
    out.push('>');
    if let Some((_, words)) = spoken {
        out.push_str("<title>");
        push_content(out, words);
        out.push_str("</title>");
    }
    out.push('\n');
    for mark in marks {
        push_shape(out, &mark.shape);
    }
    out.push_str("</g>\n");
}

fn push_shape(out: &mut String, shape: &MarkShape) {
    match shape {
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
        MarkShape::Text(text) => push_text(out, text),
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
fn push_text(out: &mut String, line: &TextLine) {
    let left = Pos2::new(line.rect().left(), line.at.y);
    let outline = text::outline(&line.text, left, line.size, line.weight);
    if outline.0.is_empty() {
        return;
    }
    out.push_str("<path aria-label=\"");
    push_attribute(out, &line.text);
    let _ = write!(out, r#"" d="{}"{}"#, Data(&outline), Fill(Some(line.color)));
    if let Some(halo) = line.halo {
        let _ = write!(
            out,
            r#" stroke="{halo}" stroke-width="{}" stroke-linejoin="round" paint-order="stroke""#,
            Number(2.0 * TextLine::HALO)
        );
    }
    out.push_str("/>\n");
}

/// Writes a number with at most two decimals.
struct Number(f32);

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // NaN or infinity would make the whole file unreadable.
        let value = if self.0.is_finite() { self.0 } else { 0.0 };
        let hundredths = (f64::from(value) * 100.0).round() as i64;
        let (whole, rest) = (
            hundredths.unsigned_abs() / 100,
            hundredths.unsigned_abs() % 100,
        );
        if hundredths < 0 {
            f.write_str("-")?;
        }
        match rest {
            0 => write!(f, "{whole}"),
            tenths if tenths % 10 == 0 => write!(f, "{whole}.{}", tenths / 10),
            _ => write!(f, "{whole}.{rest:02}"),
        }
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

fn opacity(color: Color) -> Number {
    Number(f32::from(color.a) / 255.0)
}

/// An outline as path data.
struct Data<'a>(&'a Outline);

impl std::fmt::Display for Data<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for segment in &self.0.0 {
            match segment {
                PathSegment::Move(to) => write!(f, "M{} {}", Number(to.x), Number(to.y))?,
                PathSegment::Line(to) => write!(f, "L{} {}", Number(to.x), Number(to.y))?,
                PathSegment::Quad(control, to) => write!(
                    f,
                    "Q{} {} {} {}",
                    Number(control.x),
                    Number(control.y),
                    Number(to.x),
                    Number(to.y)
                )?,
                PathSegment::Close => f.write_str("Z")?,
            }
        }
        Ok(())
    }
}
