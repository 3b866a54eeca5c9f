//! Text of the guide in its styles.

use egui::text::LayoutJob;
use egui::{FontFamily, FontId, Label, TextFormat, TextStyle, Ui};

use super::pages::{GuideStyle, GuideText};
use crate::ui::shell::theme;

/// A paragraph, after a mark such as that of a list.
pub(super) fn paragraph(ui: &mut Ui, mark: &str, text: &GuideText) {
    let mut job = LayoutJob::default();
    append(ui, &mut job, mark, GuideStyle::Plain);
    for (words, style) in text {
        append(ui, &mut job, words, *style);
    }
    ui.add(Label::new(job).selectable(true).wrap());
}

/// Adds words in a style.
pub(super) fn append(ui: &Ui, job: &mut LayoutJob, words: &str, style: GuideStyle) {
    let family = match style {
        GuideStyle::Bold => theme::bold(),
        GuideStyle::Code => FontFamily::Monospace,
        GuideStyle::Plain | GuideStyle::Italic => FontFamily::Proportional,
    };
    let size = TextStyle::Body.resolve(ui.style()).size;
    let format = TextFormat {
        font_id: FontId::new(size, family),
        color: ui.visuals().text_color(),
        italics: style == GuideStyle::Italic,
        ..TextFormat::default()
    };
    job.append(words, 0.0, format);
}
