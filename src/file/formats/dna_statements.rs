//! The statements of a project of Discourse Network Analyzer: claims about ties of actors and
//! concepts, or the pairs of both. Knows no database.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use super::attribute_value::AttributeValue;
use super::dna_congruence::StatedPair;
use super::dna_rows::{CodedStatement, Project, Variable};
use super::listed_tie::ListedTie;
use super::long_text::cut_name;
use super::native::reading::short;
use super::tie_builder::TieBuilder;
use super::times::day_of_days;
use crate::file::report::IssueLog;
use crate::model::{Claim, Claimant, Coder, Date, Quote, RelationKind, Severity};
use crate::words::{self, counted};

/// How many characters before and after a quote are kept to find it again.
const CONTEXT: usize = 32;

/// Reads statements into ties, or into pairs of actor and concept.
pub(super) struct StatementReader<'p> {
    project: &'p Project,
    /// The ids of the references, one for each document.
    references: &'p [String],
    /// By id: the number of a document, and its text in UTF-16 units as Java counts.
    documents: HashMap<i64, (usize, Vec<u16>)>,
    shapes: HashMap<i64, StatementShape<'p>>,
    attributes: EntityAttributes<'p>,
    /// Whether actors are tied by what they say in common: then there are pairs and no ties.
    is_by_congruence: bool,
    pub(super) stated: Vec<StatedPair>,
    concepts: HashMap<&'p str, usize>,
    /// The number of the tie of an actor, a concept and a stance.
    tie_numbers: BTreeMap<(usize, usize, Ordering), usize>,
    /// The types whose statements are no ties, and how many statements each has.
    unread: BTreeMap<&'p str, usize>,
    incomplete: usize,
    without_stance: usize,
}

/// The attributes of the entities of a variable and a name.
type EntityAttributes<'p> = HashMap<(i64, &'p str), Vec<(&'p str, &'p str)>>;

impl<'p> StatementReader<'p> {
    pub(super) fn of(
        project: &'p Project,
        references: &'p [String],
        is_by_congruence: bool,
    ) -> Self {
        let documents = project.documents.iter().enumerate();
        Self {
            documents: documents
                .map(|(index, document)| {
                    (document.id, (index, document.text.encode_utf16().collect()))
                })
                .collect(),
            shapes: project.shapes(),
            attributes: project.attributes_by_name(),
            project,
            references,
            is_by_congruence,
            stated: Vec::new(),
            concepts: HashMap::new(),
            tie_numbers: BTreeMap::new(),
            unread: BTreeMap::new(),
            incomplete: 0,
            without_stance: 0,
        }
    }

    pub(super) fn read(
        &mut self,
        statement: &CodedStatement,
        ties: &mut TieBuilder,
        report: &mut IssueLog,
    ) {
        let project = self.project;
        let Some(shape) = self.shapes.get(&statement.type_id) else {
            let label = project.types.get(&statement.type_id);
            *self
                .unread
                .entry(label.map_or("", String::as_str))
                .or_default() += 1;
            return;
        };
        let entity = |variable| project.entity(statement, variable);
        let (Some(actor), Some(concept)) = (entity(shape.actor), entity(shape.concept)) else {
            self.incomplete += 1;
            return;
        };
        let value = |variable| project.stances.get(&(statement.id, variable)).copied();
        let stance = shape.stance(value);
        self.without_stance += usize::from(shape.agreement.is_none());
        let source = project.actor(actor, &self.attributes, ties);
        if self.is_by_congruence {
            self.add_pair(statement, source, concept.1, stance);
            return;
        }
        let target = project.actor(concept, &self.attributes, ties);
        let claim = self.claim(statement, shape, ties, report);
        let tie = self.tie_number((source, target, stance), ties);
        if let Some(tie) = ties.tie_mut(tie) {
            tie.claims.push(claim);
        }
    }

    fn add_pair(
        &mut self,
        statement: &CodedStatement,
        actor: usize,
        concept: &'p str,
        stance: Ordering,
    ) {
        if stance == Ordering::Equal {
            return;
        }
        let next = self.concepts.len();
        let document = self.documents.get(&statement.document);
        let date = document.map_or(0, |(index, _)| self.project.documents[*index].date);
        self.stated.push(StatedPair {
            actor,
            concept: *self.concepts.entry(concept).or_insert(next),
            agrees: stance == Ordering::Greater,
            document: statement.document,
            day: date.div_euclid(86_400),
        });
    }

    /// The number of the tie from an actor to a concept, which is added if it is new.
    fn tie_number(&mut self, key: (usize, usize, Ordering), ties: &mut TieBuilder) -> usize {
        let (source, target, stance) = key;
        *self.tie_numbers.entry(key).or_insert_with(|| {
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
        })
    }

    /// The claim of a statement.
    fn claim(
        &self,
        statement: &CodedStatement,
        shape: &StatementShape,
        ties: &mut TieBuilder,
        report: &mut IssueLog,
    ) -> Claim {
        let mut claim = Claim::default();
        if let Some((index, units)) = self.documents.get(&statement.document) {
            let document = &self.project.documents[*index];
            claim.reference = Some(self.references[*index].as_str().into());
            if document.date != 0 {
                let day = day_of_days(document.date.div_euclid(86_400));
                claim.made = Date::parse(&day).ok();
            }
            claim.quote = quote(statement, units, ties, report);
        }
        let (claimant, notes) = self.claimant_and_notes(statement, shape, ties);
        claim.claimant = claimant;
        claim.note = (!notes.is_empty()).then(|| notes.join("; "));
        if let Some(coder) = self.project.coders.get(&statement.coder) {
            claim.coder = Coder::person(&short(coder)).map(Box::new);
        }
        claim
    }

    /// What the variables say that make no tie: who says it, and everything else.
    fn claimant_and_notes(
        &self,
        statement: &CodedStatement,
        shape: &StatementShape,
        ties: &mut TieBuilder,
    ) -> (Option<Claimant>, Vec<String>) {
        let (mut claimant, mut notes) = (None, Vec::new());
        let of_statement = (statement.id, i64::MIN)..=(statement.id, i64::MAX);
        for ((_, variable), entity) in self.project.entities.range(of_statement.clone()) {
            let Some(name) = shape.others.get(variable) else {
                continue;
            };
            let value = self.project.names.get(entity).map(|(_, value)| value);
            let value = value.filter(|value| !value.is_empty() && ties.may_copy(value.len()));
            match value {
                Some(value) if name.eq_ignore_ascii_case("person") => {
                    claimant = Some(Claimant::Words(value.clone()));
                }
                Some(value) => notes.push(format!("{}: {value}", short(name))),
                None => {}
            }
        }
        for ((_, variable), value) in self.project.others.range(of_statement) {
            let name = shape.names.get(variable).filter(|_| !value.is_empty());
            if let Some(name) = name {
                notes.push(format!("{}: {}", short(name), value.words()));
            }
        }
        (claimant, notes)
    }

    /// Reports the statements that are left out or incomplete.
    pub(super) fn report_faults(&self, report: &mut IssueLog) {
        report_unread(&self.unread, report);
        for (fault, count) in [
            (&WITHOUT_END, self.incomplete),
            (&WITHOUT_STANCE, self.without_stance),
            (&REPEATED, self.project.repeated),
        ] {
            fault.report(count, report);
        }
    }
}

/// The words from the start to the stop of a statement, in UTF-16 units as Java counts.
fn quote(
    statement: &CodedStatement,
    units: &[u16],
    ties: &mut TieBuilder,
    report: &mut IssueLog,
) -> Option<Quote> {
    let (start, stop) = (statement.start as usize, statement.stop as usize);
    if start >= stop || stop > units.len() {
        let message = format!(
            "statement {} is from {start} to {stop}, and its document has {} characters",
            statement.id,
            units.len()
        );
        let hint = Some("The claim has no quote.".to_owned());
        report.error(0, "bad-quote", message, hint);
        return None;
    }
    let text = |from: usize, to: usize| String::from_utf16_lossy(&units[from..to]);
    let context = |from: usize, to: usize| Some(text(from, to)).filter(|text| !text.is_empty());
    ties.may_copy(stop - start).then(|| Quote {
        prefix: context(start.saturating_sub(CONTEXT), start),
        suffix: context(stop, (stop + CONTEXT).min(units.len())),
        exact: text(start, stop),
        ..Quote::default()
    })
}

impl Project {
    /// The variable and the name of the entity that a variable of a statement has.
    fn entity(&self, statement: &CodedStatement, variable: i64) -> Option<(i64, &str)> {
        let entity = self.entities.get(&(statement.id, variable))?;
        let (_, name) = self.names.get(entity)?;
        (!name.is_empty()).then_some((variable, name.as_str()))
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

/// What may be missing or wrong in statements.
struct StatementFault {
    code: &'static str,
    severity: Severity,
    /// What follows after `3 statements have`.
    words: &'static str,
    hint: &'static str,
}

const WITHOUT_END: StatementFault = StatementFault {
    code: "missing-end",
    severity: Severity::Warning,
    words: "no actor or no concept",
    hint: "They are left out.",
};
const WITHOUT_STANCE: StatementFault = StatementFault {
    code: "no-stance",
    severity: Severity::Warning,
    words: "no variable that says agreement or disagreement",
    hint: "Such a statement counts as agreement.",
};
const REPEATED: StatementFault = StatementFault {
    code: "repeated-id",
    severity: Severity::Error,
    words: "the id of another one",
    hint: "They are left out.",
};

impl StatementFault {
    fn report(&self, count: usize, report: &mut IssueLog) {
        if count == 0 {
            return;
        }
        let statements = counted(count, "statement has", "statements have");
        let message = format!("{statements} {}", self.words);
        let hint = Some(self.hint.to_owned());
        match self.severity {
            Severity::Error => report.error(0, self.code, message, hint),
            _ => report.warning(0, self.code, message, hint),
        }
    }
}

fn report_unread(unread: &BTreeMap<&str, usize>, report: &mut IssueLog) {
    if unread.is_empty() {
        return;
    }
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
