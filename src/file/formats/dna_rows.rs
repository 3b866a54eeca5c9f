//! The rows of a project of Discourse Network Analyzer. Makes no tie of them.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use super::attribute_value::AttributeValue;
use super::long_text::cut_id;

/// The tables that a project has.
const TABLES: [&str; 8] = [
    "DOCUMENTS",
    "STATEMENTS",
    "STATEMENTTYPES",
    "VARIABLES",
    "ENTITIES",
    "DATASHORTTEXT",
    "DATABOOLEAN",
    "CODERS",
];

/// Tables that some projects have.
const OPTIONAL_TABLES: [&str; 4] = [
    "DATALONGTEXT",
    "DATAINTEGER",
    "ATTRIBUTEVALUES",
    "ATTRIBUTEVARIABLES",
];

/// How many rows any file may have, and how many bytes a row takes at least.
const ROWS: usize = 1_000;
const ROW_BYTES: usize = 4;

/// A variable of a type of statements.
#[derive(Debug)]
pub(super) struct Variable {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) type_id: i64,
}

impl Variable {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            kind: row.get(2)?,
            type_id: row.get(3)?,
        })
    }
}

#[derive(Debug)]
pub(super) struct SourceDocument {
    pub(super) id: i64,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) author: String,
    pub(super) source: String,
    pub(super) section: String,
    /// Seconds since 1970.
    pub(super) date: i64,
}

impl SourceDocument {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            title: row.get(1)?,
            text: row.get(2)?,
            author: row.get(3)?,
            source: row.get(4)?,
            section: row.get(5)?,
            date: row.get(6)?,
        })
    }
}

#[derive(Debug)]
pub(super) struct CodedStatement {
    pub(super) id: i64,
    pub(super) type_id: i64,
    pub(super) document: i64,
    pub(super) start: i64,
    pub(super) stop: i64,
    pub(super) coder: i64,
}

impl CodedStatement {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            type_id: row.get(1)?,
            document: row.get(2)?,
            start: row.get(3)?,
            stop: row.get(4)?,
            coder: row.get::<_, Option<i64>>(5)?.unwrap_or_default(),
        })
    }
}

/// The rows of a project.
#[derive(Debug, Default)]
pub(super) struct Project {
    /// By date.
    pub(super) documents: Vec<SourceDocument>,
    pub(super) types: HashMap<i64, String>,
    /// By id.
    pub(super) variables: Vec<Variable>,
    /// By place in the documents; each id once.
    pub(super) statements: Vec<CodedStatement>,
    /// How many statements have the id of another one.
    pub(super) repeated: usize,
    /// The value of a variable of a statement.
    pub(super) entities: BTreeMap<(i64, i64), i64>,
    pub(super) stances: HashMap<(i64, i64), i64>,
    /// The variables with values below zero.
    pub(super) scales: HashSet<i64>,
    pub(super) others: BTreeMap<(i64, i64), AttributeValue>,
    /// The variable and the name of each entity.
    pub(super) names: HashMap<i64, (i64, String)>,
    pub(super) coders: HashMap<i64, String>,
    /// The attributes of entities: the number of the attribute, and its value.
    pub(super) attributes: Vec<(i64, i64, String)>,
    pub(super) attribute_names: HashMap<i64, String>,
}

/// Why a project is not read.
#[derive(Debug)]
pub(super) enum Unreadable {
    Database(rusqlite::Error),
    /// A table is a view.
    Computed(String),
    /// The tables have more rows than the file can hold.
    TooMuch,
}

impl From<rusqlite::Error> for Unreadable {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

/// Reads tables, and stops when they have more rows than the file can hold: pages of a damaged
/// file may be in a table any number of times.
struct TableReader<'c> {
    connection: &'c Connection,
    rows_left: usize,
    bytes_left: usize,
}

impl TableReader<'_> {
    /// The rows of a query, each made into a value.
    fn rows<T>(
        &mut self,
        query: &str,
        mut make: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Unreadable> {
        let mut statement = self.connection.prepare(query)?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        let mut made = Vec::new();
        while let Some(row) = rows.next()? {
            let bytes = (0..columns).map(|at| match row.get_ref(at) {
                Ok(ValueRef::Text(bytes) | ValueRef::Blob(bytes)) => bytes.len(),
                _ => 0,
            });
            let bytes_left = self.bytes_left.checked_sub(bytes.sum());
            self.bytes_left = bytes_left.ok_or(Unreadable::TooMuch)?;
            self.rows_left = self.rows_left.checked_sub(1).ok_or(Unreadable::TooMuch)?;
            made.push(make(row)?);
        }
        Ok(made)
    }

    /// The names of the tables. A view is refused.
    fn tables(&mut self) -> Result<HashSet<String>, Unreadable> {
        let tables = self.rows(
            "SELECT name, type FROM pragma_table_list WHERE schema = 'main'",
            |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)),
        )?;
        let mut names = HashSet::new();
        for (name, kind) in tables {
            if !TABLES.contains(&&*name) && !OPTIONAL_TABLES.contains(&&*name) {
                continue;
            }
            // Hidden columns of these kinds are computed.
            let query =
                format!("SELECT name FROM pragma_table_xinfo('{name}') WHERE hidden IN (2, 3)");
            let computed = self.rows(&query, |_| Ok(()))?;
            if kind != "table" || !computed.is_empty() {
                return Err(Unreadable::Computed(name));
            }
            names.insert(name);
        }
        Ok(names)
    }
}

impl Project {
    /// The project; `None` if the database lacks its tables. `size` is the size of the file.
    pub(super) fn of(connection: &Connection, size: usize) -> Result<Option<Self>, Unreadable> {
        let mut reader = TableReader {
            connection,
            rows_left: ROWS + size / ROW_BYTES,
            bytes_left: size,
        };
        let tables = reader.tables()?;
        if !TABLES.iter().all(|table| tables.contains(*table)) {
            return Ok(None);
        }
        let mut project = Self {
            documents: reader.rows(
                "SELECT ID, Title, Text, Author, Source, Section, Date FROM DOCUMENTS",
                SourceDocument::of,
            )?,
            variables: reader.rows(
                "SELECT ID, Variable, DataType, StatementTypeId FROM VARIABLES",
                Variable::of,
            )?,
            statements: reader.rows(
                "SELECT ID, StatementTypeId, DocumentId, Start, Stop, Coder FROM STATEMENTS",
                CodedStatement::of,
            )?,
            ..Self::default()
        };
        project.documents.sort_by_key(|row| (row.date, row.id));
        project.variables.sort_by_key(|row| row.id);
        project
            .statements
            .sort_by_key(|row| (row.document, row.start, row.id));
        let count = project.statements.len();
        let mut ids = HashSet::new();
        project.statements.retain(|row| ids.insert(row.id));
        project.repeated = count - project.statements.len();
        project.read_values(&mut reader, &tables)?;
        project.read_attributes(&mut reader, &tables)?;
        Ok(Some(project))
    }

    /// Reads the values of statements, and the entities.
    fn read_values(
        &mut self,
        reader: &mut TableReader<'_>,
        tables: &HashSet<String>,
    ) -> Result<(), Unreadable> {
        let types = reader.rows("SELECT ID, Label FROM STATEMENTTYPES", id_and_name)?;
        self.types = types.into_iter().collect();
        let coders = reader.rows("SELECT ID, Name FROM CODERS", id_and_name)?;
        self.coders = coders.into_iter().collect();
        let shorts = reader.rows(
            "SELECT StatementId, VariableId, Entity FROM DATASHORTTEXT",
            |row| Ok((statement_and_variable(row)?, row.get(2)?)),
        )?;
        self.entities = shorts.into_iter().collect();
        for table in ["DATABOOLEAN", "DATAINTEGER"] {
            if tables.contains(table) {
                let query = format!("SELECT StatementId, VariableId, Value FROM {table}");
                let stances = reader.rows(&query, |row| {
                    Ok((statement_and_variable(row)?, row.get::<_, i64>(2)?))
                })?;
                self.stances.extend(stances);
            }
        }
        let below_zero = self.stances.iter().filter(|(_, value)| **value < 0);
        self.scales = below_zero.map(|((_, variable), _)| *variable).collect();
        for (table, is_text) in [("DATALONGTEXT", true), ("DATAINTEGER", false)] {
            if !tables.contains(table) {
                continue;
            }
            let query = format!("SELECT StatementId, VariableId, Value FROM {table}");
            let values = reader.rows(&query, |row| {
                let value = if is_text {
                    AttributeValue::text(row.get::<_, Option<String>>(2)?.unwrap_or_default())
                } else {
                    AttributeValue::number(row.get::<_, i64>(2)? as f64)
                };
                Ok((statement_and_variable(row)?, value))
            })?;
            self.others.extend(values);
        }
        let names = reader.rows("SELECT ID, VariableId, Value FROM ENTITIES", |row| {
            Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))
        })?;
        self.names = names.into_iter().collect();
        Ok(())
    }

    /// Reads the attributes of entities.
    fn read_attributes(
        &mut self,
        reader: &mut TableReader<'_>,
        tables: &HashSet<String>,
    ) -> Result<(), Unreadable> {
        let mut needed = OPTIONAL_TABLES[2..].iter();
        if !needed.all(|table| tables.contains(*table)) {
            return Ok(());
        }
        let query = "SELECT ID, AttributeVariable FROM ATTRIBUTEVARIABLES";
        let names = reader.rows(query, id_and_name)?.into_iter();
        self.attribute_names = names
            .map(|(id, name)| (id, cut_id(&name).into_owned()))
            .collect();
        let query = "SELECT EntityId, AttributeVariableId, AttributeValue FROM ATTRIBUTEVALUES";
        self.attributes = reader.rows(query, |row| {
            let value = row.get::<_, Option<String>>(2)?.unwrap_or_default();
            Ok((row.get(0)?, row.get(1)?, value))
        })?;
        Ok(())
    }
}

fn id_and_name(row: &Row<'_>) -> rusqlite::Result<(i64, String)> {
    Ok((row.get(0)?, row.get(1)?))
}

fn statement_and_variable(row: &Row<'_>) -> rusqlite::Result<(i64, i64)> {
    Ok((row.get(0)?, row.get(1)?))
}
