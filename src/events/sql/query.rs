//! A plan as a query: the same rows count for the same reasons as in the built-in pass. Runs
//! nothing.

use super::cell_writer::{CellWriter, is_somebody};
use super::dialect::{SqlDialect, SqlSource};
use super::times;
use crate::events::counts::DropReason;
use crate::events::plan::{ActorLevel, EventPlan};
use crate::events::preset::{EventLayout, EventPreset, EventTime};
use crate::events::row::{MAX_PARTS, columns_at};
use crate::limits::{ADDRESS_BYTES, EVENT_NAME_BYTES};

/// The columns of the result of a query, in order.
pub(in crate::events) const RESULT_COLUMNS: [&str; 21] = [
    "kind",
    "source",
    "target",
    "first",
    "last",
    "events",
    "goldstein_sum",
    "goldstein_events",
    "first_day",
    "last_day",
    "sources",
    "articles",
    "day",
    "goldstein",
    "id",
    "code",
    "address",
    "outlet",
    "title",
    "published",
    "place",
];

/// The word of a row of the result that counts all rows, and of those that count dropped events.
pub(in crate::events) const ROWS: &str = "rows";
pub(in crate::events) const DROPPED: &str = "dropped";

/// The words of a row of the result that counts votes of two voters, and votes of a period.
pub(in crate::events) const VOTES: &str = "votes";
pub(in crate::events) const VOTE_PERIOD: &str = "period";

/// What follows the name of a set whose rows are relations for a stretch of time.
pub(in crate::events) const SPELLS: &str = " spells";

/// The query of a plan, with what is run before it.
pub(in crate::events) fn query(
    dialect: &SqlDialect,
    source: &SqlSource<'_>,
    preset: &EventPreset,
    layout: &EventLayout,
    plan: &EventPlan,
) -> [String; 2] {
    let [before, table] = (dialect.source)(source);
    let writer = QueryWriter {
        dialect,
        cells: CellWriter {
            dialect,
            columns: source.columns,
        },
        preset,
        layout,
        plan,
        can_be_short: source.optional_columns > 0 && !dialect.has_tables,
    };
    let rules = plan.in_words(preset, layout.is_spell()).into_iter();
    let comment = format!(
        "-- {} as relations: groups of events with their best-documented records.\n\
         -- Rule: {}.\n-- Thresholds, shares and --top are applied to the result by frenemy.\n",
        preset.name,
        rules
            .map(|rule| one_line(&rule))
            .collect::<Vec<_>>()
            .join(";\n-- ")
    );
    let query = match &layout.votes {
        Some(votes) => writer.votes(&table, votes),
        None => writer.query(&table),
    };
    [format!("{comment}{before}"), query]
}

/// A join that gives the number of each part that a cell can have.
fn numbers(name: &str) -> String {
    let numbers: Vec<_> = (1..=MAX_PARTS)
        .map(|number| format!("SELECT {number} AS {name}"))
        .collect();
    format!("\n    CROSS JOIN ({}) {name}s", numbers.join(" UNION ALL "))
}

/// A text that cannot end a comment.
fn one_line(text: &str) -> String {
    let is_break = |letter: char| letter.is_control() || "\u{2028}\u{2029}".contains(letter);
    text.replace(is_break, " ")
}

/// The numbers of the actors in cells that have several, by end.
const PARTS: [&str; 2] = ["source_part", "target_part"];

/// Which rows a statement is of. `split` are the numbers of actors, of ends that have several.
fn rows_of_statement(at: usize, ends: &[String; 2], split: &[&str]) -> String {
    let are_known = format!("{} AND {}", is_somebody(&ends[0]), is_somebody(&ends[1]));
    let is_first: Vec<_> = split.iter().map(|part| format!("{part} = 1")).collect();
    // Only the first statement, of the first actors of cells, must have both actors.
    match (at, &is_first[..]) {
        (0, []) => String::new(),
        (0, first) => format!("\n    WHERE ({}) OR ({are_known})", first.join(" AND ")),
        _ => format!("\n    WHERE {are_known}"),
    }
}

/// Writes the parts of a query.
pub(super) struct QueryWriter<'a> {
    pub(super) dialect: &'a SqlDialect,
    pub(super) cells: CellWriter<'a>,
    preset: &'a EventPreset,
    pub(super) layout: &'a EventLayout,
    pub(super) plan: &'a EventPlan,
    /// Whether a row can lack fields, which are then NULL.
    pub(super) can_be_short: bool,
}

impl QueryWriter<'_> {
    fn query(&self, table: &str) -> String {
        let statements: Vec<_> = (0..self.layout.statements.len())
            .map(|at| self.events(at))
            .collect();
        let pair = if self.plan.is_directed {
            ["source", "target"]
        } else {
            [
                "CASE WHEN source > target THEN target ELSE source END",
                "CASE WHEN source > target THEN source ELSE target END",
            ]
        };
        let rank = "sources DESC, articles DESC, day, COALESCE(goldstein, -2147483648), id, code, \
                    address, outlet, title, published, place";
        let repeat = if self.plan.one_a_day {
            format!(
                "ROW_NUMBER() OVER (PARTITION BY source, target, kind, code, day ORDER BY {rank})"
            )
        } else {
            "1".to_owned()
        };
        let text = self.dialect.text;
        let day = |name: &str| format!("CAST({name} AS {text})");
        let statements = statements.join("\n  UNION ALL\n");
        let columns = self.columns_of(&statements);
        let counts = self.counts();
        let records = self.plan.records.max(1);
        format!(
            "WITH event_table AS (\n  SELECT {columns} FROM {table}\n),\ncoded AS (\n{}\n),\n\
             kept AS (\n  SELECT coded.*, {repeat} AS again FROM coded WHERE reason = ''\n),\n\
             pairs AS (\n  SELECT kind, {} AS source, {} AS target, first, last, day, until, goldstein, sources, \
             articles,\n    id, code, address, outlet, title, published, place,\n    CASE WHEN address <> '' \
             THEN address WHEN id <> '' THEN CONCAT(' ', id) ELSE CONCAT('  ', {}) END AS document\n  \
             FROM kept WHERE again = 1\n),\n\
             documents AS (\n  SELECT pairs.*, ROW_NUMBER() OVER (PARTITION BY kind, source, target, first, \
             last, document ORDER BY {rank}) AS of_document FROM pairs\n),\n\
             best AS (\n  SELECT documents.*, ROW_NUMBER() OVER (PARTITION BY kind, source, target, first, \
             last ORDER BY {rank}) AS rank_number FROM documents WHERE of_document = 1\n),\n\
             event_groups AS (\n  SELECT kind, source, target, first, last, COUNT(*) AS events, \
             SUM(goldstein) AS goldstein_sum,\n    COUNT(goldstein) AS goldstein_events, MIN(day) AS first_day, \
             MAX(until) AS last_day\n  FROM pairs GROUP BY kind, source, target, first, last\n)\n\
             SELECT event_groups.kind, event_groups.source, event_groups.target, event_groups.first, event_groups.last, events, \
             goldstein_sum,\n  goldstein_events, {} AS first_day, {} AS last_day, sources, articles, {} AS day, \
             goldstein, id, code,\n  address, outlet, title, published, place\n\
             FROM event_groups JOIN best ON event_groups.kind = best.kind AND event_groups.source = best.source AND \
             event_groups.target = best.target\n  AND event_groups.first = best.first AND event_groups.last = best.last\n\
             WHERE rank_number <= {records}\nUNION ALL\n{}",
            statements,
            pair[0],
            pair[1],
            day("day"),
            day("first_day"),
            day("last_day"),
            day("best.day"),
            counts.join("\nUNION ALL\n"),
        )
    }

    /// The columns that a text of the query names. Of files, quotes around a cell are taken away:
    /// where tabs are between cells, engines read quotes as letters.
    pub(super) fn columns_of(&self, query: &str) -> String {
        let names = self.cells.columns.iter();
        let columns = names.map(|name| self.dialect.column(name));
        let columns = columns.filter(|column| query.contains(column.as_str()));
        let columns = columns.map(|column| {
            if self.dialect.has_tables {
                return column;
            }
            format!(
                "CASE WHEN TRIM({column}) LIKE '\"%\"' AND LENGTH(TRIM({column})) > 1 THEN \
                 REPLACE(SUBSTR(TRIM({column}), 2, LENGTH(TRIM({column})) - 2), '\"\"', '\"') ELSE \
                 {column} END AS {column}"
            )
        });
        let columns: Vec<_> = columns.collect();
        columns.join(",\n    ")
    }

    /// The last column that rows must have, where they can lack others.
    fn last_column(&self) -> String {
        let last = self
            .cells
            .columns
            .len()
            .checked_sub(self.layout.optional_columns + 1);
        let last = last
            .filter(|_| self.can_be_short)
            .and_then(|at| self.cells.columns.get(at));
        last.map_or_else(|| "''".to_owned(), |name| self.dialect.column(name))
    }

    /// The rows of the result that count: dropped events by reason, repeated ones, and all rows.
    pub(super) fn counts(&self) -> [String; 3] {
        let none = format!("CAST(NULL AS {})", self.dialect.integer);
        // The count of all events, beside that of rows, shows whether a result is whole.
        let counts = |kind: &str, ends: [&str; 2], count: &str, from: &str| {
            format!(
                "SELECT '{kind}', {}, {}, '', '', COUNT(*), {count}, {none}, '', '', {none}, {none}, '', \
                 {none}{} FROM {from}",
                ends[0],
                ends[1],
                ", ''".repeat(7)
            )
        };
        let dropped = counts(
            DROPPED,
            ["reason", "''"],
            &none,
            "coded WHERE reason <> '' GROUP BY reason",
        );
        let repeated = format!("'{}'", DropReason::Repeated.id());
        let repeated = counts(DROPPED, [&repeated, "''"], &none, "kept WHERE again > 1");
        let rules = (self.dialect.literal)(&self.plan.flags_of_groups());
        let rows = counts(
            ROWS,
            [&self.set(), &rules],
            "(SELECT COUNT(*) FROM coded)",
            "event_table",
        );
        [dropped, repeated, rows]
    }

    /// What the result is of, so that it can be read alone: the set, and whether rows are spells.
    fn set(&self) -> String {
        let spell = if self.layout.is_spell() { SPELLS } else { "" };
        (self.dialect.literal)(&format!("{}{spell}", self.preset.id))
    }

    /// The events of one statement, each with the reason why it does not count.
    fn events(&self, at: usize) -> String {
        let layout = self.layout;
        let statement = &layout.statements[at];
        let end = |number: usize, has_role: bool| {
            let actor = [&statement.source, &statement.target][number];
            let columns = columns_at(actor, self.plan.actors);
            let columns = if has_role { columns } else { &columns[..1] };
            let part = Some(PARTS[number]).filter(|_| statement.are_several[number]);
            self.cells.joined(columns, part)
        };
        let ends = [0, 1].map(|number| end(number, true));
        let countries = if self.are_chosen_by_country() {
            format!(
                " {} AS source_country, {} AS target_country,\n     ",
                end(0, false),
                end(1, false)
            )
        } else {
            String::new()
        };
        let (kind, name) = self.kind(&statement.class);
        let [day, until, first, last] = times::stretch(&self.cells, &layout.time, self.plan.by);
        // Only a month or year lasts longer than its first day.
        let [until, also] = match layout.time {
            EventTime::Date(_) => [format!("{until} AS until, "), String::new()],
            _ => [String::new(), " day AS until,".to_owned()],
        };
        let code = match layout.code {
            Some(column) => self.cells.text(column),
            None => name,
        };
        let document = &layout.document;
        let optional = |column, max| self.optional_text(column, max);
        let [goldstein, sources, articles] = [
            self.cells.score(layout.goldstein),
            self.cells.count(layout.sources),
            self.cells.count(layout.articles),
        ];
        let reason = self.reason(&statement.class);
        let split = PARTS.iter().zip(statement.are_several);
        let split: Vec<&str> = split.filter(|(_, is)| *is).map(|(part, _)| *part).collect();
        let rows = rows_of_statement(at, &ends, &split);
        let joins: String = split.iter().map(|part| numbers(part)).collect();
        let names = EVENT_NAME_BYTES.max;
        format!(
            "  SELECT stated.*,{also} {reason} AS reason FROM (\n    SELECT {} AS source, {} AS target,{countries} {kind} AS \
             kind, {day} AS day,\n      {until}{first} AS first, {last} AS last, {goldstein} AS goldstein, {sources} AS \
             sources,\n      {articles} AS articles, {} AS id, {code} AS code, {} AS address,\n      {} AS \
             outlet, {} AS title, {} AS published, {} AS place,\n      {} AS raw_goldstein, {} AS raw_sources, \
             {} AS raw_articles, {} AS raw_root, {} AS raw_last\n    FROM event_table{joins}{rows}\n  ) stated",
            ends[0],
            ends[1],
            optional(layout.id, names),
            optional(document.address, ADDRESS_BYTES.max),
            optional(document.outlet, names),
            optional(document.title, 1 << 20),
            optional(document.published, names),
            optional(document.place, names),
            self.cells.text_of_number(layout.goldstein),
            self.cells.optional_text(layout.sources),
            self.cells.optional_text(layout.articles),
            self.cells.optional_text(layout.root),
            self.last_column(),
        )
    }

    /// The text of a column; empty without one, and where it has more bytes.
    fn optional_text(&self, column: Option<usize>, max_bytes: u64) -> String {
        let Some(column) = column else {
            return "''".to_owned();
        };
        let text = self.cells.text(column);
        let bytes = self.cells.bytes(&text);
        format!("CASE WHEN {bytes} > {max_bytes} THEN '' ELSE {text} END")
    }

    /// Whether a type of actors can be chosen with its country.
    pub(super) fn are_chosen_by_country(&self) -> bool {
        let is_chosen = !self.plan.only.is_empty() || !self.plan.without.is_empty();
        self.plan.actors == ActorLevel::Role && is_chosen
    }
}
