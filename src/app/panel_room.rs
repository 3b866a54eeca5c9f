//! What is known of the room for reader and side panel. Knows no sizes.

/// Whether the window has room for reader and side panel, and which of them was opened last.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PanelRoom {
    pub(super) has_no_room: bool,
    pub(super) is_side_panel_newer: bool,
}
