//! The help dialog: keys from the table of actions, and gestures, in groups that can be searched.

use egui::{Grid, Id, RichText, TextEdit, Ui};

use super::frame;
use crate::app::{ActionRow, Command, Menu};
use crate::ui::View;
use crate::ui::shell::{key_queue, keys, theme};
use crate::ui::widgets::primary::primary;

/// Gestures of the pointer on the canvas, with their effects.
const GESTURES: &[(&str, &str)] = &[
    ("Point at a relation", "preview its claims and sources"),
    ("Click", "select, and keep the card open"),
    ("Ctrl+click", "add to the selection"),
    ("Drag an actor", "move it; it is pinned where you drop it"),
    (
        "Drag from an actor's edge",
        "draw a relation to another actor, or to a new one",
    ),
    ("Drag the background", "move the view"),
    ("Shift+drag", "select the actors in a box"),
    ("Wheel", "zoom at the pointer"),
    (
        "Double-click an actor",
        "show only its neighbourhood, or all actors again",
    ),
    (
        "Double-click a bloc",
        "draw its members; a double-click on one of them collapses it again",
    ),
    (
        "Double-click a text",
        "edit it; Enter applies the change, Esc cancels it",
    ),
    ("Right-click", "open the context menu"),
    ("Drop a file", "open it"),
];

/// Keys of parts of the window, with their effects.
const PARTS: &[(&str, &str)] = &[
    (
        "Tab, arrows, Enter",
        "in the picture: move from actor to actor, and select; Ctrl+Enter adds to the selection",
    ),
    (
        "Arrows",
        "in the picture as a whole: move it; in the table: move from cell to cell",
    ),
    ("Enter, F2", "in the table: edit the cell"),
    (
        "Ctrl+C, Ctrl+V",
        "in the table: copy the selected rows, paste rows",
    ),
    ("Up, Down, Enter", "in a list of results: choose one"),
    ("Esc", "close, deselect, leave the focus"),
];

/// What is searched for.
#[derive(Default)]
pub(super) struct HelpDraft {
    typed: String,
}

impl HelpDraft {
    /// The dialog is closed.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}

pub(super) fn show(ui: &mut Ui, draft: &mut HelpDraft, view: View) {
    frame::set_width(ui, 620.0);
    ui.heading("Keys and gestures");
    let id = Id::new("help field");
    if ui.memory(|memory| memory.focused().is_none()) {
        key_queue::focus(ui.ctx(), id);
    }
    ui.horizontal(|ui| {
        let label = ui.label("Search");
        let field = TextEdit::singleline(&mut draft.typed)
            .id(id)
            .hint_text("A key, or what it does")
            .desired_width(f32::INFINITY);
        ui.add(field).labelled_by(label.id);
    });
    let groups = groups(ui, draft.typed.trim());
    frame::steady_list(frame::list_height(ui)).show(ui, |ui| {
        if groups.is_empty() {
            ui.weak("No match");
        }
        for (name, rows) in &groups {
            ui.add_space(4.0);
            ui.label(RichText::new(*name).family(theme::bold()).size(15.0));
            Grid::new(*name)
                .num_columns(2)
                .min_col_width(KEYS_WIDTH)
                .spacing([16.0, 4.0])
                .show(ui, |ui| {
                    for (keys, meaning, _) in rows {
                        ui.label(RichText::new(keys).family(theme::bold()));
                        ui.add(egui::Label::new(meaning).wrap());
                        ui.end_row();
                    }
                });
        }
    });
    frame::buttons(ui, |ui| {
        let close = primary(ui, "Close");
        if ui.add(close).clicked() {
            view.send(Command::CloseDialog);
        }
    });
}

/// The width of the column of keys, in points.
const KEYS_WIDTH: f32 = 170.0;

/// A row of the help: keys, what they do, and other words by which it is found.
type HelpRow = (String, String, &'static str);

/// A group of the help: its name and its rows.
type HelpGroup = (&'static str, Vec<HelpRow>);

/// The groups with the rows that contain the words; those without any are left out.
fn groups(ui: &Ui, typed: &str) -> Vec<HelpGroup> {
    let typed = typed.to_lowercase();
    let menus = Menu::ALL.into_iter().map(|menu| {
        let rows = ActionRow::of(menu).filter_map(|row| {
            let keys = keys::all(ui.ctx(), row.action);
            (!keys.is_empty()).then(|| (keys, row.in_words(), row.keywords))
        });
        (menu.name(), rows.collect())
    });
    let owned = |rows: &[(&str, &str)]| {
        let rows = rows.iter();
        rows.map(|(keys, meaning)| ((*keys).to_owned(), (*meaning).to_owned(), ""))
            .collect()
    };
    let others = [
        ("Parts of the window", owned(PARTS)),
        ("Pointer", owned(GESTURES)),
    ];
    let holds = |(keys, meaning, keywords): &HelpRow| {
        let texts = [keys, meaning];
        let mut texts = texts.into_iter().map(|text| text.to_lowercase());
        texts.any(|text| text.contains(&typed)) || keywords.contains(&typed)
    };
    let mut groups: Vec<HelpGroup> = menus.chain(others).collect();
    for (_, rows) in &mut groups {
        rows.retain(holds);
    }
    groups.retain(|(_, rows)| !rows.is_empty());
    groups
}
