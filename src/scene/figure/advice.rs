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
    let sources = scene.omitted_sources;
    let description = usize::from(scene.is_description_cut);
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
        (description, "a part of the description".to_owned()),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(_, words)| words)
    .collect();
    let have = agree(
        names + types + entries + sources + description,
        "has",
        "have",
    );
    (!cut.is_empty()).then(|| {
        format!(
            "{} {have} no room: choose a larger size or smaller type",
            list(&cut)
        )
    })
}
