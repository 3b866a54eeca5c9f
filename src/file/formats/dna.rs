//! Projects of Discourse Network Analyzer 3: actors, concepts, and statements with their documents
//! and quoted words. Knows no other database.
//!
//! A statement of a type with two short texts and a boolean becomes a claim about the tie of its
//! actor and its concept: agreement is cooperation, disagreement hostility.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::io::Read as _;
use std::sync::Arc;

use rusqlite::Connection;

use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::dna_congruence::{self, StatedPair};
use super::dna_rows::{CodedStatement, Project, Unreadable, Variable};
use super::listed_tie::ListedTie;
use super::long_text::cut_name;
use super::native::reading::short;
use super::tie_builder::TieBuilder;
use super::times::day_of_days;
use crate::file::ids::slug;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::limits::{CONGRUENCE_PAIRS, SQLITE_STEPS, TEXT_BYTES};
use crate::model::{
    Claim, Claimant, Coder, Congruence, Date, Document, Issued, PersonName, Quote, Reference,
    RelationKind,
};
use crate::words::{self, counted};

/// How many characters before and after a quote are kept to find it again.
const CONTEXT: usize = 32;

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
        let documents: HashMap<i64, (usize, Vec<u16>)> = self
            .documents
            .iter()
            .enumerate()
            .map(|(index, document)| (document.id, (index, document.text.encode_utf16().collect())))
            .collect();
        let shapes = self.shapes();
        let attributes = self.attributes_by_name();
        let mut found: BTreeMap<(usize, usize, Ordering), usize> = BTreeMap::new();
        let rule = report.choices.congruence;
        let mut stated = Vec::new();
        let mut concepts: HashMap<&str, usize> = HashMap::new();
        let mut unread: BTreeMap<&str, usize> = BTreeMap::new();
        let (mut incomplete, mut without_stance) = (0, 0);
        let count = self.statements.len();
        for (index, statement) in self.statements.iter().enumerate() {
            if progress.is_cancelled_at_item(index, count) {
                return None;
            }
            let Some(shape) = shapes.get(&statement.type_id) else {
                let label = self.types.get(&statement.type_id);
                *unread.entry(label.map_or("", String::as_str)).or_default() += 1;
                continue;
            };
            let entity = |variable: i64| {
                let (_, name) = self
                    .names
                    .get(self.entities.get(&(statement.id, variable))?)?;
                (!name.is_empty()).then_some((variable, name.as_str()))
            };
            let (Some(actor), Some(concept)) = (entity(shape.actor), entity(shape.concept)) else {
                incomplete += 1;
                continue;
            };
            let stance =
                shape.stance(|variable| self.stances.get(&(statement.id, variable)).copied());
            without_stance += usize::from(shape.agreement.is_none());
            let source = self.actor(actor, &attributes, &mut ties);
            if rule.is_some() {
                if stance == Ordering::Equal {
                    continue;
                }
                let next = concepts.len();
                let document = documents.get(&statement.document);
                let date = document.map_or(0, |(index, _)| self.documents[*index].date);
                stated.push(StatedPair {
                    actor: source,
                    concept: *concepts.entry(concept.1).or_insert(next),
                    agrees: stance == Ordering::Greater,
                    document: statement.document,
                    day: date.div_euclid(86_400),
                });
                continue;
            }
            let target = self.actor(concept, &attributes, &mut ties);
            let claim = self.claim(statement, shape, &documents, &references, &mut ties, report);
            let tie = *found.entry((source, target, stance)).or_insert_with(|| {
                let (kind, subtype) = match stance {
                    Ordering::Greater => (RelationKind::Cooperation, "agreement"),
                    Ordering::Less => (RelationKind::Hostility, "disagreement"),
                    Ordering::Equal => (RelationKind::Other, "neither agreement nor disagreement"),
                };
                ties.tie(ListedTie {
                    source,
                    target,
                    directed: Some(true),
                    layer: Some(kind),
                    subtype: Some(subtype.into()),
                    ..ListedTie::default()
                });
                ties.tie_count() - 1
            });
            if let Some(tie) = ties.tie_mut(tie) {
                tie.claims.push(claim);
            }
        }
        report_left_out(&unread, incomplete, report);
        report_without_stance(without_stance, report);
        report_repeated(self.repeated, report);
        if let Some(rule) = rule {
            tie_by_congruence(&stated, rule, &mut ties, report);
            let document = ties.into_document(report, progress.second_half(), &|at, _| at)?;
            return Some((document, texts));
        }
        let message = format!(
            "{} on {}: each actor and concept is an actor, agreement is cooperation and disagreement hostility, and a statement is a claim with the words it is coded on",
            counted(count, "statement", "statements"),
            counted(self.documents.len(), "document", "documents"),
        );
        report.note(0, "statements", message, None);
        let document = ties.into_document(report, progress.second_half(), &|at, _| at)?;
        Some((document, texts))
    }

    /// The shapes of the types of statements that make ties.
    fn shapes(&self) -> HashMap<i64, StatementShape<'_>> {
        let mut by_type: HashMap<i64, Vec<&Variable>> = HashMap::new();
        for variable in &self.variables {
            by_type.entry(variable.type_id).or_default().push(variable);
        }
        let shapes = by_type.into_iter();
        shapes
            .filter_map(|(id, variables)| Some((id, self.shape(&variables)?)))
            .collect()
    }

    /// The attributes of the entities of a variable and a name.
    fn attributes_by_name(&self) -> EntityAttributes<'_> {
        let mut found = EntityAttributes::new();
        for (entity, attribute, value) in &self.attributes {
            let owner = self.names.get(entity);
            let name = self.attribute_names.get(attribute);
            if let (Some((variable, owner)), Some(name)) = (owner, name)
                && !value.is_empty()
            {
                let key = (*variable, owner.as_str());
                found.entry(key).or_default().push((name, value));
            }
        }
        found
    }

    /// The variables of the actor, the concept and the agreement of a type of statements.
    fn shape<'p>(&self, variables: &[&'p Variable]) -> Option<StatementShape<'p>> {
        let shorts: Vec<&&Variable> = variables
            .iter()
            .filter(|variable| variable.kind == "short text")
            .collect();
        let named = |wanted: &[&str]| {
            wanted.iter().find_map(|wanted| {
                shorts
                    .iter()
                    .find(|variable| variable.name.eq_ignore_ascii_case(wanted))
            })
        };
        let of_kind = |kind: &str| variables.iter().find(|variable| variable.kind == kind);
        let agreement = of_kind("boolean").or_else(|| of_kind("integer"));
        let concept = named(&["concept", "frame", "belief", "policy"]).or(shorts.last())?;
        let actor = named(&["organization", "organisation", "actor", "person"])
            .or_else(|| shorts.iter().find(|variable| variable.id != concept.id))?;
        if actor.id == concept.id {
            return None;
        }
        let others = shorts
            .iter()
            .filter(|variable| ![actor.id, concept.id].contains(&variable.id));
        Some(StatementShape {
            actor: actor.id,
            concept: concept.id,
            agreement: agreement.map(|variable| AgreementVariable {
                id: variable.id,
                is_scale: self.scales.contains(&variable.id),
            }),
            others: others
                .map(|variable| (variable.id, &*variable.name))
                .collect(),
            names: variables
                .iter()
                .map(|variable| (variable.id, &*variable.name))
                .collect(),
        })
    }

    /// The actor of an entity, with its attributes.
    fn actor(
        &self,
        (variable, name): (i64, &str),
        attributes: &EntityAttributes<'_>,
        ties: &mut TieBuilder,
    ) -> usize {
        let known = ties.known(name);
        if let Some(known) = known {
            return known;
        }
        let mut log = IssueLog::default();
        let actor = ties.declare(name, 0, &mut log);
        let found = self
            .variables
            .binary_search_by_key(&variable, |other| other.id);
        if let Ok(found) = found {
            let name = &*self.variables[found].name;
            ties.describe(actor, "variable", AttributeValue::text(&*cut_name(name)));
        }
        for (key, value) in attributes.get(&(variable, name)).into_iter().flatten() {
            ties.describe(actor, key, AttributeValue::text(*value));
        }
        actor
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

    /// The claim of a statement: the words from its start to its stop, in UTF-16 units as Java
    /// counts.
    fn claim(
        &self,
        statement: &CodedStatement,
        shape: &StatementShape,
        documents: &HashMap<i64, (usize, Vec<u16>)>,
        references: &[String],
        ties: &mut TieBuilder,
        report: &mut IssueLog,
    ) -> Claim {
        let mut claim = Claim::default();
        if let Some((index, units)) = documents.get(&statement.document) {
            let document = &self.documents[*index];
            claim.reference = Some(references[*index].as_str().into());
            if document.date != 0 {
                let day = day_of_days(document.date.div_euclid(86_400));
                claim.made = Date::parse(&day).ok();
            }
            let (start, stop) = (statement.start as usize, statement.stop as usize);
            let is_inside = start < stop && stop <= units.len();
            if is_inside && !ties.may_copy(stop - start) {
                claim.quote = None;
            } else if is_inside {
                let text = |from: usize, to: usize| String::from_utf16_lossy(&units[from..to]);
                let exact = text(start, stop);
                claim.quote = Some(Quote {
                    prefix: Some(text(start.saturating_sub(CONTEXT), start))
                        .filter(|text| !text.is_empty()),
                    suffix: Some(text(stop, (stop + CONTEXT).min(units.len())))
                        .filter(|text| !text.is_empty()),
                    exact,
                    ..Quote::default()
                });
            } else {
                let message = format!(
                    "statement {} is from {start} to {stop}, and its document has {} characters",
                    statement.id,
                    units.len()
                );
                let hint = Some("The claim has no quote.".to_owned());
                report.error(0, "bad-quote", message, hint);
            }
        }
        let mut notes = Vec::new();
        let of_statement = (statement.id, i64::MIN)..=(statement.id, i64::MAX);
        for ((_, variable), entity) in self.entities.range(of_statement.clone()) {
            let Some(name) = shape.others.get(variable) else {
                continue;
            };
            let value = self.names.get(entity).map(|(_, value)| value);
            let value = value.filter(|value| !value.is_empty() && ties.may_copy(value.len()));
            match value {
                Some(value) if name.eq_ignore_ascii_case("person") => {
                    claim.claimant = Some(Claimant::Words(value.clone()));
                }
                Some(value) => notes.push(format!("{}: {value}", short(name))),
                None => {}
            }
        }
        for ((_, variable), value) in self.others.range(of_statement) {
            let name = shape.names.get(variable).filter(|_| !value.is_empty());
            if let Some(name) = name {
                notes.push(format!("{}: {}", short(name), value.words()));
            }
        }
        if let Some(coder) = self.coders.get(&statement.coder) {
            claim.coder = Coder::person(&short(coder)).map(Box::new);
        }
        claim.note = (!notes.is_empty()).then(|| notes.join("; "));
        claim
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

/// The variables of a statement that make a tie.
struct StatementShape<'p> {
    actor: i64,
    concept: i64,
    agreement: Option<AgreementVariable>,
    /// The other short texts.
    others: HashMap<i64, &'p str>,
    /// All variables.
    names: HashMap<i64, &'p str>,
}

/// The variable that says whether a statement agrees.
#[derive(Clone, Copy)]
struct AgreementVariable {
    id: i64,
    /// Whether its numbers lie on both sides of zero; otherwise zero means disagreement.
    is_scale: bool,
}

impl StatementShape<'_> {
    /// Whether a statement agrees (`Greater`), disagrees (`Less`) or does neither, by the values of
    /// its variables; one without a value agrees, as the boolean of a new statement does.
    fn stance(&self, value: impl Fn(i64) -> Option<i64>) -> Ordering {
        let Some(variable) = self.agreement else {
            return Ordering::Greater;
        };
        match value(variable.id) {
            Some(number) if variable.is_scale => number.cmp(&0),
            Some(0) => Ordering::Less,
            _ => Ordering::Greater,
        }
    }
}

/// The attributes of the entities of a variable and a name.
type EntityAttributes<'p> = HashMap<(i64, &'p str), Vec<(&'p str, &'p str)>>;

fn report_repeated(repeated: usize, report: &mut IssueLog) {
    if repeated > 0 {
        let message = format!(
            "{} the id of another one",
            counted(repeated, "statement has", "statements have")
        );
        let hint = Some("They are left out.".to_owned());
        report.error(0, "repeated-id", message, hint);
    }
}

fn report_without_stance(count: usize, report: &mut IssueLog) {
    if count > 0 {
        let message = format!(
            "{} no variable that says agreement or disagreement",
            counted(count, "statement has", "statements have")
        );
        let hint = Some("Such a statement counts as agreement.".to_owned());
        report.warning(0, "no-stance", message, hint);
    }
}

fn report_left_out(unread: &BTreeMap<&str, usize>, incomplete: usize, report: &mut IssueLog) {
    if !unread.is_empty() {
        let types = unread.iter().map(|(label, count)| {
            format!(
                "`{}` ({})",
                short(label),
                counted(*count, "statement", "statements")
            )
        });
        let types: Vec<String> = types.collect();
        let types = words::shortened(types.into_iter(), 6, "type", "types");
        let message = format!(
            "statements of types that are no ties: {}",
            words::list(&types)
        );
        let hint = "A tie needs two short texts: an actor and a concept.".to_owned();
        report.warning(0, "unread-statements", message, Some(hint));
    }
    if incomplete > 0 {
        let message = format!(
            "{} no actor or no concept",
            counted(incomplete, "statement has", "statements have")
        );
        report.warning(
            0,
            "missing-end",
            message,
            Some("They are left out.".to_owned()),
        );
    }
}
