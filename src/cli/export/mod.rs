//! `frenemy export`: writes a figure, or the native file with the positions of the actors.

mod arguments;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use emath::Pos2;

use super::blocs::{bloc_picture, groups_by};
use super::open::{self, open};
use super::output::{exit_code, original, said_to_write};
use super::terminal::{self, Failure, ProgressPrinter};
use crate::export::{self, ExportContent, ExportOption, Exporter};
use crate::file::{FileContent, pictures, writers};
use crate::graph::{BlocRule, Filter, Network, condensed, saved_blocs};
use crate::layout::{self, SEED};
use crate::model::{Actor, BlocTies, Blocs, Document, Edit, Issue};
use crate::scene::{
    self, Encoding, FigureOptions, MAX_MATRIX_ACTORS, PictureView, SceneNotes, ShownRequest, Start,
};
use crate::words::counted;

pub(super) use arguments::ExportArguments;

/// Exit status 0: the file was written. 1: it was written but the input has errors, or failure. 2:
/// wrong usage.
pub(super) fn run(asked: &ExportArguments) -> ExitCode {
    exit_code(exported(asked), &asked.output, &asked.file)
}

/// Writes the file and returns the issues of the input.
fn exported(asked: &ExportArguments) -> Result<Vec<Issue>, Failure> {
    let exporter = exporter(&asked.output)?;
    let mut options = asked.figure_options();
    exporter.check(&options).map_err(Failure::usage)?;
    asked.fonts.choose()?;
    let FileContent {
        document, issues, ..
    } = open(&asked.file, &asked.columns)?;
    let whole = Network::seen(&document, &Filter::default());
    let filter = asked.filter.filter(&document, &whole)?;
    check_options(asked, exporter, &filter)?;
    if asked.story {
        check_story(asked, &filter)?;
    }
    let blocs = if exporter.is_picture() && !asked.story {
        drawn_blocs(asked, &document, &whole, &filter)?
    } else {
        None
    };
    let page = TargetPage { exporter, options };
    let mut picture = if let Some(drawn) = blocs {
        with_blocs(asked, drawn, document, &whole, filter, page)?
    } else {
        asked.blocs.check_without_blocs()?;
        without_blocs(asked, &document, &whole, filter, page)?
    };
    if exporter.is_picture() {
        picture.add_pictures(&asked.file);
    }
    options.may_stretch = picture.has_new_layout;
    let content = picture.content();
    let (written, remark) = exporter.file(&content, &options)?;
    let input = (!exporter.is_own()).then_some(&*asked.file);
    let saved = writers::save(&written, &asked.output, input, original(&asked.file))?;
    if let Some(records) = exporter.records(content.document) {
        terminal::complain(&said_to_write(&saved, &records));
    }
    if let Some(remark) = remark {
        terminal::complain(&remark);
    }
    let report = asked.report.then(|| exporter.report(&content, &options));
    if let Some(report) = report.flatten() {
        let json = serde_json::to_string_pretty(&report).map_err(|error| error.to_string())?;
        terminal::print(&terminal::clean_json(&json));
    }
    Ok(issues)
}

/// Refuses options that the format of the file does not have.
fn check_options(
    asked: &ExportArguments,
    exporter: &Exporter,
    filter: &Filter,
) -> Result<(), Failure> {
    let is_picture = exporter.is_picture();
    let is_whole = "always contains the whole network";
    let refused = [
        (
            !filter.is_clear() && !exporter.takes(ExportOption::Filter),
            format!("{is_whole}: leave the filter out, or write a picture"),
        ),
        (
            // Our own format is the network.
            asked.asks_to_embed()
                && (is_picture || !exporter.is_own())
                && !exporter.takes(ExportOption::Embed),
            "cannot carry the network for programs: leave --embed out, or write SVG, PNG or PDF"
                .to_owned(),
        ),
        (
            asked.report && !is_picture,
            "is not a picture and has no measures: leave --report out, or write a picture"
                .to_owned(),
        ),
        (
            asked.blocs.rule().is_some() && !is_picture,
            format!("{is_whole}: leave --blocs out, or write a picture"),
        ),
        (
            asked.outlines.is_asked() && !is_picture,
            format!("{is_whole}: leave --outlines out, or write a picture"),
        ),
    ];
    match refused.into_iter().find(|(is_refused, _)| *is_refused) {
        Some((_, why)) => Err(Failure::usage(format!("{} {why}", exporter.name))),
        None => Ok(()),
    }
}

/// Refuses what each step of a story decides itself.
fn check_story(asked: &ExportArguments, filter: &Filter) -> Result<(), Failure> {
    let refused = [
        (!filter.is_clear(), "the filter"),
        (asked.blocs.rule().is_some(), "--blocs"),
        (asked.outlines.is_asked(), "--outlines"),
        (asked.matrix.view() == PictureView::Matrix, "--view matrix"),
        (asked.report, "--report"),
    ];
    match refused.iter().find(|(is_asked, _)| *is_asked) {
        Some((_, what)) => Err(Failure::usage(format!(
            "each step of a story has its own view: leave {what} out, or leave --story out"
        ))),
        None => Ok(()),
    }
}

/// Blocs, and where their layout starts.
type DrawnBlocs = (Blocs, Start);

/// The blocs by the rule of `--blocs`, else those saved in the file; communities for a matrix of
/// too many actors.
fn drawn_blocs(
    asked: &ExportArguments,
    document: &Document,
    whole: &Network,
    filter: &Filter,
) -> Result<Option<DrawnBlocs>, Failure> {
    let network = || whole.through(document, filter);
    if let Some(word) = asked.blocs.rule() {
        let blocs = groups_by("--blocs", word, document, &network())?;
        return Ok(Some((blocs, Start::Fresh)));
    }
    let saved = saved_blocs(document);
    if asked.blocs.takes_saved() && !saved.is_empty() {
        terminal::complain(&format!(
            "drawing the {} saved in the file, as in the window; --blocs none draws every actor",
            counted(saved.blocs.len(), "bloc", "blocs")
        ));
        let start = match asked.seed {
            Some(_) => Start::Fresh,
            None => Start::AsPlaced,
        };
        return Ok(Some((saved, start)));
    }
    if asked.matrix.view() == PictureView::Network {
        return Ok(None);
    }
    let network = network();
    let count = network.graph.node_count();
    if count <= MAX_MATRIX_ACTORS {
        return Ok(None);
    }
    let rule = BlocRule::Communities.id();
    terminal::complain(&format!(
        "a matrix has room for {MAX_MATRIX_ACTORS} of {count} actors: drawing blocs, as with --blocs {rule}; use --top-actors to choose actors instead"
    ));
    Ok(Some((
        groups_by("--blocs", rule, document, &network)?,
        Start::Fresh,
    )))
}

/// The document with these positions. Actors that a simplification hides keep those they have.
fn placed(document: &Document, network: &Network, positions: &[Pos2]) -> Document {
    let positions = positions.iter().map(|position| (position.x, position.y));
    let arranged = Edit::arrange(document, positions).applied(document);
    if network.filter().simplify.is_off() {
        return arranged;
    }
    let actors = document.actors.iter().zip(arranged.actors.iter());
    let actors = actors.map(|(before, after)| {
        let is_shown = network.node(&before.id).is_some();
        Actor::clone(if is_shown { after } else { before })
    });
    Document {
        actors: actors.collect(),
        ..arranged
    }
}

/// What is exported, with everything it needs.
struct ExportPicture {
    document: Document,
    filter: Filter,
    blocs: Option<Blocs>,
    positions: Vec<Pos2>,
    encoding: Encoding,
    groups: Option<Vec<Option<u32>>>,
    /// Whether no position was given: then the layout is made for the page.
    has_new_layout: bool,
}

impl ExportPicture {
    /// Reads the pictures of the actors, and says which cannot be drawn.
    fn add_pictures(&mut self, file: &Path) {
        let pictures = open::pictures(file, &self.document);
        for issue in pictures::issues(&self.document, &pictures) {
            terminal::complain(&format!("{}: {}", file.display(), issue.message));
        }
        self.encoding.pictures = pictures;
    }

    fn content(&self) -> ExportContent<'_> {
        ExportContent {
            document: &self.document,
            filter: &self.filter,
            blocs: self.blocs.as_ref(),
            positions: &self.positions,
            encoding: &self.encoding,
            groups: self.groups.as_deref(),
        }
    }
}

/// What a figure is drawn on.
#[derive(Clone, Copy)]
struct TargetPage {
    exporter: &'static Exporter,
    options: FigureOptions,
}

impl TargetPage {
    /// The proportions of a new layout that suit the part of the page that it has; `None` if the
    /// usual ones do.
    fn aspect(&self, content: &ExportContent) -> Option<f32> {
        let aspect = self.exporter.aspect(content, &self.options)?;
        scene::page_aspect(aspect)
    }
}

/// Every actor at its position in the file or in a new layout.
fn without_blocs(
    asked: &ExportArguments,
    document: &Document,
    whole: &Network,
    filter: Filter,
    page: TargetPage,
) -> Result<ExportPicture, Failure> {
    let network = whole.through(document, &filter);
    let encoding = Encoding {
        lines: asked.lines.style(),
        shows_types: asked.lines.shows_types(),
        notes: SceneNotes::new(document, &network, &BTreeSet::new()),
        outlines: asked.outlines.groups(document, &network, &network)?,
        ..Encoding::default()
    };
    let content = ExportContent {
        document,
        filter: &filter,
        blocs: None,
        positions: &[],
        encoding: &encoding,
        groups: None,
    };
    let aspect = page.aspect(&content);
    let (positions, has_new_layout) = positions(asked, document, whole, &network, aspect)?;
    Ok(ExportPicture {
        document: placed(document, &network, &positions),
        filter,
        blocs: None,
        positions,
        encoding,
        groups: asked.matrix.groups(document, &network),
        has_new_layout,
    })
}

/// Blocs; the document keeps its positions.
fn with_blocs(
    asked: &ExportArguments,
    (blocs, start): DrawnBlocs,
    document: Document,
    whole: &Network,
    filter: Filter,
    page: TargetPage,
) -> Result<ExportPicture, Failure> {
    let plan = asked.plan.plan(asked.seed.unwrap_or(SEED))?;
    let network = whole.through(&document, &filter);
    let blocs = match asked.matrix.view() {
        PictureView::Network => asked.blocs.with_ties(blocs),
        // A matrix shows all ties.
        PictureView::Matrix => blocs.with_ties(BlocTies::All),
    };
    let content = ExportContent {
        document: &document,
        filter: &filter,
        blocs: Some(&blocs),
        positions: &[],
        encoding: &Encoding::default(),
        groups: None,
    };
    let aspect = page.aspect(&content);
    let how = (start, plan, aspect);
    let mut picture = bloc_picture(blocs, &document, &network, asked.lines, how)?;
    let drawn = condensed(&network, &picture.blocs);
    picture.encoding.outlines = asked.outlines.groups(&document, &network, &drawn)?;
    picture.encoding.notes = SceneNotes::new(&document, &drawn, &BTreeSet::new());
    Ok(ExportPicture {
        groups: asked.matrix.groups(&document, &drawn),
        document,
        filter,
        blocs: Some(picture.blocs),
        positions: picture.positions,
        encoding: picture.encoding,
        has_new_layout: picture.has_new_layout,
    })
}

/// The positions in the file; a new layout if a seed is given. Second, whether no position was
/// given; then the layout has this aspect.
///
/// A filter does not change positions: the layout is that of the whole network. A simplified
/// network is laid out alone, unless all its actors have positions.
fn positions(
    asked: &ExportArguments,
    document: &Document,
    whole: &Network,
    network: &Network,
    aspect: Option<f32>,
) -> Result<(Vec<Pos2>, bool), Failure> {
    let start = match asked.seed {
        Some(_) => Start::Fresh,
        None => Start::AsPlaced,
    };
    let plan = asked.plan.plan(asked.seed.unwrap_or(SEED))?;
    if start == Start::AsPlaced
        && let Some(note) = scene::position_note(whole)
    {
        terminal::complain(&format!("{}: {note}", asked.file.display()));
    }
    if network.filter().simplify.is_off() {
        let request = scene::request(document, whole, start, plan).suited_to(aspect);
        return Ok((laid_out(&request)?, request.is_new()));
    }
    let mut shown = ShownRequest::new(document, network, start, plan);
    shown.request = shown.request.suited_to(aspect);
    let position = |actor: &Arc<Actor>| {
        let position = actor.position.map(|at| Pos2::new(at.x as f32, at.y as f32));
        position.unwrap_or_default()
    };
    let mut positions: Vec<Pos2> = document.actors.iter().map(position).collect();
    shown.put(&laid_out(&shown.request)?, &mut positions);
    Ok((positions, shown.request.is_new()))
}

fn laid_out(request: &layout::Request) -> Result<Vec<Pos2>, Failure> {
    let progress = ProgressPrinter::new("laying out");
    let positions = layout::layout(request, &|share| {
        progress.at(share);
        ControlFlow::Continue(())
    });
    positions.ok_or_else(|| "the layout was cancelled".to_owned().into())
}

fn exporter(output: &Path) -> Result<&'static Exporter, Failure> {
    export::by_extension(output).ok_or_else(|| {
        Failure::usage(format!(
            "{} does not say which format to write: use a file name that ends in {}",
            output.display(),
            export::extensions()
        ))
    })
}
