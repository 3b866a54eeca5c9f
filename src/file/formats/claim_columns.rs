//! Columns of quotes, titles, authors and addresses: claims and references of ties. Knows no format.

use std::collections::HashMap;
use std::sync::Arc;

use super::kind_words::plain;
use super::tie_meaning::Attributes;
use super::times::{self, DayOrder};
use crate::file::ids::{FreeIds, slug};
use crate::limits::{ADDRESS_BYTES, TEXT_BYTES};
use crate::model::{
    Claim, Claimant, Date, Issued, PersonName, Quote, Reference, ReferenceId, Stance,
};

const QUOTES: &[&str] = &[
    "quote",
    "quotation",
    "quotes",
    "zitat",
    "citat",
    "cita",
    "excerpt",
    "passage",
];
const ADDRESSES: &[&str] = &[
    "url",
    "link",
    "sourceurl",
    "articleurl",
    "href",
    "weblink",
    "address",
];
const TITLES: &[&str] = &[
    "reference",
    "citation",
    "sourcetitle",
    "article",
    "articletitle",
    "headline",
    "title",
    "titel",
    "titre",
    "título",
    "work",
    "document",
];
const AUTHORS: &[&str] = &["author", "authors", "autor", "auteur", "autoren"];
const OUTLETS: &[&str] = &[
    "publisher",
    "publication",
    "outlet",
    "newspaper",
    "journal",
    "zeitung",
    "media",
];
const ISSUED: &[&str] = &[
    "published",
    "pubdate",
    "publicationdate",
    "datepublished",
    "issued",
    "articledate",
];
const LOCATORS: &[&str] = &["page", "pages", "locator", "seite", "paragraph"];
const CLAIMANTS: &[&str] = &["claimant", "claimedby", "saidby", "speaker"];
const STANCES: &[&str] = &["stance"];

/// The attributes of ties that describe a claim, by number.
#[derive(Debug, Default)]
pub(crate) struct ClaimColumns {
    quote: Option<usize>,
    address: Option<usize>,
    title: Option<usize>,
    author: Option<usize>,
    outlet: Option<usize>,
    issued: Option<usize>,
    locator: Option<usize>,
    claimant: Option<usize>,
    stance: Option<usize>,
    ids: FreeIds<ReferenceId>,
    by_source: HashMap<String, ReferenceId>,
    pub(crate) references: Vec<Reference>,
}

impl ClaimColumns {
    /// Finds the columns; a title or an author alone describes no claim.
    pub(crate) fn of(names: &[Arc<str>], is_used: &dyn Fn(usize) -> bool) -> Self {
        let names: Vec<String> = names.iter().map(|name| plain(name)).collect();
        let find = |wanted: &[&str]| {
            wanted.iter().find_map(|wanted| {
                let mut names = names.iter().enumerate();
                names
                    .find(|(at, name)| *name == wanted && !is_used(*at))
                    .map(|(at, _)| at)
            })
        };
        let columns = Self {
            quote: find(QUOTES),
            address: find(ADDRESSES),
            title: find(TITLES),
            author: find(AUTHORS),
            outlet: find(OUTLETS),
            issued: find(ISSUED),
            locator: find(LOCATORS),
            claimant: find(CLAIMANTS),
            stance: find(STANCES),
            ..Self::default()
        };
        let is_cited = columns.title.is_some_and(|at| {
            !matches!(
                &*names[at],
                "title" | "titel" | "titre" | "título" | "work" | "document"
            )
        });
        if columns.quote.is_some() || columns.address.is_some() || is_cited {
            columns
        } else {
            Self::default()
        }
    }

    /// The attributes that describe claims, each with what it is.
    pub(crate) fn named(&self) -> Vec<(usize, &'static str)> {
        let all = [
            (self.quote, "the quote of a claim"),
            (self.address, "the address of its source"),
            (self.title, "the title of its source"),
            (self.author, "the author of its source"),
            (self.outlet, "the outlet of its source"),
            (self.issued, "the date of its source"),
            (self.locator, "the place in its source"),
            (self.claimant, "who claims it"),
            (self.stance, "the stance of the claim"),
        ];
        all.into_iter()
            .filter_map(|(at, what)| Some((at?, what)))
            .collect()
    }

    /// The claim that a tie's attributes describe, and the attributes that are fully in it.
    pub(crate) fn claim(&mut self, values: &Attributes) -> Option<(Claim, Vec<usize>)> {
        let mut used = Vec::new();
        let mut text = |at: Option<usize>, max: usize| {
            let at = at?;
            let (_, value) = values.iter().find(|(key, _)| *key as usize == at)?;
            let words = value.words();
            if words.is_empty() || words.len() > max {
                return None;
            }
            used.push(at);
            Some(words.to_owned())
        };
        let quote = text(self.quote, TEXT_BYTES.count());
        let address = text(self.address, ADDRESS_BYTES.count());
        let title = text(self.title, ADDRESS_BYTES.count());
        let author = text(self.author, ADDRESS_BYTES.count());
        let outlet = text(self.outlet, ADDRESS_BYTES.count());
        let issued = text(self.issued, 100);
        let locator = text(self.locator, ADDRESS_BYTES.count());
        let claimant = text(self.claimant, ADDRESS_BYTES.count());
        let stance = text(self.stance, 100);
        if quote.is_none() && address.is_none() && title.is_none() && outlet.is_none() {
            return None;
        }
        let has_source = [&address, &title, &author, &outlet]
            .iter()
            .any(|part| part.is_some());
        let reference = has_source.then(|| {
            let key = [&address, &title, &author, &outlet, &issued]
                .map(|part| part.clone().unwrap_or_default())
                .join("\u{1f}");
            if let Some(known) = self.by_source.get(&key) {
                return known.clone();
            }
            let words = title
                .as_deref()
                .or(address.as_deref())
                .or(outlet.as_deref())
                .unwrap_or("source");
            let id = self.ids.like(&ReferenceId::from(slug(words)));
            let mut reference = Reference::new(id.clone());
            reference.title.clone_from(&title);
            reference.url.clone_from(&address);
            reference.container_title.clone_from(&outlet);
            let names = author.iter().flat_map(|all| all.split(';')).map(str::trim);
            reference.authors = names
                .filter(|name| !name.is_empty())
                .map(|name| PersonName {
                    literal: Some(name.to_owned()),
                    ..PersonName::default()
                })
                .collect();
            let day = issued
                .as_deref()
                .and_then(|day| times::read(day, DayOrder::Unknown).ok());
            reference.issued = day.map(|day| Issued::Date(day.date));
            self.references.push(reference);
            self.by_source.insert(key, id.clone());
            id
        });
        let stance = stance.and_then(|word| {
            let mut all = Stance::ALL.into_iter();
            all.find(|stance| stance.as_str().eq_ignore_ascii_case(&word))
        });
        let claim = Claim {
            reference,
            locator,
            quote: quote.map(|exact| Quote {
                exact,
                ..Quote::default()
            }),
            stance: stance.unwrap_or_default(),
            claimant: claimant.map(Claimant::Words),
            made: None::<Date>,
            ..Claim::default()
        };
        Some((claim, used))
    }
}
