//! `frenemy check --quotes`: what became of every quote, in words and as JSON.

use std::ops::Range;
use std::path::Path;

use serde::Serialize;

use super::check::line_of;
use crate::evidence::{self, Anchored, Check, Checked, Counts, Doubt, Span, Text, Texts};
use crate::file;
use crate::model::{Claim, Document, Location};

/// What became of a file's quotes; the keys of the JSON output.
#[derive(Debug, Serialize)]
pub(super) struct Quotes {
    verified: usize,
    ambiguous: usize,
    changed: usize,
    not_found: usize,
    no_text: usize,
    unquoted: usize,
    claims: Vec<Quoted>,
}

/// What became of one claim's quote.
#[derive(Debug, Serialize)]
struct Quoted {
    relation: String,
    /// Which of the relation's claims it is, from 0.
    claim: usize,
    reference: Option<String>,
    locator: Option<String>,
    /// 0 where the quote's place in the file is not known.
    line: usize,
    column: usize,
    state: &'static str,
    /// Where in the saved text, by paragraph and by byte.
    places: Vec<Place>,
    /// How the quote and the text differ.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    difference: Vec<Differing>,
    /// Nothing where all is well.
    message: Option<String>,
    hint: Option<String>,
}

#[derive(Debug, Serialize)]
struct Place {
    locator: String,
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Differing {
    Same(String),
    Removed(String),
    Added(String),
}

impl Quotes {
    /// Holds a document's claims to the texts beside its file. Places are those of the claims that have a quote, or
    /// none are known.
    pub(super) fn of(document: &Document, file: &Path, places: &[Location]) -> Self {
        let texts = evidence::prepared(file::texts::read_all(document, file));
        let check = Check::of(document, &texts);
        let relations = document.relations.iter();
        let claims = relations.flat_map(|relation| &relation.claims);
        let mut places = places.iter();
        let claims = check.claims.iter().zip(claims).map(|(checked, claim)| {
            let place = claim.quote.as_ref().and_then(|_| places.next());
            Quoted::of(checked, claim, place, document, &texts)
        });
        let claims = claims.collect();
        let Counts {
            verified,
            ambiguous,
            changed,
            not_found,
            no_text,
            unquoted,
        } = check.counts();
        Self {
            verified,
            ambiguous,
            changed,
            not_found,
            no_text,
            unquoted,
            claims,
        }
    }

    /// Whether every claim that quotes something is verified.
    pub(super) fn are_all_verified(&self) -> bool {
        self.ambiguous + self.changed + self.not_found + self.no_text == 0
    }

    /// A line for every claim about whose quote there is something to say.
    pub(super) fn in_words(&self, file: &str) -> String {
        self.claims
            .iter()
            .filter_map(|quoted| quoted.in_words(file))
            .collect()
    }

    /// `quotes: 3 verified, 1 changed`; `no quotes` where there are none.
    pub(super) fn summary(&self) -> String {
        let counts = [
            (self.verified, "verified"),
            (self.changed, "changed"),
            (self.ambiguous, "ambiguous"),
            (self.not_found, "not found"),
            (self.no_text, "without a text"),
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

impl Quoted {
    fn of(
        checked: &Checked,
        claim: &Claim,
        place: Option<&Location>,
        document: &Document,
        texts: &Texts,
    ) -> Self {
        let text = checked.reference.as_ref().and_then(|id| texts.get(id));
        let text = text.and_then(|text| text.as_deref().ok());
        let ranges = checked.state.ranges().iter();
        let places = ranges.filter_map(|range| {
            Some(Place {
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
            difference: differing(&checked.state),
            message,
            hint,
        }
    }

    fn in_words(&self, file: &str) -> Option<String> {
        let severity = if self.state == "verified" {
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
        Some(line_of(
            file,
            place,
            severity,
            &message,
            self.hint.as_deref(),
        ))
    }
}

fn differing(state: &Anchored) -> Vec<Differing> {
    let Anchored::Changed { difference, .. } = state else {
        return Vec::new();
    };
    let spans = difference.spans().iter();
    let differing = spans.map(|span| match span.clone() {
        Span::Same(words) => Differing::Same(words),
        Span::Removed(words) => Differing::Removed(words),
        Span::Added(words) => Differing::Added(words),
    });
    differing.collect()
}

/// What there is to say about a quote, and what to do about it.
fn message(
    checked: &Checked,
    claim: &Claim,
    document: &Document,
    text: Option<&Text>,
) -> Option<(String, String)> {
    let quote = claim.quote.as_ref().map_or("", |quote| &quote.exact);
    let at = locators(text, checked.state.ranges());
    let said = match &checked.state {
        Anchored::Unquoted => return None,
        Anchored::Verified { doubts, .. } => return doubt(doubts, claim, &at),
        Anchored::Ambiguous { times, .. } => (
            format!("“{quote}” stands {times} times in the text: {at}"),
            "Add a prefix or a suffix, or the paragraph as locator.",
        ),
        Anchored::Changed { difference, .. } => (
            format!("the quote is not in the text, which has at {at}: {difference}"),
            "What is marked [-so-] is in the quote alone, {+so+} in the text alone; quote the text.",
        ),
        Anchored::NotFound => (
            format!("“{quote}” is not in the text, nor anything much like it"),
            "Look whether the reference is the right one, and its saved text whole.",
        ),
        Anchored::NoText { problem } => return Some(no_text(problem.as_deref(), claim, document)),
    };
    Some((said.0, said.1.to_owned()))
}

/// The paragraphs where these ranges stand: `¶2, ¶4`, the first eight of them.
fn locators(text: Option<&Text>, ranges: &[Range<usize>]) -> String {
    const MOST: usize = 8;
    let all = ranges
        .iter()
        .filter_map(|range| Some(text?.locator(range.clone())));
    let mut all: Vec<String> = all.collect();
    all.dedup();
    if all.len() > MOST {
        all.truncate(MOST);
        all.push("…".to_owned());
    }
    all.join(", ")
}

fn doubt(doubts: &[Doubt], claim: &Claim, at: &str) -> Option<(String, String)> {
    let message = match doubts.first()? {
        Doubt::Context => {
            format!("the quote stands at {at}, but not between its prefix and suffix")
        }
        Doubt::Locator => {
            let locator = claim.locator.as_deref().unwrap_or_default();
            format!("the quote stands at {at}, not at {locator}")
        }
    };
    Some((
        message,
        "Correct what the claim says of its place.".to_owned(),
    ))
}

fn no_text(problem: Option<&str>, claim: &Claim, document: &Document) -> (String, String) {
    let no_text = "there is no saved text to hold the quote to".to_owned();
    match (&claim.reference, problem) {
        (_, Some(problem)) => (
            format!("the saved text cannot be read: {problem}"),
            "Save the text beside the file as UTF-8, and name it under the reference's `text`."
                .to_owned(),
        ),
        (Some(id), None) if document.references.contains(id) => (
            no_text,
            format!(
                "Save the text of `{id}` beside the file, and name it under the reference's `text`."
            ),
        ),
        (Some(id), None) => (
            no_text,
            format!("Add the reference `{id}` with its saved text."),
        ),
        (None, None) => (
            no_text,
            "Name the reference that the quote is taken from.".to_owned(),
        ),
    }
}
