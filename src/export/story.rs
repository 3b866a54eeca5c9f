//! The pages of a story: one picture for each of its steps. Writes no format.

use std::ops::ControlFlow;

use emath::{Pos2, Rect, Vec2, vec2};

use super::content::ExportContent;
use crate::analysis::{filter_of_step, with_simplification};
use crate::graph::{Filter, Network, NodeIndex, Ties, condensed};
use crate::model::{Document, StoryCamera, StoryStep, StoryView};
use crate::scene::{
    self, BlocPositions, Emphasis, Encoding, Figure, FigureBlocs, FigureFrame, FigureOptions,
    LengthUnit, PictureView, Scene, SceneNotes, Subject, Theme,
};

/// One step of a story, drawn.
pub(super) struct StoryPage {
    /// Its title, or its number.
    pub(super) heading: String,
    /// What it says.
    pub(super) text: String,
    /// The picture.
    pub(super) scene: Scene,
}

/// Draws the steps of the story of a document, whose actors are where the document says. Title and
/// description of a page are those of its step. O(steps × size of the picture).
///
/// # Errors
/// Says that there is no story, or that the options do not fit one.
pub(super) fn story_pages(
    content: &ExportContent<'_>,
    options: &FigureOptions,
) -> Result<Vec<StoryPage>, String> {
    if content.document.story.is_empty() {
        return Err(NO_STORY.to_owned());
    }
    if options.view == PictureView::Matrix {
        return Err(
            "a story shows the network and not the matrix: leave the matrix out".to_owned(),
        );
    }
    let whole = Network::seen(content.document, &Filter::default());
    let drawer = StoryDrawer {
        content,
        options,
        positions: positions(content),
        whole,
    };
    let steps = content.document.story.iter().enumerate();
    Ok(steps
        .map(|(number, step)| drawer.page(number + 1, step))
        .collect())
}

/// The picture of one step, as the preview of the dialog shows it; `None` without a story.
pub fn first_story_picture(content: &ExportContent<'_>, options: &FigureOptions) -> Option<Scene> {
    let step = content.document.story.first()?;
    let drawer = StoryDrawer {
        content,
        options,
        positions: positions(content),
        whole: Network::seen(content.document, &Filter::default()),
    };
    Some(drawer.page(1, step).scene)
}

pub(super) const NO_STORY: &str =
    "the file has no story: add views in the Story tab, or leave the story out";

/// The positions of the actors, by node index: those in the document, else those of the figure.
fn positions(content: &ExportContent<'_>) -> Vec<Pos2> {
    let actors = content.document.actors.iter().enumerate();
    let position = actors.map(|(number, actor)| match actor.position {
        Some(at) => Pos2::new(at.x as f32, at.y as f32),
        None => content.positions.get(number).copied().unwrap_or_default(),
    });
    position.collect()
}

/// What all steps are drawn from.
struct StoryDrawer<'a> {
    content: &'a ExportContent<'a>,
    options: &'a FigureOptions,
    positions: Vec<Pos2>,
    whole: Network,
}

impl StoryDrawer<'_> {
    fn page(&self, number: usize, step: &StoryStep) -> StoryPage {
        let language = self.options.language_of(self.content.document);
        let heading = match step.given_title() {
            Some(title) => title.to_owned(),
            None => language.counted("story-step", number),
        };
        let mut document = self.content.document.clone();
        document.meta.title = Some(heading.clone());
        document.meta.description.clone_from(&step.text);
        StoryPage {
            heading,
            text: step.text.clone().unwrap_or_default(),
            scene: self.picture(&document, &step.view),
        }
    }

    fn picture(&self, document: &Document, view: &StoryView) -> Scene {
        let filter = filter_of_step(&view.filter);
        let goes_on = |_| ControlFlow::Continue(());
        let filter = with_simplification(document, &self.whole, filter, &goes_on);
        let uncondensed = self.whole.through(document, &filter.unwrap_or_default());
        let has_blocs = !view.blocs.is_empty();
        let network = if has_blocs {
            condensed(&uncondensed, &view.blocs)
        } else {
            uncondensed.clone()
        };
        let encoding = self.encoding(&network, view, has_blocs);
        let mut blocs = BlocPositions::default();
        blocs.follow(&network, &self.positions, &encoding);
        let positions = blocs.with_blocs(&network, &self.positions);
        let ties = Ties::new(document, &network, encoding.lines);
        let around = actors_around(&network, &view.camera);
        let theme = if self.options.is_dark {
            Theme::dark()
        } else {
            Theme::light()
        };
        scene::figure(&Figure {
            document,
            network: &network,
            blocs: has_blocs.then_some(FigureBlocs {
                blocs: &view.blocs,
                uncondensed: &uncondensed,
            }),
            positions: &positions,
            frame: frame(&view.camera, &around),
            emphasis: &emphasis(&network, &ties, view),
            size: vec2(self.options.width, self.options.height),
            has_exact_size: self.options.unit == LengthUnit::Millimetre,
            theme: &theme,
            encoding: &encoding,
            may_stretch: false,
            language: self.options.language_of(self.content.document),
            citation_style: self.options.citation_style,
            matrix: None,
            parts: self.options.parts,
            font_size: self.options.font_size,
            transparent: self.options.is_transparent,
        })
    }

    /// What sizes and colours mean. Sizes of blocs that are drawn now mean nothing in a step.
    fn encoding(&self, network: &Network, view: &StoryView, has_blocs: bool) -> Encoding {
        let hidden = view.hidden_annotations.iter().cloned().collect();
        let now = self.content.encoding;
        let own = Encoding {
            sizes: now.sizes.clone().filter(|_| self.content.blocs.is_none()),
            outlines: now.outlines.clone().filter(|_| !has_blocs),
            notes: SceneNotes::new(self.content.document, network, &hidden),
            ..now.clone()
        };
        if has_blocs {
            own.with_blocs(network)
        } else {
            own
        }
    }
}

/// The nodes that the camera of a step is around.
fn actors_around(network: &Network, camera: &StoryCamera) -> Vec<NodeIndex> {
    match camera {
        StoryCamera::Around(actors) => {
            let nodes = actors.iter().filter_map(|id| network.shown_as(id));
            nodes.collect()
        }
        StoryCamera::Whole | StoryCamera::Area { .. } => Vec::new(),
    }
}

fn frame<'a>(camera: &StoryCamera, around: &'a [NodeIndex]) -> FigureFrame<'a> {
    match camera {
        StoryCamera::Area {
            middle,
            width,
            height,
        } => FigureFrame::Area(Rect::from_center_size(
            Pos2::new(middle.x as f32, middle.y as f32),
            Vec2::new(*width as f32, *height as f32),
        )),
        StoryCamera::Around(_) if !around.is_empty() => FigureFrame::Around(around),
        StoryCamera::Around(_) | StoryCamera::Whole => FigureFrame::Whole,
    }
}

/// The actors and relations of a step that stand out.
fn emphasis(network: &Network, ties: &Ties, view: &StoryView) -> Emphasis {
    let actors = view.actors.iter().filter_map(|id| network.shown_as(id));
    let relations = view.relations.iter();
    let drawn = relations.filter_map(|id| ties.of(network.edge(id)?));
    let subjects = actors.map(Subject::Actor).chain(drawn.map(Subject::Tie));
    Emphasis {
        selected: subjects.collect(),
        ..Emphasis::default()
    }
}
