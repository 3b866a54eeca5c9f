//! About the program: version, licences, and where its files are.

use egui::{Grid, Label, RichText, ScrollArea, Ui};

use super::frame;
use crate::app::Command;
use crate::file::disk;
use crate::ui::View;
use crate::ui::shell::theme;
use crate::version::{self, VERSION};
use crate::words::capitalized;

/// The licences of what the program contains.
const NOTICES: &str = include_str!("../../../NOTICES.md");

pub(super) fn show(ui: &mut Ui, view: View) {
    frame::set_width(ui, 560.0);
    ui.heading(format!("Frenemy {VERSION}"));
    ui.label(env!("CARGO_PKG_DESCRIPTION"));
    for line in version::details().lines().skip(1) {
        ui.weak(capitalized(line));
    }
    ui.label("Licence: MIT or Apache-2.0, at your option");
    section(ui, "Where files are");
    let path = view.state.open.source.path.as_ref();
    let open = path.map_or_else(
        || "not saved to a file yet".to_owned(),
        |path| disk::canonical(path).display().to_string(),
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
            for paragraph in paragraphs(NOTICES).iter().skip(1) {
                notice(ui, paragraph);
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

/// The paragraphs of a text in Markdown, its headings and the rows of its tables, each in one line;
/// heads of tables are left out.
fn paragraphs(markdown: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut continues = false;
    for line in markdown.lines() {
        if line.starts_with("| ---") {
            all.pop();
        } else if line.is_empty() {
            continues = false;
        } else if let Some(last) = all
            .last_mut()
            .filter(|_| continues && !line.starts_with('|'))
        {
            last.push(' ');
            last.push_str(line);
        } else {
            all.push(line.to_owned());
            continues = true;
        }
    }
    all
}

/// A paragraph of the notices, without its marks of Markdown.
fn notice(ui: &mut Ui, paragraph: &str) {
    if let Some(title) = paragraph.strip_prefix("## ") {
        section(ui, title);
    } else if let Some(row) = paragraph.strip_prefix('|') {
        let cells = row.split('|').map(str::trim);
        let cells: Vec<_> = cells.filter(|cell| !cell.is_empty()).collect();
        ui.label(plain(&cells.join(" · ")));
    } else {
        ui.label(RichText::new(plain(paragraph)).weak());
    }
}

/// `[words](address)` is `words`.
fn plain(markdown: &str) -> String {
    let mut text = String::new();
    let mut rest = markdown;
    while let Some((before, link)) = rest.split_once('[') {
        let Some((words, after)) = link.split_once("](") else {
            break;
        };
        let Some((_, after)) = after.split_once(')') else {
            break;
        };
        text.push_str(before);
        text.push_str(words);
        rest = after;
    }
    text.push_str(rest);
    text.replace(['`', '<', '>'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_are_paragraphs_without_marks_and_heads_of_tables() {
        let markdown = "# A\n\nOne line\nand `another`.\n\n| name | from |\n| --- | --- |\n| b | <c> |\n| d | e |\n";
        let all: Vec<_> = paragraphs(markdown)
            .iter()
            .map(|text| plain(text))
            .collect();
        assert_eq!(
            all,
            ["# A", "One line and another.", "| b | c |", "| d | e |"]
        );
        assert_eq!(
            plain("see [the page](https://a.org), too"),
            "see the page, too"
        );
        assert_eq!(plain("a [b] c"), "a [b] c");
    }
}
