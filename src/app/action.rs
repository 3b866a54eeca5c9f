//! What can be chosen in menus and by keys: the names of the actions. Their table is `ACTIONS`.

/// Something that can be chosen from a menu or by a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Start an empty network.
    New,
    /// Open a file.
    Open,
    /// Make a network from event data.
    ImportEvents,
    /// Open the bundled example of Afghanistan.
    OpenExample,
    /// Open the bundled example of Europe, with its texts.
    OpenEurope,
    /// Add a source text, to read it and to make claims from it.
    AddText,
    /// Add the sources of a bibliography.
    Bibliography,
    /// Merge with another coder's file.
    MergeFile,
    /// Check the proposals of a model.
    Proposals,
    /// Take a codebook from a file.
    Codebook,
    /// Save to the file it came from.
    Save,
    /// Save to another file.
    SaveAs,
    /// Say what the columns of the file mean.
    MapColumns,
    /// Choose one of several networks of the file.
    ChooseNetwork,
    /// List earlier versions of the file.
    Versions,
    /// List work that was not saved before a crash.
    FindRecoverable,
    /// Export a picture or data.
    Export,
    /// Close the window.
    Quit,
    /// Undo the last change.
    Undo,
    /// Redo the change that was undone last.
    Redo,
    /// Find by name, alias or quote.
    Find,
    /// Select every actor shown.
    SelectAll,
    /// Add an actor on the canvas.
    NewActor,
    /// Add a relation between the two selected actors.
    Relate,
    /// Swap source and target of the selected relations.
    Reverse,
    /// Merge the selected actors into one.
    Merge,
    /// Draw the selected actors as one.
    GroupAsBloc,
    /// Split the selected actor into two.
    Split,
    /// Delete what is selected.
    Delete,
    /// Pin or unpin what is selected.
    Pin,
    /// Write a text note on the picture.
    NewNote,
    /// Unpin every actor.
    UnpinAll,
    /// Run the layout again.
    LayOut,
    /// Pause or resume the live layout.
    Pause,
    /// Show everything that was hidden, and leave the focus.
    ShowAll,
    /// Bring the rules that simplify the network into view.
    Simplify,
    /// Show the network as a matrix, or as a network again.
    Matrix,
    /// Write the types of relations along their lines, or not.
    RelationTypes,
    /// Show the whole picture.
    Fit,
    /// Zoom in.
    ZoomIn,
    /// Zoom out.
    ZoomOut,
    /// Show or hide the reader.
    Reader,
    /// Show or hide the side panel.
    SidePanel,
    /// Show or hide the legend.
    Legend,
    /// Show or hide the timeline.
    Timeline,
    /// Play or pause the timeline.
    PlayTime,
    /// Turn full screen on or off.
    FullScreen,
    /// Show keys and gestures.
    Help,
    /// Show the problems found in the file.
    Report,
    /// Copy the picture to the clipboard.
    CopyPicture,
    /// Replace words in names, types and notes.
    FindReplace,
    /// Edit what is selected.
    EditSelected,
    /// Show the settings.
    Settings,
    /// Show or hide the table.
    Table,
    /// Move the keyboard focus to the next pane.
    NextPane,
    /// Move the keyboard focus to the previous pane.
    PreviousPane,
    /// Show the Balance tab.
    Balance,
    /// Show the Rank tab.
    Rank,
    /// Show the Time tab.
    Changes,
    /// Show kinds by colour.
    ColorByKind,
    /// Show camps by colour.
    ColorByCamp,
    /// Show communities by colour.
    ColorByCommunity,
    /// Separate the camps in the picture, or go back.
    PullApart,
    /// Show the tour.
    Tour,
    /// Show the user's guide.
    Guide,
    /// Keep what is shown as the next step of the story.
    AddView,
    /// Present the story full screen.
    PresentStory,
    /// Find anything by its name.
    Palette,
    /// Show version, licences and folders.
    About,
}

/// A menu of the menu bar, and a group of keys in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// Files.
    File,
    /// Changes and selection.
    Edit,
    /// What is shown, and how.
    View,
    /// Where actors are.
    Layout,
    /// Results.
    Analysis,
    /// Help.
    Help,
}

impl Menu {
    /// All menus in the order of the menu bar.
    pub const ALL: [Self; 6] = [
        Self::File,
        Self::Edit,
        Self::View,
        Self::Layout,
        Self::Analysis,
        Self::Help,
    ];

    /// The name in the menu bar.
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Layout => "Layout",
            Self::Analysis => "Analysis",
            Self::Help => "Help",
        }
    }
}
