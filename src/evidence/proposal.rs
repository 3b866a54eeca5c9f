//! Checks proposals of claims: whether the quote of each is in a saved text. Knows no file.
//!
//! A model can invent quotes; so the program looks for each itself, and a proposal whose quote is
//! not in the text is refused.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use unicode_segmentation::UnicodeSegmentation as _;

use super::anchored::Anchored;
use super::check::Texts;
use super::text::Text;
use crate::limits::QUOTE_PLACES;
use crate::model::{ActorId, Claim, Claimant, Document, Proposal, Quote, ReferenceId};
use crate::words::{folded, short};

/// The result for one proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProposalState {
    /// The quote is in a saved text.
    Verified {
        /// The reference that the text belongs to.
        reference: ReferenceId,
        /// Where in the text.
        range: Range<usize>,
    },
    /// The quote is in a saved text several times, or in several texts.
    Ambiguous {
        /// Where it is: the reference of the text, and the range in it. There is at least one.
        places: Vec<(ReferenceId, Range<usize>)>,
        /// What is not clear.
        why: String,
    },
    /// The proposal is refused; says why.
    Refused(String),
}

impl ProposalState {
    /// The word for programs.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Verified { .. } => "verified",
            Self::Ambiguous { .. } => "ambiguous",
            Self::Refused(_) => "refused",
        }
    }

    /// Why it is not verified.
    pub fn why(&self) -> Option<&str> {
        match self {
            Self::Verified { .. } => None,
            Self::Ambiguous { why, .. } | Self::Refused(why) => Some(why),
        }
    }

    /// The reference of the text that has the quote.
    pub fn reference(&self) -> Option<&ReferenceId> {
        self.first_place().map(|(reference, _)| reference)
    }

    /// Where the quote is, or the first of its places.
    pub(super) fn first_place(&self) -> Option<(&ReferenceId, &Range<usize>)> {
        match self {
            Self::Verified { reference, range } => Some((reference, range)),
            Self::Ambiguous { places, .. } => places.first().map(|(one, range)| (one, range)),
            Self::Refused(_) => None,
        }
    }

    /// The places of the quote, which several texts may have.
    fn places(self) -> Vec<(ReferenceId, Range<usize>)> {
        match self {
            Self::Verified { reference, range } => vec![(reference, range)],
            Self::Ambiguous { places, .. } => places,
            Self::Refused(_) => Vec::new(),
        }
    }
}

/// The saved texts, by their hashes.
pub struct ProposalTexts<'a> {
    texts: &'a Texts,
    by_sha256: HashMap<String, &'a ReferenceId>,
}

impl<'a> ProposalTexts<'a> {
    /// Computes the hash of every text, also with the byte order mark that its file may begin with.
    /// O(bytes of all texts).
    pub fn of(texts: &'a Texts) -> Self {
        let hashes = texts.iter().filter_map(|(reference, text)| {
            let text = text.as_ref().ok()?.as_str();
            let hashes = ["", BYTE_ORDER_MARK].map(|mark| sha256_of(&[mark, text]));
            Some(hashes.map(|hash| (hash, reference)))
        });
        Self {
            texts,
            by_sha256: hashes.flatten().collect(),
        }
    }

    /// Looks for the quote of a proposal: in the text of its hash, or in all texts if it names
    /// none.
    pub fn check(&self, proposal: &Proposal) -> ProposalState {
        if !proposal.quote.chars().any(char::is_alphanumeric) {
            return ProposalState::Refused("the quote has no words".to_owned());
        }
        if let Some(hash) = &proposal.text_sha256 {
            return match self.by_sha256.get(&hash.trim().to_lowercase()) {
                Some(reference) => self.check_in(proposal, reference),
                None => ProposalState::Refused("no saved text has this SHA-256".to_owned()),
            };
        }
        let states = self.texts.keys();
        let states = states.map(|reference| self.check_in(proposal, reference));
        let mut found = states.filter(|state| state.reference().is_some());
        match (found.next(), found.next()) {
            (Some(first), None) => first,
            (Some(first), Some(second)) => {
                let all = [first, second].into_iter().chain(found);
                let places = all.flat_map(ProposalState::places);
                ProposalState::Ambiguous {
                    places: places.take(QUOTE_PLACES.count()).collect(),
                    why: "the quote is in several saved texts".to_owned(),
                }
            }
            (None, _) => ProposalState::Refused("the quote is in no saved text".to_owned()),
        }
    }

    fn check_in(&self, proposal: &Proposal, reference: &ReferenceId) -> ProposalState {
        let Some(text) = self.text(reference) else {
            return ProposalState::Refused("the text could not be read".to_owned());
        };
        let quote = Quote {
            exact: proposal.quote.clone(),
            ..Quote::default()
        };
        let anchored = text.anchor(&quote, None);
        let placed = |ranges: &[Range<usize>], times: usize| {
            let is_whole = |range: &&Range<usize>| is_of_words(text.as_str(), range);
            let whole: Vec<&Range<usize>> = ranges.iter().filter(is_whole).collect();
            // Of very many places not all are known.
            let times = times - (ranges.len() - whole.len());
            let reference = reference.clone();
            match whole.first().map(|range| Range::clone(range)) {
                Some(range) if times == 1 => ProposalState::Verified { reference, range },
                Some(_) => ProposalState::Ambiguous {
                    places: whole
                        .into_iter()
                        .map(|range| (reference.clone(), range.clone()))
                        .collect(),
                    why: format!("the quote occurs {times} times in the text"),
                },
                None => ProposalState::Refused(
                    "the text has the quote only within longer words".to_owned(),
                ),
            }
        };
        match anchored {
            Anchored::Verified { range, .. } => placed(&[range], 1),
            Anchored::Ambiguous { ranges, times } if !ranges.is_empty() => {
                placed(&ranges, times.max(ranges.len()))
            }
            Anchored::Changed { difference, .. } => {
                ProposalState::Refused(format!("the text has other words: {difference}"))
            }
            Anchored::Edited { .. } => ProposalState::Refused(
                "the text has these words only with others between them".to_owned(),
            ),
            _ => ProposalState::Refused("the quote is not in the text".to_owned()),
        }
    }

    /// The text of a reference.
    pub fn text(&self, reference: &ReferenceId) -> Option<&'a Arc<Text>> {
        self.texts.get(reference)?.as_ref().ok()
    }
}

/// The actors of a document by id, name and other name.
pub struct ActorsByName<'a> {
    document: &'a Document,
    by_name: HashMap<String, ActorId>,
}

impl<'a> ActorsByName<'a> {
    /// Folds all names. O(names).
    pub fn of(document: &'a Document) -> Self {
        let mut by_name = HashMap::new();
        for actor in document.actors.iter() {
            let aliases = actor.aliases.iter().map(|alias| &**alias);
            for name in std::iter::once(actor.name()).chain(aliases) {
                let first = by_name.entry(folded(name));
                first.or_insert_with(|| actor.id.clone());
            }
        }
        Self { document, by_name }
    }

    /// The same as [`named_actor`].
    pub fn named(&self, words: &str) -> Option<ActorId> {
        let id = ActorId::from(words);
        if self.document.actors.contains(&id) {
            return Some(id);
        }
        self.by_name.get(&folded(words)).cloned()
    }

    /// What may be wrong with a proposal besides its quote.
    pub fn notes(&self, proposal: &Proposal) -> Vec<String> {
        let ends = [&proposal.from, &proposal.to];
        let known = ends.map(|end| self.named(end));
        let mut notes = Vec::new();
        let is_one = match &known {
            [Some(from), Some(to)] => from == to,
            _ => folded(&proposal.from) == folded(&proposal.to),
        };
        if is_one {
            notes.push(format!("`{}` is both from and to", short(&proposal.from)));
        }
        for (end, known) in ends.into_iter().zip(known).take(if is_one { 1 } else { 2 }) {
            if known.is_none() {
                notes.push(format!("`{}` is no actor of the network", short(end)));
            }
        }
        if proposal.coder.is_none() {
            notes.push("it names no coder, so its claim will say an unnamed model".to_owned());
        }
        notes
    }
}

/// Whether a range of a text begins and ends between words.
fn is_of_words(text: &str, range: &Range<usize>) -> bool {
    !is_within_word(text, range.start) && !is_within_word(text, range.end)
}

/// Whether a place is between two letters or digits of one word. An apostrophe ends a word, and
/// scripts without spaces have no such places (Unicode Standard Annex 29).
fn is_within_word(text: &str, at: usize) -> bool {
    /// Enough for the marks of a letter.
    const LETTERS: usize = 8;
    let Some((before, after)) = text.split_at_checked(at) else {
        return false;
    };
    let joins = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    if !joins(before.chars().next_back()) || !joins(after.chars().next()) {
        return false;
    }
    let first = before.char_indices().rev().nth(LETTERS - 1);
    let first = first.map_or(0, |(first, _)| first);
    let last = after.char_indices().nth(LETTERS);
    let last = last.map_or(text.len(), |(last, _)| at + last);
    let mut places = text[first..last].split_word_bound_indices();
    places.all(|(place, _)| first + place != at)
}

/// What a file in UTF-8 may begin with.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The SHA-256 of a text as UTF-8, in hexadecimal digits.
pub fn sha256(text: &str) -> String {
    sha256_of(&[text])
}

/// The same for a text in several parts.
fn sha256_of(parts: &[&str]) -> String {
    use std::fmt::Write as _;
    let digest = parts.iter().fold(Sha256::new(), Sha256::chain_update);
    digest
        .finalize()
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

/// The claim that an accepted proposal becomes: its quote as the text has it, with the words around
/// it and its paragraph; the model as coder and the person as approver.
pub fn accepted_claim(
    proposal: &Proposal,
    reference: &ReferenceId,
    text: &Text,
    range: Range<usize>,
    document: &Document,
    approver: &str,
) -> Claim {
    let approver = approver.trim();
    Claim {
        reference: Some(reference.clone()),
        locator: Some(text.locator(range.clone())),
        quote: Some(text.quote(range)),
        stance: proposal.stance,
        claimant: proposal.claimant.as_deref().map(|words| {
            let actor = named_actor(document, words);
            actor.map_or_else(|| Claimant::Words(words.to_owned()), Claimant::Actor)
        }),
        note: proposal.rationale.clone(),
        coder: proposal.coder.clone(),
        approver: (!approver.is_empty()).then(|| approver.to_owned()),
        ..Claim::default()
    }
}

/// The actor of this id, else of this name or other name.
pub fn named_actor(document: &Document, words: &str) -> Option<ActorId> {
    let id = ActorId::from(words);
    if document.actors.contains(&id) {
        return Some(id);
    }
    let wanted = folded(words);
    let mut actors = document.actors.iter();
    let is_called = |name: &str| folded(name) == wanted;
    let found = actors.find(|actor| {
        is_called(actor.name()) || actor.aliases.iter().any(|alias| is_called(alias))
    });
    found.map(|actor| actor.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The king met the duke in May. The king denies it.\n\nThe king met nobody.";

    fn proposal(quote: &str, hash: Option<&str>) -> Proposal {
        Proposal {
            quote: quote.to_owned(),
            text_sha256: hash.map(str::to_owned),
            ..Proposal::default()
        }
    }

    #[test]
    fn a_quote_is_verified_only_if_its_text_has_it() {
        let texts = Texts::from([
            ("one".into(), Ok(Text::new(TEXT).into())),
            ("two".into(), Ok(Text::new("Nothing of it.").into())),
        ]);
        let found = ProposalTexts::of(&texts);
        let hash = sha256(TEXT);
        let state = |quote: &str, hash: Option<&str>| match found.check(&proposal(quote, hash)) {
            ProposalState::Verified { reference, range } => {
                format!("{reference}: {}", &TEXT[range])
            }
            ProposalState::Ambiguous { why, .. } | ProposalState::Refused(why) => why,
        };
        assert_eq!(
            state("king met the  duke", Some(&hash.to_uppercase())),
            "one: king met the duke"
        );
        assert_eq!(state("king met the duke", None), "one: king met the duke");
        assert_eq!(
            state("The king", Some(&hash)),
            "the quote occurs 3 times in the text"
        );
        assert_eq!(
            state("a treaty of peace", Some(&hash)),
            "the quote is not in the text"
        );
        assert_eq!(
            state("a treaty of peace", None),
            "the quote is in no saved text"
        );
        let other = sha256("Nothing of it.");
        assert_eq!(
            state("king met the duke", Some(&other)),
            "the quote is not in the text"
        );
        assert_eq!(state("king", Some("00")), "no saved text has this SHA-256");
        assert!(
            state("The king meets the duke in May", Some(&hash))
                .starts_with("the text has other words")
        );
        assert_eq!(
            state("The king met … in May", Some(&hash)),
            "the text has these words only with others between them"
        );
    }

    #[test]
    fn a_quote_has_words_and_ends_between_words() {
        let text = "Alba’s king attacked Borea. Alba attacked 三十日阿尔巴进攻了.";
        let texts = Texts::from([("one".into(), Ok(Text::new(text).into()))]);
        let found = ProposalTexts::of(&texts);
        let state = |quote: &str| found.check(&proposal(quote, None)).as_str();
        assert_eq!(state("Alba"), "ambiguous");
        for quote in [
            "Alba’s",
            "king attacked",
            "Alba attacked",
            "阿尔巴进攻",
            "attacked Borea.",
        ] {
            assert_eq!(state(quote), "verified", "{quote}");
        }
        for quote in [
            ".",
            " … ",
            "lba attacked",
            "king attacked Bor",
            "attack",
            "ttacke",
        ] {
            assert_eq!(state(quote), "refused", "{quote}");
        }
        let hash = sha256_of(&[BYTE_ORDER_MARK, text]);
        let of_file = found.check(&proposal("Alba", Some(&hash)));
        assert_eq!(of_file.as_str(), "ambiguous");
    }

    #[test]
    fn a_quote_of_several_places_or_texts_is_ambiguous() {
        let text = "ab ".repeat(3_000) + "once. abc ab";
        let texts = Texts::from([
            ("one".into(), Ok(Text::new(&text).into())),
            ("two".into(), Ok(Text::new("Cadiz met Alba once.").into())),
        ]);
        let found = ProposalTexts::of(&texts);
        let why = |quote: &str| {
            let state = found.check(&proposal(quote, None));
            assert_eq!(state.as_str(), "ambiguous");
            state.why().map(str::to_owned).unwrap_or_default()
        };
        assert!(why("ab").ends_with("times in the text"), "{}", why("ab"));
        assert_eq!(why("once"), "the quote is in several saved texts");
        // Only one of its places is of whole words.
        assert_eq!(found.check(&proposal("ab once", None)).why(), None);
    }

    #[test]
    fn an_ambiguous_quote_has_all_its_places_in_all_texts() {
        let texts = Texts::from([
            (
                "one".into(),
                Ok(Text::new("Alba met Borea. Alba met Cadiz.").into()),
            ),
            ("two".into(), Ok(Text::new("Then Alba met nobody.").into())),
        ]);
        let found = ProposalTexts::of(&texts);
        let places = |quote: &str| {
            let places = found.check(&proposal(quote, None)).places();
            let places = places.into_iter();
            let places = places.map(|(reference, range)| (reference.to_string(), range.start));
            places.collect::<Vec<_>>()
        };
        let at = |reference: &str, start: usize| (reference.to_owned(), start);
        assert_eq!(
            places("Alba met"),
            [at("one", 0), at("one", 16), at("two", 5)]
        );
        assert_eq!(places("Alba met nobody"), [at("two", 5)]);
        assert_eq!(places("Alba left"), []);
    }

    #[test]
    fn the_ends_of_a_proposal_and_its_coder_are_noted() {
        let mut document = Document::default();
        document.actors.put(crate::model::Actor {
            name: Some("Alba".to_owned()),
            ..crate::model::Actor::new("a")
        });
        let actors = ActorsByName::of(&document);
        let notes = |from: &str, to: &str| {
            let (from, to) = (from.to_owned(), to.to_owned());
            let proposal = Proposal {
                from,
                to,
                coder: crate::model::Coder::person("m").map(Box::new),
                ..Proposal::default()
            };
            actors.notes(&proposal).join("; ")
        };
        assert_eq!(notes("Alba", "a"), "`Alba` is both from and to");
        assert_eq!(
            notes("a", "Nowhere"),
            "`Nowhere` is no actor of the network"
        );
        assert_eq!(
            notes("Nowhere", "nowhere"),
            "`Nowhere` is both from and to; `Nowhere` is no actor of the network"
        );
        assert!(actors.notes(&Proposal::default())[2].contains("no coder"));
    }

    #[test]
    fn the_hash_is_sha_256() {
        // The example of FIPS 180-2.
        assert_eq!(
            sha256("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn an_accepted_proposal_has_the_model_as_coder_and_the_person_as_approver() {
        let mut document = Document::default();
        document.actors.put(crate::model::Actor {
            name: Some("The King".to_owned()),
            ..crate::model::Actor::new("k")
        });
        let text = Text::new(TEXT);
        let mut proposal = proposal("king met the duke", None);
        proposal.claimant = Some("the king".to_owned());
        proposal.coder = crate::model::Coder::person("m").map(Box::new);
        let start = TEXT.find("king").unwrap();
        let range = start..start + 17;
        let claim = accepted_claim(&proposal, &"one".into(), &text, range, &document, " Ada ");
        assert_eq!(claim.approver.as_deref(), Some("Ada"));
        assert_eq!(
            (claim.coder_name(), claim.locator.as_deref()),
            ("m", Some("¶1"))
        );
        assert_eq!(claim.claimant, Some(Claimant::Actor("k".into())));
        assert_eq!(claim.quote.unwrap().exact, "king met the duke");
    }
}
