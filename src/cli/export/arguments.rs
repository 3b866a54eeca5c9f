//! The arguments of `frenemy export`, and its help. Reads and writes no file.

use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::citation::{CITATION_STYLES, CitationStyle};
use crate::cli::blocs::BlocArguments;
use crate::cli::columns::ColumnArguments;
use crate::cli::filter::FilterArguments;
use crate::cli::fonts::FontArguments;
use crate::cli::lines::LineArguments;
use crate::cli::matrix::MatrixArguments;
use crate::cli::outlines::OutlineArguments;
use crate::cli::page::PageArguments;
use crate::cli::plan::PlanArguments;
use crate::export::{self, Exporter};
use crate::language::Language;
use crate::scene::{Embed, FigureOptions, SvgText};

const EXAMPLES: &str = "\
Examples:
  frenemy export war.json -o war.svg
  frenemy export war.json -o war.png --width 1920 --height 1080 --scale 2 --theme dark
  frenemy export war.json -o war.pdf --preset column --no-description
  frenemy export war.json -o war.html --story
  frenemy export war.json -o friends-and-foes.svg --view matrix
  frenemy export war.json -o placed.json --seed 7 --method signed
  frenemy export war.json -o july.svg --as-of 1914-07 --without reuters --min-reliability B
  frenemy export large.csv -o hubs.svg --top-actors 40 --by pagerank --giant
  frenemy export large.csv -o backbone.png --backbone auto
  frenemy export war.json -o blocs.svg --blocs communities
  frenemy export war.json -o krieg.pdf --language de

The caption of a figure states the filters and how many actors and relations they hide.";

/// Draw a figure, or write the native file with the positions of the actors
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = formats(), mut_arg("top-actors", |arg| arg.visible_alias("top")))]
pub(in crate::cli) struct ExportArguments {
    /// The file to read: a relations file, or a picture that Frenemy exported
    pub(super) file: PathBuf,

    #[command(flatten)]
    pub(super) columns: ColumnArguments,

    #[arg(short, long, value_name = "OUT", help = format!("The file to write; its name ends in {}", export::extensions()))]
    pub(super) output: PathBuf,

    #[command(flatten)]
    page: PageArguments,

    /// The colours of the figure
    #[arg(long, value_enum, default_value_t = ThemeName::Light)]
    theme: ThemeName,

    /// The language of legend, caption and dates: en, es, fr, de, ru, ar or zh
    ///
    /// [default: that of the file, or English]
    #[arg(long, value_name = "LANGUAGE", value_parser = language())]
    language: Option<Language>,

    #[command(flatten)]
    pub(super) matrix: MatrixArguments,

    #[command(flatten)]
    pub(super) lines: LineArguments,

    #[command(flatten)]
    pub(super) blocs: BlocArguments,

    #[command(flatten)]
    pub(super) outlines: OutlineArguments,

    #[command(flatten)]
    pub(super) fonts: FontArguments,

    /// Write the story of the network: HTML that is stepped through, or PDF with a page for each
    /// step
    #[arg(long)]
    pub(super) story: bool,

    /// Print measures of the figure as JSON: lines through other actors and through names, names
    /// left out, overlaps
    #[arg(long)]
    pub(super) report: bool,

    /// Compute a new layout from this seed; without a seed, positions in the file are kept
    #[arg(long)]
    pub(super) seed: Option<u64>,

    #[command(flatten)]
    pub(super) plan: PlanArguments,

    /// How the sources are cited
    #[arg(long, value_name = "STYLE", default_value = CITATION_STYLES[0].id, value_parser = citation_style())]
    citation_style: CitationStyle,

    /// Make the background transparent
    #[arg(long)]
    transparent: bool,

    /// Whether the letters of an SVG are outlines, the same everywhere, or text that can be edited
    #[arg(long, value_name = "WHAT", default_value = SvgText::Outlines.id(), value_parser = svg_text())]
    svg_text: SvgText,

    /// How much of the network the picture carries, so that Frenemy can open it again: nothing, the
    /// network without quotes and notes, or everything
    #[arg(long, value_name = "WHAT", default_value = Embed::Nothing.id(), value_parser = embed())]
    embed: Embed,

    #[command(flatten)]
    pub(super) filter: FilterArguments,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ThemeName {
    Light,
    Dark,
}

impl ExportArguments {
    /// The options of the figure.
    pub(super) fn figure_options(&self) -> FigureOptions {
        self.page.applied_to(FigureOptions {
            is_dark: self.theme == ThemeName::Dark,
            is_transparent: self.transparent,
            citation_style: self.citation_style,
            svg_text: self.svg_text,
            embed: self.embed,
            is_story: self.story,
            view: self.matrix.view(),
            order: self.matrix.order(),
            language: self.language,
            ..FigureOptions::default()
        })
    }

    /// Whether the file is to carry the network.
    pub(super) fn asks_to_embed(&self) -> bool {
        self.embed != Embed::Nothing
    }
}

/// The formats for the help: `png: A picture in pixels…`.
fn formats() -> String {
    let rows = export::EXPORTS.iter().map(|exporter| {
        let Exporter {
            id, explanation, ..
        } = exporter;
        format!("  {id:<15} {explanation}\n")
    });
    format!("Formats:\n{}\n{EXAMPLES}", rows.collect::<String>())
}

/// A language by its code.
fn language() -> impl TypedValueParser<Value = Language> {
    let values = Language::ALL.map(|one| PossibleValue::new(one.code()).help(one.name()));
    PossibleValuesParser::new(values).map(|code| Language::from_tag(&code).unwrap_or_default())
}

/// What the letters of an SVG are, by its word.
fn svg_text() -> impl TypedValueParser<Value = SvgText> {
    PossibleValuesParser::new(SvgText::ALL.map(SvgText::id)).map(|word| {
        let mut all = SvgText::ALL.into_iter();
        all.find(|text| text.id() == word).unwrap_or_default()
    })
}

/// A citation style, by its id.
fn citation_style() -> impl TypedValueParser<Value = CitationStyle> {
    let styles = CITATION_STYLES.iter();
    let words = styles.map(|style| PossibleValue::new(style.id).help(style.name));
    PossibleValuesParser::new(words).map(|id| CitationStyle::by_id(&id).unwrap_or_default())
}

/// How much of the network a picture carries, by its word.
fn embed() -> impl TypedValueParser<Value = Embed> {
    PossibleValuesParser::new(Embed::ALL.map(Embed::id)).map(|word| {
        let mut all = Embed::ALL.into_iter();
        all.find(|embed| embed.id() == word).unwrap_or_default()
    })
}
