//! About the program: version, licences, and where its files are.

use egui::{Grid, Label, RichText, ScrollArea, Ui};

use super::frame;
use crate::app::Command;
use crate::ui::View;
use crate::ui::shell::theme;
use crate::version::{self, VERSION};

/// The licences of what the program contains.
const NOTICES: &str = include_str!("../../../NOTICES.md");

pub(super) fn show(ui: &mut Ui, view: View) {
    frame::set_width(ui, 560.0);
    ui.heading(format!("Frenemy {VERSION}"));
    ui.label(env!("CARGO_PKG_DESCRIPTION"));
    for line in version::details().lines().skip(1) {
        ui.weak(line);
    }
    ui.label("Licence: MIT or Apache-2.0, at your option");
    section(ui, "Where files are");
    let path = view.state.open.source.path.as_ref();
    let open = path.map_or_else(
        || "not saved to a file yet".to_owned(),
        |path| path.display().to_string(),
    );
    let mut rows = vec![("Open network", open)];
    if let Some(data) = eframe::storage_dir("frenemy") {
        rows.push(("Settings", data.join("app.ron").display().to_string()));
        rows.push(("Unsaved work", data.join("recovery").display().to_string()));
        rows.push((
            "Earlier versions",
            data.join("backups").display().to_string(),
        ));
    }
    Grid::new("folders")
        .num_columns(2)
        .spacing([16.0, 6.0])
        .show(ui, |ui| {
            for (name, path) in &rows {
                ui.label(*name);
                ui.add(Label::new(path).truncate().selectable(true));
                ui.end_row();
            }
        });
    section(ui, "Licences of what it contains");
    ScrollArea::vertical()
        .max_height((frame::list_height(ui) - 120.0).max(80.0))
        .show(ui, |ui| {
            for line in NOTICES.lines().skip(2) {
                notice(ui, line);
            }
        });
    frame::buttons(ui, |ui| {
        if frame::main_button(ui, "Close").clicked() {
            view.send(Command::CloseDialog);
        }
        if ui.button("Copy").clicked() {
            let rows = rows.iter().map(|(name, path)| format!("{name}: {path}\n"));
            let head = format!("Frenemy {}\n", version::details());
            let text = std::iter::once(head).chain(rows).collect();
            view.send(Command::CopyText(text));
        }
    });
}

fn section(ui: &mut Ui, title: &str) {
    ui.add_space(4.0);
    ui.label(RichText::new(title).family(theme::bold()));
}

/// A line of the notices, without its marks of Markdown.
fn notice(ui: &mut Ui, line: &str) {
    let plain = |line: &str| line.replace(['`', '<', '>'], "");
    if let Some(title) = line.strip_prefix("## ") {
        ui.label(RichText::new(title).family(theme::bold()));
    } else if let Some(row) = line
        .strip_prefix('|')
        .filter(|row| !row.starts_with(" ---"))
    {
        let cells: Vec<_> = row
            .split('|')
            .map(str::trim)
            .filter(|cell| !cell.is_empty())
            .collect();
        ui.label(plain(&cells.join(" · ")));
    } else if !line.is_empty() && !line.starts_with('|') {
        ui.label(RichText::new(plain(line)).weak());
    }
}
