//! What to do about a figure whose texts have no room. Draws nothing.

use crate::scene::Scene;
use crate::words::{agree, counted, list};

/// `3 names have no room: choose a larger size or smaller type`; `None` if everything has room, or
/// if a network is so large that most names never will.
pub fn room_advice(scene: &Scene) -> Option<String> {
    let (omitted, shown) = (scene.omitted_names, scene.name_rects().count());
    let names = if omitted <= shown { omitted } else { 0 };
    let types = if scene.types > 0 {
        scene.omitted_types
    } else {
        0
    };
    let entries = scene.omitted_entries;
    let title = usize::from(scene.is_title_cut);
    let description = usize::from(scene.is_description_cut && !scene.is_title_cut);
    let sources = scene.omitted_sources;
    let cut: Vec<String> = [
        (names, counted(names, "name", "names")),
        (
            types,
            counted(types, "type of relations", "types of relations"),
        ),
        (
            entries,
            counted(entries, "entry of the legend", "entries of the legend"),
        ),
        (sources, counted(sources, "source", "sources")),
        (title, "a part of the title".to_owned()),
        (description, "a part of the description".to_owned()),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(_, words)| words)
    .collect();
    let have = agree(
        names + types + entries + sources + title + description,
        "has",
        "have",
    );
    let shortened = scene.shortened_names;
    let are_shortened = format!(
        "{} {} shortened",
        counted(shortened, "name", "names"),
        agree(shortened, "is", "are")
    );
    let says = match (cut.is_empty(), shortened) {
        (true, 0) => return None,
        (true, _) => are_shortened,
        (false, 0) => format!("{} {have} no room", list(&cut)),
        (false, _) => format!("{} {have} no room, and {are_shortened}", list(&cut)),
    };
    Some(format!("{says}: choose a larger size or smaller type"))
}
