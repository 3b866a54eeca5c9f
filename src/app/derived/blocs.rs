//! What is drawn of blocs and outlines, and where.

use std::sync::Arc;

use emath::Pos2;

use super::{Derived, DrawnPositions, Outlines};
use crate::app::bloc_motion::inside;
use crate::graph::{BlocRule, LineStyle, Ties, condensed};
use crate::model::{BlocTies, Blocs, Document};
use crate::scene::{BlocPositions, Encoding, OutlineGroups, PictureView};

impl Derived {
    /// Draws blocs as single actors, if the blocs or the network changed, and brings their
    /// positions up to date.
    pub(in crate::app) fn condense(
        &mut self,
        document: &Document,
        blocs: &Arc<Blocs>,
        view: PictureView,
        chosen: Option<LineStyle>,
    ) {
        let moving = self.bloc_motion.as_ref();
        let moving = moving.and_then(|motion| motion.drawn_for(blocs).cloned());
        if moving.is_none() {
            self.bloc_motion.take_if(|motion| motion.share.is_some());
        }
        let blocs = moving.as_ref().unwrap_or(blocs);
        let is_current = self
            .condensed_from
            .as_ref()
            .is_some_and(|(network, from, of)| {
                let is_same = Arc::ptr_eq(network, &self.network) && Arc::ptr_eq(from, blocs);
                is_same && (*of == view || blocs.is_empty())
            });
        let had_blocs = self.bloc_sizes.is_some();
        if !is_current {
            self.condensed_from = Some((Arc::clone(&self.network), Arc::clone(blocs), view));
            self.drawn = Arc::clone(&self.network);
            self.bloc_sizes = None;
            if !blocs.is_empty() {
                // A matrix has room for all ties.
                let drawn = match view {
                    PictureView::Network => condensed(&self.network, blocs),
                    PictureView::Matrix => {
                        condensed(&self.network, &blocs.with_ties(BlocTies::All))
                    }
                };
                self.drawn = Arc::new(drawn);
                self.bloc_sizes = Encoding::default().with_blocs(&self.drawn).sizes;
            }
        }
        let has_blocs = self.bloc_sizes.is_some();
        let lines = match chosen {
            None if has_blocs => LineStyle::for_blocs(&self.network, None, None),
            _ => chosen.unwrap_or_default(),
        };
        let has_other_ties = !is_current || self.lines != lines;
        if (has_blocs || had_blocs) && has_other_ties {
            self.ties = Arc::new(Ties::new(document, &self.drawn, lines));
            self.lines = lines;
            self.blocs_generation.advance();
        }
        self.place_blocs(!is_current);
    }

    /// The positions of blocs follow their members, and those of members the movement in which
    /// their bloc is expanded or collapsed.
    fn place_blocs(&mut self, has_other_blocs: bool) {
        let share = self.bloc_motion.as_ref().and_then(|motion| motion.share);
        if share != self.placed.share {
            self.blocs_generation.advance();
        }
        let has_blocs = self.bloc_sizes.is_some();
        let moves_members = share.is_some() || self.bloc_positions.moves_members();
        if !has_blocs && !moves_members || self.positions.is_empty() {
            self.placed = DrawnPositions::default();
            return;
        }
        let was_empty = self.placed.positions.is_empty();
        let is_placed = self.placed.generation == self.positions_generation
            && self.placed.share == share
            && !was_empty;
        if is_placed && !has_other_blocs {
            return;
        }
        if has_blocs && (has_other_blocs || was_empty) {
            let encoding = Encoding {
                sizes: self.bloc_sizes.clone(),
                ..Encoding::default()
            };
            self.bloc_positions
                .follow(&self.drawn, &self.positions, &encoding);
        }
        let mut positions = self.bloc_positions.with_blocs(&self.drawn, &self.positions);
        if let Some(motion) = &self.bloc_motion {
            motion.apply(&self.drawn, &mut positions);
        }
        self.placed = DrawnPositions {
            positions,
            generation: self.positions_generation,
            share,
        };
    }

    /// Takes the groups that have outlines, if they or the network have changed.
    pub(in crate::app) fn outline(&mut self, groups: &Arc<Blocs>) {
        let made_from = self.outlines.made_from.as_ref();
        let is_current = made_from.is_some_and(|(network, from)| {
            Arc::ptr_eq(network, &self.drawn) && Arc::ptr_eq(from, groups)
        });
        if !is_current {
            self.outlines = Outlines {
                made_from: Some((Arc::clone(&self.drawn), Arc::clone(groups))),
                groups: (!groups.is_empty())
                    .then(|| OutlineGroups::new(&self.drawn, groups, BlocRule::noun_of(groups))),
            };
        }
    }

    /// The groups that have outlines in the picture.
    pub(in crate::app) fn outlines(&self) -> Option<&OutlineGroups> {
        self.outlines.groups.as_ref()
    }

    /// The positions of what is drawn, by node index: actors, and blocs at their members.
    pub fn drawn_positions(&self) -> &[Pos2] {
        match &self.placed.positions[..] {
            [] => &self.positions,
            placed => placed,
        }
    }

    /// Draws the members of a bloc that was expanded around the position where it was.
    pub(in crate::app) fn gather_members(&mut self, blocs: &Blocs, path: &[usize], around: Pos2) {
        let nodes = inside(blocs, path, &self.drawn);
        let encoding = Encoding {
            sizes: self.bloc_sizes.clone(),
            ..Encoding::default()
        };
        self.bloc_positions
            .gather(&self.drawn, (&nodes, around), &self.positions, &encoding);
        self.placed.positions.clear();
    }

    /// Where the bloc at a path is drawn; `None` if it is not drawn as one.
    pub(in crate::app) fn position_of_bloc(&self, path: &[usize]) -> Option<Pos2> {
        let mut blocs = self.drawn.blocs();
        let (node, _) = blocs.find(|(_, bloc)| bloc.path == path)?;
        self.drawn_positions().get(node.index()).copied()
    }

    /// Other blocs are shown: each gets a new position.
    pub(in crate::app) fn forget_bloc_positions(&mut self) {
        self.bloc_positions = BlocPositions::default();
        self.placed.positions.clear();
    }
}
