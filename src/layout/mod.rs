//! Positions for actors: a request in, positions out, the same for the same seed. Knows no window,
//! no clock and no document.
//!
//! [`layout`] computes positions from a [`Request`]; [`Simulation`] is the live layout, which
//! reacts to dragging and starts at rest on the positions that `layout` returned. [`METHODS`] lists
//! the methods.
//!
//! ```
//! use frenemy::layout::{Body, Request, TieSign, Simulation, LayoutTie, layout};
//! use std::ops::ControlFlow;
//!
//! let body = Body { radius: 18.0, label: emath::vec2(60.0, 16.0), ..Body::default() };
//! let tie = LayoutTie { a: 0, b: 1, sign: TieSign::Friendly, weight: 1.0 };
//! let request = Request { bodies: vec![body; 3], ties: vec![tie], aspect: 1.6,
//! ..Request::default() };
//! let positions = layout(&request, &|_share| ControlFlow::Continue(())).ok_or("cancelled")?;
//!
//! let mut simulation = Simulation::new(&request, positions);
//! assert!(simulation.is_at_rest());
//! simulation.grab(0, emath::pos2(10.0, 20.0));
//! simulation.drag_to(0, emath::pos2(90.0, 20.0));
//! simulation.step();
//! simulation.release(0, true);
//! # Ok::<(), &str>(())
//! ```

mod layout_tie;
mod request;
pub use layout_tie::{LayoutTie, TieSign};
pub use request::{Body, Request};

mod method;
pub use method::{Descriptor, METHODS, Method, Plan, SEED};

mod limits;
mod recipe;

mod parameters;
pub use parameters::{COHESION, Parameter, Parameters, RIVALRY, SEPARATION};

mod progress;
pub use progress::LayoutProgress;

mod sides;
mod simulation;
pub use simulation::Simulation;

mod edge_springs;
mod springs;

mod far_off;
mod taken_positions;
pub use taken_positions::{TakenPositions, take_positions};

mod separated;
pub use separated::separated;

mod pipeline;
mod prepared;
pub use pipeline::layout;

// Small networks.
mod aesthetics;
mod clique;
mod crossing_reduction;
mod overlap_removal;
mod polish;
mod room;
mod rotate;
mod small;
mod stress;
mod targets;

// New actors in an existing layout.
mod incremental;

// Large networks.
mod attraction;
mod coarse;
mod communities;
mod disc_overlaps;
mod large;
mod pivot;
mod radial_rescale;
mod sparse;
mod tforce;
mod tree;

// Shared by all.
mod bend;
mod footprint;
mod graph;
mod isolates;
mod order;
mod pack;
mod skyline;

#[cfg(test)]
mod shape_tests;
#[cfg(test)]
mod tests;
