//! The difference between two documents in words: counts, and names.

use egui::{RichText, Ui};

use super::frame;
use crate::model::{Changes, Difference};
use crate::ui::shell::theme;
use crate::words::{counted, list as list_of};

/// The words for records only in the first document, changed, and only in the second.
#[derive(Clone, Copy)]
pub(super) struct ChangeNames {
    added: &'static str,
    changed: &'static str,
    removed: &'static str,
}

/// For an earlier and a later document.
pub(super) const IN_TIME: ChangeNames = ChangeNames {
    added: "added",
    changed: "changed",
    removed: "removed",
};

/// For two documents of which neither is the earlier one.
pub(super) const SIDE_BY_SIDE: ChangeNames = ChangeNames {
    added: "only here",
    changed: "different",
    removed: "only in the file",
};

/// `2 actors added, 1 claim changed`, on one line.
pub(super) fn summary(difference: &Difference, names: ChangeNames) -> String {
    let mut parts = Vec::new();
    for ((one, many), changes) in kinds(difference) {
        for (name, records) in by_change(changes, names) {
            if !records.is_empty() {
                parts.push(format!("{} {name}", counted(records.len(), one, many)));
            }
        }
    }
    if !difference.network.is_empty() {
        parts.push(format!(
            "{} {}",
            list_of(&difference.network),
            names.changed
        ));
    }
    match (difference.moved.len(), &parts[..]) {
        (0, []) => "no difference".to_owned(),
        (0, parts) => parts.join(", "),
        (moved, parts) => {
            let moved = format!(
                "{} placed or pinned differently",
                counted(moved, "actor", "actors")
            );
            let parts = parts.iter().cloned().chain([moved]);
            parts.collect::<Vec<_>>().join(", ")
        }
    }
}

/// All changed records by name, in a scrolling list.
pub(super) fn list(ui: &mut Ui, difference: &Difference, names: ChangeNames) {
    let lines = lines(difference, names);
    // Room for the sentences around it, and for the window beside the dialog.
    let height = (frame::list_height(ui) - 90.0).max(80.0);
    let row = ui.text_style_height(&egui::TextStyle::Body);
    frame::list(height).show_rows(ui, row, lines.len(), |ui, rows| {
        for line in &lines[rows] {
            match line {
                DifferenceLine::Heading(words) => {
                    ui.label(RichText::new(words).family(theme::bold()));
                }
                DifferenceLine::Name(name) => {
                    let label = egui::Label::new(format!("    {name}")).truncate();
                    ui.add(label);
                }
            }
        }
    });
}

enum DifferenceLine<'a> {
    Heading(String),
    Name(&'a str),
}

fn lines(difference: &Difference, names: ChangeNames) -> Vec<DifferenceLine<'_>> {
    let mut lines = Vec::new();
    let values = counted(difference.values.len(), "value", "values");
    push(
        &mut lines,
        format!("{values} {}, here → in the file", names.changed),
        &difference.values,
    );
    for ((one, many), changes) in kinds(difference) {
        for (name, records) in by_change(changes, names) {
            // Their values are listed.
            if name == names.changed && !difference.values.is_empty() {
                continue;
            }
            let heading = format!("{} {name}", counted(records.len(), one, many));
            push(&mut lines, heading, records);
        }
    }
    let moved = counted(difference.moved.len(), "actor", "actors");
    push(
        &mut lines,
        format!("{moved} placed or pinned differently"),
        &difference.moved,
    );
    lines
}

fn push<'a>(lines: &mut Vec<DifferenceLine<'a>>, heading: String, names: &'a [String]) {
    if !names.is_empty() {
        lines.push(DifferenceLine::Heading(heading));
        lines.extend(names.iter().map(|name| DifferenceLine::Name(name)));
    }
}

fn kinds(difference: &Difference) -> [((&'static str, &'static str), &Changes); 4] {
    [
        (("actor", "actors"), &difference.actors),
        (("relation", "relations"), &difference.relations),
        (("claim", "claims"), &difference.claims),
        (("reference", "references"), &difference.references),
    ]
}

fn by_change(changes: &Changes, names: ChangeNames) -> [(&'static str, &[String]); 3] {
    [
        (names.added, &changes.added),
        (names.changed, &changes.changed),
        (names.removed, &changes.removed),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_counts_the_changes_and_says_if_there_are_none() {
        let mut difference = Difference::default();
        assert_eq!(summary(&difference, IN_TIME), "no difference");
        difference.moved = vec!["Alba".into()];
        assert_eq!(
            summary(&difference, IN_TIME),
            "1 actor placed or pinned differently"
        );
        difference.actors.added = vec!["Borea".into(), "Corsairs".into()];
        difference.claims.removed = vec!["a claim".into()];
        difference.network = vec!["title or description", "text notes"];
        assert_eq!(
            summary(&difference, IN_TIME),
            "2 actors added, 1 claim removed, title or description and text notes changed, 1 actor placed or pinned differently"
        );
        difference.moved.clear();
        assert_eq!(
            summary(&difference, SIDE_BY_SIDE),
            "2 actors only here, 1 claim only in the file, title or description and text notes different"
        );
    }
}
