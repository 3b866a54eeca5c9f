//! What can be chosen: the text, the explanation and the keys of everything in menus and on the keyboard. No data.

/// Something that can be chosen from a menu or by a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Begin an empty network.
    New,
    /// Open a file.
    Open,
    /// Open the bundled example.
    OpenExample,
    /// Open the bundled example of Europe, with its texts.
    OpenEurope,
    /// Add a text, to read it and make claims of it.
    AddText,
    /// Save to the file it came from.
    Save,
    /// Save to another file.
    SaveAs,
    /// What the file said before it was saved over.
    Versions,
    /// Work that windows left behind.
    Leftovers,
    /// Export a picture or data.
    Export,
    /// Close the window.
    Quit,
    /// Take the last change back.
    Undo,
    /// Make it again.
    Redo,
    /// Find by name, alias or quote.
    Find,
    /// Select every actor shown.
    SelectAll,
    /// Put an actor on the canvas.
    NewActor,
    /// Tie the two selected actors.
    Relate,
    /// Turn the selected relations around.
    Reverse,
    /// Make the selected actors one.
    Merge,
    /// Make the selected actor two.
    Split,
    /// Take away what is selected.
    Delete,
    /// Pin or unpin what is selected.
    Pin,
    /// Give all actors back to the layout.
    UnpinAll,
    /// Lay out anew.
    LayOut,
    /// Hold the layout still, or let it move.
    Pause,
    /// Show everything that was hidden, and leave the focus.
    ShowAll,
    /// Show the whole picture.
    Fit,
    /// Nearer.
    ZoomIn,
    /// Farther.
    ZoomOut,
    /// Show or put away the reader.
    Reader,
    /// Show or hide the side panel.
    SidePanel,
    /// Show or put away the legend.
    Legend,
    /// Show or put away the timeline.
    Timeline,
    /// Let time run, or hold it.
    PlayTime,
    /// The whole screen.
    FullScreen,
    /// Keys and gestures.
    Help,
    /// What was wrong with the file.
    Report,
}

/// Where an action stands in menus and help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Files.
    File,
    /// Changes and selection.
    Edit,
    /// What is seen, and how.
    View,
    /// Help.
    Help,
}

impl Group {
    /// All groups in the order of the menu bar.
    pub const ALL: [Self; 4] = [Self::File, Self::Edit, Self::View, Self::Help];

    /// The menu's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

/// One row of the table of actions.
struct Row {
    action: Action,
    group: Group,
    text: &'static str,
    tooltip: &'static str,
    keys: &'static [&'static str],
}

/// A row of the table.
const fn row(
    action: Action,
    group: Group,
    text: &'static str,
    tooltip: &'static str,
    keys: &'static [&'static str],
) -> Row {
    Row {
        action,
        group,
        text,
        tooltip,
        keys,
    }
}

/// Every action, in menu order; keys are written `Ctrl+Shift+S`, the first is the one shown.
const TABLE: &[Row] = {
    use Action as A;
    use Group as G;
    &[
        row(
            A::New,
            G::File,
            "New",
            "Begin an empty network",
            &["Ctrl+N"],
        ),
        row(
            A::Open,
            G::File,
            "Open…",
            "Open a relations file, or a picture exported from one",
            &["Ctrl+O"],
        ),
        row(
            A::OpenExample,
            G::File,
            "Example: Afghanistan 2017",
            "Why Russia favours the Taliban: one article, every relation cited",
            &[],
        ),
        row(
            A::OpenEurope,
            G::File,
            "Example: Europe 1872–1914",
            "Alliances and rivalries over forty years, with the texts they are taken from",
            &[],
        ),
        row(
            A::AddText,
            G::File,
            "Add a text…",
            "Read an article here, and make its passages claims",
            &[],
        ),
        row(
            A::Save,
            G::File,
            "Save",
            "Save the network with the places of its actors",
            &["Ctrl+S"],
        ),
        row(
            A::SaveAs,
            G::File,
            "Save as…",
            "Save to another file",
            &["Ctrl+Shift+S"],
        ),
        row(
            A::Versions,
            G::File,
            "Earlier versions…",
            "What the file said before it was last saved over",
            &[],
        ),
        row(
            A::Leftovers,
            G::File,
            "Unsaved work…",
            "What was not saved when the program or the computer went down",
            &[],
        ),
        row(
            A::Export,
            G::File,
            "Export…",
            "Write the picture as PNG or SVG, or the network as JSON",
            &["Ctrl+E"],
        ),
        row(A::Quit, G::File, "Quit", "Close the window", &["Ctrl+Q"]),
        row(
            A::Undo,
            G::Edit,
            "Undo",
            "Take the last change back",
            &["Ctrl+Z"],
        ),
        row(
            A::Redo,
            G::Edit,
            "Redo",
            "Make it again",
            &["Ctrl+Shift+Z", "Ctrl+Y"],
        ),
        row(
            A::Find,
            G::Edit,
            "Find…",
            "Find actors and relations by name, alias or quote",
            &["Ctrl+F"],
        ),
        row(
            A::SelectAll,
            G::Edit,
            "Select all actors",
            "Select every actor that is shown",
            &["Ctrl+A"],
        ),
        row(
            A::NewActor,
            G::Edit,
            "New actor…",
            "Put an actor under the pointer",
            &["N"],
        ),
        row(
            A::Relate,
            G::Edit,
            "Relate…",
            "Draw a relation between the two selected actors",
            &["L"],
        ),
        row(
            A::Reverse,
            G::Edit,
            "Reverse",
            "Turn the selected relations around",
            &["R"],
        ),
        row(
            A::Merge,
            G::Edit,
            "Merge…",
            "Make the selected actors one",
            &["M"],
        ),
        row(
            A::Split,
            G::Edit,
            "Split…",
            "Make the selected actor two, and share its relations out",
            &[],
        ),
        row(
            A::Delete,
            G::Edit,
            "Delete",
            "Take the selected actors and relations away",
            &["Delete", "Backspace"],
        ),
        row(
            A::Pin,
            G::Edit,
            "Pin or unpin",
            "Hold the selected actors in place, or give them back to the layout",
            &["P"],
        ),
        row(
            A::UnpinAll,
            G::Edit,
            "Unpin all",
            "Give every actor back to the layout",
            &[],
        ),
        row(
            A::Fit,
            G::View,
            "Fit the whole picture",
            "Show everything",
            &["F", "Ctrl+0"],
        ),
        row(
            A::ZoomIn,
            G::View,
            "Zoom in",
            "Nearer",
            &["Ctrl+Plus", "Ctrl+Equals"],
        ),
        row(A::ZoomOut, G::View, "Zoom out", "Farther", &["Ctrl+Minus"]),
        row(
            A::ShowAll,
            G::View,
            "Show all",
            "Show what was hidden and leave the focus",
            &[],
        ),
        row(
            A::LayOut,
            G::View,
            "Lay out anew",
            "Place all actors that are not pinned again",
            &[],
        ),
        row(
            A::Pause,
            G::View,
            "Pause the layout",
            "Hold the layout still while you drag",
            &["Space"],
        ),
        row(
            A::Reader,
            G::View,
            "Reader",
            "The saved texts, and the passages that claims quote",
            &["F7"],
        ),
        row(
            A::SidePanel,
            G::View,
            "Side panel",
            "Show or hide the panel with details, sources, time, balance, ranking and history",
            &["F9"],
        ),
        row(
            A::Legend,
            G::View,
            "Legend",
            "What shapes, colours and lines mean",
            &["F8"],
        ),
        row(
            A::Timeline,
            G::View,
            "Timeline",
            "When relations held, with a window over it; for networks with dates",
            &["F6"],
        ),
        row(
            A::PlayTime,
            G::View,
            "Play time",
            "Let time run along the timeline, or hold it",
            &["T"],
        ),
        row(
            A::FullScreen,
            G::View,
            "Full screen",
            "Use the whole screen",
            &["F11"],
        ),
        row(
            A::Report,
            G::Help,
            "Report on the file",
            "What was found wrong with the open file",
            &[],
        ),
        row(
            A::Help,
            G::Help,
            "Keys and gestures",
            "How to move, select and search",
            &["F1", "Questionmark"],
        ),
    ]
};

impl Action {
    /// Every action in menu order.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.action)
    }

    /// The actions of a menu.
    pub fn of(group: Group) -> impl Iterator<Item = Self> {
        TABLE
            .iter()
            .filter(move |row| row.group == group)
            .map(|row| row.action)
    }

    /// The text in the menu.
    pub fn text(self) -> &'static str {
        self.row().text
    }

    /// What it does, in a sentence.
    pub fn tooltip(self) -> &'static str {
        self.row().tooltip
    }

    /// The keys that choose it; the first is the one shown.
    pub fn keys(self) -> &'static [&'static str] {
        self.row().keys
    }

    fn row(self) -> &'static Row {
        // The test below holds the table to have every action.
        TABLE
            .iter()
            .find(|row| row.action == self)
            .unwrap_or(&TABLE[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_row_is_found_by_its_action_and_no_key_is_used_twice() {
        let mut keys = HashSet::new();
        for row in TABLE {
            assert_eq!(row.action.text(), row.text);
            assert!(row.keys.iter().all(|key| keys.insert(*key)), "{}", row.text);
        }
        // `Report` is the last of the enum's variants.
        assert_eq!(TABLE.len(), Action::Report as usize + 1);
    }
}
