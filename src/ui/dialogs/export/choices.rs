//! What is chosen in the export dialog. Shows nothing.

use crate::app::{ExportOptions, RememberedExport};
use crate::export::{self, EXPORTS, ExportOption, Exporter};
use crate::scene::FigureOptions;

/// What is chosen.
pub(super) struct ExportChoices {
    pub(super) exporter: &'static Exporter,
    pub(super) figure: FigureOptions,
    /// `None` if the figure follows the theme of the window.
    pub(super) is_dark: Option<bool>,
}

impl ExportChoices {
    pub(super) fn of(remembered: &RememberedExport) -> Self {
        Self {
            exporter: export::by_id(&remembered.exporter).unwrap_or(&EXPORTS[0]),
            figure: remembered.figure(),
            is_dark: remembered.is_dark,
        }
    }

    pub(super) fn options(&self) -> ExportOptions {
        ExportOptions {
            exporter: self.exporter.id,
            figure: FigureOptions {
                is_story: self.figure.is_story && self.exporter.takes(ExportOption::Story),
                ..self.figure
            },
        }
    }
}
