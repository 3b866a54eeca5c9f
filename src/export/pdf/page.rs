//! The page of a PDF: draws the marks of a scene, and tags them for screen readers.

use emath::{Pos2, Rect};
use krilla::geom::Transform;
use krilla::paint::LineCap;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Node, SpanTag};

use super::shapes::{draw_merged, draw_rect, draw_shape, push_clip};
use super::text::{PdfFonts, draw_halo};
use crate::export::merged_looks::{merged_dots, merged_lines};
use crate::scene::{
    Mark, MarkShape, Outline, PathSegment, Scene, TextDirection, TextLine, Weight, text,
};

/// What was drawn, for the structure of the file.
#[derive(Default)]
pub(super) struct PageTags {
    /// The title above the picture.
    pub(super) heading: Vec<Node>,
    /// The other lines above the picture.
    pub(super) description: Vec<Node>,
    /// The picture.
    pub(super) picture: Vec<Node>,
    /// The picture in words.
    pub(super) alternative: String,
    /// Lines beneath the picture.
    pub(super) beneath: Vec<Node>,
}

/// Draws a scene.
pub(super) struct PagePen<'a> {
    scene: &'a Scene,
    fonts: PdfFonts,
    tags: PageTags,
}

/// The most letters of the picture in words: readers refuse longer strings.
const MAX_ALTERNATIVE: usize = 20_000;

impl<'a> PagePen<'a> {
    pub(super) fn new(scene: &'a Scene) -> Self {
        Self {
            scene,
            fonts: PdfFonts::default(),
            tags: PageTags::default(),
        }
    }

    pub(super) fn draw(mut self, surface: &mut Surface<'_>) -> PageTags {
        let scale = self.scene.scale;
        surface.push_transform(&Transform::from_scale(scale, scale));
        self.draw_background(surface);
        self.draw_low_detail(surface);
        // Consecutive marks that belong to the picture share a tag.
        let scene = self.scene;
        let is_shape = |mark: &Mark| part(scene, mark) == PagePart::Picture && !is_text(mark);
        let chunks = |marks: &'a [Mark]| marks.chunk_by(move |a, b| is_shape(a) && is_shape(b));
        let (cut, rest) = scene.cut_marks();
        if let Some(clip) = scene.clip {
            push_clip(surface, clip.rect);
            for marks in chunks(cut) {
                self.draw_marks(surface, marks);
            }
            surface.pop();
        }
        for marks in chunks(rest) {
            self.draw_marks(surface, marks);
        }
        surface.pop();
        self.tags.alternative = alternative(self.scene);
        self.tags
    }

    fn draw_background(&self, surface: &mut Surface<'_>) {
        let (size, color) = (self.scene.size, self.scene.background);
        if color.a == 0 {
            return;
        }
        let page = Rect::from_min_size(Pos2::ZERO, size);
        decoration(surface, |surface| draw_rect(surface, page, color));
    }

    fn draw_low_detail(&mut self, surface: &mut Surface<'_>) {
        let low = &self.scene.low_detail;
        if low.lines.is_empty() && low.patches.is_empty() && low.dots.is_empty() {
            return;
        }
        let tag = surface.start_tagged(ContentTag::Other);
        for (look, lines) in merged_lines(&low.lines) {
            draw_merged(surface, look, LineCap::Butt, &lines);
        }
        for patch in &low.patches {
            draw_rect(surface, patch.rect, patch.color);
        }
        for (look, dots) in merged_dots(&low.dots) {
            // A line without length whose round ends are the dot.
            draw_merged(surface, look, LineCap::Round, &dots);
        }
        surface.end_tagged();
        self.tags.picture.push(tag.into());
    }

    fn draw_marks(&mut self, surface: &mut Surface<'_>, marks: &[Mark]) {
        let [first, ..] = marks else {
            return;
        };
        match (&first.shape, part(self.scene, first)) {
            (MarkShape::Text(line), part) => self.draw_text(surface, line, first.opacity, part),
            (_, PagePart::Picture) => {
                let tag = surface.start_tagged(ContentTag::Other);
                for mark in marks {
                    draw_shape(surface, mark);
                }
                surface.end_tagged();
                self.tags.picture.push(tag.into());
            }
            _ => decoration(surface, |surface| draw_shape(surface, first)),
        }
    }

    fn draw_text(
        &mut self,
        surface: &mut Surface<'_>,
        line: &TextLine,
        opacity: f32,
        part: PagePart,
    ) {
        let turned = match line.direction {
            TextDirection::Rightward => Transform::from_translate(line.at.x, line.at.y),
            // (x, y) along the text is (y, -x) on the page.
            TextDirection::Upward => Transform::from_row(0.0, -1.0, 1.0, 0.0, line.at.x, line.at.y),
            TextDirection::Turned(angle) => {
                let (sin, cos) = angle.sin_cos();
                Transform::from_row(cos, sin, -sin, cos, line.at.x, line.at.y)
            }
        };
        surface.push_transform(&turned);
        let left = -text::measure(&line.text, line.size, line.weight) * line.anchor.share();
        if let Some(halo) = line.halo {
            decoration(surface, |surface| draw_halo(surface, line, left, halo));
        }
        // Without the text of the whole line: readers put it in the place of each glyph, or turn it
        // around once more. They restore the order of right-to-left letters themselves.
        let tag = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        self.fonts.draw(surface, line, left, opacity);
        surface.end_tagged();
        surface.pop();
        let is_title = line.weight == Weight::Bold;
        let place = match part {
            PagePart::Above if is_title => &mut self.tags.heading,
            PagePart::Above => &mut self.tags.description,
            PagePart::Picture => &mut self.tags.picture,
            PagePart::Beneath => &mut self.tags.beneath,
        };
        place.push(tag.into());
    }
}

/// Where on the page a mark is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PagePart {
    Above,
    Picture,
    Beneath,
}

fn part(scene: &Scene, mark: &Mark) -> PagePart {
    if mark.subject.is_some() {
        return PagePart::Picture;
    }
    let y = match &mark.shape {
        MarkShape::Circle { center, .. } => center.y,
        MarkShape::Path { outline, .. } => top(outline),
        MarkShape::Text(line) => line.at.y,
        MarkShape::Picture(picture) => picture.rect.top(),
    };
    if y < scene.region.top() {
        PagePart::Above
    } else if y <= scene.region.bottom() {
        PagePart::Picture
    } else {
        PagePart::Beneath
    }
}

fn is_text(mark: &Mark) -> bool {
    matches!(mark.shape, MarkShape::Text(_))
}

/// The highest point of an outline.
fn top(outline: &Outline) -> f32 {
    let ys = outline.0.iter().filter_map(|segment| match segment {
        PathSegment::Move(to) | PathSegment::Line(to) | PathSegment::Quad(_, to) => Some(to.y),
        PathSegment::Close => None,
    });
    ys.fold(f32::INFINITY, f32::min)
}

/// The picture in words: what every actor and tie is.
fn alternative(scene: &Scene) -> String {
    let network = scene.language.text("described-network");
    let mut words = match &scene.title {
        Some(title) => {
            let title = scene.language.sentence(title);
            format!("{} ", scene.language.sentences(&[title, network]))
        }
        None => format!("{network} "),
    };
    let separator = scene.language.text("clause-separator");
    for (number, description) in scene.descriptions.values().enumerate() {
        if words.len() + description.words.len() > MAX_ALTERNATIVE {
            words.push_str(" …");
            break;
        }
        if number > 0 {
            words.push_str(&separator);
        }
        words.push_str(&description.words);
    }
    words
}

/// Draws something that screen readers skip.
fn decoration(surface: &mut Surface<'_>, draw: impl FnOnce(&mut Surface<'_>)) {
    let artifact = Artifact::with_kind(ArtifactType::Layout);
    surface.start_tagged(ContentTag::Artifact(artifact));
    draw(surface);
    surface.end_tagged();
}
