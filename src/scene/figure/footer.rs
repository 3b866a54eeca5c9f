//! The part of a figure beneath the picture: legend, sources and caption. Draws no network.

use std::collections::BTreeSet;

use emath::{Rect, pos2};

use super::detail::drawn_of_lines;
use super::input::Figure;
use super::page_text::{GAP, KEY, MAX_TEXT_WIDTH, SMALL, TextLines, rule};
use super::part::FigurePart;
use super::room::PageTexts;
use super::source_list::SourceList;
use crate::graph::filter_words::filter_in_words;
use crate::graph::provenance::Provenance;
use crate::graph::{Ties, blocs_in_words};
use crate::model::ReferenceId;
use crate::scene::legend::{self, LegendSample, SAMPLE};
use crate::scene::text::{cap_height, measure, wrap};
use crate::scene::{Mark, Theme};

/// The part beneath the picture. It is measured before it is written.
pub(super) struct Footer {
    width: f32,
    pub(super) height: f32,
    /// How many lines are kept free for notes about the picture.
    pub(super) reserved: usize,
    /// How many entries of the legend have no room.
    pub(super) omitted_entries: usize,
    /// Whether there is a caption, and lines between the parts.
    has_caption: bool,
    has_rules: bool,
    legend: LegendRows,
    sources: SourceList,
    counts: Vec<String>,
    spacing: Spacing,
}

/// The names of more actors than this need all the room of a small page.
const MAX_EASY_ACTORS: usize = 24;

/// The distances between the parts of the footer and between the rows of its legend, in points.
#[derive(Clone, Copy)]
struct Spacing {
    gap: f32,
    row: f32,
}

impl Spacing {
    const USUAL: Self = Self {
        gap: GAP,
        row: KEY.pitch,
    };
    /// On a small page every line counts.
    const CLOSE: Self = Self {
        gap: 11.0,
        row: 17.0,
    };
}

/// The space between the sources and the caption, in points.
const CAPTION_GAP: f32 = 0.5 * SMALL.pitch;

/// The most that the footer takes of the height of the page, and of a small page.
const MAX_FOOTER_SHARE: f32 = 0.4;
const MAX_SMALL_FOOTER_SHARE: f32 = 0.34;

/// The most that a legend takes where it gives way to the network.
const MAX_SHORT_LEGEND_SHARE: f32 = 0.2;

/// The same where the page is higher than wide: a narrow legend needs more rows.
const MAX_NARROW_FOOTER_SHARE: f32 = 0.42;

/// The most lines for the description of the filter. A caveat is never cut off: this is more than
/// all filters together need on a narrow page.
const MAX_FILTER_LINES: usize = 40;

/// The most lines of a source, so that its address is complete.
const MAX_SOURCE_LINES: usize = 8;

/// The most of the page that a footer takes for the sake of its first source.
const MAX_SHARE_WITH_SOURCE: f32 = 0.5;

/// If more sources than this are cited, the list takes at most this share of the height of the
/// page, and less if it could not be complete: the network takes the page.
const MAX_EASY_SOURCES: usize = 24;
const MAX_LIST_SHARE: f32 = 0.25;
const MAX_CUT_LIST_SHARE: f32 = 0.12;

/// A network needs no more than this height, as a share of the width of the page.
const MAX_NETWORK_HEIGHT: f32 = 1.05;

/// On narrower pages, a list of less than a quarter of the sources is a count, in points.
const MIN_LISTING_WIDTH: f32 = 450.0;

/// The largest share of the page that a footer takes.
fn max_share(page: Rect, is_small: bool) -> f32 {
    if page.height() > 1.2 * page.width() {
        MAX_NARROW_FOOTER_SHARE
    } else if is_small {
        MAX_SMALL_FOOTER_SHARE
    } else {
        MAX_FOOTER_SHARE
    }
}

fn legend_entries(figure: &Figure, ties: &Ties) -> Vec<legend::LegendEntry> {
    let (network, encoding, language) = (figure.network, figure.encoding, figure.language);
    match figure.matrix {
        None => {
            let drawn = drawn_of_lines(figure, ties);
            legend::entries(network, ties, encoding, drawn, language)
        }
        Some(_) => legend::matrix_entries(network, ties, encoding, language),
    }
}

impl Footer {
    /// Measures the footer, with this many lines for notes about the picture.
    pub(super) fn new(
        figure: &Figure,
        ties: &Ties,
        page: Rect,
        is_small: bool,
        (texts, notes): (PageTexts, usize),
    ) -> Self {
        let width = page.width();
        let is_crowded = is_small && figure.network.graph.node_count() > MAX_EASY_ACTORS;
        let spacing = if is_crowded {
            Spacing::CLOSE
        } else {
            Spacing::USUAL
        };
        let max_height = max_share(page, is_small) * page.height();
        let mut footer = Self {
            width,
            height: 0.0,
            reserved: notes,
            omitted_entries: 0,
            has_caption: figure.parts.has(FigurePart::Caption),
            has_rules: figure.parts.has(FigurePart::Frame),
            legend: LegendRows::default(),
            sources: SourceList::default(),
            counts: Vec::new(),
            spacing,
        };
        if footer.has_caption {
            footer.counts = caption(figure, width.min(MAX_TEXT_WIDTH));
        }
        if figure.parts.has(FigurePart::Legend) {
            let max_height = if texts >= PageTexts::ShortLegend {
                MAX_SHORT_LEGEND_SHARE * page.height()
            } else {
                max_height
            };
            footer.add_legend(&legend_entries(figure, ties), max_height);
        }
        if figure.parts.has(FigurePart::Sources) && texts >= PageTexts::NoSources {
            footer.sources = SourceList::without_room(cited(figure).len());
        } else if figure.parts.has(FigurePart::Sources) {
            footer.add_sources(figure, page, max_height, is_crowded);
        }
        footer.height = footer.measured();
        footer
    }

    /// Draws the samples of widths as the lines of the picture, which have this share of their full
    /// width.
    pub(super) fn scale_lines(&mut self, share: f32) {
        for (_, entry) in self.legend.rows.iter_mut().flatten() {
            if let LegendSample::Widths(samples) = entry.sample {
                entry.sample = LegendSample::Widths(samples.scaled(share));
            }
        }
    }

    /// Adds the rows of the legend that fit into this height.
    fn add_legend(&mut self, entries: &[legend::LegendEntry], max_height: f32) {
        self.legend = LegendRows::new(entries, self.width);
        let fit = ((max_height / self.spacing.row) as usize).saturating_sub(1);
        let cut = self.legend.rows.get(fit..).unwrap_or_default();
        self.omitted_entries = cut.iter().map(Vec::len).sum();
        self.legend.rows.truncate(fit);
    }

    /// Adds the sources that fit into what the rest leaves of this height.
    fn add_sources(&mut self, figure: &Figure, page: Rect, max_height: f32, is_crowded: bool) {
        let lines = self.counts.len() + self.reserved;
        let legend = self.legend.rows.len() as f32 * self.spacing.row;
        let taken = legend + lines as f32 * SMALL.pitch + CAPTION_GAP;
        let left_of =
            |height: f32| ((height - taken - 2.0 * self.spacing.gap) / SMALL.pitch) as usize;
        let left = left_of(max_height);
        self.sources = source_list(figure, page, left);
        let all = self.sources.listed + self.sources.omitted;
        if page.width() < MIN_LISTING_WIDTH && 4 * self.sources.listed < all {
            // In a column, the first few of many are not worth their lines.
            self.sources = SourceList::without_room(all);
            return;
        }
        if self.sources.listed > 0 {
            return;
        }
        if is_crowded {
            // A list without any source is not worth its lines: names need them more.
            self.sources = SourceList::without_room(self.sources.omitted);
        } else if self.sources.omitted > 0 {
            // “And 2 more sources” alone says nothing: the first one takes its lines from the
            // picture.
            let most = left_of(MAX_SHARE_WITH_SOURCE * page.height()).min(left + MAX_SOURCE_LINES);
            let mut longer = (left + 1..=most).map(|lines| source_list(figure, page, lines));
            if let Some(longer) = longer.find(|list| list.listed > 0) {
                self.sources = longer;
            }
        }
    }

    /// How many cited sources have no room in the list.
    pub(super) fn omitted_sources(&self) -> usize {
        self.sources.omitted
    }

    /// Whether there are sources and none has room in the list.
    pub(super) fn lists_no_source(&self) -> bool {
        self.sources.listed == 0 && self.sources.omitted > 0 && self.sources.lines() == 0
    }

    /// How many lines these notes need in addition to those of the caption that have room.
    pub(super) fn missing_lines(&self, notes: &[String]) -> usize {
        if self.has_caption {
            self.with_notes(notes).len() - self.counts.len()
        } else {
            0
        }
    }

    /// Adds notes about the picture to the caption.
    pub(super) fn add_notes(&mut self, notes: &[String]) {
        if self.has_caption {
            let max_lines = self.counts.len() + self.reserved;
            self.counts = self.with_notes(notes);
            self.counts.truncate(max_lines);
        }
    }

    /// The caption with these notes, each in the last line that has room for it, else in lines of
    /// its own.
    fn with_notes(&self, notes: &[String]) -> Vec<String> {
        let length = |text: &str| measure(text, SMALL.size, SMALL.weight);
        let mut counts = self.counts.clone();
        for note in notes {
            let added = format!(" · {note}");
            let room = self.width - length(&added);
            let mut lines = counts.iter_mut().rev();
            if let Some(line) = lines.find(|line| length(line) <= room) {
                line.push_str(&added);
            } else {
                let lines = wrap(note, SMALL.size, SMALL.weight, self.width, MAX_FILTER_LINES);
                counts.extend(lines);
            }
        }
        counts
    }

    /// The space that sets the caption off from the sources.
    fn caption_gap(&self) -> f32 {
        let has_both = self.sources.lines() > 0 && self.has_caption;
        if has_both { CAPTION_GAP } else { 0.0 }
    }

    fn measured(&self) -> f32 {
        let legend = match self.legend.rows.len() {
            0 => 0.0,
            rows => self.spacing.gap + rows as f32 * self.spacing.row,
        };
        let sources = match self.sources.lines() + self.counts.len() + self.reserved {
            0 => 0.0,
            rows => self.spacing.gap + rows as f32 * SMALL.pitch + self.caption_gap(),
        };
        match legend + sources {
            0.0 => 0.0,
            height => height + 2.0,
        }
    }

    pub(super) fn write(self, theme: &Theme, lines: TextLines, y: f32, marks: &mut Vec<Mark>) {
        let mut y = y;
        let Spacing { gap, row: pitch } = self.spacing;
        if !self.legend.rows.is_empty() {
            y += gap;
            if self.has_rules {
                marks.push(rule(lines.left, y, self.width, theme));
            }
            for row in &self.legend.rows {
                for (start, entry) in row {
                    write_entry(entry, lines, *start, y + pitch / 2.0 + 3.0, theme, marks);
                }
                y += pitch;
            }
        }
        if self.sources.lines() == 0 && self.counts.is_empty() {
            return;
        }
        y += gap;
        if self.has_rules {
            marks.push(rule(lines.left, y - 5.0, self.width, theme));
        }
        let height = self.sources.lines() as f32 * SMALL.pitch;
        let caption_gap = self.caption_gap();
        self.sources.write(theme, lines, y, marks);
        y += height + caption_gap;
        for line in self.counts {
            y += SMALL.pitch;
            marks.push(lines.text(line, 0.0, y - 2.0, SMALL, theme.muted));
        }
    }
}

/// The legend as rows: each entry with where it begins.
#[derive(Default)]
struct LegendRows {
    rows: Vec<Vec<(f32, legend::LegendEntry)>>,
}

/// The room for an entry of the legend, with the gap to the next one.
const ENTRY_GAP: f32 = 18.0;

fn entry_width(entry: &legend::LegendEntry) -> f32 {
    SAMPLE.x + 8.0 + measure(&entry.label, KEY.size, KEY.weight) + ENTRY_GAP
}

impl LegendRows {
    /// Legend entries in rows of equal columns, in columns as wide as their entries if this takes
    /// fewer rows, or else side by side if that takes even fewer. Relations come first, actors in
    /// rows of their own.
    fn new(entries: &[legend::LegendEntry], width: f32) -> Self {
        let (actors, relations): (Vec<_>, Vec<_>) = entries
            .iter()
            .cloned()
            .partition(|entry| entry.sample.is_actor());
        let parts = [relations, actors];
        let mut in_columns = (1..=entries.len()).rev();
        let in_columns = in_columns.find_map(|columns| Self::of_columns(&parts, columns, width));
        let settings = [
            Some(Self::equal(&parts, width)),
            in_columns,
            Some(Self::side_by_side(&parts, width)),
        ];
        let settings = settings.into_iter().flatten();
        settings
            .min_by_key(|setting| setting.rows.len())
            .unwrap_or_default()
    }

    /// Rows of this many columns, each as wide as its widest entry; `None` if they are too wide.
    fn of_columns(parts: &[Vec<legend::LegendEntry>], columns: usize, width: f32) -> Option<Self> {
        let rows = || parts.iter().flat_map(|part| part.chunks(columns));
        let width_of = |column: usize| {
            let widths = rows().filter_map(|row| row.get(column));
            widths.map(entry_width).fold(0.0, f32::max)
        };
        let starts: Vec<f32> = (0..=columns)
            .map(|column| (0..column).map(width_of).sum())
            .collect();
        let fits = starts.last().is_some_and(|end| end - ENTRY_GAP <= width);
        let placed = |row: &[legend::LegendEntry]| {
            let row = starts.iter().copied().zip(row.iter().cloned());
            row.collect()
        };
        fits.then(|| Self {
            rows: rows().map(placed).collect(),
        })
    }

    /// Rows of equal columns. Where the widest entry leaves room for one column only, it has a row
    /// for itself and the others share rows.
    fn equal(parts: &[Vec<legend::LegendEntry>], width: f32) -> Self {
        let mut widths: Vec<f32> = parts.iter().flatten().map(entry_width).collect();
        widths.sort_by(f32::total_cmp);
        let columns_of = |column: f32| ((width + ENTRY_GAP) / column).floor().max(1.0) as usize;
        let widest = widths.last().copied().unwrap_or(1.0);
        let column = match widths[..] {
            [.., second, _] if columns_of(widest) == 1 => second,
            _ => widest,
        };
        let columns = columns_of(column);
        let placed = |row: &[legend::LegendEntry]| {
            let starts = (0..).map(|number: u16| f32::from(number) * column);
            starts.zip(row.iter().cloned()).collect()
        };
        let rows = parts.iter().flat_map(|part| {
            let (narrow, wide): (Vec<_>, Vec<_>) = part
                .iter()
                .cloned()
                .partition(|entry| entry_width(entry) <= column);
            let narrow = narrow.chunks(columns).map(placed).collect::<Vec<_>>();
            let wide = wide.into_iter().map(|entry| vec![(0.0, entry)]);
            narrow.into_iter().chain(wide).collect::<Vec<_>>()
        });
        Self {
            rows: rows.collect(),
        }
    }

    /// Rows without columns, each entry in the first row that has room for it.
    fn side_by_side(parts: &[Vec<legend::LegendEntry>], width: f32) -> Self {
        let mut all = Vec::new();
        for part in parts {
            let mut rows: Vec<(f32, Vec<(f32, legend::LegendEntry)>)> = Vec::new();
            for entry in part {
                let needed = entry_width(entry);
                let has_room = |(end, _): &&mut (f32, Vec<_>)| *end + needed - ENTRY_GAP <= width;
                if let Some((end, row)) = rows.iter_mut().find(has_room) {
                    row.push((*end, entry.clone()));
                    *end += needed;
                } else {
                    rows.push((needed, vec![(0.0, entry.clone())]));
                }
            }
            all.extend(rows.into_iter().map(|(_, row)| row));
        }
        Self { rows: all }
    }
}

fn write_entry(
    entry: &legend::LegendEntry,
    lines: TextLines,
    start: f32,
    y: f32,
    theme: &Theme,
    marks: &mut Vec<Mark>,
) {
    let middle = pos2(lines.x(start + SAMPLE.x / 2.0), y);
    marks.extend(entry.sample.marks(middle, theme));
    let baseline = y + cap_height(KEY.size) / 2.0;
    let label = entry.label.clone().into_owned();
    marks.push(lines.text(label, start + SAMPLE.x + 8.0, baseline, KEY, theme.ink));
}

/// The sources that visible relations cite.
fn cited<'a>(figure: &Figure<'a>) -> BTreeSet<&'a ReferenceId> {
    let relations = figure.network.graph.edge_weights();
    relations
        .flat_map(|relation| &relation.claims)
        .filter_map(|claim| claim.reference.as_ref())
        .collect()
}

/// The references that visible relations cite, numbered in the order of the document, in at most
/// `left` lines.
fn source_list(figure: &Figure, page: Rect, left: usize) -> SourceList {
    let cited = cited(figure);
    let references = figure.document.references.iter();
    let references: Vec<_> = references.filter(|r| cited.contains(&r.id)).collect();
    let list = |lines: usize| {
        let entry = |at: usize| figure.citation_style.cite(references[at], figure.language);
        SourceList::new(
            references.len(),
            entry,
            page.width(),
            lines,
            figure.language,
        )
    };
    if references.len() <= MAX_EASY_SOURCES {
        return list(left);
    }
    let lines_of = |share: f32| left.min((share * page.height() / SMALL.pitch) as usize);
    let whole = list(lines_of(MAX_LIST_SHARE));
    if whole.omitted == 0 {
        whole
    } else {
        // On a high page, the list takes what a square network leaves.
        let spare = (page.height() - MAX_NETWORK_HEIGHT * page.width()) / page.height();
        list(lines_of(MAX_CUT_LIST_SHARE.max(spare)))
    }
}

/// The caption: how much is shown and cited, and the filter; in lines of this width.
fn caption(figure: &Figure, width: f32) -> Vec<String> {
    let network = figure
        .blocs
        .map_or(figure.network, |blocs| blocs.uncondensed);
    let counts = Provenance::of(network).in_words(figure.language);
    let blocs = figure
        .blocs
        .and_then(|blocs| blocs_in_words(figure.network, blocs.blocs, figure.language));
    let filter = filter_in_words(figure.document, network, figure.language);
    let parts = [Some(counts), blocs, filter].into_iter().flatten();
    let wrapped =
        parts.flat_map(|words| wrap(&words, SMALL.size, SMALL.weight, width, MAX_FILTER_LINES));
    wrapped.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(label: &str, is_actor: bool) -> legend::LegendEntry {
        legend::LegendEntry {
            label: label.to_owned().into(),
            sample: if is_actor {
                legend::LegendSample::Actor(None)
            } else {
                legend::LegendSample::Contested
            },
        }
    }

    #[test]
    fn one_wide_entry_does_not_make_all_columns_wide() {
        let labels = [
            "Ohne",
            "Streit",
            "Eine Beschriftung, die viel breiter ist",
            "Neu",
        ];
        let entries: Vec<_> = labels.iter().map(|label| entry(label, false)).collect();
        let widths: Vec<f32> = entries.iter().map(entry_width).collect();
        let width = widths.iter().sum::<f32>();
        let legend = LegendRows::new(&entries, width);
        assert_eq!(legend.rows.len(), 1);
        for (at, (start, _)) in legend.rows[0].iter().enumerate() {
            assert!(
                (start - widths[..at].iter().sum::<f32>()).abs() < 0.1,
                "{at}"
            );
        }
        // Relations and actors have rows of their own, and columns are equal if this costs no row.
        let with_actors = [entries, vec![entry("Staat", true)]].concat();
        let legend = LegendRows::new(&with_actors, 10.0 * width);
        assert_eq!(legend.rows.len(), 2);
        let start = |at: usize| legend.rows[0][at].0;
        assert!((start(2) - 2.0 * start(1)).abs() < 0.1);
    }

    #[test]
    fn two_wide_entries_do_not_make_one_column() {
        let labels = [
            "Zusammenarbeit",
            "Feindschaft",
            "Unterstützung der anderen",
            "1, 3 und 5 Beziehungen",
            "Umstritten",
            "Ohne Quelle",
            "Gruppe",
        ];
        let entries: Vec<_> = labels.iter().map(|label| entry(label, false)).collect();
        let widest = entries.iter().map(entry_width).fold(0.0, f32::max);
        let narrowest = entries.iter().map(entry_width).fold(f32::MAX, f32::min);
        let legend = LegendRows::new(&entries, widest + narrowest - ENTRY_GAP + 1.0);
        assert!(legend.rows.len() < 6, "{} rows", legend.rows.len());
        let placed = legend.rows.iter().map(Vec::len).sum::<usize>();
        assert_eq!(placed, labels.len());
        for row in &legend.rows {
            for pair in row.windows(2) {
                assert!(pair[0].0 + entry_width(&pair[0].1) <= pair[1].0 + 0.1);
            }
        }
    }
}
