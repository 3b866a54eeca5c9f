//! `frenemy check --quotes`: whether each quote is in the saved text of its reference, in words and
//! as JSON.

use std::ops::Range;
use std::path::Path;

use serde::Serialize;

use super::issue_line::issue_line;
use crate::evidence::{
    self, Anchored, CheckedClaim, DiffSpan, Doubt, QuoteCheck, QuoteCounts, Text, Texts,
};
use crate::file;
use crate::limits::{ISSUES_OF_A_KIND, MESSAGE_BYTES};
use crate::model::{Claim, Document, Location};
use crate::words::{counted, cut_to};

/// The status of all quotes of a file; the keys of the JSON output.
#[derive(Debug, Serialize)]
pub(super) struct QuotesReport {
    verified: usize,
    shortened: usize,
    adapted: usize,
    ambiguous: usize,
    changed: usize,
    not_found: usize,
    no_text: usize,
    unquoted: usize,
    /// What is notable about how texts were read.
    notes: Vec<TextNote>,
    claims: Vec<ClaimQuote>,
}

/// What is notable about how the text of a reference was read.
#[derive(Debug, Serialize)]
struct TextNote {
    reference: String,
    text: Option<String>,
    message: String,
}

/// The status of one claim's quote.
#[derive(Debug, Serialize)]
struct ClaimQuote {
    relation: String,
    /// The index of the claim in the relation, from 0.
    claim: usize,
    reference: Option<String>,
    locator: Option<String>,
    /// 0 if the quote's place in the file is not known.
    line: usize,
    column: usize,
    state: &'static str,
    /// Where the quote is in the saved text, by paragraph and by byte.
    places: Vec<QuotePlace>,
    /// What may be wrong with a verified quote.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    doubts: Vec<&'static str>,
    /// How the quote differs from the text: words left out are added, words put in are removed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    difference: Vec<DifferenceSpan>,
    /// `None` if there is nothing to report.
    message: Option<String>,
    hint: Option<String>,
}

#[derive(Debug, Serialize)]
struct QuotePlace {
    locator: String,
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
enum DifferenceSpan {
    Same(String),
    Removed(String),
    Added(String),
}

impl QuotesReport {
    /// Checks the claims of a document against the saved texts beside its file. `places` are the
    /// places of the quotes in the file, in the order of the claims that have a quote; empty if
    /// they are not known.
    pub(super) fn of(document: &Document, file: &Path, places: &[Location]) -> Self {
        let texts = evidence::prepared(document, file::texts::read_all(document, file));
        let check = QuoteCheck::of(document, &texts);
        let relations = document.relations.iter();
        let claims = relations.flat_map(|relation| &relation.claims);
        let mut places = places.iter();
        let claims = check.claims.iter().zip(claims).map(|(checked, claim)| {
            let place = claim.quote.as_ref().and_then(|_| places.next());
            ClaimQuote::of(checked, claim, place, document, &texts)
        });
        let claims = claims.collect();
        let QuoteCounts {
            verified,
            shortened,
            adapted,
            ambiguous,
            changed,
            not_found,
            no_text,
            unquoted,
        } = check.counts();
        Self {
            verified,
            shortened,
            adapted,
            ambiguous,
            changed,
            not_found,
            no_text,
            unquoted,
            notes: notes(document, &texts),
            claims,
        }
    }

    /// Whether every quote is verified.
    pub(super) fn are_all_verified(&self) -> bool {
        self.ambiguous + self.changed + self.not_found + self.no_text == 0
    }

    /// One line for every text and every quote with something to report; of many the first, and
    /// how many more there are.
    pub(super) fn in_words(&self, file: &str) -> String {
        let notes = self.notes.iter().map(|note| note.in_words(file));
        let claims = self.claims.iter();
        let mut reported = claims.filter_map(|quoted| quoted.in_words(file));
        let first = reported.by_ref().take(ISSUES_OF_A_KIND.count());
        let mut lines: Vec<String> = notes.chain(first).collect();
        let more = reported.count();
        if more > 0 {
            let more = counted(more, "more quote", "more quotes");
            lines.push(format!("{file}: {more} like these, listed by --json\n"));
        }
        lines.concat()
    }

    /// `quotes: 3 verified, 1 changed`; `no quotes` if there are none.
    pub(super) fn summary(&self) -> String {
        let counts = [
            (self.verified, "verified"),
            (self.shortened, "verified, shortened"),
            (self.adapted, "verified, adapted"),
            (self.changed, "changed"),
            (self.ambiguous, "ambiguous"),
            (self.not_found, "not found"),
            (self.no_text, "without a saved text"),
        ];
        let counts: Vec<String> = counts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, state)| format!("{count} {state}"))
            .collect();
        if counts.is_empty() {
            "no quotes".to_owned()
        } else {
            format!("quotes: {}", counts.join(", "))
        }
    }
}

impl ClaimQuote {
    fn of(
        checked: &CheckedClaim,
        claim: &Claim,
        place: Option<&Location>,
        document: &Document,
        texts: &Texts,
    ) -> Self {
        let text = checked.reference.as_ref().and_then(|id| texts.get(id));
        let text = text.and_then(|text| text.as_deref().ok());
        let ranges = checked.state.ranges().iter();
        let places = ranges.filter_map(|range| {
            Some(QuotePlace {
                locator: text?.locator(range.clone()),
                start: range.start,
                end: range.end,
            })
        });
        let (message, hint) = message(checked, claim, document, text).unzip();
        Self {
            relation: checked.relation.to_string(),
            claim: checked.claim,
            reference: checked.reference.as_ref().map(ToString::to_string),
            locator: claim.locator.clone(),
            line: place.map_or(0, |place| place.line),
            column: place.map_or(0, |place| place.column),
            state: checked.state.as_str(),
            places: places.collect(),
            doubts: checked
                .state
                .doubts()
                .iter()
                .map(|doubt| doubt.as_str())
                .collect(),
            difference: differing(&checked.state),
            message,
            hint,
        }
    }

    fn in_words(&self, file: &str) -> Option<String> {
        let severity = if ["verified", "shortened", "adapted"].contains(&self.state) {
            "warning"
        } else {
            "error"
        };
        let claim = self.claim + 1;
        let message = format!(
            "{}, claim {claim}: {}",
            self.relation,
            self.message.as_ref()?
        );
        let place = (self.line, self.column);
        Some(issue_line(
            file,
            place,
            severity,
            &message,
            self.hint.as_deref(),
        ))
    }
}

fn differing(state: &Anchored) -> Vec<DifferenceSpan> {
    let (Anchored::Changed { difference, .. } | Anchored::Edited { difference, .. }) = state else {
        return Vec::new();
    };
    let spans = difference.spans().iter();
    let differing = spans.map(|span| match span.clone() {
        DiffSpan::Same(words) => DifferenceSpan::Same(words),
        DiffSpan::Removed(words) => DifferenceSpan::Removed(words),
        DiffSpan::Added(words) => DifferenceSpan::Added(words),
    });
    differing.collect()
}

/// What is wrong with a quote, and what to do.
fn message(
    checked: &CheckedClaim,
    claim: &Claim,
    document: &Document,
    text: Option<&Text>,
) -> Option<(String, String)> {
    let quote = claim.quote.as_ref().map_or("", |quote| &quote.exact);
    let quote = cut_to(MESSAGE_BYTES.count(), quote.to_owned());
    let at = locators(text, checked.state.ranges());
    let said = match &checked.state {
        Anchored::Unquoted => return None,
        Anchored::Verified { .. } | Anchored::Edited { .. } => {
            return doubt(&checked.state, claim, &at);
        }
        Anchored::Ambiguous { times, .. } => (
            format!("“{quote}” occurs {times} times in the text: {at}"),
            "Add a prefix or a suffix, or give the paragraph as locator.",
        ),
        Anchored::Changed { difference, .. } => (
            {
                let difference = cut_to(MESSAGE_BYTES.count(), difference.to_string());
                format!("the quote differs from the text at {at}: {difference}")
            },
            "[-…-] is only in the quote, {+…+} only in the text. Quote the words of the text.",
        ),
        Anchored::NotFound => (
            format!("“{quote}” is not in the text, and nothing similar is"),
            "Check that the reference is the right one and that its saved text is complete.",
        ),
        Anchored::NoText { problem } => return Some(no_text(problem.as_deref(), claim, document)),
    };
    Some((said.0, said.1.to_owned()))
}

/// The paragraphs of these ranges: `¶2, ¶4`; at most eight.
fn locators(text: Option<&Text>, ranges: &[Range<usize>]) -> String {
    const MAX_LOCATORS: usize = 8;
    let all = ranges
        .iter()
        .filter_map(|range| Some(text?.locator(range.clone())));
    let mut all: Vec<String> = all.collect();
    all.dedup();
    if all.len() > MAX_LOCATORS {
        all.truncate(MAX_LOCATORS);
        all.push("…".to_owned());
    }
    all.join(", ")
}

fn doubt(state: &Anchored, claim: &Claim, at: &str) -> Option<(String, String)> {
    let difference = match state {
        Anchored::Edited { difference, .. } => {
            cut_to(MESSAGE_BYTES.count(), difference.to_string())
        }
        _ => String::new(),
    };
    let (message, hint) = match state.doubts().first()? {
        Doubt::Negation => (
            format!(
                "the words left out of the quote may reverse its meaning, at {at}: {difference}"
            ),
            "{+…+} is left out, [-…-] put in. Quote these words, or say in a note why they do not \
             matter.",
        ),
        Doubt::Distance => (
            format!("the parts of the quote are far apart, at {at}: {difference}"),
            "{+…+} is left out. Make a claim for each part.",
        ),
        Doubt::Context => (
            format!("the quote is at {at}, but not between its prefix and suffix"),
            "Correct the locator, prefix or suffix of the claim.",
        ),
        Doubt::Locator => {
            let locator = claim.locator.as_deref().unwrap_or_default();
            (
                format!("the quote is at {at}, not at {locator}"),
                "Correct the locator, prefix or suffix of the claim.",
            )
        }
    };
    Some((message, hint.to_owned()))
}

/// What is notable about how texts were read, in the order of the references.
fn notes(document: &Document, texts: &Texts) -> Vec<TextNote> {
    let references = document.references.iter();
    let notes = references.filter_map(|reference| {
        let text = texts.get(&reference.id)?.as_ref().ok()?;
        Some(TextNote {
            reference: reference.id.to_string(),
            text: reference.text.clone(),
            message: text.note()?.to_owned(),
        })
    });
    notes.collect()
}

impl TextNote {
    fn in_words(&self, file: &str) -> String {
        let text = self.text.as_deref().unwrap_or_default();
        let message = format!(
            "the saved text of `{}`, {text}: {}",
            self.reference, self.message
        );
        issue_line(file, (0, 0), "note", &message, None)
    }
}

fn no_text(problem: Option<&str>, claim: &Claim, document: &Document) -> (String, String) {
    let no_text = "there is no saved text to check the quote against".to_owned();
    match (&claim.reference, problem) {
        (_, Some(problem)) => (
            format!("the saved text cannot be read: {problem}"),
            "Save the text as UTF-8 beside the file, and give its name in the reference's `text`."
                .to_owned(),
        ),
        (Some(id), None) if document.references.contains(id) => (
            no_text,
            format!(
                "Save the text of `{id}` beside the file, and give its name in the reference's `text`."
            ),
        ),
        (Some(id), None) => (
            no_text,
            format!("Add the reference `{id}` with its saved text."),
        ),
        (None, None) => (
            no_text,
            "Add the reference that the quote is taken from.".to_owned(),
        ),
    }
}
