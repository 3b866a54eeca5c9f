//! The window: the only user of egui, eframe, egui_graphs and rfd.
