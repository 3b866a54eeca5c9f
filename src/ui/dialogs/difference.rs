//! What sets two documents apart, in words: counts, and by name.

use egui::{RichText, ScrollArea, Ui};

use crate::graph::words::counted;
use crate::model::{Changes, Difference};
use crate::ui::shell::theme;

/// How the three ways to differ are called: in one document, in both but not the same, in the other.
#[derive(Clone, Copy)]
pub(super) struct Ways {
    added: &'static str,
    changed: &'static str,
    removed: &'static str,
}

/// What happened from then to now.
pub(super) const IN_TIME: Ways = Ways {
    added: "added",
    changed: "changed",
    removed: "removed",
};

/// What two sides have, where neither was first.
pub(super) const SIDE_BY_SIDE: Ways = Ways {
    added: "only here",
    changed: "not the same",
    removed: "only in the file",
};

/// `2 actors added, 1 claim changed`; one line.
pub(super) fn summary(difference: &Difference, ways: Ways) -> String {
    let mut parts = Vec::new();
    for (noun, changes) in kinds(difference) {
        for (way, names) in by_way(changes, ways) {
            if !names.is_empty() {
                parts.push(format!("{} {way}", counted(names.len(), noun)));
            }
        }
    }
    if difference.is_header_changed {
        parts.push(format!("title or description {}", ways.changed));
    }
    match (difference.moved.len(), &parts[..]) {
        (0, []) => "nothing differs".to_owned(),
        (0, parts) => parts.join(", "),
        (moved, parts) => {
            let moved = format!("{} placed or pinned differently", counted(moved, "actor"));
            let parts = parts.iter().cloned().chain([moved]);
            parts.collect::<Vec<_>>().join(", ")
        }
    }
}

/// Everything by name, to scroll through.
pub(super) fn list(ui: &mut Ui, difference: &Difference, ways: Ways) {
    let lines = lines(difference, ways);
    let height = ui.ctx().content_rect().height() * 0.35;
    let row = ui.text_style_height(&egui::TextStyle::Body);
    ScrollArea::vertical()
        .max_height(height)
        .auto_shrink([false, true])
        .show_rows(ui, row, lines.len(), |ui, rows| {
            for line in &lines[rows] {
                match line {
                    Line::Heading(words) => {
                        ui.label(RichText::new(words).family(theme::bold()));
                    }
                    Line::Name(name) => {
                        let label = egui::Label::new(format!("    {name}")).truncate();
                        ui.add(label).on_hover_text(*name);
                    }
                }
            }
        });
}

enum Line<'a> {
    Heading(String),
    Name(&'a str),
}

fn lines(difference: &Difference, ways: Ways) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for (noun, changes) in kinds(difference) {
        for (way, names) in by_way(changes, ways) {
            let heading = format!("{} {way}", counted(names.len(), noun));
            push(&mut lines, heading, names);
        }
    }
    let moved = counted(difference.moved.len(), "actor");
    push(
        &mut lines,
        format!("{moved} placed or pinned differently"),
        &difference.moved,
    );
    lines
}

fn push<'a>(lines: &mut Vec<Line<'a>>, heading: String, names: &'a [String]) {
    if !names.is_empty() {
        lines.push(Line::Heading(heading));
        lines.extend(names.iter().map(|name| Line::Name(name)));
    }
}

fn kinds(difference: &Difference) -> [(&'static str, &Changes); 4] {
    [
        ("actor", &difference.actors),
        ("relation", &difference.relations),
        ("claim", &difference.claims),
        ("reference", &difference.references),
    ]
}

fn by_way(changes: &Changes, ways: Ways) -> [(&'static str, &[String]); 3] {
    [
        (ways.added, &changes.added),
        (ways.changed, &changes.changed),
        (ways.removed, &changes.removed),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_counts_what_differs_and_says_where_nothing_does() {
        let mut difference = Difference::default();
        assert_eq!(summary(&difference, IN_TIME), "nothing differs");
        difference.moved = vec!["Alba".into()];
        assert_eq!(
            summary(&difference, IN_TIME),
            "1 actor placed or pinned differently"
        );
        difference.actors.added = vec!["Borea".into(), "Corsairs".into()];
        difference.claims.removed = vec!["a claim".into()];
        difference.is_header_changed = true;
        assert_eq!(
            summary(&difference, IN_TIME),
            "2 actors added, 1 claim removed, title or description changed, 1 actor placed or pinned differently"
        );
        difference.moved.clear();
        assert_eq!(
            summary(&difference, SIDE_BY_SIDE),
            "2 actors only here, 1 claim only in the file, title or description not the same"
        );
    }
}
