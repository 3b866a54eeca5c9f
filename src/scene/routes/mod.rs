//! Routes: the base curve of each pair of actors, clear of the bodies of all other actors.
//!
//! A pair is drawn as one or more parallel lines, its lanes; the route is their middle. Each pair
//! has some candidates: the straight line, curves that bend once, and the shortest way around what
//! is in the way. None of them touches a stranger (an actor that is not one of its ends) if there
//! is space, and the one of the lowest cost is chosen: length, turns, crossings, lines along other
//! lines, names. Knows no relation, no colour and no zoom.

mod request;

mod bends;
mod candidates;
mod cost;
mod detours;
mod obstacles;
mod occupied;
mod router;

pub(super) use request::{Route, RoutePair, RouteRequest};
pub(super) use router::{Reroute, RouteEffort, around_names, routes};

#[cfg(test)]
mod tests;
