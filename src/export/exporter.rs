//! What an exporter is: one row of the table. Knows no particular format.

use std::fmt;

use emath::vec2;

use super::content::ExportContent;
use super::embedded;
use super::story::{StoryPage, story_pages};
use crate::file;
use crate::file::writers::{FormatPart, Writer, WrittenFile};
use crate::graph::{Network, Ties, condensed};
use crate::model::{BlocTies, Document};
use crate::scene::{
    self, Embed, Emphasis, Figure, FigureBlocs, FigureFrame, FigureOptions, FigurePart,
    FigureParts, LengthUnit, MatrixRows, PictureReport, PictureView, Scene, Theme,
};

/// One way to export a network. Dialog, command line, help and tooltips read it.
pub struct Exporter {
    /// A stable word for programs.
    pub id: &'static str,
    /// The name for people.
    pub name: &'static str,
    /// How names of such files end, without the dot; the first is suggested.
    pub extensions: &'static [&'static str],
    /// What the file contains and what it is good for, in a sentence.
    pub explanation: &'static str,
    /// The options that change the file.
    pub options: &'static [ExportOption],
    /// Says whether the options can be used, before any work is done.
    pub(super) check: fn(&FigureOptions) -> Result<(), String>,
    /// The most records of a network that the picture contains; a larger one is left out.
    pub(super) max_records: usize,
    pub(super) writer: ExportWriter,
    /// Writes the story of the network, one page for each step, if the format can.
    pub(super) story: Option<WriteStory>,
}

/// An option that an exporter may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportOption {
    /// Width and height, and the size of the type.
    Size,
    /// Pixels for one point.
    Scale,
    /// Light or dark.
    Theme,
    /// The parts beside the picture.
    Parts,
    /// The language of the figure’s own texts.
    Language,
    /// How sources are cited.
    Citations,
    /// Whether the background is transparent.
    Background,
    /// Whether letters are text or outlines.
    SvgText,
    /// How much of the network the file carries for programs.
    Embed,
    /// One page for each step of the story.
    Story,
    /// The filter: an exporter that does not take it always writes the whole network.
    Filter,
}

/// Writes a scene, and the native file if there is one.
type WriteFigure = fn(&Scene, native: Option<&str>, &FigureOptions) -> Result<Vec<u8>, String>;

/// Writes a scene, and what the document says about the actors and ties in it.
type WritePage = fn(&Scene, &Document, &FigureOptions) -> Result<Vec<u8>, String>;

/// Writes the steps of a story, and the native file if there is one.
type WriteStory =
    fn(&[StoryPage], &Document, Option<&str>, &FigureOptions) -> Result<Vec<u8>, String>;

/// What turns a network into bytes.
pub(super) enum ExportWriter {
    /// Draws a figure that contains the native file, if there is one.
    Figure(WriteFigure),
    /// Draws a figure without title and sources, into a page that has them as text.
    Page(WritePage),
    /// Writes the document alone, in the format with this id of the table of formats.
    Format(&'static str),
    /// Writes the document in the format of another program.
    Foreign(&'static Writer),
}

impl Exporter {
    /// The exporter that writes a format of another program.
    pub(super) const fn foreign(writer: &'static Writer) -> Self {
        Self {
            id: writer.id,
            name: writer.name,
            extensions: writer.extensions,
            explanation: writer.explanation,
            options: &[],
            check: |_| Ok(()),
            max_records: usize::MAX,
            writer: ExportWriter::Foreign(writer),
            story: None,
        }
    }

    /// Whether an option changes the file.
    pub fn takes(&self, option: ExportOption) -> bool {
        self.options.contains(&option)
    }

    /// The extension of a suggested file name, without the dot.
    pub fn extension(&self) -> &'static str {
        self.extensions.first().copied().unwrap_or_default()
    }

    /// Says whether the options can be used, before any work is done.
    ///
    /// # Errors
    /// Says what is wrong with the options, and what to do.
    pub fn check(&self, options: &FigureOptions) -> Result<(), String> {
        if options.is_story && self.story.is_none() {
            return Err(self.without_pages());
        }
        (self.check)(options)
    }

    /// The file, with those that belong beside it, and sentences about what it leaves out, what has
    /// no room, and which letters no font has.
    ///
    /// # Errors
    /// Says what is wrong with the options or the size of the network, and what to do.
    pub fn file(
        &self,
        content: &ExportContent<'_>,
        options: &FigureOptions,
    ) -> Result<(WrittenFile, Option<String>), String> {
        if let ExportWriter::Foreign(writer) = self.writer {
            let written = writer.write(content.document)?;
            let omission = writer.omission(content.document, &written);
            return Ok((written, omission));
        }
        let (bytes, warnings) = self.bytes(content, options)?;
        let written = WrittenFile {
            bytes,
            ..WrittenFile::default()
        };
        let omission = self.omission(content.document, options);
        let remarks: Vec<String> = omission.into_iter().chain(warnings).collect();
        Ok((written, (!remarks.is_empty()).then(|| remarks.join(". "))))
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// Says what is wrong with the options, and what to do.
    pub fn export(
        &self,
        content: &ExportContent<'_>,
        options: &FigureOptions,
    ) -> Result<Vec<u8>, String> {
        self.bytes(content, options).map(|(bytes, _)| bytes)
    }

    /// The bytes of the file, what to do if something has no room in the picture, and which of its
    /// letters no font has.
    fn bytes(
        &self,
        content: &ExportContent<'_>,
        options: &FigureOptions,
    ) -> Result<(Vec<u8>, Vec<String>), String> {
        if options.is_story {
            return self.story_bytes(content, options);
        }
        match self.writer {
            ExportWriter::Format(id) => {
                let write = file::writer(id)?;
                Ok((write(content.document), Vec::new()))
            }
            ExportWriter::Foreign(writer) => {
                Ok((writer.write(content.document)?.bytes, Vec::new()))
            }
            ExportWriter::Page(write) => {
                let scene = figure(content, &without_page_texts(options));
                let bytes = write(&scene, content.document, options)?;
                Ok((bytes, scene.fonts().warning().into_iter().collect()))
            }
            ExportWriter::Figure(write) => {
                let scene = figure(content, options);
                if !scene.has_room() {
                    return Err(without_room(options));
                }
                let embed = match self.omission(content.document, options) {
                    Some(_) => Embed::Nothing,
                    None => options.embed,
                };
                let native = embedded::native(content.document, embed);
                let bytes = write(&scene, native.as_deref(), options)?;
                let advice = scene::room_advice(&scene).into_iter();
                Ok((bytes, advice.chain(scene.fonts().warning()).collect()))
            }
        }
    }

    /// The bytes of a file with a page for each step of the story.
    fn story_bytes(
        &self,
        content: &ExportContent<'_>,
        options: &FigureOptions,
    ) -> Result<(Vec<u8>, Vec<String>), String> {
        let write = self.story.ok_or_else(|| self.without_pages())?;
        let parts = match self.writer {
            ExportWriter::Page(_) => {
                let has_notes = options.parts.has(FigurePart::Notes);
                FigureParts::NONE.with(FigurePart::Notes, has_notes)
            }
            _ => options.parts,
        };
        let font_size = match self.writer {
            // The picture shares the window with its words, and is shown smaller.
            ExportWriter::Page(_) => Some(options.font_size.unwrap_or(STORY_NAMES)),
            _ => options.font_size,
        };
        let options = &FigureOptions {
            parts,
            font_size,
            ..*options
        };
        let pages = story_pages(content, options)?;
        let embed = match self.omission(content.document, options) {
            Some(_) => Embed::Nothing,
            None => options.embed,
        };
        let native = embedded::native(content.document, embed);
        let bytes = write(&pages, content.document, native.as_deref(), options)?;
        let advice = pages.iter().filter_map(|page| {
            let advice = scene::room_advice(&page.scene)?;
            Some(format!("{}: {advice}", page.heading))
        });
        let mut warnings: Vec<String> = match self.writer {
            ExportWriter::Page(_) => Vec::new(),
            _ => advice.collect(),
        };
        for warning in pages.iter().filter_map(|page| page.scene.fonts().warning()) {
            if !warnings.contains(&warning) {
                warnings.push(warning);
            }
        }
        Ok((bytes, warnings))
    }

    /// Says that this format has one picture only.
    fn without_pages(&self) -> String {
        format!(
            "{} has no pages for the steps of a story: write HTML or PDF, or leave the story out",
            self.name
        )
    }

    /// Says that the picture does not contain the network, if it should and it is too large.
    pub fn omission(&self, document: &Document, options: &FigureOptions) -> Option<String> {
        if options.embed == Embed::Nothing {
            return None;
        }
        let records = document.actors.len() + document.relations.len() + document.references.len();
        (records > self.max_records).then(|| {
            format!(
                "The {} does not contain the network, which has more than {} records: keep the \
                 relations file too",
                self.name,
                crate::words::grouped(self.max_records)
            )
        })
    }

    /// The measures of the picture; `None` if the file is not a picture.
    pub fn report(
        &self,
        content: &ExportContent<'_>,
        options: &FigureOptions,
    ) -> Option<PictureReport> {
        self.is_picture().then(|| {
            let network = drawn(
                content,
                &Network::seen(content.document, content.filter),
                options.view,
            );
            let ties = Ties::new(content.document, &network, content.encoding.lines);
            PictureReport::of(&figure(content, options), &ties)
        })
    }

    /// Width divided by height of the part of the page that the network has; the positions in
    /// `content` have no effect. `None` if the file is not a picture.
    pub fn aspect(&self, content: &ExportContent<'_>, options: &FigureOptions) -> Option<f32> {
        let options = match self.writer {
            ExportWriter::Figure(_) => *options,
            ExportWriter::Page(_) => without_page_texts(options),
            ExportWriter::Format(_) | ExportWriter::Foreign(_) => return None,
        };
        let region = on_figure(content, &options, scene::figure_region);
        Some(region.width() / region.height())
    }

    /// Whether the file is in a format of Frenemy: a picture, or the native file.
    pub fn is_own(&self) -> bool {
        !matches!(self.writer, ExportWriter::Foreign(_))
    }

    /// The records that a file of data holds: `3 actors and 2 relations`; nothing for a picture.
    pub fn records(&self, document: &Document) -> Option<String> {
        let all = FormatPart::ALL;
        let parts = match self.writer {
            ExportWriter::Figure(_) | ExportWriter::Page(_) => return None,
            ExportWriter::Format(_) => &all,
            ExportWriter::Foreign(writer) => writer.keeps,
        };
        Some(FormatPart::records_in_words(parts, document))
    }

    /// Whether the file is a picture.
    pub fn is_picture(&self) -> bool {
        matches!(self.writer, ExportWriter::Figure(_) | ExportWriter::Page(_))
    }
}

impl fmt::Debug for Exporter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exporter")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// Says that a page is too small for its network.
fn without_room(options: &FigureOptions) -> String {
    let unit = options.unit;
    let [width, height] = [options.width, options.height].map(|length| length / unit.points());
    format!(
        "{width:.0} × {height:.0} {} is too small for this figure: its texts leave no room for the \
         network. Choose a larger size or smaller type, or leave out the title, the legend or the \
         caption",
        unit.name()
    )
}

/// The size of names in the pictures of a story that is a page, in points.
const STORY_NAMES: f32 = 18.0;

/// The parts that a page shows as text around its picture, and not in it.
const PAGE_TEXTS: [FigurePart; 3] = [
    FigurePart::Title,
    FigurePart::Description,
    FigurePart::Sources,
];

/// The options for the figure on a page that has the texts around it.
fn without_page_texts(options: &FigureOptions) -> FigureOptions {
    let parts = PAGE_TEXTS.into_iter();
    FigureOptions {
        parts: parts.fold(options.parts, |parts, part| parts.with(part, false)),
        ..*options
    }
}

/// The figure of a network, as every exporter of pictures draws it.
pub fn figure(content: &ExportContent<'_>, options: &FigureOptions) -> Scene {
    on_figure(content, options, scene::figure)
}

/// Does something with the input of a figure.
fn on_figure<R>(
    content: &ExportContent<'_>,
    options: &FigureOptions,
    of: impl FnOnce(&Figure) -> R,
) -> R {
    let uncondensed = Network::seen(content.document, content.filter);
    let network = drawn(content, &uncondensed, options.view);
    let theme = if options.is_dark {
        Theme::dark()
    } else {
        Theme::light()
    };
    of(&Figure {
        document: content.document,
        network: &network,
        blocs: content.blocs.map(|blocs| FigureBlocs {
            blocs,
            uncondensed: &uncondensed,
        }),
        positions: content.positions,
        frame: FigureFrame::Whole,
        emphasis: &Emphasis::default(),
        size: vec2(options.width, options.height),
        may_stretch: options.may_stretch,
        has_exact_size: options.unit == LengthUnit::Millimetre,
        theme: &theme,
        encoding: content.encoding,
        matrix: (options.view == PictureView::Matrix).then_some(MatrixRows {
            order: options.order,
            groups: content.groups,
        }),
        parts: options.parts,
        citation_style: options.citation_style,
        font_size: options.font_size,
        transparent: options.is_transparent,
        language: options.language_of(content.document),
    })
}

/// The network as it is drawn: with blocs as single actors. A matrix shows all ties.
fn drawn(content: &ExportContent<'_>, network: &Network, view: PictureView) -> Network {
    let blocs = content.blocs.map(|blocs| match view {
        PictureView::Network => condensed(network, blocs),
        PictureView::Matrix => condensed(network, &blocs.with_ties(BlocTies::All)),
    });
    blocs.unwrap_or_else(|| network.clone())
}
