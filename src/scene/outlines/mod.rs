//! Outlines: a soft area around the actors of a camp, a community or another group, with its name.
//!
//! A group whose members are apart has several areas. A group that would need too many of them, or
//! whose areas would contain other actors, has none, and is counted. Finds no groups.

mod groups;
mod hull;
mod parts;
mod spot;

use emath::{Pos2, Rect, vec2};

use super::actor_body::ActorBody;
use super::drawn_actor::DrawnActor;
use super::labels::{self, LineObstacles};
use super::text::{cap_height, elide, measure};
use super::{
    Anchor, Color, LabelSpace, Mark, MarkShape, Stroke, TextDirection, TextLine, Theme, Weight,
};
use crate::graph::short_bloc_name;
pub use groups::OutlineGroups;
pub(super) use hull::Hull;
pub(super) use parts::{joined_areas, steps};

/// The outlines of a picture.
#[derive(Clone, Debug, Default)]
pub(super) struct DrawnOutlines {
    outlines: Vec<DrawnOutline>,
    /// How many groups have none, because it would not be readable.
    pub(super) omitted: usize,
}

/// The areas of a group.
#[derive(Clone, Debug)]
struct DrawnOutline {
    number: u32,
    areas: Vec<Hull>,
    name: Option<OutlineName>,
}

/// The name of an outline, at its place.
#[derive(Clone, Debug)]
struct OutlineName {
    text: String,
    rect: Rect,
}

/// The longest name, in points.
const MAX_NAME_WIDTH: f32 = 190.0;

/// How much of its colour the area and the edge of an outline have.
const AREA_OPACITY: f32 = 0.13;
const EDGE_OPACITY: f32 = 0.55;

impl DrawnOutlines {
    /// The outlines around these bodies, with names that cover neither bodies nor each other.
    pub(super) fn new(
        groups: &OutlineGroups,
        bodies: &[DrawnActor],
        lines: &LineObstacles,
        (space, view): (LabelSpace, Rect),
    ) -> Self {
        let all: Vec<(Option<u32>, ActorBody)> = bodies
            .iter()
            .map(|drawn| (groups.of(drawn.node), drawn.body))
            .collect();
        let mut drawn = Self::default();
        for number in groups.numbers() {
            match parts::areas(&all, number) {
                parts::Areas::TooFew => {}
                parts::Areas::Unreadable => drawn.omitted += 1,
                parts::Areas::Readable(areas) => drawn.outlines.push(DrawnOutline {
                    number,
                    areas,
                    name: None,
                }),
            }
        }
        let bodies: Vec<ActorBody> = all.into_iter().map(|(_, body)| body).collect();
        let mut taken: Vec<Rect> = Vec::new();
        for at in 0..drawn.outlines.len() {
            let outline = &drawn.outlines[at];
            let Some(area) = outline.areas.first() else {
                continue;
            };
            let others: Vec<Hull> = drawn
                .outlines
                .iter()
                .filter(|other| other.number != outline.number)
                .flat_map(|other| other.areas.iter().cloned())
                .collect();
            let text = text_of(groups, outline.number);
            let size = vec2(
                measure(&text, labels::SIZE, Weight::Bold) + 6.0,
                labels::SIZE + 3.0,
            );
            let surroundings = spot::Surroundings {
                bodies: &bodies,
                lines,
                others: &others,
                taken: &taken,
                within: space.within.unwrap_or(view),
                clear_of: space.clear_of,
            };
            if let Some(rect) = spot::best(area, size, &surroundings) {
                taken.push(rect);
                drawn.outlines[at].name = Some(OutlineName { text, rect });
            }
        }
        drawn
    }

    /// How many groups have an outline.
    pub(super) fn len(&self) -> usize {
        self.outlines.len()
    }

    /// How many of them have no name, because there was no room.
    pub(super) fn unnamed(&self) -> usize {
        let outlines = self.outlines.iter();
        outlines.filter(|outline| outline.name.is_none()).count()
    }

    /// The boxes of their names.
    pub(super) fn name_rects(&self) -> Vec<Rect> {
        let names = self
            .outlines
            .iter()
            .filter_map(|outline| outline.name.as_ref());
        names.map(|name| name.rect).collect()
    }

    /// The areas, which are beneath everything else.
    pub(super) fn areas(&self, theme: &Theme) -> Vec<Mark> {
        let area = |number: u32, area: &Hull| {
            let color = theme.group(number);
            let on_background = |share: f32| theme.background.toward(color, share);
            Mark::without_subject(MarkShape::Path {
                outline: area.outline(),
                fill: Some(with_alpha(color, AREA_OPACITY)),
                stroke: Some(Stroke::solid(1.2, on_background(EDGE_OPACITY))),
            })
        };
        let all = self.outlines.iter();
        all.flat_map(|outline| {
            outline
                .areas
                .iter()
                .map(move |hull| area(outline.number, hull))
        })
        .collect()
    }

    /// The names.
    pub(super) fn names(&self, theme: &Theme) -> Vec<Mark> {
        let name = |outline: &DrawnOutline| {
            let name = outline.name.as_ref()?;
            let baseline = name.rect.center().y + cap_height(labels::SIZE) / 2.0;
            Some(Mark::without_subject(MarkShape::Text(TextLine {
                text: name.text.clone(),
                at: Pos2::new(name.rect.center().x, baseline),
                anchor: Anchor::Middle,
                size: labels::SIZE,
                weight: Weight::Bold,
                color: theme.group(outline.number).toward(theme.ink, 0.5),
                halo: Some(theme.background),
                direction: TextDirection::Rightward,
            })))
        };
        self.outlines.iter().filter_map(name).collect()
    }
}

/// The name of a group, shortened if it is too wide.
fn text_of(groups: &OutlineGroups, number: u32) -> String {
    let name = groups.name(number);
    let width = |text: &str| measure(text, labels::SIZE, Weight::Bold);
    if width(name) <= MAX_NAME_WIDTH {
        return name.to_owned();
    }
    let short = short_bloc_name(name, groups.members(number));
    elide(&short, labels::SIZE, Weight::Bold, MAX_NAME_WIDTH)
}

pub(super) fn with_alpha(color: Color, opacity: f32) -> Color {
    Color {
        a: (255.0 * opacity).round() as u8,
        ..color
    }
}

#[cfg(test)]
mod tests;
