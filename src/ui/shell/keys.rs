//! Keyboard shortcuts, by the table of actions.

use egui::{Context, Id, Key, KeyboardShortcut, Modifiers};

use super::{find, key_queue};
use crate::app::{ACTIONS, Action, Command};
use crate::ui::canvas::focus_id as canvas_focus_id;
use crate::ui::{View, table};

/// Sends the action whose keys were pressed first in this frame; while a dialog is open, only
/// Escape, and while a form is open on the canvas, only Escape and Quit.
///
/// A text field that is being typed in and an open menu keep their keys, and a button that has the
/// focus keeps Space.
pub(crate) fn dispatch(ctx: &Context, has_form: bool, view: View) {
    let is_typing = ctx.text_edit_focused()
        || key_queue::has_focused_field(ctx)
        || find::is_opening(ctx, view.state);
    let is_in_cells = ctx.memory(|memory| memory.has_focus(table::focus_id()));
    let has_focus = ctx.memory(|memory| {
        let focused = memory.focused();
        focused.is_some_and(|id| id != canvas_focus_id())
    });
    give_way(ctx, has_form || view.state.open.session.search.is_some());
    let has_popup = egui::Popup::is_any_open(ctx);
    let mut free = shortcuts();
    free.retain(|(action, shortcut)| {
        let can_quit = *action == Action::Quit && view.state.dialog.is_none();
        let is_kept = has_form && !can_quit
            || (is_typing || has_popup) && is_for_text(*shortcut)
            || is_in_cells && is_letter(*shortcut)
            || has_focus && shortcut.logical_key == Key::Space;
        !is_kept
    });
    if let Some(action) = key_queue::take_first(ctx, &free) {
        view.send(Command::Act(action));
    }
    // An open menu takes the key first.
    if !has_popup && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        view.send(Command::Escape);
    }
}

/// Takes the focus from the canvas while a dialog, a form or the search is open, whose first field
/// gets it then, and gives it back when that is closed.
fn give_way(ctx: &Context, is_open: bool) {
    let id = Id::new("the canvas had the focus");
    let had_focus = ctx.data(|data| data.get_temp(id)).unwrap_or(false);
    let focused = ctx.memory(egui::Memory::focused);
    if is_open && focused == Some(canvas_focus_id()) {
        ctx.memory_mut(|memory| memory.surrender_focus(canvas_focus_id()));
        ctx.data_mut(|data| data.insert_temp(id, true));
    } else if !is_open && had_focus {
        if ctx.memory(|memory| memory.top_modal_layer().is_some()) {
            // Nothing behind a dialog takes the focus in the frame after it, either.
            ctx.request_repaint();
            return;
        }
        ctx.data_mut(|data| data.remove::<bool>(id));
        if focused.is_none() {
            ctx.memory_mut(|memory| memory.request_focus(canvas_focus_id()));
        }
    }
}

/// Whether a text field uses these keys: letters, and shortcuts that select and undo in it.
fn is_for_text(shortcut: KeyboardShortcut) -> bool {
    is_letter(shortcut) || matches!(shortcut.logical_key, Key::A | Key::Z | Key::Y)
}

/// Whether these keys type a letter or a sign, or move the caret.
fn is_letter(shortcut: KeyboardShortcut) -> bool {
    let Modifiers {
        alt, ctrl, command, ..
    } = shortcut.modifiers;
    let has_modifier = alt || ctrl || command;
    !has_modifier && !is_function_key(shortcut.logical_key)
}

/// All shortcuts with their actions; those with Shift first, because egui also accepts Ctrl+Shift+S
/// as Ctrl+S.
fn shortcuts() -> Vec<(Action, KeyboardShortcut)> {
    let keys = ACTIONS
        .iter()
        .flat_map(|row| row.keys.iter().map(|keys| (row.action, *keys)));
    let known = keys.filter_map(|(action, keys)| Some((action, shortcut(keys)?)));
    let mut shortcuts: Vec<_> = known.collect();
    shortcuts.sort_by_key(|(_, shortcut)| !shortcut.modifiers.shift);
    shortcuts
}

/// The keys of an action in the notation of the platform: `Ctrl+Shift+S`, `⇧⌘S`.
pub(crate) fn shown(ctx: &Context, action: Action) -> String {
    let first = action.row().keys.first().and_then(|keys| shortcut(keys));
    first.map_or_else(String::new, |shortcut| in_words(ctx, shortcut))
}

/// Keys in the notation of the platform, with signs for keys that have one.
fn in_words(ctx: &Context, shortcut: KeyboardShortcut) -> String {
    let words = ctx.format_shortcut(&shortcut);
    let sign = match shortcut.logical_key {
        Key::Questionmark => "?",
        Key::Minus => "-",
        // As on keyboards, and unlike the action of this name.
        Key::Delete => "Del",
        key => key.symbol_or_name(),
    };
    let name = shortcut.logical_key.name();
    let modifiers = words.strip_suffix(name);
    // Arrows and the like keep their names.
    let is_sign = ["Comma", "Plus", "Equals", "Minus", "Questionmark", "Delete"].contains(&name);
    match modifiers.filter(|_| is_sign) {
        Some(modifiers) => format!("{modifiers}{sign}"),
        None => words,
    }
}

/// All keys of an action in the notation of the platform, with commas between them.
pub(crate) fn all(ctx: &Context, action: Action) -> String {
    let keys = action.row().keys.iter().filter_map(|keys| shortcut(keys));
    let keys: Vec<_> = keys.map(|keys| in_words(ctx, keys)).collect();
    keys.join(", ")
}

/// `Ctrl+Shift+S` as an egui shortcut; Ctrl is ⌘ on a Mac.
fn shortcut(keys: &str) -> Option<KeyboardShortcut> {
    let (modifiers, key) = keys.rsplit_once('+').unwrap_or(("", keys));
    let modifiers = modifiers
        .split('+')
        .fold(Modifiers::NONE, |all, name| match name {
            "Ctrl" => all | Modifiers::COMMAND,
            "Shift" => all | Modifiers::SHIFT,
            _ => all,
        });
    Some(KeyboardShortcut::new(modifiers, Key::from_name(key)?))
}

/// F1 to F35: no text field has a use for them.
fn is_function_key(key: Key) -> bool {
    let number = key.name().strip_prefix('F');
    number.is_some_and(|number| number.parse::<u8>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_keys_in_the_table_of_actions_exist() {
        for row in &ACTIONS {
            for keys in row.keys {
                assert!(shortcut(keys).is_some(), "{keys}");
            }
        }
    }

    #[test]
    fn the_key_that_deletes_is_named_as_on_keyboards() {
        let ctx = Context::default();
        assert_eq!(shown(&ctx, Action::Delete), "Del");
        assert_eq!(all(&ctx, Action::Delete), "Del, Backspace");
    }

    #[test]
    fn function_keys_work_while_typing_and_letters_do_not() {
        let is_kept = |keys: &str| is_for_text(shortcut(keys).unwrap());
        assert!(["F", "Shift+M", "Ctrl+A", "Space"].into_iter().all(is_kept));
        assert!(!["F1", "F6", "F11", "Ctrl+S"].into_iter().any(is_kept));
    }
}
