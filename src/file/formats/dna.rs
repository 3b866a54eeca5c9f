//! Projects of Discourse Network Analyzer 3: actors, concepts, and statements with their documents
//! and quoted words. Knows no other database.
//!
//! A statement of a type with two short texts and a boolean becomes a claim about the tie of its
//! actor and its concept: agreement is cooperation, disagreement hostility.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::sync::Arc;

use rusqlite::Connection;

use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::dna_congruence::{self, StatedPair};
use super::dna_rows::{Project, Unreadable};
use super::dna_statements::StatementReader;
use super::listed_tie::ListedTie;
use super::native::reading::short;
use super::tie_builder::TieBuilder;
use super::times::day_of_days;
use crate::file::ids::slug;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::limits::{CONGRUENCE_PAIRS, SQLITE_STEPS, TEXT_BYTES};
use crate::model::{Congruence, Document, Issued, PersonName, Reference, RelationKind};
use crate::words::counted;

/// A document that was read, and the texts of its sources by their paths.
pub(crate) type WithTexts = (Document, BTreeMap<String, Arc<str>>);

/// Reads a project; nothing if the report says why there is no network in it.
pub(crate) fn read(
    bytes: &[u8],
    report: &mut IssueLog,
    progress: ProgressMeter<'_>,
) -> Option<WithTexts> {
    let project = open(bytes).map_err(Unreadable::from);
    let project = match project.and_then(|connection| Project::of(&connection, bytes.len())) {
        Ok(Some(project)) => project,
        Ok(None) => {
            let message = "this SQLite database is not a project of Discourse Network Analyzer 3";
            let hint = "Export its table of relations as CSV, and open that file. In DNA 2: open the project in DNA 3, and save it.";
            report.error(0, "unknown-format", message, Some(hint.to_owned()));
            return None;
        }
        Err(error) => {
            let message = match error {
                Unreadable::Database(error) => format!("the database is broken: {error}"),
                Unreadable::Computed(table) => {
                    format!("`{table}` of the database is a view; in a project it is a table")
                }
                Unreadable::TooMuch => {
                    "the database is broken: it has more rows than a file of its size can hold"
                        .to_owned()
                }
            };
            let hint = "Save the project again, or export it as a table.".to_owned();
            report.error(0, "bad-database", message, Some(hint));
            return None;
        }
    };
    if is_logged(bytes) {
        let message = "the project keeps its changes in a second file that ends in -wal; what is only there is not read";
        let hint = "Close the project in Discourse Network Analyzer, and open this file again.";
        report.warning(0, "unread-changes", message, Some(hint.to_owned()));
    }
    project.into_network(report, progress)
}

/// The bytes of the header that say whether changes are logged in a second file; 1 means no.
const VERSIONS: std::ops::Range<usize> = 18..20;

fn is_logged(bytes: &[u8]) -> bool {
    bytes.get(VERSIONS) == Some(&[2, 2])
}

/// The database in memory; nothing outside the bytes is read, and long work is stopped.
fn open(bytes: &[u8]) -> rusqlite::Result<Connection> {
    let mut connection = Connection::open_in_memory()?;
    // A database in memory has no second file, and is not opened if it says so.
    let head = &bytes[..VERSIONS.start.min(bytes.len())];
    let rest = &bytes[VERSIONS.end.min(bytes.len())..];
    let versions: &[u8] = match bytes.get(VERSIONS) {
        Some(_) if is_logged(bytes) => &[1, 1],
        Some(versions) => versions,
        None => &bytes[head.len()..],
    };
    let all = head.chain(versions).chain(rest);
    connection.deserialize_read_exact("main", all, bytes.len(), true)?;
    connection.execute_batch(
        "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA query_only=ON; \
         PRAGMA temp_store=MEMORY;",
    )?;
    let mut steps = 0;
    connection.progress_handler(
        1_000,
        Some(move || {
            steps += 1_000;
            steps > SQLITE_STEPS.max
        }),
    )?;
    Ok(connection)
}

impl Project {
    fn into_network(
        self,
        report: &mut IssueLog,
        mut progress: ProgressMeter<'_>,
    ) -> Option<WithTexts> {
        let mut ties = TieBuilder::listed(progress.bytes());
        let mut texts = BTreeMap::new();
        let references = self.references(report, &mut ties, &mut texts);
        let rule = report.choices.congruence;
        let mut statements = StatementReader::of(&self, &references, rule.is_some());
        let count = self.statements.len();
        for (index, statement) in self.statements.iter().enumerate() {
            if progress.is_cancelled_at_item(index, count) {
                return None;
            }
            statements.read(statement, &mut ties, report);
        }
        statements.report_faults(report);
        match rule {
            Some(rule) => tie_by_congruence(&statements.stated, rule, &mut ties, report),
            None => self.report_counts(report),
        }
        let document = ties.into_document(report, progress.second_half(), &|at, _| at)?;
        Some((document, texts))
    }

    fn report_counts(&self, report: &mut IssueLog) {
        let message = format!(
            "{} on {}: each actor and concept is an actor, agreement is cooperation and disagreement hostility, and a statement is a claim with the words it is coded on",
            counted(self.statements.len(), "statement", "statements"),
            counted(self.documents.len(), "document", "documents"),
        );
        report.note(0, "statements", message, None);
    }

    /// Adds a reference for each document, with its text.
    fn references(
        &self,
        report: &mut IssueLog,
        ties: &mut TieBuilder,
        texts: &mut BTreeMap<String, Arc<str>>,
    ) -> Vec<String> {
        let mut ids = Vec::new();
        for document in &self.documents {
            let id = format!("{}-{}", slug(&document.title), document.id);
            let mut reference = Reference::new(&*id);
            reference.csl_type = Some("document".to_owned());
            reference.title = Some(document.title.clone()).filter(|title| !title.is_empty());
            let filled = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
            reference.container_title = filled(&document.source);
            reference.section = filled(&document.section);
            if let Some(author) = filled(&document.author) {
                reference.authors = vec![PersonName {
                    literal: Some(author),
                    ..PersonName::default()
                }];
            }
            let day = day_of_days(document.date.div_euclid(86_400));
            reference.issued = Issued::parse(&day).filter(|_| document.date != 0);
            if document.text.len() > TEXT_BYTES.count() {
                let message = format!(
                    "the text of the document `{}` {}",
                    short(&document.title),
                    TEXT_BYTES.message(document.text.len())
                );
                let hint = Some("Its source has no saved text.".to_owned());
                report.error(0, "too-long", message, hint);
            } else if !document.text.is_empty() {
                let path = format!("texts/{id}.txt");
                reference.text = Some(path.clone());
                texts.insert(path, document.text.as_str().into());
            }
            ties.references.push(reference);
            ids.push(id);
        }
        ids
    }
}

/// Adds a tie for each two actors that speak of a concept in common.
fn tie_by_congruence(
    stated: &[StatedPair],
    rule: Congruence,
    builder: &mut TieBuilder,
    report: &mut IssueLog,
) {
    let found = match dna_congruence::ties(stated, rule) {
        Ok(found) => found,
        Err(pairs) => {
            let hint = "Read the statements themselves: leave --congruence out.";
            let message = CONGRUENCE_PAIRS.message(pairs);
            report.error(0, "too-many-pairs", message, Some(hint.to_owned()));
            report.is_refused = true;
            return;
        }
    };
    let mut balanced = 0;
    for tie in &found {
        if tie.value == 0.0 {
            balanced += 1;
            continue;
        }
        let mut values = Attributes::new();
        for (name, value) in [
            ("weight", tie.value.abs()),
            ("shared_agreement", tie.agreement),
            ("shared_disagreement", tie.disagreement),
        ] {
            builder.attribute(&mut values, name, AttributeValue::number(value));
        }
        let is_friend = tie.value > 0.0;
        builder.tie(ListedTie {
            source: tie.actors.0,
            target: tie.actors.1,
            directed: Some(false),
            layer: Some(if is_friend {
                RelationKind::Cooperation
            } else {
                RelationKind::Hostility
            }),
            values,
            ..ListedTie::default()
        });
    }
    let message = format!(
        "{}: two actors are tied by what both say about the same concepts, agreement minus disagreement, as Discourse Network Analyzer subtracts it; the statements themselves are not in the network",
        counted(stated.len(), "statement", "statements"),
    );
    report.note(0, "statements", message, None);
    if balanced > 0 {
        let message = format!(
            "{} as often as they disagree, and have no tie",
            counted(balanced, "pair of actors agrees", "pairs of actors agree")
        );
        report.note(0, "balanced-pairs", message, None);
    }
}
