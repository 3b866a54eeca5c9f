//! Tooltips are for the pointer: a key that is pressed hides them until the pointer moves again.

use egui::{Context, Event, Modifiers, MouseWheelUnit, Plugin, RawInput, TouchPhase, Vec2};

/// How long the pointer rests before a tooltip appears, in seconds.
pub(super) const DELAY_S: f32 = 0.4;

/// Longer than anybody waits, in seconds.
const NEVER_S: f32 = 1e9;

/// Hides tooltips while one types. egui hides those that are open, too, while the last turn of the
/// wheel is not longer ago than the delay.
#[derive(Default)]
pub(crate) struct QuietTooltips {
    has_begun: bool,
    is_quiet: bool,
}

impl Plugin for QuietTooltips {
    fn debug_name(&self) -> &'static str {
        "quiet tooltips"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        if !std::mem::replace(&mut self.has_begun, true) {
            // From now on there is a last turn of the wheel.
            input.events.push(Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: Vec2::ZERO,
                phase: TouchPhase::Move,
                modifiers: Modifiers::NONE,
            });
        }
        let mut is_quiet = self.is_quiet;
        for event in &input.events {
            match event {
                Event::Key { pressed: true, .. } | Event::Text(_) => is_quiet = true,
                Event::PointerMoved(_) => is_quiet = false,
                _ => {}
            }
        }
        if is_quiet != self.is_quiet {
            self.is_quiet = is_quiet;
            let delay = if is_quiet { NEVER_S } else { DELAY_S };
            ctx.all_styles_mut(|style| style.interaction.tooltip_delay = delay);
        }
    }
}
