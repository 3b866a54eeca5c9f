//! The Rank tab: actors by a measure, the measures shown as size and colour, and the shortest
//! path between two actors. Computes no measure itself; one that is computed shows its progress and
//! can be cancelled.

use std::sync::Arc;

use egui::{
    Align, Button, CollapsingHeader, ComboBox, Grid, Id, Label, Layout, ProgressBar, Rect,
    Response, RichText, ScrollArea, Sense, TextStyle, TextWrapMode, Ui, UiBuilder, WidgetInfo,
    WidgetText, WidgetType, pos2, vec2,
};

use self::table::{ActorCounts, RankBy, RankTable, Sort};
use super::shortest_path;
use crate::analysis::MEASURES;
use crate::app::{Coloring, Command, Finding, State, Target, at, work};
use crate::graph::actor_fields;
use crate::limits::SEARCH_STEPS;
use crate::ui::View;
use crate::ui::shell::theme;
use crate::ui::widgets::drop_down::DropDown as _;
use crate::ui::widgets::frame_cache::background;
use crate::ui::widgets::hover_link;
use crate::words;
use crate::words::counted;

mod table;

/// The least work that shows a progress bar; less than that would only flicker.
const MIN_WORK_WITH_PROGRESS: usize = 20_000_000;

/// The most height that the names of communities take.
const MAX_COMMUNITIES_HEIGHT: f32 = 160.0;

/// The width at the right edge that the scroll bar may cover.
const SCROLL_BAR: f32 = 8.0;

pub(crate) fn show(ui: &mut Ui, view: View) {
    shortest_path::show(ui, view);
    ui.add_space(6.0);
    ui.heading("Ranking");
    let chosen = Id::new("ranked by");
    let mut choice = ui.data(|data| data.get_temp(chosen).unwrap_or_default());
    choices(ui, &mut choice, view);
    ui.data_mut(|data| data.insert_temp(chosen, choice));
    progress(ui, view);
    communities(ui, view.state);
    table(ui, choice, view);
}

/// The measure of the table, and those shown as size and colour.
fn choices(ui: &mut Ui, choice: &mut RankBy, view: View) {
    Grid::new("rank choices").num_columns(2).show(ui, |ui| {
        pick(ui, "Measure", choice.name(), choice.about(), |ui| {
            for other in RankBy::all() {
                let label = ui.selectable_label(*choice == other, other.name());
                if label.on_hover_text(other.about()).clicked() {
                    *choice = other;
                }
            }
        });
        size_choice(ui, view);
        color_choice(ui, view);
    });
}

/// The measure that sizes show.
fn size_choice(ui: &mut Ui, view: View) {
    let session = &view.state.open.session;
    let size = MEASURES
        .iter()
        .find(|measure| Some(measure.id) == session.size);
    let named = size.map_or("Relations", |measure| measure.name);
    let about = "The measure that the size of actors shows, on the canvas and in figures";
    pick(ui, "Size", named, about.to_owned(), |ui| {
        let relations = ui.selectable_label(size.is_none(), "Relations");
        if relations
            .on_hover_text("The number of relations of the actor")
            .clicked()
        {
            view.send(Command::SizeBy(None));
        }
        for measure in MEASURES {
            let label = ui.selectable_label(Some(measure.id) == session.size, measure.name);
            if label.on_hover_text(measure.about).clicked() {
                view.send(Command::SizeBy(Some(measure.id)));
            }
        }
    });
}

/// What colours show.
fn color_choice(ui: &mut Ui, view: View) {
    let session = &view.state.open.session;
    let known = [
        (Coloring::Kind, "Kind".to_owned()),
        (Coloring::Community, "Community".to_owned()),
        (Coloring::Camp, "Camp".to_owned()),
    ];
    let fields = fields(ui.ctx(), view.state);
    let fields = fields
        .iter()
        .map(|name| (Coloring::Field(name.as_str().into()), name.clone()));
    let colorings: Vec<(Coloring, String)> = known.into_iter().chain(fields).collect();
    let named = colorings.iter().find(|(of, _)| *of == session.coloring);
    let about = "What the colour of actors shows, on the canvas and in figures";
    pick(
        ui,
        "Colour",
        named.map_or("", |(_, name)| name.as_str()),
        about.to_owned(),
        |ui| {
            for (coloring, name) in &colorings {
                if ui
                    .selectable_label(*coloring == session.coloring, name)
                    .clicked()
                {
                    view.send(Command::ColorBy(coloring.clone()));
                }
            }
        },
    );
}

/// The fields of actors that Frenemy does not know.
fn fields(ctx: &egui::Context, state: &State) -> Arc<Vec<String>> {
    let (document, whole) = (state.document().clone(), &state.open.derived.whole);
    let found = background(ctx, "fields of actors", (), whole, move || {
        actor_fields(&document)
    });
    found.latest.map_or_else(Arc::default, |(_, fields)| fields)
}

/// A row of a grid: a label, and a list with a tooltip.
fn pick(ui: &mut Ui, label: &str, chosen: &str, about: String, choices: impl FnOnce(&mut Ui)) {
    let named = ui.label(label);
    let width = (ui.available_width() - SCROLL_BAR).clamp(80.0, 180.0);
    ComboBox::from_id_salt(label)
        .selected_text(chosen)
        .width(width)
        .height(320.0)
        .show_list(ui, choices)
        .response
        .labelled_by(named.id)
        .on_hover_text(about);
    ui.end_row();
}

/// The progress of the computation, or that it was cancelled.
fn progress(ui: &mut Ui, view: View) {
    let network = &view.state.open.derived.network;
    let findings = &view.state.open.derived.findings;
    if let Some(task) = findings.task(network) {
        if work(network) < MIN_WORK_WITH_PROGRESS {
            return;
        }
        let (name, share) = task.progress();
        ui.horizontal(|ui| {
            let text = format!("{name} {:.0} %", 100.0 * share);
            let bar = ProgressBar::new(share)
                .desired_width((ui.available_width() - 70.0).max(60.0))
                .text(text);
            ui.add(bar);
            if ui.button("Cancel").clicked() {
                view.send(Command::Finding(Finding::Cancel));
            }
        });
    } else if findings.was_stopped_for(network) {
        ui.horizontal_wrapped(|ui| {
            ui.weak("Cancelled before all measures were computed");
            if ui.small_button("Continue").clicked() {
                view.send(Command::Finding(Finding::Resume));
            }
        });
    }
}

fn communities(ui: &mut Ui, state: &State) {
    let Some(found) = state
        .open
        .derived
        .findings
        .grouping(&state.open.derived.network)
    else {
        return;
    };
    let count = words::counted(found.names.len(), "community", "communities");
    let modularity = found.modularity.map_or_else(
        || "modularity undefined (no relations)".to_owned(),
        |modularity| format!("modularity {modularity:.3}"),
    );
    let head = CollapsingHeader::new(format!("{count}, {modularity}"))
        .id_salt("communities")
        .show(ui, |ui| {
            let height = ui.text_style_height(&TextStyle::Body);
            let scroll = ScrollArea::vertical().max_height(MAX_COMMUNITIES_HEIGHT);
            scroll.show_rows(ui, height, found.names.len(), |ui, range| {
                for number in range {
                    community(ui, number, &found.names[number]);
                }
            });
        });
    head.header_response.on_hover_text(table::COMMUNITIES);
}

/// The colour, number and name of a community.
fn community(ui: &mut Ui, number: usize, name: &str) {
    ui.horizontal(|ui| {
        let size = ui.text_style_height(&TextStyle::Body);
        let (dot, _) = ui.allocate_exact_size(vec2(size, size), Sense::hover());
        let color = theme::of(ui.ctx()).group(number as u32);
        ui.painter()
            .circle_filled(dot.center(), 4.5, theme::color(color));
        let label = Label::new(format!("{}. {name}", number + 1)).truncate();
        ui.add(label);
    });
}

/// The table: its head, and the rows in view.
fn table(ui: &mut Ui, choice: RankBy, view: View) {
    let network = &view.state.open.derived.network;
    let rule = view.state.open.session.rule;
    let counts = {
        let (document, seen) = (view.state.document().clone(), Arc::clone(network));
        background(ui.ctx(), "counts of actors", rule, network, move || {
            ActorCounts::of(&document, &seen, rule)
        })
    };
    let Some(counts) = counts.current_or_say(ui) else {
        return;
    };
    if let Some(sample) = choice.sample(view.state) {
        ui.weak(SEARCH_STEPS.message(sample));
    }
    let Some(values) = choice.values(view.state, &counts) else {
        let text = if view.state.open.derived.findings.was_stopped_for(network) {
            "Not computed"
        } else {
            "Computing…"
        };
        ui.weak(text);
        return;
    };
    let sorted = Id::new("rank order");
    let mut sort: Sort = ui.data(|data| data.get_temp(sorted).unwrap_or_default());
    ui.horizontal(|ui| {
        ui.weak(counted(network.graph.node_count(), "actor", "actors"));
        if ui
            .small_button("Copy as TSV")
            .on_hover_text("All measures of all actors shown, for a spreadsheet")
            .clicked()
        {
            let text = table::as_tsv(network, &view.state.open.derived.findings, &counts);
            view.send(Command::CopyText(text));
        }
    });
    head(ui, choice, &mut sort);
    ui.data_mut(|data| data.insert_temp(sorted, sort));
    let table = {
        let seen = Arc::clone(network);
        background(
            ui.ctx(),
            "ranking",
            (choice, sort, rule),
            network,
            move || RankTable::of(&seen, &values, choice, sort),
        )
    };
    let Some(table) = table.current_or_say(ui) else {
        return;
    };
    rows(ui, choice, &table, view);
}

/// The names of the columns; a click sorts by one, a second click reverses the order.
fn head(ui: &mut Ui, choice: RankBy, sort: &mut Sort) {
    let parts = RowParts::of(
        ui.available_rect_before_wrap(),
        ui.text_style_height(&TextStyle::Body),
    );
    let (area, _) = ui.allocate_exact_size(parts.row.size(), Sense::hover());
    let parts = RowParts::of(area, area.height());
    let mut column = |rect: Rect, name: &str, is_name: bool| {
        let arrow = match (sort.by_name == is_name, sort.is_reversed) {
            (false, _) => "",
            (true, false) => " \u{2193}",
            (true, true) => " \u{2191}",
        };
        let text = RichText::new(format!("{name}{arrow}")).family(theme::bold());
        let button = Button::new(text).frame(false).truncate();
        let layout = if is_name {
            Layout::left_to_right(Align::Center)
        } else {
            Layout::right_to_left(Align::Center)
        };
        let place = UiBuilder::new().max_rect(rect).layout(layout);
        let head = ui.scope_builder(place, |ui| ui.add(button)).inner;
        if head.on_hover_text("Sort").clicked() {
            let is_again = sort.by_name == is_name;
            sort.is_reversed = is_again && !sort.is_reversed;
            sort.by_name = is_name;
        }
    };
    column(parts.name, "Actor", true);
    column(parts.bar.union(parts.value), choice.short(), false);
}

/// The places of the parts of a row.
struct RowParts {
    row: Rect,
    rank: Rect,
    dot: Rect,
    name: Rect,
    bar: Rect,
    value: Rect,
}

impl RowParts {
    fn of(area: Rect, height: f32) -> Self {
        let row = Rect::from_min_size(
            area.min,
            vec2((area.width() - SCROLL_BAR).max(160.0), height),
        );
        let part =
            |from: f32, to: f32| Rect::from_min_max(pos2(from, row.top()), pos2(to, row.bottom()));
        let (left, right) = (row.left(), row.right());
        Self {
            row,
            rank: part(left, left + 34.0),
            dot: part(left + 36.0, left + 48.0),
            name: part(left + 52.0, right - 114.0),
            bar: part(right - 110.0, right - 60.0),
            value: part(right - 58.0, right),
        }
    }
}

fn rows(ui: &mut Ui, choice: RankBy, table: &RankTable, view: View) {
    let height = ui.text_style_height(&TextStyle::Body) + 4.0;
    let whole = vec2(ui.available_width(), height * table.rows.len() as f32);
    let (area, _) = ui.allocate_exact_size(whole, Sense::hover());
    let seen = ui.clip_rect();
    let first = ((seen.top() - area.top()) / height).floor().max(0.0) as usize;
    let last = ((seen.bottom() - area.top()) / height).ceil().max(0.0) as usize;
    for number in first..last.min(table.rows.len()) {
        let top = area.top() + height * number as f32;
        let parts = RowParts::of(area.with_min_y(top), height);
        row(ui, choice, table, number, &parts, view);
    }
}

fn row(
    ui: &mut Ui,
    choice: RankBy,
    table: &RankTable,
    number: usize,
    parts: &RowParts,
    view: View,
) {
    let table::RankRow { node, value, rank } = table.rows[number];
    let Some(target) = view.state.actor_target(node) else {
        return;
    };
    let network = &view.state.open.derived.network;
    let name = network.graph[node].name();
    let grouping = view.state.open.derived.findings.grouping(network);
    let group = grouping.and_then(|found| at(&found.groups, node));
    let community = grouping
        .zip(group)
        .and_then(|(found, group)| found.names.get(group as usize))
        .filter(|_| choice == RankBy::Community);
    let is_selected = view.state.open.session.selection.contains(&target);
    let value_text = choice.formatted(value);
    let response = ui.interact(
        parts.row,
        ui.id().with(("row", node.index())),
        Sense::click(),
    );
    response.widget_info(|| {
        let of = community.map_or_else(String::new, |community| format!(", {community}"));
        let label = format!("{rank}. {name}, {} {value_text}{of}", choice.name());
        WidgetInfo::selected(WidgetType::Button, true, is_selected, label)
    });
    paint_ground(ui, &response, is_selected);
    let ink = ui.visuals().text_color();
    let weak = ui.visuals().weak_text_color();
    paint_text(ui, parts.rank, &rank.to_string(), weak, 1.0);
    let is_cut = paint_text(ui, parts.name, name, ink, 0.0);
    paint_text(ui, parts.value, &value_text, ink, 1.0);
    let scene = theme::of(ui.ctx());
    if let Some(group) = group {
        let color = theme::color(scene.group(group));
        ui.painter().circle_filled(parts.dot.center(), 4.5, color);
    }
    if let Some(share) = table.share(value).filter(|_| choice != RankBy::Community) {
        let bar = parts.bar.shrink2(vec2(0.0, 0.3 * parts.bar.height()));
        let color = choice.color(&scene);
        ui.painter()
            .rect_filled(bar, 1.0, ui.visuals().faint_bg_color);
        let filled = bar.with_max_x(bar.left() + share * bar.width());
        ui.painter().rect_filled(filled, 1.0, theme::color(color));
    }
    let cut = is_cut.then_some(name);
    let hints: Vec<&str> = cut.into_iter().chain(community.map(|of| &**of)).collect();
    let response = if hints.is_empty() {
        response
    } else {
        response.on_hover_text(hints.join("\n"))
    };
    act(ui, &response, target, view);
}

/// A click goes there; the pointer on a row highlights the actor on the canvas.
fn act(ui: &Ui, response: &Response, target: Target, view: View) {
    if response.hovered() {
        hover_link::at(ui.ctx(), &target, view);
    }
    if response.clicked() {
        let adds = ui.input(|input| input.modifiers.command);
        view.send(if adds {
            Command::ToggleSelect(target)
        } else {
            Command::GoTo(target)
        });
    }
}

fn paint_ground(ui: &Ui, response: &Response, is_selected: bool) {
    let visuals = ui.visuals();
    let fill = if is_selected {
        visuals.selection.bg_fill
    } else if response.hovered() || response.has_focus() {
        visuals.widgets.hovered.weak_bg_fill
    } else {
        return;
    };
    ui.painter().rect_filled(response.rect, 3.0, fill);
}

/// One line of text, truncated to its place, at its left or right edge; returns whether it was cut.
fn paint_text(ui: &Ui, place: Rect, text: &str, color: egui::Color32, share: f32) -> bool {
    let galley = WidgetText::from(text).into_galley(
        ui,
        Some(TextWrapMode::Truncate),
        place.width(),
        TextStyle::Body,
    );
    let room = place.size() - galley.size();
    let at = place.min + vec2(room.x * share, room.y / 2.0);
    let is_cut = galley.elided;
    ui.painter().galley(at, galley, color);
    is_cut
}
