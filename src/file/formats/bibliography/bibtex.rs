//! BibTeX and BibLaTeX. Knows no other format of citations.
//!
//! Only the fields that are used are interpreted together; others are read one by one, so that a
//! formula in an abstract does no harm.
//! A file that cannot be read as a whole is read entry by entry.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use biblatex::{
    Bibliography, ChunksExt, Entry, EntryType, Pair, Person, RawBibliography, RawChunk, RawEntry,
    Spanned,
};

use super::bibtex_limits;
use super::details::{self, DETAILS, note_impossible_date, note_left_out};
use crate::file::formats::long_text::{cut_id, cut_name};
use crate::file::formats::native::markup;
use crate::file::report::IssueLog;
use crate::limits::{ADDRESS_BYTES, ISSUES_OF_A_KIND};
use crate::model::{Fields, Issued, PersonName, Reference};

/// The fields that are used. Fields that an entry inherits from another are left out: entries that
/// inherit from each other would never end.
const FIELDS: [&str; 19] = [
    "title",
    "subtitle",
    "author",
    "editor",
    "date",
    "year",
    "month",
    "day",
    "journaltitle",
    "journal",
    "booktitle",
    "maintitle",
    "publisher",
    "institution",
    "organization",
    "school",
    "howpublished",
    "url",
    "doi",
];

/// Whether a text begins with an entry, or with remarks before one.
pub(super) fn is_bibtex(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('%'));
    first.is_some_and(begins_entry)
}

/// Reads all entries; those that cannot be read are issues.
pub(super) fn read(text: &str, report: &mut IssueLog) -> Result<Vec<Reference>, String> {
    bibtex_limits::check_length(text)?;
    let text = &with_dotted_letters(text);
    let UsedEntries {
        mut all,
        places,
        left_out,
    } = UsedEntries::of(raw_parts(text, report), text.len());
    bibtex_limits::check(&all, text.len())?;
    // The library refuses a list with a repeated key; then each entry would be read alone.
    let keys = different_keys(&all.entries);
    for (entry, key) in all.entries.iter_mut().zip(&keys) {
        if let Some(key) = key {
            entry.v.key.v = key;
        }
    }
    let mut fields = HashMap::new();
    for entry in &mut all.entries {
        let (details, used) = std::mem::take(&mut entry.v.fields)
            .into_iter()
            .partition::<Vec<_>, _>(|field| is_detail(&field.key.v.to_ascii_lowercase()));
        entry.v.fields = used;
        fields.insert(entry.v.key.v.to_owned(), fields_of(&details));
    }
    note_left_out(&left_out, report);
    let mut conversion = Conversion {
        fields,
        abbreviations: &all.abbreviations,
        report,
        references: Vec::new(),
        bad: 0,
    };
    conversion.read(&all.entries, &places);
    Ok(conversion.references)
}

/// The text as a whole; if it cannot be read so, the entries that can be read, each with its place.
fn raw_parts<'t>(text: &'t str, report: &mut IssueLog) -> Vec<(usize, RawBibliography<'t>)> {
    if let Ok(raw) = RawBibliography::parse(text) {
        return vec![(0, raw)];
    }
    let mut parts = Vec::new();
    for (at, part) in entries(text) {
        match RawBibliography::parse(part) {
            Ok(raw) => parts.push((at, raw)),
            Err(error) => {
                let name = name_of(part);
                let message = format!("{name} cannot be read, and is left out: {}", error.kind);
                let hint = "Check its braces, quotation marks and commas.".to_owned();
                report.warning(at, "bad-citation", message, Some(hint));
            }
        }
    }
    parts
}

/// All entries, with the fields that are read.
struct UsedEntries<'t> {
    all: RawBibliography<'t>,
    /// The place of each entry.
    places: Vec<usize>,
    /// How often each other field occurs.
    left_out: BTreeMap<String, usize>,
}

impl<'t> UsedEntries<'t> {
    /// The entries of parts of a text of this length, each part with its place.
    fn of(parts: Vec<(usize, RawBibliography<'t>)>, length: usize) -> Self {
        let mut all = RawBibliography {
            preamble: String::new(),
            entries: Vec::new(),
            abbreviations: Vec::new(),
        };
        let mut places = Vec::new();
        let mut left_out = BTreeMap::new();
        for (at, raw) in parts {
            for mut entry in raw.entries {
                entry.v.fields.retain(|field| {
                    let name = field.key.v.to_ascii_lowercase();
                    let is_read = FIELDS.contains(&&*name) || is_detail(&name);
                    if !is_read {
                        *left_out.entry(cut_id(&name).into_owned()).or_insert(0) += 1;
                    }
                    is_read
                });
                places.push(at + entry.span.start.min(length));
                all.entries.push(entry);
            }
            all.abbreviations.extend(raw.abbreviations);
        }
        Self {
            all,
            places,
            left_out,
        }
    }
}

/// For each entry whose key an earlier one has, the key with a number after [`KEY_MARK`].
fn different_keys(entries: &[Spanned<RawEntry<'_>>]) -> Vec<Option<String>> {
    let mut seen = HashSet::new();
    let keys = entries.iter().enumerate().map(|(number, entry)| {
        let key = entry.v.key.v;
        (!seen.insert(key)).then(|| format!("{key}{KEY_MARK}{number}"))
    });
    keys.collect()
}

/// A character that occurs in no key of a file.
const KEY_MARK: char = '\u{1}';

/// A key as the file has it.
fn own_key(key: &str) -> &str {
    key.split(KEY_MARK).next().unwrap_or_default()
}

/// Entries as references.
struct Conversion<'r, 's> {
    /// What entries say beyond [`FIELDS`], by their keys.
    fields: HashMap<String, Fields>,
    abbreviations: &'r [Pair<'s>],
    report: &'r mut IssueLog,
    references: Vec<Reference>,
    /// How many entries could not be read.
    bad: usize,
}

impl Conversion<'_, '_> {
    /// Reads entries at these bytes together; if that fails, each half by itself.
    fn read(&mut self, entries: &[Spanned<RawEntry<'_>>], places: &[usize]) {
        if entries.is_empty() {
            return;
        }
        let bibliography = Bibliography::from_raw(RawBibliography {
            preamble: String::new(),
            entries: entries.to_vec(),
            abbreviations: self.abbreviations.to_vec(),
        });
        let error = match bibliography {
            Ok(read) => {
                for (entry, at) in read.iter().zip(places) {
                    let fields = self.fields.remove(&entry.key).unwrap_or_default();
                    let reference = reference(entry);
                    note_impossible_date(&reference, *at, self.report);
                    self.references.push(Reference {
                        fields,
                        ..reference
                    });
                }
                return;
            }
            Err(error) => error,
        };
        if let [entry] = entries {
            self.bad += 1;
            return self.read_plainly(&entry.v, places[0], &error.kind.to_string());
        }
        if self.bad > ISSUES_OF_A_KIND.count() {
            let message = format!(
                "{} more entries are left out: too many cannot be read",
                entries.len()
            );
            self.report
                .warning(places[0], "bad-citation", message, None);
            return;
        }
        let half = entries.len() / 2;
        self.read(&entries[..half], &places[..half]);
        self.read(&entries[half..], &places[half..]);
    }

    /// Reads an entry with every `$` as a sign; if that fails, without commands.
    fn read_plainly(&mut self, entry: &RawEntry<'_>, at: usize, problem: &str) {
        let key = cut_id(own_key(entry.key.v));
        let read = [with_signs as fn(&str) -> String, without_commands]
            .into_iter()
            .find_map(|plain| {
                let entry = rewritten(entry, plain);
                let read = RawBibliography::parse(&entry).and_then(Bibliography::from_raw);
                read.ok()?.iter().next().map(reference)
            });
        let message = if read.is_some() {
            format!(
                "`{key}` is read without formulas and commands that are not understood: {problem}"
            )
        } else {
            format!("`{key}` cannot be read, and is left out: {problem}")
        };
        self.report.warning(at, "bad-citation", message, None);
        let fields = self.fields.remove(entry.key.v).unwrap_or_default();
        let with_fields = |reference| Reference {
            fields,
            ..reference
        };
        self.references.extend(read.map(with_fields));
    }
}

/// Whether a field is of [`DETAILS`].
fn is_detail(name: &str) -> bool {
    DETAILS.iter().any(|detail| detail.bibtex.contains(&name))
}

/// What an entry says in these fields. Each is read by itself, so that a formula in an abstract
/// does no harm.
fn fields_of(pairs: &[Pair<'_>]) -> Fields {
    if pairs.is_empty() {
        return Fields::default();
    }
    details::fields(|detail| {
        let names = detail.bibtex.iter();
        let pairs = names.filter_map(|name| {
            let is_named = |pair: &&Pair<'_>| pair.key.v.eq_ignore_ascii_case(name);
            pairs.iter().find(is_named)
        });
        pairs.filter_map(words_of).collect()
    })
}

/// The words of a field alone.
fn words_of(pair: &Pair<'_>) -> Option<String> {
    let chunks = pair.value.v.iter().map(|chunk| match chunk.v {
        RawChunk::Normal(text) => text,
        RawChunk::Abbreviation(name) => name,
    });
    let text: String = chunks.collect();
    let plain = [
        str::to_owned as fn(&str) -> String,
        with_signs,
        without_commands,
    ];
    plain.into_iter().find_map(|plain| {
        let entry = format!("@misc{{x,note={{{}}}}}", plain(&text));
        let read = RawBibliography::parse(&entry).and_then(Bibliography::from_raw);
        words(read.ok()?.iter().next()?, "note", str::to_owned)
    })
}

/// The words of a field in one line, cut by a rule; nothing if there are none.
fn words(entry: &Entry, key: &str, cut: impl Fn(&str) -> String) -> Option<String> {
    let words = without_styles(&entry.get(key)?.format_verbatim());
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = markup::plain(&words);
    (!words.is_empty()).then(|| cut(&words))
}

/// The text of an entry with other values; abbreviations become words.
fn rewritten(entry: &RawEntry<'_>, value: fn(&str) -> String) -> String {
    let field = |pair: &Pair<'_>| {
        let chunks = pair.value.v.iter().map(|chunk| match chunk.v {
            RawChunk::Normal(text) => text,
            RawChunk::Abbreviation(name) => name,
        });
        format!(
            ",{} = {{{}}}",
            pair.key.v,
            value(&chunks.collect::<String>())
        )
    };
    let fields: String = entry.fields.iter().map(field).collect();
    format!("@{}{{{}{fields}}}", entry.kind.v, own_key(entry.key.v))
}

/// A value in which `$` is a plain character and does not begin a formula.
fn with_signs(value: &str) -> String {
    value.replace("\\$", "$").replace('$', "\\$")
}

/// A value as plain words.
fn without_commands(value: &str) -> String {
    let words = value.replace(['{', '}', '\\', '"', '%', '#', '&', '~'], " ");
    with_signs(&words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The text with `i` and `j` for `\i` and `\j` below accents: `\'\i` is an accented `i`.
fn with_dotted_letters(text: &str) -> Cow<'_, str> {
    if !text.contains("\\i") && !text.contains("\\j") {
        return Cow::Borrowed(text);
    }
    let mut dotted = text.to_owned();
    for accent in ['\'', '`', '^', '"', '~', '=', '.', 'u', 'v', 'H', 'c'] {
        for letter in ['i', 'j'] {
            for (open, close) in [("", ""), ("{", "}")] {
                let dotless = format!("\\{accent}{open}\\{letter}{close}");
                dotted = dotted.replace(&dotless, &format!("\\{accent}{{{letter}}}"));
            }
        }
    }
    Cow::Owned(dotted)
}

/// The parts of a text that each begin a line with an entry, with their places.
fn entries(text: &str) -> Vec<(usize, &str)> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if begins_entry(line.trim_start()) {
            starts.push(at + line.len() - line.trim_start().len());
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| (*start, &text[*start..end]))
        .collect()
}

/// Whether a text begins with `@kind{` or `@kind(`.
fn begins_entry(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('@') else {
        return false;
    };
    let name = rest.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    name.len() < rest.len() && name.trim_start().starts_with(['{', '('])
}

/// An entry by its key, for messages.
fn name_of(entry: &str) -> String {
    let key = entry.split_once(['{', '(']).map_or("", |(_, rest)| rest);
    let key = key
        .split([',', '\n', '}', ' '])
        .next()
        .unwrap_or_default()
        .trim();
    match key {
        "" => "an entry".to_owned(),
        key => format!("`{}`", cut_id(key)),
    }
}

fn reference(entry: &Entry) -> Reference {
    let words = |key: &str| words(entry, key, |words| cut_name(words).into_owned());
    let first = |keys: &[&str]| keys.iter().find_map(|key| words(key));
    let address = |key: &str| {
        let address = entry.get(key)?.format_verbatim();
        // Some programs escape signs in addresses, where this means nothing.
        let signs = ["\\&", "\\_", "\\%", "\\#", "\\~"].into_iter();
        let address = signs.fold(address, |address, sign| address.replace(sign, &sign[1..]));
        is_address(&address).then_some(address)
    };
    let authors = entry.author().unwrap_or_default();
    let editors = entry.editors().unwrap_or_default();
    let title = match (words("title"), words("subtitle")) {
        (Some(title), Some(subtitle)) => Some(cut_name(&format!("{title}: {subtitle}")).into()),
        (title, subtitle) => title.or(subtitle),
    };
    // BibTeX has addresses where BibLaTeX has `url`.
    let published = words("howpublished");
    let is_link = |words: &&String| words.starts_with("http");
    let link = published.as_ref().filter(is_link);
    let link = link.filter(|link| is_address(link)).cloned();
    let published = published.filter(|words| !is_link(&words));
    Reference {
        csl_type: csl_type(&entry.entry_type).map(str::to_owned),
        title,
        container_title: first(&["journaltitle", "journal", "booktitle", "maintitle"])
            .or(published),
        publisher: first(&["publisher", "institution", "organization", "school"]),
        authors: authors.iter().map(person).collect(),
        editors: editors
            .iter()
            .flat_map(|(editors, _)| editors.iter().map(person))
            .collect(),
        issued: issued(
            first(&["date"]),
            first(&["year"]),
            first(&["month"]),
            first(&["day"]),
        ),
        url: address("url").or(link),
        doi: address("doi"),
        ..Reference::new(&*cut_id(own_key(&entry.key)))
    }
}

/// A text without commands that only style it: `\textit{a}` is `a`.
fn without_styles(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    // For each open brace, whether it belongs to a command that was left out.
    let mut braces = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '{', '}']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = rest[1..].trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
        let length = rest.len() - name.len();
        let is_command = rest.starts_with('\\') && length > 1 && name.starts_with('{');
        let is_closed = rest.starts_with('}') && braces.pop() == Some(true);
        if is_command {
            braces.push(true);
            rest = &name[1..];
            continue;
        }
        if rest.starts_with('{') {
            braces.push(false);
        }
        if !is_closed {
            plain.push_str(&rest[..1]);
        }
        rest = &rest[1..];
    }
    plain.push_str(rest);
    plain
}

fn is_address(url: &str) -> bool {
    !url.trim().is_empty() && url.len() <= ADDRESS_BYTES.count()
}

fn csl_type(kind: &EntryType) -> Option<&'static str> {
    Some(match kind {
        EntryType::Article => "article-journal",
        EntryType::Book | EntryType::Collection | EntryType::MvBook => "book",
        EntryType::InBook | EntryType::InCollection => "chapter",
        EntryType::InProceedings => "paper-conference",
        EntryType::Report | EntryType::TechReport => "report",
        EntryType::Thesis | EntryType::PhdThesis | EntryType::MastersThesis => "thesis",
        EntryType::Online => "webpage",
        _ => return None,
    })
}

fn person(person: &Person) -> PersonName {
    let some = |text: &str| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then(|| cut_name(&text).into_owned())
    };
    if person.given_name.is_empty() && person.suffix.is_empty() {
        if person.prefix.is_empty() && person.name.trim() == "others" {
            return PersonName::others();
        }
        let name = format!("{} {}", person.prefix, person.name);
        return PersonName {
            literal: some(&name),
            ..PersonName::default()
        };
    }
    PersonName {
        family: some(&person.name),
        given: some(&person.given_name),
        non_dropping_particle: some(&person.prefix),
        suffix: some(&person.suffix),
        ..PersonName::default()
    }
}

/// The date of BibLaTeX, else year, month and day of BibTeX.
fn issued(
    date: Option<String>,
    year: Option<String>,
    month: Option<String>,
    day: Option<String>,
) -> Option<Issued> {
    if let Some(date) = date {
        return Issued::parse(&date);
    }
    let year = year?;
    let month = month.unwrap_or_default();
    let date = match (month.parse::<u8>(), day) {
        (Ok(month), Some(day)) => format!("{year}-{month:02}-{day:0>2}"),
        (Ok(month), None) => format!("{year}-{month:02}"),
        (Err(_), day) => format!("{} {month} {year}", day.unwrap_or_default()),
    };
    match Issued::parse(&date) {
        Some(date @ Issued::Date(_)) => Some(date),
        // The year is in words, or the month is not a month.
        _ => Issued::parse(&year),
    }
}
