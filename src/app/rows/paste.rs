//! Rows that are pasted from a spreadsheet: which records they add and change, and which lines
//! cannot be used. Records that a line does not name keep their values.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::columns::{ColumnField, RowColumn, column_called, columns};
use super::record::RecordKind;
use crate::app::field::{FieldRow, FieldValue, Input};
use crate::limits::PASTED_ROWS;
use crate::model::{
    Actor, ActorId, Claim, Document, Edit, Reference, ReferenceId, Relation, RelationId,
    RelationKind,
};
use crate::words::{counted, folded, restored_cell};

/// Text from a spreadsheet that was pasted into a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastedRows {
    /// The table.
    pub kind: RecordKind,
    /// The columns that it showed, in their order; lines without titles are read as these.
    pub columns: Vec<usize>,
    /// The text: cells with tabs between them, or with commas or semicolons.
    pub text: Arc<str>,
}

/// What pasted rows do.
#[derive(Clone, Debug, Default)]
pub struct PasteSummary {
    /// How many lines hold values.
    pub lines: usize,
    /// What is added or changed, in words such as `3 new actors`.
    pub effects: Vec<String>,
    /// The lines that cannot be used, with the reason.
    pub problems: Vec<String>,
    /// Titles in the first line that no column has.
    pub ignored: Vec<String>,
    /// The edit; `None` if nothing changes.
    pub edit: Option<Edit>,
}

impl PastedRows {
    /// What the rows do to this document. O(rows and records).
    pub fn summary(&self, document: &Document) -> PasteSummary {
        let mut paste = Paste::new(document);
        let (mut summary, mut used) = (PasteSummary::default(), 0);
        let lines = self.lines();
        let mut shown: TitledColumns = Vec::new();
        for (number, cells) in lines.iter().enumerate() {
            if number == 0 {
                let (titles, ignored) = self.titles(cells);
                if let Some(titles) = titles {
                    (shown, summary.ignored) = (titles, ignored);
                    continue;
                }
                let all = columns(self.kind);
                shown = self.columns.iter().map(|place| all.get(*place)).collect();
            }
            if summary.lines == PASTED_ROWS.count() {
                let rest = lines.len() - number;
                summary.problems.push(PASTED_ROWS.message(rest));
                break;
            }
            summary.lines += 1;
            let cells = shown.iter().zip(cells);
            let cells: Vec<PastedCell<'_>> = cells
                .filter_map(|(column, text)| Some(((*column)?, text.as_str())))
                .filter(|(_, text)| !text.is_empty())
                .collect();
            match paste.take(self.kind, &cells) {
                Ok(()) => used += 1,
                Err(reason) => {
                    let problem = format!("line {}: {reason}", number + 1);
                    summary.problems.push(problem);
                }
            }
        }
        summary.effects = paste.effects();
        summary.edit = paste.edit(document, used);
        summary
    }

    /// The cells of each line that has any.
    fn lines(&self) -> Vec<Vec<String>> {
        let first = self.text.lines().next().unwrap_or_default();
        let delimiter = [b'\t', b';', b',']
            .into_iter()
            .find(|delimiter| first.as_bytes().contains(delimiter));
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter.unwrap_or(b'\t'))
            .from_reader(self.text.as_bytes());
        let records = reader.records().filter_map(Result::ok);
        let cells = records.map(|record| record.iter().map(unquoted).collect::<Vec<String>>());
        let with_values = cells.filter(|cells| cells.iter().any(|cell| !cell.is_empty()));
        with_values.take(PASTED_ROWS.count() + 2).collect()
    }

    /// The columns that the first line names, and the titles that no column has; `None` if it names
    /// none of the columns by which a record is recognized.
    fn titles(&self, cells: &[String]) -> (Option<TitledColumns>, Vec<String>) {
        let named = |title: &String| Some(column_called(self.kind, title)?.1);
        let found: Vec<_> = cells.iter().map(named).collect();
        let first = columns(self.kind).first().map_or("", |column| column.title);
        let is_head = found.iter().flatten().any(|column| column.title == first);
        let missing = cells.iter().zip(&found);
        let missing = missing.filter(|(title, column)| column.is_none() && !title.is_empty());
        let missing = missing.map(|(title, _)| title.clone()).collect();
        (is_head.then_some(found), missing)
    }
}

/// A text of a copied cell, without the marks that keep spreadsheets from calculating it.
fn unquoted(cell: &str) -> String {
    restored_cell(cell.trim())
}

/// The columns of the cells of a line; `None` for a cell whose title no column has.
type TitledColumns = Vec<Option<&'static RowColumn>>;

/// A column and the text in it.
type PastedCell<'a> = (&'static RowColumn, &'a str);

/// The records as they become.
struct Paste {
    grown: Document,
    actors_by_name: HashMap<String, ActorId>,
    sources_by_title: HashMap<String, ReferenceId>,
    relations_by_ends: HashMap<(ActorId, ActorId, RelationKind), RelationId>,
    actors: BTreeMap<ActorId, bool>,
    relations: BTreeMap<RelationId, bool>,
    sources: BTreeMap<ReferenceId, bool>,
    new_claims: usize,
}

impl Paste {
    fn new(document: &Document) -> Self {
        let mut actors_by_name = HashMap::new();
        for actor in document.actors.iter() {
            for alias in &actor.aliases {
                actors_by_name
                    .entry(folded(alias))
                    .or_insert_with(|| actor.id.clone());
            }
        }
        // Names count more than other names, and the first of two actors with one name.
        for actor in document.actors.iter().collect::<Vec<_>>().into_iter().rev() {
            actors_by_name.insert(folded(actor.name()), actor.id.clone());
        }
        let sources = document.references.iter();
        let sources = sources.map(|source| (folded(source.title()), source.id.clone()));
        let relations = document.relations.iter().map(|relation| {
            let ends = (
                relation.source.clone(),
                relation.target.clone(),
                relation.kind(),
            );
            (ends, relation.id.clone())
        });
        Self {
            actors_by_name,
            sources_by_title: sources.collect(),
            relations_by_ends: relations.collect(),
            actors: BTreeMap::new(),
            relations: BTreeMap::new(),
            sources: BTreeMap::new(),
            new_claims: 0,
            grown: document.clone(),
        }
    }

    /// Takes a line; on an error it changes nothing.
    fn take(&mut self, kind: RecordKind, cells: &[PastedCell<'_>]) -> Result<(), String> {
        match kind {
            RecordKind::Actors => self.take_actor(cells),
            RecordKind::Relations => self.take_relation(cells),
            RecordKind::Claims => self.take_claim(cells),
            RecordKind::Sources => self.take_source(cells),
        }
    }

    fn take_actor(&mut self, cells: &[PastedCell<'_>]) -> Result<(), String> {
        let name = cell(cells, "Name").or_else(|| cell(cells, "Id"));
        let name = name.ok_or("it has no name")?;
        let known = cell(cells, "Id").and_then(|id| self.grown.actors.get(&id.into()));
        let known = known.map(|actor| actor.id.clone());
        let known = known.or_else(|| self.actors_by_name.get(&folded(name)).cloned());
        let is_new = known.is_none();
        let id = known.unwrap_or_else(|| self.grown.fresh_actor_id(name));
        let old = self.grown.actors.get(&id);
        let mut actor = old.map_or_else(|| Actor::new(id.clone()), |actor| Actor::clone(actor));
        for (column, text) in cells {
            if let ColumnField::Actor(row) = column.field {
                let value = self.value(row, &actor, text)?;
                (row.set)(&mut actor, &value)?;
            }
        }
        if old.is_none_or(|old| **old != actor) {
            actor.is_placeholder = false;
            self.actors.entry(id.clone()).or_insert(is_new);
            self.actors_by_name.insert(folded(actor.name()), id);
            self.grown.actors.put(actor);
        }
        Ok(())
    }

    fn take_relation(&mut self, cells: &[PastedCell<'_>]) -> Result<(), String> {
        let known = cell(cells, "Id").and_then(|id| self.grown.relations.get(&id.into()));
        if let Some(known) = known {
            let mut relation = Relation::clone(known);
            self.fill(&mut relation, cells)?;
            self.put_relation(relation, false);
            return Ok(());
        }
        // The ends come last: they may be new actors, which a line that is left out must not add.
        let mut relation = Relation::new("", "", "");
        self.fill(&mut relation, cells)?;
        (relation.source, relation.target) = self.ends(cells)?;
        let id = self
            .grown
            .fresh_relation_id(&relation.source, &relation.target, relation.kind());
        self.put_relation(Relation { id, ..relation }, true);
        Ok(())
    }

    fn put_relation(&mut self, relation: Relation, is_new: bool) {
        self.relations.entry(relation.id.clone()).or_insert(is_new);
        let ends = (
            relation.source.clone(),
            relation.target.clone(),
            relation.kind(),
        );
        self.relations_by_ends
            .entry(ends)
            .or_insert_with(|| relation.id.clone());
        self.grown.relations.put(relation);
    }

    /// Sets the fields of a relation but its ends.
    fn fill(&self, relation: &mut Relation, cells: &[PastedCell<'_>]) -> Result<(), String> {
        for (column, text) in cells {
            if let ColumnField::Relation(row) = column.field
                && row.input != Input::Actor
            {
                let value = self.value(row, relation, text)?;
                (row.set)(relation, &value)?;
            }
        }
        Ok(())
    }

    /// The actors that a line names as the ends; unknown ones are added.
    fn ends(&mut self, cells: &[PastedCell<'_>]) -> Result<(ActorId, ActorId), String> {
        let source = cell(cells, "From").ok_or("it has no actor under From")?;
        let target = cell(cells, "To").ok_or("it has no actor under To")?;
        Ok((self.actor(source), self.actor(target)))
    }

    fn actor(&mut self, name: &str) -> ActorId {
        if let Some(id) = self.actors_by_name.get(&folded(name)) {
            return id.clone();
        }
        if let Some(actor) = self.grown.actors.get(&name.into()) {
            return actor.id.clone();
        }
        let id = self.grown.fresh_actor_id(name);
        self.grown.actors.put(Actor {
            name: Some(name.to_owned()),
            ..Actor::new(id.clone())
        });
        self.actors.insert(id.clone(), true);
        self.actors_by_name.insert(folded(name), id.clone());
        id
    }

    fn take_claim(&mut self, cells: &[PastedCell<'_>]) -> Result<(), String> {
        let kind = cell(cells, "Kind").unwrap_or(RelationKind::Other.as_str());
        let kind = RelationKind::ALL
            .into_iter()
            .find(|known| known.as_str().eq_ignore_ascii_case(kind))
            .ok_or_else(|| format!("“{kind}” is not a kind of relation"))?;
        let mut claim = Claim::default();
        for (column, text) in cells {
            if let ColumnField::Claim(row) = column.field {
                let value = self.value(row, &claim, text)?;
                (row.set)(&mut claim, &value)?;
            }
        }
        let (source, target) = self.ends(cells)?;
        let ends = (source.clone(), target.clone(), kind);
        let known = self.relations_by_ends.get(&ends);
        let known = known.and_then(|id| self.grown.relations.get(id));
        let is_new = known.is_none();
        let mut relation = known.map_or_else(
            || {
                let id = self.grown.fresh_relation_id(&source, &target, kind);
                Relation {
                    kind: Some(kind),
                    ..Relation::new(id, source, target)
                }
            },
            |known| Relation::clone(known),
        );
        relation.claims.push(claim);
        self.new_claims += 1;
        self.put_relation(relation, is_new);
        Ok(())
    }

    fn take_source(&mut self, cells: &[PastedCell<'_>]) -> Result<(), String> {
        let title = cell(cells, "Title").or_else(|| cell(cells, "Id"));
        let title = title.ok_or("it has no title")?;
        let known = cell(cells, "Id").and_then(|id| self.grown.references.get(&id.into()));
        let known = known.map(|source| source.id.clone());
        let known = known.or_else(|| self.sources_by_title.get(&folded(title)).cloned());
        let is_new = known.is_none();
        let id = known.unwrap_or_else(|| self.grown.fresh_reference_id(title));
        let old = self.grown.references.get(&id);
        let mut source = old.map_or_else(
            || Reference::new(id.clone()),
            |source| Reference::clone(source),
        );
        for (column, text) in cells {
            if let ColumnField::Source(row) = column.field {
                let value = self.value(row, &source, text)?;
                (row.set)(&mut source, &value)?;
            }
        }
        if old.is_none_or(|old| **old != source) {
            self.sources.entry(id.clone()).or_insert(is_new);
            self.sources_by_title.insert(folded(source.title()), id);
            self.grown.references.put(source);
        }
        Ok(())
    }

    /// What a text means in a field.
    fn value<T>(&self, row: &FieldRow<T>, record: &T, text: &str) -> Result<FieldValue, String> {
        match row.input {
            Input::Choice => {
                let choices = (row.choices)(record);
                let is_same = |known: &str| known.eq_ignore_ascii_case(text);
                let mut found = choices.iter();
                let found = found.find(|choice| is_same(&choice.value) || is_same(&choice.words));
                let problem = || format!("“{text}” is not a {}", row.name);
                found
                    .map(|choice| choice.value.as_str().into())
                    .ok_or_else(problem)
            }
            Input::Source => {
                let found = self.sources_by_title.get(&folded(text));
                let problem = || format!("no source has the title “{text}”");
                found.map(|id| id.as_str().into()).ok_or_else(problem)
            }
            Input::Actor | Input::Claimant => {
                let found = self.actors_by_name.get(&folded(text));
                Ok(found.map_or_else(|| text.into(), |id| FieldValue::Actor(id.clone())))
            }
            Input::Line | Input::Paragraph => Ok(text.into()),
        }
    }

    /// What is added and changed, in words.
    fn effects(&self) -> Vec<String> {
        fn count<I>(changed: &BTreeMap<I, bool>, is_new: bool) -> usize {
            changed.values().filter(|new| **new == is_new).count()
        }
        let counts = [
            (count(&self.actors, true), "new actor", "new actors"),
            (
                count(&self.actors, false),
                "changed actor",
                "changed actors",
            ),
            (
                count(&self.relations, true),
                "new relation",
                "new relations",
            ),
            (
                count(&self.relations, false),
                "changed relation",
                "changed relations",
            ),
            (self.new_claims, "new claim", "new claims"),
            (count(&self.sources, true), "new source", "new sources"),
            (
                count(&self.sources, false),
                "changed source",
                "changed sources",
            ),
        ];
        let some = counts.into_iter().filter(|(count, ..)| *count > 0);
        some.map(|(count, one, many)| counted(count, one, many))
            .collect()
    }

    fn edit(&self, document: &Document, lines: usize) -> Option<Edit> {
        if self.actors.is_empty() && self.relations.is_empty() && self.sources.is_empty() {
            return None;
        }
        // In the order of the lines: new records are last in the tables of the grown document.
        let actors = self.grown.actors.iter();
        let actors = actors.filter(|actor| self.actors.contains_key(&actor.id));
        let relations = self.grown.relations.iter();
        let relations = relations.filter(|relation| self.relations.contains_key(&relation.id));
        let sources = self.grown.references.iter();
        let sources = sources.filter(|source| self.sources.contains_key(&source.id));
        let edit = Edit::put_actors(document, actors.map(|actor| Actor::clone(actor)).collect())
            .and(Edit::put_relations(
                document,
                relations
                    .map(|relation| Relation::clone(relation))
                    .collect(),
            ))
            .and(Edit::put_references(
                document,
                sources.map(|source| Reference::clone(source)).collect(),
            ));
        let rows = counted(lines, "pasted row", "pasted rows");
        Some(edit.with_label(format!("addition of {rows}")))
    }
}

/// The text of a cell, by the title of its column.
fn cell<'a>(cells: &[PastedCell<'a>], title: &str) -> Option<&'a str> {
    let found = cells.iter().find(|(column, _)| column.title == title);
    found.map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pasted(kind: RecordKind, text: &str) -> PastedRows {
        PastedRows {
            kind,
            columns: vec![0, 1, 2],
            text: text.into(),
        }
    }

    fn document() -> Document {
        let named = |id: &str, name: &str| Actor {
            name: Some(name.into()),
            ..Actor::new(id)
        };
        Document {
            actors: [named("a", "Alba"), named("b", "Borea")]
                .into_iter()
                .collect(),
            ..Document::default()
        }
    }

    fn after(kind: RecordKind, text: &str) -> (Document, PasteSummary) {
        let document = document();
        let summary = pasted(kind, text).summary(&document);
        let edit = summary.edit.clone();
        let after = edit.map_or_else(|| document.clone(), |edit| edit.applied(&document));
        (after, summary)
    }

    #[test]
    fn known_actors_are_changed_and_others_are_added_by_the_titles_of_the_first_line() {
        let text = "Note\tName\tKind\tShoe size\nan island\talba\tState\t7\n\tCorsairs\tgroup\t\n";
        let (after, summary) = after(RecordKind::Actors, text);
        assert_eq!(summary.effects, ["1 new actor", "1 changed actor"]);
        assert_eq!(summary.ignored, ["Shoe size"]);
        assert!(summary.problems.is_empty(), "{:?}", summary.problems);
        let alba = after.actors.get(&"a".into()).unwrap();
        assert_eq!(
            (alba.note.as_deref(), alba.kind_word()),
            (Some("an island"), "state")
        );
        assert_eq!(after.actors.len(), 3);
    }

    #[test]
    fn relations_bring_their_new_actors_and_bad_lines_are_named() {
        let text = "Alba\thostility\tCorsairs\nBorea\tlove\tNowhere\nBorea\t\t\n";
        let (after, summary) = after(RecordKind::Relations, text);
        assert_eq!(summary.effects, ["1 new actor", "1 new relation"]);
        assert_eq!(
            after.actors.len(),
            3,
            "a line that is left out adds no actor"
        );
        let label = summary.edit.as_ref().map(|edit| edit.label().to_string());
        assert_eq!(label.as_deref(), Some("addition of 1 pasted row"));
        assert_eq!(summary.problems.len(), 2);
        assert!(
            summary.problems[0].starts_with("line 2: “love” is not a"),
            "{:?}",
            summary.problems
        );
        assert!(summary.problems[1].starts_with("line 3: "));
        let relation = after.relations.iter().next().unwrap();
        assert_eq!(relation.kind(), RelationKind::Hostility);
        assert_eq!(after.actor_name(&relation.target), "Corsairs");
    }

    #[test]
    fn claims_of_one_pair_and_kind_are_put_into_one_relation() {
        let text =
            "From,Kind,To,Quote\nAlba,support,Borea,\"pays, and arms\"\nAlba,Support,borea,helps\n";
        let (after, summary) = after(RecordKind::Claims, text);
        assert_eq!(summary.effects, ["1 new relation", "2 new claims"]);
        let relation = after.relations.iter().next().unwrap();
        let quotes = relation
            .claims
            .iter()
            .filter_map(|claim| claim.quote.as_ref());
        let quotes: Vec<_> = quotes.map(|quote| quote.exact.as_str()).collect();
        assert_eq!(quotes, ["pays, and arms", "helps"]);
    }

    #[test]
    fn what_was_copied_is_pasted_without_its_marks_and_changes_nothing() {
        let (after, summary) = after(RecordKind::Actors, "Name\n'=1+1\n");
        assert_eq!(summary.effects, ["1 new actor"]);
        assert!(after.actors.iter().any(|actor| actor.name() == "=1+1"));
        let same = pasted(RecordKind::Actors, "Name\tKind\n'=1+1\tactor\n").summary(&after);
        assert!(same.edit.is_none());
    }

    #[test]
    fn an_empty_text_changes_nothing() {
        for kind in RecordKind::ALL {
            let summary = pasted(kind, " \n\t\t\n").summary(&document());
            assert!(summary.edit.is_none() && summary.problems.is_empty());
        }
    }
}
