//! A plan as a query: the same rows count for the same reasons as in the built-in pass. Runs
//! nothing.

use super::cell_writer::{CellWriter, date, is_somebody};
use super::dialect::{SqlDialect, SqlSource};
use super::times;
use crate::events::cameo;
use crate::events::chosen::keys_of;
use crate::events::counts::DropReason;
use crate::events::plan::{ActorLevel, EventPlan, EventRule};
use crate::events::preset::{EventClass, EventLayout, EventPreset, EventTime};
use crate::events::row::{MAX_PARTS, QUAD_WORDS, columns_at};
use crate::events::time::written;
use crate::limits::{ADDRESS_BYTES, EVENT_NAME_BYTES};
use crate::model::RelationKind;

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
    };
    let rules = plan.in_words(preset, layout.time.is_spell()).into_iter();
    let comment = format!(
        "-- {} as relations: groups of events with their best-documented records.\n\
         -- Rule: {}.\n-- Thresholds, shares and --top are applied to the result by frenemy.\n",
        preset.name,
        rules
            .map(|rule| one_line(&rule))
            .collect::<Vec<_>>()
            .join(";\n-- ")
    );
    [format!("{comment}{before}"), writer.query(&table)]
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

struct QueryWriter<'a> {
    dialect: &'a SqlDialect,
    cells: CellWriter<'a>,
    preset: &'a EventPreset,
    layout: &'a EventLayout,
    plan: &'a EventPlan,
}

impl QueryWriter<'_> {
    fn query(&self, table: &str) -> String {
        let statements: Vec<_> = (0..self.layout.statements.len())
            .map(|at| self.events(at))
            .collect();
        let none = format!("CAST(NULL AS {})", self.dialect.integer);
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
        let records = self.plan.records.max(1);
        format!(
            "WITH event_table AS (\n  SELECT * FROM {table}\n),\ncoded AS (\n{}\n),\n\
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
             WHERE rank_number <= {records}\nUNION ALL\n{dropped}\nUNION ALL\n{repeated}\nUNION ALL\n{rows}",
            statements.join("\n  UNION ALL\n"),
            pair[0],
            pair[1],
            day("day"),
            day("first_day"),
            day("last_day"),
            day("best.day"),
        )
    }

    /// What the result is of, so that it can be read alone: the set, and whether rows are spells.
    fn set(&self) -> String {
        let spell = if self.layout.time.is_spell() {
            SPELLS
        } else {
            ""
        };
        (self.dialect.literal)(&format!("{}{spell}", self.preset.id))
    }

    /// The events of one statement, each with the reason why it does not count.
    fn events(&self, at: usize) -> String {
        let layout = self.layout;
        let statement = &layout.statements[at];
        let parts = ["source_part", "target_part"];
        let end = |number: usize, has_role: bool| {
            let actor = [&statement.source, &statement.target][number];
            let columns = columns_at(actor, self.plan.actors);
            let columns = if has_role { columns } else { &columns[..1] };
            let part = Some(parts[number]).filter(|_| statement.are_several[number]);
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
        let optional = |column: Option<usize>, max: u64| match column {
            None => "''".to_owned(),
            Some(column) => {
                let text = self.cells.text(column);
                format!(
                    "CASE WHEN {} > {max} THEN '' ELSE {text} END",
                    self.cells.bytes(&text)
                )
            }
        };
        let [goldstein, sources, articles] = [
            self.cells.score(layout.goldstein),
            self.cells.count(layout.sources),
            self.cells.count(layout.articles),
        ];
        let reason = self.reason(&statement.class);
        let are_known = format!("{} AND {}", is_somebody(&ends[0]), is_somebody(&ends[1]));
        let is_first = parts.iter().zip(statement.are_several);
        let is_first = is_first.filter(|(_, is)| *is);
        let is_first: Vec<_> = is_first.map(|(part, _)| format!("{part} = 1")).collect();
        // Only the first statement, of the first actors of cells, must have both actors.
        let rows = match (at, &is_first[..]) {
            (0, []) => String::new(),
            (0, first) => format!("\n    WHERE ({}) OR ({are_known})", first.join(" AND ")),
            _ => format!("\n    WHERE {are_known}"),
        };
        let joins = parts.iter().zip(statement.are_several);
        let joins = joins.filter(|(_, is)| *is);
        let joins: String = joins.map(|(part, _)| numbers(part)).collect();
        let names = EVENT_NAME_BYTES.max;
        format!(
            "  SELECT stated.*,{also} {reason} AS reason FROM (\n    SELECT {} AS source, {} AS target,{countries} {kind} AS \
             kind, {day} AS day,\n      {until}{first} AS first, {last} AS last, {goldstein} AS goldstein, {sources} AS \
             sources,\n      {articles} AS articles, {} AS id, {code} AS code, {} AS address,\n      {} AS \
             outlet, {} AS title, {} AS published, {} AS place,\n      {} AS raw_goldstein, {} AS raw_sources, \
             {} AS raw_articles, {} AS raw_root\n    FROM event_table{joins}{rows}\n  ) stated",
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
        )
    }

    /// Whether a type of actors can be chosen with its country.
    fn are_chosen_by_country(&self) -> bool {
        let is_chosen = !self.plan.only.is_empty() || !self.plan.without.is_empty();
        self.plan.actors == ActorLevel::Role && is_chosen
    }

    /// Why an event does not count, in the order of [`DropReason`]; empty for one that does.
    fn reason(&self, class: &EventClass) -> String {
        let (plan, layout, dialect) = (self.plan, self.layout, self.dialect);
        let mut cases: Vec<(String, DropReason)> = Vec::new();
        cases.push((
            "day IS NULL OR first IS NULL OR last IS NULL".into(),
            DropReason::Date,
        ));
        let score = dialect.cast("raw_goldstein", dialect.number);
        let is_no_score = format!(
            "(raw_goldstein <> '' AND {score} IS NULL) OR ABS(COALESCE({score}, 0)) > 1000000"
        );
        let is_no_count = |name: &str| {
            let is_whole = (dialect.matches)(name, "^[-+]?[0-9]{1,10}([.]0)?$");
            let number = dialect.cast(name, dialect.number);
            format!("({name} <> '' AND (NOT {is_whole} OR ABS({number}) > 2147483647))")
        };
        let counts = ["raw_sources", "raw_articles"].map(is_no_count);
        let number = format!("{is_no_score} OR {} OR {}", counts[0], counts[1]);
        cases.push((number, DropReason::Number));
        if !matches!(class, EventClass::Cases(..)) {
            cases.push(("kind = 'unknown'".into(), DropReason::Class));
        }
        if let Some(from) = plan.from.map(written) {
            let before = if layout.time.is_spell() {
                format!("(last <> '' AND last < '{from}')")
            } else {
                let until = match layout.time {
                    EventTime::Date(_) => "until",
                    _ => "day",
                };
                format!("{until} < {}", date(&from))
            };
            cases.push((before, DropReason::OutsideTime));
        }
        if let Some(to) = plan.to {
            cases.push((
                format!("day > {}", date(&written(to))),
                DropReason::OutsideTime,
            ));
        }
        let nobody = ["source", "target"].map(|end| format!("NOT ({})", is_somebody(end)));
        cases.push((nobody.join(" OR "), DropReason::NoActor));
        let long = ["source", "target"]
            .map(|end| format!("{} > {}", self.cells.bytes(end), EVENT_NAME_BYTES.max));
        cases.push((long.join(" OR "), DropReason::Name));
        cases.push(("source = target".into(), DropReason::SelfDyad));
        for (words, is_chosen) in [(&plan.only, true), (&plan.without, false)] {
            if !words.is_empty() {
                let keys = words.iter().flat_map(|word| keys_of(word));
                let keys: Vec<_> = keys
                    .map(|key| (dialect.literal)(&key.to_lowercase()))
                    .collect();
                let not = if is_chosen { "NOT " } else { "" };
                let list = keys.join(", ");
                let is_in = |end: &str| {
                    if self.are_chosen_by_country() {
                        format!(
                            "{not}(LOWER({end}) IN ({list}) OR LOWER({end}_country) IN ({list}))"
                        )
                    } else {
                        format!("{not}LOWER({end}) IN ({list})")
                    }
                };
                let text = format!("{} OR {}", is_in("source"), is_in("target"));
                cases.push((text, DropReason::NotChosen));
            }
        }
        if plan.root_only {
            cases.push(("raw_root <> '1'".into(), DropReason::NotRoot));
        }
        if plan.min_sources > 1 {
            cases.push((
                format!("sources < {}", plan.min_sources),
                DropReason::FewSources,
            ));
        }
        cases.push(("kind = ''".into(), DropReason::NoSign));
        let cases: Vec<_> = cases
            .iter()
            .map(|(condition, reason)| format!("WHEN {condition} THEN '{}'", reason.id()))
            .collect();
        format!("CASE\n      {}\n      ELSE '' END", cases.join("\n      "))
    }

    /// The kind, empty where it is neither friendly nor hostile; and what the case is called.
    fn kind(&self, class: &EventClass) -> (String, String) {
        let none = "''".to_owned();
        let quad = match class {
            EventClass::Quad(column) => {
                let text = self.cells.text(*column);
                format!(
                    "CASE WHEN {text} IN ('1', '2', '3', '4') THEN {} END",
                    self.dialect.cast(&text, self.dialect.integer)
                )
            }
            EventClass::QuadWords(column) => {
                let text = format!("UPPER({})", self.cells.text(*column));
                let cases = QUAD_WORDS.iter().enumerate();
                let cases: Vec<_> = cases
                    .map(|(at, words)| format!("WHEN '{words}' THEN {}", at + 1))
                    .collect();
                format!("CASE {text} {} END", cases.join(" "))
            }
            EventClass::Cameo(column) => {
                let text = self.cells.text(*column);
                let lacks_zero = (self.dialect.matches)(&text, cameo::LACKS_ZERO);
                let root = format!(
                    "CASE WHEN {lacks_zero} THEN SUBSTR({text}, 1, 1) ELSE SUBSTR({text}, 1, 2) END"
                );
                let root = self.dialect.cast(&root, self.dialect.integer);
                let is_code = (self.dialect.matches)(&text, "^[0-9][0-9]");
                format!(
                    "CASE WHEN NOT {is_code} THEN NULL WHEN {root} BETWEEN 1 AND 5 THEN 1 WHEN {root} BETWEEN 6 \
                     AND 8 THEN 2 WHEN {root} BETWEEN 9 AND 13 THEN 3 WHEN {root} BETWEEN 14 AND 20 THEN 4 END"
                )
            }
            EventClass::Sign(column) => {
                let sign = self.cells.decimal(*column);
                let cases = match self.plan.rule {
                    EventRule::Goldstein => self.score_cases(),
                    _ => format!(
                        "WHEN {sign} > 0 THEN 'cooperation' WHEN {sign} < 0 THEN 'hostility' ELSE ''"
                    ),
                };
                let kind = format!("CASE WHEN {sign} IS NULL THEN 'unknown' {cases} END");
                return (kind, none);
            }
            EventClass::Cases(cases, otherwise) => {
                let word = |kind: Option<RelationKind>| kind.map_or("", RelationKind::as_str);
                let choose = |of: &dyn Fn(usize) -> String, otherwise: &str| {
                    let cases = cases.iter().enumerate().map(|(at, case)| {
                        let literal = self.dialect.literal;
                        let value = literal(&case.value.to_lowercase());
                        let is_number = case.value.bytes().all(|byte| byte.is_ascii_digit());
                        // R and pandas write numbers of a column with gaps as `1.0`.
                        let values = if is_number {
                            format!("{value}, {}", literal(&format!("{}.0", case.value)))
                        } else {
                            value
                        };
                        format!(
                            "WHEN LOWER({}) IN ({values}) THEN '{}'",
                            self.cells.text(case.column),
                            of(at)
                        )
                    });
                    let cases: Vec<_> = cases.collect();
                    if cases.is_empty() {
                        format!("'{otherwise}'")
                    } else {
                        format!("CASE {} ELSE '{otherwise}' END", cases.join(" "))
                    }
                };
                let kind = choose(&|at| word(cases[at].kind).to_owned(), word(*otherwise));
                return (kind, choose(&|at| cases[at].name.to_owned(), ""));
            }
        };
        let cases = match self.plan.rule {
            EventRule::Quad => {
                format!("WHEN ({quad}) <= 2 THEN 'cooperation' ELSE 'hostility'")
            }
            EventRule::QuadMaterial => format!(
                "WHEN ({quad}) = 2 THEN 'cooperation' WHEN ({quad}) = 4 THEN 'hostility' ELSE ''"
            ),
            EventRule::Goldstein => self.score_cases(),
        };
        (
            format!("CASE WHEN ({quad}) IS NULL THEN 'unknown' {cases} END"),
            none,
        )
    }

    /// The kind of a score, as the cases of an expression.
    fn score_cases(&self) -> String {
        let score = self.cells.score(self.layout.goldstein);
        format!(
            "WHEN {score} > 0 THEN 'cooperation' WHEN {score} < 0 THEN 'hostility' WHEN {score} = 0 THEN \
             'other' ELSE ''"
        )
    }
}
