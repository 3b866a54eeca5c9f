//! Exporting: writes a figure or data.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{ColorImage, Context};
use emath::Pos2;

use super::jobs;
use super::saving::write_key;
use crate::app::{Command, ExportOptions, State};
use crate::export::{self, ExportContent, Pixels};
use crate::file::writers;
use crate::graph::Filter;
use crate::model::{Blocs, Document};
use crate::scene::{Encoding, FigureOptions, room_advice};
use crate::tasks::{SerialTasks, TaskEvent};
use crate::ui::Queue;
use crate::words::capitalized;

/// What an export shows.
pub(crate) struct ExportRequest {
    /// The document, with every actor where it is now.
    pub(crate) document: Document,
    /// Which part of it is shown.
    pub(crate) filter: Filter,
    /// The actors that are drawn as one; empty if there are none.
    pub(crate) blocs: Arc<Blocs>,
    /// The positions of the actors, by node index.
    pub(crate) positions: Vec<Pos2>,
    /// What sizes, colours and marks say.
    pub(crate) encoding: Encoding,
    /// The camp or community of each actor, by node index, for a matrix.
    pub(crate) groups: Option<Arc<[Option<u32>]>>,
    /// The file that was opened, which no export replaces.
    pub(crate) source: Option<PathBuf>,
    /// The exporter and its options.
    pub(crate) options: ExportOptions,
}

/// A figure in few pixels, with a remark on it.
pub(crate) struct FigurePreview {
    /// The picture.
    pub(crate) pixels: Pixels,
    /// The width and height of the page in points.
    pub(crate) size: [f32; 2],
    /// What has no room, or else how small the smallest type is.
    pub(crate) remark: String,
}

impl ExportRequest {
    /// What is shown now.
    ///
    /// As on the command line, a layout is stretched to the page unless someone placed an actor.
    pub(crate) fn of(state: &State, options: ExportOptions) -> Self {
        let figure = FigureOptions {
            may_stretch: state.is_as_laid_out(),
            ..options.figure
        };
        Self {
            options: ExportOptions { figure, ..options },
            source: state.open.source.path.clone(),
            document: state.placed_document(),
            filter: state.open.session.filter.clone(),
            blocs: Arc::clone(&state.open.session.blocs),
            positions: state.open.derived.drawn_positions().to_vec(),
            encoding: state.encoding(),
            groups: state.matrix_groups(),
        }
    }

    /// Draws the figure with this many pixels for a point of the page.
    pub(crate) fn preview(&self, scale: f32) -> Result<FigurePreview, String> {
        let (content, figure) = (self.content(), &self.options.figure);
        let of_story = figure
            .is_story
            .then(|| export::first_story_picture(&content, figure));
        let scene = of_story
            .flatten()
            .unwrap_or_else(|| export::figure(&content, figure));
        let page = scene.size * scene.scale;
        let remark = room_advice(&scene).unwrap_or_else(|| {
            let smallest = scene.smallest_type();
            format!("Everything fits. The smallest type has {smallest:.1} points.")
        });
        Ok(FigurePreview {
            pixels: export::figure_pixels(&scene, scale)?,
            size: [page.x, page.y],
            remark: capitalized(&remark),
        })
    }

    fn content(&self) -> ExportContent<'_> {
        ExportContent {
            document: &self.document,
            filter: &self.filter,
            blocs: Some(&*self.blocs).filter(|blocs| !blocs.is_empty()),
            positions: &self.positions,
            encoding: &self.encoding,
            groups: self.groups.as_deref(),
        }
    }
}

/// Writes it, after everything else that is being written to the path.
pub(crate) fn export(
    queue: &Queue,
    writes: &SerialTasks<PathBuf>,
    path: PathBuf,
    request: ExportRequest,
) {
    let queue = queue.clone();
    writes.push(
        &write_key(&path),
        "exporting",
        move |_context| match write(&path, &request) {
            Ok(omission) => Command::Exported { path, omission },
            Err(message) => Command::ExportFailed(message),
        },
        move |event| match event {
            TaskEvent::Done(command) => queue.send(command),
            TaskEvent::Failed(failure) => {
                let message = format!("Not exported. {failure}. Try another format or size.");
                queue.send(Command::ExportFailed(message));
            }
            TaskEvent::Progress(_) | TaskEvent::Cancelled => {}
        },
    );
}

/// Puts the picture on the clipboard, once it is drawn.
pub(crate) fn copy_picture(ctx: &Context, queue: &Queue, request: ExportRequest) {
    let ctx = ctx.clone();
    jobs::start(queue, "drawing the picture", move || {
        let options = &request.options.figure;
        let drawn = export::figure(&request.content(), options);
        let outcome = export::figure_pixels(&drawn, options.pixels_per_point).map(|pixels| {
            let size = [pixels.width as usize, pixels.height as usize];
            ctx.copy_image(ColorImage::from_rgba_unmultiplied(size, &pixels.rgba));
        });
        Some(Command::PictureCopied(outcome))
    });
}

/// Writes the file; returns what it leaves out, in a sentence.
fn write(path: &Path, request: &ExportRequest) -> Result<Option<String>, String> {
    let options = &request.options;
    let exporter = export::by_id(options.exporter)
        .ok_or_else(|| format!("there is no exporter `{}`", options.exporter))?;
    exporter.check(&options.figure)?;
    let content = request.content();
    let (written, omission) = exporter.file(&content, &options.figure)?;
    let source = request.source.as_deref();
    let input = source.filter(|_| !exporter.is_own());
    let saved = writers::save(&written, path, input, source)?;
    let beside: Vec<String> = saved[1..]
        .iter()
        .map(|path| format!("Also exported {}", path.display()))
        .collect();
    let words: Vec<String> = beside.into_iter().chain(omission).collect();
    Ok((!words.is_empty()).then(|| words.join(". ")))
}
