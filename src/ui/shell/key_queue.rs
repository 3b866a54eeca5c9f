//! Keyboard events in the order in which they were typed, at most one action in a frame.
//!
//! A fast typist on a slow frame presses N and types a name before the form for it exists. What
//! follows a key that changes where the next keys go is held, and comes first in the next frame.
//! Knows no action and no form.

use egui::{Context, Event, Id, InputState, Key, KeyboardShortcut, Modifiers, Plugin, RawInput};

/// Events that wait for the next frame.
#[derive(Clone, Default)]
struct HeldEvents(Vec<Event>);

/// Gives egui the held events before those of a frame, and holds a Tab or Escape that follows other
/// keys, and what follows one: egui moves the focus before it shows the field that these were typed
/// for.
#[derive(Default)]
pub(crate) struct KeysInOrder {
    /// What is typed for the next frame, after all that is held already.
    later: Vec<Event>,
}

impl Plugin for KeysInOrder {
    fn debug_name(&self) -> &'static str {
        "keys in order"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let held = ctx.data_mut(|data| data.remove_temp::<HeldEvents>(id()));
        let mut before = held.unwrap_or_default().0;
        before.append(&mut self.later);
        input.events.splice(0..0, before);
        self.later = split_at_leaving(&mut input.events);
        if !self.later.is_empty() {
            ctx.request_repaint();
        }
    }
}

/// Whether egui moves the focus by this event before it shows anything.
fn is_leaving(event: &Event) -> bool {
    matches!(
        event,
        Event::Key {
            key: Key::Tab | Key::Escape,
            pressed: true,
            ..
        }
    )
}

/// Takes the keyboard events from the first Tab or Escape on, or after it, if it is the first key.
fn split_at_leaving(events: &mut Vec<Event>) -> Vec<Event> {
    let is_press = |event: &Event| matches!(event, Event::Key { pressed: true, .. });
    let is_typed = |event: &Event| is_press(event) || matches!(event, Event::Text(_));
    let Some(at) = events.iter().position(is_leaving) else {
        return Vec::new();
    };
    let is_first = !events[..at].iter().any(is_typed);
    let tail = events.split_off(if is_first { at + 1 } else { at });
    let (keyboard, other): (Vec<_>, Vec<_>) = tail.into_iter().partition(is_of_keyboard);
    events.extend(other);
    // Without a further press only keys are let go.
    if keyboard.iter().any(is_typed) {
        return keyboard;
    }
    events.extend(keyboard);
    Vec::new()
}

/// Puts held events before those of this frame, and holds what follows the first Enter or Escape:
/// these close forms.
pub(crate) fn begin_frame(ctx: &Context) {
    let held = ctx.data_mut(|data| data.remove_temp::<HeldEvents>(id()));
    let before = ctx.data(|data| data.get_temp(modifiers_id()));
    let after = ctx.input_mut(|input| {
        restore_copy_shortcuts(&mut input.events, before.unwrap_or(input.modifiers));
        input.modifiers
    });
    ctx.data_mut(|data| data.insert_temp(modifiers_id(), after));
    let rest = ctx.input_mut(|input| {
        input.events.splice(0..0, held.unwrap_or_default().0);
        let closing = input.events.iter().position(is_closing);
        closing.map_or_else(Vec::new, |at| split_off(input, at + 1))
    });
    hold(ctx, rest);
}

/// egui reports Ctrl+Shift+C as a copy, like Ctrl+C: turns these back into key presses. `now` is
/// which modifiers were held before these events: at the end of a long frame none may be held.
fn restore_copy_shortcuts(events: &mut [Event], mut now: Modifiers) {
    for event in events {
        match event {
            Event::ModifiersChanged(modifiers) => now = *modifiers,
            Event::Copy if now.shift => {
                *event = Event::Key {
                    key: Key::C,
                    physical_key: None,
                    pressed: true,
                    repeat: false,
                    modifiers: now,
                };
            }
            _ => {}
        }
    }
}

/// Takes the first press of one of these shortcuts, and holds what was typed after it. Of two that
/// fit, the first one given counts.
pub(crate) fn take_first<T: Copy>(ctx: &Context, shortcuts: &[(T, KeyboardShortcut)]) -> Option<T> {
    let (taken, rest) = ctx.input_mut(|input| {
        let (at, taken) = input.events.iter().enumerate().find_map(|(at, event)| {
            let taken = shortcuts.iter().find(|(_, keys)| is_press(event, *keys))?;
            Some((at, *taken))
        })?;
        input.events.remove(at);
        let mut rest = split_off(input, at);
        drop_repeats_and_text(&mut rest, taken.1.logical_key);
        Some((taken.0, rest))
    })?;
    hold(ctx, rest);
    Some(taken)
}

/// Gives the focus to a widget, and holds what was typed in this frame for it: egui shows a new
/// form once to measure it, and passes no keys to it.
pub(crate) fn focus(ctx: &Context, widget: Id) {
    ctx.memory_mut(|memory| memory.request_focus(widget));
    let given = (widget, ctx.cumulative_frame_nr());
    ctx.data_mut(|data| data.insert_temp(field_id(), given));
    let rest = ctx.input_mut(|input| {
        // egui has moved the focus by Tab and Escape already, and must not see them again.
        let (seen, rest): (Vec<_>, Vec<_>) = split_off(input, 0).into_iter().partition(is_leaving);
        input.events.extend(seen);
        rest
    });
    hold(ctx, rest);
}

/// Whether the text field that [`focus`] was called for last has the focus, or gets it in this
/// frame. egui itself knows that a text field has the focus only once it was shown with it.
pub(crate) fn has_focused_field(ctx: &Context) -> bool {
    let given = ctx.data(|data| data.get_temp::<(Id, u64)>(field_id()));
    given.is_some_and(|(field, frame)| {
        let is_new = ctx.cumulative_frame_nr() <= frame + 1;
        is_new || ctx.memory(|memory| memory.has_focus(field))
    })
}

/// Drops letters, digits and signs that no text field takes, so that they are no commands.
pub(crate) fn drop_letters(ctx: &Context) {
    drop_keys(ctx, |key| key.name().chars().count() == 1);
}

/// Drops what is typed while nothing has the focus, so that it is no command: also the keys that
/// delete, and Space.
pub(crate) fn drop_typing(ctx: &Context) {
    drop_keys(ctx, |key| {
        let is_of_text = matches!(key, Key::Space | Key::Delete | Key::Backspace);
        is_of_text || key.name().chars().count() == 1
    });
}

fn drop_keys(ctx: &Context, is_dropped: impl Fn(Key) -> bool) {
    ctx.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Text(_) => false,
            Event::Key { key, modifiers, .. } => {
                let is_plain = !modifiers.ctrl && !modifiers.alt && !modifiers.command;
                !(is_plain && is_dropped(*key))
            }
            _ => true,
        });
    });
}

fn id() -> Id {
    Id::new("held keyboard events")
}

fn modifiers_id() -> Id {
    Id::new("modifiers at the end of the last frame")
}

fn field_id() -> Id {
    Id::new("text field given the focus")
}

fn hold(ctx: &Context, events: Vec<Event>) {
    if events.is_empty() {
        return;
    }
    ctx.data_mut(|data| {
        // What is held already was typed later.
        let held: &mut HeldEvents = data.get_temp_mut_or_default(id());
        held.0.splice(0..0, events);
    });
    ctx.request_repaint();
}

/// Takes the keyboard events from a place on out of the input.
fn split_off(input: &mut InputState, from: usize) -> Vec<Event> {
    let tail = input.events.split_off(from.min(input.events.len()));
    let (keyboard, other) = tail.into_iter().partition(is_of_keyboard);
    input.events.extend::<Vec<Event>>(other);
    keyboard
}

fn is_of_keyboard(event: &Event) -> bool {
    matches!(
        event,
        Event::Key { .. }
            | Event::Text(_)
            | Event::Copy
            | Event::Cut
            | Event::Paste(_)
            | Event::Ime(_)
    )
}

fn is_closing(event: &Event) -> bool {
    let enter = KeyboardShortcut::new(Modifiers::NONE, Key::Enter);
    let escape = KeyboardShortcut::new(Modifiers::NONE, Key::Escape);
    let is_line_break = matches!(event, Event::Key { modifiers, .. } if modifiers.shift);
    !is_line_break && (is_press(event, enter) || is_press(event, escape))
}

fn is_press(event: &Event, keys: KeyboardShortcut) -> bool {
    matches!(
        event,
        Event::Key { key, modifiers, pressed: true, .. }
            if *key == keys.logical_key && modifiers.matches_logically(keys.modifiers)
    )
}

/// A key that is held down counts once a frame, and the letter of a shortcut is not text.
fn drop_repeats_and_text(events: &mut Vec<Event>, taken: Key) {
    if let Some(Event::Text(text)) = events.first()
        && (text.eq_ignore_ascii_case(taken.name())
            || text == taken.symbol_or_name()
            || text == " ")
    {
        events.remove(0);
    }
    events.retain(|event| {
        !matches!(event, Event::Key { key, repeat: true, pressed: true, .. } if *key == taken)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: Key) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        }
    }

    fn text(text: &str) -> Event {
        Event::Text(text.to_owned())
    }

    /// The events that are left in each of two frames, after the first press of N or Z was taken in
    /// each.
    fn after_two_frames(
        events: Vec<Event>,
    ) -> (Option<char>, Vec<Event>, Option<char>, Vec<Event>) {
        let ctx = Context::default();
        let shortcuts = [
            ('n', KeyboardShortcut::new(Modifiers::NONE, Key::N)),
            ('z', KeyboardShortcut::new(Modifiers::NONE, Key::Z)),
        ];
        let frame = |events: Vec<Event>| {
            ctx.input_mut(|input| input.events = events);
            begin_frame(&ctx);
            let taken = take_first(&ctx, &shortcuts);
            (taken, ctx.input(|input| input.events.clone()))
        };
        let (first, left) = frame(events);
        let (second, left_next) = frame(Vec::new());
        (first, left, second, left_next)
    }

    #[test]
    fn keys_typed_after_a_shortcut_arrive_in_the_next_frame_without_its_letter() {
        let events = vec![
            press(Key::N),
            text("n"),
            press(Key::A),
            text("a"),
            Event::PointerGone,
        ];
        let (first, left, second, left_next) = after_two_frames(events);
        assert_eq!((first, second), (Some('n'), None));
        assert_eq!(left, [Event::PointerGone]);
        assert_eq!(left_next, [press(Key::A), text("a")]);
    }

    #[test]
    fn keys_typed_after_enter_arrive_in_the_next_frame() {
        let events = vec![text("a"), press(Key::Enter), press(Key::Z), text("z")];
        let (first, left, second, left_next) = after_two_frames(events);
        assert_eq!((first, second), (None, Some('z')));
        assert_eq!(left, [text("a"), press(Key::Enter)]);
        assert!(left_next.is_empty());
    }

    #[test]
    fn two_presses_are_two_actions_in_their_order() {
        let events = vec![press(Key::Z), text("z"), press(Key::N), text("n")];
        let (first, _, second, _) = after_two_frames(events);
        assert_eq!((first, second), (Some('z'), Some('n')));
    }

    #[test]
    fn what_is_typed_before_and_after_tab_is_for_two_fields() {
        let mut events = vec![text("a"), press(Key::Tab), text("b"), press(Key::Tab)];
        let mut frames = Vec::new();
        for _ in 0..4 {
            let rest = split_at_leaving(&mut events);
            frames.push(std::mem::replace(&mut events, rest));
        }
        assert_eq!(
            frames,
            [
                vec![text("a")],
                vec![press(Key::Tab)],
                vec![text("b")],
                vec![press(Key::Tab)],
            ]
        );
    }
}
