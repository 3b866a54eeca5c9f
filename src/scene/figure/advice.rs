//! What to do about a figure whose texts have no room. Draws nothing.

use crate::scene::Scene;
use crate::words::{agree, counted, list};

/// In networks of more actors than this, most names never have room in a figure.
const MAX_NAMED: usize = 120;

/// Smaller type cannot be read in print, in points.
const MIN_LEGIBLE: f32 = 6.0;

/// `3 names have no room: choose a larger size or smaller type`, and what is too small to be read;
/// `None` if everything has room.
pub fn room_advice(scene: &Scene) -> Option<String> {
    let advice = [cut_advice(scene), type_advice(scene), crowd_advice(scene)];
    let advice: Vec<String> = advice.into_iter().flatten().collect();
    (!advice.is_empty()).then(|| advice.join(". "))
}

/// `The smallest type is 3.5 points high: …`, which nobody could read.
fn type_advice(scene: &Scene) -> Option<String> {
    let smallest = scene.smallest_type();
    (smallest > 0.0 && smallest < MIN_LEGIBLE - 0.05).then(|| {
        format!(
            "The smallest type is only {smallest:.1} points high: choose a larger size, or show \
             fewer actors (the most important ones, or blocs)"
        )
    })
}

/// More actors than this in one picture are a ball of thread, unless few lines join them.
const MAX_READABLE: usize = 300;

/// What shows more of a very large network than all of its lines.
fn crowd_advice(scene: &Scene) -> Option<String> {
    let (actors, ties) = (scene.drawn_actors().len(), scene.drawn_ties().len());
    (actors > MAX_READABLE && ties > actors).then(|| {
        format!(
            "{} and {} are too many to be told apart: draw communities as blocs (--blocs \
             communities), the backbone (--backbone auto) or the most important actors (--top 40)",
            counted(actors, "actor", "actors"),
            counted(ties, "line", "lines")
        )
    })
}

fn cut_advice(scene: &Scene) -> Option<String> {
    let (omitted, shown) = (scene.omitted_names, scene.name_rects().count());
    let names = if omitted + shown <= MAX_NAMED {
        omitted
    } else {
        0
    };
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
