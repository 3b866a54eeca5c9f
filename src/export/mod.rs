//! A network as a file: a table of exporters. Pictures are drawn from a finished scene and decide
//! nothing themselves.
//!
//! To add an export format, write a file with its `EXPORTER` and add it to [`EXPORTS`].

mod content;
mod embedded;
mod exporter;
mod html;
mod low_detail;
mod merged_looks;
mod native;
#[cfg(feature = "pdf")]
mod pdf;
mod png;
mod story;
mod svg;
mod svg_picture;
mod svg_values;
mod zlib;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::file::writers::{self, WRITERS};

pub use content::ExportContent;
pub use exporter::{ExportOption, Exporter, figure};
#[cfg(feature = "pdf")]
pub use pdf::pdf;
pub use png::{MAX_PIXELS, MAX_SIDE_PX, Pixels, figure_pixels, pixels, png, size_px};
pub use story::first_story_picture;
pub use svg::svg;

/// All exporters, in the order of the dialog.
pub static EXPORTS: &[Exporter] = &[
    png::EXPORTER,
    svg::EXPORTER,
    #[cfg(feature = "pdf")]
    pdf::EXPORTER,
    html::EXPORTER,
    native::EXPORTER,
    Exporter::foreign(&WRITERS[0]),
    Exporter::foreign(&WRITERS[1]),
    Exporter::foreign(&WRITERS[2]),
    Exporter::foreign(&WRITERS[3]),
    Exporter::foreign(&WRITERS[4]),
    Exporter::foreign(&WRITERS[5]),
    Exporter::foreign(&WRITERS[6]),
    Exporter::foreign(&WRITERS[7]),
    Exporter::foreign(&WRITERS[8]),
    Exporter::foreign(&WRITERS[9]),
    Exporter::foreign(&WRITERS[10]),
    Exporter::foreign(&WRITERS[11]),
    Exporter::foreign(&WRITERS[12]),
    Exporter::foreign(&WRITERS[13]),
    Exporter::foreign(&WRITERS[14]),
    Exporter::foreign(&WRITERS[15]),
];

/// The exporter with this id.
pub fn by_id(id: &str) -> Option<&'static Exporter> {
    EXPORTS.iter().find(|exporter| exporter.id == id)
}

/// The exporter that writes files with the extension of this path, in any case.
pub fn by_extension(path: &Path) -> Option<&'static Exporter> {
    if let Some(writer) = writers::by_name(path) {
        return by_id(writer.id);
    }
    let extension = path.extension().and_then(OsStr::to_str)?;
    EXPORTS.iter().find(|exporter| {
        let mut own = exporter.extensions.iter();
        own.any(|own| own.eq_ignore_ascii_case(extension))
    })
}

/// The path with the extension of this exporter, if it has none.
pub fn with_extension(path: PathBuf, exporter: &Exporter) -> PathBuf {
    if path.extension().is_some() {
        return path;
    }
    path.with_extension(exporter.extension())
}

/// The exporter of another format, whose extension the path has.
pub fn other_by_extension(path: &Path, exporter: &Exporter) -> Option<&'static Exporter> {
    let extension = path.extension().and_then(OsStr::to_str)?.to_lowercase();
    // `network.json` may also be a file of Graphology, whose names end with `graphology.json`.
    let is_own = |own: &&str| own.rsplit('.').next() == Some(extension.as_str());
    if exporter.extensions.iter().any(is_own) {
        return None;
    }
    by_extension(path)
}

/// `.png, .svg or .json`: the file names that can be written.
pub fn extensions() -> String {
    let all = EXPORTS.iter().flat_map(|exporter| exporter.extensions);
    let all: Vec<_> = all.map(|extension| format!(".{extension}")).collect();
    crate::words::alternatives(&all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Filter, Network};
    use crate::scene::{Embed, Encoding, FigureOptions};

    const FILE: &[u8] = br#"{"nodes":[{"id":"a","x":0,"y":0},{"id":"b","x":9,"y":0}],
        "edges":[{"source":"a","target":"b","kind":"support"}]}"#;

    #[test]
    fn a_name_gets_the_extension_of_its_format_and_that_of_another_is_noticed() {
        let png = by_id("png").unwrap();
        let named = |name: &str| with_extension(PathBuf::from(name), png);
        assert_eq!(named("work/maru2"), Path::new("work/maru2.png"));
        assert_eq!(named("maru.PNG"), Path::new("maru.PNG"));
        let other = |name: &str, exporter| {
            other_by_extension(Path::new(name), exporter).map(|other| other.id)
        };
        assert_eq!(other("maru.svg", png), Some("svg"));
        assert_eq!(other("maru.PNG", png), None);
        assert_eq!(other("maru.v2", png), None);
        for exporter in EXPORTS {
            for extension in exporter.extensions {
                assert_eq!(
                    other(&format!("a.{extension}"), exporter),
                    None,
                    "{extension}"
                );
            }
        }
    }

    #[test]
    fn ids_and_extensions_name_one_exporter_each() {
        for exporter in EXPORTS {
            let found = by_id(exporter.id).map(|found| found.id);
            assert_eq!(found, Some(exporter.id));
            for extension in exporter.extensions {
                let path = format!("a.b.{}", extension.to_uppercase());
                let found = by_extension(Path::new(&path)).map(|found| found.id);
                assert_eq!(found, Some(exporter.id));
            }
            assert!(exporter.explanation.ends_with('.') && !exporter.name.is_empty());
        }
        assert!(by_id("bmp").is_none());
        assert!(by_extension(Path::new("png")).is_none());
    }

    #[test]
    fn every_exporter_writes_a_file_that_contains_the_network() {
        let document = crate::file::read(FILE, "in.json").unwrap().document;
        let whole = Network::seen(&document, &Filter::default());
        let positions: Vec<_> = whole
            .graph
            .node_indices()
            .map(|node| emath::pos2(9.0 * node.index() as f32, 0.0))
            .collect();
        let content = ExportContent {
            document: &document,
            filter: &Filter::default(),
            blocs: None,
            positions: &positions,
            encoding: &Encoding::default(),
            groups: None,
        };
        let needs_more = ["csl", "bibtex", "ris", "web-annotation", "codebook"];
        for exporter in EXPORTS.iter().filter(|row| !needs_more.contains(&row.id)) {
            let options = FigureOptions {
                embed: Embed::Everything,
                ..FigureOptions::default()
            };
            let bytes = exporter.export(&content, &options).unwrap();
            assert!(!bytes.is_empty());
            if exporter.is_picture() && exporter.id != "html" || exporter.id == "json" {
                let read = crate::file::read(&bytes, "out").unwrap().document;
                assert_eq!(read.relations.len(), 1, "{}", exporter.id);
            }
        }
        let foreign = EXPORTS
            .iter()
            .filter(|exporter| writers::by_id(exporter.id).is_some());
        assert_eq!(foreign.count(), WRITERS.len());
    }

    #[test]
    fn a_network_that_is_too_large_for_a_picture_is_left_out_and_this_is_said() {
        let actors = (0..200_001).map(|number| crate::model::Actor::new(format!("a{number}")));
        let document = crate::model::Document {
            actors: actors.collect(),
            ..crate::model::Document::default()
        };
        let embedding = FigureOptions {
            embed: Embed::Network,
            ..FigureOptions::default()
        };
        let says = |exporter: &Exporter| {
            let omission = exporter.omission(&document, &embedding);
            omission.unwrap_or_default()
        };
        let svg = by_id("svg").map(says).unwrap();
        assert!(svg.contains("does not contain the network"), "{svg}");
        assert_eq!(by_id("png").map(says).unwrap(), "");
        assert_eq!(by_id("json").map(says).unwrap(), "");
        let small = crate::model::Document::default();
        let svg = by_id("svg").unwrap();
        assert!(svg.omission(&small, &embedding).is_none());
        let nothing = FigureOptions::default();
        assert!(svg.omission(&document, &nothing).is_none());
    }

    #[test]
    fn a_picture_that_is_too_large_is_refused_before_it_is_drawn() {
        let options = FigureOptions {
            width: 8000.0,
            height: 8000.0,
            pixels_per_point: 8.0,
            ..FigureOptions::default()
        };
        let refused = |exporter: &&Exporter| exporter.check(&options).is_err();
        let refused: Vec<_> = EXPORTS.iter().filter(refused).map(|row| row.id).collect();
        assert_eq!(refused, ["png"]);
    }
}
