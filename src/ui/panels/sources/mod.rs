//! The Sources tab: rules that simplify the network, filters by kind, source, stance, grade and
//! time, and weakly sourced relations.

mod rows;
mod simplify;
mod weakly_sourced;

use std::sync::Arc;

use egui::{Align, Button, DragValue, Grid, Layout, RichText, Ui};

use self::rows::{pick, rows, section, section_with, switch};
use crate::app::{Command, State};
use crate::graph::filter_effect::FilterEffect;
use crate::graph::filter_words::filter_in_words;
use crate::graph::provenance::Provenance;
use crate::graph::usage::{SourceUse, Usage};
use crate::graph::words;
use crate::graph::{Filter, Network, PropertyFilter};
use crate::language::Language;
use crate::model::{Credibility, RelationKind, Reliability, Span, Stance};
use crate::ui::View;
use crate::ui::shell::theme;
use crate::ui::widgets::frame_cache::background;
use crate::ui::widgets::phrases;
use crate::words as words_of;
use crate::words::{capitalized, counted, grouped};

/// The most relations that a tooltip names.
const MAX_NAMED: usize = 5;

/// Shows the tab; changes in it make one new filter.
pub(crate) fn show(ui: &mut Ui, view: View) {
    ui.spacing_mut().button_padding.y = 2.0;
    let mut filter = view.state.open.session.filter.clone();
    let document = view.state.document().clone();
    let whole = &view.state.open.derived.whole;
    let usage = background(ui.ctx(), "usage of sources", (), whole, move || {
        Usage::of(&document)
    });
    head(ui, view.state, &mut filter);
    simplify::show(ui, view.state, &mut filter.simplify);
    // The counts of the last network are shown until those of this one are there.
    let usage = usage.latest_or_say(ui);
    if let Some(usage) = usage.as_ref().filter(|usage| usage.kinds.is_empty()) {
        // Without relations there is nothing else to filter.
        sources(ui, view.state, usage, &mut filter);
    } else if let Some(usage) = usage {
        kinds(ui, &usage, &mut filter);
        sources(ui, view.state, &usage, &mut filter);
        outlets(ui, view.state, &usage, &mut filter);
        coders(ui, &usage, &mut filter);
        claims(ui, &usage, &mut filter);
        relations(ui, &usage, &mut filter);
        ui.add_space(8.0);
        weakly_sourced::table(ui, view);
    }
    if filter != view.state.open.session.filter {
        view.send(Command::SetFilter(filter));
    }
}

/// The filter in words, what it hides, and a button that clears it.
fn head(ui: &mut Ui, state: &State, filter: &mut Filter) {
    ui.horizontal(|ui| {
        ui.heading("Filters");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let clear = Button::new("Clear filters").small();
            if ui
                .add_enabled(!filter.is_clear(), clear)
                .on_hover_text("Show everything again")
                .clicked()
            {
                *filter = Filter::default();
            }
        });
    });
    let network = &state.open.derived.network;
    let words = {
        let (document, seen) = (state.document().clone(), Arc::clone(network));
        let whole = Arc::clone(&state.open.derived.whole);
        background(ui.ctx(), "filter and its effect", (), network, move || {
            let words = filter_in_words(&document, &seen, Language::English)?;
            let effect = FilterEffect::between(&document, &whole, &seen);
            Some((words, effect))
        })
    };
    let Some(words) = words.current_or_say(ui) else {
        return;
    };
    match &*words {
        None => {
            ui.weak("No filter is on.");
        }
        Some((words, effect)) => {
            ui.label(words);
            if !effect.single_source.is_empty() {
                let text = capitalized(
                    &FilterEffect {
                        hidden: Vec::new(),
                        ..effect.clone()
                    }
                    .in_words(),
                );
                let whole = &state.open.derived.whole;
                ui.weak(format!("{text} with these filters."))
                    .on_hover_ui(|ui| named(ui, whole, &effect.single_source));
            }
        }
    }
}

fn kinds(ui: &mut Ui, usage: &Usage, filter: &mut Filter) {
    section(ui, "Kinds");
    let scene = theme::of(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        for kind in RelationKind::ALL {
            let Some(count) = usage.kinds.get(&kind) else {
                continue;
            };
            let mut is_shown = !filter.hidden_kinds.contains(&kind);
            let text = RichText::new(format!(
                "{} ({})",
                capitalized(kind.as_str()),
                grouped(*count)
            ))
            .color(theme::kind_text(&scene, kind));
            if ui.checkbox(&mut is_shown, text).changed() {
                filter.toggle_kind(kind);
            }
        }
    });
}

fn sources(ui: &mut Ui, state: &State, usage: &Usage, filter: &mut Filter) {
    if usage.sources.is_empty() {
        return;
    }
    let title = format!("Sources ({})", grouped(usage.sources.len()));
    section_with(ui, &title, "relations · only this source");
    rows(ui, "sources", usage.sources.len(), |ui, number| {
        let source = &usage.sources[number];
        let counts = format!("{} · {}", source.relations, source.alone);
        let is_shown = !filter.hidden_references.contains(&source.reference);
        let row = switch(ui, is_shown, &title_of(state, source), &counts);
        if row.changed() {
            filter.toggle_reference(source.reference.clone());
        }
        row.on_hover_ui(|ui| {
            if let Some(reference) = state.document().references.get(&source.reference) {
                ui.label(state.cite(reference));
                let grade = reference.reliability;
                if let Some(grade) = grade {
                    ui.label(format!("Reliability {}", phrases::reliability(grade)));
                }
            }
            ui.label(format!(
                "{}, {}, {} with no other source",
                counted(source.claims, "claim", "claims"),
                counted(source.relations, "relation", "relations"),
                source.alone
            ));
            let mut other = state.open.session.filter.clone();
            other.toggle_reference(source.reference.clone());
            preview(ui, state, ("source", source.reference.as_str()), &other);
        });
    });
}

fn title_of(state: &State, source: &SourceUse) -> String {
    match state.document().references.get(&source.reference) {
        Some(reference) => reference.title().to_owned(),
        None => format!("{} (not in the file)", source.reference),
    }
}

fn outlets(ui: &mut Ui, state: &State, usage: &Usage, filter: &mut Filter) {
    if usage.outlets.is_empty() {
        return;
    }
    let title = format!("Outlets ({})", grouped(usage.outlets.len()));
    section_with(ui, &title, "relations · sources");
    rows(ui, "outlets", usage.outlets.len(), |ui, number| {
        let outlet = &usage.outlets[number];
        let counts = format!("{} · {}", outlet.relations, outlet.sources);
        let is_shown = !filter.hidden_outlets.contains(&outlet.name);
        let row = switch(ui, is_shown, &outlet.name, &counts);
        if row.changed() {
            filter.toggle_outlet(outlet.name.clone());
        }
        row.on_hover_ui(|ui| {
            ui.label(&outlet.name);
            ui.label(format!(
                "{}, {}, {}",
                counted(outlet.sources, "source", "sources"),
                counted(outlet.claims, "claim", "claims"),
                counted(outlet.relations, "relation", "relations")
            ));
            let mut other = state.open.session.filter.clone();
            other.toggle_outlet(outlet.name.clone());
            preview(ui, state, ("outlet", &outlet.name), &other);
        });
    });
}

/// The relations that this filter would hide or show again.
fn preview(ui: &mut Ui, state: &State, about: (&str, &str), other: &Filter) {
    let now = &state.open.derived.network;
    let filter = now.filter();
    let is_shown = other.hidden_references.len() + other.hidden_outlets.len()
        > filter.hidden_references.len() + filter.hidden_outlets.len();
    let effect = {
        let (document, now, other) = (state.document().clone(), Arc::clone(now), other.clone());
        background(
            ui.ctx(),
            "effect of a filter",
            about,
            &state.open.derived.network,
            move || {
                let then = now.through(&document, &other);
                if is_shown {
                    FilterEffect::between(&document, &now, &then)
                } else {
                    FilterEffect::between(&document, &then, &now)
                }
            },
        )
    };
    let Some(effect) = effect.current_or_say(ui) else {
        return;
    };
    let bold = |text: String| RichText::new(text).family(theme::bold());
    if is_shown {
        ui.label(bold(format!("Without it, {}.", effect.in_words())));
    } else {
        ui.label(bold(shown_again(effect.hidden.len())));
    }
    named(ui, &state.open.derived.whole, &effect.hidden);
    if is_shown && !effect.single_source.is_empty() {
        ui.weak("Then these have a single source:");
        named(ui, &state.open.derived.whole, &effect.single_source);
    }
}

/// `Hidden; with it, 2 relations are shown again.`
fn shown_again(relations: usize) -> String {
    let relations = words_of::counted(relations, "relation is", "relations are");
    format!("Hidden; with it, {relations} shown again.")
}

/// The first of these relations in words, and how many more there are.
fn named(ui: &mut Ui, whole: &Network, edges: &[crate::graph::EdgeIndex]) {
    for edge in edges.iter().take(MAX_NAMED) {
        ui.label(words::sentence(whole, *edge));
    }
    if edges.len() > MAX_NAMED {
        ui.weak(format!("and {} more", edges.len() - MAX_NAMED));
    }
}

/// The coders; nothing if no claim has one.
fn coders(ui: &mut Ui, usage: &Usage, filter: &mut Filter) {
    if usage.coders.keys().all(String::is_empty) {
        return;
    }
    let title = format!("Coders ({})", grouped(usage.coders.len()));
    section_with(ui, &title, "claims");
    for (coder, count) in &usage.coders {
        let name = if coder.is_empty() {
            "without a coder"
        } else {
            coder
        };
        let is_shown = !filter.hidden_coders.contains(coder);
        if switch(ui, is_shown, name, &count.to_string()).changed() {
            filter.toggle_coder(coder.clone());
        }
    }
}

/// Stances and grades.
fn claims(ui: &mut Ui, usage: &Usage, filter: &mut Filter) {
    section(ui, "Claims");
    ui.horizontal_wrapped(|ui| {
        for stance in Stance::ALL {
            let Some(count) = usage.stances.get(&stance) else {
                continue;
            };
            let mut is_shown = !filter.hidden_stances.contains(&stance);
            let text = format!("{} ({})", stance.participle(), grouped(*count));
            if ui.checkbox(&mut is_shown, text).changed() {
                filter.toggle_stance(stance);
            }
        }
    });
    let known: Vec<_> = (1..=5).filter_map(Credibility::new).collect();
    Grid::new("grades").num_columns(2).show(ui, |ui| {
        let minimum = &mut filter.min_reliability;
        let all = &Reliability::ALL[..5];
        choice(
            ui,
            "Minimum source reliability",
            minimum,
            all,
            phrases::reliability,
        );
        let minimum = &mut filter.min_credibility;
        choice(
            ui,
            "Minimum claim credibility",
            minimum,
            &known,
            phrases::credibility,
        );
    });
    if filter.min_reliability.is_some() || filter.min_credibility.is_some() {
        ui.checkbox(&mut filter.only_graded, "Hide what has no grade")
            .on_hover_text(
                "F, 6 and no grade mean unknown, not bad: they are shown unless this is on",
            );
    } else {
        filter.only_graded = false;
    }
}

/// A list of minimum grades, with none.
fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    chosen: &mut Option<T>,
    all: &[T],
    in_words: impl Fn(T) -> String,
) {
    let text = chosen.map_or_else(|| "any".to_owned(), &in_words);
    pick(ui, label, text, |ui| {
        ui.selectable_value(chosen, None, "any");
        for grade in all {
            ui.selectable_value(chosen, Some(*grade), in_words(*grade));
        }
    });
}

/// Filters by citation, dispute, number of sources and time.
fn relations(ui: &mut Ui, usage: &Usage, filter: &mut Filter) {
    section(ui, "Relations");
    Grid::new("relations").num_columns(2).show(ui, |ui| {
        let cited = ["any", "only cited", "only uncited"];
        which(ui, "Citation", &mut filter.cited, cited);
        let contested = ["any", "only contested", "only uncontested"];
        which(ui, "Dispute", &mut filter.contested, contested);
        let label = ui.label("Minimum independent sources");
        let number = DragValue::new(&mut filter.min_independent_sources)
            .range(0..=99)
            .speed(0.05)
            .custom_formatter(|number, _| match number as usize {
                0 => "any".to_owned(),
                number => number.to_string(),
            })
            .custom_parser(|text| text.trim().parse().ok());
        ui.add(number)
            .on_hover_text("Drag or type a number; sources with the same origin count once")
            .labelled_by(label.id);
        ui.end_row();
    });
    if let Some(span) = filter.span {
        ui.horizontal(|ui| {
            ui.label(capitalized(&Span::in_words(span)));
            if ui.small_button("Any time").clicked() {
                filter.span = None;
            }
        });
    }
    if usage.undated > 0 || filter.hides_undated {
        let text = format!("Hide undated ({})", grouped(usage.undated));
        ui.checkbox(&mut filter.hides_undated, text);
    }
}

fn which(ui: &mut Ui, label: &str, chosen: &mut PropertyFilter, words: [&str; 3]) {
    let named = || PropertyFilter::ALL.into_iter().zip(words);
    let text = named()
        .find(|(which, _)| which == chosen)
        .map_or("", |(_, word)| word);
    pick(ui, label, text, |ui| {
        for (which, word) in named() {
            ui.selectable_value(chosen, which, word);
        }
    });
}

/// The counts of the whole network, and the filter in words, for the status line. Empty until
/// counted.
pub(crate) fn in_words(ui: &Ui, state: &State) -> Arc<(String, Option<String>)> {
    let network = &state.open.derived.network;
    let (document, seen) = (state.document().clone(), Arc::clone(network));
    let whole = Arc::clone(&state.open.derived.whole);
    let counts = background(ui.ctx(), "counts", (), network, move || {
        (
            Provenance::of(&whole).in_words(Language::English),
            filter_in_words(&document, &seen, Language::English),
        )
    });
    counts
        .latest
        .map_or_else(Arc::default, |(_, counts)| counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verb_agrees_with_the_number_of_relations() {
        assert_eq!(
            [0, 1, 2].map(shown_again),
            [
                "Hidden; with it, 0 relations are shown again.",
                "Hidden; with it, 1 relation is shown again.",
                "Hidden; with it, 2 relations are shown again."
            ]
            .map(str::to_owned)
        );
    }
}
