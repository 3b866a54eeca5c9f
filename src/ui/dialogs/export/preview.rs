//! The preview of a figure in the export dialog: drawn by a task as it will be exported, in fewer
//! pixels.

use std::sync::Arc;

use egui::{
    Align, Color32, ColorImage, Label, Layout, Rect, RichText, Sense, Stroke, StrokeKind,
    TextureHandle, TextureOptions, Ui, Vec2, vec2,
};

use super::choices::ExportChoices;
use crate::app::ExportOptions;
use crate::scene::FigureOptions;
use crate::tasks::{Computed, ComputedStatus, Generation};
use crate::ui::View;
use crate::ui::tasks::exporting::{ExportRequest, FigurePreview};

/// The room beneath the preview for a remark on it, in points.
const REMARK: f32 = 44.0;

/// The preview, as far as it is drawn.
#[derive(Default)]
pub(super) struct ExportPreview {
    drawn: Computed<PreviewKey, Result<FigurePreview, String>>,
    texture: Option<(Arc<Result<FigurePreview, String>>, TextureHandle)>,
}

/// What a preview depends on, as far as it can change while the dialog is open.
#[derive(Clone, PartialEq)]
struct PreviewKey {
    figure: FigureOptions,
    positions: Generation,
    blocs: Generation,
    /// The pixels of the preview for a point of the page.
    scale: f32,
}

impl ExportPreview {
    /// Shows the preview in the rest of the width, with a remark beneath it.
    pub(super) fn show(&mut self, ui: &mut Ui, choices: &ExportChoices, height: f32, view: View) {
        let room = vec2(ui.available_width(), height);
        if !choices.exporter.is_picture() {
            self.drawn.stop();
            ui.allocate_space(room);
            return;
        }
        let figure = &choices.figure;
        let page = vec2(figure.width, figure.height).max(Vec2::splat(1.0));
        let space = (room - vec2(0.0, REMARK)).max(Vec2::splat(40.0));
        let shown = page * (space / page).min_elem();
        let scale = shown.x / page.x * ui.ctx().pixels_per_point();
        self.follow(ui, choices.options(), scale, view);
        let latest = self.drawn.latest().map(|(_, drawn)| Arc::clone(drawn));
        let (area, _) = ui.allocate_exact_size(vec2(room.x, space.y), Sense::hover());
        let remark = match (latest.as_deref(), self.drawn.status()) {
            (_, ComputedStatus::Failed(failure)) => Some(failure.to_string()),
            (Some(Err(message)), _) => Some(message.clone()),
            (Some(Ok(preview)), _) => {
                let size = vec2(preview.size[0], preview.size[1]);
                let fitted = size * (space / size).min_elem();
                self.paint(ui, Rect::from_center_size(area.center(), fitted));
                Some(preview.remark.clone())
            }
            (None, _) => {
                ui.put(area, egui::Spinner::new());
                None
            }
        };
        let below = Layout::top_down(Align::Min);
        let remark_room = vec2(room.x, REMARK - ui.spacing().item_spacing.y);
        ui.allocate_ui_with_layout(remark_room, below, |ui| {
            ui.add(Label::new(RichText::new(remark.unwrap_or_default()).weak()).wrap());
        });
    }

    fn follow(&mut self, ui: &Ui, options: ExportOptions, scale: f32, view: View) {
        let session = &view.state.open.session;
        let derived = &view.state.open.derived;
        let key = PreviewKey {
            figure: FigureOptions {
                view: session.view,
                order: session.order,
                ..options.figure
            },
            positions: derived.positions_generation,
            blocs: derived.blocs_generation,
            scale,
        };
        if self.drawn.current(&key).is_some() {
            return;
        }
        let request = ExportRequest::of(
            view.state,
            ExportOptions {
                figure: key.figure,
                ..options
            },
        );
        let context = ui.ctx().clone();
        self.drawn.follow(
            &key,
            move || context.request_repaint(),
            move |_task| Some(request.preview(scale)),
        );
    }

    fn paint(&mut self, ui: &Ui, area: Rect) {
        let Some((_, drawn)) = self.drawn.latest() else {
            return;
        };
        let Ok(preview) = &**drawn else {
            return;
        };
        let is_new = !(self.texture.as_ref()).is_some_and(|(of, _)| Arc::ptr_eq(of, drawn));
        if is_new {
            let pixels = &preview.pixels;
            let size = [pixels.width as usize, pixels.height as usize];
            let image = ColorImage::from_rgba_unmultiplied(size, &pixels.rgba);
            let texture = ui
                .ctx()
                .load_texture("export", image, TextureOptions::LINEAR);
            self.texture = Some((Arc::clone(drawn), texture));
        }
        if let Some((_, texture)) = &self.texture {
            let whole = Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
            let painter = ui.painter();
            painter.image(texture.id(), area, whole, Color32::WHITE);
            let line = Stroke::new(1.0, ui.visuals().widgets.noninteractive.bg_stroke.color);
            painter.rect_stroke(area, 0.0, line, StrokeKind::Outside);
        }
    }
}
