//! A file that was read, or refused, and what reading it needs to know. Reads nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::formats::EmbeddedTexts;
use super::progress::Progress;
use super::report::IssueLog;
use crate::model::{ColumnPreview, Document, FileNetwork, Issue, NetworkChoice, ReadChoices};

/// The id of projects of Discourse Network Analyzer.
const DNA: &str = "dna";

/// A file that was read, as far as it could be.
#[derive(Clone, Debug)]
pub struct FileContent {
    /// Its content.
    pub document: Document,
    /// The id of its format, one of [`super::FORMATS`], or [`super::PICTURE`].
    pub format: &'static str,
    /// What is wrong with it, in the order of the file.
    pub issues: Vec<Issue>,
    /// The texts of sources that are in the file, by the path that references give them.
    pub texts: BTreeMap<String, Arc<str>>,
    /// How its columns were understood, where their meaning can be chosen.
    pub columns: Option<Box<ColumnPreview>>,
    /// Its networks, if it has several.
    pub networks: Vec<FileNetwork>,
}

/// A file that was not read.
#[derive(Clone, Debug, Default)]
pub struct RefusedFile {
    /// Why.
    pub issues: Vec<Issue>,
    /// The columns of a table, if choosing what they mean may help.
    pub columns: Option<Box<ColumnPreview>>,
}

impl From<Vec<Issue>> for RefusedFile {
    fn from(issues: Vec<Issue>) -> Self {
        Self {
            issues,
            columns: None,
        }
    }
}

/// What reading needs to know: what was chosen, and who wants to know how far it is.
#[derive(Clone, Copy)]
pub(super) struct ReadRequest<'r> {
    pub(super) choices: &'r Arc<ReadChoices>,
    pub(super) progress: Option<Progress<'r>>,
}

/// What was read, with its issues at their places; a document that does not fit what was chosen is
/// refused.
pub(super) fn finish(
    document: Option<Document>,
    format: &'static str,
    mut report: IssueLog,
    into_issues: impl FnOnce(IssueLog) -> Vec<Issue>,
) -> Result<FileContent, RefusedFile> {
    let columns = report.preview.take();
    let is_unused = columns.is_none() && !report.choices.columns.is_empty();
    if is_unused && !report.has_errors() {
        let message = format!(
            "the columns of this file cannot be chosen: its format, {format}, says what they mean"
        );
        let hint =
            "Leave --columns, --kinds, --all-kind, --directed, --undirected and --header out.";
        report.error(0, "no-columns", message, Some(hint.to_owned()));
        report.is_refused = true;
    }
    let networks = std::mem::take(&mut report.networks);
    if let Some(NetworkChoice::One(name)) = &report.choices.network
        && networks.is_empty()
        && !report.has_errors()
    {
        let message = format!("the file has one network, so `{name}` cannot be chosen");
        report.error(
            0,
            "unknown-network",
            message,
            Some("Leave --network out.".to_owned()),
        );
        report.is_refused = true;
    }
    if report.choices.congruence.is_some() && format != DNA && !report.has_errors() {
        let message = format!(
            "the file is not a project of Discourse Network Analyzer: it is read as {format}"
        );
        let hint = "Leave --congruence out.".to_owned();
        report.error(0, "no-statements", message, Some(hint));
        report.is_refused = true;
    }
    let document = document.filter(|_| !report.is_refused);
    let issues = into_issues(report);
    match document {
        Some(document) => Ok(FileContent {
            document,
            format,
            issues,
            texts: EmbeddedTexts::new(),
            columns,
            networks,
        }),
        None => Err(RefusedFile { issues, columns }),
    }
}
