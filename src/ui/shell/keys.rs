//! Keys to actions, by the table of actions.

use egui::{Context, Event, Key, KeyboardShortcut, Modifiers};

use super::find;
use crate::app::{ACTIONS, Action, Command};
use crate::ui::View;

/// Sends the actions whose keys were pressed; while a dialog is open, Esc alone.
///
/// A text field that is being typed in and an open menu keep their keys, and a button that has the focus keeps Space.
pub(crate) fn dispatch(ctx: &Context, has_dialog: bool, view: View) {
    let typed_ahead = (!has_dialog && view.state.open.session.search.is_none())
        .then(|| typed_after(ctx, Action::Find))
        .flatten();
    let is_typing =
        ctx.text_edit_focused() || typed_ahead.is_some() || find::is_opening(ctx, view.state);
    let has_focus = ctx.memory(|memory| memory.focused().is_some());
    let has_popup = egui::Popup::is_any_open(ctx);
    for (action, shortcut) in shortcuts() {
        let is_kept = has_dialog
            || (is_typing || has_popup) && is_for_text(shortcut)
            || has_focus && shortcut.logical_key == Key::Space;
        if !is_kept && ctx.input_mut(|input| input.consume_shortcut(&shortcut)) {
            view.send(Command::Act(action));
        }
    }
    if let Some(words) = typed_ahead.filter(|words| !words.is_empty()) {
        view.send(Command::Search(Some(words)));
    }
    // An open menu takes the key first.
    if !has_popup && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        view.send(Command::Escape);
    }
}

/// What was typed in this frame after the keys of an action, of which it was the first; nothing where they were not
/// pressed. A fast hand on a slow screen types before there is a field.
fn typed_after(ctx: &Context, action: Action) -> Option<String> {
    let keys: Vec<_> = action
        .row()
        .keys
        .iter()
        .copied()
        .filter_map(shortcut)
        .collect();
    let is_it = |event: &Event| match event {
        Event::Key {
            key,
            modifiers,
            pressed: true,
            ..
        } => keys
            .iter()
            .any(|it| it.logical_key == *key && modifiers.matches_exact(it.modifiers)),
        _ => false,
    };
    ctx.input(|input| {
        let at = input.events.iter().position(is_it)?;
        Some(texts(&input.events[at..]))
    })
}

/// What was typed.
pub(crate) fn texts(events: &[Event]) -> String {
    let texts = events.iter().filter_map(|event| match event {
        Event::Text(text) => Some(text.as_str()),
        _ => None,
    });
    texts.collect()
}

/// Whether a text field has a use for the keys: letters, and what selects and undoes in it.
fn is_for_text(shortcut: KeyboardShortcut) -> bool {
    let is_letter = shortcut.modifiers.is_none() && !is_function_key(shortcut.logical_key);
    is_letter || matches!(shortcut.logical_key, Key::A | Key::Z | Key::Y)
}

/// All keys with their actions; those with Shift first, since egui takes Ctrl+Shift+S for Ctrl+S too.
fn shortcuts() -> Vec<(Action, KeyboardShortcut)> {
    let keys = ACTIONS
        .iter()
        .flat_map(|row| row.keys.iter().map(|keys| (row.action, *keys)));
    let known = keys.filter_map(|(action, keys)| Some((action, shortcut(keys)?)));
    let mut shortcuts: Vec<_> = known.collect();
    shortcuts.sort_by_key(|(_, shortcut)| !shortcut.modifiers.shift);
    shortcuts
}

/// The keys of an action as the platform writes them: `Ctrl+Shift+S`, `⇧⌘S`.
pub(crate) fn shown(ctx: &Context, action: Action) -> String {
    let first = action.row().keys.first().and_then(|keys| shortcut(keys));
    first.map_or_else(String::new, |shortcut| ctx.format_shortcut(&shortcut))
}

/// `Ctrl+Shift+S` as egui wants it; Ctrl is ⌘ on a Mac.
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

fn is_function_key(key: Key) -> bool {
    matches!(key, Key::F1 | Key::F7 | Key::F8 | Key::F9 | Key::F11)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_in_the_table_of_actions_is_one() {
        for row in &ACTIONS {
            for keys in row.keys {
                assert!(shortcut(keys).is_some(), "{keys}");
            }
        }
    }
}
