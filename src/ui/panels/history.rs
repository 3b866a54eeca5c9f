//! The History tab: all changes since the file was opened; a click goes back or forward to one.

use egui::{Align, Id, RichText, TextStyle, TextWrapMode, Ui};

use crate::app::{Command, State};
use crate::model::MAX_HISTORY_BYTES;
use crate::tasks::Generation;
use crate::ui::shell::theme;
use crate::ui::widgets::list;
use crate::ui::{Queue, View};

pub(crate) fn show(ui: &mut Ui, view: View) {
    ui.heading("Changes");
    let history = &view.state.open.history;
    let done = history.done().count();
    if done == 0 && history.undone().next().is_none() {
        ui.weak("No changes yet. Each change is listed here and can be undone.");
    }
    if let Some(words) = dropped(history.dropped()) {
        ui.weak(words);
    }
    let oldest = if history.dropped() == 0 {
        "As opened"
    } else {
        "Oldest state kept"
    };
    let labels: Vec<&str> = [oldest]
        .into_iter()
        .chain(history.done())
        .chain(history.undone())
        .collect();
    let height = ui.text_style_height(&TextStyle::Body) + 8.0;
    scroll_to_present(ui, done, height, view.state);
    list::rows(ui, height, labels.len(), |ui, steps| {
        row(ui, steps, labels[steps], done, view.queue);
    });
}

/// How many of the oldest changes can no longer be undone; `None` if all can.
fn dropped(count: usize) -> Option<String> {
    let megabytes = MAX_HISTORY_BYTES / (1024 * 1024);
    let changes = match count {
        0 => return None,
        1 => "The oldest change".to_owned(),
        _ => format!("The oldest {count} changes"),
    };
    let limit = format!("the history takes at most {megabytes} MB");
    Some(format!("{changes} can no longer be undone: {limit}."))
}

fn row(ui: &mut Ui, steps: usize, label: &str, done: usize, queue: &Queue) {
    let is_now = steps == done;
    let mut text = RichText::new(label);
    if is_now {
        text = text.family(theme::bold());
    } else if steps > done {
        text = text.weak();
    }
    ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
    let shown = ui.selectable_label(is_now, text);
    let hint = match steps.cmp(&done) {
        std::cmp::Ordering::Less => "Undo everything after this",
        std::cmp::Ordering::Equal => "The network as it is now",
        std::cmp::Ordering::Greater => "Redo up to here",
    };
    // A long label is cut: the tooltip has all of it.
    if shown.on_hover_text(format!("{label}\n\n{hint}")).clicked() && !is_now {
        queue.send(Command::TravelTo(steps));
    }
}

/// Scrolls to the present step when it has changed.
fn scroll_to_present(ui: &Ui, done: usize, height: f32, state: &State) {
    let id = Id::new("step in view");
    let now = (state.document_generation, done);
    let before = ui.data(|data| data.get_temp::<(Generation, usize)>(id));
    if before == Some(now) {
        return;
    }
    ui.data_mut(|data| data.insert_temp(id, now));
    let step = height + ui.spacing().item_spacing.y;
    let top = ui.cursor().min + egui::vec2(0.0, done as f32 * step);
    let row = egui::Rect::from_min_size(top, egui::vec2(1.0, height));
    let is_seen = ui.clip_rect().y_range().contains(row.top())
        && ui.clip_rect().y_range().contains(row.bottom());
    if !is_seen {
        ui.scroll_to_rect(row, Some(Align::Center));
    }
}

#[cfg(test)]
mod tests {
    use super::dropped;

    #[test]
    fn dropped_changes_are_counted() {
        assert_eq!(dropped(0), None);
        let limit = "the history takes at most 512 MB.";
        let text = [1, 2].map(|count| dropped(count).unwrap());
        assert_eq!(
            text[0],
            format!("The oldest change can no longer be undone: {limit}")
        );
        assert_eq!(
            text[1],
            format!("The oldest 2 changes can no longer be undone: {limit}")
        );
    }
}
