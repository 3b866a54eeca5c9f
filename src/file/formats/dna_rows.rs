//! The rows of a project of Discourse Network Analyzer. Makes no tie of them.

use std::collections::HashMap;

use rusqlite::{Connection, Row};

use super::attribute_value::AttributeValue;

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

/// A variable of a type of statements.
#[derive(Debug)]
pub(super) struct Variable {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) type_id: i64,
}

#[derive(Debug)]
pub(super) struct SourceDocument {
    pub(super) id: i64,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) author: String,
    pub(super) source: String,
    pub(super) section: String,
    pub(super) notes: String,
    pub(super) kind: String,
    /// Seconds since 1970.
    pub(super) date: i64,
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

/// The rows of a project.
#[derive(Debug, Default)]
pub(super) struct Project {
    pub(super) documents: Vec<SourceDocument>,
    pub(super) types: Vec<(i64, String)>,
    pub(super) variables: Vec<Variable>,
    pub(super) statements: Vec<CodedStatement>,
    /// The value of a variable of a statement.
    pub(super) entities: HashMap<(i64, i64), i64>,
    pub(super) flags: HashMap<(i64, i64), bool>,
    pub(super) others: HashMap<(i64, i64), AttributeValue>,
    /// The variable and the name of each entity.
    pub(super) names: HashMap<i64, (i64, String)>,
    pub(super) coders: HashMap<i64, String>,
    /// The attributes of entities.
    pub(super) attributes: Vec<(i64, String, String)>,
}

/// The rows of a query, each made into a value.
fn rows<T>(
    connection: &Connection,
    query: &str,
    make: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    let mut statement = connection.prepare(query)?;
    statement.query_map([], make)?.collect()
}

impl Project {
    /// The project; nothing if the database has not its tables.
    pub(super) fn of(connection: &Connection) -> rusqlite::Result<Option<Self>> {
        let tables = rows(
            connection,
            "SELECT name FROM sqlite_master WHERE type='table'",
            |row| row.get::<_, String>(0),
        )?;
        if !TABLES
            .iter()
            .all(|table| tables.iter().any(|name| name == table))
        {
            return Ok(None);
        }
        let has = |table: &str| tables.iter().any(|name| name == table);
        let mut project = Self {
            documents: rows(
                connection,
                "SELECT ID, Title, Text, Author, Source, Section, Notes, Type, Date FROM DOCUMENTS ORDER BY Date, ID",
                |row| {
                    Ok(SourceDocument {
                        id: row.get(0)?,
                        title: row.get(1)?,
                        text: row.get(2)?,
                        author: row.get(3)?,
                        source: row.get(4)?,
                        section: row.get(5)?,
                        notes: row.get(6)?,
                        kind: row.get(7)?,
                        date: row.get(8)?,
                    })
                },
            )?,
            types: rows(connection, "SELECT ID, Label FROM STATEMENTTYPES", |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?,
            variables: rows(
                connection,
                "SELECT ID, Variable, DataType, StatementTypeId FROM VARIABLES ORDER BY ID",
                |row| {
                    Ok(Variable {
                        id: row.get(0)?,
                        name: row.get(1)?,
                        kind: row.get(2)?,
                        type_id: row.get(3)?,
                    })
                },
            )?,
            statements: rows(
                connection,
                "SELECT ID, StatementTypeId, DocumentId, Start, Stop, Coder FROM STATEMENTS ORDER BY DocumentId, Start, ID",
                |row| {
                    Ok(CodedStatement {
                        id: row.get(0)?,
                        type_id: row.get(1)?,
                        document: row.get(2)?,
                        start: row.get(3)?,
                        stop: row.get(4)?,
                        coder: row.get::<_, Option<i64>>(5)?.unwrap_or_default(),
                    })
                },
            )?,
            ..Self::default()
        };
        project.read_values(connection, &has)?;
        Ok(Some(project))
    }

    /// Reads the values of statements, and the attributes of entities.
    fn read_values(
        &mut self,
        connection: &Connection,
        has: &dyn Fn(&str) -> bool,
    ) -> rusqlite::Result<()> {
        let key =
            |row: &Row<'_>| -> rusqlite::Result<(i64, i64)> { Ok((row.get(0)?, row.get(1)?)) };
        let shorts = rows(
            connection,
            "SELECT StatementId, VariableId, Entity FROM DATASHORTTEXT",
            |row| Ok((key(row)?, row.get(2)?)),
        )?;
        self.entities = shorts.into_iter().collect();
        let flags = rows(
            connection,
            "SELECT StatementId, VariableId, Value FROM DATABOOLEAN",
            |row| Ok((key(row)?, row.get::<_, i64>(2)? != 0)),
        )?;
        self.flags = flags.into_iter().collect();
        for (table, is_text) in [("DATALONGTEXT", true), ("DATAINTEGER", false)] {
            if !has(table) {
                continue;
            }
            let query = format!("SELECT StatementId, VariableId, Value FROM {table}");
            let values = rows(connection, &query, |row| {
                let value = if is_text {
                    AttributeValue::text(row.get::<_, Option<String>>(2)?.unwrap_or_default())
                } else {
                    AttributeValue::number(row.get::<_, i64>(2)? as f64)
                };
                Ok((key(row)?, value))
            })?;
            self.others.extend(values);
        }
        let names = rows(
            connection,
            "SELECT ID, VariableId, Value FROM ENTITIES",
            |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))),
        )?;
        self.names = names.into_iter().collect();
        let coders = rows(connection, "SELECT ID, Name FROM CODERS", |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        self.coders = coders.into_iter().collect();
        if has("ATTRIBUTEVALUES") && has("ATTRIBUTEVARIABLES") {
            self.attributes = rows(
                connection,
                "SELECT V.EntityId, A.AttributeVariable, V.AttributeValue FROM ATTRIBUTEVALUES V JOIN ATTRIBUTEVARIABLES A ON A.ID = V.AttributeVariableId WHERE V.AttributeValue <> ''",
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )?;
        }
        Ok(())
    }
}
