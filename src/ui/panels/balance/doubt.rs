//! How sure the findings are: compared with chance, and with other sources and signs.

use egui::{
    Align2, Grid, ProgressBar, Rect, RichText, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use super::report::{BalanceReport, section};
use crate::analysis::{ChanceFindings, NullComparison, NullModel, Robustness};
use crate::app::Target;
use crate::graph::NodeIndex;
use crate::graph::words::relation;
use crate::ui::shell::theme;
use crate::ui::tasks::doubt::{DRAWS, DoubtTask};
use crate::ui::widgets::task_row;
use crate::words::{capitalized, grouped, short};

/// The most sources and actors that are listed.
const MAX_LISTED: usize = 12;

/// The greatest width of a bar beside the name of an actor, in points.
const MAX_BAR: f32 = 120.0;

/// The greatest size of a histogram, in points.
const HISTOGRAM: egui::Vec2 = vec2(220.0, 30.0);

impl BalanceReport<'_> {
    /// A button, and below it what was found once it was pressed.
    pub(super) fn doubt(&self, ui: &mut Ui, task: &mut DoubtTask) {
        section(ui, "Chance and doubt");
        if !task.is_asked(self.findings) {
            let tooltip = format!(
                "Compares the signs with {} random ones by three null models, redraws sources and \
                 signs as often, leaves out each source in turn, and looks for the fewest \
                 changes that change a camp",
                grouped(DRAWS)
            );
            if ui
                .button("How sure is this?")
                .on_hover_text(tooltip)
                .clicked()
            {
                task.ask(self.findings);
            }
        }
        let found = task.follow(self.findings, self.view);
        if task.is_asked(self.findings) && found.is_none() {
            ui.horizontal(|ui| task_row::show(ui, &mut task.found));
        }
        if let Some(found) = found {
            self.chance(ui, &found.chance);
            ui.add_space(6.0);
            self.relaxed(ui, &found.relaxed);
            ui.add_space(6.0);
            self.robustness(ui, &found.robustness, found.chance.seed);
        }
    }

    fn chance(&self, ui: &mut Ui, found: &ChanceFindings) {
        let triads = self.findings.census.strong();
        ui.weak(found.heading());
        for remark in found.remarks(&self.findings.signs, triads) {
            ui.label(remark);
        }
        for null in NullModel::ALL {
            let mut said = found
                .said(triads)
                .filter(|found| found.null == null)
                .peekable();
            if said.peek().is_some() {
                ui.add_space(6.0);
                let name = RichText::new(capitalized(null.in_words()));
                ui.label(name.family(theme::bold()));
            }
            for comparison in said {
                ui.add_space(3.0);
                ui.label(comparison.in_words_of_null(triads));
                histogram(ui, comparison);
            }
        }
        if let Some(advice) = found.camps.advice() {
            ui.add_space(3.0);
            ui.label(advice);
            for line in found.camps.lines() {
                ui.weak(line);
            }
        }
        ui.weak(ChanceFindings::PAPERS);
    }

    fn robustness(&self, ui: &mut Ui, found: &Robustness, seed: u64) {
        ui.weak(found.heading(seed));
        for interval in found.intervals() {
            ui.label(interval);
        }
        let wavering = found.wavering();
        if !wavering.is_empty() {
            ui.add_space(3.0);
            ui.label("Actors by the share of draws in which they are in their camp:");
            let bar_width = MAX_BAR.min(ui.available_width() / 3.0);
            let names_width = ui.available_width() - bar_width - ui.spacing().item_spacing.x;
            Grid::new("certainty of camps")
                .num_columns(2)
                .max_col_width(names_width)
                .show(ui, |ui| {
                    for &(actor, share) in wavering.iter().take(MAX_LISTED) {
                        self.actor(ui, NodeIndex::new(actor));
                        let percent = format!("{:.0} %", 100.0 * share);
                        let bar = ProgressBar::new(share as f32).text(percent);
                        ui.add(bar.desired_width(bar_width));
                        ui.end_row();
                    }
                });
            let more = wavering.len().saturating_sub(MAX_LISTED);
            if more > 0 {
                ui.weak(format!("and {} more", grouped(more)));
            }
        } else if let Some(sentence) = found.camps_in_words(&self.findings.network) {
            ui.label(sentence);
        }
        if found.independent_sources > 1 {
            ui.add_space(3.0);
            for source in found.sources.iter().take(MAX_LISTED) {
                let references = source.references.iter().map(|id| {
                    let reference = self.view.state.document().references.get(id);
                    reference.map_or_else(|| id.to_string(), |reference| reference.citation())
                });
                let names: Vec<String> = references.collect();
                let name = short(&names.join("; ")).into_owned();
                ui.label(source.in_words(&name))
                    .on_hover_text(names.join("\n"));
            }
        }
        for (what, flips) in found.fewest_flips() {
            ui.add_space(3.0);
            ui.label(format!("{}:", flips.in_words(what)));
            for &edge in &flips.relations {
                let network = &self.findings.network;
                let target = Target::Relation(network.graph[edge].id.clone());
                self.link(ui, &relation(network, edge), &target);
            }
        }
        ui.add_space(3.0);
        ui.weak(found.assumption());
        ui.weak(Robustness::PAPERS);
    }
}

/// The draws as bars, and the network as a line, which is at the edge if it is beside all of them.
fn histogram(ui: &mut Ui, found: &NullComparison) {
    let spread = &found.histogram;
    let most = spread.counts.iter().max().copied().unwrap_or_default();
    if most == 0 {
        return;
    }
    let (response, painter) = ui.allocate_painter(
        HISTOGRAM.min(vec2(ui.available_width(), HISTOGRAM.y)),
        Sense::hover(),
    );
    let rect = response.rect;
    let width = rect.width() / spread.counts.len() as f32;
    let bars = ui.visuals().weak_text_color().gamma_multiply(0.6);
    for (at, count) in spread.counts.iter().enumerate() {
        let left = rect.left() + at as f32 * width;
        let height = rect.height() * *count as f32 / most as f32;
        let bar = Rect::from_min_max(
            pos2(left, rect.bottom() - height),
            pos2(left + (width - 1.0).max(1.0), rect.bottom()),
        );
        painter.rect_filled(bar, 0.0, bars);
    }
    let share = spread.share(found.observed);
    let x = rect.left() + rect.width() * share.clamp(0.0, 1.0) as f32;
    let color = ui.visuals().strong_text_color();
    painter.vline(x, rect.y_range(), (2.0, color));
    let beside = match share {
        share if share < 0.0 => Some((Align2::LEFT_TOP, "◀", 3.0)),
        share if share > 1.0 => Some((Align2::RIGHT_TOP, "▶", -3.0)),
        _ => None,
    };
    if let Some((align, arrow, gap)) = beside {
        let font = egui::TextStyle::Small.resolve(ui.style());
        painter.text(pos2(x + gap, rect.top()), align, arrow, font, color);
    }
    let words = "Bars: the draws; line: the network";
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, words));
    response.on_hover_text(words);
}
