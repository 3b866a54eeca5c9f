//! Codebooks as CSV: a row for each kind and type, with rule, example and counter-example. Knows no
//! network.

use super::encoding;
use crate::limits::CODEBOOK_ENTRIES;
use crate::model::{CodebookEntry, Issue, Location, RelationKind, Severity};
use crate::words::{alternatives, defused_cell, folded, restored_cell, short};

/// The columns that have a meaning; others are kept as further fields.
const COLUMNS: [&str; 5] = ["kind", "type", "rule", "example", "counter_example"];

/// The codebook as CSV, with a column for every further field that is a text.
pub fn write_csv(codebook: &[CodebookEntry]) -> Vec<u8> {
    let mut further: Vec<&str> = Vec::new();
    for (key, _) in codebook.iter().flat_map(|entry| entry.fields.all_unknown()) {
        if !COLUMNS.contains(&key) && !further.contains(&key) {
            further.push(key);
        }
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing into memory does not fail.
    let mut write = |cells: &mut dyn Iterator<Item = &str>| {
        let _ = writer.write_record(cells.map(defused_cell));
    };
    write(&mut COLUMNS.iter().chain(&further).copied());
    for entry in codebook {
        let kind = entry.kind.map(RelationKind::as_str);
        let known = [
            kind,
            entry.subtype.as_deref(),
            entry.rule.as_deref(),
            entry.example.as_deref(),
            entry.counter_example.as_deref(),
        ];
        let known = known.map(|text| text.unwrap_or_default().to_owned());
        let further = further.iter().map(|key| {
            let json = entry.fields.unknown(key).unwrap_or_default();
            serde_json::from_str::<String>(json).unwrap_or_else(|_| json.to_owned())
        });
        let cells: Vec<String> = known.into_iter().chain(further).collect();
        write(&mut cells.iter().map(String::as_str));
    }
    writer.into_inner().unwrap_or_default()
}

/// Reads a codebook. Rows without a kind are left out and reported; types that look the same are
/// kept and reported.
///
/// # Errors
/// Says that the bytes are not text, or that no column names the kind.
pub fn read_csv(bytes: &[u8]) -> Result<(Vec<CodebookEntry>, Vec<Issue>), Issue> {
    let (text, _) = encoding::decode(bytes)?;
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .delimiter(separator(&text))
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let names: Vec<String> = match reader.headers() {
        Ok(headers) => headers
            .iter()
            .map(restored_cell)
            .map(|name| column(&name))
            .collect(),
        Err(_) => Vec::new(),
    };
    if !names.iter().any(|name| name == "kind") {
        let message = "no column is called `kind`".to_owned();
        let hint = format!("The first line names the columns: {}.", COLUMNS.join(", "));
        return Err(issue(1, "no-kind", message, Some(hint)));
    }
    let mut entries: Vec<CodebookEntry> = Vec::new();
    let mut lines = Vec::new();
    let mut issues = Vec::new();
    for (number, row) in reader.records().enumerate() {
        let line = number + 2;
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                issues.push(issue(line, "bad-row", error.to_string(), None));
                continue;
            }
        };
        let line = row.position().map_or(line, |place| place.line() as usize);
        if number >= CODEBOOK_ENTRIES.count() {
            let message = CODEBOOK_ENTRIES.message(CODEBOOK_ENTRIES.count() + 1);
            issues.push(issue(line, "too-many", message, None));
            break;
        }
        match entry(&names, &row) {
            Ok(entry) if entries.iter().any(|other| other.is_about(&entry)) => {
                let message = format!("`{}` is described twice", entry.title());
                let hint = Some("The first row is used.".to_owned());
                issues.push(issue(line, "repeated-rule", message, hint));
            }
            Ok(entry) => {
                let alike = entries.iter().position(|other| is_alike(other, &entry));
                issues.extend(alike.map(|at| only_in_case(line, &entry, &entries[at], lines[at])));
                entries.push(entry);
                lines.push(line);
            }
            Err(found) => {
                let kinds = RelationKind::ALL.map(RelationKind::as_str);
                let message = format!("`{}` is not a kind", short(&found));
                let hint = Some(format!("A kind is {}.", alternatives(&kinds)));
                issues.push(issue(line, "unknown-kind", message, hint));
            }
        }
    }
    Ok((entries, issues))
}

/// The entry of a row, or what is written for its kind.
fn entry(names: &[String], row: &csv::StringRecord) -> Result<CodebookEntry, String> {
    let mut entry = CodebookEntry::default();
    let mut kind_word = String::new();
    for (name, cell) in names.iter().zip(row.iter()) {
        let text = restored_cell(cell.trim());
        let text = Some(text).filter(|text| !text.is_empty());
        match name.as_str() {
            "kind" => kind_word = text.unwrap_or_default(),
            "type" => entry.subtype = text,
            "rule" => entry.rule = text,
            "example" => entry.example = text,
            "counter_example" => entry.counter_example = text,
            "" => {}
            other => {
                if let Some(text) = text {
                    let json = serde_json::Value::from(text).to_string();
                    entry.fields = entry.fields.with_unknown(other, Some(&json));
                }
            }
        }
    }
    // A codebook defines the kinds of this program: words that only mean much the same are none.
    let word = kind_word.to_lowercase();
    let mut kinds = RelationKind::ALL.into_iter();
    entry.kind = kinds.find(|kind| kind.as_str() == word);
    match entry.kind {
        Some(_) => Ok(entry),
        None => Err(kind_word),
    }
}

/// Whether two types of a kind have names that differ only in case or spelling of letters.
fn is_alike(one: &CodebookEntry, other: &CodebookEntry) -> bool {
    let name = |entry: &CodebookEntry| entry.subtype.as_deref().map(folded);
    one.kind == other.kind && name(one) == name(other)
}

/// That two rows are kept whose types a reader would take for one.
fn only_in_case(line: usize, entry: &CodebookEntry, other: &CodebookEntry, first: usize) -> Issue {
    let (new, known) = (entry.title(), other.title());
    let message = format!("`{new}` differs only in case from `{known}` of line {first}");
    let hint = "Both are kept, as two types: write them alike if they are one.";
    Issue {
        severity: Severity::Warning,
        ..issue(line, "only-in-case", message, Some(hint.to_owned()))
    }
}

/// The name of a column as [`COLUMNS`] has it.
fn column(name: &str) -> String {
    let plain = name.trim().to_lowercase().replace([' ', '-'], "_");
    match plain.as_str() {
        "counterexample" => "counter_example".to_owned(),
        known if COLUMNS.contains(&known) => plain,
        _ => name.trim().to_owned(),
    }
}

/// The separator of the first line: programs in many countries write semicolons.
fn separator(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: char| first.matches(sign).count();
    let signs = [(',', b','), (';', b';'), ('\t', b'\t')];
    let most = signs.into_iter().rev().max_by_key(|(sign, _)| count(*sign));
    most.map_or(b',', |(_, byte)| byte)
}

fn issue(line: usize, code: &'static str, message: String, hint: Option<String>) -> Issue {
    Issue {
        severity: Severity::Error,
        code,
        place: Location {
            line,
            column: 1,
            pointer: String::new(),
        },
        message,
        hint,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_codebook_is_the_same_after_writing_and_reading() {
        let csv = "kind,type,rule,example,counter_example,author\n\
                   support,,\"Help, in kind\",\"They \"\"helped\"\" them.\",They said they would.,Ada\n\
                   support,arms,Weapons,,,\n\
                   hostility,,War,,,\n";
        let (codebook, issues) = read_csv(csv.as_bytes()).unwrap();
        assert!(issues.is_empty(), "{issues:?}");
        assert_eq!(codebook.len(), 3);
        assert_eq!(codebook[1].title(), "support: arms");
        assert_eq!(codebook[0].fields.unknown("author"), Some("\"Ada\""));
        assert_eq!(String::from_utf8(write_csv(&codebook)).unwrap(), csv);
    }

    #[test]
    fn only_the_kinds_of_the_file_are_kinds_and_types_that_look_alike_are_reported() {
        let csv = "kind,type\nsupport,arms\nfriendly,\nSupport,Arms\nhostility,arms\n";
        let (codebook, issues) = read_csv(csv.as_bytes()).unwrap();
        let titles: Vec<_> = codebook.iter().map(CodebookEntry::title).collect();
        assert_eq!(
            titles,
            ["support: arms", "support: Arms", "hostility: arms"]
        );
        let [unknown, alike] = &issues[..] else {
            panic!("{issues:?}");
        };
        assert_eq!(
            (unknown.place.line, &*unknown.message),
            (3, "`friendly` is not a kind")
        );
        let kinds = "A kind is cooperation, support, hostility or other.";
        assert_eq!(unknown.hint.as_deref(), Some(kinds));
        let words = "`support: Arms` differs only in case from `support: arms` of line 2";
        assert_eq!(
            (alike.severity, &*alike.message),
            (Severity::Warning, words)
        );
    }

    #[test]
    fn no_cell_becomes_a_formula_and_all_come_back() {
        let entry = CodebookEntry {
            kind: Some(RelationKind::Hostility),
            subtype: Some("=1+1".to_owned()),
            rule: Some("@SUM(1)".to_owned()),
            example: Some("-1+2".to_owned()),
            ..CodebookEntry::default()
        };
        let csv = write_csv(std::slice::from_ref(&entry));
        let text = String::from_utf8(csv.clone()).unwrap();
        assert!(
            text.ends_with("hostility,'=1+1,'@SUM(1),'-1+2,\n"),
            "{text}"
        );
        let (read, _) = read_csv(&csv).unwrap();
        let words =
            |entry: &CodebookEntry| [&entry.subtype, &entry.rule, &entry.example].map(Clone::clone);
        assert_eq!(words(&read[0]), words(&entry));
    }

    #[test]
    fn rows_beyond_the_limit_are_not_read_even_if_they_say_the_same() {
        let rows = "hostility,They fight.\n".repeat(CODEBOOK_ENTRIES.count() + 9);
        let (entries, issues) = read_csv(format!("kind,rule\n{rows}").as_bytes()).unwrap();
        assert_eq!(entries.len(), 1);
        assert_eq!(issues.last().unwrap().code, "too-many");
        assert_eq!(issues.len(), CODEBOOK_ENTRIES.count());
    }

    #[test]
    fn other_separators_and_spellings_are_read_and_bad_rows_reported() {
        let csv = "\u{feff}Rule;Kind;Counter-example\nhelp;Support;none\nx;foo;\ny;SUPPORT;\n;;\n";
        let (codebook, issues) = read_csv(csv.as_bytes()).unwrap();
        assert_eq!(codebook.len(), 1);
        assert_eq!(codebook[0].counter_example.as_deref(), Some("none"));
        let issues: Vec<_> = issues
            .iter()
            .map(|one| (one.place.line, one.code))
            .collect();
        assert_eq!(
            issues,
            [
                (3, "unknown-kind"),
                (4, "repeated-rule"),
                (5, "unknown-kind")
            ]
        );
        assert_eq!(read_csv(b"a,b\n1,2\n").unwrap_err().code, "no-kind");
        assert!(read_csv(b"").is_err());
    }
}
