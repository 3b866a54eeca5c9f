//! The user's guide, to read beside the program and without a network.

mod pages;
mod picture;
mod styled;
mod table;

use egui::{Id, Label, RichText, ScrollArea, Ui};

use self::pages::{GuideBlock, PAGES, blocks};
use self::styled::paragraph;
use super::frame;
use crate::app::Command;
use crate::ui::View;
use crate::ui::shell::theme;

/// The width of the list of pages, in points.
const LIST_WIDTH: f32 = 210.0;

pub(super) fn show(ui: &mut Ui, view: View) {
    frame::set_width(ui, 840.0);
    ui.heading("Guide");
    let id = Id::new("page of the guide");
    let mut page: usize = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let height = frame::list_height(ui);
    ui.horizontal_top(|ui| {
        // The line between them is as high as there is room.
        ui.set_max_height(height);
        ui.vertical(|ui| {
            ui.set_width(LIST_WIDTH);
            for (number, row) in PAGES.iter().enumerate() {
                if ui.selectable_label(number == page, row.title).clicked() {
                    page = number;
                }
            }
        });
        ui.separator();
        ui.vertical(|ui| {
            ScrollArea::vertical()
                .id_salt(page)
                .max_height(height)
                .min_scrolled_height(height)
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    for block in blocks(page) {
                        self::block(ui, block);
                    }
                });
        });
    });
    ui.data_mut(|data| data.insert_temp(id, page));
    frame::buttons(ui, |ui| {
        if frame::main_button(ui, "Close").clicked() {
            view.send(Command::CloseDialog);
        }
    });
}

fn block(ui: &mut Ui, block: &GuideBlock) {
    match block {
        GuideBlock::Heading(text) => {
            ui.add_space(6.0);
            let words: String = text.iter().map(|(text, _)| text.as_str()).collect();
            ui.label(RichText::new(words).family(theme::bold()).size(16.0));
        }
        GuideBlock::Paragraph(text) => paragraph(ui, "", text),
        GuideBlock::Item(number, text) => {
            let mark = number.map_or_else(|| "•  ".to_owned(), |number| format!("{number}.  "));
            paragraph(ui, &mark, text);
        }
        GuideBlock::Code(text) => {
            let text = RichText::new(text).monospace();
            ui.add(Label::new(text).selectable(true).wrap());
        }
        GuideBlock::Picture(file, caption) => picture::show(ui, file, caption),
        GuideBlock::Table(rows) => table::show(ui, rows),
    }
}
