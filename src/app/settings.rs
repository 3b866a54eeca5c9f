//! What the program remembers from one start to the next.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::remembered_export::RememberedExport;
use super::rows::RecordKind;
use super::tab::Tab;
use super::theme_choice::ThemeChoice;
use super::{RememberedColumns, RememberedNetwork};
use crate::citation::CitationStyle;

/// The most recent files that are remembered.
const MAX_RECENT_FILES: usize = 10;

/// What the program remembers; a field that an older version did not write takes its default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says of one panel whether it is open, or how"
)]
pub struct Settings {
    /// Light or dark.
    pub theme: ThemeChoice,
    /// Files opened or saved, the latest first.
    pub recent: Vec<PathBuf>,
    /// Whether the side panel is open.
    #[serde(alias = "shows_inspector")]
    pub shows_side_panel: bool,
    /// Whether the legend is open.
    pub shows_legend: bool,
    /// Whether the types of relations are written along their lines.
    pub shows_types: bool,
    /// Whether the timeline is open, if any relation has a date.
    pub shows_timeline: bool,
    /// The tab of the side panel that is open. Earlier versions wrote `tab` in another form.
    #[serde(rename = "panel")]
    pub tab: Tab,
    /// The width of the side panel in points.
    #[serde(alias = "inspector_width")]
    pub side_panel_width: f32,
    /// Whether the reader is open.
    pub shows_reader: bool,
    /// The reader's width in points.
    pub reader_width: f32,
    /// Whether the table is open.
    pub shows_table: bool,
    /// Whether the table takes the place of the picture.
    pub is_table_wide: bool,
    /// The table's width in points, beside the picture.
    pub table_width: f32,
    /// The titles of the columns that a table shows, by what its rows are; the usual ones of a
    /// table that is not in it.
    pub table_columns: BTreeMap<String, Vec<String>>,
    /// The size of the interface in percent.
    pub text_size: u16,
    /// The name that new networks and new claims get as their coder.
    pub author: String,
    /// How often a changed file is saved, in minutes; 0 for never.
    pub autosave_minutes: u32,
    /// The folder in which texts to add are looked for first.
    pub texts_folder: Option<PathBuf>,
    /// The id of the style in which sources are cited; empty for the usual one.
    pub citation_style: String,
    /// What was chosen in the command palette, the latest first.
    pub chosen: Vec<String>,
    /// What columns mean, as it was chosen for files with columns of these names.
    pub columns: Vec<RememberedColumns>,
    /// Which networks of files with several are read, as it was chosen.
    pub networks: Vec<RememberedNetwork>,
    /// How the user exported last.
    pub export: RememberedExport,
    /// Whether the tour was closed: it does not open by itself again.
    pub saw_tour: bool,
}

/// A setting that the user changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// Light or dark.
    Theme(ThemeChoice),
    /// The size of the interface in percent.
    TextSize(u16),
    /// The name that new networks and new claims get as their coder.
    Author(String),
    /// How often a changed file is saved, in minutes; 0 for never.
    AutosaveMinutes(u32),
    /// The folder in which texts to add are looked for first.
    TextsFolder(Option<PathBuf>),
    /// How sources are cited.
    CitationStyle(CitationStyle),
    /// Whether the table takes the place of the picture.
    TableWide(bool),
    /// The table's width in points.
    TableWidth(f32),
    /// The titles of the columns that the table of these records shows.
    TableColumns(RecordKind, Vec<String>),
    /// Something was chosen in the command palette.
    Chosen(String),
    /// How the user exports.
    Export(RememberedExport),
}

/// The sizes of the interface that can be chosen, in percent.
pub const TEXT_SIZES: [u16; 8] = [80, 90, 100, 110, 125, 150, 175, 200];

/// The most choices in the command palette that are remembered.
const MAX_CHOSEN: usize = 12;

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::System,
            recent: Vec::new(),
            shows_side_panel: true,
            shows_legend: true,
            shows_types: false,
            shows_timeline: true,
            tab: Tab::DETAILS,
            side_panel_width: 340.0,
            shows_reader: false,
            reader_width: 400.0,
            shows_table: false,
            is_table_wide: false,
            table_width: 520.0,
            table_columns: BTreeMap::new(),
            text_size: 100,
            author: String::new(),
            autosave_minutes: 0,
            texts_folder: None,
            citation_style: String::new(),
            chosen: Vec::new(),
            columns: Vec::new(),
            networks: Vec::new(),
            export: RememberedExport::default(),
            saw_tour: false,
        }
    }
}

impl Settings {
    /// Puts a file first in the list of recent files.
    pub fn remember(&mut self, path: &Path) {
        self.recent.retain(|recent| recent != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(MAX_RECENT_FILES);
    }

    /// How sources are cited. A style that this program does not have is the usual one.
    pub fn citation_style(&self) -> CitationStyle {
        CitationStyle::by_id(&self.citation_style).unwrap_or_default()
    }

    /// The name that the user has set; `None` if it is empty.
    pub fn own_name(&self) -> Option<&str> {
        Some(self.author.trim()).filter(|name| !name.is_empty())
    }

    /// Changes a setting.
    pub(super) fn set(&mut self, setting: Setting) {
        match setting {
            Setting::Theme(theme) => self.theme = theme,
            Setting::TextSize(percent) => {
                let (least, most) = (TEXT_SIZES[0], TEXT_SIZES[TEXT_SIZES.len() - 1]);
                self.text_size = percent.clamp(least, most);
            }
            Setting::Author(name) => self.author = name,
            Setting::AutosaveMinutes(minutes) => self.autosave_minutes = minutes,
            Setting::TextsFolder(folder) => self.texts_folder = folder,
            Setting::CitationStyle(style) => style.id.clone_into(&mut self.citation_style),
            Setting::TableWide(is_wide) => self.is_table_wide = is_wide,
            Setting::TableWidth(width) => self.table_width = width,
            Setting::TableColumns(kind, titles) => {
                self.table_columns.insert(kind.nouns().1.to_owned(), titles);
            }
            Setting::Export(export) => self.export = export,
            Setting::Chosen(choice) => {
                self.chosen.retain(|chosen| *chosen != choice);
                self.chosen.insert(0, choice);
                self.chosen.truncate(MAX_CHOSEN);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_opened_again_moves_to_the_head_and_old_ones_fall_off() {
        let mut settings = Settings::default();
        for number in 0..15 {
            settings.remember(Path::new(&format!("{number}.json")));
        }
        settings.remember(Path::new("10.json"));
        assert_eq!(settings.recent.len(), MAX_RECENT_FILES);
        assert_eq!(settings.recent[0], Path::new("10.json"));
        assert_eq!(settings.recent[1], Path::new("14.json"));
    }
}
