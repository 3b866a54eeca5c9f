//! What an export is made from. Knows no format.

use emath::Pos2;

use crate::graph::Filter;
use crate::model::{Blocs, Document};
use crate::scene::Encoding;

/// What is exported.
#[derive(Clone, Copy, Debug)]
pub struct ExportContent<'a> {
    /// The whole document, with the position of every actor.
    pub document: &'a Document,
    /// What the figure leaves out.
    pub filter: &'a Filter,
    /// The actors that the figure draws as one.
    pub blocs: Option<&'a Blocs>,
    /// The position of every actor and bloc in the layout, by node index.
    pub positions: &'a [Pos2],
    /// What sizes, colours and marks mean.
    pub encoding: &'a Encoding,
    /// The camp or community of each actor, by node index, for a matrix in the order of these.
    pub groups: Option<&'a [Option<u32>]>,
}
