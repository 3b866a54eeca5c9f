//! The matrix: the network as a table of actors, with the ties between two actors in a cell.
//!
//! The relations of a cell point from the actor of the row to the actor of the column; relations
//! without a direction are in both cells of a pair. Groups of actors, such as camps, come in as
//! plain numbers. Knows no analysis and no window.

mod content;
mod order;
mod sign_order;

mod geometry;
mod input;

pub(super) mod samples;
mod shapes;

mod drawing;
mod headers;
mod highlights;

pub use content::{MAX_MATRIX_ACTORS, MatrixCell, MatrixContent};
pub use drawing::draw_matrix;
pub use geometry::{MatrixCamera, MatrixGeometry};
pub use input::MatrixInput;
pub use order::MatrixOrder;

#[cfg(test)]
mod tests;
