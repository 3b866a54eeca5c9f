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

/// The lines of a name, where there is room.
const SPACE: NameSpace = NameSpace {
    size: SIZE,
    weight: Weight::Regular,
    width: 120.0,
    max_lines: 3,
};

/// The same where names would take a large part of the picture.
const TIGHT_SPACE: NameSpace = NameSpace {
    width: 100.0,
    max_lines: 2,
    ..SPACE
};

/// Narrow lines, for names that fit between others.
const NARROW_SPACE: NameSpace = NameSpace {
    width: 72.0,
    ..SPACE
};

/// A single line, for names that fit beneath others.
const FLAT_SPACE: NameSpace = NameSpace {
    width: 190.0,
    max_lines: 1,
    ..SPACE
};

/// How long names may be before they are shortened, and how they are broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum NameLength {
    Usual,
    Short,
    Narrow,
    Flat,
}

impl NameLength {
    fn space(self) -> &'static NameSpace {
        match self {
            Self::Usual => &SPACE,
            Self::Short => &TIGHT_SPACE,
            Self::Narrow => &NARROW_SPACE,
            Self::Flat => &FLAT_SPACE,
        }
    }
}

/// A name broken into lines.
#[derive(Debug)]
pub(super) struct NameBlock {
    pub(super) lines: Vec<String>,
    /// The size of the box around them, including the margin; zero width for a name without visible
    /// letters.
    pub(super) size: Vec2,
    pub(super) is_shortened: bool,
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
pub(super) fn blocks<'a>(
    names: impl Iterator<Item = &'a str> + Clone,
    length: NameLength,
) -> Vec<Rc<NameBlock>> {
    let of_length = |name| block_of_length(name, length);
    let mut blocks: Vec<Rc<NameBlock>> = names.clone().map(of_length).collect();
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
        alike.flat_map(|names| distinct(&names, length)).collect();
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
fn distinct<'a>(names: &BTreeSet<&'a str>, length: NameLength) -> Vec<(&'a str, Rc<NameBlock>)> {
    let sorted: Vec<&str> = names.iter().copied().collect();
    let mut taken = BTreeSet::new();
    let mut blocks = Vec::new();
    for (at, name) in sorted.iter().enumerate() {
        // In sorted order, the most similar names are neighbours.
        let before = at.checked_sub(1).map_or(0, |at| common(name, sorted[at]));
        let after = sorted.get(at + 1).map_or(0, |next| common(name, next));
        let mut lines = name_lines_with(name, before.max(after), length.space());
        if !taken.insert(lines.clone()) {
            lines.push(format!("({})", at + 1));
        }
        blocks.push((*name, Rc::new(NameBlock::new(lines, true))));
    }
    blocks
}

/// The other forms of a name, each with whether it is shorter than this one: in narrow lines, in a
/// single one, and in few.
pub(super) fn other_forms(name: &str, block: &NameBlock) -> Vec<(Rc<NameBlock>, bool)> {
    let lengths = [NameLength::Narrow, NameLength::Flat, NameLength::Short];
    let mut forms: Vec<(Rc<NameBlock>, bool)> = Vec::new();
    for length in lengths {
        let form = block_of_length(name, length);
        let is_shorter = form.is_shortened && !block.is_shortened;
        let is_kept = if form.is_shortened {
            // Names that are shortened must be told apart from each other.
            is_shorter && length == NameLength::Short
        } else {
            true
        };
        let is_new =
            form.lines != block.lines && forms.iter().all(|(other, _)| other.lines != form.lines);
        if is_kept && is_new {
            forms.push((form, is_shorter));
        }
    }
    forms
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
    static CACHE: RefCell<[NameCache; 4]> = RefCell::default();
}

type NameCache = HashMap<Box<str>, Rc<NameBlock>>;

/// The block of a name, where there is room.
pub(super) fn block(name: &str) -> Rc<NameBlock> {
    block_of_length(name, NameLength::Usual)
}

fn block_of_length(name: &str, length: NameLength) -> Rc<NameBlock> {
    CACHE.with_borrow_mut(|caches| {
        let cache = &mut caches[length as usize];
        if let Some(block) = cache.get(name) {
            return Rc::clone(block);
        }
        if cache.len() >= MAX_CACHED_NAMES {
            cache.clear();
        }
        let name_in_lines = name_lines(name, length.space());
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
        let blocks = blocks(names.iter().map(String::as_str), NameLength::Usual);
        let texts: BTreeSet<_> = blocks.iter().map(|block| block.lines.join(" ")).collect();
        assert_eq!(texts.len(), 4, "{texts:?}");
        assert!(blocks[0].lines.join(" ").contains("Kunduz"), "{texts:?}");
        assert!(blocks[1].lines.join(" ").contains("Baghlan"), "{texts:?}");
    }

    #[test]
    fn short_names_are_in_two_lines_and_still_differ() {
        let names =
            ["A", "B"].map(|end| format!("Movement for the Liberation of the Province {end}"));
        let all = || names.iter().map(String::as_str);
        let (usual, short) = (
            blocks(all(), NameLength::Usual),
            blocks(all(), NameLength::Short),
        );
        for (usual, short) in usual.iter().zip(&short) {
            assert!(short.lines.len() <= 2 && short.size.x <= 110.0, "{short:?}");
            assert!(short.size.y < usual.size.y);
        }
        assert_ne!(short[0].lines, short[1].lines);
    }

    #[test]
    fn the_same_name_is_the_same_block() {
        let names = ["United States", "Taliban", "United States"];
        let blocks = blocks(names.into_iter(), NameLength::Usual);
        assert_eq!(blocks[0].lines, blocks[2].lines);
        assert!(!block(" \u{200e}").is_visible());
    }
}
