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
use crate::model::{Claim, Claimant, Document, Proposal, Quote, ReferenceId};
use crate::words::folded;

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
    /// The proposal is refused; says why.
    Refused(String),
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
        let mut states = states.map(|reference| self.check_in(proposal, reference));
        let found = states.find(|state| matches!(state, ProposalState::Verified { .. }));
        let refused = || ProposalState::Refused("the quote is in no saved text".to_owned());
        found.unwrap_or_else(refused)
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
        // Words that occur several times are in the text; the first place is shown.
        let verified = |ranges: &[Range<usize>]| {
            let whole = ranges
                .iter()
                .find(|range| is_of_words(text.as_str(), range));
            match whole {
                Some(range) => ProposalState::Verified {
                    reference: reference.clone(),
                    range: range.clone(),
                },
                None => ProposalState::Refused(
                    "the text has the quote only within longer words".to_owned(),
                ),
            }
        };
        match anchored {
            Anchored::Verified { range, .. } => verified(&[range]),
            Anchored::Ambiguous { ranges, .. } if !ranges.is_empty() => verified(&ranges),
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
pub fn named_actor(document: &Document, words: &str) -> Option<crate::model::ActorId> {
    let id = crate::model::ActorId::from(words);
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
            ProposalState::Refused(why) => why,
        };
        assert_eq!(
            state("king met the  duke", Some(&hash.to_uppercase())),
            "one: king met the duke"
        );
        assert_eq!(state("king met the duke", None), "one: king met the duke");
        assert_eq!(state("The king", Some(&hash)), "one: The king");
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
        let state = |quote: &str| match found.check(&proposal(quote, None)) {
            ProposalState::Verified { .. } => "verified",
            ProposalState::Refused(_) => "refused",
        };
        for quote in [
            "Alba",
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
        assert!(matches!(of_file, ProposalState::Verified { .. }));
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
