//! How engines write SQL: a table with a row for each. Knows no plan.

/// A dialect of SQL.
#[derive(Debug)]
pub struct SqlDialect {
    /// The name on the command line.
    pub id: &'static str,
    /// The name for readers.
    pub name: &'static str,
    /// Whether it reads tables of its own, and no files.
    pub(in crate::events) has_tables: bool,
    /// The usual name of its command; none where results can only be exported.
    pub command: Option<&'static str>,
    /// What its command is given before the file of the query.
    pub(in crate::events) arguments: &'static [&'static str],
    /// What is in a line in which its command says why it waits.
    pub(in crate::events) warning: Option<&'static str>,
    /// The sign around names of columns.
    pub(super) quote: char,
    /// The types of texts, whole numbers and numbers.
    pub(super) text: &'static str,
    pub(super) integer: &'static str,
    pub(super) number: &'static str,
    /// The function that counts the bytes of a text.
    pub(super) byte_length: &'static str,
    /// The cast that gives NULL where a text is not such a value.
    pub(super) try_cast: &'static str,
    /// Whether a text fits a pattern.
    pub(super) matches: fn(text: &str, pattern: &str) -> String,
    /// What the only group of a pattern finds in a text.
    pub(super) extract: fn(text: &str, pattern: &str) -> String,
    /// The part with this number, from 1, of a text whose parts semicolons separate; empty if the
    /// text has fewer parts.
    pub(super) part: fn(text: &str, number: &str) -> String,
    /// The first day of a day's period: `WEEK`, `MONTH` or `YEAR`.
    pub(super) period: fn(day: &str, period: &str) -> String,
    /// A text as a literal.
    pub(super) literal: fn(text: &str) -> String,
    /// The query around the files: what is run before it, and the table of rows.
    pub(super) source: fn(&SqlSource<'_>) -> [String; 2],
    /// The query that writes its result, as CSV with a header, to a path.
    pub(in crate::events) export: fn(query: &str, path: &str) -> String,
}

/// The files of rows.
#[derive(Debug)]
pub struct SqlSource<'a> {
    /// Their paths.
    pub files: &'a [String],
    /// The names of their columns.
    pub columns: &'a [String],
    /// The separator of fields.
    pub separator: char,
    /// Whether their first lines name the columns.
    pub has_header: bool,
    /// Whether fields are in quotes.
    pub is_quoted: bool,
    /// How many fields rows can lack at their end.
    pub optional_columns: usize,
    /// The first day of the events, if it was chosen.
    pub from: Option<&'a str>,
    /// The preset, for engines that have its table.
    pub preset: &'a str,
}

/// All dialects.
pub static SQL_DIALECTS: &[SqlDialect] = &[
    SqlDialect {
        id: "duckdb",
        name: "DuckDB",
        has_tables: false,
        command: Some("duckdb"),
        arguments: &[],
        warning: None,
        quote: '"',
        text: "VARCHAR",
        integer: "BIGINT",
        number: "DOUBLE",
        byte_length: "STRLEN",
        try_cast: "TRY_CAST",
        matches: |text, pattern| format!("regexp_matches({text}, '{pattern}')"),
        extract: |text, pattern| format!("regexp_extract({text}, '{pattern}', 1)"),
        part: |text, number| format!("TRIM(SPLIT_PART({text}, ';', {number}))"),
        period: |day, period| format!("CAST(date_trunc('{period}', {day}) AS DATE)"),
        literal: doubled,
        source: |source| {
            let files = source.files.iter();
            let files: Vec<_> = files.map(|file| doubled(&one_file(file))).collect();
            let columns = source.columns.iter();
            let columns: Vec<_> = columns
                .map(|name| format!("{}: 'VARCHAR'", doubled(name)))
                .collect();
            let separator = if source.separator == '\t' {
                "\\t".to_owned()
            } else {
                source.separator.to_string()
            };
            let quote = if source.is_quoted { "\"" } else { "" };
            let table = format!(
                "read_csv([{}],\n    delim = '{separator}', quote = '{quote}', escape = '{quote}', \
                 header = {}, auto_detect = false,\n    nullstr = '\\N', null_padding = {}, strict_mode = \
                 false, columns = {{{}}})",
                files.join(", "),
                source.has_header,
                source.optional_columns > 0,
                columns.join(", ")
            );
            [String::new(), table]
        },
        export: |query, path| {
            format!(
                "COPY (\n{query}\n) TO {} (FORMAT csv, HEADER);\n",
                doubled(path)
            )
        },
    },
    SqlDialect {
        id: "spark",
        name: "Spark",
        has_tables: false,
        command: Some("spark-sql"),
        // Otherwise it leaves a folder with a catalogue of tables where it is started.
        arguments: &["--conf", "spark.sql.catalogImplementation=in-memory"],
        warning: Some("WARN TaskSchedulerImpl"),
        quote: '`',
        text: "STRING",
        integer: "BIGINT",
        number: "DOUBLE",
        byte_length: "OCTET_LENGTH",
        try_cast: "TRY_CAST",
        matches: |text, pattern| format!("{text} RLIKE '{pattern}'"),
        extract: |text, pattern| format!("regexp_extract({text}, '{pattern}', 1)"),
        part: |text, number| format!("TRIM(SPLIT_PART({text}, ';', {number}))"),
        period: |day, period| format!("CAST(date_trunc('{period}', {day}) AS DATE)"),
        literal: escaped,
        source: |source| {
            let columns = source
                .columns
                .iter()
                .map(|name| format!("`{}` STRING", name.replace('`', "``")));
            let columns: Vec<_> = columns.collect();
            let quote = if source.is_quoted { "\"" } else { "\\u0000" };
            let separator = if source.separator == '\t' {
                "\\t".to_owned()
            } else {
                source.separator.to_string()
            };
            let view = format!(
                "CREATE OR REPLACE TEMPORARY VIEW event_rows ({})\nUSING csv OPTIONS (path {}, sep \
                 '{separator}', quote '{quote}', escape '{quote}', header '{}', multiLine '{}', \
                 nullValue '\\\\N', mode '{}');\n",
                columns.join(", "),
                escaped(&all_of(source.files)),
                source.has_header,
                source.separator != '\t',
                // A row with a wrong number of fields ends the query, and is not changed silently.
                if source.optional_columns > 0 {
                    "PERMISSIVE"
                } else {
                    "FAILFAST"
                },
            );
            [view, "event_rows".to_owned()]
        },
        export: |query, path| {
            format!(
                "INSERT OVERWRITE DIRECTORY {} USING csv OPTIONS (header 'true', quote '\"', escape '\"', \
                 emptyValue '')\n{query};\n",
                escaped(&format!("file://{path}"))
            )
        },
    },
    SqlDialect {
        id: "bigquery",
        name: "BigQuery",
        has_tables: true,
        command: None,
        arguments: &[],
        warning: None,
        quote: '`',
        text: "STRING",
        integer: "INT64",
        number: "FLOAT64",
        byte_length: "BYTE_LENGTH",
        try_cast: "SAFE_CAST",
        matches: |text, pattern| format!("REGEXP_CONTAINS({text}, r'{pattern}')"),
        extract: |text, pattern| format!("REGEXP_EXTRACT({text}, r'{pattern}')"),
        part: |text, number| {
            format!("COALESCE(TRIM(SPLIT({text}, ';')[SAFE_ORDINAL({number})]), '')")
        },
        period: |day, period| {
            let period = if period == "WEEK" { "ISOWEEK" } else { period };
            format!("DATE_TRUNC({day}, {period})")
        },
        literal: escaped,
        source: |source| {
            let table = match source.preset {
                "gdelt2" => "`gdelt-bq.gdeltv2.events_partitioned`",
                "gdelt1" => "`gdelt-bq.full.events`",
                _ => "`PROJECT.DATASET.TABLE`",
            };
            // An event is added on its day or later; earlier parts of the table are not paid for.
            let since = source.from.filter(|_| source.preset == "gdelt2");
            let since = since.map(|day| {
                format!(
                    "\n  WHERE _PARTITIONTIME >= TIMESTAMP_SUB(TIMESTAMP('{day}'), INTERVAL 1 DAY)"
                )
            });
            [
                String::new(),
                format!("{table}{}", since.unwrap_or_default()),
            ]
        },
        export: |query, _| format!("{query};\n"),
    },
];

/// The dialect of this name.
pub fn dialect(id: &str) -> Option<&'static SqlDialect> {
    SQL_DIALECTS.iter().find(|dialect| dialect.id == id)
}

/// A literal of standard SQL. It has no line ends: `DuckDB` reads some lines as commands.
fn doubled(text: &str) -> String {
    let text = text.replace('\'', "''");
    format!("'{}'", text.replace('\n', "' || chr(10) || '"))
}

/// A pattern of `DuckDB` that only this file matches: a special character in brackets is literal.
fn one_file(path: &str) -> String {
    let signs = ['*', '?', '['];
    let letter = |letter: char| {
        if signs.contains(&letter) {
            format!("[{letter}]")
        } else {
            letter.to_string()
        }
    };
    path.chars().map(letter).collect()
}

/// A pattern of Hadoop that these files of the disk match, and no other: one path in braces for
/// each. Braces are written out before signs of patterns are looked for, and both take backslashes
/// away, so signs are escaped twice.
fn all_of(files: &[String]) -> String {
    let one = |path: &String| {
        let mut pattern = String::new();
        for letter in path.trim_start_matches('/').chars() {
            match letter {
                ',' => pattern.push('\\'),
                '*' | '?' | '[' | ']' | '{' | '}' | '\\' => pattern.push_str(r"\\\"),
                _ => {}
            }
            pattern.push(letter);
        }
        pattern
    };
    let all: Vec<_> = files.iter().map(one).collect();
    format!("file:///{{{}}}", all.join(","))
}

/// A literal with backslashes.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('\'', "\\'");
    format!("'{}'", text.replace('\n', "\\n"))
}

impl SqlDialect {
    /// A column by its name.
    pub(super) fn column(&self, name: &str) -> String {
        let quote = self.quote.to_string();
        format!(
            "{quote}{}{quote}",
            name.replace(self.quote, &quote.repeat(2))
        )
    }

    /// A value of a type; NULL where a text is not such a value.
    pub(super) fn cast(&self, text: &str, to: &str) -> String {
        format!("{}({text} AS {to})", self.try_cast)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_patterns_in_a_file_name_are_letters() {
        let files = ["/rows/a*[b]?{c}.csv".to_owned()];
        let source = SqlSource {
            files: &files,
            columns: &[],
            separator: '\t',
            has_header: false,
            is_quoted: false,
            optional_columns: 0,
            from: None,
            preset: "gdelt2",
        };
        let of = |id: &str| (dialect(id).unwrap().source)(&source).concat();
        assert!(of("duckdb").contains("['/rows/a[*][[]b][?]{c}.csv']"));
        // Signs are escaped twice, and a literal doubles backslashes.
        let spark = of("spark");
        assert!(
            spark.contains(r"'file:///{rows/a\\\\\\*\\\\\\[b\\\\\\]\\\\\\?\\\\\\{c\\\\\\}.csv}'"),
            "{spark}"
        );
    }
}
