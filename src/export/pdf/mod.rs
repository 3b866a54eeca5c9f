//! PDF: the scene as lines and letters for print. Text is text: it can be selected and searched.
//! The file has tags and an alternative text for screen readers (PDF/UA).
//!
//! Decides nothing about the picture.

mod page;
mod shapes;
mod text;

use std::num::NonZeroU16;

use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::Point;
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::{Node, Tag, TagGroup, TagKind, TagTree};
use krilla::{Document, SerializeSettings};

use self::page::{PagePen, PageTags};
use super::exporter::{ExportOption, ExportWriter, Exporter};
use super::story::StoryPage;
use crate::file::formats::pdf_attachment;
use crate::language::Language;
use crate::model;
use crate::scene::{FigureOptions, Scene};

pub(super) const EXPORTER: Exporter = Exporter {
    id: "pdf",
    name: "PDF",
    extensions: &["pdf"],
    explanation: "A page of lines and letters for print, sharp at any size. Its text can be selected and searched.",
    options: &[
        ExportOption::Size,
        ExportOption::Theme,
        ExportOption::Parts,
        ExportOption::Language,
        ExportOption::Story,
        ExportOption::Citations,
        ExportOption::Background,
        ExportOption::Embed,
        ExportOption::Filter,
    ],
    check: |_| Ok(()),
    max_records: 200_000,
    writer: ExportWriter::Figure(|scene, native, _: &FigureOptions| pdf(scene, native)),
    story: Some(|pages, document, native, _| story_pdf(pages, document, native)),
};

/// What a file is for: some readers insist on rules that not every picture can follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Conformance {
    /// PDF/UA-1: accessible to everyone.
    Accessible,
    /// Tagged in the same way, without the claim: where a font lacks a character, for example.
    Tagged,
}

/// The scene as a PDF of one page. `native`, the native file, is attached.
///
/// The same scene gives the same bytes.
///
/// # Errors
/// Says why the picture could not be written.
pub fn pdf(scene: &Scene, native: Option<&str>) -> Result<Vec<u8>, String> {
    let title = scene.title.as_deref().unwrap_or("A network");
    pages(&[(title, scene)], title, native)
}

/// A page for each step of a story.
fn story_pdf(
    steps: &[StoryPage],
    document: &model::Document,
    native: Option<&str>,
) -> Result<Vec<u8>, String> {
    let scenes: Vec<(&str, &Scene)> = steps
        .iter()
        .map(|step| (step.heading.as_str(), &step.scene))
        .collect();
    let title = document.meta.title.as_deref().unwrap_or("A network");
    pages(&scenes, title, native)
}

/// Scenes with their titles, each on a page.
fn pages(scenes: &[(&str, &Scene)], title: &str, native: Option<&str>) -> Result<Vec<u8>, String> {
    let written = write(scenes, title, native, Conformance::Accessible);
    written.or_else(|_| write(scenes, title, native, Conformance::Tagged))
}

fn write(
    scenes: &[(&str, &Scene)],
    title: &str,
    native: Option<&str>,
    conformance: Conformance,
) -> Result<Vec<u8>, String> {
    let failed = |reason: &dyn std::fmt::Debug| {
        format!("the picture could not be written as PDF: {reason:?}")
    };
    let mut configuration = ConfigurationBuilder::new();
    if conformance == Conformance::Accessible {
        configuration = configuration.with_accessibility_validator(Accessibility::UA1);
    }
    let mut document = Document::new_with(SerializeSettings {
        configuration: configuration.finish().map_err(|error| failed(&error))?,
        ..SerializeSettings::default()
    });
    let language = scenes
        .first()
        .map_or_else(Language::default, |(_, scene)| scene.language);
    let language = language.code().to_owned();
    let mut tree = TagTree::new().with_lang(Some(language.clone()));
    let mut outline = Outline::new();
    for (number, (heading, scene)) in scenes.iter().enumerate() {
        let size = scene.size * scene.scale;
        let settings = PageSettings::from_wh(size.x, size.y)
            .ok_or("the page has no size: choose a width and a height")?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let tags = PagePen::new(scene).draw(&mut surface);
        surface.finish();
        page.finish();
        push_tags(&mut tree, tags, heading);
        let top = XyzDestination::new(number, Point::from_xy(0.0, 0.0));
        outline.push_child(OutlineNode::new((*heading).to_owned(), top));
    }
    document.set_metadata(
        Metadata::new()
            .title(title.to_owned())
            .language(language)
            .creator("Frenemy".to_owned()),
    );
    document.set_outline(outline);
    document.set_tag_tree(tree);
    if let Some(native) = native {
        attach(&mut document, native);
    }
    document.finish().map_err(|error| failed(&error))
}

/// Adds the structure of a page for screen readers: heading, description, picture, and what is
/// beneath it.
fn push_tags(tree: &mut TagTree, tags: PageTags, title: &str) {
    let group = |tag: TagKind, children: Vec<Node>| TagGroup::with_children(tag, children);
    if !tags.heading.is_empty() {
        let heading = Tag::Hn(NonZeroU16::MIN, Some(title.to_owned()));
        tree.push(group(heading.into(), tags.heading));
    }
    if !tags.description.is_empty() {
        tree.push(group(Tag::P.into(), tags.description));
    }
    if !tags.picture.is_empty() {
        let figure = Tag::Figure(Some(tags.alternative));
        tree.push(group(figure.into(), tags.picture));
    }
    for line in tags.beneath {
        tree.push(group(Tag::P.into(), vec![line]));
    }
}

/// Attaches the native file, so that any reader of PDF can save it.
fn attach(document: &mut Document, native: &str) {
    document.embed_file(EmbeddedFile {
        path: pdf_attachment::NAME.to_owned(),
        mime_type: MimeType::new("application/json"),
        description: Some("The network, as Frenemy opens it".to_owned()),
        association_kind: AssociationKind::Source,
        data: native.as_bytes().to_vec().into(),
        modification_date: None,
        compress: Some(true),
        location: None,
    });
}
