//! `frenemy export`: writes a figure, or the native file with the positions of the actors.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::ValueEnum;
use clap::builder::RangedU64ValueParser;
use emath::Pos2;

use super::blocs::{BlocArguments, bloc_picture};
use super::filter::FilterArguments;
use super::lines::LineArguments;
use super::matrix::MatrixArguments;
use super::open::open;
use super::plan::PlanArguments;
use super::terminal::{self, Failure, ProgressPrinter};
use crate::export::{self, ExportContent, ExportOption, Exporter};
use crate::file::{FileContent, disk};
use crate::graph::{BlocRule, Filter, Network, condensed};
use crate::layout::{self, SEED};
use crate::model::{Actor, BlocTies, Blocs, Document, Edit, Issue, Severity};
use crate::scene::{
    self, Encoding, FigureOptions, MAX_MATRIX_ACTORS, PictureView, ShownRequest, Start,
};

const EXAMPLES: &str = "\
Examples:
  frenemy export war.json -o war.svg
  frenemy export war.json -o war.png --width 1920 --height 1080 --scale 2 --theme dark
  frenemy export war.json -o friends-and-foes.svg --view matrix
  frenemy export war.json -o placed.json --seed 7 --method signed
  frenemy export war.json -o july.svg --as-of 1914-07 --without reuters --min-reliability B
  frenemy export large.csv -o hubs.svg --top-actors 40 --by pagerank --giant
  frenemy export large.csv -o backbone.png --backbone auto
  frenemy export war.json -o blocs.svg --blocs communities

The caption of a figure states the filters and how many actors and relations they hide.";

/// Draw a figure, or write the native file with the positions of the actors
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = formats(), mut_arg("top-actors", |arg| arg.visible_alias("top")))]
pub(super) struct ExportArguments {
    /// The file to read: a relations file, or a picture that Frenemy exported
    file: PathBuf,

    #[arg(short, long, value_name = "OUT", help = format!("The file to write; its name ends in {}", export::extensions()))]
    output: PathBuf,

    /// The width of the figure in points
    #[arg(long, default_value_t = 1200, value_parser = sides())]
    width: u32,

    /// The height of the figure in points
    #[arg(long, default_value_t = 900, value_parser = sides())]
    height: u32,

    /// Pixels of a PNG for one point, 1 to 8
    #[arg(long, default_value_t = 1.0, value_parser = scale)]
    scale: f32,

    /// The colours of the figure
    #[arg(long, value_enum, default_value_t = ThemeName::Light)]
    theme: ThemeName,

    #[command(flatten)]
    matrix: MatrixArguments,

    #[command(flatten)]
    lines: LineArguments,

    #[command(flatten)]
    blocs: BlocArguments,

    /// Print measures of the figure as JSON: lines through other actors, names left out, overlaps
    #[arg(long)]
    report: bool,

    /// Compute a new layout from this seed; without a seed, positions in the file are kept
    #[arg(long)]
    seed: Option<u64>,

    #[command(flatten)]
    plan: PlanArguments,

    /// Make the background transparent
    #[arg(long)]
    transparent: bool,

    /// Leave the legend out
    #[arg(long)]
    no_legend: bool,

    #[command(flatten)]
    filter: FilterArguments,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ThemeName {
    Light,
    Dark,
}

/// Exit status 0: the file was written. 1: it was written but the input has errors, or failure. 2:
/// wrong usage.
pub(super) fn run(asked: &ExportArguments) -> ExitCode {
    match exported(asked) {
        Ok(issues) if issues.iter().any(|issue| issue.severity == Severity::Error) => {
            terminal::complain(&format!(
                "{} was written, but not all of {} could be read; `frenemy check` lists what is wrong",
                asked.output.display(),
                asked.file.display()
            ));
            ExitCode::from(1)
        }
        Ok(_) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

/// Writes the file and returns the issues of the input.
fn exported(asked: &ExportArguments) -> Result<Vec<Issue>, Failure> {
    let exporter = exporter(&asked.output)?;
    let options = asked.figure_options();
    exporter.check(&options).map_err(Failure::usage)?;
    let FileContent {
        document, issues, ..
    } = open(&asked.file)?;
    let whole = Network::seen(&document, &Filter::default());
    let filter = asked.filter.filter(&document, &whole)?;
    if !filter.is_clear() && !exporter.takes(ExportOption::Filter) {
        return Err(Failure::usage(format!(
            "{} always contains the whole network: leave the filter out, or write a picture",
            exporter.name
        )));
    }
    if asked.report && !exporter.is_picture() {
        return Err(Failure::usage(format!(
            "{} is not a picture and has no measures: leave --report out, or write a picture",
            exporter.name
        )));
    }
    if asked.blocs.blocs.is_some() && !exporter.is_picture() {
        return Err(Failure::usage(format!(
            "{} always contains the whole network: leave --blocs out, or write a picture",
            exporter.name
        )));
    }
    let picture = match bloc_rule(asked, &document, &whole, &filter) {
        Some(word) => with_blocs(asked, &word, document, &whole, filter)?,
        None => without_blocs(asked, &document, &whole, filter)?,
    };
    let content = picture.content();
    let bytes = exporter.export(&content, &options)?;
    disk::save(&asked.output, &bytes).map_err(|error| error.to_string())?;
    if let Some(omission) = exporter.omission(content.document) {
        terminal::complain(&omission);
    }
    let report = asked.report.then(|| exporter.report(&content, &options));
    if let Some(report) = report.flatten() {
        let json = serde_json::to_string_pretty(&report).map_err(|error| error.to_string())?;
        terminal::print(&json);
    }
    Ok(issues)
}

/// The rule of `--blocs`; communities for a matrix of too many actors.
fn bloc_rule(
    asked: &ExportArguments,
    document: &Document,
    whole: &Network,
    filter: &Filter,
) -> Option<String> {
    if asked.blocs.blocs.is_some() || asked.matrix.view() == PictureView::Network {
        return asked.blocs.blocs.clone();
    }
    let count = whole.through(document, filter).graph.node_count();
    (count > MAX_MATRIX_ACTORS).then(|| {
        let rule = BlocRule::Communities.id();
        terminal::complain(&format!(
            "a matrix has room for {MAX_MATRIX_ACTORS} of {count} actors: drawing blocs, as with --blocs {rule}; use --top-actors to choose actors instead"
        ));
        rule.to_owned()
    })
}

/// The document with these positions. Actors that a simplification hides keep those they have.
fn placed(document: &Document, network: &Network, positions: &[Pos2]) -> Document {
    let places = positions.iter().map(|place| (place.x, place.y));
    let arranged = Edit::arrange(document, places).applied(document);
    if network.filter().simplify.is_off() {
        return arranged;
    }
    let actors = document.actors.iter().zip(arranged.actors.iter());
    let actors = actors.map(|(before, after)| {
        let is_shown = network.node(&before.id).is_some();
        Actor::clone(if is_shown { after } else { before })
    });
    Document {
        actors: actors.collect(),
        ..arranged
    }
}

/// What is exported, with everything it needs.
struct ExportPicture {
    document: Document,
    filter: Filter,
    blocs: Option<Blocs>,
    positions: Vec<Pos2>,
    encoding: Encoding,
    groups: Option<Vec<Option<u32>>>,
}

impl ExportPicture {
    fn content(&self) -> ExportContent<'_> {
        ExportContent {
            document: &self.document,
            filter: &self.filter,
            blocs: self.blocs.as_ref(),
            positions: &self.positions,
            encoding: &self.encoding,
            groups: self.groups.as_deref(),
        }
    }
}

/// Every actor at its position in the file or in a new layout.
fn without_blocs(
    asked: &ExportArguments,
    document: &Document,
    whole: &Network,
    filter: Filter,
) -> Result<ExportPicture, Failure> {
    let network = whole.through(document, &filter);
    let positions = positions(asked, document, whole, &network)?;
    Ok(ExportPicture {
        document: placed(document, &network, &positions),
        filter,
        blocs: None,
        positions,
        encoding: Encoding {
            lines: asked.lines.style(),
            ..Encoding::default()
        },
        groups: asked.matrix.groups(document, &network),
    })
}

/// Blocs at the positions of a layout of their own; the document keeps its positions.
fn with_blocs(
    asked: &ExportArguments,
    word: &str,
    document: Document,
    whole: &Network,
    filter: Filter,
) -> Result<ExportPicture, Failure> {
    let plan = asked.plan.plan(asked.seed.unwrap_or(SEED))?;
    let network = whole.through(&document, &filter);
    // A matrix shows all ties.
    let ties = match asked.matrix.view() {
        PictureView::Network => asked.blocs.ties(),
        PictureView::Matrix => BlocTies::All,
    };
    let picture = bloc_picture(word, ties, &document, &network, asked.lines, plan)?;
    Ok(ExportPicture {
        groups: asked
            .matrix
            .groups(&document, &condensed(&network, &picture.blocs)),
        document,
        filter,
        blocs: Some(picture.blocs),
        positions: picture.positions,
        encoding: picture.encoding,
    })
}

/// The positions in the file; a new layout if a seed is given.
///
/// A filter does not change positions: the layout is that of the whole network. A simplified
/// network is laid out alone, unless all its actors have positions.
fn positions(
    asked: &ExportArguments,
    document: &Document,
    whole: &Network,
    network: &Network,
) -> Result<Vec<Pos2>, Failure> {
    let start = match asked.seed {
        Some(_) => Start::Anew,
        None => Start::AsPlaced,
    };
    let plan = asked.plan.plan(asked.seed.unwrap_or(SEED))?;
    if start == Start::AsPlaced
        && let Some(note) = scene::position_note(whole)
    {
        terminal::complain(&format!("{}: {note}", asked.file.display()));
    }
    if network.filter().simplify.is_off() {
        return laid_out(&scene::request(document, whole, start, plan));
    }
    let shown = ShownRequest::new(document, network, start, plan);
    let place = |actor: &Arc<Actor>| {
        let place = actor.place.map(|at| Pos2::new(at.x as f32, at.y as f32));
        place.unwrap_or_default()
    };
    let mut positions: Vec<Pos2> = document.actors.iter().map(place).collect();
    shown.place(&laid_out(&shown.request)?, &mut positions);
    Ok(positions)
}

fn laid_out(request: &layout::Request) -> Result<Vec<Pos2>, Failure> {
    let progress = ProgressPrinter::new("laying out");
    let positions = layout::layout(request, &|share| {
        progress.at(share);
        ControlFlow::Continue(())
    });
    positions.ok_or_else(|| "the layout was cancelled".to_owned().into())
}

fn exporter(output: &Path) -> Result<&'static Exporter, Failure> {
    export::by_extension(output).ok_or_else(|| {
        Failure::usage(format!(
            "{} does not say which format to write: use a file name that ends in {}",
            output.display(),
            export::extensions()
        ))
    })
}

impl ExportArguments {
    fn figure_options(&self) -> FigureOptions {
        FigureOptions {
            width: self.width as f32,
            height: self.height as f32,
            pixels_per_point: self.scale,
            is_dark: self.theme == ThemeName::Dark,
            is_transparent: self.transparent,
            has_legend: !self.no_legend,
            view: self.matrix.view(),
            order: self.matrix.order(),
        }
    }
}

/// The formats for the help: `png: A picture in pixels…`.
fn formats() -> String {
    let rows = export::EXPORTS.iter().map(|exporter| {
        let Exporter {
            id, explanation, ..
        } = exporter;
        format!("  {id:<5} {explanation}\n")
    });
    format!("Formats:\n{}\n{EXAMPLES}", rows.collect::<String>())
}

fn scale(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(scale) if (1.0..=8.0).contains(&scale) => Ok(scale),
        _ => Err("expected a number from 1 to 8".into()),
    }
}

/// The width or height of a figure.
fn sides() -> RangedU64ValueParser<u32> {
    RangedU64ValueParser::new().range(1..=u64::from(export::MAX_SIDE_PX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct TestLine {
        #[command(flatten)]
        export: ExportArguments,
    }

    fn ask(words: &[&str]) -> Result<ExportArguments, clap::Error> {
        let words = ["export"].iter().chain(words);
        TestLine::try_parse_from(words).map(|line| line.export)
    }

    const FILE: &str = r#"{"nodes":[{"id":"a"},{"id":"b"}],"edges":[{"source":"a","target":"b","kind":"support"}]}"#;

    #[test]
    fn every_kind_of_file_gives_the_network_back() {
        let folder = tempfile::tempdir().unwrap();
        let input = folder.path().join("in.json");
        disk::save(&input, FILE.as_bytes()).unwrap();
        for name in ["out.png", "out.svg", "out.json"] {
            let output = folder.path().join(name);
            let asked = ask(&[input.to_str().unwrap(), "-o", output.to_str().unwrap()]).unwrap();
            assert!(exported(&asked).is_ok());
            let document = open(&output).ok().unwrap().document;
            assert_eq!(document.relations.len(), 1);
            assert!(document.actors.iter().all(|actor| actor.place.is_some()));
        }
    }

    const DATED: &str = r#"{"graph":{"as_of":"1950"},"references":[{"id":"r","title":"A text","container-title":"Reuters"}],
        "nodes":[{"id":"a"},{"id":"b"}],
        "edges":[{"source":"a","target":"b","kind":"support","when":"1914","claims":[{"reference":"r"}]},
                 {"source":"a","target":"b","kind":"hostility","when":"1872/1879"}]}"#;

    fn exported_text(words: &[&str]) -> Result<String, Failure> {
        let folder = tempfile::tempdir().unwrap();
        let input = folder.path().join("in.json");
        disk::save(&input, DATED.as_bytes()).unwrap();
        let output = folder.path().join("out.svg");
        let line = [
            &[input.to_str().unwrap(), "-o", output.to_str().unwrap()],
            words,
        ]
        .concat();
        exported(&ask(&line).unwrap())?;
        let bytes = disk::read(&output).unwrap_or_default();
        Ok(String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn the_caption_says_which_filter_was_on_and_what_it_hides() {
        for (words, caption) in [
            (
                &["--as-of", "1914-07"][..],
                "As of July 1914. 1 relation hidden.",
            ),
            (
                &["--between", "1870", "1879"],
                "From 1870 to 1879. 1 relation hidden.",
            ),
            (
                &["--without", "Reuters"],
                "Without Reuters. 1 relation hidden.",
            ),
            (
                &["--without", "r", "--cited"],
                "only cited relations. 2 relations hidden.",
            ),
            (
                &["--min-reliability", "b", "--only-graded"],
                "Only sources graded B or better. 1 relation hidden.",
            ),
        ] {
            let svg = exported_text(words).ok().unwrap();
            assert!(svg.contains(caption), "{words:?}");
            assert!(
                svg.contains("\"when\": \"1872/1879\""),
                "the file in the picture is whole"
            );
        }
        let as_of = exported_text(&["--as-of", "1914-07"]).ok().unwrap();
        assert!(
            !as_of.contains("As of 1950."),
            "the head tells another time"
        );
        let whole = exported_text(&[]).ok().unwrap();
        assert!(whole.contains("As of 1950.") && !whole.contains("hidden."));
    }

    #[test]
    fn a_simplified_network_is_laid_out_alone_and_the_others_stay_without_a_position() {
        let folder = tempfile::tempdir().unwrap();
        let input = folder.path().join("in.csv");
        disk::save(&input, b"source,target\na,b\nb,c\nc,a\nc,d\nd,e\n").unwrap();
        let output = folder.path().join("out.svg");
        let names = [input.to_str().unwrap(), "-o", output.to_str().unwrap()];
        assert!(exported(&ask(&[&names[..], &["--k-core", "2"]].concat()).unwrap()).is_ok());
        let placed: Vec<bool> = open(&output)
            .ok()
            .unwrap()
            .document
            .actors
            .iter()
            .map(|actor| actor.place.is_some())
            .collect();
        assert_eq!(placed, [true, true, true, false, false]);
    }

    #[test]
    fn a_filter_that_cannot_be_is_refused_with_what_to_do() {
        let failure = exported_text(&["--without", "Reutres"]).err().unwrap();
        assert!(
            failure.message.contains("no reference has this id"),
            "{}",
            failure.message
        );
        let failure = exported_text(&["--between", "1914", "1872"]).err().unwrap();
        assert!(
            failure.message.contains("earlier date first"),
            "{}",
            failure.message
        );
        for words in [
            &["--as-of", "July 1914"][..],
            &["--as-of", "1914", "--between", "1", "2"],
            &["--min-reliability", "F"],
            &["--min-credibility", "6"],
            &["--without-kind", "love"],
            &["--cited", "--uncited"],
        ] {
            let line = [&["in.json", "-o", "out.png"][..], words].concat();
            assert_eq!(ask(&line).unwrap_err().exit_code(), 2, "{words:?}");
        }
        let folder = tempfile::tempdir().unwrap();
        let input = folder.path().join("in.json");
        disk::save(&input, DATED.as_bytes()).unwrap();
        let asked = ask(&[input.to_str().unwrap(), "-o", "out.json", "--cited"]).unwrap();
        assert!(
            exported(&asked)
                .err()
                .unwrap()
                .message
                .contains("whole network")
        );
    }

    #[test]
    fn sizes_beyond_reason_are_usage_errors() {
        for words in [
            &["--width", "1000000"][..],
            &["--width", "0"],
            &["--scale", "9"],
            &["--scale", "nan"],
            &["--method", "nice"],
        ] {
            let line = [&["in.json", "-o", "out.png"][..], words].concat();
            let error = ask(&line).unwrap_err();
            assert_eq!(error.exit_code(), 2, "{words:?}");
        }
        let large = ask(&["x", "-o", "y.png", "--width", "30000", "--height", "30000"]).unwrap();
        let failure = exported(&large).err().unwrap();
        assert_eq!(failure.status, 2);
        assert!(failure.message.contains("too large"), "{}", failure.message);
    }

    #[test]
    fn an_output_without_a_known_ending_says_what_to_do() {
        let asked = ask(&["x.json", "-o", "picture.bmp"]).unwrap();
        let failure = exported(&asked).err().unwrap();
        assert_eq!(failure.status, 2);
        assert!(
            failure.message.contains(".png, .svg or .json"),
            "{}",
            failure.message
        );
    }
}
