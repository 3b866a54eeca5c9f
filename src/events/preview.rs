//! What the first rows of event data say under a plan, before all of them are read.

use std::path::PathBuf;
use std::sync::atomic::AtomicU64;

use super::import::{EventPass, EventProgress, ImportedEvents};
use super::plan::EventPlan;
use super::preset::EventPreset;
use super::sources::{self, ChunkReader, EventInput};

/// How many rows a preview reads: it follows each choice in a dialog.
pub const PREVIEW_ROWS: u64 = 20_000;

/// What the first rows say.
#[derive(Clone, Debug)]
pub struct EventPreview {
    /// How many files there are, with those in folders and archives.
    pub files: usize,
    /// The set that the first file is; nothing where none is recognized.
    pub recognized: Option<&'static EventPreset>,
    /// The fields of the first line of the first file: the names of its columns, if it has them.
    pub columns: Vec<String>,
    /// Whether the files have no further rows.
    pub is_whole: bool,
    /// What becomes of the rows, or why nothing does.
    pub outcome: Result<ImportedEvents, String>,
}

/// Reads the first rows of event data, at most [`PREVIEW_ROWS`], in the order of the files. Returns
/// nothing if `progress` cancelled it.
///
/// # Errors
/// There are no files.
pub fn preview(
    paths: &[PathBuf],
    plan: &EventPlan,
    progress: EventProgress<'_>,
) -> Result<Option<EventPreview>, String> {
    let inputs = sources::found(paths)?;
    let pass = EventPass::new(plan, &inputs, progress, PREVIEW_ROWS);
    for (number, input) in inputs.iter().enumerate() {
        if pass.is_stopped() {
            break;
        }
        pass.read_file(number, input);
    }
    if pass.is_cancelled() {
        return Ok(None);
    }
    let (recognized, is_whole) = (pass.first_recognized(), pass.is_whole());
    let finished = pass.finish().and_then(|mut finished| {
        // Which texts are cited says nothing about the relations.
        finished.mention_files.clear();
        finished.imported(plan, &inputs, progress)
    });
    let Some(outcome) = finished.transpose() else {
        return Ok(None);
    };
    Ok(Some(EventPreview {
        files: inputs.len(),
        recognized,
        columns: first_fields(&inputs),
        is_whole,
        outcome,
    }))
}

fn first_fields(inputs: &[EventInput]) -> Vec<String> {
    let done = AtomicU64::new(0);
    let fields = inputs.first().and_then(|input| {
        let read = sources::opened(input, &done, |from| {
            let mut chunks = ChunkReader::new(from);
            let rows = chunks.start().map(|start| sources::first_rows(start).rows);
            rows.unwrap_or_default().into_iter().next()
        });
        read.ok()?
    });
    fields.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::invented::EventSample;
    use crate::events::presets;
    use std::ops::ControlFlow;

    fn of(rows: u64) -> EventPreview {
        let folder = tempfile::tempdir().unwrap();
        let sample = EventSample {
            preset: presets::by_id("icews").unwrap(),
            events: rows,
            seed: 3,
        };
        let mut number = 0;
        let write = |part: &[u8]| {
            number += 1;
            let path = folder.path().join(format!("{number:03}.tab"));
            crate::file::disk::save(&path, part).map_err(|error| error.to_string())
        };
        sample.write(9_000, write).unwrap();
        let paths = [folder.path().to_owned()];
        let go_on = |_: f32| ControlFlow::Continue(());
        preview(&paths, &EventPlan::default(), &go_on)
            .unwrap()
            .unwrap()
    }

    #[test]
    fn a_preview_reads_so_many_rows_of_the_first_files_and_no_more() {
        let all = of(12_000);
        assert_eq!((all.files, all.is_whole), (2, true));
        assert_eq!(all.recognized.map(|preset| preset.id), Some("icews"));
        assert!(all.columns.len() > 10, "{:?}", all.columns);
        assert_eq!(all.outcome.unwrap().counts.rows, 12_000);
        let first = of(30_000);
        assert_eq!((first.files, first.is_whole), (4, false));
        let found = first.outcome.unwrap();
        assert_eq!(found.counts.rows, PREVIEW_ROWS);
        assert!(found.counts.pairs > 0 && !found.document.relations.is_empty());
    }

    #[test]
    fn a_cancelled_preview_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        let rows = "who,whom,day\na,b,2020-01-01\n";
        crate::file::disk::save(&path, rows.as_bytes()).unwrap();
        let stop = |_: f32| ControlFlow::Break(());
        let mut plan = EventPlan::default();
        let found = preview(std::slice::from_ref(&path), &plan, &|_| {
            ControlFlow::Continue(())
        });
        let found = found.unwrap().unwrap();
        assert!(found.recognized.is_none() && found.outcome.is_err());
        assert_eq!(found.columns, ["who", "whom", "day"]);
        plan.columns
            .add_roles("source=who,target=whom,date=day")
            .unwrap();
        plan.columns.all_kind = Some(crate::model::RelationKind::Hostility);
        assert!(preview(&[path], &plan, &stop).unwrap().is_none());
    }
}
