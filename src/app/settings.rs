//! What the program remembers from one start to the next.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// How many recent files are remembered.
const RECENT: usize = 10;

/// What the program remembers; a field that an older version did not write takes its default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says of one panel whether it is open"
)]
pub struct Settings {
    /// Light or dark.
    pub theme: ThemeChoice,
    /// Files opened or saved, the latest first.
    pub recent: Vec<PathBuf>,
    /// Whether the inspector is open.
    pub shows_inspector: bool,
    /// Whether the legend is open.
    pub shows_legend: bool,
    /// Whether the timeline is open, where anything is dated.
    pub shows_timeline: bool,
    /// What the panel on the right shows.
    pub tab: Tab,
    /// The inspector's width in points.
    pub inspector_width: f32,
    /// Whether the reader is open.
    pub shows_reader: bool,
    /// The reader's width in points.
    pub reader_width: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::System,
            recent: Vec::new(),
            shows_inspector: true,
            shows_legend: true,
            shows_timeline: true,
            tab: Tab::Details,
            inspector_width: 340.0,
            shows_reader: false,
            reader_width: 400.0,
        }
    }
}

impl Settings {
    /// Puts a file at the head of the recent files.
    pub fn remember(&mut self, path: &Path) {
        self.recent.retain(|recent| recent != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(RECENT);
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// As the desktop says.
    #[default]
    System,
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
}

impl ThemeChoice {
    /// All choices in menu order.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word in the menu.
    pub fn text(self) -> &'static str {
        match self {
            Self::System => "As the system",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }
}

/// What the panel on the right shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tab {
    /// What is known about what is selected.
    #[default]
    Details,
    /// What the network rests on, and the filter on it.
    Sources,
    /// Who turned when, and two dates compared.
    Time,
    /// Friends, foes and whether they hang together.
    Balance,
    /// Who is central, who belongs together, and how one is tied to another.
    Rank,
    /// What was changed.
    History,
}

impl Tab {
    /// All tabs in their order.
    pub const ALL: [Self; 6] = [
        Self::Details,
        Self::Sources,
        Self::Time,
        Self::Balance,
        Self::Rank,
        Self::History,
    ];

    /// The word on the tab.
    pub fn name(self) -> &'static str {
        match self {
            Self::Details => "Details",
            Self::Sources => "Sources",
            Self::Time => "Time",
            Self::Balance => "Balance",
            Self::Rank => "Rank",
            Self::History => "History",
        }
    }

    /// What it shows, in a sentence.
    pub fn tooltip(self) -> &'static str {
        match self {
            Self::Details => "What is known about what is selected",
            Self::Sources => "What the network rests on, and which of it is looked at",
            Self::Time => "Who turned when, and what sets two dates apart",
            Self::Balance => "Friends, foes, and whether the enemy of an enemy is a friend",
            Self::Rank => "Who is central, who belongs together, and how one is tied to another",
            Self::History => "Every change, to go back to and forward again",
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
        assert_eq!(settings.recent.len(), RECENT);
        assert_eq!(settings.recent[0], Path::new("10.json"));
        assert_eq!(settings.recent[1], Path::new("14.json"));
    }
}
