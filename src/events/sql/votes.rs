//! Votes of roll calls as a query: how often each two voters cast which votes in the same roll
//! calls of a period. The agreement of two is found from the result.

use super::query::{QueryWriter, VOTE_PERIOD, VOTES};
use super::times;
use crate::events::preset::VoteColumns;
use crate::events::row::VOTE_WORDS;

impl QueryWriter<'_> {
    /// The query of a table of votes.
    pub(super) fn votes(&self, table: &str, columns: &VoteColumns) -> String {
        let dialect = self.dialect;
        let [day, until, first] = times::of_vote(&self.cells, &self.layout.time, self.plan.by);
        let voter = self.cells.text(columns.voter);
        let stated = format!(
            "  SELECT {voter} AS source, {voter} AS target, {} AS call_id, {} AS choice,\n    {day} AS day, \
             {until} AS until, {first} AS first\n  FROM event_table",
            self.cells.text(columns.call),
            self.choice(columns.vote),
        );
        let columns = self.columns_of(&stated);
        let reason = self.reason_of_vote(VOTE_WORDS.len() - 1);
        let none = format!("CAST(NULL AS {})", dialect.integer);
        let text = |day: &str| format!("CAST({day} AS {})", dialect.text);
        let texts = ", ''".repeat(7);
        let [dropped, _, rows] = self.counts();
        format!(
            "WITH event_table AS (\n  SELECT {columns} FROM {table}\n),\nstated AS (\n{stated}\n),\n\
             coded AS (\n  SELECT stated.*, {reason} AS reason FROM stated\n),\n\
             votes AS (\n  SELECT coded.*, ROW_NUMBER() OVER (PARTITION BY first, call_id, source ORDER BY \
             day, until, choice) AS again\n  FROM coded WHERE reason = ''\n),\n\
             kept AS (\n  SELECT * FROM votes WHERE again = 1\n),\n\
             pairs AS (\n  SELECT one.source AS source, other.source AS target, one.first AS first,\n    \
             3 * one.choice + other.choice AS choices, COUNT(*) AS events, MIN(one.day) AS first_day, \
             MAX(one.until) AS last_day\n  FROM kept one JOIN kept other ON one.first = other.first AND \
             one.call_id = other.call_id AND one.source < other.source\n  GROUP BY one.source, other.source, \
             one.first, 3 * one.choice + other.choice\n)\n\
             SELECT '{VOTES}' AS kind, source, target, first, '' AS last, events, CAST(choices AS {}) AS \
             goldstein_sum,\n  {none} AS goldstein_events, {} AS first_day, {} AS last_day, {none} AS sources, \
             {none} AS articles, '' AS day,\n  {none} AS goldstein, '' AS id, '' AS code, '' AS address, '' AS \
             outlet, '' AS title, '' AS published, '' AS place\nFROM pairs\nUNION ALL\n\
             SELECT '{VOTE_PERIOD}', '', '', first, '', COUNT(*), {none}, {none}, {}, {}, {none}, {none}, {}, \
             {none}{texts}\nFROM votes GROUP BY first\nUNION ALL\n{dropped}\nUNION ALL\n{rows}",
            dialect.integer,
            text("first_day"),
            text("last_day"),
            text("MIN(day)"),
            text("MAX(until)"),
            text("MAX(CASE WHEN again = 1 THEN day END)"),
        )
    }

    /// The number of the choice in [`VOTE_WORDS`]; NULL where a cell is none of them.
    fn choice(&self, column: usize) -> String {
        let cases = VOTE_WORDS.iter().enumerate().map(|(number, words)| {
            // R and pandas write numbers of a column with gaps as `1.0`.
            let values = words.iter().flat_map(|word| {
                let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
                let with_gaps = is_number.then(|| format!("'{word}.0'"));
                [Some(format!("'{word}'")), with_gaps]
            });
            let values: Vec<_> = values.flatten().collect();
            let text = self.cells.text(column);
            format!(
                "WHEN LOWER({text}) IN ({}) THEN {number}",
                values.join(", ")
            )
        });
        let cases: Vec<_> = cases.collect();
        format!("CASE {} END", cases.join(" "))
    }
}
