//! Names broken into lines, with the space that they need.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use emath::{Vec2, vec2};

use crate::scene::Weight;
use crate::scene::text::{self, NameSpace, name_lines, name_lines_with};

/// The font size of names, in points, at every zoom.
pub(in crate::scene) const SIZE: f32 = 12.0;

/// The distance between the baselines of a name's lines.
pub(super) const PITCH: f32 = 1.2 * SIZE;

/// Space kept free left and right of a name.
pub(super) const MARGIN: f32 = 3.0;

/// Space below the lowest letter, so that its halo covers no body.
const MIN_GAP: f32 = 1.5;

/// The lines of a name.
const SPACE: NameSpace = NameSpace {
    size: SIZE,
    weight: Weight::Regular,
    width: 120.0,
    max_lines: 3,
};

/// A name broken into lines.
#[derive(Debug)]
pub(super) struct NameBlock {
    pub(super) lines: Vec<String>,
    /// The size of the box around them, including the margin; zero width for a name without visible
    /// letters.
    pub(super) size: Vec2,
    is_shortened: bool,
}

impl NameBlock {
    fn new(lines: Vec<String>, is_shortened: bool) -> Self {
        // Space for bold letters, so that a selected name fits at the same spot.
        let widths = lines.iter().flat_map(|line| {
            let weights = [Weight::Bold, Weight::Regular].into_iter();
            // Bold letters of Noto Sans are wider; other scripts may have fonts of their own.
            let weights = weights.take(if line.is_ascii() { 1 } else { 2 });
            weights.map(move |weight| text::measure(line, SIZE, weight))
        });
        let width = widths.fold(0.0, f32::max);
        // Letters of some scripts reach further down than those of Noto Sans.
        let last = lines.last().map_or("", String::as_str);
        let below = text::descent(SIZE).max(text::depth(last, SIZE, Weight::Regular) + MIN_GAP);
        let height = text::ascent(SIZE) + below + PITCH * (lines.len().max(1) - 1) as f32;
        let width = if width > 0.0 {
            width + 2.0 * MARGIN
        } else {
            0.0
        };
        Self {
            lines,
            size: vec2(width, height),
            is_shortened,
        }
    }

    pub(super) fn is_visible(&self) -> bool {
        self.size.x > 0.0
    }
}

/// The blocks of some names, in their order. Names that would be shortened to the same text show
/// where they differ.
pub(super) fn blocks<'a>(names: impl Iterator<Item = &'a str> + Clone) -> Vec<Rc<NameBlock>> {
    let mut blocks: Vec<Rc<NameBlock>> = names.clone().map(block).collect();
    let mut shortened: BTreeMap<Vec<String>, BTreeSet<&str>> = BTreeMap::new();
    for (block, name) in blocks.iter().zip(names.clone()) {
        if block.is_shortened {
            shortened
                .entry(block.lines.clone())
                .or_default()
                .insert(name);
        }
    }
    let alike = shortened.into_values().filter(|names| names.len() > 1);
    let told_apart: BTreeMap<&str, Rc<NameBlock>> =
        alike.flat_map(|names| distinct(&names)).collect();
    if !told_apart.is_empty() {
        for (block, name) in blocks.iter_mut().zip(names) {
            if let Some(other) = told_apart.get(name) {
                *block = Rc::clone(other);
            }
        }
    }
    blocks
}

/// Blocks for different names that would be shortened to the same text.
fn distinct<'a>(names: &BTreeSet<&'a str>) -> Vec<(&'a str, Rc<NameBlock>)> {
    let sorted: Vec<&str> = names.iter().copied().collect();
    let mut taken = BTreeSet::new();
    let mut blocks = Vec::new();
    for (at, name) in sorted.iter().enumerate() {
        // In sorted order, the most similar names are neighbours.
        let before = at.checked_sub(1).map_or(0, |at| common(name, sorted[at]));
        let after = sorted.get(at + 1).map_or(0, |next| common(name, next));
        let mut lines = name_lines_with(name, before.max(after), &SPACE);
        if !taken.insert(lines.clone()) {
            lines.push(format!("({})", at + 1));
        }
        blocks.push((*name, Rc::new(NameBlock::new(lines, true))));
    }
    blocks
}

/// The length of the common beginning of two texts, in bytes.
fn common(one: &str, other: &str) -> usize {
    let pairs = one.char_indices().zip(other.chars());
    let mut different = pairs.skip_while(|((_, a), b)| a == b);
    different
        .next()
        .map_or(one.len().min(other.len()), |((index, _), _)| index)
}

/// The most names in the cache.
const MAX_CACHED_NAMES: usize = 20_000;

thread_local! {
    /// Names broken into lines: a picture needs the same ones in every frame.
    static CACHE: RefCell<HashMap<Box<str>, Rc<NameBlock>>> = RefCell::default();
}

/// The block of a name.
pub(super) fn block(name: &str) -> Rc<NameBlock> {
    CACHE.with_borrow_mut(|cache| {
        if let Some(block) = cache.get(name) {
            return Rc::clone(block);
        }
        if cache.len() >= MAX_CACHED_NAMES {
            cache.clear();
        }
        let name_in_lines = name_lines(name, &SPACE);
        let block = Rc::new(NameBlock::new(
            name_in_lines.lines,
            name_in_lines.is_shortened,
        ));
        cache.insert(name.into(), Rc::clone(&block));
        block
    })
}

/// The width and height of a name, including its margin; `None` for a name without visible letters.
pub(in crate::scene) fn size(name: &str) -> Option<Vec2> {
    let block = block(name);
    block.is_visible().then_some(block.size)
}

/// The approximate width and height of a name, without measuring its letters.
pub(in crate::scene) fn rough_size(name: &str) -> Vec2 {
    const LETTER: f32 = 0.55 * SIZE;
    let width = name.chars().count() as f32 * LETTER;
    let lines = (width / SPACE.width)
        .ceil()
        .clamp(1.0, SPACE.max_lines as f32);
    vec2(width.min(SPACE.width), lines * PITCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_shortened_alike_show_where_they_differ() {
        let name = |place: &str| {
            format!(
                "Provincial Reconstruction Team of the International Security Assistance Force in the Province of {place} and of the districts around it in the north of Afghanistan"
            )
        };
        let names = ["Kunduz", "Baghlan", "Baghran", "Takhar"].map(name);
        let blocks = blocks(names.iter().map(String::as_str));
        let texts: BTreeSet<_> = blocks.iter().map(|block| block.lines.join(" ")).collect();
        assert_eq!(texts.len(), 4, "{texts:?}");
        assert!(blocks[0].lines.join(" ").contains("Kunduz"), "{texts:?}");
        assert!(blocks[1].lines.join(" ").contains("Baghlan"), "{texts:?}");
    }

    #[test]
    fn the_same_name_is_the_same_block() {
        let names = ["United States", "Taliban", "United States"];
        let blocks = blocks(names.into_iter());
        assert_eq!(blocks[0].lines, blocks[2].lines);
        assert!(!block(" \u{200e}").is_visible());
    }
}
