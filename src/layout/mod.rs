//! Places for actors: a request in, positions out, the same for the same seed. Knows no window, no clock, no document.
//!
//! [`layout`] makes a still picture from a [`Request`]; [`Simulation`] keeps a picture alive under the hand and starts at
//! rest on what `layout` gave. [`METHODS`] says what can be chosen.
//!
//! ```
//! use frenemy::layout::{Body, Request, Sign, Simulation, Tie, layout};
//! use std::ops::ControlFlow;
//!
//! let body = Body { radius: 18.0, label: emath::vec2(60.0, 16.0), ..Body::default() };
//! let tie = Tie { a: 0, b: 1, sign: Sign::Friendly, weight: 1.0 };
//! let request = Request { bodies: vec![body; 3], ties: vec![tie], aspect: 1.6, ..Request::default() };
//! let places = layout(&request, &|_share| ControlFlow::Continue(())).ok_or("cancelled")?;
//!
//! let mut simulation = Simulation::new(&request, places);
//! assert!(simulation.is_at_rest());
//! simulation.grab(0, emath::pos2(10.0, 20.0));
//! simulation.drag_to(0, emath::pos2(90.0, 20.0));
//! simulation.step();
//! simulation.release(0, true);
//! # Ok::<(), &str>(())
//! ```

mod request;
pub use request::{Body, Request, SEED, Sign, Tie};

mod method;
pub use method::{Descriptor, METHODS, Method, Plan};

mod parameters;
pub use parameters::{COHESION, Parameter, Parameters, RIVALRY, SEPARATION};

mod progress;
pub use progress::Progress;

mod simulation;
pub use simulation::Simulation;

mod edge_springs;
mod springs;

mod pipeline;
pub use pipeline::layout;

// Small networks.
mod aesthetics;
mod crossing_reduction;
mod overlap_removal;
mod polish;
mod rotate;
mod small;
mod stress;
mod targets;

// New actors in an old picture.
mod incremental;

// Large networks.
mod coarse;
mod communities;
mod large;
mod pivot;
mod radial_rescale;
mod sparse;
mod tforce;
mod tree;

// What all share.
mod footprint;
mod graph;
mod isolates;
mod order;
mod pack;

#[cfg(test)]
mod tests;
