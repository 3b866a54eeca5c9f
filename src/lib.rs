//! Frenemy: the relations between states and groups, and the sources that assert them.
//!
//! A relations file becomes a [`model::Document`]. Through a filter it becomes a
//! [`graph::Network`], which [`analysis`] measures and [`layout`] gives positions. The result is a
//! [`scene::Scene`], which the screen, SVG and PNG only read. The modules are listed in that order;
//! `ARCHITECTURE.md` says what each must never import.

mod modularity;
mod packed;
mod random;
mod web_address;

pub mod words;

pub mod version;

pub mod limits;

pub mod model;

pub mod language;

pub mod citation;

pub mod sample;

pub mod file;

pub mod evidence;

pub mod events;

pub mod graph;

pub mod analysis;

pub mod layout;

pub mod fonts;

pub mod scene;

pub mod export;

pub mod icon;

pub mod tasks;

pub mod app;

pub mod ui;

pub mod cli;
